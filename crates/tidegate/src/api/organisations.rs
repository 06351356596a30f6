//! The register of organisations and their people, for members; and what an organisation's own people may do.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};

use super::body::{CatalogueBody, OrganisationBody, PersonBody, Sent};
use super::content::created;
use crate::errand::{Errand, LettingIn};
use crate::say::organisation::{LetInTold, PersonTold};
use crate::say::ours::OwedTold;
use crate::web::access::{
    ADMINISTRATION, ORGANISATIONS, OUR_CASES, OWN_PEOPLE, PARTICIPANTS, Route,
};
use crate::web::ours::own;
use crate::web::{Visit, Wrong};

const ALL: &str = "/api/v1/offices/{office}/organisations";
const ONE: &str = "/api/v1/offices/{office}/organisations/{organisation}";
const PEOPLE: &str = "/api/v1/offices/{office}/organisations/{organisation}/people";
const PERSON: &str = "/api/v1/offices/{office}/organisations/{organisation}/people/{login}";
const CATALOGUE: &str = "/api/v1/offices/{office}/organisations/{organisation}/catalogue";
const OURS: &str = "/api/v1/offices/{office}/ours";
const OWED: &str = "/api/v1/offices/{office}/ours/owed";
const OUR_PEOPLE: &str = "/api/v1/offices/{office}/ours/people";
const OUR_PERSON: &str = "/api/v1/offices/{office}/ours/people/{login}";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(ALL, ORGANISATIONS, list),
        Route::post(ALL, ORGANISATIONS, add),
        Route::get(ONE, ORGANISATIONS, one),
        Route::post(ONE, ORGANISATIONS, change),
        Route::get(CATALOGUE, ORGANISATIONS, catalogue),
        Route::post(CATALOGUE, ORGANISATIONS, take_in).with_files(),
        Route::get(PEOPLE, ADMINISTRATION, people),
        Route::post(PEOPLE, ADMINISTRATION, let_in),
        Route::delete(PERSON, ADMINISTRATION, end),
        Route::get(OURS, PARTICIPANTS, ours),
        Route::get(OWED, OUR_CASES, owed_by_us),
        Route::get(OUR_PEOPLE, OWN_PEOPLE, own_people),
        Route::post(OUR_PEOPLE, OWN_PEOPLE, let_own_in),
        Route::delete(OUR_PERSON, OWN_PEOPLE, end_own),
    ]
}

async fn letting_in(visit: &Visit, named: &str, body: PersonBody) -> Result<LetInTold, Wrong> {
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    let PersonBody { login, name, roles } = body;
    let new = LettingIn { login: &login, name: &name, roles: roles.into_iter().collect() };
    Ok(errand.let_in(named, new).await?)
}

