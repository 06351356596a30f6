//! Which duties a party has, to whom, by when, and what became of them.
//!
//! Duties are computed from facts, clocks and filings, never stored. A duty whose trigger depends on
//! what is not known is *owed if*; a trigger that holds under some readings only is owed under them;
//! none vanishes. A duty uses the law in force at its start event.
//!
//! One instance is (rule, bearer, subject, start event, addressee), and each is told once. `start`
//! says which start events there are, `evidence` what speaks for an instance being met: a filing
//! about another product never does, and one made before the clock started does only where the text
//! excepts what has been provided already. A due time that cannot be counted is said to be so.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::answer::Finding;
use crate::book::{Adoption, Book, LawInForce};
use crate::fact::{FactName, FactValue};
use crate::schema::{FactIndex, KnownBy, Words};
use crate::situation::{Situation, Truth};
use crate::statute::{Addressees, Duty, Force, Per, Rule, RuleId};
use crate::time::{
    Calendar, Calendars, Counting, Deadline, Limit, Occurred, Period, Retention, Uncounted, Word,
};

mod evidence;
mod looked_at;
mod start;

pub use evidence::{Evidence, Weight};

/// What an event or a filing is about, where a bearer has several products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// The vulnerability in whatever product.
    Whole,
    /// One or several products, by the caller's names.
    Products(BTreeSet<String>),
    /// One of several products, and it is not said which.
    NotSaid,
}

/// A start event of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The event, a value of `StartEvent`.
    pub event: String,
    /// When it occurred.
    pub occurred: Occurred,
    /// For which products.
    pub extent: Extent,
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
    /// The classes of content it held, values of `content`; `None`: that is not known.
    pub content: Option<BTreeSet<FactValue>>,
    /// When it was made.
    pub occurred: Occurred,
    /// About which products.
    pub extent: Extent,
}

/// What is asked: whose duties, on what facts, with what evidence.
#[derive(Debug, Clone)]
pub struct Owing<'o> {
    /// The facts of the bearer.
    pub situation: &'o Situation,
    /// The product asked about, by the caller's name; none where none is named.
    pub product: Option<&'o str>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A named person decided that it asks for nothing, and the decision stands. Only a case says so, never the book.
    NotReportable,
}

/// When a duty is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct When {
    /// The deadline, where the text has a number and the clock has started.
    pub limit: Limit<Deadline>,
    /// The word of the text.
    pub word: Option<Word>,
    /// How long to keep, where the duty is to keep.
    pub retention: Limit<Retention>,
}

impl When {
    /// The deadline, if there is one and it was counted.
    pub fn deadline(&self) -> Option<&Deadline> {
        self.limit.counted()
    }

    /// How long to keep, if that was counted.
    pub fn keep(&self) -> Option<&Retention> {
        self.retention.counted()
    }

    /// Why the due time, or the time to keep, cannot be counted; none where it was, or there is none.
    pub fn uncounted(&self) -> Option<&Uncounted> {
        self.limit.uncounted().or(self.retention.uncounted())
    }
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
    /// What one instance of it is about.
    pub per: Per,
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
    /// What was filed or told, with its weight for this duty; what counts for nothing is named too.
    pub evidence: Vec<Evidence>,
    /// The fields the filing must cover.
    pub fields: Vec<String>,
    /// The positions it rests on.
    pub readings: Vec<Finding>,
}

impl DutyInstance {
    /// Whether it was met, in time or late.
    pub fn done(&self) -> bool {
        matches!(self.state, DutyState::Met | DutyState::MetPerhapsLate | DutyState::Late)
    }

    /// Whether it could start at any moment: it binds, the text has a number, only its start event is not on record, and
    /// at most one fact decides whether it is owed. Left out, nobody would know that the clock can start.
    pub fn could_start(&self, book: &Book) -> bool {
        let numbered = book.rule(&self.rule).and_then(|rule| rule.duty.as_ref()?.within).is_some();
        let near = match &self.owed {
            Owed::Yes => true,
            Owed::If { unknown, readings } => unknown.len() <= 1 && readings.is_empty(),
        };
        let binds = matches!(self.force, Force::Binding | Force::House);
        numbered && near && binds && self.state == DutyState::NotStarted
    }

