//! The copy sheet on its page: what is shown shut, what is opened by a decision, and the portal's reference pasted back.

use crate::plans::Signed;

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_shut_until_the_gate_decides_and_the_reference_meets_the_duty() {
    let signed = Signed::start().await;
    assert!(signed.get("").await.text.contains("/sheet?duty=cn-rmsv%2F7%282%29%2Freport-miit"));
    assert!(signed.get("/plan").await.text.contains("sheet?duty=cn-rmsv"));
    let size = signed.size().await;
    let page = signed.get("/sheet?duty=RMSV+7(2)").await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("R7 router") && page.text.contains("s0-harm"));
    assert!(!page.text.contains("CANARY"));
    assert!(page.text.contains("Fill them in at the portal"), "{}", page.text);
    assert_eq!(signed.size().await, size + 1, "the read and nothing else");
    let duty = ("duty", "RMSV 7(2)");
    let opened = signed.post("/sheet/open", &[duty, ("as", "page")]).await;
    assert_eq!(opened.status, 200, "{}", opened.text);
    assert!(opened.text.contains("CANARY"));
    assert!(signed.size().await > size + 3, "the decision is on the log");
    let warning = ("duty", "CRA 14(2)(a)");
    let stopped =
        signed.post("/sheet/open", &[warning, ("as", "filing"), ("with", "portal")]).await;
    assert_eq!(stopped.status, 200, "{}", stopped.text);
    assert!(stopped.text.contains("note refuse") && !stopped.text.contains("CANARY"));
    let file = signed.post("/sheet/open", &[duty, ("as", "json")]).await;
    assert!(file.text.contains("CANARY") && file.text.contains("technical_characteristics"));
    let paper = signed.post("/sheet/open", &[duty, ("as", "pdf")]).await;
    assert_eq!(paper.status, 200);
    assert!(paper.text.starts_with("%PDF-"));
    assert_eq!(paper.kind, "application/pdf");
    let wrong = signed.post("/sheet/filed", &[duty, ("when", "yesterday")]).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    let when = ("when", "2026-11-02 12:00");
    let filed = signed.post("/sheet/filed", &[duty, when, ("reference", "NVDB-2026-1")]).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    let page = signed.get("/sheet?duty=RMSV+7(2)").await;
    assert!(page.text.contains("NVDB-2026-1") && page.text.contains("id=\"filed\""));
    assert!(page.text.contains("Check at the portal what was really filed"), "{}", page.text);
    assert_eq!(signed.get("/sheet?duty=CRA+14(6)").await.status, 422);
    assert_eq!(signed.get("/sheet?duty=nothing").await.status, 422);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embargo_recorded_on_the_page_or_by_a_program_is_named_on_the_sheet() {
    let signed = Signed::start().await;
    let before = signed.get("/sheet?duty=RMSV+7(2)").await;
    assert!(!before.text.contains("an embargo stands") && !before.text.contains("TLP:"));
    let case = signed.get("").await;
    let form = case.text.split("id=\"embargo\"").nth(1).unwrap().split("</form>").next().unwrap();
    let parties: Vec<&str> = form
        .split("name=\"party\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(parties.len() >= 2, "{form}");
    let (one, two) = (("party", parties[0]), ("party", parties[1]));
    let (until, source) = (("until", "2099-02-01 09:00"), ("source", "a letter"));
    for form in
        [vec![one, until, source], vec![one, two, until], vec![one, two, ("until", "x"), source]]
    {
        let refused = signed.post("/embargo", &form).await;
        assert_eq!(refused.status, 422, "{form:?} {}", refused.text);
    }
    let agreed = signed.post("/embargo", &[one, two, until, ("terms", "TLP:AMBER"), source]).await;
    assert_eq!(agreed.status, 303, "{}", agreed.text);
    let after = signed.get("/sheet?duty=RMSV+7(2)").await;
    assert!(after.text.contains("an embargo stands") && after.text.contains("TLP:AMBER"));
    let (path, headers) = signed.program().await;
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = serde_json::json!({ "parties": ["Acme", "finder"], "terms": "TLP:RED", "source": "a call" });
    let made =
        signed.served.send("POST", &format!("{path}/embargo"), &headers, body.to_string()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let revised = signed.get("/sheet?duty=RMSV+7(2)").await;
    assert!(revised.text.contains("TLP:RED") && !revised.text.contains("TLP:AMBER"));
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filing_is_recorded_for_its_bearer_and_not_before_the_clock_without_a_word() {
    let signed = Signed::start().await;
    let second = "party \"Beta\" manufacturer CN\nproduct \"B9 switch\" of \"Beta\" in CN\n2026-11-02 11:00 \"Beta\" learned";
    let told = signed.post("/tell", &[("lines", second), ("source", "its letter")]).await;
    assert_eq!(told.status, 303, "{}", told.text);
    let page = signed.get("/sheet?duty=RMSV+7(2)").await;
    let bearer = |name: &str| {
        let end = page.text.find(&format!(">{name}</option>")).unwrap();
        let start = page.text[..end].rfind("value=\"").unwrap() + "value=\"".len();
        page.text[start..end].split('"').next().unwrap().to_owned()
    };
    let (acme, beta) = (bearer("Acme"), bearer("Beta"));
    let duty = ("duty", "RMSV 7(2)");
    let reference = ("reference", "NVDB-B");
    let post = async |more: &[(&str, &str)]| {
        signed.post("/sheet/filed", &[&[duty, reference][..], more].concat()).await
    };
    let good = ("when", "2026-11-02 12:00");
    let (whose, early) = (("bearer", beta.as_str()), ("when", "2026-11-02 10:00"));
    let refused = [
        (vec![good], "say for whom"),
        (vec![good, ("bearer", "finder")], "does not owe"),
        (vec![whose, ("when", "2099-01-01 12:00")], "in the future"),
        (vec![whose, ("when", "yesterday")], "yesterday"),
        (vec![whose, early], "started at 2026-11-02 11:00"),
    ];
    for (form, says) in refused {
        let back = post(&form).await;
        assert_eq!(back.status, 422, "{form:?} {}", back.text);
        assert!(back.text.contains(says), "{says} {}", back.text);
        assert!(back.text.contains("value=\"NVDB-B\""), "what was typed stays");
        let confirms = back.text.contains("name=\"before_clock\"");
        assert_eq!(confirms, says.starts_with("started"), "{form:?}");
        if form.contains(&whose) {
            let chosen = format!("<option value=\"{beta}\" selected>");
            assert!(back.text.contains(&chosen), "{}", back.text);
        }
    }
    let bare = signed.post("/sheet/filed", &[duty, good, whose]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.text.contains("name=\"without_reference\""), "that there is none can be said");
    let filings = async || signed.get("").await.text.matches("NVDB-B").count();
    assert_eq!(filings().await, 0, "nothing was recorded");
    assert_eq!(post(&[good, whose]).await.status, 303);
    let case = signed.get("/sheet?duty=RMSV+7(2)").await.text;
    let of = |name: &str| {
        let part = case
            .split("<section class=\"sheet\">")
            .find(|part| part.contains(&format!("<p class=\"lead\"><strong>{name}</strong>")));
        part.unwrap().contains("NVDB-B")
    };
    assert!(of("Beta") && !of("Acme"), "for one bearer alone");
    let early = [("when", "2026-11-01 12:00"), ("bearer", acme.as_str())];
    assert_eq!(post(&early).await.status, 422);
    let confirmed = post(&[&early[..], &[("before_clock", "yes")]].concat()).await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.text);
    assert_eq!(post(&[good, ("bearer", "all")]).await.status, 303);
    signed.served.end().await;
}
