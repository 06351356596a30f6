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
use tidegate_core::event::{Given, Tells};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId};
use tidegate_core::item::ContentClass;
use tidegate_core::party::Party;
use tidegate_law::AnswerKind;

use super::asking::{Choice, Verdict};
use super::content::shut;
use super::{Address, recomputed, recorded_at};
use crate::desk::Read;
use crate::errand::{Errand, NotDone, Wish, reply, told, unacknowledged};
use crate::finder::message::{ANSWERS, Between, LONGEST, NoText, Replied};
use crate::say::instant;
use crate::say::opened::{FileTold, MessageTold, bytes};
use crate::say::told::{self as answers, GroundTold, Told, class_name};
use crate::server::Hosted;
use crate::thread::{Part, pieces};
use crate::web::access::{CASE_WORK, Route};
use crate::web::thread::Shown;
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
    /// Whether it came by mail, and whether it is proven to be the finder's then.
    pub(super) by_mail: Option<bool>,
    pub(super) when: String,
    pub(super) seen: Option<String>,
    /// Whether the gate has not let it out.
    pub(super) held: bool,
    /// How long it is, where it is a file.
    pub(super) size: Option<String>,
}

impl MessageShown {
    fn of(message: &MessageTold, zone: &TimeZone) -> Self {
        Self {
            item: message.item.clone(),
            from_finder: message.from_finder,
            by_mail: by_mail(&message.by_way),
            when: instant(message.written, zone),
            seen: message.seen.map(|at| instant(at, zone)),
            held: message.arrived.is_none(),
            size: message.size.map(bytes),
        }
    }
}

/// Whether a message came by mail, and whether it is proven to be the finder's then.
pub(in crate::web) fn by_mail(way: &str) -> Option<bool> {
    match way {
        "mail-proven" => Some(true),
        "mail-unproven" => Some(false),
        _ => None,
    }
}

/// A post that is open.
struct PostShown {
    number: usize,
    message: MessageShown,
    /// What it says, taken apart at the posts that it names.
    parts: Vec<Part>,
    file: Option<FileTold>,
    /// Whether it is the first that is new to whoever reads.
    first_new: bool,
}

impl PostShown {
    /// Whether it is a file that the gate does not let the office have.
    fn shut(&self) -> bool {
        self.message.size.is_some() && self.file.is_none()
    }
}

/// How many of the newest messages stand on the screen of a case.
const AT_HAND: usize = 5;

/// The newest messages of a case, without what they say, and how many are older.
pub(super) fn listed(case: &Case, reads: &[Read], zone: &TimeZone) -> (usize, Vec<MessageShown>) {
    let all = told(case, reads);
    let older = all.len().saturating_sub(AT_HAND);
    let newest = all.iter().skip(older).map(|message| MessageShown::of(message, zone));
    (older, newest.collect())
}

#[derive(Template)]
#[template(path = "messages.html")]
struct MessagesPage {
    frame: Frame,
    slug: String,
    handle: String,
    posts: Vec<PostShown>,
    thread: Shown,
    /// What was looked for, and how many posts have it.
    find: String,
    found: Option<usize>,
    /// The first post that is new to whoever reads, and how many are.
    new: Option<(usize, usize)>,
    /// How many people of the office read what is written here.
    readers: usize,
    zone: String,
    leaf: Option<u64>,
    /// Whether the finder takes no messages any more.
    silent: bool,
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
    /// What was written and of which class, where it is at hand.
    again: Option<(String, String)>,
    /// Whether the report was not acknowledged yet.
    unacknowledged: bool,
    /// Whether a reading without a position stands between.
    doubt: bool,
}

#[derive(Debug, Deserialize)]
struct Nothing {}

/// What somebody wants to read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reading {
    post: String,
    find: String,
}

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

async fn read(Path((_, handle)): Address, posted: Posted<Reading>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    thread(&visit, &handle, &fields, None).await
}

