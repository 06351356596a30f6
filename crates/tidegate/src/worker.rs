//! What happens without being asked: clocks that come due, drafts and sessions that end, parcels that leave.
//!
//! One task goes through the offices, those of the moment; another sends notices, so that a peer that is slow holds up
//! nothing else; a third takes in mails, each office by itself, so that one that hangs holds up no clock. They work on rows, never on timers held in memory, so that
//! nothing is missed across a restart or a clock that jumped: at every beat they take whatever is due by now. They
//! decide nothing. A demonstration reaches nobody.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::bulk;
use crate::clocks;
use crate::desk::DeskError;
use crate::follow::Left;
use crate::incoming::folder;
use crate::notices::sending;
use crate::organisations::part;
use crate::outbox::mailed;
use crate::register;
use crate::search;
use crate::server::{Hosted, House};
use crate::standing;
use crate::transfer;

/// How often it looks.
const BEAT: Duration = Duration::from_secs(5);
/// How many cases it computes before it turns to the next office.
const ROUND: u32 = 200;

/// After so long what was begun and is not done was cut short.
const CUT_SHORT: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);

/// How many cases of a list that is gone through it does before it turns to the next office.
const LISTED: usize = 20;

/// The tasks at work.
#[derive(Debug)]
pub struct Worker {
    tasks: [JoinHandle<()>; 3],
    stop: watch::Sender<bool>,
}

/// Starts the tasks.
#[must_use]
pub fn start(house: &Arc<House>) -> Worker {
    let (stop, stopped) = watch::channel(false);
    let sending = tokio::spawn(send(Arc::clone(house), stopped.clone()));
    let intake = tokio::spawn(take_in(Arc::clone(house), stopped.clone()));
    Worker { tasks: [tokio::spawn(work(Arc::clone(house), stopped)), sending, intake], stop }
}

impl Worker {
    /// Lets them finish what they are at.
    pub async fn stop(self) {
        // Nobody listens only if the tasks have ended by themselves; what ended it stands in the journal.
        let _ended = self.stop.send(true);
        for task in self.tasks {
            let _outcome = task.await;
        }
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
    hosted.desk().sweep_uploads().await?;
    let before = house.now().checked_sub(CUT_SHORT).unwrap_or(jiff::Timestamp::MIN);
    hosted.desk().finish_forgetting(before).await?;
    let bulk = bulk::round(hosted.desk(), house.book(), LISTED).await?;
    let clocks = clocks::round(hosted.desk(), house.book(), ROUND).await?;
    let registered = register::round(hosted.desk(), house.book(), ROUND).await?;
    let parts = part::round(hosted.desk(), house.book(), ROUND).await?;
    let stood = standing::round(hosted.desk(), house.book(), ROUND).await?;
    let indexed = search::round(hosted.desk(), house.book(), ROUND).await?;
    transfer::carry(house.book(), hosted, &house.offices()).await?;
    let left = [bulk, clocks, registered, parts, stood, indexed];
    Ok(if left.contains(&Left::More) { Left::More } else { Left::Nothing })
}

/// Takes in mails until it is stopped. The one that it is at is begun again then: its file is still there, and what is done
/// twice changes nothing.
async fn take_in(house: Arc<House>, mut stopped: watch::Receiver<bool>) {
    // What versions before kept of mails goes once, and is asked for again only if that failed.
    let mut cleaned = false;
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            clean = take_in_all(&house, cleaned) => cleaned |= clean,
        }
        if tokio::time::timeout(BEAT, stopped.changed()).await.is_ok() {
            return;
        }
    }
}

/// Takes in the mails of every office, each by itself; whether what versions before kept is gone.
async fn take_in_all(house: &House, cleaned: bool) -> bool {
    if house.demonstration() {
        return true;
    }
    let offices = house.offices();
    let rounds = offices.iter().map(async |hosted| {
        let before = match cleaned {
            true => Ok(()),
            false => hosted.desk().drop_mails_of_before().await,
        };
        let taken = folder::round(hosted.desk(), house.book(), house.mail_reader()).await;
        for error in [&before, &taken].into_iter().filter_map(|done| done.as_ref().err()) {
            tracing::error!(office = %hosted.slug(), "mails were not taken in: {error}");
        }
        before.is_ok()
    });
    futures_util::future::join_all(rounds).await.into_iter().all(|clean| clean)
}

/// Sends until it is stopped. What it is at is left then: it is due again, under the same name.
async fn send(house: Arc<House>, mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            () = send_all(&house) => {}
        }
        if tokio::time::timeout(BEAT, stopped.changed()).await.is_ok() {
            return;
        }
    }
}

async fn send_all(house: &House) {
    for hosted in house.offices().iter().filter(|_| !house.demonstration()) {
        let base = format!("{}/at/{}/", house.public(), hosted.slug());
        if let Err(error) = sending::round(hosted.desk(), &base).await {
            tracing::error!(office = %hosted.slug(), "notices could not be sent: {error}");
        }
        if let Err(error) = mailed::round(hosted.desk()).await {
            tracing::error!(office = %hosted.slug(), "parcels could not be mailed: {error}");
        }
    }
}
