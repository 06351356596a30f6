//! The whole way out: the gate asked, the decision logged, the content opened, dispatched, posted, delivered.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::SignedDuration;
use tidegate::clock::Clock;
use tidegate::desk::{Asked, Desk, DeskError, Order};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::Salt;
use tidegate_core::embargo::{Dispatch, Embargoed, NewItem, Plain, Shut};
use tidegate_core::event::{Actor, Answer, ItemAdded, PartyJoined, ProductNamed};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId, PartyId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::place::Jurisdiction;
use tidegate_core::situation::Flow;
use tidegate_law::{Book, SourceFile};

use crate::house::{ORIGIN, files, fsck, intake, member, office, settings, settings_at};

fn book() -> Book {
    let law = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let read = |path: &std::path::PathBuf| {
        let name = path.strip_prefix(&law).unwrap().to_string_lossy().into_owned();
        SourceFile::new(name, std::fs::read_to_string(path).unwrap())
    };
    let belongs = |path: &std::path::PathBuf| {
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        ["md", "toml", "cedar", "cedarschema"].contains(&ending.as_str())
            && path.file_name().unwrap() != "README.md"
    };
    let sources: Vec<_> = files(&law).iter().filter(|path| belongs(path)).map(read).collect();
    Book::load(&sources).unwrap()
}

/// A case in which a manufacturer in China makes the product that the report is about.
async fn with_manufacturer(desk: &Desk) -> (CaseId, PartyId, ItemId) {
    let taken = desk.receive(&intake("an overflow: CANARY")).await.unwrap();
    let case = desk.open_case(&member(), taken.case, "triage").await.unwrap();
    let maker = PartyId::from_bytes([5; 16]);
    let party = Party {
        established: Some(Jurisdiction::CN),
        acts_in: Some(BTreeSet::from([Jurisdiction::CN])),
        roles: BTreeSet::from([Role::Manufacturer]),
        ..Party::new(maker, "Acme", PartyKind::Organisation)
    };
    let mut product = case.products().next().unwrap().clone();
    product.providers.insert(maker);
    for verb in
        [Verb::JoinParty(PartyJoined { party }), Verb::NameProduct(ProductNamed { product })]
    {
        desk.act(&member(), taken.case, &Order::new(Command::new(verb, "triage"))).await.unwrap();
    }
    let item = case.items().find(|item| item.item.class == ContentClass::Technical).unwrap();
    (taken.case, maker, item.item.id)
}

async fn ask(desk: &Desk, book: &Book, case: CaseId, to: Recipient, item: ItemId) -> Asked {
    let flow = Flow {
        act: Act::Share,
        from: desk.office_party(),
        to,
        items: vec![item],
        facts: Default::default(),
    };
    let session = SessionId::from_bytes([8; 16]);
    desk.decide(&member(), case, "asked at the desk", session, |case, at| {
        let adoption = gate::adoption_of(desk.office(), at);
        gate::confirmed(&gate::Desk { book, adoption: &adoption, office: None }, case, &flow, at)
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn content_leaves_by_a_logged_permit_and_by_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let Clock::Fixed(hand) = Clock::fixed("2026-11-02T09:00:00Z".parse().unwrap()) else {
        unreachable!()
    };
    let settings = settings(dir.path()).with_clock(Clock::Fixed(hand.clone()));
    let desk = Desk::create(settings, office(), ORIGIN).await.unwrap();
    let book = book();
    let (case, maker, item) = with_manufacturer(&desk).await;

    let refused = ask(&desk, &book, case, Recipient::public(), item).await;
    assert_ne!(refused.event.answer, Answer::Permit);
    assert!(refused.clearance.is_none());

    let asked = ask(&desk, &book, case, Recipient::Party(maker), item).await;
    assert_eq!(asked.event.answer, Answer::Permit, "{}", String::from_utf8_lossy(&asked.canonical));
    let clearance = asked.clearance.unwrap();
    let content = desk.open_item(&clearance, item).await.unwrap();
    let other = case_item_of_another(&desk, case, item).await;
    assert!(matches!(
        desk.open_item(&clearance, other).await,
        Err(DeskError::Shut(Shut::OtherItem(_)))
    ));
    let mail = content.map(|plain| plain.bytes().to_vec());
    let dispatch = Dispatch::new(clearance, mail, desk.now()).unwrap();
    let due = desk.now();
    desk.post(dispatch, "mailto:psirt@acme.example", due).await.unwrap();

    for file in files(dir.path()) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"CANARY"), "{}", file.display());
    }
    let waiting = desk.due_parcels(10).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let parcel = desk.take_parcel(&waiting[0]).await.unwrap().unwrap();
    assert_eq!(parcel.recipient, Recipient::Party(maker));
    assert!(String::from_utf8_lossy(&parcel.bytes).contains("CANARY"));
    assert!(!format!("{parcel:?}").contains("CANARY"));
    // A second worker does not get it; after the first one's time it is due again.
    assert!(desk.take_parcel(&waiting[0]).await.unwrap().is_none());
    assert!(desk.due_parcels(10).await.unwrap().is_empty());
    hand.set(due + tidegate::outbox::LEASE + SignedDuration::from_secs(1));
    assert_eq!(desk.due_parcels(10).await.unwrap()[0].attempts, 1);
    assert!(desk.delivered(&waiting[0]).await.unwrap());
    assert!(!desk.delivered(&waiting[0]).await.unwrap());
    assert!(desk.due_parcels(10).await.unwrap().is_empty());
    desk.close().await.unwrap();
    let report = fsck(dir.path(), &[]).await;
    assert!(report.is_clean(), "{:#?}", report.lines());
}

