//! What coordination holds in a case: the guards of the commands, what the embargo does, and whom the gate lets see what.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use std::collections::BTreeSet;

use book::book;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use tidegate_core::act::Act;
use tidegate_core::case::{
    Case, EmbargoState, Heard, Level, Outcome, Patience, makers, silences, standings,
};
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::coordination::*;
use tidegate_core::digest::Digest;
use tidegate_core::event::*;
use tidegate_core::gate::{self, Need};
use tidegate_core::id::{ItemId, PartyId, TermsId};
use tidegate_core::item::{ContentClass, Disclosure, Item};
use tidegate_core::scene::{Scene, Stage};
use tidegate_core::situation::Flow;
use tidegate_law::{FactName, RuleId};

/// A maker in the Union, who owes nothing yet; a coordinator, a neighbour and a finder.
const STORY: &str = "# a story
zone Asia/Shanghai
positions suggested
party finder finder DE individual
party maker manufacturer DE
party desk coordinator DE
party partner coordinator DE
product camera of maker in EU
";
const PARTIES: [&str; 4] = ["finder", "maker", "desk", "partner"];
const ITEM: ItemId = ItemId::from_bytes([7; 16]);

fn day(days: i64) -> Timestamp {
    let start: Timestamp = "2026-11-02T01:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours(24 * days)
}

/// The story as it goes on.
struct Told {
    stage: Stage<'static>,
    case: Case,
    now: Timestamp,
    next: u8,
}

impl Told {
    fn new() -> Self {
        let stage = Scene::parse(STORY).unwrap().stage(book()).unwrap();
        let case = stage.case().clone();
        let mut told = Self { stage, case, now: day(0), next: 0 };
        let item = Item {
            id: ITEM,
            class: ContentClass::Technical,
            product: None,
            digest: Digest::of(b"how it works"),
            report: None,
            declared: Default::default(),
            confidential: false,
        };
        let held_by = Some(told.party("desk"));
        told.record(Verb::AddItem(ItemAdded { item, held_by })).unwrap();
        told
    }

    fn party(&self, name: &str) -> PartyId {
        self.stage.party(name).unwrap().id
    }

    fn record(&mut self, verb: Verb) -> Result<Vec<&'static str>, Rejection> {
        let desk = Actor::Member("desk".to_owned());
        let events = self.case.handle(&Command::new(verb, "a letter"), &desk, self.now)?;
        let words = events.iter().map(|event| event.event.word()).collect();
        events.into_iter().for_each(|event| self.case.apply(event).unwrap());
        Ok(words)
    }

    fn step(&mut self, who: &str, step: ReportStep) -> Result<Vec<&'static str>, Rejection> {
        let participant = self.party(who);
        let reason = "looked at".to_owned();
        self.record(Verb::ManageReport(ReportManaged { participant, step, reason }))
    }

    fn propose(&mut self, by: &str, to: &[&str], until: Timestamp) -> Result<TermsId, Rejection> {
        self.next += 1;
        let proposal = TermsId::from_bytes([self.next; 16]);
        let to: BTreeSet<PartyId> = to.iter().map(|name| self.party(name)).collect();
        let (by, zone) = (self.party(by), "Asia/Shanghai".parse().unwrap());
        let proposed = EmbargoProposed { proposal, by, to, until, zone, terms: None };
        self.record(Verb::ProposeEmbargo(proposed))?;
        Ok(proposal)
    }

    fn answer(
        &mut self,
        by: &str,
        proposal: Option<TermsId>,
        answer: TermsAnswer,
    ) -> Result<Vec<&'static str>, Rejection> {
        let by = self.party(by);
        self.record(Verb::AnswerEmbargo(EmbargoAnswered { proposal, by, answer, reason: None }))
    }

    fn establish(&mut self, fact: &str) -> Result<Vec<&'static str>, Rejection> {
        let (about, fact) = (Subject::Case(self.case.id()), FactName::new(fact));
        self.record(Verb::EstablishFact(FactEstablished { about, fact, value: true.into() }))
    }

    fn need(&self, to: &str) -> Need {
        let (from, to) = (self.party("desk"), self.party(to).into());
        let flow = Flow { act: Act::Share, from, to, items: vec![ITEM], facts: Default::default() };
        let decided = gate::decide(&self.stage.desk(), &self.case, &flow, self.now).unwrap();
        decided.passages[0].need.clone()
    }

    fn signed(&self) -> BTreeSet<PartyId> {
        self.case.coordination().signatories()
    }
}

