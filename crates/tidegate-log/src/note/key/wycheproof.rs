//! Others' edge cases of Ed25519, put to the one function that checks signatures here.

#![expect(clippy::disallowed_methods, reason = "tests read the corpora from disk")]

use std::io::BufReader;
use std::path::PathBuf;

use ed25519_dalek::Verifier as _;
use serde::Deserialize;

use super::{ED25519, KeyName, PublicKey, Signature};

#[derive(Deserialize)]
struct Suite {
    #[serde(rename = "testGroups")]
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    #[serde(rename = "publicKey")]
    key: Key,
    tests: Vec<Case>,
}

#[derive(Deserialize)]
struct Key {
    pk: String,
}

#[derive(Deserialize)]
struct Case {
    #[serde(rename = "tcId")]
    id: u32,
    comment: String,
    msg: String,
    sig: String,
    result: String,
}

fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn suite() -> Option<Suite> {
    let root = std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora")),
        PathBuf::from,
    );
    let file = std::fs::File::open(root.join("crypto/wycheproof/ed25519_test.json.xz")).ok()?;
    let mut json = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(file), &mut json).unwrap();
    Some(serde_json::from_slice(&json).unwrap())
}

#[test]
fn signatures_are_accepted_and_refused_as_wycheproof_says() {
    let Some(suite) = suite() else {
        println!("left out: the Wycheproof cases of Ed25519, corpora not found");
        return;
    };
    let name = KeyName::parse("wycheproof.test").unwrap();
    let (mut valid, mut invalid, mut strict_differs) = (0, 0, 0);
    for group in &suite.groups {
        let public = <[u8; 32]>::try_from(unhex(&group.key.pk)).unwrap();
        let key = PublicKey::new(name.clone(), ED25519, &public);
        for case in &group.tests {
            let (message, signature) = (unhex(&case.msg), unhex(&case.sig));
            let accepted = key.as_ref().is_ok_and(|key| key.check(&message, &signature).is_ok());
            assert_eq!(accepted, case.result == "valid", "case {}: {}", case.id, case.comment);
            let lax = key.as_ref().is_ok_and(|key| {
                Signature::from_slice(&signature)
                    .is_ok_and(|signature| key.key.verify(&message, &signature).is_ok())
            });
            strict_differs += u32::from(lax != accepted);
            if accepted { valid += 1 } else { invalid += 1 }
        }
    }
    println!("Wycheproof Ed25519: {valid} accepted, {invalid} refused, as labelled");
    println!("strict and plain verification differ on {strict_differs} cases");
    assert!(valid > 0 && invalid > 0);
}

#[test]
fn a_key_of_small_order_is_refused() {
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let name = KeyName::parse("weak.test").unwrap();
    for public in [neutral, [0; 32]] {
        assert!(PublicKey::new(name.clone(), ED25519, &public).is_err());
    }
}
