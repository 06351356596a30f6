//! What may be done when, and who knows what by which way: a case from report to publication.

#![cfg(test)]

use jiff::{SignedDuration, Timestamp};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::{Case, EmbargoState, Phase};
use tidegate_core::command::{self, Command, Rejection, Reserved, Verb};
use tidegate_core::digest::{Digest, Seed};
use tidegate_core::directive::Measure;
use tidegate_core::event::*;
use tidegate_core::id::*;
use tidegate_core::item::{ContentClass, Disclosure, Item};
use tidegate_core::ledger::{Ledger, Means, Onward};
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::report::{Arrival, Draft, Report};
use tidegate_law::time::Occurred;

const FINDER: PartyId = PartyId::from_bytes([1; 16]);
const ACME: PartyId = PartyId::from_bytes([2; 16]);
const MIIT: PartyId = PartyId::from_bytes([3; 16]);
const ACME_CN: PartyId = PartyId::from_bytes([4; 16]);

fn at(hours: i64) -> Timestamp {
    "2026-11-02T01:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

fn desk() -> Actor {
    Actor::Member("desk".into())
}

/// A case under work.
struct Work {
    case: Case,
    now: i64,
}

impl Work {
    fn act(&mut self, actor: &Actor, verb: Verb) -> Result<usize, Rejection> {
        self.now += 1;
        let events = self.case.handle(&Command::new(verb, "a letter"), actor, at(self.now))?;
        let count = events.len();
        events.into_iter().for_each(|event| self.case.apply(event).unwrap());
        Ok(count)
    }

    fn desk(&mut self, verb: Verb) -> Result<usize, Rejection> {
        self.act(&desk(), verb)
    }

    fn item(&self, class: ContentClass) -> ItemId {
        self.case.items().find(|record| record.item.class == class).unwrap().item.id
    }
}

/// A case with four parties and a received report.
fn received() -> Work {
    let (case, office) = (CaseId::from_bytes([1; 16]), OfficeId::from_bytes([8; 16]));
    let opened = Opened { case, office, handle: "2026-0017".into() };
    let opening = command::open(opened, "a report", &desk(), at(0)).unwrap();
    let mut work = Work { case: Case::replay([opening]).unwrap(), now: 0 };
    for (id, name, authority, role, part_of) in [
        (FINDER, "lin", None, Role::Finder, None),
        (ACME, "Acme", None, Role::Manufacturer, None),
        (MIIT, "MIIT", Some("cn_miit"), Role::Authority, None),
        (ACME_CN, "Acme (Shenzhen)", None, Role::Supplier, Some(ACME)),
    ] {
        let mut party = Party::new(id, name, PartyKind::Organisation);
        party.authority = authority.map(|key: &str| key.parse().unwrap());
        party.roles = [role].into();
        party.part_of = part_of;
        work.desk(Verb::JoinParty(PartyJoined { party })).unwrap();
    }
    let form = br#"{"product": {"name": "R7"}, "flaw": {"description": "a heap overflow"},
        "reporter": {"standing": "pseudonym", "name": "lin"}}"#;
    let arrival = Arrival { case, report: ReportId::from_bytes([1; 16]), product: None };
    let draft = Draft::from_json(form).unwrap();
    let report = Report::receive(draft, arrival, &Seed::from_bytes([7; 32])).unwrap();
    let items = report.items();
    work.desk(Verb::NameProduct(ProductNamed { product: report.product.clone() })).unwrap();
    let received = Received {
        report: report.id,
        digest: Some(report.digest),
        from: FINDER,
        to: ACME,
        items: items.iter().map(|item| item.id).collect(),
        terms: None,
        share_identity: false,
        says: std::collections::BTreeMap::new(),
    };
    let count = items.len() + 1;
    let verb = Verb::Receive { received, items };
    assert_eq!(work.act(&Actor::Party(FINDER), verb), Ok(count));
    work
}

