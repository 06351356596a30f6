//! What stands beside the form of a report before it is sent: what the law asks of the finder, everybody whom the report
//! reaches, the terms, the limits. In the language asked for; never a threat.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What an office says and what the law asks before a report is made.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReceptionTold {
    /// The version of this form.
    pub version: u32,
    /// Whether reports are taken in through the form.
    pub open: bool,
    /// How the office takes reports in, or why it does not, in words.
    pub said: String,
    /// Under which filing the form is open to third parties, in words.
    pub filing: Option<String>,
    /// The authority of the register that the office is, in words.
    pub authority: Option<String>,
    /// The house rules that are switched on, by id.
    pub house: Vec<String>,
    /// The office's terms of good faith.
    pub terms: Option<TermsTold>,
    /// The limits.
    pub limits: LimitsTold,
    /// What the law asks of the finder; nothing where the place is not said.
    pub law: Vec<BesideTold>,
    /// Whom the office passes every report on to, where it is an authority.
    pub passed_on: Vec<PassedTold>,
    /// Whom the office would owe a report by law if it makes the product.
    pub would_owe: Vec<PassedTold>,
}

/// Terms of good faith.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TermsTold {
    /// The text.
    pub text: String,
    /// Since when they stand.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// Their digest, with which a report says under which terms it is made.
    pub digest: String,
}

/// What is taken in at most.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LimitsTold {
    /// The largest body with files, in bytes.
    pub bytes: usize,
    /// The most files.
    pub files: usize,
    /// How many reports one visitor may send in an hour.
    pub reports_per_hour: u32,
}

/// What the law says of one thing that a finder may want to do.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BesideTold {
    /// Which thing, in words.
    pub title: String,
    /// The rules.
    pub lines: Vec<BesideRule>,
    /// After which of these what is forbidden no longer is; each is enough.
    pub unless: Vec<String>,
}

/// One rule beside the form.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BesideRule {
    /// How binding it is, in words.
    pub force: String,
    /// The same as one word of ours.
    pub force_class: String,
    /// How it is cited.
    pub citation: String,
    /// The page of its article.
    pub link: String,
    /// What it says.
    pub sentence: String,
    /// What kind of rule it is, in words.
    pub kind: String,
    /// How sure we are of the text, in words.
    pub certainty: String,
    /// Where it was read.
    pub source: String,
    /// When it was last compared, in words.
    pub checked: String,
}

/// Somebody whom a report reaches beyond the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PassedTold {
    /// Who.
    pub who: String,
    /// Who passes it on; empty for the office.
    pub through: String,
    /// The clause that says so.
    pub basis: String,
}
