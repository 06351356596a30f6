//! The load generator: so many clients, each with a connection of its own, each sending the next report when it has
//! the answer to the one before. The same for us and for the peer, with the same bodies.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ureq::Agent;

/// How long it runs before it counts.
const WARM: Duration = Duration::from_secs(1);
/// How long it counts.
const SPAN: Duration = Duration::from_secs(6);
/// The size of a report, in bytes.
const SIZE: usize = 2_000;

/// Numbers of reports, so that no two are alike in one run.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// What was measured.
pub(crate) struct Load {
    /// Answers per second.
    pub(crate) rate: f64,
    /// How long each answer took, shortest first.
    times: Vec<Duration>,
    /// What of the cores one answer took, by whoever answered.
    pub(crate) spent: Duration,
    /// What was answered to the last report.
    pub(crate) last: String,
}

impl Load {
    /// The time within which so many of a hundred were answered, in milliseconds.
    pub(crate) fn within(&self, percent: usize) -> f64 {
        within(&self.times, percent)
    }
}

/// Of sorted times, the one within which so many of a hundred lie, in milliseconds.
pub(crate) fn within(times: &[Duration], percent: usize) -> f64 {
    let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}

/// A client that keeps its connection and takes every answer as one.
pub(crate) fn client() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
    config
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .into()
}

/// A report of 2 kB as the interface takes it; no two are alike.
pub(crate) fn report() -> String {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let body = |description: &str| {
        serde_json::json!({ "report": {
            "product": { "name": "R7 router", "manufacturer": "Acme" },
            "flaw": { "title": format!("Report {number}"), "description": description },
        }})
        .to_string()
    };
    let text = "A long name of a host overruns the buffer of the parser. ";
    let left = SIZE.saturating_sub(body("").len());
    body(&text.repeat(left / text.len() + 1)[..left])
}

/// Sends reports with so many clients to whoever has spent so much of the cores; an error is the first answer that was
/// not `201 Created`.
pub(crate) fn run(
    address: &str,
    spent: impl Fn() -> Duration,
    clients: usize,
) -> Result<Load, String> {
    let (before, first) = (spent(), NEXT.load(Ordering::Relaxed));
    let begun = Instant::now();
    let each = || send(address, begun);
    let sent: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..clients).map(|_| scope.spawn(each)).collect();
        running.into_iter().map(|client| client.join().unwrap()).collect()
    });
    let (mut times, mut last) = (Vec::new(), String::new());
    for one in sent {
        let (its, answer) = one?;
        times.extend(its);
        last = answer;
    }
    times.sort();
    let rate = times.len() as f64 / SPAN.as_secs_f64();
    // Those before the span that counts took their part too.
    let sent = u32::try_from(NEXT.load(Ordering::Relaxed) - first).unwrap_or(u32::MAX);
    let spent = (spent() - before) / sent.max(1);
    Ok(Load { rate, times, spent, last })
}

/// One client: what it sent in the span that counts took so long, and the last answer.
fn send(address: &str, begun: Instant) -> Result<(Vec<Duration>, String), String> {
    let (client, mut times) = (client(), Vec::new());
    loop {
        let body = report();
        let started = Instant::now();
        let (status, answer) = post(&client, address, &body)?;
        let ended = begun.elapsed();
        if status != 201 {
            return Err(format!("answered {status}: {answer:.200}"));
        }
        if ended >= WARM + SPAN {
            return Ok((times, answer));
        }
        if ended >= WARM {
            times.push(started.elapsed());
        }
    }
}

fn post(client: &Agent, address: &str, body: &str) -> Result<(u16, String), String> {
    let sent = client.post(address).content_type("application/json").send(body);
    let mut answer = sent.map_err(|error| error.to_string())?;
    let text = answer.body_mut().read_to_string().map_err(|error| error.to_string())?;
    Ok((answer.status().as_u16(), text))
}
