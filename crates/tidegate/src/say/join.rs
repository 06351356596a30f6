//! What merging or splitting cases comes to, in words: both cases side by side, what goes over, what stays and why, which
//! clocks change and to what, and what who reported learns of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::{Case, EmbargoState};
use tidegate_core::event::Subject;
use tidegate_core::gate::{self, Desk, OwedBy, Stands};
use tidegate_core::id::ProductId;
use tidegate_core::office::Office;
use tidegate_law::{DutyState, Words};

use super::happened::Happened;
use super::owed::{DutyTold, duties};
use super::schema::Bilingual;
use super::told::{goes_by, own_call};
use crate::words::Voice;

/// What merging or splitting comes to.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct JoinTold {
    /// The version of this form.
    pub version: u32,
    /// As of when.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The case that is merged, or from which something is split off.
    pub case: SideTold,
    /// The case in which it goes on, as it would be.
    pub other: SideTold,
    /// What would be recorded there, line by line.
    #[schema(value_type = Vec<Bilingual>)]
    pub goes: Vec<Words>,
    /// What stays where it is, and why.
    #[schema(value_type = Vec<Bilingual>)]
    pub stays: Vec<Words>,
    /// The duties of the other case that would be due otherwise than now, or of which there are none yet.
    pub clocks: Vec<ClockMoved>,
    /// What who reported learns of it.
    #[schema(value_type = Bilingual)]
    pub finder: Words,
}

/// One of two cases that are laid side by side.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = JoinedSideTold)]
pub struct SideTold {
    /// Its handle; of a case that is not there yet, a mark.
    pub handle: String,
    /// How far its handling has come.
    pub phase: String,
    /// How many events it has; what confirms it sends them back as `seen` and `other_seen`.
    pub seen: u64,
    /// How many reports it holds.
    pub reports: usize,
    /// Its products.
    pub products: Vec<String>,
    /// Who takes part, but for those who reported.
    #[schema(value_type = Vec<Bilingual>)]
    pub parties: Vec<Words>,
    /// How many pieces of content it has, messages left out.
    pub items: usize,
    /// How many of them are marked confidential.
    pub confidential: usize,
    /// Whether an embargo is in force.
    pub embargo: bool,
    /// How many filings are on its record.
    pub filings: usize,
    /// How many tasks are open.
    pub tasks: usize,
}

/// A duty whose due time would be another, or that there would be.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ClockMoved {
    /// The citation.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// Who owes it.
    #[schema(value_type = Bilingual)]
    pub bearer: Words,
    /// The product it arises from.
    pub product: Option<String>,
    /// To whom.
    #[schema(value_type = Option<Bilingual>)]
    pub to: Option<Words>,
    /// When it is due now; none where it is not owed now, or has no number.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub before: Option<Timestamp>,
    /// When it would be due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub after: Option<Timestamp>,
    /// What would have become of it.
    #[schema(value_type = String)]
    pub state: DutyState,
}

/// One of the cases.
#[must_use]
pub fn side(case: &Case, office: &Office) -> SideTold {
    let reporters: BTreeSet<_> = case.reports().map(|report| report.event.from).collect();
    let parties = case.parties().filter(|party| !reporters.contains(&party.id));
    let content = || {
        let shown = |id| !case.is_message(id);
        case.items().filter(move |one| !one.erased && shown(one.item.id))
    };
    SideTold {
        handle: case.label().to_owned(),
        phase: case.phase().as_str().to_owned(),
        seen: case.version(),
        reports: case.reports().count(),
        products: case.products().map(|product| product.name.clone()).collect(),
        parties: parties.map(|party| goes_by(party, Some(office))).collect(),
        items: content().count(),
        confidential: content().filter(|one| one.item.confidential).count(),
        embargo: matches!(case.embargo(), EmbargoState::Active { .. }),
        filings: case.filings().count(),
        tasks: case.work().open_tasks().count(),
    }
}

/// What would be recorded in a case after its first `from` events, line by line.
#[must_use]
pub fn recorded(desk: &Desk<'_>, after: &Case, from: u64) -> Vec<Words> {
    let called = desk.office.map(own_call);
    let called = called.as_ref().map_or(&[][..], |called| &called[..]);
    let new = after.record().iter().filter(|recorded| recorded.seq >= from);
    let line =
        |voice: &Voice, event| Happened { book: desk.book, case: after, called, voice }.line(event);
    new.map(|recorded| Voice::in_both(|voice| line(voice, &recorded.event))).collect()
}

