//! Answers of the law and decisions of the gate in the form in which they are told: versioned, in both languages.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::gate::{Barred, Desk, GateDecision, Need, Passage};
use tidegate_core::item::ContentClass;
use tidegate_core::party::Party;
use tidegate_core::situation::Facts;
use tidegate_law::{
    Answer, AnswerKind, Book, Decision, FactValue, Finding, Ground, Language, MoveKind, Names,
    Situation, Words,
};

use super::Basis;
use super::rule::{FactTold, RuleTold, UnknownTold};
use super::schema::Bilingual;
use crate::words::Voice;

/// An answer to a question about a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Told {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book that answered.
    pub book: String,
    /// The instant asked about.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What was asked.
    pub question: QuestionTold,
    /// The answer of the law.
    #[schema(value_type = String)]
    pub law: AnswerKind,
    /// The answer of the gate, with need to know; none where there is no case.
    #[schema(value_type = Option<String>)]
    pub gate: Option<AnswerKind>,
    /// The ruling under which the flow may take place all the same.
    pub ruling: Option<String>,
    /// A ruling on the flow that does not let it take place, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreleased: Option<UnreleasedTold>,
    /// Each item, product and recipient, the deciding one first.
    pub passages: Vec<PassageTold>,
}

/// A ruling that does not release the flow it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UnreleasedTold {
    /// The ruling.
    pub ruling: String,
    /// Why not.
    #[schema(value_type = serde_json::Value)]
    pub because: Barred,
    /// The same as a sentence.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QuestionTold {
    /// The act, as the book spells it.
    pub act: String,
    /// Who acts.
    #[schema(value_type = Bilingual)]
    pub actor: Words,
    /// Who receives.
    #[schema(value_type = Bilingual)]
    pub recipient: Words,
    /// What is conveyed; several classes if the flow holds several items.
    #[schema(value_type = Vec<Bilingual>)]
    pub content: Vec<Words>,
}

/// One item to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PassageTold {
    /// The class of content.
    #[schema(value_type = Bilingual)]
    pub content: Words,
    /// The product, where the case names one.
    pub product: Option<String>,
    /// Who is reached.
    #[schema(value_type = Bilingual)]
    pub recipient: Words,
    /// Through whom; empty for the recipient itself.
    pub through: Vec<ThroughTold>,
    /// Whether the recipient was granted the item; none where there is no case.
    #[schema(value_type = Option<serde_json::Value>)]
    pub need: Option<Need>,
    /// What the law says.
    pub answer: AnswerTold,
}

/// A step of passing on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ThroughTold {
    /// Who passes it on.
    #[schema(value_type = Bilingual)]
    pub by: Words,
    /// The clause that says so.
    pub basis: String,
}

/// An answer of the law with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AnswerTold {
    /// Which of the five.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
    /// The grounds of a refusal or conflict.
    pub grounds: Vec<GroundTold>,
    /// The duty and the prohibition that collide.
    pub collisions: Vec<CollisionTold>,
    /// What each combination of readings gives.
    pub doubts: Vec<DoubtTold>,
    /// The sets of conditions; each set suffices.
    pub conditions: Vec<Vec<FactTold>>,
    /// The office's positions on which the answer rests.
    pub readings: Vec<ReadingTold>,
    /// What speaks for the flow.
    pub supports: Vec<RuleTold>,
    /// Encouragements and norms that speak against it.
    pub advice: Vec<RuleTold>,
    /// Prohibitions of this act that were looked at and do not apply.
    pub lifted: Vec<RuleTold>,
    /// What would make the flow lawful; each way suffices.
    pub ways_out: Vec<WayTold>,
}

