//! What a filled-in form must keep to: required fields, lengths, and fields that do not go together.

use jiff::Timestamp;
use serde_json::Value;

use super::Moment;
use super::choice::Standing;
use super::draft::{Draft, FileEntry};
use super::fault::FieldFault;
use super::parse::ReportError;
use crate::product::Product;

/// The longest text of a field, in characters.
const LONG: usize = 100_000;
/// The longest name, id or address.
const SHORT: usize = 500;
/// The most entries of a list.
const LIST: usize = 500;
/// The largest file, in bytes.
const FILE: u64 = 1 << 40;

/// Fields that may hold a long text; all others are short.
const PROSE: &[&str] = &[
    "flaw.description",
    "flaw.summary",
    "flaw.impact",
    "flaw.attack",
    "flaw.location",
    "flaw.trigger",
    "flaw.verification",
    "flaw.discovery",
    "flaw.proof_of_concept",
    "flaw.found_evidence",
    "flaw.sensitivity",
    "exploitation.evidence",
    "reach.scope",
    "reach.supply_chain",
    "repair.remedy",
    "repair.workaround",
    "repair.measures_taken",
    "repair.measures_for_users",
    "reporter.pgp_key",
    "elsewhere.answer",
    "product.versions",
    "product.vers",
    "disclosure_plan",
    "confidential",
    "publicity.references",
    "exploitation.references",
];

/// Checks a form that could be read.
pub(super) fn check(draft: &Draft) -> Result<(), ReportError> {
    required("product.name", &draft.product.name)?;
    required("flaw.description", &draft.flaw.description)?;
    draft.elsewhere.iter().try_for_each(|one| required("elsewhere.to", &one.to))?;
    for one in &draft.identifiers {
        required("identifiers.scheme", &one.scheme)?;
        required("identifiers.id", &one.id)?;
    }
    draft.files.iter().try_for_each(file)?;
    lists(draft)?;
    reporter(draft)?;
    if draft.deadline.as_ref().is_some_and(|deadline| !deadline.occurred().is_instant()) {
        return Err(ReportError::field("deadline", FieldFault::NoHour));
    }
    let value = serde_json::to_value(draft).map_err(|error| ReportError::form(&error))?;
    lengths("", &value)
}

impl Draft {
    /// Whether what the report tells as past lies before it arrives.
    ///
    /// # Errors
    /// [`FieldFault::Ahead`] for the first time that lies after `arrival` from its first instant on.
    pub fn arrives_after(&self, arrival: Timestamp) -> Result<(), ReportError> {
        let elsewhere = self.elsewhere.iter().map(|one| ("elsewhere.at", &one.at));
        let told = [
            ("flaw.found_at", &self.flaw.found_at),
            ("exploitation.since", &self.exploitation.since),
        ];
        let ahead =
            |at: &Option<Moment>| at.as_ref().is_some_and(|at| at.occurred().earliest() > arrival);
        match told.into_iter().chain(elsewhere).find(|(_, at)| ahead(at)) {
            Some((field, _)) => Err(ReportError::field(field, FieldFault::Ahead)),
            None => Ok(()),
        }
    }
}

fn required(field: &str, text: &str) -> Result<(), ReportError> {
    match text.trim().is_empty() {
        true => Err(ReportError::field(field, FieldFault::Empty)),
        false => Ok(()),
    }
}

fn file(file: &FileEntry) -> Result<(), ReportError> {
    required("files.name", &file.name)?;
    let hostile = |c: char| matches!(c, '/' | '\\' | ':') || c.is_control();
    if file.name.contains(hostile) || matches!(file.name.as_str(), "." | "..") {
        return Err(ReportError::field("files.name", FieldFault::Path));
    }
    let (kind, sub) = file.media_type.split_once('/').unwrap_or_default();
    let token = |text: &str| {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b);
        !text.is_empty() && text.bytes().all(allowed)
    };
    if !token(kind) || !token(sub) {
        return Err(ReportError::field("files.media_type", FieldFault::MediaType));
    }
    if file.size > FILE {
        return Err(ReportError::field("files.size", FieldFault::TooLarge));
    }
    Ok(())
}

fn lists(draft: &Draft) -> Result<(), ReportError> {
    let numbered = |field: &str, prefix: &'static str, list: &[String]| {
        let right = |one: &String| {
            let number = one.strip_prefix(prefix).unwrap_or_default();
            (1..=6).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
        };
        match list.iter().all(right) {
            true => Ok(()),
            false => Err(ReportError::field(field, FieldFault::Numbered(prefix))),
        }
    };
    numbered("flaw.cwe", "CWE-", &draft.flaw.cwe)?;
    numbered("flaw.capec", "CAPEC-", &draft.flaw.capec)?;
    let vector = |text: &String| {
        let metrics = ["CVSS:3.0/", "CVSS:3.1/", "CVSS:4.0/"]
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
            .or_else(|| text.starts_with("AV:").then_some(text.as_str()));
        metrics.is_some_and(|metrics| {
            metrics.split('/').all(|metric| {
                metric.split_once(':').is_some_and(|(name, value)| {
                    !name.is_empty()
                        && !value.is_empty()
                        && metric.bytes().all(|b| b.is_ascii_alphanumeric() || b == b':')
                })
            })
        })
    };
    if !draft.flaw.cvss.iter().all(vector) {
        return Err(ReportError::field("flaw.cvss", FieldFault::Vector));
    }
    Ok(())
}

fn reporter(draft: &Draft) -> Result<(), ReportError> {
    let reporter = &draft.reporter;
    let contact = [&reporter.organisation, &reporter.email, &reporter.phone];
    let named = reporter.name.is_some() || reporter.credit_as.is_some();
    match reporter.standing {
        Standing::Anonymous if named || contact.iter().any(|field| field.is_some()) => {
            Err(ReportError::field("reporter", FieldFault::NotAnonymous))
        }
        Standing::Pseudonym | Standing::Named if reporter.name.is_none() => {
            Err(ReportError::field("reporter.name", FieldFault::NoName))
        }
        Standing::Anonymous | Standing::Pseudonym | Standing::Named => Ok(()),
    }
}

fn lengths(field: &str, value: &Value) -> Result<(), ReportError> {
    match value {
        Value::String(text) => {
            let most = if PROSE.contains(&field) { LONG } else { SHORT };
            if text.chars().nth(most).is_some() {
                return Err(ReportError::field(field, FieldFault::TooLong(most)));
            }
            if text.contains('\0') {
                return Err(ReportError::field(field, FieldFault::Null));
            }
            Ok(())
        }
        Value::Array(list) if list.len() > LIST => {
            Err(ReportError::field(field, FieldFault::TooMany(LIST)))
        }
        Value::Array(list) => list.iter().try_for_each(|one| lengths(field, one)),
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| {
            let path = if field.is_empty() { name.clone() } else { format!("{field}.{name}") };
            lengths(&path, value)
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

impl super::draft::ProductWords {
    /// The product that a case names from these words.
    pub fn as_product(&self, id: crate::id::ProductId) -> Product {
        Product {
            model: self.model.clone(),
            versions: self.vers.clone(),
            versions_text: self.versions.clone(),
            purl: self.purl.clone(),
            cpe: self.cpe.clone(),
            open_source: self.open_source,
            ..Product::new(id, self.name.clone())
        }
    }
}
