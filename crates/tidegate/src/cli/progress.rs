//! How far something is that takes longer than a second: a bar on the error output.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget};

/// After how long a bar shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that shows itself once it has taken long.
pub(super) struct Progress {
    started: Instant,
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn new(length: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden());
        Self { started: Instant::now(), bar }
    }

    pub(super) fn step(&mut self) {
        self.show_if_long();
        self.bar.inc(1);
    }

    /// So many are done altogether.
    pub(super) fn reach(&mut self, place: usize) {
        self.show_if_long();
        self.bar.set_position(place as u64);
    }

    fn show_if_long(&self) {
        if self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Prints without the bar in between.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }

    /// How long it has taken.
    pub(super) fn took(&self) -> Duration {
        self.started.elapsed()
    }
}