/// A ground of refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum GroundTold {
    /// A prohibition that applies.
    Rule {
        /// The prohibition.
        rule: RuleTold,
        /// The readings under which alone it applies.
        under: Vec<FactTold>,
    },
    /// A prohibition that applies unless facts that are not known are otherwise.
    Open {
        /// The prohibition.
        rule: RuleTold,
        /// The facts that would decide it.
        unknown: Vec<UnknownTold>,
    },
    /// More is unknown than can be gone through.
    TooMuchUnknown {
        /// All of it.
        unknown: Vec<UnknownTold>,
    },
    /// What is said to be known cannot be true together.
    Contradiction {
        /// The key in `world.cedar`.
        constraint: String,
    },
}

/// A duty and a prohibition that match the same flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CollisionTold {
    /// What the actor shall do.
    pub duty: RuleTold,
    /// What the actor shall not do.
    pub prohibition: RuleTold,
    /// The readings under which they collide.
    pub under: Vec<FactTold>,
}

/// What one combination of readings gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DoubtTold {
    /// The readings taken.
    pub readings: Vec<FactTold>,
    /// The answer under them.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
    /// The prohibitions that apply under them.
    pub rules: Vec<RuleTold>,
}

/// A position on which the answer rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReadingTold {
    /// The reading.
    pub reading: String,
    /// Where the doubt stands.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// The question.
    #[schema(value_type = Bilingual)]
    pub question: Words,
    /// The value taken.
    pub taken: String,
    /// What it means.
    #[schema(value_type = Bilingual)]
    pub meaning: Words,
    /// The day on which the office adopted it; none where it was taken for this question alone.
    #[schema(value_type = Option<String>, format = Date)]
    pub adopted: Option<Date>,
    /// Who adopted it.
    pub by: Option<String>,
    /// What the other values give.
    pub others: Vec<OtherTold>,
}

/// What another value of a reading gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OtherTold {
    /// The value.
    pub value: String,
    /// What it means.
    #[schema(value_type = Bilingual)]
    pub meaning: Words,
    /// The answer under it.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
}

