//! One batch: many commands, one transaction, one flush, one signature, then the answers.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{mpsc, oneshot};

use super::log::{Log, grow};
use super::submission::{Basis, Committed, Entry, Idempotency, Record, Submission};
use super::{BATCH, Job, Parts, Shared, SubmitError, WriterError};
use crate::clock::Clock;
use crate::keys::{CaseKeys, WrappedCaseKey};
use crate::store::StoreError;
use crate::store::rows::{
    CommandRow, ErasureRow, EventRow, Head, ItemRow, OutboxRow, RecordRow, Shelve,
};
use crate::store::sqlite::{Pen, PenError};

/// A decision that waited longer than this for the lock is taken again, so that the instant on record
/// stays close to the log's.
const OLDEST: SignedDuration = SignedDuration::from_secs(60);

/// The task's state.
pub(super) struct Batcher {
    pen: Pen,
    keys: Arc<CaseKeys>,
    clock: Clock,
    log: Log,
    shared: Arc<Shared>,
}

/// What one transaction has gathered so far.
#[derive(Default)]
struct Gathered {
    leaves: Vec<Vec<u8>>,
    keys: Vec<WrappedCaseKey>,
    latest: Option<Timestamp>,
}

/// A reply that waits for the commit.
enum Reply {
    Submit(oneshot::Sender<Result<Committed, SubmitError>>, Result<Committed, SubmitError>),
    Flag(oneshot::Sender<Result<bool, SubmitError>>, Result<bool, SubmitError>),
}

impl Batcher {
    pub(super) async fn take_up(parts: Parts, shared: Arc<Shared>) -> Result<Self, WriterError> {
        let verifier = parts.verifier().to_string();
        if parts.office.log_key != verifier || parts.office.origin != parts.origin.as_str() {
            let why = "the key ring holds another key than the one this log was begun with";
            return Err(WriterError::Log(why.to_owned()));
        }
        let Parts { mut pen, keys, signer, origin, clock, office } = parts;
        fatal(pen.begin().await)?;
        fatal(pen.office(&office).await)?;
        let log = Log::take_up(&mut pen, signer, origin, office.created).await?;
        if pen.head().await?.is_none() {
            fatal(pen.new_head(&log.head).await)?;
        }
        fatal(pen.commit().await)?;
        let mut batcher = Self { pen, keys, clock, log, shared };
        if !batcher.log.is_signed() {
            batcher.sign().await?;
        }
        batcher.show_head();
        Ok(batcher)
    }

    /// Runs until every handle is dropped or the disk fails.
    pub(super) async fn run(mut self, mut jobs: mpsc::Receiver<Job>) -> Result<(), StoreError> {
        let mut waiting = Vec::with_capacity(BATCH);
        while jobs.recv_many(&mut waiting, BATCH).await > 0 {
            let mut replies = Vec::with_capacity(waiting.len());
            match self.batch(&mut waiting, &mut replies).await {
                Ok(()) => replies.into_iter().for_each(Reply::send),
                Err(error) => {
                    // Nobody is acknowledged: not those of this batch, not those that wait.
                    let _first = self.shared.stopped.set(error.to_string());
                    let stopped = self.shared.stop_error();
                    replies.into_iter().for_each(|reply| reply.refuse(&stopped));
                    waiting.drain(..).for_each(|job| job.refuse(&stopped));
                    jobs.close();
                    while let Some(job) = jobs.recv().await {
                        job.refuse(&stopped);
                    }
                    return Ok(());
                }
            }
        }
        self.pen.close().await
    }

    async fn batch(
        &mut self,
        waiting: &mut Vec<Job>,
        replies: &mut Vec<Reply>,
    ) -> Result<(), WriterError> {
        fatal(self.pen.begin().await)?;
        self.check_head().await?;
        let book = self.pen.book().await?.unwrap_or_default();
        let mut gathered = Gathered::default();
        for job in waiting.drain(..) {
            let reply = match job {
                Job::Submit(submission, reply) => {
                    let done = self.one(*submission, &book, &mut gathered).await?;
                    Reply::Submit(reply, done)
                }
                Job::Lease { dispatch, at, until, reply } => {
                    let done = fatal(self.pen.lease(&dispatch, at, until).await)?;
                    Reply::Flag(reply, Ok(done))
                }
                Job::Delivered { dispatch, at, reply } => {
                    let done = fatal(self.pen.delivered(&dispatch, at).await)?;
                    Reply::Flag(reply, Ok(done))
                }
                Job::Shelve(changes, reply) => Reply::Flag(reply, self.shelve(changes).await?),
            };
            replies.push(reply);
        }
        self.commit(gathered).await?;
        for reply in replies {
            reply.under(&self.log.head);
        }
        Ok(())
    }

