//! Forms: what an authority's form asks for at the stage of a duty, in the order of the form.
//!
//! Forms lie beside the book and are versioned apart from it: a portal adds a field without an amendment, and an article
//! changes without a portal. Each field says whether the law asks for it, the portal alone, or nobody; where that is
//! said, and how sure we are. What the law asks for at a duty is what its rule names in `@fields`: a form that leaves
//! one of them out, or calls a field law that no rule names, does not load. A form fills nothing: it says from which
//! part of a case a field can be filled ([`Fill`]), and a program for attacks is no such part.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::book::{Book, digest};
use crate::error::{BookError, SourceFile};
use crate::fact::{FactName, FactValue};
use crate::schema::Words;
use crate::statute::{Certainty, Rule, RuleId};

/// The forms that there are, and the duties that are known to have none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forms {
    /// The digest of their files.
    pub digest: String,
    /// The forms, in the order of files and of each file.
    pub forms: Vec<Form>,
    /// Duties to report for which no form is known, each with the reason.
    pub without: Vec<Without>,
}

/// A form for one stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Form {
    /// Its key.
    pub key: String,
    /// Its name.
    pub words: Words,
    /// Since when it is so written here.
    pub version: Date,
    /// The day on which its source was last looked at.
    pub checked: Date,
    /// What is not known of it, where something is not.
    pub doubt: Option<Words>,
    /// The duties that it meets.
    pub duties: Vec<RuleId>,
    /// The language in which it is filled in, where a source says so.
    pub language: Option<String>,
    /// The fields in the form's own order.
    pub fields: Vec<Field>,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its id; what the law asks for has the name that the rule gives it.
    pub id: String,
    /// The number that the form gives it, where it has one.
    pub number: Option<String>,
    /// What it is called.
    pub words: Words,
    /// What to write.
    pub hint: Option<Words>,
    /// Who asks for it.
    pub basis: FieldBasis,
    /// Where that is said: a clause of a statute of the book, or one of the sources of the form's file.
    pub source: Words,
    /// How sure we are of it.
    pub certainty: Certainty,
    /// The values among which it chooses, where it does.
    pub choices: Vec<Words>,
    /// From which part of a case it can be filled; none where a person writes it.
    pub from: Option<Fill>,
    /// The form of an earlier stage from which it is carried forward.
    pub carried: Option<String>,
}

/// Who asks for a field. The order is that in which a sheet grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldBasis {
    /// The law.
    Law,
    /// The portal, which takes no filing without it.
    Portal,
    /// Nobody: it may be given.
    Optional,
}

/// From which part of a case a field can be filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    /// Always the same words.
    Fixed(Words),
    /// The names of the products.
    ProductNames,
    /// Their models.
    ProductModels,
    /// Their versions.
    ProductVersions,
    /// Name, model and version together.
    Products,
    /// Who provides the products.
    Manufacturers,
    /// Who owes the duty.
    Bearer,
    /// The Member States in which the products are made available.
    MemberStates,
    /// When the clock of the duty started.
    Started,
    /// When a corrective or mitigating measure was there.
    MeasureAvailable,
    /// What is known of a fact.
    Fact(FactName),
    /// Content of the case of one of these classes.
    Content(BTreeSet<SheetContent>),
}

/// The classes of content that can stand on a sheet. A program for attacks, the finder's name and data of customers are
/// none of them, so no form can ask for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetContent {
    /// That the vulnerability exists.
    Existence,
    /// A general description.
    General,
    /// Technical details.
    Technical,
    /// A remedy.
    Remedy,
}

/// A duty to report for which no form is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Without {
    /// The duty.
    pub duty: RuleId,
    /// Why there is none.
    pub why: Words,
}

impl SheetContent {
    /// The value of `content` in the schema.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Existence => "existence",
            Self::General => "general",
            Self::Technical => "technical",
            Self::Remedy => "remedy",
        }
    }
}

impl Form {
    /// The field of this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}

impl Forms {
    /// Loads forms against a book: every duty must be one of its rules, and every field that a rule names must stand in
    /// its form.
    ///
    /// # Errors
    /// Every fault, with file and line.
    pub fn load(book: &Book, files: &[SourceFile]) -> Result<Self, Vec<BookError>> {
        let mut in_order: Vec<&SourceFile> = files.iter().collect();
        in_order.sort_by(|one, other| one.path.cmp(&other.path));
        let mut reader =
            Reader { book, forms: Vec::new(), without: Vec::new(), faults: Vec::new() };
        for file in in_order {
            reader.file(file);
        }
        if !reader.faults.is_empty() {
            return Err(reader.faults);
        }
        Ok(Self { digest: digest(files), forms: reader.forms, without: reader.without })
    }

