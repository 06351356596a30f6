//! The duties of a party in a case, computed from its events.
//!
//! Each instance is told once: a rule, its bearer, its subject, its start event and its addressee. A
//! duty about a product is asked for each product of the bearer, and only what is about that product
//! is evidence for it; a duty about the vulnerability or the bearer is one, whatever products there
//! are. Read `clock` next for what a worker keeps of them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;
use tidegate_law::{
    Clock, DutyInstance, DutyState, Extent, FactValue, Filing, Live, Owed, Owing, Per, RuleId,
};

use crate::act::Recipient;
use crate::case::Case;
use crate::gate::{Desk, assess};
use crate::id::{ItemId, PartyId, ProductId};
use crate::party::Party;
use crate::place::Jurisdiction;
use crate::product::Product;
use crate::situation::{Facts, affected};

/// A duty with its bearer and the product it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwedBy {
    /// Who owes it.
    pub bearer: PartyId,
    /// The product it is about; none where the duty is not about one, or the case names none.
    pub product: Option<ProductId>,
    /// The duty.
    pub duty: DutyInstance,
}

/// Every duty of a party at an instant, each instance once; under what was decided of them in the case.
pub fn duties(desk: &Desk<'_>, case: &Case, bearer: &Party, at: Timestamp) -> Vec<OwedBy> {
    let mut found = duties_of_law(desk, case, bearer, at);
    if case.found_not_reportable().next().is_some() {
        for one in &mut found {
            if assess::covering(desk, case, one, at).is_some() {
                one.duty.state = DutyState::NotReportable;
            }
        }
    }
    found
}

/// The same as the law alone has them, whatever was decided.
pub(super) fn duties_of_law(
    desk: &Desk<'_>,
    case: &Case,
    bearer: &Party,
    at: Timestamp,
) -> Vec<OwedBy> {
    // Components too: a finder may owe something towards who keeps the part with the flaw.
    let mut products: Vec<Option<&Product>> = case.products().map(Some).collect();
    if products.is_empty() {
        products.push(None);
    }
    let facts = Facts { book: desk.book, case, at };
    let clocks = starts(case, bearer);
    let mut found: Vec<OwedBy> = Vec::new();
    for product in products {
        let situation = facts.of_actor(bearer, product);
        let filings = filings(&facts, bearer, product);
        let name = product.map(|product| product.id.to_string());
        let action = place_of_action(case, bearer, product, at);
        let owing = Owing {
            situation: &situation,
            product: name.as_deref(),
            clocks: &clocks,
            filings: &filings,
            place: action.as_ref().map(Jurisdiction::code),
            zone: action.and_then(|place| place.zone_in_union(at)),
        };
        for duty in desk.book.duties(desk.adoption, &owing, at) {
            let product = product.map(|product| product.id).filter(|_| duty.per == Per::Product);
            merge(&mut found, OwedBy { bearer: bearer.id, product, duty });
        }
    }
    found
}

/// Where a party acts towards an authority of the Union: where it is established in the Union; for a maker
/// outside, in the Member State of the importers or distributors of the product, else of its users (CRA
/// 14(7)), where that is one State and no other. Who represents a maker the case does not say.
fn place_of_action(
    case: &Case,
    bearer: &Party,
    product: Option<&Product>,
    at: Timestamp,
) -> Option<Jurisdiction> {
    let home = bearer.established;
    let Some(product) = product.filter(|_| !home.is_some_and(|place| place.in_union(at))) else {
        return home;
    };
    let state = |place: &Jurisdiction| place.zone_in_union(at).is_some();
    let others = product.supplies.iter().filter(|supply| supply.by != bearer.id);
    let suppliers: BTreeSet<Jurisdiction> =
        others.filter_map(|supply| case.party(supply.by)?.established).filter(state).collect();
    let users: BTreeSet<Jurisdiction> =
        product.supplies.iter().map(|supply| supply.into).filter(state).collect();
    let chosen = if suppliers.is_empty() { users } else { suppliers };
    match chosen.len() {
        1 => chosen.first().copied(),
        _ => home,
    }
}

/// Adds an instance. One that is not about a product arises for each of them: it is kept once, as it
/// presses most.
fn merge(found: &mut Vec<OwedBy>, new: OwedBy) {
    let same = |old: &&mut OwedBy| {
        old.duty.rule == new.duty.rule
            && old.product == new.product
            && old.duty.to == new.duty.to
            && old.duty.start == new.duty.start
    };
    match found.iter_mut().find(same) {
        None => found.push(new),
        Some(old) if presses(&new.duty) < presses(&old.duty) => *old = new,
        Some(_) => {}
    }
}

/// The order in which duties press: those that run before those that were met or have not started,
/// the surely owed before the perhaps owed.
fn presses(duty: &DutyInstance) -> (bool, bool) {
    (!duty.live(), duty.owed != Owed::Yes)
}

/// The duties that are live for a flow about a product: those about it or a whole of which it is a
/// part, and those about no product.
pub(super) fn live(owed: &[OwedBy], case: &Case, product: Option<&Product>) -> Live {
    let concerns = |one: &&OwedBy| match (one.product, product) {
        (None, _) | (_, None) => true,
        (Some(whole), Some(product)) => {
            whole == product.id
                || case.product(whole).is_some_and(|one| one.components.contains(&product.id))
        }
    };
    owed.iter()
        .filter(|one| one.duty.live())
        .filter(concerns)
        .map(|one| (one.duty.rule.clone(), one.duty.to.clone()))
        .collect()
}

