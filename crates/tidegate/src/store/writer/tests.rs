use super::*;
use crate::keys::{CaseKeys, KeyRing, RootSource};
use crate::store::rows::CaseRow;
use crate::store::sqlite::{FILE, Sqlite};
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use std::path::Path;
use tidegate_core::id::{CaseId, ItemId, OfficeId};
use tidegate_log::note::KeyName;

struct House {
    ring: KeyRing,
    sqlite: Sqlite,
    writer: Writer,
    closing: Closing,
}

fn at() -> Timestamp {
    "2026-11-02T09:00:00Z".parse().unwrap()
}

async fn house(directory: &Path) -> House {
    let office = OfficeId::from_bytes([1; 16]);
    let source = RootSource::KeyFile(directory.join("root.key"));
    let ring = match KeyRing::open(directory, &source) {
        Ok(ring) => ring,
        Err(_) => KeyRing::create(directory, &office.to_string(), &source).unwrap(),
    };
    let keys = Arc::new(CaseKeys::open(directory).unwrap());
    let (sqlite, pen) = Sqlite::open(directory, office).await.unwrap();
    let signer = SigningKey::from_seed(KeyName::parse("log").unwrap(), &[9; 32]).unwrap();
    let row = OfficeRow {
        origin: "log".into(),
        log_key: signer.verifier().to_string(),
        book: "b".into(),
        created: at(),
    };
    let origin = Origin::parse("log").unwrap();
    let parts = Parts { pen, keys, signer, origin, clock: Clock::fixed(at()), office: row };
    let (writer, closing) = Writer::start(parts).await.unwrap();
    House { ring, sqlite, writer, closing }
}

impl House {
    /// A new case whose one event has this place; anything but 0 contradicts nothing by itself.
    fn new_case(&self, number: u8, handle: &str, seqs: &[u64]) -> Submission {
        let case = CaseId::from_bytes([number; 16]);
        let (_, key) = self.ring.new_case_key(&case.to_string()).unwrap();
        let row = CaseRow {
            case,
            handle: handle.to_owned(),
            state: "opened".into(),
            opened: at(),
            changed: at(),
            owner: None,
            version: seqs.len() as u64,
        };
        let entry = |seq: &u64| Entry {
            leaf: vec![number, u8::try_from(*seq).unwrap()],
            record: Record::Event { seq: *seq, sealed: vec![number] },
        };
        Submission {
            case: row,
            basis: Basis::New(key),
            at: at(),
            book: "b".into(),
            idempotency: None,
            entries: seqs.iter().map(entry).collect(),
            items: vec![(ItemId::from_bytes([number; 16]), vec![number])],
            outbox: Vec::new(),
            shelf: Vec::new(),
        }
    }

    async fn close(self) {
        let Self { writer, closing, sqlite, .. } = self;
        drop(writer);
        closing.wait().await.unwrap();
        sqlite.close().await;
    }
}

#[tokio::test]
async fn a_command_that_fails_rolls_back_alone_within_its_batch() {
    let dir = tempfile::tempdir().unwrap();
    let house = house(dir.path()).await;
    let before = house.writer.commits();
    // One thread: all are queued before the writer wakes, so they share one batch.
    let answers = tokio::join!(
        house.writer.submit(house.new_case(1, "a", &[0, 1])),
        house.writer.submit(house.new_case(2, "b", &[0, 0])),
        house.writer.submit(house.new_case(3, "c", &[0])),
        house.writer.submit(Submission { book: "old".into(), ..house.new_case(4, "d", &[0]) }),
        house.writer.submit(house.new_case(5, "a", &[0])),
        house.writer.submit(house.new_case(6, "f", &[0])),
    );
    assert_eq!(house.writer.commits(), before + 1);
    let leaves = |answer: Result<Committed, SubmitError>| {
        let committed = answer.unwrap();
        assert_eq!(committed.head.as_ref().unwrap().size, 4);
        committed.leaf..committed.leaf + committed.count
    };
    assert_eq!(leaves(answers.0), 0..2);
    assert!(matches!(answers.1, Err(SubmitError::Contradiction(_))));
    assert_eq!(leaves(answers.2), 2..3);
    assert_eq!(answers.3, Err(SubmitError::Stale), "another book");
    assert_eq!(answers.4, Err(SubmitError::Stale), "a handle that is taken");
    assert_eq!(leaves(answers.5), 3..4);
    let cases = house.sqlite.cases(None, 10).await.unwrap();
    let handles: Vec<_> = cases.iter().map(|row| row.handle.as_str()).collect();
    assert_eq!(handles, ["f", "c", "a"]);
    assert_eq!(house.sqlite.owners(0, 9).await.unwrap().len(), 4);
    house.close().await;
}

#[tokio::test]
async fn a_command_decided_on_an_older_version_or_too_long_ago_is_stale() {
    let dir = tempfile::tempdir().unwrap();
    let house = house(dir.path()).await;
    house.writer.submit(house.new_case(1, "a", &[0])).await.unwrap();
    let next = |basis, at: Timestamp| {
        let mut submission = house.new_case(1, "a", &[1]);
        (submission.basis, submission.at) = (Basis::Version(basis), at);
        (submission.case.version, submission.items) = (2, Vec::new());
        submission
    };
    let minute_ago = "2026-11-02T08:58:59Z".parse().unwrap();
    assert_eq!(house.writer.submit(next(1, minute_ago)).await, Err(SubmitError::Stale));
    assert_eq!(house.writer.submit(next(0, at())).await, Err(SubmitError::Stale));
    house.writer.submit(next(1, at())).await.unwrap();
    assert_eq!(house.writer.submit(next(1, at())).await, Err(SubmitError::Stale));
    house.close().await;
}

#[tokio::test]
async fn an_error_of_the_disk_stops_the_writer_and_nothing_more_is_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let house = house(dir.path()).await;
    house.writer.submit(house.new_case(1, "a", &[0])).await.unwrap();
    let options = SqliteConnectOptions::new().filename(dir.path().join(FILE)).foreign_keys(false);
    let mut other = options.connect().await.unwrap();
    sqlx::raw_sql("DROP TABLE items").execute(&mut other).await.unwrap();
    let answers = tokio::join!(
        house.writer.submit(Submission { items: Vec::new(), ..house.new_case(2, "b", &[0]) }),
        house.writer.submit(house.new_case(3, "c", &[0])),
    );
    assert!(matches!(answers.0, Err(SubmitError::Stopped(_))), "it shared the failed transaction");
    assert!(matches!(answers.1, Err(SubmitError::Stopped(_))));
    let later = Submission { items: Vec::new(), ..house.new_case(4, "d", &[0]) };
    assert!(matches!(house.writer.submit(later).await, Err(SubmitError::Stopped(_))));
    assert!(house.writer.stopped().is_some());
    assert_eq!(house.sqlite.cases(None, 10).await.unwrap().len(), 1);
    assert_eq!(house.sqlite.head().await.unwrap().unwrap().size, 1);
    house.close().await;
}

#[tokio::test]
async fn the_key_of_a_command_that_was_not_written_is_not_kept() {
    let dir = tempfile::tempdir().unwrap();
    let house = house(dir.path()).await;
    let mut submission = house.new_case(1, "a", &[0]);
    house.writer.submit(house.new_case(1, "a", &[0])).await.unwrap();
    submission.case.handle = "b".to_owned();
    assert_eq!(house.writer.submit(submission).await, Err(SubmitError::Stale));
    let keys = CaseKeys::open(dir.path()).unwrap();
    assert_eq!(keys.len(), 1);
    house.close().await;
}
