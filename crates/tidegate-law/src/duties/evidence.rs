//! What speaks for a duty being met, and how much.
//!
//! A filing counts for an instance if it names this rule or none, went to the addressee, covers the
//! required fields and is about the subject. What was made before the clock started cannot meet the
//! duty: the clock starts with knowledge, a request or an incident, and nobody reports what is not
//! yet there; such a filing rather shows that the start was earlier than recorded. The exception is a
//! duty whose text excepts what has been provided already (CRA Art. 14(2)(c) and (4)(c)); the rule
//! says so, and says since when, with `@already`. Whatever does not count and might have is kept with
//! the reason, never dropped.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::start::{Regards, regards};
use super::{Asked, DutyState, Filing, When};
use crate::fact::FactValue;
use crate::time::{Occurred, Timeliness};

/// Something that was filed or told, with its weight for one duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// When it was made.
    pub occurred: Occurred,
    /// What it is worth.
    pub weight: Weight,
}

/// What evidence is worth for a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// It meets the duty in time, or the text has no number.
    InTime,
    /// It meets the duty before its clock started: the text excepts what has been provided already.
    Already,
    /// It meets the duty; whether in time cannot be told.
    PerhapsLate,
    /// It meets the duty late.
    Late,
    /// It counts for nothing: it was made before the clock started.
    BeforeStart,
    /// It counts for nothing until somebody says about which of several products it is.
    ProductNotSaid,
}

impl Weight {
    /// Whether it has to be told beside the state, which does not say it.
    pub fn noted(self) -> bool {
        match self {
            Self::Already | Self::BeforeStart | Self::ProductNotSaid => true,
            Self::InTime | Self::PerhapsLate | Self::Late => false,
        }
    }

    /// What becomes of a duty by it.
    fn state(self) -> Option<DutyState> {
        match self {
            Self::InTime | Self::Already => Some(DutyState::Met),
            Self::PerhapsLate => Some(DutyState::MetPerhapsLate),
            Self::Late => Some(DutyState::Late),
            Self::BeforeStart | Self::ProductNotSaid => None,
        }
    }
}

impl Asked<'_> {
    /// What was filed towards an addressee, for each of the starts. One filing meets one instance: of
    /// several that wait, the one that has waited longest, so that as many stay unmet as there are
    /// filings too few.
    pub(super) fn evidence(
        &self,
        to: Option<&FactValue>,
        starts: &[Option<Occurred>],
        whens: &[When],
    ) -> Vec<Vec<Evidence>> {
        let mut weighed: Vec<Vec<Evidence>> = vec![Vec::new(); starts.len()];
        let mut filings: Vec<(&Filing, Regards)> = self
            .owing
            .filings
            .iter()
            .filter(|filing| filing.occurred.possibly_by(self.at) && self.covers(filing, to))
            .map(|filing| (filing, regards(self.duty, self.owing, &filing.extent)))
            .filter(|(_, regards)| *regards != Regards::Another)
            .collect();
        filings.sort_by_key(|(filing, _)| filing.occurred.earliest());
        for (filing, regards) in filings {
            let place = place(filing, starts, &weighed);
            let weight = match (regards, starts.get(place), whens.get(place)) {
                (Regards::NotSaid, ..) => Weight::ProductNotSaid,
                (_, Some(Some(start)), Some(when)) => self.weight(filing, start, when),
                _ => Weight::BeforeStart,
            };
            if let Some(list) = weighed.get_mut(place) {
                list.push(Evidence { occurred: filing.occurred.clone(), weight });
            }
        }
        weighed
    }

    fn weight(&self, filing: &Filing, start: &Occurred, when: &When) -> Weight {
        if filing.occurred.certainly_before(start) {
            let since = |event: &String| self.events(event).into_iter().next();
            let since = self.duty.already.as_ref().and_then(since);
            let counts = since.is_some_and(|since| !filing.occurred.certainly_before(&since));
            return if counts { Weight::Already } else { Weight::BeforeStart };
        }
        if when.limit.uncounted().is_some() {
            return Weight::PerhapsLate;
        }
        match when.deadline().map(|deadline| deadline.timeliness(&filing.occurred)) {
            None | Some(Timeliness::InTime) => Weight::InTime,
            Some(Timeliness::CannotTell | Timeliness::Arguable) => Weight::PerhapsLate,
            Some(Timeliness::Late) => Weight::Late,
        }
    }

    /// Whether a filing could be evidence for the duty towards an addressee.
    fn covers(&self, filing: &Filing, to: Option<&FactValue>) -> bool {
        let (rule, duty) = (self.rule, self.duty);
        let addressee = to.is_none_or(|to| filing.to == *to);
        let for_it = filing.rule.as_ref() == Some(&rule.id);
        // What names no rule is evidence only for a flow, and only if it held what the duty is about.
        let held = |content: &std::collections::BTreeSet<FactValue>| {
            duty.content.iter().any(|class| content.contains(class))
        };
        let by_itself =
            to.is_some() && filing.rule.is_none() && filing.content.as_ref().is_none_or(held);
        let fields = filing
            .fields
            .as_ref()
            .is_none_or(|fields| duty.fields.iter().all(|field| fields.contains(field)));
        addressee && fields && (for_it || by_itself)
    }
}

/// The instance that a filing is for, by its place: the first that had started and waits still; else
/// the last that had started; else the first.
fn place(filing: &Filing, starts: &[Option<Occurred>], weighed: &[Vec<Evidence>]) -> usize {
    let begun = |start: &Option<Occurred>| {
        start.as_ref().is_some_and(|start| !filing.occurred.certainly_before(start))
    };
    let waits = |list: &Vec<Evidence>| list.iter().all(|one| one.weight.state().is_none());
    let mut pairs = starts.iter().zip(weighed);
    let waiting = pairs.position(|(start, list)| begun(start) && waits(list));
    waiting.or_else(|| starts.iter().rposition(begun)).unwrap_or(0)
}

/// What became of an instance by the instant.
pub(super) fn state(
    start: Option<&Occurred>,
    when: &When,
    evidence: &[Evidence],
    at: Timestamp,
) -> DutyState {
    if start.is_none() {
        return DutyState::NotStarted;
    }
    let best = evidence.iter().filter_map(|one| one.weight.state()).min();
    best.unwrap_or(match when.deadline() {
        Some(deadline) if deadline.strict.latest < at => DutyState::NoEvidence,
        _ => DutyState::Open,
    })
}
