//! Two versions of the book beside each other: what was written anew, and in which situations they decide otherwise.
//!
//! [`Versions::load`] reads both under one schema of facts, so that a situation of the one is a situation of the other.
//! [`Versions::rules`] and [`Versions::definitions`] say what is written differently; that is a comparison of texts and
//! compiled forms, and claims nothing of decisions but where the forms are the same to the letter. Whether two rules
//! decide the same is proved by `analysis`, and each difference that is told has a situation ([`Witnessed`]) in which
//! the engine itself gives two outcomes. Nothing is sampled, and nothing here decides anything.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::answer::{Answer, Finding};
use crate::book::{Adoption, Book};
use crate::duties::DutyInstance;
use crate::error::{BookError, SourceFile};
use crate::load;
use crate::schema::{ActIndex, Schema};
use crate::situation::Situation;
#[cfg(feature = "analysis")]
use crate::statute::{Force, Rule, RuleKind};

mod aspects;
#[cfg(feature = "analysis")]
mod calendars;
mod concern;
#[cfg(feature = "analysis")]
mod course;
mod definitions;
mod history;
mod span;
#[cfg(feature = "analysis")]
mod witnessed;

pub use aspects::{Aspect, RuleChange};
pub use concern::Concern;
pub use definitions::{Definition, DefinitionChange, Matters};
pub use history::{Happened, History};
pub use span::Span;
#[cfg(feature = "analysis")]
pub(crate) use witnessed::{Applying, Beside};

/// Two versions of a book under one schema of facts.
#[derive(Debug, Clone)]
pub struct Versions {
    /// The earlier one.
    pub old: Book,
    /// The later one.
    pub new: Book,
    schemas: Option<[SourceFile; 2]>,
}

/// Why two versions cannot be put beside each other.
#[derive(Debug, Error)]
pub enum NoVersions {
    /// The earlier one has faults.
    #[error("the old version has faults")]
    Old(Vec<BookError>),
    /// The later one has faults.
    #[error("the new version has faults")]
    New(Vec<BookError>),
    /// Their schemas do not go together.
    #[error("the two schemas cannot be asked the same: {0}")]
    Apart(String),
}

/// Whether something was added, taken out or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// The new version alone has it.
    Added,
    /// The old version alone has it.
    Removed,
    /// Both have it, and not as the same.
    Changed,
}

impl Versions {
    /// Reads two versions of a book from their files.
    ///
    /// # Errors
    /// [`NoVersions`].
    pub fn load(old: &[SourceFile], new: &[SourceFile]) -> Result<Self, NoVersions> {
        let (before, after) = (Book::load(old), Book::load(new));
        let before = before.map_err(NoVersions::Old)?;
        let after = after.map_err(NoVersions::New)?;
        let schema = |files: &[SourceFile]| {
            files.iter().find(|file| file.path == "schema.cedarschema").cloned()
        };
        let (Some(mine), Some(theirs)) = (schema(old), schema(new)) else {
            return Err(NoVersions::Apart("a schema is missing".to_owned()));
        };
        if mine.text == theirs.text {
            return Ok(Self { old: before, new: after, schemas: None });
        }
        let joined = |own| Schema::joined(own, &theirs, &mine).map_err(NoVersions::Apart);
        let before = load::load_under(old, joined(&mine)?).map_err(NoVersions::Old)?;
        let after = load::load_under(new, joined(&theirs)?).map_err(NoVersions::New)?;
        Ok(Self { old: before, new: after, schemas: Some([mine, theirs]) })
    }

