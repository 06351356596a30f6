//! The events of a case, one line each, in one language.
//!
//! Parties and products are named as the case names them; what the book has words for is said in the book's words.

mod directing;

use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;
use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::event::{CaseEvent, DecisionRecorded, Subject, SupplyEstablished};
use tidegate_core::id::{ItemId, PartyId, ProductId};
use tidegate_law::time::Occurred;
use tidegate_law::{Book, FactName, FactValue, Finding, Language, Names, RuleId, Words};

use super::id;
use super::over::overs;
use super::owed::StartTold;
use super::taking_back::all_given;
use super::told::{class_name, goes_by, party_name, value_name};
use crate::say::work;
use crate::words::Voice;

/// The text for the phase of a case, as its row names it.
#[must_use]
pub fn phase(word: &str) -> &'static str {
    match word {
        "received" => "phase-received",
        "acknowledged" => "phase-acknowledged",
        "triaged" => "phase-triaged",
        "withdrawn" => "phase-withdrawn",
        "closed" => "phase-closed",
        "erased" => "phase-erased",
        _ => "phase-opened",
    }
}

/// When something occurred, for people: an instant in the zone, anything else as it was written.
#[must_use]
pub fn when(occurred: &Occurred, zone: &TimeZone) -> String {
    match occurred.is_instant() {
        true => super::instant(occurred.earliest(), zone),
        false => occurred.to_string(),
    }
}

/// The same of a start as it is told.
#[must_use]
pub fn since(start: &StartTold, zone: &TimeZone) -> String {
    match start.earliest == start.latest {
        true => super::instant(start.earliest, zone),
        false => day(&start.written, zone),
    }
}

/// A day as a source writes it, `2021-12-08[Asia/Shanghai]`: the day alone where the zone is the reader's, else with it.
fn day(written: &str, zone: &TimeZone) -> String {
    let taken = written.strip_suffix(']').and_then(|text| text.split_once('['));
    match taken {
        Some((day, name)) if zone.iana_name() == Some(name) => day.to_owned(),
        Some((day, name)) => format!("{day} ({name})"),
        None => written.to_owned(),
    }
}

/// A time as it is told.
#[must_use]
pub fn started(occurred: &Occurred) -> StartTold {
    StartTold {
        written: occurred.to_string(),
        earliest: occurred.earliest(),
        latest: occurred.latest(),
    }
}

/// Says events of a case.
#[derive(Debug, Clone, Copy)]
pub struct Happened<'h> {
    /// The book whose words are used.
    pub book: &'h Book,
    /// The case.
    pub case: &'h Case,
    /// Who goes by another name than the one on record: the office, which has one in each language.
    pub called: &'h [(PartyId, Words)],
    /// The language and its texts.
    pub voice: &'h Voice,
}

