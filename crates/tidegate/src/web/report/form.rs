//! The form: its steps and fields, what is not right yet, and the draft that it makes.
//!
//! A field is kept as it was typed, right or not; whether it is right is asked anew each time it is shown.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tidegate_core::place::Jurisdiction;
use tidegate_core::report::{Draft, FileRole, ReportError};

use crate::finder::Writing;
use crate::web::Frame;

/// A step of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Flaw,
    Files,
    You,
    Send,
}

impl Step {
    pub(super) fn of(word: &str) -> Self {
        [Self::Files, Self::You, Self::Send]
            .into_iter()
            .find(|step| step.word() == word)
            .unwrap_or(Self::Flaw)
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Flaw => "flaw",
            Self::Files => "files",
            Self::You => "you",
            Self::Send => "send",
        }
    }

    pub(super) fn next(self) -> Self {
        match self {
            Self::Flaw => Self::Files,
            Self::Files => Self::You,
            Self::You | Self::Send => Self::Send,
        }
    }
}

/// How a field is filled in.
enum Kind {
    Line,
    Text,
    Tick,
    /// Values with their words.
    Choice(&'static [(&'static str, &'static str)]),
}

struct Spec {
    step: Step,
    /// The path in the report, but for `place` and the markets.
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    kind: Kind,
    required: bool,
    /// The most characters.
    most: usize,
}

const fn spec(
    step: Step,
    name: &'static str,
    (label, hint): (&'static str, &'static str),
    kind: Kind,
) -> Spec {
    let required = matches!(name.as_bytes(), b"product.name" | b"flaw.description");
    let most = if matches!(kind, Kind::Text) { 100_000 } else { 500 };
    Spec { step, name, label, hint, kind, required, most }
}

const EXPLOITED: &[(&str, &str)] = &[
    ("", "finder-not-said"),
    ("yes", "finder-yes"),
    ("no", "finder-no"),
    ("unknown", "finder-unknown"),
];
const STANDING: &[(&str, &str)] = &[
    ("anonymous", "finder-anonymous"),
    ("pseudonym", "finder-pseudonym"),
    ("named", "finder-named"),
];
const PLACES: &[(&str, &str)] = &[
    ("", "finder-not-said"),
    ("cn", "finder-place-cn"),
    ("foreigner_in_cn", "finder-place-foreigner"),
    ("hk", "finder-place-hk"),
    ("mo", "finder-place-mo"),
    ("tw", "finder-place-tw"),
    ("abroad", "finder-place-abroad"),
];

/// The field for where the finder ordinarily lives.
const HOME: &str = "reporter.home";

static FIELDS: &[Spec] = &[
    spec(Step::Flaw, "product.name", ("finder-product", "finder-product-hint"), Kind::Line),
    spec(Step::Flaw, "product.manufacturer", ("finder-maker", "finder-optional"), Kind::Line),
    spec(Step::Flaw, "product.versions", ("finder-versions", "finder-optional"), Kind::Line),
    spec(Step::Flaw, "flaw.description", ("finder-what", "finder-what-hint"), Kind::Text),
    spec(Step::Flaw, "flaw.verification", ("finder-steps", "finder-optional"), Kind::Text),
    spec(Step::Flaw, "flaw.impact", ("finder-impact", "finder-optional"), Kind::Text),
    spec(Step::Flaw, "flaw.proof_of_concept", ("finder-poc", "finder-poc-hint"), Kind::Text),
    spec(
        Step::Flaw,
        "exploitation.state",
        ("finder-exploited", "finder-optional"),
        Kind::Choice(EXPLOITED),
    ),
    spec(Step::Flaw, "market.CN", ("finder-market-cn", "finder-market-hint"), Kind::Tick),
    spec(Step::Flaw, "market.EU", ("finder-market-eu", "finder-market-hint"), Kind::Tick),
    spec(
        Step::You,
        "reporter.standing",
        ("finder-standing", "finder-standing-hint"),
        Kind::Choice(STANDING),
    ),
    spec(Step::You, "reporter.name", ("finder-name", "finder-name-hint"), Kind::Line),
    spec(Step::You, "reporter.email", ("finder-email", "finder-email-hint"), Kind::Line),
    spec(Step::You, "reporter.share_identity", ("finder-share", "finder-share-hint"), Kind::Tick),
    spec(Step::You, "place", ("finder-place", "finder-place-hint"), Kind::Choice(PLACES)),
    spec(Step::You, HOME, ("finder-home", "finder-home-hint"), Kind::Line),
];

/// A field as it is shown.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) value: String,
    pub(super) required: bool,
    /// `line`, `text`, `tick` or `choice`.
    pub(super) kind: &'static str,
    pub(super) options: Vec<Choice>,
    pub(super) problem: Option<String>,
}