#[test]
fn a_case_goes_from_report_to_close() {
    let mut work = received();
    assert_eq!(work.case.phase(), Phase::Received);
    let report = ReportId::from_bytes([1; 16]);
    work.act(&Actor::Party(ACME), Verb::Acknowledge(Acknowledged { report, by: ACME })).unwrap();
    assert!(work.case.is_acknowledged(report));
    let close = || Verb::Close(Closed { reason: "done".into(), code: None });
    assert_eq!(work.desk(close()), Err(Rejection::NotJudged));
    let verdict = Verdict::Accepted;
    let (code, missing) = (None, Default::default());
    let reason = "reproduced".into();
    let triage = Triaged { verdict, reason, duplicate_of: None, code, missing };
    work.desk(Verb::Triage(triage)).unwrap();
    let parties = [FINDER, ACME].into();
    let agreed = EmbargoAgreed { parties, until: Some(at(1_000)), zone: None, terms: None };
    work.desk(Verb::AgreeEmbargo(agreed.clone())).unwrap();
    assert_eq!(work.desk(close()), Err(Rejection::EmbargoHolds));

    let items = [work.item(ContentClass::Technical)].into();
    let published = Published { by: ACME, items, place: None, decision: None };
    let state = Disclosure::PublicWithRemedy;
    let publish = Verb::Publish { published, state };
    assert_eq!(work.act(&Actor::Party(ACME), publish), Ok(3), "it ends the embargo as well");
    assert!(matches!(work.case.embargo(), EmbargoState::Exited { reason: ExitReason::Public, .. }));
    assert_eq!(work.desk(Verb::AgreeEmbargo(agreed)), Err(Rejection::EmbargoOver));
    let existence = work.case.item(work.item(ContentClass::Existence)).unwrap();
    assert_eq!(existence.disclosure(), Disclosure::Undisclosed, "each item has its own state");
    work.desk(close()).unwrap();
    assert_eq!(work.case.phase(), Phase::Closed);
    let again = Verb::Acknowledge(Acknowledged { report, by: ACME });
    assert_eq!(work.desk(again), Err(Rejection::Ended(Phase::Closed)));
}

#[test]
fn a_party_acts_in_its_own_name_and_decides_nothing_for_the_office() {
    let mut work = received();
    let items = [work.item(ContentClass::Technical)].into();
    let to = Recipient::Party(MIIT);
    let provided = Provided { act: Act::Share, from: ACME, to, items, decision: None };
    let rejected = work.act(&Actor::Party(FINDER), Verb::Provide(provided));
    assert_eq!(rejected, Err(Rejection::InAnothersName { actor: FINDER, named: ACME }));
    let verb = Verb::Close(Closed { reason: "done".into(), code: None });
    let rejected = work.act(&Actor::Party(ACME), verb);
    assert_eq!(rejected, Err(Rejection::OfficeOnly(Reserved::Closing)));
    let stranger = PartyId::from_bytes([9; 16]);
    let note = || Verb::Note(Noted { text: "hello".into() });
    let rejected = work.act(&Actor::Party(stranger), note());
    assert_eq!(rejected, Err(Rejection::NotInCase(stranger)));
    let directive = DirectiveIssued {
        directive: DirectiveId::from_bytes([1; 16]),
        by: ACME,
        to: ACME_CN,
        measures: vec![Measure::in_words("repair")],
        due: None,
        follows: None,
        basis: None,
        product: None,
        versions: None,
        reasons: None,
        replaces: None,
        letter: None,
        signed: Vec::new(),
    };
    let rejected = work.act(&Actor::Party(ACME), Verb::IssueDirective(directive));
    assert_eq!(rejected, Err(Rejection::NotAnAuthority(ACME)));
}

#[test]
fn nothing_is_recorded_from_the_future_or_by_a_clock_that_went_back() {
    let work = received();
    let note = Command::new(Verb::Note(Noted { text: "x".into() }), "a letter");
    let later = note.clone().when(Occurred::at(at(50)));
    assert_eq!(work.case.handle(&later, &desk(), at(49)), Err(Rejection::Future(at(49))));
    let last = work.case.last_recorded();
    let back = work.case.handle(&note, &desk(), at(0));
    assert_eq!(back, Err(Rejection::ClockWentBack { last }));
    let today = Occurred::parse("2026-11-02[UTC]", None).unwrap();
    assert!(work.case.handle(&note.when(today), &desk(), at(9)).is_ok(), "a day that still runs");
}

