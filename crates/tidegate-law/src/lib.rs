//! The book as an engine.

pub mod time;

mod fact;

pub use fact::{FactName, FactValue};
