//! The register of organisations, and that the people of one see what is theirs and nothing else.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tidegate::people::MemberRole;

use crate::served::Served;

async fn program(
    served: &Served,
    method: &str,
    path: &str,
    token: &str,
    body: &Value,
) -> (u16, Value) {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let answer = served.send(method, &format!("/api/v1/offices/here{path}"), &headers, &body).await;
    (answer.status, serde_json::from_str(&answer.text).unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_written_anew_and_what_it_was_is_kept_with_who_and_when() {
    let served = Served::start().await;
    let member = served.session("here", MemberRole::Coordinator).await;
    let mut entry = json!({
        "name": "Acme", "roles": ["manufacturer"], "established": "DE",
        "contacts": ["psirt@acme.example en zh"], "security_txt": "Contact: http://acme.example",
    });
    let (status, first) = program(&served, "POST", "/organisations", &member, &entry).await;
    assert_eq!(status, 201, "{first}");
    assert_eq!(first["contacts"][0]["to"], "mailto:psirt@acme.example");
    assert_eq!(first["security_txt"]["faults"].as_array().unwrap().len(), 2, "{first}");
    let (again, _) = program(&served, "POST", "/organisations", &member, &entry).await;
    assert_eq!(again, 422, "one entry for one name");
    entry["established"] = json!("FR");
    served.tick();
    let path = format!("/organisations/{}", first["id"].as_str().unwrap());
    let (status, second) = program(&served, "POST", &path, &member, &entry).await;
    assert_eq!((status, &second["established"]), (201, &json!("FR")), "{second}");
    let editions = second["editions"].as_array().unwrap();
    assert_eq!(editions.len(), 2);
    assert_eq!(editions[0]["fields"], json!(["established"]));
    assert_eq!(editions[0]["by"], "coordinator");
    assert!(editions[0]["at"].as_str() > editions[1]["at"].as_str());
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_lets_the_first_person_in_who_lets_in_their_own_and_nobody_elses() {
    let served = Served::start().await;
    let office = served.session("here", MemberRole::Administrator).await;
    let acme = served.organisation("here", "Acme").await;
    served.session_of_person("here", "Other", MemberRole::Manufacturer).await;
    let first =
        json!({ "login": "mei", "name": "Mei Lin", "roles": ["organisation-administrator"] });
    let people = format!("/organisations/{acme}/people");
    let (status, told) = program(&served, "POST", &people, &office, &first).await;
    assert_eq!(status, 201, "{told}");
    let typed = json!({ "login": "mei", "passphrase": told["passphrase"] });
    let (status, session) = program(&served, "POST", "/sessions", "", &typed).await;
    assert_eq!(status, 201, "the first passphrase lets in: {session}");
    let mei = session["token"].as_str().unwrap();
    let second = json!({ "login": "jan", "name": "Jan Berg", "roles": ["manufacturer"] });
    assert_eq!(program(&served, "POST", "/ours/people", mei, &second).await.0, 201);
    let (_, told) = program(&served, "GET", "/ours/people", mei, &Value::Null).await;
    let logins: BTreeSet<&str> = told["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["login"].as_str().unwrap())
        .collect();
    assert_eq!(
        logins,
        BTreeSet::from(["mei", "jan"]),
        "their own, and nobody of another organisation"
    );
    // A role of the office is none that they could give, and another's account none that they could end.
    let analyst = json!({ "login": "eve", "name": "Eve", "roles": ["analyst"] });
    assert_eq!(program(&served, "POST", "/ours/people", mei, &analyst).await.0, 422);
    let (status, _) =
        program(&served, "DELETE", "/ours/people/other.manufacturer", mei, &Value::Null).await;
    assert_eq!(status, 422);
    assert_eq!(program(&served, "DELETE", "/ours/people/analyst", mei, &Value::Null).await.0, 422);
    assert_eq!(program(&served, "GET", &people, mei, &Value::Null).await.0, 403);
    assert_eq!(program(&served, "DELETE", "/ours/people/jan", mei, &Value::Null).await.0, 200);
    let (_, told) = program(&served, "GET", "/ours/people", mei, &Value::Null).await;
    let jan = told["people"].as_array().unwrap().iter().find(|one| one["login"] == "jan");
    assert!(jan.unwrap()["disabled"].is_string(), "{told}");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_an_organisation_gets_one_answer_for_every_case_of_the_office_and_for_none() {
    let served = Served::start().await;
    let taken = served.report("here", "CANARY").await;
    for role in MemberRole::OF_ORGANISATIONS {
        let person = served.session_of_person("here", "Acme", role).await;
        let there = format!("/at/here/cases/{}", taken.handle);
        let there = served.ask("GET", &there, Some(&person), &[]).await;
        let absent = served.ask("GET", "/at/here/cases/2026-none", Some(&person), &[]).await;
        assert_eq!((there.status, absent.status), (403, 403));
        assert_eq!(absent.text.replace("2026-none", &taken.handle), there.text);
        for path in ["/at/here/cases", "/at/here/registers", "/at/here/organisations"] {
            let answer = served.ask("GET", path, Some(&person), &[]).await;
            assert_eq!(answer.status, 403, "{path}");
            assert!(!answer.text.contains(&taken.handle) && !answer.text.contains("CANARY"));
        }
        let path = format!("/cases/{}", taken.handle);
        let (status, told) = program(&served, "GET", &path, &person, &Value::Null).await;
        assert_eq!(status, 403, "{told}");
        let ours = served.ask("GET", "/at/here/ours", Some(&person), &[]).await;
        assert_eq!(ours.status, 200);
        assert!(ours.text.contains("Acme") && !ours.text.contains("CANARY"));
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_keeps_what_was_typed_where_a_field_cannot_be_read() {
    let served = Served::start().await;
    let member = served.session("here", MemberRole::Administrator).await;
    let form = [("name", "Acme"), ("domains", "not a domain"), ("role.supplier", "on")];
    let answer = served.ask("POST", "/at/here/organisations", Some(&member), &form).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.text.contains("value=\"Acme\"") && answer.text.contains("`not` is not a domain")
    );
    let form = [("name", "Acme"), ("role.supplier", "on"), ("established", "de")];
    let answer = served.ask("POST", "/at/here/organisations", Some(&member), &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let page = served.ask("GET", &answer.to, Some(&member), &[]).await;
    assert!(page.text.contains("Supplier") && page.text.contains("DE"), "{}", page.text);
    let people = format!("{}/people", answer.to);
    let form = [("login", "mei"), ("name", "Mei Lin"), ("role.organisation-administrator", "on")];
    let new = served.ask("POST", &people, Some(&member), &form).await;
    assert!(new.status == 200 && new.text.contains("id=\"passphrase\""), "{}", new.text);
    let later = served.ask("GET", &people, Some(&member), &[]).await;
    assert!(later.text.contains("mei") && !later.text.contains("id=\"passphrase\""));
    served.end().await;
}
