//! The plan on its page and over the interface: what it shows, what it records, and the ruling made from it.

use serde_json::{Value, json};
use tidegate::desk::Taken;
use tidegate::people::MemberRole;

use crate::served::{Answer, PASSPHRASE, Served};

pub(crate) const STORY: &str = "party \"Acme\" manufacturer CN
product \"R7 router\" of \"Acme\" in CN,EU
2026-11-02 09:00 fact not severe_incident, not intermediate_report_requested, not remedy_provided
2026-11-02 09:00 fact users_must_act, not national_security, exploited
2026-11-02 09:00 fact not actor_is_data_processor of \"Acme\"
2026-11-02 09:00 \"Acme\" learned
2026-11-02 09:00 \"Acme\" aware_of_exploitation";

pub(crate) struct Signed {
    pub(crate) served: Served,
    session: String,
    taken: Taken,
}

impl Signed {
    pub(crate) async fn start() -> Self {
        Self::telling(STORY).await
    }

    /// A case of which these lines were told.
    pub(crate) async fn telling(lines: &str) -> Self {
        let served = Served::start().await;
        let session = served.session("here", MemberRole::Analyst).await;
        let taken = served.report("here", "CANARY").await;
        let signed = Self { served, session, taken };
        let told = signed.post("/tell", &[("lines", lines), ("source", "its letter")]).await;
        assert_eq!(told.status, 303, "{}", told.text);
        signed
    }

    /// A page of the office.
    pub(crate) async fn office(&self, path: &str) -> Answer {
        self.served.ask("GET", &format!("/at/here/{path}"), Some(&self.session), &[]).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.served.ask("GET", &self.case(path), Some(&self.session), &[]).await
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.served.ask("POST", &self.case(path), Some(&self.session), form).await
    }

    pub(crate) fn handle(&self) -> &str {
        &self.taken.handle
    }

    pub(crate) fn case(&self, path: &str) -> String {
        format!("/at/here/cases/{}{path}", self.taken.handle)
    }

    /// The case at the interface, with the headers of a member's program.
    pub(crate) async fn program(&self) -> (String, [(String, String); 2]) {
        let body = json!({ "login": "analyst", "passphrase": PASSPHRASE }).to_string();
        let kind = ("content-type", "application/json");
        let begun = self.served.send("POST", "/api/v1/offices/here/sessions", &[kind], &body).await;
        let begun: Value = serde_json::from_str(&begun.text).unwrap();
        let bearer = format!("Bearer {}", begun["token"].as_str().unwrap());
        let case = format!("/api/v1/offices/here/cases/{}", self.taken.handle);
        let kind = (kind.0.to_owned(), kind.1.to_owned());
        (case, [("authorization".to_owned(), bearer), kind])
    }

    pub(crate) async fn size(&self) -> u64 {
        self.served.hosted("here").desk().head().await.unwrap().unwrap().size
    }
}

