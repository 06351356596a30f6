//! What of a case can go to another office whole: with its class, its mark and what is known of it.

use std::collections::BTreeSet;

use tidegate_core::case::{Case, ItemRecord};
use tidegate_core::event::Subject;
use tidegate_core::id::ItemId;
use tidegate_core::item::ContentClass;

use super::super::NotDone;
use super::super::work::said;

/// Whether a piece of content can go at all: as text of a class that the other office takes in as the same class. Never who
/// the finder is, no message and no file; and nothing with a mark, or of which something was declared or established, since
/// that would be lost on the way.
pub(super) fn can_go(case: &Case, one: &ItemRecord) -> bool {
    let class = match one.item.class {
        ContentClass::General | ContentClass::Technical | ContentClass::Remedy => true,
        ContentClass::Existence
        | ContentClass::ProofOfConcept
        | ContentClass::FinderIdentity
        | ContentClass::Data => false,
    };
    let id = one.item.id;
    let plain = !one.item.confidential && one.item.declared.is_empty();
    let sent = case.messages().any(|entry| entry.event.item == id);
    let known = case.facts().any(|(about, _, _)| about == Subject::Item(id));
    class && plain && !one.erased && !sent && !known
}

/// That these pieces together can be taken in as what they are: technical details of one product, with one description and
/// one remedy at most.
pub(super) fn carried(case: &Case, items: &BTreeSet<ItemId>) -> Result<(), NotDone> {
    let of = || items.iter().filter_map(|id| case.item(*id));
    let count = |class| of().filter(|one| one.item.class == class).count();
    let products: BTreeSet<_> = of().filter_map(|one| one.item.product).collect();
    let products = match products.len() {
        0 => case.products().count(),
        count => count,
    };
    let one = count(ContentClass::General) < 2 && count(ContentClass::Remedy) < 2 && products < 2;
    match one && count(ContentClass::Technical) > 0 {
        true => Ok(()),
        false => Err(said("transfer-one-report")),
    }
}
