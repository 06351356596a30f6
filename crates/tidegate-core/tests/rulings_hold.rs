//! What a ruling, a mark of confidence and need to know hold, whatever is asked.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use book::book;
use jiff::Timestamp;
use proptest::prelude::*;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection, Verb};
use tidegate_core::digest::Digest;
use tidegate_core::event::{
    Actor, Answer, EmbargoAgreed, FactEstablished, ItemAdded, Received, Subject,
};
use tidegate_core::gate::{self, Barred, GateDecision, Need, NoFlow};
use tidegate_core::id::{ItemId, PartyId, ReportId, RulingId};
use tidegate_core::item::{ContentClass, Item};
use tidegate_core::ruling::{Over, RulingTerms};
use tidegate_core::scene::{Scene, Stage};
use tidegate_core::situation::Flow;
use tidegate_law::{AnswerKind, FactName};

/// A maker in China who sells in the Union, knows of the flaw and that it is exploited; a partner who coordinates.
const STORY: &str = "# a story
zone Asia/Shanghai
positions suggested
party finder finder CN individual
party stranger finder GB individual
party maker manufacturer CN
party partner coordinator CN
party neighbour public HK
party buyer public US
product camera of maker in CN,EU
2026-11-22 09:00 fact exploited, not remedy_provided, users_must_act
2026-11-22 09:00 maker learned
2026-11-22 09:00 maker aware_of_exploitation
";

const NOW: &str = "2026-11-23T00:00:00Z";
const PARTIES: [&str; 6] = ["finder", "stranger", "maker", "partner", "neighbour", "buyer"];
const CAPACITIES: [&str; 4] = ["eu_csirt", "cn_miit", "users", "public"];

fn stage(text: &str) -> Stage<'static> {
    Scene::parse(text).unwrap().stage(book()).unwrap()
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// One telling of the story, to which more is told.
struct Told {
    stage: Stage<'static>,
    case: Case,
}

/// The item of a class that the office holds.
fn kept(class: ContentClass) -> ItemId {
    ItemId::from_bytes([10 + class as u8; 16])
}

/// The item of a class that the finder sent.
fn sent(class: ContentClass) -> ItemId {
    ItemId::from_bytes([20 + class as u8; 16])
}

impl Told {
    /// The story, with content of each class: kept by the office, and sent by the finder with a report.
    fn new(confidential: bool) -> Self {
        Self::of(STORY, confidential)
    }

    fn of(story: &str, confidential: bool) -> Self {
        let stage = stage(story);
        let case = stage.case().clone();
        let mut told = Self { stage, case };
        let report = ReportId::from_bytes([1; 16]);
        let item = |id: ItemId, report| Item {
            id,
            class: ContentClass::Technical,
            product: None,
            digest: Digest::of(id.to_string().as_bytes()),
            report,
            declared: Default::default(),
            confidential,
        };
        let classes = ContentClass::ALL;
        for class in classes {
            let item = Item { class, ..item(kept(class), None) };
            told.record(Verb::AddItem(ItemAdded { item, held_by: None })).unwrap();
        }
        let items: Vec<Item> =
            classes.map(|class| Item { class, ..item(sent(class), Some(report)) }).into();
        let received = Received {
            report,
            digest: None,
            from: told.party("finder"),
            to: told.party("partner"),
            items: items.iter().map(|item| item.id).collect(),
            terms: None,
            share_identity: false,
            says: std::collections::BTreeMap::new(),
        };
        told.record(Verb::Receive { received, items }).unwrap();
        told
    }

    fn party(&self, name: &str) -> PartyId {
        self.stage.party(name).unwrap().id
    }

    fn to(&self, name: &str) -> Recipient {
        match CAPACITIES.contains(&name) {
            true => Recipient::Capacity(name.parse().unwrap()),
            false => self.party(name).into(),
        }
    }

    fn record(&mut self, verb: Verb) -> Result<(), Rejection> {
        let desk = Actor::Member("desk".to_owned());
        for event in self.case.handle(&Command::new(verb, "a letter"), &desk, now())? {
            self.case.apply(event).unwrap();
        }
        Ok(())
    }

    fn establish(&mut self, fact: &str, about: Subject) {
        let fact = FactName::new(fact);
        let value = true.into();
        self.record(Verb::EstablishFact(FactEstablished { about, fact, value })).unwrap();
    }

