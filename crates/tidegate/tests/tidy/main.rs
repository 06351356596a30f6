//! The rules of the house that a program can check, checked: sizes, rooms, words, purity, the dates of the book.
//!
//! Each test names one rule and lists every place that breaks it as `file:line: what`. The rules themselves stand in
//! STYLE.md, ARCHITECTURE.md and GLOSSARY.md, which these tests read. This is no linter: what rustc, clippy and
//! cargo-deny can see is theirs.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod book;
mod columns;
mod pages;
mod pure;
mod rooms;
mod rust;
mod size;
mod tree;
mod words;
