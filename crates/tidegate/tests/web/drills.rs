//! A drill in the browser: it stands in its address, scores what was met, and touches nothing.

use serde_json::{Value, json};

use crate::plans::Signed;
use crate::served::Served;

const BEGUN: &str = "/drill?story=camera&speed=720&begun=2026-11-02T08:57:00Z";
const WARNING: &str = "camera-maker files eu-cra/14(2)(a)/early-warning to eu_csirt";

fn encoded(text: &str) -> String {
    format!("take={}", text.replace(' ', "+"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_runs_by_the_clock_and_a_step_stands_in_the_address() {
    let served = Served::start().await;
    let begun = served.ask("GET", "/drill?story=camera&speed=720&begin=1", None, &[]).await;
    assert_eq!(begun.status, 303);
    assert!(begun.to.contains("begun=2026-11-02T09"), "{}", begun.to);
    // Three minutes at 720 are 36 hours: 21:00 of the second day.
    let page = served.ask("GET", BEGUN, None, &[]).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("2026-11-24 21:00"), "{}", page.text);
    let taken = served.ask("GET", &format!("{BEGUN}&{}", encoded(WARNING)), None, &[]).await;
    assert_eq!(taken.status, 303);
    let page = served.ask("GET", &taken.to, None, &[]).await;
    assert!(
        page.text.contains("met, against RMSV 9(7)")
            && page.text.contains("a named person decides: CRA 14(2)(a)"),
        "{}",
        page.text
    );
    let over = served.ask("GET", &format!("{}&end=1", taken.to), None, &[]).await;
    assert!(over.to.contains("until="), "{}", over.to);
    let first = served.ask("GET", &over.to, None, &[]).await;
    let second = served.ask("GET", &over.to, None, &[]).await;
    assert_eq!(first.text, second.text, "the same address gives the same score");
    let again = "/drill?story=camera&amp;speed=720&amp;begin=1";
    let again = [again, "/drill?story=camera&#38;speed=720&#38;begin=1"];
    assert!(
        again.iter().any(|link| first.text.contains(link)),
        "the same drill from its beginning"
    );
    let wrong = served.ask("GET", &format!("{BEGUN}&take=nobody+learned"), None, &[]).await;
    assert_eq!(wrong.status, 200);
    assert!(wrong.text.contains("value=\"nobody learned\""), "what was typed stays");
    assert!(wrong.text.contains("role=\"alert\""), "{}", wrong.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_no_drill_is_no_fault() {
    let served = Served::start().await;
    for (address, status) in [
        ("/drill?story=nothing", 404),
        ("/drill?begun=yesterday", 422),
        ("/drill?speed=x", 422),
        ("/drill?begun=2026-11-02T09:00:00Z&step=2021", 422),
        ("/drill?begun=2026-11-02T09:00:00Z&step=2000-01-01T00:00:00Z+x", 422),
    ] {
        assert_eq!(served.ask("GET", address, None, &[]).await.status, status, "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_drilled_as_a_copy() {
    let signed = Signed::start().await;
    let offered = signed.get("/drill").await;
    assert_eq!(offered.status, 200);
    assert!(offered.text.contains("Acme"));
    let page = signed.get("/drill?party=Acme&speed=14400&begun=2026-11-02T08:00:00Z").await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("badge refuse"), "who does nothing misses what is due");
    let stranger = signed.served.ask("GET", &signed.case("/drill"), None, &[]).await;
    assert_ne!(stranger.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_drill_as_people_do() {
    let served = Served::start().await;
    let steps = [format!("2026-11-24 20:00 {WARNING}")];
    let body = json!({ "story": "camera", "steps": steps }).to_string();
    let headers = [("content-type", "application/json")];
    let told = served.send("POST", "/api/v1/drills", &headers, &body).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let told: Value = serde_json::from_str(&told.text).unwrap();
    assert_eq!((&told["score"]["met"], &told["score"]["against"]), (&json!(0), &json!(1)));
    let body = json!({ "story": "nothing" }).to_string();
    assert_eq!(served.send("POST", "/api/v1/drills", &headers, &body).await.status, 422);
}
