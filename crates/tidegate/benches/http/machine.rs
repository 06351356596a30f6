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

/// The time that a process and all that it started have had of the cores so far: what is left of a figure when others
/// keep the machine busy.
pub(crate) fn spent(process: u32) -> Duration {
    let running: Vec<Running> = std::fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(Running::read)
        .collect();
    let (mut family, mut spent) = (vec![process], Duration::ZERO);
    while let Some(member) = family.pop() {
        spent += running
            .iter()
            .filter(|one| one.process == member)
            .map(|one| one.spent)
            .sum::<Duration>();
        family.extend(running.iter().filter(|one| one.parent == member).map(|one| one.process));
    }
    spent
}

/// A process that runs.
struct Running {
    process: u32,
    parent: u32,
    spent: Duration,
}

impl Running {
    fn read(process: u32) -> Option<Self> {
        let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // Behind the name in brackets. The 4th field is the parent; the 14th and 15th are user and system time, in
        // hundredths of a second.
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        let field = |place: usize| fields.get(place)?.parse::<u32>().ok();
        let ticks = u64::from(field(11)?) + u64::from(field(12)?);
        Some(Self { process, parent: field(1)?, spent: Duration::from_millis(10 * ticks) })
    }
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
