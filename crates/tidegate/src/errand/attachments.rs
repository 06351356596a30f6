//! Files of a case on a member's side: for whom one is sent, and having one by a decision of the gate.

use tidegate_core::id::{CaseId, ItemId, SessionId};

use super::content::Opened;
use super::{Errand, NotDone};
use crate::attachments::{Manifest, Sending, class};
use crate::desk::DeskError;
use crate::finder::message::Between;

/// From what source it is known that a member attached a file.
const SOURCE: &str = "a file attached by a member";

impl Errand<'_> {
    /// What a member is to send: for the people of the office (`office`, or nothing said), for the finder, or for an
    /// organisation that takes part. What is for somebody else waits in the case until the gate lets it out.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`]; [`DeskError::NoReport`] where there is no finder; as [`Errand::named_organisation`].
    pub async fn sending(&self, name: &str, role: &str, to: &str) -> Result<Sending, NotDone> {
        let row = self.desk.find(name).await?;
        let (case, office) = (row.case, self.desk.office_party());
        let to = match to {
            "" | "office" => office,
            "finder" => {
                let between = self.desk.compute(case, |case, _, _| Between::of(case)).await?;
                between.ok_or(DeskError::NoReport(case))?.finder
            }
            organisation => {
                let to = self.named_organisation(organisation).await?.organisation.id;
                let part = self.desk.compute(case, |case, _, _| case.party(to).is_some()).await?;
                part.then_some(to).ok_or(DeskError::NoSuchCase(row.handle))?
            }
        };
        Ok(Sending {
            case,
            actor: self.actor.clone(),
            from: office,
            to,
            class: class(role),
            source: SOURCE.to_owned(),
            account: None,
        })
    }

    /// Asks the gate whether the office may have a file for its own use, and gives what opens it if it may.
    ///
    /// # Errors
    /// [`DeskError::NoContent`] for an item that is no file; as [`Errand::contents`].
    pub async fn file(
        &self,
        case: CaseId,
        item: ItemId,
        session: SessionId,
    ) -> Result<(Opened, Option<Manifest>), NotDone> {
        let is = self.desk.compute(case, |case, _, _| case.file(item).is_some()).await?;
        if !is {
            return Err(DeskError::NoContent(item).into());
        }
        let mut opened = self.contents(case, "having a file", vec![item], session).await?;
        if opened.contents.is_none() {
            return Ok((opened, None));
        }
        let manifest = opened.files.remove(&item).ok_or(DeskError::NoContent(item))?;
        Ok((opened, Some(manifest)))
    }
}
