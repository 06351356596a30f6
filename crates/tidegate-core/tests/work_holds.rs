//! What an office may arrange for its own work on a case, and what a judgement may say.

#![cfg(test)]

use jiff::{SignedDuration, Timestamp};
use tidegate_core::case::{Case, Phase};
use tidegate_core::command::{self, Command, NoWork, Rejection, Reserved, Verb};
use tidegate_core::event::*;
use tidegate_core::id::*;
use tidegate_core::party::{Party, PartyKind};

const FINDER: PartyId = PartyId::from_bytes([1; 16]);
const DESK: PartyId = PartyId::from_bytes([2; 16]);

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
        for id in [FINDER, DESK] {
            let party = Party::new(id, format!("{id}"), PartyKind::Organisation);
            desk.act(Verb::JoinParty(PartyJoined { party })).unwrap();
        }
        desk
    }

    fn received() -> Self {
        let mut desk = Self::new();
        let received = Received {
            report: ReportId::from_bytes([1; 16]),
            digest: None,
            from: FINDER,
            to: DESK,
            items: Default::default(),
            terms: None,
            share_identity: false,
            says: Default::default(),
        };
        desk.act(Verb::Receive { received, items: Vec::new() }).unwrap();
        desk
    }

    fn by(&mut self, actor: &Actor, verb: Verb) -> Result<(), Rejection> {
        self.now += 1;
        let events = self.case.handle(&Command::new(verb, "a letter"), actor, at(self.now))?;
        events.into_iter().for_each(|event| self.case.apply(event).unwrap());
        Ok(())
    }

    fn act(&mut self, verb: Verb) -> Result<(), Rejection> {
        self.by(&member(), verb)
    }

    fn arrange(&mut self, arrangement: Arrangement) -> Result<(), Rejection> {
        self.act(Verb::Arrange(Arranged { arrangement }))
    }
}

fn member() -> Actor {
    Actor::Member("desk".into())
}

fn judged(code: ReasonCode) -> Triaged {
    Triaged {
        verdict: code.verdict(),
        reason: code.as_str().into(),
        duplicate_of: None,
        code: Some(code),
        missing: Default::default(),
    }
}

fn held(until: Timestamp) -> Arrangement {
    Arrangement::Held { reason: HoldReason::Manufacturer, note: None, until }
}

fn linked(seed: u8, how: Relation) -> Arrangement {
    let other = CaseId::from_bytes([seed; 16]);
    Arrangement::Linked { other, handle: format!("2026-{seed}"), how }
}

#[test]
fn each_code_stands_for_one_judgement_and_no_duplicate_is_invalid() {
    assert_eq!(ReasonCode::Duplicate.verdict(), Verdict::Duplicate);
    let mut desk = Desk::received();
    for code in ReasonCode::ALL.iter().copied().filter(|code| *code != ReasonCode::Duplicate) {
        assert_eq!(ReasonCode::from_word(code.as_str()), Some(code));
        desk.act(Verb::Triage(judged(code))).unwrap();
        assert_eq!(desk.case.phase(), Phase::Triaged(code.verdict()));
        let other = Verdict::Duplicate;
        let wrong = Triaged { verdict: other, ..judged(code) };
        assert_eq!(desk.act(Verb::Triage(wrong)), Err(NoWork::OtherCode.into()));
    }
    let missing = [ReportPart::Steps].into();
    let wrong = Triaged { missing, ..judged(ReasonCode::Accepted) };
    assert_eq!(desk.act(Verb::Triage(wrong)), Err(NoWork::NothingMissing.into()));
    let missing = [ReportPart::Steps].into();
    desk.act(Verb::Triage(Triaged { missing, ..judged(ReasonCode::NeedsInformation) })).unwrap();
    assert_eq!(desk.act(Verb::Triage(judged(ReasonCode::Duplicate))), Err(Rejection::DuplicateOf));
}

#[test]
fn only_the_office_arranges_its_work() {
    let mut desk = Desk::new();
    let arrangement = Arrangement::Assigned { to: Some("wang.fang".into()) };
    let verb = Verb::Arrange(Arranged { arrangement: arrangement.clone() });
    let rejected = desk.by(&Actor::Party(FINDER), verb);
    assert_eq!(rejected, Err(Rejection::OfficeOnly(Reserved::Arranging)));
    desk.arrange(arrangement).unwrap();
    assert_eq!(desk.case.work().assigned.as_deref(), Some("wang.fang"));
    desk.arrange(Arrangement::Assigned { to: None }).unwrap();
    assert_eq!(desk.case.work().assigned, None);
    assert_eq!(
        desk.arrange(Arrangement::Assigned { to: Some(" ".into()) }),
        Err(Rejection::Empty(command::Part::MemberName))
    );
}

