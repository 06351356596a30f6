//! Statutes, articles, rules, readings: the law as loaded.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::compile::Clause;
use crate::fact::{FactName, FactValue};
use crate::schema::{ActIndex, FactIndex, Words};
use crate::situation::Condition;
use crate::time::{Counting, Period, Word};

/// How binding a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// Law: it refuses, obliges and can collide.
    Binding,
    /// A house rule of an office: it refuses and obliges within the office, and is not law.
    House,
    /// Encouraged by a text of law or an authority.
    Recommended,
    /// A voluntary norm of the field.
    Norm,
}

/// How the text of a clause was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Certainty {
    /// Verbatim legal text was read.
    V,
    /// Read in a secondary source.
    S,
    /// From memory; not re-read.
    M,
    /// Unverified.
    U,
}

/// The identity of a rule: statute, article and key, for example `cn-rmsv/9(7)/undisclosed-overseas`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleId(String);

impl RuleId {
    /// The id of the rule `key` under `article` of `statute`.
    pub fn new(statute: &str, article: &str, key: &str) -> Self {
        Self(format!("{statute}/{article}/{key}"))
    }

    /// Reads an id as it is written.
    pub fn parse(text: &str) -> Option<Self> {
        (text.split('/').filter(|part| !part.is_empty()).count() == 3)
            .then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The front matter of a statute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// Unique id, lower case.
    pub id: String,
    /// Statute or house rules.
    pub kind: StatuteKind,
    /// How an answer cites it, in English.
    pub short_en: String,
    /// How an answer cites it, in Chinese.
    pub short_zh: String,
    /// Its title in English.
    pub title_en: String,
    /// Its title in Chinese.
    pub title_zh: String,
    /// The jurisdiction: `CN`, `EU`, a member state.
    pub jurisdiction: String,
    /// Who issued it, in English.
    pub issuer_en: String,
    /// Who issued it, in Chinese.
    pub issuer_zh: String,
    /// The document number, if there is one.
    #[serde(default)]
    pub document: Option<String>,
    /// The first day in force, in `zone`.
    pub from: Date,
    /// The last day in force, in `zone`, if it has ended.
    #[serde(default)]
    pub until: Option<Date>,
    /// The time zone in which its days are counted.
    pub zone: String,
    /// How it counts periods.
    pub counting: String,
    /// The calendar of holidays that its working days follow.
    pub calendar: String,
    /// The force of its rules.
    pub force: Force,
    /// The certainty of its articles.
    pub certainty: Certainty,
    /// Where the text was read.
    pub source: String,
    /// The day the text was last compared with its source.
    pub checked: Date,
}

/// What kind of text a file of the book is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatuteKind {
    /// Law or guideline: it is what it is.
    Statute,
    /// A voluntary norm of the field: it binds nobody, and is off until an office says that it follows it.
    Norm,
    /// House rules, off until an office switches them on.
    House,
}

impl StatuteKind {
    /// Whether it counts only for an office that adopted it.
    pub fn is_adopted(self) -> bool {
        match self {
            Self::Statute => false,
            Self::Norm | Self::House => true,
        }
    }
}

/// A statute: front matter, articles and readings. Its rules are in [`crate::Book::rules`].
#[derive(Debug, Clone)]
pub struct Statute {
    /// The front matter.
    pub matter: FrontMatter,
    /// The file of the book it stands in.
    pub path: String,
    /// How it counts periods.
    pub counting: Counting,
    /// The first instant in force.
    pub from: Timestamp,
    /// The first instant no longer in force.
    pub until: Option<Timestamp>,
    /// What it is, whom it reaches and what of it was not read; paragraphs are separated by a blank line.
    pub preface: Words,
    /// Its articles in order.
    pub articles: Vec<Article>,
}

impl Statute {
    /// Its short name.
    pub fn short(&self) -> Words {
        Words { en: self.matter.short_en.clone(), zh: self.matter.short_zh.clone() }
    }

    /// Its title.
    pub fn title(&self) -> Words {
        Words { en: self.matter.title_en.clone(), zh: self.matter.title_zh.clone() }
    }
}

/// An article or item: the unit that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The official number, for example `9(7)`.
    pub number: String,
    /// The heading in words.
    pub title: Words,
    /// Our paraphrase; paragraphs are separated by a blank line.
    pub text: Words,
    /// How the text was read.
    pub certainty: Certainty,
    /// Where it was read; the statute's source if the article names none.
    pub source: String,
    /// The line of the heading, counted from 1.
    pub line: usize,
}

/// The three kinds of rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleKind {
    /// Shall not.
    Prohibition,
    /// May.
    Permission,
    /// Shall (or, by its force, should).
    Duty,
}

impl Statute {
    /// Whether it is in force at an instant.
    pub fn in_force(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

/// A rule of the book.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its identity.
    pub id: RuleId,
    /// Its kind.
    pub kind: RuleKind,
    /// The place of its statute in [`crate::Book::statutes`].
    pub statute: usize,
    /// The number of its article as of now.
    pub article: String,
    /// Numbers under which it was cited: until the end of which day, and how.
    pub formerly: Vec<(Timestamp, String)>,
    /// What it says in one sentence.
    pub words: Words,
    /// Its force.
    pub force: Force,
    /// How its text was read.
    pub certainty: Certainty,
    /// The first instant in force.
    pub from: Timestamp,
    /// The first instant no longer in force.
    pub until: Option<Timestamp>,
    /// The acts it is about, one bit each; for a duty those that fulfil it (none: it is no flow).
    pub(crate) acts: u64,
    /// When it applies. For a duty: when it is owed.
    pub condition: Condition,
    /// The named scopes conjoined to it.
    pub bound: Vec<String>,
    /// Its own clauses, without the scopes.
    pub clauses: Vec<Clause>,
    /// The duty's body.
    pub duty: Option<Duty>,
    /// The rule of its statute that says all that this one says, where the text repeats itself on purpose.
    pub implied_by: Option<RuleId>,
    /// The rule as written, with its annotations.
    pub cedar: String,
    /// The line where it stands, counted from 1.
    pub line: usize,
}

impl Rule {
    /// Whether the rule is in force at an instant.
    pub fn in_force(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }

