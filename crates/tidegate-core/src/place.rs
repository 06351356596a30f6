//! Jurisdictions: ISO 3166-1 alpha-2 codes, and who was in the European Union when.
//!
//! We say jurisdiction, not country: `HK`, `MO` and `TW` are jurisdictions of their own, and what a statute makes of
//! them is said in the statute (RMSV, readings Q8a and Q8b). `EU` stands for the Union as a market and as the seat of
//! its bodies; ISO 3166-1 reserves that code for it.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A jurisdiction: an assigned ISO 3166-1 alpha-2 code, or `EU`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Jurisdiction([u8; 2]);

/// A text is not the code of a jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a jurisdiction; write an ISO 3166-1 code of two capital letters such as `CN` or `DE`, or `EU`"
)]
pub struct NotAJurisdiction(String);

impl NotAJurisdiction {
    /// What was written instead.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl Jurisdiction {
    /// Mainland China.
    pub const CN: Self = Self(*b"CN");
    /// Hong Kong.
    pub const HK: Self = Self(*b"HK");
    /// Macao.
    pub const MO: Self = Self(*b"MO");
    /// Taiwan.
    pub const TW: Self = Self(*b"TW");
    /// The European Union.
    pub const EU: Self = Self(*b"EU");

    /// The code in capital letters.
    pub fn code(&self) -> &str {
        // INVARIANT: made only from two ASCII letters.
        str::from_utf8(&self.0).unwrap_or("??")
    }

    /// Whether it is the Union itself, or was a member of it at `at`.
    ///
    /// Accessions count from 00:00 UTC of their day, the withdrawal of the United Kingdom from 2020-01-31T23:00:00Z
    /// (Withdrawal Agreement, Article 185). The transition until the end of 2020, in which Union law still applied
    /// there, is not membership.
    pub fn in_union(&self, at: Timestamp) -> bool {
        *self == Self::EU
            || UNION.iter().any(|(code, from, until)| {
                code.as_bytes() == self.0
                    && at.as_second() >= *from
                    && until.is_none_or(|until| at.as_second() < until)
            })
    }

    /// The time zone of the capital of a member of the Union, in which periods of its law end there
    /// (Regulation 1182/71, Article 2(1)); none for other jurisdictions and for the Union itself.
    pub fn zone_in_union(&self, at: Timestamp) -> Option<&'static str> {
        if *self == Self::EU || !self.in_union(at) {
            return None;
        }
        let other = ZONES.iter().find(|(code, _)| *code == self.code());
        Some(other.map_or("Europe/Brussels", |(_, zone)| *zone))
    }

    /// Every jurisdiction, in the order of their codes, `EU` among them.
    pub fn all() -> impl Iterator<Item = Self> {
        let mut all: Vec<Self> = ASSIGNED
            .split_ascii_whitespace()
            .filter_map(|code| code.as_bytes().try_into().ok().map(Self))
            .chain([Self::EU])
            .collect();
        all.sort_unstable();
        all.into_iter()
    }
}

impl FromStr for Jurisdiction {
    type Err = NotAJurisdiction;

    fn from_str(text: &str) -> Result<Self, NotAJurisdiction> {
        let known = text == "EU" || ASSIGNED.split_ascii_whitespace().any(|code| code == text);
        let bytes = if known { text.as_bytes().try_into().ok() } else { None };
        bytes.map(Self).ok_or_else(|| NotAJurisdiction(crate::word::shown(text)))
    }
}

impl TryFrom<String> for Jurisdiction {
    type Error = NotAJurisdiction;

    fn try_from(text: String) -> Result<Self, NotAJurisdiction> {
        text.parse()
    }
}

