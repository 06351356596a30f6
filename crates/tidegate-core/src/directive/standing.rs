//! How far a directive has come, read off the record at an instant.

use jiff::Timestamp;

use crate::act::Recipient;
use crate::case::{Case, Entry};
use crate::event::{
    DirectiveAnswer, DirectiveAnswered, DirectiveIssued, DirectiveReviewed, MeasureReported,
    MeasureResult, MeasureShown, MeasureVerified, Review,
};
use crate::id::DirectiveId;

/// What a directive waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Awaits {
    /// Its bearer's answer.
    Answer,
    /// What it asks for.
    Measures,
    /// A decision: its bearer contests it, or asks for time.
    Review,
    /// The verification of what was reported.
    Verification,
    /// Nothing: every measure was verified.
    Met,
    /// Nothing: it was withdrawn.
    Withdrawn,
    /// Nothing: another stands in its place.
    Replaced,
}

impl Awaits {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Answer,
        Self::Measures,
        Self::Review,
        Self::Verification,
        Self::Met,
        Self::Withdrawn,
        Self::Replaced,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Measures => "measures",
            Self::Review => "review",
            Self::Verification => "verification",
            Self::Met => "met",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
        }
    }

    /// Whether the directive still asks for something.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Answer | Self::Measures | Self::Review | Self::Verification => true,
            Self::Met | Self::Withdrawn | Self::Replaced => false,
        }
    }
}

/// How far a measure has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Done {
    /// Nothing was reported.
    Open,
    /// It was reported and not yet verified.
    Reported,
    /// What was reported was not enough.
    SentBack,
    /// It was verified.
    Met,
}

impl Done {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reported => "reported",
            Self::SentBack => "sent_back",
            Self::Met => "met",
        }
    }
}

/// A measure of a directive, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureStanding {
    /// Counted from one.
    pub number: u32,
    /// How far it has come.
    pub done: Done,
    /// Until when; none where neither it nor the directive has a time.
    pub due: Option<Timestamp>,
    /// When what was verified in the end was reported; of an open one nothing.
    pub reported: Option<Timestamp>,
    /// How many installations it was reported for last, and of how many, where that was said.
    pub part: Option<(u32, u32)>,
}

impl MeasureStanding {
    /// Whether its time is over and what counts was not reported within it.
    #[must_use]
    pub fn is_late(&self, at: Timestamp) -> bool {
        let Some(due) = self.due else { return false };
        match self.done {
            Done::Open | Done::SentBack => at > due,
            Done::Reported | Done::Met => self.reported.is_some_and(|reported| reported > due),
        }
    }
}

/// One step in the life of a directive, as it stands on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<'c> {
    /// Its bearer answered.
    Answered(Entry<'c, DirectiveAnswered>),
    /// Who issued it decided.
    Reviewed(Entry<'c, DirectiveReviewed>),
    /// A measure was reported.
    Reported(Entry<'c, MeasureReported>),
    /// A measure was verified.
    Verified(Entry<'c, MeasureVerified>),
}

impl Step<'_> {
    /// Its place in the case.
    #[must_use]
    pub fn seq(&self) -> u64 {
        match self {
            Self::Answered(entry) => entry.seq,
            Self::Reviewed(entry) => entry.seq,
            Self::Reported(entry) => entry.seq,
            Self::Verified(entry) => entry.seq,
        }
    }
}

/// A directive with everything that became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectiveStanding<'c> {
    /// As it was issued.
    pub issued: Entry<'c, DirectiveIssued>,
    /// What it waits for.
    pub awaits: Awaits,
    /// Its measures in order.
    pub measures: Vec<MeasureStanding>,
    /// What happened since, in order.
    pub steps: Vec<Step<'c>>,
}

impl DirectiveStanding<'_> {
    /// The first time at which something that is open is due.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        let open = |measure: &&MeasureStanding| measure.done != Done::Met;
        self.measures.iter().filter(open).filter_map(|measure| measure.due).min()
    }

    /// Whether it is open and something of it is late.
    #[must_use]
    pub fn is_late(&self, at: Timestamp) -> bool {
        self.awaits.is_open() && self.measures.iter().any(|measure| measure.is_late(at))
    }

    /// Whether its bearer has answered it in any way, or has reported a measure.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Answered(_) | Step::Reported(_)))
    }
}

