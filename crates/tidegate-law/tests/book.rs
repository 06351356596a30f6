//! The book of this repository: it loads, it is complete in both languages, and its parts agree.
//!
//! And what a wrong book gets: a fault that names file, line and clause.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

#[path = "folder/law.rs"]
mod folder;

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_law::{
    About, Adoption, Book, BookError, FactIndex, FactValue, KnownBy, Language, Names, Question,
    Situation, Truth, Words,
};

use folder::files;

/// A statute must have been compared with its source within this many days.
const STALE_AFTER_DAYS: i64 = 180;

fn book() -> &'static Book {
    static BOOK: LazyLock<Book> = LazyLock::new(|| {
        Book::load(&files())
            .unwrap_or_else(|faults| panic!("the book has faults:\n{}", list(&faults)))
    });
    &BOOK
}

fn list(faults: &[BookError]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Said in both languages, each in its own.
fn assert_both(what: &str, words: &Words) {
    assert!(!words.en.trim().is_empty(), "{what} has no English");
    assert!(han(&words.zh), "{what} has no Chinese: `{}`", words.zh);
}

/// Whether the facts that are not known can turn out so that the world is as it is.
fn possible(book: &Book, situation: &Situation) -> bool {
    if book.world().iter().any(|known| known.condition.truth(situation) == Truth::False) {
        return false;
    }
    let open = book
        .world()
        .iter()
        .filter(|known| known.condition.truth(situation) == Truth::Unknown)
        .flat_map(|known| known.facts.clone())
        .find(|fact| !situation.is_known(*fact));
    let Some(fact) = open else { return true };
    book.schema().entry(fact).values.iter().any(|entry| {
        let mut settled = situation.clone();
        settled.set(book.schema(), fact, &entry.value);
        possible(book, &settled)
    })
}

fn set(book: &Book, situation: &mut Situation, fact: &str, value: &FactValue) {
    let index = book.schema().fact_named(fact).unwrap();
    assert!(situation.set(book.schema(), index, value), "`{fact}` has no value `{value}`");
}

#[test]
fn the_book_loads_with_its_statutes_readings_and_registers() {
    let book = book();
    for id in ["cn-rmsv", "eu-cra", "eu-1182-71", "ie-ncsc-cra"] {
        assert!(book.statute(id).is_some(), "`{id}` is missing");
    }
    assert!(!book.rules().is_empty());
    assert!(!book.world().is_empty());
    assert!(!book.moves().is_empty());
    assert!(!book.authorities().is_empty());
}

#[test]
fn the_digest_does_not_depend_on_the_order_of_files() {
    let mut files = files();
    let forward = Book::load(&files).unwrap().digest().to_owned();
    files.reverse();
    let backward = Book::load(&files).unwrap();
    assert_eq!(backward.digest(), forward);
    let ids = |book: &Book| book.rules().iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&backward), ids(book()), "answers tell their grounds in this order");
}

#[test]
fn every_rule_stands_under_a_paraphrase_in_both_languages() {
    let book = book();
    for rule in book.rules() {
        let article = book.article_of(rule).unwrap_or_else(|| panic!("{} has no article", rule.id));
        assert_both(&format!("the paraphrase of {}", rule.id), &article.text);
        assert_both(&format!("the heading of {}", rule.id), &article.title);
        assert!(!article.source.trim().is_empty(), "{} has no source", rule.id);
        assert_both(rule.id.as_str(), &rule.words);
    }
}

#[test]
fn every_article_has_a_heading_in_both_languages() {
    for statute in book().statutes() {
        assert!(!statute.articles.is_empty(), "{} has no article", statute.path);
        for article in &statute.articles {
            assert_both(&format!("{} {}", statute.path, article.number), &article.title);
        }
    }
}

#[test]
fn every_rule_can_be_said_as_a_plain_sentence() {
    let book = book();
    for rule in book.rules() {
        for language in [Language::English, Language::Chinese] {
            let said = book.say_condition(&rule.condition, &Names::default(), language);
            assert!(!said.trim().is_empty(), "{} says nothing", rule.id);
            assert!(!said.contains(['{', '}']), "{} leaves a gap: {said}", rule.id);
            assert_eq!(han(&said), language == Language::Chinese, "{}: {said}", rule.id);
        }
    }
}

