//! Why a line or a question in the words of scenes is not understood. The forms themselves are the same in every
//! language: they are what is to be typed.

use tidegate_core::scene::{Form, Kind, NotRead, SceneError};
use tidegate_law::About;

use super::{Said, one};
use crate::words::Voice;

impl Said for SceneError {
    fn said(&self, voice: &Voice) -> String {
        let words = [("line", self.line.into()), ("why", self.why.said(voice).into())];
        voice.with("scene-line", words)
    }
}

impl Said for NotRead {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Form { form, at } => formed(*form, at.as_deref(), voice),
            Self::Beginning(word) => one(voice, "scene-beginning", "word", word),
            Self::OfTheOffice(word) => one(voice, "scene-of-the-office", "word", word),
            Self::TellsNothing(word) => one(voice, "scene-tells-nothing", "word", word),
            Self::QuoteOpen => voice.say("scene-quote-open"),
            Self::NotAFact(text) => one(voice, "scene-not-a-fact", "text", text),
            Self::Nothing { kind, name, known } => nothing(*kind, name, known, voice),
            Self::NoValue { fact, value, known } => {
                let words = [
                    ("fact", fact.as_str().into()),
                    ("value", value.as_str().into()),
                    ("known", listed(known, voice).into()),
                ];
                voice.with("ask-no-value", words)
            }
            Self::About { fact, about } => one(voice, of(*about), "fact", fact),
            Self::NotHeld { class, held } => {
                let held = listed(held, voice);
                let words = [("class", class.as_str().into()), ("held", held.into())];
                voice.with("scene-not-held", words)
            }
            Self::NotAFlow => voice.say("scene-not-a-flow"),
            Self::NoHour(text) => {
                let forms = forms(Form::Embargo, voice);
                let words = [("text", text.as_str().into()), ("forms", forms.into())];
                voice.with("scene-no-hour", words)
            }
            Self::Terms => voice.say("scene-terms"),
            Self::NotADay(text) => one(voice, "scene-not-a-day", "text", text),
            Self::Time(error) => error.said(voice),
            Self::Place(error) => error.said(voice),
            Self::Word(error) => error.said(voice),
            Self::Misfit(error) => error.said(voice),
            Self::Flow(error) => error.said(voice),
        }
    }
}

/// How it should be written, and the word that has no place in that.
fn formed(form: Form, at: Option<&str>, voice: &Voice) -> String {
    if form == Form::Zone {
        return voice.say("scene-form-zone");
    }
    let forms = forms(form, voice);
    match at {
        Some(at) => voice.with("scene-form-at", [("at", at.into()), ("forms", forms.into())]),
        None => voice.with("scene-form", [("forms", forms.into())]),
    }
}

fn forms(form: Form, voice: &Voice) -> String {
    let forms = form.written().iter().map(|form| format!("`{form}`"));
    forms.collect::<Vec<_>>().join(&voice.say("list-or"))
}

fn listed(known: &[String], voice: &Voice) -> String {
    if known.is_empty() { voice.say("scene-none") } else { known.join(&voice.say("list-comma")) }
}

/// That there is nothing of a name, and which there are where they can be listed.
fn nothing(kind: Kind, name: &str, known: &[String], voice: &Voice) -> String {
    let id = match kind {
        Kind::Fact => return one(voice, "facts-none", "fact", &name),
        Kind::Reading => return one(voice, "ask-no-reading", "reading", &name),
        Kind::House => return one(voice, "ask-no-house", "id", &name),
        Kind::Party => "scene-no-party",
        Kind::Product => "scene-no-product",
        Kind::Item => "scene-no-item",
        Kind::Recipient => "scene-no-recipient",
        Kind::Start => "scene-no-start",
        Kind::Authority => "scene-no-authority",
        Kind::Duty => return one(voice, "scene-no-duty", "name", &name),
        Kind::Role => "scene-no-role",
        Kind::Act => "scene-no-act",
        Kind::State => "scene-no-state",
        Kind::Content => "scene-no-content",
    };
    voice.with(id, [("name", name.into()), ("known", listed(known, voice).into())])
}

fn of(about: About) -> &'static str {
    match about {
        About::Vulnerability => "scene-fact-of-flaw",
        About::Product => "scene-fact-of-product",
        About::Item => "scene-fact-of-content",
        About::Actor | About::Recipient => "scene-fact-of-party",
        About::Flow => "scene-fact-of-flow",
        About::Reading => "scene-fact-of-reading",
    }
}
