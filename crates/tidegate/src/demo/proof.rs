//! The last act: a report at a real desk, its receipt, and two frauds that fail.
//!
//! Everything is done as an office does it, in a folder that goes away afterwards: keys are made, the report is sealed
//! and logged, the receipt is checked offline against the log's key. Then one byte of the report is changed, and then
//! somebody who holds the database takes the newest entry out of the log.

use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use tidegate_core::id::OfficeId;
use tidegate_core::office::{Bilingual, Office};
use tidegate_core::place::Jurisdiction;
use tidegate_core::receipt::NotProven;
use tidegate_core::report::Draft;

use crate::clock::Clock;
use crate::desk::{Archive, Desk, Intake, Settings};

/// The log's name.
pub const ORIGIN: &str = "demo.example/log";
/// The instant at which the report is received.
const RECEIVED: &str = "2026-11-24T00:05:00Z";
/// The report of the third act.
const REPORT: &str = r#"{
  "product": { "name": "camera", "manufacturer": "camera-maker" },
  "flaw": { "title": "Command injection", "description": "The web server of the camera runs what stands in the host name." }
}"#;

/// What the last act shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The digest of the report as received.
    pub digest: String,
    /// The number of the leaf that holds the receipt, counted from 0.
    pub leaf: u64,
    /// The leaves of the log under the checkpoint of the receipt.
    pub size: u64,
    /// The key of the log, as `verify` takes it.
    pub key: String,
    /// When the desk says it received the report.
    pub received: String,
    /// Whether the receipt proves the report.
    pub proven: bool,
    /// The place of the byte that was changed, counted from 0.
    pub flipped: usize,
    /// The byte as it was and as it became.
    pub bytes: (String, String),
    /// What verification says of the changed report; none would mean that it passed.
    pub refused: Option<Refused>,
    /// Whether the stored log was sound before the entry was taken out.
    pub sound: bool,
    /// The number of findings after it was taken out.
    pub findings: usize,
    /// The first of them.
    pub finding: Option<String>,
}

/// Why the changed report proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The digest of what was shown.
    pub shown: String,
    /// The digest in the receipt.
    pub claimed: String,
}

/// Plays the last act in a folder of its own.
///
/// # Errors
/// What the folder, the database or the keys do not allow.
pub fn prove(book: &str) -> anyhow::Result<Proof> {
    let folder = tempfile::tempdir().context("making a folder for the demo's office")?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("starting the demo's office")?;
    runtime.block_on(play(folder.path(), book))
}

async fn play(folder: &Path, book: &str) -> anyhow::Result<Proof> {
    let at = RECEIVED.parse().context("reading the instant of the demo")?;
    let settings = || Settings::in_directory(folder, book).with_clock(Clock::fixed(at));
    let desk = Desk::create(settings(), office()?, ORIGIN).await?;
    let draft = Draft::from_json(REPORT.as_bytes())?;
    let taken = desk.receive(&Intake::new(draft, "demo", "demo")).await?;
    let log = desk.log().clone();
    let proven = taken.receipt.verify(&taken.document, &log)?;

    let mut changed = taken.document.clone();
    let flipped = changed.len() / 2;
    let mut bytes = (String::new(), String::new());
    if let Some(byte) = changed.get_mut(flipped) {
        bytes.0 = shown(*byte);
        *byte ^= 1;
        bytes.1 = shown(*byte);
    }
    let refused = match taken.receipt.verify(&changed, &log) {
        Err(NotProven::OtherReport { shown, claimed }) => {
            Some(Refused { shown: shown.to_string(), claimed: claimed.to_string() })
        }
        Err(other) => return Err(other.into()),
        Ok(_) => None,
    };
    desk.close().await?;

    let known: Vec<Vec<u8>> =
        taken.ack.head.note.iter().map(|note| note.clone().into_bytes()).collect();
    let before = findings(&settings(), &known).await?;
    take_out_the_newest_entry(folder).await?;
    let after = findings(&settings(), &known).await?;
    Ok(Proof {
        digest: proven.digest.to_string(),
        leaf: proven.index,
        size: proven.size,
        key: log.keys().first().map(ToString::to_string).unwrap_or_default(),
        received: proven.received.to_string(),
        proven: true,
        flipped,
        bytes,
        refused,
        sound: before.is_empty(),
        findings: after.len(),
        finding: after.into_iter().next(),
    })
}

fn office() -> anyhow::Result<Office> {
    Ok(Office {
        id: OfficeId::from_bytes([1; 16]),
        name: Bilingual { en: "Demo office".into(), zh: "演示机构".into() },
        jurisdiction: Jurisdiction::CN,
        zone: "Asia/Shanghai".parse()?,
        house_statutes: Default::default(),
        positions: Vec::new(),
        changes: Vec::new(),
        residency: None,
    })
}

async fn findings(settings: &Settings, known: &[Vec<u8>]) -> anyhow::Result<Vec<String>> {
    let (archive, pen) = Archive::open(settings).await?;
    let report = archive.fsck(known).await?;
    pen.close().await?;
    archive.close().await;
    Ok(report.lines())
}

/// What somebody with the database and without the keys does: past the desk on purpose.
async fn take_out_the_newest_entry(folder: &Path) -> anyhow::Result<()> {
    let options = SqliteConnectOptions::new().filename(folder.join("tidegate.db"));
    let doing = || "changing the demo's database behind the desk";
    let mut database = options.foreign_keys(false).connect().await.with_context(doing)?;
    let newest = "DELETE FROM log_leaves WHERE leaf = (SELECT max(leaf) FROM log_leaves)";
    sqlx::query(newest).execute(&mut database).await.with_context(doing)?;
    database.close().await.with_context(doing)
}

/// A byte as a person reads it: the character if it is one, else two digits of hexadecimal.
fn shown(byte: u8) -> String {
    if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("0x{byte:02x}") }
}
