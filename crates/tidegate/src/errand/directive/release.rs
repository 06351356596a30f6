//! What an authority discloses overseas or publishes before the remedy: proposed by one, signed by another.
//!
//! The second signature lets nothing out. It lets the gate grant the flow, which is then put to it as any other.

use tidegate_core::proposal::{Matter, Release};
use tidegate_core::situation::Flow;

use super::super::{Errand, NotDone, flowing};
use crate::say::recorded::RecordedTold;

impl Errand<'_> {
    /// Proposes that something is let out, in the words of a question.
    ///
    /// # Errors
    /// [`NotDone::Supposes`] where the question supposes content; as [`Errand::propose_release`].
    pub async fn propose_release_of(
        &self,
        name: &str,
        question: &str,
        reasons: &str,
        decides: bool,
    ) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "proposing that something is let out").await?;
        let put = flowing(self.book, self.desk.office(), case, question, self.desk.now())?;
        if put.supposes {
            return Err(NotDone::Supposes);
        }
        self.propose(&put.case, released(put.flow, reasons), decides).await
    }

    /// Proposes that something is let out.
    ///
    /// # Errors
    /// What the case says no to: an act that no item may be put to, reasons that are missing.
    pub async fn propose_release(
        &self,
        name: &str,
        flow: Flow,
        reasons: &str,
        decides: bool,
    ) -> Result<RecordedTold, NotDone> {
        let case = self.open(name, "proposing that something is let out").await?;
        self.propose(&case, released(flow, reasons), decides).await
    }
}

fn released(flow: Flow, reasons: &str) -> Matter {
    let Flow { act, from, to, items, .. } = flow;
    let (items, reasons) = (items.into_iter().collect(), reasons.trim().to_owned());
    Matter::Release(Release { act, from, to, items, reasons })
}
