//! What an amended book changes in a kept case: its duties, and the answers to flows that are on record or demanded now.
//!
//! Both versions are asked at the same instant about the same case, under what the office has adopted. Nothing is
//! recorded but that the case was opened.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Deserialize;
use tidegate_core::case::{Case, Phase};
use tidegate_core::gate::{self, Desk as Law, GateDecision, OwedBy, adoption_of};
use tidegate_core::id::{PartyId, ProductId};
use tidegate_core::item::ContentClass;
use tidegate_core::office::Office;
use tidegate_core::plan;
use tidegate_core::situation::{Facts, Flow};
use tidegate_law::{
    Adoption, Book, Concern, Decision, FactName, FactValue, RuleId, Turn, Versions,
};

use super::{Errand, NotDone};
use crate::clocks::owed;
use crate::desk::{CaseRow, Decided as OnRecord};
use crate::say::amended::{AnswerTouched, CaseTouched, DutyTouched, Stands};
use crate::say::owed::duty;
use crate::say::told;

/// The purpose on the log.
const PURPOSE: &str = "comparing two versions of the book";

/// Two versions of the book, as an errand asks them of a case.
#[derive(Debug)]
pub struct Amended<'v> {
    versions: &'v Versions,
    renamed: BTreeMap<RuleId, RuleId>,
}

/// What an amended book comes to for a case.
#[derive(Debug)]
pub enum Reconsidered {
    /// No rule that is written otherwise can apply to any of its parties.
    NotConcerned,
    /// One may, and duties and answers are the same all the same.
    Same,
    /// Something changes.
    Touched(Box<CaseTouched>),
}

/// The flows of decisions on record.
fn flows(decided: &[OnRecord]) -> impl Iterator<Item = Flow> {
    let flows = decided.iter().map(|one| serde_json::from_slice::<Decided>(&one.bytes));
    flows.filter_map(Result::ok).map(|decided| decided.flow)
}

/// A flow as it was decided on, in the bytes of the record.
#[derive(Deserialize)]
struct Decided {
    flow: Flow,
}

/// What tells an instance of a duty from another, in either version.
type Instance = (PartyId, Option<ProductId>, RuleId, Option<FactValue>, Option<Timestamp>);

impl<'v> Amended<'v> {
    /// What is to be asked of cases; with the rules that stand under another name.
    #[must_use]
    pub fn of(versions: &'v Versions, renamed: BTreeMap<RuleId, RuleId>) -> Self {
        Self { versions, renamed }
    }

    /// The same rule in the new version.
    fn now(&self, rule: &RuleId) -> RuleId {
        self.renamed.get(rule).unwrap_or(rule).clone()
    }

    /// Whether a rule that is written otherwise may apply to a party of a case, whatever flow it makes.
    fn concerns(
        &self,
        concern: &Concern,
        case: &Case,
        supposed: &BTreeSet<FactName>,
        at: Timestamp,
    ) -> bool {
        if concern.is_of_everything() {
            return true;
        }
        let [old, new] =
            [&self.versions.old, &self.versions.new].map(|book| Facts { book, case, at });
        let products = || case.products().map(Some).chain([None]);
        case.parties().any(|party| {
            products().any(|product| {
                let [one, two] =
                    [&old, &new].map(|facts| facts.of_any_flow(party, product, supposed));
                concern.may_matter(&one, &two)
            })
        })
    }

