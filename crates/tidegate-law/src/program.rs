//! How a rule becomes a program, and how the program runs.
//!
//! A program holds many conditions, each known by a number, and says of a situation which of them hold
//! and which may. It does so in two steps.
//!
//! *The sieve* goes through the facts and not through the rules. Sixty-four conditions stand side by
//! side in a group, one bit each. A group has a column for each fact that can settle one of them alone,
//! and a column has a row for each value: the conditions that this value does not make false.
//!
//! ```text
//! context.paid && context.content != Content::"remedy"        bit 0
//! context.actor_endangers && context.paid                     bit 1
//!
//! column            row of each value, bits 1 0     situation            left standing
//! paid              false: 00   true: 11             true                 11
//! content           remedy: 10  technical: 11        technical            11
//! actor_endangers   false: 01   true: 11             not known            11, the column is passed over
//! ```
//!
//! One *and* for each known fact, and of some sixty conditions a handful is left.
//!
//! *The path* of each of those is then gone. It is the condition with every `not` pushed down to the
//! tests and the short parts first, as tests that say where to go on if they hold and where if they do
//! not, down to true or false. Values are sets of bits, so a test is two *ands*. The path ends at the
//! first fact that is not known; then the steps are run.
//!
//! *The steps* are the same condition in one list: a test, or *all of* or *any of* the next so many
//! steps. Each has three outcomes, and so has the whole.
//!
//! The program says true, false or unknown exactly where [`Condition::truth`] does, which is its
//! definition. The sieve drops only what one known fact makes false, and no further knowledge makes
//! that true again; the path looks at what is known and no further than ordinary logic must, where
//! Kleene's says the same; the steps use De Morgan's laws and the order of parts, which Kleene's logic shares
//! with the ordinary one. A program knows neither acts nor dates nor force: [`crate::book`] makes one
//! for each question that is put to the book.

use std::ops::ControlFlow;

use crate::schema::{FactIndex, Schema};
use crate::situation::{Condition, Situation, Truth};

mod path;
mod set;

use path::Paths;
pub use set::{RULES_MAX, RuleSet};

/// The conditions of a group.
const GROUP: usize = u64::BITS as usize;

/// Conditions compiled together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    groups: Vec<Group>,
}

/// What a program says of a situation. A condition in neither set is false.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Truths {
    /// True whatever the unknown facts are.
    pub(crate) certain: RuleSet,
    /// It depends on what is not known.
    pub(crate) open: RuleSet,
}

impl Truths {
    /// Of these conditions alone.
    pub(crate) fn among(mut self, set: &RuleSet) -> Self {
        self.certain.keep(set);
        self.open.keep(set);
        self
    }

    /// Whether every condition is false.
    pub(crate) fn is_empty(&self) -> bool {
        self.certain.is_empty() && self.open.is_empty()
    }
}

impl Program {
    /// Compiles conditions, each with the number by which it is known.
    pub(crate) fn of<'c>(
        schema: &Schema,
        conditions: impl IntoIterator<Item = (usize, &'c Condition)>,
    ) -> Self {
        let all: Vec<(usize, &Condition)> = conditions.into_iter().collect();
        Self { groups: all.chunks(GROUP).map(|some| Group::of(schema, some)).collect() }
    }

    /// What holds in a situation, and what may.
    pub(crate) fn run(&self, situation: &Situation) -> Truths {
        let mut truths = Truths::default();
        self.each(situation, |number, truth| {
            match truth {
                Truth::True => truths.certain.insert(number),
                Truth::Unknown => truths.open.insert(number),
                Truth::False => {}
            }
            ControlFlow::<()>::Continue(())
        });
        truths
    }

    /// The first condition that holds in a situation, in the order in which they were compiled.
    pub(crate) fn first(&self, situation: &Situation) -> Option<usize> {
        self.each(situation, |number, truth| match truth {
            Truth::True => ControlFlow::Break(number),
            Truth::Unknown | Truth::False => ControlFlow::Continue(()),
        })
    }

    /// Goes through the conditions that the sieve leaves.
    fn each<T>(
        &self,
        situation: &Situation,
        mut found: impl FnMut(usize, Truth) -> ControlFlow<T>,
    ) -> Option<T> {
        for group in &self.groups {
            let mut standing = group.sift(situation);
            while standing != 0 {
                let place = standing.trailing_zeros() as usize;
                if let Some((number, steps)) = group.members.get(place)
                    && let truth = group.paths.end(place, situation)
                    && let truth = truth.unwrap_or_else(|| steps.run(situation))
                    && let ControlFlow::Break(found) = found(*number, truth)
                {
                    return Some(found);
                }
                standing &= standing - 1;
            }
        }
        None
    }
}

/// Up to 64 conditions, and the columns that sift them.
#[derive(Debug, Clone)]
struct Group {
    members: Vec<(usize, Steps)>,
    /// The paths of all members.
    paths: Paths,
    columns: Vec<Column>,
    /// The rows of all columns.
    rows: Vec<u64>,
}

/// A fact that can settle a condition alone, and where its rows begin.
#[derive(Debug, Clone, Copy)]
struct Column {
    fact: FactIndex,
    rows: usize,
}

