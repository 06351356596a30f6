//! Telling a kept case what happened, in the words of scenes: lines become commands, each tried before any is recorded.
//!
//! The terminal and the demonstration tell cases so. Nothing is recorded here: the commands go to the desk.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::event::{Actor, CaseEvent};
use tidegate_core::item::{ContentClass, Disclosure};
use tidegate_core::office::{Bilingual, Office};
use tidegate_core::scene::{Keeping, Line, NotRead, Teller, Told as Happened};
use tidegate_law::Book;
use tidegate_law::time::{TimeError, zone};

use crate::keys::Random;

/// Who tells, in the words of which book, and when it is recorded.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'t> {
    /// The book.
    pub book: &'t Book,
    /// Who records it.
    pub actor: &'t Actor,
    /// The present instant.
    pub now: Timestamp,
    /// The names of the office whose case it is: one stands for the other.
    pub office: Option<&'t Bilingual>,
}

/// A line that says nothing that can be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongLine {
    /// The line, counted from 1.
    pub line: usize,
    /// Why not.
    pub why: NotTold,
}

/// Why a line says nothing that can be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTold {
    /// It is not understood.
    #[error(transparent)]
    Unread(#[from] NotRead),
    /// There is no such zone.
    #[error(transparent)]
    Zone(#[from] TimeError),
    /// It is something that only the desk records.
    #[error("only the desk records this; use its own command")]
    OfTheDesk,
    /// The case says no.
    #[error(transparent)]
    Rejected(#[from] Rejection),
}

/// The words of scenes about a kept case of an office, which goes by either of its names.
#[must_use]
pub fn teller<'t>(
    book: &'t Book,
    office: &'t Office,
    case: &'t Case,
    zone: &'t TimeZone,
) -> Teller<'t> {
    Teller { book, case, zone, keeping: Keeping::Case(&draw), office: Some(&office.name) }
}

/// Sixteen random bytes for a new id. Where the machine has none, sealing fails as well and nothing is recorded.
#[must_use]
pub fn draw() -> [u8; 16] {
    Random::bytes().unwrap_or_default()
}

/// A word of a line; what has a space stands in double quotes.
#[must_use]
pub fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.to_owned() }
}

impl Telling<'_> {
    /// The commands that the lines make, each tried on the case as the ones before leave it; and the case after all.
    ///
    /// # Errors
    /// The first line that the book or the case does not accept.
    pub fn commands(
        &self,
        mut case: Case,
        lines: &[(usize, Line)],
        mut here: TimeZone,
    ) -> Result<(Case, Vec<Command>), WrongLine> {
        let mut commands = Vec::new();
        for (number, line) in lines {
            let at = |why: NotTold| WrongLine { line: *number, why };
            if let Line::Zone(name) = line {
                here = zone(name).map_err(|error| at(error.into()))?;
                continue;
            }
            let told = {
                let (book, keeping) = (self.book, Keeping::Case(&draw));
                Teller { book, case: &case, zone: &here, keeping, office: self.office }.tell(line)
            };
            let told = told.map_err(|why| at(why.into()))?;
            for command in verbs(&case, told).ok_or_else(|| at(NotTold::OfTheDesk))? {
                self.attempt(&mut case, &command).map_err(|error| at(error.into()))?;
                commands.push(command);
            }
        }
        Ok((case, commands))
    }

    /// Tries a command on a copy of the case.
    ///
    /// # Errors
    /// Why the case says no.
    pub fn attempt(&self, case: &mut Case, command: &Command) -> Result<(), Rejection> {
        let at = self.now.max(case.last_recorded());
        for event in case.handle(command, self.actor, at)? {
            case.apply(event)?;
        }
        Ok(())
    }
}

