//! Decisions that a duty asks for no report, at a server.

use jiff::tz::TimeZone;

use super::{Remote, part, query};
use crate::api::NotReportableBody;
use crate::cli::Failure;
use crate::errand::{Deciding, Reporting};
use crate::say::reportability::{FoundTold, ReportabilityTold};

impl Remote {
    /// The decisions of a case that a duty asks for no report.
    pub(in crate::cli) fn reportability(
        &self,
        name: &str,
        asked: Option<Reporting<'_>>,
    ) -> Result<(ReportabilityTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let query = asked.map_or_else(String::new, |asked| {
            let (party, product) = (asked.party.unwrap_or(""), asked.product.unwrap_or(""));
            query(&[("duty", asked.duty), ("party", party), ("product", product)])
        });
        let path = format!("{office}/cases/{}/not-reportable{query}", part(name));
        Ok((self.from(&path)?.0, zone))
    }

    /// Records that a duty asks for no report.
    pub(in crate::cli) fn not_reportable(
        &self,
        name: &str,
        asked: Reporting<'_>,
        deciding: Deciding<'_>,
    ) -> Result<(FoundTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let body = NotReportableBody {
            duty: asked.duty.to_owned(),
            party: asked.party.map(str::to_owned),
            product: asked.product.map(str::to_owned),
            by: deciding.by.to_owned(),
            reasons: deciding.reasons.to_owned(),
            against_the_finder: deciding.against_finder,
        };
        Ok((self.to(&format!("{office}/cases/{}/not-reportable", part(name)), &body)?, zone))
    }
}
