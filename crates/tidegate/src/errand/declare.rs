//! Declaring what the office keeps, buys or files, each put to the book; and reading the registers.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_core::act::Act;
use tidegate_core::declaration::{
    DataKept, Declaration, Declared, DutyPut, EncryptionFiled, Keeps, ProductBought, Put, worst,
};
use tidegate_core::gate::adoption_of;
use tidegate_core::id::CaseId;
use tidegate_core::place::Jurisdiction;
use tidegate_law::{FactName, FactValue, RuleId};

use super::{Errand, NotDone, wrong};
use crate::desk::{DeclaredRow, DeskError, OnRecord};
use crate::question::{self, Described};
use crate::say::declared::{
    DeclarationListed, DeclarationPlace, DeclarationsTold, DeclaredTold, DutyBesideTold, REGISTERS,
    field,
};
use crate::say::told::Told;
use crate::words::Voice;

mod owed;

/// What somebody declares, as it is written in a form.
#[derive(Debug, Clone, Default)]
pub struct Declaring {
    /// The register: `data`, `products` or `encryption`.
    pub register: String,
    /// Its fields by their names.
    pub fields: BTreeMap<String, String>,
    /// What else is so, by the book's names of facts.
    pub facts: BTreeMap<String, String>,
    /// The handle or the id of the declaration that it replaces.
    pub replaces: Option<String>,
}

/// Why nothing was declared.
enum Undeclared {
    Desk(DeskError),
    Said(NotDone),
}

impl From<DeskError> for Undeclared {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl Errand<'_> {
    /// What the book answers to a declaration; nothing is recorded.
    ///
    /// # Errors
    /// [`NotDone::Said`] for a field that is missing or unread; a field that is empty, too long or holds a secret; what the book does not know.
    pub fn supposed_declaration(&self, declaring: &Declaring) -> Result<DeclaredTold, NotDone> {
        let declaration = read(declaring)?;
        declaration.check().map_err(wrong)?;
        let asked = self.put(&declaration, &declaring.facts, self.desk.now())?;
        let answer = worst(asked.flows.iter().map(|(put, _)| put));
        let facts = declaring.facts.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let (book, (answers, duties)) = (self.book.digest().to_owned(), asked.told());
        Ok(DeclaredTold {
            version: 1,
            declaration,
            facts,
            answer,
            answers,
            duties,
            book,
            recorded: None,
        })
    }

