//! What the book says of a duty somebody would not report under, and whether an earlier decision still stands.

use jiff::Timestamp;
use tidegate_law::time::Occurred;
use tidegate_law::{FactName, Force, Owed, RuleId};

use super::{Desk, OwedBy, duty};
use crate::assertion::Assertion;
use crate::case::{Case, Entry};
use crate::event::FoundNotReportable;
use crate::id::{PartyId, ProductId};
use crate::party::Party;
use crate::product::Product;
use crate::reportability::{Assessment, Changed, LookedAt, NotAssessed};
use crate::situation::Facts;

/// Assesses a duty of a party: whether it is owed, and on which facts that rests.
///
/// # Errors
/// [`NotAssessed`] where there is no such duty, party or product, or where the duty is surely owed and binds.
pub fn assess(
    desk: &Desk<'_>,
    case: &Case,
    rule: &RuleId,
    bearer: PartyId,
    product: Option<ProductId>,
    at: Timestamp,
) -> Result<Assessment, NotAssessed> {
    let known = desk.book.rule(rule).filter(|known| known.duty.is_some());
    let Some(known) = known else { return Err(NotAssessed::NoDuty(rule.clone())) };
    let party = case.party(bearer).ok_or(NotAssessed::NoParty(bearer))?;
    if let Some(id) = product.filter(|id| case.product(*id).is_none()) {
        return Err(NotAssessed::NoProduct(id));
    }
    let all = duty::duties_of_law(desk, case, party, at);
    let mine = |one: &&OwedBy| one.duty.rule == *rule && one.product == product;
    let mut owed: Vec<&Owed> = all.iter().filter(mine).map(|one| &one.duty.owed).collect();
    owed.sort_by_key(|owed| **owed != Owed::Yes);
    let binds = matches!(known.force, Force::Binding | Force::House);
    if binds && owed.first() == Some(&&Owed::Yes) {
        return Err(NotAssessed::Owed(rule.clone()));
    }
    Ok(Assessment {
        rule: rule.clone(),
        bearer,
        product,
        at,
        book: desk.book.digest().to_owned(),
        owed: owed.first().map(|owed| (*owed).clone()),
        looked_at: looked_at(desk, case, rule, party, product, at),
    })
}

/// What those who reported say, and nobody established, of what a duty looks at or starts from.
pub fn asserted_of(
    desk: &Desk<'_>,
    case: &Case,
    (rule, bearer, product): (&RuleId, PartyId, Option<ProductId>),
    at: Timestamp,
) -> Vec<Assertion> {
    let all = case.asserted(at);
    let (Some(party), false) = (case.party(bearer), all.is_empty()) else { return Vec::new() };
    let duty = desk.book.rule(rule).and_then(|rule| rule.duty.as_ref());
    let starts = |event: &str| {
        duty.is_some_and(|duty| duty.from == event || duty.given.as_deref() == Some(event))
    };
    let looked_at = looked_at(desk, case, rule, party, product, at);
    let looks = |fact: &FactName| looked_at.iter().any(|one| one.facts.contains_key(fact));
    let bears = |one: &Assertion| {
        one.topic.start().is_some_and(starts) || one.topic.fact().is_some_and(|fact| looks(&fact))
    };
    all.into_iter().filter(bears).collect()
}

/// How a decision that nothing is reported stands at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// The book, asked again, finds the same facts, and no clock of the duty has started since.
    Yes,
    /// A clock of the duty has started since: whether to report is to be decided anew.
    StartedSince(Occurred),
    /// These facts are known otherwise: the duty is open again, if it is owed.
    Changed(Vec<Changed>),
}

/// Whether a decision stands at an instant.
pub fn stands(desk: &Desk<'_>, case: &Case, found: &FoundNotReportable, at: Timestamp) -> Stands {
    let then = &found.assessment;
    let Some(party) = case.party(then.bearer) else { return Stands::Changed(Vec::new()) };
    let now = looked_at(desk, case, &then.rule, party, then.product, at);
    if now != then.looked_at {
        return Stands::Changed(then.changed(&now));
    }
    let all = duty::duties_of_law(desk, case, party, at).into_iter();
    let mine = all.filter(|one| one.duty.rule == then.rule && one.product == then.product);
    let mut starts = mine.filter(|one| one.duty.live()).filter_map(|one| one.duty.start);
    let since = starts.find(|start| start.earliest() > then.at);
    since.map_or(Stands::Yes, Stands::StartedSince)
}

/// The decision that covers a duty at an instant, if it stands: the last one about it, made after its clock started.
pub(super) fn covering<'c>(
    desk: &Desk<'_>,
    case: &'c Case,
    one: &OwedBy,
    at: Timestamp,
) -> Option<Entry<'c, FoundNotReportable>> {
    let binds = matches!(one.duty.force, Force::Binding | Force::House);
    if !one.duty.live() || (binds && one.duty.owed == Owed::Yes) {
        return None;
    }
    let duty = &one.duty.rule;
    let last = case.last_found_not_reportable(duty, one.bearer, one.product, at)?;
    let then = &last.event.assessment;
    let started = one.duty.start.as_ref().is_some_and(|start| start.earliest() <= then.at);
    let party = case.party(one.bearer)?;
    let now = looked_at(desk, case, &then.rule, party, then.product, at);
    (started && now == then.looked_at).then_some(last)
}

/// What the trigger of a rule looks at, about one product or each of the case.
fn looked_at(
    desk: &Desk<'_>,
    case: &Case,
    rule: &RuleId,
    bearer: &Party,
    product: Option<ProductId>,
    at: Timestamp,
) -> Vec<LookedAt> {
    let about: Vec<Option<&Product>> = match product {
        Some(id) => vec![case.product(id)],
        None if case.products().next().is_none() => vec![None],
        None => case.products().map(Some).collect(),
    };
    let facts = Facts { book: desk.book, case, at };
    let one = |product: Option<&Product>| {
        let situation = facts.of_actor(bearer, product);
        let facts = desk.book.looked_at(desk.adoption, rule, &situation, at)?;
        Some(LookedAt { product: product.map(|product| product.id), facts })
    };
    about.into_iter().filter_map(one).collect()
}
