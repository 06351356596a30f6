//! Where a duty and a prohibition of the book meet: a matrix of statutes, and behind each field the stories with their
//! articles and ways out. It is computed from the book by the engine that decides; no solver is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tidegate_law::Class;

use super::access::{Access, Route};
use super::{Frame, Page, Visit, Wrong};
use crate::say::meeting::{MeetingTold, UnfoundTold, meaning, message, unfound};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/law/conflicts", Access::Anybody, show)]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    duty: String,
    prohibition: String,
}

/// A statute at the edge of the matrix.
struct Side {
    id: String,
    short: String,
}

/// A statute whose duties meet prohibitions, with a field for each statute that has some.
struct Row {
    side: Side,
    fields: Vec<Option<Field>>,
}

/// What comes of the meetings of two statutes: how many, and the gravest.
struct Field {
    address: String,
    head: String,
    gravest: Class,
    /// Whether the gravest is only supposed.
    apart: bool,
    counts: Vec<(Class, usize)>,
    /// How many of them come about only if somebody says what is taken not to be so.
    supposing: usize,
}

#[derive(Template)]
#[template(path = "conflicts.html")]
struct ConflictsPage {
    frame: Frame,
    all: usize,
    heads: Vec<Side>,
    rows: Vec<Row>,
    /// The two statutes that are looked at, with their meetings.
    chosen: Option<(Side, Side, Vec<MeetingTold>)>,
    /// What sources tell of and no meeting shows.
    unfound: Vec<UnfoundTold>,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let house = Arc::clone(&visit.house);
    // The first time it takes a second, which must not hold up others.
    let ready = tokio::task::spawn_blocking(move || house.meetings().len()).await;
    let all = ready.map_err(|_| Wrong::Fault)?;
    let (frame, meetings) = (visit.frame(), visit.house.meetings());
    let book = visit.house.book();
    let side = |id: &str| {
        let statute = book.statute(id)?;
        Some(Side { id: id.to_owned(), short: frame.pick(&statute.short()).to_owned() })
    };
    let chosen = match (asked.duty.as_str(), asked.prohibition.as_str()) {
        ("", "") => None,
        (duty, prohibition) => {
            let of = |one: &&MeetingTold| {
                one.duty.statute == duty && one.prohibition.statute == prohibition
            };
            let mut found: Vec<MeetingTold> = meetings.iter().filter(of).cloned().collect();
            // What comes about as things are taken to be stands before what is only supposed.
            found.sort_by_key(|meeting| (!meeting.supposes.is_empty(), meeting.class));
            let sides = side(duty).zip(side(prohibition)).filter(|_| !found.is_empty());
            let (one, other) = sides.ok_or(Wrong::Nowhere)?;
            Some((one, other, found))
        }
    };
    let heads: BTreeSet<&str> =
        meetings.iter().map(|meeting| meeting.prohibition.statute.as_str()).collect();
    let rows = rows(meetings, &heads, side);
    let heads = heads.into_iter().filter_map(side).collect();
    let unfound = unfound(book);
    Ok(Page(ConflictsPage { all, heads, rows, chosen, unfound, frame }).into_response())
}

fn rows(
    meetings: &[MeetingTold],
    heads: &BTreeSet<&str>,
    side: impl Fn(&str) -> Option<Side>,
) -> Vec<Row> {
    let mut counted: BTreeMap<&str, BTreeMap<&str, BTreeMap<Class, usize>>> = BTreeMap::new();
    for meeting in meetings {
        let row = counted.entry(&meeting.duty.statute).or_default();
        let field = row.entry(&meeting.prohibition.statute).or_default();
        *field.entry(meeting.class).or_default() += 1;
    }
    let field = |duty: &str, prohibition: &str, counts: &BTreeMap<Class, usize>| {
        let of = meetings.iter().filter(|one| one.duty.statute == duty);
        let of = of.filter(|one| one.prohibition.statute == prohibition);
        let (plain, supposing): (Vec<_>, Vec<_>) = of.partition(|one| one.supposes.is_empty());
        let gravest = counts.keys().next().copied()?;
        Some(Field {
            apart: plain.iter().all(|one| one.class != gravest),
            supposing: supposing.len(),
            address: format!("/law/conflicts?duty={duty}&prohibition={prohibition}#meetings"),
            head: side(prohibition)?.short,
            gravest,
            counts: counts.iter().map(|(class, many)| (*class, *many)).collect(),
        })
    };
    let row = |(duty, row): (&str, BTreeMap<&str, BTreeMap<Class, usize>>)| {
        let fields = heads.iter().map(|head| field(duty, head, row.get(head)?)).collect();
        Some(Row { side: side(duty)?, fields })
    };
    counted.into_iter().filter_map(row).collect()
}

impl ConflictsPage {
    fn class(&self, class: &Class) -> String {
        self.frame.say(message(*class))
    }

    fn meaning(&self, class: &Class) -> String {
        self.frame.say(meaning(*class))
    }

    /// The style of a class: a conflict looks as one everywhere.
    fn style(&self, class: &Class) -> &'static str {
        match class {
            Class::Conflict => "conflict",
            Class::Order => "permit_if",
            Class::Condition => "permit",
            Class::Yields => "",
        }
    }

    /// The style of a field: that of the gravest in it, paler where that is only supposed.
    fn shade(&self, field: &Field) -> String {
        let apart = if field.apart { " apart" } else { "" };
        format!("{}{apart}", self.style(&field.gravest))
    }

    /// How many there are of which class, for who does not see the colours.
    fn spoken(&self, field: &Field) -> String {
        let part = |(class, many): &(Class, usize)| format!("{} {many}", self.class(class));
        let counts = field.counts.iter().map(part).collect::<Vec<_>>().join(" · ");
        match field.supposing {
            0 => counts,
            many => format!("{counts}{}", self.frame.count("meeting-apart", many)),
        }
    }

    fn sum(&self, field: &Field) -> usize {
        field.counts.iter().map(|(_, many)| many).sum()
    }

    fn titled(&self, meeting: &MeetingTold) -> String {
        let words = [
            ("duty", self.frame.pick(&meeting.duty.citation).into()),
            ("prohibition", self.frame.pick(&meeting.prohibition.citation).into()),
        ];
        self.frame.voice().with("meeting-title", words)
    }

    /// The moves of a way out in one line.
    fn way(&self, way: &[tidegate_law::Words]) -> String {
        let steps: Vec<&str> = way.iter().map(|step| self.frame.pick(step)).collect();
        steps.join(&self.frame.say("meeting-and"))
    }
}
