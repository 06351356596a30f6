//! Passkeys, with a device made of a key and a counter: what it proves, once, and what it does not.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tidegate::desk::Desk;
use tidegate::people::{
    Account, Answered, Challenge, Entered, FirstFactor, Member, MemberRole, NotChanged,
    NotSignedIn, Passphrase, Site,
};

use crate::served::{PASSPHRASE, Served};

const ORIGIN: &str = "https://desk.example";

/// An authenticator with one key.
struct Device {
    key: SigningKey,
    id: Vec<u8>,
    handle: Vec<u8>,
    counter: u32,
    verifies: bool,
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A string of bytes in CBOR, shorter than 64 KiB.
fn cbor_bytes(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap().to_be_bytes();
    [&[0x59_u8][..], &length, bytes].concat()
}

impl Device {
    fn new(seed: u8) -> Self {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        Self { key, id: vec![seed; 32], handle: Vec::new(), counter: 0, verifies: true }
    }

    /// What the device says of itself: for whom, whether it checked its holder, and how often it was used.
    fn data(&mut self, attested: bool) -> Vec<u8> {
        self.counter += 1;
        let flags = 0x01 | if self.verifies { 0x04 } else { 0 } | if attested { 0x40 } else { 0 };
        let mut data = Sha256::digest(b"desk.example").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        if attested {
            data.extend([0_u8; 16]);
            data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
            data.extend(&self.id);
            let point = self.key.verifying_key().to_sec1_point(false);
            let (x, y) = (&point.as_bytes()[1..33], &point.as_bytes()[33..65]);
            // COSE: an EC2 key of P-256 for ES256.
            data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
            data.extend(x);
            data.extend([0x22, 0x58, 0x20]);
            data.extend(y);
        }
        data
    }

