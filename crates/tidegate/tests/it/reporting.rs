//! The finder's journey in a browser: draft, report, receipt, way back; over the routes, without a socket.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use tidegate::clock::Clock;
use tidegate::desk::Terms;
use tidegate::incoming::MailReader;
use tidegate::server::{House, Limits, Rate, Server, Settings};
use tidegate_core::office::{Changed, Reception};
use tower::ServiceExt as _;

use crate::house::new_desk;

/// A browser that keeps cookies.
struct Browser {
    routes: axum::Router,
    cookies: BTreeMap<String, String>,
    language: &'static str,
}

struct Shown {
    status: StatusCode,
    to: String,
    body: Vec<u8>,
}

impl Shown {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

async fn server(directory: &Path) -> Server {
    let settings = Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        public: Some("https://desk.example".to_owned()),
        data: directory.to_owned(),
        book: tidegate::book::load(None).unwrap(),
        clock: Clock::System,
        limits: Limits { reports: Rate { times: 10_000, seconds: 60 }, ..Limits::default() },
        mails: MailReader::Within,
        demonstration: false,
    };
    Server::open(settings).await.unwrap()
}

/// A new office that takes in reports about its own products.
async fn taking_reports(directory: &Path) {
    let mut desk = new_desk(directory).await;
    let (by, reason) = ("Wang Fang".to_owned(), "so it is".to_owned());
    let reports = Changed::Reports { about: Reception::Own };
    desk.change_office(reports, Terms { by, reason, from: None }).unwrap();
    desk.close().await.unwrap();
}

fn browser(house: &Arc<House>, language: &'static str) -> Browser {
    Browser { routes: tidegate::web::routes(house), cookies: BTreeMap::new(), language }
}

