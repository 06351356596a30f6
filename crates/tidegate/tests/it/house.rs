//! An office in a temporary directory, and reports to hand in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tidegate::book::Loaded;
use tidegate::clock::Clock;
use tidegate::desk::{Desk, FsckReport, Intake, Settings};
use tidegate_core::event::Actor;
use tidegate_core::id::OfficeId;
use tidegate_core::office::{Bilingual, Change, Changed, Office, Reception};
use tidegate_core::place::Jurisdiction;
use tidegate_core::report::Draft;

pub(crate) const ORIGIN: &str = "desk.example/log";

/// An office that takes in reports about its own products.
pub(crate) fn office() -> Office {
    Office {
        id: OfficeId::from_bytes([7; 16]),
        name: Bilingual { en: "Test desk".into(), zh: "测试台".into() },
        jurisdiction: Jurisdiction::CN,
        zone: "Asia/Shanghai".parse().unwrap(),
        house_statutes: BTreeSet::new(),
        positions: Vec::new(),
        changes: vec![Change {
            what: Changed::Reports { about: Reception::Own },
            recorded: jiff::Timestamp::UNIX_EPOCH,
            from: jiff::civil::date(1970, 1, 1),
            by: "Wang Fang".into(),
            reason: "a test".into(),
        }],
        residency: None,
    }
}

/// The book that is built in.
pub(crate) fn book() -> Loaded {
    tidegate::book::load(None).unwrap()
}

pub(crate) fn settings(directory: &Path) -> Settings {
    Settings::in_directory(directory, "book under test")
}

pub(crate) fn settings_at(directory: &Path, at: &str) -> Settings {
    settings(directory).with_clock(Clock::fixed(at.parse().unwrap()))
}

pub(crate) async fn new_desk(directory: &Path) -> Desk {
    Desk::create(settings(directory), office(), ORIGIN).await.unwrap()
}

/// An office that takes reports in by hand alone, and keeps none for the law.
pub(crate) async fn desk_by_hand(directory: &Path) -> Desk {
    let mut office = office();
    for change in &mut office.changes {
        change.what = Changed::Reports { about: Reception::ByHand };
    }
    Desk::create(settings(directory), office, ORIGIN).await.unwrap()
}

pub(crate) async fn reopened(directory: &Path) -> Desk {
    Desk::open(settings(directory)).await.unwrap()
}

pub(crate) fn member() -> Actor {
    Actor::Member("wang".to_owned())
}

pub(crate) fn draft(description: &str) -> Draft {
    let form = serde_json::json!({
        "product": { "name": "R7 router", "manufacturer": "Acme" },
        "flaw": { "description": description, "title": "Overflow in the parser" },
    });
    Draft::from_json(form.to_string().as_bytes()).unwrap()
}

pub(crate) fn intake(description: &str) -> Intake {
    Intake::new(draft(description), "intake", "web form")
}

/// Checks a closed office without its writer.
pub(crate) async fn fsck(directory: &Path, known: &[Vec<u8>]) -> FsckReport {
    use tidegate::desk::Archive;
    let (archive, pen) = Archive::open(&settings(directory)).await.unwrap();
    let report = archive.fsck(known).await.unwrap();
    archive.close().await;
    pen.close().await.unwrap();
    report
}

/// Every file below a directory.
pub(crate) fn files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// A copy of an office.
pub(crate) fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(&file, &target).unwrap();
    }
}
