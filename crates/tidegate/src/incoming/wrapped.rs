//! An encrypted message whose structure a gateway changed on the way, in the two forms that are common.
//!
//! A mailing list puts `multipart/mixed` around it and its own lines beside; Exchange makes `multipart/mixed` of what was
//! `multipart/encrypted`, with an empty text before. Both hold a part that says `application/pgp-encrypted` and one with
//! what was encrypted. Whatever else stands there was in the clear: then the message was encrypted in part, and nothing of
//! it is proven as a whole.

use mail_parser::{Message, MessagePart, MimeHeaders as _};

use super::content::{Came, Inner, enclosed, key_of, marked};
use super::parsed::Cover;
use crate::openpgp::SignedBy;

/// The most parts that are looked at.
const MOST: usize = 50;
/// How what was encrypted begins, in armour.
const ARMOUR: &[u8] = b"-----BEGIN PGP MESSAGE-----";

/// An encrypted message within another one.
pub(super) struct Wrapped<'m> {
    /// What holds everything.
    pub(super) payload: &'m MessagePart<'m>,
    /// What stands beside it.
    pub(super) beside: Vec<&'m MessagePart<'m>>,
}

/// The encrypted message that another one is around, if it is.
pub(super) fn wrapped<'m>(message: &'m Message<'_>) -> Option<Wrapped<'m>> {
    if !message.is_content_type("multipart", "mixed") || message.parts.len() > MOST {
        return None;
    }
    let mut leaves: Vec<&MessagePart<'_>> =
        message.parts.iter().filter(|part| part.sub_parts().is_none()).collect();
    let marks = |part: &&MessagePart<'_>| part.is_content_type("application", "pgp-encrypted");
    let mark = leaves.iter().position(marks)?;
    let holds = |part: &MessagePart<'_>| {
        let armoured = part.contents().trim_ascii_start().starts_with(ARMOUR);
        armoured || part.is_content_type("application", "octet-stream")
    };
    let payload = leaves.iter().skip(mark + 1).position(|part| holds(part))? + mark + 1;
    // From behind, so that the first place stays what it is.
    let found = leaves.remove(payload);
    leaves.remove(mark);
    Some(Wrapped { payload: found, beside: leaves })
}

/// The content with what stood outside of it in the clear, marked so; alone where that is nothing.
pub(super) fn with_outside(mut inner: Inner, outside: &[&MessagePart<'_>]) -> Inner {
    let (mut text, mut something) = (String::new(), false);
    for part in outside {
        if let Some(bytes) = key_of(part) {
            inner.keys.push(Came { bytes: bytes.to_vec(), address: None, within: false });
        } else if let Some(says) = part.text_contents().filter(|_| !part.is_text_html()) {
            text.push_str(says.trim());
            something |= !says.trim().is_empty();
        } else if !part.contents().trim_ascii().is_empty() && !is_blank_page(part) {
            inner.files.push(enclosed(part, inner.files.len()));
            something = true;
        }
    }
    if !something || inner.cover == Cover::Open {
        return inner;
    }
    inner.text = marked("", &inner.text, &text, true);
    inner.cover = Cover::Part;
    inner.made = None;
    if inner.signed != SignedBy::Nobody {
        inner.signed = SignedBy::Unproven;
    }
    inner
}

/// Whether a page (HTML) says nothing.
fn is_blank_page(part: &MessagePart<'_>) -> bool {
    let mut within = false;
    let says = |c: char| match c {
        '<' => {
            within = true;
            false
        }
        '>' => {
            within = false;
            false
        }
        c => !within && !c.is_whitespace(),
    };
    part.is_text_html() && !part.text_contents().unwrap_or_default().chars().any(says)
}
