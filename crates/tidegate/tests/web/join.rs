//! Merging and splitting on their pages: seen before it is done, done once, and nothing of the law lost on the way.

use serde_json::{Value, json};
use tidegate::desk::Taken;
use tidegate_core::event::Actor;

use crate::work::{Desk, LONG, due, learned};

impl Desk {
    async fn two(&self) -> (Taken, Taken) {
        let first = self.served.report("here", LONG).await;
        learned(self, &first, "2026-11-02 09:00").await;
        for _ in 0..600 {
            self.served.tick();
        }
        let later = self.served.report("here", "Something else was seen in the parser.").await;
        learned(self, &later, "2026-11-02 15:00").await;
        (first, later)
    }

    async fn tell(&self, taken: &Taken, lines: &str) {
        let told = [("lines", lines), ("source", "its letter")];
        let told = self.of(taken, "POST", "/tell", &told).await;
        assert_eq!(told.status, 303, "{}", told.text);
    }

    async fn not_reportable(&self, taken: &Taken) {
        let found = [
            ("duty", "CRA 14(4)(a)"),
            ("by", "Wang Fang"),
            ("reasons", "the logs of two weeks were read"),
        ];
        let found = self.of(taken, "POST", "/not-reportable", &found).await;
        assert_eq!(found.status, 303, "{}", found.text);
    }

    async fn opened(&self, case: tidegate_core::id::CaseId) -> tidegate_core::case::Case {
        let actor = Actor::Member("Wang Fang".to_owned());
        self.served.hosted("here").desk().open_case(&actor, case, "a test").await.unwrap()
    }

    async fn weighed(&self, taken: &Taken, body: &Value) -> Value {
        let headers = [
            ("content-type", "application/json"),
            ("authorization", &*format!("Bearer {}", self.session)),
        ];
        let path = format!("/api/v1/offices/here/cases/{}/arrangements/weighed", taken.handle);
        let told = self.served.send("POST", &path, &headers, body.to_string()).await;
        assert_eq!(told.status, 200, "{}", told.text);
        serde_json::from_str(&told.text).unwrap()
    }
}

