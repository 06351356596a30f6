//! Telling a kept case what happened, in the words of scenes: all lines are tried before the first is recorded.

use tidegate_core::command::{Command, Verb};
use tidegate_core::scene::{Line, NotRead};

use super::{Errand, NotDone, wrong};
use crate::desk::Order;
use crate::say::recorded::RecordedTold;
use crate::telling::{Telling, WrongLine, teller};

/// The lines of a text, each with its number; empty ones and those that begin with `#` say nothing.
///
/// # Errors
/// [`NotDone::WrongLine`] for the first that the language of scenes does not have; [`NotDone::NothingTold`].
fn lines(text: &str, source: &str) -> Result<Vec<(usize, Line)>, NotDone> {
    let mut lines = Vec::new();
    for (place, line) in text.lines().map(str::trim).enumerate() {
        if !line.is_empty() && !line.starts_with('#') {
            let wrong = |why: NotRead| WrongLine { line: place + 1, why: why.into() };
            lines.push((place + 1, Line::told(line, source).map_err(wrong)?));
        }
    }
    if lines.is_empty() { Err(NotDone::NothingTold) } else { Ok(lines) }
}

/// An embargo as somebody says that it was agreed.
#[derive(Debug, Clone, Copy)]
pub struct Agreed<'a> {
    /// Between whom, by name or id.
    pub parties: &'a [&'a str],
    /// Until when, with the hour; none for an embargo until a remedy is there.
    pub until: Option<&'a str>,
    /// Under which terms.
    pub terms: Option<&'a str>,
}

impl Errand<'_> {
    /// Records what happened, line by line. Times without offset are of the office's zone.
    ///
    /// # Errors
    /// [`NotDone::NoSource`]; [`NotDone::NothingTold`]; as [`Errand::open`]; where a line is nothing that can be recorded.
    pub async fn tell(
        &self,
        name: &str,
        text: &str,
        source: &str,
    ) -> Result<RecordedTold, NotDone> {
        let source = source.trim();
        if source.is_empty() {
            return Err(NotDone::NoSource);
        }
        let lines = lines(text, source)?;
        let case = self.open(name, "recording what happened").await?;
        let telling = Telling {
            book: self.book,
            actor: self.actor,
            now: self.desk.now(),
            office: Some(&self.desk.office().name),
        };
        let zone = self.desk.office().zone.rules();
        let (after, commands) = telling.commands(case.clone(), &lines, zone)?;
        let recorded = self.record(&case, commands.into_iter().map(Order::new).collect()).await?;
        Ok(RecordedTold { hints: self.hints(&after), ..recorded })
    }

    /// Records an embargo that was agreed.
    ///
    /// # Errors
    /// [`NotDone::NoSource`]; as [`Errand::open`]; a name that the case does not know; what the case says no to.
    pub async fn embargo(
        &self,
        name: &str,
        agreed: Agreed<'_>,
        source: &str,
    ) -> Result<RecordedTold, NotDone> {
        let source = source.trim();
        if source.is_empty() {
            return Err(NotDone::NoSource);
        }
        let case = self.open(name, "recording an embargo").await?;
        let zone = self.desk.office().zone.rules();
        let agreed = {
            let teller = teller(self.book, self.desk.office(), &case, &zone);
            teller.embargo_agreed(agreed.parties, agreed.until, agreed.terms).map_err(wrong)?
        };
        let verb = Verb::AgreeEmbargo(agreed);
        let order = Order::new(Command::new(verb, source));
        self.record(&case, vec![order]).await
    }
}
