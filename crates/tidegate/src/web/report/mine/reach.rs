//! At which address the finder is told that the office wrote: left by the finder and used for that alone. It is
//! shown to nobody, unless the finder says that the keepers of contacts may read it.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tidegate_core::id::CaseId;

use super::{Refused, ask, case_of, shown};
use crate::web::{Posted, Visit, Wrong};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Left {
    address: String,
    /// `keep` or `forget`.
    r#do: String,
    /// Set where the keepers of contacts may read it.
    readable: String,
}

/// Keeps the address, or takes it back where that is asked for.
pub(super) async fn say(headers: HeaderMap, posted: Posted<Left>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    let Some(case) = case_of(hosted, &headers).await? else { return Ok(ask(hosted)) };
    let forgets = fields.r#do == "forget";
    let address = if forgets { "" } else { fields.address.trim() };
    let said = forgets || !address.is_empty();
    if said && reach_at(&visit, case, address, !fields.readable.is_empty()).await? {
        return Ok(Redirect::to(&format!("/at/{}/mine#reach", hosted.slug())).into_response());
    }
    let problem = visit.frame().say("error-relay-address");
    shown(&visit, case, false, Some(Refused::Reach(problem))).await
}

/// Keeps the address in the language of the visit; whether it is one.
pub(crate) async fn reach_at(
    visit: &Visit,
    case: CaseId,
    address: &str,
    readable: bool,
) -> Result<bool, Wrong> {
    let (rate, now) = (visit.house.limits().reports, visit.house.now());
    visit.house.rates().take(visit.from, "messages", rate, now).map_err(Wrong::TooMany)?;
    let desk = visit.office()?.desk();
    Ok(desk.reach_finder(case, address, visit.language, readable).await?)
}
