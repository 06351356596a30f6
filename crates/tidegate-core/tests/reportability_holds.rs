//! "Not reportable": made on the facts of the day, kept, replayed, and open again when a fact changes.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use book::book;
use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::event::{Actor, FactEstablished, FoundNotReportable, Subject};
use tidegate_core::gate::{self, OwedBy, Stands, assess, stands};
use tidegate_core::reportability::{Assessment, NotAssessed};
use tidegate_core::scene::{Scene, Stage};
use tidegate_law::{DutyState, Owed, RuleId};

/// A maker whose product is on both markets and that may have been attacked: nobody knows yet.
const STORY: &str = "# a maker that has heard of an attack
zone Asia/Shanghai
positions suggested
party maker manufacturer DE
product camera of maker in CN,EU
2026-11-23 09:00 fact not remedy_provided, not severe_incident
2026-11-23 09:00 maker learned
2026-11-23 09:00 maker aware_of_exploitation
";

const WARNING: &str = "eu-cra/14(2)(a)/early-warning";
const MIIT: &str = "cn-rmsv/7(2)/report-miit";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn rule(text: &str) -> RuleId {
    RuleId::parse(text).unwrap()
}

struct Work {
    stage: Stage<'static>,
    case: Case,
}

impl Work {
    fn new() -> Self {
        Self::of(STORY)
    }

    fn of(story: &str) -> Self {
        let stage = Scene::parse(story).unwrap().stage(book()).unwrap();
        let case = stage.case().clone();
        Self { stage, case }
    }

    fn assess(&self, duty: &str, when: &str) -> Result<Assessment, NotAssessed> {
        let maker = self.stage.party("maker").unwrap().id;
        let camera = self.case.products().next().unwrap().id;
        assess(&self.stage.desk(), &self.case, &rule(duty), maker, Some(camera), at(when))
    }

    fn record(&mut self, verb: Verb, when: &str) -> Result<(), Rejection> {
        let actor = Actor::Member("duty desk".to_owned());
        let events = self.case.handle(&Command::new(verb, "a memorandum"), &actor, at(when))?;
        events.into_iter().for_each(|event| self.case.apply(event).unwrap());
        Ok(())
    }

    fn find(&mut self, duty: &str, when: &str) -> FoundNotReportable {
        let found = FoundNotReportable {
            assessment: self.assess(duty, when).unwrap(),
            decided_by: "the duty officer".to_owned(),
            reasons: "two logs were read and neither shows an attack".to_owned(),
            against_finder: false,
        };
        self.record(Verb::FindNotReportable(found.clone()), when).unwrap();
        found
    }

    fn learns(&mut self, value: &str, when: &str) {
        let about = Subject::Case(self.case.id());
        let fact = tidegate_law::FactName::new("exploited");
        let value = tidegate_law::FactValue::symbol(value);
        let verb = Verb::EstablishFact(FactEstablished { about, fact, value });
        self.record(verb, when).unwrap();
    }

    fn states(&self, duty: &str, when: &str) -> Vec<DutyState> {
        let maker = self.stage.party("maker").unwrap();
        let owed = gate::duties(&self.stage.desk(), &self.case, maker, at(when));
        let mine = |one: &&OwedBy| one.duty.rule == rule(duty);
        owed.iter().filter(mine).map(|one| one.duty.state).collect()
    }
}

#[test]
fn a_duty_perhaps_owed_rests_while_the_decision_stands_and_is_open_again_when_a_fact_changes() {
    let mut work = Work::new();
    let before = work.states(WARNING, "2026-11-23T02:00:00Z");
    assert!(!before.is_empty() && before.iter().all(|state| *state == DutyState::Open));
    let found = work.find(WARNING, "2026-11-23T02:00:00Z");
    assert!(matches!(&found.assessment.owed, Some(Owed::If { unknown, .. })
        if unknown.iter().any(|fact| fact.as_str() == "exploited")));
    let rests = work.states(WARNING, "2026-11-25T02:00:00Z");
    assert!(rests.iter().all(|state| *state == DutyState::NotReportable), "{rests:?}");
    let maker = work.stage.party("maker").unwrap();
    let clocks = gate::clocks(&work.stage.desk(), &work.case, at("2026-11-25T02:00:00Z"));
    let alerts = |clock: &&gate::RunningClock| {
        clock.key.rule == rule(WARNING) && clock.key.bearer == maker.id && clock.alerts()
    };
    assert_eq!(clocks.iter().filter(alerts).count(), 0, "what was decided does not alert");

    work.learns("true", "2026-11-25T03:00:00Z");
    let desk = work.stage.desk();
    let Stands::Changed(changed) = stands(&desk, &work.case, &found, at("2026-11-25T04:00:00Z"))
    else {
        panic!("it still stands");
    };
    let told: Vec<String> = changed.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["exploited: ? -> true"]);
    let open = work.states(WARNING, "2026-11-25T04:00:00Z");
    assert!(open.iter().all(|state| *state == DutyState::NoEvidence), "{open:?}");
    // It is on record all the same, and what it rested on can be asked of the case as it was.
    assert_eq!(work.case.found_not_reportable().count(), 1);
    let (then, seq) = (&found.assessment, work.case.found_not_reportable().next().unwrap().seq);
    let record = work.case.record().iter().take(usize::try_from(seq).unwrap());
    let as_it_was = Case::replay(record.cloned()).unwrap();
    let again = assess(&desk, &as_it_was, &then.rule, then.bearer, then.product, then.at).unwrap();
    assert_eq!(&again, then);
}

