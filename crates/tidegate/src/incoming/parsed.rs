//! A message taken apart: who sent it, what it says, what goes with it, and what OpenPGP says of it.
//!
//! Pure but for the keys that are handed in. What it holds is read by [`super::content`]; here is decided by which key it
//! can be answered. A key that comes along is no file of the message, since it names its owner. What cannot be read is a
//! reason, not a failure.

use jiff::Timestamp;
use mail_parser::{Message, MessageParser, MimeHeaders as _};
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::organisation::PublicKey;

use super::Aside;
use super::content::{Came, Inner, Keys, inner};
use crate::openpgp::{OwnKey, Recipient, SignedBy, Signers};

/// How many keys and answered messages are looked at.
const MOST: usize = 50;
/// How many keys that come along are looked at, and how long each may be, in bytes: each has to be checked.
const KEYS: (usize, usize) = (10, 200_000);
/// How many messages within messages are read; a parser that goes down each of them needs room for it.
const NESTED: usize = 16;

/// What goes with a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// What it is called; no path.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Shows what it is called and how long it is, never what it holds.
impl std::fmt::Debug for Enclosed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Enclosed({}, {} bytes)", self.name, self.bytes.len())
    }
}

/// How far a message was encrypted to the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Cover {
    /// Not at all.
    Open,
    /// A part of it, with something in the clear beside.
    Part,
    /// All that it says.
    Whole,
}

/// A message that was taken apart.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parsed {
    /// What it is called.
    pub id: String,
    /// The mail address of whoever sent it.
    pub from: String,
    /// The line above it.
    pub subject: String,
    /// What it says, all of it.
    pub text: String,
    /// What goes with it; no key.
    #[serde(skip)]
    pub files: Vec<Enclosed>,
    /// The messages that it answers.
    pub answers: Vec<String>,
    /// Whether a machine wrote it by itself.
    pub automatic: bool,
    /// How far it was encrypted to the office.
    pub cover: Cover,
    /// Who signed it.
    pub signed: SignedBy,
    /// When it was signed, where that is proven.
    pub made: Option<Timestamp>,
    /// Whether the line above it stood outside of what was encrypted or signed.
    pub bare_title: bool,
    /// The key to which it can be answered: the one that it was signed with, else one that came with it and is of the
    /// address of its sender.
    pub key: Option<PublicKey>,
    /// Whether keys came along.
    pub keys: bool,
}

impl Parsed {
    /// What was signed, and when, where that is proven: the same signed text is the same however it comes.
    #[must_use]
    pub(super) fn signed_text(&self) -> Option<String> {
        let (SignedBy::Key(key), Some(made)) = (&self.signed, self.made) else { return None };
        let files = self.files.iter().map(|file| Digest::of(&file.bytes).to_string());
        let files = files.collect::<Vec<_>>().join(",");
        Some(format!("{key}\0{made}\0{}\0{files}", Digest::of(self.text.as_bytes())))
    }

    /// What it is known by: its name with what it says, and not the way that it came.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let files = self.files.iter().map(|file| Digest::of(&file.bytes).to_string());
        let files: Vec<String> = files.collect();
        let parts = [&self.id, &self.from, &self.subject, &self.text, &files.join(",")];
        Digest::of(parts.map(String::as_str).join("\0").as_bytes())
    }
}

/// What a message is read with.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'k> {
    /// The office's own keys, which open what was encrypted.
    pub own: &'k [OwnKey],
    /// Keys on record that it may be signed with, beside those that come along.
    pub known: &'k [Recipient],
    /// No signature that was made before counts.
    pub since: Option<Timestamp>,
    /// The instant of reading.
    pub at: Timestamp,
}

/// Takes a message apart; what was encrypted is opened with the office's own keys.
///
/// # Errors
/// Why it is no message that can be taken.
pub fn parse(raw: &[u8], own: &[OwnKey], at: Timestamp) -> Result<Parsed, Aside> {
    parse_with(raw, Reading { own, known: &[], since: None, at })
}

/// The same with keys on record.
///
/// # Errors
/// As [`parse`].
pub fn parse_with(raw: &[u8], reading: Reading<'_>) -> Result<Parsed, Aside> {
    if nested(raw) > NESTED {
        return Err(Aside::Unreadable);
    }
    let message = MessageParser::default().parse(raw).ok_or(Aside::NoMessage)?;
    if message.parts.is_empty() || message.headers().is_empty() {
        return Err(Aside::NoMessage);
    }
    let automatic = automatic(&message);
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.address());
    let from =
        from.map(|from| line(from, 254)).filter(|from| crate::notices::relay::is_address(from));
    let from = match (from, automatic) {
        (Some(from), _) => from,
        // A bounce names nobody, and is known for what it is.
        (None, true) => String::new(),
        (None, false) => return Err(Aside::NoSender),
    };
    let (inner, key) = read(&message, reading, &from)?;
    let proven = matches!(inner.signed, SignedBy::Key(_));
    let outside = message.subject().map(|text| line(text, 300));
    // What stands there in place of a title that was hidden is none (RFC 9788, section 3.2.2).
    let outside = outside.filter(|text| text != "[...]" && text != "...");
    let covered = inner.covered;
    let subject = inner.subject.or(outside).unwrap_or_default();
    let ids = [message.in_reply_to(), message.references()].into_iter().flat_map(|header| {
        header.as_text_list().map(<[_]>::to_vec).unwrap_or_default().into_iter()
    });
    Ok(Parsed {
        id: message.message_id().map(|id| line(id, 500)).unwrap_or_default(),
        from,
        bare_title: !covered && !subject.is_empty() && (proven || inner.cover != Cover::Open),
        subject,
        text: laid_out(&inner.text),
        files: inner.files,
        answers: ids.take(MOST).map(|id| line(&id, 500)).collect(),
        automatic,
        cover: inner.cover,
        signed: inner.signed,
        made: inner.made,
        key: key.as_ref().and_then(Recipient::on_record),
        keys: !inner.keys.is_empty(),
    })
}

