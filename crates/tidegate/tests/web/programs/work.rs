//! The pages of the work on cases, each with the rows of the interface that do the same.

/// Pages and rows.
pub(super) const DONE_BY: &[(&str, &[&str])] = &[
    ("GET /at/{office}/cases/{handle}/work", &["GET /offices/{office}/cases/{case}/work"]),
    ("POST /at/{office}/cases/{handle}/judge", &["POST /offices/{office}/cases/{case}/judgement"]),
    ("POST /at/{office}/cases/{handle}/close", &["POST /offices/{office}/cases/{case}/closing"]),
    (
        "POST /at/{office}/cases/{handle}/arrange",
        &["POST /offices/{office}/cases/{case}/arrangements"],
    ),
];
