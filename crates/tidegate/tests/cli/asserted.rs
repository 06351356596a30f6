//! What a finder says stays an assertion: shown, establishing nothing, and answered before a duty is set aside.

use crate::desk::Office;

const WARNING: &str = "CRA 14(2)(a)";

fn reported(office: &Office, exploited: &str) -> String {
    let handle = office.camera(&["--exploited", exploited]);
    let line = "\"Shenzhen Eye\" aware_of_exploitation";
    office.run(&["tell", &handle, line, "--source", "its letter"]).ends(0);
    handle
}

#[test]
fn what_a_finder_says_is_shown_beside_the_duties_that_look_at_it_and_establishes_nothing() {
    let office = Office::new();
    let handle = reported(&office, "yes");
    let case = office.run(&["case", &handle]).ends(0);
    case.says(&["The reporter says that the flaw is exploited", "exploited=false"]);
    let told = office.run(&["case", &handle, "--json"]).ends(0).json();
    let asserted = &told["asserted"][0];
    assert_eq!((&asserted["topic"], &asserted["answer"]), (&"exploited".into(), &"yes".into()));
    let exploited = |fact: &serde_json::Value| fact["fact"] == "exploited";
    assert!(!told["facts"].as_array().unwrap().iter().any(exploited), "{told}");
    let duties = office.run(&["duties", &handle, "--all", "--json"]).ends(0).json();
    let duties = duties["cases"][0]["duties"]["duties"].as_array().unwrap().clone();
    let of = |cited: &str| {
        let of = duties.iter().filter(|one| one["rule"]["citation"]["en"] == cited);
        of.cloned().collect::<Vec<_>>()
    };
    let warning = of(WARNING);
    assert!(!warning.is_empty() && warning.iter().all(|one| one["sure"] == false));
    assert!(warning.iter().all(|one| one["asserted"][0]["fact"] == "exploited"), "{warning:?}");
    let report = of("RMSV 7(2)");
    assert!(!report.is_empty() && report.iter().all(|one| one["asserted"].is_null()));
    let chinese = office.run(&["duties", &handle, "--explain", "--lang", "zh"]).ends(0);
    chinese.says(&["报告者称漏洞已被利用；尚无人认定。"]);
    // Once somebody has established it, the one way or the other, the assertion is answered.
    office.run(&["fact", &handle, "exploited=false", "--source", "two logs"]).ends(0);
    let told = office.run(&["case", &handle, "--json"]).ends(0).json();
    assert_eq!(told["asserted"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_duty_is_not_set_aside_against_the_finder_without_knowing_it() {
    let office = Office::new();
    let handle = reported(&office, "yes");
    let ask = ["not-reportable", &handle, "--duty", WARNING];
    office.run(&ask).ends(0).says(&["The reporter says that the flaw is exploited"]);
    let decide = [&ask[..], &["--by", "Wang Fang", "--reasons", "no evidence"]].concat();
    office.run(&decide).ends(2).says(&["--against-the-finder", "says that the flaw is exploited"]);
    let record = office.run(&["not-reportable", &handle, "--json"]).ends(0).json();
    assert_eq!(record["decisions"].as_array().unwrap().len(), 0);
    let knowing = [&decide[..], &["--against-the-finder", "--json"]].concat();
    let found = office.run(&knowing).ends(0).json();
    assert_eq!(found["found"]["against_finder"], true, "{found}");
    let shown = office.run(&["not-reportable", &handle]).ends(0);
    shown.says(&["Decided knowing that the reporter says otherwise."]);
}

#[test]
fn who_says_no_or_does_not_know_stands_in_nobodys_way() {
    let office = Office::new();
    for (answer, said) in [("no", "is not exploited"), ("unknown", "does not know whether")] {
        let handle = reported(&office, answer);
        office.run(&["case", &handle]).ends(0).says(&[said]);
        let decide = ["not-reportable", &handle, "--duty", WARNING, "--by", "Wang Fang"];
        let why = ["--reasons", "two logs were read", "--json"];
        let found = office.run(&[&decide[..], &why].concat()).ends(0).json();
        assert_eq!(found["found"]["against_finder"], false, "{found}");
    }
}
