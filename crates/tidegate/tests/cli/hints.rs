//! What a case lacks for a clock to run is said, with the lines that say it.

use tidegate::say::owed::GapTold;
use tidegate::say::plan::{PlanTold, plan_text};
use tidegate::words::Voice;
use tidegate_law::{Language, Words};

use crate::desk::Office;

#[test]
fn an_office_for_its_own_products_is_told_that_no_clock_runs_until_it_says_that_it_makes_it() {
    let office = Office::new();
    let words = ["--product", "Camera C7", "--manufacturer", "Haitang Cameras", "--market", "CN"];
    let handle = office.report(&[&words[..], &["--description", "Any password."]].concat());
    let told = office.run(&["duties", &handle, "--json"]).ends(0).json();
    let duties = &told["cases"][0]["duties"];
    let hint = duties["hints"][0].clone();
    assert!(hint["words"]["en"].as_str().unwrap().contains("Haitang Cameras"), "{duties}");
    assert!(!duties["duties"].to_string().contains("2 days"), "nothing runs");
    office.run(&["duties", &handle]).ends(0).says(&["Haitang", "tidegate tell"]);
    office.run(&["duties", &handle, "--lang", "zh"]).ends(0).says(&["各项期限对本机构均不起算"]);
    let lines = hint["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap());
    let tell = ["tell", handle.as_str(), "--json", "--source", "the product list"];
    let said = office.run(&[&tell[..], &lines.collect::<Vec<_>>()].concat()).ends(0).json();
    assert!(said["hints"].is_null(), "{said}");
    // What was received is what the maker learned: the two days run from then.
    let told = office.run(&["duties", &handle, "--json"]).ends(0).json();
    let duties = told["cases"][0]["duties"].clone();
    assert_eq!(duties["hints"].as_array().map(Vec::len), Some(0), "{duties}");
    let all = duties["duties"].as_array().unwrap();
    let report = all.iter().find(|one| one["rule"]["citation"]["en"] == "RMSV 7(2)").unwrap();
    assert_eq!(report["bearer"]["en"], "Example desk");
    assert!(!report["due"].is_null() && !report["started"].is_null(), "{report}");
}

#[test]
fn exploitation_that_is_established_says_that_nobody_told_when_the_maker_became_aware() {
    let office = Office::new();
    let handle = office.camera(&[]);
    let lines = ["party office manufacturer ?", "product \"Camera C7\" of office"];
    let tell = ["tell", handle.as_str(), "--json", "--source", "the product list"];
    office.run(&[&tell[..], &lines].concat()).ends(0);
    let establish = ["fact", handle.as_str(), "exploited", "--source", "two logs"];
    office.run(&establish).ends(0).says(&["CRA 14(2)(a)", "office aware_of_exploitation"]);
    let told = office.run(&["duties", &handle, "--json"]).ends(0).json();
    let hints = told["cases"][0]["duties"]["hints"].as_array().unwrap();
    let of: Vec<&str> = hints.iter().map(|hint| hint["lines"][0].as_str().unwrap()).collect();
    assert_eq!(of, ["office aware_of_exploitation", "\"Shenzhen Eye\" aware_of_exploitation"]);
    let line = hints[0]["lines"][0].as_str().unwrap().to_owned();
    let said = office.run(&[&tell[..], &[line.as_str()]].concat()).ends(0).json();
    assert_eq!(said["hints"].as_array().unwrap().len(), 1, "the other maker's: {said}");
    let told = office.run(&["duties", &handle, "--json"]).ends(0).json();
    let all = told["cases"][0]["duties"]["duties"].as_array().unwrap().clone();
    let warning = all.iter().find(|one| one["rule"]["citation"]["en"] == "CRA 14(2)(a)").unwrap();
    assert!(!warning["due"].is_null(), "{warning}");
}

#[test]
fn a_flaw_is_not_found_tomorrow() {
    let office = Office::new();
    let leaves = office.leaves();
    let words = ["report", "--product", "Camera C7", "--description", "Any password."];
    let ahead = [&words[..], &["--found", "2999-01-01 09:00 +08:00"]].concat();
    office.run(&ahead).ends(2).says(&["flaw.found_at", "in the future"]);
    office.run(&[&ahead[..], &["--lang", "zh"]].concat()).ends(2).says(&["未来"]);
    assert_eq!(office.leaves(), leaves);
}

#[test]
fn a_plan_names_the_readings_its_steps_rest_on_and_the_days_that_no_calendar_knows() {
    let office = Office::new();
    let words = ["--product", "Camera C7", "--market", "CN,EU", "--description", "Any password."];
    let handle = office.report(&words);
    let lines = ["party office manufacturer ?", "product \"Camera C7\" of office"];
    let tell = ["tell", handle.as_str(), "--source", "the product list"];
    office.run(&[&tell[..], &lines, &["office aware_of_exploitation"]].concat()).ends(0);
    office.run(&["fact", &handle, "exploited", "--source", "two logs"]).ends(0);
    let told = office.run(&["plan", &handle, "--json"]).ends(0).json();
    let mut plan: PlanTold = serde_json::from_value(told).unwrap();
    let rests = plan.steps.iter().find(|step| !step.readings.is_empty()).expect("a position");
    let reading = rests.readings[0].words.en.clone();
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    let said = |plan: &PlanTold, language| {
        let page = plan_text(plan, &Voice::of(language), &zone);
        page.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = said(&plan, Language::English);
    assert!(text.contains(&format!("rests on the reading taken: {reading}")), "{text}");
    let gap = GapTold {
        place: Words { en: "mainland China".into(), zh: "中国大陆".into() },
        first: jiff::civil::date(2027, 1, 1),
        last: jiff::civil::date(2027, 1, 3),
    };
    let due = plan.duties.iter_mut().find_map(|one| one.duty.due.as_mut()).expect("a due time");
    due.calendar_gap = Some(gap);
    let text = said(&plan, Language::English);
    assert!(text.contains("not known from 2027-01-01 to 2027-01-03"), "{text}");
    assert!(said(&plan, Language::Chinese).contains("2027-01-03"));
}

#[test]
fn a_severe_incident_that_is_established_rests_until_the_maker_is_told_to_be_aware_of_it() {
    let office = Office::new();
    let handle = office.camera(&[]);
    let fact = ["fact", &handle, "severe_incident", "--source", "the operator's log"];
    let told = office.run(&[&fact[..], &["--json"]].concat()).ends(0).json();
    let hint = told["hints"].as_array().unwrap();
    let of = |line: &str| hint.iter().filter(move |one| one["lines"][0] == line).count();
    assert_eq!(of("\"Shenzhen Eye\" aware_of_incident"), 1, "{told}");
    assert_eq!(of("\"Shenzhen Eye\" aware_of_exploitation"), 0, "nothing says that: {told}");
    assert!(hint.iter().any(|one| one["words"]["en"].as_str().unwrap().contains("CRA 14(4)")));
}