async fn case_item_of_another(desk: &Desk, case: CaseId, item: ItemId) -> ItemId {
    let case = desk.open_case(&member(), case, "check").await.unwrap();
    case.items().map(|record| record.item.id).find(|id| *id != item).unwrap()
}

#[tokio::test]
async fn a_clearance_ends_five_minutes_after_its_decision() {
    let dir = tempfile::tempdir().unwrap();
    let start = "2026-11-02T09:00:00Z".parse().unwrap();
    let Clock::Fixed(hand) = Clock::fixed(start) else { unreachable!() };
    let settings = settings(dir.path()).with_clock(Clock::Fixed(hand.clone()));
    let desk = Desk::create(settings, office(), ORIGIN).await.unwrap();
    let (case, maker, item) = with_manufacturer(&desk).await;
    let asked = ask(&desk, &book(), case, Recipient::Party(maker), item).await;
    let clearance = asked.clearance.unwrap();
    desk.open_item(&clearance, item).await.unwrap();
    hand.set(start + SignedDuration::from_mins(5));
    let shut = desk.open_item(&clearance, item).await;
    assert!(matches!(shut, Err(DeskError::Shut(Shut::Ended(_)))));
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_member_gets_no_clearance_for_who_the_finder_is() {
    let dir = tempfile::tempdir().unwrap();
    let settings = settings_at(dir.path(), "2026-11-02T09:00:00Z");
    let desk = Desk::create(settings, office(), ORIGIN).await.unwrap();
    let (case, maker, _) = with_manufacturer(&desk).await;
    let opened = desk.open_case(&member(), case, "check").await.unwrap();
    let finder = opened.reports().next().unwrap().event.from;
    let item = ItemId::from_bytes([7; 16]);
    let new = NewItem {
        id: item,
        class: ContentClass::FinderIdentity,
        product: None,
        report: None,
        declared: Default::default(),
        confidential: false,
    };
    let name = Embargoed::<Plain>::new(case, new, Salt::from_bytes([3; 32]), b"A. Name".to_vec());
    let added = ItemAdded { item: name.item().clone(), held_by: Some(finder) };
    let order = Order::new(Command::new(Verb::AddItem(added), "letter")).with_contents(vec![name]);
    desk.act(&member(), case, &order).await.unwrap();

    let flow = |actor: Actor| {
        let (desk, book) = (&desk, book());
        async move {
            let items = vec![item];
            let facts = Default::default();
            let flow =
                Flow { act: Act::Share, from: finder, to: Recipient::Party(maker), items, facts };
            let session = SessionId::from_bytes([8; 16]);
            let asked = desk.decide(&actor, case, "asked at the desk", session, |case, at| {
                let adoption = gate::adoption_of(desk.office(), at);
                gate::confirmed(
                    &gate::Desk { book: &book, adoption: &adoption, office: None },
                    case,
                    &flow,
                    at,
                )
            });
            asked.await
        }
    };
    let asked = flow(member()).await.unwrap();
    assert_eq!(asked.event.answer, Answer::Permit, "{}", String::from_utf8_lossy(&asked.canonical));
    assert!(asked.clearance.is_none(), "a member may open who the finder is");
    desk.close().await.unwrap();
}
