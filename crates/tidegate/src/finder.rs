//! The finder at an office: what is written and not yet sent, and the way back to what was.
//!
//! A finder has no account. Everything hangs on one secret that only the finder's browser holds ([`Holder`]): the key
//! that seals the draft, the key that makes sending it twice the same as once, and the code that leads back to the
//! case ([`Code`]). The office keeps keyed digests and sealed bytes, which it cannot open without that secret; it
//! stores no code. Messages pass between the two in [`message`]. This module decides nothing about a case: whoever comes back is the party that reported, and what
//! that party may do is for the gate.

mod code;
pub mod message;
mod unsent;
mod way_back;

pub use code::{Code, Holder};
pub use unsent::{Enclosed, KEPT, Unsent, UnsentFile, Writing};
pub use way_back::{FinderSession, STAYS, WayBack};
