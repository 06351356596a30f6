//! The book in the terminal.

use crate::desk::Office;

#[test]
fn a_statute_says_above_its_articles_what_it_is_in_the_readers_language() {
    let nobody = Office::none();
    let shown =
        |more: &[&str]| nobody.run(&[&["law", "show", "us-bod-26-04"], more].concat()).ends(0);
    shown(&[]).says(&["A private company owes nothing under it", "no source says"]);
    shown(&["--lang", "zh"]).says(&["私营企业不因此负有义务"]);
    let preface = shown(&["--json"]).json()["preface"].clone();
    let says = |side: &str, words: &str| preface[side].as_str().is_some_and(|s| s.contains(words));
    assert!(says("en", "The text of the directive was not read"), "{preface}");
    assert!(says("zh", "指令文本未经阅读"), "{preface}");
}

#[test]
fn a_duty_is_shown_with_everything_that_starts_and_ends_its_clock() {
    let nobody = Office::none();
    let shown = |statute, article| nobody.run(&["law", "show", statute, article]).ends(0);
    let row = shown("us-bod-26-04", "row-12").says(&[
        "starts with: was listed in the catalogue",
        "or, if that is earlier, with: detected the vulnerability on the asset",
        "within: 3 days",
    ]);
    assert!(!row.out.contains("A private company"), "an article stands alone\n{}", row.out);
    shown("us-bod-22-01", "KEV")
        .says(&["ends with: reached the due date that the catalogue gives"]);
    shown("eu-nis2", "23(4)(d)").says(&["the filing is that under: NIS 2 23(4)(b)"]);
    shown("eu-cra", "14(2)(c)").says(&["only if also: "]);
}

const ARTICLE: &str = "# An act · 某法

## 1 Faults · 错误

Nobody does any of this.

任何人不得为之。

Certainty: V. Source: this test. Checked: 2026-11-24.

";

/// The rules of the planted statute: name, act, condition, and the rule that it is marked as implied by.
const RULES: [(&str, &str, &str, &str); 8] = [
    ("dead", "use", "context.remedy_provided && !context.remedy_provided", ""),
    ("always", "collect", "true", ""),
    ("broad", "publish", "!context.remedy_provided", ""),
    ("narrow", "publish", "!context.remedy_provided && context.exploited", ""),
    ("again", "sell", "!context.remedy_provided && context.exploited", "whole"),
    ("whole", "sell", "!context.remedy_provided", ""),
    ("astray", "assist", "context.exploited", "beside"),
    ("beside", "assist", "!context.remedy_provided", ""),
];

#[test]
fn a_rule_that_is_dead_irrefutable_or_said_twice_is_found_unless_it_is_marked() {
    let nobody = Office::none();
    let law = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../law"));
    copy(law, &nobody.path("law"));
    // The front matter of a statute of the book, under another id.
    let sound = std::fs::read_to_string(law.join("cn/ndsr.md")).unwrap();
    let (front, _) = sound.split_once("\n# ").unwrap();
    let mut text = format!("{}\n{ARTICLE}", front.replace("\"cn-ndsr\"", "\"xx-planted\""));
    for (name, act, condition, implied) in RULES {
        let mark = match implied {
            "" => String::new(),
            other => format!("@implied_by(\"{other}\")\n"),
        };
        text += &format!(
            "```cedar\n@prohibition(\"{name}\")\n{mark}@en(\"{name}\")\n@zh(\"某\")\nforbid (principal, \
             action == Action::\"{act}\", resource)\nwhen {{ {condition} }};\n```\n\n"
        );
    }
    std::fs::write(nobody.path("law/planted.md"), text).unwrap();
    let ran = nobody.run(&["--json", "law", "check", "law"]);
    let told = ran.json();
    if told["proofs"].is_null() {
        println!("left out: proofs over a book with faults, there is no cvc5");
        return;
    }
    let ran = ran.ends(1);
    let id = |name: &str| format!("xx-planted/1/{name}");
    let pair = |one, other| serde_json::json!([[id(one), id(other)]]);
    let proofs = &ran.json()["proofs"];
    assert_eq!(proofs["dead"], serde_json::json!([id("dead")]));
    assert_eq!(proofs["irrefutable"], serde_json::json!([id("always")]));
    assert_eq!(proofs["may_err"], serde_json::json!([]));
    assert_eq!(proofs["implied"], pair("narrow", "broad"));
    assert_eq!(proofs["marked"], pair("again", "whole"));
    assert_eq!(proofs["wrongly_marked"], pair("astray", "beside"));
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        match entry.file_type().unwrap().is_dir() {
            true => copy(&from, &to),
            false => drop(std::fs::copy(from, to).unwrap()),
        }
    }
}
