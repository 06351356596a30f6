//! Coordination on its page: who takes part, the embargo, what has happened and what manufacturers say; and forms for
//! the steps that are open now. A form says what happened in a line, as somebody would tell it; the page decides nothing.

mod drawing;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_core::coordination::{Consent, EmbargoStage};
use tidegate_core::event::ProductStatus;
use tidegate_law::time::zone;

use super::asking::Choice;
use super::{Address, Asked, recomputed};
use crate::errand::Errand;
use crate::say::coordination::{
    CoordinationTold, EmbargoTermsTold, MarkTold, ParticipantTold, SilenceTold, SinceTold,
    StandingTold, id,
};
use crate::say::{happened, instant};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/coordination", CASE_WORK, show),
        Route::post("/at/{office}/cases/{handle}/coordination", CASE_WORK, tell),
    ]
}

#[derive(Template)]
#[template(path = "case-coordination.html")]
struct CoordinationPage {
    frame: Frame,
    slug: String,
    handle: String,
    zone: TimeZone,
    recorded: Option<u64>,
    report: drawing::Machine,
    embargo: drawing::Machine,
    told: CoordinationTold,
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.coordination(&handle).await?;
    let frame = visit.frame();
    let page = CoordinationPage {
        slug: hosted.slug().to_string(),
        handle: told.handle.clone(),
        zone: hosted.office().zone.rules(),
        recorded: asked.recorded,
        report: drawing::report(&told, &frame),
        embargo: drawing::embargo(&told, &frame),
        told,
        frame,
    };
    Ok(Page(page).into_response())
}

impl CoordinationPage {
    /// Since when, in the zone of the office.
    fn since(&self, since: &SinceTold) -> String {
        happened::since(&since.since, &self.zone)
    }

    /// An end as it was written, with its zone.
    fn until(&self, until: &Timestamp, named: Option<&String>) -> String {
        let written = named.and_then(|name| zone(name).ok().map(|rules| (name, rules)));
        match written {
            Some((name, rules)) => format!("{} ({name})", instant(*until, &rules)),
            None => instant(*until, &self.zone),
        }
    }

    fn ends(&self, one: &EmbargoTermsTold) -> String {
        self.until(&one.until, Some(&one.zone))
    }

    fn at(&self, at: &Timestamp) -> String {
        instant(*at, &self.zone)
    }

    fn report_of(&self, one: &ParticipantTold) -> String {
        self.frame.say(id::report(one.report))
    }

    fn consent_of(&self, one: &ParticipantTold) -> String {
        self.frame.say(id::consent(one.consent))
    }

    fn stage(&self) -> String {
        self.frame.say(id::stage(self.told.embargo))
    }

    fn holds(&self) -> bool {
        self.told.embargo.holds()
    }

    fn may_propose(&self) -> bool {
        let quiet = self.told.state.ends_with("pxa");
        quiet && self.told.embargo != EmbargoStage::Exited
    }

    fn steps(&self, one: &ParticipantTold) -> Vec<Choice> {
        let choice = |step: &tidegate_core::coordination::ReportStep| Choice {
            value: step.as_str().to_owned(),
            text: self.frame.say(id::step(*step)),
            chosen: false,
        };
        one.steps.iter().map(choice).collect()
    }

    fn everybody(&self) -> Vec<Choice> {
        self.choices(|_| true)
    }

    /// Who can answer a proposal, or the embargo that holds.
    fn asked(&self) -> Vec<Choice> {
        self.choices(|one| one.asked)
    }

    /// Who can be asked to agree to the embargo that holds.
    fn outside(&self) -> Vec<Choice> {
        self.choices(|one| {
            matches!(one.consent, Consent::NoEmbargo | Consent::Lapsed | Consent::Declined)
        })
    }

    fn choices(&self, which: impl Fn(&ParticipantTold) -> bool) -> Vec<Choice> {
        let choice = |one: &ParticipantTold| Choice {
            value: one.party.clone(),
            text: self.frame.pick(&one.name).to_owned(),
            chosen: false,
        };
        self.told.participants.iter().filter(|one| which(one)).map(choice).collect()
    }

    fn mark(&self, one: &MarkTold) -> String {
        self.frame.say(id::mark(one.mark))
    }

    /// What has not happened yet and can be said to have.
    fn unmarked(&self) -> Vec<Choice> {
        let open = self.told.marks.iter().filter(|one| one.since.is_none());
        open.map(|one| {
            let who = one.of.as_ref().map(|name| format!("{} · ", self.frame.pick(name)));
            let of = one.party.as_ref().map(|party| format!(" of {party}"));
            Choice {
                value: format!("{}{}", one.mark.as_str(), of.unwrap_or_default()),
                text: format!("{}{}", who.unwrap_or_default(), self.mark(one)),
                chosen: false,
            }
        })
        .collect()
    }

