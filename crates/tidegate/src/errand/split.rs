//! Splitting a case: products of it, and content where that is wanted, go on in a new case that names its origin.
//!
//! The new case begins with what is known of the matter: who takes part but for those who reported, the chosen products,
//! the facts, and every clock with the instant at which it started. No due time moves. Nothing is taken from the origin;
//! those who reported stay with their report and their receipt there. Content is opened by a decision of the gate before it
//! is put in the new case, under a key of its own.

use std::collections::{BTreeMap, BTreeSet};

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::Salt;
use tidegate_core::embargo::{Embargoed, NewItem, Plain};
use tidegate_core::event::{
    Arranged, Arrangement, ClockStarted, FactEstablished, Filed, ItemAdded, PartyJoined,
    ProductNamed, Relation, Subject,
};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId, PartyId, ProductId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_core::party::{Party, Role};
use tidegate_core::product::Product;
use tidegate_law::Extent;

use super::work::said;
use super::{Errand, NotDone};
use crate::desk::{DeskError, Order};
use crate::keys::Random;
use crate::say::bulk;
use crate::say::recorded::RecordedTold;
use crate::say::told;

/// For what content is opened.
const PURPOSE: &str = "splitting the case";

impl Errand<'_> {
    /// Splits products and content off an opened case; `chosen` are their ids. Gives what the origin recorded; the new case
    /// is named by its last event.
    ///
    /// # Errors
    /// Where no product is chosen or something is not in the case; where the gate does not let the content out; what the
    /// cases say no to.
    pub(super) async fn split(
        &self,
        case: &Case,
        chosen: &[&str],
        session: Option<SessionId>,
    ) -> Result<RecordedTold, NotDone> {
        let products: BTreeSet<ProductId> =
            chosen.iter().filter_map(|id| id.parse().ok()).collect();
        let items: Vec<ItemId> = chosen.iter().filter_map(|id| id.parse().ok()).collect();
        let known = products.iter().all(|id| case.product(*id).is_some());
        let known = known && items.iter().all(|id| case.item(*id).is_some());
        if products.is_empty() || !known || products.len() + items.len() != chosen.len() {
            return Err(said("work-split-what"));
        }
        let binds = case.coordination().binds(self.desk.now());
        if items.iter().any(|id| binds || !may_go(case, *id)) {
            return Err(said("work-split-stays"));
        }
        let contents = self.opened_for(case, items, session).await?;
        let source = format!("split off from case {}", case.label());
        let (id, handle) = self.desk.open_empty(self.actor, &source).await?;
        let origin = linked(case.id(), case.label(), Relation::SplitFrom);
        self.desk.act(self.actor, id, &Order::new(Command::new(origin, source.clone()))).await?;
        for command in carried_over(case, id, &products, &source) {
            self.desk.act(self.actor, id, &Order::new(command)).await?;
        }
        for (item, bytes) in contents {
            if let Some((order, new)) = put_in(case, id, item, bytes, &products, &source)? {
                self.desk.act(self.actor, id, &order).await?;
                for command in known_of(case, item, new, &source) {
                    self.desk.act(self.actor, id, &Order::new(command)).await?;
                }
            }
        }
        crate::clocks::refresh(self.desk, self.book, id).await?;
        self.in_order(case, vec![linked(id, &handle, Relation::SplitInto)]).await
    }

    /// The content that goes along, where the gate lets the office have it.
    async fn opened_for(
        &self,
        case: &Case,
        items: Vec<ItemId>,
        session: Option<SessionId>,
    ) -> Result<BTreeMap<ItemId, Vec<u8>>, NotDone> {
        let (false, Some(session)) = (items.is_empty(), session) else {
            return Ok(BTreeMap::new());
        };
        let opened = self.contents(case.id(), PURPOSE, items, session).await?;
        let law = gate::Desk {
            book: self.book,
            adoption: &opened.adoption,
            office: Some(self.desk.office()),
        };
        let answer = || bulk::gate(&told::decision(&law, &opened.case, &opened.decision));
        opened.contents.ok_or_else(|| NotDone::Said(answer()))
    }
}

fn linked(other: CaseId, handle: &str, how: Relation) -> Verb {
    let handle = handle.to_owned();
    Verb::Arrange(Arranged { arrangement: Arrangement::Linked { other, handle, how } })
}

fn is_reporter(party: &Party) -> bool {
    party.is(Role::Finder) || party.is(Role::Reporter)
}

/// Whether a piece of content may go along: not who the finder is, no message, and nothing that came marked with a
/// report, since what the finder confined is bound to that report.
fn may_go(case: &Case, id: ItemId) -> bool {
    let Some(record) = case.item(id) else { return false };
    let confined = record.item.confidential && record.item.report.is_some();
    record.item.class != ContentClass::FinderIdentity && !case.is_message(id) && !confined
}

