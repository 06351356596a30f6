//! A file on its way in, in the form in which it is told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::attachments::Upload;

/// How far a file has come.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UploadTold {
    /// The version of this form.
    pub version: u32,
    /// Where its pieces go; told once. Whoever has this address can send, and can read nothing.
    pub upload: Option<String>,
    /// How many bytes are there.
    pub offset: u64,
    /// How many it has.
    pub size: u64,
    /// When it goes unless more comes.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    /// The item of the case that it became, once it was whole.
    pub item: Option<String>,
    /// The digest of the whole, computed as it arrived.
    pub sha256: Option<String>,
}

/// Without the address, which is a secret.
impl std::fmt::Debug for UploadTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "UploadTold({} of {})", self.offset, self.size)
    }
}

impl UploadTold {
    /// As it is, with the address for whoever began it.
    #[must_use]
    pub fn of(upload: &Upload, place: Option<String>) -> Self {
        Self {
            version: 1,
            upload: place,
            offset: upload.arrived,
            size: upload.size,
            until: upload.until,
            item: upload.done.as_ref().map(|done| done.item.to_string()),
            sha256: upload.done.as_ref().map(|done| done.sha256.to_string()),
        }
    }
}
