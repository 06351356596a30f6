//! Who takes part in a case, for members; and the cases of an organisation, for its own people.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};

use super::body::{JoinBody, LetOutBody, OurFactBody, SameBody, Sent, TextBody, ToParticipantBody};
use super::content::{created, created_in};
use super::directives::{DirectiveAnswerBody, MeasureReportBody};
use crate::errand::{Answering, Errand, reply};
use crate::organisations::Carried;
use crate::web::access::{CASE_WORK, OUR_CASES, Route};
use crate::web::{Visit, Wrong, recomputed};

const PARTICIPANTS: &str = "/api/v1/offices/{office}/cases/{case}/participants";
const SAME: &str = "/api/v1/offices/{office}/cases/{case}/participants/same";
const LET_OUT: &str = "/api/v1/offices/{office}/cases/{case}/participants/let-out";
const WRITE: &str = "/api/v1/offices/{office}/cases/{case}/participants/messages";
const READ: &str = "/api/v1/offices/{office}/cases/{case}/participants/messages/open";
const OUR_CASE: &str = "/api/v1/offices/{office}/ours/cases/{case}";
const OUR_MESSAGES: &str = "/api/v1/offices/{office}/ours/cases/{case}/messages";
const OUR_FACTS: &str = "/api/v1/offices/{office}/ours/cases/{case}/facts";
const OUR_ACKNOWLEDGEMENT: &str = "/api/v1/offices/{office}/ours/cases/{case}/acknowledgement";
const OUR_ANSWERS: &str =
    "/api/v1/offices/{office}/ours/cases/{case}/directives/{directive}/answers";
const OUR_REPORTS: &str =
    "/api/v1/offices/{office}/ours/cases/{case}/directives/{directive}/reports";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(PARTICIPANTS, CASE_WORK, participants),
        Route::post(PARTICIPANTS, CASE_WORK, join),
        Route::post(SAME, CASE_WORK, same),
        Route::post(LET_OUT, CASE_WORK, let_out),
        Route::post(WRITE, CASE_WORK, write),
        Route::post(READ, CASE_WORK, letters),
        Route::get(OUR_CASE, OUR_CASES, our_case),
        Route::post(OUR_MESSAGES, OUR_CASES, our_message),
        Route::post(OUR_FACTS, OUR_CASES, our_fact),
        Route::post(OUR_ACKNOWLEDGEMENT, OUR_CASES, our_acknowledgement),
        Route::post(OUR_ANSWERS, OUR_CASES, our_answer),
        Route::post(OUR_REPORTS, OUR_CASES, our_report),
    ]
}

type Named = Path<(String, String)>;

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/participants", operation_id = "participants",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 200, description = "Who takes part and who may have to be told", body = crate::say::ours::ParticipantsTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn participants(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.participants(&name).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/participants", operation_id = "participant-join",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), request_body = JoinBody, security(("bearer" = [])), responses(
    (status = 201, description = "Who takes part now", body = crate::say::ours::ParticipantsTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn join(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<JoinBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let case = errand.join(&name, &body.organisation).await?;
    let joined = errand.named_organisation(&body.organisation).await?.organisation.id;
    errand.serve_waiting(case, joined, member.session).await?;
    let told = errand.participants(&name).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/participants/same", operation_id = "participant-same",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), request_body = SameBody, security(("bearer" = [])), responses(
    (status = 201, description = "One party from now on; and what the gate made of letters that waited for it", body = crate::say::same::UnitedTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "They cannot be one", body = crate::web::Problem)))]
