//! Clocks across restarts and jumps of the clock: nothing missed, nothing doubled.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, ClockStarted, Noted, PartyJoined, ProductNamed};
use tidegate_core::id::{CaseId, OfficeId, PartyId, ProductId};
use tidegate_core::office::{Bilingual, Office};
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::place::Jurisdiction;
use tidegate_core::product::{Product, Supply};
use tidegate_core::report::Draft;

use super::kept::{Alert, Listed, Looked, RunningClock, Stage};
use super::{refresh, round};
use crate::book::Loaded;
use crate::clock::{Clock, FixedClock};
use crate::desk::{Desk, Intake, Order, Settings};
use crate::follow::Left;
use crate::notices::NoticeKind;
use crate::notices::ladder::Ladder;
use crate::notices::reader::Reader;
use crate::people::{Account, MemberRole, Passphrase};

const START: &str = "2026-11-02T09:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

struct Bench {
    folder: tempfile::TempDir,
    book: Loaded,
    hand: FixedClock,
    clock: Clock,
}

impl Bench {
    fn new() -> Self {
        let clock = Clock::fixed(at(START));
        let Clock::Fixed(hand) = clock.clone() else { unreachable!() };
        let folder = tempfile::tempdir().unwrap();
        let book = crate::book::load(None).unwrap();
        Self { folder, book, hand, clock }
    }

    fn settings(&self, folder: &Path) -> Settings {
        Settings::in_directory(folder, self.book.digest()).with_clock(self.clock.clone())
    }

    async fn desk(&self) -> Desk {
        let office = Office {
            id: OfficeId::from_bytes([7; 16]),
            name: Bilingual { en: "Test desk".into(), zh: "测试台".into() },
            jurisdiction: Jurisdiction::CN,
            zone: "Asia/Shanghai".parse().unwrap(),
            house_statutes: BTreeSet::new(),
            positions: Vec::new(),
            changes: Vec::new(),
            residency: None,
        };
        let settings = self.settings(self.folder.path());
        Desk::create(settings, office, "desk.example/log").await.unwrap()
    }

    async fn reopened(&self) -> Desk {
        Desk::open(self.settings(self.folder.path())).await.unwrap()
    }

    /// Rounds until nothing is left.
    async fn rounds(&self, desk: &Desk) {
        while round(desk, &self.book, 3).await.unwrap() == Left::More {}
    }
}

fn member() -> Actor {
    Actor::Member("wang".to_owned())
}

async fn reported(desk: &Desk) -> CaseId {
    let form = serde_json::json!({
        "product": { "name": "R7 router", "manufacturer": "Acme" },
        "flaw": { "description": "overflow in the parser", "title": "Overflow" },
    });
    let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
    desk.receive(&Intake::new(draft, "intake", "web form")).await.unwrap().case
}

async fn act(desk: &Desk, case: CaseId, verb: Verb) {
    let order = Order::new(Command::new(verb, "a letter"));
    desk.act(&member(), case, &order).await.unwrap();
}

/// A case whose maker knows of a flaw in a product of the mainland: RMSV 7(2) gives it two days.
async fn with_a_clock(desk: &Desk) -> CaseId {
    let case = reported(desk).await;
    let maker = PartyId::from_bytes([3; 16]);
    let mut party = Party::new(maker, "Acme", PartyKind::Organisation);
    party.established = Some(Jurisdiction::CN);
    party.acts_in = Some(BTreeSet::from([Jurisdiction::CN]));
    party.roles.insert(Role::Manufacturer);
    act(desk, case, Verb::JoinParty(PartyJoined { party })).await;
    let mut product = Product::new(ProductId::from_bytes([4; 16]), "R7 router");
    product.providers.insert(maker);
    product.supplies.push(Supply { by: maker, into: Jurisdiction::CN, from: None });
    act(desk, case, Verb::NameProduct(ProductNamed { product })).await;
    let start = "learned".parse().unwrap();
    let started = ClockStarted { party: maker, start, product: None };
    act(desk, case, Verb::StartClock(started)).await;
    case
}

async fn clocks(desk: &Desk, case: CaseId) -> Vec<RunningClock> {
    let kept = desk.kept_about::<RunningClock>(case).await.unwrap();
    kept.into_iter().map(|kept| kept.thing).collect()
}

async fn alerts(desk: &Desk, case: CaseId) -> Vec<Alert> {
    let kept = desk.kept_about::<Alert>(case).await.unwrap();
    kept.into_iter().map(|kept| kept.thing).collect()
}

