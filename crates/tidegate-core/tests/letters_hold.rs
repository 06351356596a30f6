//! The letter of a directive: who is told by the gate what it is to do, whom only two persons' ruling lets know, and
//! that nothing else of the case goes with it.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use book::book;
use jiff::{SignedDuration, Timestamp};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::Digest;
use tidegate_core::directive::{Measure, Order};
use tidegate_core::event::*;
use tidegate_core::gate::{self, Barred, GateDecision, Need};
use tidegate_core::id::{DirectiveId, ItemId, PartyId, ProposalId, RulingId, TermsId};
use tidegate_core::item::{ContentClass, Item};
use tidegate_core::proposal::{Completion, Matter, Signature};
use tidegate_core::ruling::{Over, RulingTerms};
use tidegate_core::scene::{Scene, Stage};
use tidegate_core::situation::Flow;
use tidegate_law::AnswerKind;

const STORY: &str = "# a story
zone Asia/Shanghai
positions suggested
party maker manufacturer CN
party bank operator CN
party shop supplier CN
party desk authority CN
party ministry authority CN
party helper coordinator CN
party passer public CN
party grid operator DE
product camera of maker in CN
";
const LETTER: ItemId = ItemId::from_bytes([7; 16]);
const DETAILS: ItemId = ItemId::from_bytes([8; 16]);
const ORDERED: DirectiveId = DirectiveId::from_bytes([1; 16]);

fn now() -> Timestamp {
    "2026-11-02T01:00:00Z".parse().unwrap()
}

struct Told {
    stage: Stage<'static>,
    case: Case,
}

impl Told {
    /// A directive from somebody to somebody on a basis, with its letter and the details that the case has beside.
    fn new(by: &str, to: &str, basis: Option<&str>) -> Self {
        let stage = Scene::parse(STORY).unwrap().stage(book()).unwrap();
        let mut told = Self { case: stage.case().clone(), stage };
        let item = |id: ItemId, class| Item {
            id,
            class,
            product: None,
            digest: Digest::of(id.as_bytes()),
            report: None,
            declared: Default::default(),
            confidential: false,
        };
        let (item, letter) =
            (item(DETAILS, ContentClass::Technical), item(LETTER, ContentClass::General));
        let held_by = Some(told.party("desk"));
        told.record(Verb::AddItem(ItemAdded { item, held_by }));
        let order = Order {
            directive: ORDERED,
            by: told.party(by),
            to: told.party(to),
            product: None,
            versions: None,
            measures: vec![Measure::in_words("install firmware 1.2")],
            due: None,
            follows: None,
            basis: basis.map(str::to_owned),
            reasons: "payments are at risk".into(),
            replaces: None,
        };
        told.sign(Matter::Directive(order), Completion::Letter(Box::new(letter)), 1);
        told
    }

    /// One proposes and another signs.
    fn sign(&mut self, matter: Matter, with: Completion, n: u8) {
        let proposal = ProposalId::from_bytes([n; 16]);
        let signed = |name: &str| Signature { name: name.into(), decides: true };
        let proposed = Proposed { proposal, matter, signed: signed("analyst") };
        self.record_by("analyst", Verb::Propose(Box::new(proposed)));
        let (signed, outcome) = (signed("decision-maker"), Settlement::Signed);
        let settled = ProposalSettled { proposal, signed, outcome };
        self.record_by("decision-maker", Verb::SettleProposal { settled, with });
    }

    fn party(&self, name: &str) -> PartyId {
        self.stage.party(name).unwrap().id
    }

    fn record(&mut self, verb: Verb) {
        self.record_by("analyst", verb);
    }

    fn record_by(&mut self, by: &str, verb: Verb) {
        let by = Actor::Member(by.to_owned());
        for event in self.case.handle(&Command::new(verb, "the desk"), &by, now()).unwrap() {
            self.case.apply(event).unwrap();
        }
    }

