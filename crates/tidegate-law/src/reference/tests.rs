//! Cedar and the programs of the book, held against each other: every rule over all values of its own
//! facts, and whole laws over situations drawn at random.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::*;
use crate::book::Adoption;
use crate::program::Program;
use crate::schema::{FactIndex, Schema};
use crate::situation::Condition;
use crate::testing::{BOOK, Draw, situations};

/// The most combinations of a rule that are all gone through; of a rule with more so many are drawn.
const EVERY: usize = 512;

/// A rule, or the flow that a duty permits, in both forms.
struct Both<'b> {
    id: &'b RuleId,
    act: &'b str,
    cedar: &'b Json,
    condition: &'b Condition,
}

fn every_rule() -> Vec<Both<'static>> {
    let schema = BOOK.schema();
    let mut all = Vec::new();
    for (rule, forms) in BOOK.rules.iter().zip(&BOOK.forms) {
        let first = schema.acts().get(rule.acts.trailing_zeros() as usize);
        let act = first.map_or("owe", |act| act.name.as_str());
        let own = if rule.kind == RuleKind::Duty { "owe" } else { act };
        all.push(Both { id: &rule.id, act: own, cedar: &forms.rule, condition: &rule.condition });
        if let (Some(cedar), Some(condition)) = (&forms.flow, rule.flow()) {
            all.push(Both { id: &rule.id, act, cedar, condition });
        }
    }
    all
}

/// A request that has only the facts that a rule looks at, unchecked.
fn request(schema: &Schema, act: &str, facts: &[FactIndex], situation: &Situation) -> Request {
    let pairs = facts.iter().map(|fact| {
        let (entry, value) = (schema.entry(*fact), situation.known(schema, *fact).unwrap());
        let expression = if entry.boolean {
            RestrictedExpression::new_bool(value.as_str() == "true")
        } else {
            RestrictedExpression::new_entity_uid(uid(&entry.cedar_type, value.as_str()).unwrap())
        };
        (entry.name.to_string(), expression)
    });
    let context = Context::from_pairs(pairs).unwrap();
    let (actor, item) = (uid("Party", "actor").unwrap(), uid("Item", "item").unwrap());
    Request::new(actor, uid("Action", act).unwrap(), item, context, None).unwrap()
}

#[test]
fn every_rule_is_what_cedar_says_over_the_values_of_its_own_facts() {
    let schema = BOOK.schema();
    let (authorizer, entities) = (Authorizer::new(), schema.cedar().action_entities().unwrap());
    let mut draw = Draw(11);
    let (mut held, mut failed) = (0, 0);
    for both in every_rule() {
        let forbids = both.cedar.get("effect").and_then(Json::as_str) == Some("forbid");
        let mut set = PolicySet::new();
        set.add(Policy::from_json(Some(PolicyId::new("rule")), both.cedar.clone()).unwrap())
            .unwrap();
        if forbids {
            let base = "permit(principal, action, resource);";
            set.add(Policy::parse(Some(PolicyId::new("base")), base).unwrap()).unwrap();
        }
        let facts = both.condition.facts();
        let counts: Vec<usize> =
            facts.iter().map(|fact| schema.entry(*fact).values.len()).collect();
        let all = counts.iter().try_fold(1usize, |all, count| all.checked_mul(*count));
        let all = all.filter(|all| *all <= EVERY);
        let program = Program::of(schema, [(0, both.condition)]);
        let mut situation = Situation::unknown(schema);
        for number in 0..all.unwrap_or(EVERY) {
            let mut rest = number;
            for (fact, count) in facts.iter().zip(&counts) {
                let place = if all.is_some() { rest % count } else { draw.below(*count) };
                situation.set_place(*fact, place);
                rest /= count;
            }
            let request = request(schema, both.act, &facts, &situation);
            let response = authorizer.is_authorized(&request, &set, &entities);
            assert_eq!(response.diagnostics().errors().count(), 0, "{}", both.id);
            let cedar = (response.decision() == Decision::Deny) == forbids;
            let said = program.run(&situation);
            assert!(said.open.is_empty(), "{} looks at more than its facts", both.id);
            assert_eq!(said.certain.contains(0), cedar, "{} in {situation:?}", both.id);
            if cedar { held += 1 } else { failed += 1 }
        }
    }
    assert!(held > 1_000 && failed > 1_000, "{held} held, {failed} did not");
}

/// Every value of every fact as Cedar takes it, made once.
fn expressions(schema: &Schema) -> Vec<Vec<RestrictedExpression>> {
    let of = |entry: &crate::schema::FactEntry| {
        let one = |value: &crate::schema::ValueEntry| match entry.boolean {
            true => RestrictedExpression::new_bool(value.value.as_str() == "true"),
            false => RestrictedExpression::new_entity_uid(
                uid(&entry.cedar_type, value.value.as_str()).unwrap(),
            ),
        };
        entry.values.iter().map(one).collect()
    };
    schema.facts().iter().map(of).collect()
}

