//! Why a case, the gate or a clearance says no.

use std::fmt::Display;

use jiff::Timestamp;
use tidegate_core::case::{Misfit, Phase};
use tidegate_core::command::{NoWork, Part, Rejection, Reserved};
use tidegate_core::declaration::NotDeclared;
use tidegate_core::embargo::{NotCleared, Shut};
use tidegate_core::gate::{NoFlow, NotConfirmed};
use tidegate_core::proposal::NotSettled;
use tidegate_core::ruling::{Lacking, NoRuling};

use super::{Said, one, word};
use crate::say::taking_back::given;
use crate::telling::NotTold;
use crate::words::Voice;

impl Said for Rejection {
    fn said(&self, voice: &Voice) -> String {
        let about = |id: &str, value: &dyn Display| one(voice, id, "id", &value);
        match self {
            Self::Names(misfit) => misfit.said(voice),
            Self::Ruling(no) => no.said(voice),
            Self::OfficeOnly(what) => office_only(*what, voice),
            Self::Empty(what) => one(voice, "error-empty", "what", &part(*what, voice)),
            Self::TooLong { what, most } => too_long(*what, *most, voice),
            Self::Ended(phase) => one(voice, "error-ended", "phase", &ended(*phase, voice)),
            Self::Declaration(no) => no.said(voice),
            Self::DeclaredElsewhere => voice.say("error-declared-elsewhere"),
            Self::Future(_) | Self::ClockWentBack { .. } => of_times(self, voice),
            Self::AssessedThen(_) | Self::RulingTime(_) => of_times(self, voice),
            Self::NotInCase(party) => about("error-not-in-case", party),
            Self::InAnothersName { actor, named } => {
                two(voice, "error-in-anothers-name", actor, named)
            }
            Self::NoItems | Self::NoMeasures | Self::Items(_) => of_reports(self, voice),
            Self::ReceivedBefore(_) | Self::AcknowledgedBefore(_) => of_reports(self, voice),
            Self::NotTheReceiver { .. } | Self::NoReportBetween(..) => of_reports(self, voice),
            Self::NoMessage(_) => of_reports(self, voice),
            Self::NoReport | Self::NotJudged | Self::DuplicateOf | Self::DuplicateOfItself(_) => {
                of_judging(self, voice)
            }
            Self::Work(no) => no.said(voice),
            Self::EmbargoHolds | Self::NoEmbargo | Self::EmbargoOver => of_embargo(self, voice),
            Self::EmbargoOfOne | Self::EmbargoEnd => of_embargo(self, voice),
            Self::NoReportStep(no) => no.said(voice),
            Self::NoEmbargoStep(no) => no.said(voice),
            Self::NoConsentStep(no) => no.said(voice),
            Self::Breach(breach) => breach.said(voice),
            Self::ReportClosed(_) | Self::TermsTaken => super::coordination::said(self, voice),
            Self::TermsDecided | Self::NotAsked(_) => super::coordination::said(self, voice),
            Self::AnsweredBefore(_) | Self::NotAnAnswer => super::coordination::said(self, voice),
            Self::ShorterTermsFirst(_) => super::coordination::said(self, voice),
            Self::MarkedBefore(_) | Self::WhoseMark => super::coordination::said(self, voice),
            Self::NobodysMark => super::coordination::said(self, voice),
            Self::NotAManufacturer(_) => super::coordination::said(self, voice),
            Self::AlreadyPublic(_) | Self::Undisclosing => of_parties(self, voice),
            Self::PublishedNothing | Self::ToItself(_) => of_parties(self, voice),
            Self::NotAnAuthority(_) | Self::PartOfItself(_) => of_parties(self, voice),
            Self::ComponentOfItself | Self::NotTheReporter(_) => of_parties(self, voice),
            Self::OneAlready(_) | Self::NotAnother(_) => of_parties(self, voice),
            Self::NothingTakenBack | Self::NotGiven(_) => of_parties(self, voice),
            Self::NoMoreMessages(_) => of_parties(self, voice),
            Self::ReleaseWithoutRuling | Self::RulingWithoutRelease(_) => of_ruling(self, voice),
            Self::NotCovered(_) | Self::RulingSpent(_) => of_ruling(self, voice),
            Self::RulingTaken => of_ruling(self, voice),
            Self::DirectiveTaken => voice.say("error-directive-taken"),
            Self::NotTheBearer(_) | Self::NotItsIssuer(_) => directing(self, voice),
            Self::DirectiveOver(_) | Self::DirectiveAcknowledged => directing(self, voice),
            Self::NoSuchMeasure { .. } | Self::NotLater(_) => directing(self, voice),
            Self::NotCounted { .. } => directing(self, voice),
            Self::SignsForAnother(_) | Self::SignedOtherwise | Self::DueUnexplained(_) => {
                directing(self, voice)
            }
            Self::ProposalTaken | Self::Proposal(_) => directing(self, voice),
        }
    }
}

