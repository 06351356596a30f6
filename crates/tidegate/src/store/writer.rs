//! Group commit: one task writes, many commands share one flush to the disk.
//!
//! A command arrives decided and sealed ([`Submission`]). The writer takes all that wait, opens one
//! transaction, gives each a savepoint, revalidates under the head lock what it was decided on (the
//! version of its case, the book, the age of the decision), appends its leaves, and commits. After the
//! commit it signs the new head, stores the checkpoint, and only then answers. A command that no longer
//! fits rolls back alone. An error of the disk is fatal: the writer stops, says why to everybody who
//! waits, and acknowledges nothing more, because a failed flush that is tried again may falsely succeed
//! (PostgreSQL learnt this in 2018). The writer holds no key that opens content and never looks at the clock for a decision.

mod batch;
mod log;
mod submission;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use tidegate_log::checkpoint::Origin;
use tidegate_log::note::{SigningKey, VerifierKey};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::StoreError;
use super::rows::{OfficeRow, Shelve};
use super::sqlite::Pen;
use crate::clock::Clock;
use crate::keys::{CaseKeys, KeyError};
pub use submission::{Basis, Committed, Entry, Idempotency, NewDispatch, Record, Submission};

/// The most commands that share one commit.
const BATCH: usize = 256;

/// How many commands may wait before callers are made to wait too.
const QUEUE: usize = 1024;

/// Why a command was not written. Nothing of it is on the disk, unless the writer stopped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubmitError {
    /// The case or the book changed, or the decision is too old: decide again.
    #[error("the case changed while the command was being decided; try again")]
    Stale,
    /// The idempotency key was used with another command.
    #[error("the idempotency key was used before with another command; use a new key")]
    KeyReused,
    /// The rows contradict each other; a defect, reported and harmless to others.
    #[error("the command cannot be recorded: {0}")]
    Contradiction(String),
    /// The writer stopped after an error of the disk; whether the command was written is found out at
    /// the next start.
    #[error(
        "nothing more is recorded, because the disk or the log failed: {0}; check the disk, then start again"
    )]
    Stopped(String),
}

/// Why the writer could not start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum WriterError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key file.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The log's rows do not fit its head, or the head its signature.
    #[error("the log does not hold together: {0}; run `tidegate log fsck`")]
    Log(String),
}

/// What the writer needs to run.
#[derive(Debug)]
pub struct Parts {
    /// The connection that writes.
    pub pen: Pen,
    /// Where keys of new cases go, before the commit.
    pub keys: Arc<CaseKeys>,
    /// Signs heads.
    pub signer: SigningKey,
    /// The name of the log.
    pub origin: Origin,
    /// Stamps heads.
    pub clock: Clock,
    /// The office, with the book in use.
    pub office: OfficeRow,
}

impl Parts {
    fn verifier(&self) -> VerifierKey {
        self.signer.verifier()
    }
}

/// The handle to the writer. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
    shared: Arc<Shared>,
}

/// Joins the writer's task at the end.
#[derive(Debug)]
pub struct Closing(JoinHandle<Result<(), StoreError>>);

impl Closing {
    /// Waits until the writer, all of whose handles are dropped, has closed its connection.
    ///
    /// # Errors
    /// [`StoreError`] if the connection does not close.
    pub async fn wait(self) -> Result<(), StoreError> {
        match self.0.await {
            Ok(closed) => closed,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
}

#[derive(Debug, Default)]
struct Shared {
    stopped: OnceLock<String>,
    commits: AtomicU64,
    head_ms: std::sync::atomic::AtomicI64,
}

#[derive(Debug)]
enum Job {
    Submit(Box<Submission>, oneshot::Sender<Result<Committed, SubmitError>>),
    Lease {
        dispatch: String,
        at: i64,
        until: i64,
        reply: oneshot::Sender<Result<bool, SubmitError>>,
    },
    Delivered {
        dispatch: String,
        at: i64,
        reply: oneshot::Sender<Result<bool, SubmitError>>,
    },
    Shelve(Vec<Shelve>, oneshot::Sender<Result<bool, SubmitError>>),
}

impl Writer {
    /// Takes up the log where the rows leave off, signs a head that was committed and not signed, and
    /// starts the task.
    ///
    /// # Errors
    /// [`WriterError::Log`] if the rows do not fit the head or the head its signature;
    /// [`WriterError::Store`] otherwise.
    pub async fn start(parts: Parts) -> Result<(Self, Closing), WriterError> {
        let shared = Arc::new(Shared::default());
        let (queue, jobs) = mpsc::channel(QUEUE);
        let batcher = batch::Batcher::take_up(parts, Arc::clone(&shared)).await?;
        let task = tokio::spawn(batcher.run(jobs));
        Ok((Self { queue, shared }, Closing(task)))
    }

    /// Hands in a command and waits until it survives power loss and its head is signed.
    ///
    /// # Errors
    /// [`SubmitError`].
    pub async fn submit(&self, submission: Submission) -> Result<Committed, SubmitError> {
        self.ask(|reply| Job::Submit(Box::new(submission), reply)).await
    }

    /// Takes a dispatch of the outbox until `until`; `false` if another worker has it.
    ///
    /// # Errors
    /// [`SubmitError::Stopped`].
    pub async fn lease(
        &self,
        dispatch: String,
        at: Timestamp,
        until: Timestamp,
    ) -> Result<bool, SubmitError> {
        let (at, until) = (at.as_millisecond(), until.as_millisecond());
        self.ask(|reply| Job::Lease { dispatch, at, until, reply }).await
    }

    /// Marks a dispatch as delivered; `false` if it was before.
    ///
    /// # Errors
    /// [`SubmitError::Stopped`].
    pub async fn delivered(&self, dispatch: String, at: Timestamp) -> Result<bool, SubmitError> {
        let at = at.as_millisecond();
        self.ask(|reply| Job::Delivered { dispatch, at, reply }).await
    }

    /// Changes the shelf: all of it, or nothing and `false` where a row was not as expected.
    ///
    /// # Errors
    /// [`SubmitError::Contradiction`] or [`SubmitError::Stopped`].
    pub async fn shelve(&self, changes: Vec<Shelve>) -> Result<bool, SubmitError> {
        self.ask(|reply| Job::Shelve(changes, reply)).await
    }

    /// How many transactions were committed since the start; signatures of heads are not counted.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.shared.commits.load(Ordering::Relaxed)
    }

    /// When the newest head was written; no event may be recorded before it.
    #[must_use]
    pub fn head_at(&self) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.shared.head_ms.load(Ordering::Acquire)).ok()
    }

    /// Why the writer stopped, if it did.
    #[must_use]
    pub fn stopped(&self) -> Option<&str> {
        self.shared.stopped.get().map(String::as_str)
    }

    async fn ask<T>(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<T, SubmitError>>) -> Job,
    ) -> Result<T, SubmitError> {
        let (reply, answer) = oneshot::channel();
        if self.queue.send(job(reply)).await.is_err() {
            return Err(self.shared.stop_error());
        }
        answer.await.unwrap_or_else(|_| Err(self.shared.stop_error()))
    }
}

impl Shared {
    fn stop_error(&self) -> SubmitError {
        let why = self.stopped.get().cloned();
        SubmitError::Stopped(why.unwrap_or_else(|| "the writer was closed".to_owned()))
    }
}

#[cfg(test)]
mod tests;
