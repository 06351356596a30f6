//! The register of transfers: a refusal is put on record on the pages of a case and stands there, with its article.

use tidegate::people::MemberRole;

use crate::served::Served;

const REGISTERS: &str = "/at/here/registers";

/// The value of the choice with this text.
fn choice(page: &str, text: &str) -> String {
    let before = page.split(&format!("\">{text}</option>")).next().unwrap();
    before.trim_end_matches("\" selected").rsplit("value=\"").next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_sale_is_put_on_record_and_stands_in_the_register_with_its_article() {
    let served = Served::start().await;
    let analyst = served.session("here", MemberRole::Analyst).await;
    let auditor = served.session("here", MemberRole::Auditor).await;
    let taken = served.report("here", "CANARY").await;
    let case = format!("/at/here/cases/{}", taken.handle);
    let told = [("lines", "party Broker public CN"), ("source", "a call")];
    let told = served.ask("POST", &format!("{case}/tell"), Some(&analyst), &told).await;
    assert_eq!(told.status, 303);
    let page = served.ask("GET", &case, Some(&analyst), &[]).await.text;
    let (own, broker) = (choice(&page, "Test desk 1"), choice(&page, "Broker"));
    let query = format!("from={own}&act=sell&content=technical&to={broker}");
    let asked = served.ask("GET", &format!("{case}/ask?{query}"), Some(&analyst), &[]).await;
    assert!(asked.text.contains("Put this refusal on record"), "{}", asked.text);
    let empty = served.ask("GET", REGISTERS, Some(&auditor), &[]).await;
    assert_eq!(empty.status, 200, "{}", empty.text);
    assert!(empty.text.contains("Nothing of this choice is on record"), "a question is free");

    let flow = [("from", own.as_str()), ("act", "sell"), ("content", "technical")];
    let form = [&flow[..], &[("to", broker.as_str()), ("confirmed", "yes")]].concat();
    let recorded = served.ask("POST", &format!("{case}/decide"), Some(&analyst), &form).await;
    assert_eq!(recorded.status, 303, "{}", recorded.text);
    let size = served.hosted("here").desk().head().await.unwrap().unwrap().size;
    let page = served.ask("GET", REGISTERS, Some(&analyst), &[]).await.text;
    assert!(page.contains("href=\"/law/cn-rmsv/4\"") && page.contains("RMSV 4"), "{page}");
    assert!(page.contains("refused") && page.contains(&format!("{case}/record?event=")));
    assert!(!page.contains("Broker") && !page.contains("Mei Lin") && !page.contains("CANARY"));
    assert!(!page.contains("R7 router") && !page.contains("style="));
    let audited = served.ask("GET", REGISTERS, Some(&auditor), &[]).await.text;
    assert!(audited.contains(&taken.handle) && !audited.contains(&format!("href=\"{case}")));
    let chinese = served.ask("GET", &format!("{REGISTERS}?lang=zh"), Some(&analyst), &[]).await;
    assert!(chinese.text.contains("移转登记") && chinese.text.contains("已拒绝"));
    let after = served.hosted("here").desk().head().await.unwrap().unwrap().size;
    assert_eq!(after, size, "no case was opened for it");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_that_the_register_does_not_have_is_refused() {
    let served = Served::start().await;
    let auditor = served.session("here", MemberRole::Auditor).await;
    for query in ["kind=spies", "outcome=perhaps", "act=give", "year=soon", "after=nowhere"] {
        let answer = served.ask("GET", &format!("{REGISTERS}?{query}"), Some(&auditor), &[]).await;
        assert!(matches!(answer.status, 400 | 422), "{query}: {}", answer.status);
    }
    for query in ["kind=police", "outcome=refused", "act=sell", "year=-5"] {
        let answer = served.ask("GET", &format!("{REGISTERS}?{query}"), Some(&auditor), &[]).await;
        assert_eq!(answer.status, 200, "{query}");
    }
    let admin = served.session("here", MemberRole::Administrator).await;
    assert_eq!(served.ask("GET", REGISTERS, Some(&admin), &[]).await.status, 403);
    served.end().await;
}