#[test]
fn what_is_surely_owed_under_a_rule_that_binds_is_no_matter_of_decision() {
    let mut work = Work::new();
    let refused = work.assess(MIIT, "2026-11-23T02:00:00Z");
    assert_eq!(refused.unwrap_err(), NotAssessed::Owed(rule(MIIT)));
    work.learns("true", "2026-11-23T03:00:00Z");
    let refused = work.assess(WARNING, "2026-11-23T03:00:00Z");
    assert_eq!(refused.unwrap_err(), NotAssessed::Owed(rule(WARNING)));
    let none = work.assess("cn-rmsv/9(7)/undisclosed-overseas", "2026-11-23T03:00:00Z");
    assert!(matches!(none, Err(NotAssessed::NoDuty(_))), "a prohibition asks for no report");
}

#[test]
fn what_is_not_owed_can_be_found_so_and_is_owed_when_a_fact_makes_it() {
    let mut work = Work::new();
    work.learns("false", "2026-11-23T02:00:00Z");
    let found = work.find(WARNING, "2026-11-23T02:30:00Z");
    assert_eq!(found.assessment.owed, None);
    let desk = work.stage.desk();
    assert_eq!(stands(&desk, &work.case, &found, at("2026-11-23T03:00:00Z")), Stands::Yes);
    work.learns("true", "2026-11-23T04:00:00Z");
    assert!(matches!(
        stands(&work.stage.desk(), &work.case, &found, at("2026-11-23T05:00:00Z")),
        Stands::Changed(changed) if changed.len() == 1
    ));
    let open = work.states(WARNING, "2026-11-23T05:00:00Z");
    assert!(!open.is_empty() && open.iter().all(|state| *state == DutyState::Open), "{open:?}");
}

#[test]
fn a_decision_is_made_now_by_somebody_for_a_reason() {
    let mut work = Work::new();
    let assessment = work.assess(WARNING, "2026-11-23T02:00:00Z").unwrap();
    let good = FoundNotReportable {
        assessment,
        decided_by: "the duty officer".to_owned(),
        reasons: "nothing points to an attack".to_owned(),
        against_finder: false,
    };
    let mut tried = |change: fn(&mut FoundNotReportable), when: &str| {
        let mut found = good.clone();
        change(&mut found);
        work.record(Verb::FindNotReportable(found), when)
    };
    let now = "2026-11-23T02:00:00Z";
    assert!(matches!(tried(|one| one.reasons.clear(), now), Err(Rejection::Empty(_))));
    assert!(matches!(tried(|one| one.decided_by = " ".into(), now), Err(Rejection::Empty(_))));
    let later = tried(|_| {}, "2026-11-23T02:00:01Z");
    assert!(matches!(later, Err(Rejection::AssessedThen(_))));
    assert!(tried(|_| {}, now).is_ok());
}

#[test]
fn a_clock_that_starts_after_the_decision_is_not_covered_by_it() {
    let unaware = STORY.replace("2026-11-23 09:00 maker aware_of_exploitation\n", "");
    let mut work = Work::of(&unaware);
    let found = work.find(WARNING, "2026-11-23T02:00:00Z");
    let waits = work.states(WARNING, "2026-11-23T03:00:00Z");
    assert!(waits.iter().all(|state| *state == DutyState::NotStarted), "{waits:?}");
    let maker = work.stage.party("maker").unwrap().id;
    let start = "aware_of_exploitation".parse().unwrap();
    let aware = tidegate_core::event::ClockStarted { party: maker, start, product: None };
    work.record(Verb::StartClock(aware), "2026-11-24T02:00:00Z").unwrap();
    let after = "2026-11-24T03:00:00Z";
    // No fact has changed, and yet: who becomes aware decides anew.
    let now = stands(&work.stage.desk(), &work.case, &found, at(after));
    assert!(matches!(now, Stands::StartedSince(_)), "{now:?}");
    let states = work.states(WARNING, after);
    assert!(!states.is_empty() && states.iter().all(|one| *one == DutyState::Open), "{states:?}");
    work.find(WARNING, after);
    let states = work.states(WARNING, "2026-11-24T04:00:00Z");
    assert!(states.iter().all(|one| *one == DutyState::NotReportable), "{states:?}");
}
