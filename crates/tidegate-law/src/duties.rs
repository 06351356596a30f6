//! Which duties a party has, to whom, by when, and what became of them.
//!
//! Duties are computed from facts, clocks and filings, never stored. A duty whose trigger depends on
//! what is not known is *owed if*; a trigger that holds under some readings only is owed under them;
//! none vanishes. A duty uses the law in force at its start event.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::answer::Finding;
use crate::book::{Adoption, Book, LawInForce};
use crate::fact::{FactName, FactValue};
use crate::schema::{KnownBy, Words};
use crate::situation::{Situation, Truth};
use crate::statute::{Addressees, Duty, Force, Rule, RuleId, RuleKind, StatuteKind};
use crate::time::{Counting, Deadline, Occurred, Retention, Timeliness, Word};

/// The start event of duties that begin with the law itself.
const ENTRY_INTO_FORCE: &str = "entry_into_force";

/// A start event of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The event, a value of `StartEvent`.
    pub event: String,
    /// When it occurred.
    pub occurred: Occurred,
}

/// Something that was filed or told, as evidence for duties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// The duty it was made for, if it says so.
    pub rule: Option<RuleId>,
    /// To whom, a value of `recipient`.
    pub to: FactValue,
    /// The fields it covers; `None`: nothing is known of its fields.
    pub fields: Option<BTreeSet<String>>,
    /// When it was made.
    pub occurred: Occurred,
}

/// What is asked: whose duties, on what facts, with what evidence.
#[derive(Debug, Clone)]
pub struct Owing<'o> {
    /// The facts of the bearer.
    pub situation: &'o Situation,
    /// The start events of the bearer.
    pub clocks: &'o [Clock],
    /// What the bearer filed.
    pub filings: &'o [Filing],
    /// The place of action for a calendar with several places, for example `DE`.
    pub place: Option<&'o str>,
    /// The time zone of the place of action, in which Union law counts; the statute's if none is
    /// given.
    pub zone: Option<&'o str>,
}

/// Whether a duty is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "owed", rename_all = "snake_case")]
pub enum Owed {
    /// It is owed.
    Yes,
    /// It is owed if these facts, which are not known, turn out so.
    If {
        /// The facts that decide it.
        unknown: Vec<FactName>,
        /// The readings that decide it, where the office has no position.
        readings: Vec<FactName>,
    },
}

/// What became of a duty by the instant asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    /// Its clock has not started.
    NotStarted,
    /// It is open.
    Open,
    /// It was met in time (or the text has no number).
    Met,
    /// It was met; whether in time depends on instants that the sources do not give.
    MetPerhapsLate,
    /// It was met late.
    Late,
    /// The time has passed and no evidence was found that it was met.
    NoEvidence,
}

/// When a duty is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct When {
    /// The counted deadline, where the text has a number and the clock has started.
    pub deadline: Option<Deadline>,
    /// The word of the text.
    pub word: Option<Word>,
    /// How long to keep, where the duty is to keep.
    pub keep: Option<Retention>,
}

/// A duty of a party: rule, start, addressee, due time, state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyInstance {
    /// The rule.
    pub rule: RuleId,
    /// Its citation in force at the start event.
    pub citation: Words,
    /// What is to be done.
    pub words: Words,
    /// How binding it is.
    pub force: Force,
    /// Whether it is owed.
    pub owed: Owed,
    /// To whom; `None` where there is no addressee.
    pub to: Option<FactValue>,
    /// Whether one addressee among several suffices.
    pub any_of: bool,
    /// The event that starts the clock.
    pub start_event: String,
    /// When that was.
    pub start: Option<Occurred>,
    /// When it is due.
    pub when: When,
    /// What became of it.
    pub state: DutyState,
    /// The fields the filing must cover.
    pub fields: Vec<String>,
    /// The positions it rests on.
    pub readings: Vec<Finding>,
}

impl DutyInstance {
    /// Whether the duty is live: owed or perhaps owed, started, and not met.
    pub fn live(&self) -> bool {
        matches!(self.state, DutyState::Open | DutyState::NoEvidence)
    }
}

