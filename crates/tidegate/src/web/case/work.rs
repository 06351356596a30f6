//! The office's own work on a case on its page: judging with a code, asking back in one click, closing, and who does what.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use tidegate_core::case::{Case, ItemRecord};
use tidegate_core::event::{ClosingCode, HoldReason, ReasonCode, ReportPart};
use tidegate_core::item::ContentClass;
use tidegate_core::party::Party;

use super::asking::Choice;
use super::messages::replied_to;
use super::{Address, recomputed};
use crate::errand::{Arranging, Errand, Judging};
use crate::people::Account;
use crate::say::instant;
use crate::say::told::{class_name, goes_by};
use crate::say::work::{
    CodeTold, WorkTold, closing_code, hold_reason, meaning, reason_code, report_part,
};
use crate::server::Hosted;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/work", CASE_WORK, show),
        Route::post("/at/{office}/cases/{handle}/judge", CASE_WORK, judge),
        Route::post("/at/{office}/cases/{handle}/close", CASE_WORK, close),
        Route::post("/at/{office}/cases/{handle}/arrange", CASE_WORK, arrange),
    ]
}

/// A code with what it means.
struct CodeShown {
    choice: Choice,
    means: String,
}

#[derive(Template)]
#[template(path = "case-work.html")]
struct WorkPage {
    frame: Frame,
    slug: String,
    handle: String,
    phase: String,
    zone: String,
    rules: jiff::tz::TimeZone,
    told: WorkTold,
    ended: bool,
    codes: Vec<CodeShown>,
    closings: Vec<Choice>,
    parts: Vec<Choice>,
    holds: Vec<Choice>,
    members: Vec<Choice>,
    queues: Vec<Choice>,
    lists: Vec<Choice>,
    splits: bool,
    merged: bool,
    queue: Option<String>,
    mine: bool,
    parties: Vec<Choice>,
}

impl WorkPage {
    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.rules)
    }

    fn held(&self) -> Option<String> {
        let held = self.told.held.as_ref()?;
        let words = [
            ("until", self.when(&held.until).into()),
            ("reason", self.frame.pick(&held.reason.words).to_owned().into()),
            ("note", held.note.clone().unwrap_or_default().into()),
        ];
        Some(self.frame.voice().with("work-held-line", words))
    }

    fn count(&self, has: &[CodeTold], lacks: &[CodeTold]) -> String {
        let words = [("has", has.len().into()), ("all", (has.len() + lacks.len()).into())];
        self.frame.voice().with("work-report-count", words)
    }
}

fn choice(value: &str, text: String, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), text, chosen }
}

async fn show(visit: Visit, Path((_, handle)): Address) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let (case, told) = errand.work(&handle).await?;
    let accounts = hosted.desk().accounts().await?;
    let nobody = choice("", frame.say("work-nobody"), told.assigned.is_none());
    let circle = case.circle();
    let may = |one: &&Account| one.disabled.is_none() && circle.admits(&one.login);
    let members = accounts.iter().filter(may).map(|one| {
        let chosen = told.assigned.as_ref() == Some(&one.login);
        choice(&one.login, format!("{} ({})", one.name, one.login), chosen)
    });
    let page = WorkPage {
        slug: hosted.slug().to_string(),
        handle: told.handle.clone(),
        phase: frame.say(crate::say::happened::phase(&told.phase)),
        zone: hosted.office().zone.name().to_owned(),
        rules: hosted.office().zone.rules(),
        ended: matches!(told.phase.as_str(), "closed" | "erased"),
        codes: ReasonCode::ALL.iter().map(|code| code_shown(*code, &frame)).collect(),
        closings: ClosingCode::ALL
            .iter()
            .map(|code| choice(code.as_str(), frame.say(closing_code(*code)), false))
            .collect(),
        parts: ReportPart::ALL
            .iter()
            .map(|part| choice(part.as_str(), frame.say(report_part(*part)), false))
            .collect(),
        holds: HoldReason::ALL
            .iter()
            .map(|reason| choice(reason.as_str(), frame.say(hold_reason(*reason)), false))
            .collect(),
        members: [nobody].into_iter().chain(members).collect(),
        queue: told.queue.as_ref().map(|word| queue_name(hosted, word, &frame)),
        queues: queues(hosted, &told, &frame),
        lists: lists(hosted, &frame),
        splits: case.products().next().is_some(),
        merged: case.work().merged_into().is_some(),
        mine: told.assigned.as_ref() == Some(&visit.member()?.login),
        parties: parties(&visit, &case, &frame)?,
        told,
        frame,
    };
    Ok(Page(page).into_response())
}

fn code_shown(code: ReasonCode, frame: &Frame) -> CodeShown {
    CodeShown {
        choice: choice(code.as_str(), frame.say(reason_code(code)), code == ReasonCode::Accepted),
        means: frame.say(meaning(code)),
    }
}

/// What a queue is called; its word where the office has it no more.
pub(in crate::web) fn queue_name(hosted: &Hosted, word: &str, frame: &Frame) -> String {
    let known = hosted.office().queues_at(hosted.desk().now());
    let found = known.iter().find(|queue| queue.word == word);
    found.map_or_else(|| word.to_owned(), |queue| frame.own(queue.name).to_owned())
}

