//! The register of an office: every sale and other transfer of vulnerability information that was asked for, refused,
//! released or left open, and what passed without being asked.
//!
//! It is read off what is on record: the decisions of the gate with their grounds, and the events in which content
//! passed. A question that nobody put on record does not stand in it, nor what a party does with its own content, nor
//! the reception of reports. It names no party, no product and no person: of both sides it says what they are, so that
//! a finder's identity cannot stand in it; who it was stands in the case, which is read on record.
//!
//! `of_case` is pure. [`refresh`] puts the entries of one case in place of those that were kept, all or none;
//! [`round`] does it for every case that changed since. What is kept can be dropped and computed again: it is a
//! projection, never evidence, and what was about a case goes with the case's key. The rows are in [`kept`];
//! [`crate::say::register`] tells them.

pub mod kept;
mod passed;
mod reasons;
mod round;
mod sides;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use tidegate_core::case::Case;
use tidegate_core::event::{Actor, Answer, DecisionRecorded};
use tidegate_core::id::{CaseId, PartyId};
use tidegate_law::Book;

use crate::desk::{Decided, Desk, DeskError, Kept, Shelved};
use crate::store::rows::Shelve;
use kept::{Entry, Outcome, Reckoned};
use passed::{Flowed, Passed, passed};
use reasons::Reasons;
use sides::Sides;

pub use round::{Transfers, round, unread};

/// How often a case is computed anew because somebody else computed it at the same time.
const ATTEMPTS: u32 = 4;
/// How many rows are read from the shelf at once.
const PAGE: u32 = 1_000;

/// The entries of a case, in the order of its record; `office` is the office as a party of it.
pub(crate) fn of_case(
    book: &Book,
    case: &Case,
    decided: &[Decided],
    office: PartyId,
) -> Vec<Entry> {
    let (sides, passed) = (Sides { book, case, office }, passed(case));
    let mut entries = Vec::new();
    for asked in case.decisions() {
        let event = asked.event;
        let flow = Flowed {
            act: event.act,
            from: event.from,
            to: event.to.clone(),
            items: event.items.clone(),
        };
        let Some(bare) = bare(&sides, &flow, asked.seq, asked.recorded) else { continue };
        let record = decided.iter().find(|one| one.digest == event.decision);
        let reasons = record.map(|record| Reasons::read(&record.bytes)).unwrap_or_default();
        // What took place before the gate was asked did not take place under its decision, whatever names it later.
        let under =
            |one: &&Passed| one.decision == Some(event.decision) && one.may_follow(asked.recorded);
        let done = passed.iter().find(under);
        let against = !matches!(event.answer, Answer::Permit | Answer::ReleasedUnderRuling);
        entries.push(Entry {
            outcome: outcome(event, asked.actor, office),
            answer: Some(event.answer),
            leaf: record.map(|record| record.leaf),
            rules: if against { reasons.against } else { reasons.supports },
            no_need: reasons.no_need,
            passed: done.map(|one| one.at),
            recorded: asked.recorded,
            ..bare
        });
    }
    for one in &passed {
        let asked = case.decisions().any(|entry| {
            Some(entry.event.decision) == one.decision && one.may_follow(entry.recorded)
        });
        if !asked && let Some(bare) = bare(&sides, &one.flow, one.seq, one.at) {
            entries.push(Entry { passed: Some(one.at), recorded: one.recorded, ..bare });
        }
    }
    for entry in entries.iter_mut().filter(|entry| !entry.outcome.passes()) {
        entry.onward.clear();
    }
    entries.sort_by_key(|entry| entry.seq);
    entries
}

/// What an entry says of a flow alone; none where nothing would pass to somebody else.
fn bare(sides: &Sides<'_>, flow: &Flowed, seq: u64, at: Timestamp) -> Option<Entry> {
    let own = flow.to.party() == Some(flow.from);
    if own || !flow.act.conveys() {
        return None;
    }
    let case = sides.case;
    let items = flow.items.iter().filter_map(|id| case.item(*id));
    let (recipient, kind) = sides.recipient(flow);
    Some(Entry {
        version: 1,
        case: case.id(),
        handle: case.label().to_owned(),
        seq,
        at,
        recorded: at,
        leaf: None,
        act: flow.act,
        content: items.map(|record| record.item.class).collect(),
        by: sides.by(flow.from),
        onward: sides.onward(&recipient),
        recipient,
        kind,
        outcome: Outcome::Elsewhere,
        answer: None,
        rules: Vec::new(),
        no_need: false,
        passed: None,
    })
}