impl Book {
    /// Every duty of a party at an instant, sorted by due time; recommended ones and norms too.
    pub fn duties(
        &self,
        adoption: &Adoption,
        owing: &Owing<'_>,
        at: Timestamp,
    ) -> Vec<DutyInstance> {
        let mut instances = Vec::new();
        let now = self.in_force(adoption, at);
        let situation = now.with_positions(owing.situation);
        for rule in self.rules.iter().filter(|rule| rule.kind == RuleKind::Duty) {
            let house = self.statute_of(rule).matter.kind == StatuteKind::House;
            if house && !adoption.house.contains(&self.statute_of(rule).matter.id) {
                continue;
            }
            let Some(duty) = &rule.duty else { continue };
            let Some(owed) = owed(&now, rule, &situation) else { continue };
            for start in starts(rule, duty, owing, at) {
                let given = duty.given.as_ref().map(|event| began(event, owing, at));
                let (start, governs) = match given {
                    None => (start.clone(), start),
                    Some(given) => (start.and_then(|s| given.clone().map(|g| later(s, g))), given),
                };
                // An interval that straddles a commencement leaves the duty standing: none vanishes.
                let ends = governs.as_ref().map_or([at; 2], |g| [g.earliest(), g.last_instant()]);
                if !ends.iter().any(|end| rule.in_force(*end)) {
                    continue;
                }
                instances.extend(self.instances(&now, rule, duty, &owed, start, owing, at));
            }
        }
        instances.sort_by_key(|one| {
            let due = one.when.deadline.as_ref().map(|deadline| deadline.strict.earliest);
            let rank = match one.force {
                Force::Binding => 0,
                Force::House => 1,
                Force::Recommended => 2,
                Force::Norm => 3,
            };
            (rank, due.is_none() && one.when.word.is_none(), due, one.rule.clone())
        });
        instances
    }

    #[expect(clippy::too_many_arguments, reason = "one private step with everything it looks at")]
    fn instances(
        &self,
        law: &LawInForce<'_>,
        rule: &Rule,
        duty: &Duty,
        owed: &Owed,
        start: Option<Occurred>,
        owing: &Owing<'_>,
        at: Timestamp,
    ) -> Vec<DutyInstance> {
        let when = self.when(rule, duty, start.as_ref(), owing);
        let (targets, any_of): (Vec<Option<FactValue>>, bool) = match &duty.to {
            Addressees::Nobody => (vec![None], false),
            Addressees::All(list) => (list.iter().cloned().map(Some).collect(), false),
            Addressees::Any(list) => (list.iter().cloned().map(Some).collect(), true),
        };
        // What the law itself started stands under the number that it has today.
        let standing = duty.from == ENTRY_INTO_FORCE;
        let reference = start.as_ref().filter(|_| !standing).map_or(at, Occurred::earliest);
        let readings = readings_of(law, rule, owing.situation);
        let mut list: Vec<DutyInstance> = targets
            .into_iter()
            .map(|to| {
                let state = state(rule, duty, to.as_ref(), start.as_ref(), &when, owing, at);
                DutyInstance {
                    rule: rule.id.clone(),
                    citation: self.citation(rule, reference),
                    words: rule.words.clone(),
                    force: rule.force,
                    owed: owed.clone(),
                    to,
                    any_of,
                    start_event: duty.from.clone(),
                    start: start.clone(),
                    when: when.clone(),
                    state,
                    fields: duty.fields.clone(),
                    readings: readings.clone(),
                }
            })
            .collect();
        let met = list.iter().map(|one| one.state).find(|state| {
            matches!(state, DutyState::Met | DutyState::MetPerhapsLate | DutyState::Late)
        });
        if let (true, Some(met)) = (any_of, met) {
            list.iter_mut().for_each(|one| one.state = met);
        }
        list
    }

    fn when(&self, rule: &Rule, duty: &Duty, start: Option<&Occurred>, owing: &Owing<'_>) -> When {
        let statute = self.statute_of(rule);
        let local = owing.zone.filter(|_| statute.counting == Counting::Eu118271);
        let zone = TimeZone::get(local.unwrap_or(&statute.matter.zone)).unwrap_or(TimeZone::UTC);
        let deadline = duty.within.zip(start).and_then(|(period, start)| {
            let calendars = self.calendars.get(&statute.matter.calendar)?;
            let calendar = calendars.at(owing.place);
            Deadline::compute(statute.counting, period, start, &zone, calendar).ok()
        });
        let keep = duty
            .retain
            .zip(start)
            .and_then(|(period, start)| Retention::compute(period, start, &zone).ok());
        When { deadline, word: duty.word, keep }
    }
}

/// Whether a duty is owed under what is known; `None` where it certainly is not.
fn owed(law: &LawInForce<'_>, rule: &Rule, situation: &Situation) -> Option<Owed> {
    match rule.condition.truth(situation) {
        Truth::False => None,
        Truth::True => Some(Owed::Yes),
        Truth::Unknown => {
            let schema = &law.book.schema;
            let open = rule.condition.simplified(situation).facts().into_iter();
            let relevant = open.filter(|fact| matters(rule, *fact, situation));
            let (readings, unknown): (Vec<_>, Vec<_>) =
                relevant.partition(|fact| schema.entry(*fact).by == KnownBy::Reading);
            let name = |fact: crate::schema::FactIndex| schema.entry(fact).name.clone();
            Some(Owed::If {
                unknown: unknown.into_iter().map(name).collect(),
                readings: readings.into_iter().map(name).collect(),
            })
        }
    }
}