/// Puts so many situations to Cedar and to the programs, under the law of three years, and says how many rules were
/// named in all.
fn compared(seed: u64, many: u64) -> u64 {
    let house: BTreeSet<String> =
        BOOK.statutes().iter().map(|statute| statute.matter.id.clone()).collect();
    let adoption = Adoption { house, positions: Vec::new() };
    let schema = BOOK.schema();
    let acts = schema.acts().iter().filter(|act| act.name != "owe");
    let acts: Vec<ActIndex> = acts.map(|act| schema.act(&act.name).unwrap()).collect();
    let stages = ["2021-11-24T08:00:00Z", "2026-11-23T12:00:00Z", "2027-12-13T12:00:00Z"];
    let laws = stages.map(|at| BOOK.in_force(&adoption, at.parse().unwrap()));
    let references = laws.each_ref().map(|law| Reference::new(law).unwrap());
    let (party, item) = (uid("Party", "actor").unwrap(), uid("Item", "item").unwrap());
    let expressions = expressions(schema);
    let names: Vec<String> = schema.facts().iter().map(|entry| entry.name.to_string()).collect();
    let mut draw = Draw(seed);
    let mut situation = Situation::unknown(schema);
    let mut named = 0;
    for _ in 0..many {
        draw.situation(schema, 100, &mut situation);
        let reference = &references[draw.below(references.len())];
        let act = acts[draw.below(acts.len())];
        let pairs = names.iter().zip(&expressions).enumerate().map(|(place, (name, values))| {
            let value = situation.mask(FactIndex(place)).trailing_zeros() as usize;
            (name.clone(), values[value].clone())
        });
        let context = Context::from_pairs(pairs).unwrap();
        let request = |act: &str| {
            let action = uid("Action", act).unwrap();
            Request::new(party.clone(), action, item.clone(), context.clone(), None).unwrap()
        };
        let (about, owed) = (request(&schema.act_entry(act).name), request("owe"));
        let sets = &reference.sets;
        let prohibitions = reference.evaluate(&sets.prohibitions, &about, Decision::Deny).unwrap();
        let duties = reference.evaluate(&sets.duties, &owed, Decision::Allow).unwrap();
        let flows = reference.evaluate(&sets.flows, &about, Decision::Allow).unwrap();
        named += (prohibitions.len() + duties.len() + flows.len()) as u64;
        assert_eq!((prohibitions, duties, flows), reference.compiled(act, &situation), "{act:?}");
    }
    named
}

#[test]
fn the_law_of_each_stage_is_what_cedar_says_in_a_million_situations_drawn_at_random() {
    let many = situations(1_000_000);
    let named: u64 = std::thread::scope(|scope| {
        let halves = [13, 19].map(|seed| scope.spawn(move || compared(seed, many / 2)));
        halves.into_iter().map(|half| half.join().unwrap()).sum()
    });
    assert!(named > many, "{named} rules were named in {many} situations");
}

#[test]
fn the_sets_of_the_whole_book_are_built_once_and_name_the_rules_in_force_alone() {
    let adoption = Adoption::default();
    let schema = BOOK.schema();
    let laws = ["2021-11-24T08:00:00Z", "2027-12-13T12:00:00Z"];
    let laws = laws.map(|at| BOOK.in_force(&adoption, at.parse().unwrap()));
    let [one, other] = laws.each_ref().map(|law| Reference::of_book(law).unwrap());
    match (&one.sets, &other.sets) {
        (Cow::Borrowed(one), Cow::Borrowed(other)) => assert!(std::ptr::eq(*one, *other)),
        _ => panic!("built anew"),
    }
    let built = laws.each_ref().map(|law| Reference::new(law).unwrap());
    let mut draw = Draw(17);
    let mut situation = Situation::unknown(schema);
    let (mut some, mut differ) = (0, 0);
    for number in 0..60 {
        draw.situation(schema, 100, &mut situation);
        let act = schema.act(["share", "publish", "report"][number % 3]).unwrap();
        let mut said = Vec::new();
        for (own, shared) in built.iter().zip([&one, &other]) {
            let all = |of: &Reference<'_>| {
                let prohibitions = of.prohibitions(act, &situation).unwrap();
                (prohibitions, of.duties(&situation).unwrap(), of.flows(act, &situation).unwrap())
            };
            let shared = all(shared);
            assert_eq!(shared, all(own));
            some += usize::from(!shared.1.is_empty());
            said.push(shared);
        }
        differ += usize::from(said[0] != said[1]);
    }
    assert!(some > 0 && differ > 0, "{some} with duties, {differ} that the years tell apart");
}
