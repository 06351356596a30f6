//! The list of cases and the screen of a case: what goes on the log, what is shown, what stays shut.

use tidegate::clocks::kept::Listed;
use tidegate::desk::Taken;
use tidegate::people::MemberRole;
use tidegate_core::id::{CaseId, PartyId};

use crate::served::{Answer, Served};

/// What nobody may see without a clearance, with what a browser would run.
const CANARY: &str = "CANARY <script>alert(1)</script>";

struct Signed {
    served: Served,
    session: String,
    taken: Taken,
}

impl Signed {
    async fn start() -> Self {
        let served = Served::start().await;
        let session = served.session("here", MemberRole::Analyst).await;
        let taken = served.report("here", CANARY).await;
        Self { served, session, taken }
    }

    async fn get(&self, path: &str) -> Answer {
        self.served.ask("GET", path, Some(&self.session), &[]).await
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.served.ask("POST", &self.case(path), Some(&self.session), form).await
    }

    fn case(&self, path: &str) -> String {
        format!("/at/here/cases/{}{path}", self.taken.handle)
    }

    async fn size(&self) -> u64 {
        self.served.hosted("here").desk().head().await.unwrap().unwrap().size
    }

    /// The value of each hidden field `item` that stands behind this name of a class of content.
    fn item(page: &str, class: &str) -> String {
        let from = page.find(&format!("<strong>{class}</strong>")).unwrap();
        let rest = page[from..].split("name=\"item\" value=\"").nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    fn choice(page: &str, text: &str) -> String {
        let before = page.split(&format!("\">{text}</option>")).next().unwrap();
        let before = before.trim_end_matches("\" selected");
        before.rsplit("value=\"").next().unwrap().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_shows_handles_and_reads_no_case() {
    let signed = Signed::start().await;
    let size = signed.size().await;
    let list = signed.get("/at/here/cases").await;
    assert_eq!(list.status, 200);
    assert!(list.text.contains(&signed.taken.handle));
    assert!(!list.text.contains("CANARY") && !list.text.contains("Overflow"));
    assert!(!list.text.contains("R7 router"));
    assert_eq!(signed.size().await, size, "nothing was read");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_a_long_list_show_every_case_once() {
    let signed = Signed::start().await;
    let hosted = signed.served.hosted("here");
    let desk = hosted.desk();
    signed.get("/at/here/cases").await;
    let row = desk.kept_by_due::<Listed>(None, None, 1).await.unwrap().remove(0).thing;
    let mut changes = Vec::new();
    for n in 0..120_u8 {
        let case = CaseId::from_bytes([n; 16]);
        let handle = format!("2026-row{n:03}-x");
        let due = n.is_multiple_of(3).then(|| desk.now());
        let listed = Listed { case, handle, due, ..row.clone() };
        changes.push(desk.to_keep(&listed).unwrap());
    }
    assert!(desk.shelve(changes).await.unwrap());
    let (mut seen, mut path) = (Vec::new(), "/at/here/cases".to_owned());
    loop {
        let page = signed.get(&path).await;
        assert_eq!(page.status, 200);
        let rows = page.text.split("/at/here/cases/2026-").skip(1);
        seen.extend(rows.map(|row| row.split('"').next().unwrap().to_owned()));
        let Some(next) = page.text.split("rel=\"next\" href=\"/at/here/cases?after=").nth(1) else {
            break;
        };
        path = format!("/at/here/cases?after={}", next.split('"').next().unwrap());
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((count, seen.len()), (121, 121));
    assert_eq!(signed.get("/at/here/cases?after=nonsense").await.status, 422);
    // The server closes the office only when nobody else holds it.
    drop(hosted);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_shown_after_its_read_is_on_the_log_and_without_its_content() {
    let signed = Signed::start().await;
    let size = signed.size().await;
    let page = signed.get(&signed.case("")).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert_eq!(signed.size().await, size + 1, "one leaf for one read");
    assert!(!page.text.contains("CANARY"));
    assert!(page.text.contains("R7 router") && page.text.contains("<svg class=\"line\""));
    assert!(!page.text.contains("style="), "a browser would refuse it");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn content_opens_for_the_office_as_text_that_runs_nothing() {
    let signed = Signed::start().await;
    let page = signed.get(&signed.case("")).await;
    let item = Signed::item(&page.text, "technical details");
    let size = signed.size().await;
    let text = signed.post("/open", &[("item", &item), ("as", "text")]).await;
    assert_eq!(text.status, 200, "{}", text.text);
    assert!(text.text.contains("CANARY") && !text.text.contains("<script>alert"));
    assert_eq!(signed.size().await, size + 2, "the event and its decision");
    let file = signed.post("/open", &[("item", &item), ("as", "file")]).await;
    assert_eq!(file.kind, "application/octet-stream");
    assert!(file.text.contains(CANARY), "as it was written");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_the_finder_is_stays_shut() {
    let signed = Signed::start().await;
    let page = signed.get(&signed.case("")).await;
    let item = Signed::item(&page.text, "who the finder is");
    let shut = signed.post("/open", &[("item", &item)]).await;
    assert_eq!(shut.status, 403);
    assert!(!shut.text.contains("Mei Lin"), "{}", shut.text);
    assert!(shut.text.contains("opens to nobody but the finder"));
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_records_its_read_alone_and_a_decision_only_what_is_confirmed() {
    let signed = Signed::start().await;
    let page = signed.get(&signed.case("")).await;
    let own = Signed::choice(&page.text, "Test desk 1");
    let size = signed.size().await;
    let query = format!("/ask?from={own}&act=publish&content=technical&to=public");
    let answer = signed.get(&signed.case(&query)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert!(answer.text.contains("Need to know"));
    assert_eq!(signed.size().await, size + 1, "the read of the case and no more");
    let mut form = vec![
        ("from", own.as_str()),
        ("act", "publish"),
        ("content", "technical"),
        ("to", "public"),
    ];
    assert_eq!(signed.post("/decide", &form).await.status, 422);
    assert_eq!(signed.size().await, size + 1, "nothing without the tick");
    form.push(("confirmed", "yes"));
    let recorded = signed.post("/decide", &form).await;
    assert_eq!(recorded.status, 303, "{}", recorded.text);
    assert_eq!(signed.size().await, size + 3, "the event and its decision");
    let page = signed.get(&recorded.to).await;
    assert!(page.text.contains("asked of the gate"));
    let strange = signed.case("/ask?from=x&act=publish&content=technical&to=public");
    assert_eq!(signed.get(&strange).await.status, 422);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fact_needs_a_source_and_is_shown_with_it() {
    let signed = Signed::start().await;
    let form = signed.get(&signed.case("/fact?fact=exploited")).await;
    assert_eq!(form.status, 200);
    let about = signed.taken.case.to_string();
    let fields = |source| {
        let (value, time) = (("value", "true"), ("time", "2026-11-01"));
        [("fact", "exploited"), value, ("about", about.as_str()), time, ("source", source)]
    };
    assert_eq!(signed.post("/fact", &fields("  ")).await.status, 422);
    let recorded = signed.post("/fact", &fields("a call from Acme")).await;
    assert_eq!(recorded.status, 303, "{}", recorded.text);
    let page = signed.get(&recorded.to).await;
    assert!(page.text.contains("a call from Acme") && page.text.contains("2026-11-01"));
    let mut derived = fields("a call");
    derived[0] = ("fact", "actor_is_provider");
    assert_eq!(signed.post("/fact", &derived).await.status, 422, "it follows from the case");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_is_tried_whole_before_any_of_it_is_recorded() {
    let signed = Signed::start().await;
    let size = signed.size().await;
    let lines = "party Acme manufacturer CN\nAcme dances";
    let wrong = signed.post("/tell", &[("lines", lines), ("source", "a call")]).await;
    assert_eq!(wrong.status, 422);
    // What was written comes back, in a form that can be sent again; the token is this visitor's own.
    assert!(
        wrong.text.contains("name=\"lines\"") && wrong.text.contains("a call"),
        "{}",
        wrong.text
    );
    assert!(wrong.text.contains("<label>From what source<input name=\"source\""), "by its name");
    let on = format!("<a href=\"{}\">", signed.case(""));
    assert!(wrong.text.contains(&on), "and the way back to the case");
    assert!(wrong.text.contains("/tell\"") && wrong.text.contains("Nothing was recorded"));
    assert_eq!(signed.size().await, size + 1, "the read alone");
    let lines = "party Acme manufacturer CN\nproduct \"R7 router\" of Acme in CN\n2026-11-01 10:00 Acme learned";
    let told = signed.post("/tell", &[("lines", lines), ("source", "a call")]).await;
    assert_eq!(told.status, 303, "{}", told.text.split("<main").nth(1).unwrap_or_default());
    let page = signed.get(&told.to).await;
    assert!(page.text.contains("RMSV 7(2)") && page.text.contains("data-due"), "its clock runs");
    let list = signed.get("/at/here/cases").await;
    assert!(list.text.contains("data-due"), "and the list knows at once");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_goes_by_its_name_in_the_readers_language_and_by_one_on_record() {
    let signed = Signed::start().await;
    let to = PartyId::from_bytes([1; 16]).to_string();
    let question = format!("/ask?from={to}&act=share&content=technical&to=cn_miit&");
    for path in ["?", "/fact?fact=actor_is_data_processor&", "/plan?", question.as_str()] {
        let chinese = signed.get(&format!("{}lang=zh", signed.case(path))).await;
        assert_eq!(chinese.status, 200, "{path}");
        let told = chinese.text.split("<main").nth(1).unwrap();
        assert!(told.contains("测试台1") && !told.contains("Test desk 1"), "{path}: {told}");
        let english = signed.get(&format!("{}lang=en", signed.case(path))).await;
        assert!(!english.text.split("<main").nth(1).unwrap().contains("测试台1"), "{path}");
    }
    let api = format!("/api/v1/offices/here/cases/{}", signed.taken.handle);
    let told: serde_json::Value = serde_json::from_str(&signed.get(&api).await.text).unwrap();
    let parties = told["parties"].as_array().unwrap();
    let own = parties.iter().position(|party| party["id"] == to.as_str()).unwrap();
    assert_eq!(told["called"][own]["zh"], "测试台1");
    assert_eq!(parties[own]["name"], "Test desk 1", "the record keeps the name it joined with");
    signed.served.end().await;
}
