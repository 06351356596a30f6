//! Properties of cases: the fold is the record, commands never panic, and a rejected command changes nothing.

#![cfg(test)]

mod arranging;
mod coordinating;
mod directing;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::command::{self, Command, Verb};
use tidegate_core::coordination::{Mark, ReportStep};
use tidegate_core::declaration::{DataKept, Declaration, Keeps};
use tidegate_core::digest::Digest;
use tidegate_core::directive::Measure;
use tidegate_core::event::*;
use tidegate_core::id::*;
use tidegate_core::item::{ContentClass, Disclosure, Item};
use tidegate_core::ledger::{Ledger, Onward};
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::place::Jurisdiction;
use tidegate_core::product::{Product, Supply};
use tidegate_core::reportability::Assessment;
use tidegate_core::ruling::RulingTerms;
use tidegate_law::time::Occurred;
use tidegate_law::{FactName, FactValue, RuleId};

use arranging::arranging;
use directing::order;

const START: i64 = 1_795_395_600;

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(START).unwrap() + SignedDuration::from_mins(minutes)
}

fn party_id(n: u8) -> PartyId {
    PartyId::from_bytes([n; 16])
}

fn item_id(n: u8) -> ItemId {
    ItemId::from_bytes([n; 16])
}

fn opened() -> Case {
    let opened = Opened {
        case: CaseId::from_bytes([1; 16]),
        office: OfficeId::from_bytes([1; 16]),
        handle: "2026-0001".into(),
    };
    let member = Actor::Member("desk".into());
    Case::replay([command::open(opened, "a letter", &member, at(0)).unwrap()]).unwrap()
}

/// Few ids, so that commands often meet.
fn few() -> impl Strategy<Value = u8> {
    1_u8..4
}

fn parties() -> impl Strategy<Value = PartyId> {
    few().prop_map(party_id)
}

fn items() -> impl Strategy<Value = BTreeSet<ItemId>> {
    proptest::collection::btree_set(few().prop_map(item_id), 0..3)
}

fn recipients() -> impl Strategy<Value = Recipient> {
    prop_oneof![
        parties().prop_map(Recipient::Party),
        Just(Recipient::public()),
        Just(Recipient::Capacity("cn_miit".parse().unwrap())),
    ]
}

fn sizes() -> impl Strategy<Value = Option<FileSent>> {
    proptest::option::of((0_u64..9).prop_map(|size| FileSent { size }))
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just("words".to_owned()), 1 => Just(" ".to_owned()), 1 => "\\PC{0,8}"]
}

fn item(n: u8, class: ContentClass) -> Item {
    Item {
        id: item_id(n),
        class,
        product: None,
        digest: Digest::of(&[n]),
        report: None,
        declared: Default::default(),
        confidential: false,
    }
}

fn some_items() -> impl Strategy<Value = Item> {
    (few(), proptest::sample::select(ContentClass::ALL.to_vec()))
        .prop_map(|(n, class)| item(n, class))
}

fn acts() -> impl Strategy<Value = Act> {
    proptest::sample::select(Act::ALL.to_vec())
}

fn states() -> impl Strategy<Value = Disclosure> {
    proptest::sample::select(Disclosure::ALL.to_vec())
}

fn subjects() -> impl Strategy<Value = Subject> {
    prop_oneof![
        few().prop_map(|n| Subject::Case(CaseId::from_bytes([n; 16]))),
        parties().prop_map(Subject::Party),
        few().prop_map(|n| Subject::Product(ProductId::from_bytes([n; 16]))),
        few().prop_map(|n| Subject::Item(item_id(n))),
    ]
}

fn reports() -> impl Strategy<Value = ReportId> {
    (1_u8..3).prop_map(|n| ReportId::from_bytes([n; 16]))
}

