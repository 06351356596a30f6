//! What would become of one case: tried on a copy, and the gate asked about what would go out.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::Salt;
use tidegate_core::embargo::{Embargoed, NewItem, Plain};
use tidegate_core::event::{Arranged, Arrangement, MessageWritten};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId, PartyId};
use tidegate_core::situation::Flow;
use tidegate_law::{AnswerKind, Words};

use super::{Prepared, not_done};
use crate::bulk::{BulkAction, Outcome};
use crate::clocks::kept::RunningClock;
use crate::desk::DeskError;
use crate::errand::{Errand, NotDone, wrong};
use crate::finder::message::{Between, Reply};
use crate::keys::Random;
use crate::say::told;
use crate::say::{bulk, instant};
use crate::words::Voice;

impl Errand<'_> {
    /// What would become of a case, in words.
    pub(super) async fn weighed(
        &self,
        case: &Case,
        wanted: &BulkAction,
    ) -> Result<(Outcome, Words), NotDone> {
        let prepared = match self.prepared(case, wanted).await {
            Ok(prepared) => prepared,
            Err(error) => return not_done(error),
        };
        let rests = rests_until(&prepared.verbs);
        match self.tried(case, prepared) {
            Ok((outcome, words)) => {
                let runs = match rests {
                    Some(until) => self.run_out(case.id(), until).await?,
                    None => None,
                };
                Ok((outcome, runs.map_or(words.clone(), |runs| both(&words, &runs))))
            }
            Err(error) => not_done(error),
        }
    }

    /// Which clocks of this office run out in a case before an instant, in words: they do not rest with the work.
    async fn run_out(&self, case: CaseId, until: Timestamp) -> Result<Option<Words>, NotDone> {
        let office = self.desk.office_party();
        let clocks = self.desk.kept_about::<RunningClock>(case).await?;
        let mut clocks: Vec<RunningClock> = clocks.into_iter().map(|kept| kept.thing).collect();
        clocks.retain(|one| one.counts() && one.bearer == office && one.due <= until);
        clocks.sort_by_key(|one| one.due);
        clocks.dedup_by(|one, other| one.rule == other.rule && one.due == other.due);
        if clocks.is_empty() {
            return Ok(None);
        }
        let zone = self.desk.office().zone.rules();
        Ok(Some(Voice::in_both(|voice| {
            let said = |one: &RunningClock| {
                format!(
                    "{} ({})",
                    one.citation.in_language(voice.language()),
                    instant(one.due, &zone)
                )
            };
            let said: Vec<String> = clocks.iter().map(said).collect();
            let clocks = said.join(&voice.say("list-comma"));
            voice.with("bulk-runs-out", [("clocks", clocks.into())])
        })))
    }

    fn tried(&self, case: &Case, prepared: Prepared) -> Result<(Outcome, Words), NotDone> {
        let mut copy = case.clone();
        for verb in prepared.verbs {
            self.on_copy(&mut copy, verb)?;
        }
        let flows: Vec<(Act, PartyId, ItemId)> = match (prepared.reply, prepared.share) {
            (Some(reply), _) => {
                let (finder, item) = self.written_on_copy(&mut copy, reply)?;
                vec![(Act::Share, finder, item)]
            }
            (None, Some((to, items))) => {
                items.into_iter().map(|item| (Act::Notify, to, item)).collect()
            }
            (None, None) => {
                return Ok((Outcome::Done, Voice::in_both(|voice| voice.say("bulk-no-flow"))));
            }
        };
        let mut held: Option<Words> = None;
        for (act, to, item) in flows {
            let answer = self.asked_on_copy(&copy, act, to, item)?;
            let kind = answer.gate.unwrap_or(answer.law);
            if kind != AnswerKind::Permit && held.is_none() {
                held = Some(bulk::gate(&answer));
            }
        }
        Ok(match held {
            Some(words) => (Outcome::HeldBack, words),
            None => (Outcome::Done, Voice::in_both(|voice| voice.say("bulk-gate-permits"))),
        })
    }

    pub(super) fn on_copy(&self, copy: &mut Case, verb: Verb) -> Result<(), NotDone> {
        let at = self.desk.now().max(copy.last_recorded());
        let command = Command::new(verb, super::PURPOSE);
        let misfit = |misfit| DeskError::Misfit { case: copy.id(), misfit };
        let events = copy.handle(&command, self.actor, at).map_err(DeskError::from)?;
        let mut next = copy.clone();
        for event in events {
            next.apply(event).map_err(misfit)?;
        }
        *copy = next;
        Ok(())
    }

    /// The message as it would be written: who reported, and the item. Nothing of it is kept.
    fn written_on_copy(&self, copy: &mut Case, reply: Reply) -> Result<(PartyId, ItemId), NotDone> {
        let between = Between::of(copy).ok_or(DeskError::NoReport(copy.id()))?;
        let random = |error| NotDone::from(DeskError::from(error));
        let new = NewItem {
            id: ItemId::from_bytes(Random::bytes().map_err(random)?),
            class: reply.class,
            product: copy.products().next().map(|product| product.id),
            report: None,
            declared: BTreeMap::new(),
            confidential: false,
        };
        let salt = Salt::from_bytes(Random::salt().map_err(random)?);
        let (item, from, to) = (new.id, between.office, between.finder);
        let message = MessageWritten { item, from, to, tells: reply.tells, file: None };
        let content = Embargoed::<Plain>::new(copy.id(), new, salt, Vec::new());
        self.on_copy(copy, Verb::Write { message, item: content.item().clone() })?;
        Ok((to, item))
    }

    fn asked_on_copy(
        &self,
        copy: &Case,
        act: Act,
        to: PartyId,
        item: ItemId,
    ) -> Result<told::Told, NotDone> {
        let (office, at) = (self.desk.office(), self.desk.now().max(copy.last_recorded()));
        let adoption = gate::adoption_of(office, at);
        let law = gate::Desk { book: self.book, adoption: &adoption, office: Some(office) };
        let (from, to) = (self.desk.office_party(), Recipient::Party(to));
        let flow = Flow { act, from, to, items: vec![item], facts: BTreeMap::new() };
        let decision = gate::decide(&law, copy, &flow, at).map_err(wrong)?;
        Ok(told::decision(&law, copy, &decision))
    }
}

/// Until when the work on a case would rest: until the end of a hold, or for ever where it is closed.
fn rests_until(verbs: &[Verb]) -> Option<Timestamp> {
    verbs.iter().find_map(|verb| match verb {
        Verb::Arrange(Arranged { arrangement: Arrangement::Held { until, .. } }) => Some(*until),
        Verb::Close(_) => Some(Timestamp::MAX),
        _ => None,
    })
}

/// One sentence after the other.
fn both(one: &Words, other: &Words) -> Words {
    Words { en: format!("{} {}", one.en, other.en), zh: format!("{}{}", one.zh, other.zh) }
}