    /// What changes in the duties of a case.
    fn duties(
        &self,
        (adoption, office): (&Adoption, &Office),
        case: &Case,
        at: Timestamp,
    ) -> Vec<DutyTouched> {
        let (old, new) = (&self.versions.old, &self.versions.new);
        let of = |book: &Book| -> Vec<OwedBy> {
            let mut all = owed(book, adoption, case, at);
            // What has not begun and is not near says nothing of this case.
            all.retain(|one| one.duty.start.is_some() || one.duty.could_start(book));
            all
        };
        let key = |one: &OwedBy| -> Instance {
            let started = one.duty.start.as_ref().map(|start| start.earliest());
            let rule = self.now(&one.duty.rule);
            (one.bearer, one.product, rule, one.duty.to.clone(), started)
        };
        let before: BTreeMap<Instance, OwedBy> =
            of(old).into_iter().map(|one| (key(&one), one)).collect();
        let after: BTreeMap<Instance, OwedBy> =
            of(new).into_iter().map(|one| (key(&one), one)).collect();
        let keys: BTreeSet<&Instance> = before.keys().chain(after.keys()).collect();
        let touched = keys.into_iter().filter_map(|key| {
            let (one, two) = (before.get(key), after.get(key));
            let turn = match (one, two) {
                (None, _) => Turn::Added,
                (Some(_), None) => Turn::Removed,
                (Some(one), Some(two)) if same(one, two) => return None,
                (Some(_), Some(_)) => Turn::Changed,
            };
            let told = |book: &Book, owed: Option<&OwedBy>| {
                owed.map(|owed| duty(&Law { book, adoption, office: Some(office) }, case, owed, at))
            };
            Some(DutyTouched { turn, old: told(old, one), new: told(new, two) })
        });
        touched.collect()
    }

    /// What changes in the answers to some flows of a case.
    fn answers(
        &self,
        (adoption, office): (&Adoption, &Office),
        asked: &[(Stands, &Case, Flow)],
        at: Timestamp,
    ) -> Vec<AnswerTouched> {
        let mut touched = Vec::new();
        for (stands, case, flow) in asked {
            let [old, new] = [&self.versions.old, &self.versions.new].map(|book| {
                let law = Law { book, adoption, office: Some(office) };
                gate::decide(&law, case, flow, at).map(|decision| {
                    let said = told::decision(&law, case, &decision);
                    (decision, said)
                })
            });
            // What cannot be asked any more cannot be asked of either.
            let (Ok((before, old)), Ok((after, new))) = (old, new) else { continue };
            if outcome(&before, |rule| self.now(rule)) != outcome(&after, RuleId::clone) {
                touched.push(AnswerTouched { stands: *stands, old, new });
            }
        }
        touched
    }
}

/// The two answers, and of each passage the answer, the grounds and whether the recipient may have it.
type Said = (String, Vec<(String, BTreeSet<RuleId>, bool)>);

fn outcome(decision: &GateDecision, name: impl Fn(&RuleId) -> RuleId) -> Said {
    let passages = decision.passages.iter().map(|passage| {
        let answer = &passage.answer.decision;
        let grounds = answer.grounds().iter().filter_map(|ground| ground.rule());
        let mut rules: BTreeSet<RuleId> = grounds.map(&name).collect();
        if let Decision::Escalate { doubts } = answer {
            rules.extend(doubts.iter().flat_map(|doubt| &doubt.rules).map(&name));
        }
        (format!("{:?}", answer.kind()), rules, passage.need.granted())
    });
    (format!("{:?} {:?}", decision.law, decision.gate), passages.collect())
}

/// Whether two instances are the same to whoever owes them.
fn same(one: &OwedBy, two: &OwedBy) -> bool {
    let (one, two) = (&one.duty, &two.duty);
    let due = |of: &tidegate_law::DutyInstance| {
        let deadline = of.when.deadline();
        let due = deadline.map(|due| (due.strict, due.latest_arguable));
        (due, of.when.keep().map(|keep| keep.through), of.when.word)
    };
    let fields = |of: &tidegate_law::DutyInstance| -> BTreeSet<String> {
        of.fields.iter().cloned().collect()
    };
    (one.force, &one.owed, one.state, one.any_of) == (two.force, &two.owed, two.state, two.any_of)
        && due(one) == due(two)
        && one.when.uncounted() == two.when.uncounted()
        && fields(one) == fields(two)
}

