//! What an office arranges for its own work, drawn at random.

use proptest::prelude::*;
use tidegate_core::command::Verb;
use tidegate_core::digest::Digest;
use tidegate_core::event::*;
use tidegate_core::id::*;

use super::{at, few, items, parties, texts};

pub(super) fn arranging() -> impl Strategy<Value = Verb> {
    let until = (-5_i64..500).prop_map(at);
    let arrangement = prop_oneof![
        proptest::option::of(texts()).prop_map(|to| Arrangement::Assigned { to }),
        proptest::option::of(texts()).prop_map(|to| Arrangement::Queued { to }),
        until.prop_map(|until| Arrangement::Held { reason: HoldReason::Other, note: None, until }),
        Just(Arrangement::Resumed),
        (parties(), texts()).prop_map(|(of, reference)| Arrangement::Numbered { of, reference }),
        texts().prop_map(|what| Arrangement::TaskSet { what, who: None, due: None }),
        (0_u64..40).prop_map(|task| Arrangement::TaskDone { task }),
        offers(),
        (few(), parties(), texts()).prop_map(|(n, by, reason)| Arrangement::OfferStep {
            transfer: TransferId::from_bytes([n; 16]),
            step: match n % 4 {
                0 => TransferStep::Accepted { by },
                1 => TransferStep::Declined { by, reason },
                2 => TransferStep::HandedOver { decision: Digest::of(reason.as_bytes()) },
                _ => TransferStep::Withdrawn { reason },
            },
        }),
        (few(), texts(), texts()).prop_map(|(n, who, reason)| Arrangement::Admission {
            change: match n % 5 {
                0 => Admission::Confined { circle: [who].into() },
                1 => Admission::Unconfined,
                2 => Admission::LetIn { who, role: CaseRole::Operator },
                3 => Admission::KeptOut { who },
                _ => Admission::AsOthers { who },
            },
            reason,
        }),
        (few(), texts()).prop_map(|(n, handle)| Arrangement::Linked {
            other: CaseId::from_bytes([n; 16]),
            handle,
            how: Relation::MergedInto,
        }),
    ];
    arrangement.prop_map(|arrangement| Verb::Arrange(Arranged { arrangement }))
}

fn offers() -> impl Strategy<Value = Arrangement> {
    (few(), parties(), items(), -5_i64..500).prop_map(|(n, to, items, until)| {
        Arrangement::Offered {
            offer: Box::new(TransferOffer {
                transfer: TransferId::from_bytes([n; 16]),
                to,
                address: "there".into(),
                items,
                reason: TransferReason::Competence,
                note: None,
                until: at(until),
            }),
        }
    })
}
