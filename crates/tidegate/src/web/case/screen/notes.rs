//! What stands above a case: what its finder took back, who does not answer, and where it goes on.

use tidegate_core::case::Level;
use tidegate_core::event::TakenBack;

use super::super::coordination::silent_line;
use super::Reader;
use crate::say::coordination::SilenceTold;
use crate::say::instant;
use crate::say::taking_back::all_given;
use crate::say::told;

impl Reader<'_> {
    pub(super) fn taken_back(&self) -> Vec<String> {
        let line = |taken: tidegate_core::case::Entry<'_, TakenBack>| {
            let what = all_given(&taken.event.what, self.frame.voice());
            let words = [("what", what.into()), ("at", instant(taken.recorded, &self.zone).into())];
            self.frame.voice().with("take-back-office", words)
        };
        self.case.retractions().map(line).collect()
    }

    /// Who has not answered for so long that something is to be done.
    pub(super) fn silent(&self, silences: &[SilenceTold]) -> Vec<String> {
        let long = silences.iter().filter(|one| one.level > Level::Wait);
        let line = |one: &SilenceTold| {
            let said = silent_line(one, self.frame, &self.zone);
            format!("{}{}{said}", self.frame.pick(&one.who), self.frame.say("list-colon"))
        };
        long.map(line).collect()
    }

    pub(super) fn gone(&self) -> Option<String> {
        let (work, office) = (self.case.work(), self.visit.office().ok()?.office());
        let gone = work.gone()?;
        let to = told::goes_by(self.case.party(gone.offer.to)?, Some(office));
        let since = instant(gone.since()?, &office.zone.rules());
        let words = [("to", self.frame.pick(&to).to_owned().into()), ("since", since.into())];
        Some(self.frame.voice().with("transfer-gone", words))
    }
}