#[test]
fn every_reading_has_words_for_each_value_and_suggests_one() {
    let book = book();
    for reading in book.readings() {
        let fact = &reading.fact;
        assert_both(&format!("the question of {fact}"), &reading.question);
        assert_both(&format!("the reason of {fact}"), &reading.why);
        assert!(reading.values.len() > 1, "{fact} leaves no choice");
        for (value, words) in &reading.values {
            assert_both(&format!("{fact} = {value}"), words);
        }
        assert!(reading.values.iter().any(|(value, _)| *value == reading.suggested));
    }
}

#[test]
fn every_reading_is_used_by_a_rule() {
    let book = book();
    for reading in book.readings() {
        let fact = book.schema().fact(&reading.fact).unwrap();
        let used = book.rules().iter().any(|rule| rule.condition.facts().contains(&fact));
        assert!(used, "no rule looks at the reading `{}`", reading.fact);
    }
}

#[test]
fn no_statute_was_last_checked_too_long_ago() {
    #[expect(clippy::disallowed_methods, reason = "whether a text is stale depends on today")]
    let now = Timestamp::now();
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    for statute in book().statutes() {
        let days = statute.matter.checked.until(today).unwrap().get_days();
        let id = &statute.matter.id;
        assert!(days >= -1, "`{id}` was checked in the future: {}", statute.matter.checked);
        assert!(
            i64::from(days) <= STALE_AFTER_DAYS,
            "`{id}` was last compared with its source {days} days ago; read it again"
        );
    }
}

#[test]
fn the_world_leaves_every_value_of_every_fact_possible() {
    let book = book();
    for place in book.schema().facts() {
        for entry in &place.values {
            let mut situation = Situation::unknown(book.schema());
            set(book, &mut situation, place.name.as_str(), &entry.value);
            assert!(possible(book, &situation), "`{}` can never be `{}`", place.name, entry.value);
        }
    }
}

#[test]
fn what_is_true_of_the_world_can_also_be_contradicted() {
    // A sentence that nothing can contradict says nothing.
    let book = book();
    for known in book.world() {
        assert!(falsifiable(book, &known.condition, &known.facts), "`{}` says nothing", known.key);
    }
}

fn falsifiable(book: &Book, condition: &tidegate_law::Condition, facts: &[FactIndex]) -> bool {
    fn go(
        book: &Book,
        condition: &tidegate_law::Condition,
        facts: &[FactIndex],
        situation: &Situation,
    ) -> bool {
        match (condition.truth(situation), facts.split_first()) {
            (Truth::False, _) => true,
            (Truth::True, _) | (_, None) => false,
            (Truth::Unknown, Some((fact, rest))) => {
                book.schema().entry(*fact).values.iter().any(|entry| {
                    let mut settled = situation.clone();
                    settled.set(book.schema(), *fact, &entry.value);
                    go(book, condition, rest, &settled)
                })
            }
        }
    }
    go(book, condition, facts, &Situation::unknown(book.schema()))
}

#[test]
fn every_move_agrees_with_the_world() {
    let book = book();
    for step in book.moves() {
        let after = step.apply(&Situation::unknown(book.schema()));
        assert!(possible(book, &after), "the move `{}` leads nowhere", step.key);
        assert_both(&step.key, &step.words);
        assert!(!step.sets.is_empty(), "the move `{}` changes nothing", step.key);
    }
    let mut keys: Vec<&str> = book.moves().iter().map(|step| step.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), book.moves().len(), "two moves share a key");
}

#[test]
fn no_move_coaches_evasion() {
    // Never who somebody is, where they are, what they know or intend, or what the text means.
    let book = book();
    for finding in book.moves().iter().flat_map(|step| &step.sets) {
        let entry = book.schema().entry(book.schema().fact(&finding.fact).unwrap());
        let name = entry.name.as_str();
        let allowed = match entry.about {
            About::Actor => name == "platform_filed",
            // What an authority or another party gives: a proof, an approval, a certificate.
            About::Recipient | About::Product => entry.by == KnownBy::Authority,
            About::Reading => false,
            About::Vulnerability => {
                entry.by != KnownBy::World
                    || ["remedy_provided", "remedy_is_full_fix"].contains(&name)
            }
            About::Item => entry.by == KnownBy::Actor || name == "disclosure",
            About::Flow => true,
        };
        assert!(allowed, "no move may set `{name}`");
        if name == "disclosure" {
            assert_eq!(finding.value.as_str(), "public_with_remedy", "a leak is no way out");
        }
        if name == "export_ground" {
            let obtained =
                ["security_assessment", "certification", "standard_contract", "export_licence"];
            assert!(obtained.contains(&finding.value.as_str()), "a ground that is there or is not");
        }
    }
}

