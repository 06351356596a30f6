//! Loading the book: from files to compiled, strictly validated rules.
//!
//! Everything that can be wrong is collected and points at file, line and clause. A book with a
//! fault does not load.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use cedar_policy::{PolicyId, PolicySet, ValidationMode, Validator};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value as Json;

use crate::authority::AuthorityEntry;
use crate::book::{Book, Programs, digest};
use crate::compile;
use crate::error::{BookError, SourceFile};
use crate::fact::{FactName, FactValue};
use crate::left_out::LeftOut;
use crate::literate::{Block, Literate};
use crate::load::ahead::{Ahead, Blocks};
use crate::load::rules::RuleReader;
use crate::load::written::Written;
use crate::program::RULES_MAX;
use crate::schema::{Schema, Words};
use crate::statute::{Constraint, Reading, Scope, Statute};
use crate::through::{Through, Unfound};
use crate::time::{Calendars, Counting};
use crate::ways::Move;

mod ahead;
mod rules;
mod written;

/// Rules as Cedar's JSON, kept for the reference engine.
#[derive(Debug, Clone)]
pub(crate) struct CedarForms {
    /// The rule itself with its scopes conjoined.
    pub(crate) rule: Json,
    /// For a duty that is a flow: the permission that follows from it.
    pub(crate) flow: Option<Json>,
}

/// Loads a book from its files, in any order.
pub(crate) fn load(files: &[SourceFile]) -> Result<Book, Vec<BookError>> {
    let schema_file = files.iter().find(|file| file.path == "schema.cedarschema");
    let Some(schema_file) = schema_file else {
        let nowhere = SourceFile::new("schema.cedarschema", "");
        return Err(vec![BookError::whole(&nowhere, "the book has no `schema.cedarschema`")]);
    };
    // Grounds are told in the order of the rules, which must not depend on how a folder lists its files.
    let mut in_order: Vec<&SourceFile> = files.iter().collect();
    in_order.sort_by(|one, other| one.path.cmp(&other.path));
    let (schema, read) = thread::scope(|scope| {
        let schema = scope.spawn(|| Schema::parse(schema_file));
        let read = ahead::read(&in_order);
        // A panic of the reader goes on here.
        (schema.join().unwrap_or_else(|panic| resume_unwind(panic)), read)
    });
    filled(files, schema?, in_order, read)
}

/// Loads a book from its files under a schema that is read already, such as one that two versions of a book share.
pub(crate) fn load_under(files: &[SourceFile], schema: Schema) -> Result<Book, Vec<BookError>> {
    let mut in_order: Vec<&SourceFile> = files.iter().collect();
    in_order.sort_by(|one, other| one.path.cmp(&other.path));
    let read = ahead::read(&in_order);
    filled(files, schema, in_order, read)
}

fn filled(
    files: &[SourceFile],
    schema: Schema,
    in_order: Vec<&SourceFile>,
    read: Vec<Ahead>,
) -> Result<Book, Vec<BookError>> {
    let mut loader = Loader::new(schema);
    for (file, read) in in_order.into_iter().zip(read) {
        loader.file(file, read);
    }
    loader.finish(files)
}

struct Loader {
    schema: Schema,
    errors: Vec<BookError>,
    statutes: Vec<Statute>,
    rules: Vec<crate::statute::Rule>,
    forms: Vec<CedarForms>,
    places: Vec<(Arc<SourceFile>, std::ops::Range<usize>)>,
    readings: Vec<Reading>,
    scopes: Vec<(usize, Scope)>,
    world: Vec<Constraint>,
    moves: Vec<Move>,
    throughs: Vec<Through>,
    unfound: Vec<Unfound>,
    left_out: Vec<LeftOut>,
    authorities: Vec<AuthorityEntry>,
    calendars: BTreeMap<String, Calendars>,
}

