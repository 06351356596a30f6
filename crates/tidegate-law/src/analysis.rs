//! Proofs over the whole book: Cedar's symbolic compiler says what holds in every situation there can be.
//!
//! The rules are given to the compiler as Cedar holds them, with what is true of the world conjoined, so what is
//! proved is proved of Cedar's own semantics and not of our compiled form. The solver is somebody else's process
//! ([`Solver`]): whoever starts it hands it over. A question that the solver does not answer is an error and no proof.
//! Nothing here decides anything; `crate::meeting` tells what comes of a meeting.

use std::collections::BTreeMap;

use cedar_policy::{Policy, PolicyId, RequestEnv};
pub use cedar_policy_symcc::solver::{LocalSolver, Solver};
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy};
use serde_json::Value as Json;
use thiserror::Error;

use crate::book::Book;
use crate::meeting::Candidate;
use crate::schema::ActIndex;
use crate::statute::{Addressees, Rule, RuleKind};

mod answering;
mod comparing;
mod proof;

pub use comparing::{Asking, Comparer};

/// The solver or the symbolic compiler gives no answer.
#[derive(Debug, Error)]
#[error("no proof about `{about}`: {why}")]
pub struct NoProof {
    /// The rule that was asked about.
    pub about: String,
    /// What the compiler or the solver says.
    pub why: String,
}

/// What was proved of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Cedar may fail to evaluate it, and would then pass it over.
    MayErr,
    /// It applies in no possible world.
    Dead,
    /// It is a prohibition that applies in every possible world.
    Irrefutable,
}

/// The form of a rule that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// The rule itself.
    Rule,
    /// Of a duty: the flow that its own words permit.
    Flow,
    /// What is true of the world, and nothing else.
    World,
}

/// What is compiled once and asked of many times: a form of the rule at a place, for an act, in any world or in a
/// possible one.
type Key = (usize, Form, String, bool);

/// The book with a solver.
pub struct Analyst<'b, S: Solver> {
    book: &'b Book,
    solver: CedarSymCompiler<S>,
    environments: BTreeMap<String, RequestEnv>,
    compiled: BTreeMap<Key, CompiledPolicy>,
}

impl<'b, S: Solver> Analyst<'b, S> {
    /// An analyst of a book.
    ///
    /// # Errors
    /// Where the solver cannot be used.
    pub fn new(book: &'b Book, solver: S) -> Result<Self, NoProof> {
        let solver = CedarSymCompiler::new(solver).map_err(|error| no_proof("solver", &error))?;
        let all = book.schema.cedar().request_envs();
        let named = all.map(|one| (one.action().id().unescaped().to_owned(), one));
        Ok(Self { book, solver, environments: named.collect(), compiled: BTreeMap::new() })
    }

    /// What is wrong with one rule by itself, of what can be proved.
    ///
    /// # Errors
    /// A question that the solver does not answer.
    pub async fn faults(&mut self, rule: &Rule) -> Result<Vec<Fault>, NoProof> {
        let (place, acts) = (self.place(rule)?, self.acts(rule));
        let mut faults = Vec::new();
        for (form, acts) in acts {
            for act in &acts {
                let bare = self.compile(place, form, act, false)?;
                let never = self.solver.check_never_errors_opt(&bare).await;
                if !never.map_err(|error| no_proof(rule.id.as_str(), &error))? {
                    faults.push(Fault::MayErr);
                }
            }
            // But for the act in its head a rule is the same for each of its acts.
            let Some(act) = acts.first() else { continue };
            let possible = self.compile(place, form, act, true)?;
            let dead = self.solver.check_never_matches_opt(&possible).await;
            if dead.map_err(|error| no_proof(rule.id.as_str(), &error))? {
                faults.push(Fault::Dead);
            }
            if rule.kind == RuleKind::Prohibition {
                let world = self.compile(place, Form::World, act, false)?;
                let bare = self.compile(place, form, act, false)?;
                let always = self.solver.check_matches_implies_opt(&world, &bare).await;
                if always.map_err(|error| no_proof(rule.id.as_str(), &error))? {
                    faults.push(Fault::Irrefutable);
                }
            }
        }
        faults.dedup();
        Ok(faults)
    }

    /// Whether wherever one rule applies another does: the first says nothing that the second does not.
    ///
    /// # Errors
    /// A question that the solver does not answer.
    pub async fn implies(&mut self, one: &Rule, other: &Rule) -> Result<bool, NoProof> {
        let shared = one.acts & other.acts;
        let act = match one.kind {
            RuleKind::Duty => "owe".to_owned(),
            RuleKind::Prohibition | RuleKind::Permission => {
                self.name(ActIndex(shared.trailing_zeros() as usize))
            }
        };
        let first = self.compile(self.place(one)?, Form::Rule, &act, true)?;
        let second = self.compile(self.place(other)?, Form::Rule, &act, false)?;
        let implied = self.solver.check_matches_implies_opt(&first, &second).await;
        implied.map_err(|error| no_proof(one.id.as_str(), &error))
    }

