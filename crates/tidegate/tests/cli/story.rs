//! A whole story from the first report to the ruling, as an office lives it.

use crate::desk::Office;

const EARLY_WARNING: &str = "\"Shenzhen Eye\" may report general to eu_csirt";

/// An office with the case of a camera from Shenzhen that is sold in the Union, exploited and known to its maker.
fn camera() -> (Office, String) {
    camera_of(Office::new())
}

fn camera_of(office: Office) -> (Office, String) {
    let words = ["--product", "Camera C7", "--manufacturer", "Shenzhen Eye"];
    let more = ["--manufacturer-place", "CN", "--market", "CN,EU", "--anonymous"];
    let flaw = ["--description", "Any password is accepted.", "--title", "Login without password"];
    let files = ["--receipt", "receipt.json", "--document", "report.json"];
    let handle = office.report(&[&words[..], &more[..], &flaw[..], &files[..]].concat());
    let lines = "# what the maker wrote\n\
                 zone Asia/Shanghai\n\
                 2026-11-23 09:00  \"Shenzhen Eye\" learned -- its letter\n\
                 2026-11-23 21:00  fact exploited -- its letter\n\
                 2026-11-23 21:00  \"shenzhen eye\" aware_of_exploitation -- its letter\n\
                 party Lin - CN individual -- business card\n";
    office.run_with(&["tell", &handle, "-"], &[], lines.as_bytes()).ends(0).says(&["4 events"]);
    (office, handle)
}

#[test]
fn a_receipt_verifies_offline_with_the_published_key_and_not_when_one_byte_differs() {
    let (office, _) = camera();
    let key = office.run(&["log", "key"]).ends(0).out;
    let verify = ["verify", "receipt.json", "report.json", "--key", key.trim()];
    // The data of the office is not needed: it is moved away.
    std::fs::rename(office.path("tidegate-data"), office.path("elsewhere")).unwrap();
    office.run(&verify).ends(0).says(&["VERIFIED"]);
    let mut report = std::fs::read(office.path("report.json")).unwrap();
    let last = report.len() - 10;
    report[last] ^= 1;
    office.write("report.json", report);
    office.run(&verify).ends(6);
}

#[test]
fn the_clocks_run_and_the_list_begins_with_what_is_due_first() {
    let (office, handle) = camera();
    let at = ["--at", "2026-11-23 22:00 +08:00"];
    let words = ["duties", &handle, "--party", "Shenzhen Eye", at[0], at[1]];
    office.run(&words).ends(0).says(&[
        "CRA 14(2)(a)",
        "2026-11-24 21:00",
        "RMSV 7(2)",
        "2026-11-25 09:00",
        "immediately",
    ]);
    let told = office.run(&[&words[..], &["--json"]].concat()).ends(0).json();
    let duties = told["cases"][0]["duties"]["duties"].as_array().unwrap().clone();
    let strict: Vec<String> = duties
        .iter()
        .filter_map(|duty| duty["due"]["strict"].as_str().map(str::to_owned))
        .collect();
    assert!(strict.len() >= 4, "{strict:?}");
    assert!(strict.is_sorted(), "{strict:?}");
    office.run(&[&words[..], &["--explain"]].concat()).ends(0).says(&["Regulation 1182/71"]);
    office.run(&["cases"]).ends(0).says(&[&handle, "Shenzhen Eye", "One case was opened"]);
    office.run(&["cases", "--no-due"]).ends(0).says(&[&handle]);
}

#[test]
fn a_question_is_free_and_a_recorded_decision_is_a_leaf() {
    let (office, handle) = camera();
    let before = office.leaves();
    let asked = office.run(&["ask", &handle, EARLY_WARNING]).ends(5);
    asked.says(&["CRA 14(2)(a)", "RMSV 9(7)", "two rules collide"]);
    assert_eq!(office.leaves(), before + 1, "only the opening of the case is on the log");
    let told = office.run(&["ask", &handle, EARLY_WARNING, "--record", "--json"]).ends(5).json();
    let leaf = told["recorded"]["leaf"].as_u64().unwrap();
    assert!(leaf > before && leaf < office.leaves());
    let case = office.run(&["case", &handle, "--json"]).ends(0).json();
    let last = case["record"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["event"]["decision_recorded"]["answer"], "conflict");
    // What the office itself may send is cleared for a session.
    let own = ["ask", &handle, "office may share general with \"Shenzhen Eye\"", "--record"];
    office.run(&own).ends(0).says(&["may be opened under it until"]);
    // Permitted, refused, and what the case does not hold.
    office.run(&["ask", &handle, "\"Shenzhen Eye\" may report technical to cn_miit?"]).ends(0);
    office.run(&["ask", &handle, "finder may sell technical to Lin"]).ends(3);
    let remedy = ["ask", &handle, "\"Shenzhen Eye\" may publish remedy", "--record"];
    office.run(&remedy).ends(2).says(&["supposes", "--content"]);
    office.write("fix.patch", "check the password");
    let content = ["tell", &handle, "--content", "remedy=fix.patch", "--held-by", "Shenzhen Eye"];
    office.run(&content).ends(0).says(&["add item"]);
    let recorded = office.run(&remedy);
    assert!(recorded.out.contains("Recorded: leaf"), "{}", recorded.err);
    office.run(&["tell", &handle, "--content", "secret=fix.patch"]).ends(2).says(&["technical"]);
    office.run(&["log", "fsck"]).ends(0);
}

