//! The choices of the board that a member keeps under a name. They are the member's own, and hold no content.

use serde::{Deserialize, Serialize};

use super::Written;
use crate::desk::{Desk, DeskError, Kept};

/// The most filters that a member keeps.
pub const MOST: usize = 20;
/// The longest name of a filter, in characters.
pub const LONGEST: usize = 60;

/// A choice with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// What the member calls it.
    pub name: String,
    /// The choice, in words of addresses.
    pub chosen: Written,
    /// How it is shown: `list`, `calendar` or `line`.
    pub view: String,
}

/// The filters of one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filters {
    /// The version of this form.
    pub version: u32,
    /// Whose they are.
    pub login: String,
    /// In the order in which they were kept.
    pub saved: Vec<Saved>,
}

impl Kept for Filters {
    const ROOM: &'static str = "filters";

    fn name(&self) -> String {
        self.login.clone()
    }
}

/// Whether a filter can be called so: one line, neither empty nor endless.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (1..=LONGEST).contains(&length) && !name.contains(char::is_control) && name.trim() == name
}

impl Desk {
    /// The filters that a member keeps.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn filters(&self, login: &str) -> Result<Vec<Saved>, DeskError> {
        let kept = self.kept::<Filters>(login).await?;
        Ok(kept.map(|kept| kept.thing.saved).unwrap_or_default())
    }

    /// Keeps a filter, in place of the one of the same name; `false` where the member keeps as many as there may be.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn keep_filter(&self, login: &str, filter: &Saved) -> Result<bool, DeskError> {
        self.change_filters(login, |saved| {
            if let Some(same) = saved.iter_mut().find(|one| one.name == filter.name) {
                same.clone_from(filter);
                return true;
            }
            let room = saved.len() < MOST;
            if room {
                saved.push(filter.clone());
            }
            room
        })
        .await
    }

    /// Drops the filter of this name; `false` if there was none.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn drop_filter(&self, login: &str, name: &str) -> Result<bool, DeskError> {
        self.change_filters(login, |saved| {
            let before = saved.len();
            saved.retain(|one| one.name != name);
            saved.len() < before
        })
        .await
    }

    /// Changes the filters of a member, on top of whatever was changed meanwhile.
    async fn change_filters(
        &self,
        login: &str,
        change: impl Fn(&mut Vec<Saved>) -> bool,
    ) -> Result<bool, DeskError> {
        loop {
            let found = self.kept::<Filters>(login).await?;
            let mut filters = match &found {
                Some(found) => found.thing.clone(),
                None => Filters { version: 1, login: login.to_owned(), saved: Vec::new() },
            };
            if !change(&mut filters.saved) {
                return Ok(false);
            }
            let kept = match found {
                Some(found) => self.keep_instead(&filters, found).await?,
                None => self.keep_new(&filters).await?,
            };
            if kept {
                return Ok(true);
            }
        }
    }
}
