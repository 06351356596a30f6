//! What holds of files: what opens one is never text, what others sent is theirs and the office's, and what is on record
//! stays.

use serde_json::Value;
use tidegate::attachments::PIECE;
use tidegate::errand::Errand;
use tidegate::finder::message::Text;
use tidegate::organisations::Carried;
use tidegate::people::MemberRole;
use tidegate::server::Limits;
use tidegate_core::event::Actor;
use tidegate_core::id::SessionId;
use tidegate_core::item::ContentClass;

use super::{Desk, MINE, file, role};
use crate::plans::STORY;
use crate::served::{Answer, Served};

const SESSION: SessionId = SessionId::from_bytes([1; 16]);

impl Desk {
    async fn page(&self, method: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let path = format!("/at/here/cases/{}{path}", self.taken.handle);
        self.served.ask(method, &path, Some(&self.member), form).await
    }

    /// What opens the pieces of a file, as it stands in its item.
    async fn opens(&self, item: &str) -> String {
        let (hosted, actor) = (self.served.hosted("here"), Actor::Member("Wang Fang".to_owned()));
        let errand = Errand { desk: hosted.desk(), book: self.served.house.book(), actor: &actor };
        let opened = errand.file(self.taken.case, item.parse().unwrap(), SESSION).await.unwrap();
        let manifest = serde_json::to_value(opened.1.unwrap()).unwrap();
        manifest["key"].as_str().unwrap().to_owned()
    }

