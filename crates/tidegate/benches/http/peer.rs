//! The peer: what `peer/serve.py` sets up and serves, as long as this lives.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::machine;

/// A plain Django and PostgreSQL intake.
pub(crate) struct Peer {
    process: Child,
    /// Where it takes in reports.
    pub(crate) address: String,
}

impl Peer {
    /// Sets it up in `folder` and serves it, or says why that cannot be.
    pub(crate) fn start(folder: &Path) -> Result<Self, String> {
        eprintln!("setting up the peer; the first time this installs Django");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peer/serve.py");
        let mut process = Command::new("python3")
            .args([script.as_os_str(), machine::kept("bench-peer").as_os_str(), folder.as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("python3: {error}"))?;
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let line = line.trim();
        let address = line.strip_prefix("ready ").map(str::to_owned);
        let peer = Self { process, address: address.clone().unwrap_or_default() };
        let why = || line.strip_prefix("left out: ").unwrap_or("its script failed").to_owned();
        address.ok_or_else(why).map(|_| peer)
    }

    /// The time that gunicorn and PostgreSQL have had of the cores so far.
    pub(crate) fn spent(&self) -> Duration {
        machine::spent(self.process.id())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // The end of its input asks the script to end what it started.
        drop(self.process.stdin.take());
        let _ended = self.process.wait();
    }
}
