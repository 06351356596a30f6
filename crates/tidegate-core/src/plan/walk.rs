//! The orders of the book for a collision, walked step by step on a copy of the case.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tidegate_law::{
    Adoption, Does, Finding, KnownBy, Order, OrderFlow, OrderStep, Position, RuleId, Through,
};

use super::rehearse::{Rehearsal, Tried};
use super::task::{Task, bearer};
use super::{Alternative, Outcome, Stands, Walked};
use crate::act::{Act, Recipient};
use crate::command::Verb;
use crate::event::{FactEstablished, Filed, Provided, Published, Subject};
use crate::gate::Desk;
use crate::id::{ItemId, PartyId};
use crate::item::Disclosure;
use crate::situation::{Facts, Flow, place_of};

/// A way opened by an order: its steps before the one that meets the duty, each with what it makes so.
pub(super) struct Opening {
    pub(super) through: String,
    pub(super) order: String,
    pub(super) steps: Vec<(usize, Vec<Tried>, Vec<Verb>)>,
}

/// One task that collided, with the others and the instant.
pub(super) struct Walk<'w> {
    pub(super) rehearsal: &'w Rehearsal<'w>,
    pub(super) tasks: &'w [Task],
    pub(super) task: &'w Task,
    pub(super) at: Timestamp,
}

