//! OpenPGP keys at the pages and the interface: one's own, those of organisations, the office's.

use serde_json::{Value, json};
use tidegate::openpgp::OwnKey;
use tidegate::people::MemberRole;

use crate::served::{NOW, Served};

const API: &str = "/api/v1/offices/here";

fn fixture(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/keys");
    std::fs::read_to_string(format!("{folder}/{name}.asc")).unwrap()
}

async fn done(
    served: &Served,
    (method, path): (&str, &str),
    token: &str,
    body: &Value,
) -> (u16, Value) {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let answer = served.send(method, &format!("{API}{path}"), &headers, body).await;
    (answer.status, serde_json::from_str(&answer.text).unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_puts_a_key_on_the_account_page_and_takes_it_off_again() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let (path, page) = ("/at/here/account/mail-key", "/at/here/account");
    let key = OwnKey::new("Analyst", "analyst@desk.example", NOW.parse().unwrap()).unwrap();
    let public = key.public().unwrap();
    for (name, why) in [
        ("revoked", "was revoked by its owner"),
        ("signing", "has no part that mails can be encrypted to"),
    ] {
        let wrong = served.ask("POST", path, Some(&session), &[("key", &fixture(name))]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains(why), "{name}: {}", wrong.text);
    }
    let kept = served.ask("POST", path, Some(&session), &[("key", &public)]).await;
    assert_eq!(kept.status, 303, "{}", kept.text);
    let shown = served.ask("GET", page, Some(&session), &[]).await;
    assert!(shown.text.contains(&key.fingerprint()), "{}", shown.text);
    let off = served.ask("POST", path, Some(&session), &[("key", "")]).await;
    assert_eq!(off.status, 303);
    let shown = served.ask("GET", page, Some(&session), &[]).await;
    assert!(!shown.text.contains(&key.fingerprint()));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_keeps_reads_and_drops_the_own_key_and_is_told_why_one_is_refused() {
    let served = Served::start().await;
    let token = served.session("here", MemberRole::Analyst).await;
    let path = "/account/mail-key";
    assert_eq!(done(&served, ("GET", path), &token, &Value::Null).await.0, 404);
    let body = json!({ "key": fixture("revoked") });
    let (status, told) = done(&served, ("POST", path), &token, &body).await;
    assert_eq!(status, 422, "{told}");
    assert!(told.to_string().contains("吊销") || told.to_string().contains("revoked"), "{told}");
    let body = json!({ "key": fixture("good") });
    let (status, told) = done(&served, ("POST", path), &token, &body).await;
    assert_eq!(status, 201, "{told}");
    assert_eq!(told["key"]["fingerprint"], "208DEF5DA8D36A2ECB67453E7D03E750FC1FDDF3");
    let (_, account) = done(&served, ("GET", "/account"), &token, &Value::Null).await;
    assert_eq!(account["mail_key"]["key"]["fingerprint"], told["key"]["fingerprint"]);
    assert_eq!(done(&served, ("DELETE", path), &token, &Value::Null).await.0, 204);
    assert_eq!(done(&served, ("GET", path), &token, &Value::Null).await.0, 404);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_takes_no_key_that_nothing_can_be_encrypted_to() {
    let served = Served::start().await;
    let token = served.session("here", MemberRole::Analyst).await;
    let of = |key: &str| {
        json!({ "name": "Maker", "roles": ["manufacturer"], "keys": [fixture(key)],
            "contacts": ["psirt@maker.example"] })
    };
    let (status, told) = done(&served, ("POST", "/organisations"), &token, &of("revoked")).await;
    assert_eq!(status, 422, "{told}");
    let (status, told) = done(&served, ("POST", "/organisations"), &token, &of("good")).await;
    assert_eq!(status, 201, "{told}");
    assert_eq!(told["keys"][0]["no_use"], Value::Null, "{told}");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_finds_the_public_part_of_the_office_s_key_and_nothing_else_of_it() {
    let served = Served::start().await;
    let path = "/at/here/mail-key.asc";
    assert_eq!(served.ask("GET", path, None, &[]).await.status, 404);
    let hosted = served.hosted("here");
    let own = hosted.desk().make_mail_key("reports@here.example").await.unwrap().unwrap();
    let shown = served.ask("GET", path, None, &[]).await;
    assert_eq!((shown.status, shown.text.as_str()), (200, own.public().unwrap().as_str()));
    assert!(shown.text.starts_with("-----BEGIN PGP PUBLIC KEY BLOCK-----"));
    drop(hosted);
    served.end().await;
}
