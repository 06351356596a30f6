//! Directives and the two signatures under them: from the proposal to the verified measure.

#![cfg(test)]

use jiff::{SignedDuration, Timestamp};
use tidegate_core::case::Case;
use tidegate_core::command::{self, Command, Rejection, Verb};
use tidegate_core::directive::{Awaits, DirectiveStanding, Done, Measure, MeasureKind, Order};
use tidegate_core::event::*;
use tidegate_core::id::*;
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::proposal::{Completion, Matter, NotSettled, Signature};

const MIIT: PartyId = PartyId::from_bytes([1; 16]);
const ACME: PartyId = PartyId::from_bytes([2; 16]);
const OTHER: PartyId = PartyId::from_bytes([3; 16]);
const ORDERED: DirectiveId = DirectiveId::from_bytes([1; 16]);

fn at(hours: i64) -> Timestamp {
    "2026-11-02T01:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

fn proposal(n: u8) -> ProposalId {
    ProposalId::from_bytes([n; 16])
}

fn member(name: &str) -> Actor {
    Actor::Member(name.into())
}

fn signature(name: &str) -> Signature {
    Signature { name: name.into(), decides: name.starts_with("decision") }
}

struct Work {
    case: Case,
    now: i64,
}

impl Work {
    fn begun() -> Self {
        let (case, office) = (CaseId::from_bytes([1; 16]), OfficeId::from_bytes([1; 16]));
        let opened = Opened { case, office, handle: "2026-0017".into() };
        let opening = command::open(opened, "a report", &member("analyst"), at(0)).unwrap();
        let mut work = Self { case: Case::replay([opening]).unwrap(), now: 0 };
        for (id, name, role) in [
            (MIIT, "MIIT", Role::Authority),
            (ACME, "Acme", Role::Manufacturer),
            (OTHER, "Other", Role::Manufacturer),
        ] {
            let mut party = Party::new(id, name, PartyKind::Organisation);
            party.roles = [role].into();
            work.act(&member("analyst"), Verb::JoinParty(PartyJoined { party })).unwrap();
        }
        work
    }

    fn act(&mut self, actor: &Actor, verb: Verb) -> Result<usize, Rejection> {
        self.now += 1;
        let events = self.case.handle(&Command::new(verb, "the desk"), actor, at(self.now))?;
        let count = events.len();
        events.into_iter().for_each(|event| self.case.apply(event).unwrap());
        Ok(count)
    }

    fn propose(&mut self, n: u8, by: &str, matter: Matter) -> Result<usize, Rejection> {
        let proposed = Proposed { proposal: proposal(n), matter, signed: signature(by) };
        self.act(&member(by), Verb::Propose(Box::new(proposed)))
    }

    fn settle(&mut self, n: u8, by: &str, outcome: Settlement) -> Result<usize, Rejection> {
        let settled = ProposalSettled { proposal: proposal(n), signed: signature(by), outcome };
        self.act(&member(by), Verb::SettleProposal { settled, with: Completion::Nothing })
    }

    fn sign(&mut self, n: u8, by: &str) -> Result<usize, Rejection> {
        self.settle(n, by, Settlement::Signed)
    }

    fn answer(&mut self, by: PartyId, answer: DirectiveAnswer) -> Result<usize, Rejection> {
        let answered = DirectiveAnswered { directive: ORDERED, by, answer };
        self.act(&Actor::Party(by), Verb::AnswerDirective(answered))
    }

    fn report(&mut self, by: PartyId, measure: u32) -> Result<usize, Rejection> {
        self.report_shown(by, measure, None)
    }

    fn report_shown(
        &mut self,
        by: PartyId,
        measure: u32,
        shown: Option<MeasureShown>,
    ) -> Result<usize, Rejection> {
        let (statement, evidence) = ("firmware 1.2 is out".into(), Default::default());
        let reported =
            MeasureReported { directive: ORDERED, by, measure, statement, evidence, shown };
        self.act(&Actor::Party(by), Verb::ReportMeasure(reported))
    }

    fn verify(&mut self, number: u32, result: MeasureResult) -> Result<usize, Rejection> {
        let verified = MeasureVerified {
            directive: Some(ORDERED),
            by: MIIT,
            of: ACME,
            measure: "as it is numbered".into(),
            result,
            number: Some(number),
            finding: Some("the flaw could still be used on 1.2".into()),
        };
        self.act(&member("analyst"), Verb::VerifyMeasure(verified))
    }

    fn review(&mut self, n: u8, review: Review) {
        let reasons = "as asked".into();
        let matter = Matter::Review { directive: ORDERED, by: MIIT, review, reasons };
        self.propose(n, "analyst", matter).unwrap();
        self.sign(n, "decision-maker").unwrap();
    }

    fn standing(&self) -> DirectiveStanding<'_> {
        self.case.directive_standing(ORDERED).unwrap()
    }

    fn done(&self) -> Vec<Done> {
        self.standing().measures.iter().map(|measure| measure.done).collect()
    }
}

