//! Finding cases by words of their record: a keyed index, and nothing in it that could be read.
//!
//! The words are those that everybody may read who may read the case: names of parties and products, notes, reasons,
//! directives. Content is not in it: a hit would be an answer about content that no gate gave and no log has. Nor are
//! finders and reporters, by whatever name. A word stands on the shelf as a number that only the office's key makes of
//! it; a search tells the handle and the phase of a case, and whoever opens it is on the log as ever.
//!
//! [`words`] and [`terms`] are pure. [`round`] follows the log like clocks and register; what is kept can be dropped and
//! computed again, and goes when a case is erased. The rows are in [`kept`].

pub mod kept;
mod round;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use tidegate_core::case::Case;
use tidegate_core::event::CaseEvent;
use tidegate_core::id::CaseId;
use tidegate_core::party::Role;

use crate::desk::{Desk, DeskError};
use crate::keys::Secret;
use kept::{Indexed, Word};

pub use round::{Words, round, round_if_short};

/// The most words of a search that are looked at.
pub const TERMS: usize = 6;
/// The most different words of a case that are kept.
const MOST: usize = 400;
/// The longest word, in characters; what is longer is cut.
const LONGEST: usize = 40;
/// The lengths of the beginnings of a word that are kept beside it, for a search while somebody types.
const BEGINNINGS: [usize; 2] = [3, 5];
/// How often a case is computed anew because somebody else computed it at the same time.
const ATTEMPTS: u32 = 4;

/// Whether a letter belongs to a script that is written without spaces between words.
fn is_dense(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The words of a text in small letters; of Chinese each two characters that stand side by side.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut dense = false;
    let lower = text.chars().flat_map(char::to_lowercase);
    for letter in lower.chain([' ']) {
        let belongs = letter.is_alphanumeric() && (run.is_empty() || dense == is_dense(letter));
        if !belongs && !run.is_empty() {
            cut(&std::mem::take(&mut run), dense, &mut words);
        }
        if letter.is_alphanumeric() {
            dense = is_dense(letter);
            run.push(letter);
        }
    }
    words
}

/// A run of letters of one kind as words.
fn cut(run: &str, dense: bool, words: &mut Vec<String>) {
    let letters: Vec<char> = run.chars().collect();
    if !dense || letters.len() == 1 {
        words.push(letters.iter().take(LONGEST).collect());
        return;
    }
    words.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
}

/// What stands in the index for a word: the word and its beginnings, told apart by a mark.
fn entries(word: &str) -> Vec<String> {
    let length = word.chars().count();
    let beginnings = BEGINNINGS.into_iter().filter(|long| *long <= length);
    let beginning = |long| format!("^{}", word.chars().take(long).collect::<String>());
    let dense = word.chars().all(is_dense);
    std::iter::once(word.to_owned()).chain(beginnings.filter(|_| !dense).map(beginning)).collect()
}

/// What a search looks for: each of its words whole, and of the last one a beginning that is long enough, since it may
/// not be written to its end.
#[must_use]
pub fn terms(search: &str) -> Vec<String> {
    let mut found = words(search);
    found.truncate(TERMS);
    let open = !search.ends_with(|last: char| last.is_whitespace());
    if let Some(last) = found.last_mut().filter(|_| open) {
        let length = last.chars().count();
        let long = BEGINNINGS.into_iter().filter(|long| *long <= length).max();
        if let Some(long) = long.filter(|_| !last.chars().all(is_dense)) {
            *last = format!("^{}", last.chars().take(long).collect::<String>());
        }
    }
    found.dedup();
    found
}

/// The words of the record of a case that stand in the index.
fn of_case(case: &Case) -> BTreeSet<String> {
    let mut texts: Vec<&str> = vec![case.label()];
    let finder = |role: &Role| matches!(role, Role::Finder | Role::Reporter);
    let named = case.parties().filter(|party| !party.roles.iter().any(finder));
    texts.extend(named.map(|party| party.name.as_str()));
    for product in case.products() {
        let more = [&product.model, &product.versions_text, &product.description];
        texts.push(&product.name);
        texts.extend(more.into_iter().flatten().map(String::as_str));
    }
    for recorded in case.record() {
        match &recorded.event {
            CaseEvent::Noted(noted) => texts.push(&noted.text),
            CaseEvent::Triaged(triaged) => texts.push(&triaged.reason),
            CaseEvent::DirectiveIssued(issued) => {
                texts.extend(
                    issued
                        .measures
                        .iter()
                        .map(|measure| measure.text.as_str())
                        .chain(issued.basis.iter().map(String::as_str)),
                );
            }
            CaseEvent::MeasureVerified(verified) => texts.push(&verified.measure),
            _ => {}
        }
    }
    texts.into_iter().flat_map(words).flat_map(|word| entries(&word)).take(MOST * 3).collect()
}

