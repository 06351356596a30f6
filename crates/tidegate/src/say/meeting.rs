//! Where a duty and a prohibition meet, in the form in which it is told: the story, what comes of it, the ways out.

use serde::{Deserialize, Serialize};
use tidegate_law::{Book, Certainty, Class, Finding, Language, Meeting, Names, Rule, Words};

use super::schema::Bilingual;

/// The meetings of duties and prohibitions of a book.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MeetingsTold {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book.
    pub book: String,
    /// Each meeting.
    pub meetings: Vec<MeetingTold>,
    /// The collisions of which sources tell and which no meeting shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unfound: Vec<UnfoundTold>,
}

/// A collision of which sources tell and which no meeting of the book shows, with the reason.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UnfoundTold {
    /// Its key.
    pub key: String,
    /// Who stands between what.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// Why no meeting shows it.
    #[schema(value_type = Bilingual)]
    pub why: Words,
    /// What the sources advise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Bilingual>)]
    pub advice: Option<Words>,
    /// How sure we are of it.
    #[schema(value_type = String)]
    pub certainty: Certainty,
    /// Where it is described.
    #[schema(value_type = Bilingual)]
    pub source: Words,
}

/// A meeting of two rules as a person reads it.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MeetingTold {
    /// What is demanded.
    pub duty: SideTold,
    /// What is forbidden.
    pub prohibition: SideTold,
    /// The act that is both.
    #[schema(value_type = Bilingual)]
    pub act: Words,
    /// The day whose law was asked.
    pub day: String,
    /// What comes of it.
    #[schema(value_type = String)]
    pub class: Class,
    /// What has to be so for both to apply.
    #[schema(value_type = Vec<Bilingual>)]
    pub story: Vec<Words>,
    /// What of it is otherwise than the book takes it to be where nobody says anything; nothing for a meeting that comes
    /// about by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Bilingual>)]
    pub supposes: Vec<Words>,
    /// What lifts the prohibition: the moves of each way out.
    #[schema(value_type = Vec<Vec<Bilingual>>)]
    pub ways: Vec<Vec<Words>>,
    /// The orders of steps that the book knows.
    pub orders: Vec<OrderTold>,
    /// What a named person decides, with reasons, where the orders do not settle it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Bilingual>)]
    pub decides: Vec<Words>,
}

/// One of the two rules.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SideTold {
    /// Its id.
    pub rule: String,
    /// The id of its statute.
    pub statute: String,
    /// How it is cited on that day.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// What it says.
    #[schema(value_type = Bilingual)]
    pub sentence: Words,
    /// The address of its article.
    pub page: String,
}

/// An order of steps.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = MeetingOrder)]
pub struct OrderTold {
    /// What it is.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// What limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Bilingual>)]
    pub limits: Option<Words>,
    /// How sure we are of it.
    #[schema(value_type = String)]
    pub certainty: Certainty,
    /// Where it is described.
    #[schema(value_type = Bilingual)]
    pub source: Words,
    /// Its steps.
    #[schema(value_type = Vec<Bilingual>)]
    pub steps: Vec<Words>,
}

/// Which text stands for a class.
#[must_use]
pub fn message(class: Class) -> &'static str {
    match class {
        Class::Conflict => "meeting-conflict",
        Class::Order => "meeting-order",
        Class::Condition => "meeting-condition",
        Class::Yields => "meeting-yields",
    }
}

/// What a class means, in a sentence.
#[must_use]
pub fn meaning(class: Class) -> &'static str {
    match class {
        Class::Conflict => "meeting-conflict-means",
        Class::Order => "meeting-order-means",
        Class::Condition => "meeting-condition-means",
        Class::Yields => "meeting-yields-means",
    }
}

/// Tells a meeting.
#[must_use]
pub fn told(book: &Book, meeting: &Meeting<'_>) -> MeetingTold {
    let pair = &meeting.pair;
    let side = |rule: &Rule| {
        let statute = book.statute_of(rule).matter.id.clone();
        SideTold {
            rule: rule.id.to_string(),
            citation: book.citation(rule, pair.at),
            sentence: rule.words.clone(),
            page: format!("/law/{statute}/{}", rule.article),
            statute,
        }
    };
    let moved =
        |key: &String| book.moves().iter().find(|one| one.key == *key).map(|one| one.words.clone());
    MeetingTold {
        duty: side(pair.duty),
        prohibition: side(pair.prohibition),
        act: book.schema().act_entry(pair.act).words.clone(),
        day: book.day_of(pair),
        class: meeting.class,
        story: meeting.story.iter().map(|finding| sentence(book, finding)).collect(),
        supposes: book.supposed(meeting).into_iter().map(|one| sentence(book, one)).collect(),
        ways: meeting.moves.iter().map(|way| way.iter().filter_map(moved).collect()).collect(),
        orders: meeting.orders.iter().filter_map(|keys| order(book, keys)).collect(),
        decides: meeting.decides.iter().filter_map(|key| decides(book, key)).collect(),
    }
}

/// Tells the collisions that no meeting shows.
#[must_use]
pub fn unfound(book: &Book) -> Vec<UnfoundTold> {
    let told = book.unfound().iter().map(|one| UnfoundTold {
        key: one.key.clone(),
        words: one.words.clone(),
        why: one.why.clone(),
        advice: one.advice.clone(),
        certainty: one.certainty,
        source: one.source.clone(),
    });
    told.collect()
}

fn decides(book: &Book, through: &str) -> Option<Words> {
    book.throughs().iter().find(|one| one.key == through)?.decides.clone()
}

/// A fact with its value as a sentence in both languages.
#[must_use]
pub fn sentence(book: &Book, finding: &Finding) -> Words {
    let say = |language| book.say(finding, &Names::default(), language);
    Words { en: say(Language::English), zh: say(Language::Chinese) }
}

fn order(book: &Book, (through, order): &(String, String)) -> Option<OrderTold> {
    let through = book.throughs().iter().find(|one| one.key == *through)?;
    let order = through.orders.iter().find(|one| one.key == *order)?;
    Some(OrderTold {
        words: order.words.clone(),
        limits: order.limits.clone(),
        certainty: order.certainty,
        source: order.source.clone(),
        steps: order.steps.iter().map(|step| step.words.clone()).collect(),
    })
}
