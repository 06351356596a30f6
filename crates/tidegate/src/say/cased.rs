//! A case in the form in which it is told: everything on record but the content itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::Case;
use tidegate_core::event::Recorded;
use tidegate_core::gate;
use tidegate_core::item::ContentClass;
use tidegate_core::ledger::Ledger;
use tidegate_core::office::Office;
use tidegate_core::party::Party;
use tidegate_core::product::Product;
use tidegate_law::{Book, Language, Words};

use super::asserted::{AssertedTold, asserted};
use super::happened::{Happened, started};
use super::owed::{DutiesTold, StartTold};
use super::schema::Bilingual;
use super::told::{goes_by, own_call, party_name};
use crate::words::Voice;

/// A case as it is shown.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CaseTold {
    /// The version of this form.
    pub version: u32,
    /// Its id.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// The phase of the work.
    pub phase: String,
    /// The instant at which it is told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The earlier case with a report of the same words.
    pub same_as: Option<String>,
    /// Who is in it.
    #[schema(value_type = Vec<serde_json::Value>)]
    pub parties: Vec<Party>,
    /// What each of them is called, in the same order.
    #[serde(default)]
    #[schema(value_type = Vec<Bilingual>)]
    pub called: Vec<Words>,
    /// What the flaw is in.
    #[schema(value_type = Vec<serde_json::Value>)]
    pub products: Vec<Product>,
    /// The pieces of content, by their envelopes.
    pub items: Vec<ItemTold>,
    /// What is known.
    pub facts: Vec<FactOfCase>,
    /// What those who reported say, while nobody has established it.
    #[serde(default)]
    pub asserted: Vec<AssertedTold>,
    /// Who knows what since when.
    pub knows: Vec<KnowsTold>,
    /// The duties that live.
    pub duties: DutiesTold,
    /// The record, event by event; content is never in it.
    #[schema(value_type = Vec<serde_json::Value>)]
    pub record: Vec<Recorded>,
    /// Where the log stands.
    pub log: LogTold,
}

/// A piece of content by its clear envelope.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ItemTold {
    /// Its id.
    pub item: String,
    /// The class of content.
    #[schema(value_type = String)]
    pub class: ContentClass,
    /// The product, where one is named.
    pub product: Option<String>,
    /// The digest of the content.
    pub digest: String,
    /// The state that is certain.
    pub disclosure: String,
    /// The state that may have been reached, where only an interval is known.
    pub perhaps: Option<String>,
    /// Whether it was meant for the office alone.
    pub confidential: bool,
    /// Whether its content was erased.
    pub erased: bool,
}

/// What is known of a fact.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FactOfCase {
    /// What it is about.
    pub about: String,
    /// Its name.
    pub fact: String,
    /// Its value.
    pub value: String,
    /// The sentence.
    #[schema(value_type = Bilingual)]
    pub said: Words,
    /// Since when it is so.
    pub occurred: StartTold,
    /// When the case heard of it.
    #[schema(value_type = String, format = DateTime)]
    pub recorded: Timestamp,
    /// Where it comes from.
    pub source: String,
}

/// That somebody knows something.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct KnowsTold {
    /// Who knows it.
    #[schema(value_type = Bilingual)]
    pub who: Words,
    /// The class of content.
    #[schema(value_type = String)]
    pub class: ContentClass,
    /// Since when.
    pub since: StartTold,
}

/// Where the log stands.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LogTold {
    /// The name of the log.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// How many events the case has.
    pub events: u64,
}

/// A case as it is shown at an instant.
#[must_use]
pub fn case(
    book: &Book,
    office: &Office,
    case: &Case,
    duties: DutiesTold,
    log: LogTold,
    at: Timestamp,
) -> CaseTold {
    let called = own_call(office);
    let known = office;
    let office = Some(office);
    let voices = (Voice::of(Language::English), Voice::of(Language::Chinese));
    let english = Happened { book, case, called: &called, voice: &voices.0 };
    let chinese = Happened { book, case, called: &called, voice: &voices.1 };
    let item = |record: &tidegate_core::case::ItemRecord| {
        let state = case.disclosure_of(record, at);
        ItemTold {
            item: record.item.id.to_string(),
            class: record.item.class,
            product: record.item.product.map(|id| english.product(id)),
            digest: record.item.digest.to_string(),
            disclosure: state.settled.as_str().to_owned(),
            perhaps: state.certain().is_none().then(|| state.possible.as_str().to_owned()),
            confidential: record.item.confidential,
            erased: record.erased,
        }
    };
    let facts = facts(&english, &chinese);
    let adoption = gate::adoption_of(known, at);
    let said =
        asserted(&gate::Desk { book, adoption: &adoption, office }, case, &case.asserted(at));
    CaseTold {
        version: 1,
        case: case.id().to_string(),
        handle: case.label().to_owned(),
        phase: case.phase().as_str().to_owned(),
        at,
        same_as: None,
        called: case.parties().map(|party| goes_by(party, office)).collect(),
        parties: case.parties().cloned().collect(),
        products: case.products().cloned().collect(),
        items: case.items().map(item).collect(),
        facts,
        asserted: said,
        knows: who_knows(book, known, case),
        duties,
        record: case.record().to_vec(),
        log,
    }
}

/// The facts that stand in a case.
pub(crate) fn known_facts(book: &Book, office: &Office, case: &Case) -> Vec<FactOfCase> {
    let called = own_call(office);
    let voices = (Voice::of(Language::English), Voice::of(Language::Chinese));
    let of = |voice| Happened { book, case, called: &called, voice };
    facts(&of(&voices.0), &of(&voices.1))
}

/// Who knows what of a case, since when.
pub(crate) fn who_knows(book: &Book, office: &Office, case: &Case) -> Vec<KnowsTold> {
    let ledger = Ledger::of(case, &gate::onward(book));
    let of_item = |record: &tidegate_core::case::ItemRecord| {
        let class = record.item.class;
        let known = ledger.who_knows(record.item.id).map(|knowledge| KnowsTold {
            who: party_name(case, &knowledge.who, book, Some(office)),
            class,
            since: started(&knowledge.since),
        });
        known.collect::<Vec<_>>()
    };
    case.items().flat_map(of_item).collect()
}

/// What is known of facts, in both languages.
fn facts(english: &Happened<'_>, chinese: &Happened<'_>) -> Vec<FactOfCase> {
    let mut facts = Vec::new();
    for (about, fact, history) in english.case.facts() {
        let Some(last) = history.last() else { continue };
        let Some(value) = &last.value else { continue };
        facts.push(FactOfCase {
            about: english.subject(about).unwrap_or_default(),
            fact: fact.to_string(),
            value: value.to_string(),
            said: Words {
                en: english.fact(about, fact, value),
                zh: chinese.fact(about, fact, value),
            },
            occurred: started(&last.occurred),
            recorded: last.recorded,
            source: last.source.clone(),
        });
    }
    facts
}
