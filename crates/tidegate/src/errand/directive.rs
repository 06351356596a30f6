//! Directives at a desk: proposed by one, signed by another, answered, reported on, verified.
//!
//! What is signed is what was proposed, word for word. A directive that is issued is put to the gate as a letter to its
//! bearer; what the gate does not let out stays here, and the answer says so.

mod arrive;
mod follow;
mod release;
mod serve;
mod showing;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::directive::{Measure, MeasureKind, Order as Direction};
use tidegate_core::event::{
    DirectiveAnswer, DirectiveAnswered, MeasureReported, MeasureResult, MeasureVerified,
    ProposalSettled, Proposed, Review, Settlement,
};
use tidegate_core::id::{DirectiveId, PartyId, ProposalId, SessionId};
use tidegate_core::proposal::{Completion, Matter, Signature};
use tidegate_core::ruling::RulingTerms;
use tidegate_core::situation::Flow;

use super::ruling::NotRuled;
use super::{Errand, NotDone, wrong};
use crate::desk::Order;
use crate::say::directive::{DirectivesTold, Telling, basis_named, served::SettledTold};
use crate::say::recorded::RecordedTold;
use crate::telling::{draw, teller};
pub use showing::Showing;

/// One thing that is asked for, as somebody writes it.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The word for its kind.
    pub kind: &'a str,
    /// What.
    pub text: &'a str,
    /// Until when, in the office's zone where no offset is given; none for the time of the whole.
    pub due: Option<&'a str>,
}

/// A directive as somebody writes it.
#[derive(Debug, Clone, Copy)]
pub struct Directing<'a> {
    /// Who issues it, by name or id; the office where nobody is named.
    pub by: Option<&'a str>,
    /// Who is to bear it, by name or id.
    pub to: &'a str,
    /// The product, by name or id.
    pub product: Option<&'a str>,
    /// Which versions.
    pub versions: Option<&'a str>,
    /// What is to be done.
    pub measures: &'a [Asking<'a>],
    /// Until when; what an outcome proposes where nobody says.
    pub due: Option<&'a str>,
    /// The event with the outcome of a decision table that proposes a due time.
    pub follows: Option<u64>,
    /// Why another time than the one that is proposed is set.
    pub overruled: Option<&'a str>,
    /// An article of the book.
    pub basis: Option<&'a str>,
    /// Why.
    pub reasons: &'a str,
    /// The directive that it replaces, by id.
    pub replaces: Option<&'a str>,
}

/// What somebody proposes to become of a directive.
#[derive(Debug, Clone, Copy)]
pub struct Reviewing<'a> {
    /// The directive.
    pub directive: &'a str,
    /// `upheld`, `extended` or `withdrawn`.
    pub review: &'a str,
    /// Of more time: until when.
    pub until: Option<&'a str>,
    /// Why.
    pub reasons: &'a str,
}

/// What the bearer of a directive answers.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    /// The directive.
    pub directive: &'a str,
    /// `acknowledges`, `asks_for_time` or `contests`.
    pub answer: &'a str,
    /// Of more time: until when.
    pub until: Option<&'a str>,
    /// Why.
    pub reasons: Option<&'a str>,
}

/// What a verification found.
#[derive(Debug, Clone, Copy)]
pub struct Verifying<'a> {
    /// The directive.
    pub directive: &'a str,
    /// Which measure, counted from one.
    pub measure: u32,
    /// `effective`, `partial` or `ineffective`.
    pub result: &'a str,
    /// What was looked at, and what is missing.
    pub finding: Option<&'a str>,
}

