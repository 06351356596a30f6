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
//! What this cannot do: it does not hold against whoever holds the process, and the closure of [`Cleared::map`] sees the
//! content; renderers therefore live where nothing is logged.
//!
//! A permit cannot be made from outside:
//! ```compile_fail
//! let permit = tidegate_core::embargo::Permit { decision: todo!() };
//! ```
//! ```compile_fail
//! fn forge(grant: tidegate_core::embargo::Grant) -> tidegate_core::embargo::Permit {
//!     tidegate_core::embargo::Permit::grant(grant)
//! }
//! ```
//! Content cannot be read, printed or copied past the chain:
//! ```compile_fail
//! fn leak(secret: &tidegate_core::embargo::Embargoed<tidegate_core::embargo::Plain>) -> &[u8] {
//!     secret.content.bytes()
//! }
//! ```
//! ```compile_fail
//! fn print(secret: &tidegate_core::embargo::Embargoed<tidegate_core::embargo::Plain>) -> String {
//!     secret.to_string()
//! }
//! ```
//! A clearance is spent once:
//! ```compile_fail
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
