//! The field for a named person's decision: a ruling on a flow for which nothing lawful is in time.
//!
//! Whoever is signed in proposes it and signs it by that; another person signs it on a page of its own. What it goes
//! over is computed now and again at the second signature. Where there is no room for one, nothing is recorded and the
//! page says why.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::id::{ItemId, PartyId};
use tidegate_core::situation::Flow;

use super::super::Address;
use super::super::directives::back;
use crate::errand::Errand;
use crate::people::decides;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Posted, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post("/at/{office}/cases/{handle}/plan/ruling", CASE_WORK, rule)]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Signed {
    act: String,
    from: String,
    to: String,
    /// The items, with spaces between.
    items: String,
    reasons: String,
    expires: String,
}

impl Signed {
    fn flow(&self) -> Option<Flow> {
        let items = self.items.split_whitespace().map(|id| id.parse::<ItemId>().ok());
        let to = match self.to.parse::<PartyId>() {
            Ok(party) => Recipient::Party(party),
            Err(_) => Recipient::Capacity(self.to.parse().ok()?),
        };
        Some(Flow {
            act: Act::from_word(&self.act)?,
            from: self.from.parse().ok()?,
            to,
            items: items.collect::<Option<Vec<ItemId>>>()?,
            facts: BTreeMap::new(),
        })
    }
}

async fn rule(Path((_, handle)): Address, posted: Posted<Signed>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let flow = fields.flow().ok_or(Wrong::Form)?;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (desk, actor) = (hosted.desk(), member.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let decides = decides(&member.roles, hosted.office(), desk.now());
    let (why, expires) = (fields.reasons.as_str(), fields.expires.as_str());
    let told = errand.propose_ruling(&handle, &flow, why, expires, decides).await?;
    back(&visit, &told.case, &handle, "").await
}
