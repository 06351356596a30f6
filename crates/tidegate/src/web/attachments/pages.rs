//! The addresses at which pages send files and fetch them: a form without script, what the script announces, and the file.

use axum::extract::{Multipart, Path};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use tidegate_core::id::ItemId;

use super::{Announcing, Parts, begun, leaving};
use crate::attachments::Sending;
use crate::errand::Errand;
use crate::web::access::{Access, CASE_WORK, OUR_CASES, Route};
use crate::web::report::{own_file, sending, staying};
use crate::web::{Posted, Visit, Wrong};

pub(in crate::web) fn routes() -> Vec<Route> {
    vec![
        Route::post("/at/{office}/cases/{handle}/files", CASE_WORK, attach).with_files(),
        Route::post("/at/{office}/cases/{handle}/files/announce", CASE_WORK, announce),
        Route::post("/at/{office}/mine/files", Access::Finder, attach_mine).with_files(),
        Route::post("/at/{office}/mine/files/announce", Access::Finder, announce_mine),
        Route::get("/at/{office}/mine/files/{item}", Access::Finder, mine),
        Route::post("/at/{office}/ours/{handle}/files", OUR_CASES, attach_ours).with_files(),
        Route::post("/at/{office}/ours/{handle}/files/announce", OUR_CASES, announce_ours),
        Route::get("/at/{office}/ours/{handle}/files/{item}", OUR_CASES, ours),
    ]
}

type Address = Path<(String, String)>;
type OfItem = Path<(String, String, String)>;

async fn of_member(visit: &Visit, name: &str, role: &str, to: &str) -> Result<Sending, Wrong> {
    let member = visit.member()?;
    let actor = member.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let sending = Errand { desk, book, actor: &actor }.sending(name, role, to).await?;
    Ok(sending.by(&member.login))
}

async fn of_ours(visit: &Visit, name: &str, role: &str) -> Result<Sending, Wrong> {
    let member = visit.member()?;
    let actor = member.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    Ok(errand.sending_ours(name, role, &member.name).await?.by(&member.login))
}

async fn attach(
    visit: Visit,
    Path((_, handle)): Address,
    form: Multipart,
) -> Result<Response, Wrong> {
    let parts = Parts::read(&visit, form).await?;
    let sending = of_member(&visit, &handle, &parts.role, &parts.to).await?;
    parts.attach(&visit, &sending).await?;
    let to = format!("/at/{}/cases/{handle}?attached#content", visit.office()?.slug());
    Ok(Redirect::to(&to).into_response())
}

async fn announce(
    Path((_, handle)): Address,
    posted: Posted<Announcing>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let sending = of_member(&visit, &handle, &fields.role, &fields.to).await?;
    begun(&visit, sending, fields.announced()).await
}

async fn attach_mine(visit: Visit, headers: HeaderMap, form: Multipart) -> Result<Response, Wrong> {
    let case = staying(&visit, &headers).await?;
    let parts = Parts::read(&visit, form).await?;
    let sending = sending(&visit, case, &parts.role).await?;
    parts.attach(&visit, &sending).await?;
    let to = format!("/at/{}/mine?wrote#messages", visit.office()?.slug());
    Ok(Redirect::to(&to).into_response())
}

async fn announce_mine(headers: HeaderMap, posted: Posted<Announcing>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let case = staying(&visit, &headers).await?;
    let sending = sending(&visit, case, &fields.role).await?;
    begun(&visit, sending, fields.announced()).await
}

async fn mine(
    visit: Visit,
    headers: HeaderMap,
    Path((_, item)): Address,
) -> Result<Response, Wrong> {
    let item: ItemId = item.parse().map_err(|_| Wrong::Nowhere)?;
    let case = staying(&visit, &headers).await?;
    let manifest = own_file(&visit, case, item).await?;
    Ok(leaving(visit.office()?, manifest, item, &headers))
}

async fn attach_ours(
    visit: Visit,
    Path((_, handle)): Address,
    form: Multipart,
) -> Result<Response, Wrong> {
    let parts = Parts::read(&visit, form).await?;
    let sending = of_ours(&visit, &handle, &parts.role).await?;
    parts.attach(&visit, &sending).await?;
    let to = format!("/at/{}/ours/{handle}?wrote#messages", visit.office()?.slug());
    Ok(Redirect::to(&to).into_response())
}

async fn announce_ours(
    Path((_, handle)): Address,
    posted: Posted<Announcing>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let sending = of_ours(&visit, &handle, &fields.role).await?;
    begun(&visit, sending, fields.announced()).await
}

async fn ours(
    visit: Visit,
    headers: HeaderMap,
    Path((_, handle, item)): OfItem,
) -> Result<Response, Wrong> {
    let item: ItemId = item.parse().map_err(|_| Wrong::Nowhere)?;
    let member = visit.member()?;
    let actor = member.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let manifest = errand.our_file(&handle, item, &member.name).await?;
    Ok(leaving(visit.office()?, manifest, item, &headers))
}
