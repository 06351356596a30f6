//! Copy sheets in the form in which they are told: versioned, in both languages, what is missing first.
//!
//! A sheet names content by item. The text of an item stands in it only where it was opened along the chain of the
//! embargo ([`SheetTold::with_contents`]); what is not opened is named and stays shut.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::gate::{Desk, GateDecision, Reached};
use tidegate_core::id::ItemId;
use tidegate_core::item::ContentClass;
use tidegate_core::plan::passes;
use tidegate_core::sheet::{Entry, FiledAs, Line, Sheet};
use tidegate_law::{AnswerKind, Certainty, FieldBasis, Finding, Ground, Names, Words};

use super::Basis;
use super::happened::started;
use super::owed::{DutyTold, StartTold, duty};
use super::rule::RuleTold;
use super::schema::Bilingual;
use super::told::{class_name, party_name};

mod content;
pub use content::{Held, is_part, listed};
mod empty;
mod paper;

pub use paper::{basis, entry, paper, reach};

/// The sheets of a duty in a case: one for each bearer, product and start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SheetsTold {
    /// The version of this form.
    pub version: u32,
    /// The sheets; none where nobody owes the duty.
    pub sheets: Vec<SheetTold>,
}

/// A copy sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SheetTold {
    /// The digest of the book.
    pub book: String,
    /// The digest of the forms.
    pub forms: String,
    /// The key of the form.
    pub form: String,
    /// Its name.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// Since when the form is so written.
    #[schema(value_type = String, format = Date)]
    pub form_version: Date,
    /// The day on which its source was last looked at.
    #[schema(value_type = String, format = Date)]
    pub checked: Date,
    /// What is not known of the form.
    #[schema(value_type = Option<Bilingual>)]
    pub doubt: Option<Words>,
    /// The language in which it is filled in, where a source says so.
    pub language: Option<String>,
    /// The instant.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The case.
    pub case: String,
    /// Its handle.
    pub handle: String,
    /// Who owes the duty, by the id in the case.
    #[serde(default)]
    pub bearer: String,
    /// The duty that it meets.
    pub duty: DutyTold,
    /// How far it goes: `law` holds the legal minimum alone.
    #[schema(value_type = String)]
    pub extent: FieldBasis,
    /// The ids of the fields in which nothing stands.
    pub missing: Vec<String>,
    /// The ids of those among them that the law names: whoever files checks that they are filled in at the portal, and a
    /// filing on record does not show that they were.
    #[serde(default)]
    pub empty_by_law: Vec<String>,
    /// The fields in the form's own order.
    pub fields: Vec<FieldTold>,
    /// The classes of content that it would disclose.
    #[schema(value_type = Vec<Bilingual>)]
    pub discloses: Vec<Words>,
    /// Content that the duty asks for and the case does not hold.
    #[schema(value_type = Vec<Bilingual>)]
    pub to_write: Vec<Words>,
    /// Everyone whom the filing reaches, the addressees first.
    pub reaches: Vec<ReachTold>,
    /// The embargo that it touches.
    pub embargo: Option<EmbargoTold>,
    /// How many of the items that it would disclose were meant for the receiving office alone.
    pub confidential: usize,
    /// What the gate says of the filing with each addressee.
    pub gate: Vec<GateTold>,
    /// The filings on record.
    pub filed: Vec<FiledTold>,
}