#[derive(Debug)]
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// What is not right yet.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) step: Step,
    pub(super) field: &'static str,
    pub(super) label: String,
    pub(super) text: String,
}

pub(super) fn value<'w>(writing: &'w Writing, name: &str) -> &'w str {
    writing.fields.get(name).map_or("", String::as_str)
}

/// What the law of a report turns on, as far as the form says it.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::web) struct Matter {
    /// Where the finder is, if it is one of the places offered.
    pub(in crate::web) place: Option<&'static str>,
    /// Whether the product is made available in China.
    pub(in crate::web) in_cn: bool,
    /// Whether the product is made available in the Union.
    pub(in crate::web) in_eu: bool,
    /// Whether the flaw is exploited.
    pub(in crate::web) exploited: bool,
}

impl Matter {
    pub(super) fn of(writing: &Writing) -> Self {
        Self {
            place: place(value(writing, "place")),
            in_cn: !value(writing, "market.CN").is_empty(),
            in_eu: !value(writing, "market.EU").is_empty(),
            exploited: value(writing, "exploitation.state") == "yes",
        }
    }
}

/// The place that was chosen, if it is one of those offered.
pub(in crate::web) fn place(chosen: &str) -> Option<&'static str> {
    PLACES.iter().map(|(place, _)| *place).find(|place| !place.is_empty() && *place == chosen)
}

pub(super) fn is_anonymous(writing: &Writing) -> bool {
    !matches!(value(writing, "reporter.standing"), "pseudonym" | "named")
}

/// Takes over the fields of one step; what the form does not have is passed over.
pub(super) fn fill(writing: &mut Writing, step: Step, typed: &BTreeMap<String, String>) {
    for spec in FIELDS.iter().filter(|spec| spec.step == step) {
        let text = typed.get(spec.name).map_or("", String::as_str).replace("\r\n", "\n");
        writing.fields.insert(spec.name.to_owned(), text);
    }
}

pub(super) fn fields(
    step: Step,
    writing: &Writing,
    problems: &[Problem],
    frame: &Frame,
) -> Vec<Field> {
    let field = |spec: &Spec| {
        let written = value(writing, spec.name);
        let (kind, choices) = match spec.kind {
            Kind::Line => ("line", &[][..]),
            Kind::Text => ("text", &[][..]),
            Kind::Tick => ("tick", &[][..]),
            Kind::Choice(choices) => ("choice", choices),
        };
        let choice = |(value, label): &(&'static str, &'static str)| Choice {
            value,
            label: frame.say(label),
            chosen: *value == written,
        };
        let problem = problems.iter().find(|problem| problem.field == spec.name);
        Field {
            name: spec.name,
            label: frame.say(spec.label),
            hint: frame.say(spec.hint),
            value: written.to_owned(),
            required: spec.required,
            kind,
            options: choices.iter().map(choice).collect(),
            problem: problem.map(|problem| problem.text.clone()),
        }
    };
    FIELDS.iter().filter(|spec| spec.step == step).map(field).collect()
}

/// What the form calls a field of a report, such as `product.name`.
pub(super) fn label_of(path: &str, frame: &Frame) -> Option<String> {
    FIELDS.iter().find(|spec| spec.name == path).map(|spec| frame.say(spec.label))
}

/// What was written so far, each with the step on which it can be changed.
pub(super) fn written(writing: &Writing, frame: &Frame) -> Vec<(Step, String, String)> {
    let one = |spec: &Spec| {
        let value = value(writing, spec.name);
        let says = match &spec.kind {
            Kind::Tick if value.is_empty() => return None,
            Kind::Tick => frame.say("finder-yes"),
            Kind::Choice(choices) => {
                let known = choices.iter().find(|(known, _)| *known == value);
                known.filter(|_| !value.is_empty()).map(|(_, label)| frame.say(label))?
            }
            Kind::Line | Kind::Text if value.trim().is_empty() => return None,
            Kind::Line | Kind::Text => value.trim().to_owned(),
        };
        Some((spec.step, frame.say(spec.label), says))
    };
    FIELDS.iter().filter_map(one).collect()
}

