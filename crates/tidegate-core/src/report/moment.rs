//! A time as a finder writes it: a day or an instant, always with its zone.

use serde::{Deserialize, Serialize};
use tidegate_law::time::{Occurred, TimeError};

/// A day, an instant or an interval with its zone or offset, kept as written: `2026-11-24 09:00 +08:00`,
/// `2021-11-24[Asia/Shanghai]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    written: String,
    occurred: Occurred,
}

impl Moment {
    /// What was written, as times.
    pub fn occurred(&self) -> Occurred {
        self.occurred.clone()
    }

    /// As written.
    pub fn written(&self) -> &str {
        &self.written
    }
}

impl TryFrom<String> for Moment {
    type Error = TimeError;

    fn try_from(written: String) -> Result<Self, TimeError> {
        let occurred = Occurred::parse(&written, None)?;
        Ok(Self { written, occurred })
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.written
    }
}
