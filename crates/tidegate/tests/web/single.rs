//! Single sign-on with a provider on the own machine: who is let in, and every answer that is not right.

mod provider;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tidegate::people::{AskedAfter, MemberRole, Passphrase, Providing};
use tidegate::server::{Limits, Rate};
use tidegate::web::visit::session_cookie;

use crate::served::{Answer, PASSPHRASE, Served};
use provider::{Idp, SECRET};

const SINGLE: &str = "/api/v1/offices/here/single-sign-on";

/// A server that counts nobody's tries.
async fn served() -> Served {
    let often = Rate { times: 1_000_000, seconds: 1 };
    Served::with(Limits { requests: often, attempts: often, ..Limits::default() }).await
}

/// A browser that went to the provider: its cookie, and what the provider was asked.
struct Away {
    cookie: String,
    state: String,
}

fn query(url: &str, name: &str) -> String {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(url.split_once('?').unwrap().1).unwrap();
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value).unwrap_or_default()
}

/// Where a page sends the browser on to.
fn onward(answer: &Answer) -> String {
    let (_, after) = answer
        .text
        .split_once("id=\"onward\"")
        .map_or(("", ""), |(before, _)| before.rsplit_once("href=\"").unwrap_or_default());
    after.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
}

fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let found = answer.cookies.iter().find(|one| one.starts_with(name))?;
    Some(found.split(';').next().unwrap().to_owned()).filter(|one| !one.ends_with('='))
}

/// What an administrator says of the provider.
fn said(idp: &Idp, after: AskedAfter) -> Providing {
    Providing {
        name: "house".to_owned(),
        label: "House".to_owned(),
        issuer: idp.issuer.clone(),
        client: "tidegate".to_owned(),
        secret: Some(SECRET.to_owned()),
        inside: true,
        after,
        acr: vec!["two".to_owned()],
    }
}

/// Sets the provider at the office `here`.
async fn provide(served: &Served, idp: &Idp, after: AskedAfter) {
    let said = said(idp, after);
    served.hosted("here").desk().set_provider("administrator", said).await.unwrap();
}

/// Goes to the provider, to sign in or with a session to link.
async fn away(served: &Served, idp: &Idp, session: Option<&str>) -> Away {
    let answer = match session {
        None => served.ask("POST", "/at/here/sign-in/with/house", None, &[]).await,
        Some(_) => {
            let form = [("provider", "house"), ("passphrase", PASSPHRASE)];
            served.ask("POST", "/at/here/account/links", session, &form).await
        }
    };
    assert_eq!(answer.status, 200, "{}", answer.text);
    let url = onward(&answer);
    assert!(url.starts_with(&format!("{}/authorize?", idp.issuer)), "{url}");
    assert_eq!(query(&url, "code_challenge_method"), "S256");
    idp.asked(&query(&url, "nonce"), &query(&url, "code_challenge"));
    let cookie = cookie(&answer, "tidegate-crossing-here").unwrap();
    Away { cookie, state: query(&url, "state") }
}

/// Comes back as the provider says.
async fn back(served: &Served, away: &Away, session: Option<&str>, brought: &str) -> Answer {
    let kept = session
        .map(|secret| format!("; {}={secret}", session_cookie(&served.hosted("here"))))
        .unwrap_or_default();
    let path = format!("/at/here/sign-in/with/house/in?{brought}");
    served.ask_with("GET", &path, Some(&format!("{}{kept}", away.cookie)), &[]).await
}

fn brought(away: &Away, idp: &Idp) -> String {
    let pairs = [("code", "good"), ("state", &away.state), ("iss", &idp.issuer)];
    serde_urlencoded::to_string(pairs).unwrap()
}

/// Signs in at the provider and comes back.
async fn crossed(served: &Served, idp: &Idp) -> Answer {
    let away = away(served, idp, None).await;
    back(served, &away, None, &brought(&away, idp)).await
}