/// Everything that stands against sending, field by field.
pub(super) fn problems(writing: &Writing, frame: &Frame) -> Vec<Problem> {
    let mut found: Vec<Problem> = Vec::new();
    let anonymous = is_anonymous(writing);
    for spec in FIELDS {
        let written = value(writing, spec.name);
        let empty = written.trim().is_empty();
        let contact = matches!(spec.name, "reporter.name" | "reporter.email");
        let text = if spec.required && empty {
            frame.say("finder-required")
        } else if written.chars().nth(spec.most).is_some() {
            frame.with("finder-too-long", "most", spec.most)
        } else if written.contains('\0') {
            frame.say("finder-null")
        } else if contact && anonymous && !empty {
            frame.say("finder-anonymous-contact")
        } else if spec.name == "reporter.name" && !anonymous && empty {
            frame.say("finder-name-missing")
        } else if spec.name == "reporter.email" && !empty && !is_address(written) {
            frame.say("finder-email-wrong")
        } else if spec.name == HOME
            && !empty
            && written.trim().to_uppercase().parse::<Jurisdiction>().is_err()
        {
            frame.with("mine-place-unknown", "said", written.trim())
        } else if spec.name == HOME && is_foreigner_at_home(writing) {
            frame.say("finder-home-foreigner")
        } else {
            continue;
        };
        let label = frame.say(spec.label);
        found.push(Problem { step: spec.step, field: spec.name, label, text });
    }
    // What the report's own parser says beyond that, in its words.
    if let (true, Err(error)) = (found.is_empty(), draft(writing)) {
        let text = crate::say::error::said(&error, frame.voice());
        let (label, text) = (frame.say("finder-what"), text.unwrap_or_default());
        found.push(Problem { step: Step::Flaw, field: "flaw.description", label, text });
    }
    found
}

/// Whether it has the form of an address for mail.
fn is_address(written: &str) -> bool {
    crate::notices::relay::is_address(written.trim())
}

/// Whether somebody says to be a foreigner in the mainland and to live there by the code of the home.
fn is_foreigner_at_home(writing: &Writing) -> bool {
    value(writing, "place") == "foreigner_in_cn"
        && value(writing, HOME).trim().eq_ignore_ascii_case("CN")
}

/// The report that the form makes.
pub(super) fn draft(writing: &Writing) -> Result<Draft, ReportError> {
    let mut report = json!({ "product": {}, "flaw": {}, "exploitation": {}, "reporter": {} });
    let mut markets = Vec::new();
    let anonymous = is_anonymous(writing);
    for spec in FIELDS {
        let written = value(writing, spec.name);
        if let Some(market) = spec.name.strip_prefix("market.") {
            markets.extend((!written.is_empty()).then_some(market));
            continue;
        }
        let Some((section, field)) = spec.name.split_once('.') else { continue };
        let value = match (&spec.kind, field) {
            (Kind::Tick, _) if anonymous => continue,
            (Kind::Tick, _) => Value::Bool(!written.is_empty()),
            (Kind::Choice(choices), _) => {
                let known = choices.iter().any(|(value, _)| *value == written);
                if !known || written.is_empty() {
                    continue;
                }
                json!(written)
            }
            (Kind::Line | Kind::Text, _) if written.trim().is_empty() => continue,
            (Kind::Line, "home") => json!(written.trim().to_uppercase()),
            (Kind::Line | Kind::Text, _) => json!(written.trim()),
        };
        set(&mut report, section, field, value);
    }
    set(&mut report, "product", "markets", json!(markets));
    let place = match value(writing, "place") {
        "cn" | "foreigner_in_cn" => Some("CN"),
        "hk" => Some("HK"),
        "mo" => Some("MO"),
        "tw" => Some("TW"),
        _ => None,
    };
    if let Some(place) = place {
        set(&mut report, "reporter", "place", json!(place));
        // Who is in the mainland and did not choose to be there as a foreigner is at home there, unless they say where.
        if value(writing, "place") == "cn" && value(writing, HOME).trim().is_empty() {
            set(&mut report, "reporter", "home", json!("CN"));
        }
    }
    let files: Vec<Value> = writing.files.iter().map(|file| json!(file.entry)).collect();
    if let Some(whole) = report.as_object_mut() {
        whole.insert("files".to_owned(), Value::Array(files));
    }
    Draft::from_json(report.to_string().as_bytes())
}

fn set(report: &mut Value, section: &str, field: &str, value: Value) {
    let section = report.get_mut(section).and_then(Value::as_object_mut);
    if let Some(section) = section {
        let section: &mut Map<String, Value> = section;
        section.insert(field.to_owned(), value);
    }
}

pub(super) fn role(word: &str) -> FileRole {
    match word {
        "proof_of_concept" => FileRole::ProofOfConcept,
        "remedy" => FileRole::Remedy,
        _ => FileRole::Evidence,
    }
}

/// The last part of the name that a browser gives, without what no name of a file has.
pub(crate) fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    if name.trim().is_empty() || name.chars().all(|c| c == '.') { "file".to_owned() } else { name }
}

pub(crate) fn media_type(given: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || "/+-._".contains(c);
    let good = (3..=100).contains(&given.len()) && given.contains('/') && given.chars().all(fits);
    if good { given.to_owned() } else { "application/octet-stream".to_owned() }
}