/// What speaks of times.
fn of_times(rejection: &Rejection, voice: &Voice) -> String {
    let at = |id: &str, at: &Timestamp| one(voice, id, "at", &at.strftime("%Y-%m-%d %H:%M UTC"));
    match rejection {
        Rejection::Future(now) => at("error-future", now),
        Rejection::ClockWentBack { last } => at("error-clock-went-back", last),
        Rejection::AssessedThen(now) => at("error-assessed-then", now),
        Rejection::RulingTime(now) => at("error-ruling-time", now),
        other => other.to_string(),
    }
}

/// What speaks of what comes in: reports, items and messages.
fn of_reports(rejection: &Rejection, voice: &Voice) -> String {
    let about = |id: &str, value: &dyn Display| one(voice, id, "id", &value);
    match rejection {
        Rejection::NoItems => voice.say("error-no-items"),
        Rejection::NoMeasures => voice.say("error-no-measures"),
        Rejection::Items(item) => about("error-items", item),
        Rejection::ReceivedBefore(report) => about("error-received-before", report),
        Rejection::AcknowledgedBefore(report) => about("error-acknowledged-before", report),
        Rejection::NotTheReceiver { by, report } => {
            two(voice, "error-not-the-receiver", by, report)
        }
        Rejection::NoReportBetween(one, other) => two(voice, "error-no-report-between", one, other),
        Rejection::NoMessage(class) => about("error-no-message", class),
        other => other.to_string(),
    }
}

/// What speaks of parties, and of what becomes public.
fn of_parties(rejection: &Rejection, voice: &Voice) -> String {
    let about = |id: &str, value: &dyn Display| one(voice, id, "id", &value);
    match rejection {
        Rejection::AlreadyPublic(item) => about("error-already-public", item),
        Rejection::Undisclosing => voice.say("error-undisclosing"),
        Rejection::PublishedNothing => voice.say("error-published-nothing"),
        Rejection::ToItself(party) => about("error-to-itself", party),
        Rejection::NotAnAuthority(party) => about("error-not-an-authority", party),
        Rejection::PartOfItself(party) => about("error-part-of-itself", party),
        Rejection::OneAlready(party) => about("error-one-already", party),
        Rejection::NotAnother(party) => about("error-not-another", party),
        Rejection::ComponentOfItself => voice.say("error-component-of-itself"),
        Rejection::NotTheReporter(party) => about("error-not-the-reporter", party),
        Rejection::NothingTakenBack => voice.say("error-nothing-taken-back"),
        Rejection::NotGiven(what) => {
            voice.with("error-not-given", [("what", given(*what, voice).into())])
        }
        Rejection::NoMoreMessages(party) => about("error-no-more-messages", party),
        other => other.to_string(),
    }
}

/// What speaks of an embargo.
fn of_embargo(rejection: &Rejection, voice: &Voice) -> String {
    match rejection {
        Rejection::EmbargoHolds => voice.say("error-embargo-holds"),
        Rejection::NoEmbargo => voice.say("error-no-embargo"),
        Rejection::EmbargoOver => voice.say("error-embargo-over"),
        Rejection::EmbargoOfOne => voice.say("error-embargo-of-one"),
        Rejection::EmbargoEnd => voice.say("error-embargo-end"),
        other => other.to_string(),
    }
}

