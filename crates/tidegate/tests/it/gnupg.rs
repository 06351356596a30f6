//! GnuPG as a second implementation, in a folder of its own; where it is absent the tests say what they left out.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A ring of GnuPG. Its agent ends with it.
pub(crate) struct Ring {
    folder: tempfile::TempDir,
}

impl Ring {
    /// A ring with a key of this address; none where there is no GnuPG.
    pub(crate) fn with_key(address: &str) -> Option<Self> {
        let folder = tempfile::Builder::new().prefix("tg").tempdir_in("/tmp").unwrap();
        let ring = Self { folder };
        if Command::new("gpg").arg("--version").stdout(Stdio::null()).status().is_err() {
            println!("left out: GnuPG is not installed");
            return None;
        }
        ring.run(&["--quick-gen-key", address, "future-default", "default", "never"], b"");
        Some(ring)
    }

    /// The public key of an address, in its armour.
    pub(crate) fn public(&self, address: &str) -> String {
        String::from_utf8(self.run(&["--armor", "--export", address], b"").0).unwrap()
    }

    pub(crate) fn import(&self, key: &str) {
        self.run(&["--import"], key.as_bytes());
    }

    /// What was encrypted to the ring, and what GnuPG says of its signatures.
    pub(crate) fn opened(&self, message: &str) -> (String, String) {
        let (out, said) = self.run(&["--status-fd", "2", "--decrypt"], message.as_bytes());
        (String::from_utf8(out).unwrap(), said)
    }

    /// What GnuPG made of its input.
    pub(crate) fn run(&self, arguments: &[&str], input: &[u8]) -> (Vec<u8>, String) {
        let mut child = self
            .command("gpg")
            .args(["--batch", "--yes", "--no-tty", "--trust-model", "always"])
            .args(["--pinentry-mode", "loopback", "--passphrase", ""])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let done = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "gpg {arguments:?}: {said}");
        (done.stdout, said)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("GNUPGHOME", self.folder.path());
        command
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        let _ended = self.command("gpgconf").args(["--kill", "all"]).status();
    }
}

/// A public key that GnuPG made once, by its name among the fixtures.
pub(crate) fn fixture(name: &str) -> String {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/keys");
    std::fs::read_to_string(folder.join(format!("{name}.asc"))).unwrap()
}
