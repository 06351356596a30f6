use tidegate_law::AnswerKind;

use super::*;

/// A story in which several act.
const PUBLIC_RECORD: &str = include_str!("../../../../scenes/demo/log4shell.scene");

fn book() -> crate::book::Loaded {
    crate::book::load(None).unwrap()
}

fn camera(book: &Book) -> Drill<'_> {
    Drill::of_scene(book, STORIES[1].1, None, &[]).unwrap()
}

fn steps(drill: &Drill<'_>, lines: &[&str]) -> Vec<Step> {
    lines.iter().map(|line| drill.step(line, 720).unwrap()).collect()
}

fn outcome(drill: &Drill<'_>, steps: &[Step], rule: &str, to: &str) -> (Outcome, Score) {
    let played = drill.played(steps, drill.ends()).unwrap();
    let (tested, score) = score(&played);
    let of = |one: &&Tested| {
        one.owed.iter().any(|owed| {
            owed.duty.rule.as_str() == rule
                && owed.duty.to.as_ref().is_some_and(|t| t.as_str() == to)
        })
    };
    (tested.iter().find(of).unwrap().outcome, score)
}

#[test]
fn who_does_nothing_misses_what_has_a_number_and_the_same_steps_give_the_same_score() {
    let book = book();
    let drill = camera(&book);
    let (missed, nothing) = outcome(&drill, &[], "eu-cra/14(2)(a)/early-warning", "eu_csirt");
    assert_eq!(missed, Outcome::Missed);
    assert_eq!((nothing.met, nothing.percent), (0, Some(0)));
    assert!(nothing.missed >= 3, "{nothing:?}");
    let lines = ["2026-11-24 20:00 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt"];
    let filed = steps(&drill, &lines);
    let (met, score) = outcome(&drill, &filed, "eu-cra/14(2)(a)/early-warning", "eu_csirt");
    // RMSV 9(7) stands against it: what met the one law is no clean "met".
    assert_eq!(met, Outcome::Against);
    assert_eq!((score.met, score.against, score.missed), (0, 1, nothing.missed - 1));
    assert_eq!((score.steps_refused, score.steps_undecided), (0, 1));
    assert_eq!(outcome(&drill, &filed, "eu-cra/14(2)(a)/early-warning", "eu_csirt"), (met, score));
}

#[test]
fn a_step_after_the_time_is_late_and_the_clock_of_the_drill_decides() {
    let book = book();
    let drill = camera(&book);
    // Twenty-four hours from 21:00 on the 23rd; the story begins at 09:00. At 720, an hour takes five seconds.
    let in_time =
        steps(&drill, &["+2:50 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt"]);
    assert_eq!(in_time[0].at, "2026-11-24T11:00:00Z".parse().unwrap());
    assert_eq!(
        outcome(&drill, &in_time, "eu-cra/14(2)(a)/early-warning", "eu_csirt").0,
        Outcome::Against
    );
    let late =
        steps(&drill, &["+3:10 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt"]);
    assert_eq!(
        outcome(&drill, &late, "eu-cra/14(2)(a)/early-warning", "eu_csirt").0,
        Outcome::Late
    );
}

#[test]
fn a_step_out_of_the_story_or_of_nobody_is_no_step() {
    let book = book();
    let drill = camera(&book);
    let before = "2026-11-22 20:00 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt";
    assert!(matches!(drill.step(before, 1), Err(NoDrill::Outside(_))));
    assert!(matches!(drill.step("camera-maker learned", 1), Err(NoDrill::Step { .. })));
    let unknown =
        steps(&drill, &["2026-11-24 20:00 nobody files eu-cra/14(2)(a)/early-warning to eu_csirt"]);
    assert!(matches!(drill.played(&unknown, drill.ends()), Err(NoDrill::Step { .. })));
    let ahead = steps(
        &drill,
        &["2026-11-24 20:00 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt"],
    );
    assert!(matches!(drill.played(&ahead, drill.begins()), Err(NoDrill::Outside(_))));
    assert!(matches!(
        Drill::of_scene(&book, STORIES[1].1, Some("no such"), &[]),
        Err(NoDrill::Nobody(_))
    ));
}

#[test]
fn what_the_trained_party_did_in_the_story_does_not_happen_by_itself() {
    let book = book();
    let engineer = Drill::of_scene(&book, PUBLIC_RECORD, Some("engineer"), &[]).unwrap();
    let told = |drill: &Drill<'_>| {
        drill
            .happened(drill.ends())
            .filter(|one| matches!(one.event, CaseEvent::Provided(_)))
            .count()
    };
    let employer = Drill::of_scene(&book, PUBLIC_RECORD, None, &[]).unwrap();
    assert_eq!(told(&employer), told(&engineer) + 1);
}

