//! Directives as their bearer has them: those whose letter reached it, what it answers and what it reports.
//!
//! What is told of a directive is what its letter says, how far each measure has come, and the bearer's own words. What
//! the office wrote since (why something was sent back, why it decided so) has passed no gate and is not told here: the
//! office writes it as a message.

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::directive::{DirectiveStanding, Step};
use tidegate_core::event::{DirectiveAnswered, MeasureReported};
use tidegate_core::id::{CaseId, DirectiveId, PartyId};

use super::super::directive::{Answering, Showing};
use super::super::{Errand, NotDone};
use super::{SOURCE, nothing};
use crate::desk::Order;
use crate::say::directive::{DirectiveTold, Telling};

/// Whether the letter of a directive reached the organisation that bears it.
fn has(case: &Case, standing: &DirectiveStanding<'_>, own: PartyId) -> bool {
    let issued = standing.issued.event;
    issued.to == own && case.directive_reached(issued)
}

impl Errand<'_> {
    /// The directives that the organisation has, in the order of their issue.
    pub(super) fn our_directives(&self, case: &Case, own: PartyId) -> Vec<DirectiveTold> {
        let telling =
            Telling { book: self.book, office: self.desk.office(), case, at: self.desk.now() };
        let mut all = case.directive_standings();
        all.retain(|standing| has(case, standing, own));
        all.iter().map(|standing| telling_own(&telling, standing)).collect()
    }

    /// The case of a directive that the organisation has; nothing for any other, as if there were none.
    async fn borne(
        &self,
        handle: &str,
        directive: &str,
    ) -> Result<(CaseId, PartyId, DirectiveId), NotDone> {
        let (case, own) = self.our_case_id(handle).await?;
        let id: DirectiveId = directive.parse().map_err(|_| nothing())?;
        let borne = self.desk.compute(case, |case, _, _| {
            case.directive_standing(id).is_some_and(|standing| has(case, &standing, own))
        });
        if borne.await? { Ok((case, own, id)) } else { Err(nothing()) }
    }

    /// Answers a directive.
    ///
    /// # Errors
    /// As [`Errand::our_case`]; a word or time that is not understood; what the case says no to.
    pub async fn answer_ours(
        &self,
        handle: &str,
        answering: Answering<'_>,
        by: &str,
    ) -> Result<CaseId, NotDone> {
        let (case, own, directive) = self.borne(handle, answering.directive).await?;
        let answer = self.answer_written(answering)?;
        let verb = Verb::AnswerDirective(DirectiveAnswered { directive, by: own, answer });
        self.said_ours(case, verb, by).await
    }

    /// Reports a measure of a directive.
    ///
    /// # Errors
    /// As [`Errand::our_case`]; what the case says no to.
    pub async fn report_ours(
        &self,
        handle: &str,
        directive: &str,
        showing: Showing<'_>,
        by: &str,
    ) -> Result<CaseId, NotDone> {
        let (case, own, directive) = self.borne(handle, directive).await?;
        let (statement, evidence) = (showing.statement.trim().to_owned(), Default::default());
        let (measure, shown) = (showing.measure, showing.shown()?);
        let reported = MeasureReported { directive, by: own, measure, statement, evidence, shown };
        self.said_ours(case, Verb::ReportMeasure(reported), by).await
    }

    async fn said_ours(&self, case: CaseId, verb: Verb, by: &str) -> Result<CaseId, NotDone> {
        let command = Command::new(verb, format!("{SOURCE}, {by}"));
        self.desk.act(self.actor, case, &Order::new(command)).await?;
        Ok(case)
    }
}

fn telling_own(telling: &Telling<'_>, standing: &DirectiveStanding<'_>) -> DirectiveTold {
    let mut told = telling.directive(standing);
    told.order.follows = None;
    for (told, step) in told.steps.iter_mut().zip(&standing.steps) {
        let own = match step {
            Step::Answered(_) | Step::Reported(_) => true,
            Step::Reviewed(_) | Step::Verified(_) => false,
        };
        told.said = told.said.take().filter(|_| own);
    }
    told
}
