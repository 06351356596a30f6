//! Hostile input: a clear message and the right exit code, nothing lost, nothing panics, no terminal steered.

use std::fmt::Write as _;

use crate::desk::{Office, corpus};

/// Text fields of the form that take any text.
const FIELDS: [(&str, &str); 24] = [
    ("product", "model"),
    ("product", "category"),
    ("product", "versions"),
    ("product", "component"),
    ("flaw", "title"),
    ("flaw", "summary"),
    ("flaw", "severity"),
    ("flaw", "impact"),
    ("flaw", "attack"),
    ("flaw", "location"),
    ("flaw", "trigger"),
    ("flaw", "verification"),
    ("flaw", "reproduction_rate"),
    ("flaw", "discovery"),
    ("flaw", "proof_of_concept"),
    ("flaw", "found_evidence"),
    ("flaw", "sensitivity"),
    ("exploitation", "evidence"),
    ("exploitation", "by"),
    ("reach", "scope"),
    ("reach", "supply_chain"),
    ("repair", "remedy"),
    ("repair", "workaround"),
    ("repair", "measures_taken"),
];

#[test]
fn no_malformed_json_is_a_report() {
    let office = Office::new();
    let leaves = office.leaves();
    let mut files = vec![office.write("own.json", "{\"product\":"), office.write("nul.json", "\0")];
    if let Some(suite) = corpus("hostile/JSONTestSuite/test_parsing") {
        files.extend(std::fs::read_dir(suite).unwrap().map(|entry| entry.unwrap().path()));
    }
    for path in &files {
        let ran = office.run(&["report", path.to_str().unwrap()]);
        assert_eq!(ran.code, 2, "{}: {}", path.display(), ran.err);
        assert!(ran.err.len() < 2_000, "{}: a short message", path.display());
    }
    println!("{} files, none a report", files.len());
    assert_eq!(office.leaves(), leaves);
}