/// What speaks of judging a report.
fn of_judging(rejection: &Rejection, voice: &Voice) -> String {
    match rejection {
        Rejection::NoReport => voice.say("error-no-report"),
        Rejection::NotJudged => voice.say("error-not-judged"),
        Rejection::DuplicateOf => voice.say("error-duplicate-of"),
        Rejection::DuplicateOfItself(case) => one(voice, "error-duplicate-of-itself", "id", case),
        other => other.to_string(),
    }
}

/// What speaks of rulings.
fn of_ruling(rejection: &Rejection, voice: &Voice) -> String {
    let about = |id: &str, value: &dyn Display| one(voice, id, "id", &value);
    match rejection {
        Rejection::ReleaseWithoutRuling => voice.say("error-release-without-ruling"),
        Rejection::RulingWithoutRelease(ruling) => about("error-ruling-without-release", ruling),
        Rejection::NotCovered(ruling) => about("error-not-covered", ruling),
        Rejection::RulingSpent(ruling) => about("error-ruling-spent", ruling),
        Rejection::RulingTaken => voice.say("error-ruling-taken"),
        other => other.to_string(),
    }
}

/// What speaks of directives and of what takes two signatures.
fn directing(rejection: &Rejection, voice: &Voice) -> String {
    let about = |id: &str, value: &dyn Display| one(voice, id, "id", &value);
    match rejection {
        Rejection::NotTheBearer(party) => about("error-not-the-bearer", party),
        Rejection::NotItsIssuer(party) => about("error-not-its-issuer", party),
        Rejection::DirectiveOver(awaits) => {
            let state = voice.say(crate::say::directive::awaiting(*awaits));
            one(voice, "error-directive-over", "state", &state)
        }
        Rejection::DirectiveAcknowledged => voice.say("error-directive-acknowledged"),
        Rejection::NoSuchMeasure { number, most } => {
            let words = [("number", word(number)), ("most", word(most))];
            voice.with("error-no-such-measure", words)
        }
        Rejection::NotCounted { done, of } => {
            voice.with("error-not-counted", [("done", word(done)), ("of", word(of))])
        }
        Rejection::NotLater(time) => {
            one(voice, "error-not-later", "at", &time.strftime("%Y-%m-%d %H:%M UTC"))
        }
        Rejection::DueUnexplained(time) => {
            one(voice, "error-due-unexplained", "at", &time.strftime("%Y-%m-%d %H:%M UTC"))
        }
        Rejection::SignsForAnother(name) => about("error-signs-for-another", name),
        Rejection::SignedOtherwise => voice.say("error-signed-otherwise"),
        Rejection::ProposalTaken => voice.say("error-proposal-taken"),
        Rejection::Proposal(no) => no.said(voice),
        other => other.to_string(),
    }
}

fn office_only(what: Reserved, voice: &Voice) -> String {
    one(voice, "error-office-only", "what", &reserved(what, voice))
}

fn too_long(what: Part, most: usize, voice: &Voice) -> String {
    voice.with("error-too-long", [("what", part(what, voice).into()), ("most", word(&most))])
}

impl Said for NoWork {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::OtherCode => voice.say("error-other-code"),
            Self::NothingMissing => voice.say("error-nothing-missing"),
            Self::HoldEnd => voice.say("error-hold-end"),
            Self::InNoQueue => voice.say("error-in-no-queue"),
            Self::NotOnHold => voice.say("error-not-on-hold"),
            Self::NoTask(task) => one(voice, "error-no-task", "id", task),
            Self::LinkToItself => voice.say("error-link-to-itself"),
            Self::OfferedAlready => voice.say("error-offered-already"),
            Self::OfferEnd => voice.say("error-offer-end"),
            Self::OfferToItself => voice.say("error-offer-to-itself"),
            Self::OfferOfNothing => voice.say("error-offer-of-nothing"),
            Self::NoOffer => voice.say("error-no-offer"),
            Self::GoesOnAt(office) => one(voice, "error-goes-on-at", "id", office),
            Self::KeptOut(login) => one(voice, "error-kept-out", "id", login),
            Self::SameCircle => voice.say("error-same-circle"),
            Self::NobodyLeft => voice.say("error-nobody-left"),
            Self::OtherCircle => voice.say("error-other-circle"),
            Self::GoesOnIn(handle) => one(voice, "error-goes-on-in", "id", handle),
        }
    }
}

