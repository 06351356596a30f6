//! The paths of conditions: tests of known facts, each with where to go on.

use super::Step;
use crate::schema::FactIndex;
use crate::situation::{Situation, Truth};

/// Where a path ends.
const TRUE: u32 = u32::MAX;
const FALSE: u32 = u32::MAX - 1;

/// A test, and where to go on.
#[derive(Debug, Clone, Copy)]
struct Test {
    values: u64,
    fact: u32,
    /// Where to go on if the fact has one of the values, and if it has not.
    next: [u32; 2],
}

/// The paths of several conditions in one list.
#[derive(Debug, Clone, Default)]
pub(super) struct Paths {
    tests: Vec<Test>,
    /// Where the path of each condition begins, or ends at once.
    begins: Vec<u32>,
}

impl Paths {
    /// The paths of conditions that are given as steps.
    pub(super) fn of<'s>(conditions: impl IntoIterator<Item = &'s [Step]>) -> Self {
        let mut paths = Self::default();
        for mut steps in conditions {
            let begin = paths.part(&mut steps, TRUE, FALSE);
            paths.begins.push(begin);
        }
        paths
    }

    /// Where the path of a condition ends; none if it comes to a fact that is not known.
    #[inline]
    pub(super) fn end(&self, place: usize, situation: &Situation) -> Option<Truth> {
        let mut at = *self.begins.get(place)?;
        while let Some(test) = self.tests.get(at as usize) {
            let possible = situation.mask(FactIndex(test.fact as usize));
            let [held, failed] = test.next;
            at = match possible & test.values {
                0 => failed,
                some if some == possible => held,
                _ => return None,
            };
        }
        Some(if at == TRUE { Truth::True } else { Truth::False })
    }

    /// Adds one part, which goes on at `held` or at `failed`, and says where it begins. What comes later is added first, so
    /// that it is known where to go.
    fn part(&mut self, rest: &mut &[Step], held: u32, failed: u32) -> u32 {
        // INVARIANT: there is no list without a first step.
        let Some((step, after)) = rest.split_first() else { return failed };
        let (count, all) = match step {
            Step::Is { fact, values } => {
                *rest = after;
                let (fact, next) = (fact.0 as u32, [held, failed]);
                self.tests.push(Test { values: *values, fact, next });
                return self.tests.len() as u32 - 1;
            }
            Step::All(count) => (*count, true),
            Step::Any(count) => (*count, false),
        };
        let (mut inner, after) = after.split_at_checked(count).unwrap_or((after, &[]));
        *rest = after;
        let mut parts: Vec<&[Step]> = Vec::new();
        while !inner.is_empty() {
            let whole = inner;
            past(&mut inner);
            let (part, _) = whole.split_at(whole.len() - inner.len());
            parts.push(part);
        }
        // Nothing but the last part decides it as a whole, if those before did not.
        let mut begin = if all { held } else { failed };
        for mut part in parts.into_iter().rev() {
            begin = match all {
                true => self.part(&mut part, begin, failed),
                false => self.part(&mut part, held, begin),
            };
        }
        begin
    }
}

/// Goes past one part.
fn past(rest: &mut &[Step]) {
    let Some((step, after)) = rest.split_first() else { return };
    *rest = match step {
        Step::Is { .. } => after,
        Step::All(count) | Step::Any(count) => after.get(*count..).unwrap_or(&[]),
    };
}
