//! How each case stands: what waits in it for somebody of the office, and the instants that figures count.
//!
//! `of_case` is pure. [`refresh`] computes one case and keeps what comes of it; [`round`] does it for every case that
//! changed since and for every case in which a time is over by now, and sums the months up anew of which a case
//! changed. Home pages and figures read these rows, and no case is opened for them. What is kept can be dropped and
//! computed again: it is a projection, never evidence. The rows are in [`kept`], the sums in [`months`].

pub mod kept;
pub mod months;
mod round;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_core::act::Recipient;
use tidegate_core::case::{Case, Phase};
use tidegate_core::directive::{Awaits, DirectiveStanding, Done, MeasureStanding, Step};
use tidegate_core::event::{Answer, CaseEvent, Given};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, PartyId};
use tidegate_core::office::Office;
use tidegate_core::party::{Party, Role};
use tidegate_law::{Adoption, Book, DutyState, Force, Owed};

use crate::board::statute;
use crate::clocks::owed;
use crate::desk::{Desk, DeskError, Shelved};
use crate::say::hint::hints;
use crate::store::rows::Shelve;
use kept::{Named, Pending, Recount, Standing, Tally, Wait, Waiting};

pub use round::{Standings, round, round_if_short, sum_if_short};

/// The fact that says that the provider has provided a remedy.
const REMEDY: &str = "remedy_provided";
/// How often a case is computed anew because somebody else computed it at the same time.
const ATTEMPTS: u32 = 4;

/// How a case stands at an instant.
pub(crate) fn of_case(
    book: &Book,
    adoption: &Adoption,
    case: &Case,
    office: &Office,
    at: Timestamp,
) -> (Standing, Option<Timestamp>) {
    let first = case.reports().map(|report| report.recorded).min();
    let opened = case.record().first().map_or(at, |opened| opened.recorded);
    let recorded = |wanted: fn(&CaseEvent) -> bool| {
        case.record().iter().find(|one| wanted(&one.event)).map(|one| one.recorded)
    };
    // A report that its finder took back ends nothing of what the office owes and does: only closing does.
    let ended = matches!(case.phase(), Phase::Closed | Phase::Erased);
    let public =
        recorded(|event| matches!(event, CaseEvent::Published(_) | CaseEvent::Disclosed(_)));
    let mut regimes: BTreeMap<String, Tally> = BTreeMap::new();
    let mut again: Option<Timestamp> = None;
    let owed = owed(book, adoption, case, at);
    for one in &owed {
        let duty = &one.duty;
        if duty.force != Force::Binding || !matches!(duty.owed, Owed::Yes) {
            continue;
        }
        // What is owed only if something turns out so is no figure yet.
        let due = duty.when.deadline().map(|deadline| deadline.strict.latest);
        let rule = duty.rule.to_string();
        let tally = regimes.entry(statute(&rule).to_owned()).or_default();
        match duty.state {
            DutyState::Met => tally.met += 1,
            DutyState::MetPerhapsLate => tally.perhaps += 1,
            DutyState::Late => tally.late += 1,
            DutyState::NoEvidence => tally.over += 1,
            DutyState::Open => {
                tally.open += 1;
                again = [again, due.filter(|due| *due >= at)].into_iter().flatten().min();
            }
            DutyState::NotStarted | DutyState::NotReportable => {}
        }
    }
    regimes.retain(|_, tally| *tally != Tally::default());
    let directives = case.directive_standings();
    let next = directives.iter().filter(|one| one.awaits.is_open());
    let next = next.flat_map(|one| &one.measures).filter_map(|measure| measure.due);
    again = next.filter(|due| *due >= at).chain(again).min();
    let mut waits = waits(case, office.party(), ended, at);
    let law = gate::Desk { book, adoption, office: Some(office) };
    if !ended && !hints(&law, case, &owed, at).is_empty() {
        waits.insert(Wait::Unsaid, first.unwrap_or(opened));
    }
    let standing = Standing {
        version: 1,
        case: case.id(),
        handle: case.label().to_owned(),
        events: case.version(),
        reported: first.is_some(),
        received: first.unwrap_or(opened),
        acknowledged: recorded(|event| matches!(event, CaseEvent::Acknowledged(_))),
        repaired: repaired(case),
        held: first.is_some() && public.is_none() && !ended,
        waits,
        regimes,
    };
    (standing, again)
}

