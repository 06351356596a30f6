//! Opening the office's desk for one command, and closing it whatever happens.
//!
//! Keys lie in `keys` beside the data, or where `TIDEGATE_KEYS` says. The root key is a file beside them, unless
//! `TIDEGATE_PASSPHRASE` or `TIDEGATE_ROOT_KEY` (32 bytes in base64) holds it. Nothing here decides anything.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tidegate_core::case::Case;
use tidegate_core::event::Actor;
use tidegate_law::Book;

use super::{Failure, Globals, wrong};
use crate::desk::{Desk, DeskError, Settings};
use crate::errand::NotDone;
use crate::keys::RootSource;

/// Who acts, in the commands that record something.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Acting {
    #[arg(long = "as", value_name = "NAME", env = "TIDEGATE_AS")]
    acting_as: Option<String>,
}

impl Acting {
    /// The name on record: that of `--as`, else that of the account.
    pub(super) fn name(&self) -> String {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let name = self.acting_as.clone().or_else(|| set("USER")).or_else(|| set("LOGNAME"));
        name.unwrap_or_else(|| "desk".to_owned())
    }

    /// The member of the office.
    pub(super) fn member(&self) -> Actor {
        Actor::Member(self.name())
    }
}

/// Where the office lives and how its keys are opened; `book` is the digest of the book in use.
pub(super) fn settings(globals: &Globals, book: &str) -> Settings {
    let mut settings =
        Settings::in_directory(&globals.data, book).with_clock(globals.clock.clone());
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(keys) = set("TIDEGATE_KEYS") {
        settings.keys = PathBuf::from(keys);
        settings.root = RootSource::KeyFile(settings.keys.join("root.key"));
    }
    if let Some(root) = RootSource::from_environment() {
        settings.root = root;
    }
    settings
}

/// Runs what waits for the disk.
pub(super) fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.context("starting the program's own scheduler")?.block_on(work)
}

/// Opens the desk, works at it and closes it.
pub(super) fn at_desk<T>(
    globals: &Globals,
    book: &Book,
    work: impl AsyncFnOnce(&Desk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    at_desk_of(globals, book, async |desk| work(desk).await)
}

/// The same for an office in another folder than that of the command.
pub(super) fn at_desk_in<T>(
    folder: &Path,
    globals: &Globals,
    book: &Book,
    work: impl AsyncFnOnce(&Desk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let globals = Globals { data: folder.to_owned(), ..globals.clone() };
    at_desk(&globals, book, work)
}

/// The same for work that changes the office itself. What failed at work is told before what failed in closing.
pub(super) fn at_desk_of<T>(
    globals: &Globals,
    book: &Book,
    work: impl AsyncFnOnce(&mut Desk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    wait(async {
        let mut desk = Desk::open(settings(globals, book.digest())).await.map_err(failed)?;
        let outcome = work(&mut desk).await;
        let closed = desk.close().await.map_err(failed);
        let outcome = outcome?;
        closed.map(|()| outcome)
    })
}

/// Opens a case that a person names by its id or handle. The read is on the log.
pub(super) async fn open_case(
    desk: &Desk,
    actor: &Actor,
    name: &str,
    purpose: &str,
) -> Result<Case, Failure> {
    let row = desk.find(name).await.map_err(failed)?;
    desk.open_case(actor, row.case, purpose).await.map_err(failed)
}

/// What the desk could not do: wrong input where the input was at fault, else a fault.
pub(super) fn failed(error: DeskError) -> Failure {
    match error {
        asked if asked.is_of_the_asker() => wrong(asked),
        other => Failure::Fault(anyhow::Error::new(other)),
    }
}

/// What an errand could not do.
pub(super) fn not_done(error: NotDone) -> Failure {
    match error {
        NotDone::Desk(error) => failed(error),
        NotDone::Wrong(error) => Failure::Wrong(error),
        NotDone::Fault(error) => Failure::Fault(error),
        asked => wrong(asked),
    }
}
