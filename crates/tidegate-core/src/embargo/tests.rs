//! The chain holds: what must not be, is not; and a clearance opens what it names and nothing else.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use static_assertions::{assert_impl_all, assert_not_impl_any};
use tidegate_log::{Frontier, Head, Inclusion, KeyName, Origin, SigningKey, TrustedLog};

use super::*;
use crate::act::Recipient;
use crate::digest::{Digest, Salt};
use crate::id::{CaseId, ItemId, RulingId, SessionId};
use crate::item::ContentClass;
use crate::seal::{Lock, NONCE, NotSealed, seal};

assert_not_impl_any!(Embargoed<Plain>: Serialize, std::fmt::Display, Clone, PartialEq, Default);
assert_not_impl_any!(Embargoed<Ciphertext>: Serialize, std::fmt::Display, Clone, PartialEq, Default);
assert_not_impl_any!(Embargoed<String>: Serialize, std::fmt::Display, Clone, PartialEq, AsRef<str>);
assert_not_impl_any!(Plain: Serialize, std::fmt::Display, PartialEq, Default, AsRef<[u8]>);
assert_not_impl_any!(Permit: Clone, Copy, Serialize, Deserialize<'static>, Default, From<Grant>);
assert_not_impl_any!(Release: Clone, Copy, Serialize, Deserialize<'static>, Default, Into<Permit>);
assert_not_impl_any!(Clearance: Clone, Copy, Serialize, Deserialize<'static>, Default);
assert_not_impl_any!(Cleared<Vec<u8>>: Clone, Serialize, std::fmt::Display, PartialEq, AsRef<[u8]>, Into<Vec<u8>>);
assert_not_impl_any!(Dispatch: Clone, Serialize, Deserialize<'static>, Default);
assert_not_impl_any!(Inclusion: Serialize, Deserialize<'static>, Default);
assert_impl_all!(Embargoed<Plain>: Send, Sync);
assert_impl_all!(Dispatch: Send, Sync);

const CASE: CaseId = CaseId::from_bytes([1; 16]);
const SALT: [u8; 32] = [9; 32];

fn at(seconds: i64) -> Timestamp {
    "2026-11-23T01:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

fn secret(case: CaseId, id: u8, text: &str) -> Embargoed<Plain> {
    let new = NewItem {
        id: ItemId::from_bytes([id; 16]),
        class: ContentClass::Technical,
        product: None,
        report: None,
        declared: Default::default(),
        confidential: false,
    };
    Embargoed::<Plain>::new(case, new, Salt::from_bytes([id; 32]), text.as_bytes().to_vec())
}

fn grant(decision: &str, items: &[u8]) -> Grant {
    Grant {
        case: CASE,
        decision: Digest::of(decision.as_bytes()),
        recipient: Recipient::Capacity("provider".parse().unwrap()),
        items: items.iter().map(|id| ItemId::from_bytes([*id; 16])).collect(),
        session: SessionId::from_bytes([5; 16]),
        decided: at(0),
    }
}

/// A log with one entry, the decision, and the proof of it.
fn on_log(decision: &Digest) -> Inclusion {
    let leaf = decision_commitment(decision, &Salt::from_bytes(SALT)).leaf_hash();
    let mut frontier = Frontier::empty();
    frontier.append(leaf, &mut Vec::new());
    let key = SigningKey::from_seed(KeyName::parse("log.example").unwrap(), &[3; 32]).unwrap();
    let origin = Origin::parse("log.example").unwrap();
    let note = Head::new(origin.clone(), 1, frontier.root()).sign(&key).unwrap();
    let trusted = TrustedLog::new(origin, key.verifier());
    let checkpoint = tidegate_log::Checkpoint::verify(&note.to_bytes(), &trusted).unwrap();
    checkpoint.include(leaf, 0, &[]).unwrap()
}

fn clearance(decision: &str, items: &[u8]) -> Clearance {
    let grant = grant(decision, items);
    let inclusion = on_log(&grant.decision);
    Permit::grant(grant).clear(&inclusion, &Salt::from_bytes(SALT), at(1)).unwrap()
}

#[test]
fn content_goes_out_by_permit_inclusion_and_clearance() {
    let clearance = clearance("one", &[1, 2]);
    let first = secret(CASE, 1, "heap ").open(&clearance, at(2)).unwrap();
    let second = secret(CASE, 2, "overflow").open(&clearance, at(2)).unwrap();
    let whole = first.join(second).unwrap().map(|(a, b)| [a.bytes(), b.bytes()].concat());
    let dispatch = Dispatch::new(clearance, whole, at(3)).unwrap();
    assert_eq!(dispatch.bytes(), b"heap overflow");
    assert_eq!(dispatch.basis(), Basis::Permit);
    assert_eq!(dispatch.session(), SessionId::from_bytes([5; 16]));
    assert_eq!(dispatch.decision(), Digest::of(b"one"));
}

#[test]
fn a_clearance_for_another_case_or_item_opens_nothing() {
    let clearance = clearance("one", &[1]);
    let other = CaseId::from_bytes([2; 16]);
    assert_eq!(secret(other, 1, "x").open(&clearance, at(2)).unwrap_err(), Shut::OtherCase);
    let item = ItemId::from_bytes([2; 16]);
    assert_eq!(secret(CASE, 2, "x").open(&clearance, at(2)).unwrap_err(), Shut::OtherItem(item));
}

#[test]
fn a_clearance_ends_five_minutes_after_the_decision() {
    let held = clearance("one", &[1]);
    assert_eq!(held.expires(), at(300));
    assert!(secret(CASE, 1, "x").open(&held, at(299)).is_ok());
    assert_eq!(secret(CASE, 1, "x").open(&held, at(300)).unwrap_err(), Shut::Ended(at(300)));
    assert!(secret(CASE, 1, "x").open(&held, at(-1)).is_err());
    let content = secret(CASE, 1, "x").open(&held, at(299)).unwrap();
    let bytes = content.map(|plain| plain.bytes().to_vec());
    assert_eq!(Dispatch::new(held, bytes, at(300)).unwrap_err(), Shut::Ended(at(300)));
}

#[test]
fn a_permit_clears_only_with_the_proof_of_its_own_decision_in_time() {
    let salt = Salt::from_bytes(SALT);
    let permit = |decision: &str| Permit::grant(grant(decision, &[1]));
    let other = on_log(&Digest::of(b"two"));
    assert_eq!(permit("one").clear(&other, &salt, at(1)).unwrap_err(), NotCleared::OtherEntry);
    let own = on_log(&Digest::of(b"one"));
    let wrong = Salt::from_bytes([0; 32]);
    assert_eq!(permit("one").clear(&own, &wrong, at(1)).unwrap_err(), NotCleared::OtherEntry);
    assert!(matches!(permit("one").clear(&own, &salt, at(-1)), Err(NotCleared::NotYet(_))));
    assert!(matches!(permit("one").clear(&own, &salt, at(300)), Err(NotCleared::Expired { .. })));
    assert!(permit("one").clear(&own, &salt, at(299)).is_ok());
}

#[test]
fn content_of_two_decisions_is_not_mixed() {
    let (one, two) = (clearance("one", &[1]), clearance("two", &[1]));
    let of_one = secret(CASE, 1, "x").open(&one, at(2)).unwrap();
    let of_two = secret(CASE, 1, "x").open(&two, at(2)).unwrap();
    assert_eq!(of_one.join(of_two).unwrap_err(), Shut::OtherDecision);
    let of_one = secret(CASE, 1, "x").open(&one, at(2)).unwrap();
    let bytes = of_one.map(|plain| plain.bytes().to_vec());
    assert_eq!(Dispatch::new(two, bytes, at(3)).unwrap_err(), Shut::OtherDecision);
}

#[test]
fn a_release_says_that_it_is_under_a_ruling() {
    let grant = grant("one", &[1]);
    let inclusion = on_log(&grant.decision);
    let ruling = RulingId::from_bytes([7; 16]);
    let release = Release::under(ruling, grant);
    assert_eq!((release.ruling(), release.terms().case), (ruling, CASE));
    let clearance = release.clear(&inclusion, &Salt::from_bytes(SALT), at(1)).unwrap();
    assert_eq!(clearance.basis(), Basis::Ruling(ruling));
}

#[test]
fn sealed_content_comes_back_or_says_that_it_was_changed() {
    let (key, nonce) = ([7; 32], [8; NONCE]);
    let lock = Lock { key: &key, place: b"here" };
    let plain = secret(CASE, 1, "heap");
    let sealed = plain.seal(lock, &nonce).unwrap();
    let stored = Embargoed::from_store(CASE, sealed.item().clone(), sealed.ciphertext().to_vec());
    let again = stored.unseal(lock).unwrap();
    assert_eq!((again.item(), again.case()), (plain.item(), CASE));
    for at in 0..sealed.ciphertext().len() {
        let mut bytes = sealed.ciphertext().to_vec();
        bytes[at] ^= 1;
        let stored = Embargoed::from_store(CASE, sealed.item().clone(), bytes);
        assert!(matches!(stored.unseal(lock), Err(Unsealing::Lock(_))));
    }
    let elsewhere = Lock { place: b"there", ..lock };
    assert_eq!(stored.unseal(elsewhere).unwrap_err(), Unsealing::Lock(NotSealed::Closed));
    let other = secret(CASE, 1, "stack").seal(lock, &nonce).unwrap();
    let swapped = Embargoed::from_store(CASE, sealed.item().clone(), other.ciphertext().to_vec());
    assert!(matches!(swapped.unseal(lock), Err(Unsealing::Changed(_))), "another content");
    let short = seal(lock, &nonce, &[0; 31]).unwrap();
    let short = Embargoed::from_store(CASE, sealed.item().clone(), short);
    assert!(matches!(short.unseal(lock), Err(Unsealing::Changed(_))));
}

#[test]
fn sealed_content_can_be_dispatched_without_being_read() {
    let sealed =
        secret(CASE, 1, "heap").seal(Lock { key: &[7; 32], place: b"here" }, &[8; NONCE]).unwrap();
    let clearance = clearance("one", &[1]);
    let cleared = sealed.open(&clearance, at(2)).unwrap();
    let dispatch = Dispatch::sealed(clearance, cleared, at(3)).unwrap();
    assert!(dispatch.is_sealed());
    assert_eq!(dispatch.bytes(), sealed.ciphertext());
}

#[test]
fn debug_shows_no_content() {
    let secret = secret(CASE, 1, "canary");
    let clearance = clearance("one", &[1]);
    let cleared = secret.open(&clearance, at(2)).unwrap();
    let shown = format!("{secret:?} {cleared:?} {clearance:?}");
    let bytes = cleared.map(|plain| plain.bytes().to_vec());
    let shown = format!("{shown} {:?}", Dispatch::new(clearance, bytes, at(2)).unwrap());
    assert!(!shown.contains("canary") && !shown.contains("99, 97, 110"), "{shown}");
    assert!(shown.starts_with("Embargoed(technical of case_"));
}
