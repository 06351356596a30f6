//! Messages between the finder and the office: written on the finder's page and on the screen of the case.
//!
//! What a message says is an item of the case, sealed and under embargo like everything else. The finder's reaches the
//! office by being written, as the report did. The office's is a flow of what may be undisclosed and waits for the gate;
//! once a decision lets it out it is laid on the finder's page. Both keep their time from the record, and whether they
//! were seen is computed: the office sees by a decision of the gate, the finder by opening the page.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::digest::Salt;
use tidegate_core::embargo::{Dispatch, Embargoed, NewItem, Plain};
use tidegate_core::event::{Actor, Answer, Given, MessageWritten, Provided, Tells};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId, PartyId, ReportId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_core::situation::Flow;
use tidegate_law::{Adoption, Book};

use crate::desk::{Ack, Asked, Desk, DeskError, Order, Read};
use crate::keys::Random;
use crate::notices::About;
use crate::store::rows::Shelve;

/// The longest message, in characters.
pub const LONGEST: usize = 20_000;
/// What an answer of the office may be about, as its writer declares.
pub const ANSWERS: [ContentClass; 4] =
    [ContentClass::Existence, ContentClass::General, ContentClass::Technical, ContentClass::Remedy];
/// The most messages that a finder may write in one case.
pub const MOST: usize = 200;

/// A text that can be sent: not empty, not too long, without control characters but those that lay out lines.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(String);

/// Why a text cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoText {
    /// There is nothing in it.
    Empty,
    /// It is longer than [`LONGEST`].
    Long,
    /// It holds control characters.
    Control,
    /// [`MOST`] were written in this case.
    Many,
}

impl NoText {
    /// The text that says so.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Empty => "message-empty",
            Self::Long => "message-long",
            Self::Control => "message-control",
            Self::Many => "message-many",
        }
    }

    /// The number that the text names: the most there may be.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Self::Many => MOST,
            Self::Empty | Self::Long | Self::Control => LONGEST,
        }
    }
}

impl Text {
    /// Reads what somebody typed; ends of lines become one kind.
    ///
    /// # Errors
    /// [`NoText`], but for [`NoText::Many`].
    pub fn parse(typed: &str) -> Result<Self, NoText> {
        let text = typed.replace("\r\n", "\n");
        let text = text.trim_end();
        if text.trim().is_empty() {
            return Err(NoText::Empty);
        }
        if text.chars().nth(LONGEST).is_some() {
            return Err(NoText::Long);
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            return Err(NoText::Control);
        }
        Ok(Self(text.to_owned()))
    }
}

/// Not shown: it may say what the flaw is.
impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}

/// By which way a message of the finder's came, as it stands on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// By the finder's page, under the finder's code.
    Page,
    /// By mail.
    Mail {
        /// Whether it was encrypted to the office.
        encrypted: bool,
        /// Whether it was signed by the key on record; else anybody may have written it who knew the address.
        proven: bool,
    },
}

impl Origin {
    const ALL: [Self; 5] = [
        Self::Page,
        Self::Mail { encrypted: true, proven: true },
        Self::Mail { encrypted: true, proven: false },
        Self::Mail { encrypted: false, proven: true },
        Self::Mail { encrypted: false, proven: false },
    ];

    /// The source on record.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Page => "the finder's page",
            Self::Mail { encrypted: true, proven: true } => {
                "mail, an answer, encrypted, signed by the key on record"
            }
            Self::Mail { encrypted: true, proven: false } => {
                "mail, an answer, encrypted, not proven to be the finder's"
            }
            Self::Mail { encrypted: false, proven: true } => {
                "mail, an answer, in the clear, signed by the key on record"
            }
            Self::Mail { encrypted: false, proven: false } => {
                "mail, an answer, in the clear, not proven to be the finder's"
            }
        }
    }

    /// The way of a source on record.
    #[must_use]
    pub fn of(source: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.source() == source).unwrap_or(Self::Page)
    }

    /// A word for it, for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Mail { proven: true, .. } => "mail-proven",
            Self::Mail { proven: false, .. } => "mail-unproven",
        }
    }
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// The finder.
    Finder,
    /// The office.
    Office,
}

