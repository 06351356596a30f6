//! Why there is no drill, or a step does nothing.

use super::{Said, one};
use crate::drill::{NoDrill, NoStep, STEPS, STORIES};
use crate::words::Voice;

impl Said for NoDrill {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Unread(error) => error.said(voice),
            Self::House(why) => why.said(voice),
            Self::Misfit(misfit) => misfit.said(voice),
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
                [("line", line.as_str().into()), ("why", why.said(voice).into())],
            ),
        }
    }
}

impl Said for NoStep {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Unread(why) => why.said(voice),
            Self::NoTime => voice.say("error-drill-no-time"),
            Self::NotAPace(text) => one(voice, "error-drill-not-a-pace", "text", text),
        }
    }
}