    /// Every rule that is not written the same in both, old and new beside each other; a rule under another name whose
    /// law is the same to the letter is one that was renamed.
    #[must_use]
    pub fn rules(&self) -> Vec<RuleChange<'_>> {
        aspects::changes(self)
    }

    /// What is written differently in two rules.
    #[cfg(feature = "analysis")]
    pub(crate) fn aspects(&self, old: &Rule, new: &Rule) -> Vec<Aspect> {
        aspects::aspects(self, old, new)
    }

    /// Everything but rules that is not written the same in both.
    #[must_use]
    pub fn definitions(&self) -> Vec<DefinitionChange> {
        definitions::changes(self)
    }

    /// The schemas as they were written, where they differ.
    fn own_schemas(&self) -> Option<[Schema; 2]> {
        let [old, new] = self.schemas.as_ref()?;
        Some([Schema::parse(old).ok()?, Schema::parse(new).ok()?])
    }
}

/// What a rule does to the answer.
#[cfg(feature = "analysis")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// It refuses.
    Forbids,
    /// It is a duty: owed, and if binding it makes of a refusal a conflict.
    Owed,
    /// It stands beside the answer.
    Beside,
}

#[cfg(feature = "analysis")]
impl Lane {
    pub(crate) fn of(rule: &Rule) -> Self {
        match rule.kind {
            RuleKind::Prohibition if rule.obliges() => Self::Forbids,
            RuleKind::Duty => Self::Owed,
            RuleKind::Prohibition | RuleKind::Permission => Self::Beside,
        }
    }
}

/// Whether a rule takes part in the five answers.
#[cfg(feature = "analysis")]
pub(crate) fn answers(rule: &Rule) -> bool {
    match Lane::of(rule) {
        Lane::Forbids => true,
        Lane::Owed => rule.force == Force::Binding,
        Lane::Beside => false,
    }
}

/// What differs between two versions in a situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// Another of the five answers.
    Answer,
    /// The same answer on other grounds.
    Grounds,
    /// What speaks for the flow, or what is advised against it.
    Beside,
    /// Whether a duty is owed.
    Owed,
    /// The duty itself: by when, to whom, with what.
    Duty,
}

/// A situation in which two versions decide otherwise, with what each decides.
#[derive(Debug, Clone)]
pub struct Witnessed {
    /// What differs.
    pub otherwise: Otherwise,
    /// The act that is asked about; none for a duty.
    pub act: Option<ActIndex>,
    /// Within which time of the law.
    pub span: Span,
    /// The facts on which the difference rests.
    pub story: Vec<Finding>,
    /// The whole situation.
    pub situation: Situation,
    /// House rules and norms that are taken to be on, and positions.
    pub adoption: Adoption,
    /// What each version decides, at the instants that matter.
    pub sides: Vec<Side>,
    /// Whether the engine confirms that the two differ.
    pub confirmed: bool,
}

/// What each version decides at an instant.
#[derive(Debug, Clone)]
pub struct Side {
    /// The instant asked about.
    pub at: Timestamp,
    /// Whether it lies in the time in which the two differ.
    pub within: bool,
    /// What happened, where a duty is asked about.
    pub history: Option<History>,
    /// The old version's outcome.
    pub old: Outcome,
    /// The new version's outcome.
    pub new: Outcome,
}

/// What a version decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// An answer to a flow.
    Answer(Box<Answer>),
    /// The instances of a duty; none if it is not owed.
    Duties(Vec<DutyInstance>),
}

/// What became of the comparison of a rule.
#[derive(Debug, Clone)]
pub enum Found {
    /// Nothing was proved: there is no solver.
    Unproved,
    /// The two decide the same: the compiled forms are the same to the letter, or it was proved.
    Same {
        /// Whether it took a proof.
        proved: bool,
    },
    /// The rule is written otherwise, its condition was proved to be the same or not asked, and no course of events was
    /// found in which something else comes out: it is not said to be the same.
    Unwitnessed,
    /// They differ.
    Differs(Vec<Witnessed>),
}

/// What became of the comparison of an act within a time of the law.
#[derive(Debug, Clone)]
pub struct ActCompared {
    /// The act.
    pub act: ActIndex,
    /// The time.
    pub span: Span,
    /// For each two answers between which there is a change, a situation; empty where the five answers were proved to be
    /// the same in every situation.
    pub found: Vec<Witnessed>,
}
