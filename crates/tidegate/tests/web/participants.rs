//! What passes between the office and an organisation that takes part: let out by the gate to one, and seen by no other.

use serde_json::{Value, json};
use tidegate::clocks;
use tidegate::notices::Notice;
use tidegate::people::MemberRole;

use crate::served::Served;

/// Planted in the report; it may be on no page of an organisation to which it was not let out.
const CANARY: &str = "CANARY-4711";
/// Who the finder is.
const FINDER: &str = "Mei Lin";

pub(crate) async fn done(
    served: &Served,
    method: &str,
    path: &str,
    token: &str,
    body: &Value,
) -> (u16, Value) {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let answer = served.send(method, &format!("/api/v1/offices/here{path}"), &headers, &body).await;
    (answer.status, serde_json::from_str(&answer.text).unwrap_or_default())
}

/// An office with a case about a product of Acme, who joined it, and a person each of Acme and of Other.
pub(crate) struct Matter {
    pub(crate) served: Served,
    pub(crate) member: String,
    pub(crate) acme: String,
    pub(crate) other: String,
    pub(crate) handle: String,
    pub(crate) id: String,
}

impl Matter {
    pub(crate) async fn begin() -> Self {
        let served = Served::start().await;
        let handle = served.report("here", CANARY).await.handle;
        let member = served.session("here", MemberRole::Analyst).await;
        let id = served.organisation("here", "Acme").await.to_string();
        let acme = served.session_of_person("here", "Acme", MemberRole::Manufacturer).await;
        let other = served.session_of_person("here", "Other", MemberRole::Manufacturer).await;
        Self { served, member, acme, other, handle, id }
    }

    async fn participants(&self) -> Value {
        let path = format!("/cases/{}/participants", self.handle);
        done(&self.served, "GET", &path, &self.member, &Value::Null).await.1
    }

    pub(crate) async fn join(&self) {
        let path = format!("/cases/{}/participants", self.handle);
        let body = json!({ "organisation": self.id });
        let (status, told) = done(&self.served, "POST", &path, &self.member, &body).await;
        assert_eq!(status, 201, "{told}");
    }

    /// A directive to Acme, signed by two; the path of its case at the interface.
    pub(crate) async fn directed(&self, due: &str) -> String {
        self.join().await;
        let (served, member) = (&self.served, &self.member);
        let case = format!("/cases/{}", self.handle);
        let tell = json!({ "lines": ["party office coordinator CN", "party Acme manufacturer CN"], "source": "a call" });
        assert_eq!(done(served, "POST", &format!("{case}/events"), member, &tell).await.0, 201);
        let asked = json!({ "directive": { "to": self.id, "reasons": "users are at risk", "basis": "RMSV 7(3)",
            "measures": [{ "kind": "repair", "text": "fix it" }], "due": due } });
        let told = done(served, "POST", &format!("{case}/proposals"), member, &asked).await;
        assert_eq!(told.0, 201, "{told:?}");
        case
    }

    pub(crate) async fn sign(&self, case: &str) -> String {
        let (_, told) =
            done(&self.served, "GET", &format!("{case}/directives"), &self.member, &Value::Null)
                .await;
        let proposal = told["proposals"][0]["proposal"].as_str().unwrap().to_owned();
        let second = self.served.session("here", MemberRole::DecisionMaker).await;
        let path = format!("{case}/proposals/{proposal}/settlement");
        let sign = json!({ "outcome": "sign" });
        let (status, told) = done(&self.served, "POST", &path, &second, &sign).await;
        assert_eq!((status, &told["served"]["served"]), (201, &Value::Bool(true)), "{told}");
        told["directive"].as_str().unwrap().to_owned()
    }

    /// Everything that was to be told by now, after the worker looked.
    pub(crate) async fn notices(&self) -> Vec<(String, String, String)> {
        let hosted = self.served.hosted("here");
        clocks::round(hosted.desk(), self.served.house.book(), 100).await.unwrap();
        let all = hosted.desk().notices(100).await.unwrap();
        let told = |one: Notice| (one.kind.word().to_owned(), one.to.to_string(), one.path);
        let mut all: Vec<_> = all.into_iter().map(told).collect();
        all.sort();
        all
    }

