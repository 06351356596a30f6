//! The sixteen rows of BOD 26-04 against CERT/CC's machine-readable copy (CERTCC/SSVC,
//! `data/csv/cisa/cisa_bod_26_04_1_0_0.csv`). Without it the scene `every-row-of-the-table` stands alone.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "folder/corpora.rs"]
mod corpora;
#[path = "folder/law.rs"]
mod folder;

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use tidegate_law::time::{Occurred, zone};
use tidegate_law::{Adoption, Book, Clock, DutyInstance, Extent, Owing, Situation};

const TABLE: &str = "ssvc/certcc/csv/cisa/cisa_bod_26_04_1_0_0.csv";
const STATUTE: &str = "us-bod-26-04/";
/// In the order of the columns of the table, after the number of the row.
const COLUMNS: [&str; 4] = ["in_kev", "asset_exposed", "automatable", "total_impact"];
const DETECTED: (&str, Date) = ("2026-08-03T15:00:00Z", date(2026, 8, 3));
const LISTED_LATER: (&str, Date) = ("2026-08-05T15:00:00Z", date(2026, 8, 5));
const LISTED_EARLIER: (&str, Date) = ("2026-07-30T15:00:00Z", date(2026, 7, 30));

fn book() -> &'static Book {
    static BOOK: LazyLock<Book> = LazyLock::new(|| Book::load(&folder::files()).unwrap());
    &BOOK
}

/// What an agency owes under the directive with these four facts: detected, and listed where it is.
fn owed(facts: [bool; 4], listed: &str) -> Vec<DutyInstance> {
    let mut situation = Situation::assumed(book().schema());
    let mut set = |fact: &str, value: bool| {
        assert!(situation.set_named(book().schema(), fact, &value.to_string()), "{fact}");
    };
    set("federal_agency", true);
    set("listed_before_26_04", false);
    COLUMNS.iter().zip(facts).for_each(|(fact, value)| set(fact, value));
    let clock = |event: &str, instant: &str| Clock {
        event: event.to_owned(),
        occurred: Occurred::at(instant.parse().unwrap()),
        extent: Extent::Whole,
    };
    let mut clocks = vec![clock("detected_on_asset", DETECTED.0)];
    let [in_kev, ..] = facts;
    if in_kev {
        clocks.push(clock("listed_in_kev", listed));
    }
    let owing = Owing {
        situation: &situation,
        product: None,
        clocks: &clocks,
        filings: &[],
        place: Some("US"),
        zone: Some("America/New_York"),
    };
    let now: Timestamp = "2026-08-06T00:00:00Z".parse().unwrap();
    let mut all = book().duties(&Adoption::default(), &owing, now);
    all.retain(|duty| duty.rule.as_str().starts_with(STATUTE));
    all
}

/// The last day at the seat of the issuer on which the duty is still met in time.
fn last_day(duty: &DutyInstance) -> Option<Date> {
    let due = duty.when.deadline()?.strict.earliest;
    let seat = zone("America/New_York").unwrap();
    Some(seat.to_datetime(due - SignedDuration::from_secs(1)).date())
}

#[test]
fn every_row_is_that_of_the_machine_readable_copy() {
    let Some(table) = corpora::corpus(TABLE, "16 rows") else { return };
    let mut compared = 0;
    for line in table.lines().skip(1).filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let [row, facts @ .., timeline] = cells.as_slice() else { panic!("{line}") };
        let facts: [bool; 4] = std::array::from_fn(|place| match facts[place] {
            "yes" | "total" => true,
            "no" | "partial" => false,
            other => panic!("row {row}: {other}"),
        });
        for (listed, day) in [LISTED_LATER, LISTED_EARLIER] {
            let duties = owed(facts, listed);
            let [duty] = duties.as_slice() else { panic!("row {row}: {} duties", duties.len()) };
            let rule = duty.rule.as_str();
            assert!(rule.starts_with(&format!("{STATUTE}row-{row}/")), "row {row} is {rule}");
            let (days, investigate) = match *timeline {
                "fix on system upgrade" => (None, false),
                "14 days" => (Some(14), false),
                "60 days" => (Some(60), false),
                "3 days" => (Some(3), false),
                "3 days & forensic investigation" => (Some(3), true),
                other => panic!("row {row}: {other}"),
            };
            // Whichever came first starts the clock; what is not in the catalogue has no listing.
            let [in_kev, ..] = facts;
            let start = if in_kev { day.min(DETECTED.1) } else { DETECTED.1 };
            let expected = days.map(|days| start.checked_add(days.days()).unwrap());
            assert_eq!(last_day(duty), expected, "row {row}, listed {day}");
            assert_eq!(rule.ends_with("-and-investigate"), investigate, "row {row}");
        }
        compared += 1;
    }
    assert_eq!(compared, 16);
}
