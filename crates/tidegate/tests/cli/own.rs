//! What the office decides about itself, who may sign in, and a report that comes twice.

use serde_json::Value;

use crate::desk::Office;

#[test]
fn a_position_counts_from_now_and_what_was_decided_before_stays() {
    let office = Office::new();
    let signed = ["--by", "Chen Bo", "--reason", "counsel's memo"];
    let adopt = ["office", "adopt", "rmsv_q8a=not_overseas"];
    office.run(&[&adopt[..], &signed[..]].concat()).ends(0).says(&["not_overseas", "Chen Bo"]);
    let earlier = ["--from", "2020-01-01"];
    office.run(&[&adopt[..], &signed[..], &earlier[..]].concat()).ends(2).says(&["before today"]);
    office.run(&[&adopt[..], &["--by", "Chen Bo", "--reason", " "]].concat()).ends(2);
    office.run(&[&["office", "adopt", "nothing=1"][..], &signed[..]].concat()).ends(2);

    let told = office.run(&["office", "show", "--json"]).ends(0).json();
    let held = told["positions"].as_array().unwrap().iter();
    let held: Vec<&str> = held
        .filter(|one| one["reading"] == "rmsv_q8a")
        .filter_map(|one| one["value"].as_str())
        .collect();
    assert_eq!(held, ["not_overseas"]);
    // What was adopted at the beginning is still there, and the change beside it.
    let founding = told["office"]["positions"].as_array().unwrap();
    assert!(founding.iter().any(|one| one["fact"] == "rmsv_q8a"));
    let changes = told["office"]["changes"].as_array().unwrap();
    assert!(changes[1]["what"]["position"].is_object() && changes.len() == 2, "{changes:?}");
}

#[test]
fn a_house_rule_goes_on_now_and_off_on_a_day_to_come() {
    let office = Office::new();
    let signed = ["--by", "Chen Bo", "--reason", "the ministry asks for it"];
    let on = ["office", "house", "house-cn-practice", "on"];
    office.run(&[&on[..], &signed[..]].concat()).ends(0);
    let off = ["office", "house", "house-cn-practice", "off", "--from", "2999-01-01"];
    office.run(&[&off[..], &signed[..]].concat()).ends(0).says(&["2999-01-01"]);
    let told = office.run(&["office", "show", "--json"]).ends(0).json();
    assert_eq!(told["house"], serde_json::json!(["house-cn-practice"]));
    office.run(&[&["office", "house", "cn-rmsv", "on"][..], &signed[..]].concat()).ends(2);
}

#[test]
fn a_passphrase_comes_from_the_standard_input_and_is_never_shown() {
    let office = Office::new();
    let secret = b"four calm words here\n";
    let add = ["member", "add", "Wang.Fang", "--name", "Wang Fang", "--role", "analyst,auditor"];
    let added = office.run_with(&add, &[], secret).ends(0).says(&["wang.fang"]);
    assert!(!added.out.contains("calm"));
    office.run_with(&add, &[], secret).ends(2);
    let weak = ["member", "add", "b2", "--name", "B", "--role", "analyst"];
    office.run_with(&weak, &[], b"short\n").ends(2);
    let listed = office.run(&["member", "list", "--json"]).ends(0);
    assert!(!listed.out.contains("argon2") && !listed.out.contains("calm"), "{}", listed.out);
    assert_eq!(listed.json()["members"][0]["disabled"], serde_json::Value::Null);
    office.run(&["member", "disable", "wang.fang"]).ends(0);
    office.run(&["member", "disable", "nobody"]).ends(2);
    let listed = office.run(&["member", "list", "--json"]).ends(0).json();
    assert!(listed["members"][0]["disabled"].is_string());
}

#[test]
fn a_report_that_comes_twice_is_taken_in_twice_and_members_are_told() {
    let office = Office::new();
    let report = ["report", "--product", "Camera", "--description", "same words", "--anonymous"];
    let with = |receipt: &'static str| [&report[..], &["--json", "--receipt", receipt]].concat();
    let first = office.run(&with("first.json")).ends(0).json();
    let second = office.run(&with("second.json")).ends(0).json();
    assert_ne!(first["case"], second["case"]);
    assert_eq!(first["same_as"], serde_json::Value::Null);
    assert_eq!(second["same_as"], first["handle"]);
    // The receipt that the finder takes home says nothing of the other case.
    let receipt = std::fs::read_to_string(office.path("second.json")).unwrap();
    assert!(!receipt.contains(first["handle"].as_str().unwrap()));
    let shown = office.run(&["case", second["handle"].as_str().unwrap()]).ends(0);
    shown.says(&[first["handle"].as_str().unwrap()]);
    let other = ["report", "--product", "Camera", "--description", "other words", "--anonymous"];
    let other = [&other[..], &["--json", "--receipt", "other.json"]].concat();
    assert_eq!(office.run(&other).ends(0).json()["same_as"], serde_json::Value::Null);
}