    /// Whether it is about an act; a duty is about those that fulfil it.
    pub fn is_about(&self, act: ActIndex) -> bool {
        self.acts & (1 << act.0) != 0
    }

    /// Whether it refuses (a prohibition) or obliges (a duty): law, and house rules in their house.
    pub fn obliges(&self) -> bool {
        matches!(self.force, Force::Binding | Force::House)
    }

    /// The number under which the rule is cited at an instant.
    pub fn number_at(&self, at: Timestamp) -> &str {
        self.formerly
            .iter()
            .find(|(until, _)| at < *until)
            .map_or(&self.article, |(_, number)| number)
    }

    /// The facts that it looks at where an act is asked about; none where it is not about that act.
    pub fn facts_about(&self, act: ActIndex) -> Vec<FactIndex> {
        match self.acts & (1 << act.0) {
            0 => Vec::new(),
            _ => self.flow().unwrap_or(&self.condition).facts(),
        }
    }

    /// The condition under which a duty's own words permit a flow.
    pub(crate) fn flow(&self) -> Option<&Condition> {
        self.duty.as_ref().and_then(|duty| duty.flow.as_ref())
    }
}

/// The body of a duty.
#[derive(Debug, Clone)]
pub struct Duty {
    /// The act that fulfils it, if it is a flow.
    pub act: Option<ActIndex>,
    /// To whom.
    pub to: Addressees,
    /// The classes of content it covers, as values of `content`; empty if it is no flow.
    pub content: Vec<FactValue>,
    /// What the filing must say.
    pub fields: Vec<String>,
    /// The period, if the text has a number.
    pub within: Option<Period>,
    /// The word, if the text has one.
    pub word: Option<Word>,
    /// The event that starts the clock.
    pub from: String,
    /// Another event that starts it, if it comes earlier.
    pub or_from: Option<String>,
    /// The duty whose filing starts the clock, where `from` is `filing`.
    pub after: Option<RuleId>,
    /// Another event without which the duty does not exist; the law in force when it occurred governs.
    pub given: Option<String>,
    /// The event of a day that was announced as the last one, where the text has a date and no period.
    pub due: Option<String>,
    /// The instant whose law governs it.
    pub governed: Governed,
    /// How long to keep.
    pub retain: Option<Period>,
    /// What one instance of it is about.
    pub per: Per,
    /// Whether its start event starts it once or each time.
    pub starts: Starts,
    /// The event since which what was filed counts, though the clock had not started: the text excepts
    /// what has been provided already.
    pub already: Option<String>,
    /// Trigger, addressee and content together: the flow that the duty permits.
    pub(crate) flow: Option<Condition>,
}

/// What one instance of a duty is about.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// One product: a filing about another product is no evidence for it.
    #[default]
    Product,
    /// The vulnerability, whatever products it is in.
    Vulnerability,
    /// The bearer alone, such as a channel to be kept open.
    Bearer,
}

/// How often the start event of a duty starts it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Starts {
    /// Once: the first time counts, as with knowledge, which nobody gains twice.
    #[default]
    Once,
    /// Each time anew, as with incidents and requests.
    Each,
}

/// The instant whose law governs a duty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Governed {
    /// That of its start event: what the law began it ends.
    #[default]
    AtStart,
    /// That of the question: an instruction binds only while it stands.
    WhenAsked,
}

/// To whom a duty is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Addressees {
    /// To nobody: repair, verify, retain.
    Nobody,
    /// To each of them.
    All(Vec<FactValue>),
    /// To at least one of them.
    Any(Vec<FactValue>),
}

impl Addressees {
    /// The addressees, whichever way.
    pub fn capacities(&self) -> &[FactValue] {
        match self {
            Self::Nobody => &[],
            Self::All(list) | Self::Any(list) => list,
        }
    }
}

/// A doubt of the text, with its readings.
#[derive(Debug, Clone, Serialize)]
pub struct Reading {
    /// The fact that stands for it.
    pub fact: FactName,
    /// The place of its statute.
    pub statute: usize,
    /// The article under which it stands.
    pub article: String,
    /// The question.
    pub question: Words,
    /// The value that the book proposes.
    pub suggested: FactValue,
    /// Why it proposes it.
    pub why: Words,
    /// How sure we are that the doubt is as described.
    pub certainty: Certainty,
    /// What each value means.
    pub values: Vec<(FactValue, Words)>,
}

/// A named scope: who is bound.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Its key.
    pub key: String,
    /// Who that is.
    pub words: Words,
    /// The condition.
    pub condition: Condition,
}

/// Something that is true of the world.
#[derive(Debug, Clone)]
pub struct Constraint {
    /// Its key.
    pub key: String,
    /// The condition that always holds.
    pub condition: Condition,
    /// The facts it looks at.
    pub facts: Vec<FactIndex>,
    /// Its clauses as Cedar holds them, for proofs.
    #[cfg_attr(not(feature = "analysis"), expect(dead_code, reason = "only proofs look at it"))]
    pub(crate) clauses: serde_json::Value,
}