    fn client(kind: &str, options: &Value, origin: &str) -> Vec<u8> {
        let challenge = &options["challenge"];
        json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn create(&mut self, asked: &Challenge) -> Answered {
        let handle = asked.options["user"]["id"].as_str().unwrap();
        self.handle = URL_SAFE_NO_PAD.decode(handle).unwrap();
        let data = self.data(true);
        let attested =
            [&[0xa3][..], b"\x63fmt\x64none\x67attStmt\xa0\x68authData", &cbor_bytes(&data)]
                .concat();
        let client = Self::client("webauthn.create", &asked.options, ORIGIN);
        let credential = json!({
            "id": text(&self.id), "rawId": text(&self.id), "type": "public-key",
            "response": { "attestationObject": text(&attested), "clientDataJSON": text(&client) },
            "clientExtensionResults": {},
        });
        Answered { ceremony: asked.ceremony.clone(), credential: credential.to_string() }
    }

    fn sign(&mut self, asked: &Challenge) -> Answered {
        self.sign_at(asked, ORIGIN)
    }

    fn sign_at(&mut self, asked: &Challenge, origin: &str) -> Answered {
        let data = self.data(false);
        let client = Self::client("webauthn.get", &asked.options, origin);
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        let credential = json!({
            "id": text(&self.id), "rawId": text(&self.id), "type": "public-key",
            "response": {
                "authenticatorData": text(&data), "clientDataJSON": text(&client),
                "signature": text(signature.to_der().as_bytes()), "userHandle": text(&self.handle),
            },
            "clientExtensionResults": {},
        });
        Answered { ceremony: asked.ceremony.clone(), credential: credential.to_string() }
    }
}

fn site() -> Site {
    Site::at(ORIGIN).unwrap()
}

fn typed() -> Passphrase {
    Passphrase::new(PASSPHRASE)
}

async fn member(desk: &Desk, secret: &str) -> Member {
    desk.member(secret).await.unwrap().unwrap()
}

/// An analyst with a passkey on a device; the secret of the new session.
async fn with_passkey(served: &Served, device: &mut Device) -> String {
    let (hosted, site) = (served.hosted("here"), site());
    let desk = hosted.desk();
    let session = served.session("here", MemberRole::Analyst).await;
    let analyst = member(desk, &session).await;
    let asked = desk.ask_new_passkey(&site, &analyst, &typed()).await.unwrap();
    let answered = device.create(&asked);
    let (_, fresh) = desk.make_passkey(&site, &analyst, ("laptop", &answered)).await.unwrap();
    assert!(desk.member(&session).await.unwrap().is_none(), "the other sessions have ended");
    fresh
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_the_whole_way_in_once_for_each_challenge() {
    let served = Served::start().await;
    let mut device = Device::new(7);
    with_passkey(&served, &mut device).await;
    let (hosted, site) = (served.hosted("here"), site());
    let desk = hosted.desk();
    for login in [None, Some("Analyst")] {
        let asked = desk.ask_passkey(&site, login).await.unwrap();
        let answered = device.sign(&asked);
        let secret = desk.enter_by_passkey(&site, &answered).await.unwrap();
        assert_eq!(member(desk, &secret).await.login, "analyst");
        let again = desk.enter_by_passkey(&site, &answered).await;
        assert!(matches!(again, Err(NotSignedIn::Refused)), "a challenge counts once");
    }
    // A disabled account opens to no key.
    let asked = desk.ask_passkey(&site, None).await.unwrap();
    desk.disable_account("analyst").await.unwrap();
    let refused = desk.enter_by_passkey(&site, &device.sign(&asked)).await;
    assert!(matches!(refused, Err(NotSignedIn::Refused)));
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_counts_for_another_site_login_purpose_or_without_its_holder() {
    let served = Served::start().await;
    let (mut device, mut other) = (Device::new(7), Device::new(8));
    with_passkey(&served, &mut device).await;
    let (hosted, site) = (served.hosted("here"), site());
    let desk = hosted.desk();
    let ask = async || desk.ask_passkey(&site, None).await.unwrap();
    let enter = async |answered: Answered| desk.enter_by_passkey(&site, &answered).await.is_ok();
    let elsewhere = device.sign_at(&ask().await, "https://desk.example.evil.example");
    assert!(!enter(elsewhere).await, "another site");
    device.verifies = false;
    let unverified = device.sign(&ask().await);
    assert!(!enter(unverified).await, "the device did not check its holder");
    device.verifies = true;
    let stranger = other.sign(&ask().await);
    assert!(!enter(stranger).await, "a key that nobody has");
    let for_coordinator = desk.ask_passkey(&site, Some("coordinator")).await.unwrap();
    assert!(!enter(device.sign(&for_coordinator)).await, "another login");
    device.handle = vec![9; 16];
    let renamed = device.sign(&ask().await);
    assert!(!enter(renamed).await, "another account of the device");
    assert!(!enter(Answered::default()).await, "no answer");
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_without_passkeys_looks_like_one_that_has_some() {
    let served = Served::start().await;
    with_passkey(&served, &mut Device::new(7)).await;
    let (hosted, site) = (served.hosted("here"), site());
    let keys = async |login: &str| {
        let asked = hosted.desk().ask_passkey(&site, Some(login)).await.unwrap();
        asked.options["allowCredentials"].clone()
    };
    let (known, none) = (keys("analyst").await, keys("nobody.at.all").await);
    assert_eq!(known.as_array().unwrap().len(), 1);
    assert_eq!(none, keys("nobody.at.all").await, "the same each time");
    let (mut many, mut long) = (BTreeSet::new(), BTreeSet::new());
    for number in 0..60 {
        let login = format!("nobody.{number}");
        let keys = keys(&login).await;
        let keys = keys.as_array().unwrap();
        many.insert(keys.len());
        for key in keys {
            assert_eq!(key["type"], "public-key");
            long.insert(URL_SAFE_NO_PAD.decode(key["id"].as_str().unwrap()).unwrap().len());
        }
    }
    // Neither how many there are nor how long they are tells who has an account.
    assert!(many.contains(&1) && many.contains(&2) && !many.contains(&0), "{many:?}");
    assert!(long.is_superset(&BTreeSet::from([16, 32, 64])), "{long:?}");
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_that_goes_back_shuts_the_passkey_and_is_told() {
    let served = Served::start().await;
    let mut device = Device::new(7);
    let session = with_passkey(&served, &mut device).await;
    let (hosted, site) = (served.hosted("here"), site());
    let desk = hosted.desk();
    device.counter = 20;
    let asked = desk.ask_passkey(&site, None).await.unwrap();
    assert!(desk.enter_by_passkey(&site, &device.sign(&asked)).await.is_ok());
    device.counter = 5;
    let asked = desk.ask_passkey(&site, None).await.unwrap();
    let copied = desk.enter_by_passkey(&site, &device.sign(&asked)).await;
    assert!(matches!(copied, Err(NotSignedIn::Regressed)));
    device.counter = 90;
    let asked = desk.ask_passkey(&site, None).await.unwrap();
    let shut = desk.enter_by_passkey(&site, &device.sign(&asked)).await;
    assert!(matches!(shut, Err(NotSignedIn::Refused)), "it opens nothing any more");
    let path = "/api/v1/offices/here/account";
    let told = served.ask("GET", path, Some(&session), &[]).await;
    let told: Value = serde_json::from_str(&told.text).unwrap();
    assert!(told["passkeys"][0]["doubted"].is_string(), "{told}");
    let page = served.ask("GET", "/at/here/account", Some(&session), &[]).await;
    assert!(page.text.contains("may have been copied"));
    let administrator = served.session("here", MemberRole::Administrator).await;
    let members = served.ask("GET", "/at/here/members", Some(&administrator), &[]).await;
    assert!(members.text.contains("a passkey may have been copied"));
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_takes_the_place_of_a_code_for_its_half_session_alone() {
    let served = Served::start().await;
    let mut device = Device::new(7);
    with_passkey(&served, &mut device).await;
    let (hosted, site) = (served.hosted("here"), site());
    let desk = hosted.desk();
    let account = desk.recognise("analyst", &typed()).await.unwrap();
    let program = desk.enter_with(&account, None).await;
    assert!(matches!(program, Err(NotSignedIn::Passkey)), "the passphrase alone opens nothing");
    let half = async |by| match desk.enter(&account, by).await.unwrap() {
        Entered::Half(secret) => secret,
        Entered::Session(_) => panic!("a passkey is asked for"),
    };
    let ended = half(FirstFactor::Passphrase).await;
    desk.end_sessions("analyst", None).await.unwrap();
    assert!(!desk.is_half_open(&ended).await.unwrap(), "half a session ends with the sessions");
    let first = half(FirstFactor::Passphrase).await;
    let second = half(FirstFactor::Passphrase).await;
    let asked = desk.ask_passkey_second(&site, &first).await.unwrap().unwrap();
    let crossed = desk.finish_half_by_passkey(&site, &second, &device.sign(&asked)).await;
    assert!(crossed.is_err(), "another half session");
    let asked = desk.ask_passkey_second(&site, &first).await.unwrap().unwrap();
    let secret = desk.finish_half_by_passkey(&site, &first, &device.sign(&asked)).await.unwrap();
    assert_eq!(member(desk, &secret).await.login, "analyst");
    assert!(desk.ask_passkey_second(&site, &first).await.unwrap().is_none(), "used");
    let asked = desk.ask_passkey(&site, None).await.unwrap();
    let whole = desk.finish_half_by_passkey(&site, &second, &device.sign(&asked)).await;
    assert!(whole.is_err(), "a challenge for something else");
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_second_factor_of_somebody_who_must_have_one_stays() {
    let served = Served::start().await;
    let (mut device, mut spare) = (Device::new(7), Device::new(8));
    let session = with_passkey(&served, &mut device).await;
    let (hosted, site) = (served.hosted("here"), site());
    let desk = hosted.desk();
    desk.ask_second_factor_of(BTreeSet::from([MemberRole::Analyst])).await.unwrap();
    let analyst = member(desk, &session).await;
    let first = desk.passkeys("analyst").await.unwrap().all()[0].id;
    let last = desk.end_passkey(&analyst, &typed(), first).await;
    assert!(matches!(last, Err(NotChanged::LastFactor)));
    let wrong = desk.end_passkey(&analyst, &Passphrase::new("not it at all"), first).await;
    assert!(matches!(wrong, Err(NotChanged::Refused)));
    let asked = desk.ask_new_passkey(&site, &analyst, &typed()).await.unwrap();
    let named = ("spare", &spare.create(&asked));
    let (_, session) = desk.make_passkey(&site, &analyst, named).await.unwrap();
    let analyst = member(desk, &session).await;
    assert!(!analyst.lacks_factor);
    // With a passkey shown now in place of the passphrase.
    let asked = desk.ask_passkey_again(&site, &analyst).await.unwrap();
    desk.end_passkey_with(&site, &analyst, (first, &spare.sign(&asked))).await.unwrap();
    let asked = desk.ask_passkey(&site, None).await.unwrap();
    let removed = desk.enter_by_passkey(&site, &device.sign(&asked)).await;
    assert!(removed.is_err(), "what was removed opens nothing");
    assert_eq!(desk.passkeys("analyst").await.unwrap().all().len(), 1);
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_serves_one_account_and_a_challenge_one_session() {
    let served = Served::start().await;
    let mut device = Device::new(7);
    with_passkey(&served, &mut device).await;
    let (hosted, site) = (served.hosted("here"), site());
    let desk = hosted.desk();
    let session = served.session("here", MemberRole::Coordinator).await;
    let coordinator = member(desk, &session).await;
    let asked = desk.ask_new_passkey(&site, &coordinator, &typed()).await.unwrap();
    let same = desk.make_passkey(&site, &coordinator, ("same", &device.create(&asked))).await;
    assert!(matches!(same, Err(NotChanged::Passkey)), "the key is somebody else's");
    let asked = desk.ask_new_passkey(&site, &coordinator, &typed()).await.unwrap();
    let session = served.session("here", MemberRole::Coordinator).await;
    let other = member(desk, &session).await;
    let mut fresh = Device::new(9);
    let moved = desk.make_passkey(&site, &other, ("moved", &fresh.create(&asked))).await;
    assert!(matches!(moved, Err(NotChanged::Passkey)), "another session");
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_a_number_has_no_passkeys_and_the_page_says_so() {
    for public in ["http://127.0.0.1:8470", "https://[::1]", "http://desk.example", "nonsense"] {
        assert!(Site::at(public).is_none(), "{public}");
    }
    assert!(Site::at("http://localhost:8470").is_some());
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let page = served.ask("GET", "/at/here/account", Some(&session), &[]).await;
    assert!(page.text.contains("can have no passkeys"));
    let form = [("passphrase", PASSPHRASE), ("name", "laptop")];
    let made = served.ask("POST", "/at/here/account/passkeys", Some(&session), &form).await;
    assert_eq!(made.status, 422);
    served.end().await;
}

#[test]
fn an_account_of_before_is_entered_in_any_way() {
    let roles = BTreeSet::from([MemberRole::Analyst]);
    let at = "2026-11-02T09:00:00Z".parse().unwrap();
    let account = Account::new("analyst", "Analyst", roles, &typed(), at).unwrap();
    let mut written = serde_json::to_value(&account).unwrap();
    written.as_object_mut().unwrap().remove("single_only");
    let read: Account = serde_json::from_value(written).unwrap();
    assert!(!read.single_only);
}
