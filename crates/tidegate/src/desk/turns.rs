//! Turns: commands on one case wait for each other, commands on different cases never do.
//!
//! Each command is decided on the case as the one before left it; without turns, many callers on one case
//! would decide over and over on what has changed meanwhile. The writer revalidates all the same, because
//! another process may write to the same rows. No turn outlives its guard.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tidegate_core::id::CaseId;
use tokio::sync::OwnedMutexGuard;

/// Who waits for which case.
#[derive(Debug, Default)]
pub(super) struct Turns(Mutex<HashMap<CaseId, Arc<tokio::sync::Mutex<()>>>>);

/// From how many cases on those that nobody waits for are forgotten.
const MANY: usize = 1024;

impl Turns {
    /// Waits until it is the caller's turn with the case; callers are served in order.
    pub(super) async fn take(&self, case: CaseId) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if turns.len() >= MANY {
                turns.retain(|_, turn| Arc::strong_count(turn) > 1);
            }
            Arc::clone(turns.entry(case).or_default())
        };
        turn.lock_owned().await
    }
}
