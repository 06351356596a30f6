//! Reports: what a finder sends, parsed once, under embargo from birth.
//!
//! A [`Draft`] is the form as the finder filled it in, and is the finder's own; its canonical bytes are what a receipt
//! proves. [`Report::receive`] turns it into items, each under embargo, and a small clear remainder. Only two fields
//! are required: the product in words and what the flaw is. The form asks for nothing that a cited rule does not need.

mod choice;
mod draft;
mod fault;
mod limits;
mod markdown;
mod moment;
mod named;
mod parse;
mod parts;

pub use choice::{AiUse, Answer, Credit, FileRole, FlawKind, LegalStatus, Standing};
pub use draft::{
    AiAssistance, Draft, Elsewhere, Exploitation, FileEntry, Flaw, Identifier, ProductWords,
    Publicity, Reach, Repair, Reporter, SECTIONS,
};
pub use fault::FieldFault;
pub use moment::Moment;
pub(crate) use named::markets_of;
pub use named::{Maker, supplied};
pub use parse::{MOST_BYTES, ReportError};

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_law::FactName;
use tidegate_law::time::Occurred;

use crate::assertion::{self, Topic};
use crate::digest::{Digest, Seed, canonical};
use crate::embargo::{Embargoed, NewItem, Plain};
use crate::id::{CaseId, ItemId, ProductId, ReportId};
use crate::item::{ContentClass, Item};
use crate::party::Role;
use crate::place::Jurisdiction;
use crate::product::Product;

/// A report that was received. It has no form to be written in: its content is under embargo.
#[derive(Debug)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// The digest of the canonical bytes of its draft, which the receipt names.
    pub digest: Digest,
    /// The product as the finder named it; to be named in the case before the items are added.
    pub product: Product,
    /// Its content, one item for each class.
    pub parts: Vec<Embargoed<Plain>>,
    /// The whole document, kept as evidence. It is not an item of the case, so no permit names it.
    pub document: Embargoed<Plain>,
    /// Whether the reporter gave a name.
    pub standing: Standing,
    /// What the reporter is in the matter.
    pub role: Role,
    /// Whether the reporter is a natural or a legal person, if said.
    pub legal_status: Option<LegalStatus>,
    /// Where the reporter is, if said.
    pub place: Option<Jurisdiction>,
    /// Where the reporter ordinarily lives or is established, if said.
    pub home: Option<Jurisdiction>,
    /// When the reporter found the flaw or learned of it, if said.
    pub found: Option<Occurred>,
    /// Whether the reporter agreed that the manufacturer learns who reports; what was not said is no.
    pub share_identity: bool,
    /// What the reporter says of matters that the book looks at, as bare answers.
    pub says: BTreeMap<Topic, Answer>,
    /// When the reporter means to disclose, if said.
    pub deadline: Option<Timestamp>,
    /// Whether an AI system helped, if said.
    pub ai_assistance: Option<AiUse>,
}

/// Where a report arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// The case.
    pub case: CaseId,
    /// The id of the report.
    pub report: ReportId,
    /// The product of the case that it is about, if that is known already.
    pub product: Option<ProductId>,
}

impl Report {
    /// Receives `draft`: splits it into items that are under embargo from here on.
    ///
    /// Ids of items and of a new product, and the salts of the items, are derived from `seed`, which is used once.
    ///
    /// # Errors
    /// [`ReportError`] if a field is too long or does not go with another.
    pub fn receive(draft: Draft, arrival: Arrival, seed: &Seed) -> Result<Self, ReportError> {
        let document = draft.canonical()?;
        let digest = Digest::of(&document);
        let product_id =
            arrival.product.unwrap_or_else(|| ProductId::from_bytes(seed.id_bytes("product", 0)));
        let mut number = 0;
        let mut embargo = |class, declared, confidential, bytes| {
            let new = NewItem {
                id: ItemId::from_bytes(seed.id_bytes("item", number)),
                class,
                product: Some(product_id),
                report: Some(arrival.report),
                declared,
                confidential,
            };
            let salt = seed.salt("item", number);
            number += 1;
            Embargoed::<Plain>::new(arrival.case, new, salt, bytes)
        };
        let mut parts = Vec::new();
        for part in parts::split(&draft)? {
            let bytes = canonical(&part.content)?;
            parts.push(embargo(part.class, part.declared, part.confidential, bytes));
        }
        // The document holds all of the parts, so it is classed as the one that must go to the fewest.
        let document = embargo(ContentClass::FinderIdentity, BTreeMap::new(), true, document);
        Ok(Self {
            id: arrival.report,
            digest,
            product: draft.product.as_product(product_id),
            parts,
            document,
            standing: draft.reporter.standing,
            role: draft.reporter.role,
            legal_status: draft.reporter.legal_status,
            place: draft.reporter.place,
            home: draft.reporter.home,
            found: draft.flaw.found_at.as_ref().map(Moment::occurred),
            share_identity: draft.reporter.share_identity == Some(true),
            says: assertion::said(&draft),
            deadline: draft.deadline.as_ref().map(|deadline| deadline.occurred().earliest()),
            ai_assistance: draft.ai_assistance.as_ref().map(|ai| ai.used),
        })
    }

    /// The clear envelopes of its parts, for the command that receives it.
    pub fn items(&self) -> Vec<Item> {
        self.parts.iter().map(|part| part.item().clone()).collect()
    }
}

fn fact(name: &str) -> FactName {
    FactName::new(name)
}

#[cfg(test)]
mod tests;
