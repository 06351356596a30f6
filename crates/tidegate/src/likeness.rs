//! How like two reports are, and what a report has: told by numbers that no words can be read from.
//!
//! Of each report that is taken in a shape is kept on the shelf: which parts of a good report it has, a keyed mark of
//! its product, and a signature (MinHash over keyed shingles of its text, 64 numbers). Two signatures give the likeness
//! of the texts and nothing else. Likely duplicates are found by bands (LSH, 32 bands of 2) and then measured; a person
//! judges. Nothing here decides, and no finder learns of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::event::ReportPart;
use tidegate_core::id::CaseId;
use tidegate_core::report::Draft;

use crate::desk::Kept;

/// How many numbers a signature has.
const NUMBERS: u64 = 64;
/// How many numbers a band has.
const ROWS: usize = 2;
/// How many characters a shingle has.
const SHINGLE: usize = 5;
/// At most so many characters of a text are looked at.
const MOST: usize = 20_000;
/// From which likeness on two reports stand together, in hundredths.
pub const ALIKE: u32 = 50;

/// What is kept of a report that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// The version of this form.
    pub version: u32,
    /// The case that was opened for it.
    pub case: CaseId,
    /// The handle of the case.
    pub handle: String,
    /// When it was received.
    pub received: Timestamp,
    /// A keyed mark of the product as it was named.
    pub product: [u8; 32],
    /// The signature of its text.
    pub signature: Vec<u64>,
    /// The parts of a good report that it has.
    pub has: BTreeSet<ReportPart>,
}

impl Kept for Shape {
    const ROOM: &'static str = "shape";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.received)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// The key of an office under which shapes are made.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    first: u64,
    second: u64,
}

impl Mark {
    /// A key of 32 bytes.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        let half = |bytes: &[u8]| bytes.iter().fold(0_u64, |all, byte| mix(all ^ u64::from(*byte)));
        let (left, right) = key.split_at(16);
        Self { first: half(left), second: half(right) }
    }

    fn shingle(self, shingle: &[char]) -> u64 {
        shingle.iter().fold(self.first, |all, c| mix(all ^ u64::from(u32::from(*c))))
    }

    /// The signature of a text.
    #[must_use]
    pub fn signature(self, text: &str) -> Vec<u64> {
        let letters = letters(text);
        let width = SHINGLE.min(letters.len().max(1));
        let shingles: BTreeSet<u64> =
            letters.windows(width).map(|window| self.shingle(window)).collect();
        let least = |number: u64| {
            let salt = mix(self.second ^ number);
            shingles.iter().map(|one| mix(one ^ salt)).min().unwrap_or(salt)
        };
        (0..NUMBERS).map(least).collect()
    }
}

/// The finaliser of SplitMix64: every bit of what comes in changes every bit of what comes out.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Letters and digits in lower case: spaces, marks and layout tell no two reports apart.
fn letters(text: &str) -> Vec<char> {
    let kept = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    kept.take(MOST).collect()
}

/// How like two signatures are, in hundredths.
#[must_use]
pub fn likeness(a: &[u64], b: &[u64]) -> u32 {
    let same = a.iter().zip(b).filter(|(a, b)| a == b).count();
    let all = a.len().max(b.len()).max(1);
    u32::try_from(same * 100 / all).unwrap_or_default()
}

/// The text of a report that is compared.
#[must_use]
pub fn text(draft: &Draft) -> String {
    let flaw = &draft.flaw;
    let more = [&flaw.title, &flaw.summary, &flaw.impact, &flaw.trigger, &flaw.verification];
    let more = more.into_iter().flatten().map(String::as_str);
    [flaw.description.as_str()].into_iter().chain(more).collect::<Vec<_>>().join("\n")
}

/// The product as it was named, so that two spellings of one name are the same.
#[must_use]
pub fn product(name: &str) -> String {
    letters(name).into_iter().collect()
}

/// A description of fewer characters describes nothing.
const DESCRIBED: usize = 80;

