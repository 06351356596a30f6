//! The own account of whoever is signed in, for programs that people sign in with. No token opens any of this.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::body::{CodeBody, CodesEndBody, NewPassphraseBody, PassphraseBody, Sent, TokenBody};
use super::content::created;
use crate::errand::account::own_account;
use crate::people::Scope;
use crate::say::account::{AccountTold, CodesConfirmed, CodesOffered, TokenMade};
use crate::web::access::{Access, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/account", Access::SignedIn, account),
        Route::post("/api/v1/offices/{office}/account/passphrase", Access::SignedIn, passphrase),
        Route::post("/api/v1/offices/{office}/account/codes", Access::SignedIn, offer),
        Route::post("/api/v1/offices/{office}/account/codes/confirm", Access::SignedIn, confirm),
        Route::post("/api/v1/offices/{office}/account/codes/end", Access::SignedIn, end_codes),
        Route::delete("/api/v1/offices/{office}/account/sessions", Access::SignedIn, end_others),
        Route::delete(
            "/api/v1/offices/{office}/account/sessions/{session}",
            Access::SignedIn,
            end_one,
        ),
        Route::post("/api/v1/offices/{office}/account/tokens", Access::SignedIn, make),
        Route::post(
            "/api/v1/offices/{office}/account/passkeys/{passkey}/end",
            Access::SignedIn,
            end_passkey,
        ),
        Route::post("/api/v1/offices/{office}/account/links/{link}/end", Access::SignedIn, unlink),
        Route::delete(
            "/api/v1/offices/{office}/account/tokens/{token}",
            Access::SignedIn,
            end_token,
        ),
    ]
}

/// Each try of a passphrase or a code counts as one of signing in (ASVS 6.3.1).
fn counted(visit: &Visit) -> Result<(), Wrong> {
    let house = &visit.house;
    let taken = house.rates().take(visit.from, "sign-in", house.limits().attempts, house.now());
    taken.map_err(Wrong::TooMany)
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/account", operation_id = "account",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "The account", body = AccountTold)))]
pub(super) async fn account(visit: Visit) -> Result<Json<AccountTold>, Wrong> {
    Ok(Json(own_account(visit.office()?.desk(), visit.member()?).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/account/passphrase", operation_id = "passphrase-change",
    params(("office" = String, Path, description = "An office")), request_body = NewPassphraseBody,
    security(("bearer" = [])), responses(
    (status = 204, description = "It is changed, and every other session has ended"),
    (status = 401, description = "The passphrase is wrong", body = crate::web::Problem),
    (status = 422, description = "The new one cannot be one", body = crate::web::Problem)))]
pub(super) async fn passphrase(
    visit: Visit,
    Sent(body): Sent<NewPassphraseBody>,
) -> Result<StatusCode, Wrong> {
    counted(&visit)?;
    let desk = visit.office()?.desk();
    desk.change_passphrase(visit.member()?, &body.passphrase, &body.passphrase_new).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/account/codes", operation_id = "codes-offer",
    params(("office" = String, Path, description = "An office")), request_body = PassphraseBody,
    security(("bearer" = [])), responses(
    (status = 201, description = "A secret, shown once", body = CodesOffered),
    (status = 401, description = "The passphrase is wrong", body = crate::web::Problem)))]
pub(super) async fn offer(
    visit: Visit,
    Sent(body): Sent<PassphraseBody>,
) -> Result<Response, Wrong> {
    counted(&visit)?;
    let offer = visit.office()?.desk().offer_codes_to(visit.member()?, &body.passphrase).await?;
    Ok(created(&CodesOffered { version: 1, secret: offer.secret, uri: offer.uri }))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/account/codes/confirm", operation_id = "codes-confirm",
    params(("office" = String, Path, description = "An office")), request_body = CodeBody,
    security(("bearer" = [])), responses(
    (status = 201, description = "Codes are asked for from now on; every session has ended but the new one", body = CodesConfirmed),
    (status = 422, description = "The code is wrong, or nothing was offered", body = crate::web::Problem)))]
pub(super) async fn confirm(visit: Visit, Sent(body): Sent<CodeBody>) -> Result<Response, Wrong> {
    counted(&visit)?;
    let desk = visit.office()?.desk();
    let (recovery_codes, session) = desk.confirm_codes_of(visit.member()?, &body.code).await?;
    Ok(created(&CodesConfirmed { version: 1, recovery_codes, session }))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/account/codes/end", operation_id = "codes-end",
    params(("office" = String, Path, description = "An office")), request_body = CodesEndBody,
    security(("bearer" = [])), responses(
    (status = 204, description = "No code is asked for any more"),
    (status = 401, description = "The passphrase is wrong", body = crate::web::Problem),
    (status = 422, description = "The code is wrong", body = crate::web::Problem)))]
