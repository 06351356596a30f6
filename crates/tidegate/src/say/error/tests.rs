//! An error is said once, in both languages, and says what to do.

use std::io;
use std::path::PathBuf;

use anyhow::Context as _;
use tidegate_core::case::Phase;
use tidegate_core::command::{Part, Rejection};
use tidegate_core::id::{CaseId, ItemId, PartyId};
use tidegate_core::scene::{Ask, Kind, Line, NotRead, Scene};
use tidegate_law::{About, Language};
use tidegate_log::Hash;
use tidegate_log::fsck::Difference;

use super::{Said, whole};
use crate::desk::{DeskError, Finding, Flaw, Piece, Unfit};
use crate::drill::{NoDrill, NoStep};
use crate::keys::KeyError;
use crate::store::StoreError;
use crate::words::Voice;

fn both(error: &impl Said) -> (String, String) {
    let said = |language| error.said(&Voice::of(language));
    (said(Language::English), said(Language::Chinese))
}

fn absent() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "no such file")
}

#[test]
fn a_rejection_names_the_part_in_the_readers_language() {
    let (english, chinese) = both(&Rejection::Empty(Part::Reason));
    assert_eq!(english, "the reason is empty; fill it in");
    assert_eq!(chinese, "原因为空；请填写");
    let (_, chinese) = both(&Rejection::Ended(Phase::Closed));
    assert!(!chinese.contains("closed"), "{chinese}");
    let party = PartyId::from_bytes([7; 16]);
    let (english, chinese) = both(&DeskError::Rejected(Rejection::NotInCase(party)));
    assert!(english.contains(&party.to_string()) && chinese.contains(&party.to_string()));
}

#[test]
fn a_missing_key_is_said_once_and_names_the_backup() {
    let key =
        || KeyError::File { doing: "open", path: PathBuf::from("/k/root.key"), why: absent() };
    let (english, chinese) = both(&DeskError::Keys(key()));
    assert_eq!(english.matches("root.key").count(), 1);
    assert!(english.contains("backup") && chinese.contains("备份"));
    // For the journal, the chain of one error says what the system said once.
    let chain = format!("{:#}", anyhow::Error::new(DeskError::Keys(key())));
    assert_eq!(chain.matches("no such file").count(), 1, "{chain}");
}

#[test]
fn what_a_check_found_is_said_in_both_languages_and_in_english_as_the_library_does() {
    let log = |difference: Difference| {
        let (english, chinese) = both(&difference);
        assert_eq!(english, difference.to_string());
        assert_ne!(english, chinese);
    };
    let (stored, computed) = (Hash::new([1; 32]), Hash::new([2; 32]));
    log(Difference::LeafMissing { first: 3, last: 3 });
    log(Difference::LeafMissing { first: 3, last: 5 });
    log(Difference::LeafOutOfPlace { expected: 1, found: 2 });
    log(Difference::LeafChanged { index: 4, stored, computed });
    log(Difference::CheckpointShrinks { position: 1, size: 2, earlier: 3 });
    log(Difference::CheckpointSplit { position: 1, other: 0, size: 3 });
    log(Difference::CheckpointBeyondLog { position: 0, size: 9, leaves: 8 });
    for computed in [Some(computed), None] {
        let (position, size, signed, agreed) = (0, 8, stored, 5);
        log(Difference::CheckpointRoot { position, size, signed, computed, agreed });
    }
    let case = Some("c".to_owned());
    let finding =
        Finding { case, what: Unfit::ContentShut(ItemId::from_bytes([3; 16]), Flaw::Changed) };
    let (english, chinese) = both(&finding);
    assert!(english.starts_with("case c: ") && english.ends_with("is not the one that was sealed"));
    assert!(chinese.starts_with("案件 c：") && chinese.ends_with("不是所封存的那一份"));
    let case = CaseId::from_bytes([4; 16]);
    let damaged = DeskError::Damaged { case, what: Piece::Event(3), why: Flaw::Elsewhere };
    let (_, chinese) = both(&damaged);
    assert!(chinese.contains("事件 3") && chinese.contains("与所在行不符"), "{chinese}");
}

#[test]
fn a_chain_says_each_thing_once() {
    let why = io::Error::other("the disk is gone");
    let store = StoreError::File { doing: "write", path: PathBuf::from("/d"), why };
    let error = anyhow::Error::new(DeskError::Store(store)).context("opening the office");
    for language in [Language::English, Language::Chinese] {
        let said = whole(&error, &Voice::of(language));
        assert_eq!(said.matches("the disk is gone").count(), 1, "{said}");
        assert!(said.starts_with("opening the office: "), "{said}");
    }
    // A stranger's error that ends in what is below it is not said twice either.
    let foreign: Result<(), _> = Err(absent());
    let foreign = foreign.context("it failed: no such file").unwrap_err();
    let said = whole(&foreign, &Voice::of(Language::English));
    assert_eq!(said, "it failed: no such file");
}

