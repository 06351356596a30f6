//! Where the coordination of a case stands. What is said and answered in it is told as anything that happened.

use tidegate_core::case::Case;

use super::{Errand, NotDone};
use crate::say::coordination::{CoordinationTold, coordination};

impl Errand<'_> {
    /// Who takes part, the embargo, what has happened, and what manufacturers say, at the present instant.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn coordination(&self, name: &str) -> Result<CoordinationTold, NotDone> {
        Ok(self.coordination_of(name).await?.1)
    }

    /// The same, with the case as it was opened for it.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub(crate) async fn coordination_of(
        &self,
        name: &str,
    ) -> Result<(Case, CoordinationTold), NotDone> {
        let case = self.open(name, "looking at the coordination").await?;
        let told = coordination(self.desk.office(), &case, self.desk.now());
        Ok((case, told))
    }
}
