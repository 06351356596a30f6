//! "Why not earlier?": a case as the office knew it at an instant, beside the case of today.
//!
//! What was known then is the record up to that instant and nothing else; what had happened by then and was recorded only
//! later stands apart. Facts, ledger, duties and the answer of the gate are computed from it under the house rules and
//! positions that counted then. Nothing is recorded but that the case was opened.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::event::Recorded;
use tidegate_core::gate::{self, Desk as Law};
use tidegate_core::situation::Flow;
use tidegate_law::{Language, Words};

use super::{Errand, NotDone, flowing, wrong};
use crate::clocks::owed;
use crate::say::cased;
use crate::say::error::Said as _;
use crate::say::happened::{Happened, started};
use crate::say::owed::duties;
use crate::say::then::{LaterTold, MomentTold, SituationTold, ThenTold};
use crate::say::told::{self, own_call};
use crate::words::Voice;

/// The most moments that are told.
const MOMENTS: usize = 400;

/// What is asked of the gate at both instants.
#[derive(Clone, Copy)]
pub enum AskedThen<'a> {
    /// Nothing.
    Nothing,
    /// A question in the words of scenes.
    Words(&'a str),
    /// A flow, made of the case as it was; none where it had no such content or party.
    Flow(&'a (dyn Fn(&Case) -> Option<Flow> + Send + Sync)),
}

impl Errand<'_> {
    /// A case as it was known at an instant, beside the case of today.
    ///
    /// # Errors
    /// As [`Errand::open`]; [`NotDone::Wrong`] for an instant or a question that is not understood.
    pub async fn then(
        &self,
        name: &str,
        at: Option<&str>,
        asked: AskedThen<'_>,
    ) -> Result<(Case, ThenTold), NotDone> {
        let at = self.instant(at)?;
        let case = self.open(name, "asking why not earlier").await?;
        let now = self.desk.now().max(case.last_recorded());
        let at = at.min(now);
        let known = case.known_at(at);
        let told = ThenTold {
            version: 1,
            case: case.id().to_string(),
            handle: case.label().to_owned(),
            at,
            known: known.as_ref().map(|known| self.side(known, at, asked, true)).transpose()?,
            today: self.side(&case, now, asked, false)?,
            only_later: self.only_later(&case, at),
            moments: self.moments(&case),
        };
        Ok((case, told))
    }

    fn side(
        &self,
        case: &Case,
        at: Timestamp,
        asked: AskedThen<'_>,
        then: bool,
    ) -> Result<SituationTold, NotDone> {
        let office = self.desk.office();
        let adoption = gate::adoption_of(office, at);
        let law = Law { book: self.book, adoption: &adoption, office: Some(office) };
        let mut owed = owed(self.book, &adoption, case, at);
        owed.retain(|one| one.duty.live());
        let positions = adoption.positions.iter();
        let mut held: BTreeMap<String, String> = BTreeMap::new();
        // The last one on a reading stands.
        held.extend(positions.map(|one| (one.fact.to_string(), one.value.to_string())));
        let (answer, unanswered) = self.answered(&law, case, asked, then, at)?;
        Ok(SituationTold {
            at,
            phase: case.phase().as_str().to_owned(),
            events: case.version(),
            house: adoption.house.iter().cloned().collect(),
            positions: held.into_iter().map(|(fact, value)| format!("{fact}={value}")).collect(),
            facts: cased::known_facts(self.book, office, case),
            knows: cased::who_knows(self.book, office, case),
            duties: duties(&law, case, &owed, at),
            answer,
            unanswered,
        })
    }

    /// What the gate answers, or why it cannot: then the case had nothing of the kind.
    fn answered(
        &self,
        law: &Law<'_>,
        case: &Case,
        asked: AskedThen<'_>,
        then: bool,
        at: Timestamp,
    ) -> Result<(Option<told::Told>, Option<Words>), NotDone> {
        let office = self.desk.office();
        let nothing = || Voice::in_both(|voice| voice.say("then-no-flow"));
        let (case, flow) = match asked {
            AskedThen::Nothing => return Ok((None, None)),
            AskedThen::Flow(make) => match make(case) {
                Some(flow) => (case.clone(), flow),
                None => return Ok((None, Some(nothing()))),
            },
            AskedThen::Words(question) => {
                // What is not understood of the case of today is wrong; of the case of then it was not there yet.
                match flowing(self.book, office, case.clone(), question, at) {
                    Ok(put) => (put.case, put.flow),
                    Err(NotDone::Wrong(error)) if then => {
                        let error = NotDone::Wrong(error);
                        return Ok((None, Some(Voice::in_both(|voice| error.said(voice)))));
                    }
                    Err(error) => return Err(error),
                }
            }
        };
        match gate::decide(law, &case, &flow, at) {
            Ok(decision) => Ok((Some(told::decision(law, &case, &decision)), None)),
            Err(error) => {
                let error = wrong(error);
                Ok((None, Some(Voice::in_both(|voice| error.said(voice)))))
            }
        }
    }

    /// What had happened by an instant and was recorded only after it.
    fn only_later(&self, case: &Case, at: Timestamp) -> Vec<LaterTold> {
        let later = case.record().iter();
        let later = later.filter(|one| one.recorded > at && one.occurred.possibly_by(at));
        let told = |one: &Recorded| LaterTold {
            event: one.seq,
            what: self.what(case, one),
            happened: started(&one.occurred),
            recorded: one.recorded,
        };
        later.map(told).collect()
    }

    /// The instants at which something became known to the office, and those at which it had happened, in their order.
    fn moments(&self, case: &Case) -> Vec<MomentTold> {
        let mut moments: BTreeMap<(Timestamp, bool), MomentTold> = BTreeMap::new();
        for one in case.record().iter().take(MOMENTS) {
            let mut add = |at: Timestamp, known: bool| {
                let what = self.what(case, one);
                let events = moments.entry((at, known)).or_insert_with(|| MomentTold {
                    at,
                    known,
                    events: 0,
                    what,
                });
                events.events += 1;
            };
            add(one.recorded, true);
            if one.occurred.is_instant() && one.occurred.earliest() != one.recorded {
                add(one.occurred.earliest(), false);
            }
        }
        moments.into_values().collect()
    }

    fn what(&self, case: &Case, event: &Recorded) -> Words {
        let called = own_call(self.desk.office());
        let say = |language| {
            let voice = Voice::of(language);
            Happened { book: self.book, case, called: &called, voice: &voice }.line(&event.event)
        };
        Words { en: say(Language::English), zh: say(Language::Chinese) }
    }
}
