//! The register of the organisations with which an office works, kept on the shelf with every edition of each.
//!
//! An entry is replaced only by who read the one before, and what it was before is kept beside it with who changed it
//! and when. The shelf is enough: nothing is decided on an entry, and what counts in a case, the party as it joined, is
//! an event of that case and on the log. Whose people may come in stands with their accounts ([`crate::people`]).

pub mod catalogue;
pub mod part;
mod passing;

pub use passing::Carried;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::id::PartyId;
use tidegate_core::organisation::Organisation;

use crate::desk::{Desk, DeskError, Kept};

/// How many entries are read at a time.
const PAGE: u32 = 200;

/// An organisation in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// The version of this form.
    pub version: u32,
    /// The organisation as it is known now.
    pub organisation: Organisation,
    /// How often it was written.
    pub edition: u32,
    /// When it came into the register.
    pub created: Timestamp,
    /// When it was last written.
    pub changed: Timestamp,
    /// By whom, by the label on record.
    pub by: String,
}

impl Kept for Registered {
    const ROOM: &'static str = "organisation";

    fn name(&self) -> String {
        self.organisation.id.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.created)
    }
}

/// An organisation as it stood in the register from one writing to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The version of this form.
    pub version: u32,
    /// Which one: the first is 1.
    pub number: u32,
    /// The organisation as it was written.
    pub organisation: Organisation,
    /// When.
    pub at: Timestamp,
    /// By whom, by the label on record.
    pub by: String,
}

impl Edition {
    fn name_of(organisation: PartyId, number: u32) -> String {
        format!("{organisation}|{number}")
    }
}

impl Kept for Edition {
    const ROOM: &'static str = "edition";

    fn name(&self) -> String {
        Self::name_of(self.organisation.id, self.number)
    }
}

impl Registered {
    fn edition(&self) -> Edition {
        Edition {
            version: 1,
            number: self.edition,
            organisation: self.organisation.clone(),
            at: self.changed,
            by: self.by.clone(),
        }
    }
}

impl Desk {
    /// Takes an organisation into the register; `false` where there is one of its id.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn register_organisation(
        &self,
        organisation: Organisation,
        by: &str,
    ) -> Result<bool, DeskError> {
        let at = self.now();
        let (edition, by) = (1, by.to_owned());
        let new = Registered { version: 1, organisation, edition, created: at, changed: at, by };
        let changes = vec![self.to_keep_new(&new)?, self.to_keep_new(&new.edition())?];
        self.shelve(changes).await
    }

    /// Writes an organisation anew; what it was before is kept. `None` where the register has none of its id, or where
    /// somebody else wrote it at the same time.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn rewrite_organisation(
        &self,
        organisation: Organisation,
        by: &str,
    ) -> Result<Option<Registered>, DeskError> {
        let Some(before) = self.kept::<Registered>(&organisation.id.to_string()).await? else {
            return Ok(None);
        };
        if before.thing.organisation == organisation {
            return Ok(Some(before.thing));
        }
        let new = Registered {
            organisation,
            edition: before.thing.edition.saturating_add(1),
            changed: self.now(),
            by: by.to_owned(),
            ..before.thing.clone()
        };
        let changes = vec![self.to_keep_instead(&new, before)?, self.to_keep_new(&new.edition())?];
        Ok(self.shelve(changes).await?.then_some(new))
    }

    /// The organisation of this id.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn organisation(&self, id: PartyId) -> Result<Option<Registered>, DeskError> {
        Ok(self.kept::<Registered>(&id.to_string()).await?.map(|kept| kept.thing))
    }

    /// Every organisation of the register, by its name.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn organisations(&self) -> Result<Vec<Registered>, DeskError> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = self.kept_by_due::<Registered>(after, None, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.place();
            all.extend(page.into_iter().map(|kept| kept.thing));
        }
        all.sort_by_cached_key(|one| one.organisation.name.to_lowercase());
        Ok(all)
    }

    /// Every edition of an organisation, the latest first.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn editions(&self, entry: &Registered) -> Result<Vec<Edition>, DeskError> {
        let mut editions = Vec::new();
        for number in (1..=entry.edition).rev() {
            let name = Edition::name_of(entry.organisation.id, number);
            editions.extend(self.kept::<Edition>(&name).await?.map(|kept| kept.thing));
        }
        Ok(editions)
    }
}