impl Walk<'_> {
    /// Every order of the book for the collision, walked.
    pub(super) fn alternatives(&self, against: &BTreeSet<RuleId>) -> Vec<Alternative> {
        let orders = self.throughs(against);
        orders.map(|(through, order)| self.walk(through, order).0).collect()
    }

    /// The first order that leads to the duty by lawful steps of its bearer alone.
    pub(super) fn opening(&self, against: &BTreeSet<RuleId>) -> Option<Opening> {
        let mut walked = self.throughs(against).map(|(through, order)| {
            let alone = order.steps.iter().all(|step| step.does != Does::Words);
            let meets = order.steps.last().is_some_and(|step| step.does == Does::Meets);
            let (alternative, opening) = self.walk(through, order);
            let lawful = alternative.stands == Stands::Lawful && alternative.under.is_empty();
            (alone && meets && lawful && !opening.steps.is_empty()).then_some(opening)
        });
        walked.find_map(|opening| opening)
    }

    fn throughs(
        &self,
        against: &BTreeSet<RuleId>,
    ) -> impl Iterator<Item = (&'_ Through, &'_ Order)> {
        let rule = self.task.first().map(|one| &one.duty.rule);
        let throughs = self.rehearsal.desk.book.throughs().iter();
        let mine = throughs.filter(move |through| {
            rule.is_some_and(|rule| against.iter().any(|other| through.is_of(rule, other)))
        });
        mine.flat_map(|through| through.orders.iter().map(move |order| (through, order)))
    }

    fn walk(&self, through: &Through, order: &Order) -> (Alternative, Opening) {
        let desk = self.rehearsal.desk;
        let (adoption, under) = taking(desk.adoption, &order.under, self.at);
        let desk = Desk { adoption: &adoption, ..desk };
        let mut copy = Rehearsal { desk, case: self.rehearsal.case.clone() };
        let mut opening =
            Opening { through: through.key.clone(), order: order.key.clone(), steps: Vec::new() };
        let mut walked = Vec::new();
        for (place, step) in order.steps.iter().enumerate() {
            let (outcome, tried, effects) = self.step(&mut copy, step);
            copy.carry_out(&effects, self.at);
            if matches!(step.does, Does::Flow(_)) && !tried.is_empty() {
                opening.steps.push((place, tried.clone(), effects));
            }
            walked.push(Walked {
                conditions: conditions(&tried),
                decisions: tried.into_iter().map(|one| one.decision).collect(),
                outcome,
            });
        }
        let stands = walked.iter().map(|one| stands(&one.outcome)).max();
        let stands = stands.unwrap_or(Stands::Refused);
        let (through, order) = (through.key.clone(), order.key.clone());
        (Alternative { through, order, walked, under, stands }, opening)
    }

    fn step(&self, copy: &mut Rehearsal<'_>, step: &OrderStep) -> (Outcome, Vec<Tried>, Vec<Verb>) {
        match &step.does {
            Does::Words => (Outcome::Words, Vec::new(), Vec::new()),
            Does::Meets => self.meets(copy, self.task),
            Does::Duty { rule } => {
                let mine = |task: &&Task| {
                    bearer(task) == bearer(self.task)
                        && task.live()
                        && task.first().is_some_and(|one| one.duty.rule == *rule)
                };
                match self.tasks.iter().find(mine) {
                    None => (Outcome::Done, Vec::new(), Vec::new()),
                    Some(task) => self.meets(copy, task),
                }
            }
            Does::Flow(flow) => self.flow(copy, flow),
        }
    }

    /// The flows of a task, as the copy has them by now.
    fn meets(&self, copy: &Rehearsal<'_>, task: &Task) -> (Outcome, Vec<Tried>, Vec<Verb>) {
        if task.flows.is_empty() {
            return (Outcome::Words, Vec::new(), Vec::new());
        }
        let tried = task.flows.iter().map(|flow| copy.attempt(flow, self.at));
        let Some(tried) = tried.collect::<Option<Vec<Tried>>>() else {
            return (Outcome::Nobody, Vec::new(), Vec::new());
        };
        let one = |tried: &&Tried| tried.passes();
        let lawful = if task.any_of() {
            tried.is_empty() || tried.iter().any(|tried| tried.passes())
        } else {
            tried.iter().all(Tried::passes)
        };
        let effects = tried.iter().filter(one).flat_map(|tried| effects(task, &tried.flow));
        let effects = effects.collect();
        (if lawful { Outcome::Lawful } else { Outcome::Refused }, tried, effects)
    }

    fn flow(
        &self,
        copy: &mut Rehearsal<'_>,
        order: &OrderFlow,
    ) -> (Outcome, Vec<Tried>, Vec<Verb>) {
        let nothing = |outcome| (outcome, Vec::new(), Vec::new());
        let Some(from) = bearer(self.task) else { return nothing(Outcome::Nobody) };
        let Some(act) = Act::from_word(&order.act) else { return nothing(Outcome::Refused) };
        let Some(to) = self.recipient(copy, order, from) else { return nothing(Outcome::Nobody) };
        let wanted = self.wanted(copy, &order.needs);
        let establish = wanted.iter().map(|one| {
            let about = Subject::Case(copy.case.id());
            let (fact, value) = (one.fact.clone(), one.value.clone());
            Verb::EstablishFact(FactEstablished { about, fact, value })
        });
        let establish: Vec<Verb> = establish.collect();
        copy.carry_out(&establish, self.at);
        let items: BTreeSet<ItemId> =
            self.task.flows.iter().flat_map(|flow| flow.items.iter().copied()).collect();
        let items =
            items.into_iter().filter(|id| act != Act::Publish || !public(copy, *id, self.at));
        let flow = Flow { act, from, to, items: items.collect(), facts: Default::default() };
        if flow.items.is_empty() {
            return nothing(Outcome::Done);
        }
        let Some(tried) = copy.attempt_with(&flow, &order.with, self.at) else {
            return nothing(Outcome::Nobody);
        };
        let outcome = match (tried.passes(), wanted.is_empty()) {
            (false, _) => Outcome::Refused,
            (true, true) => Outcome::Lawful,
            (true, false) => Outcome::Wants(wanted),
        };
        let leaves = order.leaves.as_ref().and_then(|word| Disclosure::from_word(word.as_str()));
        let effects = if tried.passes() { passage(&tried.flow, leaves) } else { Vec::new() };
        (outcome, vec![tried], effects)
    }

    /// To whom an order's flow goes: the one party of that capacity at that place, or whoever has it.
    fn recipient(
        &self,
        copy: &Rehearsal<'_>,
        order: &OrderFlow,
        from: PartyId,
    ) -> Option<Recipient> {
        let case = &copy.case;
        let facts = Facts { book: copy.desk.book, case, at: self.at };
        let actor = case.party(from)?;
        let product = self.task.first()?.product.and_then(|id| case.product(id));
        let mut fitting = case.parties().filter(|party| {
            party.id != from
                && facts.capacity(actor, party, product) == order.to.as_str()
                && order.place.as_ref().is_none_or(|p| place_of(party) == Some(p.as_str()))
        });
        if let Some(party) = fitting.next() {
            return Some(party.id.into());
        }
        let named = order.place.is_none();
        named.then(|| order.to.as_str().parse().ok()).flatten().map(Recipient::Capacity)
    }

    /// What an order supposes of the vulnerability and the case does not have.
    fn wanted(&self, copy: &Rehearsal<'_>, needs: &[Finding]) -> Vec<Finding> {
        let (book, case) = (copy.desk.book, &copy.case);
        let first = self.task.first();
        let actor = first.and_then(|one| case.party(one.bearer));
        let product = first.and_then(|one| case.product(one.product?));
        let Some(actor) = actor else { return needs.to_vec() };
        let known = Facts { book, case, at: self.at }.of_actor(actor, product);
        let is = |need: &&Finding| {
            let fact = book.schema().fact(&need.fact);
            fact.and_then(|fact| known.known(book.schema(), fact)) != Some(&need.value)
        };
        needs.iter().filter(is).cloned().collect()
    }
}

