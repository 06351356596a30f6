//! The desk: the one write path of an office, and the one place where its cases are opened.
//!
//! A command comes in with an actor; the desk reads the clock once, unseals and replays the case, lets the
//! pure core decide, seals what it decided, and hands it to the writer, which revalidates and commits it
//! with its leaves ([`crate::store::writer`]). An answer means: it survives power loss, and a signed head
//! covers it. Content is opened only with a clearance, and a case only after the read is on the log.
//!
//! [`act`](Desk::act) records a command, [`receive`](Desk::receive) takes in a report and gives the
//! receipt, [`decide`](Desk::decide) is where the gate is asked, [`erase_case`](Desk::erase_case) destroys
//! a key, [`Archive::fsck`] checks everything. The desk renders nothing and sends nothing.

mod act;
mod address;
mod again;
mod apart;
mod archive;
mod compute;
mod damage;
mod decide;
mod declare;
mod erase;
mod error;
mod files;
mod fsck;
mod leaves;
mod parcel;
mod proof;
mod read;
mod receive;
mod records;
mod shape;
mod shelf;
mod sight;
mod turns;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use tidegate_core::id::{CaseId, OfficeId, PartyId};
use tidegate_core::office::{self, Change, Changed, Office, TaskList, is_word};
use tidegate_log::TrustedLog;

use crate::clock::Clock;
use crate::keys::RootSource;
use crate::store::Store;
use crate::store::rows::Head;
use crate::store::writer::{Closing, Writer};

pub use crate::store::rows::{CaseRow, RecordKind};
pub use act::{Ack, Order};
pub use again::Again;
pub(crate) use apart::Apart;
pub use archive::Archive;
pub(crate) use compute::Decided;
pub use damage::{Flaw, Piece};
pub use decide::Asked;
pub use declare::{DECLARED, DeclaredRow, OnRecord};
pub use error::DeskError;
pub use fsck::{Finding, FsckReport, Unfit};
pub use leaves::Leaves;
pub use proof::{ProvenEvent, prove_event};
pub use receive::{Intake, Taken};
pub use records::{Contents, Erasure, Read};
pub use shelf::{Kept, Shelved};

/// Where an office lives and how its keys are opened.
#[derive(Debug)]
pub struct Settings {
    /// The directory of database, log files and the office's file.
    pub directory: PathBuf,
    /// The directory of the keys; by default `keys` in the former, better on another disk.
    pub keys: PathBuf,
    /// Where the root key comes from.
    pub root: RootSource,
    /// What tells the time.
    pub clock: Clock,
    /// The digest of the book in use (statutes, schema, world), as the law engine gives it.
    pub book: String,
}

impl Settings {
    /// An office in `directory` with a key file beside its keys, on the machine's clock.
    #[must_use]
    pub fn in_directory(directory: impl Into<PathBuf>, book: impl Into<String>) -> Self {
        let directory = directory.into();
        let keys = directory.join("keys");
        let root = RootSource::KeyFile(keys.join("root.key"));
        Self { directory, keys, root, clock: Clock::System, book: book.into() }
    }

    /// The same with another clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }
}

/// Who decided a change of the office, why, and from which day it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Who decided it, by name.
    pub by: String,
    /// Why.
    pub reason: String,
    /// A later day from which it counts; now where there is none.
    pub from: Option<Date>,
}

/// The longest terms of good faith, in characters of one language.
const TERMS: usize = 20_000;

/// The desk of one office. Shared by reference; every method takes `&self`.
#[derive(Debug)]
pub struct Desk {
    archive: Arc<Archive>,
    writer: Writer,
    /// Joins the writer's task; with the desk that was opened, not with what others see of it.
    closing: Option<Closing>,
    clock: Clock,
    book: String,
    turns: Arc<turns::Turns>,
    circles: Arc<sight::Circles>,
    /// Who looks; nobody in particular where the service itself does.
    sight: Option<sight::Sight>,
}

