//! What a plan never holds, whatever happened: a refused step, a duty that is silently late, a second answer.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use std::collections::BTreeSet;

use book::{book, scenes};
use jiff::Timestamp;
use proptest::prelude::*;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, ItemAdded};
use tidegate_core::gate;
use tidegate_core::plan::{Outcome, Plan, Planned, Standing, Stands, Timing, Why, passes, plan};
use tidegate_core::scene::{Scene, Stage};
use tidegate_law::time::Occurred;

/// A maker in Shenzhen that sells in the Union; exploited since the evening of 23 November, Beijing time.
const CAMERA: &str = "# two laws, one camera
zone Asia/Shanghai
positions suggested
party maker manufacturer CN
product camera of maker in CN,EU
2026-11-23 09:00 fact not severe_incident, not intermediate_report_requested, users_must_act
2026-11-23 09:00 fact not national_security
2026-11-23 09:00 fact not actor_is_data_processor of maker
2026-11-23 09:00 fact not main_establishment_in_ie of maker
2026-11-23 09:00 maker learned
2026-11-23 21:00 fact exploited
2026-11-23 21:00 maker aware_of_exploitation
";

const WARNING: &str = "eu-cra/14(2)(a)/early-warning";
const MIIT: &str = "cn-rmsv/7(2)/report-miit";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn evening() -> Timestamp {
    at("2026-11-23T14:00:00Z")
}

fn stage(story: &str, more: &str) -> Stage<'static> {
    Scene::parse(&format!("{story}{more}")).unwrap().stage(book()).unwrap()
}

fn planned<'p>(plan: &'p Plan, rule: &str) -> &'p Planned {
    let mine = |one: &&Planned| one.first().unwrap().duty.rule.as_str() == rule;
    plan.duties.iter().find(mine).unwrap_or_else(|| panic!("no `{rule}` in the plan"))
}

fn step_of(plan: &Plan, rule: &str) -> usize {
    match &planned(plan, rule).standing {
        Standing::Step { step, .. } => *step,
        other => panic!("`{rule}` has no step: {other:?}"),
    }
}

#[test]
fn where_nothing_lawful_is_in_time_the_collision_is_named_with_its_orders() {
    let camera = stage(CAMERA, "2026-11-23 09:00 fact not remedy_provided\n");
    let plan = plan(&camera.desk(), camera.case(), evening());
    let Standing::Residual(residual) = &planned(&plan, WARNING).standing else {
        panic!("{:?}", planned(&plan, WARNING).standing)
    };
    assert!(residual.collisions.iter().any(|one| one.duty.as_str() == WARNING));
    let orders: Vec<(&str, Stands)> =
        residual.alternatives.iter().map(|one| (one.order.as_str(), one.stands)).collect();
    let expected = [
        ("overseas-provider", Stands::Nobody),
        ("narrow-reading", Stands::Lawful),
        ("public-first", Stands::Wants),
    ];
    assert_eq!(orders, expected);
    let narrow = &residual.alternatives[1];
    assert_eq!(narrow.under[0].value.as_str(), "finders_and_collectors_only");
    let Outcome::Wants(wanted) = &residual.alternatives[2].walked[0].outcome else { panic!() };
    assert_eq!(wanted[0].fact.as_str(), "remedy_provided");
    assert!(residual.rulings.iter().all(Result::is_ok), "a named person can decide");
    // What the other law asks for goes on meanwhile.
    assert!(matches!(planned(&plan, MIIT).standing, Standing::Step { timing: Timing::InTime, .. }));
}

#[test]
fn a_remedy_that_is_there_lets_publication_open_the_way_abroad() {
    let camera = stage(CAMERA, "2026-11-23 21:30 fact remedy_provided, not remedy_is_full_fix\n");
    let plan = plan(&camera.desk(), camera.case(), evening());
    let warned = step_of(&plan, WARNING);
    let opened = plan.steps.iter().position(|step| matches!(step.why, Why::Opens { .. })).unwrap();
    assert!(opened < warned, "{opened} before {warned}");
    assert!(planned(&plan, WARNING).standing.met());
    assert!(!planned(&plan, WARNING).now.iter().all(passes), "it does not pass before that step");
    assert_eq!(plan.residuals().count(), 0);
}

