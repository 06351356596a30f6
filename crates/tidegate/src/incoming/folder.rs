//! The Maildir in which mails are delivered, emptied at each beat of the worker.
//!
//! A file goes only after what it holds is kept. Before it is read its name notes that it is tried, so that one that ends
//! the server is put aside after a few starts; what cannot be taken now comes after all others, and is tried again.
//! Delivery is that of a Maildir: written under `tmp`, then renamed into `new`, so that nothing is read half.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use jiff::Timestamp;
use tidegate_law::Book;

use super::aside::Put;
use super::reader::MailReader;
use super::taking::{LONGEST, Outcome};
use super::telling::Told;
use super::{Aside, MailAside};
use crate::desk::{Desk, DeskError};
use crate::keys::Random;

/// How many messages are taken in one round.
const ROUND: usize = 20;
/// How many in a row may fail before a round ends.
const FAILURES: usize = 5;
/// How often a message is begun that nobody lived to end.
const BEGUN: u32 = 3;
/// How many messages may wait before another one is refused for now.
const WAITING: usize = 2000;
/// How long one that cannot be taken waits at first and at most, in seconds; each time twice as long.
const WAITS: (i64, i64) = (60, 3600);
/// The folders of a Maildir, and one for what is too long to be kept sealed.
const FOLDERS: [&str; 4] = ["tmp", "new", "cur", "too-long"];
/// What is called so beside the office's data names the folder that is open.
const OPEN: &str = "open";
/// After so long what was not delivered whole goes, and what was too long.
const LEFT: [(&str, Duration); 2] =
    [("tmp", Duration::from_secs(36 * 3600)), ("too-long", Duration::from_secs(30 * 24 * 3600))];

/// Why a message is not delivered.
#[derive(Debug)]
pub enum NotDelivered {
    /// It is longer than is taken.
    TooLong,
    /// So many wait that it is refused for now.
    Full,
    /// The disk did not take it.
    Failed(anyhow::Error),
}

/// Makes a Maildir that its owner alone may read, where there is none.
///
/// # Errors
/// What the disk may give.
pub fn make(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    for name in FOLDERS {
        let path = folder.join(name);
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&path);
        made.with_context(|| format!("making the folder `{}`", path.display()))?;
    }
    Ok(())
}

/// Notes beside the office's data which folder is open, for the command that a mail server runs.
///
/// # Errors
/// What the disk may give.
pub fn mark(beside: &Path, folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    let about = || format!("noting that `{}` is open", folder.display());
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(beside);
    made.with_context(about)?;
    let text = folder.to_str().context("the name of the folder is no text")?;
    fs::write(beside.join(OPEN), text).with_context(about)
}

/// Notes that none is open any more.
///
/// # Errors
/// What the disk may give.
pub fn unmark(beside: &Path) -> anyhow::Result<()> {
    match fs::remove_file(beside.join(OPEN)) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).context("noting that no folder is open")
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// The folder that is open.
#[must_use]
pub fn marked(beside: &Path) -> Option<PathBuf> {
    let folder = PathBuf::from(fs::read_to_string(beside.join(OPEN)).ok()?);
    folder.join("new").is_dir().then_some(folder)
}

/// Delivers a message into a Maildir; it is on the disk once this returns, whole.
///
/// # Errors
/// [`NotDelivered`]; then nothing of it is there.
pub fn deliver(folder: &Path, message: impl Read) -> Result<(), NotDelivered> {
    let failed = |error: anyhow::Error| {
        NotDelivered::Failed(error.context(format!("delivering into `{}`", folder.display())))
    };
    let waiting = fs::read_dir(folder.join("new")).map(Iterator::count);
    if waiting.map_err(|error| failed(error.into()))? >= WAITING {
        return Err(NotDelivered::Full);
    }
    let name = format!("{:032x}", Random::id().map_err(|error| failed(error.into()))?);
    let (new, there) = (folder.join("tmp").join(&name), folder.join("new").join(&name));
    let written = write(&new, message);
    let delivered = match written {
        Ok(true) => fs::rename(&new, &there).map_err(anyhow::Error::from),
        Ok(false) => {
            let _gone = fs::remove_file(&new);
            return Err(NotDelivered::TooLong);
        }
        Err(error) => Err(error),
    };
    if let Err(error) = delivered {
        // What is left of it is swept later, if it cannot go now.
        let _gone = fs::remove_file(&new);
        return Err(failed(error));
    }
    let synced = fs::File::open(folder.join("new")).and_then(|folder| folder.sync_all());
    synced.map_err(|error| failed(error.into()))
}