impl Case {
    /// Every directive and request of the case, in the order in which they were issued, with what became of them.
    #[must_use]
    pub fn directive_standings(&self) -> Vec<DirectiveStanding<'_>> {
        self.directives().map(|issued| self.standing(issued)).collect()
    }

    /// One directive with what became of it.
    #[must_use]
    pub fn directive_standing(&self, id: DirectiveId) -> Option<DirectiveStanding<'_>> {
        let issued = self.directives().find(|entry| entry.event.directive == id)?;
        Some(self.standing(issued))
    }

    /// Whether the letter of a directive reached its bearer.
    #[must_use]
    pub fn directive_reached(&self, issued: &DirectiveIssued) -> bool {
        let to = Recipient::Party(issued.to);
        issued.letter.is_some_and(|letter| {
            self.passages().any(|one| one.event.to == to && one.event.items.contains(&letter))
        })
    }

    fn standing<'c>(&'c self, issued: Entry<'c, DirectiveIssued>) -> DirectiveStanding<'c> {
        let id = issued.event.directive;
        let steps = self.steps_of(id);
        let measures = measures(issued.event, &steps);
        let replaced = self.directives().any(|entry| entry.event.replaces == Some(id));
        let awaits = awaits(&steps, &measures, replaced);
        DirectiveStanding { issued, awaits, measures, steps }
    }

    fn steps_of(&self, id: DirectiveId) -> Vec<Step<'_>> {
        let answers = self.directive_answers().filter(|entry| entry.event.directive == id);
        let reviews = self.directive_reviews().filter(|entry| entry.event.directive == id);
        let reports = self.measure_reports().filter(|entry| entry.event.directive == id);
        let verified = self.verifications().filter(|entry| entry.event.directive == Some(id));
        let mut steps: Vec<Step<'_>> = answers
            .map(Step::Answered)
            .chain(reviews.map(Step::Reviewed))
            .chain(reports.map(Step::Reported))
            .chain(verified.map(Step::Verified))
            .collect();
        steps.sort_by_key(Step::seq);
        steps
    }
}

/// The measures of a directive after its steps.
fn measures(issued: &DirectiveIssued, steps: &[Step<'_>]) -> Vec<MeasureStanding> {
    let extended = steps.iter().rev().find_map(|step| match step {
        Step::Reviewed(entry) => match entry.event.review {
            Review::Extended { until } => Some(until),
            Review::Upheld | Review::Withdrawn => None,
        },
        Step::Answered(_) | Step::Reported(_) | Step::Verified(_) => None,
    });
    let standing = |(number, measure): (u32, &super::Measure)| {
        // More time for all of it never shortens what a measure had.
        let due = measure.due.or(issued.due).map(|due| extended.map_or(due, |more| more.max(due)));
        let mut found =
            MeasureStanding { number, done: Done::Open, due, reported: None, part: None };
        let mut before = (found.done, found.reported);
        for step in steps {
            follow(&mut found, &mut before, step, &measure.text);
        }
        found
    };
    (1_u32..).zip(&issued.measures).map(standing).collect()
}

/// `before` is how it stood before it was last reported as done whole.
fn follow(
    measure: &mut MeasureStanding,
    before: &mut (Done, Option<Timestamp>),
    step: &Step<'_>,
    text: &str,
) {
    match step {
        Step::Reported(entry) if entry.event.measure == measure.number => {
            // A report that comes after a verification changes nothing of what was verified.
            if measure.done == Done::Met {
                return;
            }
            let shown = entry.event.shown.as_ref();
            measure.part = shown.map(|shown| (shown.done, shown.of));
            let was_whole = measure.done == Done::Reported;
            // What was done in part is said and stays owed, even if it was said to be done whole before.
            match shown.is_some_and(MeasureShown::is_part) {
                true if was_whole => (measure.done, measure.reported) = *before,
                true => {}
                false => {
                    if !was_whole {
                        *before = (measure.done, measure.reported);
                    }
                    (measure.done, measure.reported) = (Done::Reported, Some(entry.recorded));
                }
            }
        }
        Step::Verified(entry) => {
            let e = entry.event;
            let meant = match e.number {
                Some(number) => number == measure.number,
                // The first records name the measure by its text.
                None => e.measure == text,
            };
            if meant {
                measure.done = match e.result {
                    MeasureResult::Effective => Done::Met,
                    MeasureResult::Partial | MeasureResult::Ineffective => Done::SentBack,
                };
                // What was verified without a report was done when it was verified, at the latest.
                measure.reported = measure.reported.or(Some(entry.recorded));
            }
        }
        Step::Answered(_) | Step::Reviewed(_) | Step::Reported(_) => {}
    }
}

fn awaits(steps: &[Step<'_>], measures: &[MeasureStanding], replaced: bool) -> Awaits {
    if replaced {
        return Awaits::Replaced;
    }
    let last_review = steps.iter().rev().find_map(|step| match step {
        Step::Reviewed(entry) => Some(entry),
        Step::Answered(_) | Step::Reported(_) | Step::Verified(_) => None,
    });
    if last_review.is_some_and(|entry| entry.event.review == Review::Withdrawn) {
        return Awaits::Withdrawn;
    }
    if measures.iter().all(|measure| measure.done == Done::Met) {
        return Awaits::Met;
    }
    let reviewed = last_review.map_or(0, |entry| entry.seq);
    let asks = |step: &Step<'_>| match step {
        Step::Answered(entry) => {
            let wants = matches!(
                entry.event.answer,
                DirectiveAnswer::AsksForTime { .. } | DirectiveAnswer::Contests { .. }
            );
            wants && entry.seq > reviewed
        }
        Step::Reviewed(_) | Step::Reported(_) | Step::Verified(_) => false,
    };
    if steps.iter().any(asks) {
        return Awaits::Review;
    }
    if measures.iter().any(|measure| measure.done == Done::Reported) {
        return Awaits::Verification;
    }
    match steps.iter().any(|step| matches!(step, Step::Answered(_) | Step::Reported(_))) {
        true => Awaits::Measures,
        false => Awaits::Answer,
    }
}
