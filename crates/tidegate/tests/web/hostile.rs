//! Hostile input in every field of every form that the pages show: an answer, never a fault of ours, and never a text
//! that comes back as markup.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

use tidegate::people::MemberRole;
use tidegate::server::{Limits, Rate};
use tidegate::web::table;
use tidegate::web::visit::session_cookie;

use crate::served::{Answer, Served};

/// How many pages of one row of the table are walked: one article is built as the other.
const OF_ONE_ROW: usize = 2;
/// How many strings each field gets; the next field goes on with the next ones.
const EACH: usize = 6;
/// What must never stand in a page as it was sent.
const MARKUP: &str = "<b data-hostile='1'>\"'&";

/// A form of a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    method: String,
    action: String,
    files: bool,
    fields: Vec<(String, String)>,
}

/// Whoever goes from page to page with cookies, as a browser does.
struct Walker<'w> {
    served: &'w Served,
    jar: BTreeMap<String, String>,
}

fn corpus(inner: &str) -> Option<PathBuf> {
    let folder = std::env::var("TIDEGATE_CORPORA");
    let folder = folder.unwrap_or_else(|_| "../../../shared/corpora".to_owned());
    let path = PathBuf::from(folder).join("hostile").join(inner);
    if path.exists() {
        return Some(path);
    }
    println!("left out: hostile/{inner}");
    None
}

fn strings() -> Vec<String> {
    let mut all = vec![
        MARKUP.to_owned(),
        "' OR 1=1 --".to_owned(),
        "\u{202e}\0\u{7}\u{1b}[2J".to_owned(),
        "x".repeat(9_000),
        "{{7*7}}${7*7}".to_owned(),
        "../../../../etc/passwd".to_owned(),
        "\r\nset-cookie: a=b".to_owned(),
        "9999999999999999999999999999-13-45T99:99".to_owned(),
    ];
    if let Some(path) = corpus("blns/blns.json") {
        let text = std::fs::read_to_string(path).unwrap();
        all.extend(serde_json::from_str::<Vec<String>>(&text).unwrap());
    }
    all
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = after.split_once('"')?;
    Some(value.replace("&#34;", "\"").replace("&#39;", "'").replace("&amp;", "&"))
}

/// What stands between each opening and the next closing text.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(open) {
        let (inner, next) = after.split_once(close).unwrap_or((after, ""));
        found.push(inner);
        rest = next;
    }
    found
}

fn forms(page: &str, path: &str) -> Vec<Form> {
    let mut all = Vec::new();
    for whole in between(page, "<form", "</form>") {
        let (tag, inner) = whole.split_once('>').unwrap_or((whole, ""));
        let tag = format!(" {}", tag.trim());
        let mut fields = Vec::new();
        for input in between(inner, "<input", ">") {
            let kind = attribute(input, "type").unwrap_or_default();
            if let (Some(name), false) = (attribute(input, "name"), kind == "file") {
                fields.push((name, attribute(input, "value").unwrap_or_default()));
            }
        }
        for area in between(inner, "<textarea", ">") {
            fields.extend(attribute(area, "name").map(|name| (name, String::new())));
        }
        for select in between(inner, "<select", "</select>") {
            let (head, options) = select.split_once('>').unwrap_or((select, ""));
            let first = between(options, "<option", ">");
            let first = first.first().and_then(|option| attribute(option, "value"));
            let name = attribute(head, "name");
            fields.extend(name.map(|name| (name, first.unwrap_or_default())));
        }
        for button in between(inner, "<button", ">") {
            let value = attribute(button, "value").unwrap_or_default();
            fields.extend(attribute(button, "name").map(|name| (name, value)));
        }
        let mut seen = BTreeSet::new();
        fields.retain(|(name, _)| seen.insert(name.clone()));
        all.push(Form {
            method: attribute(&tag, "method").unwrap_or_else(|| "get".to_owned()).to_uppercase(),
            action: attribute(&tag, "action").unwrap_or_else(|| path.to_owned()),
            files: attribute(&tag, "enctype").is_some_and(|kind| kind.starts_with("multipart")),
            fields,
        });
    }
    all
}