/// Writes a message; `false` if it is longer than is taken.
fn write(path: &Path, message: impl Read) -> anyhow::Result<bool> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    // One more than is taken, so that a longer one is known for what it is.
    let copied = std::io::copy(&mut message.take(LONGEST as u64 + 1), &mut file)?;
    file.flush()?;
    file.sync_all()?;
    Ok(copied <= LONGEST as u64)
}

/// Takes what was delivered, and lets go what is over.
///
/// # Errors
/// [`DeskError`] where nothing can be kept. What cannot be read is no error; it is put aside.
pub async fn round(desk: &Desk, book: &Book, reader: &MailReader) -> Result<(), DeskError> {
    desk.sweep_claims().await?;
    desk.sweep_counts().await?;
    desk.sweep_mails_aside().await?;
    let Some(open) = desk.mail_open().await? else { return Ok(()) };
    if let Err(error) = fs::read_dir(open.folder.join("new")) {
        tracing::error!("the folder of mails cannot be read: {error}");
        return desk.tell_office(Told::Unreadable).await;
    }
    sweep(&open.folder, desk.now());
    let (mut taken, mut failures) = (0, 0);
    for path in delivered(&open.folder, desk.now()) {
        if taken >= ROUND {
            break;
        }
        match one(desk, (book, reader), &open.folder, &path).await {
            Ok(true) => (taken, failures) = (taken + 1, 0),
            Ok(false) => failures += 1,
            Err(error) if failures + 1 >= FAILURES => return Err(error),
            Err(error) => {
                tracing::error!("a mail could not be taken: {error}");
                failures += 1;
            }
        }
        if failures >= FAILURES {
            break;
        }
    }
    Ok(())
}

/// Takes one file; `false` where it stays, after all others.
async fn one(
    desk: &Desk,
    (book, reader): (&Book, &MailReader),
    folder: &Path,
    path: &Path,
) -> Result<bool, DeskError> {
    let Ok(length) = fs::metadata(path).map(|found| found.len()) else { return Ok(false) };
    if length > LONGEST as u64 {
        return too_long(desk, folder, path, length).await;
    }
    let name = name_of(path);
    let times = Tried::of(&name);
    let Ok(begun) = renamed(path, &times.begun()) else {
        tracing::error!("a mail in the folder cannot be moved");
        return Ok(false);
    };
    let later = |begun: &Path| {
        if renamed(begun, &times.later(desk.now())).is_err() {
            tracing::error!("a mail in the folder cannot be moved");
        }
    };
    let raw = match fs::read(&begun) {
        Ok(raw) => raw,
        Err(error) => {
            tracing::error!("a mail could not be read: {error}");
            later(&begun);
            return Ok(false);
        }
    };
    let outcome = match times.begun >= BEGUN {
        // Whoever began it did not live to end it.
        true => desk.put_mail_aside(&raw, Aside::Unreadable, None).await.map(|put| match put {
            Put::There => Outcome::Aside(Aside::Unreadable),
            Put::NoRoom => Outcome::NoRoom,
        }),
        false => desk.take_mail(book, reader, raw).await,
    };
    match outcome {
        Ok(Outcome::NoRoom) => {
            tracing::error!("there is no room for mails that are put aside; drop some");
            later(&begun);
            desk.tell_office(Told::Full).await?;
            Ok(false)
        }
        Ok(Outcome::Later) => {
            later(&begun);
            desk.tell_office(Told::NoReader).await?;
            Ok(false)
        }
        Ok(_) => {
            if let Err(error) = fs::remove_file(&begun) {
                tracing::error!("a mail that was taken could not be removed: {error}");
            }
            Ok(true)
        }
        Err(error) => {
            later(&begun);
            Err(error)
        }
    }
}

/// It is not read: that it came is listed, and the file lies beside.
async fn too_long(desk: &Desk, folder: &Path, path: &Path, length: u64) -> Result<bool, DeskError> {
    let name = name_of(path);
    let note = format!("{name}: {length} bytes");
    if desk.put_mail_aside(note.as_bytes(), Aside::TooLong, None).await? == Put::NoRoom {
        desk.tell_office(Told::Full).await?;
        return Ok(false);
    }
    match fs::rename(path, folder.join("too-long").join(&name)) {
        Ok(()) => Ok(true),
        Err(error) => {
            tracing::error!("a mail that is too long could not be moved: {error}");
            Ok(false)
        }
    }
}