fn naming() -> impl Strategy<Value = Verb> {
    prop_oneof![
        (parties(), proptest::option::of(parties()), any::<bool>(), texts()).prop_map(
            |(id, part_of, authority, name)| {
                let mut party = Party::new(id, name, PartyKind::Organisation);
                party.part_of = part_of;
                party.authority = authority.then(|| "cn_miit".parse().unwrap());
                party.roles = [Role::Manufacturer].into();
                Verb::JoinParty(PartyJoined { party })
            }
        ),
        (parties(), parties(), texts()).prop_map(|(party, with, name)| {
            let with = Party::new(with, "one", PartyKind::Organisation);
            Verb::UniteParties(PartiesUnited { party, name, with })
        }),
        (few(), few()).prop_map(|(n, part)| {
            let mut product = Product::new(ProductId::from_bytes([n; 16]), "R7");
            product.components = [ProductId::from_bytes([part; 16])].into();
            Verb::NameProduct(ProductNamed { product })
        }),
        few().prop_map(|n| {
            let product = Product::new(ProductId::from_bytes([n; 16]), "R7");
            Verb::NameProduct(ProductNamed { product })
        }),
        (few(), parties()).prop_map(|(n, by)| {
            let supply = Supply { by, into: "CN".parse().unwrap(), from: None };
            let product = ProductId::from_bytes([n; 16]);
            Verb::EstablishSupply(SupplyEstablished { product, supply })
        }),
        (some_items(), proptest::option::of(parties()))
            .prop_map(|(item, held_by)| Verb::AddItem(ItemAdded { item, held_by })),
        (reports(), parties(), parties(), proptest::collection::vec(some_items(), 0..3)).prop_map(
            |(report, from, to, items)| {
                let ids = items.iter().map(|item| item.id).collect();
                let received = Received {
                    report,
                    digest: None,
                    from,
                    to,
                    items: ids,
                    terms: None,
                    share_identity: false,
                    says: std::collections::BTreeMap::new(),
                };
                Verb::Receive { received, items }
            }
        ),
        (subjects(), any::<bool>()).prop_map(|(about, value)| {
            let fact = FactName::new("attack_tool");
            Verb::EstablishFact(FactEstablished { about, fact, value: FactValue::boolean(value) })
        }),
        (subjects(), texts()).prop_map(|(about, reason)| {
            Verb::WithdrawFact(FactWithdrawn { about, fact: FactName::new("attack_tool"), reason })
        }),
        parties().prop_map(|party| {
            let start = "learned".parse().unwrap();
            Verb::StartClock(ClockStarted { party, start, product: None })
        }),
    ]
}

fn passing() -> impl Strategy<Value = Verb> {
    prop_oneof![
        (acts(), parties(), recipients(), items()).prop_map(|(act, from, to, items)| {
            Verb::Provide(Provided { act, from, to, items, decision: None })
        }),
        (parties(), recipients(), items(), texts()).prop_map(|(by, to, items, field)| {
            let fields = vec![field];
            let (rule, product, reference, decision) = (None, None, None, None);
            Verb::File(Filed { by, to, rule, product, fields, items, reference, decision })
        }),
        (parties(), parties(), items()).prop_map(|(manufacturer, by, items)| {
            Verb::NotifyManufacturer(ManufacturerNotified {
                manufacturer,
                by,
                items,
                decision: None,
            })
        }),
        (some_items(), parties(), parties(), any::<bool>(), sizes()).prop_map(
            |(item, from, to, more, file)| {
                let tells = if more { Tells::More } else { Tells::Nothing };
                let message = MessageWritten { item: item.id, from, to, tells, file };
                Verb::Write { message, item }
            }
        ),
        (items(), states()).prop_map(|(items, state)| Verb::Disclose(Disclosed { items, state })),
        (parties(), items(), states()).prop_map(|(by, items, state)| {
            Verb::Publish { published: Published { by, items, place: None, decision: None }, state }
        }),
        (acts(), parties(), recipients(), items()).prop_map(|(act, from, to, items)| {
            let decision = Digest::of(b"decision");
            let answer = Answer::Refuse;
            Verb::RecordDecision(DecisionRecorded {
                decision,
                answer,
                act,
                from,
                to,
                items,
                ruling: None,
            })
        }),
    ]
}

