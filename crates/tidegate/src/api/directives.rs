//! Directives and what takes two signatures, for members: how they stand, a proposal, a signature, an answer, a
//! verification.

pub(super) mod arrival;

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::body::Sent;
use super::content::created_in;
use crate::errand::{
    Answering, Asking, Directing, Errand, NotDone, Reviewing, Settling, Showing, Verifying, flowing,
};
use crate::people::decides;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/cases/{case}/directives", CASE_WORK, listed),
        Route::post("/api/v1/offices/{office}/cases/{case}/proposals", CASE_WORK, propose),
        Route::post(
            "/api/v1/offices/{office}/cases/{case}/proposals/{proposal}/settlement",
            CASE_WORK,
            settle,
        ),
        Route::post(
            "/api/v1/offices/{office}/cases/{case}/directives/{directive}/answers",
            CASE_WORK,
            answer,
        ),
        Route::post(
            "/api/v1/offices/{office}/cases/{case}/directives/{directive}/reports",
            CASE_WORK,
            report,
        ),
        Route::post(
            "/api/v1/offices/{office}/cases/{case}/directives/{directive}/verifications",
            CASE_WORK,
            verify,
        ),
        Route::post(
            "/api/v1/offices/{office}/cases/{case}/directives/{directive}/letter",
            CASE_WORK,
            serve,
        ),
        Route::post(
            "/api/v1/offices/{office}/cases/{case}/directives/{directive}/arrivals",
            CASE_WORK,
            arrival::arrive,
        ),
    ]
}

pub use arrival::ArrivalBody;

type Named = Path<(String, String)>;
type OfOne = Path<(String, String, String)>;

/// The most measures of one directive.
const MEASURES: usize = 100;

/// One thing that is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureBody {
    /// `repair`, `mitigate`, `notify_users`, `withdraw_from_supply`, `report_back` or `other`.
    pub kind: String,
    /// What, in words.
    pub text: String,
    /// Until when, in the office's zone where no offset is given; none for the time of the whole.
    #[serde(default)]
    pub due: Option<String>,
}

/// A directive that is proposed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectiveBody {
    /// Who issues it, by name or id; the office if none.
    #[serde(default)]
    pub by: Option<String>,
    /// Who is to bear it, by name or id.
    pub to: String,
    /// The product, by name or id.
    #[serde(default)]
    pub product: Option<String>,
    /// Which versions.
    #[serde(default)]
    pub versions: Option<String>,
    /// What is to be done; 100 at most.
    pub measures: Vec<MeasureBody>,
    /// Until when, for every measure without a time of its own.
    #[serde(default)]
    pub due: Option<String>,
    /// The event with the outcome of a decision table that proposes a due time; it is taken where `due` is none.
    #[serde(default)]
    pub follows: Option<u64>,
    /// Why another time than the one that is proposed is set.
    #[serde(default)]
    pub overruled: Option<String>,
    /// An article of the book that binds; without one it is a request.
    #[serde(default)]
    pub basis: Option<String>,
    /// Why. Its bearer reads it.
    pub reasons: String,
    /// The directive that it replaces.
    #[serde(default)]
    pub replaces: Option<String>,
}

/// What is proposed to become of a directive.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewBody {
    /// The directive.
    pub directive: String,
    /// `upheld`, `extended` or `withdrawn`.
    pub review: String,
    /// Of more time: until when.
    #[serde(default)]
    pub until: Option<String>,
    /// Why.
    pub reasons: String,
}

/// A ruling that is proposed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposedRulingBody {
    /// The flow, such as `Acme may report technical to ENISA`.
    #[serde(default)]
    pub question: String,
    /// Instead of a question, the directive whose letter is to reach its bearer.
    #[serde(default)]
    pub letter: Option<String>,
    /// Why.
    pub reasons: String,
    /// When it ends, within 30 days.
    pub expires: String,
}

/// That something is let out which takes two persons.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseBody {
    /// The flow, such as `MIIT may publish general to public`.
    pub question: String,
    /// Why.
    pub reasons: String,
}

/// What is proposed: one of the four.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProposalBody {
    /// A directive or request.
    pub directive: Option<DirectiveBody>,
    /// What becomes of a directive.
    pub review: Option<ReviewBody>,
    /// A ruling on a flow.
    pub ruling: Option<ProposedRulingBody>,
    /// That something is let out.
    pub release: Option<ReleaseBody>,
}

/// How a proposal is settled.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettlementBody {
    /// `sign`, `decline` or `take_back`.
    pub outcome: String,
    /// Why; for a signature nothing.
    #[serde(default)]
    pub why: String,
}

