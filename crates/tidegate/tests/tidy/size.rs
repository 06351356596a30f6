//! How long a file and a function may be, and what may not be left lying about in them.

use crate::rust;
use crate::tree;

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;

#[test]
fn no_file_is_longer_than_500_lines() {
    let mut faults = Vec::new();
    for page in tree::rust_under("crates/") {
        let lines = page.text.lines().count();
        if lines > FILE_LINES_MAX {
            faults.push(format!("{}:{lines}: {lines} lines", page.path));
        }
    }
    tree::none(&faults);
}

#[test]
fn no_function_is_longer_than_70_lines() {
    let (mut faults, mut seen) = (Vec::new(), 0);
    for page in tree::rust_under("crates/") {
        for function in rust::functions(&page.text) {
            seen += 1;
            if function.length > FUNCTION_LINES_MAX {
                let rust::Function { name, line, length } = function;
                faults.push(format!("{}:{line}: `{name}` has {length} lines", page.path));
            }
        }
    }
    assert!(seen > 100, "the scanner saw only {seen} functions");
    tree::none(&faults);
}

#[test]
fn a_module_is_a_file_beside_its_folder() {
    let pages = tree::rust_under("crates/");
    let faults: Vec<String> = pages
        .iter()
        .filter(|page| page.path.ends_with("/mod.rs"))
        .map(|page| format!("{}:1: write `foo.rs` + `foo/`", page.path))
        .collect();
    tree::none(&faults);
}

#[test]
fn nothing_is_left_unfinished() {
    let notes = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    let calls = ["todo!(", "unimplemented!(", "#[ignore"];
    let mut faults = Vec::new();
    for page in tree::pages() {
        // STYLE.md names what it forbids.
        let noted = page.path != "STYLE.md";
        let code = if page.is("rs") { rust::code(&page.text) } else { String::new() };
        let mut look = |text: &str, marks: &[&str]| {
            for (place, line) in text.lines().enumerate() {
                let found = marks.iter().filter(|mark| line.contains(**mark));
                faults.extend(found.map(|mark| format!("{}:{}: `{mark}`", page.path, place + 1)));
            }
        };
        look(&code, &calls);
        if noted {
            look(&page.text, &notes);
        }
    }
    tree::none(&faults);
}