    fn asked(&self, act: Act, to: &str, item: ItemId) -> GateDecision {
        let (from, to) = (self.party("desk"), Recipient::Party(self.party(to)));
        let flow = Flow { act, from, to, items: vec![item], facts: Default::default() };
        gate::decide(&self.stage.desk(), &self.case, &flow, now()).unwrap()
    }

    fn need(&self, act: Act, to: &str, item: ItemId) -> Need {
        self.asked(act, to, item).passages.remove(0).need
    }

    fn embargo(&mut self) {
        let (by, until) = (self.party("maker"), now() + SignedDuration::from_hours(90 * 24));
        let (proposal, helper) = (TermsId::from_bytes([1; 16]), self.party("helper"));
        let (to, zone) = ([helper].into(), "Asia/Shanghai".parse().unwrap());
        let proposed = EmbargoProposed { proposal, by, to, until, zone, terms: None };
        self.record(Verb::ProposeEmbargo(proposed));
        let answer = TermsAnswer::Accepts;
        let (proposal, reason) = (Some(proposal), None);
        self.record(Verb::AnswerEmbargo(EmbargoAnswered { proposal, by: helper, answer, reason }));
    }
}

fn directed() -> Need {
    Need::Directed { basis: "cn-rmsv/8".to_owned() }
}

#[test]
fn whoever_runs_or_supplies_the_product_is_told_what_an_authority_directs_on_a_binding_basis() {
    for bearer in ["bank", "shop"] {
        let told = Told::new("desk", bearer, Some("cn-rmsv/8"));
        assert_eq!(told.need(Act::Share, bearer, LETTER), directed());
        assert!(told.asked(Act::Share, bearer, LETTER).permits());
        assert_eq!(told.need(Act::Share, bearer, DETAILS), Need::None, "and no detail with it");
    }
    let told = Told::new("desk", "bank", Some("cn-rmsv/8"));
    assert_eq!(told.need(Act::Share, "shop", LETTER), Need::None, "another's letter");
    assert_eq!(told.need(Act::Transfer, "bank", LETTER), Need::None, "by another act");
    let told = Told::new("desk", "maker", Some("cn-rmsv/8"));
    assert_eq!(told.need(Act::Share, "maker", LETTER), Need::Repairs);
}

#[test]
fn a_request_and_whatever_else_leaves_a_doubt_is_for_two_persons() {
    for (by, to, basis) in [
        ("desk", "bank", None),
        ("desk", "bank", Some("cn-rmsv/99")),
        ("desk", "bank", Some("iso-29147/6")),
        // An article that only says when the rules begin, one that only encourages, and the law of another place.
        ("desk", "bank", Some("cn-rmsv/16")),
        ("desk", "bank", Some("cn-rmsv/6")),
        ("desk", "bank", Some("eu-cra/14(2)")),
        // In the name of another authority that takes part.
        ("ministry", "bank", Some("cn-rmsv/8")),
        ("helper", "bank", Some("cn-rmsv/8")),
        ("desk", "passer", Some("cn-rmsv/8")),
    ] {
        let told = Told::new(by, to, basis);
        let asked = told.asked(Act::Share, to, LETTER);
        assert_eq!(asked.passages[0].need, Need::Requested, "{by} {to} {basis:?}");
        assert_eq!(asked.gate, AnswerKind::Escalate, "{by} {to} {basis:?}");
        assert!(!asked.permits());
        assert_eq!(asked.over(), Ok(vec![Over::need()]));
        assert_eq!(told.asked(Act::Share, to, DETAILS).over(), Err(Barred::NoRoom));
    }
}

