use super::*;
use crate::keys::{Cost, RootSource};
use zeroize::Zeroizing;

fn passphrase(phrase: &str) -> RootSource {
    let cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };
    RootSource::Passphrase { phrase: Zeroizing::new(phrase.to_owned()), cost }
}

#[test]
fn a_case_key_is_found_again_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let ring = KeyRing::create(dir.path(), "office-a", &passphrase("tide")).unwrap();
    let keys = CaseKeys::open(dir.path()).unwrap();
    let (key, wrapped) = ring.new_case_key("case-1").unwrap();
    keys.store(&[wrapped]).unwrap();
    drop((ring, keys));
    let ring = KeyRing::open(dir.path(), &passphrase("tide")).unwrap();
    let keys = CaseKeys::open(dir.path()).unwrap();
    let again = ring.unwrap_case_key(&keys.wrapped("case-1").unwrap()).unwrap();
    assert_eq!(again.commitment(), key.commitment());
    assert!(matches!(keys.wrapped("case-2"), Err(KeyError::Absent(_))));
}

#[test]
fn a_wrong_passphrase_and_a_wrong_kind_of_root_open_nothing() {
    let dir = tempfile::tempdir().unwrap();
    KeyRing::create(dir.path(), "office-a", &passphrase("tide")).unwrap();
    let wrong = KeyRing::open(dir.path(), &passphrase("ebb"));
    assert!(matches!(wrong, Err(KeyError::WrongRoot)));
    let file = RootSource::KeyFile(dir.path().join("root.key"));
    assert!(matches!(KeyRing::open(dir.path(), &file), Err(KeyError::RootKind { .. })));
    assert!(KeyRing::create(dir.path(), "office-a", &passphrase("tide")).is_err());
}

#[test]
fn a_key_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("root.key");
    let source = RootSource::KeyFile(path.clone());
    KeyRing::create(dir.path(), "office-a", &source).unwrap();
    KeyRing::open(dir.path(), &source).unwrap();
    for name in ["root.key", "ring.json"] {
        let path = dir.path().join(name);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(KeyRing::open(dir.path(), &source), Err(KeyError::Exposed(_))));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

#[test]
fn a_wrapped_key_does_not_open_for_another_case_office_or_version() {
    let dir = tempfile::tempdir().unwrap();
    let mut ring = KeyRing::create(dir.path(), "office-a", &passphrase("tide")).unwrap();
    let (_, wrapped) = ring.new_case_key("case-1").unwrap();
    let moved = WrappedCaseKey { case: "case-2".to_owned(), ..wrapped.clone() };
    assert!(ring.unwrap_case_key(&moved).is_err());
    ring.rotate_office_key().unwrap();
    let newer = WrappedCaseKey { version: 2, ..wrapped.clone() };
    assert!(ring.unwrap_case_key(&newer).is_err());
    let other = WrappedCaseKey { commitment: [0; 32], ..wrapped.clone() };
    assert!(matches!(ring.unwrap_case_key(&other), Err(KeyError::Commitment(_))));
    ring.unwrap_case_key(&wrapped).unwrap();
}

#[test]
fn an_erased_key_is_gone_from_the_file_and_stays_gone() {
    let dir = tempfile::tempdir().unwrap();
    let ring = KeyRing::create(dir.path(), "office-a", &passphrase("tide")).unwrap();
    let keys = CaseKeys::open(dir.path()).unwrap();
    let all: Vec<_> = (0..3).map(|n| ring.new_case_key(&format!("case-{n}")).unwrap().1).collect();
    keys.store(&all).unwrap();
    keys.destroy("case-1").unwrap();
    keys.destroy("case-1").unwrap();
    let bytes = std::fs::read(dir.path().join("keys.db")).unwrap();
    assert!(!bytes.windows(SEALED).any(|window| window == all[1].sealed));
    assert!(!bytes.windows(32).any(|window| window == all[1].commitment));
    assert!(bytes.windows(SEALED).any(|window| window == all[2].sealed));
    let keys = CaseKeys::open(dir.path()).unwrap();
    assert_eq!(keys.state("case-1").unwrap(), KeyState::Erased);
    assert!(matches!(keys.state("case-2").unwrap(), KeyState::Live(_)));
}

#[test]
fn rotation_keeps_live_keys_and_leaves_nothing_under_the_old_office_key() {
    let dir = tempfile::tempdir().unwrap();
    let mut ring = KeyRing::create(dir.path(), "office-a", &passphrase("tide")).unwrap();
    let keys = CaseKeys::open(dir.path()).unwrap();
    let (key, wrapped) = ring.new_case_key("case-1").unwrap();
    let (_, gone) = ring.new_case_key("case-2").unwrap();
    keys.store(&[wrapped.clone(), gone]).unwrap();
    keys.destroy("case-2").unwrap();
    ring.rotate_office_key().unwrap();
    keys.rewrap(&ring).unwrap();
    ring.forget_old_office_keys().unwrap();
    let ring = KeyRing::open(dir.path(), &passphrase("tide")).unwrap();
    assert!(ring.unwrap_case_key(&wrapped).is_err());
    let keys = CaseKeys::open(dir.path()).unwrap();
    let again = ring.unwrap_case_key(&keys.wrapped("case-1").unwrap()).unwrap();
    assert_eq!(again.commitment(), key.commitment());
    assert_eq!(keys.state("case-2").unwrap(), KeyState::Erased);
}

#[test]
fn a_torn_last_slot_is_written_over_and_a_damaged_earlier_one_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let ring = KeyRing::create(dir.path(), "office-a", &passphrase("tide")).unwrap();
    let path = dir.path().join("keys.db");
    let keys = CaseKeys::open(dir.path()).unwrap();
    for n in 0..3 {
        keys.store(&[ring.new_case_key(&format!("case-{n}")).unwrap().1]).unwrap();
    }
    let whole = std::fs::read(&path).unwrap();
    for cut in [2 * SLOT + 1, 3 * SLOT - 1, 2 * SLOT] {
        std::fs::write(&path, &whole[..cut]).unwrap();
        let keys = CaseKeys::open(dir.path()).unwrap();
        assert_eq!(keys.len(), 2);
        keys.store(&[ring.new_case_key("case-9").unwrap().1]).unwrap();
        assert!(matches!(
            CaseKeys::open(dir.path()).unwrap().state("case-9"),
            Ok(KeyState::Live(_))
        ));
    }
    for at in (0..2 * SLOT).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        assert!(matches!(CaseKeys::open(dir.path()), Err(KeyError::Damaged { .. })), "{at}");
    }
}
