//! What exactly a proposal would let out: each item told apart from the others of its class, and what the gate says of it
//! now.

use std::collections::BTreeMap;

use tidegate_core::case::{Case, ItemRecord};
use tidegate_core::gate;
use tidegate_core::id::ItemId;
use tidegate_core::proposal::Matter;
use tidegate_core::situation::Flow;

use super::super::asking::Verdict;
use crate::say::instant;
use crate::say::told::{self, class_name};
use crate::web::{Frame, Visit, Wrong};

/// An item as it is told apart, with the way to open it.
pub(super) struct ExactShown {
    pub(super) id: String,
    pub(super) said: String,
    pub(super) digest: String,
    /// Whether it can be opened as words; a file is fetched.
    pub(super) words: bool,
    pub(super) erased: bool,
}

/// An item told apart from others of its class: since when the case has it and how its digest begins.
pub(super) fn item_said(case: &Case, record: &ItemRecord, visit: &Visit, frame: &Frame) -> String {
    let zone = visit.office().map(|hosted| hosted.office().zone.rules());
    let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
    let class = frame.pick(&class_name(visit.house.book(), record.item.class)).to_owned();
    let digest = record.item.digest.to_string();
    let begins: String = digest.chars().skip("sha256:".len()).take(8).collect();
    let mut words = vec![class, instant(record.added.earliest(), &zone)];
    if let Some(file) = case.file(record.item.id) {
        words.push(frame.with("attach-file", "size", crate::say::opened::bytes(file.size)));
    }
    words.push(begins);
    words.join(" · ")
}

/// The items of a flow that is proposed, and what the gate says of it now.
pub(super) fn exact(
    case: &Case,
    matter: Option<&Matter>,
    visit: &Visit,
    frame: &Frame,
) -> Result<(Vec<ExactShown>, Option<Verdict>), Wrong> {
    let (act, from, to, items): (_, _, _, Vec<ItemId>) = match matter {
        Some(Matter::Release(one)) => {
            (one.act, one.from, one.to.clone(), one.items.iter().copied().collect())
        }
        Some(Matter::Ruling(one)) => {
            (one.act, one.from, one.to.clone(), one.items.iter().copied().collect())
        }
        Some(Matter::Directive(_) | Matter::Review { .. }) | None => return Ok((Vec::new(), None)),
    };
    let shown = items.iter().filter_map(|id| case.item(*id)).map(|record| ExactShown {
        id: record.item.id.to_string(),
        said: item_said(case, record, visit, frame),
        digest: record.item.digest.to_string(),
        words: case.file(record.item.id).is_none(),
        erased: record.erased,
    });
    let shown = shown.collect();
    let (hosted, book) = (visit.office()?, visit.house.book());
    let (office, at) = (hosted.office(), hosted.desk().now());
    let adoption = gate::adoption_of(office, at);
    let law = gate::Desk { book, adoption: &adoption, office: Some(office) };
    let flow = Flow { act, from, to, items, facts: BTreeMap::new() };
    let decided = gate::decide(&law, case, &flow, at).ok();
    let verdict = decided.map(|decision| {
        let told = told::decision(&law, case, &decision);
        Verdict::of(&told, frame, &office.zone.rules())
    });
    Ok((shown, verdict))
}
