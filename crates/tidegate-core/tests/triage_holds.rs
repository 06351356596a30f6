//! Assessments of a flaw: every view stays on record, the last one of each stands, and none establishes a fact.

#![cfg(test)]

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use tidegate_core::case::{Case, Triage};
use tidegate_core::command::{self, Command, Rejection, Reserved, Verb};
use tidegate_core::event::*;
use tidegate_core::id::*;
use tidegate_core::party::{Party, PartyKind};

const MAKER: PartyId = PartyId::from_bytes([1; 16]);
const STRANGER: PartyId = PartyId::from_bytes([9; 16]);
const WORST: &str = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H";

fn at(hours: i64) -> Timestamp {
    "2026-11-02T01:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

struct Desk {
    case: Case,
    now: i64,
}

impl Desk {
    fn new() -> Self {
        let opened = Opened {
            case: CaseId::from_bytes([1; 16]),
            office: OfficeId::from_bytes([1; 16]),
            handle: "2026-0017".into(),
        };
        let opening = command::open(opened, "a report", &member(), at(0)).unwrap();
        let mut desk = Self { case: Case::replay([opening]).unwrap(), now: 0 };
        let party = Party::new(MAKER, "Acme", PartyKind::Organisation);
        desk.by(&member(), Verb::JoinParty(PartyJoined { party })).unwrap();
        desk
    }

    fn by(&mut self, actor: &Actor, verb: Verb) -> Result<(), Rejection> {
        self.now += 1;
        let events = self.case.handle(&Command::new(verb, "a letter"), actor, at(self.now))?;
        events.into_iter().for_each(|event| self.case.apply(event).unwrap());
        Ok(())
    }

    fn assess(&mut self, appraisal: Appraisal) -> Result<(), Rejection> {
        self.by(&member(), Verb::Assess(Assessed { appraisal }))
    }

    fn triage(&self) -> Triage {
        self.case.triage()
    }
}

fn member() -> Actor {
    Actor::Member("desk".into())
}

fn severity(view: View, vector: &str) -> Appraisal {
    let by = (view == View::Manufacturer).then_some(MAKER);
    Appraisal::Severity(SeverityHeld { view, by, vector: vector.parse().unwrap(), reason: None })
}

fn seen(status: Exploitation) -> ExploitationSeen {
    ExploitationSeen { status, evidence: "a report".into(), dated: None, catalogued: None }
}

fn priority(table: &str, outcome: &str) -> Appraisal {
    Appraisal::Priority(PriorityFound {
        table: table.parse().unwrap(),
        answers: Vec::new(),
        row: 0,
        of: "cisa:BOD2604:1.0.0".parse().unwrap(),
        outcome: outcome.into(),
        reason: None,
    })
}

#[test]
fn each_view_stands_until_a_later_one_of_the_same_and_none_is_lost() {
    let mut desk = Desk::new();
    assert_eq!(desk.triage().first(), None);
    desk.assess(severity(View::Reporter, WORST)).unwrap();
    assert_eq!(desk.triage().first().unwrap().what.view, View::Reporter);
    desk.assess(severity(View::Manufacturer, &WORST.replace("AV:N", "AV:L"))).unwrap();
    assert_eq!(desk.triage().first().unwrap().what.view, View::Manufacturer);
    desk.assess(severity(View::Analyst, &WORST.replace("AV:N", "AV:A"))).unwrap();
    desk.assess(severity(View::Analyst, &WORST.replace("AC:L", "AC:H"))).unwrap();
    let triage = desk.triage();
    assert_eq!(triage.first().unwrap().what.vector.value("AC"), Some("H"));
    let stand: Vec<bool> = triage.severities.iter().map(|one| triage.stands(one)).collect();
    assert_eq!(stand, [true, true, false, true]);
}

#[test]
fn each_table_has_its_last_outcome_in_whatever_version() {
    let mut desk = Desk::new();
    desk.assess(priority("cisa:DT_BOD2604:1.0.0", "14D")).unwrap();
    desk.assess(priority("cisa:DT_CO:2.0.3", "AT")).unwrap();
    desk.assess(priority("cisa:DT_BOD2604:1.1.0", "3D")).unwrap();
    let triage = desk.triage();
    let outcomes: Vec<&str> =
        triage.outcomes().into_iter().map(|one| one.what.outcome.as_str()).collect();
    assert_eq!(outcomes, ["AT", "3D"]);
    let table = "cisa:DT_BOD2604:1.0.0".parse().unwrap();
    assert_eq!(triage.outcome(&table).unwrap().what.outcome, "3D");
}

#[test]
fn what_is_assessed_establishes_no_fact_and_says_what_shows_it() {
    let mut desk = Desk::new();
    desk.assess(Appraisal::Exploitation(seen(Exploitation::Active))).unwrap();
    assert_eq!(desk.case.facts().count(), 0);
    let bare = ExploitationSeen { evidence: " ".into(), ..seen(Exploitation::Active) };
    let bare = desk.assess(Appraisal::Exploitation(bare));
    assert!(matches!(bare, Err(Rejection::Empty(_))), "{bare:?}");
    // The day may have begun elsewhere, and no further.
    for (day, right) in [(date(2026, 11, 2), true), (date(2026, 11, 4), false)] {
        let dated = ExploitationSeen { dated: Some(day), ..seen(Exploitation::None) };
        assert_eq!(desk.assess(Appraisal::Exploitation(dated)).is_ok(), right, "{day}");
    }
}

#[test]
fn only_the_office_assesses_for_whom_the_case_knows_and_after_its_end_too() {
    let mut desk = Desk::new();
    let verb = || Verb::Assess(Assessed { appraisal: severity(View::Analyst, WORST) });
    let party = desk.by(&Actor::Party(MAKER), verb());
    assert_eq!(party, Err(Rejection::OfficeOnly(Reserved::Assessing)));
    let foreign = SeverityHeld {
        view: View::Manufacturer,
        by: Some(STRANGER),
        vector: WORST.parse().unwrap(),
        reason: None,
    };
    let foreign = desk.assess(Appraisal::Severity(foreign));
    assert!(matches!(foreign, Err(Rejection::Names(_))), "{foreign:?}");
    let withdrawn = Verb::Withdraw(Withdrawn { by: MAKER, reason: "a mistake".into() });
    let _ = desk.by(&member(), withdrawn);
    let closed = Verb::Close(Closed { reason: "repaired".into(), code: None });
    let _ = desk.by(&member(), closed);
    desk.by(&member(), verb()).unwrap();
}
