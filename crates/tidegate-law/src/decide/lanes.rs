//! Sixty-four completions at a time.
//!
//! A completion is a number: some bits for each residual fact say which class it takes, those of the
//! facts that the answer does not tell apart lowest, then what the actor may undertake, then the
//! readings. Sixty-four numbers in a row are the lanes of one word. For each class of each fact there
//! is then a word with the lanes that take it, and a rule is what is left of its condition, worked out
//! on such words: the lanes in which it applies.

use crate::book::LawInForce;
use crate::decide::completion::{Residual, Residue};
use crate::decide::conditions::Seen;
use crate::program::{RuleSet, Truths};
use crate::situation::{Condition, Situation, Truth};

/// The bits of a number within its word.
const WITHIN: usize = u64::BITS.trailing_zeros() as usize;
/// For each of these bits, the lanes whose number has it.
const SET: [u64; WITHIN] = [
    0xaaaa_aaaa_aaaa_aaaa,
    0xcccc_cccc_cccc_cccc,
    0xf0f0_f0f0_f0f0_f0f0,
    0xff00_ff00_ff00_ff00,
    0xffff_0000_ffff_0000,
    0xffff_ffff_0000_0000,
];

/// What was met under one combination of readings.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// For each choice of the actor, by its number.
    pub(super) choices: Vec<Seen>,
    /// Whether no prohibition applies in some completion.
    pub(super) permitted: bool,
    /// The prohibitions that apply wherever one does.
    pub(super) applying: RuleSet,
    /// The prohibitions that apply in some completion.
    pub(super) open: RuleSet,
    /// The duties that demand the flow wherever a prohibition applies.
    pub(super) duties: RuleSet,
}

impl Cell {
    /// Whether the world allows the combination.
    pub(super) fn occurs(&self) -> bool {
        self.permitted || self.refused()
    }

    /// Whether a prohibition applies in some completion.
    pub(super) fn refused(&self) -> bool {
        !self.open.is_empty()
    }
}

/// What is open, ready to be worked out.
pub(super) struct Lanes<'l> {
    /// The residual facts, lowest bits first.
    facts: Vec<Place<'l>>,
    /// Where the bits of the choices and of the readings begin, and how many bits there are.
    choices: usize,
    readings: usize,
    bits: usize,
    /// The prohibitions and the duties that apply in every completion.
    certain: (RuleSet, RuleSet),
    /// What the world does not allow.
    broken: Vec<Open>,
    /// Open prohibitions and duties, by their places in the book.
    forbidding: Vec<(usize, Open)>,
    duties: Vec<(usize, Open)>,
}

/// A residual fact with the place of its bits in a number, and of its first class among the classes of all facts.
struct Place<'l> {
    fact: &'l Residue,
    begin: usize,
    first: usize,
}

/// What is left of a condition.
enum Open {
    Constant(bool),
    /// A fact takes one of these classes, one bit each; the place of its first class among all.
    Is(usize, u64),
    All(Vec<Open>),
    Any(Vec<Open>),
}

