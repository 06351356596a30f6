//! A question without a case: who, where, what, to whom. What is not said is not known.
//!
//! The commands, the pages and the interface describe a situation in the same words and get the same answer. Nothing
//! here is recorded or tied to anybody, and nothing here decides: the words become facts, and the book answers.

use jiff::Timestamp;
use tidegate_core::act::Act;
use tidegate_core::place::{Jurisdiction, NotAJurisdiction};
use tidegate_law::{
    ActIndex, Adoption, Book, FactValue, KnownBy, Names, Question, Situation, Words,
};

use crate::say::Basis;
use crate::say::told::{PassageTold, QuestionTold, Told, value_name};

/// A situation in words, as somebody describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// What is to be done: `share`, `publish`, `sell`, …
    pub act: String,
    /// With what: a value of `content`; not looked at where the act is with a product.
    pub content: String,
    /// How public it is: a value of `disclosure`.
    pub state: Option<String>,
    /// What whoever acts is; see [`ROLES`].
    pub roles: Vec<String>,
    /// Where whoever acts is: a place of the schema or a code such as `DE`.
    pub actor_place: Option<String>,
    /// With whom: a value of `recipient`.
    pub recipient: Option<String>,
    /// Where they are.
    pub recipient_place: Option<String>,
    /// Where the product is made available, by code.
    pub product_in: Vec<String>,
    /// Further facts with their values.
    pub facts: Vec<(String, String)>,
}

/// What in a description the book does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotUnderstood {
    /// There is no such fact.
    #[error("the book has no fact `{0}`; `tidegate facts` lists them")]
    Fact(String),
    /// There is no such value.
    #[error("`{what}` cannot be `{value}`; it is one of: {}", known.join(", "))]
    Value {
        /// Of what.
        what: String,
        /// The value that was given.
        value: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A place is not a jurisdiction's code.
    #[error(transparent)]
    Place(#[from] NotAJurisdiction),
}

/// The roles in words, with the fact that each makes true.
pub const ROLES: [(&str, &str); 10] = [
    ("finder", "actor_is_finder"),
    ("provider", "actor_is_provider"),
    ("manufacturer", "actor_is_provider"),
    ("operator", "actor_is_operator"),
    ("critical", "actor_is_critical"),
    ("collector", "actor_is_collector"),
    ("coordinator", "actor_is_collector"),
    ("platform", "actor_runs_platform"),
    ("steward", "actor_is_steward"),
    ("organisation", "actor_is_organisation"),
];

/// The roles that are another role besides. Of whoever is said to hold that other one it stays unknown whether it holds
/// this: an operator is not taken for one whose infrastructure is not critical.
const IMPLIED: [(&str, &str); 2] =
    [("critical", "actor_is_operator"), ("platform", "actor_is_collector")];

/// The places of the schema.
const PLACES: [&str; 4] = ["cn", "hk_mo_tw", "foreigner_in_cn", "abroad"];

/// The answer of the law to a question without a case.
///
/// # Errors
/// [`NotUnderstood`] for the first word that the book does not know.
pub fn answer(
    book: &Book,
    described: &Described,
    adoption: &Adoption,
    at: Timestamp,
) -> Result<Told, NotUnderstood> {
    let (act, index, situation) = filled(book, described, at)?;
    let recipient = match known(book, &situation, "recipient") {
        Some(value) => value_name(book, "recipient", value.as_str()),
        None => Names::default().recipient,
    };
    let names = Names { actor: Names::default().actor, recipient: recipient.clone() };
    let basis = Basis { book, adoption, at, names: &names };
    let question = Question { act: index, situation: &situation, live: None, offers: &[] };
    let answer = book.in_force(adoption, at).answer(&question);
    let content = match act.is_with_content() {
        true => value_name(book, "content", &described.content),
        false => Words { en: "the product".to_owned(), zh: "该产品".to_owned() },
    };
    Ok(Told {
        version: 1,
        book: book.digest().to_owned(),
        at,
        question: QuestionTold {
            act: act.as_str().to_owned(),
            actor: names.actor.clone(),
            recipient: recipient.clone(),
            content: vec![content.clone()],
        },
        law: answer.decision.kind(),
        gate: None,
        ruling: None,
        unreleased: None,
        passages: vec![PassageTold {
            content,
            product: None,
            recipient,
            through: Vec::new(),
            need: None,
            answer: basis.answer(&answer, Some(&situation)),
        }],
    })
}

/// The situation of a description, with what is assumed where it says nothing.
///
/// # Errors
/// [`NotUnderstood`] for the first word that the book does not know.
pub fn situation(
    book: &Book,
    described: &Described,
    at: Timestamp,
) -> Result<Situation, NotUnderstood> {
    Ok(filled(book, described, at)?.2)
}

fn filled(
    book: &Book,
    described: &Described,
    at: Timestamp,
) -> Result<(Act, ActIndex, Situation), NotUnderstood> {
    let acts = || Act::ALL.iter().map(|act| act.as_str());
    let act = Act::from_word(&described.act);
    let index = act.and_then(|act| book.schema().act(act.as_str()));
    let (Some(act), Some(index)) = (act, index) else {
        return Err(NotUnderstood::value("act", &described.act, acts()));
    };
    let filling = Filling { book, at, situation: Situation::assumed(book.schema()) };
    Ok((act, index, filling.filled(described, act)?))
}

impl NotUnderstood {
    fn value<'k>(what: &str, value: &str, known: impl Iterator<Item = &'k str>) -> Self {
        let known = known.map(str::to_owned).collect();
        Self::Value { what: what.to_owned(), value: value.to_owned(), known }
    }
}

