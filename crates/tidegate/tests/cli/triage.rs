//! Triage at the terminal: on the folder of an office, in both languages, with what is wrong said.

use crate::desk::Office;

const WORST: &str = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";

#[test]
fn a_flaw_is_assessed_and_the_log_grows_by_each_assessment() {
    let office = Office::new();
    let handle = office.camera(&[]);
    let triage = |words: &[&str]| office.run(&[&["triage", &handle], words].concat());
    triage(&[]).ends(0).says(&["Nobody assessed the flaw yet"]);
    let before = office.leaves();
    triage(&["--score", WORST, "--reason", "it was tried"]).ends(0).says(&["recorded as leaf"]);
    // The opening of the case and the event.
    assert_eq!(office.leaves(), before + 2);
    let reporters = WORST.replace("PR:N", "PR:L");
    triage(&["--score", &reporters, "--view", "reporter"]).ends(0);
    let told = triage(&["--json"]).ends(0).json();
    let apart: Vec<&str> = told["compared"]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["differs"] == true)
        .map(|row| row["id"].as_str().unwrap())
        .collect();
    assert_eq!(apart, ["PR"]);
    triage(&["--lang", "zh"]).ends(0).says(&["9.3 严重", "本机构"]);
    triage(&["--exploitation", "public_poc", "--evidence", "a talk"]).ends(0);
    let asked = ["--table", "DT_CO", "--answer", "A=N", "--answer", "TI=T", "--answer", "MWI=L"];
    triage(&asked).ends(0);
    triage(&[]).ends(0).says(&["CISA Coordinator", "how it is done is public"]);
}

#[test]
fn what_is_wrong_is_said_with_what_would_be_right() {
    let office = Office::new();
    let handle = office.camera(&[]);
    let triage = |words: &[&str]| office.run(&[&["triage", &handle], words].concat());
    let before = office.leaves();
    for (words, says) in [
        (&["--score", "9.8"][..], "a vector begins with"),
        (&["--score", WORST, "--view", "stranger"], "reporter, analyst, manufacturer"),
        (&["--table", "DT_X"], "cisa:DT_BOD2604:1.0.0"),
        (&["--table", "DT_CO", "--answer", "A"], "NAME=VALUE"),
        (&["--table", "DT_CO", "--answer", "A=Q"], "choose one of: N, Y"),
        (&["--weakness", "overflow"], "like `CWE-79`"),
        (&["--weakness", "CWE-534"], "look at CWE-532"),
        (&["--weakness", "CWE-365"], "names none instead"),
        (&["--exploitation", "rumoured"], "none, public_poc, active"),
        (&["--score", WORST, "--weakness", "CWE-787"], "cannot be used with"),
    ] {
        triage(words).ends(2).says(&[says]);
    }
    // What cannot be understood opens no case.
    assert_eq!(office.leaves(), before);
}
