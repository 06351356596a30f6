//! Which rows of the interface do what a page does, and which pages a program has no use for.

/// The rows that a page, by method and path under its office, has in the interface.
pub(super) const DONE_BY: &[(&str, &[&str])] = &[
    ("GET /", &["GET /offices"]),
    ("GET /ask", &["POST /ask"]),
    ("GET /ask/own", &["POST /ask"]),
    ("GET /law", &["GET /law"]),
    ("GET /law/conflicts", &["GET /law/conflicts"]),
    ("GET /law/{statute}", &["GET /law/{statute}"]),
    ("GET /law/{statute}/{article}", &["GET /law/{statute}/{article}"]),
    ("GET /at/{office}", &["GET /offices/{office}", "GET /offices/{office}/reception"]),
    ("POST /at/{office}/enter", &["POST /offices/{office}/sessions/demonstration"]),
    ("POST /at/{office}/sign-in", &["POST /offices/{office}/sessions"]),
    ("POST /at/{office}/sign-in/code", &["POST /offices/{office}/sessions"]),
    ("POST /at/{office}/sign-out", &["DELETE /offices/{office}/sessions"]),
    ("GET /at/{office}/account", &["GET /offices/{office}/account"]),
    ("POST /at/{office}/account/passphrase", &["POST /offices/{office}/account/passphrase"]),
    ("POST /at/{office}/account/code", &["POST /offices/{office}/account/codes"]),
    ("POST /at/{office}/account/code/confirm", &["POST /offices/{office}/account/codes/confirm"]),
    ("POST /at/{office}/account/code/end", &["POST /offices/{office}/account/codes/end"]),
    (
        "POST /at/{office}/account/sessions/end",
        &[
            "DELETE /offices/{office}/account/sessions",
            "DELETE /offices/{office}/account/sessions/{session}",
        ],
    ),
    ("POST /at/{office}/account/tokens", &["POST /offices/{office}/account/tokens"]),
    ("POST /at/{office}/account/tokens/end", &["DELETE /offices/{office}/account/tokens/{token}"]),
    ("GET /at/{office}/members", &["GET /offices/{office}/members"]),
    ("POST /at/{office}/members/end", &["POST /offices/{office}/members/{login}/end"]),
    ("POST /at/{office}/members/second-factor", &["POST /offices/{office}/members/second-factor"]),
    ("GET /at/{office}/report", &["GET /offices/{office}/reception"]),
    ("POST /at/{office}/report/send", &["POST /offices/{office}/reports"]),
    ("POST /at/{office}/report/files", &["POST /offices/{office}/reports"]),
    ("GET /at/{office}/receipt", &["POST /offices/{office}/reports"]),
    ("GET /at/{office}/receipt/receipt.json", &["GET /offices/{office}/mine/receipt"]),
    ("GET /at/{office}/receipt/report.json", &["POST /offices/{office}/reports"]),
    ("GET /at/{office}/mine", &["GET /offices/{office}/mine"]),
    ("POST /at/{office}/mine", &["POST /offices/{office}/stays"]),
    ("POST /at/{office}/mine/write", &["POST /offices/{office}/mine/messages"]),
    ("POST /at/{office}/mine/place", &["POST /offices/{office}/mine/place"]),
    ("POST /at/{office}/mine/leave", &["DELETE /offices/{office}/stays"]),
    (
        "GET /at/{office}/cases",
        &[
            "GET /offices/{office}/cases",
            "GET /offices/{office}/duties",
            "GET /offices/{office}/queues",
        ],
    ),
    (
        "GET /at/{office}/cases/{handle}",
        &["GET /offices/{office}/cases/{case}", "GET /offices/{office}/cases/{case}/duties"],
    ),
    ("GET /at/{office}/cases/{handle}/ask", &["POST /offices/{office}/cases/{case}/ask"]),
    ("POST /at/{office}/cases/{handle}/decide", &["POST /offices/{office}/cases/{case}/decisions"]),
    (
        "POST /at/{office}/cases/{handle}/open",
        &["POST /offices/{office}/cases/{case}/items/{item}/open"],
    ),
    ("GET /at/{office}/cases/{handle}/fact", &["GET /facts"]),
    ("POST /at/{office}/cases/{handle}/fact", &["POST /offices/{office}/cases/{case}/facts"]),
    ("POST /at/{office}/cases/{handle}/embargo", &["POST /offices/{office}/cases/{case}/embargo"]),
    ("POST /at/{office}/cases/{handle}/tell", &["POST /offices/{office}/cases/{case}/events"]),
    (
        "POST /at/{office}/cases/{handle}/messages",
        &["POST /offices/{office}/cases/{case}/messages/open"],
    ),
    (
        "POST /at/{office}/cases/{handle}/messages/write",
        &["POST /offices/{office}/cases/{case}/messages"],
    ),
    (
        "POST /at/{office}/cases/{handle}/messages/send",
        &["POST /offices/{office}/cases/{case}/messages/{item}/send"],
    ),
    (
        "POST /at/{office}/cases/{handle}/acknowledge",
        &["POST /offices/{office}/cases/{case}/acknowledgement"],
    ),
    (
        "GET /at/{office}/cases/{handle}/plan",
        &["GET /offices/{office}/cases/{case}/plan", "POST /offices/{office}/cases/{case}/what-if"],
    ),
    ("GET /drill", &["POST /drills"]),
    ("GET /at/{office}/cases/{handle}/drill", &["POST /offices/{office}/cases/{case}/drill"]),
    (
        "POST /at/{office}/cases/{handle}/releases",
        &["POST /offices/{office}/cases/{case}/proposals"],
    ),
    (
        "POST /at/{office}/cases/{handle}/plan/ruling",
        &["POST /offices/{office}/cases/{case}/proposals"],
    ),
    ("GET /at/{office}/cases/{handle}/sheet", &["GET /offices/{office}/cases/{case}/sheet"]),
    (
        "POST /at/{office}/cases/{handle}/sheet/open",
        &[
            "POST /offices/{office}/cases/{case}/sheet/open",
            "POST /offices/{office}/cases/{case}/sheet/pdf",
        ],
    ),
    (
        "POST /at/{office}/cases/{handle}/sheet/filed",
        &["POST /offices/{office}/cases/{case}/sheet/filed"],
    ),
    (
        "GET /at/{office}/cases/{handle}/not-reportable",
        &["GET /offices/{office}/cases/{case}/not-reportable"],
    ),
    (
        "POST /at/{office}/cases/{handle}/not-reportable",
        &["POST /offices/{office}/cases/{case}/not-reportable"],
    ),
    (
        "GET /at/{office}/cases/{handle}/directives",
        &["GET /offices/{office}/cases/{case}/directives"],
    ),
    (
        "POST /at/{office}/cases/{handle}/directives",
        &["POST /offices/{office}/cases/{case}/proposals"],
    ),
    (
        "POST /at/{office}/cases/{handle}/directives/{directive}/review",
        &["POST /offices/{office}/cases/{case}/proposals"],
    ),
    (
        "GET /at/{office}/cases/{handle}/proposals/{proposal}",
        &["GET /offices/{office}/cases/{case}/directives"],
    ),
    (
        "POST /at/{office}/cases/{handle}/proposals/{proposal}",
        &["POST /offices/{office}/cases/{case}/proposals/{proposal}/settlement"],
    ),
    (
        "POST /at/{office}/cases/{handle}/directives/{directive}/answer",
        &["POST /offices/{office}/cases/{case}/directives/{directive}/answers"],
    ),
    (
        "POST /at/{office}/cases/{handle}/directives/{directive}/report",
        &["POST /offices/{office}/cases/{case}/directives/{directive}/reports"],
    ),
    (
        "POST /at/{office}/cases/{handle}/directives/{directive}/verify",
        &["POST /offices/{office}/cases/{case}/directives/{directive}/verifications"],
    ),
    (
        "POST /at/{office}/cases/{handle}/directives/{directive}/letter",
        &["POST /offices/{office}/cases/{case}/directives/{directive}/letter"],
    ),
    ("GET /at/{office}/search", &["GET /offices/{office}/search"]),
    ("GET /at/{office}/home", &["GET /offices/{office}/home"]),
    (
        "GET /at/{office}/board",
        &["GET /offices/{office}/board", "GET /offices/{office}/board/filters"],
    ),
    ("GET /at/{office}/board.csv", &["GET /offices/{office}/board"]),
    ("POST /at/{office}/board/filters", &["POST /offices/{office}/board/filters"]),
    ("POST /at/{office}/board/filters/drop", &["DELETE /offices/{office}/board/filters"]),
    ("GET /at/{office}/figures", &["GET /offices/{office}/figures"]),
    ("GET /at/{office}/figures.csv", &["GET /offices/{office}/figures"]),
    ("GET /at/{office}/transparency", &["GET /offices/{office}/transparency"]),
    (
        "GET /at/{office}/cases/{handle}/coordination",
        &["GET /offices/{office}/cases/{case}/coordination"],
    ),
    (
        "POST /at/{office}/cases/{handle}/coordination",
        &["POST /offices/{office}/cases/{case}/events"],
    ),
    ("GET /at/{office}/registers/{register}", &["GET /offices/{office}/registers/{register}"]),
    ("POST /at/{office}/registers/{register}", &["POST /offices/{office}/registers/{register}"]),
    (
        "GET /at/{office}/registers/{register}/{declaration}",
        &["GET /offices/{office}/registers/{register}/{declaration}"],
    ),
    (
        "GET /at/{office}/registers/{register}/{declaration}/{file}",
        &["GET /offices/{office}/registers/{register}/{declaration}"],
    ),
    ("GET /at/{office}/registers", &["GET /offices/{office}/register"]),
    (
        "GET /at/{office}/notices",
        &[
            "GET /offices/{office}/notices",
            "GET /offices/{office}/reader",
            "GET /offices/{office}/ladder",
            "GET /offices/{office}/webhooks",
        ],
    ),
    ("POST /at/{office}/notices/again", &["POST /offices/{office}/notices/{notice}/again"]),
    ("POST /at/{office}/notices/reader", &["POST /offices/{office}/reader"]),
    (
        "POST /at/{office}/notices/feed",
        &["POST /offices/{office}/reader/feed", "DELETE /offices/{office}/reader/feed"],
    ),
    ("POST /at/{office}/notices/ladder", &["POST /offices/{office}/ladder"]),
    (
        "POST /at/{office}/notices/webhooks",
        &["POST /offices/{office}/webhooks", "DELETE /offices/{office}/webhooks/{webhook}"],
    ),
    ("POST /at/{office}/mine/reach", &["POST /offices/{office}/mine/reach"]),
    ("GET /at/{office}/log", &["GET /offices/{office}/log/checkpoint"]),
    ("GET /at/{office}/log/checkpoint", &["GET /offices/{office}/log/checkpoint"]),
    ("GET /at/{office}/log/files", &["GET /offices/{office}/log/files"]),
    ("GET /at/{office}/log/tile/{*path}", &["GET /offices/{office}/log/tile/{*tile}"]),
    ("GET /at/{office}/log/proof", &["GET /offices/{office}/log/proof/{leaf}"]),
    ("GET /at/{office}/log/consistency", &["GET /offices/{office}/log/consistency"]),
];

/// Pages that a program has no use for, and why.
pub(super) const FOR_PEOPLE: &[(&str, &str)] = &[
    ("GET /at/{office}/feed/{secret}/deadlines.ics", "programs fetch it as it is"),
    ("GET /at/{office}/feed/{secret}/notices.atom", "programs fetch it as it is"),
    ("GET /api", "describes the interface"),
    ("GET /assets/{digest}/{name}", "styles and scripts of the pages"),
    ("GET /at/{office}/sign-in", "a form"),
    ("GET /at/{office}/sign-in/code", "a form"),
    ("POST /at/{office}/report", "a step of the form, which saves itself; a program sends at once"),
    ("POST /at/{office}/report/drop", "a step of the form"),
    ("POST /at/{office}/report/discard", "a step of the form"),
    ("POST /at/{office}/receipt/kept", "drops what the form kept"),
    ("GET /verify", "checks a receipt in the browser; a program has `tidegate verify`"),
    ("GET /demo/{stop}", "a stop of the tour"),
    ("POST /demo/reset", "a button of the demonstration's banner"),
];
