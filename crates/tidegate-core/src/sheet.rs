//! The copy sheet of a duty: what its form asks for, filled from the case as far as it goes, what is missing first.
//!
//! A sheet is computed and never stored. It names content by item and holds none: the text of an item joins a sheet only
//! along the chain of [`crate::embargo`]. Before anything is filed it says whom the filing reaches, which embargo stands,
//! and what the gate says. A program for attacks is on no sheet: no form can ask for that class, and an item that was
//! declared or found to be one is passed over whatever its class. A sheet permits nothing; the filing passes the gate.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tidegate_law::time::Occurred;
use tidegate_law::{
    FactName, FactValue, Field, FieldBasis, Fill, Form, Forms, RuleId, SheetContent, Words,
};

use crate::case::{Case, EmbargoState};
use crate::event::{Filed, Subject};
use crate::gate::{self, Desk, GateDecision, OwedBy};
use crate::id::{ItemId, PartyId};
use crate::item::{ContentClass, Item};
use crate::plan::task;
use crate::product::Product;
use crate::situation::affected;

/// The sheet of one duty of one bearer.
#[derive(Debug, Clone)]
pub struct Sheet<'f> {
    /// The form.
    pub form: &'f Form,
    /// The digest of the forms.
    pub forms: &'f str,
    /// How far the sheet goes beyond the law.
    pub extent: FieldBasis,
    /// The duty, once for each addressee.
    pub owed: Vec<OwedBy>,
    /// The case, with content that the duty asks for and that it does not hold yet.
    pub case: Case,
    /// That content: it is still to be written.
    pub supposed: Vec<Item>,
    /// The lines in the form's order.
    pub lines: Vec<Line<'f>>,
    /// What the gate says of the filing with each addressee.
    pub decisions: Vec<GateDecision>,
    /// The filings on record for this duty.
    pub filed: Vec<FiledAs>,
    /// The instant.
    pub at: Timestamp,
}

/// A field with what the case gives for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'f> {
    /// The field.
    pub field: &'f Field,
    /// What stands in it.
    pub entry: Entry,
}

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Nothing: a person writes it.
    Missing,
    /// Words of the form or the book.
    Words(Words),
    /// What the case says.
    Text(String),
    /// When something was.
    When(Occurred),
    /// The value of a fact.
    Fact(FactName, FactValue),
    /// The content of these items.
    Items(Vec<ItemId>),
    /// It was given at an earlier stage.
    Carried(FiledAs),
}

/// A filing on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledAs {
    /// Under which rule.
    pub rule: RuleId,
    /// The event.
    pub seq: u64,
    /// When, as the portal says.
    pub occurred: Occurred,
    /// The addressee's reference.
    pub reference: Option<String>,
}

impl Line<'_> {
    /// Whether nothing stands in it.
    pub fn missing(&self) -> bool {
        self.entry == Entry::Missing
    }
}

impl<'f> Sheet<'f> {
    /// What is missing, in the form's order.
    pub fn missing(&self) -> impl Iterator<Item = &Line<'f>> {
        self.lines.iter().filter(|line| line.missing())
    }

    /// What is missing of what the law names.
    pub fn empty_by_law(&self) -> impl Iterator<Item = &Line<'f>> {
        self.missing().filter(|line| line.field.basis == FieldBasis::Law)
    }

    /// The items that the sheet would disclose, each once.
    pub fn items(&self) -> BTreeSet<ItemId> {
        let of = |line: &Line<'f>| match &line.entry {
            Entry::Items(items) => items.clone(),
            _ => Vec::new(),
        };
        self.lines.iter().flat_map(of).collect()
    }

    /// The embargo that stands and that the filing touches: between whom, and whether all whom it reaches are in it.
    pub fn embargo(&self) -> Option<(&BTreeSet<PartyId>, Option<Timestamp>)> {
        match self.case.embargo() {
            EmbargoState::Active { parties, until, .. } => Some((parties, *until)),
            EmbargoState::None | EmbargoState::Exited { .. } => None,
        }
    }

    /// The terms of that embargo, if any were named.
    pub fn embargo_terms(&self) -> Option<&str> {
        match self.case.embargo() {
            EmbargoState::Active { terms, .. } => terms.as_deref(),
            EmbargoState::None | EmbargoState::Exited { .. } => None,
        }
    }

    /// Items among those it would disclose that their sender meant for the receiving office alone.
    pub fn confidential(&self) -> impl Iterator<Item = &Item> {
        let items = self.items();
        self.case
            .items()
            .map(|record| &record.item)
            .filter(move |item| item.confidential && items.contains(&item.id))
    }
}

