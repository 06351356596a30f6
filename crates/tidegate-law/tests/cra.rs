//! The Cyber Resilience Act on the clock: who owes what to whom by when, and what is not owed.
//!
//! The instants are those of the scenarios S16, S17, S19 and S21.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

#[path = "folder/law.rs"]
mod folder;

use std::sync::LazyLock;

use jiff::Timestamp;
use tidegate_law::time::{Occurred, written_in, zone};
use tidegate_law::{
    Adoption, Book, Clock, DutyInstance, DutyState, Extent, FactValue, Filing, Force, Owed, Owing,
    RuleId, Situation,
};

use folder::files;

const EARLY: &str = "eu-cra/14(2)(a)/early-warning";
const NOTIFICATION: &str = "eu-cra/14(2)(b)/notification";
const FINAL: &str = "eu-cra/14(2)(c)/final-report";
const USERS: &str = "eu-cra/14(8)/inform-users";
const IRISH: &str = "ie-ncsc-cra/DN/detailed-notification";
const INCIDENT: &str = "eu-cra/14(4)(b)/incident-notification";
const INCIDENT_FINAL: &str = "eu-cra/14(4)(c)/incident-final-report";
const STEWARD_EARLY: &str = "eu-cra/24(3)/steward-notification-before-2027";
const STEWARD: &str = "eu-cra/24(3)/steward-notification";

fn book() -> &'static Book {
    static BOOK: LazyLock<Book> = LazyLock::new(|| Book::load(&files()).unwrap());
    &BOOK
}

/// A manufacturer in the Union whose product is sold there, with more facts.
fn manufacturer(more: &[(&str, &str)]) -> Situation {
    let mut situation = Situation::assumed(book().schema());
    let base = [
        ("actor_is_provider", "true"),
        ("actor_is_steward", "false"),
        ("actor_place", "abroad"),
        ("actor_acts_in_cn", "false"),
        ("product_in_eu", "true"),
        ("product_in_cn", "false"),
        ("exploited", "false"),
        ("severe_incident", "false"),
        ("flaw_in_component", "false"),
        ("component_fix_developed", "false"),
        ("intermediate_report_requested", "false"),
        ("main_establishment_in_ie", "false"),
        ("actor_authority", "none"),
    ];
    for (fact, value) in base.iter().chain(more) {
        assert!(situation.set_named(book().schema(), fact, value), "{fact} = {value}");
    }
    situation
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn clock(event: &str, instant: &str) -> Clock {
    let occurred = Occurred::at(at(instant));
    Clock { event: event.to_owned(), occurred, extent: Extent::Whole }
}

fn filing(rule: &str, to: &str, instant: &str) -> Filing {
    Filing {
        rule: RuleId::parse(rule),
        to: FactValue::symbol(to),
        fields: None,
        content: None,
        occurred: Occurred::at(at(instant)),
        extent: Extent::Whole,
    }
}

fn duties(
    situation: &Situation,
    clocks: &[Clock],
    filings: &[Filing],
    place: (&str, &str),
    now: &str,
) -> Vec<DutyInstance> {
    let (place, zone) = place;
    let (place, zone) = (Some(place), Some(zone));
    let owing = Owing { situation, product: None, clocks, filings, place, zone };
    let all = book().duties(&Adoption::default(), &owing, at(now));
    all.into_iter().filter(|duty| !duty.rule.as_str().starts_with("cn-")).collect()
}

fn of<'d>(duties: &'d [DutyInstance], rule: &str) -> &'d DutyInstance {
    duties.iter().find(|duty| duty.rule.as_str() == rule).unwrap_or_else(|| panic!("no {rule}"))
}

fn owes(duties: &[DutyInstance], rule: &str) -> bool {
    duties.iter().any(|duty| duty.rule.as_str() == rule)
}

/// The strict due time, where there is one.
fn due(duties: &[DutyInstance], rule: &str) -> Option<Timestamp> {
    of(duties, rule).when.deadline().map(|deadline| deadline.strict.earliest)
}

const DUBLIN: (&str, &str) = ("IE", "Europe/Dublin");
const BERLIN: (&str, &str) = ("DE", "Europe/Berlin");

