//! The plan of a case on its page: a time line of all duties, the steps under it, what is left to a named person, and
//! what if something were otherwise.
//!
//! The page is one address: what is supposed stands in its query, so a supposition can be sent as a link and needs no
//! script. Nothing is recorded but that the case was opened. [`drawing`] draws the line, [`supposing`] reads and offers
//! suppositions, [`deciding`] records a ruling.

mod deciding;
mod drawing;
mod supposing;

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Address, opened, sheet};
use crate::errand::{Beside, Errand};
use crate::say::plan::{
    self as told, ChangeTold, PlanTold, PlannedTold, ResidualTold, StandingTold, StepTold,
    TimingTold, WhatIfTold,
};
use crate::say::told::WayTold;
use crate::say::{duty, instant};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Visit, Wrong};
use drawing::Line;
use supposing::{Offer, Supposed};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get("/at/{office}/cases/{handle}/plan", CASE_WORK, show)];
    routes.extend(deciding::routes());
    routes
}

/// A step as the page shows it.
struct StepShown {
    step: StepTold,
    when: String,
    opens: Option<String>,
    dues: Vec<DueOf>,
    /// The citations of its duties that have a form, each with the query of the copy sheet.
    sheets: Vec<(String, String)>,
}

/// A due time that a step meets.
struct DueOf {
    place: usize,
    cited: String,
    due: String,
    timing: String,
    late: bool,
    /// What the calendar does not say of it.
    doubt: Option<String>,
}

/// A duty as the page shows it.
struct DutyShown {
    place: usize,
    duty: PlannedTold,
    due: Option<String>,
    /// What would decide whether it is owed.
    depends: Option<String>,
    /// The duty that has the same orders of steps, where they were told already.
    same: Option<String>,
    earliest: Option<String>,
}

impl DutyShown {
    fn ways(&self) -> Option<&[WayTold]> {
        match &self.duty.standing {
            StandingTold::Waits { ways } => Some(ways),
            _ => None,
        }
    }

    fn residual(&self) -> Option<&ResidualTold> {
        match &self.duty.standing {
            StandingTold::Residual(residual) => Some(residual),
            _ => None,
        }
    }
}

/// A duty that stands otherwise, before and after.
struct ChangeShown {
    what: String,
    before: SideShown,
    after: SideShown,
}

/// One side of a change.
struct SideShown {
    standing: String,
    /// What is so on this side alone.
    more: Vec<String>,
    calm: bool,
}

/// What would be otherwise.
struct Compared {
    changes: Vec<ChangeShown>,
    same: Option<String>,
    /// Whether neither a duty nor a step is otherwise.
    nothing: bool,
    /// Whether the steps are otherwise.
    steps_differ: bool,
    before: Vec<StepShown>,
    after: Vec<StepShown>,
    at: String,
}

#[derive(Template)]
#[template(path = "case-plan.html")]
struct PlanPage {
    frame: Frame,
    slug: String,
    handle: String,
    at: String,
    zone: String,
    line: Line,
    to_write: Vec<tidegate_law::Words>,
    steps: Vec<StepShown>,
    residual: Vec<DutyShown>,
    waits: Vec<DutyShown>,
    barred: Vec<DutyShown>,
    begins: Vec<DutyShown>,
    lasts: Vec<DutyShown>,
    offer: Offer,
    compared: Option<Compared>,
    /// What is wrong with what was supposed.
    problem: Option<String>,
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    RawQuery(query): RawQuery,
) -> Result<Response, Wrong> {
    let supposed = Supposed::read(query.as_deref().unwrap_or_default())?;
    let case = opened(&visit, &handle, "planning").await?;
    let (hosted, book, frame) = (visit.office()?, visit.house.book(), visit.frame());
    let actor = visit.member()?.actor();
    let errand = Errand { desk: hosted.desk(), book, actor: &actor };
    let zone = hosted.office().zone.rules();
    let now = hosted.desk().now();
    let shower = Shower { visit: &visit, frame: &frame, zone: &zone };
    let as_it_is = || errand.planned(&case, now, &Beside::default());
    let (mut problem, mut compared) = (supposed.lacking().map(|id| frame.say(id)), None);
    let plan = if supposed.is_empty() || problem.is_some() {
        as_it_is()?
    } else {
        match errand.compared(&case, &supposed.supposing(&visit)).map_err(Wrong::from) {
            Ok(told) => {
                compared = Some(shower.compared(&told));
                told.before
            }
            Err(Wrong::Asked(why)) => {
                problem = Some(frame.pick(&why).to_owned());
                as_it_is()?
            }
            Err(other) => return Err(other),
        }
    };
    let of = |wanted: fn(&StandingTold) -> bool| shower.duties(&plan, wanted);
    let page = PlanPage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        at: instant(plan.at, &zone),
        zone: hosted.office().zone.name().to_owned(),
        line: drawing::line(&plan, &frame, &zone),
        steps: shower.steps(&plan),
        residual: of(|standing| matches!(standing, StandingTold::Residual(_))),
        waits: of(|standing| matches!(standing, StandingTold::Waits { .. })),
        barred: of(|standing| matches!(standing, StandingTold::Barred)),
        begins: of(|standing| matches!(standing, StandingTold::Begins)),
        lasts: of(|standing| matches!(standing, StandingTold::Lasts)),
        offer: supposing::offer(&visit, &case, &supposed, &zone),
        to_write: plan.to_write.clone(),
        compared,
        problem,
        frame,
    };
    let wrong = page.problem.is_some();
    let mut response = Page(page).into_response();
    if wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Says the parts of a plan for the page.