/// A message as far as everybody may know of it who may see the case: never what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The item that holds the text.
    pub item: ItemId,
    /// Who wrote it.
    pub by: Hand,
    /// By which way it came.
    pub origin: Origin,
    /// When it was written.
    pub written: Timestamp,
    /// When it reached the other; none for one that the gate has not let out.
    pub arrived: Option<Timestamp>,
    /// When the other first saw it.
    pub seen: Option<Timestamp>,
}

/// Who corresponds in a case: the finder of its first report, and the office that received it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    /// The finder.
    pub finder: PartyId,
    /// The office.
    pub office: PartyId,
    /// The report.
    pub report: ReportId,
}

impl Between {
    /// Those of a case, if it has a report.
    #[must_use]
    pub fn of(case: &Case) -> Option<Self> {
        let report = case.reports().next()?.event;
        Some(Self { finder: report.from, office: report.to, report: report.report })
    }
}

/// The messages of a case in the order in which they were written.
#[must_use]
pub fn messages(case: &Case, reads: &[Read]) -> Vec<Message> {
    let Some(between) = Between::of(case) else { return Vec::new() };
    correspondence(case, reads, between.finder, between.office)
}

/// The messages between the office and a party of a case, of whom the party stands in for the finder.
#[must_use]
pub fn correspondence(
    case: &Case,
    reads: &[Read],
    party: PartyId,
    office: PartyId,
) -> Vec<Message> {
    let shown = case.messages().filter_map(|entry| {
        let (item, from) = (entry.event.item, entry.event.from);
        let by = match (from, entry.event.to) {
            (from, to) if from == party && to == office => Hand::Finder,
            (from, to) if from == office && to == party => Hand::Office,
            _ => return None,
        };
        let to = Recipient::Party(entry.event.to);
        let arrived = case
            .passages()
            .find(|p| p.event.from == from && p.event.to == to && p.event.items.contains(&item));
        let arrived = arrived.map(|passage| passage.recorded);
        let seen = match (by, arrived) {
            (_, None) => None,
            (Hand::Finder, Some(_)) => opened(case, office, item),
            (Hand::Office, Some(arrived)) => {
                let own = Actor::Party(party);
                reads.iter().find(|read| read.actor == own && read.at > arrived).map(|r| r.at)
            }
        };
        let origin = Origin::of(entry.source);
        Some(Message { item, by, origin, written: entry.recorded, arrived, seen })
    });
    shown.collect()
}

/// When the gate first let the office open an item for itself.
fn opened(case: &Case, office: PartyId, item: ItemId) -> Option<Timestamp> {
    let own = Recipient::Party(office);
    let opened = case.decisions().find(|decision| {
        let e = decision.event;
        let let_out = matches!(e.answer, Answer::Permit | Answer::ReleasedUnderRuling);
        let_out && e.from == office && e.to == own && e.items.contains(&item)
    });
    opened.map(|decision| decision.recorded)
}

/// Since when the finder waits: the first word of the finder's that came after the last of the office's. A refused
/// message is no word, and neither is an event that the finder is not told of.
#[must_use]
pub fn waits_since(case: &Case, messages: &[Message]) -> Option<Timestamp> {
    use tidegate_core::event::CaseEvent;
    let said = case.record().iter().filter(|recorded| {
        let event = &recorded.event;
        matches!(event, CaseEvent::Acknowledged(_) | CaseEvent::Triaged(_) | CaseEvent::Closed(_))
    });
    let answers = messages.iter().filter(|message| message.by == Hand::Office);
    let said = said.map(|recorded| recorded.recorded);
    let last = said.chain(answers.filter_map(|message| message.arrived)).max();
    let reports = case.reports().map(|report| report.recorded);
    let asked = messages.iter().filter(|message| message.by == Hand::Finder);
    let words = reports.chain(asked.map(|message| message.written));
    words.filter(|word| last.is_none_or(|last| last < *word)).min()
}

