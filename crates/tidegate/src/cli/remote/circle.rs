//! Who of the office may see a case, at a server.

use super::{Remote, part};
use crate::api::AdmissionBody;
use crate::cli::Failure;
use crate::errand::Admitting;
use crate::say::circle::CircleTold;
use crate::say::recorded::RecordedTold;

impl Remote {
    /// Who may see a case.
    pub(in crate::cli) fn circle(&self, name: &str) -> Result<CircleTold, Failure> {
        let (office, _) = self.at()?;
        Ok(self.from(&format!("{office}/cases/{}/circle", part(name)))?.0)
    }

    /// Settles who may see a case.
    pub(in crate::cli) fn admit(
        &self,
        name: &str,
        admitting: Admitting<'_>,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        let body = AdmissionBody {
            what: admitting.what.to_owned(),
            who: admitting.who.iter().map(|who| (*who).to_owned()).collect(),
            role: admitting.role.map(str::to_owned),
            reason: admitting.reason.to_owned(),
        };
        self.to(&format!("{office}/cases/{}/circle", part(name)), &body)
    }
}
