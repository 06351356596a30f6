//! The report form: whom it reaches, what the office promises, what the law says beside it; and a report that comes twice.

use std::collections::BTreeMap;

use tidegate::people::MemberRole;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::event::Actor;
use tidegate_core::gate::{self, Need};
use tidegate_core::item::ContentClass;
use tidegate_core::party::Role;
use tidegate_core::situation::Flow;
use tidegate_law::Adoption;

use crate::served::{Answer, Served, TERMS};

/// A finder who fills in the form at the office `yonder`.
struct Writing {
    served: Served,
    draft: String,
}

impl Writing {
    async fn start() -> Self {
        let served = Served::start().await;
        let flaw = [
            ("step", "flaw"),
            ("product.name", "R7 router"),
            ("flaw.description", "an overflow"),
            ("market.CN", "on"),
        ];
        let saved = served.ask_with("POST", "/at/yonder/report", None, &flaw).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let draft = saved.cookies.iter().find(|one| one.starts_with("tidegate-draft-")).unwrap();
        let draft = draft.split(';').next().unwrap().to_owned();
        Self { served, draft }
    }

    async fn ask(&self, method: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let path = format!("/at/yonder/report{path}");
        self.served.ask_with(method, &path, Some(&self.draft), form).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_whom_an_authority_must_tell_is_named_before_the_report_is_sent() {
    let writing = Writing::start().await;
    let page = writing.ask("GET", "?step=send", &[]).await;
    assert!(
        page.text.contains("National Network and Information Security Information Notification")
    );
    assert!(page.text.contains("CNCERT/CC") && page.text.contains("RMSV 7"));
    assert!(!page.text.contains("Nobody else is told by sending"));
    // Programs are told the same.
    let report = r#"{"report":{"product":{"name":"R7"},"flaw":{"description":"over there"}}}"#;
    let kind = [("content-type", "application/json")];
    let taken = writing.served.send("POST", "/api/v1/offices/yonder/reports", &kind, report).await;
    let taken: serde_json::Value = serde_json::from_str(&taken.text).unwrap();
    let reaches = taken["reaches"].as_array().unwrap();
    assert!(reaches.len() > 2 && reaches.iter().skip(1).all(|one| one["basis"] == "RMSV 7"));
    // An office that never said it is an authority names itself.
    let other = writing.served.ask("GET", "/at/here/report?step=send", None, &[]).await;
    assert!(other.text.contains("Nobody else is told by sending"));
    assert!(other.text.contains("has made no promise"));
    writing.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_keeps_the_terms_that_its_finder_was_shown() {
    let writing = Writing::start().await;
    let front = writing.served.ask("GET", "/at/yonder", None, &[]).await;
    assert!(front.text.contains("No suit against") && !front.text.contains("<whoever>"));
    let bare = writing.served.ask("GET", "/at/here", None, &[]).await;
    assert!(bare.text.contains("has made no promise"));
    let page = writing.ask("GET", "?step=send", &[]).await;
    let digest = page.text.split("name=\"terms\" value=\"").nth(1).unwrap();
    let digest = digest.split('"').next().unwrap().to_owned();
    for stale in ["", "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"] {
        let refused = writing.ask("POST", "/send", &[("terms", stale)]).await;
        assert_eq!(refused.status, 422, "terms that were not shown bind nobody");
    }
    let sent = writing.ask("POST", "/send", &[("terms", &digest)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let finder = sent.cookies.iter().find(|one| one.starts_with("tidegate-finder-")).unwrap();
    let finder = finder.split(';').next().unwrap();
    let mine = writing.served.ask_with("GET", "/at/yonder/mine", Some(finder), &[]).await;
    assert!(mine.text.contains("No suit against"), "{}", mine.text);
    assert!(
        mine.text.contains("CNCERT/CC"),
        "the ledger counts whom the authority passes it on to"
    );
    let terms =
        writing.served.hosted("yonder").office().good_faith_of(digest.parse().unwrap()).cloned();
    assert_eq!(terms.unwrap().en, TERMS);
    writing.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_through_the_page_brings_the_manufacturer_into_the_case_as_any_other_does() {
    let writing = Writing::start().await;
    let named = [
        ("step", "flaw"),
        ("product.name", "R7 router"),
        ("product.manufacturer", "Acme"),
        ("flaw.description", "an overflow"),
        ("market.CN", "on"),
    ];
    assert_eq!(writing.ask("POST", "", &named).await.status, 303);
    let page = writing.ask("GET", "?step=send", &[]).await;
    let digest = page.text.split("name=\"terms\" value=\"").nth(1).unwrap();
    let digest = digest.split('"').next().unwrap().to_owned();
    let sent = writing.ask("POST", "/send", &[("terms", &digest)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let hosted = writing.served.hosted("yonder");
    let row = hosted.desk().cases(None, 1).await.unwrap().remove(0);
    let actor = Actor::Member("analyst".to_owned());
    let case = hosted.desk().open_case(&actor, row.case, "a test").await.unwrap();
    drop(hosted);
    let acme = case.parties().find(|party| party.name == "Acme").unwrap();
    assert!(acme.roles.contains(&Role::Manufacturer));
    let product = case.products().next().unwrap();
    assert!(product.providers.contains(&acme.id));
    assert!(product.supplies.iter().any(|supply| supply.into.code() == "CN"));
    writing.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forbidden_stands_beside_the_form_as_law_with_its_source_and_what_lifts_it() {
    let writing = Writing::start().await;
    let page = writing.ask("GET", "?step=flaw", &[]).await;
    assert!(page.text.contains("Ask first, before anything is sent"));
    assert!(page.text.contains("/ask/own?act=report") && page.text.contains("tidegate ask"));
    let you = [("step", "you"), ("place", "cn")];
    writing.ask("POST", "", &you).await;
    // Whoever is in the mainland, and not as a foreigner, lives there unless they say otherwise.
    let beyond = [("step", "you"), ("place", "foreigner_in_cn"), ("reporter.home", "China")];
    writing.ask("POST", "", &beyond).await;
    let page = writing.ask("GET", "?step=you", &[]).await;
    assert!(page.text.contains("href=\"#field-reporter.home\""), "{}", page.text);
    writing.ask("POST", "", &you).await;
    let page = writing.ask("GET", "?step=send", &[]).await;
    for said in ["RMSV 9(1)", "RMSV 9(7)", "RMSV 4", "Forbidden unless", "encouraged: "] {
        assert!(page.text.contains(said), "{said}");
    }
    let aside = page.text.split("<aside>").nth(1).unwrap();
    assert!(aside.contains("text read") && aside.contains("checked"), "source and certainty");
    assert!(!aside.contains("class=\"note refuse\""), "never as a threat");
    assert!(!page.text.contains("as practice has it"));
    writing.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_alone_learn_that_a_report_repeats_an_earlier_one() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let first = served.report("here", "the same words").await;
    let second = served.report("here", "the same words").await;
    let show = async |handle: &str| {
        served.ask("GET", &format!("/at/here/cases/{handle}"), Some(&session), &[]).await.text
    };
    let later = show(&second.handle).await;
    assert!(later.contains("says word for word") && later.contains(&first.handle));
    assert!(!show(&first.handle).await.contains("says word for word"));
    let finder = served.finder("here", second.case).await;
    let mine = served.ask_with("GET", "/at/here/mine", Some(&finder), &[]).await;
    assert!(!mine.text.contains("word for word") && !mine.text.contains(&first.handle));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manufacturer_learns_who_reports_only_where_the_finder_agreed() {
    let book = tidegate::book::load(None).unwrap();
    let adoption = Adoption::default();
    let law = gate::Desk { book: &book, adoption: &adoption, office: None };
    for agreed in [false, true] {
        let writing = Writing::start().await;
        let flaw = [
            ("step", "flaw"),
            ("product.name", "R7 router"),
            ("product.manufacturer", "Acme"),
            ("flaw.description", "an overflow"),
        ];
        assert_eq!(writing.ask("POST", "", &flaw).await.status, 303);
        let mut you =
            vec![("step", "you"), ("reporter.standing", "named"), ("reporter.name", "Mei Lin")];
        if agreed {
            you.push(("reporter.share_identity", "on"));
        }
        assert_eq!(writing.ask("POST", "", &you).await.status, 303);
        let page = writing.ask("GET", "?step=send", &[]).await;
        let digest = page.text.split("name=\"terms\" value=\"").nth(1).unwrap();
        let digest = digest.split('"').next().unwrap().to_owned();
        let sent = writing.ask("POST", "/send", &[("terms", &digest)]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let finder = sent.cookies.iter().find(|one| one.starts_with("tidegate-finder-")).unwrap();
        let finder = finder.split(';').next().unwrap();
        let mine = writing.served.ask_with("GET", "/at/yonder/mine", Some(finder), &[]).await;
        let said = "You agreed that the manufacturer may be told who reports";
        assert_eq!(mine.text.contains(said), agreed, "the finder's page says what was agreed");
        let hosted = writing.served.hosted("yonder");
        let row = hosted.desk().cases(None, 1).await.unwrap().remove(0);
        let actor = Actor::Member("analyst".to_owned());
        let case = hosted.desk().open_case(&actor, row.case, "a test").await.unwrap();
        let from = hosted.desk().office_party();
        let acme = case.parties().find(|party| party.name == "Acme").unwrap().id;
        let who = case.items().find(|one| one.item.class == ContentClass::FinderIdentity).unwrap();
        let need = |act, to: Recipient| {
            let flow = Flow { act, from, to, items: vec![who.item.id], facts: BTreeMap::new() };
            let decision = gate::decide(&law, &case, &flow, hosted.desk().now()).unwrap();
            decision.passages[0].need.clone()
        };
        let expected = if agreed { Need::Consent } else { Need::None };
        assert_eq!(need(Act::Share, acme.into()), expected);
        assert_eq!(need(Act::Sell, acme.into()), Need::None, "to sell it was never agreed");
        assert_eq!(need(Act::Publish, Recipient::public()), Need::None);
        assert_eq!(need(Act::Share, from.into()), Need::None, "the office is not the maker");
        let miit = Recipient::Capacity("cn_miit".parse().unwrap());
        assert_eq!(need(Act::Report, miit), Need::None);
        drop(hosted);
        writing.served.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_kept_whichever_step_comes_next() {
    let writing = Writing::start().await;
    let flaw = [
        ("step", "flaw"),
        ("go", "you"),
        ("product.name", "R8"),
        ("flaw.description", "typed before another step was chosen"),
    ];
    let saved = writing.ask("POST", "", &flaw).await;
    assert_eq!((saved.status, saved.to.as_str()), (303, "/at/yonder/report?step=you"));
    let page = writing.ask("GET", "?step=flaw", &[]).await;
    assert!(page.text.contains("typed before another step was chosen"));
    assert!(page.text.contains("form=\"writing\" name=\"go\" value=\"send\""));
    writing.served.end().await;
}
