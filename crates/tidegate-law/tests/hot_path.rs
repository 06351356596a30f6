//! What is known decides without one allocation, however many are asked.

#![cfg(test)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails where what it draws is not as it says"
)]

#[path = "folder/law.rs"]
mod law;

use std::collections::BTreeSet;
use std::hint::black_box;

use jiff::Timestamp;
use tidegate_law::{ActIndex, Adoption, Book, Question, Situation, Truth};

/// How many situations are drawn.
const DRAWN: usize = 400;

/// Numbers by a fixed generator.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize
    }

    /// A situation that the world allows, with every fact known.
    fn situation(&mut self, book: &Book) -> Situation {
        let schema = book.schema();
        let possible = |situation: &Situation| {
            !book.world().iter().any(|known| known.condition.truth(situation) == Truth::False)
        };
        loop {
            let mut situation = Situation::assumed(schema);
            for entry in schema.facts() {
                let value = &entry.values[self.next() % entry.values.len()].value;
                let mut tried = situation.clone();
                tried.set(schema, schema.fact(&entry.name).unwrap(), value);
                if possible(&tried) {
                    situation = tried;
                }
            }
            let known = |entry: &tidegate_law::FactEntry| {
                situation.is_known(schema.fact(&entry.name).unwrap())
            };
            if schema.facts().iter().all(known) {
                return situation;
            }
        }
    }
}

fn question((act, situation): &(ActIndex, Situation)) -> Question<'_> {
    Question { act: *act, situation, live: None, offers: &[] }
}

#[test]
fn nothing_is_allocated_where_what_is_known_decides() {
    let book = Book::load(&law::files()).unwrap();
    let house = book.statutes().iter().map(|statute| statute.matter.id.clone());
    let positions = book.suggested_positions(jiff::civil::date(2021, 1, 1), "test");
    let adoption = Adoption { house: house.collect::<BTreeSet<_>>(), positions };
    let at: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    let law = book.in_force(&adoption, at);
    let acts: Vec<ActIndex> = ["share", "publish", "sell", "report", "transfer", "procure"]
        .iter()
        .map(|name| book.schema().act(name).unwrap())
        .collect();
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let asked: Vec<(ActIndex, Situation)> =
        (0..DRAWN).map(|one| (acts[one % acts.len()], draw.situation(&book))).collect();
    let mut sitting = law.sitting();
    let (mut with_grounds, mut kinds) = (0, [0usize; 2]);
    let counted = allocation_counter::measure(|| {
        for one in &asked {
            let outcome = black_box(sitting.outcome(&question(one)));
            with_grounds += usize::from(!outcome.grounds.is_empty());
            kinds[usize::from(outcome.kind.allows())] += 1;
        }
    });
    assert_eq!(counted.count_total, 0, "{} bytes", counted.bytes_total);
    assert!(with_grounds > DRAWN / 20, "refusals with their grounds are among them");
    assert!(kinds.iter().all(|count| *count > DRAWN / 20), "{kinds:?}");
    // The counter counts: the same decisions in words are made of texts.
    let told = allocation_counter::measure(|| {
        asked.iter().for_each(|one| drop(black_box(law.decide(&question(one)))));
    });
    assert!(told.count_total > 0);
}
