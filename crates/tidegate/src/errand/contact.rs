//! Reading the address that a finder left for it: by a keeper of contacts, for a purpose, on record before it is shown.
//!
//! It opens no content and nothing of who the finder is; it is what the finder wrote to be reached by. Where there is
//! none to read, the answer is the same as for a case that does not exist.

use tidegate_law::Language;

use super::{Errand, NotDone, purpose};
use crate::desk::DeskError;
use crate::notices::finder::Reach;
use crate::say::mine::ContactTold;
use crate::words::Voice;

/// How the purpose of such a reading begins on the log; the finder is told of these readings apart from others.
pub(crate) const READ_ADDRESS: &str = "the finder's address: ";

impl Errand<'_> {
    /// The address of the finder of a case.
    ///
    /// # Errors
    /// [`NotDone::Said`] where none may be read; [`NotDone::NoPurpose`]; what the desk may give.
    pub async fn finder_contact(&self, case: &str, why: &str) -> Result<ContactTold, NotDone> {
        let none = || NotDone::Said(Voice::in_both(|voice| voice.say("contacts-none")));
        let why = format!("{READ_ADDRESS}{}", purpose(Some(why))?);
        purpose(Some(&why))?;
        let row = match self.desk.find(case).await {
            Ok(row) => row,
            Err(DeskError::NoSuchCase(_)) => return Err(none()),
            Err(error) => return Err(error.into()),
        };
        if self.desk.reaches_finder(row.case).await? != Reach::Keepers {
            return Err(none());
        }
        match self.desk.open_case(self.actor, row.case, &why).await {
            Ok(_) => {}
            Err(DeskError::Erased(_)) => return Err(none()),
            Err(error) => return Err(error.into()),
        }
        let reached = self.desk.finder_address(row.case).await?.ok_or_else(none)?;
        Ok(ContactTold {
            version: 1,
            handle: row.handle,
            address: reached.address.to_string(),
            language: match reached.language {
                Language::English => "en",
                Language::Chinese => "zh",
            }
            .to_owned(),
        })
    }
}
