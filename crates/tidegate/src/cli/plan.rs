//! `tidegate plan CASE`: all duties on one line of time, what the gate says of each, and an order of steps.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use tidegate_core::plan::plan;
use tidegate_core::scene::{Line, Scene};

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, input, wrong};
use crate::errand::Errand;
use crate::say::plan::{self as told, PlanTold};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE", required_unless_present = "scene")]
    case: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "case")]
    scene: Option<PathBuf>,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let at = arguments.at.as_deref();
    let name = arguments.case.as_deref().unwrap_or_default();
    let (told, zone) = match (&arguments.scene, Remote::of(globals, terminal)?) {
        (Some(path), _) => of_scene(path, at, globals)?,
        (None, Some(remote)) => remote.plan(name, at)?,
        (None, None) => {
            let book = globals.book()?;
            at_desk(globals, &book, async |desk| {
                let actor = arguments.acting.member();
                let errand = Errand { desk, book: &book, actor: &actor };
                let told = errand.plan(name, at).await.map_err(not_done)?;
                Ok((told, desk.office().zone.rules()))
            })?
        }
    };
    if terminal.json {
        terminal.json(&told)?;
    } else {
        told::plan_text(&told, &terminal.voice, &zone).print(terminal)?;
    }
    Ok(Exit::Done)
}

/// The plan of a story, as it stands at its end or at an instant.
fn of_scene(
    path: &Path,
    at: Option<&str>,
    globals: &Globals,
) -> Result<(PlanTold, TimeZone), Failure> {
    let book = globals.book()?;
    let at_line = input::in_story(path);
    let scene = Scene::parse(&input::text(path)?).map_err(&at_line)?;
    let mut stage = scene.stage(&book).map_err(&at_line)?;
    if let Some(at) = at {
        stage.play(&Line::At(at.to_owned())).map_err(wrong)?;
    }
    let zone = stage.zone().clone();
    let desk = stage.desk();
    Ok((told::plan(&desk, &plan(&desk, stage.case(), stage.instant())), zone))
}
