//! The letter by which a directive reaches its bearer: in both languages, on its own, without anything of the case that
//! the directive does not say.

use jiff::tz::TimeZone;

use super::{DirectionTold, MeasureTold, SignatureTold, kind};
use crate::say::instant;
use crate::words::Voice;
use tidegate_core::directive::MeasureKind;
use tidegate_law::Language;

/// The letter of a directive.
#[must_use]
pub fn letter(order: &DirectionTold, signed: &[SignatureTold], zone: &TimeZone) -> String {
    let one = |language| written(order, signed, zone, &Voice::of(language));
    format!("{}\n\n---\n\n{}", one(Language::Chinese), one(Language::English))
}

fn written(
    order: &DirectionTold,
    signed: &[SignatureTold],
    zone: &TimeZone,
    voice: &Voice,
) -> String {
    let pick = |words: &tidegate_law::Words| words.in_language(voice.language()).to_owned();
    let line = |id: &str, value: String| voice.with(id, [("value", value.into())]);
    let title = if order.binding { "directive-title" } else { "directive-title-request" };
    let mut lines = vec![
        voice.say(title),
        String::new(),
        line("directive-letter-by", pick(&order.by)),
        line("directive-letter-to", pick(&order.to)),
    ];
    let product = order.product.clone().map(|product| match &order.versions {
        Some(versions) => format!("{product} {versions}"),
        None => product,
    });
    lines.extend(product.map(|product| line("directive-letter-product", product)));
    match &order.basis {
        Some(basis) => lines.push(line("directive-letter-basis", pick(&basis.citation))),
        None => lines.push(voice.say("directive-letter-no-basis")),
    }
    lines.extend(order.reasons.clone().map(|reasons| line("directive-letter-reasons", reasons)));
    lines.push(String::new());
    lines.push(voice.say("directive-letter-measures"));
    lines.extend(order.measures.iter().map(|measure| measured(measure, zone, voice)));
    lines.push(String::new());
    let names: Vec<&str> = signed.iter().map(|one| one.name.as_str()).collect();
    lines.push(line("directive-letter-signed", names.join(&voice.say("list-comma"))));
    lines.join("\n")
}

fn measured(measure: &MeasureTold, zone: &TimeZone, voice: &Voice) -> String {
    let sort = MeasureKind::from_word(&measure.kind).unwrap_or(MeasureKind::Other);
    let words = [
        ("number", measure.number.into()),
        ("kind", voice.say(kind(sort)).into()),
        ("text", measure.text.as_str().into()),
        ("due", measure.due.map(|due| instant(due, zone)).unwrap_or_default().into()),
    ];
    match measure.due {
        Some(_) => voice.with("directive-letter-measure-due", words),
        None => voice.with("directive-letter-measure", words),
    }
}