impl Happened<'_> {
    fn language(&self) -> Language {
        self.voice.language()
    }

    /// The name of a party.
    #[must_use]
    pub fn party(&self, id: PartyId) -> String {
        self.recipient(&Recipient::Party(id))
    }

    /// The citation of a rule on record; its id where the book has no such rule.
    fn cited(&self, id: &str) -> String {
        let rule = RuleId::parse(id).and_then(|id| self.book.rule(&id));
        let cited = rule.map(|rule| self.book.citation(rule, self.case.last_recorded()));
        cited.map_or_else(|| id.to_owned(), |words| words.in_language(self.language()).to_owned())
    }

    /// The name of a product.
    #[must_use]
    pub fn product(&self, id: ProductId) -> String {
        self.case.product(id).map_or_else(|| id.to_string(), |product| product.name.clone())
    }

    /// The name of a recipient: of a party, or of a capacity in the words of the book.
    #[must_use]
    pub fn recipient(&self, to: &Recipient) -> String {
        let called = to.party().and_then(|id| self.called(id));
        let name = called.unwrap_or_else(|| party_name(self.case, to, self.book, None));
        name.in_language(self.language()).to_owned()
    }

    fn called(&self, id: PartyId) -> Option<Words> {
        self.called.iter().find(|(party, _)| *party == id).map(|(_, name)| name.clone())
    }

    /// The classes of items, each once.
    #[must_use]
    pub fn items<'i>(&self, items: impl IntoIterator<Item = &'i ItemId>) -> String {
        let mut names: Vec<String> = Vec::new();
        for record in items.into_iter().filter_map(|id| self.case.item(*id)) {
            let name = class_name(self.book, record.item.class);
            let name = name.in_language(self.language()).to_owned();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            return self.voice.say("happened-nothing");
        }
        names.join(&self.voice.say("list-comma"))
    }

    /// Whom or what a fact is about; none for the flaw itself.
    #[must_use]
    pub fn subject(&self, about: Subject) -> Option<String> {
        match about {
            Subject::Case(_) => None,
            Subject::Party(id) => Some(self.party(id)),
            Subject::Product(id) => Some(self.product(id)),
            Subject::Item(id) => Some(self.items([&id])),
        }
    }

    /// A fact with its value as a sentence about its subject.
    #[must_use]
    pub fn fact(&self, about: Subject, fact: &FactName, value: &FactValue) -> String {
        let subject = self.subject(about);
        let mut names = Names::default();
        if let (Subject::Party(_), Some(name)) = (about, &subject) {
            names.actor = Words { en: name.clone(), zh: name.clone() };
            names.recipient = names.actor.clone();
        }
        let finding = Finding { fact: fact.clone(), value: value.clone() };
        let said = self.book.say(&finding, &names, self.language());
        match (about, subject) {
            (Subject::Product(_) | Subject::Item(_), Some(subject)) => {
                let words = [("subject", subject.into()), ("said", said.into())];
                self.voice.with("happened-of", words)
            }
            _ => said,
        }
    }

    /// Who takes a report back at the own page is asked for no reason.
    fn taken_back(&self, event: &CaseEvent) -> String {
        match event {
            CaseEvent::TakenBack(e) => {
                self.one("event-taken-back", "what", all_given(&e.what, self.voice))
            }
            CaseEvent::Withdrawn(e) if !e.reason.is_empty() => {
                self.one("event-withdrawn", "reason", e.reason.clone())
            }
            _ => self.voice.say("event-withdrawn-by-finder"),
        }
    }

    fn one<'a>(&self, id: &str, name: &'a str, value: impl Into<FluentValue<'a>>) -> String {
        self.voice.with(id, [(name, value.into())])
    }

    /// An event in one line.
    #[must_use]
    pub fn line(&self, event: &CaseEvent) -> String {
        match event {
            CaseEvent::Opened(e) => self.one("event-opened", "handle", e.handle.clone()),
            CaseEvent::PartyJoined(e) => self.joined(e),
            CaseEvent::PartiesUnited(e) => self.united(e),
            CaseEvent::ProductNamed(e) => {
                self.one("event-product-named", "product", e.product.name.clone())
            }
            CaseEvent::SupplyEstablished(e) => self.supplied(e),
            CaseEvent::ItemAdded(e) => {
                let class = class_name(self.book, e.item.class);
                let class = class.in_language(self.language()).to_owned();
                self.one("event-item-added", "content", class)
            }
            CaseEvent::Received(e) => {
                let words = [
                    ("from", self.party(e.from).into()),
                    ("to", self.party(e.to).into()),
                    ("content", self.items(&e.items).into()),
                ];
                self.voice.with("event-received", words)
            }
            CaseEvent::Acknowledged(e) => self.one("event-acknowledged", "by", self.party(e.by)),
            CaseEvent::FactEstablished(e) => self.fact(e.about, &e.fact, &e.value),
            CaseEvent::FactWithdrawn(e) => {
                self.one("event-fact-withdrawn", "fact", e.fact.to_string())
            }
            CaseEvent::ClockStarted(e) => self.clock(e),
            CaseEvent::Declared(e) => self.one("event-declared", "title", e.declaration.title()),
            CaseEvent::FoundNotReportable(e) => self.not_reportable(e),
            CaseEvent::RulingRecorded(e) => self.ruling(e.ruling.terms()),
            CaseEvent::DecisionRecorded(e) => self.decided(e),
            CaseEvent::TakenBack(_) | CaseEvent::Withdrawn(_) => self.taken_back(event),
            CaseEvent::Triaged(_) | CaseEvent::Closed(_) | CaseEvent::Arranged(_) => {
                self.work(event)
            }
            CaseEvent::Assessed(e) => {
                crate::say::triage::assessed(&e.appraisal, |id| self.party(id), self.voice)
            }
            CaseEvent::Erased(e) => self.one("event-erased", "ground", e.ground.clone()),
            CaseEvent::Noted(e) => self.one("event-noted", "text", e.text.clone()),
            CaseEvent::MessageWritten(_)
            | CaseEvent::Provided(_)
            | CaseEvent::Filed(_)
            | CaseEvent::ManufacturerNotified(_)
            | CaseEvent::Disclosed(_)
            | CaseEvent::Published(_) => self.passage(event),
            CaseEvent::ReportManaged(_)
            | CaseEvent::EmbargoProposed(_)
            | CaseEvent::EmbargoInvited(_)
            | CaseEvent::EmbargoAnswered(_)
            | CaseEvent::CaseMarked(_)
            | CaseEvent::StatusGiven(_) => self.participating(event),
            CaseEvent::EmbargoAgreed(_)
            | CaseEvent::EmbargoExited(_)
            | CaseEvent::MeasureVerified(_) => self.coordination(event),
            CaseEvent::DirectiveIssued(_)
            | CaseEvent::DirectiveAnswered(_)
            | CaseEvent::DirectiveReviewed(_)
            | CaseEvent::MeasureReported(_)
            | CaseEvent::Proposed(_)
            | CaseEvent::ProposalSettled(_) => self.directing(event),
        }
    }

    /// Who makes a product available where.
    fn supplied(&self, e: &SupplyEstablished) -> String {
        let words = [
            ("product", self.product(e.product).into()),
            ("by", self.party(e.supply.by).into()),
            ("place", e.supply.into.code().into()),
        ];
        self.voice.with("event-supply", words)
    }

    /// A decision of the gate.
    fn decided(&self, e: &DecisionRecorded) -> String {
        let words = [
            ("act", self.act(e.act.as_str()).into()),
            ("from", self.party(e.from).into()),
            ("to", self.recipient(&e.to).into()),
            ("content", self.items(&e.items).into()),
            ("answer", self.voice.say(answered(e.answer)).into()),
        ];
        self.voice.with("event-decision", words)
    }

    /// Judging, closing, and what the office arranges for its own work.
    fn work(&self, event: &CaseEvent) -> String {
        match event {
            CaseEvent::Triaged(e) => {
                self.one("event-triaged", "reason", work::judged(e, self.voice))
            }
            CaseEvent::Closed(e) => self.one("event-closed", "reason", work::closed(e, self.voice)),
            CaseEvent::Arranged(e) => {
                work::arranged(&e.arrangement, |id| self.party(id), self.voice)
            }
            other => other.word().replace('_', " "),
        }
    }

    /// Events in which content passes on or becomes public.
    fn passage(&self, event: &CaseEvent) -> String {
        match event {
            CaseEvent::MessageWritten(e) => {
                let words = [("from", self.party(e.from).into()), ("to", self.party(e.to).into())];
                self.voice.with("event-message", words)
            }
            CaseEvent::Provided(e) => {
                let words = [
                    ("act", self.act(e.act.as_str()).into()),
                    ("from", self.party(e.from).into()),
                    ("to", self.recipient(&e.to).into()),
                    ("content", self.items(&e.items).into()),
                ];
                self.voice.with("event-provided", words)
            }
            CaseEvent::Filed(e) => {
                let rule = e.rule.as_deref().map(|rule| self.cited(rule));
                let rule = rule.unwrap_or_else(|| self.voice.say("happened-no-rule"));
                let words = [
                    ("by", self.party(e.by).into()),
                    ("to", self.recipient(&e.to).into()),
                    ("rule", rule.into()),
                    ("reference", e.reference.clone().unwrap_or_default().into()),
                ];
                match e.reference {
                    Some(_) => self.voice.with("event-filed-reference", words),
                    None => self.voice.with("event-filed", words),
                }
            }
            CaseEvent::ManufacturerNotified(e) => {
                let words =
                    [("by", self.party(e.by).into()), ("to", self.party(e.manufacturer).into())];
                self.voice.with("event-notified", words)
            }
            CaseEvent::Disclosed(e) => {
                let state = value_name(self.book, "disclosure", e.state.as_str());
                let words = [
                    ("content", self.items(&e.items).into()),
                    ("state", state.in_language(self.language()).to_owned().into()),
                ];
                self.voice.with("event-disclosed", words)
            }
            CaseEvent::Published(e) => {
                let words =
                    [("by", self.party(e.by).into()), ("content", self.items(&e.items).into())];
                self.voice.with("event-published", words)
            }
            other => other.word().replace('_', " "),
        }
    }

    /// Embargoes and what was verified.
    fn coordination(&self, event: &CaseEvent) -> String {
        let comma = self.voice.say("list-comma");
        match event {
            CaseEvent::EmbargoAgreed(e) => {
                let names: Vec<String> = e.parties.iter().map(|id| self.party(*id)).collect();
                let words = [
                    ("parties", names.join(&comma).into()),
                    ("until", e.until.map(|at| at.to_string()).unwrap_or_default().into()),
                    ("terms", e.terms.clone().unwrap_or_default().into()),
                ];
                match (e.until, &e.terms) {
                    (None, None) => self.voice.with("event-embargo", words),
                    (Some(_), None) => self.voice.with("event-embargo-until", words),
                    (None, Some(_)) => self.voice.with("event-embargo-under", words),
                    (Some(_), Some(_)) => self.voice.with("event-embargo-until-under", words),
                }
            }
            CaseEvent::EmbargoExited(e) => match &e.because {
                Some(because) => self.one("event-embargo-ended-because", "why", because.clone()),
                None => self.voice.say("event-embargo-ended"),
            },
            CaseEvent::MeasureVerified(e) => {
                let words = [
                    ("by", self.party(e.by).into()),
                    ("of", self.party(e.of).into()),
                    ("measure", e.measure.as_str().into()),
                ];
                self.voice.with("event-verified", words)
            }
            other => other.word().replace('_', " "),
        }
    }

    fn joined(&self, event: &tidegate_core::event::PartyJoined) -> String {
        let roles = event.party.roles.iter().map(|role| self.voice.say(id::role(*role)));
        let place = event.party.established.map(|place| place.code().to_owned());
        let mut what: Vec<String> = roles.chain(place).collect();
        if what.is_empty() {
            what.push("?".to_owned());
        }
        let comma = self.voice.say("list-comma");
        let party = &event.party;
        let name = self.called(party.id).unwrap_or_else(|| goes_by(party, None));
        let party = name.in_language(self.language()).to_owned();
        let words = [("party", party.into()), ("what", what.join(&comma).into())];
        self.voice.with("event-party-joined", words)
    }

    fn united(&self, event: &tidegate_core::event::PartiesUnited) -> String {
        let party = self.party(event.with.id);
        let words = [("name", event.name.as_str().into()), ("party", party.into())];
        self.voice.with("event-parties-united", words)
    }

    fn clock(&self, event: &tidegate_core::event::ClockStarted) -> String {
        let entry = self.book.schema().start_event(event.start.as_str());
        let what = entry.map_or_else(
            || event.start.as_str().to_owned(),
            |entry| entry.words.in_language(self.language()).to_owned(),
        );
        let words = [("party", self.party(event.party).into()), ("what", what.into())];
        self.voice.with("event-clock", words)
    }

    fn ruling(&self, terms: &tidegate_core::ruling::RulingTerms) -> String {
        let words = [
            ("by", terms.decided_by.as_str().into()),
            ("countersigned", terms.countersigned_by.as_str().into()),
            ("over", overs(self.voice, self.book, terms.recorded, &terms.over).into()),
        ];
        self.voice.with("event-ruling", words)
    }

    fn not_reportable(&self, event: &tidegate_core::event::FoundNotReportable) -> String {
        let then = &event.assessment;
        let cited = self.book.rule(&then.rule).map(|rule| self.book.citation(rule, then.at));
        let cited = cited.map(|words| words.in_language(self.language()).to_owned());
        let words = [
            ("by", event.decided_by.as_str().into()),
            ("rule", cited.unwrap_or_else(|| then.rule.to_string()).into()),
            ("bearer", self.party(then.bearer).into()),
            ("reasons", event.reasons.as_str().into()),
        ];
        self.voice.with("event-not-reportable", words)
    }

    fn act(&self, word: &str) -> String {
        let index = self.book.schema().act(word);
        index.map_or_else(
            || word.to_owned(),
            |index| {
                self.book.schema().act_entry(index).words.in_language(self.language()).to_owned()
            },
        )
    }
}

/// The text for a recorded answer.
#[must_use]
pub fn answered(answer: tidegate_core::event::Answer) -> &'static str {
    use tidegate_core::event::Answer;
    match answer {
        Answer::Permit => "answer-permit",
        Answer::PermitIf => "answer-permit-if",
        Answer::Refuse => "answer-refuse",
        Answer::Escalate => "answer-escalate",
        Answer::Conflict => "answer-conflict",
        Answer::ReleasedUnderRuling => "answer-released",
    }
}