pub(super) async fn same(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<SameBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let told = errand.unite(&name, &body.party, &body.with, member.session).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/participants/let-out", operation_id = "participant-let-out",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), request_body = LetOutBody, security(("bearer" = [])), responses(
    (status = 201, description = "What the gate answered, recorded; and whether it lies on the page of the participant", body = crate::say::opened::RepliedTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn let_out(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<LetOutBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let item = body.item.parse().map_err(|_| Wrong::Nowhere)?;
    let carried = if body.by_mail { Carried::ByMail } else { Carried::ToPage };
    let (organisation, session) = (&body.organisation, member.session);
    let (_, replied) = errand.let_out_to(&name, organisation, item, session, carried).await?;
    created_in(&visit, &name, &errand.replied(&replied)).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/participants/messages", operation_id = "participant-write",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), request_body = ToParticipantBody, security(("bearer" = [])), responses(
    (status = 201, description = "What the gate answered, recorded; and whether it lies on the page of the participant", body = crate::say::opened::RepliedTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn write(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<ToParticipantBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let reply = reply(&body.text, &body.class, body.tells_nothing)?;
    let (_, replied) = errand.write_to(&name, &body.organisation, reply, member.session).await?;
    created_in(&visit, &name, &errand.replied(&replied)).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/participants/messages/open", operation_id = "participant-messages",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), request_body = JoinBody, security(("bearer" = [])), responses(
    (status = 201, description = "What the gate answered, recorded; and the messages, if it lets the office read them", body = crate::say::ours::LettersTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn letters(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<JoinBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let told = errand.letters(&name, &body.organisation, member.session).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/ours/cases/{case}", operation_id = "our-case",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 200, description = "The case as the organisation of whoever asks may know it", body = crate::say::ours::OurCaseTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn our_case(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.our_case(&name, &member.name).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/ours/cases/{case}/messages", operation_id = "our-message",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), request_body = TextBody, security(("bearer" = [])), responses(
    (status = 201, description = "The case as it is then for the organisation of whoever asks", body = crate::say::ours::OurCaseTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn our_message(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<TextBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let case = errand.write_ours(&name, &body.text, &member.name).await?;
    recomputed(&visit, visit.office()?, case).await;
    Ok(created(&errand.our_case(&name, &member.name).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/ours/cases/{case}/facts", operation_id = "our-fact",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), request_body = OurFactBody, security(("bearer" = [])), responses(
    (status = 201, description = "The case as it is then for the organisation of whoever asks", body = crate::say::ours::OurCaseTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn our_fact(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<OurFactBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let case = errand.say_ours(&name, &body.fact, body.value, &member.name).await?;
    recomputed(&visit, visit.office()?, case).await;
    Ok(created(&errand.our_case(&name, &member.name).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/ours/cases/{case}/acknowledgement", operation_id = "our-acknowledgement",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 201, description = "The case as it is then for the organisation of whoever asks", body = crate::say::ours::OurCaseTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such case, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn our_acknowledgement(
    visit: Visit,
    Path(named): Named,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let case = errand.acknowledge_ours(&name, &member.name).await?;
    recomputed(&visit, visit.office()?, case).await;
    Ok(created(&errand.our_case(&name, &member.name).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/ours/cases/{case}/directives/{directive}/answers", operation_id = "our-answer",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("directive" = String, Path, description = "The id of a directive that whoever asks bears")), request_body = DirectiveAnswerBody, security(("bearer" = [])), responses(
    (status = 201, description = "The case as it is then for the organisation of whoever asks", body = crate::say::ours::OurCaseTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such directive, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn our_answer(
    visit: Visit,
    Path(named): Path<(String, String, String)>,
    Sent(body): Sent<DirectiveAnswerBody>,
) -> Result<Response, Wrong> {
    let (_, name, directive) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let answering = Answering {
        directive: &directive,
        answer: &body.answer,
        until: body.until.as_deref(),
        reasons: body.reasons.as_deref(),
    };
    let case = errand.answer_ours(&name, answering, &member.name).await?;
    recomputed(&visit, visit.office()?, case).await;
    Ok(created(&errand.our_case(&name, &member.name).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/ours/cases/{case}/directives/{directive}/reports", operation_id = "our-report",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("directive" = String, Path, description = "The id of a directive that whoever asks bears")), request_body = MeasureReportBody, security(("bearer" = [])), responses(
    (status = 201, description = "The case as it is then for the organisation of whoever asks", body = crate::say::ours::OurCaseTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 404, description = "No such directive, or not for whoever asks", body = crate::web::Problem),
    (status = 422, description = "What was written cannot be", body = crate::web::Problem)))]
pub(super) async fn our_report(
    visit: Visit,
    Path(named): Path<(String, String, String)>,
    Sent(body): Sent<MeasureReportBody>,
) -> Result<Response, Wrong> {
    let (_, name, directive) = named;
    let (desk, book, member) = (visit.office()?.desk(), visit.house.book(), visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk, book, actor: &actor };
    let numbers = body.numbers();
    let showing = body.showing(&numbers);
    let case = errand.report_ours(&name, &directive, showing, &member.name).await?;
    recomputed(&visit, visit.office()?, case).await;
    Ok(created(&errand.our_case(&name, &member.name).await?))
}
