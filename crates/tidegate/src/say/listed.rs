//! Lists in the form in which they are told: cases by what is due next, the duties of cases, statutes, facts.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_law::{
    About, Book, Certainty, FactEntry, FactValue, Finding, KnownBy, Language, LeftOut, Names,
    Statute, StatuteKind, Words,
};

use super::owed::DutiesTold;
use super::schema::Bilingual;

/// Cases by what is due next.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CasesTold {
    /// The version of this form.
    pub version: u32,
    /// The instant at which they are told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// How many cases were opened to compute what is due; the log has each opening.
    pub opened: usize,
    /// The cases.
    pub cases: Vec<Listed>,
}

/// A case in the list.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Listed {
    /// Its id.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// The phase of the work.
    pub state: String,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub opened: Timestamp,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed: Timestamp,
    /// How many events it has.
    pub events: u64,
    /// Live duties whose text has a word and no number.
    pub without_number: usize,
    /// The next due time.
    pub next: Option<Next>,
}

/// The next due time of a case.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Next {
    /// The strict due time.
    #[schema(value_type = String, format = DateTime)]
    pub strict: Timestamp,
    /// Who owes it, by the name on record.
    pub bearer: String,
    /// What they are called.
    #[serde(default)]
    #[schema(value_type = Bilingual)]
    pub called: Words,
    /// The clause.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// Whether it is owed for sure.
    pub sure: bool,
}

impl CasesTold {
    /// Sorts by what is due next; those without a due time come last, newest change first.
    pub fn sort(&mut self) {
        self.cases.sort_by_key(|one| {
            let due = one.next.as_ref().map(|next| next.strict);
            (due.is_none(), due, std::cmp::Reverse(one.changed))
        });
    }
}

/// The duties of one case.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DutiesOfCase {
    /// Its id.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// How many were left out because they are met or their clock has not started.
    pub left_out: usize,
    /// The duties.
    pub duties: DutiesTold,
}

/// The duties of every case asked about.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DutiesOfCases {
    /// The version of this form.
    pub version: u32,
    /// The instant asked about.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether cases that changed a moment ago are still to be put in order; ask again to find them in their place.
    #[serde(default)]
    pub behind: bool,
    /// Case by case.
    pub cases: Vec<DutiesOfCase>,
}

/// The statutes of the book.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StatutesTold {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book.
    pub book: String,
    /// Each statute.
    pub statutes: Vec<StatuteTold>,
    /// What somebody may look for and not find, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOutTold>,
}

/// A rule that is not in the book.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LeftOutTold {
    /// Whose rule it is; `norm` for the norms of the field.
    pub jurisdiction: String,
    /// Which.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// Why it is left out.
    #[schema(value_type = Bilingual)]
    pub why: Words,
}

/// A statute in the list.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StatuteTold {
    /// Its id.
    pub id: String,
    /// Statute or house rules.
    #[schema(value_type = String)]
    pub kind: StatuteKind,
    /// How it is cited.
    #[schema(value_type = Bilingual)]
    pub short: Words,
    /// Its title.
    #[schema(value_type = Bilingual)]
    pub title: Words,
    /// Whose law it is.
    pub jurisdiction: String,
    /// From when it is in force.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Until when, if it has ended.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
    /// How many articles it has.
    pub articles: usize,
    /// How many rules.
    pub rules: usize,
    /// How the text was read.
    #[schema(value_type = String)]
    pub certainty: Certainty,
    /// How the least sure of its articles was read.
    #[schema(value_type = String)]
    pub lowest_certainty: Certainty,
    /// The day on which the text was last compared with its source.
    #[schema(value_type = String, format = Date)]
    pub checked: Date,
}

/// The statutes of a book.
#[must_use]
pub fn statutes(book: &Book) -> StatutesTold {
    let each = book.statutes().iter().enumerate();
    StatutesTold {
        version: 1,
        book: book.digest().to_owned(),
        statutes: each.map(|(place, one)| statute(book, place, one)).collect(),
        left_out: book.left_out().iter().map(left_out).collect(),
    }
}

fn left_out(one: &LeftOut) -> LeftOutTold {
    LeftOutTold {
        jurisdiction: one.jurisdiction.clone(),
        words: one.words.clone(),
        why: one.why.clone(),
    }
}

fn statute(book: &Book, place: usize, statute: &Statute) -> StatuteTold {
    let matter = &statute.matter;
    let lowest = statute.articles.iter().map(|article| article.certainty).max();
    StatuteTold {
        id: matter.id.clone(),
        kind: matter.kind,
        short: statute.short(),
        title: statute.title(),
        jurisdiction: matter.jurisdiction.clone(),
        from: matter.from,
        until: matter.until,
        articles: statute.articles.len(),
        rules: book.rules().iter().filter(|rule| rule.statute == place).count(),
        certainty: matter.certainty,
        lowest_certainty: lowest.unwrap_or(matter.certainty),
        checked: matter.checked,
    }
}

/// The facts of the book.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FactsListed {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book.
    pub book: String,
    /// Each fact.
    pub facts: Vec<FactListed>,
}

/// A fact that rules look at.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FactListed {
    /// Its name.
    pub fact: String,
    /// What it is about.
    #[schema(value_type = serde_json::Value)]
    pub about: About,
    /// Who can make it true.
    #[schema(value_type = String)]
    pub by: KnownBy,
    /// What is assumed where nobody says.
    #[schema(value_type = Option<serde_json::Value>)]
    pub assumed: Option<FactValue>,
    /// Its values.
    pub values: Vec<ValueListed>,
}

/// One value of a fact.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ValueListed {
    /// The value.
    #[schema(value_type = serde_json::Value)]
    pub value: FactValue,
    /// The sentence.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// The facts of a book.
#[must_use]
pub fn facts(book: &Book) -> FactsListed {
    let facts = book.schema().facts().iter().map(|one| fact(book, one)).collect();
    FactsListed { version: 1, book: book.digest().to_owned(), facts }
}

/// A fact with its values as sentences.
#[must_use]
pub fn fact(book: &Book, fact: &FactEntry) -> FactListed {
    let names = Names::default();
    let said = |value: &FactValue, language| {
        let finding = Finding { fact: fact.name.clone(), value: value.clone() };
        book.say(&finding, &names, language)
    };
    let values = fact.values.iter().map(|entry| ValueListed {
        value: entry.value.clone(),
        words: Words {
            en: said(&entry.value, Language::English),
            zh: said(&entry.value, Language::Chinese),
        },
    });
    FactListed {
        fact: fact.name.to_string(),
        about: fact.about,
        by: fact.by,
        assumed: fact.assume.clone(),
        values: values.collect(),
    }
}