    /// The form for a duty, if there is one.
    pub fn of(&self, duty: &RuleId) -> Option<&Form> {
        self.forms.iter().find(|form| form.duties.contains(duty))
    }

    /// The form of this key.
    pub fn form(&self, key: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.key == key)
    }

    /// Why a duty has no form, if that is said.
    pub fn why_without(&self, duty: &RuleId) -> Option<&Words> {
        self.without.iter().find(|one| one.duty == *duty).map(|one| &one.why)
    }
}

/// The duties of a book to report to an authority.
pub fn reporting(book: &Book) -> impl Iterator<Item = &Rule> {
    book.rules().iter().filter(|rule| {
        rule.duty.as_ref().is_some_and(|duty| {
            let act = duty.act.map(|act| book.schema().act_entry(act).name.as_str());
            let authority =
                |to: &FactValue| book.authorities().iter().any(|entry| entry.key == *to);
            matches!(act, Some("report" | "notify")) && duty.to.capacities().iter().any(authority)
        })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Date,
    checked: Date,
    /// Sources that are no clauses of the book, by the word that fields name them by.
    #[serde(default)]
    sources: BTreeMap<String, Words>,
    #[serde(default)]
    form: Vec<WrittenForm>,
    #[serde(default)]
    without: Vec<WrittenWithout>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenForm {
    key: Spanned<String>,
    en: String,
    zh: String,
    doubt: Option<Words>,
    duties: Vec<Spanned<String>>,
    language: Option<String>,
    field: Vec<WrittenField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    id: Spanned<String>,
    number: Option<String>,
    en: String,
    zh: String,
    hint: Option<Words>,
    basis: FieldBasis,
    source: Spanned<String>,
    certainty: Certainty,
    #[serde(default)]
    choices: Vec<Words>,
    from: Option<Fill>,
    carried: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWithout {
    duty: Spanned<String>,
    en: String,
    zh: String,
}

struct Reader<'r> {
    book: &'r Book,
    forms: Vec<Form>,
    without: Vec<Without>,
    faults: Vec<BookError>,
}

impl Reader<'_> {
    fn file(&mut self, file: &SourceFile) {
        let read: File = match toml::from_str(&file.text) {
            Ok(read) => read,
            Err(error) => {
                let fault = BookError::at(file, error.span(), "", error.message());
                self.faults.push(fault);
                return;
            }
        };
        for one in read.without {
            let span = one.duty.span();
            if let Some(duty) = self.duty(file, &one.duty) {
                if self.forms.iter().any(|form| form.duties.contains(&duty)) {
                    self.fault(file, span, "", format!("`{duty}` has a form"));
                }
                let why = Words { en: one.en, zh: one.zh };
                self.said(file, one.duty.span(), &why);
                self.without.push(Without { duty, why });
            }
        }
        for one in read.form {
            self.form(file, one, (read.version, read.checked), &read.sources);
        }
    }

    fn fault(&mut self, file: &SourceFile, span: Range<usize>, clause: &str, message: String) {
        self.faults.push(BookError::at(file, Some(span), clause, message));
    }

    fn said(&mut self, file: &SourceFile, span: Range<usize>, words: &Words) {
        if words.en.trim().is_empty() || words.zh.trim().is_empty() {
            self.fault(file, span, "", "the words stand in one language only".to_owned());
        }
    }

    /// A duty of the book.
    fn duty(&mut self, file: &SourceFile, written: &Spanned<String>) -> Option<RuleId> {
        let id = RuleId::parse(written.as_ref());
        let rule = id.as_ref().and_then(|id| self.book.rule(id));
        if rule.is_some_and(|rule| rule.duty.is_some()) {
            return id;
        }
        let message = format!("the book has no duty `{}`", written.as_ref());
        self.fault(file, written.span(), "", message);
        None
    }

    fn form(
        &mut self,
        file: &SourceFile,
        written: WrittenForm,
        days: (Date, Date),
        sources: &BTreeMap<String, Words>,
    ) {
        let span = written.key.span();
        let key = written.key.into_inner();
        let words = Words { en: written.en, zh: written.zh };
        self.said(file, span.clone(), &words);
        if self.forms.iter().any(|form| form.key == key) {
            self.fault(file, span.clone(), &key, format!("the form `{key}` stands twice"));
        }
        let duties: Vec<RuleId> =
            written.duties.iter().filter_map(|duty| self.duty(file, duty)).collect();
        for duty in &duties {
            if self.forms.iter().any(|form| form.duties.contains(duty)) {
                self.fault(file, span.clone(), &key, format!("`{duty}` has another form"));
            }
        }
        let mut seen = BTreeMap::new();
        let mut fields = Vec::new();
        for field in written.field {
            let place = field.id.span();
            if seen.insert(field.id.as_ref().clone(), field.basis).is_some() {
                let message = format!("the field `{}` stands twice", field.id.as_ref());
                self.fault(file, place, &key, message);
                continue;
            }
            let source = self.source(file, &key, &field.source, sources);
            fields.push(self.field(file, (&key, &duties), field, source));
        }
        self.covers(file, (&key, span), &duties, &seen);
        self.forms.push(Form {
            key,
            words,
            version: days.0,
            checked: days.1,
            doubt: written.doubt,
            duties,
            language: written.language,
            fields,
        });
    }

    /// Whether what the rules ask for stands in the form as law.
    fn covers(
        &mut self,
        file: &SourceFile,
        (key, span): (&str, Range<usize>),
        duties: &[RuleId],
        fields: &BTreeMap<String, FieldBasis>,
    ) {
        for duty in duties {
            let asked = self.book.rule(duty).and_then(|rule| rule.duty.as_ref());
            for name in asked.iter().flat_map(|duty| duty.fields.clone()) {
                if fields.get(&name) != Some(&FieldBasis::Law) {
                    let message =
                        format!("`{duty}` asks for `{name}`, which is no field of law here");
                    self.fault(file, span.clone(), key, message);
                }
            }
        }
    }

    fn field(
        &mut self,
        file: &SourceFile,
        (key, duties): (&str, &[RuleId]),
        written: WrittenField,
        source: Words,
    ) -> Field {
        let (span, id) = (written.id.span(), written.id.into_inner());
        let words = Words { en: written.en, zh: written.zh };
        for words in written.hint.iter().chain(&written.choices).chain([&words]) {
            self.said(file, span.clone(), words);
        }
        if written.basis == FieldBasis::Law && !self.named(duties, &id) {
            let message = format!("no rule of the form asks for `{id}`; it is not law");
            self.fault(file, span.clone(), key, message);
        }
        let carried = written.carried.map(|from| {
            let earlier = self.forms.iter().find(|form| form.key == *from.as_ref());
            if earlier.and_then(|form| form.field(&id)).is_none() {
                let message = format!("no earlier form `{}` has a field `{id}`", from.as_ref());
                self.fault(file, from.span(), key, message);
            }
            from.into_inner()
        });
        if let Some(Fill::Fact(name)) = &written.from
            && self.book.schema().fact(name).is_none()
        {
            self.fault(file, span, key, format!("the schema has no fact `{name}`"));
        }
        Field {
            id,
            number: written.number,
            words,
            hint: written.hint,
            basis: written.basis,
            source,
            certainty: written.certainty,
            choices: written.choices,
            from: written.from,
            carried,
        }
    }

    /// Where a field comes from, in both languages.
    fn source(
        &mut self,
        file: &SourceFile,
        key: &str,
        written: &Spanned<String>,
        sources: &BTreeMap<String, Words>,
    ) -> Words {
        let text = written.as_ref();
        if let Some(words) = sources.get(text) {
            self.said(file, written.span(), words);
            return words.clone();
        }
        let cited = self.book.statutes().iter().find_map(|statute| {
            let short = statute.short();
            let clause = text.strip_prefix(short.en.as_str())?.strip_prefix(' ')?;
            let within = |number: &str| {
                clause
                    .strip_prefix(number)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
            };
            let is_there = statute.articles.iter().any(|article| within(&article.number));
            is_there.then(|| Words { zh: format!("{}{clause}", short.zh), en: text.clone() })
        });
        cited.unwrap_or_else(|| {
            let message =
                format!("`{text}` is neither a clause of the book nor one of the file's sources");
            self.fault(file, written.span(), key, message);
            Words { en: text.clone(), zh: text.clone() }
        })
    }

    /// Whether a rule names the field. A rule that names none leaves what is reported to the text, which the form gives.
    fn named(&self, duties: &[RuleId], id: &str) -> bool {
        let mut all = duties.iter().filter_map(|duty| self.book.rule(duty)?.duty.as_ref());
        all.any(|duty| duty.fields.is_empty() || duty.fields.iter().any(|name| name == id))
    }
}
