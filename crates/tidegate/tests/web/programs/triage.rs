//! The pages of triage, each with the rows of the interface that do the same.

/// Pages and rows.
pub(super) const DONE_BY: &[(&str, &[&str])] = &[
    (
        "GET /at/{office}/cases/{handle}/triage",
        &[
            "GET /offices/{office}/cases/{case}/triage",
            "GET /decision-tables",
            "GET /weaknesses",
            "POST /cvss",
            "POST /decision-tables/{table}/outcome",
        ],
    ),
    (
        "POST /at/{office}/cases/{handle}/triage/severity",
        &["POST /offices/{office}/cases/{case}/severities"],
    ),
    (
        "POST /at/{office}/cases/{handle}/triage/priority",
        &["POST /offices/{office}/cases/{case}/priorities"],
    ),
    (
        "POST /at/{office}/cases/{handle}/triage/weaknesses",
        &["POST /offices/{office}/cases/{case}/weaknesses"],
    ),
    (
        "POST /at/{office}/cases/{handle}/triage/exploitation",
        &["POST /offices/{office}/cases/{case}/exploitation"],
    ),
    (
        "GET /at/{office}/cases/{handle}/triage/selection/{event}",
        &["GET /offices/{office}/cases/{case}/priorities/{event}/selection"],
    ),
];
