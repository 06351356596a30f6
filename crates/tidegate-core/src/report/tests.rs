//! Reports are read in three forms, refuse clearly, and lose nothing when they become items.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::office::Bilingual;

const TOML: &str = r#"
deadline = "2027-02-01 17:00 +08:00"
confidential = "found at a customer's site"

[product]
name = "R7 router"
model = "R7-AX"
purl = "pkg:generic/acme/r7@1.2"
markets = ["CN", "EU"]

[flaw]
title = "Heap overflow"
description = "A long host name overflows the heap."
cwe = ["CWE-787"]
cvss = ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"]
proof_of_concept = "send 4096 bytes"
attack_tool = false
found_at = "2026-11-01[Asia/Shanghai]"

[reporter]
standing = "pseudonym"
name = "lin"
place = "CN"

[[files]]
name = "trace.pcap"
media_type = "application/vnd.tcpdump.pcap"
size = 1200
sha256 = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
"#;

fn error(json: Value) -> String {
    Draft::from_json(json.to_string().as_bytes()).unwrap_err().to_string()
}

#[test]
fn two_fields_are_enough() {
    let json = json!({"product": {"name": "R7"}, "flaw": {"description": "it crashes"}});
    let draft = Draft::from_json(json.to_string().as_bytes()).unwrap();
    assert_eq!(draft.reporter.standing, Standing::Anonymous);
    assert_eq!(
        String::from_utf8(draft.canonical().unwrap()).unwrap(),
        r#"{"flaw":{"description":"it crashes"},"product":{"name":"R7"},"version":1}"#
    );
}

#[test]
fn json_toml_and_markdown_give_the_same_canonical_bytes() {
    let from_toml = Draft::from_toml(TOML.as_bytes()).unwrap();
    let json = serde_json::to_vec_pretty(&from_toml).unwrap();
    assert_eq!(Draft::from_json(&json).unwrap().digest(), from_toml.digest());
    let front: String = TOML
        .lines()
        .filter(|line| {
            !["title", "description", "proof", "confid"].iter().any(|f| line.starts_with(f))
        })
        .map(|line| format!("{line}\n"))
        .collect();
    let markdown = format!(
        "+++\n{front}+++\n# Heap overflow\n\nA long host name overflows the heap.\n\n## PoC\nsend 4096 bytes\n\n\
         ## 保密内容\nfound at a customer's site\n"
    );
    let from_markdown = Draft::from_markdown(markdown.as_bytes()).unwrap();
    assert_eq!(from_markdown, from_toml);
}

#[test]
fn errors_name_the_field_and_say_what_to_do() {
    let with = |key: &str, value: Value| {
        let mut json = json!({"product": {"name": "R7"}, "flaw": {"description": "x"}});
        let mut at = &mut json;
        for part in key.split('.') {
            at = &mut at[part];
        }
        *at = value;
        error(json)
    };
    assert_eq!(with("product.name", json!(" ")), "field `product.name`: it is empty; fill it in");
    assert!(with("flaw.description", json!(3)).starts_with("field `flaw.description`: "));
    assert!(with("flaw.found_at", json!("2026-11-01")).contains("has no time zone"));
    assert!(with("deadline", json!("2026-11-01[UTC]")).contains("give the hour"));
    assert!(with("product.purl", json!("r7")).starts_with("field `product.purl`: `r7` is not a"));
    assert!(with("flaw.cwe", json!(["79"])).contains("`CWE-79`"));
    assert!(with("flaw.cvss", json!(["9.8"])).contains("CVSS:3.1"));
    assert!(with("reporter.name", json!("lin")).contains("you stay anonymous"));
    assert!(with("severity", json!("high")).contains("unknown field `severity`"));
    assert!(with("version", json!(2)).contains("version 2 is not known here"));
    assert!(with("flaw.title", json!("x".repeat(501))).contains("longer than 500 characters"));
    let file = |name: &str| json!([{"name": name, "media_type": "text/plain", "size": 1, "sha256": Digest::of(b"")}]);
    assert!(with("files", file("../../etc/passwd")).contains("without a path"));
    assert!(error(json!({"flaw": {"description": "x"}})).contains("missing field `product`"));
    assert!(error(json!([])).contains("expected a report"), "{}", error(json!([])));
    assert!(error(json!({"product": "R7"})).contains("expected the product"));
}

