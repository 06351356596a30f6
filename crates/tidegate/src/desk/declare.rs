//! Declaring: what an office puts on record about itself gets a file of its own, a leaf on the log and a receipt.
//!
//! The file is a case with one event, under a key of its own, so that all that holds of cases holds of it: events are
//! added only, each is on the log, the record is checked by `log fsck`. It stands in no list of cases. What lists need is
//! kept on the shelf; the proof is the file.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::Case;
use tidegate_core::command::{self, Command, Verb};
use tidegate_core::declaration::Declared;
use tidegate_core::digest::Salt;
use tidegate_core::event::{Actor, Opened, V1};
use tidegate_core::id::{CaseId, ReportId};
use tidegate_core::receipt::{Claim, Receipt};
use tidegate_law::AnswerKind;

use super::act::{ATTEMPTS, seal_events};
use super::receive::handle;
use super::{Ack, Desk, DeskError, Kept};
use crate::keys::Random;
use crate::store::rows::RecordKind;
use crate::store::writer::{Basis, SubmitError};

/// The state of a row of a declaration's file.
pub const DECLARED: &str = "declared";

/// From what source a declaration is known.
const SOURCE: &str = "declaration";

/// What a list shows of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclaredRow {
    /// The version of this form.
    pub version: u32,
    /// Its file.
    pub case: CaseId,
    /// The neutral handle of its file.
    pub handle: String,
    /// The word of its register.
    pub register: String,
    /// What it is about.
    pub title: String,
    /// When it was recorded.
    pub at: Timestamp,
    /// The answer of the book.
    pub answer: Option<AnswerKind>,
    /// The declaration that it replaces.
    pub replaces: Option<CaseId>,
}

impl DeclaredRow {
    /// What a list shows of the declaration in a file; none where the file has no declaration.
    #[must_use]
    pub fn of(case: &Case) -> Option<Self> {
        let entry = case.declared().next()?;
        let (declared, at) = (entry.event, entry.recorded);
        Some(Self {
            version: 1,
            case: case.id(),
            handle: case.label().to_owned(),
            register: declared.declaration.register().to_owned(),
            title: declared.declaration.title(),
            at,
            answer: declared.answer(),
            replaces: declared.replaces,
        })
    }
}

impl Kept for DeclaredRow {
    const ROOM: &'static str = "declared";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.at)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// A declaration on record.
#[derive(Debug)]
pub struct OnRecord {
    /// What lists show of it.
    pub row: DeclaredRow,
    /// What was declared, asked and answered.
    pub declared: Declared,
    /// The receipt.
    pub receipt: Receipt,
    /// The bytes that the receipt proves.
    pub document: Vec<u8>,
}

impl Desk {
    /// Records a declaration that `make` makes at the instant of its recording.
    ///
    /// # Errors
    /// What `make` says; [`DeskError::Rejected`] if it is empty, too long, holds a secret, or lacks reasons; whatever the
    /// disk may give. In each case nothing is on record.
    pub async fn declare<E: From<DeskError>>(
        &self,
        actor: &Actor,
        mut make: impl FnMut(Timestamp) -> Result<Declared, E> + Send,
    ) -> Result<(OnRecord, Ack), E> {
        for _ in 0..ATTEMPTS {
            let at = self.now();
            let declared = make(at)?;
            let prepared = self.file_of(actor, &declared, at)?;
            let (row, claim, salt, place, submission) = prepared;
            match self.writer.submit(submission).await {
                Ok(committed) => {
                    let leaf = committed.leaf + place;
                    let ack = self.ack(committed).await?;
                    let receipt = self.receipt(claim, salt, leaf, &ack).await?;
                    let document = declared.declaration.canonical().map_err(DeskError::from)?;
                    return Ok((OnRecord { row, declared, receipt, document }, ack));
                }
                Err(SubmitError::Stale) => {}
                Err(error) => return Err(DeskError::from(error).into()),
            }
        }
        Err(DeskError::Hurried.into())
    }

    /// A declaration with its receipt, built again from the store.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`] where there is no such declaration; [`DeskError::Erased`] or [`DeskError::Damaged`].
    pub async fn declaration(&self, name: &str) -> Result<OnRecord, DeskError> {
        let found = self.find(name).await?;
        let loaded = self.archive().load(found.case).await?;
        let none = || DeskError::NoSuchCase(name.to_owned());
        let row = DeclaredRow::of(&loaded.case).ok_or_else(none)?;
        let declared = loaded.case.declared().next().ok_or_else(none)?.event.clone();
        let receipt = self.receipt_again(found.case).await?;
        let document = declared.declaration.canonical()?;
        Ok(OnRecord { row, declared, receipt, document })
    }

    /// The declarations of the office, the latest first, those that were replaced too. No file is opened for it.
    ///
    /// # Errors
    /// As [`Desk::kept_latest`].
    pub async fn declarations(&self) -> Result<Vec<DeclaredRow>, DeskError> {
        const PAGE: u32 = 200;
        let (mut all, mut before) = (Vec::new(), None);
        loop {
            let page = self.kept_latest::<DeclaredRow>(before, PAGE).await?;
            let Some(last) = page.last() else { return Ok(all) };
            before = last.place();
            all.extend(page.into_iter().map(|kept| kept.thing));
        }
    }

    /// Whether a file is that of a declaration: it has no clock and stands in no list of cases.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub(crate) async fn is_declaration(&self, case: CaseId) -> Result<bool, DeskError> {
        Ok(self.store().case(case).await?.is_some_and(|row| row.state == DECLARED))
    }

    fn file_of(
        &self,
        actor: &Actor,
        declared: &Declared,
        at: Timestamp,
    ) -> Result<(DeclaredRow, Claim, Salt, u64, crate::store::writer::Submission), DeskError> {
        let id = CaseId::from_bytes(Random::bytes()?);
        let opened = Opened { case: id, office: self.id(), handle: handle(at)? };
        let opening = command::open(opened, SOURCE, actor, at)?;
        let misfit = |misfit| DeskError::Misfit { case: id, misfit };
        let mut case = Case::replay([opening]).map_err(misfit)?;
        let verb = Verb::Declare(Box::new(declared.clone()));
        for event in case.handle(&Command::new(verb, SOURCE), actor, at)? {
            case.apply(event).map_err(misfit)?;
        }
        let (key, wrapped) = self.archive().ring().new_case_key(&id.to_string())?;
        let sealer = self.archive().sealer(id, &key);
        let mut entries = seal_events(&sealer, case.record())?;
        let claim = Claim {
            version: V1,
            office: self.id(),
            report: ReportId::from_bytes(Random::bytes()?),
            digest: declared.declaration.digest()?,
            received: at,
        };
        let salt = Salt::from_bytes(Random::salt()?);
        let place = entries.len() as u64;
        entries.push(sealer.beside(RecordKind::Report, &salt, &claim.canonical()?)?);
        let basis = Basis::New(wrapped);
        let mut submission = self.submission(&case, at, basis, entries, Vec::new(), None);
        let row = DeclaredRow::of(&case).ok_or(DeskError::NoSuchCase(id.to_string()))?;
        submission.shelf.push(self.to_keep(&row)?);
        Ok((row, claim, salt, place, submission))
    }
}
