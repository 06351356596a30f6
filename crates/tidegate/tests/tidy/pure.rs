//! What the pure crates may not touch, read from their sources and manifests.
//!
//! Clippy refuses the calls (each pure crate's clippy.toml); this refuses the names, wherever they come from, and
//! holds clippy's own files to account.

use std::collections::BTreeSet;

use crate::rust;
use crate::tree;

/// Crates that read no clock, file, environment, network or random number.
const PURE: [&str; 3] = ["tidegate-log", "tidegate-law", "tidegate-core"];

/// Names that a pure crate has no use for. Threads that end before the function does are the caller's own time, and
/// decide nothing; others are not.
const WORLD: [&str; 18] = [
    "Timestamp::now",
    "ZonedDateTime::now",
    "TimeZone::system",
    "SystemTime",
    "time::Instant",
    "Instant::now",
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "thread::spawn",
    "thread::sleep",
    "std::io::stdin",
    "getrandom",
    "OsRng",
    "rand::",
    "tokio::",
    "sqlx::",
];

/// The code of a crate that ships: sources without tests.
fn shipped(name: &str) -> Vec<(String, String)> {
    let pages = tree::rust_under(&format!("crates/{name}/src/"));
    let tests: BTreeSet<String> =
        pages.iter().flat_map(|page| rust::test_modules(&page.text)).collect();
    let is_test =
        |path: &str| path.trim_end_matches(".rs").split('/').any(|part| tests.contains(part));
    pages
        .into_iter()
        .filter(|page| !is_test(&page.path))
        .map(|page| (page.path, rust::code_before_tests(&page.text)))
        .collect()
}

fn faults_of(name: &str, forbidden: &[&str], allowed: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, code) in shipped(name) {
        if allowed(&path) {
            continue;
        }
        for (place, line) in code.lines().enumerate() {
            for word in forbidden.iter().filter(|word| line.contains(**word)) {
                faults.push(format!("{path}:{}: `{word}`", place + 1));
            }
        }
    }
    faults
}

#[test]
fn the_pure_crates_touch_no_clock_file_environment_network_or_chance() {
    let faults: Vec<String> =
        PURE.iter().flat_map(|name| faults_of(name, &WORLD, |_| false)).collect();
    tree::none(&faults);
}

#[test]
fn law_and_case_iterate_in_one_order_only() {
    let faults: Vec<String> = ["tidegate-law", "tidegate-core"]
        .iter()
        .flat_map(|name| faults_of(name, &["HashMap", "HashSet"], |_| false))
        .collect();
    tree::none(&faults);
}

#[test]
fn the_wall_clock_is_read_in_one_place() {
    let clock = ["Timestamp::now", "ZonedDateTime::now", "SystemTime::now", "TimeZone::system"];
    tree::none(&faults_of("tidegate", &clock, |path| path == "crates/tidegate/src/clock.rs"));
}

#[test]
fn every_pure_crate_has_clippy_refuse_the_world_and_keep_the_allowances_for_tests() {
    let allowances: Vec<String> = tree::page("clippy.toml")
        .text
        .lines()
        .filter(|line| line.starts_with("allow-"))
        .map(str::to_owned)
        .collect();
    let calls = ["SystemTime::now", "Instant::now", "std::env::var", "std::fs::read", "TcpStream"];
    let mut faults = Vec::new();
    for name in PURE {
        let file = tree::page(&format!("crates/{name}/clippy.toml"));
        let wanted = allowances.iter().map(String::as_str).chain(calls);
        let absent = wanted.filter(|line| !file.text.contains(line));
        faults.extend(absent.map(|line| format!("{}:1: lacks `{line}`", file.path)));
    }
    tree::none(&faults);
}

#[test]
fn a_pure_crate_depends_on_nothing_that_touches_the_world() {
    let shell = ["tokio", "sqlx", "getrandom", "rand", "anyhow", "clap", "reqwest", "axum"];
    let mut faults = Vec::new();
    for name in PURE {
        let manifest = tree::page(&format!("crates/{name}/Cargo.toml"));
        let shipped = manifest.text.split("[dev-dependencies]").next().unwrap_or_default();
        for (place, line) in shipped.lines().enumerate() {
            let key = line.split([' ', '.', '=']).next().unwrap_or_default();
            if shell.contains(&key) {
                faults.push(format!("{}:{}: `{key}`", manifest.path, place + 1));
            }
        }
    }
    tree::none(&faults);
}
