//! `tidegate sheet CASE --duty RULE`: the copy sheet of a duty, and the portal's reference pasted back.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::tz::TimeZone;
use tidegate_core::id::SessionId;
use tidegate_core::scene::{Line, Scene};
use tidegate_core::sheet::sheets;
use tidegate_law::FieldBasis;

use super::input::InputError;
use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, input, usage, wrong};
use crate::errand::{Errand, PastedBack, Sheeting, forms_of, rule_named};
use crate::memo::sheet::{Sheet as Paper, document, pdf};
use crate::say::sheet::{self as told, SheetsTold};
use crate::telling::draw;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE", required_unless_present = "scene")]
    case: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["case", "content", "filed"])]
    scene: Option<PathBuf>,
    #[arg(long, value_name = "RULE")]
    duty: String,
    #[arg(long, value_name = "EXTENT", value_enum, default_value = "law")]
    with: With,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[arg(long)]
    content: bool,
    #[arg(long, conflicts_with_all = ["content", "at", "scene"])]
    decide: bool,
    #[arg(long, value_name = "TIME", conflicts_with_all = ["content", "decide", "out", "at"])]
    filed: Option<String>,
    #[arg(long, value_name = "PARTY", requires = "filed")]
    bearer: Option<String>,
    #[arg(long, requires = "filed")]
    before_clock: bool,
    #[arg(long, value_name = "TEXT", requires = "filed")]
    reference: Option<String>,
    #[arg(long, requires = "filed", conflicts_with = "reference")]
    without_reference: bool,
    #[arg(long, value_name = "ID", requires = "filed")]
    field: Vec<String>,
    #[arg(long = "format", value_name = "FORM", value_enum, default_value = "text")]
    form: Form,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    acting: Acting,
}

/// How far a sheet goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum With {
    /// The legal minimum.
    Law,
    /// What the portal asks for as well.
    Portal,
    /// What may be given as well.
    Optional,
}

/// How a sheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// PDF, into a file.
    Pdf,
}

impl Arguments {
    /// What the portal gave back, if it is told.
    fn back<'a>(&'a self, duty: &'a str) -> Option<PastedBack<'a>> {
        let (when, reference) = (self.filed.as_deref()?, self.reference.as_deref());
        let (bearer, before_clock) = (self.bearer.as_deref(), self.before_clock);
        let (without_reference, fields) = (self.without_reference, &self.field[..]);
        Some(PastedBack { duty, bearer, when, before_clock, reference, without_reference, fields })
    }
}

impl From<With> for FieldBasis {
    fn from(with: With) -> Self {
        match with {
            With::Law => Self::Law,
            With::Portal => Self::Portal,
            With::Optional => Self::Optional,
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    if let Some(path) = arguments.out.as_deref().filter(|path| path.exists()) {
        let words = [("path", path.display().to_string().into())];
        return Err(usage(terminal.with("report-file-exists", words)));
    }
    if arguments.form == Form::Pdf && arguments.out.is_none() && !terminal.json {
        return Err(usage(terminal.voice.say("sheet-pdf-out")));
    }
    let wanted = Sheeting {
        duty: &arguments.duty,
        at: arguments.at.as_deref(),
        extent: arguments.with.into(),
    };
    let name = arguments.case.as_deref().unwrap_or_default();
    let (told, zone) = match (&arguments.scene, Remote::of(globals, terminal)?) {
        (Some(path), _) => of_scene(path, wanted, globals)?,
        (None, Some(remote)) => of_server(arguments, &remote, name, wanted)?,
        (None, None) => of_case(arguments, name, wanted, globals)?,
    };
    if told.sheets.is_empty() && !terminal.json {
        let none = terminal.voice.say("sheet-none");
        terminal.line(&none)?;
        return Ok(Exit::Done);
    }
    written(arguments, &told, &zone, terminal)?;
    if arguments.filed.is_some() && (terminal.json || arguments.out.is_some()) {
        warned(&told, terminal);
    }
    // Whoever only looks is told what the gate says; who asked it to decide gets its answer as the exit.
    let stopped = told.stopped().filter(|_| arguments.decide);
    Ok(stopped.map_or(Exit::Done, Exit::from))
}

/// The sheets of a case at a server, after what the portal gave back was recorded there.
fn of_server(
    arguments: &Arguments,
    remote: &Remote,
    name: &str,
    wanted: Sheeting<'_>,
) -> Result<(SheetsTold, TimeZone), Failure> {
    if let Some(back) = arguments.back(wanted.duty) {
        remote.filed(name, back)?;
    }
    match (arguments.decide, arguments.content) {
        (false, false) => remote.sheets(name, wanted),
        (decide, _) => remote.sheets_opened(name, wanted, decide),
    }
}

/// The sheets of a kept case, after what the portal gave back was recorded.
fn of_case(
    arguments: &Arguments,
    name: &str,
    wanted: Sheeting<'_>,
    globals: &Globals,
) -> Result<(SheetsTold, TimeZone), Failure> {
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        if let Some(back) = arguments.back(wanted.duty) {
            errand.filed(name, back).await.map_err(not_done)?;
        }
        let session = SessionId::from_bytes(draw());
        let told = match (arguments.decide, arguments.content) {
            (true, _) => errand.sheets_to_file(name, wanted, session).await,
            (false, true) => errand.sheets_opened(name, wanted, session).await,
            (false, false) => errand.sheets(name, wanted).await,
        };
        Ok((told.map_err(not_done)?, desk.office().zone.rules()))
    })
}

