//! Puts a plan together: what passes now, what that opens, what passes later, what an order of the book opens; and what
//! is left.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tidegate_law::{AnswerKind, Collision, Decision, Finding, Ground, RuleId, WayOut};

use super::rehearse::{Rehearsal, Tried};
use super::task::{self, Task, Tasks, bearer};
use super::walk::{Opening, Walk, conditions, effects, in_hand};
use super::{Plan, Planned, Residual, Standing, Step, Timing, Why, later, passes};
use crate::case::Case;
use crate::gate::{Desk, GateDecision};
use crate::item::Item;
use crate::situation::Flow;

/// A plan in the making.
struct Making<'m> {
    rehearsal: Rehearsal<'m>,
    tasks: Vec<Task>,
    /// What the gate says now of each flow of each task.
    now: Vec<Vec<GateDecision>>,
    /// What the gate last said of what does not pass, and at which version of the case.
    blocked: Vec<(u64, Vec<GateDecision>)>,
    standings: Vec<Option<Standing>>,
    steps: Vec<Step>,
    at: Timestamp,
}

pub(super) fn plan(desk: &Desk<'_>, case: &Case, at: Timestamp) -> Plan {
    let Tasks { case, supposed, tasks } = task::of(desk, case, at);
    let rehearsal = Rehearsal { desk: *desk, case: case.clone() };
    let ask = |flow: &Flow| rehearsal.whole(flow, at);
    let asked = tasks.iter().map(|task| task.flows.iter().filter_map(ask).collect());
    let now: Vec<Vec<GateDecision>> = asked.collect();
    let (version, standings) = (case.version(), vec![None; tasks.len()]);
    let blocked = now.iter().map(|all| (version, not_passing(all))).collect();
    let mut making = Making { rehearsal, tasks, now, blocked, standings, steps: Vec::new(), at };
    making.what_takes_no_step();
    while making.what_passes() || making.what_passes_later() || making.what_an_order_opens() {}
    making.what_is_left();
    making.plan(case, supposed)
}