impl<'l> Lanes<'l> {
    pub(super) fn of(
        law: &'l LawInForce<'_>,
        situation: &Situation,
        direct: &Situation,
        residual: &'l Residual,
        forbidding: &'l Truths,
        duties: &'l Truths,
    ) -> Self {
        let mut facts: Vec<Place<'_>> = Vec::new();
        let (mut bits, mut first) = (0, 0);
        let mut begin = [0; 3];
        let parts = [&residual.rest, &residual.undertaken, &residual.readings];
        for (part, begin) in parts.into_iter().zip(&mut begin) {
            *begin = bits;
            for fact in part.iter().rev() {
                facts.push(Place { fact, begin: bits, first });
                bits += fact.bits();
                first += fact.classes.len();
            }
        }
        let [_, choices, readings] = begin;
        let open = |condition| left(condition, false, situation, &facts);
        let demanded = |flow| left(flow, false, direct, &facts);
        let placed = |rules: &'l RuleSet| {
            rules.iter().filter_map(|place| Some((place, law.book.rules.get(place)?)))
        };
        let broken =
            law.book.world.iter().map(|known| left(&known.condition, true, situation, &facts));
        let broken = broken.filter(|open| !matches!(open, Open::Constant(false)));
        Self {
            choices,
            readings,
            bits,
            certain: (forbidding.certain, duties.certain),
            broken: broken.collect(),
            forbidding: placed(&forbidding.open)
                .map(|(place, rule)| (place, open(&rule.condition)))
                .collect(),
            duties: placed(&duties.open)
                .filter_map(|(place, rule)| Some((place, demanded(rule.flow()?))))
                .collect(),
            facts,
        }
    }

    /// Goes through all completions and gives a cell for each combination of readings, by its number.
    pub(super) fn cells(&self) -> Vec<Cell> {
        let choices = vec![Seen::default(); 1 << (self.readings - self.choices)];
        let mut cells = vec![Cell { choices, ..Cell::default() }; 1 << (self.bits - self.readings)];
        let mut taken = vec![0; self.facts.iter().map(|place| place.fact.classes.len()).sum()];
        let mut room = Room::default();
        for word in 0..1usize << self.bits.saturating_sub(WITHIN) {
            self.take(word, &mut taken);
            let lanes = u64::MAX >> (64 - (1u64 << self.bits.min(WITHIN)));
            // A number whose bits stand for no class is no completion.
            let some = |place: &Place<'_>| {
                let classes = taken.iter().skip(place.first).take(place.fact.classes.len());
                classes.fold(0, |any, class| any | class)
            };
            let lanes = self.facts.iter().fold(lanes, |lanes, place| lanes & some(place));
            let possible = self.broken.iter().fold(lanes, |left, open| left & !open.lanes(&taken));
            if possible != 0 {
                self.note(&mut cells, word, possible, &taken, &mut room);
            }
        }
        cells
    }

    /// For each fact and each of its classes, the lanes of a word that take it. Those of facts whose bits are all within
    /// a word are the same in every word, and stay.
    fn take(&self, word: usize, taken: &mut [u64]) {
        let lanes = |bit: usize| match SET.get(bit) {
            Some(lanes) => *lanes,
            None if word >> (bit - WITHIN) & 1 == 1 => u64::MAX,
            None => 0,
        };
        for Place { fact, begin, first } in &self.facts {
            if word > 0 && begin + fact.bits() <= WITHIN {
                continue;
            }
            let places = taken.iter_mut().skip(*first).take(fact.classes.len());
            for (class, place) in places.enumerate() {
                *place = (0..fact.bits()).fold(u64::MAX, |taken, bit| {
                    let lanes = lanes(begin + bit);
                    taken & if class >> bit & 1 == 1 { lanes } else { !lanes }
                });
            }
        }
    }

    /// Notes what applies in the lanes of a word that the world allows.
    fn note(
        &self,
        cells: &mut [Cell],
        word: usize,
        possible: u64,
        taken: &[u64],
        Room { forbidding, duties }: &mut Room,
    ) {
        let work_out = |rules: &[(usize, Open)], room: &mut Vec<(usize, u64)>| {
            room.clear();
            room.extend(rules.iter().map(|(place, open)| (*place, open.lanes(taken) & possible)));
        };
        work_out(&self.forbidding, forbidding);
        let any = forbidding.iter().fold(0, |any, (_, lanes)| any | lanes);
        let refused = if self.certain.0.is_empty() { any } else { possible };
        duties.clear();
        if refused != 0 {
            work_out(&self.duties, duties);
        }
        for (number, lanes) in blocks(word, self.choices) {
            let choice = number & ((1 << (self.readings - self.choices)) - 1);
            let cell = cells.get_mut(number >> (self.readings - self.choices));
            if let Some(seen) = cell.and_then(|cell| cell.choices.get_mut(choice)) {
                let here = Seen { possible: possible & lanes != 0, refused: refused & lanes != 0 };
                *seen = seen.or(here);
            }
        }
        for (number, lanes) in blocks(word, self.readings) {
            let Some(cell) = cells.get_mut(number) else { continue };
            cell.permitted |= possible & !refused & lanes != 0;
            let refused = refused & lanes;
            if refused == 0 {
                continue;
            }
            let all = |rules: &[(usize, u64)], certain: &RuleSet| {
                let everywhere = rules.iter().filter(|(_, lanes)| refused & !lanes == 0);
                everywhere.map(|(place, _)| *place).collect::<RuleSet>().with(certain)
            };
            let (applying, demanding) =
                (all(forbidding, &self.certain.0), all(duties, &self.certain.1));
            let first = !cell.refused();
            cell.applying = if first { applying } else { cell.applying.among(&applying) };
            cell.duties = if first { demanding } else { cell.duties.among(&demanding) };
            let some = forbidding.iter().filter(|(_, lanes)| refused & lanes != 0);
            let some: RuleSet = some.map(|(place, _)| *place).collect();
            cell.open = cell.open.with(&some).with(&self.certain.0);
        }
    }
}

