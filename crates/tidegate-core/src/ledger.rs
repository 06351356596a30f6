//! Who knows what since when, and from whom: computed from the events of a case.
//!
//! Knowledge belongs to one legal entity and is never merged along [`part_of`](crate::party::Party::part_of). A filing
//! reaches more than its addressee: RMSV 7 lets MIIT pass it on to the MPS centre and CNCERT, so the onward edges of
//! authorities are an argument, and what they reach stands in the ledger with its path. The ledger says what is on
//! record, not what somebody may have heard elsewhere.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_law::time::Occurred;

use crate::act::{Act, Recipient};
use crate::case::Case;
use crate::event::{CaseEvent, Recorded};
use crate::id::{ItemId, PartyId};
use crate::word::{AuthorityKey, Capacity};

/// That one authority passes on to another whatever it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onward {
    /// Which authority.
    pub from: AuthorityKey,
    /// To whom.
    pub to: Capacity,
}

/// How somebody came to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// It had the content when it was added to the case.
    Held,
    /// It was told, by this act.
    Told(Act),
    /// An authority passed it on, by law or custom.
    PassedOn,
    /// The content became public.
    Public,
}

/// One step on the way of knowledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Who told; none where the content was held or became public by an unknown hand.
    pub from: Option<Recipient>,
    /// Who was told.
    pub to: Recipient,
    /// How.
    pub by: Means,
    /// In which event.
    pub seq: u64,
}

/// That somebody knows an item, since when and by which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knowledge {
    /// Who.
    pub who: Recipient,
    /// Which item.
    pub item: ItemId,
    /// Since when.
    pub since: Occurred,
    /// When that was recorded.
    pub recorded: Timestamp,
    /// The way it took, from who had it first on record.
    pub path: Vec<Step>,
}

/// Who knows what since when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    known: BTreeMap<ItemId, BTreeMap<Recipient, Knowledge>>,
}

impl Ledger {
    /// The ledger of `case`; `onward` says which authorities pass on what they are told.
    pub fn of(case: &Case, onward: &[Onward]) -> Self {
        let mut told: Vec<Telling<'_>> = case.record().iter().flat_map(tellings).collect();
        // Paths are built in the order of occurrence, whatever the order of recording was.
        told.sort_by_key(|telling| (telling.at.occurred.last_instant(), telling.at.seq));
        let mut ledger = Self::default();
        for telling in told {
            ledger.tell(case, onward, &telling);
        }
        ledger
    }

    /// What is on record of `who` knowing `item`.
    ///
    /// A public item is known to everybody: ask for [`Recipient::public`] as well.
    pub fn knows(&self, who: &Recipient, item: ItemId) -> Option<&Knowledge> {
        self.known.get(&item)?.get(who)
    }

    /// Everybody who is on record as knowing `item`.
    pub fn who_knows(&self, item: ItemId) -> impl Iterator<Item = &Knowledge> {
        self.known.get(&item).into_iter().flat_map(BTreeMap::values)
    }

    /// Every item that `who` is on record as knowing.
    pub fn known_to(&self, who: &Recipient) -> impl Iterator<Item = &Knowledge> {
        self.known.values().filter_map(move |knowers| knowers.get(who))
    }

    fn tell(&mut self, case: &Case, onward: &[Onward], telling: &Telling<'_>) {
        for item in &telling.items {
            let before = telling.from.as_ref().and_then(|from| self.knows(from, *item));
            let mut path = before.map_or_else(Vec::new, |known| known.path.clone());
            let step = Step {
                from: telling.from.clone(),
                to: telling.to.clone(),
                by: telling.by,
                seq: telling.at.seq,
            };
            path.push(step);
            self.learn(telling.at, *item, telling.to.clone(), path.clone());
            self.pass_on(case, onward, telling, *item, path);
        }
    }

    /// Follows the onward edges from an authority, each at most once.
    fn pass_on(
        &mut self,
        case: &Case,
        onward: &[Onward],
        telling: &Telling<'_>,
        item: ItemId,
        path: Vec<Step>,
    ) {
        let mut reached = vec![telling.to.clone()];
        let mut open = vec![(telling.to.clone(), path)];
        while let Some((from, path)) = open.pop() {
            let Some(capacity) = capacity_of(case, &from) else { continue };
            for edge in onward.iter().filter(|edge| Capacity::from(&edge.from) == capacity) {
                let to = party_with(case, &edge.to)
                    .map_or_else(|| Recipient::Capacity(edge.to.clone()), Recipient::Party);
                if reached.contains(&to) {
                    continue;
                }
                let mut longer = path.clone();
                longer.push(Step {
                    from: Some(from.clone()),
                    to: to.clone(),
                    by: Means::PassedOn,
                    seq: telling.at.seq,
                });
                self.learn(telling.at, item, to.clone(), longer.clone());
                reached.push(to.clone());
                open.push((to, longer));
            }
        }
    }

    /// The first telling counts, by occurrence.
    fn learn(&mut self, at: &Recorded, item: ItemId, who: Recipient, path: Vec<Step>) {
        let knowers = self.known.entry(item).or_default();
        knowers.entry(who.clone()).or_insert_with(|| Knowledge {
            who,
            item,
            since: at.occurred.clone(),
            recorded: at.recorded,
            path,
        });
    }
}

/// That somebody comes to know items by an event.
struct Telling<'a> {
    at: &'a Recorded,
    from: Option<Recipient>,
    to: Recipient,
    by: Means,
    items: Vec<ItemId>,
}

fn tellings(at: &Recorded) -> Vec<Telling<'_>> {
    let tell = |from: Option<PartyId>, to: Recipient, by: Means, items: Vec<ItemId>| {
        vec![Telling { at, from: from.map(Recipient::Party), to, by, items }]
    };
    let list = |items: &std::collections::BTreeSet<ItemId>| items.iter().copied().collect();
    match &at.event {
        CaseEvent::ItemAdded(e) => match e.held_by {
            Some(held_by) => tell(None, held_by.into(), Means::Held, vec![e.item.id]),
            None => Vec::new(),
        },
        CaseEvent::Received(e) => {
            tell(Some(e.from), e.to.into(), Means::Told(Act::Report), list(&e.items))
        }
        CaseEvent::Provided(e) if e.act.conveys() => {
            tell(Some(e.from), e.to.clone(), Means::Told(e.act), list(&e.items))
        }
        CaseEvent::Filed(e) => {
            tell(Some(e.by), e.to.clone(), Means::Told(Act::Report), list(&e.items))
        }
        CaseEvent::ManufacturerNotified(e) => {
            tell(Some(e.by), e.manufacturer.into(), Means::Told(Act::Notify), list(&e.items))
        }
        CaseEvent::Published(e) => {
            tell(Some(e.by), Recipient::public(), Means::Told(Act::Publish), list(&e.items))
        }
        CaseEvent::Disclosed(e) if e.state.is_public() => {
            tell(None, Recipient::public(), Means::Public, list(&e.items))
        }
        _ => Vec::new(),
    }
}

fn capacity_of(case: &Case, who: &Recipient) -> Option<Capacity> {
    match who {
        Recipient::Capacity(capacity) => Some(capacity.clone()),
        Recipient::Party(party) => case.party(*party)?.authority.as_ref().map(Capacity::from),
    }
}

fn party_with(case: &Case, capacity: &Capacity) -> Option<PartyId> {
    let is = |key: &AuthorityKey| Capacity::from(key) == *capacity;
    case.parties().find(|party| party.authority.as_ref().is_some_and(is)).map(|party| party.id)
}
