//! Which text of `words/*/*.ftl` stands for a value of the law. Every match is exhaustive: a new value needs its word.

use tidegate_core::gate::Need;
use tidegate_core::party::Role;
use tidegate_law::{About, AnswerKind, Certainty, DutyState, Force, KnownBy, RuleKind, Weight};

/// How binding a rule is.
#[must_use]
pub fn force(force: Force) -> &'static str {
    match force {
        Force::Binding => "force-law",
        Force::House => "force-house",
        Force::Recommended => "force-encouraged",
        Force::Norm => "force-norm",
    }
}

/// What a party is in the matter.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Finder => "party-finder",
        Role::Reporter => "party-reporter",
        Role::Manufacturer => "party-manufacturer",
        Role::Supplier => "party-supplier",
        Role::Coordinator => "party-coordinator",
        Role::Authority => "party-authority",
        Role::Operator => "party-operator",
        Role::Public => "party-public",
    }
}

/// How the text of a clause was read.
#[must_use]
pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::V => "certainty-v",
        Certainty::S => "certainty-s",
        Certainty::M => "certainty-m",
        Certainty::U => "certainty-u",
    }
}

/// Whom a fact speaks of.
#[must_use]
pub fn about(about: About) -> &'static str {
    match about {
        About::Vulnerability => "about-vulnerability",
        About::Product => "about-product",
        About::Item => "about-item",
        About::Actor => "about-actor",
        About::Recipient => "about-recipient",
        About::Flow => "about-flow",
        About::Reading => "about-reading",
    }
}

/// Who can make a fact true.
#[must_use]
pub fn known_by(by: KnownBy) -> &'static str {
    match by {
        KnownBy::Actor => "by-actor",
        KnownBy::Authority => "by-authority",
        KnownBy::World => "by-world",
        KnownBy::Derived => "by-derived",
        KnownBy::Record => "by-record",
        KnownBy::Reading => "by-reading",
    }
}

/// The five answers in a word or two.
#[must_use]
pub fn answer(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Permit => "answer-permit",
        AnswerKind::PermitIf => "answer-permit-if",
        AnswerKind::Escalate => "answer-escalate",
        AnswerKind::Conflict => "answer-conflict",
        AnswerKind::Refuse => "answer-refuse",
    }
}

/// The first line of an answer.
#[must_use]
pub fn headline(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Permit => "headline-permit",
        AnswerKind::PermitIf => "headline-permit-if",
        AnswerKind::Escalate => "headline-escalate",
        AnswerKind::Conflict => "headline-conflict",
        AnswerKind::Refuse => "headline-refuse",
    }
}

/// What became of a duty.
#[must_use]
pub fn state(state: DutyState) -> &'static str {
    match state {
        DutyState::NotStarted => "state-not-started",
        DutyState::Open => "state-open",
        DutyState::Met => "state-met",
        DutyState::MetPerhapsLate => "state-met-perhaps-late",
        DutyState::Late => "state-late",
        DutyState::NoEvidence => "state-no-evidence",
        DutyState::NotReportable => "state-not-reportable",
    }
}

/// What something that was filed is worth for a duty, with its time.
#[must_use]
pub fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::InTime => "weight-in-time",
        Weight::Already => "weight-already",
        Weight::PerhapsLate => "weight-perhaps-late",
        Weight::Late => "weight-late",
        Weight::BeforeStart => "weight-before-start",
        Weight::ProductNotSaid => "weight-product-not-said",
    }
}

/// Why somebody has a need to know, or has none.
#[must_use]
pub fn need(need: &Need) -> &'static str {
    match need {
        Need::Public => "need-public",
        Need::Knows => "need-knows",
        Need::Repairs => "need-repairs",
        Need::SameEntity => "need-same-entity",
        Need::Named { .. } => "need-named",
        Need::Consent => "need-consent",
        Need::Embargo => "need-embargo",
        Need::Directed { .. } => "need-directed",
        Need::PassedOn => "need-passed-on",
        Need::Publication => "need-publication",
        Need::NoRemedy => "need-no-remedy",
        Need::EmbargoStands => "need-embargo-stands",
        Need::NotAgreed => "need-not-agreed",
        Need::NotReleased => "need-not-released",
        Need::Program => "need-program",
        Need::Confidential => "need-confidential",
        Need::Requested => "need-requested",
        Need::None => "need-none",
    }
}

/// The three kinds of rule.
#[must_use]
pub fn kind(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Prohibition => "kind-prohibition",
        RuleKind::Permission => "kind-permission",
        RuleKind::Duty => "kind-duty",
    }
}
