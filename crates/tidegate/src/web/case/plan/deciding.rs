//! The field for a named person's decision: a ruling on a flow for which nothing lawful is in time.
//!
//! What the ruling goes over is computed at the instant of its recording, from the case as it then is. Where there is no
//! room for one, nothing is recorded and the page says why.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::id::{ItemId, PartyId};
use tidegate_core::situation::Flow;

use super::super::{Address, back, recomputed};
use crate::errand::{self, Errand};
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
    by: String,
    countersigned_by: String,
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
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let signed = errand::Signed {
        by: &fields.by,
        countersigned_by: &fields.countersigned_by,
        reasons: &fields.reasons,
        expires: &fields.expires,
    };
    let ruled = errand.rule(&handle, flow, signed).await?;
    let case = ruled.case.parse().map_err(|_| Wrong::Fault)?;
    recomputed(&visit, hosted, case).await;
    Ok(back(hosted, &handle, ruled.leaf))
}
