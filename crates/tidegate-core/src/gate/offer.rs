//! Other lawful recipients with a genuine, existing role, offered as ways out.

use tidegate_law::{Move, MoveKind, Words};

use crate::act::{Act, Recipient};
use crate::party::Party;
use crate::product::Product;
use crate::situation::{Facts, Flow};

/// The platforms to which the law invites finders (RMSV 10(2)).
const PLATFORMS: [&str; 2] = ["cn_miit", "cn_cncert"];

/// Moves to the product's own provider, and to the first platforms of the state.
pub(super) fn recipients(
    facts: &Facts<'_>,
    actor: &Party,
    flow: &Flow,
    product: Option<&Product>,
) -> Vec<Move> {
    if !matches!(flow.act, Act::Share | Act::Report | Act::Notify) {
        return Vec::new();
    }
    let schema = facts.book.schema();
    let mut moves = Vec::new();
    for party in facts.case.parties() {
        let capacity = facts.capacity(actor, party, product);
        let repairs = matches!(capacity.as_str(), "provider" | "maintainer");
        if !repairs || flow.to == Recipient::Party(party.id) || party.id == actor.id {
            continue;
        }
        let place = crate::situation::place_of(party).unwrap_or("abroad");
        let words = Words {
            en: format!("give it to {} instead, who provides the product", party.name),
            zh: format!("改为提供给产品提供者{}", party.name),
        };
        let sets = [("recipient", capacity.as_str()), ("recipient_place", place)];
        let key = format!("to {}", party.name);
        moves.extend(Move::new(schema, key, MoveKind::Recipient, words, &sets));
    }
    for key in PLATFORMS {
        let entry = facts.book.authorities().iter().find(|entry| entry.key.as_str() == key);
        let Some(entry) = entry else { continue };
        let words = Words {
            en: format!("report it to {} instead", entry.name.en),
            zh: format!("改为报送{}", entry.name.zh),
        };
        let sets = [("recipient", key), ("recipient_place", entry.place.as_str())];
        let in_china = crate::situation::place_of(actor) == Some("cn");
        if in_china && flow.to != key_recipient(key) {
            moves.extend(Move::new(schema, format!("to {key}"), MoveKind::Recipient, words, &sets));
        }
    }
    moves
}

fn key_recipient(key: &str) -> Recipient {
    key.parse().map_or_else(|_| Recipient::public(), Recipient::Capacity)
}