/// Drops a message that was put aside, with the file of one that is too long; `false` if there was none.
///
/// # Errors
/// What keys and the disk may give.
pub async fn drop_aside(desk: &Desk, id: &str) -> Result<bool, DeskError> {
    let Some((MailAside { why, .. }, content)) = desk.read_mail_aside(id).await? else {
        return Ok(false);
    };
    if let (Aside::TooLong, Some(content), Some(open)) = (why, content, desk.mail_open().await?) {
        let note = String::from_utf8_lossy(&content);
        let name = note.rsplit_once(':').map_or("", |(name, _)| name);
        if !name.is_empty() && !name.contains('/') {
            // It may have been swept.
            let _gone = fs::remove_file(open.folder.join("too-long").join(name));
        }
    }
    desk.drop_mail_aside(id).await
}

/// How often a file was tried, as its name says: `name!2.1.60` was begun twice since it last was put off, was put off once,
/// and waits until the second 60.
#[derive(Debug, PartialEq, Eq)]
struct Tried<'n> {
    name: &'n str,
    begun: u32,
    put_off: u32,
    until: i64,
}

impl<'n> Tried<'n> {
    fn of(name: &'n str) -> Self {
        let read = name.rsplit_once('!').and_then(|(name, times)| {
            let (begun, rest) = times.split_once('.')?;
            let (put_off, until) = rest.split_once('.').unwrap_or((rest, "0"));
            let (begun, put_off) = (begun.parse().ok()?, put_off.parse().ok()?);
            Some(Self { name, begun, put_off, until: until.parse().ok()? })
        });
        read.unwrap_or(Self { name, begun: 0, put_off: 0, until: 0 })
    }

    fn begun(&self) -> String {
        let begun = self.begun.saturating_add(1);
        format!("{}!{begun}.{}.{}", self.name, self.put_off, self.until)
    }

    fn later(&self, at: Timestamp) -> String {
        let put_off = self.put_off.saturating_add(1);
        let wait = WAITS.0.saturating_mul(1 << self.put_off.min(10)).min(WAITS.1);
        format!("{}!0.{put_off}.{}", self.name, at.as_second().saturating_add(wait))
    }
}

fn renamed(path: &Path, name: &str) -> std::io::Result<PathBuf> {
    let to = path.with_file_name(name);
    fs::rename(path, &to).map(|()| to)
}

/// The files that were delivered, those that were not tried first; other programs move some from `new` to `cur`.
fn delivered(folder: &Path, at: Timestamp) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for part in ["new", "cur"] {
        let entries = fs::read_dir(folder.join(part)).into_iter().flatten().flatten();
        files.extend(entries.map(|entry| entry.path()));
    }
    files.retain(|path| {
        let name = name_of(path);
        path.is_file() && !name.starts_with('.') && Tried::of(&name).until <= at.as_second()
    });
    files.sort_by_cached_key(|path| {
        let name = name_of(path);
        let tried = Tried::of(&name);
        (tried.begun.saturating_add(tried.put_off), tried.name.to_owned())
    });
    files
}

/// Lets go what was never delivered whole, and what was too long and is old.
fn sweep(folder: &Path, at: Timestamp) {
    for (part, kept) in LEFT {
        for entry in fs::read_dir(folder.join(part)).into_iter().flatten().flatten() {
            let changed = entry.metadata().and_then(|found| found.modified()).ok();
            let changed = changed.and_then(|changed| Timestamp::try_from(changed).ok());
            let until = changed.and_then(|changed| changed.checked_add(kept).ok());
            if until.is_some_and(|until| until <= at)
                && let Err(error) = fs::remove_file(entry.path())
            {
                tracing::error!("what is left in the folder `{part}` could not go: {error}");
            }
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_how_often_it_was_tried() {
        let new = Tried::of("1700.host:2,S");
        assert_eq!((new.begun, new.put_off), (0, 0));
        let begun = new.begun();
        assert_eq!(begun, "1700.host:2,S!1.0.0");
        let read = Tried { name: "1700.host:2,S", begun: 1, put_off: 0, until: 0 };
        assert_eq!(Tried::of(&begun), read);
        let at = Timestamp::from_second(1000).unwrap();
        let later = read.later(at);
        assert_eq!(later, "1700.host:2,S!0.1.1060");
        assert_eq!(
            Tried::of(&later).later(at),
            "1700.host:2,S!0.2.1120",
            "each time twice as long"
        );
        assert_eq!(Tried { put_off: 40, ..read }.later(at), "1700.host:2,S!0.41.4600");
        assert_eq!(Tried::of("a!2.1").begun, 2, "as versions before wrote it");
        assert_eq!(Tried::of("a!b").name, "a!b", "not of ours");
    }
}