#[test]
fn the_shorter_of_two_terms_holds_and_the_longer_stays_open() {
    let mut told = Told::new();
    let long = told.propose("desk", &["maker"], day(30)).unwrap();
    let short = told.propose("maker", &["desk"], day(20)).unwrap();
    let here = told.case.coordination();
    assert_eq!(here.stage(), EmbargoStage::Revise);
    assert_eq!(here.in_force().unwrap().until, Some(day(20)));
    assert_eq!(here.open().iter().map(|one| one.proposed.proposal).collect::<Vec<_>>(), [long]);
    assert_eq!(here.proposal(short).unwrap().outcome, Outcome::Agreed);
    assert_eq!(told.signed(), [told.party("desk"), told.party("maker")].into());
    let EmbargoState::Active { parties, until, .. } = told.case.embargo() else { panic!() };
    assert_eq!((parties, *until), (&told.signed(), Some(day(20))));
    told.answer("maker", Some(long), TermsAnswer::Accepts).unwrap();
    assert_eq!(told.case.coordination().stage(), EmbargoStage::Active);
    assert_eq!(told.case.coordination().in_force().unwrap().until, Some(day(30)));
}

#[test]
fn what_ends_first_is_decided_first_and_a_revision_that_somebody_did_not_accept_lapses_its_consent()
{
    let mut told = Told::new();
    let first = told.propose("desk", &["maker", "partner"], day(30)).unwrap();
    told.answer("maker", Some(first), TermsAnswer::Accepts).unwrap();
    assert_eq!(told.case.coordination().consent_of(told.party("partner")), Consent::Invited);
    told.answer("partner", None, TermsAnswer::Accepts).unwrap();
    assert_eq!(told.signed().len(), 3);
    let later = told.propose("maker", &["desk"], day(60)).unwrap();
    let sooner = told.propose("maker", &["desk"], day(40)).unwrap();
    let early = told.answer("desk", Some(later), TermsAnswer::Accepts);
    assert_eq!(early, Err(Rejection::ShorterTermsFirst(day(40))));
    told.answer("desk", Some(sooner), TermsAnswer::Accepts).unwrap();
    let here = told.case.coordination();
    assert_eq!(here.consent_of(told.party("partner")), Consent::Lapsed);
    assert_eq!(here.stage(), EmbargoStage::Revise);
    told.answer("desk", Some(later), TermsAnswer::Rejects).unwrap();
    assert_eq!(told.case.coordination().stage(), EmbargoStage::Active);
    told.answer("partner", None, TermsAnswer::Accepts).unwrap();
    assert_eq!(told.signed().len(), 3);
}

#[test]
fn a_report_goes_its_way_and_closing_it_does_not_end_the_embargo() {
    let mut told = Told::new();
    let first = told.propose("desk", &["maker"], day(30)).unwrap();
    told.answer("maker", Some(first), TermsAnswer::Accepts).unwrap();
    let early = told.step("maker", ReportStep::Accept);
    assert_eq!(early, Err(Rejection::NoReportStep(NoReportStep::NotReceived)));
    told.step("maker", ReportStep::Receive).unwrap();
    assert_eq!(told.case.coordination().state(&told.case).to_string(), "Vfdpxa");
    told.step("maker", ReportStep::Validate).unwrap();
    let close = told.step("maker", ReportStep::Close);
    assert_eq!(close, Err(Rejection::NoReportStep(NoReportStep::NotPrioritised)));
    told.step("maker", ReportStep::Defer).unwrap();
    told.step("maker", ReportStep::Close).unwrap();
    let again = told.step("maker", ReportStep::Accept);
    assert_eq!(again, Err(Rejection::NoReportStep(NoReportStep::Closed)));
    assert!(told.case.coordination().stage().holds());
    let maker = told.party("maker");
    assert_eq!(told.propose("maker", &["desk"], day(9)), Err(Rejection::ReportClosed(maker)));
}