/// A field with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldTold {
    /// Its id.
    pub id: String,
    /// The number that the form gives it.
    pub number: Option<String>,
    /// What it is called.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// What to write.
    #[schema(value_type = Option<Bilingual>)]
    pub hint: Option<Words>,
    /// Who asks for it.
    #[schema(value_type = String)]
    pub basis: FieldBasis,
    /// Where that is said.
    #[schema(value_type = Bilingual)]
    pub source: Words,
    /// How sure we are of it.
    #[schema(value_type = String)]
    pub certainty: Certainty,
    /// The values among which it chooses.
    #[schema(value_type = Vec<Bilingual>)]
    pub choices: Vec<Words>,
    /// What stands in it.
    pub entry: EntryTold,
}

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryTold {
    /// Nothing: a person writes it.
    Missing,
    /// Words of the form or the book.
    Words {
        /// In both languages.
        #[schema(value_type = Bilingual)]
        words: Words,
    },
    /// What the case says.
    Text {
        /// As it stands there.
        text: String,
    },
    /// When something was.
    When {
        /// The time.
        when: StartTold,
    },
    /// The content of items.
    Content {
        /// Each of them.
        items: Vec<ContentTold>,
    },
    /// It was given at an earlier stage.
    Carried {
        /// In which filing.
        filed: FiledTold,
    },
}

/// The content of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ContentTold {
    /// The item.
    pub item: String,
    /// Its class.
    #[schema(value_type = Bilingual)]
    pub class: Words,
    /// Its text as it is copied, in the language of the form, else in English; where it was opened for this sheet.
    pub text: Option<String>,
    /// The same with labels in both languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Bilingual>)]
    pub words: Option<Words>,
}

/// Somebody whom the filing reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReachTold {
    /// Who.
    #[schema(value_type = Bilingual)]
    pub who: Words,
    /// Where it sits, by the code of the jurisdiction, where that is known.
    pub place: Option<String>,
    /// The clauses along which it is passed on; none for an addressee.
    pub basis: Vec<String>,
    /// Through which channel it receives, where the book knows one.
    #[schema(value_type = Option<Bilingual>)]
    pub channel: Option<Words>,
    /// Whether it is a party of the embargo that stands, if one stands.
    pub within_embargo: Option<bool>,
}

/// An embargo that a filing touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EmbargoTold {
    /// Between whom.
    #[schema(value_type = Vec<Bilingual>)]
    pub parties: Vec<Words>,
    /// Until when, if a time was set.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
    /// Under which terms, if any were named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
}

/// What the gate says of the filing with one addressee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GateTold {
    /// With whom.
    #[schema(value_type = Bilingual)]
    pub to: Words,
    /// The answer.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
    /// Whether it may take place now: the gate lets it pass, or a ruling releases it.
    pub passes: bool,
    /// The ruling that releases it.
    pub ruling: Option<String>,
    /// Every rule that stands against it.
    pub blocked_by: Vec<RuleTold>,
}

/// A filing on record: the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FiledTold {
    /// Under which rule.
    pub rule: String,
    /// Its number in the case.
    pub event: u64,
    /// When, as the portal says.
    pub when: StartTold,
    /// The addressee's reference.
    pub reference: Option<String>,
}

impl SheetsTold {
    /// The worst answer of the gate that stands against a filing; none where all pass.
    #[must_use]
    pub fn stopped(&self) -> Option<AnswerKind> {
        let gates = self.sheets.iter().flat_map(|sheet| &sheet.gate);
        gates.filter(|gate| !gate.passes).map(|gate| gate.answer).max()
    }
}

