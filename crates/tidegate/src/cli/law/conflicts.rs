//! `tidegate law conflicts`: every duty and prohibition of the book that can meet, with the story of each meeting.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use tidegate_law::{Book, Certainty, Class, Meeting};

use super::no_statute;
use super::prove::{self, Proved};
use crate::cli::remote::Remote;
use crate::cli::{Exit, Failure, Globals, Terminal, usage};
use crate::say::meeting::{
    MeetingTold, MeetingsTold, UnfoundTold, meaning, message, told, unfound,
};
use crate::say::{Page, id};
use crate::words::Voice;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    #[arg(value_name = "STATUTE", num_args = 0..=2)]
    statutes: Vec<String>,
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

pub(in crate::cli) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    if let Some(id) = arguments.statutes.iter().find(|id| book.statute(id).is_none()) {
        return Err(no_statute(&book, id, terminal));
    }
    let mut all = match (&arguments.write, Remote::of(globals, terminal)?) {
        (Some(folder), None) => return write(folder, &book, &book.meetings(), terminal),
        (Some(_), Some(_)) => return Err(usage(terminal.say("remote-not-here"))),
        (None, Some(remote)) => remote.meetings()?,
        (None, None) => {
            let meetings = book.meetings();
            let meetings = meetings.iter().map(|meeting| told(&book, meeting)).collect();
            let book_digest = book.digest().to_owned();
            let unfound = unfound(&book);
            MeetingsTold { version: 1, book: book_digest, meetings, unfound }
        }
    };
    all.meetings.retain(|meeting| {
        let sides = [&meeting.duty.statute, &meeting.prohibition.statute];
        arguments.statutes.iter().all(|id| sides.contains(&id))
    });
    let chosen = &all.meetings;
    if terminal.json {
        terminal.json(&all)?;
        return Ok(Exit::Done);
    }
    if arguments.statutes.is_empty() {
        matrix(&book, chosen, terminal)?;
        let line = terminal.say("meeting-brackets");
        terminal.paragraph(&line, 0)?;
        beside(&all.unfound, &terminal.voice).print(terminal)?;
    } else {
        // What comes about as things are taken to be stands before what is only supposed.
        let mut told: Vec<&MeetingTold> = chosen.iter().collect();
        told.sort_by_key(|meeting| (!meeting.supposes.is_empty(), meeting.class));
        for meeting in told {
            page(meeting, &terminal.voice).print(terminal)?;
        }
    }
    let counts = Class::ALL.map(|class| {
        let many = chosen.iter().filter(|meeting| meeting.class == class).count();
        let of = chosen.iter().filter(|meeting| meeting.class == class);
        let supposing = of.filter(|meeting| !meeting.supposes.is_empty()).count();
        let words = [("count", supposing.into())];
        let apart =
            if supposing > 0 { terminal.with("meeting-apart", words) } else { String::new() };
        format!("{} {many}{apart}", terminal.say(message(class)))
    });
    let line = format!("{} · {}", chosen.len(), counts.join(" · "));
    terminal.paragraph(&line, 0)?;
    for class in Class::ALL {
        let line = format!("{}: {}", terminal.say(message(class)), terminal.say(meaning(class)));
        terminal.paragraph(&line, 2)?;
    }
    Ok(Exit::Done)
}

/// Of each class: how many meetings, and how many of them only by what is taken not to be so.
type Counts = BTreeMap<Class, (usize, usize)>;

/// How many meetings there are between each two statutes, by what comes of them.
fn matrix(book: &Book, all: &[MeetingTold], terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let language = terminal.language();
    let short = |id: &str| {
        let statute = book.statute(id);
        statute.map(|one| one.short().in_language(language).to_owned()).unwrap_or_default()
    };
    let mut pairs: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
    for meeting in all {
        let pair = (meeting.duty.statute.as_str(), meeting.prohibition.statute.as_str());
        let (many, supposed) = pairs.entry(pair).or_default().entry(meeting.class).or_default();
        *many += 1;
        *supposed += usize::from(!meeting.supposes.is_empty());
    }
    // In brackets: so many of them come about only by what is taken not to be so.
    let counted = |(many, supposed): &(usize, usize)| match supposed {
        0 => many.to_string(),
        _ if many == supposed => format!("({many})"),
        _ => format!("{many} ({supposed})"),
    };
    let rows: Vec<Vec<String>> = pairs
        .into_iter()
        .map(|((duty, prohibition), classes)| {
            let mut row = vec![format!("{} ({duty})", short(duty))];
            row.push(format!("{} ({prohibition})", short(prohibition)));
            row.extend(
                Class::ALL.map(|class| classes.get(&class).map(counted).unwrap_or_default()),
            );
            row
        })
        .collect();
    let mut heads = vec!["meeting-duty", "meeting-prohibition"];
    heads.extend(Class::ALL.map(message));
    terminal.table(&heads, &rows)
}