/// The row of the table that an address belongs to.
fn row(path: &str) -> Option<&'static str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |pattern: &str| {
        let row: Vec<&str> = pattern.split('/').collect();
        row.len() == parts.len()
            && row.iter().zip(&parts).all(|(r, p)| r == p || (r.starts_with('{') && !p.is_empty()))
    };
    table().into_iter().map(|row| row.path).find(|pattern| fits(pattern))
}

impl Walker<'_> {
    async fn send(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> Answer {
        let jar = self.jar.iter().map(|(name, value)| format!("{name}={value}"));
        let jar = jar.collect::<Vec<_>>().join("; ");
        let headers = [("cookie", jar.as_str()), ("content-type", kind)];
        let answer = self.served.send(method, path, &headers, body).await;
        for cookie in &answer.cookies {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.jar.insert(name.to_owned(), value.to_owned());
            }
        }
        assert!(answer.status < 500, "{method} {path}: {}", String::from_utf8_lossy(body));
        assert!(!answer.text.contains(MARKUP), "{method} {path}: what was sent is markup");
        answer
    }

    async fn fill(&mut self, form: &Form, fields: &[(String, String)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap();
        if form.method == "GET" {
            let path = form.action.split('?').next().unwrap_or_default();
            return self.send("GET", &format!("{path}?{body}"), "", b"").await;
        }
        let kind = "application/x-www-form-urlencoded";
        self.send(&form.method, &form.action, kind, body.as_bytes()).await
    }

    /// Every form of every kind of page that links lead to.
    async fn walk(&mut self, from: &[String]) -> (BTreeSet<&'static str>, BTreeSet<Form>) {
        let mut queue: VecDeque<String> = from.iter().cloned().collect();
        let (mut seen, mut of_row) = (BTreeSet::new(), BTreeMap::<&str, usize>::new());
        let mut found = BTreeSet::new();
        while let Some(path) = queue.pop_front() {
            let Some(row) = row(&path) else { continue };
            let steps = path.contains("step=");
            let count = of_row.entry(row).or_default();
            if !seen.insert(path.clone()) || (*count >= OF_ONE_ROW && !steps) {
                continue;
            }
            *count += 1;
            let answer = self.send("GET", &path, "", b"").await;
            if !answer.kind.starts_with("text/html") {
                continue;
            }
            for link in between(&answer.text, " href=\"", "\"") {
                let link = link.replace("&amp;", "&");
                match link.strip_prefix('?') {
                    Some(query) => {
                        let path = path.split('?').next().unwrap_or_default();
                        queue.push_back(format!("{path}?{query}"));
                    }
                    None if link.starts_with('/') => queue.push_back(link),
                    None => {}
                }
            }
            found.extend(forms(&answer.text, &path).into_iter().map(|mut form| {
                // The token is of the visitor, not of the form.
                for (name, value) in &mut form.fields {
                    if name == "token" {
                        value.clear();
                    }
                }
                form
            }));
        }
        (of_row.into_keys().collect(), found)
    }
}