/// When the provider was first known to have provided a remedy.
fn repaired(case: &Case) -> Option<Timestamp> {
    let says = |event: &CaseEvent| match event {
        CaseEvent::FactEstablished(fact) => {
            fact.fact.as_str() == REMEDY && fact.value.as_str() == "true"
        }
        _ => false,
    };
    case.record().iter().find(|one| says(&one.event)).map(|one| one.recorded)
}

/// What waits in a case for somebody of the office, and since when.
fn waits(case: &Case, office: PartyId, ended: bool, at: Timestamp) -> BTreeMap<Wait, Timestamp> {
    // What was taken back waits although the case is at its end by it.
    let mut waits: BTreeMap<Wait, Timestamp> =
        case.taken_back_unheeded().map(|since| (Wait::TakenBack, since)).into_iter().collect();
    if ended {
        return waits;
    }
    let unread = case.reports().find(|report| !case.is_acknowledged(report.event.report));
    if let Some(report) = unread.filter(|_| case.phase() == Phase::Received) {
        waits.insert(Wait::Acknowledgement, report.recorded);
    }
    let first = case.reports().map(|report| report.recorded).min();
    if let (Some(first), Phase::Received | Phase::Acknowledged) = (first, case.phase()) {
        waits.insert(Wait::Judgement, first);
    }
    let last = case.messages().last().filter(|message| message.event.to == office);
    // Who takes no messages any more waits for none.
    let listens = |from| !case.has_taken_back(from, Given::Messages);
    if let Some(message) = last.filter(|message| listens(message.event.from)) {
        waits.insert(Wait::Answer, message.recorded);
    }
    // Of several questions about one flow the last one counts.
    let mut open: BTreeMap<String, Timestamp> = BTreeMap::new();
    for asked in case.decisions().filter(|asked| asked.event.from == office) {
        let event = asked.event;
        let to: &Recipient = &event.to;
        let flow = format!("{:?} {to:?} {:?}", event.act, event.items);
        match event.answer {
            Answer::Escalate | Answer::Conflict => open.insert(flow, asked.recorded),
            Answer::Permit | Answer::PermitIf | Answer::Refuse | Answer::ReleasedUnderRuling => {
                open.remove(&flow)
            }
        };
    }
    if let Some(since) = open.values().min() {
        waits.insert(Wait::Ruling, *since);
    }
    if let Some(since) = case.open_proposals().map(|proposed| proposed.recorded).min() {
        waits.insert(Wait::Signature, since);
    }
    let directives = case.directive_standings();
    let own = directives.iter().filter(|one| one.issued.event.by == office);
    if let Some(since) = own.filter_map(|one| waits_since(one, at)).min() {
        waits.insert(Wait::Directive, since);
    }
    waits
}

/// Of whom an open case knows no more than the name, as far as the case itself can tell.
fn named(case: &Case, office: PartyId, standing: &Standing) -> Named {
    let ended = matches!(case.phase(), Phase::Closed | Phase::Erased);
    let reported = |id: PartyId| case.reports().any(|report| report.event.from == id);
    let finds = |party: &Party| party.is(Role::Finder) || party.is(Role::Reporter);
    let only = |party: &&Party| party.id != office && !finds(party) && !reported(party.id);
    let parties = case.parties().filter(only).map(|party| (party.id, party.name.clone()));
    Named {
        version: 1,
        case: case.id(),
        handle: case.label().to_owned(),
        since: standing.received,
        parties: if ended { Vec::new() } else { parties.collect() },
    }
}

/// Since when a directive waits for who issued it: for a decision, for a verification, or because something is late.
fn waits_since(standing: &DirectiveStanding<'_>, at: Timestamp) -> Option<Timestamp> {
    let asks = match standing.awaits {
        Awaits::Review => standing.steps.iter().rev().find_map(|step| match step {
            Step::Answered(entry) => Some(entry.recorded),
            Step::Reviewed(_) | Step::Reported(_) | Step::Verified(_) => None,
        }),
        Awaits::Verification => standing.steps.iter().rev().find_map(|step| match step {
            Step::Reported(entry) => Some(entry.recorded),
            Step::Answered(_) | Step::Reviewed(_) | Step::Verified(_) => None,
        }),
        Awaits::Answer | Awaits::Measures => None,
        Awaits::Met | Awaits::Withdrawn | Awaits::Replaced => return None,
    };
    let over = |measure: &&MeasureStanding| measure.done != Done::Met && measure.is_late(at);
    let over = standing.measures.iter().filter(over).filter_map(|measure| measure.due).min();
    [asks, over].into_iter().flatten().min()
}

