//! The golden matrix: what the law answers for every kind of actor, act, content, recipient and state
//! of disclosure, one letter each; and that every rule and every fact of the book is put to use.
//!
//! `UPDATE_SCENES=1` writes `scenes/matrix.txt` anew; its diff shows what a change of the law changed.

#![cfg(test)]

#[path = "legal/book.rs"]
mod book;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use book::{blessing, book, read, root, scenes, write};
use tidegate_core::gate::{self, GateDecision};
use tidegate_core::item::{ContentClass, Disclosure};
use tidegate_core::scene::{Ask, Line, Scene, Stage};
use tidegate_law::{AnswerKind, Ground, KnownBy, Owed, RuleId, RuleKind};

/// Facts that no rule looks at, with the reason why they stand in the schema.
const UNUSED: [(&str, &str); 1] =
    [("paid", "it tells a reward from a report in an answer; selling is an act of its own")];

/// Who acts, about whose product, and in words.
const ACTORS: [(&str, &str, &str); 8] = [
    ("finder-cn", "maker-us", "a finder in Shanghai, about the product of a manufacturer abroad"),
    (
        "finder-cn",
        "foundation",
        "a finder in Shanghai, about an open-source product of maintainers abroad",
    ),
    ("finder-de", "maker-cn", "a finder in Germany, about the product of a manufacturer in China"),
    (
        "maker-cn",
        "maker-cn",
        "a manufacturer in China about its own product, sold in the Union, exploited",
    ),
    ("maker-us", "maker-us", "a manufacturer abroad about its own product, sold in China"),
    ("bank", "maker-cn", "a network operator in China"),
    ("cert-cc", "maker-cn", "a coordinator abroad"),
    ("miit", "maker-cn", "MIIT"),
];

/// The product of each provider.
const PRODUCTS: [(&str, &str); 3] = [
    ("maker-cn", "product cam of maker-cn in CN,EU"),
    ("maker-us", "product app of maker-us in CN,US"),
    ("foundation", "product lib of foundation in CN,US open-source"),
];

/// What is done, to whom.
const FLOWS: [(&str, &str); 21] = [
    ("report", "provider"),
    ("report", "cn_miit"),
    ("report", "cn_mps_centre"),
    ("report", "cn_cnitsec"),
    ("report", "eu_csirt"),
    ("report", "eu_enisa"),
    ("report", "foreign_authority"),
    ("share", "cert-cc"),
    ("share", "cert-cn"),
    ("share", "hk-firm"),
    ("share", "guest"),
    ("share", "rebrander"),
    ("share", "bounty"),
    ("notify", "users"),
    ("notify", "bank"),
    ("sell", "provider"),
    ("sell", "police-cn"),
    ("sell", "buyer-cn"),
    ("sell", "buyer-us"),
    ("publish", "public"),
    ("publish+", "public"),
];

/// The case from which every cell is asked.
const STORY: &str = "# The matrix
zone Asia/Shanghai
party finder-cn finder CN individual
party finder-de finder DE individual
party maker-cn manufacturer CN
party maker-us manufacturer US
party foundation supplier US maintainer
party bank operator CN
party cert-cc coordinator US
party cert-cn coordinator CN
party miit authority CN as cn_miit
party hk-firm public HK
party guest public GB individual present CN
party rebrander manufacturer US
party bounty public US
party police-cn authority CN as cn_police
party buyer-cn public CN
party buyer-us public US
PRODUCT
2026-11-01 fact recipient=agent of bounty
2026-11-01 fact recipient=buyer of buyer-cn
2026-11-01 fact recipient=buyer of buyer-us
2026-11-01 fact recipient_own_brand, not recipient_shown_provider of rebrander
2026-11-01 fact not severe_incident, not intermediate_report_requested, users_must_act, not national_security
2026-11-01 fact not early_jointly_assessed, not early_reported, not early_assessed, not mps_consent
2026-11-01 fact not written_legal_basis
2026-11-23 09:00 fact exploited
2026-11-23 09:00 finder-cn learned
2026-11-23 09:00 finder-de learned
2026-11-23 09:00 maker-cn learned
2026-11-23 09:00 maker-cn aware_of_exploitation
2026-11-23 09:00 maker-us learned
2026-11-23 09:00 bank learned
";

const HEAD: &str = "\
One letter for each answer of the law: P permit, C permit if, E escalate, X conflict, R refuse.
A small letter: the law permits, and the gate refuses, because nobody granted the recipient the content.
Four letters for the states undisclosed, existence public, public without remedy, public with remedy;
left of the bar without positions, right of it with those that the book suggests.
A dot: the actor itself. `publish` says nothing more; `publish+` with the remedy, outside events, no tool, no detail of operators,
no exaggeration. What is sold has no written legal basis. 23 November 2026, 12:00 in Beijing.
";

