//! Two parties that were found to be one: everything goes with the one, nothing stands twice, and what was known before
//! is as it was.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use std::collections::BTreeSet;

use book::book;
use jiff::{SignedDuration, Timestamp};
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::event::*;
use tidegate_core::gate::{self, OwedBy};
use tidegate_core::id::{ItemId, PartyId};
use tidegate_core::ledger::Ledger;
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::scene::{Scene, Stage};

const STORY: &str = "# a story
zone Europe/Berlin
positions suggested
party maker manufacturer ?
party lin finder CN
party desk coordinator DE
party maker-gmbh manufacturer ?
product camera of maker in EU since 2025-01-01
2026-11-01 10:00 lin reports technical to maker
2026-11-01 10:00 fact exploited
2026-11-01 11:00 maker aware_of_exploitation
";

fn later(seconds: i64) -> Timestamp {
    "2026-11-02T01:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

fn member() -> Actor {
    Actor::Member("analyst".into())
}

fn told() -> (Stage<'static>, Case) {
    let stage = Scene::parse(STORY).unwrap().stage(book()).unwrap();
    let case = stage.case().clone();
    (stage, case)
}

fn record(case: &mut Case, verb: Verb, at: Timestamp) -> Result<(), Rejection> {
    for event in case.handle(&Command::new(verb, "the register"), &member(), at)? {
        case.apply(event).unwrap();
    }
    Ok(())
}

fn owed(stage: &Stage<'_>, case: &Case, at: Timestamp) -> Vec<OwedBy> {
    let desk = stage.desk();
    let each = case.parties().flat_map(|party| gate::duties(&desk, case, party, at));
    let mut all: Vec<OwedBy> = each.collect();
    all.retain(|one| one.duty.live());
    all
}

fn items_of(case: &Case, who: PartyId) -> BTreeSet<ItemId> {
    let ledger = Ledger::of(case, &[]);
    ledger.known_to(&who.into()).map(|known| known.item).collect()
}

#[test]
fn what_was_the_phantoms_is_the_organisations_once_and_before_there_are_two() {
    let (stage, mut case) = told();
    let id = |name: &str| stage.party(name).unwrap().id;
    let (phantom, one) = (id("maker"), id("maker-gmbh"));
    let before = case.clone();
    let known: BTreeSet<_> = items_of(&case, phantom);
    assert!(!known.is_empty() && items_of(&case, one).is_empty());
    let owes = |case: &Case, who: PartyId| {
        let all = owed(&stage, case, later(10)).into_iter();
        let all = all.filter(|duty| duty.bearer == who);
        let rule =
            |one: OwedBy| format!("{} {:?} {:?}", one.duty.rule, one.duty.to, one.duty.state);
        all.map(rule).collect::<Vec<String>>()
    };
    let (of_phantom, of_one) = (owes(&case, phantom), owes(&case, one));
    assert!(of_phantom.len() > of_one.len(), "the phantom has the clocks");

    let party = case.party(one).unwrap().clone();
    let found = case.uniting(phantom, &party).unwrap();
    record(&mut case, Verb::UniteParties(found.clone()), later(0)).unwrap();

    assert_eq!(case.parties().count() + 1, before.parties().count());
    assert_eq!(
        case.party(phantom).map(|party| party.id),
        Some(one),
        "the old id still leads there"
    );
    assert_eq!(case.other_names(one).collect::<Vec<_>>(), ["maker"]);
    assert!(case.party(one).unwrap().is(Role::Manufacturer));
    let makers: Vec<PartyId> = case.products().flat_map(|one| one.providers.clone()).collect();
    assert_eq!(makers, [one]);
    let knows: BTreeSet<_> = items_of(&case, one);
    assert_eq!(knows, known, "what it was told, it knows");
    let now = owes(&case, one);
    assert!(of_phantom.iter().all(|duty| now.contains(duty)), "{of_phantom:?} {now:?}");
    let each: BTreeSet<String> = now.iter().map(|duty| format!("{duty:?}")).collect();
    assert_eq!(each.len(), now.len(), "nothing is owed twice");
    assert!(owes(&case, phantom).is_empty());

    // As it was known before, there are two; and the whole record makes the same case again.
    let then = case.known_at(later(-1)).unwrap();
    assert_eq!(then, before.known_at(later(-1)).unwrap());
    assert_eq!(owes(&then, phantom), of_phantom);
    assert_eq!(Case::replay(case.written().to_vec()).unwrap(), case);
    assert_eq!(case.written()[..before.written().len()], *before.written());
    assert!(Case::replay(case.record().to_vec()).is_ok(), "a copy of what is read is a case, too");
}

#[test]
fn what_still_names_the_phantom_is_the_organisations() {
    let (stage, mut case) = told();
    let id = |name: &str| stage.party(name).unwrap().id;
    let (phantom, one) = (id("maker"), id("maker-gmbh"));
    let found = case.uniting(phantom, case.party(one).unwrap()).unwrap();
    record(&mut case, Verb::UniteParties(found), later(0)).unwrap();
    let start = "learned".parse().unwrap();
    let clock = ClockStarted { party: phantom, start, product: None };
    record(&mut case, Verb::StartClock(clock), later(1)).unwrap();
    let last = case.record().last().unwrap();
    assert!(matches!(&last.event, CaseEvent::ClockStarted(clock) if clock.party == one));
    let mine = ClockStarted { party: one, start: "learned".parse().unwrap(), product: None };
    let as_one = Command::new(Verb::StartClock(mine), "its own word");
    assert!(case.handle(&as_one, &Actor::Party(one), later(2)).is_ok());
}

#[test]
fn one_that_joins_only_now_is_that_party_from_then_on() {
    let (stage, mut case) = told();
    let (phantom, finder) = (stage.party("maker").unwrap().id, stage.party("lin").unwrap().id);
    let own = PartyId::from_bytes([42; 16]);
    let registered = Party::new(own, "Maker, of the register", PartyKind::Organisation);
    let found = case.uniting(phantom, &registered).unwrap();
    let again = Verb::UniteParties(found.clone());
    record(&mut case, again.clone(), later(0)).unwrap();
    assert_eq!(case.party(own).unwrap().name, "Maker, of the register");
    // Once is enough; a third name finds its way to the last.
    assert_eq!(record(&mut case, again, later(1)), Err(Rejection::OneAlready(phantom)));
    let last = Party::new(PartyId::from_bytes([43; 16]), "The group", PartyKind::Organisation);
    let found = case.uniting(own, &last).unwrap();
    record(&mut case, Verb::UniteParties(found), later(2)).unwrap();
    assert_eq!(case.one(phantom), last.id);
    assert_eq!(case.other_names(last.id).count(), 2);
    let copied = Case::replay(case.written().to_vec()).unwrap();
    assert_eq!(copied, case);
    // Who reported is nobody else, and what a party may not say of others it does not say of this.
    let wrong = case.uniting(finder, &last).unwrap();
    let wrong = record(&mut case, Verb::UniteParties(wrong), later(3));
    assert_eq!(wrong, Err(Rejection::NotAnother(finder)));
    let desk = stage.party("desk").unwrap().id;
    let found = Verb::UniteParties(case.uniting(desk, &last).unwrap());
    let by_party = case.handle(&Command::new(found, "x"), &Actor::Party(desk), later(4));
    assert!(matches!(by_party, Err(Rejection::OfficeOnly(_))));
}
