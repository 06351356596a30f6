//! A report that was acknowledged is found again, and its receipt holds without the server.

use std::collections::BTreeSet;
use std::sync::Arc;

use tidegate::desk::DeskError;
use tidegate::store::writer::SubmitError;
use tidegate_core::digest::Digest;
use tidegate_core::item::ContentClass;
use tidegate_core::receipt::Receipt;
use tidegate_core::report::{Draft, FileEntry, FileRole};
use tidegate_log::fsck::check_copy;
use tidegate_log::{TrustedLog, VerifierKey};

use crate::house::{draft, files, fsck, intake, member, new_desk, reopened, settings, settings_at};

#[tokio::test]
async fn an_acknowledged_report_is_found_after_reopening_and_its_receipt_verifies_offline() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let key = desk.log().keys()[0].to_string();
    let taken = desk.receive(&intake("a stack overflow")).await.unwrap();
    let receipt = serde_json::to_vec(&taken.receipt).unwrap();
    desk.close().await.unwrap();

    // Offline: receipt, document and the log's key, which came from elsewhere.
    let log = TrustedLog::named_by(VerifierKey::parse(&key).unwrap());
    let receipt = Receipt::from_json(&receipt).unwrap();
    let proven = receipt.verify(&taken.document, &log).unwrap();
    assert_eq!(proven.received, taken.ack.recorded);
    let mut flipped = taken.document.clone();
    flipped[10] ^= 1;
    assert!(receipt.verify(&flipped, &log).is_err());

    let desk = reopened(dir.path()).await;
    let case = desk.open_case(&member(), taken.case, "triage").await.unwrap();
    assert_eq!(case.label(), taken.handle);
    assert_eq!(case.reports().count(), 1);
    assert_eq!(desk.receipt_again(taken.case).await.unwrap(), taken.receipt);
    assert_eq!(desk.find(&taken.handle).await.unwrap().case, taken.case);
    desk.close().await.unwrap();
    let report = fsck(dir.path(), &[]).await;
    assert!(report.is_clean(), "{:#?}", report.lines());
}

