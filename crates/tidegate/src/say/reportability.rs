//! Decisions that a duty asks for no report, in the form in which they are told: versioned, in both languages.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::case::{Case, Entry};
use tidegate_core::event::FoundNotReportable;
use tidegate_core::gate::{self, Desk, Stands, adoption_of};
use tidegate_core::id::ProductId;
use tidegate_core::reportability::{Assessment, Changed, LookedAt};
use tidegate_law::{FactName, FactValue, Finding, Names, Owed, Words};

use super::Basis;
use super::asserted::{AssertedTold, asserted};
use super::happened::started;
use super::owed::StartTold;
use super::rule::{FactTold, RuleTold, UnknownTold};
use super::schema::Bilingual;
use super::told::party_name;

mod page;

pub use page::{change, decided, heading, owed, replayed, standing, text};

/// The decisions of a case that a duty asks for no report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReportabilityTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its handle.
    pub handle: String,
    /// The instant as of which they stand or do not.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The digest of the book that was asked.
    pub book: String,
    /// What the book says of the duty that was asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<AssessedTold>,
    /// The decisions, in the order in which they were made.
    pub decisions: Vec<FindingTold>,
}

/// What the book says of a duty of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AssessedTold {
    /// The duty.
    pub duty: RuleTold,
    /// Whose.
    #[schema(value_type = Bilingual)]
    pub bearer: Words,
    /// The product it is about.
    pub product: Option<String>,
    /// The instant.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether it is owed: `not_owed`, `perhaps`, or `encouraged` where it is owed and does not bind.
    pub owed: OwedTold,
    /// What is not known and decides whether it is owed.
    pub depends: Vec<UnknownTold>,
    /// The facts that it rests on, once for each product of the case where the duty is about no product.
    pub looked_at: Vec<LookedAtTold>,
    /// What those who reported say of it, while nobody has established it. Of a decision: as things stood then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asserted: Vec<AssertedTold>,
}

/// Whether a duty on which somebody decides is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OwedTold {
    /// It is not owed on what is known.
    NotOwed,
    /// It is owed if what is not known turns out so.
    Perhaps,
    /// It is owed, and does not bind.
    Encouraged,
}

/// The facts that a duty rests on, about one product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LookedAtTold {
    /// The product.
    pub product: Option<String>,
    /// What is known.
    pub known: Vec<FactTold>,
    /// What is not.
    pub unknown: Vec<UnknownTold>,
}

/// A decision that a duty asks for no report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FindingTold {
    /// Its event in the case.
    pub event: u64,
    /// When it was recorded, which is when it was made.
    #[schema(value_type = String, format = DateTime)]
    pub recorded: Timestamp,
    /// Who decided.
    pub decided_by: String,
    /// Why.
    pub reasons: String,
    /// Whether it was decided knowing that who reported says otherwise.
    #[serde(default)]
    pub against_finder: bool,
    /// The digest of the book that was asked.
    pub book: String,
    /// What the book said.
    pub assessed: AssessedTold,
    /// Whether it stands now.
    pub stands: bool,
    /// What is known otherwise now.
    pub changed: Vec<ChangedTold>,
    /// The clock of the duty that has started since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_since: Option<StartTold>,
    /// What the book in use says when it is asked again of the case as it was.
    pub replayed: ReplayedTold,
}

/// A fact that is known otherwise than when something was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ChangedTold {
    /// About which product.
    pub product: Option<String>,
    /// Its name.
    pub fact: String,
    /// Its value then; none where it was not known.
    pub then: Option<String>,
    /// Its value now; none where it is not known.
    pub now: Option<String>,
    /// In a sentence, as it was known then.
    #[schema(value_type = Bilingual)]
    pub then_words: Words,
    /// In a sentence, as it is known now.
    #[schema(value_type = Bilingual)]
    pub now_words: Words,
}

/// What came of asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReplayedTold {
    /// The same book says the same.
    Same,
    /// Another book says the same.
    SameUnderAnotherBook,
    /// Another book says otherwise; the book of the decision decides what was right then.
    OtherUnderAnotherBook,
    /// The same book says otherwise: the record does not follow from itself.
    Other,
}

/// A decision that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FoundTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its handle.
    pub handle: String,
    /// The decision.
    pub found: FindingTold,
    /// Its entry in the log.
    pub leaf: u64,
    /// How many entries the log has.
    pub size: u64,
}

/// The decisions of a case as they stand at an instant.
#[must_use]
pub fn decisions(desk: &Desk<'_>, case: &Case, at: Timestamp) -> ReportabilityTold {
    let one = |entry| finding(desk, case, &entry, at);
    ReportabilityTold {
        version: 1,
        case: case.id().to_string(),
        handle: case.label().to_owned(),
        at,
        book: desk.book.digest().to_owned(),
        asked: None,
        decisions: case.found_not_reportable().map(one).collect(),
    }
}

