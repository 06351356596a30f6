//! Who the finder is: over a case whose finder has unmistakable data, every row of the one table is asked as every role, and
//! nothing of them comes out anywhere; not in what is kept to be sent, in the journal, or in the search either.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tidegate::clocks;
use tidegate::desk::{Intake, Taken};
use tidegate::people::MemberRole;
use tidegate::web::access::{Access, Route};
use tidegate::web::table;
use tidegate_core::event::Actor;
use tidegate_core::report::Draft;

use crate::served::{Answer, Served};

/// In everything by which the finder could be known. Pages may change the case of letters.
const CANARY: &str = "zqfinder";

/// What the journal of the server would hold.
#[derive(Clone, Default)]
struct Journal(Arc<Mutex<Vec<u8>>>);

impl Write for Journal {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A case with everything in it that pages show, and the people who could ask.
struct Watched {
    served: Served,
    taken: Taken,
    /// What may stand in an address or a form, by the name of the part or field.
    parts: Vec<(&'static str, String)>,
    items: Vec<String>,
    /// The description of the interface.
    described: Value,
}

async fn reported(served: &Served) -> Taken {
    let form = json!({
        "product": { "name": "R7 router", "manufacturer": "Acme", "markets": ["CN", "DE"] },
        "flaw": { "description": "an overflow", "title": "Overflow", "summary": "in the parser" },
        "reporter": {
            "standing": "named", "name": "ZQFINDER Lin", "organisation": "ZQFINDER works",
            "email": "zqfinder@finder.example", "phone": "+1 555 ZQFINDER",
            "pgp_key": "https://keys.example/zqfinder", "credit": "name", "credit_as": "ZQFINDER credit",
        },
        "elsewhere": [{ "to": "ZQFINDER desk elsewhere", "reference": "ZQFINDER-1" }],
        "tracking": "ZQFINDER-2026-1",
    });
    let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
    served.hosted("here").desk().receive(&Intake::new(draft, "intake", "web form")).await.unwrap()
}

impl Watched {
    async fn start() -> Self {
        let served = Served::start().await;
        let taken = reported(&served).await;
        let finder = served.finder("here", taken.case).await;
        let left = [("address", "zqfinder@reach.example"), ("readable", "on")];
        let kept = served.ask_with("POST", "/at/here/mine/reach", Some(&finder), &left).await;
        assert_eq!(kept.status, 303, "{}", kept.text);
        let acme = served.organisation("here", "Acme").await.to_string();
        let hosted = served.hosted("here");
        let actor = Actor::Member("analyst".to_owned());
        let case = hosted.desk().open_case(&actor, taken.case, "a test").await.unwrap();
        let items = case.items().map(|one| one.item.id.to_string()).collect();
        let from = case.reports().next().unwrap().event.from.to_string();
        drop(hosted);
        let parts = vec![
            ("office", "here".to_owned()),
            ("handle", taken.handle.clone()),
            ("case", taken.handle.clone()),
            ("organisation", acme),
            ("party", from),
            ("statute", "cn-rmsv".to_owned()),
            ("article", "7".to_owned()),
            ("event", "1".to_owned()),
            ("leaf", "1".to_owned()),
            ("q", CANARY.to_owned()),
            ("find", CANARY.to_owned()),
            ("purpose", "looking".to_owned()),
            ("source", "a call".to_owned()),
            ("reason", "so it is".to_owned()),
            ("text", "hello".to_owned()),
            ("class", "existence".to_owned()),
            ("tells", "nothing".to_owned()),
            ("lines", "party Acme manufacturer CN".to_owned()),
            ("act", "share".to_owned()),
            ("to", "Acme".to_owned()),
            ("from", "office".to_owned()),
            ("verdict", "accepted".to_owned()),
            ("code", "accepted".to_owned()),
            ("content", "finder_identity".to_owned()),
        ];
        let described = served.ask("GET", "/api/v1/openapi.json", None, &[]).await;
        let described = serde_json::from_str(&described.text).unwrap();
        Self { served, taken, parts, items, described }
    }

