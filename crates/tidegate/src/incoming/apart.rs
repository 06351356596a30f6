//! The process that reads one message: what it is asked, its limits, and what it answers.
//!
//! Both ways begin with the length of a head in four bytes and the head as JSON. What is asked has the message behind it;
//! the answer has the files behind it, each as long as the head says. Nothing of either stands in an argument, in the
//! environment or in a file. Whoever hears an answer takes nothing for granted: lengths add up to the byte, and a key is one.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use jiff::Timestamp;
use rlimit::Resource;
use serde::{Deserialize, Serialize};
use tidegate_core::organisation::PublicKey;
use zeroize::Zeroizing;

use super::Aside;
use super::parsed::{Enclosed, Parsed};
use super::reader::{Bounds, WORDS, on_a_stack, read_with};
use super::taking::LONGEST;
use crate::notices::relay::is_address;
use crate::openpgp::OwnKey;

/// How a child ends that could not begin to read.
pub(super) const NOT_BEGUN: u8 = 70;
/// The longest head that a child takes, in bytes.
const HEAD: usize = 8 << 20;

/// What a child is asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    version: u32,
    at: Timestamp,
    since: Option<Timestamp>,
    own: Vec<Zeroizing<String>>,
    known: Vec<PublicKey>,
    memory: u64,
    compute: u64,
}

/// What a child answers.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Answer {
    Parsed { parsed: Box<Parsed>, files: Vec<FileTold> },
    Aside(Aside),
}

/// A file of an answer; its bytes come behind.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTold {
    name: String,
    kind: String,
    size: usize,
}

impl Asked {
    pub(super) fn new(
        own: &[OwnKey],
        known: Vec<PublicKey>,
        since: Option<Timestamp>,
        at: Timestamp,
        bounds: &Bounds,
    ) -> anyhow::Result<Self> {
        let own = own.iter().map(OwnKey::armoured).collect::<Result<_, _>>()?;
        let (memory, compute) = (bounds.memory, bounds.compute);
        Ok(Self { version: 1, at, since, own, known, memory, compute })
    }

    /// As a child hears it.
    pub(super) fn written(&self) -> anyhow::Result<Zeroizing<Vec<u8>>> {
        let head = Zeroizing::new(serde_json::to_vec(self)?);
        anyhow::ensure!(head.len() <= HEAD, "the office has more keys than a reader takes");
        let mut all = Zeroizing::new(Vec::with_capacity(head.len() + 4));
        all.extend(u32::try_from(head.len())?.to_le_bytes());
        all.extend(head.iter());
        Ok(all)
    }
}

/// Whether the program was called to read one message.
pub(crate) fn is_asked<W: AsRef<OsStr>>(arguments: impl IntoIterator<Item = W>) -> bool {
    let mut words = arguments.into_iter().skip(1);
    let same = |word: &str| words.next().is_some_and(|one| one.as_ref() == word);
    let asked = WORDS.into_iter().all(same);
    asked && words.next().is_none()
}

