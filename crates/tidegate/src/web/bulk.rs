//! One thing done to many cases at once: choose rows, see of each what would become of it and what the gate says, do it,
//! and see of each what became of it. Every step is a page of its own, so it works without a script.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use tidegate_core::event::{ClosingCode, HoldReason, ReasonCode};
use tidegate_core::item::ContentClass;

use super::access::{CASE_WORK, Route};
use super::case::{Choice, Fields};
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::bulk::{BulkAction, MOST, Outcome};
use crate::errand::{Errand, ListWritten, SeenCase};
use crate::say::bulk::{BulkRowTold, BulkTold};
use crate::say::instant;
use crate::say::told::class_name;
use crate::say::work::{closing_code, hold_reason, reason_code};
use crate::server::Hosted;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/at/{office}/bulk/weigh", CASE_WORK, weigh),
        Route::post("/at/{office}/bulk", CASE_WORK, begin),
        Route::get("/at/{office}/bulk/{list}", CASE_WORK, show),
    ]
}

/// What the forms of actions offer.
pub(super) struct Offered {
    pub(super) members: Vec<Choice>,
    pub(super) queues: Vec<Choice>,
    pub(super) holds: Vec<Choice>,
    pub(super) codes: Vec<Choice>,
    pub(super) closings: Vec<Choice>,
    pub(super) parties: Vec<Choice>,
    pub(super) classes: Vec<Choice>,
    pub(super) lists: Vec<Choice>,
    pub(super) zone: String,
    /// The case that duplicates repeat, where one is at hand.
    pub(super) main: String,
    /// Whether it is a flood that is cleared: the judgement comes first then.
    pub(super) flood: bool,
}

fn choice(value: &str, text: String, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), text, chosen }
}

impl Offered {
    /// What this office offers; `main` is the case that duplicates repeat.
    pub(super) async fn of(
        visit: &Visit,
        frame: &Frame,
        main: Option<&str>,
    ) -> Result<Self, Wrong> {
        let hosted = visit.office()?;
        let (desk, office, at) = (hosted.desk(), hosted.office(), hosted.desk().now());
        let accounts = desk.accounts().await?;
        let members = accounts.iter().filter(|one| one.disabled.is_none());
        let members =
            members.map(|one| choice(&one.login, format!("{} ({})", one.name, one.login), false));
        let queues = office.queues_at(at);
        let queues =
            queues.iter().map(|one| choice(one.word, frame.own(one.name).to_owned(), false));
        let lists = office.task_lists_at(at);
        let lists =
            lists.iter().map(|(word, list)| choice(word, frame.own(&list.name).to_owned(), false));
        let parties = desk.organisations().await?;
        let parties = parties.iter().map(|one| {
            choice(&one.organisation.id.to_string(), one.organisation.name.clone(), false)
        });
        let classes = ContentClass::ALL.into_iter().filter(|class| {
            !matches!(class, ContentClass::FinderIdentity | ContentClass::ProofOfConcept)
        });
        let book = visit.house.book();
        let usual = if main.is_some() { ReasonCode::Duplicate } else { ReasonCode::Accepted };
        Ok(Self {
            members: [choice("", frame.say("work-nobody"), true)]
                .into_iter()
                .chain(members)
                .collect(),
            queues: [choice("", frame.say("queues-none"), true)]
                .into_iter()
                .chain(queues)
                .collect(),
            holds: HoldReason::ALL
                .iter()
                .map(|one| choice(one.as_str(), frame.say(hold_reason(*one)), false))
                .collect(),
            codes: ReasonCode::ALL
                .iter()
                .map(|one| choice(one.as_str(), frame.say(reason_code(*one)), *one == usual))
                .collect(),
            closings: ClosingCode::ALL
                .iter()
                .map(|one| choice(one.as_str(), frame.say(closing_code(*one)), false))
                .collect(),
            parties: parties.collect(),
            classes: classes
                .map(|one| {
                    let name = frame.pick(&class_name(book, one)).to_owned();
                    choice(one.as_str(), name, one == ContentClass::Technical)
                })
                .collect(),
            lists: lists.collect(),
            zone: office.zone.name().to_owned(),
            main: main.unwrap_or_default().to_owned(),
            flood: main.is_some(),
        })
    }
}

/// A case of the list, as it is shown.
struct RowShown {
    handle: String,
    seen: u64,
    outcome: Option<Outcome>,
    said: String,
    words: String,
}

impl RowShown {
    fn of(row: &BulkRowTold, frame: &Frame, said: fn(Outcome) -> &'static str) -> Self {
        Self {
            handle: row.handle.clone(),
            seen: row.seen,
            outcome: row.outcome,
            said: frame.say(row.outcome.map_or("bulk-waits", said)),
            words: row.words.as_ref().map(|words| frame.pick(words).to_owned()).unwrap_or_default(),
        }
    }

    fn class(&self) -> &'static str {
        match self.outcome {
            None => "",
            Some(Outcome::Done) => "permit",
            Some(Outcome::HeldBack) => "permit_if",
            Some(Outcome::No | Outcome::Fault) => "refuse",
            Some(Outcome::Faster) => "escalate",
        }
    }

    /// Whether it is to be done unless somebody takes the mark away.
    fn wanted(&self) -> bool {
        matches!(self.outcome, Some(Outcome::Done | Outcome::HeldBack))
    }
}

