//! Whoever was asked and says nothing: reminded, then the coordinator is told, then whoever decides, after days that the
//! office chooses; a word ends it.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tidegate::people::MemberRole;

use crate::participants::{Matter, done};

/// The notices of the steps of a silence: which, to whom, leading where.
fn steps(told: &[(String, String, String)]) -> Vec<(String, String, String)> {
    let ours =
        told.iter().filter(|(word, to, _)| word.contains("answer") && !to.contains("directive"));
    ours.filter(|(word, _, _)| word == "answer-awaited" || word == "no-answer").cloned().collect()
}

async fn days(matter: &Matter, days: i64) {
    matter.served.pass(SignedDuration::from_hours(24 * days));
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_climbs_a_ladder_of_its_own_and_a_word_ends_it() {
    let mut matter = Matter::begin().await;
    let administrator = matter.served.session("here", MemberRole::Administrator).await;
    let chosen = json!({ "remind": 2, "escalate": 4, "decide": 6 });
    let wrong = json!({ "remind": 4, "escalate": 4, "decide": 6 });
    let (status, usual) =
        done(&matter.served, "GET", "/patience", &administrator, &Value::Null).await;
    assert_eq!((status, &usual["remind"], &usual["usual"]), (200, &json!(7), &json!(true)));
    assert_eq!(done(&matter.served, "POST", "/patience", &administrator, &wrong).await.0, 422);
    assert_eq!(done(&matter.served, "POST", "/patience", &matter.member, &chosen).await.0, 403);
    assert_eq!(done(&matter.served, "POST", "/patience", &administrator, &chosen).await.0, 200);
    matter.join().await;
    let path = format!("/cases/{}/participants/messages", matter.handle);
    let body = json!({ "organisation": matter.id, "text": "A letter", "class": "existence" });
    assert_eq!(done(&matter.served, "POST", &path, &matter.member, &body).await.0, 201);
    assert!(steps(&matter.notices().await).is_empty(), "not at once");
    days(&matter, 2).await;
    let told = steps(&matter.notices().await);
    let own = format!("ours/{}", matter.handle);
    assert_eq!(told, [("answer-awaited".into(), "member:acme.manufacturer".into(), own)]);
    days(&matter, 2).await;
    let told = steps(&matter.notices().await);
    let place = format!("cases/{}/coordination#status", matter.handle);
    assert!(told.contains(&("no-answer".into(), "member:coordinator".into(), place.clone())));
    assert!(!told.iter().any(|(_, to, _)| to.contains("decision-maker")), "{told:?}");
    // The state is on the board, in the list and on the pages of the case.
    matter.member = matter.served.session("here", MemberRole::Analyst).await;
    for page in ["board", "cases?silent=yes", &format!("cases/{}", matter.handle)] {
        let page = format!("/at/here/{page}");
        let seen = matter.served.ask("GET", &page, Some(&matter.member), &[]).await;
        assert!(seen.text.contains("No answer since 2026-11-02"), "{page}: {}", seen.text);
    }
    let (_, told) = done(&matter.served, "GET", "/queues", &matter.member, &Value::Null).await;
    assert_eq!(told["silent"], 1, "{told}");
    days(&matter, 2).await;
    let told = steps(&matter.notices().await);
    assert!(
        told.contains(&("no-answer".into(), "member:decision-maker".into(), place)),
        "{told:?}"
    );
    let before = told.len();
    assert_eq!(steps(&matter.notices().await).len(), before, "each once");
    // A word of Acme ends it.
    matter.acme = matter.served.session_of_person("here", "Acme", MemberRole::Manufacturer).await;
    let page = format!("/at/here/ours/{}", matter.handle);
    let seen = matter.served.ask("GET", &page, Some(&matter.acme), &[]).await;
    assert!(seen.text.contains("waits for an answer from you"), "{}", seen.text);
    let path = format!("/ours/cases/{}/messages", matter.handle);
    let body = json!({ "text": "We look into it" });
    assert_eq!(done(&matter.served, "POST", &path, &matter.acme, &body).await.0, 201);
    assert_eq!(steps(&matter.notices().await).len(), before);
    matter.member = matter.served.session("here", MemberRole::Analyst).await;
    let (_, told) = done(&matter.served, "GET", "/queues", &matter.member, &Value::Null).await;
    assert_eq!(told["silent"], 0, "{told}");
    matter.served.end().await;
}
