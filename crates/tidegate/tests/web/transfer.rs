//! A case goes to another office: by the gate, once, and so that both ends can be checked.

use serde_json::{Value, json};
use tidegate::desk::Taken;
use tidegate::people::MemberRole;
use tidegate::transfer;
use tidegate_core::case::Case;
use tidegate_core::event::Actor;
use tidegate_core::id::{CaseId, SessionId};
use tidegate_core::organisation::Profile;
use tidegate_log::Checkpoint;

use crate::served::Served;

/// Planted in the report.
const CANARY: &str = "CANARY-4711 the length in the header is trusted";

/// The offices `here`, which has the case, and `there`, as an organisation of the register of `here`.
struct Two {
    served: Served,
    here: String,
    there: String,
    taken: Taken,
}

impl Two {
    /// `place` is where the other office is, by the register.
    async fn start(place: &str) -> Self {
        Self::started(place, "").await
    }

    async fn started(place: &str, authority: &str) -> Self {
        Self::served_by(Served::filed().await, (place, authority)).await
    }

    async fn served_by(served: Served, (place, authority): (&str, &str)) -> Self {
        let here = served.session("here", MemberRole::Analyst).await;
        let there = served.session("there", MemberRole::Analyst).await;
        let hosted = served.hosted("here");
        let actor = Actor::Member("administrator".to_owned());
        let errand = tidegate::errand::Errand {
            desk: hosted.desk(),
            book: served.house.book(),
            actor: &actor,
        };
        let profile = Profile {
            name: "Second desk".to_owned(),
            roles: vec!["coordinator".to_owned()],
            established: place.to_owned(),
            authority: authority.to_owned(),
            ..Profile::default()
        };
        errand.register_organisation(&profile).await.unwrap();
        drop(hosted);
        let taken = served.report("here", CANARY).await;
        let two = Self { served, here, there, taken };
        let joined = json!({ "organisation": "Second desk" });
        two.case("POST", "/participants", &joined, 201).await;
        two
    }

    /// The same where both agreed to an embargo.
    async fn agreed(place: &str) -> Self {
        Self::start(place).await.agree().await
    }

    async fn agree(self) -> Self {
        let two = self;
        let own = two.opened().await;
        let own = own.party(two.served.hosted("here").desk().office_party()).unwrap().name.clone();
        let agreed = json!({ "parties": [own, "Second desk"], "until": "2027-02-01 09:00", "source": "a letter" });
        two.case("POST", "/embargo", &agreed, 201).await;
        two
    }

    async fn asks(&self, method: &str, path: &str, by: &str, body: &Value, status: u16) -> Value {
        let bearer = format!("Bearer {by}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let path = format!("/api/v1/offices/{path}");
        let answer = self.served.send(method, &path, &headers, &body).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text);
        serde_json::from_str(&answer.text).unwrap_or_default()
    }

    async fn case(&self, method: &str, path: &str, body: &Value, status: u16) -> Value {
        let path = format!("here/cases/{}{path}", self.taken.handle);
        self.asks(method, &path, &self.here, body, status).await
    }

    async fn offer(&self, status: u16) -> Value {
        let items = self.items().await;
        let body =
            json!({ "to": "Second desk", "address": "there", "items": items, "reason": "place" });
        self.case("POST", "/transfers", &body, status).await
    }

    async fn items(&self) -> Vec<String> {
        let case = self.opened().await;
        let all = case.items().filter(|one| one.item.class.as_str() == "technical");
        all.map(|one| one.item.id.to_string()).collect()
    }

    async fn state(&self) -> String {
        let told = self.case("GET", "/transfers", &Value::Null, 200).await;
        let last = told["offers"].as_array().unwrap().last().cloned().unwrap_or_default();
        last["state"]["code"].as_str().unwrap_or_default().to_owned()
    }

    async fn coming(&self) -> Vec<Value> {
        let told = self.asks("GET", "there/transfers", &self.there, &Value::Null, 200).await;
        assert!(!told.to_string().contains("CANARY"), "an offer tells nothing of the flaw");
        assert!(!told.to_string().contains(&self.taken.handle), "nor the handle of the other");
        told["offers"].as_array().unwrap().clone()
    }

