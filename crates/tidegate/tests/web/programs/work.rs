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
    (
        "GET /at/{office}/cases/{handle}/merge",
        &["POST /offices/{office}/cases/{case}/arrangements/weighed"],
    ),
    (
        "GET /at/{office}/cases/{handle}/split",
        &["POST /offices/{office}/cases/{case}/arrangements/weighed"],
    ),
    ("GET /at/{office}/cases/{handle}/transfer", &["GET /offices/{office}/cases/{case}/transfers"]),
    (
        "POST /at/{office}/cases/{handle}/transfer/weigh",
        &["POST /offices/{office}/cases/{case}/transfers/weighed"],
    ),
    (
        "POST /at/{office}/cases/{handle}/transfer",
        &["POST /offices/{office}/cases/{case}/transfers"],
    ),
    (
        "POST /at/{office}/cases/{handle}/transfer/withdraw",
        &["POST /offices/{office}/cases/{case}/transfers/end"],
    ),
    (
        "POST /at/{office}/cases/{handle}/transfer/hand-over",
        &["POST /offices/{office}/cases/{case}/transfers/hand-over"],
    ),
    ("GET /at/{office}/transfers", &["GET /offices/{office}/transfers"]),
    ("POST /at/{office}/transfers/{transfer}", &["POST /offices/{office}/transfers/{transfer}"]),
    ("GET /at/{office}/floods", &["GET /offices/{office}/floods"]),
    ("GET /at/{office}/floods/{handle}", &["GET /offices/{office}/floods/{case}"]),
    ("POST /at/{office}/bulk/weigh", &["POST /offices/{office}/bulk/weighed"]),
    ("POST /at/{office}/bulk", &["POST /offices/{office}/bulk"]),
    ("GET /at/{office}/bulk/{list}", &["GET /offices/{office}/bulk/{list}"]),
    ("GET /at/{office}/cases/{handle}/record", &["GET /offices/{office}/cases/{case}"]),
    ("GET /at/{office}/cases/{handle}/then", &["GET /offices/{office}/cases/{case}/then"]),
];
