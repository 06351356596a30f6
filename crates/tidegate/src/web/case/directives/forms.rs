//! The forms of the page of directives: what is sent, and what is recorded by it.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::id::PartyId;
use tidegate_core::situation::Flow;

use super::super::Address;
use super::{OfOne, back};
use crate::errand::{Answering, Asking, Directing, Errand, Reviewing, Showing, Verifying};
use crate::people::decides;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Posted, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/at/{office}/cases/{handle}/directives", CASE_WORK, propose),
        Route::post("/at/{office}/cases/{handle}/releases", CASE_WORK, release),
        Route::post("/at/{office}/cases/{handle}/directives/{directive}/review", CASE_WORK, review),
        Route::post("/at/{office}/cases/{handle}/directives/{directive}/answer", CASE_WORK, answer),
        Route::post("/at/{office}/cases/{handle}/directives/{directive}/report", CASE_WORK, report),
        Route::post("/at/{office}/cases/{handle}/directives/{directive}/verify", CASE_WORK, verify),
        Route::post("/at/{office}/cases/{handle}/directives/{directive}/letter", CASE_WORK, serve),
        Route::post(
            "/at/{office}/cases/{handle}/directives/{directive}/arrival",
            CASE_WORK,
            arrive,
        ),
    ]
}

/// A directive as the form has it; a form cannot nest, so each measure has its own names.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Proposed {
    to: String,
    product: String,
    versions: String,
    kind_1: String,
    text_1: String,
    due_1: String,
    kind_2: String,
    text_2: String,
    due_2: String,
    kind_3: String,
    text_3: String,
    due_3: String,
    kind_4: String,
    text_4: String,
    due_4: String,
    until: String,
    follows: String,
    overruled: String,
    basis: String,
    reasons: String,
    replaces: String,
}

impl Proposed {
    fn measures(&self) -> Vec<Asking<'_>> {
        let all = [
            (&self.kind_1, &self.text_1, &self.due_1),
            (&self.kind_2, &self.text_2, &self.due_2),
            (&self.kind_3, &self.text_3, &self.due_3),
            (&self.kind_4, &self.text_4, &self.due_4),
        ];
        let written = all.into_iter().filter(|(_, text, _)| !text.trim().is_empty());
        written.map(|(kind, text, due)| Asking { kind, text, due: Some(due) }).collect()
    }
}

async fn propose(Path((_, handle)): Address, posted: Posted<Proposed>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (desk, actor) = (hosted.desk(), member.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let measures = fields.measures();
    let directing = Directing {
        by: None,
        to: &fields.to,
        product: Some(&fields.product),
        versions: Some(&fields.versions),
        measures: &measures,
        due: Some(&fields.until),
        follows: fields.follows.parse().ok(),
        overruled: Some(&fields.overruled),
        basis: Some(&fields.basis),
        reasons: &fields.reasons,
        replaces: Some(&fields.replaces),
    };
    let decides = decides(&member.roles, hosted.office(), desk.now());
    let told = errand.propose_directive(&handle, directing, decides).await?;
    back(&visit, &told.case, &handle, "#waiting").await
}

/// What is to be let out, and to whom.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Released {
    act: String,
    to: String,
    item: String,
    reasons: String,
}

async fn release(Path((_, handle)): Address, posted: Posted<Released>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (desk, actor) = (hosted.desk(), member.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let to = match fields.to.parse::<PartyId>() {
        Ok(party) => Recipient::Party(party),
        Err(_) => Recipient::Capacity(fields.to.parse().map_err(|_| Wrong::Form)?),
    };
    let flow = Flow {
        act: Act::from_word(&fields.act).ok_or(Wrong::Form)?,
        from: desk.office_party(),
        to,
        items: vec![fields.item.parse().map_err(|_| Wrong::Form)?],
        facts: BTreeMap::new(),
    };
    let decides = decides(&member.roles, hosted.office(), desk.now());
    let told = errand.propose_release(&handle, flow, &fields.reasons, decides).await?;
    back(&visit, &told.case, &handle, "#waiting").await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reviewed {
    review: String,
    until: String,
    reasons: String,
}

async fn review(
    Path((_, handle, directive)): OfOne,
    posted: Posted<Reviewed>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (desk, actor) = (hosted.desk(), member.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let reviewing = Reviewing {
        directive: &directive,
        review: &fields.review,
        until: Some(&fields.until),
        reasons: &fields.reasons,
    };
    let decides = decides(&member.roles, hosted.office(), desk.now());
    let told = errand.propose_review(&handle, reviewing, decides).await?;
    back(&visit, &told.case, &handle, "#waiting").await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Answered {
    answer: String,
    until: String,
    reasons: String,
}

async fn answer(
    Path((_, handle, directive)): OfOne,
    posted: Posted<Answered>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let case = errand.open(&handle, "recording an answer to a directive").await?;
    let answering = Answering {
        directive: &directive,
        answer: &fields.answer,
        until: Some(&fields.until),
        reasons: Some(&fields.reasons),
    };
    let told = errand.answer_directive(&case, answering).await?;
    back(&visit, &told.case, &handle, &format!("#{directive}")).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reported {
    measure: u32,
    text: String,
    shown_done: String,
    shown_of: String,
    shown_before: String,
    shown_after: String,
    shown_on: String,
    shown_who: String,
}

async fn report(
    Path((_, handle, directive)): OfOne,
    posted: Posted<Reported>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let case = errand.open(&handle, "recording a report on a directive").await?;
    let showing = Showing {
        measure: fields.measure,
        statement: &fields.text,
        done: &fields.shown_done,
        of: &fields.shown_of,
        before: &fields.shown_before,
        after: &fields.shown_after,
        on: &fields.shown_on,
        who: &fields.shown_who,
    };
    let told = errand.report_measure(&case, &directive, showing).await?;
    back(&visit, &told.case, &handle, &format!("#{directive}")).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Verified {
    measure: u32,
    result: String,
    text: String,
}

async fn verify(
    Path((_, handle, directive)): OfOne,
    posted: Posted<Verified>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let verifying = Verifying {
        directive: &directive,
        measure: fields.measure,
        result: &fields.result,
        finding: Some(&fields.text),
    };
    let told = errand.verify_measure(&handle, verifying).await?;
    back(&visit, &told.case, &handle, &format!("#{directive}")).await
}

#[derive(Debug, Default, Deserialize)]
struct Nothing {}

async fn serve(
    Path((_, handle, directive)): OfOne,
    posted: Posted<Nothing>,
) -> Result<Response, Wrong> {
    let visit = posted.visit;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let id = directive.parse().map_err(|_| Wrong::Nowhere)?;
    let served = errand.serve_directive(&handle, id, member.session).await?;
    let case = hosted.desk().find(&handle).await?.case.to_string();
    back(&visit, &case, &handle, &format!("?served={}", served.word())).await
}

/// When a letter arrived that went another way, and what shows it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Arrived {
    when: String,
    how: String,
}

async fn arrive(
    Path((_, handle, directive)): OfOne,
    posted: Posted<Arrived>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.letter_arrived(&handle, &directive, &fields.when, &fields.how).await?;
    back(&visit, &told.case, &handle, "").await
}