    fn filled(&self, pattern: &str) -> String {
        let part = |part: &str| {
            let name = part.trim_matches(['{', '}', '*']);
            if name == part {
                return part.to_owned();
            }
            let known = self.parts.iter().find(|(known, _)| *known == name);
            match (name, known) {
                ("item", _) => self.items[0].clone(),
                (_, Some((_, value))) => value.clone(),
                (_, None) => "nothing".to_owned(),
            }
        };
        pattern.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// A body that the description of the interface has for the row, filled with what is known.
    fn body(&self, row: &Route, item: &str) -> Value {
        let method = row.method.as_str().to_lowercase();
        let said = &self.described["paths"][row.path][method.as_str()]["requestBody"];
        let schema = &said["content"]["application/json"]["schema"];
        let schema = match schema["$ref"].as_str() {
            Some(named) => {
                &self.described["components"]["schemas"][named.rsplit('/').next().unwrap()]
            }
            None => schema,
        };
        let mut body = serde_json::Map::new();
        for (name, kind) in schema["properties"].as_object().into_iter().flatten() {
            let known =
                self.parts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
            let text = if name.starts_with("item") { item } else { known.unwrap_or_default() };
            let value = match kind["type"].as_str() {
                Some("string") if !text.is_empty() => json!(text),
                Some("array") if !text.is_empty() => json!([text]),
                Some("boolean") => json!(true),
                _ => continue,
            };
            body.insert(name.clone(), value);
        }
        Value::Object(body)
    }

    /// What the row answers somebody, with a form that has as much as a form of its kind can.
    async fn asked(&self, row: &Route, session: Option<&str>, item: &str) -> Answer {
        let mut fields: Vec<(&str, &str)> =
            self.parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.extend([("item", item), ("items", item), ("as", "file"), ("token_of", "none")]);
        let path = self.filled(row.path).replace(&self.items[0], item);
        if row.method != "GET" && path.starts_with("/api/") {
            let bearer = session.map(|secret| format!("Bearer {secret}")).unwrap_or_default();
            let headers =
                [("authorization", bearer.as_str()), ("content-type", "application/json")];
            let body = self.body(row, item).to_string();
            return self.served.send(row.method.as_str(), &path, &headers, body).await;
        }
        if row.method != "GET" {
            return self.served.ask(row.method.as_str(), &path, session, &fields).await;
        }
        let query = serde_urlencoded::to_string(&fields).unwrap();
        let plain = self.served.ask("GET", &path, session, &[]).await;
        let asked = self.served.ask("GET", &format!("{path}?{query}"), session, &[]).await;
        Answer { text: format!("{}{}", plain.text, asked.text), ..plain }
    }
}

fn tells(answer: &Answer) -> bool {
    let all = format!("{} {} {} {}", answer.text, answer.to, answer.link, answer.cookies.join(" "));
    all.to_lowercase().contains(CANARY)
}

/// A row that asks for nothing of what this case holds, or ends the very session that asks.
fn left_out(row: &Route) -> bool {
    ["/demo/", "/sign-out", "/enter", "/search", "/law"].iter().any(|part| row.path.contains(part))
}

/// Only what was typed into a search or an address may come back.
fn without_echo(row: &Route, answer: Answer) -> Answer {
    let text =
        answer.text.replace(&format!("value=\"{CANARY}\""), "").replace(&format!("={CANARY}"), "");
    let _row = row;
    Answer { text, ..answer }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_row_of_the_table_tells_any_role_who_the_finder_is() {
    let journal = Journal::default();
    let kept = journal.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
    let listening = subscriber.with_writer(move || kept.clone()).finish();
    tracing::subscriber::set_global_default(listening).unwrap();
    let watched = Watched::start().await;
    let served = &watched.served;
    let (mut told, mut asked, mut done) = (Vec::new(), 0, std::collections::BTreeSet::new());
    let rows = table();
    for row in rows.iter().filter(|row| !left_out(row)) {
        let mut who: Vec<(String, Option<String>)> = vec![("nobody".to_owned(), None)];
        for role in served.roles("here") {
            who.push((role.to_string(), Some(served.session("here", role).await)));
        }
        for role in MemberRole::OF_ORGANISATIONS {
            let session = served.session_of_person("here", "Acme", role).await;
            who.push((format!("Acme's {role}"), Some(session)));
        }
        for (who, session) in who {
            let may = row.path.ends_with("/contacts") && who == "contact-keeper";
            for item in watched.items.iter().take(if row.path.contains("open") { 8 } else { 1 }) {
                let answer = watched.asked(row, session.as_deref(), item).await;
                asked += 1;
                if answer.status < 400 {
                    done.insert((row.path.starts_with("/api/"), row.method.as_str(), row.path));
                }
                let answer = without_echo(row, answer);
                if may && row.method == "POST" {
                    assert!(answer.text.contains("zqfinder@reach.example"), "{}", answer.text);
                    assert!(!answer.text.to_lowercase().contains("zqfinder lin"));
                } else if row.path.ends_with("/contacts/{case}") && who == "contact-keeper" {
                    assert_eq!(answer.status, 200, "{}", answer.text);
                    assert!(answer.text.contains("zqfinder@reach.example"), "{}", answer.text);
                } else if tells(&answer) {
                    told.push(format!("{row:?} as {who}: {}", answer.status));
                }
            }
        }
    }
    assert!(asked > 3_000, "the walk is a walk: {asked}");
    // Rows that did for somebody what they are for: refusals alone would show nothing.
    let of = |api: bool, get: bool| {
        done.iter().filter(|(of, method, _)| *of == api && (**method == *"GET") == get).count()
    };
    let counts = (of(false, true), of(false, false), of(true, true), of(true, false));
    assert!(counts.0 > 40 && counts.1 > 20 && counts.2 > 40 && counts.3 > 12, "{counts:?}");
    assert_eq!(told, Vec::<String>::new());
    kept_nowhere(&watched, &journal).await;
    watched.served.end().await;
}

/// What waits to be sent, the journal, and what lies on the disk.
async fn kept_nowhere(watched: &Watched, journal: &Journal) {
    let hosted = watched.served.hosted("here");
    clocks::round(hosted.desk(), watched.served.house.book(), 100).await.unwrap();
    let notices = format!("{:?}", hosted.desk().notices(1_000).await.unwrap());
    assert!(!notices.to_lowercase().contains(CANARY), "notices");
    drop(hosted);
    let journal = String::from_utf8_lossy(&journal.0.lock().unwrap()).to_lowercase();
    // The search that was asked for is the visitor's own word.
    let told =
        journal.lines().find(|line| line.contains("zqfinder lin") || line.contains("zqfinder@"));
    assert_eq!(told, None, "the journal");
    let mut files = vec![watched.served.folder().to_path_buf()];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).unwrap().map(|one| one.unwrap().path()));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap_or_default().to_ascii_lowercase();
        let found = bytes.windows(CANARY.len()).any(|one| one == CANARY.as_bytes());
        assert!(!found, "{} holds it in the clear", path.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_search_finds_a_case_by_who_reported_it() {
    let watched = Watched::start().await;
    let session = watched.served.session("here", MemberRole::Analyst).await;
    for word in ["zqfinder", "ZQFINDER-2026-1", "zqfinder@finder.example", "zqfinder@reach.example"]
    {
        let query = serde_urlencoded::to_string([("q", word)]).unwrap();
        for path in ["/at/here/search", "/api/v1/offices/here/search"] {
            let found =
                watched.served.ask("GET", &format!("{path}?{query}"), Some(&session), &[]).await;
            assert_eq!(found.status, 200);
            assert!(!found.text.contains(&watched.taken.handle), "{path} for {word}");
        }
    }
    let other = table().iter().filter(|row| row.access == Access::Anybody).count();
    assert!(other > 5, "the table is found at all");
    watched.served.end().await;
}