#[test]
fn a_ruling_goes_over_a_collision_and_names_what_it_goes_over() {
    let (office, handle) = camera();
    let expires = "2099-01-01";
    let rule = |question: &str, by: &str, expires: &str| {
        office.run(&[
            "rule",
            &handle,
            question,
            "--by",
            by,
            "--countersigned-by",
            "Chen Bo",
            "--reasons",
            "the users in the Union are at risk",
            "--expires",
            expires,
        ])
    };
    rule(EARLY_WARNING, "Wang Fang", expires).ends(2).says(&["30 days"]);
    let soon = soon();
    rule(EARLY_WARNING, "chen bo", &soon).ends(2).says(&["countersign"]);
    rule("finder may sell technical to Lin", "Wang Fang", &soon).ends(2).says(&["sale"]);
    rule("finder may report technical to foreign_authority", "Wang Fang", &soon)
        .ends(2)
        .says(&["a ruling decides only where"]);
    let ruled = rule(EARLY_WARNING, "Wang Fang", &soon).ends(0);
    let ruled = ruled.says(&["goes over", "CRA 14(2)(a)", "RMSV 9(7)", "RULING RECORDED"]);
    assert!(ruled.out.find("goes over") < ruled.out.find("RULING RECORDED"), "shown before");
    let told = office.run(&["ask", &handle, EARLY_WARNING, "--record"]).ends(0);
    let told = told.says(&["released under ruling", "Recorded: leaf"]);
    // The office opens content only for what it sends itself.
    assert!(!told.out.contains("may be opened"));
    office.run(&["case", &handle]).ends(0).says(&["ruling of Wang Fang"]);
    let case = office.run(&["case", &handle, "--json"]).ends(0).json();
    let last = case["record"].as_array().unwrap().last().unwrap().clone();
    let decided = &last["event"]["decision_recorded"];
    assert_eq!(decided["answer"], "released_under_ruling");
    assert!(decided["ruling"].as_str().unwrap().starts_with("ruling_"));
    // It released its one flow, and is spent.
    let asked = office.run(&["ask", &handle, EARLY_WARNING]).ends(5);
    asked.says(&["two rules collide", "it is spent"]);
    let chinese = office.run(&["--lang", "zh", "ask", &handle, EARLY_WARNING]).ends(5);
    chinese.says(&["不予放行"]);
}

#[test]
fn a_ruling_on_two_classes_releases_the_sheet_that_discloses_both() {
    let (office, handle) = camera();
    let sheet = ["sheet", &handle, "--duty", "CRA 14(2)(a)", "--decide"];
    office.run(&sheet).ends(5).says(&["two rules collide"]);
    let soon = soon();
    let who = ["--by", "Wang Fang", "--countersigned-by", "Chen Bo", "--reasons", "users at risk"];
    let rule = |question: &str| {
        office.run(&[&["rule", &handle, question, "--expires", &soon][..], &who].concat())
    };
    rule("\"Shenzhen Eye\" may report existence,generl to eu_csirt").ends(2).says(&["generl"]);
    rule("\"Shenzhen Eye\" may report existence, to eu_csirt").ends(2);
    for to in ["eu_csirt", "eu_enisa"] {
        let question = format!("\"Shenzhen Eye\" may report existence,general to {to}");
        rule(&question).ends(0).says(&["RULING RECORDED"]);
    }
    // Stopped before, nothing was spent; now the decision is what the sheet shows, and both rulings are spent by it.
    let filed = office.run(&sheet).ends(0);
    assert!(filed.out.contains("released under ruling"), "{}", filed.out);
    office.run(&sheet).ends(5).says(&["two rules collide"]);
}