/// A text about one thing that names another.
fn two(voice: &Voice, id: &str, about: &impl Display, other: &impl Display) -> String {
    voice.with(id, [("id", word(about)), ("other", word(other))])
}

fn ended(phase: Phase, voice: &Voice) -> String {
    voice.say(crate::say::happened::phase(phase.as_str()))
}

fn part(part: Part, voice: &Voice) -> String {
    voice.say(match part {
        Part::Handle => "error-part-handle",
        Part::Source => "error-part-source",
        Part::MemberName => "error-part-member-name",
        Part::PartyName => "error-part-party-name",
        Part::NationalityRule => "error-part-nationality-rule",
        Part::ProductName => "error-part-product-name",
        Part::Model => "error-part-model",
        Part::Versions => "error-part-versions",
        Part::Description => "error-part-description",
        Part::Reason => "error-part-reason",
        Part::FactValue => "error-part-fact-value",
        Part::Rule => "error-part-rule",
        Part::Reference => "error-part-reference",
        Part::Field => "error-part-field",
        Part::Measure => "error-part-measure",
        Part::Basis => "error-part-basis",
        Part::Statement => "error-part-statement",
        Part::Place => "error-part-place",
        Part::Reasons => "error-part-reasons",
        Part::Decider => "error-part-decider",
        Part::Ground => "error-part-ground",
        Part::Number => "error-part-number",
        Part::Task => "error-part-task",
        Part::Queue => "error-part-queue",
        Part::Note => "error-part-note",
        Part::Terms => "error-part-terms",
        Part::Evidence => "error-part-evidence",
        Part::Outcome => "error-part-outcome",
    })
}

fn reserved(what: Reserved, voice: &Voice) -> String {
    voice.say(match what {
        Reserved::Triage => "error-reserved-triage",
        Reserved::Uniting => "error-reserved-uniting",
        Reserved::Embargo => "error-reserved-embargo",
        Reserved::EmbargoEnd => "error-reserved-embargo-end",
        Reserved::Ruling => "error-reserved-ruling",
        Reserved::Declaring => "error-reserved-declaring",
        Reserved::NotReportable => "error-reserved-not-reportable",
        Reserved::Decision => "error-reserved-decision",
        Reserved::Proposing => "error-reserved-proposing",
        Reserved::Signing => "error-reserved-signing",
        Reserved::Arranging => "error-reserved-arranging",
        Reserved::Assessing => "error-reserved-assessing",
        Reserved::Closing => "error-reserved-closing",
        Reserved::Erasing => "error-reserved-erasing",
    })
}

impl Said for NotSettled {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::NoSuch(id) => one(voice, "error-no-such-proposal", "id", id),
            Self::Settled => voice.say("error-proposal-settled"),
            Self::SamePerson(name) => one(voice, "error-signs-twice", "name", name),
            Self::NobodyDecides(first, second) => {
                let words = [("first", word(first)), ("second", word(second))];
                voice.with("error-nobody-decides", words)
            }
            Self::Changed => voice.say("error-proposal-changed"),
            Self::NotTheProposer(name) => one(voice, "error-not-the-proposer", "name", name),
        }
    }
}

impl Said for NotDeclared {
    fn said(&self, voice: &Voice) -> String {
        let of = |id: &str, field: &str| {
            let field = voice.say(crate::say::declared::field(field));
            voice.with(id, [("field", field.into())])
        };
        match self {
            Self::Empty(field) => of("declare-empty", field),
            Self::TooLong(field, _) => of("declare-too-long", field),
            Self::Secret(field) => of("declare-secret", field),
            Self::Unreasoned(kind) => {
                let answer = voice.say(crate::say::id::answer(*kind));
                voice.with("declare-unreasoned", [("answer", answer.into())])
            }
        }
    }
}

impl Said for NotTold {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Unread(why) => why.said(voice),
            Self::Zone(error) => error.said(voice),
            Self::OfTheDesk => voice.say("tell-unknown"),
            Self::Rejected(rejection) => rejection.said(voice),
        }
    }
}

