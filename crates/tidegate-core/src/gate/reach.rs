//! Whom a flow reaches: its recipient, and everybody to whom the law makes that one pass it on.

use serde::Serialize;
use tidegate_law::Book;

use crate::act::Recipient;
use crate::case::Case;
use crate::ledger::Onward;
use crate::party::Party;
use crate::product::Product;
use crate::situation::Facts;
use crate::word::Capacity;

/// Somebody whom a flow reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reached {
    /// Who.
    pub recipient: Recipient,
    /// Through whom, and on what ground; empty for the recipient itself.
    pub path: Vec<Edge>,
}

/// One step of passing on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// Who passes it on, a capacity of the register of authorities.
    pub from: String,
    /// The clause that says so.
    pub basis: String,
}

/// The recipient and all whom it passes on to, each once, nearest first.
pub(super) fn reached(
    book: &Book,
    case: &Case,
    actor: &Party,
    product: Option<&Product>,
    to: &Recipient,
) -> Vec<Reached> {
    let mut all = vec![Reached { recipient: to.clone(), path: Vec::new() }];
    let mut seen = vec![capacity(book, case, actor, product, to)];
    let mut next = 0;
    while let Some(current) = all.get(next).cloned() {
        let from = capacity(book, case, actor, product, &current.recipient);
        let entry = book.authorities().iter().find(|entry| entry.key.as_str() == from);
        for edge in entry.map(|entry| entry.onward.as_slice()).unwrap_or_default() {
            let key = edge.to.as_str().to_owned();
            let Ok(word) = key.parse::<Capacity>() else { continue };
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let mut path = current.path.clone();
            path.push(Edge { from: from.clone(), basis: edge.basis.clone() });
            all.push(Reached { recipient: Recipient::Capacity(word), path });
        }
        next += 1;
    }
    all
}

/// The capacity of a recipient, as the register of authorities names it.
pub(super) fn capacity(
    book: &Book,
    case: &Case,
    actor: &Party,
    product: Option<&Product>,
    recipient: &Recipient,
) -> String {
    match recipient {
        Recipient::Capacity(capacity) => capacity.as_str().to_owned(),
        Recipient::Party(id) => case.party(*id).map_or_else(String::new, |party| {
            Facts { book, case, at: jiff::Timestamp::MAX }.capacity(actor, party, product)
        }),
    }
}

/// The onward edges of the book's register, as the ledger takes them.
pub fn onward(book: &Book) -> Vec<Onward> {
    let mut edges = Vec::new();
    for entry in book.authorities() {
        for edge in &entry.onward {
            if let (Ok(from), Ok(to)) = (entry.key.as_str().parse(), edge.to.as_str().parse()) {
                edges.push(Onward { from, to });
            }
        }
    }
    edges
}
