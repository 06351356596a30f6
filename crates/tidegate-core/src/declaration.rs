//! What an office puts on record about itself, outside any report: where it keeps data, what product it buys, how the
//! encryption of a product works.
//!
//! A declaration is put to the book when it is made. The questions, the answers with their grounds, and the digest of
//! the book stand in the record beside it, so that each can be asked again as of its day. A later declaration replaces an
//! earlier one in the lists; the earlier stays on the log. No declaration holds a secret: a text that looks like a key is
//! refused before anything is recorded.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tidegate_law::{AnswerKind, FactName, FactValue, RuleId};

use crate::act::Act;
use crate::digest::{Digest, NotCanonical, canonical};
use crate::id::CaseId;
use crate::place::Jurisdiction;

mod secret;

/// The longest line of a declaration, in characters.
pub const LINE: usize = 300;
/// The longest text of a declaration, in characters.
pub const TEXT: usize = 4_000;

/// What is declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "register", rename_all = "snake_case", deny_unknown_fields)]
pub enum Declaration {
    /// Where data are kept.
    Data(DataKept),
    /// A product that is bought.
    Product(ProductBought),
    /// How the encryption of a product works.
    Encryption(EncryptionFiled),
}

/// Where data are kept, and whether they go abroad from there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataKept {
    /// What the place is called, such as the name of a database.
    pub name: String,
    /// What is kept there.
    pub keeps: Keeps,
    /// Where it is.
    pub place: Jurisdiction,
    /// Whether what is kept there goes on to somebody abroad.
    pub goes_abroad: bool,
}

/// What sort of a place data are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeps {
    /// Where they are worked with.
    Store,
    /// A backup.
    Backup,
    /// A replica.
    Replica,
}

/// A product that is bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductBought {
    /// The product, with its model.
    pub name: String,
    /// Who makes it.
    pub maker: String,
    /// Where it is made.
    pub origin: Jurisdiction,
    /// Its certificate or test report, by number; none where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// Why no domestic product serves, where that is the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_domestic: Option<String>,
}

/// How the encryption of a product works: never a key, a secret parameter or source code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EncryptionFiled {
    /// The product, with its model.
    pub product: String,
    /// Its version.
    pub version: String,
    /// The algorithms.
    pub algorithms: String,
    /// The lengths of keys.
    pub key_lengths: String,
    /// How keys are managed.
    pub key_management: String,
    /// Where it is documented.
    pub documented_at: String,
    /// The certificate or test report of its cryptography, by number; none where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}

/// A question of a declaration to the book, with what it answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Put {
    /// The act that was asked about.
    pub act: Act,
    /// To whom, a value of `recipient`, where the act has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<FactValue>,
    /// The facts, as they were declared.
    pub facts: BTreeMap<FactName, FactValue>,
    /// The answer.
    pub answer: AnswerKind,
    /// The rules that it rests on.
    pub grounds: Vec<RuleId>,
}

/// A duty that a declaration has to do with, and whether it was owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyPut {
    /// The duty.
    pub rule: RuleId,
    /// Whether it was owed.
    pub owed: IsOwed,
}

/// Whether a duty is owed that a declaration has to do with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IsOwed {
    /// It is owed.
    Yes,
    /// It depends on what is not known.
    Open,
    /// It is not owed, as the facts stand.
    No,
    /// It is a house rule, and the office has not switched it on.
    Off,
}

/// What is on record of a declaration: the event of its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// What was declared.
    pub declaration: Declaration,
    /// What was asked of the book, and what it answered.
    pub put: Vec<Put>,
    /// The duties that it has to do with, with what the book said of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyPut>,
    /// The digest of the book.
    pub book: String,
    /// Who decided, by name.
    pub decided_by: String,
    /// Why; needed where the book leaves it to a named person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<String>,
    /// The declaration that this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<CaseId>,
}

/// Why something cannot be declared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDeclared {
    /// A field is empty.
    #[error("`{0}` is empty; fill it in")]
    Empty(&'static str),
    /// A field is too long.
    #[error("`{0}` is longer than {1} characters; shorten it")]
    TooLong(&'static str, usize),
    /// A field holds what looks like a key.
    #[error(
        "`{0}` holds what looks like a key; a declaration holds no secrets, say where it is documented"
    )]
    Secret(&'static str),
    /// The book leaves it to a person, and none gives reasons.
    #[error("the answer is `{}`: a named person decides and gives reasons", answer_word(*.0))]
    Unreasoned(AnswerKind),
}

