//! Room for what is put aside: each sort its own.

use std::collections::BTreeSet;
use std::path::Path;

use tidegate_core::id::OfficeId;
use tidegate_core::office::{Bilingual, Office};
use tidegate_core::place::Jurisdiction;

use super::*;
use crate::clock::Clock;
use crate::desk::Settings;

const START: &str = "2026-11-02T09:00:00Z";

async fn desk(folder: &Path, clock: Clock) -> Desk {
    let office = Office {
        id: OfficeId::from_bytes([7; 16]),
        name: Bilingual { en: "Test desk".into(), zh: "测试台".into() },
        jurisdiction: Jurisdiction::CN,
        zone: "Asia/Shanghai".parse().unwrap(),
        house_statutes: BTreeSet::new(),
        positions: Vec::new(),
        changes: Vec::new(),
        residency: None,
    };
    let settings = Settings::in_directory(folder, "book under test").with_clock(clock);
    Desk::create(settings, office, "desk.example/log").await.unwrap()
}

/// A row of a message of nine mebibytes that was put aside so many seconds after the start.
async fn long(desk: &Desk, why: Aside, second: i64) {
    let digest = Digest::of(format!("{why:?} {second}").as_bytes());
    let at = desk.now() + SignedDuration::from_secs(second);
    let (id, size, case) = (format!("{second}{}", why.word()), 9 << 20, None);
    let row = MailAside { version: 1, id, at, why, digest, size, case, read: Vec::new() };
    desk.keep(&row).await.unwrap();
}

#[tokio::test]
async fn machines_fill_their_own_room_alone_and_what_went_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::fixed(START.parse().unwrap());
    let Clock::Fixed(hand) = clock.clone() else { unreachable!() };
    let desk = desk(folder.path(), clock).await;
    for second in 0..7 {
        long(&desk, Aside::Automatic, second).await;
    }
    let bounce = vec![b'x'; 2 << 20];
    let put = desk.put_mail_aside(&bounce, Aside::Automatic, None).await.unwrap();
    assert_eq!(put, Put::There);
    let gone = desk.mails_gone().await.unwrap();
    assert_eq!((gone[0].count, gone[0].why), (1, Aside::Automatic));
    let oldest = Digest::of(format!("{:?} 0", Aside::Automatic).as_bytes());
    assert_eq!(gone[0].digests, [oldest], "the oldest went");
    // People's mails have room of their own, and none of them goes for another.
    for second in 0..28 {
        long(&desk, Aside::NoSender, second).await;
    }
    let put =
        async |size| desk.put_mail_aside(&vec![b'y'; size], Aside::Empty, None).await.unwrap();
    assert_eq!(put(5 << 20).await, Put::NoRoom);
    assert_eq!(put(1 << 20).await, Put::There);
    let put = desk.put_mail_aside(b"one of a flood", Aside::TooMany, None).await.unwrap();
    assert_eq!(put, Put::There);
    hand.set(desk.now() + SignedDuration::from_hours(31 * 24));
    desk.sweep_mails_aside().await.unwrap();
    let left = desk.mails_aside().await.unwrap();
    assert_eq!(left.len(), 30, "all that people wrote, however old");
    assert!(left.iter().all(|one| one.why != Aside::Automatic));
    assert_eq!(desk.mails_gone().await.unwrap()[0].count, 8);
    desk.close().await.unwrap();
}
