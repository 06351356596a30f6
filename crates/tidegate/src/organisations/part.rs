//! In which cases an organisation takes part, as far as it knows itself: kept so that its list opens none.
//!
//! That there is a case is content as well. So a case is in the list of an organisation only once it reported it, was
//! told something of it, acted in it, or has a clock that began when it learned. What is kept are handles, phases and
//! times, which say nothing of a flaw.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::event::Actor;
use tidegate_core::id::{CaseId, PartyId};
use tidegate_law::Book;

use crate::desk::{Desk, DeskError, Kept};
use crate::follow::{self, Follower, Left};

/// How often a row is written anew because somebody else wrote it at the same time.
const ATTEMPTS: u32 = 32;
/// The version of what is computed; a change of it computes everything anew.
const FORM: u32 = 1;

/// A case in the list of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartIn {
    /// Its neutral handle.
    pub handle: String,
    /// The phase of the work.
    pub state: String,
    /// When it was opened.
    pub opened: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
}

/// The cases of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The version of this form.
    pub version: u32,
    /// The organisation.
    pub organisation: PartyId,
    /// The cases.
    pub cases: BTreeMap<CaseId, PartIn>,
}

impl Kept for Part {
    const ROOM: &'static str = "part";

    fn name(&self) -> String {
        self.organisation.to_string()
    }
}

/// Whose list a case is in; and when it is tried again where it could not be computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// The organisations.
    pub organisations: BTreeSet<PartyId>,
    /// When it is tried again.
    pub again: Option<Timestamp>,
}

impl Kept for Parts {
    const ROOM: &'static str = "parts";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        self.again
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// Whether a party knows on record that there is the case: it reported, was told, acted, or a clock of its own runs.
#[must_use]
pub fn knows(case: &Case, party: PartyId) -> bool {
    let (to, own) = (Recipient::Party(party), Actor::Party(party));
    case.party(party).is_some()
        && (case.reports().any(|one| one.event.from == party || one.event.to == party)
            || case.passages().any(|one| one.event.from == party || one.event.to == to)
            || case.filings().any(|one| one.event.by == party || one.event.to == to)
            || case.notifications().any(|one| one.event.manufacturer == party)
            || case.clocks_of(party).next().is_some()
            || case.record().iter().any(|recorded| recorded.actor == own))
}

/// The lists of organisations as something that follows the log.
#[derive(Debug, Clone, Copy)]
pub struct Taking;

impl Follower for Taking {
    const NAME: &'static str = "parts";

    type Again = Parts;

    fn under(&self, _: &Desk, _: &Book) -> Result<String, DeskError> {
        Ok(FORM.to_string())
    }

    async fn refresh(&self, desk: &Desk, _: &Book, case: CaseId) -> Result<(), DeskError> {
        refresh(desk, case).await
    }

    async fn put_off(
        &self,
        desk: &Desk,
        case: CaseId,
        again: Option<Timestamp>,
    ) -> Result<(), DeskError> {
        let before = desk.kept::<Parts>(&case.to_string()).await?;
        let organisations = before.map(|kept| kept.thing.organisations).unwrap_or_default();
        desk.keep(&Parts { version: 1, case, organisations, again }).await
    }
}

/// As [`follow::round`], for the lists of organisations.
///
/// # Errors
/// As [`follow::round`].
pub async fn round(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    follow::round(&Taking, desk, book, limit).await
}

/// Computes in whose lists a case is, and puts it into these and no other.
///
/// # Errors
/// [`DeskError`]; a case that is erased leaves every list, and is no error.
pub async fn refresh(desk: &Desk, case: CaseId) -> Result<(), DeskError> {
    if desk.is_declaration(case).await? {
        return Ok(());
    }
    let known = desk.kept::<Parts>(&case.to_string()).await?;
    let waits = known.as_ref().is_some_and(|kept| kept.thing.again.is_some());
    let before = known.map(|kept| kept.thing.organisations).unwrap_or_default();
    let computed = desk.compute(case, |case, row, _| {
        let parties = case.parties().map(|party| party.id).filter(|id| knows(case, *id));
        let entry = PartIn {
            handle: row.handle.clone(),
            state: row.state.clone(),
            opened: row.opened,
            changed: row.changed,
        };
        (parties.collect::<BTreeSet<_>>(), entry)
    });
    let (parties, entry) = match computed.await {
        Ok((parties, entry)) => (parties, Some(entry)),
        Err(DeskError::Erased(_) | DeskError::NoSuchCase(_)) => (BTreeSet::new(), None),
        Err(error) => return Err(error),
    };
    let mut organisations = BTreeSet::new();
    for party in parties {
        if desk.organisation(party).await?.is_some() {
            organisations.insert(party);
        }
    }
    for organisation in before.union(&organisations) {
        let entry = entry.as_ref().filter(|_| organisations.contains(organisation));
        write(desk, *organisation, case, entry).await?;
    }
    if before == organisations && !waits {
        return Ok(());
    }
    desk.keep(&Parts { version: 1, case, organisations, again: None }).await?;
    desk.forget_if_erased(case).await
}

/// Puts a case into the list of an organisation, or takes it out.
async fn write(
    desk: &Desk,
    organisation: PartyId,
    case: CaseId,
    entry: Option<&PartIn>,
) -> Result<(), DeskError> {
    for _ in 0..ATTEMPTS {
        let before = desk.kept::<Part>(&organisation.to_string()).await?;
        let cases = before.as_ref().map(|kept| kept.thing.cases.clone()).unwrap_or_default();
        let mut part = Part { version: 1, organisation, cases };
        let changed = match entry {
            Some(entry) => part.cases.insert(case, entry.clone()).as_ref() != Some(entry),
            None => part.cases.remove(&case).is_some(),
        };
        let written = match before {
            _ if !changed => true,
            Some(before) => desk.keep_instead(&part, before).await?,
            None => desk.keep_new(&part).await?,
        };
        if written {
            return Ok(());
        }
    }
    Err(DeskError::Contended(case))
}

impl Desk {
    /// The cases of an organisation that it knows of.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn part_of(&self, organisation: PartyId) -> Result<Part, DeskError> {
        let kept = self.kept::<Part>(&organisation.to_string()).await?;
        let none = || Part { version: 1, organisation, cases: BTreeMap::new() };
        Ok(kept.map_or_else(none, |kept| kept.thing))
    }
}
