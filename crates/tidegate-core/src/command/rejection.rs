//! Why a command was not carried out; each reason says what to do next.

use jiff::Timestamp;

use super::{Part, Reserved};
use crate::case::{Misfit, Phase};
use crate::coordination::{Breach, Mark, NoConsentStep, NoEmbargoStep, NoReportStep};
use crate::declaration::NotDeclared;
use crate::directive::Awaits;
use crate::event::Given;
use crate::id::{CaseId, ItemId, PartyId, ReportId, RulingId};
use crate::item::ContentClass;
use crate::proposal::NotSettled;
use crate::ruling::NoRuling;

/// Why a command was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The party that acts is not in the case.
    #[error("party `{0}` is not in this case; let it join first")]
    NotInCase(PartyId),
    /// A party acts for another.
    #[error(
        "party `{actor}` cannot do this in the name of `{named}`; `{named}` or the office must"
    )]
    InAnothersName {
        /// Who acts.
        actor: PartyId,
        /// In whose name.
        named: PartyId,
    },
    /// Only the office does this.
    #[error("only a member of the office can {0}")]
    OfficeOnly(Reserved),
    /// It would have occurred later than now.
    #[error("this lies in the future, after {0}; record it when it has happened")]
    Future(Timestamp),
    /// The clock of the caller stands before the last event.
    #[error("the clock stands before the last event, {last}; check the clock of the server")]
    ClockWentBack {
        /// When the last event was recorded.
        last: Timestamp,
    },
    /// A text that is needed is empty.
    #[error("{0} is empty; fill it in")]
    Empty(Part),
    /// A text is too long.
    #[error("{what} is longer than {most} characters; shorten it, or add the text as an item")]
    TooLong {
        /// Which.
        what: Part,
        /// The most that is taken.
        most: usize,
    },
    /// It names something that is not there.
    #[error("{0}")]
    Names(Misfit),
    /// No item is named.
    #[error("there are no items; name at least one")]
    NoItems,
    /// No measure is named.
    #[error("there are no measures; name at least one")]
    NoMeasures,
    /// The items of a receipt are not those that come with it.
    #[error(
        "the receipt must name exactly the items that come with it; item `{0}` is the difference"
    )]
    Items(ItemId),
    /// The report was received before.
    #[error("report `{0}` was received before; give the new one its own id")]
    ReceivedBefore(ReportId),
    /// The report was acknowledged before.
    #[error("report `{0}` was acknowledged before")]
    AcknowledgedBefore(ReportId),
    /// Somebody else received the report.
    #[error("`{by}` did not receive report `{report}` and cannot acknowledge it")]
    NotTheReceiver {
        /// Who acknowledges.
        by: PartyId,
        /// Which report.
        report: ReportId,
    },
    /// A message between two of whom neither reported to the other.
    #[error("neither of `{0}` and `{1}` reported to the other; messages pass between these two")]
    NoReportBetween(PartyId, PartyId),
    /// A message of a class that no message has.
    #[error("a message cannot be `{0}`; add it as an item")]
    NoMessage(ContentClass),
    /// There is no report yet.
    #[error("the case has no report yet; receive one first")]
    NoReport,
    /// The case is at its end.
    #[error("the case is {}; open a new one", .0.as_str())]
    Ended(Phase),
    /// The case was not judged.
    #[error("the report was not judged; triage or withdraw it before closing")]
    NotJudged,
    /// A duplicate of nothing, or something that is no duplicate.
    #[error("a duplicate names the case that it repeats, and only a duplicate does")]
    DuplicateOf,
    /// A duplicate of itself.
    #[error("case `{0}` cannot be a duplicate of itself; name the other case")]
    DuplicateOfItself(CaseId),
    /// What the office may not arrange, or a judgement may not say.
    #[error(transparent)]
    Work(#[from] NoWork),
    /// There is an embargo.
    #[error("the embargo still holds; end it before closing")]
    EmbargoHolds,
    /// There is no embargo.
    #[error("there is no embargo that could end")]
    NoEmbargo,
    /// The embargo ended.
    #[error("the embargo ended and does not come back; what is public cannot be embargoed")]
    EmbargoOver,
    /// An embargo needs two.
    #[error("an embargo is an agreement between at least two parties; name them")]
    EmbargoOfOne,
    /// The machine of the report has no such step.
    #[error(transparent)]
    NoReportStep(NoReportStep),
    /// The machine of the embargo has no such step.
    #[error(transparent)]
    NoEmbargoStep(NoEmbargoStep),
    /// The machine of consent has no such step.
    #[error(transparent)]
    NoConsentStep(NoConsentStep),
    /// It contradicts what another machine says.
    #[error(transparent)]
    Breach(Breach),
    /// Who proposes has closed its report.
    #[error("`{0}` has closed its report and proposes nothing about it")]
    ReportClosed(PartyId),
    /// The id of the proposal is taken.
    #[error("the id of the proposal is taken; use a new one")]
    TermsTaken,
    /// The proposal can no longer be answered.
    #[error("the proposal was decided; answer the embargo that holds, or propose other terms")]
    TermsDecided,
    /// Somebody answers who was not asked.
    #[error("`{0}` was not asked by this proposal; propose to it")]
    NotAsked(PartyId),
    /// Somebody answers twice.
    #[error("`{0}` has answered this proposal; propose other terms")]
    AnsweredBefore(PartyId),
    /// An answer that only follows from the rule of the shorter terms.
    #[error("an answer is yes or no; that terms are taken as accepted follows by itself")]
    NotAnAnswer,
    /// Terms that end earlier are to be answered first.
    #[error("the proposal that ends at {0} is decided first; the later one stays open")]
    ShorterTermsFirst(Timestamp),
    /// It happened before.
    #[error("`{}` has happened before, and happens once", .0.as_str())]
    MarkedBefore(Mark),
    /// Knowledge and remedy are somebody's.
    #[error("knowledge and remedy are those of a manufacturer; name it")]
    WhoseMark,
    /// What happens in the world is nobody's.
    #[error("what is public, and attacks, are nobody's; leave the manufacturer out")]
    NobodysMark,
    /// Only who makes a product says this of it.
    #[error("`{0}` is not a manufacturer of this case; name one that is")]
    NotAManufacturer(PartyId),
    /// The embargo would be over.
    #[error("the embargo would end before it begins; give a later time")]
    EmbargoEnd,
    /// Something is public already.
    #[error("item `{0}` is public; what is public cannot be embargoed")]
    AlreadyPublic(ItemId),
    /// Disclosing to undisclosed.
    #[error("nothing becomes undisclosed by disclosing it; name the state that was reached")]
    Undisclosing,
    /// A publication that publishes nothing.
    #[error(
        "after a publication the content is public; name `public_no_remedy` or `public_with_remedy`, or disclose the existence alone"
    )]
    PublishedNothing,
    /// A flow to its sender.
    #[error("`{0}` is both sender and recipient; name another recipient")]
    ToItself(PartyId),
    /// Only an authority or a coordinator directs.
    #[error("`{0}` is neither an authority nor a coordinator; only these direct and request")]
    NotAnAuthority(PartyId),
    /// A party is part of itself.
    #[error("party `{0}` would be part of itself; name the entity above it")]
    PartOfItself(PartyId),
    /// A party is that other already.
    #[error("party `{0}` is that party already")]
    OneAlready(PartyId),
    /// Who the party is stands beyond doubt.
    #[error(
        "party `{0}` is this office or who reported; only a party that is named can be another"
    )]
    NotAnother(PartyId),
    /// A product is a component of itself.
    #[error("a product cannot be a component of itself; leave it out")]
    ComponentOfItself,
    /// Somebody else made the report.
    #[error("`{0}` made no report in this case and cannot withdraw it")]
    NotTheReporter(PartyId),
    /// Nothing is named that would be taken back.
    #[error("nothing is named that would be taken back; name it")]
    NothingTakenBack,
    /// It was never given, or was taken back before.
    #[error("`{}` was never given, or was taken back before", .0.as_str())]
    NotGiven(Given),
    /// Who reported takes no messages any more.
    #[error("who reported takes no messages any more; nothing more is written to `{0}`")]
    NoMoreMessages(PartyId),
    /// A ruling that cannot be.
    #[error(transparent)]
    Ruling(#[from] NoRuling),
    /// The ruling's time is not now.
    #[error("the ruling must be recorded when it is made, at {0}")]
    RulingTime(Timestamp),
    /// What cannot be declared.
    #[error(transparent)]
    Declaration(#[from] NotDeclared),
    /// A declaration in a case that holds something else.
    #[error("a declaration has a file of its own; open one for it")]
    DeclaredElsewhere,
    /// A duty was assessed at another time than now.
    #[error("the duty must be assessed when the decision is recorded, at {0}")]
    AssessedThen(Timestamp),
    /// A release under no ruling.
    #[error("a release names the ruling that it is under; name it")]
    ReleaseWithoutRuling,
    /// A ruling named by what is no release.
    #[error("the decision is no release and cannot be under ruling `{0}`; leave the ruling out")]
    RulingWithoutRelease(RulingId),
    /// The ruling is about another flow, or is over.
    #[error("ruling `{0}` does not cover this flow now; record one that does")]
    NotCovered(RulingId),
    /// The ruling has released its flow.
    #[error("ruling `{0}` is spent: it released its one flow; record another")]
    RulingSpent(RulingId),
    /// The id of the directive is taken.
    #[error("the id of the directive is taken; use a new one")]
    DirectiveTaken,
    /// Somebody else bears the directive.
    #[error("`{0}` does not bear this directive; only its bearer answers it and reports on it")]
    NotTheBearer(PartyId),
    /// Somebody else issued the directive.
    #[error("`{0}` did not issue this directive; only who issued it decides what becomes of it")]
    NotItsIssuer(PartyId),
    /// The directive asks for nothing any more.
    #[error("the directive is {}; nothing more is asked", .0.as_str())]
    DirectiveOver(Awaits),
    /// The directive was acknowledged before.
    #[error("the directive was acknowledged before")]
    DirectiveAcknowledged,
    /// The directive has no measure of that number.
    #[error("the directive has {most} measures; there is none with the number {number}")]
    NoSuchMeasure {
        /// What was named.
        number: u32,
        /// How many there are.
        most: usize,
    },
    /// Installations that do not add up.
    #[error(
        "{done} of {of} does not add up; say of how many, at least one, and no more than these"
    )]
    NotCounted {
        /// On how many it was carried out.
        done: u32,
        /// Of how many.
        of: u32,
    },
    /// A time that is over, or no later than the one it would replace.
    #[error("{0} is over, or no later than what holds already; give a later time")]
    NotLater(Timestamp),
    /// Another due time than a decision table proposes, without a reason.
    #[error("the table proposes {0}; give that time, or say why another")]
    DueUnexplained(Timestamp),
    /// Signing for somebody else.
    #[error("nobody signs for `{0}`; that person must sign in")]
    SignsForAnother(String),
    /// The id of the proposal is taken.
    #[error("the id of the proposal is taken; use a new one")]
    ProposalTaken,
    /// A proposal cannot be settled so.
    #[error(transparent)]
    Proposal(#[from] NotSettled),
    /// Signatures come by a proposal alone.
    #[error("a directive is signed by way of a proposal; propose it")]
    SignedOtherwise,
    /// The id of the ruling is taken.
    #[error("the id of the ruling is taken; use a new one")]
    RulingTaken,
}