    /// Under the lock, the head must be the one in memory: one log, one writer.
    async fn check_head(&mut self) -> Result<(), WriterError> {
        let found = self.pen.head().await?;
        if found.as_ref() == Some(&self.log.head) {
            return Ok(());
        }
        Err(WriterError::Log("the head of the log was changed by somebody else".to_owned()))
    }

    /// Writes one command under a savepoint, or says why not.
    async fn one(
        &mut self,
        submission: Submission,
        book: &str,
        gathered: &mut Gathered,
    ) -> Result<Result<Committed, SubmitError>, WriterError> {
        if let Some(idempotency) = submission.idempotency
            && let Some(row) = self.pen.command(idempotency.key).await?
        {
            return Ok(repeated(&row, idempotency));
        }
        let head_at = self.log.head.recorded;
        if submission.book != book || head_at.duration_since(submission.at) > OLDEST {
            return Ok(Err(SubmitError::Stale));
        }
        fatal(self.pen.savepoint().await)?;
        let first = self.log.head.size + gathered.leaves.len() as u64;
        match self.rows(submission, first, gathered).await {
            Ok(committed) => {
                fatal(self.pen.keep_savepoint().await)?;
                Ok(Ok(committed))
            }
            Err(Failure::Refused(error)) => {
                fatal(self.pen.undo_savepoint().await)?;
                Ok(Err(error))
            }
            Err(Failure::Disk(error)) => Err(error.into()),
        }
    }

    /// Changes the shelf under a savepoint of its own: all of it or nothing.
    async fn shelve(
        &mut self,
        changes: Vec<Shelve>,
    ) -> Result<Result<bool, SubmitError>, WriterError> {
        fatal(self.pen.savepoint().await)?;
        for change in changes {
            let outcome = match self.pen.shelve(change).await.map_err(Failure::from) {
                Ok(true) => continue,
                Ok(false) => Ok(false),
                Err(Failure::Refused(error)) => Err(error),
                Err(Failure::Disk(error)) => return Err(error.into()),
            };
            fatal(self.pen.undo_savepoint().await)?;
            return Ok(outcome);
        }
        fatal(self.pen.keep_savepoint().await)?;
        Ok(Ok(true))
    }

    /// The rows of one command. Only when all are written does anything reach `gathered`.
    async fn rows(
        &mut self,
        submission: Submission,
        first: u64,
        gathered: &mut Gathered,
    ) -> Result<Committed, Failure> {
        let Submission { case, basis, at, idempotency, entries, items, outbox, shelf, .. } =
            submission;
        let mut new_key = None;
        match basis {
            Basis::New(key) => {
                // Two neutral handles may collide; then new ids are drawn.
                self.pen.new_case(&case).await.map_err(|error| match Failure::from(error) {
                    Failure::Refused(_) => Failure::Refused(SubmitError::Stale),
                    disk @ Failure::Disk(_) => disk,
                })?;
                new_key = Some(key);
            }
            Basis::Version(version) => {
                if !self.pen.advance_case(&case, version).await? {
                    return Err(Failure::Refused(SubmitError::Stale));
                }
            }
        }
        let id = case.case;
        let mut leaves = Vec::with_capacity(entries.len());
        let (mut events, mut records) = (Vec::new(), Vec::new());
        for (Entry { leaf: data, record }, leaf) in entries.into_iter().zip(first..) {
            leaves.push(data);
            match record {
                Record::Event { seq, sealed } => {
                    events.push(EventRow { case: id, seq, leaf, recorded: at, sealed });
                }
                Record::Beside { kind, record, sealed } => {
                    records.push(RecordRow { case: id, kind, leaf, recorded: at, record, sealed });
                }
                Record::Erasure { sealed } => {
                    self.pen.erasure(ErasureRow { case: id, leaf, recorded: at, sealed }).await?;
                }
            }
        }
        let items = items.into_iter().map(|(item, sealed)| ItemRow { item, recorded: at, sealed });
        self.pen.events(&events).await?;
        self.pen.records(&records).await?;
        self.pen.items(id, &items.collect::<Vec<_>>()).await?;
        for new in outbox {
            let (dispatch, due, sealed) = (new.dispatch, new.due, new.sealed);
            let leaf = new.decision;
            let row = OutboxRow { dispatch, case: id, leaf, due, attempts: 0, sealed };
            self.pen.dispatch(row).await?;
        }
        for change in shelf {
            if !self.pen.shelve(change).await? {
                return Err(Failure::Refused(SubmitError::Stale));
            }
        }
        let seq = events.first().map_or(case.version, |event| event.seq);
        let (count, events) = (leaves.len() as u64, Some(events.len() as u64));
        if let Some(Idempotency { key, body }) = idempotency {
            let row = CommandRow { key, body, case: id, seq, leaf: first, count, recorded: at };
            self.pen.remember_command(&row).await?;
        }
        gathered.leaves.append(&mut leaves);
        gathered.keys.extend(new_key);
        gathered.latest = gathered.latest.max(Some(at));
        let (head, repeated) = (None, false);
        Ok(Committed { case: id, seq, leaf: first, count, events, recorded: at, head, repeated })
    }