/// The analyst, linked with the subject of the provider.
async fn linked(served: &Served, idp: &Idp) {
    let session = served.session("here", MemberRole::Analyst).await;
    let away = away(served, idp, Some(&session)).await;
    let done = back(served, &away, Some(&session), &brought(&away, idp)).await;
    assert_eq!(done.to, "/at/here/account?done=linked", "{}", done.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_links_and_is_let_in_and_a_disabled_one_is_not() {
    let (served, idp) = (served().await, Idp::start().await);
    provide(&served, &idp, AskedAfter::UnlessSaid).await;
    let unknown = crossed(&served, &idp).await;
    assert!(unknown.status == 403 && unknown.text.contains("no account here"), "{}", unknown.text);
    linked(&served, &idp).await;
    let entered = crossed(&served, &idp).await;
    assert_eq!(entered.status, 200, "{}", entered.text);
    assert_eq!(onward(&entered), "/at/here/home");
    let session = cookie(&entered, "tidegate-session-here").unwrap();
    let home = served.ask_with("GET", "/at/here/home", Some(&session), &[]).await;
    assert_eq!(home.status, 200);
    served.hosted("here").desk().disable_account("analyst").await.unwrap();
    let refused = crossed(&served, &idp).await;
    assert!(refused.status == 403 && refused.text.contains("may not sign in"), "{}", refused.text);
    assert!(cookie(&refused, "tidegate-session-here").is_none());
    idp.end().await;
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_counts_with_another_state_nonce_issuer_or_signature() {
    let (served, idp) = (served().await, Idp::start().await);
    provide(&served, &idp, AskedAfter::UnlessSaid).await;
    linked(&served, &idp).await;
    let refused = async |say: Value, iss: Option<&str>, what: &str| {
        idp.say(say);
        let away = away(&served, &idp, None).await;
        let issuer = iss.unwrap_or(&idp.issuer);
        let pairs = [("code", "good"), ("state", away.state.as_str()), ("iss", issuer)];
        let brought = serde_urlencoded::to_string(pairs).unwrap();
        let answer = back(&served, &away, None, &brought).await;
        assert_eq!(answer.status, 403, "{what}: {}", answer.text);
        assert!(cookie(&answer, "tidegate-session-here").is_none(), "{what}");
        idp.say(json!({}));
    };
    refused(json!({ "nonce": "another" }), None, "another nonce").await;
    refused(json!({ "nonce": null }), None, "no nonce").await;
    refused(json!({ "aud": "somebody" }), None, "another audience").await;
    refused(json!({ "iss": "https://id.example" }), None, "another issuer in the token").await;
    refused(json!({}), Some("https://id.example"), "another issuer in the answer").await;
    refused(json!({}), Some(""), "no issuer in the answer, which the provider promised").await;
    refused(json!({ "exp": 0 }), None, "it has ended").await;
    refused(json!({ "iat": 1 }), None, "it was issued long ago").await;
    refused(json!({ "at_hash": "bm90IGl0" }), None, "it belongs to another access token").await;
    refused(json!({ "alg": "none" }), None, "it is not signed").await;
    refused(json!({ "forged": true }), None, "somebody else signed it").await;
    idp.end().await;
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_once_for_the_browser_that_asked() {
    let (served, idp) = (served().await, Idp::start().await);
    provide(&served, &idp, AskedAfter::UnlessSaid).await;
    linked(&served, &idp).await;
    let (first, second) = (away(&served, &idp, None).await, away(&served, &idp, None).await);
    let swapped = back(&served, &second, None, &brought(&first, &idp)).await;
    assert_eq!(swapped.status, 422, "the state of another browser: {}", swapped.text);
    let none = Away { cookie: "a=b".to_owned(), state: first.state.clone() };
    assert_eq!(back(&served, &none, None, &brought(&first, &idp)).await.status, 422, "no cookie");
    let pairs = [("error", "access_denied"), ("state", first.state.as_str()), ("iss", &idp.issuer)];
    let declined = back(&served, &first, None, &serde_urlencoded::to_string(pairs).unwrap()).await;
    assert!(declined.status == 403 && declined.text.contains("did not let you in"));
    let again = back(&served, &first, None, &brought(&first, &idp)).await;
    assert_eq!(again.status, 422, "what was declined is over");
    let third = away(&served, &idp, None).await;
    let pairs = [("code", "good"), ("state", "guessed"), ("iss", idp.issuer.as_str())];
    let guessed = back(&served, &third, None, &serde_urlencoded::to_string(pairs).unwrap()).await;
    assert_eq!(guessed.status, 422);
    assert_eq!(back(&served, &third, None, &brought(&third, &idp)).await.status, 422, "taken");
    idp.end().await;
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_made_by_the_session_that_asked_and_serves_one_account() {
    let (served, idp) = (served().await, Idp::start().await);
    provide(&served, &idp, AskedAfter::UnlessSaid).await;
    let analyst = served.session("here", MemberRole::Analyst).await;
    let coordinator = served.session("here", MemberRole::Coordinator).await;
    let gone = away(&served, &idp, Some(&analyst)).await;
    let other = back(&served, &gone, Some(&coordinator), &brought(&gone, &idp)).await;
    assert_eq!(other.status, 422, "another session");
    let form = [("provider", "house"), ("passphrase", "not it at all")];
    let wrong = served.ask("POST", "/at/here/account/links", Some(&analyst), &form).await;
    assert_eq!(wrong.status, 422);
    linked(&served, &idp).await;
    let gone = away(&served, &idp, Some(&coordinator)).await;
    let taken = back(&served, &gone, Some(&coordinator), &brought(&gone, &idp)).await;
    assert_eq!(taken.status, 409, "{}", taken.text);
    idp.end().await;
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_is_expected_is_linked_by_a_confirmed_address_or_the_subject() {
    let (served, idp) = (served().await, Idp::start().await);
    provide(&served, &idp, AskedAfter::UnlessSaid).await;
    let desk = served.hosted("here");
    let expect = async |login, subject, email| {
        let said = (subject, email);
        desk.desk().expect("administrator", ("house", login), said).await
    };
    assert!(expect("analyst", None, None).await.is_err());
    assert!(expect("analyst", Some("s"), Some("a@b")).await.is_err());
    assert!(expect("nobody", Some("s"), None).await.is_err());
    expect("analyst", None, Some("Mei@Corp.example")).await.unwrap();
    idp.say(json!({ "email": "mei@corp.example", "email_verified": false }));
    assert_eq!(crossed(&served, &idp).await.status, 403, "nobody confirmed the address");
    idp.say(json!({ "email": "mei@corp.example", "email_verified": true }));
    assert_eq!(crossed(&served, &idp).await.status, 200);
    // The link holds the subject: the address may go to somebody else.
    idp.say(json!({ "sub": "other", "email": "mei@corp.example", "email_verified": true }));
    assert_eq!(crossed(&served, &idp).await.status, 403, "another subject with the address");
    expect("coordinator", Some("other"), None).await.unwrap();
    assert_eq!(crossed(&served, &idp).await.status, 200);
    let links = desk.desk().all_links().await.unwrap();
    let logins: BTreeSet<&str> = links.iter().map(|one| one.login.as_str()).collect();
    assert_eq!(logins, BTreeSet::from(["analyst", "coordinator"]));
    assert!(desk.desk().all_expected().await.unwrap().is_empty(), "who came is expected no more");
    drop(desk);
    idp.end().await;
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_is_asked_for_as_the_office_says() {
    let (served, idp) = (served().await, Idp::start().await);
    let analyst = BTreeSet::from([MemberRole::Analyst]);
    provide(&served, &idp, AskedAfter::UnlessSaid).await;
    linked(&served, &idp).await;
    served.hosted("here").desk().ask_second_factor_of(analyst).await.unwrap();
    for (after, says, free) in [
        (AskedAfter::UnlessSaid, json!({}), false),
        (AskedAfter::UnlessSaid, json!({ "amr": ["pwd", "mfa"] }), true),
        (AskedAfter::UnlessSaid, json!({ "amr": ["pwd"] }), false),
        (AskedAfter::UnlessSaid, json!({ "acr": "two" }), true),
        (AskedAfter::UnlessSaid, json!({ "acr": "one" }), false),
        (AskedAfter::Always, json!({ "amr": ["mfa"] }), false),
        (AskedAfter::Never, json!({}), true),
    ] {
        provide(&served, &idp, after).await;
        idp.say(says.clone());
        let entered = crossed(&served, &idp).await;
        let session = cookie(&entered, "tidegate-session-here").unwrap();
        let cases = served.ask_with("GET", "/at/here/cases", Some(&session), &[]).await;
        let (status, to) = (cases.status, cases.to.as_str());
        let held_back = status == 303 && to == "/at/here/account";
        assert_eq!((status == 200, held_back), (free, !free), "{after:?} {says}: {status} {to}");
    }
    idp.end().await;
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_enters_by_single_sign_on_alone_has_no_other_way_in() {
    let (served, idp) = (served().await, Idp::start().await);
    provide(&served, &idp, AskedAfter::UnlessSaid).await;
    let hosted = served.hosted("here");
    let desk = hosted.desk();
    let unlinked = desk.single_only("administrator", "analyst", true).await;
    assert!(unlinked.is_err(), "nobody could enter it");
    linked(&served, &idp).await;
    let session = served.session("here", MemberRole::Analyst).await;
    let member = desk.member(&session).await.unwrap().unwrap();
    let scopes = tidegate::people::Scope::ALL.into_iter().collect();
    let words = Passphrase::new(PASSPHRASE);
    let token = desk.make_token(&member, &words, ("a script", scopes, 9)).await.unwrap();
    desk.single_only("administrator", "analyst", true).await.unwrap();
    assert!(desk.member(&session).await.unwrap().is_none(), "its sessions have ended");
    assert!(desk.member_of_token(&token.shown).await.unwrap().is_none(), "and its tokens");
    let form = [("login", "analyst"), ("passphrase", PASSPHRASE)];
    let typed = served.ask("POST", "/at/here/sign-in", None, &form).await;
    assert!(typed.status == 401 && typed.text.contains("single sign-on alone"), "{}", typed.text);
    let form = [("login", "analyst"), ("passphrase", "not it at all")];
    let wrong = served.ask("POST", "/at/here/sign-in", None, &form).await;
    assert!(
        !wrong.text.contains("single sign-on alone"),
        "only who knows the passphrase learns it"
    );
    let entered = crossed(&served, &idp).await;
    let cookie = cookie(&entered, "tidegate-session-here").unwrap();
    let secret = cookie.split_once('=').unwrap().1;
    let member = desk.member(secret).await.unwrap().unwrap();
    let link = desk.links("analyst").await.unwrap()[0].id;
    assert!(desk.unlink(&member, &words, link).await.is_err(), "the last link stays");
    assert!(desk.end_provider("administrator", "house").await.is_err(), "and so does the provider");
    for _ in 0..3_601 {
        served.tick();
    }
    assert!(desk.member(secret).await.unwrap().is_none(), "its session ends within the hour");
    let mut elsewhere = said(&idp, AskedAfter::UnlessSaid);
    (elsewhere.issuer, elsewhere.secret) = ("https://id.example".to_owned(), Some("s".to_owned()));
    let moved = desk.set_provider("administrator", elsewhere.clone()).await;
    assert!(moved.is_err(), "nor does it become another one");
    let administrator = served.session("here", MemberRole::Administrator).await;
    let path = "/api/v1/offices/here/members/analyst/end";
    let body = json!({ "what": "links" }).to_string();
    let bearer = format!("Bearer {administrator}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let end_links = async || served.send("POST", path, &headers, body.clone()).await;
    let only_way = end_links().await;
    assert!(only_way.status == 422 && only_way.text.contains("no way in"), "{}", only_way.text);
    desk.single_only("administrator", "analyst", false).await.unwrap();
    let members = served.ask("GET", "/at/here/members", Some(&administrator), &[]).await;
    assert!(members.text.contains("linked with one provider"), "{}", members.text);
    let ended = end_links().await;
    assert_eq!(ended.status, 200, "{}", ended.text);
    assert!(desk.links("analyst").await.unwrap().is_empty(), "an administrator ends a link");
    let changes = serde_json::to_value(desk.sign_in_changes().await.unwrap()).unwrap();
    let unlinked = json!({ "unlinked": { "provider": "house", "login": "analyst" } });
    let ended = |one: &Value| one["by"] == "administrator" && one["what"] == unlinked;
    assert!(changes.as_array().unwrap().iter().any(ended), "who ended it is written down");
    desk.set_provider("administrator", elsewhere).await.unwrap();
    desk.end_provider("administrator", "house").await.unwrap();
    assert!(desk.links("analyst").await.unwrap().is_empty());
    drop(hosted);
    idp.end().await;
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn administrators_arrange_it_at_the_interface_and_no_secret_comes_back() {
    let served = Served::start().await;
    let administrator = served.session("here", MemberRole::Administrator).await;
    let bearer = format!("Bearer {administrator}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let send = async |method: &str, path: &str, body: Value| {
        served.send(method, path, &headers, body.to_string()).await
    };
    let body = |issuer: &str| {
        json!({ "provider": "house", "label": "House", "issuer": issuer,
            "client": "tidegate", "secret": "s3cr3t-of-the-house" })
    };
    let path = format!("{SINGLE}/providers");
    for issuer in ["http://id.example", "http://127.0.0.1:9", "https://id.example/?a=b"] {
        assert_eq!(send("POST", &path, body(issuer)).await.status, 422, "{issuer}");
    }
    let set = send("POST", &path, body("https://id.example")).await;
    assert_eq!(set.status, 200, "{}", set.text);
    served.tick();
    let expected = json!({ "provider": "house", "login": "analyst", "subject": "42" });
    let told = send("POST", &format!("{SINGLE}/expected"), expected).await;
    let told: Value = serde_json::from_str(&told.text).unwrap();
    assert!(!told.to_string().contains("s3cr3t"));
    assert_eq!(told["changes"][1]["by"], "administrator");
    assert_eq!(told["changes"][1]["what"]["provider"]["issuer"], "https://id.example");
    // A secret stays with the issuer that it was given for.
    let mut moved = body("https://other.example");
    moved.as_object_mut().unwrap().remove("secret");
    assert_eq!(send("POST", &path, moved).await.status, 422);
    let page = served.ask("GET", "/at/here/single-sign-on", Some(&administrator), &[]).await;
    assert!(page.status == 200 && !page.text.contains("s3cr3t"), "{}", page.status);
    let only = json!({ "login": "analyst", "only": true });
    assert_eq!(send("POST", &format!("{SINGLE}/only"), only).await.status, 200);
    let id = told["expected"][0]["expected"].as_str().unwrap();
    let ended = send("DELETE", &format!("{SINGLE}/expected/{id}"), json!({})).await;
    assert_eq!(ended.status, 422, "the only way into an account stays");
    served.end().await;
}
