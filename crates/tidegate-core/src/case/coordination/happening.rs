//! What participants do with the report, and what has happened to the case, in the fold.

use super::{Case, Coordination, Moment, Since, makers};
use crate::coordination::{EmbargoStage, Mark, ReportState, ReportStep, may_be_remedied};
use crate::event::{CaseEvent, Disclosed, ProductStatus, Recorded, Subject, Verdict};
use crate::id::PartyId;
use crate::item::ContentClass;

impl Coordination {
    pub(super) fn happen(&mut self, case: &Case, recorded: &Recorded) {
        use ReportStep as Step;
        let moment = Moment::of(recorded);
        let office = PartyId::from_bytes(*case.office().as_bytes());
        match &recorded.event {
            CaseEvent::ReportManaged(e) => self.step(case, e.participant, &[e.step], &moment),
            CaseEvent::Received(e) => {
                // Whoever sends a report has found that it shows a flaw, and works on it (RMB-13-001).
                self.step(case, e.from, &[Step::Receive, Step::Validate, Step::Accept], &moment);
                self.step(case, e.to, &[Step::Receive], &moment);
            }
            CaseEvent::Acknowledged(e) => self.step(case, e.by, &[Step::Receive], &moment),
            CaseEvent::ManufacturerNotified(e) => {
                self.step(case, e.manufacturer, &[Step::Receive], &moment);
            }
            CaseEvent::Triaged(e) if case.party(office).is_some() => {
                self.step(case, office, judged(e.verdict), &moment);
            }
            CaseEvent::Closed(_) if case.party(office).is_some() => {
                self.step(case, office, &[Step::Close], &moment);
            }
            CaseEvent::CaseMarked(e) => self.mark(case, e.mark, e.manufacturer, &moment),
            CaseEvent::StatusGiven(e) => {
                self.mark(case, Mark::ManufacturerAware, Some(e.manufacturer), &moment);
                if e.status == ProductStatus::Fixed {
                    self.mark(case, Mark::RemedyReady, Some(e.manufacturer), &moment);
                }
            }
            CaseEvent::FactEstablished(e) => {
                let so = e.about == Subject::Case(case.id()) && e.value.as_str() == "true";
                let mark = so.then(|| fact(e.fact.as_str())).flatten();
                mark.into_iter().for_each(|mark| self.mark(case, mark, None, &moment));
            }
            CaseEvent::Disclosed(e) => self.disclosed(case, e, &moment),
            _ => {}
        }
    }

    /// What became public: the flaw, or an exploit with it.
    fn disclosed(&mut self, case: &Case, disclosed: &Disclosed, moment: &Moment) {
        if !disclosed.state.is_public() {
            return;
        }
        let classes = disclosed.items.iter().filter_map(|id| case.item(*id));
        let classes: Vec<ContentClass> = classes.map(|record| record.item.class).collect();
        let about_flaw = |class: &ContentClass| match class {
            ContentClass::Existence
            | ContentClass::General
            | ContentClass::Technical
            | ContentClass::ProofOfConcept
            | ContentClass::Remedy => true,
            ContentClass::FinderIdentity | ContentClass::Data => false,
        };
        let tool = disclosed.items.iter().any(|item| case.found_to_be_tool(*item) == Some(true));
        if tool || classes.contains(&ContentClass::ProofOfConcept) {
            self.mark(case, Mark::ExploitPublic, None, moment);
        } else if classes.iter().any(about_flaw) {
            self.mark(case, Mark::PublicAware, None, moment);
        }
    }

    /// Takes steps with the report as far as the machine has them.
    fn step(&mut self, case: &Case, party: PartyId, steps: &[ReportStep], moment: &Moment) {
        let one = self.one(party);
        let before = one.report.state;
        for step in steps {
            if let Ok(state) = one.report.state.after(*step) {
                one.report = Since { state, since: Some(moment.clone()) };
            }
        }
        let knows = before == ReportState::Start && one.report.state != ReportState::Start;
        if knows && makers(case).contains(&party) {
            self.one(party).marks.entry(Mark::ManufacturerAware).or_insert(moment.clone());
        }
    }

    /// Sets a mark with all that it brings with it.
    fn mark(&mut self, case: &Case, mark: Mark, of: Option<PartyId>, moment: &Moment) {
        let whose = match of {
            Some(party) => [party].into(),
            None => makers(case),
        };
        match mark {
            Mark::ManufacturerAware => {
                whose.into_iter().for_each(|party| self.aware(case, party, moment));
            }
            Mark::RemedyReady | Mark::RemedyDeployed => {
                for party in whose {
                    self.remedied(case, party, mark, moment);
                }
            }
            Mark::PublicAware | Mark::ExploitPublic | Mark::AttacksSeen => {
                self.world.entry(mark).or_insert_with(|| moment.clone());
                if mark != Mark::AttacksSeen {
                    // An exploit that is public makes the flaw public (CSB-13-001), and then its manufacturer knows.
                    self.world.entry(Mark::PublicAware).or_insert_with(|| moment.clone());
                    for party in makers(case) {
                        self.aware(case, party, moment);
                    }
                }
            }
        }
        if self.stage == EmbargoStage::Proposed && !self.may_still_be_agreed(case) {
            self.close_proposals(moment);
        }
    }

    fn may_still_be_agreed(&self, case: &Case) -> bool {
        crate::coordination::may_propose(self.stage, self.state(case)).is_ok()
    }

    fn aware(&mut self, case: &Case, party: PartyId, moment: &Moment) {
        self.one(party).marks.entry(Mark::ManufacturerAware).or_insert_with(|| moment.clone());
        self.step(case, party, &[ReportStep::Receive], moment);
    }

    /// A remedy is ready or deployed, by one that has accepted the report; of others it is not believed (CSB-18-001).
    fn remedied(&mut self, case: &Case, party: PartyId, mark: Mark, moment: &Moment) {
        if may_be_remedied(self.report_of(party)).is_err() {
            return;
        }
        self.aware(case, party, moment);
        let marks = &mut self.one(party).marks;
        marks.entry(Mark::RemedyReady).or_insert_with(|| moment.clone());
        if mark == Mark::RemedyDeployed {
            marks.entry(mark).or_insert_with(|| moment.clone());
        }
    }
}

/// The steps that the judgement of a report means; a duplicate is valid and waits (RMB-11-002).
fn judged(verdict: Verdict) -> &'static [ReportStep] {
    match verdict {
        Verdict::Accepted => &[ReportStep::Receive, ReportStep::Validate, ReportStep::Accept],
        Verdict::Deferred | Verdict::Duplicate => {
            &[ReportStep::Receive, ReportStep::Validate, ReportStep::Defer]
        }
        Verdict::Invalid => &[ReportStep::Receive, ReportStep::Invalidate],
        Verdict::NeedsInformation => &[ReportStep::Receive],
    }
}

/// What a fact of the book says has happened to the case.
fn fact(name: &str) -> Option<Mark> {
    match name {
        "exploited" => Some(Mark::AttacksSeen),
        "remedy_provided" => Some(Mark::RemedyReady),
        _ => None,
    }
}