#[test]
fn over_a_weekend_hours_run_on_and_the_irish_guideline_stands_beside() {
    let situation = manufacturer(&[("exploited", "true"), ("main_establishment_in_ie", "true")]);
    let clocks = [clock("aware_of_exploitation", "2026-11-20T16:40:00Z")];
    let filings = [
        filing(EARLY, "eu_csirt", "2026-11-20T20:00:00Z"),
        filing(EARLY, "eu_enisa", "2026-11-20T20:00:00Z"),
    ];
    let owed = duties(&situation, &clocks, &filings, DUBLIN, "2026-11-21T09:00:00Z");
    assert_eq!(due(&owed, EARLY), Some(at("2026-11-21T16:40:00Z")));
    assert_eq!(due(&owed, NOTIFICATION), Some(at("2026-11-23T16:40:00Z")));
    let latest = of(&owed, NOTIFICATION).when.deadline().unwrap().latest_arguable;
    assert_eq!(latest, Some(at("2026-11-23T17:00:00Z")));
    assert_eq!(due(&owed, IRISH), Some(at("2026-11-22T20:00:00Z")));
    assert_eq!(of(&owed, IRISH).force, Force::Recommended);
    assert_eq!(due(&owed, USERS), None, "no number of hours for users");
    assert_eq!(of(&owed, FINAL).state, DutyState::NotStarted);
    let early: Vec<&DutyInstance> =
        owed.iter().filter(|duty| duty.rule.as_str() == EARLY).collect();
    let to: Vec<&str> = early.iter().filter_map(|d| d.to.as_ref().map(FactValue::as_str)).collect();
    assert_eq!(to, ["eu_csirt", "eu_enisa"]);
    assert!(early.iter().all(|duty| duty.state == DutyState::Met));
}

#[test]
fn an_early_warning_to_one_of_the_two_leaves_the_other_open() {
    let situation = manufacturer(&[("exploited", "true")]);
    let clocks = [clock("aware_of_exploitation", "2026-11-20T16:40:00Z")];
    let filings = [filing(EARLY, "eu_csirt", "2026-11-20T20:00:00Z")];
    let owed = duties(&situation, &clocks, &filings, BERLIN, "2026-11-21T09:00:00Z");
    let state = |to: &str| {
        let to = Some(FactValue::symbol(to));
        owed.iter().find(|d| d.rule.as_str() == EARLY && d.to == to).unwrap().state
    };
    assert_eq!(state("eu_csirt"), DutyState::Met);
    assert_eq!(state("eu_enisa"), DutyState::Open);
    assert!(!owes(&owed, IRISH), "the guideline is for Ireland alone");
}

#[test]
fn the_month_runs_from_the_submission_and_ends_on_a_working_day() {
    let situation = manufacturer(&[("severe_incident", "true")]);
    for (aware, submitted, end) in [
        ("2026-10-30T08:00:00Z", "2026-10-31T08:00:00Z", "2026-12-01T00:00 +01:00"),
        ("2027-01-28T08:00:00Z", "2027-01-29T14:30:00Z", "2027-03-02T00:00 +01:00"),
    ] {
        let clocks = [clock("aware_of_incident", aware)];
        let filings = [filing(INCIDENT, "eu_csirt", submitted)];
        let owed = duties(&situation, &clocks, &filings, BERLIN, submitted);
        let due = due(&owed, INCIDENT_FINAL).unwrap();
        assert_eq!(written_in(due, &zone("Europe/Berlin").unwrap()), end.replace('T', " "));
    }
}

#[test]
fn without_a_submission_the_month_has_not_started() {
    let situation = manufacturer(&[("severe_incident", "true")]);
    let clocks = [clock("aware_of_incident", "2026-10-30T08:00:00Z")];
    let owed = duties(&situation, &clocks, &[], BERLIN, "2026-12-30T08:00:00Z");
    assert_eq!(of(&owed, INCIDENT_FINAL).state, DutyState::NotStarted);
    assert_eq!(of(&owed, INCIDENT).state, DutyState::NoEvidence);
}

#[test]
fn a_demonstration_without_malice_starts_no_report() {
    let owed = duties(&manufacturer(&[]), &[], &[], BERLIN, "2026-11-24T08:05:00Z");
    assert!(owed.is_empty(), "{owed:?}");
}

#[test]
fn one_takeover_at_a_customer_starts_both_clocks() {
    let situation = manufacturer(&[("exploited", "true")]);
    let clocks = [clock("aware_of_exploitation", "2026-11-24T08:05:00Z")];
    let owed = duties(&situation, &clocks, &[], BERLIN, "2026-11-24T09:00:00Z");
    assert_eq!(due(&owed, EARLY), Some(at("2026-11-25T08:05:00Z")));
    assert_eq!(due(&owed, NOTIFICATION), Some(at("2026-11-27T08:05:00Z")));
}

