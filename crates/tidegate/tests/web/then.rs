//! "Why not earlier?": what the office knew at an instant, apart from what had happened by then.

use serde_json::{Value, json};
use tidegate::people::MemberRole;

use crate::served::Served;

async fn then(served: &Served, token: &str, handle: &str, query: &str) -> Value {
    let path = format!("/api/v1/offices/here/cases/{handle}/then?{query}");
    let answer = served.ask("GET", &path, Some(token), &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    serde_json::from_str(&answer.text).unwrap()
}

fn exploited(side: &Value) -> bool {
    side["facts"].as_array().unwrap().iter().any(|fact| fact["fact"] == "exploited")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_had_happened_is_told_apart_from_what_was_known() {
    let served = Served::start().await;
    let token = served.session("here", MemberRole::Analyst).await;
    let taken = served.report("here", "CANARY: it breaks").await;
    let between = served.hosted("here").desk().now();
    for _ in 0..60 {
        served.tick();
    }
    let facts = json!({ "facts": ["exploited"], "source": "a call",
        "occurred": "2026-11-01T08:00:00Z" });
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let path = format!("/api/v1/offices/here/cases/{}/facts", taken.handle);
    assert_eq!(served.send("POST", &path, &headers, facts.to_string()).await.status, 201);
    let size = || async { served.hosted("here").desk().head().await.unwrap().unwrap().size };
    let before = size().await;
    let question = "question=finder+may+sell+technical+to+Acme";
    let told = then(&served, &token, &taken.handle, &format!("at={between}&{question}")).await;
    assert_eq!(size().await, before + 1, "the opening is on the log and nothing else");
    assert!(!exploited(&told["known"]) && exploited(&told["today"]), "{told}");
    assert_eq!(told["only_later"][0]["happened"]["earliest"], "2026-11-01T08:00:00Z", "{told}");
    for side in ["known", "today"] {
        assert!(told[side]["answer"]["gate"].is_string(), "{told}");
        assert_eq!(told[side]["answer"]["at"], told[side]["at"]);
    }
    let known = told["known"]["events"].as_u64().unwrap();
    assert!(known < told["today"]["events"].as_u64().unwrap());
    let moments = told["moments"].as_array().unwrap();
    let happened = moments.iter().find(|one| one["at"] == "2026-11-01T08:00:00Z").unwrap();
    assert_eq!(happened["known"], false);
    // Before the office knew of the case there is nothing, though something had happened.
    let early = then(&served, &token, &taken.handle, "at=2026-11-01T12:00:00Z").await;
    assert_eq!(early["known"], Value::Null);
    assert!(!early["only_later"].as_array().unwrap().is_empty());
    // Nothing is known of what is to come: the latest instant is now.
    let late = then(&served, &token, &taken.handle, "at=2030-01-01").await;
    assert_eq!(late["at"], late["today"]["at"]);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_both_instants_and_leads_from_change_to_change() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let taken = served.report("here", "CANARY: it breaks").await;
    let first = served.hosted("here").desk().now();
    served.tick();
    let path = format!("/at/here/cases/{}", taken.handle);
    let judged = [("code", "accepted")];
    let done = served.ask("POST", &format!("{path}/judge"), Some(&session), &judged).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = served.ask("GET", &format!("{path}/then?at={first}"), Some(&session), &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    for said in ["Known to the office then", "Known to the office today", "The change after"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    assert!(!page.text.contains("CANARY") && !page.text.contains("Mei Lin"), "{}", page.text);
    let wrong = served.ask("GET", &format!("{path}/then?at=soon"), Some(&session), &[]).await;
    assert_eq!(wrong.status, 422);
    served.end().await;
}
