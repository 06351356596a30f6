//! Who reads a message: a process of its own, which can be killed and has little room, or this one.
//!
//! A server and the commands read in a child: the same program again, which gets the keys and the message on its standard
//! input, answers with one form of bounded length on its standard output, and says nothing on any other way. It limits its
//! own memory and time before it reads what is hostile; whoever waits kills exactly that child after a while. What dies over
//! a message costs this message alone. It is no wall against a parser that can be made to do as the message says: the child
//! holds the private keys and says what it found.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::Context as _;
use jiff::Timestamp;
use tidegate_core::organisation::PublicKey;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;

use super::Aside;
use super::apart::{self, Asked, NOT_BEGUN};
use super::parsed::{Parsed, Reading, parse_with};
use crate::openpgp::{OwnKey, Recipient};

/// What the child is called with.
pub(super) const WORDS: [&str; 2] = ["mail", "parse-one"];
/// The longest answer of a child, in bytes.
const ANSWER: u64 = 192 << 20;
/// How much room a parser has for parts within parts, in bytes.
const STACK: usize = 64 << 20;

/// What the reading of one message may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The address space of the child, in bytes.
    pub memory: u64,
    /// How long it may compute, in seconds.
    pub compute: u64,
    /// How long it may take in all.
    pub time: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { memory: 1536 << 20, compute: 20, time: Duration::from_secs(40) }
    }
}

/// Who reads messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailReader {
    /// A process of its own for each message.
    Apart {
        /// The program, which is Tidegate.
        program: PathBuf,
        /// What one message may cost.
        bounds: Bounds,
    },
    /// This process, for whoever has the library alone: a message can take as much memory as there is.
    Within,
}

impl MailReader {
    /// A process of its own, of the program that runs.
    ///
    /// # Errors
    /// If it is not known which program that is.
    pub fn of_this_program() -> anyhow::Result<Self> {
        // The very file that runs, even where another version lies in its place by now.
        let running = Path::new("/proc/self/exe");
        let program = match running.exists() {
            true => running.to_path_buf(),
            false => std::env::current_exe().context("looking for the program itself")?,
        };
        Ok(Self::Apart { program, bounds: Bounds::default() })
    }

    /// Reads a message.
    ///
    /// # Errors
    /// If reading could not be begun; that is not the fault of the message.
    pub(super) async fn read(
        &self,
        own: &[OwnKey],
        known: Option<(PublicKey, Timestamp)>,
        at: Timestamp,
        raw: &[u8],
    ) -> anyhow::Result<Result<Parsed, Aside>> {
        let (known, since) = known.unzip();
        let known: Vec<PublicKey> = known.into_iter().collect();
        match self {
            Self::Apart { program, bounds } => {
                let asked = Asked::new(own, known, since, at, bounds)?;
                in_child(program, bounds, &asked, raw).await
            }
            Self::Within => {
                let own = own.iter().map(OwnKey::copied).collect();
                within(own, known, since, at, raw.to_vec()).await
            }
        }
    }
}

/// Reads in a child and kills it when its time is over.
async fn in_child(
    program: &Path,
    bounds: &Bounds,
    asked: &Asked,
    raw: &[u8],
) -> anyhow::Result<Result<Parsed, Aside>> {
    let head = asked.written()?;
    let mut child = Command::new(program)
        .args(WORDS)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // Whatever it would say could hold what the message says.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("beginning a process that reads a mail")?;
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        anyhow::bail!("the process that reads a mail has no pipes");
    };
    let mut answer = Vec::new();
    let told = async {
        let write = async {
            // One that has died hears nothing; how it ended says the rest.
            let _heard = async {
                to.write_all(&head).await?;
                to.write_all(raw).await?;
                to.shutdown().await
            }
            .await;
            drop(to);
        };
        let mut from = from.take(ANSWER + 1);
        let (_, read) = tokio::join!(write, from.read_to_end(&mut answer));
        read?;
        // One that still writes is longer than is taken: it is told that nobody listens.
        drop(from);
        child.wait().await
    };
    let ended = tokio::time::timeout(bounds.time, told).await;
    let Ok(ended) = ended else {
        child.kill().await.context("ending a process that reads a mail")?;
        return Ok(Err(Aside::TooCostly));
    };
    let ended = ended.context("waiting for a process that reads a mail")?;
    if ended.code() == Some(i32::from(NOT_BEGUN)) {
        anyhow::bail!("the process that reads a mail could not begin");
    }
    if !ended.success() {
        return Ok(Err(Aside::TooCostly));
    }
    Ok(apart::heard(&answer).unwrap_or(Err(Aside::Unreadable)))
}

/// Reads in this process, on a stack of its own. A parser that fails fails alone.
async fn within(
    own: Vec<OwnKey>,
    known: Vec<PublicKey>,
    since: Option<Timestamp>,
    at: Timestamp,
    raw: Vec<u8>,
) -> anyhow::Result<Result<Parsed, Aside>> {
    let (done, parsed) = tokio::sync::oneshot::channel();
    let thread = std::thread::Builder::new().name("mail".to_owned()).stack_size(STACK);
    let begun = thread.spawn(move || {
        // Whoever waited may have given up.
        let _late = done.send(read_with(&raw, &own, &known, since, at));
    });
    begun.context("beginning to read a mail")?;
    let parsed = tokio::time::timeout(Bounds::default().time, parsed).await;
    Ok(parsed.ok().and_then(Result::ok).unwrap_or(Err(Aside::TooCostly)))
}

/// Takes a message apart with keys on record.
pub(super) fn read_with(
    raw: &[u8],
    own: &[OwnKey],
    known: &[PublicKey],
    since: Option<Timestamp>,
    at: Timestamp,
) -> Result<Parsed, Aside> {
    let known = known.iter().filter_map(|key| Recipient::registered(key, at).ok());
    let known: Vec<Recipient> = known.collect();
    parse_with(raw, Reading { own, known: &known, since, at })
}

/// Runs what a child does, on a stack of its own.
pub(super) fn on_a_stack<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    std::thread::Builder::new().stack_size(STACK).spawn(work).ok()?.join().ok()
}
