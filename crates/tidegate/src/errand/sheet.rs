//! Copy sheets of a kept case. A sheet shown is a read on the log; content joins it only by a decision of the gate. What
//! was filed is recorded in [`super::filing`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::digest::Digest;
use tidegate_core::gate::{self, Desk as Law, adoption_of};
use tidegate_core::id::{CaseId, ItemId, SessionId};
use tidegate_core::plan::passes;
use tidegate_core::sheet::{self as core, Sheet};
use tidegate_core::situation::Flow;
use tidegate_law::{Book, FieldBasis, Forms, Rule, RuleId};

use super::{Errand, NotDone};
use crate::forms;
use crate::say::sheet::{self as told, Held, SheetsTold, is_part, listed};

/// Which sheet is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Sheeting<'s> {
    /// The duty: a rule, its citation, or the key of a form.
    pub duty: &'s str,
    /// At this instant, as it is written; now if none.
    pub at: Option<&'s str>,
    /// How far it goes beyond the law.
    pub extent: FieldBasis,
}

/// The forms for a book.
///
/// # Errors
/// [`NotDone::Fault`] with every fault of a form.
pub fn forms_of(book: &Book) -> Result<Arc<Forms>, NotDone> {
    forms::of(book).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        NotDone::Fault(anyhow::anyhow!("the forms have faults: {}", faults.join("; ")))
    })
}

/// Whether a rule is cited so at an instant, in either language.
pub(super) fn is_cited(book: &Book, rule: &Rule, named: &str, at: Timestamp) -> bool {
    let citation = book.citation(rule, at);
    citation.en.eq_ignore_ascii_case(named) || citation.zh == named
}

/// The rule that a person names: by its id, by its citation, or by the key of its form.
///
/// # Errors
/// [`NotDone::NoForm`] where it is said to have none, [`NotDone::NoDuty`] where nothing is called so.
pub fn rule_named(
    book: &Book,
    forms: &Forms,
    named: &str,
    at: Timestamp,
) -> Result<RuleId, NotDone> {
    let named = named.trim();
    if let Some(rule) = RuleId::parse(named).filter(|rule| forms.of(rule).is_some()) {
        return Ok(rule);
    }
    let form = forms.form(named).and_then(|form| form.duties.first());
    let cited =
        |rule: &&RuleId| book.rule(rule).is_some_and(|rule| is_cited(book, rule, named, at));
    let rule = form.or_else(|| forms.forms.iter().flat_map(|form| &form.duties).find(cited));
    if let Some(rule) = rule {
        return Ok(rule.clone());
    }
    let without =
        forms.without.iter().find(|one| one.duty.to_string() == named || cited(&&one.duty));
    Err(match without {
        Some(one) => NotDone::NoForm { duty: named.to_owned(), why: one.why.clone() },
        None => NotDone::NoDuty(named.to_owned()),
    })
}