    /// Whether the duty is live: owed or perhaps owed, started, and not met.
    pub fn live(&self) -> bool {
        matches!(self.state, DutyState::Open | DutyState::NoEvidence)
    }
}

impl Book {
    /// Every duty of a party at an instant, sorted by due time; recommended ones and norms too. What
    /// cannot be counted comes before what can.
    pub fn duties(
        &self,
        adoption: &Adoption,
        owing: &Owing<'_>,
        at: Timestamp,
    ) -> Vec<DutyInstance> {
        let mut instances = Vec::new();
        let now = self.in_force(adoption, at);
        let situation = now.with_positions(owing.situation);
        // Not only those in force now: a duty uses the law of the instant that started it.
        let owed_now = self.programs.owed.run(&situation);
        for (place, rule) in self.rules.iter().enumerate() {
            if !adoption.counts(self.statute_of(rule)) {
                continue;
            }
            let Some(duty) = &rule.duty else { continue };
            let owed = if owed_now.certain.contains(place) {
                Owed::Yes
            } else if owed_now.open.contains(place) {
                owed_if(self, rule, &situation)
            } else {
                continue;
            };
            let asked = Asked { law: &now, rule, duty, owing, at };
            instances.extend(asked.instances(&owed));
        }
        instances.sort_by_key(|one| {
            let due = one.when.deadline().map(|deadline| deadline.strict.earliest);
            let rank = match one.force {
                Force::Binding => 0,
                Force::House => 1,
                Force::Recommended => 2,
                Force::Norm => 3,
            };
            let timeless = due.is_none() && one.when.word.is_none();
            let timeless = timeless && one.when.uncounted().is_none();
            (rank, timeless, due, one.rule.clone())
        });
        instances
    }
}

/// One duty of one bearer, with everything that is looked at.
struct Asked<'a> {
    law: &'a LawInForce<'a>,
    rule: &'a Rule,
    duty: &'a Duty,
    owing: &'a Owing<'a>,
    at: Timestamp,
}