    fn agree(&mut self, parties: &[&str]) {
        let parties = parties.iter().map(|name| self.party(name)).collect();
        self.record(Verb::AgreeEmbargo(EmbargoAgreed {
            parties,
            until: None,
            zone: None,
            terms: None,
        }))
        .unwrap();
    }

    fn ask(
        &self,
        from: &str,
        act: Act,
        to: &str,
        items: &[ItemId],
    ) -> Result<GateDecision, NoFlow> {
        let facts = Default::default();
        let flow =
            Flow { act, from: self.party(from), to: self.to(to), items: items.to_vec(), facts };
        gate::decide(&self.stage.desk(), &self.case, &flow, now())
    }

    fn need(&self, from: &str, act: Act, to: &str, item: ItemId) -> Need {
        self.ask(from, act, to, &[item]).unwrap().passages[0].need.clone()
    }

    /// Rules on a flow: over these things and under this book.
    fn rule(&mut self, on: &GateDecision, over: Vec<Over>, under: &str) -> Result<(), Rejection> {
        let count = u8::try_from(self.case.rulings().count()).unwrap();
        self.record(Verb::RecordRuling(RulingTerms {
            id: RulingId::from_bytes([count + 1; 16]),
            decided_by: "Chen Hua".into(),
            countersigned_by: "Li Na".into(),
            act: on.flow.act,
            from: on.flow.from,
            to: on.flow.to.clone(),
            items: on.flow.items.iter().copied().collect(),
            over,
            book: Some(under.to_owned()),
            reasons: "the users in the Union are at risk".into(),
            recorded: now(),
            expires: Some("2026-12-01T00:00:00Z".parse().unwrap()),
        }))
    }
}

const WARNING: (&str, Act, &str) = ("maker", Act::Report, "eu_csirt");

/// The early warning that one law demands and another forbids.
fn warning(told: &Told) -> GateDecision {
    let (from, act, to) = WARNING;
    let decision = told.ask(from, act, to, &[kept(ContentClass::General)]).unwrap();
    assert_eq!((decision.law, decision.gate), (AnswerKind::Conflict, AnswerKind::Conflict));
    decision
}

#[test]
fn a_ruling_releases_one_flow_once() {
    let mut told = Told::new(false);
    let asked = warning(&told);
    told.rule(&asked, asked.over().unwrap(), book().digest()).unwrap();
    let ruled = warning(&told);
    let ruling = RulingId::from_bytes([1; 16]);
    assert_eq!((ruled.ruling, &ruled.unreleased), (Some(ruling), &None));
    assert_eq!(ruled.releases().unwrap(), ruling);
    let event = ruled.event().unwrap();
    assert_eq!((event.answer, event.ruling), (Answer::ReleasedUnderRuling, Some(ruling)));
    told.record(Verb::RecordDecision(event.clone())).unwrap();

    let again = warning(&told);
    assert_eq!(again.ruling, None);
    assert_eq!(again.unreleased.clone().unwrap().because, Barred::Spent);
    assert!(again.releases().is_none());
    let twice = told.record(Verb::RecordDecision(event));
    assert_eq!(twice, Err(Rejection::RulingSpent(ruling)));
    // Another ruling on the same flow releases it once more.
    told.rule(&asked, asked.over().unwrap(), book().digest()).unwrap();
    assert_eq!(warning(&told).ruling, Some(RulingId::from_bytes([2; 16])));
}

#[test]
fn a_release_that_is_recorded_is_of_the_flow_that_its_ruling_covers() {
    let mut told = Told::new(false);
    let asked = warning(&told);
    told.rule(&asked, asked.over().unwrap(), book().digest()).unwrap();
    let event = warning(&told).event().unwrap();
    let mut changed = event.clone();
    changed.ruling = None;
    let unnamed = told.record(Verb::RecordDecision(changed));
    assert_eq!(unnamed, Err(Rejection::ReleaseWithoutRuling));
    let mut changed = event.clone();
    changed.items.insert(kept(ContentClass::Technical));
    let more = told.record(Verb::RecordDecision(changed));
    assert!(matches!(more, Err(Rejection::NotCovered(_))));
    let mut changed = event.clone();
    changed.answer = Answer::Permit;
    let permit = told.record(Verb::RecordDecision(changed));
    assert!(matches!(permit, Err(Rejection::RulingWithoutRelease(_))));
    let mut changed = event;
    changed.ruling = Some(RulingId::from_bytes([9; 16]));
    assert!(matches!(told.record(Verb::RecordDecision(changed)), Err(Rejection::Names(_))));
}

