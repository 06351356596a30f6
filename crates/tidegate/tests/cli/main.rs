//! The built executable, driven as people and scripts drive it, each test in a folder of its own.

#![cfg(test)]

mod asserted;
mod book;
mod declare;
mod desk;
mod drill;
mod hints;
mod hostile;
mod own;
mod sheet;
mod stories;
mod story;
mod triage;
mod wrong;