#[test]
fn a_ruling_on_the_letter_lets_it_out_once_and_nothing_beside_it() {
    let mut told = Told::new("desk", "bank", None);
    let asked = told.asked(Act::Share, "bank", LETTER);
    let terms = |over: Vec<Over>, id: u8| RulingTerms {
        id: RulingId::from_bytes([id; 16]),
        decided_by: "Chen Hua".into(),
        countersigned_by: "Li Na".into(),
        act: Act::Share,
        from: asked.flow.from,
        to: asked.flow.to.clone(),
        items: [LETTER].into(),
        over,
        book: Some(asked.book.clone()),
        reasons: "its customers are at risk".into(),
        recorded: now(),
        expires: Some("2026-11-20T00:00:00Z".parse().unwrap()),
    };
    let other = Over::Rule(tidegate_law::RuleId::parse("cn-rmsv/9(2)/operator-in-use").unwrap());
    told.record(Verb::RecordRuling(terms(vec![other], 1)));
    let unruled = told.asked(Act::Share, "bank", LETTER);
    assert!(unruled.releases().is_none() && unruled.unreleased.is_some(), "over something else");
    told.record(Verb::RecordRuling(terms(vec![Over::need()], 2)));
    let released = told.asked(Act::Share, "bank", LETTER);
    assert_eq!(released.releases(), Some(RulingId::from_bytes([2; 16])));
    assert!(told.asked(Act::Share, "bank", DETAILS).releases().is_none());
    assert!(told.asked(Act::Share, "shop", LETTER).releases().is_none());
}

#[test]
fn an_embargo_holds_back_a_request_and_no_directive_that_binds() {
    let mut told = Told::new("desk", "bank", None);
    told.embargo();
    assert_eq!(told.need(Act::Share, "bank", LETTER), Need::NotAgreed);
    let mut told = Told::new("desk", "bank", Some("cn-rmsv/8"));
    told.embargo();
    assert_eq!(told.need(Act::Share, "bank", LETTER), directed());
}

#[test]
fn overseas_the_law_is_asked_all_the_same() {
    let told = Told::new("desk", "grid", Some("cn-rmsv/8"));
    let asked = told.asked(Act::Share, "grid", LETTER);
    assert_eq!(asked.passages[0].need, directed(), "it is to be told");
    assert_eq!(asked.gate, AnswerKind::Refuse, "and whether it may be, the law says: RMSV 9(7)");
}

#[test]
fn a_letter_that_stands_no_more_is_granted_to_nobody() {
    let mut told = Told::new("desk", "bank", Some("cn-rmsv/8"));
    let (by, reasons) = (told.party("desk"), "another follows".to_owned());
    let matter = Matter::Review { directive: ORDERED, by, review: Review::Withdrawn, reasons };
    told.sign(matter, Completion::Nothing, 2);
    assert_eq!(told.need(Act::Share, "bank", LETTER), Need::None);
}

#[test]
fn whoever_has_the_letter_does_not_know_for_that_what_the_case_says() {
    let mut told = Told::new("desk", "bank", Some("cn-rmsv/8"));
    let (from, to) = (told.party("desk"), told.party("bank"));
    let (act, items) = (Act::Share, [LETTER].into());
    let provided = Provided { act, from, to: Recipient::Party(to), items, decision: None };
    told.record(Verb::Provide(provided));
    let id = ItemId::from_bytes([9; 16]);
    let item = Item {
        id,
        class: ContentClass::General,
        product: None,
        digest: Digest::of(id.as_bytes()),
        report: None,
        declared: Default::default(),
        confidential: false,
    };
    told.record(Verb::AddItem(ItemAdded { item: item.clone(), held_by: None }));
    // As an office that is this authority has it on record.
    let (by, at) = (Actor::Member("analyst".to_owned()), now());
    let any = Verb::AddItem(ItemAdded {
        item: Item { id: ItemId::from_bytes([10; 16]), ..item.clone() },
        held_by: None,
    });
    let mut recorded = told.case.handle(&Command::new(any, "the desk"), &by, at).unwrap().remove(0);
    let tells = Tells::Nothing;
    recorded.event =
        CaseEvent::MessageWritten(MessageWritten { item: id, from, to, tells, file: None });
    told.case.apply(recorded).unwrap();
    assert_eq!(told.need(Act::Share, "bank", id), Need::None, "a declaration alone grants nothing");
}
