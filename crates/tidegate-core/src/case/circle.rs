//! Who of the office may see a case, as its events have it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Case;
use crate::event::{Admission, Arrangement, CaseEvent, CaseRole};

/// Who of the office may see a case, beside what the roles of the office say. Members go by what they sign in as.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circle {
    /// The only ones who see it, where it is confined.
    pub confined: Option<BTreeSet<String>>,
    /// Who works on it by being let in, and as what.
    pub let_in: BTreeMap<String, CaseRole>,
    /// Who has nothing to do with it.
    pub kept_out: BTreeSet<String>,
}

impl Circle {
    /// Whether a member may see the case whose roles let them see cases at all.
    #[must_use]
    pub fn admits(&self, login: &str) -> bool {
        if self.kept_out.contains(login) {
            return false;
        }
        let named = |circle: &BTreeSet<String>| circle.contains(login);
        self.let_in.contains_key(login) || self.confined.as_ref().is_none_or(named)
    }

    /// Whether the case is seen by whoever the roles of the office let see cases, and by nobody else.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// The same after something more was settled.
    #[must_use]
    pub fn after(mut self, admission: &Admission) -> Self {
        match admission {
            Admission::Confined { circle } => self.confined = Some(circle.clone()),
            Admission::Unconfined => self.confined = None,
            Admission::LetIn { who, role } => {
                self.kept_out.remove(who);
                self.let_in.insert(who.clone(), *role);
            }
            Admission::KeptOut { who } => {
                self.let_in.remove(who);
                if let Some(circle) = &mut self.confined {
                    circle.remove(who);
                }
                self.kept_out.insert(who.clone());
            }
            Admission::AsOthers { who } => {
                self.let_in.remove(who);
                self.kept_out.remove(who);
            }
        }
        self
    }

    /// What settles it in another case.
    #[must_use]
    pub fn settled_by(&self) -> Vec<Admission> {
        let confined =
            self.confined.iter().map(|circle| Admission::Confined { circle: circle.clone() });
        let let_in = self.let_in.iter();
        let let_in = let_in.map(|(who, role)| Admission::LetIn { who: who.clone(), role: *role });
        let kept_out = self.kept_out.iter().map(|who| Admission::KeptOut { who: who.clone() });
        confined.chain(let_in).chain(kept_out).collect()
    }
}

impl Case {
    /// Who of the office may see it.
    #[must_use]
    pub fn circle(&self) -> Circle {
        self.record().iter().fold(Circle::default(), |circle, recorded| match &recorded.event {
            CaseEvent::Arranged(arranged) => match &arranged.arrangement {
                Arrangement::Admission { change, .. } => circle.after(change),
                _ => circle,
            },
            _ => circle,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(admissions: impl IntoIterator<Item = Admission>) -> Circle {
        admissions.into_iter().fold(Circle::default(), |circle, one| circle.after(&one))
    }

    #[test]
    fn being_kept_out_goes_before_everything_and_being_let_in_ends_it() {
        let who = || "a.berg".to_owned();
        let named = Admission::Confined { circle: [who(), "b.tal".to_owned()].into() };
        let out = settled([named.clone(), Admission::KeptOut { who: who() }]);
        assert!(!out.admits("a.berg") && out.admits("b.tal") && !out.admits("c.see"));
        let back = out.after(&Admission::LetIn { who: who(), role: CaseRole::Analyst });
        assert!(back.admits("a.berg"));
        let open = settled([named, Admission::Unconfined]);
        assert!(open.is_plain() && open.admits("c.see"));
    }

    #[test]
    fn what_settles_a_circle_elsewhere_comes_to_the_same_circle() {
        let circle = settled([
            Admission::Confined { circle: ["b.tal".to_owned()].into() },
            Admission::LetIn { who: "c.see".to_owned(), role: CaseRole::Operator },
            Admission::KeptOut { who: "d.au".to_owned() },
        ]);
        assert_eq!(settled(circle.settled_by()), circle);
    }
}
