//! A message as the form of a report, or as what a finder writes: what is longer than either takes goes along whole, as a
//! file.

use serde_json::json;
use tidegate_core::digest::Digest;
use tidegate_core::report::Draft;
use tidegate_law::Language;

use super::content::in_both;
use super::parsed::{Enclosed, Parsed};

/// The longest text that is taken into a report, in characters.
const TEXT: usize = 90_000;
/// What stands for whoever writes: the address is no part of the report.
const BY_MAIL: &str = "whoever wrote the mail";
/// What the product of a report by mail is called until somebody names it.
const UNNAMED: &str = "not named (report by mail)";
/// What a text is called that goes along whole.
const WHOLE: &str = "message.txt";

/// In which language the sender writes: Chinese where its characters stand in it.
pub(super) fn language(parsed: &Parsed) -> Language {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let (subject, text) = (parsed.subject.chars(), parsed.text.chars());
    if subject.chain(text).any(han) { Language::Chinese } else { Language::English }
}

/// What a message says, at most so many characters, and what is to be known of what is left out of it.
pub(super) fn says(parsed: &Parsed, most: usize) -> String {
    let mut notes = String::new();
    if parsed.keys && !parsed.text.is_empty() {
        notes = format!("\n\n[{}]", in_both("mail-key-apart"));
    }
    if parsed.bare_title && !parsed.text.is_empty() {
        notes.push_str(&format!("\n\n[{}]", in_both("mail-title-apart")));
    }
    let room = most.saturating_sub(notes.chars().count());
    if parsed.text.chars().nth(room).is_none() {
        return format!("{}{notes}", parsed.text);
    }
    notes.push_str(&format!("\n\n[{}]", in_both("mail-goes-on")));
    let room = most.saturating_sub(notes.chars().count());
    format!("{}{notes}", parsed.text.chars().take(room).collect::<String>().trim_end())
}

/// What goes with a report: its files, and the whole text where it is longer than the form takes.
pub(super) fn whole(parsed: &Parsed) -> Vec<Enclosed> {
    beside(parsed, TEXT)
}

/// The files of a message, and its whole text where that is longer than so many characters.
pub(super) fn beside(parsed: &Parsed, most: usize) -> Vec<Enclosed> {
    let mut files = parsed.files.clone();
    // As `says` leaves room for its notes, a text that is nearly as long goes along too.
    if parsed.text.chars().nth(most.saturating_sub(1000)).is_some() {
        let (name, kind) = (WHOLE.to_owned(), "text/plain".to_owned());
        files.push(Enclosed { name, kind, bytes: parsed.text.clone().into_bytes() });
    }
    files
}

/// The message as the form of a report, with these files.
pub(super) fn draft(parsed: &Parsed, files: &[Enclosed]) -> Option<Draft> {
    let text = says(parsed, TEXT);
    let text = if text.is_empty() { &parsed.subject } else { &text };
    let files = files.iter().map(|file| {
        json!({ "name": file.name, "media_type": file.kind, "size": file.bytes.len(),
            "sha256": Digest::of(&file.bytes) })
    });
    let description = if text.trim().is_empty() { UNNAMED } else { text };
    let mut form = json!({
        "product": { "name": UNNAMED },
        "flaw": { "description": description },
        // The address is kept apart under a key of its own, so that it can be taken back.
        "reporter": { "standing": "pseudonym", "name": BY_MAIL },
        "files": files.collect::<Vec<_>>(),
    });
    let flaw = form.get_mut("flaw").and_then(serde_json::Value::as_object_mut);
    if let Some(flaw) = flaw.filter(|_| !parsed.subject.is_empty()) {
        flaw.insert("title".to_owned(), json!(parsed.subject));
    }
    Draft::from_json(form.to_string().as_bytes()).ok()
}
