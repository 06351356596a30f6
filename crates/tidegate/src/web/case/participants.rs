//! Who takes part in a case: organisations of the register that join, and what is let out to each by the gate.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::gate;
use tidegate_core::id::{CaseId, ItemId};
use tidegate_core::item::ContentClass;

use super::asking::{Choice, Verdict};
use super::{Address, recomputed};
use crate::errand::{Errand, reply};
use crate::finder::message::{ANSWERS, LONGEST, Replied};
use crate::organisations::Carried;
use crate::say::instant;
use crate::say::organisation::OrganisationListed;
use crate::say::ours::{LettersTold, MailedTold, ParticipantsTold, TakingPartTold};
use crate::say::told::{self as answers, GroundTold, Told, class_name};
use crate::web::access::{CASE_WORK, Route};
use crate::web::organisations::said;
use crate::web::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/participants", CASE_WORK, show),
        Route::post("/at/{office}/cases/{handle}/participants", CASE_WORK, join),
        Route::post("/at/{office}/cases/{handle}/participants/same", CASE_WORK, same),
        Route::post("/at/{office}/cases/{handle}/participants/let-out", CASE_WORK, let_out),
        Route::post("/at/{office}/cases/{handle}/participants/write", CASE_WORK, write),
        Route::post("/at/{office}/cases/{handle}/participants/messages", CASE_WORK, letters),
    ]
}

#[derive(Template)]
#[template(path = "participants.html")]
struct ParticipantsPage {
    frame: Frame,
    slug: String,
    told: ParticipantsTold,
    groups: Vec<Group>,
    /// What the names are chosen by.
    find: String,
    others: Vec<OrganisationListed>,
    classes: Vec<Choice>,
    most: usize,
    leaf: Option<u64>,
}

/// Participants of one standing.
struct Group {
    title: String,
    /// Each, and whether it is shown with all that can be done.
    those: Vec<(TakingPartTold, bool)>,
}

/// Up to how many participants are all shown with what can be done; of more, the one that is chosen.
const FEW: usize = 5;

/// What the page is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    find: String,
    who: String,
    recorded: Option<u64>,
}

/// Participants by standing, as far as their names have what is looked for.
fn groups(all: &[TakingPartTold], asked: &Asked, frame: &Frame) -> Vec<Group> {
    let find = asked.find.trim().to_lowercase();
    let chosen = all.iter().filter(|one| one.name.to_lowercase().contains(&find));
    let chosen: Vec<&TakingPartTold> = chosen.collect();
    let few = chosen.len() <= FEW;
    let standing = |one: &TakingPartTold| match (one.agreed, one.knows) {
        (true, _) => "participants-agreed",
        (false, true) => "participants-knows",
        (false, false) => "participants-knows-nothing",
    };
    let group = |id: &'static str| {
        let of = chosen.iter().filter(|one| standing(one) == id);
        let those = of.map(|one| ((*one).clone(), few || one.id == asked.who)).collect();
        Group { title: frame.say(id), those }
    };
    let all =
        ["participants-agreed", "participants-knows", "participants-knows-nothing"].map(group);
    all.into_iter().filter(|group| !group.those.is_empty()).collect()
}

impl ParticipantsPage {
    fn roles_of(&self, roles: &[String]) -> String {
        said(roles, &self.frame)
    }

    fn has(&self, one: &TakingPartTold, item: &str) -> bool {
        one.has.iter().any(|has| has == item)
    }

    /// What became of the item by mail, the last time that it was let out that way.
    fn mailed<'t>(&self, one: &'t TakingPartTold, item: &str) -> Option<&'t MailedTold> {
        one.mailed.iter().filter(|mailed| mailed.item == item).max_by_key(|mailed| mailed.since)
    }
}

#[derive(Template)]
#[template(path = "letters.html")]
struct LettersPage {
    frame: Frame,
    slug: String,
    zone: TimeZone,
    told: LettersTold,
    /// Whether the gate refused to let the office read them.
    shut: bool,
}

impl LettersPage {
    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.zone)
    }
}

#[derive(Template)]
#[template(path = "participants-held.html")]
struct HeldPage {
    frame: Frame,
    slug: String,
    handle: String,
    verdict: Verdict,
    leaf: u64,
    release: Option<String>,
    told: Told,
}

#[derive(Deserialize)]
struct Joining {
    #[serde(default)]
    organisation: String,
}

#[derive(Deserialize)]
struct Same {
    #[serde(default)]
    party: String,
    #[serde(default)]
    with: String,
}