/// The parts of a good report that a report has.
#[must_use]
pub fn parts(draft: &Draft) -> BTreeSet<ReportPart> {
    let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let (product, flaw) = (&draft.product, &draft.flaw);
    let named = product.purl.is_some() || product.cpe.is_some() || said(&product.manufacturer);
    let steps = said(&flaw.verification) || said(&flaw.trigger) || said(&flaw.attack);
    let has = |part: &ReportPart| match part {
        ReportPart::Product => !product.name.trim().is_empty() && named,
        ReportPart::Versions => said(&product.versions) || product.vers.is_some(),
        ReportPart::Description => flaw.description.chars().nth(DESCRIBED).is_some(),
        ReportPart::Steps => steps || said(&flaw.proof_of_concept),
        ReportPart::Effect => said(&flaw.impact) || !flaw.cvss.is_empty(),
        ReportPart::Evidence => said(&flaw.proof_of_concept) || !draft.files.is_empty(),
        ReportPart::Exploitation => draft.exploitation.state.is_some(),
    };
    ReportPart::ALL.iter().copied().filter(has).collect()
}

/// A product, which band of a signature, and its numbers.
type Band<'s> = ([u8; 32], usize, &'s [u64]);

/// Reports about one product that are likely the same, the first received first.
#[must_use]
pub fn groups(shapes: &[Shape]) -> Vec<Vec<&Shape>> {
    let mut bands: BTreeMap<Band<'_>, Vec<usize>> = BTreeMap::new();
    for (place, shape) in shapes.iter().enumerate() {
        for (band, numbers) in shape.signature.chunks(ROWS).enumerate() {
            bands.entry((shape.product, band, numbers)).or_default().push(place);
        }
    }
    let mut leads: Vec<usize> = (0..shapes.len()).collect();
    for places in bands.values() {
        let Some((first, rest)) = places.split_first() else { continue };
        for other in rest {
            let (Some(a), Some(b)) = (shapes.get(*first), shapes.get(*other)) else { continue };
            if likeness(&a.signature, &b.signature) >= ALIKE {
                join(&mut leads, *first, *other);
            }
        }
    }
    let mut found: BTreeMap<usize, Vec<&Shape>> = BTreeMap::new();
    for (place, shape) in shapes.iter().enumerate() {
        found.entry(lead(&leads, place)).or_default().push(shape);
    }
    let mut groups: Vec<Vec<&Shape>> = found.into_values().filter(|one| one.len() > 1).collect();
    for group in &mut groups {
        group.sort_by_key(|shape| (shape.received, shape.case));
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

fn lead(leads: &[usize], mut place: usize) -> usize {
    while let Some(next) = leads.get(place).filter(|next| **next != place) {
        place = *next;
    }
    place
}

fn join(leads: &mut [usize], a: usize, b: usize) {
    let (a, b) = (lead(leads, a), lead(leads, b));
    let (low, high) = (a.min(b), a.max(b));
    if let Some(one) = leads.get_mut(high) {
        *one = low;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "A heap overflow in the parser of the update file lets whoever sends one run code on \
        the router without signing in; the length in the header is trusted and copied from as it is.";

    fn shape(seed: u8, product: u8, text: &str) -> Shape {
        Shape {
            version: 1,
            case: CaseId::from_bytes([seed; 16]),
            handle: format!("2026-{seed}"),
            received: Timestamp::from_second(i64::from(seed)).unwrap(),
            product: [product; 32],
            signature: Mark::new([7; 32]).signature(text),
            has: BTreeSet::new(),
        }
    }

    #[test]
    fn the_same_words_in_another_layout_are_the_same_and_other_words_are_not() {
        let mark = Mark::new([7; 32]);
        let one = mark.signature(LONG);
        assert_eq!(one, mark.signature(&LONG.to_uppercase().replace(' ', "\n ")));
        let near = format!("{LONG} Please reply soon.");
        assert!(likeness(&one, &mark.signature(&near)) >= ALIKE, "a few words more");
        let other =
            "The page of the settings shows the passphrase of the administrator to everybody.";
        assert!(likeness(&one, &mark.signature(other)) < 20);
        assert_ne!(one, Mark::new([8; 32]).signature(LONG), "each office has its own numbers");
        assert_eq!(mark.signature("").len(), 64);
    }

    #[test]
    fn a_group_is_of_one_product_and_its_first_comes_first() {
        let near = format!("Dear all. {LONG}");
        let shapes = [
            shape(3, 1, &near),
            shape(1, 1, LONG),
            shape(2, 1, "something else altogether, which nobody else reported"),
            shape(4, 2, LONG),
        ];
        let groups = groups(&shapes);
        let cases: Vec<Vec<&str>> =
            groups.iter().map(|one| one.iter().map(|s| s.handle.as_str()).collect()).collect();
        assert_eq!(cases, [["2026-1", "2026-3"]]);
    }
}