impl From<Misfit> for Rejection {
    fn from(misfit: Misfit) -> Self {
        Self::Names(misfit)
    }
}

/// Why something of the office's own work is not recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoWork {
    /// The code of a judgement does not go with it.
    #[error("the code stands for another judgement; leave it out or choose the other")]
    OtherCode,
    /// Nothing is missing where nothing is asked.
    #[error("only a judgement that more must be known says what is missing")]
    NothingMissing,
    /// A hold that would be over.
    #[error("the hold would end before it begins; give a later time")]
    HoldEnd,
    /// It waits in no queue.
    #[error("the case is in no queue")]
    InNoQueue,
    /// Nothing is on hold.
    #[error("the case is not on hold")]
    NotOnHold,
    /// There is no such task, or it is done.
    #[error("there is no open task {0}; tasks go by the number of the event that set them")]
    NoTask(u64),
    /// A case is linked to itself.
    #[error("a case does not belong to itself; name another one")]
    LinkToItself,
    /// A case is offered to somebody already.
    #[error("the case is offered to an office already; take that offer back first")]
    OfferedAlready,
    /// An offer that nobody could accept any more.
    #[error("the offer would end before anybody could accept it; give a later time")]
    OfferEnd,
    /// A case is offered to who has it, or to who reported.
    #[error("a case is offered to another office, not to this one or to who reported")]
    OfferToItself,
    /// Nothing would go.
    #[error("choose the content that goes; who the finder is never does")]
    OfferOfNothing,
    /// There is no such offer, or it does not wait for this.
    #[error("there is no offer that waits for this")]
    NoOffer,
    /// A case goes on at another office.
    #[error("the case goes on at `{0}`; what is owed here stays open, and no work is begun anew")]
    GoesOnAt(String),
    /// Somebody is to be in the circle who is kept out.
    #[error("`{0}` is kept out of the case; say first that they may see it as others do")]
    KeptOut(String),
    /// Nothing would change of who may see the case.
    #[error("whoever may see the case may see it already, and nobody else; nothing would change")]
    SameCircle,
    /// Nobody would be left who may see the case.
    #[error("nobody would be left in the circle of the case; name somebody")]
    NobodyLeft,
    /// Two cases that belong together are seen by others.
    #[error("the two cases are not seen by the same people; settle that first")]
    OtherCircle,
    /// A case goes on in another one already.
    #[error("the case goes on in `{0}` already")]
    GoesOnIn(String),
}
