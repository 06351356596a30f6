use super::*;

const WORST: &str = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H";

fn vector(text: &str) -> Vector {
    text.parse().unwrap()
}

#[test]
fn a_vector_is_written_in_the_order_of_its_specification_without_what_is_not_defined() {
    let pasted = " CVSS:3.1/AC:L/AV:N/PR:N/UI:N/S:U/C:H/I:H/A:H/RL:X/E:F\n";
    assert_eq!(vector(pasted).to_string(), "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:F");
    assert_eq!(vector(&vector(pasted).to_string()), vector(pasted));
}

#[test]
fn what_lacks_a_metric_or_has_it_twice_or_wrongly_is_no_vector() {
    let not = |text: &str| text.parse::<Vector>().unwrap_err();
    for text in
        ["", "9.8", "AV:N/AC:L/Au:N/C:P/I:P/A:P", "CVSS:2.0/AV:N", "CVSS:4.0", "cvss:4.0/AV:N"]
    {
        assert_eq!(not(text), NotAVector::Version, "{text}");
    }
    assert_eq!(not("CVSS:4.0/"), NotAVector::Metric(String::new()));
    assert_eq!(not("CVSS:4.0/AV:"), NotAVector::Metric("AV:".to_owned()));
    assert_eq!(not("CVSS:4.0/AV:N"), NotAVector::Missing("AC"));
    assert_eq!(not(&format!("{WORST}/AV:N")), NotAVector::Twice("AV"));
    assert_eq!(not(&format!("{WORST}/E:X/E:A")), NotAVector::Twice("E"));
    assert_eq!(not(&format!("{WORST}/RL:X")), NotAVector::Metric("RL".to_owned()));
    let value = |metric, value: &str| NotAVector::Value { metric, value: value.to_owned() };
    assert_eq!(not(&format!("{WORST}/E:F")), value("E", "F"));
    assert_eq!(not(&WORST.replace("AV:N", "AV:X")), value("AV", "X"));
    assert_eq!(not(&WORST.replace("AV:N", "AV:n")), value("AV", "n"));
}

#[test]
fn every_value_of_every_metric_is_known_to_the_crate_that_scores() {
    let worst_3 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    for (version, whole) in [
        (Version::V3_0, worst_3.replace("3.1", "3.0")),
        (Version::V3_1, worst_3.to_owned()),
        (Version::V4_0, WORST.to_owned()),
    ] {
        let known = vector(&whole);
        for metric in version.metrics() {
            for value in metric.values {
                let others = known.metrics().filter(|(one, _)| one.id != metric.id);
                let others = others.filter_map(|(one, value)| Some((one.id, value?)));
                let made = Vector::of(version, others.chain([(metric.id, *value)])).unwrap();
                let text = made.to_string();
                let read = match version {
                    Version::V4_0 => text.parse::<::cvss::v4::Vector>().is_ok(),
                    Version::V3_0 | Version::V3_1 => text.parse::<::cvss::v3::Vector>().is_ok(),
                };
                assert!(read, "{text}");
                assert!(made.score().tenths() > 0, "{text}");
            }
        }
    }
}

#[test]
fn scores_are_told_apart_by_what_went_into_them() {
    let bare = vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
    assert_eq!(bare.scores().base.to_string(), "9.8");
    assert_eq!((bare.scores().threat, bare.nomenclature()), (None, "CVSS-B"));
    let timed = vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U");
    assert_eq!(timed.scores().base.to_string(), "9.8");
    assert_eq!(timed.score().to_string(), "9.0");
    let placed = vector(&format!("{WORST}/E:U/MAV:L"));
    assert_eq!(placed.nomenclature(), "CVSS-BTE");
    assert_eq!(placed.scores().base.to_string(), "10.0");
    assert!(placed.score() < placed.scores().threat.unwrap());
}

#[test]
fn the_scale_begins_where_it_says() {
    let severity = |tenths| Score(tenths).severity().as_str();
    let all = [0, 1, 39, 40, 69, 70, 89, 90, 100].map(severity);
    let expected =
        ["none", "low", "low", "medium", "medium", "high", "high", "critical", "critical"];
    assert_eq!(all, expected);
}

#[test]
fn two_views_differ_in_the_metrics_that_differ() {
    let (one, other) =
        (vector(WORST), vector(&WORST.replace("AC:L", "AC:H").replace("SA:H", "SA:N")));
    assert_eq!(differing(&one, &other), Some(vec!["AC", "SA"]));
    assert_eq!(differing(&one, &one), Some(vec![]));
    let older = vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
    assert_eq!(differing(&one, &older), None);
}
