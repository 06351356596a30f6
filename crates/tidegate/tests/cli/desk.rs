//! An office in a temporary folder, and the executable run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A folder with an office in it, or one to be.
pub(crate) struct Office {
    folder: tempfile::TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// That it ended with this code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out:\n{}\nerr:\n{}", self.out, self.err);
        self
    }

    /// That the output has every one of these.
    #[track_caller]
    pub(crate) fn says(self, all: &[&str]) -> Self {
        for one in all {
            let said = self.out.contains(one) || self.err.contains(one);
            assert!(said, "`{one}` is not in\n{}\nerr:\n{}", self.out, self.err);
        }
        self
    }

    /// The output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

impl Office {
    /// An empty folder.
    pub(crate) fn none() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A Chinese office that took the suggested positions.
    pub(crate) fn new() -> Self {
        Self::of(&["suggested"])
    }

    /// A Chinese office that took these positions.
    pub(crate) fn of(positions: &[&str]) -> Self {
        let office = Self::none();
        let words = ["init", "--name", "Example desk", "--name-zh", "示例受理处"];
        let taken: Vec<&str> = positions.iter().flat_map(|one| ["--positions", one]).collect();
        let more = [&["--jurisdiction", "CN", "--by", "Wang Fang"], &taken[..]].concat();
        let own = ["--reports", "own"];
        office.run(&[&words[..], &more[..], &own[..]].concat()).ends(0);
        office
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs a command without input.
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        self.run_with(words, &[], b"")
    }

    /// Runs a command with variables set and input given. Whatever it prints does not steer a terminal.
    pub(crate) fn run_with(&self, words: &[&str], set: &[(&str, &str)], input: &[u8]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tidegate"));
        for (name, _) in std::env::vars_os() {
            let ours = name.to_string_lossy().starts_with("TIDEGATE_");
            if ours || name.to_string_lossy().starts_with("LC_") {
                command.env_remove(name);
            }
        }
        command.args(words).current_dir(self.folder.path()).env("LANG", "C").env("USER", "tester");
        command.envs(set.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that refuses before it has read everything closes the pipe: that is its right.
        let mut pipe = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            let _ = std::io::Write::write_all(&mut pipe, &input);
        });
        let done = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(done.stdout), text(done.stderr));
        for printed in [&out, &err] {
            let steers = |c: char| c.is_control() && c != '\n';
            assert!(!printed.chars().any(steers), "{words:?} steers the terminal: {printed:?}");
            let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!printed.chars().any(turns), "{words:?} turns the text: {printed:?}");
        }
        assert!(!err.contains("panicked"), "{words:?}: {err}");
        let code = done.status.code().unwrap_or_else(|| panic!("{words:?} was killed: {err}"));
        Ran { code, out, err }
    }

    /// Takes in a report and gives the handle of its case.
    pub(crate) fn report(&self, words: &[&str]) -> String {
        let told = self.run(&[&["--json", "report"], words].concat()).ends(0).json();
        told["handle"].as_str().unwrap().to_owned()
    }

    /// Takes in a report on a camera of a maker in China, sold there and in the Union.
    pub(crate) fn camera(&self, more: &[&str]) -> String {
        let words =
            ["--product", "Camera C7", "--manufacturer", "Shenzhen Eye", "--market", "CN,EU"];
        let place = ["--manufacturer-place", "CN", "--description", "Any password is accepted."];
        self.report(&[&words[..], &place, more].concat())
    }

    /// How many leaves the log has.
    pub(crate) fn leaves(&self) -> u64 {
        self.run(&["log", "show", "--json"]).ends(0).json()["size"].as_u64().unwrap()
    }
}

/// Where other people's test data lies; none where it is not there.
pub(crate) fn corpus(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
        PathBuf::from,
    );
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    println!("left out: `{}` is not there", path.display());
    None
}