fn page(meeting: &MeetingTold, voice: &Voice) -> Page {
    let language = voice.language();
    let mut page = Page::default();
    let words = [
        ("duty", meeting.duty.citation.in_language(language).into()),
        ("prohibition", meeting.prohibition.citation.in_language(language).into()),
    ];
    let title = voice.with("meeting-title", words);
    page.title(format!("{title} [{}]", voice.say(message(meeting.class))));
    page.line(0, format!("{} × {} · {}", meeting.duty.rule, meeting.prohibition.rule, meeting.day));
    page.line(2, voice.say("meeting-suppose"));
    meeting.story.iter().for_each(|line| page.line(4, format!("- {}", line.in_language(language))));
    if !meeting.supposes.is_empty() {
        let list: Vec<&str> =
            meeting.supposes.iter().map(|one| one.in_language(language)).collect();
        let list = list.join(&voice.say("meeting-and"));
        page.line(2, voice.with("meeting-supposes", [("facts", list.into())]));
    }
    let act = meeting.act.in_language(language);
    let said = |id, side: &crate::say::meeting::SideTold| {
        let citation = side.citation.in_language(language);
        let sentence = side.sentence.in_language(language);
        voice.with(id, [("rule", citation.into()), ("words", sentence.into()), ("act", act.into())])
    };
    page.line(2, said("meeting-demands", &meeting.duty));
    page.line(2, said("meeting-forbids", &meeting.prohibition));
    for order in &meeting.orders {
        let words = order.words.in_language(language);
        page.line(2, voice.with("meeting-way-order", [("words", words.into())]));
        order
            .steps
            .iter()
            .for_each(|step| page.line(4, format!("- {}", step.in_language(language))));
        if let Some(limits) = &order.limits {
            page.line(4, limits.in_language(language));
        }
        page.line(4, sure(voice, order.certainty, order.source.in_language(language)));
    }
    for decides in &meeting.decides {
        let what = decides.in_language(language);
        page.line(2, voice.with("meeting-decides", [("what", what.into())]));
    }
    let and = voice.say("meeting-and");
    for way in &meeting.ways {
        let steps: Vec<&str> = way.iter().map(|step| step.in_language(language)).collect();
        page.line(2, voice.with("meeting-way", [("words", steps.join(&and).into())]));
    }
    page.gap();
    page
}

/// The collisions that sources tell of and that no meeting shows.
fn beside(unfound: &[UnfoundTold], voice: &Voice) -> Page {
    let language = voice.language();
    let mut page = Page::default();
    page.title(voice.say("unfound-title"));
    for one in unfound {
        page.line(0, one.words.in_language(language));
        let why = one.why.in_language(language);
        page.line(2, voice.with("unfound-why", [("why", why.into())]));
        if let Some(advice) = &one.advice {
            let advice = advice.in_language(language);
            page.line(2, voice.with("unfound-advice", [("advice", advice.into())]));
        }
        page.line(2, sure(voice, one.certainty, one.source.in_language(language)));
    }
    page.gap();
    page
}

/// How sure we are, and by what source.
fn sure(voice: &Voice, certainty: Certainty, source: &str) -> String {
    format!("[{} · {source}]", voice.say(id::certainty(certainty)))
}

/// Writes the table beside the book, once the solver agrees with every line of it.
fn write(
    folder: &std::path::Path,
    book: &Book,
    meetings: &[Meeting<'_>],
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    let agreement = match prove::agreement(book, meetings)? {
        Proved::Done(agreement) => agreement,
        Proved::NoSolver => return Err(anyhow!(terminal.say("prove-no-solver")).into()),
    };
    for (duty, prohibition) in &agreement.differ {
        let words = [("duty", duty.as_str().into()), ("prohibition", prohibition.as_str().into())];
        let line = terminal.with("prove-differ", words);
        terminal.paragraph(&line, 0)?;
    }
    if !agreement.differ.is_empty() {
        return Ok(Exit::Fault);
    }
    let path = folder.join("conflicts.txt");
    std::fs::write(&path, book.meetings_text(meetings))
        .with_context(|| format!("writing `{}`", path.display()))?;
    let words = [
        ("pairs", agreement.pairs.into()),
        ("meetings", meetings.len().into()),
        ("seconds", format!("{:.1}", agreement.took.as_secs_f64()).into()),
    ];
    let line = terminal.with("prove-agreed", words);
    terminal.paragraph(&line, 0)?;
    Ok(Exit::Done)
}
