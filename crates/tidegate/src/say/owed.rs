//! Duties in the form in which they are told: versioned, in both languages.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::case::{Case, Entry};
use tidegate_core::event::Filed;
use tidegate_core::gate::{self, Desk, OwedBy};
use tidegate_law::time::{Deadline, Uncounted};
use tidegate_law::{DutyState, Names, Owed, Weight, Words};

use super::Basis;
use super::asserted::{AssertedTold, asserted};
use super::happened::started;
use super::hint::{HintTold, hints};
use super::rule::{FactTold, RuleTold, UnknownTold};
use super::schema::Bilingual;
use super::told::{party_name, value_name};

/// Duties of one or several parties at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DutiesTold {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book that answered.
    pub book: String,
    /// The instant asked about.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The duties, those of law first, by their due time.
    pub duties: Vec<DutyTold>,
    /// What the case seems to lack for a clock to run.
    #[serde(default)]
    pub hints: Vec<HintTold>,
}

/// A duty of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DutyTold {
    /// Who owes it.
    #[schema(value_type = Bilingual)]
    pub bearer: Words,
    /// The product it arises from.
    pub product: Option<String>,
    /// The rule, cited as in force when the duty arose.
    pub rule: RuleTold,
    /// To whom, and whether one among several suffices.
    pub to: Option<AddresseeTold>,
    /// Whether it is owed for sure.
    pub sure: bool,
    /// What is not known and decides whether it is owed.
    pub unknown: Vec<UnknownTold>,
    /// The event that starts the clock.
    pub start_event: EventTold,
    /// When that was, as the source writes it; none if the clock has not started.
    pub started: Option<StartTold>,
    /// When it is due.
    pub due: Option<DueTold>,
    /// Why the due time cannot be counted, where it cannot: the duty is owed all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncounted: Option<UncountedTold>,
    /// The word of the text, where it has one.
    pub word: Option<WordTold>,
    /// The day through which to keep, where the duty is to keep.
    #[schema(value_type = Option<String>, format = Date)]
    pub keep_through: Option<Date>,
    /// What became of it.
    #[schema(value_type = String)]
    pub state: DutyState,
    /// What was filed and has to be told beside the state: before the clock started, or about a product not named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub noted: Vec<NotedTold>,
    /// The references that addressees gave for what was filed under this duty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filed: Vec<ReferenceTold>,
    /// Who decided that it asks for no report, where that decision stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_reportable: Option<DecidedNotTold>,
    /// What those who reported say of what the duty looks at or starts from, while nobody has established it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asserted: Vec<AssertedTold>,
    /// What the filing must say.
    pub fields: Vec<String>,
    /// The positions it rests on.
    pub readings: Vec<FactTold>,
}

/// Why a due time cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UncountedTold {
    /// The reason.
    #[schema(value_type = serde_json::Value)]
    pub reason: Uncounted,
    /// In words.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// Something that was filed and does not speak for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct NotedTold {
    /// When it was made, as the source writes it.
    pub occurred: String,
    /// What it is worth for the duty.
    #[schema(value_type = String)]
    pub weight: Weight,
}

/// What an addressee gave back for a filing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReferenceTold {
    /// Its reference.
    pub reference: String,
    /// When it was filed.
    pub when: StartTold,
}

/// A decision that a duty asks for no report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DecidedNotTold {
    /// The event.
    pub event: u64,
    /// Who decided.
    pub by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub recorded: Timestamp,
    /// Why.
    pub reasons: String,
}

/// Somebody to whom a duty is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AddresseeTold {
    /// The capacity, a value of `recipient`.
    pub capacity: String,
    /// Its name.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// Whether one addressee among several suffices.
    pub any_of: bool,
}

/// When a clock started: an instant, or an interval where the source gives no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StartTold {
    /// As the source writes it.
    pub written: String,
    /// At the earliest.
    #[schema(value_type = String, format = DateTime)]
    pub earliest: Timestamp,
    /// At the latest.
    #[schema(value_type = String, format = DateTime)]
    pub latest: Timestamp,
}

/// The event that starts a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EventTold {
    /// Its key.
    pub event: String,
    /// In words.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// The word of a text that has no number, such as "immediately".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WordTold {
    /// Its key.
    pub word: String,
    /// In words.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// A due time with its counting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DueTold {
    /// The strict due time; alerts go by it.
    #[schema(value_type = String, format = DateTime)]
    pub strict: Timestamp,
    /// The strict due time if the start was as late as it may have been.
    #[schema(value_type = String, format = DateTime)]
    pub strict_at_the_latest: Timestamp,
    /// The last day, where the time is the end of a day.
    #[schema(value_type = Option<String>, format = Date)]
    pub last_day: Option<Date>,
    /// The last arguable instant; shown, never relied on.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub latest_arguable: Option<Timestamp>,
    /// The zone in which it was counted.
    pub zone: String,
    /// In one line.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// The steps of counting.
    pub counting: Vec<StepTold>,
    /// Days whose calendar is not known and on which the result rests.
    pub calendar_gap: Option<GapTold>,
}

/// A step of counting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = CountingStep)]
pub struct StepTold {
    /// The clause.
    #[schema(value_type = Option<Bilingual>)]
    pub citation: Option<Words>,
    /// What it does.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// Days whose calendar is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GapTold {
    /// Whose calendar.
    #[schema(value_type = Bilingual)]
    pub place: Words,
    /// The first such day.
    #[schema(value_type = String, format = Date)]
    pub first: Date,
    /// The last one.
    #[schema(value_type = String, format = Date)]
    pub last: Date,
}

