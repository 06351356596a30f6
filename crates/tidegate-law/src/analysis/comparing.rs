//! Two versions of the book compared: for each rule that is written otherwise, whether it decides the same, proved, or a
//! situation in which it does not; for each act, between which answers there is a change.
//!
//! The solver is asked first and says whether there is a situation at all; the search for an ordinary one follows, and
//! the engine of both versions says what it decides there. Where the engine does not confirm what the solver said, the
//! difference is marked so and whoever asked has to be told of a fault.

use cedar_policy_symcc::solver::Solver;
use jiff::Timestamp;
use serde_json::Value as Json;

use super::answering::{ANSWERS, Law, in_force, pivots, turned};
use super::proof::{Prover, all, any, applies, is, not};
use super::{NoProof, no_proof};
use crate::answer::AnswerKind;
use crate::book::{Adoption, Book};
use crate::difference::{
    ActCompared, Applying, Aspect, Beside, Found, Lane, RuleChange, Span, Versions, Witnessed,
    answers,
};
use crate::schema::{ActIndex, FactIndex};
use crate::situation::{Condition, Situation, Truth};
use crate::statute::{Rule, RuleKind};

/// What is asked of two versions.
#[derive(Debug, Clone)]
pub struct Asking {
    /// House rules and norms that are on, and positions taken.
    pub adoption: Adoption,
    /// The instant whose law is of most interest.
    pub at: Timestamp,
    /// Whether the law of that instant alone is compared.
    pub only: bool,
}

/// Two versions with a solver.
pub struct Comparer<'v, S: Solver> {
    versions: &'v Versions,
    asking: Asking,
    prover: Prover<'v, S>,
    /// The world of both, and the positions taken.
    frame: Vec<Json>,
    positions: Vec<(FactIndex, usize)>,
}

impl<'v, S: Solver> Comparer<'v, S> {
    /// A comparer of two versions.
    ///
    /// # Errors
    /// Where the solver cannot be used.
    pub fn new(versions: &'v Versions, asking: Asking, solver: S) -> Result<Self, NoProof> {
        let schema = &versions.new.schema;
        let prover = Prover::new(schema, solver)?;
        let world = |book: &Book| -> Vec<Json> {
            book.world.iter().map(|one| applies(Some(&one.clauses))).collect()
        };
        let mut frame = world(&versions.new);
        frame.extend(
            world(&versions.old).into_iter().filter(|one| !frame.contains(one)).collect::<Vec<_>>(),
        );
        let taken = schema.places().filter_map(|fact| {
            let position = asking.adoption.position(&schema.entry(fact).name)?;
            Some((fact, schema.value(fact, &position.value)?))
        });
        let positions: Vec<(FactIndex, usize)> = taken.collect();
        frame.extend(positions.iter().map(|(fact, place)| is(schema, *fact, *place)));
        Ok(Self { versions, asking, prover, frame, positions })
    }

