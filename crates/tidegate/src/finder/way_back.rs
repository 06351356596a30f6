//! The way back: from a code to the case that it was made for, and the short stay that it opens.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;

use super::Code;
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;

/// How long a finder stays after giving the code.
pub const STAYS: SignedDuration = SignedDuration::from_hours(2);

/// A way back on the shelf. Written with the report in one transaction, so that there is none without the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WayBack {
    version: u32,
    /// The digest of the code; the code itself is stored nowhere.
    code: Digest,
    case: CaseId,
}

impl WayBack {
    /// From a code to a case.
    #[must_use]
    pub fn new(code: Digest, case: CaseId) -> Self {
        Self { version: 1, code, case }
    }
}

impl Kept for WayBack {
    const ROOM: &'static str = "wayback";

    fn name(&self) -> String {
        self.code.to_string()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// A finder who gave the code and stays for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinderSession {
    version: u32,
    /// The digest of the secret in the finder's cookie.
    secret: Digest,
    case: CaseId,
    ends: Timestamp,
}

impl Kept for FinderSession {
    const ROOM: &'static str = "stay";

    fn name(&self) -> String {
        self.secret.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.ends)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Desk {
    /// The case that a code leads back to.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn way_back(&self, code: &Code) -> Result<Option<CaseId>, DeskError> {
        let kept = self.kept::<WayBack>(&code.digest().to_string()).await?;
        Ok(kept.filter(|kept| code.is(kept.thing.code)).map(|kept| kept.thing.case))
    }

    /// Lets the finder of a case stay for [`STAYS`]; gives the secret for the cookie.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn begin_stay(&self, case: CaseId) -> Result<String, DeskError> {
        let secret = URL_SAFE_NO_PAD.encode(Random::bytes::<32>()?);
        let ends = self.now().checked_add(STAYS).unwrap_or(Timestamp::MAX);
        let digest = Digest::of(secret.as_bytes());
        self.keep(&FinderSession { version: 1, secret: digest, case, ends }).await?;
        Ok(secret)
    }

    /// The case in which the finder with this secret stays, if the stay is not over.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn stay(&self, secret: &str) -> Result<Option<CaseId>, DeskError> {
        let name = Digest::of(secret.as_bytes()).to_string();
        let kept = self.kept::<FinderSession>(&name).await?;
        Ok(kept.filter(|kept| self.now() < kept.thing.ends).map(|kept| kept.thing.case))
    }

    /// Ends a stay.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn end_stay(&self, secret: &str) -> Result<(), DeskError> {
        let name = Digest::of(secret.as_bytes()).to_string();
        self.drop_kept::<FinderSession>(&name).await.map(|_| ())
    }
}