/// An answer of the office that is to be written.
#[derive(Debug)]
pub struct Reply {
    /// What it says.
    pub text: Text,
    /// Of which class that is, as its writer declares.
    pub class: ContentClass,
    /// What it tells the finder of the flaw, as its writer declares.
    pub tells: Tells,
}

/// Who answers, in which session, and under which book the gate is asked.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    /// The member.
    pub actor: &'a Actor,
    /// The member's session.
    pub session: SessionId,
    /// The book.
    pub book: &'a Book,
}

/// What the gate made of an answer, with what it was decided on.
#[derive(Debug)]
pub struct Replied {
    /// The decision, on the log.
    pub asked: Asked,
    /// The case as it was then.
    pub case: Case,
    /// What the office had adopted then.
    pub adoption: Adoption,
    /// Whether it lies on the finder's page now.
    pub sent: bool,
}

impl Desk {
    /// Writes a message of the finder's. It is for the office alone, and has reached it once this returns.
    ///
    /// # Errors
    /// [`DeskError`]; `Ok(Err(`[`NoText::Many`]`))` where there are too many.
    pub async fn write_to_office(
        &self,
        case: CaseId,
        text: Text,
    ) -> Result<Result<Ack, NoText>, DeskError> {
        self.write_to_office_by(Origin::Page, case, text, Vec::new()).await
    }

    /// As [`Desk::write_to_office`], by a way of its own, with changes of the shelf that are written with it or not at
    /// all.
    ///
    /// # Errors
    /// As [`Desk::write_to_office`].
    pub(crate) async fn write_to_office_by(
        &self,
        origin: Origin,
        case: CaseId,
        text: Text,
        shelf: Vec<Shelve>,
    ) -> Result<Result<Ack, NoText>, DeskError> {
        let found = self.compute(case, |case, _, _| {
            let between = Between::of(case)?;
            let own = case.messages().filter(|entry| entry.event.from == between.finder).count();
            let product = case.products().next().map(|product| product.id);
            Some((between, own, product))
        });
        let (between, own, product) = found.await?.ok_or(DeskError::NoReport(case))?;
        if own >= MOST {
            return Ok(Err(NoText::Many));
        }
        let new = NewItem {
            id: ItemId::from_bytes(Random::bytes()?),
            class: ContentClass::Technical,
            product,
            report: Some(between.report),
            declared: BTreeMap::new(),
            confidential: true,
        };
        let (from, to) = (between.finder, between.office);
        let message = MessageWritten { item: new.id, from, to, tells: Tells::More, file: None };
        let order = order(case, new, message, text, origin.source())?.with_shelf(shelf);
        self.act(&Actor::Party(from), case, &order).await.map(Ok)
    }

    /// Writes an answer of the office and puts it to the gate.
    ///
    /// # Errors
    /// [`DeskError`]; what the gate refuses is no error.
    pub async fn write_to_finder(
        &self,
        answering: Answering<'_>,
        case: CaseId,
        reply: Reply,
    ) -> Result<Replied, DeskError> {
        let item = ItemId::from_bytes(Random::bytes()?);
        self.write_to_finder_under(item, answering, case, reply).await
    }

    /// As [`Desk::write_to_finder`], under an id that was drawn before, so that the answer is found again after a crash.
    ///
    /// # Errors
    /// As [`Desk::write_to_finder`].
    pub(crate) async fn write_to_finder_under(
        &self,
        id: ItemId,
        answering: Answering<'_>,
        case: CaseId,
        reply: Reply,
    ) -> Result<Replied, DeskError> {
        let between = self.compute(case, |case, _, _| {
            Some((Between::of(case)?, case.products().next().map(|product| product.id)))
        });
        let (between, product) = between.await?.ok_or(DeskError::NoReport(case))?;
        let new = NewItem {
            id,
            class: reply.class,
            product,
            report: None,
            declared: BTreeMap::new(),
            confidential: false,
        };
        let (item, from, to) = (new.id, between.office, between.finder);
        let message = MessageWritten { item, from, to, tells: reply.tells, file: None };
        let order = order(case, new, message, reply.text, "an answer to the finder")?;
        self.act(answering.actor, case, &order).await?;
        self.send_to_finder(answering, case, item).await
    }

