//! What the gate never lets happen, whatever is asked.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use book::book;
use jiff::Timestamp;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, Answer, ClockStarted};
use tidegate_core::gate::{self, GateDecision, NoFlow};
use tidegate_core::id::{ItemId, ProductId};
use tidegate_core::item::ContentClass;
use tidegate_core::scene::{Scene, Stage};
use tidegate_core::situation::Flow;
use tidegate_law::time::Occurred;
use tidegate_law::{DutyState, FactName, FactValue};

const STORY: &str = "# a story
zone Asia/Shanghai
party finder finder CN individual
party maker manufacturer CN
party buyer public US
product camera of maker in CN,EU
product recorder of maker in CN,EU
2026-11-01 09:00 finder reports technical to maker
2026-11-01 09:00 fact not remedy_provided, exploited
positions suggested
";

fn stage(text: &str) -> Stage<'static> {
    Scene::parse(text).unwrap().stage(book()).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn technical(case: &Case) -> ItemId {
    case.items().find(|item| item.item.class == ContentClass::Technical).unwrap().item.id
}

fn decide(
    stage: &Stage<'_>,
    act: Act,
    from: &str,
    to: Recipient,
    facts: &[(&str, &str)],
) -> Result<GateDecision, NoFlow> {
    let facts = facts.iter().map(|(name, value)| (FactName::new(*name), FactValue::symbol(*value)));
    let flow = Flow {
        act,
        from: stage.party(from).unwrap().id,
        to,
        items: vec![technical(stage.case())],
        facts: facts.collect(),
    };
    gate::decide(&stage.desk(), stage.case(), &flow, at("2026-11-23T00:00:00Z"))
}

#[test]
fn a_flow_cannot_say_what_the_case_says() {
    let stage = stage(STORY);
    let buyer = Recipient::Party(stage.party("buyer").unwrap().id);
    for (fact, value) in [
        ("disclosure", "public_with_remedy"),
        ("recipient_place", "cn"),
        ("recipient", "provider"),
        ("actor_is_finder", "false"),
        ("content", "existence"),
        ("rmsv_q1a", "supply_into_prc_suffices"),
        ("paid", "false"),
    ] {
        let Err(refused) = decide(&stage, Act::Share, "finder", buyer.clone(), &[(fact, value)])
        else {
            panic!("`{fact}={value}` was taken")
        };
        assert!(
            matches!(refused, NoFlow::NotOfFlow(_) | NoFlow::UnknownFact(..)),
            "{fact}: {refused}"
        );
    }
}

#[test]
fn what_is_only_supposed_answers_a_question_and_lets_nothing_out() {
    let stage = stage(STORY);
    let supposed = [
        ("remedy_provided", "true"),
        ("remedy_is_full_fix", "true"),
        ("remedy_in_publication", "true"),
        ("major_event_window", "false"),
        ("exaggerates", "false"),
        ("operator_in_use_detail", "false"),
        ("attack_tool", "false"),
    ];
    let decision = decide(&stage, Act::Publish, "finder", Recipient::public(), &supposed).unwrap();
    assert!(decision.gate.allows(), "{decision:#?}");
    assert!(!decision.permits());
    assert!(decision.releases().is_none());
    assert_ne!(decision.event().unwrap().answer, Answer::Permit);
}

#[test]
fn a_clock_that_runs_is_not_hidden_by_another_product() {
    let stage = stage(STORY);
    let maker = stage.party("maker").unwrap();
    let products: Vec<ProductId> = stage.case().products().map(|product| product.id).collect();
    for product in products {
        let mut case = stage.case().clone();
        let verb = Verb::StartClock(ClockStarted {
            party: maker.id,
            start: "aware_of_exploitation".parse().unwrap(),
            product: Some(product),
        });
        let now = at("2026-11-22T00:00:00Z");
        let command = Command::new(verb, "test").when(Occurred::at(now));
        for event in case.handle(&command, &Actor::Member("test".to_owned()), now).unwrap() {
            case.apply(event).unwrap();
        }
        let owed = gate::duties(&stage.desk(), &case, maker, at("2026-11-23T00:00:00Z"));
        let running = |one: &&gate::OwedBy| {
            one.duty.start_event == "aware_of_exploitation" && one.duty.start.is_some()
        };
        let runs: Vec<_> = owed.iter().filter(running).map(|one| one.product).collect();
        assert!(!runs.is_empty(), "{owed:#?}");
        // Its own product's clock runs, and no other product's clock runs with it.
        assert!(runs.iter().all(|of| of.is_none() || *of == Some(product)), "{runs:?}");
        assert!(owed.iter().any(|one| one.duty.state == DutyState::Open));
    }
}
