//! Triage at a server.

use jiff::tz::TimeZone;

use super::{Remote, part};
use crate::api::{ExploitationBody, PriorityBody, SeverityBody, WeaknessesBody};
use crate::cli::Failure;
use crate::say::recorded::RecordedTold;
use crate::say::triage::TriageTold;
use crate::say::triage::selection::SelectionList;

impl Remote {
    /// What was assessed of a flaw.
    pub(in crate::cli) fn triage(&self, name: &str) -> Result<(TriageTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/cases/{}/triage", part(name)))?.0, zone))
    }

    /// Records how severe somebody holds it to be.
    pub(in crate::cli) fn severity(
        &self,
        name: &str,
        body: &SeverityBody,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        self.to(&format!("{office}/cases/{}/severities", part(name)), body)
    }

    /// Records how pressing it is.
    pub(in crate::cli) fn priority(
        &self,
        name: &str,
        body: &PriorityBody,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        self.to(&format!("{office}/cases/{}/priorities", part(name)), body)
    }

    /// An outcome as others read it.
    pub(in crate::cli) fn selection(
        &self,
        name: &str,
        event: u64,
    ) -> Result<SelectionList, Failure> {
        let (office, _) = self.at()?;
        let path = format!("{office}/cases/{}/priorities/{event}/selection", part(name));
        Ok(self.from(&path)?.0)
    }

    /// Records of which kinds it is.
    pub(in crate::cli) fn weaknesses(
        &self,
        name: &str,
        body: &WeaknessesBody,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        self.to(&format!("{office}/cases/{}/weaknesses", part(name)), body)
    }

    /// Records what was seen of exploitation.
    pub(in crate::cli) fn exploitation(
        &self,
        name: &str,
        body: &ExploitationBody,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        self.to(&format!("{office}/cases/{}/exploitation", part(name)), body)
    }
}
