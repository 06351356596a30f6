//! Floods, and one thing done to many cases at once, at a server.

use jiff::tz::TimeZone;

use super::{Remote, part};
use crate::api::BulkBody;
use crate::bulk::BulkAction;
use crate::cli::Failure;
use crate::say::bulk::{BulkTold, BulkWeighed};
use crate::say::flood::{FloodOpened, FloodsTold};

fn body(action: &BulkAction, cases: &[String]) -> BulkBody {
    BulkBody { action: action.clone(), cases: cases.to_vec() }
}

impl Remote {
    /// Reports that nobody judged, put together by product.
    pub(in crate::cli) fn floods(&self) -> Result<(FloodsTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/floods"))?.0, zone))
    }

    /// The group of a case.
    pub(in crate::cli) fn flood(&self, case: &str) -> Result<(FloodOpened, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/floods/{}", part(case)))?.0, zone))
    }

    /// What would become of each case.
    pub(in crate::cli) fn weigh(
        &self,
        action: &BulkAction,
        cases: &[String],
    ) -> Result<BulkWeighed, Failure> {
        let (office, _) = self.at()?;
        self.to(&format!("{office}/bulk/weighed"), &body(action, cases))
    }

    /// Begins to do it.
    pub(in crate::cli) fn bulk(
        &self,
        action: &BulkAction,
        cases: &[String],
    ) -> Result<BulkTold, Failure> {
        let (office, _) = self.at()?;
        self.to(&format!("{office}/bulk"), &body(action, cases))
    }

    /// What became of a list so far.
    pub(in crate::cli) fn bulk_again(&self, list: &str) -> Result<BulkTold, Failure> {
        let (office, _) = self.at()?;
        Ok(self.from(&format!("{office}/bulk/{}", part(list)))?.0)
    }
}
