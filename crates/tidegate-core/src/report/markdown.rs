//! Markdown reports: front matter, and sections whose headings name fields.

use super::fault::FieldFault;
use super::parse::ReportError;

/// Headings, in English and Chinese, and the field that they name. Compared in small letters.
const SECTIONS: &[(&[&str], &str, &str)] = &[
    (&["description", "details", "漏洞描述", "详情"], "flaw", "description"),
    (&["summary", "漏洞简介", "概述"], "flaw", "summary"),
    (&["impact", "影响", "危害"], "flaw", "impact"),
    (&["attack", "攻击方式"], "flaw", "attack"),
    (&["location", "漏洞定位"], "flaw", "location"),
    (&["trigger", "触发条件"], "flaw", "trigger"),
    (&["verification", "steps to reproduce", "reproduction", "验证过程"], "flaw", "verification"),
    (&["discovery", "发现过程"], "flaw", "discovery"),
    (&["proof of concept", "poc", "概念验证"], "flaw", "proof_of_concept"),
    (&["workaround", "缓解措施"], "repair", "workaround"),
    (&["remedy", "fix", "修补措施"], "repair", "remedy"),
    (&["scope", "影响范围"], "reach", "scope"),
    (&["confidential", "保密内容"], "", "confidential"),
    (&["disclosure plan", "披露计划"], "", "disclosure_plan"),
];

/// The front matter and the body, if there is front matter.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("+++")?;
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

/// Puts the sections of `body` into `fields`.
pub(super) fn place(body: &str, fields: &mut toml::Table) -> Result<(), ReportError> {
    let mut now = ("flaw", "description");
    let mut text = String::new();
    let mut fence: Option<&str> = None;
    for line in body.split_inclusive('\n') {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        fence = match (fence, mark) {
            (None, Some(mark)) => Some(mark),
            (Some(open), Some(mark)) if open == mark => None,
            (fence, _) => fence,
        };
        let heading = if fence.is_none() { heading(line) } else { None };
        match heading {
            Some((1, title)) => put(fields, ("flaw", "title"), title)?,
            Some((_, title)) if known(title).is_some() => {
                put(fields, now, &text)?;
                text.clear();
                now = known(title).unwrap_or(now);
            }
            _ => text.push_str(line),
        }
    }
    put(fields, now, &text)
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let title = rest.strip_prefix([' ', '\t'])?.trim().trim_end_matches('#').trim_end();
    (1..=6).contains(&level).then_some((level, title))
}

fn known(title: &str) -> Option<(&'static str, &'static str)> {
    let title = title.to_lowercase();
    let named = SECTIONS.iter().find(|(titles, _, _)| titles.contains(&title.as_str()));
    named.map(|(_, section, field)| (*section, *field))
}

/// Sets a field that must not be there yet; text of white space sets nothing.
fn put(
    fields: &mut toml::Table,
    (section, field): (&str, &str),
    text: &str,
) -> Result<(), ReportError> {
    let text = text.trim_matches(['\n', '\r', ' ']);
    if text.is_empty() {
        return Ok(());
    }
    let empty = || toml::Value::Table(toml::Table::new());
    let table = if section.is_empty() {
        fields
    } else {
        match fields.entry(section).or_insert_with(empty) {
            toml::Value::Table(table) => table,
            _ => return Err(ReportError::field(section, FieldFault::NotATable)),
        }
    };
    if table.contains_key(field) {
        let path = if section.is_empty() { field.to_owned() } else { format!("{section}.{field}") };
        return Err(ReportError::Twice(path));
    }
    table.insert(field.to_owned(), toml::Value::String(text.to_owned()));
    Ok(())
}