#[derive(Template)]
#[template(path = "bulk-weighed.html")]
struct WeighedPage {
    frame: Frame,
    slug: String,
    at: String,
    what: String,
    action: String,
    rows: Vec<RowShown>,
    text: String,
}

#[derive(Template)]
#[template(path = "bulk.html")]
struct BulkPage {
    frame: Frame,
    slug: String,
    begun: String,
    by: String,
    what: String,
    progress: String,
    over: bool,
    counts: Vec<(String, usize)>,
    rows: Vec<RowShown>,
    list: String,
}

/// What is to be done, of the fields of whichever form was sent.
fn action_of(fields: &Fields) -> Result<BulkAction, Wrong> {
    let what = fields.first("what").ok_or(Wrong::Form)?;
    let one = |name: &str| fields.first(name).unwrap_or_default().to_owned();
    let none = BulkAction { what: what.to_owned(), ..BulkAction::default() };
    Ok(match what {
        "assign" => BulkAction { who: one("assign_who"), ..none },
        "queue" => BulkAction { queue: one("queue_to"), ..none },
        "hold" => BulkAction {
            code: one("hold_code"),
            until: one("hold_until"),
            note: one("hold_note"),
            ..none
        },
        "ask-back" => BulkAction { answer: one("ask_answer"), ..none },
        "judge" => {
            let code = one("judge_code");
            let duplicate = code == ReasonCode::Duplicate.as_str();
            BulkAction {
                reason: one("judge_reason"),
                duplicate_of: if duplicate { one("judge_duplicate_of") } else { String::new() },
                tell: fields.first("judge_tell").is_some(),
                answer: one("judge_answer"),
                code,
                ..none
            }
        }
        "close" => BulkAction { code: one("close_code"), reason: one("close_reason"), ..none },
        "share" => BulkAction { party: one("share_party"), class: one("share_class"), ..none },
        "tasks" => BulkAction {
            list: one("tasks_list"),
            until: one("tasks_start"),
            who: one("tasks_who"),
            ..none
        },
        _ => return Err(Wrong::Form),
    })
}

/// The cases that were marked, or all of the part of the list.
async fn cases_of(
    errand: &Errand<'_>,
    fields: &Fields,
    login: &str,
) -> Result<Vec<SeenCase>, Wrong> {
    if fields.first("all").is_none() {
        let marked = fields.all("case").into_iter().map(str::parse);
        return Ok(marked.collect::<Result<_, _>>()?);
    }
    let text = |name: &str| fields.first(name).unwrap_or_default().to_owned();
    let (queue, who) = (text("of_queue"), text("of_who"));
    let (hold, silent) = (text("of_hold"), text("of_silent"));
    let written = ListWritten { queue, who, hold, silent };
    let chosen = written.read(login).ok_or(Wrong::Form)?;
    let found = errand.chosen(&chosen, None, MOST).await?;
    let open = found.rows.into_iter().filter(|row| row.open());
    Ok(open.map(|row| SeenCase { name: row.handle, seen: None }).collect())
}

/// What would become of each.
async fn weigh(posted: Posted<Vec<(String, String)>>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (fields, frame) = (Fields::new(fields), visit.frame());
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let action = action_of(&fields)?;
    let cases = cases_of(&errand, &fields, &member.login).await?;
    let told = errand.weigh(&action, &cases).await?;
    let page = WeighedPage {
        slug: hosted.slug().to_string(),
        at: instant(told.at, &hosted.office().zone.rules()),
        what: frame.pick(&told.action).to_owned(),
        rows: told.rows.iter().map(|row| RowShown::of(row, &frame, Outcome::would)).collect(),
        text: action.answer.clone(),
        action: serde_json::to_string(&action).map_err(|_| Wrong::Fault)?,
        frame,
    };
    Ok(Page(page).into_response())
}

/// Begins to do it, and leads to what becomes of it.
async fn begin(posted: Posted<Vec<(String, String)>>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields::new(fields);
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let action = fields.first("action").ok_or(Wrong::Form)?;
    let action: BulkAction = serde_json::from_str(action).map_err(|_| Wrong::Form)?;
    let cases = fields.all("case").into_iter().map(str::parse);
    let cases: Vec<SeenCase> = cases.collect::<Result<_, _>>()?;
    let list = errand.begin_bulk(action, &cases, session).await?;
    Ok(Redirect::to(&address(hosted, &list)).into_response())
}

fn address(hosted: &Hosted, list: &str) -> String {
    format!("/at/{}/bulk/{list}", hosted.slug())
}

/// How far it has come, and what became of each.
async fn show(visit: Visit, Path((_, list)): Path<(String, String)>) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told: BulkTold = errand.bulk(&list).await?;
    let words = [("done", told.gone_through.into()), ("all", told.rows.len().into())];
    let counts = Outcome::ALL.into_iter().filter_map(|outcome| {
        let count = told.rows.iter().filter(|row| row.outcome == Some(outcome)).count();
        (count > 0).then(|| (frame.say(outcome.message()), count))
    });
    let page = BulkPage {
        slug: hosted.slug().to_string(),
        begun: instant(told.begun, &hosted.office().zone.rules()),
        by: told.by.clone(),
        what: frame.pick(&told.action).to_owned(),
        progress: frame.voice().with("bulk-progress", words),
        over: told.over,
        counts: counts.collect(),
        rows: told.rows.iter().map(|row| RowShown::of(row, &frame, Outcome::message)).collect(),
        list,
        frame,
    };
    Ok(Page(page).into_response())
}