#[test]
fn what_is_told_as_past_lies_before_the_report_arrives() {
    let arrival = "2026-11-02T12:00:00Z".parse().unwrap();
    let told = |key: &str, at: &str| {
        let mut json = json!({"product": {"name": "R7"}, "flaw": {"description": "x"},
            "exploitation": {"state": "yes"}, "elsewhere": [{"to": "a desk"}]});
        let holder = json.pointer_mut(key).unwrap();
        let (name, rest) = match key {
            "/flaw" => ("found_at", json!({"description": "x"})),
            "/exploitation" => ("since", json!({"state": "yes"})),
            _ => ("at", json!({"to": "a desk"})),
        };
        *holder = rest;
        holder[name] = json!(at);
        let draft = Draft::from_json(json.to_string().as_bytes()).unwrap();
        draft.arrives_after(arrival).map_err(|error| error.to_string())
    };
    for (key, field) in [
        ("/flaw", "flaw.found_at"),
        ("/exploitation", "exploitation.since"),
        ("/elsewhere/0", "elsewhere.at"),
    ] {
        assert_eq!(told(key, "2026-11-02T12:00:00Z"), Ok(()));
        // The day is not over, and it has begun.
        assert_eq!(told(key, "2026-11-02[UTC]"), Ok(()));
        let ahead = told(key, "2026-11-02T12:00:01Z").unwrap_err();
        assert!(ahead.contains(field) && ahead.contains("in the future"), "{ahead}");
        assert!(told(key, "2026-11-03[UTC]").is_err());
    }
}

#[test]
fn hostile_documents_are_refused() {
    let deep = "[".repeat(100_000);
    assert_eq!(Draft::from_json(deep.as_bytes()), Err(ReportError::TooDeep));
    assert_eq!(Draft::from_toml(format!("a = {deep}").as_bytes()), Err(ReportError::TooDeep));
    assert_eq!(Draft::from_json(b"\xff"), Err(ReportError::Encoding));
    assert!(matches!(Draft::from_json(&vec![b' '; MOST_BYTES + 1]), Err(ReportError::TooLarge(_))));
    let twice = r#"{"product":{"name":"a","name":"b"},"flaw":{"description":"x"}}"#;
    assert!(
        Draft::from_json(twice.as_bytes()).unwrap_err().to_string().contains("duplicate field")
    );
    let trailing = br#"{"product":{"name":"a"},"flaw":{"description":"x"}} {}"#;
    assert!(Draft::from_json(trailing).is_err());
    assert_eq!(Draft::from_markdown(b"# Title"), Err(ReportError::NoFrontMatter));
    let again = "+++\n[product]\nname='a'\n[flaw]\ndescription='x'\n+++\ntext";
    let again = Draft::from_markdown(again.as_bytes()).unwrap_err();
    assert_eq!(again, ReportError::Twice("flaw.description".into()));
    for file in [
        "hostile/made/deep-json-100k.json",
        "hostile/made/json-dup-keys.json",
        "hostile/made/json-many-keys.json",
    ] {
        if let Some(bytes) = crate::testing::corpus(file) {
            assert!(Draft::from_json(&bytes).is_err(), "{file}");
        }
    }
}

#[test]
fn a_heading_inside_a_code_block_is_text() {
    let text = "+++\n[product]\nname='a'\n+++\nintro\n```\n## PoC\n```\n## Unknown heading\nmore\n";
    let draft = Draft::from_markdown(text.as_bytes()).unwrap();
    assert!(draft.flaw.description.contains("## PoC"));
    assert!(draft.flaw.description.ends_with("## Unknown heading\nmore"));
    assert_eq!(draft.flaw.proof_of_concept, None);
}

fn arrival() -> Arrival {
    Arrival {
        case: CaseId::from_bytes([1; 16]),
        report: ReportId::from_bytes([2; 16]),
        product: None,
    }
}