fn known(book: &Book, situation: &Situation, fact: &str) -> Option<FactValue> {
    let index = book.schema().fact_named(fact)?;
    situation.known(book.schema(), index).cloned()
}

/// A situation in the making.
struct Filling<'f> {
    book: &'f Book,
    at: Timestamp,
    situation: Situation,
}

impl Filling<'_> {
    fn filled(mut self, described: &Described, act: Act) -> Result<Situation, NotUnderstood> {
        if act.is_with_content() {
            self.set("content", &described.content)?;
        }
        self.set("paid", if act == Act::Sell { "true" } else { "false" })?;
        self.set("actor_authority", "none")?;
        if let Some(state) = &described.state {
            self.set("disclosure", state)?;
        }
        self.roles(&described.roles)?;
        if let Some(place) = &described.actor_place {
            if let Ok(code) = place.to_uppercase().parse() {
                self.on_record("actor_in_", &[code]);
            }
            let place = place_of("actor_place", place)?;
            self.set("actor_place", place)?;
            let here = matches!(place, "cn" | "foreigner_in_cn");
            self.set("actor_acts_in_cn", if here { "true" } else { "false" })?;
        }
        self.recipient(described, act)?;
        if !described.product_in.is_empty() {
            self.product(&described.product_in)?;
        }
        for (fact, value) in &described.facts {
            self.set(fact, value)?;
        }
        Ok(self.situation)
    }

    /// Establishes a fact, or says which facts and values there are.
    fn set(&mut self, fact: &str, value: &str) -> Result<(), NotUnderstood> {
        let schema = self.book.schema();
        let Some(index) = schema.fact_named(fact) else {
            return Err(NotUnderstood::Fact(fact.to_owned()));
        };
        if self.situation.set_named(schema, fact, value) {
            return Ok(());
        }
        let values = &schema.entry(index).values;
        Err(NotUnderstood::value(fact, value, values.iter().map(|entry| entry.value.as_str())))
    }

    /// The roles named are held, the others are not, but for what a role may be besides ([`IMPLIED`]); where none is
    /// named nothing is known.
    fn roles(&mut self, roles: &[String]) -> Result<(), NotUnderstood> {
        if roles.is_empty() {
            return Ok(());
        }
        let held = |fact: &str| {
            ROLES.iter().any(|(role, of)| *of == fact && roles.contains(&(*role).to_owned()))
        };
        let perhaps = |role: &str| IMPLIED.iter().any(|(graver, of)| *graver == role && held(of));
        for (_, fact) in ROLES.iter().filter(|(role, _)| !perhaps(role)) {
            self.set(fact, "false")?;
        }
        for role in roles {
            let Some((_, fact)) = ROLES.iter().find(|(name, _)| name == role) else {
                let known = ROLES.iter().map(|(name, _)| *name);
                return Err(NotUnderstood::value("role", role, known));
            };
            self.set(fact, "true")?;
            for (_, fact) in IMPLIED.iter().filter(|(name, _)| name == role) {
                self.set(fact, "true")?;
            }
            if !matches!(role.as_str(), "finder" | "organisation") {
                self.set("actor_is_organisation", "true")?;
            }
        }
        Ok(())
    }

    fn recipient(&mut self, described: &Described, act: Act) -> Result<(), NotUnderstood> {
        let named = described.recipient.as_deref();
        let named = named.or((act == Act::Publish).then_some("public"));
        if let Some(name) = named {
            self.set("recipient", name)?;
            if matches!(name, "provider" | "maintainer") {
                self.set("recipient_shown_provider", "true")?;
            }
            let authorities = self.book.authorities();
            if let Some(entry) = authorities.iter().find(|entry| entry.key.as_str() == name) {
                self.set("recipient_place", entry.place.as_str())?;
            }
        }
        if let Some(place) = &described.recipient_place {
            let place = place_of("recipient_place", place)?;
            self.set("recipient_place", place)?;
            if act == Act::Store {
                self.set("kept_in", place)?;
            }
        }
        Ok(())
    }

    /// Ties to the jurisdictions named: `actor_in_in`, `product_in_gb`.
    fn on_record(&mut self, prefix: &str, places: &[Jurisdiction]) {
        let (schema, at) = (self.book.schema(), self.at);
        for entry in schema.facts().iter().filter(|entry| entry.by == KnownBy::Record) {
            let code = entry.name.as_str().strip_prefix(prefix).map(str::to_uppercase);
            let union = code.as_deref() == Some("EU");
            let tied = |place: &Jurisdiction| {
                code.as_deref() == Some(place.code()) || (union && place.in_union(at))
            };
            if places.iter().any(tied) {
                self.situation.set_named(schema, entry.name.as_str(), "true");
            }
        }
    }

    fn product(&mut self, places: &[String]) -> Result<(), NotUnderstood> {
        let parsed = |code: &String| code.to_uppercase().parse::<Jurisdiction>();
        let places: Vec<Jurisdiction> = places.iter().map(parsed).collect::<Result<_, _>>()?;
        let in_cn = places.contains(&Jurisdiction::CN);
        let in_union =
            places.iter().any(|place| *place == Jurisdiction::EU || place.in_union(self.at));
        self.on_record("product_in_", &places);
        self.set("product_in_cn", if in_cn { "true" } else { "false" })?;
        self.set("product_in_eu", if in_union { "true" } else { "false" })
    }
}

