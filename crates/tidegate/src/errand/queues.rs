//! Queues: which there are, how many cases lie in each, and a part of the list of cases. No case is opened for it.

use serde::{Deserialize, Serialize};

use super::{ByDue, Due, Errand, NotDone};
use crate::clocks::Clocks;
use crate::clocks::kept::Listed;
use crate::clocks::places::Place;
use crate::desk::{CaseRow, Shelved};
use crate::follow::{self, Left};
use crate::say::queue::{QueueTold, QueuesTold};
use crate::words::Voice;

/// Up to how many events of a moment ago are taken up before a list is shown; more are left to the worker.
const FRESH: u32 = 20;
/// How many rows are read at once.
const PAGE: u32 = 250;
/// How many rows are looked at for one page at most, chosen or not: what a page costs is bounded by it.
const LOOKED: usize = 2_000;

/// What is chosen of the list of cases, as an address has it. Empty fields choose nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ListWritten {
    /// A queue, by its word; `none` for cases that are in no queue.
    pub queue: String,
    /// Who works on it: `mine`, `nobody`, or a login.
    pub who: String,
    /// `yes` for cases on hold, `no` for those that are not.
    pub hold: String,
    /// `yes` for cases in which a participant has not answered for long, `no` for the others.
    pub silent: String,
}

impl ListWritten {
    /// The fields that choose something.
    #[must_use]
    pub fn query(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("queue", &self.queue),
            ("who", &self.who),
            ("hold", &self.hold),
            ("silent", &self.silent),
        ];
        let said = all.into_iter().filter(|(_, value)| !value.is_empty());
        said.map(|(name, value)| (name, value.as_str())).collect()
    }

    /// What is chosen, for the member with this login; none where a word is not one of those that there are.
    #[must_use]
    pub fn read(&self, login: &str) -> Option<ListChosen> {
        let some = |text: &str| Some(text.to_owned());
        Some(ListChosen {
            queue: match self.queue.as_str() {
                "" => None,
                "none" => Some(None),
                queue => Some(some(queue)),
            },
            who: match self.who.as_str() {
                "" => None,
                "nobody" => Some(None),
                "mine" => Some(some(login)),
                who => Some(some(who)),
            },
            hold: yes_or_no(&self.hold)?,
            silent: yes_or_no(&self.silent)?,
        })
    }
}

/// Whether something is chosen; none where it is no word of ours.
fn yes_or_no(written: &str) -> Option<Option<bool>> {
    match written {
        "" => Some(None),
        "yes" => Some(Some(true)),
        "no" => Some(Some(false)),
        _ => None,
    }
}

/// What is chosen, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListChosen {
    /// In this queue, or in none.
    queue: Option<Option<String>>,
    /// With this member, or with nobody.
    who: Option<Option<String>>,
    hold: Option<bool>,
    silent: Option<bool>,
}

impl ListChosen {
    /// Whether anything is chosen.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    fn holds(&self, row: &Listed) -> bool {
        let queue = self.queue.as_ref().is_none_or(|queue| *queue == row.queue);
        let who = self.who.as_ref().is_none_or(|who| *who == row.assigned);
        let hold = self.hold.is_none_or(|hold| hold == row.held);
        let silent = self.silent.is_none_or(|silent| silent == row.silent.is_some());
        self.is_all() || (row.open() && queue && who && hold && silent)
    }
}

impl Errand<'_> {
    /// The queues of the office, and how many cases lie in each.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn queues(&self, login: &str) -> Result<QueuesTold, NotDone> {
        let desk = self.desk;
        let left = follow::round_if_short(&Clocks, desk, self.book, FRESH).await?;
        let mut queues = Vec::new();
        for queue in desk.office().queues_at(desk.now()) {
            let word = queue.word.to_owned();
            let name = queue.name;
            let name = tidegate_law::Words { en: name.en.clone(), zh: name.zh.clone() };
            let cases = desk.lie_in(Place::Queue(Some(&word))).await?;
            queues.push(QueueTold { word, name, cases });
        }
        Ok(QueuesTold {
            version: 1,
            behind: left == Left::More,
            queues,
            open: desk.lie_in(Place::Open).await?,
            in_none: desk.lie_in(Place::Queue(None)).await?,
            mine: desk.lie_in(Place::With(Some(login))).await?,
            nobodys: desk.lie_in(Place::With(None)).await?,
            on_hold: desk.lie_in(Place::Held).await?,
            silent: desk.lie_in(Place::Silent).await?,
        })
    }

    /// A part of the cases by what is due next: clear metadata, for which no case is opened.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn chosen(
        &self,
        chosen: &ListChosen,
        after: Option<Due>,
        limit: usize,
    ) -> Result<ByDue, NotDone> {
        if chosen.is_all() {
            return self.by_due(after, limit).await;
        }
        let left = follow::round_if_short(&Clocks, self.desk, self.book, FRESH).await?;
        let mut after = after.map(|Due(due, name)| (due, name));
        let mut found = ByDue { rows: Vec::new(), behind: left == Left::More, next: None };
        let mut looked = 0;
        loop {
            let page = self.desk.kept_by_due::<Listed>(after, None, PAGE).await?;
            let full = page.len() == PAGE as usize;
            for kept in &page {
                if found.rows.len() == limit {
                    found.next = after.map(|(due, name)| Due(due, name));
                    return Ok(found);
                }
                after = kept.place();
                looked += 1;
                if chosen.holds(&kept.thing) {
                    found.rows.push(kept.thing.clone());
                }
            }
            if !full {
                return Ok(found);
            }
            if looked >= LOOKED {
                let place = page.last().and_then(Shelved::place);
                found.next = place.map(|(due, name)| Due(due, name));
                return Ok(found);
            }
        }
    }

    /// The rows of a part of the list, as a program lists them.
    ///
    /// # Errors
    /// As [`Errand::chosen`].
    pub async fn rows_chosen(
        &self,
        chosen: &ListChosen,
        after: Option<Due>,
        limit: usize,
    ) -> Result<(Vec<CaseRow>, Option<Due>), NotDone> {
        let page = self.chosen(chosen, after, limit).await?;
        let mut rows = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            rows.push(self.desk.find(&row.case.to_string()).await?);
        }
        Ok((rows, page.next))
    }

    /// That the office has a queue of this word now.
    pub(super) fn is_queue(&self, word: &str) -> Result<(), NotDone> {
        let (office, at) = (self.desk.office(), self.desk.now());
        let known: Vec<&str> = office.queues_at(at).iter().map(|queue| queue.word).collect();
        if known.contains(&word) {
            return Ok(());
        }
        let (word, known) = (word.to_owned(), known.join(", "));
        Err(NotDone::Said(Voice::in_both(|voice| {
            let words = [("word", word.clone().into()), ("known", known.clone().into())];
            voice.with("work-no-queue", words)
        })))
    }
}
