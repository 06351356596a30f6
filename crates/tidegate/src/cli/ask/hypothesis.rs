//! A question without a case: who, where, what, to whom, said by flags. What is not said is not known.

use tidegate_core::act::Act;
use tidegate_core::place::Jurisdiction;
use tidegate_law::time::zone;
use tidegate_law::{Book, FactValue, Names, Question, Situation};

use super::{Arguments, adoption, pair, print};
use crate::cli::{Exit, Failure, Globals, Terminal, input, usage};
use crate::say::Basis;
use crate::say::told::{PassageTold, QuestionTold, Told, value_name};

/// The situation as flags describe it.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(super) struct Described {
    #[arg(long, value_name = "ACT")]
    act: Option<String>,
    #[arg(long, value_name = "CONTENT")]
    content: Option<String>,
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    #[arg(long, value_name = "ROLE", value_delimiter = ',')]
    role: Vec<String>,
    #[arg(long, value_name = "PLACE")]
    actor_place: Option<String>,
    #[arg(long, value_name = "RECIPIENT")]
    recipient: Option<String>,
    #[arg(long, value_name = "PLACE")]
    recipient_place: Option<String>,
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    product_in: Vec<String>,
    #[arg(long, value_name = "FACT=VALUE")]
    fact: Vec<String>,
}

/// The roles that `--role` knows, with the fact that each makes true.
const ROLES: [(&str, &str); 9] = [
    ("finder", "actor_is_finder"),
    ("provider", "actor_is_provider"),
    ("manufacturer", "actor_is_provider"),
    ("operator", "actor_is_operator"),
    ("collector", "actor_is_collector"),
    ("coordinator", "actor_is_collector"),
    ("platform", "actor_runs_platform"),
    ("steward", "actor_is_steward"),
    ("organisation", "actor_is_organisation"),
];

impl Described {
    /// Whether anything is described.
    pub(super) fn is_described(&self) -> bool {
        let nothing = Self {
            act: None,
            content: None,
            state: None,
            role: Vec::new(),
            actor_place: None,
            recipient: None,
            recipient_place: None,
            product_in: Vec::new(),
            fact: Vec::new(),
        };
        *self != nothing
    }
}

pub(super) fn ask(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let described = &arguments.hypothesis;
    let (Some(act), Some(content)) = (&described.act, &described.content) else {
        return Err(usage(terminal.say("ask-needs-act")));
    };
    let book = globals.book()?;
    let zone_name = arguments.zone.as_deref().unwrap_or("UTC");
    let here = zone(zone_name).map_err(usage)?;
    let at = match &arguments.at {
        Some(text) => input::instant(text, zone_name)?,
        None => globals.clock.now(),
    };
    let act = Act::from_word(act).ok_or_else(|| no_value("act", act, &acts(), terminal))?;
    let index = book.schema().act(act.as_str());
    let index = index.ok_or_else(|| no_value("act", act.as_str(), &acts(), terminal))?;
    let situation =
        Filling { book: &book, terminal, at, situation: Situation::assumed(book.schema()) }
            .filled(described, act, content)?;
    let adoption = adoption(arguments, &book, at, terminal)?;
    let recipient = match known(&book, &situation, "recipient") {
        Some(value) => value_name(&book, "recipient", value.as_str()),
        None => Names::default().recipient,
    };
    let names = Names { actor: Names::default().actor, recipient: recipient.clone() };
    let basis = Basis { book: &book, adoption: &adoption, at, names: &names };
    let question = Question { act: index, situation: &situation, live: None, offers: &[] };
    let answer = book.in_force(&adoption, at).answer(&question);
    let content = value_name(&book, "content", content);
    let told = Told {
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
    };
    print(&told, &here, terminal)
}

fn acts() -> Vec<&'static str> {
    Act::ALL.iter().map(|act| act.as_str()).collect()
}

fn known(book: &Book, situation: &Situation, fact: &str) -> Option<FactValue> {
    let index = book.schema().fact_named(fact)?;
    situation.known(book.schema(), index).cloned()
}

fn no_value(fact: &str, value: &str, known: &[&str], terminal: &Terminal<'_>) -> Failure {
    let words =
        [("fact", fact.into()), ("value", value.into()), ("known", known.join(", ").into())];
    usage(terminal.with("ask-no-value", words))
}

