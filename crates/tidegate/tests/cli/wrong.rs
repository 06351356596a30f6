//! Wrong use: what is wrong, what to do next, the right exit code, and nothing changed.

use crate::desk::Office;

#[test]
fn without_an_office_every_command_says_how_to_make_one() {
    let office = Office::none();
    office.write("report.toml", "[product]\nname=\"a\"\n[flaw]\ndescription=\"b\"\n");
    let commands: [&[&str]; 9] = [
        &["report", "report.toml"],
        &["cases"],
        &["case", "2026-00000-00000"],
        &["fact", "x", "exploited", "--source", "s"],
        &["tell", "x", "a learned"],
        &["duties"],
        &["ask", "x", "a may publish technical"],
        &["log", "fsck"],
        &["log", "key"],
    ];
    for words in commands {
        office.run(words).ends(1).says(&["tidegate init"]);
    }
    assert!(!office.path("tidegate-data").exists(), "nothing was made");
}

#[test]
fn an_office_is_never_overwritten_and_needs_what_it_needs() {
    let office = Office::new();
    let before = std::fs::read(office.path("tidegate-data/office.json")).unwrap();
    let again = ["init", "--name", "Other", "--jurisdiction", "CN"];
    office.run(&again).ends(2).says(&["already", "--data"]);
    assert_eq!(std::fs::read(office.path("tidegate-data/office.json")).unwrap(), before);
    let init = |more: &[&str]| {
        let words = [&["--data", "new", "init", "--name", "N"], more].concat();
        let ran = office.run(&words).ends(2);
        assert!(!office.path("new").exists(), "nothing was made");
        ran
    };
    init(&["--jurisdiction", "DE"]).says(&["--zone"]);
    init(&["--jurisdiction", "XX"]).says(&["jurisdiction"]);
    init(&["--jurisdiction", "CN", "--zone", "Mars/Olympus"]).says(&["time zone"]);
    init(&["--jurisdiction", "CN", "--positions", "suggested"]).says(&["--by"]);
    init(&["--jurisdiction", "CN", "--positions", "rmsv_q9=perhaps", "--by", "W"])
        .says(&["perhaps"]);
    init(&["--jurisdiction", "CN", "--house", "cn-nothing"]).says(&["cn-nothing"]);
    office
        .run(&["--data", "new", "init", "--name", "N", "--jurisdiction", "CN", "--log", "a b"])
        .ends(2)
        .says(&["name of a log"]);
    office.run(&["--data", "/dev/null/x", "init", "--name", "N", "--jurisdiction", "CN"]).ends(1);
    office
        .run(&["--data", "/proc/tidegate", "init", "--name", "N", "--jurisdiction", "CN"])
        .ends(1);
}

#[test]
fn a_wrong_name_gets_the_names_that_there_are() {
    let office = Office::new();
    let handle = office.report(&["--product", "R7", "--description", "d"]);
    let source = ["--source", "s"];
    let fact = |name: &str, more: &[&str]| {
        office.run(&[&["fact", &handle, name], &source[..], more].concat()).ends(2)
    };
    fact("exploted", &[]).says(&["did you mean", "`exploited`"]);
    fact("exploited=perhaps", &[]).says(&["true", "false"]);
    fact("remedy_in_publication", &[]).says(&["single flow"]);
    fact("rmsv_q9=maintainer_is_provider", &[]).says(&["reading"]);
    fact("actor_is_data_processor", &[]).says(&["party"]);
    fact("exploited", &["--about", "nobody"]).says(&["nobody"]);
    fact("exploited", &["--occurred", "yesterday"]).says(&["yesterday"]);
    fact("exploited", &["--occurred", "2999-01-01"]).says(&["future"]);
    office.run(&["fact", &handle, "exploited"]).ends(2).says(&["--source"]);
    for name in ["2026-00000-00000", "case_00000000000000000000000000", "", "../../etc/passwd"] {
        office.run(&["case", name]).ends(2).says(&["tidegate cases"]);
    }
    let ask = |question: &str| office.run(&["ask", &handle, question]).ends(2);
    ask("nobody may share technical with cn_miit").says(&["unnamed finder"]);
    ask("finder may lend technical to cn_miit").says(&["publish"]);
    ask("finder may share secrets with cn_miit").says(&["technical"]);
    ask("finder may share technical with nobody")
        .says(&["neither a party of the case nor a capacity"]);
    ask("what is this").says(&["may ACT CONTENT"]);
    office.run(&["duties", &handle, "--party", "nobody"]).ends(2).says(&["unnamed finder"]);
}