impl Loader {
    fn new(schema: Schema) -> Self {
        Self {
            schema,
            errors: Vec::new(),
            statutes: Vec::new(),
            rules: Vec::new(),
            forms: Vec::new(),
            places: Vec::new(),
            readings: Vec::new(),
            scopes: Vec::new(),
            world: Vec::new(),
            moves: Vec::new(),
            throughs: Vec::new(),
            unfound: Vec::new(),
            left_out: Vec::new(),
            authorities: Vec::new(),
            calendars: BTreeMap::new(),
        }
    }

    fn file(&mut self, file: &SourceFile, read: Ahead) {
        match read {
            Ahead::Statute(literate, blocks) => self.statute(file, *literate, blocks),
            Ahead::World(written) => self.world(file, written),
            Ahead::Whole => self.whole(file),
            Ahead::Faults(errors) => self.errors.extend(errors),
        }
    }

    fn whole(&mut self, file: &SourceFile) {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        match name {
            "moves.toml" => self.moves(file),
            "ways-through.toml" => self.throughs(file),
            "authorities.toml" => self.authorities(file),
            "left-out.toml" => self.left_out(file),
            _ if file.path.starts_with("calendars/") && name.ends_with(".toml") => {
                match Calendars::parse(&file.text) {
                    Ok(calendars) => {
                        let key = name.trim_end_matches(".toml").to_owned();
                        self.calendars.insert(key, calendars);
                    }
                    Err(error) => self.errors.push(BookError::whole(file, error.to_string())),
                }
            }
            _ => {}
        }
    }

    fn statute(&mut self, file: &SourceFile, literate: Literate, blocks: Blocks) {
        let matter = literate.matter.clone();
        if self.statutes.iter().any(|statute| statute.matter.id == matter.id) {
            let message = format!("the id `{}` is taken by another statute", matter.id);
            self.errors.push(BookError::whole(file, message));
            return;
        }
        let parsed = (|| {
            let counting: Counting = matter.counting.parse().map_err(|e| format!("{e}"))?;
            let from = start_of_day(matter.from, &matter.zone)?;
            let until = matter.until.map(|day| end_of_day(day, &matter.zone)).transpose()?;
            Ok::<_, String>((counting, from, until))
        })();
        let (counting, from, until) = match parsed {
            Ok(parsed) => parsed,
            Err(message) => {
                self.errors.push(BookError::whole(file, format!("front matter: {message}")));
                return;
            }
        };
        let place = self.statutes.len();
        let (preface, articles) = (literate.preface.clone(), literate.articles.clone());
        let path = file.path.clone();
        self.statutes.push(Statute { matter, path, counting, from, until, preface, articles });
        for block in literate.blocks.iter().filter(|block| block.kind == "reading") {
            self.reading(file, place, &literate, block);
        }
        let mut reader = RuleReader::new(&self.schema, file, place, &literate);
        if let Some(statute) = self.statutes.last() {
            reader.read(statute, blocks);
        }
        self.errors.append(&mut reader.errors);
        self.scopes.extend(reader.scopes.into_iter().map(|scope| (place, scope)));
        let source = Arc::new(file.clone());
        for (rule, forms, span) in reader.rules {
            self.rules.push(rule);
            self.forms.push(forms);
            self.places.push((Arc::clone(&source), span));
        }
    }

    fn reading(&mut self, file: &SourceFile, statute: usize, literate: &Literate, block: &Block) {
        let article =
            literate.articles.get(block.article).map(|a| a.number.clone()).unwrap_or_default();
        let span = Some(block.offset..block.offset + block.text.len());
        let fault = |message: String| BookError::at(file, span.clone(), article.clone(), message);
        let written: ReadingBlock = match toml::from_str(&block.text) {
            Ok(written) => written,
            Err(error) => {
                self.errors.push(fault(format!("the reading does not parse: {}", error.message())));
                return;
            }
        };
        let name = FactName::new(&written.fact);
        let Some(index) = self.schema.fact(&name) else {
            self.errors.push(fault(format!("the schema has no fact `{name}`")));
            return;
        };
        let mut values = Vec::new();
        for entry in &self.schema.entry(index).values {
            match written.values.get(entry.value.as_str()) {
                Some(words) => values.push((entry.value.clone(), words.clone())),
                None => {
                    self.errors.push(fault(format!("the reading `{}` has no words", entry.value)))
                }
            }
        }
        let suggested = FactValue::symbol(&written.suggested);
        if self.schema.value(index, &suggested).is_none() || written.values.len() != values.len() {
            self.errors.push(fault(format!("`{name}` has other values than the schema says")));
        }
        self.readings.push(Reading {
            fact: name,
            statute,
            article: article.clone(),
            question: Words { en: written.en, zh: written.zh },
            suggested,
            why: Words { en: written.why_en, zh: written.why_zh },
            certainty: written.certainty,
            values,
        });
    }

