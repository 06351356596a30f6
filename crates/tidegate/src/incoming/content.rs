//! What a message holds: its text, what goes with it, the keys that come along, and how far it was encrypted and signed.
//!
//! Text of a page (HTML) becomes plain text by the parser's own conversion and is never shown as a page; the page itself
//! stays as a file. *Encrypted* and *signed* are said only of the whole: where something stands in the clear beside what
//! was encrypted or signed, the text shows where that begins and ends, and nothing is said to be proven.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use mail_parser::{Message, MessagePart, MimeHeaders as _};

use super::Aside;
use super::parsed::{Cover, Enclosed, line, unfolded};
use super::wrapped::{self, Wrapped};
use crate::openpgp::{NotOpened, OwnKey, SignedBy, Signers, cleartext, detached, opened};
use crate::words::Voice;

/// How many texts and files a message may have; of one with more nothing would be left out in silence.
const MOST: usize = 50;
/// How a message begins and ends that was encrypted within a text.
const ENCRYPTED: [&str; 2] = ["-----BEGIN PGP MESSAGE-----", "-----END PGP MESSAGE-----"];
/// How a text begins and ends that is signed in the clear.
const SIGNED: [&str; 2] = ["-----BEGIN PGP SIGNED MESSAGE-----", "-----END PGP SIGNATURE-----"];
/// How a public key begins and ends.
const KEY: [&str; 2] =
    ["-----BEGIN PGP PUBLIC KEY BLOCK-----", "-----END PGP PUBLIC KEY BLOCK-----"];

/// A key that came along.
#[derive(Clone)]
pub(super) struct Came {
    /// The key.
    pub(super) bytes: Vec<u8>,
    /// The mail address that the header says it is of (Autocrypt).
    pub(super) address: Option<String>,
    /// Whether it was within what was encrypted to the office.
    pub(super) within: bool,
}

/// Content with what OpenPGP says of it.
pub(super) struct Inner {
    pub(super) subject: Option<String>,
    pub(super) text: String,
    pub(super) files: Vec<Enclosed>,
    pub(super) keys: Vec<Came>,
    pub(super) cover: Cover,
    pub(super) signed: SignedBy,
    /// When it was signed, where that is proven.
    pub(super) made: Option<Timestamp>,
    /// Whether the title stands within what was encrypted or signed.
    pub(super) covered: bool,
}

/// What content is opened and proven with.
#[derive(Clone, Copy)]
pub(super) struct Keys<'k> {
    pub(super) own: &'k [OwnKey],
    pub(super) signers: Signers<'k>,
}

/// What a message holds.
pub(super) fn inner(message: &Message<'_>, keys: Keys<'_>) -> Result<Inner, Aside> {
    if message.is_content_type("multipart", "encrypted") {
        let [_, part] = children(message).ok_or(Aside::Damaged)?;
        return closed(message, part, &[], keys);
    }
    if let Some(Wrapped { payload, beside }) = wrapped::wrapped(message) {
        return closed(message, payload, &beside, keys);
    }
    let mut inner = plain(message, keys)?;
    inner.keys.extend(autocrypt(message));
    Ok(match inner.signed {
        SignedBy::Nobody => with_signature_beside(inner, message, keys.signers),
        SignedBy::Key(_) | SignedBy::Unproven => inner,
    })
}

/// A message that is encrypted as a whole (RFC 3156, section 4): one part holds everything. What a gateway put beside it is
/// in the clear, and marked so.
fn closed(
    message: &Message<'_>,
    payload: &MessagePart<'_>,
    outside: &[&MessagePart<'_>],
    keys: Keys<'_>,
) -> Result<Inner, Aside> {
    let found = opened(payload.contents(), keys.own, keys.signers).map_err(aside)?;
    let within = unfolded(&found.bytes)?;
    let mut inner = plain(&within, keys)?;
    // What stands in the same part is covered by all that the part is.
    inner.covered = inner.subject.is_some();
    inner.keys.extend(autocrypt(&within));
    for came in &mut inner.keys {
        came.within = found.encrypted;
    }
    inner.keys.extend(autocrypt(message));
    inner = match (&found.signed, &inner.signed) {
        (SignedBy::Nobody, SignedBy::Nobody) => with_signature_beside(inner, &within, keys.signers),
        // A text signed within says nothing of the title.
        (SignedBy::Nobody, _) => Inner { covered: false, ..inner },
        (signed, _) => Inner { signed: signed.clone(), made: found.made, ..inner },
    };
    // What it calls itself does not count: it is encrypted only if it was found so.
    let cover = if found.encrypted { Cover::Whole } else { inner.cover };
    Ok(wrapped::with_outside(Inner { cover, ..inner }, outside))
}

/// The two parts of a message that has exactly two.
fn children<'m>(message: &'m Message<'_>) -> Option<[&'m MessagePart<'m>; 2]> {
    let [first, second] = message.parts.first()?.sub_parts()? else { return None };
    let part = |id: &u32| message.parts.get(usize::try_from(*id).ok()?);
    Some([part(first)?, part(second)?])
}

