//! What an office asks of whom over all its cases. Which cases have directives is kept; each that is looked at is opened
//! for the list, and that is on the log.

use serde::{Deserialize, Serialize};
use tidegate_core::directive::Awaits;

use super::{Errand, NotDone};
use crate::clocks::Clocks;
use crate::clocks::directs::Directs;
use crate::desk::DeskError;
use crate::follow::{self, Left};
use crate::say::directed::{DirectiveListed, DirectivesListedTold};

/// Up to how many events of a moment ago are taken up before a list is shown; more are left to the worker.
const FRESH: u32 = 20;
/// In how many cases is looked at most; those in which something is due first come first.
const MOST: u32 = 200;
/// Why the cases are opened.
const PURPOSE: &str = "the list of directives";

/// What is chosen of the list, as an address has it. Empty fields choose nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DirectivesWritten {
    /// What it waits for: `open` for all that still ask for something, else `answer`, `measures`, `review`,
    /// `verification`, `met`, `withdrawn` or `replaced`.
    pub state: String,
    /// `directive` or `request`.
    pub kind: String,
    /// `yes` for those of which something is late.
    pub late: String,
    /// A part of the name of the bearer.
    pub bearer: String,
}

/// Which states are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InState {
    Any,
    Open,
    One(Awaits),
}

/// What is chosen, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectivesChosen {
    state: InState,
    binding: Option<bool>,
    late: Option<bool>,
    bearer: String,
}

impl DirectivesWritten {
    /// The words for states in addresses, with the texts that say them.
    #[must_use]
    pub fn states() -> Vec<(&'static str, &'static str)> {
        let each = Awaits::ALL.map(|one| (one.as_str(), crate::say::directive::awaiting(one)));
        [("", "register-every"), ("open", "directed-open")].into_iter().chain(each).collect()
    }

    /// The fields that choose something.
    #[must_use]
    pub fn query(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("state", &self.state),
            ("kind", &self.kind),
            ("late", &self.late),
            ("bearer", &self.bearer),
        ];
        let said = all.into_iter().filter(|(_, value)| !value.is_empty());
        said.map(|(name, value)| (name, value.as_str())).collect()
    }

    /// What is chosen; none where a word is not one of those that there are.
    #[must_use]
    pub fn read(&self) -> Option<DirectivesChosen> {
        let state = match self.state.as_str() {
            "" => InState::Any,
            "open" => InState::Open,
            word => InState::One(Awaits::ALL.into_iter().find(|one| one.as_str() == word)?),
        };
        let binding = match self.kind.as_str() {
            "" => None,
            "directive" => Some(true),
            "request" => Some(false),
            _ => return None,
        };
        let late = match self.late.as_str() {
            "" => None,
            "yes" => Some(true),
            "no" => Some(false),
            _ => return None,
        };
        let bearer = self.bearer.trim().to_lowercase();
        (bearer.chars().count() <= 200).then_some(DirectivesChosen { state, binding, late, bearer })
    }
}

impl DirectivesChosen {
    fn holds(&self, one: &DirectiveListed) -> bool {
        let state = match self.state {
            InState::Any => true,
            InState::Open => one.is_open(),
            InState::One(state) => one.awaiting() == Some(state),
        };
        let named = |name: &str| name.to_lowercase().contains(&self.bearer);
        state
            && self.binding.is_none_or(|binding| binding == one.binding)
            && self.late.is_none_or(|late| late == one.late)
            && (named(&one.to.en) || named(&one.to.zh))
    }
}

impl Errand<'_> {
    /// The directives and requests over all cases, what is late first.
    ///
    /// # Errors
    /// What the desk may give.
    pub async fn directives_everywhere(
        &self,
        chosen: &DirectivesChosen,
    ) -> Result<DirectivesListedTold, NotDone> {
        let desk = self.desk;
        let left = follow::round_if_short(&Clocks, desk, self.book, FRESH).await?;
        let kept = desk.kept_by_due::<Directs>(None, None, MOST).await?;
        let all = desk.kept_count::<Directs>().await?;
        let (at, mut opened, mut directives) = (desk.now(), 0, Vec::new());
        for row in &kept {
            let case = match desk.open_case(self.actor, row.thing.case, PURPOSE).await {
                Ok(case) => case,
                Err(DeskError::Erased(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            opened += 1;
            let told = self.directed(&case).directives.into_iter();
            directives.extend(told.map(|one| DirectiveListed::of(case.label(), one)));
        }
        directives.retain(|one| chosen.holds(one));
        directives.sort_by_key(DirectiveListed::place);
        let left_out = all.saturating_sub(u64::try_from(kept.len()).unwrap_or(u64::MAX));
        let behind = left == Left::More;
        Ok(DirectivesListedTold { version: 1, at, behind, opened, left_out, directives })
    }
}