impl Desk {
    /// Sets up a new office: keys, database, an empty signed log named `origin`.
    ///
    /// # Errors
    /// [`DeskError::Exists`] if there is one already; [`DeskError::Origin`] if the name cannot stand on
    /// a checkpoint; whatever files and keys may give.
    pub async fn create(
        settings: Settings,
        office: Office,
        origin: &str,
    ) -> Result<Self, DeskError> {
        Archive::create(&settings, office, origin)?;
        Self::open(settings).await
    }

    /// Opens an office, signs a head that was left unsigned, and finishes erasures that were cut short.
    ///
    /// # Errors
    /// [`DeskError::NoOffice`]; [`DeskError::Writer`] if the log does not hold together; whatever files,
    /// keys and database may give.
    pub async fn open(settings: Settings) -> Result<Self, DeskError> {
        let (archive, pen) = Archive::open(&settings).await?;
        let parts = archive.writer_parts(pen, &settings)?;
        let (writer, closing) = Writer::start(parts).await?;
        let (turns, circles) = (Arc::default(), Arc::default());
        let (clock, book) = (settings.clock, settings.book);
        let (archive, closing) = (Arc::new(archive), Some(closing));
        let desk = Self { archive, writer, closing, clock, book, turns, circles, sight: None };
        desk.learn_circles().await?;
        desk.finish_erasures().await?;
        Ok(desk)
    }

    /// Brings the log's files up to date and closes everything.
    ///
    /// # Errors
    /// [`DeskError::Projection`] or [`DeskError::Store`].
    pub async fn close(self) -> Result<(), DeskError> {
        let synced = self.sync().await;
        let Self { archive, writer, closing, .. } = self;
        // The writer closes last, so that it folds the write-ahead log into the database.
        archive.close().await;
        drop(writer);
        if let Some(closing) = closing {
            closing.wait().await?;
        }
        synced.map(|_| ())
    }

    /// Brings the log's files up to date: afterwards they cover every head acknowledged before.
    ///
    /// # Errors
    /// [`DeskError::Projection`].
    pub async fn sync(&self) -> Result<u64, DeskError> {
        // One after the other: the files are written beside what they replace, under one name. No case has the
        // office's own id.
        let _turn = self.turns.take(CaseId::from_bytes(*self.id().as_bytes())).await;
        self.archive.sync().await
    }

    /// Waits until it is the caller's turn with what goes by this id of 128 bits in hexadecimal, which is no case.
    pub(crate) async fn turn_with(&self, case: CaseId) -> tokio::sync::OwnedMutexGuard<()> {
        self.turns.take(case).await
    }

    /// The turn with something that has an id.
    pub(crate) async fn turn_of(&self, id: &str) -> tokio::sync::OwnedMutexGuard<()> {
        let number = u128::from_str_radix(id, 16).unwrap_or_default();
        self.turns.take(CaseId::from_bytes(number.to_be_bytes())).await
    }

    /// The reading half: rows, keys, checks.
    #[must_use]
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The office.
    #[must_use]
    pub fn office(&self) -> &Office {
        self.archive.office()
    }

