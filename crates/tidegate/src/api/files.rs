//! Files of cases for programs: announced where they belong, sent in pieces by tus 1.0 under an address of their own, and
//! fetched by whoever may have them.

use axum::extract::{Path, Request};
use axum::http::HeaderMap;
use axum::response::Response;
use tidegate_core::gate;
use tidegate_core::id::ItemId;

use super::content::created_in;
use super::finder::own;
use crate::errand::Errand;
use crate::say::opened::OpenedTold;
use crate::say::told;
use crate::web::access::{Access, CASE_WORK, OUR_CASES, Route};
use crate::web::attachments::{announced, begun, ended, leaving, sent, state};
use crate::web::report::{own_file, sending};
use crate::web::{Visit, Wrong, recomputed};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/offices/{office}/cases/{case}/files", CASE_WORK, attach),
        Route::post("/api/v1/offices/{office}/cases/{case}/items/{item}/file", CASE_WORK, file),
        Route::post("/api/v1/offices/{office}/mine/files", Access::Finder, attach_mine),
        Route::get("/api/v1/offices/{office}/mine/files/{item}", Access::Finder, mine),
        Route::post("/api/v1/offices/{office}/ours/cases/{case}/files", OUR_CASES, attach_ours),
        Route::get("/api/v1/offices/{office}/ours/cases/{case}/files/{item}", OUR_CASES, ours),
        Route::get("/api/v1/offices/{office}/uploads/{upload}", Access::Anybody, upload),
        Route::patch("/api/v1/offices/{office}/uploads/{upload}", Access::Anybody, send),
        Route::delete("/api/v1/offices/{office}/uploads/{upload}", Access::Anybody, end),
    ]
}

type Named = Path<(String, String)>;
type OfItem = Path<(String, String, String)>;

fn item(text: &str) -> Result<ItemId, Wrong> {
    text.parse().map_err(|_| Wrong::Nowhere)
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/files", operation_id = "file-announce",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("Upload-Length" = u64, Header, description = "How many bytes the file has"),
        ("Upload-Metadata" = Option<String>, Header, description = "filename, filetype, role (evidence, proof_of_concept, remedy), for (office, finder or an organisation) and sha256, each with its value in base64")),
    security(("bearer" = [])), responses(
    (status = 201, description = "There is room for it; its pieces go to the address in Location", body = crate::say::attached::UploadTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No length, or no room", body = crate::web::Problem)))]
pub(super) async fn attach(
    visit: Visit,
    Path(named): Named,
    headers: HeaderMap,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let member = visit.member()?;
    let actor = member.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    // A case that is not there looks the same to whoever says too little.
    let errand = Errand { desk, book, actor: &actor };
    let office = errand.sending(&name, "", "").await?;
    let (role, to, file) = announced(&headers)?;
    let sending = if role.is_empty() && to.is_empty() {
        office
    } else {
        errand.sending(&name, &role, &to).await?
    };
    begun(&visit, sending.by(&member.login), file).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/items/{item}/file", operation_id = "file-fetch",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("item" = String, Path, description = "The id of an item that is a file")), security(("bearer" = [])), responses(
    (status = 200, description = "The file, by a decision of the gate that is on the log first", content_type = "application/octet-stream"),
    (status = 201, description = "What the gate answered, recorded, where it keeps the file shut", body = crate::say::opened::OpenedTold),
    (status = 206, description = "The part that Range asks for", content_type = "application/octet-stream"),
    (status = 404, description = "No such case or file at this office", body = crate::web::Problem)))]
pub(super) async fn file(
    visit: Visit,
    Path(named): OfItem,
    headers: HeaderMap,
) -> Result<Response, Wrong> {
    let (_, name, id) = named;
    let (member, hosted, book) = (visit.member()?, visit.office()?, visit.house.book());
    let (actor, desk, item) = (member.actor(), hosted.desk(), item(&id)?);
    let case = desk.find(&name).await?.case;
    let errand = Errand { desk, book, actor: &actor };
    let (opened, manifest) = errand.file(case, item, member.session).await?;
    recomputed(&visit, hosted, case).await;
    if let Some(manifest) = manifest {
        return Ok(leaving(hosted, manifest, item, &headers));
    }
    let law = gate::Desk { book, adoption: &opened.adoption, office: Some(desk.office()) };
    let answer = told::decision(&law, &opened.case, &opened.decision);
    let (recorded, contents) = (opened.recorded, Vec::new());
    created_in(&visit, &name, &OpenedTold { version: 1, answer, recorded, contents }).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/mine/files", operation_id = "mine-file-announce",
    params(("office" = String, Path, description = "An office"),
        ("Upload-Length" = u64, Header, description = "How many bytes the file has"),
        ("Upload-Metadata" = Option<String>, Header, description = "filename, filetype, role and sha256, each with its value in base64")),
    security(("finder" = [])), responses(
    (status = 201, description = "There is room for it; its pieces go to the address in Location", body = crate::say::attached::UploadTold),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem),
    (status = 422, description = "No length, or no room", body = crate::web::Problem)))]
