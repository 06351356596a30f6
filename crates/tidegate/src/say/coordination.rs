//! Where coordination stands, as it is told: who takes part, how far each is with the report, the embargo with its
//! proposals and answers, what has happened to the case, and what manufacturers say, or since when they say nothing.

pub mod id;
mod line;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::{
    Case, Heard, Level, Moment, Outcome, Participant, Patience, Proposal, Silence, Standing,
    makers, silences, standings,
};
use tidegate_core::coordination::{Consent, EmbargoStage, Mark, ReportState, ReportStep};
use tidegate_core::event::{ProductStatus, TermsAnswer};
use tidegate_core::id::PartyId;
use tidegate_core::office::Office;
use tidegate_law::Words;

use super::happened::started;
use super::owed::StartTold;
use super::schema::Bilingual;
use super::told::goes_by;

/// Where coordination of a case stands.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CoordinationTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// The instant at which it is told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The state of the case in six letters, a capital for what has happened: of knowledge and remedy what every
    /// manufacturer has reached.
    pub state: String,
    /// How far the embargo has come.
    #[schema(value_type = String)]
    pub embargo: EmbargoStage,
    /// The terms that hold.
    pub in_force: Option<InForceTold>,
    /// Who takes part.
    pub participants: Vec<ParticipantTold>,
    /// What was proposed, what can still be answered first, in the order in which it is decided.
    pub proposals: Vec<EmbargoTermsTold>,
    /// What has happened, and what has not.
    pub marks: Vec<MarkTold>,
    /// What each manufacturer says of each product.
    pub standings: Vec<StandingTold>,
    /// Of whom an answer is waited for, who is silent longest first.
    #[serde(default)]
    pub silences: Vec<SilenceTold>,
}

/// A participant of whom an answer is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SilenceTold {
    /// Who.
    #[schema(value_type = Bilingual)]
    pub who: Words,
    /// Its id.
    pub party: String,
    /// Since when nothing was heard.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// How long that is, as a step of the office's own patience: `wait`, `remind`, `escalate` or `decide`.
    #[schema(value_type = String)]
    pub level: Level,
    /// The next step.
    #[schema(value_type = Option<String>)]
    pub next: Option<Level>,
    /// When it is reached.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_at: Option<Timestamp>,
}

/// Since when something is so.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SinceTold {
    /// When it occurred.
    pub since: StartTold,
    /// The event of the case that says so.
    pub event: u64,
}

/// The terms of the embargo that holds.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct InForceTold {
    /// Until when; none until a remedy is there.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
    /// The zone in which the end was written.
    pub zone: Option<String>,
    /// Under which terms.
    pub terms: Option<String>,
    /// Whether the end has passed and nobody has recorded it.
    pub over: bool,
    /// Since when.
    pub since: SinceTold,
}

/// How a participant stands.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ParticipantTold {
    /// The party.
    pub party: String,
    /// What it is called.
    #[schema(value_type = Bilingual)]
    pub name: Words,
    /// How far it is with the report.
    #[schema(value_type = String)]
    pub report: ReportState,
    /// Since when.
    pub report_since: Option<SinceTold>,
    /// The steps with the report that are open to it.
    #[schema(value_type = Vec<String>)]
    pub steps: Vec<ReportStep>,
    /// Whether it agreed to the embargo.
    #[schema(value_type = String)]
    pub consent: Consent,
    /// Since when.
    pub consent_since: Option<SinceTold>,
    /// Whether an answer about an embargo is waited for.
    pub asked: bool,
    /// The state of the case for it, where it is a manufacturer.
    pub state: Option<String>,
}

