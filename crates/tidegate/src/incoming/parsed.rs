//! A message taken apart: who sent it, what it says, what goes with it, and what OpenPGP says of it.
//!
//! Pure but for the keys that are handed in. Text of a page (HTML) becomes plain text by the parser's own conversion and
//! is never shown as a page. What cannot be read is a reason, not a failure.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use mail_parser::{Message, MessageParser, MimeHeaders as _};
use tidegate_core::digest::Digest;

use super::Aside;
use crate::openpgp::{NotOpened, OwnKey, Recipient, SignedBy, cleartext, detached, opened};

/// The longest text that is taken into a report, in characters; the whole message is kept besides.
const TEXT: usize = 90_000;
/// How many keys, files and answered messages are looked at.
const MOST: usize = 50;
/// How a message begins that was encrypted within a text.
const ENCRYPTED: &str = "-----BEGIN PGP MESSAGE-----";
/// How it ends.
const ENCRYPTED_END: &str = "-----END PGP MESSAGE-----";
/// How a text begins that is signed in the clear.
const SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
/// How a public key begins.
const KEY: &[u8] = b"-----BEGIN PGP PUBLIC KEY BLOCK-----";

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

/// A message that was taken apart.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// What it is called.
    pub id: String,
    /// The mail address of whoever sent it.
    pub from: String,
    /// The line above it.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// What goes with it.
    pub files: Vec<Enclosed>,
    /// The messages that it answers.
    pub answers: Vec<String>,
    /// Whether a machine wrote it by itself.
    pub automatic: bool,
    /// Whether it was encrypted to the office.
    pub encrypted: bool,
    /// Who signed it.
    pub signed: SignedBy,
    /// The key to which it can be answered: the one it was signed with, else one that came with it.
    pub key: Option<Recipient>,
}

impl Parsed {
    /// What it is known by: its name with what it says, and not the way that it came.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let files = self.files.iter().map(|file| Digest::of(&file.bytes).to_string());
        let files: Vec<String> = files.collect();
        let parts = [&self.id, &self.from, &self.subject, &self.text, &files.join(",")];
        Digest::of(parts.map(String::as_str).join("\0").as_bytes())
    }
}

/// Content with what OpenPGP says of it.
struct Inner {
    subject: Option<String>,
    text: String,
    files: Vec<Enclosed>,
    keys: Vec<Vec<u8>>,
    encrypted: bool,
    signed: SignedBy,
}

/// Takes a message apart; what was encrypted is opened with the office's own keys.
///
/// # Errors
/// Why it is no message that can be taken.
pub fn parse(raw: &[u8], own: &[OwnKey], at: Timestamp) -> Result<Parsed, Aside> {
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
    // The first look finds the keys that came with it, the second asks whether one of them signed it.
    let first = inner(&message, own, &[])?;
    let mut keys: Vec<Recipient> = Vec::new();
    for bytes in first.keys.iter().take(MOST) {
        keys.extend(Recipient::read(bytes, at).ok());
    }
    let inner = if keys.is_empty() { first } else { inner(&message, own, &keys)? };
    let signer = match &inner.signed {
        SignedBy::Key(fingerprint) => keys.iter().find(|key| key.fingerprint() == *fingerprint),
        SignedBy::Nobody | SignedBy::Unproven => None,
    };
    let key = signer.or_else(|| keys.first()).cloned();
    let subject = inner.subject.or_else(|| message.subject().map(|text| line(text, 300)));
    let ids = [message.in_reply_to(), message.references()].into_iter().flat_map(|header| {
        header.as_text_list().map(<[_]>::to_vec).unwrap_or_default().into_iter()
    });
    Ok(Parsed {
        id: message.message_id().map(|id| line(id, 500)).unwrap_or_default(),
        from,
        subject: subject.unwrap_or_default(),
        text: cut(&inner.text),
        files: inner.files,
        answers: ids.take(MOST).map(|id| line(&id, 500)).collect(),
        automatic,
        encrypted: inner.encrypted,
        signed: inner.signed,
        key,
    })
}

/// Whether a machine wrote it by itself (RFC 3834, RFC 2919), or it is a bounce.
fn automatic(message: &Message<'_>) -> bool {
    let header =
        |name: &'static str| message.header_raw(name).map(|value| value.trim().to_lowercase());
    let submitted = header("Auto-Submitted").is_some_and(|value| !value.starts_with("no"));
    let precedence = header("Precedence");
    let bulk = precedence.is_some_and(|value| ["bulk", "junk", "list"].contains(&value.as_str()));
    let list =
        ["List-Id", "List-Unsubscribe", "List-Post"].iter().any(|name| header(name).is_some());
    let bounce = header("Return-Path").is_some_and(|value| value == "<>");
    let report = message.is_content_type("multipart", "report");
    submitted || bulk || list || bounce || report
}

fn inner(message: &Message<'_>, own: &[OwnKey], known: &[Recipient]) -> Result<Inner, Aside> {
    if message.is_content_type("multipart", "encrypted") {
        let holds = |part: &&mail_parser::MessagePart<'_>| {
            let bytes = part.contents().trim_ascii_start();
            bytes.starts_with(ENCRYPTED.as_bytes())
        };
        let part = message.parts.iter().find(holds).ok_or(Aside::Damaged)?;
        let found = opened(part.contents(), own, known).map_err(aside)?;
        let within = MessageParser::default().parse(&found.bytes).ok_or(Aside::Damaged)?;
        let signed = match found.signed {
            SignedBy::Nobody => beside(&within, known),
            signed => signed,
        };
        let keys = autocrypt(message);
        let mut inner = plain(&within, own, known)?;
        inner.keys.extend(keys);
        return Ok(Inner { encrypted: true, signed, ..inner });
    }
    let signed = beside(message, known);
    let mut inner = plain(message, own, known)?;
    inner.keys.extend(autocrypt(message));
    Ok(match inner.signed {
        SignedBy::Nobody => Inner { signed, ..inner },
        SignedBy::Key(_) | SignedBy::Unproven => inner,
    })
}

