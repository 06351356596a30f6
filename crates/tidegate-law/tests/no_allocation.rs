//! The hot path takes no memory: an outcome with its grounds, and whether an amended book concerns a case. Counted by
//! an allocator of its own, in a binary of its own.

#![cfg(test)]

#[path = "folder/law.rs"]
mod law;

use std::collections::BTreeSet;
use std::hint::black_box;

use allocation_counter::measure;
use tidegate_law::{
    ActIndex, Adoption, AnswerKind, Book, Question, Situation, SourceFile, Truth, Versions,
};

/// Complete situations of possible worlds, made by a fixed generator.
fn situations(book: &Book, many: usize) -> Vec<(ActIndex, Situation)> {
    let (schema, mut state) = (book.schema(), 0x9e37_79b9_7f4a_7c15_u64);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize
    };
    let possible =
        |one: &Situation| !book.world().iter().any(|tie| tie.condition.truth(one) == Truth::False);
    let acts = ["share", "publish", "sell", "report"];
    let mut all = Vec::new();
    while all.len() < many {
        let mut situation = Situation::assumed(schema);
        for entry in schema.facts() {
            let fact = schema.fact(&entry.name).unwrap();
            let first = next();
            for turn in 0..entry.values.len() {
                let value = &entry.values[(first + turn) % entry.values.len()].value;
                let mut tried = situation.clone();
                tried.set(schema, fact, value);
                if possible(&tried) {
                    situation = tried;
                    break;
                }
            }
        }
        let known =
            |entry: &tidegate_law::FactEntry| situation.is_known(schema.fact(&entry.name).unwrap());
        if schema.facts().iter().all(known) {
            all.push((schema.act(acts[all.len() % acts.len()]).unwrap(), situation));
        }
    }
    all
}

#[test]
fn an_outcome_with_grounds_takes_no_memory_where_everything_is_known() {
    let book = Book::load(&law::files()).unwrap();
    let adoption = Adoption {
        house: BTreeSet::new(),
        positions: book.suggested_positions(jiff::civil::date(2021, 1, 1), "test"),
    };
    let in_force = book.in_force(&adoption, "2026-11-23T12:00:00Z".parse().unwrap());
    let asked = situations(&book, 500);
    let mut sitting = in_force.sitting();
    let mut kinds = BTreeSet::new();
    for (act, situation) in &asked {
        let question = Question { act: *act, situation, live: None, offers: &[] };
        let mut outcome = None;
        let taken = measure(|| outcome = Some(black_box(sitting.outcome(black_box(&question)))));
        let outcome = outcome.unwrap();
        assert_eq!(taken.count_total, 0, "{} bytes for {outcome:?}", taken.bytes_total);
        assert_eq!(outcome.kind, in_force.decide(&question).kind());
        kinds.insert(outcome.kind);
    }
    // The measure means something only where the answers do.
    assert!(kinds.contains(&AnswerKind::Permit) && kinds.contains(&AnswerKind::Refuse));
    // And the counter counts.
    assert!(
        measure(|| drop(black_box(in_force.decide(&Question {
            act: asked[0].0,
            situation: &asked[0].1,
            live: None,
            offers: &[],
        }))))
        .count_total
            > 0
    );
}

/// The book with one period of one duty written otherwise.
fn amended() -> Versions {
    let old = law::files();
    let new: Vec<SourceFile> = old
        .iter()
        .map(|file| {
            let text = match file.text.split_once("@duty(\"early-warning\")") {
                Some((before, rule)) => {
                    let rule = rule.replacen("PT24H", "PT36H", 1);
                    format!("{before}@duty(\"early-warning\"){rule}")
                }
                None => file.text.clone(),
            };
            SourceFile::new(file.path.clone(), text)
        })
        .collect();
    Versions::load(&old, &new).unwrap()
}

#[test]
fn whether_an_amended_book_concerns_a_situation_takes_no_memory_and_misses_nothing() {
    let versions = amended();
    let concern = versions.concern(&Adoption::default());
    assert!(!concern.is_of_everything());
    let id = "eu-cra/14(2)(a)/early-warning";
    let rule = versions.old.rules().iter().find(|one| one.id.as_str() == id).unwrap();
    let (mut concerned, mut apart) = (0, 0);
    for (_, whole) in situations(&versions.old, 2_000) {
        let mut any = whole.clone();
        versions.old.forget_flow(&mut any);
        let mut says = false;
        let taken = measure(|| says = black_box(concern.may_matter(&any, &any)));
        assert_eq!(taken.count_total, 0);
        // Whatever the flow: a rule that applies in the whole situation is not missed.
        if rule.condition.truth(&whole) == Truth::True {
            assert!(says);
        }
        if says { concerned += 1 } else { apart += 1 }
    }
    assert!(concerned > 0 && apart > 0, "{concerned} concerned, {apart} not");
}
