//! Commands about directives, drawn at random.

use proptest::prelude::*;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::command::Verb;
use tidegate_core::directive::{Measure, Order};
use tidegate_core::event::*;
use tidegate_core::id::*;
use tidegate_core::proposal::{Completion, Matter, Release, Signature};

use super::{at, few, items, parties, texts};

/// Proposals, answers and reports about few directives, by few people.
pub(super) fn directing() -> impl Strategy<Value = Verb> {
    let signed = || {
        (any::<bool>(), any::<bool>()).prop_map(|(desk, decides)| {
            let name = if desk { "desk".into() } else { "second".into() };
            Signature { name, decides }
        })
    };
    let directives = || few().prop_map(|n| DirectiveId::from_bytes([n; 16]));
    let proposals = || (1_u8..30).prop_map(|n| ProposalId::from_bytes([n; 16]));
    let reviews = (0_i64..3, -5_i64..500).prop_map(|(which, minutes)| match which {
        0 => Review::Upheld,
        1 => Review::Withdrawn,
        _ => Review::Extended { until: at(minutes) },
    });
    prop_oneof![
        (proposals(), directives(), parties(), parties(), signed()).prop_map(
            |(proposal, directive, by, to, signed)| {
                let measures = vec![Measure::in_words("fix"), Measure::in_words("tell")];
                let matter = Matter::Directive(order(directive, by, to, measures));
                Verb::Propose(Box::new(Proposed { proposal, matter, signed }))
            }
        ),
        (proposals(), directives(), parties(), reviews, signed()).prop_map(
            |(proposal, directive, by, review, signed)| {
                let reasons = "it stands".into();
                let matter = Matter::Review { directive, by, review, reasons };
                Verb::Propose(Box::new(Proposed { proposal, matter, signed }))
            }
        ),
        (proposals(), parties(), parties(), items(), signed()).prop_map(
            |(proposal, from, to, items, signed)| {
                let (act, to, reasons) = (Act::Notify, Recipient::Party(to), "it repairs".into());
                let matter = Matter::Release(Release { act, from, to, items, reasons });
                Verb::Propose(Box::new(Proposed { proposal, matter, signed }))
            }
        ),
        (proposals(), signed(), any::<bool>()).prop_map(|(proposal, signed, sign)| {
            let outcome = match sign {
                true => Settlement::Signed,
                false => Settlement::Declined { reasons: "no".into() },
            };
            let settled = ProposalSettled { proposal, signed, outcome };
            Verb::SettleProposal { settled, with: Completion::Nothing }
        }),
        (directives(), parties(), any::<bool>(), texts()).prop_map(
            |(directive, by, contests, reasons)| {
                let answer = match contests {
                    true => DirectiveAnswer::Contests { reasons },
                    false => DirectiveAnswer::Acknowledges,
                };
                Verb::AnswerDirective(DirectiveAnswered { directive, by, answer })
            }
        ),
        (directives(), parties(), 0_u32..4, items(), proptest::option::of(0_u32..4)).prop_map(
            |(directive, by, measure, evidence, done)| {
                let statement = "done".into();
                let (before, after, on, who) = (None, None, None, Some("the plant".into()));
                let shown = done.map(|done| MeasureShown { done, of: 3, before, after, on, who });
                let reported =
                    MeasureReported { directive, by, measure, statement, evidence, shown };
                Verb::ReportMeasure(reported)
            }
        ),
    ]
}

/// Lets who speaks of a directive that there is be who may, more often than chance does.
pub(super) fn aim(verb: &mut Verb, case: &Case) {
    match verb {
        Verb::ReportMeasure(reported) => {
            if let Some(found) = case.directive_standing(reported.directive) {
                (reported.by, reported.measure) = (found.issued.event.to, 1);
                reported.evidence.clear();
            }
        }
        Verb::Propose(proposed) => {
            let open = case.directive_standings().into_iter().find(|one| one.awaits.is_open());
            if let Matter::Review { directive, by, .. } = &mut proposed.matter
                && let Some(found) = open
            {
                (*directive, *by) = (found.issued.event.directive, found.issued.event.by);
            }
        }
        Verb::SettleProposal { settled, .. } => {
            if let Some(open) = case
                .open_proposals()
                .max_by_key(|one| matches!(one.event.matter, Matter::Review { .. }))
            {
                settled.proposal = open.event.proposal;
                // Mostly another person who decides.
                if settled.signed.decides {
                    let first = &open.event.signed.name;
                    settled.signed.name = if first == "desk" { "second" } else { "desk" }.into();
                }
            }
        }
        _ => {}
    }
}

pub(super) fn order(
    directive: DirectiveId,
    by: PartyId,
    to: PartyId,
    measures: Vec<Measure>,
) -> Order {
    Order {
        directive,
        by,
        to,
        product: None,
        versions: None,
        measures,
        due: None,
        follows: None,
        basis: None,
        reasons: "it is exploited".into(),
        replaces: None,
    }
}
