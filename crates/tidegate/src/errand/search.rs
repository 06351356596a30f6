//! A search over the records of cases and the names of statutes. No case is opened for it.

use super::{Errand, NotDone};
use crate::clocks::kept::Listed;
use crate::follow::Left;
use crate::say::found::{CaseFound, SearchTold, StatuteFound};
use crate::search;

/// How many cases are told.
const SHOWN: usize = 20;
/// How many cases with a word are looked at at most.
const LOOKED: u32 = 300;
/// Up to how many events of a moment ago are taken up before the search; more are left to the worker.
const FRESH: u32 = 20;
/// The longest search, in characters; what is longer is cut.
const LONGEST: usize = 200;

impl Errand<'_> {
    /// What is found for some words.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn search(&self, sought: &str) -> Result<SearchTold, NotDone> {
        let (desk, book) = (self.desk, self.book);
        let sought: String = sought.chars().take(LONGEST).collect();
        let behind = search::round_if_short(desk, book, FRESH).await? == Left::More;
        let terms = search::terms(&sought);
        let (found, more) = search::find(desk, &terms, SHOWN, LOOKED).await?;
        let mut cases = Vec::with_capacity(found.len());
        for case in found {
            let row = desk.kept::<Listed>(&case.to_string()).await?;
            // A case that was erased, or opened, a moment ago has no row.
            let Some(row) = row.map(|row| row.thing) else { continue };
            cases.push(CaseFound {
                case: case.to_string(),
                handle: row.handle,
                phase: row.state,
                changed: row.changed,
            });
        }
        cases.sort_by(|a, b| (b.changed, &a.handle).cmp(&(a.changed, &b.handle)));
        Ok(SearchTold { version: 1, behind, more, cases, statutes: self.statutes(&sought) })
    }

    /// Statutes in whose names all the words stand.
    fn statutes(&self, sought: &str) -> Vec<StatuteFound> {
        let words: Vec<String> =
            sought.to_lowercase().split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let each = self.book.statutes().iter().map(|statute| StatuteFound {
            statute: statute.matter.id.clone(),
            short: statute.short(),
            title: statute.title(),
        });
        let named = |one: &StatuteFound| {
            let (short, title) = (&one.short, &one.title);
            let names =
                format!("{} {} {} {} {}", one.statute, short.en, short.zh, title.en, title.zh);
            let names = names.to_lowercase();
            words.iter().all(|word| names.contains(word))
        };
        each.filter(named).take(SHOWN).collect()
    }
}
