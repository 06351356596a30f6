//! The office's own work on a case, at a server.

use jiff::tz::TimeZone;

use super::{Remote, part, query};
use crate::api::{ArrangementBody, ClosingBody, JudgementBody, MergeOrSplitBody};
use crate::cli::Failure;
use crate::errand::{Arranging, Judging};
use crate::say::join::JoinTold;
use crate::say::queue::QueuesTold;
use crate::say::recorded::RecordedTold;
use crate::say::then::ThenTold;
use crate::say::work::{JudgedTold, WorkTold};

impl Remote {
    /// How the work on a case stands.
    pub(in crate::cli) fn work(&self, name: &str) -> Result<(WorkTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/cases/{}/work", part(name)))?.0, zone))
    }

    /// A case as it was known at an instant.
    pub(in crate::cli) fn then(
        &self,
        name: &str,
        at: Option<&str>,
        question: Option<&str>,
    ) -> Result<(ThenTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let fields = [("at", at.unwrap_or_default()), ("question", question.unwrap_or_default())];
        let said: Vec<(&str, &str)> =
            fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = query(&said);
        Ok((self.from(&format!("{office}/cases/{}/then{query}", part(name)))?.0, zone))
    }

    /// The queues.
    pub(in crate::cli) fn queues(&self) -> Result<QueuesTold, Failure> {
        let (office, _) = self.at()?;
        Ok(self.from(&format!("{office}/queues"))?.0)
    }

    /// Judges a report.
    pub(in crate::cli) fn judge(
        &self,
        name: &str,
        judging: Judging<'_>,
    ) -> Result<JudgedTold, Failure> {
        let (office, _) = self.at()?;
        let body = JudgementBody {
            code: judging.code.to_owned(),
            reason: judging.reason.map(str::to_owned),
            duplicate_of: judging.duplicate_of.map(str::to_owned),
            missing: judging.missing.iter().map(|part| (*part).to_owned()).collect(),
            tell: judging.tell,
            answer: judging.answer.map(str::to_owned),
        };
        self.to(&format!("{office}/cases/{}/judgement", part(name)), &body)
    }

    /// Closes a case.
    pub(in crate::cli) fn close(
        &self,
        name: &str,
        code: &str,
        reason: Option<&str>,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        let body = ClosingBody { code: code.to_owned(), reason: reason.map(str::to_owned) };
        self.to(&format!("{office}/cases/{}/closing", part(name)), &body)
    }

    /// What a merging or a splitting would come to.
    pub(in crate::cli) fn weigh_join(
        &self,
        name: &str,
        other: Option<&str>,
        chosen: &[&str],
    ) -> Result<(JoinTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        let chosen = chosen.iter().map(|one| (*one).to_owned()).collect();
        let body = MergeOrSplitBody { other: other.map(str::to_owned), chosen };
        let path = format!("{office}/cases/{}/arrangements/weighed", part(name));
        Ok((self.to(&path, &body)?, zone))
    }

    /// Arranges the office's own work on a case.
    pub(in crate::cli) fn arrange(
        &self,
        name: &str,
        arranging: Arranging<'_>,
    ) -> Result<RecordedTold, Failure> {
        let (office, _) = self.at()?;
        let text = |text: Option<&str>| text.map(str::to_owned);
        let body = ArrangementBody {
            what: arranging.what.to_owned(),
            who: text(arranging.who),
            reason: text(arranging.reason),
            text: text(arranging.text),
            until: text(arranging.until),
            of: text(arranging.of),
            task: arranging.task,
            other: text(arranging.other),
            seen: arranging.seen,
            other_seen: arranging.other_seen,
            chosen: arranging.chosen.iter().map(|one| (*one).to_owned()).collect(),
        };
        self.to(&format!("{office}/cases/{}/arrangements", part(name)), &body)
    }
}
