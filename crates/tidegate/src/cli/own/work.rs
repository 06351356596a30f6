//! `tidegate office names`, `queue` and `tasks`: what the office is called besides, and how it arranges its own work over
//! all of its cases.

use jiff::Timestamp;
use tidegate_core::office::{Bilingual, Changed, ListedTask, Office, TaskList};
use tidegate_law::Words;

use super::super::{Failure, Terminal, usage};
use super::{Signed, section};

#[derive(Debug, clap::Args)]
pub(super) struct Names {
    #[arg(value_name = "NAME", required_unless_present = "none")]
    name: Vec<String>,
    #[arg(long, conflicts_with = "name")]
    none: bool,
    #[command(flatten)]
    pub(super) signed: Signed,
}

impl Names {
    /// What is decided.
    pub(super) fn changed(&self) -> Changed {
        Changed::Names { names: self.name.iter().map(|name| name.trim().to_owned()).collect() }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct Queue {
    #[arg(value_name = "WORD")]
    word: String,
    #[arg(long, value_name = "TEXT", required_unless_present = "none", requires = "zh")]
    en: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "en")]
    zh: Option<String>,
    #[arg(long, conflicts_with_all = ["en", "zh"])]
    none: bool,
    #[command(flatten)]
    pub(super) signed: Signed,
}

#[derive(Debug, clap::Args)]
pub(super) struct Tasks {
    #[arg(value_name = "WORD")]
    word: String,
    #[arg(long, value_name = "TEXT", required_unless_present = "none", requires = "zh")]
    en: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "en")]
    zh: Option<String>,
    #[arg(long, value_name = "TASK", required_unless_present = "none")]
    task: Vec<String>,
    #[arg(long, conflicts_with_all = ["en", "zh", "task"])]
    none: bool,
    #[command(flatten)]
    pub(super) signed: Signed,
}

fn name(en: Option<&String>, zh: Option<&String>) -> Option<Bilingual> {
    Some(Bilingual { en: en?.trim().to_owned(), zh: zh?.trim().to_owned() })
}

impl Queue {
    /// What is decided.
    pub(super) fn changed(&self) -> Changed {
        let name = name(self.en.as_ref(), self.zh.as_ref());
        Changed::Queue { word: self.word.clone(), name }
    }
}

impl Tasks {
    /// What is decided.
    pub(super) fn changed(&self, terminal: &Terminal<'_>) -> Result<Changed, Failure> {
        let list = match name(self.en.as_ref(), self.zh.as_ref()) {
            Some(name) => {
                let tasks = self.task.iter().map(|text| task(text, terminal));
                Some(TaskList { name, tasks: tasks.collect::<Result<_, _>>()? })
            }
            None => None,
        };
        Ok(Changed::Tasks { word: self.word.clone(), list })
    }
}

/// A task as it is written: `24h: ask`, `3d: ask` or `ask`. What looks like a time and is none is refused.
fn task(written: &str, terminal: &Terminal<'_>) -> Result<ListedTask, Failure> {
    let wrong = || usage(terminal.with("adoption-no-task", [("written", written.into())]));
    let timed = written.split_once(':').filter(|(when, _)| {
        when.starts_with(|c: char| c.is_ascii_digit()) && !when.trim().contains(' ')
    });
    let Some((when, what)) = timed else {
        return Ok(ListedTask { what: written.trim().to_owned(), hours: None });
    };
    let (number, each) = match when.trim() {
        when if when.ends_with('h') => (when.trim_end_matches('h'), 1),
        when if when.ends_with('d') => (when.trim_end_matches('d'), 24),
        _ => return Err(wrong()),
    };
    let hours = number.parse::<u32>().ok().and_then(|number| number.checked_mul(each));
    Ok(ListedTask { what: what.trim().to_owned(), hours: Some(hours.ok_or_else(wrong)?) })
}

/// The queues and the lists of tasks that count now.
pub(super) fn show(
    office: &Office,
    at: Timestamp,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let language = terminal.language();
    let said = |name: &Bilingual| {
        let words = Words { en: name.en.clone(), zh: name.zh.clone() };
        words.in_language(language).to_owned()
    };
    let queues = office.queues_at(at);
    section("adoption-queues", queues.is_empty(), "adoption-no-queues", terminal)?;
    for queue in queues {
        terminal.paragraph(&format!("- {} · {}", queue.word, said(queue.name)), 2)?;
    }
    let lists = office.task_lists_at(at);
    section("adoption-lists", lists.is_empty(), "adoption-no-lists", terminal)?;
    for (word, list) in lists {
        terminal.paragraph(&format!("- {word} · {}", said(&list.name)), 2)?;
        for task in &list.tasks {
            let line = match task.hours {
                Some(hours) => terminal.with(
                    "adoption-task-due",
                    [("what", task.what.as_str().into()), ("hours", hours.into())],
                ),
                None => task.what.clone(),
            };
            terminal.paragraph(&format!("- {line}"), 4)?;
        }
    }
    Ok(())
}
