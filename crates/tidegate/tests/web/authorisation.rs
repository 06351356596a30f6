//! The one authorisation table as a page of the documents, held to the code: `docs/authorisation.md`.

use std::fmt::Write as _;

use tidegate::web::access::Access;
use tidegate::web::table;

const HEAD: &str = "# Who may ask for what

Every address of Tidegate with its method, who may ask for it, and the scope that a token needs there. The server is built from these rows (`web::table`) and from nothing else; a test walks all of them with every role, with nobody, with somebody of another office, and with tokens. What may be seen within a page (which case, which item) is for the desk and the gate.

`anybody` needs no account; `finder` holds the way back to a report; roles are those of a member of the office that the address names, or of the people of an organisation that takes part in its cases. Pages, sessions and accounts are open to no token.

This page is written by `UPDATE_AUTHORISATION=1 cargo test -p tidegate --test web authorisation`; a test fails where it differs from the table.

| method | address | who | scope of a token |
|---|---|---|---|
";

fn page() -> String {
    let mut rows: Vec<(String, String)> = table()
        .iter()
        .map(|row| {
            let who = match row.access {
                Access::Anybody => "anybody".to_owned(),
                Access::Finder => "finder".to_owned(),
                Access::Members(roles) => {
                    let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
                    words.join(", ")
                }
                Access::Participants(roles) => {
                    let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
                    format!("of an organisation: {}", words.join(", "))
                }
                Access::SignedIn => "whoever is signed in".to_owned(),
            };
            let scope = row.scope.map_or("", |scope| scope.word());
            let line = format!("| {} | `{}` | {who} | {scope} |", row.method, row.path);
            (format!("{} {}", row.path, row.method), line)
        })
        .collect();
    rows.sort();
    let mut page = HEAD.to_owned();
    for (_, line) in rows {
        writeln!(page, "{line}").unwrap();
    }
    page
}

#[test]
fn the_page_of_authorisation_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/authorisation.md");
    if std::env::var_os("UPDATE_AUTHORISATION").is_some() {
        std::fs::write(path, page()).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    let how = "write docs/authorisation.md with UPDATE_AUTHORISATION=1 and read the difference";
    assert!(written == page(), "{how}");
}
