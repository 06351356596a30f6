//! The copy sheets of the three stories, and of a kept case from the sheet to the portal's reference.

use crate::desk::Office;

/// A scene of this repository.
fn scene(name: &str) -> String {
    format!("{}/../../scenes/demo/{name}.scene", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_three_stories_have_their_sheets() {
    let office = Office::none();
    let sheet = |name: &str, duty: &str, more: &[&str]| {
        let scene = scene(name);
        office.run(&[&["sheet", "--scene", &scene, "--duty", duty][..], more].concat()).ends(0)
    };
    let camera = sheet("camera-2026", "CRA 14(2)(a)", &["--with", "portal"]);
    camera.says(&[
        "Missing",
        "Title",
        "Actively exploited vulnerability",
        "CRA 16(2)",
        "RMSV 9(7)",
    ]);
    sheet("camera-2026", "rmsv-report", &[]).says(&["Harm of the vulnerability", "RMSV 7"]);
    let json = sheet("camera-2026", "rmsv-report", &["--json"]).json();
    let missing = json["sheets"][0]["missing"].as_array().unwrap();
    assert!(missing.iter().any(|id| id == "harm") && missing.iter().all(|id| id != "product_name"));
    // What the maker of 2021 knew before the provisions took effect has the same form.
    let known = sheet("hikvision-2021", "cn-rmsv/7(2)/report-miit-known-before", &[]);
    known.says(&["Product model", "camera"]);
    // Apache provides no network product within the PRC in the story: nobody owes the early warning of a law to come.
    sheet("log4shell", "cra-early-warning", &[]).says(&["Nobody owes this duty"]);
    let chinese = sheet("camera-2026", "CRA 14(2)(a)", &["--lang", "zh"]);
    chinese.says(&["缺少", "提交之前", "欧盟网络安全局"]);
    let none = office.run(&["sheet", "--scene", &scene("camera-2026"), "--duty", "CRA 14(6)"]);
    none.ends(2).says(&["there is no form", "in its request"]);
}

#[test]
fn a_sheet_of_a_kept_case_is_read_opened_and_answered_with_the_portals_reference() {
    let office = Office::new();
    let words = ["--product", "Camera C7", "--manufacturer", "Shenzhen Eye"];
    let more = ["--manufacturer-place", "CN", "--market", "CN,DE", "--anonymous"];
    let flaw = [
        "--description",
        "CANARY: any password is accepted.",
        "--title",
        "Login",
        "--exploited",
        "yes",
    ];
    let handle = office.report(&[&words[..], &more[..], &flaw[..]].concat());
    let lines = "2026-11-23 09:00 +08:00  \"Shenzhen Eye\" learned -- its letter\n";
    office.run_with(&["tell", &handle, "-"], &[], lines.as_bytes()).ends(0);
    let leaves = office.leaves();
    let sheet = ["sheet", &handle, "--duty", "rmsv-report"];
    let told = ["Camera C7", "not opened for this sheet", "Fill them in at the portal"];
    let shut = office.run(&sheet).ends(0).says(&told);
    assert!(!shut.out.contains("CANARY"));
    assert_eq!(office.leaves(), leaves + 1, "the read and nothing else");
    let html = [&sheet[..], &["--content", "--format", "html", "--out", "sheet.html"]].concat();
    office.run(&html).ends(0);
    let page = std::fs::read_to_string(office.path("sheet.html")).unwrap();
    assert!(page.contains("CANARY") && page.contains("Camera C7"), "{page}");
    assert!(office.leaves() > leaves + 3, "the read, the decision and its bytes are on the log");
    for words in ["{", "exploitation", "&quot;"] {
        assert!(!page.contains(&format!("{words}flaw")), "no raw form stands in a field: {page}");
    }
    assert!(page.contains("Description: CANARY") && !page.contains("&quot;state&quot;"), "{page}");
    let opened = [&sheet[..], &["--content", "--lang", "zh"]].concat();
    let chinese = office.run(&opened).ends(0).says(&["描述：CANARY", "标题：Login"]);
    assert!(!chinese.out.contains("{\""), "{}", chinese.out);
    let decided = office.run(&[&sheet[..], &["--decide"]].concat()).ends(0);
    decided.says(&["CANARY", "RMSV 7"]);
    let back = ["--filed", "2026-11-24 10:00 +08:00", "--reference", "NVDB-1"];
    office.run(&[&sheet[..], &back[..]].concat()).ends(0).says(&[
        "Filed",
        "NVDB-1",
        "State: met. On record as filed, but the law names these fields",
        "Harm of the vulnerability",
    ]);
    let after = office.run(&[&sheet[..], &["--json"]].concat()).ends(0).json();
    let empty = &after["sheets"][0]["empty_by_law"];
    assert!(empty.as_array().unwrap().iter().any(|field| field == "harm"), "{empty}");
    let told = office.run(&["duties", &handle, "--all", "--json"]).ends(0).json();
    let duties = told["cases"][0]["duties"]["duties"].as_array().unwrap().clone();
    let mine = duties.iter().find(|one| one["rule"]["rule"] == "cn-rmsv/7(2)/report-miit").unwrap();
    assert_eq!(mine["state"], "met", "{mine}");
    let filed = office.run(&["case", &handle, "--json"]).ends(0).out;
    assert!(filed.contains("NVDB-1"), "the event says the reference");
    office.run(&["log", "fsck"]).ends(0);
}

#[test]
fn an_embargo_that_was_told_is_named_on_the_sheet_before_anything_is_filed() {
    let office = Office::new();
    let handle = office.camera(&[]);
    let tell = |line: &str| office.run(&["tell", &handle, line, "--source", "its letter"]);
    tell("\"Shenzhen Eye\" learned").ends(0);
    let sheet = ["sheet", &handle, "--duty", "rmsv-report"];
    let before = office.run(&sheet).ends(0);
    assert!(!before.out.contains("embargo stands") && !before.out.contains("TLP"));
    tell("embargo \"Shenzhen Eye\"").ends(2);
    tell("embargo \"Shenzhen Eye\",nobody").ends(2).says(&["nobody"]);
    tell("embargo until \"2099-02-01 09:00\"").ends(2);
    tell("embargo manufacturer,finder until 2099-02-01").ends(2).says(&["gives no hour"]);
    tell("embargo manufacturer,finder until \"2001-02-01 09:00\"").ends(2);
    tell("embargo \"Shenzhen Eye\", finder until \"2099-02-01 09:00\" under TLP:AMBER").ends(0);
    let after = office.run(&sheet).ends(0);
    after.says(&["An embargo stands", "Shenzhen Eye", "2099-02-01 09:00", "TLP:AMBER"]);
    office.run(&["case", &handle]).ends(0).says(&["TLP:AMBER", "its letter"]);
    let json = office.run(&[&sheet[..], &["--json"]].concat()).ends(0).json();
    assert_eq!(json["sheets"][0]["embargo"]["terms"], "TLP:AMBER");
    tell("embargo ends remedy").ends(0);
    let ended = office.run(&sheet).ends(0);
    assert!(!ended.out.contains("TLP:AMBER"), "{}", ended.out);
}

#[test]
fn a_scene_with_an_embargo_names_it_on_its_sheet() {
    let office = Office::none();
    let told = std::fs::read_to_string(scene("camera-2026")).unwrap();
    let party = "party partner coordinator DE";
    let line = "2026-11-23 08:00 embargo camera-maker,partner under distros -- a list";
    let first = told.lines().position(|line| line.starts_with("2026-")).unwrap();
    let mut lines: Vec<&str> = told.lines().collect();
    lines.splice(first..first, [party, line]);
    office.write("with.scene", lines.join("\n"));
    let sheet = |scene: &str| office.run(&["sheet", "--scene", scene, "--duty", "rmsv-report"]);
    assert!(!sheet(&scene("camera-2026")).ends(0).out.contains("distros"));
    sheet("with.scene").ends(0).says(&["An embargo stands", "distros"]);
}

#[test]
fn a_filing_names_its_bearer_where_several_owe_and_confirms_a_time_before_the_clock() {
    let office = Office::new();
    let handle = office.camera(&[]);
    let lines = "party \"Beta\" manufacturer CN
product \"B9 switch\" of \"Beta\" in CN
2026-11-03 09:00 +08:00 \"Beta\" learned -- its letter
2026-11-03 09:00 +08:00 \"Shenzhen Eye\" learned -- its letter
";
    office.run_with(&["tell", &handle, "-"], &[], lines.as_bytes()).ends(0);
    let filed = |when: &str, more: &[&str]| {
        let base = ["sheet", &handle, "--duty", "rmsv-report", "--filed", when];
        office.run(&[&base[..], &["--reference", "NVDB-7"], more].concat())
    };
    let good = "2026-11-04 12:00 +08:00";
    let bare = ["sheet", &handle, "--duty", "rmsv-report", "--filed", good, "--bearer", "Beta"];
    office.run(&bare).ends(2).says(&["--without-reference", "Nothing was recorded"]);
    let strange = "Beta files cn-rmsv/99 to cn_miit";
    office.run(&["tell", &handle, strange]).ends(2).says(&["no duty `cn-rmsv/99`"]);
    filed(good, &[]).ends(2).says(&["say for whom", "Shenzhen Eye", "Beta"]);
    filed(good, &["--bearer", "nobody", "--lang", "zh"]).ends(2).says(&["不负有此义务"]);
    filed("2099-01-01 12:00", &["--bearer", "Beta"]).ends(2).says(&["in the future"]);
    let early = "2026-11-01 12:00 +08:00";
    filed(early, &["--bearer", "Beta"]).ends(2).says(&["--before-clock", "started at"]);
    let none = office.run(&["case", &handle, "--json"]).ends(0).out;
    assert!(!none.contains("NVDB-7"), "nothing was recorded");
    filed(early, &["--bearer", "Beta", "--before-clock"]).ends(0);
    filed(good, &["--bearer", "Beta"]).ends(0);
    office.run(&[&bare[..], &["--without-reference"]].concat()).ends(0);
    let told = office.run(&["duties", &handle, "--all", "--json"]).ends(0).json();
    let duties = told["cases"][0]["duties"]["duties"].as_array().unwrap();
    let state = |name: &str| {
        let mine = duties.iter().find(|one| {
            one["rule"]["rule"] == "cn-rmsv/7(2)/report-miit" && one["bearer"]["en"] == name
        });
        mine.unwrap()["state"].clone()
    };
    assert_eq!(state("Beta"), "met");
    assert_ne!(state("Shenzhen Eye"), "met", "the other still owes it");
}
