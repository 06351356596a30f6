//! Why a time cannot be counted: said in both languages, so that no deadline vanishes in silence.

use super::{Said, TimeError, shown};
use serde::{Deserialize, Serialize};

/// A time that the law gives and that can be counted, cannot be counted, or is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit<T> {
    /// The text has no number, or its clock has not started.
    None,
    /// It was counted.
    Counted(T),
    /// The text has a number and its clock runs; when it ends cannot be counted here.
    CannotBeCounted(Uncounted),
}

/// Why a time cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Uncounted {
    /// The book has no calendar of this name.
    NoCalendar {
        /// The name that the statute gives.
        calendar: String,
    },
    /// There is no such time zone.
    NoSuchZone {
        /// Its name.
        zone: String,
    },
    /// It lies beyond the year 9999.
    OutOfRange,
    /// The period is of a kind that cannot be counted here.
    NotCountable {
        /// The period.
        period: String,
    },
}

impl<T> Limit<T> {
    /// The time, if it was counted.
    pub fn counted(&self) -> Option<&T> {
        match self {
            Self::Counted(time) => Some(time),
            Self::None | Self::CannotBeCounted(_) => None,
        }
    }

    /// Why it cannot be counted, if it cannot.
    pub fn uncounted(&self) -> Option<&Uncounted> {
        match self {
            Self::CannotBeCounted(why) => Some(why),
            Self::None | Self::Counted(_) => None,
        }
    }
}

impl<T> From<Result<T, Uncounted>> for Limit<T> {
    fn from(result: Result<T, Uncounted>) -> Self {
        match result {
            Ok(time) => Self::Counted(time),
            Err(why) => Self::CannotBeCounted(why),
        }
    }
}

impl Uncounted {
    /// Why `period` could not be counted, from the error of counting it.
    pub(crate) fn of(error: &TimeError, period: super::Period) -> Self {
        match error {
            TimeError::OutOfRange => Self::OutOfRange,
            TimeError::NoSuchZone(zone) => Self::NoSuchZone { zone: zone.clone() },
            _ => Self::NotCountable { period: period.to_string() },
        }
    }

    /// The reason in words.
    pub fn said(&self) -> Said {
        match self {
            Self::NoCalendar { calendar } => Said::new(
                format!("the book has no calendar `{}`", shown(calendar)),
                format!("法规书中没有名为“{}”的日历", shown(calendar)),
            ),
            Self::NoSuchZone { zone } => Said::new(
                format!("there is no time zone `{}`", shown(zone)),
                format!("没有名为“{}”的时区", shown(zone)),
            ),
            Self::OutOfRange => Said::new(
                "it lies beyond the last date that can be written, in the year 9999",
                "其届满时间超出可书写的最后日期（9999年）",
            ),
            Self::NotCountable { period } => Said::new(
                format!("the period `{}` is not counted here", shown(period)),
                format!("此处不计算期间“{}”", shown(period)),
            ),
        }
    }
}