/// What of a case stays there when it is merged.
#[must_use]
pub fn stays(
    case: &Case,
    main: &Case,
    known_otherwise: &[(Subject, String)],
    desk: &Desk<'_>,
    (went, at): (usize, Timestamp),
) -> Vec<Words> {
    let office = desk.office;
    let mut lines = Vec::new();
    let count = |id: &'static str, count: usize| {
        (count > 0).then(|| Voice::in_both(|voice| voice.with(id, [("count", count.into())])))
    };
    lines.extend(count("join-stays-reports", case.reports().count()));
    if let Some(side) = office.map(|office| side(case, office)) {
        lines.extend(count("join-stays-items", side.items));
        lines.extend(count("join-stays-confidential", side.confidential));
        lines.extend(side.embargo.then(|| said("join-stays-embargo")));
        lines.extend(count("join-stays-tasks", side.tasks));
    }
    if matches!(main.embargo(), EmbargoState::Active { .. }) {
        lines.push(said("join-stays-other-embargo"));
    }
    for (about, fact) in known_otherwise {
        let subject = match about {
            Subject::Product(id) => case.product(*id).map(|product| product.name.clone()),
            Subject::Party(id) => case.party(*id).map(|party| party.name.clone()),
            Subject::Case(_) | Subject::Item(_) => None,
        };
        let subject = subject.unwrap_or_default();
        lines.push(Voice::in_both(|voice| {
            let words = [("fact", fact.clone().into()), ("subject", subject.clone().into())];
            voice.with("join-stays-fact", words)
        }));
    }
    lines.extend(count("join-stays-findings", standing(desk, case, at).saturating_sub(went)));
    lines
}

/// What of a case stays there when something is split off.
#[must_use]
pub fn stays_of_split(
    case: &Case,
    products: &BTreeSet<ProductId>,
    items: usize,
    desk: &Desk<'_>,
    (went, at): (usize, Timestamp),
) -> Vec<Words> {
    let mut lines = Vec::new();
    let count = |id: &'static str, count: usize| {
        (count > 0).then(|| Voice::in_both(|voice| voice.with(id, [("count", count.into())])))
    };
    lines.extend(count("join-stays-reports", case.reports().count()));
    let others = case.products().filter(|product| !products.contains(&product.id)).count();
    lines.extend(count("join-stays-products", others));
    let content = case.items().filter(|one| !one.erased && !case.is_message(one.item.id)).count();
    lines.extend(count("join-split-items", content.saturating_sub(items)));
    if matches!(case.embargo(), EmbargoState::Active { .. }) {
        lines.push(said("join-split-embargo"));
    }
    lines.extend(count("join-stays-tasks", case.work().open_tasks().count()));
    lines.extend(count("join-stays-findings", standing(desk, case, at).saturating_sub(went)));
    lines
}

/// How many decisions that a duty asks for no report stand in a case.
fn standing(desk: &Desk<'_>, case: &Case, at: Timestamp) -> usize {
    let all = case.found_not_reportable();
    all.filter(|one| gate::stands(desk, case, one.event, at) == Stands::Yes).count()
}

/// What who reported learns when their case is merged.
#[must_use]
pub fn finder_of_merge(case: &Case) -> Words {
    said(if case.reports().next().is_some() { "join-finder-merge" } else { "join-finder-none" })
}

/// What who reported learns when something is split off.
#[must_use]
pub fn finder_of_split(case: &Case) -> Words {
    said(if case.reports().next().is_some() { "join-finder-split" } else { "join-finder-none" })
}

fn said(id: &'static str) -> Words {
    Voice::in_both(|voice| voice.say(id))
}

/// The duties of a case as it would be that are due otherwise than in the case as it is.
#[must_use]
pub fn clocks(
    desk: &Desk<'_>,
    (before, owed): (&Case, &[OwedBy]),
    (after, would): (&Case, &[OwedBy]),
    at: Timestamp,
) -> Vec<ClockMoved> {
    let live = |owed: &[OwedBy]| -> Vec<OwedBy> {
        owed.iter().filter(|one| one.duty.live()).cloned().collect()
    };
    let told = |case: &Case, owed: &[OwedBy]| duties(desk, case, &live(owed), at).duties;
    let mut known: BTreeMap<Key, (Option<Timestamp>, DutyState)> = BTreeMap::new();
    for duty in told(before, owed) {
        known.entry(key(&duty)).or_insert((due(&duty), duty.state));
    }
    let mut moved: BTreeMap<Key, ClockMoved> = BTreeMap::new();
    for duty in told(after, would) {
        let (key, after) = (key(&duty), due(&duty));
        let then = known.get(&key).copied();
        if then != Some((after, duty.state)) {
            moved.entry(key).or_insert_with(|| ClockMoved {
                citation: duty.rule.citation.clone(),
                bearer: duty.bearer.clone(),
                product: duty.product.clone(),
                to: duty.to.as_ref().map(|to| to.words.clone()),
                before: then.and_then(|(due, _)| due),
                after,
                state: duty.state,
            });
        }
    }
    let mut moved: Vec<ClockMoved> = moved.into_values().collect();
    moved.sort_by_key(|one| (one.after.is_none(), one.after));
    moved
}

type Key = (String, String, Option<String>, Option<String>);

fn key(duty: &DutyTold) -> Key {
    let to = duty.to.as_ref().map(|to| to.capacity.clone());
    (duty.rule.rule.clone(), duty.bearer.en.clone(), duty.product.clone(), to)
}

fn due(duty: &DutyTold) -> Option<Timestamp> {
    duty.due.as_ref().map(|due| due.strict)
}
