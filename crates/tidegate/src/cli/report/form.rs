//! The form of a report, from a file and from flags.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use tidegate_core::digest::Digest;
use tidegate_core::report::Draft;

use crate::cli::{Failure, Terminal, input, usage, wrong};

#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    #[arg(long, value_name = "NAME")]
    product: Option<String>,
    #[arg(long, alias = "to", value_name = "NAME")]
    manufacturer: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(super) manufacturer_place: Option<String>,
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    #[arg(long, value_name = "TEXT")]
    model: Option<String>,
    #[arg(long, value_name = "TEXT")]
    versions: Option<String>,
    #[arg(long, value_name = "PURL")]
    purl: Option<String>,
    #[arg(long, value_name = "CPE")]
    cpe: Option<String>,
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    market: Vec<String>,
    #[arg(long, value_name = "CWE", value_delimiter = ',')]
    cwe: Vec<String>,
    #[arg(long, value_name = "VECTOR")]
    cvss: Vec<String>,
    #[arg(long, value_name = "TIME")]
    found: Option<String>,
    #[arg(long, value_name = "ANSWER")]
    exploited: Option<String>,
    #[arg(long, value_name = "TIME")]
    deadline: Option<String>,
    #[arg(long, conflicts_with_all = ["pseudonym", "reporter"])]
    anonymous: bool,
    #[arg(long, value_name = "NAME", conflicts_with = "reporter")]
    pseudonym: Option<String>,
    #[arg(long, value_name = "NAME")]
    reporter: Option<String>,
    #[arg(long, value_name = "CODE")]
    reporter_place: Option<String>,
    #[arg(long, value_name = "CODE")]
    reporter_home: Option<String>,
    #[arg(long, value_name = "WHAT")]
    ai_assisted: Option<String>,
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    poc: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    remedy: Vec<PathBuf>,
}

/// The form and the bytes of the files that come with it.
pub(super) fn read(
    file: Option<&Path>,
    flags: &Flags,
    terminal: &Terminal<'_>,
) -> Result<(Draft, Vec<Vec<u8>>), Failure> {
    let mut form = match file {
        Some(path) => {
            let draft = from_file(path, terminal)?;
            serde_json::to_value(&draft).map_err(usage)?
        }
        None => json!({}),
    };
    flags.fill(&mut form, terminal)?;
    let files = flags.files(&mut form)?;
    if file.is_none() && form.get("product").is_none() && form.get("flaw").is_none() {
        return Err(usage(terminal.say("report-nothing")));
    }
    for (section, field, flag) in
        [("product", "name", "--product"), ("flaw", "description", "--description")]
    {
        let given = form.get(section).and_then(|section| section.get(field)).is_some();
        if !given {
            return Err(usage(terminal.with("report-missing", [("flag", flag.into())])));
        }
    }
    let bytes = serde_json::to_vec(&form).map_err(usage)?;
    Ok((Draft::from_json(&bytes).map_err(wrong)?, files))
}

/// A form by the ending of its file; without one, by how it begins.
fn from_file(path: &Path, terminal: &Terminal<'_>) -> Result<Draft, Failure> {
    let bytes = input::bytes(path)?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let begins = |with: &[u8]| bytes.trim_ascii_start().starts_with(with);
    let read = match ending.to_ascii_lowercase().as_str() {
        "json" => Draft::from_json(&bytes),
        "toml" => Draft::from_toml(&bytes),
        "md" | "markdown" => Draft::from_markdown(&bytes),
        _ if begins(b"{") => Draft::from_json(&bytes),
        _ if begins(b"+++") => Draft::from_markdown(&bytes),
        _ => Draft::from_toml(&bytes),
    };
    read.map_err(|error| input::in_file(path, &error, terminal))
}

