//! Directives of a case on their page, and the page on which a second person signs.
//!
//! Who signs sees the whole of what is proposed with the words of its basis and what is known of the case, never a
//! button alone. What the page records goes through the errand; it decides nothing.

mod exact;
mod forms;

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::act::Act;
use tidegate_core::case::{Case, ItemRecord};
use tidegate_core::directive::{Awaits, Done, MeasureKind};
use tidegate_core::event::Subject;
use tidegate_core::id::ProposalId;
use tidegate_core::item::ContentClass;
use tidegate_core::party::Party;
use tidegate_core::proposal::{NotSettled, Signature};
use tidegate_law::{AuthorityEntry, FactName};

use super::asking::{Choice, Verdict};
use super::{Address, recomputed};
use crate::errand::{Errand, Settling};
use crate::people::decides;
use crate::say::directive::served::SettledTold;
use crate::say::directive::{DirectiveTold, ProposalTold, kind};
use crate::say::happened::Happened;
use crate::say::instant;
use crate::say::same::SameTold;
use crate::say::told::{act_name, goes_by, own_call};
use crate::say::triage::priority;
use crate::web::access::{CASE_WORK, Route};
use crate::web::directing::{DirectiveShown, OrderShown, awaits, directive, order};
use crate::web::{Frame, Page, Posted, Visit, Wrong};
use exact::{ExactShown, exact, item_said};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/at/{office}/cases/{handle}/directives", CASE_WORK, show),
        Route::get("/at/{office}/cases/{handle}/proposals/{proposal}", CASE_WORK, look),
        Route::post("/at/{office}/cases/{handle}/proposals/{proposal}", CASE_WORK, settle),
    ];
    routes.extend(forms::routes());
    routes
}

/// Office, handle and the id of a directive or proposal.
type OfOne = Path<(String, String, String)>;

/// How many measures the form offers.
const MEASURES: usize = 4;
/// Everybody, as a recipient.
const PUBLIC: &str = "public";

/// A proposal, ready to be shown.
struct ProposalShown {
    id: String,
    what: String,
    by: String,
    at: String,
    order: Option<OrderShown>,
    reasons: String,
    items: Vec<String>,
    over: Vec<String>,
    /// What signing it does, as a text.
    hint: &'static str,
}

