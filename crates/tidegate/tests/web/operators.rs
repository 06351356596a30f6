//! An operator that makes nothing: told by its authority what to repair, by when and on what basis; it shows that it did,
//! and is verified. What is only asked of it waits for two persons.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tidegate::people::{Account, MemberRole, Passphrase};
use tidegate_core::event::Actor;
use tidegate_core::organisation::Profile;

use crate::served::{PASSPHRASE, Served};

/// Planted in the report; it may be on no page of the operator.
const CANARY: &str = "CANARY-1507";

/// An office with a case about a product of Acme, and a bank that runs it.
struct Run {
    served: Served,
    slug: &'static str,
    analyst: String,
    second: String,
    bank: String,
    id: String,
    handle: String,
}

/// The session of a member in this role, who is let in where nobody is.
async fn member(served: &Served, slug: &'static str, role: MemberRole) -> String {
    if served.roles(slug).contains(&role) {
        return served.session(slug, role).await;
    }
    let hosted = served.hosted(slug);
    let (words, roles) = (Passphrase::new(PASSPHRASE), BTreeSet::from([role]));
    let new = Account::new(role.word(), role.word(), roles, &words, hosted.desk().now()).unwrap();
    hosted.desk().add_account(&new).await.unwrap().unwrap();
    hosted.desk().begin_session(&new).await.unwrap()
}

impl Run {
    async fn begin(slug: &'static str) -> Self {
        let served = Served::start().await;
        let handle = served.report(slug, CANARY).await.handle;
        let hosted = served.hosted(slug);
        let (book, actor) = (served.house.book(), Actor::Member("administrator".to_owned()));
        let errand = tidegate::errand::Errand { desk: hosted.desk(), book, actor: &actor };
        let profile = Profile {
            name: "Bank".to_owned(),
            roles: vec!["operator".to_owned()],
            established: "CN".to_owned(),
            ..Profile::default()
        };
        let id = errand.register_organisation(&profile).await.unwrap().id;
        let bank = served.session_of_person(slug, "Bank", MemberRole::Operator).await;
        let analyst = member(&served, slug, MemberRole::Analyst).await;
        let second = member(&served, slug, MemberRole::DecisionMaker).await;
        let run = Self { served, slug, analyst, second, bank, id, handle };
        let joined = json!({ "organisation": run.id });
        run.does("POST", "participants", &joined, 201).await;
        let tell = json!({ "lines": ["party office coordinator CN"], "source": "its charter" });
        run.does("POST", "events", &tell, 201).await;
        run
    }

