//! What somebody of an office does at its desk and gets in the form in which it is told.
//!
//! The commands and the interface run the same errands, so that a script gets the same answer here and over the
//! network. An errand opens a case only with the read on the log, decides nothing itself, and records only through the
//! desk. The forms are those of [`crate::say`].

pub mod account;
mod amended;
mod attachments;
mod board;
mod bulk;
mod catalogue;
mod circle;
mod contact;
mod content;
mod coordination;
mod declare;
mod directed;
mod directive;
mod due;
mod establish;
mod figures;
mod filing;
mod floods;
mod gate;
mod home;
mod join;
mod judge;
mod merge;
mod messages;
mod not_done;
mod notices;
mod organisations;
mod ours;
mod participants;
mod plan;
mod queues;
mod reach;
mod register;
mod report;
mod reportability;
mod ruling;
mod search;
mod sheet;
pub mod single;
mod split;
mod taking_back;
mod tasks;
mod telling;
mod then;
mod thread;
mod transfer;
mod triage;
mod united;
mod work;

use std::collections::BTreeSet;

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::event::Actor;
use tidegate_core::gate::{Desk as Law, OwedBy, adoption_of};
use tidegate_law::time::{Occurred, zone};
use tidegate_law::{Book, Force, Owed};

use crate::clocks::owed;
use crate::desk::{CaseRow, DECLARED, Desk};
use crate::say::cased::{self, CaseTold, LogTold};
use crate::say::listed::{CasesTold, DutiesOfCase, DutiesOfCases, Listed, Next};
use crate::say::owed::duties;
use crate::say::told::goes_by;
use crate::telling::teller;

pub use amended::{Amended, Reconsidered};
pub use board::{Boarding, Month};
pub use bulk::{ACTIONS, SeenCase};
pub use circle::Admitting;
pub(crate) use contact::READ_ADDRESS;
pub use content::Opened;
pub use declare::{Declaring, fields_of};
pub use directed::{DirectivesChosen, DirectivesWritten};
pub use directive::{Answering, Asking, Directing, Reviewing, Settling, Showing, Verifying};
pub use due::{ByDue, Due};
pub use establish::{Establish, written};
pub use filing::{ALL, NotFiled, PastedBack};
pub use gate::{Beside, Flowing, flowing};
pub use join::Seen;
pub use judge::{Judged, Judging, reason_of};
pub use messages::{Thread, reply, told, unacknowledged};
pub use not_done::NotDone;
pub(crate) use not_done::{asked, wrong};
pub use notices::TellingMe;
pub use organisations::LettingIn;
pub use ours::{own_facts, us};
pub use plan::Supposing;
pub use queues::{ListChosen, ListWritten};
pub use reach::{Passed, passed_on, reached};
pub use register::{Registered, Registering};
pub use report::{placed, taken};
pub use reportability::{Deciding, Reporting};
pub use sheet::{Sheeting, forms_of, rule_named};
pub use telling::Agreed;
pub use then::AskedThen;
pub use thread::{Threading, Wish};
pub use transfer::Offering;
pub use triage::{Prioritising, Scoring, Seeing, answered, table, vector, vector_of};
pub use work::{Arranging, COMPARED};

/// Somebody at a desk.
#[derive(Debug, Clone, Copy)]
pub struct Errand<'e> {
    /// The desk.
    pub desk: &'e Desk,
    /// The book.
    pub book: &'e Book,
    /// Who comes.
    pub actor: &'e Actor,
}

/// For what a case is opened whose duties are asked for.
const FOR_DUTIES: &str = "asking for duties";

/// Which duties are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'w> {
    /// Of this party alone.
    pub party: Option<&'w str>,
    /// At this instant, as it is written; now if none.
    pub at: Option<&'w str>,
    /// With those that are met or whose clock has not started.
    pub all: bool,
}

/// The longest purpose that is put on the log, in bytes.
pub const PURPOSE: usize = 200;

