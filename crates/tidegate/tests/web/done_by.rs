//! The rows of the interface that the pages of organisations have, beside those of [`crate::programs`].

/// Each page, by method and path, with its rows.
pub(crate) const OF_ORGANISATIONS: &[(&str, &[&str])] = &[
    ("GET /at/{office}/organisations", &["GET /offices/{office}/organisations"]),
    ("POST /at/{office}/organisations", &["POST /offices/{office}/organisations"]),
    (
        "GET /at/{office}/organisations/{organisation}",
        &["GET /offices/{office}/organisations/{organisation}"],
    ),
    (
        "POST /at/{office}/organisations/{organisation}",
        &["POST /offices/{office}/organisations/{organisation}"],
    ),
    (
        "GET /at/{office}/organisations/{organisation}/people",
        &["GET /offices/{office}/organisations/{organisation}/people"],
    ),
    (
        "POST /at/{office}/organisations/{organisation}/people",
        &["POST /offices/{office}/organisations/{organisation}/people"],
    ),
    (
        "POST /at/{office}/organisations/{organisation}/people/end",
        &["DELETE /offices/{office}/organisations/{organisation}/people/{login}"],
    ),
    (
        "GET /at/{office}/organisations/{organisation}/catalogue",
        &["GET /offices/{office}/organisations/{organisation}/catalogue"],
    ),
    (
        "POST /at/{office}/organisations/{organisation}/catalogue",
        &["POST /offices/{office}/organisations/{organisation}/catalogue"],
    ),
    ("GET /at/{office}/ours", &["GET /offices/{office}/ours"]),
    (
        "GET /at/{office}/cases/{handle}/participants",
        &["GET /offices/{office}/cases/{case}/participants"],
    ),
    (
        "POST /at/{office}/cases/{handle}/participants",
        &["POST /offices/{office}/cases/{case}/participants"],
    ),
    (
        "POST /at/{office}/cases/{handle}/participants/same",
        &["POST /offices/{office}/cases/{case}/participants/same"],
    ),
    (
        "POST /at/{office}/cases/{handle}/participants/let-out",
        &["POST /offices/{office}/cases/{case}/participants/let-out"],
    ),
    (
        "POST /at/{office}/cases/{handle}/participants/write",
        &["POST /offices/{office}/cases/{case}/participants/messages"],
    ),
    (
        "POST /at/{office}/cases/{handle}/participants/messages",
        &["POST /offices/{office}/cases/{case}/participants/messages/open"],
    ),
    ("GET /at/{office}/ours/{handle}", &["GET /offices/{office}/ours/cases/{case}"]),
    (
        "POST /at/{office}/ours/{handle}/write",
        &["POST /offices/{office}/ours/cases/{case}/messages"],
    ),
    ("POST /at/{office}/ours/{handle}/files", &["POST /offices/{office}/ours/cases/{case}/files"]),
    (
        "POST /at/{office}/ours/{handle}/files/announce",
        &["POST /offices/{office}/ours/cases/{case}/files"],
    ),
    (
        "GET /at/{office}/ours/{handle}/files/{item}",
        &["GET /offices/{office}/ours/cases/{case}/files/{item}"],
    ),
    (
        "POST /at/{office}/ours/{handle}/directives/{directive}/answer",
        &["POST /offices/{office}/ours/cases/{case}/directives/{directive}/answers"],
    ),
    (
        "POST /at/{office}/ours/{handle}/directives/{directive}/report",
        &["POST /offices/{office}/ours/cases/{case}/directives/{directive}/reports"],
    ),
    ("POST /at/{office}/ours/{handle}/say", &["POST /offices/{office}/ours/cases/{case}/facts"]),
    (
        "POST /at/{office}/ours/{handle}/acknowledge",
        &["POST /offices/{office}/ours/cases/{case}/acknowledgement"],
    ),
    ("GET /at/{office}/ours/people", &["GET /offices/{office}/ours/people"]),
    ("POST /at/{office}/ours/people", &["POST /offices/{office}/ours/people"]),
    ("POST /at/{office}/ours/people/end", &["DELETE /offices/{office}/ours/people/{login}"]),
];
