//! People: accounts of an office's members, their roles, and their sessions.
//!
//! A finder needs no account and none is kept for one. A member's passphrase is stretched with Argon2id and kept on
//! the shelf; a session is 128 random bits of which the shelf knows a keyed digest only. A session ends when it was
//! idle for half an hour or is twelve hours old, and when the account is disabled. This module decides who somebody
//! is; what a role may do stands in [`crate::web::access`], and what may be seen of a case is for the gate.

mod account;
mod role;
mod session;

pub use account::{Account, NoAccount, NotSignedIn, Passphrase};
pub use role::MemberRole;
pub use session::{ABSOLUTE, IDLE, Member, Session};
