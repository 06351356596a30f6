//! Parties, products, reports, cases, embargo and the gate: what happened, who knows it, and what may leave.
//!
//! Pure: the core reads no clock, file, socket or environment and draws no random bytes; `at`, bytes and seeds are
//! arguments, so whatever a person could dispute can be replayed. A case ([`case`]) is the fold of its events
//! ([`event`]); commands ([`command`]) make events or say why not; undisclosed content ([`embargo`]) leaves by one
//! chain of types only. Start reading at [`case`], then [`embargo`].

pub mod act;
pub mod assertion;
pub mod case;
pub mod command;
pub mod coordination;
pub mod declaration;
pub mod digest;
pub mod directive;
pub mod embargo;
pub mod event;
pub mod gate;
pub mod id;
pub mod item;
pub mod ledger;
pub mod office;
pub mod organisation;
pub mod party;
pub mod place;
pub mod plan;
pub mod product;
pub mod proposal;
pub mod receipt;
pub mod report;
pub mod reportability;
pub mod ruling;
pub mod scene;
pub mod seal;
pub mod sheet;
pub mod situation;
pub mod triage;
pub mod word;

#[cfg(test)]
mod testing;
