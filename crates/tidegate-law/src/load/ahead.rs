//! What is read of a file before the schema is known: the form of a statute, and its Cedar blocks.
//!
//! Cedar's parser takes most of the time of loading, and no file needs another for it, so the files are read several
//! at a time. What comes of it does not depend on which was read first.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::error::{BookError, SourceFile};
use crate::literate::{self, Literate};
use crate::load::written::{Written, parsed};

/// How many files are read at a time.
pub(crate) const AT_ONCE: usize = 4;

/// A file, as far as it can be read alone.
pub(crate) enum Ahead {
    /// A statute and its Cedar blocks.
    Statute(Box<Literate>, Blocks),
    /// The sentences about the world.
    World(Vec<Written>),
    /// What is read in one piece, later.
    Whole,
    /// What cannot be read.
    Faults(Vec<BookError>),
}

/// The Cedar blocks of a statute.
#[derive(Default)]
pub(crate) struct Blocks {
    /// What is written, in the order of the text, each with the place of its article.
    pub(crate) written: Vec<(usize, Written)>,
    /// The blocks that do not parse.
    pub(crate) errors: Vec<BookError>,
}

/// Reads the files; what comes of them, in their order.
pub(crate) fn read(files: &[&SourceFile]) -> Vec<Ahead> {
    let slots: Vec<OnceLock<Ahead>> = files.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let place = next.fetch_add(1, Ordering::Relaxed)
                    && let (Some(file), Some(slot)) = (files.get(place), slots.get(place))
                {
                    slot.get_or_init(|| one(file));
                }
            });
        }
    });
    slots.into_iter().map(|slot| slot.into_inner().unwrap_or(Ahead::Whole)).collect()
}

fn one(file: &SourceFile) -> Ahead {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    match name {
        "README.md" | "REVIEW.md" => Ahead::Whole,
        "world.cedar" => match parsed(file, &file.text, 0, "world") {
            Ok(written) => Ahead::World(written),
            Err(errors) => Ahead::Faults(errors),
        },
        _ if name.ends_with(".md") => match literate::read(file) {
            Ok(literate) => {
                let blocks = Blocks::of(file, &literate);
                Ahead::Statute(Box::new(literate), blocks)
            }
            Err(errors) => Ahead::Faults(errors),
        },
        _ => Ahead::Whole,
    }
}

impl Blocks {
    fn of(file: &SourceFile, literate: &Literate) -> Self {
        let mut blocks = Self::default();
        for block in literate.blocks.iter().filter(|block| block.kind == "cedar") {
            let article = literate.articles.get(block.article);
            let clause = article.map(|article| article.number.as_str()).unwrap_or_default();
            match parsed(file, &block.text, block.offset, clause) {
                Ok(found) => {
                    blocks.written.extend(found.into_iter().map(|one| (block.article, one)));
                }
                Err(errors) => blocks.errors.extend(errors),
            }
        }
        blocks
    }
}
