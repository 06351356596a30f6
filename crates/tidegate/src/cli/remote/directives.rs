//! Directives at a server.

use jiff::tz::TimeZone;
use serde::Serialize;

use super::{Remote, part, query};
use crate::api::{ProposalBody, SettlementBody};
use crate::cli::Failure;
use crate::errand::DirectivesWritten;
use crate::say::directed::DirectivesListedTold;
use crate::say::directive::DirectivesTold;
use crate::say::directive::served::SettledTold;
use crate::say::recorded::RecordedTold;

impl Remote {
    /// The directives of a case.
    pub(in crate::cli) fn directives(
        &self,
        name: &str,
    ) -> Result<(DirectivesTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/cases/{}/directives", part(name)))?.0, zone))
    }

    /// The directives of all cases.
    pub(in crate::cli) fn directives_everywhere(
        &self,
        written: &DirectivesWritten,
    ) -> Result<(DirectivesListedTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/directives{}", query(&written.query())))?.0, zone))
    }

    /// Proposes what takes two signatures.
    pub(in crate::cli) fn propose(
        &self,
        name: &str,
        body: &ProposalBody,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        self.to(&format!("{office}/cases/{}/proposals", part(name)), body)
    }

    /// Settles a proposal.
    pub(in crate::cli) fn settle(
        &self,
        name: &str,
        proposal: &str,
        body: &SettlementBody,
    ) -> Result<SettledTold, Failure> {
        let (office, _) = self.at()?;
        let path = format!("{office}/cases/{}/proposals/{}", part(name), part(proposal));
        self.to(&format!("{path}/settlement"), body)
    }

    /// Records something about a directive: `answers`, `reports` or `verifications`.
    pub(in crate::cli) fn on_directive<B: Serialize>(
        &self,
        name: &str,
        directive: &str,
        what: &str,
        body: &B,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        let path = format!("{office}/cases/{}/directives/{}", part(name), part(directive));
        self.to(&format!("{path}/{what}"), body)
    }
}
