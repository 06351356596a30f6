//! The Maildir in which mails are delivered, emptied at each beat of the worker.
//!
//! A file goes only after what it holds is kept. What cannot be kept now stays and is tried again. Delivery is that of a
//! Maildir: written under `tmp`, then renamed into `new`, so that nothing is read half.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tidegate_law::Book;

use super::Aside;
use super::taking::LONGEST;
use crate::desk::{Desk, DeskError};
use crate::keys::Random;

/// How many messages are taken in one round.
const ROUND: usize = 20;
/// The folders of a Maildir, and one for what is too long to be kept sealed.
const FOLDERS: [&str; 4] = ["tmp", "new", "cur", "too-long"];

/// Makes a Maildir that its owner alone may read, where there is none.
///
/// # Errors
/// What the disk may give.
pub fn make(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    for name in FOLDERS {
        let path = folder.join(name);
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&path);
        made.with_context(|| format!("making the folder `{}`", path.display()))?;
    }
    Ok(())
}

/// Delivers a message into a Maildir; it is on the disk once this returns.
///
/// # Errors
/// A message that is longer than is taken, and what the disk may give.
pub fn deliver(folder: &Path, message: impl Read) -> anyhow::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let name = format!("{:032x}", Random::id()?);
    let (new, there) = (folder.join("tmp").join(&name), folder.join("new").join(&name));
    let about = || format!("delivering into `{}`", folder.display());
    let mut options = std::fs::OpenOptions::new();
    let mut file =
        options.write(true).create_new(true).mode(0o600).open(&new).with_context(about)?;
    // One more than is taken, so that a longer one is known for what it is.
    let mut message = message.take(LONGEST as u64 * 4);
    std::io::copy(&mut message, &mut file).with_context(about)?;
    file.flush().and_then(|()| file.sync_all()).with_context(about)?;
    std::fs::rename(&new, &there).with_context(about)?;
    let folder = std::fs::File::open(folder.join("new")).with_context(about)?;
    folder.sync_all().with_context(about)
}

/// Takes what was delivered.
///
/// # Errors
/// [`DeskError`] where something cannot be kept. What cannot be read is no error; it is put aside.
pub async fn round(desk: &Desk, book: &Book) -> Result<(), DeskError> {
    let Some(open) = desk.mail_open().await? else { return Ok(()) };
    for path in delivered(&open.folder.join("new")) {
        let Ok(length) = std::fs::metadata(&path).map(|found| found.len()) else { continue };
        if length > LONGEST as u64 {
            // It is not read: its digest and the reason are listed, and the file lies beside.
            let note = format!("{}: {length} bytes", name_of(&path));
            desk.put_mail_aside(note.as_bytes(), Aside::TooLong).await?;
            let beside = open.folder.join("too-long").join(name_of(&path));
            if let Err(error) = std::fs::rename(&path, &beside) {
                tracing::error!("a mail that is too long could not be moved: {error}");
            }
            continue;
        }
        let raw = match std::fs::read(&path) {
            Ok(raw) => raw,
            Err(error) => {
                tracing::error!("a mail could not be read: {error}");
                continue;
            }
        };
        desk.take_mail(book, raw).await?;
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::error!("a mail that was taken could not be removed: {error}");
        }
    }
    Ok(())
}

/// The first files of a folder by name; none where there is no such folder.
fn delivered(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file() && !name_of(path).starts_with('.'));
    files.sort();
    files.truncate(ROUND);
    files
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
