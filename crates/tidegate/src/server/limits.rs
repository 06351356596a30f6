//! What the server allows in size and number, and how often.
//!
//! Every limit is a setting, is shown where it may be met, and is counted for a visitor, never for a whole network:
//! the address of a connection is used to slow floods, kept in memory alone and never written.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use crate::attachments::Room;

/// Sizes and numbers.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The largest body of a request without files, in bytes.
    pub body: usize,
    /// The largest upload of files in one request, in bytes.
    pub upload: usize,
    /// The most files of a report.
    pub files: usize,
    /// How much room there is for files of cases that come in pieces.
    pub room: Room,
    /// How many reports one visitor may send in an hour.
    pub reports: Rate,
    /// How many times one visitor may try to sign in, or use a way back, in ten minutes.
    pub attempts: Rate,
    /// How many requests one visitor may make in a minute.
    pub requests: Rate,
}

impl Limits {
    /// How large one file may be, in GiB, and how large a form with files, in MiB.
    #[must_use]
    pub fn shown(&self) -> (u64, usize) {
        (self.room.file >> 30, self.upload >> 20)
    }
}

/// So many in so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub times: u32,
    /// In how many seconds.
    pub seconds: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 1 << 20,
            upload: 32 << 20,
            files: 10,
            room: Room { file: 16 << 30, case: 64 << 30, office: 512 << 30 },
            reports: Rate { times: 20, seconds: 3_600 },
            attempts: Rate { times: 10, seconds: 600 },
            requests: Rate { times: 1_200, seconds: 60 },
        }
    }
}

/// How full each visitor's bucket is: a token bucket for each visitor and kind of request, in memory.
#[derive(Debug, Default)]
pub struct Rates {
    buckets: Mutex<HashMap<(IpAddr, &'static str), Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    seen: Timestamp,
    /// After so long it is full again, and may be forgotten.
    seconds: u32,
}

/// Beyond so many visitors, full buckets are forgotten.
const MANY: usize = 10_000;

impl Rates {
    /// Takes one from the visitor's bucket, or says after how many seconds there will be one.
    ///
    /// # Errors
    /// The number of seconds to wait, at least 1.
    pub fn take(
        &self,
        visitor: IpAddr,
        kind: &'static str,
        rate: Rate,
        at: Timestamp,
    ) -> Result<(), u32> {
        self.of(visitor, kind, rate, at, 1.0)
    }

    /// The same, but takes none: for whoever wants to know before reading what may come to nothing.
    ///
    /// # Errors
    /// The number of seconds to wait, at least 1.
    pub fn look(
        &self,
        visitor: IpAddr,
        kind: &'static str,
        rate: Rate,
        at: Timestamp,
    ) -> Result<(), u32> {
        self.of(visitor, kind, rate, at, 0.0)
    }

    fn of(
        &self,
        visitor: IpAddr,
        kind: &'static str,
        rate: Rate,
        at: Timestamp,
        taken: f64,
    ) -> Result<(), u32> {
        let full = f64::from(rate.times);
        let each = f64::from(rate.seconds) / full.max(1.0);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MANY {
            buckets.retain(|_, bucket| {
                at.duration_since(bucket.seen).as_secs_f64() < f64::from(bucket.seconds)
            });
        }
        let bucket = buckets.entry((visitor, kind)).or_insert(Bucket {
            left: full,
            seen: at,
            seconds: rate.seconds,
        });
        let gone = at.duration_since(bucket.seen).as_secs_f64().max(0.0);
        bucket.left = (bucket.left + gone / each).min(full);
        bucket.seen = at;
        if bucket.left >= 1.0 {
            bucket.left -= taken;
            return Ok(());
        }
        let wait = ((1.0 - bucket.left) * each).ceil().clamp(1.0, f64::from(u32::MAX));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped above"
        )]
        Err(wait as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let (rates, rate) = (Rates::default(), Rate { times: 2, seconds: 20 });
        let visitor = IpAddr::from([127, 0, 0, 1]);
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        assert_eq!(rates.take(visitor, "sign-in", rate, at(0)), Ok(()));
        assert_eq!(rates.look(visitor, "sign-in", rate, at(0)), Ok(()));
        assert_eq!(rates.take(visitor, "sign-in", rate, at(0)), Ok(()));
        assert_eq!(rates.look(visitor, "sign-in", rate, at(0)), Err(10));
        assert_eq!(rates.take(visitor, "sign-in", rate, at(0)), Err(10));
        assert_eq!(rates.take(visitor, "report", rate, at(0)), Ok(()), "each kind has its own");
        assert_eq!(rates.take(IpAddr::from([127, 0, 0, 2]), "sign-in", rate, at(0)), Ok(()));
        assert_eq!(rates.take(visitor, "sign-in", rate, at(10)), Ok(()));
        assert_eq!(rates.take(visitor, "sign-in", rate, at(10)), Err(10));
    }

    #[test]
    fn a_crowd_makes_nobody_forget_a_longer_wait() {
        let (rates, long) = (Rates::default(), Rate { times: 1, seconds: 3_600 });
        let short = Rate { times: 1, seconds: 60 };
        let visitor = IpAddr::from([127, 0, 0, 1]);
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        assert_eq!(rates.take(visitor, "reports", long, at(0)), Ok(()));
        for number in 0..=u32::try_from(MANY).unwrap() {
            let other = IpAddr::from((1_000_000 + number).to_be_bytes());
            assert_eq!(rates.take(other, "request", short, at(100)), Ok(()));
        }
        assert!(rates.take(visitor, "reports", long, at(120)).is_err());
    }

    #[test]
    fn a_clock_that_jumps_back_lets_nobody_in() {
        let (rates, rate) = (Rates::default(), Rate { times: 1, seconds: 10 });
        let visitor = IpAddr::from([127, 0, 0, 1]);
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        assert_eq!(rates.take(visitor, "report", rate, at(100)), Ok(()));
        assert_eq!(rates.take(visitor, "report", rate, at(50)), Err(10));
        assert_eq!(rates.take(visitor, "report", rate, at(59)), Err(1));
        assert_eq!(rates.take(visitor, "report", rate, at(60)), Ok(()));
    }
}