impl Errand<'_> {
    /// The sheets of a duty, with the content shut.
    ///
    /// # Errors
    /// As [`Errand::open`]; [`NotDone::NoDuty`] and [`NotDone::NoForm`].
    pub async fn sheets(&self, name: &str, wanted: Sheeting<'_>) -> Result<SheetsTold, NotDone> {
        let case = self.open(name, "preparing a filing").await?;
        self.sheets_of(&case, wanted)
    }

    /// The sheets of an opened case.
    pub(crate) fn sheets_of(
        &self,
        case: &Case,
        wanted: Sheeting<'_>,
    ) -> Result<SheetsTold, NotDone> {
        let at = self.instant(wanted.at)?;
        self.made(case, wanted.duty, wanted.extent, at, |law, _, sheets| told::sheets(law, sheets))
    }

    /// What comes of the sheets of a duty, under the law as the office has adopted it.
    pub(super) fn made<T>(
        &self,
        case: &Case,
        duty: &str,
        extent: FieldBasis,
        at: Timestamp,
        of: impl FnOnce(&Law<'_>, &RuleId, &[Sheet<'_>]) -> T,
    ) -> Result<T, NotDone> {
        let forms = forms_of(self.book)?;
        let rule = rule_named(self.book, &forms, duty, at)?;
        let adoption = adoption_of(self.desk.office(), at);
        let law = Law { book: self.book, adoption: &adoption, office: Some(self.desk.office()) };
        Ok(of(&law, &rule, &core::sheets(&law, &forms, case, &rule, extent, at)))
    }

    /// The sheets of a duty with the content that stands in their fields, for the office's own use: the gate decides on
    /// it first, and the decision is on the log. Where the gate keeps it shut the sheets name it and nothing more.
    ///
    /// # Errors
    /// As [`Errand::sheets`] and [`crate::desk::Desk::decide`].
    pub async fn sheets_opened(
        &self,
        name: &str,
        wanted: Sheeting<'_>,
        session: SessionId,
    ) -> Result<SheetsTold, NotDone> {
        let case = self.open(name, "preparing a filing").await?;
        let told = self.sheets_of(&case, wanted)?;
        let all = vec![true; told.sheets.len()];
        self.with_contents(case.id(), told, &all, session).await
    }

    /// The sheets, of which some are opened.
    async fn with_contents(
        &self,
        case: CaseId,
        mut told: SheetsTold,
        which: &[bool],
        session: SessionId,
    ) -> Result<SheetsTold, NotDone> {
        let wanted = |place: usize| which.get(place).copied().unwrap_or(false);
        let sheets = told.sheets.iter().enumerate().filter(|(place, _)| wanted(*place));
        let ids = sheets.flat_map(|(_, sheet)| sheet.items());
        let items: BTreeSet<ItemId> = ids.filter_map(|id| id.parse().ok()).collect();
        if items.is_empty() {
            return Ok(told);
        }
        let (items, purpose) = (items.into_iter().collect(), "opening content for a copy sheet");
        let opened = self.contents(case, purpose, items, session).await?;
        if let Some(contents) = opened.contents {
            let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
            let names: BTreeMap<String, (String, String)> =
                contents.values().flat_map(|bytes| listed(&text(bytes))).collect();
            let held = |(item, bytes): (ItemId, Vec<u8>)| {
                let words = text(&bytes);
                let reported = opened.case.item(item).is_some_and(|one| one.item.report.is_some());
                // What came with a report and is no part of its form is a file.
                let held = match reported && !is_part(&words) {
                    true => {
                        let known = names.get(&Digest::of(&bytes).to_string()).cloned();
                        let (name, kind) = known.unzip();
                        Held::File { name, kind, size: bytes.len() as u64 }
                    }
                    false => Held::Text(words),
                };
                (item.to_string(), held)
            };
            let texts = contents.into_iter().map(held).collect();
            let sheets = told.sheets.into_iter().enumerate();
            let sheets = sheets.map(|(place, sheet)| match wanted(place) {
                true => sheet.with_contents(&texts),
                false => sheet,
            });
            told.sheets = sheets.collect();
        }
        Ok(told)
    }

    /// Puts the filing of each sheet to the gate, each flow once; every answer is on the log. A sheet whose flows all pass
    /// comes with the content that stands in its fields; one of which a flow does not pass stays shut, and of that only
    /// what stops it is put on record, so that no ruling is spent on a filing that cannot be made.
    ///
    /// # Errors
    /// [`NotDone::Supposes`] where the duty asks for content that the case does not hold; as [`Errand::sheets_opened`].
    pub async fn sheets_to_file(
        &self,
        name: &str,
        wanted: Sheeting<'_>,
        session: SessionId,
    ) -> Result<SheetsTold, NotDone> {
        let case = self.open(name, "preparing a filing").await?;
        let at = self.desk.now();
        let (told, asked) =
            self.made(&case, wanted.duty, wanted.extent, at, |law, _, sheets| {
                if sheets.iter().any(|sheet| !sheet.supposed.is_empty()) {
                    return Err(NotDone::Supposes);
                }
                let of = |sheet: &Sheet<'_>| -> Vec<(Flow, bool)> {
                    let all = sheet.decisions.iter().map(|one| (one.flow.clone(), passes(one)));
                    all.collect()
                };
                let owed = sheets.iter().filter(|sheet| !sheet.owed.is_empty());
                Ok((told::sheets(law, sheets), owed.map(of).collect::<Vec<_>>()))
            })??;
        // What is shown is what was decided on: a ruling that released a filing is spent by it.
        let mut let_pass = Vec::new();
        for flows in &asked {
            let all = flows.iter().all(|(_, passes)| *passes);
            for (flow, passed) in flows.iter().filter(|(_, passes)| all || !passes) {
                if self.put_to_gate(case.id(), flow, session).await? != *passed {
                    // The case was changed meanwhile: what is so now is shown, and the content stays shut.
                    return self.sheets(name, wanted).await;
                }
            }
            let_pass.push(all);
        }
        self.with_contents(case.id(), told, &let_pass, session).await
    }

    /// Whether the gate lets a flow of a filing pass; its answer is on the log.
    async fn put_to_gate(
        &self,
        case: CaseId,
        flow: &Flow,
        session: SessionId,
    ) -> Result<bool, NotDone> {
        let (desk, book) = (self.desk, self.book);
        let decide = |case: &Case, at: Timestamp| {
            let adoption = adoption_of(desk.office(), at);
            let law = Law { book, adoption: &adoption, office: Some(desk.office()) };
            gate::confirmed(&law, case, flow, at)
        };
        let purpose = "asking whether a sheet may be filed";
        let kept = desk.decide(self.actor, case, purpose, session, decide).await?;
        Ok(passes(&kept.decision))
    }
}
