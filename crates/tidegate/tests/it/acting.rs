//! Commands: recorded whole or not at all, decided on what is really there.

use std::sync::Arc;

use tidegate::desk::{DeskError, Order};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::{Digest, Salt};
use tidegate_core::embargo::{Embargoed, NewItem, Plain};
use tidegate_core::event::{Answer, DecisionRecorded, ItemAdded, Noted};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_core::situation::Flow;

use crate::house::{fsck, intake, member, new_desk, reopened};

const SESSION: SessionId = SessionId::from_bytes([8; 16]);

fn note(text: &str) -> Order {
    Order::new(Command::new(Verb::Note(Noted { text: text.to_owned() }), "telephone"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_commands_on_one_case_at_once_all_follow_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Arc::new(new_desk(dir.path()).await);
    let case = desk.receive(&intake("a flaw")).await.unwrap().case;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..8 {
        let desk = Arc::clone(&desk);
        tasks.spawn(async move {
            for m in 0..5 {
                desk.act(&member(), case, &note(&format!("{n}.{m}"))).await.unwrap();
            }
        });
    }
    tasks.join_all().await;
    let opened = desk.open_case(&member(), case, "check").await.unwrap();
    assert_eq!(opened.notes().count(), 40);
    let Ok(desk) = Arc::try_unwrap(desk) else { panic!("a task still holds the desk") };
    desk.close().await.unwrap();
    assert!(fsck(dir.path(), &[]).await.is_clean());
}

#[tokio::test]
async fn a_rejected_command_leaves_nothing_and_a_repeated_one_nothing_more() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let case = desk.receive(&intake("a flaw")).await.unwrap().case;
    let before = desk.head().await.unwrap().unwrap().size;
    assert!(matches!(desk.act(&member(), case, &note("")).await, Err(DeskError::Rejected(_))));
    assert_eq!(desk.head().await.unwrap().unwrap().size, before);
    let first = desk.act(&member(), case, &note("once").with_key("n")).await.unwrap();
    let again = desk.act(&member(), case, &note("once").with_key("n")).await.unwrap();
    assert_eq!((&again.events, &again.leaves), (&first.events, &first.leaves));
    assert!(again.repeated && !first.repeated);
    assert!(desk.act(&member(), case, &note("other").with_key("n")).await.is_err());
    assert_eq!(desk.head().await.unwrap().unwrap().size, before + 1);
    let nobody = CaseId::from_bytes([9; 16]);
    assert!(matches!(desk.act(&member(), nobody, &note("x")).await, Err(DeskError::NoSuchCase(_))));
    desk.close().await.unwrap();
}

#[tokio::test]
async fn content_is_taken_only_with_the_envelope_that_the_command_adds() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let case = desk.receive(&intake("a flaw")).await.unwrap().case;
    let content = |case, byte: u8| {
        let new = NewItem {
            id: ItemId::from_bytes([byte; 16]),
            class: ContentClass::Remedy,
            product: None,
            report: None,
            declared: Default::default(),
            confidential: false,
        };
        Embargoed::<Plain>::new(case, new, Salt::from_bytes([byte; 32]), b"patch".to_vec())
    };
    let add = |of: &Embargoed<Plain>| {
        let added = ItemAdded { item: of.item().clone(), held_by: None };
        Order::new(Command::new(Verb::AddItem(added), "mail"))
    };
    let elsewhere = content(CaseId::from_bytes([1; 16]), 1);
    let order = add(&elsewhere).with_contents(vec![elsewhere]);
    let refused = desk.act(&member(), case, &order).await;
    assert!(matches!(refused, Err(DeskError::ForeignContent(_))));
    let order = add(&content(case, 2)).with_contents(vec![content(case, 3)]);
    let refused = desk.act(&member(), case, &order).await;
    assert!(matches!(refused, Err(DeskError::ForeignContent(_))));
    let order = add(&content(case, 4)).with_contents(vec![content(case, 4)]);
    let ack = desk.act(&member(), case, &order).await.unwrap();
    assert_eq!((ack.events.count(), ack.leaves.count()), (1, 2));
    desk.close().await.unwrap();
    assert!(fsck(dir.path(), &[]).await.is_clean());
}

#[tokio::test]
async fn a_decision_is_on_the_log_whatever_it_says_and_its_place_is_proved() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let case = desk.receive(&intake("a flaw")).await.unwrap().case;
    let (office, book) = (desk.office_party(), tidegate::book::load(None).unwrap());
    let asked = desk
        .decide(&member(), case, "asked at the desk", SESSION, |case, at| {
            let flow = Flow {
                act: Act::Publish,
                from: office,
                to: Recipient::public(),
                items: case.items().map(|item| item.item.id).collect(),
                facts: Default::default(),
            };
            let adoption = gate::adoption_of(desk.office(), at);
            gate::confirmed(
                &gate::Desk { book: &book, adoption: &adoption, office: None },
                case,
                &flow,
                at,
            )
        })
        .await
        .unwrap();
    assert_eq!(asked.event.answer, Answer::Refuse);
    assert!(asked.clearance.is_none());
    assert_eq!(Digest::of(&asked.canonical), asked.event.decision);
    let leaf = tidegate_core::embargo::decision_commitment(&asked.event.decision, &asked.salt);
    assert_eq!(*asked.inclusion.leaf(), leaf.leaf_hash());
    assert_eq!(asked.inclusion.index(), asked.ack.leaves.end - 1);
    let opened = desk.open_case(&member(), case, "check").await.unwrap();
    assert_eq!(opened.decisions().count(), 1);
    let forged = DecisionRecorded { answer: Answer::Permit, ..asked.event.clone() };
    let forged = Order::new(Command::new(Verb::RecordDecision(forged), "a letter"));
    let handed_in = desk.act(&member(), case, &forged).await;
    assert!(matches!(handed_in, Err(DeskError::GateOnly)), "only the gate decides");
    desk.close().await.unwrap();
    assert!(fsck(dir.path(), &[]).await.is_clean());
}

#[tokio::test]
async fn every_opening_of_a_case_leaves_a_leaf() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let case = desk.receive(&intake("a flaw")).await.unwrap().case;
    let before = desk.head().await.unwrap().unwrap().size;
    for n in 1..=3 {
        desk.open_case(&member(), case, "curiosity").await.unwrap();
        assert_eq!(desk.head().await.unwrap().unwrap().size, before + n);
    }
    desk.cases(None, 10).await.unwrap();
    assert_eq!(desk.head().await.unwrap().unwrap().size, before + 3);
    desk.close().await.unwrap();
    let desk = reopened(dir.path()).await;
    assert_eq!(desk.head().await.unwrap().unwrap().size, before + 3);
    desk.close().await.unwrap();
}