#[test]
fn users_overseas_are_told_once_the_maker_has_published_with_the_remedy() {
    let quiet = CAMERA.replace("2026-11-23 21:00 fact exploited\n", "").replace(
        "2026-11-23 21:00 maker aware_of_exploitation\n",
        "2026-11-23 09:00 fact not exploited\n",
    );
    let told = "cn-rmsv/7(3)/notify-users";
    let fixed =
        "2026-11-23 18:00 fact remedy_provided, remedy_is_full_fix, not major_event_window\n";
    let camera = stage(&quiet, fixed);
    let plan = plan(&camera.desk(), camera.case(), evening());
    let opened = plan.steps.iter().position(|step| matches!(step.why, Why::Opens { .. })).unwrap();
    assert!(opened < step_of(&plan, told), "published before any user overseas is told");
    assert_eq!(plan.residuals().count(), 0);
    assert!(!planned(&plan, told).now.iter().all(passes), "it does not pass before that step");
    let camera = stage(&quiet, "2026-11-23 18:00 fact not remedy_provided\n");
    let plan = tidegate_core::plan::plan(&camera.desk(), camera.case(), evening());
    let Standing::Residual(residual) = &planned(&plan, told).standing else { panic!() };
    let orders = residual.alternatives.iter().map(|one| (one.order.as_str(), one.stands));
    let expected = [("public-with-remedy", Stands::Wants), ("home-first", Stands::Nobody)];
    assert!(orders.eq(expected), "{:?}", residual.alternatives);
}

#[test]
fn an_overseas_provider_of_the_product_opens_the_first_order() {
    let story = CAMERA.replace(
        "product camera of maker in CN,EU",
        "party owner manufacturer DE\nproduct camera of maker,owner in CN,EU",
    );
    let camera = stage(&story, "2026-11-23 09:00 fact not remedy_provided\n");
    let plan = plan(&camera.desk(), camera.case(), evening());
    let of_maker = |one: &&Planned| {
        let first = one.first().unwrap();
        first.duty.rule.as_str() == WARNING && first.bearer == camera.party("maker").unwrap().id
    };
    let Standing::Residual(residual) = &plan.duties.iter().find(of_maker).unwrap().standing else {
        panic!("the maker's own duty stays open")
    };
    assert_eq!(residual.alternatives[0].stands, Stands::Lawful);
}

/// The case after every step of a plan, each put to the gate again before it is taken.
fn taken(stage: &Stage<'_>, plan: &Plan) -> Result<Case, String> {
    let mut case = stage.case().clone();
    let now = case.last_recorded().max(plan.at);
    let record = |case: &mut Case, verb: &Verb, when: Timestamp| -> Result<(), String> {
        let command = Command::new(verb.clone(), "test").when(Occurred::at(when));
        let events = case.handle(&command, &Actor::Member("test".into()), now.max(when));
        for event in events.map_err(|error| error.to_string())? {
            case.apply(event).map_err(|error| error.to_string())?;
        }
        Ok(())
    };
    for item in &plan.supposed {
        let added = Verb::AddItem(ItemAdded { item: item.clone(), held_by: None });
        record(&mut case, &added, plan.at)?;
    }
    for step in &plan.steps {
        for flow in &step.flows {
            let decision = gate::decide(&stage.desk(), &case, flow, step.at);
            let decision = decision.map_err(|error| error.to_string())?;
            if !passes(&decision) {
                return Err(format!("{:?} is refused: {:?}", flow, decision.gate));
            }
        }
        for verb in &step.effects {
            record(&mut case, verb, step.at)?;
        }
    }
    Ok(case)
}

#[test]
fn no_plan_of_a_scene_holds_a_refused_step() {
    for (path, text) in scenes() {
        let stage = Scene::parse(&text).unwrap().stage(book()).unwrap();
        let plan = plan(&stage.desk(), stage.case(), stage.instant());
        let after = taken(&stage, &plan);
        assert!(after.is_ok(), "{path}: {}", after.unwrap_err());
    }
}

/// Something that may have happened in the two days of the story.
fn happening() -> impl Strategy<Value = String> {
    let hours = 0..48_u32;
    let lines = prop::sample::select(vec![
        "fact remedy_provided",
        "fact remedy_provided, remedy_is_full_fix",
        "fact not remedy_provided",
        "fact exploited",
        "fact not exploited",
        "fact severe_incident",
        "fact national_security",
        "fact users_must_act",
        "fact intermediate_report_requested",
        "fact flaw_in_component of camera",
        "unknown exploited",
        "maker learned",
        "maker aware_of_exploitation",
        "maker aware_of_incident",
        "maker measure_available",
        "partner learned",
        "finder reports technical to maker",
        "finder reports general to partner",
        "maker files cn-rmsv/7(2)/report-miit of camera to cn_miit",
        "maker files eu-cra/14(2)(a)/early-warning of camera to eu_csirt",
        "maker publishes general as public_with_remedy",
        "finder publishes existence as existence_public",
        "general is public_no_remedy",
    ]);
    (hours, lines).prop_map(|(hour, line)| {
        format!("2026-11-{:02} {:02}:00 {line}", 23 + hour / 24, hour % 24)
    })
}