pub(super) async fn attach_mine(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    let case = own(&visit, &headers).await?;
    let (role, _, file) = announced(&headers)?;
    let sending = sending(&visit, case, &role).await?;
    begun(&visit, sending, file).await
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/mine/files/{item}", operation_id = "mine-file",
    params(("office" = String, Path, description = "An office"),
        ("item" = String, Path, description = "The id of a file that the office let out")), security(("finder" = [])), responses(
    (status = 200, description = "The file; that it was fetched is on the log", content_type = "application/octet-stream"),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem),
    (status = 404, description = "No such file", body = crate::web::Problem)))]
pub(super) async fn mine(
    visit: Visit,
    Path(named): Named,
    headers: HeaderMap,
) -> Result<Response, Wrong> {
    let case = own(&visit, &headers).await?;
    let item = item(&named.1)?;
    let manifest = own_file(&visit, case, item).await?;
    Ok(leaving(visit.office()?, manifest, item, &headers))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/ours/cases/{case}/files", operation_id = "our-file-announce",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("Upload-Length" = u64, Header, description = "How many bytes the file has"),
        ("Upload-Metadata" = Option<String>, Header, description = "filename, filetype, role and sha256, each with its value in base64")),
    security(("bearer" = [])), responses(
    (status = 201, description = "There is room for it; its pieces go to the address in Location", body = crate::say::attached::UploadTold),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "No length, or no room", body = crate::web::Problem)))]
pub(super) async fn attach_ours(
    visit: Visit,
    Path(named): Named,
    headers: HeaderMap,
) -> Result<Response, Wrong> {
    let member = visit.member()?;
    let actor = member.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    errand.sending_ours(&named.1, "", &member.name).await?;
    let (role, _, file) = announced(&headers)?;
    let sending = errand.sending_ours(&named.1, &role, &member.name).await?;
    begun(&visit, sending.by(&member.login), file).await
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/ours/cases/{case}/files/{item}", operation_id = "our-file",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("item" = String, Path, description = "The id of a file that the office let out")), security(("bearer" = [])), responses(
    (status = 200, description = "The file; that it was fetched is on the log", content_type = "application/octet-stream"),
    (status = 404, description = "No such file, or not for whoever asks", body = crate::web::Problem)))]
pub(super) async fn ours(
    visit: Visit,
    Path(named): OfItem,
    headers: HeaderMap,
) -> Result<Response, Wrong> {
    let (_, name, id) = named;
    let member = visit.member()?;
    let (actor, item) = (member.actor(), item(&id)?);
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let manifest = errand.our_file(&name, item, &member.name).await?;
    Ok(leaving(visit.office()?, manifest, item, &headers))
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/uploads/{upload}", operation_id = "upload",
    params(("office" = String, Path, description = "An office"),
        ("upload" = String, Path, description = "The last part of the address that was given for the pieces")), responses(
    (status = 200, description = "How far the file has come, as JSON and in Upload-Offset; HEAD has the headers alone", body = crate::say::attached::UploadTold),
    (status = 404, description = "No such file on its way, or its time is over", body = crate::web::Problem)))]
pub(super) async fn upload(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    state(&visit, &named.1).await
}

#[utoipa::path(patch, path = "/api/v1/offices/{office}/uploads/{upload}", operation_id = "upload-send",
    params(("office" = String, Path, description = "An office"),
        ("upload" = String, Path, description = "The last part of the address that was given for the pieces"),
        ("Upload-Offset" = u64, Header, description = "From where the bytes are: how many the server has"),
        ("Upload-Checksum" = Option<String>, Header, description = "sha256 and the digest of the body in base64; of at most 8 MiB")),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"), responses(
    (status = 204, description = "The bytes are kept; Upload-Offset says how many there are"),
    (status = 404, description = "No such file on its way, or its time is over", body = crate::web::Problem),
    (status = 409, description = "The bytes are from another place, or somebody else sends the same file", body = crate::web::Problem),
    (status = 412, description = "Another version of the protocol", body = crate::web::Problem),
    (status = 415, description = "Another kind than application/offset+octet-stream", body = crate::web::Problem),
    (status = 422, description = "More than was announced, or the whole has another digest", body = crate::web::Problem),
    (status = 460, description = "The bytes are not those of the checksum; none was kept", body = crate::web::Problem)))]
pub(super) async fn send(
    visit: Visit,
    Path(named): Named,
    request: Request,
) -> Result<Response, Wrong> {
    let (parts, body) = request.into_parts();
    sent(&visit, &named.1, &parts.headers, body).await
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/uploads/{upload}", operation_id = "upload-end",
    params(("office" = String, Path, description = "An office"),
        ("upload" = String, Path, description = "The last part of the address that was given for the pieces")), responses(
    (status = 204, description = "Nothing is left of the file"),
    (status = 404, description = "No such file on its way, or it is whole", body = crate::web::Problem)))]
pub(super) async fn end(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    ended(&visit, &named.1).await
}