fn order() -> Order {
    let measure = |kind, text: &str, due| Measure { kind, text: text.into(), due };
    Order {
        directive: ORDERED,
        by: MIIT,
        to: ACME,
        product: None,
        versions: Some("1.0 to 1.1".into()),
        measures: vec![
            measure(MeasureKind::Repair, "provide a fixed firmware", None),
            measure(MeasureKind::NotifyUsers, "tell the users", Some(at(48))),
        ],
        due: Some(at(100)),
        follows: None,
        basis: None,
        reasons: "it is exploited".into(),
        replaces: None,
    }
}

fn issued() -> Work {
    let mut work = Work::begun();
    work.propose(1, "analyst", Matter::Directive(order())).unwrap();
    work.sign(1, "decision-maker").unwrap();
    work
}

#[test]
fn a_directive_is_issued_by_the_second_signature_and_by_nothing_before() {
    let mut work = Work::begun();
    work.propose(1, "analyst", Matter::Directive(order())).unwrap();
    assert_eq!(work.case.open_proposals().count(), 1);
    assert!(work.case.directive_standing(ORDERED).is_none());
    assert_eq!(work.sign(1, "decision-maker"), Ok(2));
    assert_eq!(work.case.open_proposals().count(), 0);
    let signed = &work.standing().issued.event.signed;
    assert_eq!(signed, &[signature("analyst"), signature("decision-maker")]);
    assert_eq!(work.standing().awaits, Awaits::Answer);
}

#[test]
fn one_person_never_signs_twice_and_somebody_who_decides_signs() {
    let mut work = Work::begun();
    work.propose(1, "Decision Maker", Matter::Directive(order())).unwrap();
    // The same name, written otherwise, is the same person.
    let again = work.sign(1, "decisionmaker").unwrap_err();
    assert_eq!(again, NotSettled::SamePerson("decisionmaker".into()).into());
    let mut work = Work::begun();
    work.propose(1, "analyst", Matter::Directive(order())).unwrap();
    let nobody = work.sign(1, "second analyst").unwrap_err();
    let both = ("analyst".into(), "second analyst".into());
    assert_eq!(nobody, NotSettled::NobodyDecides(both.0, both.1).into());
    assert_eq!(work.sign(9, "decision-maker").unwrap_err(), NotSettled::NoSuch(proposal(9)).into());
    work.sign(1, "decision-maker").unwrap();
    assert_eq!(work.sign(1, "decision-maker").unwrap_err(), NotSettled::Settled.into());
}

