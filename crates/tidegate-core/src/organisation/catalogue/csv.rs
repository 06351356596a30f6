//! A catalogue as CSV (RFC 4180): a line of heads, then a line for each product or component.

use std::collections::BTreeMap;

use super::{Entry, MOST, Part};
use crate::word::shown;

/// What is wrong with a catalogue, each fault with its line; nothing of it is taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotACatalogue {
    /// There is no head `name`.
    #[error("the first line names the columns, and one of them is `name`")]
    NoHead,
    /// A column is none that is read.
    #[error("`{0}` is no column; there are name, version, purl, cpe, supplier and component_of")]
    Column(String),
    /// A line has another number of fields than the heads.
    #[error("line {0} has not as many fields as the first line")]
    Fields(usize),
    /// A quotation does not end.
    #[error("the quotation that begins in line {0} does not end")]
    Quotation(usize),
    /// A line has no name.
    #[error("line {0} names nothing")]
    NoName(usize),
    /// A package URL is not one.
    #[error("line {0}: `{1}` is not a package URL")]
    Purl(usize, String),
    /// A CPE name is not one.
    #[error("line {0}: `{1}` is not a CPE 2.3 name")]
    Cpe(usize, String),
    /// A component is of a product that no line names.
    #[error("line {0}: no line names the product `{1}`")]
    Component(usize, String),
    /// It holds too much.
    #[error("a catalogue has at most {MOST} lines")]
    Long,
}

/// Reads a catalogue; every fault is named, or all of it is read.
///
/// # Errors
/// Every [`NotACatalogue`] there is, in the order of the lines.
pub fn read_csv(text: &str) -> Result<Vec<Entry>, Vec<NotACatalogue>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = rows(text).map_err(|fault| vec![fault])?;
    let mut rows = rows.into_iter();
    let (_, heads) = rows.next().ok_or_else(|| vec![NotACatalogue::NoHead])?;
    let heads: Vec<String> = heads.iter().map(|head| head.trim().to_lowercase()).collect();
    let known = ["name", "version", "purl", "cpe", "supplier", "component_of"];
    let strange = heads.iter().find(|head| !known.contains(&head.as_str()));
    if let Some(strange) = strange {
        return Err(vec![NotACatalogue::Column(shown(strange))]);
    }
    if !heads.iter().any(|head| head == "name") {
        return Err(vec![NotACatalogue::NoHead]);
    }
    if rows.len() > MOST {
        return Err(vec![NotACatalogue::Long]);
    }
    let (mut entries, mut components, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (line, fields) in rows {
        match read(line, &heads, &fields) {
            Ok((part, None)) => entries.push(Entry { part, components: Vec::new() }),
            Ok((part, Some(of))) => components.push((line, part, of)),
            Err(fault) => faults.push(fault),
        }
    }
    for (line, part, of) in components {
        match entries.iter_mut().find(|entry| entry.part.name == of) {
            Some(entry) => entry.components.push(part),
            None => faults.push(NotACatalogue::Component(line, shown(&of))),
        }
    }
    if faults.is_empty() { Ok(entries) } else { Err(faults) }
}

fn read(
    line: usize,
    heads: &[String],
    fields: &[String],
) -> Result<(Part, Option<String>), NotACatalogue> {
    if heads.len() != fields.len() {
        return Err(NotACatalogue::Fields(line));
    }
    let row: BTreeMap<&str, &str> =
        heads.iter().map(String::as_str).zip(fields.iter().map(|field| field.trim())).collect();
    let field = |head: &str| row.get(head).copied().filter(|text| !text.is_empty());
    let name = field("name").ok_or(NotACatalogue::NoName(line))?;
    let purl =
        field("purl").map(|text| text.parse().map_err(|_| NotACatalogue::Purl(line, shown(text))));
    let cpe =
        field("cpe").map(|text| text.parse().map_err(|_| NotACatalogue::Cpe(line, shown(text))));
    let part = Part {
        name: name.chars().take(200).collect(),
        version: field("version").map(str::to_owned),
        purl: purl.transpose()?,
        cpe: cpe.transpose()?,
        supplier: field("supplier").map(str::to_owned),
    };
    Ok((part, field("component_of").map(str::to_owned)))
}

/// The rows with the lines in which they begin; blank ones say nothing.
fn rows(text: &str) -> Result<Vec<(usize, Vec<String>)>, NotACatalogue> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut began, mut quoted) = (1, 1, None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', Some(_)) if letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            ('"', Some(_)) => quoted = None,
            ('"', None) if field.is_empty() => quoted = Some(line),
            (',', None) => row.push(std::mem::take(&mut field)),
            ('\n', None) => {
                row.push(std::mem::take(&mut field));
                end(&mut rows, began, std::mem::take(&mut row));
                began = line + 1;
            }
            ('\r', None) if letters.peek() == Some(&'\n') => {}
            (other, _) => field.push(other),
        }
        line += usize::from(letter == '\n');
    }
    if let Some(line) = quoted {
        return Err(NotACatalogue::Quotation(line));
    }
    row.push(field);
    end(&mut rows, began, row);
    Ok(rows)
}

fn end(rows: &mut Vec<(usize, Vec<String>)>, began: usize, row: Vec<String>) {
    if row.iter().any(|field| !field.trim().is_empty()) {
        rows.push((began, row));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_components_are_read_with_quotes_and_lines_within() {
        let text = "name,purl,component_of,supplier\r\n\"R7, the \"\"router\"\"\",,,\nlog4j,pkg:maven/org.apache/log4j,\"R7, the \"\"router\"\"\",Apache\n\n";
        let read = read_csv(text).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].part.name, "R7, the \"router\"");
        assert_eq!(read[0].components[0].supplier.as_deref(), Some("Apache"));
    }

    #[test]
    fn every_fault_is_named_with_its_line_and_nothing_is_taken_in() {
        let text = "name,purl,component_of\n,pkg:npm/a,\nx,not a purl,\n\"a\nb\",,\ny,,nobody\nz\n";
        let faults = read_csv(text).unwrap_err();
        assert_eq!(
            faults,
            [
                NotACatalogue::NoName(2),
                NotACatalogue::Purl(3, "not a purl".to_owned()),
                NotACatalogue::Fields(7),
                NotACatalogue::Component(6, "nobody".to_owned()),
            ]
        );
        assert_eq!(read_csv("name\n\"open"), Err(vec![NotACatalogue::Quotation(2)]));
        assert_eq!(read_csv("purl\n"), Err(vec![NotACatalogue::NoHead]));
        assert_eq!(read_csv("name,price\n"), Err(vec![NotACatalogue::Column("price".to_owned())]));
        assert_eq!(read_csv(""), Err(vec![NotACatalogue::NoHead]));
    }
}
