use tidegate_core::triage::cvss::{Vector, Version};
use tidegate_law::Language;

use super::cvss::{ask, means, name, score, value};
use super::*;

/// Ids are put together, so every one is walked: what is missing is said as its id.
#[test]
fn every_metric_and_value_has_its_words_in_both_languages() {
    for language in [Language::English, Language::Chinese] {
        let voice = Voice::of(language);
        let right = |text: &str| {
            let plain = !text.is_empty() && !text.starts_with("cvss-");
            plain && (language == Language::English) == text.is_ascii()
        };
        for version in Version::ALL {
            for metric in version.metrics() {
                for said in [name(version, metric, &voice), ask(version, metric, &voice)] {
                    assert!(right(&said), "{} {}: {said}", version.number(), metric.id);
                }
                for one in metric.values {
                    for said in
                        [value(version, metric, one, &voice), means(version, metric, one, &voice)]
                    {
                        assert!(right(&said), "{} {}:{one}: {said}", version.number(), metric.id);
                    }
                }
            }
        }
    }
}

/// Every text of a metric belongs to one that there is.
#[test]
fn no_metric_is_in_words_that_is_in_no_table() {
    let known: Vec<String> = Version::ALL
        .iter()
        .flat_map(|version| version.metrics().iter().map(move |metric| (version, metric)))
        .map(|(version, metric)| {
            format!("cvss-{}-{}", &version.number()[..1], metric.id.to_lowercase())
        })
        .collect();
    for line in crate::words::sources("en").flat_map(str::lines) {
        let numbered = line.starts_with("cvss-3-") || line.starts_with("cvss-4-");
        let Some((id, _)) = line.split_once(" =").filter(|_| numbered) else { continue };
        let metric: Vec<&str> = id.split('-').take(3).collect();
        let metric = metric.join("-");
        assert!(id == "cvss-4-safety" || known.contains(&metric), "{id}");
    }
}

#[test]
fn a_score_is_told_with_what_went_into_it() {
    let vector: Vector =
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:A".parse().unwrap();
    let told = score(&vector);
    assert_eq!(
        (told.written.as_str(), told.score, told.nomenclature.as_str()),
        ("9.3", 9.3, "CVSS-BT")
    );
    assert_eq!((told.severity.code.as_str(), told.metrics.len()), ("critical", 12));
    assert_eq!(told.environmental, None);
}
