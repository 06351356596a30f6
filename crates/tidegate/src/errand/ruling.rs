//! A named person's decision on a flow for which nothing lawful is in time, as it stands at an instant.

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::gate::{self, Barred, NoFlow};
use tidegate_core::id::RulingId;
use tidegate_core::ruling::RulingTerms;
use tidegate_core::situation::Flow;
use tidegate_law::time::Occurred;
use tidegate_law::{AnswerKind, Book};

use super::{Errand, NotDone, wrong};
use crate::desk::DeskError;
use crate::say::over;
use crate::telling::draw;
use crate::words::Voice;

/// Why no ruling was recorded.
pub(super) enum NotRuled {
    Desk(DeskError),
    NoFlow(NoFlow),
    Barred(Barred, Timestamp),
}

impl From<DeskError> for NotRuled {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl NotRuled {
    pub(super) fn said(self, book: &Book) -> NotDone {
        match self {
            Self::Desk(error) => error.into(),
            Self::NoFlow(error) => wrong(error),
            Self::Barred(barred, at) => {
                NotDone::Said(Voice::in_both(|voice| over::barred(voice, book, at, &barred)))
            }
        }
    }
}

impl Errand<'_> {
    /// When a ruling ends. It is read before the case is opened.
    pub(super) fn until(&self, written: &str) -> Result<Timestamp, NotDone> {
        let zone = self.desk.office().zone.rules();
        Ok(Occurred::parse(written.trim(), Some(&zone)).map_err(wrong)?.last_instant())
    }

    /// A ruling on a flow as the case stands at an instant, with what the law says of the flow.
    pub(super) fn terms(
        &self,
        case: &Case,
        flow: &Flow,
        [decided_by, countersigned_by]: [String; 2],
        reasons: &str,
        expires: Timestamp,
        at: Timestamp,
    ) -> Result<(RulingTerms, AnswerKind), NotRuled> {
        let (book, office) = (self.book, self.desk.office());
        let adoption = gate::adoption_of(office, at);
        let law = gate::Desk { book, adoption: &adoption, office: Some(office) };
        let decision = gate::decide(&law, case, flow, at).map_err(NotRuled::NoFlow)?;
        let over = decision.over().map_err(|barred| NotRuled::Barred(barred, at))?;
        let terms = RulingTerms {
            id: RulingId::from_bytes(draw()),
            decided_by: decided_by.trim().to_owned(),
            countersigned_by: countersigned_by.trim().to_owned(),
            act: flow.act,
            from: flow.from,
            to: flow.to.clone(),
            items: flow.items.iter().copied().collect(),
            over,
            book: Some(decision.book),
            reasons: reasons.trim().to_owned(),
            recorded: at,
            expires: Some(expires),
        };
        Ok((terms, decision.law))
    }
}