fn many() -> Limits {
    let often = Rate { times: 1_000_000, seconds: 1 };
    Limits { requests: often, reports: often, attempts: often, ..Limits::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_of_every_form_takes_hostile_text_and_the_server_answers() {
    let served = Served::with(many()).await;
    let taken = served.report("here", "overflow").await;
    let session = served.session("here", MemberRole::Analyst).await;
    let mut jar = BTreeMap::from([served.visitor()]);
    jar.insert(session_cookie(&served.hosted("here")).to_string(), session);
    let mut walker = Walker { served: &served, jar };
    let case = format!("/at/here/cases/{}", taken.handle);
    let start = ["/", "/at/here", "/at/here/report", "/at/here/cases", &case, "/at/here/sign-in"];
    let (rows, found) = walker.walk(&start.map(str::to_owned)).await;
    let fields: usize = found.iter().map(|form| form.fields.len()).sum();
    println!("{} kinds of pages, {} forms, {fields} fields", rows.len(), found.len());
    assert!(rows.len() > 12 && found.len() > 12 && fields > 60, "the forms are found at all");
    let strings = strings();
    let mut next = strings.iter().cycle();
    for form in &found {
        for (at, (name, _)) in form.fields.iter().enumerate() {
            let own = strings.iter().take(1);
            let more: Vec<&String> = own.chain(next.by_ref().take(EACH)).collect();
            for text in more {
                let mut fields = form.fields.clone();
                for (name, value) in &mut fields {
                    if name == "token" {
                        *value = served.token();
                    }
                }
                fields[at] = (name.clone(), text.clone());
                walker.fill(form, &fields).await;
            }
        }
    }
    // Nothing of it has harmed the case.
    let answer = walker.send("GET", &case, "", b"").await;
    // A form of the circle may have kept whoever walks out of it: then it is absent for them, and only then.
    let admits = served.hosted("here").desk().circle_of(taken.case).admits("analyst");
    println!("whoever walked may see the case: {admits}");
    let there = answer.status == 200 || answer.to.contains("sign-in");
    assert_eq!(there, admits, "{}", answer.status);
    served.end().await;
}

fn multipart(token: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in [("token", token), ("role", "evidence")] {
        let part = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_file_is_kept_as_bytes_or_refused_and_is_never_opened() {
    let served = Served::with(many()).await;
    let mut walker = Walker { served: &served, jar: BTreeMap::from([served.visitor()]) };
    walker.send("GET", "/at/here/report", "", b"").await;
    // A draft begins when something is saved.
    let form = Form {
        method: "POST".to_owned(),
        action: "/at/here/report".to_owned(),
        files: false,
        fields: Vec::new(),
    };
    let fields = [("token", served.token().as_str()), ("step", "flaw"), ("product.name", "R7")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    walker.fill(&form, &fields).await;
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("a.svg".to_owned(), b"<svg onload=alert(1)>".to_vec()),
        ("../../x\u{202e}gpj.exe".to_owned(), b"MZ".to_vec()),
        ("<b data-hostile='1'>.txt".to_owned(), vec![0; 100_000]),
        (String::new(), Vec::new()),
    ];
    if let Some(folder) = corpus("made") {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, std::fs::read(path).unwrap()));
        }
    }
    let kind = "multipart/form-data; boundary=edge";
    let mut kept = 0;
    for (name, bytes) in &files {
        let body = multipart(&served.token(), name, bytes);
        let answer = walker.send("POST", "/at/here/report/files", kind, &body).await;
        kept += usize::from(answer.status == 303);
        let page = walker.send("GET", "/at/here/report?step=files", "", b"").await;
        assert_eq!(page.status, 200, "{name}");
        // Room for the next: the number of files is limited.
        for drop in forms(&page.text, "").into_iter().filter(|f| f.action.ends_with("/drop")) {
            let fields = drop.fields.clone();
            walker.fill(&drop, &fields).await;
        }
    }
    assert!(kept >= 3, "{kept} of {} were kept", files.len());
    // Broken envelopes.
    for body in ["", "--edge", "--edge\r\n\r\n--edge--", "--other\r\n", "--edge\r\nx"] {
        walker.send("POST", "/at/here/report/files", kind, body.as_bytes()).await;
        walker.send("POST", "/at/here/report/files", "multipart/form-data", body.as_bytes()).await;
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_malformed_json_is_an_answer_or_a_fault() {
    let served = Served::with(many()).await;
    let mut walker = Walker { served: &served, jar: BTreeMap::new() };
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let mut bodies = vec![b"{\"report\":".to_vec(), b"\0".to_vec(), deep.into_bytes()];
    for folder in ["JSONTestSuite/test_parsing", "JSONTestSuite/test_transform"] {
        let Some(folder) = corpus(folder) else { continue };
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        bodies.extend(files.map(|path| std::fs::read(path).unwrap()));
    }
    for body in &bodies {
        for path in ["/api/v1/ask", "/api/v1/offices/here/reports"] {
            let answer = walker.send("POST", path, "application/json", body).await;
            assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
            assert!(answer.text.len() < 2_000, "a short message");
        }
    }
    println!("{} bodies, none an answer", bodies.len());
    served.end().await;
}
