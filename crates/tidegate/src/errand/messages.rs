//! Messages with the finder, on a member's side: read by a decision of the gate, and answered.

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Acknowledged, Tells};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_core::office::Office;
use tidegate_law::Book;

use super::content::Opened;
use super::gate::place;
use super::{Errand, NotDone};
use crate::attachments::Manifest;
use crate::desk::{DeskError, Order, Read};
use crate::finder::message::{ANSWERS, Answering, Hand, Message, Replied, Reply, Text, messages};
use crate::say::opened::{MessageTold, MessagesTold, RepliedTold};
use crate::say::recorded::RecordedTold;
use crate::say::told as answers;

/// The messages of a case, opened where the gate lets them out.
#[derive(Debug)]
pub struct Thread {
    /// The case.
    pub case: Case,
    /// What the gate made of the wish to read them; none where there are none.
    pub opened: Option<Opened>,
    /// The messages.
    pub messages: Vec<MessageTold>,
}

impl Thread {
    /// Whether a report waits to be acknowledged.
    #[must_use]
    pub fn unacknowledged(&self) -> bool {
        unacknowledged(&self.case)
    }

    /// In the form in which it is told.
    #[must_use]
    pub fn told(self, book: &Book, office: &Office) -> MessagesTold {
        let acknowledged = !self.unacknowledged();
        let answer = self.opened.as_ref().map(|opened| {
            let law = gate::Desk { book, adoption: &opened.adoption, office: Some(office) };
            answers::decision(&law, &opened.case, &opened.decision)
        });
        MessagesTold {
            version: 1,
            case: self.case.id().to_string(),
            handle: self.case.label().to_owned(),
            acknowledged,
            answer,
            recorded: self.opened.map(|opened| opened.recorded),
            messages: self.messages,
        }
    }
}

/// Whether the first report of a case waits to be acknowledged.
#[must_use]
pub fn unacknowledged(case: &Case) -> bool {
    let report = case.reports().next().map(|entry| entry.event.report);
    report.is_some_and(|report| !case.is_acknowledged(report))
}

/// The messages of a case, without what they say.
#[must_use]
pub fn told(case: &Case, reads: &[Read]) -> Vec<MessageTold> {
    let told = |message: Message| MessageTold {
        item: message.item.to_string(),
        from_finder: message.by == Hand::Finder,
        by_way: message.origin.word().to_owned(),
        written: message.written,
        arrived: message.arrived,
        seen: message.seen,
        text: None,
        size: case.file(message.item).map(|file| file.size),
        file: None,
    };
    messages(case, reads).into_iter().map(told).collect()
}

/// The messages with what they say, where that was opened.
fn thread(case: Case, opened: Option<Opened>, reads: &[Read]) -> Thread {
    let mut messages = told(opened.as_ref().map_or(&case, |opened| &opened.case), reads);
    within(&mut messages, opened.as_ref());
    Thread { case, opened, messages }
}

/// Puts what was opened into the messages that it is of.
pub(super) fn within(messages: &mut [MessageTold], opened: Option<&Opened>) {
    let Some(opened) = opened else { return };
    let files = &opened.files;
    for (id, bytes) in opened.contents.iter().flatten() {
        let item = id.to_string();
        let Some(message) = messages.iter_mut().find(|message| message.item == item) else {
            continue;
        };
        if message.size.is_some() {
            message.file = files.get(id).map(Manifest::told);
        } else {
            message.text = Some(String::from_utf8_lossy(bytes).into_owned());
        }
    }
}

