//! What a copy sheet never holds: a program for attacks, a message, who the finder is; and what it always says.

#![cfg(test)]

#[path = "legal/book.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod book;

use std::sync::LazyLock;

use book::{below, book, ends, read, root};
use jiff::Timestamp;
use proptest::prelude::*;
use tidegate_core::item::ContentClass;
use tidegate_core::scene::{Scene, Stage};
use tidegate_core::sheet::{Entry, Sheet, sheets};
use tidegate_law::{FieldBasis, Forms, RuleId, SourceFile};

const CAMERA: &str = "# two laws, one camera
zone Asia/Shanghai
positions suggested
party maker manufacturer CN
party finder finder CN individual
product camera of maker in CN,EU,DE,FR
2026-11-23 09:00 maker learned
2026-11-23 21:00 fact exploited
2026-11-23 21:00 maker aware_of_exploitation
";

fn forms() -> &'static Forms {
    static FORMS: LazyLock<Forms> = LazyLock::new(|| {
        let folder = root().join("forms");
        let files = below(&folder);
        let files = files.iter().filter(|path| ends(path, &["toml"]));
        let file = |path: &std::path::PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            SourceFile::new(format!("forms/{name}"), read(path))
        };
        Forms::load(book(), &files.map(file).collect::<Vec<_>>()).unwrap()
    });
    &FORMS
}

fn stage(more: &str) -> Stage<'static> {
    Scene::parse(&format!("{CAMERA}{more}")).unwrap().stage(book()).unwrap()
}

fn evening() -> Timestamp {
    "2026-11-26T14:00:00Z".parse().unwrap()
}

fn made(stage: &Stage<'static>, rule: &str, extent: FieldBasis) -> Vec<Sheet<'static>> {
    let rule = RuleId::parse(rule).unwrap();
    sheets(&stage.desk(), forms(), stage.case(), &rule, extent, evening())
}

fn entry(sheet: &Sheet<'_>, id: &str) -> Entry {
    let line = sheet.lines.iter().find(|line| line.field.id == id);
    line.unwrap_or_else(|| panic!("no field `{id}`")).entry.clone()
}

const WARNING: &str = "eu-cra/14(2)(a)/early-warning";
const NOTIFICATION: &str = "eu-cra/14(2)(b)/notification";
const MIIT: &str = "cn-rmsv/7(2)/report-miit";

#[test]
fn the_default_sheet_is_the_legal_minimum_and_names_whom_it_reaches_before_anything_is_filed() {
    let camera = stage("");
    let [warning] = &made(&camera, WARNING, FieldBasis::Law)[..] else { panic!("one sheet") };
    let ids: Vec<&str> = warning.lines.iter().map(|line| line.field.id.as_str()).collect();
    assert_eq!(ids, ["exploited_vulnerability", "member_states"]);
    assert_eq!(entry(warning, "member_states"), Entry::Text("DE, FR".into()));
    assert_eq!(warning.missing().count(), 0);
    assert_eq!(warning.decisions.len(), 2, "the CSIRT and ENISA");
    let reached: usize = warning.decisions.iter().map(|decision| decision.reached().len()).sum();
    assert!(reached > 2, "those to whom it is passed on are named");
    assert!(warning.decisions.iter().all(|decision| !decision.gate.allows()), "RMSV 9(7)");
    let [more] = &made(&camera, WARNING, FieldBasis::Portal)[..] else { panic!("one sheet") };
    assert_eq!(entry(more, "title"), Entry::Missing);
    assert!(more.lines.iter().all(|line| line.field.basis != FieldBasis::Optional));
}

#[test]
fn what_was_given_at_an_earlier_stage_is_carried_forward_with_its_reference() {
    let filed = format!("2026-11-24 08:00 maker files {WARNING} to eu_csirt\n");
    let camera = stage(&filed);
    let [notification] = &made(&camera, NOTIFICATION, FieldBasis::Portal)[..] else { panic!() };
    let Entry::Carried(from) = entry(notification, "member_states") else {
        panic!("{:?}", entry(notification, "member_states"))
    };
    assert_eq!(from.rule.as_str(), WARNING);
    assert_eq!(entry(notification, "nature_of_exploit"), Entry::Missing, "asked for anew");
    // The filing with the CSIRT leaves that with ENISA open: each has its sheet, and the evidence is told on both.
    let warnings = made(&camera, WARNING, FieldBasis::Law);
    let open = warnings.iter().filter(|sheet| sheet.owed[0].duty.live()).count();
    assert_eq!((warnings.len(), open), (2, 1));
    assert!(warnings.iter().all(|sheet| sheet.filed.len() == 1));
}

#[test]
fn a_party_that_owes_nothing_has_no_sheet() {
    let abroad = "# none\nzone UTC\nparty maker manufacturer US\nproduct camera of maker in US\n";
    let stage = Scene::parse(abroad).unwrap().stage(book()).unwrap();
    assert!(made(&stage, WARNING, FieldBasis::Law).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever a case holds, and whatever it calls it, a program for attacks is on no sheet of any form.
    #[test]
    fn a_program_for_attacks_is_on_no_sheet(
        classes in prop::collection::vec(prop::sample::select(ContentClass::ALL.to_vec()), 1..6),
        found in prop::sample::select(vec!["technical", "general", "remedy", "existence"]),
    ) {
        let mut more = String::new();
        for class in &classes {
            more.push_str(&format!("2026-11-24 10:00 finder reports {class} to maker\n"));
        }
        let tool = classes.iter().any(|class| class.as_str() == found);
        if tool {
            more.push_str(&format!("2026-11-24 11:00 fact attack_tool of {found}\n"));
        }
        let camera = stage(&more);
        for form in &forms().forms {
            for duty in &form.duties {
                for sheet in made(&camera, duty.as_str(), FieldBasis::Optional) {
                    for id in sheet.items() {
                        let class = sheet.case.item(id).unwrap().item.class;
                        prop_assert!(class != ContentClass::ProofOfConcept);
                        prop_assert!(class != ContentClass::FinderIdentity);
                        prop_assert!(class != ContentClass::Data);
                        prop_assert!(!(tool && class.as_str() == found), "found to be a tool");
                    }
                }
            }
        }
        let miit = &made(&camera, MIIT, FieldBasis::Law)[0];
        let held = classes.iter().any(|one| matches!(one, ContentClass::Technical | ContentClass::General) && !(tool && one.as_str() == found));
        prop_assert_eq!(held, matches!(entry(miit, "technical_characteristics"), Entry::Items(_)));
    }
}
