//! "Not reportable": what the book says of a duty somebody would not report under, the decision of a named person, and
//! how the decisions of a case stand today.

use jiff::Timestamp;
use tidegate_core::assertion::Assertion;
use tidegate_core::case::Case;
use tidegate_core::command::Verb;
use tidegate_core::event::FoundNotReportable;
use tidegate_core::gate::{self, Desk as Law, OwedBy, adoption_of};
use tidegate_core::id::{PartyId, ProductId};
use tidegate_core::report::Answer;
use tidegate_core::reportability::{Assessment, NotAssessed};
use tidegate_law::{Book, Per, RuleId};

use super::sheet::is_cited;
use super::{Errand, NotDone, forms_of};
use crate::clocks::owed;
use crate::desk::DeskError;
use crate::say::asserted;
use crate::say::reportability::{self as told, FoundTold, ReportabilityTold};
use crate::words::Voice;

/// The duty that is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Reporting<'r> {
    /// The duty: a rule, its citation, or the key of a form.
    pub duty: &'r str,
    /// Whose duty, by name; who alone bears it where none is named, else the one maker, else the office.
    pub party: Option<&'r str>,
    /// The product, by name; the one that it can be about where none is named.
    pub product: Option<&'r str>,
}

/// Who decides, and why.
#[derive(Debug, Clone, Copy)]
pub struct Deciding<'d> {
    /// By name.
    pub by: &'d str,
    /// The reasons.
    pub reasons: &'d str,
    /// Whether it is decided knowing that who reported says otherwise.
    pub against_finder: bool,
}

/// Why nothing was decided.
enum Undecided {
    Desk(DeskError),
    Said(NotDone),
}

impl From<DeskError> for Undecided {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

/// A duty of a party about a product.
type Duty = (RuleId, PartyId, Option<ProductId>);

impl Errand<'_> {
    /// The decisions of a case that a duty asks for no report, each as it stands now and asked again as of its day; and,
    /// where one is asked about, what the book says of a duty.
    ///
    /// # Errors
    /// As [`Errand::open`]; [`NotDone::NoDuty`]; [`NotDone::Said`] where the duty is surely owed, or it is not said of
    /// which party or product.
    pub async fn reportability(
        &self,
        name: &str,
        asked: Option<Reporting<'_>>,
    ) -> Result<ReportabilityTold, NotDone> {
        Ok(self.reportability_of(name, asked).await?.1)
    }

    /// The same, with the case as it was opened for it.
    ///
    /// # Errors
    /// As [`Errand::reportability`].
    pub(crate) async fn reportability_of(
        &self,
        name: &str,
        asked: Option<Reporting<'_>>,
    ) -> Result<(Case, ReportabilityTold), NotDone> {
        let case = self.open(name, "deciding whether to report").await?;
        let (at, office) = (self.desk.now(), self.desk.office());
        let adoption = adoption_of(office, at);
        let law = Law { book: self.book, adoption: &adoption, office: Some(office) };
        let mut told = told::decisions(&law, &case, at);
        if let Some(asked) = asked {
            let duty = self.duty(&law, &case, asked, at)?;
            let assessed = assess(&law, &case, &duty, at)?;
            told.asked = Some(told::assessed(&law, &case, &assessed));
        }
        Ok((case, told))
    }

    /// Records that a named person finds a duty to ask for no report, on the facts of the instant of its recording.
    ///
    /// # Errors
    /// As [`Errand::reportability`]; what the case says no to, such as an empty reason.
    pub async fn not_reportable(
        &self,
        name: &str,
        asked: Reporting<'_>,
        deciding: Deciding<'_>,
    ) -> Result<FoundTold, NotDone> {
        let opened = self.open(name, "deciding whether to report").await?;
        let office = self.desk.office();
        let make = |case: &Case, at: Timestamp| -> Result<Verb, Undecided> {
            let adoption = adoption_of(office, at);
            let law = Law { book: self.book, adoption: &adoption, office: Some(office) };
            let duty = self.duty(&law, case, asked, at).map_err(Undecided::Said)?;
            let assessment = assess(&law, case, &duty, at).map_err(Undecided::Said)?;
            let against = against(&law, case, &duty, at);
            if let Some(said) = against.first().filter(|_| !deciding.against_finder) {
                return Err(Undecided::Said(otherwise(said)));
            }
            Ok(Verb::FindNotReportable(FoundNotReportable {
                assessment,
                decided_by: deciding.by.trim().to_owned(),
                reasons: deciding.reasons.trim().to_owned(),
                against_finder: !against.is_empty(),
            }))
        };
        let ack = self.desk.judged(self.actor, opened.id(), "decision", make).await;
        let ack = ack.map_err(|error| match error {
            Undecided::Desk(error) => error.into(),
            Undecided::Said(error) => error,
        })?;
        let case = self.open(name, "showing what was decided").await?;
        let at = self.desk.now();
        let adoption = adoption_of(office, at);
        let law = Law { book: self.book, adoption: &adoption, office: Some(office) };
        let decisions = told::decisions(&law, &case, at).decisions;
        let found = decisions.into_iter().find(|one| one.event == ack.events.start);
        let found = found.ok_or_else(|| NotDone::Fault(anyhow::anyhow!("nothing was decided")))?;
        let (case, handle) = (case.id().to_string(), case.label().to_owned());
        Ok(FoundTold {
            version: 1,
            case,
            handle,
            found,
            leaf: ack.leaves.start,
            size: ack.head.size,
        })
    }

