//! The own account, second factors, tokens, and what administrators end.

use serde_json::{Value, json};
use tidegate::people::MemberRole;
use tidegate::web::visit::session_cookie;
use totp_rs::{Builder, Secret};

use crate::served::{Answer, NOW, PASSPHRASE, Served};

const ACCOUNT: &str = "/api/v1/offices/here/account";
const SESSIONS: &str = "/api/v1/offices/here/sessions";

async fn ask(served: &Served, method: &str, path: &str, token: &str, body: &Value) -> Answer {
    let bearer = format!("Bearer {token}");
    let kind = ("content-type", "application/json");
    let headers = [("authorization", bearer.as_str()), kind];
    let headers = if token.is_empty() { &headers[1..] } else { &headers[..] };
    let body = if body.is_null() { String::new() } else { body.to_string() };
    served.send(method, path, headers, body).await
}

async fn told(served: &Served, method: &str, path: &str, token: &str, body: &Value) -> Value {
    let answer = ask(served, method, path, token, body).await;
    assert!((200..300).contains(&answer.status), "{method} {path}: {}", answer.text);
    serde_json::from_str(&answer.text).unwrap_or_default()
}

/// The code that an authenticator shows some steps from now.
fn code(secret: &str, steps: i64) -> String {
    let now: jiff::Timestamp = NOW.parse().unwrap();
    let secret = Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(now.as_second() + 30 * steps).unwrap()).to_string()
}

