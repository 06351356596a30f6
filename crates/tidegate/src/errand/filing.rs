//! A filing that a person made at a portal, recorded with its reference and time: for the bearer for whom it was made,
//! and not without a word where it lies before the clock of the duty.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Answer, Filed};
use tidegate_core::gate::Desk as Law;
use tidegate_core::id::PartyId;
use tidegate_core::sheet::Sheet;
use tidegate_law::time::Occurred;
use tidegate_law::{FieldBasis, RuleId, Words};

use super::{Errand, NotDone, wrong};
use crate::desk::Order;
use crate::say::error::Said;
use crate::say::happened::{since, started};
use crate::say::recorded::RecordedTold;
use crate::say::source::PORTAL;
use crate::say::told::party_name;
use crate::telling::teller;
use crate::words::Voice;

/// The word for every bearer of a duty.
pub const ALL: &str = "all";

/// What the portal gave back.
#[derive(Debug, Clone, Copy)]
pub struct PastedBack<'p> {
    /// The duty.
    pub duty: &'p str,
    /// For which of those who owe the duty it was filed: a party of the case by name or id, or [`ALL`]. Where none is
    /// named it is the office, or the only one.
    pub bearer: Option<&'p str>,
    /// When, as the portal says.
    pub when: &'p str,
    /// That it was before the clock of the duty started, as whoever records it knows.
    pub before_clock: bool,
    /// The portal's reference.
    pub reference: Option<&'p str>,
    /// That the portal gave none, as whoever records it knows.
    pub without_reference: bool,
    /// The fields that were filled in, by their ids; all that the law asks for where none is named.
    pub fields: &'p [String],
}

/// Why a filing was not recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFiled {
    /// Several owe the duty, the office is none of them, and nobody said for whom it was filed.
    #[error("several owe the duty, and it is not said for whom it was filed")]
    Whose(Vec<Words>),
    /// Whoever is named does not owe the duty.
    #[error("`{named}` does not owe the duty")]
    NotOwed {
        /// As it was named.
        named: String,
        /// Those who owe it.
        known: Vec<Words>,
    },
    /// Nobody gave the portal's reference, or said that there is none.
    #[error("the portal's reference is missing")]
    NoReference,
    /// It lies before the clock of the duty started.
    #[error("the filing lies before the clock of the duty")]
    BeforeClock {
        /// Who owes it.
        bearer: Words,
        /// The citation.
        duty: Words,
        /// The event that starts the clock.
        event: Words,
        /// When that was; none where it is not on record.
        start: Option<String>,
    },
}

impl Said for NotFiled {
    fn said(&self, voice: &Voice) -> String {
        let pick = |words: &Words| words.in_language(voice.language()).to_owned();
        let list = |all: &[Words]| {
            let all: Vec<String> = all.iter().map(pick).collect();
            all.join(&voice.say("list-and"))
        };
        match self {
            Self::Whose(known) => voice.with("sheet-whose", [("known", list(known).into())]),
            Self::NotOwed { named, known } => {
                let words = [("named", named.as_str().into()), ("known", list(known).into())];
                voice.with("sheet-not-owed-by", words)
            }
            Self::NoReference => voice.say("sheet-needs-reference"),
            Self::BeforeClock { bearer, duty, event, start } => {
                let id = match start {
                    Some(_) => "sheet-before-clock",
                    None => "sheet-no-clock",
                };
                let words = [
                    ("bearer", pick(bearer).into()),
                    ("duty", pick(duty).into()),
                    ("event", pick(event).into()),
                    ("start", start.clone().unwrap_or_default().into()),
                ];
                voice.with(id, words)
            }
        }
    }
}

impl Errand<'_> {
    /// Records that a duty was met by a filing, with the portal's reference and time: one event for each addressee to
    /// whom its bearer owes it. The decision of the gate that let it out is named where one is on record.
    ///
    /// # Errors
    /// As [`Errand::sheets`]; [`NotDone::NobodyOwes`]; [`NotDone::NotFiled`]; what the case says no to, a time to come
    /// among it.
    pub async fn filed(&self, name: &str, back: PastedBack<'_>) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "recording a filing").await?;
        let zone = self.desk.office().zone.rules();
        let when = Occurred::parse(back.when.trim(), Some(&zone)).map_err(wrong)?;
        let at = self.desk.now();
        let (verbs, empty) =
            self.made(&case, back.duty, FieldBasis::Law, at, |law, rule, sheets| {
                let named = self.named(&case, &zone, back.bearer);
                let mine = of_bearer(law, sheets, back.bearer, named, self.desk.office_party())?;
                let early = early(law, &mine, &when, &zone);
                if let Some(early) = early.filter(|_| !back.before_clock && when.possibly_by(at)) {
                    return Err(early);
                }
                let each = mine.iter().flat_map(|sheet| filings(sheet, &case, rule, &back, &when));
                // A field that the person names was filled in at the portal, whatever stands on our sheet.
                let empty = mine.iter().flat_map(|sheet| sheet.empty_by_law());
                let empty = empty.map(|line| line.field.id.clone());
                let empty: BTreeSet<String> =
                    empty.filter(|field| !back.fields.contains(field)).collect();
                Ok((each.collect::<Vec<Verb>>(), empty))
            })??;
        if verbs.is_empty() {
            return Err(NotDone::NobodyOwes(back.duty.to_owned()));
        }
        if back.reference.is_none_or(|text| text.trim().is_empty()) && !back.without_reference {
            return Err(Box::new(NotFiled::NoReference).into());
        }
        let command = |verb| Command::new(verb, source(&back)).when(when.clone());
        let orders = verbs.into_iter().map(|verb| Order::new(command(verb))).collect();
        let mut told = self.record(&case, orders).await?;
        told.empty_by_law = empty.into_iter().collect();
        Ok(told)
    }

    /// The party of the case that is named: by its id, or as everywhere else.
    fn named(&self, case: &Case, zone: &TimeZone, named: Option<&str>) -> Option<PartyId> {
        let named = named?.trim();
        let by_id = case.parties().map(|party| party.id).find(|id| id.to_string() == named);
        let teller = teller(self.book, self.desk.office(), case, zone);
        by_id.or_else(|| teller.party(named).ok().map(|party| party.id))
    }
}

