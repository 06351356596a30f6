//! What waits in a case and what is counted of it; that sums follow, and that an erased case is counted no more.

use std::collections::BTreeSet;

use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{
    Acknowledged, Actor, Erased, FactEstablished, Subject, Triaged, Verdict,
};
use tidegate_core::id::{CaseId, OfficeId};
use tidegate_core::office::{Bilingual, Office};
use tidegate_core::place::Jurisdiction;
use tidegate_core::report::Draft;
use tidegate_law::{FactName, FactValue};

use super::kept::{Acknowledgement, Judgement, Pending, Standing, Wait};
use super::months::Month;
use super::round;
use crate::book::Loaded;
use crate::clock::{Clock, FixedClock};
use crate::desk::{Desk, Intake, Order, Settings};
use crate::follow::Left;

struct Bench {
    _folder: tempfile::TempDir,
    book: Loaded,
    hand: FixedClock,
    desk: Desk,
}

impl Bench {
    async fn new() -> Self {
        let clock = Clock::fixed("2026-11-02T09:00:00Z".parse().unwrap());
        let Clock::Fixed(hand) = clock.clone() else { unreachable!() };
        let folder = tempfile::tempdir().unwrap();
        let book = crate::book::load(None).unwrap();
        let office = Office {
            id: OfficeId::from_bytes([7; 16]),
            name: Bilingual { en: "Maker".into(), zh: "制造商".into() },
            jurisdiction: Jurisdiction::CN,
            zone: "Asia/Shanghai".parse().unwrap(),
            house_statutes: BTreeSet::new(),
            positions: Vec::new(),
            changes: Vec::new(),
            residency: None,
        };
        let settings = Settings::in_directory(folder.path(), book.digest()).with_clock(clock);
        let desk = Desk::create(settings, office, "desk.example/log").await.unwrap();
        Self { _folder: folder, book, hand, desk }
    }

    async fn reported(&self) -> CaseId {
        let form = serde_json::json!({
            "product": { "name": "R7 router", "manufacturer": "Acme" },
            "flaw": { "description": "an overflow" },
        });
        let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
        self.desk.receive(&Intake::new(draft, "test", "test")).await.unwrap().case
    }

    async fn act(&self, case: CaseId, verb: Verb) {
        let order = Order::new(Command::new(verb, "test"));
        self.desk.act(&member(), case, &order).await.unwrap();
    }

    async fn rounds(&self) {
        while round(&self.desk, &self.book, 20).await.unwrap() == Left::More {}
    }

    async fn standing(&self, case: CaseId) -> Standing {
        self.desk.kept::<Standing>(&case.to_string()).await.unwrap().unwrap().thing
    }

    async fn month(&self) -> Month {
        self.desk.kept::<Month>("2026-11").await.unwrap().unwrap().thing
    }

    async fn acknowledged(&self, case: CaseId) {
        let opened = self.desk.open_case(&member(), case, "a test").await.unwrap();
        let report = opened.reports().next().unwrap().event.report;
        let by = self.desk.office_party();
        self.act(case, Verb::Acknowledge(Acknowledged { report, by })).await;
    }
}

fn member() -> Actor {
    Actor::Member("Wang Fang".to_owned())
}

#[tokio::test]
async fn a_report_waits_to_be_acknowledged_and_judged_until_it_is() {
    let bench = Bench::new().await;
    let case = bench.reported().await;
    bench.rounds().await;
    let waits: Vec<Wait> = bench.standing(case).await.waits.into_keys().collect();
    assert_eq!(waits, [Wait::Acknowledgement, Wait::Judgement]);
    assert_eq!(bench.desk.kept_count::<Pending<Acknowledgement>>().await.unwrap(), 1);
    bench.acknowledged(case).await;
    bench.rounds().await;
    assert_eq!(bench.desk.kept_count::<Pending<Acknowledgement>>().await.unwrap(), 0);
    assert_eq!(bench.desk.kept_count::<Pending<Judgement>>().await.unwrap(), 1);
    let triaged = Triaged {
        verdict: Verdict::Accepted,
        reason: "it is one".into(),
        duplicate_of: None,
        code: None,
        missing: Default::default(),
    };
    bench.act(case, Verb::Triage(triaged)).await;
    bench.rounds().await;
    assert!(bench.standing(case).await.waits.is_empty());
    assert_eq!(bench.desk.kept_count::<Pending<Judgement>>().await.unwrap(), 0);
    bench.desk.close().await.unwrap();
}

#[tokio::test]
async fn a_month_counts_its_cases_and_their_times_and_an_erased_one_no_more() {
    let bench = Bench::new().await;
    let (first, second) = (bench.reported().await, bench.reported().await);
    bench.hand.set("2026-11-02T12:00:00Z".parse().unwrap());
    bench.acknowledged(first).await;
    bench.hand.set("2026-11-04T09:00:00Z".parse().unwrap());
    let about = Subject::Case(first);
    let (fact, value) = (FactName::new("remedy_provided"), FactValue::from(true));
    bench.act(first, Verb::EstablishFact(FactEstablished { about, fact, value })).await;
    bench.rounds().await;
    let month = bench.month().await;
    assert_eq!((month.received, month.acknowledged, month.repaired, month.held), (2, 1, 1, 2));
    assert_eq!((month.to_acknowledge, month.to_repair), (Some(180), Some(2 * 24 * 60)));
    let erased = Erased { items: BTreeSet::new(), ground: "PIPL 47".into() };
    bench.desk.erase_case(&member(), second, "a request", &erased, &bench.book).await.unwrap();
    bench.rounds().await;
    let month = bench.month().await;
    assert_eq!((month.received, month.held), (1, 1));
    bench.desk.close().await.unwrap();
}
