//! A statute in the form in which it is shown: articles, rules as sentences and as written, readings.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_law::{
    Addressees, Article, Book, Certainty, Duty, Force, Names, Reading, Rule, RuleKind, Statute,
    Words,
};

use super::outline::{Outline, outline};
use super::schema::Bilingual;
use super::told::value_name;

/// A statute as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Shown {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book.
    pub book: String,
    /// Its id.
    pub id: String,
    /// Its title.
    #[schema(value_type = Bilingual)]
    pub title: Words,
    /// Whose law it is.
    pub jurisdiction: String,
    /// Who issued it.
    #[schema(value_type = Bilingual)]
    pub issuer: Words,
    /// The document number, if there is one.
    pub document: Option<String>,
    /// From when it is in force.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Until when, if it has ended.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
    /// Where the text was read.
    pub source: String,
    /// The day on which the text was last compared with its source.
    #[schema(value_type = String, format = Date)]
    pub checked: Date,
    /// The instant whose law is shown; all of it if none.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// Whether it was not in force at that instant.
    #[serde(default)]
    pub not_in_force: bool,
    /// What it is, whom it reaches and what of it was not read; empty if nothing stands above the articles. Paragraphs are
    /// separated by a blank line.
    #[serde(default)]
    #[schema(value_type = Bilingual)]
    pub preface: Words,
    /// The articles.
    pub articles: Vec<ArticleShown>,
}

/// An article with its rules and readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ArticleShown {
    /// Its number.
    pub number: String,
    /// Its title.
    #[schema(value_type = Bilingual)]
    pub title: Words,
    /// Our paraphrase; paragraphs are separated by a blank line.
    #[schema(value_type = Bilingual)]
    pub paraphrase: Words,
    /// How the text was read.
    #[schema(value_type = String)]
    pub certainty: Certainty,
    /// Where the text was read.
    pub source: String,
    /// The rules under it.
    pub rules: Vec<RuleShown>,
    /// Whether it has rules of which none was in force at the instant whose law is shown.
    #[serde(default)]
    pub not_in_force: bool,
    /// The doubts under it.
    pub readings: Vec<ReadingShown>,
}

/// A rule as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RuleShown {
    /// Its id.
    pub rule: String,
    /// Shall, shall not, may.
    #[schema(value_type = String)]
    pub kind: RuleKind,
    /// How it is cited.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// What it says in one sentence.
    #[schema(value_type = Bilingual)]
    pub sentence: Words,
    /// When it applies.
    pub applies_when: Outline,
    /// The named scopes: who is bound.
    #[schema(value_type = Vec<Bilingual>)]
    pub bound: Vec<Words>,
    /// How binding it is.
    #[schema(value_type = String)]
    pub force: Force,
    /// How the text was read.
    #[schema(value_type = String)]
    pub certainty: Certainty,
    /// From when it is in force.
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// Until when, if it has ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
    /// The body of a duty.
    pub duty: Option<DutyShown>,
    /// The rule as written.
    pub cedar: String,
}

/// The body of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DutyShown {
    /// To whom.
    #[schema(value_type = Vec<Bilingual>)]
    pub to: Vec<Words>,
    /// Whether one addressee suffices.
    pub any_of: bool,
    /// The period, if the text has a number.
    #[schema(value_type = Option<Bilingual>)]
    pub within: Option<Words>,
    /// The word, if the text has one.
    #[schema(value_type = Option<Bilingual>)]
    pub word: Option<Words>,
    /// The event that starts the clock.
    #[schema(value_type = Bilingual)]
    pub starts_with: Words,
    /// Another event that starts it, if it comes earlier.
    #[serde(default)]
    #[schema(value_type = Option<Bilingual>)]
    pub or_starts_with: Option<Words>,
    /// The rule whose filing starts the clock, where a filing does.
    #[serde(default)]
    #[schema(value_type = Option<Bilingual>)]
    pub after: Option<Words>,
    /// Another event without which there is no duty.
    #[serde(default)]
    #[schema(value_type = Option<Bilingual>)]
    pub given: Option<Words>,
    /// The event whose announced day is the last one, where the text has a date and no period.
    #[serde(default)]
    #[schema(value_type = Option<Bilingual>)]
    pub ends_with: Option<Words>,
    /// How long to keep.
    #[schema(value_type = Option<Bilingual>)]
    pub keep: Option<Words>,
    /// What the filing must say.
    pub fields: Vec<String>,
}

/// A doubt of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReadingShown {
    /// Its key.
    pub reading: String,
    /// The question.
    #[schema(value_type = Bilingual)]
    pub question: Words,
    /// What the book suggests.
    pub suggested: String,
    /// Why.
    #[schema(value_type = Bilingual)]
    pub why: Words,
    /// How the text was read.
    #[schema(value_type = String)]
    pub certainty: Certainty,
    /// The ways to read it.
    pub values: Vec<ValueShown>,
}