impl Asked<'_> {
    /// Its instances: for each start event one to each addressee.
    fn instances(&self, owed: &Owed) -> Vec<DutyInstance> {
        let starts = self.governed();
        let (targets, any_of): (Vec<Option<FactValue>>, bool) = match &self.duty.to {
            Addressees::Nobody => (vec![None], false),
            Addressees::All(list) => (list.iter().cloned().map(Some).collect(), false),
            Addressees::Any(list) => (list.iter().cloned().map(Some).collect(), true),
        };
        let whens: Vec<When> = starts.iter().map(|start| self.when(start.as_ref())).collect();
        let mut list = Vec::new();
        for to in targets {
            let weighed = self.evidence(to.as_ref(), &starts, &whens);
            for ((start, when), evidence) in starts.iter().zip(&whens).zip(weighed) {
                list.push(self.instance(owed, any_of, to.clone(), start, when, evidence));
            }
        }
        if any_of {
            suffices(&mut list);
        }
        list
    }

    fn instance(
        &self,
        owed: &Owed,
        any_of: bool,
        to: Option<FactValue>,
        start: &Option<Occurred>,
        when: &When,
        evidence: Vec<Evidence>,
    ) -> DutyInstance {
        let (rule, duty) = (self.rule, self.duty);
        // What the law itself started stands under the number that it has today.
        let standing = duty.from == start::ENTRY_INTO_FORCE;
        let reference = start.as_ref().filter(|_| !standing).map_or(self.at, Occurred::earliest);
        DutyInstance {
            rule: rule.id.clone(),
            citation: self.law.book.citation(rule, reference),
            words: rule.words.clone(),
            force: rule.force,
            owed: owed.clone(),
            per: duty.per,
            to,
            any_of,
            start_event: duty.from.clone(),
            start: start.clone(),
            when: when.clone(),
            state: evidence::state(start.as_ref(), when, &evidence, self.at),
            evidence,
            fields: duty.fields.clone(),
            readings: readings_of(self.law, rule, self.owing.situation),
        }
    }

    fn when(&self, start: Option<&Occurred>) -> When {
        let word = self.duty.word;
        let Some(start) = start else {
            return When { limit: Limit::None, word, retention: Limit::None };
        };
        let limit = self.period(start).map_or(Limit::None, |period| {
            let counted = self.zone().and_then(|zone| {
                let statute = self.law.book.statute_of(self.rule);
                let calendars = self.law.book.calendars(&statute.matter.calendar);
                let no_calendar =
                    || Uncounted::NoCalendar { calendar: statute.matter.calendar.clone() };
                let calendar = self.calendar(calendars.ok_or_else(no_calendar)?);
                Deadline::compute(statute.counting, period, start, &zone, calendar)
                    .map_err(|error| Uncounted::of(&error, period))
            });
            counted.into()
        });
        let retention = self.duty.retain.map_or(Limit::None, |period| {
            let counted = self.zone().and_then(|zone| {
                Retention::compute(period, start, &zone)
                    .map_err(|error| Uncounted::of(&error, period))
            });
            counted.into()
        });
        When { limit, word, retention }
    }

    /// The holidays of the place of action; a statute of one place has those of that place.
    fn calendar<'c>(&self, calendars: &'c Calendars) -> &'c Calendar {
        let many = calendars.codes().nth(1).is_some();
        calendars.at(self.owing.place.filter(|_| many))
    }

    /// The period of the text; where the text has a date, the days until the one that was announced.
    fn period(&self, start: &Occurred) -> Option<Period> {
        let Some(due) = &self.duty.due else { return self.duty.within };
        let zone = self.zone().ok()?;
        let day = |occurred: &Occurred| occurred.earliest().to_zoned_datetime(zone.clone()).date();
        let last = self.announced(due)?;
        let days = day(start).until(day(&last)).ok()?.get_days();
        NonZeroU16::new(u16::try_from(days).ok()?).map(Period::Days)
    }

    /// The zone in which its periods are counted. One that does not exist is never taken for another.
    fn zone(&self) -> Result<jiff::tz::TimeZone, Uncounted> {
        let statute = self.law.book.statute_of(self.rule);
        let local = self.owing.zone.filter(|_| statute.counting == Counting::Eu118271);
        let name = local.unwrap_or(&statute.matter.zone);
        crate::time::zone(name).map_err(|_| Uncounted::NoSuchZone { zone: name.to_owned() })
    }
}

/// Where one addressee among several suffices, what was met towards one is met towards all.
fn suffices(list: &mut [DutyInstance]) {
    let met: Vec<(Option<Occurred>, DutyState)> =
        list.iter().filter(|one| one.done()).map(|one| (one.start.clone(), one.state)).collect();
    for one in list {
        let best = met.iter().filter(|(start, _)| *start == one.start).map(|(_, state)| *state);
        if let Some(best) = best.min() {
            one.state = best;
        }
    }
}

/// The facts on which it depends whether a duty is owed.
fn owed_if(book: &Book, rule: &Rule, situation: &Situation) -> Owed {
    let mut open = BTreeSet::new();
    rule.condition.each_open_test(situation, &mut |fact, _| {
        open.insert(fact);
    });
    let relevant = open.into_iter().filter(|fact| matters(rule, *fact, situation));
    let (readings, unknown): (Vec<_>, Vec<_>) =
        relevant.partition(|fact| book.schema.entry(*fact).by == KnownBy::Reading);
    let name = |fact: FactIndex| book.schema.entry(fact).name.clone();
    Owed::If {
        unknown: unknown.into_iter().map(name).collect(),
        readings: readings.into_iter().map(name).collect(),
    }
}

/// Whether some value of an unknown fact changes the truth of the trigger, or could with others.
fn matters(rule: &Rule, fact: FactIndex, situation: &Situation) -> bool {
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
