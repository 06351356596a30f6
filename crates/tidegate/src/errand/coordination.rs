//! Where the coordination of a case stands. What is said and answered in it is told as anything that happened.

use tidegate_core::case::Case;

use super::{Errand, NotDone};
use crate::say::coordination::{CoordinationTold, SilenceTold, coordination, silent};

impl Errand<'_> {
    /// Who takes part, the embargo, what has happened, and what manufacturers say, at the present instant.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn coordination(&self, name: &str) -> Result<CoordinationTold, NotDone> {
        let case = self.open(name, "looking at the coordination").await?;
        let patience = self.desk.patience().await?;
        Ok(coordination(self.desk.office(), &case, patience, self.desk.now()))
    }

    /// Of whom an answer is waited for in an opened case.
    ///
    /// # Errors
    /// What the desk may give.
    pub async fn silent(&self, case: &Case) -> Result<Vec<SilenceTold>, NotDone> {
        let patience = self.desk.patience().await?;
        Ok(silent(self.desk.office(), case, patience, self.desk.now()))
    }
}
