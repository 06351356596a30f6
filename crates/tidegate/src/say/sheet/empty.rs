//! Fields that the law names and in which nothing stands: told before anything is filed, and where a filing is on record,
//! because that a duty counts as met rests on what was really filed.

use tidegate_law::FieldBasis;

use super::SheetTold;
use crate::words::Voice;

impl SheetTold {
    /// The names of these fields; none where there are none.
    fn empty(&self, voice: &Voice) -> Option<String> {
        let of_law = self.gaps().filter(|field| field.basis == FieldBasis::Law);
        let names: Vec<&str> =
            of_law.map(|field| field.words.in_language(voice.language())).collect();
        (!names.is_empty()).then(|| names.join(&voice.say("list-comma")))
    }

    /// What is to be known of them before a filing is recorded, or where one is on record; none where there are none.
    #[must_use]
    pub fn unchecked(&self, voice: &Voice) -> Option<String> {
        let words = [("fields", self.empty(voice)?.into())];
        Some(match self.filed.is_empty() {
            true => voice.with("sheet-empty-before", words),
            false => voice.with("sheet-empty-filed", words),
        })
    }
}
