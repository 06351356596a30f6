//! The log: leaves, nodes, heads, files, and which record owns which leaf.

use std::collections::BTreeMap;

use tidegate_log::checkpoint::Checkpoint;
use tidegate_log::fsck::{Audit, Difference, Outcome, check_tile};
use tidegate_log::tiles;
use tidegate_log::tree::new_nodes;

use super::super::{Archive, DeskError};
use super::{Found, Unfit};

/// Leaves per step.
const STEP: u64 = 1024;

impl Archive {
    pub(super) async fn check_log(
        &self,
        known: &[Vec<u8>],
        found: &mut Found,
    ) -> Result<(Outcome, Vec<Difference>), DeskError> {
        let heads = self.store().heads().await?;
        let mut notes: Vec<(u64, Vec<u8>)> = Vec::with_capacity(heads.len() + known.len() + 1);
        for head in &heads {
            match &head.note {
                Some(note) => {
                    if !self.is_note_of(note, head.size, head.root) {
                        found.office(Unfit::HeadChanged(head.size));
                    }
                    notes.push((head.size, note.clone().into_bytes()));
                }
                None => found.office(Unfit::HeadUnsigned(head.size)),
            }
        }
        // A checkpoint from outside is looked at whether or not it verifies: the audit says which.
        let outside = known.iter().cloned().map(|note| (self.size_of(&note), note));
        notes.extend(outside);
        match self.projection().published() {
            Ok(Some(checkpoint)) => notes.push((checkpoint.size(), checkpoint.note().to_bytes())),
            Ok(None) => {}
            Err(error) => found.office(Unfit::Published(error)),
        }
        notes.sort_by_key(|(size, _)| *size);
        let size = heads.last().map_or(0, |head| head.size);
        let report = self.audit(size, notes.into_iter().map(|(_, note)| note).collect()).await?;
        let surplus = self.store().beyond(size).await?;
        if surplus > 0 {
            found.office(Unfit::Beyond { rows: surplus, size });
        }
        let files = self.check_files().await?;
        Ok((report, files))
    }

    async fn audit(&self, size: u64, notes: Vec<Vec<u8>>) -> Result<Outcome, DeskError> {
        let mut audit = Audit::new(self.log().clone(), notes);
        let mut from = 0;
        while from < size {
            let to = (from + STEP).min(size);
            let ids: Vec<_> = new_nodes(from, to).collect();
            let nodes = self.store().nodes(&ids).await?;
            for (index, data) in self.store().leaves(from, to).await? {
                audit.leaf(index, &data, &nodes);
            }
            from = to;
        }
        Ok(audit.finish())
    }

    /// The files that the published checkpoint stands on.
    async fn check_files(&self) -> Result<Vec<Difference>, DeskError> {
        let Ok(Some(published)) = self.projection().published() else { return Ok(Vec::new()) };
        let mut differences = Vec::new();
        for tile in tiles::all(published.size()) {
            let ids: Vec<_> = tile.nodes().collect();
            let nodes = self.store().nodes(&ids).await?;
            let bytes = self.projection().tile(&tile);
            differences.extend(check_tile(tile, bytes.as_deref(), &nodes).err());
        }
        Ok(differences)
    }

    /// Every leaf has one record and no record shares a leaf.
    pub(super) async fn check_owners(&self, size: u64, found: &mut Found) -> Result<(), DeskError> {
        let mut from = 0;
        while from < size {
            let to = (from + STEP).min(size);
            let mut owners: BTreeMap<u64, u32> = (from..to).map(|leaf| (leaf, 0)).collect();
            for owner in self.store().owners(from, to).await? {
                *owners.entry(owner.leaf).or_default() += 1;
                let case = owner.case.parse();
                let known = match case {
                    Ok(case) => self.store().case(case).await?.is_some(),
                    Err(_) => false,
                };
                if !known {
                    found.case(owner.case, Unfit::NoCase(owner.leaf));
                }
            }
            for (leaf, records) in owners.into_iter().filter(|(_, records)| *records != 1) {
                found.office(match records {
                    0 => Unfit::NoRecord(leaf),
                    _ => Unfit::Claimed { leaf, records },
                });
            }
            from = to;
        }
        Ok(())
    }

    fn is_note_of(&self, note: &str, size: u64, root: tidegate_log::Hash) -> bool {
        Checkpoint::verify(note.as_bytes(), self.log())
            .is_ok_and(|signed| signed.size() == size && *signed.root().as_hash() == root)
    }

    fn size_of(&self, note: &[u8]) -> u64 {
        Checkpoint::verify(note, self.log()).map_or(u64::MAX, |checkpoint| checkpoint.size())
    }
}
