//! Proofs from the published files: that an entry is in the log, and that a later log begins with an earlier one.
//!
//! Both are checked by the log's own verifier before they are shown or handed out: as a C2SP tlog-proof, and in the
//! form in which a C2SP witness is asked to countersign a checkpoint.

use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use serde::Deserialize;
use tidegate_log::checkpoint::Checkpoint;
use tidegate_log::{LeafHash, Proof};

use super::super::access::{Access, Route};
use super::super::{Frame, Visit, Wrong};
use super::files::{ASK_AGAIN, TEXT, file};
use super::published;
use crate::desk::DeskError;
use crate::projection::{Extension, Published, Unproven};
use crate::server::Hosted;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/log/proof", Access::Anybody, proof),
        Route::get("/at/{office}/log/consistency", Access::Anybody, consistency),
    ]
}

/// An entry that was looked up.
pub(super) struct Looked {
    pub(super) index: u64,
    pub(super) size: u64,
    /// What the entry is: a salted commitment, in hexadecimal.
    pub(super) entry: String,
    pub(super) leaf: String,
    /// The hashes that lead from the entry to the root.
    pub(super) hashes: Vec<String>,
    pub(super) root: String,
}

/// Two sizes that were compared.
pub(super) struct Compared {
    pub(super) from: u64,
    pub(super) to: u64,
    pub(super) root: String,
    /// Whether a checkpoint was signed at the earlier size, with the root that the files give.
    pub(super) signed: bool,
    pub(super) hashes: Vec<String>,
}

/// Why nothing is proved, for a person to whom it is said.
enum Not {
    /// A number is missing, or is none.
    Number,
    /// An earlier size must be at least 1 and not beyond the later one.
    Order,
    /// The log is not that long.
    Beyond(u64),
    /// No checkpoint was signed at this size; the next one is of that size.
    Unsigned(u64, u64),
    /// Our fault.
    Fault(Wrong),
}

impl From<Wrong> for Not {
    fn from(wrong: Wrong) -> Self {
        Self::Fault(wrong)
    }
}

impl From<Unproven> for Not {
    fn from(error: Unproven) -> Self {
        match error {
            Unproven::Beyond(size) => Self::Beyond(size),
            Unproven::Damaged(_) => Self::Fault(fault(error)),
        }
    }
}

impl Not {
    /// In words; or the fault, which is the page's.
    fn said(self, frame: &Frame) -> Result<String, Wrong> {
        match self {
            Self::Number => Ok(frame.say("log-page-number")),
            Self::Order => Ok(frame.say("log-page-order")),
            Self::Beyond(size) => Ok(frame.with("log-page-beyond", "size", size)),
            Self::Unsigned(size, next) => {
                let words = [("size", size.to_string().into()), ("next", next.to_string().into())];
                Ok(frame.voice().with("log-page-unsigned", words))
            }
            Self::Fault(wrong) => Err(wrong),
        }
    }

    /// For a program, to which there is nothing at the address.
    fn nowhere(self) -> Wrong {
        match self {
            Self::Fault(wrong) => wrong,
            Self::Number | Self::Order | Self::Beyond(_) | Self::Unsigned(..) => Wrong::Nowhere,
        }
    }
}

/// The files do not fit their checkpoint: the journal says how, the visitor that it is our fault.
pub(super) fn fault(error: Unproven) -> Wrong {
    tracing::error!("the log cannot be proved: {error}");
    Wrong::Fault
}

/// What the page shows of an entry, if one was asked for.
pub(super) async fn looked(
    frame: &Frame,
    hosted: &Hosted,
    published: &Published<'_>,
    entry: &str,
    size: &str,
) -> Result<Option<Result<Looked, String>>, Wrong> {
    if entry.trim().is_empty() {
        return Ok(None);
    }
    match proved(hosted, published, entry, size).await.and_then(|(proof, under)| {
        let entry = published.entry(proof.index())?;
        Ok(Looked {
            index: proof.index(),
            size: under.size(),
            leaf: LeafHash::of(&entry).as_hash().to_string(),
            entry: entry.iter().map(|byte| format!("{byte:02x}")).collect(),
            hashes: proof.hashes().iter().map(ToString::to_string).collect(),
            root: under.root().as_hash().to_string(),
        })
    }) {
        Ok(looked) => Ok(Some(Ok(looked))),
        Err(not) => not.said(frame).map(|said| Some(Err(said))),
    }
}

