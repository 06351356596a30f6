//! The finder's receipt: proof, for ever and offline, that this report was received here and when at the latest.
//!
//! What stands on the log is a salted commitment to a [`Claim`]: office, report, digest of the report's canonical bytes,
//! and the instant of receipt. A checkpoint of a log has no time of its own, so the instant is inside the claim: the log
//! proves that the office said so, and that it did not change its word since. The log's key never comes from the
//! receipt; who verifies has it from elsewhere.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_log::{Commitment, Content, Domain, Inclusion, TrustedLog};

use crate::digest::{Digest, NotCanonical, Salt, canonical};
use crate::event::V1;
use crate::id::{OfficeId, ReportId};
use crate::report::MOST_BYTES;

/// What claims are committed to as.
const CLAIM: Domain = Domain::constant("tidegate/report-received/v1");

/// That an office received a report. Its canonical bytes are what the log commits to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The version of this form.
    pub version: V1,
    /// Which office.
    pub office: OfficeId,
    /// Which report.
    pub report: ReportId,
    /// The digest of the report's canonical bytes.
    pub digest: Digest,
    /// When it was received, by the office's clock, in UTC.
    pub received: Timestamp,
}

impl Claim {
    /// The canonical bytes.
    ///
    /// # Errors
    /// [`NotCanonical`] does not occur: every part has a canonical form.
    pub fn canonical(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical(self)
    }

    /// The commitment that stands on the log for it.
    ///
    /// # Errors
    /// [`NotCanonical`] does not occur: every part has a canonical form.
    pub fn commitment(&self, salt: &Salt) -> Result<Commitment, NotCanonical> {
        let bytes = self.canonical()?;
        Ok(Commitment::of(&CLAIM, &tidegate_log::Salt::new(*salt.as_bytes()), &bytes))
    }
}

/// What a finder gets: the claim and the proof that it is on the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The version of this form.
    pub version: V1,
    /// The log, by its origin.
    pub origin: String,
    /// What the office said.
    pub claim: Claim,
    /// The salt of the commitment.
    pub salt: Salt,
    /// The proof: a C2SP `tlog-proof` with the opening of the commitment.
    pub proof: String,
}

/// What a receipt proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// Which office said so.
    pub office: OfficeId,
    /// Which report.
    pub report: ReportId,
    /// The digest of the bytes that were shown.
    pub digest: Digest,
    /// When it was received at the latest, by the office's word, which it cannot change any more.
    pub received: Timestamp,
    /// The log that has it.
    pub origin: String,
    /// Its place on the log.
    pub index: u64,
    /// How many entries the log had when it signed.
    pub size: u64,
}

/// Why a receipt proves nothing.
#[derive(Debug, thiserror::Error)]
pub enum NotProven {
    /// The receipt is not in the form of one.
    #[error("this is not a receipt: {0}")]
    Form(String),
    /// It is too large.
    #[error("the receipt has {0} bytes, more than 4 MiB; it is not one of ours")]
    TooLarge(usize),
    /// The bytes are not those of the report.
    #[error(
        "the report is not the one that was received: its digest is {shown}, the receipt says {claimed}; \
         use the very file that came with the receipt"
    )]
    OtherReport {
        /// The digest of what was shown.
        shown: Digest,
        /// The digest in the claim.
        claimed: Digest,
    },
    /// The claim and its proof speak of different things.
    #[error("the claim is not the one that the proof opens; the receipt was changed")]
    OtherClaim,
    /// The proof does not hold.
    #[error("the log does not prove the receipt: {0}")]
    Log(tidegate_log::ReceiptError),
}

impl From<tidegate_log::ReceiptError> for NotProven {
    fn from(error: tidegate_log::ReceiptError) -> Self {
        Self::Log(error)
    }
}

/// Why a receipt was not made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The claim has no canonical form.
    #[error(transparent)]
    Claim(#[from] NotCanonical),
    /// The log's own form does not hold it.
    #[error("the receipt cannot be written: {0}")]
    Log(tidegate_log::ReceiptError),
}

impl From<tidegate_log::ReceiptError> for NotMade {
    fn from(error: tidegate_log::ReceiptError) -> Self {
        Self::Log(error)
    }
}

impl Receipt {
    /// A receipt for `claim`, which is on the log at the place that `index`, `hashes` and `checkpoint` prove.
    ///
    /// # Errors
    /// [`NotMade`] does not occur for a claim of ours: its parts have a canonical form, and it is small.
    pub fn new(
        claim: Claim,
        salt: Salt,
        index: u64,
        hashes: Vec<tidegate_log::Hash>,
        checkpoint: tidegate_log::Checkpoint,
    ) -> Result<Self, NotMade> {
        let enclosed = Content::Enclosed(claim.canonical()?);
        let log_salt = tidegate_log::Salt::new(*salt.as_bytes());
        let note = checkpoint.note().clone();
        let proof = tidegate_log::Receipt::new(CLAIM, log_salt, enclosed, index, hashes, note)?;
        let origin = checkpoint.origin().to_string();
        Ok(Self { version: V1, origin, claim, salt, proof: proof.to_string() })
    }

