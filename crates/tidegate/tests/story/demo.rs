//! The demo says what the story claims, in both languages, from answers that the gate gives.

use tidegate::cli::{self, Exit, Surroundings};
use tidegate::clock::Clock;
use tidegate::demo::{self, AnswerTold, DutyTold, Step};
use tidegate::words::Voice;
use tidegate_law::{AnswerKind, DutyState, Force, Language};

fn steps() -> Vec<Step> {
    let book = tidegate::book::load(None).unwrap();
    demo::told(&book, &Voice::of(Language::English)).unwrap().steps
}

fn answer(steps: &[Step], act: &str, key: &str) -> AnswerTold {
    let found = steps.iter().find_map(|step| match step {
        Step::Answer(told) if told.act == act && told.key == key => Some((**told).clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("the demo has no question {act}/{key}"))
}

fn citations(told: &AnswerTold) -> Vec<&str> {
    told.grounds.iter().map(|ground| ground.citation.as_str()).collect()
}

fn duties(steps: &[Step], rule: &str) -> Vec<DutyTold> {
    let all = steps.iter().filter_map(|step| match step {
        Step::Duties(told) => Some(told.duties.clone()),
        _ => None,
    });
    all.flatten().filter(|duty| duty.rule.rule.ends_with(rule)).collect()
}

#[test]
fn the_e_mail_was_not_forbidden_on_the_reading_that_maintainers_are_the_provider() {
    let told = answer(&steps(), "log4shell", "apache");
    assert_eq!(told.answer, AnswerKind::Permit);
    assert_eq!(told.readings.len(), 1);
    assert!(told.readings[0].place.ends_with("Q9"));
    assert_eq!(told.readings[0].others[0].1, AnswerKind::Refuse);
}

#[test]
fn an_authority_abroad_a_blog_and_a_sale_were_refused_with_their_articles() {
    let steps = steps();
    let abroad = answer(&steps, "log4shell", "foreign-authority");
    assert_eq!((abroad.answer, citations(&abroad)), (AnswerKind::Refuse, vec!["RMSV 9(7)"]));
    assert!(!abroad.ways_out.is_empty());
    let blog = answer(&steps, "log4shell", "blog");
    assert_eq!((blog.answer, citations(&blog)[0]), (AnswerKind::Refuse, "RMSV 9(1)"));
    let sale = answer(&steps, "log4shell", "sale");
    assert_eq!((sale.answer, citations(&sale)), (AnswerKind::Refuse, vec!["RMSV 4"]));
    assert!(sale.readings[0].place.ends_with("Q5"));
}

#[test]
fn after_the_leak_the_blog_stays_forbidden_and_after_the_patch_it_is_not_if_the_remedy_comes_with_it()
 {
    let steps = steps();
    assert_eq!(answer(&steps, "log4shell", "leak-blog").answer, AnswerKind::Refuse);
    assert_eq!(answer(&steps, "log4shell", "leak-foreign-authority").answer, AnswerKind::Permit);
    let patched = answer(&steps, "log4shell", "patch-blog");
    assert_eq!(patched.answer, AnswerKind::PermitIf);
    assert_eq!(patched.conditions, [["the remedy or precautions are published with it"]]);
}

#[test]
fn the_employer_owes_a_report_only_if_it_is_a_provider_within_an_interval() {
    let reports = duties(&steps(), "cn-rmsv/7(2)/report-miit");
    let first = &reports[0];
    assert_eq!(first.owed_if, ["the employer is the provider of the product"]);
    let (earliest, latest) = first.due.clone().unwrap();
    assert_eq!(earliest, "2021-11-26 00:00 +08:00");
    assert_eq!(latest, "2021-11-27 00:00 +08:00");
    assert_eq!(first.state, DutyState::Open);
    assert!(reports.iter().any(|duty| duty.state == DutyState::NoEvidence));
}

#[test]
fn what_the_press_told_is_practice_and_not_law() {
    let practice = duties(&steps(), "finder-tells-government");
    assert!(!practice.is_empty());
    assert!(practice.iter().all(|duty| duty.force == Force::House && duty.rule.house));
    let finder = duties(&steps(), "report-platforms");
    assert!(finder.iter().all(|duty| duty.force == Force::Recommended));
}

#[test]
fn knowledge_from_before_and_finders_abroad_are_left_to_people() {
    let steps = steps();
    assert_eq!(answer(&steps, "hikvision", "before-blog").answer, AnswerKind::Permit);
    assert_eq!(answer(&steps, "hikvision", "in-force-blog").answer, AnswerKind::Escalate);
    let known = duties(&steps, "report-miit-known-before");
    assert!(known[0].readings[0].contains("Q12"), "{:?}", known[0].readings);
}

#[test]
fn two_laws_collide_over_the_early_warning_with_a_witness_and_three_clocks() {
    let steps = steps();
    let told = answer(&steps, "camera", "early-warning");
    assert_eq!(told.answer, AnswerKind::Conflict);
    let first = &told.collisions[0];
    assert_eq!(first.duty.citation, "CRA 14(2)(a)");
    assert_eq!(first.prohibition.citation, "RMSV 9(7)");
    assert!(told.witness.iter().any(|fact| fact == "the information is undisclosed"));
    assert!(!told.ways_out.is_empty());
    let clock = |rule: &str| duties(&steps, rule)[0].clone();
    assert_eq!(clock("cn-ndsr/10/report-24h").owed_if.len(), 1);
    let early = clock("eu-cra/14(2)(a)/early-warning");
    assert!(early.owed_if.is_empty());
    assert_eq!(early.due.unwrap().0, "2026-11-24 21:00 +08:00");
    let Some(Step::Knows { who, .. }) =
        steps.iter().rfind(|step| matches!(step, Step::Knows { .. }))
    else {
        panic!("the demo tells who knows")
    };
    assert_eq!(who.len(), 3);
}

#[test]
fn the_receipt_proves_the_report_and_nothing_else() {
    let proof = demo::proof::prove("book under test").unwrap();
    assert!(proof.proven);
    let refused = proof.refused.unwrap();
    assert_ne!(refused.shown, refused.claimed);
    assert_eq!(refused.claimed, proof.digest);
    assert!(proof.sound, "the log is sound before somebody changes it");
    assert!(proof.findings > 0, "an entry taken out is found");
}

/// What the demo prints, with the key of its passing office made the same in every run.
fn printed(language: &str, width: usize) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let surroundings = Surroundings {
        language: Language::English,
        colour: false,
        width,
        clock: Clock::fixed("2026-11-24T09:00:00Z".parse().unwrap()),
    };
    let words = ["tidegate", "demo", "--fast", "--lang", language];
    let exit = cli::run(words.map(Into::into), &surroundings, &mut out, &mut err);
    assert_eq!((exit, String::from_utf8(err).unwrap()), (Exit::Done, String::new()));
    let text = String::from_utf8(out).unwrap();
    let start = text.find("demo.example/log+").expect("the key of the log is shown");
    let end = start + text[start..].find('\n').unwrap();
    text.replace(&text[start..end], "demo.example/log+KEY")
}

#[test]
fn the_demo_reads_as_blessed_in_english() {
    insta::assert_snapshot!("english", printed("en", 100));
}

#[test]
fn the_demo_reads_as_blessed_in_chinese() {
    insta::assert_snapshot!("chinese", printed("zh", 100));
}

#[test]
fn no_line_is_wider_than_the_terminal_and_nobody_is_named_or_accused() {
    for language in ["en", "zh"] {
        for line in printed(language, 100).lines() {
            let wide = |c: char| if u32::from(c) >= 0x2e80 { 2 } else { 1 };
            let columns: usize = line.chars().map(wide).sum();
            assert!(columns <= 100, "{columns} columns: {line}");
        }
    }
    let text = printed("en", 100).to_lowercase();
    for word in ["chen", "missed", "broke the law", "violat", "illegal sale", "guilty"] {
        assert!(!text.contains(word), "the demo says `{word}`");
    }
}

#[test]
fn the_demo_speaks_to_machines_too() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let surroundings = Surroundings {
        language: Language::English,
        colour: false,
        width: 100,
        clock: Clock::fixed("2026-11-24T09:00:00Z".parse().unwrap()),
    };
    let exit =
        cli::run(["tidegate", "demo", "--json"].map(Into::into), &surroundings, &mut out, &mut err);
    assert_eq!(exit, Exit::Done);
    let told: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(told["version"], 1);
    assert!(told["story"]["steps"].as_array().unwrap().len() > 30);
    assert_eq!(told["proof"]["proven"], true);
}
