//! The page of notices, the secret link, and what an administrator sets.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tidegate::notices::{About, Addressee, NewNotice, NoticeKind};
use tidegate::people::MemberRole;

use crate::served::Served;

#[tokio::test(flavor = "multi_thread")]
async fn a_member_sees_and_sends_again_what_is_ones_own_and_nothing_else() {
    let served = Served::start().await;
    let taken = served.report("here", "CANARY overflow").await;
    let hosted = served.hosted("here");
    let about = About::of(&hosted.desk().find(&taken.handle).await.unwrap());
    let due = hosted.desk().now() + SignedDuration::from_hours(24);
    let one = |to: &str| {
        NewNotice::new(NoticeKind::TaskAssigned, Addressee::Member(to.to_owned()), &about).due(due)
    };
    hosted.desk().notify(&[one("analyst"), one("auditor")]).await.unwrap();
    let session = served.session("here", MemberRole::Analyst).await;
    let page = served.ask("GET", "/at/here/notices", Some(&session), &[]).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text.matches("A task was given to you").count(), 1, "{}", page.text);
    assert!(page.text.contains(&taken.handle) && !page.text.contains("CANARY"));
    assert!(!page.text.contains("Webhooks"), "settings are for administrators");
    let all = hosted.desk().notices(10).await.unwrap();
    let of = |login: &str| {
        let to = Addressee::Member(login.to_owned());
        all.iter().find(|notice| notice.to == to).unwrap().id().to_owned()
    };
    for (login, status) in [("analyst", 303), ("auditor", 422)] {
        let form = [("notice", of(login))];
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        let path = "/at/here/notices/again";
        assert_eq!(served.ask("POST", path, Some(&session), &form).await.status, status);
    }
    let session = served.session("here", MemberRole::Administrator).await;
    let page = served.ask("GET", "/at/here/notices", Some(&session), &[]).await;
    assert_eq!(page.text.matches("A task was given to you").count(), 2);
    assert!(page.text.contains("before-24h=manufacturer"));
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_link_gives_a_calendar_and_a_feed_until_it_is_revoked() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let path = "/api/v1/offices/here/reader/feed";
    let made = served.ask("POST", path, Some(&session), &[]).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let made: Value = serde_json::from_str(&made.text).unwrap();
    let within = |name: &str| {
        let address = made[name].as_str().unwrap();
        address[address.find("/at/").unwrap()..].to_owned()
    };
    let calendar = served.fetch(&within("calendar"), None).await;
    assert_eq!(
        (calendar.status, calendar.headers["content-type"].as_str()),
        (200, "text/calendar; charset=utf-8")
    );
    assert!(calendar.bytes.starts_with(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    let taken = served.report("here", "CANARY overflow").await;
    let hosted = served.hosted("here");
    let about = About::of(&hosted.desk().find(&taken.handle).await.unwrap());
    let to = Addressee::Member("analyst".to_owned());
    hosted.desk().notify(&[NewNotice::new(NoticeKind::SecondSignature, to, &about)]).await.unwrap();
    let feed = String::from_utf8(served.fetch(&within("atom"), None).await.bytes).unwrap();
    assert!(feed.contains(&taken.handle) && feed.contains("urn:uuid:"), "{feed}");
    assert!(!feed.contains("CANARY") && !feed.contains("R7 router"), "{feed}");
    assert_eq!(served.ask("DELETE", path, Some(&session), &[]).await.status, 200);
    assert_eq!(served.fetch(&within("calendar"), None).await.status, 404);
    assert_eq!(served.fetch("/at/here/feed/nothing/notices.atom", None).await.status, 404);
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_chooses_the_ladder_and_adds_no_webhook_inside() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Administrator).await;
    let bearer = format!("Bearer {session}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let office = "/api/v1/offices/here";
    let send = async |path: &str, body: Value| {
        let path = format!("{office}{path}");
        let answer = served.send("POST", &path, &headers, body.to_string()).await;
        (answer.status, serde_json::from_str::<Value>(&answer.text).unwrap_or_default())
    };
    let steps = json!({ "steps": ["at=office", "before-2h=analyst,login:wang"] });
    let (status, told) = send("/ladder", steps).await;
    assert_eq!(status, 200);
    assert_eq!(told["steps"], json!(["before-2h=analyst,login:wang", "at=office"]));
    assert_eq!(send("/ladder", json!({ "steps": ["noon=analyst"] })).await.0, 422);
    let hook = |url: &str| json!({ "name": "own", "url": url });
    assert_eq!(send("/webhooks", hook("http://127.0.0.1/")).await.0, 422);
    let (status, made) = send("/webhooks", hook("https://hooks.example/x")).await;
    assert_eq!(status, 201);
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
    let page = served.ask("GET", "/at/here/notices", Some(&session), &[]).await;
    assert!(page.text.contains("hooks.example") && !page.text.contains("whsec_"));
    let bad = json!({ "address": "wang@desk.example", "quiet": "25-7" });
    assert_eq!(send("/reader", bad).await.0, 422);
    let good = json!({ "address": "wang@desk.example", "quiet": "22-7", "language": "zh" });
    assert_eq!(send("/reader", good).await.1["quiet"], "22-7");
    served.end().await;
}
