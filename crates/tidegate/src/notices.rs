//! Notices: what is sent to tell somebody THAT something is to be looked at, and never what.
//!
//! A notice holds a neutral handle, a kind, a due time and a path; nothing undisclosed can be put into it, so it needs
//! no clearance and may go by mail in the clear. It is kept on the shelf, where possible in the same write as what
//! causes it ([`Desk::to_notify`]), under an id that stays the same over all attempts. What becomes of it is its
//! [`Standing`]. Content leaves through [`crate::outbox`] and never from here.

pub mod feed;
pub mod finder;
mod kept;
pub mod ladder;
mod mail;
pub mod occasion;
pub mod patience;
pub(crate) mod raising;
pub mod reader;
pub mod relay;
pub mod sending;
pub mod webhook;

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::id::CaseId;

use crate::desk::{CaseRow, Desk, DeskError};
use crate::keys::Random;
use crate::store::rows::Shelve;

pub(crate) use kept::next_attempt;
pub use kept::{Addressee, Notice, NoticeKind, Sealing, Standing, Why};

/// A notice that somebody wants to be sent.
///
/// ```ignore
/// let wanted = NewNotice::new(NoticeKind::TaskAssigned, Addressee::Member(login), &About::of(&row)).due(due);
/// desk.notify(&[wanted]).await?;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    kind: NoticeKind,
    to: Addressee,
    about: Option<About>,
    due: Option<Timestamp>,
    path: Option<String>,
    once: Option<String>,
    late: bool,
}

/// What a notice is about, by clear metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The case; a notice goes when the case is erased.
    pub case: CaseId,
    /// Its neutral handle.
    pub handle: String,
}

impl About {
    /// The case of this row.
    #[must_use]
    pub fn of(row: &CaseRow) -> Self {
        Self { case: row.case, handle: row.handle.clone() }
    }

    /// A case that is open.
    #[must_use]
    pub fn opened(case: &Case) -> Self {
        Self { case: case.id(), handle: case.label().to_owned() }
    }
}

impl NewNotice {
    /// A notice about a case, to be sent as soon as its reader wants to be told.
    #[must_use]
    pub fn new(kind: NoticeKind, to: Addressee, about: &About) -> Self {
        let about = Some(about.clone());
        Self { kind, to, about, due: None, path: None, once: None, late: false }
    }

    /// A notice that is about no case.
    #[must_use]
    pub fn of_office(kind: NoticeKind, to: Addressee) -> Self {
        Self { kind, to, about: None, due: None, path: None, once: None, late: false }
    }

    /// The same with the time by which something is to be done.
    #[must_use]
    pub fn due(self, due: Timestamp) -> Self {
        Self { due: Some(due), ..self }
    }

    /// The same with a page to go to, as the part of its address behind `/at/{office}/`. Without one the page of the
    /// case is meant. Nothing undisclosed stands in a path.
    #[must_use]
    pub fn at_page(self, path: &str) -> Self {
        Self { path: Some(path.trim_start_matches('/').to_owned()), ..self }
    }

    /// The same, but only once for this key and addressee, however often it is asked for.
    #[must_use]
    pub fn once(self, key: impl Into<String>) -> Self {
        Self { once: Some(key.into()), ..self }
    }

    /// The same, marked as one that should have been sent earlier.
    #[must_use]
    pub fn late(self, late: bool) -> Self {
        Self { late, ..self }
    }
}

impl Desk {
    /// Keeps notices, to be sent from the next beat of the worker on.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn notify(&self, wanted: &[NewNotice]) -> Result<(), DeskError> {
        /// Somebody else may keep the same notice at the same time; then it is there.
        const ATTEMPTS: u32 = 4;
        for _ in 0..ATTEMPTS {
            let changes = self.to_notify(wanted).await?;
            if changes.is_empty() || self.shelve(changes).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The changes that keep notices, to be written together with what causes them; those that are kept already are
    /// left out.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn to_notify(&self, wanted: &[NewNotice]) -> Result<Vec<Shelve>, DeskError> {
        let mut changes = Vec::new();
        for one in &self.with_webhooks(wanted).await? {
            let notice = self.notice(one)?;
            let known = one.once.is_some() && self.kept::<Notice>(notice.id()).await?.is_some();
            if !known {
                changes.push(self.to_keep_new(&notice)?);
            }
        }
        Ok(changes)
    }

    /// The same with what the webhooks of the office are told: each of everything, once.
    async fn with_webhooks(&self, wanted: &[NewNotice]) -> Result<Vec<NewNotice>, DeskError> {
        let mut all = wanted.to_vec();
        for hook in self.webhooks().await? {
            for one in wanted {
                let told = NewNotice { to: Addressee::Webhook(hook.name.clone()), ..one.clone() };
                if !all.contains(&told) {
                    all.push(told);
                }
            }
        }
        Ok(all)
    }

    /// A notice with its id: of its key where it is to be sent once, else a random one.
    pub(crate) fn notice(&self, wanted: &NewNotice) -> Result<Notice, DeskError> {
        let id = match &wanted.once {
            None => Random::id()?,
            Some(key) => {
                let named = format!("{}|{key}", wanted.to);
                let digest = self.form_key()?.digest("notice-id", named.as_bytes());
                digest.iter().take(16).fold(0, |id, byte| (id << 8) | u128::from(*byte))
            }
        };
        let path = wanted.path.clone().unwrap_or_else(|| match &wanted.about {
            Some(about) => format!("cases/{}", about.handle),
            None => "notices".to_owned(),
        });
        let NewNotice { kind, to, about, due, late, .. } = wanted.clone();
        Ok(Notice::new(format!("{id:032x}"), kind, to, about, due, path, late, self.now()))
    }

    /// Sends a notice again, from the next beat of the worker on, under the same id; `None` where there is no such
    /// notice. What waits already is not put off.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn send_again(&self, id: &str) -> Result<Option<Notice>, DeskError> {
        loop {
            let Some(found) = self.kept::<Notice>(id).await? else { return Ok(None) };
            let again = found.thing.clone().again(self.now());
            // An attempt may have ended meanwhile; then it is read again.
            if self.keep_instead(&again, found).await? {
                return Ok(Some(again));
            }
        }
    }

    /// Notices, first those that are still to be tried, then the others, the last raised first; at most `limit`.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn notices(&self, limit: u32) -> Result<Vec<Notice>, DeskError> {
        let open = self.kept_by_due::<Notice>(None, Some(kept::finished()), limit).await?;
        let mut all: Vec<Notice> = open.into_iter().map(|found| found.thing).collect();
        let room = limit.saturating_sub(u32::try_from(all.len()).unwrap_or(limit));
        if room > 0 {
            let done = self.kept_latest::<Notice>(None, room).await?;
            all.extend(done.into_iter().map(|found| found.thing).filter(|one| !one.open()));
        }
        Ok(all)
    }

    /// The notice of this id.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn find_notice(&self, id: &str) -> Result<Option<Notice>, DeskError> {
        Ok(self.kept::<Notice>(id).await?.map(|kept| kept.thing))
    }
}
