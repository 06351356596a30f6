//! The letter of a directive to whoever bears it: what somebody is to do, by when and on what basis, it has to be told.
//!
//! The letter is content of its own, without technical detail, written from what two persons signed. It is granted to
//! its bearer alone where the authority whose office this is directs on a basis under which the book has a duty that
//! binds there, and the bearer runs or supplies the product. Where one of these is not so (a request, a coordinator who asks, a bearer of whom nobody said
//! what it has to do with the product) it is not for the gate to say whether it must be told: two named persons decide
//! by a ruling. What else the case holds is not opened by it, and the law is asked all the same.

use tidegate_law::{Force, Rule};

use super::Asked;
use super::need::Need;
use crate::act::Act;
use crate::case::{Entry, ItemRecord};
use crate::event::DirectiveIssued;
use crate::id::PartyId;
use crate::item::ContentClass;
use crate::party::{Party, Role};

/// What grants a bearer the letter of its directive, or leaves it to a person; nothing where the item is none.
pub(super) fn directed(asked: &Asked<'_>, item: &ItemRecord, to: &Party) -> Option<Need> {
    let issued = letter(asked, item, to.id)?;
    let runs = to.is(Role::Operator) || to.is(Role::Supplier);
    let basis = binding(asked, &issued).filter(|_| runs && directs(asked, &issued));
    Some(basis.map_or(Need::Requested, |basis| Need::Directed { basis }))
}

/// The directive of which the item is the letter, where it still asks something of this party and two persons signed it.
fn letter<'c>(
    asked: &Asked<'c>,
    item: &ItemRecord,
    to: PartyId,
) -> Option<Entry<'c, DirectiveIssued>> {
    let told = matches!(asked.flow.act, Act::Share | Act::Notify);
    if !told || item.item.class != ContentClass::General || item.item.confidential {
        return None;
    }
    let issued = asked.case.directives().find(|entry| {
        let issued = entry.event;
        issued.letter == Some(item.item.id) && issued.to == to && issued.signed.len() >= 2
    })?;
    let standing = asked.case.directive_standing(issued.event.directive)?;
    standing.awaits.is_open().then_some(issued)
}

/// The basis of a directive, where it is an article of a statute that binds where its issuer is, was in force when it was
/// issued, and has a duty under it: what an article only defines or encourages is no ground to direct anybody.
fn binding(asked: &Asked<'_>, issued: &Entry<'_, DirectiveIssued>) -> Option<String> {
    let basis = issued.event.basis.as_ref()?;
    let (statute, number) = basis.split_once('/')?;
    let statute = asked.desk.book.statute(statute)?;
    let binds = statute.matter.force == Force::Binding
        && statute.in_force(issued.recorded)
        && statute.articles.iter().any(|article| article.number == number)
        && reaches(asked, &statute.matter.jurisdiction, issued.event.by);
    let under = |rule: &&Rule| {
        asked.desk.book.statute_of(rule).matter.id == statute.matter.id && rule.article == number
    };
    let obliges = || asked.desk.book.rules().iter().filter(under).any(Rule::obliges);
    (binds && obliges()).then(|| basis.clone())
}

/// Whether a statute of a jurisdiction is law where somebody is established; the Union's is in every member state.
fn reaches(asked: &Asked<'_>, jurisdiction: &str, by: PartyId) -> bool {
    let office = asked.desk.office.filter(|office| office.party() == by);
    let place = match office {
        Some(office) => Some(office.jurisdiction),
        None => asked.case.party(by).and_then(|party| party.established),
    };
    place.is_some_and(|place| {
        place.code() == jurisdiction || (jurisdiction == "EU" && place.in_union(asked.at))
    })
}

/// Whether whoever issued it sends it and had public powers when it was issued; a coordinator asks, and nobody directs in
/// the name of somebody else. What an office is, it says of itself and no case does.
fn directs(asked: &Asked<'_>, issued: &Entry<'_, DirectiveIssued>) -> bool {
    let by = issued.event.by;
    let authority = |party: &Party| party.authority.is_some() || party.is(Role::Authority);
    by == asked.actor.id
        && match asked.desk.office {
            Some(office) => office.party() == by && office.authority_at(issued.recorded).is_some(),
            None => asked.case.party(by).is_some_and(authority),
        }
}