    async fn sent(&self, method: &str, path: &str, session: &str, body: &Value) -> (u16, Value) {
        let bearer = format!("Bearer {session}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let path = format!("/api/v1/offices/{}{path}", self.slug);
        let answer = self.served.send(method, &path, &headers, &body).await;
        (answer.status, serde_json::from_str(&answer.text).unwrap_or_default())
    }

    /// The analyst at the case.
    async fn does(&self, method: &str, path: &str, body: &Value, status: u16) -> Value {
        let path = format!("/cases/{}/{path}", self.handle);
        let (found, told) = self.sent(method, &path, &self.analyst, body).await;
        assert_eq!(found, status, "{path} {told}");
        told
    }

    /// Somebody signs what waits first.
    async fn signs(&self) -> Value {
        let told = self.does("GET", "directives", &Value::Null, 200).await;
        let proposal = told["proposals"][0]["proposal"].as_str().unwrap();
        let path = format!("/cases/{}/proposals/{proposal}/settlement", self.handle);
        let (status, told) =
            self.sent("POST", &path, &self.second, &json!({ "outcome": "sign" })).await;
        assert_eq!(status, 201, "{told}");
        told
    }

    async fn asks(&self, basis: Option<&str>) -> Value {
        let asked = json!({ "directive": { "to": self.id, "reasons": "payments are at risk",
            "basis": basis, "versions": "1.0 to 1.1", "due": "2026-11-09 17:00", "measures": [
                { "kind": "repair", "text": "install 1.2 on every gateway" },
                { "kind": "mitigate", "text": "close the port", "due": "2026-11-04 12:00" }] } });
        self.does("POST", "proposals", &asked, 201).await;
        self.signs().await
    }

    /// What the bank sees: its list, the case, and both as a program reads them.
    async fn seen(&self) -> (u16, String) {
        let list = format!("/at/{}/ours", self.slug);
        let page = format!("{list}/{}", self.handle);
        let list = self.served.ask("GET", &list, Some(&self.bank), &[]).await;
        let page = self.served.ask("GET", &page, Some(&self.bank), &[]).await;
        let path = format!("/ours/cases/{}", self.handle);
        let (status, told) = self.sent("GET", &path, &self.bank, &Value::Null).await;
        assert_eq!(status, page.status);
        (status, format!("{}{}{told}", list.text, page.text))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_is_told_what_to_repair_shows_that_it_did_and_is_verified() {
    let run = Run::begin("yonder").await;
    assert_eq!(run.seen().await.0, 404, "not before it was told");
    let told = run.asks(Some("RMSV 8")).await;
    assert_eq!(told["served"]["served"], true, "{told}");
    let directive = told["directive"].as_str().unwrap();
    let (status, seen) = run.seen().await;
    assert_eq!(status, 200);
    for shown in
        ["install 1.2 on every gateway", "close the port", "RMSV 8", "payments are at risk"]
    {
        assert!(seen.contains(shown), "{shown}: {seen}");
    }
    assert!(!seen.contains(CANARY) && !seen.contains("Mei Lin"), "nothing else of the case");
    assert!(!seen.contains("Overflow in the parser"), "{seen}");
    let (_, owed) = run.sent("GET", "/ours/owed", &run.bank, &Value::Null).await;
    let first = owed["owed"].as_array().unwrap().iter().find(|one| one["directive"] == *directive);
    assert_eq!(first.unwrap()["what"]["en"], "close the port", "what is due first comes first");
    let own = format!("/ours/cases/{}/directives/{directive}", run.handle);
    let acknowledges = json!({ "answer": "acknowledges" });
    assert_eq!(run.sent("POST", &format!("{own}/answers"), &run.bank, &acknowledges).await.0, 201);
    for (measure, result, awaits) in
        [(1, "partial", "measures"), (1, "effective", "measures"), (2, "effective", "met")]
    {
        let body = json!({ "measure": measure, "statement": "it was done at night",
            "shown": { "done": 40, "of": 40, "after": "1.2" } });
        let (status, told) = run.sent("POST", &format!("{own}/reports"), &run.bank, &body).await;
        assert_eq!(status, 201, "{told}");
        let found = json!({ "measure": measure, "result": result });
        run.does("POST", &format!("directives/{directive}/verifications"), &found, 201).await;
        let told = run.does("GET", "directives", &Value::Null, 200).await;
        assert_eq!(told["directives"][0]["awaits"], awaits, "{told}");
    }
    run.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_coordinator_only_asks_of_an_operator_waits_for_two_persons() {
    let run = Run::begin("here").await;
    let told = run.asks(None).await;
    assert_eq!(
        (&told["served"]["served"], &told["served"]["answer"]["gate"]),
        (&json!(false), &json!("escalate")),
        "{told}"
    );
    assert_eq!(run.seen().await.0, 404, "it knows of nothing");
    let directive = told["directive"].as_str().unwrap().to_owned();
    let told = run.does("GET", "directives", &Value::Null, 200).await;
    let held = &told["directives"][0]["held"];
    assert_eq!((&held["answer"], &held["decide"]["barred"]), (&json!("escalate"), &Value::Null));
    let page = format!("/at/here/cases/{}/directives", run.handle);
    let page = run.served.ask("GET", &page, Some(&run.analyst), &[]).await;
    assert!(
        page.text.contains("nobody has established that the recipient must be told"),
        "{}",
        page.text
    );
    let form = held["decide"].clone();
    let field = |name: &str| form[name].as_str().unwrap().to_owned();
    let fields = [
        ("act", field("act")),
        ("from", field("from")),
        ("to", field("recipient")),
        ("items", form["items"][0].as_str().unwrap().to_owned()),
        ("reasons", "its customers are at risk".to_owned()),
        ("expires", "2026-11-20 12:00".to_owned()),
    ];
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let path = format!("/at/here/cases/{}/plan/ruling", run.handle);
    let sent = run.served.ask("POST", &path, Some(&run.analyst), &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert_eq!(run.seen().await.0, 404, "one signature is none");
    let told = run.signs().await;
    assert_eq!(
        (&told["served"]["served"], &told["directive"]),
        (&json!(true), &json!(directive)),
        "released under the ruling, and served by the same: {told}"
    );
    let (status, seen) = run.seen().await;
    assert!(status == 200 && seen.contains("install 1.2 on every gateway"), "{seen}");
    assert!(!seen.contains(CANARY), "{seen}");
    run.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_proposes_the_ruling_on_a_letter_by_its_directive() {
    let run = Run::begin("here").await;
    let told = run.asks(None).await;
    let ruling = |letter: &str| {
        json!({ "ruling": { "letter": letter, "reasons": "its customers are at risk",
            "expires": "2026-11-20 12:00" } })
    };
    run.does("POST", "proposals", &ruling("drct_nothing"), 422).await;
    let directive = told["directive"].as_str().unwrap();
    run.does("POST", "proposals", &ruling(directive), 201).await;
    let told = run.signs().await;
    assert_eq!(told["served"]["served"], true, "{told}");
    run.served.end().await;
}
