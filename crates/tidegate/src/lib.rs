//! The shell around the pure crates: the desk (the one write path), the store, keys and sealing,
//! the clock, the projections on disk, and the commands.
//!
//! Everything that touches a clock, a file, a random number or a database is here and nowhere
//! else. Imports go one way: the faces call [`desk`], the desk calls [`store`], [`keys`],
//! [`seal`] and [`clock`]; no face touches the store.

pub mod api;
pub mod attachments;
pub mod board;
pub mod book;
pub mod bulk;
pub mod cli;
pub mod clock;
pub mod clocks;
pub mod demo;
pub mod demonstration;
pub mod desk;
pub mod drill;
pub mod errand;
pub mod finder;
pub mod follow;
pub mod forms;
pub mod incoming;
pub mod keys;
pub mod likeness;
pub(crate) mod mail;
pub mod memo;
pub mod notices;
pub mod openpgp;
pub mod organisations;
pub mod outbox;
pub mod people;
pub mod projection;
pub mod question;
pub mod reach;
pub mod reception;
pub mod register;
pub mod replay;
pub mod say;
pub mod seal;
pub mod search;
pub mod server;
pub mod standing;
pub mod store;
pub mod telling;
pub mod thread;
pub mod transfer;
pub mod triage;
pub mod web;
pub mod words;
pub mod worker;
