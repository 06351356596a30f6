//! What must hold of every answer, whatever the facts: properties over the repository's own book,
//! with Cedar itself as the reference.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails where what it draws is not as it says"
)]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::Timestamp;
use proptest::prelude::*;
use tidegate_law::{
    ActIndex, Adoption, AnswerKind, Book, Decision, FactIndex, Ground, KnownBy, LawInForce, Move,
    Question, Reference, Situation, SourceFile,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law")
}

#[expect(clippy::disallowed_methods, reason = "the test reads the repository's own book")]
fn files() -> Vec<SourceFile> {
    fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, files);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push(SourceFile::new(name, text));
            }
        }
    }
    let mut files = Vec::new();
    collect(&folder(), &folder(), &mut files);
    files
}

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::load(&files()).unwrap());
static NOTHING: LazyLock<Adoption> = LazyLock::new(Adoption::default);
static HOUSE: LazyLock<Adoption> = LazyLock::new(|| Adoption {
    house: BOOK.statutes().iter().map(|statute| statute.matter.id.clone()).collect(),
    positions: BOOK.suggested_positions(jiff::civil::date(2021, 1, 1), "test"),
});

/// The instants asked about: before everything, under each stage of the law, in the far future.
const INSTANTS: [&str; 5] = [
    "2016-01-01T00:00:00Z",
    "2021-11-24T08:00:00Z",
    "2026-11-23T12:00:00Z",
    "2027-12-13T12:00:00Z",
    "2040-01-01T00:00:00Z",
];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A fact by its place in the schema.
fn fact(place: usize) -> FactIndex {
    let schema = BOOK.schema();
    schema.fact(&schema.facts()[place].name).unwrap()
}

/// What is drawn for one situation: for each fact whether it is known, and with which value.
fn drawn() -> impl Strategy<Value = Vec<(bool, usize)>> {
    proptest::collection::vec((prop::bool::weighted(0.85), 0usize..64), BOOK.schema().facts().len())
}

/// What was drawn, as far as the world allows: a value that contradicts it is left unknown.
fn situation(drawn: &[(bool, usize)]) -> Situation {
    let schema = BOOK.schema();
    let mut situation = Situation::assumed(schema);
    for (place, (known, value)) in drawn.iter().enumerate() {
        if *known {
            try_value(&mut situation, place, *value);
        }
    }
    situation
}

/// Sets the value drawn, or the next one that the world allows; none if it allows none.
fn try_value(situation: &mut Situation, place: usize, value: usize) {
    let schema = BOOK.schema();
    let values = &schema.facts()[place].values;
    for step in 0..values.len() {
        let mut tried = situation.clone();
        tried.set(schema, fact(place), &values[(value + step) % values.len()].value);
        if possible(&tried) {
            *situation = tried;
            return;
        }
    }
}

/// Every act of the schema but `owe`.
fn acts() -> Vec<ActIndex> {
    let schema = BOOK.schema();
    schema.acts().iter().filter(|a| a.name != "owe").map(|a| schema.act(&a.name).unwrap()).collect()
}

fn act(place: usize) -> ActIndex {
    let acts = acts();
    acts[place % acts.len()]
}

fn ask<'q>(act: ActIndex, situation: &'q Situation) -> Question<'q> {
    Question { act, situation, live: None, offers: &[] }
}

fn possible(situation: &Situation) -> bool {
    use tidegate_law::Truth::False;
    !BOOK.world().iter().any(|known| known.condition.truth(situation) == False)
}

/// A complete situation from one that is not: each open fact gets the value drawn for it, or the
/// next one that the world allows. Where that leads nowhere, other values are tried.
fn completed(situation: &Situation, drawn: &[(bool, usize)]) -> Option<Situation> {
    let schema = BOOK.schema();
    (0..8).find_map(|attempt| {
        let mut whole = situation.clone();
        for (place, (_, value)) in drawn.iter().enumerate() {
            if !whole.is_known(fact(place)) {
                try_value(&mut whole, place, value + attempt * (place + 1));
            }
        }
        (0..schema.facts().len()).all(|place| whole.is_known(fact(place))).then_some(whole)
    })
}