    /// Everything that somebody can see of the case: the list, its page, and what the interface says.
    async fn seen(&self, session: &str) -> (u16, String) {
        let list = self.served.ask("GET", "/at/here/ours", Some(session), &[]).await;
        assert_eq!(list.status, 200);
        let path = format!("/at/here/ours/{}", self.handle);
        let page = self.served.ask("GET", &path, Some(session), &[]).await;
        let path = format!("/ours/cases/{}", self.handle);
        let (status, told) = done(&self.served, "GET", &path, session, &Value::Null).await;
        assert_eq!(status, page.status, "{told}");
        (status, format!("{}{}{told}", list.text, page.text))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_that_joined_sees_nothing_before_the_gate_let_something_out() {
    let matter = Matter::begin().await;
    let told = matter.participants().await;
    assert_eq!(told["suggested"][0]["name"], "Acme", "its maker is found by name: {told}");
    matter.join().await;
    let told = matter.participants().await;
    assert_eq!(told["participants"][0]["knows"], false, "{told}");
    assert_eq!(told["suggested"], json!([]), "{told}");
    let (status, seen) = matter.seen(&matter.acme).await;
    assert_eq!(status, 404);
    assert!(
        !seen.contains(CANARY) && !seen.contains(&format!("ours/{}\"", matter.handle)),
        "{seen}"
    );
    let absent = matter.served.ask("GET", "/at/here/ours/2026-none", Some(&matter.acme), &[]).await;
    let path = format!("/at/here/ours/{}", matter.handle);
    let held = matter.served.ask("GET", &path, Some(&matter.acme), &[]).await;
    assert_eq!(absent.text.replace("2026-none", &matter.handle), held.text, "both look alike");
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_gate_lets_out_to_one_is_seen_by_it_and_by_no_other() {
    let matter = Matter::begin().await;
    matter.join().await;
    let told = matter.participants().await;
    let items = told["items"].as_array().unwrap();
    assert!(!items.is_empty(), "{told}");
    let path = format!("/cases/{}/participants/let-out", matter.handle);
    let mut sent = 0;
    for item in items {
        let body = json!({ "organisation": matter.id, "item": item["id"] });
        let (status, told) = done(&matter.served, "POST", &path, &matter.member, &body).await;
        assert_eq!(status, 201, "{told}");
        sent += u32::from(told["sent"] == true);
    }
    assert!(sent > 0, "who repairs may have something of it");
    let (status, seen) = matter.seen(&matter.acme).await;
    assert_eq!(status, 200);
    assert!(seen.contains(CANARY), "the maker learns what it must repair: {seen}");
    assert!(!seen.contains(FINDER), "and not who found it");
    let (status, seen) = matter.seen(&matter.other).await;
    assert_eq!(status, 404);
    assert!(!seen.contains(CANARY), "{seen}");
    // The answer repeats the address that was asked for, and their list says nothing of the case.
    let list = matter.served.ask("GET", "/at/here/ours", Some(&matter.other), &[]).await;
    assert!(list.status == 200 && !list.text.contains(&matter.handle), "{}", list.text);
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_between_the_office_and_one_organisation() {
    let matter = Matter::begin().await;
    matter.join().await;
    let path = format!("/cases/{}/participants/messages", matter.handle);
    let body = json!({
        "organisation": matter.id, "text": "LETTER to Acme", "class": "existence",
    });
    let (status, told) = done(&matter.served, "POST", &path, &matter.member, &body).await;
    assert_eq!((status, &told["sent"]), (201, &json!(true)), "{told}");
    let (status, seen) = matter.seen(&matter.acme).await;
    assert!(status == 200 && seen.contains("LETTER to Acme"), "{seen}");
    assert!(!seen.contains(CANARY) && !seen.contains(FINDER), "{seen}");
    let path = format!("/ours/cases/{}/messages", matter.handle);
    let body = json!({ "text": "ANSWER of Acme" });
    let (status, told) = done(&matter.served, "POST", &path, &matter.acme, &body).await;
    assert_eq!(status, 201, "{told}");
    let (status, _) = done(&matter.served, "POST", &path, &matter.other, &body).await;
    assert_eq!(status, 404, "nobody writes in a case of another");
    let path = format!("/cases/{}/participants/messages/open", matter.handle);
    let body = json!({ "organisation": matter.id });
    let (_, told) = done(&matter.served, "POST", &path, &matter.member, &body).await;
    assert_eq!(told["letters"].as_array().map(Vec::len), Some(2), "{told}");
    assert!(told.to_string().contains("ANSWER of Acme"), "the office reads what was written to it");
    // The thread with the finder holds neither.
    let path = format!("/cases/{}/messages/open", matter.handle);
    let (_, told) = done(&matter.served, "POST", &path, &matter.member, &Value::Null).await;
    assert_eq!(told["messages"], json!([]), "{told}");
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_organisation_says_is_on_record_as_its_own() {
    let matter = Matter::begin().await;
    matter.join().await;
    let path = format!("/cases/{}/participants/messages", matter.handle);
    let body = json!({ "organisation": matter.id, "text": "A letter", "class": "existence" });
    done(&matter.served, "POST", &path, &matter.member, &body).await;
    let ours = format!("/ours/cases/{}", matter.handle);
    let fact = json!({ "fact": "remedy_provided", "value": true });
    let (status, told) =
        done(&matter.served, "POST", &format!("{ours}/facts"), &matter.acme, &fact).await;
    assert_eq!((status, told["said"].as_array().map(Vec::len)), (201, Some(1)), "{told}");
    let (status, told) = done(
        &matter.served,
        "POST",
        &format!("{ours}/acknowledgement"),
        &matter.acme,
        &Value::Null,
    )
    .await;
    assert_eq!((status, told["said"].as_array().map(Vec::len)), (201, Some(2)), "{told}");
    let fact = json!({ "fact": "exploited", "value": false });
    let (status, _) =
        done(&matter.served, "POST", &format!("{ours}/facts"), &matter.acme, &fact).await;
    assert_eq!(status, 422, "what others know is not for it to say");
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_leads_to_whoever_has_its_product_as_a_component_and_to_its_supplier() {
    let matter = Matter::begin().await;
    let (served, member) = (&matter.served, matter.member.as_str());
    let text = "name,supplier,component_of\nGate 9,,\nR7 Router,Other,Gate 9\nbroken\n";
    served.organisation("here", "Downstream").await;
    let path = "/organisations/Downstream/catalogue";
    let (status, told) = done(served, "POST", path, member, &json!({ "text": text })).await;
    assert_eq!(status, 422, "{told}");
    assert!(told["detail"].as_str().unwrap().contains("line 4"), "{told}");
    let (_, told) = done(served, "GET", path, member, &Value::Null).await;
    assert_eq!(told["products"], json!([]), "nothing was taken in");
    let text = text.replace("broken\n", "");
    let (status, told) = done(served, "POST", path, member, &json!({ "text": text })).await;
    assert_eq!((status, &told["products"][0]["components"][0]["name"]), (201, &json!("R7 Router")));
    let told = matter.participants().await;
    let names: Vec<&str> = told["suggested"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Acme", "Downstream", "Other"], "{told}");
    assert_eq!(told["suggested"][2]["rule"], "cn-rmsv/7(1)", "{told}");
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directive_is_its_bearers_to_answer_and_what_the_office_found_stays_with_the_office() {
    let matter = Matter::begin().await;
    matter.join().await;
    let case = format!("/cases/{}", matter.handle);
    let tell = json!({ "lines": ["party office coordinator CN", "party Acme manufacturer CN"], "source": "a call" });
    let (served, member) = (&matter.served, &matter.member);
    let (status, told) = done(served, "POST", &format!("{case}/events"), member, &tell).await;
    assert_eq!(status, 201, "{told}");
    let asked = json!({ "directive": { "to": matter.id, "reasons": "users are at risk",
        "measures": [{ "kind": "repair", "text": "fix it" }], "due": "2026-11-09 17:00" } });
    let (status, told) = done(served, "POST", &format!("{case}/proposals"), member, &asked).await;
    assert_eq!(status, 201, "{told}");
    let list = format!("{case}/directives");
    let (_, told) = done(served, "GET", &list, member, &Value::Null).await;
    let proposal = told["proposals"][0]["proposal"].as_str().unwrap().to_owned();
    let second = served.session("here", MemberRole::DecisionMaker).await;
    let path = format!("{case}/proposals/{proposal}/settlement");
    let (status, told) = done(served, "POST", &path, &second, &json!({ "outcome": "sign" })).await;
    assert_eq!((status, &told["served"]["served"]), (201, &Value::Bool(true)), "{told}");
    let directive = told["directive"].as_str().unwrap().to_owned();
    let ours = format!("/ours/cases/{}/directives/{directive}", matter.handle);
    let report = json!({ "measure": 1, "statement": "1.2 is out" });
    // Nobody but the bearer, and not the office by this way.
    let reports = format!("{ours}/reports");
    assert_eq!(done(served, "POST", &reports, &matter.other, &report).await.0, 404);
    assert_eq!(done(served, "POST", &reports, member, &report).await.0, 403);
    let answer = json!({ "answer": "acknowledges" });
    let answers = format!("{ours}/answers");
    assert_eq!(done(served, "POST", &answers, &matter.acme, &answer).await.0, 201);
    assert_eq!(done(served, "POST", &reports, &matter.acme, &report).await.0, 201);
    let found = json!({ "measure": 1, "result": "partial", "finding": "FINDING-OF-THE-OFFICE" });
    let path = format!("{case}/directives/{directive}/verifications");
    assert_eq!(done(served, "POST", &path, member, &found).await.0, 201);
    let (_, seen) = matter.seen(&matter.acme).await;
    assert!(seen.contains("fix it") && seen.contains("1.2 is out") && seen.contains("sent back"));
    assert!(!seen.contains("FINDING-OF-THE-OFFICE"), "no gate let it out");
    let (_, seen) = matter.seen(&matter.other).await;
    assert!(!seen.contains("fix it"), "{seen}");
    let (_, told) = done(served, "GET", &list, member, &Value::Null).await;
    let done_so_far = &told["directives"][0]["order"]["measures"][0]["done"];
    assert_eq!(done_so_far, "sent_back", "{told}");
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directive_is_told_once_to_who_signs_who_bears_it_and_who_verifies() {
    let matter = Matter::begin().await;
    let case = matter.directed("2026-11-02 20:00").await;
    let told = matter.notices().await;
    let of = |told: &[(String, String, String)], kind: &str| -> Vec<(String, String)> {
        let those = told.iter().filter(|(word, _, _)| word == kind);
        those.map(|(_, to, path)| (to.clone(), path.clone())).collect()
    };
    let signers = of(&told, "directive-to-countersign");
    assert!(signers.iter().any(|(to, _)| to == "member:decision-maker"), "{told:?}");
    assert!(signers.iter().all(|(to, _)| to != "member:analyst"), "who proposed does not sign");
    assert!(signers[0].1.contains("/proposals/proposal_"), "{signers:?}");
    assert!(of(&told, "directive-issued").is_empty());
    let directive = matter.sign(&case).await;
    let told = matter.notices().await;
    let ours = format!("ours/{}", matter.handle);
    let bearer = ("member:acme.manufacturer".to_owned(), ours.clone());
    assert_eq!(of(&told, "directive-issued").as_slice(), std::slice::from_ref(&bearer));
    assert!(of(&told, "duty-due").contains(&bearer), "three hours are left: {told:?}");
    assert!(told.iter().all(|(_, to, _)| !to.contains("other.")), "{told:?}");
    assert_eq!(matter.notices().await, told, "each is told once");
    let (served, member) = (&matter.served, &matter.member);
    let board = done(served, "GET", "/board?by=other", member, &Value::Null).await.1;
    assert!(board.to_string().contains("Directive (RMSV 7(3))"), "{board}");
    let (_, list) = done(served, "GET", "/ours", &matter.acme, &Value::Null).await;
    assert_eq!(list["cases"][0]["due"], "2026-11-02T12:00:00Z", "{list}");
    let path = format!("/ours/cases/{}/directives/{directive}/reports", matter.handle);
    let report = json!({ "measure": 1, "statement": "1.2 is out" });
    assert_eq!(done(served, "POST", &path, &matter.acme, &report).await.0, 201);
    let told = matter.notices().await;
    let answered = of(&told, "directive-answered");
    assert!(answered.iter().any(|(to, _)| to == "member:analyst"), "{told:?}");
    let (_, home) = done(served, "GET", "/home", member, &Value::Null).await;
    let sections = home["sections"].as_array().unwrap();
    let waits = sections.iter().find(|one| one["kind"] == "directives").unwrap();
    assert_eq!(waits["waiting"].as_array().unwrap().len(), 1, "{waits}");
    let page = served.ask("GET", "/at/here/notices", Some(&matter.acme), &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains(&format!("/at/here/{ours}")) && !page.text.contains("fix it"));
    matter.served.end().await;
}
