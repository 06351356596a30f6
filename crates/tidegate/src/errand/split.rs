//! Splitting a case: products of it, and content where that is wanted, go on in a new case that names its origin.
//!
//! The new case begins with what is known of the matter: who takes part but for those who reported, the chosen products,
//! the facts, and every clock with the instant at which it started. No due time moves. Nothing is taken from the origin;
//! those who reported stay with their report and their receipt there. Content is opened by a decision of the gate before it
//! is put in the new case, under a key of its own.

use std::collections::{BTreeMap, BTreeSet};

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::{Digest, Salt, canonical};
use tidegate_core::embargo::{Embargoed, NewItem, Plain};
use tidegate_core::event::{
    Actor, Arranged, Arrangement, CaseEvent, ClockStarted, FactEstablished, Filed, ItemAdded,
    PartyJoined, ProductNamed, Recorded, Relation, Subject,
};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId, PartyId, ProductId, SessionId};
use tidegate_core::item::{ContentClass, Item};
use tidegate_core::party::{Party, Role};
use tidegate_core::product::Product;
use tidegate_law::Extent;

use super::join::{Names, Seen, all_names};
use super::work::said;
use super::{Errand, NotDone};
use crate::desk::{DeskError, Order};
use crate::keys::Random;
use crate::say::bulk;
use crate::say::recorded::RecordedTold;
use crate::say::told;

/// For what content is opened.
const PURPOSE: &str = "splitting the case";

/// What goes on in a new case.
pub(super) struct Part {
    pub(super) products: BTreeSet<ProductId>,
    pub(super) items: Vec<ItemId>,
}

impl Part {
    /// What is called how in the new case: as it is in this one.
    pub(super) fn names(&self, case: &Case) -> Names {
        all_names(case, self.products.iter().copied())
    }
}

/// From where the new case knows what it begins with.
pub(super) fn source_of(case: &Case) -> String {
    format!("split off from case {}", case.label())
}

