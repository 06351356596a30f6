//! People: accounts of an office's members, their roles, and their sessions.
//!
//! A finder needs no account and none is kept for one. A member's passphrase is stretched with Argon2id and kept on
//! the shelf; a session is 128 random bits of which the shelf knows a keyed digest only. A session ends when it was
//! idle for half an hour or is twelve hours old, and when the account is disabled. Who has a second factor is asked for a
//! code of it after the passphrase; programs may have tokens with scopes of their own. This module decides who somebody
//! is; what a role may do stands in [`crate::web::access`], and what may be seen of a case is for the gate.

mod account;
mod change;
mod entrance;
mod factor;
mod passphrase;
mod role;
mod session;
mod token;

pub use account::{Account, NoAccount, NotSignedIn};
pub use change::NotChanged;
pub use entrance::{Entered, Entrance, HALF, HalfSession};
pub use factor::{Offer, SecondFactor};
pub use passphrase::Passphrase;
pub use role::{MemberRole, decides};
pub use session::{ABSOLUTE, IDLE, Member, Session};
pub use token::{Area, Deed, LONGEST_DAYS, Made, Scope, Token};