    fn outcome(&self, one: &EmbargoTermsTold) -> String {
        self.frame.say(id::outcome(one.outcome))
    }

    fn answers(&self, one: &EmbargoTermsTold) -> String {
        let said = |given: &crate::say::coordination::TermsAnswered| {
            let answer = self.frame.say(id::answer(given.answer));
            format!("{}{}{answer}", self.frame.pick(&given.who), self.frame.say("list-colon"))
        };
        let said: Vec<String> = one.answers.iter().map(said).collect();
        said.join(&self.frame.say("list-and"))
    }

    fn status(&self, one: &StandingTold) -> String {
        self.frame.say(id::status(one.status))
    }

    /// That nothing was heard, since when and what is due then.
    fn silence(&self, one: &StandingTold) -> Option<String> {
        let (since, level) = (one.silent_since?, one.level?);
        let words =
            [("since", self.at(&since).into()), ("level", self.frame.say(id::level(level)).into())];
        Some(self.frame.voice().with("coordination-silent", words))
    }

    /// Of whom an answer is waited for, since when and what is due then.
    fn silent(&self, one: &SilenceTold) -> String {
        silent_line(one, &self.frame, &self.zone)
    }

    fn next(&self, one: &StandingTold) -> Option<String> {
        let (next, at) = (one.next?, one.next_at?);
        let words =
            [("at", self.at(&at).into()), ("level", self.frame.say(id::level(next)).into())];
        Some(self.frame.voice().with("coordination-silent-next", words))
    }

    fn statuses(&self) -> Vec<Choice> {
        let choice = |status: ProductStatus| Choice {
            value: status.as_str().to_owned(),
            text: self.frame.say(id::status(status)),
            chosen: false,
        };
        ProductStatus::ALL.map(choice).into()
    }
}

/// Since when somebody is silent, what is due by now, and what is due next.
pub(super) fn silent_line(one: &SilenceTold, frame: &Frame, zone: &TimeZone) -> String {
    let said = |message: &str, name: &'static str, at: Timestamp, level| {
        let words =
            [(name, instant(at, zone).into()), ("level", frame.say(id::level(level)).into())];
        frame.voice().with(message, words)
    };
    let now = said("coordination-silent", "since", one.since, one.level);
    match one.next.zip(one.next_at) {
        Some((next, at)) => {
            format!("{now} {}", said("coordination-silent-next", "at", at, next))
        }
        None => now,
    }
}

/// Tells the case what a form says happened.
async fn tell(
    Path((_, handle)): Address,
    posted: Posted<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let line = Fields(&fields).line().ok_or(Wrong::Form)?;
    let source = Fields(&fields).first("source");
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let recorded = errand.tell(&handle, &line, &source).await?;
    if let Ok(case) = recorded.case.parse() {
        recomputed(&visit, hosted, case).await;
    }
    let leaf = recorded.events.first().map_or(0, |event| event.leaf);
    let to = format!("/at/{}/cases/{handle}/coordination?recorded={leaf}", hosted.slug());
    Ok(Redirect::to(&to).into_response())
}

/// The fields of a form.
struct Fields<'f>(&'f [(String, String)]);

impl Fields<'_> {
    fn all(&self, name: &str) -> Vec<String> {
        let mine = self.0.iter().filter(|(field, _)| field == name);
        let said = mine.map(|(_, value)| plain(value));
        said.filter(|value| !value.is_empty()).collect()
    }

    fn first(&self, name: &str) -> String {
        self.all(name).into_iter().next().unwrap_or_default()
    }

    /// What the form says, as a line of a story; none where it is no form of this page.
    fn line(&self) -> Option<String> {
        let (who, reason) = (self.first("who"), self.first("reason"));
        let because = if reason.is_empty() { String::new() } else { format!(" because {reason}") };
        Some(match self.first("what").as_str() {
            "step" => format!("{who} {}s the report{because}", self.first("step")),
            "propose" => {
                let to = self.all("to").join(",");
                let to = if to.is_empty() { to } else { format!(" to {to}") };
                let terms = self.first("terms");
                let under = if terms.is_empty() { terms } else { format!(" under \"{terms}\"") };
                format!("{who} proposes an embargo until {}{to}{under}", self.first("until"))
            }
            "answer" => format!("{who} {} the embargo{because}", self.first("answer")),
            "invite" => format!("{} invites {who} to the embargo", self.first("by")),
            "end" => format!("embargo ends {} {reason}", self.first("why")),
            "mark" => format!("mark {}", self.first("mark")),
            "status" => {
                let (product, status) = (self.first("product"), self.first("status"));
                format!("{who} says {product} is {status}{because}")
            }
            _ => return None,
        })
    }
}

/// A text of a form as words of one line: no quotes, no line ends, no mark of a source.
fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(|word| if word == "--" { "–" } else { word });
    words.collect::<Vec<_>>().join(" ").replace('"', "'")
}