async fn ended(visit: &Visit, named: &str, login: &str) -> Result<PersonTold, Wrong> {
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(errand.let_out(named, login).await?)
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/organisations", operation_id = "organisations",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "The register", body = crate::say::organisation::OrganisationsTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn list(visit: Visit) -> Result<Response, Wrong> {
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.organisations().await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/organisations", operation_id = "organisation-add",
    params(("office" = String, Path, description = "An office")), request_body = OrganisationBody, security(("bearer" = [])), responses(
    (status = 201, description = "The organisation", body = crate::say::organisation::OrganisationTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn add(
    visit: Visit,
    Sent(body): Sent<OrganisationBody>,
) -> Result<Response, Wrong> {
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(created(&errand.register_organisation(&body.into()).await?))
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/organisations/{organisation}", operation_id = "organisation",
    params(("office" = String, Path, description = "An office"),
        ("organisation" = String, Path, description = "The id or a name of an organisation")), security(("bearer" = [])), responses(
    (status = 200, description = "The organisation, with who wrote it when", body = crate::say::organisation::OrganisationTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn one(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, named) = named;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.organisation(&named).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/organisations/{organisation}", operation_id = "organisation-change",
    params(("office" = String, Path, description = "An office"),
        ("organisation" = String, Path, description = "The id or a name of an organisation")), request_body = OrganisationBody, security(("bearer" = [])), responses(
    (status = 201, description = "The organisation as it was written anew; what it was is kept", body = crate::say::organisation::OrganisationTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn change(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<OrganisationBody>,
) -> Result<Response, Wrong> {
    let (_, named) = named;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(created(&errand.rewrite_organisation(&named, &body.into()).await?))
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/organisations/{organisation}/people", operation_id = "people",
    params(("office" = String, Path, description = "An office"),
        ("organisation" = String, Path, description = "The id or a name of an organisation")), security(("bearer" = [])), responses(
    (status = 200, description = "Whoever may sign in for it", body = crate::say::organisation::PeopleTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn people(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, named) = named;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.people(&named).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/organisations/{organisation}/people", operation_id = "person-let-in",
    params(("office" = String, Path, description = "An office"),
        ("organisation" = String, Path, description = "The id or a name of an organisation")), request_body = PersonBody, security(("bearer" = [])), responses(
    (status = 201, description = "The account, with a first passphrase that is told once", body = crate::say::organisation::LetInTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn let_in(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<PersonBody>,
) -> Result<Response, Wrong> {
    let (_, named) = named;
    Ok(created(&letting_in(&visit, &named, body).await?))
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/organisations/{organisation}/people/{login}", operation_id = "person-end",
    params(("office" = String, Path, description = "An office"),
        ("organisation" = String, Path, description = "The id or a name of an organisation"),
        ("login" = String, Path, description = "The login of somebody")), security(("bearer" = [])), responses(
    (status = 200, description = "The account, which lets nobody in any more", body = crate::say::organisation::PersonTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn end(
    visit: Visit,
    Path(named): Path<(String, String, String)>,
) -> Result<Response, Wrong> {
    let (_, named, login) = named;
    Ok(Json(ended(&visit, &named, &login).await?).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/ours", operation_id = "ours",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "The organisation of whoever asks, and the cases of which it knows, what is due for it first", body = crate::say::ours::OursTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn ours(visit: Visit) -> Result<Response, Wrong> {
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.ours().await?).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/ours/owed", operation_id = "owed-by-us",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "All that the organisation of whoever asks owes, in order of time; that its cases were opened for it is on the log", body = OwedTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem)))]
pub(super) async fn owed_by_us(visit: Visit) -> Result<Json<OwedTold>, Wrong> {
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    Ok(Json(Errand { desk, book, actor: &actor }.owed_by_us(&member.name).await?))
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/ours/people", operation_id = "own-people",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "Whoever may sign in for the organisation of whoever asks", body = crate::say::organisation::PeopleTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn own_people(visit: Visit) -> Result<Response, Wrong> {
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.people(&own(&visit)?.to_string()).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/ours/people", operation_id = "own-person-let-in",
    params(("office" = String, Path, description = "An office")), request_body = PersonBody, security(("bearer" = [])), responses(
    (status = 201, description = "The account, with a first passphrase that is told once", body = crate::say::organisation::LetInTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn let_own_in(
    visit: Visit,
    Sent(body): Sent<PersonBody>,
) -> Result<Response, Wrong> {
    let own = own(&visit)?.to_string();
    Ok(created(&letting_in(&visit, &own, body).await?))
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/ours/people/{login}", operation_id = "own-person-end",
    params(("office" = String, Path, description = "An office"),
        ("login" = String, Path, description = "The login of somebody")), security(("bearer" = [])), responses(
    (status = 200, description = "The account, which lets nobody in any more", body = crate::say::organisation::PersonTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn end_own(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, login) = named;
    let own = own(&visit)?.to_string();
    Ok(Json(ended(&visit, &own, &login).await?).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/organisations/{organisation}/catalogue", operation_id = "catalogue",
    params(("office" = String, Path, description = "An office"),
        ("organisation" = String, Path, description = "The id or a name of an organisation")), security(("bearer" = [])), responses(
    (status = 200, description = "Its products with their components", body = crate::say::organisation::CatalogueTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be, with every line that is wrong", body = crate::web::Problem)))]
pub(super) async fn catalogue(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, named) = named;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.catalogue(&named).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/organisations/{organisation}/catalogue", operation_id = "catalogue-take-in",
    params(("office" = String, Path, description = "An office"),
        ("organisation" = String, Path, description = "The id or a name of an organisation")), request_body = CatalogueBody, security(("bearer" = [])), responses(
    (status = 201, description = "Its products as they are now; a product of the same name and version was replaced", body = crate::say::organisation::CatalogueTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 403, description = "Not for this role", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be, with every line that is wrong", body = crate::web::Problem)))]
pub(super) async fn take_in(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<CatalogueBody>,
) -> Result<Response, Wrong> {
    let (_, named) = named;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), visit.member()?.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(created(&errand.take_into_catalogue(&named, &body.text).await?))
}
