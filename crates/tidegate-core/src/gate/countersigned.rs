//! What takes two persons of an authority: disclosure overseas, and publication before the remedy.
//!
//! The first person proposes that something is let out ([`Release`]), another signs it; until then the gate does not
//! grant it. A ruling has two signatures of its own, and so has the letter of a directive. The law is asked all the
//! same: two signatures permit nothing.

use super::{Asked, Reached};
use crate::act::{Act, Recipient};
use crate::case::ItemRecord;
use crate::event::{DirectiveIssued, Settlement};
use crate::id::ItemId;
use crate::place::Jurisdiction;
use crate::proposal::{Matter, Release};

/// Whether the flow takes two persons, of whom the second has not signed.
pub(super) fn lacks(asked: &Asked<'_>, item: &ItemRecord, reached: &Reached, remedy: bool) -> bool {
    let Some(office) = asked.desk.office else { return false };
    if asked.actor.id != office.party() || office.authority_at(asked.at).is_none() {
        return false;
    }
    // Whoever an authority passes a filing on to is reached by the same flow.
    if !reached.path.is_empty() {
        return false;
    }
    let takes = match asked.flow.act {
        Act::Publish => !remedy,
        Act::Share | Act::Report | Act::Notify | Act::Transfer | Act::Sell | Act::Assist => {
            overseas(asked, &reached.recipient, office.jurisdiction)
        }
        Act::Collect | Act::Use | Act::Store | Act::Procure => false,
    };
    takes && !released(asked, item.item.id)
}

/// Whether a recipient is outside the jurisdiction of the office; members of the Union are inside each other's.
fn overseas(asked: &Asked<'_>, to: &Recipient, office: Jurisdiction) -> bool {
    let place = match to {
        Recipient::Party(party) => asked.case.party(*party).and_then(|party| party.established),
        Recipient::Capacity(capacity) => {
            let mut all = asked.desk.book.authorities().iter();
            let known = all.find(|one| one.key.as_str() == capacity.as_str());
            known.and_then(|known| known.jurisdiction.parse().ok())
        }
    };
    let inside = |place: Jurisdiction| {
        place == office || (place.in_union(asked.at) && office.in_union(asked.at))
    };
    place.is_none_or(|place| !inside(place))
}

/// Whether two persons signed that this goes there: by a release, by a directive of which it is the letter, or by a
/// ruling on the flow.
fn released(asked: &Asked<'_>, item: ItemId) -> bool {
    let (case, act, to, from) = (asked.case, asked.flow.act, &asked.flow.to, asked.actor.id);
    let signed = |release: &Release| {
        release.act == act
            && release.from == from
            && release.to == *to
            && release.items.contains(&item)
    };
    let by_release = case.settlements().any(|settled| {
        settled.event.outcome == Settlement::Signed
            && case.proposal(settled.event.proposal).is_some_and(|proposed| {
                matches!(&proposed.event.matter, Matter::Release(release) if signed(release))
            })
    });
    let letter = |issued: &DirectiveIssued| {
        issued.letter == Some(item) && issued.signed.len() >= 2 && to.party() == Some(issued.to)
    };
    by_release
        || case.directives().any(|entry| letter(entry.event))
        || case.rulings().any(|ruling| {
            !case.is_spent(ruling.id()) && ruling.covers(act, from, to, &[item].into(), asked.at)
        })
}