    /// Whether there is a possible world in which the flow that a duty demands is one that a prohibition forbids.
    ///
    /// # Errors
    /// A question that the solver does not answer.
    pub async fn meet(&mut self, pair: &Candidate<'_>) -> Result<bool, NoProof> {
        let act = self.name(pair.act);
        let demanded = self.compile(self.place(pair.duty)?, Form::Flow, &act, true)?;
        let forbidden = self.compile(self.place(pair.prohibition)?, Form::Rule, &act, false)?;
        let disjoint = self.solver.check_matches_disjoint_opt(&demanded, &forbidden).await;
        Ok(!disjoint.map_err(|error| no_proof(pair.duty.id.as_str(), &error))?)
    }

    fn name(&self, act: ActIndex) -> String {
        self.book.schema.act_entry(act).name.clone()
    }

    fn place(&self, rule: &Rule) -> Result<usize, NoProof> {
        let place = self.book.rules.iter().position(|one| one.id == rule.id);
        place.ok_or_else(|| no_proof(rule.id.as_str(), &"it is not of this book"))
    }

    /// The forms of a rule, each with the acts that it is about.
    fn acts(&self, rule: &Rule) -> Vec<(Form, Vec<String>)> {
        let named = self.book.schema.acts().iter().enumerate();
        let acts: Vec<String> = named
            .filter(|(place, _)| rule.acts & (1 << place) != 0)
            .map(|(_, act)| act.name.clone())
            .collect();
        match rule.kind {
            RuleKind::Prohibition | RuleKind::Permission => vec![(Form::Rule, acts)],
            RuleKind::Duty if acts.is_empty() => vec![(Form::Rule, vec!["owe".to_owned()])],
            RuleKind::Duty => {
                vec![(Form::Rule, vec!["owe".to_owned()]), (Form::Flow, acts)]
            }
        }
    }

    fn compile(
        &mut self,
        place: usize,
        form: Form,
        act: &str,
        possible: bool,
    ) -> Result<CompiledPolicy, NoProof> {
        let key = (if form == Form::World { 0 } else { place }, form, act.to_owned(), possible);
        if let Some(done) = self.compiled.get(&key) {
            return Ok(done.clone());
        }
        let (about, json) = self.json(place, form, possible)?;
        let environment = self.environments.get(act);
        let environment = environment.ok_or_else(|| no_proof(&about, &"its act is unknown"))?;
        let policy = Policy::from_json(Some(PolicyId::new(&about)), json)
            .map_err(|error| no_proof(&about, &error))?;
        let compiled = CompiledPolicy::compile(&policy, environment, self.book.schema.cedar())
            .map_err(|error| no_proof(&about, &error))?;
        self.compiled.insert(key, compiled.clone());
        Ok(compiled)
    }

    /// A form of a rule in Cedar's JSON, with what it is called.
    fn json(&self, place: usize, form: Form, possible: bool) -> Result<(String, Json), NoProof> {
        let id = self.book.rules.get(place).map(|rule| rule.id.to_string()).unwrap_or_default();
        let forms = self.book.forms.get(place);
        let json = match form {
            Form::Rule => forms.map(|forms| forms.rule.clone()),
            Form::Flow => forms.and_then(|forms| forms.flow.clone()),
            Form::World => Some(serde_json::json!({
                "effect": "permit", "principal": {"op": "All"}, "action": {"op": "All"},
                "resource": {"op": "All"}, "conditions": [],
            })),
        };
        let mut json = json.ok_or_else(|| no_proof(&id, &"it has no such form"))?;
        if let (true, Some(Json::Array(list))) =
            (possible || form == Form::World, json.get_mut("conditions"))
        {
            let world = self.book.world.iter().filter_map(|known| known.clauses.as_array());
            list.extend(world.flatten().cloned());
        }
        Ok((id, json))
    }
}

fn no_proof(about: &str, why: &impl std::fmt::Display) -> NoProof {
    NoProof { about: about.to_owned(), why: why.to_string() }
}

impl Book {
    /// Every two rules of one statute of which the first might say nothing that the second does not: of one kind, with
    /// no more acts, no more force and no longer in force. Of duties, those with one body.
    pub fn comparable(&self) -> Vec<(&Rule, &Rule)> {
        let pairs = self.rules.iter().flat_map(|one| self.rules.iter().map(move |two| (one, two)));
        pairs.filter(|(one, two)| one.id != two.id && covers(one, two)).collect()
    }
}

/// Whether a rule covers another but for the condition of both.
fn covers(one: &Rule, other: &Rule) -> bool {
    let lasts = match (one.until, other.until) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(one), Some(other)) => one <= other,
    };
    let about = match (&one.duty, &other.duty) {
        (Some(one), Some(other)) => {
            let to = |all: &Addressees| match all {
                Addressees::Nobody => None,
                Addressees::All(list) | Addressees::Any(list) => Some(list.clone()),
            };
            // A duty that is no flow is told apart by its words alone, so no other says the same.
            one.act.is_some()
                && one.act == other.act
                && to(&one.to) == to(&other.to)
                && one.content.iter().all(|class| other.content.contains(class))
                && one.within == other.within
                && one.word == other.word
                && (&one.from, &one.or_from, &one.after, &one.given, &one.due)
                    == (&other.from, &other.or_from, &other.after, &other.given, &other.due)
        }
        (None, None) => one.acts & !other.acts == 0,
        _ => false,
    };
    one.statute == other.statute
        && one.kind == other.kind
        && one.force >= other.force
        && other.from <= one.from
        && lasts
        && about
}
