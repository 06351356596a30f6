//! The letter of a directive to whoever bears it: what somebody is to do, by when and on what basis, it has to be told.
//!
//! The letter is content of its own, without technical detail, written from what two persons signed. It is granted to
//! its bearer alone where an authority directs on a basis that the book has as binding law, and the bearer runs or
//! supplies the product. Where one of these is not so (a request, a coordinator who asks, a bearer of whom nobody said
//! what it has to do with the product) it is not for the gate to say whether it must be told: two named persons decide
//! by a ruling. What else the case holds is not opened by it, and the law is asked all the same.

use tidegate_law::Force;

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
    let basis = binding(asked, &issued).filter(|_| runs && directs(asked, issued.event.by));
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

/// The basis of a directive, where it is an article of a statute that binds and was in force when it was issued.
fn binding(asked: &Asked<'_>, issued: &Entry<'_, DirectiveIssued>) -> Option<String> {
    let basis = issued.event.basis.as_ref()?;
    let (statute, number) = basis.split_once('/')?;
    let statute = asked.desk.book.statute(statute)?;
    let binds = statute.matter.force == Force::Binding
        && statute.in_force(issued.recorded)
        && statute.articles.iter().any(|article| article.number == number);
    binds.then(|| basis.clone())
}

/// Whether whoever issued it has public powers; a coordinator asks.
fn directs(asked: &Asked<'_>, by: PartyId) -> bool {
    let authority = |party: &Party| party.authority.is_some() || party.is(Role::Authority);
    let own = asked.desk.office.filter(|office| office.party() == by);
    own.is_some_and(|office| office.authority_at(asked.at).is_some())
        || asked.case.party(by).is_some_and(authority)
}
