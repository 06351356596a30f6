//! A letter that went another way than by a page here: when and how it arrived, as a member says with what shows it.

use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Answer, Provided};
use tidegate_core::id::DirectiveId;
use tidegate_core::situation::Flow;
use tidegate_law::time::Occurred;

use super::super::{Errand, NotDone, wrong};
use super::no_word;
use crate::desk::Order;
use crate::say::directive::letter_flow;
use crate::say::recorded::RecordedTold;
use crate::words::Voice;

fn said(id: &'static str) -> NotDone {
    NotDone::Said(Voice::in_both(|voice| voice.say(id)))
}

impl Errand<'_> {
    /// Records that the letter of a directive arrived in another way, at a time and with what shows it. It passed under
    /// the last decision of the gate that let it out, if there is one.
    ///
    /// # Errors
    /// As [`Errand::open`]; [`NotDone::NoSource`] where nothing shows it; a letter that arrived before, or would have
    /// arrived before the directive was issued; a time that is not understood or lies ahead.
    pub async fn letter_arrived(
        &self,
        name: &str,
        directive: &str,
        when: &str,
        how: &str,
    ) -> Result<RecordedTold, NotDone> {
        if how.trim().is_empty() {
            return Err(NotDone::NoSource);
        }
        let case = self.open(name, "recording that a letter arrived").await?;
        let id: DirectiveId = directive.parse().map_err(wrong)?;
        let standing = case.directive_standing(id);
        let issued =
            standing.map(|one| one.issued).ok_or_else(|| no_word("directive", directive, &[]))?;
        let flow = letter_flow(self.desk.office_party(), issued.event);
        let Flow { act, from, to, items, .. } = flow.ok_or_else(|| no_word("letter", "", &[]))?;
        if case.directive_reached(issued.event) {
            return Err(said("directive-arrived-before"));
        }
        let zone = self.desk.office().zone.rules();
        let when = Occurred::parse(when.trim(), Some(&zone)).map_err(wrong)?;
        if when.last_instant() < issued.recorded {
            return Err(said("directive-arrived-early"));
        }
        let let_out = case.decisions().filter(|asked| {
            let one = asked.event;
            let same = one.act == act && one.from == from && one.to == to;
            let granted = matches!(one.answer, Answer::Permit | Answer::ReleasedUnderRuling);
            same && granted && one.items.iter().eq(items.iter())
        });
        let decision = let_out.last().map(|asked| asked.event.decision);
        let provided = Provided { act, from, to, items: items.into_iter().collect(), decision };
        let command = Command::new(Verb::Provide(provided), how.trim()).when(when);
        self.record(&case, vec![Order::new(command)]).await
    }
}