/// The clocks of a party: those somebody started, and those that receiving starts by itself. What is
/// received may concern every product: a clock is not held back because somebody named one.
pub fn starts(case: &Case, bearer: &Party) -> Vec<Clock> {
    let mut clocks = Vec::new();
    for clock in case.clocks_of(bearer.id) {
        let extent = clock.product.map_or(Extent::Whole, |product| only([product]));
        let (event, occurred) = (clock.start.as_str().to_owned(), clock.occurred.clone());
        clocks.push(Clock { event, occurred, extent });
    }
    let me = Recipient::Party(bearer.id);
    let reports = case.reports().filter(|one| one.event.to == bearer.id).map(|one| one.occurred);
    let passages = case.passages().filter(|one| one.event.to == me).map(|one| one.occurred);
    let filings = case.filings().filter(|one| one.event.to == me).map(|one| one.occurred);
    let told = case.notifications().filter(|one| one.event.manufacturer == bearer.id);
    let told = told.map(|one| one.occurred);
    for occurred in reports.chain(passages).chain(filings).chain(told) {
        for event in ["learned", "report_received"] {
            let (event, occurred) = (event.to_owned(), occurred.clone());
            clocks.push(Clock { event, occurred, extent: Extent::Whole });
        }
    }
    clocks
}

/// An extent of some products alone.
fn only(products: impl IntoIterator<Item = ProductId>) -> Extent {
    Extent::Products(products.into_iter().map(|id| id.to_string()).collect())
}

/// What a party filed or told, as evidence. What is not called a filing covers no required field.
fn filings(facts: &Facts<'_>, bearer: &Party, product: Option<&Product>) -> Vec<Filing> {
    let evidence = Evidence { facts, bearer, product };
    let mut filings = Vec::new();
    for filed in facts.case.filings().filter(|filed| filed.event.by == bearer.id) {
        let event = filed.event;
        let rule = event.rule.as_deref().and_then(RuleId::parse);
        let all = rule.is_some() && event.fields.is_empty();
        let fields = (!all).then(|| event.fields.iter().cloned().collect());
        let extent = evidence.extent(event.product, &event.items, &event.to);
        let held = (!event.items.is_empty()).then_some(&event.items);
        let filing = evidence.filing(&event.to, held, extent, filed.occurred);
        filings.extend(filing.map(|filing| Filing { rule, fields, ..filing }));
    }
    let conveyed = facts.case.passages().filter(|passage| passage.event.act.conveys());
    for passage in conveyed.filter(|passage| passage.event.from == bearer.id) {
        let (to, items) = (&passage.event.to, &passage.event.items);
        let extent = evidence.extent(None, items, to);
        filings.extend(evidence.filing(to, Some(items), extent, passage.occurred));
    }
    for told in facts.case.notifications().filter(|told| told.event.by == bearer.id) {
        let (to, items) = (Recipient::Party(told.event.manufacturer), &told.event.items);
        let extent = evidence.extent(None, items, &to);
        let held = (!items.is_empty()).then_some(items);
        filings.extend(evidence.filing(&to, held, extent, told.occurred));
    }
    filings
}

/// Reads what a party did as evidence for its duties about a product.
struct Evidence<'e> {
    facts: &'e Facts<'e>,
    bearer: &'e Party,
    product: Option<&'e Product>,
}

impl Evidence<'_> {
    /// What went to a recipient, naming no rule and covering no field.
    fn filing(
        &self,
        to: &Recipient,
        held: Option<&BTreeSet<ItemId>>,
        extent: Extent,
        occurred: &tidegate_law::time::Occurred,
    ) -> Option<Filing> {
        let to = match to {
            Recipient::Capacity(capacity) => FactValue::symbol(capacity.as_str()),
            Recipient::Party(id) => {
                let party = self.facts.case.party(*id)?;
                FactValue::symbol(self.facts.capacity(self.bearer, party, self.product))
            }
        };
        let class = |id: &ItemId| {
            let record = self.facts.case.item(*id)?;
            Some(FactValue::symbol(record.item.class.as_str()))
        };
        let content = held.map(|items| items.iter().filter_map(class).collect());
        let fields = Some(BTreeSet::new());
        Some(Filing { rule: None, to, fields, content, occurred: occurred.clone(), extent })
    }

    /// About which products something is: as it says, or as its items all say; else the one product
    /// that it can be about. Where that leaves several, it is not said.
    fn extent(&self, said: Option<ProductId>, items: &BTreeSet<ItemId>, to: &Recipient) -> Extent {
        if let Some(product) = said {
            return only([product]);
        }
        let case = self.facts.case;
        let own = |id: &ItemId| case.item(*id).and_then(|record| record.item.product);
        let named: Option<BTreeSet<ProductId>> = items.iter().map(own).collect();
        if let Some(named) = named.filter(|named| !named.is_empty()) {
            return only(named);
        }
        let whole = affected(case);
        if whole.len() <= 1 {
            return Extent::Whole;
        }
        let of = |party: PartyId| {
            let mine = whole.iter().filter(|product| product.providers.contains(&party));
            mine.map(|product| product.id).collect::<Vec<ProductId>>()
        };
        // A provider speaks of its own product, and is told of its own.
        let mut candidates = of(self.bearer.id);
        if candidates.is_empty() {
            candidates = to.party().map(of).unwrap_or_default();
        }
        match candidates.as_slice() {
            [one] => only([*one]),
            _ => Extent::NotSaid,
        }
    }
}