/// Duties as the gate computes them.
#[must_use]
pub fn duties(desk: &Desk<'_>, case: &Case, owed: &[OwedBy], at: Timestamp) -> DutiesTold {
    DutiesTold {
        version: 1,
        book: desk.book.digest().to_owned(),
        at,
        duties: owed.iter().map(|one| duty(desk, case, one, at)).collect(),
        hints: hints(desk, case, owed, at),
    }
}

/// One duty.
#[must_use]
pub fn duty(desk: &Desk<'_>, case: &Case, owed: &OwedBy, at: Timestamp) -> DutyTold {
    let book = desk.book;
    let bearer = party_name(case, &Recipient::Party(owed.bearer), book, desk.office);
    let one = &owed.duty;
    let to = one.to.as_ref().map(|to| AddresseeTold {
        capacity: to.to_string(),
        words: value_name(book, "recipient", to.as_str()),
        any_of: one.any_of,
    });
    let recipient = to.as_ref().map_or_else(|| Names::default().recipient, |to| to.words.clone());
    let names = Names { actor: bearer.clone(), recipient };
    let basis = Basis { book, adoption: desk.adoption, at, names: &names };
    let unknown = match &one.owed {
        Owed::Yes => Vec::new(),
        Owed::If { unknown, readings } => {
            unknown.iter().chain(readings).map(|fact| basis.unknown(fact)).collect()
        }
    };
    let event = book.schema().start_event(&one.start_event);
    let product = owed.product.and_then(|id| case.product(id));
    let mut rule = basis.rule(&one.rule, None);
    rule.citation = one.citation.clone();
    DutyTold {
        bearer,
        product: product.map(|product| product.name.clone()),
        rule,
        to,
        sure: one.owed == Owed::Yes,
        unknown,
        start_event: EventTold {
            event: one.start_event.clone(),
            words: event.map(|entry| entry.words.clone()).unwrap_or_default(),
        },
        started: one.start.as_ref().map(started),
        due: one.when.deadline().map(due),
        uncounted: one.when.uncounted().map(|why| {
            let said = why.said();
            UncountedTold { reason: why.clone(), words: Words { en: said.en, zh: said.zh } }
        }),
        word: one.when.word.map(|word| WordTold {
            word: word.key().to_owned(),
            words: Words { en: word.english().to_owned(), zh: word.chinese().to_owned() },
        }),
        keep_through: one.when.keep().map(|keep| keep.through),
        state: one.state,
        noted: one
            .evidence
            .iter()
            .filter(|one| one.weight.noted())
            .map(|one| NotedTold { occurred: one.occurred.to_string(), weight: one.weight })
            .collect(),
        filed: references(case, owed, at),
        not_reportable: decided_not(case, owed, at),
        asserted: {
            let duty = (&one.rule, owed.bearer, owed.product);
            asserted(desk, case, &gate::asserted_of(desk, case, duty, at))
        },
        fields: one.fields.clone(),
        readings: basis.facts(&one.readings),
    }
}

/// What was filed under a duty with its addressee, where a reference came back.
fn references(case: &Case, owed: &OwedBy, at: Timestamp) -> Vec<ReferenceTold> {
    let counts = |event: &Filed| {
        let other = matches!((owed.product, event.product), (Some(one), Some(two)) if one != two);
        let authority = event.to.party().and_then(|id| case.party(id)?.authority.as_ref());
        let to = match &event.to {
            Recipient::Capacity(capacity) => Some(capacity.as_str()),
            Recipient::Party(_) => authority.map(|key| key.as_str()),
        };
        let addressed =
            owed.duty.to.as_ref().is_none_or(|one| to.is_none_or(|to| to == one.as_str()));
        let under = event.rule.as_deref() == Some(owed.duty.rule.as_str());
        event.by == owed.bearer && under && addressed && !other
    };
    let filed = case.filings().filter(|entry| entry.recorded <= at && counts(entry.event));
    let one = |entry: Entry<'_, Filed>| {
        let reference = entry.event.reference.clone()?;
        Some(ReferenceTold { reference, when: started(entry.occurred) })
    };
    filed.filter_map(one).collect()
}

/// The last decision that the duty asks for no report, where it stands.
fn decided_not(case: &Case, owed: &OwedBy, at: Timestamp) -> Option<DecidedNotTold> {
    if owed.duty.state != DutyState::NotReportable {
        return None;
    }
    let last = case.last_found_not_reportable(&owed.duty.rule, owed.bearer, owed.product, at);
    last.map(|entry| DecidedNotTold {
        event: entry.seq,
        by: entry.event.decided_by.clone(),
        recorded: entry.recorded,
        reasons: entry.event.reasons.clone(),
    })
}

pub(super) fn due(deadline: &Deadline) -> DueTold {
    let words =
        |said: &tidegate_law::time::Said| Words { en: said.en.clone(), zh: said.zh.clone() };
    let zone = tidegate_law::time::zone(&deadline.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    DueTold {
        strict: deadline.strict.earliest,
        strict_at_the_latest: deadline.strict.latest,
        last_day: deadline.last_day,
        latest_arguable: deadline.latest_arguable,
        zone: deadline.zone.clone(),
        words: words(&deadline.said(&zone)),
        counting: deadline
            .explanation
            .lines
            .iter()
            .map(|line| StepTold {
                citation: line.cite.as_ref().map(words),
                words: words(&line.text),
            })
            .collect(),
        calendar_gap: deadline.gap.as_ref().map(|gap| GapTold {
            place: words(&gap.place),
            first: gap.first,
            last: gap.last,
        }),
    }
}