    /// The duty that a person means.
    fn duty(
        &self,
        law: &Law<'_>,
        case: &Case,
        asked: Reporting<'_>,
        at: Timestamp,
    ) -> Result<Duty, NotDone> {
        let rule = duty_named(self.book, asked.duty, at)?;
        let owed = owed(self.book, law.adoption, case, at);
        let mine: Vec<&OwedBy> = owed.iter().filter(|one| one.duty.rule == rule).collect();
        let bearer = match asked.party.map(str::trim).filter(|party| !party.is_empty()) {
            Some(party) => named(case.parties().map(|one| (one.id, one.name.as_str())), party)
                .ok_or_else(|| no_such("not-reportable-no-party", party))?,
            None => {
                let owed = only(mine.iter().map(|one| one.bearer));
                let makers = || only(case.products().flat_map(|one| one.providers.clone()));
                owed.or_else(makers).unwrap_or_else(|| self.desk.office_party())
            }
        };
        let per = self.book.rule(&rule).and_then(|rule| Some(rule.duty.as_ref()?.per));
        if per != Some(Per::Product) {
            return Ok((rule, bearer, None));
        }
        let product = match asked.product.map(str::trim).filter(|product| !product.is_empty()) {
            Some(product) => {
                let all = case.products().map(|one| (one.id, one.name.as_str()));
                let found = named(all, product);
                Some(found.ok_or_else(|| no_such("not-reportable-no-product", product))?)
            }
            None => {
                let of = mine.iter().filter(|one| one.bearer == bearer);
                let owed = only(of.filter_map(|one| one.product));
                let known = owed.or_else(|| only(case.products().map(|product| product.id)));
                let several = known.is_none() && case.products().next().is_some();
                match several {
                    true => return Err(no_such("not-reportable-which-product", asked.duty)),
                    false => known,
                }
            }
        };
        Ok((rule, bearer, product))
    }
}

/// What those who reported say for the duty, and nobody has established.
fn against(
    law: &Law<'_>,
    case: &Case,
    (rule, bearer, product): &Duty,
    at: Timestamp,
) -> Vec<Assertion> {
    let mut all = gate::asserted_of(law, case, (rule, *bearer, *product), at);
    all.retain(|one| one.answer == Answer::Yes);
    all
}

/// That who reported says otherwise, and what to do then.
fn otherwise(one: &Assertion) -> NotDone {
    let words = asserted::words(one.topic, one.answer);
    said(|voice| {
        let text = words.in_language(voice.language()).to_owned();
        voice.with("not-reportable-against", [("said", text.into())])
    })
}

fn assess(
    law: &Law<'_>,
    case: &Case,
    (rule, bearer, product): &Duty,
    at: Timestamp,
) -> Result<Assessment, NotDone> {
    gate::assess(law, case, rule, *bearer, *product, at).map_err(|error| match error {
        NotAssessed::NoDuty(rule) => NotDone::NoDuty(rule.to_string()),
        NotAssessed::Owed(rule) => {
            let cited = |language| {
                let rule = law.book.rule(&rule).map(|rule| law.book.citation(rule, at));
                rule.map(|words| words.in_language(language).to_owned()).unwrap_or_default()
            };
            said(|voice| {
                voice.with("not-reportable-owed", [("rule", cited(voice.language()).into())])
            })
        }
        NotAssessed::NoParty(party) => no_such("not-reportable-no-party", &party.to_string()),
        NotAssessed::NoProduct(product) => {
            no_such("not-reportable-no-product", &product.to_string())
        }
    })
}

/// The duty of this name: a rule, a citation as of the instant, or the key of a form.
fn duty_named(book: &Book, named: &str, at: Timestamp) -> Result<RuleId, NotDone> {
    let named = named.trim();
    let of = |id: &RuleId| book.rule(id).is_some_and(|rule| rule.duty.is_some());
    if let Some(rule) = RuleId::parse(named).filter(of) {
        return Ok(rule);
    }
    let forms = forms_of(book)?;
    let by_form = forms.form(named).and_then(|form| form.duties.first()).cloned();
    let cited = |rule: &&tidegate_law::Rule| is_cited(book, rule, named, at);
    let duties = || book.rules().iter().filter(|rule| rule.duty.is_some());
    let rule = by_form.or_else(|| duties().find(cited).map(|rule| rule.id.clone()));
    rule.ok_or_else(|| NotDone::NoDuty(named.to_owned()))
}

/// The one thing of this name.
fn named<'n, T: Copy>(all: impl Iterator<Item = (T, &'n str)>, name: &str) -> Option<T> {
    all.filter(|(_, known)| *known == name).map(|(id, _)| id).last()
}

/// The one that there is, if all are the same.
fn only<T: Copy + PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

fn no_such(id: &str, name: &str) -> NotDone {
    said(|voice| voice.with(id, [("name", name.to_owned().into())]))
}

fn said(say: impl Fn(&Voice) -> String) -> NotDone {
    NotDone::Said(Voice::in_both(say))
}
