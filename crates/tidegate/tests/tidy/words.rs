//! One word per thing: GLOSSARY.md says what to avoid, and where an avoided word may stand all the same.

use crate::rust;
use crate::tree::{self, Page};

/// Pages that name what they forbid.
const NAMING: [&str; 3] = ["GLOSSARY.md", "STYLE.md", "deny.toml"];

/// Where an avoided word may stand.
struct Allowance {
    word: String,
    place: String,
}

/// The rows of the tables under a heading, cell by cell, without heading and rule.
fn rows(page: &Page, heading: Option<&str>) -> Vec<Vec<String>> {
    let mut inside = heading.is_none();
    let mut rows = Vec::new();
    for line in page.text.lines() {
        if let (Some(title), Some(wanted)) = (line.strip_prefix("## "), heading) {
            inside = title == wanted;
        }
        if inside && line.starts_with("| ") && !line.starts_with("|-") {
            let cells = line.trim_matches('|').split(" |");
            rows.push(cells.map(|cell| cell.trim().to_owned()).collect());
        }
    }
    rows
}

/// What stands in backticks.
fn ticked(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Every word under *avoid*, in the tables of four columns.
fn avoided() -> Vec<String> {
    let glossary = tree::page("GLOSSARY.md");
    let tables = rows(&glossary, None);
    tables.iter().filter(|row| row.len() == 4).flat_map(|row| ticked(&row[3])).collect()
}

fn allowances() -> Vec<Allowance> {
    let glossary = tree::page("GLOSSARY.md");
    let table = rows(&glossary, Some("Where an avoided word may stand"));
    let ticks = table.iter().map(|row| row.iter().flat_map(|cell| ticked(cell)).collect());
    let ticks = ticks.filter(|ticks: &Vec<String>| ticks.len() >= 2);
    ticks.map(|ticks| Allowance { word: ticks[0].clone(), place: ticks[1].clone() }).collect()
}

/// The words of a line in lower case, names taken apart: `PolicySet` and `policy_set` are `policy set`.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in line.chars() {
        let starts = c.is_uppercase() && before.is_lowercase();
        if !c.is_alphabetic() || starts {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphabetic(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The word itself or its plural.
fn is_form_of(word: &str, avoided: &str) -> bool {
    let plural_y = avoided.strip_suffix('y').map(|stem| format!("{stem}ies"));
    word == avoided || word.strip_suffix('s') == Some(avoided) || Some(word) == plural_y.as_deref()
}

/// Whether a line has the avoided word; one in Chinese is looked for anywhere.
fn has(line: &str, avoided: &str) -> bool {
    has_among(&words(line), line, avoided)
}

/// The same, with the line's words taken apart before.
fn has_among(words: &[String], line: &str, avoided: &str) -> bool {
    if !avoided.is_ascii() {
        return line.contains(avoided);
    }
    let parts: Vec<&str> = avoided.split(' ').collect();
    words
        .windows(parts.len())
        .any(|window| window.iter().zip(&parts).all(|(word, part)| is_form_of(word, part)))
}

#[test]
fn one_word_per_thing() {
    let (avoided, allowances) = (avoided(), allowances());
    assert!(avoided.len() > 10, "the glossary avoids only {avoided:?}");
    let mut used = vec![false; allowances.len()];
    let mut faults = Vec::new();
    for page in tree::pages() {
        let own = page.path.starts_with("crates/tidegate/tests/tidy/");
        if own || NAMING.contains(&page.path.as_str()) {
            continue;
        }
        for (number, line) in page.lines() {
            let apart = words(line);
            for word in avoided.iter().filter(|word| has_among(&apart, line, word)) {
                let mut rest = line.to_owned();
                for (place, allowance) in allowances.iter().enumerate() {
                    if allowance.word != *word {
                        continue;
                    }
                    if page.path.starts_with(&allowance.place) {
                        rest.clear();
                        used[place] = true;
                    } else if rest.contains(&allowance.place) {
                        rest = rest.replace(&allowance.place, "");
                        used[place] = true;
                    }
                }
                if has(&rest, word) {
                    faults.push(format!("{}:{number}: `{word}`", page.path));
                }
            }
        }
    }
    for (allowance, _) in allowances.iter().zip(&used).filter(|(_, used)| !**used) {
        let Allowance { word, place } = allowance;
        faults.push(format!("GLOSSARY.md:1: nothing needs `{word}` in `{place}` any more"));
    }
    tree::none(&faults);
}

/// The names that a line declares, with the keyword before each.
fn declared(line: &str) -> Vec<(&str, String)> {
    let tokens: Vec<&str> = line.split_whitespace().collect();
    let keywords = ["struct", "enum", "trait", "type", "mod", "fn"];
    let pairs = tokens.iter().zip(tokens.iter().skip(1));
    pairs
        .filter(|(keyword, _)| keywords.contains(*keyword))
        .map(|(keyword, next)| {
            let name = next.chars().take_while(|c| c.is_alphanumeric() || *c == '_');
            (*keyword, name.collect())
        })
        .collect()
}

#[test]
fn no_name_is_made_of_words_that_say_nothing() {
    let parts: Vec<String> = rows(&tree::page("GLOSSARY.md"), Some("Parts of names"))
        .iter()
        .flat_map(|row| ticked(&row[0]))
        .map(|part| part.to_lowercase())
        .collect();
    assert!(parts.len() > 3, "the glossary lists only {parts:?}");
    let mut faults = Vec::new();
    for page in tree::rust_under("crates/") {
        for (place, line) in rust::code(&page.text).lines().enumerate() {
            for (keyword, name) in declared(line) {
                let words = words(&name);
                let empty = match keyword {
                    "fn" => name.starts_with("get_"),
                    _ => words.iter().any(|word| parts.iter().any(|part| is_form_of(word, part))),
                };
                if empty {
                    faults.push(format!("{}:{}: `{name}`", page.path, place + 1));
                }
            }
        }
    }
    tree::none(&faults);
}

/// Whether an ASCII mark stands between two Chinese characters.
fn has_narrow_mark(line: &str) -> bool {
    let chinese = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let chars: Vec<char> = line.chars().collect();
    let mark = |c: char| [',', ';', ':', '!', '?'].contains(&c);
    chars.windows(3).any(|three| chinese(&three[0]) && mark(three[1]) && chinese(&three[2]))
}

#[test]
fn a_chinese_sentence_has_chinese_marks() {
    let mut faults = Vec::new();
    for page in tree::pages() {
        // A line that shows the syntax of a command has the marks of the syntax.
        let said = page.lines().filter(|(_, line)| !line.contains('['));
        let lines = said.filter(|(_, line)| has_narrow_mark(line));
        faults.extend(lines.map(|(number, _)| format!("{}:{number}: write ，；：", page.path)));
    }
    tree::none(&faults);
}

#[test]
fn names_are_taken_apart() {
    assert_eq!(words("PolicySet, policy_id; Vulns"), ["policy", "set", "policy", "id", "vulns"]);
    assert!(has("let policies = all;", "policy"));
    assert!(has("a bug report came", "bug report"));
    assert!(!has("vulnerability", "vuln"));
    assert!(has("该工单已关闭", "工单"));
    assert!(has_narrow_mark(concat!("小时", ",", "夜间")) && !has_narrow_mark("小时，夜间"));
}