/// One way to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ValueShown {
    /// The value.
    pub value: String,
    /// What it means.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// Whether an article is the one wanted, or an item of it: `9` shows 9 and 9(1) to 9(8).
#[must_use]
pub fn under(article: &Article, wanted: &str) -> bool {
    let rest = article.number.strip_prefix(wanted);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
}

/// A statute with the articles chosen, and the rules in force at an instant or ever.
#[must_use]
pub fn shown(
    book: &Book,
    place: usize,
    statute: &Statute,
    chosen: &[&Article],
    at: Option<Timestamp>,
) -> Shown {
    let matter = &statute.matter;
    let under = |article: &Article| {
        let number = article.number.clone();
        let rules = book.rules().iter();
        rules.filter(move |rule| rule.statute == place && rule.article == number)
    };
    let articles = chosen.iter().map(|article| ArticleShown {
        number: article.number.clone(),
        title: article.title.clone(),
        paraphrase: article.text.clone(),
        certainty: article.certainty,
        source: article.source.clone(),
        not_in_force: at.is_some_and(|at| {
            let mut all = under(article).peekable();
            all.peek().is_some() && !all.any(|rule| rule.in_force(at))
        }),
        rules: under(article)
            .filter(|rule| at.is_none_or(|at| rule.in_force(at)))
            .map(|rule| rule_shown(book, rule, at))
            .collect(),
        readings: book
            .readings()
            .iter()
            .filter(|reading| reading.statute == place && reading.article == article.number)
            .map(reading_shown)
            .collect(),
    });
    Shown {
        version: 1,
        book: book.digest().to_owned(),
        id: matter.id.clone(),
        title: statute.title(),
        jurisdiction: matter.jurisdiction.clone(),
        issuer: Words { en: matter.issuer_en.clone(), zh: matter.issuer_zh.clone() },
        document: matter.document.clone(),
        from: matter.from,
        until: matter.until,
        source: matter.source.clone(),
        checked: matter.checked,
        at,
        not_in_force: at.is_some_and(|at| !statute.in_force(at)),
        preface: statute.preface.clone(),
        articles: articles.collect(),
    }
}

fn rule_shown(book: &Book, rule: &Rule, at: Option<Timestamp>) -> RuleShown {
    let names = Names::default();
    let bound = rule.bound.iter().filter_map(|key| {
        book.scopes()
            .find(|(statute, scope)| {
                scope.key == *key && statute.matter.id == book.statute_of(rule).matter.id
            })
            .map(|(_, scope)| scope.words.clone())
    });
    RuleShown {
        rule: rule.id.to_string(),
        kind: rule.kind,
        citation: book.citation(rule, at.unwrap_or(Timestamp::MAX)),
        sentence: rule.words.clone(),
        applies_when: outline(book, &rule.condition, &names),
        bound: bound.collect(),
        force: rule.force,
        certainty: rule.certainty,
        from: rule.from,
        until: rule.until,
        duty: rule.duty.as_ref().map(|duty| duty_shown(book, duty, at.unwrap_or(Timestamp::MAX))),
        cedar: rule.cedar.clone(),
    }
}

fn duty_shown(book: &Book, duty: &Duty, at: Timestamp) -> DutyShown {
    let said = |said: tidegate_law::time::Said| Words { en: said.en, zh: said.zh };
    let event = |name: &str| book.schema().start_event(name).map(|event| event.words.clone());
    let event_if = |name: &Option<String>| name.as_deref().and_then(event);
    let after = duty.after.as_ref().and_then(|id| book.rule(id));
    DutyShown {
        to: duty
            .to
            .capacities()
            .iter()
            .map(|to| value_name(book, "recipient", to.as_str()))
            .collect(),
        any_of: matches!(duty.to, Addressees::Any(_)),
        within: duty.within.map(|period| said(period.said())),
        word: duty
            .word
            .map(|word| Words { en: word.english().to_owned(), zh: word.chinese().to_owned() }),
        starts_with: event(&duty.from).unwrap_or_default(),
        or_starts_with: event_if(&duty.or_from),
        after: after.map(|rule| book.citation(rule, at)),
        given: event_if(&duty.given),
        ends_with: event_if(&duty.due),
        keep: duty.retain.map(|period| said(period.said())),
        fields: duty.fields.clone(),
    }
}

fn reading_shown(reading: &Reading) -> ReadingShown {
    ReadingShown {
        reading: reading.fact.to_string(),
        question: reading.question.clone(),
        suggested: reading.suggested.to_string(),
        why: reading.why.clone(),
        certainty: reading.certainty,
        values: reading
            .values
            .iter()
            .map(|(value, words)| ValueShown { value: value.to_string(), words: words.clone() })
            .collect(),
    }
}
