//! Hostile input: whatever comes in, a command ends with a code and a message, and never steers the terminal.

use std::path::{Path, PathBuf};

use super::{Exit, Ran, ran, temporary};

fn corpora() -> PathBuf {
    std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
        PathBuf::from,
    )
}

/// The strings of the Big List of Naughty Strings and our own, or our own alone where the corpus is absent.
fn strings() -> Vec<String> {
    let own = [
        "",
        " ",
        "\u{202e}evil",
        "\u{1b}[2J\u{1b}]0;owned\u{7}",
        "----",
        "--",
        "a\r\nb",
        "ask ask may may",
        "\u{0}",
    ];
    let mut all: Vec<String> = own.map(str::to_owned).to_vec();
    let path = corpora().join("hostile/blns/blns.json");
    match std::fs::read(&path) {
        Ok(bytes) => all.extend(serde_json::from_slice::<Vec<String>>(&bytes).unwrap()),
        Err(_) => {
            println!("left out: the Big List of Naughty Strings ({} is absent)", path.display())
        }
    }
    all
}

fn ended_well(ran: &Ran, input: &str) {
    let steering = |text: &str| text.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
    assert!(!steering(&ran.out) && !steering(&ran.err), "{input:?} steers the terminal");
    assert!(
        matches!(ran.exit, Exit::Done) || !(ran.out.is_empty() && ran.err.is_empty()),
        "{input:?}"
    );
}

#[test]
fn naughty_strings_as_arguments_get_a_message() {
    for string in strings().iter().filter(|string| !string.contains('\0')) {
        for words in [
            vec!["ask", "--act", string.as_str(), "--content", "technical"],
            vec!["ask", "--act", "share", "--content", "technical", "--fact", string.as_str()],
            vec!["ask", "--act", "share", "--content", "technical", "--at", string.as_str()],
            vec!["law", "show", string.as_str()],
            vec![string.as_str()],
        ] {
            let ran = ran(&words);
            ended_well(&ran, string);
        }
    }
}

#[test]
fn naughty_strings_as_scenes_get_a_message() {
    let mut text = String::new();
    for string in strings() {
        let (_folder, path) = temporary("naughty.scene", string.as_bytes());
        ended_well(&ran(&["scene", path.to_str().unwrap()]), &string);
        text = string;
        let (_folder, path) = temporary(
            "party.scene",
            format!("party {text} finder CN\nask duties of {text}\n").as_bytes(),
        );
        ended_well(&ran(&["scene", path.to_str().unwrap()]), &text);
    }
    assert!(!text.is_empty());
}

#[test]
fn malformed_json_is_no_receipt() {
    let folder = corpora().join("hostile/JSONTestSuite/test_parsing");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("left out: JSONTestSuite ({} is absent)", folder.display());
        return;
    };
    let key = "log.example+00000000+AQ==";
    let mut count = 0;
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap().to_owned();
        for words in [
            vec!["verify", &name, &name, "--key", key],
            vec!["scene", &name],
            vec!["ask", "--scene", &name, "a may share technical"],
        ] {
            let ran = ran(&words);
            ended_well(&ran, &name);
            let empty_scene = words.first() == Some(&"scene") && ran.exit == Exit::Done;
            assert!(ran.exit == Exit::Usage || empty_scene, "{name}: {:?} {}", ran.exit, ran.err);
        }
        count += 1;
    }
    assert!(count > 300, "the suite has {count} files");
}

#[test]
fn made_files_are_read_without_harm() {
    let Ok(entries) = std::fs::read_dir(corpora().join("hostile/made")) else {
        println!("left out: hostile/made is absent");
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap().to_owned();
        ended_well(&ran(&["scene", &name]), &name);
        ended_well(&ran(&["law", "check", &name]), &name);
    }
}
