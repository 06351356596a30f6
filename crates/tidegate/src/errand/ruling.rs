//! Recording a named person's decision on a flow for which nothing lawful is in time.

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::gate::{self, Barred, NoFlow};
use tidegate_core::id::RulingId;
use tidegate_core::ruling::RulingTerms;
use tidegate_core::situation::Flow;
use tidegate_law::time::Occurred;
use tidegate_law::{AnswerKind, Book};

use super::{Errand, NotDone, flowing, wrong};
use crate::desk::DeskError;
use crate::say::over;
use crate::say::recorded::RuledTold;
use crate::telling::draw;
use crate::words::Voice;

/// Who signs, why, and until when.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'s> {
    /// Who decides.
    pub by: &'s str,
    /// Who countersigns.
    pub countersigned_by: &'s str,
    /// Why.
    pub reasons: &'s str,
    /// When it ends, as it is written.
    pub expires: &'s str,
}

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
    /// Rules on a flow that a question names in the words of scenes.
    ///
    /// # Errors
    /// [`NotDone::Supposes`] where the question supposes content; as [`Errand::rule`].
    pub async fn rule_on(
        &self,
        name: &str,
        question: &str,
        signed: Signed<'_>,
    ) -> Result<RuledTold, NotDone> {
        let expires = self.until(signed.expires)?;
        let case = self.open(name, "ruling on a flow").await?;
        let put = flowing(self.book, self.desk.office(), case, question, self.desk.now())?;
        if put.supposes {
            return Err(NotDone::Supposes);
        }
        self.ruled(&put.case, put.flow, signed, expires).await
    }

    /// Rules on a flow. What the ruling goes over is computed at the instant of its recording, from the case as it then
    /// is. That the case was read for it is on the log before.
    ///
    /// # Errors
    /// [`NotDone::Said`] where there is no room for a ruling; what the case says no to.
    pub async fn rule(
        &self,
        name: &str,
        flow: Flow,
        signed: Signed<'_>,
    ) -> Result<RuledTold, NotDone> {
        let expires = self.until(signed.expires)?;
        let case = self.open(name, "ruling on a flow").await?;
        self.ruled(&case, flow, signed, expires).await
    }

    /// When a ruling ends. It is read before the case is opened.
    pub(super) fn until(&self, written: &str) -> Result<Timestamp, NotDone> {
        let zone = self.desk.office().zone.rules();
        Ok(Occurred::parse(written.trim(), Some(&zone)).map_err(wrong)?.last_instant())
    }

    async fn ruled(
        &self,
        case: &Case,
        flow: Flow,
        signed: Signed<'_>,
        expires: Timestamp,
    ) -> Result<RuledTold, NotDone> {
        let mut last = None;
        let terms = |case: &Case, at: Timestamp| -> Result<RulingTerms, NotRuled> {
            let signers = [signed.by, signed.countersigned_by].map(str::to_owned);
            let (terms, law) = self.terms(case, &flow, signers, signed.reasons, expires, at)?;
            last = Some((terms.clone(), law));
            Ok(terms)
        };
        let ack = self.desk.rule(self.actor, case.id(), terms).await;
        let ack = ack.map_err(|error| error.said(self.book))?;
        let unruled = || NotDone::Fault(anyhow::anyhow!("no ruling was made"));
        let (ruling, law) = last.ok_or_else(unruled)?;
        Ok(RuledTold {
            version: 1,
            case: case.id().to_string(),
            ruling,
            law,
            event: ack.events.start,
            leaf: ack.leaves.start,
            size: ack.head.size,
        })
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