/// Proposed terms with their answers.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EmbargoTermsTold {
    /// The proposal.
    pub proposal: String,
    /// By whom.
    #[schema(value_type = Bilingual)]
    pub by: Words,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    /// The zone in which the end was written.
    pub zone: String,
    /// Under which terms.
    pub terms: Option<String>,
    /// What became of it: `open`, `agreed`, `rejected` or `overtaken`.
    #[schema(value_type = String)]
    pub outcome: Outcome,
    /// Since when it is proposed.
    pub since: SinceTold,
    /// Who answered what.
    pub answers: Vec<TermsAnswered>,
    /// Who was asked and has not answered.
    #[schema(value_type = Vec<Bilingual>)]
    pub unanswered: Vec<Words>,
}

/// An answer to proposed terms.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TermsAnswered {
    /// Whose.
    #[schema(value_type = Bilingual)]
    pub who: Words,
    /// Which: `accepts`, `rejects` or `taken_as_accepted`.
    #[schema(value_type = String)]
    pub answer: TermsAnswer,
}

/// One of the six things that happen to a case.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MarkTold {
    /// Which.
    #[schema(value_type = String)]
    pub mark: Mark,
    /// Its letter.
    pub letter: String,
    /// Of which manufacturer, where it is one's own.
    #[schema(value_type = Option<Bilingual>)]
    pub of: Option<Words>,
    /// Its id.
    pub party: Option<String>,
    /// Since when; none where it has not happened.
    pub since: Option<SinceTold>,
}

/// What a manufacturer says of a product.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StandingTold {
    /// The manufacturer.
    #[schema(value_type = Bilingual)]
    pub manufacturer: Words,
    /// Its id.
    pub party: String,
    /// The product.
    pub product: Option<String>,
    /// Its id.
    pub product_id: Option<String>,
    /// The status: unknown until one is given.
    #[schema(value_type = String)]
    pub status: ProductStatus,
    /// Why.
    pub reason: Option<String>,
    /// Since when that status is given.
    pub given: Option<SinceTold>,
    /// Whether it was told.
    pub told: bool,
    /// Since when nothing was heard; none where it answered, or was not told.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub silent_since: Option<Timestamp>,
    /// How long that is, as a step: `wait`, `remind`, `escalate` or `decide`.
    #[schema(value_type = Option<String>)]
    pub level: Option<Level>,
    /// The next step.
    #[schema(value_type = Option<String>)]
    pub next: Option<Level>,
    /// When it is reached.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_at: Option<Timestamp>,
}

/// Where coordination of a case stands at an instant.
#[must_use]
pub fn coordination(
    office: &Office,
    case: &Case,
    patience: Patience,
    at: Timestamp,
) -> CoordinationTold {
    let teller = Named { office, case };
    let here = case.coordination();
    let mut proposals: Vec<&Proposal> = here.open();
    let mut decided: Vec<&Proposal> =
        here.proposals().filter(|one| one.outcome != Outcome::Open).collect();
    decided.sort_by_key(|one| std::cmp::Reverse(one.moment.seq));
    proposals.extend(decided);
    let all = standings(case, patience, at);
    CoordinationTold {
        version: 1,
        case: case.id().to_string(),
        handle: case.label().to_owned(),
        at,
        state: here.state(case).to_string(),
        embargo: here.stage(),
        in_force: here.in_force().map(|terms| InForceTold {
            until: terms.until,
            zone: terms.zone.as_ref().map(|zone| zone.name().to_owned()),
            terms: terms.terms.clone(),
            over: !here.binds(at),
            since: since(&terms.since),
        }),
        participants: here.participants().map(|(id, one)| teller.participant(id, one)).collect(),
        proposals: proposals.into_iter().map(|one| teller.terms(one)).collect(),
        marks: teller.marks(),
        standings: all.into_iter().map(|one| teller.standing(one)).collect(),
        silences: silent(office, case, patience, at),
    }
}

/// Of whom an answer is waited for in a case.
#[must_use]
pub fn silent(office: &Office, case: &Case, patience: Patience, at: Timestamp) -> Vec<SilenceTold> {
    let teller = Named { office, case };
    let told = |one: Silence| SilenceTold {
        who: teller.name(one.party),
        party: one.party.to_string(),
        since: one.since,
        level: one.level,
        next: one.next.map(|(level, _)| level),
        next_at: one.next.map(|(_, at)| at),
    };
    silences(case, patience, office.party(), at).into_iter().map(told).collect()
}