/// What a message holds, and the key to which it can be answered. The first look finds the keys that came with it, the
/// second asks whether one of them signed it.
fn read(
    message: &Message<'_>,
    reading: Reading<'_>,
    from: &str,
) -> Result<(Inner, Option<Recipient>), Aside> {
    let Reading { own, known, since, at } = reading;
    let with = |keys| Keys { own, signers: Signers { keys, since, at } };
    let first = inner(message, with(known))?;
    let (most, longest) = KEYS;
    let mut came: Vec<(Came, Recipient)> = Vec::new();
    for one in first.keys.iter().filter(|one| one.bytes.len() <= longest).take(most) {
        let Ok(key) = Recipient::read(&one.bytes, at) else { continue };
        if own.iter().all(|own| own.fingerprint() != key.fingerprint()) {
            came.push((one.clone(), key));
        }
    }
    if came.is_empty() {
        return Ok((first, None));
    }
    let keys = came.iter().map(|(_, key)| key.clone());
    let keys: Vec<Recipient> = known.iter().cloned().chain(keys).collect();
    let inner = inner(message, with(&keys))?;
    let signer = match &inner.signed {
        SignedBy::Key(fingerprint) => {
            came.iter().find(|(_, key)| key.fingerprint() == *fingerprint)
        }
        SignedBy::Nobody | SignedBy::Unproven => None,
    };
    // Whoever carries an encrypted mail can put a key beside it, and none within.
    let of_sender = |(came, key): &&(Came, Recipient)| {
        let addressed = came.address.as_deref().is_some_and(|one| one.eq_ignore_ascii_case(from));
        (came.within || inner.cover == Cover::Open) && (addressed || key.is_of(from, at))
    };
    let key = signer.or_else(|| came.iter().find(of_sender)).map(|(_, key)| key.clone());
    Ok((inner, key))
}

/// How often a message says that it holds another one.
fn nested(raw: &[u8]) -> usize {
    const MARK: &[u8] = b"message/rfc822";
    // The slash first: a message of the largest size is looked through for it.
    const SLASH: usize = 7;
    let at = |place: usize| raw.get(place.checked_sub(SLASH)?..)?.get(..MARK.len());
    let slashes = raw.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    let marks = slashes.filter_map(|(place, _)| at(place));
    marks.filter(|one| one.eq_ignore_ascii_case(MARK)).count()
}

/// A message that was within another one, encrypted.
pub(super) fn unfolded(bytes: &[u8]) -> Result<Message<'_>, Aside> {
    match nested(bytes) > NESTED {
        true => Err(Aside::Unreadable),
        false => MessageParser::default().parse(bytes).ok_or(Aside::Damaged),
    }
}

/// Whether a machine wrote it by itself (RFC 3834, RFC 2919), asks not to be answered by one, or it is a bounce.
fn automatic(message: &Message<'_>) -> bool {
    // Senders for many put a way to unsubscribe or an id of theirs into what people write, too: those say nothing.
    const SAYS: [&str; 6] =
        ["List-Id", "List-Post", "X-Autoreply", "X-Autorespond", "X-Autogenerated", "X-Loop"];
    let header =
        |name: &'static str| message.header_raw(name).map(|value| value.trim().to_lowercase());
    let submitted = header("Auto-Submitted").is_some_and(|value| !value.starts_with("no"));
    let precedence = header("Precedence");
    let bulk = precedence.is_some_and(|value| ["bulk", "junk", "list"].contains(&value.as_str()));
    let says = SAYS.iter().any(|name| header(name).is_some());
    let sender = ["Return-Path", "Envelope-From", "X-Envelope-From"];
    let bounce = sender.iter().any(|name| header(name).is_some_and(|value| value == "<>"));
    let report = message.is_content_type("multipart", "report");
    submitted || bulk || says || bounce || report
}

/// One line of a text, without control characters, at most so many characters.
pub(super) fn line(text: &str, most: usize) -> String {
    let fits = |c: char| if c.is_control() { ' ' } else { c };
    text.trim().chars().take(most).map(fits).collect()
}

/// A text without control characters but those that lay out lines.
fn laid_out(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    kept.collect::<String>().trim().to_owned()
}
