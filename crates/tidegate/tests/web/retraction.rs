//! What a finder takes back: shown before, done once it is confirmed, proved after, and heeded by the gate and the office.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tidegate::desk::{Intake, Taken, prove_event};
use tidegate::people::MemberRole;
use tidegate::standing;
use tidegate_core::act::Act;
use tidegate_core::event::{Actor, CaseEvent, Given};
use tidegate_core::gate::{self, Need};
use tidegate_core::item::ContentClass;
use tidegate_core::report::Draft;
use tidegate_core::situation::Flow;
use tidegate_law::Adoption;
use tidegate_log::TrustedLog;

use crate::served::{Answer, Served};

/// Where the finder is reached.
const ADDRESS: &str = "reach-canary@finder.example";

struct Matter {
    served: Served,
    finder: String,
    taken: Taken,
}

impl Matter {
    async fn start() -> Self {
        let served = Served::start().await;
        let form = json!({
            "product": { "name": "R7 router", "manufacturer": "Acme" },
            "flaw": { "description": "an overflow" },
            "reporter": { "standing": "named", "name": "Mei Lin", "share_identity": true },
        });
        let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
        let intake = Intake::new(draft, "intake", "web form");
        let taken = served.hosted("here").desk().receive(&intake).await.unwrap();
        let finder = served.finder("here", taken.case).await;
        Self { served, finder, taken }
    }

    async fn mine(&self, method: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let path = format!("/at/here/mine{path}");
        self.served.ask_with(method, &path, Some(&self.finder), form).await
    }

    /// How many events the case has, as the first step says it.
    async fn events(&self) -> String {
        let hosted = self.served.hosted("here");
        let actor = Actor::Member("analyst".to_owned());
        let case = hosted.desk().open_case(&actor, self.taken.case, "a test").await.unwrap();
        case.version().to_string()
    }

    async fn take_back(&self, word: &str) {
        let shown = self.mine("POST", "/take-back", &[(word, "on")]).await;
        let events = self.events().await;
        assert!(shown.text.contains(&format!("name=\"confirmed\" value=\"{events}\"")));
        let form = [(word, "on"), ("confirmed", events.as_str())];
        let done = self.mine("POST", "/take-back", &form).await;
        assert_eq!(done.to, "/at/here/mine?taken-back#take-back", "{word}: {}", done.text);
    }

    async fn as_role(
        &self,
        role: MemberRole,
        method: &str,
        path: &str,
        form: &[(&str, &str)],
    ) -> Answer {
        let session = self.served.session("here", role).await;
        self.served.ask(method, &format!("/at/here{path}"), Some(&session), form).await
    }

