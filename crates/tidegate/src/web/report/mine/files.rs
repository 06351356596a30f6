//! Files of the finder's: what is sent to the office with the secret of a stay, and what the office let out to the finder.

use axum::http::HeaderMap;
use tidegate_core::act::Recipient;
use tidegate_core::event::Actor;
use tidegate_core::id::{CaseId, ItemId};

use super::case_of;
use crate::attachments::{Manifest, Sending, class};
use crate::desk::DeskError;
use crate::finder::message::Between;
use crate::web::{Visit, Wrong};

/// The case in which this visitor stays.
pub(crate) async fn staying(visit: &Visit, headers: &HeaderMap) -> Result<CaseId, Wrong> {
    case_of(visit.office()?, headers).await?.ok_or(Wrong::Nowhere)
}

/// What the finder is to send to the office.
pub(crate) async fn sending(visit: &Visit, case: CaseId, role: &str) -> Result<Sending, Wrong> {
    let between = visit.office()?.desk().compute(case, |case, _, _| Between::of(case)).await?;
    let Between { finder, office, .. } = between.ok_or(Wrong::Nowhere)?;
    Ok(Sending {
        case,
        actor: Actor::Party(finder),
        from: finder,
        to: office,
        class: class(role),
        source: "the finder's page".to_owned(),
        account: None,
    })
}

/// A file that lies on the finder's page. That it was fetched is on the log.
pub(crate) async fn own_file(visit: &Visit, case: CaseId, item: ItemId) -> Result<Manifest, Wrong> {
    let desk = visit.office()?.desk();
    let between = desk.compute(case, |case, _, _| Between::of(case)).await?;
    let Between { finder, .. } = between.ok_or(Wrong::Nowhere)?;
    let page = desk.on_page_of(case, &Recipient::Party(finder)).await?;
    let parcel = page.get(&item).ok_or(DeskError::NoContent(item))?;
    let opened = desk.open_case(&Actor::Party(finder), case, "fetching a file").await?;
    let manifest = opened.file(item).and_then(|_| Manifest::read(&parcel.bytes));
    manifest.ok_or(Wrong::Nowhere)
}
