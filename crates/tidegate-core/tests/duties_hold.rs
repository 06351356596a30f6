//! What evidence does to duties, whatever was filed, about which product and when.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use std::collections::BTreeSet;

use book::book;
use jiff::Timestamp;
use proptest::prelude::*;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::gate::{self, OwedBy};
use tidegate_core::item::ContentClass;
use tidegate_core::scene::{Scene, Stage};
use tidegate_core::situation::Flow;
use tidegate_law::{AnswerKind, DutyState, Weight};

/// A maker in China with two products on both markets; both clocks run from 23 November, 09:00 in Beijing.
const STORY: &str = "# two products of one maker
zone Asia/Shanghai
positions suggested
party maker manufacturer CN
party agency authority US as foreign_authority
product camera of maker in CN,EU
product recorder of maker in CN,EU
2026-11-23 09:00 fact exploited, not remedy_provided, not severe_incident
2026-11-23 09:00 fact not actor_is_data_processor of maker
2026-11-23 09:00 maker learned
2026-11-23 09:00 maker aware_of_exploitation
";

/// Filings that a story may have: rule, product, addressee.
const MIIT: &str = "cn-rmsv/7(2)/report-miit";
const WARNING: &str = "eu-cra/14(2)(a)/early-warning";

fn stage(more: &str) -> Stage<'static> {
    Scene::parse(&format!("{STORY}{more}")).unwrap().stage(book()).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn owed(stage: &Stage<'_>, at: Timestamp) -> Vec<OwedBy> {
    let maker = stage.party("maker").unwrap();
    gate::duties(&stage.desk(), stage.case(), maker, at)
}

/// The instances of a rule: product by name, addressee, state.
fn instances(stage: &Stage<'_>, rule: &str) -> BTreeSet<(String, String, DutyState)> {
    let name = |one: &OwedBy| {
        let product = one.product.and_then(|id| stage.case().product(id));
        product.map_or_else(|| "-".to_owned(), |product| product.name.clone())
    };
    let to = |one: &OwedBy| one.duty.to.as_ref().map(ToString::to_string).unwrap_or_default();
    owed(stage, at("2026-11-23T06:00:00Z"))
        .iter()
        .filter(|one| one.duty.rule.as_str() == rule)
        .map(|one| (name(one), to(one), one.duty.state))
        .collect()
}

fn row(product: &str, to: &str, state: DutyState) -> (String, String, DutyState) {
    (product.to_owned(), to.to_owned(), state)
}

#[test]
fn a_filing_about_one_product_leaves_the_other_product_owed() {
    let one = stage(&format!("2026-11-23 10:00 maker files {MIIT} of camera to cn_miit\n"));
    let rows =
        [row("camera", "cn_miit", DutyState::Met), row("recorder", "cn_miit", DutyState::Open)];
    assert_eq!(instances(&one, MIIT), rows.into());
}

#[test]
fn a_filing_that_names_no_product_among_several_meets_none_and_is_shown() {
    let told = stage(&format!("2026-11-23 10:00 maker files {MIIT} to cn_miit\n"));
    let owed = owed(&told, at("2026-11-23T06:00:00Z"));
    let mine: Vec<&OwedBy> = owed.iter().filter(|one| one.duty.rule.as_str() == MIIT).collect();
    assert_eq!(mine.len(), 2);
    for one in mine {
        assert_eq!(one.duty.state, DutyState::Open);
        let weights: Vec<Weight> = one.duty.evidence.iter().map(|seen| seen.weight).collect();
        assert_eq!(weights, [Weight::ProductNotSaid]);
    }
}

#[test]
fn what_was_filed_before_the_clock_started_is_shown_and_does_not_count() {
    let early = stage(&format!("2026-11-23 08:00 maker files {MIIT} of camera to cn_miit\n"));
    let owed = owed(&early, at("2026-11-23T06:00:00Z"));
    let camera = early.case().products().find(|product| product.name == "camera").unwrap().id;
    let one = owed
        .iter()
        .find(|one| one.duty.rule.as_str() == MIIT && one.product == Some(camera))
        .unwrap();
    assert_eq!(one.duty.state, DutyState::Open);
    assert_eq!(one.duty.evidence.len(), 1);
    assert_eq!(one.duty.evidence[0].weight, Weight::BeforeStart);
}