    fn world(&mut self, file: &SourceFile, written: Vec<Written>) {
        for policy in written {
            let key = policy.annotation("world").unwrap_or_default().to_owned();
            match compile::conditions(&self.schema, &policy.json) {
                Ok(condition) => {
                    let facts = condition.facts();
                    let clauses = policy.json.get("conditions").cloned().unwrap_or(Json::Null);
                    self.world.push(Constraint { key, condition, facts, clauses });
                }
                Err(message) => {
                    self.errors.push(BookError::at(file, Some(policy.span), key, message));
                }
            }
        }
    }

    fn moves(&mut self, file: &SourceFile) {
        match Move::parse_all(&self.schema, &file.text) {
            Ok(moves) => self.moves = moves,
            Err(message) => self.errors.push(BookError::whole(file, message)),
        }
    }

    fn throughs(&mut self, file: &SourceFile) {
        match Through::parse_all(&self.schema, &file.text) {
            Ok((throughs, unfound)) => {
                self.throughs = throughs;
                self.unfound = unfound;
            }
            Err(message) => self.errors.push(BookError::whole(file, message)),
        }
    }

    fn left_out(&mut self, file: &SourceFile) {
        match LeftOut::parse_all(&file.text) {
            Ok(list) => self.left_out = list,
            Err(message) => self.errors.push(BookError::whole(file, message)),
        }
    }

    fn authorities(&mut self, file: &SourceFile) {
        match AuthorityEntry::parse_all(&self.schema, &file.text) {
            Ok(list) => self.authorities = list,
            Err(message) => self.errors.push(BookError::whole(file, message)),
        }
    }

    fn finish(mut self, files: &[SourceFile]) -> Result<Book, Vec<BookError>> {
        self.links(files);
        self.validate();
        if let (true, Some(file)) = (self.rules.len() > RULES_MAX, files.first()) {
            let message = format!("a book has at most {RULES_MAX} rules");
            self.errors.push(BookError::whole(file, message));
        }
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        Ok(Book {
            programs: Programs::of(&self.schema, &self.rules, &self.world),
            digest: digest(files),
            schema: self.schema,
            statutes: self.statutes,
            rules: self.rules,
            forms: self.forms,
            readings: self.readings,
            scopes: self.scopes,
            world: self.world,
            moves: self.moves,
            throughs: self.throughs,
            unfound: self.unfound,
            left_out: self.left_out,
            authorities: self.authorities,
            calendars: self.calendars,
            cedar: std::sync::OnceLock::new(),
        })
    }

