//! Taking back what was given with a report: what would come of it, and the deed. The finder alone comes for it.

use std::collections::BTreeSet;

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::event::{Actor, Given, TakenBack};
use tidegate_core::id::CaseId;
use tidegate_law::{Force, Owed};

use super::{Errand, NotDone};
use crate::desk::{Ack, DeskError, Order};
use crate::finder::message::Between;
use crate::notices::finder::Reach;
use crate::say::taking_back::KeptTold;

/// From where it is known.
const SOURCE: &str = "the finder's page";

impl Errand<'_> {
    /// What the finder of a case gave and did not take back, the address only where there is one.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn given_by_finder(&self, case: CaseId) -> Result<BTreeSet<Given>, NotDone> {
        let holds = |case: &Case| Some(case.holds_of(Between::of(case)?.finder));
        let holds = self.desk.compute(case, |case, _, _| holds(case)).await?;
        let mut holds = holds.ok_or(DeskError::NoReport(case))?;
        if self.desk.reaches_finder(case).await? == Reach::Not {
            holds.remove(&Given::Address);
        }
        Ok(holds)
    }

    /// What a law or a rule of the house has the office keep of a case, whatever its finder takes back: as it is asked before
    /// a case is erased.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn kept_by_law(&self, case: CaseId) -> Result<Vec<KeptTold>, NotDone> {
        let kept =
            self.desk.compute(case, |case, _, at| self.desk.retained_now(self.book, case, at));
        let told = kept.await??.into_iter().map(|one| KeptTold {
            citation: one.citation,
            through: one.through,
            house: one.force == Force::House,
            sure: one.owed == Owed::Yes,
        });
        Ok(told.collect())
    }

    /// How many events the case has: what was shown is confirmed as long as there are no more.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn events_of(&self, case: CaseId) -> Result<u64, NotDone> {
        Ok(self.desk.compute(case, |case, _, _| case.version()).await?)
    }

    /// Why these words cannot be taken back; all of them are given, or nothing is done.
    ///
    /// # Errors
    /// [`Rejection::NothingTakenBack`], [`Rejection::NotGiven`].
    pub async fn can_take_back(&self, case: CaseId, what: &BTreeSet<Given>) -> Result<(), NotDone> {
        let given = self.given_by_finder(case).await?;
        let wrong = match what.iter().find(|one| !given.contains(one)) {
            _ if what.is_empty() => Rejection::NothingTakenBack,
            Some(one) => Rejection::NotGiven(*one),
            None => return Ok(()),
        };
        Err(DeskError::from(wrong).into())
    }

    /// Takes back what the finder of a case gave. That the address is to be forgotten is noted before it is recorded, so
    /// that its key goes even if the office is cut short in between.
    ///
    /// # Errors
    /// As [`Errand::can_take_back`] and [`crate::desk::Desk::act`].
    pub async fn take_back(&self, case: CaseId, what: BTreeSet<Given>) -> Result<Ack, NotDone> {
        self.can_take_back(case, &what).await?;
        let finder = self.desk.compute(case, |case, _, _| Between::of(case)).await?;
        let by = finder.ok_or(DeskError::NoReport(case))?.finder;
        let address = what.contains(&Given::Address) || what.contains(&Given::Report);
        let command = Command::new(Verb::TakeBack(TakenBack { by, what }), SOURCE);
        let order = Order::new(command);
        if !address {
            return Ok(self.desk.act(&Actor::Party(by), case, &order).await?);
        }
        self.desk.will_forget_finder(case).await?;
        let ack = self.desk.act(&Actor::Party(by), case, &order).await?;
        self.desk.forget_as_noted(case).await?;
        Ok(ack)
    }
}
