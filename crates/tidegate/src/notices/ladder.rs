//! The ladder of an office: who is told when a deadline is near, now or over.
//!
//! A ladder is what the office chose; `raising` finds which steps are reached and who is told.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::relay::is_address;
use crate::clocks::Clocks;
use crate::desk::{Desk, DeskError, Kept};
use crate::follow::{Followed, Follower as _};
use crate::people::MemberRole;

/// How many steps a ladder may have.
const MOST: usize = 24;
/// How far from the due time a step may be, in minutes: a year.
const FARTHEST: i64 = 366 * 24 * 60;

/// Whom a step tells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Whom {
    /// Every member in this role who left an address.
    Role(MemberRole),
    /// This member, by login.
    Member(String),
    /// This mail address.
    Address(String),
    /// The address that the office itself reads.
    Office,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// When, in minutes after the due time; before it where negative.
    pub minutes: i64,
    /// Whom it tells.
    pub to: Vec<Whom>,
}

impl Step {
    /// When a clock that is due at `due` reaches it.
    #[must_use]
    pub fn moment(&self, due: Timestamp) -> Option<Timestamp> {
        due.checked_add(SignedDuration::from_mins(self.minutes)).ok()
    }
}

/// The steps of an office, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// The version of this form.
    pub version: u32,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A ladder that says nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoLadder {
    /// A step is not written as one.
    #[error(
        "`{0}` is no step; write one as `before-24h=analyst`, `at=decision-maker,office` or `after-1h=administrator`"
    )]
    Step(String),
    /// Nobody is called so.
    #[error("`{0}` is no role, no mail address, not `office` and not `login:NAME`")]
    Whom(String),
    /// There are too many.
    #[error("a ladder has at most 24 steps")]
    Many,
}

impl Kept for Ladder {
    const ROOM: &'static str = "ladder";

    fn name(&self) -> String {
        "ladder".to_owned()
    }
}

impl Default for Ladder {
    /// Whoever works on cases a day, six hours and an hour before and when it is due; from an hour before whoever
    /// decides, too; an hour after the administrator and the office.
    fn default() -> Self {
        use MemberRole::{
            Administrator, Analyst, Coordinator, DecisionMaker, Manufacturer, Operator,
        };
        let work = [Manufacturer, Operator, Analyst, Coordinator];
        let step = |minutes, more: &[Whom]| Step {
            minutes,
            to: work.into_iter().map(Whom::Role).chain(more.iter().cloned()).collect(),
        };
        let decides = [Whom::Role(DecisionMaker)];
        let over = [Whom::Role(DecisionMaker), Whom::Role(Administrator), Whom::Office];
        let steps = vec![
            step(-24 * 60, &[]),
            step(-6 * 60, &[]),
            step(-60, &decides),
            step(0, &decides),
            step(60, &over),
        ];
        Self { version: 1, steps }
    }
}

impl Ladder {
    /// A ladder from its steps as they are written.
    ///
    /// # Errors
    /// [`NoLadder`].
    pub fn read(written: &[String]) -> Result<Self, NoLadder> {
        if written.len() > MOST {
            return Err(NoLadder::Many);
        }
        let mut steps = Vec::new();
        for text in written {
            let wrong = || NoLadder::Step(text.clone());
            let (when, whom) = text.split_once('=').ok_or_else(wrong)?;
            let minutes = minutes(when.trim()).ok_or_else(wrong)?;
            let to = whom.split(',').map(|one| read_whom(one.trim())).collect::<Result<_, _>>()?;
            steps.push(Step { minutes, to });
        }
        steps.sort_by_key(|step| step.minutes);
        Ok(Self { version: 1, steps })
    }

    /// The steps as they are written.
    #[must_use]
    pub fn written(&self) -> Vec<String> {
        let step = |step: &Step| {
            let whom: Vec<String> = step.to.iter().map(written_whom).collect();
            format!("{}={}", written_minutes(step.minutes), whom.join(","))
        };
        self.steps.iter().map(step).collect()
    }

    /// When a clock that is due at `due` reaches each of the steps.
    pub fn moments(&self, due: Timestamp) -> impl Iterator<Item = Timestamp> {
        self.steps.iter().filter_map(move |step| step.moment(due))
    }
}

fn minutes(text: &str) -> Option<i64> {
    if text == "at" {
        return Some(0);
    }
    let (sign, rest) = match text.strip_prefix("before-") {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix("after-")?),
    };
    let (number, unit) = match (rest.strip_suffix('h'), rest.strip_suffix('m')) {
        (Some(number), _) => (number, 60),
        (None, Some(number)) => (number, 1),
        (None, None) => (rest.strip_suffix('d')?, 24 * 60),
    };
    let number: i64 = number.parse().ok().filter(|number| *number > 0)?;
    let minutes = number.checked_mul(unit)?;
    (minutes <= FARTHEST).then_some(sign * minutes)
}

fn written_minutes(minutes: i64) -> String {
    let side = if minutes < 0 { "before" } else { "after" };
    match minutes.abs() {
        0 => "at".to_owned(),
        hours if hours % 60 == 0 => format!("{side}-{}h", hours / 60),
        minutes => format!("{side}-{minutes}m"),
    }
}

fn read_whom(text: &str) -> Result<Whom, NoLadder> {
    if let Some(role) = MemberRole::ALL.into_iter().find(|role| role.word() == text) {
        return Ok(Whom::Role(role));
    }
    match text.strip_prefix("login:") {
        Some(login) if !login.is_empty() => Ok(Whom::Member(login.to_lowercase())),
        None if text == "office" => Ok(Whom::Office),
        None if is_address(text) => Ok(Whom::Address(text.to_owned())),
        _ => Err(NoLadder::Whom(text.to_owned())),
    }
}

fn written_whom(whom: &Whom) -> String {
    match whom {
        Whom::Role(role) => role.word().to_owned(),
        Whom::Member(login) => format!("login:{login}"),
        Whom::Address(address) => address.clone(),
        Whom::Office => "office".to_owned(),
    }
}

impl Desk {
    /// The ladder of the office; the usual one where it chose none.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn ladder(&self) -> Result<Ladder, DeskError> {
        Ok(self.kept::<Ladder>("ladder").await?.map_or_else(Ladder::default, |kept| kept.thing))
    }

    /// Chooses a ladder; every case is looked at again, since other steps are reached at other times.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn choose_ladder(&self, ladder: &Ladder) -> Result<(), DeskError> {
        self.keep(ladder).await?;
        // Where no case was followed yet there is nothing to drop.
        self.drop_kept::<Followed>(Clocks::NAME).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ladder_is_read_as_it_is_written() {
        let usual = Ladder::default();
        assert_eq!(Ladder::read(&usual.written()), Ok(usual.clone()));
        assert_eq!(usual.written()[0], "before-24h=manufacturer,operator,analyst,coordinator");
        let own = ["at=office,login:wang", "before-2d=cert@desk.example", "after-90m=auditor"];
        let own = Ladder::read(&own.map(str::to_owned)).unwrap();
        let written = ["before-48h=cert@desk.example", "at=office,login:wang", "after-90m=auditor"];
        assert_eq!(own.written(), written);
    }

    #[test]
    fn what_is_no_step_is_said() {
        let wrong = |text: &str| Ladder::read(&[text.to_owned()]).unwrap_err();
        assert_eq!(wrong("noon=analyst"), NoLadder::Step("noon=analyst".to_owned()));
        assert_eq!(wrong("before-0h=analyst"), NoLadder::Step("before-0h=analyst".to_owned()));
        assert_eq!(wrong("at=everybody"), NoLadder::Whom("everybody".to_owned()));
    }
}