/// In which lanes of a word the open rules apply: room that is used again from word to word.
#[derive(Default)]
struct Room {
    forbidding: Vec<(usize, u64)>,
    duties: Vec<(usize, u64)>,
}

/// The blocks of a word whose numbers agree but for so many low bits, with what they agree on.
fn blocks(word: usize, low: usize) -> impl Iterator<Item = (usize, u64)> {
    let size = 1usize << low.min(WITHIN);
    let lanes = u64::MAX >> (64 - size);
    (0..64 / size)
        .map(move |block| (((word << WITHIN) + block * size) >> low, lanes << (block * size)))
}

/// What is left of a condition, or of its contrary, where it is certain: a fact that is neither known
/// nor residual settles nothing.
fn left(condition: &Condition, contrary: bool, situation: &Situation, facts: &[Place<'_>]) -> Open {
    match condition.truth(situation) {
        Truth::True => return Open::Constant(!contrary),
        Truth::False => return Open::Constant(contrary),
        Truth::Unknown => {}
    }
    let joined = |parts: &[Condition], all: bool| {
        let mut open: Vec<Open> =
            parts.iter().map(|part| left(part, contrary, situation, facts)).collect();
        // Of all, what is certain goes without saying and what cannot be settles; of any, the reverse.
        let settles = |part: &Open| matches!(part, Open::Constant(value) if *value != all);
        if open.iter().any(settles) {
            return Open::Constant(!all);
        }
        open.retain(|part| !matches!(part, Open::Constant(_)));
        if all { Open::All(open) } else { Open::Any(open) }
    };
    match condition {
        Condition::Constant(value) => Open::Constant(*value != contrary),
        Condition::Is { fact, values } => {
            let Some(place) = facts.iter().find(|place| place.fact.fact == *fact) else {
                return Open::Constant(false);
            };
            let classes = place.fact.classes.as_slice();
            let inside = |class: &u64| (class & values != 0) != contrary;
            let classes = classes.iter().enumerate().filter(|(_, class)| inside(class));
            Open::Is(place.first, classes.fold(0, |set, (class, _)| set | 1 << class))
        }
        Condition::All(parts) => joined(parts, !contrary),
        Condition::Any(parts) => joined(parts, contrary),
        Condition::Not(part) => left(part, !contrary, situation, facts),
    }
}

impl Open {
    /// The lanes in which it holds.
    fn lanes(&self, taken: &[u64]) -> u64 {
        match self {
            Self::Constant(true) => u64::MAX,
            Self::Constant(false) => 0,
            Self::Is(first, set) => {
                let (mut any, mut left) = (0, *set);
                while left != 0 {
                    let class = left.trailing_zeros() as usize;
                    any |= taken.get(first + class).copied().unwrap_or_default();
                    left &= left - 1;
                }
                any
            }
            Self::All(parts) => parts.iter().fold(u64::MAX, |all, part| all & part.lanes(taken)),
            Self::Any(parts) => parts.iter().fold(0, |any, part| any | part.lanes(taken)),
        }
    }
}
