//! Opening content of a kept case for the office's own use: the gate decides first, the decision is on the log, and
//! what it lets out goes in one dispatch to the session that asked.

use std::collections::BTreeMap;

use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::embargo::{Clearance, Cleared, Dispatch};
use tidegate_core::gate::{self, GateDecision};
use tidegate_core::id::{CaseId, ItemId, SessionId};
use tidegate_core::situation::Flow;
use tidegate_law::Adoption;

use super::gate::place;
use super::{Errand, NotDone};
use crate::attachments::Manifest;
use crate::desk::DeskError;
use crate::say::opened::{OpenedItem, OpenedTold};
use crate::say::recorded::DecisionPlace;
use crate::say::told;

/// What the gate made of the wish to open content.
#[derive(Debug)]
pub struct Opened {
    /// The case as it was then.
    pub case: Case,
    /// What the office had adopted then.
    pub adoption: Adoption,
    /// The decision.
    pub decision: GateDecision,
    /// Its place in the log.
    pub recorded: DecisionPlace,
    /// The bytes of each item as people may have them; none where the content stays shut. Of a file it is what the file is
    /// called, its length and its digest, never what opens its pieces.
    pub contents: Option<BTreeMap<ItemId, Vec<u8>>>,
    /// What opens the pieces of those that are files, for whoever fetches one; it is never written down anywhere.
    pub files: BTreeMap<ItemId, Manifest>,
}

impl Errand<'_> {
    /// Asks the gate whether the office may have items for its own use, and opens them if it may.
    ///
    /// # Errors
    /// As [`crate::desk::Desk::decide`] and [`crate::desk::Desk::open_item`]; what the gate refuses is no error.
    pub async fn contents(
        &self,
        case: CaseId,
        purpose: &str,
        items: Vec<ItemId>,
        session: SessionId,
    ) -> Result<Opened, NotDone> {
        let (desk, book, own) = (self.desk, self.book, self.desk.office_party());
        let facts = BTreeMap::new();
        let flow = Flow { act: Act::Share, from: own, to: Recipient::Party(own), items, facts };
        let mut last = None;
        let mut asked = desk
            .decide(self.actor, case, purpose, session, |case, at| {
                let adoption = gate::adoption_of(desk.office(), at);
                let law =
                    gate::Desk { book, adoption: &adoption, office: Some(self.desk.office()) };
                let decided = gate::confirmed(&law, case, &flow, at)?;
                last = Some((case.clone(), adoption));
                Ok::<_, DeskError>(decided)
            })
            .await?;
        let unasked = || NotDone::Fault(anyhow::anyhow!("the gate was not asked"));
        let (case, adoption) = last.ok_or_else(unasked)?;
        let recorded = place(&asked);
        let mut contents = match asked.clearance.take() {
            Some(clearance) => Some(self.dispatched(clearance, &flow.items, session).await?),
            None => None,
        };
        let files = contents.as_mut().map(|all| apart(&case, all)).unwrap_or_default();
        Ok(Opened { case, adoption, decision: asked.decision, recorded, contents, files })
    }

    /// The bytes of items, for whoever holds a clearance that names them: one dispatch to one session.
    async fn dispatched(
        &self,
        clearance: Clearance,
        items: &[ItemId],
        session: SessionId,
    ) -> Result<BTreeMap<ItemId, Vec<u8>>, NotDone> {
        let mut all: Option<Cleared<Vec<u8>>> = None;
        for item in items {
            let one = self.desk.open_item(&clearance, *item).await?;
            let one = one.map(|plain| framed(plain.bytes()));
            all = Some(match all {
                None => one,
                Some(before) => {
                    let both = before.join(one).map_err(DeskError::from)?;
                    both.map(|(before, one): &(Vec<u8>, Vec<u8>)| [&before[..], one].concat())
                }
            });
        }
        let Some(all) = all else { return Ok(BTreeMap::new()) };
        let dispatch = Dispatch::new(clearance, all, self.desk.now()).map_err(DeskError::from)?;
        let strange = || NotDone::Fault(anyhow::anyhow!("content was opened for somebody else"));
        if dispatch.session() != session {
            return Err(strange());
        }
        let mut rest = dispatch.bytes();
        let mut contents = BTreeMap::new();
        for item in items {
            let (bytes, after) = unframed(rest).ok_or_else(strange)?;
            contents.insert(*item, bytes.to_vec());
            rest = after;
        }
        Ok(contents)
    }

    /// Content of a case as it is told, opened by a decision on the log.
    ///
    /// # Errors
    /// [`DeskError::NoContent`] where the case has no such item; as [`Errand::contents`].
    pub async fn open_items(
        &self,
        name: &str,
        items: Vec<ItemId>,
        session: SessionId,
    ) -> Result<OpenedTold, NotDone> {
        let row = self.desk.find(name).await?;
        let opened = self.contents(row.case, "opening an item", items, session).await?;
        let law = gate::Desk {
            book: self.book,
            adoption: &opened.adoption,
            office: Some(self.desk.office()),
        };
        let class = |item: &ItemId| opened.case.item(*item).map(|record| record.item.class);
        let told = |(item, bytes): (&ItemId, &Vec<u8>)| {
            let (id, class) = (item.to_string(), class(item)?);
            Some(match opened.files.get(item) {
                Some(manifest) => OpenedItem::file(id, class, manifest.told()),
                None => OpenedItem::new(id, class, bytes),
            })
        };
        Ok(OpenedTold {
            version: 1,
            answer: told::decision(&law, &opened.case, &opened.decision),
            recorded: opened.recorded,
            contents: opened.contents.iter().flatten().filter_map(told).collect(),
        })
    }
}

/// Takes what opens files out of what was opened, and leaves what may be told of them in its place.
fn apart(case: &Case, contents: &mut BTreeMap<ItemId, Vec<u8>>) -> BTreeMap<ItemId, Manifest> {
    let mut files = BTreeMap::new();
    for (item, bytes) in contents.iter_mut().filter(|(item, _)| case.file(**item).is_some()) {
        let manifest = Manifest::read(bytes);
        *bytes = manifest.as_ref().map(Manifest::text).unwrap_or_default().into_bytes();
        files.extend(manifest.map(|manifest| (*item, manifest)));
    }
    files
}

/// Bytes behind their length, so that several can go as one.
fn framed(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u64).to_be_bytes(), bytes].concat()
}

/// The first of what was framed, and the rest.
fn unframed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    rest.split_at_checked(usize::try_from(u64::from_be_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::{framed, unframed};

    #[test]
    fn what_was_framed_comes_apart_again_and_nothing_else_does() {
        let all = [framed(b"one"), framed(b""), framed(b"three")].concat();
        let (one, rest) = unframed(&all).unwrap();
        let (none, rest) = unframed(rest).unwrap();
        let (three, rest) = unframed(rest).unwrap();
        assert_eq!((one, none, three, rest), (&b"one"[..], &b""[..], &b"three"[..], &b""[..]));
        assert_eq!(unframed(&all[..10]), None);
        assert_eq!(unframed(&[0xff; 9]), None);
    }
}
