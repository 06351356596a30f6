//! A decision in words: places become ids, names and values.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{AnswerKind, Collision, Decision, Doubt, Finding, Ground, NonEmpty};
use crate::book::LawInForce;
use crate::decide::completion::{Literal, Verdict};
use crate::decide::judged::Judged;
use crate::fact::FactName;
use crate::program::RuleSet;
use crate::schema::{FactIndex, KnownBy};
use crate::situation::Situation;
use crate::statute::{Rule, RuleId};

impl LawInForce<'_> {
    /// The decision in words; the situation is the one that was judged.
    pub(super) fn worded(&self, judged: Judged, situation: &Situation) -> Decision {
        let contradiction = |constraint: String| refuse(vec![Ground::Contradiction { constraint }]);
        match judged {
            Judged::Contradiction(place) => contradiction(
                self.book.world.get(place).map_or_else(String::new, |known| known.key.clone()),
            ),
            Judged::NoWorld => contradiction("completion".to_owned()),
            Judged::Permit => Decision::Permit,
            Judged::Settled { applying, duties } => {
                let verdict = Verdict {
                    readings: Vec::new(),
                    kind: if duties.is_empty() { AnswerKind::Refuse } else { AnswerKind::Conflict },
                    applying,
                    open: applying,
                    duties,
                };
                self.weighed(&applying, &RuleSet::default(), &[verdict], situation)
            }
            Judged::TooMuchUnknown { applying, unknown } => {
                let mut grounds = self.certain(&applying);
                let unknown = unknown.into_iter().map(|fact| self.name(fact)).collect();
                grounds.push(Ground::TooMuchUnknown { unknown });
                refuse(grounds)
            }
            Judged::PermitIf { conditions } => {
                let sets = conditions.iter().map(|set| self.findings(set)).collect();
                NonEmpty::new(sets).map_or_else(
                    || refuse(Vec::new()),
                    |conditions| Decision::PermitIf { conditions },
                )
            }
            Judged::Weighed { certain, open, verdicts } => {
                self.weighed(&certain, &open, &verdicts, situation)
            }
        }
    }

    /// Refuse, conflict, escalate, in this order of what the readings leave.
    fn weighed(
        &self,
        certain: &RuleSet,
        open: &RuleSet,
        verdicts: &[Verdict],
        situation: &Situation,
    ) -> Decision {
        let told: Vec<Told<'_>> = verdicts.iter().map(|verdict| self.told(verdict)).collect();
        let mut grounds = self.certain(certain);
        let rules = open.iter().filter_map(|place| Some((place, self.book.rules.get(place)?)));
        grounds.extend(rules.flat_map(|(place, rule)| self.grounds(place, rule, &told, situation)));
        if let (Some(collisions), Some(grounds)) =
            (NonEmpty::new(collisions(&told)), NonEmpty::new(grounds.clone()))
        {
            return Decision::Conflict { collisions, grounds };
        }
        if verdicts.iter().all(|verdict| verdict.kind == AnswerKind::Refuse) {
            return refuse(grounds);
        }
        NonEmpty::new(doubts(&told))
            .map_or_else(|| refuse(grounds), |doubts| Decision::Escalate { doubts })
    }

    fn certain(&self, rules: &RuleSet) -> Vec<Ground> {
        let ground = |rule: &Rule| Ground::Rule { rule: rule.id.clone(), under: Vec::new() };
        self.book.rules_in(rules).map(ground).collect()
    }

    /// An open rule as grounds: one for each set of readings under which it applies, or one with the facts that are not
    /// known.
    fn grounds(
        &self,
        place: usize,
        rule: &Rule,
        told: &[Told<'_>],
        situation: &Situation,
    ) -> Vec<Ground> {
        let rule_id = || rule.id.clone();
        let under = alternatives(told, |one| one.verdict.applying.contains(place));
        if !under.is_empty() {
            return under
                .into_iter()
                .map(|under| Ground::Rule { rule: rule_id(), under })
                .collect();
        }
        let may = told.iter().any(|one| one.verdict.open.contains(place));
        let open = || Ground::Open { rule: rule_id(), unknown: self.unknown(rule, situation) };
        may.then(open).into_iter().collect()
    }

    /// The facts that would decide an open rule, readings left aside.
    fn unknown(&self, rule: &Rule, situation: &Situation) -> Vec<FactName> {
        let mut facts = BTreeSet::new();
        rule.condition.each_open_test(situation, &mut |fact, _| {
            facts.insert(fact);
        });
        let reading = |fact: &FactIndex| self.book.schema.entry(*fact).by == KnownBy::Reading;
        facts.into_iter().filter(|fact| !reading(fact)).map(|fact| self.name(fact)).collect()
    }

    fn name(&self, fact: FactIndex) -> FactName {
        self.book.schema.entry(fact).name.clone()
    }

    /// Facts with values in words.
    pub(crate) fn findings(&self, literals: &[Literal]) -> Vec<Finding> {
        let finding = |(fact, place): &Literal| {
            let entry = self.book.schema.entry(*fact);
            let value = entry.values.get(*place)?.value.clone();
            Some(Finding { fact: entry.name.clone(), value })
        };
        literals.iter().filter_map(finding).collect()
    }

    fn told<'v>(&self, verdict: &'v Verdict) -> Told<'v> {
        let ids = |rules: &RuleSet| self.book.rules_in(rules).map(|rule| rule.id.clone()).collect();
        Told {
            verdict,
            readings: self.findings(&verdict.readings),
            applying: ids(&verdict.applying),
            open: ids(&verdict.open),
            duties: ids(&verdict.duties),
        }
    }
}

