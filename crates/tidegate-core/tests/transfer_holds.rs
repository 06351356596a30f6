//! Offers of a case to another office: whatever is tried, in whatever order, the steps follow from each other, there is
//! one open offer at most, what went went once, and no work begins anew on what another office has.

#![cfg(test)]

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use tidegate_core::case::{Case, TransferState};
use tidegate_core::command::{self, Command, NoWork, Rejection, Verb};
use tidegate_core::digest::Digest;
use tidegate_core::event::*;
use tidegate_core::id::*;
use tidegate_core::item::{ContentClass, Item};
use tidegate_core::party::{Party, PartyKind};

const OTHER: PartyId = PartyId::from_bytes([2; 16]);
const THIRD: PartyId = PartyId::from_bytes([3; 16]);
const DETAILS: ItemId = ItemId::from_bytes([4; 16]);
const NAME: ItemId = ItemId::from_bytes([5; 16]);

fn at(hours: i64) -> Timestamp {
    "2026-11-02T01:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

fn member() -> Actor {
    Actor::Member("desk".into())
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
        for id in [OTHER, THIRD] {
            let party = Party::new(id, format!("{id}"), PartyKind::Organisation);
            desk.by(&member(), Verb::JoinParty(PartyJoined { party })).unwrap();
        }
        for (id, class) in
            [(DETAILS, ContentClass::Technical), (NAME, ContentClass::FinderIdentity)]
        {
            let digest = Digest::of(b"content");
            let item = Item {
                id,
                class,
                digest,
                product: None,
                report: None,
                declared: Default::default(),
                confidential: false,
            };
            desk.by(&member(), Verb::AddItem(ItemAdded { item, held_by: None })).unwrap();
        }
        desk
    }

    fn by(&mut self, actor: &Actor, verb: Verb) -> Result<(), Rejection> {
        self.now += 1;
        let events = self.case.handle(&Command::new(verb, "a letter"), actor, at(self.now))?;
        events.into_iter().for_each(|event| self.case.apply(event).unwrap());
        Ok(())
    }

    fn arrange(&mut self, arrangement: Arrangement) -> Result<(), Rejection> {
        self.by(&member(), Verb::Arrange(Arranged { arrangement }))
    }

    fn step(&mut self, seed: u8, step: TransferStep) -> Result<(), Rejection> {
        self.arrange(Arrangement::OfferStep { transfer: transfer(seed), step })
    }
}

fn transfer(seed: u8) -> TransferId {
    TransferId::from_bytes([seed; 16])
}

fn offered(seed: u8, item: ItemId, until: i64) -> Arrangement {
    Arrangement::Offered {
        offer: Box::new(TransferOffer {
            transfer: transfer(seed),
            to: OTHER,
            address: "there".into(),
            items: [item].into(),
            reason: TransferReason::Competence,
            note: None,
            until: at(until),
        }),
    }
}

fn taken_in(by: PartyId) -> TransferStep {
    let (origin, checkpoint) = ("there/log".to_owned(), "there/log\n9\n".to_owned());
    TransferStep::TakenIn { by, at: LogPlace { origin, leaf: 8, checkpoint } }
}

#[test]
fn an_offer_goes_step_by_step_and_only_one_is_open() {
    let mut desk = Desk::new();
    assert_eq!(desk.arrange(offered(1, NAME, 500)), Err(NoWork::OfferOfNothing.into()));
    assert_eq!(desk.arrange(offered(1, DETAILS, 0)), Err(NoWork::OfferEnd.into()));
    desk.arrange(offered(1, DETAILS, 500)).unwrap();
    assert_eq!(desk.arrange(offered(2, DETAILS, 500)), Err(NoWork::OfferedAlready.into()));
    let decision = Digest::of(b"decision");
    let early = desk.step(1, TransferStep::HandedOver { decision });
    assert_eq!(early, Err(NoWork::NoOffer.into()), "nothing goes before it is accepted");
    assert!(desk.step(1, TransferStep::Accepted { by: THIRD }).is_err());
    let answer = Arrangement::OfferStep {
        transfer: transfer(1),
        step: TransferStep::Accepted { by: OTHER },
    };
    let answer = Verb::Arrange(Arranged { arrangement: answer });
    assert!(desk.by(&Actor::Party(THIRD), answer.clone()).is_err(), "in another's name");
    desk.by(&Actor::Party(OTHER), answer).unwrap();
    desk.step(1, TransferStep::HandedOver { decision }).unwrap();
    assert!(desk.step(1, TransferStep::HandedOver { decision }).is_err(), "once");
    assert!(desk.step(1, TransferStep::Withdrawn { reason: "late".into() }).is_err());
    desk.step(1, taken_in(OTHER)).unwrap();
    let task = Arrangement::TaskSet { what: "look again".into(), who: None, due: None };
    assert!(matches!(desk.arrange(task), Err(Rejection::Work(NoWork::GoesOnAt(_)))));
    assert!(desk.arrange(offered(3, DETAILS, 500)).is_err(), "it is not here any more");
    desk.arrange(Arrangement::Numbered { of: OTHER, reference: "T-1".into() }).unwrap();
}

fn tried() -> impl Strategy<Value = Arrangement> {
    let step = prop_oneof![
        Just(TransferStep::Accepted { by: OTHER }),
        Just(TransferStep::Declined { by: OTHER, reason: "no".into() }),
        Just(TransferStep::Withdrawn { reason: "no".into() }),
        Just(TransferStep::HandedOver { decision: Digest::of(b"decision") }),
        Just(taken_in(OTHER)),
    ];
    prop_oneof![
        (1_u8..4, 1_i64..60).prop_map(|(seed, until)| offered(seed, DETAILS, until)),
        (1_u8..4, step)
            .prop_map(|(seed, step)| Arrangement::OfferStep { transfer: transfer(seed), step }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_tried_one_offer_is_open_and_nothing_goes_twice_or_unaccepted(
        all in proptest::collection::vec(tried(), 1..40)
    ) {
        let mut desk = Desk::new();
        for one in all {
            let _ = desk.arrange(one);
            let (work, now) = (desk.case.work(), at(desk.now));
            prop_assert!(work.offers.iter().filter(|offer| offer.is_open(now)).count() <= 1);
            prop_assert!(work.offers.iter().filter(|offer| offer.since().is_some()).count() <= 1);
            for offer in &work.offers {
                let went = |step: &TransferStep| matches!(step, TransferStep::HandedOver { .. });
                let count = offer.steps.iter().filter(|(step, _)| went(step)).count();
                prop_assert!(count <= 1);
                if count == 1 {
                    let first = &offer.steps[0].0;
                    let accepted = TransferStep::Accepted { by: OTHER };
                    prop_assert_eq!(first, &accepted);
                    let gone = [TransferState::HandedOver, TransferState::TakenIn];
                    prop_assert!(gone.contains(&offer.state(now)));
                }
            }
        }
    }
}
