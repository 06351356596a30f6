//! Files as they come in and go out over the web, for every page and for the interface.
//!
//! A file comes in pieces under an address with a secret of its own ([`sent`]), or, where a browser runs no script, with a
//! form that is read whole and therefore small ([`Parts`]). It goes out piece by piece as bytes of no kind, which no
//! browser shows. Nothing of it is looked into.

mod leaving;
mod pages;
mod tus;

use axum::extract::Multipart;
use serde::Deserialize;

use super::{Visit, Wrong};
use crate::attachments::{Announced, NoFile, Sending, Upload};
use crate::server::Hosted;
use crate::words::Voice;

pub(crate) use leaving::leaving;
pub(super) use pages::routes;
pub(crate) use tus::{announced, begun, ended, sent, state};

impl From<NoFile> for Wrong {
    fn from(no: NoFile) -> Self {
        match no {
            NoFile::Gone => Self::Nowhere,
            NoFile::Offset(_) | NoFile::Twice => Self::Changed(no.said()),
            NoFile::Empty
            | NoFile::Large(_)
            | NoFile::Room
            | NoFile::Many
            | NoFile::Long(_)
            | NoFile::Checksum
            | NoFile::Digest(_) => Self::Asked(no.said()),
        }
    }
}

/// What a script of our pages announces.
#[derive(Debug, Deserialize)]
pub(super) struct Announcing {
    name: String,
    #[serde(default)]
    kind: String,
    size: u64,
    #[serde(default)]
    role: String,
    #[serde(default)]
    to: String,
}

impl Announcing {
    fn announced(&self) -> Announced {
        Announced {
            name: super::report::file_name(&self.name),
            media_type: super::report::media_type(&self.kind),
            size: self.size,
            sha256: None,
        }
    }
}

/// A form with files, read whole.
#[derive(Default)]
pub(super) struct Parts {
    role: String,
    to: String,
    files: Vec<(Announced, axum::body::Bytes)>,
}

impl Parts {
    /// Reads it; the token must come before the files.
    async fn read(visit: &Visit, mut form: Multipart) -> Result<Self, Wrong> {
        let (mut checked, mut parts) = (false, Self::default());
        while let Some(field) = form.next_field().await.map_err(|_| Wrong::TooLarge)? {
            match field.name() {
                Some("token") => {
                    visit.check_token(&field.text().await.map_err(|_| Wrong::Form)?)?;
                    checked = true;
                }
                Some("role") => parts.role = field.text().await.map_err(|_| Wrong::Form)?,
                Some("to") => parts.to = field.text().await.map_err(|_| Wrong::Form)?,
                Some("file") if checked => {
                    let name = super::report::file_name(field.file_name().unwrap_or_default());
                    let media_type =
                        super::report::media_type(field.content_type().unwrap_or_default());
                    let bytes = field.bytes().await.map_err(|_| Wrong::TooLarge)?;
                    let size = bytes.len() as u64;
                    if size > 0 {
                        parts
                            .files
                            .push((Announced { name, media_type, size, sha256: None }, bytes));
                    }
                }
                _ => {}
            }
        }
        match (checked, parts.files.is_empty()) {
            (false, _) => Err(Wrong::Stale),
            (true, true) => Err(NoFile::Empty.into()),
            (true, false) => Ok(parts),
        }
    }

    /// Takes the files in, one after the other.
    async fn attach(self, visit: &Visit, sending: &Sending) -> Result<(), Wrong> {
        let (hosted, room) = (visit.office()?, visit.house.limits().room);
        for (announced, bytes) in self.files {
            let desk = hosted.desk();
            let (secret, _) = desk.announce(sending.clone(), announced, room).await??;
            let mut arrival = desk.arrival(&secret, 0).await??;
            arrival.take(&bytes).await??;
            arrival.end().await??;
        }
        settled(visit, hosted, sending).await;
        Ok(())
    }
}

/// What follows from a file that came is computed, so that whoever asks next sees it.
async fn settled(visit: &Visit, hosted: &Hosted, sending: &Sending) {
    super::recomputed(visit, hosted, sending.case).await;
}

/// What was sent is whole: what follows from it is computed.
async fn arrived(visit: &Visit, upload: &Upload) -> Result<(), Wrong> {
    if upload.done.is_some() {
        settled(visit, visit.office()?, &upload.sending).await;
    }
    Ok(())
}

/// A text in both languages.
fn in_both(id: &'static str) -> tidegate_law::Words {
    Voice::in_both(|voice| voice.say(id))
}