/// Whether some value of an unknown fact changes the truth of the trigger, or could with others.
fn matters(rule: &Rule, fact: crate::schema::FactIndex, situation: &Situation) -> bool {
    let mut outcomes = Vec::new();
    let mask = situation.mask(fact);
    for place in (0..64).filter(|place| mask & (1u64 << place) != 0) {
        let mut settled = situation.clone();
        settled.set_place(fact, place);
        outcomes.push(rule.condition.truth(&settled));
    }
    outcomes.windows(2).any(|pair| matches!(pair, [a, b] if a != b))
        || outcomes.first() == Some(&Truth::Unknown)
}

/// The readings that a rule looks at and on which the office has a position.
fn readings_of(law: &LawInForce<'_>, rule: &Rule, situation: &Situation) -> Vec<Finding> {
    let schema = &law.book.schema;
    rule.condition
        .facts()
        .into_iter()
        .filter(|fact| schema.entry(*fact).by == KnownBy::Reading && !situation.is_known(*fact))
        .filter_map(|fact| law.adoption.position(&schema.entry(fact).name))
        .map(|position| Finding { fact: position.fact.clone(), value: position.value.clone() })
        .collect()
}

/// When an event of the bearer occurred, if it lies before the instant.
fn began(event: &str, owing: &Owing<'_>, at: Timestamp) -> Option<Occurred> {
    let mut clocks = owing.clocks.iter();
    let clock = clocks.find(|clock| clock.event == event && clock.occurred.possibly_by(at));
    clock.map(|clock| clock.occurred.clone())
}

/// The later of two events: a duty cannot begin before all that it supposes has happened.
fn later(one: Occurred, other: Occurred) -> Occurred {
    if other.earliest() > one.earliest() { other } else { one }
}

/// The start events of a duty that lie before the instant; one `None` if there is none yet.
fn starts(rule: &Rule, duty: &Duty, owing: &Owing<'_>, at: Timestamp) -> Vec<Option<Occurred>> {
    if duty.from == ENTRY_INTO_FORCE {
        // The law itself starts this clock.
        return vec![(rule.from <= at).then(|| Occurred::at(rule.from))];
    }
    let found: Vec<Option<Occurred>> = match &duty.after {
        Some(after) => owing
            .filings
            .iter()
            .filter(|filing| filing.rule.as_ref() == Some(after) && filing.occurred.possibly_by(at))
            .map(|filing| Some(filing.occurred.clone()))
            .take(1)
            .collect(),
        None => owing
            .clocks
            .iter()
            .filter(|clock| clock.event == duty.from && clock.occurred.possibly_by(at))
            .map(|clock| Some(clock.occurred.clone()))
            .take(1)
            .collect(),
    };
    if found.is_empty() { vec![None] } else { found }
}

fn state(
    rule: &Rule,
    duty: &Duty,
    to: Option<&FactValue>,
    start: Option<&Occurred>,
    when: &When,
    owing: &Owing<'_>,
    at: Timestamp,
) -> DutyState {
    if start.is_none() {
        return DutyState::NotStarted;
    }
    let mut state = None;
    for filing in owing.filings.iter().filter(|filing| covers(filing, rule, duty, to)) {
        if !filing.occurred.possibly_by(at) {
            continue;
        }
        let this = match when.deadline.as_ref().map(|d| d.timeliness(&filing.occurred)) {
            None | Some(Timeliness::InTime) => DutyState::Met,
            Some(Timeliness::CannotTell | Timeliness::Arguable) => DutyState::MetPerhapsLate,
            Some(Timeliness::Late) => DutyState::Late,
        };
        state = Some(state.map_or(this, |other: DutyState| other.min(this)));
    }
    state.unwrap_or_else(|| match &when.deadline {
        Some(deadline) if deadline.strict.latest < at => DutyState::NoEvidence,
        _ => DutyState::Open,
    })
}

/// Whether a filing is evidence for a duty towards an addressee.
fn covers(filing: &Filing, rule: &Rule, duty: &Duty, to: Option<&FactValue>) -> bool {
    let addressee = to.is_none_or(|to| filing.to == *to);
    let named = filing.rule.as_ref().is_none_or(|named| *named == rule.id);
    let fields = filing
        .fields
        .as_ref()
        .is_none_or(|fields| duty.fields.iter().all(|field| fields.contains(field)));
    let flow = to.is_some() || filing.rule.as_ref() == Some(&rule.id);
    addressee && named && fields && flow
}
