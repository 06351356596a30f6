//! Where coordination stands in a case: how far each participant is with the report, who agreed to which embargo, and
//! what has happened. The fold of the events through the machines of [`crate::coordination`].
//!
//! Whatever was once recorded is taken: a step that a machine does not have changes nothing. What may be recorded is
//! decided by [`crate::command`]. Of six things that happen to a case, those that the record shows by other events count
//! as well as those that are said outright.

mod agreeing;
mod happening;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use tidegate_law::time::Occurred;

use super::Case;
use crate::coordination::{CaseState, Consent, EmbargoStage, Mark, ReportState};
use crate::event::{CaseEvent, EmbargoProposed, Recorded, TermsAnswer};
use crate::id::{PartyId, TermsId};
use crate::party::Role;
use crate::situation::affected;

/// A state, since when it is so and from which event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since<S> {
    /// The state.
    pub state: S,
    /// Since when; none where it was so from the beginning.
    pub since: Option<Moment>,
}

/// When something occurred and which event says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When it occurred.
    pub occurred: Occurred,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// The event.
    pub seq: u64,
}

impl Moment {
    pub(super) fn of(recorded: &Recorded) -> Self {
        let occurred = recorded.occurred.clone();
        Self { occurred, recorded: recorded.recorded, seq: recorded.seq }
    }
}

/// How one participant stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// How far it is with the report.
    pub report: Since<ReportState>,
    /// Whether it agreed to the embargo.
    pub consent: Since<Consent>,
    /// How far it is on the way of the remedy, mark by mark.
    pub marks: BTreeMap<Mark, Moment>,
}

impl Participant {
    fn new() -> Self {
        Self {
            report: Since { state: ReportState::Start, since: None },
            consent: Since { state: Consent::NoEmbargo, since: None },
            marks: BTreeMap::new(),
        }
    }
}

/// What became of a proposal.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It can still be answered.
    Open,
    /// It became the embargo.
    Agreed,
    /// Everybody who was asked said no.
    Rejected,
    /// Other terms, an end or what happened took its place.
    Overtaken,
}

/// Proposed terms with their answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What was proposed.
    pub proposed: EmbargoProposed,
    /// When.
    pub moment: Moment,
    /// Who answered what; who proposes accepts.
    pub answers: BTreeMap<PartyId, TermsAnswer>,
    /// What became of it.
    pub outcome: Outcome,
}

impl Proposal {
    /// Who was asked and has not answered.
    pub fn unanswered(&self) -> impl Iterator<Item = PartyId> {
        self.proposed.to.iter().copied().filter(|party| !self.answers.contains_key(party))
    }

    pub(super) fn accepted_by(&self) -> BTreeSet<PartyId> {
        let yes = self.answers.iter().filter(|(_, answer)| **answer != TermsAnswer::Rejects);
        yes.map(|(party, _)| *party).collect()
    }
}

/// The terms of the embargo that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Until when, if a time was set.
    pub until: Option<Timestamp>,
    /// The zone in which the end was written, if it was said.
    pub zone: Option<crate::office::Zone>,
    /// Under which terms, if any were named.
    pub terms: Option<String>,
    /// The proposal that became it; none where it was agreed elsewhere.
    pub proposal: Option<TermsId>,
    /// Since when these terms hold.
    pub since: Moment,
}

/// Where coordination stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordination {
    stage: EmbargoStage,
    in_force: Option<InForce>,
    proposals: BTreeMap<TermsId, Proposal>,
    participants: BTreeMap<PartyId, Participant>,
    world: BTreeMap<Mark, Moment>,
}

impl Default for Coordination {
    fn default() -> Self {
        Self {
            stage: EmbargoStage::None,
            in_force: None,
            proposals: BTreeMap::new(),
            participants: BTreeMap::new(),
            world: BTreeMap::new(),
        }
    }
}

impl Coordination {
    /// How far the embargo has come.
    pub fn stage(&self) -> EmbargoStage {
        self.stage
    }

    /// The terms of the embargo that holds, its end not looked at.
    pub fn in_force(&self) -> Option<&InForce> {
        self.in_force.as_ref()
    }

