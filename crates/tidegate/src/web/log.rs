//! The log of an office, for anybody: what it proves and what it does not, its newest checkpoint, and proofs.
//!
//! Everything here comes from the files that the office publishes, and shows places, sizes and hashes: never what an
//! entry stands for. [`files`] hands out the files themselves (C2SP tlog-tiles), [`proofs`] what is proved from them,
//! [`drawing`] draws how the head covers the entries. What a page says of a proof the office says of itself; the files
//! are for those who would rather compute it.

mod drawing;
mod files;
mod proofs;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tidegate_log::VerifierKey;

use super::access::{Access, Route};
use super::{Frame, Page, Visit, Wrong};
use crate::desk::DeskError;
use crate::projection::Published;
use crate::say::instant;
use crate::server::Hosted;
use drawing::Drawing;
use proofs::{Compared, Looked};

pub(crate) use files::{ASK_AGAIN, TEXT, checkpoint, list, of_tile};
pub(crate) use proofs::{Sizes, consistency, of_entry};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get("/at/{office}/log", Access::Anybody, page)];
    routes.extend(files::routes());
    routes.extend(proofs::routes());
    routes
}

#[derive(Template)]
#[template(path = "log.html")]
struct LogPage {
    frame: Frame,
    slug: String,
    origin: String,
    key: String,
    key_id: String,
    size: u64,
    root: String,
    time: String,
    note: String,
    signature: String,
    prefix: String,
    drawing: Option<Drawing>,
    asked: Asked,
    looked: Option<Result<Looked, String>>,
    compared: Option<Result<Compared, String>>,
}

/// What is asked of the page, as it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    entry: String,
    size: String,
    from: String,
    to: String,
}

async fn page(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let (hosted, frame) = (visit.office()?, visit.frame());
    let published = published(hosted).await?;
    let checkpoint = published.checkpoint();
    let looked = proofs::looked(&frame, hosted, &published, &asked.entry, &asked.size).await?;
    let compared = proofs::compared(&frame, hosted, &published, &asked.from, &asked.to).await?;
    let head = hosted.desk().head_from(checkpoint.size()).await?;
    let marked = looked.as_ref().and_then(|looked| looked.as_ref().ok()).map(|one| one.index);
    let key = hosted.desk().log().keys().first();
    let note = checkpoint.note().to_string();
    let page = LogPage {
        slug: hosted.slug().to_string(),
        origin: checkpoint.origin().to_string(),
        key: key.map(VerifierKey::to_string).unwrap_or_default(),
        key_id: key.map(|key| key.id().to_string()).unwrap_or_default(),
        size: checkpoint.size(),
        root: checkpoint.root().as_hash().to_string(),
        time: head
            .map(|head| instant(head.recorded, &hosted.office().zone.rules()))
            .unwrap_or_default(),
        signature: note.lines().last().unwrap_or_default().to_owned(),
        prefix: format!("{}/at/{}/log", visit.house.public(), hosted.slug()),
        drawing: drawing::of(&published.peaks().map_err(proofs::fault)?, marked),
        note,
        asked,
        looked,
        compared,
        frame,
    };
    Ok(Page(page).into_response())
}

/// The log as it is published now. Where the files cannot be brought up to date they are shown as they are: a
/// checkpoint that was published once is evidence, most of all when the rows no longer bear it.
async fn published(hosted: &Hosted) -> Result<Published<'_>, Wrong> {
    if let Err(error) = hosted.desk().sync().await {
        tracing::error!(office = %hosted.slug(), "the files of the log stay as they are: {error}");
    }
    let seen = hosted.desk().archive().projection().seen();
    seen.map_err(DeskError::from)?.ok_or(Wrong::Nowhere)
}

impl LogPage {
    /// What the picture says, for whoever does not see it.
    fn label(&self, tree: &Drawing) -> String {
        let words = [("count", tree.peaks.len().into()), ("root", self.root.as_str().into())];
        self.frame.voice().with("log-page-drawing-label", words)
    }

    fn entries(&self, count: &u64) -> String {
        self.frame.count("log-page-entries", *count)
    }

    fn looked_line(&self, one: &Looked) -> String {
        let words =
            [("entry", one.index.to_string().into()), ("size", one.size.to_string().into())];
        self.frame.voice().with("log-page-looked", words)
    }

    fn compared_line(&self, both: &Compared) -> String {
        if both.from == both.to {
            return self.frame.with("log-page-same", "size", both.to);
        }
        let words = [("from", both.from.to_string().into()), ("to", both.to.to_string().into())];
        self.frame.voice().with("log-page-compared", words)
    }

    /// As long as the hashes of the picture are.
    fn short<'h>(&self, hash: &'h str) -> &'h str {
        hash.get(..8).unwrap_or(hash)
    }
}