pub(super) async fn end_codes(
    visit: Visit,
    Sent(body): Sent<CodesEndBody>,
) -> Result<StatusCode, Wrong> {
    counted(&visit)?;
    let desk = visit.office()?.desk();
    desk.end_codes_of(visit.member()?, &body.passphrase, &body.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/account/sessions", operation_id = "sessions-end-others",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 204, description = "Every other session of the member has ended")))]
pub(super) async fn end_others(visit: Visit) -> Result<StatusCode, Wrong> {
    let member = visit.member()?;
    visit.office()?.desk().end_sessions(&member.login, Some(member.session)).await?;
    Ok(StatusCode::NO_CONTENT)
}

type Named = Path<(String, String)>;

#[utoipa::path(delete, path = "/api/v1/offices/{office}/account/sessions/{session}", operation_id = "session-end-one",
    params(("office" = String, Path, description = "An office"),
        ("session" = String, Path, description = "The id of a session of the member")),
    security(("bearer" = [])), responses(
    (status = 204, description = "The session has ended"),
    (status = 404, description = "The member has no such session", body = crate::web::Problem)))]
pub(super) async fn end_one(visit: Visit, Path(named): Named) -> Result<StatusCode, Wrong> {
    let id = named.1.parse().map_err(|_| Wrong::Nowhere)?;
    let ended = visit.office()?.desk().end_session_of(&visit.member()?.login, id).await?;
    if ended { Ok(StatusCode::NO_CONTENT) } else { Err(Wrong::Nowhere) }
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/account/tokens", operation_id = "token-make",
    params(("office" = String, Path, description = "An office")), request_body = TokenBody,
    security(("bearer" = [])), responses(
    (status = 201, description = "A token, shown once", body = TokenMade),
    (status = 401, description = "The passphrase is wrong", body = crate::web::Problem),
    (status = 422, description = "A scope or a number of days that there cannot be", body = crate::web::Problem)))]
pub(super) async fn make(visit: Visit, Sent(body): Sent<TokenBody>) -> Result<Response, Wrong> {
    counted(&visit)?;
    let scopes = body.scopes.into_iter().map(Scope::try_from);
    let scopes = scopes.collect::<Result<_, _>>().map_err(crate::errand::asked)?;
    let (desk, asked) = (visit.office()?.desk(), (body.name.as_str(), scopes, body.days));
    let made = desk.make_token(visit.member()?, &body.passphrase, asked).await?;
    Ok(created(&TokenMade { version: 1, shown: made.shown, token: (&made.token).into() }))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/account/passkeys/{passkey}/end", operation_id = "passkey-end",
    params(("office" = String, Path, description = "An office"),
        ("passkey" = String, Path, description = "The id of a passkey of the member")),
    request_body = PassphraseBody, security(("bearer" = [])), responses(
    (status = 204, description = "The passkey opens nothing any more, and every other session has ended"),
    (status = 401, description = "The passphrase is wrong", body = crate::web::Problem),
    (status = 404, description = "The member has no such passkey", body = crate::web::Problem),
    (status = 422, description = "It is the last second factor of somebody who must have one", body = crate::web::Problem)))]
pub(super) async fn end_passkey(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<PassphraseBody>,
) -> Result<StatusCode, Wrong> {
    counted(&visit)?;
    let id = named.1.parse().map_err(|_| Wrong::Nowhere)?;
    visit.office()?.desk().end_passkey(visit.member()?, &body.passphrase, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/account/links/{link}/end", operation_id = "link-end",
    params(("office" = String, Path, description = "An office"),
        ("link" = String, Path, description = "The id of a link of the member")),
    request_body = PassphraseBody, security(("bearer" = [])), responses(
    (status = 204, description = "The provider lets the member in no more, and every other session has ended"),
    (status = 401, description = "The passphrase is wrong", body = crate::web::Problem),
    (status = 404, description = "The member has no such link", body = crate::web::Problem),
    (status = 422, description = "The account has no other way in", body = crate::web::Problem)))]
pub(super) async fn unlink(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<PassphraseBody>,
) -> Result<StatusCode, Wrong> {
    counted(&visit)?;
    let id = named.1.parse().map_err(|_| Wrong::Nowhere)?;
    visit.office()?.desk().unlink(visit.member()?, &body.passphrase, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/account/tokens/{token}", operation_id = "token-end",
    params(("office" = String, Path, description = "An office"),
        ("token" = String, Path, description = "The id of a token of the member")),
    security(("bearer" = [])), responses(
    (status = 204, description = "The token has ended"),
    (status = 404, description = "The member has no such token", body = crate::web::Problem)))]
pub(super) async fn end_token(visit: Visit, Path(named): Named) -> Result<StatusCode, Wrong> {
    let id = named.1.parse().map_err(|_| Wrong::Nowhere)?;
    let ended = visit.office()?.desk().end_token(&visit.member()?.login, id).await?;
    if ended { Ok(StatusCode::NO_CONTENT) } else { Err(Wrong::Nowhere) }
}
