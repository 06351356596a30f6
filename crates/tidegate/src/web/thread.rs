//! A long thread on a page: which posts are open, and the runs that are not, each with what it is called.

use std::ops::Range;

use axum::http::Uri;

use super::Frame;
use crate::thread::{Cut, cut};

/// A thread as a page shows it.
pub(super) struct Shown {
    /// Runs of older posts: the number of the first, and what the run is called.
    pub(super) before: Vec<(usize, String)>,
    /// The posts that are open, by place.
    pub(super) open: Range<usize>,
    /// Runs of newer posts.
    pub(super) after: Vec<(usize, String)>,
}

impl Shown {
    /// Of so many posts, around the one of this number or the newest.
    pub(super) fn of(total: usize, number: Option<usize>, frame: &Frame) -> Self {
        Self::cut(&cut(total, number), frame)
    }

    /// As it was cut.
    pub(super) fn cut(cut: &Cut, frame: &Frame) -> Self {
        let run = |run: &Range<usize>| {
            let words = [
                ("first", (run.start + 1).to_string().into()),
                ("last", run.end.to_string().into()),
            ];
            (run.start + 1, frame.voice().with("thread-run", words))
        };
        let runs = |all: &[Range<usize>]| all.iter().map(run).collect();
        Self { before: runs(&cut.before), open: cut.open.clone(), after: runs(&cut.after) }
    }

    /// The posts that are open, with their numbers.
    pub(super) fn posts<'a, T>(
        &self,
        all: &'a [T],
    ) -> impl Iterator<Item = (usize, &'a T)> + use<'a, T> {
        let open = all.get(self.open.clone()).unwrap_or_default();
        (self.open.start + 1..).zip(open)
    }
}

/// The number of the post that an address asks for.
pub(super) fn asked(uri: &Uri) -> Option<usize> {
    uri.query()?.split('&').find_map(|pair| pair.strip_prefix("post=")?.parse().ok())
}