impl SheetTold {
    /// Whether the gate lets every flow of the filing pass.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.gate.iter().all(|gate| gate.passes)
    }

    /// The sheet with the texts of items that were opened for it.
    #[must_use]
    pub fn with_contents(mut self, texts: &BTreeMap<String, Held>) -> Self {
        let known = self.fields.clone();
        for field in &mut self.fields {
            if let EntryTold::Content { items } = &mut field.entry {
                for one in items {
                    let text = texts.get(&one.item);
                    one.words = text.map(|text| content::readable(text, &field.id, &known));
                    one.text = one.words.as_ref().map(|words| match self.language.as_deref() {
                        Some("zh") => words.zh.clone(),
                        _ => words.en.clone(),
                    });
                }
            }
        }
        self
    }

    /// The fields in which nothing stands.
    pub fn gaps(&self) -> impl Iterator<Item = &FieldTold> {
        self.fields.iter().filter(|field| field.entry == EntryTold::Missing)
    }

    /// The ids of the items whose content stands in it.
    #[must_use]
    pub fn items(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for field in &self.fields {
            if let EntryTold::Content { items } = &field.entry {
                ids.extend(items.iter().map(|one| one.item.as_str()));
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Sheets as they are told.
#[must_use]
pub fn sheets(desk: &Desk<'_>, sheets: &[Sheet<'_>]) -> SheetsTold {
    let told = sheets.iter().filter_map(|sheet| Teller { desk, sheet }.sheet());
    SheetsTold { version: 1, sheets: told.collect() }
}

struct Teller<'t> {
    desk: &'t Desk<'t>,
    sheet: &'t Sheet<'t>,
}

impl Teller<'_> {
    fn sheet(&self) -> Option<SheetTold> {
        let (sheet, form) = (self.sheet, self.sheet.form);
        let first = sheet.owed.first()?;
        // Whatever stands on it, a filing tells what its duty covers: that there is something, at the least.
        let told = sheet.decisions.iter().flat_map(|decision| decision.flow.items.iter().copied());
        let items: BTreeSet<ItemId> = told.chain(sheet.items()).collect();
        let classes = items.iter().filter_map(|id| sheet.case.item(*id)).map(|one| one.item.class);
        let classes: BTreeSet<ContentClass> = classes.collect();
        let classes = classes.into_iter().map(|class| class_name(self.desk.book, class));
        let to_write = sheet.supposed.iter().map(|item| class_name(self.desk.book, item.class));
        Some(SheetTold {
            book: self.desk.book.digest().to_owned(),
            forms: sheet.forms.to_owned(),
            form: form.key.clone(),
            words: form.words.clone(),
            form_version: form.version,
            checked: form.checked,
            doubt: form.doubt.clone(),
            language: form.language.clone(),
            at: sheet.at,
            case: sheet.case.id().to_string(),
            handle: sheet.case.label().to_owned(),
            bearer: first.bearer.to_string(),
            duty: duty(self.desk, &sheet.case, first, sheet.at),
            extent: sheet.extent,
            missing: sheet.missing().map(|line| line.field.id.clone()).collect(),
            empty_by_law: sheet.empty_by_law().map(|line| line.field.id.clone()).collect(),
            fields: sheet.lines.iter().map(|line| self.field(line)).collect(),
            discloses: classes.collect(),
            to_write: once(to_write),
            reaches: self.reaches(),
            embargo: sheet.embargo().map(|(parties, until)| EmbargoTold {
                parties: parties.iter().map(|id| self.who(&Recipient::Party(*id))).collect(),
                until,
                terms: sheet.embargo_terms().map(str::to_owned),
            }),
            confidential: sheet.confidential().count(),
            gate: sheet.decisions.iter().map(|decision| self.gate(decision)).collect(),
            filed: sheet.filed.iter().map(filed).collect(),
        })
    }

    fn who(&self, who: &Recipient) -> Words {
        party_name(&self.sheet.case, who, self.desk.book, self.desk.office)
    }

    fn field(&self, line: &Line<'_>) -> FieldTold {
        let field = line.field;
        FieldTold {
            id: field.id.clone(),
            number: field.number.clone(),
            words: field.words.clone(),
            hint: field.hint.clone(),
            basis: field.basis,
            source: field.source.clone(),
            certainty: field.certainty,
            choices: field.choices.clone(),
            entry: self.entry(&line.entry),
        }
    }

    fn entry(&self, entry: &Entry) -> EntryTold {
        match entry {
            Entry::Missing => EntryTold::Missing,
            Entry::Words(words) => EntryTold::Words { words: words.clone() },
            Entry::Text(text) => EntryTold::Text { text: text.clone() },
            Entry::When(occurred) => EntryTold::When { when: started(occurred) },
            Entry::Fact(fact, value) => {
                let finding = Finding { fact: fact.clone(), value: value.clone() };
                let names = Names::default();
                EntryTold::Words { words: self.basis(&names).words(&finding) }
            }
            Entry::Items(items) => {
                let one = |id: &ItemId| {
                    let record = self.sheet.case.item(*id)?;
                    let class = class_name(self.desk.book, record.item.class);
                    Some(ContentTold { item: id.to_string(), class, text: None, words: None })
                };
                EntryTold::Content { items: items.iter().filter_map(one).collect() }
            }
            Entry::Carried(one) => EntryTold::Carried { filed: filed(one) },
        }
    }

    fn basis<'b>(&'b self, names: &'b Names) -> Basis<'b> {
        let (book, adoption, at) = (self.desk.book, self.desk.adoption, self.sheet.at);
        Basis { book, adoption, at, names }
    }

    /// Everyone whom the filings reach, each once, with the clauses along which it is passed on.
    fn reaches(&self) -> Vec<ReachTold> {
        let mut all: Vec<&Reached> = Vec::new();
        let each = self.sheet.decisions.iter().flat_map(GateDecision::reached);
        for one in each {
            match all.iter_mut().find(|known| known.recipient == one.recipient) {
                // Who is an addressee is told as one, though another addressee passes it on to it too.
                Some(known) if one.path.len() < known.path.len() => *known = one,
                Some(_) => {}
                None => all.push(one),
            }
        }
        all.sort_by_key(|one| one.path.len());
        all.into_iter().map(|one| self.reached(one)).collect()
    }

    fn reached(&self, one: &Reached) -> ReachTold {
        let (case, book) = (&self.sheet.case, self.desk.book);
        let party = one.recipient.party().and_then(|id| case.party(id));
        let key = match (&one.recipient, party) {
            (Recipient::Capacity(capacity), _) => Some(capacity.as_str()),
            (Recipient::Party(_), Some(party)) => party.authority.as_ref().map(|key| key.as_str()),
            (Recipient::Party(_), None) => None,
        };
        let entry = book.authorities().iter().find(|entry| Some(entry.key.as_str()) == key);
        let home = party.and_then(|party| party.established).map(|place| place.code().to_owned());
        let within = self.sheet.embargo().map(|(parties, _)| {
            one.recipient.party().is_some_and(|party| parties.contains(&party))
        });
        ReachTold {
            who: self.who(&one.recipient),
            place: entry.map(|entry| entry.jurisdiction.clone()).or(home),
            basis: one.path.iter().map(|edge| edge.basis.clone()).collect(),
            channel: entry.and_then(|entry| entry.channel.clone()),
            within_embargo: within,
        }
    }

    fn gate(&self, decision: &GateDecision) -> GateTold {
        let to = self.who(&decision.flow.to);
        let names =
            Names { actor: self.who(&Recipient::Party(decision.flow.from)), recipient: to.clone() };
        let mut blocked: Vec<RuleTold> = Vec::new();
        if !passes(decision) {
            let grounds = decision.passages.iter().flat_map(|one| one.answer.decision.grounds());
            for rule in grounds.filter_map(Ground::rule) {
                if blocked.iter().all(|known| known.rule != rule.to_string()) {
                    blocked.push(self.basis(&names).rule(rule, None));
                }
            }
        }
        GateTold {
            to,
            answer: decision.gate,
            passes: passes(decision),
            ruling: decision.ruling.map(|ruling| ruling.to_string()),
            blocked_by: blocked,
        }
    }
}

fn filed(one: &FiledAs) -> FiledTold {
    FiledTold {
        rule: one.rule.to_string(),
        event: one.seq,
        when: started(&one.occurred),
        reference: one.reference.clone(),
    }
}

/// Each once, in order.
fn once(all: impl Iterator<Item = Words>) -> Vec<Words> {
    let mut list: Vec<Words> = Vec::new();
    for one in all {
        if !list.contains(&one) {
            list.push(one);
        }
    }
    list
}
