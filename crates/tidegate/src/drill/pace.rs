//! Clocks that run faster: from an instant of the drill to one of the story.

use jiff::{SignedDuration, Timestamp};

use super::NoStep;

/// The slowest pace that is taken: as it happened.
pub const SLOWEST: u32 = 1;
/// The fastest: a day in a little less than a second.
const FASTEST: u32 = 100_000;

/// How a drill runs: when it was begun, and how many seconds of the story pass in one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    begun: Timestamp,
    speed: u32,
}

impl Pace {
    /// A pace; a speed that nobody could follow is brought within what is taken.
    #[must_use]
    pub fn new(begun: Timestamp, speed: u32) -> Self {
        Self { begun, speed: speed.clamp(SLOWEST, FASTEST) }
    }

    /// The speed.
    #[must_use]
    pub fn speed(&self) -> u32 {
        self.speed
    }

    /// The instant of a story that begins at `begins`, so long after the drill was begun.
    #[must_use]
    pub fn at(&self, begins: Timestamp, after: SignedDuration) -> Timestamp {
        let millis = after.as_millis().max(0).saturating_mul(i128::from(self.speed));
        let passed = SignedDuration::from_millis(i64::try_from(millis).unwrap_or(i64::MAX));
        begins.checked_add(passed).unwrap_or(Timestamp::MAX)
    }

    /// The instant of the story when the clock on the wall shows `now`.
    #[must_use]
    pub fn now(&self, begins: Timestamp, now: Timestamp) -> Timestamp {
        self.at(begins, now.duration_since(self.begun))
    }
}

/// A time of the drill: `SECONDS`, `MINUTES:SECONDS` or `HOURS:MINUTES:SECONDS`.
///
/// # Errors
/// [`NoStep::NotAPace`].
pub fn offset(text: &str) -> Result<SignedDuration, NoStep> {
    let form = || NoStep::NotAPace(text.to_owned());
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 {
        return Err(form());
    }
    let mut seconds: i64 = 0;
    for part in parts {
        let part: u32 = part.parse().map_err(|_| form())?;
        seconds = seconds.saturating_mul(60).saturating_add(i64::from(part));
    }
    Ok(SignedDuration::from_secs(seconds.min(1_000_000_000)))
}
