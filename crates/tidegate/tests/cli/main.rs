//! The built executable, driven as people and scripts drive it, each test in a folder of its own.

#![cfg(test)]

mod book;
mod desk;
mod drill;
mod hostile;
mod own;
mod sheet;
mod story;
mod wrong;
