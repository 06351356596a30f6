//! Who of an office may see a case: a confined one leaves no trace for anybody beside its circle, wherever they look;
//! somebody let into one case works on it and on no other; somebody kept out has it nowhere; somebody who decides is
//! always left.

use serde_json::{Value, json};
use tidegate::desk::Taken;
use tidegate::people::MemberRole;
use tidegate::web::access::Access;
use tidegate::web::table;

use crate::served::{Answer, Served};

/// A handle that no case has.
const ABSENT: &str = "2026-zzzzz-zzzzz";

async fn settle(served: &Served, who: &str, handle: &str, form: &[(&str, &str)]) -> Answer {
    let path = format!("/at/here/cases/{handle}/circle");
    served.ask("POST", &path, Some(who), form).await
}

fn filled(pattern: &str, case: &str) -> String {
    let parts = pattern.split('/').map(|part| match part {
        "{office}" => "here",
        "{handle}" | "{case}" => case,
        part if part.starts_with('{') => "nothing",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The words under which lists, searches and calendars would show a case.
fn asked(path: &str) -> String {
    let words = match path {
        "/at/here/search" | "/api/v1/offices/here/search" => "?q=overflow",
        "/at/here/cases" => "?order=changed",
        _ => "",
    };
    format!("{path}{words}")
}

/// A case that is confined to the decision-maker, of an office that has looked through it.
async fn confined(served: &Served) -> Taken {
    let taken = served.report("here", "an overflow in the parser, exploited by many").await;
    served.tick();
    let book = tidegate::book::load(None).unwrap();
    let hosted = served.hosted("here");
    tidegate::clocks::round(hosted.desk(), &book, 500).await.unwrap();
    let decider = served.session("here", MemberRole::DecisionMaker).await;
    let form = [("what", "confine"), ("who", "decision-maker"), ("reason", "few may know")];
    let done = settle(served, &decider, &taken.handle, &form).await;
    assert_eq!(done.status, 303, "{}", done.text);
    taken
}

/// Where a member found a trace of a case, over the whole table of routes.
async fn traces(served: &Served, session: &str, taken: &Taken) -> Vec<String> {
    let (handle, id) = (&taken.handle, taken.case.to_string());
    let mut found = Vec::new();
    for row in table() {
        let ends = row.path.ends_with("/sign-out") || row.path.ends_with("/sessions");
        if ends || matches!(row.access, Access::Finder) || row.method != "GET" {
            continue;
        }
        let named = row.path.contains("{handle}") || row.path.contains("{case}");
        let path = asked(&filled(row.path, handle));
        let answer = served.ask("GET", &path, Some(session), &[]).await;
        if named {
            let absent = asked(&filled(row.path, ABSENT));
            let none = served.ask("GET", &absent, Some(session), &[]).await;
            let alike = answer.text.replace(handle.as_str(), ABSENT) == none.text;
            if (answer.status, alike) != (none.status, true) || answer.text.contains(&id) {
                found.push(format!("{path}: {} {}", answer.status, answer.text));
            }
        } else if answer.text.contains(handle.as_str()) || answer.text.contains(&id) {
            found.push(path);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confined_case_leaves_no_trace_beside_its_circle() {
    let served = Served::start().await;
    let taken = confined(&served).await;
    let open = served.report("here", "an overflow elsewhere").await;
    let decider = served.session("here", MemberRole::DecisionMaker).await;
    // The walk finds what is there to be found: whoever is in the circle meets the case in many places.
    let met = traces(&served, &decider, &taken).await;
    let lists = met.iter().filter(|path| !path.contains(&taken.handle)).count();
    assert!(met.len() > 20 && lists >= 3, "{lists} {}", met.len());
    for role in served.roles("here").into_iter().filter(|one| *one != MemberRole::DecisionMaker) {
        let session = served.session("here", role).await;
        let found = traces(&served, &session, &taken).await;
        assert_eq!(found, Vec::<String>::new(), "{role}");
    }
    let analyst = served.session("here", MemberRole::Analyst).await;
    let told = served.ask("GET", "/api/v1/offices/here/queues", Some(&analyst), &[]).await;
    let told: Value = serde_json::from_str(&told.text).unwrap();
    assert_eq!(told["open"], 1, "it counts nowhere either: {told}");
    // Nor by naming it in what is done to another case, nor in many at once.
    let work = format!("/at/here/cases/{}/arrange", open.handle);
    for what in ["link", "merge"] {
        let [known, absent] = [taken.handle.as_str(), ABSENT].map(|other| {
            let form = [("what", what), ("other", other)];
            (form, other.to_owned())
        });
        let one = served.ask("POST", &work, Some(&analyst), &known.0).await;
        let other = served.ask("POST", &work, Some(&analyst), &absent.0).await;
        let alike = one.text.replace(&taken.handle, ABSENT) == other.text;
        assert!(one.status == other.status && one.status >= 400 && alike, "{what}: {}", one.text);
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_calendar_and_the_notices_keep_quiet_of_a_confined_case() {
    let served = Served::start().await;
    let taken = confined(&served).await;
    let hosted = served.hosted("here");
    let mut seen = Vec::new();
    for login in ["analyst", "decision-maker"] {
        let secret = hosted.desk().make_feed(login).await.unwrap();
        let path = format!("/at/here/feed/{secret}/deadlines.ics");
        let calendar = served.ask("GET", &path, None, &[]).await;
        assert_eq!(calendar.status, 200);
        seen.push(calendar.text.contains(&taken.handle));
        let notices = hosted.desk().notices_of(login).await.unwrap();
        let about = notices.iter().any(|one| one.handle.as_deref() == Some(taken.handle.as_str()));
        assert!(login != "analyst" || !about);
    }
    assert!(!seen[0], "somebody beside the circle has it in no calendar");
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_let_into_one_case_works_on_it_and_on_no_other() {
    let served = Served::start().await;
    let one = served.report("here", "it breaks").await;
    served.tick();
    let other = served.report("here", "something else breaks").await;
    let decider = served.session("here", MemberRole::DecisionMaker).await;
    let auditor = served.session("here", MemberRole::Auditor).await;
    let at = |handle: &str| format!("/at/here/cases/{handle}");
    let before = served.ask("GET", &at(&one.handle), Some(&auditor), &[]).await;
    assert_eq!(before.status, 403);
    let form = [
        ("what", "let-in"),
        ("who", "auditor"),
        ("role", "operator"),
        ("reason", "runs the product"),
    ];
    assert_eq!(settle(&served, &decider, &one.handle, &form).await.status, 303);
    let page = served.ask("GET", &at(&one.handle), Some(&auditor), &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let task = [("what", "task"), ("text", "try it on version 2")];
    let done = format!("{}/arrange", at(&one.handle));
    assert_eq!(served.ask("POST", &done, Some(&auditor), &task).await.status, 303);
    // Beside it nothing is there: not the other case, not the list, not the other case by another's form.
    assert_eq!(served.ask("GET", &at(&other.handle), Some(&auditor), &[]).await.status, 403);
    assert_eq!(served.ask("GET", "/at/here/cases", Some(&auditor), &[]).await.status, 403);
    let link = [("what", "link"), ("other", other.handle.as_str())];
    let linked = served.ask("POST", &done, Some(&auditor), &link).await;
    assert_eq!(linked.status, 422, "{}", linked.text);
    // A guest decides nothing, and goes when told so.
    let out = [("what", "keep-out"), ("who", "analyst"), ("reason", "because")];
    assert_eq!(settle(&served, &auditor, &one.handle, &out).await.status, 422);
    let again = [("what", "as-others"), ("who", "auditor"), ("reason", "done")];
    assert_eq!(settle(&served, &decider, &one.handle, &again).await.status, 303);
    assert_eq!(served.ask("GET", &at(&one.handle), Some(&auditor), &[]).await.status, 403);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_kept_out_has_it_nowhere_and_whoever_decides_last_stays() {
    let served = Served::start().await;
    let one = served.report("here", "it breaks").await;
    let decider = served.session("here", MemberRole::DecisionMaker).await;
    let analyst = served.session("here", MemberRole::Analyst).await;
    let out = |who| [("what", "keep-out"), ("who", who), ("reason", "worked for the maker")];
    assert_eq!(settle(&served, &decider, &one.handle, &out("analyst")).await.status, 303);
    let found = traces(&served, &analyst, &one).await;
    assert_eq!(found, Vec::<String>::new());
    let form = [("what", "confine"), ("who", "decision-maker"), ("reason", "few may know")];
    assert_eq!(settle(&served, &decider, &one.handle, &form).await.status, 303);
    let page = format!("/at/here/cases/{}/circle", one.handle);
    let page = served.ask("GET", &page, Some(&decider), &[]).await;
    assert!(page.text.contains("One person here may decide"), "{}", page.text);
    assert!(page.text.contains("worked for the maker"), "by whom and why is on the page");
    let last = settle(&served, &decider, &one.handle, &out("decision-maker")).await;
    assert!(last.status == 422 && last.text.contains("nobody would be left"), "{}", last.text);
    let form = [("what", "confine"), ("who", "analyst"), ("reason", "again")];
    assert_eq!(settle(&served, &decider, &one.handle, &form).await.status, 422);
    let open = [("what", "unconfine"), ("reason", "it is public")];
    assert_eq!(settle(&served, &decider, &one.handle, &open).await.status, 303);
    let coordinator = served.session("here", MemberRole::Coordinator).await;
    let path = format!("/at/here/cases/{}", one.handle);
    assert_eq!(served.ask("GET", &path, Some(&coordinator), &[]).await.status, 200);
    assert_eq!(served.ask("GET", &path, Some(&analyst), &[]).await.status, 404);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confined_case_without_a_keeper_is_told_without_naming_it_and_taken() {
    let served = Served::start().await;
    let taken = confined(&served).await;
    let analyst = served.session("here", MemberRole::Analyst).await;
    let rows = "/api/v1/offices/here/confined";
    let listed = async || {
        let told = served.ask("GET", rows, Some(&analyst), &[]).await.text;
        serde_json::from_str::<Value>(&told).unwrap()["cases"].as_array().unwrap().len()
    };
    assert_eq!(listed().await, 0, "somebody keeps it");
    let decider = served.session("here", MemberRole::DecisionMaker).await;
    let work = format!("/at/here/cases/{}/arrange", taken.handle);
    let task = [("what", "task"), ("text", "ask back"), ("who", "decision-maker")];
    assert_eq!(served.ask("POST", &work, Some(&decider), &task).await.status, 303);
    let task = [("what", "task"), ("text", "ask back"), ("who", "analyst")];
    let no = served.ask("POST", &work, Some(&decider), &task).await;
    assert!(no.status == 422 && no.text.contains("may not see this case"), "{}", no.text);
    let hosted = served.hosted("here");
    hosted.desk().disable_account("decision-maker").await.unwrap().unwrap();
    assert_eq!(listed().await, 1);
    // Somebody is to be told of it whom nobody can reach: those who decide learn that there is a case, and not which.
    served.pass(jiff::SignedDuration::from_hours(24));
    let admin = tidegate_core::event::Actor::Member("system".to_owned());
    hosted.desk().open_case(&admin, taken.case, "an upkeep of the office").await.unwrap();
    tidegate::clocks::refresh(hosted.desk(), &tidegate::book::load(None).unwrap(), taken.case)
        .await
        .unwrap();
    let book = tidegate::book::load(None).unwrap();
    tidegate::clocks::round(hosted.desk(), &book, 500).await.unwrap();
    let analyst = served.session("here", MemberRole::Analyst).await;
    let page = served.ask("GET", "/at/here/notices", Some(&analyst), &[]).await.text;
    assert!(page.contains("A confined case has nobody left"), "{page}");
    assert!(!page.contains(&taken.handle));
    let page = served.ask("GET", "/at/here/confined", Some(&analyst), &[]).await.text;
    assert!(page.contains("A confined case (1)") && !page.contains(&taken.handle));
    let form = [("case", taken.case.to_string()), ("reason", "the clock runs".to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    let kept = served.ask("POST", "/at/here/confined", Some(&analyst), &form).await;
    assert_eq!(kept.to, format!("/at/here/cases/{}/circle", taken.handle), "{}", kept.text);
    let bearer = format!("Bearer {analyst}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let again = json!({ "case": taken.case.to_string(), "reason": "again" }).to_string();
    let again = served.send("POST", rows, &headers, again).await;
    assert_eq!(again.status, 404, "it has a keeper: {}", again.text);
    drop(hosted);
    served.end().await;
}
