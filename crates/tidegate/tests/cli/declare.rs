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
    office.run(&asked).ends(3).says(&["refused", "CSL 39"]);
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
    let asked = office.run(&[&data[..], &moved, &facts].concat()).ends(3).json();
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
    office
        .run(&[&product[..], &origin, &["--set", "price=9"]].concat())
        .ends(2)
        .says(&["no field `price`", "certificate"]);
    office.run(&product).ends(2).says(&["Origin"]);
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

#[test]
fn a_refusal_ends_as_a_question_does_recorded_or_not_and_an_old_one_is_only_read() {
    let office = Office::new();
    let data = ["declare", "data", "--set", "name=ledger", "--set", "keeps=replica"];
    let abroad = ["--set", "place=DE", "--set", "goes_abroad=false"];
    let facts = ["data_grade=important", "collected_in_cn=true", "actor_is_critical=true"];
    let facts: Vec<&str> = facts.iter().flat_map(|fact| ["--fact", fact]).collect();
    let asked = [&data[..], &abroad, &facts].concat();
    office.run(&[&asked[..], &["--json"]].concat()).ends(3);
    let made = office.run(&[&asked[..], &["--by", "Wang Fang", "--json"]].concat()).ends(3).json();
    let handle = made["recorded"]["handle"].as_str().unwrap();
    office.run(&["declare", "data", handle]).ends(0).says(&["refused"]);
}

#[test]
fn a_secret_is_refused_when_it_is_asked_about_and_not_only_when_it_is_recorded() {
    let office = Office::new();
    let filed = |management: &str, more: &[&str]| {
        let management = format!("key_management={management}");
        let words = ["declare", "encryption", "--set", "product=R7", "--set", "version=1"];
        let how = ["--set", "algorithms=SM4", "--set", "key_lengths=128 bits"];
        let at = ["--set", "documented_at=handbook", "--set", management.as_str()];
        office.run(&[&words[..], &how, &at, more].concat())
    };
    let leaves = office.leaves();
    for secret in [
        "AES key 2b7e1516 28aed2a6 abf71588 09cf4f3c",
        "2b:7e:15:16:28:ae:d2:a6:ab:f7:15:88:09:cf:4f:3c",
        "-----BEGIN PRIVATE KEY-----",
    ] {
        filed(secret, &[]).ends(2).says(&["looks like a key"]);
        filed(secret, &["--by", "Wang Fang"]).ends(2).says(&["looks like a key"]);
        filed(secret, &["--lang", "zh"]).ends(2).says(&["密钥"]);
    }
    filed(" ", &[]).ends(2).says(&["is empty"]);
    filed(&"x ".repeat(3000), &[]).ends(2).says(&["is too long"]);
    assert_eq!(office.leaves(), leaves);
}

#[test]
fn a_filing_about_encryption_says_which_duties_look_at_it_and_what_decides_them() {
    let office = Office::new();
    let filed = |more: &[&str]| {
        let words = ["declare", "encryption", "--set", "product=R7", "--set", "version=1"];
        let how = ["--set", "algorithms=SM4", "--set", "key_lengths=128 bits"];
        let at = ["--set", "documented_at=handbook", "--set", "key_management=in the chip"];
        office.run(&[&words[..], &how, &at, more].concat())
    };
    let owed = |more: &[&str]| {
        let told = filed(&[more, &["--json"]].concat()).ends(0).json();
        let duties = told["duties"].as_array().unwrap().clone();
        move |rule: &str| {
            let one = duties.iter().find(|one| one["rule"]["rule"] == rule).unwrap();
            (one["owed"].as_str().unwrap().to_owned(), one.to_string())
        }
    };
    let certify = "cn-cl/26/certify-cryptography";
    let disclose = "house-cn-encryption/E1/disclose-encryption";
    let (answer, told) = owed(&[])(certify);
    assert_eq!(answer, "open", "{told}");
    assert!(told.contains("product_listed"), "{told}");
    let listed = ["--fact", "product_listed=true"];
    assert_eq!(owed(&listed)(certify).0, "yes", "listed and without a certificate");
    let certified = [&listed[..], &["--set", "certificate=CC-1"]].concat();
    let (answer, told) = owed(&certified)(certify);
    assert_eq!(answer, "no", "{told}");
    assert!(told.contains("product_certified"), "{told}");
    assert_eq!(owed(&["--fact", "product_listed=false"])(certify).0, "no");
    // An office abroad is bound as the one who supplies the product into the country; this one is in it.
    let (answer, told) = owed(&[])("cn-ccr/32/import-licence");
    assert_eq!(answer, "no");
    assert!(told.contains("actor_place"), "with the fact that keeps it from being owed: {told}");
    assert_eq!(owed(&[])(disclose).0, "off", "the press is no law");
    let house = ["office", "house", "house-cn-encryption", "on", "--by", "Wang Fang"];
    office.run(&[&house[..], &["--reason", "as the press told it"]].concat()).ends(0);
    assert_eq!(owed(&[])(disclose).0, "no", "a maker in the country is not bound by it");
    filed(&["--lang", "zh"]).ends(0).says(&["涉及产品密码的义务", "取决于"]);
    filed(&[&certified[..], &["--by", "Chen Bo"]].concat()).ends(0).says(&["Cryptography Law 26"]);
    office.run(&["log", "fsck"]).ends(0);
}

#[test]
fn a_maker_abroad_is_asked_for_the_import_licence_and_by_the_house_rule_once_it_is_on() {
    let office = Office::none();
    let words = ["init", "--name", "Router works", "--name-zh", "路由器厂", "--jurisdiction", "DE"];
    let zone = ["--zone", "Europe/Berlin", "--by", "Chen Bo", "--reports", "own"];
    office.run(&[&words[..], &zone].concat()).ends(0);
    let owed = |facts: &[&str], rule: &str| {
        let words =
            ["declare", "encryption", "--json", "--set", "product=R7", "--set", "version=1"];
        let how = ["--set", "algorithms=AES", "--set", "key_lengths=256 bits"];
        let at = ["--set", "documented_at=handbook", "--set", "key_management=in the chip"];
        let facts: Vec<&str> = facts.iter().flat_map(|fact| ["--fact", fact]).collect();
        let told = office.run(&[&words[..], &how, &at, &facts].concat()).ends(0).json();
        let duties = told["duties"].as_array().unwrap();
        let one = duties.iter().find(|one| one["rule"]["rule"] == rule).unwrap();
        one["owed"].as_str().unwrap().to_owned()
    };
    let licence = "cn-ccr/32/import-licence";
    assert_eq!(owed(&[], licence), "open", "whether it is on the list nobody said");
    let listed = "cryptography_import_listed=true";
    assert_eq!(owed(&[listed, "cryptography_import_licensed=false"], licence), "yes");
    assert_eq!(owed(&[listed, "cryptography_import_licensed=true"], licence), "no");
    assert_eq!(owed(&["cryptography_import_listed=false"], licence), "no");
    let disclose = "house-cn-encryption/E1/disclose-encryption";
    assert_eq!(owed(&[], disclose), "off");
    let house = ["office", "house", "house-cn-encryption", "on", "--by", "Chen Bo"];
    office.run(&[&house[..], &["--reason", "as the press told it"]].concat()).ends(0);
    assert_eq!(owed(&[], disclose), "yes");
}
