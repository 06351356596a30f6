//! Commands about who takes part, the embargo and the state of a case, drawn at random.

use super::*;

pub(super) fn coordinating() -> impl Strategy<Value = Verb> {
    let terms = |n| TermsId::from_bytes([n; 16]);
    let answers = vec![TermsAnswer::Accepts, TermsAnswer::Rejects];
    let answers = proptest::sample::select(answers);
    let steps = proptest::sample::select(ReportStep::ALL.to_vec());
    prop_oneof![
        assessing(),
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

/// What somebody holds of the flaw.
fn assessing() -> impl Strategy<Value = Verb> {
    let vectors = proptest::sample::select(vec![
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
        "CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:N/I:L/A:H",
    ]);
    let views = proptest::sample::select(View::ALL.to_vec());
    let seen = proptest::sample::select(Exploitation::ALL.to_vec());
    let appraisal = prop_oneof![
        (views, proptest::option::of(parties()), vectors, proptest::option::of(texts())).prop_map(
            |(view, by, vector, reason)| {
                let vector = vector.parse().unwrap();
                Appraisal::Severity(SeverityHeld { view, by, vector, reason })
            }
        ),
        (texts(), 0_u32..16).prop_map(|(outcome, row)| {
            let answers = vec![PointAnswered {
                point: "cisa:KEV:1.0.0".parse().unwrap(),
                value: "Y".into(),
                settled: true,
            }];
            let [table, of] =
                ["cisa:DT_BOD2604:1.0.0", "cisa:BOD2604:1.0.0"].map(|id| id.parse().unwrap());
            Appraisal::Priority(PriorityFound { table, answers, row, of, outcome, reason: None })
        }),
        texts().prop_map(|list| {
            let weaknesses = ["CWE-787".parse().unwrap()].into();
            Appraisal::Weaknesses(WeaknessesNamed { weaknesses, list })
        }),
        (seen, texts()).prop_map(|(status, evidence)| {
            let (dated, catalogued) = (Some(jiff::civil::date(2026, 11, 20)), None);
            Appraisal::Exploitation(ExploitationSeen { status, evidence, dated, catalogued })
        }),
    ];
    appraisal.prop_map(|appraisal| Verb::Assess(Assessed { appraisal }))
}
