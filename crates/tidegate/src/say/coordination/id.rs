//! The texts for states and steps of coordination.

use tidegate_core::case::{Level, Outcome};
use tidegate_core::coordination::{Consent, EmbargoStage, Mark, ReportState, ReportStep};
use tidegate_core::event::{ProductStatus, TermsAnswer};

/// How far a participant is with the report.
#[must_use]
pub fn report(state: ReportState) -> &'static str {
    match state {
        ReportState::Start => "coordination-report-start",
        ReportState::Received => "coordination-report-received",
        ReportState::Invalid => "coordination-report-invalid",
        ReportState::Valid => "coordination-report-valid",
        ReportState::Deferred => "coordination-report-deferred",
        ReportState::Accepted => "coordination-report-accepted",
        ReportState::Closed => "coordination-report-closed",
    }
}

/// A step with the report, and what it does.
#[must_use]
pub fn step(step: ReportStep) -> &'static str {
    match step {
        ReportStep::Receive => "coordination-step-receive",
        ReportStep::Validate => "coordination-step-validate",
        ReportStep::Invalidate => "coordination-step-invalidate",
        ReportStep::Accept => "coordination-step-accept",
        ReportStep::Defer => "coordination-step-defer",
        ReportStep::Close => "coordination-step-close",
    }
}

/// How far the embargo has come.
#[must_use]
pub fn stage(stage: EmbargoStage) -> &'static str {
    match stage {
        EmbargoStage::None => "coordination-stage-none",
        EmbargoStage::Proposed => "coordination-stage-proposed",
        EmbargoStage::Active => "coordination-stage-active",
        EmbargoStage::Revise => "coordination-stage-revise",
        EmbargoStage::Exited => "coordination-stage-exited",
    }
}

/// Whether a participant agreed to the embargo.
#[must_use]
pub fn consent(consent: Consent) -> &'static str {
    match consent {
        Consent::NoEmbargo => "coordination-consent-none",
        Consent::Invited => "coordination-consent-invited",
        Consent::Signatory => "coordination-consent-signatory",
        Consent::Declined => "coordination-consent-declined",
        Consent::Lapsed => "coordination-consent-lapsed",
    }
}

/// One of the six things that happen to a case.
#[must_use]
pub fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::ManufacturerAware => "coordination-mark-v",
        Mark::RemedyReady => "coordination-mark-f",
        Mark::RemedyDeployed => "coordination-mark-d",
        Mark::PublicAware => "coordination-mark-p",
        Mark::ExploitPublic => "coordination-mark-x",
        Mark::AttacksSeen => "coordination-mark-a",
    }
}

/// A manufacturer's status of a product.
#[must_use]
pub fn status(status: ProductStatus) -> &'static str {
    match status {
        ProductStatus::Affected => "coordination-status-affected",
        ProductStatus::NotAffected => "coordination-status-not-affected",
        ProductStatus::UnderInvestigation => "coordination-status-under-investigation",
        ProductStatus::Fixed => "coordination-status-fixed",
        ProductStatus::Unknown => "coordination-status-unknown",
    }
}

/// How long nothing was heard, as what is done then.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Wait => "coordination-level-wait",
        Level::Remind => "coordination-level-remind",
        Level::Escalate => "coordination-level-escalate",
        Level::Decide => "coordination-level-decide",
    }
}

/// What became of a proposal.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "coordination-outcome-open",
        Outcome::Agreed => "coordination-outcome-agreed",
        Outcome::Rejected => "coordination-outcome-rejected",
        Outcome::Overtaken => "coordination-outcome-overtaken",
    }
}

/// An answer to proposed terms.
#[must_use]
pub fn answer(answer: TermsAnswer) -> &'static str {
    match answer {
        TermsAnswer::Accepts => "coordination-answer-accepts",
        TermsAnswer::Rejects => "coordination-answer-rejects",
        TermsAnswer::TakenAsAccepted => "coordination-answer-taken",
    }
}
