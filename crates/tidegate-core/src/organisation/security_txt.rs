//! security.txt (RFC 9116): how an organisation says where flaws are reported.
//!
//! What people publish is often not quite right, so everything that can be read is read and every fault is named. A
//! signature around it is taken off and not checked: whose key it would have to be is not known here. Nothing is
//! fetched.

use std::fmt;

use jiff::Timestamp;

/// How many lines are read.
const LINES: usize = 1000;

/// A security.txt as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecurityTxt {
    /// Every field in its order: its name in lower case, and its value.
    pub fields: Vec<(String, String)>,
    /// When it ends to be meant, if it says so once and well.
    pub expires: Option<Timestamp>,
    /// Whether a signature stands around it; it was not checked.
    pub signed: bool,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// What is wrong with a security.txt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A line is neither a field nor a comment.
    Line(Place),
    /// A field has no value.
    Empty(Place),
    /// A link is not under `https:` (2.5.1 and following).
    NotHttps(Place),
    /// There is no contact (2.5.3).
    NoContact,
    /// It does not say when it expires, or says it more than once (2.5.5).
    Expires,
    /// The date of expiry is not one of RFC 3339.
    NoDate,
    /// The languages are named more than once (2.5.8).
    Languages,
    /// It is longer than is read here.
    Long,
}

/// A line, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub usize);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Fields whose value is a link.
const LINKS: [&str; 7] =
    ["contact", "encryption", "acknowledgments", "canonical", "policy", "hiring", "csaf"];

impl SecurityTxt {
    /// Reads a security.txt.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (body, skipped, signed) = unsigned(text);
        let mut read = Self { signed, ..Self::default() };
        for (number, line) in body.lines().enumerate() {
            let place = Place(number + 1 + skipped);
            if number >= LINES {
                read.faults.push(Fault::Long);
                break;
            }
            // A line that begins with a dash was escaped by the signature (RFC 9580, 7.1).
            let line = if signed { line.strip_prefix("- ").unwrap_or(line) } else { line };
            read.line(line.trim_end(), place);
        }
        read.judge();
        read
    }

    /// The values of a field, by its name in lower case.
    pub fn values(&self, field: &str) -> impl Iterator<Item = &str> {
        let values = self.fields.iter().filter(move |(name, _)| name == field);
        values.map(|(_, value)| value.as_str())
    }

    /// Whether it says that it is meant no more.
    #[must_use]
    pub fn is_expired(&self, at: Timestamp) -> bool {
        self.expires.is_some_and(|expires| expires <= at)
    }

    fn line(&mut self, line: &str, place: Place) {
        if line.is_empty() || line.starts_with('#') {
            return;
        }
        let Some((name, value)) = line.split_once(':') else {
            return self.faults.push(Fault::Line(place));
        };
        let (name, value) = (name.to_ascii_lowercase(), value.trim());
        let is_name = |c: char| c.is_ascii_graphic();
        if name.is_empty() || !name.chars().all(is_name) {
            return self.faults.push(Fault::Line(place));
        }
        if value.is_empty() {
            return self.faults.push(Fault::Empty(place));
        }
        if LINKS.contains(&name.as_str()) && !is_link(&name, value) {
            self.faults.push(Fault::NotHttps(place));
        }
        self.fields.push((name, value.to_owned()));
    }

    fn judge(&mut self) {
        if self.values("contact").next().is_none() {
            self.faults.push(Fault::NoContact);
        }
        let dates: Vec<String> = self.values("expires").map(str::to_ascii_uppercase).collect();
        match dates.as_slice() {
            [date] => match date.parse() {
                Ok(expires) => self.expires = Some(expires),
                Err(_) => self.faults.push(Fault::NoDate),
            },
            _ => self.faults.push(Fault::Expires),
        }
        if self.values("preferred-languages").count() > 1 {
            self.faults.push(Fault::Languages);
        }
    }
}

/// Whether a value is a link that the field may have: any but plain HTTP, and a contact with a scheme.
fn is_link(name: &str, value: &str) -> bool {
    let scheme = value.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(
        (name, scheme.as_deref()),
        (_, Some("https"))
            | ("contact", Some("mailto" | "tel"))
            | ("encryption", Some("dns" | "openpgp4fpr"))
    )
}

/// What a cleartext signature is around (RFC 9580, 7), with the count of lines before it.
fn unsigned(text: &str) -> (&str, usize, bool) {
    const BEGIN: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
    let Some((before, rest)) = text.split_once(BEGIN) else { return (text, 0, false) };
    let blank = rest.find("\n\n").map(|place| place + 2);
    let blank = blank.or_else(|| rest.find("\r\n\r\n").map(|place| place + 4));
    let (head, body) = rest.split_at(blank.unwrap_or(0));
    let body = body.split("-----BEGIN PGP SIGNATURE-----").next().unwrap_or(body);
    (body, before.matches('\n').count() + head.matches('\n').count(), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "# how to reach us\nContact: mailto:psirt@acme.example\nExpires: 2027-01-01T00:00:00z\nPreferred-Languages: en, zh\nEncryption: https://acme.example/key.asc\n";

    #[test]
    fn a_good_one_has_its_fields_and_no_fault() {
        let read = SecurityTxt::read(GOOD);
        assert_eq!(read.faults, []);
        assert_eq!(read.values("contact").collect::<Vec<_>>(), ["mailto:psirt@acme.example"]);
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert!(!read.is_expired(at("2026-12-31T23:59:59Z")));
        assert!(read.is_expired(at("2027-01-01T00:00:00Z")));
    }

    #[test]
    fn a_signature_is_taken_off_and_lines_keep_their_numbers() {
        let signed = format!(
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{GOOD}- -dash\n-----BEGIN PGP SIGNATURE-----\n\nwpwE\n-----END PGP SIGNATURE-----\n"
        );
        let read = SecurityTxt::read(&signed);
        assert!(read.signed);
        assert_eq!(read.faults, [Fault::Line(Place(9))]);
    }

    #[test]
    fn each_fault_is_named() {
        let faults = |text: &str| SecurityTxt::read(text).faults;
        assert_eq!(faults(""), [Fault::NoContact, Fault::Expires]);
        let text = "Contact: http://a.example\nExpires: soon\nno field\nHiring:\n";
        let found = [
            Fault::NotHttps(Place(1)),
            Fault::Line(Place(3)),
            Fault::Empty(Place(4)),
            Fault::NoDate,
        ];
        assert_eq!(faults(text), found);
        let twice = format!("{GOOD}Expires: 2027-01-01T00:00:00Z\nPreferred-Languages: de\n");
        assert_eq!(faults(&twice), [Fault::Expires, Fault::Languages]);
    }

    #[test]
    fn the_cases_of_another_parser_give_the_same_fields() {
        let Some(bytes) = crate::testing::corpus("securitytxt/sectxt-cases.json") else { return };
        let cases: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let mut same = 0;
        for case in cases["cases"].as_array().unwrap() {
            let read = SecurityTxt::read(case["content"].as_str().unwrap());
            let contacts: Vec<&str> = case["fields"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|field| field[0] == "contact")
                .map(|field| field[1].as_str().unwrap())
                .collect();
            if read.values("contact").eq(contacts.iter().copied().filter(|one| !one.is_empty())) {
                same += 1;
            }
            if case["valid"] == true {
                assert_eq!(read.faults, [], "{}", case["case"]);
            }
        }
        assert!(same >= 15, "{same}");
    }
}