/// The products that can be split off.
pub(super) fn products(case: &Case) -> Vec<Choice> {
    case.products().map(|one| choice(&one.id.to_string(), one.name.clone(), false)).collect()
}

/// The content that can go along: none that says who the finder is, no message and no file.
pub(super) fn items(visit: &Visit, case: &Case, frame: &Frame) -> Vec<Choice> {
    let may = |one: &&ItemRecord| {
        let message = case.is_sent(one.item.id);
        one.item.class != ContentClass::FinderIdentity && !one.erased && !message
    };
    let shown = case.items().filter(may).map(|one| {
        let name = class_name(visit.house.book(), one.item.class);
        let text = format!("{} · {}", frame.pick(&name), one.item.id);
        choice(&one.item.id.to_string(), text, false)
    });
    shown.collect()
}

/// The lists of tasks that can be set.
fn lists(hosted: &Hosted, frame: &Frame) -> Vec<Choice> {
    let lists = hosted.office().task_lists_at(hosted.desk().now());
    lists.iter().map(|(word, list)| choice(word, frame.own(&list.name).to_owned(), false)).collect()
}

/// The queues in which a case can be put, and none.
fn queues(hosted: &Hosted, told: &WorkTold, frame: &Frame) -> Vec<Choice> {
    let office = hosted.office();
    let known = office.queues_at(hosted.desk().now());
    let none = choice("", frame.say("queues-none"), told.queue.is_none());
    let each = known.iter().map(|queue| {
        let chosen = told.queue.as_deref() == Some(queue.word);
        choice(queue.word, frame.own(queue.name).to_owned(), chosen)
    });
    [none].into_iter().chain(each).collect()
}

/// The parties that may have a number, this office first.
fn parties(visit: &Visit, case: &Case, frame: &Frame) -> Result<Vec<Choice>, Wrong> {
    let office = visit.office()?.office();
    let mut parties: Vec<&Party> = case.parties().collect();
    parties.sort_by_key(|party| party.id != office.party());
    let shown = parties.into_iter().map(|party| {
        let name = frame.pick(&goes_by(party, Some(office))).to_owned();
        choice(&party.id.to_string(), name, party.id == office.party())
    });
    Ok(shown.collect())
}

/// The fields of a form: of each name what was given first, and all that was ticked.
pub(in crate::web) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(in crate::web) fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    pub(in crate::web) fn all(&self, name: &str) -> Vec<&str> {
        let mine = self.0.iter().filter(|(field, _)| field == name);
        mine.map(|(_, value)| value.trim()).filter(|value| !value.is_empty()).collect()
    }

    pub(in crate::web) fn first(&self, name: &str) -> Option<&str> {
        self.all(name).first().copied()
    }
}

async fn judge(
    Path((_, handle)): Address,
    posted: Posted<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields(fields);
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let missing = fields.all("missing");
    let judging = Judging {
        code: fields.first("code").ok_or(Wrong::Form)?,
        reason: fields.first("reason"),
        duplicate_of: fields.first("duplicate_of"),
        missing: &missing,
        tell: fields.first("tell").is_some(),
        answer: fields.first("answer"),
    };
    let judged = errand.judge(&handle, judging, session).await?;
    let case = judged.recorded.case.parse().map_err(|_| Wrong::Fault)?;
    match judged.replied {
        Some(replied) => replied_to(&visit, hosted, case, (&handle, None), &replied).await,
        None => {
            recomputed(&visit, hosted, case).await;
            Ok(back(&visit, &handle)?)
        }
    }
}

async fn close(
    Path((_, handle)): Address,
    posted: Posted<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields(fields);
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let code = fields.first("code").ok_or(Wrong::Form)?;
    let recorded = errand.close(&handle, code, fields.first("reason")).await?;
    recomputed(&visit, hosted, recorded.case.parse().map_err(|_| Wrong::Fault)?).await;
    back(&visit, &handle)
}

async fn arrange(
    Path((_, handle)): Address,
    posted: Posted<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields(fields);
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let what = fields.first("what").ok_or(Wrong::Form)?;
    let chosen = fields.all("chosen");
    let arranging = Arranging {
        what,
        who: if what == "take" { Some(member.login.as_str()) } else { fields.first("who") },
        reason: fields.first("reason"),
        text: fields.first("text"),
        until: fields.first("until"),
        of: fields.first("of"),
        task: fields.first("task").and_then(|task| task.parse().ok()),
        other: fields.first("other"),
        seen: fields.first("seen").and_then(|seen| seen.parse().ok()),
        other_seen: fields.first("other_seen").and_then(|seen| seen.parse().ok()),
        chosen: &chosen,
        session: Some(member.session),
    };
    let recorded = errand.arrange(&handle, arranging).await?;
    recomputed(&visit, hosted, recorded.case.parse().map_err(|_| Wrong::Fault)?).await;
    back(&visit, &handle)
}

fn back(visit: &Visit, handle: &str) -> Result<Response, Wrong> {
    let to = format!("/at/{}/cases/{handle}/work", visit.office()?.slug());
    Ok(Redirect::to(&to).into_response())
}
