//! Asking the gate: the decision is on the log, under a signed head, before anything opens.
//!
//! The gate is pure and lives in the core; the desk gives it the case and the instant, and takes what it
//! answers as [`Decided`]. The question may be put more than once, if the case changes while it is asked.

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::{Digest, NotCanonical, Salt, canonical};
use tidegate_core::embargo::{Clearance, Permit, Release};
use tidegate_core::event::{Actor, DecisionRecorded};
use tidegate_core::gate::GateDecision;
use tidegate_core::id::{CaseId, ItemId, PartyId, SessionId};
use tidegate_core::item::ContentClass;
use tidegate_log::Inclusion;

use super::act::{ATTEMPTS, seal_events};
use super::archive::Loaded;
use super::{Ack, Desk, DeskError};
use crate::keys::Random;
use crate::store::rows::RecordKind;
use crate::store::writer::{Basis, SubmitError};

/// What the gate answered, as the desk records it.
#[derive(Debug)]
pub struct Decided {
    /// The canonical bytes of the whole decision with its grounds; kept sealed, committed to by a leaf.
    pub canonical: Vec<u8>,
    /// The event that says in the case that it was taken; its digest is that of the canonical bytes.
    pub event: DecisionRecorded,
    /// What it lets happen.
    pub outcome: Outcome,
}

impl Decided {
    /// What the desk records of a decision of the gate, and what it lets happen in one session.
    ///
    /// # Errors
    /// [`NotCanonical`] if the decision has no canonical form, which its types exclude.
    pub fn of(decision: &GateDecision, session: SessionId) -> Result<Self, NotCanonical> {
        let canonical = canonical(decision)?;
        let event = decision.event()?;
        let outcome = match (decision.permit(session)?, decision.release(session)?) {
            (Some(permit), _) => Outcome::Permit(permit),
            (None, Some(release)) => Outcome::Release(release),
            (None, None) => Outcome::Nothing,
        };
        Ok(Self { canonical, event, outcome })
    }
}

/// What a decision lets happen.
#[derive(Debug)]
pub enum Outcome {
    /// The flow may take place.
    Permit(Permit),
    /// A ruling lets it take place.
    Release(Release),
    /// It may not, or not yet.
    Nothing,
}

/// A decision on the log.
#[derive(Debug)]
pub struct Asked {
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
    /// `tidegate_core::gate::decide` with its book, flow and session bound.
    ///
    /// # Errors
    /// whatever `gate` gives; [`DeskError::OtherDigest`] if the digest is not of the canonical bytes;
    /// [`DeskError::NotCleared`] if five minutes passed before the decision was on the log; as [`Desk::act`].
    pub async fn decide<E: Into<DeskError>>(
        &self,
        actor: &Actor,
        case: CaseId,
        source: &str,
        mut gate: impl FnMut(&Case, Timestamp) -> Result<Decided, E>,
    ) -> Result<Asked, DeskError> {
        let _turn = self.turns.take(case).await;
        for _ in 0..ATTEMPTS {
            let Loaded { case: mut opened, key } = self.archive().load(case).await?;
            let at = self.now();
            let mut decided = gate(&opened, at).map_err(Into::into)?;
            if Digest::of(&decided.canonical) != decided.event.decision {
                return Err(DeskError::OtherDigest);
            }
            if withheld(&opened, &decided.event, actor, self.office_party()) {
                decided.outcome = Outcome::Nothing;
            }
            let command = Command::new(Verb::RecordDecision(decided.event.clone()), source);
            let version = opened.version();
            let events = opened.handle(&command, actor, at)?;
            let sealer = self.archive().sealer(case, &key);
            let salt = Salt::from_bytes(Random::salt()?);
            let decision = sealer.beside(RecordKind::Decision, &salt, &decided.canonical)?;
            let data = decision.leaf.clone();
            let mut entries = seal_events(&sealer, &events)?;
            entries.push(decision);
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
                    return self.asked(decided, ack, inclusion, salt);
                }
                Err(SubmitError::Stale) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(DeskError::Contended(case))
    }

    fn asked(
        &self,
        decided: Decided,
        ack: Ack,
        inclusion: Inclusion,
        salt: Salt,
    ) -> Result<Asked, DeskError> {
        let Decided { canonical, event, outcome } = decided;
        let now = self.now();
        let clearance = match outcome {
            Outcome::Permit(permit) => Some(permit.clear(&inclusion, &salt, now)?),
            Outcome::Release(release) => Some(release.clear(&inclusion, &salt, now)?),
            Outcome::Nothing => None,
        };
        Ok(Asked { event, canonical, ack, inclusion, salt, clearance })
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
