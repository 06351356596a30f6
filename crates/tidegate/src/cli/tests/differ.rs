//! `law diff`: what it prints of an amended statute, how it ends, and what it finds in the demonstration's cases.

use serde_json::Value;

use super::*;

/// The file of a statute with something written otherwise, in a folder of its own.
fn amended(path: &str, change: impl Fn(&str) -> String) -> (tempfile::TempDir, String) {
    let text = std::fs::read_to_string(root().join("law").join(path)).unwrap();
    let new = change(&text);
    assert_ne!(text, new, "nothing was amended");
    let (folder, path) = temporary("amended.md", new.as_bytes());
    (folder, path.to_str().unwrap().to_owned())
}

fn law(path: &str) -> String {
    root().join("law").join(path).to_str().unwrap().to_owned()
}

/// Whether the solver is there; without it the proofs are left out.
fn solver() -> bool {
    let name = std::env::var_os("CVC5").unwrap_or_else(|| "cvc5".into());
    let there = std::process::Command::new(name).arg("--version").output().is_ok();
    if !there {
        println!("left out: what the solver says of two versions of the book, there is no cvc5");
    }
    there && cfg!(feature = "analysis")
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out)
        .unwrap_or_else(|error| panic!("{error}: {} {}", ran.out, ran.err))
}

#[test]
fn the_same_book_twice_is_the_same_with_or_without_proofs() {
    let book = law("");
    for more in [&[][..], &["--without-proofs"]] {
        let ran = ran(&[&["law", "diff", &book, &book], more].concat());
        assert_eq!(ran.exit, Exit::Done, "{} {}", ran.out, ran.err);
        assert!(
            ran.out.contains("Nothing that the book reads is written otherwise"),
            "{}",
            ran.out
        );
    }
}

#[test]
fn an_amended_statute_is_shown_with_both_outcomes_in_both_languages() {
    let exception = "unless { context.content == Content::\"remedy\" };";
    let (_folder, new) = amended("cn/rmsv.md", |text| text.replacen(exception, ";", 1));
    if !solver() {
        return;
    }
    let old = law("cn/rmsv.md");
    let english = ran(&["law", "diff", &old, &new]);
    assert_eq!(english.exit, Exit::Fault, "{}", english.err);
    for said in [
        "They do not decide the same.",
        "RMSV 9(5) [changed",
        "written otherwise: condition",
        "the content is a remedy",
        "old: not forbidden",
        "new: refused · RMSV 9(5)",
        "not forbidden → refused, if",
    ] {
        assert!(english.out.contains(said), "`{said}` is not in {}", english.out);
    }
    let chinese = ran(&["--lang", "zh", "law", "diff", &old, &new]);
    for said in ["两者决定不同。", "写法不同：适用条件", "旧：", "新：拒绝"] {
        assert!(chinese.out.contains(said), "`{said}` is not in {}", chinese.out);
    }
    let told = json(&ran(&["law", "diff", &old, &new, "--json"]));
    assert_eq!((told["version"].as_u64(), told["verdict"].as_str()), (Some(1), Some("differ")));
    let witness = &told["rules"][0]["found"]["witnesses"][0];
    assert_eq!(witness["confirmed"], true);
    assert_eq!(witness["facts"]["content"], "remedy");
    assert_eq!(witness["sides"][0]["old"]["answer"], "permit");
    assert_eq!(witness["sides"][0]["new"]["answer"], "refuse");
    assert_eq!(
        witness["sides"][0]["new"]["grounds"][0]["rule"]["rule"],
        "cn-rmsv/9(5)/without-remedy"
    );
}

#[test]
fn wording_alone_ends_with_nought_and_a_condition_without_a_proof_does_not() {
    let old = law("cn/rmsv.md");
    let (_folder, new) = amended("cn/rmsv.md", |text| {
        text.replacen("@en(\"nobody may illegally sell", "@en(\"no one may unlawfully sell", 1)
    });
    let worded = ran(&["law", "diff", &old, &new, "--without-proofs"]);
    assert_eq!(worded.exit, Exit::Done, "{}", worded.out);
    assert!(worded.out.contains("wording only, decides the same"), "{}", worded.out);
    assert!(worded.out.contains("the words were: nobody may illegally sell"), "{}", worded.out);
    // The same law in another form: nobody says so without a proof, and with one it is said.
    let (_folder, new) = amended("cn/rmsv.md", |text| {
        let same = "when { !context.mps_consent && true };";
        text.replacen("unless { context.mps_consent };", same, 1)
    });
    let unproved = ran(&["law", "diff", &old, &new, "--without-proofs"]);
    assert_eq!(unproved.exit, Exit::Fault);
    assert!(unproved.out.contains("not proved: whether it decides the same"), "{}", unproved.out);
    assert!(!unproved.out.contains("decides the same: proved"), "{}", unproved.out);
    if solver() {
        let proved = ran(&["law", "diff", &old, &new]);
        assert_eq!(proved.exit, Exit::Done, "{}", proved.out);
        assert!(proved.out.contains("decides the same: proved"), "{}", proved.out);
    }
}

