//! Reading what a person names on the command line: files, the standard input, times.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tidegate_core::scene::SceneError;
use tidegate_law::time::{Occurred, zone};

use super::{Failure, Terminal, usage, wrong};
use crate::say::error::Said;

/// Why what a person names cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InputError {
    /// The system does not give it.
    #[error("the file `{path}` cannot be read: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// It is too large.
    #[error("`{0}` is larger than 16 MiB; give a smaller file")]
    TooLarge(PathBuf),
    /// It is not UTF-8.
    #[error("`{0}` is not text in UTF-8; save it as UTF-8")]
    NotText(PathBuf),
}

impl InputError {
    /// What the system says of a path.
    pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> anyhow::Error {
        let path = path.to_owned();
        move |why| anyhow::Error::new(Self::Unreadable { path, why })
    }
}

/// A story that is not understood, at a line of its file.
#[derive(Debug, thiserror::Error)]
#[error("{}:{}: {}", path.display(), error.line, error.why)]
pub(crate) struct StoryError {
    /// The file.
    pub(crate) path: PathBuf,
    /// The line, and what is wrong with it.
    pub(crate) error: SceneError,
}

/// What is wrong with a line of a story.
pub(in crate::cli) fn in_story(path: &Path) -> impl Fn(SceneError) -> Failure {
    move |error| wrong(StoryError { path: path.to_owned(), error })
}

/// What is wrong with the content of a file, after its name.
pub(in crate::cli) fn in_file(path: &Path, error: &impl Said, terminal: &Terminal<'_>) -> Failure {
    let path = path.display().to_string();
    let words = [("path", path.into()), ("why", error.said(&terminal.voice).into())];
    usage(terminal.with("input-in-file", words))
}

/// The largest file that is read.
const LARGEST: u64 = 16 << 20;

/// The bytes of a file, or of the standard input for `-`.
///
/// # Errors
/// [`Failure::Fault`] if it cannot be read, [`Failure::Usage`] if it is larger than 16 MiB.
pub(in crate::cli) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let read = std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(InputError::at(path))?;
    } else {
        let file = std::fs::File::open(path).map_err(InputError::at(path))?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(InputError::at(path))?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(wrong(InputError::TooLarge(path.to_owned())));
    }
    Ok(bytes)
}

/// The text of a file, or of the standard input for `-`.
///
/// # Errors
/// As [`bytes`]; [`Failure::Usage`] if it is not UTF-8.
pub(in crate::cli) fn text(path: &Path) -> Result<String, Failure> {
    let bytes = bytes(path)?;
    String::from_utf8(bytes).map_err(|_| wrong(InputError::NotText(path.to_owned())))
}

/// The instant of `--at`: a day (its last instant), or an instant; without offset in the zone named.
///
/// # Errors
/// [`Failure::Usage`] with what would be right.
pub(in crate::cli) fn instant(text: &str, zone_name: &str) -> Result<Timestamp, Failure> {
    let zone = zone(zone_name).map_err(wrong)?;
    Ok(Occurred::parse(text, Some(&zone)).map_err(wrong)?.last_instant())
}