fn answer_word(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Permit => "permit",
        AnswerKind::PermitIf => "permit if",
        AnswerKind::Refuse => "refuse",
        AnswerKind::Escalate => "escalate",
        AnswerKind::Conflict => "conflict",
    }
}

impl Declaration {
    /// The word for its register.
    pub fn register(&self) -> &'static str {
        match self {
            Self::Data(_) => "data",
            Self::Product(_) => "products",
            Self::Encryption(_) => "encryption",
        }
    }

    /// What it is about, in a line of a list.
    pub fn title(&self) -> String {
        match self {
            Self::Data(data) => data.name.clone(),
            Self::Product(product) => format!("{} · {}", product.name, product.maker),
            Self::Encryption(filed) => format!("{} {}", filed.product, filed.version),
        }
    }

    /// Its texts by their fields, with the longest each may be; those that may be left out only where they are there.
    pub fn texts(&self) -> Vec<(&'static str, &str, usize)> {
        match self {
            Self::Data(data) => vec![("name", &data.name, LINE)],
            Self::Product(product) => {
                let mut texts = vec![("name", product.name.as_str(), LINE)];
                texts.push(("maker", &product.maker, LINE));
                texts.extend(
                    product.certificate.iter().map(|it| ("certificate", it.as_str(), LINE)),
                );
                texts.extend(
                    product.no_domestic.iter().map(|it| ("no_domestic", it.as_str(), TEXT)),
                );
                texts
            }
            Self::Encryption(filed) => {
                let mut texts = vec![
                    ("product", filed.product.as_str(), LINE),
                    ("version", &filed.version, LINE),
                    ("algorithms", &filed.algorithms, TEXT),
                    ("key_lengths", &filed.key_lengths, TEXT),
                    ("key_management", &filed.key_management, TEXT),
                    ("documented_at", &filed.documented_at, TEXT),
                ];
                texts.extend(filed.certificate.iter().map(|it| ("certificate", it.as_str(), LINE)));
                texts
            }
        }
    }

    /// Whether it may be put to the book and recorded: nothing is empty or too long, and nothing is a secret.
    ///
    /// # Errors
    /// [`NotDeclared`] for the first thing that is wrong with it.
    pub fn check(&self) -> Result<(), NotDeclared> {
        self.texts().into_iter().try_for_each(|(field, text, most)| fits(field, text, most))
    }

    /// The bytes that a receipt proves.
    ///
    /// # Errors
    /// [`NotCanonical`] does not occur: every part has a canonical form.
    pub fn canonical(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical(self)
    }

    /// The digest of those bytes.
    ///
    /// # Errors
    /// As [`Declaration::canonical`].
    pub fn digest(&self) -> Result<Digest, NotCanonical> {
        Ok(Digest::of(&self.canonical()?))
    }
}

impl Declared {
    /// Whether it may be recorded.
    ///
    /// # Errors
    /// [`NotDeclared`] for the first thing that is wrong with it.
    pub fn check(&self) -> Result<(), NotDeclared> {
        self.declaration.check()?;
        fits("decided_by", &self.decided_by, LINE)?;
        if let Some(reasons) = &self.reasons {
            fits("reasons", reasons, TEXT)?;
        }
        let left = |put: &&Put| !matches!(put.answer, AnswerKind::Permit | AnswerKind::Refuse);
        match (self.put.iter().find(left), &self.reasons) {
            (Some(put), None) => Err(NotDeclared::Unreasoned(put.answer)),
            _ => Ok(()),
        }
    }

    /// The worst of the answers; none where the book has nothing to say of it.
    pub fn answer(&self) -> Option<AnswerKind> {
        worst(&self.put)
    }
}

/// The worst of the answers to some questions; none where nothing was asked.
pub fn worst<'p>(put: impl IntoIterator<Item = &'p Put>) -> Option<AnswerKind> {
    let rank = |kind: &AnswerKind| match kind {
        AnswerKind::Permit => 0,
        AnswerKind::PermitIf => 1,
        AnswerKind::Escalate => 2,
        AnswerKind::Conflict => 3,
        AnswerKind::Refuse => 4,
    };
    put.into_iter().map(|put| put.answer).max_by_key(rank)
}

