//! Small answers under a small book, in both languages. A changed snapshot is read before it is blessed.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use tidegate_law::{
    Adoption, Book, FactName, FactValue, Language, Names, Position, Question, Situation,
    SourceFile, Words,
};

use super::told::{PassageTold, QuestionTold, Told, value_name};
use super::{Basis, text};
use crate::words::Voice;

fn book() -> Book {
    let files = [
        SourceFile::new("schema.cedarschema", include_str!("tests/sample.cedarschema")),
        SourceFile::new("xx/act.md", include_str!("tests/sample.md")),
        SourceFile::new("calendars/none.toml", include_str!("../../../../law/calendars/cn.toml")),
        SourceFile::new(
            "moves.toml",
            "[[move]]\nkey = \"consent\"\nkind = \"consent\"\nen = \"obtain the ministry's consent\"\n\
             zh = \"取得主管部门同意\"\nset = { consent = \"true\" }\n",
        ),
    ];
    Book::load(&files).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn adopted(value: &str) -> Adoption {
    Adoption {
        house: BTreeSet::new(),
        positions: vec![Position {
            fact: FactName::new("island"),
            value: FactValue::symbol(value),
            adopted: "2026-01-15".parse().unwrap(),
            by: "Chen Hua".to_owned(),
        }],
    }
}

/// The answer about lin, who found the flaw; the facts are `name=value`.
fn told(act: &str, facts: &str, adoption: &Adoption) -> Told {
    let book = book();
    let schema = book.schema();
    let mut situation = Situation::unknown(schema);
    for pair in facts.split_whitespace() {
        let (fact, value) = pair.split_once('=').unwrap();
        assert!(situation.set_named(schema, fact, value), "{pair}");
    }
    let recipient = schema.fact_named("recipient").unwrap();
    let recipient = situation.known(schema, recipient).unwrap().to_string();
    let recipient = value_name(&book, "recipient", &recipient);
    let actor = Words { en: "lin".to_owned(), zh: "林".to_owned() };
    let names = Names { actor: actor.clone(), recipient: recipient.clone() };
    let at = "2026-11-24T01:00:00Z".parse().unwrap();
    let act_index = schema.act(act).unwrap();
    let question = Question { act: act_index, situation: &situation, live: None, offers: &[] };
    let answer = book.in_force(adoption, at).answer(&question);
    let basis = Basis { book: &book, adoption, at, names: &names };
    let content = value_name(&book, "content", "technical");
    Told {
        version: 1,
        book: "0123456789abcdef".to_owned(),
        at,
        question: QuestionTold {
            act: act.to_owned(),
            actor,
            recipient: recipient.clone(),
            content: vec![content.clone()],
        },
        law: answer.decision.kind(),
        gate: None,
        ruling: None,
        unreleased: None,
        passages: vec![PassageTold {
            content,
            product: None,
            recipient,
            through: Vec::new(),
            need: None,
            answer: basis.answer(&answer, Some(&situation)),
        }],
    }
}

fn said(told: &Told, language: Language) -> String {
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    text::answer(told, &Voice::of(language), &zone).to_string()
}

const TO_PUBLIC: &str = "actor_is_finder=true disclosure=undisclosed content=technical recipient=public recipient_place=abroad consent=false";

#[test]
fn a_refusal_names_ground_facts_and_ways_out() {
    let told = told("share", TO_PUBLIC, &Adoption::default());
    insta::assert_snapshot!("refusal_en", said(&told, Language::English));
    insta::assert_snapshot!("refusal_zh", said(&told, Language::Chinese));
}

#[test]
fn a_condition_is_said_as_what_can_be_undertaken() {
    let told = told("publish", "recipient=public content=technical", &Adoption::default());
    insta::assert_snapshot!("condition_en", said(&told, Language::English));
    insta::assert_snapshot!("condition_zh", said(&told, Language::Chinese));
}

#[test]
fn a_collision_names_duty_and_prohibition() {
    let facts = TO_PUBLIC.replace("recipient=public", "recipient=office");
    let told = told("share", &facts, &Adoption::default());
    insta::assert_snapshot!("collision_en", said(&told, Language::English));
    insta::assert_snapshot!("collision_zh", said(&told, Language::Chinese));
}

#[test]
fn a_position_is_said_with_date_name_and_what_the_other_reading_gives() {
    let facts = TO_PUBLIC.replace("recipient_place=abroad", "recipient_place=island");
    let told = told("share", &facts, &adopted("here"));
    insta::assert_snapshot!("position_en", said(&told, Language::English));
    insta::assert_snapshot!("position_zh", said(&told, Language::Chinese));
}

#[test]
fn readings_without_a_position_are_said_to_disagree() {
    let facts = TO_PUBLIC.replace("recipient_place=abroad", "recipient_place=island");
    let told = told("share", &facts, &Adoption::default());
    assert!(said(&told, Language::English).starts_with("UNCLEAR"));
    insta::assert_snapshot!("doubt_zh", said(&told, Language::Chinese));
}

#[test]
fn the_form_for_machines_is_versioned_and_holds_both_languages() {
    let told = told("share", TO_PUBLIC, &Adoption::default());
    insta::assert_snapshot!("refusal_json", serde_json::to_string_pretty(&told).unwrap());
}

/// Not forbidden by the book is not allowed by all law; no answer says so.
#[test]
fn no_answer_says_that_something_is_allowed() {
    for facts in [TO_PUBLIC, "recipient=public content=technical"] {
        for act in ["share", "publish"] {
            let told = told(act, facts, &Adoption::default());
            let text = said(&told, Language::English).to_lowercase();
            assert!(!text.contains("permitted") && !text.contains("allowed"), "{text}");
        }
    }
}
