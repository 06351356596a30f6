//! Cues: comments of a scene that begin with `#:` and say what the demo tells at their place.
//!
//! `#: act NAME` opens an act. `#: day 2021-11-24` turns the date. `#: event KEY [-- SOURCE]` narrates what happened;
//! without a source of its own it names those of the scene's lines since the date turned. `#: ask KEY` titles the next
//! question, `#: duties PARTY RULE…` the next list of duties and picks from it, `#: knows CONTENT` the next list of
//! those who know. `#: plan` plans the case as it stands there. `#: press on` says that house rules follow.

use jiff::civil::Date;

/// A cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cue {
    /// An act begins.
    Act,
    /// The date turns.
    Day(Date),
    /// Something happened: the key of its narration, and its source where no line of the scene has it.
    Event(String, Option<String>),
    /// The next question: the key of its words.
    Ask(String),
    /// The next list of duties: of whom, and which rules are shown, by the last part of their ids.
    Duties(String, Vec<String>),
    /// The next list of those who know.
    Knows,
    /// The plan of the case as it stands.
    Plan,
    /// House rules are switched on next.
    Press,
}

/// The cues of a scene with the lines on which they stand, counted from 1.
///
/// # Errors
/// A cue that is not understood, with its line.
pub(super) fn cues(text: &str) -> anyhow::Result<Vec<(usize, Cue)>> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(place, line)| Some((place + 1, line.strip_prefix("#: ")?)))
        .map(|(number, body)| {
            let cue = cue(body).ok_or_else(|| anyhow::anyhow!("line {number}: no cue `{body}`"))?;
            Ok((number, cue))
        })
        .collect()
}

fn cue(body: &str) -> Option<Cue> {
    let (head, source) = match body.split_once(" -- ") {
        Some((head, source)) => (head, Some(source.to_owned())),
        None => (body, None),
    };
    let words: Vec<&str> = head.split_whitespace().collect();
    match words.as_slice() {
        ["act", _] => Some(Cue::Act),
        ["day", date] => date.parse().ok().map(Cue::Day),
        ["event", key] => Some(Cue::Event((*key).to_owned(), source)),
        ["ask", key] => Some(Cue::Ask((*key).to_owned())),
        ["duties", party, rules @ ..] => Some(Cue::Duties(
            (*party).to_owned(),
            rules.iter().map(|&rule| rule.to_owned()).collect(),
        )),
        ["knows", _] => Some(Cue::Knows),
        ["plan"] => Some(Cue::Plan),
        ["press", "on"] => Some(Cue::Press),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_read_with_their_lines() {
        let text = "# title\n#: act one\n#: day 2021-11-24\n#: event leak -- a page\n#: duties maker a b\n";
        let read = cues(text).unwrap();
        assert_eq!(read[0], (2, Cue::Act));
        assert_eq!(read[2], (4, Cue::Event("leak".into(), Some("a page".into()))));
        assert_eq!(read[3], (5, Cue::Duties("maker".into(), vec!["a".into(), "b".into()])));
        assert_eq!(cues("\n#: dance\n").unwrap_err().to_string(), "line 2: no cue `dance`");
    }
}
