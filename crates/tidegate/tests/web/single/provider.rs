//! A provider of OpenID Connect on a port of its own, which says what a test tells it to say.

use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::PrivateSigningKey;
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::served::NOW;

/// The secret of the office as a client.
pub(crate) const SECRET: &str = "secret of the client";

#[derive(Default)]
struct Mind {
    nonce: String,
    challenge: String,
    says: Value,
}

pub(crate) struct Idp {
    pub(crate) issuer: String,
    mind: Arc<Mutex<Mind>>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

#[derive(Clone)]
struct Desk {
    issuer: String,
    mind: Arc<Mutex<Mind>>,
}

/// A key from a seed, in the form of PKCS #8 (RFC 8410).
fn key(seed: u8) -> CoreEdDsaPrivateSigningKey {
    let head = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04];
    let der = [&head[..], &[0x22, 0x04, 0x20], &[seed; 32]].concat();
    let (begin, end) = ("-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----");
    let pem = format!("{begin}\n{}\n{end}\n", STANDARD.encode(der));
    let id = openidconnect::JsonWebKeyId::new("one".to_owned());
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(id)).unwrap()
}

async fn configuration(State(desk): State<Desk>) -> Json<Value> {
    let at = |path: &str| format!("{}/{path}", desk.issuer);
    Json(json!({
        "issuer": desk.issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "jwks_uri": at("keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "none", "HS256"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

async fn keys() -> Json<Value> {
    Json(json!({ "keys": [key(1).as_verification_key()] }))
}

/// Gives a token for the code, to the client that holds the verifier of the challenge.
async fn token(
    State(desk): State<Desk>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Json<Value> {
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let mind = desk.mind.lock().unwrap();
    let basic = headers["authorization"].to_str().unwrap().strip_prefix("Basic ").unwrap();
    let basic = String::from_utf8(STANDARD.decode(basic).unwrap()).unwrap();
    let verifier = Sha256::digest(field("code_verifier").unwrap());
    let right = basic == "tidegate:secret+of+the+client"
        && URL_SAFE_NO_PAD.encode(verifier) == mind.challenge
        && field("code").unwrap() == "good";
    if !right {
        return Json(json!({ "error": "invalid_grant" }));
    }
    let now: jiff::Timestamp = NOW.parse().unwrap();
    let mut claims = json!({
        "iss": desk.issuer, "aud": "tidegate", "sub": "subject-1", "nonce": mind.nonce,
        "iat": now.as_second(), "exp": now.as_second() + 7_200,
    });
    let mut head = json!({ "alg": "EdDSA", "kid": "one" });
    let mut signer = key(1);
    for (name, value) in mind.says.as_object().into_iter().flatten() {
        match name.as_str() {
            "alg" => head["alg"] = value.clone(),
            "forged" => signer = key(2),
            name => claims[name] = value.clone(),
        }
    }
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&head), part(&claims));
    let signature = signer.sign(&CoreJwsSigningAlgorithm::EdDsa, signed.as_bytes()).unwrap();
    let signature =
        if head["alg"] == "none" { String::new() } else { URL_SAFE_NO_PAD.encode(signature) };
    Json(json!({
        "access_token": "access", "token_type": "Bearer", "id_token": format!("{signed}.{signature}"),
    }))
}

impl Idp {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let mind = Arc::new(Mutex::new(Mind { says: json!({}), ..Mind::default() }));
        let desk = Desk { issuer: issuer.clone(), mind: Arc::clone(&mind) };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(configuration))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(desk);
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let ended = async { stopped.await.unwrap_or_default() };
            axum::serve(listener, routes).with_graceful_shutdown(ended).await.unwrap();
        });
        Self { issuer, mind, stop, task }
    }

    /// What a browser brought.
    pub(crate) fn asked(&self, nonce: &str, challenge: &str) {
        let mut mind = self.mind.lock().unwrap();
        (mind.nonce, mind.challenge) = (nonce.to_owned(), challenge.to_owned());
    }

    /// What the next token says otherwise.
    pub(crate) fn say(&self, says: Value) {
        self.mind.lock().unwrap().says = says;
    }

    pub(crate) async fn end(self) {
        let _ = self.stop.send(());
        self.task.await.unwrap();
    }
}
