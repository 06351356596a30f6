//! All that an organisation owes, in order of time: as a page that prints, and as a table for its own lists.

use std::fmt::Write as _;

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_core::directive::Done;
use tidegate_law::Force;

use super::super::access::{OUR_CASES, Route};
use super::super::cases::DueShown;
use super::super::{Frame, Page, Visit, Wrong};
use crate::errand::Errand;
use crate::say::directive::done;
use crate::say::instant;
use crate::say::ours::{OwedListed, OwedTold};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/ours/owed", OUR_CASES, show),
        Route::get("/at/{office}/ours/owed/owed.csv", OUR_CASES, table),
    ]
}

#[derive(Template)]
#[template(path = "ours-owed.html")]
struct OwedPage {
    frame: Frame,
    slug: String,
    rules: TimeZone,
    zone: String,
    told: OwedTold,
}

impl OwedPage {
    /// The due time; over in red only where it surely binds.
    fn due(&self, row: &OwedListed) -> Option<DueShown> {
        let binds = row.force.is_none_or(|force| force == Force::Binding) && row.sure;
        let shown = |due| DueShown::of(due, self.told.at, &self.rules, &self.frame);
        let shown = row.due.map(shown);
        shown.map(|one| if binds { one } else { DueShown { class: "", ..one } })
    }

    fn to(&self, row: &OwedListed) -> Option<String> {
        Some(self.frame.listed(&row.to)).filter(|to| !to.is_empty())
    }

    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.rules)
    }

    fn kind(&self, row: &OwedListed) -> String {
        kind(row, &self.frame)
    }

    fn state(&self, row: &OwedListed) -> String {
        state(row, &self.frame)
    }

    fn class(&self, row: &OwedListed) -> &'static str {
        match row.state.as_str() {
            "met" => "permit",
            "sent_back" => "refuse",
            "reported" => "escalate",
            _ => "",
        }
    }
}

fn kind(row: &OwedListed, frame: &Frame) -> String {
    frame.say(match row.kind.as_str() {
        "directive" => "directive-title",
        "request" => "directive-title-request",
        _ => return duty(row, frame),
    })
}

/// A duty by its force, since a norm or a rule of the house is no law; and whether it is owed for sure.
fn duty(row: &OwedListed, frame: &Frame) -> String {
    let force = row.force.as_ref().map(|force| frame.force(force)).unwrap_or_default();
    let said = format!("{}{}{force}", frame.say("owed-kind-duty"), frame.say("list-colon"));
    if row.sure { said } else { format!("{said} · {}", frame.say("owed-kind-unsure")) }
}

fn state(row: &OwedListed, frame: &Frame) -> String {
    let known = [Done::Open, Done::Reported, Done::SentBack, Done::Met];
    let known = known.into_iter().find(|one| one.as_str() == row.state).unwrap_or(Done::Open);
    let said = frame.say(done(known));
    match row.part.filter(|part| part.done < part.of) {
        Some(part) => {
            let words =
                [("done", part.done.to_string().into()), ("of", part.of.to_string().into())];
            format!("{said} · {}", frame.voice().with("measure-in-part", words))
        }
        None => said,
    }
}

async fn told(visit: &Visit) -> Result<OwedTold, Wrong> {
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    Ok(errand.owed_by_us(&member.name).await?)
}

async fn show(visit: Visit) -> Result<Response, Wrong> {
    let told = told(&visit).await?;
    let hosted = visit.office()?;
    let page = OwedPage {
        frame: visit.frame(),
        slug: hosted.slug().to_string(),
        rules: hosted.office().zone.rules(),
        zone: hosted.office().zone.name().to_owned(),
        told,
    };
    Ok(Page(page).into_response())
}

async fn table(visit: Visit) -> Result<Response, Wrong> {
    let told = told(&visit).await?;
    let text = csv(&told, &visit.frame());
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let name = HeaderValue::from_static("attachment; filename=\"owed.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// The table, after RFC 4180. A spreadsheet must not take what somebody wrote for a formula.
fn csv(told: &OwedTold, frame: &Frame) -> String {
    let heads = [
        "owed-head-due",
        "cases-head-case",
        "owed-head-kind",
        "owed-head-why",
        "owed-head-product",
        "owed-head-versions",
        "owed-head-what",
        "owed-head-state",
        "owed-head-done",
        "owed-head-of",
    ];
    let mut text = heads.map(|head| cell(&frame.say(head))).join(",");
    text.push_str("\r\n");
    for row in told.owed.iter().chain(&told.settled) {
        let part = |of: fn(&crate::say::directive::PartDone) -> u32| {
            row.part.as_ref().map(|part| of(part).to_string()).unwrap_or_default()
        };
        let cells = [
            row.due.map(|due| due.to_string()).unwrap_or_default(),
            row.case.clone(),
            kind(row, frame),
            row.why.as_ref().map(|why| frame.pick(why).to_owned()).unwrap_or_default(),
            row.product.clone().unwrap_or_default(),
            row.versions.clone().unwrap_or_default(),
            frame.pick(&row.what).to_owned(),
            state(row, frame),
            part(|part| part.done),
            part(|part| part.of),
        ];
        // Writing to a text does not fail.
        let _written = write!(text, "{}\r\n", cells.map(|one| cell(&one)).join(","));
    }
    text
}

fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if formula { format!("'{text}") } else { text.to_owned() };
    match safe.contains(['"', ',', '\r', '\n']) {
        true => format!("\"{}\"", safe.replace('"', "\"\"")),
        false => safe,
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_its_row() {
        for (text, cell_of) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("a,b", "\"a,b\""),
            ("say \"no\"\nnow", "\"say \"\"no\"\"\nnow\""),
            ("-1,2", "\"'-1,2\""),
        ] {
            assert_eq!(cell(text), cell_of);
        }
    }
}
