//! The work on a case: judging with a code, asking back, duplicates that follow, and who does what.

use tidegate::desk::Taken;
use tidegate::people::MemberRole;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, PartyJoined};
use tidegate_core::place::Jurisdiction;

use crate::served::{Answer, Served};

pub(crate) const LONG: &str = "A heap overflow in the parser of the update file lets whoever sends one run code on \
    the router without signing in; the length in the header is trusted and copied from as it is.";

pub(crate) struct Desk {
    pub(crate) served: Served,
    pub(crate) session: String,
}

impl Desk {
    pub(crate) async fn start() -> Self {
        let served = Served::start().await;
        let session = served.session("here", MemberRole::Analyst).await;
        Self { served, session }
    }

    async fn page(&self, method: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let answer =
            self.served.ask(method, &format!("/at/here{path}"), Some(&self.session), form).await;
        assert!(!answer.text.contains("Mei Lin"), "no member reads who the finder is: {path}");
        answer
    }

    pub(crate) async fn of(
        &self,
        taken: &Taken,
        method: &str,
        path: &str,
        form: &[(&str, &str)],
    ) -> Answer {
        self.page(method, &format!("/cases/{}{path}", taken.handle), form).await
    }

    pub(crate) async fn mine(&self, taken: &Taken) -> String {
        let finder = self.served.finder("here", taken.case).await;
        self.served.ask_with("GET", "/at/here/mine", Some(&finder), &[]).await.text
    }