/// A verdict with its words; ids are in the order of the alphabet.
struct Told<'v> {
    verdict: &'v Verdict,
    readings: Vec<Finding>,
    applying: BTreeSet<RuleId>,
    open: BTreeSet<RuleId>,
    duties: BTreeSet<RuleId>,
}

impl Told<'_> {
    /// The readings at some places.
    fn at(&self, places: &[usize]) -> Vec<Finding> {
        places.iter().filter_map(|at| self.readings.get(*at).cloned()).collect()
    }
}

/// A refusal; without any ground it is one all the same, and says that none could be named.
fn refuse(grounds: Vec<Ground>) -> Decision {
    let nothing = || NonEmpty::one(Ground::TooMuchUnknown { unknown: Vec::new() });
    Decision::Refuse { grounds: NonEmpty::new(grounds).unwrap_or_else(nothing) }
}

/// The pairs that collide, with the readings common to all verdicts in which they do.
fn collisions(verdicts: &[Told<'_>]) -> Vec<Collision> {
    let mut pairs: BTreeSet<(RuleId, RuleId)> = BTreeSet::new();
    for verdict in verdicts.iter().filter(|one| one.verdict.kind == AnswerKind::Conflict) {
        for duty in &verdict.duties {
            let rules = if verdict.applying.is_empty() { &verdict.open } else { &verdict.applying };
            pairs.extend(rules.iter().map(|rule| (duty.clone(), rule.clone())));
        }
    }
    let mut all = Vec::new();
    for (duty, prohibition) in pairs {
        let collide =
            |one: &Told<'_>| one.duties.contains(&duty) && one.open.contains(&prohibition);
        let under = alternatives(verdicts, collide);
        all.extend(under.into_iter().map(|under| Collision {
            duty: duty.clone(),
            prohibition: prohibition.clone(),
            under,
        }));
    }
    all
}

/// What each combination of readings gives, with no reading that makes no difference.
fn doubts(verdicts: &[Told<'_>]) -> Vec<Doubt> {
    let kept = telling(verdicts, |one| one.verdict.kind);
    let mut doubts: BTreeMap<Vec<Finding>, Doubt> = BTreeMap::new();
    for verdict in verdicts {
        let readings = verdict.at(&kept);
        let doubt = doubts.entry(readings.clone()).or_insert_with(|| Doubt {
            readings,
            answer: verdict.verdict.kind,
            rules: Vec::new(),
        });
        doubt.rules.extend(verdict.open.iter().cloned());
        doubt.rules.sort();
        doubt.rules.dedup();
    }
    doubts.into_values().collect()
}

/// The places of the readings without which what is asked of a verdict could not be told from the others.
fn telling<T: PartialEq>(verdicts: &[Told<'_>], of: impl Fn(&Told<'_>) -> T) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..verdicts.first().map_or(0, |one| one.readings.len())).collect();
    for place in kept.clone() {
        let fewer: Vec<usize> = kept.iter().copied().filter(|other| *other != place).collect();
        let mut seen: BTreeMap<Vec<Finding>, T> = BTreeMap::new();
        let told =
            |one: &Told<'_>| *seen.entry(one.at(&fewer)).or_insert_with(|| of(one)) == of(one);
        if verdicts.iter().all(told) {
            kept = fewer;
        }
    }
    kept
}

/// The sets of readings under which something holds: it does wherever one of them is taken whole, and nowhere else. One
/// empty set where it holds under every reading, none where it holds under none.
fn alternatives(verdicts: &[Told<'_>], holds: impl Fn(&Told<'_>) -> bool) -> Vec<Vec<Finding>> {
    let kept = telling(verdicts, &holds);
    let sides = |side: bool| -> BTreeSet<Vec<Finding>> {
        verdicts.iter().filter(|one| holds(one) == side).map(|one| one.at(&kept)).collect()
    };
    let (yes, no) = (sides(true), sides(false));
    let excludes = |set: &[Finding]| !no.iter().any(|one| set.iter().all(|f| one.contains(f)));
    let mut all = BTreeSet::new();
    for mut set in yes {
        for finding in set.clone() {
            let fewer: Vec<Finding> = set.iter().filter(|one| **one != finding).cloned().collect();
            if excludes(&fewer) {
                set = fewer;
            }
        }
        all.insert(set);
    }
    all.into_iter().collect()
}