#[test]
fn the_register_agrees_with_the_world() {
    let book = book();
    for entry in book.authorities() {
        assert_both(entry.key.as_str(), &entry.name);
        let mut situation = Situation::unknown(book.schema());
        set(book, &mut situation, "recipient", &entry.key);
        set(book, &mut situation, "recipient_place", &entry.place);
        if let Some(authority) = &entry.acts_as {
            set(book, &mut situation, "actor_authority", authority);
            set(book, &mut situation, "actor_place", &entry.place);
        }
        assert!(possible(book, &situation), "`{}` cannot sit there", entry.key);
        for edge in &entry.onward {
            let known = book.authorities().iter().any(|other| other.key == edge.to);
            assert!(known, "`{}` passes filings to `{}`, who is not here", entry.key, edge.to);
            assert!(!edge.basis.is_empty());
        }
    }
}

#[test]
fn every_authority_among_the_recipients_is_in_the_register_once() {
    let book = book();
    let recipients = book.schema().entry(book.schema().fact_named("recipient").unwrap());
    for capacity in &recipients.values {
        let name = capacity.value.as_str();
        let of = ["cn_", "eu_", "foreign_", "in_", "jp_", "kr_"];
        let authority = of.iter().any(|of| name.starts_with(of));
        let entries = book.authorities().iter().filter(|entry| entry.key == capacity.value).count();
        assert_eq!(entries, usize::from(authority), "`{name}` in authorities.toml");
    }
}

#[test]
fn a_filing_with_the_ministry_reaches_two_more() {
    let book = book();
    let miit = book.authorities().iter().find(|entry| entry.key.as_str() == "cn_miit").unwrap();
    let reached: Vec<&str> = miit.onward.iter().map(|edge| edge.to.as_str()).collect();
    assert_eq!(reached, ["cn_mps_centre", "cn_cncert"]);
}

/// The ways out of a blog post about what is undisclosed, by a finder in the mainland, as sets of keys.
fn ways_of_a_blog(more: &[(&str, &str)]) -> Vec<Vec<String>> {
    let book = book();
    let mut situation = Situation::assumed(book.schema());
    let base = [
        ("actor_is_provider", "false"),
        ("actor_is_finder", "true"),
        ("actor_is_collector", "false"),
        ("actor_place", "cn"),
        ("actor_acts_in_cn", "true"),
        ("disclosure", "undisclosed"),
        ("content", "technical"),
        ("recipient", "public"),
        ("remedy_provided", "false"),
        ("remedy_is_full_fix", "false"),
        ("early_jointly_assessed", "false"),
        ("early_reported", "false"),
        ("early_assessed", "false"),
        ("mps_consent", "false"),
        ("major_event_window", "false"),
        ("remedy_in_publication", "true"),
        ("operator_in_use_detail", "false"),
        ("exaggerates", "false"),
        ("attack_tool", "false"),
        ("paid", "false"),
    ];
    for (fact, value) in base.iter().chain(more) {
        set(book, &mut situation, fact, &FactValue::symbol(*value));
    }
    let adoption = Adoption {
        positions: book.suggested_positions("2026-11-24".parse().unwrap(), "a test"),
        ..Adoption::default()
    };
    let law = book.in_force(&adoption, "2026-11-24T00:00:00Z".parse().unwrap());
    let act = book.schema().act("publish").unwrap();
    let question = Question { act, situation: &situation, live: None, offers: &[] };
    let answer = law.answer(&question);
    let keys = |way: &tidegate_law::WayOut| way.moves.iter().map(|m| m.key.clone()).collect();
    answer.ways_out.iter().map(keys).collect()
}

#[test]
fn an_early_publication_needs_all_three_steps_or_the_remedy() {
    let expected: [&[&str]; 3] = [
        &["await-remedy"],
        &["await-publication"],
        &["assess-jointly", "report-early-publication", "obtain-early-assessment"],
    ];
    assert_eq!(ways_of_a_blog(&[]), expected);
}

#[test]
fn an_event_of_the_state_is_waited_out_or_consented_to() {
    let patched = [
        ("disclosure", "public_with_remedy"),
        ("remedy_provided", "true"),
        ("remedy_is_full_fix", "true"),
        ("major_event_window", "true"),
    ];
    assert_eq!(ways_of_a_blog(&patched), [["await-end-of-event"], ["obtain-mps-consent"]]);
}
