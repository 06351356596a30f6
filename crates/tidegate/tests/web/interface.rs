//! The interface: what it answers, what it refuses, and that its description is of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tidegate::people::MemberRole;
use tidegate::server::{Limits, Rate};

use crate::described::{self, strays};
use crate::served::{Answer, PASSPHRASE, Served};

/// What a program hears.
trait Heard {
    fn json(&self) -> Value;
}

impl Heard for Answer {
    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }
}

async fn ask(
    served: &Served,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    served.send(method, &format!("/api/v1{path}"), headers, body).await
}

async fn get(served: &Served, path: &str, token: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    ask(served, "GET", path, &[("authorization", bearer.as_str())], "").await
}

async fn post(served: &Served, path: &str, token: &str, body: &Value) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    ask(served, "POST", path, &headers, &body.to_string()).await
}

async fn token(served: &Served, login: &str) -> String {
    let body = json!({ "login": login, "passphrase": PASSPHRASE });
    let begun = post(served, "/offices/here/sessions", "", &body).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    begun.json()["token"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_explains_each_problem_at_the_address_that_the_problem_names() {
    let served = Served::start().await;
    let page = served.send("GET", "/api", &[], "").await;
    assert_eq!(page.status, 200);
    let problems = [
        get(&served, "/law/none", "").await,
        get(&served, "/offices/here/cases", "").await,
        post(&served, "/ask", "", &json!({ "act": "none of these" })).await,
        ask(&served, "POST", "/ask", &[("content-type", "text/plain")], "x").await,
        ask(&served, "PUT", "/ask", &[], "").await,
    ];
    for problem in problems {
        let kind = problem.json()["type"].as_str().unwrap().to_owned();
        let (address, anchor) = kind.split_once('#').unwrap();
        assert_eq!(address, "/api");
        assert!(page.text.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
    // The examples of the page are right.
    let (_, example) = page.text.split_once("-d &#39;").or(page.text.split_once("-d '")).unwrap();
    let example = example.split(['\'', '\n']).next().unwrap().replace("&#39;", "");
    let example: Value = serde_json::from_str(&example.replace("&#34;", "\"")).unwrap();
    assert_eq!(post(&served, "/ask", "", &example).await.status, 200, "the example is right");
    served.end().await;
}

fn report(description: &str) -> Value {
    json!({ "report": {
        "product": { "name": "R7 router", "manufacturer": "Acme" },
        "flaw": { "description": description, "title": "Overflow in the parser" },
    }})
}

#[track_caller]
fn is_problem(answer: &Answer, status: u16) {
    assert_eq!((answer.status, answer.kind.as_str()), (status, "application/problem+json"));
    let problem = answer.json();
    assert_eq!(problem["status"], status);
    for field in ["type", "title", "detail"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field}");
    }
}

#[test]
fn each_row_of_the_interface_is_described_and_each_description_has_a_row() {
    let rows: BTreeSet<String> = tidegate::web::table()
        .iter()
        .filter(|row| row.path.starts_with("/api/"))
        .map(|row| format!("{} {}", row.method, row.path.replace("{*", "{")))
        .collect();
    let document = serde_json::to_value(tidegate::api::document()).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "post", "put", "delete", "patch"] {
            if item.get(method).is_some() {
                described.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    assert!(rows.len() > 20);
    assert_eq!(rows, described);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_answer_is_as_the_description_has_it() {
    let served = Served::start().await;
    let taken = post(&served, "/offices/here/reports", "", &report("overflow")).await;
    let case = format!("/offices/here/cases/{}", taken.json()["handle"].as_str().unwrap());
    let token = token(&served, "analyst").await;
    let question = json!({ "question": "Acme may report technical to cn_miit" });
    let situation = json!({ "act": "publish", "content": "technical", "roles": ["finder"] });
    let facts = json!({ "facts": ["exploited"], "source": "a call" });
    let gets = [
        ("/law", "/law".to_owned()),
        ("/law/{statute}", "/law/eu-cra".to_owned()),
        ("/law/{statute}/{article}", "/law/cn-rmsv/7".to_owned()),
        ("/facts", "/facts".to_owned()),
        ("/offices", "/offices".to_owned()),
        ("/offices/{office}", "/offices/here".to_owned()),
        ("/offices/{office}/cases", "/offices/here/cases?due=true".to_owned()),
        ("/offices/{office}/duties", "/offices/here/duties?all=true".to_owned()),
        ("/offices/{office}/cases/{case}", case.clone()),
        ("/offices/{office}/cases/{case}/duties", format!("{case}/duties?all=true")),
        ("/offices/{office}/cases/{case}/plan", format!("{case}/plan")),
        ("/law/conflicts", "/law/conflicts?duty=eu-cra".to_owned()),
    ];
    let posts = [
        ("/ask", "/ask".to_owned(), situation),
        ("/offices/{office}/reports", "/offices/here/reports".to_owned(), report("other")),
        ("/offices/{office}/cases/{case}/facts", format!("{case}/facts"), facts),
        ("/offices/{office}/cases/{case}/ask", format!("{case}/ask"), question.clone()),
        ("/offices/{office}/cases/{case}/decisions", format!("{case}/decisions"), question),
    ];
    let mut answers = Vec::new();
    for (row, path) in gets {
        answers.push((row, "get", get(&served, &path, &token).await));
    }
    for (row, path, body) in posts {
        answers.push((row, "post", post(&served, &path, &token, &body).await));
    }
    let mut found = Vec::new();
    for (row, method, answer) in answers {
        assert!(matches!(answer.status, 200 | 201), "{row}: {}", answer.text);
        found.extend(strays(method, row, answer.status, &answer.json()));
    }
    assert_eq!(found, Vec::<String>::new());
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_book_is_tagged_with_its_digest_and_not_sent_twice() {
    let served = Served::start().await;
    for path in ["/law", "/law/cn-rmsv", "/law/cn-rmsv/9(7)", "/facts"] {
        let first = get(&served, path, "").await;
        assert_eq!((first.status, first.json()["version"].as_u64()), (200, Some(1)), "{path}");
        let again = ask(&served, "GET", path, &[("if-none-match", &first.tag)], "").await;
        assert_eq!((again.status, again.text.as_str()), (304, ""), "{path}");
        assert!(first.tag.starts_with("W/\""), "{path}: {}", first.tag);
        let others = format!("\"another\", {}", first.tag);
        let one_of = ask(&served, "GET", path, &[("if-none-match", &others)], "").await;
        assert_eq!(one_of.status, 304, "{path}");
        let other = ask(&served, "GET", path, &[("if-none-match", "\"another\"")], "").await;
        assert_eq!((other.status, other.tag), (200, first.tag), "{path}");
    }
    is_problem(&get(&served, "/law/none", "").await, 404);
    is_problem(&get(&served, "/law/cn-rmsv/99", "").await, 404);
    let chinese = [("accept-language", "zh-CN")];
    let chinese = ask(&served, "GET", "/law/none", &chinese, "").await;
    assert!(!chinese.json()["title"].as_str().unwrap().is_ascii());
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_opens_one_case_and_its_receipt_is_of_the_document() {
    let served = Served::start().await;
    let path = "/offices/here/reports";
    let headers = [("content-type", "application/json"), ("idempotency-key", "0123456789abcdef")];
    let body = report("overflow").to_string();
    let first = ask(&served, "POST", path, &headers, &body).await;
    assert_eq!(first.status, 201, "{}", first.text);
    let told = first.json();
    let receipt = serde_json::to_vec(&told["receipt"]).unwrap();
    let receipt = tidegate_core::receipt::Receipt::from_json(&receipt).unwrap();
    let hosted = served.hosted("here");
    let document = told["document"].as_str().unwrap().as_bytes();
    receipt.verify(document, hosted.desk().log()).unwrap();
    drop(hosted);
    assert_eq!(told["manufacturer"], "Acme");
    let again = ask(&served, "POST", path, &headers, &body).await.json();
    assert_eq!((&again["case"], &again["repeated"]), (&told["case"], &json!(true)));
    let other = ask(&served, "POST", path, &headers, &report("other").to_string()).await;
    is_problem(&other, 409);
    let short = [headers[0], ("idempotency-key", "one")];
    is_problem(&ask(&served, "POST", path, &short, &report("short").to_string()).await, 422);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    is_problem(&ask(&served, "POST", path, &form, "a=b").await, 415);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purpose_is_on_the_log_as_it_was_said_or_the_case_stays_closed() {
    let served = Served::start().await;
    let taken = post(&served, "/offices/here/reports", "", &report("overflow")).await.json();
    let path = format!("/offices/here/cases/{}", taken["handle"].as_str().unwrap());
    let bearer = format!("Bearer {}", token(&served, "analyst").await);
    let open = async |purpose: &str| {
        let headers = [("authorization", bearer.as_str()), ("purpose", purpose)];
        ask(&served, "GET", &path, &headers, "").await
    };
    let purposes = async || -> Vec<String> {
        let case = taken["case"].as_str().unwrap().parse().unwrap();
        let reads = served.hosted("here").desk().reads(case).await.unwrap();
        reads.into_iter().map(|read| read.purpose).collect()
    };
    let shown = open("与厂商核对版本").await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    assert_eq!(purposes().await.last().unwrap(), "与厂商核对版本");
    let before = purposes().await.len();
    let bearer_and = [("authorization", bearer.as_str()), ("purpose", "one"), ("purpose", "two")];
    let twice = ask(&served, "GET", &path, &bearer_and, "").await;
    is_problem(&twice, 422);
    let beside = ask(&served, "GET", &format!("{path}?purpose=one"), &bearer_and[..2], "").await;
    is_problem(&beside, 422);
    let refused = open(&"长".repeat(100)).await;
    is_problem(&refused, 422);
    assert!(refused.text.contains("at most 200 bytes"), "{}", refused.text);
    assert_eq!(purposes().await.len(), before, "a case that was not opened was not read");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_works_on_a_case_and_nobody_else_does() {
    let served = Served::start().await;
    let taken = post(&served, "/offices/here/reports", "", &report("overflow")).await.json();
    let case = format!("/offices/here/cases/{}", taken["handle"].as_str().unwrap());
    is_problem(&get(&served, &case, "").await, 401);
    let administrator = token(&served, "administrator").await;
    is_problem(&get(&served, &case, &administrator).await, 403);
    let token = token(&served, "analyst").await;
    let shown = get(&served, &format!("{case}?purpose=triage"), &token).await;
    assert_eq!(shown.json()["case"], taken["case"], "{}", shown.text);
    let duties = get(&served, &format!("{case}/duties?all=true"), &token).await;
    assert_eq!(duties.json()["cases"][0]["case"], taken["case"]);
    let facts = json!({ "facts": ["exploited"], "source": "a call" });
    let recorded = post(&served, &format!("{case}/facts"), &token, &facts).await;
    assert_eq!(recorded.status, 201, "{}", recorded.text);
    let unknown = json!({ "facts": ["exploited", "nothing_of_the_kind"], "source": "a call" });
    is_problem(&post(&served, &format!("{case}/facts"), &token, &unknown).await, 422);
    let shown = get(&served, &case, &token).await.json();
    let known = shown["facts"].as_array().unwrap();
    assert_eq!(known.iter().filter(|one| one["fact"] == "exploited").count(), 1);
    let events = shown["log"]["events"].as_u64().unwrap();
    let question = json!({ "question": "finder may sell technical to Acme" });
    let asked = post(&served, &format!("{case}/ask"), &token, &question).await;
    assert_eq!((asked.status, &asked.json()["gate"]), (200, &json!("refuse")), "{}", asked.text);
    let unrecorded = get(&served, &case, &token).await.json();
    assert_eq!(unrecorded["log"]["events"], events, "a question is not recorded");
    let decided = post(&served, &format!("{case}/decisions"), &token, &question).await;
    assert_eq!(decided.status, 201, "{}", decided.text);
    assert_eq!(decided.json()["answer"]["gate"], "refuse");
    let record = get(&served, &case, &token).await.json()["record"].clone();
    let last = record.as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["event"]["decision_recorded"]["answer"], "refuse");
    let dated = json!({ "question": "finder may sell technical to Acme", "at": "2021-12-01" });
    is_problem(&post(&served, &format!("{case}/decisions"), &token, &dated).await, 422);
    let key = get(&served, "/offices/here/log/key", "").await;
    assert!(key.text.starts_with("here.example/log+"), "{}", key.text);
    let checkpoint = get(&served, "/offices/here/log/checkpoint", "").await;
    assert!(checkpoint.text.starts_with("here.example/log\n"), "{}", checkpoint.text);
    let proof = get(&served, "/offices/here/log/proof/0", "").await;
    tidegate_log::Proof::parse(proof.text.as_bytes()).unwrap();
    is_problem(&get(&served, "/offices/here/log/proof/99999", "").await, 404);
    for away in ["../office.json", "..%2foffice.json", "%2e%2e/office.json", "0/..%2f..", "x"] {
        let answer = get(&served, &format!("/offices/here/log/tile/{away}"), "").await;
        is_problem(&answer, 404);
    }
    let bearer = format!("Bearer {token}");
    let path = "/offices/here/sessions";
    let ended = ask(&served, "DELETE", path, &[("authorization", bearer.as_str())], "").await;
    assert_eq!(ended.status, 204);
    is_problem(&get(&served, &case, &token).await, 401);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finder_names_a_manufacturer_and_changes_nobody_who_is_in_the_case() {
    let served = Served::start().await;
    let token = token(&served, "analyst").await;
    let hosted = served.hosted("here");
    let (id, name) = (hosted.desk().office_party().to_string(), hosted.office().name.en.clone());
    drop(hosted);
    for word in ["office", "finder", id.as_str(), name.as_str(), "Acme"] {
        let mut body = report(&format!("overflow of {word}"));
        body["report"]["product"]["manufacturer"] = json!(word);
        body["manufacturer_place"] = json!("US");
        let taken = post(&served, "/offices/here/reports", "", &body).await;
        assert_eq!(taken.status, 201, "{}", taken.text);
        let case = format!("/offices/here/cases/{}", taken.json()["handle"].as_str().unwrap());
        let parties = get(&served, &case, &token).await.json()["parties"].clone();
        let parties = parties.as_array().unwrap();
        let office = parties.iter().find(|party| party["id"] == id.as_str()).unwrap();
        assert_eq!((&office["name"], &office["established"]), (&json!(name), &json!("CN")));
        let makes = |party: &Value| {
            let roles = party["roles"].as_array();
            roles.is_some_and(|roles| roles.contains(&json!("manufacturer")))
        };
        assert_eq!(makes(office), word == name, "{word}: {office}");
        let others = parties.iter().filter(|party| party["id"] != id.as_str() && makes(party));
        assert_eq!(others.count(), usize::from(word == "Acme"), "{word}: {parties:?}");
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_goes_on_where_its_link_leads_and_leaves_nothing_out() {
    let served = Served::start().await;
    let mut all = BTreeSet::new();
    for number in 0..5 {
        let body = report(&format!("overflow {number}"));
        let taken = post(&served, "/offices/here/reports", "", &body).await.json();
        all.insert(taken["case"].as_str().unwrap().to_owned());
    }
    let token = token(&served, "analyst").await;
    let mut path = "/offices/here/cases?limit=2".to_owned();
    let mut pages = Vec::new();
    loop {
        let page = get(&served, &path, &token).await;
        let cases = page.json()["cases"].as_array().unwrap().clone();
        pages.push(cases.len());
        for case in cases {
            assert!(all.remove(case["case"].as_str().unwrap()), "a case stands twice");
        }
        let Some((next, _)) = page.link.strip_prefix("</api/v1").and_then(|l| l.split_once('>'))
        else {
            break;
        };
        path = next.to_owned();
    }
    assert_eq!((pages, all.len()), (vec![2, 2, 1], 0));
    is_problem(&get(&served, "/offices/here/cases?cursor=away", &token).await, 422);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_or_too_often_is_a_problem_and_says_when_to_come_back() {
    let often = Rate { times: 1_000_000, seconds: 1 };
    let twice = Rate { times: 2, seconds: 3_600 };
    let limits = Limits { requests: often, reports: twice, body: 2_000, ..Limits::default() };
    let served = Served::with(Limits { upload: 20_000, ..limits }).await;
    let large = json!({ "act": "x".repeat(3_000) });
    is_problem(&post(&served, "/ask", "", &large).await, 413);
    let long =
        json!({ "act": "share", "content": "technical", "positions": vec!["suggested"; 101] });
    is_problem(&post(&served, "/ask", "", &long).await, 413);
    let path = "/offices/here/reports";
    is_problem(&post(&served, path, "", &report(&"x".repeat(30_000))).await, 413);
    for number in 0..2 {
        let taken = post(&served, path, "", &report(&format!("overflow {number}"))).await;
        assert_eq!(taken.status, 201, "{}", taken.text);
    }
    let third = post(&served, path, "", &report("overflow 3")).await;
    is_problem(&third, 429);
    assert!(third.json()["retry_after"].as_u64().is_some_and(|seconds| seconds <= 3_600));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_sent_is_a_fault_of_the_server() {
    let often = Rate { times: 1_000_000, seconds: 1 };
    let limits = Limits { requests: often, reports: often, ..Limits::default() };
    let served = Served::with(limits).await;
    let member = served.session("here", MemberRole::Analyst).await;
    let taken = served.report("here", "overflow").await;
    let stay = served.finder("here", taken.case).await;
    let finder = stay.split_once('=').unwrap().1;
    let mut hostile =
        vec!["' OR 1=1 --".to_owned(), "\u{202e}\0\u{7}".to_owned(), "x".repeat(9000)];
    let folder =
        std::env::var("TIDEGATE_CORPORA").unwrap_or_else(|_| "../../../shared/corpora".into());
    match std::fs::read_to_string(format!("{folder}/hostile/blns/blns.json")) {
        Ok(text) => {
            let list: Vec<String> = serde_json::from_str(&text).unwrap();
            hostile.extend(list.into_iter().step_by(37));
        }
        Err(_) => println!("left out: the list of hostile strings"),
    }
    let rows = described::rows();
    assert!(rows.len() > 35 && rows.iter().any(|row| row.fields.len() > 3), "they are found");
    for text in &hostile {
        for row in &rows {
            let token = if row.finder { finder } else { &member };
            for (path, body) in row.filled(&taken.handle, text) {
                let answer = match &body {
                    Some(body) => post(&served, &path, token, body).await,
                    None => get(&served, &path, token).await,
                };
                assert!(answer.status < 500, "{path} {body:?}: {}", answer.text);
                if answer.status >= 400 {
                    is_problem(&answer, answer.status);
                }
            }
        }
    }
    served.end().await;
}
