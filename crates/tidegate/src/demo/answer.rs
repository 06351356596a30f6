//! An answer of the gate in one language, cut to what the demo shows of it.

use serde::Serialize;
use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::gate::{Desk, GateDecision, Passage};
use tidegate_core::situation::Facts;
use tidegate_law::{
    AnswerKind, Certainty, Collision, Decision, FactName, FactValue, Finding, Ground, Language,
    Names, Rule, RuleId, Situation, StatuteKind, Truth, Words,
};

use super::narration;
use crate::words::Voice;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerTold {
    /// The act of the demo.
    pub act: String,
    /// The key of the question's words.
    pub key: String,
    /// What the law says.
    pub answer: AnswerKind,
    /// The grounds of a refusal.
    pub grounds: Vec<Cited>,
    /// What collides.
    pub collisions: Vec<CollisionTold>,
    /// Under which concrete facts all of it collides.
    pub witness: Vec<String>,
    /// The sets of conditions; each suffices.
    pub conditions: Vec<Vec<String>>,
    /// Where readings disagree: what is read, and what it gives.
    pub doubts: Vec<(Vec<String>, AnswerKind)>,
    /// The readings on which it rests.
    pub readings: Vec<ReadingTold>,
    /// Who is reached besides the recipient, each with the clause that says so.
    pub reaches: Vec<(String, String)>,
    /// The ways out; each suffices.
    pub ways_out: Vec<Vec<String>>,
}

/// A rule as a ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// The rule.
    pub rule: String,
    /// The citation in force at the instant.
    pub citation: String,
    /// The day from which the rule is in force.
    pub since: String,
    /// The day on which somebody last compared the text with its source.
    pub checked: String,
    /// Whether the text itself was read.
    pub certainty: Certainty,
    /// Whether it is practice and not law.
    pub house: bool,
    /// The rule in one sentence.
    pub sentence: String,
    /// The facts that are not known and would decide it; or the readings under which alone it applies.
    pub open: Vec<String>,
}

/// A duty and a prohibition that collide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CollisionTold {
    /// What shall be done.
    pub duty: Cited,
    /// What shall not be done.
    pub prohibition: Cited,
}

/// A reading on which an answer rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingTold {
    /// The clause with the doubt, and its key: `RMSV 9(7), Q9`.
    pub place: String,
    /// What was taken.
    pub taken: String,
    /// What the other readings mean and give.
    pub others: Vec<(String, AnswerKind)>,
}

/// Says things of one decision.
pub(super) struct Teller<'t> {
    pub(super) desk: Desk<'t>,
    pub(super) case: &'t Case,
    pub(super) at: jiff::Timestamp,
    pub(super) voice: &'t Voice,
}

