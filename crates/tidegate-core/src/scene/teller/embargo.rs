//! Lines that record an embargo and its end.

use std::collections::BTreeSet;

use super::Teller;
use crate::event::{CaseEvent, EmbargoAgreed, EmbargoExited, ExitReason};
use crate::scene::not_read::{Form, NotRead};

impl Teller<'_> {
    /// `PARTY,PARTY[,PARTY] [until "DAY HH:MM"] [under TERMS]`, or `ends REASON`.
    pub(super) fn embargo(&self, words: &[&str]) -> Result<Vec<CaseEvent>, NotRead> {
        match words {
            ["ends", reason] => {
                Ok(vec![EmbargoExited { reason: ended(reason)?, because: None }.into()])
            }
            ["ends", reason, because @ ..] => {
                let because = Some(because.join(" "));
                Ok(vec![EmbargoExited { reason: ended(reason)?, because }.into()])
            }
            [] => Err(NotRead::form(Form::Embargo)),
            words => {
                let named = words.iter().take_while(|word| !matches!(**word, "until" | "under"));
                let count = named.clone().count();
                // A name in quotes is a word of its own, with the comma after it in the next.
                let parties: String = named.copied().collect();
                let parties: Vec<&str> = parties.split(',').collect();
                let rest = words.get(count..).unwrap_or_default();
                let (mut until, mut terms) = (None, None);
                let mut rest = rest.iter();
                while let Some(word) = rest.next() {
                    let said = rest.next().ok_or(NotRead::form(Form::Embargo))?;
                    match *word {
                        "until" => until = Some(*said),
                        "under" => terms = Some(*said),
                        _ => return Err(NotRead::form(Form::Embargo)),
                    }
                }
                Ok(vec![self.embargo_agreed(&parties, until, terms)?.into()])
            }
        }
    }

    /// That parties agreed on an embargo: between whom, until which instant and under which terms, if any were named.
    ///
    /// # Errors
    /// A name that the case does not know, an end that is no instant, terms that say nothing.
    pub fn embargo_agreed(
        &self,
        parties: &[&str],
        until: Option<&str>,
        terms: Option<&str>,
    ) -> Result<EmbargoAgreed, NotRead> {
        let named = parties.iter().map(|name| Ok(self.party(name.trim())?.id));
        let parties: BTreeSet<_> = named.collect::<Result<_, NotRead>>()?;
        let until = until.map(|text| {
            let end = self.time(text)?;
            if end.is_instant() {
                Ok(end.earliest())
            } else {
                Err(NotRead::NoHour(text.to_owned()))
            }
        });
        let terms = terms.map(str::trim);
        if terms.is_some_and(|terms| terms.is_empty() || terms.chars().count() > 200) {
            return Err(NotRead::Terms);
        }
        let zone = None;
        Ok(EmbargoAgreed {
            parties,
            until: until.transpose()?,
            zone,
            terms: terms.map(str::to_owned),
        })
    }
}

fn ended(word: &str) -> Result<ExitReason, NotRead> {
    match word {
        "expired" => Ok(ExitReason::Expired),
        "remedy" => Ok(ExitReason::Remedy),
        "public" => Ok(ExitReason::Public),
        "exploited" => Ok(ExitReason::Exploited),
        "other" => Ok(ExitReason::Other),
        _ => Err(NotRead::form(Form::Embargo)),
    }
}
