//! From a plan of the core to the form in which it is told.

use std::collections::BTreeSet;

use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::gate::{Desk, GateDecision, OwedBy};
use tidegate_core::plan::{
    Alternative, Outcome, Plan, Planned, Residual, Standing, Stands, Step, Timing, Walked, Why,
    passes,
};
use tidegate_law::{AnswerKind, Finding, Ground, Language, Names, RuleId, Words};

use super::{
    AlternativeTold, OrderTold, OutcomeTold, PlanTold, PlannedTold, ResidualTold, StandingTold,
    StandsTold, StepTold, TimingTold, ToDecide, WalkedTold,
};
use crate::say::owed::duty;
use crate::say::rule::{FactTold, RuleTold};
use crate::say::told::{CollisionTold, class_name, party_name, value_name};
use crate::say::{Basis, over};
use crate::words::Voice;

/// A plan as it is told.
#[must_use]
pub fn plan(desk: &Desk<'_>, plan: &Plan) -> PlanTold {
    let teller = Teller { desk, plan, case: &plan.case };
    let steps = plan.steps.iter().enumerate().map(|(place, step)| teller.step(place + 1, step));
    PlanTold {
        version: 1,
        book: plan.book.clone(),
        at: plan.at,
        case: plan.case.id().to_string(),
        handle: plan.case.label().to_owned(),
        to_write: once(plan.supposed.iter().map(|item| class_name(desk.book, item.class))),
        steps: steps.collect(),
        duties: plan.duties.iter().filter_map(|planned| teller.planned(planned)).collect(),
    }
}

struct Teller<'t> {
    desk: &'t Desk<'t>,
    plan: &'t Plan,
    case: &'t Case,
}

