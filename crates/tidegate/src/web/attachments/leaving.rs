//! A file on its way out: opened piece by piece, as bytes of no kind.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tidegate_core::id::ItemId;

use crate::attachments::{Manifest, PIECE};
use crate::desk::DeskError;
use crate::server::Hosted;
use crate::web::headers::SANDBOXED;

/// What is still to go.
struct Going {
    hosted: Arc<Hosted>,
    manifest: Manifest,
    /// The next byte.
    next: u64,
    /// The first that does not go.
    until: u64,
}

/// A file, or the part of it that is asked for. Whoever has its manifest may have it.
pub(crate) fn leaving(
    hosted: &Arc<Hosted>,
    manifest: Manifest,
    item: ItemId,
    asked: &HeaderMap,
) -> Response {
    let (size, name) = (manifest.size, named(&manifest.name, item));
    let part = asked.get(header::RANGE).and_then(|range| within(range.to_str().ok()?, size));
    let (next, until) = part.unwrap_or((0, size));
    let going = Going { hosted: Arc::clone(hosted), manifest, next, until };
    let body = Body::from_stream(stream::unfold(going, piece));
    let status = if part.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_SECURITY_POLICY, SANDBOXED),
        (header::CACHE_CONTROL, "no-store"),
        (header::ACCEPT_RANGES, "bytes"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(until - next));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    let range = format!("bytes {next}-{}/{size}", until.saturating_sub(1));
    if let (true, Ok(range)) = (part.is_some(), HeaderValue::from_str(&range)) {
        headers.insert(header::CONTENT_RANGE, range);
    }
    response
}

/// The bytes that go next; an error cuts the answer short, so that nobody takes it for whole.
async fn piece(mut going: Going) -> Option<(Result<Bytes, DeskError>, Going)> {
    if going.next >= going.until {
        return None;
    }
    let number = going.next / PIECE;
    let bytes = match going.hosted.desk().piece_of(&going.manifest, number).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!("a file could not be handed out: {error}");
            going.next = going.until;
            return Some((Err(error), going));
        }
    };
    let from = usize::try_from(going.next % PIECE).unwrap_or(usize::MAX).min(bytes.len());
    let left = usize::try_from(going.until - going.next).unwrap_or(usize::MAX);
    let to = from.saturating_add(left).min(bytes.len());
    going.next += (to - from) as u64;
    let part = Bytes::from(bytes).slice(from..to);
    Some((Ok(part), going))
}

/// The first and the end of the one range that is asked for (RFC 9110, 14.1.2); none where it is of another form.
fn within(range: &str, size: u64) -> Option<(u64, u64)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let first: u64 = first.parse().ok()?;
    let until = match last {
        "" => size,
        last => last.parse::<u64>().ok()?.checked_add(1)?.min(size),
    };
    (first < until).then_some((first, until))
}

/// The name that its sender gave (RFC 6266), and one of ours for what reads no more than that.
fn named(name: &str, item: ItemId) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let coded = name.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    let coded: String = coded.collect();
    format!("attachment; filename=\"{item}.bin\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_read_and_nothing_else() {
        assert_eq!(within("bytes=0-", 10), Some((0, 10)));
        assert_eq!(within("bytes=3-5", 10), Some((3, 6)));
        assert_eq!(within("bytes=3-50", 10), Some((3, 10)));
        for other in ["bytes=10-", "bytes=-5", "bytes=5-3", "bytes=0-1,4-5", "lines=0-", "bytes="] {
            assert_eq!(within(other, 10), None, "{other}");
        }
        assert_eq!(within("bytes=0-18446744073709551615", 10), None);
    }

    #[test]
    fn no_name_of_a_file_ends_the_header_or_its_quotes() {
        let item = ItemId::from_bytes([1; 16]);
        let header = named("a\"; x=\r\n案.bin", item);
        let coded = header.rsplit("UTF-8''").next().unwrap();
        assert_eq!(coded, "a%22%3B%20x%3D%0D%0A%E6%A1%88.bin");
    }
}