    /// Records a declaration, with what the book answers at the instant of its recording.
    ///
    /// # Errors
    /// As [`Errand::supposed_declaration`]; where a named person must give reasons and gives none.
    pub async fn declare(
        &self,
        declaring: &Declaring,
        by: &str,
        reasons: Option<&str>,
    ) -> Result<DeclaredTold, NotDone> {
        let declaration = read(declaring)?;
        declaration.check().map_err(wrong)?;
        let before = match declaring.replaces.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(name) => Some(self.replaced(name, &declaration).await?),
        };
        let reasons = reasons.map(str::trim).filter(|text| !text.is_empty());
        let make = |at: Timestamp| -> Result<Declared, Undeclared> {
            let asked = self.put(&declaration, &declaring.facts, at).map_err(Undeclared::Said)?;
            Ok(Declared {
                declaration: declaration.clone(),
                put: asked.flows.into_iter().map(|(put, _)| put).collect(),
                duties: asked.duties.into_iter().map(|(put, _)| put).collect(),
                book: self.book.digest().to_owned(),
                decided_by: by.trim().to_owned(),
                reasons: reasons.map(str::to_owned),
                replaces: before,
            })
        };
        let (record, _) =
            self.desk.declare(self.actor, make).await.map_err(|error| match error {
                Undeclared::Desk(error) => error.into(),
                Undeclared::Said(error) => error,
            })?;
        self.told(record, None)
    }

    /// A declaration on record, asked again under the book in use.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`] where there is none of this name.
    pub async fn declaration(&self, name: &str) -> Result<DeclaredTold, NotDone> {
        let record = self.desk.declaration(name).await?;
        let all = self.desk.declarations().await?;
        let by = all.into_iter().find(|one| one.replaces == Some(record.row.case));
        self.told(record, by.map(|one| one.case))
    }

    /// The declarations of a register.
    ///
    /// # Errors
    /// [`NotDone::Said`] where there is no such register; [`DeskError`].
    pub async fn declarations(&self, register: &str) -> Result<DeclarationsTold, NotDone> {
        if !REGISTERS.contains(&register) {
            return Err(said("declare-no-register", "register", register));
        }
        let all = self.desk.declarations().await?;
        let by = |case: CaseId| {
            let mut later = all.iter().filter(|one| one.replaces == Some(case));
            later.next().map(|one| one.case.to_string())
        };
        let one = |row: &DeclaredRow| DeclarationListed {
            declaration: row.case.to_string(),
            handle: row.handle.clone(),
            title: row.title.clone(),
            at: row.at,
            answer: row.answer,
            replaced_by: by(row.case),
        };
        let mine = all.iter().filter(|row| row.register == register);
        let declarations = mine.map(one).collect();
        Ok(DeclarationsTold { version: 1, register: register.to_owned(), declarations })
    }

    fn told(&self, record: OnRecord, by: Option<CaseId>) -> Result<DeclaredTold, NotDone> {
        let OnRecord { row, declared, receipt, document } = record;
        let facts: BTreeMap<String, String> = declared
            .put
            .first()
            .into_iter()
            .flat_map(|put| &put.facts)
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect();
        // A book that no longer has a fact of that day cannot be asked; what is on record is told all the same.
        let again = match self.put(&declared.declaration, &facts, row.at) {
            Err(NotDone::Wrong(_)) => Asked::default(),
            again => again?,
        };
        let duties = again.duties.iter().map(|(put, _)| put);
        // What was declared before duties were looked at is compared by what was asked.
        let same = again.flows.iter().map(|(put, _)| put).eq(&declared.put)
            && (declared.duties.is_empty() || duties.eq(&declared.duties));
        let (answers, duties) = again.told();
        Ok(DeclaredTold {
            version: 1,
            facts: facts.iter().map(|(name, value)| format!("{name}={value}")).collect(),
            answer: declared.answer(),
            answers,
            duties,
            book: declared.book,
            declaration: declared.declaration,
            recorded: Some(DeclarationPlace {
                declaration: row.case.to_string(),
                handle: row.handle,
                at: row.at,
                decided_by: declared.decided_by,
                reasons: declared.reasons,
                same_today: same,
                replaces: row.replaces.map(|case| case.to_string()),
                replaced_by: by.map(|case| case.to_string()),
                receipt,
                document: String::from_utf8_lossy(&document).into_owned(),
            }),
        })
    }

    /// The declaration that is replaced: one of the same register.
    async fn replaced(&self, name: &str, by: &Declaration) -> Result<CaseId, NotDone> {
        let before = self.desk.declaration(name).await?;
        match before.row.register == by.register() {
            true => Ok(before.row.case),
            false => Err(said("declare-other-register", "name", name)),
        }
    }

    /// The questions of a declaration, each with what the book answers under the positions and house rules of the day.
    fn put(
        &self,
        declaration: &Declaration,
        facts: &BTreeMap<String, String>,
        at: Timestamp,
    ) -> Result<Asked, NotDone> {
        let office = self.desk.office();
        let adoption = adoption_of(office, at);
        let facts = facts.iter().filter(|(_, value)| !value.trim().is_empty());
        let facts: BTreeMap<String, String> =
            facts.map(|(name, value)| (name.clone(), value.trim().to_owned())).collect();
        let mut asked = Asked::default();
        for described in questions(declaration, &facts, office.jurisdiction) {
            let told = question::answer(self.book, &described, &adoption, at).map_err(wrong)?;
            let act = Act::from_word(&described.act).unwrap_or(Act::Store);
            let named = facts.iter().map(|(name, value)| {
                (FactName::new(name.as_str()), FactValue::symbol(value.as_str()))
            });
            let put = Put {
                act,
                to: described.recipient.as_deref().map(FactValue::symbol),
                facts: named.collect(),
                answer: told.law,
                grounds: grounds(&told),
            };
            asked.flows.push((put, told));
            if matches!(declaration, Declaration::Encryption(_)) {
                asked.duties.extend(owed::beside(self.book, &described, &adoption, at)?);
            }
        }
        Ok(asked)
    }
}

/// What the book says of a declaration, each as it is kept and as it is told.
#[derive(Default)]
struct Asked {
    flows: Vec<(Put, Told)>,
    duties: Vec<(DutyPut, DutyBesideTold)>,
}

impl Asked {
    fn told(self) -> (Vec<Told>, Vec<DutyBesideTold>) {
        let flows = self.flows.into_iter().map(|(_, told)| told);
        (flows.collect(), self.duties.into_iter().map(|(_, told)| told).collect())
    }
}

/// The rules that an answer names, each once.
fn grounds(told: &Told) -> Vec<RuleId> {
    let mut rules: Vec<RuleId> = Vec::new();
    for passage in &told.passages {
        for rule in passage.answer.rules() {
            if let Some(id) = RuleId::parse(&rule.rule).filter(|id| !rules.contains(id)) {
                rules.push(id);
            }
        }
    }
    rules
}

/// Whoever declares where it keeps data processes data.
const KEEPS_DATA: &str = "actor_is_data_processor";

