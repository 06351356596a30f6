//! What is kept of how cases stand: the instants of each, what waits in it, and when it is to be computed again.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_core::id::{CaseId, PartyId};

use crate::desk::Kept;

/// What a case can wait for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// A report was received and not acknowledged.
    Acknowledgement,
    /// A report was received and not judged.
    Judgement,
    /// The last message is to this office.
    Answer,
    /// The gate left a flow of this office to a named person.
    Ruling,
    /// Something was proposed and waits for its second signature.
    Signature,
    /// A directive waits for this office: to be decided on, to be verified, or because it is late.
    Directive,
    /// Who reported took something back, and nobody recorded anything since.
    TakenBack,
    /// A clock would run if somebody said what only a person can say.
    Unsaid,
}

impl Wait {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Acknowledgement,
        Self::Judgement,
        Self::Answer,
        Self::Ruling,
        Self::Signature,
        Self::Directive,
        Self::TakenBack,
        Self::Unsaid,
    ];
}

/// What became of the binding duties under one statute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Met in time, or without a number in the text.
    pub met: u64,
    /// Met; whether in time cannot be told.
    pub perhaps: u64,
    /// Met late.
    pub late: u64,
    /// The time is over, no evidence was found.
    pub over: u64,
    /// Open.
    pub open: u64,
}

impl Tally {
    /// Adds another one.
    pub fn add(&mut self, other: &Self) {
        self.met += other.met;
        self.perhaps += other.perhaps;
        self.late += other.late;
        self.over += other.over;
        self.open += other.open;
    }
}

/// How a case stands. It holds no content and names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// Its neutral handle.
    pub handle: String,
    /// With how many events it was computed.
    pub events: u64,
    /// Whether it began with a report.
    pub reported: bool,
    /// When the first report was received; when the case was opened where there is none.
    pub received: Timestamp,
    /// When the first report was acknowledged.
    pub acknowledged: Option<Timestamp>,
    /// When it was first put on record that the provider has provided a remedy.
    pub repaired: Option<Timestamp>,
    /// Whether it is held: reported, not published, not ended.
    pub held: bool,
    /// What waits in it, and since when.
    pub waits: BTreeMap<Wait, Timestamp>,
    /// Its binding duties, by statute.
    pub regimes: BTreeMap<String, Tally>,
}

impl Standing {
    /// The first day of the month in which it is counted, in a zone.
    #[must_use]
    pub fn month(&self, zone: &TimeZone) -> Date {
        self.received.to_zoned_datetime(zone.clone()).date().first_of_month()
    }
}

impl Kept for Standing {
    const ROOM: &'static str = "standing";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.received)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// When a case is to be computed again although nothing happened in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recount {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// When; never where no time runs.
    pub again: Option<Timestamp>,
}

impl Kept for Recount {
    const ROOM: &'static str = "recount";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        self.again
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// The parties of a case of which no more than a name is known, for the list of those that go by a name of somebody who
/// is known. It lies sealed as everything on the shelf, and no list shows a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// Its neutral handle.
    pub handle: String,
    /// Since when it is open.
    pub since: Timestamp,
    /// The parties by id and name.
    pub parties: Vec<(PartyId, String)>,
}

impl Kept for Named {
    const ROOM: &'static str = "named";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// A sort of waiting, with a room of its own, so that a list of one sort is read without the others.
pub trait Waiting: Send + Sync {
    /// The room.
    const ROOM: &'static str;
}

macro_rules! sorts {
    ($($(#[$doc:meta])* $name:ident $room:literal;)*) => {
        $($(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct $name;

        impl Waiting for $name {
            const ROOM: &'static str = $room;
        })*
    };
}

sorts! {
    /// [`Wait::Acknowledgement`].
    Acknowledgement "unacknowledged";
    /// [`Wait::Judgement`].
    Judgement "unjudged";
    /// [`Wait::Answer`].
    Answer "unanswered";
    /// [`Wait::Ruling`].
    Ruling "undecided";
    /// [`Wait::Signature`].
    Signature "unsigned";
    /// [`Wait::Directive`].
    Directive "unverified";
    /// [`Wait::TakenBack`].
    TakenBack "takenback";
    /// [`Wait::Unsaid`].
    Unsaid "unsaid";
}

/// A case that waits for something; whoever waits longest comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Pending<W> {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// Its neutral handle.
    pub handle: String,
    /// Since when.
    pub since: Timestamp,
    /// For what.
    #[serde(skip)]
    sort: PhantomData<W>,
}

impl<W: Waiting> Pending<W> {
    /// A case that waits since an instant.
    #[must_use]
    pub fn of(standing: &Standing, since: Timestamp) -> Self {
        let (case, handle) = (standing.case, standing.handle.clone());
        Self { version: 1, case, handle, since, sort: PhantomData }
    }
}

impl<W: Waiting> Kept for Pending<W> {
    const ROOM: &'static str = W::ROOM;

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}