#[test]
fn nobody_signs_in_the_name_of_another() {
    let mut work = Work::begun();
    let matter = Matter::Directive(order());
    let proposed = Proposed { proposal: proposal(1), matter, signed: signature("decision-maker") };
    let forged = work.act(&member("analyst"), Verb::Propose(Box::new(proposed)));
    assert_eq!(forged, Err(Rejection::SignsForAnother("decision-maker".into())));
    let unsigned = DirectiveIssued { signed: vec![signature("x")], ..order().issued(vec![], None) };
    let forged = work.act(&member("analyst"), Verb::IssueDirective(unsigned));
    assert_eq!(forged, Err(Rejection::SignedOtherwise));
}

#[test]
fn a_proposal_is_declined_by_others_and_taken_back_by_who_made_it() {
    let mut work = Work::begun();
    work.propose(1, "analyst", Matter::Directive(order())).unwrap();
    let back = Settlement::TakenBack { reasons: "a slip".into() };
    let others = work.settle(1, "decision-maker", back.clone()).unwrap_err();
    assert_eq!(others, NotSettled::NotTheProposer("analyst".into()).into());
    assert_eq!(work.settle(1, "analyst", back), Ok(1));
    work.propose(2, "analyst", Matter::Directive(order())).unwrap();
    let declined = Settlement::Declined { reasons: "no basis".into() };
    assert_eq!(work.settle(2, "decision-maker", declined), Ok(1));
    assert!(work.case.directive_standing(ORDERED).is_none());
}

#[test]
fn what_cannot_happen_is_not_proposed_and_what_can_no_longer_is_not_signed() {
    let mut work = Work::begun();
    let mut late = order();
    late.due = Some(at(0));
    let refused = work.propose(1, "analyst", Matter::Directive(late)).unwrap_err();
    assert_eq!(refused, Rejection::NotLater(at(0)));
    work.propose(1, "analyst", Matter::Directive(order())).unwrap();
    work.now = 60;
    let refused = work.sign(1, "decision-maker").unwrap_err();
    assert_eq!(refused, Rejection::NotLater(at(48)), "the users were to be told by now");
}

#[test]
fn a_directive_is_met_when_every_measure_was_verified() {
    let mut work = issued();
    work.answer(ACME, DirectiveAnswer::Acknowledges).unwrap();
    assert_eq!(work.standing().awaits, Awaits::Measures);
    work.report(ACME, 1).unwrap();
    assert_eq!(work.standing().awaits, Awaits::Verification);
    work.verify(1, MeasureResult::Partial).unwrap();
    assert_eq!(work.done(), [Done::SentBack, Done::Open]);
    assert_eq!(work.standing().awaits, Awaits::Measures);
    work.report(ACME, 1).unwrap();
    work.verify(1, MeasureResult::Effective).unwrap();
    work.report(ACME, 2).unwrap();
    work.verify(2, MeasureResult::Effective).unwrap();
    assert_eq!(work.standing().awaits, Awaits::Met);
    let over = work.answer(ACME, DirectiveAnswer::Contests { reasons: "late".into() });
    assert_eq!(over, Err(Rejection::DirectiveOver(Awaits::Met)));
    // What was found to work can be found not to: the directive is open again.
    work.verify(2, MeasureResult::Ineffective).unwrap();
    assert_eq!(work.standing().awaits, Awaits::Measures);
}

#[test]
fn only_its_bearer_answers_and_only_a_measure_that_it_has() {
    let mut work = issued();
    let strange = work.answer(OTHER, DirectiveAnswer::Acknowledges);
    assert_eq!(strange, Err(Rejection::NotTheBearer(OTHER)));
    assert_eq!(work.report(OTHER, 1), Err(Rejection::NotTheBearer(OTHER)));
    let none = work.report(ACME, 3);
    assert_eq!(none, Err(Rejection::NoSuchMeasure { number: 3, most: 2 }));
    assert_eq!(work.report(ACME, 0), Err(Rejection::NoSuchMeasure { number: 0, most: 2 }));
    work.answer(ACME, DirectiveAnswer::Acknowledges).unwrap();
    let again = work.answer(ACME, DirectiveAnswer::Acknowledges);
    assert_eq!(again, Err(Rejection::DirectiveAcknowledged));
}