/// Who owes what a sheet is for.
fn bearer(sheet: &Sheet<'_>) -> Option<PartyId> {
    sheet.owed.first().map(|one| one.bearer)
}

/// The sheets of the bearer for whom it was filed.
fn of_bearer<'a, 's>(
    law: &Law<'_>,
    sheets: &'a [Sheet<'s>],
    named: Option<&str>,
    party: Option<PartyId>,
    office: PartyId,
) -> Result<Vec<&'a Sheet<'s>>, Box<NotFiled>> {
    let owing: BTreeSet<PartyId> = sheets.iter().filter_map(bearer).collect();
    let known = || {
        let name = |id: &PartyId| {
            let first = sheets.first()?;
            Some(party_name(&first.case, &Recipient::Party(*id), law.book, law.office))
        };
        owing.iter().filter_map(name).collect::<Vec<Words>>()
    };
    let one = match named {
        Some(named) if named.trim() == ALL => return Ok(sheets.iter().collect()),
        Some(_) if owing.is_empty() => None,
        Some(named) => match party.filter(|party| owing.contains(party)) {
            Some(party) => Some(party),
            None => {
                return Err(Box::new(NotFiled::NotOwed {
                    named: named.to_owned(),
                    known: known(),
                }));
            }
        },
        None if owing.contains(&office) => Some(office),
        None if owing.len() > 1 => return Err(Box::new(NotFiled::Whose(known()))),
        None => owing.first().copied(),
    };
    Ok(sheets.iter().filter(|sheet| bearer(sheet) == one).collect())
}

/// What a filing lies before: the clock of a sheet, where none of the same bearer and product had started by then.
fn early(
    law: &Law<'_>,
    sheets: &[&Sheet<'_>],
    when: &Occurred,
    zone: &TimeZone,
) -> Option<Box<NotFiled>> {
    let of = |sheet: &Sheet<'_>| sheet.owed.first().map(|one| (one.bearer, one.product));
    let runs = |sheet: &Sheet<'_>| {
        let mut starts = sheet.owed.iter().filter_map(|one| one.duty.start.as_ref());
        starts.any(|start| !when.certainly_before(start))
    };
    let early = sheets.iter().find(|sheet| {
        let mut same = sheets.iter().filter(|other| of(other) == of(sheet));
        !same.any(|other| runs(other))
    })?;
    let first = early.owed.first()?;
    let start = first.duty.start.as_ref().map(|start| since(&started(start), zone));
    let event = law.book.schema().start_event(&first.duty.start_event);
    let bearer = Recipient::Party(first.bearer);
    Some(Box::new(NotFiled::BeforeClock {
        bearer: party_name(&early.case, &bearer, law.book, law.office),
        duty: first.duty.citation.clone(),
        event: event.map_or_else(|| plain(&first.duty.start_event), |event| event.words.clone()),
        start,
    }))
}

/// A name that has no words.
fn plain(name: &str) -> Words {
    Words { en: name.to_owned(), zh: name.to_owned() }
}

/// From what source a filing is known.
fn source(back: &PastedBack<'_>) -> String {
    let mut source = PORTAL.to_owned();
    if let Some(reference) = back.reference {
        let _ = write!(source, ", {reference}");
    }
    source
}

/// The filing of a sheet with each of its addressees, each under the last decision that let it out by then.
fn filings(
    sheet: &Sheet<'_>,
    case: &Case,
    rule: &RuleId,
    back: &PastedBack<'_>,
    when: &Occurred,
) -> Vec<Verb> {
    let of_law = sheet.form.fields.iter().filter(|field| field.basis == FieldBasis::Law);
    let fields = match back.fields.is_empty() {
        true => of_law.map(|field| field.id.clone()).collect(),
        false => back.fields.to_vec(),
    };
    let product = sheet.owed.first().and_then(|one| one.product);
    let one = |decision: &tidegate_core::gate::GateDecision| {
        let flow = &decision.flow;
        // A person writes down a minute.
        let by_then = when.last_instant().checked_add(SignedDuration::from_secs(60));
        let by_then = by_then.unwrap_or(Timestamp::MAX);
        let let_out = case.decisions().filter(|entry| {
            let event = entry.event;
            let passed = matches!(
                event.answer,
                Answer::Permit | Answer::PermitIf | Answer::ReleasedUnderRuling
            );
            passed && event.act == flow.act && event.from == flow.from && event.to == flow.to
        });
        let let_out: Vec<_> = let_out.collect();
        let under = let_out.iter().rfind(|entry| entry.recorded <= by_then).or(let_out.last());
        let held = flow.items.iter().copied().filter(|id| case.item(*id).is_some());
        Verb::File(Filed {
            by: flow.from,
            to: flow.to.clone(),
            rule: Some(rule.to_string()),
            product,
            fields: fields.clone(),
            items: held.collect(),
            reference: back.reference.map(str::to_owned),
            decision: under.map(|entry| entry.event.decision),
        })
    };
    sheet.decisions.iter().map(one).collect()
}