/// For what a case is opened, as whoever opens it says; it goes on the log as it was said, or the case stays closed.
///
/// # Errors
/// [`NotDone::NoPurpose`] for an empty or an endless one, and for one that is not on one line.
pub fn purpose(said: Option<&str>) -> Result<&str, NotDone> {
    let purpose = said.unwrap_or("showing the case");
    let readable = !purpose.trim().is_empty()
        && purpose.len() <= PURPOSE
        && !purpose.contains(char::is_control);
    if readable { Ok(purpose) } else { Err(NotDone::NoPurpose) }
}

impl Errand<'_> {
    /// Opens the case that a person names. The read and its purpose are on the log.
    ///
    /// # Errors
    /// As [`Desk::find`] and [`Desk::open_case`].
    pub async fn open(&self, name: &str, purpose: &str) -> Result<Case, NotDone> {
        let row = self.desk.find(name).await?;
        Ok(self.desk.open_case(self.actor, row.case, purpose).await?)
    }

    /// A case as it is shown.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn case(&self, name: &str, purpose: &str) -> Result<CaseTold, NotDone> {
        let case = self.open(name, purpose).await?;
        let at = self.desk.now();
        let adoption = adoption_of(self.desk.office(), at);
        let mut owed = owed(self.book, &adoption, &case, at);
        owed.retain(|one| one.duty.live() || one.duty.could_start(self.book));
        let law = Law { book: self.book, adoption: &adoption, office: Some(self.desk.office()) };
        let head = self.desk.head().await?;
        let log = LogTold {
            origin: self.desk.log().origin().to_string(),
            size: head.map_or(0, |head| head.size),
            events: case.version(),
        };
        let mut told = cased::case(
            self.book,
            self.desk.office(),
            &case,
            duties(&law, &case, &owed, at),
            log,
            at,
        );
        told.same_as = self.desk.same_report(case.id()).await?.map(|again| again.handle);
        Ok(told)
    }

    /// The rows of the list, newest change first, at most `limit`, from behind `before`.
    ///
    /// # Errors
    /// As [`Desk::cases`].
    pub async fn rows(
        &self,
        mut before: Option<CaseRow>,
        limit: usize,
    ) -> Result<Vec<CaseRow>, NotDone> {
        /// How many rows are asked for at once.
        const PAGE: u32 = 200;
        let mut rows = Vec::new();
        while rows.len() < limit {
            let page = self.desk.cases(before.as_ref(), PAGE).await?;
            let Some(last) = page.last().cloned() else { break };
            let room = limit.saturating_sub(rows.len());
            // The file of a declaration stands in its register and in no list of cases.
            rows.extend(page.into_iter().filter(|row| row.state != DECLARED).take(room));
            before = Some(last);
        }
        Ok(rows)
    }

    /// The rows with what is due next, for which each case is opened unless that is not wanted.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn listed(&self, rows: &[CaseRow], with_due: bool) -> Result<CasesTold, NotDone> {
        let at = self.desk.now();
        let mut told = CasesTold { version: 1, at, opened: 0, cases: Vec::new() };
        for row in rows {
            let mut listed = Listed {
                case: row.case.to_string(),
                handle: row.handle.clone(),
                state: row.state.clone(),
                opened: row.opened,
                changed: row.changed,
                events: row.version,
                without_number: 0,
                next: None,
            };
            if with_due && row.state != "erased" {
                self.due(&mut listed, row, at).await?;
                told.opened += 1;
            }
            told.cases.push(listed);
        }
        Ok(told)
    }

    async fn due(&self, listed: &mut Listed, row: &CaseRow, at: Timestamp) -> Result<(), NotDone> {
        let case = self.desk.open_case(self.actor, row.case, "listing what is due").await?;
        let adoption = adoption_of(self.desk.office(), at);
        let owed = owed(self.book, &adoption, &case, at);
        let live = owed.iter().filter(|one| one.duty.live() && one.duty.when.deadline().is_none());
        listed.without_number = live.filter(|one| one.duty.when.word.is_some()).count();
        listed.next = next(&owed).and_then(|one| {
            let strict = one.duty.when.deadline()?.strict.earliest;
            let bearer = case.party(one.bearer);
            let called = bearer.map(|party| goes_by(party, Some(self.desk.office())));
            let bearer = bearer.map(|party| party.name.clone()).unwrap_or_default();
            let citation = one.duty.citation.clone();
            let sure = one.duty.owed == Owed::Yes;
            Some(Next { strict, bearer, called: called.unwrap_or_default(), citation, sure })
        });
        Ok(())
    }

    /// The duties of a case, or of every case.
    ///
    /// # Errors
    /// As [`Errand::open`]; [`NotDone::Wrong`] for a party or an instant that is not understood.
    pub async fn duties(
        &self,
        name: Option<&str>,
        wanted: Wanted<'_>,
    ) -> Result<DutiesOfCases, NotDone> {
        let at = self.instant(wanted.at)?;
        let mut told = DutiesOfCases { version: 1, at, behind: false, cases: Vec::new() };
        if let Some(name) = name {
            let case = self.open(name, FOR_DUTIES).await?;
            self.has_party(std::slice::from_ref(&case), wanted.party)?;
            told.cases.push(self.of_case(&case, wanted, at)?);
            return Ok(told);
        }
        let mut cases = Vec::new();
        for row in self.rows(None, usize::MAX).await? {
            if row.state != "erased" {
                let case = self.desk.open_case(self.actor, row.case, FOR_DUTIES).await?;
                cases.push(case);
            }
        }
        self.has_party(&cases, wanted.party)?;
        for case in &cases {
            told.cases.push(self.of_case(case, wanted, at)?);
        }
        Ok(told)
    }

    /// That a party of one of the cases, at the least, goes by a name.
    fn has_party(&self, cases: &[Case], named: Option<&str>) -> Result<(), NotDone> {
        let Some(named) = named.filter(|_| !cases.is_empty()) else { return Ok(()) };
        let zone = self.desk.office().zone.rules();
        let has =
            |case: &Case| teller(self.book, self.desk.office(), case, &zone).party(named).is_ok();
        if cases.iter().any(has) {
            return Ok(());
        }
        let known = cases.iter().flat_map(Case::parties).map(|party| party.name.clone());
        let known: BTreeSet<String> = known.collect();
        Err(NotDone::NoParty { named: named.to_owned(), known: known.into_iter().collect() })
    }

    fn of_case(
        &self,
        case: &Case,
        wanted: Wanted<'_>,
        at: Timestamp,
    ) -> Result<DutiesOfCase, NotDone> {
        let adoption = adoption_of(self.desk.office(), at);
        let zone = self.desk.office().zone.rules();
        let teller = teller(self.book, self.desk.office(), case, &zone);
        let mut owed = owed(self.book, &adoption, case, at);
        if let Some(name) = wanted.party {
            match teller.party(name) {
                Ok(party) => owed.retain(|one| one.bearer == party.id),
                // Over all cases, a party that a case does not have owes nothing there.
                Err(_) => owed.clear(),
            }
        }
        let found = owed.len();
        owed.retain(|one| wanted.all || one.duty.live() || one.duty.could_start(self.book));
        let law = Law { book: self.book, adoption: &adoption, office: Some(self.desk.office()) };
        Ok(DutiesOfCase {
            case: case.id().to_string(),
            handle: case.label().to_owned(),
            left_out: found - owed.len(),
            duties: duties(&law, case, &owed, at),
        })
    }

    /// An instant as a person writes it, in the office's zone where no offset is given; now if none.
    ///
    /// # Errors
    /// [`NotDone::Wrong`] with what would be right.
    pub fn instant(&self, written: Option<&str>) -> Result<Timestamp, NotDone> {
        let Some(text) = written else { return Ok(self.desk.now()) };
        let zone = zone(self.desk.office().zone.name()).map_err(wrong)?;
        Ok(Occurred::parse(text, Some(&zone)).map_err(wrong)?.last_instant())
    }
}

/// The first due time of a live duty that is owed or may be owed, by law or house rule.
fn next(owed: &[OwedBy]) -> Option<&OwedBy> {
    owed.iter().find(|one| {
        let counts = matches!(one.duty.force, Force::Binding | Force::House);
        counts && one.duty.live() && one.duty.when.deadline().is_some()
    })
}
