//! Single sign-on, for administrators: its providers, whom the office expects of them, and who is let in by it alone.

use axum::Json;
use axum::extract::Path;
use serde::{Deserialize, Serialize};

use super::body::Sent;
use crate::errand::single as errand;
use crate::errand::single::Expecting;
use crate::people::{AskedAfter, Providing};
use crate::say::single::SingleTold;
use crate::web::access::{ADMINISTRATION, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/single-sign-on", ADMINISTRATION, single),
        Route::post("/api/v1/offices/{office}/single-sign-on/providers", ADMINISTRATION, provide),
        Route::delete(
            "/api/v1/offices/{office}/single-sign-on/providers/{provider}",
            ADMINISTRATION,
            provide_no_more,
        ),
        Route::post("/api/v1/offices/{office}/single-sign-on/expected", ADMINISTRATION, expect),
        Route::delete(
            "/api/v1/offices/{office}/single-sign-on/expected/{expected}",
            ADMINISTRATION,
            expect_no_more,
        ),
        Route::post("/api/v1/offices/{office}/single-sign-on/only", ADMINISTRATION, only),
    ]
}

/// A provider that shall be set.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProviderBody {
    /// Its name in addresses.
    pub provider: String,
    /// What people read on the button.
    pub label: String,
    /// Its issuer, such as `https://id.example`.
    pub issuer: String,
    /// As whom the office is known there.
    pub client: String,
    /// With what the office proves that; left out, the one that is known for the issuer stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// Whether it may lie inside the network, and on the own machine without TLS.
    #[serde(default)]
    pub inside: bool,
    /// Whether a second factor of ours is asked for after it.
    #[serde(default)]
    pub after: AskedAfter,
    /// Which values of `acr` say that it asked for more than one factor.
    #[serde(default)]
    pub acr: Vec<String>,
}

impl std::fmt::Debug for ProviderBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProviderBody").field("provider", &self.provider).finish_non_exhaustive()
    }
}

impl From<ProviderBody> for Providing {
    fn from(body: ProviderBody) -> Self {
        let ProviderBody { provider, label, issuer, client, secret, inside, after, acr } = body;
        Self { name: provider, label, issuer, client, secret, inside, after, acr }
    }
}

/// Whom to expect of a provider: a subject, or a mail address that it confirmed.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpectedBody {
    /// The provider.
    pub provider: String,
    /// For whose account.
    pub login: String,
    /// The subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Whether an account is entered by single sign-on alone.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OnlyBody {
    /// Whose account.
    pub login: String,
    /// Whether it is.
    pub only: bool,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/single-sign-on", operation_id = "single-sign-on",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "Providers, whom the office expects of them, links, and what was last changed", body = SingleTold)))]
pub(super) async fn single(visit: Visit) -> Result<Json<SingleTold>, Wrong> {
    Ok(Json(errand::single(visit.office()?.desk()).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/single-sign-on/providers", operation_id = "provider-set",
    params(("office" = String, Path, description = "An office")), request_body = ProviderBody,
    security(("bearer" = [])), responses(
    (status = 200, description = "The provider is set, in place of the one of its name", body = SingleTold),
    (status = 422, description = "It cannot be so", body = crate::web::Problem)))]
pub(super) async fn provide(
    visit: Visit,
    Sent(body): Sent<ProviderBody>,
) -> Result<Json<SingleTold>, Wrong> {
    let (desk, by) = (visit.office()?.desk(), &visit.member()?.login);
    Ok(Json(errand::provide(desk, by, body.into()).await?))
}

type Named = Path<(String, String)>;

#[utoipa::path(delete, path = "/api/v1/offices/{office}/single-sign-on/providers/{provider}", operation_id = "provider-end",
    params(("office" = String, Path, description = "An office"),
        ("provider" = String, Path, description = "The name of a provider")),
    security(("bearer" = [])), responses(
    (status = 200, description = "The provider has ended, and its links with it", body = SingleTold),
    (status = 404, description = "No such provider", body = crate::web::Problem),
    (status = 422, description = "Accounts have no other way in", body = crate::web::Problem)))]
pub(super) async fn provide_no_more(
    visit: Visit,
    Path(named): Named,
) -> Result<Json<SingleTold>, Wrong> {
    let (desk, by) = (visit.office()?.desk(), &visit.member()?.login);
    Ok(Json(errand::provide_no_more(desk, by, &named.1).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/single-sign-on/expected", operation_id = "expected-add",
    params(("office" = String, Path, description = "An office")), request_body = ExpectedBody,
    security(("bearer" = [])), responses(
    (status = 200, description = "The first to come of them is linked with the account", body = SingleTold),
    (status = 404, description = "No such provider or account", body = crate::web::Problem),
    (status = 422, description = "Neither a subject nor an address, or both", body = crate::web::Problem)))]
pub(super) async fn expect(
    visit: Visit,
    Sent(body): Sent<ExpectedBody>,
) -> Result<Json<SingleTold>, Wrong> {
    let (desk, by) = (visit.office()?.desk(), &visit.member()?.login);
    let asked = Expecting {
        provider: &body.provider,
        login: &body.login,
        subject: body.subject.as_deref(),
        email: body.email.as_deref(),
    };
    Ok(Json(errand::expect(desk, by, asked).await?))
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/single-sign-on/expected/{expected}", operation_id = "expected-end",
    params(("office" = String, Path, description = "An office"),
        ("expected" = String, Path, description = "The id of somebody who is expected")),
    security(("bearer" = [])), responses(
    (status = 200, description = "They are expected no more", body = SingleTold),
    (status = 404, description = "Nobody of this id is expected", body = crate::web::Problem),
    (status = 422, description = "The account has no other way in", body = crate::web::Problem)))]
pub(super) async fn expect_no_more(
    visit: Visit,
    Path(named): Named,
) -> Result<Json<SingleTold>, Wrong> {
    let (desk, by) = (visit.office()?.desk(), &visit.member()?.login);
    Ok(Json(errand::expect_no_more(desk, by, &named.1).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/single-sign-on/only", operation_id = "single-sign-on-only",
    params(("office" = String, Path, description = "An office")), request_body = OnlyBody,
    security(("bearer" = [])), responses(
    (status = 200, description = "It counts at once: sessions and tokens of the account have ended", body = SingleTold),
    (status = 404, description = "No such account", body = crate::web::Problem),
    (status = 422, description = "The account is linked with no provider", body = crate::web::Problem)))]
pub(super) async fn only(
    visit: Visit,
    Sent(body): Sent<OnlyBody>,
) -> Result<Json<SingleTold>, Wrong> {
    let (desk, by) = (visit.office()?.desk(), &visit.member()?.login);
    Ok(Json(errand::only(desk, by, (&body.login, body.only)).await?))
}