/// The sheets of a story, as it stands at its end or at an instant.
fn of_scene(
    path: &Path,
    wanted: Sheeting<'_>,
    globals: &Globals,
) -> Result<(SheetsTold, TimeZone), Failure> {
    let book = globals.book()?;
    let at_line = input::in_story(path);
    let scene = Scene::parse(&input::text(path)?).map_err(&at_line)?;
    let mut stage = scene.stage(&book).map_err(&at_line)?;
    if let Some(at) = wanted.at {
        stage.play(&Line::At(at.to_owned())).map_err(wrong)?;
    }
    let zone = stage.zone().clone();
    let forms = forms_of(&book).map_err(not_done)?;
    let rule = rule_named(&book, &forms, wanted.duty, stage.instant()).map_err(not_done)?;
    let desk = stage.desk();
    let made = sheets(&desk, &forms, stage.case(), &rule, wanted.extent, stage.instant());
    Ok((told::sheets(&desk, &made), zone))
}

/// Says beside the output, so that it is seen where that goes into a file, which fields of law were empty.
fn warned(told: &SheetsTold, terminal: &mut Terminal<'_>) {
    for sheet in &told.sheets {
        if let Some(line) = sheet.unchecked(&terminal.voice) {
            terminal.complain(&super::plain(&line));
        }
    }
}

fn written(
    arguments: &Arguments,
    told: &SheetsTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    if terminal.json && arguments.out.is_none() {
        return terminal.json(told);
    }
    let pages: Vec<Paper> =
        told.sheets.iter().map(|sheet| told::paper(sheet, &terminal.voice, zone)).collect();
    let title = told.sheets.first().map_or("", |sheet| sheet.handle.as_str());
    let title = format!("Tidegate {title}");
    let bytes = match (terminal.json, arguments.form) {
        (true, _) => serde_json::to_vec_pretty(told).map_err(|e| Failure::Fault(e.into()))?,
        (false, Form::Text) => {
            pages.iter().map(Paper::plain).collect::<Vec<_>>().join("\n").into_bytes()
        }
        (false, Form::Html) => document(&title, &pages).into_bytes(),
        (false, Form::Pdf) => pdf(&title, &pages),
    };
    match &arguments.out {
        None => terminal.text(&String::from_utf8_lossy(&bytes))?,
        Some(path) => {
            std::fs::write(path, bytes).map_err(InputError::at(path))?;
            let words = [("path", path.display().to_string().into())];
            let line = terminal.with("sheet-written", words);
            terminal.line(&line)?;
        }
    }
    Ok(())
}
