use super::*;
use std::collections::BTreeSet;

const PLACE: Place<'static> =
    Place { office: "o", case: "c", record: "event/1", schema: 1, column: "events.sealed" };

#[test]
fn a_record_opens_in_its_place_and_nowhere_else() {
    let key = CaseKey::new(Random::secret().unwrap());
    let blob = seal(&key, PLACE, b"content").unwrap();
    assert_eq!(unseal(&key, PLACE, &blob).unwrap().as_slice(), b"content");
    let elsewhere = [
        Place { office: "p", ..PLACE },
        Place { case: "d", ..PLACE },
        Place { record: "event/2", ..PLACE },
        Place { schema: 2, ..PLACE },
        Place { column: "evidence.sealed", ..PLACE },
        Place { office: "oc", case: "", ..PLACE },
        Place { office: "", case: "oc", ..PLACE },
    ];
    for place in elsewhere {
        assert!(
            matches!(unseal(&key, place, &blob), Err(SealError::Cipher(NotSealed::Closed))),
            "{place:?}"
        );
    }
    let other = CaseKey::new(Random::secret().unwrap());
    assert!(matches!(unseal(&other, PLACE, &blob), Err(SealError::Cipher(NotSealed::Closed))));
}

#[test]
fn no_changed_or_shortened_blob_opens() {
    let key = CaseKey::new(Random::secret().unwrap());
    let blob = seal(&key, PLACE, b"content").unwrap();
    for at in 0..blob.len() {
        for bit in 0..8 {
            let mut changed = blob.clone();
            changed[at] ^= 1 << bit;
            assert!(unseal(&key, PLACE, &changed).is_err());
        }
        assert!(unseal(&key, PLACE, &blob[..at]).is_err());
    }
    let mut newer = blob.clone();
    newer[0] = 9;
    assert!(matches!(unseal(&key, PLACE, &newer), Err(SealError::Cipher(NotSealed::Suite(9)))));
}

#[test]
fn sealing_twice_never_gives_the_same_bytes() {
    let key = CaseKey::new(Random::secret().unwrap());
    let all: BTreeSet<_> = (0..500).map(|_| seal(&key, PLACE, b"same").unwrap()).collect();
    assert_eq!(all.len(), 500);
}

/// One Wycheproof file, or nothing where the corpora are absent.
fn wycheproof(name: &str) -> Option<serde_json::Value> {
    let root = std::env::var("TIDEGATE_CORPORA").unwrap_or_else(|_| {
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora").to_owned()
    });
    let path = std::path::Path::new(&root).join("crypto/wycheproof").join(name);
    let Ok(bytes) = std::fs::read(&path) else {
        println!("left out: {} (corpora absent)", path.display());
        return None;
    };
    let mut plain = Vec::new();
    lzma_rs::xz_decompress(&mut bytes.as_slice(), &mut plain).unwrap();
    Some(serde_json::from_slice(&plain).unwrap())
}

fn hex(value: &serde_json::Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len()).step_by(2).map(|n| u8::from_str_radix(&text[n..n + 2], 16).unwrap()).collect()
}

fn cases(file: &serde_json::Value) -> impl Iterator<Item = &serde_json::Value> {
    file["testGroups"].as_array().unwrap().iter().flat_map(|g| g["tests"].as_array().unwrap())
}

#[test]
fn wycheproof_xchacha20_poly1305() {
    let Some(file) = wycheproof("xchacha20_poly1305_test.json.xz") else { return };
    let (mut ran, mut skipped) = (0, 0);
    for case in cases(&file) {
        let (key, iv, aad) = (hex(&case["key"]), hex(&case["iv"]), hex(&case["aad"]));
        let (msg, ct, tag) = (hex(&case["msg"]), hex(&case["ct"]), hex(&case["tag"]));
        // A blob always carries a nonce of 24 bytes; vectors with others cannot be put to it.
        let (Some(key), Ok(iv)) = (Secret::from_slice(&key), <[u8; NONCE]>::try_from(iv)) else {
            assert_eq!(case["result"], "invalid", "{case}");
            skipped += 1;
            continue;
        };
        let blob = [&[cipher::SUITE][..], &iv, &ct, &tag].concat();
        let opened = unseal_with(&key, &aad, &blob);
        if case["result"] == "valid" {
            assert_eq!(opened.unwrap().as_slice(), msg, "{case}");
            let lock = Lock { key: key.expose(), place: &aad };
            assert_eq!(cipher::seal(lock, &iv, &msg).unwrap(), blob, "{case}");
        } else {
            assert!(opened.is_err(), "{case}");
        }
        ran += 1;
    }
    println!("xchacha20_poly1305: {ran} ran, {skipped} of other nonce or key sizes");
    assert!(ran >= 161);
}

#[test]
fn wycheproof_hkdf_sha256() {
    let Some(file) = wycheproof("hkdf_sha256_test.json.xz") else { return };
    let (mut ran, mut through_ours) = (0, 0);
    for case in cases(&file) {
        let (ikm, salt, info) = (hex(&case["ikm"]), hex(&case["salt"]), hex(&case["info"]));
        let mut okm = vec![0; usize::try_from(case["size"].as_u64().unwrap()).unwrap()];
        let done = hkdf::Hkdf::<sha2::Sha256>::new(Some(&salt), &ikm).expand(&info, &mut okm);
        assert_eq!(done.is_ok(), case["result"] == "valid", "{case}");
        if done.is_ok() {
            assert_eq!(okm, hex(&case["okm"]), "{case}");
        }
        ran += 1;
        if let (Some(key), true) = (Secret::from_slice(&ikm), salt.is_empty()) {
            let n = okm.len().min(32);
            if done.is_ok() {
                assert_eq!(key.derive(&info).expose()[..n], okm[..n], "{case}");
                through_ours += 1;
            }
        }
    }
    println!("hkdf_sha256: {ran} ran, {through_ours} of them through our derivation");
    assert!(ran >= 42 && through_ours > 0);
}