/// The sheets of a rule in a case: one for each bearer, product and start; none where nobody owes it.
pub fn sheets<'f>(
    desk: &Desk<'_>,
    forms: &'f Forms,
    case: &Case,
    rule: &RuleId,
    extent: FieldBasis,
    at: Timestamp,
) -> Vec<Sheet<'f>> {
    let Some(form) = forms.of(rule) else { return Vec::new() };
    let tasks = task::of_rule(desk, case, rule, at);
    let mut made = Vec::new();
    for task in tasks.tasks {
        let Some(first) = task.owed.first().cloned() else { continue };
        let filler = Filler { forms, case, owed: &first, at };
        let asked = form.fields.iter().filter(|field| field.basis <= extent);
        let lines = asked.map(|field| Line { field, entry: filler.entry(field) }).collect();
        let mut sheet = Sheet {
            form,
            forms: &forms.digest,
            extent,
            owed: task.owed,
            case: tasks.case.clone(),
            supposed: Vec::new(),
            lines,
            decisions: Vec::new(),
            filed: filler.filed(rule),
            at,
        };
        let items = sheet.items();
        for mut flow in task.flows {
            // The filing says what stands on the sheet; where the case holds nothing of it, what is still to be written.
            if !items.is_empty() {
                flow.items = items.iter().copied().collect();
            }
            sheet.decisions.extend(gate::decide(desk, &sheet.case, &flow, at));
        }
        let asked = |item: &&Item| {
            sheet.decisions.iter().any(|decision| decision.flow.items.contains(&item.id))
        };
        sheet.supposed = tasks.supposed.iter().filter(asked).cloned().collect();
        made.push(sheet);
    }
    made
}

/// Fills fields from a case.
struct Filler<'s> {
    forms: &'s Forms,
    case: &'s Case,
    owed: &'s OwedBy,
    at: Timestamp,
}