/// A place of the schema, or a code such as `CN`, `HK`, `DE`.
fn place_of(fact: &str, written: &str) -> Result<&'static str, NotUnderstood> {
    let lower = written.to_lowercase();
    if let Some(place) = PLACES.into_iter().find(|place| *place == lower) {
        return Ok(place);
    }
    let code: Jurisdiction = written
        .to_uppercase()
        .parse()
        .map_err(|_| NotUnderstood::value(fact, written, PLACES.into_iter()))?;
    Ok(match code {
        Jurisdiction::CN => "cn",
        Jurisdiction::HK | Jurisdiction::MO | Jurisdiction::TW => "hk_mo_tw",
        _ => "abroad",
    })
}

#[cfg(test)]
mod tests {
    use tidegate_law::AnswerKind;

    use super::*;

    /// Customer data of an operation in China, kept abroad by an operator in China.
    fn kept_abroad(more: &[(&str, &str)]) -> AnswerKind {
        let book = crate::book::load(None).unwrap();
        let facts = [("personal_data", "true"), ("collected_in_cn", "true"), ("kept_in", "abroad")];
        let facts = facts.iter().chain([&("actor_over_amount", "false")]).chain(more);
        let described = Described {
            act: "store".to_owned(),
            content: "data".to_owned(),
            roles: vec!["operator".to_owned()],
            actor_place: Some("CN".to_owned()),
            facts: facts.map(|(fact, value)| ((*fact).to_owned(), (*value).to_owned())).collect(),
            ..Described::default()
        };
        let at = "2026-11-27T00:00:00Z".parse().unwrap();
        answer(&book, &described, &Adoption::default(), at).unwrap().law
    }

    #[test]
    fn an_operator_is_not_taken_for_one_of_no_critical_infrastructure() {
        assert_eq!(kept_abroad(&[]), AnswerKind::Refuse);
        assert_eq!(kept_abroad(&[("actor_is_critical", "true")]), AnswerKind::Refuse);
        assert_eq!(kept_abroad(&[("actor_is_critical", "false")]), AnswerKind::Permit);
    }
}
