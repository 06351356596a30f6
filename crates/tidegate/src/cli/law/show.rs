//! `tidegate law show`: a statute article by article, with its rules as sentences and as written.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tidegate_law::{
    Addressees, Article, Book, Certainty, Duty, Force, Names, Reading, Rule, RuleKind, Statute,
    Words,
};

use crate::cli::{Exit, Failure, Globals, Terminal, input, usage};
use crate::say::outline::{Outline, outline};
use crate::say::told::value_name;
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

/// A statute as it is shown.
#[derive(Serialize)]
struct Shown {
    version: u32,
    book: String,
    id: String,
    title: Words,
    jurisdiction: String,
    issuer: Words,
    document: Option<String>,
    from: Date,
    until: Option<Date>,
    source: String,
    checked: Date,
    at: Option<Timestamp>,
    articles: Vec<ArticleShown>,
}

#[derive(Serialize)]
struct ArticleShown {
    number: String,
    title: Words,
    paraphrase: Words,
    certainty: Certainty,
    source: String,
    rules: Vec<RuleShown>,
    readings: Vec<ReadingShown>,
}

#[derive(Serialize)]
struct RuleShown {
    rule: String,
    kind: RuleKind,
    citation: Words,
    sentence: Words,
    applies_when: Outline,
    bound: Vec<Words>,
    force: Force,
    certainty: Certainty,
    from: Timestamp,
    until: Option<Timestamp>,
    duty: Option<DutyShown>,
    cedar: String,
}

#[derive(Serialize)]
struct DutyShown {
    to: Vec<Words>,
    any_of: bool,
    within: Option<Words>,
    word: Option<Words>,
    starts_with: Words,
    keep: Option<Words>,
    fields: Vec<String>,
}

#[derive(Serialize)]
struct ReadingShown {
    reading: String,
    question: Words,
    suggested: String,
    why: Words,
    certainty: Certainty,
    values: Vec<ValueShown>,
}

#[derive(Serialize)]
struct ValueShown {
    value: String,
    words: Words,
}

pub(in crate::cli) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let Some((place, statute)) = book
        .statutes()
        .iter()
        .enumerate()
        .find(|(_, statute)| statute.matter.id == arguments.statute)
    else {
        let known: Vec<&str> = book.statutes().iter().map(|s| s.matter.id.as_str()).collect();
        let words = [("id", arguments.statute.as_str().into()), ("known", known.join(", ").into())];
        return Err(usage(terminal.with("law-no-statute", words)));
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
    let shown = shown(&book, place, statute, &chosen, at);
    if terminal.json {
        terminal.json(&shown)?;
    } else {
        page(&shown, &terminal.voice).print(terminal)?;
    }
    Ok(Exit::Done)
}

/// Whether an article is the one wanted, or an item of it: `9` shows 9 and 9(1) to 9(8).
fn under(article: &Article, wanted: &str) -> bool {
    let rest = article.number.strip_prefix(wanted);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
}

fn shown(
    book: &Book,
    place: usize,
    statute: &Statute,
    chosen: &[&Article],
    at: Option<Timestamp>,
) -> Shown {
    let matter = &statute.matter;
    let articles = chosen.iter().map(|article| ArticleShown {
        number: article.number.clone(),
        title: article.title.clone(),
        paraphrase: article.text.clone(),
        certainty: article.certainty,
        source: article.source.clone(),
        rules: book
            .rules()
            .iter()
            .filter(|rule| rule.statute == place && rule.article == article.number)
            .filter(|rule| at.is_none_or(|at| rule.in_force(at)))
            .map(|rule| rule_shown(book, rule, at))
            .collect(),
        readings: book
            .readings()
            .iter()
            .filter(|reading| reading.statute == place && reading.article == article.number)
            .map(reading_shown)
            .collect(),
    });
    Shown {
        version: 1,
        book: book.digest().to_owned(),
        id: matter.id.clone(),
        title: statute.title(),
        jurisdiction: matter.jurisdiction.clone(),
        issuer: Words { en: matter.issuer_en.clone(), zh: matter.issuer_zh.clone() },
        document: matter.document.clone(),
        from: matter.from,
        until: matter.until,
        source: matter.source.clone(),
        checked: matter.checked,
        at,
        articles: articles.collect(),
    }
}

fn rule_shown(book: &Book, rule: &Rule, at: Option<Timestamp>) -> RuleShown {
    let names = Names::default();
    let bound = rule.bound.iter().filter_map(|key| {
        book.scopes()
            .find(|(statute, scope)| {
                scope.key == *key && statute.matter.id == book.statute_of(rule).matter.id
            })
            .map(|(_, scope)| scope.words.clone())
    });
    RuleShown {
        rule: rule.id.to_string(),
        kind: rule.kind,
        citation: book.citation(rule, at.unwrap_or(Timestamp::MAX)),
        sentence: rule.words.clone(),
        applies_when: outline(book, &rule.condition, &names),
        bound: bound.collect(),
        force: rule.force,
        certainty: rule.certainty,
        from: rule.from,
        until: rule.until,
        duty: rule.duty.as_ref().map(|duty| duty_shown(book, duty)),
        cedar: rule.cedar.clone(),
    }
}

fn duty_shown(book: &Book, duty: &Duty) -> DutyShown {
    let said = |said: tidegate_law::time::Said| Words { en: said.en, zh: said.zh };
    let event = book.schema().start_event(&duty.from);
    DutyShown {
        to: duty
            .to
            .capacities()
            .iter()
            .map(|to| value_name(book, "recipient", to.as_str()))
            .collect(),
        any_of: matches!(duty.to, Addressees::Any(_)),
        within: duty.within.map(|period| said(period.said())),
        word: duty
            .word
            .map(|word| Words { en: word.english().to_owned(), zh: word.chinese().to_owned() }),
        starts_with: event.map(|event| event.words.clone()).unwrap_or_default(),
        keep: duty.retain.map(|period| said(period.said())),
        fields: duty.fields.clone(),
    }
}

fn reading_shown(reading: &Reading) -> ReadingShown {
    ReadingShown {
        reading: reading.fact.to_string(),
        question: reading.question.clone(),
        suggested: reading.suggested.to_string(),
        why: reading.why.clone(),
        certainty: reading.certainty,
        values: reading
            .values
            .iter()
            .map(|(value, words)| ValueShown { value: value.to_string(), words: words.clone() })
            .collect(),
    }
}

fn page(shown: &Shown, voice: &Voice) -> Page {
    let language = voice.language();
    let mut page = Page::default();
    page.title(shown.title.in_language(language));
    let mut about = vec![shown.id.clone(), shown.jurisdiction.clone()];
    about.push(shown.issuer.in_language(language).to_owned());
    about.extend(shown.document.clone());
    let until = shown.until.map_or_else(String::new, |day| day.to_string());
    about.push(format!("{} – {until}", shown.from).trim_end().to_owned());
    page.line(0, about.join(" · "));
    let words =
        [("day", shown.checked.to_string().into()), ("source", shown.source.as_str().into())];
    page.line(0, voice.with("law-source", words));
    for article in &shown.articles {
        page.gap();
        page.title(format!("{} {}", article.number, article.title.in_language(language)));
        for paragraph in article.paraphrase.in_language(language).split("\n\n") {
            if !paragraph.is_empty() {
                page.line(2, paragraph);
            }
        }
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
    for (id, words) in
        [("law-within", &duty.within), ("duty-word", &duty.word), ("law-keep", &duty.keep)]
    {
        if let Some(words) = words {
            let text = words.in_language(language);
            page.line(4, voice.with(id, [("period", text.into()), ("word", text.into())]));
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