    /// The case learns that the finder is in mainland China, so that an answer may reach them.
    async fn in_china(&self, taken: &Taken) {
        let hosted = self.served.hosted("here");
        let (desk, actor) = (hosted.desk(), Actor::Member("Wang Fang".to_owned()));
        let case = desk.open_case(&actor, taken.case, "a test").await.unwrap();
        let finder = case.reports().next().unwrap().event.from;
        let mut party = case.party(finder).unwrap().clone();
        (party.established, party.present_in) = (Some(Jurisdiction::CN), Some(Jurisdiction::CN));
        let joined = Verb::JoinParty(PartyJoined { party });
        let command = Command::new(joined, "the finder says so");
        desk.act(&actor, case.id(), &tidegate::desk::Order::new(command)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_judgement_acknowledges_and_says_to_who_reported_what_it_means() {
    let desk = Desk::start().await;
    let taken = desk.served.report("here", LONG).await;
    let page = desk.of(&taken, "GET", "/work", &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("2 of 7 parts of a good report"), "{}", page.text);
    let none = desk.of(&taken, "POST", "/judge", &[("code", "nonsense")]).await;
    assert_eq!(none.status, 422);
    let judged = desk.of(&taken, "POST", "/judge", &[("code", "works_as_intended")]).await;
    assert_eq!(judged.status, 303, "{}", judged.text);
    let mine = desk.mine(&taken).await;
    assert!(mine.contains("The product does what it is meant to do"), "{mine}");
    let page = desk.of(&taken, "GET", "/work", &[]).await;
    assert!(
        page.text.contains("works as intended") && !page.text.contains("acknowledges the report")
    );
    let closed = [("code", "other")];
    assert_eq!(desk.of(&taken, "POST", "/close", &closed).await.status, 422, "it needs a reason");
    assert_eq!(desk.of(&taken, "POST", "/close", &[("code", "no_flaw")]).await.status, 303);
    assert!(desk.mine(&taken).await.contains("it is no flaw of a product"));
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_asked_back_in_one_click_through_the_gate() {
    let desk = Desk::start().await;
    let taken = desk.served.report("here", "it breaks").await;
    let asked = [
        ("code", "needs_information"),
        ("tell", "yes"),
        ("missing", "versions"),
        ("missing", "steps"),
    ];
    let held = desk.of(&taken, "POST", "/judge", &asked).await;
    assert_eq!(held.status, 409, "nobody said where the finder is: {}", held.text);
    let mine = desk.mine(&taken).await;
    assert!(mine.contains("Asked for: the versions, how it is brought about"), "{mine}");
    assert!(!mine.contains("须补充信息"), "the message waits for the gate");
    let other = desk.served.report("here", "it breaks again").await;
    desk.in_china(&other).await;
    let sent = desk.of(&other, "POST", "/judge", &asked).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let mine = desk.mine(&other).await;
    assert!(mine.contains("须补充信息") && mine.contains("More must be known"), "{mine}");
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_follows_the_case_that_it_repeats_and_learns_nothing_of_others() {
    let desk = Desk::start().await;
    let main = desk.served.report("here", LONG).await;
    desk.served.tick();
    let again = desk.served.report("here", &format!("Hello. {LONG}")).await;
    let page = desk.of(&again, "GET", "/work", &[]).await;
    assert!(page.text.contains(&main.handle), "it is likely the same: {}", page.text);
    let nothing = desk.of(&again, "POST", "/judge", &[("code", "duplicate")]).await;
    assert_eq!(nothing.status, 422, "a duplicate names what it repeats");
    let duplicate = [("code", "duplicate"), ("duplicate_of", main.handle.as_str())];
    assert_eq!(desk.of(&again, "POST", "/judge", &duplicate).await.status, 303);
    let own = [("code", "duplicate"), ("duplicate_of", again.handle.as_str())];
    let own = desk.of(&main, "POST", "/judge", &own).await;
    assert_eq!(own.status, 422, "the other goes on in this one");
    let why = [("code", "accepted"), ("reason", "WRITTEN for the first alone")];
    assert_eq!(desk.of(&main, "POST", "/judge", &why).await.status, 303);
    let mine = desk.mine(&again).await;
    assert!(mine.contains("already works on this flaw") && mine.contains("in the case in which"));
    assert!(!mine.contains("WRITTEN") && !mine.contains(&main.handle), "{mine}");
    let page = desk.of(&main, "GET", "/work", &[]).await;
    assert!(page.text.contains("takes up") && page.text.contains(&again.handle));
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_is_assigned_held_numbered_and_done_and_no_clock_stops() {
    let desk = Desk::start().await;
    let taken = desk.served.report("here", LONG).await;
    let arrange =
        async |form: &[(&str, &str)]| desk.of(&taken, "POST", "/arrange", form).await.status;
    assert_eq!(arrange(&[("what", "assign"), ("who", "nobody.here")]).await, 422);
    assert_eq!(arrange(&[("what", "assign"), ("who", MemberRole::Analyst.word())]).await, 303);
    assert_eq!(arrange(&[("what", "hold"), ("reason", "manufacturer")]).await, 422, "until when");
    let past = [("what", "hold"), ("reason", "manufacturer"), ("until", "2026-11-01 09:00")];
    assert_eq!(arrange(&past).await, 422);
    let held = [("what", "hold"), ("reason", "manufacturer"), ("until", "2026-12-01 09:00")];
    assert_eq!(arrange(&held).await, 303);
    assert_eq!(arrange(&[("what", "number"), ("text", "DESK-7")]).await, 303);
    let task = [("what", "task"), ("text", "try it on version 2"), ("until", "2026-11-05 18:00")];
    assert_eq!(arrange(&task).await, 303);
    assert_eq!(arrange(&[("what", "done"), ("task", "2")]).await, 422, "that is no task");
    let page = desk.of(&taken, "GET", "/work", &[]).await.text;
    for said in ["On hold until 2026-12-01", "stops no clock", "DESK-7", "try it on version 2"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let case = desk.of(&taken, "GET", "", &[]).await.text;
    assert!(case.contains("DESK-7"), "{case}");
    // What is given to the member stands on their home page, without what it is, and on nobody else's.
    let home = desk.served.ask("GET", "/at/here/home", Some(&desk.session), &[]).await.text;
    let given = format!("A task in case {}", taken.handle);
    assert!(home.contains(&given) && home.contains("its hold ends"), "{home}");
    assert!(!home.contains("try it on version 2"), "{home}");
    let other = desk.served.session("here", MemberRole::Coordinator).await;
    let home = desk.served.ask("GET", "/at/here/home", Some(&other), &[]).await.text;
    assert!(!home.contains(&given) && home.contains("No task is given to you"), "{home}");
    assert_eq!(arrange(&[("what", "resume")]).await, 303);
    assert_eq!(arrange(&[("what", "resume")]).await, 422);
    desk.served.end().await;
}

/// The case learns that the office provides the product, and since when it knows of the flaw.
pub(crate) async fn learned(desk: &Desk, taken: &Taken, when: &str) {
    let story =
        format!("product \"R7 router\" of \"Test desk 1\" in CN\n{when} \"Test desk 1\" learned\n");
    let told = [("lines", story.as_str()), ("source", "its letter")];
    let told = desk.of(taken, "POST", "/tell", &told).await;
    assert_eq!(told.status, 303, "{}", told.text);
}

/// The earliest due time of each duty of the office that runs in a case, by rule and addressee.
pub(crate) async fn due(desk: &Desk, taken: &Taken) -> std::collections::BTreeMap<String, String> {
    let path = format!("/api/v1/offices/here/cases/{}/duties", taken.handle);
    let told = desk.served.ask("GET", &path, Some(&desk.session), &[]).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let told: serde_json::Value = serde_json::from_str(&told.text).unwrap();
    let duties = told["cases"][0]["duties"]["duties"].as_array().unwrap().clone();
    let counted = duties.iter().filter_map(|duty| {
        let (bearer, rule) = (&duty["bearer"]["en"], duty["rule"]["rule"].as_str()?);
        let to = duty["to"]["words"]["en"].as_str().unwrap_or_default();
        let ours = bearer.as_str()?.starts_with("Test desk");
        let due = duty["due"]["strict"].as_str()?.to_owned();
        ours.then(|| (format!("{rule} {to}"), due))
    });
    let mut earliest = std::collections::BTreeMap::new();
    for (duty, due) in counted {
        let known = earliest.entry(duty).or_insert_with(|| due.clone());
        *known = due.min(known.clone());
    }
    earliest
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merged_case_keeps_what_is_owed_and_the_earliest_start_counts() {
    let desk = Desk::start().await;
    let first = desk.served.report("here", LONG).await;
    learned(&desk, &first, "2026-11-02 09:00").await;
    for _ in 0..600 {
        desk.served.tick();
    }
    let later = desk.served.report("here", "Something else was seen in the same parser.").await;
    learned(&desk, &later, "2026-11-02 15:00").await;
    let (of_first, of_later) = (due(&desk, &first).await, due(&desk, &later).await);
    assert!(
        !of_first.is_empty() && of_first.keys().eq(of_later.keys()),
        "{of_first:?} {of_later:?}"
    );
    assert!(of_first.iter().zip(&of_later).any(|(one, other)| one.1 < other.1));
    let itself = [("what", "merge"), ("other", first.handle.as_str())];
    assert_eq!(desk.of(&first, "POST", "/arrange", &itself).await.status, 422);
    let into = [("what", "merge"), ("other", later.handle.as_str())];
    let merged = desk.of(&first, "POST", "/arrange", &into).await;
    assert_eq!(merged.status, 303, "{}", merged.text);
    assert_eq!(due(&desk, &first).await, of_first, "what is owed in it stays owed, by then");
    assert_eq!(due(&desk, &later).await, of_first, "the earlier start counts where it goes on");
    let page = desk.of(&first, "GET", "/work", &[]).await.text;
    assert!(page.contains("goes on in") && page.contains(&later.handle), "{page}");
    let page = desk.of(&later, "GET", "/work", &[]).await.text;
    assert!(page.contains("takes up") && page.contains(&first.handle), "{page}");
    let twice = desk.of(&first, "POST", "/arrange", &into).await;
    assert_eq!(twice.status, 422, "it goes on in another case already");
    let back = [("what", "merge"), ("other", first.handle.as_str())];
    assert_eq!(desk.of(&later, "POST", "/arrange", &back).await.status, 422, "no circle");
    let hosted = desk.served.hosted("here");
    for taken in [&first, &later] {
        let receipt = hosted.desk().receipt_again(taken.case).await;
        assert!(receipt.is_ok(), "the receipts still verify: {receipt:?}");
    }
    assert!(desk.mine(&first).await.contains(&first.handle) || !desk.mine(&first).await.is_empty());
    drop(hosted);
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_split_off_names_its_origin_and_no_due_time_moves() {
    let desk = Desk::start().await;
    let origin = desk.served.report("here", LONG).await;
    learned(&desk, &origin, "2026-11-02 09:00").await;
    let before = due(&desk, &origin).await;
    for _ in 0..600 {
        desk.served.tick();
    }
    let hosted = desk.served.hosted("here");
    let actor = Actor::Member("Wang Fang".to_owned());
    let case = hosted.desk().open_case(&actor, origin.case, "a test").await.unwrap();
    let ours = hosted.desk().office_party();
    let sold = case.products().find(|one| one.providers.contains(&ours)).unwrap();
    let product = sold.id.to_string();
    let technical = case.items().find(|one| one.item.class.as_str() == "technical").unwrap();
    let item = technical.item.id.to_string();
    let nothing = [("what", "split"), ("chosen", item.as_str())];
    assert_eq!(desk.of(&origin, "POST", "/arrange", &nothing).await.status, 422, "no product");
    let split = [("what", "split"), ("chosen", product.as_str()), ("chosen", item.as_str())];
    let done = desk.of(&origin, "POST", "/arrange", &split).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let work = hosted.desk().open_case(&actor, origin.case, "a test").await.unwrap().work();
    let link = work.links.last().unwrap();
    let new = hosted.desk().open_case(&actor, link.other, "a test").await.unwrap();
    assert_eq!(new.work().links[0].handle, origin.handle, "it names its origin");
    assert_eq!(new.products().count(), 1);
    let copied = new.items().next().unwrap();
    assert_eq!((copied.item.class.as_str(), new.items().count()), ("technical", 1));
    assert!(new.reports().next().is_none() && !new.parties().any(|one| one.name.contains("Mei")));
    let other = Taken { case: link.other, handle: link.handle.clone(), ..origin.clone() };
    assert_eq!(due(&desk, &origin).await, before, "nothing moves in the origin");
    let after = due(&desk, &other).await;
    assert!(!before.is_empty());
    for (duty, time) in &before {
        assert_eq!(after.get(duty), Some(time), "{duty}: {after:?}");
    }
    assert!(hosted.desk().receipt_again(origin.case).await.is_ok());
    drop(hosted);
    desk.served.end().await;
}