#[test]
fn more_time_takes_two_signatures_and_is_never_less() {
    let mut work = issued();
    let sooner = DirectiveAnswer::AsksForTime { until: at(40), reasons: "x".into() };
    assert_eq!(work.answer(ACME, sooner), Err(Rejection::NotLater(at(40))));
    let more = DirectiveAnswer::AsksForTime { until: at(72), reasons: "a part is late".into() };
    work.answer(ACME, more).unwrap();
    assert_eq!(work.standing().awaits, Awaits::Review);
    work.review(2, Review::Extended { until: at(72) });
    let due: Vec<_> = work.standing().measures.iter().map(|measure| measure.due).collect();
    assert_eq!(due, [Some(at(100)), Some(at(72))], "the later of what it had and what it got");
    assert_eq!(work.standing().awaits, Awaits::Measures);
    work.answer(ACME, DirectiveAnswer::Contests { reasons: "no flaw".into() }).unwrap();
    assert_eq!(work.standing().awaits, Awaits::Review);
    work.review(3, Review::Withdrawn);
    assert_eq!(work.standing().awaits, Awaits::Withdrawn);
    assert_eq!(work.report(ACME, 1), Err(Rejection::DirectiveOver(Awaits::Withdrawn)));
}

#[test]
fn what_was_done_in_part_is_said_and_stays_owed_until_it_is_whole() {
    let shown = |done, of| {
        let (before, after) = (Some("1.1".into()), Some("1.2".into()));
        Some(MeasureShown { done, of, before, after, on: None, who: None })
    };
    let mut work = issued();
    for (done, of) in [(0, 0), (41, 40)] {
        let wrong = work.report_shown(ACME, 1, shown(done, of));
        assert_eq!(wrong, Err(Rejection::NotCounted { done, of }));
    }
    work.report_shown(ACME, 1, shown(37, 40)).unwrap();
    let standing = work.standing();
    assert_eq!((work.done()[0], standing.measures[0].part), (Done::Open, Some((37, 40))));
    assert_eq!(standing.awaits, Awaits::Measures, "nobody verifies what is not done");
    assert!(standing.measures[0].is_late(at(101)), "the rest is late like all of it");
    work.report_shown(ACME, 1, shown(40, 40)).unwrap();
    assert_eq!((work.done()[0], work.standing().awaits), (Done::Reported, Awaits::Verification));
    work.verify(1, MeasureResult::Partial).unwrap();
    work.report_shown(ACME, 1, shown(39, 40)).unwrap();
    assert_eq!(work.done()[0], Done::SentBack, "sent back stays sent back while a part is left");
}

#[test]
fn what_was_not_reported_in_time_is_late_for_ever() {
    let mut work = issued();
    assert!(!work.standing().is_late(at(48)));
    assert!(work.standing().is_late(at(49)), "the users were not told");
    work.now = 50;
    work.report(ACME, 2).unwrap();
    assert!(work.standing().is_late(at(52)), "reported, but after its time");
    let measures = work.standing().measures;
    assert!(!measures[0].is_late(at(100)) && measures[0].is_late(at(101)));
}

#[test]
fn a_directive_that_is_replaced_asks_for_nothing() {
    let mut work = issued();
    let next = DirectiveId::from_bytes([2; 16]);
    let newer = Order { directive: next, replaces: Some(ORDERED), ..order() };
    let foreign = Order { by: OTHER, ..newer.clone() };
    let refused = work.propose(2, "analyst", Matter::Directive(foreign)).unwrap_err();
    assert_eq!(refused, Rejection::NotAnAuthority(OTHER));
    work.propose(2, "analyst", Matter::Directive(newer)).unwrap();
    work.sign(2, "decision-maker").unwrap();
    assert_eq!(work.standing().awaits, Awaits::Replaced);
    assert_eq!(work.case.directive_standing(next).unwrap().awaits, Awaits::Answer);
}
