//! The smallest sets of facts that an actor may undertake and under which nothing is refused.
//!
//! Every partial choice, each fact taken or left, is a number in a mixed base: the digit 0 leaves the
//! fact, the digit c + 1 takes its class c. Downwards through the numbers a choice gathers what is so
//! in some way of completing it; upwards it learns whether a part of it suffices already. Two passes
//! find all smallest sets, and every number is looked at twice.

/// The most facts that a condition of *permit if* may name.
const CONDITION_FACTS_MAX: usize = 6;

/// What completions of a choice came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The world allows some.
    pub(super) possible: bool,
    /// A prohibition applies in some.
    pub(super) refused: bool,
}

impl Seen {
    /// Of both together.
    pub(super) fn or(self, other: Self) -> Self {
        Self { possible: self.possible || other.possible, refused: self.refused || other.refused }
    }

    fn suffices(self) -> bool {
        self.possible && !self.refused
    }
}

/// A fact by its place among the facts, and one of its classes.
pub(super) type Choice = (usize, usize);

/// The smallest sets that suffice. `classes` counts those of each fact; `seen` has every full choice,
/// the classes of the last fact side by side.
pub(super) fn smallest(classes: &[usize], seen: &[Seen]) -> Vec<Vec<Choice>> {
    if !seen.iter().any(|one| one.suffices()) {
        return Vec::new();
    }
    let cube = Cube::of(classes);
    let known = cube.gathered(seen);
    let mut enough = vec![false; known.len()];
    let mut found = Vec::new();
    for (number, one) in known.iter().enumerate() {
        let set = cube.taken(number);
        let fewer = |(fact, class): &Choice| number - (class + 1) * cube.stride(*fact);
        let covered = set.iter().any(|choice| enough.get(fewer(choice)).copied().unwrap_or(false));
        if let Some(enough) = enough.get_mut(number) {
            *enough = covered || (number != 0 && one.suffices());
        }
        if number != 0 && one.suffices() && !covered && set.len() <= CONDITION_FACTS_MAX {
            found.push(set);
        }
    }
    found.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    found
}

/// The numbers of all partial choices.
struct Cube {
    /// For each fact: its classes, the worth of its digit, the worth of its class in a full choice.
    facts: Vec<(usize, usize, usize)>,
    size: usize,
}

impl Cube {
    fn of(classes: &[usize]) -> Self {
        let (mut stride, mut full) = (1, 1);
        let mut facts = Vec::new();
        for count in classes.iter().rev() {
            facts.push((*count, stride, full));
            stride *= count + 1;
            full *= count;
        }
        facts.reverse();
        Self { facts, size: stride }
    }

    fn stride(&self, fact: usize) -> usize {
        self.facts.get(fact).map_or(0, |(_, stride, _)| *stride)
    }

    /// The facts that a choice takes.
    fn taken(&self, number: usize) -> Vec<Choice> {
        let digits = self.facts.iter().enumerate();
        digits
            .filter_map(|(fact, (count, stride, _))| {
                Some((fact, (number / stride % (count + 1)).checked_sub(1)?))
            })
            .collect()
    }

    /// For each partial choice what is so in some way of completing it.
    fn gathered(&self, seen: &[Seen]) -> Vec<Seen> {
        let mut known = vec![Seen::default(); self.size];
        for number in (0..self.size).rev() {
            let left =
                self.facts.iter().find(|(count, stride, _)| number / stride % (count + 1) == 0);
            let here = match left {
                Some((count, stride, _)) => (1..=*count).fold(Seen::default(), |all, digit| {
                    all.or(known.get(number + digit * stride).copied().unwrap_or_default())
                }),
                None => {
                    let full = self.facts.iter().map(|(count, stride, full)| {
                        (number / stride % (count + 1)).saturating_sub(1) * full
                    });
                    seen.get(full.sum::<usize>()).copied().unwrap_or_default()
                }
            };
            if let Some(known) = known.get_mut(number) {
                *known = here;
            }
        }
        known
    }
}