#[test]
fn exploitation_known_before_the_day_of_application_is_not_reported_after_it() {
    let situation = manufacturer(&[("exploited", "true")]);
    // Brussels is two hours ahead of UTC on that day: the last second before, and the first after.
    for (aware, owed) in [("2026-09-10T21:59:59Z", false), ("2026-09-10T22:00:00Z", true)] {
        let clocks = [clock("aware_of_exploitation", aware)];
        let list =
            duties(&situation, &clocks, &[], ("BE", "Europe/Brussels"), "2026-11-24T09:00:00Z");
        for rule in [EARLY, NOTIFICATION, USERS] {
            assert_eq!(owes(&list, rule), owed, "{rule}, aware at {aware}");
        }
    }
}

#[test]
fn upstream_reports_begin_with_the_full_application() {
    let situation =
        manufacturer(&[("flaw_in_component", "true"), ("component_fix_developed", "true")]);
    let rules = ["eu-cra/13(6)/report-upstream", "eu-cra/13(6)/share-fix"];
    for (learned, owed) in [("2027-12-10T12:00:00Z", false), ("2027-12-13T12:00:00Z", true)] {
        let clocks = [clock("learned", learned)];
        let list = duties(&situation, &clocks, &[], BERLIN, "2027-12-20T12:00:00Z");
        for rule in rules {
            assert_eq!(owes(&list, rule), owed, "{rule}, learned at {learned}");
            if owed {
                assert_eq!(due(&list, rule), None, "the text has no number of days");
                assert!(of(&list, rule).any_of);
            }
        }
        assert!(!owes(&list, EARLY), "what is not exploited is not reported under Article 14");
    }
}

#[test]
fn a_component_without_a_fix_of_ours_is_reported_and_nothing_is_shared() {
    let situation = manufacturer(&[("flaw_in_component", "true")]);
    let clocks = [clock("learned", "2027-12-13T12:00:00Z")];
    let list = duties(&situation, &clocks, &[], BERLIN, "2027-12-20T12:00:00Z");
    assert!(owes(&list, "eu-cra/13(6)/report-upstream"));
    assert!(!owes(&list, "eu-cra/13(6)/share-fix"));
}

#[test]
fn before_2027_a_steward_owes_only_under_a_reading() {
    let situation = manufacturer(&[
        ("actor_is_provider", "false"),
        ("actor_is_steward", "true"),
        ("steward_takes_part", "true"),
        ("exploited", "true"),
    ]);
    let clocks = [clock("aware_of_exploitation", "2026-11-20T16:40:00Z")];
    let owed = duties(&situation, &clocks, &[], BERLIN, "2026-11-21T09:00:00Z");
    let Owed::If { unknown, readings } = &of(&owed, STEWARD_EARLY).owed else {
        panic!("a doubt of the text is no certain duty")
    };
    assert!(unknown.is_empty());
    assert_eq!(readings.iter().map(|fact| fact.as_str()).collect::<Vec<_>>(), ["cra_q4"]);
    assert!(!owes(&owed, STEWARD) && !owes(&owed, EARLY));
    assert_eq!(due(&owed, STEWARD_EARLY), None, "24(3) names no hours");

    let later = [clock("aware_of_exploitation", "2028-01-10T16:40:00Z")];
    let owed = duties(&situation, &later, &[], BERLIN, "2028-01-11T09:00:00Z");
    assert_eq!(of(&owed, STEWARD).owed, Owed::Yes);
    assert!(!owes(&owed, STEWARD_EARLY));
}

#[test]
fn nothing_in_the_act_refuses() {
    let refusing = book().rules().iter().filter(|rule| {
        rule.id.as_str().starts_with("eu-") && rule.kind == tidegate_law::RuleKind::Prohibition
    });
    assert_eq!(refusing.count(), 0);
}

#[test]
fn a_final_report_supposes_that_the_exploitation_is_to_be_reported() {
    let situation = manufacturer(&[("exploited", "true")]);
    let now = "2026-12-20T12:00:00Z";
    // An old patch, exploitation learned of now: 14 days from becoming aware (20 November, a Friday).
    let old = [
        clock("measure_available", "2025-02-01T12:00:00Z"),
        clock("aware_of_exploitation", "2026-11-20T12:00:00Z"),
    ];
    let list = duties(&situation, &old, &[], BERLIN, now);
    assert_eq!(due(&list, FINAL), Some(at("2026-12-04T23:00:00Z")));
    // The exploitation was known before the day of application: no report at all.
    let known = [
        clock("aware_of_exploitation", "2026-09-01T12:00:00Z"),
        clock("measure_available", "2026-09-20T12:00:00Z"),
    ];
    assert!(!owes(&duties(&situation, &known, &[], BERLIN, now), FINAL));
    // Not aware yet: nothing has started.
    let unaware = [clock("measure_available", "2026-10-01T12:00:00Z")];
    let list = duties(&situation, &unaware, &[], BERLIN, now);
    assert_eq!(of(&list, FINAL).state, DutyState::NotStarted);
}
