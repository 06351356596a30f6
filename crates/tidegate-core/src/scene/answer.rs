//! Answers of scenes as lines of text: short, stable, in the words of the book.

use std::fmt::Write as _;

use tidegate_law::{Answer, Decision, Finding, Force, Ground, Owed, RuleId, When};

use crate::act::Recipient;
use crate::gate::{self, GateDecision, Need, OwedBy};
use crate::ledger::Ledger;
use crate::scene::not_read::NotRead;
use crate::scene::parse::Ask;
use crate::scene::stage::Stage;

impl Stage<'_> {
    /// Answers a question at the instant of the stage.
    ///
    /// # Errors
    /// A name or word that the scene or the book does not know.
    pub fn answer(&mut self, ask: &Ask) -> Result<String, NotRead> {
        match ask {
            Ask::Duties(party) => self.duties(party.as_deref()),
            Ask::WhoKnows(content) => self.who_knows(content),
            Ask::May { .. } => {
                let decision = self.decide(ask)?;
                Ok(self.say(&decision))
            }
        }
    }

    /// The decision of the gate on a question `may`.
    ///
    /// # Errors
    /// A name or word that the scene or the book does not know.
    pub fn decide(&mut self, ask: &Ask) -> Result<GateDecision, NotRead> {
        let (flow, added) = self.teller().flow(ask)?;
        added.into_iter().try_for_each(|event| self.always(event))?;
        Ok(gate::decide(&self.desk(), &self.case, &flow, self.instant())?)
    }

    fn duties(&self, only: Option<&str>) -> Result<String, NotRead> {
        if let Some(name) = only {
            self.named(name)?;
        }
        let mut lines = Vec::new();
        for party in self.case.parties() {
            if only.is_some_and(|name| name != party.name) {
                continue;
            }
            let owed = gate::duties(&self.desk(), &self.case, party, self.instant());
            lines.extend(owed.iter().map(|one| self.duty(one, &owed)));
        }
        Ok(if lines.is_empty() { "none".to_owned() } else { lines.join("\n") })
    }

    /// One instance in a line. Product and start are named where others of the bearer differ in them.
    fn duty(&self, owed: &OwedBy, all: &[OwedBy]) -> String {
        let duty = &owed.duty;
        let mut line = format!("{} · {}", self.name_of(owed.bearer), key(&duty.rule));
        let several = all.iter().any(|one| one.product.is_some() && one.product != owed.product);
        let product = owed.product.filter(|_| several).and_then(|id| self.case.product(id));
        if let Some(product) = product {
            let _ = write!(line, " of {}", product.name);
        }
        if let Some(to) = &duty.to {
            let _ = write!(line, " to {to}{}", if duty.any_of { " (any)" } else { "" });
        }
        let _ = write!(line, " · {}", duty.citation.en);
        match duty.force {
            Force::Binding => {}
            Force::House => line.push_str(" · house"),
            Force::Recommended => line.push_str(" · recommended"),
            Force::Norm => line.push_str(" · norm"),
        }
        let again = |one: &OwedBy| {
            let same = one.duty.rule == duty.rule && one.duty.to == duty.to;
            same && one.product == owed.product && one.duty.start != duty.start
        };
        if let Some(start) = duty.start.as_ref().filter(|_| all.iter().any(again)) {
            let _ = write!(line, " · from {}", self.written(start.earliest()));
        }
        self.when(&mut line, &duty.when);
        if let Owed::If { unknown, readings } = &duty.owed {
            let names: Vec<&str> =
                unknown.iter().chain(readings).map(|name| name.as_str()).collect();
            let _ = write!(line, " · owed if {}", names.join(", "));
        }
        let _ = write!(line, " · {}", spelled(&duty.state));
        for one in duty.evidence.iter().filter(|one| one.weight.noted()) {
            let made = self.written(one.occurred.earliest());
            let _ = write!(line, " · filed {made}: {}", spelled(&one.weight));
        }
        line
    }

    fn when(&self, line: &mut String, when: &When) {
        if let Some(word) = when.word {
            let _ = write!(line, " · {}", word.key());
        }
        if let Some(deadline) = when.deadline() {
            let _ = write!(line, " · by {}", self.written(deadline.strict.earliest));
            if deadline.strict.latest != deadline.strict.earliest {
                let _ = write!(line, " to {}", self.written(deadline.strict.latest));
            }
            if let Some(latest) = deadline.latest_arguable {
                let _ = write!(line, " (latest {})", self.written(latest));
            }
        }
        if let Some(keep) = when.keep() {
            let _ = write!(line, " · keep through {}", keep.through);
        }
        if let Some(why) = when.uncounted() {
            let _ = write!(line, " · cannot be counted: {}", why.said().en);
        }
    }

    fn written(&self, at: jiff::Timestamp) -> String {
        at.to_zoned_datetime(self.zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string()
    }

    /// The answer of the law, need to know where it differs, and whom the flow reaches.
    pub fn say(&self, decision: &GateDecision) -> String {
        let mut text = decision.law.word().to_owned();
        let Some(passage) = decision.deciding() else { return text };
        lines(&mut text, self, &passage.answer);
        for rule in &passage.answer.advice {
            let _ = write!(text, "\n  advised against: {}", cite(self, rule));
        }
        if !passage.reached.path.is_empty() {
            let path: Vec<&str> =
                passage.reached.path.iter().map(|edge| edge.from.as_str()).collect();
            let _ = write!(text, "\n  through {}", path.join(", "));
        }
        let onward: Vec<String> = decision
            .reached()
            .iter()
            .filter(|reached| !reached.path.is_empty())
            .map(|reached| reached.recipient.to_string())
            .collect();
        if !onward.is_empty() {
            let _ = write!(text, "\n  reaches also {}", onward.join(", "));
        }
        if decision.gate != decision.law {
            let why =
                decision.withheld().map_or("nobody granted it", |passage| reason(&passage.need));
            let _ = write!(text, "\n  gate {} ({why})", decision.gate.word());
        }
        text
    }

    fn who_knows(&mut self, content: &str) -> Result<String, NotRead> {
        let (items, added) = self.teller().items(content, None, false)?;
        added.into_iter().try_for_each(|event| self.always(event))?;
        let onward = gate::onward(self.book);
        let ledger = Ledger::of(&self.case, &onward);
        let mut lines = Vec::new();
        for knowledge in items.iter().flat_map(|item| ledger.who_knows(*item)) {
            let who = match &knowledge.who {
                Recipient::Party(id) => self.name_of(*id).to_owned(),
                Recipient::Capacity(capacity) => capacity.to_string(),
            };
            lines.push(format!("{who} since {}", knowledge.since));
        }
        Ok(if lines.is_empty() { "nobody".to_owned() } else { lines.join("\n") })
    }
}

