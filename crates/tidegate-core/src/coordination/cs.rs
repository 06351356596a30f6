//! The state of a case: six things that happen once and are never undone. 32 states, 58 transitions, 70 histories.
//!
//! The first three go along the way of the remedy and are asked of each manufacturer; the other three are asked of the
//! world. No remedy is ready before its manufacturer knows, and none is deployed before it is ready. Two states pass at
//! once: where the public knows and the manufacturer does not, the next thing is that the manufacturer does; where an
//! exploit is public and the flaw is not, the next thing is that the flaw is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One of the six things that happen to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// V: the manufacturer knows.
    ManufacturerAware,
    /// F: a remedy is ready.
    RemedyReady,
    /// D: the remedy is deployed.
    RemedyDeployed,
    /// P: the public knows.
    PublicAware,
    /// X: an exploit is public.
    ExploitPublic,
    /// A: attacks were seen.
    AttacksSeen,
}

impl Mark {
    /// All six, in the order in which a state is written.
    pub const ALL: [Self; 6] = [
        Self::ManufacturerAware,
        Self::RemedyReady,
        Self::RemedyDeployed,
        Self::PublicAware,
        Self::ExploitPublic,
        Self::AttacksSeen,
    ];

    /// Its letter.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::ManufacturerAware => 'V',
            Self::RemedyReady => 'F',
            Self::RemedyDeployed => 'D',
            Self::PublicAware => 'P',
            Self::ExploitPublic => 'X',
            Self::AttacksSeen => 'A',
        }
    }

    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ManufacturerAware => "manufacturer_aware",
            Self::RemedyReady => "remedy_ready",
            Self::RemedyDeployed => "remedy_deployed",
            Self::PublicAware => "public_aware",
            Self::ExploitPublic => "exploit_public",
            Self::AttacksSeen => "attacks_seen",
        }
    }

    fn bit(self) -> u8 {
        match self {
            Self::ManufacturerAware => 1,
            Self::RemedyReady => 2,
            Self::RemedyDeployed => 4,
            Self::PublicAware => 8,
            Self::ExploitPublic => 16,
            Self::AttacksSeen => 32,
        }
    }
}

/// The state of a case: which of the six have happened. Only the 32 possible ones exist.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CaseState(u8);

/// Why a mark cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoMark {
    /// It happened already; it happens once.
    #[error("this happened before, and happens once")]
    Before,
    /// Something else must be said first: the state passes at once.
    #[error("`{}` comes first", .0.as_str())]
    First(Mark),
    /// It presupposes something that has not happened.
    #[error("this presupposes `{}`", .0.as_str())]
    Presupposes(Mark),
}

/// A text that is no state of a case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no state of a case; it has six letters, such as `Vfdpxa`")]
pub struct NotAState(String);

impl CaseState {
    /// Nothing has happened.
    pub const NOTHING: Self = Self(0);

    /// All states that can be, in the order of what has happened.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..64).map(Self).filter(|state| state.is_possible())
    }

    fn is_possible(self) -> bool {
        let ready = !self.has(Mark::RemedyReady) || self.has(Mark::ManufacturerAware);
        ready && (!self.has(Mark::RemedyDeployed) || self.has(Mark::RemedyReady))
    }

    /// Whether it has happened.
    #[must_use]
    pub fn has(self, mark: Mark) -> bool {
        self.0 & mark.bit() != 0
    }

    /// Whether nothing is public and no attack was seen (`···pxa`): only then is an embargo proposed or agreed.
    #[must_use]
    pub fn is_quiet(self) -> bool {
        !self.has(Mark::PublicAware)
            && !self.has(Mark::ExploitPublic)
            && !self.has(Mark::AttacksSeen)
    }

    /// What must come next, in a state that passes at once.
    #[must_use]
    pub fn must_follow(self) -> Option<Mark> {
        if self.has(Mark::ExploitPublic) && !self.has(Mark::PublicAware) {
            Some(Mark::PublicAware)
        } else if self.has(Mark::PublicAware) && !self.has(Mark::ManufacturerAware) {
            Some(Mark::ManufacturerAware)
        } else {
            None
        }
    }

    /// The state after something has happened.
    ///
    /// # Errors
    /// Why it cannot have happened now.
    pub fn after(self, mark: Mark) -> Result<Self, NoMark> {
        if self.has(mark) {
            return Err(NoMark::Before);
        }
        if let Some(first) = self.must_follow().filter(|first| *first != mark) {
            return Err(NoMark::First(first));
        }
        let before = match mark {
            Mark::RemedyReady => Some(Mark::ManufacturerAware),
            Mark::RemedyDeployed => Some(Mark::RemedyReady),
            Mark::ManufacturerAware
            | Mark::PublicAware
            | Mark::ExploitPublic
            | Mark::AttacksSeen => None,
        };
        match before.filter(|before| !self.has(*before)) {
            Some(before) => Err(NoMark::Presupposes(before)),
            None => Ok(Self(self.0 | mark.bit())),
        }
    }

    /// The state that a mark leads to together with what must follow or precede it, and these marks in order: an
    /// exploit that is public makes the flaw public (CSB-13-001), a public flaw is known to its manufacturer, a remedy
    /// is not deployed before it is ready. Nothing where it happened before.
    #[must_use]
    pub fn reaching(self, mark: Mark) -> (Self, Vec<Mark>) {
        let (mut state, mut marks, mut wanted) = (self, Vec::new(), vec![mark]);
        while let Some(next) = wanted.last().copied() {
            match state.after(next) {
                Ok(after) => {
                    state = after;
                    marks.push(next);
                    wanted.pop();
                    wanted.extend(state.must_follow().filter(|must| !wanted.contains(must)));
                }
                Err(NoMark::Before) => {
                    wanted.pop();
                }
                Err(NoMark::First(first) | NoMark::Presupposes(first)) => wanted.push(first),
            }
        }
        (state, marks)
    }

    /// The state that a history leads to from nothing.
    ///
    /// # Errors
    /// The place of the first mark that cannot have happened then, counted from 0, and why.
    pub fn replay(history: &[Mark]) -> Result<Self, (usize, NoMark)> {
        let after = |state: Self, (place, mark): (usize, &Mark)| {
            state.after(*mark).map_err(|why| (place, why))
        };
        history.iter().enumerate().try_fold(Self::NOTHING, after)
    }
}

impl fmt::Display for CaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for mark in Mark::ALL {
            let letter = mark.letter();
            let letter = if self.has(mark) { letter } else { letter.to_ascii_lowercase() };
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for CaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for CaseState {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<Self, NotAState> {
        Self::all()
            .find(|state| state.to_string() == text)
            .ok_or_else(|| NotAState(text.to_owned()))
    }
}
