//! Courses of events in which a duty is owed: what has to happen for its clock to start, told once, twice, by another
//! event, with a filing. They tell two versions of a duty apart; that none does is no proof.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span as Length, Timestamp};

use super::{Happened, History};
use crate::book::{Adoption, Book};
use crate::duties::{Clock, DutyInstance, DutyState, Extent, Filing, Owed, Owing, Weight};
use crate::fact::FactValue;
use crate::situation::Situation;
use crate::statute::{Duty, Force, Rule, RuleId};
use crate::time::{Due, Occurred, Uncounted, Word};

/// The start event of duties that begin with the law itself, and that of those that begin with a filing.
const NO_EVENT: [&str; 2] = ["entry_into_force", "filing"];
/// The product that is asked about, and another one, where a course of events needs two.
const PRODUCTS: [&str; 2] = ["this", "another"];

impl History {
    /// The instances of a duty of a book after these events.
    pub(crate) fn instances(
        &self,
        book: &Book,
        adoption: &Adoption,
        situation: &Situation,
        rule: &RuleId,
    ) -> Vec<DutyInstance> {
        let [this, other] = PRODUCTS;
        let extent = |name: &str| Extent::Products(BTreeSet::from([name.to_owned()]));
        let (mut clocks, mut filings, mut several) = (Vec::new(), Vec::new(), false);
        for one in &self.happened {
            match one {
                Happened::Event { event, at, another } => {
                    several |= another;
                    clocks.push(Clock {
                        event: event.clone(),
                        occurred: Occurred::at(*at),
                        extent: if *another { extent(other) } else { Extent::Whole },
                    });
                }
                Happened::Filed { rule, to, content, at } => filings.push(Filing {
                    rule: rule.clone(),
                    to: to.clone(),
                    fields: None,
                    content: content.clone().map(|class| BTreeSet::from([class])),
                    occurred: Occurred::at(*at),
                    extent: Extent::Whole,
                }),
            }
        }
        let owing = Owing {
            situation,
            product: several.then_some(this),
            clocks: &clocks,
            filings: &filings,
            place: self.place.as_deref(),
            zone: None,
        };
        let mut all = book.duties(adoption, &owing, self.asked);
        all.retain(|one| one.rule == *rule);
        all
    }
}

/// What of an instance of a duty somebody would act on.
#[derive(Debug, PartialEq)]
pub(crate) struct ActedOn<'i> {
    to: Option<&'i FactValue>,
    start: Option<Timestamp>,
    standing: (bool, Force, &'i Owed, DutyState),
    due: Option<(&'i Due, Option<Timestamp>)>,
    otherwise: (Option<Word>, Option<Date>, Option<&'i Uncounted>),
    fields: BTreeSet<&'i String>,
    weights: Vec<Weight>,
}

/// What of some instances somebody would act on, whatever the rule is called and however it is worded.
pub(crate) fn acted_on(instances: &[DutyInstance]) -> Vec<ActedOn<'_>> {
    let mut all: Vec<ActedOn<'_>> = instances
        .iter()
        .map(|one| ActedOn {
            to: one.to.as_ref(),
            start: one.start.as_ref().map(Occurred::earliest),
            standing: (one.any_of, one.force, &one.owed, one.state),
            due: one.when.deadline().map(|due| (&due.strict, due.latest_arguable)),
            otherwise: (
                one.when.word,
                one.when.keep().map(|keep| keep.through),
                one.when.uncounted(),
            ),
            fields: one.fields.iter().collect(),
            weights: one.evidence.iter().map(|evidence| evidence.weight).collect(),
        })
        .collect();
    all.sort_by(|one, other| (one.to, one.start).cmp(&(other.to, other.start)));
    all
}

/// The courses of events that tell two versions of a duty apart, the plainest first, all beginning at an instant.
pub(crate) fn histories(
    rules: &[&Rule],
    filed_with: impl Fn(&RuleId) -> Option<FactValue>,
    at: Timestamp,
) -> Vec<History> {
    let duties: Vec<&Duty> = rules.iter().filter_map(|rule| rule.duty.as_ref()).collect();
    let later = |hours: i64| at.checked_add(Length::new().hours(hours)).unwrap_or(at);
    let event = |event: &String, at, another| Happened::Event { event: event.clone(), at, another };
    let begins = |at: Timestamp, another: bool| -> Vec<Happened> {
        let starts = duties.iter().map(|duty| &duty.from);
        let starts = starts.filter(|one| !NO_EVENT.contains(&one.as_str()));
        let given = duties.iter().filter_map(|duty| duty.given.as_ref());
        let events: BTreeSet<&String> = starts.chain(given).collect();
        let mut all: Vec<Happened> =
            events.into_iter().map(|one| event(one, at, another)).collect();
        let due: BTreeSet<&String> = duties.iter().filter_map(|duty| duty.due.as_ref()).collect();
        all.extend(due.into_iter().map(|one| event(one, later(240), another)));
        all
    };
    let after: BTreeSet<&RuleId> = duties.iter().filter_map(|duty| duty.after.as_ref()).collect();
    let filed = |at| {
        let one = |rule: &&RuleId| {
            let (to, rule) = (filed_with(rule)?, Some((*rule).clone()));
            Some(Happened::Filed { rule, to, content: None, at })
        };
        after.iter().filter_map(one).collect::<Vec<_>>()
    };
    let plain = [begins(at, false), filed(at)].concat();
    let mut all = vec![plain.clone()];
    all.push([plain.clone(), begins(later(1), false), filed(later(1))].concat());
    // Each start event alone, where there are several.
    let named = duties.iter().flat_map(|duty| [Some(&duty.from), duty.or_from.as_ref()]).flatten();
    for one in named.collect::<BTreeSet<_>>() {
        let given = duties.iter().filter_map(|duty| duty.given.as_ref());
        let alone = std::iter::once(one).chain(given).collect::<BTreeSet<_>>();
        all.push(alone.into_iter().map(|one| event(one, at, false)).collect());
    }
    all.push(begins(at, true));
    let addressee = duties.iter().flat_map(|duty| duty.to.capacities()).next();
    if let Some(to) = addressee {
        // What was filed before the clock started, since an event from which on it may count.
        for since in duties.iter().filter_map(|duty| duty.already.as_ref()) {
            for rule in rules {
                let rule = Some(rule.id.clone());
                let filed = Happened::Filed { rule, to: to.clone(), content: None, at: later(-1) };
                let before = vec![event(since, later(-2), false), filed];
                all.push([before, plain.clone()].concat());
            }
        }
        let classes: BTreeSet<&FactValue> = duties.iter().flat_map(|duty| &duty.content).collect();
        for class in classes {
            let (to, content) = (to.clone(), Some(class.clone()));
            let filed = Happened::Filed { rule: None, to, content, at: later(1) };
            all.push([plain.clone(), vec![filed]].concat());
        }
    }
    let history =
        |happened: Vec<Happened>| History { asked: asked(&happened, at), happened, place: None };
    all.into_iter().map(history).collect()
}

/// A second after what happened last, what was only announced left aside.
fn asked(happened: &[Happened], at: Timestamp) -> Timestamp {
    let day = at.checked_add(Length::new().hours(24)).unwrap_or(at);
    let times = happened.iter().map(|one| match one {
        Happened::Event { at, .. } | Happened::Filed { at, .. } => *at,
    });
    let last = times.filter(|time| *time < day).max().unwrap_or(at).max(at);
    last.checked_add(Length::new().seconds(1)).unwrap_or(last)
}
