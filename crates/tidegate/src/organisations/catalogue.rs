//! The product catalogue of an organisation, kept beside its entry in the register.
//!
//! What is taken in is read whole or not at all. A product of the same name and version takes the place of the one that
//! was there; everything else stays.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::id::PartyId;
use tidegate_core::organisation::catalogue::{Entry, MOST, NotACatalogue, bill, read_csv};

use crate::desk::{Desk, DeskError, Kept};

/// The products of an organisation with their components.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The version of this form.
    pub version: u32,
    /// The organisation.
    pub organisation: PartyId,
    /// The products.
    pub entries: Vec<Entry>,
    /// When it was last written.
    pub changed: Timestamp,
    /// By whom, by the label on record.
    pub by: String,
}

impl Kept for Catalogue {
    const ROOM: &'static str = "catalogue";

    fn name(&self) -> String {
        self.organisation.to_string()
    }
}

/// What was read of a file.
#[derive(Debug)]
pub struct ReadIn {
    /// The products.
    pub entries: Vec<Entry>,
    /// How many identifiers could not be read; their parts are kept by name.
    pub unread: usize,
}

/// Why nothing was taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTakenIn {
    /// The lines that are wrong.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Lines(Vec<NotACatalogue>),
    /// It is no bill of materials.
    #[error(transparent)]
    Bill(#[from] bill::NotABill),
    /// The catalogue would hold too much.
    #[error("a catalogue has at most {MOST} products and components")]
    Long,
}

/// Reads CSV, CycloneDX or SPDX; which it is shows in its first letter.
///
/// # Errors
/// [`NotTakenIn`] with everything that is wrong.
pub fn read(text: &str) -> Result<ReadIn, NotTakenIn> {
    if text.trim_start().starts_with('{') {
        let bill::Bill { entries, unread } = bill::read(text.as_bytes())?;
        return Ok(ReadIn { entries, unread });
    }
    let entries = read_csv(text).map_err(NotTakenIn::Lines)?;
    Ok(ReadIn { entries, unread: 0 })
}

impl Desk {
    /// The catalogue of an organisation; an empty one where nobody wrote one.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn catalogue(&self, organisation: PartyId) -> Result<Option<Catalogue>, DeskError> {
        Ok(self.kept::<Catalogue>(&organisation.to_string()).await?.map(|kept| kept.thing))
    }

    /// Takes products into the catalogue of an organisation, in place of those of the same name and version.
    ///
    /// # Errors
    /// [`DeskError`]; `Ok(Err(`[`NotTakenIn::Long`]`))` where it would hold too much.
    pub async fn take_into_catalogue(
        &self,
        organisation: PartyId,
        new: Vec<Entry>,
        by: &str,
    ) -> Result<Result<Catalogue, NotTakenIn>, DeskError> {
        let before = self.catalogue(organisation).await?;
        let mut entries = before.map(|catalogue| catalogue.entries).unwrap_or_default();
        let same =
            |a: &Entry, b: &Entry| a.part.name == b.part.name && a.part.version == b.part.version;
        entries.retain(|old| !new.iter().any(|new| same(old, new)));
        entries.extend(new);
        if entries.iter().map(|entry| entry.components.len() + 1).sum::<usize>() > MOST {
            return Ok(Err(NotTakenIn::Long));
        }
        let (changed, by) = (self.now(), by.to_owned());
        let catalogue = Catalogue { version: 1, organisation, entries, changed, by };
        self.keep(&catalogue).await?;
        Ok(Ok(catalogue))
    }
}
