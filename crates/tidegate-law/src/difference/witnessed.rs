//! Situations in which two versions decide otherwise: searched for, told as shortly as can be, and put to the engine of
//! both versions, whose outcomes are what counts.

use jiff::Timestamp;

use super::course::{acted_on, histories};
use super::{History, Lane, Otherwise, Outcome, RuleChange, Side, Span, Versions, Witnessed};
use crate::answer::{Answer, Finding, Ground};
use crate::book::{Adoption, Book};
use crate::decide::Question;
use crate::fact::FactValue;
use crate::meeting::Effort;
use crate::schema::{ActIndex, FactIndex};
use crate::situation::{Condition, Situation, Truth};
use crate::statute::{Rule, RuleId};

/// How many steps one search may take before the solver is asked for a situation.
const STEPS: u32 = 20_000;
/// How many steps are spent on a situation that the solver says there is not.
const FEW_STEPS: u32 = 2_000;
/// The days on which a duty is begun that counts otherwise: a year has every week-end and holiday.
const DAYS: i64 = 400;

/// What holds beside the conditions that are told.
#[derive(Debug, Default, Clone)]
pub(crate) struct Beside {
    /// The positions that are taken.
    pub(crate) positions: Vec<(FactIndex, usize)>,
    /// What else has to hold.
    pub(crate) also: Vec<Condition>,
}

impl Beside {
    fn conditions(&self) -> Vec<Condition> {
        let taken = self.positions.iter();
        let taken = taken.map(|(fact, place)| Condition::Is { fact: *fact, values: 1 << place });
        taken.chain(self.also.iter().cloned()).collect()
    }
}

/// What is asked of a rule in the version in which it applies, beside the other version.
pub(crate) struct Applying<'v> {
    /// The rule that applies.
    pub(crate) rule: &'v Rule,
    /// The same rule in the other version, where it is in force and about the act, and does not apply.
    pub(crate) other: Option<&'v Rule>,
    /// Whether it is the new version in which it applies.
    pub(crate) gained: bool,
}

impl Versions {
    /// The sentences about the world that the old version alone has.
    fn old_world(&self) -> Vec<Condition> {
        let known = |one: &Condition| self.new.world.iter().any(|two| two.condition == *one);
        let world = self.old.world.iter().map(|one| &one.condition);
        world.filter(|one| !known(one)).cloned().collect()
    }

    /// The most ordinary situation in which some conditions hold, and others beside them, in a world that is possible
    /// for both versions; none if none was found.
    pub(crate) fn situation(&self, told: &[Condition], beside: &Beside) -> Option<Situation> {
        let (told, also) = (told.iter().collect::<Vec<_>>(), self.beside(beside));
        let also: Vec<&Condition> = also.iter().collect();
        let found = self.new.witness(&told, &also, &mut Effort::of(STEPS))?;
        Some(self.new.plainer(found, &told, &also))
    }

    /// Whether a short search finds a situation, where nobody should.
    pub(crate) fn finds(&self, told: &[Condition], beside: &Beside) -> bool {
        let (told, also) = (told.iter().collect::<Vec<_>>(), self.beside(beside));
        let also: Vec<&Condition> = also.iter().collect();
        self.new.witness(&told, &also, &mut Effort::of(FEW_STEPS)).is_some()
    }

    fn beside(&self, beside: &Beside) -> Vec<Condition> {
        [beside.conditions(), self.old_world()].concat()
    }

    /// A situation that somebody else found, with the ordinary value of each fact wherever all still holds.
    pub(crate) fn made_ordinary(
        &self,
        mut found: Situation,
        told: &[Condition],
        beside: &Beside,
    ) -> Option<Situation> {
        let also = self.beside(beside);
        let world = self.new.world.iter().map(|one| &one.condition);
        let all: Vec<&Condition> = told.iter().chain(&also).chain(world).collect();
        let holds = |one: &Situation| all.iter().all(|all| all.truth(one) == Truth::True);
        if !holds(&found) {
            return None;
        }
        for fact in self.new.schema.places() {
            for place in self.new.ordinary(fact) {
                let mut other = found.clone();
                other.set_place(fact, place);
                if holds(&other) {
                    found = other;
                    break;
                }
            }
        }
        Some(found)
    }

    /// The facts on which it rests that some conditions hold.
    pub(crate) fn told(&self, situation: &Situation, told: &[Condition]) -> Vec<Finding> {
        self.new.story(situation, &told.iter().collect::<Vec<_>>())
    }

    /// What both versions answer to an act at an instant.
    fn answers(
        &self,
        act: ActIndex,
        situation: &Situation,
        adoption: &Adoption,
        at: Timestamp,
    ) -> (Answer, Answer) {
        let question = Question { act, situation, live: None, offers: &[] };
        let answer = |book: &Book| book.in_force(adoption, at).answer_in_brief(&question);
        (answer(&self.old), answer(&self.new))
    }

    /// The instants at which a difference within a span is shown: the one closest to the instant asked about and, where
    /// the dates themselves differ, those around them.
    fn instants(span: Span, asked: Timestamp, dated: bool) -> Vec<(Timestamp, bool)> {
        let mut all = vec![(span.closest(asked), true)];
        if dated {
            all.extend(span.around());
        }
        all.sort();
        all.dedup();
        all
    }

