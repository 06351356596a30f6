//! Floods and bulk actions: many reports of one product are answered at once, each by itself, and nothing is half-lost.

use serde_json::{Value, json};
use tidegate::bulk::{Bulk, BulkAction, BulkRow};
use tidegate::desk::{Order, Taken};
use tidegate::errand::Errand;
use tidegate::people::MemberRole;
use tidegate_core::case::Phase;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, PartyJoined, Verdict};
use tidegate_core::place::Jurisdiction;

use crate::served::Served;

const LONG: &str = "A heap overflow in the parser of the update file lets whoever sends one run code on \
    the router without signing in; the length in the header is trusted and copied from as it is.";
const OFFICE: &str = "/api/v1/offices/here";

struct Flooded {
    served: Served,
    token: String,
    session: String,
    taken: Vec<Taken>,
}

impl Flooded {
    async fn of(count: usize) -> Self {
        let served = Served::start().await;
        let session = served.session("here", MemberRole::Analyst).await;
        let token = served.session("here", MemberRole::Coordinator).await;
        let mut taken = Vec::new();
        for number in 0..count {
            taken.push(served.report("here", &format!("Hello, number {number}. {LONG}")).await);
            served.tick();
        }
        let (hosted, book) = (served.hosted("here"), tidegate::book::load(None).unwrap());
        tidegate::clocks::round(hosted.desk(), &book, 500).await.unwrap();
        tidegate::standing::round(hosted.desk(), &book, 500).await.unwrap();
        drop(hosted);
        Self { served, token, session, taken }
    }

    fn handle(&self, number: usize) -> &str {
        &self.taken[number].handle
    }

    async fn api(&self, method: &str, path: &str, body: &Value, status: u16) -> Value {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let answer = self.served.send(method, &format!("{OFFICE}{path}"), &headers, body).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text);
        serde_json::from_str(&answer.text).unwrap()
    }

    async fn page(&self, method: &str, path: &str, form: &[(&str, &str)]) -> crate::served::Answer {
        self.served.ask(method, &format!("/at/here{path}"), Some(&self.session), form).await
    }

    async fn mine(&self, number: usize) -> String {
        let finder = self.served.finder("here", self.taken[number].case).await;
        self.served.ask_with("GET", "/at/here/mine", Some(&finder), &[]).await.text
    }

    /// The case learns that the finder is in mainland China, so that an answer may reach them.
    async fn in_china(&self, number: usize) {
        let hosted = self.served.hosted("here");
        let (desk, actor) = (hosted.desk(), Actor::Member("Wang Fang".to_owned()));
        let case = desk.open_case(&actor, self.taken[number].case, "a test").await.unwrap();
        let finder = case.reports().next().unwrap().event.from;
        let mut party = case.party(finder).unwrap().clone();
        (party.established, party.present_in) = (Some(Jurisdiction::CN), Some(Jurisdiction::CN));
        let command = Command::new(Verb::JoinParty(PartyJoined { party }), "the finder says so");
        desk.act(&actor, case.id(), &Order::new(command)).await.unwrap();
    }

    async fn case(&self, number: usize) -> tidegate_core::case::Case {
        let hosted = self.served.hosted("here");
        let actor = Actor::Member("Wang Fang".to_owned());
        hosted.desk().open_case(&actor, self.taken[number].case, "a test").await.unwrap()
    }

    /// Goes on with a list as it was kept before its rows were: what was done stands in the cases alone.
    async fn begin_anew(&self, done: &Value, count: usize) -> Value {
        let (id, hosted) = (done["id"].as_str().unwrap(), self.served.hosted("here"));
        let desk = hosted.desk();
        let list = desk.kept::<Bulk>(id).await.unwrap().unwrap().thing;
        // The answer is dropped once a list is over.
        let answer = duplicates("")["answer"].as_str().unwrap().to_owned();
        let action = BulkAction { answer, ..list.action.clone() };
        desk.keep(&Bulk { over: false, action, ..list }).await.unwrap();
        for place in 0..count {
            let row = desk.kept::<BulkRow>(&BulkRow::named(id, place)).await.unwrap();
            let row = row.unwrap().thing;
            desk.keep(&BulkRow { outcome: None, words: None, ..row }).await.unwrap();
        }
        let actor = Actor::Member("coordinator".to_owned());
        let book = tidegate::book::load(None).unwrap();
        let errand = Errand { desk, book: &book, actor: &actor };
        errand.go_on(id, 10).await.unwrap();
        let told = errand.bulk(id).await.unwrap();
        assert!(told.over);
        serde_json::to_value(&told).unwrap()
    }

    /// The rows of a list that was weighed, as cases with the number of events that were seen.
    fn seen(rows: &Value) -> Vec<String> {
        let rows = rows["rows"].as_array().unwrap().iter();
        rows.map(|row| format!("{}:{}", row["handle"].as_str().unwrap(), row["seen"])).collect()
    }

    fn outcome(told: &Value, handle: &str) -> String {
        let mut rows = told["rows"].as_array().unwrap().iter();
        let row = rows.find(|row| row["handle"] == handle).unwrap();
        row["outcome"].as_str().unwrap().to_owned()
    }
}