/// Whether an item is public for certain.
fn public(copy: &Rehearsal<'_>, id: ItemId, at: Timestamp) -> bool {
    copy.case.item(id).is_some_and(|record| copy.case.disclosure_of(record, at).settled.is_public())
}

/// The adoption with the readings of an order, and those among them that the office has not taken.
fn taking(adoption: &Adoption, under: &[Finding], at: Timestamp) -> (Adoption, Vec<Finding>) {
    let mut taken = adoption.clone();
    let adopted = at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let other =
        |one: &&Finding| adoption.position(&one.fact).is_none_or(|held| held.value != one.value);
    let others: Vec<Finding> = under.iter().filter(other).cloned().collect();
    taken.positions.extend(others.iter().map(|one| Position {
        fact: one.fact.clone(),
        value: one.value.clone(),
        adopted,
        by: "plan".to_owned(),
    }));
    (taken, others)
}

/// What is so once a flow of a task took place: it was filed for its rule, and the addressee has the content.
pub(super) fn effects(task: &Task, flow: &Flow) -> Vec<Verb> {
    let Some(first) = task.first() else { return Vec::new() };
    let filed = Filed {
        by: flow.from,
        to: flow.to.clone(),
        rule: Some(first.duty.rule.to_string()),
        product: first.product,
        fields: Vec::new(),
        items: flow.items.iter().copied().collect(),
        reference: None,
        decision: None,
    };
    vec![Verb::File(filed)]
}

/// What is so once content was given or published.
fn passage(flow: &Flow, leaves: Option<Disclosure>) -> Vec<Verb> {
    let items: BTreeSet<ItemId> = flow.items.iter().copied().collect();
    match (flow.act, leaves) {
        (Act::Publish, Some(state)) => {
            let published = Published { by: flow.from, items, place: None, decision: None };
            vec![Verb::Publish { published, state }]
        }
        (Act::Publish, None) => Vec::new(),
        (act, _) => {
            let (from, to) = (flow.from, flow.to.clone());
            vec![Verb::Provide(Provided { act, from, to, items, decision: None })]
        }
    }
}

/// What is undertaken with some flows, each once.
pub(super) fn conditions(tried: &[Tried]) -> Vec<Finding> {
    let all: BTreeSet<&Finding> = tried.iter().flat_map(|one| &one.conditions).collect();
    all.into_iter().cloned().collect()
}

fn stands(outcome: &Outcome) -> Stands {
    match outcome {
        Outcome::Words | Outcome::Done | Outcome::Lawful => Stands::Lawful,
        Outcome::Wants(_) => Stands::Wants,
        Outcome::Nobody => Stands::Nobody,
        Outcome::Refused => Stands::Refused,
    }
}

/// Whether the bearer can bring a fact about alone.
pub(super) fn in_hand(desk: &Desk<'_>, finding: &Finding) -> bool {
    let schema = desk.book.schema();
    schema.fact(&finding.fact).is_some_and(|fact| schema.entry(fact).by == KnownBy::Actor)
}
