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
        grounds
            .extend(rules.filter_map(|(place, rule)| self.ground(place, rule, &told, situation)));
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

    /// An open rule as a ground: under which readings it applies, or with which facts unknown.
    fn ground(
        &self,
        place: usize,
        rule: &Rule,
        told: &[Told<'_>],
        situation: &Situation,
    ) -> Option<Ground> {
        let applies: Vec<&Told<'_>> =
            told.iter().filter(|one| one.verdict.applying.contains(place)).collect();
        let rule_id = rule.id.clone();
        if !applies.is_empty() {
            let all = applies.len() == told.len();
            let under = || common(applies.iter().map(|one| one.readings.as_slice()));
            let under = if all { Vec::new() } else { under() };
            return Some(Ground::Rule { rule: rule_id, under });
        }
        let may = told.iter().any(|one| one.verdict.open.contains(place));
        may.then(|| Ground::Open { rule: rule_id, unknown: self.unknown(rule, situation) })
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
    pairs
        .into_iter()
        .map(|(duty, prohibition)| {
            let mine: Vec<&[Finding]> = verdicts
                .iter()
                .filter(|v| v.duties.contains(&duty) && v.open.contains(&prohibition))
                .map(|v| v.readings.as_slice())
                .collect();
            let under =
                if mine.len() == verdicts.len() { Vec::new() } else { common(mine.into_iter()) };
            Collision { duty, prohibition, under }
        })
        .collect()
}

/// What each combination of readings gives, with no reading that makes no difference.
fn doubts(verdicts: &[Told<'_>]) -> Vec<Doubt> {
    let mut kept: Vec<usize> = (0..verdicts.first().map_or(0, |v| v.readings.len())).collect();
    for place in kept.clone() {
        let fewer: Vec<usize> = kept.iter().copied().filter(|other| *other != place).collect();
        let tells = |verdict: &Told<'_>| -> Vec<Finding> {
            fewer.iter().filter_map(|at| verdict.readings.get(*at).cloned()).collect()
        };
        let mut seen: BTreeMap<Vec<Finding>, AnswerKind> = BTreeMap::new();
        if verdicts
            .iter()
            .all(|v| *seen.entry(tells(v)).or_insert(v.verdict.kind) == v.verdict.kind)
        {
            kept = fewer;
        }
    }
    let mut doubts: BTreeMap<Vec<Finding>, Doubt> = BTreeMap::new();
    for verdict in verdicts {
        let readings: Vec<Finding> =
            kept.iter().filter_map(|at| verdict.readings.get(*at).cloned()).collect();
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

/// The findings that all lists share.
fn common<'f>(mut lists: impl Iterator<Item = &'f [Finding]>) -> Vec<Finding> {
    let first = lists.next().unwrap_or_default().to_vec();
    lists.fold(first, |kept, list| kept.into_iter().filter(|f| list.contains(f)).collect())
}
