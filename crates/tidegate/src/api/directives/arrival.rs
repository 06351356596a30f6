//! A letter of a directive that went another way: when it arrived, and what shows it.

use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::super::body::Sent;
use super::super::content::created_in;
use super::OfOne;
use crate::errand::Errand;
use crate::web::{Visit, Wrong};

/// That a letter arrived which went another way.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrivalBody {
    /// When it arrived, in the office's zone where no offset is given.
    pub when: String,
    /// How, and what shows it.
    pub how: String,
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/directives/{directive}/arrivals", operation_id = "directive-arrival",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("directive" = String, Path, description = "The id of a directive")),
    request_body = ArrivalBody, security(("bearer" = [])), responses(
    (status = 201, description = "Recorded; its bearer knows it from then", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "It arrived before, or a time that cannot be", body = crate::web::Problem)))]
pub(super) async fn arrive(
    visit: Visit,
    Path(named): OfOne,
    Sent(body): Sent<ArrivalBody>,
) -> Result<Response, Wrong> {
    let (_, name, directive) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let told = errand.letter_arrived(&name, &directive, &body.when, &body.how).await?;
    created_in(&visit, &name, &told).await
}