    /// What one file says of another: calendars, earlier duties, rules of an order of steps, readings that no statute
    /// explains.
    fn links(&mut self, files: &[SourceFile]) {
        for statute in &self.statutes {
            let calendar = &statute.matter.calendar;
            if !self.calendars.contains_key(calendar)
                && let Some(file) = files.iter().find(|file| file.path == statute.path)
            {
                let message = format!("there is no calendar `{calendar}` in calendars/");
                self.errors.push(BookError::whole(file, message));
            }
        }
        for (place, rule) in self.rules.iter().enumerate() {
            let after = rule.duty.as_ref().and_then(|duty| duty.after.as_ref());
            if let (Some(after), Some((file, span))) = (after, self.places.get(place))
                && !self.rules.iter().any(|other| other.id == *after && other.duty.is_some())
            {
                let message =
                    format!("there is no duty `{after}` whose filing could start a clock");
                self.errors.push(BookError::at(file, Some(span.clone()), &rule.article, message));
            }
        }
        for rule in self.throughs.iter().flat_map(Through::rules) {
            if !self.rules.iter().any(|known| known.id == *rule)
                && let Some(file) = files.iter().find(|file| file.path == "ways-through.toml")
            {
                let message = format!("there is no rule `{rule}`");
                self.errors.push(BookError::whole(file, message));
            }
        }
        for entry in self.schema.facts() {
            let is_reading = entry.by == crate::schema::KnownBy::Reading;
            let explained = self.readings.iter().any(|reading| reading.fact == entry.name);
            if is_reading
                && !explained
                && let Some(file) = files.iter().find(|f| f.path == "schema.cedarschema")
            {
                let message = format!("no statute explains the reading `{}`", entry.name);
                self.errors.push(BookError::whole(file, message));
            }
        }
    }

    /// Cedar's own strict validation of every rule against the schema, several at a time.
    fn validate(&mut self) {
        let share = self.forms.len().div_ceil(ahead::AT_ONCE).max(1);
        let faults: Vec<(usize, String)> = thread::scope(|scope| {
            let schema = self.schema.cedar();
            let checks: Vec<_> = (0_usize..)
                .step_by(share)
                .zip(self.forms.chunks(share))
                .map(|(first, forms)| scope.spawn(move || strictly(schema, first, forms)))
                .collect();
            let joined = checks.into_iter().map(|check| check.join());
            // A panic of a check goes on here.
            joined.flat_map(|found| found.unwrap_or_else(|panic| resume_unwind(panic))).collect()
        });
        for (place, message) in faults {
            if let (Some((file, span)), Some(rule)) =
                (self.places.get(place), self.rules.get(place))
            {
                self.errors.push(BookError::at(file, Some(span.clone()), &rule.article, message));
            }
        }
    }
}

/// What Cedar's strict validation finds in some of the rules: the place of a rule, and what is wrong with it. `first` is
/// the place of the first of them.
fn strictly(
    schema: &cedar_policy::Schema,
    first: usize,
    forms: &[CedarForms],
) -> Vec<(usize, String)> {
    let (mut set, mut faults) = (PolicySet::new(), Vec::new());
    for (place, forms) in (first..).zip(forms) {
        let many = [Some((&forms.rule, "rule")), forms.flow.as_ref().map(|flow| (flow, "flow"))];
        for (json, kind) in many.into_iter().flatten() {
            let id = PolicyId::new(format!("{kind}:{place}"));
            let added = cedar_policy::Policy::from_json(Some(id), json.clone())
                .map_err(|error| error.to_string())
                .and_then(|policy| set.add(policy).map_err(|error| error.to_string()));
            faults.extend(added.err().map(|message| (place, message)));
        }
    }
    let result = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
    for error in result.validation_errors() {
        let id = error.policy_id().to_string();
        let place = id.split(':').nth(1).and_then(|place| place.parse().ok());
        faults.extend(place.map(|place| (place, error.to_string())));
    }
    faults
}

/// The first instant of a day in a zone.
pub(crate) fn start_of_day(day: Date, zone: &str) -> Result<Timestamp, String> {
    let zone = TimeZone::get(zone).map_err(|error| format!("the zone `{zone}`: {error}"))?;
    day.to_zoned_datetime(zone).map(|day| day.timestamp()).map_err(|error| error.to_string())
}

/// The first instant after a day in a zone.
pub(crate) fn end_of_day(day: Date, zone: &str) -> Result<Timestamp, String> {
    start_of_day(day.tomorrow().map_err(|error| error.to_string())?, zone)
}

/// A reading as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingBlock {
    fact: String,
    en: String,
    zh: String,
    suggested: String,
    why_en: String,
    why_zh: String,
    certainty: crate::statute::Certainty,
    values: BTreeMap<String, Words>,
}
