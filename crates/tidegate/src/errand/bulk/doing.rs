//! Doing it to one case: its events, then what goes out, by the gate.
//!
//! What was done before a crash is found in the record: an event of this list that is there is not recorded again, and a
//! message that was written after it is not written twice but put to the gate where it still waits.

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::CaseEvent;
use tidegate_core::id::ItemId;
use tidegate_law::Words;

use super::{Prepared, not_done, overtaken};
use crate::bulk::{Bulk, BulkRow, Outcome};
use crate::clocks;
use crate::desk::{DeskError, Order};
use crate::errand::{Errand, NotDone};
use crate::finder::message::{Hand, Reply, messages};
use crate::keys::Random;
use crate::organisations::Carried;
use crate::say::bulk;
use crate::say::{instant, told};
use crate::standing;
use crate::words::Voice;

impl Errand<'_> {
    /// Does it to one case, and says what became of it.
    pub(super) async fn do_one(
        &self,
        list: &Bulk,
        row: &mut BulkRow,
    ) -> Result<(Outcome, Words), NotDone> {
        let done = match self.recorded_in(list, row).await {
            Ok(done) => Ok(done),
            Err(error) => not_done(error),
        };
        // Lists show it at once; where that fails the worker does it later.
        let clocks = clocks::refresh(self.desk, self.book, row.case).await;
        let standing = standing::refresh(self.desk, self.book, row.case).await;
        if let Err(error) = clocks.and(standing) {
            tracing::warn!(case = %row.case, "what follows from it is left to the worker: {error}");
        }
        done
    }

    async fn recorded_in(
        &self,
        list: &Bulk,
        row: &mut BulkRow,
    ) -> Result<(Outcome, Words), NotDone> {
        let source = list.source();
        let case = self.desk.open_case(self.actor, row.case, super::PURPOSE).await?;
        let zone = self.desk.office().zone.rules();
        let at = |when| instant(when, &zone);
        let (recorded, changed) =
            (case.record().iter().any(|one| one.source == source), case.version() != row.seen);
        if changed && !recorded && row.begun.is_none() {
            return Err(overtaken(&case, &at));
        }
        let Prepared { verbs, main, reply, share } = self.prepared(&case, &list.action).await?;
        // Where nothing is recorded but what goes out, that it was begun with stands in the row alone.
        let begun = recorded || (verbs.is_empty() && row.begun.is_some());
        if !begun {
            if changed {
                return Err(overtaken(&case, &at));
            }
            // All of it can be recorded, or none of it is.
            let mut copy = case.clone();
            for verb in &verbs {
                self.on_copy(&mut copy, verb.clone())?;
            }
        }
        if row.begun.is_none() {
            row.begun = Some(ItemId::from_bytes(Random::bytes().map_err(DeskError::from)?));
            self.desk.keep(row).await?;
        }
        let (mut first, mut wrote) = (!begun, 0);
        for verb in verbs {
            if begun && is_there(&case, &verb, &source) {
                continue;
            }
            if first {
                let seen = row.seen;
                let recorded = self.desk.judged(self.actor, row.case, &source, |case, _| {
                    if case.version() == seen {
                        Ok(verb.clone())
                    } else {
                        Err(overtaken(case, &at))
                    }
                });
                recorded.await?;
                first = false;
            } else {
                let order = Order::new(Command::new(verb, source.clone()));
                self.desk.act(self.actor, row.case, &order).await?;
            }
            wrote += 1;
        }
        if let Some(main) = &main {
            self.takes_up(main, &case).await?;
        }
        match (reply, share) {
            (Some(reply), _) => self.told_to_finder(list, row, reply).await,
            (None, Some((to, items))) => self.given(list, row, to, items).await,
            (None, None) => {
                let words = Voice::in_both(|voice| {
                    voice.with(
                        "bulk-recorded",
                        [("count", u32::try_from(wrote).unwrap_or(u32::MAX).into())],
                    )
                });
                Ok((Outcome::Done, words))
            }
        }
    }

    /// Writes to who reported, unless that was done before, and says what the gate made of it.
    async fn told_to_finder(
        &self,
        list: &Bulk,
        row: &BulkRow,
        reply: Reply,
    ) -> Result<(Outcome, Words), NotDone> {
        let item = row.begun.ok_or(DeskError::NoReport(row.case))?;
        let written = self.desk.compute(row.case, |case, _, _| {
            let all = messages(case, &[]);
            let message = all.into_iter().find(|one| one.item == item && one.by == Hand::Office)?;
            Some(message.arrived.is_some())
        });
        let answering = self.answering(list.session);
        let replied = match written.await? {
            Some(true) => {
                return Ok((Outcome::Done, Voice::in_both(|voice| voice.say("bulk-told"))));
            }
            Some(false) => self.desk.send_to_finder(answering, row.case, item).await?,
            None => self.desk.write_to_finder_under(item, answering, row.case, reply).await?,
        };
        if replied.sent {
            return Ok((Outcome::Done, Voice::in_both(|voice| voice.say("bulk-told"))));
        }
        Ok((Outcome::HeldBack, bulk::gate(&self.replied(&replied).answer)))
    }

    /// Gives each item, unless it was given before; the first that the gate holds back is named.
    async fn given(
        &self,
        list: &Bulk,
        row: &BulkRow,
        to: tidegate_core::id::PartyId,
        items: Vec<ItemId>,
    ) -> Result<(Outcome, Words), NotDone> {
        use tidegate_core::act::{Act, Recipient};
        let page = self.desk.on_page_of(row.case, &Recipient::Party(to)).await?;
        let (mut held, mut given): (Option<told::Told>, u32) = (None, 0);
        for item in items {
            if page.contains_key(&item) {
                given += 1;
                continue;
            }
            let answering = self.answering(list.session);
            let replied = self
                .desk
                .let_out(answering, row.case, to, Act::Notify, item, Carried::ToPage)
                .await?;
            if replied.sent {
                given += 1;
            } else if held.is_none() {
                held = Some(self.replied(&replied).answer);
            }
        }
        Ok(match held {
            Some(answer) => (Outcome::HeldBack, bulk::gate(&answer)),
            None => {
                let words =
                    Voice::in_both(|voice| voice.with("bulk-given", [("count", given.into())]));
                (Outcome::Done, words)
            }
        })
    }
}

/// Whether what a verb records stands in the case already, from this list.
fn is_there(case: &Case, verb: &Verb, source: &str) -> bool {
    let event: Option<CaseEvent> = match verb {
        Verb::Acknowledge(event) => Some(event.clone().into()),
        Verb::Triage(event) => Some(event.clone().into()),
        Verb::Close(event) => Some(event.clone().into()),
        Verb::Arrange(event) => Some(event.clone().into()),
        Verb::JoinParty(event) => Some(event.clone().into()),
        _ => None,
    };
    case.record().iter().any(|one| one.source == source && Some(&one.event) == event.as_ref())
}