fn duplicates(of: &str) -> Value {
    json!({ "what": "judge", "code": "duplicate", "duplicate_of": of, "tell": true,
        "answer": "THE SAME for everybody: it is being worked on." })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_listed_without_its_product_and_opened_on_record() {
    let flood = Flooded::of(4).await;
    let list = flood.page("GET", "/floods", &[]).await;
    assert_eq!(list.status, 200, "{}", list.text);
    assert!(list.text.contains(flood.handle(0)) && !list.text.contains("R7 router"));
    let told = flood.api("GET", "/floods", &Value::Null, 200).await;
    assert_eq!(told["floods"][0]["cases"], 4, "{told}");
    assert_eq!(told["floods"][0]["alike"], 4, "{told}");
    assert_eq!(told["floods"][0]["lacking"], 4, "{told}");
    let reads = flood.served.hosted("here").desk().reads(flood.taken[0].case).await.unwrap().len();
    let group = flood.page("GET", &format!("/floods/{}", flood.handle(0)), &[]).await;
    assert!(group.text.contains("R7 router") && group.text.contains(flood.handle(3)));
    let after = flood.served.hosted("here").desk().reads(flood.taken[0].case).await.unwrap().len();
    assert_eq!(after, reads + 1, "the case it goes by was read on record");
    let others = flood.served.hosted("here").desk().reads(flood.taken[3].case).await.unwrap();
    assert!(others.is_empty(), "the others were not opened");
    let read = flood.served.hosted("here").desk().reads(flood.taken[0].case).await.unwrap();
    let named = format!("{read:?}");
    assert!((1..4).all(|one| named.contains(flood.handle(one))), "the read names them: {named}");
    assert_eq!(flood.page("GET", "/floods/nothing", &[]).await.status, 404);
    flood.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_cleared_with_one_reason_and_each_row_says_what_became_of_it() {
    let flood = Flooded::of(6).await;
    for number in [1, 2, 4] {
        flood.in_china(number).await;
    }
    let cases: Vec<&str> = (0..6).map(|number| flood.handle(number)).collect();
    let main = flood.handle(0);
    let body = json!({ "action": duplicates(main), "cases": cases });
    let size = flood.case(1).await.version();
    let weighed = flood.api("POST", "/bulk/weighed", &body, 200).await;
    for (number, would) in [(0, "no"), (1, "done"), (2, "done"), (3, "held_back"), (4, "done")] {
        assert_eq!(Flooded::outcome(&weighed, cases[number]), would, "{number}: {weighed}");
    }
    assert_eq!(flood.case(1).await.version(), size, "weighing records no event");
    let taken = [("what", "take")];
    let path = format!("/cases/{}/arrange", flood.handle(4));
    assert_eq!(flood.page("POST", &path, &taken).await.status, 303);
    let body = json!({ "action": duplicates(main), "cases": Flooded::seen(&weighed) });
    let done = flood.api("POST", "/bulk", &body, 201).await;
    assert_eq!(done["over"], true, "{done}");
    for (number, became) in [(0, "no"), (1, "done"), (2, "done"), (3, "held_back"), (4, "faster")] {
        assert_eq!(Flooded::outcome(&done, cases[number]), became, "{number}: {done}");
    }
    for number in [1, 2] {
        let mine = flood.mine(number).await;
        assert!(mine.contains("THE SAME for everybody"), "{mine}");
        assert!(
            mine.contains("already works on this flaw"),
            "a duplicate is never invalid: {mine}"
        );
    }
    assert!(!flood.mine(3).await.contains("THE SAME"), "the gate holds it back");
    assert_eq!(flood.case(3).await.phase(), Phase::Triaged(Verdict::Duplicate));
    assert_eq!(flood.case(4).await.phase(), Phase::Received, "somebody was faster");
    assert_eq!(flood.case(0).await.work().links.len(), 4, "what repeats it is named in it");
    let again = flood.api("POST", "/bulk", &body, 201).await;
    assert_eq!(Flooded::outcome(&again, cases[1]), "faster", "a list is not done twice: {again}");
    let page = flood.page("GET", &format!("/bulk/{}", done["id"].as_str().unwrap()), &[]).await;
    assert!(page.text.contains("6 of 6 gone through"), "{}", page.text);
    assert!(page.text.contains("analyst did something in it"), "{}", page.text);
    assert!(!page.text.contains("THE SAME"), "the list keeps no text once it is over");
    let told = flood.api("GET", "/floods", &Value::Null, 200).await;
    assert_eq!(told["all"], 2, "{told}");
    flood.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_before_a_crash_is_found_and_not_done_again() {
    let flood = Flooded::of(3).await;
    flood.in_china(1).await;
    let body = json!({ "action": duplicates(flood.handle(0)),
        "cases": [flood.handle(1), flood.handle(2)] });
    let done = flood.api("POST", "/bulk", &body, 201).await;
    let versions = [flood.case(1).await.version(), flood.case(2).await.version()];
    let again = flood.begin_anew(&done, 2).await;
    assert_eq!(Flooded::outcome(&again, flood.handle(1)), "done", "{again}");
    assert_eq!(Flooded::outcome(&again, flood.handle(2)), "held_back", "{again}");
    assert_eq!(flood.case(1).await.version(), versions[0], "nothing is recorded twice");
    // What was held back is put to the gate once more, and is written once.
    assert_eq!(flood.case(2).await.messages().count(), 1);
    flood.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_the_list_are_chosen_looked_at_and_done() {
    let flood = Flooded::of(3).await;
    let nothing = flood.page("POST", "/bulk/weigh", &[("what", "assign")]).await;
    assert!(nothing.status == 422 && nothing.text.contains("no case is marked"));
    let form = [("what", "queue"), ("queue_to", "triage"), ("all", "yes"), ("of_who", "nobody")];
    let weighed = flood.page("POST", "/bulk/weigh", &form).await;
    assert_eq!(weighed.status, 200, "{}", weighed.text);
    assert_eq!(weighed.text.matches("will be done").count(), 3, "{}", weighed.text);
    let action = json!({ "what": "queue", "queue": "triage" }).to_string();
    let rows: Vec<String> = (0..3).map(|one| format!("{}:{}", flood.handle(one), 6)).collect();
    let seen = flood.case(0).await.version();
    let rows: Vec<String> = rows.iter().map(|row| row.replace(":6", &format!(":{seen}"))).collect();
    let mut form = vec![("action", action.as_str())];
    form.extend(rows.iter().map(|row| ("case", row.as_str())));
    let done = flood.page("POST", "/bulk", &form).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let told = flood.page("GET", done.to.strip_prefix("/at/here").unwrap(), &[]).await;
    assert!(told.text.contains("3 of 3 gone through"), "{}", told.text);
    let list = flood.page("GET", "/cases?queue=triage", &[]).await;
    assert!((0..3).all(|one| list.text.contains(flood.handle(one))));
    for wrong in [
        json!({ "what": "fly" }),
        json!({ "what": "hold", "code": "finder" }),
        json!({ "what": "share", "party": "nobody", "class": "technical" }),
        json!({ "what": "share", "party": "nobody", "class": "finder_identity" }),
        json!({ "what": "assign", "who": "nobody.here" }),
        json!({ "what": "tasks", "list": "nonsense" }),
    ] {
        let body = json!({ "action": wrong, "cases": [flood.handle(0)] });
        flood.api("POST", "/bulk/weighed", &body, 422).await;
    }
    let tasks = json!({ "what": "tasks", "list": "disclosure", "until": "2026-11-02 18:00" });
    let body = json!({ "action": tasks, "cases": [flood.handle(0)] });
    assert_eq!(
        Flooded::outcome(&flood.api("POST", "/bulk", &body, 201).await, flood.handle(0)),
        "done"
    );
    let work = flood.case(0).await.work();
    let due: Vec<Option<String>> =
        work.tasks.iter().map(|task| task.due.map(|due| due.to_string())).collect();
    assert_eq!(due, [Some("2026-11-03T10:00:00Z".to_owned()), None], "a day after the start");
    flood.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sharing_with_an_organisation_asks_the_gate_for_each_case() {
    let flood = Flooded::of(2).await;
    let acme = flood.served.organisation("here", "Acme").await.to_string();
    let action = json!({ "what": "share", "party": acme, "class": "technical" });
    let cases = [flood.handle(0), flood.handle(1)];
    let body = json!({ "action": action, "cases": cases });
    let weighed = flood.api("POST", "/bulk/weighed", &body, 200).await;
    let done = flood.api("POST", "/bulk", &body, 201).await;
    for handle in cases {
        let (would, became) = (Flooded::outcome(&weighed, handle), Flooded::outcome(&done, handle));
        assert!(["done", "held_back"].contains(&became.as_str()), "{done}");
        assert_eq!(would, became, "{weighed} {done}");
    }
    let decided = flood.case(0).await.decisions().count();
    assert!(decided > 0, "each was decided by the gate, on the log");
    // Again, where nothing is recorded any more but what goes out, and it ends before the row is kept.
    let again = flood.api("POST", "/bulk", &body, 201).await;
    let (before, versions) = (flood.begin_anew(&again, 2).await, flood.case(0).await.version());
    for handle in cases {
        let (was, is) = (Flooded::outcome(&again, handle), Flooded::outcome(&before, handle));
        assert_eq!(was, is, "it goes on where it was, and nobody was faster: {again} {before}");
    }
    assert!(flood.case(0).await.version() >= versions);
    flood.served.end().await;
}