/// The commands that what happened asks for; none where it is nothing that a command records.
fn verbs(case: &Case, happened: Vec<Happened>) -> Option<Vec<Command>> {
    let mut commands = Vec::new();
    let mut happened = happened.into_iter().peekable();
    while let Some(Happened { occurred, source, event }) = happened.next() {
        let verb = match event {
            CaseEvent::Published(published) => {
                let said = happened.next_if(|next| matches!(next.event, CaseEvent::Disclosed(_)));
                let state = match said.map(|next| next.event) {
                    Some(CaseEvent::Disclosed(disclosed)) => disclosed.state,
                    _ => reached(case, &published.items),
                };
                Verb::Publish { published, state }
            }
            other => verb(other)?,
        };
        commands.push(Command { occurred, source, verb });
    }
    Some(commands)
}

/// What a publication of these items makes public, where nobody says: the remedy only if it is among them.
fn reached(
    case: &Case,
    items: &std::collections::BTreeSet<tidegate_core::id::ItemId>,
) -> Disclosure {
    let remedy = items.iter().filter_map(|id| case.item(*id));
    let mut remedy = remedy.map(|record| record.item.class);
    if remedy.any(|class| class == ContentClass::Remedy) {
        Disclosure::PublicWithRemedy
    } else {
        Disclosure::PublicNoRemedy
    }
}

/// The command that records an event; none for events that only the desk makes.
#[must_use]
pub fn verb(event: CaseEvent) -> Option<Verb> {
    Some(match event {
        CaseEvent::PartyJoined(e) => Verb::JoinParty(e),
        CaseEvent::PartiesUnited(e) => Verb::UniteParties(e),
        CaseEvent::ProductNamed(e) => Verb::NameProduct(e),
        CaseEvent::SupplyEstablished(e) => Verb::EstablishSupply(e),
        CaseEvent::ItemAdded(e) => Verb::AddItem(e),
        CaseEvent::FactEstablished(e) => Verb::EstablishFact(e),
        CaseEvent::FactWithdrawn(e) => Verb::WithdrawFact(e),
        CaseEvent::ClockStarted(e) => Verb::StartClock(e),
        CaseEvent::Provided(e) => Verb::Provide(e),
        CaseEvent::Filed(e) => Verb::File(e),
        CaseEvent::ManufacturerNotified(e) => Verb::NotifyManufacturer(e),
        CaseEvent::EmbargoAgreed(e) => Verb::AgreeEmbargo(e),
        CaseEvent::EmbargoExited(e) => Verb::ExitEmbargo(e),
        CaseEvent::ReportManaged(e) => Verb::ManageReport(e),
        CaseEvent::EmbargoProposed(e) => Verb::ProposeEmbargo(e),
        CaseEvent::EmbargoInvited(e) => Verb::InviteToEmbargo(e),
        CaseEvent::EmbargoAnswered(e) => Verb::AnswerEmbargo(e),
        CaseEvent::CaseMarked(e) => Verb::MarkCase(e),
        CaseEvent::StatusGiven(e) => Verb::GiveStatus(e),
        CaseEvent::Disclosed(e) => Verb::Disclose(e),
        CaseEvent::Arranged(e) => Verb::Arrange(e),
        CaseEvent::Assessed(e) => Verb::Assess(e),
        CaseEvent::Noted(e) => Verb::Note(e),
        CaseEvent::Opened(_)
        | CaseEvent::Received(_)
        | CaseEvent::Acknowledged(_)
        | CaseEvent::Triaged(_)
        | CaseEvent::MessageWritten(_)
        | CaseEvent::DirectiveIssued(_)
        | CaseEvent::DirectiveAnswered(_)
        | CaseEvent::DirectiveReviewed(_)
        | CaseEvent::MeasureReported(_)
        | CaseEvent::MeasureVerified(_)
        | CaseEvent::Proposed(_)
        | CaseEvent::ProposalSettled(_)
        | CaseEvent::Published(_)
        | CaseEvent::RulingRecorded(_)
        | CaseEvent::Declared(_)
        | CaseEvent::FoundNotReportable(_)
        | CaseEvent::DecisionRecorded(_)
        | CaseEvent::TakenBack(_)
        | CaseEvent::Withdrawn(_)
        | CaseEvent::Closed(_)
        | CaseEvent::Erased(_) => return None,
    })
}
