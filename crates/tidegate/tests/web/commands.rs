//! The commands against a server: the same answers and exit codes as on a folder.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;
use tidegate::people::MemberRole;

use crate::served::{PASSPHRASE, Served};

/// What a command said.
pub(crate) struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

/// Runs a command in a folder of its own, with its variables and what it reads.
pub(crate) async fn run(
    folder: &std::path::Path,
    variables: &[(&str, &str)],
    words: &[&str],
    stdin: &str,
) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tidegate"));
    command.current_dir(folder).args(words).env_remove("TIDEGATE_DATA");
    command.env_remove("TIDEGATE_SERVER").env_remove("TIDEGATE_TOKEN").env("LC_ALL", "en");
    command.envs(variables.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let stdin = stdin.to_owned();
    let ran = tokio::task::spawn_blocking(move || {
        let mut child = command.spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        // A command that reads nothing may have ended before this is written.
        let _ = pipe.write_all(stdin.as_bytes());
        drop(pipe);
        child.wait_with_output().unwrap()
    });
    let ran = ran.await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: ran.status.code().unwrap(), out: text(ran.stdout), err: text(ran.stderr) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_a_case_and_a_decision_go_over_the_network_as_they_go_in_the_folder() {
    let served = Served::start().await;
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let server = served.address("");
    let at = [("TIDEGATE_SERVER", server.as_str())];
    let here = ["--office", "here"];
    let run_at = async |variables: &[(&str, &str)], words: &[&str], stdin: &str| {
        run(folder, variables, &[&here[..], words].concat(), stdin).await
    };
    let report = ["report", "--product", "R7", "--manufacturer", "Acme", "--description", "d"];
    let report = [&report[..], &["--manufacturer-place", "CN", "--document", "d.json"]].concat();
    let taken = run_at(&at, &[&report[..], &["--json"]].concat(), "").await.ends(0).json();
    let handle = taken["handle"].as_str().unwrap().to_owned();
    assert_eq!(taken["manufacturer"], "Acme");
    // The papers are there, and verify without the server.
    let (receipt, key) = (taken["receipt"].as_str().unwrap(), taken["log_key"].as_str().unwrap());
    run(folder, &[], &["verify", receipt, "d.json", "--key", key], "").await.ends(0);
    // Who typed the report and named no file for it can verify it all the same.
    let typed = run_at(&at, &["report", "--product", "R8", "--description", "e", "--json"], "");
    let typed = typed.await.ends(0).json();
    let (receipt, document) = (typed["receipt"].as_str(), typed["document"].as_str());
    let words = ["verify", receipt.unwrap(), document.unwrap(), "--key", key];
    run(folder, &[], &words, "").await.ends(0);
    // Nobody is signed in yet, and says how one is.
    let refused = run_at(&at, &["cases"], "").await.ends(2);
    assert!(refused.err.contains("tidegate sign-in"), "{}", refused.err);
    run_at(&at, &["sign-in", "analyst"], "not these words\n").await.ends(2);
    let token = run_at(&at, &["sign-in", "analyst"], PASSPHRASE).await.ends(0).out;
    let signed = [at[0], ("TIDEGATE_TOKEN", token.trim())];
    let cases = run_at(&signed, &["cases", "--json"], "").await.ends(0).json();
    let listed = cases["cases"].as_array().unwrap();
    assert!(listed.len() == 2 && listed.iter().any(|case| case["handle"] == handle.as_str()));
    let case = run_at(&signed, &["case", &handle], "").await.ends(0).out;
    assert!(case.contains("Acme") && case.contains("R7"), "{case}");
    let fact = ["fact", &handle, "exploited", "--source", "a call"];
    run_at(&signed, &fact, "").await.ends(0);
    let duties = run_at(&signed, &["duties", &handle], "").await.ends(0).out;
    assert!(duties.contains("RMSV 7"), "{duties}");
    let sale = ["ask", &handle, "finder may sell technical to Acme"];
    run_at(&signed, &sale, "").await.ends(3);
    let decided = run_at(&signed, &[&sale[..], &["--record", "--json"]].concat(), "").await;
    let decided = decided.ends(3).json();
    assert_eq!(decided["answer"]["gate"], "refuse");
    let case = run_at(&signed, &["case", &handle, "--json"], "").await.ends(0).json();
    let last = case["record"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["event"]["decision_recorded"]["answer"], "refuse");
    // Another office does not know the token.
    run(folder, &signed, &["--office", "there", "cases"], "").await.ends(2);
    served.end().await;
}

/// At a server one proposes a ruling, and cannot name who signs it.
async fn rules(folder: &std::path::Path, signed: &[(&str, &str)], handle: &str) {
    let run_at = async |words: &[&str]| {
        run(folder, signed, &[&["--office", "here"][..], words].concat(), "").await
    };
    let early = ["rule", handle, "Acme may report existence to eu_csirt"];
    let rest = ["--reasons", "memo", "--expires", "2026-11-20"];
    let names = ["--by", "Wang Fang", "--countersigned-by", "Chen Bo"];
    let for_both = run_at(&[&early[..], &rest, &names].concat()).await.ends(2);
    assert!(for_both.err.contains("signs with an own account"), "{}", for_both.err);
    run_at(&[&early[..], &rest].concat()).await.ends(0);
    let waits = run_at(&["directive", handle, "--json"]).await.ends(0).json();
    assert_eq!(waits["proposals"].as_array().unwrap().len(), 1, "{waits}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_member_tells_files_and_rules_goes_over_the_network() {
    let served = Served::start().await;
    let folder = tempfile::tempdir().unwrap();
    let server = served.address("");
    let token = served.session("here", MemberRole::Analyst).await;
    let signed = [("TIDEGATE_SERVER", server.as_str()), ("TIDEGATE_TOKEN", token.as_str())];
    let here = ["--office", "here"];
    let run_at = async |variables: &[(&str, &str)], words: &[&str], stdin: &str| {
        run(folder.path(), variables, &[&here[..], words].concat(), stdin).await
    };
    let report = [
        "report",
        "--product",
        "R7 router",
        "--manufacturer",
        "Acme",
        "--description",
        "d",
        "--title",
        "overflow",
    ];
    let taken = run_at(&signed[..1], &[&report[..], &["--json"]].concat(), "").await;
    let taken = taken.ends(0).json();
    let handle = taken["handle"].as_str().unwrap().to_owned();
    let sale = ["ask", &handle, "finder may sell technical to Acme", "--record"];
    run_at(&signed, &sale, "").await.ends(3);
    let opened = ["case", &handle, "--purpose", "triage", "--json"];
    run_at(&signed, &opened, "").await.ends(0);
    let endless = "x".repeat(300);
    run_at(&signed, &["case", &handle, "--purpose", &endless], "").await.ends(2);
    // What happened, the register, the sheet and the portal's reference, and a ruling.
    let story = crate::plans::STORY;
    let told = ["tell", &handle, "-", "--source", "a letter", "--json"];
    let told = run_at(&signed, &told, story).await.ends(0).json();
    assert!(told["events"].as_array().unwrap().len() > 5);
    let broken = run_at(&signed, &["tell", &handle, "nothing of the kind"], "").await.ends(2);
    assert!(broken.err.contains("line 1"), "{}", broken.err);
    let register = run_at(&signed, &["register", "--sales", "--json"], "").await.ends(0).json();
    assert_eq!(register["transfers"][0]["outcome"], "refused", "{register}");
    rules(folder.path(), &signed, &handle).await;
    let sheet = ["sheet", &handle, "--duty", "RMSV 7(2)"];
    let shut = run_at(&signed, &sheet, "").await.ends(0).out;
    let open = run_at(&signed, &[&sheet[..], &["--content"]].concat(), "").await.ends(0).out;
    assert_ne!(shut, open, "the content is in it");
    let filed = ["--filed", "2026-11-02 12:00", "--reference", "NVDB-2026-1"];
    let filed = run_at(&signed, &[&sheet[..], &filed].concat(), "").await.ends(0).out;
    assert!(filed.contains("NVDB-2026-1"), "{filed}");
    let incident = ["not-reportable", &handle, "--duty", "CRA 14(4)(a)"];
    let asked = run_at(&signed, &[&incident[..], &["--json"]].concat(), "").await.ends(0).json();
    assert_eq!(asked["asked"]["owed"], "not_owed", "{asked}");
    let by = ["--by", "Wang Fang", "--reasons", "the logs of two weeks were read"];
    let made = run_at(&signed, &[&incident[..], &by].concat(), "").await.ends(0).out;
    assert!(made.contains("NOT REPORTABLE"), "{made}");
    let listed = run_at(&signed, &["not-reportable", &handle], "").await.ends(0).out;
    assert!(listed.contains("Wang Fang") && listed.contains("It stands"), "{listed}");
    let surely = ["not-reportable", &handle, "--duty", "CRA 14(2)(a)"];
    let surely = run_at(&signed, &[&surely[..], &by].concat(), "").await.ends(2);
    assert!(surely.err.contains("no matter of decision"), "{}", surely.err);
    let duties = run_at(&signed, &["duties", &handle, "--all"], "").await.ends(0).out;
    assert!(duties.contains("NVDB-2026-1"), "{duties}");
    // The finder's way back came with the receipt, once.
    let code = serde_json::json!({ "code": taken["way_back"] }).to_string();
    let kind = [("content-type", "application/json")];
    let back = served.send("POST", "/api/v1/offices/here/stays", &kind, code).await;
    assert_eq!(back.status, 201, "{}", back.text);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flaw_is_assessed_over_the_network_and_shown() {
    let served = Served::start().await;
    let folder = tempfile::tempdir().unwrap();
    let (server, taken) = (served.address(""), served.report("here", "CANARY").await);
    let token = served.session("here", MemberRole::Analyst).await;
    let signed = [("TIDEGATE_SERVER", server.as_str()), ("TIDEGATE_TOKEN", token.as_str())];
    let triage = async |words: &[&str]| {
        let first = ["--office", "here", "triage", taken.handle.as_str()];
        run(folder.path(), &signed, &[&first[..], words].concat(), "").await
    };
    assert!(triage(&[]).await.ends(0).out.contains("Nobody assessed"));
    let vector = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
    assert!(triage(&["--score", vector]).await.ends(0).out.contains("recorded as leaf"));
    let wrong = triage(&["--score", "CVSS:4.0/AV:N"]).await.ends(2);
    assert!(wrong.err.contains("metric `AC` is missing"), "{}", wrong.err);
    let kev =
        ["--exploitation", "active", "--catalogued", "CVE-2026-41001", "--dated", "2026-11-01"];
    triage(&[&kev[..], &["--establish"]].concat()).await.ends(0);
    let table = ["--table", "DT_BOD2604", "--answer", "PE=Y", "--answer", "A=N"];
    triage(&table).await.ends(2);
    triage(&[&table[..], &["--answer", "TI=T"]].concat()).await.ends(0);
    triage(&["--weakness", "CWE-787", "--weakness", "122"]).await.ends(0);
    let told = triage(&["--json"]).await.ends(0).json();
    assert_eq!(told["due"][0]["due"], "2026-11-05T05:00:00Z", "{told}");
    let event = told["priorities"][0]["recorded"]["event"].to_string();
    let list = triage(&["--selection", &event]).await.ends(0).json();
    assert_eq!(list["selections"].as_array().unwrap().len(), 5, "{list}");
    let shown = triage(&[]).await.ends(0).out;
    for said in ["9.3 CRITICAL", "3 days & forensic investigation", "CWE-787", "CVE-2026-41001"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_book_of_a_server_is_shown_as_the_own_one() {
    let served = Served::start().await;
    let folder = tempfile::tempdir().unwrap();
    let server = served.address("");
    let at = [("TIDEGATE_SERVER", server.as_str())];
    let question = ["ask", "--act", "publish", "--content", "technical", "--as", "finder"];
    let commands: [&[&str]; 4] = [
        &["law", "list", "--json"],
        &["law", "show", "cn-rmsv", "9(7)", "--json"],
        &["law", "conflicts", "eu-cra", "cn-rmsv", "--json"],
        &[&question[..], &["--at", "2026-11-01T00:00:00Z", "--json"]].concat(),
    ];
    for words in commands {
        let own = run(folder.path(), &[], words, "").await;
        let there = run(folder.path(), &at, words, "").await;
        assert_eq!((there.code, there.json()), (own.code, own.json()), "{words:?}");
    }
    // What works on a folder alone says so.
    let refused = run(folder.path(), &at, &["log", "key"], "").await.ends(2);
    assert!(refused.err.contains("--server"), "{}", refused.err);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_none_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let at = "http://127.0.0.1:9";
    // What the asker wrote wrongly is 2; a server that does not answer is a fault, 1.
    for (server, token, says, code) in [
        ("desk.example", "", "https://", 2),
        (at, "", at, 1),
        ("http://desk.example", "x", "https://", 2),
    ] {
        let variables = [("TIDEGATE_SERVER", server), ("TIDEGATE_TOKEN", token)];
        let ran = run(folder.path(), &variables, &["law", "list"], "").await;
        let ran = ran.ends(code);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    // A passphrase is not even asked for over a line that others read.
    let plain = [("TIDEGATE_SERVER", "http://desk.example")];
    let ran = run(folder.path(), &plain, &["sign-in", "mei"], PASSPHRASE).await.ends(2);
    assert!(ran.err.contains("https://"), "{}", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_and_single_sign_on_are_arranged_from_a_terminal() {
    let served = Served::start().await;
    let (folder, address) = (tempfile::tempdir().unwrap(), served.address(""));
    let folder = folder.path();
    let with =
        |token: &str| [("TIDEGATE_SERVER", address.clone()), ("TIDEGATE_TOKEN", token.into())];
    let at = async |token: &str, words: &[&str], stdin: &str| {
        let variables = with(token);
        let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
        run(folder, &variables, &[&["--office", "here"], words].concat(), stdin).await
    };
    let analyst = served.session("here", MemberRole::Analyst).await;
    let make = ["token", "make", "nightly", "--scope", "cases:read", "--days", "9"];
    at(&analyst, &make, "not these words\n").await.ends(2);
    let token = at(&analyst, &make, PASSPHRASE).await.ends(0).out.trim().to_owned();
    assert!(token.starts_with("tgt_"), "{token}");
    at(&token, &["cases"], "").await.ends(0);
    at(&token, &["token", "list"], "").await.ends(2);
    let listed = at(&analyst, &["token", "list", "--json"], "").await.ends(0).json();
    assert_eq!(listed[0]["name"], "nightly");
    let id = listed[0]["token"].as_str().unwrap();
    at(&analyst, &["token", "revoke", id], "").await.ends(0);
    at(&token, &["cases"], "").await.ends(2);
    let administrator = served.session("here", MemberRole::Administrator).await;
    let set = ["single-sign-on", "set", "house", "--label", "House", "--client", "desk"];
    let issuer = ["--issuer", "https://id.example"];
    let set = [&set[..], &issuer].concat();
    at(&analyst, &set, "a secret\n").await.ends(2);
    let told = at(&administrator, &set, "a secret\n").await.ends(0).out;
    assert!(told.contains("https://id.example") && !told.contains("a secret"), "{told}");
    let expect = ["single-sign-on", "expect", "house", "analyst", "--subject", "42", "--json"];
    let told = at(&administrator, &expect, "").await.ends(0).json();
    assert_eq!(told["expected"][0]["login"], "analyst");
    at(&administrator, &["single-sign-on", "only", "analyst"], "").await.ends(0);
    at(&administrator, &["single-sign-on", "end", "house"], "").await.ends(2);
    at(&administrator, &["single-sign-on", "only", "analyst", "--not"], "").await.ends(0);
    at(&administrator, &["single-sign-on", "end", "house"], "").await.ends(0);
    served.end().await;
}
