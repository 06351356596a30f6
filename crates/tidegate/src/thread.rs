//! A thread that stays readable, however long it is: the newest posts at hand, older ones in runs that are opened one at a
//! time, what is new to its reader marked, and one post named by another.
//!
//! A post is called by its number in its thread, from 1; posts are only added, so a number is its for ever and so is the run
//! that it is in. Nothing here knows what a post says but [`pieces`]; which posts are opened is for the gate.

use std::ops::Range;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::id::CaseId;

use crate::desk::{Desk, DeskError, Kept};

/// How many posts are in a run.
pub const RUN: usize = 40;
/// How many of the newest are at hand at least, if there are so many.
const AT_HAND: usize = 20;

/// The posts of a thread as they are shown: places from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Runs of older posts, which are closed.
    pub before: Vec<Range<usize>>,
    /// The posts that are open.
    pub open: Range<usize>,
    /// Runs of newer posts, which are closed because an older one is open.
    pub after: Vec<Range<usize>>,
}

/// Which of `total` posts are open: the run of the post of this number, else the newest.
#[must_use]
pub fn cut(total: usize, number: Option<usize>) -> Cut {
    let runs = |within: Range<usize>| -> Vec<Range<usize>> {
        let starts = within.clone().step_by(RUN);
        starts.map(|start| start..(start + RUN).min(within.end)).collect()
    };
    let newest = total.saturating_sub(AT_HAND) / RUN * RUN;
    let chosen = number.filter(|number| (1..=total).contains(number));
    let open = match chosen.map(|number| (number - 1) / RUN * RUN) {
        Some(start) if start < newest => start..(start + RUN).min(newest),
        _ => newest..total,
    };
    let after = if open.end < newest { runs(open.end..newest) } else { Vec::new() };
    let rest = (open.end < total).then_some(newest..total);
    let after = after.into_iter().chain(rest).collect();
    Cut { before: runs(0..open.start), open, after }
}

/// A part of what a post says: plain, or the number of a post that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// The post.
    pub post: Option<usize>,
}

/// What a post says, taken apart at each `#12` that names one of the `total` posts of its thread.
#[must_use]
pub fn pieces(text: &str, total: usize) -> Vec<Part> {
    let (mut parts, mut plain, mut rest) = (Vec::new(), String::new(), text);
    while let Some(at) = rest.find('#') {
        let (before, from) = rest.split_at(at);
        let digits: String = from.chars().skip(1).take_while(char::is_ascii_digit).collect();
        let glued = before.chars().next_back().or_else(|| plain.chars().next_back());
        let apart = glued.is_none_or(|c| !c.is_alphanumeric() && c != '&' && c != '#');
        let post = digits.parse().ok().filter(|post| apart && (1..=total).contains(post));
        plain.push_str(before);
        let named = from.get(..=digits.len()).unwrap_or(from);
        match post {
            Some(post) => {
                if !plain.is_empty() {
                    parts.push(Part { text: std::mem::take(&mut plain), post: None });
                }
                parts.push(Part { text: named.to_owned(), post: Some(post) });
            }
            None => plain.push_str(named),
        }
        rest = from.get(named.len()..).unwrap_or_default();
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part { text: plain, post: None });
    }
    parts
}

/// How far somebody has read a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadUpTo {
    version: u32,
    name: String,
    case: CaseId,
    /// The number of the last post that was open.
    number: usize,
    at: Timestamp,
}

impl Kept for ReadUpTo {
    const ROOM: &'static str = "read-up-to";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Desk {
    /// Up to which post somebody had read a thread; and that they have now read up to this one.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn reads_up_to(
        &self,
        case: CaseId,
        (thread, reader): (&str, &str),
        number: usize,
    ) -> Result<usize, DeskError> {
        let name = format!("{case}/{thread}/{reader}");
        let before = self.kept::<ReadUpTo>(&name).await?.map_or(0, |kept| kept.thing.number);
        if number > before {
            self.keep(&ReadUpTo { version: 1, name, case, number, at: self.now() }).await?;
        }
        Ok(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_at_hand_and_every_post_is_in_one_place() {
        assert_eq!(cut(0, None).open, 0..0);
        assert_eq!(cut(59, None).open, 0..59, "few are all open");
        let run = |from, to| std::iter::once(from..to).collect::<Vec<_>>();
        assert_eq!(cut(60, None), Cut { before: run(0, 40), open: 40..60, after: vec![] });
        let long = cut(300, None);
        assert_eq!((long.open.clone(), long.before.len()), (280..300, 7));
        for total in [0, 1, 39, 40, 41, 60, 61, 100, 299, 300] {
            for number in (1..=total).map(Some).chain([None, Some(0), Some(total + 1)]) {
                let cut = cut(total, number);
                let all = cut.before.iter().chain([&cut.open]).chain(&cut.after);
                let all: Vec<usize> = all.flat_map(Clone::clone).collect();
                assert_eq!(all, (0..total).collect::<Vec<_>>(), "{total} {number:?}");
                assert!(cut.open.len() < RUN + AT_HAND, "{cut:?}");
                let open =
                    number.is_none_or(|n| n == 0 || n > total || cut.open.contains(&(n - 1)));
                assert!(open, "{total} {number:?}");
            }
        }
    }

    #[test]
    fn the_run_of_a_post_stays_its_run_when_others_are_added() {
        for total in 130..200 {
            assert_eq!(cut(total, Some(50)).open, 40..80);
        }
    }

    #[test]
    fn a_post_is_named_by_its_number_and_nothing_is_lost_of_the_text() {
        let named = |text: &str| -> Vec<usize> {
            pieces(text, 12).iter().filter_map(|part| part.post).collect()
        };
        assert_eq!(named("as #3 and (#12) say"), [3, 12]);
        assert_eq!(named("案#3"), Vec::<usize>::new(), "glued to a word");
        assert_eq!(named("#0 #13 # ## a#1 &#60; #007 #"), [7]);
        for text in ["", "#", "##1", "x #1#2 y", "#1", "案 #5 案", "#99999999999999999999999"] {
            let again: String = pieces(text, 12).into_iter().map(|part| part.text).collect();
            assert_eq!(again, text);
        }
    }
}
