//! What the law of the day says of each flow that took place, and what became of each duty.

use serde::Serialize;
use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::gate::{self, Desk, OwedBy};
use tidegate_core::id::PartyId;
use tidegate_law::{
    Adoption, AnswerKind, Book, Decision, DutyState, Force, Ground, Owed, RuleId, Words,
};

use super::record::Record;
use super::story::{Story, Took};
use super::{Replayed, story};

/// What the law of the day says of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowStanding {
    /// Nothing in the book forbade it.
    NotForbidden,
    /// Nothing forbade it on conditions that the actor may have met.
    NotForbiddenIf,
    /// The text is unclear.
    Unclear,
    /// Two laws collided.
    Conflict,
    /// It would have been refused if facts that are not known were so.
    RefusedIf,
    /// It was refused.
    Refused,
}

impl FlowStanding {
    /// All, from the lightest to the gravest.
    pub const ALL: [Self; 6] = [
        Self::NotForbidden,
        Self::NotForbiddenIf,
        Self::Unclear,
        Self::Conflict,
        Self::RefusedIf,
        Self::Refused,
    ];
}

/// What became of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyStanding {
    /// There is evidence that it was met.
    Evidence,
    /// It was owed if facts that are not known were so; there is no evidence that it was met.
    OwedIf,
    /// It was owed, its time has passed, and no evidence was found.
    NoEvidence,
    /// It was owed, the text has no number, and no evidence was found by the end of the record.
    Open,
}

impl DutyStanding {
    /// All.
    pub const ALL: [Self; 4] = [Self::Evidence, Self::OwedIf, Self::NoEvidence, Self::Open];
}

/// A flow that took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlowFound {
    /// The type of the event.
    pub event: String,
    /// When, as written.
    pub when: String,
    /// Who acted.
    pub from: String,
    /// Who received.
    pub to: String,
    /// What the law of the day says.
    pub standing: FlowStanding,
    /// The citations of the prohibitions.
    pub citations: Vec<Words>,
    /// The facts that are not known and would decide it.
    pub unknown: Vec<String>,
    /// The readings on which it rests.
    pub readings: Vec<String>,
}

/// A duty of a party at the end of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyFound {
    /// Whose.
    pub bearer: String,
    /// The rule.
    pub rule: String,
    /// Its citation when it started.
    pub citation: Words,
    /// What is to be done.
    pub words: Words,
    /// How binding it is.
    pub force: Force,
    /// What became of it.
    pub standing: DutyStanding,
    /// When it was due at the earliest and at the latest, where the text has a number.
    pub due: Option<(String, String)>,
    /// The facts that are not known and would decide whether it was owed.
    pub unknown: Vec<String>,
}

/// Judges a story.
///
/// # Errors
/// Where the gate does not take a flow.
pub(super) fn judge(
    book: &Book,
    adoption: &Adoption,
    record: &Record,
    story: Story,
) -> Result<Replayed, String> {
    let desk = Desk { book, adoption, office: None };
    let flows: Result<Vec<FlowFound>, String> =
        story.took.iter().map(|took| flow(&desk, took)).collect();
    let mut duties = Vec::new();
    for bearer in [story.maker, story.finder] {
        duties.extend(owed(&desk, &story, bearer));
    }
    let story::Story { told, days, noted, unmapped, undated, .. } = story;
    Ok(Replayed {
        version: 1,
        id: record.id.clone(),
        title: record.name().to_owned(),
        events: record.events.len(),
        days,
        noted,
        unmapped,
        undated,
        flows: flows?,
        duties,
        told,
    })
}

