//! Product identifiers against the lists of others.

#![cfg(test)]

use serde_json::Value;
use tidegate_core::product::{Cpe, NotACpe, Purl, Vers};

#[expect(clippy::disallowed_methods, reason = "tests read the corpora; the library opens no file")]
fn corpus(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora").into(),
        std::path::PathBuf::from,
    );
    let bytes = std::fs::read(root.join(path)).ok();
    if bytes.is_none() {
        println!("left out: the corpora have no {path} here");
    }
    bytes
}

#[test]
fn every_cpe_name_of_cve_records_is_read_or_named_as_older() {
    let Some(packed) = corpus("cpe/names-in-cve-records.txt.xz") else { return };
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    let (mut read, mut older, mut broken) = (0, 0, Vec::new());
    for line in text.lines() {
        match line.parse::<Cpe>() {
            Ok(cpe) => {
                assert_eq!(cpe.parts().count(), 11, "{line}");
                read += 1;
            }
            Err(NotACpe::Older(_)) => {
                assert!(line.starts_with("cpe:/"), "{line}");
                older += 1;
            }
            Err(NotACpe::Form(_)) => broken.push(line),
        }
    }
    println!("{read} names read, {older} are CPE 2.2, {} are broken: {broken:?}", broken.len());
    // NISTIR 7695 has eleven parts with every other colon quoted; what has more was written wrongly.
    for line in &broken {
        assert_ne!(line.replace(r"\:", "").matches(':').count(), 12, "{line}");
    }
    assert!(read > 10_000);
}

#[test]
fn package_urls_of_the_specification_are_parsed_as_it_says() {
    let Some(bytes) = corpus("purl/purl-spec-tests/spec/specification-test.json") else { return };
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    let mut parsed = 0;
    for test in file["tests"].as_array().unwrap().iter().filter(|test| test["test_type"] == "parse")
    {
        let input = test["input"].as_str().unwrap();
        let fails = test["expected_failure"].as_bool().unwrap_or_default();
        assert_eq!(input.parse::<Purl>().is_err(), fails, "{input}");
        parsed += 1;
    }
    println!("{parsed} package URLs");
    assert!(parsed > 0);
}

const VERS_FILES: &[&str] = &[
    "conan_range_from_native_basic_test.json",
    "conan_range_from_native_test.json",
    "nginx_range_from_native_test.json",
    "npm_range_containment_test.json",
    "npm_range_from_native_test.json",
    "openssl_range_from_native_test.json",
    "pypi_range_containment_test.json",
    "pypi_range_from_native_test.json",
    "pypi_range_validate_test.json",
    "vers_canonical_parse_test.json",
];

#[test]
fn ranges_of_the_vers_specification_are_read() {
    let mut ranges = 0;
    for file in VERS_FILES {
        let Some(bytes) = corpus(&format!("purl/vers-spec-tests/{file}")) else { continue };
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let mut found = Vec::new();
        collect(&json, &mut found);
        for range in found {
            // A range of no version at all says nothing that a person could use.
            let empty = range.ends_with('/');
            assert_eq!(range.parse::<Vers>().is_ok(), !empty, "{file}: {range}");
            ranges += 1;
        }
    }
    println!("{ranges} ranges");
}

/// Every range in the tests of a file that are not meant to fail.
fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) if text.starts_with("vers:") => into.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|one| collect(one, into)),
        Value::Object(fields) if fields.get("expected_failure") != Some(&Value::Bool(true)) => {
            fields.values().for_each(|one| collect(one, into));
        }
        _ => {}
    }
}