    /// Reads a receipt from JSON.
    ///
    /// # Errors
    /// [`NotProven::Form`] or [`NotProven::TooLarge`].
    pub fn from_json(bytes: &[u8]) -> Result<Self, NotProven> {
        if bytes.len() > MOST_BYTES {
            return Err(NotProven::TooLarge(bytes.len()));
        }
        serde_json::from_slice(bytes).map_err(|error| NotProven::Form(error.to_string()))
    }

    /// Checks the receipt against the canonical bytes of the report and a log whose key comes from elsewhere.
    ///
    /// # Errors
    /// [`NotProven`] if one bit of report, claim, salt, proof or checkpoint is another.
    pub fn verify(&self, report: &[u8], log: &TrustedLog) -> Result<Proven, NotProven> {
        let shown = Digest::of(report);
        if shown != self.claim.digest {
            return Err(NotProven::OtherReport { shown, claimed: self.claim.digest });
        }
        let inclusion = self.verify_claim(log)?;
        Ok(Proven {
            office: self.claim.office,
            report: self.claim.report,
            digest: shown,
            received: self.claim.received,
            origin: self.origin.clone(),
            index: inclusion.index(),
            size: inclusion.checkpoint().size(),
        })
    }

    /// Checks the claim alone, without the report.
    fn verify_claim(&self, log: &TrustedLog) -> Result<Inclusion, NotProven> {
        let proof = tidegate_log::Receipt::parse(self.proof.as_bytes())?;
        let claim = self.claim.canonical().map_err(|error| NotProven::Form(error.to_string()))?;
        let salted = proof.salt().as_bytes() == self.salt.as_bytes();
        let enclosed = matches!(proof.content(), Content::Enclosed(bytes) if *bytes == claim);
        if *proof.domain() != CLAIM || !salted || !enclosed || self.origin != log.origin().as_str()
        {
            return Err(NotProven::OtherClaim);
        }
        Ok(proof.verify(log)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tidegate_log::{Checkpoint, Frontier, Head, KeyName, LeafHash, Origin, SigningKey};

    const REPORT: &[u8] = br#"{"flaw":{"description":"x"},"product":{"name":"R7"},"version":1}"#;

    fn made() -> (Receipt, TrustedLog) {
        let claim = Claim {
            version: V1,
            office: OfficeId::from_bytes([1; 16]),
            report: ReportId::from_bytes([2; 16]),
            digest: Digest::of(REPORT),
            received: "2026-11-23T01:00:00Z".parse().unwrap(),
        };
        let salt = Salt::from_bytes([3; 32]);
        let other = LeafHash::of(b"another entry");
        let leaf = claim.commitment(&salt).unwrap().leaf_hash();
        let mut frontier = Frontier::empty();
        frontier.append(other, &mut Vec::new());
        frontier.append(leaf, &mut Vec::new());
        let key = SigningKey::from_seed(KeyName::parse("log.example").unwrap(), &[4; 32]).unwrap();
        let origin = Origin::parse("log.example").unwrap();
        let note = Head::new(origin.clone(), 2, frontier.root()).sign(&key).unwrap();
        let log = TrustedLog::new(origin, key.verifier());
        let checkpoint = Checkpoint::verify(&note.to_bytes(), &log).unwrap();
        let hashes = vec![*other.as_hash()];
        (Receipt::new(claim, salt, 1, hashes, checkpoint).unwrap(), log)
    }

    #[test]
    fn a_receipt_proves_what_where_and_when_at_the_latest() {
        let (receipt, log) = made();
        let read = Receipt::from_json(&serde_json::to_vec_pretty(&receipt).unwrap()).unwrap();
        let proven = read.verify(REPORT, &log).unwrap();
        assert_eq!((proven.index, proven.size), (1, 2));
        assert_eq!(proven.report, ReportId::from_bytes([2; 16]));
        assert_eq!(proven.received, receipt.claim.received);
        assert_eq!(proven.origin, "log.example");
    }

    #[test]
    fn another_report_or_another_log_proves_nothing() {
        let (receipt, log) = made();
        let error = receipt.verify(b"{}", &log).unwrap_err();
        assert!(matches!(error, NotProven::OtherReport { .. }));
        let name = KeyName::parse("log.example").unwrap();
        let key = SigningKey::from_seed(name, &[5; 32]).unwrap();
        let forged = TrustedLog::new(Origin::parse("log.example").unwrap(), key.verifier());
        assert!(matches!(receipt.verify(REPORT, &forged), Err(NotProven::Log(_))));
    }

    #[test]
    fn no_flipped_bit_in_a_receipt_passes_for_another_fact() {
        let (receipt, log) = made();
        let proven = receipt.verify(REPORT, &log).unwrap();
        let bytes = serde_json::to_vec(&receipt).unwrap();
        for at in 0..bytes.len() {
            // The lowest bit makes another letter or digit, bit 5 another case.
            for bit in [0, 5] {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                // A change that still verifies must prove the very same: such as a letter's case in an escape or id.
                let same = Receipt::from_json(&changed).and_then(|read| read.verify(REPORT, &log));
                if let Ok(same) = same {
                    assert_eq!(same, proven, "byte {at} bit {bit}");
                }
            }
        }
    }
}