#[derive(Deserialize)]
struct LettingOut {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    item: String,
    #[serde(default)]
    by: String,
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    tells: String,
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let (frame, hosted, actor) = (visit.frame(), visit.office()?, visit.member()?.actor());
    let book = visit.house.book();
    let errand = Errand { desk: hosted.desk(), book, actor: &actor };
    let told = errand.participants(&handle).await?;
    let mut others = errand.organisations().await?.organisations;
    others.retain(|other| !told.participants.iter().any(|one| one.id == other.id));
    let class = |class: ContentClass| Choice {
        value: class.to_string(),
        text: frame.pick(&class_name(book, class)).to_owned(),
        chosen: class == ContentClass::Existence,
    };
    let page = ParticipantsPage {
        slug: hosted.slug().to_string(),
        leaf: asked.recorded,
        groups: groups(&told.participants, &asked, &frame),
        find: asked.find,
        told,
        others,
        classes: ANSWERS.map(class).into(),
        most: LONGEST,
        frame,
    };
    Ok(Page(page).into_response())
}

async fn join(Path((_, handle)): Address, posted: Posted<Joining>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let case = errand.join(&handle, &fields.organisation).await?;
    let joined = errand.named_organisation(&fields.organisation).await?.organisation.id;
    errand.serve_waiting(case, joined, member.session).await?;
    recomputed(&visit, hosted, case).await;
    let to = format!("/at/{}/cases/{handle}/participants", hosted.slug());
    Ok(Redirect::to(&to).into_response())
}

/// Says that who is only named is somebody who is known; back to the case, which is read with one party from then on.
async fn same(Path((_, handle)): Address, posted: Posted<Same>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.unite(&handle, &fields.party, &fields.with, member.session).await?;
    if let Ok(case) = told.recorded.case.parse() {
        recomputed(&visit, hosted, case).await;
    }
    Ok(Redirect::to(&format!("/at/{}/cases/{handle}", hosted.slug())).into_response())
}

async fn letters(Path((_, handle)): Address, posted: Posted<Joining>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.letters(&handle, &fields.organisation, session).await?;
    let shut = told.answer.is_some() && told.letters.iter().all(|letter| letter.text.is_none());
    let status = if shut { StatusCode::FORBIDDEN } else { StatusCode::OK };
    let page = LettersPage {
        frame: visit.frame(),
        slug: hosted.slug().to_string(),
        zone: hosted.office().zone.rules(),
        told,
        shut,
    };
    Ok((status, Page(page)).into_response())
}

async fn let_out(
    Path((_, handle)): Address,
    posted: Posted<LettingOut>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let item: ItemId = fields.item.parse().map_err(|_| Wrong::Form)?;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let carried = if fields.by == "mail" { Carried::ByMail } else { Carried::ToPage };
    let done = errand.let_out_to(&handle, &fields.organisation, item, session, carried);
    let (case, replied) = done.await?;
    answered(&visit, case, &handle, &replied).await
}

async fn write(Path((_, handle)): Address, posted: Posted<Written>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let reply = reply(&fields.text, &fields.class, fields.tells == "nothing")?;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let (case, replied) = errand.write_to(&handle, &fields.organisation, reply, session).await?;
    answered(&visit, case, &handle, &replied).await
}

/// Where it is proposed to a second person, if that is what the gate asks for.
fn release(replied: &Replied) -> Option<String> {
    let decision = &replied.asked.decision;
    let lacks = |passage: &&gate::Passage| passage.need == gate::Need::NotReleased;
    let passage = decision.passages.iter().find(lacks)?;
    let (act, to) = (decision.flow.act.as_str(), decision.flow.to.party()?);
    Some(format!("act={act}&to={to}&item={}#release", passage.item))
}

/// Back where it was let out; else the reasons why it is held back.
async fn answered(
    visit: &Visit,
    case: CaseId,
    handle: &str,
    replied: &Replied,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    recomputed(visit, hosted, case).await;
    let leaf = replied.asked.inclusion.index();
    if replied.sent {
        let to = format!("/at/{}/cases/{handle}/participants?recorded={leaf}", hosted.slug());
        return Ok(Redirect::to(&to).into_response());
    }
    let (frame, book) = (visit.frame(), visit.house.book());
    let law = gate::Desk { book, adoption: &replied.adoption, office: Some(hosted.office()) };
    let told = answers::decision(&law, &replied.case, &replied.asked.decision);
    let page = HeldPage {
        slug: hosted.slug().to_string(),
        handle: handle.to_owned(),
        release: release(replied),
        verdict: Verdict::of(&told, &frame, &hosted.office().zone.rules()),
        leaf,
        told,
        frame,
    };
    Ok((StatusCode::CONFLICT, Page(page)).into_response())
}