#[test]
fn if_one_line_is_wrong_none_is_recorded() {
    let office = Office::new();
    let handle = office.report(&["--product", "R7", "--description", "d"]);
    let events = || office.run(&["case", &handle, "--json"]).json()["log"]["events"].clone();
    let before = events();
    for (lines, why) in [
        ("party acme manufacturer DE\nacme lerned", "line 2: there is no start event `lerned`"),
        ("party acme manufacturer DE\nparty acme boss DE", "there is no role `boss`"),
        ("party acme manufacturer Germany", "jurisdiction"),
        ("2999-01-01 note too early", "line 1"),
        ("2026-13-01 note no such month", "2026-13-01"),
        ("technical is secret", "public_with_remedy"),
        ("remedy is public_with_remedy", "has no content of class `remedy`"),
        ("note \"open", "double quote"),
        ("house cn-practice", "the office"),
        ("at 2026-01-01", "tidegate ask"),
        ("zone Mars/Olympus", "Mars"),
        ("product R7 contains R7", "component"),
        ("dance", "write"),
    ] {
        let ran = office.run_with(&["tell", &handle, "-"], &[], lines.as_bytes()).ends(2);
        ran.says(&[why, "nothing was recorded"]);
        assert_eq!(events(), before, "{lines}");
    }
    office.run_with(&["tell", &handle, "-"], &[], b"\n# only a comment\n").ends(2);
    office.run_with(&["tell", &handle, "-"], &[], b"note \xff").ends(2).says(&["UTF-8"]);
}

#[test]
fn wrong_or_lost_keys_open_nothing_and_say_so() {
    let (office, other) = (Office::new(), Office::new());
    let handle = office.report(&["--product", "R7", "--description", "d"]);
    let key = office.path("tidegate-data/keys/root.key");
    let right = std::fs::read(&key).unwrap();
    std::fs::copy(other.path("tidegate-data/keys/root.key"), &key).unwrap();
    office.run(&["case", &handle]).ends(1).says(&["key"]);
    std::fs::remove_file(&key).unwrap();
    office.run(&["case", &handle]).ends(1).says(&["root.key"]);
    let passphrase = [("TIDEGATE_PASSPHRASE", "guess")];
    office.run_with(&["case", &handle], &passphrase, b"").ends(1);
    office.write("tidegate-data/keys/root.key", &right);
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&key, mode).unwrap();
    office.run(&["case", &handle]).ends(0);
    office.run(&["log", "fsck"]).ends(0);
}

#[test]
fn keys_may_lie_elsewhere_and_under_a_passphrase() {
    let office = Office::none();
    let keys = office.path("other-disk");
    let set = [("TIDEGATE_KEYS", keys.to_str().unwrap()), ("TIDEGATE_PASSPHRASE", "a long phrase")];
    let init = ["init", "--name", "N", "--jurisdiction", "DE", "--zone", "Europe/Berlin"];
    office.run_with(&init, &set, b"").ends(0).says(&["other-disk", "stored nowhere"]);
    assert!(!office.path("tidegate-data/keys").exists());
    office.run_with(&["cases"], &set, b"").ends(0).says(&["no cases"]);
    let wrong = [set[0], ("TIDEGATE_PASSPHRASE", "another phrase")];
    office.run_with(&["cases"], &wrong, b"").ends(1);
    office.run(&["cases"]).ends(1);
}

#[test]
fn a_damaged_store_is_told_and_not_made_worse() {
    let office = Office::new();
    let handle = office.report(&["--product", "R7", "--description", "d"]);
    office.write("tidegate-data/office.json", "{");
    office.run(&["case", &handle]).ends(1).says(&["office.json"]);
    let office = Office::new();
    office.write("tidegate-data/tidegate.db", vec![7_u8; 8192]);
    let _ = std::fs::remove_file(office.path("tidegate-data/tidegate.db-wal"));
    office.run(&["cases"]).ends(1).says(&["database"]);
    assert_eq!(std::fs::read(office.path("tidegate-data/tidegate.db")).unwrap(), vec![7_u8; 8192]);
}

#[test]
fn a_receipt_is_never_overwritten_and_never_lost() {
    let office = Office::new();
    office.write("there.json", "mine");
    let report = ["report", "--product", "R7", "--description", "d"];
    let leaves = office.leaves();
    let receipt = ["--receipt", "there.json"];
    office.run(&[&report[..], &receipt[..]].concat()).ends(2).says(&["is there already"]);
    let nowhere = ["--receipt", "no/such/folder.json"];
    office.run(&[&report[..], &nowhere[..]].concat()).ends(2).says(&["no folder"]);
    assert_eq!(std::fs::read(office.path("there.json")).unwrap(), b"mine");
    assert_eq!(office.leaves(), leaves, "nothing was recorded");
    // A place that takes no file: the report is recorded, and the receipt is printed.
    let proc = ["--receipt", "/proc/receipt.json"];
    office.run(&[&report[..], &proc[..]].concat()).ends(0).says(&["keep it", "\"claim\""]);
}