#[test]
fn no_ruling_is_recorded_where_somebody_has_no_need_to_know() {
    let office = Office::none();
    let init = ["init", "--name", "Example desk", "--jurisdiction", "CN"];
    office.run(&[&init[..], &["--reports", "own", "--by", "Wang Fang"]].concat()).ends(0);
    let (office, handle) = camera_of(office);
    let kim = "party Kim - HK individual -- business card\n";
    office.run_with(&["tell", &handle, "-"], &[], kim.as_bytes()).ends(0);
    let before = office.run(&["case", &handle, "--json"]).ends(0).json();
    let (soon, question) = (soon(), "\"Shenzhen Eye\" may share technical to Kim");
    let who = ["--by", "Wang Fang", "--countersigned-by", "Chen Bo", "--reasons", "he asks"];
    let words = [&["rule", &handle, question, "--expires", &soon][..], &who].concat();
    let english = ["no ruling could release this flow", "Kim has no need to know"];
    office.run(&words).ends(2).says(&english);
    office.run(&[&["--lang", "zh"], &words[..]].concat()).ends(2).says(&["没有知悉必要"]);
    let after = office.run(&["case", &handle, "--json"]).ends(0).json();
    assert_eq!(before["record"], after["record"]);
}

/// An instant in a week, as `date` would write it.
fn soon() -> String {
    let week = std::time::Duration::from_secs(7 * 86_400);
    let at = std::time::SystemTime::now() + week;
    jiff::Timestamp::try_from(at).unwrap().to_string()
}

#[test]
fn the_memo_says_it_on_one_page_in_both_languages() {
    let (office, handle) = camera();
    let memo = office.run(&["memo", &handle, EARLY_WARNING]).ends(0);
    memo.says(&[
        "# Decision memo",
        "# 决定备忘录",
        "RMSV 9(7)",
        "《漏洞管理规定》9(7)",
        "Facts relied on",
        "its letter",
        "所依据的事实",
        "otherwise, if",
        "Who decides",
        "由谁决定",
    ]);
    let html = ["memo", &handle, EARLY_WARNING, "--form", "html", "--out", "memo.html"];
    office.run(&html).ends(0);
    let page = std::fs::read_to_string(office.path("memo.html")).unwrap();
    assert!(page.contains("<section lang=\"zh-Hans\">") && !page.contains("<script"), "{page}");
    office.run(&html).ends(2).says(&["is there already"]);
    let text = ["memo", &handle, EARLY_WARNING, "--form", "text", "--only", "zh"];
    let text = office.run(&text).ends(0);
    assert!(!text.out.contains("Decision memo"));
    assert_eq!(
        office.run(&["memo", &handle, EARLY_WARNING, "--json"]).ends(0).json()["version"],
        1
    );
}

#[test]
fn the_case_shows_everything_but_content_in_both_languages() {
    let (office, handle) = camera();
    let english = office.run(&["case", &handle]).ends(0);
    assert!(!english.out.contains("Any password"), "content is never shown");
    english.says(&["Who knows what since when", "exploited = true", "undisclosed", "its letter"]);
    let chinese = office.run(&["--lang", "zh", "case", &handle]).ends(0);
    chinese.says(&["谁自何时知道什么", "时间线", "未公开", "案件"]);
    let chinese = office.run(&["--lang", "zh", "case", &handle]).ends(0).says(&["示例受理处"]);
    assert!(!chinese.out.contains("Example desk"), "the office goes by its Chinese name");
    let json = office.run(&["case", &handle, "--json"]).ends(0).says(&["Example desk"]);
    assert!(!json.out.contains("Any password"));
    assert_eq!(json.json()["facts"][0]["fact"], "exploited");
    for command in ["duties", "cases"] {
        office.run(&["--lang", "zh", command]).ends(0).says(&["Shenzhen Eye"]);
    }
}

#[test]
fn the_log_is_whole_and_can_be_given_away() {
    let (office, _) = camera();
    office.run(&["log", "fsck", "--known", "receipt.json"]).ends(0).says(&["Nothing differs"]);
    office.run(&["log", "export", "copy"]).ends(0);
    let checkpoint = std::fs::read_to_string(office.path("copy/checkpoint")).unwrap();
    assert!(checkpoint.starts_with("example-desk/log\n"), "{checkpoint}");
    office.run(&["log", "export", "copy"]).ends(2).says(&["not empty"]);
    // The copy is a checkpoint from outside.
    office.run(&["log", "fsck", "--known", "copy/checkpoint"]).ends(0);
    // One byte of a tile differs: found, named, and the exit code says so.
    let tiles = office.path("tidegate-data/log/tile/0/000.p");
    let tile = std::fs::read_dir(tiles).unwrap().map(|entry| entry.unwrap().path()).max().unwrap();
    let mut bytes = std::fs::read(&tile).unwrap();
    bytes[5] ^= 1;
    std::fs::write(&tile, bytes).unwrap();
    office.run(&["log", "fsck"]).ends(6).says(&["differs", "tile"]);
}