impl Teller<'_> {
    pub(super) fn language(&self) -> Language {
        self.voice.language()
    }

    /// A decision on a flow, as the demo shows it.
    pub(super) fn decision(
        &self,
        act: &str,
        key: &str,
        decision: &GateDecision,
    ) -> Option<AnswerTold> {
        let passage = decision.deciding()?;
        let names = self.names(decision);
        let answer = &passage.answer;
        let mut told = AnswerTold {
            act: act.to_owned(),
            key: key.to_owned(),
            answer: decision.law,
            grounds: Vec::new(),
            collisions: Vec::new(),
            witness: Vec::new(),
            conditions: Vec::new(),
            doubts: Vec::new(),
            readings: answer.readings.iter().map(|used| self.reading(used, &names)).collect(),
            reaches: self.reaches(decision),
            ways_out: Vec::new(),
        };
        let all = |set: &[Finding]| set.iter().map(|finding| self.say(finding, &names)).collect();
        match &answer.decision {
            Decision::Permit => {}
            Decision::PermitIf { conditions } => {
                told.conditions = conditions.iter().map(|set| all(set)).collect();
            }
            Decision::Refuse { grounds } => {
                told.grounds =
                    grounds.iter().filter_map(|ground| self.ground(ground, &names)).collect();
            }
            Decision::Escalate { doubts } => {
                told.doubts =
                    doubts.iter().map(|doubt| (all(&doubt.readings), doubt.answer)).collect();
            }
            Decision::Conflict { collisions, grounds: _ } => {
                told.collisions = collisions.iter().filter_map(|one| self.collision(one)).collect();
                told.witness = self.witness(decision, passage, collisions.as_slice(), &names);
            }
        }
        told.ways_out = answer
            .ways_out
            .iter()
            .map(|way| way.moves.iter().map(|step| self.pick(&step.words)).collect())
            .collect();
        Some(told)
    }

    /// A rule with its citation in force at the instant.
    pub(super) fn cited(&self, id: &RuleId) -> Option<Cited> {
        let book = self.desk.book;
        let rule = book.rule(id)?;
        let statute = book.statute_of(rule);
        let from = rule.from.max(statute.from);
        let zone = jiff::tz::TimeZone::get(&statute.matter.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        Some(Cited {
            rule: id.to_string(),
            citation: self.pick(&book.citation(rule, self.at)),
            since: from.to_zoned_datetime(zone).date().to_string(),
            checked: statute.matter.checked.to_string(),
            certainty: rule.certainty,
            house: statute.matter.kind == StatuteKind::House,
            sentence: self.pick(&rule.words),
            open: Vec::new(),
        })
    }

    /// The name of a party or of a capacity.
    pub(super) fn name(&self, who: &Recipient) -> String {
        match who {
            Recipient::Party(id) => {
                let name = self.case.party(*id).map_or("", |party| party.name.as_str());
                let id = format!("demo-name-{}", name.to_lowercase());
                narration::text(self.voice, &id).unwrap_or_else(|| name.to_owned())
            }
            Recipient::Capacity(capacity) => self.value("recipient", capacity.as_str()),
        }
    }

    /// A value of a fact in the words of the book.
    pub(super) fn value(&self, fact: &str, value: &str) -> String {
        let schema = self.desk.book.schema();
        let entry = schema.fact_named(fact).map(|index| schema.entry(index));
        let words =
            entry.and_then(|entry| entry.values.iter().find(|one| one.value.as_str() == value));
        words.map_or_else(|| value.to_owned(), |one| self.pick(&one.words))
    }

    /// An unknown fact as a sentence: what would be so if it were true.
    pub(super) fn unknown(&self, fact: &FactName, names: &Names) -> String {
        let book = self.desk.book;
        if let Some(reading) = book.reading(fact) {
            return self.pick(&reading.question);
        }
        self.say(&Finding { fact: fact.clone(), value: FactValue::boolean(true) }, names)
    }

    pub(super) fn pick(&self, words: &Words) -> String {
        words.in_language(self.language()).to_owned()
    }

    pub(super) fn say(&self, finding: &Finding, names: &Names) -> String {
        let book = self.desk.book;
        // What a reading means, without saying again which reading it is.
        let reading = book.reading(&finding.fact);
        let meant =
            reading.and_then(|one| one.values.iter().find(|(value, _)| *value == finding.value));
        match meant {
            Some((_, words)) => self.pick(words),
            None => book.say(finding, names, self.language()),
        }
    }

    fn names(&self, decision: &GateDecision) -> Names {
        let both = |text: String| Words { en: text.clone(), zh: text };
        Names {
            actor: both(self.name(&Recipient::Party(decision.flow.from))),
            recipient: both(self.name(&decision.flow.to)),
        }
    }

    fn reading(&self, used: &tidegate_law::ReadingUsed, names: &Names) -> ReadingTold {
        let say = |value: &FactValue| {
            self.say(&Finding { fact: used.taken.fact.clone(), value: value.clone() }, names)
        };
        ReadingTold {
            place: self.place(&used.taken.fact),
            taken: say(&used.taken.value),
            others: used.others.iter().map(|(value, answer)| (say(value), *answer)).collect(),
        }
    }

    /// The clause of a reading and its key: `RMSV 9(7), Q9`.
    pub(super) fn place(&self, fact: &FactName) -> String {
        let book = self.desk.book;
        let Some(reading) = book.reading(fact) else { return fact.to_string() };
        let short = book.statutes().get(reading.statute).map(|statute| statute.short());
        let short = short.map_or_else(String::new, |words| self.pick(&words));
        let key = fact.as_str().rsplit('_').next().unwrap_or_default().to_uppercase();
        match self.language() {
            Language::English => format!("{short} {}, {key}", reading.article),
            Language::Chinese => format!("{short}{}（{key}）", reading.article),
        }
    }

    fn reaches(&self, decision: &GateDecision) -> Vec<(String, String)> {
        decision
            .reached()
            .into_iter()
            .filter_map(|reached| {
                let edge = reached.path.last()?;
                Some((self.name(&reached.recipient), self.basis(&edge.basis)))
            })
            .collect()
    }

    /// A clause as the register of authorities writes it, in the language of the voice.
    fn basis(&self, clause: &str) -> String {
        let statutes = self.desk.book.statutes().iter().map(|statute| statute.short());
        let known = statutes.into_iter().find_map(|short| {
            let number = clause.strip_prefix(&short.en)?.strip_prefix(' ')?;
            Some(match self.language() {
                Language::English => clause.to_owned(),
                Language::Chinese => format!("{}{number}", short.zh),
            })
        });
        known.unwrap_or_else(|| clause.to_owned())
    }

    fn ground(&self, ground: &Ground, names: &Names) -> Option<Cited> {
        let mut cited = self.cited(ground.rule()?)?;
        cited.open = match ground {
            Ground::Rule { under, .. } => under.iter().map(|one| self.say(one, names)).collect(),
            Ground::Open { unknown, .. } => {
                unknown.iter().map(|fact| self.unknown(fact, names)).collect()
            }
            Ground::TooMuchUnknown { .. } | Ground::Contradiction { .. } => Vec::new(),
        };
        Some(cited)
    }

    fn collision(&self, collision: &Collision) -> Option<CollisionTold> {
        let (duty, prohibition) =
            (self.cited(&collision.duty)?, self.cited(&collision.prohibition)?);
        Some(CollisionTold { duty, prohibition })
    }

    /// The concrete facts under which duty and prohibition both match: those of the situation without any one of
    /// which a rule would no longer hold.
    fn witness(
        &self,
        decision: &GateDecision,
        passage: &Passage,
        collisions: &[Collision],
        names: &Names,
    ) -> Vec<String> {
        let book = self.desk.book;
        let facts = Facts { book, case: self.case, at: self.at };
        let Some(item) = self.case.item(passage.item) else { return Vec::new() };
        let product = passage.product.and_then(|id| self.case.product(id));
        let mut situation =
            facts.of_flow(&decision.flow, item, product, &passage.reached.recipient);
        for position in &self.desk.adoption.positions {
            if let Some(fact) = book.schema().fact(&position.fact) {
                situation.set(book.schema(), fact, &position.value);
            }
        }
        let rules: Vec<&Rule> = collisions
            .iter()
            .flat_map(|one| [&one.duty, &one.prohibition])
            .filter_map(|id| book.rule(id))
            .collect();
        let to_capacity = matches!(passage.reached.recipient, Recipient::Capacity(_));
        needed(book.schema(), &situation, &rules)
            .into_iter()
            // The readings are said on their own; that an authority is that authority says nothing.
            .filter(|one| book.reading(&one.fact).is_none())
            .filter(|one| !(to_capacity && one.fact.as_str() == "recipient"))
            .map(|finding| self.say(&finding, names))
            .collect()
    }
}

/// The known facts without any one of which a rule would no longer surely hold, and where the actor is.
fn needed(schema: &tidegate_law::Schema, situation: &Situation, rules: &[&Rule]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (fact, value) in situation.known_facts(schema) {
        let mut without = situation.clone();
        without.forget(schema, fact);
        let breaks = rules.iter().any(|rule| {
            rule.condition.truth(situation) == Truth::True
                && rule.condition.truth(&without) != Truth::True
        });
        if breaks || schema.entry(fact).name.as_str() == "actor_place" {
            found.push(Finding { fact: schema.entry(fact).name.clone(), value: value.clone() });
        }
    }
    found
}
