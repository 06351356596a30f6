//! Every scene is played, and its answers are compared with those written in it.
//!
//! Two things are compared. Below `----` stands the whole answer; `UPDATE_SCENES=1` writes it anew.
//! In the comment above a question stands what a lawyer expects, from the texts alone, and nothing
//! rewrites that:
//!
//! ```text
//! # law: REFUSE or ESCALATE            the decision is one of these
//! # law: says RMSV 9(7)                the answer holds these words
//! # law: never by 2026                 the answer does not
//! # law: owes verify · immediately     some duty has these parts, and `no PART` is not in it;
//!                                      with one such line, every duty has to be named by one
//! # law: owes none                     there is no duty
//! ```

#![cfg(test)]

#[path = "legal/book.rs"]
mod book;

use std::fmt::Write as _;

use book::{blessing, book, root, scenes, write};
use tidegate_core::scene::{self, Scene};

/// The lines of both texts, marked where they differ.
fn diff(expected: &str, given: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), given.lines().collect());
    let mut text = String::new();
    for line in &old {
        let mark = if new.contains(line) { ' ' } else { '-' };
        let _ = writeln!(text, "  {mark} {line}");
    }
    for line in new.iter().filter(|line| !old.contains(line)) {
        let _ = writeln!(text, "  + {line}");
    }
    if text.lines().all(|line| line.starts_with("    ")) {
        text.push_str("  (the same lines in another order)\n");
    }
    text
}

/// What a lawyer expects: the comments `# law:` directly above line `number`.
fn expectations(text: &str, number: usize) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found: Vec<&str> = lines[..number - 1]
        .iter()
        .rev()
        .map(|line| line.trim())
        .take_while(|line| line.starts_with('#'))
        .filter_map(|line| line.strip_prefix("# law: "))
        .collect();
    found.reverse();
    found
}

/// Whether a duty has every part of an expectation. An expectation that names no product is one of a duty about
/// whichever: each product has a line of its own.
fn has(line: &str, parts: &str) -> bool {
    let (head, rest) = line.split_once(" of ").unwrap_or((line, ""));
    let after = rest.find(" to ").or_else(|| rest.find(" ·")).unwrap_or(rest.len());
    let whichever = format!("{head}{}", rest.get(after..).unwrap_or_default());
    parts.split(" · ").all(|part| match part.trim().strip_prefix("no ") {
        Some(without) => !line.contains(&format!("· {without}")),
        None => line.contains(part.trim()) || whichever.contains(part.trim()),
    })
}

/// Where an answer is not what a lawyer expects.
fn differs(expected: &[&str], given: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut owes = Vec::new();
    for wish in expected {
        if let Some(words) = wish.strip_prefix("says ") {
            if !given.contains(words) {
                faults.push(format!("the answer does not say `{words}`"));
            }
        } else if let Some(words) = wish.strip_prefix("never ") {
            if given.contains(words) {
                faults.push(format!("the answer says `{words}`"));
            }
        } else if let Some(parts) = wish.strip_prefix("owes ") {
            owes.push(parts);
        } else {
            let word = given.lines().next().unwrap_or_default();
            if !wish.split(" or ").any(|one| one == word) {
                faults.push(format!("the answer is {word}, expected {wish}"));
            }
        }
    }
    if owes == ["none"] {
        if given != "none" {
            faults.push("duties, where there are none".to_owned());
        }
        return faults;
    }
    for parts in &owes {
        if !given.lines().any(|line| has(line, parts)) {
            faults.push(format!("no duty `{parts}`"));
        }
    }
    if !owes.is_empty() {
        for line in given.lines().filter(|line| !owes.iter().any(|parts| has(line, parts))) {
            faults.push(format!("a duty that the texts do not give: {line}"));
        }
    }
    faults
}

#[test]
fn every_scene_is_answered_as_written() {
    let mut faults = String::new();
    for (path, text) in scenes() {
        let scene = Scene::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(!scene.title.is_empty(), "{path} has no title");
        let asked = scene.play(book()).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(!asked.is_empty(), "{path} asks nothing");
        for one in &asked {
            if !one.holds() && !blessing() {
                let shown = diff(&one.expected, &one.given);
                let _ = writeln!(faults, "{path}:{}: {}\n{shown}", one.line, one.question);
            }
        }
        if blessing() {
            let blessed = scene::bless(book(), &text).unwrap();
            if blessed != text {
                write(&root().join(&path), &blessed);
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}\nread each change, then bless with UPDATE_SCENES=1");
}

#[test]
fn every_answer_is_what_the_texts_say() {
    let (mut faults, mut held) = (String::new(), 0);
    for (path, text) in scenes() {
        let asked = Scene::parse(&text).unwrap().play(book()).unwrap();
        for one in &asked {
            let expected = expectations(&text, one.line);
            if expected.is_empty() && !path.starts_with("scenes/demo/") {
                let _ = writeln!(faults, "{path}:{}: no `# law:` line above it", one.line);
            }
            held += expected.len();
            for fault in differs(&expected, &one.given) {
                let _ = writeln!(faults, "{path}:{}: {}\n    {fault}", one.line, one.question);
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    println!("{held} expectations hold");
}

#[test]
fn a_blessed_scene_loses_no_line_and_is_blessed_for_good() {
    let text = "# Two questions without a blank line between them\n\
                party f finder CN\nproduct p in CN\n2026-11-23 f learned\n\
                ask who knows technical\nask f may share technical with f\n";
    let once = scene::bless(book(), text).unwrap();
    assert!(text.lines().all(|line| once.contains(line)), "{once}");
    assert_eq!(scene::bless(book(), &once).unwrap(), once);
    assert!(Scene::parse(&once).unwrap().play(book()).unwrap().iter().all(scene::Asked::holds));
}

#[test]
fn an_expectation_fails_where_the_answer_differs() {
    let duties = "a · verify · RMSV 7(1) · immediately · open\n\
                  a · report-miit to cn_miit · RMSV 7(2) · by 2026-11-25 09:15 +08:00 · open";
    let holds = ["owes verify · immediately · no by", "owes report-miit · by 2026-11-25 09:15"];
    assert_eq!(differs(&holds, duties), Vec::<String>::new());
    for (wrong, faults) in [
        (vec!["owes verify"], 1), // one duty too many
        (vec!["owes verify", "owes report-miit", "owes patch"], 1), // one missing
        (vec!["owes verify", "owes report-miit · no by"], 2), // an invented number
        (vec!["owes none"], 1),
        (vec!["never by 2026"], 1),
    ] {
        assert_eq!(differs(&wrong, duties).len(), faults, "{wrong:?}");
    }
    let refused = "REFUSE\n  RMSV 9(7) undisclosed-overseas";
    assert!(differs(&["REFUSE or ESCALATE", "says RMSV 9(7)"], refused).is_empty());
    assert_eq!(differs(&["PERMIT", "says RMSV 4", "never RMSV 9(7)"], refused).len(), 3);
    assert_eq!(differs(&["PERMIT"], "PERMIT IF\n  if not exaggerates").len(), 1);
}
