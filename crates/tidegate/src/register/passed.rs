//! The events of a case in which content passed from one party to another.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::{Case, Entry};
use tidegate_core::digest::Digest;
use tidegate_core::id::{ItemId, PartyId};

/// A flow as an event names it.
pub(super) struct Flowed {
    pub(super) act: Act,
    pub(super) from: PartyId,
    pub(super) to: Recipient,
    pub(super) items: BTreeSet<ItemId>,
}

/// That content passed.
pub(super) struct Passed {
    pub(super) flow: Flowed,
    pub(super) seq: u64,
    pub(super) at: Timestamp,
    pub(super) recorded: Timestamp,
    /// At what instant at the latest.
    pub(super) latest: Timestamp,
    /// The decision that it passed under; none where it happened elsewhere.
    pub(super) decision: Option<Digest>,
}

impl Passed {
    /// Whether it may have taken place after what was recorded then; people write down a minute.
    pub(super) fn may_follow(&self, recorded: Timestamp) -> bool {
        let minute = SignedDuration::from_secs(60);
        self.latest.checked_add(minute).is_ok_and(|latest| latest >= recorded)
    }

    fn of<E>(entry: &Entry<'_, E>, flow: Flowed, decision: Option<Digest>) -> Self {
        let (seq, at, recorded) = (entry.seq, entry.occurred.earliest(), entry.recorded);
        let latest = entry.occurred.last_instant();
        Self { flow, seq, at, recorded, latest, decision }
    }
}

/// Everything that passed, by the kind of event.
pub(super) fn passed(case: &Case) -> Vec<Passed> {
    let mut all = Vec::new();
    for entry in case.passages() {
        let (act, e) = (entry.event.act, entry.event);
        let flow = Flowed { act, from: e.from, to: e.to.clone(), items: e.items.clone() };
        all.push(Passed::of(&entry, flow, e.decision));
    }
    for entry in case.filings() {
        let (act, e) = (Act::Report, entry.event);
        let flow = Flowed { act, from: e.by, to: e.to.clone(), items: e.items.clone() };
        all.push(Passed::of(&entry, flow, e.decision));
    }
    for entry in case.notifications() {
        let (act, e) = (Act::Notify, entry.event);
        let (from, to) = (e.by, Recipient::Party(e.manufacturer));
        let flow = Flowed { act, from, to, items: e.items.clone() };
        all.push(Passed::of(&entry, flow, e.decision));
    }
    for entry in case.publications() {
        let (act, e) = (Act::Publish, entry.event);
        let (from, to) = (e.by, Recipient::public());
        let flow = Flowed { act, from, to, items: e.items.clone() };
        all.push(Passed::of(&entry, flow, e.decision));
    }
    all
}
