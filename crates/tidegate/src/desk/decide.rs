//! Asking the gate: the decision is on the log, under a signed head, before anything opens.
//!
//! The gate is pure and lives in the core; the desk gives it the case and the instant, and records what it
//! answers once Cedar has confirmed it. The question may be put more than once, if the case changes while it is asked.

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::{NotCanonical, Salt, canonical};
use tidegate_core::embargo::{Clearance, Permit, Release};
use tidegate_core::event::{Actor, DecisionRecorded};
use tidegate_core::gate::{Confirmed, GateDecision};
use tidegate_core::id::{CaseId, ItemId, PartyId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_log::Inclusion;

use super::act::{ATTEMPTS, seal_events};
use super::archive::Loaded;
use super::{Ack, Desk, DeskError};
use crate::keys::Random;
use crate::store::rows::RecordKind;
use crate::store::writer::{Basis, SubmitError};

/// What a decision lets happen.
enum Outcome {
    /// The flow may take place.
    Permit(Permit),
    /// A ruling lets it take place.
    Release(Release),
    /// It may not, or not yet.
    Nothing,
}

impl Outcome {
    fn of(confirmed: &Confirmed, session: SessionId) -> Result<Self, NotCanonical> {
        Ok(match (confirmed.permit(session)?, confirmed.release(session)?) {
            (Some(permit), _) => Self::Permit(permit),
            (None, Some(release)) => Self::Release(release),
            (None, None) => Self::Nothing,
        })
    }
}

/// A decision on the log.
#[derive(Debug)]
pub struct Asked {
    /// The decision.
    pub decision: GateDecision,
    /// The event, with the answer.
    pub event: DecisionRecorded,
    /// The canonical bytes of the decision.
    pub canonical: Vec<u8>,
    /// The acknowledgement.
    pub ack: Ack,
    /// The decision's verified place in the log.
    pub inclusion: Inclusion,
    /// The salt that opens its leaf.
    pub salt: Salt,
    /// The right to open the items, if the answer lets them out.
    pub clearance: Option<Clearance>,
}

impl Desk {
    /// Puts a flow to the gate and records what it answers, whatever that is. `gate` is
    /// [`tidegate_core::gate::confirmed`] with its book and flow bound: what Cedar has not confirmed is not recorded. A
    /// clearance is good for `session` alone.
    ///
    /// # Errors
    /// Whatever `gate` gives;
    /// [`DeskError::NotCleared`] if five minutes passed before the decision was on the log; as [`Desk::act`].
    pub async fn decide<E: Into<DeskError>>(
        &self,
        actor: &Actor,
        case: CaseId,
        source: &str,
        session: SessionId,
        mut gate: impl FnMut(&Case, Timestamp) -> Result<Confirmed, E>,
    ) -> Result<Asked, DeskError> {
        let _turn = self.turns.take(case).await;
        for _ in 0..ATTEMPTS {
            let Loaded { case: mut opened, key } = self.load(case).await?;
            let at = self.now();
            let confirmed = gate(&opened, at).map_err(Into::into)?;
            let bytes = canonical(confirmed.decision())?;
            let decided = confirmed.decision().event()?;
            let withheld = withheld(&opened, &decided, actor, self.office_party());
            let outcome = Outcome::of(&confirmed, session)?;
            let outcome = if withheld { Outcome::Nothing } else { outcome };
            let command = Command::new(Verb::RecordDecision(decided.clone()), source);
            let version = opened.version();
            let events = opened.handle(&command, actor, at)?;
            let sealer = self.archive().sealer(case, &key);
            let salt = Salt::from_bytes(Random::salt()?);
            let entry = sealer.beside(RecordKind::Decision, &salt, &bytes)?;
            let data = entry.leaf.clone();
            let mut entries = seal_events(&sealer, &events)?;
            entries.push(entry);
            for event in events {
                opened.apply(event).map_err(|misfit| DeskError::Misfit { case, misfit })?;
            }
            let basis = Basis::Version(version);
            let submission = self.submission(&opened, at, basis, entries, Vec::new(), None);
            match self.writer.submit(submission).await {
                Ok(committed) => {
                    let ack = self.ack(committed).await?;
                    let leaf = ack.leaves.end.saturating_sub(1);
                    let inclusion = self.archive().include(&data, leaf, &ack.head).await?;
                    let clearance = self.cleared(outcome, &inclusion, &salt)?;
                    let (event, decision) = (decided, confirmed.into_decision());
                    let canonical = bytes;
                    return Ok(Asked {
                        decision,
                        event,
                        canonical,
                        ack,
                        inclusion,
                        salt,
                        clearance,
                    });
                }
                Err(SubmitError::Stale) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(DeskError::Contended(case))
    }

    fn cleared(
        &self,
        outcome: Outcome,
        inclusion: &Inclusion,
        salt: &Salt,
    ) -> Result<Option<Clearance>, DeskError> {
        let now = self.now();
        Ok(match outcome {
            Outcome::Permit(permit) => Some(permit.clear(inclusion, salt, now)?),
            Outcome::Release(release) => Some(release.clear(inclusion, salt, now)?),
            Outcome::Nothing => None,
        })
    }
}

/// A member acts for the office alone: asked what another party may do, the gate answers, and gives no
/// clearance over the office's store. Who the finder is opens to nobody but the finder itself.
fn withheld(case: &Case, decision: &DecisionRecorded, actor: &Actor, office: PartyId) -> bool {
    let identity = |item: &ItemId| {
        case.item(*item).is_some_and(|known| known.item.class == ContentClass::FinderIdentity)
    };
    let own = *actor == Actor::Party(decision.from);
    let for_office = matches!(actor, Actor::Member(_)) && decision.from == office;
    !own && (!for_office || decision.items.iter().any(identity))
}