/// The form of a decision on a flow to a recipient: its hidden fields.
fn decision(page: &str, to: &str) -> Vec<(String, String)> {
    let form = page.split("action=\"").find(|form| {
        form.contains("/plan/ruling\"") && form.contains(&format!("name=\"to\" value=\"{to}\""))
    });
    let form = form.unwrap_or_else(|| panic!("no decision on a flow to {to}"));
    let field = |name: &str| {
        let rest = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        (name.to_owned(), rest.split('"').next().unwrap().to_owned())
    };
    ["act", "from", "to", "items"].map(field).to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_shows_steps_and_the_collision_and_records_only_the_read() {
    let signed = Signed::start().await;
    let size = signed.size().await;
    let page = signed.get("/plan").await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("id=\"step-1\"") && page.text.contains("class=\"plan-line\""));
    assert!(page.text.contains("/law/cn-rmsv/7(2)") && page.text.contains("/law/cn-rmsv/9(7)"));
    assert!(page.text.contains("through the product&#39;s provider overseas"));
    assert!(!page.text.contains("CANARY"));
    assert_eq!(signed.size().await, size + 1, "the read and nothing else");
    let asked = signed
        .get("/plan?fact=remedy_provided%3Dtrue&position=suggested&at=2026-11-02+18:00")
        .await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    assert!(asked.text.contains("id=\"compared\"") && asked.text.contains("class=\"side\""));
    assert_eq!(signed.size().await, size + 2, "the read and nothing else");
    let wrong = signed.get("/plan?fact=no_such_fact&at=2026-11-02+18:00").await;
    assert_eq!(wrong.status, 422);
    let typed = "name=\"at\" maxlength=\"60\" value=\"2026-11-02 18:00\"";
    assert!(wrong.text.contains("role=\"alert\"") && wrong.text.contains(typed), "nothing is lost");
    for (asked, says) in [
        ("event=2&to=", "choose the event and write the time"),
        ("fact=&event=&to=&position=&at=&happens=", "Nothing is supposed yet"),
        ("happens=Ghost+learned", "no party `Ghost`"),
    ] {
        let told = signed.get(&format!("/plan?{asked}")).await;
        assert_eq!(told.status, 422, "{asked}");
        assert!(told.text.contains(says), "{asked}: {}", told.text);
    }
    assert_eq!(signed.get("/plan?event=999&to=2026-11-02").await.status, 422);
    let stranger = signed.served.ask("GET", &signed.case("/plan"), None, &[]).await;
    assert_ne!(stranger.status, 200);
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_persons_ruling_is_recorded_from_the_plan_and_the_plan_goes_on_under_it() {
    let signed = Signed::start().await;
    let other = signed.served.session("here", MemberRole::DecisionMaker).await;
    for to in ["eu_csirt", "eu_enisa"] {
        let page = signed.get("/plan").await;
        let mut fields = decision(&page.text, to);
        for (name, value) in
            [("reasons", "the memo of 2 November"), ("expires", "2026-11-20 18:00")]
        {
            fields.push((name.to_owned(), value.to_owned()));
        }
        let signed_fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let proposed = signed.post("/plan/ruling", &signed_fields).await;
        assert_eq!(proposed.status, 303, "{}", proposed.text);
        assert!(
            !signed.get("/plan").await.text.contains("ruling_"),
            "no ruling with one signature"
        );
        let page = signed.get("/directives").await.text;
        let path = page.split("/proposals/").nth(1).unwrap();
        let path = format!("/proposals/{}", path.split('"').next().unwrap());
        let own = signed.post(&path, &[("outcome", "sign")]).await;
        assert_eq!(own.status, 422, "nobody signs twice");
        let sign = [("outcome", "sign")];
        let ruled = signed.served.ask("POST", &signed.case(&path), Some(&other), &sign).await;
        assert_eq!(ruled.status, 303, "{}", ruled.text);
    }
    let page = signed.get("/plan").await;
    let steps = page.text.split("id=\"residual\"").next().unwrap();
    assert!(steps.contains("ruling_"), "a step is under the ruling");
    assert!(steps.contains("/law/eu-cra/14(2)(a)"));
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_interface_gives_the_plan_and_what_would_be_otherwise() {
    let signed = Signed::start().await;
    let (case, headers) = signed.program().await;
    let headers = [0, 1].map(|one: usize| (headers[one].0.as_str(), headers[one].1.as_str()));
    let plan = signed.served.send("GET", &format!("{case}/plan"), &headers, "").await;
    assert_eq!(plan.status, 200, "{}", plan.text);
    let plan: Value = serde_json::from_str(&plan.text).unwrap();
    let standing = |plan: &Value| {
        let duties = plan["duties"].as_array().unwrap();
        let mine = duties
            .iter()
            .find(|one| one["duty"]["rule"]["rule"] == "eu-cra/14(2)(a)/early-warning")
            .unwrap();
        mine["standing"]["standing"].as_str().unwrap().to_owned()
    };
    assert_eq!(standing(&plan), "residual");
    let body = json!({ "facts": ["remedy_provided"], "positions": ["suggested"] }).to_string();
    let asked = signed.served.send("POST", &format!("{case}/what-if"), &headers, &body).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let asked: Value = serde_json::from_str(&asked.text).unwrap();
    assert_eq!(standing(&asked["before"]), "residual");
    assert_eq!(standing(&asked["after"]), "step");
    assert_eq!(asked["before"], plan, "the case is as it was");
    signed.served.end().await;
}