    /// The difference that a rule makes in a situation in which one version applies it and the other does not.
    pub(crate) fn answered(
        &self,
        (one, act): (&Applying<'_>, ActIndex),
        (situation, told): (Situation, &[Condition]),
        adoption: Adoption,
        (span, asked, dated): (Span, Timestamp, bool),
    ) -> Witnessed {
        let story = self.told(&situation, told);
        let mut otherwise = match Lane::of(one.rule) {
            Lane::Beside => Otherwise::Beside,
            Lane::Forbids | Lane::Owed => Otherwise::Answer,
        };
        let (mut sides, mut confirmed) = (Vec::new(), true);
        for (at, within) in Self::instants(span, asked, dated) {
            let (old, new) = self.answers(act, &situation, &adoption, at);
            if within {
                let (applies, not) = if one.gained { (&new, &old) } else { (&old, &new) };
                let other = one.other.unwrap_or(one.rule);
                confirmed &= names(applies, &one.rule.id) && !names(not, &other.id);
                if otherwise == Otherwise::Answer && old.decision.kind() == new.decision.kind() {
                    otherwise = Otherwise::Grounds;
                }
            }
            sides.push(Side {
                at,
                within,
                history: None,
                old: Outcome::Answer(Box::new(old)),
                new: Outcome::Answer(Box::new(new)),
            });
        }
        let act = Some(act);
        Witnessed { otherwise, act, span, story, situation, adoption, sides, confirmed }
    }

    /// A change from one answer to another in a situation.
    pub(crate) fn turned(
        &self,
        act: ActIndex,
        situation: Situation,
        story: Vec<Finding>,
        adoption: Adoption,
        (span, asked): (Span, Timestamp),
    ) -> Witnessed {
        let at = span.closest(asked);
        let (old, new) = self.answers(act, &situation, &adoption, at);
        let confirmed = old.decision.kind() != new.decision.kind();
        let (old, new) = (Outcome::Answer(Box::new(old)), Outcome::Answer(Box::new(new)));
        let sides = vec![Side { at, within: true, history: None, old, new }];
        let (otherwise, act) = (Otherwise::Answer, Some(act));
        Witnessed { otherwise, act, span, story, situation, adoption, sides, confirmed }
    }

    /// The difference between two versions of a duty in a situation, in the first course of events that shows one.
    pub(crate) fn owed(
        &self,
        change: &RuleChange<'_>,
        (situation, told): (Situation, &[Condition]),
        adoption: Adoption,
        (span, asked, dated): (Span, Timestamp, bool),
    ) -> Option<Witnessed> {
        let begun = span.closest(asked);
        let counting = change.aspects.contains(&super::Aspect::Counting);
        let days = if counting { DAYS } else { 1 };
        let day = |day: i64| begun.checked_add(jiff::Span::new().hours(24 * day)).ok();
        let begins = (0..days).filter_map(day).filter(|at| span.holds(*at));
        let mut shown = begins.flat_map(|at| self.courses(change, at)).filter_map(|history| {
            let side = self.instances(change, &situation, &adoption, (history, true));
            (!side.same()).then_some(side)
        });
        let side = shown.next()?;
        let otherwise = match (&side.old, &side.new) {
            (Outcome::Duties(old), Outcome::Duties(new)) if old.is_empty() != new.is_empty() => {
                Otherwise::Owed
            }
            _ => Otherwise::Duty,
        };
        let mut sides = vec![side];
        if dated {
            for (at, within) in span.around() {
                let first = self.courses(change, at).into_iter().next();
                let side = first.map(|history| {
                    self.instances(change, &situation, &adoption, (history, within))
                });
                sides.extend(side.filter(|side| sides.iter().all(|one| one.at != side.at)));
            }
            sides.sort_by_key(|side| side.at);
        }
        let confirmed = sides.iter().all(|side| !side.within || !side.same());
        let story = self.told(&situation, told);
        Some(Witnessed { otherwise, act: None, span, story, situation, adoption, sides, confirmed })
    }

    /// Courses of events that begin at an instant.
    pub(super) fn courses(&self, change: &RuleChange<'_>, at: Timestamp) -> Vec<History> {
        let rules: Vec<&Rule> = change.both().collect();
        let filed_with = |id: &RuleId| -> Option<FactValue> {
            let rule = self.new.rule(id).or_else(|| self.old.rule(id))?;
            rule.duty.as_ref()?.to.capacities().first().cloned()
        };
        histories(&rules, filed_with, at)
    }

    pub(super) fn instances(
        &self,
        change: &RuleChange<'_>,
        situation: &Situation,
        adoption: &Adoption,
        (history, within): (History, bool),
    ) -> Side {
        let of = |book: &Book, rule: Option<&Rule>| {
            let found = rule.map(|rule| history.instances(book, adoption, situation, &rule.id));
            Outcome::Duties(found.unwrap_or_default())
        };
        let (old, new) = (of(&self.old, change.old), of(&self.new, change.new));
        let begun = history.happened.first().map_or(history.asked, |one| match one {
            super::Happened::Event { at, .. } | super::Happened::Filed { at, .. } => *at,
        });
        Side { at: begun, within, history: Some(history), old, new }
    }
}

impl Side {
    /// Whether both versions come to the same.
    pub(super) fn same(&self) -> bool {
        match (&self.old, &self.new) {
            (Outcome::Duties(old), Outcome::Duties(new)) => acted_on(old) == acted_on(new),
            (old, new) => old == new,
        }
    }
}

/// Whether an answer names a rule as a ground, or beside itself.
fn names(answer: &Answer, rule: &RuleId) -> bool {
    let grounds = answer.decision.grounds().iter().filter_map(Ground::rule);
    grounds.chain(&answer.supports).chain(&answer.advice).any(|one| one == rule)
}