/// The story about one provider's product, with all content in one state of disclosure.
fn staged(provider: &str, state: Disclosure, suggested: bool) -> Stage<'static> {
    let product = PRODUCTS.iter().find(|(name, _)| *name == provider).unwrap().1;
    let mut text = STORY.replace("PRODUCT", product);
    if suggested {
        text.push_str("positions suggested\n");
    }
    let remedy = state == Disclosure::PublicWithRemedy;
    let facts = if remedy { "remedy_provided, remedy_is_full_fix" } else { "not remedy_provided" };
    let _ = writeln!(text, "2026-11-23 10:00 fact {facts}");
    for content in ContentClass::ALL {
        let _ = writeln!(text, "2026-11-23 10:00 {content} is {state}");
    }
    text.push_str("at 2026-11-23 12:00\n");
    Scene::parse(&text).unwrap().stage(book()).unwrap()
}

/// One question; `publish+` says that everything is as Article 9 wants it.
fn may(actor: &str, act: &str, content: ContentClass, to: &str) -> Ask {
    const AS_WANTED: [(&str, &str); 5] = [
        ("remedy_in_publication", "true"),
        ("major_event_window", "false"),
        ("operator_in_use_detail", "false"),
        ("attack_tool", "false"),
        ("exaggerates", "false"),
    ];
    let facts: &[(&str, &str)] = if act.ends_with('+') { &AS_WANTED } else { &[] };
    Ask::May {
        actor: actor.to_owned(),
        act: act.trim_end_matches('+').to_owned(),
        content: content.as_str().to_owned(),
        product: None,
        to: Some(to.to_owned()),
        facts: facts.iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect(),
    }
}

fn letter(decision: &GateDecision) -> char {
    let letter = match decision.law {
        AnswerKind::Permit => 'P',
        AnswerKind::PermitIf => 'C',
        AnswerKind::Escalate => 'E',
        AnswerKind::Conflict => 'X',
        AnswerKind::Refuse => 'R',
    };
    let narrower = decision.law.allows() && decision.gate == AnswerKind::Refuse;
    if narrower { letter.to_ascii_lowercase() } else { letter }
}

fn question(row: usize, flow: usize, content: ContentClass) -> Ask {
    may(ACTORS[row].0, FLOWS[flow].0, content, recipient(row, flow))
}

/// The name of the recipient in the story.
fn recipient(row: usize, flow: usize) -> &'static str {
    match FLOWS[flow].1 {
        "provider" => ACTORS[row].1,
        "cn_miit" if ACTORS[row].0 == "miit" => "miit",
        to => to,
    }
}

/// The letters of every cell, and what the rules did on the way.
struct Asked {
    letters: BTreeMap<(usize, usize, ContentClass, bool), String>,
    seen: Seen,
}

/// Every cell, asked once for both tests.
fn asked() -> &'static Asked {
    static ASKED: LazyLock<Asked> = LazyLock::new(|| {
        let mut asked = Asked { letters: BTreeMap::new(), seen: Seen::default() };
        for (row, (_, provider, _)) in ACTORS.iter().enumerate() {
            for (suggested, state) in
                [false, true].into_iter().flat_map(|s| Disclosure::ALL.map(|state| (s, state)))
            {
                let mut stage = staged(provider, state, suggested);
                for (flow, content) in
                    (0..FLOWS.len()).flat_map(|f| ContentClass::ALL.map(|content| (f, content)))
                {
                    let cell = asked.letters.entry((row, flow, content, suggested)).or_default();
                    if recipient(row, flow) == ACTORS[row].0 {
                        cell.push('.');
                        continue;
                    }
                    let decision = stage.decide(&question(row, flow, content)).unwrap();
                    asked.seen.flow(&stage, &decision);
                    cell.push(letter(&decision));
                }
            }
        }
        asked
    });
    &ASKED
}

