//! What the unit tests share: the repository's own book, and situations drawn at random.

use std::path::Path;
use std::sync::LazyLock;

use crate::book::Book;
use crate::error::SourceFile;
use crate::schema::Schema;
use crate::situation::Situation;

/// The repository's own book.
pub(crate) static BOOK: LazyLock<Book> = LazyLock::new(|| {
    #[expect(clippy::disallowed_methods, reason = "the tests read the repository's own book")]
    fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, files);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push(SourceFile::new(name, text));
            }
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let mut files = Vec::new();
    collect(&folder, &folder, &mut files);
    Book::load(&files).unwrap()
});

/// How many situations a test draws: so many, or what `TIDEGATE_SITUATIONS` says.
#[expect(clippy::disallowed_methods, reason = "the long form of a test is asked for from outside")]
pub(crate) fn situations(usual: u64) -> u64 {
    std::env::var("TIDEGATE_SITUATIONS").map_or(usual, |count| count.parse().unwrap())
}

/// Numbers by xorshift, the same each time.
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit.max(1)
    }

    /// Any situation, whether or not the world allows it: of a hundred facts so many are known, and of
    /// the others every second may have some of its values only.
    pub(crate) fn situation(&mut self, schema: &Schema, known: usize, into: &mut Situation) {
        for fact in schema.places() {
            let every = schema.every(fact);
            let place = self.below(schema.entry(fact).values.len());
            let some = match (self.below(100) < known, self.below(2)) {
                (true, _) => 1 << place,
                (false, 0) => self.next() & every | 1 << place,
                (false, _) => every,
            };
            into.set_mask(fact, some);
        }
    }
}
