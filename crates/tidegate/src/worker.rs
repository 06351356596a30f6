//! What happens without being asked: clocks that come due, drafts and sessions that end, parcels that leave.
//!
//! Each office has one task. It works on rows, never on timers held in memory, so that nothing is missed across a
//! restart or a clock that jumped: at every beat it takes whatever is due by now. It decides nothing.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::server::{Hosted, House};

/// How often it looks.
const BEAT: Duration = Duration::from_secs(5);

/// The tasks of every office.
#[derive(Debug)]
pub struct Workers {
    tasks: JoinSet<()>,
    stop: watch::Sender<bool>,
}

/// Starts a task for every office.
#[must_use]
pub fn start(house: &Arc<House>) -> Workers {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    for hosted in house.offices() {
        tasks.spawn(work(Arc::clone(hosted), stopped.clone()));
    }
    Workers { tasks, stop }
}

impl Workers {
    /// Lets every task finish what it is at.
    pub async fn stop(mut self) {
        // Nobody listens only if every task has ended by itself.
        let _ended = self.stop.send(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

async fn work(hosted: Arc<Hosted>, mut stopped: watch::Receiver<bool>) {
    loop {
        if let Err(error) = beat(&hosted).await {
            tracing::error!(office = %hosted.slug(), "the worker could not finish its round: {error}");
        }
        let waited = tokio::time::timeout(BEAT, stopped.changed()).await;
        if waited.is_ok() {
            return;
        }
    }
}

async fn beat(hosted: &Hosted) -> Result<(), crate::desk::DeskError> {
    hosted.desk().sweep_sessions().await
}
