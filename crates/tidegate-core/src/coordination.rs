//! Coordination among many parties: four machines of the field, pure, and what holds between them.
//!
//! The machines are those of CERT/CC's Vultron protocol (`CERTCC/Vultron` at `6883299d`, its code where its prose and
//! code differ): report management ([`ReportState`], one per participant), embargo management ([`EmbargoStage`], one
//! per case), a participant's consent to the embargo ([`Consent`]), and the state of the case ([`CaseState`]). Each is
//! a closed enumeration with one total function from state and step to the next state or the reason why not. Nothing
//! here knows an event; [`crate::case`] folds its events through them, and [`crate::command`] enforces what must hold.

mod across;
mod cs;
mod em;
mod pec;
mod rm;

pub use across::{Breach, Conduct, Joint, Path, may_be_remedied, may_exchange, may_propose};
pub use cs::{CaseState, Mark, NoMark, NotAState};
pub use em::{EmbargoStage, EmbargoStep, NoEmbargoStep};
pub use pec::{Consent, ConsentStep, NoConsentStep};
pub use rm::{NoReportStep, ReportState, ReportStep};
