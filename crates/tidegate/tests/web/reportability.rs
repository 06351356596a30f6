//! "Not reportable" over page, interface and command: asked, decided, on the log, and open again when a fact changes.

use serde_json::{Value, json};

use crate::plans::Signed;

const INCIDENT: (&str, &str) = ("duty", "CRA 14(4)(a)");

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_not_to_report_is_recorded_with_its_facts_and_falls_when_one_changes() {
    let signed = Signed::start().await;
    let empty = signed.get("/not-reportable").await;
    assert_eq!(empty.status, 200, "{}", empty.text);
    assert!(empty.text.contains("Nobody has decided so in this case."));
    let size = signed.size().await;
    let asked = signed.get("/not-reportable?duty=CRA+14(4)(a)").await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    assert!(asked.text.contains("On what is known the duty is not owed."));
    assert!(asked.text.contains("title=\"severe_incident\""));
    assert_eq!(signed.size().await, size + 1, "the read and nothing else");
    // What is surely owed is no matter of decision, and nothing is recorded without a name or a reason.
    let owed = signed.get("/not-reportable?duty=RMSV+7(2)").await;
    assert_eq!(owed.status, 422, "{}", owed.text);
    for form in [
        [INCIDENT, ("by", "Wang Fang"), ("reasons", " ")],
        [INCIDENT, ("by", ""), ("reasons", "no incident was seen")],
        [("duty", "RMSV 7(2)"), ("by", "Wang Fang"), ("reasons", "we would rather not")],
        [("duty", "nothing"), ("by", "Wang Fang"), ("reasons", "why not")],
    ] {
        let refused = signed.post("/not-reportable", &form).await;
        assert_eq!(refused.status, 422, "{form:?} {}", refused.text);
    }
    let decided = [INCIDENT, ("by", "Wang Fang"), ("reasons", "the logs of two weeks were read")];
    let decided = signed.post("/not-reportable", &decided).await;
    assert_eq!(decided.status, 303, "{}", decided.text);
    assert!(decided.to.contains("/not-reportable#event-"));
    let page = signed.get("/not-reportable").await;
    assert!(page.text.contains("Wang Fang") && page.text.contains("It stands"), "{}", page.text);
    assert!(page.text.contains("the same book says the same"));
    let case = signed.get("").await;
    assert!(case.text.contains("the logs of two weeks were read"), "the record tells it");
    let line = "2026-11-02 10:00 fact severe_incident";
    let told = signed.post("/tell", &[("lines", line), ("source", "a call")]).await;
    assert_eq!(told.status, 303, "{}", told.text);
    let page = signed.get("/not-reportable").await;
    assert!(page.text.contains("It does not stand"), "{}", page.text);
    assert!(page.text.contains("then: ") && page.text.contains("now: there is a severe incident"));
    assert!(page.text.contains("the same book says the same"), "what was right then stays so");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_decides_and_reads_what_the_page_does() {
    let signed = Signed::start().await;
    let (path, headers) = signed.program().await;
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let path = format!("{path}/not-reportable");
    let body = json!({ "duty": "cra-incident-early-warning", "by": "Wang Fang",
        "reasons": "the logs of two weeks were read" });
    let made = signed.served.send("POST", &path, &headers, body.to_string()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let made: Value = serde_json::from_str(&made.text).unwrap();
    assert_eq!(made["found"]["decided_by"], "Wang Fang");
    assert_eq!(made["found"]["assessed"]["owed"], "not_owed");
    let read = signed.served.send("GET", &path, &headers, "").await;
    let read: Value = serde_json::from_str(&read.text).unwrap();
    assert_eq!(read["decisions"][0], made["found"]);
    assert_eq!(read["decisions"][0]["replayed"], "same");
    let facts = &read["decisions"][0]["assessed"]["looked_at"][0]["known"];
    let incident = |fact: &&Value| fact["fact"] == "severe_incident";
    assert_eq!(facts.as_array().unwrap().iter().find(incident).unwrap()["value"], "false");
    let none = signed.served.send("GET", &format!("{path}?duty=nothing"), &headers, "").await;
    assert_eq!(none.status, 422, "{}", none.text);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portals_reference_stands_on_the_line_of_the_duty_that_it_met() {
    let signed = Signed::start().await;
    let filed = [("duty", "RMSV 7(2)"), ("when", "2026-11-02 12:00"), ("reference", "NVDB-2026-1")];
    let filed = signed.post("/sheet/filed", &filed).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    let page = signed.get("").await;
    let settled = page.text.split("id=\"settled\"").nth(1).expect("what was met is shown");
    let settled = settled.split("</details>").next().unwrap();
    assert!(settled.contains("NVDB-2026-1") && settled.contains("/law/cn-rmsv/7(2)"), "{settled}");
    signed.served.end().await;
}