/// The value of a hidden field of the form that confirms.
fn hidden<'t>(page: &'t str, name: &str) -> &'t str {
    let form = page.split("<form id=\"confirm\"").nth(1).expect("there is something to confirm");
    let field = form.split(&format!("name=\"{name}\" value=\"")).nth(1).expect(name);
    field.split('"').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_is_seen_side_by_side_before_it_is_done_and_confirmed_once() {
    let desk = Desk::start().await;
    let (first, later) = desk.two().await;
    let itself = desk.of(&first, "GET", &format!("/merge?into={}", first.handle), &[]).await;
    assert_eq!(itself.status, 200, "{}", itself.text);
    assert!(itself.text.contains("role=\"alert\"") && !itself.text.contains("id=\"confirm\""));
    let nothing = desk.of(&first, "GET", "/merge?into=nothing", &[]).await;
    assert!(nothing.text.contains("no such case"), "{}", nothing.text);
    let path = format!("/merge?into={}", later.handle);
    let before = desk.opened(later.case).await.version();
    let page = desk.of(&first, "GET", &path, &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    for said in ["Side by side", "What goes over", "What stays here", "learn neither its number"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    assert!(!page.text.contains(LONG), "no content is opened for it");
    assert_eq!(desk.opened(later.case).await.version(), before, "looking records nothing there");
    let (seen, other_seen) = (hidden(&page.text, "seen"), hidden(&page.text, "other_seen"));
    let told = desk.weighed(&first, &json!({ "other": later.handle })).await;
    let moved = told["clocks"].as_array().unwrap();
    let of_first = due(&desk, &first).await;
    assert!(
        !moved.is_empty() && moved.iter().all(|one| one["after"].as_str() < one["before"].as_str())
    );
    // Somebody does something in between: what was seen is not what would be done.
    desk.tell(&later, "2026-11-02 15:30 fact severe_incident").await;
    let form = [
        ("what", "merge"),
        ("other", later.handle.as_str()),
        ("seen", seen),
        ("other_seen", other_seen),
    ];
    let late = desk.of(&first, "POST", "/arrange", &form).await;
    assert_eq!(late.status, 409, "{}", late.text);
    let page = desk.of(&first, "GET", &path, &[]).await;
    let other_seen = hidden(&page.text, "other_seen");
    let form = [form[0], form[1], form[2], ("other_seen", other_seen)];
    assert_eq!(desk.of(&first, "POST", "/arrange", &form).await.status, 303);
    let (one, other) = (desk.opened(first.case).await, desk.opened(later.case).await);
    assert_eq!(desk.of(&first, "POST", "/arrange", &form).await.status, 303, "pressed twice");
    assert_eq!(desk.opened(first.case).await.version(), one.version(), "done once");
    assert_eq!(desk.opened(later.case).await.version(), other.version(), "done once");
    for (duty, time) in &of_first {
        assert_eq!(due(&desk, &later).await.get(duty), Some(time), "as it was shown: {duty}");
    }
    let page = desk.of(&first, "GET", "/merge", &[]).await;
    assert!(page.text.contains("goes on in"), "{}", page.text);
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_carries_facts_filings_and_decisions_and_leaves_content_with_its_marks() {
    let desk = Desk::start().await;
    let (first, later) = desk.two().await;
    desk.tell(&first, "2026-11-02 10:00 fact remedy_provided").await;
    let filed = [("duty", "RMSV 7(2)"), ("when", "2026-11-02 12:00"), ("reference", "NVDB-2026-1")];
    let filed = desk.of(&first, "POST", "/sheet/filed", &filed).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    desk.not_reportable(&first).await;
    let before = desk.opened(first.case).await;
    let merge = [("what", "merge"), ("other", later.handle.as_str())];
    let merged = desk.of(&first, "POST", "/arrange", &merge).await;
    assert_eq!(merged.status, 303, "{}", merged.text);
    let (after, main) = (desk.opened(first.case).await, desk.opened(later.case).await);
    let references: Vec<_> = main.filings().map(|one| one.event.reference.clone()).collect();
    assert_eq!(references, [Some("NVDB-2026-1".to_owned())], "what was filed stays filed");
    assert!(main.facts().any(|(_, fact, _)| fact.as_str() == "remedy_provided"));
    let found: Vec<_> = main.found_not_reportable().collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].event.decided_by, "Wang Fang");
    assert!(found[0].event.reasons.contains(&first.handle), "{}", found[0].event.reasons);
    let page = desk.of(&later, "GET", "/not-reportable", &[]).await.text;
    assert!(page.contains("It stands"), "{page}");
    let items = |case: &tidegate_core::case::Case| -> Vec<_> {
        case.items().map(|one| (one.item.id, one.item.confidential)).collect()
    };
    assert_eq!(items(&before), items(&after), "content stays with its marks");
    assert!(main.items().all(|one| !items(&before).iter().any(|(id, _)| *id == one.item.id)));
    assert_eq!(before.embargo(), after.embargo());
    assert!(!main.parties().any(|one| before.reports().any(|report| report.event.from == one.id)));
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_not_to_report_goes_over_only_where_its_facts_are_the_same() {
    let desk = Desk::start().await;
    let (first, later) = desk.two().await;
    desk.not_reportable(&first).await;
    desk.tell(&later, "2026-11-02 15:30 fact severe_incident").await;
    let told = desk.weighed(&first, &json!({ "other": later.handle })).await;
    let stays = told["stays"].to_string();
    assert!(stays.contains("Decisions that a duty asks for no report: 1"), "{stays}");
    let merge = [("what", "merge"), ("other", later.handle.as_str())];
    assert_eq!(desk.of(&first, "POST", "/arrange", &merge).await.status, 303);
    let main = desk.opened(later.case).await;
    assert_eq!(main.found_not_reportable().count(), 0, "it is to be decided there anew");
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_split_is_seen_before_it_is_done_and_carries_what_counts_once() {
    let desk = Desk::start().await;
    let origin = desk.served.report("here", LONG).await;
    learned(&desk, &origin, "2026-11-02 09:00").await;
    let filed = [("duty", "RMSV 7(2)"), ("when", "2026-11-02 12:00"), ("reference", "NVDB-2026-1")];
    assert_eq!(desk.of(&origin, "POST", "/sheet/filed", &filed).await.status, 303);
    desk.not_reportable(&origin).await;
    let case = desk.opened(origin.case).await;
    let ours = desk.served.hosted("here").desk().office_party();
    let product = case.products().find(|one| one.providers.contains(&ours)).unwrap();
    let technical = case.items().find(|one| one.item.class.as_str() == "technical").unwrap();
    let (product, item) = (product.id.to_string(), technical.item.id.to_string());
    let page = desk.of(&origin, "GET", "/split", &[]).await;
    assert!(page.text.contains(&product) && !page.text.contains("id=\"confirm\""));
    let wrong = desk.of(&origin, "GET", &format!("/split?chosen={item}"), &[]).await;
    assert!(wrong.text.contains("at least one product"), "{}", wrong.text);
    let page =
        desk.of(&origin, "GET", &format!("/split?chosen={product}&chosen={item}"), &[]).await;
    assert!(page.text.contains("as they would be"), "{}", page.text);
    assert_eq!(desk.opened(origin.case).await.version(), case.version(), "nothing is recorded");
    let seen = hidden(&page.text, "seen");
    let form = [
        ("what", "split"),
        ("seen", seen),
        ("chosen", product.as_str()),
        ("chosen", item.as_str()),
    ];
    let done = desk.of(&origin, "POST", "/arrange", &form).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let again = desk.of(&origin, "POST", "/arrange", &form).await;
    assert_eq!(again.status, 303, "{}", again.text);
    let fewer = [("what", "split"), ("seen", seen), ("chosen", product.as_str())];
    let other = desk.of(&origin, "POST", "/arrange", &fewer).await;
    assert_ne!(other.status, 303, "another choice is no part of the same splitting");
    let links = desk.opened(origin.case).await.work().links;
    assert_eq!(links.len(), 1, "pressed twice, split once: {links:?}");
    let new = desk.opened(links[0].other).await;
    assert_eq!((new.items().count(), new.products().count(), new.filings().count()), (1, 1, 1));
    assert_eq!(new.found_not_reportable().count(), 1);
    assert_eq!(new.work().links.len(), 1);
    desk.served.end().await;
}