async fn listed(desk: &Desk) -> Vec<Listed> {
    let kept = desk.kept_by_due::<Listed>(None, None, 100).await.unwrap();
    kept.into_iter().map(|kept| kept.thing).collect()
}

fn stages(alerts: &[Alert], clock: &RunningClock) -> Vec<Stage> {
    let mut stages: Vec<Stage> =
        alerts.iter().filter(|alert| alert.is_of(clock)).map(|alert| alert.stage).collect();
    stages.sort();
    stages
}

#[tokio::test]
async fn the_clocks_of_a_case_are_kept_and_the_list_is_by_what_is_due_next() {
    let bench = Bench::new();
    let desk = bench.desk().await;
    let quiet = reported(&desk).await;
    let case = with_a_clock(&desk).await;
    bench.rounds(&desk).await;
    let clocks = clocks(&desk, case).await;
    let rule = clocks.iter().find(|clock| clock.rule == "cn-rmsv/7(2)/report-miit").unwrap();
    assert_eq!(rule.due, at("2026-11-04T09:00:00Z"), "two days after it learned");
    let listed = listed(&desk).await;
    let order: Vec<CaseId> = listed.iter().map(|listed| listed.case).collect();
    assert_eq!(order, [case, quiet], "what has a due time comes first");
    assert_eq!(listed[0].due, clocks.iter().filter(|c| c.counts()).map(|c| c.due).min());
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_round_after_a_restart_takes_up_what_changed_before_it() {
    let bench = Bench::new();
    let desk = bench.desk().await;
    bench.rounds(&desk).await;
    let case = with_a_clock(&desk).await;
    desk.close().await.unwrap();
    let desk = bench.reopened().await;
    assert!(clocks(&desk, case).await.is_empty(), "nobody computed it yet");
    bench.rounds(&desk).await;
    assert!(!clocks(&desk, case).await.is_empty());
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_jump_forward_misses_no_alert_and_a_jump_back_doubles_none() {
    let bench = Bench::new();
    let desk = bench.desk().await;
    let case = with_a_clock(&desk).await;
    bench.rounds(&desk).await;
    let clock = clocks(&desk, case).await;
    let clock =
        clock.iter().find(|clock| clock.rule == "cn-rmsv/7(2)/report-miit").unwrap().clone();
    assert!(stages(&alerts(&desk, case).await, &clock).is_empty(), "two days are left");

    bench.hand.set(at("2026-11-03T09:00:00Z"));
    bench.rounds(&desk).await;
    assert_eq!(stages(&alerts(&desk, case).await, &clock), [Stage::DayLeft], "to the second");

    // Over the hour before, the hour itself and the day after, with a restart in between.
    desk.close().await.unwrap();
    bench.hand.set(at("2026-11-06T00:00:00Z"));
    let desk = bench.reopened().await;
    bench.rounds(&desk).await;
    let all = alerts(&desk, case).await;
    assert_eq!(stages(&all, &clock), Stage::ALL, "each stage once");

    bench.hand.set(at("2026-11-03T08:00:00Z"));
    bench.rounds(&desk).await;
    refresh(&desk, &bench.book, case).await.unwrap();
    bench.hand.set(at("2026-11-06T01:00:00Z"));
    bench.rounds(&desk).await;
    assert_eq!(alerts(&desk, case).await, all, "raised once, and when they were raised stays");
    desk.close().await.unwrap();
}

#[tokio::test]
async fn computing_twice_writes_the_same_and_an_older_case_never_replaces_a_newer() {
    let bench = Bench::new();
    let desk = bench.desk().await;
    let case = with_a_clock(&desk).await;
    bench.rounds(&desk).await;
    let before = clocks(&desk, case).await;
    let (one, other) =
        tokio::join!(refresh(&desk, &bench.book, case), refresh(&desk, &bench.book, case));
    one.unwrap();
    other.unwrap();
    assert_eq!(clocks(&desk, case).await, before);
    assert_eq!(desk.kept_count::<Looked>().await.unwrap(), 1);
    let newer = desk.kept::<Looked>(&case.to_string()).await.unwrap().unwrap();
    let ahead = Looked { events: newer.thing.events + 1, ..newer.thing.clone() };
    assert!(desk.keep_instead(&ahead, newer).await.unwrap());
    refresh(&desk, &bench.book, case).await.unwrap();
    let kept = desk.kept::<Looked>(&case.to_string()).await.unwrap().unwrap().thing;
    assert_eq!(kept, ahead, "what was computed with more events stays");
    desk.close().await.unwrap();
}

#[tokio::test]
async fn nothing_is_kept_of_a_case_that_is_erased() {
    let bench = Bench::new();
    let desk = bench.desk().await;
    let case = with_a_clock(&desk).await;
    bench.rounds(&desk).await;
    let erased = tidegate_core::event::Erased { items: BTreeSet::new(), ground: "PIPL 47".into() };
    desk.erase_case(&member(), case, "a request", &erased, &bench.book).await.unwrap();
    bench.rounds(&desk).await;
    assert!(listed(&desk).await.is_empty());
    assert!(clocks(&desk, case).await.is_empty() && alerts(&desk, case).await.is_empty());
    desk.close().await.unwrap();
}

#[tokio::test]
async fn a_note_changes_the_list_and_no_clock() {
    let bench = Bench::new();
    let desk = bench.desk().await;
    let case = with_a_clock(&desk).await;
    bench.rounds(&desk).await;
    let (before, rows) = (clocks(&desk, case).await, listed(&desk).await);
    bench.hand.set(at("2026-11-02T10:00:00Z"));
    act(&desk, case, Verb::Note(Noted { text: "called back".into() })).await;
    bench.rounds(&desk).await;
    assert_eq!(clocks(&desk, case).await, before);
    assert!(listed(&desk).await[0].changed > rows[0].changed);
    desk.close().await.unwrap();
}

/// The steps of which a member was told about the clock of RMSV 7(2), with whether each came late.
async fn told(desk: &Desk) -> Vec<(i64, bool)> {
    let due = at("2026-11-04T09:00:00Z");
    let notices = desk.notices(100).await.unwrap();
    let mut told: Vec<(i64, bool)> = notices
        .into_iter()
        .filter(|notice| notice.due == Some(due) && notice.to.to_string() == "member:wang")
        .filter_map(|notice| {
            let NoticeKind::DutyDue { minutes, .. } = notice.kind else { return None };
            Some((minutes, notice.late))
        })
        .collect();
    told.sort_unstable();
    told.dedup();
    told
}

#[tokio::test]
async fn each_step_of_the_ladder_is_told_once_over_restarts_jumps_and_a_dead_worker() {
    let bench = Bench::new();
    let desk = bench.desk().await;
    let roles = BTreeSet::from([MemberRole::Analyst]);
    let words = Passphrase::new("four calm words here");
    let account = Account::new("wang", "Wang Fang", roles, &words, desk.now()).unwrap();
    desk.add_account(&account).await.unwrap().unwrap();
    let (login, address) = ("wang".to_owned(), "wang@desk.example".to_owned());
    let (language, quiet, digest) = (None, None, None);
    desk.keep(&Reader { version: 1, login, address, language, quiet, digest }).await.unwrap();
    with_a_clock(&desk).await;
    bench.rounds(&desk).await;
    assert!(told(&desk).await.is_empty());
    bench.hand.set(at("2026-11-03T09:00:00Z"));
    bench.rounds(&desk).await;
    assert_eq!(told(&desk).await, [(-24 * 60, false)], "to the second");
    // Nobody is at work from before the sixth hour to after the first: the last of what passed is told, late.
    desk.close().await.unwrap();
    bench.hand.set(at("2026-11-04T08:30:00Z"));
    let desk = bench.reopened().await;
    bench.rounds(&desk).await;
    assert_eq!(told(&desk).await, [(-24 * 60, false), (-60, true)]);
    bench.hand.set(at("2026-11-03T08:00:00Z"));
    bench.rounds(&desk).await;
    bench.hand.set(at("2026-11-04T09:00:00Z"));
    bench.rounds(&desk).await;
    let all = [(-24 * 60, false), (-60, true), (0, false)];
    assert_eq!(told(&desk).await, all, "a jump back doubles none");
    // Another ladder counts from now on.
    let own = ["before-2h=analyst", "after-10m=analyst"].map(str::to_owned);
    desk.choose_ladder(&Ladder::read(&own).unwrap()).await.unwrap();
    bench.rounds(&desk).await;
    bench.hand.set(at("2026-11-04T09:10:00Z"));
    bench.rounds(&desk).await;
    assert!(told(&desk).await.contains(&(10, false)));
    desk.close().await.unwrap();
}
