//! The register of transfers in the form in which it is told: versioned, in both languages, with counts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::event::Answer;
use tidegate_law::{Book, RuleId, Words};

use super::schema::Bilingual;
use super::told::{act_name, class_name, value_name};
use crate::register::kept::{By, Entry, Kind, Outcome};

/// The register of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RegisterTold {
    /// The version of this form.
    pub version: u32,
    /// The year, in the office's zone.
    pub year: i16,
    /// When it was read.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// How many cases were erased, ever; what was in them is in no register.
    pub erased: usize,
    /// How many cases could not be read; their transfers are missing.
    pub unread: u64,
    /// Whether cases that changed are still to be looked at; their transfers come a little later.
    pub behind: bool,
    /// How many transfers there are by kind of recipient, before any choice among them.
    pub counts: Vec<CountTold>,
    /// The transfers, the latest first.
    pub transfers: Vec<TransferTold>,
}

/// The transfers to one kind of recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CountTold {
    /// The kind.
    #[schema(value_type = String)]
    pub kind: Kind,
    /// How many there are by outcome, in the order of [`Outcome::ALL`].
    #[schema(value_type = Vec<serde_json::Value>)]
    pub by_outcome: Vec<(Outcome, usize)>,
    /// How many of them are sales.
    pub sales: usize,
    /// How many that passed to others reach this kind because the law has them passed on.
    pub passed_on: usize,
    /// How many there are.
    pub all: usize,
}

/// One transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TransferTold {
    /// The case, and the event in it.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// The event of the case that says it.
    pub event: u64,
    /// The leaf of the decision.
    pub leaf: Option<u64>,
    /// When it was asked; where nobody asked, when it took place.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When the case heard of it.
    #[schema(value_type = String, format = DateTime)]
    pub recorded: Timestamp,
    /// When it took place, if that is on record.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub passed: Option<Timestamp>,
    /// The act, as the book spells it, and in words.
    pub act: ActTold,
    /// With which classes of content.
    #[schema(value_type = Vec<Bilingual>)]
    pub content: Vec<Words>,
    /// By whom: what it is, never who.
    #[schema(value_type = String)]
    pub by: By,
    /// The kind of recipient.
    #[schema(value_type = String)]
    pub kind: Kind,
    /// The capacity in which it receives.
    #[schema(value_type = Bilingual)]
    pub recipient: Words,
    /// To whom the law has it passed on.
    pub onward: Vec<OnwardTold>,
    /// What became of it.
    #[schema(value_type = String)]
    pub outcome: Outcome,
    /// What the gate answered, if it was asked.
    #[schema(value_type = Option<String>)]
    pub answer: Option<Answer>,
    /// The rules that stand against it, or for it where it was released.
    pub rules: Vec<CitedTold>,
    /// Whether it was refused because nobody granted the recipient the content.
    pub no_need: bool,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ActTold {
    /// As the book spells it.
    pub act: String,
    /// In words.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// A recipient further on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OnwardTold {
    /// Who.
    #[schema(value_type = Bilingual)]
    pub recipient: Words,
    /// What kind that is.
    #[schema(value_type = String)]
    pub kind: Kind,
    /// The clause that says so.
    pub basis: String,
}

/// A rule as it was cited at the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CitedTold {
    /// Its id.
    pub rule: String,
    /// The page of its article in the book.
    pub page: String,
    /// The citation in force when it was asked.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
}

/// What is chosen from the register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Sales alone.
    pub sales: bool,
    /// One kind of recipient, reached directly or because the law has it passed on.
    pub kind: Option<Kind>,
    /// One outcome.
    pub outcome: Option<Outcome>,
}

impl Chosen {
    /// What words of ours choose, each empty where it chooses nothing: `sell`, a kind and an outcome; none where a word
    /// is not one of ours.
    #[must_use]
    pub fn read(act: &str, kind: &str, outcome: &str) -> Option<Self> {
        fn of<T: Copy>(word: &str, all: &[T], named: fn(T) -> &'static str) -> Option<Option<T>> {
            if word.is_empty() {
                return Some(None);
            }
            all.iter().copied().find(|one| named(*one) == word).map(Some)
        }
        let sales = match act {
            "" => false,
            "sell" => true,
            _ => return None,
        };
        let kind = of(kind, &Kind::ALL, Kind::word)?;
        Some(Self { sales, kind, outcome: of(outcome, &Outcome::ALL, Outcome::word)? })
    }