/// A way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WayTold {
    /// What to do, all of it.
    pub moves: Vec<MoveTold>,
    /// The answer afterwards.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
    /// The conditions that remain.
    pub conditions: Vec<FactTold>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MoveTold {
    /// Its key.
    pub key: String,
    /// What kind of change it is.
    #[schema(value_type = String)]
    pub kind: MoveKind,
    /// What to do.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

impl Basis<'_> {
    /// An answer of the law with its reasons; the situation tells the facts on which each ground rests.
    #[must_use]
    pub fn answer(&self, answer: &Answer, situation: Option<&Situation>) -> AnswerTold {
        let rules = |list: &[tidegate_law::RuleId]| -> Vec<RuleTold> {
            list.iter().map(|id| self.rule(id, situation)).collect()
        };
        let mut told = AnswerTold {
            answer: answer.decision.kind(),
            grounds: answer
                .decision
                .grounds()
                .iter()
                .map(|ground| self.ground(ground, situation))
                .collect(),
            collisions: Vec::new(),
            doubts: Vec::new(),
            conditions: Vec::new(),
            readings: answer.readings.iter().map(|used| self.reading(used)).collect(),
            supports: rules(&answer.supports),
            advice: rules(&answer.advice),
            lifted: answer.lifted.iter().map(|id| self.rule(id, None)).collect(),
            ways_out: answer.ways_out.iter().map(|way| self.way(way)).collect(),
        };
        match &answer.decision {
            Decision::Permit | Decision::Refuse { .. } => {}
            Decision::PermitIf { conditions } => {
                told.conditions = conditions.iter().map(|set| self.facts(set)).collect();
            }
            Decision::Escalate { doubts } => {
                told.doubts = doubts
                    .iter()
                    .map(|doubt| DoubtTold {
                        readings: self.facts(&doubt.readings),
                        answer: doubt.answer,
                        rules: rules(&doubt.rules),
                    })
                    .collect();
            }
            Decision::Conflict { collisions, .. } => {
                told.collisions = collisions
                    .iter()
                    .map(|collision| CollisionTold {
                        duty: self.rule(&collision.duty, situation),
                        prohibition: self.rule(&collision.prohibition, situation),
                        under: self.facts(&collision.under),
                    })
                    .collect();
            }
        }
        told
    }

    /// Facts with their values.
    #[must_use]
    pub fn facts(&self, findings: &[Finding]) -> Vec<FactTold> {
        findings.iter().map(|finding| self.fact(finding)).collect()
    }

    fn ground(&self, ground: &Ground, situation: Option<&Situation>) -> GroundTold {
        let unknown = |facts: &[tidegate_law::FactName]| {
            facts.iter().map(|fact| self.unknown(fact)).collect::<Vec<_>>()
        };
        match ground {
            Ground::Rule { rule, under } => {
                GroundTold::Rule { rule: self.rule(rule, situation), under: self.facts(under) }
            }
            Ground::Open { rule, unknown: facts } => {
                GroundTold::Open { rule: self.rule(rule, situation), unknown: unknown(facts) }
            }
            Ground::TooMuchUnknown { unknown: facts } => {
                GroundTold::TooMuchUnknown { unknown: unknown(facts) }
            }
            Ground::Contradiction { constraint } => {
                GroundTold::Contradiction { constraint: constraint.clone() }
            }
        }
    }

    fn reading(&self, used: &tidegate_law::ReadingUsed) -> ReadingTold {
        let position = self
            .adoption
            .position(&used.taken.fact)
            .filter(|position| position.value == used.taken.value);
        let reading = self.book.reading(&used.taken.fact);
        let meaning = |value: &FactValue| {
            let values = reading.map(|reading| reading.values.as_slice()).unwrap_or_default();
            let known = values.iter().find(|(known, _)| known == value);
            known.map_or_else(
                || Words { en: value.to_string(), zh: value.to_string() },
                |(_, words)| words.clone(),
            )
        };
        ReadingTold {
            reading: used.taken.fact.to_string(),
            citation: self.place_of_reading(&used.taken.fact),
            question: reading.map(|reading| reading.question.clone()).unwrap_or_default(),
            taken: used.taken.value.to_string(),
            meaning: meaning(&used.taken.value),
            adopted: position.map(|position| position.adopted),
            by: position.map(|position| position.by.clone()),
            others: used
                .others
                .iter()
                .map(|(value, answer)| OtherTold {
                    value: value.to_string(),
                    meaning: meaning(value),
                    answer: *answer,
                })
                .collect(),
        }
    }

    /// The clause under which a doubt stands.
    #[must_use]
    pub fn place_of_reading(&self, fact: &tidegate_law::FactName) -> Words {
        let Some(reading) = self.book.reading(fact) else { return Words::default() };
        let Some(statute) = self.book.statutes().get(reading.statute) else {
            return Words::default();
        };
        let short = statute.short();
        Words {
            en: format!("{} {}", short.en, reading.article),
            zh: format!("{}{}", short.zh, reading.article),
        }
    }

    fn way(&self, way: &tidegate_law::WayOut) -> WayTold {
        let moves = way.moves.iter().map(|step| MoveTold {
            key: step.key.clone(),
            kind: step.kind,
            words: step.words.clone(),
        });
        WayTold {
            moves: moves.collect(),
            answer: way.answer,
            conditions: self.facts(&way.conditions),
        }
    }
}

/// A decision of the gate on a flow of a case.
#[must_use]
pub fn decision(desk: &Desk<'_>, case: &Case, decision: &GateDecision) -> Told {
    let flow = &decision.flow;
    let actor = party_name(case, &Recipient::Party(flow.from), desk.book);
    let mut passages: Vec<&Passage> = decision.passages.iter().collect();
    // The deciding passage first; the sort keeps the order of the others.
    passages.sort_by_key(|passage| passage.answer.decision.kind() != decision.law);
    let told = |passage: &&Passage| passage_told(desk, case, decision, passage, &actor);
    let content = flow.items.iter().filter_map(|id| case.item(*id));
    Told {
        version: 1,
        book: decision.book.clone(),
        at: decision.at,
        question: QuestionTold {
            act: flow.act.as_str().to_owned(),
            actor: actor.clone(),
            recipient: party_name(case, &flow.to, desk.book),
            content: content.map(|item| class_name(desk.book, item.item.class)).collect(),
        },
        law: decision.law,
        gate: Some(decision.gate),
        ruling: decision.ruling.map(|id| id.to_string()),
        unreleased: decision.unreleased.as_ref().map(|unreleased| UnreleasedTold {
            ruling: unreleased.ruling.to_string(),
            because: unreleased.because.clone(),
            words: super::over::unreleased(desk.book, decision.at, unreleased),
        }),
        passages: passages.iter().map(told).collect(),
    }
}

