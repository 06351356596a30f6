//! What the law asks of a finder in the place that was chosen: computed from the book, with force, source and certainty.
//!
//! First what is to be done or is encouraged, then what is forbidden unless something else is so: publishing, telling
//! somebody abroad, selling. It stands beside the form as law and is never put as a threat.

use std::collections::BTreeSet;

use tidegate_law::{Force, Names, Owed, Owing, Question, RuleKind, Situation};

use super::form::Matter;
use crate::say::beside::{BesideRule, BesideTold};
use crate::say::rule::RuleTold;
use crate::say::told::{AnswerTold, GroundTold};
use crate::say::{Basis, id};
use crate::server::Hosted;
use crate::web::{Frame, Visit};

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

/// The acts whose prohibitions are shown: text, act, recipient and, where it matters, the recipient's place.
const ACTS: [(&str, &str, &str, &str); 3] = [
    ("finder-law-publish", "publish", "public", ""),
    ("finder-law-abroad", "share", "other", "abroad"),
    ("finder-law-sell", "sell", "buyer", ""),
];

/// Duties and encouragements of a finder, and what stands against publishing, telling somebody abroad and selling.
pub(in crate::web) fn asked(visit: &Visit, hosted: &Hosted, matter: Matter) -> Vec<BesideTold> {
    let Some(place) = matter.place else { return Vec::new() };
    let (book, at, frame) = (visit.house.book(), visit.house.now(), visit.frame());
    let adoption = hosted.adoption();
    let schema = book.schema();
    let situation = of_finder(schema, matter, place);
    let names = Names::default();
    let basis = Basis { book, adoption: &adoption, at, names: &names };
    let owing = Owing {
        situation: &situation,
        product: None,
        clocks: &[],
        filings: &[],
        place: None,
        zone: None,
    };
    let owed = book.duties(&adoption, &owing, at);
    let owed = owed.iter().filter(|duty| duty.owed == Owed::Yes);
    let mut to_do: Vec<RuleTold> = owed.map(|duty| basis.rule(&duty.rule, None)).collect();
    let law = book.in_force(&adoption, at);
    let answer = |act: &str, recipient: &str, place: &str| -> Option<AnswerTold> {
        let mut situation = situation.clone();
        let _known = situation.set_named(schema, "recipient", recipient);
        let _known = situation.set_named(schema, "recipient_place", place);
        let _paid =
            situation.set_named(schema, "paid", if act == "sell" { "true" } else { "false" });
        let act = schema.act(act)?;
        let question = Question { act, situation: &situation, live: None, offers: &[] };
        Some(basis.answer(&law.answer(&question), None))
    };
    to_do.extend(answer("report", "provider", "").into_iter().flat_map(|told| told.advice));
    let mut said = vec![BesideTold {
        title: frame.say("finder-law-do"),
        lines: lines(&frame, to_do),
        unless: Vec::new(),
    }];
    for (title, act, recipient, place) in ACTS {
        let Some(told) = answer(act, recipient, place) else { continue };
        let unless = unless(&frame, &told);
        let rules = told.grounds.into_iter().filter_map(|ground| match ground {
            GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } => Some(rule),
            GroundTold::TooMuchUnknown { .. } | GroundTold::Contradiction { .. } => None,
        });
        let doubted = told.doubts.into_iter().flat_map(|doubt| doubt.rules);
        let rules = rules.chain(doubted).collect();
        said.push(BesideTold { title: frame.say(title), lines: lines(&frame, rules), unless });
    }
    said.retain(|said| !said.lines.is_empty());
    said
}

/// A finder in a place, with what the form says of the product so far.
fn of_finder(schema: &tidegate_law::Schema, matter: Matter, place: &str) -> Situation {
    let mut situation = Situation::assumed(schema);
    let mut say = |fact: &str, value: &str| {
        // A fact that the book does not have is not asked about.
        let _known = situation.set_named(schema, fact, value);
    };
    OTHERS.iter().for_each(|fact| say(fact, "false"));
    let here = matches!(place, "cn" | "foreigner_in_cn");
    let value = if matches!(place, "hk" | "mo" | "tw") { "hk_mo_tw" } else { place };
    let truth = |so: bool| if so { "true" } else { "false" };
    for (fact, value) in [
        ("actor_is_finder", "true"),
        ("actor_authority", "none"),
        ("actor_place", value),
        ("actor_acts_in_cn", truth(here)),
        ("product_in_cn", truth(matter.in_cn)),
        ("product_in_eu", truth(matter.in_eu)),
        ("content", "technical"),
        ("disclosure", "undisclosed"),
    ] {
        say(fact, value);
    }
    situation
}

/// The ways out of a prohibition in words, each once.
fn unless(frame: &Frame, told: &AnswerTold) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for way in &told.ways_out {
        let moves: Vec<&str> = way.moves.iter().map(|one| frame.pick(&one.words)).collect();
        let one = moves.join(&frame.say("list-and"));
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// Rules as lines, each once.
fn lines(frame: &Frame, rules: Vec<RuleTold>) -> Vec<BesideRule> {
    let mut seen = BTreeSet::new();
    let rules = rules.into_iter().filter(|rule| seen.insert(rule.rule.clone()));
    rules.map(|rule| line(frame, rule)).collect()
}

fn line(frame: &Frame, rule: RuleTold) -> BesideRule {
    let checked = rule.checked.map(|day| frame.with("rule-checked", "day", day));
    BesideRule {
        force: frame.say(id::force(rule.force)),
        force_class: frame.force_class(&rule.force).to_owned(),
        citation: format!("{} {}", frame.pick(&rule.citation), frame.pick(&rule.article)),
        link: frame.article(&rule.rule),
        sentence: frame.pick(&rule.sentence).to_owned(),
        // What is only encouraged never reads like an order, and the sentences of a house rule say where they are from.
        kind: match (rule.force, rule.kind) {
            (Force::Recommended | Force::Norm, _) => frame.say("report-law-encouraged"),
            (Force::House, _) => String::new(),
            (Force::Binding, RuleKind::Prohibition) => String::new(),
            (Force::Binding, kind) => frame.say(id::kind(kind)),
        },
        certainty: frame.say(id::certainty(rule.certainty)),
        checked: checked.unwrap_or_default(),
        source: rule.source,
    }
}

/// The same question as a command that asks the gate without a network.
pub(super) fn command(matter: Matter) -> String {
    let place = match matter.place {
        Some("hk" | "mo" | "tw") => " --actor-place hk_mo_tw".to_owned(),
        Some(place) => format!(" --actor-place {place}"),
        None => String::new(),
    };
    format!(
        "tidegate ask --act report --content technical --state undisclosed --role finder{place} \
         --recipient provider"
    )
}

/// The same question on the page that records nothing.
pub(super) fn page(matter: Matter) -> String {
    let place = match matter.place {
        Some("hk" | "mo" | "tw") => "&place=hk_mo_tw".to_owned(),
        Some(place) => format!("&place={place}"),
        None => String::new(),
    };
    format!(
        "/ask/own?act=report&content=technical&state=undisclosed&role=finder{place}&recipient=provider"
    )
}
