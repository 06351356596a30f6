//! What the pages do, programs do: each page has its row in the interface, and the rows do it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tidegate::people::MemberRole;

mod done_by;
mod triage;
mod work;

use done_by::{DONE_BY, FOR_PEOPLE};

use crate::described::strays;
use crate::done_by::OF_ORGANISATIONS;
use crate::served::{Answer, Served};

#[test]
fn each_page_has_its_rows_in_the_interface_or_a_reason_why_not() {
    let rows: BTreeSet<String> =
        tidegate::web::table().iter().map(|row| format!("{} {}", row.method, row.path)).collect();
    let pages: BTreeSet<&str> =
        rows.iter().filter(|row| !row.contains(" /api/")).map(String::as_str).collect();
    let all = || DONE_BY.iter().chain(OF_ORGANISATIONS).chain(work::DONE_BY).chain(triage::DONE_BY);
    let done = all().map(|(page, _)| *page);
    let named: BTreeSet<&str> = done.chain(FOR_PEOPLE.iter().map(|(page, _)| *page)).collect();
    assert_eq!(pages, named);
    for (page, by) in all() {
        for row in *by {
            let row = row.replacen(" /", " /api/v1/", 1);
            assert!(rows.contains(&row), "{page}: there is no {row}");
        }
    }
}

/// A member of the office `here` and the finder of one of its cases, both programs.
struct Programs {
    served: Served,
    member: String,
    finder: String,
    case: String,
}

const OFFICE: &str = "/offices/here";
/// 32 bytes in base64url.
const SECRET: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

impl Programs {
    async fn start() -> Self {
        let served = Served::start().await;
        let member = served.session("here", MemberRole::Analyst).await;
        let report = json!({
            "report": {
                "product": { "name": "R7 router", "manufacturer": "Acme" },
                "flaw": { "description": "CANARY", "title": "Overflow in the parser" },
                "reporter": { "standing": "named", "name": "Mei Lin" },
            },
            "secret": SECRET,
        });
        let mut programs = Self { served, member, finder: String::new(), case: String::new() };
        let taken = programs.done("POST", &format!("{OFFICE}/reports"), "", &report, 201).await;
        let code = json!({ "code": taken["way_back"] });
        let stay = programs.done("POST", &format!("{OFFICE}/stays"), "", &code, 201).await;
        programs.finder = stay["token"].as_str().unwrap().to_owned();
        programs.case = format!("{OFFICE}/cases/{}", taken["handle"].as_str().unwrap());
        programs
    }

    async fn ask(&self, method: &str, path: &str, token: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {token}");
        let kind = ("content-type", "application/json");
        let mut headers = vec![kind];
        if !token.is_empty() {
            headers.push(("authorization", bearer.as_str()));
        }
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.served.send(method, &format!("/api/v1{path}"), &headers, body).await
    }