impl SettlementBody {
    /// As the errand takes it.
    pub(crate) fn settling(&self) -> Result<Settling<'_>, NotDone> {
        match self.outcome.as_str() {
            "sign" => Ok(Settling::Sign),
            "decline" => Ok(Settling::Decline(&self.why)),
            "take_back" => Ok(Settling::TakeBack(&self.why)),
            other => Err(NotDone::NoValue {
                fact: "outcome".to_owned(),
                value: other.to_owned(),
                known: "sign, decline, take_back".to_owned(),
            }),
        }
    }
}

/// What the bearer of a directive answered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectiveAnswerBody {
    /// `acknowledges`, `asks_for_time` or `contests`.
    pub answer: String,
    /// Of more time: until when.
    #[serde(default)]
    pub until: Option<String>,
    /// Why.
    #[serde(default)]
    pub reasons: Option<String>,
}

/// A measure that was carried out, as its bearer says.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureReportBody {
    /// Which measure, counted from one.
    pub measure: u32,
    /// What was done.
    pub statement: String,
    /// What it comes to in numbers and versions.
    #[serde(default)]
    pub shown: ShownBody,
}

/// What a report comes to. Where fewer are done than there are, the measure is reported in part and stays open.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ShownBody {
    /// On how many installations it was carried out.
    pub done: Option<u32>,
    /// Of how many.
    pub of: Option<u32>,
    /// The version before.
    pub before: String,
    /// The version after.
    pub after: String,
    /// On which day, such as `2026-11-23`.
    pub on: String,
    /// Who carried it out.
    pub who: String,
}

impl MeasureReportBody {
    /// What is said, with its numbers as they are written; `numbers` keeps them.
    pub(crate) fn showing<'b>(&'b self, numbers: &'b (String, String)) -> Showing<'b> {
        Showing {
            measure: self.measure,
            statement: &self.statement,
            done: &numbers.0,
            of: &numbers.1,
            before: &self.shown.before,
            after: &self.shown.after,
            on: &self.shown.on,
            who: &self.shown.who,
        }
    }

    /// The numbers as they are written.
    pub(crate) fn numbers(&self) -> (String, String) {
        let written = |number: Option<u32>| number.map(|one| one.to_string()).unwrap_or_default();
        (written(self.shown.done), written(self.shown.of))
    }
}

/// What a verification found.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationBody {
    /// Which measure, counted from one.
    pub measure: u32,
    /// `effective`, `partial` or `ineffective`.
    pub result: String,
    /// What was looked at, and what is missing.
    #[serde(default)]
    pub finding: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/directives", operation_id = "directives",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate directive CASE --json`", body = crate::say::directive::DirectivesTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem)))]
pub(super) async fn listed(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let (_, told) = Errand { desk, book, actor: &actor }.directives(&name).await?;
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/proposals", operation_id = "propose",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = ProposalBody, security(("bearer" = [])), responses(
    (status = 201, description = "Proposed and signed by whoever proposed it; a second person must sign", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "Not one of the four, or something that cannot happen", body = crate::web::Problem)))]
pub(super) async fn propose(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<ProposalBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (member, hosted, book) = (visit.member()?, visit.office()?, visit.house.book());
    let (desk, actor) = (hosted.desk(), member.actor());
    let errand = Errand { desk, book, actor: &actor };
    let decides = decides(&member.roles, hosted.office(), desk.now());
    let told = match (&body.directive, &body.review, &body.ruling, &body.release) {
        (Some(directive), None, None, None) => {
            let measures = measures(&directive.measures)?;
            let directing = directing(directive, &measures);
            errand.propose_directive(&name, directing, decides).await?
        }
        (None, Some(review), None, None) => {
            let reviewing = Reviewing {
                directive: &review.directive,
                review: &review.review,
                until: review.until.as_deref(),
                reasons: &review.reasons,
            };
            errand.propose_review(&name, reviewing, decides).await?
        }
        (
            None,
            None,
            Some(ProposedRulingBody { letter: Some(letter), reasons, expires, .. }),
            None,
        ) => errand.propose_letter_ruling(&name, letter, reasons, expires, decides).await?,
        (None, None, Some(ruling), None) => {
            let case = errand.open(&name, "proposing a ruling").await?;
            let put = flowing(book, hosted.office(), case, &ruling.question, desk.now())?;
            if put.supposes {
                return Err(NotDone::Supposes.into());
            }
            let (why, expires) = (ruling.reasons.as_str(), ruling.expires.as_str());
            errand.propose_ruling(&name, &put.flow, why, expires, decides).await?
        }
        (None, None, None, Some(release)) => {
            let (question, why) = (release.question.as_str(), release.reasons.as_str());
            errand.propose_release_of(&name, question, why, decides).await?
        }
        _ => return Err(Wrong::Form),
    };
    created_in(&visit, &name, &told).await
}