#[test]
fn attacks_and_publication_end_the_embargo_and_are_recorded_before() {
    let mut told = Told::new();
    let first = told.propose("desk", &["maker"], day(30)).unwrap();
    told.answer("maker", Some(first), TermsAnswer::Accepts).unwrap();
    assert_eq!(told.establish("exploited").unwrap(), ["fact_established", "embargo_exited"]);
    let EmbargoState::Exited { reason, .. } = told.case.embargo() else { panic!() };
    assert_eq!(*reason, ExitReason::Exploited);
    assert_eq!(told.case.coordination().consent_of(told.party("maker")), Consent::NoEmbargo);
    let over = told.propose("desk", &["maker"], day(30));
    assert_eq!(over, Err(Rejection::NoEmbargoStep(NoEmbargoStep::Over)));

    let mut told = Told::new();
    let open = told.propose("desk", &["maker"], day(30)).unwrap();
    let leaked = CaseMarked { mark: Mark::ExploitPublic, manufacturer: None };
    told.record(Verb::MarkCase(leaked.clone())).unwrap();
    let here = told.case.coordination();
    assert_eq!(
        (here.stage(), here.state(&told.case).to_string()),
        (EmbargoStage::None, "VfdPXa".into())
    );
    assert_eq!(here.proposal(open).unwrap().outcome, Outcome::Overtaken);
    let late = told.propose("desk", &["maker"], day(30));
    assert_eq!(late, Err(Rejection::Breach(Breach::EmbargoAfter(Mark::PublicAware))));
    let twice = told.record(Verb::MarkCase(leaked));
    assert_eq!(twice, Err(Rejection::MarkedBefore(Mark::ExploitPublic)));
}

#[test]
fn an_end_for_another_reason_says_which() {
    let mut told = Told::new();
    let first = told.propose("desk", &["maker"], day(30)).unwrap();
    told.answer("maker", Some(first), TermsAnswer::Accepts).unwrap();
    let end = |because: Option<&str>| {
        let because = because.map(str::to_owned);
        Verb::ExitEmbargo(EmbargoExited { reason: ExitReason::Other, because })
    };
    assert!(matches!(told.record(end(None)), Err(Rejection::Empty(_))));
    told.record(end(Some("the finder goes public on its own"))).unwrap();
    assert!(!told.case.coordination().stage().holds());
}

#[test]
fn somebody_new_sees_the_report_once_it_has_accepted_the_embargo() {
    let mut told = Told::new();
    assert_eq!(told.need("maker"), Need::Repairs, "without an embargo who repairs is granted it");
    let first = told.propose("desk", &["partner"], day(30)).unwrap();
    told.answer("partner", Some(first), TermsAnswer::Accepts).unwrap();
    assert_eq!(told.need("partner"), Need::Embargo);
    assert_eq!(told.need("maker"), Need::NotAgreed);
    let (participant, by) = (told.party("maker"), told.party("desk"));
    told.record(Verb::InviteToEmbargo(EmbargoInvited { participant, by })).unwrap();
    assert_eq!(told.need("maker"), Need::NotAgreed, "being asked is not agreeing");
    told.answer("maker", None, TermsAnswer::Accepts).unwrap();
    assert_eq!(told.need("maker"), Need::Repairs);
    told.now = day(31);
    assert_ne!(told.need("finder"), Need::NotAgreed, "after the term nobody is bound");
}

