//! What is kept of the register on the shelf: its entries, and how far the cases were looked through.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Act;
use tidegate_core::event::Answer;
use tidegate_core::id::CaseId;
use tidegate_core::item::ContentClass;
use tidegate_law::RuleId;

use crate::desk::Kept;

/// Who gave or would give, by what it is in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// This office.
    Office,
    /// Whoever found or reported the flaw.
    Finder,
    /// Another party of the case.
    Other,
}

impl By {
    /// The text that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Office => "register-by-office",
            Self::Finder => "register-by-finder",
            Self::Other => "register-by-other",
        }
    }
}

/// The kinds of recipient by which transfers are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A body of the police.
    Police,
    /// A body of intelligence or state security.
    Intelligence,
    /// Another authority, or one of which nobody said what body it is.
    Authority,
    /// Who repairs: provider or maintainer of the product or of a component.
    Repairs,
    /// Users and operators of the product.
    Users,
    /// A coordinator.
    Coordinator,
    /// Whoever found or reported the flaw.
    Finder,
    /// Somebody within the same legal entity.
    SameEntity,
    /// Everybody.
    Public,
    /// Anybody else, a buyer or broker included.
    Other,
}

impl Kind {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 10] = [
        Self::Police,
        Self::Intelligence,
        Self::Authority,
        Self::Repairs,
        Self::Users,
        Self::Coordinator,
        Self::Finder,
        Self::SameEntity,
        Self::Public,
        Self::Other,
    ];

    /// The word for it in addresses and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Police => "police",
            Self::Intelligence => "intelligence",
            Self::Authority => "authority",
            Self::Repairs => "repairs",
            Self::Users => "users",
            Self::Coordinator => "coordinator",
            Self::Finder => "finder",
            Self::SameEntity => "same_entity",
            Self::Public => "public",
            Self::Other => "other",
        }
    }

    /// The text that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Police => "register-kind-police",
            Self::Intelligence => "register-kind-intelligence",
            Self::Authority => "register-kind-authority",
            Self::Repairs => "register-kind-repairs",
            Self::Users => "register-kind-users",
            Self::Coordinator => "register-kind-coordinator",
            Self::Finder => "register-kind-finder",
            Self::SameEntity => "register-kind-same-entity",
            Self::Public => "register-kind-public",
            Self::Other => "register-kind-other",
        }
    }
}

/// What became of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The gate refused it.
    Refused,
    /// The gate left it open: conditions, readings that disagree, or two laws that collide.
    Open,
    /// The gate released it.
    Released,
    /// A named person released it by a ruling.
    UnderRuling,
    /// It was not forbidden to another party, and nothing was released here.
    NotReleased,
    /// It took place, and no decision on it is on record here.
    Elsewhere,
}

impl Outcome {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 6] = [
        Self::Refused,
        Self::Open,
        Self::Released,
        Self::UnderRuling,
        Self::NotReleased,
        Self::Elsewhere,
    ];

    /// Whether the recipient has the content by it, or may.
    #[must_use]
    pub fn passes(self) -> bool {
        match self {
            Self::Released | Self::UnderRuling | Self::Elsewhere => true,
            Self::Refused | Self::Open | Self::NotReleased => false,
        }
    }

    /// The word for it in addresses and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Open => "open",
            Self::Released => "released",
            Self::UnderRuling => "under_ruling",
            Self::NotReleased => "not_released",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The text that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Refused => "register-refused",
            Self::Open => "register-open",
            Self::Released => "register-released",
            Self::UnderRuling => "register-under-ruling",
            Self::NotReleased => "register-not-released",
            Self::Elsewhere => "register-elsewhere",
        }
    }

    /// How it is marked in the style.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Refused => "refuse",
            Self::Open => "permit_if",
            Self::Released => "permit",
            Self::UnderRuling => "escalate",
            Self::NotReleased => "",
            Self::Elsewhere => "conflict",
        }
    }
}

/// To whom the law passes on what an authority receives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Onward {
    /// Who, as a capacity of the book.
    pub recipient: String,
    /// What kind that is.
    pub kind: Kind,
    /// The clause that says so.
    pub basis: String,
}

/// One transfer. It names no party, no product and no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// Its neutral handle.
    pub handle: String,
    /// The event of the case that says it.
    pub seq: u64,
    /// When it was asked; where nobody asked, when it took place.
    pub at: Timestamp,
    /// When the case heard of it.
    pub recorded: Timestamp,
    /// The leaf of the decision.
    pub leaf: Option<u64>,
    /// What was to be done.
    pub act: Act,
    /// With which classes of content.
    pub content: BTreeSet<ContentClass>,
    /// By whom.
    pub by: By,
    /// With whom, as a capacity of the book.
    pub recipient: String,
    /// What kind of recipient that is.
    pub kind: Kind,
    /// Who has it from there on by law; empty where nothing passed.
    pub onward: Vec<Onward>,
    /// What became of it.
    pub outcome: Outcome,
    /// What the gate answered, if it was asked.
    pub answer: Option<Answer>,
    /// The rules that stand against it, or for it where it was released.
    pub rules: Vec<RuleId>,
    /// Whether it was refused because nobody granted the recipient the content, and not by law.
    pub no_need: bool,
    /// When it took place, if that is on record.
    pub passed: Option<Timestamp>,
}

impl Kept for Entry {
    const ROOM: &'static str = "transfer";

    fn name(&self) -> String {
        format!("{}|{}", self.case, self.seq)
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.at)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// That the entries of a case were computed, with how many events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reckoned {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// How many events it had.
    pub events: u64,
}

impl Kept for Reckoned {
    const ROOM: &'static str = "reckoned";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// That the entries of a case could not be computed, and when it is tried again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unread {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// When it is tried again.
    pub again: Option<Timestamp>,
}

impl Kept for Unread {
    const ROOM: &'static str = "unread";

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