#[test]
fn a_report_becomes_items_that_are_embargoed_from_birth() {
    let draft = Draft::from_toml(TOML.as_bytes()).unwrap();
    let digest = draft.digest().unwrap();
    let report = Report::receive(draft, arrival(), &Seed::from_bytes([3; 32])).unwrap();
    assert_eq!(report.digest, digest);
    let classes: Vec<_> =
        report.items().iter().map(|item| (item.class, item.confidential)).collect();
    use ContentClass::*;
    assert_eq!(
        classes,
        [
            (Existence, false),
            (General, false),
            (Technical, false),
            (Technical, true),
            (ProofOfConcept, false),
            (FinderIdentity, false)
        ]
    );
    let tool = fact("attack_tool");
    let declared = report.items().iter().find_map(|item| item.declared.get(&tool).cloned());
    assert_eq!(declared, Some(false.into()));
    let ids: BTreeSet<_> = report.items().iter().map(|item| item.id).collect();
    assert_eq!(ids.len(), 6);
    assert!(report.items().iter().all(|item| item.product == Some(report.product.id)));
    assert_eq!(report.deadline, Some("2027-02-01T09:00:00Z".parse().unwrap()));
    assert_eq!(report.product.model.as_deref(), Some("R7-AX"));
    let shown = format!("{report:?}");
    assert!(!shown.contains("heap") && !shown.contains("customer") && !shown.contains("lin\""));
}

/// The leaves of a value with their paths.
fn leaves(path: &str, value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| leaves(&format!("{path}/{name}"), value, into));
        }
        Value::Array(list) => list.iter().for_each(|value| leaves(path, value, into)),
        leaf => {
            into.insert(format!("{path}={leaf}"));
        }
    }
}

#[test]
fn every_field_goes_to_exactly_one_item() {
    let mut draft = Draft::from_toml(TOML.as_bytes()).unwrap();
    draft.tracking = Some("L-1".into());
    draft.repair.workaround = Some("turn it off".into());
    draft.elsewhere.push(Elsewhere { to: "CNCERT".into(), ..Default::default() });
    draft.exploitation.state = Some(Answer::Unknown);
    let mut whole = BTreeSet::new();
    leaves("", &serde_json::to_value(&draft).unwrap(), &mut whole);
    let mut together = BTreeSet::new();
    let mut count = 0;
    for part in parts::split(&draft).unwrap() {
        let mut of_part = BTreeSet::new();
        leaves("", &part.content, &mut of_part);
        count += of_part.len();
        together.extend(of_part);
    }
    assert_eq!(together, whole);
    assert_eq!(count, whole.len());
}

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes: Vec<u8>, text in "[+\\[\\]={}\"a-z#\n `.]{0,200}") {
        for bytes in [&bytes[..], text.as_bytes(), format!("+++\n{text}\n+++\n{text}").as_bytes()] {
            let _ = Draft::from_json(bytes);
            let _ = Draft::from_toml(bytes);
            let _ = Draft::from_markdown(bytes);
        }
    }

    #[test]
    fn what_is_read_is_read_again_to_the_same_bytes(
        name in "\\PC{1,40}", description in "\\PC{1,80}", title in proptest::option::of("\\PC{1,40}"),
    ) {
        let json = json!({
            "product": {"name": name}, "flaw": {"description": description, "title": title},
        });
        if let Ok(draft) = Draft::from_json(json.to_string().as_bytes()) {
            let bytes = draft.canonical().unwrap();
            prop_assert_eq!(Draft::from_json(&bytes).unwrap().canonical().unwrap(), bytes);
        }
    }
}

#[test]
fn a_manufacturer_is_somebody_new_or_the_office_by_its_whole_name_and_never_the_finder() {
    let id = crate::id::PartyId::from_bytes([7; 16]).to_string();
    let office = Bilingual { en: "Desk 4".to_owned(), zh: "四号台".to_owned() };
    for (name, maker) in [
        ("Acme", Maker::Other("Acme")),
        ("  Acme ", Maker::Other("Acme")),
        ("Desk 4", Maker::Office("Desk 4")),
        ("四号台", Maker::Office("四号台")),
        ("desk 4", Maker::Nobody),
        ("cat", Maker::Nobody),
        ("Cat", Maker::Nobody),
        ("finder", Maker::Nobody),
        ("office", Maker::Nobody),
        ("", Maker::Nobody),
        (id.as_str(), Maker::Nobody),
    ] {
        let form = serde_json::json!({
            "product": { "name": "R7", "manufacturer": name },
            "flaw": { "title": "t", "description": "d" },
        });
        let draft: Draft = serde_json::from_value(form).unwrap();
        assert_eq!(Maker::of(&draft, "Cat", &office), maker, "{name:?}");
    }
}

#[test]
fn the_sections_are_those_of_the_form() {
    let refused = serde_json::from_value::<Draft>(json!({"nothing": 1})).unwrap_err().to_string();
    let (_, named) = refused.split_once("expected one of ").unwrap();
    let named: BTreeSet<&str> = named.split('`').skip(1).step_by(2).collect();
    assert_eq!(named, BTreeSet::from(SECTIONS));
}
