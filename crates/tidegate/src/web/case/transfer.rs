//! Offering a case to another office on its page: to whom and what, what the gate says of it with grounds and ways out,
//! taking an offer back, and handing over once the other office accepted.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::event::TransferReason;
use tidegate_core::office::Office;

use super::Address;
use super::asking::{Choice, Verdict};
use super::work::Fields;
use crate::errand::{Errand, Offering};
use crate::say::instant;
use crate::say::told::{GroundTold, Told};
use crate::say::transfer::{AddressTold, OfferTold, OfferWeighed, TransfersTold, reason};
use crate::server::House;
use crate::transfer::carry_all;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/transfer", CASE_WORK, show),
        Route::post("/at/{office}/cases/{handle}/transfer/weigh", CASE_WORK, weigh),
        Route::post("/at/{office}/cases/{handle}/transfer", CASE_WORK, offer),
        Route::post("/at/{office}/cases/{handle}/transfer/withdraw", CASE_WORK, withdraw),
        Route::post("/at/{office}/cases/{handle}/transfer/hand-over", CASE_WORK, hand_over),
    ]
}

/// The other offices that are reached from one.
pub(crate) fn addresses(house: &House, own: &str) -> Vec<AddressTold> {
    let others = house.offices().into_iter().filter(|one| one.slug().as_str() != own);
    let told = others.map(|one| AddressTold {
        address: one.slug().to_string(),
        name: crate::say::told::own_name(one.office()),
    });
    told.collect()
}

#[derive(Template)]
#[template(path = "case-transfer.html")]
struct TransferPage {
    frame: Frame,
    slug: String,
    told: TransfersTold,
    open: bool,
    gone: Option<String>,
    parties: Vec<Choice>,
    addresses: Vec<Choice>,
    reasons: Vec<Choice>,
    zone: String,
    rules: TimeZone,
}

impl TransferPage {
    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.rules)
    }

    fn waits(&self, one: &OfferTold) -> bool {
        matches!(one.state.code.as_str(), "offered" | "accepted")
    }
}

#[derive(Template)]
#[template(path = "case-transfer-weighed.html")]
struct WeighedPage {
    frame: Frame,
    slug: String,
    handle: String,
    may: bool,
    recorded: bool,
    verdict: Verdict,
    told: Told,
    /// What confirms it: the fields of the form as they were filled in.
    fields: Vec<(String, String)>,
}

async fn show(visit: Visit, Path((_, handle)): Address) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let mut told = errand.transfers(&handle).await?;
    told.addresses = addresses(&visit.house, hosted.slug().as_str());
    let choice = |value: &str, text: &str| Choice {
        value: value.to_owned(),
        text: text.to_owned(),
        chosen: false,
    };
    let open = told
        .offers
        .iter()
        .any(|one| matches!(one.state.code.as_str(), "offered" | "accepted" | "handed_over"));
    let gone = told.offers.iter().find_map(|one| {
        let since = instant(one.since?, &hosted.office().zone.rules());
        let words = [("to", frame.pick(&one.to).to_owned().into()), ("since", since.into())];
        Some(frame.voice().with("transfer-gone", words))
    });
    let page = TransferPage {
        slug: hosted.slug().to_string(),
        open,
        gone,
        parties: told.parties.iter().map(|one| choice(&one.party, frame.pick(&one.name))).collect(),
        addresses: told
            .addresses
            .iter()
            .map(|one| choice(&one.address, frame.pick(&one.name)))
            .collect(),
        reasons: TransferReason::ALL
            .into_iter()
            .map(|one| choice(one.as_str(), &frame.say(reason(one))))
            .collect(),
        zone: hosted.office().zone.name().to_owned(),
        rules: hosted.office().zone.rules(),
        told,
        frame,
    };
    Ok(Page(page).into_response())
}

/// The fields of an offer.
const OFFER: [&str; 6] = ["to", "address", "item", "reason", "note", "until"];

async fn weigh(
    Path((_, handle)): Address,
    posted: Posted<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let kept: Vec<(String, String)> =
        fields.iter().filter(|(name, _)| OFFER.contains(&name.as_str())).cloned().collect();
    let fields = Fields::new(fields);
    let items = fields.all("item");
    let other = visit.house.office(fields.first("address").unwrap_or_default());
    let other = other.as_ref().map(|other| other.office());
    let weighed = errand.weigh_offer(&handle, offering(&fields, &items, other)).await?;
    Ok(answered(&visit, &handle, weighed, kept)?.into_response())
}

async fn offer(
    Path((_, handle)): Address,
    posted: Posted<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields::new(fields);
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let items = fields.all("item");
    let other = visit.house.office(fields.first("address").unwrap_or_default());
    let other = other.as_ref().map(|other| other.office());
    let weighed = errand.offer(&handle, offering(&fields, &items, other)).await?;
    if !weighed.may {
        return Ok(answered(&visit, &handle, weighed, Vec::new())?.into_response());
    }
    carry_all(&visit.house).await;
    back(&visit, &handle)
}

fn offering<'f>(
    fields: &'f Fields,
    items: &'f [&'f str],
    office: Option<&'f Office>,
) -> Offering<'f> {
    Offering {
        to: fields.first("to").unwrap_or_default(),
        address: fields.first("address").unwrap_or_default(),
        items,
        reason: fields.first("reason").unwrap_or_default(),
        note: fields.first("note"),
        until: fields.first("until"),
        office,
    }
}

#[derive(Debug, Deserialize)]
struct Withdrawing {
    #[serde(default)]
    reason: String,
}

async fn withdraw(
    Path((_, handle)): Address,
    posted: Posted<Withdrawing>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    errand.withdraw_offer(&handle, &fields.reason).await?;
    carry_all(&visit.house).await;
    back(&visit, &handle)
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn hand_over(Path((_, handle)): Address, posted: Posted<Nothing>) -> Result<Response, Wrong> {
    let Posted { visit, fields: Nothing {} } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let weighed = errand.hand_over(&handle, member.session).await?;
    if !weighed.may {
        return Ok(answered(&visit, &handle, weighed, Vec::new())?.into_response());
    }
    carry_all(&visit.house).await;
    back(&visit, &handle)
}

fn answered(
    visit: &Visit,
    handle: &str,
    weighed: OfferWeighed,
    fields: Vec<(String, String)>,
) -> Result<Page<WeighedPage>, Wrong> {
    let (hosted, frame) = (visit.office()?, visit.frame());
    let verdict = Verdict::of(&weighed.answer, &frame, &hosted.office().zone.rules());
    Ok(Page(WeighedPage {
        slug: hosted.slug().to_string(),
        handle: handle.to_owned(),
        may: weighed.may,
        recorded: weighed.recorded.is_some(),
        verdict,
        told: weighed.answer,
        fields,
        frame,
    }))
}

fn back(visit: &Visit, handle: &str) -> Result<Response, Wrong> {
    let to = format!("/at/{}/cases/{handle}/transfer", visit.office()?.slug());
    Ok(Redirect::to(&to).into_response())
}