fn passage_told(
    desk: &Desk<'_>,
    case: &Case,
    decision: &GateDecision,
    passage: &Passage,
    actor: &Words,
) -> PassageTold {
    let book = desk.book;
    let recipient = party_name(case, &passage.reached.recipient, book);
    let names = Names { actor: actor.clone(), recipient: recipient.clone() };
    let basis = Basis { book, adoption: desk.adoption, at: decision.at, names: &names };
    let product = passage.product.and_then(|id| case.product(id));
    let item = case.item(passage.item);
    let facts = Facts { book, case, at: decision.at };
    let situation =
        item.map(|item| facts.of_flow(&decision.flow, item, product, &passage.reached.recipient));
    PassageTold {
        content: item.map_or_else(Words::default, |item| class_name(book, item.item.class)),
        product: product.map(|product| product.name.clone()),
        recipient,
        through: passage
            .reached
            .path
            .iter()
            .map(|edge| ThroughTold {
                by: value_name(book, "recipient", &edge.from),
                basis: edge.basis.clone(),
            })
            .collect(),
        need: Some(passage.need.clone()),
        answer: basis.answer(&passage.answer, situation.as_ref()),
    }
}

/// The name of a recipient: of the party, or of the capacity in the words of the book.
#[must_use]
pub fn party_name(case: &Case, recipient: &Recipient, book: &Book) -> Words {
    match recipient {
        Recipient::Party(id) => {
            let unknown = || Words { en: id.to_string(), zh: id.to_string() };
            case.party(*id).map_or_else(unknown, goes_by)
        }
        Recipient::Capacity(capacity) => value_name(book, "recipient", capacity.as_str()),
    }
}

/// What a party goes by in a case: a name is the same in every language, but a finder without one is called so in the
/// reader's.
#[must_use]
pub fn goes_by(party: &Party) -> Words {
    let text = match party.name.as_str() {
        Party::UNNAMED_FINDER => "party-unnamed",
        Party::FINDER_NAMED_TO_OFFICE => "party-named-to-office",
        name => return Words { en: name.to_owned(), zh: name.to_owned() },
    };
    let say = |language| Voice::of(language).say(text);
    Words { en: say(Language::English), zh: say(Language::Chinese) }
}

/// A class of content in the words of the book.
#[must_use]
pub fn class_name(book: &Book, class: ContentClass) -> Words {
    value_name(book, "content", class.as_str())
}

/// The act in the words of the book.
#[must_use]
pub fn act_name(book: &Book, act: Act) -> Words {
    let index = book.schema().act(act.as_str());
    index.map_or_else(
        || Words { en: act.as_str().to_owned(), zh: act.as_str().to_owned() },
        |index| book.schema().act_entry(index).words.clone(),
    )
}

/// A value of a fact in the words of the book; the value itself where the book has none.
#[must_use]
pub fn value_name(book: &Book, fact: &str, value: &str) -> Words {
    let schema = book.schema();
    schema
        .fact_named(fact)
        .and_then(|index| {
            schema.entry(index).values.iter().find(|entry| entry.value.as_str() == value)
        })
        .map_or_else(
            || Words { en: value.to_owned(), zh: value.to_owned() },
            |entry| entry.words.clone(),
        )
}