#[test]
fn what_cannot_be_read_or_has_a_fault_is_named() {
    let old = law("cn/rmsv.md");
    let (_folder, new) =
        amended("cn/rmsv.md", |text| text.replacen("context.mps_consent", "context.mps", 1));
    let faulty = ran(&["law", "diff", &old, &new]);
    assert_eq!(faulty.exit, Exit::Fault);
    assert!(faulty.err.contains("amended.md") && faulty.err.contains("mps"), "{}", faulty.err);
    assert!(faulty.out.is_empty());
    let missing = ran(&["law", "diff", &old, "/nowhere/amended.md"]);
    assert_eq!((missing.exit, missing.out.as_str()), (Exit::Fault, ""));
    let (_other, toml) = temporary("nothing.toml", b"x = 1");
    let nothing = ran(&["law", "diff", &old, toml.to_str().unwrap()]);
    assert_eq!(nothing.exit, Exit::Fault);
    let house = ran(&["law", "diff", &old, &old, "--house", "cn-nothing"]);
    assert_eq!(house.exit, Exit::Usage);
    assert!(house.err.contains("cn-nothing"), "{}", house.err);
}

/// The demonstration, set up at the clock of these tests; the folder of its offices.
fn demonstration() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let book = crate::book::load(None).unwrap();
    let clock = Clock::fixed("2026-11-24T09:00:00Z".parse().unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let data =
        runtime.block_on(crate::demonstration::set_up(folder.path(), &book, &clock)).unwrap();
    (folder, data.to_str().unwrap().to_owned())
}

/// The entries of the log of an office of the demonstration.
fn entries(data: &str, office: &str) -> u64 {
    let data = format!("{data}/{office}");
    json(&ran(&["--data", &data, "log", "show", "--json"]))["size"].as_u64().unwrap()
}

