//! Whole command lines in memory: the tree, the manual in both languages, exit codes, hostile input.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::CommandFactory;

use super::*;

mod differ;
mod hostile;

/// What a command printed, and how it ended.
pub(super) struct Ran {
    pub(super) exit: Exit,
    pub(super) out: String,
    pub(super) err: String,
}

pub(super) fn ran(words: &[&str]) -> Ran {
    ran_os(words.iter().map(OsString::from).collect())
}

pub(super) fn ran_os(words: Vec<OsString>) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let surroundings = Surroundings {
        language: Language::English,
        colour: false,
        width: 100,
        clock: Clock::fixed("2026-11-24T09:00:00Z".parse().unwrap()),
    };
    let all = std::iter::once(OsString::from("tidegate")).chain(words);
    let exit = run(all, &surroundings, &mut out, &mut err);
    Ran { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

pub(super) fn temporary(name: &str, content: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_tree_of_commands_is_sound() {
    for language in [Language::English, Language::Chinese] {
        manual::spoken(Cli::command(), &Voice::of(language)).debug_assert();
    }
}

/// Every command and argument has its text in both languages, and no text of the manual is without its command.
#[test]
fn the_manual_is_whole_in_both_languages() {
    fn walk(command: &clap::Command, id: &str, voice: &Voice, asked: &mut Vec<String>) {
        assert_ne!(voice.say(id), id, "`{id}` is missing");
        asked.push(id.to_owned());
        for argument in
            command.get_arguments().filter(|a| !a.is_global_set() || id == "help-tidegate")
        {
            let name = argument.get_id().as_str();
            let text = voice.part(id, name);
            assert!(text.is_some_and(|text| !text.is_empty()), "`{id}` lacks `.{name}`");
            asked.push(format!("{id}.{name}"));
        }
        let stem = if id == "help-tidegate" { "help" } else { id };
        for inner in command.get_subcommands() {
            walk(inner, &format!("{stem}-{}", inner.get_name()), voice, asked);
        }
    }
    let mut asked = Vec::new();
    for language in [Language::English, Language::Chinese] {
        asked.clear();
        walk(&Cli::command(), "help-tidegate", &Voice::of(language), &mut asked);
    }
    let mut message = "";
    for line in crate::words::sources("en").flat_map(str::lines) {
        let Some((head, _)) = line.split_once(" =") else { continue };
        if head.starts_with("help-") {
            message = head;
            assert!(asked.iter().any(|id| id == head), "`{head}` stands for no command");
        } else if let (Some(part), true) =
            (head.strip_prefix("    ."), message.starts_with("help-"))
        {
            let known = matches!(part, "long" | "after");
            let id = format!("{message}.{part}");
            assert!(known || asked.contains(&id), "`{id}` stands for no argument");
        } else if !head.starts_with(' ') {
            message = "";
        }
    }
}

#[test]
fn help_is_no_error_and_speaks_the_language_asked_for() {
    let english = ran(&["ask", "--help"]);
    assert_eq!(english.exit, Exit::Done);
    assert!(english.out.contains("Usage: tidegate ask"), "{}", english.out);
    let chinese = ran(&["--lang", "zh", "help", "law", "show"]);
    assert_eq!(chinese.exit, Exit::Done);
    assert!(chinese.out.contains("用法： tidegate law show"), "{}", chinese.out);
    assert!(!chinese.out.contains("Options"), "{}", chinese.out);
}

#[test]
fn wrong_use_says_what_would_be_right() {
    let ran = ran(&["ask", "--contnt", "technical"]);
    assert_eq!(ran.exit, Exit::Usage);
    assert_eq!(
        ran.err,
        "tidegate: `--contnt` is no option of this command; did you mean `--content`; `tidegate help` shows how\n"
    );
}

#[test]
fn a_refusal_ends_with_three_and_a_permission_with_nought() {
    let ask = |recipient: &str| {
        ran(&[
            "ask",
            "--act",
            "share",
            "--content",
            "technical",
            "--state",
            "undisclosed",
            "--role",
            "finder",
            "--actor-place",
            "CN",
            "--recipient",
            recipient,
            "--at",
            "2021-11-24",
        ])
    };
    let refused = ask("foreign_authority");
    assert_eq!(refused.exit, Exit::Refused, "{}", refused.err);
    assert!(refused.out.starts_with("REFUSED"), "{}", refused.out);
    assert!(refused.out.contains("RMSV 9(7)"), "{}", refused.out);
    assert_eq!(ask("provider").exit, Exit::Done);
    assert!(ask("provider").out.starts_with("NOT FORBIDDEN"));
}

#[test]
fn without_an_instant_the_clock_of_the_shell_is_asked() {
    let ran = ran(&["ask", "--act", "use", "--content", "technical", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["at"], "2026-11-24T09:00:00Z");
    assert_eq!(told["version"], 1);
    assert_eq!(told["gate"], serde_json::Value::Null);
}

#[test]
fn a_story_is_asked_in_words_and_adds_need_to_know() {
    let scene = "zone Asia/Shanghai\nparty mei finder CN\nparty friend public CN\nparty maker manufacturer CN\n\
                 product camera of maker in CN\n2026-11-23 10:00 mei learned\n";
    let (_folder, path) = temporary("story.scene", scene.as_bytes());
    let path = path.to_str().unwrap();
    let ran = ran(&[
        "ask",
        "--scene",
        path,
        "mei",
        "may",
        "share",
        "technical",
        "with",
        "friend",
        "--json",
    ]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((told["law"].as_str(), told["gate"].as_str()), (Some("permit"), Some("refuse")));
    assert_eq!(ran.exit, Exit::Refused);
}

#[test]
fn a_scene_that_differs_ends_with_one_and_shows_how() {
    let text = "party mei finder CN\n2026-11-23 mei learned\n\nask who knows technical\n----\nmei since ever\n";
    let (_folder, path) = temporary("wrong.scene", text.as_bytes());
    let path = path.to_str().unwrap();
    let first = ran(&["scene", path]);
    assert_eq!(first.exit, Exit::Fault);
    assert!(first.out.contains("  - mei since ever\n  + nobody\n"), "{}", first.out);
    assert_eq!(ran(&["scene", path, "--bless"]).exit, Exit::Done);
    assert_eq!(ran(&["scene", path]).exit, Exit::Done);
}

#[test]
fn a_fault_of_a_book_is_shown_with_its_source() {
    let law = root().join("law");
    let folder = tempfile::tempdir().unwrap();
    for file in crate::book::read(&law).unwrap() {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = if file.path == "cn/rmsv.md" {
            file.text.replacen("context.actor_endangers", "context.actor_endangered", 1)
        } else {
            file.text
        };
        std::fs::write(path, text).unwrap();
    }
    let ran = ran(&["law", "check", folder.path().to_str().unwrap()]);
    assert_eq!(ran.exit, Exit::Fault);
    assert!(ran.err.contains("cn/rmsv.md"), "{}", ran.err);
    assert!(ran.err.contains("actor_endangered"), "{}", ran.err);
    assert!(
        ran.err.ends_with("the book has a fault and is not used; correct what is shown\n"),
        "{}",
        ran.err
    );
}

#[test]
fn a_statute_that_was_not_read_again_for_long_is_named() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let surroundings = Surroundings {
        language: Language::English,
        colour: false,
        width: 100,
        clock: Clock::fixed("2028-11-24T09:00:00Z".parse().unwrap()),
    };
    let words = ["tidegate", "law", "check"].map(OsString::from);
    assert_eq!(run(words, &surroundings, &mut out, &mut err), Exit::Done);
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("warning: `cn-rmsv` was last compared with its source on"), "{out}");
}

#[test]
fn an_article_is_shown_with_its_rule_as_sentence_and_as_written() {
    let ran = ran(&["law", "show", "cn-rmsv", "9(7)"]);
    assert_eq!(ran.exit, Exit::Done);
    for part in [
        "9(7) Undisclosed information",
        "applies when:",
        "- the recipient is outside China",
        "forbid (principal",
    ] {
        assert!(ran.out.contains(part), "`{part}` in {}", ran.out);
    }
    let earlier =
        super::tests::ran(&["law", "show", "cn-rmsv", "9(7)", "--at", "2021-08-31", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&earlier.out).unwrap();
    assert_eq!(told["articles"][0]["rules"].as_array().unwrap().len(), 0);
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let surroundings = Surroundings::of_process();
    let mut err = Vec::new();
    let words = ["tidegate", "law", "list"].map(OsString::from);
    assert_eq!(run(words, &surroundings, &mut Closed, &mut err), Exit::Done);
    assert!(err.is_empty());
}

#[test]
fn every_code_is_its_own() {
    let all = [
        Exit::Done,
        Exit::Fault,
        Exit::Usage,
        Exit::Refused,
        Exit::Escalate,
        Exit::Conflict,
        Exit::NotVerified,
    ];
    let codes: Vec<u8> = all.iter().map(|exit| exit.code()).collect();
    assert_eq!(codes, [0, 1, 2, 3, 4, 5, 6]);
}
