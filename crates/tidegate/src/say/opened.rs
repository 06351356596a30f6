//! Content and messages that were opened or written, in the form in which they are told.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::item::ContentClass;

use super::recorded::DecisionPlace;
use super::told::Told;

/// What the gate answered to the wish to open content, and the content if it let it out.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OpenedTold {
    /// The version of this form.
    pub version: u32,
    /// The answer of the gate.
    pub answer: Told,
    /// Where the decision was recorded.
    pub recorded: DecisionPlace,
    /// Each item; none where the gate keeps it shut.
    pub contents: Vec<OpenedItem>,
}

/// An item with its content: as text where it is one, else in base64. It was written by somebody else.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OpenedItem {
    /// The item.
    pub item: String,
    /// The class of content.
    #[schema(value_type = String)]
    pub class: ContentClass,
    /// The text.
    pub text: Option<String>,
    /// The bytes in base64, where they are no text.
    pub base64: Option<String>,
    /// The file, where it is one: it is fetched by itself.
    #[serde(default)]
    pub file: Option<FileTold>,
}

impl OpenedItem {
    /// The content of an item.
    #[must_use]
    pub fn new(item: String, class: ContentClass, bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).ok().filter(|text| printable(text));
        let base64 = text.is_none().then(|| STANDARD.encode(bytes));
        Self { item, class, text: text.map(str::to_owned), base64, file: None }
    }

    /// An item that is a file, without what opens it.
    #[must_use]
    pub fn file(item: String, class: ContentClass, file: FileTold) -> Self {
        Self { item, class, text: None, base64: None, file: Some(file) }
    }
}

/// A file of a case, as it is told to whoever may have it. Name and kind are what its sender said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FileTold {
    /// What its sender calls it.
    pub name: String,
    /// Of which kind it is, as its sender says.
    pub media_type: String,
    /// Its length in bytes.
    pub size: u64,
    /// The digest of the whole, computed as it arrived.
    pub sha256: String,
}

/// So many bytes, as people write it.
#[must_use]
pub fn bytes(size: u64) -> String {
    let of = |unit: u32, name: &str| {
        let (whole, tenth) = (size >> unit, ((size % (1 << unit)) * 10) >> unit);
        format!("{whole}.{tenth} {name}")
    };
    match size {
        0..1024 => format!("{size} B"),
        1024..1_048_576 => of(10, "KiB"),
        1_048_576..1_073_741_824 => of(20, "MiB"),
        _ => of(30, "GiB"),
    }
}

/// Whether a text can be shown as one: no control characters but those that lay out lines.
#[must_use]
pub fn printable(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// The messages of a case. What they say is there where the gate opened them.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MessagesTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// Whether the report was acknowledged.
    pub acknowledged: bool,
    /// The answer of the gate to the wish to read them; none where there are no messages.
    pub answer: Option<Told>,
    /// Where the decision was recorded.
    pub recorded: Option<DecisionPlace>,
    /// Each message in the order in which they were written.
    pub messages: Vec<MessageTold>,
}

/// A message.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MessageTold {
    /// The item that holds what it says.
    pub item: String,
    /// Whether the finder wrote it; else the office did.
    pub from_finder: bool,
    /// By which way it came: `page`, `mail-proven` (signed by the key on record) or `mail-unproven`, which anybody may
    /// have written who knew the finder's address.
    #[serde(default)]
    pub by_way: String,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub written: Timestamp,
    /// When it reached the other; none for one that the gate has not let out.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub arrived: Option<Timestamp>,
    /// When the other first saw it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub seen: Option<Timestamp>,
    /// What it says.
    pub text: Option<String>,
    /// How many bytes it has, where it is a file.
    #[serde(default)]
    pub size: Option<u64>,
    /// The file, where it is one and the gate let the office have it.
    #[serde(default)]
    pub file: Option<FileTold>,
}

/// An answer to the finder that was written or put to the gate again.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RepliedTold {
    /// The version of this form.
    pub version: u32,
    /// The item that holds what it says.
    pub item: String,
    /// Whether it lies on the finder's page now.
    pub sent: bool,
    /// The answer of the gate.
    pub answer: Told,
    /// Where the decision was recorded.
    pub recorded: DecisionPlace,
}

/// Forms with content in them are named and no more where a program is looked at.
macro_rules! unshown {
    ($($form:ident),+) => {$(
        impl std::fmt::Debug for $form {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($form)).finish_non_exhaustive()
            }
        }
    )+};
}

unshown!(OpenedTold, OpenedItem, FileTold, MessagesTold, MessageTold, RepliedTold);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_as_text_and_anything_else_in_base64() {
        let of = |bytes: &[u8]| OpenedItem::new("i".to_owned(), ContentClass::Technical, bytes);
        let text = of("a line\n\tand another\r\n案".as_bytes());
        assert_eq!(text.text.as_deref(), Some("a line\n\tand another\r\n案"));
        assert_eq!(text.base64, None);
        for bytes in [&b"\x1b[31mred"[..], b"a\0b", b"\xff\xfe"] {
            let other = of(bytes);
            assert_eq!(other.text, None);
            assert_eq!(STANDARD.decode(other.base64.unwrap()).unwrap(), bytes);
        }
    }
}