/// The number of a word: 47 bits that only the office's key makes of it.
fn number(key: &Secret, word: &str) -> i64 {
    let digest = key.digest("word", word.as_bytes());
    let mut eight = [0_u8; 8];
    eight.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    i64::from_be_bytes(eight) & ((1 << 47) - 1)
}

/// Computes the words of a case and keeps them in place of those that were kept before.
///
/// # Errors
/// [`DeskError`]; a case that is erased meanwhile is no error. The file of a declaration has none.
pub async fn refresh(desk: &Desk, case: CaseId) -> Result<(), DeskError> {
    if desk.is_declaration(case).await? {
        return Ok(());
    }
    let key = desk.word_key()?;
    for _ in 0..ATTEMPTS {
        let before = desk.kept::<Indexed>(&case.to_string()).await?;
        let computed = desk.compute(case, |case, _, _| (of_case(case), case.version())).await;
        let (words, events) = match computed {
            Err(DeskError::Erased(_) | DeskError::NoSuchCase(_)) => return Ok(()),
            computed => computed?,
        };
        if before.as_ref().is_some_and(|before| before.thing.events > events) {
            return Ok(());
        }
        let numbers: BTreeSet<i64> = words.iter().map(|word| number(&key, word)).collect();
        let old = before.as_ref().map(|before| before.thing.numbers.clone()).unwrap_or_default();
        let indexed = Indexed { version: 1, case, events, numbers: numbers.clone(), again: None };
        let mut changes = vec![match before {
            Some(before) => desk.to_keep_instead(&indexed, before)?,
            None => desk.to_keep_new(&indexed)?,
        }];
        for gone in old.difference(&numbers) {
            changes.push(desk.to_drop::<Word>(&Word::named(*gone, case))?);
        }
        for new in numbers.difference(&old) {
            changes.push(desk.to_keep(&Word { version: 1, number: *new, case })?);
        }
        if desk.shelve(changes).await? {
            return desk.forget_if_erased(case).await;
        }
    }
    Err(DeskError::Contended(case))
}

/// Cases in whose record all these terms stand, at most `limit`, in no order that says anything; and whether there may
/// be more. At most `looked` cases are looked at.
///
/// # Errors
/// [`DeskError`] where the shelf cannot be read.
pub async fn find(
    desk: &Desk,
    terms: &[String],
    limit: usize,
    looked: u32,
) -> Result<(Vec<CaseId>, bool), DeskError> {
    let key = desk.word_key()?;
    let mut numbers: Vec<i64> = terms.iter().map(|term| number(&key, term)).collect();
    numbers.dedup();
    // The rarest word is gone through, and the others are looked up; it is the one with the fewest cases.
    let mut rarest: Option<(usize, Vec<CaseId>)> = None;
    for (place, number) in numbers.iter().enumerate() {
        let (after, until) = Word::span(*number);
        let rows = desk.kept_by_due::<Word>(after, until, looked).await?;
        if rarest.as_ref().is_none_or(|(_, fewest)| rows.len() < fewest.len()) {
            rarest = Some((place, rows.into_iter().map(|row| row.thing.case).collect()));
        }
    }
    let Some((place, cases)) = rarest else { return Ok((Vec::new(), false)) };
    let mut more = cases.len() == looked as usize;
    let mut found = Vec::new();
    for case in cases {
        let mut all = true;
        for (other, number) in numbers.iter().enumerate() {
            all = all
                && (other == place
                    || desk.kept::<Word>(&Word::named(*number, case)).await?.is_some());
        }
        if all && found.len() == limit {
            more = true;
            break;
        }
        if all {
            found.push(case);
        }
    }
    Ok((found, more))
}