#[test]
fn the_manual_has_a_page_for_every_command_in_both_languages() {
    let office = Office::none();
    let commands =
        ["init", "report", "cases", "case", "fact", "tell", "duties", "ask", "rule", "memo", "log"];
    for command in commands {
        office.run(&[command, "--help"]).ends(0).says(&["Usage:", "--json"]);
        office.run(&["--lang", "zh", "help", command]).ends(0).says(&["--json", "。"]);
    }
    for command in ["fsck", "show", "key", "export"] {
        office.run(&["log", command, "--help"]).ends(0);
    }
    office.run(&["case", "--json"]).ends(2).says(&["\"exit\": 2"]);
}

#[test]
fn two_versions_of_the_book_without_a_solver_are_compared_as_texts_and_said_to_be_unproved() {
    let office = Office::none();
    let law = concat!(env!("CARGO_MANIFEST_DIR"), "/../../law/cn/rmsv.md");
    let text = std::fs::read_to_string(law).unwrap();
    let new = text.replacen("unless { context.mps_consent };", ";", 1);
    assert_ne!(text, new);
    office.write("amended.md", new);
    let without = [("CVC5", "/nowhere/cvc5")];
    let compared = office.run_with(&["law", "diff", law, "amended.md"], &without, b"").ends(1);
    compared.says(&[
        "apt-get install",
        "cvc5, which was not found",
        "Not proved",
        "not proved: whether it decides the same",
    ]);
    let words = ["law", "diff", law, "amended.md", "--json"];
    let told = office.run_with(&words, &without, b"").ends(1).json();
    assert_eq!(told["verdict"], "unproved");
    assert_eq!(told["rules"][0]["found"]["found"], "unproved");
    assert!(told.get("proofs").is_none());
    office.run(&["law", "diff", law, "nothing.md"]).ends(1);
    office.run(&["law", "diff", law]).ends(2);
    office.run(&["law", "diff", law, law, "--cases"]).ends(1);
}

#[test]
fn what_the_book_lacks_is_no_empty_answer() {
    let office = Office::none();
    office.run(&["law", "conflicts", "eu-cra", "xx"]).ends(2).says(&["no statute `xx`", "cn-rmsv"]);
    let old = ["law", "show", "cn-rmsv", "9(7)", "--at", "2020-01-01"];
    office.run(&old).ends(0).says(&["NOT IN FORCE at"]);
    // In force from the first instant of the day, in China; an article may begin later than its statute.
    for (statute, article, at, not) in [
        ("cn-rmsv", "9(7)", "2021-08-31", true),
        ("cn-rmsv", "9(7)", "2021-09-01", false),
        ("eu-cra", "13(6)", "2026-11-01", true),
        ("eu-cra", "14(2)(a)", "2026-11-01", false),
        ("eu-cra", "13(6)", "2027-12-11", false),
    ] {
        let shown = office.run(&["law", "show", statute, article, "--at", at]).ends(0);
        assert_eq!(shown.out.contains("NOT IN FORCE"), not, "{statute} {article} {at}");
    }
}

#[test]
fn a_party_that_is_not_there_and_a_supposition_of_nothing_are_errors_of_use() {
    let office = Office::new();
    let words = ["--product", "Camera C7", "--manufacturer", "Shenzhen Eye", "--market", "CN"];
    let handle = office.report(&[&words[..], &["--description", "Any password."]].concat());
    for named in [&["duties", "--party", "Nobody"][..], &["duties", &handle, "--party", "Nobody"]] {
        office.run(named).ends(2).says(&["`Nobody`", "Shenzhen Eye"]);
        let chinese = [named, &["--lang", "zh"]].concat();
        office.run(&chinese).ends(2).says(&["没有名为`Nobody`的主体", "Shenzhen Eye"]);
    }
    office.run(&["duties", "--party", "Shenzhen Eye"]).ends(0);
    let leaves = office.leaves();
    office.run(&["what-if", &handle]).ends(2).says(&["--fact remedy_provided", "--happens"]);
    office.run(&["what-if", &handle, "--lang", "zh"]).ends(2).says(&["请假设一项事实"]);
    assert_eq!(office.leaves(), leaves, "no case was opened for it");
    office.run(&["what-if", &handle, "--fact", "remedy_provided"]).ends(0);
}
