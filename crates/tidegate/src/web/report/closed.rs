//! The form that is closed: why, what the office does to open it, and where a finder reports instead.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tidegate_law::{RuleId, Words};

use crate::reception::{ELSEWHERE, PROVIDER, Shut, Way, elsewhere, shut};
use crate::say::register::{CitedTold, cited};
use crate::say::told::{AnswerTold, GroundTold, value_name};
use crate::web::{Frame, Page, Visit, Wrong};

#[derive(Template)]
#[template(path = "report-closed.html")]
struct ClosedPage {
    frame: Frame,
    name: String,
    why: &'static str,
    /// What the office does so that the form opens.
    how: &'static str,
    answer: Option<AnswerTold>,
    elsewhere: Vec<Words>,
    /// The encouragements to tell the provider, and the state.
    encouraged: [Option<CitedTold>; 2],
}

/// The page in place of the form, if the office takes nothing in through it.
pub(super) fn page(visit: &Visit) -> Result<Option<Response>, Wrong> {
    let (hosted, book, frame) = (visit.office()?, visit.house.book(), visit.frame());
    let Some(shut) = shut(book, hosted.office(), Way::Form, hosted.desk().now()) else {
        return Ok(None);
    };
    let (why, how) = (shut.message(), shut.remedy());
    let answer = match shut {
        Shut::NoForm => None,
        Shut::NotSaid { answer } | Shut::Forbidden { answer } => Some(answer),
    };
    let at = hosted.desk().now();
    let cited = |rule: &str| {
        let id = RuleId::parse(rule).filter(|id| book.rule(id).is_some());
        id.map(|id| cited(book, &id, at))
    };
    let page = ClosedPage {
        encouraged: [cited(PROVIDER), cited(ELSEWHERE)],
        name: frame.office.as_ref().map_or_else(String::new, |office| office.name.clone()),
        why,
        how,
        answer,
        elsewhere: elsewhere(book)
            .iter()
            .map(|key| value_name(book, "recipient", key.as_str()))
            .collect(),
        frame,
    };
    let mut response = Page(page).into_response();
    *response.status_mut() = StatusCode::FORBIDDEN;
    Ok(Some(response))
}
