//! What a finder says, on the pages and at the interface: an assertion, which is answered before a duty is set aside.

use serde_json::{Value, json};
use tidegate::desk::Intake;
use tidegate::people::MemberRole;
use tidegate_core::report::Draft;

use crate::plans::STORY;
use crate::served::{PASSPHRASE, Served};

const SAID: &str = "The reporter says that the flaw is exploited; nobody has established it.";

#[tokio::test(flavor = "multi_thread")]
async fn page_and_interface_show_what_the_finder_says_and_ask_for_an_acknowledgement() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let form = json!({
        "product": { "name": "R7 router", "manufacturer": "Acme" },
        "flaw": { "description": "CANARY" },
        "exploitation": { "state": "yes", "evidence": "CANARY" },
    });
    let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
    let intake = Intake::new(draft, "intake", "web form");
    let taken = served.hosted("here").desk().receive(&intake).await.unwrap();
    let case = format!("/at/here/cases/{}", taken.handle);
    let story = STORY.replace(", exploited", "");
    let told = [("lines", story.as_str()), ("source", "its letter")];
    let told = served.ask("POST", &format!("{case}/tell"), Some(&session), &told).await;
    assert_eq!(told.status, 303, "{}", told.text);
    // A clock of hours would run if somebody said from when on the office knows: home says so before all else.
    let home = served.ask("GET", "/at/here/home", Some(&session), &[]).await;
    let first = home.text.split("<section").nth(1).unwrap_or_default();
    assert!(first.contains("Say this first") && first.contains(&taken.handle), "{}", home.text);
    assert!(!home.text.contains("CANARY") && !home.text.contains("R7 router"), "{}", home.text);
    let page = served.ask("GET", &case, Some(&session), &[]).await;
    assert!(page.text.matches(SAID).count() >= 2, "in the case and beside a duty: {}", page.text);
    assert!(page.text.contains("/fact?fact=exploited") && !page.text.contains("CANARY"));
    let path = format!("{case}/not-reportable");
    let asked = format!("{path}?duty=CRA+14(2)(a)");
    let asked = served.ask("GET", &asked, Some(&session), &[]).await;
    assert!(asked.text.contains(SAID) && asked.text.contains("name=\"against\""), "{}", asked.text);
    let decided = [("duty", "CRA 14(2)(a)"), ("by", "Wang Fang"), ("reasons", "no evidence")];
    let refused = served.ask("POST", &path, Some(&session), &decided).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains(SAID), "{}", refused.text);

    let body = json!({ "login": "analyst", "passphrase": PASSPHRASE }).to_string();
    let kind = ("content-type", "application/json");
    let begun = served.send("POST", "/api/v1/offices/here/sessions", &[kind], &body).await;
    let begun: Value = serde_json::from_str(&begun.text).unwrap();
    let bearer = format!("Bearer {}", begun["token"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str()), kind];
    let api = format!("/api/v1/offices/here/cases/{}", taken.handle);
    let read = served.send("GET", &api, &headers, "").await;
    let read: Value = serde_json::from_str(&read.text).unwrap();
    assert_eq!(read["asserted"][0]["words"]["en"], SAID, "{read}");
    let body = json!({ "duty": "CRA 14(2)(a)", "by": "Wang Fang", "reasons": "no evidence" });
    let path_api = format!("{api}/not-reportable");
    let refused = served.send("POST", &path_api, &headers, body.to_string()).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let mut body = body;
    body["against_the_finder"] = json!(true);
    let made = served.send("POST", &path_api, &headers, body.to_string()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let made: Value = serde_json::from_str(&made.text).unwrap();
    assert_eq!(made["found"]["against_finder"], true);
    let page = served.ask("GET", &path, Some(&session), &[]).await;
    assert!(page.text.contains("Decided knowing that the reporter says otherwise."));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_would_run_if_the_finder_is_right_is_named_with_what_starts_it() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let form = json!({
        "product": { "name": "R7 router" },
        "flaw": { "description": "CANARY" },
        "exploitation": { "state": "yes" },
    });
    let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
    let taken =
        served.hosted("here").desk().receive(&Intake::new(draft, "i", "form")).await.unwrap();
    let case = format!("/at/here/cases/{}", taken.handle);
    // A report that names no maker waits like any other.
    let home = served.ask("GET", "/at/here/home", Some(&session), &[]).await.text;
    assert!(home.contains(&format!("The report of case {} is not acknowledged", taken.handle)));
    let own = "party office manufacturer CN\nproduct \"R7 router\" of office in EU";
    let told = [("lines", own), ("source", "its letter")];
    let told = served.ask("POST", &format!("{case}/tell"), Some(&session), &told).await;
    assert_eq!(told.status, 303, "{}", told.text);
    let page = served.ask("GET", &case, Some(&session), &[]).await.text;
    assert!(page.contains("from then on these clocks run: CRA 14(2)(a)"), "{page}");
    assert!(page.contains("office aware_of_exploitation"), "{page}");
    // Whoever establishes that it is not so has nothing more to say.
    let not = [("lines", "fact not exploited"), ("source", "the logs")];
    let told = served.ask("POST", &format!("{case}/tell"), Some(&session), &not).await;
    assert_eq!(told.status, 303, "{}", told.text);
    let page = served.ask("GET", &case, Some(&session), &[]).await.text;
    assert!(!page.contains("from then on these clocks run"), "{page}");
    served.end().await;
}