    /// Leaves, nodes and head, then the keys of new cases, then the commit, then the signature.
    async fn commit(&mut self, gathered: Gathered) -> Result<(), WriterError> {
        if gathered.leaves.is_empty() {
            fatal(self.pen.commit().await)?;
            return Ok(());
        }
        let mut nodes = Vec::new();
        let grown = grow(&self.log.frontier, &gathered.leaves, &mut nodes);
        let recorded = self
            .clock
            .at(Some(self.log.head.recorded))
            .max(gathered.latest.unwrap_or(self.log.head.recorded));
        let head = Head { size: grown.size(), root: grown.root(), recorded, note: None };
        fatal(self.pen.log(self.log.head.size, &gathered.leaves, &nodes).await)?;
        fatal(self.pen.new_head(&head).await)?;
        // A key without its case is harmless; a case without its key is lost. So the keys come first.
        let keys = Arc::clone(&self.keys);
        tokio::task::spawn_blocking(move || keys.store(&gathered.keys)).await.map_err(
            |error| WriterError::Log(format!("the key file was not written: {error}")),
        )??;
        fatal(self.pen.commit().await)?;
        self.shared.commits.fetch_add(1, Ordering::Relaxed);
        self.log.frontier = grown;
        self.log.head = head;
        self.sign().await?;
        self.show_head();
        Ok(())
    }

    async fn sign(&mut self) -> Result<(), WriterError> {
        let note = self.log.sign(&mut self.pen).await?;
        fatal(self.pen.sign_head(self.log.head.size, &note).await)
    }

    fn show_head(&self) {
        let head = self.log.head.recorded.as_millisecond();
        self.shared.head_ms.store(head, Ordering::Release);
    }
}

/// Why one command's rows were not written.
enum Failure {
    /// This command alone is at fault.
    Refused(SubmitError),
    /// Nobody knows what the disk holds.
    Disk(StoreError),
}

impl From<PenError> for Failure {
    fn from(error: PenError) -> Self {
        match error {
            PenError::Command(why) => Self::Refused(SubmitError::Contradiction(why)),
            PenError::Fatal(error) => Self::Disk(error),
        }
    }
}

/// Outside a savepoint every error ends the writer.
fn fatal<T>(wrote: Result<T, PenError>) -> Result<T, WriterError> {
    wrote.map_err(|error| match error {
        PenError::Command(why) => WriterError::Log(why),
        PenError::Fatal(error) => WriterError::Store(error),
    })
}

impl Reply {
    /// Names the head that the command was acknowledged under.
    fn under(&mut self, signed: &Head) {
        match self {
            Self::Submit(_, Ok(committed)) if !committed.repeated => {
                committed.head = Some(signed.clone());
            }
            Self::Submit(..) | Self::Flag(..) => {}
        }
    }

    fn send(self) {
        // Whoever asked may have gone away; what was written stays written.
        match self {
            Self::Submit(reply, answer) => drop(reply.send(answer)),
            Self::Flag(reply, answer) => drop(reply.send(answer)),
        }
    }

    fn refuse(self, stopped: &SubmitError) {
        match self {
            Self::Submit(reply, _) => drop(reply.send(Err(stopped.clone()))),
            Self::Flag(reply, _) => drop(reply.send(Err(stopped.clone()))),
        }
    }
}

impl Job {
    fn refuse(self, stopped: &SubmitError) {
        match self {
            Self::Submit(_, reply) => drop(reply.send(Err(stopped.clone()))),
            Self::Lease { reply, .. } | Self::Delivered { reply, .. } | Self::Shelve(_, reply) => {
                drop(reply.send(Err(stopped.clone())));
            }
        }
    }
}

fn repeated(row: &CommandRow, asked: Idempotency) -> Result<Committed, SubmitError> {
    if row.body != asked.body {
        return Err(SubmitError::KeyReused);
    }
    Ok(Committed {
        case: row.case,
        seq: row.seq,
        leaf: row.leaf,
        count: row.count,
        events: None,
        recorded: row.recorded,
        head: None,
        repeated: true,
    })
}
