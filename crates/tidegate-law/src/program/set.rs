//! A set of rules of one book.

/// The most rules a book may have: a set of them is this many bits.
pub const RULES_MAX: usize = 512;

/// Rules of a book by their places in [`crate::Book::rules`]: a few words on the stack, copied freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RuleSet {
    words: [u64; RULES_MAX / 64],
}

impl Default for RuleSet {
    /// No rule.
    fn default() -> Self {
        Self { words: [0; RULES_MAX / 64] }
    }
}

impl RuleSet {
    /// Adds a rule; a place that no book has changes nothing.
    pub(crate) fn insert(&mut self, place: usize) {
        if let Some(word) = self.words.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Whether a rule is in it.
    pub fn contains(&self, place: usize) -> bool {
        self.words.get(place / 64).is_some_and(|word| word & (1 << (place % 64)) != 0)
    }

    /// Whether no rule is in it.
    pub fn is_empty(&self) -> bool {
        self.words == [0; RULES_MAX / 64]
    }

    /// How many rules are in it.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The places of its rules, in the order of the book.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(number, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let place = (rest != 0).then(|| number * 64 + rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(place)
            })
        })
    }

    /// The rules of either.
    pub(crate) fn with(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(other.words).for_each(|(word, other)| *word |= other);
        self
    }

    /// The rules of both.
    pub(crate) fn among(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(other.words).for_each(|(word, other)| *word &= other);
        self
    }

    /// Drops what is not in the other.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// The rules of this and not of the other.
    pub(crate) fn without(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(other.words).for_each(|(word, other)| *word &= !other);
        self
    }
}

impl FromIterator<usize> for RuleSet {
    fn from_iter<T: IntoIterator<Item = usize>>(places: T) -> Self {
        let mut set = Self::default();
        places.into_iter().for_each(|place| set.insert(place));
        set
    }
}