/// What the book said of a duty.
#[must_use]
pub fn assessed(desk: &Desk<'_>, case: &Case, then: &Assessment) -> AssessedTold {
    let bearer = party_name(case, &Recipient::Party(then.bearer), desk.book, desk.office);
    let names = Names { actor: bearer.clone(), ..Names::default() };
    let basis = Basis { book: desk.book, adoption: desk.adoption, at: then.at, names: &names };
    let (owed, depends) = match &then.owed {
        None => (OwedTold::NotOwed, Vec::new()),
        Some(Owed::Yes) => (OwedTold::Encouraged, Vec::new()),
        Some(Owed::If { unknown, readings }) => {
            let open = unknown.iter().chain(readings).map(|fact| basis.unknown(fact));
            (OwedTold::Perhaps, open.collect())
        }
    };
    let duty = (&then.rule, then.bearer, then.product);
    let said = gate::asserted_of(desk, case, duty, then.at);
    let looked_at = then.looked_at.iter().map(|one| looked_at(&basis, case, one)).collect();
    AssessedTold {
        duty: basis.rule(&then.rule, None),
        product: product(case, then.product),
        bearer,
        at: then.at,
        owed,
        depends,
        looked_at,
        asserted: asserted(desk, case, &said),
    }
}

fn finding(
    desk: &Desk<'_>,
    case: &Case,
    entry: &Entry<'_, FoundNotReportable>,
    at: Timestamp,
) -> FindingTold {
    let found = entry.event;
    let stands = gate::stands(desk, case, found, at);
    let changed: &[Changed] = match &stands {
        Stands::Changed(changed) => changed,
        Stands::Yes | Stands::StartedSince(_) => &[],
    };
    let changed = changed.iter().map(|one| changed_told(desk, case, one, at));
    FindingTold {
        event: entry.seq,
        recorded: entry.recorded,
        decided_by: found.decided_by.clone(),
        reasons: found.reasons.clone(),
        against_finder: found.against_finder,
        book: found.assessment.book.clone(),
        assessed: assessed(desk, case, &found.assessment),
        changed: changed.collect(),
        started_since: match &stands {
            Stands::StartedSince(start) => Some(started(start)),
            Stands::Yes | Stands::Changed(_) => None,
        },
        stands: stands == Stands::Yes,
        replayed: ask_again(desk, case, entry),
    }
}

/// Asks again of the case as it was before the decision, under the positions of that day.
fn ask_again(desk: &Desk<'_>, case: &Case, entry: &Entry<'_, FoundNotReportable>) -> ReplayedTold {
    let then = &entry.event.assessment;
    let before = case.record().iter().take_while(|one| one.seq < entry.seq).cloned();
    let adoption = desk.office.map(|office| adoption_of(office, then.at));
    let law = Desk { adoption: adoption.as_ref().unwrap_or(desk.adoption), ..*desk };
    let again = Case::replay(before).ok().and_then(|case| {
        gate::assess(&law, &case, &then.rule, then.bearer, then.product, then.at).ok()
    });
    let same = again.is_some_and(|again| again.agrees(then));
    match (same, then.book == desk.book.digest()) {
        (true, true) => ReplayedTold::Same,
        (true, false) => ReplayedTold::SameUnderAnotherBook,
        (false, false) => ReplayedTold::OtherUnderAnotherBook,
        (false, true) => ReplayedTold::Other,
    }
}

fn looked_at(basis: &Basis<'_>, case: &Case, one: &LookedAt) -> LookedAtTold {
    let known = one
        .facts
        .iter()
        .filter_map(|(fact, value)| Some(Finding { fact: fact.clone(), value: value.clone()? }));
    let unknown = one.facts.iter().filter(|(_, value)| value.is_none());
    LookedAtTold {
        product: product(case, one.product),
        known: basis.facts(&known.collect::<Vec<_>>()),
        unknown: unknown.map(|(fact, _)| basis.unknown(fact)).collect(),
    }
}

fn changed_told(desk: &Desk<'_>, case: &Case, one: &Changed, at: Timestamp) -> ChangedTold {
    let names = Names::default();
    let basis = Basis { book: desk.book, adoption: desk.adoption, at, names: &names };
    let words = |fact: &FactName, value: &Option<FactValue>| match value {
        Some(value) => basis.words(&Finding { fact: fact.clone(), value: value.clone() }),
        None => basis.unknown(fact).words,
    };
    ChangedTold {
        product: product(case, one.product),
        fact: one.fact.to_string(),
        then: one.then.as_ref().map(ToString::to_string),
        now: one.now.as_ref().map(ToString::to_string),
        then_words: words(&one.fact, &one.then),
        now_words: words(&one.fact, &one.now),
    }
}

fn product(case: &Case, id: Option<ProductId>) -> Option<String> {
    id.and_then(|id| case.product(id)).map(|product| product.name.clone())
}
