//! What the machine says of itself: how busy it is, how much memory a process holds, how often its disk flushes.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// For how long flushes are counted.
const SPAN: Duration = Duration::from_secs(3);

/// How many tasks wanted a core over the last minute.
pub(crate) fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or("?").to_owned()
}

/// The memory that a process holds, in megabytes.
pub(crate) fn resident(process: u32) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmRSS"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The time that a process has had of the cores so far, its threads together: what is left of a figure when others keep
/// the machine busy.
pub(crate) fn spent(process: u32) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Behind the name in brackets; user and system time are the 14th and 15th field, in hundredths of a second.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |place: usize| fields.get(place)?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
}

/// A folder on the disk of the build, not in memory.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("bench-http-").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Where the peer's packages are kept from run to run.
pub(crate) fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Appends of 4 kB, each flushed, per second.
pub(crate) fn flushes(folder: &Path) -> f64 {
    let mut file = File::create(folder.join("flush")).unwrap();
    let (begun, mut count) = (Instant::now(), 0_u32);
    while begun.elapsed() < SPAN {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    f64::from(count) / begun.elapsed().as_secs_f64()
}
