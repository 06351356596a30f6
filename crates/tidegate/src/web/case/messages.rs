//! Messages with the finder on a member's side: listed on the screen of the case, read by a decision of the gate for the
//! office's own use, and answered. An answer is put to the gate at once; where it is held back, the reasons are shown and
//! it waits in the case, to be put again when they are gone.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::embargo::Dispatch;
use tidegate_core::event::{Acknowledged, Tells};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId};
use tidegate_core::item::ContentClass;
use tidegate_core::party::Party;
use tidegate_law::AnswerKind;

use super::asking::{Choice, Verdict};
use super::content::{decided, shut};
use super::{Address, back, opened, recomputed};
use crate::desk::{DeskError, Order, Read};
use crate::finder::message::{
    self, Answering, Between, Hand, LONGEST, NoText, Replied, Reply, Text,
};
use crate::say::instant;
use crate::say::told::{self, GroundTold, Told, class_name};
use crate::server::Hosted;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/at/{office}/cases/{handle}/messages", CASE_WORK, read),
        Route::post("/at/{office}/cases/{handle}/messages/write", CASE_WORK, write),
        Route::post("/at/{office}/cases/{handle}/messages/send", CASE_WORK, send),
        Route::post("/at/{office}/cases/{handle}/acknowledge", CASE_WORK, acknowledge),
    ]
}

/// A message as a member sees it.
pub(super) struct MessageShown {
    pub(super) item: String,
    pub(super) from_finder: bool,
    pub(super) when: String,
    pub(super) seen: Option<String>,
    /// Whether the gate has not let it out.
    pub(super) held: bool,
}

/// The messages of a case, without what they say.
pub(super) fn listed(case: &Case, reads: &[Read], zone: &TimeZone) -> Vec<MessageShown> {
    let shown = |message: message::Message| MessageShown {
        item: message.item.to_string(),
        from_finder: message.by == Hand::Finder,
        when: instant(message.written, zone),
        seen: message.seen.map(|at| instant(at, zone)),
        held: message.arrived.is_none(),
    };
    message::messages(case, reads).into_iter().map(shown).collect()
}

#[derive(Template)]
#[template(path = "messages.html")]
struct MessagesPage {
    frame: Frame,
    slug: String,
    handle: String,
    messages: Vec<(MessageShown, String)>,
    zone: String,
    leaf: Option<u64>,
    unacknowledged: bool,
    classes: Vec<Choice>,
    most: usize,
    typed: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "message-held.html")]
struct HeldPage {
    frame: Frame,
    slug: String,
    handle: String,
    verdict: Verdict,
    leaf: u64,
    told: Told,
    /// Whether nobody said where the finder is.
    place_unknown: bool,
    /// Whether its writer left open that it tells more than the finder reported.
    tells_more: bool,
    /// Whether the report was not acknowledged yet.
    unacknowledged: bool,
    /// Whether a reading without a position stands between.
    doubt: bool,
}

#[derive(Debug, Deserialize)]
struct Nothing {}

#[derive(Debug, Deserialize)]
struct Named {
    item: String,
}

#[derive(Debug, Deserialize)]
struct Written {
    #[serde(default)]
    text: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    tells: String,
}

async fn read(Path((_, handle)): Address, posted: Posted<Nothing>) -> Result<Response, Wrong> {
    let Posted { visit, fields: Nothing {} } = posted;
    thread(&visit, &handle, None).await
}

/// The messages opened; with what was typed and what is wrong with it, where an answer cannot be written.
async fn thread(
    visit: &Visit,
    handle: &str,
    refused: Option<(NoText, String)>,
) -> Result<Response, Wrong> {
    let case = opened(visit, handle, "reading the messages").await?;
    let (hosted, frame, book) = (visit.office()?, visit.frame(), visit.house.book());
    let desk = hosted.desk();
    let zone = hosted.office().zone.rules();
    let items: Vec<ItemId> = case.messages().map(|entry| entry.event.item).collect();
    let (mut texts, mut leaf) = (Vec::new(), None);
    let mut now = case.clone();
    if !items.is_empty() {
        let taken = decided(visit, hosted, handle, items.clone()).await?;
        leaf = Some(taken.leaf);
        now = taken.case.clone();
        let Some(clearance) = taken.clearance else { return shut(visit, hosted, taken) };
        texts = said(visit, hosted, clearance, &items).await?;
    }
    let reads = desk.reads(case.id()).await?;
    let listed = listed(&now, &reads, &zone);
    let messages = listed.into_iter().map(|message| {
        let said = texts.iter().find(|(item, _)| *item == message.item);
        let said = said.map(|(_, text)| text.clone()).unwrap_or_default();
        (message, said)
    });
    let report = case.reports().next().map(|entry| entry.event.report);
    let class = |class: ContentClass| Choice {
        value: class.to_string(),
        text: frame.pick(&class_name(book, class)).to_owned(),
        chosen: class == ContentClass::Existence,
    };
    let (why, typed) = refused.unzip();
    let page = MessagesPage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        messages: messages.collect(),
        zone: hosted.office().zone.name().to_owned(),
        leaf,
        unacknowledged: report.is_some_and(|report| !case.is_acknowledged(report)),
        classes: CLASSES.map(class).into(),
        most: LONGEST,
        typed: typed.unwrap_or_default(),
        problem: why.map(|why| frame.with(why.message(), "most", why.most())),
        frame,
    };
    let wrong = page.problem.is_some();
    let mut response = Page(page).into_response();
    if wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// What an answer may be about, as its writer declares.
