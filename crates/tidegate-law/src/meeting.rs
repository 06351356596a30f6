//! Where a duty and a prohibition meet: one act that the one demands and the other forbids, in a world that can be.
//!
//! Every pair of the book whose acts and dates overlap is a [`Candidate`]. A candidate is a [`Meeting`] if there is a
//! complete situation in which the flow that the duty demands is one that the prohibition forbids. The search takes
//! the ordinary value of each fact first, so the situation that it tells is as ordinary as the pair allows, and the
//! same whichever solver is at hand; it is complete, and `analysis` proves the same of Cedar's own form of both
//! rules, pair by pair. What comes of a meeting ([`Class`]) is asked of the engine that decides. Nothing here permits
//! anything.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::answer::Finding;
use crate::book::{Adoption, Book};
use crate::decide::Question;
use crate::schema::ActIndex;
use crate::situation::Situation;
use crate::statute::{Certainty, Force, Rule, RuleId, RuleKind};
use crate::ways::MoveKind;

mod ordinary;

pub(crate) use ordinary::Effort;

/// A duty and a prohibition about one act that are in force together at some instant.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'b> {
    /// What is demanded.
    pub duty: &'b Rule,
    /// What is forbidden.
    pub prohibition: &'b Rule,
    /// The act that is both: the duty's own, where the prohibition is about it.
    pub act: ActIndex,
    /// The last instant at which both are in force and a rule of the book still begins; so the law is asked as it
    /// stands once everything that is written has begun.
    pub at: Timestamp,
}

/// What comes of a meeting.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Both are law, everything is known, no condition helps, and no order of steps but such as rest on a doubt.
    Conflict,
    /// An order of steps that a source describes, or waiting where the duty has no period, leads through.
    Order,
    /// A condition that the actor can bring about lifts the prohibition.
    Condition,
    /// One of the two is no law: it yields, or stands beside the answer.
    Yields,
}

impl Class {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [Self::Conflict, Self::Order, Self::Condition, Self::Yields];

    /// The word of the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Order => "order",
            Self::Condition => "condition",
            Self::Yields => "yields",
        }
    }
}

/// A candidate with a situation in which the two meet.
#[derive(Debug, Clone)]
pub struct Meeting<'b> {
    /// The pair.
    pub pair: Candidate<'b>,
    /// What comes of it.
    pub class: Class,
    /// The facts that make both apply: without any one of them, one of the two might not.
    pub story: Vec<Finding>,
    /// The whole situation.
    pub witness: Situation,
    /// Ways out that lift the prohibition: the keys of the moves of each.
    pub moves: Vec<Vec<String>>,
    /// Orders of steps: the key of the collision and of the order.
    pub orders: Vec<(String, String)>,
    /// The keys of the collisions in which a named person decides besides.
    pub decides: Vec<String>,
}