#[test]
fn an_amendment_is_found_in_the_cases_of_the_demonstration_and_each_opening_is_logged() {
    let (_kept, data) = demonstration();
    let offices = ["authority", "nordhafen", "shenzhen"];
    let before = offices.map(|office| entries(&data, office));
    // The sale that the broker asked for is no longer forbidden by the provisions; the early warning has more time.
    let (_folder, sale) = amended("cn/rmsv.md", |text| {
        let (before, rule) = text.split_once("@prohibition(\"sell\")").unwrap();
        let rule = rule.split_once("```").unwrap().1;
        format!("{before}```{rule}")
    });
    let old = law("cn/rmsv.md");
    let told = json(&ran(&[
        "--data",
        &data,
        "law",
        "diff",
        &old,
        &sale,
        "--without-proofs",
        "--cases",
        "--json",
    ]));
    let touched: Vec<usize> = told["offices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|office| office["cases"].as_array().unwrap().len())
        .collect();
    assert_eq!(touched, [0, 0, 1], "{told:#}");
    let case = &told["offices"][2]["cases"][0];
    let handle = case["handle"].as_str().unwrap();
    let answer = &case["answers"][0];
    assert_eq!(answer["stands"], "recorded");
    assert_eq!(
        (answer["old"]["law"].as_str(), answer["new"]["law"].as_str()),
        (Some("refuse"), Some("permit"))
    );
    let after = offices.map(|office| entries(&data, office));
    for (place, office) in offices.iter().enumerate() {
        assert_eq!(after[place] - before[place], 2, "{office}: one opening for each of two cases");
    }
    let shown = ran(&["--data", &format!("{data}/shenzhen"), "case", handle]);
    assert_eq!(shown.exit, Exit::Done, "{}", shown.err);

    let (_folder, later) = amended("eu/cra.md", |text| {
        let (before, rule) = text.split_once("@duty(\"early-warning\")").unwrap();
        format!("{before}@duty(\"early-warning\"){}", rule.replacen("PT24H", "PT36H", 1))
    });
    let old = law("eu/cra.md");
    let english =
        ran(&["--data", &data, "law", "diff", &old, &later, "--without-proofs", "--cases"]);
    assert_eq!(english.exit, Exit::Fault);
    for said in
        ["something changes in 1 of 2 open cases", "duty changed", "CRA 14(2)(a)", "old: due:"]
    {
        assert!(english.out.contains(said), "`{said}` is not in {}", english.out);
    }
}

#[test]
fn reconsidering_finds_what_comparing_every_case_finds_and_leaves_the_rest_alone() {
    let (_kept, data) = demonstration();
    let before = entries(&data, "nordhafen");
    let later = |text: &str| {
        let (before, rule) = text.split_once("@duty(\"early-warning\")").unwrap();
        format!("{before}@duty(\"early-warning\"){}", rule.replacen("PT24H", "PT36H", 1))
    };
    let (_folder, new) = amended("eu/cra.md", later);
    let old = law("eu/cra.md");
    let data_of = ["--data", data.as_str(), "law"];
    let more = ["diff", &old, &new, "--without-proofs", "--cases", "--json"];
    let compared = json(&ran(&[&data_of[..], &more[..]].concat()));
    assert_eq!(entries(&data, "nordhafen"), before + 2);
    let ran_ = ran(&[&data_of[..], &["reconsider", &old, &new, "--json"]].concat());
    assert_eq!(ran_.exit, Exit::Fault, "{}", ran_.err);
    let told = json(&ran_);
    assert_eq!(
        entries(&data, "nordhafen"),
        before + 4,
        "each that is concerned is opened once, on the log"
    );
    let handles = |told: &Value| -> Vec<String> {
        let offices = told["offices"].as_array().unwrap().iter();
        let cases = offices.flat_map(|office| office["cases"].as_array().unwrap());
        cases.map(|case| case["handle"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!handles(&compared).is_empty());
    assert_eq!(handles(&told), handles(&compared));
    let sum = ["not_concerned", "same", "touched"].map(|part| told[part].as_u64().unwrap());
    assert_eq!(sum.iter().sum::<u64>(), told["opened"].as_u64().unwrap());
    let chinese = ran(&[&["--lang", "zh"], &data_of[..], &["reconsider", &old, &new]].concat());
    assert!(chinese.out.contains("未结案件"), "{}", chinese.out);
    // No party of the demonstration has a tie to India: nothing is compared in full.
    let (_folder, india) = amended("in/cert-in.md", |text| text.replacen("PT6H", "PT8H", 1));
    let old_india = law("in/cert-in.md");
    let told = json(&ran(&[&data_of[..], &["reconsider", &old_india, &india, "--json"]].concat()));
    assert_eq!(told["not_concerned"], told["opened"], "{told}");
    // Nor has its office adopted the protocol: the norm concerns nobody, and no case is opened.
    let quiet = entries(&data, "nordhafen");
    let (_folder, norm) = amended("norm/tlp.md", |text| {
        text.replacen(
            "!context.recipient_named }",
            "!context.recipient_named && context.exploited }",
            1,
        )
    });
    let told =
        json(&ran(&[&data_of[..], &["reconsider", &law("norm/tlp.md"), &norm, "--json"]].concat()));
    assert_eq!(told["not_concerned"], told["opened"], "{told}");
    assert_eq!(entries(&data, "nordhafen"), quiet);
    // What changes words alone concerns nobody.
    let (_folder, words) =
        amended("eu/cra.md", |text| text.replacen("early warning", "first warning", 1));
    let told = json(&ran(&[&data_of[..], &["reconsider", &old, &words, "--json"]].concat()));
    assert_eq!(told["touched"], 0);
}

#[test]
fn the_solver_says_of_every_pair_of_duty_and_prohibition_what_the_table_says() {
    if !solver() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let written = ran(&["law", "conflicts", "--write", folder.path().to_str().unwrap()]);
    assert_eq!(written.exit, Exit::Done, "{}{}", written.out, written.err);
    let table = std::fs::read_to_string(folder.path().join("conflicts.txt")).unwrap();
    assert_eq!(table, std::fs::read_to_string(root().join("law/conflicts.txt")).unwrap());
}