const CLASSES: [ContentClass; 4] =
    [ContentClass::Existence, ContentClass::General, ContentClass::Technical, ContentClass::Remedy];

/// The texts of items that one clearance opens, by item.
async fn said(
    visit: &Visit,
    hosted: &Hosted,
    clearance: tidegate_core::embargo::Clearance,
    items: &[ItemId],
) -> Result<Vec<(String, String)>, Wrong> {
    let desk = hosted.desk();
    let mut all = None;
    for item in items {
        let one = desk.open_item(&clearance, *item).await?.map(|plain| {
            vec![(item.to_string(), String::from_utf8_lossy(plain.bytes()).into_owned())]
        });
        all = Some(match all {
            None => one,
            Some(before) => {
                let both: tidegate_core::embargo::Cleared<_> = before;
                let joined = both.join(one).map_err(DeskError::from)?;
                joined.map(|(before, one): &(Vec<(String, String)>, _)| [&before[..], one].concat())
            }
        });
    }
    let Some(all) = all else { return Ok(Vec::new()) };
    let bytes = all.map(|texts| serde_json::to_vec(texts).unwrap_or_default());
    let dispatch = Dispatch::new(clearance, bytes, desk.now()).map_err(DeskError::from)?;
    if dispatch.session() != visit.member()?.session {
        return Err(Wrong::NotYours);
    }
    serde_json::from_slice(dispatch.bytes()).map_err(|_| Wrong::Fault)
}

/// Writes an answer and puts it to the gate.
async fn write(Path((_, handle)): Address, posted: Posted<Written>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let class = CLASSES.into_iter().find(|class| class.as_str() == fields.class);
    let class = class.ok_or(Wrong::Form)?;
    let text = match Text::parse(&fields.text) {
        Ok(text) => text,
        Err(why) => return thread(&visit, &handle, Some((why, fields.text))).await,
    };
    // What is not said to be nothing new is taken for more.
    let tells = if fields.tells == "nothing" { Tells::Nothing } else { Tells::More };
    let (hosted, member) = (visit.office()?, visit.member()?);
    let row = hosted.desk().find(&handle).await?;
    let (actor, session, book) = (member.actor(), member.session, visit.house.book());
    let answering = Answering { actor: &actor, session, book };
    let reply = Reply { text, class, tells };
    let replied = hosted.desk().write_to_finder(answering, row.case, reply).await?;
    replied_to(&visit, hosted, row.case, &handle, &replied).await
}

/// Puts an answer that waits to the gate again.
async fn send(Path((_, handle)): Address, posted: Posted<Named>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let item: ItemId = fields.item.parse().map_err(|_| Wrong::Form)?;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let row = hosted.desk().find(&handle).await?;
    let (actor, session, book) = (member.actor(), member.session, visit.house.book());
    let answering = Answering { actor: &actor, session, book };
    let replied = hosted.desk().send_to_finder(answering, row.case, item).await?;
    replied_to(&visit, hosted, row.case, &handle, &replied).await
}

/// Back to the case where the answer was sent; else the reasons why it is held back.
async fn replied_to(
    visit: &Visit,
    hosted: &Hosted,
    case: CaseId,
    handle: &str,
    replied: &Replied,
) -> Result<Response, Wrong> {
    recomputed(visit, hosted, case).await;
    let leaf = replied.asked.inclusion.index();
    if replied.sent {
        let to = format!("/at/{}/cases/{handle}?recorded={leaf}#messages", hosted.slug());
        return Ok(Redirect::to(&to).into_response());
    }
    let (frame, book) = (visit.frame(), visit.house.book());
    let law = gate::Desk { book, adoption: &replied.adoption, office: Some(hosted.office()) };
    let told = told::decision(&law, &replied.case, &replied.asked.decision);
    let Between { finder, report, .. } = Between::of(&replied.case).ok_or(Wrong::Fault)?;
    let items = &replied.asked.decision.flow.items;
    let mut written = replied.case.messages().filter(|entry| items.contains(&entry.event.item));
    let said = |party: &Party| party.established.or(party.present_in).is_some();
    let page = HeldPage {
        place_unknown: !replied.case.party(finder).is_some_and(said),
        tells_more: written.any(|entry| entry.event.tells == Tells::More),
        unacknowledged: !replied.case.is_acknowledged(report),
        doubt: replied.asked.decision.law == AnswerKind::Escalate,
        slug: hosted.slug().to_string(),
        handle: handle.to_owned(),
        verdict: Verdict::of(&told, &frame, &hosted.office().zone.rules()),
        leaf,
        told,
        frame,
    };
    let mut response = Page(page).into_response();
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// Acknowledges the report. It says nothing of the flaw, so the gate is not asked; the finder sees it at once.
async fn acknowledge(
    Path((_, handle)): Address,
    posted: Posted<Nothing>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields: Nothing {} } = posted;
    let case = opened(&visit, &handle, "acknowledging the report").await?;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let report = case.reports().next().map(|entry| entry.event.report).ok_or(Wrong::Form)?;
    let by = hosted.desk().office_party();
    let verb = Verb::Acknowledge(Acknowledged { report, by });
    let command = Command::new(verb, "the screen of the case");
    let ack = hosted.desk().act(&actor, case.id(), &Order::new(command)).await?;
    recomputed(&visit, hosted, case.id()).await;
    Ok(back(hosted, &handle, ack.leaves.start))
}
