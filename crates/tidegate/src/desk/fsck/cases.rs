//! The records: each case opened, each leaf recomputed, each clear column held against the events.

use std::collections::BTreeMap;

use tidegate_core::case::Case;
use tidegate_core::digest::Digest;
use tidegate_core::embargo::Embargoed;
use tidegate_core::id::{CaseId, ItemId};

use super::super::act::case_row;
use super::super::declare::DeclaredRow;
use super::super::records::{Contents, Sealer};
use super::super::shelf::Kept;
use super::super::{Archive, DeskError, Flaw, Piece};
use super::{Found, Unfit};
use crate::keys::{CaseKey, KeyError};
use crate::store::StoreError;
use crate::store::rows::{CaseRow, ERASED, RecordKind};

const PAGE: u32 = 256;

impl Archive {
    pub(super) async fn check_cases(&self, found: &mut Found) -> Result<(), DeskError> {
        let mut last: Option<CaseRow> = None;
        loop {
            let page = self.store().cases(last.as_ref(), PAGE).await?;
            let Some(end) = page.last().cloned() else { return Ok(()) };
            for row in &page {
                self.check_case(row, found).await?;
            }
            last = Some(end);
        }
    }

    async fn check_case(&self, row: &CaseRow, found: &mut Found) -> Result<(), DeskError> {
        let erased = row.state == ERASED;
        match self.key(&row.case.to_string()) {
            Ok(_) if erased => {
                found.case(row.case, Unfit::KeyLeft);
                Ok(())
            }
            Ok(key) => {
                found.cases += 1;
                self.check_open_case(row, &key, found).await
            }
            Err(KeyError::Erased(_)) if erased => {
                found.erased += 1;
                Ok(())
            }
            Err(KeyError::Erased(_)) => {
                found.case(row.case, Unfit::KeyGone);
                Ok(())
            }
            Err(error) => {
                found.case(row.case, Unfit::Key(error));
                Ok(())
            }
        }
    }

    async fn check_open_case(
        &self,
        row: &CaseRow,
        key: &CaseKey,
        found: &mut Found,
    ) -> Result<(), DeskError> {
        let sealer = self.sealer(row.case, key);
        let mut events = Vec::new();
        for event in self.store().events(row.case).await? {
            match sealer.open_event(&event) {
                Ok((recorded, data)) => {
                    self.check_leaf(row.case, event.leaf, &data, found).await?;
                    events.push(recorded);
                }
                Err(error) => found.case(row.case, Unfit::Unread(error)),
            }
        }
        let replayed = Case::replay(events);
        match &replayed {
            Ok(case)
                if case_row(case) == *row
                    && case.office() == self.office().id
                    && self.is_in_its_register(case).await?
                    && self.is_in_its_circle(case).await? => {}
            Ok(_) => found.case(row.case, Unfit::Listed),
            Err(misfit) => found.case(row.case, Unfit::Events(misfit.clone())),
        }
        let stored = self.check_records(row.case, &sealer, found).await?;
        self.check_items(row.case, &sealer, replayed.ok().as_ref(), &stored, found).await
    }

    /// Whether a declaration stands in its register as its file has it; any other case stands in none.
    async fn is_in_its_register(&self, case: &Case) -> Result<bool, DeskError> {
        let Some(row) = DeclaredRow::of(case) else { return Ok(true) };
        let listed = match self.kept::<DeclaredRow>(&row.name(), |_| true).await {
            Ok(listed) => listed.map(|shelved| shelved.thing),
            // What was changed does not open.
            Err(DeskError::Store(StoreError::Damaged { .. })) => None,
            Err(error) => return Err(error),
        };
        Ok(listed == Some(row))
    }

