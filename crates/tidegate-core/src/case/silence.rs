//! What each manufacturer says of each of its products, and since when it has not said anything.
//!
//! Silence is computed and never stored: a function of the events, of how long an office waits, and of an instant. The
//! clock begins when the manufacturer was told and begins anew with each word from it; a status that settles the matter
//! stops it. How long an office waits is its own custom and no law.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::coordination::{Moment, makers};
use super::{Case, Phase};
use crate::coordination::EmbargoStage;
use crate::event::{Actor, CaseEvent, ProductStatus, Recorded, StatusGiven};
use crate::id::{PartyId, ProductId, TermsId};
use crate::party::{Party, Role};
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

    /// The longest that an office may wait for anything, in days.
    pub const LONGEST: u16 = 366;

    /// Whether the steps follow one another, each after a day or more and the last within a year.
    #[must_use]
    pub fn is_in_order(self) -> bool {
        0 < self.remind
            && self.remind < self.escalate
            && self.escalate < self.decide
            && self.decide <= Self::LONGEST
    }

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

/// A participant of whom an answer is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Who.
    pub party: PartyId,
    /// Since when.
    pub since: Timestamp,
    /// How long that is, as a step.
    pub level: Level,
    /// The next step and when it is reached; none after the last.
    pub next: Option<(Level, Timestamp)>,
}

/// Of whom an answer is waited for at an instant, who is silent longest first: manufacturers until a status settles the
/// matter, everybody else who was asked something until the next word. Finders, authorities and the office owe no answer.
#[must_use]
pub fn silences(case: &Case, patience: Patience, office: PartyId, at: Timestamp) -> Vec<Silence> {
    if case.phase() == Phase::Closed {
        return Vec::new();
    }
    let mut all: Vec<Silence> = Vec::new();
    for standing in standings(case, patience, at) {
        let Heard::NothingSince { since, level, next } = standing.heard else { continue };
        let party = standing.manufacturer;
        if party == office {
            continue;
        }
        match all.iter_mut().find(|one| one.party == party) {
            Some(known) if known.since <= since => {}
            Some(known) => *known = Silence { party, since, level, next },
            None => all.push(Silence { party, since, level, next }),
        }
    }
    let makers = makers(case);
    let reported = |party: &Party| case.reports().any(|one| one.event.from == party.id);
    let others = case.parties().filter(|party| {
        let authority = party.authority.is_some() || party.is(Role::Authority);
        let finder = party.is(Role::Finder) || party.is(Role::Reporter) || reported(party);
        party.id != office && !makers.contains(&party.id) && !authority && !finder
    });
    for party in others {
        let Some(since) = unanswered(case, party.id, at) else { continue };
        if let Heard::NothingSince { since, level, next } = silent(patience, since, at) {
            all.push(Silence { party: party.id, since, level, next });
        }
    }
    all.sort_by_key(|one| (one.since, one.party));
    all
}

/// Since when somebody who is no manufacturer has not answered what it was asked: terms that are open, or a message.
fn unanswered(case: &Case, party: PartyId, at: Timestamp) -> Option<Timestamp> {
    let here = case.coordination();
    let open = |terms: Option<TermsId>| {
        terms.is_none_or(|terms| here.open().iter().any(|one| one.proposed.proposal == terms))
    };
    let mut asked: Vec<(Timestamp, Option<TermsId>)> = Vec::new();
    for recorded in case.record().iter().take_while(|one| one.recorded <= at) {
        let then = recorded.occurred.latest().min(recorded.recorded);
        match &recorded.event {
            _ if speaks(recorded, party) => asked.clear(),
            CaseEvent::EmbargoProposed(e) if e.to.contains(&party) => {
                asked.push((then, Some(e.proposal)));
            }
            // Nobody is waited for to join an embargo that is over.
            CaseEvent::EmbargoInvited(e)
                if e.participant == party && here.stage() != EmbargoStage::Exited =>
            {
                asked.push((then, None));
            }
            CaseEvent::Provided(e) if e.to.party() == Some(party) && e.from != party => {
                let mut letters = case.messages().filter(|one| one.event.to == party);
                if letters.any(|one| e.items.contains(&one.event.item)) {
                    asked.push((then, None));
                }
            }
            _ => {}
        }
    }
    asked.into_iter().find(|(_, terms)| open(*terms)).map(|(then, _)| then)
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
        CaseEvent::EmbargoProposed(e) => e.to.contains(&manufacturer),
        CaseEvent::EmbargoInvited(e) => e.participant == manufacturer,
        _ => false,
    }
}

/// Whether this event is a word from the manufacturer.
fn speaks(recorded: &Recorded, manufacturer: PartyId) -> bool {
    if recorded.actor == Actor::Party(manufacturer) {
        return true;
    }
    match &recorded.event {
        CaseEvent::Acknowledged(e) => e.by == manufacturer,
        CaseEvent::DirectiveAnswered(e) => e.by == manufacturer,
        CaseEvent::MeasureReported(e) => e.by == manufacturer,
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

#[cfg(test)]
mod tests {
    use super::Patience;

    #[test]
    fn the_steps_of_patience_follow_one_another_within_a_year() {
        let patience = |remind, escalate, decide| Patience { remind, escalate, decide };
        assert!(Patience::DEFAULT.is_in_order() && patience(1, 2, 366).is_in_order());
        for (remind, escalate, decide) in [(0, 1, 2), (3, 3, 4), (1, 5, 4), (1, 2, 367)] {
            assert!(!patience(remind, escalate, decide).is_in_order(), "{remind} {escalate}");
        }
    }
}