fn since(moment: &Moment) -> SinceTold {
    SinceTold { since: started(&moment.occurred), event: moment.seq }
}

/// Names parties as the office knows them.
struct Named<'n> {
    office: &'n Office,
    case: &'n Case,
}

impl Named<'_> {
    fn name(&self, id: PartyId) -> Words {
        match self.case.party(id) {
            Some(party) => goes_by(party, Some(self.office)),
            None => Words { en: id.to_string(), zh: id.to_string() },
        }
    }

    fn participant(&self, id: PartyId, one: &Participant) -> ParticipantTold {
        let here = self.case.coordination();
        let open = here.open();
        let proposed = open.iter().any(|one| one.unanswered().any(|party| party == id));
        let waits = matches!(one.consent.state, Consent::Invited | Consent::Lapsed);
        ParticipantTold {
            party: id.to_string(),
            name: self.name(id),
            report: one.report.state,
            report_since: one.report.since.as_ref().map(since),
            steps: one.report.state.steps().collect(),
            consent: one.consent.state,
            consent_since: one.consent.since.as_ref().map(since),
            asked: proposed || (waits && here.stage().holds()),
            state: makers(self.case).contains(&id).then(|| here.state_for(id).to_string()),
        }
    }

    fn terms(&self, one: &Proposal) -> EmbargoTermsTold {
        let answers = one.answers.iter();
        EmbargoTermsTold {
            proposal: one.proposed.proposal.to_string(),
            by: self.name(one.proposed.by),
            until: one.proposed.until,
            zone: one.proposed.zone.name().to_owned(),
            terms: one.proposed.terms.clone(),
            outcome: one.outcome,
            since: since(&one.moment),
            answers: answers
                .map(|(who, answer)| TermsAnswered { who: self.name(*who), answer: *answer })
                .collect(),
            unanswered: one.unanswered().map(|party| self.name(party)).collect(),
        }
    }

    /// The six things; those of the way of the remedy for each manufacturer.
    fn marks(&self) -> Vec<MarkTold> {
        let (here, makers) = (self.case.coordination(), makers(self.case));
        let mut all = Vec::new();
        for mark in Mark::ALL {
            let letter = mark.letter().to_string();
            match mark {
                Mark::ManufacturerAware | Mark::RemedyReady | Mark::RemedyDeployed => {
                    for maker in &makers {
                        let own = here.participant(*maker).and_then(|one| one.marks.get(&mark));
                        all.push(MarkTold {
                            mark,
                            letter: letter.clone(),
                            of: Some(self.name(*maker)),
                            party: Some(maker.to_string()),
                            since: own.map(since),
                        });
                    }
                }
                Mark::PublicAware | Mark::ExploitPublic | Mark::AttacksSeen => {
                    let since = here.world().get(&mark).map(since);
                    all.push(MarkTold { mark, letter, of: None, party: None, since });
                }
            }
        }
        all
    }

    fn standing(&self, one: Standing) -> StandingTold {
        let (silent_since, level, next) = match &one.heard {
            Heard::NothingSince { since, level, next } => (Some(*since), Some(*level), *next),
            Heard::NotTold | Heard::Answered => (None, None, None),
        };
        let product = one.product.and_then(|id| self.case.product(id));
        StandingTold {
            manufacturer: self.name(one.manufacturer),
            party: one.manufacturer.to_string(),
            product: product.map(|product| product.name.clone()),
            product_id: one.product.map(|id| id.to_string()),
            status: one.known(),
            reason: one.status.as_ref().map(|(given, _)| given.reason.clone()),
            given: one.status.as_ref().map(|(_, moment)| since(moment)),
            told: one.heard != Heard::NotTold,
            silent_since,
            level,
            next: next.map(|(level, _)| level),
            next_at: next.map(|(_, at)| at),
        }
    }
}