#[tokio::test]
async fn the_same_key_gives_the_same_answer_and_another_body_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let first = desk.receive(&intake("one").with_key("k-1")).await.unwrap();
    desk.receive(&intake("something in between")).await.unwrap();
    let second = desk.receive(&intake("one").with_key("k-1")).await.unwrap();
    assert_eq!(second.receipt, first.receipt);
    assert_eq!((second.case, second.ack.repeated), (first.case, true));
    assert_eq!(
        (second.ack.events, second.ack.leaves, second.ack.head),
        (first.ack.events.clone(), first.ack.leaves.clone(), first.ack.head.clone())
    );
    let other = desk.receive(&intake("two").with_key("k-1")).await;
    assert!(matches!(other, Err(DeskError::Submit(SubmitError::KeyReused))));
    assert_eq!(desk.cases(None, 10).await.unwrap().len(), 2);
    desk.close().await.unwrap();
    let desk = reopened(dir.path()).await;
    let third = desk.receive(&intake("one").with_key("k-1")).await.unwrap();
    assert_eq!(third.receipt, first.receipt);
    desk.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_report_sent_by_fifty_callers_at_once_opens_one_case() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Arc::new(new_desk(dir.path()).await);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let desk = Arc::clone(&desk);
        tasks.spawn(async move { desk.receive(&intake("same").with_key("k")).await.unwrap() });
    }
    let answers = tasks.join_all().await;
    assert!(answers.iter().all(|taken| taken.receipt == answers[0].receipt));
    assert_eq!(answers.iter().filter(|taken| !taken.ack.repeated).count(), 1);
    assert_eq!(desk.cases(None, 10).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_equal_reports_that_come_at_once_one_is_the_first_and_the_others_repeat_it() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Arc::new(new_desk(dir.path()).await);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let desk = Arc::clone(&desk);
        tasks.spawn(async move { desk.receive(&intake("same")).await.unwrap().case });
    }
    let mut firsts = BTreeSet::new();
    let mut repeats = Vec::new();
    for case in tasks.join_all().await {
        match desk.same_report(case).await.unwrap() {
            Some(again) => repeats.push(again.first),
            None => drop(firsts.insert(case)),
        }
    }
    assert_eq!((firsts.len(), repeats.len()), (1, 15));
    assert!(repeats.iter().all(|first| firsts.contains(first)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_four_callers_share_commits_and_each_receipt_holds() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Arc::new(new_desk(dir.path()).await);
    let mut tasks = tokio::task::JoinSet::new();
    for caller in 0..64 {
        let desk = Arc::clone(&desk);
        tasks.spawn(async move { desk.receive(&intake(&format!("flaw {caller}"))).await.unwrap() });
    }
    let taken = tasks.join_all().await;
    assert!(desk.commits() < 64, "{} commits for 64 reports", desk.commits());
    println!("64 reports in {} commits", desk.commits());
    let leaves: BTreeSet<u64> = taken.iter().flat_map(|taken| taken.ack.leaves.clone()).collect();
    let all: usize = taken.iter().map(|taken| taken.ack.leaves.clone().count()).sum();
    assert_eq!(leaves.len(), all, "no two commands share a leaf");
    for taken in &taken {
        taken.receipt.verify(&taken.document, desk.log()).unwrap();
    }
    let Ok(desk) = Arc::try_unwrap(desk) else { panic!("a task still holds the desk") };
    desk.close().await.unwrap();
    let report = fsck(dir.path(), &[]).await;
    assert!(report.is_clean(), "{:#?}", report.lines());
    assert_eq!(report.cases, 64);
}

#[tokio::test]
async fn files_come_with_a_report_only_as_the_form_lists_them() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let bytes = b"GET /%00 HTTP/1.1".to_vec();
    let entry = FileEntry {
        name: "request.txt".into(),
        media_type: "text/plain".into(),
        size: bytes.len() as u64,
        sha256: Digest::of(&bytes),
        role: FileRole::ProofOfConcept,
    };
    let listed = Draft { files: vec![entry], ..draft("with a file") };
    let mut intake = intake("x");
    intake.draft = listed;
    assert!(matches!(desk.receive(&intake).await, Err(DeskError::FileMissing(_))), "file missing");
    intake.files = vec![b"another file here".to_vec()];
    assert!(matches!(desk.receive(&intake).await, Err(DeskError::FileMissing(_))), "another file");
    intake.files = vec![bytes.clone(), bytes];
    assert!(matches!(desk.receive(&intake).await, Err(DeskError::FileUnlisted)), "one too many");
    intake.files.pop();
    let taken = desk.receive(&intake).await.unwrap();
    let case = desk.open_case(&member(), taken.case, "triage").await.unwrap();
    assert!(case.items().any(|item| item.item.class == ContentClass::ProofOfConcept));
    assert_eq!(desk.cases(None, 10).await.unwrap().len(), 1, "what was refused left nothing");
    desk.close().await.unwrap();
}