impl Errand<'_> {
    /// What was chosen, by id.
    ///
    /// # Errors
    /// Where no product is chosen, something is not in the case, or something of it stays.
    pub(super) fn part_of(&self, case: &Case, chosen: &[&str]) -> Result<Part, NotDone> {
        let products: BTreeSet<ProductId> =
            chosen.iter().filter_map(|id| id.parse().ok()).collect();
        let items: BTreeSet<ItemId> = chosen.iter().filter_map(|id| id.parse().ok()).collect();
        let known = products.iter().all(|id| case.product(*id).is_some());
        let known = known && items.iter().all(|id| case.item(*id).is_some());
        if products.is_empty() || !known || products.len() + items.len() != chosen.len() {
            return Err(said("work-split-what"));
        }
        let binds = case.coordination().binds(self.desk.now());
        if items.iter().any(|id| binds || !may_go(case, *id)) {
            return Err(said("work-split-stays"));
        }
        Ok(Part { products, items: items.into_iter().collect() })
    }

    /// Splits products and content off an opened case; `chosen` are their ids. Gives what the origin recorded; the new case
    /// is named by its last event. What was confirmed before with the same `seen` fills the same new case with what it lacks
    /// and opens no other.
    ///
    /// # Errors
    /// Where no product is chosen or something is not in the case; [`NotDone::Faster`] where the case changed since it was
    /// looked at; where the gate does not let the content out; what the cases say no to.
    pub(super) async fn split(
        &self,
        case: &Case,
        chosen: &[&str],
        seen: Seen,
        session: Option<SessionId>,
    ) -> Result<RecordedTold, NotDone> {
        let part = self.part_of(case, chosen)?;
        let chose = chose(&part)?;
        let before = seen.case.and_then(|seen| split_then(case, seen, self.actor, &chose));
        if before.is_none() {
            self.as_seen(case, seen.case)?;
        }
        let contents = self.opened_for(case, part.items.clone(), session).await?;
        let source = source_of(case);
        // The origin names the new case before that holds anything: where it breaks off in between, it is found again.
        let (id, recorded) = match before {
            Some(id) => (id, self.done_before(case, id, Relation::SplitInto).await?),
            None => {
                let (id, handle) =
                    self.desk.open_empty(self.actor, &source, &case.circle()).await?;
                let into = |now: &Case, _| {
                    // Opening the content put decisions on record; anything else was somebody's in between.
                    let known =
                        seen.case.filter(|seen| since(now, *seen, self.actor).next().is_some());
                    self.as_seen(now, known)?;
                    Ok::<_, NotDone>(linked(id, &handle, Relation::SplitInto))
                };
                let ack = self.desk.judged(self.actor, case.id(), &chose, into).await?;
                (id, self.acknowledged(case, &ack, "arrange"))
            }
        };
        let new = self.desk.open_case(self.actor, id, PURPOSE).await?;
        let origin = linked(case.id(), case.label(), Relation::SplitFrom);
        let mut commands = vec![Command::new(origin, source.as_str())];
        commands.extend(carried_over(case, id, &part.products, &source));
        for command in commands.into_iter().filter(|command| !is_there(&new, command)) {
            self.desk.act(self.actor, id, &Order::new(command)).await?;
        }
        for (item, bytes) in contents {
            if let Some((order, new_item)) = put_in(case, id, item, bytes, &part, &source)? {
                if new.item(new_item).is_none() {
                    self.desk.act(self.actor, id, &order).await?;
                }
                let known = known_of(case, item, new_item, &source).into_iter();
                for command in known.filter(|command| !is_there(&new, command)) {
                    self.desk.act(self.actor, id, &Order::new(command)).await?;
                }
            }
        }
        self.findings_over(case, id, &part.names(case), &source).await?;
        crate::clocks::refresh(self.desk, self.book, id).await?;
        Ok(recorded)
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

/// From where the origin knows that it was split: what was chosen, so that another choice is another splitting.
fn chose(part: &Part) -> Result<String, NotDone> {
    let items: BTreeSet<ItemId> = part.items.iter().copied().collect();
    let digest = Digest::of(&canonical(&(&part.products, &items)).map_err(DeskError::from)?);
    Ok(format!("{}, choice {digest}", super::work::SOURCE))
}

/// The case that was split off when the origin had so many events, by the same person and of the same choice.
fn split_then(case: &Case, seen: u64, actor: &Actor, chose: &str) -> Option<CaseId> {
    let recorded = since(case, seen, actor).next()?;
    match &recorded.event {
        CaseEvent::Arranged(arranged) if recorded.actor == *actor && recorded.source == chose => {
            match &arranged.arrangement {
                Arrangement::Linked { other, how: Relation::SplitInto, .. } => Some(*other),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What was recorded since a case had so many events, but for the decisions by which whoever splits it opened its content.
fn since<'c>(
    case: &'c Case,
    seen: u64,
    actor: &'c Actor,
) -> impl Iterator<Item = &'c Recorded> + use<'c> {
    let own = move |recorded: &&Recorded| {
        let decided = matches!(recorded.event, CaseEvent::DecisionRecorded(_));
        !(decided && recorded.actor == *actor)
    };
    case.record().iter().filter(move |recorded| recorded.seq >= seen).filter(own)
}

/// Whether a case has what a command would record, because it was recorded before it broke off.
fn is_there(case: &Case, command: &Command) -> bool {
    match &command.verb {
        Verb::JoinParty(joined) => case.party(joined.party.id).is_some(),
        Verb::NameProduct(named) => case.product(named.product.id).is_some(),
        Verb::EstablishFact(fact) => !case.fact(fact.about, &fact.fact).statements().is_empty(),
        Verb::StartClock(clock) => case.clocks().any(|one| {
            let same = one.party == clock.party && *one.start == clock.start;
            same && one.product == clock.product && Some(one.occurred) == command.occurred.as_ref()
        }),
        Verb::File(filed) => case
            .filings()
            .any(|one| one.event == filed && Some(one.occurred) == command.occurred.as_ref()),
        Verb::Arrange(arranged) => case
            .record()
            .iter()
            .any(|recorded| matches!(&recorded.event, CaseEvent::Arranged(one) if one == arranged)),
        _ => false,
    }
}

fn linked(other: CaseId, handle: &str, how: Relation) -> Verb {
    let handle = handle.to_owned();
    Verb::Arrange(Arranged { arrangement: Arrangement::Linked { other, handle, how } })
}

fn is_reporter(party: &Party) -> bool {
    party.is(Role::Finder) || party.is(Role::Reporter)
}

/// Whether a piece of content may go along: not who the finder is, no message, no file (its
/// pieces are of the origin), and nothing that came marked with a
/// report, since what the finder confined is bound to that report.
fn may_go(case: &Case, id: ItemId) -> bool {
    let Some(record) = case.item(id) else { return false };
    let confined = record.item.confidential && record.item.report.is_some();
    record.item.class != ContentClass::FinderIdentity && !case.is_sent(id) && !confined
}

/// What is established about a piece of content, of the one that it is in the new case.
pub(super) fn known_of(case: &Case, item: ItemId, new: ItemId, source: &str) -> Vec<Command> {
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
pub(super) fn carried_over(
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

/// The envelope that a piece of content has in the new case, the same however often it is asked for; none for what the
/// origin has no more.
pub(super) fn envelope(
    case: &Case,
    new: CaseId,
    item: ItemId,
    products: &BTreeSet<ProductId>,
) -> Result<Option<Item>, NotDone> {
    let of = of(case, new, item, products)?;
    let salt = Salt::from_bytes(Random::salt().map_err(DeskError::from)?);
    Ok(of.map(|of| Embargoed::<Plain>::new(new, of, salt, Vec::new()).item().clone()))
}

fn of(
    case: &Case,
    new: CaseId,
    item: ItemId,
    products: &BTreeSet<ProductId>,
) -> Result<Option<NewItem>, NotDone> {
    let Some(record) = case.item(item) else { return Ok(None) };
    let digest = Digest::of(&canonical(&(new, item)).map_err(DeskError::from)?);
    let mut id = [0; 16];
    id.copy_from_slice(digest.as_bytes().get(..16).unwrap_or(&[0; 16]));
    Ok(Some(NewItem {
        id: ItemId::from_bytes(id),
        class: record.item.class,
        product: record.item.product.filter(|product| products.contains(product)),
        report: None,
        declared: record.item.declared.clone(),
        confidential: record.item.confidential,
    }))
}

/// The order that puts a piece of content in the new case; none for what the origin has no more.
fn put_in(
    case: &Case,
    new: CaseId,
    item: ItemId,
    bytes: Vec<u8>,
    part: &Part,
    source: &str,
) -> Result<Option<(Order, ItemId)>, NotDone> {
    let Some(of) = of(case, new, item, &part.products)? else { return Ok(None) };
    let salt = Salt::from_bytes(Random::salt().map_err(DeskError::from)?);
    let content = Embargoed::<Plain>::new(new, of, salt, bytes);
    let held_by = Some(case.office()).map(|office| PartyId::from_bytes(*office.as_bytes()));
    let added = ItemAdded { item: content.item().clone(), held_by };
    let order = Order::new(Command::new(Verb::AddItem(added), source));
    let new = content.item().id;
    Ok(Some((order.with_contents(vec![content]), new)))
}
