//! The way back of a report by mail, fetched once: the link of the answer shows the code, and then it is used up.
//!
//! The link itself stands nowhere but in the mail and, sealed, with the address of the finder. Opening it shows nothing;
//! the code is shown by pressing the button there, so that a program that follows links uses nothing up.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;

use crate::desk::{Desk, DeskError, Kept};
use crate::finder::{Code, Holder};

/// How long a link waits for the answer that holds it; that may be sent late, or again by hand.
const WAITS: SignedDuration = SignedDuration::from_hours(365 * 24);
/// How long a link can be used after the answer that holds it went.
const KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A way back that waits to be fetched.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    version: u32,
    token: Digest,
    case: CaseId,
    holder: String,
    until: Timestamp,
}

impl Kept for Claim {
    const ROOM: &'static str = "claim";

    fn name(&self) -> String {
        self.token.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.until)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Claim {
    pub(super) fn new(token: &str, case: CaseId, holder: String, at: Timestamp) -> Self {
        let until = at.saturating_add(WAITS).unwrap_or(at);
        Self { version: 1, token: Digest::of(token.as_bytes()), case, holder, until }
    }
}

impl Desk {
    /// Whether a link of an answer was not used yet and has not ended.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn is_claimable(&self, token: &str) -> Result<bool, DeskError> {
        let name = Digest::of(token.as_bytes()).to_string();
        let found = self.kept::<Claim>(&name).await?;
        Ok(found.is_some_and(|found| found.thing.until > self.now()))
    }

    /// Notes that the answer that holds a link went: its time begins.
    pub(crate) async fn claim_went(&self, token: &str, at: Timestamp) -> Result<(), DeskError> {
        let name = Digest::of(token.as_bytes()).to_string();
        let Some(found) = self.kept::<Claim>(&name).await? else { return Ok(()) };
        let until = at.saturating_add(KEPT).unwrap_or(at);
        let Claim { version, token, case, ref holder, .. } = found.thing;
        let began = Claim { version, token, case, holder: holder.clone(), until };
        // One that is used meanwhile stays used.
        self.keep_instead(&began, found).await.map(|_| ())
    }

    /// The case and the code behind a link; from then on there is nothing behind it.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn claim(&self, token: &str) -> Result<Option<(CaseId, Code)>, DeskError> {
        let name = Digest::of(token.as_bytes()).to_string();
        let found = self.kept::<Claim>(&name).await?;
        let Some(found) = found.filter(|found| found.thing.until > self.now()) else {
            return Ok(None);
        };
        let Some(holder) = Holder::parse(&found.thing.holder) else { return Ok(None) };
        let code = holder.code();
        // Of two who press at once, one gets it.
        let taken = self.drop_kept::<Claim>(&name).await?;
        Ok(taken.then_some((found.thing.case, code)))
    }

    /// Drops the links to a case that were not used.
    pub(crate) async fn drop_claims(&self, case: CaseId) -> Result<(), DeskError> {
        for found in self.kept_about::<Claim>(case).await? {
            self.drop_kept::<Claim>(&found.thing.name()).await?;
        }
        Ok(())
    }

    /// Drops the links that have ended.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub(super) async fn sweep_claims(&self) -> Result<(), DeskError> {
        self.drop_due_before::<Claim>(self.now()).await
    }
}
