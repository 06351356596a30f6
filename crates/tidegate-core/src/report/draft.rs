//! The form: every field that a finder may fill in.
//!
//! It is the superset of the forms of VINCE, vulnerability-lookup, GitHub, HackerOne, CNNVD, CNVD, IPA and of what RMSV
//! 7(2) and the reporting platform of the CRA ask for, so that a report made once can be filed everywhere.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Moment;
use super::choice::{AiUse, Answer, Credit, FileRole, FlawKind, LegalStatus, Standing};
use crate::digest::Digest;
use crate::event::V1;
use crate::party::{Nationality, Role};
use crate::place::Jurisdiction;
use crate::product::{Cpe, Purl, Vers};

macro_rules! form {
    ($($(#[$doc:meta])* $name:ident $expecting:literal {
        $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default, expecting = $expecting)]
        pub struct $name {
            $($(#[$field_doc])* #[serde(skip_serializing_if = "is_default")] pub $field: $type,)*
        }
    )*};
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The sections and fields of a report's form, as [`Draft`] has them: what an item of a report may hold parts of.
pub const SECTIONS: [&str; 16] = [
    "version",
    "product",
    "flaw",
    "exploitation",
    "reach",
    "repair",
    "publicity",
    "reporter",
    "elsewhere",
    "identifiers",
    "files",
    "deadline",
    "disclosure_plan",
    "ai_assistance",
    "confidential",
    "tracking",
];

/// A report as the finder wrote it. Required: [`ProductWords::name`] and [`Flaw::description`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a report")]
pub struct Draft {
    /// The version of this form.
    #[serde(default)]
    pub version: V1,
    /// The product.
    pub product: ProductWords,
    /// The flaw.
    pub flaw: Flaw,
    /// Whether it is exploited.
    #[serde(default, skip_serializing_if = "is_default")]
    pub exploitation: Exploitation,
    /// How far it reaches.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reach: Reach,
    /// What repairs it or holds it off.
    #[serde(default, skip_serializing_if = "is_default")]
    pub repair: Repair,
    /// Whether it is public.
    #[serde(default, skip_serializing_if = "is_default")]
    pub publicity: Publicity,
    /// Who reports; may stay unnamed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reporter: Reporter,
    /// To whom it was reported already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Elsewhere>,
    /// Ids that it has already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Files that come with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileEntry>,
    /// When the finder means to disclose: an instant, with hour and zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Moment>,
    /// What the finder means to publish, and where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosure_plan: Option<String>,
    /// Whether an AI system helped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ai_assistance: Option<AiAssistance>,
    /// For the receiving office alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential: Option<String>,
    /// The finder's own number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<String>,
}

form! {
    /// The product as the finder names it.
    ProductWords "the product" {
        /// Its name in words. Required.
        name: String,
        /// The model.
        model: Option<String>,
        /// Who makes or provides it, in words.
        manufacturer: Option<String>,
        /// What sort of product it is, in words.
        category: Option<String>,
        /// The affected versions in words.
        versions: Option<String>,
        /// The affected versions as a range.
        vers: Option<Vers>,
        /// Its package URL.
        purl: Option<Purl>,
        /// Its CPE 2.3 name.
        cpe: Option<Cpe>,
        /// The component that has the flaw, in words.
        component: Option<String>,
        /// Where a bill of materials is found.
        sbom: Option<String>,
        /// The address of the service, where it is one.
        online_service: Option<String>,
        /// Where it is known to be made available.
        markets: BTreeSet<Jurisdiction>,
        /// Whether it is open source.
        open_source: Option<bool>,
        /// The class of the CRA's Annex III or IV, if known.
        annex_class: Option<String>,
    }

    /// The flaw.
    Flaw "the flaw" {
        /// What it is. Required.
        description: String,
        /// A title.
        title: Option<String>,
        /// What can be said of it without technical detail.
        summary: Option<String>,
        /// Whether it is in a product or in one live system.
        kind: Option<FlawKind>,
        /// Weaknesses, such as `CWE-79`.
        cwe: Vec<String>,
        /// Attack patterns, such as `CAPEC-63`.
        capec: Vec<String>,
        /// CVSS vectors, 2.0 to 4.0, as text.
        cvss: Vec<String>,
        /// How severe the finder holds it to be, in words.
        severity: Option<String>,
        /// What an attacker gains.
        impact: Option<String>,
        /// How it is attacked.
        attack: Option<String>,
        /// Where in the code or device it is.
        location: Option<String>,
        /// What triggers it.
        trigger: Option<String>,
        /// How it was verified: every step and the result.
        verification: Option<String>,
        /// How often it reproduces.
        reproduction_rate: Option<String>,
        /// How it was found.
        discovery: Option<String>,
        /// A proof of concept, as text.
        proof_of_concept: Option<String>,
        /// Whether that is a program specially for attacks.
        attack_tool: Option<bool>,
        /// Whether details of systems that an operator has in use are told.
        operator_in_use: Option<bool>,
        /// When it was found or learned of.
        found_at: Option<Moment>,
        /// What shows when it was found.
        found_evidence: Option<String>,
        /// What makes this report sensitive beyond its content.
        sensitivity: Option<String>,
    }

    /// Whether the flaw is exploited.
    Exploitation "what is known of exploitation" {
        /// Whether it is.
        state: Option<Answer>,
        /// Since when, as far as known.
        since: Option<Moment>,
        /// What shows it.
        evidence: Option<String>,
        /// Whether by somebody malicious.
        malicious: Option<Answer>,
        /// By whom, if known.
        by: Option<String>,
        /// Where it can be read.
        references: Vec<String>,
    }

    /// How far the flaw reaches.
    Reach "how far the flaw reaches" {
        /// Who is affected, in words.
        scope: Option<String>,
        /// Whether across borders.
        cross_border: Option<Answer>,
        /// What it does to the supply chain.
        supply_chain: Option<String>,
        /// Other manufacturers that are affected.
        other_manufacturers: Vec<String>,
        /// Whether industrial control systems are affected.
        industrial_control: Option<Answer>,
        /// Whether it is in an AI system.
        ai_system: Option<Answer>,
    }

    /// What repairs the flaw or holds it off.
    Repair "what repairs the flaw" {
        /// A patch, fix or repair, as text.
        remedy: Option<String>,
        /// A workaround.
        workaround: Option<String>,
        /// What was done already.
        measures_taken: Option<String>,
        /// What users can do.
        measures_for_users: Option<String>,
        /// Since when a measure is available.
        available_at: Option<Moment>,
    }

    /// Whether the flaw is public.
    Publicity "whether the flaw is public" {
        /// Whether it is.
        state: Option<Answer>,
        /// Where.
        references: Vec<String>,
    }

    /// Who reports. May stay unnamed.
    Reporter "who reports" {
        /// Whether named.
        standing: Standing,
        /// The name or the pseudonym.
        name: Option<String>,
        /// The organisation.
        organisation: Option<String>,
        /// An address for mail.
        email: Option<String>,
        /// A telephone number.
        phone: Option<String>,
        /// An OpenPGP key or where it is found.
        pgp_key: Option<String>,
        /// Natural or legal person.
        legal_status: Option<LegalStatus>,
        /// What the reporter is in the matter.
        role: Role,
        /// Where the reporter is.
        place: Option<Jurisdiction>,
        /// Where the reporter ordinarily lives, or where the organisation is established.
        home: Option<Jurisdiction>,
        /// Nationality, only with the rule that needs it.
        nationality: Option<Nationality>,
        /// Whether to be credited.
        credit: Option<Credit>,
        /// How to be credited.
        credit_as: Option<String>,
        /// Whether the manufacturer may be told who reports.
        share_identity: Option<bool>,
    }

    /// A report made elsewhere already.
    Elsewhere "a report made elsewhere" {
        /// To whom. Required.
        to: String,
        /// When.
        at: Option<Moment>,
        /// Its number or receipt there.
        reference: Option<String>,
        /// Whether details were given.
        details_given: Option<bool>,
        /// What was answered.
        answer: Option<String>,
    }

    /// An id that the flaw has already.
    Identifier "an id of the flaw" {
        /// Of which scheme: `cve`, `euvd`, `cnvd`, `cnnvd`, `gcve`, `ghsa` or another. Required.
        scheme: String,
        /// The id. Required.
        id: String,
    }
}

/// A file that comes with a report, by name and digest; its bytes travel beside the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a file")]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// Its media type, such as `text/plain`.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
    /// What it is.
    #[serde(default)]
    pub role: FileRole,
}

/// Whether an AI system helped to find or write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "what an AI system did")]
pub struct AiAssistance {
    /// What it did.
    pub used: AiUse,
    /// Which system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// Whether a person verified the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by_person: Option<bool>,
}
