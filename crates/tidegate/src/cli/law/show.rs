//! `tidegate law show`: a statute article by article, with its rules as sentences and as written.

use jiff::Timestamp;
use tidegate_law::{Article, Language, Words};

use super::no_statute;
use crate::cli::remote::Remote;
use crate::cli::{Exit, Failure, Globals, Terminal, input, usage};
use crate::say::outline::Outline;
use crate::say::shown::{DutyShown, ReadingShown, RuleShown, Shown, shown, under};
use crate::say::{Page, id};
use crate::words::Voice;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    #[arg(value_name = "ID")]
    statute: String,
    #[arg(value_name = "ARTICLE")]
    article: Option<String>,
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
}

pub(in crate::cli) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let shown = match Remote::of(globals, terminal)? {
        Some(remote) => {
            let at = arguments.at.as_deref();
            remote.statute(&arguments.statute, arguments.article.as_deref(), at)?
        }
        None => of_book(arguments, terminal, globals)?,
    };
    if terminal.json {
        terminal.json(&shown)?;
    } else {
        page(&shown, arguments.article.is_none(), &terminal.voice).print(terminal)?;
    }
    Ok(Exit::Done)
}

fn of_book(
    arguments: &Arguments,
    terminal: &Terminal<'_>,
    globals: &Globals,
) -> Result<Shown, Failure> {
    let book = globals.book()?;
    let Some((place, statute)) = book
        .statutes()
        .iter()
        .enumerate()
        .find(|(_, statute)| statute.matter.id == arguments.statute)
    else {
        return Err(no_statute(&book, &arguments.statute, terminal));
    };
    let at = arguments.at.as_deref();
    let at = at.map(|text| input::instant(text, &statute.matter.zone)).transpose()?;
    let chosen: Vec<&Article> = statute
        .articles
        .iter()
        .filter(|article| arguments.article.as_deref().is_none_or(|wanted| under(article, wanted)))
        .collect();
    if let (Some(article), true) = (&arguments.article, chosen.is_empty()) {
        let known: Vec<&str> = statute.articles.iter().map(|a| a.number.as_str()).collect();
        let words = [
            ("id", arguments.statute.as_str().into()),
            ("article", article.as_str().into()),
            ("known", known.join(", ").into()),
        ];
        return Err(usage(terminal.with("law-no-article", words)));
    }
    Ok(shown(&book, place, statute, &chosen, at))
}

fn page(shown: &Shown, whole: bool, voice: &Voice) -> Page {
    let language = voice.language();
    let mut page = Page::default();
    page.title(shown.title.in_language(language));
    let mut about = vec![shown.id.clone(), shown.jurisdiction.clone()];
    about.push(shown.issuer.in_language(language).to_owned());
    about.extend(shown.document.clone());
    let until = shown.until.map_or_else(String::new, |day| day.to_string());
    about.push(format!("{} – {until}", shown.from).trim_end().to_owned());
    page.line(0, about.join(" · "));
    let then = |at: Timestamp| voice.with("law-not-in-force", [("at", at.to_string().into())]);
    if let Some(at) = shown.at.filter(|_| shown.not_in_force) {
        page.line(0, then(at));
    }
    let words =
        [("day", shown.checked.to_string().into()), ("source", shown.source.as_str().into())];
    page.line(0, voice.with("law-source", words));
    if whole && !shown.preface.en.is_empty() {
        page.gap();
        paragraphs(&mut page, 0, &shown.preface, language);
    }
    for article in &shown.articles {
        page.gap();
        page.title(format!("{} {}", article.number, article.title.in_language(language)));
        if let Some(at) = shown.at.filter(|_| article.not_in_force && !shown.not_in_force) {
            page.line(2, then(at));
        }
        paragraphs(&mut page, 2, &article.paraphrase, language);
        let words = [
            ("certainty", voice.say(id::certainty(article.certainty)).into()),
            ("source", article.source.as_str().into()),
        ];
        page.line(2, voice.with("law-article-source", words));
        article.rules.iter().for_each(|rule| rule_page(&mut page, rule, voice));
        article.readings.iter().for_each(|reading| reading_page(&mut page, reading, voice));
    }
    page
}

fn paragraphs(page: &mut Page, indent: usize, words: &Words, language: Language) {
    let paragraphs = words.in_language(language).split("\n\n");
    paragraphs.filter(|text| !text.is_empty()).for_each(|text| page.line(indent, text));
}

fn rule_page(page: &mut Page, rule: &RuleShown, voice: &Voice) {
    let language = voice.language();
    page.gap();
    let marks = [
        voice.say(id::kind(rule.kind)),
        voice.say(id::force(rule.force)),
        voice.say(id::certainty(rule.certainty)),
        rule.rule.clone(),
    ];
    page.line(2, format!("{} [{}]", rule.citation.in_language(language), marks.join(" · ")));
    page.line(4, rule.sentence.in_language(language));
    page.line(4, voice.say("law-when"));
    outline_page(page, &rule.applies_when, 6, voice);
    if let Some(duty) = &rule.duty {
        duty_page(page, duty, voice);
    }
    for line in rule.cedar.trim().lines() {
        page.code(6, line);
    }
}

fn outline_page(page: &mut Page, outline: &Outline, indent: usize, voice: &Voice) {
    let (id, parts) = match outline {
        Outline::So { words } => {
            page.line(indent, format!("- {}", words.in_language(voice.language())));
            return;
        }
        Outline::All { parts } => ("law-all", parts),
        Outline::Any { parts } => ("law-any", parts),
    };
    page.line(indent, format!("- {}", voice.say(id)));
    parts.iter().for_each(|part| outline_page(page, part, indent + 2, voice));
}

fn duty_page(page: &mut Page, duty: &DutyShown, voice: &Voice) {
    let language = voice.language();
    if !duty.to.is_empty() {
        let to: Vec<&str> = duty.to.iter().map(|to| to.in_language(language)).collect();
        let id = if duty.any_of { "duty-to-any" } else { "duty-to" };
        let comma = voice.say("list-comma");
        page.line(4, voice.with(id, [("to", to.join(&comma).into())]));
    }
    let event = duty.starts_with.in_language(language);
    page.line(4, voice.with("law-starts", [("event", event.into())]));
    let more = [
        ("law-or-starts", "event", &duty.or_starts_with),
        ("law-after", "rule", &duty.after),
        ("law-given", "event", &duty.given),
        ("law-within", "period", &duty.within),
        ("law-ends", "event", &duty.ends_with),
        ("duty-word", "word", &duty.word),
        ("law-keep", "period", &duty.keep),
    ];
    for (id, name, words) in more {
        if let Some(words) = words {
            page.line(4, voice.with(id, [(name, words.in_language(language).into())]));
        }
    }
    if !duty.fields.is_empty() {
        page.line(4, voice.with("duty-fields", [("fields", duty.fields.join(", ").into())]));
    }
}

fn reading_page(page: &mut Page, reading: &ReadingShown, voice: &Voice) {
    let language = voice.language();
    page.gap();
    let question = reading.question.in_language(language);
    let words = [("reading", reading.reading.as_str().into()), ("question", question.into())];
    page.line(2, voice.with("law-reading", words));
    for value in &reading.values {
        let text = value.words.in_language(language);
        page.line(4, format!("- {} = {text}", value.value));
    }
    let why = reading.why.in_language(language);
    let words = [("value", reading.suggested.as_str().into()), ("why", why.into())];
    page.line(4, voice.with("law-suggested", words));
}
