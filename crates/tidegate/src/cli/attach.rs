//! `tidegate attach CASE FILE…`: files of a case, at the desk or at a server, in pieces and gone on with where they were left.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::office::{Acting, at_desk, failed, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::attachments::{Announced, NoFile, Room};
use crate::desk::Desk;
use crate::errand::Errand;
use crate::say::attached::UploadTold;
use crate::say::opened::bytes;
use crate::server::Limits;

/// How much is read of a file at a time.
const READ: usize = 1 << 20;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "ROLE", value_parser = ["evidence", "proof_of_concept", "remedy"])]
    role: Option<String>,
    #[arg(long, value_name = "WHO")]
    to: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// A file to be sent.
pub(super) struct Sent<'a> {
    /// The case.
    pub(super) case: &'a str,
    /// What the file is.
    pub(super) role: &'a str,
    /// For whom.
    pub(super) to: &'a str,
    /// Where it is.
    pub(super) path: &'a Path,
    /// What it is called.
    pub(super) name: String,
    /// Its length in bytes.
    pub(super) size: u64,
}

impl<'a> Sent<'a> {
    fn of(arguments: &'a Arguments, path: &'a Path) -> Result<Self, Failure> {
        let meta =
            std::fs::metadata(path).with_context(|| format!("reading {}", path.display()))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self {
            case: &arguments.case,
            role: arguments.role.as_deref().unwrap_or_default(),
            to: arguments.to.as_deref().unwrap_or_default(),
            path,
            name: name.unwrap_or_default(),
            size: meta.len(),
        })
    }

    /// The file, from the beginning.
    pub(super) fn open(&self) -> Result<File, Failure> {
        Ok(File::open(self.path).with_context(|| format!("reading {}", self.path.display()))?)
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let remote = Remote::of(globals, terminal)?;
    for path in &arguments.files {
        let sent = Sent::of(arguments, path)?;
        let told = match &remote {
            Some(remote) => remote.attach(&sent)?,
            None => at_office(&sent, arguments, terminal, globals)?,
        };
        if terminal.json {
            terminal.json(&told)?;
            continue;
        }
        let words = [
            ("name", sent.name.as_str().into()),
            ("size", bytes(told.size).into()),
            ("item", told.item.as_deref().unwrap_or_default().into()),
            ("digest", told.sha256.as_deref().unwrap_or_default().into()),
        ];
        let line = terminal.with("attach-done", words);
        terminal.paragraph(&line, 0)?;
    }
    Ok(Exit::Done)
}

fn at_office(
    sent: &Sent<'_>,
    arguments: &Arguments,
    terminal: &Terminal<'_>,
    globals: &Globals,
) -> Result<UploadTold, Failure> {
    let book = globals.book()?;
    let language = terminal.language();
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let sending = errand.sending(sent.case, sent.role, sent.to).await.map_err(not_done)?;
        let announced = Announced {
            name: sent.name.clone(),
            media_type: "application/octet-stream".to_owned(),
            size: sent.size,
            sha256: None,
        };
        let room = Limits::default().room;
        let taken = taken(desk, sending, announced, room, sent.open()?).await?;
        taken.map_err(|no| usage(no.said().in_language(language)))
    })
}

/// Takes a file in at the desk, piece by piece.
async fn taken(
    desk: &Desk,
    sending: crate::attachments::Sending,
    announced: Announced,
    room: Room,
    mut file: File,
) -> Result<Result<UploadTold, NoFile>, Failure> {
    let (secret, _) = match desk.announce(sending, announced, room).await.map_err(failed)? {
        Ok(begun) => begun,
        Err(no) => return Ok(Err(no)),
    };
    let mut arrival = match desk.arrival(&secret, 0).await.map_err(failed)? {
        Ok(arrival) => arrival,
        Err(no) => return Ok(Err(no)),
    };
    let mut read = vec![0; READ];
    loop {
        let count = file.read(&mut read).context("reading a file")?;
        let Some(now) = read.get(..count).filter(|now| !now.is_empty()) else { break };
        if let Err(no) = arrival.take(now).await.map_err(failed)? {
            return Ok(Err(no));
        }
    }
    Ok(arrival.end().await.map_err(failed)?.map(|upload| UploadTold::of(&upload, None)))
}
