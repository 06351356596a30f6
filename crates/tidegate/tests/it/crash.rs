//! Kill -9: whatever was acknowledged is there afterwards, whole and provable.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tidegate_core::id::CaseId;
use tidegate_core::receipt::Receipt;

use crate::house::{fsck, intake, new_desk, reopened};

const DIRECTORY: &str = "TIDEGATE_TEST_CRASH_DIRECTORY";
const ROUNDS: usize = 20;

/// What the child says of each acknowledged report.
#[derive(Serialize, Deserialize)]
struct Said {
    case: CaseId,
    receipt: Receipt,
    document: Vec<u8>,
}

/// Not a test of its own: the process that is killed. Without a directory it does nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child_that_hands_in_reports_until_it_is_killed() {
    let Ok(directory) = std::env::var(DIRECTORY) else { return };
    let desk = Arc::new(reopened(Path::new(&directory)).await);
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..6 {
        let desk = Arc::clone(&desk);
        tasks.spawn(async move {
            for n in 0.. {
                let taken = desk.receive(&intake(&format!("flaw {task}.{n}"))).await.unwrap();
                let (case, receipt, document) = (taken.case, taken.receipt, taken.document);
                let mut line = serde_json::to_vec(&Said { case, receipt, document }).unwrap();
                line.push(b'\n');
                // One write per acknowledgement, after it: what the parent reads was promised.
                std::io::stdout().lock().write_all(&line).unwrap();
                if n % 4 == 3 {
                    desk.sync().await.unwrap();
                }
            }
        });
    }
    tasks.join_all().await;
}

/// Starts the child, kills it after it acknowledged `after` reports, and returns all it acknowledged.
fn killed_round(directory: &Path, after: usize) -> Vec<Said> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::child_that_hands_in_reports_until_it_is_killed", "--nocapture"])
        .env(DIRECTORY, directory)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = Vec::new();
    let mut killed = false;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let Ok(line) = line else { break };
        // The harness prints lines of its own, and the last line may be cut off.
        let Some(start) = line.find("{\"case\"") else { continue };
        let Ok(one) = serde_json::from_str(&line[start..]) else { continue };
        said.push(one);
        if said.len() >= after && !killed {
            child.kill().unwrap();
            killed = true;
        }
    }
    child.wait().unwrap();
    assert!(killed, "the child ended by itself after {} reports", said.len());
    said
}

#[tokio::test]
async fn no_acknowledged_report_is_lost_by_kill_9() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let log = desk.log().clone();
    desk.close().await.unwrap();
    let (mut acknowledged, mut notes) = (0, Vec::new());
    for round in 0..ROUNDS {
        let said = killed_round(dir.path(), 1 + (round * 7) % 13);
        acknowledged += said.len();
        let desk = reopened(dir.path()).await;
        for one in &said {
            one.receipt.verify(&one.document, &log).unwrap();
            assert_eq!(desk.receipt_again(one.case).await.unwrap(), one.receipt);
        }
        desk.close().await.unwrap();
        let proof = tidegate_log::Receipt::parse(said[0].receipt.proof.as_bytes()).unwrap();
        notes.push(proof.proof().checkpoint().to_bytes());
        if round % 5 == 4 {
            let report = fsck(dir.path(), &notes).await;
            assert!(report.is_clean(), "round {round}: {:#?}", report.lines());
        }
    }
    let desk = reopened(dir.path()).await;
    let stored = desk.cases(None, u32::MAX).await.unwrap().len();
    desk.close().await.unwrap();
    println!("{ROUNDS} kills: {acknowledged} acknowledged, 0 lost, {stored} stored");
    assert!(stored >= acknowledged);
}