    /// What the gate says of telling the manufacturer who reports.
    async fn naming(&self) -> Need {
        let book = tidegate::book::load(None).unwrap();
        let adoption = Adoption::default();
        let law = gate::Desk { book: &book, adoption: &adoption, office: None };
        let hosted = self.served.hosted("here");
        let actor = Actor::Member("analyst".to_owned());
        let case = hosted.desk().open_case(&actor, self.taken.case, "a test").await.unwrap();
        let acme = case.parties().find(|party| party.name == "Acme").unwrap().id;
        let who = case.items().find(|one| one.item.class == ContentClass::FinderIdentity).unwrap();
        let (from, items) = (hosted.desk().office_party(), vec![who.item.id]);
        let flow = Flow { act: Act::Share, from, to: acme.into(), items, facts: BTreeMap::new() };
        gate::decide(&law, &case, &flow, hosted.desk().now()).unwrap().passages[0].need.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_of_it_is_shown_before_and_nothing_is_done_until_it_is_confirmed() {
    let matter = Matter::start().await;
    assert_eq!(matter.naming().await, Need::Consent);
    let before = matter.mine("GET", "", &[]).await.text;
    for word in ["naming", "messages", "report"] {
        assert!(before.contains(&format!("name=\"{word}\"")), "{word} is offered");
    }
    assert!(!before.contains("name=\"address\" value=\"on\""), "no address was left");
    let shown = matter.mine("POST", "/take-back", &[("naming", "on")]).await;
    assert_eq!(shown.status, 200);
    for said in ["Nothing is done yet", "the gate refuses", "If the manufacturer was told before"] {
        assert!(shown.text.contains(said), "{said}");
    }
    assert!(
        matter
            .mine("POST", "/take-back", &[("report", "on")])
            .await
            .text
            .contains("these duties run on")
    );
    assert!(!shown.text.contains("What the office has to keep"), "nothing is erased for that");
    let report = matter.mine("POST", "/take-back", &[("report", "on")]).await.text;
    assert!(report.contains("What the office has to keep"), "{report}");
    assert_eq!(matter.naming().await, Need::Consent, "to look at it does nothing");
    matter.take_back("naming").await;
    assert_eq!(matter.naming().await, Need::None, "from then on the gate refuses");
    let after = matter.mine("GET", "?taken-back", &[]).await.text;
    assert!(
        after.contains("You did not agree that the manufacturer is told")
            && after.contains("Taken back before")
    );
    let events = matter.events().await;
    let confirmed = ("confirmed", events.as_str());
    let again = matter.mine("POST", "/take-back", &[("naming", "on"), confirmed]).await;
    assert_eq!(again.status, 422, "once: {}", again.text);
    assert_eq!(matter.mine("POST", "/take-back", &[confirmed]).await.status, 422);
    // What was shown of another state of the case is not what is done.
    for old in ["1", "yes", "18446744073709551615"] {
        let shown =
            matter.mine("POST", "/take-back", &[("report", "on"), ("confirmed", old)]).await;
        assert_eq!(shown.status, 200, "{}", shown.text);
        assert!(shown.text.contains("Nothing is done yet"), "{old}");
    }
    let stranger = matter
        .served
        .ask_with("POST", "/at/here/mine/take-back", None, &[("report", "on"), confirmed])
        .await;
    assert_eq!(
        (stranger.status, stranger.to.as_str()),
        (303, "/at/here/mine"),
        "nobody else does it"
    );
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_report_every_word_goes_and_the_office_has_it_before_it_until_it_records_something()
 {
    let matter = Matter::start().await;
    matter.mine("POST", "/reach", &[("address", ADDRESS)]).await;
    matter.take_back("report").await;
    assert_eq!(matter.naming().await, Need::None);
    let mine = matter.mine("GET", "", &[]).await.text;
    assert!(
        mine.contains("withdrawn") && mine.contains("There is nothing left to take back"),
        "{mine}"
    );
    let home = matter.as_role(MemberRole::Analyst, "GET", "/home", &[]).await.text;
    let line = format!("The finder of case {} took something back", matter.taken.handle);
    assert!(home.contains(&line), "{home}");
    let case = format!("/cases/{}", matter.taken.handle);
    let page = matter.as_role(MemberRole::Analyst, "GET", &case, &[]).await.text;
    assert!(
        page.contains("The finder took back: the report") && page.contains("id=\"taken-back\"")
    );
    let hosted = matter.served.hosted("here");
    standing::round(hosted.desk(), matter.served.house.book(), 100).await.unwrap();
    let told = hosted.desk().notices(100).await.unwrap();
    assert!(
        told.iter()
            .any(|one| one.kind.word() == "taken-back" && one.to.to_string() == "member:analyst")
    );
    matter.served.tick();
    let note = [("lines", "note the finder's wish was heeded"), ("source", "the desk")];
    assert_eq!(
        matter.as_role(MemberRole::Analyst, "POST", &format!("{case}/tell"), &note).await.status,
        303
    );
    let home = matter.as_role(MemberRole::Analyst, "GET", "/home", &[]).await.text;
    assert!(!home.contains(&line), "a note is enough");
    let open = matter.as_role(MemberRole::Analyst, "GET", "/cases?who=nobody", &[]).await.text;
    assert!(open.contains(&matter.taken.handle), "the work on it ends when it is closed");
    let name = matter.taken.case.to_string();
    let told = hosted.desk().kept::<standing::kept::Standing>(&name);
    assert!(told.await.unwrap().unwrap().thing.held, "the office still holds an undisclosed flaw");
    drop(hosted);
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_messages_are_taken_back_the_office_writes_no_more_and_the_finder_still_can() {
    let matter = Matter::start().await;
    matter.take_back("messages").await;
    let case = format!("/cases/{}", matter.taken.handle);
    let answer = [("text", "SAID"), ("class", "existence"), ("tells", "nothing")];
    let refused = matter
        .as_role(MemberRole::Analyst, "POST", &format!("{case}/messages/write"), &answer)
        .await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains("takes no messages any more"));
    let thread =
        matter.as_role(MemberRole::Analyst, "POST", &format!("{case}/messages"), &[]).await.text;
    assert!(thread.contains("Nothing can be written") && !thread.contains("messages/write"));
    let note = [("lines", "note it was heeded"), ("source", "the desk")];
    let told = matter.as_role(MemberRole::Analyst, "POST", &format!("{case}/tell"), &note).await;
    assert_eq!(told.status, 303, "{}", told.text);
    let wrote = format!("The finder of case {} took something back, or wrote", matter.taken.handle);
    let home = matter.as_role(MemberRole::Analyst, "GET", "/home", &[]).await.text;
    assert!(!home.contains(&wrote), "it was heeded");
    assert_eq!(matter.mine("POST", "/write", &[("text", "one word more")]).await.status, 303);
    let home = matter.as_role(MemberRole::Analyst, "GET", "/home", &[]).await.text;
    assert!(home.contains(&wrote), "what they write is to be read all the same");
    let home = matter.as_role(MemberRole::Analyst, "GET", "/home", &[]).await.text;
    let line = format!("The last message of case {} is to this office", matter.taken.handle);
    assert!(!home.contains(&line), "who takes no answer waits for none");
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_the_address_is_destroyed_and_a_new_one_opens_nothing_old() {
    let matter = Matter::start().await;
    let hosted = matter.served.hosted("here");
    let slot = format!("address/{}", matter.taken.case);
    let keys = |slot: &str| {
        let bytes = std::fs::read(matter.served.folder().join("here/keys/keys.db")).unwrap();
        let slots = bytes.chunks(512).filter(|one| String::from_utf8_lossy(one).contains(slot));
        slots.map(|one| one[3]).collect::<Vec<u8>>()
    };
    matter.mine("POST", "/reach", &[("address", ADDRESS)]).await;
    assert_eq!(keys(&slot), [1], "a key of its own, and it lives");
    assert!(matter.mine("GET", "", &[]).await.text.contains("name=\"address\" value=\"on\""));
    matter.take_back("address").await;
    assert_eq!(keys(&slot), [2], "overwritten in place");
    assert!(!matter.mine("GET", "", &[]).await.text.contains("An address is kept"));
    matter.mine("POST", "/reach", &[("address", "other@finder.example")]).await;
    assert_eq!(keys(&slot), [2, 1], "another address has another key");
    matter.mine("POST", "/reach", &[("do", "keep"), ("readable", "on")]).await;
    assert_eq!(keys(&slot), [2, 1], "an empty field keeps what is kept");
    matter.mine("POST", "/reach", &[("do", "forget")]).await;
    assert_eq!(keys(&slot), [2, 2], "it is destroyed where that is asked for");
    drop(hosted);
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proof_of_it_holds_without_the_server_and_of_nothing_else_one_is_given() {
    let matter = Matter::start().await;
    matter.take_back("naming").await;
    let mine = matter.mine("GET", "", &[]).await.text;
    let event =
        mine.split("/mine/taken-back/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let proof = matter.mine("GET", &format!("/taken-back/{event}"), &[]).await;
    assert_eq!(proof.status, 200, "{}", proof.text);
    let hosted = matter.served.hosted("here");
    let key = hosted.desk().log().keys().first().unwrap().clone();
    let log = TrustedLog::named_by(key);
    let proven = prove_event(proof.text.as_bytes(), &log).unwrap().unwrap();
    let CaseEvent::TakenBack(taken) = &proven.recorded.event else { unreachable!() };
    assert_eq!(taken.what.iter().copied().collect::<Vec<_>>(), [Given::Naming]);
    let mut changed = proof.text.clone().into_bytes();
    let place = changed.iter().position(|byte| *byte == b'\n').unwrap() + 40;
    changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
    assert!(!matches!(prove_event(&changed, &log), Some(Ok(_))), "a changed proof proves nothing");
    assert_eq!(matter.mine("GET", "/taken-back/1", &[]).await.status, 404);
    let other = matter
        .served
        .ask_with("GET", &format!("/at/here/mine/taken-back/{event}"), None, &[])
        .await;
    assert_eq!(other.status, 303, "to nobody else");
    drop(hosted);
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keepers_of_contacts_alone_read_an_address_that_was_left_for_them_on_record() {
    let matter = Matter::start().await;
    let ask = [("case", matter.taken.handle.as_str()), ("purpose", "the line is broken")];
    let keeper = MemberRole::ContactKeeper;
    matter.mine("POST", "/reach", &[("address", ADDRESS)]).await;
    let none = matter.as_role(keeper, "POST", "/contacts", &ask).await;
    assert_eq!(none.status, 422, "the finder did not let it be read");
    let unknown =
        matter.as_role(keeper, "POST", "/contacts", &[("case", "2026-none"), ask[1]]).await;
    assert_eq!(
        none.text.replace(&matter.taken.handle, "2026-none"),
        unknown.text,
        "no case is told by it"
    );
    matter.mine("POST", "/reach", &[("address", ADDRESS), ("readable", "on")]).await;
    for role in [
        MemberRole::Analyst,
        MemberRole::DecisionMaker,
        MemberRole::Administrator,
        MemberRole::Auditor,
    ] {
        assert_eq!(matter.as_role(role, "POST", "/contacts", &ask).await.status, 403, "{role}");
    }
    assert_eq!(
        matter.as_role(keeper, "POST", "/contacts", &[ask[0]]).await.status,
        422,
        "for no purpose"
    );
    let reads =
        async || matter.served.hosted("here").desk().reads(matter.taken.case).await.unwrap();
    let before = reads().await.len();
    let read = matter.as_role(keeper, "POST", "/contacts", &ask).await;
    assert!(read.status == 200 && read.text.contains(ADDRESS) && !read.text.contains("Mei Lin"));
    let after = reads().await;
    assert_eq!(after.len(), before + 1);
    assert_eq!(after.last().unwrap().purpose, "the finder's address: the line is broken");
    let mine = matter.mine("GET", "", &[]).await.text;
    assert!(mine.contains("read the address that you left") && !mine.contains(ADDRESS));
    assert_eq!(
        matter.as_role(keeper, "GET", &format!("/cases/{}", matter.taken.handle), &[]).await.status,
        403
    );
    matter.take_back("address").await;
    assert_eq!(
        matter.as_role(keeper, "POST", "/contacts", &ask).await.status,
        422,
        "and then no more"
    );
    matter.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_was_not_sent_is_destroyed_whole() {
    let served = Served::start().await;
    let fields = [("step", "flaw"), ("product.name", "R7"), ("flaw.description", "UNSENT")];
    let saved = served.ask_with("POST", "/at/yonder/report", None, &fields).await;
    let draft = saved.cookies.iter().find(|one| one.starts_with("tidegate-draft-")).unwrap();
    let draft = draft.split(';').next().unwrap().to_owned();
    let ask = async |method: &str, path: &str| {
        served.ask_with(method, &format!("/at/yonder/report{path}"), Some(&draft), &[]).await
    };
    assert!(ask("GET", "?step=flaw").await.text.contains("UNSENT"));
    let rows = async || {
        let hosted = served.hosted("yonder");
        hosted.desk().kept_count::<tidegate::finder::Unsent>().await.unwrap()
    };
    assert_eq!(rows().await, 1);
    assert_eq!(ask("POST", "/discard").await.status, 303);
    assert_eq!(rows().await, 0, "nothing is left of it");
    assert!(!ask("GET", "?step=flaw").await.text.contains("UNSENT"));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_take_back_in_the_same_two_steps() {
    let matter = Matter::start().await;
    let token = matter.served.hosted("here").desk().begin_stay(matter.taken.case).await.unwrap();
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let ask = async |method: &str, path: &str, body: Value| {
        let path = format!("/api/v1/offices/here/mine{path}");
        let answer = matter.served.send(method, &path, &headers, &body.to_string()).await;
        (answer.status, answer.text)
    };
    let told = ask("POST", "/take-back", json!({ "words": ["naming", "report"] })).await;
    let (status, told) = (told.0, serde_json::from_str::<Value>(&told.1).unwrap());
    assert_eq!((status, told["words"].as_array().unwrap().len()), (200, 2), "{told}");
    assert!(told["words"][1]["stays"].as_str().unwrap().contains("run on"));
    assert_eq!(matter.naming().await, Need::Consent);
    let wrong = json!({ "words": ["everything"], "confirmed": 1 });
    assert!((400..500).contains(&ask("POST", "/take-back", wrong).await.0));
    let stale = ask("POST", "/take-back", json!({ "words": ["naming"], "confirmed": 1 })).await;
    assert_eq!(stale.0, 200, "it is shown again: {}", stale.1);
    assert_eq!(matter.naming().await, Need::Consent);
    let events = &told["events"];
    let done = ask("POST", "/take-back", json!({ "words": ["naming"], "confirmed": events })).await;
    assert_eq!(done.0, 201, "{}", done.1);
    let mine: Value = serde_json::from_str(&ask("GET", "", Value::Null).await.1).unwrap();
    assert_eq!(
        (&mine["shares_identity"], &mine["taken_back"][0]["words"]),
        (&json!(false), &json!(["naming"]))
    );
    let event = mine["taken_back"][0]["event"].as_u64().unwrap();
    let proof = ask("GET", &format!("/taken-back/{event}"), Value::Null).await;
    assert!(proof.0 == 200 && proof.1.starts_with("c2sp.org/tlog-proof@v1"), "{}", proof.1);
    matter.served.end().await;
}
