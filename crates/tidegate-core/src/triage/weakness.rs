//! Kinds of flaws: the numbers and names of CWE, as a list that somebody searches.
//!
//! The list is data of the project with its source; names are English where no source has them otherwise. An entry that
//! is deprecated stays findable and says where to look instead, where its text does.

use std::fmt;
use std::str::FromStr;

/// The number of a weakness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cwe(u32);

/// Not the number of a weakness.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no weakness; write it like `CWE-79`")]
pub struct NotACwe(pub String);

impl Cwe {
    /// The number alone.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Cwe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CWE-{}", self.0)
    }
}

impl FromStr for Cwe {
    type Err = NotACwe;

    fn from_str(text: &str) -> Result<Self, NotACwe> {
        let wrong = || NotACwe(crate::word::shown(text));
        let bare = text.trim();
        let digits = bare.get(..4).filter(|head| head.eq_ignore_ascii_case("CWE-"));
        let digits = digits.map_or(bare, |_| bare.get(4..).unwrap_or_default());
        let right = (1..=6).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0');
        if !right {
            return Err(wrong());
        }
        digits.parse().map(Self).map_err(|_| wrong())
    }
}

impl serde::Serialize for Cwe {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Cwe {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// How good a weakness is to say of which kind a flaw is, as its list has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Usage {
    /// It is meant for that.
    Allowed,
    /// It is meant for that where no closer one fits.
    WithReview,
    /// Another one says more.
    Discouraged,
    /// It is not meant for that.
    Prohibited,
}

impl Usage {
    const ALL: [Self; 4] = [Self::Allowed, Self::WithReview, Self::Discouraged, Self::Prohibited];

    /// The word, as the list has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::WithReview => "with_review",
            Self::Discouraged => "discouraged",
            Self::Prohibited => "prohibited",
        }
    }
}

/// A weakness of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weakness {
    /// Its number.
    pub id: Cwe,
    /// Its name, in English.
    pub name: String,
    /// How good it is to say of which kind a flaw is.
    pub usage: Usage,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Of a deprecated one: where to look instead.
    pub instead: Vec<Cwe>,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weaknesses {
    /// Its version.
    pub version: String,
    all: Vec<Weakness>,
}

impl Weaknesses {
    /// Reads the list: comments after `#`, `version` and a tab, then a line of five cells for each weakness: number,
    /// status, usage, where to look instead, name.
    ///
    /// # Errors
    /// The number of the first line that is wrong.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut list = Self::default();
        for (place, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            match cells.as_slice() {
                ["version", version] => (*version).clone_into(&mut list.version),
                cells => list.all.push(weakness(cells).ok_or(place + 1)?),
            }
        }
        list.all.sort_by_key(|one| one.id);
        let twice = list.all.windows(2).any(|two| matches!(two, [a, b] if a.id == b.id));
        if twice || list.version.is_empty() { Err(0) } else { Ok(list) }
    }

    /// All of them, by number.
    #[must_use]
    pub fn all(&self) -> &[Weakness] {
        &self.all
    }

    /// The one with this number.
    #[must_use]
    pub fn of(&self, id: Cwe) -> Option<&Weakness> {
        let place = self.all.binary_search_by_key(&id, |one| one.id).ok()?;
        self.all.get(place)
    }

    /// Those whose number begins so or whose name has every word, the number itself first, then what is meant to be
    /// chosen before what is not.
    #[must_use]
    pub fn search(&self, sought: &str, most: usize) -> Vec<&Weakness> {
        let sought = sought.trim().to_ascii_lowercase();
        let digits = sought.trim_start_matches("cwe").trim_start_matches('-');
        let numbered = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let words: Vec<&str> = sought.split_whitespace().collect();
        if words.is_empty() {
            return Vec::new();
        }
        let has = |one: &&Weakness| {
            if numbered {
                return one.id.0.to_string().starts_with(digits);
            }
            let name = one.name.to_ascii_lowercase();
            words.iter().all(|word| name.contains(word))
        };
        let mut found: Vec<&Weakness> = self.all.iter().filter(has).collect();
        found.sort_by_key(|one| {
            let itself = numbered && one.id.0.to_string() == digits;
            (!itself, one.deprecated, one.usage, one.name.len(), one.id)
        });
        found.truncate(most);
        found
    }
}

fn weakness(cells: &[&str]) -> Option<Weakness> {
    let [id, status, usage, instead, name] = cells else { return None };
    let instead = instead.split(' ').filter(|one| !one.is_empty());
    Some(Weakness {
        id: id.parse().ok()?,
        name: Some((*name).to_owned()).filter(|name| !name.is_empty())?,
        usage: Usage::ALL.into_iter().find(|one| one.as_str() == *usage)?,
        deprecated: *status == "deprecated",
        instead: instead.map(|one| one.parse().ok()).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# a list\nversion\t4.20\n79\tstable\tallowed\t\tImproper Neutralization of Input (Scripting)\n20\tstable\tdiscouraged\t\tImproper Input Validation\n787\tdraft\tallowed\t\tOut-of-bounds Write\n92\tdeprecated\tprohibited\t75\tSanitization of Input\n";

    #[test]
    fn a_number_is_read_as_it_is_written_anywhere() {
        for text in ["CWE-79", "cwe-79", " 79 "] {
            assert_eq!(text.parse::<Cwe>().unwrap().to_string(), "CWE-79");
        }
        for text in ["", "CWE-", "CWE-079", "CWE-1234567", "CWE-7a", "CAPEC-1", "漏洞"] {
            assert!(text.parse::<Cwe>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_sought_is_found_by_number_or_words_and_what_is_meant_comes_first() {
        let list = Weaknesses::read(LIST).unwrap();
        let found = |sought: &str| -> Vec<u32> {
            list.search(sought, 9).iter().map(|one| one.id.number()).collect()
        };
        assert_eq!(found("cwe-79"), [79]);
        assert_eq!(found("7"), [787, 79]);
        assert_eq!(found("79"), [79]);
        assert_eq!(found("input"), [79, 20, 92]);
        assert_eq!(found("IMPROPER input"), [79, 20]);
        assert_eq!(found("  "), Vec::<u32>::new());
        let old = list.of("92".parse().unwrap()).unwrap();
        assert_eq!((old.deprecated, old.instead.len()), (true, 1));
    }

    #[test]
    fn a_list_that_is_wrong_is_not_read() {
        for (from, to, line) in
            [("allowed\t\tOut", "maybe\t\tOut", 5), ("79\tstable", "x\tstable", 3), ("75", "7x", 6)]
        {
            assert_eq!(Weaknesses::read(&LIST.replacen(from, to, 1)), Err(line), "{to}");
        }
        assert_eq!(Weaknesses::read(&LIST.replace("version\t4.20\n", "")), Err(0));
        assert_eq!(Weaknesses::read(&LIST.replace("787", "79")), Err(0));
    }
}
