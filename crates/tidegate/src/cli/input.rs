//! Reading what a person names on the command line: files, the standard input, times.

use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use jiff::Timestamp;
use tidegate_law::time::{Occurred, zone};

use super::{Failure, usage};

/// The largest file that is read.
const LARGEST: u64 = 16 << 20;

/// The bytes of a file, or of the standard input for `-`.
///
/// # Errors
/// [`Failure::Fault`] if it cannot be read, [`Failure::Usage`] if it is larger than 16 MiB.
pub(in crate::cli) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let doing = || format!("the file `{}` cannot be read", path.display());
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).with_context(doing)?;
    } else {
        let file = std::fs::File::open(path).with_context(doing)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).with_context(doing)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(usage(format!(
            "`{}` is larger than 16 MiB; give a smaller file",
            path.display()
        )));
    }
    Ok(bytes)
}

/// The text of a file, or of the standard input for `-`.
///
/// # Errors
/// As [`bytes`]; [`Failure::Usage`] if it is not UTF-8.
pub(in crate::cli) fn text(path: &Path) -> Result<String, Failure> {
    let bytes = bytes(path)?;
    String::from_utf8(bytes)
        .map_err(|_| usage(format!("`{}` is not text in UTF-8; save it as UTF-8", path.display())))
}

/// The instant of `--at`: a day (its last instant), or an instant; without offset in the zone named.
///
/// # Errors
/// [`Failure::Usage`] with what would be right.
pub(in crate::cli) fn instant(text: &str, zone_name: &str) -> Result<Timestamp, Failure> {
    let zone = zone(zone_name).map_err(usage)?;
    Ok(Occurred::parse(text, Some(&zone)).map_err(usage)?.last_instant())
}