    async fn answer(&self, accepts: bool) {
        let id = self.coming().await[0]["transfer"].as_str().unwrap().to_owned();
        let body = json!({ "accepts": accepts, "reason": "we have nobody for it" });
        self.asks("POST", &format!("there/transfers/{id}"), &self.there, &body, 201).await;
    }

    async fn opened(&self) -> Case {
        self.at("here", self.taken.case).await
    }

    async fn at(&self, office: &str, case: CaseId) -> Case {
        let actor = Actor::Member("Wang Fang".to_owned());
        self.served.hosted(office).desk().open_case(&actor, case, "a test").await.unwrap()
    }

    /// The cases that the other office has.
    async fn cases_there(&self) -> Vec<CaseId> {
        let rows = self.served.hosted("there").desk().cases(None, 100).await.unwrap();
        rows.into_iter().map(|row| row.case).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_to_another_office_once_and_both_logs_name_the_other() {
    let two = Two::agreed("CN").await;
    let offered = two.offer(201).await;
    assert_eq!(offered["may"], true, "{offered}");
    assert_eq!(two.state().await, "offered");
    assert!(two.cases_there().await.is_empty(), "an offer opens no case");
    two.case("POST", "/transfers/hand-over", &Value::Null, 422).await;
    let twice = json!({ "to": "Second desk", "address": "there", "reason": "place", "items": two.items().await });
    two.case("POST", "/transfers", &twice, 422).await;
    two.answer(true).await;
    assert_eq!(two.state().await, "accepted");
    let handed = two.case("POST", "/transfers/hand-over", &Value::Null, 201).await;
    assert_eq!(handed["may"], true, "{handed}");
    assert!(handed["recorded"]["leaf"].is_u64());
    assert_eq!(two.state().await, "taken_in");
    let cases = two.cases_there().await;
    assert_eq!(cases.len(), 1);
    let (from, to) = (two.opened().await, two.at("there", cases[0]).await);
    // Both ends, checked with the public key of the other log and nothing else.
    let taken = to.work().taken.unwrap();
    let hosted = two.served.hosted("here");
    let ours = Checkpoint::verify(taken.decided.checkpoint.as_bytes(), hosted.desk().log());
    assert!(ours.is_ok(), "{ours:?}");
    let proof =
        two.case("GET", "/transfers", &Value::Null, 200).await["offers"][0]["proof"].clone();
    let theirs = two.served.hosted("there");
    let checkpoint = proof["checkpoint"].as_str().unwrap();
    assert!(Checkpoint::verify(checkpoint.as_bytes(), theirs.desk().log()).is_ok());
    assert!(Checkpoint::verify(checkpoint.as_bytes(), hosted.desk().log()).is_err());
    // Who the finder is never goes, and no id of one office is in the other.
    assert!(!to.parties().any(|party| party.name.contains("Mei")));
    assert!(!to.items().any(|one| from.item(one.item.id).is_some()));
    assert!(from.passages().any(|one| one.event.decision.is_some()), "the ledger knows it");
    goes_on_under_the_same(&from, &to, hosted.desk().now());
    // What is owed stays; work does not begin anew.
    let task = json!({ "what": "task", "text": "look again" });
    two.case("POST", "/arrangements", &task, 422).await;
    two.case("POST", "/transfers", &twice, 422).await;
    drop((hosted, theirs));
    two.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_gate_refuses_is_offered_to_nobody_and_the_answer_says_why() {
    for place in ["US", "CN"] {
        let two = Two::start(place).await;
        let before = two.opened().await.version();
        let offered = two.offer(201).await;
        assert_eq!(offered["may"], false, "{offered}");
        assert!(offered["recorded"].is_null());
        assert!(two.coming().await.is_empty(), "nothing is offered");
        assert_eq!(two.opened().await.version(), before);
        if place == "US" {
            assert!(offered.to_string().contains("9(7)"), "the article is named: {offered}");
        }
        two.served.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_go_to_an_authority_goes_to_no_office_that_is_none() {
    let two = Two::started("CN", "cn_miit").await.agree().await;
    let body = json!({ "to": "Second desk", "address": "there", "items": two.items().await, "reason": "place" });
    let weighed = two.case("POST", "/transfers/weighed", &body, 422).await;
    assert!(weighed.to_string().contains("goes to no other"), "{weighed}");
    two.case("POST", "/transfers", &body, 422).await;
    assert!(two.coming().await.is_empty());
    two.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_was_accepted_still_goes_by_the_gate_of_then() {
    let two = Two::agreed("CN").await;
    two.offer(201).await;
    two.answer(true).await;
    two.state().await;
    // Meanwhile it turns out that the other office is elsewhere.
    let hosted = two.served.hosted("here");
    let actor = Actor::Member("Wang Fang".to_owned());
    let mut party =
        two.opened().await.parties().find(|one| one.name == "Second desk").unwrap().clone();
    party.established = Some("US".parse().unwrap());
    let joined =
        tidegate_core::command::Verb::JoinParty(tidegate_core::event::PartyJoined { party });
    let command = tidegate_core::command::Command::new(joined, "its letter");
    hosted.desk().act(&actor, two.taken.case, &tidegate::desk::Order::new(command)).await.unwrap();
    let handed = two.case("POST", "/transfers/hand-over", &Value::Null, 201).await;
    assert_eq!(handed["may"], false, "{handed}");
    assert!(handed["recorded"]["leaf"].is_u64(), "the refusal is on record");
    assert_eq!(two.state().await, "accepted");
    assert!(two.cases_there().await.is_empty(), "nothing went");
    drop(hosted);
    two.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_is_declined_taken_back_or_runs_out() {
    let two = Two::agreed("CN").await;
    two.offer(201).await;
    two.answer(false).await;
    assert_eq!(two.state().await, "declined");
    two.served.tick();
    two.offer(201).await;
    let why = json!({ "reason": "we do it ourselves" });
    two.case("POST", "/transfers/end", &why, 201).await;
    assert_eq!(two.state().await, "withdrawn");
    assert_eq!(two.coming().await[0]["state"]["code"], "withdrawn");
    two.served.tick();
    let now = two.served.hosted("here").desk().now();
    let until = (now + jiff::SignedDuration::from_mins(2)).to_string();
    let items = two.items().await;
    let soon = json!({ "to": "Second desk", "address": "there", "items": items, "reason": "asked", "until": until });
    two.case("POST", "/transfers", &soon, 201).await;
    for _ in 0..150 {
        two.served.tick();
    }
    assert_eq!(two.state().await, "expired");
    let id = two.coming().await[0]["transfer"].as_str().unwrap().to_owned();
    let accept = json!({ "accepts": true });
    two.asks("POST", &format!("there/transfers/{id}"), &two.there, &accept, 422).await;
    two.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_cut_short_between_dispatch_and_taking_in_is_carried_on_once() {
    let two = Two::agreed("CN").await;
    two.offer(201).await;
    two.answer(true).await;
    two.state().await;
    // The content is in the outbox, and the server dies before anything says so.
    let (hosted, actor) = (two.served.hosted("here"), Actor::Member("Wang Fang".to_owned()));
    let errand = tidegate::errand::Errand {
        desk: hosted.desk(),
        book: two.served.house.book(),
        actor: &actor,
    };
    let case = two.opened().await;
    let offer = case.work().offers[0].clone();
    let let_go = errand.let_go(&case, &offer, SessionId::from_bytes([7; 16])).await.unwrap();
    assert!(let_go.may);
    assert!(two.opened().await.work().gone().is_none(), "nothing says so yet");
    let why = json!({ "reason": "too late" });
    two.case("POST", "/transfers/end", &why, 422).await;
    // The parcel is for one office; no other takes it in.
    let address = format!("office:there/{}", offer.offer.transfer);
    let parcel = hosted.desk().posted_to(two.taken.case, &address).await.unwrap().unwrap();
    let yonder = two.served.hosted("yonder");
    let book = two.served.house.book();
    let other = transfer::received(book, yonder.desk(), &parcel.bytes).await.unwrap_err();
    assert!(other.to_string().contains("another office"), "{other}");
    drop(yonder);
    // Pressed again, or by the worker: it goes once.
    for _ in 0..3 {
        transfer::carry_all(&two.served.house).await;
    }
    two.case("POST", "/transfers/hand-over", &Value::Null, 422).await;
    assert_eq!(two.state().await, "taken_in");
    assert_eq!(two.cases_there().await.len(), 1, "taken in once");
    let passed = two.opened().await;
    assert_eq!(passed.passages().filter(|one| one.event.decision.is_some()).count(), 1);
    drop(hosted);
    two.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_offers_answers_and_hands_over() {
    let two = Two::agreed("CN").await;
    let folder = tempfile::tempdir().unwrap();
    let server = two.served.address("");
    let run = async |office: &str, token: &str, words: &[&str]| {
        let at = [("TIDEGATE_SERVER", server.as_str()), ("TIDEGATE_TOKEN", token)];
        let words = [&["--office", office, "transfer"][..], words].concat();
        crate::commands::run(folder.path(), &at, &words, "").await
    };
    let (here, there, handle) = (two.here.as_str(), two.there.as_str(), two.taken.handle.as_str());
    let items = two.items().await;
    let mut offer = vec![handle, "--to", "Second desk", "--at", "there", "--reason", "place"];
    offer.extend(items.iter().flat_map(|item| ["--item", item.as_str()]));
    run("here", here, &[&offer[..], &["--weigh"]].concat()).await.ends(0);
    assert_eq!(two.state().await, "", "weighing offers nothing");
    run("here", here, &offer).await.ends(0);
    let coming = run("there", there, &["--coming", "--json"]).await.ends(0).json();
    let id = coming["offers"][0]["transfer"].as_str().unwrap().to_owned();
    run("there", there, &["--accept", &id]).await.ends(0);
    run("here", here, &[handle, "--hand-over"]).await.ends(0);
    let told = run("here", here, &[handle, "--json"]).await.ends(0).json();
    assert_eq!(told["offers"][0]["state"]["code"], "taken_in", "{told}");
    run("here", here, &[handle, "--withdraw", "too late"]).await.ends(2);
    two.served.end().await;
}

/// The other case has what went, as the class that it is, and the embargo binds there until the same hour.
fn goes_on_under_the_same(from: &Case, to: &Case, at: jiff::Timestamp) {
    assert!(to.coordination().binds(at), "what was shared under an embargo stays under it");
    let until = |case: &Case| case.coordination().in_force().map(|terms| terms.until);
    assert_eq!(until(from), until(to));
    let class = |word: &str| to.items().filter(|one| one.item.class.as_str() == word).count();
    assert_eq!((class("technical"), class("proof_of_concept"), class("remedy")), (1, 0, 0));
    assert!(!to.items().any(|one| one.item.confidential));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_refuses_what_would_lose_its_class_or_its_mark() {
    let mut two = Two::start("CN").await;
    let form = json!({
        "product": { "name": "R7 router", "manufacturer": "Acme" },
        "flaw": { "description": CANARY, "proof_of_concept": "send 70000 bytes", "attack_tool": false },
        "confidential": "seen at a customer",
    });
    let draft = tidegate_core::report::Draft::from_json(form.to_string().as_bytes()).unwrap();
    let intake = tidegate::desk::Intake::new(draft, "intake", "web form");
    two.taken = two.served.hosted("here").desk().receive(&intake).await.unwrap();
    two.case("POST", "/participants", &json!({ "organisation": "Second desk" }), 201).await;
    let two = two.agree().await;
    let case = two.opened().await;
    let offered = async |items: Vec<String>, status| {
        let body =
            json!({ "to": "Second desk", "address": "there", "reason": "place", "items": items });
        two.case("POST", "/transfers", &body, status).await
    };
    let that = |wanted: &dyn Fn(&tidegate_core::item::Item) -> bool| {
        let found: Vec<String> = case
            .items()
            .filter(|one| wanted(&one.item))
            .map(|one| one.item.id.to_string())
            .collect();
        assert_eq!(found.len(), 1);
        found
    };
    let told = offered(Vec::new(), 422).await;
    assert!(told.to_string().contains("Choose by name"), "nothing is left out unseen: {told}");
    offered(that(&|item| item.class.as_str() == "proof_of_concept"), 422).await;
    offered(that(&|item| item.confidential), 422).await;
    let plain = that(&|item| item.class.as_str() == "technical" && !item.confidential);
    assert_eq!(offered(plain, 201).await["may"], true);
    two.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_is_accepted_by_no_office_that_may_take_in_no_reports() {
    let two = Two::served_by(Served::start().await, ("CN", "")).await.agree().await;
    two.offer(201).await;
    let id = two.coming().await[0]["transfer"].as_str().unwrap().to_owned();
    let answer = json!({ "accepts": true });
    two.asks("POST", &format!("there/transfers/{id}"), &two.there, &answer, 422).await;
    assert_eq!(two.state().await, "offered");
    two.served.end().await;
}
