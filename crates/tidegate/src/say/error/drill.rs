//! Why there is no drill, or a step does nothing.

use super::{Said, one};
use crate::drill::{NoDrill, STEPS, STORIES};
use crate::words::Voice;

impl Said for NoDrill {
    fn said(&self, voice: &Voice) -> String {
        match self {
            // In the words of scenes, which have one language.
            Self::Unread(why) => why.clone(),
            Self::NoStory(name) => {
                let known = STORIES.map(|(key, _)| key).join(", ");
                let words = [("story", name.as_str().into()), ("known", known.into())];
                voice.with("error-drill-no-story", words)
            }
            Self::Nobody(who) => one(voice, "error-drill-nobody", "who", who),
            Self::Nothing => voice.say("error-drill-nothing"),
            Self::Outside(line) => one(voice, "error-drill-outside", "line", line),
            Self::Many => voice.with("error-drill-many", [("most", STEPS.into())]),
            Self::Step { line, why } => voice.with(
                "error-drill-step",
                [("line", line.as_str().into()), ("why", why.as_str().into())],
            ),
        }
    }
}