#[test]
fn a_tool_found_by_an_analyst_is_beyond_any_ruling() {
    let mut work = received();
    let item = work.item(ContentClass::Technical);
    let about = Subject::Item(item);
    let fact = tidegate_law::FactName::new("attack_tool");
    work.desk(Verb::EstablishFact(FactEstablished { about, fact, value: true.into() })).unwrap();
    let terms = tidegate_core::ruling::RulingTerms {
        id: RulingId::from_bytes([1; 16]),
        decided_by: "Chen Hua".into(),
        countersigned_by: "Li Na".into(),
        act: Act::Report,
        from: ACME,
        to: Recipient::Party(MIIT),
        items: [item].into(),
        over: vec!["cn-rmsv/9(7)/undisclosed-overseas".parse().unwrap()],
        book: Some("a book".into()),
        reasons: "urgent".into(),
        recorded: at(work.now + 1),
        expires: Some(at(work.now + 25)),
    };
    let rejected = work.desk(Verb::RecordRuling(terms)).unwrap_err();
    assert!(matches!(rejected, Rejection::Ruling(_)), "{rejected}");
}

#[test]
fn a_filing_reaches_more_than_its_addressee_and_the_group_learns_nothing() {
    let mut work = received();
    let item = work.item(ContentClass::Technical);
    let to = Recipient::Party(MIIT);
    let items = [item].into();
    let (rule, product, fields, reference, decision) = (None, None, Vec::new(), None, None);
    let filed = Filed { by: ACME, to, rule, product, fields, items, reference, decision };
    work.act(&Actor::Party(ACME), Verb::File(filed)).unwrap();
    let edge = |to: &str| Onward { from: "cn_miit".parse().unwrap(), to: to.parse().unwrap() };
    let ledger = Ledger::of(&work.case, &[edge("cn_mps_centre"), edge("cn_cncert")]);

    let cncert = Recipient::Capacity("cn_cncert".parse().unwrap());
    let known = ledger.knows(&cncert, item).unwrap();
    let path: Vec<_> = known.path.iter().map(|step| (step.to.clone(), step.by)).collect();
    assert_eq!(
        path,
        [
            (Recipient::Party(FINDER), Means::Held),
            (Recipient::Party(ACME), Means::Told(Act::Report)),
            (Recipient::Party(MIIT), Means::Told(Act::Report)),
            (cncert, Means::PassedOn),
        ]
    );
    assert_eq!(known.since.earliest(), at(work.now));
    assert!(ledger.knows(&Recipient::Party(ACME_CN), item).is_none(), "knowledge is an entity's");
    assert!(ledger.knows(&Recipient::public(), item).is_none());
    assert_eq!(ledger.who_knows(item).count(), 5);
    let existence = work.item(ContentClass::Existence);
    assert!(ledger.knows(&Recipient::Party(MIIT), existence).is_none(), "only what was filed");
    assert_eq!(ledger.known_to(&Recipient::Party(MIIT)).count(), 1);
}

/// A message from one to another, with its text as an item of this class.
fn message(n: u8, from: PartyId, to: PartyId, class: ContentClass) -> Verb {
    let id = ItemId::from_bytes([n; 16]);
    let digest = Digest::of(&[n]);
    let (product, report, declared, confidential) = (None, None, Default::default(), false);
    let item = Item { id, class, product, digest, report, declared, confidential };
    Verb::Write {
        message: MessageWritten { item: id, from, to, tells: Tells::Nothing, file: None },
        item,
    }
}

#[test]
fn a_message_passes_between_who_reported_and_who_received_and_only_one_that_comes_in_has_arrived() {
    let mut work = received();
    let technical = ContentClass::Technical;
    let knows = |work: &Work, who: PartyId, n: u8| {
        let ledger = Ledger::of(&work.case, &[]);
        ledger.knows(&who.into(), ItemId::from_bytes([n; 16])).is_some()
    };
    let finder = Actor::Party(FINDER);
    assert_eq!(work.act(&finder, message(60, FINDER, ACME, technical)), Ok(3));
    assert!(knows(&work, ACME, 60) && knows(&work, FINDER, 60));
    assert!(work.case.is_message(ItemId::from_bytes([60; 16])));
    assert_eq!(work.desk(message(61, ACME, FINDER, technical)), Ok(2));
    assert!(!knows(&work, FINDER, 61), "an answer waits for the gate");
    let named = Rejection::InAnothersName { actor: FINDER, named: ACME };
    assert_eq!(work.act(&finder, message(62, ACME, FINDER, technical)), Err(named));
    let strangers = Rejection::NoReportBetween(ACME, MIIT);
    assert_eq!(work.desk(message(63, ACME, MIIT, technical)), Err(strangers));
    for class in [ContentClass::FinderIdentity, ContentClass::ProofOfConcept] {
        let rejected = work.act(&finder, message(64, FINDER, ACME, class));
        assert_eq!(rejected, Err(Rejection::NoMessage(class)));
    }
}