/// Whether the text of a field may stand in it.
fn fits(field: &'static str, text: &str, most: usize) -> Result<(), NotDeclared> {
    if text.trim().is_empty() {
        return Err(NotDeclared::Empty(field));
    }
    if text.chars().nth(most).is_some() {
        return Err(NotDeclared::TooLong(field, most));
    }
    if secret::is_in(field, text) { Err(NotDeclared::Secret(field)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed() -> Declared {
        let declaration = Declaration::Encryption(EncryptionFiled {
            product: "R7 router".into(),
            version: "3.2".into(),
            algorithms: "AES-GCM, ECDH over P-256, SM2, SM4".into(),
            key_lengths: "AES 256 bits, SM4 128 bits".into(),
            key_management: "drawn at the first start, kept in the secure element".into(),
            documented_at: "https://docs.example/r7/cryptography-and-key-management".into(),
            certificate: None,
        });
        let decided_by = "Chen Hua".into();
        Declared {
            declaration,
            put: Vec::new(),
            duties: Vec::new(),
            book: "a book".into(),
            decided_by,
            reasons: None,
            replaces: None,
        }
    }

    fn with(change: impl FnOnce(&mut EncryptionFiled)) -> Result<(), NotDeclared> {
        let mut declared = filed();
        if let Declaration::Encryption(filed) = &mut declared.declaration {
            change(filed);
        }
        declared.check()
    }

    #[test]
    fn a_filing_says_how_it_works_and_holds_no_key() {
        assert_eq!(filed().check(), Ok(()));
        let hex = "00112233445566778899aabbccddeeff";
        for key in [
            hex.to_owned(),
            format!("the key is {hex}."),
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7".to_owned(),
            "-----BEGIN EC PARAMETERS-----".to_owned(),
            "AES key 2b7e1516 28aed2a6 abf71588 09cf4f3c".to_owned(),
            "2b:7e:15:16:28:ae:d2:a6:ab:f7:15:88:09:cf:4f:3c".to_owned(),
            "{ 0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6, 0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c }"
                .to_owned(),
            "2B7E 1516 28AE D2A6 ABF7 1588 09CF 4F3C\n".to_owned(),
            format!("sha256:{hex}{hex}00"),
        ] {
            assert_eq!(
                with(|filed| filed.key_management = key.clone()),
                Err(NotDeclared::Secret("key_management")),
                "{key}"
            );
        }
        let lengths = "128 192 256 384 512 521 1024 2048 3072 4096 8192 1024 2048 3072 4096 8192";
        assert_eq!(with(|filed| filed.key_lengths = lengths.into()), Ok(()));
        let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        for named in ["sha256:", "SHA-256 ", "SHA-256: ", "sha256="] {
            let text = format!("https://docs.example/r7.pdf, {named}{digest}, page 3");
            assert_eq!(with(|filed| filed.documented_at = text.clone()), Ok(()), "{text}");
            // A key that is called a digest stays one where no document is named, and beside a digest.
            let refused = with(|filed| filed.key_management = text.clone());
            assert_eq!(refused, Err(NotDeclared::Secret("key_management")));
            let both = format!("{text} {digest}");
            let refused = with(|filed| filed.documented_at = both);
            assert_eq!(refused, Err(NotDeclared::Secret("documented_at")));
        }
        for text in [digest.to_owned(), format!("sha256:{digest}00"), format!("sha256{digest}")] {
            let refused = with(|filed| filed.documented_at = text.clone());
            assert_eq!(refused, Err(NotDeclared::Secret("documented_at")), "{text}");
        }
        for text in ["a-very-long-name-of-a-document-without-any-number.html", "SHA-256, SHA3-512"]
        {
            assert_eq!(with(|filed| filed.documented_at = text.into()), Ok(()), "{text}");
        }
        assert_eq!(with(|filed| filed.version = " ".into()), Err(NotDeclared::Empty("version")));
        let long = "x ".repeat(TEXT);
        let refused = with(|filed| filed.algorithms = long);
        assert_eq!(refused, Err(NotDeclared::TooLong("algorithms", TEXT)));
    }

    #[test]
    fn where_the_book_leaves_it_to_a_person_reasons_are_given() {
        let put = |answer| Put {
            act: Act::Procure,
            to: None,
            facts: BTreeMap::new(),
            answer,
            grounds: Vec::new(),
        };
        for (answer, needed) in [
            (AnswerKind::Permit, false),
            (AnswerKind::Refuse, false),
            (AnswerKind::PermitIf, true),
            (AnswerKind::Escalate, true),
            (AnswerKind::Conflict, true),
        ] {
            let mut declared =
                Declared { put: vec![put(AnswerKind::Permit), put(answer)], ..filed() };
            assert_eq!(declared.check().is_err(), needed, "{answer:?}");
            declared.reasons = Some("counsel's memorandum".into());
            assert_eq!(declared.check(), Ok(()));
            assert_eq!(declared.answer(), Some(answer));
        }
    }
}