    fn takes(&self, entry: &Entry) -> bool {
        let reaches = |kind: Kind| {
            entry.kind == kind || entry.onward.iter().any(|onward| onward.kind == kind)
        };
        (!self.sales || is_sale(entry))
            && self.kind.is_none_or(reaches)
            && self.outcome.is_none_or(|outcome| entry.outcome == outcome)
    }
}

fn is_sale(entry: &Entry) -> bool {
    entry.act == tidegate_core::act::Act::Sell
}

/// What stands beside the entries of a register.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    /// The year, in the office's zone.
    pub year: i16,
    /// The present instant.
    pub at: Timestamp,
    /// How many cases were erased.
    pub erased: usize,
    /// How many cases could not be read.
    pub unread: u64,
    /// Whether cases that changed are still to be looked at.
    pub behind: bool,
}

/// The register of a year: counts over all of its entries, and those that are chosen.
#[must_use]
pub fn register(book: &Book, entries: &[Entry], chosen: Chosen, beside: Beside) -> RegisterTold {
    RegisterTold {
        version: 1,
        year: beside.year,
        at: beside.at,
        erased: beside.erased,
        unread: beside.unread,
        behind: beside.behind,
        counts: Kind::ALL.into_iter().map(|kind| count(entries, kind)).collect(),
        transfers: entries
            .iter()
            .filter(|entry| chosen.takes(entry))
            .map(|entry| transfer(book, entry))
            .collect(),
    }
}

fn count(entries: &[Entry], kind: Kind) -> CountTold {
    let of = || entries.iter().filter(|entry| entry.kind == kind);
    let outcome = |outcome| (outcome, of().filter(|entry| entry.outcome == outcome).count());
    let others = entries.iter().filter(|entry| entry.kind != kind);
    CountTold {
        kind,
        by_outcome: Outcome::ALL.map(outcome).to_vec(),
        sales: of().filter(|entry| is_sale(entry)).count(),
        passed_on: others.filter(|entry| entry.onward.iter().any(|on| on.kind == kind)).count(),
        all: of().count(),
    }
}

fn transfer(book: &Book, entry: &Entry) -> TransferTold {
    let onward = entry.onward.iter().map(|onward| OnwardTold {
        recipient: value_name(book, "recipient", &onward.recipient),
        kind: onward.kind,
        basis: onward.basis.clone(),
    });
    TransferTold {
        case: entry.case.to_string(),
        handle: entry.handle.clone(),
        event: entry.seq,
        leaf: entry.leaf,
        at: entry.at,
        recorded: entry.recorded,
        passed: entry.passed,
        act: ActTold { act: entry.act.to_string(), words: act_name(book, entry.act) },
        content: entry.content.iter().map(|class| class_name(book, *class)).collect(),
        by: entry.by,
        kind: entry.kind,
        recipient: value_name(book, "recipient", &entry.recipient),
        onward: onward.collect(),
        outcome: entry.outcome,
        answer: entry.answer,
        rules: entry.rules.iter().map(|rule| cited(book, rule, entry.at)).collect(),
        no_need: entry.no_need,
    }
}

/// A rule by its citation; one that the book does not have any more, by its id.
#[must_use]
pub fn cited(book: &Book, id: &RuleId, at: Timestamp) -> CitedTold {
    let known = book.rule(id).map(|rule| book.citation(rule, at));
    let text = id.to_string();
    let (statute, article) = match text.split('/').collect::<Vec<_>>().as_slice() {
        [statute, article, ..] => ((*statute).to_owned(), (*article).to_owned()),
        _ => (String::new(), String::new()),
    };
    CitedTold {
        page: format!("/law/{statute}/{article}"),
        citation: known.unwrap_or_else(|| Words { en: text.clone(), zh: text.clone() }),
        rule: text,
    }
}
