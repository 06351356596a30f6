//! How an office arranges its own work over all of its cases: queues in which cases wait, and lists of tasks that are set
//! in a case at once.
//!
//! Both are decisions of the office about itself and none of the law: no queue and no list stops or starts a clock.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Bilingual, Changed, Office};

/// The longest word of a queue or a list, in characters.
const WORD: usize = 40;
/// The longest name of a queue or a list and the longest task, in characters.
const LINE: usize = 200;
/// The most tasks of a list.
const TASKS: usize = 40;
/// The latest that a task can be due after the start, in hours: two years.
const LATEST: u32 = 2 * 366 * 24;

/// A queue of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queue<'o> {
    /// The word by which cases are put in it, such as `triage`.
    pub word: &'o str,
    /// What it is called.
    pub name: &'o Bilingual,
}

/// Tasks that are set in a case at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskList {
    /// What it is called.
    pub name: Bilingual,
    /// The tasks, in their order.
    pub tasks: Vec<ListedTask>,
}

/// A task of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedTask {
    /// What is to be done.
    pub what: String,
    /// How many hours after the start it is due, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
}

impl ListedTask {
    /// When it is due, counted from a start.
    pub fn due(&self, start: Timestamp) -> Option<Timestamp> {
        start.checked_add(SignedDuration::from_hours(self.hours?.into())).ok()
    }
}

/// Whether something can be the word of a queue or a list: lower-case letters, digits and hyphens.
pub fn is_word(word: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let edges = !word.starts_with('-') && !word.ends_with('-');
    (1..=WORD).contains(&word.len()) && edges && word.chars().all(fits)
}

/// Whether it is a line that can be read.
pub fn is_line(text: &str) -> bool {
    let length = text.chars().count();
    (1..=LINE).contains(&length) && text.trim() == text && !text.contains(char::is_control)
}

/// Whether both languages of a name can be read.
pub fn is_name(name: &Bilingual) -> bool {
    is_line(&name.en) && is_line(&name.zh)
}

impl TaskList {
    /// Whether it can be one: a name, at least one task, and each a line that is due within 732 days.
    pub fn is_whole(&self) -> bool {
        let fits = |task: &ListedTask| {
            is_line(&task.what) && task.hours.is_none_or(|hours| hours <= LATEST)
        };
        is_name(&self.name)
            && (1..=TASKS).contains(&self.tasks.len())
            && self.tasks.iter().all(fits)
    }
}

impl Office {
    /// The queues that the office has at an instant, by word.
    pub fn queues_at(&self, at: Timestamp) -> Vec<Queue<'_>> {
        let mut queues: BTreeMap<&str, &Bilingual> = BTreeMap::new();
        for change in self.counting(at) {
            match &change.what {
                Changed::Queue { word, name: Some(name) } => drop(queues.insert(word, name)),
                Changed::Queue { word, name: None } => drop(queues.remove(word.as_str())),
                _ => {}
            }
        }
        queues.into_iter().map(|(word, name)| Queue { word, name }).collect()
    }

    /// The lists of tasks that the office has at an instant, by word.
    pub fn task_lists_at(&self, at: Timestamp) -> BTreeMap<&str, &TaskList> {
        let mut lists = BTreeMap::new();
        for change in self.counting(at) {
            match &change.what {
                Changed::Tasks { word, list: Some(list) } => drop(lists.insert(&**word, list)),
                Changed::Tasks { word, list: None } => drop(lists.remove(word.as_str())),
                _ => {}
            }
        }
        lists
    }
}
