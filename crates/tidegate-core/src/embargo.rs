//! The one way out for undisclosed content, as a chain of types.
//!
//! ```text
//! Embargoed ──────────────────────────────────────┐
//! Permit  ┐                                       │ open
//! Release ┴─ clear(inclusion) ─► Clearance ───────┴─► Cleared ─► Dispatch
//! ```
//!
//! Each can be made only from the one before. [`Embargoed`] has no `Serialize`, `Display`, `Clone` or `PartialEq`, and
//! its `Debug` names class and case alone. A [`Permit`] is granted only by the gate of this crate. A [`Clearance`] is
//! made only from a permit and the proof that exactly its decision is on the log; it names one recipient and one
//! session, ends five minutes after the decision and is spent by the [`Dispatch`]. An outbound adapter takes a dispatch
//! and nothing else. A [`Release`] under a ruling goes the same way and is never called a permit.
//!
//! Content is sealed and unsealed here ([`crate::seal`]), so that no caller's closure ever sees it without a clearance.
//!
//! What this cannot do: it does not hold against whoever holds the process or the keys; and the closure of
//! [`Cleared::map`], which exists only after a clearance, sees the content: renderers live where nothing is logged.
//!
//! A permit cannot be made from outside, not even from a decision that Cedar has not confirmed:
//! ```compile_fail,E0423
//! fn forge(grant: tidegate_core::embargo::Grant) -> tidegate_core::embargo::Permit {
//!     tidegate_core::embargo::Permit(grant)
//! }
//! ```
//! ```compile_fail,E0624
//! fn forge(grant: tidegate_core::embargo::Grant) -> tidegate_core::embargo::Permit {
//!     tidegate_core::embargo::Permit::grant(grant)
//! }
//! ```
//! ```compile_fail,E0599
//! use tidegate_core::{gate::GateDecision, id::SessionId};
//! fn unconfirmed(decision: &GateDecision, session: SessionId) {
//!     let _ = decision.permit(session);
//! }
//! ```
//! ```compile_fail,E0451
//! use tidegate_core::gate::{Confirmed, GateDecision};
//! fn forge(decision: GateDecision) -> Confirmed {
//!     Confirmed { decision }
//! }
//! ```
//! A clearance needs the place of its decision on the log, and that cannot be made up:
//! ```compile_fail,E0061
//! use tidegate_core::{digest::Salt, embargo::Permit};
//! fn unlogged(permit: Permit, salt: &Salt, at: jiff::Timestamp) {
//!     let _ = permit.clear(salt, at);
//! }
//! ```
//! ```compile_fail,E0451
//! fn forge(index: u64) -> tidegate_log::Inclusion {
//!     tidegate_log::Inclusion { index, ..panic!() }
//! }
//! ```
//! Content cannot be read, printed or copied past the chain, nor taken out of it afterwards:
//! ```compile_fail,E0616
//! fn leak(secret: &tidegate_core::embargo::Embargoed<tidegate_core::embargo::Plain>) -> &[u8] {
//!     secret.content.bytes()
//! }
//! ```
//! ```compile_fail,E0599
//! fn print(secret: &tidegate_core::embargo::Embargoed<tidegate_core::embargo::Plain>) -> String {
//!     secret.to_string()
//! }
//! ```
//! ```compile_fail,E0599
//! fn take(cleared: tidegate_core::embargo::Cleared<Vec<u8>>) -> Vec<u8> {
//!     cleared.into_inner()
//! }
//! ```
//! A clearance is spent once:
//! ```compile_fail,E0382
//! use tidegate_core::embargo::{Clearance, Cleared, Dispatch};
//! fn twice(clearance: Clearance, one: Cleared<Vec<u8>>, two: Cleared<Vec<u8>>, at: jiff::Timestamp) {
//!     let _ = Dispatch::new(clearance, one, at);
//!     let _ = Dispatch::new(clearance, two, at);
//! }
//! ```

mod clearance;
mod content;
mod dispatch;
mod permit;

pub use clearance::{Basis, Clearance, Shut};
pub use content::{Ciphertext, Embargoed, NewItem, Plain, Unsealing};
pub use dispatch::{Cleared, Dispatch};
pub use permit::{Grant, NotCleared, Permit, Release, decision_commitment};

#[cfg(test)]
mod tests;