#[test]
fn deep_doubled_and_huge_documents_are_refused_with_the_reason() {
    let office = Office::new();
    let leaves = office.leaves();
    let deep = format!("{{\"product\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let doubled = r#"{"product":{"name":"a"},"product":{"name":"b"},"flaw":{"description":"d"}}"#;
    let unknown = r#"{"product":{"name":"a"},"flaw":{"description":"d"},"__proto__":{}}"#;
    let huge = format!(
        "{{\"product\":{{\"name\":\"a\"}},\"flaw\":{{\"description\":\"{}\"}}}}",
        "x".repeat(5 << 20)
    );
    let mut cases: Vec<(Vec<u8>, &str)> = vec![
        (deep.into_bytes(), "16 deep"),
        (doubled.into(), "duplicate"),
        (unknown.into(), "__proto__"),
        (huge.into_bytes(), "4 MiB"),
        (vec![b'x'; 17 << 20], "16 MiB"),
        (b"\xff\xfe\x00".to_vec(), "UTF-8"),
        (b"+++\n[product]\nname=\"a\"\n".to_vec(), "front matter"),
        (b"[product]\nname = \"a\"\nname = \"b\"\n".to_vec(), "duplicate"),
    ];
    for name in
        ["deep-json-100k.json", "json-dup-keys.json", "json-many-keys.json", "json-numbers.json"]
    {
        if let Some(path) = corpus(&format!("hostile/made/{name}")) {
            cases.push((std::fs::read(path).unwrap(), ""));
        }
    }
    for (bytes, why) in &cases {
        let ran = office.run_with(&["report", "-"], &[], bytes);
        ran.ends(2).says(&[why]);
    }
    if let Some(made) = corpus("hostile/made") {
        for entry in std::fs::read_dir(made).unwrap() {
            let path = entry.unwrap().path();
            office.run(&["report", path.to_str().unwrap()]).ends(2);
            let scene = office.run(&["tell", "2026-00000-00000", path.to_str().unwrap()]);
            assert_eq!(scene.code, 2);
        }
    }
    assert_eq!(office.leaves(), leaves, "nothing was recorded");
}

#[test]
fn naughty_strings_are_kept_as_they_are_and_never_steer_a_terminal() {
    let office = Office::new();
    let own = [
        "\u{202e}gnp.exe",
        "\u{1b}[2J\u{9b}31m",
        "a\u{0}b",
        "=cmd|'/C calc'!A0",
        "\u{feff}x",
        "]]>",
        "' OR 1=1 --",
    ];
    let mut strings: Vec<String> = own.map(str::to_owned).to_vec();
    if let Some(path) = corpus("hostile/blns/blns.json") {
        let list: Vec<String> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        strings.extend(list);
    }
    if let Some(path) = corpus("hostile/made/trojan-source.txt") {
        strings.push(std::fs::read_to_string(path).unwrap());
    }
    let (mut kept, mut refused) = (0, 0);
    for (number, some) in strings.chunks(FIELDS.len()).enumerate() {
        let mut form = serde_json::json!({"product": {"name": "R7"}, "flaw": {"description": "d"}});
        for (text, (section, field)) in some.iter().zip(FIELDS) {
            form[section][field] = text.as_str().into();
        }
        let bytes = serde_json::to_vec(&form).unwrap();
        let document = format!("sent-{number}.json");
        let ran = office.run_with(&["report", "-", "--document", &document], &[], &bytes);
        match ran.code {
            0 => {
                let sent = std::fs::read(office.path(&document)).unwrap();
                let sent: serde_json::Value = serde_json::from_slice(&sent).unwrap();
                for (text, (section, field)) in some.iter().zip(FIELDS) {
                    assert_eq!(sent[section][field].as_str().unwrap_or_default(), text);
                }
                kept += some.len();
            }
            // A field that the form does not take as it is; it is named, and the strings are sent one by one.
            2 => {
                let mut why = String::new();
                for (text, (section, field)) in some.iter().zip(FIELDS) {
                    let form = serde_json::json!({
                        "product": {"name": "R7"}, "flaw": {"description": "d"},
                        "repair": {"workaround": text},
                    });
                    let one = office.run_with(&["report", "-"], &[], form.to_string().as_bytes());
                    assert!(matches!(one.code, 0 | 2), "{section}.{field} {text:?}: {}", one.err);
                    if one.code == 2 {
                        refused += 1;
                        let _ = write!(why, "{}", one.err);
                    } else {
                        kept += 1;
                    }
                }
                assert!(ran.err.contains("field") || !why.is_empty(), "{}", ran.err);
            }
            code => panic!("{code}: {}", ran.err),
        }
    }
    println!("{kept} strings kept, {refused} refused with a message");
    assert!(kept > refused);
    office.run(&["log", "fsck"]).ends(0);
}

#[test]
fn names_that_deceive_are_shown_for_what_they_are() {
    let office = Office::new();
    let name = "Acme\u{202e}emcA <script>alert(1)</script> | # \u{1b}[31m";
    let report = ["--product", name, "--manufacturer", name, "--description", "d"];
    let handle = office.report(&report);
    for command in [vec!["case", &handle], vec!["duties", &handle], vec!["cases"]] {
        office.run(&command).ends(0);
    }
    let line = "party \"Bo\u{202e}b\" - DE individual -- a \u{2067}source";
    office.run(&["tell", &handle, line]).ends(0);
    office.run(&["case", &handle]).ends(0).says(&["[U+202E]", "[U+2067]"]);
    office.run(&["case", &handle, "--json"]).ends(0).says(&["\\u202e"]);
    let question = "finder may share technical with \"Bo\u{202e}b\"";
    let html = office.run(&["memo", &handle, question, "--form", "html"]).ends(0);
    assert!(html.out.contains("Bo[U+202E]b") && !html.out.contains("<script"), "{}", html.out);
    office.run(&["memo", &handle, question]).ends(0).says(&["Bo\\[U+202E\\]b"]);
    office.run(&["ask", &handle, question]).says(&["Bo[U+202E]b"]);
}

#[test]
fn naughty_strings_as_names_of_cases_parties_and_facts_get_a_message() {
    let office = Office::new();
    let handle = office.report(&["--product", "R7", "--description", "d"]);
    let strings = ["", "\u{202e}", "\u{1b}[2J", "'; DROP TABLE cases; --", "-"];
    for text in strings {
        let commands: [&[&str]; 7] = [
            &["case", text],
            &["fact", &handle, text, "--source", "s"],
            &["fact", &handle, "exploited", "--source", "s", "--about", text],
            &["duties", &handle, "--party", text],
            &["ask", &handle, text],
            &["memo", &handle, text],
            &["log", "fsck", "--known", text],
        ];
        for words in commands {
            let ran = office.run(words);
            // No subject is the flaw itself: that one is right.
            let right = text.is_empty() && words.contains(&"--about");
            assert!(right || matches!(ran.code, 1 | 2), "{words:?}: {} {}", ran.code, ran.out);
        }
    }
    office.run(&["log", "fsck"]).ends(0);
}
