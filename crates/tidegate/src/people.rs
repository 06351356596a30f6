//! People: accounts of an office's members, their roles, and their sessions.
//!
//! A finder needs no account and none is kept for one. A member's passphrase is stretched with Argon2id and kept on
//! the shelf; a session is 128 random bits of which the shelf knows a keyed digest only. A session ends when it was
//! idle for half an hour or is twelve hours old, and when the account is disabled. Who has a second factor is asked for a
//! code or a passkey after the passphrase; a passkey may be the whole way in, and so may a provider of single sign-on that
//! the office's administrator named; programs may have tokens with scopes of their own. This module decides who somebody
//! is; what a role may do stands in [`crate::web::access`], and what may be seen of a case is for the gate.

mod account;
mod ceremony;
mod change;
mod entrance;
mod factor;
mod link;
mod passkey;
mod passphrase;
mod provider;
mod role;
mod session;
mod single;
mod token;

pub use account::{Account, NoAccount, NotSignedIn};
pub use ceremony::{Answered, CEREMONY, Ceremony, Challenge};
pub use change::NotChanged;
pub use entrance::{Entered, Entrance, FirstFactor, HALF, HalfSession};
pub use factor::{Offer, SecondFactor};
pub use link::{Changed, Expected, LinkKept, SignInChange};
pub use passkey::{MOST_PASSKEYS, PasskeyKept, Passkeys, Site};
pub use passphrase::Passphrase;
pub use provider::{AskedAfter, NoProvider, Provider, Providing};
pub use role::{MemberRole, decides};
pub use session::{ABSOLUTE, IDLE, Member, SINGLE, Session};
pub use single::{Arrival, CROSSING, Crossed, Departure, NotSingle};
pub use token::{Area, Deed, LONGEST_DAYS, Made, Scope, Token};