#[test]
fn the_register_has_what_was_asked_on_record_and_no_question() {
    let office = Office::new();
    let case = office.report(&["--product", "Camera", "--description", "x", "--anonymous"]);
    office.run(&["tell", &case, "party Broker public CN", "--source", "a call"]).ends(0);
    let sale = format!("{case} \"Example desk\" may sell technical with Broker");
    office.run(&["ask", &sale]).ends(3);
    let told = office.run(&["register", "--json"]).ends(0).json();
    assert_eq!(told["transfers"], serde_json::json!([]));
    office.run(&["ask", &sale, "--record"]).ends(3);
    let told = office.run(&["register", "--sales", "--json"]).ends(0).json();
    let sale = &told["transfers"][0];
    assert_eq!((&sale["outcome"], &sale["act"]["act"]), (&"refused".into(), &"sell".into()));
    assert_eq!(sale["rules"][0]["page"], "/law/cn-rmsv/4");
    let shown = office.run(&["register"]).ends(0).says(&["refused", "RMSV 4", "police"]);
    assert!(!shown.out.contains("Broker"));
    let none = office.run(&["register", "--kind", "police", "--json"]).ends(0).json();
    assert_eq!(none["transfers"], serde_json::json!([]));
    office.run(&["register", "--kind", "spies"]).ends(2).says(&["intelligence"]);
    office.run(&["register", "--outcome", "perhaps"]).ends(2).says(&["under_ruling"]);
    office.run(&["--lang", "zh", "register"]).ends(0).says(&["移转登记", "已拒绝"]);
}

#[test]
fn an_office_in_china_takes_in_nothing_before_it_says_what_and_a_platform_not_before_it_is_filed() {
    let office = Office::none();
    office.run(&["init", "--name", "Desk", "--jurisdiction", "CN"]).ends(0);
    let report = ["report", "--product", "Camera", "--description", "x", "--anonymous"];
    let leaves = office.leaves();
    office.run(&report).ends(3).says(&["RMSV 10(1)", "office reports"]);
    let signed = ["--by", "Chen Bo", "--reason", "so it is"];
    let decide = |words: &[&str]| office.run(&[&["office"], words, &signed[..]].concat());
    decide(&["reports", "everything"]).ends(2).says(&["by-hand"]);
    let opened = decide(&["reports", "public"]).ends(0).says(&["products of others"]);
    opened.says(&["may not collect", "office filed"]);
    let told = office.run(&[&report[..], &["--json"]].concat()).ends(3).json();
    assert_eq!(told["refused"]["shut"], "forbidden");
    office.run(&[&["--lang", "zh"], &report[..]].concat()).ends(3).says(&["备案"]);
    assert_eq!(office.leaves(), leaves, "nothing is on record");
    decide(&["filed", "0123", "--on", "2999-01-01"]).ends(2).says(&["after today"]);
    decide(&["filed", " ", "--on", "2023-01-10"]).ends(2).says(&["number"]);
    decide(&["filed", "0123", "--on", "2023-01-10", "--with", "nobody"]).ends(2);
    let filed = decide(&["filed", "0123", "--on", "2023-01-10"]).ends(0).says(&["0123", "MIIT"]);
    assert!(!filed.out.contains("may not collect"), "{}", filed.out);
    let case = office.report(&report[1..]);
    // What it collects as a platform binds it to keep the log of the reception.
    let erase = ["erase", &case, "--ground", "a request"];
    office.run(&erase).ends(2).says(&["RMSV 5"]);
    office.run(&[&["--lang", "zh"], &erase[..]].concat()).ends(2).says(&["六个月"]);
    office.run(&["case", &case]).ends(0);
    decide(&["unfiled"]).ends(0);
    office.run(&report).ends(3);
    decide(&["reports", "by-hand"]).ends(0);
    let case = office.report(&report[1..]);
    office.run(&["erase", &case, "--ground", "a request"]).ends(0).says(&["erased"]);
    office.run(&["case", &case]).ends(2);
    let shown = office.run(&["office", "show", "--json"]).ends(0).json();
    assert_eq!((&shown["reports"], &shown["filing"]), (&"by-hand".into(), &Value::Null));
    office.run(&["log", "fsck"]).ends(0);
}

