//! Floods: reports that nobody judged, put together by product and by how like they are, so that one answer serves many.
//!
//! The list says how many there are, how old they are and how many lack something; which product it is, is content and is
//! told where a group is opened, which is a read of one case on record. Nothing is judged by being put together.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use tidegate_core::event::missing;
use tidegate_core::id::CaseId;

use super::{Errand, NotDone};
use crate::desk::DeskError;
use crate::follow::Left;
use crate::likeness::{Shape, groups, likeness};
use crate::say::flood::{FloodMember, FloodOpened, FloodTold, FloodsTold};
use crate::standing;
use crate::standing::kept::{Judgement, Pending};

/// Up to how many events of a moment ago are taken up before a list is shown; more are left to the worker.
const FRESH: u32 = 200;
/// How many rows are read at once.
const PAGE: u32 = 500;
/// The most reports that are put together; the oldest first.
const LOOKED: usize = 5_000;
/// From how many reports about one product on they are a flood.
const FLOOD: usize = 2;

/// Reports about one product that nobody judged, the first received first.
type Group = Vec<Shape>;

impl Errand<'_> {
    /// The groups, the largest first.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn floods(&self) -> Result<FloodsTold, NotDone> {
        let left = standing::round_if_short(self.desk, self.book, FRESH).await?;
        let (shapes, all) = self.unjudged().await?;
        let looked = shapes.len();
        let mut floods: Vec<FloodTold> = Vec::new();
        for group in by_product(shapes).into_values().filter(|group| group.len() >= FLOOD) {
            let alike = groups(&group).into_iter().map(|one| one.len()).max().unwrap_or(1);
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            floods.push(FloodTold {
                handle: first.handle.clone(),
                cases: group.len(),
                alike,
                first: first.received,
                last: last.received,
                lacking: group.iter().filter(|one| !missing(&one.has).is_empty()).count(),
            });
        }
        floods.sort_by_key(|one| (std::cmp::Reverse(one.cases), one.first));
        let at = self.desk.now();
        let (behind, single) =
            (left == Left::More, looked - floods.iter().map(|f| f.cases).sum::<usize>());
        Ok(FloodsTold { version: 1, at, behind, all, looked, single, floods })
    }

    /// The group of a case. The case is opened for it, and that is on the log, with the handles of the others: whoever reads
    /// the product of one learns that of all.
    ///
    /// # Errors
    /// As [`Errand::open`]; [`DeskError::NoSuchCase`] for a case whose report was judged, or was never put together with
    /// others.
    pub async fn flood(&self, name: &str) -> Result<FloodOpened, NotDone> {
        let asked = self.desk.find(name).await?;
        standing::round_if_short(self.desk, self.book, FRESH).await?;
        let (shapes, _) = self.unjudged().await?;
        let none = || DeskError::NoSuchCase(asked.handle.clone());
        let lead = shapes.iter().find(|one| one.case == asked.case).cloned().ok_or_else(none)?;
        let group = by_product(shapes).remove(&lead.product).unwrap_or_default();
        let others: Vec<&str> = group
            .iter()
            .filter(|one| one.case != lead.case)
            .map(|one| one.handle.as_str())
            .collect();
        let purpose = format!("looking at reports about one product, with {}", others.join(", "));
        let case = self.open(&asked.handle, &purpose).await?;
        let alike: Vec<BTreeSet<CaseId>> = groups(&group)
            .into_iter()
            .map(|one| one.into_iter().map(|shape| shape.case).collect())
            .collect();
        let member = |shape: &Shape| FloodMember {
            handle: shape.handle.clone(),
            received: shape.received,
            likeness: likeness(&lead.signature, &shape.signature),
            set: alike.iter().position(|set| set.contains(&shape.case)).map(|place| place + 1),
            has: shape.has.len(),
            lacks: missing(&shape.has).len(),
        };
        let mut members: Vec<FloodMember> = group.iter().map(member).collect();
        // What is likely one report stands together, the largest such set first; within it the first received.
        members.sort_by_key(|one| (one.set.is_none(), one.set, one.received));
        Ok(FloodOpened {
            version: 1,
            at: self.desk.now(),
            handle: case.label().to_owned(),
            products: case.products().map(|product| product.name.clone()).collect(),
            members,
        })
    }

    /// The shapes of the reports that nobody judged, the longest waiting first, and how many wait altogether.
    async fn unjudged(&self) -> Result<(Vec<Shape>, u64), DeskError> {
        let all = self.desk.kept_count::<Pending<Judgement>>().await?;
        let (mut shapes, mut after) = (Vec::new(), None);
        while shapes.len() < LOOKED {
            let page = self.desk.kept_by_due::<Pending<Judgement>>(after, None, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.place();
            for waiting in page.into_iter().map(|kept| kept.thing) {
                shapes.extend(self.desk.shape(waiting.case).await?);
            }
        }
        Ok((shapes, all))
    }
}

fn by_product(shapes: Vec<Shape>) -> BTreeMap<[u8; 32], Group> {
    let mut products: BTreeMap<[u8; 32], Group> = BTreeMap::new();
    for shape in shapes {
        products.entry(shape.product).or_default().push(shape);
    }
    for group in products.values_mut() {
        group.sort_by_key(|one: &Shape| -> (Timestamp, CaseId) { (one.received, one.case) });
    }
    products
}