    /// Records what the office decided about itself, in the order of recording. It counts from now, or from a later
    /// day; what was decided before stays as it was.
    ///
    /// # Errors
    /// [`DeskError::Earlier`] for a day before today, [`DeskError::Unsigned`] without a name or a reason,
    /// [`DeskError::NoNames`] for other names that are none, [`DeskError::NoTerms`] for terms of good faith that nobody could read, [`DeskError::NoQueue`] for a queue or a list
    /// of tasks that could not be used, [`DeskError::FiledAhead`] and
    /// [`DeskError::NoNumber`] for a filing that cannot have been made, whatever the disk may give.
    pub fn change_office(&mut self, change: Changed, terms: Terms) -> Result<Change, DeskError> {
        let (at, office) = (self.now(), self.office());
        let today = office.day(at);
        let from = terms.from.unwrap_or(today);
        if from < today {
            return Err(DeskError::Earlier(from));
        }
        let line = |text: &str| {
            let text = text.trim();
            let signed = !text.is_empty() && !text.chars().any(char::is_control);
            signed.then(|| text.to_owned()).ok_or(DeskError::Unsigned)
        };
        let legible = |text: &str| {
            let layout = |c: char| matches!(c, '\n' | '\t');
            !text.trim().is_empty()
                && text.chars().nth(TERMS).is_none()
                && !text.chars().any(|c| c.is_control() && !layout(c))
        };
        if let Changed::GoodFaith { terms: Some(terms) } = &change
            && !(legible(&terms.en) && legible(&terms.zh))
        {
            return Err(DeskError::NoTerms);
        }
        if let Changed::Names { names } = &change
            && !(names.len() <= 50 && names.iter().all(|name| office::is_line(name)))
        {
            return Err(DeskError::NoNames);
        }
        let arranged = match &change {
            Changed::Queue { word, name } => {
                is_word(word) && name.as_ref().is_none_or(office::is_name)
            }
            Changed::Tasks { word, list } => {
                is_word(word) && list.as_ref().is_none_or(TaskList::is_whole)
            }
            _ => true,
        };
        if !arranged {
            return Err(DeskError::NoQueue);
        }
        let (by, reason) = (line(&terms.by)?, line(&terms.reason)?);
        if let Changed::Filed(filing) = &change {
            line(&filing.number).map_err(|_| DeskError::NoNumber)?;
            if filing.filed > today {
                return Err(DeskError::FiledAhead(filing.filed));
            }
        }
        let change = Change { what: change, recorded: at, from, by, reason };
        let mut office = office.clone();
        office.changes.push(change.clone());
        let archive = Arc::get_mut(&mut self.archive).ok_or(DeskError::Hurried)?;
        archive.describe_office(office)?;
        Ok(change)
    }

    /// The office as a party of its own cases: the same 128 bits under another prefix.
    #[must_use]
    pub fn office_party(&self) -> PartyId {
        self.office().party()
    }

    /// The log's name and public key, to be handed to whoever verifies.
    #[must_use]
    pub fn log(&self) -> &TrustedLog {
        self.archive.log()
    }

    /// Cases by clear metadata only, newest change first; `before` is the last row of the page before.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn cases(
        &self,
        before: Option<&CaseRow>,
        limit: u32,
    ) -> Result<Vec<CaseRow>, DeskError> {
        self.seen_cases(before, limit).await
    }

    /// The case that a person names by its id or its neutral handle.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`], the same for one that is absent and one that is another office's.
    pub async fn find(&self, name: &str) -> Result<CaseRow, DeskError> {
        let row = match name.parse::<CaseId>() {
            Ok(case) => self.store().case(case).await?,
            Err(_) => self.store().case_by_handle(name).await?,
        };
        let row = row.filter(|row| self.sees(row.case));
        row.ok_or_else(|| DeskError::NoSuchCase(name.chars().take(80).collect()))
    }

    /// The newest head of the log.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn head(&self) -> Result<Option<Head>, DeskError> {
        Ok(self.store().head().await?)
    }

    /// The first signed head that covers `size` entries. Heads are signed for whole transactions, so a log has sizes
    /// without one.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn head_from(&self, size: u64) -> Result<Option<Head>, DeskError> {
        let head = match size.checked_sub(1) {
            Some(last) => self.store().head_covering(last).await?,
            None => self.store().heads().await?.into_iter().next(),
        };
        Ok(head.filter(|head| head.note.is_some()))
    }

    /// How many transactions were committed since the desk was opened.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.writer.commits()
    }

    /// Why nothing more is recorded, if the writer had to stop.
    #[must_use]
    pub fn stopped(&self) -> Option<&str> {
        self.writer.stopped()
    }

    /// The instant for the next record: now, but never before the head of the log.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.at(self.writer.head_at())
    }

    fn store(&self) -> &Store {
        self.archive.store()
    }

    pub(crate) fn id(&self) -> OfficeId {
        self.office().id
    }

    fn keys(&self) -> Arc<crate::keys::CaseKeys> {
        self.archive.keys()
    }
}
