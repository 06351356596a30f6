//! Why an errand was not done, and how that is said.

use tidegate_law::Words;

use super::{NotFiled, PURPOSE};
use crate::desk::DeskError;
use crate::finder::message::NoText;
use crate::say::error::{Said, whole};
use crate::telling::WrongLine;
use crate::words::Voice;

/// Why an errand was not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// The desk could not.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// What was asked is not understood or cannot be; in the words of what was asked.
    #[error("{0}")]
    Asked(String),
    /// The book has no such fact.
    #[error("the book has no fact `{0}`")]
    NoFact(String),
    /// Another case that was named is none that the office has.
    #[error("there is no case `{0}`")]
    NoOtherCase(String),
    /// The book has no such house rules.
    #[error("the book has no house rules `{0}`")]
    NoHouse(String),
    /// The book has no such reading.
    #[error("the book has no reading `{0}`")]
    NoReading(String),
    /// A reading has no such value.
    #[error("`{fact}` cannot be `{value}`; it is one of: {known}")]
    NoValue {
        /// The reading.
        fact: String,
        /// The value that was given.
        value: String,
        /// Those that there are.
        known: String,
    },
    /// Neither a name nor a name with a value.
    #[error("`{0}` is not NAME=VALUE")]
    NoPair(String),
    /// Not an event with another time.
    #[error("`{0}` is not NUMBER=TIME")]
    NoMove(String),
    /// The case has no such event.
    #[error("the case has no event {0}")]
    NoEvent(u64),
    /// No form and no duty to report is called so.
    #[error("no form and no duty to report is called `{0}`")]
    NoDuty(String),
    /// Nobody owes the duty in the case, as the office reads the law.
    #[error("nobody owes `{0}` in this case")]
    NobodyOwes(String),
    /// A filing was not recorded.
    #[error("{0}")]
    NotFiled(Box<NotFiled>),
    /// No party goes by a name.
    #[error("no party goes by the name `{named}`; there are: {}", known.join(", "))]
    NoParty {
        /// As it was named.
        named: String,
        /// Those that there are, as the record names them.
        known: Vec<String>,
    },
    /// Nothing is supposed.
    #[error("nothing is supposed")]
    NothingSupposed,
    /// A duty to report has no form.
    #[error("there is no form for `{duty}`: {}", why.en)]
    NoForm {
        /// The duty.
        duty: String,
        /// Why not.
        why: Words,
    },
    /// A purpose that does not go on the log as it was said.
    #[error("a purpose is one line of at most {PURPOSE} bytes")]
    NoPurpose,
    /// A text that cannot be sent.
    #[error("a text that cannot be sent: {0:?}")]
    NoText(NoText),
    /// Nobody said how it is known.
    #[error("nothing is recorded without saying how it is known")]
    NoSource,
    /// There is no line.
    #[error("no line says that anything happened")]
    NothingTold,
    /// A line says nothing that can be recorded.
    #[error("line {}: {}", .0.line, .0.why)]
    WrongLine(WrongLine),
    /// There is no such entry of a list to go on from.
    #[error("the cursor leads nowhere")]
    NoPlace,
    /// Somebody else was faster, in both languages.
    #[error("{}", .0.en)]
    Faster(Words),
    /// What was asked cannot be, in both languages.
    #[error("{}", .0.en)]
    Said(Words),
    /// A question that supposes content cannot be recorded.
    #[error("the question supposes content that the case does not have; add it to the case first")]
    Supposes,
    /// What was asked cannot be, as an error that has its words in both languages.
    #[error("{0:#}")]
    Wrong(anyhow::Error),
    /// Our fault.
    #[error("{0:#}")]
    Fault(anyhow::Error),
}

impl From<Box<NotFiled>> for NotDone {
    fn from(error: Box<NotFiled>) -> Self {
        Self::NotFiled(error)
    }
}

impl From<WrongLine> for NotDone {
    fn from(error: WrongLine) -> Self {
        Self::WrongLine(error)
    }
}

/// An error of what was asked, for `map_err`.
pub(crate) fn asked(error: impl std::fmt::Display) -> NotDone {
    NotDone::Asked(error.to_string())
}

/// An error of what was asked that has its words, for `map_err`.
pub(crate) fn wrong(error: impl std::error::Error + Send + Sync + 'static) -> NotDone {
    NotDone::Wrong(anyhow::Error::new(error))
}

impl Said for NotDone {
    fn said(&self, voice: &Voice) -> String {
        let one = |id: &str, name: &'static str, value: &str| {
            voice.with(id, [(name, value.to_owned().into())])
        };
        match self {
            Self::Desk(error) => error.said(voice),
            Self::Asked(message) => message.clone(),
            Self::NoFact(fact) => one("facts-none", "fact", fact),
            Self::NoDuty(duty) => one("sheet-no-duty", "duty", duty),
            Self::NobodyOwes(duty) => one("sheet-nobody-owes", "duty", duty),
            Self::NotFiled(why) => why.said(voice),
            Self::NoParty { named, known } => {
                let known = known.join(&voice.say("list-and"));
                voice.with(
                    "duties-no-party",
                    [("named", named.as_str().into()), ("known", known.into())],
                )
            }
            Self::NothingSupposed => voice.say("what-if-nothing-supposed"),
            Self::NoForm { duty, why } => {
                let why = why.in_language(voice.language()).to_owned();
                let words = [("duty", duty.as_str().into()), ("why", why.into())];
                voice.with("sheet-no-form", words)
            }
            Self::NoOtherCase(name) => one("error-no-other-case", "case", name),
            Self::NoHouse(id) => one("ask-no-house", "id", id),
            Self::NoReading(reading) => one("ask-no-reading", "reading", reading),
            Self::NoPair(written) => one("ask-no-pair", "written", written),
            Self::NoMove(written) => one("what-if-no-move", "written", written),
            Self::NoEvent(number) => {
                voice.with("what-if-no-event", [("number", number.to_string().into())])
            }
            Self::NoValue { fact, value, known } => {
                let words = [
                    ("fact", fact.as_str().into()),
                    ("value", value.as_str().into()),
                    ("known", known.as_str().into()),
                ];
                voice.with("ask-no-value", words)
            }
            Self::NoPurpose => voice.with("api-purpose", [("most", PURPOSE.into())]),
            Self::NoText(why) => voice.with(why.message(), [("most", why.most().into())]),
            Self::NoSource => voice.say("case-fact-no-source"),
            Self::NothingTold => voice.say("case-tell-nothing"),
            Self::WrongLine(WrongLine { line, why }) => {
                let words = [("line", (*line).into()), ("why", why.said(voice).into())];
                voice.with("tell-line", words)
            }
            Self::NoPlace => voice.say("list-no-place"),
            Self::Said(words) | Self::Faster(words) => {
                words.in_language(voice.language()).to_owned()
            }
            Self::Supposes => voice.say("ask-supposed"),
            Self::Wrong(error) | Self::Fault(error) => whole(error, voice),
        }
    }
}
