//! A drill at the terminal: scored, the same each time, and without a trace but the opening of a case.

use serde_json::Value;

use crate::desk::Office;

const WARNED: &str = "2026-11-24 20:00 camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt\n\
                      # both addressees are owed it\n\
                      2026-11-24 23:30 camera-maker files eu-cra/14(2)(a)/early-warning to eu_enisa\n";

fn outcomes(told: &Value, citation: &str) -> Vec<String> {
    let duties = told["duties"].as_array().unwrap().iter();
    let of = duties.filter(|one| one["duty"]["rule"]["citation"]["en"] == citation);
    of.map(|one| one["outcome"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_script_of_steps_is_scored_with_articles_and_the_same_each_time() {
    let office = Office::none();
    office.write("steps.txt", WARNED);
    let words = ["drill", "camera", "--steps", "steps.txt"];
    let json = office.run(&[&words[..], &["--json"]].concat()).ends(0);
    let told = json.json();
    assert_eq!(told["drill"], true);
    let mut warned = outcomes(&told, "CRA 14(2)(a)");
    warned.sort();
    assert_eq!(warned, ["against", "late"]);
    assert_eq!(outcomes(&told, "RMSV 7(2)"), ["missed"]);
    assert_eq!(told["score"]["met"], 0);
    assert_eq!(told["score"]["against"], 1);
    assert_eq!(told["score"]["late"], 1);
    let put = &told["steps"][0]["put"];
    assert_eq!(put["answer"], "conflict");
    assert_eq!(put["rules"][0]["citation"]["en"], "RMSV 9(7)");
    let again = office.run(&[&words[..], &["--json"]].concat()).ends(0);
    assert_eq!(json.out, again.out);
    office.run(&words).ends(0).says(&[
        "a named person decides: CRA 14(2)(a)",
        "met, against RMSV 9(7)",
        "met late, against RMSV 9(7)",
        "missed",
    ]);
    let chinese = office.run(&[&["--lang", "zh"], &words[..]].concat()).ends(0);
    chinese.says(&["演练", "已履行，但违反：《漏洞管理规定》", "逾期履行", "期限已过"]);
    assert!(!office.path("tidegate-data").exists(), "a drill leaves nothing behind");
}

#[test]
fn steps_are_taken_while_the_clock_runs() {
    let office = Office::none();
    let input =
        b"camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt\nnobody learned\nend\n";
    let ran = office.run_with(&["drill", "camera", "--json", "--speed", "1"], &[], input).ends(0);
    let told = ran.json();
    // The warning was given before anybody knew of exploitation: its clock had not started.
    assert_eq!(told["steps"].as_array().unwrap().len(), 1, "what nobody can do is no step");
    assert_eq!(outcomes(&told, "CRA 14(2)(a)"), Vec::<String>::new());
    assert_eq!(told["score"]["missed"], 0);
}

#[test]
fn a_case_of_the_office_is_drilled_as_a_copy_and_only_its_opening_is_on_the_log() {
    let office = Office::new();
    let words = ["--product", "Camera C7", "--manufacturer", "Shenzhen Eye", "--anonymous"];
    let flaw =
        ["--manufacturer-place", "CN", "--market", "CN,EU", "--description", "Any password."];
    let handle = office.report(&[&words[..], &flaw[..]].concat());
    let lines = "zone Asia/Shanghai\n\
                 2026-11-23 09:00  \"Shenzhen Eye\" learned -- its letter\n\
                 2026-11-23 21:00  fact exploited -- its letter\n\
                 2026-11-23 21:00  \"shenzhen eye\" aware_of_exploitation -- its letter\n";
    office.run_with(&["tell", &handle, "-"], &[], lines.as_bytes()).ends(0);
    let before = office.run(&["case", &handle, "--json"]).ends(0).json();
    let leaves = office.leaves();
    let steps =
        "2026-11-24 20:00 \"Shenzhen Eye\" files eu-cra/14(2)(a)/early-warning to eu_csirt\n";
    office.write("steps.txt", steps);
    let drill = ["drill", "--case", &handle, "--party", "Shenzhen Eye", "--steps", "steps.txt"];
    let told = office.run(&[&drill[..], &["--json"]].concat()).ends(0).json();
    assert!(outcomes(&told, "CRA 14(2)(a)").contains(&"against".to_owned()), "{told}");
    assert_eq!(office.leaves(), leaves + 1, "the opening and nothing else");
    let after = office.run(&["case", &handle, "--json"]).ends(0).json();
    assert_eq!(before["events"], after["events"]);
}

#[test]
fn a_drill_that_cannot_be_says_why() {
    let office = Office::none();
    office.write("steps.txt", "2020-01-01 09:00 camera-maker learned\n");
    office.run(&["drill", "camera", "--steps", "steps.txt"]).ends(2).says(&["outside the time"]);
    office.run(&["drill", "camera", "--party", "nobody", "--steps", "-"]).ends(2).says(&["nobody"]);
    office.run(&["drill", "no-such.scene", "--steps", "-"]).ends(1);
}