fn handling() -> impl Strategy<Value = Verb> {
    let verdicts = proptest::sample::select(vec![
        Verdict::Accepted,
        Verdict::Duplicate,
        Verdict::Invalid,
        Verdict::NeedsInformation,
        Verdict::Deferred,
    ]);
    prop_oneof![
        (reports(), parties())
            .prop_map(|(report, by)| Verb::Acknowledge(Acknowledged { report, by })),
        (verdicts, proptest::option::of(few()), texts()).prop_map(|(verdict, other, reason)| {
            let duplicate_of = other.map(|n| CaseId::from_bytes([n; 16]));
            let (code, missing) = (None, BTreeSet::new());
            Verb::Triage(Triaged { verdict, reason, duplicate_of, code, missing })
        }),
        (proptest::collection::btree_set(parties(), 0..3), proptest::option::of(-5_i64..500))
            .prop_map(|(parties, until)| {
                let until = until.map(at);
                Verb::AgreeEmbargo(EmbargoAgreed { parties, until, zone: None, terms: None })
            }),
        Just(Verb::ExitEmbargo(EmbargoExited { reason: ExitReason::Expired, because: None })),
        (few(), parties(), parties(), texts()).prop_map(|(n, by, to, measure)| {
            let directive = DirectiveId::from_bytes([n; 16]);
            let measures = vec![Measure::in_words(measure)];
            Verb::IssueDirective(order(directive, by, to, measures).issued(Vec::new(), None))
        }),
        (proptest::option::of(few()), parties(), parties()).prop_map(|(n, by, of)| {
            let directive = n.map(|n| DirectiveId::from_bytes([n; 16]));
            let result = MeasureResult::Effective;
            Verb::VerifyMeasure(MeasureVerified {
                directive,
                by,
                of,
                measure: "fix".into(),
                result,
                number: None,
                finding: None,
            })
        }),
        (few(), acts(), parties(), recipients(), items(), 0_i64..40).prop_map(
            |(n, act, from, to, items, days)| {
                Verb::RecordRuling(RulingTerms {
                    id: RulingId::from_bytes([n; 16]),
                    decided_by: "Chen".into(),
                    countersigned_by: "Li".into(),
                    act,
                    from,
                    to,
                    items,
                    over: vec!["cn-rmsv/9(7)/undisclosed-overseas".parse().unwrap()],
                    book: Some("a book".into()),
                    reasons: "urgent".into(),
                    recorded: at(0),
                    expires: Some(at(days * 24 * 60)),
                })
            }
        ),
        (parties(), texts()).prop_map(|(by, reason)| Verb::Withdraw(Withdrawn { by, reason })),
        (parties(), proptest::collection::btree_set(proptest::sample::select(&Given::ALL), 0..4))
            .prop_map(|(by, what)| Verb::TakeBack(TakenBack { by, what })),
        texts().prop_map(|reason| Verb::Close(Closed { reason, code: None })),
        (items(), texts()).prop_map(|(items, ground)| Verb::Erase(Erased { items, ground })),
        texts().prop_map(|text| Verb::Note(Noted { text })),
        arranging(),
    ]
}

fn deciding() -> impl Strategy<Value = Verb> {
    prop_oneof![
        (parties(), texts()).prop_map(|(bearer, reasons)| {
            let assessment = Assessment {
                rule: RuleId::parse("eu-cra/14(2)(a)/early-warning").unwrap(),
                bearer,
                product: None,
                at: at(0),
                book: "a book".into(),
                owed: None,
                looked_at: Vec::new(),
            };
            let decided_by = "Chen".into();
            Verb::FindNotReportable(FoundNotReportable {
                assessment,
                decided_by,
                reasons,
                against_finder: false,
            })
        }),
        texts().prop_map(|name| {
            let keeps = Keeps::Store;
            let data = DataKept { name, keeps, place: Jurisdiction::CN, goes_abroad: false };
            Verb::Declare(Box::new(Declared {
                declaration: Declaration::Data(data),
                put: Vec::new(),
                duties: Vec::new(),
                book: "a book".into(),
                decided_by: "Chen".into(),
                reasons: None,
                replaces: None,
            }))
        }),
    ]
}

#[derive(Debug, Clone)]
struct Step {
    verb: Verb,
    actor: Actor,
    minutes: i64,
    ago: Option<i64>,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let verb = prop_oneof![8 => naming(), 6 => passing(), 6 => handling(),
        8 => directing::directing(), 4 => coordinating::coordinating(), 1 => deciding()];
    let actor = prop_oneof![
        3 => Just(Actor::Member("desk".into())),
        1 => parties().prop_map(Actor::Party),
    ];
    let step = (verb, actor, -1_i64..10, proptest::option::of(-20_i64..2_000))
        .prop_map(|(verb, actor, minutes, ago)| Step { verb, actor, minutes, ago });
    proptest::collection::vec(step, 0..60)
}

