//! The registers in a terminal: where data are kept, what is bought, how encryption works.

use crate::desk::Office;

#[test]
fn where_data_are_kept_is_answered_with_the_article_and_goes_on_the_log() {
    let office = Office::new();
    let data = ["declare", "data", "--set", "name=ledger", "--set", "keeps=replica"];
    let abroad = ["--set", "place=DE", "--set", "goes_abroad=false"];
    let facts = ["data_grade=important", "personal_data=false", "collected_in_cn=true"];
    let facts = facts.iter().chain(&["actor_is_critical=true", "actor_over_amount=false"]);
    let facts: Vec<&str> = facts.flat_map(|fact| ["--fact", fact]).collect();
    let leaves = office.leaves();
    let asked = [&data[..], &abroad, &facts].concat();
    office.run(&asked).ends(0).says(&["refused", "CSL 39"]);
    assert_eq!(office.leaves(), leaves, "asking records nothing");
    let home = ["--set", "place=CN", "--set", "goes_abroad=false"];
    let files = ["--receipt", "receipt.json", "--document", "document.json"];
    let made = [&data[..], &home, &facts, &["--by", "Wang Fang"], &files].concat();
    office.run(&made).ends(0).says(&["allowed", "Wang Fang"]);
    assert!(office.leaves() > leaves);
    let key = office.run(&["log", "key"]).ends(0).out;
    let verify = ["verify", "receipt.json", "document.json", "--key", key.trim()];
    office.run(&verify).ends(0).says(&["VERIFIED", "declared was on record"]);
    office.run(&["declare", "data"]).ends(0).says(&["ledger", "allowed"]);
    office.run(&["declare", "data", "--lang", "zh"]).ends(0).says(&["数据存放地", "允许"]);
    office.run(&["log", "fsck"]).ends(0);
    let cases = office.run(&["cases", "--json"]).ends(0).json();
    assert_eq!(cases["cases"].as_array().unwrap().len(), 0, "it is no case");
}

#[test]
fn a_transfer_abroad_passes_the_gate_and_a_bank_says_why_it_buys_abroad() {
    let office = Office::new();
    let data = ["declare", "data", "--set", "name=ledger", "--set", "keeps=store"];
    let moved = ["--set", "place=CN", "--set", "goes_abroad=true", "--json"];
    let facts = ["--fact", "data_grade=important", "--fact", "collected_in_cn=true"];
    let asked = office.run(&[&data[..], &moved, &facts].concat()).ends(0).json();
    let acts: Vec<&str> = asked["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["question"]["act"].as_str().unwrap())
        .collect();
    assert_eq!(acts, ["store", "transfer"], "{asked}");
    assert_ne!(asked["answer"], "permit", "important data do not leave without more ado");
    let house = ["office", "house", "house-cn-domestic", "on", "--by", "Wang Fang"];
    office.run(&[&house[..], &["--reason", "as the press told it"]].concat()).ends(0);
    let product = ["declare", "products", "--set", "name=Wall", "--set", "maker=Acme"];
    let origin = ["--set", "origin=US"];
    let facts = ["product_is_security=true", "for_level_three=false", "actor_is_critical=false"];
    let facts = facts.iter().chain(&["purchase_affects_security=false"]);
    let facts: Vec<&str> = facts.flat_map(|fact| ["--fact", fact]).collect();
    let bought = [&product[..], &origin, &facts].concat();
    let allowed = office.run(&[&bought[..], &["--json"]].concat()).ends(0).json();
    assert_eq!(allowed["answer"], "permit_if", "only if no domestic product serves: {allowed}");
    let by = ["--by", "Wang Fang"];
    office.run(&[&bought[..], &by].concat()).ends(2).says(&["a named person decides"]);
    let why = ["--set", "no_domestic=none reaches the rate that the exchange prescribes"];
    office.run(&[&bought[..], &why, &by].concat()).ends(0).says(&["allowed"]);
}

#[test]
fn what_is_not_said_is_left_open_and_what_is_kept_abroad_has_gone_there() {
    let office = Office::new();
    let kept = ["declare", "data", "--set", "name=logs", "--set", "keeps=store", "--json"];
    let there = ["--set", "place=DE", "--set", "goes_abroad=false"];
    let important = ["--fact", "data_grade=important", "--fact", "collected_in_cn=true"];
    let plain = ["--fact", "personal_data=false", "--fact", "actor_is_critical=false"];
    let asked = |more: &[&[&str]]| {
        let words = [&[&kept[..], &there, &important][..], more].concat().concat();
        let told = office.run(&words).json();
        (told["answer"].as_str().unwrap().to_owned(), told["answers"].to_string())
    };
    let (answer, told) = asked(&[&plain]);
    assert_eq!(answer, "refuse", "important data go abroad after the assessment only: {told}");
    assert!(told.contains("cn-ndsr/37/important-data"), "{told}");
    let (answer, _) = asked(&[&plain, &["--fact", "export_ground=security_assessment"]]);
    assert_eq!(answer, "permit");
    // Nobody said whether the office is critical: that is no reason to say that it is not.
    let open = ["--fact", "personal_data=false", "--fact", "export_ground=security_assessment"];
    let (answer, told) = asked(&[&open]);
    assert_ne!(answer, "permit", "{told}");
    assert!(told.contains("cn-csl/39/stored-abroad"), "{told}");
}