#[test]
fn the_gate_says_what_it_would_have_held_back() {
    let book = book();
    let drill = Drill::of_scene(&book, PUBLIC_RECORD, Some("engineer"), &[]).unwrap();
    let lines = ["2021-11-25 10:00 engineer reports technical to foreign_authority"];
    let played = drill.played(&steps(&drill, &lines), drill.ends()).unwrap();
    let gate = played.steps[0].put.as_ref().map(|put| put.decision.gate);
    assert_eq!(gate, Some(AnswerKind::Refuse));
}

#[test]
fn a_kept_case_is_replayed_as_a_copy() {
    let book = book();
    let story = Scene::parse(STORIES[1].1).unwrap().stage(&book).unwrap();
    let before = story.case().clone();
    let office = office();
    let drill = Drill::of_case(&book, &office, story.case(), None, Timestamp::UNIX_EPOCH).unwrap();
    let filed = steps(
        &drill,
        &["2026-11-24 12:00:00Z camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt"],
    );
    let played = drill.played(&filed, drill.ends()).unwrap();
    assert!(played.case.version() > 0);
    assert_eq!(*story.case(), before, "the case itself is as it was");
}

fn office() -> Office {
    Office {
        id: tidegate_core::id::OfficeId::from_bytes([1; 16]),
        name: tidegate_core::office::Bilingual { en: "Desk".into(), zh: "台".into() },
        jurisdiction: "CN".parse().unwrap(),
        zone: "Asia/Shanghai".parse().unwrap(),
        house_statutes: Default::default(),
        positions: Vec::new(),
        changes: Vec::new(),
        residency: None,
    }
}

#[test]
fn every_story_has_a_time_that_can_be_missed() {
    let book = book();
    for (key, text) in STORIES {
        let drill = Drill::of_scene(&book, text, None, &[]).unwrap();
        let score = score(&drill.played(&[], drill.ends()).unwrap()).1;
        assert!(score.missed > 0 && score.met == 0, "{key}: {score:?}");
    }
}

#[test]
fn what_has_no_number_is_counted_apart() {
    let book = book();
    let drill = camera(&book);
    let lines = ["2026-11-24 20:00 camera-maker files cn-rmsv/7(1)/verify to camera-maker"];
    let nothing = score(&drill.played(&[], drill.ends()).unwrap()).1;
    let verified = score(&drill.played(&steps(&drill, &lines), drill.ends()).unwrap()).1;
    assert_eq!((verified.done, verified.open), (nothing.done + 1, nothing.open - 1));
    assert_eq!((verified.due, verified.percent), (nothing.due, nothing.percent));
}

#[test]
fn a_filing_is_put_to_the_gate_as_of_its_instant_and_what_passes_is_a_clean_met() {
    let book = book();
    let drill = camera(&book);
    let lines = [
        "2026-11-24 08:00 camera-maker files cn-rmsv/7(2)/report-miit to cn_miit",
        "2026-11-24 20:00 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt",
        "2026-11-24 20:30 camera-maker files cn-rmsv/7(1)/verify to camera-maker",
    ];
    let played = drill.played(&steps(&drill, &lines), drill.ends()).unwrap();
    let gate = |one: &Taken| one.put.as_ref().map(|put| put.decision.gate);
    let gates: Vec<_> = played.steps.iter().map(gate).collect();
    assert_eq!(gates, [Some(AnswerKind::Permit), Some(AnswerKind::Conflict), None]);
    let (tested, score) = score(&played);
    assert_eq!((score.met, score.against, score.done), (1, 1, 1));
    let against: Vec<_> = tested.iter().filter_map(|one| one.against).collect();
    assert_eq!(against, [1]);
    // Once all of it is public, the same filing passes.
    let lines = [
        "2026-11-24 19:00 technical is public_with_remedy",
        "2026-11-24 19:00 general is public_with_remedy",
    ];
    let public = steps(&drill, &[&lines[..], &[lines_warning()]].concat());
    let played = drill.played(&public, drill.ends()).unwrap();
    let warned = played.steps.last().and_then(gate);
    assert_eq!(warned, Some(AnswerKind::Permit));
    assert_eq!(super::score(&played).1.against, 0);
}

fn lines_warning() -> &'static str {
    "2026-11-24 20:00 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt"
}

#[test]
fn a_step_that_meets_no_duty_is_counted_where_the_gate_refuses_it() {
    let book = book();
    let drill = camera(&book);
    let lines = [
        "2026-11-24 08:00 camera-maker reports technical to foreign_authority",
        "2026-11-24 08:00 camera-maker files cn-rmsv/7(2)/report-miit to cn_miit",
    ];
    let played = drill.played(&steps(&drill, &lines), drill.ends()).unwrap();
    let (_, score) = score(&played);
    assert_eq!((score.met, score.against), (1, 0));
    assert_eq!((score.steps_refused, score.steps_undecided), (1, 0));
}