#[test]
fn a_remedy_is_ready_only_where_the_report_was_accepted() {
    let mut told = Told::new();
    let manufacturer = Some(told.party("maker"));
    let ready = || Verb::MarkCase(CaseMarked { mark: Mark::RemedyReady, manufacturer });
    let early = told.record(ready());
    assert_eq!(early, Err(Rejection::Breach(Breach::RemedyBeforeAccepting)));
    for step in [ReportStep::Receive, ReportStep::Validate, ReportStep::Accept] {
        told.step("maker", step).unwrap();
    }
    told.record(ready()).unwrap();
    assert_eq!(told.case.coordination().state(&told.case).to_string(), "VFdpxa");
    let late = told.propose("desk", &["maker"], day(30));
    assert_eq!(late, Err(Rejection::Breach(Breach::EmbargoAfter(Mark::RemedyReady))));
}

#[test]
fn silence_is_a_state_with_its_own_clock() {
    let mut told = Told::new();
    let heard =
        |told: &Told, at: Timestamp| standings(&told.case, Patience::DEFAULT, at).remove(0).heard;
    assert_eq!(heard(&told, day(0)), Heard::NotTold);
    let (by, manufacturer) = (told.party("desk"), told.party("maker"));
    let notified = ManufacturerNotified { by, manufacturer, items: [ITEM].into(), decision: None };
    told.record(Verb::NotifyManufacturer(notified)).unwrap();
    for (days, level) in
        [(1, Level::Wait), (7, Level::Remind), (14, Level::Escalate), (45, Level::Decide)]
    {
        let Heard::NothingSince { since, level: found, .. } = heard(&told, day(days)) else {
            panic!("{days}")
        };
        assert_eq!((since, found), (day(0), level), "{days}");
    }
    told.now = day(10);
    let product = told.case.products().next().unwrap().id;
    let status = |status| {
        let reason = "versions 1 to 3".to_owned();
        Verb::GiveStatus(StatusGiven { manufacturer, product, status, reason })
    };
    told.record(status(ProductStatus::UnderInvestigation)).unwrap();
    let next = Some((Level::Remind, day(17)));
    let waits = Heard::NothingSince { since: day(10), level: Level::Wait, next };
    assert_eq!(heard(&told, day(11)), waits, "a word sets the clock anew");
    told.record(status(ProductStatus::NotAffected)).unwrap();
    assert_eq!(heard(&told, day(90)), Heard::Answered);
}

#[test]
fn whoever_was_asked_and_says_nothing_is_silent_until_the_next_word() {
    let mut told = Told::new();
    let office = told.party("desk");
    let patience = Patience { remind: 2, escalate: 5, decide: 9 };
    let silent = |told: &Told, at: Timestamp| -> Vec<(PartyId, Timestamp, Level)> {
        let all = silences(&told.case, patience, office, at).into_iter();
        all.map(|one| (one.party, one.since, one.level)).collect()
    };
    assert!(silent(&told, day(90)).is_empty(), "nobody was asked anything");
    let (partner, maker) = (told.party("partner"), told.party("maker"));
    told.propose("desk", &["partner", "maker"], day(60)).unwrap();
    for (days, level) in
        [(1, Level::Wait), (2, Level::Remind), (5, Level::Escalate), (9, Level::Decide)]
    {
        let mut both = vec![(partner, day(0), level), (maker, day(0), level)];
        both.sort();
        let mut found = silent(&told, day(days));
        found.sort();
        assert_eq!(found, both, "{days}");
    }
    told.now = day(3);
    let proposal = told.case.coordination().open()[0].proposed.proposal;
    let answer = |by, proposal| {
        let (answer, reason) = (TermsAnswer::Accepts, None);
        Verb::AnswerEmbargo(EmbargoAnswered { proposal, by, answer, reason })
    };
    told.record(answer(partner, Some(proposal))).unwrap();
    assert_eq!(silent(&told, day(20)), [(maker, day(0), Level::Decide)], "its answer ends it");
    let own = silences(&told.case, patience, maker, day(20));
    assert!(own.iter().all(|one| one.party != maker), "an office owes itself no answer: {own:?}");
    told.record(answer(maker, None)).unwrap();
    let found = silent(&told, day(5));
    assert_eq!(found, [(maker, day(3), Level::Remind)], "a maker's word sets its clock anew");
}

