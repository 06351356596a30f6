//! The duties that a filing about encryption has to do with: those whose trigger looks at the cryptography of the
//! product. Certification before sale and the licence of an import are law; that the maker tells how it works is a house
//! rule, and is told as one that is off where the office has not switched it on.

use jiff::Timestamp;
use tidegate_core::declaration::{DutyPut, IsOwed};
use tidegate_law::{
    Adoption, Book, FactIndex, FactName, FactValue, Finding, KnownBy, Names, Owed, Owing, Rule,
    RuleId, Situation, Truth,
};

use crate::errand::{NotDone, wrong};
use crate::question::{self, Described};
use crate::say::Basis;
use crate::say::declared::DutyBesideTold;

/// The fact that these duties look at.
const LOOKED_AT: &str = "product_has_cryptography";
/// What the form asks; where it is not said, nothing is assumed of it.
const ASKED: [&str; 3] =
    ["product_listed", "cryptography_import_listed", "cryptography_import_licensed"];

/// The duties that a filing has to do with at an instant, each as it is kept and as it is told.
pub(super) fn beside(
    book: &Book,
    described: &Described,
    adoption: &Adoption,
    at: Timestamp,
) -> Result<Vec<(DutyPut, DutyBesideTold)>, NotDone> {
    let schema = book.schema();
    let mut situation = question::situation(book, described, at).map_err(wrong)?;
    let said = |name: &str| described.facts.iter().any(|(fact, _)| fact == name);
    for fact in ASKED.into_iter().filter(|name| !said(name)) {
        if let Some(fact) = schema.fact_named(fact) {
            situation.forget(schema, fact);
        }
    }
    let Some(looked_at) = schema.fact_named(LOOKED_AT) else { return Ok(Vec::new()) };
    let about = |rule: &&Rule| {
        rule.duty.is_some() && rule.in_force(at) && rule.condition.facts().contains(&looked_at)
    };
    let names = Names::default();
    let weighing = Weighing {
        basis: Basis { book, adoption, at, names: &names },
        situation: &situation,
        owed: owed(book, adoption, &situation, at),
    };
    Ok(book.rules().iter().filter(about).map(|rule| weighing.weighed(rule)).collect())
}

/// What is owed in a situation, by rule.
fn owed(
    book: &Book,
    adoption: &Adoption,
    situation: &Situation,
    at: Timestamp,
) -> Vec<(RuleId, Owed)> {
    let owing =
        Owing { situation, product: None, clocks: &[], filings: &[], place: None, zone: None };
    let all = book.duties(adoption, &owing, at);
    all.into_iter().map(|one| (one.rule, one.owed)).collect()
}

/// Everything that a duty is weighed with.
struct Weighing<'w> {
    basis: Basis<'w>,
    situation: &'w Situation,
    owed: Vec<(RuleId, Owed)>,
}

impl Weighing<'_> {
    fn weighed(&self, rule: &Rule) -> (DutyPut, DutyBesideTold) {
        let book = self.basis.book;
        let found = self.owed.iter().find(|(id, _)| *id == rule.id).map(|(_, owed)| owed);
        let owed = match found {
            _ if !self.basis.adoption.counts(book.statute_of(rule)) => IsOwed::Off,
            Some(Owed::Yes) => IsOwed::Yes,
            Some(Owed::If { .. }) => IsOwed::Open,
            None => IsOwed::No,
        };
        let open: Vec<FactName> = match found {
            Some(Owed::If { unknown, readings }) => {
                unknown.iter().chain(readings).cloned().collect()
            }
            _ => Vec::new(),
        };
        let rests = (owed == IsOwed::Yes).then_some(self.situation);
        let because = if owed == IsOwed::No { self.because(rule) } else { Vec::new() };
        let told = DutyBesideTold {
            rule: self.basis.rule(&rule.id, rests),
            owed,
            unknown: open.iter().map(|fact| self.basis.unknown(fact)).collect(),
            because: because.iter().map(|finding| self.basis.fact(finding)).collect(),
        };
        (DutyPut { rule: rule.id.clone(), owed }, told)
    }

    /// The facts each of which alone keeps a duty from being owed; where several together do, all that speak against it.
    fn because(&self, rule: &Rule) -> Vec<Finding> {
        let schema = self.basis.book.schema();
        let facts = rule.condition.facts().into_iter();
        let facts = facts.filter(|fact| schema.entry(*fact).by != KnownBy::Reading);
        let known = |fact: FactIndex| self.situation.known(schema, fact).cloned();
        let facts: Vec<(FactIndex, FactValue)> =
            facts.filter_map(|fact| Some((fact, known(fact)?))).collect();
        let alone = |(fact, value): &&(FactIndex, FactValue)| {
            let others = schema.entry(*fact).values.iter().filter(|entry| entry.value != *value);
            others.into_iter().any(|entry| {
                let mut other = self.situation.clone();
                other.set(schema, *fact, &entry.value)
                    && rule.condition.truth(&other) != Truth::False
            })
        };
        let finding = |(fact, value): &(FactIndex, FactValue)| Finding {
            fact: schema.entry(*fact).name.clone(),
            value: value.clone(),
        };
        let one: Vec<Finding> = facts.iter().filter(alone).map(finding).collect();
        if !one.is_empty() {
            return one;
        }
        let form = |(fact, _): &&(FactIndex, FactValue)| {
            let name = schema.entry(*fact).name.as_str();
            ASKED.contains(&name) || name == "product_certified"
        };
        facts.iter().filter(form).map(finding).collect()
    }
}
