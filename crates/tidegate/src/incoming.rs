//! Mails that come in: a report by mail becomes a case under embargo at once, by the same way as through the form; an
//! answer to a mail of the office becomes a message of the finder.
//!
//! What is delivered lies in a Maildir ([`folder`]) until it was taken; a message goes from there only once it is kept,
//! sealed: with its case, or put aside with the reason ([`Aside`]). Nothing is rendered or unpacked. What a machine
//! wrote by itself opens no case and is not answered. The answer to a report is a notice, encrypted where the sender's
//! key is known, with a link under which the way back is fetched once ([`claim`]).

pub mod claim;
pub mod folder;
mod kept;
mod parsed;
mod taking;

pub use kept::{Aside, MailAside, MailOpen};
pub use parsed::{Enclosed, Parsed, parse};
pub use taking::Outcome;
