//! Which clocks of a case run, and when each is due: computed from the case, and kept so that lists and the worker need
//! not open it again.
//!
//! [`of_case`] is pure. [`refresh`] computes the clocks of one case and puts them in place of those that were kept,
//! all or none; [`round`] does it for every case that changed since and for every case whose hour has come. What is
//! kept can be dropped and computed again: it is a projection, never evidence. The rows are in [`kept`], and where each case
//! lies in [`places`]; what is given to whom in [`chores`].

pub mod chores;
mod directed;
pub mod directs;
pub mod kept;
pub mod places;
mod round;
mod silent;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tidegate_core::case::{Case, Patience, Phase, Work, silences};
use tidegate_core::gate::{self, OwedBy};
use tidegate_core::id::{CaseId, PartyId};
use tidegate_law::{Adoption, Book, Force};

use crate::desk::{Desk, DeskError, Shelved};
use crate::notices::About;
use crate::notices::ladder::Ladder;
use crate::notices::occasion::{Occasion, occasions};
use crate::notices::raising::Raising;
use crate::organisations::part::knows;
use crate::store::rows::{CaseRow, Shelve};
use chores::Chore;
use directs::Directs;
use kept::{Alert, Listed, Looked, RunningClock, Stage};
use places::Lies;

pub use round::{Clocks, round};

/// After so long at the latest a case is computed anew, since law and positions change by the day.
const AGAIN: SignedDuration = SignedDuration::from_hours(24);
/// How often a case is computed anew because somebody else computed it at the same time.
const ATTEMPTS: u32 = 4;

/// The clocks of a case that run and have a due time, those of the law and those of directives, the first due first.
#[must_use]
pub fn of_case(book: &Book, adoption: &Adoption, case: &Case, at: Timestamp) -> Vec<RunningClock> {
    let clocks = gate::clocks(&gate::Desk { book, adoption, office: None }, case, at);
    let mut clocks: Vec<RunningClock> =
        clocks.into_iter().filter(gate::RunningClock::alerts).map(row).collect();
    clocks.extend(directed::of_case(book, case, at));
    clocks.sort_by(|a, b| (a.due, &a.key).cmp(&(b.due, &b.key)));
    clocks
}

/// Every duty of every party of a case: what is due first comes first, then what has a word and no number, then what
/// has not started or is met.
#[must_use]
pub fn owed(book: &Book, adoption: &Adoption, case: &Case, at: Timestamp) -> Vec<OwedBy> {
    let desk = gate::Desk { book, adoption, office: None };
    let mut owed: Vec<OwedBy> =
        case.parties().flat_map(|party| gate::duties(&desk, case, party, at)).collect();
    owed.sort_by_key(|one| {
        let due = one.duty.when.deadline().map(|deadline| deadline.strict.earliest);
        let binding = one.duty.force == Force::Binding;
        (!one.duty.live(), due.is_none(), due, one.duty.state, !binding)
    });
    owed
}

/// A clock as it is kept. What cannot be counted is due from its start on: it alerts at once, and nobody overlooks it.
fn row(clock: gate::RunningClock) -> RunningClock {
    let due = clock.strict().unwrap_or(clock.key.started);
    // A key has a canonical form by its types; if it had none, the clock would still be kept.
    let key = clock.key.digest().map_or_else(|_| format!("{:?}", clock.key), |key| key.to_string());
    RunningClock {
        version: 1,
        case: clock.key.case,
        key,
        rule: clock.key.rule.to_string(),
        citation: clock.citation,
        force: clock.force,
        bearer: clock.key.bearer,
        to: clock.key.to.as_ref().map(ToString::to_string),
        due,
        perhaps: !clock.sure,
        state: clock.state,
    }
}

/// Computes the clocks of a case and keeps them in place of those that were kept before.
///
/// # Errors
/// [`DeskError`]; a case that is erased meanwhile is no error. The file of a declaration has none.
pub async fn refresh(desk: &Desk, book: &Book, case: CaseId) -> Result<(), DeskError> {
    let desk = &desk.whole();
    if desk.is_declaration(case).await? {
        return Ok(());
    }
    let custom = Custom {
        steps: desk.ladder().await?,
        patience: desk.patience().await?,
        zone: desk.office().zone.rules(),
    };
    for _ in 0..ATTEMPTS {
        let before = desk.kept::<Looked>(&case.to_string()).await?;
        let known = desk.kept_about::<Alert>(case).await?;
        let clocks = desk.kept_about::<RunningClock>(case).await?;
        let lies = desk.kept_about::<Lies>(case).await?;
        let chores = desk.kept_about::<Chore>(case).await?;
        let computed = desk
            .compute(case, |case, row, at| {
                let adoption = gate::adoption_of(desk.office(), at);
                let clocks = of_case(book, &adoption, case, at);
                Computed::of(clocks, (case, desk.office_party()), row, &custom, at)
            })
            .await;
        let computed = match computed {
            Err(DeskError::Erased(_) | DeskError::NoSuchCase(_)) => return Ok(()),
            computed => computed?,
        };
        if before.as_ref().is_some_and(|before| before.thing.events > computed.looked.events) {
            return Ok(());
        }
        let mut changes = computed.changes(desk, before, &clocks, &known)?;
        changes.extend(places::changes(desk, &computed.listed, &lies)?);
        let given = chores::of_case(desk, &computed.listed, &computed.work)?;
        changes.extend(chores::changes(desk, &given, &chores)?);
        changes.extend(computed.notices(desk, &custom.steps).await?);
        if desk.shelve(changes).await? {
            return desk.forget_if_erased(case).await;
        }
    }
    Err(DeskError::Contended(case))
}

