//! Coordination on its page, as lines, and over the interface: who takes part, the embargo, and what manufacturers say.

use serde_json::{Value, json};

use crate::plans::Signed;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_tells_where_everybody_stands_and_its_forms_take_the_next_step() {
    let signed = Signed::start().await;
    let size = signed.size().await;
    let page = signed.get("/coordination").await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert_eq!(signed.size().await, size + 1, "the read and nothing else");
    assert!(page.text.contains("has not received it") && page.text.contains("not on record"));
    assert!(page.text.contains("It was not told yet"), "{}", page.text);
    assert!(signed.get("").await.text.contains("/coordination\""), "the case leads there");
    let step = |step: &'static str| {
        let who = [("what", "step"), ("who", "Acme"), ("step", step)];
        [who.as_slice(), &[("reason", "our lab saw it"), ("source", "a call")]].concat()
    };
    let early = signed.post("/coordination", &step("close")).await;
    assert_eq!(early.status, 422, "{}", early.text);
    for one in ["receive", "validate", "accept"] {
        let told = signed.post("/coordination", &step(one)).await;
        assert_eq!(told.status, 303, "{}", told.text);
        assert!(told.to.contains("/coordination?recorded="), "{}", told.to);
    }
    let other = [("what", "nothing"), ("source", "a call")];
    assert!(signed.post("/coordination", &other).await.status >= 400);
    let case = signed.get("").await;
    assert!(case.text.contains("our lab saw it"), "the record tells it");
    // Attacks were seen in this story: no embargo is proposed any more, and the page says why.
    let propose = [("what", "propose"), ("who", "Acme"), ("to", "finder")];
    let until = [("until", "2027-02-01 12:00 +08:00"), ("source", "a call")];
    let late = signed.post("/coordination", &[propose.as_slice(), &until].concat()).await;
    assert_eq!(late.status, 422, "{}", late.text);
    assert!(late.text.contains("attacks were seen"), "{}", late.text);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_reads_and_tells_what_the_page_does() {
    let signed = Signed::start().await;
    let (path, headers) = signed.program().await;
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let tell = json!({ "source": "its letter", "lines": [
        "Acme receives the report", "Acme validates the report because it crashes",
        "Acme says \"R7 router\" is under_investigation because versions 1 to 3 are looked at",
    ] });
    let events = format!("{path}/events");
    let told = signed.served.send("POST", &events, &headers, tell.to_string()).await;
    assert_eq!(told.status, 201, "{}", told.text);
    let read = signed.served.send("GET", &format!("{path}/coordination"), &headers, "").await;
    assert_eq!(read.status, 200, "{}", read.text);
    let read: Value = serde_json::from_str(&read.text).unwrap();
    let acme = |one: &&Value| one["name"]["en"] == "Acme";
    let acme = read["participants"].as_array().unwrap().iter().find(acme).unwrap();
    assert_eq!((&acme["report"], &acme["state"]), (&json!("valid"), &json!("VfdpxA")));
    assert_eq!(acme["steps"], json!(["accept", "defer"]), "it is not closed before");
    assert_eq!(read["state"], "VfdpxA", "attacks are a fact of the case");
    assert_eq!(read["standings"][0]["status"], "under_investigation");
    let refused = json!({ "source": "its letter", "lines": ["Acme closes the report"] });
    let refused = signed.served.send("POST", &events, &headers, refused.to_string()).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("accepted or deferred before it is closed"), "{}", refused.text);
    signed.served.end().await;
}
