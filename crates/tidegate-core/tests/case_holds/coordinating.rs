//! Commands about who takes part, the embargo and the state of a case, drawn at random.

use super::*;

pub(super) fn coordinating() -> impl Strategy<Value = Verb> {
    let terms = |n| TermsId::from_bytes([n; 16]);
    let answers = vec![TermsAnswer::Accepts, TermsAnswer::Rejects];
    let answers = proptest::sample::select(answers);
    let steps = proptest::sample::select(ReportStep::ALL.to_vec());
    prop_oneof![
        (parties(), steps, texts()).prop_map(|(participant, step, reason)| {
            Verb::ManageReport(ReportManaged { participant, step, reason })
        }),
        (few(), parties(), parties(), 1_i64..9_000).prop_map(move |(n, by, to, until)| {
            let (proposal, to, until) = (terms(n), [to].into(), at(until));
            let zone = "Asia/Shanghai".parse().unwrap();
            Verb::ProposeEmbargo(EmbargoProposed { proposal, by, to, until, zone, terms: None })
        }),
        (parties(), parties()).prop_map(|(participant, by)| {
            Verb::InviteToEmbargo(EmbargoInvited { participant, by })
        }),
        (proptest::option::of(few()), parties(), answers).prop_map(move |(n, by, answer)| {
            let proposal = n.map(terms);
            Verb::AnswerEmbargo(EmbargoAnswered { proposal, by, answer, reason: None })
        }),
        Just(Verb::MarkCase(CaseMarked { mark: Mark::AttacksSeen, manufacturer: None })),
        (parties(), few(), texts()).prop_map(|(manufacturer, n, reason)| {
            let (product, status) = (ProductId::from_bytes([n; 16]), ProductStatus::Affected);
            Verb::GiveStatus(StatusGiven { manufacturer, product, status, reason })
        }),
    ]
}