    /// Puts an answer that was written to the gate, and lays it on the finder's page if it may go.
    ///
    /// # Errors
    /// [`DeskError::NoContent`] if the item is no answer that still waits; [`DeskError`].
    pub async fn send_to_finder(
        &self,
        answering: Answering<'_>,
        case: CaseId,
        item: ItemId,
    ) -> Result<Replied, DeskError> {
        let waiting = self.compute(case, |case, _, _| {
            let waits = |message: &&Message| {
                message.item == item && message.by == Hand::Office && message.arrived.is_none()
            };
            messages(case, &[]).iter().find(waits)?;
            Between::of(case)
        });
        let Between { finder, office, .. } = waiting.await?.ok_or(DeskError::NoContent(item))?;
        let flow = Flow {
            act: Act::Share,
            from: office,
            to: Recipient::Party(finder),
            items: vec![item],
            facts: BTreeMap::new(),
        };
        let Answering { actor, session, book } = answering;
        let mut last = None;
        let mut asked = self
            .decide(actor, case, "an answer to the finder", session, |case, at| {
                // Asked of the case that is decided on: what was taken back before the decision holds.
                if case.has_taken_back(finder, Given::Messages) {
                    return Err(Rejection::NoMoreMessages(finder).into());
                }
                let adoption = gate::adoption_of(self.office(), at);
                let law = gate::Desk { book, adoption: &adoption, office: Some(self.office()) };
                let confirmed = gate::confirmed(&law, case, &flow, at)?;
                last = Some((case.clone(), adoption));
                Ok::<_, DeskError>(confirmed)
            })
            .await?;
        let (opened, adoption) = last.ok_or(DeskError::Hurried)?;
        let Some(clearance) = asked.clearance.take() else {
            return Ok(Replied { asked, case: opened, adoption, sent: false });
        };
        let text = self.open_item(&clearance, item).await?;
        let text = text.map(|plain| plain.bytes().to_vec());
        let dispatch = Dispatch::new(clearance, text, self.now())?;
        let decision = Some(dispatch.decision());
        self.lay_on_page(dispatch, item).await?;
        let (act, from, to) = (Act::Share, office, Recipient::Party(finder));
        let provided = Provided { act, from, to, items: [item].into(), decision };
        let command = Command::new(Verb::Provide(provided), "laid on the finder's page");
        self.act(actor, case, &Order::new(command)).await?;
        self.tell_finder(&About::opened(&opened), item).await?;
        Ok(Replied { asked, case: opened, adoption, sent: true })
    }
}

/// The order that adds the text as an item and says that it is a message.
pub(crate) fn order(
    case: CaseId,
    new: NewItem,
    message: MessageWritten,
    text: Text,
    source: &str,
) -> Result<Order, DeskError> {
    let salt = Salt::from_bytes(Random::salt()?);
    let content = Embargoed::<Plain>::new(case, new, salt, text.0.into_bytes());
    let verb = Verb::Write { message, item: content.item().clone() };
    Ok(Order::new(Command::new(verb, source)).with_contents(vec![content]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_what_people_write_and_nothing_that_moves_a_terminal() {
        assert_eq!(Text::parse("a\r\n\tb 案 \n").unwrap().0, "a\n\tb 案");
        assert_eq!(Text::parse(" \n\t "), Err(NoText::Empty));
        assert_eq!(Text::parse("a\u{1b}[31m"), Err(NoText::Control));
        assert_eq!(Text::parse("a\0"), Err(NoText::Control));
        assert!(Text::parse(&"案".repeat(LONGEST)).is_ok());
        assert_eq!(Text::parse(&"案".repeat(LONGEST + 1)), Err(NoText::Long));
        assert!(!format!("{:?}", Text::parse("CANARY").unwrap()).contains("CANARY"));
    }
}