impl Browser {
    async fn ask(&mut self, request: Request<Body>) -> Shown {
        let response: Response = self.routes.clone().oneshot(request).await.unwrap();
        for set in response.headers().get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let to = response.headers().get(header::LOCATION);
        let to = to.map_or_else(String::new, |to| to.to_str().unwrap().to_owned());
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec();
        Shown { status, to, body }
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, self.language)
    }

    async fn see(&mut self, path: &str) -> Shown {
        let request = self.request("GET", path).body(Body::empty()).unwrap();
        self.ask(request).await
    }

    async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let page = self.see("/at/desk/report").await.text();
        let token = page.split("name=\"token\" value=\"").nth(1).unwrap();
        let token = token.split('"').next().unwrap().to_owned();
        let mut all = vec![("token", token.as_str())];
        all.extend(fields);
        let body = serde_urlencoded::to_string(all).unwrap();
        let kind = "application/x-www-form-urlencoded";
        let request = self.request("POST", path).header(header::CONTENT_TYPE, kind);
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Fills in the flaw and sends the report; gives the code of the way back.
    async fn report(&mut self, product: &str) -> String {
        let flaw = [
            ("step", "flaw"),
            ("go", "next"),
            ("product.name", product),
            ("flaw.description", "The parser overflows. 解析器溢出。"),
        ];
        let saved = self.send("/at/desk/report", &flaw).await;
        assert_eq!(saved.to, "/at/desk/report?step=files");
        let sent = self.send("/at/desk/report/send", &[]).await;
        assert_eq!(sent.to, "/at/desk/receipt", "{}", sent.text());
        let page = self.see("/at/desk/receipt").await.text();
        let code = page.split("<pre id=\"code\">").nth(1).unwrap();
        code.split('<').next().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_report_in_each_language_gives_a_receipt_that_verifies() {
    let folder = tempfile::tempdir().unwrap();
    taking_reports(folder.path()).await;
    let server = server(folder.path()).await;
    for (language, said) in [("en", "Your receipt"), ("zh-CN", "您的回执")] {
        let mut browser = browser(server.house(), language);
        let code = browser.report("R7 router").await;
        assert_eq!(code.len(), 39);
        let page = browser.see("/at/desk/receipt").await.text();
        assert!(page.contains(said));
        assert!(page.contains("<svg"), "the picture of the way back");
        let receipt = browser.see("/at/desk/receipt/receipt.json").await.body;
        let document = browser.see("/at/desk/receipt/report.json").await.body;
        let receipt = tidegate_core::receipt::Receipt::from_json(&receipt).unwrap();
        let hosted = server.house().office("desk").unwrap();
        receipt.verify(&document, hosted.desk().log()).unwrap();
        let mut changed = document.clone();
        changed.push(b' ');
        assert!(receipt.verify(&changed, hosted.desk().log()).is_err());
        // Sent again, it is the same report.
        let again = browser.send("/at/desk/report/send", &[]).await;
        assert_eq!(again.to, "/at/desk/receipt");
        let same = browser.see("/at/desk/receipt/receipt.json").await.body;
        let same = tidegate_core::receipt::Receipt::from_json(&same).unwrap();
        assert_eq!(same.claim, receipt.claim);
    }
}

#[tokio::test]
async fn a_draft_survives_a_restart_and_opens_to_its_own_browser_alone() {
    let folder = tempfile::tempdir().unwrap();
    taking_reports(folder.path()).await;
    let (_stop, stopped) = tokio::sync::watch::channel(true);
    let first = server(folder.path()).await;
    let mut finder = browser(first.house(), "en");
    let typed = [("step", "flaw"), ("product.name", "Router <i>Ω</i>"), ("flaw.description", "")];
    finder.send("/at/desk/report", &typed).await;
    let cookies = finder.cookies.clone();
    drop(finder);
    first.run(stopped).await.unwrap();

    let second = server(folder.path()).await;
    let mut finder = browser(second.house(), "en");
    finder.cookies = cookies;
    let page = finder.see("/at/desk/report").await.text();
    assert!(page.contains("Router &#60;i&#62;Ω&#60;/i&#62;"), "kept and escaped");
    assert!(page.contains("This is needed to send the report."), "said beside the field");
    let mut other = browser(second.house(), "en");
    assert!(!other.see("/at/desk/report").await.text().contains("Router"));
}

#[tokio::test]
async fn a_code_opens_its_case_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    taking_reports(folder.path()).await;
    let server = server(folder.path()).await;
    let mut codes = Vec::new();
    let mut pages = Vec::new();
    for product in ["R7 router", "Camera 3"] {
        let mut finder = browser(server.house(), "en");
        codes.push(finder.report(product).await);
        pages.push(finder.see("/at/desk/mine").await.text());
    }
    let handle = |page: &str| {
        let lead = page.split("<p class=\"lead\">").nth(1).unwrap();
        lead.split(' ').next().unwrap().to_owned()
    };
    assert_ne!(handle(&pages[0]), handle(&pages[1]));
    for (code, page) in codes.iter().zip(&pages) {
        let mut back = browser(server.house(), "en");
        let typed = code.to_uppercase().replace('-', " ");
        let come = back.send("/at/desk/mine", &[("code", &typed)]).await;
        assert_eq!(come.status, StatusCode::SEE_OTHER);
        let mine = back.see("/at/desk/mine").await.text();
        assert_eq!(handle(&mine), handle(page));
        // The code belongs to the browser that sent the report; a later visit has the page, not the code.
        assert!(!back.see("/at/desk/receipt").await.text().contains("<pre id=\"code\">"));
    }
    let mut stranger = browser(server.house(), "en");
    let mut wrong = codes[0].clone();
    let last = if wrong.pop() == Some('0') { '2' } else { '0' };
    wrong.push(last);
    for code in [wrong.as_str(), "", "' OR 1=1 --"] {
        let come = stranger.send("/at/desk/mine", &[("code", code)]).await;
        assert_eq!(come.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
    }
    assert_eq!(stranger.see("/at/desk/receipt").await.to, "/at/desk/mine");
    assert_eq!(stranger.see("/at/desk/receipt/report.json").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn hostile_text_in_every_field_is_no_fault_of_the_server() {
    let folder = tempfile::tempdir().unwrap();
    taking_reports(folder.path()).await;
    let server = server(folder.path()).await;
    let long = "x".repeat(120_000);
    let texts = [
        "<script>alert(1)</script>",
        "\0",
        "'; DROP TABLE shelf; --",
        "\u{202e}\u{feff}",
        "{{7*7}}",
        "%00%ff",
        &long,
    ];
    let names = [
        ("flaw", "product.name"),
        ("flaw", "product.versions"),
        ("flaw", "flaw.description"),
        ("flaw", "flaw.proof_of_concept"),
        ("flaw", "exploitation.state"),
        ("flaw", "market.CN"),
        ("you", "reporter.standing"),
        ("you", "reporter.name"),
        ("you", "reporter.email"),
        ("you", "place"),
        ("nowhere", "no.such.field"),
    ];
    let mut finder = browser(server.house(), "en");
    for text in texts {
        for (step, name) in names {
            let saved = finder.send("/at/desk/report", &[("step", step), (name, text)]).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{name}");
            for step in [step, "send"] {
                let page = finder.see(&format!("/at/desk/report?step={step}")).await;
                assert_eq!(page.status, StatusCode::OK, "{name} at {step}");
                assert!(!page.text().contains("<script>alert"), "{name} at {step}");
            }
            let sent = finder.send("/at/desk/report/send", &[]).await;
            assert!(!sent.status.is_server_error(), "{name}");
        }
    }
}
