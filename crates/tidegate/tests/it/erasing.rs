//! Erased is erased: the content is gone, the proofs stay.

use tidegate::attachments::{Announced, NoFile, Room, Sending};
use tidegate::book::Loaded;
use tidegate::clock::{Clock, FixedClock};
use tidegate::desk::{Desk, DeskError, Intake, Order, Terms};
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::Digest;
use tidegate_core::event::{Actor, Erased};
use tidegate_core::gate::Retained;
use tidegate_core::id::{CaseId, ItemId, PartyId};
use tidegate_core::item::ContentClass;
use tidegate_core::office::{Changed, Filing, Reception};
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_law::Owed;

use crate::house::{
    ORIGIN, book, copy, desk_by_hand, fsck, intake, member, office, reopened, settings_at,
};

fn erased() -> Erased {
    Erased { items: Default::default(), ground: "request of the finder, PIPL Art. 47".to_owned() }
}

#[tokio::test]
async fn after_an_erasure_the_content_is_gone_and_every_proof_holds() {
    let dir = tempfile::tempdir().unwrap();
    let desk = desk_by_hand(dir.path()).await;
    let gone = desk.receive(&intake("to be erased")).await.unwrap();
    let kept = desk.receive(&intake("to be kept")).await.unwrap();
    let order = Order::new(Command::new(Verb::Erase(erased()), "letter"));
    let handed_in = desk.act(&member(), gone.case, &order).await;
    assert!(matches!(handed_in, Err(DeskError::LawFirst)), "what must be kept is asked first");
    let (book, ground) = (book(), erased());
    let ack = desk.erase_case(&member(), gone.case, "letter", &ground, &book).await.unwrap();
    assert_eq!(ack.leaves.count(), 2, "the event and the erasure");
    desk.receive(&intake("afterwards")).await.unwrap();
    let shut = desk.open_case(&member(), gone.case, "curiosity").await;
    assert!(matches!(shut, Err(DeskError::Erased(_))));
    assert!(matches!(desk.receipt_again(gone.case).await, Err(DeskError::Erased(_))));
    assert_eq!(desk.find(&gone.handle).await.unwrap().state, "erased");
    gone.receipt.verify(&gone.document, desk.log()).unwrap();
    desk.close().await.unwrap();

    let report = fsck(dir.path(), &[]).await;
    assert!(report.is_clean(), "{:#?}", report.lines());
    assert_eq!((report.cases, report.erased), (2, 1));
    let desk = reopened(dir.path()).await;
    let again = desk.erase_case(&member(), gone.case, "letter", &ground, &book).await;
    assert!(matches!(again, Err(DeskError::Erased(_))));
    desk.open_case(&member(), kept.case, "work").await.unwrap();
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_party_cannot_erase_and_single_items_cannot_be_erased() {
    let dir = tempfile::tempdir().unwrap();
    let desk = desk_by_hand(dir.path()).await;
    let case = desk.receive(&intake("a flaw")).await.unwrap().case;
    let party = Actor::Party(PartyId::from_bytes([3; 16]));
    assert!(matches!(
        desk.erase_case(&party, case, "x", &erased(), &book()).await,
        Err(DeskError::Rejected(_))
    ));
    let items = [ItemId::from_bytes([1; 16])].into();
    let some = Erased { items, ..erased() };
    assert!(matches!(
        desk.erase_case(&member(), case, "x", &some, &book()).await,
        Err(DeskError::WholeCasesOnly)
    ));
    desk.open_case(&member(), case, "work").await.unwrap();
    desk.close().await.unwrap();
}

#[tokio::test]
async fn an_erasure_cut_short_before_the_key_was_destroyed_is_finished_at_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let desk = desk_by_hand(dir.path()).await;
    let gone = desk.receive(&intake("to be erased")).await.unwrap();
    let before = tempfile::tempdir().unwrap();
    copy(&dir.path().join("keys"), before.path());
    desk.erase_case(&member(), gone.case, "letter", &erased(), &book()).await.unwrap();
    desk.close().await.unwrap();
    // As if the power had gone between the commit and the overwriting of the key.
    copy(before.path(), &dir.path().join("keys"));
    assert!(!fsck(dir.path(), &[]).await.is_clean());
    reopened(dir.path()).await.close().await.unwrap();
    let report = fsck(dir.path(), &[]).await;
    assert!(report.is_clean(), "{:#?}", report.lines());
    let keys = std::fs::read(dir.path().join("keys/keys.db")).unwrap();
    let old = std::fs::read(before.path().join("keys.db")).unwrap();
    // The wrapped key stood at byte 105 of the second slot.
    assert_eq!(keys[..512], old[..512], "the journal's key is untouched");
    assert!(!keys.windows(73).any(|window| window == &old[512 + 105..512 + 105 + 73]));
}

