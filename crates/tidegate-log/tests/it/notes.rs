//! Notes and keys: the examples of the specifications and the strings of transparency-dev/formats.

use ed25519_dalek::Signer as _;
use serde::Deserialize;
use tidegate_log::note::{KeyError, MAX_SIGNATURES, NoteError, SignatureLine};
use tidegate_log::{
    Checkpoint, CheckpointError, Head, KeyName, Note, Origin, SigningKey, TrustedLog, VerifierKey,
    WitnessKey,
};

use crate::support::{Store, corpus, key, read};

const FOO: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const FOO_NOTE: &str = "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
const SUM_KEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

#[test]
fn the_example_of_the_specification_verifies() {
    let vkey = VerifierKey::parse(FOO).unwrap();
    assert_eq!(vkey.to_string(), FOO);
    let note = Note::parse(FOO_NOTE.as_bytes()).unwrap();
    assert_eq!(note.verify(std::slice::from_ref(&vkey)), Ok("This is an example message.\n"));
    assert_eq!(note.to_string(), FOO_NOTE);
    assert_eq!(
        Note::parse(FOO_NOTE.replace("an example", "no example").as_bytes())
            .unwrap()
            .verify(std::slice::from_ref(&vkey)),
        Err(NoteError::BadSignature(vkey.name().clone()))
    );
    let stranger = key("example.com/foo", 9).verifier();
    assert_eq!(
        note.verify(&[stranger]),
        Err(NoteError::Unsigned("example.com/foo".to_owned())),
        "a known name with another key is an unknown key"
    );
}

#[test]
fn a_note_of_another_form_is_refused() {
    let line = FOO_NOTE.lines().last().unwrap();
    let broken_line = |e: &NoteError| matches!(e, NoteError::Line(_));
    for bytes in [&b"text\n\nmore\n"[..], b"text\n\n- example.com/foo AAAAAAA=\n"] {
        assert!(broken_line(&Note::parse(bytes).unwrap_err()), "{bytes:?}");
    }
    let cases: [(&[u8], NoteError); 7] = [
        (b"", NoteError::NoSignatures),
        (b"text\n", NoteError::NoSignatures),
        (b"text\n\n", NoteError::NoSignatures),
        (b"text\n\n\n", NoteError::NoSignatures),
        (b"te\rxt\n\nx\n", NoteError::ControlCharacter),
        (b"te\0xt\n\nx\n", NoteError::ControlCharacter),
        (b"te\xffxt\n\nx\n", NoteError::Encoding),
    ];
    for (bytes, expected) in cases {
        assert_eq!(Note::parse(bytes), Err(expected), "{bytes:?}");
    }
    for broken in [
        line.replacen(' ', "  ", 1),
        line.replace("foo ", "foo  "),
        line.replace("foo", "f oo"),
        line.replace("foo", "f+oo"),
        line.replace("foo", "f\u{a0}oo"),
        format!("{line} "),
        line.replace("aQM=", "aQM"),
        "\u{2014} example.com/foo AAAAAA==".to_owned(),
        "\u{2014} example.com/foo ".to_owned(),
        "\u{2014} example.com/foo".to_owned(),
    ] {
        assert!(SignatureLine::parse(&broken).is_err(), "{broken}");
        assert!(Note::parse(format!("text\n\n{broken}\n").as_bytes()).is_err());
    }
    assert_eq!(
        Note::parse(&FOO_NOTE.as_bytes()[..FOO_NOTE.len() - 1]),
        Err(NoteError::NoSignatures),
        "the last line ends in a newline"
    );
    let many = format!("text\n\n{}", format!("{line}\n").repeat(MAX_SIGNATURES + 1));
    assert_eq!(Note::parse(many.as_bytes()), Err(NoteError::TooManySignatures));
    let enough = format!("text\n\n{}", format!("{line}\n").repeat(MAX_SIGNATURES));
    assert!(Note::parse(enough.as_bytes()).is_ok());
}

#[test]
fn the_text_ends_at_the_last_blank_line() {
    let signer = key("blank.test", 3);
    let text = "one\n\ntwo\n\n";
    let note = Note::sign(text, &signer).unwrap();
    let read = Note::parse(&note.to_bytes()).unwrap();
    assert_eq!(read.verify(&[signer.verifier()]), Ok(text));
    assert_eq!(Note::sign("no newline", &signer), Err(NoteError::Text));
}

