//! Whether a flaw is exploited: what is asserted, what is seen with its evidence, and what is established.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_core::case::{Case, Stated, Triage};
use tidegate_core::event::{CaseEvent, Exploitation, ExploitationSeen, Subject};
use tidegate_core::gate;
use tidegate_law::{FactName, Words};

use super::{ByTold, Telling};
use crate::say::asserted::{AssertedTold, asserted};
use crate::say::happened::Happened;
use crate::say::schema::Bilingual;
use crate::say::told::own_call;
use crate::say::work::CodeTold;
use crate::words::Voice;

/// The facts of the book that say whether a flaw is exploited.
pub(crate) const EXPLOITED: &str = "exploited";
/// Whether it is in the catalogue.
pub(crate) const IN_KEV: &str = "in_kev";

/// Whether a flaw is exploited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ExploitationTold {
    /// What stands, in the words of SSVC: `none`, `public_poc` or `active`; none where nobody has looked.
    pub stands: Option<CodeTold>,
    /// What those who reported say and nobody has established.
    pub asserted: Vec<AssertedTold>,
    /// What is established as a fact, by whom.
    pub established: Vec<EstablishedTold>,
    /// What was seen, in the order in which it was recorded.
    pub seen: Vec<SeenTold>,
}

/// A fact about exploitation that is established.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EstablishedTold {
    /// Who established it, and when.
    pub recorded: ByTold,
    /// The fact.
    pub fact: String,
    /// In a sentence.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// From what source.
    pub source: String,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SeenTold {
    /// Who recorded it, and when.
    pub recorded: ByTold,
    /// What.
    pub status: CodeTold,
    /// What shows it.
    pub evidence: String,
    /// The day of the evidence.
    #[schema(value_type = Option<String>, format = Date)]
    pub dated: Option<Date>,
    /// The entry of the catalogue of known exploited vulnerabilities.
    pub catalogued: Option<String>,
}

/// What a status is called.
#[must_use]
pub fn status(status: Exploitation) -> &'static str {
    match status {
        Exploitation::None => "triage-exploitation-none",
        Exploitation::PublicPoc => "triage-exploitation-public-poc",
        Exploitation::Active => "triage-exploitation-active",
    }
}

/// What a case has last of a fact about the flaw itself, from whatever day on.
pub(super) fn fact(case: &Case, name: &str) -> Option<String> {
    let known = case.fact(Subject::Case(case.id()), &FactName::new(name));
    known.value().map(|value| value.as_str().to_owned())
}

/// How far exploitation has come, as the case has it: what is established goes before what was seen.
pub(super) fn standing(case: &Case, triage: &Triage) -> Option<Exploitation> {
    if fact(case, EXPLOITED).as_deref() == Some("true") {
        return Some(Exploitation::Active);
    }
    triage.exploitation.last().map(|one| one.what.status)
}

pub(super) fn told(telling: &Telling<'_>, triage: &Triage) -> ExploitationTold {
    let Telling { book, office, case, at } = *telling;
    let adoption = gate::adoption_of(office, at);
    let desk = gate::Desk { book, adoption: &adoption, office: Some(office) };
    let stands = standing(case, triage).map(|one| CodeTold::of(one.as_str(), status(one)));
    let seen = |one: &Stated<ExploitationSeen>| SeenTold {
        recorded: ByTold::of(one),
        status: CodeTold::of(one.what.status.as_str(), status(one.what.status)),
        evidence: one.what.evidence.clone(),
        dated: one.what.dated,
        catalogued: one.what.catalogued.clone(),
    };
    ExploitationTold {
        stands,
        asserted: asserted(&desk, case, &case.asserted(at)),
        established: established(telling),
        seen: triage.exploitation.iter().map(seen).collect(),
    }
}

/// The last statement of each fact.
fn established(telling: &Telling<'_>) -> Vec<EstablishedTold> {
    let called = own_call(telling.office);
    let mut last: Vec<EstablishedTold> = Vec::new();
    for one in telling.case.record() {
        let CaseEvent::FactEstablished(event) = &one.event else { continue };
        let about = event.about == Subject::Case(telling.case.id());
        if !about || ![EXPLOITED, IN_KEV].contains(&event.fact.as_str()) {
            continue;
        }
        let words = Voice::in_both(|voice| {
            let (book, case) = (telling.book, telling.case);
            let happened = Happened { book, case, called: &called, voice };
            happened.fact(event.about, &event.fact, &event.value)
        });
        last.retain(|known| known.fact != event.fact.as_str());
        last.push(EstablishedTold {
            recorded: ByTold { event: one.seq, at: one.recorded, by: one.actor.to_string() },
            fact: event.fact.to_string(),
            words,
            source: one.source.clone(),
        });
    }
    last.retain(|one| fact(telling.case, &one.fact).is_some());
    last
}