#[test]
fn a_ruling_is_bound_to_its_book_and_to_every_ground() {
    let asked = warning(&Told::new(false));
    let over = asked.over().unwrap();
    assert!(over.iter().any(|one| matches!(one, Over::Collision { .. })), "{over:?}");
    let because = |over: Vec<Over>, under: &str| {
        let mut told = Told::new(false);
        told.rule(&asked, over, under).unwrap();
        let ruled = warning(&told);
        assert_eq!(ruled.ruling, None);
        ruled.unreleased.unwrap().because
    };
    assert_eq!(because(over.clone(), "another book"), Barred::OtherBook);
    for missing in &over {
        let fewer = over.iter().filter(|one| *one != missing).cloned().collect();
        let against = vec![missing.clone()];
        assert_eq!(because(fewer, book().digest()), Barred::NotOver { against });
    }
}

#[test]
fn what_an_item_is_found_to_be_later_is_beyond_a_ruling_made_before() {
    let mut told = Told::new(false);
    let asked = warning(&told);
    told.rule(&asked, asked.over().unwrap(), book().digest()).unwrap();
    told.establish("attack_tool", Subject::Item(kept(ContentClass::General)));
    let (from, act, to) = WARNING;
    let found = told.ask(from, act, to, &[kept(ContentClass::General)]).unwrap();
    assert_eq!(found.ruling, None, "{found:#?}");
    assert!(found.unreleased.is_some());
}

#[test]
fn there_is_nothing_to_rule_on_where_nobody_has_a_need_to_know() {
    let story = STORY.replace("positions suggested\n", "");
    let mut told = Told::of(&story, false);
    let technical = [kept(ContentClass::Technical)];
    let open = told.ask("finder", Act::Share, "neighbour", &technical).unwrap();
    assert_eq!((open.law, open.gate), (AnswerKind::Escalate, AnswerKind::Refuse));
    assert_eq!(open.over(), Err(Barred::NoNeed));
    let over = vec!["cn-rmsv/9(7)/undisclosed-overseas".parse().unwrap()];
    told.rule(&open, over, book().digest()).unwrap();
    let ruled = told.ask("finder", Act::Share, "neighbour", &technical).unwrap();
    assert_eq!(ruled.unreleased.clone().unwrap().because, Barred::NoNeed);
    assert!(ruled.releases().is_none());
    assert_eq!(ruled.event().unwrap().answer, Answer::Refuse);
}

#[test]
fn a_law_that_does_not_reach_the_actor_publishes_nothing() {
    let mut told = Told::new(false);
    let need = |told: &Told, class| {
        let decision = told.ask("stranger", Act::Publish, "public", &[kept(class)]).unwrap();
        assert_eq!(decision.law, AnswerKind::Permit, "the law is silent");
        decision.passages[0].need.clone()
    };
    let detail = ContentClass::Technical;
    assert_eq!(need(&told, detail), Need::NoRemedy);
    assert_eq!(need(&told, ContentClass::Remedy), Need::NoRemedy);
    assert_eq!(need(&told, ContentClass::General), Need::Publication);
    // Two of the three steps of an early publication are none.
    let about = Subject::Case(told.case.id());
    for step in ["early_jointly_assessed", "early_reported"] {
        told.establish(step, about);
        assert_eq!(need(&told, detail), Need::NoRemedy, "{step}");
    }
    told.establish("early_assessed", about);
    assert_eq!(need(&told, detail), Need::Publication);
    let mut told = Told::new(false);
    told.establish("remedy_provided", about);
    assert_eq!(need(&told, detail), Need::Publication);
    assert_eq!(need(&told, ContentClass::ProofOfConcept), Need::Program);
    told.agree(&["maker", "partner"]);
    assert_eq!(need(&told, detail), Need::EmbargoStands);
    assert_eq!(need(&told, ContentClass::General), Need::EmbargoStands);
}

