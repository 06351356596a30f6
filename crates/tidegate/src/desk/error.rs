//! Why the desk could not do what it was asked.

use std::path::PathBuf;

use jiff::civil::Date;

use tidegate_core::case::Misfit;
use tidegate_core::command::Rejection;
use tidegate_core::digest::NotCanonical;
use tidegate_core::embargo::{NotCleared, Shut};
use tidegate_core::gate::{NoFlow, NotConfirmed, Retained};
use tidegate_core::id::{CaseId, ItemId};
use tidegate_core::report::ReportError;
use tidegate_core::scene::NotRead;

use super::damage::{Flaw, Piece};
use crate::keys::{KeyError, RandomError};
use crate::projection::ProjectionError;
use crate::seal::SealError;
use crate::store::StoreError;
use crate::store::writer::{SubmitError, WriterError};

/// Why the desk could not do what it was asked. Nothing of it is on record.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is an office here already.
    #[error("there is an office in `{0}` already; choose another directory")]
    Exists(PathBuf),
    /// There is no office here.
    #[error("there is no office in `{0}`; run `tidegate init` first")]
    NoOffice(PathBuf),
    /// The office's file or keys are another office's.
    #[error("the keys in `{0}` belong to another office")]
    OtherOffice(PathBuf),
    /// The office's file cannot be read.
    #[error("the office's file `{path}` cannot be used: {why}")]
    OfficeFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The name of the log cannot stand on a checkpoint.
    #[error(
        "`{0}` cannot be the name of a log; use a host and path such as `desk.example/log`, without spaces or `+`"
    )]
    Origin(String),
    /// A change of the office would count before today.
    #[error("`{0}` is before today; a change of the office counts from today or later")]
    Earlier(Date),
    /// A change of the office is not signed, or has no reason.
    #[error("a change of the office is signed and has a reason, each as a line of text; give both")]
    Unsigned,
    /// A filing is recorded that lies ahead.
    #[error("`{0}` is after today; record a filing once it was made")]
    FiledAhead(Date),
    /// A filing has no number.
    #[error("a filing has a number, as a line of text; give the one under which it is filed")]
    NoNumber,
    /// Terms of good faith that are empty in a language, too long, or hold control characters.
    #[error(
        "terms of good faith are a text in English and one in Chinese, each of at most 20000 characters"
    )]
    NoTerms,
    /// A name that is empty, too long, or has control characters; or too many of them.
    #[error("an office has at most 50 other names, each a line of at most 300 characters")]
    NoNames,
    /// A queue or a list of tasks that could not be used.
    #[error(
        "a queue and a list go by a word of lower-case letters, digits and hyphens, have a name of a line in both languages, and a list has 1 to 40 tasks of a line each"
    )]
    NoQueue,
    /// No such case, or not this office's.
    #[error("there is no case `{0}`")]
    NoSuchCase(String),
    /// A case without a report has no finder who could be written to.
    #[error("case `{0}` has no report, so there is no finder to write to")]
    NoReport(CaseId),
    /// The case was erased.
    #[error("the case `{0}` was erased; its content cannot be opened by anyone")]
    Erased(CaseId),
    /// The case says no.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// A report cannot be taken in as it is.
    #[error("the report cannot be taken in: {0}")]
    Report(ReportError),
    /// A file that the form lists did not come with it.
    #[error("the file `{0}` is missing or is not the one that the form lists; add it")]
    FileMissing(String),
    /// A file came that the form does not list.
    #[error("there is a file that the form does not list; list it or leave it out")]
    FileUnlisted,
    /// Others write to the log faster than a report can be taken in.
    #[error("the log is moving too fast; try again")]
    Hurried,
    /// Content and envelopes do not belong together.
    #[error("the content of item `{0}` does not belong to this command")]
    ForeignContent(ItemId),
    /// Single items cannot be erased, since all of a case hangs on one key.
    #[error("single items cannot be erased; erase the whole case")]
    WholeCasesOnly,
    /// A law demands that the record be kept for longer.
    #[error("the record is to be kept through {} under {}; erase it afterwards", .0.through, .0.citation.en)]
    Retained(Box<Retained>),
    /// An erasure was handed in as a command.
    #[error(
        "erasing asks first what must be kept; erase the case instead of handing the command in"
    )]
    LawFirst,
    /// There is no stored content for the item.
    #[error("there is no content of item `{0}` here")]
    NoContent(ItemId),
    /// The question is not understood.
    #[error("the question cannot be put to the gate: {0}")]
    Unasked(#[from] NotRead),
    /// The flow cannot be put to the gate.
    #[error(transparent)]
    Flow(#[from] NoFlow),
    /// The gate's answer is not used.
    #[error(transparent)]
    NotConfirmed(NotConfirmed),
    /// A decision was handed in instead of being taken by the gate.
    #[error(
        "a decision is recorded where the gate takes it; ask the gate instead of handing one in"
    )]
    GateOnly,
    /// The permit gives no clearance.
    #[error(transparent)]
    NotCleared(#[from] NotCleared),
    /// The clearance does not open this.
    #[error(transparent)]
    Shut(#[from] Shut),
    /// Others change the case faster than this command can be decided.
    #[error("the case `{0}` is changing too fast; try again")]
    Contended(CaseId),
    /// A record does not open or does not read.
    #[error("{what} of case `{case}` is damaged: {why}; run `tidegate log fsck`")]
    Damaged {
        /// The case.
        case: CaseId,
        /// Which piece of it.
        what: Piece,
        /// What is wrong with it.
        why: Flaw,
    },
    /// The events do not make a case.
    #[error("the record of case `{case}` does not fit together: {misfit}; run `tidegate log fsck`")]
    Misfit {
        /// The case.
        case: CaseId,
        /// The first event that does not follow.
        misfit: Misfit,
    },
    /// The proof of a leaf could not be made.
    #[error("the log cannot prove the entry: {0}; run `tidegate log fsck`")]
    Proof(String),
    /// A value has no canonical form.
    #[error(transparent)]
    Canonical(#[from] NotCanonical),
    /// A receipt was not made.
    #[error(transparent)]
    NoReceipt(#[from] tidegate_core::receipt::NotMade),
    /// The writer.
    #[error(transparent)]
    Submit(#[from] SubmitError),
    /// The writer could not start.
    #[error(transparent)]
    Writer(#[from] WriterError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// Sealing.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The files of the log.
    #[error(transparent)]
    Projection(#[from] ProjectionError),
    /// The machine gave no random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl From<ReportError> for DeskError {
    fn from(error: ReportError) -> Self {
        Self::Report(error)
    }
}

impl From<NotConfirmed> for DeskError {
    fn from(error: NotConfirmed) -> Self {
        match error {
            NotConfirmed::NoFlow(no) => Self::Flow(no),
            other => Self::NotConfirmed(other),
        }
    }
}

impl DeskError {
    /// Whether an idempotency key was used before for something else.
    #[must_use]
    pub fn is_a_key_reused(&self) -> bool {
        matches!(self, Self::Submit(SubmitError::KeyReused))
    }

    /// Whether what was asked was wrong, and not the disk, the keys or the log.
    #[must_use]
    pub fn is_of_the_asker(&self) -> bool {
        match self {
            Self::Exists(_)
            | Self::Origin(_)
            | Self::Earlier(_)
            | Self::Unsigned
            | Self::FiledAhead(_)
            | Self::NoNumber
            | Self::Retained(_)
            | Self::LawFirst
            | Self::NoTerms
            | Self::NoNames
            | Self::NoQueue
            | Self::NoReport(_)
            | Self::NoSuchCase(_)
            | Self::Erased(_)
            | Self::Rejected(_)
            | Self::Report(_)
            | Self::FileMissing(_)
            | Self::FileUnlisted
            | Self::ForeignContent(_)
            | Self::WholeCasesOnly
            | Self::NoContent(_)
            | Self::Unasked(_)
            | Self::Flow(_)
            | Self::GateOnly => true,
            Self::Submit(error) => *error == SubmitError::KeyReused,
            _ => false,
        }
    }
}
