//! Directives as pages show them: to the office that asks, and to the organisation that bears them.

use jiff::tz::TimeZone;
use tidegate_core::directive::{Awaits, Done, MeasureKind};

use super::Frame;
use crate::say::directive::{
    BasisTold, DirectionTold, DirectiveStepTold, DirectiveTold, LetterHeldTold, MeasureTold,
    SignatureTold, awaiting, done, kind,
};
use crate::say::instant;

/// What a directive or a proposal asks, ready to be shown.
pub(super) struct OrderShown {
    pub(super) title: String,
    pub(super) by: String,
    pub(super) to: String,
    pub(super) product: Option<String>,
    pub(super) basis: Option<BasisTold>,
    pub(super) binding: bool,
    pub(super) reasons: Option<String>,
    pub(super) measures: Vec<MeasureShown>,
    /// What proposed its due time, and why another was set.
    pub(super) follows: Option<String>,
    pub(super) overruled: Option<String>,
}

/// A measure, ready to be shown.
pub(super) struct MeasureShown {
    pub(super) number: u32,
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) due: Option<String>,
    pub(super) state: String,
    pub(super) class: &'static str,
    pub(super) late: bool,
    pub(super) met: bool,
}

/// A directive, ready to be shown.
pub(super) struct DirectiveShown {
    /// Where its forms go.
    pub(super) action: String,
    pub(super) id: String,
    pub(super) order: OrderShown,
    pub(super) awaits: String,
    pub(super) class: &'static str,
    pub(super) open: bool,
    pub(super) late: bool,
    pub(super) signed: String,
    pub(super) served: Option<String>,
    pub(super) letter: bool,
    /// What the gate says of a letter that it holds back.
    pub(super) held: Option<LetterHeldTold>,
    pub(super) steps: Vec<(String, String, Option<String>)>,
    pub(super) event: u64,
}

pub(super) fn awaits(told: &DirectiveTold) -> Option<Awaits> {
    Awaits::ALL.into_iter().find(|one| one.as_str() == told.awaits)
}

fn names(signed: &[SignatureTold], frame: &Frame) -> String {
    let names: Vec<&str> = signed.iter().map(|one| one.name.as_str()).collect();
    names.join(&frame.say("list-comma"))
}

/// A directive as pages show it; its forms go below `place`.
pub(super) fn directive(
    told: &DirectiveTold,
    place: &str,
    frame: &Frame,
    zone: &TimeZone,
) -> DirectiveShown {
    let awaits = awaits(told).unwrap_or(Awaits::Measures);
    let class = match awaits {
        Awaits::Met => "permit",
        Awaits::Withdrawn | Awaits::Replaced => "",
        Awaits::Review | Awaits::Verification => "escalate",
        Awaits::Answer | Awaits::Measures => "permit_if",
    };
    let step = |step: &DirectiveStepTold| {
        (instant(step.at, zone), frame.pick(&step.words).to_owned(), step.said.clone())
    };
    DirectiveShown {
        action: format!("{place}/directives/{}", told.directive),
        id: told.directive.clone(),
        order: order(&told.order, frame, zone),
        awaits: frame.say(awaiting(awaits)),
        class,
        open: awaits.is_open(),
        late: told.late,
        signed: names(&told.signed, frame),
        served: told.served.map(|at| instant(at, zone)),
        letter: told.letter.is_some(),
        held: told.held.clone(),
        steps: told.steps.iter().map(step).collect(),
        event: told.event,
    }
}

/// An order as pages show it.
pub(super) fn order(told: &DirectionTold, frame: &Frame, zone: &TimeZone) -> OrderShown {
    let title = if told.binding { "directive-title" } else { "directive-title-request" };
    let product = told.product.as_ref().map(|product| match &told.versions {
        Some(versions) => format!("{product} {versions}"),
        None => product.clone(),
    });
    let measure = |one: &MeasureTold| {
        let states = [Done::Open, Done::Reported, Done::SentBack, Done::Met];
        let state = states.into_iter().find(|state| state.as_str() == one.done);
        let state = state.unwrap_or(Done::Open);
        MeasureShown {
            number: one.number,
            kind: frame.say(kind(MeasureKind::from_word(&one.kind).unwrap_or(MeasureKind::Other))),
            text: one.text.clone(),
            due: one.due.map(|due| instant(due, zone)),
            state: match one.part.filter(|part| part.done < part.of) {
                Some(part) => {
                    let words = [
                        ("done", part.done.to_string().into()),
                        ("of", part.of.to_string().into()),
                    ];
                    let part = frame.voice().with("measure-in-part", words);
                    format!("{} · {part}", frame.say(done(state)))
                }
                None => frame.say(done(state)),
            },
            class: match state {
                Done::Met => "permit",
                Done::SentBack => "refuse",
                Done::Reported => "escalate",
                Done::Open => "",
            },
            late: one.late,
            met: state == Done::Met,
        }
    };
    OrderShown {
        title: frame.say(title),
        by: frame.pick(&told.by).to_owned(),
        to: frame.pick(&told.to).to_owned(),
        product,
        basis: told.basis.clone(),
        binding: told.binding,
        reasons: told.reasons.clone().filter(|reasons| !reasons.is_empty()),
        measures: told.measures.iter().map(measure).collect(),
        follows: told
            .follows
            .as_ref()
            .map(|one| frame.with("directives-page-follows", "words", frame.pick(&one.words))),
        overruled: told.follows.as_ref().and_then(|one| {
            let words = [
                ("due", instant(one.proposed, zone).into()),
                ("why", one.overruled.as_deref()?.into()),
            ];
            Some(frame.voice().with("directives-page-overruled", words))
        }),
    }
}
