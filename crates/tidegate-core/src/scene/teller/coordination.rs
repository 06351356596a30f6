//! Lines of coordination: what a participant does with the report, proposes and answers about an embargo, what has
//! happened to the case, and what a manufacturer says of its product.

use std::collections::BTreeSet;

use super::{Keeping, Teller, bytes};
use crate::coordination::{Mark, ReportStep};
use crate::event::{
    CaseEvent, CaseMarked, EmbargoAnswered, EmbargoInvited, EmbargoProposed, ProductStatus,
    ReportManaged, StatusGiven, TermsAnswer,
};
use crate::id::{PartyId, TermsId};
use crate::office::Zone;
use crate::scene::not_read::{Form, NotRead};

/// The reason of a line that gives none.
const AS_SAID: &str = "as the source says";

impl Teller<'_> {
    /// What a line of coordination says; none where it is a line of another sort.
    pub(super) fn coordination(&self, words: &[&str]) -> Result<Option<CaseEvent>, NotRead> {
        let (said, because) = match words.iter().position(|word| *word == "because") {
            Some(place) => {
                (words.get(..place).unwrap_or_default(), words.get(place + 1..).unwrap_or_default())
            }
            None => (words, &[][..]),
        };
        let reason = (!because.is_empty()).then(|| because.join(" "));
        let event = match said {
            [who, does, "the", "report"] => self.managed(who, does, reason)?.into(),
            [who, "proposes", "an", "embargo", "until", rest @ ..] => {
                self.proposed(who, rest)?.into()
            }
            [who, answer @ ("accepts" | "rejects"), "the", "embargo", rest @ ..] => {
                self.answered(who, answer, rest, reason)?.into()
            }
            [who, "invites", whom, "to", "the", "embargo"] => {
                let (by, participant) = (self.party(who)?.id, self.party(whom)?.id);
                EmbargoInvited { participant, by }.into()
            }
            ["mark", mark] if self.find_party("mark").is_none() => {
                CaseMarked { mark: named(mark)?, manufacturer: None }.into()
            }
            ["mark", mark, "of", who] => {
                let manufacturer = Some(self.party(who)?.id);
                CaseMarked { mark: named(mark)?, manufacturer }.into()
            }
            [who, "says", product, "is", status] => {
                let known = ProductStatus::ALL.into_iter().find(|one| one.as_str() == *status);
                StatusGiven {
                    manufacturer: self.party(who)?.id,
                    product: self.product(product)?.id,
                    status: known.ok_or_else(|| NotRead::at(Form::Coordination, status))?,
                    reason: reason.unwrap_or_else(|| AS_SAID.to_owned()),
                }
                .into()
            }
            _ => return Ok(None),
        };
        Ok(Some(event))
    }

    fn managed(
        &self,
        who: &str,
        does: &str,
        reason: Option<String>,
    ) -> Result<ReportManaged, NotRead> {
        let step = match does {
            "receives" => ReportStep::Receive,
            "validates" => ReportStep::Validate,
            "invalidates" => ReportStep::Invalidate,
            "accepts" => ReportStep::Accept,
            "defers" => ReportStep::Defer,
            "closes" => ReportStep::Close,
            other => return Err(NotRead::at(Form::Coordination, other)),
        };
        let participant = self.party(who)?.id;
        let reason = reason.unwrap_or_else(|| AS_SAID.to_owned());
        Ok(ReportManaged { participant, step, reason })
    }

    /// `DAY HH:MM [OFFSET] [to PARTY,PARTY] [under TERMS]`; without anybody named it is put to all others.
    fn proposed(&self, who: &str, rest: &[&str]) -> Result<EmbargoProposed, NotRead> {
        let by = self.party(who)?.id;
        let time = rest.iter().take_while(|word| !matches!(**word, "to" | "under"));
        let time: Vec<&str> = time.copied().collect();
        let until = self.hour(&time.join(" "))?;
        let (mut to, mut terms) = (BTreeSet::new(), None);
        let mut rest = rest.get(time.len()..).unwrap_or_default().iter();
        while let Some(word) = rest.next() {
            let said = rest.next().ok_or(NotRead::form(Form::Coordination))?;
            match *word {
                "to" => {
                    let named = said.split(',').map(|name| Ok(self.party(name.trim())?.id));
                    to = named.collect::<Result<BTreeSet<PartyId>, NotRead>>()?;
                }
                "under" => terms = Some((*said).to_owned()),
                other => return Err(NotRead::at(Form::Coordination, other)),
            }
        }
        if to.is_empty() {
            to = self.case.parties().map(|party| party.id).filter(|party| *party != by).collect();
        }
        let zone = self.zone.iana_name().unwrap_or("UTC").parse::<Zone>();
        let zone = zone.or_else(|_| "UTC".parse()).map_err(|_| NotRead::form(Form::Zone))?;
        let id = match self.keeping {
            Keeping::Scene => bytes("terms", &format!("{who} {}", time.join(" "))),
            Keeping::Case(draw) => draw(),
        };
        let proposal = TermsId::from_bytes(id);
        Ok(EmbargoProposed { proposal, by, to, until, zone, terms })
    }

    /// The proposal that a party can answer: that of a named end, else the one that ends first; without any, the
    /// embargo that holds.
    fn answered(
        &self,
        who: &str,
        answer: &str,
        rest: &[&str],
        reason: Option<String>,
    ) -> Result<EmbargoAnswered, NotRead> {
        let by = self.party(who)?.id;
        let end = match rest {
            [] => None,
            ["until", time @ ..] => Some(self.hour(&time.join(" "))?),
            _ => return Err(NotRead::form(Form::Coordination)),
        };
        let open = self.case.coordination().open();
        let mut asked = open.into_iter().filter(|one| one.unanswered().any(|party| party == by));
        let found = asked.find(|one| end.is_none_or(|end| one.proposed.until == end));
        if end.is_some() && found.is_none() {
            return Err(NotRead::form(Form::Coordination));
        }
        let answer = if answer == "accepts" { TermsAnswer::Accepts } else { TermsAnswer::Rejects };
        let proposal = found.map(|one| one.proposed.proposal);
        Ok(EmbargoAnswered { proposal, by, answer, reason })
    }

    /// An instant to the minute.
    fn hour(&self, text: &str) -> Result<jiff::Timestamp, NotRead> {
        let end = self.time(text)?;
        if end.is_instant() { Ok(end.earliest()) } else { Err(NotRead::NoHour(text.to_owned())) }
    }
}

fn named(word: &str) -> Result<Mark, NotRead> {
    let mark = Mark::ALL.into_iter().find(|mark| mark.as_str() == word);
    mark.ok_or_else(|| NotRead::at(Form::Coordination, word))
}