/// Reads the message on the standard input and answers on the standard output.
pub(crate) fn read_one() -> ExitCode {
    let Some((asked, raw)) = heard_asked() else { return ExitCode::from(NOT_BEGUN) };
    let answer = on_a_stack(move || answered(&asked, &raw)).flatten();
    let Some(answer) = answer else { return ExitCode::FAILURE };
    let mut out = std::io::stdout().lock();
    let written = out.write_all(&answer).and_then(|()| out.flush());
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What is asked, once the limits hold, with the message.
fn heard_asked() -> Option<(Asked, Vec<u8>)> {
    let mut from = std::io::stdin().lock();
    let mut length = [0; 4];
    from.read_exact(&mut length).ok()?;
    let length = usize::try_from(u32::from_le_bytes(length)).ok().filter(|all| *all <= HEAD)?;
    let mut head = Zeroizing::new(vec![0; length]);
    from.read_exact(&mut head).ok()?;
    let asked: Asked = serde_json::from_slice(&head).ok()?;
    // Before the first byte that somebody else wrote. Of what it holds no picture may stay on a disk.
    let limits =
        [(Resource::AS, asked.memory), (Resource::CPU, asked.compute), (Resource::CORE, 0)];
    for (what, most) in limits.into_iter().chain([(Resource::FSIZE, 0)]) {
        rlimit::setrlimit(what, most, most).ok()?;
    }
    let mut raw = Vec::new();
    from.take(LONGEST as u64 + 1).read_to_end(&mut raw).ok()?;
    Some((asked, raw))
}

fn answered(asked: &Asked, raw: &[u8]) -> Option<Vec<u8>> {
    let own: Option<Vec<OwnKey>> =
        asked.own.iter().map(|one| OwnKey::read(one, asked.at).ok()).collect();
    let answer = match raw.len() > LONGEST {
        true => Err(Aside::TooLong),
        false => read_with(raw, &own?, &asked.known, asked.since, asked.at),
    };
    written(answer)
}

fn written(answer: Result<Parsed, Aside>) -> Option<Vec<u8>> {
    let (answer, files) = match answer {
        Err(why) => (Answer::Aside(why), Vec::new()),
        Ok(mut parsed) => {
            let files = std::mem::take(&mut parsed.files);
            let told = files.iter().map(|file| FileTold {
                name: file.name.clone(),
                kind: file.kind.clone(),
                size: file.bytes.len(),
            });
            (Answer::Parsed { parsed: Box::new(parsed), files: told.collect() }, files)
        }
    };
    let head = serde_json::to_vec(&answer).ok()?;
    let mut all = u32::try_from(head.len()).ok()?.to_le_bytes().to_vec();
    all.extend(head);
    for file in files {
        all.extend(file.bytes);
    }
    Some(all)
}

/// What a child answered; nothing where it is no answer.
pub(super) fn heard(answer: &[u8]) -> Option<Result<Parsed, Aside>> {
    let (length, rest) = answer.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (head, mut rest) = rest.split_at_checked(length)?;
    let (mut parsed, files) = match serde_json::from_slice(head).ok()? {
        Answer::Aside(why) => return rest.is_empty().then_some(Err(why)),
        Answer::Parsed { parsed, files } => (*parsed, files),
    };
    for FileTold { name, kind, size } in files {
        let (bytes, more) = rest.split_at_checked(size)?;
        parsed.files.push(Enclosed { name, kind, bytes: bytes.to_vec() });
        rest = more;
    }
    let same = |key: &PublicKey| PublicKey::read(&key.text).is_ok_and(|read| read == *key);
    let of_whom = parsed.from.is_empty() && parsed.automatic || is_address(&parsed.from);
    let whole = rest.is_empty() && of_whom && parsed.key.as_ref().is_none_or(same);
    whole.then_some(Ok(parsed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incoming::parse;

    #[test]
    fn an_answer_is_heard_whole_or_not_at_all() {
        let raw = b"From: lin@finder.example\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n\
            --m\r\n\r\nit overflows\r\n--m\r\nContent-Type: a/b\r\nContent-Disposition: attachment; filename=poc\r\n\r\nbytes\r\n--m--";
        let at = "2026-11-02T09:00:00Z".parse().unwrap();
        let parsed = parse(raw, &[], at).unwrap();
        let answer = written(Ok(parsed.clone())).unwrap();
        let again = heard(&answer).unwrap().unwrap();
        assert_eq!((again.digest(), again.files.len()), (parsed.digest(), 1));
        assert!(heard(&answer[..answer.len() - 1]).is_none(), "cut short");
        assert!(heard(&[answer.clone(), vec![0]].concat()).is_none(), "with more behind");
        let strange = written(Ok(Parsed { from: "a@b, c@d".to_owned(), ..parsed })).unwrap();
        assert!(heard(&strange).is_none(), "an address is one");
        let aside = written(Err(Aside::Damaged)).unwrap();
        assert_eq!(heard(&aside).unwrap().unwrap_err(), Aside::Damaged);
    }

    #[test]
    fn only_exactly_these_words_ask_for_a_reader() {
        assert!(is_asked(["tidegate", "mail", "parse-one"]));
        for other in [&["tidegate", "mail"][..], &["tidegate", "mail", "parse-one", "--json"]] {
            assert!(!is_asked(other.iter().copied()));
        }
    }
}
