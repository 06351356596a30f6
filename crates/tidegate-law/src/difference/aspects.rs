//! What is written differently in a rule, aspect by aspect, and which rules of two versions are one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Turn, Versions};
use crate::book::Book;
use crate::fact::FactValue;
use crate::statute::{Addressees, Duty, Rule, RuleId, RuleKind};

/// A part of a rule that is written differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Its name, or the article that it stands under.
    Name,
    /// Its sentence.
    Words,
    /// How its text was read.
    Certainty,
    /// The numbers under which it was cited.
    Citation,
    /// Its Cedar is written differently and compiles to the same.
    Written,
    /// When it applies, or whom it binds.
    Condition,
    /// The acts it is about.
    Acts,
    /// Whether it refuses, obliges or advises.
    Force,
    /// When it is in force.
    Dates,
    /// The period of a duty.
    Period,
    /// The word of a duty that has no number.
    Word,
    /// To whom it is owed.
    Addressees,
    /// Which classes of content it covers.
    Content,
    /// What the filing must say.
    Fields,
    /// What starts its clock.
    Start,
    /// The law of which instant governs it.
    Governed,
    /// How long to keep.
    Keep,
    /// What one instance is about.
    Per,
    /// How often it starts.
    Starts,
    /// Since when what was filed counts.
    Already,
    /// In which zone, by which rules and with which holidays its statute counts.
    Counting,
}

impl Aspect {
    /// Whether it can make a decision come out differently.
    #[must_use]
    pub fn decides(self) -> bool {
        match self {
            Self::Name | Self::Words | Self::Certainty | Self::Citation | Self::Written => false,
            Self::Condition
            | Self::Acts
            | Self::Force
            | Self::Dates
            | Self::Period
            | Self::Word
            | Self::Addressees
            | Self::Content
            | Self::Fields
            | Self::Start
            | Self::Governed
            | Self::Keep
            | Self::Per
            | Self::Starts
            | Self::Already
            | Self::Counting => true,
        }
    }

    /// Whether it is part of what a duty demands, beside when it is owed.
    #[must_use]
    pub fn of_duty(self) -> bool {
        self.decides() && !matches!(self, Self::Condition | Self::Dates)
    }
}

/// A rule of which the two versions do not have the same.
#[derive(Debug, Clone)]
pub struct RuleChange<'v> {
    /// As the old version has it.
    pub old: Option<&'v Rule>,
    /// As the new version has it.
    pub new: Option<&'v Rule>,
    /// What is written differently, where both have it.
    pub aspects: Vec<Aspect>,
}

impl<'v> RuleChange<'v> {
    /// Added, taken out or changed.
    #[must_use]
    pub fn turn(&self) -> Turn {
        match (self.old, self.new) {
            (None, _) => Turn::Added,
            (Some(_), None) => Turn::Removed,
            (Some(_), Some(_)) => Turn::Changed,
        }
    }

    /// Whether nothing is written differently that a decision could rest on.
    #[must_use]
    pub fn decides_the_same(&self) -> bool {
        self.turn() == Turn::Changed && !self.aspects.iter().any(|aspect| aspect.decides())
    }

    /// Whether it could change an answer to a flow: of a duty, by when it is owed, to whom and with what.
    #[must_use]
    pub fn could_answer(&self) -> bool {
        let touches = |aspect: &Aspect| match aspect {
            Aspect::Condition
            | Aspect::Acts
            | Aspect::Force
            | Aspect::Dates
            | Aspect::Addressees
            | Aspect::Content => true,
            Aspect::Name
            | Aspect::Words
            | Aspect::Certainty
            | Aspect::Citation
            | Aspect::Written
            | Aspect::Period
            | Aspect::Word
            | Aspect::Fields
            | Aspect::Start
            | Aspect::Governed
            | Aspect::Keep
            | Aspect::Per
            | Aspect::Starts
            | Aspect::Already
            | Aspect::Counting => false,
        };
        self.turn() != Turn::Changed || self.aspects.iter().any(touches)
    }

    /// Both versions of it, as far as there are.
    pub fn both(&self) -> impl Iterator<Item = &'v Rule> + Clone + use<'v> {
        self.old.into_iter().chain(self.new)
    }

    /// Its id: that of the new version, where it has one.
    #[must_use]
    pub fn id(&self) -> Option<&'v RuleId> {
        self.new.or(self.old).map(|rule| &rule.id)
    }
}