impl Flags {
    fn fill(&self, form: &mut Value, terminal: &Terminal<'_>) -> Result<(), Failure> {
        let texts = [
            ("product.name", &self.product),
            ("product.manufacturer", &self.manufacturer),
            ("product.model", &self.model),
            ("product.versions", &self.versions),
            ("product.purl", &self.purl),
            ("product.cpe", &self.cpe),
            ("flaw.description", &self.description),
            ("flaw.title", &self.title),
            ("flaw.summary", &self.summary),
            ("flaw.found_at", &self.found),
            ("exploitation.state", &self.exploited),
            ("deadline", &self.deadline),
            ("ai_assistance.used", &self.ai_assisted),
        ];
        for (field, text) in texts {
            if let Some(text) = text {
                set(form, field, json!(text), terminal)?;
            }
        }
        let markets: Vec<String> = self.market.iter().map(|code| code.to_uppercase()).collect();
        for (field, list) in
            [("product.markets", &markets), ("flaw.cwe", &self.cwe), ("flaw.cvss", &self.cvss)]
        {
            if !list.is_empty() {
                set(form, field, json!(list), terminal)?;
            }
        }
        self.reporter(form, terminal)?;
        for written in &self.set {
            let Some((field, value)) = written.split_once('=') else {
                let words = [("written", written.as_str().into())];
                return Err(usage(terminal.with("report-no-field", words)));
            };
            // What reads as JSON is taken as that, so that lists, numbers and yes or no can be given; else it is text.
            let value = match serde_json::from_str::<Value>(value) {
                Ok(read @ (Value::Bool(_) | Value::Array(_) | Value::Number(_))) => read,
                Ok(_) | Err(_) => json!(value),
            };
            set(form, field.trim(), value, terminal)?;
        }
        Ok(())
    }

    fn reporter(&self, form: &mut Value, terminal: &Terminal<'_>) -> Result<(), Failure> {
        let (standing, name) = match (self.anonymous, &self.pseudonym, &self.reporter) {
            (true, _, _) => (Some("anonymous"), None),
            (false, Some(name), _) => (Some("pseudonym"), Some(name)),
            (false, None, Some(name)) => (Some("named"), Some(name)),
            (false, None, None) => (None, None),
        };
        if let Some(standing) = standing {
            set(form, "reporter.standing", json!(standing), terminal)?;
        }
        if self.anonymous {
            // Unnamed over a file that names: nothing that tells who it is may stay.
            let reporter = form.get_mut("reporter").and_then(Value::as_object_mut);
            if let Some(reporter) = reporter {
                for field in ["name", "organisation", "email", "phone", "pgp_key", "credit_as"] {
                    reporter.remove(field);
                }
            }
        }
        if let Some(name) = name {
            set(form, "reporter.name", json!(name), terminal)?;
        }
        if let Some(home) = &self.reporter_home {
            set(form, "reporter.home", json!(home.to_uppercase()), terminal)?;
        }
        if let Some(place) = &self.reporter_place {
            set(form, "reporter.place", json!(place.to_uppercase()), terminal)?;
        }
        Ok(())
    }

    /// Reads the files, and lists them in the form by name, size and digest.
    fn files(&self, form: &mut Value) -> Result<Vec<Vec<u8>>, Failure> {
        let mut files = Vec::new();
        let mut entries = Vec::new();
        let roles =
            [("evidence", &self.attach), ("proof_of_concept", &self.poc), ("remedy", &self.remedy)];
        for (role, paths) in roles {
            for path in paths {
                let bytes = input::bytes(path)?;
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                entries.push(json!({
                    "name": name.unwrap_or_else(|| "file".to_owned()),
                    "media_type": media_type(path),
                    "size": bytes.len(),
                    "sha256": Digest::of(&bytes),
                    "role": role,
                }));
                files.push(bytes);
            }
        }
        if let (false, Some(form)) = (entries.is_empty(), form.as_object_mut()) {
            let listed = form.entry("files").or_insert_with(|| json!([]));
            if let Value::Array(list) = listed {
                list.extend(entries);
            }
        }
        Ok(files)
    }
}

/// Sets a field named by its path, such as `flaw.impact`.
fn set(
    form: &mut Value,
    field: &str,
    value: Value,
    terminal: &Terminal<'_>,
) -> Result<(), Failure> {
    let wrong = || usage(terminal.with("report-no-field", [("written", field.to_owned().into())]));
    let path: Vec<&str> = field.split('.').collect();
    let (last, sections) = path.split_last().ok_or_else(wrong)?;
    if path.len() > 2 || path.iter().any(|part| part.trim().is_empty()) {
        return Err(wrong());
    }
    let mut place = form;
    for section in sections {
        let fields = place.as_object_mut().ok_or_else(wrong)?;
        place = fields.entry(*section).or_insert_with(|| Value::Object(Map::new()));
    }
    place.as_object_mut().ok_or_else(wrong)?.insert((*last).to_owned(), value);
    Ok(())
}

/// The media type of a file by its ending; bytes of an unknown kind where there is none.
fn media_type(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "txt" | "log" | "md" => "text/plain",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "mp4" => "video/mp4",
        "pcap" | "pcapng" => "application/vnd.tcpdump.pcap",
        "zip" => "application/zip",
        "py" => "text/x-python",
        "c" => "text/x-c",
        "patch" | "diff" => "text/x-diff",
        _ => "application/octet-stream",
    }
}
