//! Erased is erased: the content is gone, the proofs stay.

use tidegate::desk::{DeskError, Order};
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, Erased};
use tidegate_core::id::{ItemId, PartyId};

use crate::house::{copy, fsck, intake, member, new_desk, reopened};

fn erased() -> Erased {
    Erased { items: Default::default(), ground: "request of the finder, PIPL Art. 47".to_owned() }
}

#[tokio::test]
async fn after_an_erasure_the_content_is_gone_and_every_proof_holds() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let gone = desk.receive(&intake("to be erased")).await.unwrap();
    let kept = desk.receive(&intake("to be kept")).await.unwrap();
    let order = Order::new(Command::new(Verb::Erase(erased()), "letter"));
    let ack = desk.act(&member(), gone.case, &order).await.unwrap();
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
    assert!(matches!(desk.act(&member(), gone.case, &order).await, Err(DeskError::Erased(_))));
    desk.open_case(&member(), kept.case, "work").await.unwrap();
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_party_cannot_erase_and_single_items_cannot_be_erased() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let case = desk.receive(&intake("a flaw")).await.unwrap().case;
    let party = Actor::Party(PartyId::from_bytes([3; 16]));
    assert!(matches!(
        desk.erase_case(&party, case, "x", &erased()).await,
        Err(DeskError::Rejected(_))
    ));
    let items = [ItemId::from_bytes([1; 16])].into();
    let some = Erased { items, ..erased() };
    assert!(matches!(
        desk.erase_case(&member(), case, "x", &some).await,
        Err(DeskError::WholeCasesOnly)
    ));
    desk.open_case(&member(), case, "work").await.unwrap();
    desk.close().await.unwrap();
}

#[tokio::test]
async fn an_erasure_cut_short_before_the_key_was_destroyed_is_finished_at_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let gone = desk.receive(&intake("to be erased")).await.unwrap();
    let before = tempfile::tempdir().unwrap();
    copy(&dir.path().join("keys"), before.path());
    desk.erase_case(&member(), gone.case, "letter", &erased()).await.unwrap();
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
