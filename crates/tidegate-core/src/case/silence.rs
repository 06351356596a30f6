//! What each manufacturer says of each of its products, and since when it has not said anything.
//!
//! Silence is computed and never stored: a function of the events, of how long an office waits, and of an instant. The
//! clock begins when the manufacturer was told and begins anew with each word from it; a status that settles the matter
//! stops it. How long an office waits is its own custom and no law.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Case;
use super::coordination::{Moment, makers};
use crate::event::{CaseEvent, ProductStatus, Recorded, StatusGiven};
use crate::id::{PartyId, ProductId};
use crate::situation::affected;

/// After how many days without a word what is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patience {
    /// It is reminded.
    pub remind: u16,
    /// Another way to it is sought: another contact, a coordinator, the importer.
    pub escalate: u16,
    /// A named person decides how to go on without it.
    pub decide: u16,
}

impl Patience {
    /// Our own custom where an office has none: seven, fourteen and forty-five days.
    pub const DEFAULT: Self = Self { remind: 7, escalate: 14, decide: 45 };

    fn steps(self) -> [(Level, u16); 3] {
        [
            (Level::Remind, self.remind),
            (Level::Escalate, self.escalate),
            (Level::Decide, self.decide),
        ]
    }
}

/// How long nothing has been heard, as steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Not long yet.
    Wait,
    /// Long enough for a reminder.
    Remind,
    /// Long enough to seek another way.
    Escalate,
    /// So long that somebody decides how to go on without it.
    Decide,
}

impl Level {
    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Remind => "remind",
            Self::Escalate => "escalate",
            Self::Decide => "decide",
        }
    }
}

/// Whether an answer is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// The manufacturer was not told, so nothing is waited for.
    NotTold,
    /// It gave a status that settles the matter.
    Answered,
    /// No answer since an instant.
    NothingSince {
        /// Since when.
        since: Timestamp,
        /// How long that is, as a step.
        level: Level,
        /// The next step and when it is reached; none after the last.
        next: Option<(Level, Timestamp)>,
    },
}

/// How a manufacturer stands to a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The manufacturer.
    pub manufacturer: PartyId,
    /// The product; none where the case names none.
    pub product: Option<ProductId>,
    /// The last status it gave.
    pub status: Option<(StatusGiven, Moment)>,
    /// Whether an answer is waited for.
    pub heard: Heard,
}

impl Standing {
    /// The status as it counts: unknown until one was given.
    #[must_use]
    pub fn known(&self) -> ProductStatus {
        self.status.as_ref().map_or(ProductStatus::Unknown, |(given, _)| given.status)
    }
}

/// How each manufacturer stands to each of its products at an instant, as was known by then.
#[must_use]
pub fn standings(case: &Case, patience: Patience, at: Timestamp) -> Vec<Standing> {
    let mut all = Vec::new();
    for manufacturer in makers(case) {
        let own = affected(case);
        let own = own.into_iter().filter(|one| one.providers.contains(&manufacturer));
        let mut products: Vec<Option<ProductId>> = own.map(|one| Some(one.id)).collect();
        if products.is_empty() {
            products.push(None);
        }
        for product in products {
            all.push(standing(case, patience, manufacturer, product, at));
        }
    }
    all
}

fn standing(
    case: &Case,
    patience: Patience,
    manufacturer: PartyId,
    product: Option<ProductId>,
    at: Timestamp,
) -> Standing {
    let (mut since, mut status) = (None::<Timestamp>, None::<(StatusGiven, Moment)>);
    for recorded in case.record().iter().take_while(|one| one.recorded <= at) {
        let then = recorded.occurred.latest().min(recorded.recorded);
        if let CaseEvent::StatusGiven(given) = &recorded.event
            && given.manufacturer == manufacturer
            && product.is_none_or(|product| product == given.product)
        {
            status = Some((given.clone(), Moment::of(recorded)));
        }
        if tells(&recorded.event, manufacturer) {
            since = since.or(Some(then));
        } else if since.is_some() && speaks(recorded, manufacturer) {
            since = since.max(Some(then));
        }
    }
    let settled = status.as_ref().is_some_and(|(given, _)| given.status.is_final());
    let heard = match since {
        _ if settled => Heard::Answered,
        None => Heard::NotTold,
        Some(since) => silent(patience, since, at),
    };
    Standing { manufacturer, product, status, heard }
}

fn silent(patience: Patience, since: Timestamp, at: Timestamp) -> Heard {
    let (mut level, mut next) = (Level::Wait, None);
    for (step, days) in patience.steps() {
        let then = since.checked_add(SignedDuration::from_hours(24 * i64::from(days)));
        let then = then.unwrap_or(Timestamp::MAX);
        if then <= at {
            level = level.max(step);
        } else if next.is_none() {
            next = Some((step, then));
        }
    }
    Heard::NothingSince { since, level, next }
}

/// Whether by this event the manufacturer is told, or asked something.
fn tells(event: &CaseEvent, manufacturer: PartyId) -> bool {
    match event {
        CaseEvent::Received(e) => e.to == manufacturer,
        CaseEvent::ManufacturerNotified(e) => e.manufacturer == manufacturer,
        CaseEvent::Provided(e) => e.to.party() == Some(manufacturer) && e.from != manufacturer,
        CaseEvent::MessageWritten(e) => e.to == manufacturer,
        CaseEvent::EmbargoProposed(e) => e.to.contains(&manufacturer),
        CaseEvent::EmbargoInvited(e) => e.participant == manufacturer,
        _ => false,
    }
}

/// Whether this event is a word from the manufacturer.
fn speaks(recorded: &Recorded, manufacturer: PartyId) -> bool {
    match &recorded.event {
        CaseEvent::Acknowledged(e) => e.by == manufacturer,
        CaseEvent::MessageWritten(e) => e.from == manufacturer,
        CaseEvent::Provided(e) => e.from == manufacturer,
        CaseEvent::ReportManaged(e) => e.participant == manufacturer,
        CaseEvent::EmbargoProposed(e) => e.by == manufacturer,
        CaseEvent::EmbargoAnswered(e) => {
            e.by == manufacturer && e.answer != crate::event::TermsAnswer::TakenAsAccepted
        }
        CaseEvent::CaseMarked(e) => e.manufacturer == Some(manufacturer),
        CaseEvent::StatusGiven(e) => e.manufacturer == manufacturer,
        CaseEvent::Published(e) => e.by == manufacturer,
        _ => false,
    }
}