impl From<Jurisdiction> for String {
    fn from(jurisdiction: Jurisdiction) -> Self {
        jurisdiction.code().to_owned()
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The 249 codes that ISO 3166-1 assigns.
const ASSIGNED: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP \
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG \
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Members of the Union whose days do not begin with those of Brussels.
const ZONES: [(&str, &str); 10] = [
    ("IE", "Europe/Dublin"),
    ("PT", "Europe/Lisbon"),
    ("BG", "Europe/Sofia"),
    ("CY", "Asia/Nicosia"),
    ("EE", "Europe/Tallinn"),
    ("FI", "Europe/Helsinki"),
    ("GR", "Europe/Athens"),
    ("LT", "Europe/Vilnius"),
    ("LV", "Europe/Riga"),
    ("RO", "Europe/Bucharest"),
];

// Seconds since 1970-01-01T00:00:00Z of the days of accession.
const Y1958: i64 = -378_691_200;
const Y1973: i64 = 94_694_400;
const Y1981: i64 = 347_155_200;
const Y1986: i64 = 504_921_600;
const Y1995: i64 = 788_918_400;
const MAY_2004: i64 = 1_083_369_600;
const Y2007: i64 = 1_167_609_600;
const JULY_2013: i64 = 1_372_636_800;
/// 2020-01-31T23:00:00Z.
const WITHDRAWAL: i64 = 1_580_511_600;

/// Members of the Union: code, from, until.
const UNION: &[(&str, i64, Option<i64>)] = &[
    ("BE", Y1958, None),
    ("DE", Y1958, None),
    ("FR", Y1958, None),
    ("IT", Y1958, None),
    ("LU", Y1958, None),
    ("NL", Y1958, None),
    ("DK", Y1973, None),
    ("IE", Y1973, None),
    ("GB", Y1973, Some(WITHDRAWAL)),
    ("GR", Y1981, None),
    ("ES", Y1986, None),
    ("PT", Y1986, None),
    ("AT", Y1995, None),
    ("FI", Y1995, None),
    ("SE", Y1995, None),
    ("CY", MAY_2004, None),
    ("CZ", MAY_2004, None),
    ("EE", MAY_2004, None),
    ("HU", MAY_2004, None),
    ("LV", MAY_2004, None),
    ("LT", MAY_2004, None),
    ("MT", MAY_2004, None),
    ("PL", MAY_2004, None),
    ("SK", MAY_2004, None),
    ("SI", MAY_2004, None),
    ("BG", Y2007, None),
    ("RO", Y2007, None),
    ("HR", JULY_2013, None),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_united_kingdom_left_at_an_hour() {
        let gb: Jurisdiction = "GB".parse().unwrap();
        assert!(gb.in_union(at("2020-01-31T22:59:59Z")));
        assert!(!gb.in_union(at("2020-01-31T23:00:00Z")));
        assert!(!gb.in_union(at("1972-12-31T23:59:59Z")));
    }

    #[test]
    fn hong_kong_macao_and_taiwan_are_jurisdictions_of_their_own() {
        for (text, is) in
            [("HK", Jurisdiction::HK), ("MO", Jurisdiction::MO), ("TW", Jurisdiction::TW)]
        {
            assert_eq!(text.parse(), Ok(is));
            assert_ne!(is, Jurisdiction::CN);
        }
    }

    #[test]
    fn codes_are_capital_letters_and_assigned() {
        for wrong in ["", "cn", "C", "CHN", "XX", "UK", "EL", "É"] {
            assert!(wrong.parse::<Jurisdiction>().is_err(), "{wrong}");
        }
        assert_eq!(Jurisdiction::all().count(), 250);
    }

    /// The lists of others, where they are present.
    #[test]
    fn the_table_agrees_with_iso_codes_and_the_accessions() {
        let Some(iso) = crate::testing::corpus("countries/iso_3166-1.json") else { return };
        let iso: serde_json::Value = serde_json::from_slice(&iso).unwrap();
        let codes = iso["3166-1"].as_array().unwrap();
        assert_eq!(codes.len() + 1, Jurisdiction::all().count());
        for code in codes {
            code["alpha_2"].as_str().unwrap().parse::<Jurisdiction>().unwrap();
        }
        let union = crate::testing::corpus("countries/eu-membership.json").unwrap();
        let union: serde_json::Value = serde_json::from_slice(&union).unwrap();
        let members = union["members"].as_array().unwrap();
        assert_eq!(members.len(), UNION.len());
        for member in members {
            let place: Jurisdiction = member["iso2"].as_str().unwrap().parse().unwrap();
            let from = at(&format!("{}T00:00:00Z", member["from"].as_str().unwrap()));
            assert!(place.in_union(from), "{place}");
            assert!(!place.in_union(at(&(from - jiff::SignedDuration::from_secs(1)).to_string())));
            assert_eq!(place.in_union(at("2026-11-23T00:00:00Z")), member["to"].is_null());
        }
    }
}