/// The same with who made the signature that stands beside the one part that it is over (RFC 3156, section 5). Its title
/// counts as signed only where it stands in that part (RFC 9788).
fn with_signature_beside(inner: Inner, message: &Message<'_>, signers: Signers<'_>) -> Inner {
    let (signed, made, title) = beside(message, signers);
    if !matches!(signed, SignedBy::Key(_)) {
        return Inner { signed, ..inner };
    }
    let covered = title.is_some();
    Inner { signed, made, covered, subject: title.or(inner.subject), ..inner }
}

fn beside(
    message: &Message<'_>,
    signers: Signers<'_>,
) -> (SignedBy, Option<Timestamp>, Option<String>) {
    if !message.is_content_type("multipart", "signed") {
        return (SignedBy::Nobody, None, None);
    }
    let unproven = (SignedBy::Unproven, None, None);
    // Of a third part nobody would have signed anything.
    let Some([over, signature]) = children(message) else { return unproven };
    if !signature.is_content_type("application", "pgp-signature") {
        return unproven;
    }
    let (start, end) = (over.offset_header as usize, over.offset_end as usize);
    let Some(bytes) = message.raw_message.get(start..end) else { return unproven };
    // The line before the boundary belongs to the boundary, and lines end as they do on the way (RFC 3156, section 5).
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\n', "\r\n");
    let over = text.strip_suffix("\r\n").unwrap_or(&text);
    let (signed, made) = match detached(signature.contents(), over.as_bytes(), signers) {
        (SignedBy::Unproven, _) => detached(signature.contents(), text.as_bytes(), signers),
        signed => signed,
    };
    (signed, made, title_of(over))
}

/// The title in the head of a part.
fn title_of(part: &str) -> Option<String> {
    let (head, _) = part.split_once("\r\n\r\n")?;
    let head = format!("{head}\r\n\r\n");
    let read = mail_parser::MessageParser::default().parse_headers(head.as_bytes())?;
    read.subject().map(|text| line(text, 300))
}

/// Text and files of a message that is not encrypted as a whole.
fn plain(message: &Message<'_>, keys: Keys<'_>) -> Result<Inner, Aside> {
    if message.text_body_count() > MOST || message.attachment_count() > MOST {
        return Err(Aside::ManyParts);
    }
    let bodies = (0..message.text_body_count()).filter_map(|place| message.body_text(place));
    let text = bodies.collect::<Vec<_>>().join("\n\n");
    let (mut files, mut came) = (Vec::new(), Vec::new());
    for part in message.attachments() {
        if let Some(bytes) = key_of(part) {
            came.push(Came { bytes: bytes.to_vec(), address: None, within: false });
        } else if !part.is_content_type("application", "pgp-signature") {
            files.push(enclosed(part, files.len()));
        }
    }
    for part in message.html_bodies().filter(|part| part.is_text_html()).take(MOST) {
        if found(part.text_contents().unwrap_or_default(), KEY).is_some() {
            continue;
        }
        let (name, kind) = ("message.html".to_owned(), "text/html".to_owned());
        files.push(Enclosed { name, kind, bytes: part.contents().to_vec() });
    }
    let subject = message.subject().map(|text| line(text, 300));
    let (cover, signed) = (Cover::Open, SignedBy::Nobody);
    let inner =
        Inner { subject, text, files, keys: came, cover, signed, made: None, covered: false };
    Ok(without_keys(within_text(inner, keys)?))
}

/// The key that a part is: by what it calls itself, or by how it begins where its name is that of a key.
pub(super) fn key_of<'m>(part: &'m MessagePart<'_>) -> Option<&'m [u8]> {
    let bytes = part.contents();
    let armour = KEY[0].as_bytes();
    if bytes.trim_ascii_start().starts_with(armour)
        || part.is_content_type("application", "pgp-keys")
    {
        return Some(bytes);
    }
    let name = part.attachment_name()?.to_lowercase();
    if ![".asc", ".gpg", ".pgp", ".key"].iter().any(|end| name.ends_with(end)) {
        return None;
    }
    // The tag of a public key (RFC 9580, section 4.2), in the old form and in the new one.
    if matches!(bytes.first(), Some(0x98..=0x9b | 0xc6)) {
        return Some(bytes);
    }
    let start = bytes.windows(armour.len()).position(|one| one == armour)?;
    bytes.get(start..)
}

