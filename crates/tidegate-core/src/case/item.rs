//! An item in a case: its clear envelope and the states of disclosure it went through.

use jiff::Timestamp;
use tidegate_law::time::Occurred;

use super::Case;
use crate::id::PartyId;
use crate::item::{ContentClass, Disclosure, Item};

/// An item of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRecord {
    /// Its clear envelope.
    pub item: Item,
    /// Who had it when it was added, if that was said.
    pub held_by: Option<PartyId>,
    /// When it was added, by occurrence.
    pub added: Occurred,
    /// Its states after undisclosed, in the order recorded.
    pub states: Vec<StateSince>,
    /// Whether its key was destroyed.
    pub erased: bool,
}

/// A state of disclosure and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateSince {
    /// The state.
    pub state: Disclosure,
    /// Since when.
    pub since: Occurred,
    /// When it was recorded here.
    pub recorded: Timestamp,
    /// By which event.
    pub seq: u64,
}

/// The state of disclosure at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DisclosureAsOf {
    /// The state that had certainly been reached.
    pub settled: Disclosure,
    /// The state that may have been reached, where only an interval is known.
    pub possible: Disclosure,
}

impl DisclosureAsOf {
    /// The state, if it is certain.
    pub fn certain(self) -> Option<Disclosure> {
        (self.settled == self.possible).then_some(self.settled)
    }
}

impl ItemRecord {
    /// The furthest state that was recorded, whenever it was reached.
    pub fn disclosure(&self) -> Disclosure {
        self.furthest(|_| true)
    }

    /// The state at `at`, by occurrence.
    pub fn disclosure_as_of(&self, at: Timestamp) -> DisclosureAsOf {
        DisclosureAsOf {
            settled: self.furthest(|state| state.since.certainly_by(at)),
            possible: self.furthest(|state| state.since.possibly_by(at)),
        }
    }

    fn furthest(&self, counts: impl Fn(&StateSince) -> bool) -> Disclosure {
        let reached = self.states.iter().filter(|state| counts(state)).map(|state| state.state);
        reached.max().unwrap_or(Disclosure::Undisclosed)
    }
}

impl Case {
    /// The state of an item at `at`, by occurrence. Where the flaw of a product is described in public, that it exists is
    /// public too, whether or not somebody recorded that as well; nothing follows the other way (RMSV, reading Q7).
    pub fn disclosure_of(&self, record: &ItemRecord, at: Timestamp) -> DisclosureAsOf {
        let own = record.disclosure_as_of(at);
        if record.item.class != ContentClass::Existence {
            return own;
        }
        let describes = |other: &&ItemRecord| {
            let of_it = other.item.product.is_none() || other.item.product == record.item.product;
            of_it && other.item.class.describes()
        };
        self.items().filter(describes).fold(own, |so_far, other| {
            let state = other.disclosure_as_of(at);
            DisclosureAsOf {
                settled: so_far.settled.max(state.settled),
                possible: so_far.possible.max(state.possible),
            }
        })
    }
}
