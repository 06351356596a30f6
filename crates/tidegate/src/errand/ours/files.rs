//! Files between an organisation and the office: what its people send, and what was let out to it.

use tidegate_core::act::Recipient;
use tidegate_core::id::ItemId;

use super::super::{Errand, NotDone};
use super::SOURCE;
use crate::attachments::{Manifest, Sending, class};
use crate::desk::DeskError;

impl Errand<'_> {
    /// What the people of an organisation are to send to the office.
    ///
    /// # Errors
    /// As [`Errand::our_case`].
    pub async fn sending_ours(
        &self,
        handle: &str,
        role: &str,
        by: &str,
    ) -> Result<Sending, NotDone> {
        let (case, own) = self.our_case_id(handle).await?;
        Ok(Sending {
            case,
            actor: self.actor.clone(),
            from: own,
            to: self.desk.office_party(),
            class: class(role),
            source: format!("{SOURCE}, {by}"),
            account: None,
        })
    }

    /// A file that was let out to the organisation. That it was fetched is on the log, with who of it did.
    ///
    /// # Errors
    /// As [`Errand::our_case`]; [`DeskError::NoContent`] for what was not let out to it or is no file.
    pub async fn our_file(
        &self,
        handle: &str,
        item: ItemId,
        by: &str,
    ) -> Result<Manifest, NotDone> {
        let (id, own) = self.our_case_id(handle).await?;
        let page = self.desk.on_page_of(id, &Recipient::Party(own)).await?;
        let parcel = page.get(&item).ok_or(DeskError::NoContent(item))?;
        let purpose = format!("fetching a file, {by}");
        let case = self.desk.open_case(self.actor, id, &purpose).await?;
        let manifest = case.file(item).and_then(|_| Manifest::read(&parcel.bytes));
        Ok(manifest.ok_or(DeskError::NoContent(item))?)
    }
}