/// Who made the signature that stands beside the first part (RFC 3156, section 5).
fn beside(message: &Message<'_>, known: &[Recipient]) -> SignedBy {
    if !message.is_content_type("multipart", "signed") {
        return SignedBy::Nobody;
    }
    let signature =
        message.parts.iter().find(|part| part.is_content_type("application", "pgp-signature"));
    let (Some(over), Some(signature)) = (message.parts.get(1), signature) else {
        return SignedBy::Nobody;
    };
    let (start, end) = (over.offset_header as usize, over.offset_end as usize);
    let Some(bytes) = message.raw_message.get(start..end) else { return SignedBy::Unproven };
    // The line before the boundary belongs to the boundary, and lines end as they do on the way (RFC 3156, section 5).
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\n', "\r\n");
    let over = text.strip_suffix("\r\n").unwrap_or(&text);
    match detached(signature.contents(), over.as_bytes(), known) {
        SignedBy::Unproven => detached(signature.contents(), text.as_bytes(), known),
        signed => signed,
    }
}

/// Text and files of a message that is not encrypted as a whole.
fn plain(message: &Message<'_>, own: &[OwnKey], known: &[Recipient]) -> Result<Inner, Aside> {
    let bodies =
        (0..message.text_body_count().min(MOST)).filter_map(|place| message.body_text(place));
    let text = bodies.collect::<Vec<_>>().join("\n\n");
    let (mut files, mut keys) = (Vec::new(), Vec::new());
    for part in message.attachments().take(MOST) {
        let bytes = part.contents();
        if bytes.trim_ascii_start().starts_with(KEY)
            || part.is_content_type("application", "pgp-keys")
        {
            keys.push(bytes.to_vec());
        }
        if !part.is_content_type("application", "pgp-signature") {
            files.push(enclosed(part, files.len()));
        }
    }
    let subject = message.subject().map(|text| line(text, 300));
    let (encrypted, signed) = (false, SignedBy::Nobody);
    let inner = Inner { subject, text, files, keys, encrypted, signed };
    within_text(inner, own, known)
}

fn enclosed(part: &mail_parser::MessagePart<'_>, place: usize) -> Enclosed {
    let path = |c: char| if matches!(c, '/' | '\\' | ':') { '_' } else { c };
    let name: String = part.attachment_name().map(|name| line(name, 200)).unwrap_or_default();
    let name: String = name.chars().map(path).collect();
    let name = match name.trim_matches(['.', ' ']) {
        "" => format!("part-{}", place + 1),
        _ => name,
    };
    let token = |text: &str| {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b);
        !text.is_empty() && text.len() <= 100 && text.bytes().all(allowed)
    };
    let kind = part.content_type().and_then(|kind| {
        let (first, second) = (kind.c_type.as_ref(), kind.c_subtype.as_deref()?);
        (token(first) && token(second)).then(|| format!("{first}/{second}").to_lowercase())
    });
    let kind = kind.unwrap_or_else(|| "application/octet-stream".to_owned());
    Enclosed { name, kind, bytes: part.contents().to_vec() }
}

/// What was encrypted or signed within the text itself.
fn within_text(inner: Inner, own: &[OwnKey], known: &[Recipient]) -> Result<Inner, Aside> {
    let text = &inner.text;
    if let (Some(start), Some(end)) = (text.find(ENCRYPTED), text.find(ENCRYPTED_END)) {
        let end = end + ENCRYPTED_END.len();
        let armour = text.get(start..end).ok_or(Aside::Damaged)?;
        let found = opened(armour.as_bytes(), own, known).map_err(aside)?;
        let within = String::from_utf8_lossy(&found.bytes).into_owned();
        let (before, after) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
        let text = format!("{before}{within}{after}");
        return Ok(Inner { text, encrypted: found.encrypted, signed: found.signed, ..inner });
    }
    if let Some(start) = text.find(SIGNED) {
        let found = cleartext(text.get(start..).unwrap_or_default(), known);
        if let Ok(found) = found {
            let text = String::from_utf8_lossy(&found.bytes).into_owned();
            return Ok(Inner { text, signed: found.signed, ..inner });
        }
        return Ok(Inner { signed: SignedBy::Unproven, ..inner });
    }
    Ok(inner)
}

fn aside(not: NotOpened) -> Aside {
    match not {
        NotOpened::Damaged => Aside::Damaged,
        NotOpened::NotForUs => Aside::NotForUs,
        NotOpened::TooLong => Aside::TooLong,
    }
}

/// The key of the header Autocrypt.
fn autocrypt(message: &Message<'_>) -> Option<Vec<u8>> {
    let header = message.header_raw("Autocrypt")?;
    let data = header.split(';').find_map(|part| part.trim().strip_prefix("keydata="))?;
    let packed: String = data.split_whitespace().collect();
    STANDARD.decode(packed).ok()
}

/// One line of a text, without control characters, at most so many characters.
fn line(text: &str, most: usize) -> String {
    let fits = |c: char| if c.is_control() { ' ' } else { c };
    text.trim().chars().take(most).map(fits).collect()
}

/// A text without control characters but those that lay out lines, at most [`TEXT`] characters.
fn cut(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    kept.take(TEXT).collect::<String>().trim().to_owned()
}
