//! Files in pieces by the protocol tus 1.0 (creation, expiration, checksum, termination): announced with a length, sent from
//! the offset that the server names, gone on with after a lost connection.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt as _;
use tidegate_core::digest::Digest;

use super::{arrived, in_both};
use crate::attachments::{Announced, NoFile, Sending, Upload};
use crate::say::attached::UploadTold;
use crate::web::report::{file_name, media_type};
use crate::web::{Problem, Visit, Wrong};

/// The version of the protocol.
const VERSION: &str = "1.0.0";
/// What of it there is beside its core.
const EXTENSIONS: &str = "creation,expiration,checksum,termination";
/// The longest piece that is held against a checksum, which has to be whole for that.
const CHECKED: usize = 8 << 20;

/// What a program says of a file with the headers of the protocol: a role and for whom, and the file.
pub(crate) fn announced(headers: &HeaderMap) -> Result<(String, String, Announced), Wrong> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let asked = |id: &'static str| Wrong::Asked(in_both(id));
    let size = text("upload-length").and_then(|length| length.parse().ok());
    let size = size.ok_or_else(|| asked("attach-length"))?;
    let mut said = std::collections::BTreeMap::new();
    for pair in text("upload-metadata").unwrap_or_default().split(',') {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let value = STANDARD.decode(value).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        said.insert(key.to_owned(), value.ok_or_else(|| asked("attach-metadata"))?);
    }
    let mut take = |key: &str| said.remove(key).unwrap_or_default();
    let sha256 = match take("sha256").as_str() {
        "" => None,
        digest => {
            let whole =
                if digest.contains(':') { digest.to_owned() } else { format!("sha256:{digest}") };
            Some(whole.parse().map_err(|_| asked("attach-metadata"))?)
        }
    };
    let (name, kind) = (file_name(&take("filename")), media_type(&take("filetype")));
    let announced = Announced { name, media_type: kind, size, sha256 };
    Ok((take("role"), take("for"), announced))
}

/// Keeps room for a file and says where its pieces go.
pub(crate) async fn begun(
    visit: &Visit,
    sending: Sending,
    announced: Announced,
) -> Result<Response, Wrong> {
    let (hosted, room) = (visit.office()?, visit.house.limits().room);
    let (secret, upload) = hosted.desk().announce(sending, announced, room).await??;
    let place = format!("/api/v1/offices/{}/uploads/{secret}", hosted.slug());
    let told = UploadTold::of(&upload, Some(place.clone()));
    let mut response = (StatusCode::CREATED, axum::Json(told)).into_response();
    say(&mut response, &upload);
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// How far a file has come.
pub(crate) async fn state(visit: &Visit, secret: &str) -> Result<Response, Wrong> {
    let upload = visit.office()?.desk().upload(secret).await?.ok_or(Wrong::Nowhere)?;
    let mut response = axum::Json(UploadTold::of(&upload, None)).into_response();
    say(&mut response, &upload);
    Ok(response)
}

/// Takes in a piece of a file from where the last one ended. What came before a connection is lost is kept.
pub(crate) async fn sent(
    visit: &Visit,
    secret: &str,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Wrong> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("tus-resumable").is_some_and(|version| version != VERSION) {
        return Ok(other_version(visit));
    }
    if text("content-type") != Some("application/offset+octet-stream") {
        return Err(Wrong::Kind);
    }
    let offset = text("upload-offset").and_then(|offset| offset.parse().ok());
    let offset = offset.ok_or(Wrong::Form)?;
    let checksum = text("upload-checksum").map(checksum).transpose()?;
    let mut arrival = visit.office()?.desk().arrival(secret, offset).await??;
    match checksum {
        Some(stated) => {
            let most = CHECKED.min(usize::try_from(arrival.rest()).unwrap_or(CHECKED));
            let bytes = axum::body::to_bytes(body, most).await.map_err(|_| Wrong::TooLarge)?;
            if Digest::of(&bytes) != stated {
                return Ok(mismatch(visit));
            }
            arrival.take(&bytes).await??;
        }
        None => {
            let mut coming = body.into_data_stream();
            while let Some(Ok(bytes)) = coming.next().await {
                arrival.take(&bytes).await??;
            }
        }
    }
    let upload = arrival.end().await??;
    arrived(visit, &upload).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    say(&mut response, &upload);
    Ok(response)
}

/// Drops a file that is not whole.
pub(crate) async fn ended(visit: &Visit, secret: &str) -> Result<Response, Wrong> {
    match visit.office()?.desk().end_upload(secret).await? {
        true => {
            let mut response = StatusCode::NO_CONTENT.into_response();
            set(&mut response, "tus-resumable", VERSION);
            Ok(response)
        }
        false => Err(Wrong::Nowhere),
    }
}

/// The digest of a piece as the protocol writes it.
fn checksum(text: &str) -> Result<Digest, Wrong> {
    let asked = || Wrong::Asked(in_both("attach-checksum-form"));
    let (kind, digest) = text.trim().split_once(' ').ok_or_else(asked)?;
    let bytes = STANDARD.decode(digest).ok().and_then(|bytes| bytes.try_into().ok());
    match (kind, bytes) {
        ("sha256", Some(bytes)) => Ok(Digest::from_bytes(bytes)),
        _ => Err(asked()),
    }
}

/// A status of the protocol that no problem of ours has.
fn problem(visit: &Visit, no: Wrong, status: u16) -> Response {
    let problem = Problem { status, ..Problem::of(&no, visit) };
    let mut response = problem.into_response();
    set(&mut response, "tus-version", VERSION);
    response
}

fn mismatch(visit: &Visit) -> Response {
    problem(visit, NoFile::Checksum.into(), 460)
}

fn other_version(visit: &Visit) -> Response {
    problem(visit, Wrong::Asked(in_both("attach-version")), 412)
}

fn set(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
}

/// How far a file has come and until when it is kept, as headers of the protocol.
fn say(response: &mut Response, upload: &Upload) {
    set(response, "tus-resumable", VERSION);
    set(response, "tus-extension", EXTENSIONS);
    set(response, "upload-offset", &upload.arrived.to_string());
    set(response, "upload-length", &upload.size.to_string());
    set(response, "cache-control", "no-store");
    if upload.done.is_none() {
        let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
        let until = printer.timestamp_to_rfc9110_string(&upload.until);
        set(response, "upload-expires", &until.unwrap_or_default());
    }
}