/// One thing that somebody tries.
#[derive(Debug, Clone)]
enum Try {
    Step(usize, usize),
    Propose(usize, usize, i64),
    Answer(usize, usize, bool),
    Join(usize, bool),
    Invite(usize, usize),
    Mark(usize, usize),
    Fact(bool),
    Agree(usize, usize),
    End,
    Publish,
    Wait(i64),
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let who = || 0_usize..4;
    let one = prop_oneof![
        4 => (who(), 0_usize..6).prop_map(|(who, step)| Try::Step(who, step)),
        3 => (who(), who(), 1_i64..60).prop_map(|(by, to, days)| Try::Propose(by, to, days)),
        4 => (who(), 0_usize..4, any::<bool>()).prop_map(|(by, n, yes)| Try::Answer(by, n, yes)),
        3 => (who(), any::<bool>()).prop_map(|(by, yes)| Try::Join(by, yes)),
        1 => (who(), who()).prop_map(|(by, whom)| Try::Invite(by, whom)),
        1 => (who(), 0_usize..6).prop_map(|(of, mark)| Try::Mark(of, mark)),
        1 => any::<bool>().prop_map(Try::Fact),
        1 => (who(), who()).prop_map(|(one, other)| Try::Agree(one, other)),
        1 => Just(Try::End),
        1 => Just(Try::Publish),
        2 => (0_i64..9).prop_map(Try::Wait),
    ];
    proptest::collection::vec(one, 0..40)
}

fn attempt(told: &mut Told, one: &Try) {
    let name = |n: usize| PARTIES[n];
    let _ = match one {
        Try::Step(who, step) => told.step(name(*who), ReportStep::ALL[*step]).map(|_| ()),
        Try::Propose(by, to, days) => {
            let until = told.now + SignedDuration::from_hours(24 * days);
            told.propose(name(*by), &[name(*to), "desk"], until).map(|_| ())
        }
        Try::Answer(by, n, yes) => {
            let id = told.case.coordination().proposals().nth(*n).map(|one| one.proposed.proposal);
            let answer = if *yes { TermsAnswer::Accepts } else { TermsAnswer::Rejects };
            id.map_or(Ok(()), |id| told.answer(name(*by), Some(id), answer).map(|_| ()))
        }
        Try::Join(by, yes) => {
            let answer = if *yes { TermsAnswer::Accepts } else { TermsAnswer::Rejects };
            told.answer(name(*by), None, answer).map(|_| ())
        }
        Try::Invite(by, whom) => {
            let (participant, by) = (told.party(name(*whom)), told.party(name(*by)));
            told.record(Verb::InviteToEmbargo(EmbargoInvited { participant, by })).map(|_| ())
        }
        Try::Mark(of, mark) => {
            let mark = Mark::ALL[*mark];
            let own =
                matches!(mark, Mark::ManufacturerAware | Mark::RemedyReady | Mark::RemedyDeployed);
            let manufacturer = own.then(|| told.party(name(*of)));
            told.record(Verb::MarkCase(CaseMarked { mark, manufacturer })).map(|_| ())
        }
        Try::Fact(exploited) => {
            let fact = if *exploited { "exploited" } else { "remedy_provided" };
            told.establish(fact).map(|_| ())
        }
        Try::Agree(one, other) => {
            let parties = [told.party(name(*one)), told.party(name(*other))].into();
            let agreed = EmbargoAgreed { parties, until: None, zone: None, terms: None };
            told.record(Verb::AgreeEmbargo(agreed)).map(|_| ())
        }
        Try::End => {
            let ended = EmbargoExited { reason: ExitReason::Remedy, because: None };
            told.record(Verb::ExitEmbargo(ended)).map(|_| ())
        }
        Try::Publish => {
            let disclosed = Disclosed { items: [ITEM].into(), state: Disclosure::PublicNoRemedy };
            told.record(Verb::Disclose(disclosed)).map(|_| ())
        }
        Try::Wait(days) => {
            told.now += SignedDuration::from_hours(24 * days);
            Ok(())
        }
    };
}

