//! Receipts and documents as files: never overwritten, never lost.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::cli::{Failure, Terminal, usage};

/// Refuses a file that is there, before anything is recorded.
pub(super) fn free(path: &Path, terminal: &Terminal<'_>) -> Result<(), Failure> {
    if path.exists() {
        let words = [("path", path.display().to_string().into())];
        return Err(usage(terminal.with("report-file-exists", words)));
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    match parent {
        Some(parent) if !parent.is_dir() => {
            let words = [("path", parent.display().to_string().into())];
            Err(usage(terminal.with("report-no-folder", words)))
        }
        _ => Ok(()),
    }
}

/// Writes a paper to a new file that only its owner reads. The same paper there already is left as it is; where
/// it cannot be written, it is printed.
pub(super) fn keep(
    path: &Path,
    paper: &[u8],
    terminal: &mut Terminal<'_>,
) -> Result<Option<PathBuf>, Failure> {
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(paper).and_then(|()| file.sync_all()));
    let error = match written {
        Ok(()) => return Ok(Some(path.to_owned())),
        Err(error) => error,
    };
    if std::fs::read(path).is_ok_and(|there| there == paper) {
        return Ok(Some(path.to_owned()));
    }
    let words = [
        ("path", path.display().to_string().into()),
        ("why", error.to_string().into()),
        ("paper", String::from_utf8_lossy(paper).into_owned().into()),
    ];
    let told = terminal.with("report-not-written", words);
    terminal.complain(&told);
    Ok(None)
}