#[test]
fn the_texts_begin_small_and_end_without_a_stop() {
    let english = crate::words::sources("en").collect::<String>();
    let chinese = crate::words::sources("zh").collect::<String>();
    let texts = |all: &str| -> Vec<String> {
        let lines = all.lines().filter(|line| line.starts_with("error-"));
        lines.filter_map(|line| line.split_once(" = ")).map(|(_, text)| text.to_owned()).collect()
    };
    let (english, chinese) = (texts(&english), texts(&chinese));
    assert!(english.len() > 150 && english.len() == chinese.len());
    for text in english {
        assert!(!text.starts_with(char::is_uppercase) && !text.ends_with('.'), "{text}");
    }
    for text in chinese {
        assert!(!text.ends_with('。'), "{text}");
    }
}

#[test]
fn what_a_line_of_a_scene_says_wrong_is_said_in_the_readers_language() {
    let book = crate::book::load(None).unwrap();
    let setting = "party acme manufacturer DE\nproduct cam of acme in EU";
    let stage = || Scene::parse(setting).unwrap().stage(&book).unwrap();
    let lines = [
        "perty acme manufacturer DE",
        "party acme boss DE",
        "party acme manufacturer Nowhere",
        "party acme manufacturer DE tall",
        "product box of nobody",
        "product box of acme since monday",
        "house of-cards",
        "position mood good",
        "2026-13-40 acme learned",
        "2026-01-01 acme lerned",
        "2026-01-01 acme waits for a while",
        "2026-01-01 fact colour=red",
        "2026-01-01 fact severity=red",
        "2026-01-01 technical is lost",
        "2026-01-01 embargo acme until 2026-02-01",
        "2026-01-01 \"acme learned",
    ];
    for line in lines {
        let read = Scene::parse(line).map(|scene| scene.lines);
        let wrong = match read {
            Err(error) => error.why,
            Ok(lines) => stage().play(&lines[0].1).expect_err(line),
        };
        let (english, chinese) = both(&wrong);
        assert!(!chinese.contains("there is no") && !chinese.contains("write "), "{chinese}");
        assert!(
            chinese.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{line}: {chinese}"
        );
        assert!(english.is_ascii() || english.contains('…'), "{english}");
    }
    let asked = |question: &str| match Ask::parse(question) {
        Err(error) => error,
        Ok(ask) => stage().decide(&ask).expect_err(question),
    };
    let (english, chinese) = both(&asked("ghost may publish technical"));
    assert_eq!(english, "there is no party `ghost`; the case has: acme");
    assert_eq!(chinese, "没有主体 `ghost`；案件中有：acme");
    assert!(both(&asked("acme may sing technical")).1.starts_with("没有行为 `sing`；可用："));
    assert!(both(&asked("who are you")).1.starts_with("请写 "));
    assert!(matches!(Line::told("at 2026-01-01", "a test"), Err(NotRead::TellsNothing(_))));
}

#[test]
fn every_kind_of_name_has_its_words() {
    for kind in Kind::ALL {
        let known = vec!["one".to_owned()];
        let (english, chinese) = both(&NotRead::Nothing { kind, name: "x".to_owned(), known });
        assert!(english.contains("`x`") && chinese.contains("`x`"), "{english} {chinese}");
        assert_ne!(english, chinese);
    }
}

#[test]
fn a_fact_said_of_something_else_is_said_by_what_it_is_about() {
    let of = |about| both(&NotRead::About { fact: "x".to_owned(), about });
    for (about, en, zh) in [
        (About::Vulnerability, "the flaw itself", "漏洞本身"),
        (About::Product, "name the product", "请指明产品"),
        (About::Item, "name a class", "请指明类别"),
        (About::Actor, "name the party", "请指明主体"),
        (About::Recipient, "name the party", "请指明主体"),
        (About::Flow, "with the question", "随问题一并给出"),
        (About::Reading, "an office adopts a position", "由机构采取立场"),
    ] {
        let (english, chinese) = of(about);
        assert!(english.contains(en) && chinese.contains(zh), "{english} {chinese}");
    }
}

#[test]
fn a_step_of_a_drill_without_a_time_is_told_how_one_looks() {
    let step = |why| both(&NoDrill::Step { line: "x".to_owned(), why });
    let (english, chinese) = step(NoStep::NoTime);
    assert!(english.contains("+MINUTES:SECONDS") && chinese.contains("+1:30"), "{chinese}");
    let (english, chinese) = step(NoStep::NotAPace("x".to_owned()));
    assert!(english.contains("`+x`") && chinese.contains("`+x`"), "{english} {chinese}");
}
