//! Durable reports over HTTP, each answered with a receipt, beside the peer that answers with a number.
//!
//! Each round is taken on both sides one after the other, so that whatever else the machine does falls on both. Our
//! side does what it always does: the receipt proves the report offline, and the worker computes the clocks of the new
//! cases meanwhile.

use serde::Deserialize;
use tidegate_core::receipt::Receipt;
use tidegate_log::{TrustedLog, VerifierKey};

use crate::load::{self, Load};
use crate::peer::Peer;
use crate::served::{SLUG, Served, office};
use crate::{Figures, machine};

/// How many send at once.
const CLIENTS: [usize; 4] = [1, 8, 32, 64];

/// What matters of our answer.
#[derive(Deserialize)]
struct Answer {
    receipt: Receipt,
    document: String,
    log_key: String,
}

pub(crate) fn measure(figures: &mut Figures) {
    let (ours, theirs) = (machine::folder(), machine::folder());
    let flushes = machine::flushes(ours.path());
    let folder = ours.path().join(SLUG);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async { office(&folder).await.close().await.unwrap() });
    let served = Served::start(&folder);
    let address = format!("{}/api/v1/offices/{SLUG}/reports", served.address);
    let peer = Peer::start(theirs.path());
    if let Err(why) = &peer {
        figures.left_out("the peer: Django and PostgreSQL", why);
    }
    for clients in CLIENTS {
        let what = match clients {
            1 => "reports of 2 kB over HTTP with receipt, 1 client".to_owned(),
            _ => format!("the same, {clients} clients"),
        };
        let theirs =
            peer.as_ref().ok().map(|peer| load::run(&peer.address, || peer.spent(), clients));
        let theirs = match theirs {
            Some(Err(why)) => {
                figures.left_out("the peer: Django and PostgreSQL", &why);
                None
            }
            theirs => theirs.and_then(Result::ok),
        };
        match load::run(&address, || served.spent(), clients) {
            Err(why) => figures.left_out(&what, &why),
            Ok(load) => row(figures, &what, &load, theirs.as_ref()),
        }
    }
    let floor = format!("{flushes:.0}/s");
    figures.row("flushes of 4 kB of this disk, one writer", floor, String::new(), None);
}

fn row(figures: &mut Figures, what: &str, load: &Load, peer: Option<&Load>) {
    let said = |load: &Load| {
        let (half, most) = (load.within(50), load.within(99));
        let spent = load.spent.as_secs_f64() * 1e3;
        let rate = load.rate;
        format!("{rate:.0}/s, p50 {half:.1} ms, p99 {most:.1} ms, {spent:.1} ms of the cores")
    };
    match proves(&load.last) {
        Err(why) => figures.left_out(what, &why),
        Ok(()) => figures.row(
            what,
            said(load),
            peer.map(|peer| format!("Django: {}", said(peer))).unwrap_or_default(),
            peer.map(|peer| load.rate / peer.rate),
        ),
    }
}

/// Whether the receipt in an answer proves the report, offline.
fn proves(answer: &str) -> Result<(), String> {
    let answer: Answer = serde_json::from_str(answer).map_err(|error| error.to_string())?;
    let key = VerifierKey::parse(&answer.log_key).map_err(|error| error.to_string())?;
    let log = TrustedLog::named_by(key);
    let verified = answer.receipt.verify(answer.document.as_bytes(), &log);
    verified.map(drop).map_err(|error| format!("the receipt does not prove the report: {error}"))
}
