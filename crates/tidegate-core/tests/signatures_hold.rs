//! What takes two persons of an authority: disclosure overseas, and publication before the remedy.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use book::book;
use jiff::{SignedDuration, Timestamp};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::digest::Digest;
use tidegate_core::event::*;
use tidegate_core::gate::{self, Need};
use tidegate_core::id::{ItemId, OfficeId, PartyId, ProposalId};
use tidegate_core::item::{ContentClass, Item};
use tidegate_core::office::{Bilingual, Change, Changed, Office};
use tidegate_core::place::Jurisdiction;
use tidegate_core::proposal::{Completion, Matter, Release, Signature};
use tidegate_core::scene::{Scene, Stage};
use tidegate_core::situation::Flow;
use tidegate_law::FactName;

/// A maker overseas and one at home; an authority.
const STORY: &str = "# a story
zone Asia/Shanghai
positions suggested
party maker manufacturer DE
party neighbour manufacturer CN
party desk authority CN
product camera of maker in CN
product lock of neighbour in CN
";
const ITEM: ItemId = ItemId::from_bytes([7; 16]);

struct Told {
    stage: Stage<'static>,
    case: Case,
    office: Office,
    now: Timestamp,
}

impl Told {
    /// A story whose desk is an authority, or somebody else's.
    fn new(authority: bool) -> Self {
        let stage = Scene::parse(STORY).unwrap().stage(book()).unwrap();
        let case = stage.case().clone();
        let desk = stage.party("desk").unwrap().id;
        let now: Timestamp = "2026-11-02T01:00:00Z".parse().unwrap();
        let changes = vec![Change {
            what: Changed::Authority { key: Some("cn_miit".parse().unwrap()) },
            from: "2026-01-01".parse().unwrap(),
            by: "the head of the desk".to_owned(),
            reason: "by law".to_owned(),
            recorded: now - SignedDuration::from_hours(24),
        }];
        let office = Office {
            id: OfficeId::from_bytes(*desk.as_bytes()),
            name: Bilingual { en: "Desk".into(), zh: "台".into() },
            jurisdiction: Jurisdiction::CN,
            zone: "Asia/Shanghai".parse().unwrap(),
            house_statutes: Default::default(),
            positions: Vec::new(),
            changes: if authority { changes } else { Vec::new() },
            residency: None,
        };
        let mut told = Self { stage, case, office, now };
        let item = Item {
            id: ITEM,
            class: ContentClass::General,
            product: None,
            digest: Digest::of(b"a flaw in a camera and a lock"),
            report: None,
            declared: Default::default(),
            confidential: false,
        };
        told.record("desk", Verb::AddItem(ItemAdded { item, held_by: Some(desk) })).unwrap();
        told
    }

    fn party(&self, name: &str) -> PartyId {
        self.stage.party(name).unwrap().id
    }

    fn record(&mut self, by: &str, verb: Verb) -> Result<(), Rejection> {
        self.now += SignedDuration::from_mins(1);
        let by = Actor::Member(by.to_owned());
        for event in self.case.handle(&Command::new(verb, "the desk"), &by, self.now)? {
            self.case.apply(event).unwrap();
        }
        Ok(())
    }

    fn need(&self, act: Act, to: &Recipient) -> Need {
        let from = self.party("desk");
        let flow = Flow { act, from, to: to.clone(), items: vec![ITEM], facts: Default::default() };
        let stage = self.stage.desk();
        let desk = gate::Desk { office: Some(&self.office), ..stage };
        let decided = gate::decide(&desk, &self.case, &flow, self.now).unwrap();
        // Each item is asked about with each product; who provides one of them is granted it.
        let needs = || decided.passages.iter().map(|passage| &passage.need);
        let told = needs().find(|need| need.granted()).or(needs().next());
        told.unwrap().clone()
    }

    fn propose(&mut self, n: u8, by: &str, act: Act, to: &Recipient) {
        let release = Release {
            act,
            from: self.party("desk"),
            to: to.clone(),
            items: [ITEM].into(),
            reasons: "the maker has to repair".to_owned(),
        };
        let (proposal, matter) = (ProposalId::from_bytes([n; 16]), Matter::Release(release));
        let signed = Signature { name: by.to_owned(), decides: by == "decision-maker" };
        let proposed = Proposed { proposal, matter, signed };
        self.record(by, Verb::Propose(Box::new(proposed))).unwrap();
    }

    fn settle(&mut self, n: u8, by: &str, outcome: Settlement) -> Result<(), Rejection> {
        let signed = Signature { name: by.to_owned(), decides: by == "decision-maker" };
        let settled =
            ProposalSettled { proposal: ProposalId::from_bytes([n; 16]), signed, outcome };
        self.record(by, Verb::SettleProposal { settled, with: Completion::Nothing })
    }
}

#[test]
fn an_authority_discloses_overseas_only_once_two_persons_signed_exactly_that() {
    let mut told = Told::new(true);
    let (maker, neighbour) = (told.party("maker").into(), told.party("neighbour").into());
    assert_eq!(told.need(Act::Share, &neighbour), Need::Repairs, "at home one person does");
    assert_eq!(told.need(Act::Share, &maker), Need::NotReleased);
    told.propose(1, "analyst", Act::Share, &maker);
    assert_eq!(told.need(Act::Share, &maker), Need::NotReleased, "one signature is none");
    assert!(told.settle(1, "analyst", Settlement::Signed).is_err(), "nobody signs twice");
    told.settle(1, "decision-maker", Settlement::Signed).unwrap();
    assert_eq!(told.need(Act::Share, &maker), Need::Repairs);
    assert_eq!(told.need(Act::Notify, &maker), Need::NotReleased, "another act was not signed");
}

#[test]
fn what_was_declined_is_not_released() {
    let mut told = Told::new(true);
    let maker = told.party("maker").into();
    told.propose(1, "analyst", Act::Share, &maker);
    let no = Settlement::Declined { reasons: "not before the embargo".to_owned() };
    told.settle(1, "decision-maker", no).unwrap();
    assert_eq!(told.need(Act::Share, &maker), Need::NotReleased);
}

#[test]
fn publication_takes_two_persons_until_a_remedy_is_on_record() {
    let mut told = Told::new(true);
    let public = Recipient::public();
    assert_eq!(told.need(Act::Publish, &public), Need::NotReleased);
    let (about, fact) = (Subject::Case(told.case.id()), FactName::new("remedy_provided"));
    let remedied = FactEstablished { about, fact, value: true.into() };
    told.record("analyst", Verb::EstablishFact(remedied)).unwrap();
    assert_eq!(told.need(Act::Publish, &public), Need::Publication);
}

#[test]
fn an_office_that_is_no_authority_answers_to_the_law_alone() {
    let told = Told::new(false);
    assert_eq!(told.need(Act::Share, &told.party("maker").into()), Need::Repairs);
    assert_eq!(told.need(Act::Publish, &Recipient::public()), Need::Publication);
}
