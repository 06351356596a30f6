//! A small reader of Rust source: enough to know what is code, what is test, and where functions begin and end.
//!
//! It does not parse. It knows comments, strings, characters and brackets, which is what counting needs.

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    /// The line of `fn`, from 1.
    pub(crate) line: usize,
    /// From the line of `fn` to that of the closing brace.
    pub(crate) length: usize,
}

/// The source with comments and the insides of literals blanked; every line stays where it was.
pub(crate) fn code(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut place = 0;
    while place < chars.len() {
        let end = match chars[place] {
            '/' if next(&chars, place) == Some('/') => line_end(&chars, place),
            '/' if next(&chars, place) == Some('*') => comment_end(&chars, place),
            '"' => string_end(&chars, place),
            '\'' => character_end(&chars, place),
            'r' | 'b' | 'c' if !after_word(&chars, place) => raw_end(&chars, place),
            _ => place,
        };
        if end == place {
            out.push(chars[place]);
            place += 1;
            continue;
        }
        out.extend(chars[place..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        place = end;
    }
    out
}

/// The code up to the module of tests at the bottom.
pub(crate) fn code_before_tests(source: &str) -> String {
    let code = code(source);
    let mut kept = String::new();
    let mut lines = code.lines().peekable();
    while let Some(line) = lines.next() {
        let opens = |next: &&str| next.trim_start().starts_with("mod ") && next.contains('{');
        if line.trim() == "#[cfg(test)]" && lines.peek().is_some_and(opens) {
            break;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

/// The modules that exist in tests only and have a file of their own.
pub(crate) fn test_modules(source: &str) -> Vec<String> {
    let code = code(source);
    let lines: Vec<&str> = code.lines().map(str::trim).collect();
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let after = pairs.filter(|(first, _)| **first == "#[cfg(test)]").map(|(_, second)| *second);
    after
        .filter_map(|line| {
            line.strip_suffix(';')?.rsplit_once("mod ").map(|(_, name)| name.to_owned())
        })
        .collect()
}

/// Every function with a body, nested ones as well.
pub(crate) fn functions(source: &str) -> Vec<Function> {
    let chars: Vec<char> = code(source).chars().collect();
    let mut found = Vec::new();
    let mut line = 1;
    for place in 0..chars.len() {
        if chars[place] == '\n' {
            line += 1;
        }
        if chars[place..].starts_with(&['f', 'n', ' ']) && !after_word(&chars, place) {
            let name: String = chars[place + 3..].iter().take_while(|c| is_word(**c)).collect();
            if let (false, Some(lines)) = (name.is_empty(), body_lines(&chars[place..])) {
                found.push(Function { name, line, length: lines });
            }
        }
    }
    found
}

/// How many lines from here to the end of the body, if there is a body.
fn body_lines(chars: &[char]) -> Option<usize> {
    let (mut lines, mut round, mut braces) = (1, 0_i32, 0_i32);
    for c in chars {
        match c {
            '\n' => lines += 1,
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if round == 0 && braces == 0 => return None,
            '{' => braces += 1,
            '}' if braces == 1 => return Some(lines),
            '}' => braces -= 1,
            _ => {}
        }
    }
    None
}

fn next(chars: &[char], place: usize) -> Option<char> {
    chars.get(place + 1).copied()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn after_word(chars: &[char], place: usize) -> bool {
    place > 0 && is_word(chars[place - 1])
}

fn line_end(chars: &[char], from: usize) -> usize {
    chars[from..].iter().position(|c| *c == '\n').map_or(chars.len(), |length| from + length)
}

fn comment_end(chars: &[char], from: usize) -> usize {
    let (mut depth, mut place) = (0, from);
    while place < chars.len() {
        match (chars[place], next(chars, place)) {
            ('/', Some('*')) => (depth, place) = (depth + 1, place + 2),
            ('*', Some('/')) if depth == 1 => return place + 2,
            ('*', Some('/')) => (depth, place) = (depth - 1, place + 2),
            _ => place += 1,
        }
    }
    chars.len()
}

fn string_end(chars: &[char], from: usize) -> usize {
    let mut place = from + 1;
    while place < chars.len() {
        match chars[place] {
            '\\' => place += 2,
            '"' => return place + 1,
            _ => place += 1,
        }
    }
    chars.len()
}

/// A character literal; a lifetime or a label ends where it begins.
fn character_end(chars: &[char], from: usize) -> usize {
    match (next(chars, from), chars.get(from + 2)) {
        (Some('\\'), _) => {
            let rest = chars.get(from + 3..).unwrap_or_default();
            rest.iter().position(|c| *c == '\'').map_or(from, |length| from + 3 + length + 1)
        }
        (Some(_), Some('\'')) => from + 3,
        _ => from,
    }
}

/// `r"…"`, `r#"…"#`, `b"…"`, `br"…"`, `c"…"`, `b'…'`; anything else ends where it begins.
fn raw_end(chars: &[char], from: usize) -> usize {
    let letters = chars[from..].iter().take_while(|c| ['r', 'b', 'c'].contains(c)).count();
    let raw = chars[from..from + letters].contains(&'r');
    let hashes = chars[from + letters..].iter().take_while(|c| **c == '#').count();
    let open = from + letters + hashes;
    match chars.get(open) {
        Some('"') if raw => {
            let mut place = open + 1;
            while place < chars.len() {
                let close = chars[place + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
                if chars[place] == '"' && close {
                    return place + 1 + hashes;
                }
                place += 1;
            }
            chars.len()
        }
        Some('"') if hashes == 0 => string_end(chars, open),
        Some('\'') if hashes == 0 && letters == 1 => character_end(chars, open),
        _ => from,
    }
}

#[test]
fn literals_and_comments_are_no_code() {
    let source = "let a = \"fn x() {\"; // fn y() {\nlet b = '{'; /* fn /* z */ { */ let c = r#\"}\"}\"#;\nlet d = b'\\''; 'e: loop {}";
    let code = code(source);
    assert_eq!(code.lines().count(), source.lines().count());
    assert!(!code.contains("fn"), "{code}");
    assert_eq!(code.matches('{').count(), 1, "{code}");
    assert_eq!(code.matches('}').count(), 1, "{code}");
    assert!(code.contains("'e: loop"), "{code}");
}

#[test]
fn a_function_is_counted_from_its_name_to_its_last_brace() {
    let source = "trait T {\n    fn none(&self) -> [u8; 2];\n    fn some<'a>(\n        &'a self,\n    ) -> &'a str {\n        \"}\"\n    }\n}\nfn outer() {\n    fn inner() {}\n    let f: fn() = inner;\n}\n";
    let found: Vec<_> =
        functions(source).into_iter().map(|one| (one.name, one.line, one.length)).collect();
    let expected =
        [("some".to_owned(), 3, 5), ("outer".to_owned(), 9, 4), ("inner".to_owned(), 10, 1)];
    assert_eq!(found, expected);
}

#[test]
fn tests_at_the_bottom_and_in_files_of_their_own_are_known() {
    let source = "mod a;\n#[cfg(test)]\nmod proofs;\nfn f() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
    assert_eq!(test_modules(source), ["proofs"]);
    assert!(code_before_tests(source).contains("fn f"));
    assert!(!code_before_tests(source).contains("std::fs"));
}