/// A situation in the making.
struct Filling<'f, 't> {
    book: &'f Book,
    terminal: &'f Terminal<'t>,
    at: jiff::Timestamp,
    situation: Situation,
}

impl Filling<'_, '_> {
    fn filled(
        mut self,
        described: &Described,
        act: Act,
        content: &str,
    ) -> Result<Situation, Failure> {
        self.set("content", content)?;
        self.set("paid", if act == Act::Sell { "true" } else { "false" })?;
        self.set("actor_authority", "none")?;
        if let Some(state) = &described.state {
            self.set("disclosure", state)?;
        }
        self.roles(&described.role)?;
        if let Some(place) = &described.actor_place {
            let place = self.place("actor_place", place)?;
            self.set("actor_place", place)?;
            let here = matches!(place, "cn" | "foreigner_in_cn");
            self.set("actor_acts_in_cn", if here { "true" } else { "false" })?;
        }
        self.recipient(described, act)?;
        if !described.product_in.is_empty() {
            self.product(&described.product_in)?;
        }
        for written in &described.fact {
            let (fact, value) = pair(written, self.terminal)?;
            self.set(&fact, &value)?;
        }
        Ok(self.situation)
    }

    /// Establishes a fact, or says which facts and values there are.
    fn set(&mut self, fact: &str, value: &str) -> Result<(), Failure> {
        let schema = self.book.schema();
        let Some(index) = schema.fact_named(fact) else {
            return Err(usage(self.terminal.with("facts-none", [("fact", fact.into())])));
        };
        if self.situation.set_named(schema, fact, value) {
            return Ok(());
        }
        let values = &schema.entry(index).values;
        let known: Vec<&str> = values.iter().map(|entry| entry.value.as_str()).collect();
        Err(no_value(fact, value, &known, self.terminal))
    }

    /// The roles named are held, the others are not; where none is named nothing is known.
    fn roles(&mut self, roles: &[String]) -> Result<(), Failure> {
        if roles.is_empty() {
            return Ok(());
        }
        for (_, fact) in ROLES {
            self.set(fact, "false")?;
        }
        for role in roles {
            let Some((_, fact)) = ROLES.iter().find(|(name, _)| name == role) else {
                let names: Vec<&str> = ROLES.iter().map(|(name, _)| *name).collect();
                return Err(no_value("role", role, &names, self.terminal));
            };
            self.set(fact, "true")?;
            if !matches!(role.as_str(), "finder" | "organisation") {
                self.set("actor_is_organisation", "true")?;
            }
        }
        Ok(())
    }

    fn recipient(&mut self, described: &Described, act: Act) -> Result<(), Failure> {
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
            let place = self.place("recipient_place", place)?;
            self.set("recipient_place", place)?;
        }
        Ok(())
    }

    fn product(&mut self, places: &[String]) -> Result<(), Failure> {
        let places: Vec<Jurisdiction> = places
            .iter()
            .map(|code| code.to_uppercase().parse().map_err(usage))
            .collect::<Result<_, Failure>>()?;
        let in_cn = places.contains(&Jurisdiction::CN);
        let in_union =
            places.iter().any(|place| *place == Jurisdiction::EU || place.in_union(self.at));
        self.set("product_in_cn", if in_cn { "true" } else { "false" })?;
        self.set("product_in_eu", if in_union { "true" } else { "false" })
    }

    /// A place of the schema, or a code such as `CN`, `HK`, `DE`.
    fn place(&self, fact: &str, written: &str) -> Result<&'static str, Failure> {
        let lower = written.to_lowercase();
        let known = ["cn", "hk_mo_tw", "foreigner_in_cn", "abroad"];
        if let Some(place) = known.into_iter().find(|place| *place == lower) {
            return Ok(place);
        }
        let code: Jurisdiction = written
            .to_uppercase()
            .parse()
            .map_err(|_| no_value(fact, written, &known, self.terminal))?;
        Ok(match code {
            Jurisdiction::CN => "cn",
            Jurisdiction::HK | Jurisdiction::MO | Jurisdiction::TW => "hk_mo_tw",
            _ => "abroad",
        })
    }
}