#[test]
fn a_duty_towards_one_addressee_collides_with_no_flow_to_another() {
    let mut told = stage("2026-11-23 09:30 note nothing more\n");
    let answer = |stage: &mut Stage<'_>, to: &str| {
        let ask = tidegate_core::scene::Ask::parse(&format!("maker may report general to {to}"));
        stage.decide(&ask.unwrap()).unwrap().law
    };
    assert_eq!(answer(&mut told, "eu_csirt"), AnswerKind::Conflict, "the early warning is owed");
    assert_eq!(answer(&mut told, "agency"), AnswerKind::Refuse, "nothing is owed to the agency");
    // Once warned, nothing is owed to the CSIRT within the 24 hours either; the 72 hours still run.
    let warned = format!(
        "2026-11-23 10:00 maker files {WARNING} of camera to eu_csirt\n\
         2026-11-23 10:00 maker files {WARNING} of recorder to eu_csirt\n"
    );
    let rows = instances(&stage(&warned), WARNING);
    let met = rows.iter().filter(|(_, to, state)| to == "eu_csirt" && *state == DutyState::Met);
    assert_eq!(met.count(), 2);
    assert!(rows.contains(&row("camera", "eu_enisa", DutyState::Open)), "ENISA was not told");
}

#[test]
fn a_due_time_beyond_what_can_be_written_is_told_and_still_owed() {
    let far = Scene::parse(
        "# far\nzone Asia/Shanghai\npositions suggested\nparty maker manufacturer CN\n\
         product camera of maker in CN\n9999-12-30 06:00 +00:00 maker learned\n",
    );
    let far = far.unwrap().stage(book()).unwrap();
    let owed = owed(&far, at("9999-12-30T08:00:00Z"));
    let one = owed.iter().find(|one| one.duty.rule.as_str() == MIIT).unwrap();
    assert!(one.duty.live());
    assert!(one.duty.when.deadline().is_none());
    assert!(one.duty.when.uncounted().is_some(), "{:?}", one.duty.when);
}

#[test]
fn evidence_permits_nothing_by_itself() {
    let told = stage("2026-11-23 09:05 maker reports technical to cn_miit\n");
    let item = told.case().items().find(|item| item.item.class == ContentClass::Technical);
    let flow = Flow {
        act: Act::Report,
        from: told.party("maker").unwrap().id,
        to: Recipient::Party(told.party("agency").unwrap().id),
        items: vec![item.unwrap().item.id],
        facts: Default::default(),
    };
    let decision = gate::decide(&told.desk(), told.case(), &flow, at("2026-11-23T06:00:00Z"));
    assert_eq!(decision.unwrap().law, AnswerKind::Refuse);
}

/// A filing drawn at random: which rule, which product, to whom, at which minute of the day.
fn filing() -> impl Strategy<Value = (usize, usize, usize, u32)> {
    (0..2_usize, 0..3_usize, 0..3_usize, 0..720_u32)
}

fn line((rule, product, to, minute): (usize, usize, usize, u32)) -> String {
    let rule = [MIIT, WARNING][rule];
    let product = ["of camera ", "of recorder ", ""][product];
    let to = ["cn_miit", "eu_csirt", "eu_enisa"][to];
    let time = format!("{:02}:{:02}", 1 + minute / 60, minute % 60);
    format!("2026-11-23 {time} maker files {rule} {product}to {to}\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Each instance is told once, whatever was filed.
    #[test]
    fn each_instance_is_told_once(filings in proptest::collection::vec(filing(), 0..5)) {
        let mut lines: Vec<String> = filings.into_iter().map(line).collect();
        lines.sort();
        let told = stage(&lines.concat());
        let owed = owed(&told, at("2026-11-23T06:00:00Z"));
        let mut seen = Vec::new();
        for one in &owed {
            let start = one.duty.start.as_ref().map(|start| start.earliest());
            let key = (one.duty.rule.clone(), one.product, one.duty.to.clone(), start);
            prop_assert!(!seen.contains(&key), "{key:?} twice");
            seen.push(key);
        }
    }

    /// A duty is met only if something was filed for its rule, its product and its addressee after the start.
    #[test]
    fn only_its_own_evidence_meets_a_duty(filings in proptest::collection::vec(filing(), 0..5)) {
        let mut lines: Vec<String> = filings.iter().copied().map(line).collect();
        lines.sort();
        let told = stage(&lines.concat());
        for (place, rule) in [MIIT, WARNING].into_iter().enumerate() {
            for (product, to, state) in instances(&told, rule) {
                let of = ["camera", "recorder"].iter().position(|name| *name == product);
                let own = filings.iter().any(|(for_rule, about, addressee, minute)| {
                    *for_rule == place
                        && Some(*about) == of
                        && ["cn_miit", "eu_csirt", "eu_enisa"][*addressee] == to
                        && *minute >= 8 * 60
                });
                prop_assert_eq!(state == DutyState::Met, own, "{} of {} to {}", rule, product, to);
            }
        }
    }
}