impl Making<'_> {
    /// The tasks that have no place yet, in the order in which they press.
    fn open(&self) -> Vec<usize> {
        let all = self.standings.iter().enumerate();
        all.filter(|(_, standing)| standing.is_none()).map(|(place, _)| place).collect()
    }

    fn settle(&mut self, place: usize, standing: Standing) {
        if let Some(slot) = self.standings.get_mut(place) {
            *slot = Some(standing);
        }
    }

    fn what_takes_no_step(&mut self) {
        for place in 0..self.tasks.len() {
            let Some(task) = self.tasks.get(place) else { continue };
            if task.lasts() {
                self.settle(place, Standing::Lasts);
            } else if !task.live() {
                self.settle(place, Standing::Begins);
            }
        }
    }

    /// Plans each task that the gate lets pass now, after the steps before; whether there was one.
    fn what_passes(&mut self) -> bool {
        let mut any = false;
        for place in self.open() {
            any |= self.at_instant(place, self.at);
        }
        any
    }

    /// Plans one task at the first instant at which the gate lets it pass and that is not too late.
    fn what_passes_later(&mut self) -> bool {
        let instants = later::instants(&self.rehearsal.desk, &self.rehearsal.case, self.at);
        for place in self.open() {
            for at in &instants {
                if self.not_too_late(place, *at) && self.at_instant(place, *at) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether an instant is before the due time; without a number, a later instant is one only where no rule collides:
    /// who shall act promptly has not done so by waiting out a prohibition.
    fn not_too_late(&self, place: usize, at: Timestamp) -> bool {
        let Some(task) = self.tasks.get(place) else { return false };
        let due = task.first().and_then(|one| one.duty.when.deadline());
        match due {
            Some(due) => at <= due.strict.latest,
            None => {
                let now = self.now.get(place).into_iter().flatten();
                now.map(|decision| decision.law).all(|answer| answer != AnswerKind::Conflict)
            }
        }
    }

    fn at_instant(&mut self, place: usize, at: Timestamp) -> bool {
        let Some(task) = self.tasks.get(place) else { return false };
        let Some(tried) = chosen(&self.rehearsal, task, at) else { return false };
        self.take(place, at, tried);
        true
    }

    /// Plans a task with flows that pass. Where a step conveys the same content to the same recipients already, that
    /// step meets it too.
    fn take(&mut self, place: usize, at: Timestamp, tried: Vec<Tried>) {
        let Some(task) = self.tasks.get(place) else { return };
        let made: Vec<_> = tried.iter().flat_map(|one| effects(task, &one.flow)).collect();
        let (sure, by) = (task.sure(), bearer(task));
        let timing = timing(task, at);
        let flows: Vec<Flow> = tried.iter().map(|one| one.flow.clone()).collect();
        if sure {
            self.rehearsal.carry_out(&made, at);
        }
        let effects = if sure { made } else { Vec::new() };
        let alike = |step: &Step| {
            let alike = step.at == at && step.why == Why::Duty && step.flows == flows;
            !flows.is_empty() && alike && self.one_filing(step, place)
        };
        let step = match self.steps.iter().position(alike) {
            Some(step) => step,
            None => {
                let Some(by) = by else { return };
                self.steps.push(Step {
                    why: Why::Duty,
                    by,
                    at,
                    flows,
                    conditions: conditions(&tried),
                    decisions: tried.into_iter().map(|one| one.decision).collect(),
                    duties: Vec::new(),
                    sure: false,
                    effects: Vec::new(),
                });
                self.steps.len() - 1
            }
        };
        if let Some(step) = self.steps.get_mut(step) {
            step.duties.push(place);
            step.sure |= sure;
            step.effects.extend(effects);
        }
        self.settle(place, Standing::Step { step, timing });
    }

    /// Whether one filing can say what a step and a task ask for: not where each lists fields of its own.
    fn one_filing(&self, step: &Step, place: usize) -> bool {
        let fields = |place: usize| {
            let first = self.tasks.get(place).and_then(Task::first);
            first.map(|one| one.duty.fields.as_slice()).unwrap_or_default()
        };
        let own = fields(place);
        let mut others = step.duties.iter().map(|place| fields(*place));
        others.all(|other| other.is_empty() || own.is_empty() || other == own)
    }

    /// Takes the steps of an order of the book that opens the way for a task, or undertakes what is in the bearer's
    /// hand; whether there was one.
    fn what_an_order_opens(&mut self) -> bool {
        for place in self.open() {
            let blocking = self.blocking(place);
            let Some(task) = self.tasks.get(place).filter(|task| task.obliges()) else { continue };
            if let Some(opening) = self.walk(task).opening(&against(&blocking)) {
                self.take_opening(opening);
                return true;
            }
            if let Some(tried) = self.undertaken(task, &blocking) {
                self.take(place, self.at, tried);
                return true;
            }
        }
        false
    }

    fn take_opening(&mut self, opening: Opening) {
        for (step, tried, effects) in opening.steps {
            let Some(by) = tried.first().map(|one| one.flow.from) else { continue };
            self.rehearsal.carry_out(&effects, self.at);
            let (through, order) = (opening.through.clone(), opening.order.clone());
            self.steps.push(Step {
                why: Why::Opens { through, order, step },
                by,
                at: self.at,
                flows: tried.iter().map(|one| one.flow.clone()).collect(),
                conditions: conditions(&tried),
                decisions: tried.into_iter().map(|one| one.decision).collect(),
                duties: Vec::new(),
                sure: true,
                effects,
            });
        }
    }

    /// The flows of a task with a way out that the bearer can take alone, such as leaving something out.
    fn undertaken(&self, task: &Task, blocking: &[GateDecision]) -> Option<Vec<Tried>> {
        let desk = &self.rehearsal.desk;
        let mut undertaken: BTreeSet<Finding> = BTreeSet::new();
        for decision in blocking {
            let own = |way: &&WayOut| {
                way.moves.iter().flat_map(|step| &step.sets).all(|one| in_hand(desk, one))
            };
            for passage in &decision.passages {
                if !passage.answer.decision.kind().allows() {
                    let way = passage.answer.ways_out.iter().find(own)?;
                    undertaken.extend(way.moves.iter().flat_map(|step| step.sets.iter().cloned()));
                }
            }
        }
        if undertaken.is_empty() {
            return None;
        }
        let with: Vec<Finding> = undertaken.into_iter().collect();
        let attempt = |flow: &Flow| self.rehearsal.attempt_with(flow, &with, self.at);
        let tried: Vec<Tried> = task.flows.iter().map(attempt).collect::<Option<_>>()?;
        tried.iter().all(Tried::passes).then_some(tried)
    }

    fn walk<'w>(&'w self, task: &'w Task) -> Walk<'w> {
        Walk { rehearsal: &self.rehearsal, tasks: &self.tasks, task, at: self.at }
    }

    /// What the gate says, after the steps so far, of each flow of a task that does not pass.
    fn blocking(&mut self, place: usize) -> Vec<GateDecision> {
        let version = self.rehearsal.case.version();
        let Some(task) = self.tasks.get(place) else { return Vec::new() };
        let Some(known) = self.blocked.get_mut(place) else { return Vec::new() };
        if known.0 != version {
            let asked = task.flows.iter().filter_map(|flow| self.rehearsal.whole(flow, self.at));
            *known = (version, not_passing(&asked.collect::<Vec<_>>()));
        }
        known.1.clone()
    }

    /// What has no place in the steps waits, is only recommended, or is residual.
    fn what_is_left(&mut self) {
        for place in self.open() {
            let blocking = self.blocking(place);
            let Some(task) = self.tasks.get(place) else { continue };
            let refused = blocking.iter().all(|one| one.law == AnswerKind::Refuse);
            let needed = blocking.iter().all(|one| one.withheld().is_none());
            let ways = ways(&blocking);
            let standing = if !task.obliges() {
                Standing::Barred
            } else if refused && needed && !ways.is_empty() {
                Standing::Waits { ways }
            } else {
                Standing::Residual(Box::new(self.residual(task, &blocking, ways)))
            };
            self.settle(place, standing);
        }
    }

    fn residual(&self, task: &Task, blocking: &[GateDecision], ways: Vec<WayOut>) -> Residual {
        let mut instants =
            later::instants(&self.rehearsal.desk, &self.rehearsal.case, self.at).into_iter();
        Residual {
            collisions: collisions(task, blocking),
            grounds: grounds(blocking),
            ways,
            earliest: instants.find(|at| chosen(&self.rehearsal, task, *at).is_some()),
            alternatives: self.walk(task).alternatives(&against(blocking)),
            rulings: blocking.iter().map(GateDecision::over).collect(),
        }
    }

    /// The steps in the order of their instants, and of the way in which each opens the next.
    fn plan(self, case: Case, supposed: Vec<Item>) -> Plan {
        let mut order: Vec<usize> = (0..self.steps.len()).collect();
        let at = |place: &usize| self.steps.get(*place).map(|step| step.at);
        order.sort_by_key(at);
        let number = |old: usize| order.iter().position(|place| *place == old).unwrap_or(old);
        let standings = self.standings.into_iter().map(|standing| match standing {
            Some(Standing::Step { step, timing }) => Standing::Step { step: number(step), timing },
            Some(other) => other,
            // INVARIANT: `what_is_left` settles whatever was open.
            None => Standing::Begins,
        });
        let duties = self.tasks.into_iter().zip(self.now).zip(standings);
        let duties =
            duties.map(|((task, now), standing)| Planned { owed: task.owed, now, standing });
        Plan {
            book: self.rehearsal.desk.book.digest().to_owned(),
            at: self.at,
            case,
            supposed,
            duties: duties.collect(),
            steps: order.iter().filter_map(|place| self.steps.get(*place).cloned()).collect(),
        }
    }
}

/// The flows of a task that meet it at an instant: all of them, or one where one suffices. None where the gate does not
/// let them pass, or nobody is there to whom they could go.
fn chosen(rehearsal: &Rehearsal<'_>, task: &Task, at: Timestamp) -> Option<Vec<Tried>> {
    let asked = task.owed.iter().filter(|one| one.duty.to.is_some()).count();
    if asked == 0 {
        return Some(Vec::new());
    }
    let passing = |flow: &Flow| rehearsal.attempt(flow, at).filter(Tried::passes);
    if task.any_of() {
        return task.flows.iter().find_map(passing).map(|one| vec![one]);
    }
    let all: Vec<Tried> = task.flows.iter().map(passing).collect::<Option<_>>()?;
    (!all.is_empty()).then_some(all)
}

/// How an instant stands to the due time of a task.
fn timing(task: &Task, at: Timestamp) -> Timing {
    let Some(when) = task.first().map(|one| &one.duty.when) else { return Timing::NoNumber };
    match when.deadline() {
        Some(due) if at <= due.strict.earliest => Timing::InTime,
        Some(due) if at <= due.strict.latest => Timing::Perhaps,
        Some(_) => Timing::Late,
        None if when.uncounted().is_some() => Timing::Perhaps,
        None => Timing::NoNumber,
    }
}

/// Those of some decisions that do not let their flow pass.
fn not_passing(decisions: &[GateDecision]) -> Vec<GateDecision> {
    decisions.iter().filter(|decision| !passes(decision)).cloned().collect()
}

/// The prohibitions that stand against some flows.
fn against(blocking: &[GateDecision]) -> BTreeSet<RuleId> {
    grounds(blocking).iter().filter_map(|one| one.rule().cloned()).collect()
}

/// Every ground against some flows, each once.
fn grounds(blocking: &[GateDecision]) -> Vec<Ground> {
    let passages = blocking.iter().flat_map(|decision| &decision.passages);
    let all = passages.flat_map(|passage| passage.answer.decision.grounds().iter().cloned());
    all.collect::<BTreeSet<Ground>>().into_iter().collect()
}

/// Every collision of a task in its flows, each once. Other duties that demand the same flow have places of their own.
fn collisions(task: &Task, blocking: &[GateDecision]) -> Vec<Collision> {
    let own = |one: &Collision| task.first().is_some_and(|task| task.duty.rule == one.duty);
    let passages = blocking.iter().flat_map(|decision| &decision.passages);
    let all = passages.filter_map(|passage| match &passage.answer.decision {
        Decision::Conflict { collisions, .. } => Some(collisions.iter().cloned()),
        Decision::Permit
        | Decision::PermitIf { .. }
        | Decision::Refuse { .. }
        | Decision::Escalate { .. } => None,
    });
    all.flatten().filter(own).collect::<BTreeSet<Collision>>().into_iter().collect()
}

/// The ways out of some flows, each once. A way counts only where it leads out for every passage that does not pass.
fn ways(blocking: &[GateDecision]) -> Vec<WayOut> {
    let passages = blocking.iter().flat_map(|decision| &decision.passages);
    let shut: Vec<&Vec<WayOut>> = passages
        .filter(|passage| !passage.answer.decision.kind().allows())
        .map(|passage| &passage.answer.ways_out)
        .collect();
    let Some((first, rest)) = shut.split_first() else { return Vec::new() };
    let leads = |way: &&WayOut| {
        rest.iter().all(|others| others.iter().any(|other| other.moves == way.moves))
    };
    first.iter().filter(leads).cloned().collect()
}
