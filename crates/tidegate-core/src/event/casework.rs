//! The office's own work on a case: codes of judgements and closings, who works on it, what waits, what is to be done,
//! and which other cases it belongs to.
//!
//! A code says in a word what a reason says in a sentence, so that everybody is answered alike and in their language. What
//! is arranged here is about the office alone: no clock of the law looks at it, and no fact follows from it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Admission, TransferOffer, TransferStep, TransferTaken, Verdict};
use crate::id::{CaseId, PartyId, TransferId};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $word:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for it, as serialised.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The one with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}

words! {
    /// Why a report was judged as it was.
    ReasonCode {
        /// It is a flaw, and is worked on.
        Accepted "accepted";
        /// It is a flaw; work waits for others that press more.
        Deferred "deferred";
        /// It is a flaw that another case has already. Never counts against who reported it.
        Duplicate "duplicate";
        /// More must be known; the judgement says what.
        NeedsInformation "needs_information";
        /// It did not occur when it was tried as described.
        NotReproducible "not_reproducible";
        /// The product does what it is meant to do.
        WorksAsIntended "works_as_intended";
        /// It is about something that this office does not deal with.
        OutOfScope "out_of_scope";
        /// It is a fault without an effect on security.
        NoSecurityEffect "no_security_effect";
        /// No product of this name could be found.
        ProductNotKnown "product_not_known";
        /// It is about one live system and not about a product.
        LiveSystem "live_system";
        /// It says nothing that could be looked into.
        NoReport "no_report";
    }
}

impl ReasonCode {
    /// The judgement that the code stands for.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Accepted => Verdict::Accepted,
            Self::Deferred => Verdict::Deferred,
            Self::Duplicate => Verdict::Duplicate,
            Self::NeedsInformation => Verdict::NeedsInformation,
            Self::NotReproducible
            | Self::WorksAsIntended
            | Self::OutOfScope
            | Self::NoSecurityEffect
            | Self::ProductNotKnown
            | Self::LiveSystem
            | Self::NoReport => Verdict::Invalid,
        }
    }
}

words! {
    /// Why a case was closed.
    ClosingCode {
        /// A remedy is there.
        Repaired "repaired";
        /// It was published, and nothing is left to do here.
        Published "published";
        /// It is no flaw of a product.
        NoFlaw "no_flaw";
        /// It goes on in another case.
        GoesOnElsewhere "goes_on_elsewhere";
        /// What was asked stayed without an answer, so it could not be looked into.
        Unanswered "unanswered";
        /// The report was withdrawn.
        Withdrawn "withdrawn";
        /// Something else, which the reason says.
        Other "other";
    }
}

words! {
    /// What a report is looked through for.
    ReportPart {
        /// Which product, by a name and who makes it.
        Product "product";
        /// Which versions.
        Versions "versions";
        /// What the flaw is.
        Description "description";
        /// How it is brought about, step by step.
        Steps "steps";
        /// What an attacker gains by it.
        Effect "effect";
        /// What shows it: a proof of concept, a file, the result of a test.
        Evidence "evidence";
        /// Whether it is exploited, or that nobody knows.
        Exploitation "exploitation";
    }
}

words! {
    /// For what a case waits.
    HoldReason {
        /// For who reported it.
        Finder "finder";
        /// For who makes the product.
        Manufacturer "manufacturer";
        /// For another office or an authority.
        Authority "authority";
        /// For others that press more.
        Capacity "capacity";
        /// For something else, which the note says.
        Other "other";
    }
}

words! {
    /// How a case belongs to another one.
    Relation {
        /// They have to do with each other.
        Related "related";
        /// It is the same matter as the other, and goes on there.
        MergedInto "merged_into";
        /// The other is the same matter, and goes on here.
        MergedFrom "merged_from";
        /// A part of it goes on in the other.
        SplitInto "split_into";
        /// It is a part of the other, and goes on here.
        SplitFrom "split_from";
    }
}

/// The office arranged its work on the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arranged {
    /// What.
    pub arrangement: Arrangement,
}

/// What an office arranges for its own work. None of it stops or starts a clock of the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Arrangement {
    /// Somebody works on it from now on.
    Assigned {
        /// What the member signs in as; none where it is nobody's any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// It waits in a queue of the office from now on.
    Queued {
        /// The word of the queue; none where it is taken from the one in which it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// The office's own work waits.
    Held {
        /// For what.
        reason: HoldReason,
        /// What else is to be said of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// Until when; the office looks at it again then.
        until: Timestamp,
    },
    /// The work goes on.
    Resumed,
    /// Somebody has a number of their own for the matter.
    Numbered {
        /// Whose number.
        of: PartyId,
        /// The number.
        reference: String,
    },
    /// Something is to be done. It goes by the number of this event.
    TaskSet {
        /// What.
        what: String,
        /// By whom, as they sign in, where that is settled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
        /// By when, where that is settled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Timestamp>,
    },
    /// Something that was to be done is done, or need not be done any more.
    TaskDone {
        /// The number of the event that set it.
        task: u64,
    },
    /// It is offered to another office.
    Offered {
        /// The offer.
        offer: Box<TransferOffer>,
    },
    /// An offer of it came one step further.
    OfferStep {
        /// The offer.
        transfer: TransferId,
        /// The step.
        step: TransferStep,
    },
    /// It came from another office.
    TakenOver {
        /// From which, by which offer.
        taken: TransferTaken,
    },
    /// Who of the office may see it is settled otherwise than by roles.
    Admission {
        /// What.
        change: Admission,
        /// Why.
        reason: String,
    },
    /// It belongs to another case of this office.
    Linked {
        /// The other case.
        other: CaseId,
        /// Its neutral handle.
        handle: String,
        /// How.
        how: Relation,
    },
}

/// What a report says of itself is complete or not; nothing is judged by it.
#[must_use]
pub fn missing(present: &BTreeSet<ReportPart>) -> BTreeSet<ReportPart> {
    ReportPart::ALL.iter().copied().filter(|part| !present.contains(part)).collect()
}
