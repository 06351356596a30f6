//! The machines of coordination against their transitions, written out here and as the reference has them.

#![cfg(test)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use tidegate_core::coordination::*;

/// A file of the reference beside the corpora, or nothing with a line that says so.
#[expect(
    clippy::disallowed_methods,
    reason = "tests read the reference; the library opens no file"
)]
fn reference(path: &str) -> Option<String> {
    let root = std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora").into(),
        std::path::PathBuf::from,
    );
    let text = std::fs::read_to_string(root.join("../reference/vultron").join(path)).ok();
    if text.is_none() {
        println!("left out: the reference has no vultron/{path} here");
    }
    text
}

type Lines = BTreeSet<String>;

fn lines(text: &str) -> Lines {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn report_lines() -> Lines {
    let mut all = Lines::new();
    for from in ReportState::ALL {
        for step in ReportStep::ALL {
            if let Ok(to) = from.after(step) {
                all.insert(format!("{} {} {}", from.as_str(), step.as_str(), to.as_str()));
            }
        }
    }
    all
}

fn embargo_lines() -> Lines {
    let mut all = Lines::new();
    for from in EmbargoStage::ALL {
        for step in EmbargoStep::ALL {
            if let Ok(to) = from.after(step) {
                all.insert(format!("{} {} {}", from.as_str(), step.as_str(), to.as_str()));
            }
        }
    }
    all
}

/// The transitions of consent; a reset, which leads back from everywhere, is one.
fn consent_lines() -> Lines {
    let mut all = Lines::new();
    for from in Consent::ALL {
        for step in ConsentStep::ALL {
            if let Ok(to) = from.after(step) {
                let from = if step == ConsentStep::Reset { "*" } else { from.as_str() };
                all.insert(format!("{from} {} {}", step.as_str(), to.as_str()));
            }
        }
    }
    all
}

fn case_lines() -> Lines {
    let mut all = Lines::new();
    for from in CaseState::all() {
        for mark in Mark::ALL {
            if let Ok(to) = from.after(mark) {
                all.insert(format!("{from},{},{to}", mark.letter()));
            }
        }
    }
    all
}

/// Every order of the six marks.
fn orders() -> Vec<Vec<Mark>> {
    let mut orders = vec![Vec::new()];
    for _ in Mark::ALL {
        let longer = |order: &Vec<Mark>| {
            let left = Mark::ALL.into_iter().filter(|mark| !order.contains(mark));
            left.map(|mark| [order.as_slice(), &[mark]].concat()).collect::<Vec<_>>()
        };
        orders = orders.iter().flat_map(longer).collect();
    }
    orders
}

fn histories() -> Lines {
    let possible = orders().into_iter().filter(|order| CaseState::replay(order).is_ok());
    possible.map(|order| order.into_iter().map(Mark::letter).collect()).collect()
}

#[test]
fn report_management_has_its_eleven_transitions_and_no_other() {
    let expected = lines(
        "start receive received
         received validate valid
         received invalidate invalid
         invalid validate valid
         invalid close closed
         valid accept accepted
         valid defer deferred
         accepted defer deferred
         accepted close closed
         deferred accept accepted
         deferred close closed",
    );
    assert_eq!(report_lines(), expected);
    assert_eq!(expected.len(), 11);
}

#[test]
fn an_embargo_has_its_ten_transitions_and_no_other() {
    let expected = lines(
        "none propose proposed
         proposed propose proposed
         proposed accept active
         proposed reject none
         active propose revise
         active terminate exited
         revise propose revise
         revise accept active
         revise reject active
         revise terminate exited",
    );
    assert_eq!(embargo_lines(), expected);
    assert_eq!(expected.len(), 10);
}

#[test]
fn consent_has_its_eleven_transitions_and_no_other() {
    let expected = lines(
        "no_embargo invite invited
         lapsed invite invited
         declined invite invited
         no_embargo accept signatory
         invited accept signatory
         lapsed accept signatory
         no_embargo decline declined
         invited decline declined
         lapsed decline declined
         signatory revise lapsed
         * reset no_embargo",
    );
    assert_eq!(consent_lines(), expected);
    assert_eq!(expected.len(), 11);
}

#[test]
fn a_case_has_thirty_two_states_and_fifty_eight_transitions() {
    let states: Lines = CaseState::all().map(|state| state.to_string()).collect();
    assert_eq!(states.len(), 32);
    assert!(states.iter().all(|state| !state.starts_with("vF") && !state[1..].starts_with("fD")));
    assert!(states.iter().all(|state| state.parse::<CaseState>().unwrap().to_string() == *state));
    assert!("vFdpxa".parse::<CaseState>().is_err());
    assert_eq!(case_lines().len(), 58);
    // A line of the prose of the reference has a misprint here; its code and the rule say this.
    assert!(case_lines().contains("VFdPxA,X,VFdPXA"));
    assert!(!case_lines().iter().any(|line| line.starts_with("VFdPxA,X,VFDPXA")));
}

#[test]
fn of_seven_hundred_and_twenty_orders_seventy_can_have_happened() {
    assert_eq!(orders().len(), 720);
    let histories = histories();
    assert_eq!(histories.len(), 70);
    // The rules that make an order possible, said another way.
    let before = |order: &str, one: char, other: char| order.find(one) < order.find(other);
    let next = |order: &str, one: char, other: char| {
        order.find(other) == order.find(one).map(|place| place + 1)
    };
    for order in orders() {
        let order: String = order.into_iter().map(Mark::letter).collect();
        let remedy = before(&order, 'V', 'F') && before(&order, 'F', 'D');
        let public = before(&order, 'P', 'X') || next(&order, 'X', 'P');
        let known = before(&order, 'V', 'P') || next(&order, 'P', 'V');
        assert_eq!(histories.contains(&order), remedy && public && known, "{order}");
    }
}

#[test]
fn the_reference_has_the_same_machines() {
    if let Some(text) = reference("cs_transitions.csv") {
        let theirs: Lines =
            lines(&text).into_iter().filter(|line| !line.starts_with("state,")).collect();
        assert_eq!(case_lines(), theirs);
    }
    if let Some(text) = reference("cs_histories.txt") {
        assert_eq!(histories(), lines(&text));
    }
    let Some(text) = reference("rm_em_pec.json") else { return };
    let file: Value = serde_json::from_str(&text).unwrap();
    for (machine, ours) in
        [("rm", report_lines()), ("em", embargo_lines()), ("pec", consent_lines())]
    {
        let of = |line: &Value| {
            let words: Vec<&str> =
                line.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
            words.join(" ").to_lowercase()
        };
        let theirs: Lines =
            file[machine]["transitions"].as_array().unwrap().iter().map(of).collect();
        assert_eq!(ours, theirs, "{machine}");
    }
}

#[test]
fn participants_have_as_many_states_as_the_protocol_counts() {
    for (conduct, count) in [
        (Conduct::Any, 352),
        (Conduct::Manufacturer, 100),
        (Conduct::DeployingManufacturer, 128),
        (Conduct::Deployer, 100),
        (Conduct::Other, 72),
    ] {
        let states = conduct.states();
        assert_eq!(states.len(), count, "{conduct:?}");
        assert_eq!(states.iter().collect::<BTreeSet<_>>().len(), count, "each once");
    }
}

#[test]
fn what_is_refused_says_why() {
    assert_eq!(ReportState::Valid.after(ReportStep::Close), Err(NoReportStep::NotPrioritised));
    for step in ReportStep::ALL {
        assert_eq!(ReportState::Closed.after(step), Err(NoReportStep::Closed), "no way back");
    }
    assert_eq!(ReportState::Start.after(ReportStep::Close), Err(NoReportStep::NotReceived));
    assert_eq!(EmbargoStage::Exited.after(EmbargoStep::Propose), Err(NoEmbargoStep::Over));
    assert_eq!(Consent::Declined.after(ConsentStep::Accept), Err(NoConsentStep::Declined));
    let nothing = CaseState::NOTHING;
    assert_eq!(nothing.after(Mark::RemedyReady), Err(NoMark::Presupposes(Mark::ManufacturerAware)));
    let leaked = nothing.after(Mark::ExploitPublic).unwrap();
    assert_eq!(leaked.after(Mark::AttacksSeen), Err(NoMark::First(Mark::PublicAware)));
}

#[test]
fn what_a_mark_brings_with_it_is_set_at_once() {
    let (state, marks) = CaseState::NOTHING.reaching(Mark::ExploitPublic);
    assert_eq!(state.to_string(), "VfdPXa");
    assert_eq!(marks, [Mark::ExploitPublic, Mark::PublicAware, Mark::ManufacturerAware]);
    let (state, marks) = CaseState::NOTHING.reaching(Mark::RemedyDeployed);
    assert_eq!(state.to_string(), "VFDpxa");
    assert_eq!(marks.len(), 3);
    assert_eq!(state.reaching(Mark::RemedyReady), (state, Vec::new()), "it happens once");
}

#[test]
fn a_report_is_told_forwards_only() {
    let (received, accepted) = (ReportState::Received, ReportState::Accepted);
    assert!(received.leads_to(accepted) && !accepted.leads_to(received));
    assert!(accepted.leads_to(ReportState::Deferred) && ReportState::Deferred.leads_to(accepted));
    assert!(ReportState::ALL.iter().all(|state| ReportState::Start.leads_to(*state)));
    assert!(ReportState::ALL.iter().filter(|s| ReportState::Closed.leads_to(**s)).count() == 1);
}

#[test]
fn an_embargo_is_proposed_only_while_all_is_quiet() {
    for case in CaseState::all() {
        for embargo in EmbargoStage::ALL {
            let first = embargo.holds() || !case.has(Mark::RemedyReady);
            assert_eq!(may_propose(embargo, case).is_ok(), case.is_quiet() && first);
        }
    }
    let accepted = ReportState::ALL.into_iter().filter(|state| may_be_remedied(*state).is_ok());
    assert_eq!(accepted.count(), 3);
    assert!(ReportState::ALL.into_iter().filter(|state| may_exchange(*state)).count() == 1);
}

proptest! {
    #[test]
    fn what_has_happened_stays_so(marks in proptest::collection::vec(0_usize..6, 0..20)) {
        let mut state = CaseState::NOTHING;
        for mark in marks.into_iter().map(|place| Mark::ALL[place]) {
            let (after, set) = state.reaching(mark);
            prop_assert!(after.has(mark));
            prop_assert!(Mark::ALL.into_iter().all(|one| !state.has(one) || after.has(one)));
            prop_assert!(after.must_follow().is_none(), "{} does not stay", after);
            let step = |state: CaseState, mark: &Mark| state.after(*mark);
            prop_assert_eq!(set.iter().try_fold(state, step), Ok(after));
            state = after;
        }
    }
}