/// The messages opened; with what was typed and what is wrong with it, where an answer cannot be written.
async fn thread(
    visit: &Visit,
    handle: &str,
    reading: &Reading,
    refused: Option<(NoText, String)>,
) -> Result<Response, Wrong> {
    let (hosted, member, book) = (visit.office()?, visit.member()?, visit.house.book());
    let (frame, zone) = (visit.frame(), hosted.office().zone.rules());
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk: hosted.desk(), book, actor: &actor };
    let (number, find) = (reading.post.trim().parse().ok(), reading.find.as_str());
    let wish = Wish { number, find, reader: &member.login };
    let thread = errand.thread(handle, wish, session).await?;
    let readers = errand.readers().await?;
    let unacknowledged = unacknowledged(&thread.case);
    let leaf = match thread.opened {
        Some(opened) if opened.contents.is_none() => return shut(visit, hosted, opened),
        opened => opened.map(|opened| opened.recorded.leaf),
    };
    let total = thread.written.len();
    let new = (thread.read < total).then_some((thread.read + 1, total - thread.read));
    let open: Vec<usize> = thread.posts.iter().map(|(number, _)| *number).collect();
    let post = |(number, message): (usize, MessageTold)| PostShown {
        number,
        message: MessageShown::of(&message, &zone),
        parts: pieces(message.text.as_deref().unwrap_or_default(), total)
            .into_iter()
            .map(|part| Part { post: part.post.filter(|post| open.contains(post)), ..part })
            .collect(),
        file: message.file,
        first_new: new.is_some_and(|(first, _)| first == number),
    };
    let posts = thread.posts.into_iter().map(post).collect();
    let class = |class: ContentClass| Choice {
        value: class.to_string(),
        text: frame.pick(&class_name(book, class)).to_owned(),
        chosen: class == ContentClass::Existence,
    };
    let (why, typed) = refused.unzip();
    let page = MessagesPage {
        slug: hosted.slug().to_string(),
        handle: thread.case.label().to_owned(),
        posts,
        thread: Shown::cut(&thread.cut, &frame),
        find: reading.find.clone(),
        found: thread.found,
        new,
        readers,
        zone: hosted.office().zone.name().to_owned(),
        leaf,
        silent: Between::of(&thread.case)
            .is_some_and(|between| thread.case.has_taken_back(between.finder, Given::Messages)),
        unacknowledged,
        classes: ANSWERS.map(class).into(),
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

/// Writes an answer and puts it to the gate.
async fn write(Path((_, handle)): Address, posted: Posted<Written>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let reply = match reply(&fields.text, &fields.class, fields.tells == "nothing") {
        Ok(reply) => reply,
        Err(NotDone::NoText(why)) => {
            return thread(&visit, &handle, &Reading::default(), Some((why, fields.text))).await;
        }
        Err(_) => return Err(Wrong::Form),
    };
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let (case, replied) = errand.write(&handle, reply, session).await?;
    let again = Some((fields.text, fields.class));
    replied_to(&visit, hosted, case, (&handle, again), &replied).await
}

/// Puts an answer that waits to the gate again.
async fn send(Path((_, handle)): Address, posted: Posted<Named>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let item: ItemId = fields.item.parse().map_err(|_| Wrong::Form)?;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let (case, replied) = errand.send(&handle, item, session).await?;
    replied_to(&visit, hosted, case, (&handle, None), &replied).await
}

/// Back to the case where the answer was sent; else the reasons why it is held back, with what was written if it is at
/// hand.
pub(super) async fn replied_to(
    visit: &Visit,
    hosted: &Hosted,
    case: CaseId,
    (handle, again): (&str, Option<(String, String)>),
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
    let told = answers::decision(&law, &replied.case, &replied.asked.decision);
    let Between { finder, report, .. } = Between::of(&replied.case).ok_or(Wrong::Fault)?;
    let items = &replied.asked.decision.flow.items;
    let mut written = replied.case.messages().filter(|entry| items.contains(&entry.event.item));
    let said = |party: &Party| party.established.or(party.present_in).is_some();
    let page = HeldPage {
        place_unknown: !replied.case.party(finder).is_some_and(said),
        tells_more: written.any(|entry| entry.event.tells == Tells::More),
        again,
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
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let recorded = errand.acknowledge(&handle).await?;
    Ok(recorded_at(&visit, hosted, &recorded).await)
}