    /// Pairs of rules that stand under different names and were proved to say the same, beside those that are the same
    /// to the letter; each takes the place of an addition and a removal.
    ///
    /// # Errors
    /// A question that the solver does not answer.
    pub async fn paired(
        &mut self,
        changes: Vec<RuleChange<'v>>,
    ) -> Result<Vec<RuleChange<'v>>, NoProof> {
        let (mut gone, rest): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|change| change.new.is_none());
        let mut all = Vec::new();
        for mut change in rest {
            if let (None, Some(new)) = (change.old, change.new) {
                for place in 0..gone.len() {
                    let old = gone.get(place).and_then(|gone| gone.old);
                    if let Some(old) = old
                        && let Some(aspects) = self.one_law(old, new).await?
                    {
                        change = RuleChange { old: Some(old), new: Some(new), aspects };
                        gone.remove(place);
                        break;
                    }
                }
            }
            all.push(change);
        }
        all.extend(gone);
        Ok(all)
    }

    /// What is written differently in two rules of other names, if all that decides is proved to be the same.
    async fn one_law(&mut self, old: &Rule, new: &Rule) -> Result<Option<Vec<Aspect>>, NoProof> {
        let aspects = self.versions.aspects(old, new);
        let other = |aspect: &Aspect| aspect.decides() && *aspect != Aspect::Condition;
        if old.kind != new.kind || aspects.iter().any(other) {
            return Ok(None);
        }
        let (one, two) = (self.form(&self.versions.old, old), self.form(&self.versions.new, new));
        let act = self.act_of(old, new);
        let differ = any(&[all(&[one.clone(), not(&two)]), all(&[two, not(&one)])]);
        let same = self.never(old.id.as_str(), &act, &[differ]).await?;
        Ok(same.then_some(aspects))
    }

    /// Whether a rule decides the same in both versions, or situations in which it does not.
    ///
    /// # Errors
    /// A question that the solver does not answer, or a situation that it says there is and nobody finds.
    pub async fn rule(&mut self, change: &RuleChange<'v>) -> Result<Found, NoProof> {
        if change.decides_the_same() {
            return Ok(Found::Same { proved: false });
        }
        let mut found = Vec::new();
        let mut open = false;
        for span in self.spans(change.both()) {
            let duty = change.both().any(|rule| rule.kind == RuleKind::Duty);
            if duty {
                open |= self.owed(change, span, &mut found).await?;
            } else {
                self.applied(change, span, &mut found).await?;
            }
        }
        if !found.is_empty() {
            return Ok(Found::Differs(found));
        }
        Ok(if open { Found::Unwitnessed } else { Found::Same { proved: true } })
    }

    /// The times that are compared.
    fn spans<'r>(&self, rules: impl Iterator<Item = &'r Rule> + Clone) -> Vec<Span> {
        let mut spans = Span::of(rules);
        spans.retain(|span| !self.asking.only || span.holds(self.asking.at));
        spans
    }

    /// The situations in which a prohibition or permission applies in one version and not in the other.
    async fn applied(
        &mut self,
        change: &RuleChange<'v>,
        span: Span,
        found: &mut Vec<Witnessed>,
    ) -> Result<(), NoProof> {
        let in_force = |rule: Option<&'v Rule>| rule.filter(|rule| rule.in_force(span.from));
        let (old, new) = (in_force(change.old), in_force(change.new));
        for (gained, one, two) in [(false, old, new), (true, new, old)] {
            let Some(rule) = one else { continue };
            let beside = two.filter(|two| Lane::of(two) == Lane::of(rule));
            let shared = beside.map_or(0, |two| rule.acts & two.acts);
            for (acts, other) in [(shared, beside), (rule.acts & !shared, None)] {
                let acts: Vec<ActIndex> = self.acts(acts);
                let Some(first) = acts.first() else { continue };
                let applying = Applying { rule, other, gained };
                let (told, asked) = self.question(&applying);
                let name = self.name(*first);
                if self.impossible(rule.id.as_str(), &name, &told, &asked).await? {
                    continue;
                }
                let best = self.turning(&applying, &acts, &told, span);
                let (act, situation) = match best {
                    Some(best) => best,
                    None => {
                        let beside = self.beside(Vec::new());
                        let id = rule.id.as_str();
                        (*first, self.situation(id, &name, &told, &asked, &beside).await?)
                    }
                };
                let adoption = self.adopted(change.both());
                let dated =
                    old.is_some() != new.is_some() && change.old.is_some() && change.new.is_some();
                let (asked, about) = (self.asking.at, (&applying, act));
                let when = (span, asked, dated);
                found.push(self.versions.answered(about, (situation, &told), adoption, when));
            }
        }
        Ok(())
    }

    /// That a rule applies and its other version does not: as conditions, and for the solver.
    fn question(&self, applying: &Applying<'v>) -> (Vec<Condition>, Vec<Json>) {
        let (mine, others) = if applying.gained {
            (&self.versions.new, &self.versions.old)
        } else {
            (&self.versions.old, &self.versions.new)
        };
        let mut told = vec![applying.rule.condition.clone()];
        let mut asked = vec![self.form(mine, applying.rule)];
        if let Some(other) = applying.other {
            told.push(Condition::Not(Box::new(other.condition.clone())));
            asked.push(not(&self.form(others, other)));
        }
        (told, asked)
    }

    /// A situation in which the answer itself turns on the rule, since nothing else forbids the act: the first act for
    /// which there is one.
    fn turning(
        &self,
        applying: &Applying<'v>,
        acts: &[ActIndex],
        told: &[Condition],
        span: Span,
    ) -> Option<(ActIndex, Situation)> {
        if Lane::of(applying.rule) != Lane::Forbids {
            return None;
        }
        let other = if applying.gained { &self.versions.old } else { &self.versions.new };
        let at = span.closest(self.asking.at);
        let adoption = self.adopted(std::iter::once(applying.rule));
        acts.iter().find_map(|act| {
            let forbidding = in_force(other, &adoption, at, *act, Lane::Forbids);
            let none = forbidding.iter().map(|one| Condition::Not(Box::new(one.condition.clone())));
            let found = self.versions.situation(told, &self.beside(none.collect()))?;
            Some((*act, found))
        })
    }

    /// A situation that the solver says there is: searched for, else the solver's own.
    async fn situation(
        &mut self,
        about: &str,
        act: &str,
        told: &[Condition],
        asked: &[Json],
        beside: &Beside,
    ) -> Result<Situation, NoProof> {
        if let Some(found) = self.versions.situation(told, beside) {
            return Ok(found);
        }
        let all = [asked, &self.frame].concat();
        let found = self.prover.model(about, act, &all).await?;
        let found = found.and_then(|found| self.versions.made_ordinary(found, told, beside));
        found.ok_or_else(|| no_proof(about, &"the engine knows no situation where the solver does"))
    }

    /// The situations in which a duty is owed in one version alone, or is another; whether something was left open.
    async fn owed(
        &mut self,
        change: &RuleChange<'v>,
        span: Span,
        found: &mut Vec<Witnessed>,
    ) -> Result<bool, NoProof> {
        let in_force = |rule: Option<&'v Rule>| rule.filter(|rule| rule.in_force(span.from));
        let (old, new) = (in_force(change.old), in_force(change.new));
        let mut questions = Vec::new();
        for (gained, one, two) in [(false, old, new), (true, new, old)] {
            let Some(rule) = one else { continue };
            questions.push(self.question(&Applying { rule, other: two, gained }));
        }
        let body = change.aspects.iter().any(|aspect| aspect.of_duty());
        if let (Some(old), Some(new), true) = (old, new, body) {
            let asked =
                vec![self.form(&self.versions.old, old), self.form(&self.versions.new, new)];
            questions.push((vec![old.condition.clone(), new.condition.clone()], asked));
        }
        let dated = old.is_some() != new.is_some() && change.old.is_some() && change.new.is_some();
        let id = change.id().map(ToString::to_string).unwrap_or_default();
        let mut open = false;
        for (told, asked) in questions {
            if self.impossible(&id, "owe", &told, &asked).await? {
                continue;
            }
            let beside = self.beside(Vec::new());
            let situation = self.situation(&id, "owe", &told, &asked, &beside).await?;
            let adoption = self.adopted(change.both());
            let when = (span, self.asking.at, dated);
            match self.versions.owed(change, (situation, &told), adoption, when) {
                Some(witnessed) => found.push(witnessed),
                None => open = true,
            }
        }
        Ok(open)
    }

    /// The acts and times in which some changes could change an answer.
    #[must_use]
    pub fn acts_touched(&self, changes: &[RuleChange<'v>]) -> Vec<(ActIndex, Span)> {
        let deciding = || changes.iter().filter(|change| change.could_answer());
        let mut all = Vec::new();
        for act in self.acts(u64::MAX) {
            let touching = || {
                let rules = deciding().flat_map(RuleChange::both);
                rules.filter(move |rule| answers(rule) && rule.acts & (1 << act.0) != 0)
            };
            let rules: Vec<&Rule> = touching().collect();
            all.extend(self.spans(rules.iter().copied()).into_iter().map(|span| (act, span)));
        }
        all
    }

    /// Between which answers to an act there is a change within a time; none where the answers were proved to be the
    /// same in every situation.
    ///
    /// # Errors
    /// As [`Comparer::rule`].
    pub async fn act(
        &mut self,
        changes: &[RuleChange<'v>],
        act: ActIndex,
        span: Span,
    ) -> Result<ActCompared, NoProof> {
        let adoption = self.adopted(changes.iter().flat_map(RuleChange::both));
        let at = span.closest(self.asking.at);
        let (old, new) = (&self.versions.old, &self.versions.new);
        let old = Law::of(old, &adoption, at, act);
        let new = Law::of(new, &adoption, at, act);
        let name = self.name(act);
        let sets = (old.forms.as_slice(), new.forms.as_slice());
        let same = self.prover.forbids_the_same(&name, sets, &self.frame).await?;
        let mut found = Vec::new();
        for before in ANSWERS {
            for after in ANSWERS {
                let forbids = |answer| answer != AnswerKind::Permit;
                if before == after || (same && forbids(before) != forbids(after)) {
                    continue;
                }
                let asked = [old.expressed(before), new.expressed(after)].concat();
                if self.never(&name, &name, &asked).await? {
                    continue;
                }
                let told = [old.conditions(before), new.conditions(after)].concat();
                let pivots = pivots(changes, act, at);
                let situation = self.pivoted(&name, &pivots, &told, &asked).await?;
                let story: Vec<Condition> = turned(&pivots, &situation);
                let story = self.versions.told(&situation, &story);
                let when = (span, self.asking.at);
                found.push(self.versions.turned(act, situation, story, adoption.clone(), when));
            }
        }
        Ok(ActCompared { act, span, found })
    }

    /// A situation of a change from one answer to another: with each rule that turned first, since one of them has to.
    async fn pivoted(
        &mut self,
        about: &str,
        pivots: &[[Condition; 2]],
        all: &[Condition],
        asked: &[Json],
    ) -> Result<Situation, NoProof> {
        let beside = self.beside(all.to_vec());
        let found = pivots.iter().filter_map(|pivot| self.versions.situation(pivot, &beside));
        // The shortest story is the plainest.
        let found =
            found.min_by_key(|found| self.versions.told(found, &turned(pivots, found)).len());
        match found {
            Some(found) => Ok(found),
            None => {
                let beside = self.beside(Vec::new());
                let all_asked = [asked, &self.frame].concat();
                let found = self.prover.model(about, about, &all_asked).await?;
                let found =
                    found.and_then(|found| self.versions.made_ordinary(found, all, &beside));
                found.ok_or_else(|| {
                    no_proof(about, &"the engine knows no situation where the solver does")
                })
            }
        }
    }

    /// Whether two versions hold the same worlds for possible; else a situation that one of them excludes.
    ///
    /// # Errors
    /// As [`Comparer::rule`].
    pub async fn world(&mut self) -> Result<ActCompared, NoProof> {
        let first = ActIndex(0);
        let name = self.name(first);
        let span = Span { from: self.asking.at, until: None };
        let mut found = Vec::new();
        for (one, two) in
            [(&self.versions.old, &self.versions.new), (&self.versions.new, &self.versions.old)]
        {
            let exprs = |book: &Book| -> Vec<Json> {
                book.world.iter().map(|one| applies(Some(&one.clauses))).collect()
            };
            let mut asked = exprs(one);
            asked.push(not(&all(&exprs(two))));
            if self.prover.never("world", &name, &asked).await? {
                continue;
            }
            let Some(situation) = self.prover.model("world", &name, &asked).await? else {
                continue;
            };
            let broken =
                two.world.iter().find(|known| known.condition.truth(&situation) != Truth::True);
            let told: Vec<Condition> = broken
                .map(|known| Condition::Not(Box::new(known.condition.clone())))
                .into_iter()
                .collect();
            let story = self.versions.told(&situation, &told);
            let adoption = self.asking.adoption.clone();
            let mut shown =
                self.versions.turned(first, situation, story, adoption, (span, self.asking.at));
            // A situation that cannot be is refused in one version with that ground and no other.
            shown.confirmed = shown.sides.iter().all(|side| side.old != side.new);
            found.push(shown);
        }
        Ok(ActCompared { act: first, span, found })
    }

    /// Of each duty that counts by a calendar that is another, a course of events in which it is due at another time,
    /// where one is found; that none is, is no proof.
    #[must_use]
    pub fn calendar(&self, name: &str) -> Vec<Witnessed> {
        self.versions.due_otherwise(name, &self.asking.adoption)
    }

    async fn never(&mut self, about: &str, act: &str, asked: &[Json]) -> Result<bool, NoProof> {
        let all = [asked, &self.frame].concat();
        self.prover.never(about, act, &all).await
    }

    /// Whether there is no situation in which some conditions hold; where the solver says so and the engine knows one
    /// all the same, that is a fault.
    async fn impossible(
        &mut self,
        about: &str,
        act: &str,
        told: &[Condition],
        asked: &[Json],
    ) -> Result<bool, NoProof> {
        let never = self.never(about, act, asked).await?;
        if never && self.versions.finds(told, &self.beside(Vec::new())) {
            return Err(no_proof(about, &"the engine knows a situation where the solver does not"));
        }
        Ok(never)
    }

    fn beside(&self, also: Vec<Condition>) -> Beside {
        Beside { positions: self.positions.clone(), also }
    }

    /// What is adopted, with the house rules and norms that some rules are of.
    fn adopted<'r>(&self, rules: impl Iterator<Item = &'r Rule>) -> Adoption {
        let mut adoption = self.asking.adoption.clone();
        for rule in rules {
            let id = rule.id.as_str().split('/').next().unwrap_or_default();
            let books = [&self.versions.old, &self.versions.new];
            if books.iter().any(|book| {
                book.statute(id).is_some_and(|statute| statute.matter.kind.is_adopted())
            }) {
                adoption.house.insert(id.to_owned());
            }
        }
        adoption
    }

    fn acts(&self, acts: u64) -> Vec<ActIndex> {
        let named = self.versions.new.schema.acts().iter().enumerate();
        let flows = named.filter(|(place, act)| acts & (1 << place) != 0 && act.name != "owe");
        flows.map(|(place, _)| ActIndex(place)).collect()
    }

    fn name(&self, act: ActIndex) -> String {
        self.versions.new.schema.act_entry(act).name.clone()
    }

    /// An act that two rules are asked about.
    fn act_of(&self, one: &Rule, other: &Rule) -> String {
        match one.kind {
            RuleKind::Duty => "owe".to_owned(),
            RuleKind::Prohibition | RuleKind::Permission => {
                let shared = self.acts(one.acts & other.acts);
                shared.first().map_or_else(|| "owe".to_owned(), |act| self.name(*act))
            }
        }
    }

    /// A rule's condition as Cedar holds it.
    fn form(&self, book: &Book, rule: &Rule) -> Json {
        let place = book.rules.iter().position(|one| one.id == rule.id);
        let form = place.and_then(|place| book.forms.get(place));
        applies(form.and_then(|form| form.rule.get("conditions")))
    }
}
