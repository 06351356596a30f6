//! The metrics of each version with their values, in the order of its specification.
//!
//! Facts of the specifications of FIRST (CVSS v3.1, table 15; CVSS v4.0, table 23), in a form of our own.

/// A version of CVSS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 3.0.
    V3_0,
    /// 3.1.
    V3_1,
    /// 4.0.
    V4_0,
}

impl Version {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::V3_0, Self::V3_1, Self::V4_0];

    /// Its number.
    #[must_use]
    pub fn number(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V4_0 => "4.0",
        }
    }

    /// How its vectors begin.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::V3_0 => "CVSS:3.0",
            Self::V3_1 => "CVSS:3.1",
            Self::V4_0 => "CVSS:4.0",
        }
    }

    /// The one with this number.
    #[must_use]
    pub fn from_number(number: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.number() == number)
    }

    /// Its metrics, in the order in which vectors name them.
    #[must_use]
    pub fn metrics(self) -> &'static [Metric] {
        match self {
            Self::V3_0 | Self::V3_1 => &OF_3,
            Self::V4_0 => &OF_4,
        }
    }
}

/// What a metric is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What lies in the flaw; every vector has all of them.
    Base,
    /// What changes with time; 3.x calls it temporal.
    Threat,
    /// What depends on where the product is used.
    Environmental,
    /// What is said beside and changes no score.
    Supplemental,
}

impl Group {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Base, Self::Threat, Self::Environmental, Self::Supplemental];
}

/// A metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metric {
    /// Its abbreviation.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// Its values, `X` (not defined) first where it has that.
    pub values: &'static [&'static str],
    /// The base metric that it changes, of a modified one.
    pub of: Option<&'static str>,
}

impl Metric {
    /// Whether every vector needs it.
    #[must_use]
    pub fn is_base(&self) -> bool {
        self.group == Group::Base
    }

    /// The value as this table has it.
    #[must_use]
    pub fn value(&self, value: &str) -> Option<&'static str> {
        self.values.iter().copied().find(|known| *known == value)
    }
}

const fn base(id: &'static str, values: &'static [&'static str]) -> Metric {
    Metric { id, group: Group::Base, values, of: None }
}

const fn threat(id: &'static str, values: &'static [&'static str]) -> Metric {
    Metric { id, group: Group::Threat, values, of: None }
}

const fn required(id: &'static str) -> Metric {
    Metric { id, group: Group::Environmental, values: &["X", "H", "M", "L"], of: None }
}

const fn modified(id: &'static str, of: &'static str, values: &'static [&'static str]) -> Metric {
    Metric { id, group: Group::Environmental, values, of: Some(of) }
}

const fn beside(id: &'static str, values: &'static [&'static str]) -> Metric {
    Metric { id, group: Group::Supplemental, values, of: None }
}

const OF_3: [Metric; 22] = [
    base("AV", &["N", "A", "L", "P"]),
    base("AC", &["L", "H"]),
    base("PR", &["N", "L", "H"]),
    base("UI", &["N", "R"]),
    base("S", &["U", "C"]),
    base("C", &["H", "L", "N"]),
    base("I", &["H", "L", "N"]),
    base("A", &["H", "L", "N"]),
    threat("E", &["X", "H", "F", "P", "U"]),
    threat("RL", &["X", "U", "W", "T", "O"]),
    threat("RC", &["X", "C", "R", "U"]),
    required("CR"),
    required("IR"),
    required("AR"),
    modified("MAV", "AV", &["X", "N", "A", "L", "P"]),
    modified("MAC", "AC", &["X", "L", "H"]),
    modified("MPR", "PR", &["X", "N", "L", "H"]),
    modified("MUI", "UI", &["X", "N", "R"]),
    modified("MS", "S", &["X", "U", "C"]),
    modified("MC", "C", &["X", "H", "L", "N"]),
    modified("MI", "I", &["X", "H", "L", "N"]),
    modified("MA", "A", &["X", "H", "L", "N"]),
];

const OF_4: [Metric; 32] = [
    base("AV", &["N", "A", "L", "P"]),
    base("AC", &["L", "H"]),
    base("AT", &["N", "P"]),
    base("PR", &["N", "L", "H"]),
    base("UI", &["N", "P", "A"]),
    base("VC", &["H", "L", "N"]),
    base("VI", &["H", "L", "N"]),
    base("VA", &["H", "L", "N"]),
    base("SC", &["H", "L", "N"]),
    base("SI", &["H", "L", "N"]),
    base("SA", &["H", "L", "N"]),
    threat("E", &["X", "A", "P", "U"]),
    required("CR"),
    required("IR"),
    required("AR"),
    modified("MAV", "AV", &["X", "N", "A", "L", "P"]),
    modified("MAC", "AC", &["X", "L", "H"]),
    modified("MAT", "AT", &["X", "N", "P"]),
    modified("MPR", "PR", &["X", "N", "L", "H"]),
    modified("MUI", "UI", &["X", "N", "P", "A"]),
    modified("MVC", "VC", &["X", "H", "L", "N"]),
    modified("MVI", "VI", &["X", "H", "L", "N"]),
    modified("MVA", "VA", &["X", "H", "L", "N"]),
    modified("MSC", "SC", &["X", "H", "L", "N"]),
    modified("MSI", "SI", &["X", "S", "H", "L", "N"]),
    modified("MSA", "SA", &["X", "S", "H", "L", "N"]),
    beside("S", &["X", "N", "P"]),
    beside("AU", &["X", "N", "Y"]),
    beside("R", &["X", "A", "U", "I"]),
    beside("V", &["X", "D", "C"]),
    beside("RE", &["X", "L", "M", "H"]),
    beside("U", &["X", "Clear", "Green", "Amber", "Red"]),
];
