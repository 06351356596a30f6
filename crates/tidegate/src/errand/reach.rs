//! Everybody a report reaches by being taken in here.

use tidegate_law::{Book, Words};

use crate::desk::Desk;
use crate::say::recorded::Reached;
use crate::say::told::value_name;

/// The desk, and those to whom an authority passes on what it receives, nearest first.
#[must_use]
pub fn reached(desk: &Desk, book: &Book, authority: Option<&str>) -> Vec<Reached> {
    let name = &desk.office().name;
    let who = Words { en: name.en.clone(), zh: name.zh.clone() };
    let mut reached = vec![Reached { who, through: None, basis: None }];
    let mut keys: Vec<String> = authority.into_iter().map(str::to_owned).collect();
    let mut next = 0;
    while let Some(key) = keys.get(next).cloned() {
        next += 1;
        let entry = book.authorities().iter().find(|entry| entry.key.as_str() == key);
        for edge in entry.map(|entry| entry.onward.as_slice()).unwrap_or_default() {
            let to = edge.to.as_str().to_owned();
            if keys.contains(&to) {
                continue;
            }
            reached.push(Reached {
                who: value_name(book, "recipient", &to),
                through: Some(value_name(book, "recipient", &key)),
                basis: Some(edge.basis.clone()),
            });
            keys.push(to);
        }
    }
    reached
}
