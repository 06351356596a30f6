//! The book as an engine: statutes become rules in force; facts become duties and decisions.
//!
//! ```text
//! law/*.md, schema.cedarschema --load--> Book --in_force(adoption, at)--> LawInForce
//!                                          |                                 |
//!                       facts, clocks, filings                      act, facts (Situation)
//!                                          v                                 v
//!                                   duties with clocks         Answer: permit, permit if, escalate,
//!                                                              conflict, refuse; grounds, readings,
//!                                                              ways out
//! ```
//!
//! A rule is written in Cedar under the clause it encodes. Cedar parses it, checks it strictly
//! against the schema of facts, and stays the reference ([`Reference`]); what decides is the
//! compiled form, which is three-valued: a fact that is not known is not false. Start with
//! [`Book::load`], then [`LawInForce::answer`] and [`Book::duties`]; who asks a great many questions
//! holds a [`Sitting`].
//!
//! This crate never reads a clock, a file, the environment, the network or a random number, and
//! never speaks of cases: who acts on what is the business of those who fill a [`Situation`].

#[cfg(feature = "analysis")]
pub mod analysis;
pub mod time;

mod answer;
mod authority;
mod book;
mod compile;
mod decide;
mod difference;
mod duties;
mod error;
mod fact;
mod form;
mod gloss;
mod left_out;
mod literate;
mod load;
mod meeting;
mod program;
mod reference;
mod schema;
mod situation;
mod statute;
#[cfg(test)]
mod testing;
mod through;
mod ways;

pub use answer::{
    Answer, AnswerKind, Collision, Decision, Doubt, Finding, Ground, NonEmpty, ReadingUsed,
};
pub use authority::{AuthorityEntry, Onward, PublicBody};
pub use book::{Adoption, Book, LawInForce, Position};
pub use compile::Clause;
pub use decide::{COMPLETED_FACTS_MAX, Live, Outcome, Question, Sitting, UNKNOWN_FACTS_MAX};
pub use difference::{
    ActCompared, Aspect, Concern, Definition, DefinitionChange, Found, Happened, History, Matters,
    NoVersions, Otherwise, Outcome as Decided, RuleChange, Side, Span, Turn, Versions, Witnessed,
};
pub use duties::{
    Clock, DutyInstance, DutyState, Evidence, Extent, Filing, Owed, Owing, Weight, When,
};
pub use error::{BookError, SourceFile};
pub use fact::{FactName, FactValue};
pub use form::{Field, FieldBasis, Fill, Form, Forms, SheetContent, Without, reporting};
pub use gloss::{Names, RuleSaid};
pub use left_out::LeftOut;
pub use meeting::{Candidate, Class, Meeting};
pub use program::{RULES_MAX, RuleSet};
pub use reference::{Reference, ReferenceError};
pub use schema::{
    About, ActEntry, ActIndex, FactEntry, FactIndex, KnownBy, Language, Schema, ValueEntry, Words,
};
pub use situation::{Condition, Situation, Truth};
pub use statute::{
    Addressees, Article, Certainty, Constraint, Duty, Force, FrontMatter, Governed, Per, Reading,
    Rule, RuleId, RuleKind, Scope, Starts, Statute, StatuteKind,
};
pub use through::{Does, Order, OrderFlow, OrderStep, Through, Unfound};
pub use ways::{MOVES_MAX, Move, MoveKind, WayOut};