/// How a proposal is to be settled.
#[derive(Debug, Clone, Copy)]
pub enum Settling<'a> {
    /// It is signed.
    Sign,
    /// It is declined.
    Decline(&'a str),
    /// It is taken back.
    TakeBack(&'a str),
}

fn said(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A word that is none of those there are.
fn no_word(fact: &str, value: &str, known: &[&str]) -> NotDone {
    NotDone::NoValue { fact: fact.to_owned(), value: value.to_owned(), known: known.join(", ") }
}

impl Errand<'_> {
    /// The directives of a case, and the proposals that wait.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn directives(&self, name: &str) -> Result<(Case, DirectivesTold), NotDone> {
        let case = self.open(name, "looking at its directives").await?;
        let told = self.directed(&case);
        Ok((case, told))
    }

    /// The directives of an opened case.
    #[must_use]
    pub fn directed(&self, case: &Case) -> DirectivesTold {
        self.telling(case).told()
    }

    fn telling<'t>(&'t self, case: &'t Case) -> Telling<'t> {
        Telling { book: self.book, office: self.desk.office(), case, at: self.desk.now() }
    }

    /// Proposes a directive; whoever proposes it signs it by that.
    ///
    /// # Errors
    /// A party, product or time that is not understood; a basis that does not bind; what the case says no to.
    pub async fn propose_directive(
        &self,
        name: &str,
        directing: Directing<'_>,
        decides: bool,
    ) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "proposing a directive").await?;
        let order = self.direction(&case, directing)?;
        self.propose(&case, Matter::Directive(order), decides).await
    }

    /// Proposes what becomes of a directive.
    ///
    /// # Errors
    /// As [`Errand::propose_directive`].
    pub async fn propose_review(
        &self,
        name: &str,
        reviewing: Reviewing<'_>,
        decides: bool,
    ) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "proposing what becomes of a directive").await?;
        let directive: DirectiveId = reviewing.directive.parse().map_err(wrong)?;
        let until = self.until_if(reviewing.until)?;
        let review = match (reviewing.review, until) {
            ("upheld", _) => Review::Upheld,
            ("withdrawn", _) => Review::Withdrawn,
            ("extended", Some(until)) => Review::Extended { until },
            ("extended", None) => return Err(no_word("until", "", &["2026-12-24 17:00"])),
            (other, _) => {
                return Err(no_word("review", other, &["upheld", "extended", "withdrawn"]));
            }
        };
        let issued = case.directive_standing(directive).map(|found| found.issued.event.by);
        let by = issued.unwrap_or_else(|| self.desk.office_party());
        let reasons = reviewing.reasons.trim().to_owned();
        self.propose(&case, Matter::Review { directive, by, review, reasons }, decides).await
    }

    /// Proposes a ruling on a flow. What it goes over is what stands against the flow now; it must be the same when it is
    /// signed.
    ///
    /// # Errors
    /// [`NotDone::Said`] where there is no room for a ruling; what the case says no to.
    pub async fn propose_ruling(
        &self,
        name: &str,
        flow: &Flow,
        reasons: &str,
        expires: &str,
        decides: bool,
    ) -> Result<RecordedTold, NotDone> {
        let expires = self.until(expires)?;
        let case = self.open(name, "proposing a ruling").await?;
        let signers = [self.signature(decides)?.name, String::new()];
        let terms = self.terms(&case, flow, signers, reasons, expires, self.desk.now());
        let (terms, _) = terms.map_err(|error| error.said(self.book))?;
        self.propose(&case, Matter::Ruling(Box::new(terms)), decides).await
    }

    pub(super) async fn propose(
        &self,
        case: &Case,
        matter: Matter,
        decides: bool,
    ) -> Result<RecordedTold, NotDone> {
        let proposed = Proposed {
            proposal: ProposalId::from_bytes(draw()),
            matter,
            signed: self.signature(decides)?,
        };
        let command = Command::new(Verb::Propose(Box::new(proposed)), "the desk");
        self.record(case, vec![Order::new(command)]).await
    }

    fn signature(&self, decides: bool) -> Result<Signature, NotDone> {
        use tidegate_core::event::Actor;
        match self.actor {
            Actor::Member(name) => Ok(Signature { name: name.clone(), decides }),
            Actor::Party(party) => Err(NotDone::Asked(party.to_string())),
        }
    }

    fn until_if(&self, written: Option<&str>) -> Result<Option<Timestamp>, NotDone> {
        said(written).map(|text| self.until(&text)).transpose()
    }

    fn direction(&self, case: &Case, asked: Directing<'_>) -> Result<Direction, NotDone> {
        let office = self.desk.office();
        let measure = |one: &Asking<'_>| -> Result<Measure, NotDone> {
            let known: Vec<&str> = MeasureKind::ALL.iter().map(|kind| kind.as_str()).collect();
            let kind = MeasureKind::from_word(one.kind)
                .ok_or_else(|| no_word("measure", one.kind, &known))?;
            Ok(Measure { kind, text: one.text.trim().to_owned(), due: self.until_if(one.due)? })
        };
        let basis = said(asked.basis).map(|named| basis_named(self.book, &named, self.desk.now()));
        let due = self.until_if(asked.due)?;
        let follows =
            asked.follows.map(|event| self.followed(case, event, due, said(asked.overruled)));
        let follows = follows.transpose()?.map(Box::new);
        let due = due.or(follows.as_ref().map(|follows| follows.proposed));
        let zone = office.zone.rules();
        let teller = teller(self.book, office, case, &zone);
        let product = match said(asked.product) {
            None => None,
            Some(named) => Some(match named.parse() {
                Ok(id) => id,
                Err(_) => teller.product(&named).map_err(wrong)?.id,
            }),
        };
        Ok(Direction {
            directive: DirectiveId::from_bytes(draw()),
            by: match said(asked.by) {
                Some(named) => self.party_named(case, &named)?,
                None => self.desk.office_party(),
            },
            to: self.party_named(case, asked.to)?,
            product,
            versions: said(asked.versions),
            measures: asked.measures.iter().map(measure).collect::<Result<_, _>>()?,
            due,
            follows,
            basis: basis.transpose().map_err(wrong)?,
            reasons: asked.reasons.trim().to_owned(),
            replaces: said(asked.replaces).map(|id| id.parse()).transpose().map_err(wrong)?,
        })
    }

    pub(super) fn party_named(&self, case: &Case, named: &str) -> Result<PartyId, NotDone> {
        if let Ok(id) = named.trim().parse::<PartyId>() {
            return Ok(id);
        }
        let zone = self.desk.office().zone.rules();
        let teller = teller(self.book, self.desk.office(), case, &zone);
        Ok(teller.party(named.trim()).map_err(wrong)?.id)
    }

    /// Settles a proposal. A directive that is issued by this is put to the gate as a letter to its bearer.
    ///
    /// # Errors
    /// What the case says no to: a second signature of the same person, nobody who decides, a ruling that would no
    /// longer be the one that was proposed.
    pub async fn settle(
        &self,
        name: &str,
        proposal: &str,
        settling: Settling<'_>,
        decides: bool,
        session: SessionId,
    ) -> Result<SettledTold, NotDone> {
        let case = self.open(name, "settling a proposal").await?;
        let id: ProposalId = proposal.parse().map_err(wrong)?;
        let signed = self.signature(decides)?;
        let outcome = match settling {
            Settling::Sign => Settlement::Signed,
            Settling::Decline(why) => Settlement::Declined { reasons: why.trim().to_owned() },
            Settling::TakeBack(why) => Settlement::TakenBack { reasons: why.trim().to_owned() },
        };
        let settled = ProposalSettled { proposal: id, signed, outcome };
        let matter = case.proposal(id).map(|entry| entry.event.matter.clone());
        let first = case.proposal(id).map(|entry| entry.event.signed.clone());
        let signing = settled.outcome == Settlement::Signed;
        match (matter, first) {
            (Some(Matter::Directive(order)), Some(first)) if signing => {
                self.issue(&case, settled, order, first, session).await
            }
            (Some(Matter::Ruling(proposed)), Some(first)) if signing => {
                let mut told = self.sign_ruling(&case, settled, &proposed, &first).await?;
                if let Some((id, served)) = self.serve_ruled(&case, &proposed, session).await? {
                    (told.directive, told.served) = (Some(id.to_string()), Some(served));
                }
                Ok(told)
            }
            _ => {
                let verb = Verb::SettleProposal { settled, with: Completion::Nothing };
                let order = Order::new(Command::new(verb, "the desk"));
                let recorded = self.record(&case, vec![order]).await?;
                Ok(SettledTold { version: 1, recorded, directive: None, served: None })
            }
        }
    }

    async fn sign_ruling(
        &self,
        case: &Case,
        settled: ProposalSettled,
        proposed: &RulingTerms,
        first: &Signature,
    ) -> Result<SettledTold, NotDone> {
        // The one who decides is named first; where both may, the one who proposed.
        let signers = match first.decides {
            true => [first.name.clone(), settled.signed.name.clone()],
            false => [settled.signed.name.clone(), first.name.clone()],
        };
        let flow = Flow {
            act: proposed.act,
            from: proposed.from,
            to: proposed.to.clone(),
            items: proposed.items.iter().copied().collect(),
            facts: BTreeMap::new(),
        };
        let expires = proposed.expires.unwrap_or(proposed.recorded);
        let make = |case: &Case, at: Timestamp| -> Result<Verb, NotRuled> {
            let made = self.terms(case, &flow, signers.clone(), &proposed.reasons, expires, at);
            let terms = RulingTerms { id: proposed.id, ..made?.0 };
            let with = Completion::Ruling(Box::new(terms));
            Ok(Verb::SettleProposal { settled: settled.clone(), with })
        };
        let ack = self.desk.judged(self.actor, case.id(), "the desk", make).await;
        let ack = ack.map_err(|error| error.said(self.book))?;
        let recorded = self.acknowledged(case, &ack, "settle_proposal");
        Ok(SettledTold { version: 1, recorded, directive: None, served: None })
    }

    /// Records what the bearer of a directive answers: by itself, or by a member who has its letter.
    ///
    /// # Errors
    /// A word or time that is not understood; what the case says no to.
    pub async fn answer_directive(
        &self,
        case: &Case,
        answering: Answering<'_>,
    ) -> Result<RecordedTold, NotDone> {
        let directive: DirectiveId = answering.directive.parse().map_err(wrong)?;
        let answer = self.answer_written(answering)?;
        let by = self.bearer(case, directive)?;
        let verb = Verb::AnswerDirective(DirectiveAnswered { directive, by, answer });
        let order = Order::new(Command::new(verb, "the answer of its bearer"));
        self.record(case, vec![order]).await
    }

    /// What the bearer of a directive answers, as it is written.
    pub(super) fn answer_written(
        &self,
        answering: Answering<'_>,
    ) -> Result<DirectiveAnswer, NotDone> {
        let until = self.until_if(answering.until)?;
        let reasons = || said(answering.reasons).unwrap_or_default();
        match (answering.answer, until) {
            ("acknowledges", _) => Ok(DirectiveAnswer::Acknowledges),
            ("contests", _) => Ok(DirectiveAnswer::Contests { reasons: reasons() }),
            ("asks_for_time", Some(until)) => {
                Ok(DirectiveAnswer::AsksForTime { until, reasons: reasons() })
            }
            ("asks_for_time", None) => Err(no_word("until", "", &["2026-12-24 17:00"])),
            (other, _) => {
                Err(no_word("answer", other, &["acknowledges", "asks_for_time", "contests"]))
            }
        }
    }

    /// Records that a measure was reported.
    ///
    /// # Errors
    /// What the case says no to.
    pub async fn report_measure(
        &self,
        case: &Case,
        directive: &str,
        showing: Showing<'_>,
    ) -> Result<RecordedTold, NotDone> {
        let directive: DirectiveId = directive.parse().map_err(wrong)?;
        let by = self.bearer(case, directive)?;
        let (statement, evidence) = (showing.statement.trim().to_owned(), BTreeSet::new());
        let (measure, shown) = (showing.measure, showing.shown()?);
        let reported = MeasureReported { directive, by, measure, statement, evidence, shown };
        let command = Command::new(Verb::ReportMeasure(reported), "the report of its bearer");
        self.record(case, vec![Order::new(command)]).await
    }

    /// Records what a verification found. What is not found effective is sent back.
    ///
    /// # Errors
    /// What the case says no to.
    pub async fn verify_measure(
        &self,
        name: &str,
        verifying: Verifying<'_>,
    ) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "verifying a measure").await?;
        let directive: DirectiveId = verifying.directive.parse().map_err(wrong)?;
        let result = match verifying.result {
            "effective" => MeasureResult::Effective,
            "partial" => MeasureResult::Partial,
            "ineffective" => MeasureResult::Ineffective,
            other => {
                let known = ["effective", "partial", "ineffective"];
                return Err(no_word("result", other, &known));
            }
        };
        let of = self.bearer(&case, directive)?;
        let standing = case.directive_standing(directive);
        let issued = standing.map(|standing| standing.issued.event);
        let place = usize::try_from(verifying.measure).unwrap_or(0).checked_sub(1);
        let measure = issued.zip(place).and_then(|(issued, place)| issued.measures.get(place));
        let verified = MeasureVerified {
            directive: Some(directive),
            by: issued.map_or_else(|| self.desk.office_party(), |issued| issued.by),
            of,
            measure: measure
                .map_or_else(|| verifying.measure.to_string(), |measure| measure.text.clone()),
            result,
            number: Some(verifying.measure),
            finding: said(verifying.finding),
        };
        let command = Command::new(Verb::VerifyMeasure(verified), "the verification");
        self.record(&case, vec![Order::new(command)]).await
    }

    fn bearer(&self, case: &Case, directive: DirectiveId) -> Result<PartyId, NotDone> {
        let found = case.directive_standing(directive).map(|standing| standing.issued.event.to);
        found.ok_or_else(|| {
            let known: Vec<String> =
                case.directives().map(|entry| entry.event.directive.to_string()).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            no_word("directive", &directive.to_string(), &known)
        })
    }
}