/// The case after `steps`, with parties in it from the start; each step is checked on the way.
fn run(steps: &[Step]) -> (Case, usize) {
    let mut case = opened();
    let member = Actor::Member("desk".into());
    // A declaration has a file of its own, in which nobody takes part.
    let alone = matches!(steps.first(), Some(Step { verb: Verb::Declare(_), .. }));
    for n in if alone { 1..1 } else { 1..4 } {
        let mut party = Party::new(party_id(n), "somebody", PartyKind::Organisation);
        party.roles = if n == 1 { [Role::Authority].into() } else { BTreeSet::new() };
        let join = Command::new(Verb::JoinParty(PartyJoined { party }), "a letter");
        for event in case.handle(&join, &member, at(0)).unwrap() {
            case.apply(event).unwrap();
        }
    }
    let mut now = 0;
    let mut rejected = 0;
    for step in steps {
        now += step.minutes;
        let mut verb = step.verb.clone();
        if let Verb::RecordRuling(terms) = &mut verb {
            terms.recorded = at(now);
        }
        if let Verb::FindNotReportable(found) = &mut verb {
            found.assessment.at = at(now);
        }
        directing::aim(&mut verb, &case);
        let mut command = Command::new(verb, "a letter");
        if let Some(ago) = step.ago {
            command = command.when(Occurred::at(at(now - ago)));
        }
        // What goes over the wire is what is done.
        let text = serde_json::to_string(&command).unwrap();
        assert_eq!(serde_json::from_str::<Command>(&text).unwrap(), command);
        let before = case.clone();
        // Whoever signs acts in the own name.
        let actor = match &command.verb {
            Verb::Propose(proposed) => Actor::Member(proposed.signed.name.clone()),
            Verb::SettleProposal { settled, .. } => Actor::Member(settled.signed.name.clone()),
            _ => step.actor.clone(),
        };
        match case.handle(&command, &actor, at(now)) {
            Ok(events) => {
                assert!(!events.is_empty());
                for event in events {
                    assert_eq!(event.recorded, at(now));
                    case.apply(event).unwrap();
                }
            }
            Err(rejection) => {
                let message = rejection.to_string();
                assert!(!message.is_empty() && !message.ends_with('.'), "{message}");
                rejected += 1;
                now = now.max(0);
            }
        }
        assert!(case.written().starts_with(before.written()));
    }
    (case, rejected)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn replaying_its_events_gives_the_same_case(steps in steps()) {
        let (case, _) = run(&steps);
        let text = serde_json::to_string(case.written()).unwrap();
        let record: Vec<Recorded> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&record[..], case.written());
        prop_assert_eq!(&Case::replay(record.clone()).unwrap(), &case);
        prop_assert_eq!(&Case::replay(record).unwrap(), &case, "the fold is deterministic");
        prop_assert_eq!(&case.known_at(case.last_recorded()).unwrap(), &case);
    }

    #[test]
    fn an_event_out_of_place_is_refused_and_changes_nothing(steps in steps(), pick: prop::sample::Index) {
        let (case, _) = run(&steps);
        let mut copy = case.clone();
        let event = case.written()[pick.index(case.written().len())].clone();
        prop_assert!(copy.apply(event.clone()).is_err());
        prop_assert_eq!(&copy, &case);
        let mut cut = case.written().to_vec();
        cut.remove(pick.index(cut.len()));
        if pick.index(case.record().len()) + 1 < case.record().len() {
            prop_assert!(Case::replay(cut).is_err(), "a missing event shows");
        }
    }

    #[test]
    fn the_ledger_knows_nobody_without_an_event(steps in steps()) {
        let (case, _) = run(&steps);
        let onward = [Onward {
            from: "cn_miit".parse().unwrap(),
            to: "cn_cncert".parse().unwrap(),
        }];
        let ledger = Ledger::of(&case, &onward);
        for record in case.items() {
            for known in ledger.who_knows(record.item.id) {
                let last = known.path.last().unwrap();
                prop_assert_eq!(&last.to, &known.who);
                for step in &known.path {
                    let event = &case.record()[usize::try_from(step.seq).unwrap()];
                    prop_assert!(event.occurred.earliest() <= known.since.earliest());
                }
                // A path is unbroken: each step begins where the one before ended.
                for pair in known.path.windows(2) {
                    prop_assert_eq!(pair[1].from.as_ref(), Some(&pair[0].to));
                }
            }
        }
    }
}

/// The generator reaches far into the state machine, or the properties above would say little.
#[test]
fn the_generated_histories_are_not_trivial() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut words = BTreeSet::new();
    for _ in 0..2_400 {
        let steps = steps().new_tree(&mut runner).unwrap().current();
        let (case, _) = run(&steps);
        words.extend(case.record().iter().map(|recorded| recorded.event.word()));
    }
    let missing: Vec<_> = CaseEvent::WORDS.iter().filter(|word| !words.contains(*word)).collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
}
