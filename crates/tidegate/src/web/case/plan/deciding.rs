//! The field for a named person's decision: a ruling on a flow for which nothing lawful is in time.
//!
//! What the ruling goes over is computed at the instant of its recording, from the case as it then is. Where there is no
//! room for one, nothing is recorded and the page says why.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::gate::{self, Barred, NoFlow};
use tidegate_core::id::{ItemId, PartyId, RulingId};
use tidegate_core::ruling::RulingTerms;
use tidegate_core::situation::Flow;
use tidegate_law::time::Occurred;

use super::super::{Address, back, recomputed};
use crate::desk::DeskError;
use crate::say::over;
use crate::telling::draw;
use crate::web::access::{CASE_WORK, Route};
use crate::web::wrong::{in_both, said_in_both};
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

/// Why no ruling was recorded.
enum NotRuled {
    Desk(DeskError),
    NoFlow(NoFlow),
    Barred(Barred, Timestamp),
}

impl From<DeskError> for NotRuled {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

async fn rule(Path((_, handle)): Address, posted: Posted<Signed>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let flow = fields.flow().ok_or(Wrong::Form)?;
    let (hosted, book) = (visit.office()?, visit.house.book());
    let (desk, actor) = (hosted.desk(), visit.member()?.actor());
    let expires = Occurred::parse(fields.expires.trim(), Some(&hosted.office().zone.rules()));
    let expires = expires.map_err(|error| Wrong::Asked(in_both(&error)))?.last_instant();
    let row = desk.find(&handle).await?;
    // The case is read for it, and that is on the log before.
    desk.open_case(&actor, row.case, "ruling on a flow").await?;
    let terms = |case: &Case, at: Timestamp| -> Result<RulingTerms, NotRuled> {
        let adoption = gate::adoption_of(desk.office(), at);
        let law = gate::Desk { book, adoption: &adoption, office: Some(desk.office()) };
        let decision = gate::decide(&law, case, &flow, at).map_err(NotRuled::NoFlow)?;
        let over = decision.over().map_err(|barred| NotRuled::Barred(barred, at))?;
        Ok(RulingTerms {
            id: RulingId::from_bytes(draw()),
            decided_by: fields.by.trim().to_owned(),
            countersigned_by: fields.countersigned_by.trim().to_owned(),
            act: flow.act,
            from: flow.from,
            to: flow.to.clone(),
            items: flow.items.iter().copied().collect(),
            over,
            book: Some(decision.book),
            reasons: fields.reasons.trim().to_owned(),
            recorded: at,
            expires: Some(expires),
        })
    };
    let ack = desk.rule(&actor, row.case, terms).await.map_err(|error| match error {
        NotRuled::Desk(error) => error.into(),
        NotRuled::NoFlow(error) => Wrong::Asked(in_both(&error)),
        NotRuled::Barred(barred, at) => {
            Wrong::Asked(said_in_both(|voice| over::barred(voice, book, at, &barred)))
        }
    })?;
    recomputed(&visit, hosted, row.case).await;
    Ok(back(hosted, &handle, ack.leaves.start))
}