fn measures(body: &[MeasureBody]) -> Result<Vec<Asking<'_>>, Wrong> {
    if body.len() > MEASURES {
        return Err(Wrong::TooLarge);
    }
    Ok(body.iter().map(asking).collect())
}

fn asking(body: &MeasureBody) -> Asking<'_> {
    Asking { kind: &body.kind, text: &body.text, due: body.due.as_deref() }
}

fn directing<'a>(body: &'a DirectiveBody, measures: &'a [Asking<'a>]) -> Directing<'a> {
    Directing {
        by: body.by.as_deref(),
        to: &body.to,
        product: body.product.as_deref(),
        versions: body.versions.as_deref(),
        measures,
        due: body.due.as_deref(),
        follows: body.follows,
        overruled: body.overruled.as_deref(),
        basis: body.basis.as_deref(),
        reasons: &body.reasons,
        replaces: body.replaces.as_deref(),
    }
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/proposals/{proposal}/settlement", operation_id = "settle",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("proposal" = String, Path, description = "The id of a proposal that waits")),
    request_body = SettlementBody, security(("bearer" = [])), responses(
    (status = 201, description = "Settled; what was signed has happened, and the letter of a directive was put to the gate", body = crate::say::directive::served::SettledTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "The same person again, nobody who decides, or no such proposal", body = crate::web::Problem)))]
pub(super) async fn settle(
    visit: Visit,
    Path(named): OfOne,
    Sent(body): Sent<SettlementBody>,
) -> Result<Response, Wrong> {
    let (_, name, proposal) = named;
    let (member, hosted) = (visit.member()?, visit.office()?);
    let (desk, actor) = (hosted.desk(), member.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let decides = decides(&member.roles, hosted.office(), desk.now());
    let settling = body.settling()?;
    let told = errand.settle(&name, &proposal, settling, decides, member.session).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/directives/{directive}/answers", operation_id = "directive-answer",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("directive" = String, Path, description = "The id of a directive")),
    request_body = DirectiveAnswerBody, security(("bearer" = [])), responses(
    (status = 201, description = "Recorded", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "Acknowledged before, over, or a time that is no later", body = crate::web::Problem)))]
pub(super) async fn answer(
    visit: Visit,
    Path(named): OfOne,
    Sent(body): Sent<DirectiveAnswerBody>,
) -> Result<Response, Wrong> {
    let (_, name, directive) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let case = errand.open(&name, "recording an answer to a directive").await?;
    let answering = Answering {
        directive: &directive,
        answer: &body.answer,
        until: body.until.as_deref(),
        reasons: body.reasons.as_deref(),
    };
    let told = errand.answer_directive(&case, answering).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/directives/{directive}/reports", operation_id = "measure-report",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("directive" = String, Path, description = "The id of a directive")),
    request_body = MeasureReportBody, security(("bearer" = [])), responses(
    (status = 201, description = "Recorded; it waits to be verified", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such measure, or the directive is over", body = crate::web::Problem)))]
pub(super) async fn report(
    visit: Visit,
    Path(named): OfOne,
    Sent(body): Sent<MeasureReportBody>,
) -> Result<Response, Wrong> {
    let (_, name, directive) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let case = errand.open(&name, "recording a report on a directive").await?;
    let numbers = body.numbers();
    let told = errand.report_measure(&case, &directive, body.showing(&numbers)).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/directives/{directive}/verifications", operation_id = "measure-verify",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("directive" = String, Path, description = "The id of a directive")),
    request_body = VerificationBody, security(("bearer" = [])), responses(
    (status = 201, description = "Recorded; what was not found effective is sent back", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such measure, or the directive is over", body = crate::web::Problem)))]
pub(super) async fn verify(
    visit: Visit,
    Path(named): OfOne,
    Sent(body): Sent<VerificationBody>,
) -> Result<Response, Wrong> {
    let (_, name, directive) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let verifying = Verifying {
        directive: &directive,
        measure: body.measure,
        result: &body.result,
        finding: body.finding.as_deref(),
    };
    let told = Errand { desk, book, actor: &actor }.verify_measure(&name, verifying).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/directives/{directive}/letter", operation_id = "directive-serve",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("directive" = String, Path, description = "The id of a directive")), security(("bearer" = [])), responses(
    (status = 201, description = "What the gate answered, recorded; laid on its bearer's page if it let it out", body = crate::say::directive::served::ServedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such directive", body = crate::web::Problem)))]
pub(super) async fn serve(visit: Visit, Path(named): OfOne) -> Result<Response, Wrong> {
    let (_, name, directive) = named;
    let member = visit.member()?;
    let actor = member.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let id = directive.parse().map_err(|_| Wrong::Nowhere)?;
    let told = errand.serve_directive(&name, id, member.session).await?;
    created_in(&visit, &name, &told).await
}
