use super::*;

const POINTS: &str = r#"
[[point]]
id = "ssvc:E:1.1.0"
en = "Exploitation"
zh = "利用状况"
ask_en = "How far?"
ask_zh = "到何程度？"
case = "exploitation"
values = [
  { key = "N", en = "None", zh = "无", means_en = "Nothing.", means_zh = "无。", when = "none" },
  { key = "A", en = "Active", zh = "有", means_en = "Seen.", means_zh = "可见。", when = "active" },
]
[[point]]
id = "ssvc:TI:1.0.0"
en = "Impact"
zh = "影响"
ask_en = "How much?"
ask_zh = "多大？"
fact = "total_impact"
values = [
  { key = "P", en = "Partial", zh = "部分", means_en = "Some.", means_zh = "部分。", when = "false" },
  { key = "T", en = "Total", zh = "完全", means_en = "All.", means_zh = "全部。", when = "true" },
]
[[point]]
id = "x:OUT:1.0.0"
en = "Due"
zh = "期限"
ask_en = "By when?"
ask_zh = "何时？"
values = [
  { key = "S", en = "Some day", zh = "某日", means_en = "Later.", means_zh = "以后。" },
  { key = "3D", en = "Three days", zh = "三日", means_en = "Soon.", means_zh = "尽快。", days = 3 },
]
"#;

const TABLE: &str = r#"
[[table]]
id = "x:DT:1.0.0"
en = "Table"
zh = "表"
about_en = "For a test."
about_zh = "用于测试。"
source = "made here"
checked = "2026-11-27"
points = ["ssvc:E:1.1.0", "ssvc:TI:1.0.0"]
outcome = "x:OUT:1.0.0"
counts_from = ["detected_on_asset"]
rows = """
N P S
A P S
N T S
A T 3D
"""
"#;

fn faults(table: &str) -> Vec<String> {
    let read = Tables::load([("points.toml", POINTS), ("table.toml", table)]);
    read.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

fn answers(of: [(&str, &str); 2]) -> BTreeMap<PointId, String> {
    let pair = |(point, value): (&str, &str)| (point.parse().unwrap(), value.to_owned());
    of.into_iter().filter(|(_, value)| !value.is_empty()).map(pair).collect()
}

#[test]
fn a_row_is_found_once_every_point_is_answered() {
    let tables = Tables::load([("points.toml", POINTS), ("table.toml", TABLE)]).unwrap();
    let table = tables.table("dt").unwrap();
    let all = answers([("ssvc:E:1.1.0", "A"), ("ssvc:TI:1.0.0", "T")]);
    let row = table.row(&all).unwrap();
    assert_eq!((row.number, tables.outcome(table, row).unwrap().days), (3, Some(3)));
    let some = answers([("ssvc:E:1.1.0", "A"), ("ssvc:TI:1.0.0", "")]);
    assert_eq!(table.row(&some), None);
    assert_eq!(table.left(&some).map(|row| row.number).collect::<Vec<_>>(), [1, 3]);
    let none = answers([("ssvc:E:1.1.0", "Z"), ("ssvc:TI:1.0.0", "T")]);
    assert_eq!((table.row(&none), table.left(&none).count()), (None, 0));
    assert_eq!(tables.facts(), ["total_impact"].into());
}

#[test]
fn every_combination_has_one_row_or_the_table_does_not_load() {
    assert!(faults(TABLE).is_empty(), "{:?}", faults(TABLE));
    for (from, to, says) in [
        ("A T 3D\n", "", "3 of 4 combinations"),
        ("A T 3D", "A P S", "says again"),
        ("A T 3D", "A T 4D", "has no value `4D`"),
        ("A T 3D", "A X 3D", "has no value `X`"),
        ("A T 3D", "A 3D", "1 values for 2 points"),
        ("ssvc:TI:1.0.0\"]", "ssvc:TI:2.0.0\"]", "no point `ssvc:TI:2.0.0`"),
        ("zh = \"表\"", "zh = \" \"", "one language only"),
        ("made here", " ", "source"),
        ("counts_from = [\"detected_on_asset\"]\n", "", "counted from"),
        ("\"2026-11-27\"", "\"2026-11-31\"", "table.toml"),
        ("rows =", "rose =", "unknown field"),
    ] {
        let found = faults(&TABLE.replacen(from, to, 1));
        assert!(found.first().is_some_and(|one| one.contains(says)), "{to}: {found:?}");
    }
    assert!(faults(&format!("{TABLE}{TABLE}")).iter().any(|one| one.contains("stands twice")));
}

#[test]
fn an_id_has_three_parts_and_a_version() {
    for text in ["ssvc:E:1.1.0", "cisa:DT_BOD2604:1.0.0"] {
        assert_eq!(text.parse::<PointId>().unwrap().as_str(), text);
    }
    for text in ["", "E", "ssvc:E", "ssvc:E:1.1", "ssvc:E:1.1.0:x", "ss vc:E:1.1.0", ":E:1.1.0"] {
        assert!(text.parse::<PointId>().is_err(), "{text}");
    }
    let old: PointId = "ssvc:E:1.0.0".parse().unwrap();
    assert!(old.is_of(&"ssvc:E:1.1.0".parse().unwrap()));
}
