//! A drill in the browser: a zero-day again with clocks that run faster, and the score of what was met.
//!
//! The whole drill stands in the address: the story, when it was begun, how fast it runs and every step. Nothing is
//! kept, so nothing of it can reach a case, and the same address gives the same score to anybody. A case of an office
//! is drilled as a copy by who works on its cases; that the case was opened is on the log and nothing else.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::access::{Access, CASE_WORK, Route};
use super::{Frame, Page, Visit, Wrong};
use crate::drill::{Drill, NoDrill, Outcome, Pace, STEPS, STORIES, Step};
use crate::say::drill::{self as told, DrillTold, DrilledTold};
use crate::say::error::Said;
use crate::say::instant;

/// How fast a drill can run: an hour in a minute, twelve hours in a minute, a day in a minute, ten days in a minute.
const SPEEDS: [u32; 4] = [60, 720, 1440, 14_400];

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/drill", Access::Anybody, story),
        Route::get("/at/{office}/cases/{handle}/drill", CASE_WORK, case),
    ]
}

/// What the address says.
#[derive(Debug, Clone, Default)]
struct Asked {
    story: String,
    party: String,
    speed: u32,
    begun: Option<Timestamp>,
    /// Each an instant of the story and a line.
    steps: Vec<Step>,
    /// The step that is taken now.
    take: String,
    begin: bool,
    end: bool,
    until: Option<Timestamp>,
}