/// An answer as somebody writes it. What is not said to tell nothing new is taken for more.
///
/// # Errors
/// [`NotDone::NoText`]; [`NotDone::NoValue`] where nothing is said in answers of that class.
pub fn reply(text: &str, class: &str, tells_nothing: bool) -> Result<Reply, NotDone> {
    let class = ANSWERS.into_iter().find(|known| known.as_str() == class).ok_or_else(|| {
        let known: Vec<&str> = ANSWERS.iter().map(|class: &ContentClass| class.as_str()).collect();
        let (fact, value) = ("class".to_owned(), class.to_owned());
        NotDone::NoValue { fact, value, known: known.join(", ") }
    })?;
    let text = Text::parse(text).map_err(NotDone::NoText)?;
    let tells = if tells_nothing { Tells::Nothing } else { Tells::More };
    Ok(Reply { text, class, tells })
}

impl Errand<'_> {
    /// The messages of a case. Where there are any, the gate decides whether the office may read them.
    ///
    /// # Errors
    /// As [`Errand::open`] and [`Errand::contents`]; what the gate refuses is no error.
    pub async fn messages(&self, name: &str, session: SessionId) -> Result<Thread, NotDone> {
        let purpose = "reading the messages";
        let case = self.open(name, purpose).await?;
        let items: Vec<ItemId> = messages(&case, &[]).into_iter().map(|one| one.item).collect();
        let text = |item: &ItemId| case.file(*item).is_none();
        let (texts, files): (Vec<ItemId>, Vec<ItemId>) = items.into_iter().partition(text);
        let opened = match texts.is_empty() {
            true => None,
            false => Some(self.contents(case.id(), purpose, texts, session).await?),
        };
        let files = self.files(case.id(), purpose, files, session).await?;
        let reads = self.desk.reads(case.id()).await?;
        let mut thread = thread(case, opened, &reads);
        for one in &files {
            within(&mut thread.messages, Some(one));
        }
        Ok(thread)
    }

    /// Writes an answer to the finder and puts it to the gate.
    ///
    /// # Errors
    /// As [`crate::desk::Desk::write_to_finder`]; what the gate refuses is no error.
    pub async fn write(
        &self,
        name: &str,
        reply: Reply,
        session: SessionId,
    ) -> Result<(CaseId, Replied), NotDone> {
        let case = self.desk.find(name).await?.case;
        Ok((case, self.desk.write_to_finder(self.answering(session), case, reply).await?))
    }

    /// Puts an answer that waits to the gate again.
    ///
    /// # Errors
    /// As [`crate::desk::Desk::send_to_finder`]; what the gate refuses is no error.
    pub async fn send(
        &self,
        name: &str,
        item: ItemId,
        session: SessionId,
    ) -> Result<(CaseId, Replied), NotDone> {
        let case = self.desk.find(name).await?.case;
        Ok((case, self.desk.send_to_finder(self.answering(session), case, item).await?))
    }

    pub(super) fn answering(&self, session: SessionId) -> Answering<'_> {
        Answering { actor: self.actor, session, book: self.book }
    }

    /// What became of an answer, in the form in which it is told.
    #[must_use]
    pub fn replied(&self, replied: &Replied) -> RepliedTold {
        let law = gate::Desk {
            book: self.book,
            adoption: &replied.adoption,
            office: Some(self.desk.office()),
        };
        let items = replied.asked.decision.flow.items.iter().map(ToString::to_string);
        RepliedTold {
            version: 1,
            item: items.collect(),
            sent: replied.sent,
            answer: answers::decision(&law, &replied.case, &replied.asked.decision),
            recorded: place(&replied.asked),
        }
    }

    /// Acknowledges the report of a case. It says nothing of the flaw, so the gate is not asked; the finder sees it.
    ///
    /// # Errors
    /// [`DeskError::NoReport`]; as [`Errand::open`]; where it was acknowledged before.
    pub async fn acknowledge(&self, name: &str) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "acknowledging the report").await?;
        let report = case.reports().next().map(|entry| entry.event.report);
        let report = report.ok_or(DeskError::NoReport(case.id()))?;
        let by = self.desk.office_party();
        let verb = Verb::Acknowledge(Acknowledged { report, by });
        let order = Order::new(Command::new(verb, "the screen of the case"));
        self.record(&case, vec![order]).await
    }
}