impl Book {
    /// Every pair of a duty and a prohibition that are about one act and in force together.
    pub fn candidates(&self) -> Vec<Candidate<'_>> {
        let of = |kind| self.rules.iter().filter(move |rule| rule.kind == kind);
        let complete = self.rules.iter().map(|rule| rule.from).max().unwrap_or(Timestamp::MIN);
        let pair = |duty: &'_ Rule, prohibition: &'_ Rule| {
            let shared = duty.acts & prohibition.acts;
            let own = duty.duty.as_ref().and_then(|body| body.act);
            let act = own.filter(|act| shared & (1 << act.0) != 0);
            let act = act.or((shared != 0).then(|| ActIndex(shared.trailing_zeros() as usize)))?;
            let until = [duty.until, prohibition.until].into_iter().flatten().min();
            let last = until.and_then(|until| until.checked_sub(jiff::Span::new().seconds(1)).ok());
            let at = last.map_or(complete, |last| last.min(complete));
            (duty.from.max(prohibition.from) <= at).then_some((act, at))
        };
        let both = of(RuleKind::Duty)
            .flat_map(|duty| of(RuleKind::Prohibition).map(move |other| (duty, other)));
        both.filter_map(|(duty, prohibition)| {
            let (act, at) = pair(duty, prohibition)?;
            Some(Candidate { duty, prohibition, act, at })
        })
        .collect()
    }

    /// Every meeting of the book, in its order.
    pub fn meetings(&self) -> Vec<Meeting<'_>> {
        self.candidates().into_iter().filter_map(|pair| self.meeting(pair)).collect()
    }

    /// The meeting of a pair, if they can meet.
    pub fn meeting<'b>(&'b self, pair: Candidate<'b>) -> Option<Meeting<'b>> {
        let demanded = pair.duty.flow()?;
        let forbidden = &pair.prohibition.condition;
        let witness = self.witness(&[demanded, forbidden], &[], &mut Effort::unbounded())?;
        let witness = self.plainer(witness, &[demanded, forbidden], &[]);
        let story = self.story(&witness, &[demanded, forbidden]);
        let mut meeting = Meeting {
            pair,
            class: Class::Yields,
            story,
            witness,
            moves: Vec::new(),
            orders: Vec::new(),
            decides: Vec::new(),
        };
        self.throughs_of(&mut meeting);
        self.ways_of(&mut meeting);
        meeting.class = self.class(&meeting);
        Some(meeting)
    }

    /// What helps in a meeting, as the engine that decides sees it.
    fn ways_of(&self, meeting: &mut Meeting<'_>) {
        let Candidate { duty, prohibition, act, at } = meeting.pair;
        let house = [duty, prohibition].map(|rule| self.statute_of(rule).matter.id.clone());
        let adoption = Adoption { house: house.into(), positions: Vec::new() };
        // Of this pair alone: whatever else stands against the flow is another meeting.
        let mut law = self.in_force(&adoption, at);
        law.rules.retain(|rule| rule.id == duty.id || rule.id == prohibition.id);
        let places = self.rules.iter().enumerate();
        let pair = places.filter(|(_, rule)| rule.id == duty.id || rule.id == prohibition.id);
        law.in_force = pair.map(|(place, _)| place).collect();
        let question = Question { act, situation: &meeting.witness, live: None, offers: &[] };
        if !prohibition.obliges() {
            return;
        }
        for way in law.answer(&question).ways_out {
            let waits = way.moves.iter().any(|step| step.kind == MoveKind::Time);
            let periodical = duty.duty.as_ref().is_some_and(|body| body.within.is_some());
            // Waiting is a way only where the duty waits too.
            if !(waits && periodical) {
                meeting.moves.push(way.moves.into_iter().map(|step| step.key).collect());
            }
        }
    }

    /// What is written for a collision of these two rules.
    fn throughs_of(&self, meeting: &mut Meeting<'_>) {
        let (duty, prohibition) = meeting.ids();
        for through in self.throughs.iter().filter(|one| one.is_of(duty, prohibition)) {
            let keys = through.orders.iter().map(|order| (through.key.clone(), order.key.clone()));
            meeting.orders.extend(keys);
            meeting.decides.extend(through.decides.is_some().then(|| through.key.clone()));
        }
    }

    fn class(&self, meeting: &Meeting<'_>) -> Class {
        let Candidate { duty, prohibition, .. } = meeting.pair;
        if !prohibition.obliges() {
            return Class::Yields;
        }
        let nothing = meeting.moves.is_empty() && !self.is_led_through(meeting);
        match (nothing, duty.force == Force::Binding) {
            (true, true) => Class::Conflict,
            (true, false) => Class::Yields,
            (false, _) if meeting.moves.iter().any(|way| !self.waits(way)) => Class::Condition,
            (false, _) => Class::Order,
        }
    }

    /// Whether an order of steps leads through that a source describes: one that nobody verified settles nothing.
    fn is_led_through(&self, meeting: &Meeting<'_>) -> bool {
        let (duty, prohibition) = meeting.ids();
        let throughs = self.throughs.iter().filter(|one| one.is_of(duty, prohibition));
        let mut orders = throughs.flat_map(|one| &one.orders);
        orders.any(|order| order.certainty != Certainty::U)
    }

    /// Whether a way out waits for something.
    fn waits(&self, keys: &[String]) -> bool {
        let time = |key: &String| {
            self.moves.iter().any(|step| step.key == *key && step.kind == MoveKind::Time)
        };
        keys.iter().any(time)
    }

    /// The day whose law is asked about a pair, where the duty is law.
    pub fn day_of(&self, pair: &Candidate<'_>) -> String {
        let zone = &self.statute_of(pair.duty).matter.zone;
        let there = pair.at.in_tz(zone).map(|there| there.date());
        there.unwrap_or_else(|_| pair.at.to_zoned_datetime(TimeZone::UTC).date()).to_string()
    }

    /// The meetings as a text that is committed beside the book and read by people.
    pub fn meetings_text(&self, meetings: &[Meeting<'_>]) -> String {
        let mut text = String::from(TABLE_HEAD);
        for meeting in meetings {
            let Candidate { duty, prohibition, act, .. } = meeting.pair;
            let act = &self.schema.act_entry(act).name;
            let day = self.day_of(&meeting.pair);
            let class = meeting.class.word();
            text.push_str(&format!("\n{class} {act} {day}\n  {}\n  {}\n", duty.id, prohibition.id));
            let story = meeting.story.iter().map(|one| format!("{}={}", one.fact, one.value));
            text.push_str(&format!("  if {}\n", story.collect::<Vec<_>>().join(" ")));
            for (through, order) in &meeting.orders {
                text.push_str(&format!("  order {through}/{order}\n"));
            }
            for through in &meeting.decides {
                text.push_str(&format!("  decides {through}\n"));
            }
            for way in &meeting.moves {
                text.push_str(&format!("  way {}\n", way.join(" + ")));
            }
        }
        text
    }
}

const TABLE_HEAD: &str = "\
# Where a duty and a prohibition of the book meet. Written by `tidegate law conflicts --write`, never by hand.
# Each: class, act, the day whose law is asked; the duty; the prohibition; the facts that make both apply;
# orders of steps from ways-through.toml, and where a named person decides besides; ways out from moves.toml.
";

impl Book {
    /// What of a meeting's story is otherwise than the book takes it to be where nobody says anything: such a meeting
    /// comes about only once somebody says so.
    pub fn supposed<'m>(&self, meeting: &'m Meeting<'_>) -> Vec<&'m Finding> {
        let against = |finding: &&Finding| {
            let entry = self.schema.fact(&finding.fact).map(|fact| self.schema.entry(fact));
            let taken = entry.and_then(|entry| entry.assume.as_ref());
            taken.is_some_and(|taken| *taken != finding.value)
        };
        meeting.story.iter().filter(against).collect()
    }
}

impl<'b> Meeting<'b> {
    /// The ids of the pair: what is demanded, what is forbidden.
    pub fn ids(&self) -> (&'b RuleId, &'b RuleId) {
        (&self.pair.duty.id, &self.pair.prohibition.id)
    }
}

#[cfg(test)]
mod tests;