/// What the page shows of two sizes, if two were asked for.
pub(super) async fn compared(
    frame: &Frame,
    hosted: &Hosted,
    published: &Published<'_>,
    from: &str,
    to: &str,
) -> Result<Option<Result<Compared, String>>, Wrong> {
    if from.trim().is_empty() {
        return Ok(None);
    }
    match extended(hosted, published, from, to).await {
        Ok((extension, signed)) => Ok(Some(Ok(Compared {
            from: extension.old,
            to: extension.to.size(),
            root: extension.root.to_string(),
            signed,
            hashes: extension.hashes.iter().map(ToString::to_string).collect(),
        }))),
        Err(not) => not.said(frame).map(|said| Some(Err(said))),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Entry {
    entry: String,
    size: String,
}

async fn proof(
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Entry>,
) -> Result<Response, Wrong> {
    of_entry(visit.office()?, &headers, &asked.entry, &asked.size).await
}

/// The proof that an entry is in the log of a size; of the newest checkpoint where none is named.
pub(crate) async fn of_entry(
    hosted: &Hosted,
    headers: &HeaderMap,
    entry: &str,
    size: &str,
) -> Result<Response, Wrong> {
    let published = published(hosted).await?;
    let proved = proved(hosted, &published, entry, size).await;
    let (proof, under) = proved.map_err(Not::nowhere)?;
    let name = format!("entry-{}-of-{}.tlog-proof", proof.index(), under.size());
    Ok(kept(headers, &name, proof.to_string()))
}

/// Two sizes of a log.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sizes {
    /// The earlier one.
    from: String,
    /// The later one; that of the newest checkpoint if none.
    to: String,
}

/// The proof that the log of the later size begins with that of the earlier one.
pub(crate) async fn consistency(
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Sizes>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let published = published(hosted).await?;
    let extended = extended(hosted, &published, &asked.from, &asked.to).await;
    let (extension, _) = extended.map_err(Not::nowhere)?;
    let name = format!("log-{}-to-{}.txt", extension.old, extension.to.size());
    Ok(kept(&headers, &name, extension.to_string()))
}

fn kept(asked: &HeaderMap, name: &str, text: String) -> Response {
    let mut response = file(asked, text.into_bytes(), TEXT, ASK_AGAIN);
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

async fn proved(
    hosted: &Hosted,
    published: &Published<'_>,
    entry: &str,
    size: &str,
) -> Result<(Proof, Checkpoint), Not> {
    let entry = number(entry).ok_or(Not::Number)?;
    let under = under(hosted, published, size).await?;
    Ok((published.inclusion(entry, &under)?, under))
}

/// The proof, and whether the earlier root was signed too.
async fn extended(
    hosted: &Hosted,
    published: &Published<'_>,
    from: &str,
    to: &str,
) -> Result<(Extension, bool), Not> {
    let from = number(from).ok_or(Not::Number)?;
    let to = under(hosted, published, to).await?;
    if from == 0 || from > to.size() {
        return Err(Not::Order);
    }
    let extension = published.extension(from, &to)?;
    let head = hosted.desk().head_from(from).await.map_err(Wrong::from)?;
    let Some(head) = head.filter(|head| head.size == from) else { return Ok((extension, false)) };
    // The log's own verifier has the last word where both sizes were signed.
    let earlier = signed(hosted, head.note.as_deref())?;
    let held = to.extends(&earlier, &extension.hashes);
    held.map_err(|error| fault(Unproven::Damaged(error.to_string())))?;
    Ok((extension, true))
}

/// The checkpoint of exactly this size; the published one where none is named.
async fn under(hosted: &Hosted, published: &Published<'_>, size: &str) -> Result<Checkpoint, Not> {
    let newest = published.checkpoint();
    if size.trim().is_empty() {
        return Ok(newest.clone());
    }
    let size = number(size).ok_or(Not::Number)?;
    if size > newest.size() {
        return Err(Not::Beyond(newest.size()));
    }
    if size == newest.size() {
        return Ok(newest.clone());
    }
    match hosted.desk().head_from(size).await.map_err(Wrong::from)? {
        Some(head) if head.size == size => Ok(signed(hosted, head.note.as_deref())?),
        Some(head) => Err(Not::Unsigned(size, head.size)),
        None => Err(Not::Unsigned(size, newest.size())),
    }
}

fn signed(hosted: &Hosted, note: Option<&str>) -> Result<Checkpoint, Wrong> {
    let checkpoint = Checkpoint::verify(note.unwrap_or_default().as_bytes(), hosted.desk().log());
    checkpoint.map_err(|error| DeskError::Proof(error.to_string()).into())
}

/// A plain decimal, as a person types it.
fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let plain = (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