#[test]
fn who_provides_the_product_may_publish_details_once_its_remedy_comes_with_them() {
    let told = Told::new(false);
    let asked = told.ask("maker", Act::Publish, "public", &[kept(ContentClass::Technical)]);
    let asked = asked.unwrap();
    assert_eq!((asked.law, asked.gate), (AnswerKind::PermitIf, AnswerKind::PermitIf));
    assert!(!asked.permits(), "nothing goes out before it undertakes it");
    let with = |value: bool| {
        let mut flow = asked.flow.clone();
        for no in ["major_event_window", "operator_in_use_detail", "exaggerates", "attack_tool"] {
            flow.facts.insert(FactName::new(no), false.into());
        }
        flow.facts.insert(FactName::new("remedy_in_publication"), value.into());
        gate::decide(&told.stage.desk(), &told.case, &flow, now()).unwrap()
    };
    assert!(with(true).permits());
    let without = with(false);
    assert_eq!(without.passages[0].need, Need::NoRemedy);
    assert!(!without.permits());
}

#[test]
fn to_publish_is_to_tell_everybody() {
    let told = Told::new(false);
    for to in ["buyer", "cn_miit", "users"] {
        let refused = told.ask("maker", Act::Publish, to, &[kept(ContentClass::General)]);
        assert_eq!(refused.unwrap_err(), NoFlow::PublishToSome, "{to}");
    }
}

#[test]
fn what_was_meant_for_the_office_alone_goes_on_by_binding_duty() {
    let (mut open, mut marked) = (Told::new(false), Told::new(true));
    for told in [&mut open, &mut marked] {
        told.agree(&["maker", "buyer"]);
    }
    let (ours, theirs) = (kept(ContentClass::Technical), sent(ContentClass::Technical));
    let needs = |from: &str, act, to: &str, item| {
        (open.need(from, act, to, item), marked.need(from, act, to, item))
    };
    let named = |need: &Need| matches!(need, Need::Named { .. });
    let (before, after) = needs("maker", Act::Share, "buyer", ours);
    assert_eq!((before, after), (Need::Embargo, Need::Confidential));
    // An encouragement does not suffice (RMSV 10(2)), the duty of the provider does (RMSV 7(2)).
    let (before, after) = needs("finder", Act::Report, "cn_miit", ours);
    assert!(named(&before) && after == Need::Confidential, "{before:?} {after:?}");
    for item in [ours, theirs] {
        let (before, after) = needs("maker", Act::Report, "cn_miit", item);
        assert!(named(&before) && named(&after), "{before:?} {after:?}");
    }
    // Those who repair learn what the office keeps, and not what the finder confined; the finder may tell them.
    assert_eq!(marked.need("partner", Act::Share, "maker", ours), Need::Repairs);
    assert_eq!(open.need("partner", Act::Share, "maker", theirs), Need::Repairs);
    assert_eq!(marked.need("partner", Act::Share, "maker", theirs), Need::Confidential);
    assert_eq!(marked.need("finder", Act::Share, "maker", theirs), Need::Repairs);
    // A duty that collides is settled as the law says: it is not refused for want of a need to know.
    let general = [sent(ContentClass::General)];
    let warned = marked.ask("maker", Act::Report, "eu_csirt", &general).unwrap();
    assert_eq!((warned.law, warned.gate), (AnswerKind::Conflict, AnswerKind::Conflict));
    let mut ready = Told::new(true);
    let about = Subject::Case(ready.case.id());
    ready.establish("remedy_provided", about);
    assert_eq!(ready.need("stranger", Act::Publish, "public", theirs), Need::Confidential);
}

fn flows() -> impl Strategy<Value = (&'static str, Act, &'static str, ItemId)> {
    let names: Vec<&'static str> = PARTIES.into_iter().chain(CAPACITIES).collect();
    let classes = proptest::sample::select(ContentClass::ALL.to_vec());
    (
        proptest::sample::select(PARTIES.to_vec()),
        proptest::sample::select(Act::ALL.to_vec()),
        proptest::sample::select(names),
        (classes, any::<bool>()).prop_map(|(c, own)| if own { kept(c) } else { sent(c) }),
    )
        .prop_map(|(from, act, to, item)| match act {
            Act::Publish => (from, act, "public", item),
            _ => (from, act, to, item),
        })
}

