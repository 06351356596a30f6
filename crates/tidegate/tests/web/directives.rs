//! Directives over page and interface: two people sign, the bearer has the letter, what is not enough is sent back.

use serde_json::{Value, json};
use tidegate::people::MemberRole;

use crate::plans::Signed;
use crate::served::Answer;

/// What the form of a directive sends, but for its bearer.
const FORM: [(&str, &str); 8] = [
    ("versions", "1.0 to 1.1"),
    ("kind_1", "repair"),
    ("text_1", "provide a fixed firmware"),
    ("kind_2", "notify_users"),
    ("text_2", "tell the users"),
    ("due_2", "2026-11-03 12:00"),
    ("until", "2026-11-09 17:00"),
    ("reasons", "users are at risk"),
];

/// The first part of a page behind a mark, up to a quotation mark.
fn behind(page: &str, mark: &str) -> String {
    let rest = page.split(mark).nth(1).unwrap_or_else(|| panic!("no `{mark}` on the page"));
    rest.split('"').next().unwrap().to_owned()
}

/// The party that goes by a name in the choice of bearers.
fn party(page: &str, name: &str) -> String {
    let choice = page.split("<option value=\"").find(|choice| choice.contains(name)).unwrap();
    choice.split('"').next().unwrap().to_owned()
}

async fn as_member(signed: &Signed, role: MemberRole, path: &str, form: &[(&str, &str)]) -> Answer {
    let session = signed.served.session("here", role).await;
    let method = if form.is_empty() { "GET" } else { "POST" };
    signed.served.ask(method, &signed.case(path), Some(&session), form).await
}

/// A case whose office coordinates, so that it may direct and request.
async fn coordinated() -> Signed {
    let signed = Signed::start().await;
    let form = [("lines", "party office coordinator CN"), ("source", "its charter")];
    let told = signed.post("/tell", &form).await;
    assert_eq!(told.status, 303, "{}", told.text);
    // Whom a directive is to reach can sign in here and takes part.
    signed.served.session_of_person("here", "Acme", MemberRole::Manufacturer).await;
    let acme = signed.served.organisation("here", "Acme").await.to_string();
    let joined = signed.post("/participants", &[("organisation", &acme)]).await;
    assert_eq!(joined.status, 303, "{}", joined.text);
    signed
}

/// A directive that was proposed by the analyst; the path of its proposal within the case.
async fn proposed(signed: &Signed, more: &[(&str, &str)]) -> String {
    let page = signed.get("/directives").await;
    assert_eq!(page.status, 200, "{}", page.text);
    let to = party(&page.text, "Acme");
    let form: Vec<(&str, &str)> =
        FORM.iter().chain(more).copied().chain([("to", to.as_str())]).collect();
    let sent = signed.post("/directives", &form).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let page = signed.get("/directives").await;
    format!("/proposals/{}", behind(&page.text, "/proposals/"))
}

