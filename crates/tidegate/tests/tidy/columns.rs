//! What is stored in the clear: ARCHITECTURE.md justifies every column that is not ciphertext.

use std::collections::BTreeSet;

use crate::tree;

/// Table and column.
type Column = (String, String);

/// Every column of the migrations but the sealed ones.
fn stored() -> BTreeSet<Column> {
    let mut columns = BTreeSet::new();
    let migrations = tree::pages();
    for page in
        migrations.iter().filter(|page| page.path.starts_with("crates/tidegate/migrations/"))
    {
        let mut table = String::new();
        for line in page.text.lines() {
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                table = rest.split([' ', '(']).next().unwrap_or_default().to_owned();
            }
            let word = line.strip_prefix("    ").and_then(|rest| rest.split(' ').next());
            let name = word.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
            if let Some(name) = name.filter(|name| *name != "sealed") {
                columns.insert((table.clone(), name.to_owned()));
            }
        }
    }
    columns
}

/// Every column in the table of the chapter *Storage*.
fn justified() -> BTreeSet<Column> {
    let page = tree::page("ARCHITECTURE.md");
    let (_, chapter) = page.text.split_once("\n## Storage\n").unwrap();
    let chapter = chapter.split("\n## ").next().unwrap_or_default();
    let mut columns = BTreeSet::new();
    let mut table = String::new();
    for line in chapter.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.split('|').collect();
        let ticked = |cell: &str| -> Vec<String> {
            cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
        };
        if let Some(name) = ticked(cells[1]).pop() {
            table = name;
        }
        columns.extend(ticked(cells[2]).into_iter().map(|name| (table.clone(), name)));
    }
    columns
}

#[test]
fn architecture_justifies_every_clear_column_and_no_other() {
    let (stored, justified) = (stored(), justified());
    assert!(stored.len() > 20, "only {} columns found", stored.len());
    let mut faults: Vec<String> = stored
        .difference(&justified)
        .map(|(table, name)| format!("ARCHITECTURE.md:1: `{table}`.`{name}` is in the clear: why"))
        .collect();
    faults.extend(
        justified.difference(&stored).map(|(table, name)| {
            format!("ARCHITECTURE.md:1: there is no column `{table}`.`{name}`")
        }),
    );
    tree::none(&faults);
}