impl Group {
    fn of(schema: &Schema, conditions: &[(usize, &Condition)]) -> Self {
        let mut columns: Vec<(FactIndex, Vec<u64>)> = Vec::new();
        let mut alone = Situation::unknown(schema);
        for fact in schema.places() {
            let rows = (0..schema.entry(fact).values.len()).map(|place| {
                alone.set_place(fact, place);
                let stands = |(_, (_, condition)): &(usize, &(usize, &Condition))| {
                    condition.truth(&alone) != Truth::False
                };
                let standing = conditions.iter().enumerate().filter(stands);
                standing.fold(0, |row, (bit, _)| row | 1 << bit)
            });
            let rows: Vec<u64> = rows.collect();
            alone.forget(schema, fact);
            columns.push((fact, rows));
        }
        let all = u64::MAX >> (GROUP - conditions.len().clamp(1, GROUP));
        columns.retain(|(_, rows)| rows.iter().any(|row| *row != all));
        let columns = in_order(columns, conditions.len());
        let members = conditions.iter().map(|(number, one)| (*number, Steps::of(schema, one)));
        let members: Vec<(usize, Steps)> = members.collect();
        let mut group = Self {
            paths: Paths::of(members.iter().map(|(_, steps)| steps.0.as_slice())),
            members,
            columns: Vec::new(),
            rows: Vec::new(),
        };
        for (fact, rows) in columns {
            group.columns.push(Column { fact, rows: group.rows.len() });
            group.rows.extend(rows);
        }
        group
    }

    /// The conditions that no known fact makes false by itself, one bit each.
    fn sift(&self, situation: &Situation) -> u64 {
        let mut standing = u64::MAX >> (GROUP - self.members.len().clamp(1, GROUP));
        for column in &self.columns {
            let values = situation.mask(column.fact);
            if values.is_power_of_two() {
                let row = column.rows + values.trailing_zeros() as usize;
                standing &= self.rows.get(row).copied().unwrap_or(u64::MAX);
                if standing == 0 {
                    break;
                }
            }
        }
        standing
    }
}

/// How many columns are chosen one by one, each as it does most beside those before it.
const CHOSEN: usize = 12;

/// What leaves fewest standing comes first, beside the columns before it: a group with nothing left is done with. It is
/// counted as if each value of a fact were as likely as any other; the order decides how long it takes and nothing else.
fn in_order(columns: Vec<(FactIndex, Vec<u64>)>, count: usize) -> Vec<(FactIndex, Vec<u64>)> {
    /// A condition that no column has looked at yet.
    const WHOLE: u64 = 1 << 16;
    let mut standing = vec![WHOLE; count.min(GROUP)];
    let mut left = columns;
    let mut ordered = Vec::with_capacity(left.len());
    let passed = |rows: &[u64], bit: usize, standing: u64| {
        let passing = rows.iter().filter(|row| **row >> bit & 1 == 1).count() as u64;
        standing * passing / (rows.len().max(1) as u64)
    };
    let after = |rows: &[u64], standing: &[u64]| -> u64 {
        standing.iter().enumerate().map(|(bit, one)| passed(rows, bit, *one)).sum()
    };
    while ordered.len() < CHOSEN && !left.is_empty() {
        let best = left.iter().enumerate().min_by_key(|(_, (_, rows))| after(rows, &standing));
        let Some(best) = best.map(|(place, _)| place) else { break };
        let (fact, rows) = left.remove(best);
        let next = standing.iter().enumerate().map(|(bit, one)| passed(&rows, bit, *one));
        standing = next.collect();
        ordered.push((fact, rows));
    }
    left.sort_by_cached_key(|(_, rows)| after(rows, &standing));
    ordered.extend(left);
    ordered
}

/// A condition as a list of steps.
#[derive(Debug, Clone, Default)]
struct Steps(Vec<Step>);

/// One step.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// The fact has one of these values.
    Is { fact: FactIndex, values: u64 },
    /// All parts hold that the next so many steps make up.
    All(usize),
    /// One of them does.
    Any(usize),
}

impl Steps {
    fn of(schema: &Schema, condition: &Condition) -> Self {
        Self(steps(schema, condition, false))
    }

    fn run(&self, situation: &Situation) -> Truth {
        let mut rest = self.0.as_slice();
        part(&mut rest, situation)
    }
}

/// Runs one part and goes past it.
fn part(rest: &mut &[Step], situation: &Situation) -> Truth {
    // INVARIANT: `steps` makes no list without a first step.
    let Some((step, after)) = rest.split_first() else { return Truth::Unknown };
    let (count, settles, otherwise) = match step {
        Step::Is { fact, values } => {
            *rest = after;
            return Truth::of(situation.mask(*fact), *values);
        }
        Step::All(count) => (*count, Truth::False, Truth::True),
        Step::Any(count) => (*count, Truth::True, Truth::False),
    };
    let (mut inner, after) = after.split_at_checked(count).unwrap_or((after, &[]));
    *rest = after;
    let mut truth = otherwise;
    while !inner.is_empty() {
        let one = part(&mut inner, situation);
        if one == settles {
            return settles;
        }
        if one == Truth::Unknown {
            truth = Truth::Unknown;
        }
    }
    truth
}

/// The steps of a condition, or of its contrary.
fn steps(schema: &Schema, condition: &Condition, contrary: bool) -> Vec<Step> {
    match condition {
        Condition::Constant(value) if *value != contrary => vec![Step::All(0)],
        Condition::Constant(_) => vec![Step::Any(0)],
        Condition::Is { fact, values } => {
            let values = if contrary { schema.every(*fact) & !values } else { *values };
            vec![Step::Is { fact: *fact, values }]
        }
        Condition::Not(part) => steps(schema, part, !contrary),
        Condition::All(parts) | Condition::Any(parts) => {
            // De Morgan: the contrary of all is any of the contraries.
            let all = matches!(condition, Condition::All(_)) != contrary;
            let mut parts: Vec<Vec<Step>> =
                parts.iter().map(|part| steps(schema, part, contrary)).collect();
            parts.sort_by_key(Vec::len);
            let inner = parts.concat();
            let head = if all { Step::All(inner.len()) } else { Step::Any(inner.len()) };
            [vec![head], inner].concat()
        }
    }
}

#[cfg(test)]
mod tests;