/// Every rule that is not the same in both, in the order of the new version, then of the old one.
pub(super) fn changes(versions: &Versions) -> Vec<RuleChange<'_>> {
    let (old, new) = (&versions.old, &versions.new);
    let mut taken: BTreeSet<&RuleId> = BTreeSet::new();
    let mut changes = Vec::new();
    for rule in &new.rules {
        let named = old.rule(&rule.id);
        let same = |one: &&Rule| {
            new.rule(&one.id).is_none() && !taken.contains(&one.id) && {
                let found = aspects(versions, one, rule);
                one.kind == rule.kind && !found.iter().any(|aspect| aspect.decides())
            }
        };
        let before = named.or_else(|| old.rules.iter().find(same));
        // A name under which another kind of rule stands is not the same rule.
        let before = before.filter(|before| before.kind == rule.kind);
        let aspects = before.map_or_else(Vec::new, |before| aspects(versions, before, rule));
        if let Some(before) = before {
            taken.insert(&before.id);
            if aspects.is_empty() {
                continue;
            }
        }
        changes.push(RuleChange { old: before, new: Some(rule), aspects });
    }
    let gone = old.rules.iter().filter(|rule| !taken.contains(&rule.id));
    changes.extend(gone.map(|rule| RuleChange { old: Some(rule), new: None, aspects: Vec::new() }));
    changes
}

/// What is written differently in two versions of a rule.
pub(super) fn aspects(versions: &Versions, old: &Rule, new: &Rule) -> Vec<Aspect> {
    let plain = [
        (Aspect::Name, old.id != new.id),
        (Aspect::Words, old.words != new.words),
        (Aspect::Certainty, old.certainty != new.certainty),
        (Aspect::Citation, old.formerly != new.formerly),
        (Aspect::Condition, old.condition != new.condition),
        (Aspect::Acts, old.kind != RuleKind::Duty && old.acts != new.acts),
        (Aspect::Force, old.force != new.force),
        (Aspect::Dates, (old.from, old.until) != (new.from, new.until)),
    ];
    let mut found: Vec<Aspect> =
        plain.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect();
    if let (Some(one), Some(other)) = (&old.duty, &new.duty) {
        found.extend(of_duty(one, other));
        let moved = !same_start(versions, one.after.as_ref(), other.after.as_ref());
        let starts = |duty: &Duty| {
            (duty.from.clone(), duty.or_from.clone(), duty.given.clone(), duty.due.clone())
        };
        if moved || starts(one) != starts(other) {
            found.push(Aspect::Start);
        }
        if counting(&versions.old, old) != counting(&versions.new, new) {
            found.push(Aspect::Counting);
        }
    }
    if found.is_empty() && old.cedar != new.cedar {
        found.push(Aspect::Written);
    }
    found
}

/// Whether the duty whose filing starts another is the same, though it may stand under another name.
fn same_start(versions: &Versions, old: Option<&RuleId>, new: Option<&RuleId>) -> bool {
    match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) if old == new => true,
        (Some(old), Some(new)) => {
            let (here, there) = (versions.old.rule(old), versions.new.rule(new));
            let alike = |(one, other): (&Rule, &Rule)| {
                let (Some(before), Some(after)) = (&one.duty, &other.duty) else { return false };
                one.condition == other.condition && of_duty(before, after).next().is_none()
            };
            versions.new.rule(old).is_none() && here.zip(there).is_some_and(alike)
        }
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn of_duty(old: &Duty, new: &Duty) -> impl Iterator<Item = Aspect> {
    let parts = [
        (Aspect::Acts, old.act != new.act),
        (Aspect::Period, old.within != new.within),
        (Aspect::Word, old.word != new.word),
        (Aspect::Addressees, addressees(&old.to) != addressees(&new.to)),
        (Aspect::Content, sorted(&old.content) != sorted(&new.content)),
        (Aspect::Fields, sorted(&old.fields) != sorted(&new.fields)),
        (Aspect::Governed, old.governed != new.governed),
        (Aspect::Keep, old.retain != new.retain),
        (Aspect::Per, old.per != new.per),
        (Aspect::Starts, old.starts != new.starts),
        (Aspect::Already, old.already != new.already),
    ];
    parts.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect)
}

/// A list in which the order says nothing.
fn sorted<T: Ord>(list: &[T]) -> BTreeSet<&T> {
    list.iter().collect()
}

/// To whom, and whether one of them suffices.
fn addressees(to: &Addressees) -> (bool, BTreeSet<&FactValue>) {
    (matches!(to, Addressees::Any(_)), sorted(to.capacities()))
}

/// How the statute of a rule counts.
fn counting<'b>(book: &'b Book, rule: &Rule) -> (&'b str, &'b str, &'b str) {
    let matter = &book.statute_of(rule).matter;
    (&matter.zone, &matter.counting, &matter.calendar)
}
