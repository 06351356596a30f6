//! The reading half of the desk: the office's file, keys, rows and the log's files. It writes nothing but
//! the projection, and works on a store whose writer refuses to start.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::Case;
use tidegate_core::event::V1;
use tidegate_core::id::CaseId;
use tidegate_core::office::Office;
use tidegate_log::tree::prove;
use tidegate_log::{Checkpoint, Hash, KeyName, LeafHash, Note, Origin, SigningKey, TrustedLog};

use super::records::Sealer;
use super::{DeskError, Flaw, Piece, Settings};
use crate::keys::{CaseKey, CaseKeys, KeyError, KeyRing, Purpose};
use crate::projection::{self, Projection};
use crate::store::rows::{Head, OfficeRow};
use crate::store::sqlite::{Pen, Sqlite};
use crate::store::writer::Parts;
use crate::store::{Store, StoreError};

/// What is known of an office without its keys: `office.json`. No secret in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeFile {
    version: V1,
    origin: String,
    log_key: String,
    created: Timestamp,
    office: Office,
}

/// The reading half of a desk.
#[derive(Debug)]
pub struct Archive {
    file: OfficeFile,
    directory: PathBuf,
    ring: KeyRing,
    keys: Arc<CaseKeys>,
    store: Store,
    log: TrustedLog,
    projection: Projection,
}

/// A case replayed, with the key that opens its content.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) case: Case,
    pub(super) key: CaseKey,
}

impl Archive {
    /// Writes keys and office file of a new office.
    pub(super) fn create(
        settings: &Settings,
        office: Office,
        origin: &str,
    ) -> Result<(), DeskError> {
        let path = office_path(&settings.directory);
        if path.exists() {
            return Err(DeskError::Exists(settings.directory.clone()));
        }
        std::fs::create_dir_all(&settings.directory)
            .map_err(StoreError::file("create", &settings.directory))?;
        let name = KeyName::parse(origin).map_err(|_| DeskError::Origin(shown(origin)))?;
        let ring = KeyRing::create(&settings.keys, &office.id.to_string(), &settings.root)?;
        let keys = CaseKeys::open(&settings.keys)?;
        // The journal: what is said of cases after their keys are gone.
        let (_, journal) = ring.new_case_key(&office.id.to_string())?;
        keys.store(&[journal])?;
        let log_key = signer(&ring, name)?.verifier().to_string();
        let created = settings.clock.now();
        let file = OfficeFile { version: V1, origin: origin.to_owned(), log_key, created, office };
        write_office(&path, &file)
    }

    /// Opens an office for reading; the pen is for a writer, or to be closed.
    ///
    /// # Errors
    /// As [`super::Desk::open`], but for the state of the log.
    pub async fn open(settings: &Settings) -> Result<(Self, Pen), DeskError> {
        let directory = settings.directory.clone();
        let path = office_path(&directory);
        if !path.exists() {
            return Err(DeskError::NoOffice(directory));
        }
        let bytes = std::fs::read(&path).map_err(StoreError::file("read", &path))?;
        let file: OfficeFile = serde_json::from_slice(&bytes).map_err(|error| {
            DeskError::OfficeFile { path: path.clone(), why: error.to_string() }
        })?;
        let ring = KeyRing::open(&settings.keys, &settings.root)?;
        if ring.office() != file.office.id.to_string() {
            return Err(DeskError::OtherOffice(settings.keys.clone()));
        }
        let name =
            KeyName::parse(&file.origin).map_err(|_| DeskError::Origin(shown(&file.origin)))?;
        let log = TrustedLog::named_by(signer(&ring, name)?.verifier());
        let keys = Arc::new(CaseKeys::open(&settings.keys)?);
        let (sqlite, pen) = Sqlite::open(&directory, file.office.id).await?;
        let projection = Projection::new(directory.join("log"), log.clone());
        let store = Store::Sqlite(sqlite);
        Ok((Self { file, directory, ring, keys, store, log, projection }, pen))
    }

    /// Closes the readers.
    pub async fn close(&self) {
        match &self.store {
            Store::Sqlite(sqlite) => sqlite.close().await,
        }
    }

    /// The office.
    #[must_use]
    pub fn office(&self) -> &Office {
        &self.file.office
    }

    /// The log's name and public key.
    #[must_use]
    pub fn log(&self) -> &TrustedLog {
        &self.log
    }

    /// The directory of the office.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The log's files.
    #[must_use]
    pub fn projection(&self) -> &Projection {
        &self.projection
    }

    /// Replaces the office's own description (positions, house statutes, names); its id stays.
    ///
    /// # Errors
    /// [`DeskError::OtherOffice`] if the id differs, [`DeskError::Store`] if the file cannot be written.
    pub fn describe_office(&mut self, office: Office) -> Result<(), DeskError> {
        if office.id != self.file.office.id {
            return Err(DeskError::OtherOffice(self.directory.clone()));
        }
        let file = OfficeFile { office, ..self.file.clone() };
        write_office(&office_path(&self.directory), &file)?;
        self.file = file;
        Ok(())
    }