    /// Asks, and takes the answer apart; it is as the description has it.
    async fn done(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: &Value,
        status: u16,
    ) -> Value {
        let answer = self.ask(method, path, token, body).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text);
        if answer.text.is_empty() {
            return Value::Null;
        }
        let told: Value = serde_json::from_str(&answer.text).unwrap();
        if status < 300 {
            assert_eq!(strays(method, path, status, &told), Vec::<String>::new());
        }
        told
    }

    async fn member(&self, method: &str, path: &str, body: Value, status: u16) -> Value {
        let told =
            self.done(method, &format!("{}{path}", self.case), &self.member, &body, status).await;
        assert!(!told.to_string().contains("Mei Lin"), "no member reads who the finder is");
        told
    }

    async fn finder(&self, method: &str, path: &str, body: Value, status: u16) -> Value {
        self.done(method, &format!("{OFFICE}{path}"), &self.finder, &body, status).await
    }

    async fn size(&self) -> u64 {
        self.served.hosted("here").desk().head().await.unwrap().unwrap().size
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finder_comes_back_by_the_code_and_talks_with_the_office() {
    let programs = Programs::start().await;
    let mine = programs.finder("GET", "/mine", Value::Null, 200).await;
    assert!(mine["waits_since"].is_string() && mine["messages"] == json!([]));
    let empty = json!({ "text": " " });
    programs.finder("POST", "/mine/messages", empty, 422).await;
    let asked = json!({ "text": "ASKED what becomes of it" });
    programs.finder("POST", "/mine/messages", asked, 201).await;
    let told = programs.member("POST", "/messages/open", Value::Null, 201).await;
    assert_eq!(told["messages"][0]["text"], "ASKED what becomes of it");
    assert_eq!(
        (&told["acknowledged"], &told["messages"][0]["from_finder"]),
        (&json!(false), &json!(true))
    );
    programs.member("POST", "/acknowledgement", Value::Null, 201).await;
    programs.member("POST", "/acknowledgement", Value::Null, 422).await;
    let other = json!({ "text": "x", "class": "exploit_tool" });
    programs.member("POST", "/messages", other, 422).await;
    // New details are nobody's to give without a ground; the gate says so and the answer waits.
    let more = json!({ "text": "SAID new details", "class": "technical" });
    let held = programs.member("POST", "/messages", more, 201).await;
    assert_eq!((&held["sent"], &held["answer"]["gate"]), (&json!(false), &json!("refuse")));
    let item = held["item"].as_str().unwrap();
    let again = programs.member("POST", &format!("/messages/{item}/send"), Value::Null, 201).await;
    assert_eq!(again["sent"], false);
    let mine = programs.finder("GET", "/mine", Value::Null, 200).await;
    assert!(!mine.to_string().contains("SAID"), "what is held back is nothing to the finder");
    assert!(mine["looks"].to_string().contains("member of this office"), "{mine}");
    programs.finder("POST", "/mine/place", json!({ "present": "moon" }), 422).await;
    programs.finder("POST", "/mine/place", json!({ "present": "CN", "home": "CN" }), 204).await;
    let mine = programs.finder("GET", "/mine", Value::Null, 200).await;
    assert_eq!(mine["place"], json!({ "present": "CN", "home": "CN", "organisation": false }));
    let receipt = programs.finder("GET", "/mine/receipt", Value::Null, 200).await;
    assert!(receipt["claim"]["received"].is_string(), "{receipt}");
    // A finder's token is no member's, and a member's is no finder's.
    let crossed = programs.ask("GET", &programs.case, &programs.finder, &Value::Null).await;
    assert_eq!(crossed.status, 401);
    let crossed = programs.ask("GET", "/offices/here/mine", &programs.member, &Value::Null).await;
    assert_eq!(crossed.status, 401);
    programs.finder("DELETE", "/stays", Value::Null, 204).await;
    programs.finder("GET", "/mine", Value::Null, 401).await;
    let wrong = json!({ "code": "0000-0000-0000-0000-0000-0000-0000-0000" });
    programs.done("POST", "/offices/here/stays", "", &wrong, 422).await;
    programs.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_sent_again_gives_a_code_only_where_it_leads_to_the_case() {
    let served = Served::start().await;
    let send = async |secret: &str| {
        let report = json!({
            "report": { "product": { "name": "R7" }, "flaw": { "description": "d" } },
            "secret": secret,
        });
        let headers =
            [("content-type", "application/json"), ("idempotency-key", "0123456789abcdef")];
        let sent =
            served.send("POST", "/api/v1/offices/here/reports", &headers, report.to_string());
        let sent = sent.await;
        (sent.status, serde_json::from_str::<Value>(&sent.text).unwrap())
    };
    let (status, first) = send(SECRET).await;
    assert_eq!(status, 201, "{first}");
    let (_, again) = send(SECRET).await;
    assert_eq!((&again["repeated"], &again["way_back"]), (&json!(true), &first["way_back"]));
    let (_, other) = send(&SECRET.replace('A', "B")).await;
    assert_eq!((&other["repeated"], &other["way_back"]), (&json!(true), &Value::Null));
    let (status, _) = send("short").await;
    assert_eq!(status, 422);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_tells_opens_and_files_and_the_log_has_it_first() {
    let programs = Programs::start().await;
    let size = programs.size().await;
    let broken =
        json!({ "lines": ["party Broker public CN", "nothing of the kind"], "source": "a call" });
    let wrong = programs.member("POST", "/events", broken, 422).await;
    assert!(wrong["detail"].as_str().unwrap().contains("line 2"), "{wrong}");
    let unsourced = json!({ "lines": ["party Broker public CN"], "source": " " });
    programs.member("POST", "/events", unsourced, 422).await;
    assert_eq!(programs.size().await, size + 1, "the read; all lines or none, and a source");
    let story: Vec<&str> = crate::plans::STORY.lines().collect();
    let told =
        programs.member("POST", "/events", json!({ "lines": story, "source": "a letter" }), 201);
    assert!(told.await["events"].as_array().unwrap().len() >= story.len());
    let case = programs.member("GET", "", Value::Null, 200).await;
    let of = |class: &str| -> String {
        let items = case["items"].as_array().unwrap();
        let item = items.iter().find(|item| item["class"] == class);
        item.unwrap_or_else(|| panic!("no {class}: {items:?}"))["item"].as_str().unwrap().to_owned()
    };
    let technical = format!("/items/{}/open", of("technical"));
    let opened = programs.member("POST", &technical, Value::Null, 201).await;
    assert!(opened["contents"][0]["text"].as_str().unwrap().contains("CANARY"), "{opened}");
    let leaf = opened["recorded"]["leaf"].as_u64().unwrap();
    assert!(leaf < programs.size().await, "the decision is on the log");
    let identity = format!("/items/{}/open", of("finder_identity"));
    let shut = programs.member("POST", &identity, Value::Null, 201).await;
    assert_eq!((&shut["contents"], &shut["answer"]["gate"]), (&json!([]), &json!("refuse")));
    programs.member("POST", "/items/00000000000000000000000000000000/open", Value::Null, 404).await;

    let sheet = json!({ "duty": "RMSV 7(2)" });
    let closed = programs.member("GET", "/sheet?duty=RMSV%207(2)", Value::Null, 200).await;
    assert!(!closed.to_string().contains("CANARY"));
    let opened = programs.member("POST", "/sheet/open", sheet.clone(), 201).await;
    assert!(opened.to_string().contains("CANARY"));
    let early = json!({ "duty": "CRA 14(2)(a)", "to_file": true, "with": "portal" });
    let stopped = programs.member("POST", "/sheet/open", early, 201).await;
    assert!(!stopped.to_string().contains("CANARY"), "what collides stays shut");
    let filed =
        json!({ "duty": "RMSV 7(2)", "when": "2026-11-02 12:00", "reference": "NVDB-2026-1" });
    programs.member("POST", "/sheet/filed", filed, 201).await;
    let after = programs.member("GET", "/sheet?duty=RMSV%207(2)", Value::Null, 200).await;
    assert!(after.to_string().contains("NVDB-2026-1"));
    programs.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_proposes_a_ruling_where_there_is_room_and_never_signs_it_too() {
    let programs = Programs::start().await;
    let story: Vec<&str> = crate::plans::STORY.lines().collect();
    programs.member("POST", "/events", json!({ "lines": story, "source": "a letter" }), 201).await;
    let proposed = |question: &str| {
        let (reasons, expires) = ("the memo of 2 November", "2026-11-20 18:00");
        json!({ "ruling": { "question": question, "reasons": reasons, "expires": expires } })
    };
    let early = "Acme may report existence to eu_csirt";
    let sale = proposed("Acme may sell technical to public");
    let sale = programs.member("POST", "/proposals", sale, 422).await;
    assert!(!sale["detail"].as_str().unwrap().is_empty(), "the law leaves no room");
    let plan = programs.member("GET", "/plan", Value::Null, 200).await;
    assert!(plan.to_string().contains("residual"), "{plan}");
    programs.member("POST", "/proposals", proposed(early), 201).await;
    let waits = programs.member("GET", "/directives", Value::Null, 200).await;
    let id = waits["proposals"][0]["proposal"].as_str().unwrap();
    let sign = json!({ "outcome": "sign" });
    let alone = programs.member("POST", &format!("/proposals/{id}/settlement"), sign, 422).await;
    assert!(alone["detail"].as_str().unwrap().contains("another person"), "{alone}");
    programs.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn duties_and_transfers_go_on_where_their_link_leads_and_each_comes_once() {
    let programs = Programs::start().await;
    for number in 0..4 {
        programs.served.report("here", &format!("flaw {number}")).await;
    }
    for item in ["technical", "general"] {
        let sale = json!({ "question": format!("finder may sell {item} to Acme") });
        let (path, told) = (format!("{}/decisions", programs.case), &programs.member);
        programs.ask("POST", &path, told, &sale).await;
    }
    for (first, list, key, least) in [
        ("/duties?limit=2&all=true", "cases", "case", 5),
        ("/register?limit=1&kind=", "transfers", "event", 1),
        ("/cases?limit=2", "cases", "case", 5),
    ] {
        let (mut path, mut seen) = (format!("{OFFICE}{first}"), Vec::new());
        loop {
            let answer = programs.ask("GET", &path, &programs.member, &Value::Null).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.text);
            let told: Value = serde_json::from_str(&answer.text).unwrap();
            assert_eq!(strays("GET", &path, 200, &told), Vec::<String>::new());
            if told["behind"] == true {
                // The worker is at it; the list is begun anew when everything is in its place.
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                (path, seen) = (format!("{OFFICE}{first}"), Vec::new());
                continue;
            }
            seen.extend(told[list].as_array().unwrap().iter().map(|one| one[key].to_string()));
            let Some((next, _)) = answer.link.strip_prefix('<').and_then(|l| l.split_once('>'))
            else {
                break;
            };
            path = next.strip_prefix("/api/v1").unwrap().to_owned();
        }
        let once: BTreeSet<&String> = seen.iter().collect();
        assert!(seen.len() >= least && once.len() == seen.len(), "{first}: {seen:?}");
    }
    for nowhere in
        ["/duties?cursor=x", "/register?cursor=x~1", "/cases?cursor=x", "/register?kind=x"]
    {
        let path = format!("{OFFICE}{nowhere}");
        let lost = programs.ask("GET", &path, &programs.member, &Value::Null).await;
        assert!(matches!(lost.status, 400 | 422), "{nowhere}: {} {}", lost.status, lost.text);
    }
    programs.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finder_is_told_before_the_report_what_the_law_asks_and_whom_it_reaches() {
    let programs = Programs::start().await;
    let size = programs.size().await;
    let path = "/offices/here/reception?place=cn&in_cn=true&in_eu=true&exploited=true";
    let told = programs.done("GET", path, "", &Value::Null, 200).await;
    let all = told.to_string();
    assert_eq!(told["open"], true, "{told}");
    assert!(all.contains("RMSV 9(7)"), "{told}");
    let owed = told["would_owe"].to_string();
    assert!(owed.contains("RMSV 7(2)") && owed.contains("CRA 14"), "{owed}");
    let nothing = programs.done("GET", "/offices/here/reception", "", &Value::Null, 200).await;
    assert_eq!(nothing["law"], json!([]), "without a place nothing is claimed");
    programs.done("GET", "/offices/here/reception?place=moon", "", &Value::Null, 422).await;
    let closed = programs.done("GET", "/offices/there/reception", "", &Value::Null, 200).await;
    assert!(closed["open"] == false && !closed["said"].as_str().unwrap().is_empty(), "{closed}");
    let terms = programs.done("GET", "/offices/yonder/reception", "", &Value::Null, 200).await;
    assert_eq!(terms["terms"]["text"], crate::served::TERMS);
    assert_eq!(programs.size().await, size, "nothing is recorded");
    let role = json!({ "role": "analyst" });
    let enter = "/offices/here/sessions/demonstration";
    programs.done("POST", enter, "", &role, 404).await;
    programs.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_one_whichever_way_it_is_fetched() {
    let programs = Programs::start().await;
    let size = programs.size().await;
    for path in
        ["checkpoint", "files", "tile/entries/000.p/1", "tile/0/000.p/1", "consistency?from=1"]
    {
        let page = programs.served.fetch(&format!("/at/here/log/{path}"), None).await;
        let row = programs.served.fetch(&format!("/api/v1/offices/here/log/{path}"), None).await;
        assert_eq!((page.status, row.status), (200, 200), "{path}");
        assert_eq!(page.bytes, row.bytes, "{path}");
        for header in ["etag", "cache-control", "content-type"] {
            assert_eq!(page.headers.get(header), row.headers.get(header), "{path} {header}");
        }
        let known = row.headers.get("etag").map(String::as_str);
        let again = programs.served.fetch(&format!("/api/v1/offices/here/log/{path}"), known).await;
        assert_eq!(again.status, 304, "{path}");
    }
    let partial = programs.served.fetch("/api/v1/offices/here/log/tile/0/000.p/1", None).await;
    assert!(
        !partial.headers["cache-control"].contains("immutable"),
        "a part gives way to the whole"
    );
    let under = format!("/offices/here/log/proof/0?size={size}");
    let proof = programs.ask("GET", &under, "", &Value::Null).await;
    assert_eq!(proof.status, 200, "{}", proof.text);
    let beyond = programs.ask("GET", "/offices/here/log/proof/999999", "", &Value::Null).await;
    assert_eq!(beyond.status, 404);
    programs.served.end().await;
}