/// An analyst with codes: the secret, the recovery codes, the session.
async fn with_codes(served: &Served) -> (String, Vec<String>, String) {
    let session = served.session("here", MemberRole::Analyst).await;
    let body = json!({ "passphrase": PASSPHRASE });
    let offered = told(served, "POST", &format!("{ACCOUNT}/codes"), &session, &body).await;
    let secret = offered["secret"].as_str().unwrap().to_owned();
    assert!(offered["uri"].as_str().unwrap().contains(&secret));
    let body = json!({ "code": code(&secret, -1) });
    let path = format!("{ACCOUNT}/codes/confirm");
    let confirmed = told(served, "POST", &path, &session, &body).await;
    let codes = confirmed["recovery_codes"].as_array().unwrap();
    let codes = codes.iter().map(|one| one.as_str().unwrap().to_owned()).collect();
    assert_eq!(ask(served, "GET", ACCOUNT, &session, &Value::Null).await.status, 401, "ended");
    (secret, codes, confirmed["session"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passphrase_is_changed_with_the_old_one_and_other_sessions_end() {
    let served = Served::start().await;
    let (here, there) = (
        served.session("here", MemberRole::Analyst).await,
        served.session("here", MemberRole::Analyst).await,
    );
    let path = format!("{ACCOUNT}/passphrase");
    let change = |old: &str, new: &str| json!({ "passphrase": old, "passphrase_new": new });
    let new = "seven grey herons wading";
    assert_eq!(ask(&served, "POST", &path, &here, &change("not it at all", new)).await.status, 401);
    for weak in ["password123456", "short", "analyst analyst analyst", "qwertyuiop1234"] {
        let answer = ask(&served, "POST", &path, &here, &change(PASSPHRASE, weak)).await;
        assert_eq!(answer.status, 422, "{weak}: {}", answer.text);
    }
    assert_eq!(ask(&served, "POST", &path, &here, &change(PASSPHRASE, new)).await.status, 204);
    assert_eq!(ask(&served, "GET", ACCOUNT, &here, &Value::Null).await.status, 200);
    assert_eq!(ask(&served, "GET", ACCOUNT, &there, &Value::Null).await.status, 401);
    let sign_in = |words: &str| json!({ "login": "analyst", "passphrase": words });
    assert_eq!(ask(&served, "POST", SESSIONS, "", &sign_in(PASSPHRASE)).await.status, 401);
    assert_eq!(ask(&served, "POST", SESSIONS, "", &sign_in(new)).await.status, 201);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_asked_for_once_it_was_confirmed_and_each_opens_once() {
    let served = Served::start().await;
    let (secret, recovery, _) = with_codes(&served).await;
    let body =
        |code: Option<&str>| json!({ "login": "analyst", "passphrase": PASSPHRASE, "code": code });
    let asked = ask(&served, "POST", SESSIONS, "", &body(None)).await;
    assert_eq!(asked.status, 401);
    assert!(asked.text.contains("#problem-code"), "{}", asked.text);
    let (used, fresh) = (code(&secret, -1), code(&secret, 0));
    let wrong = ask(&served, "POST", SESSIONS, "", &body(Some(&used))).await;
    assert!(wrong.status == 401 && wrong.text.contains("#problem-refused"), "{}", wrong.text);
    assert_eq!(ask(&served, "POST", SESSIONS, "", &body(Some(&fresh))).await.status, 201);
    assert_eq!(ask(&served, "POST", SESSIONS, "", &body(Some(&fresh))).await.status, 401, "used");
    assert_eq!(ask(&served, "POST", SESSIONS, "", &body(Some(&recovery[0]))).await.status, 201);
    assert_eq!(ask(&served, "POST", SESSIONS, "", &body(Some(&recovery[0]))).await.status, 401);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_asks_for_the_code_in_a_second_step_that_opens_nothing_else() {
    let served = Served::start().await;
    let (secret, _, _) = with_codes(&served).await;
    let typed = [("login", "analyst"), ("passphrase", PASSPHRASE), ("to", "/at/here/account")];
    let answer = served.ask("POST", "/at/here/sign-in", None, &typed).await;
    assert!(answer.status == 303 && answer.to.contains("/sign-in/code?"), "{}", answer.to);
    let cookie = answer.cookies.iter().find(|one| one.starts_with("tidegate-half-here=")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("Max-Age=300"), "{cookie}");
    let half = cookie.split(';').next().unwrap();
    let secret_of_half = half.split_once('=').unwrap().1;
    let as_session = format!("{}={secret_of_half}", session_cookie(&served.hosted("here")));
    let closed = served.ask_with("GET", "/at/here/account", Some(&as_session), &[]).await;
    assert!(closed.to.contains("/sign-in?"), "half a session is none");
    let path = "/at/here/sign-in/code";
    let wrong = served.ask_with("POST", path, Some(half), &[("code", "000000")]).await;
    assert_eq!(wrong.status, 401);
    let right = [("code", code(&secret, 1)), ("to", "/at/here/account".to_owned())];
    let right = right.each_ref().map(|(name, value)| (*name, value.as_str()));
    let entered = served.ask_with("POST", path, Some(half), &right).await;
    assert_eq!((entered.status, entered.to.as_str()), (303, "/at/here/account"));
    let again = served.ask_with("POST", path, Some(half), &right).await;
    assert_eq!(again.to, "/at/here/sign-in", "half a session is used once");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_role_must_have_a_second_factor_gets_nowhere_without_one() {
    let served = Served::start().await;
    let administrator = served.session("here", MemberRole::Administrator).await;
    let path = "/api/v1/offices/here/members/second-factor";
    let body = json!({ "roles": ["analyst"] });
    let listed = told(&served, "POST", path, &administrator, &body).await;
    assert_eq!(listed["second_factor_of"], json!(["analyst"]));
    let session = served.session("here", MemberRole::Analyst).await;
    let cases = "/api/v1/offices/here/cases";
    let shut = ask(&served, "GET", cases, &session, &Value::Null).await;
    assert!(shut.status == 403 && shut.text.contains("#problem-factor-first"), "{}", shut.text);
    let page = served.ask("GET", "/at/here/cases", Some(&session), &[]).await;
    assert_eq!(page.to, "/at/here/account");
    assert_eq!(served.ask("GET", "/at/here/account", Some(&session), &[]).await.status, 200);
    let (_, _, session) = with_codes(&served).await;
    assert_eq!(ask(&served, "GET", cases, &session, &Value::Null).await.status, 200);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_does_what_its_scopes_say_and_opens_no_page_and_no_account() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let path = format!("{ACCOUNT}/tokens");
    let body = |scopes: Value, days: u16| json!({ "passphrase": PASSPHRASE, "name": "a script", "scopes": scopes, "days": days });
    for wrong in [body(json!([]), 9), body(json!(["all"]), 9), body(json!(["cases:read"]), 366)] {
        assert_eq!(ask(&served, "POST", &path, &session, &wrong).await.status, 422);
    }
    let made = told(&served, "POST", &path, &session, &body(json!(["cases:read"]), 9)).await;
    let token = made["shown"].as_str().unwrap();
    assert!(token.starts_with("tgt_"));
    let cases = "/api/v1/offices/here/cases";
    assert_eq!(ask(&served, "GET", cases, token, &Value::Null).await.status, 200);
    let facts = json!({ "facts": ["exploited"], "source": "a call" });
    let taken = served.report("here", "overflow").await;
    let beyond = [
        ("POST", format!("{cases}/{}/facts", taken.handle)),
        ("GET", "/api/v1/offices/here/register".to_owned()),
        ("GET", ACCOUNT.to_owned()),
        ("POST", path.clone()),
        ("DELETE", SESSIONS.to_owned()),
    ];
    for (method, path) in beyond {
        let answer = ask(&served, method, &path, token, &facts).await;
        assert_eq!(answer.status, 403, "{method} {path}: {}", answer.text);
        assert!(answer.text.contains("#problem-scope"), "{}", answer.text);
    }
    assert!(served.ask("GET", "/at/here/cases", Some(token), &[]).await.to.contains("/sign-in?"));
    let there = ask(&served, "GET", "/api/v1/offices/there/cases", token, &Value::Null).await;
    assert_eq!(there.status, 401, "of another office");
    let account = told(&served, "GET", ACCOUNT, &session, &Value::Null).await;
    assert!(account["tokens"][0]["seen"].is_string(), "{account}");
    assert!(!account.to_string().contains(token), "it is shown once");
    let id = account["tokens"][0]["token"].as_str().unwrap();
    let ended = ask(&served, "DELETE", &format!("{path}/{id}"), &session, &Value::Null).await;
    assert_eq!(ended.status, 204);
    assert_eq!(ask(&served, "GET", cases, token, &Value::Null).await.status, 401);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_has_no_session_and_no_token_a_moment_later() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let body =
        json!({ "passphrase": PASSPHRASE, "name": "x", "scopes": ["cases:read"], "days": 1 });
    let made = told(&served, "POST", &format!("{ACCOUNT}/tokens"), &session, &body).await;
    let token = made["shown"].as_str().unwrap();
    let administrator = served.session("here", MemberRole::Administrator).await;
    let end = async |login: &str, what: &str, by: &str| {
        let path = format!("/api/v1/offices/here/members/{login}/end");
        ask(&served, "POST", &path, by, &json!({ "what": what })).await.status
    };
    let cases = "/api/v1/offices/here/cases";
    assert_eq!(end("analyst", "account", &session).await, 403, "only administrators");
    assert_eq!(end("nobody", "sessions", &administrator).await, 404);
    assert_eq!(end("administrator", "account", &administrator).await, 422, "not themselves");
    assert_eq!(end("analyst", "sessions", &administrator).await, 200);
    assert_eq!(ask(&served, "GET", cases, &session, &Value::Null).await.status, 401);
    assert_eq!(ask(&served, "GET", cases, token, &Value::Null).await.status, 200);
    let session = served.session("here", MemberRole::Analyst).await;
    assert_eq!(end("analyst", "account", &administrator).await, 200);
    for secret in [session.as_str(), token] {
        assert_eq!(ask(&served, "GET", cases, secret, &Value::Null).await.status, 401);
    }
    let sign_in = json!({ "login": "analyst", "passphrase": PASSPHRASE });
    assert_eq!(ask(&served, "POST", SESSIONS, "", &sign_in).await.status, 401);
    served.end().await;
}
