//! The documents: links that lead somewhere, and nothing that is true of one machine only.

use std::collections::BTreeSet;

use crate::tree;

/// The commands of the binary, as its parser has them.
fn commands() -> BTreeSet<String> {
    let source = tree::page("crates/tidegate/src/cli.rs").text;
    let (_, rest) = source.split_once("enum Command {").unwrap();
    let (variants, _) = rest.split_once("\n}").unwrap();
    let lines = variants.lines().map(str::trim);
    let named = lines.filter(|line| line.starts_with(|c: char| c.is_uppercase()));
    named
        .map(|line| line.chars().take_while(|c| c.is_alphanumeric()).collect::<String>())
        .map(|name| kebab(&name))
        .collect()
}

/// A variant as it is typed: `SignIn` is `sign-in`.
fn kebab(variant: &str) -> String {
    let mut typed = String::new();
    for c in variant.chars() {
        if c.is_uppercase() && !typed.is_empty() {
            typed.push('-');
        }
        typed.extend(c.to_lowercase());
    }
    typed
}

#[test]
fn the_readme_lists_every_command_and_no_other() {
    let readme = tree::page("README.md");
    let chapter = readme.text.split("\n## ").find(|part| part.starts_with("The commands"));
    let cells =
        chapter.unwrap().lines().filter_map(|line| line.strip_prefix("| ")?.split('|').next());
    let ticked = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let listed: BTreeSet<String> =
        ticked.filter_map(|words| words.split(' ').next()).map(str::to_owned).collect();
    let there = commands();
    let mut faults: Vec<String> = there
        .difference(&listed)
        .map(|name| format!("README.md:1: lacks the command `{name}`"))
        .collect();
    faults
        .extend(listed.difference(&there).map(|name| format!("README.md:1: no command `{name}`")));
    tree::none(&faults);
}

#[test]
fn every_link_of_a_document_leads_to_a_file() {
    let mut faults = Vec::new();
    for page in tree::pages().into_iter().filter(|page| page.is("md")) {
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in page.lines() {
            for part in line.split("](").skip(1) {
                let target = part.split([')', '#', ' ']).next().unwrap_or_default();
                let local = !target.is_empty() && !target.contains(':');
                if local && !tree::root().join(folder).join(target).exists() {
                    faults.push(format!("{}:{number}: no file `{target}`", page.path));
                }
            }
        }
    }
    tree::none(&faults);
}

#[test]
fn the_documents_are_there() {
    let wanted = [
        "README.md",
        "ARCHITECTURE.md",
        "GLOSSARY.md",
        "STYLE.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "LICENSE",
        "law/README.md",
        "test",
        ".ci/run",
    ];
    let absent = wanted.iter().filter(|path| !tree::root().join(path).is_file());
    let faults: Vec<String> = absent.map(|path| format!("{path}:1: not there")).collect();
    tree::none(&faults);
}

#[test]
fn no_page_knows_the_machine_it_was_written_on() {
    let places = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/tmp", "/tg"),
    ];
    let mut faults = Vec::new();
    for page in tree::pages() {
        for (number, line) in page.lines() {
            if let Some(place) = places.iter().find(|place| line.contains(**place)) {
                faults.push(format!("{}:{number}: `{place}`", page.path));
            }
        }
    }
    tree::none(&faults);
}

#[test]
fn no_page_cites_what_is_not_in_this_house() {
    let absent = [
        concat!("DESI", "GN"),
        concat!("TYP", "ES.md"),
        concat!("LA", "W.md"),
        concat!("SCENA", "RIOS"),
        concat!("CED", "AR.md"),
        concat!("FEAT", "URES.md"),
    ];
    let mut faults = Vec::new();
    for page in tree::pages() {
        for (number, line) in page.lines() {
            if let Some(name) = absent.iter().find(|name| line.contains(**name)) {
                faults.push(format!("{}:{number}: cites `{name}`", page.path));
            }
        }
    }
    tree::none(&faults);
}

#[test]
fn every_picture_is_shown_in_both_languages_and_none_is_missing() {
    let page = tree::page("docs/pages.md");
    let linked: BTreeSet<&str> =
        page.text.split("](pictures/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let kept = tree::names("docs/pictures");
    assert_eq!(linked, kept.iter().map(String::as_str).collect());
    for name in &kept {
        let other = match name.strip_suffix("-en.png") {
            Some(stem) => format!("{stem}-zh.png"),
            None => name.replace("-zh.png", "-en.png"),
        };
        assert!(kept.contains(&other), "{name} has no fellow in the other language");
    }
}