impl Said for NoRuling {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::SamePerson(name) => one(voice, "error-ruling-same-person", "name", name),
            Self::Missing(lacking) => voice.say(match lacking {
                Lacking::Book => "error-ruling-no-book",
                Lacking::Decider => "error-ruling-no-decider",
                Lacking::Countersigner => "error-ruling-no-countersigner",
                Lacking::Reasons => "error-ruling-no-reasons",
                Lacking::Items => "error-ruling-no-items",
                Lacking::Grounds => "error-ruling-no-grounds",
            }),
            Self::Ground(ground) => one(voice, "error-ruling-ground", "ground", ground),
            Self::NoExpiry => voice.say("error-ruling-no-expiry"),
            Self::Expiry => voice.say("error-ruling-expiry"),
            Self::Sale => voice.say("error-ruling-sale"),
            Self::ExploitTool(item) => one(voice, "error-ruling-exploit-tool", "id", item),
            Self::FinderIdentity(item) => one(voice, "error-ruling-finder-identity", "id", item),
            Self::NoSuchItem(item) => one(voice, "error-ruling-no-such-item", "id", item),
        }
    }
}

impl Said for Misfit {
    fn said(&self, voice: &Voice) -> String {
        let absent = |id: &str, event: &u64, named: &dyn Display| {
            voice.with(id, [("event", word(event)), ("id", word(&named))])
        };
        match self {
            Self::Empty => voice.say("error-misfit-empty"),
            Self::NotOpened(first) => one(voice, "error-misfit-not-opened", "first", first),
            Self::OpenedAgain(event) => one(voice, "error-misfit-opened-again", "event", event),
            Self::Order { expected, found } => {
                let words = [("expected", word(expected)), ("found", word(found))];
                voice.with("error-misfit-order", words)
            }
            Self::Backwards(event) => one(voice, "error-misfit-backwards", "event", event),
            Self::Party(event, id) => absent("error-misfit-party", event, id),
            Self::Product(event, id) => absent("error-misfit-product", event, id),
            Self::Item(event, id) => absent("error-misfit-item", event, id),
            Self::ItemAgain(event, id) => absent("error-misfit-item-again", event, id),
            Self::Report(event, id) => absent("error-misfit-report", event, id),
            Self::Directive(event, id) => absent("error-misfit-directive", event, id),
            Self::Proposal(event, id) => absent("error-misfit-proposal", event, id),
            Self::Ruling(event, id) => absent("error-misfit-ruling", event, id),
            Self::Terms(event, id) => absent("error-misfit-terms", event, id),
            Self::OtherCase(event) => one(voice, "error-misfit-other-case", "event", event),
        }
    }
}

impl Said for NoFlow {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::UnknownActor(party) => one(voice, "error-flow-actor", "id", party),
            Self::UnknownRecipient(party) => one(voice, "error-flow-recipient", "id", party),
            Self::UnknownItem(item) => one(voice, "error-flow-item", "id", item),
            Self::PublishToSome => voice.say("error-flow-publish-to-some"),
            Self::Empty => voice.say("error-flow-empty"),
            Self::UnknownFact(fact, value) => {
                voice.with("error-flow-fact", [("fact", word(fact)), ("value", word(value))])
            }
            Self::NotOfFlow(fact) => one(voice, "error-flow-not-of-flow", "fact", fact),
        }
    }
}

impl Said for NotConfirmed {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::NoFlow(no) => no.said(voice),
            Self::Reference(why) => one(voice, "error-not-confirmed", "why", why),
            Self::Disagreement { act } => one(voice, "error-disagreement", "act", act),
        }
    }
}

impl Said for NotCleared {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::OtherEntry => voice.say("error-cleared-other-entry"),
            Self::Expired { decided, expired } => {
                let words = [("decided", word(decided)), ("expired", word(expired))];
                voice.with("error-cleared-expired", words)
            }
            Self::NotYet(at) => one(voice, "error-cleared-not-yet", "at", at),
        }
    }
}

impl Said for Shut {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::OtherCase => voice.say("error-shut-other-case"),
            Self::OtherItem(item) => one(voice, "error-shut-other-item", "id", item),
            Self::Ended(at) => one(voice, "error-shut-ended", "at", at),
            Self::OtherDecision => voice.say("error-shut-other-decision"),
        }
    }
}