/// What a declaration asks of the book.
fn questions(
    declaration: &Declaration,
    facts: &BTreeMap<String, String>,
    office: Jurisdiction,
) -> Vec<Described> {
    // No role is named: one that is would deny the others, and whether an office is critical it says or leaves open.
    let of = |act: &str, is: &str, own: &[(&str, String)]| {
        let held = ["actor_is_organisation", is].map(|fact| (fact.to_owned(), true.to_string()));
        let own = own.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let own = held.into_iter().chain(own);
        let more = facts.iter().map(|(name, value)| (name.clone(), value.clone()));
        Described {
            act: act.to_owned(),
            content: "data".to_owned(),
            state: Some("undisclosed".to_owned()),
            actor_place: Some(office.code().to_owned()),
            facts: own.chain(more).collect(),
            ..Described::default()
        }
    };
    match declaration {
        Declaration::Data(data) => {
            let place = Some(data.place.code().to_owned());
            let kept = Described { recipient_place: place, ..of("store", KEEPS_DATA, &[]) };
            let mut asked = vec![kept];
            // What is kept in another state than that of the office has gone there.
            let gone = (data.place != office).then(|| data.place.code().to_owned());
            if let Some(abroad) = gone.or(data.goes_abroad.then(|| "abroad".to_owned())) {
                let recipient = Some("other".to_owned());
                let moved = of("transfer", KEEPS_DATA, &[]);
                asked.push(Described { recipient, recipient_place: Some(abroad), ..moved });
            }
            asked
        }
        Declaration::Product(product) => {
            let yes = |so: bool| so.to_string();
            let mut own = vec![
                ("product_domestic", yes(product.origin == Jurisdiction::CN)),
                ("product_certified", yes(product.certificate.is_some())),
            ];
            // Unless it is said that none serves, whether one does is left open: the answer then says so.
            own.extend(product.no_domestic.iter().map(|_| ("no_domestic_recorded", yes(true))));
            vec![of("procure", "actor_is_organisation", &own)]
        }
        Declaration::Encryption(encryption) => {
            let certified = encryption.certificate.is_some().to_string();
            let own =
                [("product_has_cryptography", "true".to_owned()), ("product_certified", certified)];
            let filed = of("report", "actor_is_provider", &own);
            let recipient = Some("cn_competent".to_owned());
            vec![Described { recipient, product_in: vec!["CN".to_owned()], ..filed }]
        }
    }
}

/// A declaration from its fields.
fn read(declaring: &Declaring) -> Result<Declaration, NotDone> {
    let text = |name: &str| {
        declaring.fields.get(name).map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let perhaps = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
    known(declaring)?;
    let place = |name: &str| {
        let written = text(name);
        if written.is_empty() {
            return Err(of_field("declare-empty", name, ""));
        }
        let unread = || of_field("declare-no-place", name, &written);
        written.to_uppercase().parse::<Jurisdiction>().map_err(|_| unread())
    };
    Ok(match declaring.register.as_str() {
        "data" => Declaration::Data(DataKept {
            name: text("name"),
            keeps: match text("keeps").as_str() {
                "store" => Keeps::Store,
                "backup" => Keeps::Backup,
                "replica" => Keeps::Replica,
                other => return Err(of_field("declare-no-value", "keeps", other)),
            },
            place: place("place")?,
            goes_abroad: match text("goes_abroad").as_str() {
                "true" => true,
                "false" => false,
                other => return Err(of_field("declare-no-value", "goes_abroad", other)),
            },
        }),
        "products" => Declaration::Product(ProductBought {
            name: text("name"),
            maker: text("maker"),
            origin: place("origin")?,
            certificate: perhaps("certificate"),
            no_domestic: perhaps("no_domestic"),
        }),
        "encryption" => Declaration::Encryption(EncryptionFiled {
            product: text("product"),
            version: text("version"),
            algorithms: text("algorithms"),
            key_lengths: text("key_lengths"),
            key_management: text("key_management"),
            documented_at: text("documented_at"),
            certificate: perhaps("certificate"),
        }),
        other => return Err(said("declare-no-register", "register", other)),
    })
}

/// The fields of a register, by their names; none for what is no register.
#[must_use]
pub fn fields_of(register: &str) -> &'static [&'static str] {
    match register {
        "data" => &["name", "keeps", "place", "goes_abroad"],
        "products" => &["name", "maker", "origin", "certificate", "no_domestic"],
        "encryption" => &[
            "product",
            "version",
            "algorithms",
            "key_lengths",
            "key_management",
            "documented_at",
            "certificate",
        ],
        _ => &[],
    }
}

/// That a declaration has no field but those of its register: what is not asked for would be lost.
fn known(declaring: &Declaring) -> Result<(), NotDone> {
    let fields = fields_of(&declaring.register);
    let mut strange = declaring.fields.keys().filter(|name| !fields.contains(&name.as_str()));
    let Some(strange) = strange.next().filter(|_| !fields.is_empty()) else { return Ok(()) };
    Err(NotDone::Said(Voice::in_both(|voice| {
        let known = fields.join(&voice.say("list-comma"));
        let words = [("field", strange.as_str().into()), ("known", known.into())];
        voice.with("declare-no-field", words)
    })))
}

fn of_field(id: &str, name: &str, value: &str) -> NotDone {
    NotDone::Said(Voice::in_both(|voice| {
        let field = voice.say(field(name));
        voice.with(id, [("field", field.into()), ("value", value.to_owned().into())])
    }))
}

fn said(id: &str, name: &'static str, value: &str) -> NotDone {
    NotDone::Said(Voice::in_both(|voice| voice.with(id, [(name, value.to_owned().into())])))
}