impl Filler<'_> {
    fn entry(&self, field: &Field) -> Entry {
        if let Some(carried) = field.carried.as_deref().and_then(|from| self.carried(from, field)) {
            return Entry::Carried(carried);
        }
        field.from.as_ref().and_then(|fill| self.filled(fill)).unwrap_or(Entry::Missing)
    }

    /// The filing of an earlier stage in which the field was given.
    fn carried(&self, from: &str, field: &Field) -> Option<FiledAs> {
        let form = self.forms.form(from)?;
        let then = form.field(&field.id)?;
        // A filing that lists no fields covered what the form cannot be filed without.
        let given = |event: &Filed| match event.fields.is_empty() {
            true => then.basis <= FieldBasis::Portal,
            false => event.fields.contains(&field.id),
        };
        let before = form.duties.iter().flat_map(|rule| self.of(rule));
        let before = before.filter(|(_, event)| given(event));
        let last = before.map(|(filed, _)| filed).last();
        last.or_else(|| self.carried(then.carried.as_deref()?, field))
    }

    /// The filings of the bearer that name a rule.
    fn of(&self, rule: &RuleId) -> impl Iterator<Item = (FiledAs, &Filed)> {
        let (bearer, rule, at) = (self.owed.bearer, rule.clone(), self.at);
        let about = self.owed.product;
        self.case.filings().filter_map(move |entry| {
            let event = entry.event;
            let named = event.rule.as_deref().and_then(RuleId::parse)?;
            let other = matches!((about, event.product), (Some(one), Some(two)) if one != two);
            let counts = event.by == bearer && named == rule && !other && entry.recorded <= at;
            let (seq, occurred) = (entry.seq, entry.occurred.clone());
            let reference = event.reference.clone();
            counts.then_some((FiledAs { rule: named, seq, occurred, reference }, event))
        })
    }

    fn filed(&self, rule: &RuleId) -> Vec<FiledAs> {
        self.of(rule).map(|(filed, _)| filed).collect()
    }

    fn filled(&self, fill: &Fill) -> Option<Entry> {
        let bearer = self.case.party(self.owed.bearer);
        Some(match fill {
            Fill::Fixed(words) => Entry::Words(words.clone()),
            Fill::ProductNames => self.listed(|product| Some(product.name.clone()))?,
            Fill::ProductModels => self.listed(|product| product.model.clone())?,
            Fill::ProductVersions => self.listed(versions)?,
            Fill::Products => self.listed(|product| {
                let parts = [Some(product.name.clone()), product.model.clone(), versions(product)];
                Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
            })?,
            Fill::Manufacturers => self.manufacturers()?,
            Fill::Bearer => Entry::Text(bearer?.name.clone()),
            Fill::MemberStates => self.member_states()?,
            Fill::Started => Entry::When(self.owed.duty.start.clone()?),
            Fill::MeasureAvailable => {
                let mut clocks = self.case.clocks_of(self.owed.bearer);
                let clock = clocks.find(|clock| clock.start.as_str() == "measure_available")?;
                Entry::When(clock.occurred.clone())
            }
            Fill::Fact(name) => {
                let about = Subject::Case(self.case.id());
                let value = self.case.fact(about, name).as_of(self.at).value()?;
                Entry::Fact(name.clone(), value.clone())
            }
            Fill::Content(classes) => self.content(classes)?,
        })
    }

    /// The products the sheet is about.
    fn products(&self) -> Vec<&Product> {
        match self.owed.product.and_then(|id| self.case.product(id)) {
            Some(product) => vec![product],
            None => affected(self.case),
        }
    }

    fn listed(&self, of: impl Fn(&Product) -> Option<String>) -> Option<Entry> {
        let all: Vec<String> = self.products().into_iter().filter_map(of).collect();
        (!all.is_empty()).then(|| Entry::Text(all.join("; ")))
    }

    fn manufacturers(&self) -> Option<Entry> {
        let products = self.products();
        let ids: BTreeSet<PartyId> =
            products.iter().flat_map(|product| product.providers.iter().copied()).collect();
        let names = ids.iter().filter_map(|id| self.case.party(*id));
        let names: Vec<String> = names.map(|party| party.name.clone()).collect();
        (!names.is_empty()).then(|| Entry::Text(names.join("; ")))
    }

    /// The Member States that are named; the Union as a whole names none.
    fn member_states(&self) -> Option<Entry> {
        let products = self.products();
        let states: BTreeSet<String> = products
            .iter()
            .flat_map(|product| &product.supplies)
            .map(|supply| supply.into)
            .filter(|place| place.zone_in_union(self.at).is_some())
            .map(|place| place.code().to_owned())
            .collect();
        (!states.is_empty()).then(|| Entry::Text(states.into_iter().collect::<Vec<_>>().join(", ")))
    }

    /// What the case holds of some classes about the product, but for messages, files and whatever is a program for attacks.
    fn content(&self, classes: &BTreeSet<SheetContent>) -> Option<Entry> {
        let wanted: BTreeSet<ContentClass> =
            classes.iter().filter_map(|class| ContentClass::from_word(class.as_str())).collect();
        let about = |of: Option<crate::id::ProductId>| {
            self.owed.product.is_none() || of.is_none() || of == self.owed.product
        };
        let held = self.case.items().filter(|record| {
            let item = &record.item;
            let tool = item.declared_tool() || self.case.found_to_be_tool(item.id) == Some(true);
            !record.erased
                && !tool
                && wanted.contains(&item.class)
                && about(item.product)
                && !self.case.is_sent(item.id)
        });
        let held: Vec<ItemId> = held.map(|record| record.item.id).collect();
        (!held.is_empty()).then_some(Entry::Items(held))
    }
}

fn versions(product: &Product) -> Option<String> {
    let range = product.versions.as_ref().map(ToString::to_string);
    product.versions_text.clone().or(range)
}
