//! The three stories as an office keeps them: reported, told, asked every question of the scene, planned, filed from the
//! sheet, and proved by the log.

use serde_json::Value;

use crate::desk::Office;

/// A scene of this repository.
fn scene(name: &str) -> String {
    let path = format!("{}/../../scenes/demo/{name}.scene", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// A question of a scene about a flow: when it is asked, its words, what the law answers, and on which positions.
#[derive(Debug)]
struct Question {
    at: String,
    words: String,
    law: String,
    positions: Vec<String>,
}

/// What happened in a scene, as lines to be told, and what it asks about flows.
fn story(text: &str) -> (String, Vec<Question>) {
    let (mut told, mut asked): (String, Vec<Question>) = Default::default();
    let (mut at, mut answered) = (String::new(), false);
    for line in text.lines() {
        let first = line.split(' ').next().unwrap();
        let question = line.strip_prefix("ask ").filter(|words| words.contains(" may "));
        match (first, question) {
            ("at", _) => at = line["at ".len()..].to_owned(),
            (_, Some(words)) => {
                let (at, words) = (at.clone(), words.to_owned());
                asked.push(Question { at, words, law: String::new(), positions: Vec::new() });
                answered = true;
            }
            ("----", _) => {}
            ("", _) if !line.starts_with("  rests on ") => answered &= !line.is_empty(),
            ("", _) if answered => {
                let reading = line.trim().strip_prefix("rests on ").unwrap();
                let reading = reading.split(" (").next().unwrap().replace(" = ", "=");
                asked.last_mut().unwrap().positions.push(reading);
            }
            ("PERMIT" | "REFUSE" | "ESCALATE" | "CONFLICT", _) if answered => {
                asked.last_mut().unwrap().law = line.to_lowercase().replace(' ', "_");
            }
            ("party" | "product", _) => told.push_str(&format!("{line}\n")),
            (day, _) if day.starts_with("20") => told.push_str(&format!("{line}\n")),
            _ => {}
        }
    }
    (told, asked)
}

/// A story in an office: the report, what happened, and every question.
fn lived(name: &str, report: &[&str]) -> (Office, String) {
    let text = scene(name);
    let positions = text.lines().filter_map(|line| line.strip_prefix("position"));
    let taken: Vec<String> =
        positions.map(|rest| rest.trim_start_matches('s').trim().replace(' ', "=")).collect();
    let office = Office::of(&taken.iter().map(String::as_str).collect::<Vec<_>>());
    let files = ["--receipt", "receipt.json", "--document", "report.json", "--anonymous"];
    let flaw = ["--title", "A flaw", "--description", "CANARY"];
    let handle = office.report(&[report, &flaw, &files].concat());
    let key = office.run(&["log", "key"]).ends(0).out;
    let verify = ["verify", "receipt.json", "report.json", "--key", key.trim()];
    office.run(&verify).ends(0).says(&["VERIFIED"]);
    let (told, asked) = story(&text);
    let told = office.run_with(
        &["tell", &handle, "-", "--source", "the scene", "--json"],
        &[],
        told.as_bytes(),
    );
    assert!(!told.ends(0).json()["events"].as_array().unwrap().is_empty());
    assert!(!asked.is_empty());
    for one in asked {
        let mut words = vec!["ask", &handle, &one.words, "--at", &one.at, "--json"];
        one.positions.iter().for_each(|position| words.extend(["--position", position]));
        let ran = office.run(&words);
        assert_eq!(ran.json()["law"], Value::from(one.law.clone()), "{name}: {one:?}");
    }
    (office, handle)
}

/// Files a duty and sees that the reference stands on its line, met, and that the log is whole.
#[track_caller]
fn filed(
    office: &Office,
    handle: &str,
    duty: &[&str],
    (when, reference): (&str, &str),
    rule: &str,
) {
    let sheet = ["sheet", handle, "--filed", when, "--reference", reference, "--duty"];
    office.run(&[&sheet[..], duty].concat()).ends(0).says(&[reference]);
    let told = office.run(&["duties", handle, "--all", "--json"]).ends(0).json();
    let duties = told["cases"][0]["duties"]["duties"].as_array().unwrap();
    let references =
        duties.iter().filter(|one| one["rule"]["rule"] == rule).map(|one| &one["filed"]);
    let given = |filed: &&Value| {
        filed.as_array().is_some_and(|all| all.iter().any(|one| one["reference"] == reference))
    };
    assert!(references.clone().any(|filed| given(&filed)), "{references:?}");
    office.run(&["log", "fsck"]).ends(0);
    office.run(&["log", "export", "log-files"]).ends(0);
    let key = office.run(&["log", "key"]).ends(0).out;
    office.run(&["log", "check", "log-files", "--key", key.trim()]).ends(0);
    let record = office.run(&["case", handle, "--json"]).ends(0).out;
    assert!(record.contains(reference) && !record.contains("CANARY"), "no content in the record");
}

/// The plan at an instant: no step of it is refused, and every duty stands somewhere.
#[track_caller]
fn plan(office: &Office, handle: &str, at: &str) -> Value {
    let plan = office.run(&["plan", handle, "--at", at, "--json"]).ends(0).json();
    for duty in plan["duties"].as_array().unwrap() {
        assert!(!duty["standing"].is_null(), "{duty}");
    }
    plan
}

/// The duties of a plan under a rule, each with its standing.
fn standings(plan: &Value, rule: &str) -> Vec<String> {
    let duties = plan["duties"].as_array().unwrap().iter();
    let mine = duties.filter(|one| one["duty"]["rule"]["rule"] == rule);
    mine.map(|one| one["standing"].to_string()).collect()
}

#[test]
fn log4shell_from_the_report_to_the_filing() {
    let product = ["--product", "log4j", "--manufacturer", "Apache"];
    let (office, handle) = lived("log4shell", &product);
    let day = "2021-11-25 00:00 +08:00";
    let sale = "engineer may sell technical of log4j to broker if written_legal_basis";
    let size = office.leaves();
    office.run(&["ask", &handle, sale, "--record"]).ends(3);
    assert!(office.leaves() > size, "that it was asked in earnest is on the log");
    let register = office.run(&["register", "--sales", "--json"]).ends(0).json();
    assert_eq!(register["transfers"][0]["outcome"], "refused", "{register}");
    let plan = plan(&office, &handle, day);
    let steps = plan["steps"].as_array().unwrap();
    let told = steps.iter().find(|step| {
        step["by"]["en"] == "employer" && step.to_string().contains("cn-rmsv/7(2)/report-miit")
    });
    assert!(told.is_some(), "the employer's report, if it is a provider, is a lawful step");
    let sheet = ["sheet", &handle, "--duty", "rmsv-report", "--at", day];
    let sheet = office.run(&sheet).ends(0);
    sheet.says(&["cloud-products", "Harm of the vulnerability"]);
    filed(
        &office,
        &handle,
        &["rmsv-report", "--bearer", "employer"],
        ("2021-11-25 10:00 +08:00", "NVDB-2021-1"),
        "cn-rmsv/7(2)/report-miit",
    );
}

#[test]
fn hikvision_from_the_report_to_the_filing() {
    let product = ["--product", "camera", "--manufacturer", "maker", "--market", "CN"];
    let place = ["--manufacturer-place", "CN"];
    let (office, handle) = lived("hikvision-2021", &[&product[..], &place].concat());
    let rule = "cn-rmsv/7(2)/report-miit-known-before";
    let plan = plan(&office, &handle, "2021-09-02 00:00 +08:00");
    assert!(!standings(&plan, rule).is_empty(), "what was known before is in the plan");
    let sheet = ["sheet", &handle, "--duty", rule, "--at", "2021-09-02 00:00 +08:00"];
    office.run(&sheet).ends(0).says(&["Product model", "camera", "RMSV 7(2)"]);
    let early = ["sheet", &handle, "--duty", "CRA 14(2)(a)", "--filed", "2021-09-02 09:00 +08:00"];
    office.run(&early).ends(2).says(&["nobody owes"]);
    filed(&office, &handle, &[rule], ("2021-09-02 09:00 +08:00", "NVDB-2021-2"), rule);
    // Whether the law reaches what was known before is a reading: nobody is bound to file who reads it otherwise, and
    // who decides so says why.
    let patch = ["not-reportable", &handle, "--duty", "cn-rmsv/7(3)/patch-known-before"];
    let why = ["--by", "Wang Fang", "--reasons", "counsel reads RMSV 16 so", "--json"];
    let decided = office.run(&[&patch[..], &why].concat()).ends(0).json();
    assert_eq!(decided["found"]["replayed"], "same", "{decided}");
}

#[test]
fn the_camera_from_the_report_to_the_filing() {
    let product = ["--product", "camera", "--manufacturer", "camera-maker", "--market", "CN,EU"];
    let place = ["--manufacturer-place", "CN"];
    let (office, handle) = lived("camera-2026", &[&product[..], &place].concat());
    let plan = plan(&office, &handle, "2026-11-23 22:00 +08:00");
    let warning = "eu-cra/14(2)(a)/early-warning";
    let left = standings(&plan, warning);
    assert!(!left.is_empty() && left.iter().all(|one| one.contains("residual")), "{left:?}");
    assert!(left.iter().all(|one| one.contains("cn-rmsv/9(7)")), "{left:?}");
    let sheet = ["sheet", &handle, "--duty", "CRA 14(2)(a)", "--with", "portal"];
    let sheet = office.run(&[&sheet[..], &["--at", "2026-11-23 22:00 +08:00"]].concat()).ends(0);
    sheet.says(&["CRA 16(2)", "RMSV 9(7)", "Title"]);
    let when = ("2026-11-24 09:00 +08:00", "NVDB-2026-3");
    filed(&office, &handle, &["rmsv-report"], when, "cn-rmsv/7(2)/report-miit");
}