struct Shower<'s> {
    visit: &'s Visit,
    frame: &'s Frame,
    zone: &'s TimeZone,
}

impl Shower<'_> {
    fn when(&self, at: Timestamp) -> String {
        instant(at, self.zone)
    }

    fn due(&self, planned: &PlannedTold) -> Option<String> {
        planned.duty.due.as_ref().map(|due| self.when(due.strict))
    }

    fn steps(&self, plan: &PlanTold) -> Vec<StepShown> {
        plan.steps
            .iter()
            .map(|step| StepShown {
                when: self.when(step.at),
                opens: told::opens(step, self.frame.voice()),
                dues: self.dues(plan, step.number),
                sheets: self.sheets(step),
                step: step.clone(),
            })
            .collect()
    }

    fn sheets(&self, step: &StepTold) -> Vec<(String, String)> {
        let one = |rule: &crate::say::rule::RuleTold| {
            let query = sheet::query(self.visit, &rule.rule)?;
            Some((self.frame.pick(&rule.citation).to_owned(), query))
        };
        step.rules.iter().filter_map(one).collect()
    }

    /// The due times that a step meets or misses.
    fn dues(&self, plan: &PlanTold, number: usize) -> Vec<DueOf> {
        let due = |(place, planned): (usize, &PlannedTold)| match &planned.standing {
            StandingTold::Step { number: step, timing, .. } if *step == number => Some(DueOf {
                place,
                cited: self.frame.pick(&planned.duty.rule.citation).to_owned(),
                due: self.due(planned)?,
                timing: self.frame.say(told::timing(*timing)),
                late: matches!(timing, TimingTold::Late | TimingTold::Perhaps),
                doubt: self.frame.doubt(&planned.duty),
            }),
            _ => None,
        };
        plan.duties.iter().enumerate().filter_map(due).collect()
    }

    fn duties(&self, plan: &PlanTold, wanted: fn(&StandingTold) -> bool) -> Vec<DutyShown> {
        let all = plan.duties.iter().enumerate().filter(|(_, one)| wanted(&one.standing));
        all.map(|(place, planned)| {
            let residual = match &planned.standing {
                StandingTold::Residual(residual) => Some(residual),
                _ => None,
            };
            let same = residual.and_then(|residual| told::same_orders(plan, residual));
            DutyShown {
                place,
                due: self.due(planned),
                depends: duty::depends(&planned.duty, self.frame.voice()),
                same: same.map(|cited| self.frame.pick(cited).to_owned()),
                earliest: residual.and_then(|one| one.earliest).map(|at| self.when(at)),
                duty: planned.clone(),
            }
        })
        .collect()
    }

    fn compared(&self, told: &WhatIfTold) -> Compared {
        let changed = told.changes.iter().filter(|change| change.changed);
        let changes: Vec<ChangeShown> =
            changed.filter_map(|change| self.change(told, change)).collect();
        let same = told.changes.len() - changes.len();
        Compared {
            same: (same > 0).then(|| self.frame.count("plan-page-same", same)),
            changes,
            nothing: !told.differs(),
            steps_differ: told.steps.iter().any(|change| change.changed),
            before: self.steps(&told.before),
            after: self.steps(&told.after),
            at: self.when(told.after.at),
        }
    }

    fn change(&self, told: &WhatIfTold, change: &ChangeTold) -> Option<ChangeShown> {
        let before = change.before.and_then(|place| told.before.duties.get(place));
        let after = change.after.and_then(|place| told.after.duties.get(place));
        let either = before.or(after)?;
        let (mine, theirs) = told::sides(before, after, self.frame.voice(), self.zone);
        Some(ChangeShown {
            what: told::line_of(either, self.frame.voice()),
            before: SideShown::of(mine, before),
            after: SideShown::of(theirs, after),
        })
    }
}

impl SideShown {
    /// The parts of a side, of which the first is what becomes of the duty.
    fn of(parts: Vec<String>, planned: Option<&PlannedTold>) -> Self {
        let mut parts = parts.into_iter();
        Self {
            standing: parts.next().unwrap_or_default(),
            more: parts.collect(),
            calm: planned.is_none_or(PlannedTold::calm),
        }
    }
}
