//! Floods of reports in the form in which they are told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Reports that nobody judged, put together by product. No product is named, and no case was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FloodsTold {
    /// The version of this form.
    pub version: u32,
    /// When they were put together.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether cases that changed are still to be looked at.
    pub behind: bool,
    /// How many reports wait for a judgement.
    pub all: u64,
    /// How many of them were looked at: those that a shape was kept of, the longest waiting first.
    pub looked: usize,
    /// How many stand alone: no other waits about the same product.
    pub single: usize,
    /// The groups, the largest first.
    pub floods: Vec<FloodTold>,
}

/// Reports about one product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FloodTold {
    /// The handle of the case of the first report; the group goes by it.
    pub handle: String,
    /// How many reports.
    pub cases: usize,
    /// How many of them are likely one and the same.
    pub alike: usize,
    /// When the first was received.
    #[schema(value_type = String, format = DateTime)]
    pub first: Timestamp,
    /// When the last was received.
    #[schema(value_type = String, format = DateTime)]
    pub last: Timestamp,
    /// How many lack a part of a good report.
    pub lacking: usize,
}

/// A group that was opened: the case that it goes by was read on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FloodOpened {
    /// The version of this form.
    pub version: u32,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The handle of the case that was opened.
    pub handle: String,
    /// The products of that case.
    pub products: Vec<String>,
    /// Each report, those that are likely one and the same together.
    pub members: Vec<FloodMember>,
}

/// A report of a group. Its case was not opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FloodMember {
    /// The handle of its case.
    pub handle: String,
    /// When it was received.
    #[schema(value_type = String, format = DateTime)]
    pub received: Timestamp,
    /// How like the one that was opened, in hundredths.
    pub likeness: u32,
    /// Which set of reports that are likely one and the same it belongs to, counted from 1.
    pub set: Option<usize>,
    /// How many parts of a good report it has.
    pub has: usize,
    /// How many it lacks.
    pub lacks: usize,
}
