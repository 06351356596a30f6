//! What stands in the register and what does not, and that it can be built again from the record alone.

use std::collections::BTreeSet;

use tidegate_core::event::{Actor, Answer, Erased};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, OfficeId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_core::office::{Bilingual, Office, Position};
use tidegate_core::place::Jurisdiction;
use tidegate_core::report::Draft;
use tidegate_core::scene::{Ask, Keeping, Line, Teller};

use super::kept::{By, Entry, Kind, Outcome, Reckoned};
use super::{of_year, round};
use crate::book::Loaded;
use crate::clock::{Clock, FixedClock};
use crate::desk::{Desk, DeskError, Intake, Order, Settings};
use crate::follow::{Followed, Left};
use crate::keys::Random;
use crate::telling::{Telling, draw};

const START: &str = "2026-11-02T09:00:00Z";
/// Stands in for a finder's name: it must never be in the register.
const FINDER: &str = "CANARY Mei Lin";

struct Bench {
    _folder: tempfile::TempDir,
    book: Loaded,
    hand: FixedClock,
    desk: Desk,
}

impl Bench {
    async fn new() -> Self {
        let clock = Clock::fixed(START.parse().unwrap());
        let Clock::Fixed(hand) = clock.clone() else { unreachable!() };
        let folder = tempfile::tempdir().unwrap();
        let book = crate::book::load(None).unwrap();
        let position = |reading: &tidegate_law::Reading| Position {
            fact: reading.fact.clone(),
            value: reading.suggested.clone(),
            adopted: jiff::civil::date(2021, 1, 1),
            by: "Wang Fang".to_owned(),
            reason: reading.why.en.clone(),
        };
        let office = Office {
            id: OfficeId::from_bytes([7; 16]),
            name: Bilingual { en: "Maker".into(), zh: "制造商".into() },
            jurisdiction: Jurisdiction::CN,
            zone: "Asia/Shanghai".parse().unwrap(),
            house_statutes: BTreeSet::new(),
            positions: book.readings().iter().map(position).collect(),
            changes: Vec::new(),
            residency: None,
        };
        let settings = Settings::in_directory(folder.path(), book.digest()).with_clock(clock);
        let desk = Desk::create(settings, office, "desk.example/log").await.unwrap();
        Self { _folder: folder, book, hand, desk }
    }

    /// A case about a product of the office's own, with these lines told.
    async fn case(&self, lines: &str) -> CaseId {
        let form = serde_json::json!({
            "product": { "name": "camera", "manufacturer": "Maker" },
            "flaw": { "description": "CANARY overflow", "title": "CANARY" },
            "reporter": { "standing": "pseudonym", "name": FINDER, "place": "CN", "role": "finder" },
        });
        let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
        let taken = self.desk.receive(&Intake::new(draft, "intake", "web form")).await.unwrap();
        self.tell(taken.case, "product camera of Maker in CN").await;
        self.tell(taken.case, lines).await;
        taken.case
    }

    async fn tell(&self, id: CaseId, lines: &str) {
        let case = self.desk.open_case(&member(), id, "work").await.unwrap();
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<(usize, Line)> =
            lines.map(|line| (1, Line::told(line, "a letter").unwrap())).collect();
        let actor = member();
        let telling =
            Telling { book: &self.book, actor: &actor, now: self.desk.now(), office: None };
        let here = self.desk.office().zone.rules();
        for command in telling.commands(case, &lines, here).unwrap().1 {
            self.desk.act(&actor, id, &Order::new(command)).await.unwrap();
        }
    }

    /// Puts a question in the words of scenes to the gate, on record.
    async fn decide(&self, case: CaseId, question: &str) -> Answer {
        let ask = Ask::parse(question).unwrap();
        let session = SessionId::from_bytes(Random::bytes().unwrap());
        let here = self.desk.office().zone.rules();
        let gate = |case: &tidegate_core::case::Case, at| -> Result<_, DeskError> {
            let keeping = Keeping::Case(&draw);
            let teller = Teller { book: &self.book, case, zone: &here, keeping, office: None };
            let (flow, _) = teller.flow(&ask)?;
            let adoption = gate::adoption_of(self.desk.office(), at);
            let law = gate::Desk { book: &self.book, adoption: &adoption, office: None };
            Ok(gate::confirmed(&law, case, &flow, at)?)
        };
        let asked = self.desk.decide(&member(), case, "asked", session, gate).await.unwrap();
        asked.event.answer
    }

    async fn register(&self) -> Vec<Entry> {
        while round(&self.desk, &self.book, 3).await.unwrap() == Left::More {}
        of_year(&self.desk, 2026).await.unwrap()
    }
}

fn member() -> Actor {
    Actor::Member("wang".to_owned())
}

fn rules(entry: &Entry) -> Vec<String> {
    entry.rules.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_refused_sale_stands_with_its_ground_and_a_question_does_not() {
    let bench = Bench::new().await;
    let case = bench.case("party broker public CN").await;
    let opened = bench.desk.open_case(&member(), case, "asking").await.unwrap();
    assert!(bench.register().await.is_empty(), "a case was read and nothing was asked");
    assert_eq!(bench.decide(case, "Maker may sell technical with broker").await, Answer::Refuse);
    let register = bench.register().await;
    let [entry] = register.as_slice() else { panic!("{register:?}") };
    assert_eq!((entry.outcome, entry.kind, entry.by), (Outcome::Refused, Kind::Other, By::Office));
    assert_eq!(entry.content, BTreeSet::from([ContentClass::Technical]));
    assert!(rules(entry).contains(&"cn-rmsv/4/sell".to_owned()), "{:?}", rules(entry));
    assert_eq!(entry.handle, opened.label());
    assert!(entry.leaf.is_some() && entry.passed.is_none());
}

#[tokio::test]
async fn who_is_of_the_police_or_of_intelligence_is_told_apart() {
    let bench = Bench::new().await;
    let case = bench
        .case(
            "party bureau authority CN as cn_police
             party service authority US as foreign_authority intelligence
             party ministry authority US as foreign_authority",
        )
        .await;
    for to in ["bureau", "service", "ministry", "cn_mps"] {
        bench.decide(case, &format!("Maker may share technical with {to}")).await;
    }
    let kinds: Vec<Kind> = bench.register().await.iter().rev().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [Kind::Police, Kind::Intelligence, Kind::Authority, Kind::Police]);
}

