//! The demo: a real story, told in the terminal, with every answer computed while it is told.
//!
//! Three acts are scenes (`scenes/demo/*.scene`), played by the same gate and the same book as everything else; their
//! comments `#: …` are cues that say when a date turns, what is asked and what is narrated (`cue`). The fourth act
//! receives a report at a real desk in a temporary folder and lets two frauds fail (`proof`). `tell` computes the
//! steps, `page` lays them out. The narration stands in `words/*/*.ftl`; no answer does.
//!
//! The demo never says that a real firm broke a law: of duties it says whether evidence was found.

use anyhow::Context as _;
use serde::Serialize;
use tidegate_core::scene::Scene;
use tidegate_law::Book;

use crate::words::Voice;

mod answer;
mod cue;
mod duty;
mod narration;
mod page;
pub mod proof;
mod tell;
pub mod turn;

pub use answer::{AnswerTold, Cited, CollisionTold};
pub use duty::{DutiesTold, DutyTold};
pub use page::Page;
pub use tell::{Knower, Step};

/// The acts with their scenes, as the binary carries them.
pub const SCENES: [(&str, &str); 3] = [
    ("log4shell", include_str!("../../../scenes/demo/log4shell.scene")),
    ("hikvision", include_str!("../../../scenes/demo/hikvision-2021.scene")),
    ("camera", include_str!("../../../scenes/demo/camera-2026.scene")),
];

/// The whole demo as told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book that answered.
    pub book: String,
    /// Every step of the acts, in order.
    pub steps: Vec<Step>,
}

/// Plays the scenes and gives the steps in the language of the voice.
///
/// # Errors
/// A scene that the book or the case does not accept: it was written for another book.
pub fn told(book: &Book, voice: &Voice) -> anyhow::Result<Told> {
    let mut steps = Vec::new();
    for (act, text) in SCENES {
        let doing = || format!("playing the scene `{act}` of the demo");
        let scene = Scene::parse(text).with_context(doing)?;
        let cues = cue::cues(text).with_context(doing)?;
        steps.extend(tell::act(book, voice, act, &scene, &cues).with_context(doing)?);
    }
    Ok(Told { version: 1, book: book.digest().to_owned(), steps })
}
