//! Judging the report of a case, and answering who reported.
//!
//! A judgement acknowledges the report where nobody did, so nobody is judged who was not told that the report arrived. A
//! duplicate is joined to the case that it repeats: its reporters follow that case, nothing is moved, and what is owed in
//! either stays owed.

use std::collections::BTreeSet;

use tidegate_core::case::Case;
use tidegate_core::command::{NoWork, Rejection, Verb};
use tidegate_core::event::{
    Acknowledged, Arranged, Arrangement, ReasonCode, Relation, ReportPart, Triaged,
};
use tidegate_core::id::SessionId;
use tidegate_core::item::ContentClass;

use super::work::{same_circle, word, written};
use super::{Errand, NotDone, wrong};
use crate::finder::message::{Between, Replied, Reply};
use crate::say::recorded::RecordedTold;
use crate::say::work::{JudgedTold, answer};

/// A judgement as somebody gives it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Judging<'j> {
    /// The code.
    pub code: &'j str,
    /// Why, beyond the code.
    pub reason: Option<&'j str>,
    /// The case that it repeats, by handle or id.
    pub duplicate_of: Option<&'j str>,
    /// What is missing, by words.
    pub missing: &'j [&'j str],
    /// Whether who reported is written to.
    pub tell: bool,
    /// What is written; what the code means if nothing.
    pub answer: Option<&'j str>,
}

/// A judgement that is on record, with what the gate made of the answer.
#[derive(Debug)]
pub struct Judged {
    /// What was recorded.
    pub recorded: RecordedTold,
    /// The answer.
    pub replied: Option<Replied>,
}

/// The code of a judgement with this word.
///
/// # Errors
/// [`NotDone::Said`] with those that there are.
pub fn reason_of(code: &str) -> Result<ReasonCode, NotDone> {
    word(code, ReasonCode::from_word(code), ReasonCode::ALL.iter().map(|one| one.as_str()))
}

/// The parts of a report with these words.
fn parts_of(words: &[&str]) -> Result<BTreeSet<ReportPart>, NotDone> {
    let part = |part: &&str| {
        let all = ReportPart::ALL.iter().map(|one| one.as_str());
        word(part, ReportPart::from_word(part), all)
    };
    words.iter().map(part).collect()
}

impl Judging<'_> {
    /// What is written to who reported, where that is wanted.
    ///
    /// # Errors
    /// A code or a part that does not exist; a text that cannot be sent.
    pub(super) fn reply(&self) -> Result<Option<Reply>, NotDone> {
        let (code, missing) = (reason_of(self.code)?, parts_of(self.missing)?);
        let text = match (self.tell, written(self.answer)) {
            (_, Some(text)) => text.to_owned(),
            (true, None) => answer(code, &missing),
            (false, None) => return Ok(None),
        };
        super::reply(&text, ContentClass::Existence.as_str(), true).map(Some)
    }
}

impl Errand<'_> {
    /// What a judgement records in a case, the acknowledgement of its report first where nobody gave it, and the case that
    /// it repeats.
    ///
    /// # Errors
    /// As [`Errand::judge`].
    pub(super) async fn judging(
        &self,
        case: &Case,
        judging: Judging<'_>,
    ) -> Result<(Vec<Verb>, Option<Case>), NotDone> {
        let code = reason_of(judging.code)?;
        let missing = parts_of(judging.missing)?;
        let main = match (code, written(judging.duplicate_of)) {
            (ReasonCode::Duplicate, Some(other)) => Some(self.main(other).await?),
            (ReasonCode::Duplicate, None) => return Err(wrong(Rejection::DuplicateOf)),
            (_, _) => None,
        };
        if let Some(main) = &main {
            same_circle(&case.circle(), &main.circle())?;
        }
        let reason = written(judging.reason).unwrap_or(code.as_str()).to_owned();
        let duplicate_of = main.as_ref().map(Case::id);
        let verdict = code.verdict();
        let code = Some(code);
        let triaged = Triaged { verdict, reason, duplicate_of, code, missing };
        let mut verbs: Vec<Verb> = self.first_acknowledged(case).into_iter().collect();
        verbs.push(Verb::Triage(triaged));
        match (&main, case.work().merged_into()) {
            (Some(main), Some(link)) if link.other != main.id() => {
                return Err(wrong(Rejection::from(NoWork::GoesOnIn(link.handle.clone()))));
            }
            (Some(main), None) => verbs.push(linked(main, Relation::MergedInto)),
            (Some(_) | None, _) => {}
        }
        Ok((verbs, main))
    }

    /// Lets the case that another repeats name it, where it does not yet.
    pub(super) async fn takes_up(&self, main: &Case, case: &Case) -> Result<(), NotDone> {
        let known = main.work().links.iter().any(|link| link.other == case.id());
        if !known {
            self.in_order(main, vec![linked(case, Relation::MergedFrom)]).await?;
        }
        Ok(())
    }

    /// Judges the report of a case, and answers who reported where that is wanted.
    ///
    /// # Errors
    /// As [`Errand::open`]; a code or a part that does not exist; what the case says no to. What the gate says of the
    /// answer is no error: the judgement stands, and the answer waits in the case.
    pub async fn judge(
        &self,
        name: &str,
        judging: Judging<'_>,
        session: SessionId,
    ) -> Result<Judged, NotDone> {
        // What cannot be sent is known before anything is recorded.
        let reply = judging.reply()?;
        let case = self.open(name, "judging the report").await?;
        let (verbs, main) = self.judging(&case, judging).await?;
        let recorded = self.in_order(&case, verbs).await?;
        if let Some(main) = main {
            self.takes_up(&main, &case).await?;
        }
        let replied = match reply {
            Some(reply) => Some(self.write(name, reply, session).await?.1),
            None => None,
        };
        Ok(Judged { recorded, replied })
    }

    /// What became of a judgement, in the form in which it is told.
    #[must_use]
    pub fn judged(&self, judged: Judged) -> JudgedTold {
        let replied = judged.replied.as_ref().map(|replied| self.replied(replied));
        JudgedTold { version: 1, recorded: judged.recorded, replied }
    }

    /// The case in which a matter goes on: of a case that was merged, the one into which it was.
    async fn main(&self, name: &str) -> Result<Case, NotDone> {
        let row = self.other_case(name).await?;
        let case = self.open(&row.handle, "looking at the case that a report repeats").await?;
        match case.work().merged_into() {
            Some(link) => Err(wrong(Rejection::from(NoWork::GoesOnIn(link.handle.clone())))),
            None => Ok(case),
        }
    }

    /// The acknowledgement of a report that nobody acknowledged yet.
    fn first_acknowledged(&self, case: &Case) -> Option<Verb> {
        let report = Between::of(case)?.report;
        let by = self.desk.office_party();
        (!case.is_acknowledged(report)).then_some(Verb::Acknowledge(Acknowledged { report, by }))
    }
}

fn linked(other: &Case, how: Relation) -> Verb {
    let (other, handle) = (other.id(), other.label().to_owned());
    Verb::Arrange(Arranged { arrangement: Arrangement::Linked { other, handle, how } })
}
