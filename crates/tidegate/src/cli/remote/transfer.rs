//! Offers of cases to other offices, at a server.

use jiff::tz::TimeZone;

use super::{Remote, part};
use crate::api::{OfferAnswerBody, OfferBody, OfferEndBody};
use crate::cli::Failure;
use crate::errand::Offering;
use crate::say::transfer::{ComingTold, OfferWeighed, TransfersTold};

impl Remote {
    /// The offers of a case.
    pub(in crate::cli) fn transfers(
        &self,
        name: &str,
    ) -> Result<(TransfersTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/cases/{}/transfers", part(name)))?.0, zone))
    }

    /// Makes an offer, or asks what the gate says of it.
    pub(in crate::cli) fn offer(
        &self,
        name: &str,
        offering: Offering<'_>,
        weigh: bool,
    ) -> Result<OfferWeighed, Failure> {
        let (office, _) = self.at()?;
        let body = OfferBody {
            to: offering.to.to_owned(),
            address: offering.address.to_owned(),
            items: offering.items.iter().map(|one| (*one).to_owned()).collect(),
            reason: offering.reason.to_owned(),
            note: offering.note.map(str::to_owned),
            until: offering.until.map(str::to_owned),
        };
        let end = if weigh { "/weighed" } else { "" };
        self.to(&format!("{office}/cases/{}/transfers{end}", part(name)), &body)
    }

    /// Takes an offer back.
    pub(in crate::cli) fn withdraw_offer(
        &self,
        name: &str,
        reason: &str,
    ) -> Result<TransfersTold, Failure> {
        let (office, _) = self.at()?;
        let body = OfferEndBody { reason: reason.to_owned() };
        self.to(&format!("{office}/cases/{}/transfers/end", part(name)), &body)
    }

    /// Hands over.
    pub(in crate::cli) fn hand_over(&self, name: &str) -> Result<OfferWeighed, Failure> {
        let (office, _) = self.at()?;
        let path = format!("{office}/cases/{}/transfers/hand-over", part(name));
        self.to(&path, &serde_json::Value::Null)
    }

    /// The offers of other offices.
    pub(in crate::cli) fn coming(&self) -> Result<(ComingTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/transfers"))?.0, zone))
    }

    /// Answers an offer of another office.
    pub(in crate::cli) fn answer_offer(
        &self,
        transfer: &str,
        accepts: bool,
        reason: Option<&str>,
    ) -> Result<ComingTold, Failure> {
        let (office, _) = self.at()?;
        let body = OfferAnswerBody { accepts, reason: reason.map(str::to_owned) };
        self.to(&format!("{office}/transfers/{}", part(transfer)), &body)
    }
}