    /// Who agreed to the embargo that holds.
    pub fn signatories(&self) -> BTreeSet<PartyId> {
        let signed = |one: &Participant| one.consent.state == Consent::Signatory;
        let all = self.participants.iter().filter(|(_, one)| signed(one));
        if self.stage.holds() { all.map(|(party, _)| *party).collect() } else { BTreeSet::new() }
    }

    /// Whether an embargo binds at an instant: it was agreed, not ended, and its term is not over.
    pub fn binds(&self, at: Timestamp) -> bool {
        self.in_force.as_ref().is_some_and(|terms| terms.until.is_none_or(|until| at < until))
    }

    /// Every proposal by id.
    pub fn proposals(&self) -> impl Iterator<Item = &Proposal> {
        self.proposals.values()
    }

    /// The proposal with this id.
    pub fn proposal(&self, id: TermsId) -> Option<&Proposal> {
        self.proposals.get(&id)
    }

    /// The proposals that can still be answered, the earliest end first: in this order they are decided.
    pub fn open(&self) -> Vec<&Proposal> {
        let open = self.proposals.values().filter(|one| one.outcome == Outcome::Open);
        let mut open: Vec<&Proposal> = open.collect();
        open.sort_by_key(|one| (one.proposed.until, one.proposed.proposal));
        open
    }

    /// Every participant by id.
    pub fn participants(&self) -> impl Iterator<Item = (PartyId, &Participant)> {
        self.participants.iter().map(|(party, one)| (*party, one))
    }

    /// How a participant stands.
    pub fn participant(&self, id: PartyId) -> Option<&Participant> {
        self.participants.get(&id)
    }

    /// How far a participant is with the report.
    pub fn report_of(&self, id: PartyId) -> ReportState {
        self.participants.get(&id).map_or(ReportState::Start, |one| one.report.state)
    }

    /// Whether a participant agreed to the embargo.
    pub fn consent_of(&self, id: PartyId) -> Consent {
        self.participants.get(&id).map_or(Consent::NoEmbargo, |one| one.consent.state)
    }

    /// What has happened in the world: that the flaw or an exploit is public, that attacks were seen.
    pub fn world(&self) -> &BTreeMap<Mark, Moment> {
        &self.world
    }

    /// The state of the case for one manufacturer.
    pub fn state_for(&self, manufacturer: PartyId) -> CaseState {
        let own = self.participants.get(&manufacturer).map(|one| &one.marks);
        state_of(own.into_iter().flat_map(|marks| marks.keys()).chain(self.world.keys()))
    }

    /// The state of the case: of knowledge and remedy what all its manufacturers have reached.
    pub fn state(&self, case: &Case) -> CaseState {
        let makers = makers(case);
        let all = |mark: &Mark| {
            let has = |maker: &PartyId| {
                self.participants.get(maker).is_some_and(|one| one.marks.contains_key(mark))
            };
            !makers.is_empty() && makers.iter().all(has)
        };
        let way = [Mark::ManufacturerAware, Mark::RemedyReady, Mark::RemedyDeployed];
        state_of(way.iter().filter(|mark| all(mark)).chain(self.world.keys()))
    }

    /// Takes an event that the case took.
    pub(super) fn take(&mut self, case: &Case, recorded: &Recorded) {
        if let CaseEvent::PartyJoined(joined) = &recorded.event {
            self.participants.entry(joined.party.id).or_insert_with(Participant::new);
        }
        self.agree(recorded);
        self.happen(case, recorded);
    }

    fn one(&mut self, party: PartyId) -> &mut Participant {
        self.participants.entry(party).or_insert_with(Participant::new)
    }
}

fn state_of<'m>(marks: impl Iterator<Item = &'m Mark>) -> CaseState {
    marks.fold(CaseState::NOTHING, |state, mark| state.reaching(*mark).0)
}

/// The manufacturers of a case: who is listed as providing what it is about; else whoever joined as one.
#[must_use]
pub fn makers(case: &Case) -> BTreeSet<PartyId> {
    let listed = affected(case).into_iter().flat_map(|product| product.providers.iter().copied());
    let listed: BTreeSet<PartyId> = listed.collect();
    if !listed.is_empty() {
        return listed;
    }
    let joined = case.parties().filter(|party| party.is(Role::Manufacturer));
    joined.map(|party| party.id).collect()
}