    /// Whether the shelf has of who may see the case what its events say.
    async fn is_in_its_circle(&self, case: &Case) -> Result<bool, DeskError> {
        match self.kept_circle(case.id()).await {
            Ok(circle) => Ok(circle == case.circle()),
            // What was changed does not open.
            Err(DeskError::Store(StoreError::Damaged { .. })) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Decisions, reads, claims; returns the digests of ciphertexts that were committed to.
    async fn check_records(
        &self,
        case: CaseId,
        sealer: &Sealer<'_>,
        found: &mut Found,
    ) -> Result<BTreeMap<ItemId, Digest>, DeskError> {
        let mut stored = BTreeMap::new();
        for record in self.store().records(case).await? {
            let (opened, data) = match sealer.open_record(&record) {
                Ok(opened) => opened,
                Err(error) => {
                    found.case(case, Unfit::Unread(error));
                    continue;
                }
            };
            self.check_leaf(case, record.leaf, &data, found).await?;
            if record.kind == RecordKind::Contents {
                let what = || Piece::Contents;
                match sealer.parse::<Contents>(&opened.bytes, what) {
                    Ok(contents) => stored.extend(contents.sealed),
                    Err(error) => found.case(case, Unfit::Unread(error)),
                }
            }
        }
        Ok(stored)
    }

    async fn check_items(
        &self,
        case: CaseId,
        sealer: &Sealer<'_>,
        replayed: Option<&Case>,
        stored: &BTreeMap<ItemId, Digest>,
        found: &mut Found,
    ) -> Result<(), DeskError> {
        let mut rows: BTreeMap<ItemId, Vec<u8>> = BTreeMap::new();
        for row in self.store().items(case).await? {
            rows.insert(row.item, row.sealed);
        }
        for (item, digest) in stored {
            match rows.remove(item) {
                None => found.case(case, Unfit::ContentGone(*item)),
                Some(sealed) if Digest::of(&sealed) != *digest => {
                    found.case(case, Unfit::ContentChanged(*item));
                }
                Some(sealed) => {
                    let record = replayed.and_then(|case| case.item(*item));
                    let opens = match record {
                        Some(record) => sealer
                            .open_item(&Embargoed::from_store(case, record.item.clone(), sealed))
                            .map(drop)
                            .map_err(Flaw::from),
                        // The document of a report is no item of the case.
                        None => sealer.check_item(*item, &sealed).map_err(Flaw::from),
                    };
                    if let Err(error) = opens {
                        found.case(case, Unfit::ContentShut(*item, error));
                    }
                }
            }
        }
        for item in rows.keys() {
            found.case(case, Unfit::ContentStrange(*item));
        }
        for row in self.store().outbox().await?.iter().filter(|row| row.case == case) {
            if let Err(error) = sealer.open_dispatch(&row.dispatch, &row.sealed) {
                found.case(case, Unfit::Dispatch(row.dispatch.clone(), error));
            }
        }
        Ok(())
    }

    pub(super) async fn check_erasures(&self, found: &mut Found) -> Result<(), DeskError> {
        let rows = self.store().erasures().await?;
        let journal = match self.key(&self.office().id.to_string()) {
            Ok(key) => key,
            Err(error) => {
                found.office(Unfit::Journal(error));
                return Ok(());
            }
        };
        for row in &rows {
            match self.sealer(row.case, &journal).open_erasure(row) {
                Ok((erasure, data)) => {
                    self.check_leaf(row.case, row.leaf, &data, found).await?;
                    if erasure.case != row.case {
                        found.case(row.case, Unfit::OtherErasure);
                    }
                }
                Err(error) => found.case(row.case, Unfit::Unread(error)),
            }
        }
        self.check_states(&rows.iter().map(|row| row.case).collect::<Vec<_>>(), found).await
    }

    /// A case on whose erasure the log agrees must be listed as erased.
    async fn check_states(&self, erased: &[CaseId], found: &mut Found) -> Result<(), DeskError> {
        for case in erased {
            let row = self.store().case(*case).await?;
            if row.is_none_or(|row| row.state != ERASED) {
                found.case(case, Unfit::StillListed);
            }
        }
        Ok(())
    }

    pub(super) async fn check_commands(
        &self,
        size: u64,
        found: &mut Found,
    ) -> Result<(), DeskError> {
        for row in self.store().commands().await? {
            let there = self.store().case(row.case).await?.is_some();
            if !there || row.leaf + row.count > size {
                found.case(row.case, Unfit::Command);
            }
        }
        Ok(())
    }

    /// The leaf in the log must be the one that the record gives from its own bytes and salt.
    async fn check_leaf(
        &self,
        case: CaseId,
        leaf: u64,
        data: &[u8],
        found: &mut Found,
    ) -> Result<(), DeskError> {
        found.opened += 1;
        let stored = self.store().leaves(leaf, leaf + 1).await?;
        if stored.first().is_none_or(|(_, stored)| stored != data) {
            found.case(case, Unfit::Uncommitted(leaf));
        }
        Ok(())
    }
}
