//! The directives and requests of an office over all its cases, in the form in which they are told, and as a table for
//! spreadsheets.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_core::directive::{Awaits, MeasureKind};
use tidegate_law::{Language, Words};

use super::board::row;
use super::directive::{DirectiveTold, MeasureTold, awaiting, kind};
use super::instant;
use super::schema::Bilingual;
use crate::words::Voice;

/// What an office asks of whom, over all its cases: what is late first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DirectivesListedTold {
    /// The version of this form.
    pub version: u32,
    /// The instant at which they are told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether cases that changed are still to be looked at.
    pub behind: bool,
    /// How many cases were opened for the list; the log has each opening.
    pub opened: usize,
    /// How many cases with directives were not looked at.
    pub left_out: u64,
    /// The directives and requests, what is late first, then what is due first.
    pub directives: Vec<DirectiveListed>,
}

/// A directive or request in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DirectiveListed {
    /// The neutral handle of its case.
    pub handle: String,
    /// Its id.
    pub directive: String,
    /// Whether a basis in the book binds; without one it is a request.
    pub binding: bool,
    /// Who issued it.
    #[schema(value_type = Bilingual)]
    pub by: Words,
    /// Who bears it.
    #[schema(value_type = Bilingual)]
    pub to: Words,
    /// The product.
    pub product: Option<String>,
    /// Which versions.
    pub versions: Option<String>,
    /// Its basis, as it is cited.
    #[schema(value_type = Option<Bilingual>)]
    pub basis: Option<Words>,
    /// What it asks, and how far each has come.
    pub measures: Vec<MeasureTold>,
    /// What it waits for.
    pub awaits: String,
    /// Whether something of it is late.
    pub late: bool,
    /// The first time at which something open is due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_due: Option<Timestamp>,
    /// When it was issued.
    #[schema(value_type = String, format = DateTime)]
    pub issued: Timestamp,
    /// When its letter reached its bearer; none while it has not.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub served: Option<Timestamp>,
}

impl DirectiveListed {
    /// A directive of a case.
    #[must_use]
    pub fn of(handle: &str, told: DirectiveTold) -> Self {
        let order = told.order;
        Self {
            handle: handle.to_owned(),
            directive: told.directive,
            binding: order.binding,
            by: order.by,
            to: order.to,
            product: order.product,
            versions: order.versions,
            basis: order.basis.map(|basis| basis.citation),
            measures: order.measures,
            awaits: told.awaits,
            late: told.late,
            next_due: told.next_due,
            issued: told.issued,
            served: told.served,
        }
    }

    /// What it waits for.
    #[must_use]
    pub fn awaiting(&self) -> Option<Awaits> {
        Awaits::ALL.into_iter().find(|one| one.as_str() == self.awaits)
    }

    /// Whether it still asks for something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.awaiting().is_some_and(Awaits::is_open)
    }

    /// What comes first in the list: what is late, then what is open and due first, then the last issued.
    #[must_use]
    pub fn place(&self) -> impl Ord + use<> {
        let due = self.next_due;
        (!self.late, !self.is_open(), due.is_none(), due, std::cmp::Reverse(self.issued))
    }

    /// Whether it is a directive or a request, as a text.
    #[must_use]
    pub fn title(&self) -> &'static str {
        if self.binding { "directive-title" } else { "directive-title-request" }
    }

    /// A measure in a line.
    #[must_use]
    pub fn measure(measure: &MeasureTold, zone: &TimeZone, voice: &Voice) -> String {
        let sort = MeasureKind::from_word(&measure.kind).unwrap_or(MeasureKind::Other);
        let kind = voice.say(kind(sort));
        let state = match measure.done.as_str() {
            "reported" => "directive-done-reported",
            "sent_back" => "directive-done-sent-back",
            "met" => "directive-done-met",
            _ => "directive-done-open",
        };
        let words = [
            ("number", measure.number.into()),
            ("kind", kind.into()),
            ("text", measure.text.as_str().into()),
            ("due", measure.due.map(|due| instant(due, zone)).unwrap_or_default().into()),
            ("state", voice.say(state).into()),
        ];
        match measure.due {
            Some(_) => voice.with("directive-text-measure-due", words),
            None => voice.with("directive-text-measure", words),
        }
    }
}

/// The list as a table for spreadsheets (RFC 4180): a row for each measure.
#[must_use]
pub fn table(told: &DirectivesListedTold, voice: &Voice, zone: &TimeZone) -> String {
    let heads = [
        "cases-head-case",
        "directed-head-kind",
        "directed-head-bearer",
        "directed-head-by",
        "directed-head-basis",
        "directed-head-product",
        "directed-head-versions",
        "directed-head-measure",
        "directed-head-due",
        "directed-head-late",
        "directed-head-state",
        "directed-head-issued",
        "directed-head-served",
    ];
    let mut text = row(heads.map(|head| voice.say(head)));
    for one in &told.directives {
        let pick = |words: &Words| picked(words, voice.language());
        let state = one.awaiting().map(|awaits| voice.say(awaiting(awaits))).unwrap_or_default();
        for measure in &one.measures {
            text.push_str(&row([
                one.handle.clone(),
                voice.say(one.title()),
                pick(&one.to),
                pick(&one.by),
                one.basis.as_ref().map(pick).unwrap_or_default(),
                one.product.clone().unwrap_or_default(),
                one.versions.clone().unwrap_or_default(),
                DirectiveListed::measure(
                    &MeasureTold { due: None, ..measure.clone() },
                    zone,
                    voice,
                ),
                measure.due.map(|due| instant(due, zone)).unwrap_or_default(),
                if measure.late { voice.say("directed-late") } else { String::new() },
                state.clone(),
                instant(one.issued, zone),
                one.served.map(|served| instant(served, zone)).unwrap_or_default(),
            ]));
        }
    }
    text
}

fn picked(words: &Words, language: Language) -> String {
    words.in_language(language).to_owned()
}
