//! "Why not earlier?": a case as the office knew it at an instant, beside the case of today, with the instants at which
//! something changed.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::case::Case;
use tidegate_core::situation::Flow;

use super::Address;
use super::asking::{self, AskBox, Question, Verdict};
use crate::errand::{AskedThen, Errand};
use crate::say::cased::{FactOfCase, KnowsTold};
use crate::say::duty::{OwedTold, gathered};
use crate::say::happened::{phase, since};
use crate::say::instant;
use crate::say::then::{LaterTold, MomentTold, SituationTold};
use crate::say::told::class_name;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/at/{office}/cases/{handle}/then", CASE_WORK, show)]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    at: String,
}

/// A case at an instant, as it is shown.
struct SideShown {
    title: String,
    at: String,
    phase: String,
    events: String,
    house: Vec<String>,
    positions: Vec<String>,
    facts: Vec<String>,
    knows: Vec<String>,
    duties: Vec<DutyShown>,
    verdict: Option<Verdict>,
    unanswered: Option<String>,
}

/// A duty that ran.
struct DutyShown {
    line: String,
    article: String,
    citation: String,
    due: String,
    started: String,
}

/// An instant at which something changed.
struct MomentShown {
    at: String,
    query: String,
    what: String,
    more: Option<String>,
    known: bool,
    shown: bool,
}

#[derive(Template)]
#[template(path = "case-then.html")]
struct ThenPage {
    frame: Frame,
    slug: String,
    handle: String,
    at: String,
    zone: String,
    known: Option<SideShown>,
    today: SideShown,
    later: Vec<String>,
    moments: Vec<MomentShown>,
    before: Option<String>,
    after: Option<String>,
    ask: AskBox,
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Asked>,
    Query(question): Query<Question>,
) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let book = visit.house.book();
    let errand = Errand { desk: hosted.desk(), book, actor: &actor };
    let flow = |case: &Case| -> Option<Flow> {
        let flow = question.flow(book, case).ok()?;
        (!flow.items.is_empty()).then_some(flow)
    };
    let put = if question.is_asked() { AskedThen::Flow(&flow) } else { AskedThen::Nothing };
    let at = Some(asked.at.as_str()).filter(|at| !at.trim().is_empty());
    let (case, told) = errand.then(&handle, at, put).await?;
    let rules = hosted.office().zone.rules();
    let shown = Showing { frame: &frame, rules: &rules, visit: &visit };
    let query = |at: &str| address(at, &question);
    let moments: Vec<MomentShown> =
        told.moments.iter().map(|one| shown.moment(one, told.at, &question)).collect();
    let before = told.moments.iter().rfind(|one| one.known && one.at < told.at);
    let after = told.moments.iter().find(|one| one.known && one.at > told.at);
    let page = ThenPage {
        slug: hosted.slug().to_string(),
        handle: told.handle.clone(),
        at: instant(told.at, &rules),
        zone: hosted.office().zone.name().to_owned(),
        known: told.known.as_ref().map(|side| shown.side(side, "then-known")),
        today: shown.side(&told.today, "then-today"),
        later: told.only_later.iter().map(|one| shown.later(one)).collect(),
        moments,
        before: before.map(|one| query(&one.at.to_string())),
        after: after.map(|one| query(&one.at.to_string())),
        ask: asking::of_case(&visit, &case, &question)?,
        frame: visit.frame(),
    };
    Ok(Page(page).into_response())
}

/// The address of another instant with the same question.
fn address(at: &str, question: &Question) -> String {
    let pairs = [("at", at)].into_iter().chain(question.pairs());
    let query = serde_urlencoded::to_string(pairs.collect::<Vec<_>>()).unwrap_or_default();
    format!("then?{query}")
}

/// Who owes it, and to whom.
fn to_whom(frame: &Frame, owed: &OwedTold) -> String {
    let bearer = frame.pick(&owed.duty.bearer).to_owned();
    if owed.to.is_empty() { bearer } else { format!("{bearer} → {}", frame.listed(&owed.to)) }
}

/// What makes lines of what is told.
struct Showing<'s> {
    frame: &'s Frame,
    rules: &'s TimeZone,
    visit: &'s Visit,
}

impl Showing<'_> {
    fn side(&self, side: &SituationTold, title: &str) -> SideShown {
        let Self { frame, rules, .. } = self;
        let duties = gathered(&side.duties.duties);
        SideShown {
            title: frame.say(title),
            at: instant(side.at, rules),
            phase: frame.say(phase(&side.phase)),
            events: frame.count("then-events", side.events),
            house: side.house.clone(),
            positions: side.positions.clone(),
            facts: side.facts.iter().map(|fact| self.fact(fact)).collect(),
            knows: side.knows.iter().map(|knows| self.knows(knows)).collect(),
            duties: duties.iter().map(|duty| self.duty(duty)).collect(),
            verdict: side.answer.as_ref().map(|told| Verdict::of(told, frame, rules)),
            unanswered: side.unanswered.as_ref().map(|words| frame.pick(words).to_owned()),
        }
    }

    fn fact(&self, fact: &FactOfCase) -> String {
        let words = [
            ("said", self.frame.pick(&fact.said).to_owned().into()),
            ("since", since(&fact.occurred, self.rules).into()),
            ("recorded", instant(fact.recorded, self.rules).into()),
        ];
        self.frame.voice().with("then-fact", words)
    }

    fn knows(&self, knows: &KnowsTold) -> String {
        let class = class_name(self.visit.house.book(), knows.class);
        let words = [
            ("who", self.frame.pick(&knows.who).to_owned().into()),
            ("class", self.frame.pick(&class).to_owned().into()),
            ("since", since(&knows.since, self.rules).into()),
        ];
        self.frame.voice().with("then-knows", words)
    }

    fn duty(&self, owed: &OwedTold) -> DutyShown {
        let (frame, duty) = (self.frame, &owed.duty);
        let word = duty.word.as_ref().map(|word| frame.pick(&word.words).to_owned());
        let due = duty.due.as_ref().map(|due| instant(due.strict, self.rules));
        DutyShown {
            line: to_whom(frame, owed),
            article: frame.article(&duty.rule.rule),
            citation: frame.pick(&duty.rule.citation).to_owned(),
            due: due.or(word).unwrap_or_default(),
            started: duty
                .started
                .as_ref()
                .map_or_else(|| frame.say("then-not-started"), |start| since(start, self.rules)),
        }
    }

    fn later(&self, one: &LaterTold) -> String {
        let words = [
            ("what", self.frame.pick(&one.what).to_owned().into()),
            ("happened", since(&one.happened, self.rules).into()),
            ("recorded", instant(one.recorded, self.rules).into()),
        ];
        self.frame.voice().with("then-later-line", words)
    }

    fn moment(&self, one: &MomentTold, at: jiff::Timestamp, question: &Question) -> MomentShown {
        let more = one.events.checked_sub(1).filter(|more| *more > 0);
        MomentShown {
            at: instant(one.at, self.rules),
            query: address(&one.at.to_string(), question),
            what: self.frame.pick(&one.what).to_owned(),
            more: more.map(|more| self.frame.count("then-more", more)),
            known: one.known,
            shown: one.at == at,
        }
    }
}
