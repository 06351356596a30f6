//! The form of an office that may not collect: closed, with the article and where to report instead.

use crate::served::Served;

#[tokio::test(flavor = "multi_thread")]
async fn a_maker_takes_in_reports_about_its_own_products_without_a_filing() {
    let served = Served::start().await;
    let form = served.ask("GET", "/at/here/report", None, &[]).await;
    assert_eq!(form.status, 200, "{}", form.text);
    assert!(form.text.contains("own products, networks and systems"));
    assert!(form.text.contains("name=\"flaw.description\""));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_is_not_filed_shows_why_and_where_to_report_and_takes_nothing_in() {
    let served = Served::start().await;
    let closed = served.ask("GET", "/at/there/report", None, &[]).await;
    assert_eq!(closed.status, 403);
    assert!(!closed.text.contains("name=\"flaw.description\""), "there is no form");
    for part in ["RMSV 10(1)", "/law/cn-rmsv/10(1)", "/law/cn-platform-filing/4", "CNNVD", "MIIT"] {
        assert!(closed.text.contains(part), "{part}: {}", closed.text);
    }
    let chinese = served.ask("GET", "/at/there/report?lang=zh", None, &[]).await;
    assert!(chinese.text.contains("表单已关闭") && chinese.text.contains("漏洞收集平台"));
    let size = served.hosted("there").desk().head().await.unwrap().map(|head| head.size);
    let typed = [("step", "flaw"), ("product.name", "R7"), ("flaw.description", "CANARY")];
    let saved = served.ask("POST", "/at/there/report", None, &typed).await;
    assert_eq!(saved.status, 403, "not even a draft is kept");
    let sent = served.ask("POST", "/at/there/report/send", None, &[]).await;
    assert_eq!(sent.status, 403);
    let report = r#"{"report":{"product":{"name":"R7"},"flaw":{"description":"CANARY"}}}"#;
    let kind = [("content-type", "application/json")];
    let program = served.send("POST", "/api/v1/offices/there/reports", &kind, report).await;
    assert_eq!((program.status, program.kind.as_str()), (403, "application/problem+json"));
    let unread = served.send("POST", "/api/v1/offices/there/reports", &kind, "{ not JSON").await;
    assert_eq!(unread.status, 403, "what is not taken in is not read either");
    let after = served.hosted("there").desk().head().await.unwrap().map(|head| head.size);
    assert_eq!(size, after);
    let front = served.ask("GET", "/at/there", None, &[]).await;
    assert!(front.text.contains("products of others"));
    served.end().await;
}
