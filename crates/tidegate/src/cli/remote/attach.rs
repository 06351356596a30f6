//! Files at a server, by tus 1.0: in pieces, and gone on with after the connection was lost.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::time::Duration;

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Remote, part};
use crate::cli::Failure;
use crate::cli::attach::Sent;
use crate::say::attached::UploadTold;
use crate::web::visit::tag;

/// How much goes in one request.
const PIECE: u64 = 4 << 20;
/// How often it is tried again before it is given up.
const TRIES: u32 = 6;

impl Remote {
    /// Sends a file.
    pub(in crate::cli) fn attach(&self, sent: &Sent<'_>) -> Result<UploadTold, Failure> {
        let (office, _) = self.at()?;
        let begun = self.announce(&format!("{office}/cases/{}/files", part(sent.case)), sent)?;
        let place = begun.upload.clone().unwrap_or_default();
        let place = place.strip_prefix("/api/v1").unwrap_or(&place).to_owned();
        let mut file = sent.open()?;
        let (mut told, mut tries) = (begun, 0);
        while told.offset < told.size {
            file.seek(SeekFrom::Start(told.offset)).context("reading a file")?;
            let mut piece = Vec::new();
            (&mut file).take(PIECE).read_to_end(&mut piece).context("reading a file")?;
            match self.piece(&place, told.offset, &piece) {
                Ok(()) => tries = 0,
                Err(Failure::Fault(_)) if tries < TRIES => {
                    // Away for a while: how far it came is asked again.
                    std::thread::sleep(Duration::from_secs(1 << tries));
                    tries += 1;
                }
                Err(failure) => return Err(failure),
            }
            told = match self.from(&place) {
                Ok((told, _)) => told,
                Err(Failure::Fault(_)) if tries < TRIES => continue,
                Err(failure) => return Err(failure),
            };
        }
        Ok(told)
    }

    fn announce(&self, path: &str, sent: &Sent<'_>) -> Result<UploadTold, Failure> {
        let pair = |key: &str, value: &str| format!("{key} {}", STANDARD.encode(value));
        let said = [("filename", sent.name.as_str()), ("role", sent.role), ("for", sent.to)];
        let said = said.map(|(key, value)| pair(key, value)).join(",");
        let mut request = self.agent.post(format!("{}{path}", self.base));
        request = request.header("accept-language", tag(self.voice.language()));
        request = request.header("tus-resumable", "1.0.0");
        request = request.header("upload-length", sent.size.to_string());
        request = request.header("upload-metadata", said);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        Ok(self.read(request.send_empty())?.0)
    }

    fn piece(&self, place: &str, offset: u64, bytes: &[u8]) -> Result<(), Failure> {
        let request = self.agent.patch(format!("{}{place}", self.base));
        let request = request.header("accept-language", tag(self.voice.language()));
        let request = request.header("content-type", "application/offset+octet-stream");
        let request = request.header("tus-resumable", "1.0.0");
        let request = request.header("upload-offset", offset.to_string());
        self.read::<Option<()>>(request.send(bytes)).map(|_| ())
    }
}