#[test]
fn unknown_signatures_are_kept_and_a_bad_known_one_condemns_the_note() {
    let (log, other) = (key("log.test", 1), key("other.test", 2));
    let text = "text\n";
    let foreign = Note::sign(text, &other).unwrap().signatures()[0].clone();
    let wrong = Note::sign("another text\n", &other).unwrap().signatures()[0].clone();
    let note = Note::sign(text, &log).unwrap();

    let both = note.clone().with_signature(foreign.clone()).unwrap();
    assert_eq!(both.verify(&[log.verifier()]), Ok(text));
    assert_eq!(both.signatures()[1], foreign);

    let spoilt = note.with_signature(wrong).unwrap();
    assert_eq!(spoilt.verify(&[log.verifier()]), Ok(text), "other is unknown here");
    assert_eq!(
        spoilt.verify(&[log.verifier(), other.verifier()]),
        Err(NoteError::BadSignature(KeyName::parse("other.test").unwrap()))
    );
}

#[test]
fn a_witness_gives_the_time_it_signed() {
    let log = key("log.test", 1);
    let secret = ed25519_dalek::SigningKey::from_bytes(&[5; 32]);
    let name = KeyName::parse("witness.test/w").unwrap();
    let witness = WitnessKey::new(name, secret.verifying_key().as_bytes()).unwrap();
    assert_eq!(WitnessKey::parse(&witness.to_string()), Ok(witness.clone()));

    let head = Store::with_checkpoints(&[3]).head().to_string();
    let note = Note::sign(&head, &log).unwrap();
    let cosign = |time: u64, text: &str| {
        use base64::Engine as _;
        let message = format!("cosignature/v1\ntime {time}\n{text}");
        let mut bytes = witness.id().as_bytes().to_vec();
        bytes.extend_from_slice(&time.to_be_bytes());
        bytes.extend_from_slice(&secret.sign(message.as_bytes()).to_bytes());
        let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
        SignatureLine::parse(&format!("\u{2014} {} {encoded}", witness.name())).unwrap()
    };

    let good = note.clone().with_signature(cosign(1_679_315_147, &head)).unwrap();
    let found = good.cosignatures(std::slice::from_ref(&witness)).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].witness.as_str(), found[0].time), ("witness.test/w", 1_679_315_147));
    assert_eq!(good.cosignatures(&[]), Ok(vec![]));
    assert!(good.verify(&[log.verifier()]).is_ok(), "a cosignature leaves the note as it was");

    let bad = Err(NoteError::BadSignature(witness.name().clone()));
    for line in [cosign(7, "other\n"), cosign(1 << 63, &head)] {
        let note = note.clone().with_signature(line).unwrap();
        assert_eq!(note.cosignatures(std::slice::from_ref(&witness)), bad);
    }
}

#[test]
fn keys_are_read_strictly() {
    let id = |text: &str| Err(KeyError::Id(text.to_owned()));
    for (text, expected) in [
        (FOO.replace("530d903a", "530D903A"), "id"),
        (FOO.replace("530d903a", "530d903b"), "id"),
        (FOO.replace("foo", "fop"), "id"),
        (FOO.replace("AekyeRrm", "AeeyeRrm"), "any"),
        (FOO.replacen('+', " ", 1), "any"),
        (FOO.replace("example.com/foo", ""), "any"),
        ("example.com/foo+530d903a".to_owned(), "any"),
        (String::new(), "any"),
    ] {
        let read = VerifierKey::parse(&text);
        assert!(read.is_err(), "{text}");
        if expected == "id" {
            assert_eq!(read, id(&text));
        }
    }
    let key = key("log.test", 1);
    assert!(!format!("{key:?}").contains(&key.expose_secret()[30..]));
    let shown = SigningKey::parse("PRIVATE+KEY+x+00000000+AAAA").unwrap_err().to_string();
    assert!(!shown.contains("AAAA"), "{shown}");
}