/// A story with parties of both markets, some positions, and what happened.
fn story() -> impl Strategy<Value = String> {
    let positions = prop::sample::select(vec![
        "positions suggested",
        "position rmsv_q2 finders_and_collectors_only",
        "position rmsv_q2 binds_providers_too",
        "house house-cn-practice\npositions suggested",
    ]);
    let owner = prop::sample::select(vec!["maker", "maker,owner", "owner"]);
    let happened = prop::collection::vec(happening(), 0..8);
    (positions, owner, happened, any::<bool>()).prop_map(
        |(positions, owner, mut happened, tool)| {
            happened.sort();
            if tool {
                happened.push("2026-11-25 00:00 finder reports technical to maker".to_owned());
                happened.push("2026-11-25 01:00 fact attack_tool of technical".to_owned());
            }
            format!(
                "# a story\nzone Asia/Shanghai\n{positions}\nparty maker manufacturer CN\n\
             party owner manufacturer DE\nparty finder finder CN individual\n\
             party partner coordinator CN\nproduct camera of {owner} in CN,EU\n{}\n",
                happened.join("\n")
            )
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// No plan holds a refused step: each flow is put to the gate again, on the case as the steps before leave it.
    #[test]
    fn no_plan_holds_a_refused_step(story in story(), hour in 0..72_i64) {
        let stage = stage(&story, "");
        let when = at("2026-11-22T16:00:00Z") + jiff::SignedDuration::from_hours(hour);
        let plan = plan(&stage.desk(), stage.case(), when);
        prop_assert!(plan.steps.iter().all(|step| step.at >= when));
        prop_assert!(plan.steps.windows(2).all(|pair| pair[0].at <= pair[1].at));
        let after = taken(&stage, &plan);
        prop_assert!(after.is_ok(), "{}", after.unwrap_err());
    }

    /// A duty is met in time in the plan, or it is flagged; nothing that is owed is left out.
    #[test]
    fn a_duty_is_met_in_time_or_flagged(story in story(), hour in 0..72_i64) {
        let stage = stage(&story, "");
        let when = at("2026-11-22T16:00:00Z") + jiff::SignedDuration::from_hours(hour);
        let plan = plan(&stage.desk(), stage.case(), when);
        let told: BTreeSet<_> = plan.duties.iter().flat_map(|one| &one.owed).map(key).collect();
        for party in stage.case().parties() {
            for one in gate::duties(&stage.desk(), stage.case(), party, when) {
                prop_assert!(!one.duty.live() || told.contains(&key(&one)), "{:?}", key(&one));
            }
        }
        let last = plan.steps.iter().map(|step| step.at).max().unwrap_or(when).max(when);
        let after = taken(&stage, &plan).map_err(TestCaseError::fail)?;
        for planned in &plan.duties {
            let Standing::Step { step, timing } = &planned.standing else { continue };
            let first = planned.first().unwrap();
            let step = &plan.steps[*step];
            if let Some(due) = first.duty.when.deadline() {
                prop_assert_eq!(*timing == Timing::InTime, step.at <= due.strict.earliest);
            }
            // What the plan says it meets is met, as the duties of the case after all steps say.
            if step.flows.is_empty() || first.duty.owed != tidegate_law::Owed::Yes {
                continue;
            }
            let bearer = after.party(first.bearer).unwrap();
            let now = gate::duties(&stage.desk(), &after, bearer, last);
            let open: Vec<_> = now.iter().filter(|one| one.duty.live()).map(key).collect();
            for one in &planned.owed {
                prop_assert!(!open.contains(&key(one)), "{:?} is still open", key(one));
            }
        }
    }

    /// The same case gives the same plan.
    #[test]
    fn the_same_case_gives_the_same_plan(story in story(), hour in 0..72_i64) {
        let when = at("2026-11-22T16:00:00Z") + jiff::SignedDuration::from_hours(hour);
        let (one, other) = (stage(&story, ""), stage(&story, ""));
        let first = plan(&one.desk(), one.case(), when);
        let second = plan(&other.desk(), other.case(), when);
        prop_assert_eq!(format!("{first:?}"), format!("{second:?}"));
    }
}

/// What makes a duty this one: rule, bearer, product, addressee, start.
fn key(one: &gate::OwedBy) -> (String, String, Option<String>, Option<String>, Option<Timestamp>) {
    (
        one.duty.rule.to_string(),
        one.bearer.to_string(),
        one.product.map(|id| id.to_string()),
        one.duty.to.as_ref().map(ToString::to_string),
        one.duty.start.as_ref().map(|start| start.earliest()),
    )
}