/// Why somebody has no need to know.
fn reason(need: &Need) -> &'static str {
    match need {
        Need::NoRemedy => "no remedy is on record",
        Need::EmbargoStands => "an embargo stands",
        Need::NotAgreed => "it has not agreed to the embargo",
        Need::NotReleased => "two persons of the authority must sign it",
        Need::Program => "a program goes to those who repair",
        Need::Confidential => "meant for the office alone",
        Need::Requested => "two persons decide whether it is told",
        Need::None => "nobody granted it",
        Need::Public
        | Need::Knows
        | Need::Repairs
        | Need::SameEntity
        | Need::Named { .. }
        | Need::Consent
        | Need::Embargo
        | Need::Directed { .. }
        | Need::PassedOn
        | Need::Publication => "granted",
    }
}

fn lines(text: &mut String, stage: &Stage<'_>, answer: &Answer) {
    match &answer.decision {
        Decision::Permit => {}
        Decision::PermitIf { conditions } => {
            for set in conditions.iter() {
                let _ = write!(text, "\n  if {}", findings(set));
            }
        }
        Decision::Refuse { grounds } => {
            grounds.iter().for_each(|ground| say_ground(text, stage, ground))
        }
        Decision::Escalate { doubts } => {
            for doubt in doubts.iter() {
                let _ =
                    write!(text, "\n  {} under {}", doubt.answer.word(), findings(&doubt.readings));
            }
        }
        Decision::Conflict { collisions, grounds: _ } => {
            for collision in collisions.iter() {
                let (duty, prohibition) =
                    (cite(stage, &collision.duty), cite(stage, &collision.prohibition));
                let _ = write!(text, "\n  {duty} against {prohibition}");
                if !collision.under.is_empty() {
                    let _ = write!(text, " under {}", findings(&collision.under));
                }
            }
        }
    }
    for used in &answer.readings {
        let others: Vec<String> =
            used.others.iter().map(|(value, kind)| format!("{value}: {}", kind.word())).collect();
        let _ = write!(
            text,
            "\n  rests on {} = {} ({})",
            used.taken.fact,
            used.taken.value,
            others.join(", ")
        );
    }
    for way in &answer.ways_out {
        let keys: Vec<&str> = way.moves.iter().map(|step| step.key.as_str()).collect();
        let _ = write!(text, "\n  way out: {}", keys.join(" + "));
        if !way.conditions.is_empty() {
            let _ = write!(text, ", if {}", findings(&way.conditions));
        }
    }
}

fn say_ground(text: &mut String, stage: &Stage<'_>, ground: &Ground) {
    let _ = match ground {
        Ground::Rule { rule, under } if under.is_empty() => {
            write!(text, "\n  {}", cite(stage, rule))
        }
        Ground::Rule { rule, under } => {
            write!(text, "\n  {} under {}", cite(stage, rule), findings(under))
        }
        Ground::Open { rule, unknown } => {
            let names: Vec<&str> = unknown.iter().map(|name| name.as_str()).collect();
            write!(text, "\n  {} unless known otherwise: {}", cite(stage, rule), names.join(", "))
        }
        Ground::TooMuchUnknown { unknown } => {
            let names: Vec<&str> = unknown.iter().map(|name| name.as_str()).collect();
            write!(text, "\n  too much is unknown: {}", names.join(", "))
        }
        Ground::Contradiction { constraint } => {
            write!(text, "\n  cannot be true together: {constraint}")
        }
    };
}

fn cite(stage: &Stage<'_>, id: &RuleId) -> String {
    match stage.book.rule(id) {
        Some(rule) => format!("{} {}", stage.book.citation(rule, stage.instant()).en, key(id)),
        None => id.to_string(),
    }
}

/// A word of the law's own enumerations, with spaces.
fn spelled(word: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(word).ok();
    value.as_ref().and_then(|value| value.as_str()).unwrap_or("?").replace('_', " ")
}

/// The last part of a rule's id.
fn key(id: &RuleId) -> &str {
    id.as_str().rsplit('/').next().unwrap_or(id.as_str())
}

fn findings(list: &[Finding]) -> String {
    let said: Vec<String> = list
        .iter()
        .map(|finding| match finding.value.as_str() {
            "true" => finding.fact.to_string(),
            "false" => format!("not {}", finding.fact),
            value => format!("{} = {value}", finding.fact),
        })
        .collect();
    said.join(", ")
}