pub(super) fn enclosed(part: &MessagePart<'_>, place: usize) -> Enclosed {
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

/// Where something stands in a text: from its first line to its last.
fn found(text: &str, [begin, end]: [&str; 2]) -> Option<(usize, usize)> {
    let start = text.find(begin)?;
    let rest = text.get(start..)?;
    Some((start, start + rest.find(end)? + end.len()))
}

/// What was encrypted or signed within the text itself.
fn within_text(inner: Inner, keys: Keys<'_>) -> Result<Inner, Aside> {
    if let Some(place) = found(&inner.text, ENCRYPTED) {
        let armour = inner.text.get(place.0..place.1).ok_or(Aside::Damaged)?;
        let opened = opened(armour.as_bytes(), keys.own, keys.signers).map_err(aside)?;
        let says = (opened.encrypted, opened.signed, opened.made);
        return Ok(put_in(inner, place, &opened.bytes, says));
    }
    let begun = inner.text.contains(SIGNED[0]);
    let read = found(&inner.text, SIGNED).and_then(|place| {
        let signed = inner.text.get(place.0..place.1)?;
        Some((place, cleartext(signed, keys.signers).ok()?))
    });
    match read {
        Some((place, read)) => {
            Ok(put_in(inner, place, &read.bytes, (false, read.signed, read.made)))
        }
        None if begun => Ok(Inner { signed: SignedBy::Unproven, ..inner }),
        None => Ok(inner),
    }
}

/// The content in the place of its armour. Where anything stands beside it, or goes with it, that was neither encrypted
/// nor signed: so it is marked where the content begins and ends.
fn put_in(
    inner: Inner,
    (start, end): (usize, usize),
    content: &[u8],
    (encrypted, signed, made): (bool, SignedBy, Option<Timestamp>),
) -> Inner {
    let content = String::from_utf8_lossy(content);
    let before = inner.text.get(..start).unwrap_or_default();
    let after = inner.text.get(end..).unwrap_or_default();
    let keys_only = |text: &str| match found(text, KEY) {
        Some((start, end)) => {
            let rest = [text.get(..start), text.get(end..)];
            rest.into_iter().flatten().all(|rest| rest.trim().is_empty())
        }
        None => text.trim().is_empty(),
    };
    if keys_only(before) && keys_only(after) && inner.files.is_empty() {
        let cover = if encrypted { Cover::Whole } else { inner.cover };
        let text = format!("{before}{content}{after}");
        return Inner { text, cover, signed, made, ..inner };
    }
    let text = marked(before, &content, after, encrypted);
    let cover = if encrypted { Cover::Part } else { inner.cover };
    let signed = match signed {
        SignedBy::Nobody => SignedBy::Nobody,
        SignedBy::Key(_) | SignedBy::Unproven => SignedBy::Unproven,
    };
    Inner { text, cover, signed, ..inner }
}

/// A text with marks where what was encrypted or signed begins and ends.
pub(super) fn marked(before: &str, content: &str, after: &str, encrypted: bool) -> String {
    let [from, to] = match encrypted {
        true => ["mail-encrypted-from", "mail-encrypted-to"].map(in_both),
        false => ["mail-signed-from", "mail-signed-to"].map(in_both),
    };
    format!("{before}\n[{from}]\n{content}\n[{to}]\n{after}")
}

/// A text in both languages, for what is written into a text of others.
pub(super) fn in_both(id: &str) -> String {
    let words = Voice::in_both(|voice| voice.say(id));
    format!("{} / {}", words.en, words.zh)
}

/// The same with the keys of its text among the keys, and not in the text: a key names its owner.
fn without_keys(mut inner: Inner) -> Inner {
    while let Some((start, end)) = found(&inner.text, KEY) {
        let bytes = inner.text.get(start..end).unwrap_or_default().as_bytes().to_vec();
        // It may have stood beside what was encrypted within the text.
        inner.keys.push(Came { bytes, address: None, within: false });
        inner.text.replace_range(start..end, "");
    }
    inner
}

fn aside(not: NotOpened) -> Aside {
    match not {
        NotOpened::Damaged => Aside::Damaged,
        NotOpened::NotForUs => Aside::NotForUs,
        NotOpened::TooLong | NotOpened::TooMany => Aside::TooCostly,
    }
}

/// The key of the header Autocrypt, and of which address it says it is.
fn autocrypt(message: &Message<'_>) -> Option<Came> {
    let header = message.header_raw("Autocrypt")?;
    let part = |name: &str| header.split(';').find_map(|part| part.trim().strip_prefix(name));
    let packed: String = part("keydata=")?.split_whitespace().collect();
    let bytes = STANDARD.decode(packed).ok()?;
    let address = part("addr=").map(|address| line(address, 254));
    Some(Came { bytes, address, within: false })
}