/// Computes how a case stands and keeps it in place of what was kept before.
///
/// # Errors
/// [`DeskError`]; a case that is erased meanwhile is no error. The file of a declaration stands nowhere.
pub async fn refresh(desk: &Desk, book: &Book, case: CaseId) -> Result<(), DeskError> {
    let desk = &desk.whole();
    if desk.is_declaration(case).await? {
        return Ok(());
    }
    let office = desk.office();
    for _ in 0..ATTEMPTS {
        let before = desk.kept::<Standing>(&case.to_string()).await?;
        let computed = desk
            .compute(case, |case, _, at| {
                let adoption = gate::adoption_of(desk.office(), at);
                let (standing, again) = of_case(book, &adoption, case, office, at);
                let named = named(case, office.party(), &standing);
                (standing, again, named)
            })
            .await;
        let (standing, again, named) = match computed {
            Err(DeskError::Erased(_)) => return forgotten(desk, case).await,
            Err(DeskError::NoSuchCase(_)) => return Ok(()),
            computed => computed?,
        };
        if before.as_ref().is_some_and(|before| before.thing.events > standing.events) {
            return Ok(());
        }
        let mut changes = changes(desk, before, &standing, again)?;
        let had = desk.kept::<Named>(&case.to_string()).await?;
        match (named.parties.is_empty(), had) {
            (false, _) => changes.push(desk.to_keep(&named)?),
            (true, Some(_)) => changes.push(desk.to_drop::<Named>(&case.to_string())?),
            // What is not there cannot be dropped: the write would fail as a whole.
            (true, None) => {}
        }
        if desk.shelve(changes).await? {
            return desk.forget_if_erased(case).await;
        }
    }
    Err(DeskError::Contended(case))
}

/// What was kept of an erased case went with its key; the month is summed up without it.
async fn forgotten(desk: &Desk, case: CaseId) -> Result<(), DeskError> {
    let opened = desk.find(&case.to_string()).await?.opened;
    let month = opened.to_zoned_datetime(desk.office().zone.rules()).date().first_of_month();
    desk.keep(&months::Unsummed::without(month, case)).await
}

/// The changes of the shelf; the first one fails, and all with it, if somebody else computed the case meanwhile.
fn changes(
    desk: &Desk,
    before: Option<Shelved<Standing>>,
    standing: &Standing,
    again: Option<Timestamp>,
) -> Result<Vec<Shelve>, DeskError> {
    let known = before.as_ref().map(|before| before.thing.clone());
    let mut changes = vec![match before {
        Some(before) => desk.to_keep_instead(standing, before)?,
        None => desk.to_keep_new(standing)?,
    }];
    let had = |wait| known.as_ref().and_then(|known| known.waits.get(&wait));
    for wait in Wait::ALL {
        let (old, new) = (had(wait), standing.waits.get(&wait));
        if old != new {
            changes.push(wait.change(desk, standing, new.copied())?);
        }
    }
    changes.push(desk.to_keep(&Recount { version: 1, case: standing.case, again })?);
    if known.as_ref() != Some(standing) {
        let zone = desk.office().zone.rules();
        for month in known.iter().chain([standing]).map(|one| one.month(&zone)) {
            changes.push(desk.to_keep(&months::Unsummed::of(month, standing))?);
        }
    }
    Ok(changes)
}

impl Wait {
    /// The change that lets a case wait for this since an instant, or no more.
    fn change(
        self,
        desk: &Desk,
        standing: &Standing,
        since: Option<Timestamp>,
    ) -> Result<Shelve, DeskError> {
        match self {
            Self::Acknowledgement => row::<kept::Acknowledgement>(desk, standing, since),
            Self::Judgement => row::<kept::Judgement>(desk, standing, since),
            Self::Answer => row::<kept::Answer>(desk, standing, since),
            Self::Ruling => row::<kept::Ruling>(desk, standing, since),
            Self::Signature => row::<kept::Signature>(desk, standing, since),
            Self::Directive => row::<kept::Directive>(desk, standing, since),
            Self::TakenBack => row::<kept::TakenBack>(desk, standing, since),
            Self::Unsaid => row::<kept::Unsaid>(desk, standing, since),
        }
    }
}

fn row<W: Waiting>(
    desk: &Desk,
    standing: &Standing,
    since: Option<Timestamp>,
) -> Result<Shelve, DeskError> {
    match since {
        Some(since) => desk.to_keep(&Pending::<W>::of(standing, since)),
        None => desk.to_drop::<Pending<W>>(&standing.case.to_string()),
    }
}
