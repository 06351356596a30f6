//! What holds between the machines, and which states of all of them one participant can be in.

use super::{CaseState, EmbargoStage, Mark, ReportState};

/// What a participant does about the remedy: whether it has a way of the remedy of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conduct {
    /// Any participant, before anything is known of it.
    Any,
    /// A manufacturer that does not deploy.
    Manufacturer,
    /// A manufacturer that deploys.
    DeployingManufacturer,
    /// One that deploys what others make.
    Deployer,
    /// A finder, a coordinator, anybody else.
    Other,
}

/// Where a participant stands on the way of the remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Path {
    /// It has no such way.
    None,
    /// It does not know, or has not deployed.
    Unaware,
    /// It knows.
    Aware,
    /// Its remedy is ready.
    Ready,
    /// The remedy is deployed.
    Deployed,
}

/// What contradicts what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Breach {
    /// A remedy is ready or deployed by one who has not accepted the report (CSB-18-001).
    #[error("a remedy is ready or deployed only once the report was accepted")]
    RemedyBeforeAccepting,
    /// An embargo holds although something is public or attacks were seen (CSB-18-002 to CSB-18-004).
    #[error("an embargo holds although `{}` has happened", .0.as_str())]
    EmbargoAfter(Mark),
}

/// The state of one participant over all machines; where a machine does not matter, it is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Joint {
    /// It does not know of the report yet, or is done with it: the rest does not matter to it.
    Outside(ReportState),
    /// It has the report and nothing is public.
    Quiet {
        /// How far it is with the report.
        report: ReportState,
        /// How far the embargo is.
        embargo: EmbargoStage,
        /// Where it stands on the way of the remedy.
        path: Path,
        /// Whether attacks were seen.
        attacks: bool,
    },
    /// It has the report and the flaw is public: the embargo does not matter any more.
    Public {
        /// How far it is with the report.
        report: ReportState,
        /// Where it stands on the way of the remedy.
        path: Path,
        /// Whether an exploit is public.
        exploit: bool,
        /// Whether attacks were seen.
        attacks: bool,
    },
}

/// Whether a participant in this state of its report may say that a remedy is ready or deployed: it has accepted the
/// report, and may have let it wait or closed it since (CSB-18-001).
///
/// # Errors
/// That it has not.
pub fn may_be_remedied(report: ReportState) -> Result<(), Breach> {
    match report {
        ReportState::Accepted | ReportState::Deferred | ReportState::Closed => Ok(()),
        ReportState::Start | ReportState::Received | ReportState::Invalid | ReportState::Valid => {
            Err(Breach::RemedyBeforeAccepting)
        }
    }
}

/// Whether the report may be sent on by a participant: only by one that has accepted it (RMB-13-001).
#[must_use]
pub fn may_exchange(report: ReportState) -> bool {
    report == ReportState::Accepted
}

/// Whether an embargo may be proposed or accepted: nothing is public and no attack was seen, and for a first embargo no
/// remedy is ready.
///
/// # Errors
/// What has happened.
pub fn may_propose(embargo: EmbargoStage, case: CaseState) -> Result<(), Breach> {
    let mut against = vec![Mark::PublicAware, Mark::ExploitPublic, Mark::AttacksSeen];
    if !embargo.holds() {
        against.push(Mark::RemedyReady);
    }
    match against.into_iter().find(|mark| case.has(*mark)) {
        Some(mark) => Err(Breach::EmbargoAfter(mark)),
        None => Ok(()),
    }
}

impl Conduct {
    /// Where one that conducts itself so can stand on the way of the remedy while its report is in this state.
    #[must_use]
    pub fn paths(self, report: ReportState) -> &'static [Path] {
        let prioritised = matches!(report, ReportState::Deferred | ReportState::Accepted);
        match (self, prioritised) {
            (Self::Any, _) => {
                &[Path::None, Path::Unaware, Path::Aware, Path::Ready, Path::Deployed]
            }
            (Self::Manufacturer | Self::DeployingManufacturer, false) => &[Path::Aware],
            (Self::Manufacturer, true) => &[Path::Aware, Path::Ready],
            (Self::DeployingManufacturer, true) => &[Path::Aware, Path::Ready, Path::Deployed],
            (Self::Deployer, false) => &[Path::Unaware],
            (Self::Deployer, true) => &[Path::Unaware, Path::Deployed],
            (Self::Other, _) => &[Path::None],
        }
    }

    /// Every state that such a participant can be in.
    #[must_use]
    pub fn states(self) -> Vec<Joint> {
        let mut states = Vec::new();
        for report in ReportState::ALL {
            if matches!(report, ReportState::Start | ReportState::Closed) {
                states.push(Joint::Outside(report));
                continue;
            }
            for path in self.paths(report).iter().copied() {
                for attacks in [false, true] {
                    let quiet = |embargo| Joint::Quiet { report, embargo, path, attacks };
                    states.extend(EmbargoStage::ALL.map(quiet));
                    let public = |exploit| Joint::Public { report, path, exploit, attacks };
                    states.extend([false, true].map(public));
                }
            }
        }
        states
    }
}