/// A member releases what is the office's to give, a party what is its own; of anybody else it was only asked.
fn outcome(event: &DecisionRecorded, actor: &Actor, office: PartyId) -> Outcome {
    let own = match actor {
        Actor::Party(party) => *party == event.from,
        Actor::Member(_) => event.from == office,
    };
    match event.answer {
        Answer::Permit if own => Outcome::Released,
        Answer::ReleasedUnderRuling if own => Outcome::UnderRuling,
        Answer::Permit | Answer::ReleasedUnderRuling => Outcome::NotReleased,
        Answer::Refuse => Outcome::Refused,
        Answer::PermitIf | Answer::Escalate | Answer::Conflict => Outcome::Open,
    }
}

/// The entries of a year in the office's zone, the latest first.
///
/// # Errors
/// [`DeskError`], where the shelf cannot be read.
pub async fn of_year(desk: &Desk, year: i16) -> Result<Vec<Entry>, DeskError> {
    let zone = desk.office().zone.rules();
    let first = |year: i16| begins(year, &zone);
    let (from, until) = (first(year), first(year.saturating_add(1)));
    let mut after = from.map(|from| (from.as_millisecond().saturating_sub(1), [u8::MAX; 32]));
    let mut entries = Vec::new();
    loop {
        let rows = desk.kept_by_due::<Entry>(after, until, PAGE).await?;
        let full = rows.len() == PAGE as usize;
        after = rows.last().and_then(Shelved::place);
        entries.extend(rows.into_iter().map(|row| row.thing));
        if !full {
            // The shelf has those of one instant in no order.
            entries.sort_by(|a, b| (b.at, &b.handle, b.seq).cmp(&(a.at, &a.handle, a.seq)));
            return Ok(entries);
        }
    }
}

/// The first instant of a year; none beyond the calendar.
fn begins(year: i16, zone: &TimeZone) -> Option<Timestamp> {
    let year = (1..=9999).contains(&year).then_some(year)?;
    date(year, 1, 1).to_zoned_datetime(zone.clone()).ok().map(|day| day.timestamp())
}

/// Computes the entries of a case and keeps them in place of those that were kept before.
///
/// # Errors
/// [`DeskError`]; a case that is erased meanwhile is no error.
pub async fn refresh(desk: &Desk, book: &Book, case: CaseId) -> Result<(), DeskError> {
    let office = desk.office_party();
    for _ in 0..ATTEMPTS {
        let before = desk.kept::<Reckoned>(&case.to_string()).await?;
        let old = desk.kept_about::<Entry>(case).await?;
        let computed = desk
            .compute_decided(case, |opened, decided| {
                (of_case(book, opened, decided, office), opened.version())
            })
            .await;
        let (entries, events) = match computed {
            Err(DeskError::Erased(_) | DeskError::NoSuchCase(_)) => return Ok(()),
            computed => computed?,
        };
        let newer = before.as_ref().is_some_and(|before| before.thing.events > events);
        // Most cases have nothing to register, and leave nothing on the shelf.
        if newer || (entries.is_empty() && before.is_none()) {
            return Ok(());
        }
        let reckoned = Reckoned { version: 1, case, events };
        let changes = changes(desk, &reckoned, before, &old, &entries)?;
        if desk.shelve(changes).await? {
            return desk.forget_if_erased(case).await;
        }
    }
    Err(DeskError::Contended(case))
}

/// The changes of the shelf; the first one fails, and all with it, if somebody else computed the case meanwhile.
fn changes(
    desk: &Desk,
    reckoned: &Reckoned,
    before: Option<Shelved<Reckoned>>,
    old: &[Shelved<Entry>],
    entries: &[Entry],
) -> Result<Vec<Shelve>, DeskError> {
    let mut changes = vec![match before {
        Some(before) => desk.to_keep_instead(reckoned, before)?,
        None => desk.to_keep_new(reckoned)?,
    }];
    for gone in old.iter().map(|old| &old.thing) {
        if !entries.iter().any(|entry| entry.seq == gone.seq) {
            changes.push(desk.to_drop::<Entry>(&gone.name())?);
        }
    }
    for entry in entries.iter().filter(|new| !old.iter().any(|old| old.thing == **new)) {
        changes.push(desk.to_keep(entry)?);
    }
    Ok(changes)
}