#[test]
fn checkpoints_are_read_strictly() {
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    let good = format!("example.com/behind-the-sofa\n20852163\n{root}\n");
    assert_eq!(Head::parse(&good).unwrap().to_string(), good);
    let extended = format!("{good}one\ntwo\n");
    assert_eq!(Head::parse(&extended).unwrap().extensions(), ["one", "two"]);
    for (text, why) in [
        (good.trim_end().to_owned(), "no final newline"),
        (format!("\n1\n{root}\n"), "empty origin"),
        (format!("o\n01\n{root}\n"), "leading zero"),
        (format!("o\n+1\n{root}\n"), "sign"),
        (format!("o\n\n{root}\n"), "no size"),
        (format!("o\n3438945738945739845734895735\n{root}\n"), "too large for any machine"),
        (format!("o\n{}\n{root}\n", u64::MAX), "too large for a log"),
        ("o\n1\n".to_owned(), "two lines"),
        ("o\n1\nAAAA\n".to_owned(), "short hash"),
        (format!("{good}\n"), "empty extension line"),
    ] {
        assert!(Head::parse(&text).is_err(), "{why}");
    }
}

#[test]
fn a_checkpoint_of_another_log_is_refused_even_if_the_key_signed_it() {
    let store = Store::with_checkpoints(&[3]);
    let note = store.notes[0].to_bytes();
    let other = TrustedLog::new(Origin::parse("log.test/b").unwrap(), store.key.verifier());
    assert!(matches!(Checkpoint::verify(&note, &other), Err(CheckpointError::Origin { .. })));
    assert!(Checkpoint::verify(&note, &store.trusted()).is_ok());
}

#[test]
fn a_receipt_outlives_the_rotation_of_the_key() {
    let store = Store::with_checkpoints(&[3]);
    let newer = key("log.test/a", 2).verifier();
    let log = TrustedLog::named_by(newer).or(store.key.verifier());
    assert!(Checkpoint::verify(&store.notes[0].to_bytes(), &log).is_ok());
}

#[test]
fn the_checkpoint_of_the_go_module_log_verifies() {
    let text = "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n";
    let note = format!(
        "{text}\n\u{2014} sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n"
    );
    let key = VerifierKey::parse(SUM_KEY).unwrap();
    let log = TrustedLog::new(Origin::parse("go.sum database tree").unwrap(), key.clone());
    assert_eq!(Checkpoint::verify(note.as_bytes(), &log).unwrap().size(), 6_476_701);
    // The key's name is not this log's origin.
    assert!(Checkpoint::verify(note.as_bytes(), &TrustedLog::named_by(key)).is_err());
}

#[derive(Deserialize)]
struct Strings {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    text: String,
}

/// Every string is recognised by its form and goes through the parser for it.
#[test]
fn strings_of_transparency_dev_formats() {
    let Some(path) = corpus("tlog/signed-note-strings-from-transparency-dev-formats.json") else {
        return;
    };
    let strings: Strings = serde_json::from_slice(&read(&path).unwrap()).unwrap();
    let texts = || strings.vectors.iter().map(|vector| vector.text.as_str());
    let keys: Vec<VerifierKey> = texts().filter_map(|text| VerifierKey::parse(text).ok()).collect();
    let mut seen = [0; 9];
    for text in texts() {
        let kind = if text.starts_with("PRIVATE+KEY+") {
            let key = SigningKey::parse(text).unwrap();
            assert_eq!(key.expose_secret(), text);
            0
        } else if text.starts_with('\u{2014}') {
            assert_eq!(SignatureLine::parse(text).unwrap().to_string(), text);
            1
        } else if text.contains("\n\n\u{2014}") {
            match Note::parse(text.as_bytes()) {
                Err(_) => 2,
                Ok(note) if note.verify(&keys).is_ok() => 3,
                Ok(_) => 4,
            }
        } else if text.contains('\n') {
            // Some stand-ins for hashes there are text of 37 bytes.
            if Head::parse(text).is_ok() { 5 } else { 6 }
        } else if VerifierKey::parse(text).is_ok() || WitnessKey::parse(text).is_ok() {
            7
        } else {
            assert!(matches!(VerifierKey::parse(text), Err(KeyError::Kind { .. })), "{text}");
            8
        };
        seen[kind] += 1;
    }
    let names = [
        "secret keys",
        "signature lines",
        "malformed notes",
        "verified notes",
        "notes by unknown keys",
        "checkpoint texts",
        "other texts",
        "verifier keys",
        "keys of other types",
    ];
    for (name, count) in names.iter().zip(seen) {
        println!("{count:3} {name}");
    }
    assert_eq!(seen[3], 3, "the three notes of sum.golang.org");
    assert_eq!(seen.iter().sum::<i32>() as usize, strings.vectors.len());
}