/// What is established about a piece of content, of the one that it is in the new case.
fn known_of(case: &Case, item: ItemId, new: ItemId, source: &str) -> Vec<Command> {
    let of_item = case.facts().filter(|(about, _, _)| *about == Subject::Item(item));
    let known = of_item.filter_map(|(_, fact, history)| {
        let last = history.last()?;
        let (about, value) = (Subject::Item(new), last.value.clone()?);
        let verb = Verb::EstablishFact(FactEstablished { about, fact: fact.clone(), value });
        Some(Command { occurred: Some(last.occurred.clone()), source: source.to_owned(), verb })
    });
    known.collect()
}

/// Who takes part, the products, what is known of them, and the clocks with their starts.
fn carried_over(
    case: &Case,
    new: CaseId,
    products: &BTreeSet<ProductId>,
    source: &str,
) -> Vec<Command> {
    let parties: Vec<&Party> = case.parties().filter(|party| !is_reporter(party)).collect();
    let here: BTreeSet<PartyId> = parties.iter().map(|party| party.id).collect();
    let (mut commands, mut filings) = (Vec::new(), Vec::new());
    // Whoever is a part of another comes after it.
    let (whole, parts): (Vec<&Party>, Vec<&Party>) =
        parties.iter().copied().partition(|party| party.part_of.is_none());
    for party in whole.into_iter().chain(parts) {
        let part_of = party.part_of.filter(|whole| here.contains(whole));
        let party = Party { part_of, ..party.clone() };
        commands.push(Command::new(Verb::JoinParty(PartyJoined { party }), source));
    }
    for product in case.products().filter(|product| products.contains(&product.id)) {
        let product = carried(product, products, &here);
        commands.push(Command::new(Verb::NameProduct(ProductNamed { product }), source));
    }
    for (about, fact, history) in case.facts() {
        let about = match about {
            Subject::Case(_) => Subject::Case(new),
            Subject::Party(id) if here.contains(&id) => about,
            Subject::Product(id) if products.contains(&id) => about,
            Subject::Party(_) | Subject::Product(_) | Subject::Item(_) => continue,
        };
        let Some(last) = history.last() else { continue };
        let Some(value) = last.value.clone() else { continue };
        let verb = Verb::EstablishFact(FactEstablished { about, fact: fact.clone(), value });
        let (occurred, source) = (Some(last.occurred.clone()), source.to_owned());
        commands.push(Command { occurred, source, verb });
    }
    for filed in case.filings() {
        let fits = filed.event.product.is_none_or(|product| products.contains(&product));
        let known = filed.event.to.party().is_none_or(|to| here.contains(&to));
        if fits && known && here.contains(&filed.event.by) {
            // What was filed with the authority stays filed; the decision under which it went is in the origin.
            let (items, decision) = (BTreeSet::new(), None);
            let event = Filed { items, decision, ..filed.event.clone() };
            let (occurred, source) = (Some(filed.occurred.clone()), source.to_owned());
            filings.push(Command { occurred, source, verb: Verb::File(event) });
        }
    }
    for party in &parties {
        for clock in gate::starts(case, party) {
            let about: Vec<Option<ProductId>> = match &clock.extent {
                Extent::Whole | Extent::NotSaid => vec![None],
                Extent::Products(list) => list
                    .iter()
                    .filter_map(|id| id.parse().ok())
                    .filter(|id| products.contains(id))
                    .map(Some)
                    .collect(),
            };
            let Ok(start) = clock.event.parse::<tidegate_core::word::StartEvent>() else {
                continue;
            };
            for product in about {
                let (party, start) = (party.id, start.clone());
                let verb = Verb::StartClock(ClockStarted { party, start, product });
                let (occurred, source) = (Some(clock.occurred.clone()), source.to_owned());
                commands.push(Command { occurred, source, verb });
            }
        }
    }
    commands.extend(filings);
    commands
}

/// The product as the new case has it: what it names must be there.
fn carried(product: &Product, products: &BTreeSet<ProductId>, here: &BTreeSet<PartyId>) -> Product {
    let mut product = product.clone();
    product.components.retain(|part| products.contains(part));
    product.providers.retain(|party| here.contains(party));
    product.supplies.retain(|supply| here.contains(&supply.by));
    product
}

/// The order that puts a piece of content in the new case; none for what the origin has no more.
fn put_in(
    case: &Case,
    new: CaseId,
    item: ItemId,
    bytes: Vec<u8>,
    products: &BTreeSet<ProductId>,
    source: &str,
) -> Result<Option<(Order, ItemId)>, NotDone> {
    let Some(record) = case.item(item) else { return Ok(None) };
    let random = |error| NotDone::from(DeskError::from(error));
    let of = NewItem {
        id: ItemId::from_bytes(Random::bytes().map_err(random)?),
        class: record.item.class,
        product: record.item.product.filter(|product| products.contains(product)),
        report: None,
        declared: record.item.declared.clone(),
        confidential: record.item.confidential,
    };
    let salt = Salt::from_bytes(Random::salt().map_err(random)?);
    let content = Embargoed::<Plain>::new(new, of, salt, bytes);
    let held_by = Some(case.office()).map(|office| PartyId::from_bytes(*office.as_bytes()));
    let added = ItemAdded { item: content.item().clone(), held_by };
    let order = Order::new(Command::new(Verb::AddItem(added), source));
    let new = content.item().id;
    Ok(Some((order.with_contents(vec![content]), new)))
}
