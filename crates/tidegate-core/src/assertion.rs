//! Assertions: what a reporter says is so, and nobody has established.
//!
//! An assertion is a bare yes, no or not known, of the class that anybody who may read the case may read; whatever
//! shows it stays under embargo with the rest of the report. It establishes no fact, starts no clock and is never put to
//! a rule. It is shown beside the duties that look at the same matter until somebody has established that, the one way
//! or the other.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::FactName;

use crate::case::Case;
use crate::id::PartyId;
use crate::item::Disclosure;
use crate::report::{Answer, Draft};

/// What an assertion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Whether the flaw is exploited.
    Exploited,
    /// Whether by somebody malicious.
    Malicious,
    /// Whether the flaw is public.
    Public,
}

impl Topic {
    /// The word, as serialised.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exploited => "exploited",
            Self::Malicious => "malicious",
            Self::Public => "public",
        }
    }

    /// The fact of the book that would be established if it were so; none where it is a state of content.
    pub fn fact(self) -> Option<FactName> {
        match self {
            Self::Exploited | Self::Malicious => Some(FactName::new("exploited")),
            Self::Public => None,
        }
    }

    /// The start event of the book for which whoever becomes aware of it has a clock.
    pub fn start(self) -> Option<&'static str> {
        match self {
            Self::Exploited | Self::Malicious => Some("aware_of_exploitation"),
            Self::Public => None,
        }
    }
}

/// What somebody who reported says is so, while nobody has established it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assertion {
    /// The event with which it came.
    pub event: u64,
    /// Who says it.
    pub from: PartyId,
    /// About what.
    pub topic: Topic,
    /// What is said.
    pub answer: Answer,
}

/// What a report says of the matters that the book looks at, as yes, no or not known.
pub(crate) fn said(draft: &Draft) -> BTreeMap<Topic, Answer> {
    let all = [
        (Topic::Exploited, draft.exploitation.state),
        (Topic::Malicious, draft.exploitation.malicious),
        (Topic::Public, draft.publicity.state),
    ];
    all.into_iter().filter_map(|(topic, answer)| Some((topic, answer?))).collect()
}

impl Case {
    /// What those who reported say and nobody had established at an instant, in the order of the reports.
    pub fn asserted(&self, at: Timestamp) -> Vec<Assertion> {
        let reports = self.reports().filter(|entry| entry.recorded <= at);
        let all = reports.flat_map(|entry| {
            let (event, from) = (entry.seq, entry.event.from);
            let one = move |(topic, answer): (&Topic, &Answer)| Assertion {
                event,
                from,
                topic: *topic,
                answer: *answer,
            };
            entry.event.says.iter().map(one)
        });
        all.filter(|one| !self.settles(one.topic, at)).collect()
    }

    /// Whether it has been established, the one way or the other.
    fn settles(&self, topic: Topic, at: Timestamp) -> bool {
        match topic.fact() {
            Some(fact) => self.facts().any(|(_, name, history)| {
                *name == fact && history.known_at(at).is_some_and(|known| known.value.is_some())
            }),
            None => self
                .items()
                .any(|record| record.disclosure_as_of(at).possible != Disclosure::Undisclosed),
        }
    }
}
