//! Where the coordination of a case stands. What is said and answered in it is told as anything that happened.

use super::{Errand, NotDone};
use crate::say::coordination::{CoordinationTold, coordination};

impl Errand<'_> {
    /// Who takes part, the embargo, what has happened, and what manufacturers say, at the present instant.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn coordination(&self, name: &str) -> Result<CoordinationTold, NotDone> {
        let case = self.open(name, "looking at the coordination").await?;
        Ok(coordination(self.desk.office(), &case, self.desk.now()))
    }
}