fn matrix() -> String {
    let letters = &asked().letters;
    let mut text = HEAD.to_owned();
    for (row, (_, _, words)) in ACTORS.iter().enumerate() {
        let _ = write!(text, "\n{words}\n{:27}", "");
        for content in ContentClass::ALL {
            let _ = write!(text, " {:9.9}", content.as_str());
        }
        for (flow, (act, to)) in FLOWS.iter().enumerate() {
            let _ = write!(text, "\n{act:8} {to:18}");
            for content in ContentClass::ALL {
                let of = |suggested| letters[&(row, flow, content, suggested)].as_str();
                let _ = write!(text, " {}|{}", of(false), of(true));
            }
        }
        text.push('\n');
    }
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn the_matrix_is_as_written() {
    let (path, now) = (root().join("scenes/matrix.txt"), matrix());
    if blessing() {
        write(&path, &now);
    }
    let then = read(&path);
    let mut faults = String::new();
    let mut block = "";
    for (old, new) in then.lines().zip(now.lines()) {
        if !new.starts_with(|c: char| c.is_ascii_lowercase()) || new.contains(", about ") {
            block = new;
        }
        if old != new {
            let _ = writeln!(faults, "{block}\n  - {old}\n  + {new}");
        }
    }
    assert!(faults.is_empty() && then.len() == now.len(), "\n{faults}");
}

/// Which rules fired, and which were in force and did not.
#[derive(Default)]
struct Seen {
    fired: BTreeSet<RuleId>,
    lifted: BTreeSet<RuleId>,
}

impl Seen {
    fn flow(&mut self, stage: &Stage<'_>, decision: &GateDecision) {
        for passage in &decision.passages {
            let answer = &passage.answer;
            for ground in answer.decision.grounds() {
                if let Ground::Rule { rule, .. } = ground {
                    self.fired.insert(rule.clone());
                }
            }
            self.lifted.extend(answer.lifted.iter().cloned());
            let beside = || answer.supports.iter().chain(&answer.advice);
            self.fired.extend(beside().cloned());
            // Permissions, and what a recommendation or a norm advises against: told beside an answer.
            let silent = book().rules().iter().filter(|rule| {
                let advises = rule.kind == RuleKind::Prohibition && !rule.obliges();
                let told = rule.kind == RuleKind::Permission || advises;
                let on = stage.desk().adoption.counts(book().statute_of(rule));
                told && on && rule.in_force(stage.instant()) && beside().all(|id| *id != rule.id)
            });
            self.lifted.extend(silent.map(|rule| rule.id.clone()));
        }
    }

    fn duties(&mut self, stage: &Stage<'_>) {
        let at = stage.instant();
        for party in stage.case().parties() {
            let owed = gate::duties(&stage.desk(), stage.case(), party, at);
            let sure = owed.iter().filter(|one| one.duty.owed == Owed::Yes);
            self.fired.extend(sure.map(|one| one.duty.rule.clone()));
            for rule in book().rules().iter().filter(|rule| rule.kind == RuleKind::Duty) {
                let on = stage.desk().adoption.counts(book().statute_of(rule));
                if on && rule.in_force(at) && owed.iter().all(|one| one.duty.rule != rule.id) {
                    self.lifted.insert(rule.id.clone());
                }
            }
        }
    }
}

#[test]
fn every_rule_fires_and_is_lifted() {
    let mut seen = Seen::default();
    for (_, text) in scenes() {
        let scene = Scene::parse(&text).unwrap();
        let mut stage = Stage::new(book());
        for (_, line) in &scene.lines {
            match line {
                Line::Ask { ask: ask @ Ask::May { .. }, .. } => {
                    let decision = stage.decide(ask).unwrap();
                    seen.flow(&stage, &decision);
                }
                Line::Ask { ask: Ask::Duties(_), .. } => seen.duties(&stage),
                Line::Ask { .. } => {}
                other => stage.play(other).unwrap(),
            }
        }
    }
    seen.fired.extend(asked().seen.fired.iter().cloned());
    seen.lifted.extend(asked().seen.lifted.iter().cloned());
    let never = |list: &BTreeSet<RuleId>| -> Vec<&str> {
        let rules = book().rules().iter().map(|rule| &rule.id);
        rules.filter(|id| !list.contains(id)).map(RuleId::as_str).collect()
    };
    assert_eq!(never(&seen.fired), Vec::<&str>::new(), "rules that never fire");
    assert_eq!(never(&seen.lifted), Vec::<&str>::new(), "rules that are never lifted");
}

#[test]
fn every_fact_is_looked_at_by_a_rule_or_has_a_reason() {
    let book = book();
    let looked_at: BTreeSet<&str> = book
        .rules()
        .iter()
        .flat_map(|rule| rule.condition.facts())
        .map(|fact| book.schema().entry(fact).name.as_str())
        .collect();
    for entry in book.schema().facts() {
        let name = entry.name.as_str();
        let excused = UNUSED.iter().any(|(fact, _)| *fact == name);
        assert_ne!(
            looked_at.contains(name),
            excused,
            "`{name}` is looked at by no rule, or excused and used"
        );
        if entry.by == KnownBy::Reading {
            let reading = book.reading(&entry.name);
            assert!(reading.is_some(), "`{name}` is a reading without words");
        }
    }
}