/// Flows among which many collide, so that a ruling has something to go over.
fn ruled() -> impl Strategy<Value = (&'static str, Act, &'static str, ItemId)> {
    let (from, act, to) = WARNING;
    let classes = [ContentClass::Existence, ContentClass::General, ContentClass::Technical];
    let item = (proptest::sample::select(classes.to_vec()), any::<bool>())
        .prop_map(|(c, own)| if own { kept(c) } else { sent(c) });
    prop_oneof![flows(), item.prop_map(move |item| (from, act, to, item))]
}

fn worlds() -> impl Strategy<Value = (bool, Vec<&'static str>)> {
    let facts = ["remedy_provided", "early_jointly_assessed", "early_reported", "early_assessed"];
    (any::<bool>(), proptest::sample::subsequence(facts.to_vec(), 0..=4))
}

fn world(confidential: bool, (embargo, facts): &(bool, Vec<&'static str>)) -> Told {
    let mut told = Told::new(confidential);
    if *embargo {
        told.agree(&["maker", "buyer"]);
    }
    let about = Subject::Case(told.case.id());
    facts.iter().for_each(|fact| told.establish(fact, about));
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_mark_of_confidence_never_opens((from, act, to, item) in flows(), told in worlds()) {
        let open = world(false, &told).ask(from, act, to, &[item]).unwrap();
        let marked = world(true, &told).ask(from, act, to, &[item]).unwrap();
        prop_assert_eq!(open.law, marked.law, "the law does not look at the mark");
        prop_assert!(marked.gate >= open.gate, "{:?} {:?}", open.gate, marked.gate);
    }

    #[test]
    fn need_to_know_is_monotone(
        (from, act, to, item) in flows(),
        more in flows(),
        told in worlds(),
        confidential: bool,
    ) {
        let granted = |told: &Told, items: &[ItemId]| {
            told.ask(from, act, to, items).unwrap().withheld().is_none()
        };
        let told = world(confidential, &told);
        // More content is granted only where each part is.
        let other = more.3;
        if granted(&told, &[item, other]) {
            prop_assert!(granted(&told, &[item]) && granted(&told, &[other]));
        }
        // A remedy on record takes nothing back.
        if granted(&told, &[item]) {
            let mut later = told;
            let about = Subject::Case(later.case.id());
            later.establish("remedy_provided", about);
            prop_assert!(granted(&later, &[item]));
        }
    }

    #[test]
    fn a_ruling_never_widens(
        (from, act, to, item) in ruled(),
        other in ruled(),
        told in worlds(),
        dropped in any::<prop::sample::Index>(),
        whole: bool,
    ) {
        let mut told = world(false, &told);
        let before = told.ask(from, act, to, &[item]).unwrap();
        let elsewhere = told.ask(other.0, other.1, other.2, &[other.3]).unwrap();
        let needed = before.over();
        let mut over = needed.clone().unwrap_or_default();
        if !whole && !over.is_empty() {
            over.remove(dropped.index(over.len()));
        }
        if over.is_empty() {
            over = vec!["cn-rmsv/9(7)/undisclosed-overseas".parse().unwrap()];
        }
        let all = needed.as_ref().is_ok_and(|needed| needed.iter().all(|one| over.contains(one)));
        let made = told.rule(&before, over, book().digest());
        let after = told.ask(from, act, to, &[item]).unwrap();
        prop_assert_eq!((before.law, before.gate), (after.law, after.gate));
        prop_assert!(after.permits() == (before.gate == AnswerKind::Permit));
        // It releases exactly where it could be made, leaves out nothing, and the gate leaves room.
        prop_assert_eq!(after.ruling.is_some(), made.is_ok() && all);
        if after.ruling.is_some() {
            prop_assert!(after.withheld().is_none());
            told.record(Verb::RecordDecision(after.event().unwrap())).unwrap();
            let spent = told.ask(from, act, to, &[item]).unwrap();
            prop_assert_eq!(spent.ruling, None);
        }
        // Any other flow is answered as before.
        if other != (from, act, to, item) {
            let again = told.ask(other.0, other.1, other.2, &[other.3]).unwrap();
            prop_assert_eq!(again, elsewhere);
        }
    }
}
