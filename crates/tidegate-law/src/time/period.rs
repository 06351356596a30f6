//! The length of a statutory period, as annotations write it.

use super::{Said, TimeError, shown};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

/// A period of one unit. The unit matters: 48 hours and two days are counted by different rules.
///
/// Written as an ISO 8601 duration of a single unit: `PT24H`, `P2D`, `P1M`; working days, which ISO 8601 does not
/// know, as `P10WD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// Hours, `PT24H`.
    Hours(NonZeroU16),
    /// Calendar days, `P2D`.
    Days(NonZeroU16),
    /// Days that are neither weekend nor public holiday, `P10WD`.
    WorkingDays(NonZeroU16),
    /// Calendar months, `P1M`.
    Months(NonZeroU16),
}

impl Period {
    /// The period in words of both languages.
    pub fn said(self) -> Said {
        let (n, one, many, chinese) = match self {
            Self::Hours(n) => (n, "hour", "hours", "小时"),
            Self::Days(n) => (n, "day", "days", "日"),
            Self::WorkingDays(n) => (n, "working day", "working days", "个工作日"),
            Self::Months(n) => (n, "month", "months", "个月"),
        };
        Said::new(format!("{n} {}", if n.get() == 1 { one } else { many }), format!("{n}{chinese}"))
    }
}

/// What to write instead of something that is nearly a period.
fn hint(text: &str) -> &'static str {
    let number = |prefix: &str, unit: &str| {
        let inner = text.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(unit));
        inner.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    if number("P", "W") {
        "write weeks as days, one week as `P7D`"
    } else if number("P", "Y") {
        "write years as months, one year as `P12M`"
    } else if number("PT", "M") || number("PT", "S") {
        "the law counts no minutes or seconds; write hours as `PT24H` and months as `P1M`"
    } else if number("P", "H") {
        "hours need a `T`, as in `PT24H`"
    } else if ["PT", "P"].iter().any(|p| ["H", "D", "WD", "M"].iter().any(|u| number(p, u))) {
        "the number must be from 1 to 65535"
    } else {
        "write hours as `PT24H`, days as `P2D`, working days as `P10WD`, months as `P1M`"
    }
}

impl FromStr for Period {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let count = |prefix: &str, unit: &str| -> Option<NonZeroU16> {
            let digits = text.strip_prefix(prefix)?.strip_suffix(unit)?;
            if digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            digits.parse().ok()
        };
        let period = (count("PT", "H").map(Self::Hours))
            .or_else(|| count("P", "WD").map(Self::WorkingDays))
            .or_else(|| count("P", "D").map(Self::Days))
            .or_else(|| count("P", "M").map(Self::Months));
        period.ok_or_else(|| TimeError::NotAPeriod { text: shown(text), hint: hint(text) })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(n) => write!(f, "PT{n}H"),
            Self::Days(n) => write!(f, "P{n}D"),
            Self::WorkingDays(n) => write!(f, "P{n}WD"),
            Self::Months(n) => write!(f, "P{n}M"),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}
