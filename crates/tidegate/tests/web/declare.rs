//! The registers of what an office keeps, buys and files: asked, declared, replaced, proved, over page and interface.

use serde_json::{Value, json};
use tidegate::desk::DeskError;
use tidegate::people::MemberRole;
use tidegate_core::act::Act;
use tidegate_core::declaration::{Declaration, Declared, ProductBought, Put};
use tidegate_core::event::Actor;
use tidegate_core::place::Jurisdiction;
use tidegate_law::{AnswerKind, FactName, FactValue};

use crate::plans::Signed;
use crate::served::Served;

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_put_to_the_book_and_stands_in_its_register_with_the_reason() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let get = async |path: &str| served.ask("GET", path, Some(&session), &[]).await;
    let size =
        async || served.hosted("here").desk().head().await.unwrap().map_or(0, |one| one.size);
    for register in ["data", "products", "encryption"] {
        let page = get(&format!("/at/here/registers/{register}")).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("Nothing has been declared here."));
    }
    assert_eq!(get("/at/here/registers/nothing").await.status, 422);
    let before = size().await;
    let post = async |form: &[(&str, &str)]| {
        served.ask("POST", "/at/here/registers/products", Some(&session), form).await
    };
    let asked = post(&[
        ("name", "Wall 5"),
        ("maker", "Acme"),
        ("origin", "US"),
        ("fact.product_is_security", "true"),
        ("fact.for_level_three", "true"),
        ("fact.actor_is_critical", "false"),
        ("fact.purchase_affects_security", "false"),
        ("do", "ask"),
    ])
    .await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    assert!(asked.text.contains("MLPS Measures 21"), "{}", asked.text);
    assert_eq!(size().await, before, "asking records nothing");
    let form = [
        ("name", "Wall 5"),
        ("maker", "Acme"),
        ("origin", "US"),
        ("fact.product_is_security", "true"),
        ("fact.for_level_three", "false"),
        ("fact.actor_is_critical", "false"),
        ("fact.purchase_affects_security", "false"),
        ("by", "Wang Fang"),
        ("do", "record"),
    ];
    let made = post(&form).await;
    assert_eq!(made.status, 303, "{}", made.text);
    assert!(size().await > before);
    let page = get(&made.to).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("Wall 5 · Acme") && page.text.contains("Wang Fang"));
    let list = get("/at/here/registers/products").await;
    assert!(list.text.contains("Wall 5 · Acme") && list.text.contains("allowed"), "{}", list.text);
    // Nobody finds the file of a declaration among the cases.
    assert!(!get("/at/here/cases").await.text.contains(made.to.rsplit('/').next().unwrap()));
    let unsigned = post(&[&form[..7], &[("by", " "), ("do", "record")]].concat()).await;
    assert_eq!(unsigned.status, 422, "{}", unsigned.text);
    let lost = post(&[&[("name", "Wall 5"), ("origin", "Mars")], &form[3..]].concat()).await;
    assert_eq!(lost.status, 422, "{}", lost.text);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filing_about_encryption_names_the_duties_and_loses_nothing_that_was_written() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let post = async |more: &[(&str, &str)]| {
        let form = [
            ("product", "R7 router"),
            ("version", "3.2"),
            ("algorithms", "AES-GCM and SM4"),
            ("key_lengths", "256 and 128 bits"),
            ("documented_at", "the manual, chapter 9"),
        ];
        let form = [&form[..], more].concat();
        served.ask("POST", "/at/here/registers/encryption", Some(&session), &form).await
    };
    let secret = "2b:7e:15:16:28:ae:d2:a6:ab:f7:15:88:09:cf:4f:3c";
    let refused = post(&[("key_management", secret), ("do", "ask")]).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains("AES-GCM and SM4"), "what was written stays");
    assert!(refused.text.contains("looks like a key"), "{}", refused.text);
    let managed = ("key_management", "drawn at the first start");
    let asked = post(&[managed, ("fact.product_listed", "true"), ("do", "ask")]).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    for words in ["Cryptography Law 26", "has not switched the rule on"] {
        assert!(asked.text.contains(words), "{words}: {}", asked.text);
    }
    // Without a name nothing is recorded, and the answer stays beside what is missing.
    let unsigned = post(&[managed, ("by", ""), ("do", "record")]).await;
    assert_eq!(unsigned.status, 422, "{}", unsigned.text);
    assert!(
        unsigned.text.contains("drawn at the first start") && unsigned.text.contains("is empty")
    );
    let made = post(&[managed, ("certificate", "CC-1"), ("by", "Chen Bo"), ("do", "record")]).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let page = served.ask("GET", &made.to, Some(&session), &[]).await;
    assert!(page.text.contains("CC-1") && page.text.contains("Cryptography Law 26"));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declaration_is_proved_replaced_and_never_removed() {
    let signed = Signed::start().await;
    let (case, headers) = signed.program().await;
    let headers = [0, 1].map(|one: usize| (headers[one].0.as_str(), headers[one].1.as_str()));
    let office = case.split("/cases/").next().unwrap().to_owned();
    let send = async |path: &str, body: Value| {
        let path = format!("{office}/registers/{path}");
        let answer = signed.served.send("POST", &path, &headers, body.to_string()).await;
        let told: Value = serde_json::from_str(&answer.text).unwrap();
        (answer.status, told)
    };
    let read = async |path: &str| {
        let path = format!("{office}/registers/{path}");
        let answer = signed.served.send("GET", &path, &headers, "").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        serde_json::from_str::<Value>(&answer.text).unwrap()
    };
    let mut fields = json!({ "product": "R7 router", "version": "3.2",
        "algorithms": "AES-GCM, SM2, SM4", "key_lengths": "256 and 128 bits",
        "key_management": "drawn at the first start", "documented_at": "the manual, chapter 9" });
    let (status, asked) = send("encryption", json!({ "fields": fields })).await;
    assert_eq!((status, &asked["recorded"]), (200, &Value::Null), "{asked}");
    let (status, first) = send("encryption", json!({ "fields": fields, "by": "Chen Bo" })).await;
    assert_eq!(status, 201, "{first}");
    let place = &first["recorded"];
    let receipt: tidegate_core::receipt::Receipt =
        serde_json::from_value(place["receipt"].clone()).unwrap();
    let hosted = signed.served.hosted("here");
    let log = hosted.desk().log();
    let document = place["document"].as_str().unwrap();
    receipt.verify(document.as_bytes(), log).unwrap();
    let changed = document.replace("3.2", "3.3");
    assert!(receipt.verify(changed.as_bytes(), log).is_err(), "it proves these bytes alone");
    // A later version replaces it in the list; the earlier one is read and proved as before.
    fields["version"] = "3.3".into();
    let body = json!({ "fields": fields, "by": "Chen Bo", "replaces": place["handle"] });
    let (status, second) = send("encryption", body).await;
    assert_eq!(status, 201, "{second}");
    let list = read("encryption").await;
    let listed = list["declarations"].as_array().unwrap();
    assert_eq!(listed.len(), 2);
    let earlier = listed.iter().find(|one| one["handle"] == place["handle"]).unwrap();
    assert_eq!(earlier["replaced_by"], second["recorded"]["declaration"]);
    let again = read(&format!("encryption/{}", place["handle"].as_str().unwrap())).await;
    assert_eq!(again["recorded"]["receipt"]["claim"], place["receipt"]["claim"]);
    assert_eq!(again["recorded"]["same_today"], true);
    fields["key_management"] = "00112233445566778899aabbccddeeff".into();
    let (status, secret) = send("encryption", json!({ "fields": fields, "by": "Chen Bo" })).await;
    assert_eq!(status, 422, "{secret}");
    assert!(secret["detail"].as_str().unwrap().contains("no secrets"), "{secret}");
    // Asking is no way around it, for programs as for people.
    let (status, asked) = send("encryption", json!({ "fields": fields })).await;
    assert_eq!(status, 422, "{asked}");
    assert!(asked["detail"].as_str().unwrap().contains("no secrets"), "{asked}");
    let other = json!({ "fields": { "name": "W", "maker": "A", "origin": "CN" }, "by": "Chen Bo",
        "replaces": place["handle"] });
    assert_eq!(send("products", other).await.0, 422, "of another register");
    drop(hosted);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declaration_is_told_under_a_book_that_no_longer_has_its_facts() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Auditor).await;
    let old = FactName::new("a_fact_of_another_book");
    let put = Put {
        act: Act::Procure,
        to: None,
        facts: [(old, FactValue::symbol("true"))].into(),
        answer: AnswerKind::Permit,
        grounds: Vec::new(),
    };
    let product = ProductBought {
        name: "Wall 4".into(),
        maker: "Acme".into(),
        origin: Jurisdiction::CN,
        certificate: None,
        no_domestic: None,
    };
    let declared = Declared {
        declaration: Declaration::Product(product),
        put: vec![put],
        duties: Vec::new(),
        book: "another book".into(),
        decided_by: "Wang Fang".into(),
        reasons: None,
        replaces: None,
    };
    let hosted = served.hosted("here");
    let actor = Actor::Member("tester".into());
    let make = |_| Ok::<_, DeskError>(declared.clone());
    let (record, _) = hosted.desk().declare(&actor, make).await.unwrap();
    drop(hosted);
    let path = format!("/at/here/registers/products/{}", record.row.handle);
    let page = served.ask("GET", &path, Some(&session), &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("Wall 4") && page.text.contains("the answer would be another"));
    served.end().await;
}
