//! What the law asks of a finder in the place that was chosen: computed from the book, with force, source and certainty.

use tidegate_law::{Force, Names, Owed, Owing, Question, RuleKind, Situation};

use super::form;
use crate::finder::Writing;
use crate::say::rule::RuleTold;
use crate::say::told::GroundTold;
use crate::say::{Basis, id};
use crate::server::Hosted;
use crate::web::Visit;

/// One rule beside the form.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) force: String,
    /// Whether it binds: shown apart from house rules and encouragements.
    pub(super) binds: bool,
    pub(super) citation: String,
    pub(super) sentence: String,
    pub(super) kind: String,
    pub(super) certainty: String,
    pub(super) source: String,
    pub(super) checked: String,
}

/// The roles that a finder, and nothing else, does not have.
const OTHERS: [&str; 7] = [
    "actor_is_provider",
    "actor_is_operator",
    "actor_is_collector",
    "actor_runs_platform",
    "actor_is_steward",
    "actor_is_maintainer",
    "actor_is_organisation",
];

/// Duties and encouragements of a finder, and what stands against publishing before a remedy.
pub(super) fn asked(visit: &Visit, hosted: &Hosted, writing: &Writing) -> Vec<Line> {
    let Some(place) = form::place(writing) else { return Vec::new() };
    let (book, at) = (visit.house.book(), visit.house.now());
    let adoption = hosted.adoption();
    let schema = book.schema();
    let mut situation = Situation::assumed(schema);
    let mut say = |fact: &str, value: &str| {
        // A fact that the book does not have is not asked about.
        let _known = situation.set_named(schema, fact, value);
    };
    OTHERS.iter().for_each(|fact| say(fact, "false"));
    let here = matches!(place, "cn" | "foreigner_in_cn");
    let value = if matches!(place, "hk" | "mo" | "tw") { "hk_mo_tw" } else { place };
    let truth = |so: bool| if so { "true" } else { "false" };
    let market = |code: &str| truth(!form::value(writing, code).is_empty());
    for (fact, value) in [
        ("actor_is_finder", "true"),
        ("actor_authority", "none"),
        ("actor_place", value),
        ("actor_acts_in_cn", truth(here)),
        ("product_in_cn", market("market.CN")),
        ("product_in_eu", market("market.EU")),
        ("content", "technical"),
        ("disclosure", "undisclosed"),
        ("paid", "false"),
    ] {
        say(fact, value);
    }
    let names = Names::default();
    let basis = Basis { book, adoption: &adoption, at, names: &names };
    let mut rules: Vec<RuleTold> = Vec::new();
    let owing = Owing {
        situation: &situation,
        product: None,
        clocks: &[],
        filings: &[],
        place: None,
        zone: None,
    };
    for duty in book.duties(&adoption, &owing, at).iter().filter(|duty| duty.owed == Owed::Yes) {
        rules.push(basis.rule(&duty.rule, None));
    }
    let law = book.in_force(&adoption, at);
    for (act, recipient) in [("report", "provider"), ("publish", "public")] {
        let mut situation = situation.clone();
        let _known = situation.set_named(schema, "recipient", recipient);
        if let Some(act) = schema.act(act) {
            let question = Question { act, situation: &situation, live: None, offers: &[] };
            let answer = law.answer(&question);
            let told = basis.answer(&answer, None);
            rules.extend(told.advice);
            rules.extend(told.grounds.into_iter().filter_map(|ground| match ground {
                GroundTold::Rule { rule, .. } => Some(rule),
                GroundTold::Open { .. }
                | GroundTold::TooMuchUnknown { .. }
                | GroundTold::Contradiction { .. } => None,
            }));
        }
    }
    let mut lines: Vec<(bool, Line)> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for rule in rules.into_iter().filter(|rule| seen.insert(rule.rule.clone())) {
        lines.push((rule.kind == RuleKind::Prohibition, line(visit, rule)));
    }
    // What is to be done first, then what is not.
    lines.sort_by_key(|(forbids, _)| *forbids);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line(visit: &Visit, rule: RuleTold) -> Line {
    let frame = visit.frame();
    let checked = rule.checked.map(|day| frame.with("rule-checked", "day", day));
    Line {
        force: frame.say(id::force(rule.force)),
        binds: rule.force == Force::Binding,
        citation: format!("{} {}", frame.pick(&rule.citation), frame.pick(&rule.article)),
        sentence: frame.pick(&rule.sentence).to_owned(),
        // What is only encouraged never reads like an order.
        kind: match (rule.force, rule.kind) {
            (Force::Recommended | Force::Norm, _) => frame.say("report-law-encouraged"),
            (Force::House, RuleKind::Duty) => frame.say("report-law-house"),
            (Force::Binding | Force::House, kind) => frame.say(id::kind(kind)),
        },
        certainty: frame.say(id::certainty(rule.certainty)),
        checked: checked.unwrap_or_default(),
        source: rule.source,
    }
}

/// The same question as a command that asks the gate without a network.
pub(super) fn command(writing: &Writing) -> String {
    let place = match form::place(writing) {
        Some("hk" | "mo" | "tw") => "hk_mo_tw",
        Some(place) => place,
        None => "abroad",
    };
    format!(
        "tidegate ask --act report --content technical --state undisclosed --role finder \
         --actor-place {place} --recipient provider"
    )
}
