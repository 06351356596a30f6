//! All that an organisation owes at an office, in order of time, over all its cases: what its directives ask and what the
//! law does, with what it reported of each.
//!
//! It is told what its own pages of the cases tell it and nothing beside. Each case that is looked at for it is opened on
//! record, as its page would be.

use tidegate_core::directive::Awaits;
use tidegate_law::{DutyState, Force, Words};

use super::{Errand, NotDone, SOURCE};
use crate::desk::DeskError;
use crate::say::directive::{DirectiveTold, MeasureTold};
use crate::say::ours::{OurDutyTold, OwedListed, OwedTold};
use crate::words::Voice;

/// In how many cases is looked; those in which something is due next first.
const MOST: usize = 200;

impl Errand<'_> {
    /// What the organisation owes and what it reported, in order of time.
    ///
    /// # Errors
    /// As [`Errand::ours`].
    pub async fn owed_by_us(&self, by: &str) -> Result<OwedTold, NotDone> {
        let ours = self.ours().await?;
        let own = self.own()?;
        let mut cases = ours.cases;
        // What runs comes first, what is due next before the rest; what is closed and has no clock is not looked at.
        cases
            .retain(|one| one.due.is_some() || !["closed", "erased"].contains(&one.state.as_str()));
        cases.sort_by_key(|one| (one.due.is_none(), one.due, std::cmp::Reverse(one.opened)));
        let left_out = cases.len().saturating_sub(MOST);
        cases.truncate(MOST);
        let (mut owed, mut settled) = (Vec::new(), Vec::new());
        let purpose = format!("{SOURCE}, {by}: what is owed");
        for one in cases {
            let Ok(row) = self.desk.find(&one.handle).await else { continue };
            let case = match self.desk.open_case(self.actor, row.case, &purpose).await {
                Ok(case) => case,
                Err(DeskError::Erased(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            for told in self.our_directives(&case, own) {
                let open = Awaits::ALL
                    .into_iter()
                    .any(|awaits| awaits.as_str() == told.awaits && awaits.is_open());
                let rows = told.order.measures.iter().map(|one| row_of(&row.handle, &told, one));
                let (done, open): (Vec<_>, Vec<_>) =
                    rows.partition(|row| !open || row.state == "met");
                owed.extend(open);
                settled.extend(done);
            }
            let duties = self.our_duties(&case, own, ours.at);
            owed.extend(duties.into_iter().map(|duty| duty_of(&row.handle, duty)));
        }
        for rows in [&mut owed, &mut settled] {
            rows.sort_by(|a: &OwedListed, b: &OwedListed| {
                (a.due.is_none(), a.due, &a.case).cmp(&(b.due.is_none(), b.due, &b.case))
            });
        }
        let (at, behind, name) = (ours.at, ours.behind, ours.organisation.name);
        Ok(OwedTold { version: 1, at, behind, organisation: name, owed, settled, left_out })
    }
}

fn row_of(handle: &str, told: &DirectiveTold, measure: &MeasureTold) -> OwedListed {
    let same = |text: &str| Words { en: text.to_owned(), zh: text.to_owned() };
    let waits = told.awaits == Awaits::Review.as_str();
    OwedListed {
        case: handle.to_owned(),
        kind: if told.order.binding { "directive" } else { "request" }.to_owned(),
        due: measure.due,
        word: None,
        late: measure.late,
        force: None,
        sure: true,
        to: Vec::new(),
        what: same(&measure.text),
        why: told.order.basis.as_ref().map(|basis| basis.citation.clone()),
        by: Some(told.order.by.clone()),
        product: told.order.product.clone(),
        versions: told.order.versions.clone(),
        state: measure.done.clone(),
        asked: waits.then(|| Voice::in_both(|voice| voice.say("directive-awaits-review"))),
        part: measure.part,
        directive: Some(told.directive.clone()),
        measure: Some(measure.number),
    }
}

fn duty_of(handle: &str, duty: OurDutyTold) -> OwedListed {
    let binds = duty.rule.force == Force::Binding && duty.sure;
    let over = matches!(duty.state, DutyState::NoEvidence | DutyState::Late);
    OwedListed {
        case: handle.to_owned(),
        kind: "duty".to_owned(),
        late: binds && over,
        force: Some(duty.rule.force),
        sure: duty.sure,
        to: duty.to,
        word: duty.word,
        due: duty.due,
        what: duty.rule.sentence.clone(),
        why: Some(duty.rule.citation.clone()),
        by: None,
        product: None,
        versions: None,
        state: "open".to_owned(),
        asked: None,
        part: None,
        directive: None,
        measure: None,
    }
}
