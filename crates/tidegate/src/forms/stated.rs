//! The forms against what published lists of their fields say, as the project's own table has it.

use tidegate_law::{Book, Field, FieldBasis, Form, Forms};

/// The fields of the single reporting platform for exploited vulnerabilities in its order: number, name, and how they
/// stand at 24 hours, 72 hours and in the final report. X obligatory, C carried forward, O optional, I if available.
const PLATFORM: &str = "
1 exploited_vulnerability X C C
2 notification_level X X X
7 manufacturer X C C
8 product_name|product_information X X X
9 product_type O C C
10 annex_category O C C
11 member_states I C C
12 title X C C
v13 cve_id O C C
v14 euvd_id O C C
v16 nature_of_vulnerability|description O X X
v17 nature_of_exploit O X C
v18 measures_taken O X C
v19 measures_for_users O X C
v20 sensitivity O I C
v21 measure_available_at O O X
v23 severity O O X
v24 impact O O X
v25 malicious_actor O O I
v26 security_update O O X
";

/// What a form without numbers asks for, in its order; an asterisk where the law asks for it.
const OTHERS: [(&str, &str); 7] = [
    (
        "cra-incident-early-warning",
        "severe_incident* notification_level manufacturer product_name product_version product_type annex_category \
         member_states* title suspected_malicious* became_aware_at",
    ),
    (
        "cra-incident-notification",
        "severe_incident notification_level manufacturer product_name product_version product_type annex_category \
         member_states title nature_of_incident* initial_assessment* measures_taken* measures_for_users* sensitivity*",
    ),
    (
        "cra-incident-final-report",
        "severe_incident notification_level manufacturer product_name product_version product_type annex_category \
         member_states title detailed_description* severity* impact* threat_type_or_root_cause* mitigation_measures*",
    ),
    (
        "rmsv-report",
        "product_name* product_model* product_version* technical_characteristics* harm* scope_of_impact* level",
    ),
    ("cert-in-report", "kind_of_incident* noticed_at reported_by incident*"),
    ("nis2-early-warning", "suspected_malicious* cross_border*"),
    ("nis2-notification", "initial_assessment* severity* impact* indicators_of_compromise*"),
];

/// What one list alone names, without a stage: no field, and the form says so.
const UNSTAGED: [(&str, &[&str]); 2] = [
    ("cra-early-warning", &["component", "attack vector", "cross-border impact", "CSIRT"]),
    ("cra-incident-early-warning", &["detected", "cross-border impact", "supply chain", "CSIRT"]),
];

fn forms() -> std::sync::Arc<Forms> {
    let book = Book::load(&crate::book::embedded()).unwrap();
    super::of(&book).ok().unwrap()
}

fn form<'f>(forms: &'f Forms, key: &str) -> &'f Form {
    let found = forms.forms.iter().find(|form| form.key == key);
    found.unwrap_or_else(|| panic!("no form `{key}`"))
}

/// Whether a field stands as a list says.
fn stands(field: &Field, mark: &str) -> bool {
    let asked = field.basis != FieldBasis::Optional;
    match mark {
        "X" => asked,
        "C" => field.carried.is_some(),
        "O" => !asked,
        // If available: the law asks for it where it is known.
        "I" => field.hint.is_some() || field.carried.is_some(),
        other => panic!("no mark `{other}`"),
    }
}

#[test]
fn every_numbered_field_of_the_platform_is_there_in_its_order_at_each_stage() {
    let forms = forms();
    for (stage, key) in
        ["cra-early-warning", "cra-notification", "cra-final-report"].iter().enumerate()
    {
        let form = form(&forms, key);
        let numbered: Vec<&Field> = form.fields.iter().filter(|one| one.number.is_some()).collect();
        let lines: Vec<Vec<&str>> =
            PLATFORM.trim().lines().map(|line| line.split(' ').collect()).collect();
        assert_eq!(numbered.len(), lines.len(), "{key}");
        for (field, line) in numbered.iter().zip(&lines) {
            let (number, names, mark) = (line[0], line[1], line[2 + stage]);
            assert_eq!(field.number.as_deref(), Some(number), "{key}");
            assert!(names.split('|').any(|name| name == field.id), "{key} {number}: {}", field.id);
            assert!(stands(field, mark), "{key} {}: {mark}, and is {:?}", field.id, field.basis);
        }
    }
}

#[test]
fn a_form_has_the_fields_that_are_stated_and_no_other() {
    let forms = forms();
    for (key, stated) in OTHERS {
        let law = |field: &Field| if field.basis == FieldBasis::Law { "*" } else { "" };
        let fields = form(&forms, key).fields.iter();
        let fields: Vec<String> = fields.map(|one| format!("{}{}", one.id, law(one))).collect();
        assert_eq!(fields.join(" "), stated, "{key}");
    }
}

#[test]
fn what_only_one_list_names_is_said_to_be_left_out() {
    let forms = forms();
    for (key, names) in UNSTAGED {
        let doubt = form(&forms, key).doubt.as_ref().unwrap();
        for name in names {
            assert!(doubt.en.contains(name), "{key} says nothing of `{name}`");
        }
        assert!(doubt.zh.contains("此处不设字段"), "{key}");
    }
}
