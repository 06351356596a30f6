//! Why a line or a question in the words of scenes is not understood, or not accepted.

use thiserror::Error;
use tidegate_law::About;
use tidegate_law::time::TimeError;

use crate::case::Misfit;
use crate::gate::NoFlow;
use crate::item::ContentClass;
use crate::place::NotAJurisdiction;
use crate::word::NotAWord;

/// Why a line or a question is not understood or not accepted. The shell says it in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotRead {
    /// It has another form, or a word in it has no place there.
    #[error("{}write {}", at.as_ref().map_or_else(String::new, |at| format!("`{at}`: ")), form.written().join(" or "))]
    Form {
        /// The form that it should have.
        form: Form,
        /// The word that has no place in it, if one can be named.
        at: Option<String>,
    },
    /// No line begins so.
    #[error(
        "`{0}` begins no line of a scene; use zone, house, position, party, product, a time, at or ask"
    )]
    Beginning(String),
    /// A line about the office, told of a case.
    #[error("`{0}` is a matter of the office, not of a case")]
    OfTheOffice(String),
    /// A line that asks, where something is to be told.
    #[error("`{0}` tells nothing; use `tidegate ask`")]
    TellsNothing(String),
    /// A double quote without its partner.
    #[error("a double quote is not closed")]
    QuoteOpen,
    /// Something that is no fact, where facts are listed.
    #[error("`{0}` is no fact; write FACT, not FACT or FACT=VALUE")]
    NotAFact(String),
    /// A name that nothing has.
    #[error("there is no {} `{name}`", kind.named())]
    Nothing {
        /// What was looked for.
        kind: Kind,
        /// The name.
        name: String,
        /// The names that there are, where they can be listed.
        known: Vec<String>,
    },
    /// A value that a fact cannot have.
    #[error("`{fact}` has no value `{value}`")]
    NoValue {
        /// The fact.
        fact: String,
        /// The value that was given.
        value: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A fact is said of something that it is not about.
    #[error("`{fact}` cannot be said of this")]
    About {
        /// The fact.
        fact: String,
        /// What it is about.
        about: About,
    },
    /// Content that the case does not have.
    #[error("the case has no content of class `{class}`")]
    NotHeld {
        /// The class of content.
        class: String,
        /// The classes that the case has.
        held: Vec<String>,
    },
    /// A question about something else, where one about a flow is wanted.
    #[error("this question is not about a flow")]
    NotAFlow,
    /// The end of an embargo without an hour.
    #[error("`{0}` gives no hour; an embargo ends at one")]
    NoHour(String),
    /// Terms of an embargo that are none or too long.
    #[error("the terms of an embargo are one to 200 characters")]
    Terms,
    /// A word where a day should stand.
    #[error("`{0}` is no day such as 2026-01-31")]
    NotADay(String),
    /// A time that is none.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// A place that is none.
    #[error(transparent)]
    Place(#[from] NotAJurisdiction),
    /// A word that cannot be one of the book.
    #[error(transparent)]
    Word(#[from] NotAWord),
    /// The case does not accept it.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// The gate cannot be asked this.
    #[error(transparent)]
    Flow(#[from] NoFlow),
}

impl NotRead {
    /// That a word is no class of content, and which there are.
    #[must_use]
    pub fn no_content(word: &str) -> Self {
        Self::nothing(Kind::Content, word, ContentClass::ALL.iter().map(|class| class.as_str()))
    }

    pub(super) fn form(form: Form) -> Self {
        Self::Form { form, at: None }
    }

    pub(super) fn at(form: Form, word: &str) -> Self {
        Self::Form { form, at: Some(word.to_owned()) }
    }

    pub(super) fn nothing<'n>(
        kind: Kind,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        let known = known.into_iter().map(str::to_owned).collect();
        Self::Nothing { kind, name: name.to_owned(), known }
    }
}

/// The forms of lines and questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `zone …`.
    Zone,
    /// `house …`.
    House,
    /// `position …`.
    Position,
    /// `party …`.
    Party,
    /// `product …`.
    Product,
    /// What happens.
    Event,
    /// `unknown …`.
    Unknown,
    /// `… publishes …`.
    Publishes,
    /// `embargo …`.
    Embargo,
    /// What participants do with the report and say of an embargo.
    Coordination,
    /// What is asked.
    Question,
}

impl Form {
    /// How it is written, one way or several. These words are the language of scenes and the same for every reader.
    #[must_use]
    pub fn written(self) -> &'static [&'static str] {
        match self {
            Self::Zone => &["zone ZONE"],
            Self::House => &["house HOUSE-RULES"],
            Self::Position => &["position READING VALUE", "positions suggested"],
            Self::Party => &[
                "party NAME ROLE[,ROLE] PLACE [individual|organisation] [present PLACE] [acts PLACE,PLACE] [part PARTY] [as AUTHORITY] [police|intelligence] [maintainer] [steward]",
            ],
            Self::Product => &[
                "product NAME [of PARTY,PARTY] [in PLACE,PLACE [by PARTY] [since DAY]] [open-source|closed-source] [contains PRODUCT]",
            ],
            Self::Event => &[
                "PARTY learned",
                "PARTY reports CONTENT to PARTY",
                "PARTY files RULE [of PRODUCT] to PARTY [with FIELD,FIELD]",
                "CONTENT is STATE",
                "fact NAME[=VALUE] [of PARTY|PRODUCT|CONTENT]",
                "same PARTY PARTY",
            ],
            Self::Unknown => &["unknown FACT [of PARTY|PRODUCT|CONTENT]"],
            Self::Publishes => &["PARTY publishes CONTENT [as STATE]"],
            Self::Embargo => &[
                "embargo PARTY,PARTY [until \"DAY HH:MM\"] [under TERMS]",
                "embargo ends expired|remedy|public|exploited|other [WHY]",
            ],
            Self::Coordination => &[
                "PARTY receives|validates|invalidates|accepts|defers|closes the report [because WORDS]",
                "PARTY proposes an embargo until DAY HH:MM [OFFSET] [to PARTY,PARTY] [under TERMS]",
                "PARTY accepts|rejects the embargo [until DAY HH:MM] [because WORDS]",
                "PARTY invites PARTY to the embargo",
                "mark manufacturer_aware|remedy_ready|remedy_deployed of PARTY",
                "mark public_aware|exploit_public|attacks_seen",
                "PARTY says PRODUCT is affected|not_affected|under_investigation|fixed|unknown [because WORDS]",
            ],
            Self::Question => &[
                "PARTY may ACT CONTENT[,CONTENT…] [of PRODUCT] [with PARTY] [if FACT=VALUE, …]",
                "duties [of PARTY]",
                "who knows CONTENT",
            ],
        }
    }
}