#[test]
fn a_hold_has_an_end_and_is_ended_once() {
    let mut desk = Desk::new();
    assert_eq!(desk.arrange(Arrangement::Resumed), Err(NoWork::NotOnHold.into()));
    assert_eq!(desk.arrange(held(at(0))), Err(NoWork::HoldEnd.into()));
    desk.arrange(held(at(500))).unwrap();
    assert_eq!(desk.case.work().held.map(|held| held.until), Some(at(500)));
    desk.arrange(Arrangement::Resumed).unwrap();
    assert_eq!(desk.case.work().held, None);
    assert_eq!(desk.arrange(Arrangement::Resumed), Err(NoWork::NotOnHold.into()));
}

#[test]
fn numbers_tasks_and_links_are_kept_and_a_case_goes_on_in_one_other() {
    let mut desk = Desk::new();
    let number = |of, reference: &str| Arrangement::Numbered { of, reference: reference.into() };
    desk.arrange(number(DESK, "A-1")).unwrap();
    desk.arrange(number(FINDER, "f")).unwrap();
    desk.arrange(number(DESK, "A-2")).unwrap();
    let numbers = desk.case.work().numbers;
    assert_eq!(numbers, [(FINDER, "f".to_owned()), (DESK, "A-2".to_owned())]);
    let stranger = number(PartyId::from_bytes([9; 16]), "x");
    assert!(matches!(desk.arrange(stranger), Err(Rejection::Names(_))));

    let task = desk.case.version();
    let what = "try it".to_owned();
    desk.arrange(Arrangement::TaskSet { what, who: None, due: Some(at(9)) }).unwrap();
    assert_eq!(desk.arrange(Arrangement::TaskDone { task: 0 }), Err(NoWork::NoTask(0).into()));
    desk.arrange(Arrangement::TaskDone { task }).unwrap();
    assert_eq!(desk.arrange(Arrangement::TaskDone { task }), Err(NoWork::NoTask(task).into()));

    assert_eq!(desk.arrange(linked(1, Relation::Related)), Err(NoWork::LinkToItself.into()));
    desk.arrange(linked(2, Relation::Related)).unwrap();
    desk.arrange(linked(3, Relation::MergedInto)).unwrap();
    let again = desk.arrange(linked(4, Relation::MergedInto));
    assert_eq!(again, Err(NoWork::GoesOnIn("2026-3".into()).into()));
    assert_eq!(desk.case.work().links.len(), 2);
}

#[test]
fn an_ended_case_is_given_to_nobody_and_held_by_nobody_but_still_linked() {
    let mut desk = Desk::received();
    desk.act(Verb::Triage(judged(ReasonCode::OutOfScope))).unwrap();
    let code = Some(ClosingCode::NoFlaw);
    desk.act(Verb::Close(Closed { reason: "no_flaw".into(), code })).unwrap();
    let ended = Err(Rejection::Ended(Phase::Closed));
    assert_eq!(desk.arrange(Arrangement::Assigned { to: None }), ended);
    assert_eq!(desk.arrange(held(at(500))), ended);
    desk.arrange(linked(2, Relation::MergedFrom)).unwrap();
}

#[test]
fn a_queue_is_left_only_where_there_is_one_and_each_turn_is_told() {
    let mut desk = Desk::new();
    assert_eq!(desk.arrange(Arrangement::Queued { to: None }), Err(NoWork::InNoQueue.into()));
    assert_eq!(desk.case.work().turns(), 0);
    desk.arrange(Arrangement::Queued { to: Some("triage".into()) }).unwrap();
    let queued = desk.case.work();
    assert_eq!(queued.queue.as_deref(), Some("triage"));
    desk.arrange(Arrangement::Assigned { to: Some("wang.fang".into()) }).unwrap();
    let taken = desk.case.work();
    assert!(taken.turns() > queued.turns());
    assert_eq!(taken.turn.unwrap().by, member());
    desk.arrange(Arrangement::Queued { to: None }).unwrap();
    assert_eq!(desk.case.work().queue, None);
    assert_eq!(desk.case.work().assigned.as_deref(), Some("wang.fang"));
}