#[tokio::test]
async fn nothing_that_a_finder_wrote_stands_readable_in_any_file() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    let bytes = b"CANARYFILE inside a proof of concept".to_vec();
    let form = serde_json::json!({
        "product": { "name": "CANARYPRODUCT", "manufacturer": "CANARYMAKER" },
        "flaw": { "description": "CANARYTEXT", "title": "CANARYTITLE", "proof_of_concept": "CANARYPOC" },
        "reporter": { "standing": "named", "name": "CANARYNAME", "email": "CANARYMAIL@example.org" },
        "files": [{ "name": "CANARYFILENAME.bin", "media_type": "text/plain",
                    "size": bytes.len(), "sha256": Digest::of(&bytes).to_string() }],
    });
    let mut intake = intake("x").with_key("CANARYKEY");
    intake.draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
    intake.files = vec![bytes];
    intake.source = "CANARYSOURCE".to_owned();
    let taken = desk.receive(&intake).await.unwrap();
    desk.open_case(&member(), taken.case, "CANARYPURPOSE").await.unwrap();
    desk.sync().await.unwrap();
    // While it runs, so that the write-ahead log is there too; and once more when it is closed.
    let open = files(dir.path());
    assert!(open.iter().any(|file| file.to_string_lossy().ends_with("-wal")));
    assert!(open.iter().any(|file| file.to_string_lossy().contains("/tile/entries/")));
    let search = |files: Vec<std::path::PathBuf>| {
        for file in files {
            let bytes = std::fs::read(&file).unwrap();
            let found = bytes.windows(6).any(|window| window == b"CANARY");
            assert!(!found, "{} holds what the finder wrote", file.display());
        }
    };
    search(open);
    desk.close().await.unwrap();
    search(files(dir.path()));
}

#[tokio::test]
async fn the_files_of_the_log_verify_alone_and_are_built_again_from_rows() {
    let dir = tempfile::tempdir().unwrap();
    let desk = new_desk(dir.path()).await;
    for n in 0..40 {
        desk.receive(&intake(&format!("flaw {n}"))).await.unwrap();
        if n % 9 == 0 {
            desk.sync().await.unwrap();
        }
    }
    let head = desk.head().await.unwrap().unwrap();
    assert_eq!(desk.sync().await.unwrap(), head.size);
    assert!(head.size > 256, "the log must reach beyond one tile");
    let log = dir.path().join("log");
    let note = std::fs::read(log.join("checkpoint")).unwrap();
    assert_eq!(note, head.note.unwrap().into_bytes());
    let read = |tile: &tidegate_log::tiles::Tile| std::fs::read(log.join(tile.to_string())).ok();
    let report = check_copy(desk.log(), &[&note], read);
    assert!(report.findings.is_clean(), "{:?}", report.findings);
    assert_eq!(report.size, head.size);

    std::fs::write(log.join("tile/0/000"), b"damaged").unwrap();
    assert!(!desk.archive().fsck(&[]).await.unwrap().is_clean());
    assert_eq!(desk.archive().rebuild().await.unwrap(), head.size);
    assert!(desk.archive().fsck(&[]).await.unwrap().is_clean());
    std::fs::remove_dir_all(&log).unwrap();
    desk.sync().await.unwrap();
    assert!(check_copy(desk.log(), &[&note], read).findings.is_clean());
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_clock_that_jumps_back_puts_no_record_before_another() {
    let dir = tempfile::tempdir().unwrap();
    drop(new_desk(dir.path()).await.close().await);
    let mut last = None;
    for at in ["2031-05-01T12:00:00Z", "2031-04-01T12:00:00Z", "2031-05-01T12:00:01Z"] {
        let desk = tidegate::desk::Desk::open(settings_at(dir.path(), at)).await.unwrap();
        let taken = desk.receive(&intake(at)).await.unwrap();
        assert!(Some(taken.ack.recorded) >= last, "{at}");
        last = Some(taken.ack.recorded);
        desk.close().await.unwrap();
    }
    assert_eq!(last.unwrap().to_string(), "2031-05-01T12:00:01Z");
}

#[tokio::test]
async fn a_directory_takes_one_office_and_one_process() {
    let dir = tempfile::tempdir().unwrap();
    let none = tidegate::desk::Desk::open(settings(dir.path())).await;
    assert!(matches!(none, Err(DeskError::NoOffice(_))));
    new_desk(dir.path()).await.close().await.unwrap();
    let again =
        tidegate::desk::Desk::create(settings(dir.path()), crate::house::office(), "x").await;
    assert!(matches!(again, Err(DeskError::Exists(_))));
}
