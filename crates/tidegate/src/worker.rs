//! What happens without being asked: clocks that come due, drafts and sessions that end, parcels that leave.
//!
//! One task goes through the offices, those of the moment. It works on rows, never on timers held in memory, so that
//! nothing is missed across a restart or a clock that jumped: at every beat it takes whatever is due by now. It decides
//! nothing.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clocks;
use crate::desk::DeskError;
use crate::follow::Left;
use crate::organisations::part;
use crate::register;
use crate::search;
use crate::server::{Hosted, House};
use crate::standing;

/// How often it looks.
const BEAT: Duration = Duration::from_secs(5);
/// How many cases it computes before it turns to the next office.
const ROUND: u32 = 200;

/// The task at work.
#[derive(Debug)]
pub struct Worker {
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

/// Starts the task.
#[must_use]
pub fn start(house: &Arc<House>) -> Worker {
    let (stop, stopped) = watch::channel(false);
    Worker { task: tokio::spawn(work(Arc::clone(house), stopped)), stop }
}

impl Worker {
    /// Lets it finish what it is at.
    pub async fn stop(self) {
        // Nobody listens only if the task has ended by itself; what ended it stands in the journal.
        let _ended = self.stop.send(true);
        let _outcome = self.task.await;
    }
}

async fn work(house: Arc<House>, mut stopped: watch::Receiver<bool>) {
    loop {
        let mut wait = BEAT;
        for hosted in house.offices() {
            match beat(&house, &hosted).await {
                Ok(Left::Nothing) => {}
                Ok(Left::More) => wait = Duration::ZERO,
                Err(error) => {
                    tracing::error!(office = %hosted.slug(), "the worker could not finish its round: {error}");
                }
            }
        }
        if tokio::time::timeout(wait, stopped.changed()).await.is_ok() {
            return;
        }
    }
}

async fn beat(house: &House, hosted: &Hosted) -> Result<Left, DeskError> {
    hosted.desk().sweep_sessions().await?;
    hosted.desk().sweep_unsent().await?;
    let clocks = clocks::round(hosted.desk(), house.book(), ROUND).await?;
    let registered = register::round(hosted.desk(), house.book(), ROUND).await?;
    let parts = part::round(hosted.desk(), house.book(), ROUND).await?;
    let stood = standing::round(hosted.desk(), house.book(), ROUND).await?;
    let indexed = search::round(hosted.desk(), house.book(), ROUND).await?;
    let left = [clocks, registered, parts, stood, indexed];
    Ok(if left.contains(&Left::More) { Left::More } else { Left::Nothing })
}