/// An office that decided this about itself, at the instant of its clock, and the hand of the clock.
async fn decided(dir: &std::path::Path, at: &str, about: Reception) -> (Desk, FixedClock) {
    let settings = settings_at(dir, at);
    let Clock::Fixed(hand) = settings.clock.clone() else { unreachable!() };
    let mut desk = Desk::create(settings, office(), ORIGIN).await.unwrap();
    let terms = || Terms { by: "Wang".into(), reason: "so it is".into(), from: None };
    desk.change_office(Changed::Reports { about }, terms()).unwrap();
    let filed = "2026-08-01".parse().unwrap();
    let filing = Filing { number: "0123".into(), authority: "cn_miit".into(), filed };
    desk.change_office(Changed::Filed(filing), terms()).unwrap();
    (desk, hand)
}

/// What an erasure is refused for, if it is.
async fn refused(desk: &Desk, case: CaseId, book: &Loaded) -> Option<Retained> {
    match desk.erase_case(&member(), case, "letter", &erased(), book).await {
        Ok(_) => None,
        Err(DeskError::Retained(kept)) => Some(*kept),
        Err(other) => panic!("{other}"),
    }
}

/// RMSV 5, counted by dates in Beijing: the day of reception is the first, and the same date six months on is kept.
#[tokio::test]
async fn the_log_of_a_reception_is_kept_through_the_same_date_six_months_on() {
    let book = book();
    for (received, through, last, first) in [
        // Half past midnight in Beijing is still the day before in UTC.
        ("2026-11-23T16:30:00Z", "2027-05-24", "2027-05-24T15:59:59.999Z", "2027-05-24T16:00:00Z"),
        ("2026-11-23T15:59:59Z", "2027-05-23", "2027-05-23T15:59:59.999Z", "2027-05-23T16:00:00Z"),
        // There is no 31 February.
        ("2026-08-31T04:00:00Z", "2027-02-28", "2027-02-28T15:59:59.999Z", "2027-02-28T16:00:00Z"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let (desk, hand) = decided(dir.path(), received, Reception::Public).await;
        let case = desk.receive(&intake("a flaw")).await.unwrap().case;
        let size = desk.head().await.unwrap().unwrap().size;
        for early in [received, last] {
            hand.set(early.parse().unwrap());
            let kept = refused(&desk, case, &book).await.expect(early);
            assert_eq!(kept.citation.en, "RMSV 5");
            assert_eq!(kept.through.to_string(), through, "{received}");
            assert_eq!(kept.until, first.parse::<jiff::Timestamp>().unwrap());
            assert_eq!(kept.owed, Owed::Yes);
        }
        assert_eq!(desk.head().await.unwrap().unwrap().size, size, "nothing is on record");
        desk.open_case(&member(), case, "it is still there").await.unwrap();
        hand.set(first.parse().unwrap());
        assert_eq!(refused(&desk, case, &book).await, None);
        desk.close().await.unwrap();
    }
}

#[tokio::test]
async fn who_is_not_bound_erases_at_once_and_who_may_be_bound_does_not() {
    let book = book();
    let at = "2026-11-23T09:00:00Z";
    let dir = tempfile::tempdir().unwrap();
    let (desk, _) = decided(dir.path(), at, Reception::ByHand).await;
    let free = desk.receive(&intake("by letter")).await.unwrap().case;
    assert_eq!(refused(&desk, free, &book).await, None, "neither provider, operator nor platform");
    // Of its own products an office is the provider, until the case says who else is.
    let own_dir = tempfile::tempdir().unwrap();
    let (own, _) = decided(own_dir.path(), at, Reception::Own).await;
    let mut unnamed = intake("of nobody");
    unnamed.draft.product.manufacturer = None;
    let unsaid = own.receive(&unnamed).await.unwrap().case;
    let kept = refused(&own, unsaid, &book).await.unwrap();
    assert_eq!(kept.citation.en, "RMSV 5");
    assert!(matches!(kept.owed, Owed::If { .. }), "{:?}", kept.owed);
    own.close().await.unwrap();
    // Of a coordinator nobody said whether it runs a platform.
    let mut party = Party::new(desk.office_party(), "Test desk", PartyKind::Organisation);
    party.established = Some(desk.office().jurisdiction);
    party.roles.insert(Role::Coordinator);
    let taken = Intake { office: Some(party), ..intake("to a coordinator") };
    let case = desk.receive(&taken).await.unwrap().case;
    let kept = refused(&desk, case, &book).await.unwrap();
    assert!(matches!(kept.owed, Owed::If { .. }), "{:?}", kept.owed);
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_file_is_never_in_the_clear_at_rest_and_goes_with_its_case() {
    let dir = tempfile::tempdir().unwrap();
    let desk = desk_by_hand(dir.path()).await;
    let case = desk.receive(&intake("a flaw")).await.unwrap().case;
    let office = desk.office_party();
    let sending = Sending {
        case,
        actor: member(),
        from: office,
        to: office,
        class: ContentClass::ProofOfConcept,
        source: "a test".to_owned(),
        account: None,
    };
    let bytes = b"CANARY-IN-A-FILE ".repeat(200_000);
    let announce = async |name: &str| {
        let size = bytes.len() as u64;
        let (name, media_type) = (name.to_owned(), "application/x-canary".to_owned());
        let announced = Announced { name, media_type, size, sha256: None };
        let room = Room { file: 1 << 30, case: 1 << 30, office: 1 << 30 };
        desk.announce(sending.clone(), announced, room).await.unwrap().unwrap().0
    };
    let whole = announce("CANARY-NAME").await;
    let mut arrival = desk.arrival(&whole, 0).await.unwrap().unwrap();
    arrival.take(&bytes).await.unwrap().unwrap();
    let done = arrival.end().await.unwrap().unwrap().done.unwrap();
    assert_eq!(done.sha256, Digest::of(&bytes));
    let half = announce("CANARY-HALF").await;
    let mut arrival = desk.arrival(&half, 0).await.unwrap().unwrap();
    arrival.take(&bytes[..1_500_000]).await.unwrap().unwrap();
    arrival.end().await.unwrap().unwrap();
    assert_eq!(desk.files_size(Some(case)).await.unwrap(), 2 * bytes.len() as u64);
    let (book, ground) = (book(), erased());
    desk.close().await.unwrap();
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let path = entry.unwrap().path();
        let stored = if path.is_file() { std::fs::read(&path).unwrap() } else { Vec::new() };
        assert!(!stored.windows(6).any(|found| found == b"CANARY"), "{}", path.display());
    }

    let desk = reopened(dir.path()).await;
    desk.erase_case(&member(), case, "letter", &ground, &book).await.unwrap();
    assert_eq!(desk.files_size(None).await.unwrap(), 0);
    assert!(desk.upload(&half).await.unwrap().is_none());
    assert!(matches!(desk.arrival(&half, 1_500_000).await.unwrap(), Err(NoFile::Gone)));
    desk.close().await.unwrap();
    let report = fsck(dir.path(), &[]).await;
    assert!(report.is_clean(), "{:#?}", report.lines());
}
