//! Whether an office may take in reports, and by which way: the book is asked at each instant, before anything is taken.
//!
//! RMSV 10(1) forbids to collect through a platform that is not filed. What the office said of itself is put to the
//! book as facts; what it did not say is unknown, and an unknown fact opens nothing. Whoever takes a report in asks
//! here first: the pages, the commands, and every other face.

use jiff::Timestamp;
use serde::Serialize;
use tidegate_core::office::{Filing, Office, Reception};
use tidegate_core::place::Jurisdiction;
use tidegate_law::{Addressees, AnswerKind, Book, FactValue, Names, Question, RuleId, Situation};

use crate::say::Basis;
use crate::say::told::{AnswerTold, value_name};
use crate::words::Voice;

/// How a report comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Through the form that anybody may open.
    Form,
    /// By the hand of a member, from a letter or a call.
    ByHand,
    /// From another office that hands its case over.
    Transfer,
}

/// Why an office takes nothing in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "shut", rename_all = "snake_case")]
pub enum Shut {
    /// It has no form; reports reach it by letter or call.
    NoForm,
    /// It did not say whose products it takes in reports about, and the law turns on that.
    NotSaid {
        /// What the book answers.
        answer: AnswerTold,
    },
    /// The law forbids it to collect, such as before its platform is filed.
    Forbidden {
        /// What the book answers.
        answer: AnswerTold,
    },
}

impl Shut {
    /// The text that says it.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::NoForm => "reception-no-form",
            Self::NotSaid { .. } => "reception-not-said",
            Self::Forbidden { .. } => "reception-forbidden",
        }
    }

    /// The text that says it to whoever takes in by hand.
    #[must_use]
    pub fn refusal(&self) -> &'static str {
        match self {
            Self::NoForm => "reception-no-form-here",
            Self::NotSaid { .. } => "reception-not-said-here",
            Self::Forbidden { .. } => "reception-forbidden-here",
        }
    }

    /// The text that says what the office does about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoForm => "reception-remedy-no-form",
            Self::NotSaid { .. } => "reception-remedy-not-said",
            Self::Forbidden { .. } => "reception-remedy-forbidden",
        }
    }
}

/// The rule by which everybody is encouraged to tell the provider.
pub const PROVIDER: &str = "cn-rmsv/6/tell-provider";
/// The rule by which finders are encouraged to report to the state, and to whom.
pub const ELSEWHERE: &str = "cn-rmsv/10(2)/report-platforms";

/// Why the office takes in nothing by this way at an instant; none where it does.
#[must_use]
pub fn shut(book: &Book, office: &Office, way: Way, at: Timestamp) -> Option<Shut> {
    let reception = office.reception_at(at);
    if (reception, way) == (Some(Reception::ByHand), Way::Form) {
        return Some(Shut::NoForm);
    }
    let adoption = tidegate_core::gate::adoption_of(office, at);
    let schema = book.schema();
    // A book without the act has no rule on it.
    let act = schema.act("collect")?;
    let situation = situation(book, office, at);
    let question = Question { act, situation: &situation, live: None, offers: &[] };
    let answer = book.in_force(&adoption, at).answer(&question);
    if matches!(answer.decision.kind(), AnswerKind::Permit) {
        return None;
    }
    let name = tidegate_law::Words { en: office.name.en.clone(), zh: office.name.zh.clone() };
    let names = Names { actor: name, ..Names::default() };
    let basis = Basis { book, adoption: &adoption, at, names: &names };
    let answer = basis.answer(&answer, Some(&situation));
    Some(match reception {
        None => Shut::NotSaid { answer },
        Some(_) => Shut::Forbidden { answer },
    })
}

/// What the office said of itself, as facts of the book. Nothing is known of the vulnerability that may come in.
fn situation(book: &Book, office: &Office, at: Timestamp) -> Situation {
    let schema = book.schema();
    let mut situation = Situation::assumed(schema);
    let mut say = |fact: &str, value: &str| {
        // A fact that the book does not have is not asked about.
        let _known = situation.set_named(schema, fact, value);
    };
    let (here, place) = match office.jurisdiction {
        Jurisdiction::CN => ("true", "cn"),
        Jurisdiction::HK | Jurisdiction::MO | Jurisdiction::TW => ("false", "hk_mo_tw"),
        _ => ("false", "abroad"),
    };
    say("actor_place", place);
    say("actor_acts_in_cn", here);
    say("actor_is_organisation", "true");
    match office.reception_at(at) {
        Some(Reception::Public) => {
            say("actor_is_collector", "true");
            say("actor_runs_platform", "true");
            say("platform_filed", if office.is_filed_at(at) { "true" } else { "false" });
        }
        Some(Reception::Own | Reception::ByHand) => {
            say("actor_runs_platform", "false");
            say("platform_filed", "false");
        }
        None => say("platform_filed", "false"),
    }
    situation
}

/// To whom finders may report instead, by the book: the addressees of the encouragement to report, where it is in force.
#[must_use]
pub fn elsewhere(book: &Book) -> Vec<FactValue> {
    let rule = RuleId::parse(ELSEWHERE).and_then(|id| book.rule(&id));
    let duty = rule.and_then(|rule| rule.duty.as_ref());
    match duty.map(|duty| &duty.to) {
        Some(Addressees::Any(list) | Addressees::All(list)) => list.clone(),
        Some(Addressees::Nobody) | None => Vec::new(),
    }
}

