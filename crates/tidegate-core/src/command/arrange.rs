//! What an office may arrange for its own work on a case, and when.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::check::{LINE, NAME, text, text_if};
use super::{NoWork, Part, Rejection, transfer};
use crate::case::{Case, Phase};
use crate::event::{Admission, Arrangement, Relation};
use crate::id::CaseId;

/// Whether it makes sense now. An ended case is neither given to anybody nor held; numbers, links and what is done of its
/// tasks are still noted.
pub(super) fn arrangement(
    case: &Case,
    arrangement: &Arrangement,
    at: Timestamp,
) -> Result<(), Rejection> {
    if begins(arrangement) {
        transfer::here(case)?;
    }
    let ended = matches!(case.phase(), Phase::Closed | Phase::Erased);
    match arrangement {
        Arrangement::Assigned { .. }
        | Arrangement::Queued { to: Some(_) }
        | Arrangement::Held { .. }
        | Arrangement::TaskSet { .. }
            if ended =>
        {
            Err(Rejection::Ended(case.phase()))
        }
        Arrangement::Assigned { to } => text_if(Part::MemberName, to.as_ref(), NAME),
        Arrangement::Queued { to } => {
            text_if(Part::Queue, to.as_ref(), NAME)?;
            if to.is_none() && case.work().queue.is_none() {
                return Err(NoWork::InNoQueue.into());
            }
            Ok(())
        }
        Arrangement::Held { note, until, .. } => {
            text_if(Part::Note, note.as_ref(), LINE)?;
            if *until <= at { Err(NoWork::HoldEnd.into()) } else { Ok(()) }
        }
        Arrangement::Offered { offer } => transfer::offer(case, offer, at),
        Arrangement::OfferStep { transfer, step } => transfer::step(case, *transfer, step, at),
        Arrangement::TakenOver { taken } => transfer::taken(case, taken),
        Arrangement::Resumed => match case.work().held {
            Some(_) => Ok(()),
            None => Err(NoWork::NotOnHold.into()),
        },
        Arrangement::Numbered { reference, .. } => text(Part::Number, reference, NAME),
        Arrangement::TaskSet { what, who, .. } => {
            text(Part::Task, what, LINE)?;
            text_if(Part::MemberName, who.as_ref(), NAME)
        }
        Arrangement::TaskDone { task } => {
            let work = case.work();
            let open = work.open_tasks().any(|one| one.number == *task);
            if open { Ok(()) } else { Err(NoWork::NoTask(*task).into()) }
        }
        Arrangement::Admission { change, reason } => {
            text(Part::Reason, reason, LINE)?;
            admission(case, change)
        }
        Arrangement::Linked { other, handle, how } => linked(case, *other, handle, *how),
    }
}

/// Whether a case can belong to another one in this way.
fn linked(case: &Case, other: CaseId, handle: &str, how: Relation) -> Result<(), Rejection> {
    text(Part::Handle, handle, NAME)?;
    if other == case.id() {
        return Err(NoWork::LinkToItself.into());
    }
    match (how, case.work().merged_into()) {
        (Relation::MergedInto, Some(link)) => Err(NoWork::GoesOnIn(link.handle.clone()).into()),
        (
            Relation::Related
            | Relation::MergedInto
            | Relation::MergedFrom
            | Relation::SplitInto
            | Relation::SplitFrom,
            _,
        ) => Ok(()),
    }
}

/// Whether it changes who may see the case, and leaves somebody who does.
fn admission(case: &Case, change: &Admission) -> Result<(), Rejection> {
    let circle = case.circle();
    match change {
        Admission::Confined { circle: named } => {
            let named_all = named.iter().try_for_each(|one| text(Part::MemberName, one, NAME));
            named_all?;
            if let Some(out) = named.iter().find(|one| circle.kept_out.contains(*one)) {
                return Err(NoWork::KeptOut(out.clone()).into());
            }
        }
        Admission::Unconfined => {}
        Admission::LetIn { who, .. } | Admission::KeptOut { who } | Admission::AsOthers { who } => {
            text(Part::MemberName, who, NAME)?;
        }
    }
    let after = circle.clone().after(change);
    if after == circle {
        return Err(NoWork::SameCircle.into());
    }
    let nobody = after.confined.as_ref().is_some_and(BTreeSet::is_empty);
    if nobody { Err(NoWork::NobodyLeft.into()) } else { Ok(()) }
}

/// Whether work begins by it, which does not begin on what another office has.
fn begins(arrangement: &Arrangement) -> bool {
    matches!(
        arrangement,
        Arrangement::Assigned { to: Some(_) }
            | Arrangement::Queued { to: Some(_) }
            | Arrangement::Held { .. }
            | Arrangement::TaskSet { .. }
            | Arrangement::Linked { how: Relation::MergedInto | Relation::SplitInto, .. }
    )
}
