//! A party that a report only names, and somebody who is known by that name: offered at once, united by a person alone;
//! a letter to whom nobody here can read for has not arrived.

use serde_json::json;
use tidegate::people::MemberRole;

use crate::participants::done;
use crate::plans::{STORY, Signed};

/// What a directive to Acme says, but for its bearer.
const FORM: [(&str, &str); 5] = [
    ("basis", "RMSV 7(3)"),
    ("kind_1", "repair"),
    ("text_1", "provide a fixed firmware"),
    ("until", "2026-11-09 17:00"),
    ("reasons", "users are at risk"),
];

fn behind(page: &str, mark: &str) -> String {
    let rest = page.split(mark).nth(1).unwrap_or_else(|| panic!("no `{mark}` in {page}"));
    rest.split('"').next().unwrap().to_owned()
}

/// What the page offers as one: the party and with whom, as the form has them.
fn offered(page: &str) -> (String, String) {
    let form = page.split("/participants/same\"").nth(1).expect("it is offered");
    (behind(form, "name=\"party\" value=\""), behind(form, "name=\"with\" value=\""))
}

/// A case about a product of the Acme of the report, whose office directs, with a directive to it that two signed.
async fn directed() -> (Signed, String, String) {
    let signed = Signed::start().await;
    let form = [("lines", "party office coordinator CN"), ("source", "its charter")];
    assert_eq!(signed.post("/tell", &form).await.status, 303);
    let page = signed.get("/directives").await.text;
    let choice = page.split("<option value=\"").find(|choice| choice.contains("Acme")).unwrap();
    let to = choice.split('"').next().unwrap().to_owned();
    let form: Vec<(&str, &str)> = FORM.into_iter().chain([("to", to.as_str())]).collect();
    assert_eq!(signed.post("/directives", &form).await.status, 303);
    let page = signed.get("/directives").await.text;
    let proposal = signed.case(&format!("/proposals/{}", behind(&page, "/proposals/")));
    let second = signed.served.session("here", MemberRole::DecisionMaker).await;
    let sign = [("outcome", "sign")];
    let sent = signed.served.ask("POST", &proposal, Some(&second), &sign).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let page = signed.get("/directives").await.text;
    let id = behind(&page, "<section class=\"card\" id=\"");
    (signed, id, sent.to)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_to_a_name_has_not_arrived_until_somebody_says_when_and_how() {
    let (signed, id, to) = directed().await;
    assert!(to.ends_with("?served=elsewhere"), "{to}");
    let page = signed.get("/directives?served=elsewhere").await.text;
    assert!(page.contains("but its bearer has no page here"), "{page}");
    assert!(page.contains("no clock runs from it"), "{page}");
    assert!(!page.contains("Its letter reached its bearer"), "{page}");
    let record = signed.get("/record").await.text;
    assert!(!record.contains("laid on its bearer"), "nothing was provided: {record}");
    let arrival = format!("/directives/{id}/arrival");
    for (when, how) in [("2026-11-02 10:30", " "), ("2026-10-01 10:00", "a courier"), ("soon", "x")]
    {
        let sent = signed.post(&arrival, &[("when", when), ("how", how)]).await;
        assert_eq!(sent.status, 422, "{when} {how} {}", sent.text);
        assert!(sent.text.contains("name=\"how\""), "what was written can be changed");
    }
    let now = signed.served.hosted("here").desk().now().to_string();
    let form = [("when", now.as_str()), ("how", "courier, receipt 4711")];
    let sent = signed.post(&arrival, &form).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let page = signed.get("/directives").await.text;
    assert!(page.contains("Its letter reached its bearer"), "{page}");
    assert!(signed.get("/record").await.text.contains("courier, receipt 4711"));
    let again = signed.post(&arrival, &form).await;
    assert_eq!(again.status, 422, "{}", again.text);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_by_the_name_is_offered_and_gets_the_letter_once_they_are_one() {
    let (signed, _, _) = directed().await;
    let served = &signed.served;
    assert!(!signed.get("").await.text.contains("/participants/same"), "nobody goes by it yet");
    let acme = served.session_of_person("here", "Acme", MemberRole::Manufacturer).await;
    let path = format!("/at/here/ours/{}", signed.handle());
    assert_eq!(served.ask("GET", &path, Some(&acme), &[]).await.status, 404);
    for place in ["", "/directives", "/participants"] {
        let page = signed.get(place).await.text;
        assert!(page.contains("Are they the same party?"), "{place}: {page}");
    }
    let home = signed.office("home").await.text;
    assert!(home.contains("participants#same") && !home.contains("Acme"), "{home}");
    let before = signed.get("").await.text;
    assert!(
        !before.contains("one party, with what is known of both"),
        "nothing is united silently"
    );
    let (party, with) = offered(&before);
    let form = [("party", party.as_str()), ("with", with.as_str())];
    let sent = signed.post("/participants/same", &form).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let case = signed.get("").await.text;
    assert!(case.contains("one party, with what is known of both"), "{case}");
    assert!(!case.contains("/participants/same"), "it is said");
    let page = signed.get("/directives").await.text;
    assert!(page.contains("Its letter reached its bearer"), "{page}");
    let ours = served.ask("GET", &path, Some(&acme), &[]).await;
    assert!(ours.status == 200 && ours.text.contains("provide a fixed firmware"), "{}", ours.text);
    assert!(!signed.office("home").await.text.contains("participants#same"));
    let again = signed.post("/participants/same", &form).await;
    assert_eq!(again.status, 422, "{}", again.text);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_this_office_is_called_besides_is_offered_and_its_duties_stand_once() {
    let maker = STORY.replace("\"Acme\"", "\"Test works GmbH\"");
    let signed = Signed::telling(&maker).await;
    let (path, headers) = signed.program().await;
    let (_, token) = headers[0].1.split_once(' ').unwrap();
    let case = path.split("/offices/here").nth(1).unwrap();
    let page = signed.get("").await.text;
    assert!(page.contains("It is this office"), "{page}");
    assert!(page.contains("<strong>Test works GmbH</strong>"), "its duties: {page}");
    let same = format!("{case}/participants/same");
    let body = json!({ "party": "Test works GmbH", "with": "office" });
    let (status, told) = done(&signed.served, "POST", &same, token, &body).await;
    assert_eq!(status, 201, "{told}");
    let page = signed.get("").await.text;
    assert!(!page.contains("<strong>Test works GmbH</strong>"), "{page}");
    assert!(page.contains("<strong>Test desk 1</strong>"), "they are this office's: {page}");
    assert!(!page.contains("It is this office"), "{page}");
    let wrong = json!({ "party": "office", "with": "office" });
    assert_eq!(done(&signed.served, "POST", &same, token, &wrong).await.0, 422);
    signed.served.end().await;
}