/// A step as the page shows it.
struct StepShown {
    at: String,
    line: String,
    gate: Option<(String, &'static str)>,
}

/// A duty as the page shows it.
struct DutyShown {
    one: DrilledTold,
    fate: String,
    became: String,
    class: &'static str,
}

/// A drill that runs or is over.
struct Running {
    headline: String,
    until: String,
    over: bool,
    happened: Vec<(String, String)>,
    steps: Vec<StepShown>,
    counts: Vec<DutyShown>,
    beside: Vec<DutyShown>,
    score: String,
    beside_score: String,
    /// How many steps the gate does not let pass.
    stopped: Option<String>,
    /// Why the last step was not taken.
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "drill.html")]
struct DrillPage {
    frame: Frame,
    base: String,
    /// The case that is drilled.
    handle: Option<String>,
    asked: Asked,
    parties: Vec<String>,
    /// What the address says, to be sent again with one thing more.
    hidden: Vec<(&'static str, String)>,
    running: Option<Running>,
}

async fn story(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Wrong> {
    let asked = Asked::read(query.as_deref().unwrap_or_default())?;
    let (key, text) = STORIES
        .into_iter()
        .find(|(key, _)| *key == asked.story)
        .or_else(|| STORIES.first().copied().filter(|_| asked.story.is_empty()))
        .ok_or(Wrong::Nowhere)?;
    let asked = Asked { story: key.to_owned(), ..asked };
    let house = std::sync::Arc::clone(&visit.house);
    let drill = Drill::of_scene(house.book(), text, named(&asked.party), &[]);
    let drill = drill.map_err(|_| Wrong::Nowhere)?;
    let now = house.clock().now();
    answer(&visit, "/drill", None, &drill, asked, now)
}

async fn case(
    visit: Visit,
    Path((_, handle)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Wrong> {
    let asked = Asked::read(query.as_deref().unwrap_or_default())?;
    let case = super::case::opened(&visit, &handle, "drilling").await?;
    let house = std::sync::Arc::clone(&visit.house);
    let hosted = visit.office()?;
    let now = hosted.desk().now();
    let base = format!("/at/{}/cases/{}/drill", hosted.slug(), case.label());
    let drill = Drill::of_case(house.book(), hosted.office(), &case, named(&asked.party), now);
    match drill {
        Ok(drill) => answer(&visit, &base, Some(case.label().to_owned()), &drill, asked, now),
        Err(_) => Err(Wrong::Nowhere),
    }
}

fn named(party: &str) -> Option<&str> {
    (!party.is_empty()).then_some(party)
}

/// The page, or the address to which what was pressed leads.
fn answer(
    visit: &Visit,
    base: &str,
    handle: Option<String>,
    drill: &Drill<'_>,
    mut asked: Asked,
    now: Timestamp,
) -> Result<Response, Wrong> {
    if asked.begin {
        asked = Asked { begun: Some(now), begin: false, ..asked };
        return Ok(Redirect::to(&asked.address(base)).into_response());
    }
    let frame = visit.frame();
    let Some(begun) = asked.begun else {
        return Ok(shown(frame, base, handle, drill, asked, None));
    };
    let at = Pace::new(begun, asked.speed).now(drill.begins(), now).min(drill.ends());
    let at = asked.until.map_or(at, |until| until.clamp(drill.begins(), drill.ends()));
    let at = asked.steps.iter().map(|step| step.at).fold(at, Timestamp::max).min(drill.ends());
    let mut wrong = None;
    if !asked.take.is_empty() && asked.until.is_none() {
        let mut with = asked.clone();
        with.steps.push(Step { at, line: std::mem::take(&mut with.take) });
        match drill.played(&with.steps, at) {
            Ok(_) => return Ok(Redirect::to(&with.address(base)).into_response()),
            Err(why) => wrong = Some(why.said(frame.voice())),
        }
    }
    if asked.end {
        asked = Asked { until: Some(at), end: false, ..asked };
        return Ok(Redirect::to(&asked.address(base)).into_response());
    }
    let told = drill.played(&asked.steps, at).and_then(|played| told::drilled(drill, &played));
    let told = told.map_err(|_: NoDrill| Wrong::Form)?;
    let over = asked.until.is_some() || at >= drill.ends();
    let running = Running::of(&told, &frame, drill.zone(), over, wrong);
    Ok(shown(frame, base, handle, drill, asked, Some(running)))
}

fn shown(
    frame: Frame,
    base: &str,
    handle: Option<String>,
    drill: &Drill<'_>,
    asked: Asked,
    running: Option<Running>,
) -> Response {
    let page = DrillPage {
        base: base.to_owned(),
        handle,
        parties: drill.parties(),
        hidden: asked.pairs(),
        running,
        asked,
        frame,
    };
    Page(page).into_response()
}

impl Asked {
    fn read(query: &str) -> Result<Self, Wrong> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_str(query).map_err(|_| Wrong::Form)?;
        let mut asked = Self { speed: SPEEDS[1], ..Self::default() };
        for (name, value) in pairs {
            let value = value.trim();
            let at = |text: &str| text.parse::<Timestamp>().map_err(|_| Wrong::Form);
            match name.as_str() {
                _ if value.is_empty() => {}
                "story" => value.clone_into(&mut asked.story),
                "party" => value.clone_into(&mut asked.party),
                "speed" => asked.speed = value.parse().map_err(|_| Wrong::Form)?,
                "begun" => asked.begun = Some(at(value)?),
                "until" => asked.until = Some(at(value)?),
                "begin" => asked.begin = true,
                "end" => asked.end = true,
                "take" => value.clone_into(&mut asked.take),
                "step" => {
                    let (when, line) = value.split_once(' ').ok_or(Wrong::Form)?;
                    asked.steps.push(Step { at: at(when)?, line: line.to_owned() });
                }
                _ => {}
            }
        }
        if asked.steps.len() > STEPS {
            return Err(Wrong::Form);
        }
        Ok(asked)
    }

    /// What the address says of a drill that was begun.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |name: &'static str, value: String| {
            if !value.is_empty() {
                pairs.push((name, value));
            }
        };
        add("story", self.story.clone());
        add("party", self.party.clone());
        add("speed", self.speed.to_string());
        let written = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
        add("begun", written(self.begun));
        add("until", written(self.until));
        for step in &self.steps {
            add("step", format!("{} {}", step.at, step.line));
        }
        pairs
    }

    fn address(&self, base: &str) -> String {
        let query = serde_urlencoded::to_string(self.pairs()).unwrap_or_default();
        format!("{base}?{query}")
    }
}

impl Running {
    fn of(
        told: &DrillTold,
        frame: &Frame,
        zone: &TimeZone,
        over: bool,
        wrong: Option<String>,
    ) -> Self {
        let voice = frame.voice();
        let duty = |one: &DrilledTold| DutyShown {
            fate: told::fate(one, voice, zone),
            became: told::became(one, voice),
            class: match one.outcome {
                Outcome::Met => "permit",
                Outcome::Late | Outcome::Missed => "refuse",
                Outcome::Against => "conflict",
                Outcome::PerhapsLate | Outcome::Runs | Outcome::Open => "permit_if",
            },
            one: one.clone(),
        };
        let of = |counts| told.duties.iter().filter(move |one| one.counts == counts).map(duty);
        let step = |step: &told::DrillStepTold| StepShown {
            at: instant(step.at, zone),
            line: step.line.clone(),
            gate: step
                .put
                .as_ref()
                .map(|put| (frame.pick(&put.words).to_owned(), frame.answer_class(&put.answer))),
        };
        let happened = told.happened.iter();
        Self {
            headline: voice.with(
                "drill-headline",
                [("who", frame.pick(&told.who).into()), ("at", instant(told.at, zone).into())],
            ),
            until: voice.with(
                "drill-until",
                [
                    ("at", instant(told.ends, zone).into()),
                    ("zone", zone.iana_name().unwrap_or("UTC").into()),
                ],
            ),
            over,
            happened: happened
                .map(|one| (instant(one.at, zone), frame.pick(&one.words).to_owned()))
                .collect(),
            steps: told.steps.iter().map(step).collect(),
            counts: of(true).collect(),
            beside: of(false).collect(),
            score: told::scored(&told.score, voice),
            beside_score: told::beside(&told.score, voice),
            stopped: told::stopped(&told.score, voice),
            wrong,
        }
    }
}

impl DutyShown {
    /// The step that meets it, where it waits to be met.
    fn to_take(&self) -> Option<&str> {
        match self.one.outcome {
            Outcome::Met | Outcome::PerhapsLate | Outcome::Against | Outcome::Late => None,
            Outcome::Missed | Outcome::Runs | Outcome::Open => Some(&self.one.step),
        }
    }
}

impl DrillPage {
    /// The same drill from its beginning: story, party and speed stay.
    fn again(&self) -> String {
        let Asked { story, party, speed, .. } = &self.asked;
        let (story, party, speed) = (story.clone(), party.clone(), *speed);
        format!("{}&begin=1", Asked { story, party, speed, ..Asked::default() }.address(&self.base))
    }

    fn speeds(&self) -> Vec<(u32, String)> {
        let said = |speed: u32| {
            let words = [("hours", (f64::from(speed) / 60.0).into())];
            (speed, self.frame.voice().with("drill-speed-of", words))
        };
        SPEEDS.into_iter().map(said).collect()
    }

    fn stories(&self) -> Vec<(&'static str, String)> {
        let said = |key: &str| match key {
            "camera" => self.frame.say("drill-story-camera"),
            _ => self.frame.say("drill-story-log4shell"),
        };
        STORIES.into_iter().map(|(key, _)| (key, said(key))).collect()
    }
}