/// The state of a participant over all machines, as the protocol writes it.
fn joint(case: &Case, id: PartyId) -> Joint {
    let here = case.coordination();
    let (report, world) = (here.report_of(id), here.world());
    let own = here.state_for(id);
    let path = match makers(case).contains(&id) {
        false => Path::None,
        true if own.has(Mark::RemedyDeployed) => Path::Deployed,
        true if own.has(Mark::RemedyReady) => Path::Ready,
        true if own.has(Mark::ManufacturerAware) => Path::Aware,
        true => Path::Unaware,
    };
    let attacks = world.contains_key(&Mark::AttacksSeen);
    match report {
        ReportState::Start | ReportState::Closed => Joint::Outside(report),
        _ if world.contains_key(&Mark::PublicAware) => {
            let exploit = world.contains_key(&Mark::ExploitPublic);
            Joint::Public { report, path, exploit, attacks }
        }
        _ => Joint::Quiet { report, embargo: here.stage(), path, attacks },
    }
}

/// Whether a binding rule demands the flow.
fn demanded(rules: &[RuleId]) -> bool {
    let binding = |id: &RuleId| {
        book().rule(id).is_some_and(|rule| rule.force == tidegate_law::Force::Binding)
    };
    !rules.is_empty() && rules.iter().all(binding)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn commands_lead_only_to_states_that_participants_can_be_in(tries in tries()) {
        let mut told = Told::new();
        let makes: BTreeSet<Joint> = Conduct::DeployingManufacturer.states().into_iter().collect();
        let other: BTreeSet<Joint> = Conduct::Other.states().into_iter().collect();
        for one in &tries {
            let before = told.case.coordination().clone();
            attempt(&mut told, one);
            let here = told.case.coordination();
            prop_assert!(CaseState::all().any(|state| state == here.state(&told.case)));
            prop_assert!(here.state(&told.case).must_follow().is_none());
            for (id, participant) in here.participants() {
                let joint = joint(&told.case, id);
                let known = if makers(&told.case).contains(&id) { &makes } else { &other };
                prop_assert!(known.contains(&joint), "{:?}", joint);
                let was = before.report_of(id);
                prop_assert!(was.leads_to(participant.report.state));
                if !here.stage().holds() && here.stage() != EmbargoStage::Proposed {
                    prop_assert_eq!(participant.consent.state, Consent::NoEmbargo);
                }
            }
            prop_assert_eq!(here.in_force().is_some(), here.stage().holds());
            prop_assert_eq!(here.open().is_empty(), !matches!(here.stage(), EmbargoStage::Proposed | EmbargoStage::Revise));
            let active = matches!(told.case.embargo(), EmbargoState::Active { .. });
            prop_assert_eq!(active, here.stage().holds(), "the case and its coordination agree");
        }
        prop_assert_eq!(&Case::replay(told.case.written().to_vec()).unwrap(), &told.case);
    }

    #[test]
    fn nobody_without_consent_is_granted_content_while_an_embargo_binds(tries in tries()) {
        let mut told = Told::new();
        for one in &tries {
            attempt(&mut told, one);
        }
        let here = told.case.coordination();
        let public = here.world().contains_key(&Mark::PublicAware);
        if !here.binds(told.now) || public {
            return Ok(());
        }
        for name in ["maker", "partner", "finder"] {
            let need = told.need(name);
            let signed = here.consent_of(told.party(name)) == Consent::Signatory;
            let owed = matches!(&need, Need::Named { rules } if demanded(rules));
            prop_assert!(!need.granted() || signed || owed, "{}: {:?}", name, need);
        }
    }
}
