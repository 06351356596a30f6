//! Declarations in the form in which they are told: versioned, in both languages.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::declaration::{Declaration, IsOwed, Keeps};
use tidegate_core::receipt::Receipt;
use tidegate_law::AnswerKind;

use super::rule::{FactTold, RuleTold, UnknownTold};
use super::told::Told;

/// The registers of an office, by their words.
pub const REGISTERS: [&str; 3] = ["data", "products", "encryption"];

/// The declarations of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DeclarationsTold {
    /// The version of this form.
    pub version: u32,
    /// The register: `data`, `products` or `encryption`.
    pub register: String,
    /// The declarations, the latest first; those that were replaced too.
    pub declarations: Vec<DeclarationListed>,
}

/// A declaration in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DeclarationListed {
    /// Its file.
    pub declaration: String,
    /// The neutral handle of its file.
    pub handle: String,
    /// What it is about.
    pub title: String,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The worst of the answers; none where the book has nothing to say of it.
    #[schema(value_type = Option<String>)]
    pub answer: Option<AnswerKind>,
    /// The file of the declaration that replaced it.
    pub replaced_by: Option<String>,
}

/// A declaration, or what the book would answer to one.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DeclaredTold {
    /// The version of this form.
    pub version: u32,
    /// What is declared.
    #[schema(value_type = serde_json::Value)]
    pub declaration: Declaration,
    /// The facts that were declared, as `name=value`.
    pub facts: Vec<String>,
    /// The worst of the answers; none where the book has nothing to say of it.
    #[schema(value_type = Option<String>)]
    pub answer: Option<AnswerKind>,
    /// What the book answers to each question, with the articles.
    pub answers: Vec<Told>,
    /// The duties that it has to do with; none but for a filing about encryption.
    #[serde(default)]
    pub duties: Vec<DutyBesideTold>,
    /// The digest of the book that was asked.
    pub book: String,
    /// Where it is on record; nothing where it was only asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<DeclarationPlace>,
}

/// A duty that a declaration has to do with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DutyBesideTold {
    /// The duty, with the facts on which it is owed where it is.
    pub rule: RuleTold,
    /// Whether it is owed: `yes`, `open`, `no`, or `off` where it is a house rule that the office has not switched on.
    #[schema(value_type = String)]
    pub owed: IsOwed,
    /// The facts that decide it and are not known.
    pub unknown: Vec<UnknownTold>,
    /// The facts each of which keeps it from being owed.
    pub because: Vec<FactTold>,
}

/// Where a declaration is on record.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DeclarationPlace {
    /// Its file.
    pub declaration: String,
    /// The neutral handle of its file.
    pub handle: String,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who decided.
    pub decided_by: String,
    /// Why.
    pub reasons: Option<String>,
    /// Whether the book in use answers as it was answered then.
    pub same_today: bool,
    /// The file of the declaration that it replaces.
    pub replaces: Option<String>,
    /// The file of the declaration that replaced it.
    pub replaced_by: Option<String>,
    /// The receipt; it proves `document`.
    #[schema(value_type = serde_json::Value)]
    pub receipt: Receipt,
    /// The bytes that the receipt proves, as text.
    pub document: String,
}

/// The name of a register, as a message.
#[must_use]
pub fn register(word: &str) -> &'static str {
    match word {
        "data" => "declare-register-data",
        "products" => "declare-register-products",
        _ => "declare-register-encryption",
    }
}

/// The name of a field, as a message.
#[must_use]
pub fn field(field: &str) -> &'static str {
    match field {
        "name" => "declare-field-name",
        "keeps" => "declare-field-keeps",
        "place" => "declare-field-place",
        "goes_abroad" => "declare-field-goes-abroad",
        "maker" => "declare-field-maker",
        "origin" => "declare-field-origin",
        "certificate" => "declare-field-certificate",
        "no_domestic" => "declare-field-no-domestic",
        "product" => "declare-field-product",
        "version" => "declare-field-version",
        "algorithms" => "declare-field-algorithms",
        "key_lengths" => "declare-field-key-lengths",
        "key_management" => "declare-field-key-management",
        "documented_at" => "declare-field-documented-at",
        "reasons" => "declare-field-reasons",
        _ => "declare-field-decided-by",
    }
}

/// What sort of a place data are kept in, as a message.
#[must_use]
pub fn keeps(keeps: Keeps) -> &'static str {
    match keeps {
        Keeps::Store => "declare-keeps-store",
        Keeps::Backup => "declare-keeps-backup",
        Keeps::Replica => "declare-keeps-replica",
    }
}

/// Whether a duty is owed that a declaration has to do with, as a message.
#[must_use]
pub fn owed(owed: IsOwed) -> &'static str {
    match owed {
        IsOwed::Yes => "declare-owed-yes",
        IsOwed::Open => "declare-owed-open",
        IsOwed::No => "declare-owed-no",
        IsOwed::Off => "declare-owed-off",
    }
}

/// The answer as the register says it: for a product that is bought in its own three words, for a filing about encryption
/// as what it is, a filing that nothing forbids.
#[must_use]
pub fn answer(register: &str, answer: Option<AnswerKind>) -> &'static str {
    match (answer, register) {
        (None, _) => "declare-answer-none",
        (Some(AnswerKind::Permit), "encryption") => "declare-answer-not-forbidden",
        (Some(AnswerKind::Permit), _) => "declare-answer-allowed",
        (Some(AnswerKind::PermitIf), "products") => "declare-answer-only-if",
        (Some(AnswerKind::PermitIf), _) => "declare-answer-if",
        (Some(AnswerKind::Refuse), _) => "declare-answer-refused",
        (Some(AnswerKind::Escalate | AnswerKind::Conflict), _) => "declare-answer-person",
    }
}