#[test]
fn terms_of_good_faith_need_both_languages_and_can_be_taken_back() {
    let office = Office::new();
    let file = |name: &str, text: &str| office.write(name, text).display().to_string();
    let (en, zh) = (file("en.txt", "No suit.\n"), file("zh.txt", "不起诉。\n"));
    let signed = ["--by", "Chen Bo", "--reason", "the board decided"];
    let promise = ["office", "good-faith", "--en", &en, "--zh", &zh];
    office.run(&[&promise[..4], &signed[..]].concat()).ends(2);
    office.run(&[&promise[..], &signed[..]].concat()).ends(0).says(&["No suit.", "Chen Bo"]);
    let told = office.run(&["office", "show", "--json"]).ends(0).json();
    assert_eq!(told["good_faith"]["zh"], "不起诉。");
    let empty = file("empty.txt", " \n");
    let nothing = ["office", "good-faith", "--en", &en, "--zh", &empty];
    office.run(&[&nothing[..], &signed[..]].concat()).ends(2);
    office.run(&[&["office", "good-faith", "--none"][..], &signed[..]].concat()).ends(0);
    let told = office.run(&["office", "show", "--json"]).ends(0).json();
    assert_eq!(told["good_faith"], serde_json::Value::Null);
}

#[test]
fn an_office_is_an_authority_of_the_register_or_none() {
    let office = Office::new();
    let signed = ["--by", "Chen Bo", "--reason", "by decree"];
    let unknown = ["office", "authority", "cn_nobody"];
    office.run(&[&unknown[..], &signed[..]].concat()).ends(2).says(&["cn_miit"]);
    let known = ["office", "authority", "cn_miit"];
    office.run(&[&known[..], &signed[..]].concat()).ends(0).says(&["cn_miit", "Chen Bo"]);
    office.run(&[&["office", "authority", "none"][..], &signed[..]].concat()).ends(0);
}

#[test]
fn an_office_goes_by_either_of_its_names_where_it_is_told_what_happened() {
    let office = Office::new();
    let handle = office.report(&[
        "--product",
        "R7",
        "--manufacturer",
        "Example desk",
        "--description",
        "d",
        "--market",
        "EU",
    ]);
    let tell = |line: &str| office.run(&["tell", &handle, line, "--source", "own logs"]);
    tell("示例受理处 aware_of_exploitation").ends(0);
    let duties = office.run(&["duties", &handle, "--lang", "zh"]).ends(0);
    assert!(duties.out.contains("示例受理处"), "{}", duties.out);
    tell("别的机构 aware_of_exploitation").ends(2).says(&["there is no party"]);
}

#[test]
fn relay_ladder_webhook_and_reader_are_chosen_and_shown() {
    let office = Office::new();
    let refused = ["notices", "relay", "mail.example", "--from", "no address"];
    office.run(&refused).ends(2);
    let open =
        ["notices", "relay", "mail.example", "--from", "a@desk.example", "--security", "none"];
    office.run(&[&open[..], &["--variable", "TIDEGATE_SMTP_LOGIN"]].concat()).ends(2);
    office.run(&["notices", "relay", "mail.example", "--from", "a@desk.example"]).ends(0);
    let shown = office.run(&["notices", "relay", "--json"]).ends(0).json();
    assert_eq!((shown["host"].as_str(), shown["port"].as_u64()), (Some("mail.example"), Some(465)));
    let chosen = ["notices", "ladder", "at=office", "before-2h=analyst", "--json"];
    let chosen = office.run(&chosen).ends(0).json();
    assert_eq!(chosen["steps"][0]["minutes"], -120);
    office.run(&["notices", "ladder", "noon=analyst"]).ends(2);
    let hook = ["notices", "webhook", "own", "https://hooks.example/x", "--json"];
    let made = office.run(&hook).ends(0).json();
    assert!(made[0]["secret"].as_str().unwrap().starts_with("whsec_"));
    let listed = office.run(&["notices", "webhook", "--json"]).ends(0).json();
    assert_eq!(listed[0].get("secret"), None, "shown once");
    office.run(&["notices", "webhook", "own", "--drop"]).ends(0);
    office.run(&["notices", "reader", "nobody", "a@desk.example"]).ends(2);
    office.run(&["notices", "list"]).ends(0);
    office.run(&["notices", "again", "nothing"]).ends(2);
}