#[derive(Template)]
#[template(path = "case-directives.html")]
struct DirectivesPage {
    frame: Frame,
    slug: String,
    handle: String,
    zone: String,
    /// What became of a letter a moment ago, as a text, and whether it lies on its bearer's page.
    served: Option<(&'static str, bool)>,
    /// Parties that the case only names, each with who is known by its name.
    ones: Vec<SameTold>,
    proposals: Vec<ProposalShown>,
    directives: Vec<DirectiveShown>,
    /// The directives whose bearer has no page here, so that nobody can sign in and read.
    nowhere: BTreeSet<String>,
    /// The directives of which a repair was verified, while no remedy is on record.
    remedied: BTreeSet<String>,
    parties: Vec<Choice>,
    products: Vec<Choice>,
    kinds: Vec<Choice>,
    places: Vec<usize>,
    replaces: Vec<Choice>,
    /// At an authority: what takes two persons to let out.
    release: Option<Releasable>,
    /// The due time that an outcome of the case proposes.
    proposed: Option<ProposedShown>,
}

/// What may be proposed to be let out, and to whom.
struct Releasable {
    acts: Vec<Choice>,
    to: Vec<Choice>,
    items: Vec<Choice>,
}

/// A due time that an outcome proposes.
struct ProposedShown {
    event: u64,
    due: String,
    /// As the form takes it; nothing where it is over.
    field: String,
    words: String,
    over: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Came {
    /// What became of the letter of a directive that was just issued.
    served: String,
    /// What the gate just refused because it takes two persons: the act, the recipient and the item.
    act: String,
    to: String,
    item: String,
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(came): Query<Came>,
) -> Result<Response, Wrong> {
    let (hosted, frame) = (visit.office()?, visit.frame());
    let actor = visit.member()?.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let (case, told) = errand.directives(&handle).await?;
    let zone = hosted.office().zone.rules();
    let place = format!("/at/{}/cases/{}", hosted.slug(), case.label());
    let mut nowhere = BTreeSet::new();
    for one in case.directive_standings() {
        let issued = one.issued.event;
        if !errand.has_page(issued.to).await? {
            nowhere.insert(issued.directive.to_string());
        }
    }
    let page = DirectivesPage {
        remedied: remedied(&case, &told.directives),
        nowhere,
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        zone: hosted.office().zone.name().to_owned(),
        served: match came.served.as_str() {
            "true" => Some(("directive-served", true)),
            "elsewhere" => Some(("directive-no-page", false)),
            "false" => Some(("directive-not-served", false)),
            _ => None,
        },
        ones: errand.same(&case).await?,
        proposals: told.proposals.iter().map(|one| proposal(one, &frame, &zone)).collect(),
        directives: told
            .directives
            .iter()
            .map(|one| directive(one, &place, &frame, &zone))
            .collect(),
        parties: bearers(&case, &visit, &frame)?,
        products: products(&case, &frame),
        kinds: kinds(&frame),
        places: (1..=MEASURES).collect(),
        replaces: replaceable(&told.directives, &frame, &zone),
        release: releasable(&case, &visit, &frame, &came)?,
        proposed: proposed(&case, &visit, &frame)?,
        frame,
    };
    Ok(Page(page).into_response())
}

/// The directives of which a repair was verified, while no remedy is on record.
fn remedied(case: &Case, all: &[DirectiveTold]) -> BTreeSet<String> {
    let known = case.fact(Subject::Case(case.id()), &FactName::new("remedy_provided"));
    if known.value().is_some_and(|value| value.as_str() == "true") {
        return BTreeSet::new();
    }
    let repair = |one: &&DirectiveTold| {
        let word = MeasureKind::Repair.as_str();
        one.order.measures.iter().any(|it| it.kind == word && it.done == Done::Met.as_str())
    };
    all.iter().filter(repair).map(|one| one.directive.clone()).collect()
}

/// The first due time that an outcome of the case proposes.
fn proposed(case: &Case, visit: &Visit, frame: &Frame) -> Result<Option<ProposedShown>, Wrong> {
    let hosted = visit.office()?;
    let (zone, at) = (hosted.office().zone.rules(), hosted.desk().now());
    let all = priority::due(visit.house.book(), case, &case.triage(), at);
    let first = all.into_iter().min_by_key(|one| (one.over, one.due));
    Ok(first.map(|one| ProposedShown {
        event: one.event,
        due: instant(one.due, &zone),
        field: match one.over {
            true => String::new(),
            false => zone.to_datetime(one.due).strftime("%Y-%m-%d %H:%M").to_string(),
        },
        words: frame.pick(&one.words).to_owned(),
        over: one.over,
    }))
}

/// Everybody of the case but the office, and but makers in whose place an organisation of the register stepped: the
/// letter reaches who has a page here.
fn bearers(case: &Case, visit: &Visit, frame: &Frame) -> Result<Vec<Choice>, Wrong> {
    let office = visit.office()?.office();
    let provides = |party: &Party| case.products().any(|one| one.providers.contains(&party.id));
    let replaced = |party: &Party| {
        let same = |other: &Party| other.id != party.id && other.name == party.name;
        !provides(party) && case.parties().any(|other| same(other) && provides(other))
    };
    let others = case.parties().filter(|one| one.id != office.party() && !replaced(one));
    let choice = |party: &Party| Choice {
        value: party.id.to_string(),
        text: frame.pick(&goes_by(party, Some(office))).to_owned(),
        chosen: provides(party),
    };
    Ok(others.map(choice).collect())
}

/// What an authority lets out by two persons: to anybody of the case, or to everybody.
fn releasable(
    case: &Case,
    visit: &Visit,
    frame: &Frame,
    came: &Came,
) -> Result<Option<Releasable>, Wrong> {
    let (hosted, book) = (visit.office()?, visit.house.book());
    let (office, at) = (hosted.office(), hosted.desk().now());
    if office.authority_at(at).is_none() {
        return Ok(None);
    }
    let act = |act: Act| Choice {
        value: act.as_str().to_owned(),
        text: frame.pick(&act_name(book, act)).to_owned(),
        chosen: came.act == act.as_str(),
    };
    let public = Choice {
        value: PUBLIC.to_owned(),
        text: frame.say("release-page-public"),
        chosen: came.to == PUBLIC,
    };
    let parties = case.parties().filter(|party| party.id != office.party());
    let party = |party: &Party| Choice {
        value: party.id.to_string(),
        text: frame.pick(&goes_by(party, Some(office))).to_owned(),
        chosen: came.to == party.id.to_string(),
    };
    let abroad = |entry: &AuthorityEntry| Choice {
        value: entry.key.to_string(),
        text: frame.pick(&entry.name).to_owned(),
        chosen: came.to == entry.key.to_string(),
    };
    let item = |record: &ItemRecord| {
        let class = record.item.class;
        let may = class != ContentClass::FinderIdentity && !record.erased;
        may.then(|| Choice {
            value: record.item.id.to_string(),
            text: item_said(case, record, visit, frame),
            chosen: came.item == record.item.id.to_string(),
        })
    };
    Ok(Some(Releasable {
        acts: [Act::Notify, Act::Share, Act::Report, Act::Publish].map(act).into(),
        to: parties
            .map(party)
            .chain(book.authorities().iter().map(abroad))
            .chain([public])
            .collect(),
        items: case.items().filter_map(item).collect(),
    }))
}

fn products(case: &Case, frame: &Frame) -> Vec<Choice> {
    let none = Choice {
        value: String::new(),
        text: frame.say("directives-page-no-product"),
        chosen: false,
    };
    let products = case.products().map(|product| Choice {
        value: product.id.to_string(),
        text: product.name.clone(),
        chosen: true,
    });
    products.chain([none]).collect()
}

fn kinds(frame: &Frame) -> Vec<Choice> {
    let choice = |one: MeasureKind| Choice {
        value: one.as_str().to_owned(),
        text: frame.say(kind(one)),
        chosen: false,
    };
    MeasureKind::ALL.into_iter().map(choice).collect()
}

/// Those that still ask for something.
fn replaceable(directives: &[DirectiveTold], frame: &Frame, zone: &TimeZone) -> Vec<Choice> {
    let none = Choice {
        value: String::new(),
        text: frame.say("directives-page-replaces-none"),
        chosen: true,
    };
    let open = directives.iter().filter(|one| awaits(one).is_some_and(Awaits::is_open));
    let open = open.map(|one| Choice {
        value: one.directive.clone(),
        text: format!("{} · {}", frame.pick(&one.order.to), instant(one.issued, zone)),
        chosen: false,
    });
    [none].into_iter().chain(open).collect()
}

fn proposal(told: &ProposalTold, frame: &Frame, zone: &TimeZone) -> ProposalShown {
    ProposalShown {
        id: told.proposal.clone(),
        what: frame.pick(&told.words).to_owned(),
        by: told.signed.name.clone(),
        at: instant(told.at, zone),
        order: told.order.as_ref().map(|told| order(told, frame, zone)),
        reasons: told.reasons.clone(),
        items: told.items.iter().map(|item| frame.pick(item).to_owned()).collect(),
        over: told.over.iter().map(|over| frame.pick(over).to_owned()).collect(),
        hint: match told.matter.as_str() {
            "release" => "proposal-page-sign-hint-release",
            _ => "proposal-page-sign-hint",
        },
    }
}

/// Whether somebody may sign, as the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum May {
    Sign,
    TakeBack,
    NobodyDecides,
}

#[derive(Template)]
#[template(path = "case-proposal.html")]
struct ProposalPage {
    frame: Frame,
    slug: String,
    handle: String,
    lead: String,
    proposal: ProposalShown,
    may: May,
    known: Vec<String>,
    /// What exactly would be let out.
    exact: Vec<ExactShown>,
    /// What the gate says of that now.
    verdict: Option<Verdict>,
}

async fn look(visit: Visit, Path((_, handle, id)): OfOne) -> Result<Response, Wrong> {
    let (hosted, frame, member) = (visit.office()?, visit.frame(), visit.member()?);
    let (actor, book) = (member.actor(), visit.house.book());
    let errand = Errand { desk: hosted.desk(), book, actor: &actor };
    let (case, told) = errand.directives(&handle).await?;
    let id: ProposalId = id.parse().map_err(|_| Wrong::Nowhere)?;
    let Some(told) = told.proposals.into_iter().find(|one| one.proposal == id.to_string()) else {
        // Signed, declined or taken back meanwhile: what became of it stands with the directives.
        let to = format!("/at/{}/cases/{handle}/directives", hosted.slug());
        return match case.proposal(id) {
            Some(_) => Ok(Redirect::to(&to).into_response()),
            None => Err(Wrong::Nowhere),
        };
    };
    let decides = decides(&member.roles, hosted.office(), hosted.desk().now());
    let signing = Signature { name: member.name.clone(), decides };
    let may = match case.may_sign(id, &signing) {
        Ok(()) => May::Sign,
        Err(NotSettled::SamePerson(_)) => May::TakeBack,
        Err(_) => May::NobodyDecides,
    };
    let called = own_call(hosted.office());
    let happened = Happened { book, case: &case, called: &called, voice: frame.voice() };
    let known = case
        .facts()
        .filter_map(|(about, fact, history)| Some(happened.fact(about, fact, history.value()?)));
    let zone = hosted.office().zone.rules();
    let words = [("by", told.signed.name.as_str().into()), ("at", instant(told.at, &zone).into())];
    let matter = case.proposal(id).map(|entry| &entry.event.matter);
    let (exact, verdict) = exact(&case, matter, &visit, &frame)?;
    let page = ProposalPage {
        exact,
        verdict,
        lead: frame.voice().with("proposal-page-lead", words),
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        known: known.collect(),
        proposal: proposal(&told, &frame, &zone),
        may,
        frame,
    };
    Ok(Page(page).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Settled {
    outcome: String,
    reasons: String,
}

async fn settle(Path((_, handle, id)): OfOne, posted: Posted<Settled>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (desk, actor) = (hosted.desk(), member.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let settling = match fields.outcome.as_str() {
        "sign" => Settling::Sign,
        "decline" => Settling::Decline(&fields.reasons),
        "back" => Settling::TakeBack(&fields.reasons),
        _ => return Err(Wrong::Form),
    };
    let decides = decides(&member.roles, hosted.office(), desk.now());
    let told = errand.settle(&handle, &id, settling, decides, member.session).await?;
    let SettledTold { recorded, served, .. } = told;
    let served = served.map(|served| format!("?served={}", served.word())).unwrap_or_default();
    back(&visit, &recorded.case, &handle, &served).await
}

/// Back to the directives of a case, computed anew.
pub(super) async fn back(
    visit: &Visit,
    case: &str,
    handle: &str,
    query: &str,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    if let Ok(case) = case.parse() {
        recomputed(visit, hosted, case).await;
    }
    let to = format!("/at/{}/cases/{handle}/directives{query}", hosted.slug());
    Ok(Redirect::to(&to).into_response())
}
