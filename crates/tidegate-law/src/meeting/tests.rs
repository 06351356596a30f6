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
    // Three orders are told, and each rests on a doubt: none of them settles it.
    assert_eq!((early.class, early.orders.len()), (Class::Conflict, 3));
}

/// A duty and a prohibition, by id.
type Pair = (&'static str, &'static str);

/// The twelve collisions that the reference from which the book was written lists, in its order; each with two rules
/// that the analysis has to find against each other, or the key under which the book says why no two rules show it.
const LISTED: [(&str, &str, &[Pair]); 14] = [
    ("a provider's filing abroad", "filing-abroad", &[("eu-cra/14(2)(a)/early-warning", OVERSEAS)]),
    (
        "six hours in India",
        "incident-abroad",
        &[
            ("in-certin/Report/report-incident", OVERSEAS),
            ("kr-icn/48-3/report-incident", OVERSEAS),
        ],
    ),
    (
        "a finder's coordinator",
        "coordination-abroad",
        &[
            ("jp-partnership/Finder/tell-ipa", OVERSEAS),
            ("norm-first-multi-party/All/tell-component-makers", OVERSEAS),
        ],
    ),
    ("export control", "export-control", &[]),
    ("embargo", "filing-under-embargo", &[("cn-rmsv/7(2)/report-miit", "norm-tlp/RED/red")]),
    (
        "publication in a window, and before a remedy",
        "publication-in-a-window",
        &[
            ("eu-cra/AnnexI-II/disclose-fixed", "cn-rmsv/9(6)/major-event"),
            ("eu-cra/AnnexI-II/disclose-fixed", "cn-rmsv/9(1)/before-remedy"),
            ("norm-cna-rules/4.5.1.4/record-must", "cn-rmsv/9(1)/before-remedy"),
            ("norm-project-zero/One-week/say-what-was-reported", "cn-rmsv/9(1)/before-remedy"),
        ],
    ),
    ("many clocks", "many-clocks", &[]),
    (
        "a demand from abroad",
        "demand-abroad",
        &[
            ("eu-cra/14(6)/intermediate-report", "cn-dsl/36/foreign-enforcement"),
            ("eu-cra/14(6)/intermediate-report", "cn-pipl/41/foreign-enforcement"),
        ],
    ),
    (
        "users overseas",
        "users-overseas",
        &[
            ("cn-rmsv/7(3)/notify-users", OVERSEAS),
            ("cn-csl/24(1)/tell-users", OVERSEAS),
            ("eu-cra/14(8)/inform-users", OVERSEAS),
        ],
    ),
    ("localisation", "file-in-two-places", &[]),
    (
        "a record before a remedy",
        "record-after-advisory",
        &[("norm-cna-rules/4.5.1.4/record-must", "cn-rmsv/9(5)/without-remedy")],
    ),
    (
        "advice in Japan against a time line",
        "advice-against-a-time-line",
        &[(
            "norm-project-zero/One-week/say-what-was-reported",
            "jp-partnership/Finder/no-third-parties",
        )],
    ),
    ("due before a remedy", "due-before-remedy", &[]),
    ("two notifications", "one-entity-two-notifications", &[]),
];

const OVERSEAS: &str = "cn-rmsv/9(7)/undisclosed-overseas";

#[test]
fn every_listed_collision_is_found_or_says_why_not() {
    for (what, key, pairs) in LISTED {
        if pairs.is_empty() {
            let said = BOOK.unfound.iter().find(|one| one.key == key);
            let said = said.unwrap_or_else(|| panic!("{what}: neither found nor listed"));
            assert!(!said.why.en.is_empty() && !said.why.zh.is_empty(), "{what}");
        }
        for (duty, prohibition) in pairs {
            let meeting = found(duty, prohibition);
            let meeting = meeting.unwrap_or_else(|| panic!("{what}: {duty} × {prohibition}"));
            let mut keys = meeting.orders.iter().map(|(through, _)| through);
            let named = keys.any(|one| one == key) || meeting.decides.iter().any(|one| one == key);
            assert!(named, "{what}: nothing is told of {duty} × {prohibition}");
        }
    }
    let listed: BTreeSet<&str> = LISTED.iter().map(|(_, key, _)| *key).collect();
    let throughs = BOOK.throughs.iter().map(|one| one.key.as_str());
    let written: BTreeSet<&str> =
        throughs.chain(BOOK.unfound.iter().map(|one| one.key.as_str())).collect();
    assert_eq!(listed, written, "what is written is what is listed");
}

#[test]
fn what_is_written_of_a_collision_belongs_to_meetings_that_were_found() {
    for through in &BOOK.throughs {
        for duty in &through.duties {
            let mut others = through.prohibitions.iter();
            let met = others.any(|other| found(duty.as_str(), other.as_str()).is_some());
            assert!(met, "`{}`: {duty} meets nothing", through.key);
        }
        for other in &through.prohibitions {
            let met =
                through.duties.iter().any(|duty| found(duty.as_str(), other.as_str()).is_some());
            assert!(met, "`{}`: {other} is met by nothing", through.key);
        }
    }
}

#[test]
fn where_both_are_law_and_no_condition_helps_a_named_person_decides() {
    for one in meetings() {
        let (duty, other) = one.ids();
        if one.class == Class::Order
            && !one.orders.is_empty()
            && one.pair.duty.force == Force::Binding
        {
            assert!(!one.decides.is_empty(), "{duty} × {other} leaves nothing to decide");
        }
    }
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
