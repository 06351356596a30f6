//! Programs are held against [`Condition::truth`], their definition.

use super::*;
use crate::testing::{BOOK, Draw, situations};

/// What the definition says of conditions.
fn defined(conditions: &[(usize, &Condition)], situation: &Situation) -> Truths {
    let mut truths = Truths::default();
    for (number, condition) in conditions {
        match condition.truth(situation) {
            Truth::True => truths.certain.insert(*number),
            Truth::Unknown => truths.open.insert(*number),
            Truth::False => {}
        }
    }
    truths
}

#[test]
fn a_program_says_of_a_million_situations_what_its_conditions_say() {
    let schema = &BOOK.schema;
    let rules = BOOK.rules.iter().enumerate();
    let own: Vec<(usize, &Condition)> = rules.clone().map(|(n, r)| (n, &r.condition)).collect();
    let flows: Vec<(usize, &Condition)> =
        rules.filter_map(|(number, rule)| Some((number, rule.flow()?))).collect();
    let world: Vec<(usize, &Condition)> =
        BOOK.world.iter().enumerate().map(|(number, known)| (number, &known.condition)).collect();
    let lists = [own, flows, world];
    let programs = lists.each_ref().map(|list| Program::of(schema, list.iter().copied()));
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let mut situation = Situation::unknown(schema);
    for _ in 0..situations(1_000_000) {
        let known = [100, 95, 80, 50, 10][draw.below(5)];
        draw.situation(schema, known, &mut situation);
        // One list a time, so that a million take seconds.
        let place = draw.below(lists.len());
        let said = programs[place].run(&situation);
        assert_eq!(said, defined(&lists[place], &situation), "{situation:?}");
    }
}

#[test]
fn a_program_of_more_conditions_than_a_group_holds_keeps_their_numbers() {
    let schema = &BOOK.schema;
    let many: Vec<(usize, &Condition)> = (0..5)
        .flat_map(|round| {
            let rules = BOOK.rules.iter().enumerate();
            rules.map(move |(place, rule)| (round * BOOK.rules.len() + place, &rule.condition))
        })
        .collect();
    let program = Program::of(schema, many.iter().copied());
    let mut draw = Draw(7);
    let mut situation = Situation::unknown(schema);
    for _ in 0..2_000 {
        draw.situation(schema, 70, &mut situation);
        assert_eq!(program.run(&situation), defined(&many, &situation));
    }
}

#[test]
fn a_fact_that_may_have_two_values_is_not_taken_for_either() {
    let schema = &BOOK.schema;
    let fact = schema.fact_named("content").unwrap();
    let is = |place: usize| Condition::Is { fact, values: 1 << place };
    // No value is both, and Kleene's logic does not see it: unknown, not false.
    let both = Condition::All(vec![is(0), is(1)]);
    let either = Condition::Any(vec![is(0), is(1)]);
    let program = Program::of(schema, [(0, &both), (1, &either)]);
    let mut situation = Situation::unknown(schema);
    situation.set_mask(fact, 0b11);
    let truths = program.run(&situation);
    assert!(truths.certain.is_empty());
    assert_eq!(truths.open, [0, 1].into_iter().collect());
    situation.set_place(fact, 1);
    let truths = program.run(&situation);
    assert_eq!((truths.certain, truths.open), ([1].into_iter().collect(), RuleSet::default()));
}

#[test]
fn what_is_always_or_never_so_needs_no_fact() {
    let schema = &BOOK.schema;
    let (always, never) = (Condition::Constant(true), Condition::Constant(false));
    let program = Program::of(schema, [(3, &always), (4, &never)]);
    let truths = program.run(&Situation::unknown(schema));
    assert_eq!((truths.certain, truths.open), ([3].into_iter().collect(), RuleSet::default()));
}

#[test]
fn a_path_ends_at_a_fact_that_is_not_known_and_nowhere_else() {
    let schema = &BOOK.schema;
    let named = |name: &str| schema.fact_named(name).unwrap();
    let (paid, content) = (named("paid"), named("content"));
    let is = |fact, place: usize| Condition::Is { fact, values: 1 << place };
    // (paid or content 0) and not (paid and content 1)
    let either = Condition::Any(vec![is(paid, 1), is(content, 0)]);
    let both = Condition::All(vec![is(paid, 1), is(content, 1)]);
    let condition = Condition::All(vec![either, Condition::Not(Box::new(both))]);
    let steps = Steps::of(schema, &condition);
    let paths = Paths::of([steps.0.as_slice()]);
    for (paid_is, content_is) in (0..=2).flat_map(|paid| (0..=3).map(move |other| (paid, other))) {
        let mut situation = Situation::unknown(schema);
        if paid_is < 2 {
            situation.set_place(paid, paid_is);
        }
        if content_is < 3 {
            situation.set_place(content, content_is);
        }
        let truth = condition.truth(&situation);
        match paths.end(0, &situation) {
            Some(end) => assert_eq!(end, truth),
            None => assert!(paid_is == 2 || content_is == 3, "everything is known"),
        }
        if paid_is < 2 && content_is < 3 {
            assert!(paths.end(0, &situation).is_some());
        }
    }
    assert_eq!(paths.end(1, &Situation::unknown(schema)), None, "there is no such condition");
}
