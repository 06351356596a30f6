//! What an organisation owes, in order of time; what it shows that it did; and that nobody else is told of it.

use serde_json::{Value, json};

use crate::participants::{Matter, done};

async fn owed(matter: &Matter, session: &str) -> Value {
    done(&matter.served, "GET", "/ours/owed", session, &Value::Null).await.1
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_finds_what_it_was_told_to_do_with_time_and_ground_and_no_other_does() {
    let matter = Matter::begin().await;
    let case = matter.directed("2026-11-05 17:00").await;
    assert_eq!(
        owed(&matter, &matter.acme).await["owed"],
        json!([]),
        "not before the letter reached it"
    );
    let directive = matter.sign(&case).await;
    let told = owed(&matter, &matter.acme).await;
    let row =
        told["owed"].as_array().unwrap().iter().find(|one| one["kind"] == "directive").unwrap();
    assert_eq!(
        (&row["due"], &row["case"]),
        (&json!("2026-11-05T09:00:00Z"), &json!(matter.handle))
    );
    assert_eq!((&row["what"]["en"], &row["directive"]), (&json!("fix it"), &json!(directive)));
    assert!(row["why"]["en"].as_str().unwrap().contains("RMSV 7(3)"), "{row}");
    let dues: Vec<Option<&str>> =
        told["owed"].as_array().unwrap().iter().map(|one| one["due"].as_str()).collect();
    let mut sorted = dues.clone();
    sorted.sort_by_key(|due| (due.is_none(), *due));
    assert_eq!(dues, sorted, "in order of time, what has none last");
    let page = matter.served.ask("GET", "/at/here/ours/owed", Some(&matter.acme), &[]).await;
    assert!(page.status == 200 && page.text.contains("fix it") && page.text.contains("RMSV 7(3)"));
    let other = owed(&matter, &matter.other).await;
    assert_eq!((&other["owed"], &other["settled"]), (&json!([]), &json!([])), "nobody else");
    assert_eq!(
        done(&matter.served, "GET", "/ours/owed", &matter.member, &Value::Null).await.0,
        403
    );
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_in_part_is_shown_on_both_sides_and_stays_owed() {
    let matter = Matter::begin().await;
    let case = matter.directed("2026-11-05 17:00").await;
    let directive = matter.sign(&case).await;
    let form = [
        ("measure", "1"),
        ("text", "rolled out at night"),
        ("shown_done", "37"),
        ("shown_of", "40"),
        ("shown_before", "1.1"),
        ("shown_after", "=1.2"),
        ("shown_on", "2026-11-02"),
        ("shown_who", "the plant"),
    ];
    let path = format!("/at/here/ours/{}/directives/{directive}/report", matter.handle);
    let sent = matter.served.ask("POST", &path, Some(&matter.acme), &form).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    for wrong in [
        [("shown_done", "41"), ("shown_of", "40")],
        [("shown_done", "some"), ("shown_of", "40")],
        [("shown_done", "3"), ("shown_of", "")],
    ] {
        let form = [[("measure", "1"), ("text", "more")], wrong].concat();
        assert_eq!(matter.served.ask("POST", &path, Some(&matter.acme), &form).await.status, 422);
    }
    let (_, seen) =
        done(&matter.served, "GET", &format!("{case}/directives"), &matter.member, &Value::Null)
            .await;
    let told = seen.to_string();
    assert!(told.contains("37 of 40") && told.contains("after: version =1.2"), "{told}");
    assert_eq!(seen["directives"][0]["awaits"], "measures", "nothing is to be verified yet");
    let told = owed(&matter, &matter.acme).await;
    let rows = told["owed"].as_array().unwrap();
    let row = rows.iter().find(|one| one["kind"] == "directive").unwrap();
    assert_eq!((&row["state"], &row["part"]), (&json!("open"), &json!({ "done": 37, "of": 40 })));
    let table =
        matter.served.ask("GET", "/at/here/ours/owed/owed.csv", Some(&matter.acme), &[]).await;
    assert!(
        table.kind.starts_with("text/csv") && table.text.contains(",37,40\r\n"),
        "{}",
        table.text
    );
    let body = json!({ "measure": 1, "statement": "all", "shown": { "done": 40, "of": 40 } });
    let reports = format!("/ours/cases/{}/directives/{directive}/reports", matter.handle);
    assert_eq!(done(&matter.served, "POST", &reports, &matter.acme, &body).await.0, 201);
    let found = json!({ "measure": 1, "result": "effective" });
    let verified = format!("{case}/directives/{directive}/verifications");
    assert_eq!(done(&matter.served, "POST", &verified, &matter.member, &found).await.0, 201);
    let told = owed(&matter, &matter.acme).await;
    assert_eq!(
        (&told["settled"][0]["state"], &told["settled"][0]["part"]["done"]),
        (&json!("met"), &json!(40))
    );
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_bearer_is_told_that_a_directive_is_late() {
    let matter = Matter::begin().await;
    let case = matter.directed("2026-11-02 17:30").await;
    matter.sign(&case).await;
    let late = |told: &[(String, String, String)]| {
        told.iter()
            .filter(|(word, _, _)| word == "directive-late")
            .map(|(_, to, path)| (to.clone(), path.clone()))
            .collect::<Vec<_>>()
    };
    assert!(late(&matter.notices().await).is_empty());
    for _ in 0..3 {
        matter.served.tick();
    }
    matter.served.pass(jiff::SignedDuration::from_hours(26));
    let told = matter.notices().await;
    let bearer = ("member:acme.manufacturer".to_owned(), format!("ours/{}", matter.handle));
    assert!(late(&told).contains(&bearer), "{told:?}");
    assert!(told.iter().all(|(_, to, _)| !to.contains("other.")), "{told:?}");
    matter.served.end().await;
}