    /// Whether the gate lets an item out to an organisation.
    async fn goes_to(&self, organisation: &str, item: &str, carried: Carried) -> Option<bool> {
        let (hosted, actor) = (self.served.hosted("here"), Actor::Member("Wang Fang".to_owned()));
        let errand = Errand { desk: hosted.desk(), book: self.served.house.book(), actor: &actor };
        let item = item.parse().unwrap();
        let out = errand.let_out_to(&self.taken.handle, organisation, item, SESSION, carried).await;
        out.ok().map(|(_, replied)| replied.sent)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_opens_a_file_stands_in_no_sheet_split_or_text() {
    let desk = Desk::start().await;
    let told = desk.page("POST", "/tell", &[("lines", STORY), ("source", "its letter")]).await;
    assert_eq!(told.status, 303, "{}", told.text);
    let evidence = role("evidence");
    let ours = desk.whole(&desk.of_case("/files"), &desk.member, b"what we found", &evidence).await;
    let theirs = desk.whole(MINE, &desk.finder, b"a trace", &evidence).await;
    let keys = [desk.opens(&ours).await, desk.opens(&theirs).await];
    let mut printed = Vec::new();
    for kind in ["page", "json", "text"] {
        let form = [("duty", "RMSV 7(2)"), ("as", kind)];
        printed.push(desk.page("POST", "/sheet/open", &form).await.text);
    }
    assert!(printed[0].contains("an overflow"), "the sheet is open: {}", printed[0]);
    printed.push(desk.page("POST", "/messages", &[]).await.text);
    for item in [&ours, &theirs] {
        let open = desk.of_case(&format!("/items/{item}/open"));
        printed.push(desk.send(("POST", &open), &desk.member, &[], b"").await.text);
        printed.push(desk.page("POST", "/open", &[("item", item)]).await.text);
    }
    let hosted = desk.served.hosted("here");
    let actor = Actor::Member("Wang Fang".to_owned());
    let case = hosted.desk().open_case(&actor, desk.taken.case, "a test").await.unwrap();
    let product = case.products().next().unwrap().id.to_string();
    let offered = desk.page("GET", "/split", &[]).await.text;
    assert!(offered.contains(&product) && !offered.contains(&ours), "{offered}");
    let split = desk.page("GET", &format!("/split?chosen={product}&chosen={ours}"), &[]).await;
    assert!(!split.text.contains("id=\"confirm\""), "a file stays: {}", split.text);
    printed.extend([offered, split.text]);
    for (place, text) in printed.iter().enumerate() {
        for key in &keys {
            assert!(!text.contains(key.trim_end_matches('=')), "{place}: {text}");
        }
        assert!(!text.contains("\"key\"") && !text.contains("&#34;key&#34;"), "{place}: {text}");
    }
    drop(hosted);
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_sent_is_marked_and_kept_from_third_parties() {
    let desk = Desk::start().await;
    let person = desk.served.session_of_person("here", "Acme", MemberRole::Manufacturer).await;
    desk.served.organisation("here", "Second").await;
    let hosted = desk.served.hosted("here");
    let actor = Actor::Member("Wang Fang".to_owned());
    let errand = Errand { desk: hosted.desk(), book: desk.served.house.book(), actor: &actor };
    for organisation in ["Acme", "Second"] {
        errand.join(&desk.taken.handle, organisation).await.unwrap();
    }
    let evidence = role("evidence");
    let own = desk.whole(&desk.of_case("/files"), &desk.member, b"what we found", &evidence).await;
    let of_finder = desk.whole(MINE, &desk.finder, b"my core dump", &evidence).await;
    let at = format!("/api/v1/offices/here/ours/cases/{}/files", desk.taken.handle);
    assert_eq!(desk.goes_to("Acme", &own, Carried::ToPage).await, Some(true), "it repairs");
    let of_acme = desk.whole(&at, &person, b"our source", &evidence).await;
    let case = hosted.desk().open_case(&actor, desk.taken.case, "a test").await.unwrap();
    let marked = |item: &str| case.item(item.parse().unwrap()).unwrap().item.confidential;
    assert_eq!([&own, &of_finder, &of_acme].map(|item| marked(item)), [false, true, true]);
    assert_eq!(desk.goes_to("Acme", &of_finder, Carried::ToPage).await, Some(false));
    for item in [&of_finder, &of_acme] {
        assert_eq!(desk.goes_to("Second", item, Carried::ToPage).await, Some(false));
    }
    // A mail would carry what opens the pieces, and not the pieces.
    assert_eq!(desk.goes_to("Acme", &own, Carried::ByMail).await, None);
    drop(hosted);
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_a_finder_sends_later_is_nothing_that_they_reported() {
    let desk =
        Desk::with_served(Served::holding("rmsv_q15", "own_words_are_not_given").await).await;
    let answer = async |class: &str| {
        let form = [("text", "SAID"), ("class", class), ("tells", "nothing")];
        desk.page("POST", "/messages/write", &form).await.status
    };
    assert_eq!((answer("technical").await, answer("remedy").await), (303, 409));
    let item = desk.whole(MINE, &desk.finder, b"x", &role("remedy")).await;
    let hosted = desk.served.hosted("here");
    let actor = Actor::Member("Wang Fang".to_owned());
    let case = hosted.desk().open_case(&actor, desk.taken.case, "a test").await.unwrap();
    let record = case.item(item.parse().unwrap()).unwrap();
    assert_eq!(record.item.class, ContentClass::Remedy);
    assert_eq!(answer("remedy").await, 409, "one byte does not widen what may be told");
    drop(hosted);
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_ended_takes_nothing_that_is_on_record_with_it() {
    let desk = Desk::start().await;
    let begun = desk.announce(MINE, &desk.finder, 4, "").await;
    assert_eq!(desk.piece(&begun.to, 0, b"four").await.status, 204);
    let item = desk.state(&begun.to).await["item"].as_str().unwrap().to_owned();
    // At its end there is nothing more to send, and more than nothing is too much.
    assert_eq!(desk.piece(&begun.to, 4, b"").await.status, 204);
    assert_eq!(desk.piece(&begun.to, 4, b"x").await.status, 422);
    assert_eq!(desk.served.send("DELETE", &begun.to, &[], b"").await.status, 404);
    assert_eq!(desk.fetched(&item).await, (200, b"four".to_vec()));
    // Both at once: either it is on record and whole, or nothing is left of it.
    let bytes = file(3_000);
    for _ in 0..12 {
        let begun = desk.announce(MINE, &desk.finder, bytes.len(), "").await;
        let sent = desk.piece(&begun.to, 0, &bytes);
        let ended = desk.served.send("DELETE", &begun.to, &[], b"");
        let (sent, ended) = tokio::join!(sent, ended);
        desk.served.hosted("here").desk().sweep_uploads().await.unwrap();
        let left = desk.served.send("GET", &begun.to, &[], b"").await;
        assert!((sent.status == 204) != (ended.status == 204), "{} {}", sent.text, ended.text);
        match sent.status {
            204 => {
                let state: Value = serde_json::from_str(&left.text).unwrap();
                let item = state["item"].as_str().unwrap();
                assert_eq!(desk.fetched(item).await, (200, bytes.clone()));
            }
            _ => assert_eq!(left.status, 404, "{}", left.text),
        }
    }
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_announces_much_leaves_room_for_others() {
    let mut limits = Limits::default();
    (limits.room.file, limits.room.case, limits.room.office) = (PIECE, 4 * PIECE, 8 * PIECE);
    let desk = Desk::with(limits).await;
    let piece = usize::try_from(PIECE).unwrap();
    assert_eq!(desk.announce(MINE, &desk.finder, piece, "").await.status, 201);
    let more = desk.announce(MINE, &desk.finder, 1, "").await;
    assert_eq!(more.status, 422, "as much as one file is on its way: {}", more.text);
    let files = desk.of_case("/files");
    assert_eq!(desk.announce(&files, &desk.member, piece, "").await.status, 201);
    // Many small ones at once are too many from outside.
    let other = desk.served.report("here", "another").await;
    let stranger = desk.served.hosted("here").desk().begin_stay(other.case).await.unwrap();
    for _ in 0..20 {
        assert_eq!(desk.announce(MINE, &stranger, 1, "").await.status, 201);
    }
    assert_eq!(desk.announce(MINE, &stranger, 1, "").await.status, 422);
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_ends_after_two_weeks_and_with_its_account() {
    let desk = Desk::start().await;
    let long = desk.announce(MINE, &desk.finder, 1_000, "").await;
    for offset in 0..16 {
        assert_eq!(desk.piece(&long.to, offset, b"x").await.status, 204, "{offset}");
        desk.served.pass(jiff::SignedDuration::from_hours(20));
    }
    assert_eq!(desk.piece(&long.to, 16, b"x").await.status, 204, "the last hours");
    desk.served.pass(jiff::SignedDuration::from_hours(17));
    assert_eq!(desk.piece(&long.to, 17, b"x").await.status, 404, "two weeks are over");
    let member = desk.served.session("here", MemberRole::Analyst).await;
    let begun = desk.announce(&desk.of_case("/files"), &member, 4, "").await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    desk.served.hosted("here").desk().disable_account("analyst").await.unwrap().unwrap();
    desk.served.tick();
    assert_eq!(desk.piece(&begun.to, 0, b"four").await.status, 404, "whose account is ended");
    desk.served.hosted("here").desk().sweep_uploads().await.unwrap();
    assert_eq!(desk.kept().await, 0);
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_stays_shut_shuts_no_text_beside_it() {
    let desk = Desk::start().await;
    let hosted = desk.served.hosted("here");
    let text = Text::parse("the text beside it").unwrap();
    hosted.desk().write_to_office(desk.taken.case, text).await.unwrap().unwrap();
    let tool = desk.whole(MINE, &desk.finder, b"of a kind that nobody said", "").await;
    desk.whole(MINE, &desk.finder, b"a trace", &role("evidence")).await;
    let fact = [
        ("fact", "attack_tool"),
        ("value", "true"),
        ("about", tool.as_str()),
        ("source", "a look"),
    ];
    let told = desk.page("POST", "/fact", &fact).await;
    assert_eq!(told.status, 303, "{}", told.text);
    let page = desk.page("POST", "/messages", &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("the text beside it"));
    assert_eq!(page.text.matches("does not let this office open yet").count(), 1, "{}", page.text);
    assert_eq!(page.text.matches("SHA-256 as it arrived").count(), 1, "the other file is open");
    drop(hosted);
    desk.served.end().await;
}
