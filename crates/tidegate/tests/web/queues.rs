//! Queues: cases are put in one and taken from it, the list is chosen by them, and of two who take a case at once the
//! second learns who was first.

use serde_json::{Value, json};
use tidegate::people::MemberRole;

use crate::served::Served;

async fn parts(served: &Served, session: &str) -> Value {
    let asked = served.ask("GET", "/api/v1/offices/here/queues", Some(session), &[]).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    serde_json::from_str(&asked.text).unwrap()
}

async fn arrange(
    served: &Served,
    session: &str,
    handle: &str,
    form: &[(&str, &str)],
) -> crate::served::Answer {
    let path = format!("/at/here/cases/{handle}/arrange");
    served.ask("POST", &path, Some(session), form).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_put_in_a_queue_and_the_numbers_are_those_of_the_list() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let one = served.report("here", "it breaks").await;
    served.tick();
    let two = served.report("here", "something else breaks").await;
    let book = tidegate::book::load(None).unwrap();
    tidegate::clocks::round(served.hosted("here").desk(), &book, 500).await.unwrap();
    let told = parts(&served, &session).await;
    assert_eq!(
        (&told["open"], &told["nobodys"], &told["in_none"]),
        (&2.into(), &2.into(), &2.into())
    );
    let form = [("what", "queue"), ("text", "nonsense")];
    let no = arrange(&served, &session, &one.handle, &form).await;
    assert!(no.status == 422 && no.text.contains("second-look, triage"), "{}", no.text);
    let form = [("what", "queue"), ("text", "triage")];
    assert_eq!(arrange(&served, &session, &one.handle, &form).await.status, 303);
    assert_eq!(arrange(&served, &session, &two.handle, &[("what", "take")]).await.status, 303);
    let held = [("what", "hold"), ("reason", "finder"), ("until", "2026-12-01 09:00")];
    assert_eq!(arrange(&served, &session, &two.handle, &held).await.status, 303);
    let told = parts(&served, &session).await;
    let numbers = ["open", "mine", "nobodys", "in_none", "on_hold"].map(|name| told[name].as_u64());
    assert_eq!(numbers, [2, 1, 1, 1, 1].map(Some), "{told}");
    assert_eq!(told["queues"][1]["word"], "triage");
    assert_eq!(told["queues"][1]["cases"], 1);
    for (query, shown, hidden) in [
        ("queue=triage", &one, &two),
        ("queue=none", &two, &one),
        ("who=mine", &two, &one),
        ("who=nobody", &one, &two),
        ("hold=yes", &two, &one),
        ("hold=no&queue=triage", &one, &two),
    ] {
        let page = served.ask("GET", &format!("/at/here/cases?{query}"), Some(&session), &[]).await;
        assert!(
            page.text.contains(&shown.handle) && !page.text.contains(&hidden.handle),
            "{query}"
        );
        let path = format!("/api/v1/offices/here/cases?{query}");
        let listed = served.ask("GET", &path, Some(&session), &[]).await;
        let listed: Value = serde_json::from_str(&listed.text).unwrap();
        let handles: Vec<&Value> =
            listed["cases"].as_array().unwrap().iter().map(|one| &one["handle"]).collect();
        assert_eq!(handles, [&json!(shown.handle)], "{query}");
    }
    assert_eq!(served.ask("GET", "/at/here/cases?hold=x", Some(&session), &[]).await.status, 422);
    let closed = [("code", "works_as_intended")];
    let path = format!("/at/here/cases/{}", one.handle);
    served.ask("POST", &format!("{path}/judge"), Some(&session), &closed).await;
    let closed = [("code", "no_flaw")];
    let done = served.ask("POST", &format!("{path}/close"), Some(&session), &closed).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let told = parts(&served, &session).await;
    assert_eq!((&told["open"], &told["queues"][1]["cases"]), (&1.into(), &0.into()), "{told}");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_take_a_case_the_second_learns_who_was_first_and_changes_nothing() {
    let served = Served::start().await;
    let analyst = served.session("here", MemberRole::Analyst).await;
    let coordinator = served.session("here", MemberRole::Coordinator).await;
    let taken = served.report("here", "it breaks").await;
    let seen = [("what", "take"), ("seen", "0")];
    let (first, second) = tokio::join!(
        arrange(&served, &analyst, &taken.handle, &seen),
        arrange(&served, &coordinator, &taken.handle, &seen),
    );
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{} {}", first.text, second.text);
    let (winner, late) =
        if first.status == 303 { ("analyst", &second) } else { ("coordinator", &first) };
    assert!(late.text.contains(&format!("{winner} was first")), "{}", late.text);
    let told = parts(&served, &analyst).await;
    assert_eq!(told["mine"].as_u64().unwrap(), u64::from(winner == "analyst"), "{told}");
    // Somebody who saw nothing takes it from nobody by chance, but may be given it by whoever looked.
    let other = if winner == "analyst" { &coordinator } else { &analyst };
    let blind = arrange(&served, other, &taken.handle, &[("what", "take")]).await;
    assert_eq!(blind.status, 409, "{}", blind.text);
    let path = format!("/api/v1/offices/here/cases/{}/work", taken.handle);
    let work: Value =
        serde_json::from_str(&served.ask("GET", &path, Some(other), &[]).await.text).unwrap();
    let turn = work["turn"].to_string();
    let looked = [("what", "take"), ("seen", turn.as_str())];
    assert_eq!(arrange(&served, other, &taken.handle, &looked).await.status, 303);
    let queued = [("what", "queue"), ("text", "triage"), ("seen", turn.as_str())];
    assert_eq!(arrange(&served, &analyst, &taken.handle, &queued).await.status, 409);
    served.end().await;
}
