//! Mails that come in: a report by mail becomes a case under embargo at once, by the same way as through the form; an
//! answer to a mail of the office becomes a message of the finder.
//!
//! What is delivered lies in a Maildir ([`folder`]) until it was taken; a message goes from there only once what it says
//! is in a case, or it is put aside with the reason ([`Aside`]). Nothing is rendered or unpacked, and what is hostile is
//! read by a process of its own ([`MailReader`]). What a machine wrote by
//! itself opens no case and is not answered. The answer to a report is a notice, encrypted where the sender's key is
//! known, with a link under which the way back is fetched once ([`claim`]). No message of a case is kept as it came.

mod answer;
pub(crate) mod apart;
mod aside;
pub mod claim;
mod content;
pub mod folder;
mod form;
mod kept;
mod parsed;
mod rates;
mod reader;
mod taking;
mod telling;
mod wrapped;

pub use aside::{Aside, MailAside, MailsGone};
pub use kept::MailOpen;
pub use parsed::{Cover, Enclosed, Parsed, Reading, parse, parse_with};
pub use reader::{Bounds, MailReader};
pub use taking::{LONGEST, Outcome};