async fn issued(signed: &Signed, more: &[(&str, &str)]) -> String {
    let proposal = proposed(signed, more).await;
    let sign = [("outcome", "sign")];
    let sent = as_member(signed, MemberRole::DecisionMaker, &proposal, &sign).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert!(sent.to.ends_with("?served=true"), "{}", sent.to);
    let page = signed.get("/directives").await;
    behind(&page.text, "<section class=\"card\" id=\"")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_sign_and_the_second_sees_what_it_is() {
    let signed = coordinated().await;
    let proposal = proposed(&signed, &[("basis", "RMSV 7(3)")]).await;
    let own = signed.get(&proposal).await;
    assert!(own.text.contains("You proposed this"), "{}", own.text);
    let twice = signed.post(&proposal, &[("outcome", "sign")]).await;
    assert_eq!(twice.status, 422, "{}", twice.text);
    let seen = as_member(&signed, MemberRole::DecisionMaker, &proposal, &[]).await;
    for shown in ["provide a fixed firmware", "tell the users", "RMSV 7(3)", "users are at risk"] {
        assert!(seen.text.contains(shown), "{shown}: {}", seen.text);
    }
    assert!(seen.text.contains("What is known of the case"), "the facts stand beside it");
    let signs = as_member(&signed, MemberRole::DecisionMaker, &proposal, &[("outcome", "sign")]);
    let sent = signs.await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let page = signed.get("/directives").await;
    assert!(
        page.text.contains("Signed by analyst and decision-maker")
            || page.text.contains("Signed by analyst, decision-maker"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Its letter reached its bearer"), "{}", page.text);
    assert!(!page.text.contains("Waits for a second signature"));
    // A case shows it, and the proposal cannot be signed again.
    let case = signed.get("").await;
    assert!(case.text.contains("1 directive or request asks for something"), "{}", case.text);
    let again =
        as_member(&signed, MemberRole::Coordinator, &proposal, &[("outcome", "sign")]).await;
    assert_eq!(again.status, 422, "{}", again.text);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directive_is_followed_to_the_verified_repair() {
    let signed = coordinated().await;
    let id = issued(&signed, &[]).await;
    let at = |what: &str| format!("/directives/{id}/{what}");
    let page = signed.get("/directives").await;
    assert!(page.text.contains("No binding basis is cited"), "without a basis it is a request");
    for (what, form, shown) in [
        ("answer", vec![("answer", "acknowledges")], "waits for its measures"),
        (
            "answer",
            vec![
                ("answer", "asks_for_time"),
                ("until", "2026-11-20 17:00"),
                ("reasons", "a part is late"),
            ],
            "waits for a decision",
        ),
    ] {
        let sent = signed.post(&at(what), &form).await;
        assert_eq!(sent.status, 303, "{what} {}", sent.text);
        let page = signed.get("/directives").await;
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    let more = [("review", "extended"), ("until", "2026-11-20 17:00"), ("reasons", "as asked")];
    assert_eq!(signed.post(&at("review"), &more).await.status, 303);
    let page = signed.get("/directives").await;
    let proposal = format!("/proposals/{}", behind(&page.text, "/proposals/"));
    let sign = as_member(&signed, MemberRole::DecisionMaker, &proposal, &[("outcome", "sign")]);
    assert_eq!(sign.await.status, 303);
    for (what, measure, form) in [
        ("report", "1", vec![("text", "firmware 1.2 is out")]),
        ("verify", "1", vec![("result", "partial"), ("text", "1.2 still answers")]),
        ("report", "1", vec![("text", "firmware 1.3 is out")]),
        ("verify", "1", vec![("result", "effective")]),
        ("report", "2", vec![("text", "they were told")]),
        ("verify", "2", vec![("result", "effective")]),
    ] {
        let form: Vec<(&str, &str)> = form.into_iter().chain([("measure", measure)]).collect();
        let sent = signed.post(&at(what), &form).await;
        assert_eq!(sent.status, 303, "{what} {}", sent.text);
    }
    let page = signed.get("/directives").await;
    for shown in ["1.2 still answers", "sent back", "There is time until", "a part is late"] {
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    assert!(page.text.contains("<span class=\"badge permit\">met</span>"), "{}", page.text);
    // A repair that works is offered as the remedy, and is it where somebody says so.
    assert!(page.text.contains("Is this the remedy?"), "{}", page.text);
    let source = format!("verified repair of {id}");
    let told =
        signed.post("/tell", &[("lines", "fact remedy_provided"), ("source", &source)]).await;
    assert_eq!(told.status, 303, "{}", told.text);
    assert!(!signed.get("/directives").await.text.contains("Is this the remedy?"));
    let over = signed.post(&at("report"), &[("measure", "1"), ("text", "again")]).await;
    assert_eq!(over.status, 422, "{}", over.text);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_and_nothing_is_lost() {
    let signed = coordinated().await;
    let page = signed.get("/directives").await;
    let to = party(&page.text, "Acme");
    let size = signed.size().await;
    for (field, value, said) in [
        ("basis", "RMSV 99", "the book has no article"),
        ("basis", "ISO/IEC 29147 6", "the book has no article"),
        ("until", "2026-11-01 09:00", "is over"),
        ("until", "tomorrow", ""),
        ("reasons", " ", "empty"),
        ("to", "Nobody", "Nobody"),
        ("kind_1", "rob", "rob"),
    ] {
        let mut form: Vec<(&str, &str)> =
            FORM.iter().copied().filter(|(name, _)| *name != field).collect();
        if field != "to" {
            form.push(("to", to.as_str()));
        }
        form.push((field, value));
        let sent = signed.post("/directives", &form).await;
        assert_eq!(sent.status, 422, "{field}={value} {}", sent.text);
        assert!(sent.text.contains(said), "{field}={value} {}", sent.text);
        assert!(sent.text.contains("provide a fixed firmware"), "what was written is there");
    }
    let events = signed.get("").await;
    assert!(!events.text.contains("proposes a request"), "nothing is on record");
    assert!(signed.size().await >= size);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_does_what_the_page_does() {
    let signed = coordinated().await;
    let (path, headers) = signed.program().await;
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let send = async |path: String, body: Value| {
        let made = signed.served.send("POST", &path, &headers, body.to_string()).await;
        (made.status, serde_json::from_str::<Value>(&made.text).unwrap())
    };
    let body = json!({ "directive": { "to": "Acme", "basis": "cn-rmsv/7(3)", "reasons": "urgent",
        "measures": [{ "kind": "repair", "text": "fix it", "due": "2026-11-09 17:00" }] } });
    let (status, made) = send(format!("{path}/proposals"), body).await;
    assert_eq!(status, 201, "{made}");
    let read = async || {
        let read = signed.served.send("GET", &format!("{path}/directives"), &headers, "").await;
        serde_json::from_str::<Value>(&read.text).unwrap()
    };
    let told = read().await;
    let proposal = told["proposals"][0]["proposal"].as_str().unwrap().to_owned();
    assert_eq!(told["proposals"][0]["order"]["basis"]["binds"], true, "{told}");
    let settlement = format!("{path}/proposals/{proposal}/settlement");
    let (status, _) = send(settlement.clone(), json!({ "outcome": "sign" })).await;
    assert_eq!(status, 422, "the same person");
    let (status, _) = send(settlement, json!({ "outcome": "shred" })).await;
    assert_eq!(status, 422);
    let sign = [("outcome", "sign")];
    let page = format!("/proposals/{proposal}");
    assert_eq!(as_member(&signed, MemberRole::Coordinator, &page, &sign).await.status, 303);
    let directive = read().await["directives"][0]["directive"].as_str().unwrap().to_owned();
    for (what, body, status) in [
        ("answers", json!({ "answer": "acknowledges" }), 201),
        ("answers", json!({ "answer": "acknowledges" }), 422),
        ("reports", json!({ "measure": 1, "statement": "done" }), 201),
        ("reports", json!({ "measure": 9, "statement": "done" }), 422),
        ("verifications", json!({ "measure": 1, "result": "effective" }), 201),
        ("letter", json!({}), 201),
    ] {
        let (found, told) = send(format!("{path}/directives/{directive}/{what}"), body).await;
        assert_eq!(found, status, "{what} {told}");
    }
    let told = read().await;
    assert_eq!(told["directives"][0]["awaits"], "met", "{told}");
    assert!(told["directives"][0]["served"].is_string());
    signed.served.end().await;
}