impl Teller<'_> {
    fn names(&self, decision: Option<&GateDecision>) -> Names {
        decision.map_or_else(Names::default, |decision| Names {
            actor: self.who(&Recipient::Party(decision.flow.from)),
            recipient: self.who(&decision.flow.to),
        })
    }

    fn who(&self, who: &Recipient) -> Words {
        party_name(self.case, who, self.desk.book, self.desk.office)
    }

    fn basis<'b>(&'b self, names: &'b Names) -> Basis<'b> {
        let (book, adoption, at) = (self.desk.book, self.desk.adoption, self.plan.at);
        Basis { book, adoption, at, names }
    }

    fn facts(&self, findings: &[Finding], decision: Option<&GateDecision>) -> Vec<FactTold> {
        let names = self.names(decision);
        self.basis(&names).facts(findings)
    }

    fn rules<'r>(&self, ids: impl IntoIterator<Item = &'r RuleId>) -> Vec<RuleTold> {
        let names = Names::default();
        ids.into_iter().map(|id| self.basis(&names).rule(id, None)).collect()
    }

    fn planned(&self, planned: &Planned) -> Option<PlannedTold> {
        let first = planned.first()?;
        let to = planned.owed.iter().filter_map(|one| one.duty.to.as_ref());
        let to = to.map(|to| value_name(self.desk.book, "recipient", to.as_str()));
        Some(PlannedTold {
            duty: duty(self.desk, self.case, first, self.plan.at),
            to: to.collect(),
            now: planned.answer(),
            blocked_by: self.rules(planned.blockers()),
            standing: self.standing(planned),
        })
    }

    fn standing(&self, planned: &Planned) -> StandingTold {
        let names = self.names(planned.now.first());
        match &planned.standing {
            Standing::Step { step, timing } => StandingTold::Step {
                number: step + 1,
                at: self.plan.steps.get(*step).map_or(self.plan.at, |step| step.at),
                timing: match timing {
                    Timing::InTime => TimingTold::InTime,
                    Timing::NoNumber => TimingTold::NoNumber,
                    Timing::Perhaps => TimingTold::Perhaps,
                    Timing::Late => TimingTold::Late,
                },
            },
            Standing::Lasts => StandingTold::Lasts,
            Standing::Begins => StandingTold::Begins,
            Standing::Barred => StandingTold::Barred,
            Standing::Waits { ways } => {
                let basis = self.basis(&names);
                StandingTold::Waits { ways: ways.iter().map(|way| basis.way(way)).collect() }
            }
            Standing::Residual(residual) => {
                StandingTold::Residual(self.residual(planned, residual, &names))
            }
        }
    }

    fn residual(&self, planned: &Planned, residual: &Residual, names: &Names) -> ResidualTold {
        let basis = self.basis(names);
        let collisions = residual.collisions.iter().map(|collision| CollisionTold {
            duty: basis.rule(&collision.duty, None),
            prohibition: basis.rule(&collision.prohibition, None),
            under: basis.facts(&collision.under),
        });
        let blocked = planned.now.iter().filter(|decision| !passes(decision));
        let decisions = blocked.zip(&residual.rulings);
        ResidualTold {
            collisions: collisions.collect(),
            grounds: residual.grounds.iter().map(|ground| basis.ground(ground, None)).collect(),
            ways: residual.ways.iter().map(|way| basis.way(way)).collect(),
            earliest: residual.earliest,
            alternatives: residual
                .alternatives
                .iter()
                .filter_map(|one| self.alternative(one))
                .collect(),
            decides: self.decides(planned, residual),
            decisions: decisions.map(|(decision, over)| self.to_decide(decision, over)).collect(),
        }
    }

    /// What the book leaves to a named person in this collision.
    fn decides(&self, planned: &Planned, residual: &Residual) -> Vec<Words> {
        let Some(duty) = planned.first().map(|one| &one.duty.rule) else { return Vec::new() };
        let against: Vec<&RuleId> = residual.grounds.iter().filter_map(Ground::rule).collect();
        let collided = residual.collisions.iter().map(|one| &one.prohibition);
        let against: Vec<&RuleId> = against.into_iter().chain(collided).collect();
        let throughs = self.desk.book.throughs().iter();
        let mine = throughs.filter(|through| against.iter().any(|one| through.is_of(duty, one)));
        mine.filter_map(|through| through.decides.clone()).collect()
    }

    fn to_decide(
        &self,
        decision: &GateDecision,
        ruling: &Result<Vec<tidegate_core::ruling::Over>, tidegate_core::gate::Barred>,
    ) -> ToDecide {
        let (book, at) = (self.desk.book, self.plan.at);
        let flow = &decision.flow;
        let both = |say: &dyn Fn(&Voice) -> String| Words {
            en: say(&Voice::of(Language::English)),
            zh: say(&Voice::of(Language::Chinese)),
        };
        let over = ruling.iter().flatten();
        let over = over.map(|one| both(&|voice| over::over(voice, book, at, one)));
        let written = self.plan.supposed.iter().all(|item| !flow.items.contains(&item.id));
        let barred = match ruling {
            // A ruling names the items that it lets out: they have to be there.
            Ok(_) if !written => Some(both(&|voice| voice.say("plan-write-first"))),
            Ok(_) => None,
            Err(barred) => Some(both(&|voice| over::barred(voice, book, at, barred))),
        };
        ToDecide {
            question: self.question(decision),
            items: flow.items.iter().map(ToString::to_string).collect(),
            act: flow.act.to_string(),
            from: flow.from.to_string(),
            recipient: flow.to.to_string(),
            to: self.who(&flow.to),
            over: over.collect(),
            barred,
        }
    }

    /// A flow as a question about the case, where its items are all that the case has of one class.
    fn question(&self, decision: &GateDecision) -> Option<String> {
        let flow = &decision.flow;
        let first = flow.items.first().and_then(|id| self.case.item(*id))?;
        let class = first.item.class;
        let mine = self.case.items().filter(|record| {
            record.item.class == class && !record.erased && !self.case.is_sent(record.item.id)
        });
        let mut mine: Vec<_> = mine.map(|record| record.item.id).collect();
        let mut all = flow.items.clone();
        mine.sort();
        all.sort();
        let (from, to) = (self.case.party(flow.from)?, &flow.to);
        let to = match to {
            Recipient::Party(id) => format!("\"{}\"", self.case.party(*id)?.name),
            Recipient::Capacity(capacity) => capacity.to_string(),
        };
        (mine == all).then(|| format!("\"{}\" may {} {class} to {to}", from.name, flow.act))
    }

    fn order(&self, through: &str, order: &str) -> Option<OrderTold> {
        let through = self.desk.book.throughs().iter().find(|one| one.key == through)?;
        let order = through.orders.iter().find(|one| one.key == order)?;
        Some(OrderTold {
            key: format!("{}/{}", through.key, order.key),
            words: order.words.clone(),
            limits: order.limits.clone(),
            certainty: order.certainty,
            source: order.source.clone(),
        })
    }

    fn order_step(&self, through: &str, order: &str, step: usize) -> Option<&Words> {
        let through = self.desk.book.throughs().iter().find(|one| one.key == through)?;
        let order = through.orders.iter().find(|one| one.key == order)?;
        order.steps.get(step).map(|step| &step.words)
    }

    fn alternative(&self, one: &Alternative) -> Option<AlternativeTold> {
        let walked = one.walked.iter().enumerate().map(|(place, walked)| {
            let words = self.order_step(&one.through, &one.order, place).cloned();
            self.walked(words.unwrap_or_default(), walked)
        });
        Some(AlternativeTold {
            order: self.order(&one.through, &one.order)?,
            under: self.facts(&one.under, None),
            stands: match one.stands {
                Stands::Lawful => StandsTold::Lawful,
                Stands::Wants => StandsTold::Wants,
                Stands::Nobody => StandsTold::Nobody,
                Stands::Refused => StandsTold::Refused,
            },
            steps: walked.collect(),
        })
    }

    fn walked(&self, words: Words, walked: &Walked) -> WalkedTold {
        let first = walked.decisions.first();
        let mut blocked: Vec<&RuleId> = Vec::new();
        for decision in walked.decisions.iter().filter(|decision| !passes(decision)) {
            for passage in &decision.passages {
                let grounds = passage.answer.decision.grounds().iter().filter_map(Ground::rule);
                blocked.extend(grounds);
            }
        }
        blocked.sort();
        blocked.dedup();
        let wants = match &walked.outcome {
            Outcome::Wants(findings) => self.facts(findings, first),
            Outcome::Words
            | Outcome::Done
            | Outcome::Lawful
            | Outcome::Nobody
            | Outcome::Refused => Vec::new(),
        };
        WalkedTold {
            words,
            outcome: match &walked.outcome {
                Outcome::Words => OutcomeTold::Words,
                Outcome::Done => OutcomeTold::Done,
                Outcome::Lawful => OutcomeTold::Lawful,
                Outcome::Wants(_) => OutcomeTold::Wants,
                Outcome::Nobody => OutcomeTold::Nobody,
                Outcome::Refused => OutcomeTold::Refused,
            },
            wants,
            conditions: self.facts(&walked.conditions, first),
            answer: walked.decisions.iter().map(|decision| decision.gate).max(),
            blocked_by: self.rules(blocked),
        }
    }

    fn step(&self, number: usize, step: &Step) -> StepTold {
        let duties = step.duties.iter().filter_map(|place| self.plan.duties.get(*place)?.first());
        let duties: Vec<_> = duties.collect();
        let met = duties.first();
        let first = step.decisions.first();
        let opens = match &step.why {
            Why::Duty => None,
            Why::Opens { through, order, .. } => self.order(through, order),
        };
        let words = match &step.why {
            Why::Duty => met.map(|one| &one.duty.words),
            Why::Opens { through, order, step } => self.order_step(through, order, *step),
        };
        let items = step.flows.iter().flat_map(|flow| &flow.items);
        let items = items.filter_map(|id| self.case.item(*id));
        let reached = step.decisions.iter().flat_map(GateDecision::reached);
        let onward = reached.filter(|reached| !reached.path.is_empty());
        let to: Vec<Words> = once(step.flows.iter().map(|flow| self.who(&flow.to)));
        let several = self.case.products().nth(1).is_some();
        let about: BTreeSet<_> =
            duties.iter().filter(|_| several).filter_map(|one| one.product).collect();
        let products = about.into_iter().filter_map(|id| self.case.product(id));
        let mut rules: Vec<RuleTold> = Vec::new();
        for one in &duties {
            let names = Names::default();
            let mut rule = self.basis(&names).rule(&one.duty.rule, None);
            rule.citation = one.duty.citation.clone();
            if !rules.iter().any(|known| known.rule == rule.rule) {
                rules.push(rule);
            }
        }
        StepTold {
            number,
            at: step.at,
            by: self.who(&Recipient::Party(step.by)),
            words: words.cloned().unwrap_or_default(),
            products: products.map(|product| product.name.clone()).collect(),
            reaches: once(
                onward.map(|reached| self.who(&reached.recipient)).filter(|who| !to.contains(who)),
            ),
            to,
            content: once(items.map(|record| class_name(self.desk.book, record.item.class))),
            conditions: self.facts(&step.conditions, first),
            readings: self.facts(&readings(step, &duties), first),
            rules,
            sure: step.sure,
            answer: step.decisions.iter().map(answer_of).max(),
            ruling: step.decisions.iter().find_map(|one| one.ruling).map(|id| id.to_string()),
            opens,
        }
    }
}

fn answer_of(decision: &GateDecision) -> AnswerKind {
    decision.gate
}

/// Each once, in order.
fn once(all: impl Iterator<Item = Words>) -> Vec<Words> {
    let mut list: Vec<Words> = Vec::new();
    for one in all {
        if !list.contains(&one) {
            list.push(one);
        }
    }
    list
}

/// The readings on which a step rests, each once: those that change what the gate answers, and those of its duties.
fn readings(step: &Step, duties: &[&OwedBy]) -> Vec<Finding> {
    let answered = step.decisions.iter().flat_map(|decision| &decision.passages);
    let answered = answered.flat_map(|passage| &passage.answer.readings).map(|used| &used.taken);
    let owed = duties.iter().flat_map(|one| &one.duty.readings);
    let mut all: Vec<Finding> = Vec::new();
    for finding in answered.chain(owed) {
        if !all.contains(finding) {
            all.push(finding.clone());
        }
    }
    all
}