#[tokio::test]
async fn what_a_filing_reaches_by_law_is_counted_and_what_was_refused_reaches_nobody() {
    let bench = Bench::new().await;
    let case = bench.case("2026-11-01 10:00 Maker learned").await;
    bench.tell(case, "2026-11-02 10:00 Maker files cn-rmsv/7(2)/report-miit to cn_miit").await;
    bench.decide(case, "Maker may sell technical with cn_miit").await;
    let register = bench.register().await;
    let filed = register.iter().find(|entry| entry.outcome == Outcome::Elsewhere).unwrap();
    let onward: Vec<&str> = filed.onward.iter().map(|on| on.recipient.as_str()).collect();
    assert_eq!(onward, ["cn_mps_centre", "cn_cncert"]);
    assert_eq!(filed.onward[0].kind, Kind::Police);
    assert!(filed.passed.is_some() && filed.answer.is_none());
    let sale = register.iter().find(|entry| entry.outcome == Outcome::Refused).unwrap();
    assert!(sale.onward.is_empty());
}

#[tokio::test]
async fn the_office_releases_what_is_its_own_and_not_what_another_may_do() {
    let bench = Bench::new().await;
    let lines = "party other manufacturer CN\nproduct part of other in CN";
    let case = bench.case(lines).await;
    bench.tell(case, "technical is public_with_remedy").await;
    assert_eq!(bench.decide(case, "Maker may share technical with other").await, Answer::Permit);
    assert_eq!(bench.decide(case, "other may share technical with Maker").await, Answer::Permit);
    assert_eq!(bench.decide(case, "Maker may share technical with Maker").await, Answer::Permit);
    let outcomes: Vec<Outcome> = bench.register().await.iter().map(|one| one.outcome).collect();
    assert_eq!(outcomes, [Outcome::NotReleased, Outcome::Released], "the latest first");
}

#[tokio::test]
async fn the_register_names_nobody() {
    let bench = Bench::new().await;
    let case = bench.case("party \"CANARY broker\" public CN").await;
    let finder = format!("\"{FINDER}\"");
    bench.decide(case, &format!("{finder} may sell technical with \"CANARY broker\"")).await;
    bench.decide(case, &format!("Maker may share technical with {finder}")).await;
    bench.decide(case, "Maker may share finder_identity with \"CANARY broker\"").await;
    let register = bench.register().await;
    assert_eq!(register.len(), 3);
    let told = serde_json::to_string(&register).unwrap();
    assert!(!told.contains("CANARY"), "{told}");
    let by: Vec<(By, Kind)> = register.iter().rev().map(|one| (one.by, one.kind)).collect();
    assert_eq!(by[0], (By::Finder, Kind::Other));
    assert_eq!(by[1], (By::Office, Kind::Finder));
}

#[tokio::test]
async fn what_is_kept_can_be_dropped_and_is_built_again_the_same() {
    let bench = Bench::new().await;
    let case = bench.case("party broker public CN").await;
    bench.decide(case, "Maker may sell technical with broker").await;
    bench.tell(case, "2026-11-01 Maker publishes existence -- a page").await;
    let before = bench.register().await;
    assert_eq!(before.len(), 2);
    for entry in &before {
        let dropped = bench.desk.drop_kept::<Entry>(&format!("{}|{}", case, entry.seq)).await;
        assert!(dropped.unwrap());
    }
    bench.desk.drop_kept::<Reckoned>(&case.to_string()).await.unwrap();
    bench.desk.drop_kept::<Followed>("transfers").await.unwrap();
    assert!(of_year(&bench.desk, 2026).await.unwrap().is_empty());
    assert_eq!(bench.register().await, before);
    // What is on the shelf by mistake goes with the next computation.
    let stray = Entry { seq: 999, ..before[0].clone() };
    bench.desk.keep(&stray).await.unwrap();
    super::refresh(&bench.desk, &bench.book, case).await.unwrap();
    assert_eq!(of_year(&bench.desk, 2026).await.unwrap(), before);
}

#[tokio::test]
async fn a_year_begins_in_the_zone_of_the_office_and_an_erased_case_leaves_the_register() {
    let bench = Bench::new().await;
    // 16:30 UTC on the last day of the year is half past midnight in Shanghai.
    bench.hand.set("2026-12-31T16:30:00Z".parse().unwrap());
    let case = bench.case("party broker public CN").await;
    bench.decide(case, "Maker may sell technical with broker").await;
    assert!(bench.register().await.is_empty());
    assert_eq!(of_year(&bench.desk, 2027).await.unwrap().len(), 1);
    for beyond in [0, -1, 10_000, i16::MAX] {
        of_year(&bench.desk, beyond).await.unwrap();
    }
    let erased = Erased { items: BTreeSet::new(), ground: "a request".to_owned() };
    bench.hand.set("2027-07-02T09:00:00Z".parse().unwrap());
    let book = &bench.book;
    bench.desk.erase_case(&member(), case, "letter", &erased, book).await.unwrap();
    bench.register().await;
    assert!(of_year(&bench.desk, 2027).await.unwrap().is_empty());
    assert_eq!(bench.desk.erased().await.unwrap(), 1);
}
