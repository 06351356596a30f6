//! What is known of a fact: values in the order recorded, and what they say for a time.

use jiff::Timestamp;
use tidegate_law::FactValue;
use tidegate_law::time::Occurred;

/// One statement of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Established {
    /// The value; none where an earlier statement was withdrawn.
    pub value: Option<FactValue>,
    /// Since when it is so.
    pub occurred: Occurred,
    /// When it was recorded here.
    pub recorded: Timestamp,
    /// From what source.
    pub source: String,
    /// By which event.
    pub seq: u64,
}

/// All statements of one fact about one subject, in the order recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History(Vec<Established>);

impl History {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn push(&mut self, statement: Established) {
        self.0.push(statement);
    }

    /// The statements, withdrawals among them.
    pub fn statements(&self) -> &[Established] {
        &self.0
    }

    /// The last statement, unless it was withdrawn.
    pub fn last(&self) -> Option<&Established> {
        standing(self.0.last())
    }

    /// The last value, whenever it came true.
    pub fn value(&self) -> Option<&FactValue> {
        self.last().and_then(|statement| statement.value.as_ref())
    }

    /// The last statement that had been recorded at `at`, unless it was withdrawn by then.
    pub fn known_at(&self, at: Timestamp) -> Option<&Established> {
        standing(self.0.iter().rfind(|statement| statement.recorded <= at))
    }

    /// What all that is known today says of the instant `at`.
    pub fn as_of(&self, at: Timestamp) -> AsOf<'_> {
        self.as_of_known_at(at, Timestamp::MAX)
    }

    /// What all that had been recorded at `known` says of the instant `at`.
    ///
    /// A statement counts from the instant by which it has certainly come true. Of two statements the later recorded
    /// one counts, unless it certainly came true earlier. Statements whose interval is still running at `at` stand
    /// beside it.
    pub fn as_of_known_at(&self, at: Timestamp, known: Timestamp) -> AsOf<'_> {
        let recorded = self.0.iter().take_while(|statement| statement.recorded <= known);
        let mut as_of = AsOf { settled: None, running: Vec::new() };
        for statement in recorded {
            if statement.value.is_none() {
                as_of = AsOf { settled: None, running: Vec::new() };
            } else if statement.occurred.certainly_by(at) {
                let earlier =
                    |settled: &Established| statement.occurred.certainly_before(&settled.occurred);
                if !as_of.settled.is_some_and(earlier) {
                    as_of.settled = Some(statement);
                }
            } else if statement.occurred.possibly_by(at) {
                as_of.running.push(statement);
            }
        }
        as_of
    }
}

fn standing(statement: Option<&Established>) -> Option<&Established> {
    statement.filter(|statement| statement.value.is_some())
}

/// What is known of a fact for an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOf<'a> {
    /// The statement that had certainly come true.
    pub settled: Option<&'a Established>,
    /// Statements that may or may not have come true by then, because only an interval is known.
    pub running: Vec<&'a Established>,
}

impl<'a> AsOf<'a> {
    /// The value at that instant, if it is the same whatever the intervals hide; else it is unknown.
    pub fn value(&self) -> Option<&'a FactValue> {
        let value = self.settled?.value.as_ref()?;
        let agree = self.running.iter().all(|running| running.value.as_ref() == Some(value));
        agree.then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(seq: u64, value: Option<bool>, occurred: &str) -> Established {
        Established {
            value: value.map(FactValue::boolean),
            occurred: Occurred::parse(occurred, None).unwrap(),
            recorded: format!("2026-12-{:02}T00:00:00Z", seq + 1).parse().unwrap(),
            source: "test".into(),
            seq,
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_value_counts_from_when_it_came_true_and_is_open_while_its_day_runs() {
        let mut history = History::new();
        history.push(statement(0, Some(true), "2021-12-10[UTC]"));
        history.push(statement(1, Some(false), "2021-11-24T00:00:00Z"));
        let value = |when: &str| history.as_of(at(when)).value().map(|v| v.as_str().to_owned());
        assert_eq!(value("2021-11-23T23:59:59Z"), None);
        assert_eq!(value("2021-12-09T23:59:59Z").as_deref(), Some("false"));
        assert_eq!(value("2021-12-10T12:00:00Z"), None);
        assert_eq!(value("2021-12-11T00:00:00Z").as_deref(), Some("true"));
        assert_eq!(history.value().unwrap().as_str(), "false", "the last one recorded");
    }

    #[test]
    fn a_withdrawn_fact_is_unknown_and_not_false() {
        let mut history = History::new();
        history.push(statement(0, Some(true), "2026-01-01T00:00:00Z"));
        history.push(statement(1, None, "2026-01-02T00:00:00Z"));
        assert_eq!(history.last(), None);
        assert_eq!(history.as_of(at("2026-06-01T00:00:00Z")).value(), None);
        assert!(history.known_at(at("2026-12-01T12:00:00Z")).is_some());
        assert!(history.known_at(at("2026-11-30T00:00:00Z")).is_none());
        let then = history.as_of_known_at(at("2026-06-01T00:00:00Z"), at("2026-12-01T12:00:00Z"));
        assert_eq!(then.value().unwrap().as_str(), "true");
    }
}
