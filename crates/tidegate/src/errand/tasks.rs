//! A list of tasks of the office, set in a case at once: each is due so long after a start as the list says.

use tidegate_core::command::Verb;
use tidegate_core::event::{Arranged, Arrangement};

use super::{Errand, NotDone};
use crate::words::Voice;

impl Errand<'_> {
    /// What sets the tasks of a list, counted from a start as it is written, or from now.
    ///
    /// # Errors
    /// [`NotDone::Said`] with the lists that there are; [`NotDone::Wrong`] for a start that is not understood.
    pub(super) fn tasks_of(
        &self,
        word: &str,
        start: Option<&str>,
        who: Option<&str>,
    ) -> Result<Vec<Verb>, NotDone> {
        let (office, at) = (self.desk.office(), self.desk.now());
        let lists = office.task_lists_at(at);
        let Some(list) = lists.get(word.trim()) else {
            let known = lists.keys().copied().collect::<Vec<_>>().join(", ");
            let word = word.to_owned();
            return Err(NotDone::Said(Voice::in_both(|voice| {
                let words = [("word", word.clone().into()), ("known", known.clone().into())];
                voice.with("work-no-task-list", words)
            })));
        };
        let start = self.instant(start)?;
        let set = list.tasks.iter().map(|task| {
            let (what, due) = (task.what.clone(), task.due(start));
            let who = who.map(str::to_owned);
            Verb::Arrange(Arranged { arrangement: Arrangement::TaskSet { what, who, due } })
        });
        Ok(set.collect())
    }
}