impl Errand<'_> {
    /// The cases that are open: neither closed nor erased. What a finder took back is open until somebody closes it.
    ///
    /// # Errors
    /// As [`Errand::rows`].
    pub async fn open_cases(&self) -> Result<Vec<CaseRow>, NotDone> {
        let mut rows = self.rows(None, usize::MAX).await?;
        let over = [Phase::Closed.as_str(), "erased"];
        rows.retain(|row| !over.contains(&row.state.as_str()));
        Ok(rows)
    }

    /// What another version of the book changes in a case; none if nothing. The case is opened, and that is on the log.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn touched(
        &self,
        amended: &Amended<'_>,
        row: &CaseRow,
        at: Option<Timestamp>,
    ) -> Result<Option<CaseTouched>, NotDone> {
        let case = self.desk.open_case(self.actor, row.case, PURPOSE).await?;
        let at = at.unwrap_or_else(|| self.desk.now());
        self.compared_in_full(amended, row, &case, at).await
    }

    /// The same, after a small program of the rules that are written otherwise was asked whether the case is concerned
    /// at all: a case that is not is not compared further.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn reconsidered(
        &self,
        amended: &Amended<'_>,
        concern: &Concern,
        row: &CaseRow,
        at: Option<Timestamp>,
    ) -> Result<Reconsidered, NotDone> {
        let at = at.unwrap_or_else(|| self.desk.now());
        // Nobody sees anything of a case that is not concerned, so it is not opened.
        let concerned = self.desk.compute_decided(row.case, |case, decided| {
            let supposed = flows(decided).flat_map(|flow| flow.facts);
            let supposed: BTreeSet<FactName> = supposed.map(|(name, _)| name).collect();
            amended.concerns(concern, case, &supposed, at)
        });
        if !concerned.await? {
            return Ok(Reconsidered::NotConcerned);
        }
        let case = self.desk.open_case(self.actor, row.case, PURPOSE).await?;
        let touched = self.compared_in_full(amended, row, &case, at).await?;
        Ok(touched.map_or(Reconsidered::Same, |touched| Reconsidered::Touched(Box::new(touched))))
    }

    /// The flows that were decided on, on the record of a case.
    async fn flows_on_record(&self, row: &CaseRow) -> Result<Vec<Flow>, NotDone> {
        let recorded = self.desk.compute_decided(row.case, |_, decided| flows(decided).collect());
        Ok(recorded.await?)
    }

    async fn compared_in_full(
        &self,
        amended: &Amended<'_>,
        row: &CaseRow,
        case: &Case,
        at: Timestamp,
    ) -> Result<Option<CaseTouched>, NotDone> {
        let adoption = adoption_of(self.desk.office(), at);
        let recorded = self.flows_on_record(row).await?;
        let mut asked: Vec<(Stands, &Case, Flow)> = Vec::new();
        for flow in recorded.into_iter().chain(took_place(case)) {
            let known = |(_, _, one): &(Stands, &Case, Flow)| *one == flow;
            if !asked.iter().any(known) {
                asked.push((Stands::Recorded, case, flow));
            }
        }
        // What is demanded now, by either version; where a version demands what the case does not hold yet, of a copy.
        let plans = [&amended.versions.old, &amended.versions.new].map(|book| {
            plan::plan(
                &Law { book, adoption: &adoption, office: Some(self.desk.office()) },
                case,
                at,
            )
        });
        let mut demanded: BTreeSet<(String, BTreeSet<ContentClass>)> = BTreeSet::new();
        for plan in &plans {
            for flow in plan.duties.iter().flat_map(|planned| &planned.now).map(|now| &now.flow) {
                let classes = flow.items.iter().filter_map(|item| plan.case.item(*item));
                let classes = classes.map(|item| item.item.class).collect();
                let who = format!("{} {} {}", flow.act, flow.from, flow.to);
                if demanded.insert((who, classes)) {
                    asked.push((Stands::Demanded, &plan.case, flow.clone()));
                }
            }
        }
        let touched = CaseTouched {
            case: row.case.to_string(),
            handle: row.handle.clone(),
            at,
            duties: amended.duties((&adoption, self.desk.office()), case, at),
            answers: amended.answers((&adoption, self.desk.office()), &asked, at),
        };
        Ok((!touched.duties.is_empty() || !touched.answers.is_empty()).then_some(touched))
    }
}

/// The flows that took place, as far as the record names content.
fn took_place(case: &Case) -> Vec<Flow> {
    let passages = case.passages().map(|entry| entry.event);
    let flows = passages.filter(|event| !event.items.is_empty()).map(|event| Flow {
        act: event.act,
        from: event.from,
        to: event.to.clone(),
        items: event.items.iter().copied().collect(),
        facts: BTreeMap::new(),
    });
    flows.collect()
}