/// What a name is looked for among.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The parties of a case.
    Party,
    /// The products of a case.
    Product,
    /// The items of a case.
    Item,
    /// Parties, and capacities of the book.
    Recipient,
    /// The facts of the book.
    Fact,
    /// The readings of the book.
    Reading,
    /// The house rules of the book.
    House,
    /// The events that start clocks.
    Start,
    /// The authorities of the book.
    Authority,
    /// The duties of the book.
    Duty,
    /// The roles of a party.
    Role,
    /// The acts of a flow.
    Act,
    /// The states of disclosure.
    State,
    /// The classes of content.
    Content,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Party,
        Self::Product,
        Self::Item,
        Self::Recipient,
        Self::Fact,
        Self::Reading,
        Self::House,
        Self::Start,
        Self::Authority,
        Self::Duty,
        Self::Role,
        Self::Act,
        Self::State,
        Self::Content,
    ];

    fn named(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Product => "product",
            Self::Item => "item",
            Self::Recipient => "party or capacity",
            Self::Fact => "fact",
            Self::Reading => "reading",
            Self::House => "house rules",
            Self::Start => "start event",
            Self::Authority => "authority",
            Self::Duty => "duty",
            Self::Role => "role",
            Self::Act => "act",
            Self::State => "state of disclosure",
            Self::Content => "class of content",
        }
    }
}
