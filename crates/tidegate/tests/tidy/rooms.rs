//! The rooms of the house: ARCHITECTURE.md names every one, and imports go one way.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust;
use crate::tree;

/// Which of our crates each crate may import; log and law know of no other.
const MAY_IMPORT: [(&str, &[&str]); 5] = [
    ("tidegate-log", &[]),
    ("tidegate-law", &["tidegate-log"]),
    ("tidegate-core", &["tidegate-log", "tidegate-law"]),
    ("tidegate-formats", &["tidegate-log", "tidegate-law", "tidegate-core"]),
    ("tidegate", &["tidegate-log", "tidegate-law", "tidegate-core", "tidegate-formats"]),
];

/// The top modules of a crate, as its sources have them.
fn modules(name: &str) -> BTreeSet<String> {
    let source = format!("crates/{name}/src/");
    tree::rust_under(&source)
        .iter()
        .filter_map(|page| page.path.strip_prefix(&source)?.split('/').next().map(str::to_owned))
        .map(|first| first.trim_end_matches(".rs").to_owned())
        .filter(|first| first != "lib" && first != "main")
        .collect()
}

/// The code map: under each heading ``### `crate` ``, the lines ``- `module` … ``.
fn mapped() -> BTreeMap<String, BTreeSet<String>> {
    let mut map: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut room = None;
    for line in tree::page("ARCHITECTURE.md").text.lines() {
        if line.starts_with('#') {
            let name = line.strip_prefix("### `").and_then(|rest| rest.strip_suffix('`'));
            room = name.map(str::to_owned);
            if let Some(name) = &room {
                map.entry(name.clone()).or_default();
            }
        }
        let module = line.strip_prefix("- `").and_then(|rest| rest.split_once('`'));
        if let (Some(room), Some((module, _))) = (&room, module) {
            map.entry(room.clone()).or_default().insert(module.to_owned());
        }
    }
    map
}

#[test]
fn architecture_names_every_top_module_and_no_other() {
    let mut map = mapped();
    let mut faults = Vec::new();
    for name in tree::crates() {
        let Some(named) = map.remove(&name) else {
            faults.push(format!("ARCHITECTURE.md:1: no heading for the crate `{name}`"));
            continue;
        };
        let there = modules(&name);
        faults.extend(there.difference(&named).map(|module| {
            format!("crates/{name}/src/{module}.rs:1: ARCHITECTURE.md does not name it")
        }));
        faults.extend(named.difference(&there).map(|module| {
            format!("ARCHITECTURE.md:1: names `{module}` in `{name}`, which is not there")
        }));
    }
    faults.extend(map.into_keys().map(|name| format!("ARCHITECTURE.md:1: no crate `{name}`")));
    tree::none(&faults);
}

#[test]
fn crates_import_one_way() {
    let mut faults = Vec::new();
    for name in tree::crates() {
        let may = MAY_IMPORT.iter().find(|(one, _)| *one == name).map(|(_, may)| *may);
        let may = may.unwrap_or_else(|| panic!("the crate `{name}` has no place in the order"));
        let manifest = tree::page(&format!("crates/{name}/Cargo.toml"));
        for (number, line) in manifest.lines() {
            let key = line.split([' ', '.', '=']).next().unwrap_or_default();
            if key.starts_with("tidegate") && !may.contains(&key) {
                faults.push(format!("{}:{number}: imports `{key}`", manifest.path));
            }
        }
    }
    tree::none(&faults);
}

#[test]
fn no_face_touches_the_store() {
    let faces = ["cli", "web", "api", "worker"];
    let mut faults = Vec::new();
    for page in tree::rust_under("crates/tidegate/src/") {
        let inside = page.path.trim_start_matches("crates/tidegate/src/");
        let room = inside.split(['/', '.']).next().unwrap_or_default();
        if !faces.contains(&room) {
            continue;
        }
        for (place, line) in rust::code_before_tests(&page.text).lines().enumerate() {
            if ["crate::store", "sqlx", "super::store"].iter().any(|name| line.contains(name)) {
                faults.push(format!("{}:{}: a face goes to the desk", page.path, place + 1));
            }
        }
    }
    tree::none(&faults);
}

#[test]
fn every_crate_says_what_it_is_for() {
    let mut faults = Vec::new();
    for name in tree::crates() {
        let library = tree::page(&format!("crates/{name}/src/lib.rs"));
        let doc = library.text.lines().take_while(|line| line.starts_with("//!")).count();
        if doc < 5 {
            faults.push(format!("{}:1: {doc} lines of module doc", library.path));
        }
    }
    tree::none(&faults);
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let pages = tree::rust_under("crates/");
    let tests: BTreeSet<String> =
        pages.iter().flat_map(|page| rust::test_modules(&page.text)).collect();
    let faults: Vec<String> = pages
        .iter()
        .filter(|page| page.path.contains("/src/") && !page.text.starts_with("//!"))
        .filter(|page| !tests.iter().any(|name| page.path.ends_with(&format!("/{name}.rs"))))
        .map(|page| format!("{}:1: no module doc", page.path))
        .collect();
    tree::none(&faults);
}

#[test]
fn there_is_one_binary() {
    let pages = tree::pages();
    let mains: Vec<&str> = pages
        .iter()
        .map(|page| page.path.as_str())
        .filter(|path| path.ends_with("src/main.rs") || path.contains("/src/bin/"))
        .collect();
    assert_eq!(mains, ["crates/tidegate/src/main.rs"]);
}
