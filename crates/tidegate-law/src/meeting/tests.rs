//! Meetings of the repository's own book: what is told of each is held against the rules themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::reference::Reference;
use crate::situation::Truth;
use crate::testing::BOOK;

fn meetings() -> &'static [Meeting<'static>] {
    static ALL: std::sync::LazyLock<Vec<Meeting<'static>>> =
        std::sync::LazyLock::new(|| BOOK.meetings());
    &ALL
}

fn found(duty: &str, prohibition: &str) -> Option<&'static Meeting<'static>> {
    meetings().iter().find(|one| {
        one.pair.duty.id.as_str() == duty && one.pair.prohibition.id.as_str() == prohibition
    })
}

#[test]
fn cedar_says_of_every_witness_that_both_apply_in_a_possible_world() {
    // Cedar's form of the law is built once for each law: an instant, and what somebody has adopted.
    let mut laws: BTreeMap<_, Vec<&Meeting<'_>>> = BTreeMap::new();
    for meeting in meetings() {
        let Candidate { duty, prohibition, at, .. } = meeting.pair;
        let of = [duty, prohibition].map(|rule| &BOOK.statute_of(rule).matter);
        let adopted = of.iter().filter(|matter| matter.kind.is_adopted());
        let house: BTreeSet<String> = adopted.map(|matter| matter.id.clone()).collect();
        laws.entry((at, house)).or_default().push(meeting);
    }
    for ((at, house), meetings) in laws {
        let adoption = Adoption { house, positions: Vec::new() };
        let law = BOOK.in_force(&adoption, at);
        let reference = Reference::new(&law).unwrap();
        for meeting in meetings {
            let (one, other) = meeting.ids();
            let act = meeting.pair.act;
            let demanded = reference.flows(act, &meeting.witness).unwrap();
            assert!(demanded.contains(one), "{one} {other}");
            let forbidden = reference.prohibitions(act, &meeting.witness).unwrap();
            assert!(forbidden.contains(other), "{one} {other}");
            for known in &BOOK.world {
                assert_eq!(known.condition.truth(&meeting.witness), Truth::True, "{one} {other}");
            }
        }
    }
}

#[test]
fn what_a_story_leaves_out_does_not_matter() {
    for meeting in meetings() {
        let mut told = Situation::unknown(&BOOK.schema);
        for finding in &meeting.story {
            told.set_named(&BOOK.schema, finding.fact.as_str(), finding.value.as_str());
        }
        let (duty, prohibition) = meeting.ids();
        let demanded = meeting.pair.duty.flow().unwrap();
        assert_eq!(demanded.truth(&told), Truth::True, "{duty}");
        assert_eq!(meeting.pair.prohibition.condition.truth(&told), Truth::True, "{prohibition}");
    }
}

#[test]
fn the_collisions_that_are_known_are_found() {
    let overseas = "cn-rmsv/9(7)/undisclosed-overseas";
    for duty in [
        "eu-cra/14(2)(a)/early-warning",
        "eu-cra/14(2)(b)/notification",
        "eu-nis2/23(4)(a)/early-warning",
    ] {
        assert!(found(duty, overseas).is_some(), "{duty}");
    }
    let early = found("eu-cra/14(2)(a)/early-warning", overseas).unwrap();
    assert_eq!(early.class, Class::Order);
    assert_eq!(early.orders.len(), 3);
}

#[test]
fn the_committed_table_is_what_the_book_says() {
    #[expect(clippy::disallowed_methods, reason = "the table is committed beside the book")]
    let committed = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/conflicts.txt"),
    );
    let now = BOOK.meetings_text(meetings());
    assert_eq!(committed.unwrap(), now, "write it again: `tidegate law conflicts --write law`");
}

#[test]
fn a_meeting_that_rests_on_what_is_taken_to_be_false_is_told_apart() {
    let rests = |one: &&Meeting<'_>| {
        let supposed = BOOK.supposed(one);
        supposed.iter().any(|finding| finding.fact.as_str() == "actor_knows_of_attack")
    };
    let resting: Vec<_> = meetings().iter().filter(rests).collect();
    assert!(resting.len() > 10, "{}", resting.len());
    for one in &resting {
        // Under what is taken to be so where nobody says anything, one of the two does not apply.
        let mut told = Situation::assumed(&BOOK.schema);
        for finding in one.story.iter().filter(|f| !BOOK.supposed(one).contains(f)) {
            told.set_named(&BOOK.schema, finding.fact.as_str(), finding.value.as_str());
        }
        let both = [one.pair.duty.flow().unwrap(), &one.pair.prohibition.condition];
        assert!(both.iter().any(|condition| condition.truth(&told) == Truth::False));
    }
    let overseas = "cn-rmsv/9(7)/undisclosed-overseas";
    let early = found("eu-cra/14(2)(a)/early-warning", overseas).unwrap();
    assert!(BOOK.supposed(early).iter().all(|one| one.fact.as_str() != "actor_knows_of_attack"));
}