    /// Brings the log's files up to date.
    ///
    /// # Errors
    /// [`DeskError::Projection`].
    pub async fn sync(&self) -> Result<u64, DeskError> {
        Ok(self.projection.sync(&self.store).await?)
    }

    /// Builds the log's files anew.
    ///
    /// # Errors
    /// [`DeskError::Projection`].
    pub async fn rebuild(&self) -> Result<u64, DeskError> {
        Ok(self.projection.rebuild(&self.store).await?)
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn keys(&self) -> Arc<CaseKeys> {
        Arc::clone(&self.keys)
    }

    pub(super) fn ring(&self) -> &KeyRing {
        &self.ring
    }

    pub(super) fn writer_parts(&self, pen: Pen, settings: &Settings) -> Result<Parts, DeskError> {
        let OfficeFile { origin, log_key, created, .. } = &self.file;
        let name = KeyName::parse(origin).map_err(|_| DeskError::Origin(shown(origin)))?;
        Ok(Parts {
            pen,
            keys: self.keys(),
            signer: signer(&self.ring, name)?,
            origin: Origin::parse(origin).map_err(|_| DeskError::Origin(shown(origin)))?,
            clock: settings.clock.clone(),
            office: OfficeRow {
                origin: origin.clone(),
                log_key: log_key.clone(),
                book: settings.book.clone(),
                created: *created,
            },
        })
    }

    /// The key of a case, or of the journal if it is the office's own id.
    pub(super) fn key(&self, id: &str) -> Result<CaseKey, KeyError> {
        self.ring.unwrap_case_key(&self.keys.wrapped(id)?)
    }

    /// Unseals and replays a case. For the desk's own work: what a person reads goes through
    /// [`super::Desk::open_case`] or the gate.
    pub(super) async fn load(&self, case: CaseId) -> Result<Loaded, DeskError> {
        if self.store.case(case).await?.is_none() {
            return Err(DeskError::NoSuchCase(case.to_string()));
        }
        let key = match self.key(&case.to_string()) {
            Err(KeyError::Erased(_)) => return Err(DeskError::Erased(case)),
            key => key?,
        };
        let sealer = self.sealer(case, &key);
        let rows = self.store.events(case).await?;
        let mut events = Vec::with_capacity(rows.len());
        for row in &rows {
            events.push(sealer.open_event(row)?.0);
        }
        let replayed = Case::replay(events).map_err(|misfit| DeskError::Misfit { case, misfit })?;
        if replayed.id() != case || replayed.office() != self.file.office.id {
            return Err(sealer.damaged(Piece::Opening, Flaw::OtherCase));
        }
        Ok(Loaded { case: replayed, key })
    }

    pub(super) fn sealer<'a>(&self, case: CaseId, key: &'a CaseKey) -> Sealer<'a> {
        Sealer { office: self.file.office.id, case, key }
    }

    /// The proof of a leaf under a signed head.
    pub(super) async fn prove(&self, leaf: u64, head: &Head) -> Result<Vec<Hash>, DeskError> {
        let needed = prove::inclusion_nodes(leaf, head.size).map_err(unproven)?;
        let nodes = self.store.nodes(&needed).await?;
        prove::inclusion(&nodes, leaf, head.size).map_err(unproven)
    }

    /// The verified place of a leaf in the log, from its data, the rows and the signed head.
    pub(super) async fn include(
        &self,
        data: &[u8],
        leaf: u64,
        head: &Head,
    ) -> Result<tidegate_log::Inclusion, DeskError> {
        let checkpoint =
            Checkpoint::verify(&note(head)?.to_bytes(), &self.log).map_err(unproven)?;
        let proof = self.prove(leaf, head).await?;
        checkpoint.include(LeafHash::of(data), leaf, &proof).map_err(unproven)
    }
}

/// The signed note of a head.
pub(super) fn note(head: &Head) -> Result<Note, DeskError> {
    let note = head.note.as_deref().ok_or_else(|| unproven("the head is not signed"))?;
    Note::parse(note.as_bytes()).map_err(unproven)
}

pub(super) fn unproven(error: impl std::fmt::Display) -> DeskError {
    DeskError::Proof(error.to_string())
}

fn signer(ring: &KeyRing, name: KeyName) -> Result<SigningKey, DeskError> {
    let seed = ring.purpose_key(Purpose::Log)?;
    SigningKey::from_seed(name, seed.expose()).map_err(|error| DeskError::Proof(error.to_string()))
}

fn office_path(directory: &Path) -> PathBuf {
    directory.join("office.json")
}

fn write_office(path: &Path, file: &OfficeFile) -> Result<(), DeskError> {
    let mut text = serde_json::to_vec_pretty(file)
        .map_err(|error| DeskError::OfficeFile { path: path.to_owned(), why: error.to_string() })?;
    text.push(b'\n');
    Ok(projection::replace(path, &text)?)
}

fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}
