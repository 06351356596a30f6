//! The duties of a party in a case, computed from its events.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use tidegate_law::{Clock, DutyInstance, FactValue, Filing, Owed, Owing, RuleId};

use crate::act::Recipient;
use crate::case::Case;
use crate::gate::Desk;
use crate::id::{PartyId, ProductId};
use crate::party::Party;
use crate::product::Product;
use crate::situation::Facts;

/// A duty with its bearer and the product it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwedBy {
    /// Who owes it.
    pub bearer: PartyId,
    /// The product, where the case names one.
    pub product: Option<ProductId>,
    /// The duty.
    pub duty: DutyInstance,
}

/// Every duty of a party at an instant. A duty that arises from several products is told once, for
/// the product for which it presses most: a clock that runs is not hidden by one that was met or has
/// not started.
pub fn duties(desk: &Desk<'_>, case: &Case, bearer: &Party, at: Timestamp) -> Vec<OwedBy> {
    let mut products: Vec<Option<&Product>> = case.products().map(Some).collect();
    if products.is_empty() {
        products.push(None);
    }
    let facts = Facts { book: desk.book, case, at };
    let mut found: Vec<OwedBy> = Vec::new();
    for product in products {
        let situation = facts.of_actor(bearer, product);
        let clocks = clocks(case, bearer, product, at);
        let filings = filings(&facts, bearer, product);
        let place = bearer.established.map(|place| place.code().to_owned());
        let owing = Owing {
            situation: &situation,
            clocks: &clocks,
            filings: &filings,
            place: place.as_deref(),
            zone: bearer.established.and_then(|place| place.zone_in_union(at)),
        };
        for duty in desk.book.duties(desk.adoption, &owing, at) {
            let product = product.map(|product| product.id);
            merge(&mut found, OwedBy { bearer: bearer.id, product, duty });
        }
    }
    found
}

/// Keeps that of two instances of one duty which presses more; of two alike, the first.
fn merge(found: &mut Vec<OwedBy>, new: OwedBy) {
    let same = |old: &&mut OwedBy| old.duty.rule == new.duty.rule && old.duty.to == new.duty.to;
    match found.iter_mut().find(same) {
        None => found.push(new),
        Some(old) if presses(&new.duty) < presses(&old.duty) => *old = new,
        Some(_) => {}
    }
}

/// The order in which duties press: those that run before those that were met or have not started,
/// the surely owed before the perhaps owed, then the earlier due.
fn presses(duty: &DutyInstance) -> (bool, bool, bool, Option<Timestamp>) {
    let due = duty.when.deadline.as_ref().map(|deadline| deadline.strict.earliest);
    (!duty.live(), duty.owed != Owed::Yes, due.is_none(), due)
}

/// The clocks of a party: those somebody started, and those that receiving starts by itself.
fn clocks(case: &Case, bearer: &Party, product: Option<&Product>, at: Timestamp) -> Vec<Clock> {
    let mut earliest: BTreeMap<String, tidegate_law::time::Occurred> = BTreeMap::new();
    let mut start = |event: &str, occurred: &tidegate_law::time::Occurred| {
        if !occurred.possibly_by(at) {
            return;
        }
        let known = earliest.entry(event.to_owned()).or_insert_with(|| occurred.clone());
        if occurred.latest() < known.latest() {
            *known = occurred.clone();
        }
    };
    for clock in case.clocks_of(bearer.id) {
        let mine = clock.product.is_none() || clock.product == product.map(|product| product.id);
        if mine {
            start(clock.start.as_str(), clock.occurred);
        }
    }
    let me = Recipient::Party(bearer.id);
    for report in case.reports().filter(|report| report.event.to == bearer.id) {
        start("learned", report.occurred);
        start("report_received", report.occurred);
    }
    for passage in case.passages().filter(|passage| passage.event.to == me) {
        start("learned", passage.occurred);
        start("report_received", passage.occurred);
    }
    for filing in case.filings().filter(|filing| filing.event.to == me) {
        start("learned", filing.occurred);
        start("report_received", filing.occurred);
    }
    for told in case.notifications().filter(|told| told.event.manufacturer == bearer.id) {
        start("learned", told.occurred);
        start("report_received", told.occurred);
    }
    earliest.into_iter().map(|(event, occurred)| Clock { event, occurred }).collect()
}

/// What a party filed or told, as evidence. What is not called a filing covers no required field.
fn filings(facts: &Facts<'_>, bearer: &Party, product: Option<&Product>) -> Vec<Filing> {
    let capacity = |to: &Recipient| match to {
        Recipient::Capacity(capacity) => Some(FactValue::symbol(capacity.as_str())),
        Recipient::Party(id) => {
            let party = facts.case.party(*id)?;
            Some(FactValue::symbol(facts.capacity(bearer, party, product)))
        }
    };
    let mut filings = Vec::new();
    for filed in facts.case.filings().filter(|filed| filed.event.by == bearer.id) {
        let Some(to) = capacity(&filed.event.to) else { continue };
        let rule = filed.event.rule.as_deref().and_then(RuleId::parse);
        let all = rule.is_some() && filed.event.fields.is_empty();
        let fields = (!all).then(|| filed.event.fields.iter().cloned().collect());
        filings.push(Filing { rule, to, fields, occurred: filed.occurred.clone() });
    }
    let conveyed = facts.case.passages().filter(|passage| passage.event.act.conveys());
    for passage in conveyed.filter(|passage| passage.event.from == bearer.id) {
        let Some(to) = capacity(&passage.event.to) else { continue };
        let fields = Some(Default::default());
        filings.push(Filing { rule: None, to, fields, occurred: passage.occurred.clone() });
    }
    for told in facts.case.notifications().filter(|told| told.event.by == bearer.id) {
        let Some(to) = capacity(&Recipient::Party(told.event.manufacturer)) else { continue };
        let fields = Some(Default::default());
        filings.push(Filing { rule: None, to, fields, occurred: told.occurred.clone() });
    }
    filings
}