/// The text that says what reports an office takes in.
#[must_use]
pub fn said(reception: Option<Reception>) -> &'static str {
    match reception {
        Some(Reception::Own) => "reception-own",
        Some(Reception::Public) => "reception-public",
        Some(Reception::ByHand) => "reception-by-hand",
        None => "reception-unsaid",
    }
}

/// A filing in a line.
#[must_use]
pub fn filed(filing: &Filing, book: &Book, voice: &Voice) -> String {
    let with = value_name(book, "recipient", &filing.authority);
    let words = [
        ("number", filing.number.clone().into()),
        ("with", with.in_language(voice.language()).to_owned().into()),
        ("day", filing.filed.to_string().into()),
    ];
    voice.with("reception-filed", words)
}

#[cfg(test)]
mod tests {
    use tidegate_core::id::OfficeId;
    use tidegate_core::office::{Bilingual, Change, Changed};

    use super::*;

    const NOW: &str = "2026-11-02T09:00:00Z";

    fn office(code: &str, decided: Vec<Changed>) -> Office {
        let change = |what| Change {
            what,
            recorded: "2020-01-01T00:00:00Z".parse().unwrap(),
            from: "2020-01-01".parse().unwrap(),
            by: "Wang".into(),
            reason: "so it is".into(),
        };
        Office {
            id: OfficeId::from_bytes([1; 16]),
            name: Bilingual { en: "Desk".into(), zh: "台".into() },
            jurisdiction: code.parse().unwrap(),
            zone: "Asia/Shanghai".parse().unwrap(),
            house_statutes: Default::default(),
            positions: Vec::new(),
            changes: decided.into_iter().map(change).collect(),
            residency: None,
        }
    }

    fn reports(about: Reception) -> Changed {
        Changed::Reports { about }
    }

    fn filed_with(authority: &str) -> Changed {
        let (authority, filed) = (authority.to_owned(), "2023-01-10".parse().unwrap());
        Changed::Filed(Filing { number: "0123".into(), authority, filed })
    }

    /// What each way gives at an instant: `-` for open.
    fn both(book: &Book, office: &Office, at: &str) -> [&'static str; 2] {
        [Way::Form, Way::ByHand].map(|way| match shut(book, office, way, at.parse().unwrap()) {
            None => "-",
            Some(Shut::NoForm) => "no form",
            Some(Shut::NotSaid { .. }) => "not said",
            Some(Shut::Forbidden { .. }) => "forbidden",
        })
    }

    #[test]
    fn a_platform_in_china_opens_once_it_is_filed_and_what_is_not_said_opens_nothing() {
        use Reception::{ByHand, Own, Public};
        let book = crate::book::load(None).unwrap();
        let filed = || filed_with("cn_miit");
        for (code, decided, expected) in [
            ("CN", vec![], ["not said", "not said"]),
            ("CN", vec![filed()], ["not said", "not said"]),
            ("CN", vec![reports(Own)], ["-", "-"]),
            ("CN", vec![reports(Public)], ["forbidden", "forbidden"]),
            ("CN", vec![reports(Public), filed()], ["-", "-"]),
            ("CN", vec![reports(Public), filed_with("cn_mps")], ["forbidden", "forbidden"]),
            (
                "CN",
                vec![reports(Public), filed(), Changed::FilingEnded],
                ["forbidden", "forbidden"],
            ),
            // A filing is of no harm to whoever needs none.
            ("CN", vec![filed(), reports(Own)], ["-", "-"]),
            ("CN", vec![reports(ByHand)], ["no form", "-"]),
            ("DE", vec![], ["-", "-"]),
            ("DE", vec![reports(Public)], ["-", "-"]),
            ("HK", vec![reports(Public)], ["-", "-"]),
            ("DE", vec![reports(ByHand)], ["no form", "-"]),
        ] {
            let office = office(code, decided);
            assert_eq!(both(&book, &office, NOW), expected, "{code} {:?}", office.changes);
        }
        let early = office("CN", vec![reports(Public)]);
        assert_eq!(both(&book, &early, "2021-08-31T15:59:59Z"), ["-", "-"], "no law yet");
        assert_eq!(both(&book, &early, "2021-08-31T16:00:00Z"), ["forbidden", "forbidden"]);
    }

    #[test]
    fn the_ground_is_cited_and_those_who_receive_instead_are_those_of_the_book() {
        let book = crate::book::load(None).unwrap();
        let office = office("CN", vec![reports(Reception::Public)]);
        let told = shut(&book, &office, Way::Form, NOW.parse().unwrap()).unwrap();
        let told = serde_json::to_value(&told).unwrap();
        assert_eq!(told["answer"]["grounds"][0]["rule"]["rule"], "cn-rmsv/10(1)/collect-unfiled");
        let elsewhere: Vec<String> = elsewhere(&book).iter().map(ToString::to_string).collect();
        assert_eq!(elsewhere, ["cn_miit", "cn_mps_centre", "cn_cncert", "cn_cnitsec"]);
    }
}