#[test]
fn a_copy_of_the_log_is_checked_without_its_office() {
    let (office, _) = camera();
    let key = office.run(&["log", "key"]).ends(0).out;
    let key = key.trim();
    office.run(&["log", "export", "copy"]).ends(0);
    // No office is named, and none is there.
    let check = |more: &[&str]| {
        let words = [&["--data", "elsewhere", "log", "check", "copy"], more].concat();
        office.run(&words)
    };
    check(&["--key", key]).ends(0).says(&["Nothing differs", "example-desk/log"]);
    check(&["--key", key, "--known", "receipt.json"]).ends(0).says(&["continues"]);
    let told = check(&["--key", key, "--json"]).ends(0).json();
    assert_eq!(told["size"].as_u64().unwrap(), office.leaves());
    check(&[]).ends(2).says(&["--key"]);
    check(&["--key", "not-a-key"]).ends(2);
    // A receipt from a later log tells that the copy was cut off.
    office.write("more.toml", "[product]\nname = \"R8\"\n[flaw]\ndescription = \"d\"\n");
    office.run(&["report", "more.toml", "--receipt", "later.json"]).ends(0);
    check(&["--key", key, "--known", "later.json"]).ends(6).says(&["differ"]);
    // One bit of an entry differs.
    let folder = office.path("copy/tile/entries/000.p");
    let bundles = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let bundle = bundles.max_by_key(|path| std::fs::metadata(path).unwrap().len()).unwrap();
    let mut bytes = std::fs::read(&bundle).unwrap();
    bytes[20] ^= 1;
    std::fs::write(&bundle, bytes).unwrap();
    check(&["--key", key]).ends(6).says(&["One thing differs", "was changed"]);
    let chinese = check(&["--key", key, "--lang", "zh"]).ends(6).says(&["叶被改动"]);
    assert!(!chinese.out.contains("leaf") && !chinese.out.contains("changed"), "{}", chinese.out);
}

#[test]
fn a_check_of_the_office_says_what_differs_in_the_readers_language() {
    let (office, _) = camera();
    let mut tiles = vec![office.path("tidegate-data/log/tile")];
    let tile = loop {
        let path = tiles.pop().unwrap();
        if path.is_file() {
            break path;
        }
        tiles.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
    };
    std::fs::remove_file(tile).unwrap();
    office.run(&["log", "fsck"]).ends(6).says(&["file `tile/", "is missing"]);
    let chinese =
        office.run(&["--lang", "zh", "log", "fsck"]).ends(6).says(&["文件 `tile/", "缺失"]);
    assert!(!chinese.out.contains("missing"), "{}", chinese.out);
    let told = office.run(&["--lang", "zh", "log", "fsck", "--json"]).ends(6).json();
    assert!(
        told["findings"][0].as_str().unwrap().ends_with("is missing"),
        "programs read one form"
    );
}

#[test]
fn the_same_key_gives_the_same_receipt_and_another_report_is_refused() {
    let office = Office::new();
    let words = ["report", "--product", "R7", "--description", "d", "--idempotency-key", "k"];
    let first = office.run(&[&words[..], &["--receipt", "a.json"]].concat()).ends(0);
    let leaves = office.leaves();
    let again = office.run(&[&words[..], &["--receipt", "b.json"]].concat()).ends(0);
    again.says(&["RECORDED BEFORE"]);
    assert!(first.out.contains("RECORDED · "));
    let read = |name| std::fs::read(office.path(name)).unwrap();
    assert_eq!(read("a.json"), read("b.json"));
    assert_eq!(office.leaves(), leaves);
    let other = ["report", "--product", "R8", "--description", "d", "--idempotency-key", "k"];
    office.run(&other).ends(2).says(&["another"]);
}