/// What the office chose for itself: who is told when, how long it waits for an answer, and in which zone its days are.
struct Custom {
    steps: Ladder,
    patience: Patience,
    zone: TimeZone,
}

/// What is to be kept about a case.
struct Computed {
    clocks: Vec<RunningClock>,
    alerts: Vec<Alert>,
    listed: Listed,
    work: Work,
    looked: Looked,
    occasions: Vec<Occasion>,
    directs: Option<Directs>,
    knowing: BTreeSet<PartyId>,
    at: Timestamp,
}

impl Computed {
    fn of(
        mut clocks: Vec<RunningClock>,
        (case, office): (&Case, PartyId),
        row: &CaseRow,
        custom: &Custom,
        at: Timestamp,
    ) -> Self {
        let silences = silences(case, custom.patience, office, at);
        clocks
            .extend(silences.iter().filter_map(|one| silent::clock(case.id(), one, &custom.zone)));
        let counting = || clocks.iter().filter(|clock| clock.counts());
        let alerts: Vec<Alert> = counting().flat_map(|clock| Alert::reached(clock, at)).collect();
        let first = counting().next();
        let ended = case.phase() == Phase::Closed && clocks.is_empty();
        let stages = counting().flat_map(|clock| Stage::ALL.map(|stage| stage.moment(clock.due)));
        let told = counting().flat_map(|clock| custom.steps.moments(clock.due));
        let waits = silences.iter().filter_map(|one| one.next.map(|(_, moment)| moment));
        let next = stages.flatten().chain(told).chain(waits).filter(|moment| *moment > at);
        let latest = at.checked_add(AGAIN).ok();
        let again = next.chain(latest).min().filter(|_| !ended);
        let work = case.work();
        let listed = Listed {
            version: 1,
            case: row.case,
            handle: row.handle.clone(),
            state: row.state.clone(),
            opened: row.opened,
            changed: row.changed,
            due: first.map(|clock| clock.due),
            queue: None,
            assigned: None,
            held: false,
            turn: 0,
            silent: silent::longest(&silences),
        }
        .with(&work);
        let looked = Looked { version: 1, case: row.case, events: case.version(), again };
        let occasions = occasions(case, &silences);
        let knowing = case.parties().map(|party| party.id).filter(|id| knows(case, *id)).collect();
        let directs = Directs::of(case);
        Self { clocks, alerts, listed, work, looked, occasions, directs, knowing, at }
    }

    /// The notices of the steps that were reached and of what happened; they are kept with the clocks or not at all.
    async fn notices(&self, desk: &Desk, steps: &Ladder) -> Result<Vec<Shelve>, DeskError> {
        let about = About { case: self.listed.case, handle: self.listed.handle.clone() };
        let raising = Raising {
            clocks: &self.clocks,
            occasions: &self.occasions,
            knowing: &self.knowing,
            about: &about,
            at: self.at,
        };
        raising.notices(desk, steps).await
    }

    /// The changes of the shelf; the first one fails, and all with it, if somebody else computed the case meanwhile.
    fn changes(
        &self,
        desk: &Desk,
        before: Option<Shelved<Looked>>,
        clocks: &[Shelved<RunningClock>],
        known: &[Shelved<Alert>],
    ) -> Result<Vec<Shelve>, DeskError> {
        use crate::desk::Kept as _;
        let mut changes = vec![match before {
            Some(before) => desk.to_keep_instead(&self.looked, before)?,
            None => desk.to_keep_new(&self.looked)?,
        }];
        for old in clocks.iter().map(|old| &old.thing) {
            if !self.clocks.iter().any(|clock| clock.key == old.key) {
                changes.push(desk.to_drop::<RunningClock>(&old.name())?);
            }
        }
        for clock in self.clocks.iter().filter(|new| !clocks.iter().any(|old| old.thing == **new)) {
            changes.push(desk.to_keep(clock)?);
        }
        // An alert stays as long as its clock runs to the same hour, even where the clock of the machine jumped back;
        // so it is raised once.
        for old in known.iter().map(|old| &old.thing) {
            if !self.clocks.iter().any(|clock| old.is_of(clock)) {
                changes.push(desk.to_drop::<Alert>(&old.name())?);
            }
        }
        for alert in &self.alerts {
            if !known.iter().any(|old| old.thing.name() == alert.name()) {
                changes.push(desk.to_keep_new(alert)?);
            }
        }
        changes.push(desk.to_keep(&self.listed)?);
        if let Some(directs) = &self.directs {
            changes.push(desk.to_keep(directs)?);
        }
        Ok(changes)
    }
}