fn flow(desk: &Desk<'_>, took: &Took) -> Result<FlowFound, String> {
    let decision =
        gate::decide(desk, &took.before, &took.flow, took.at).map_err(|error| error.to_string())?;
    let passage = decision.deciding().ok_or("the flow reaches nobody")?;
    let (mut rules, mut unknown, mut firm) = (Vec::new(), Vec::new(), false);
    for ground in passage.answer.decision.grounds() {
        rules.extend(ground.rule().cloned());
        match ground {
            Ground::Rule { .. } => firm = true,
            Ground::Open { unknown: open, .. } | Ground::TooMuchUnknown { unknown: open } => {
                unknown.extend(open.iter().map(ToString::to_string));
            }
            Ground::Contradiction { .. } => {}
        }
    }
    if let Decision::PermitIf { conditions } = &passage.answer.decision {
        let facts = conditions.iter().flatten().map(|finding| finding.fact.to_string());
        unknown.extend(facts);
    }
    if let Decision::Escalate { doubts } = &passage.answer.decision {
        rules.extend(doubts.iter().flat_map(|doubt| doubt.rules.iter().cloned()));
    }
    unknown.sort();
    unknown.dedup();
    let standing = match decision.law {
        AnswerKind::Permit => FlowStanding::NotForbidden,
        AnswerKind::PermitIf => FlowStanding::NotForbiddenIf,
        AnswerKind::Escalate => FlowStanding::Unclear,
        AnswerKind::Conflict => FlowStanding::Conflict,
        AnswerKind::Refuse if firm => FlowStanding::Refused,
        AnswerKind::Refuse => FlowStanding::RefusedIf,
    };
    Ok(FlowFound {
        event: took.event.clone(),
        when: took.when.clone(),
        from: name(&took.before, &Recipient::Party(took.flow.from)),
        to: name(&took.before, &took.flow.to),
        standing,
        citations: citations(desk.book, &rules, took.at),
        unknown,
        readings: passage.answer.readings.iter().map(|used| used.taken.fact.to_string()).collect(),
    })
}

/// The citations of rules as of an instant, each once.
fn citations(book: &Book, rules: &[RuleId], at: jiff::Timestamp) -> Vec<Words> {
    let mut cited: Vec<Words> = Vec::new();
    for rule in rules.iter().filter_map(|id| book.rule(id)) {
        let citation = book.citation(rule, at);
        if !cited.contains(&citation) {
            cited.push(citation);
        }
    }
    cited
}

fn owed(desk: &Desk<'_>, story: &Story, bearer: PartyId) -> Vec<DutyFound> {
    let Some(party) = story.case.party(bearer) else { return Vec::new() };
    let mut found: Vec<DutyFound> = Vec::new();
    for owed in gate::duties(desk, &story.case, party, story.end) {
        let Some(standing) = standing(&owed) else { continue };
        // One addressee among several suffices, and several are one duty in the account.
        if found.iter().any(|other| other.rule == owed.duty.rule.as_str()) {
            continue;
        }
        let unknown = match &owed.duty.owed {
            Owed::Yes => Vec::new(),
            Owed::If { unknown, readings } => {
                unknown.iter().chain(readings).map(ToString::to_string).collect()
            }
        };
        let due = owed.duty.when.deadline().map(|deadline| {
            (deadline.strict.earliest.to_string(), deadline.strict.latest.to_string())
        });
        found.push(DutyFound {
            bearer: party.name.clone(),
            rule: owed.duty.rule.to_string(),
            citation: owed.duty.citation.clone(),
            words: owed.duty.words.clone(),
            force: owed.duty.force,
            standing,
            due,
            unknown,
        });
    }
    found
}

/// What became of a duty; `None` where its clock did not start.
fn standing(owed: &OwedBy) -> Option<DutyStanding> {
    let certain = owed.duty.owed == Owed::Yes;
    match owed.duty.state {
        DutyState::NotStarted | DutyState::NotReportable => None,
        DutyState::Met | DutyState::MetPerhapsLate | DutyState::Late => {
            Some(DutyStanding::Evidence)
        }
        DutyState::NoEvidence | DutyState::Open if !certain => Some(DutyStanding::OwedIf),
        DutyState::NoEvidence => Some(DutyStanding::NoEvidence),
        DutyState::Open => Some(DutyStanding::Open),
    }
}

fn name(case: &Case, who: &Recipient) -> String {
    match who {
        Recipient::Party(id) => {
            case.party(*id).map_or_else(String::new, |party| party.name.clone())
        }
        Recipient::Capacity(capacity) => capacity.to_string(),
    }
}
