//! Everybody a report reaches by being taken in here.

use tidegate_law::{Book, Words};

use crate::desk::Desk;
use crate::say::recorded::Reached;
use crate::say::told::value_name;

/// That what reaches one authority is passed on to another, by the register of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// The key of whom it is passed on to.
    pub to: String,
    /// The key of who passes it on.
    pub by: String,
    /// The clause that says so.
    pub basis: String,
}

/// Whom an authority passes on to, and these in turn; nearest first, each once.
#[must_use]
pub fn passed_on(book: &Book, first: &str) -> Vec<Passed> {
    let mut reached = vec![first.to_owned()];
    let (mut all, mut next) = (Vec::new(), 0);
    while let Some(by) = reached.get(next).cloned() {
        next += 1;
        let entry = book.authorities().iter().find(|entry| entry.key.as_str() == by);
        for edge in entry.map(|entry| entry.onward.as_slice()).unwrap_or_default() {
            let to = edge.to.as_str().to_owned();
            if !reached.contains(&to) {
                reached.push(to.clone());
                all.push(Passed { to, by: by.clone(), basis: edge.basis.clone() });
            }
        }
    }
    all
}

/// The desk, and those to whom it passes on what it receives where it is an authority: `authority` of the register, or
/// else which one the office said it is.
#[must_use]
pub fn reached(desk: &Desk, book: &Book, authority: Option<&str>) -> Vec<Reached> {
    let name = &desk.office().name;
    let who = Words { en: name.en.clone(), zh: name.zh.clone() };
    let own = desk.office().authority_at(desk.now()).map(ToString::to_string);
    let authority = authority.map(str::to_owned).or(own);
    let onward = authority.iter().flat_map(|key| passed_on(book, key)).map(|passed| Reached {
        who: value_name(book, "recipient", &passed.to),
        through: Some(value_name(book, "recipient", &passed.by)),
        basis: Some(passed.basis),
    });
    std::iter::once(Reached { who, through: None, basis: None }).chain(onward).collect()
}