/// The reference engine for an instant of [`INSTANTS`], built once.
fn reference(when: usize, house: bool) -> &'static Reference<'static> {
    static BUILT: LazyLock<Vec<Reference<'static>>> = LazyLock::new(|| {
        let both = |text: &&str| [false, true].map(|house| (at(text), house));
        let build = |(instant, house)| {
            let law = Box::leak(Box::new(BOOK.in_force(adoption(house), instant)));
            Reference::new(law).unwrap()
        };
        INSTANTS.iter().flat_map(both).map(build).collect()
    });
    &BUILT[when * 2 + usize::from(house)]
}

fn adoption(house: bool) -> &'static Adoption {
    if house { &HOUSE } else { &NOTHING }
}

/// RMSV 4 forbids the sale under two of the three readings of Q5, which have no value in common.
#[test]
fn a_rule_that_two_of_three_readings_make_apply_is_a_ground_under_each_of_them() {
    let mut situation = Situation::assumed(BOOK.schema());
    for (fact, value) in [
        ("actor_is_finder", "true"),
        ("attack_tool", "true"),
        ("content", "proof_of_concept"),
        ("disclosure", "public_no_remedy"),
        ("rmsv_q1b", "reaches_acts_abroad"),
    ] {
        assert!(situation.set_named(BOOK.schema(), fact, value), "{fact} = {value}");
    }
    let sell = BOOK.schema().act("sell").unwrap();
    let law = BOOK.in_force(&NOTHING, at(INSTANTS[2]));
    let decision = law.decide(&ask(sell, &situation));
    let Decision::Refuse { grounds } = &decision else { panic!("{decision:?}") };
    let under: Vec<Vec<(&str, &str)>> = grounds
        .iter()
        .filter_map(|ground| match ground {
            Ground::Rule { rule, under } if rule.as_str() == "cn-rmsv/4/sell" => Some(under),
            _ => None,
        })
        .map(|under| under.iter().map(|one| (one.fact.as_str(), one.value.as_str())).collect())
        .collect();
    assert_eq!(under, [[("rmsv_q5", "no_lawful_sale")], [("rmsv_q5", "no_lawful_sale_ever")]]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn the_compiled_form_is_what_cedar_says(
        drawn in drawn(), which in 0usize..64, when in 0usize..5, house: bool,
    ) {
        let Some(whole) = completed(&situation(&drawn), &drawn) else { return Err(TestCaseError::reject("no such world")) };
        let reference = reference(when, house);
        let (prohibitions, duties, flows) = reference.compiled(act(which), &whole);
        prop_assert_eq!(reference.prohibitions(act(which), &whole).unwrap(), prohibitions);
        prop_assert_eq!(reference.duties(&whole).unwrap(), duties);
        prop_assert_eq!(reference.flows(act(which), &whole).unwrap(), flows);
    }

    #[test]
    fn the_same_question_has_the_same_answer(
        drawn in drawn(), which in 0usize..64, when in 0usize..5, house: bool,
    ) {
        let situation = situation(&drawn);
        let one = BOOK.in_force(adoption(house), at(INSTANTS[when])).answer(&ask(act(which), &situation));
        let law = BOOK.in_force(adoption(house), at(INSTANTS[when]));
        prop_assert_eq!(&one, &law.answer(&ask(act(which), &situation)));
    }

    #[test]
    fn an_outcome_is_the_decision_without_its_words(
        drawn in drawn(), which in 0usize..64, when in 0usize..5, house: bool,
    ) {
        let situation = situation(&drawn);
        let law = BOOK.in_force(adoption(house), at(INSTANTS[when]));
        let decision = law.decide(&ask(act(which), &situation));
        let outcome = law.sitting().outcome(&ask(act(which), &situation));
        prop_assert_eq!(outcome.kind, decision.kind());
        let named = decision.grounds().iter().filter_map(Ground::rule);
        let named: std::collections::BTreeSet<_> = named.collect();
        // What an answer between the readings names, it names by reading and not as grounds.
        if decision.kind() != AnswerKind::Escalate {
            let counted = BOOK.rules_in(&outcome.grounds).map(|rule| &rule.id).collect();
            prop_assert_eq!(named, counted);
        }
    }

    #[test]
    fn forgetting_a_fact_never_turns_refuse_into_permit(
        drawn in drawn(), which in 0usize..64, when in 0usize..5, house: bool, forgotten in 0usize..64,
    ) {
        let situation = situation(&drawn);
        prop_assume!(possible(&situation));
        let law = BOOK.in_force(adoption(house), at(INSTANTS[when]));
        let before = law.decide(&ask(act(which), &situation)).kind();
        let mut less = situation.clone();
        let place = forgotten % BOOK.schema().facts().len();
        // A reading that nobody told is the position of the office, and may be the other one.
        prop_assume!(!house || BOOK.schema().facts()[place].by != KnownBy::Reading);
        less.forget(BOOK.schema(), fact(place));
        let after = law.decide(&ask(act(which), &less)).kind();
        if before != AnswerKind::Permit {
            prop_assert_ne!(after, AnswerKind::Permit);
        }
    }

    #[test]
    fn what_is_permitted_is_forbidden_in_no_completion(
        drawn in drawn(), which in 0usize..64, when in 0usize..5, house: bool,
    ) {
        let situation = situation(&drawn);
        let law = BOOK.in_force(adoption(house), at(INSTANTS[when]));
        let decision = law.decide(&ask(act(which), &situation));
        let mut taken = situation.clone();
        for position in &adoption(house).positions {
            let reading = BOOK.schema().fact(&position.fact).unwrap();
            if !situation.is_known(reading) {
                taken.set(BOOK.schema(), reading, &position.value);
            }
        }
        let Some(whole) = completed(&taken, &drawn) else { return Err(TestCaseError::reject("no such world")) };
        let reference = reference(when, house);
        let binding = |rules: std::collections::BTreeSet<tidegate_law::RuleId>| {
            rules.into_iter().filter(|id| BOOK.rule(id).unwrap().obliges()).collect::<Vec<_>>()
        };
        let forbidden = binding(reference.prohibitions(act(which), &whole).unwrap());
        match decision {
            Decision::Permit => prop_assert!(forbidden.is_empty(), "{forbidden:?}"),
            Decision::PermitIf { conditions } => {
                let kept = conditions.iter().any(|set| set.iter().all(|finding| {
                    let index = BOOK.schema().fact(&finding.fact).unwrap();
                    whole.known(BOOK.schema(), index) == Some(&finding.value)
                }));
                prop_assert!(!kept || forbidden.is_empty(), "{forbidden:?}");
            }
            Decision::Refuse { grounds } => {
                for ground in grounds.iter() {
                    if let Ground::Rule { rule, under } = ground && under.is_empty() {
                        prop_assert!(forbidden.contains(rule), "{rule} is no ground here");
                    }
                }
            }
            Decision::Escalate { .. } | Decision::Conflict { .. } => {}
        }
    }

    #[test]
    fn a_condition_names_only_what_the_actor_may_undertake(
        drawn in drawn(), which in 0usize..64, when in 0usize..5, house: bool,
    ) {
        let situation = situation(&drawn);
        let law = BOOK.in_force(adoption(house), at(INSTANTS[when]));
        if let Decision::PermitIf { conditions } = law.decide(&ask(act(which), &situation)) {
            for set in conditions.iter() {
                let mut undertaken = situation.clone();
                for finding in set {
                    let index = BOOK.schema().fact(&finding.fact).unwrap();
                    prop_assert_eq!(BOOK.schema().entry(index).by, KnownBy::Actor);
                    undertaken.set(BOOK.schema(), index, &finding.value);
                }
                prop_assert_eq!(law.decide(&ask(act(which), &undertaken)).kind(), AnswerKind::Permit);
            }
        }
    }

    #[test]
    fn adding_a_prohibition_never_turns_refuse_into_permit(
        drawn in drawn(), which in 0usize..64, when in 0usize..5, more in 0usize..MORE.len(),
    ) {
        let stricter = &STRICTER[more];
        let situation = situation(&drawn);
        let instant = at(INSTANTS[when]);
        let before = BOOK.in_force(&HOUSE, instant).decide(&ask(act(which), &situation)).kind();
        let after = stricter.in_force(&HOUSE, instant).decide(&ask(act(which), &situation)).kind();
        if !before.allows() {
            prop_assert!(!after.allows(), "{before:?} became {after:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_way_out_is_permitted_and_none_is_smaller(
        drawn in drawn(), which in 0usize..64, when in 1usize..4, house: bool,
    ) {
        let situation = situation(&drawn);
        let law = BOOK.in_force(adoption(house), at(INSTANTS[when]));
        let question = ask(act(which), &situation);
        let answer = law.answer(&question);
        for way in &answer.ways_out {
            let all: Vec<&Move> = way.moves.iter().collect();
            prop_assert!(allowed(&law, act(which), &situation, &all), "{way:?}");
            for left_out in 0..all.len() {
                let mut fewer = all.clone();
                fewer.remove(left_out);
                if !fewer.is_empty() {
                    prop_assert!(!allowed(&law, act(which), &situation, &fewer), "{way:?}");
                }
            }
        }
        if !answer.decision.kind().allows() {
            for single in BOOK.moves() {
                let told = answer.ways_out.iter().any(|way| way.moves.len() == 1 && way.moves[0].key == single.key);
                let changes = single.apply(&situation) != situation;
                prop_assert_eq!(told, changes && allowed(&law, act(which), &situation, &[single]), "{}", single.key);
            }
        }
    }
}

#[test]
fn the_order_of_files_changes_nothing() {
    let again = Book::load(&files_reversed()).unwrap();
    assert_eq!(BOOK.digest(), again.digest());
    let rules = |book: &Book| {
        let mut ids: Vec<String> = book.rules().iter().map(|rule| rule.id.to_string()).collect();
        ids.sort();
        ids
    };
    assert_eq!(rules(&BOOK), rules(&again));
}

fn allowed(law: &LawInForce<'_>, act: ActIndex, situation: &Situation, moves: &[&Move]) -> bool {
    let mut after = situation.clone();
    for step in moves {
        after = step.apply(&after);
    }
    let coherent = moves.iter().all(|step| step.apply(&after) == after) && possible(&after);
    coherent && law.decide(&ask(act, &after)).kind().allows()
}

fn files_reversed() -> Vec<SourceFile> {
    static FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(files);
    let mut files = FILES.clone();
    files.reverse();
    files
}

/// Conditions of one more prohibition: known and unknown facts, readings, conditions of the actor.
const MORE: [&str; 6] = [
    "context.paid",
    "context.recipient_place == Place::\"cn\"",
    "!context.remedy_in_publication",
    "context.rmsv_q9 == RmsvQ9::\"maintainer_is_provider\"",
    "context.exploited || context.national_security",
    "context.content == Content::\"technical\" && !context.mps_consent",
];

/// The book with each of them.
static STRICTER: LazyLock<Vec<Book>> =
    LazyLock::new(|| MORE.iter().map(|test| with_prohibition(test)).collect());

/// The book with one more statute: a prohibition of every act where a test holds.
fn with_prohibition(test: &str) -> Book {
    let acts: Vec<String> =
        ["share", "report", "notify", "sell", "publish", "collect", "use", "assist"]
            .iter()
            .map(|name| format!("Action::\"{name}\""))
            .collect();
    let text = format!(
        "+++\nid = \"one-more\"\nkind = \"statute\"\nshort_en = \"One more\"\nshort_zh = \"又一\"\ntitle_en = \"One more\"\ntitle_zh = \"又一\"\njurisdiction = \"CN\"\nissuer_en = \"test\"\nissuer_zh = \"测试\"\nfrom = \"2000-01-01\"\nzone = \"UTC\"\ncounting = \"plain\"\ncalendar = \"cn\"\nforce = \"binding\"\ncertainty = \"U\"\nsource = \"test\"\nchecked = \"2026-11-24\"\n+++\n\n# One more · 又一\n\n## 1 No · 不得\n\nNo.\n\n不得。\n\nCertainty: U.\n\n```cedar\n@prohibition(\"no\")\n@en(\"no\")\n@zh(\"不得\")\nforbid (principal, action in [{}], resource)\nwhen {{ {test} }};\n```\n",
        acts.join(", ")
    );
    let mut files = files_reversed();
    files.push(SourceFile::new("one-more.md", text));
    Book::load(&files).unwrap()
}