#[test]
fn a_report_comes_as_toml_json_markdown_flags_or_from_a_pipe() {
    let office = Office::new();
    let toml = "[product]\nname = \"R7\"\n[flaw]\ndescription = \"overflow\"\n";
    let markdown = "+++\n[product]\nname = \"R7\"\n+++\n## Description\noverflow\n";
    let json = r#"{"product":{"name":"R7"},"flaw":{"description":"overflow"}}"#;
    let digest = |words: &[&str], input: &str| {
        let words = [&["report", "--json"], words].concat();
        let told = office.run_with(&words, &[], input.as_bytes()).ends(0).json();
        told["digest"].as_str().unwrap().to_owned()
    };
    let by_flags = digest(&["--product", "R7", "--description", "overflow"], "");
    for (name, text) in [("r.toml", toml), ("r.md", markdown), ("r.json", json), ("r", json)] {
        office.write(name, text);
        assert_eq!(digest(&[name], ""), by_flags, "{name}");
        assert_eq!(digest(&["-"], text), by_flags, "{name} piped");
    }
    office.write("poc.py", "print(1)");
    office.write("trace.log", "…");
    let files =
        ["r.toml", "--attach", "trace.log", "--poc", "poc.py", "--set", "flaw.cwe=[\"CWE-79\"]"];
    assert_ne!(digest(&files, ""), by_flags);
}

/// No row says the same before and after.
fn differ(text: &str, before: &str, after: &str) {
    let told = text.replace('\n', " ");
    let rows: Vec<&str> = told.split(before).skip(1).collect();
    assert!(!rows.is_empty(), "{text}");
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for row in rows {
        let (old, rest) = row.split_once(after).unwrap();
        let (old, rest) = (one_line(old), one_line(rest));
        assert!(!rest.starts_with(&old) || rest[old.len()..].starts_with(" ·"), "{old}");
    }
}

#[test]
fn the_plan_names_the_collision_and_a_remedy_would_open_the_way() {
    let (office, handle) = camera();
    let at = ["--at", "2026-11-23 22:00 +08:00"];
    office.run(&["plan", &handle, at[0], at[1]]).ends(0).says(&[
        "CRA 14(2)(a) demands what RMSV 9(7) forbids",
        "RMSV 7(2): due 2026-11-25 09:00 +08:00, in time",
        "Nothing lawful is in time: a named person decides",
        "public, with the remedy, before the filing is due",
    ]);
    let remedy = ["--fact", "remedy_provided", "--fact", "remedy_is_full_fix"];
    let supposed = [&["what-if", &handle, at[0], at[1]][..], &remedy[..]].concat();
    let compared =
        office.run(&supposed).ends(0).says(&["before: ", "after: step", "stay as", "Plan"]);
    differ(&compared.out, "before: ", "after: ");
    let chinese = office.run(&[&supposed[..], &["--lang", "zh"]].concat()).ends(0);
    chinese.says(&["之前：", "之后：", "项义务不变", "计划"]);
    // Both plans are of one instant where none is given, so what changes nothing is told to change nothing.
    let note = ["what-if", &handle, "--happens", "note nothing of weight"];
    office.run(&note).ends(0).says(&["Nothing would change"]);
    // A remedy alone, without publication: at the least the plan's ways or answers are told otherwise.
    let alone =
        office.run(&["what-if", &handle, at[0], at[1], "--fact", "remedy_provided"]).ends(0);
    assert!(
        alone.out.contains("before: ") && !alone.out.contains("Nothing would"),
        "{}",
        alone.out
    );
    differ(&alone.out, "before: ", "after: ");
    let told = office.run(&[&supposed[..], &["--json"]].concat()).ends(0).json();
    let warning = |plan: &serde_json::Value| {
        let duties = plan["duties"].as_array().unwrap().clone();
        let is = |one: &serde_json::Value| {
            one["duty"]["rule"]["rule"] == "eu-cra/14(2)(a)/early-warning"
        };
        duties.into_iter().find(is).unwrap()["standing"]["standing"].clone()
    };
    assert_eq!(warning(&told["after"]), "step");
    // An event at another time moves its clock.
    let events = office.run(&["case", &handle, "--json"]).ends(0).json();
    let events = events["record"].as_array().unwrap().clone();
    let aware = events.iter().position(|one| one.to_string().contains("aware_of_exploitation"));
    let moved = format!("{}=2026-11-23 10:00", aware.unwrap());
    office
        .run(&["what-if", &handle, "--moved", &moved, at[0], at[1]])
        .ends(0)
        .says(&["2026-11-24 10:00 +08:00"]);
    let nonsense = ["what-if", &handle, "--moved", "x"];
    office.run(&nonsense).ends(2).says(&["NUMBER=TIME"]);
}
