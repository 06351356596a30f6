//! What one office hands over to another: the form of a parcel, and the report that the other takes in of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::{Case, Transfer};
use tidegate_core::event::{LogPlace, V1};
use tidegate_core::id::{OfficeId, PartyId, TransferId};
use tidegate_core::item::ContentClass;
use tidegate_core::office::{Bilingual, Zone};
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::place::Jurisdiction;
use tidegate_core::report::{Draft, Standing};

use super::torn;
use crate::desk::{Desk, DeskError};
use crate::keys::Random;

/// A report in which nothing stands yet.
const BLANK: &str = r#"{"product":{},"flaw":{}}"#;

/// What is handed over: it exists only as the bytes of a dispatch.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Handed {
    version: V1,
    pub(super) transfer: TransferId,
    /// The office that hands over.
    office: OfficeId,
    /// The office to which it goes, and to no other.
    pub(super) to: OfficeId,
    pub(super) from: Bilingual,
    established: Jurisdiction,
    authority: Option<tidegate_core::word::AuthorityKey>,
    /// Where the decision stands on its log.
    pub(super) decided: LogPlace,
    /// The products of what goes, by name, maker and versions.
    products: Vec<HandedProduct>,
    parts: Vec<HandedPart>,
    /// The embargo under which it goes, to which both agreed.
    pub(super) embargo: Option<HandedTerms>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HandedTerms {
    pub(super) until: Option<Timestamp>,
    pub(super) zone: Option<Zone>,
    pub(super) terms: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HandedProduct {
    name: String,
    manufacturer: Option<String>,
    versions: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HandedPart {
    class: ContentClass,
    confidential: bool,
    /// In base64.
    content: String,
}

impl Handed {
    /// What goes of a case, by a decision that stands there; without the content, which joins it part by part.
    pub(crate) fn of(
        desk: &Desk,
        case: &Case,
        offer: &Transfer,
        (to, decided): (OfficeId, LogPlace),
    ) -> Self {
        let items = || offer.offer.items.iter().filter_map(|id| case.item(*id));
        let about = |product| items().any(|one| one.item.product == Some(product));
        let whole = items().all(|one| one.item.product.is_none());
        let products = case.products().filter(|one| whole || about(one.id)).map(|product| {
            let makers = product.providers.iter().filter_map(|by| case.party(*by));
            HandedProduct {
                name: product.name.clone(),
                manufacturer: makers.map(|maker| maker.name.clone()).next(),
                versions: product.versions_text.clone(),
            }
        });
        let office = desk.office();
        let here = case.coordination();
        let terms = here.in_force().filter(|_| here.binds(desk.now()));
        Self {
            version: V1,
            transfer: offer.offer.transfer,
            office: office.id,
            to,
            from: office.name.clone(),
            established: office.jurisdiction,
            authority: office.authority_at(desk.now()).cloned(),
            decided,
            products: products.collect(),
            parts: Vec::new(),
            embargo: terms.map(|terms| HandedTerms {
                until: terms.until,
                zone: terms.zone.clone(),
                terms: terms.terms.clone(),
            }),
        }
    }

    /// Whether the other office can take it in as it is: as a report that its own form would take.
    pub(crate) fn is_takeable(&self) -> bool {
        let draft = self.draft().ok().and_then(|draft| serde_json::to_vec(&draft).ok());
        draft.is_some_and(|draft| Draft::from_json(&draft).is_ok())
    }

    /// Joins a part.
    pub(crate) fn join(&mut self, class: ContentClass, confidential: bool, bytes: &[u8]) {
        let content = STANDARD.encode(bytes);
        self.parts.push(HandedPart { class, confidential, content });
    }

    /// The report that the other office takes in.
    pub(super) fn draft(&self) -> Result<Draft, DeskError> {
        let mut draft: Draft = serde_json::from_str(BLANK).map_err(torn)?;
        if let Some(product) = self.products.first() {
            draft.product.name.clone_from(&product.name);
            draft.product.manufacturer.clone_from(&product.manufacturer);
            draft.product.versions.clone_from(&product.versions);
        }
        if draft.product.name.is_empty() {
            draft.product.name = "?".to_owned();
        }
        let mut told = Vec::new();
        for part in &self.parts {
            let bytes = STANDARD.decode(&part.content).map_err(torn)?;
            let text = String::from_utf8(bytes).map_err(torn)?;
            let into = match (part.confidential, part.class) {
                (false, ContentClass::Technical) => {
                    told.push(text);
                    continue;
                }
                (false, ContentClass::Remedy) => &mut draft.repair.remedy,
                (false, ContentClass::General) => &mut draft.flaw.summary,
                (
                    _,
                    ContentClass::Existence
                    | ContentClass::General
                    | ContentClass::Technical
                    | ContentClass::Remedy
                    | ContentClass::ProofOfConcept
                    | ContentClass::FinderIdentity
                    | ContentClass::Data,
                ) => return Err(torn("a part of this class or mark is taken in by no report")),
            };
            if into.replace(text).is_some() {
                return Err(torn("there are two parts where a report has one"));
            }
        }
        if told.is_empty() {
            return Err(torn("there is nothing technical"));
        }
        draft.flaw.description = told.join("\n\n");
        draft.reporter.standing = Standing::Pseudonym;
        draft.reporter.name = Some(self.from.en.clone());
        Ok(draft)
    }

    /// The office that hands over, as who reports.
    pub(super) fn party(&self) -> Result<Party, DeskError> {
        let id = PartyId::from_bytes(Random::bytes()?);
        let authority = self.authority.clone();
        let role = if authority.is_some() { Role::Authority } else { Role::Coordinator };
        let roles = [Role::Reporter, role].into();
        let party = Party::new(id, self.from.en.clone(), PartyKind::Organisation);
        Ok(Party { established: Some(self.established), authority, roles, ..party })
    }
}
