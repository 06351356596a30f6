//! Triage: views of severity side by side, tables that the case fills in, the due time of a directive, kinds, evidence.

use serde_json::{Value, json};

use crate::plans::Signed;
use crate::served::{Answer, Served};

const WORST: &str = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
const TABLE: &str = "cisa:DT_BOD2604:1.0.0";
const KEV: [(&str, &str); 5] = [
    ("status", "active"),
    ("evidence", ""),
    ("dated", "2026-11-01"),
    ("catalogued", "cve-2026-41001"),
    ("establish", "yes"),
];

/// The answers that the case does not give.
fn answers(impact: &str) -> Vec<(&str, &str)> {
    vec![
        ("table", TABLE),
        ("p-cisa:PE:1.0.0", "Y"),
        ("p-ssvc:A:2.0.0", "N"),
        ("p-ssvc:TI:1.0.0", impact),
    ]
}

/// Asks the interface as a member's program.
async fn program(signed: &Signed, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let (case, headers) = signed.program().await;
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let path = format!("{case}{path}");
    let answer = signed.served.send(method, &path, &headers, body.to_string()).await;
    (answer.status, serde_json::from_str(&answer.text).unwrap_or(Value::Null))
}

async fn anybody(served: &Served, method: &str, path: &str, body: &Value) -> Answer {
    let kind = [("content-type", "application/json")];
    served.send(method, &format!("/api/v1{path}"), &kind, body.to_string()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn views_stand_side_by_side_and_the_metrics_that_differ_are_marked() {
    let signed = Signed::start().await;
    let page = signed.get("/triage").await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("Nobody assessed the flaw yet"), "{}", page.text);
    let reporters = WORST.replace("PR:N", "PR:H");
    for (view, vector) in [("reporter", reporters.as_str()), ("analyst", WORST)] {
        let form = [("vector", vector), ("view", view), ("do", "record"), ("reason", "tried it")];
        let sent = signed.post("/triage/severity", &form).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
    }
    let page = signed.get("/triage").await.text;
    assert!(page.contains("9.3 CRITICAL (CVSS 4.0)"), "{page}");
    let marked: Vec<&str> = page.split("<tr class=\"apart\">").skip(1).collect();
    assert!(marked.len() == 1 && marked[0].contains("(PR)"), "one metric differs: {marked:?}");
    // The page of the case says it; no list does, nor the search.
    assert!(signed.get("").await.text.contains("9.3 CRITICAL"));
    let session = signed.served.session("here", tidegate::people::MemberRole::Analyst).await;
    for list in ["/cases", "/board", "/home", "/search?q=critical", "/search?q=CVSS"] {
        let page = signed.served.ask("GET", &format!("/at/here{list}"), Some(&session), &[]).await;
        assert!(!page.text.contains("9.3") && !page.text.contains("CRITICAL"), "{list}");
    }
    // A later view of the same takes its place, and both stay on record.
    let lower = [("vector", reporters.as_str()), ("view", "analyst"), ("do", "record")];
    assert_eq!(signed.post("/triage/severity", &lower).await.status, 303);
    let page = signed.get("/triage").await.text;
    assert!(page.contains("a later one took its place") && page.contains(WORST), "{page}");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_is_scored_here_and_nothing_is_recorded_by_that() {
    let signed = Signed::start().await;
    let size = signed.size().await;
    let mut form: Vec<(String, String)> = WORST
        .split('/')
        .skip(1)
        .map(|one| one.split_once(':').unwrap())
        .map(|(metric, value)| (format!("m-{metric}"), value.to_owned()))
        .collect();
    form.extend(
        [("cvss", "4.0"), ("do", "compute"), ("reason", "tried it")]
            .map(|(a, b)| (a.to_owned(), b.to_owned())),
    );
    let pairs = |form: &[(String, String)]| -> Vec<(String, String)> { form.to_vec() };
    let send = async |form: Vec<(String, String)>| {
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        signed.post("/triage/severity", &form).await
    };
    let computed = send(pairs(&form)).await;
    assert_eq!(computed.status, 200, "{}", computed.text);
    assert!(computed.text.contains("9.3 CRITICAL · CVSS-B"), "{}", computed.text);
    assert!(computed.text.contains(WORST), "{}", computed.text);
    assert!(computed.text.contains(">tried it</textarea>"), "what was written stays");
    let half: Vec<_> = form.iter().filter(|(name, _)| name != "m-VC").cloned().collect();
    let half = send(half).await;
    assert!(half.text.contains("Choose a value of every base metric"), "{}", half.text);
    // That the case was opened is on the log, and no event.
    assert!(signed.size().await > size);
    assert!(signed.get("/triage").await.text.contains("Nobody assessed the flaw yet"));
    let wrong = signed.post("/triage/severity", &[("vector", "CVSS:4.0/AV:N"), ("do", "record")]);
    let wrong = wrong.await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.text.contains("<code>AC</code>") || wrong.text.contains("`AC`"),
        "{}",
        wrong.text
    );
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_filled_in_from_the_case_and_not_answered_otherwise() {
    let signed = Signed::start().await;
    let page = signed.get(&format!("/triage?table={TABLE}")).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("Still possible"), "{}", page.text);
    let form = [&answers("T")[..], &[("do", "record")]].concat();
    let open = signed.post("/triage/priority", &form).await;
    assert_eq!(open.status, 422, "whether it is in the catalogue is open");
    let seen = signed.post("/triage/exploitation", &KEV).await;
    assert_eq!(seen.status, 303, "{}", seen.text);
    let page = signed.get(&format!("/triage?table={TABLE}")).await.text;
    assert!(page.contains("from the case"), "the catalogue is settled: {page}");
    let otherwise = [&answers("T")[..], &[("p-cisa:KEV:1.0.0", "N"), ("do", "record")]].concat();
    let otherwise = signed.post("/triage/priority", &otherwise).await;
    assert_eq!(otherwise.status, 422);
    assert!(otherwise.text.contains("the case says otherwise"), "{}", otherwise.text);
    let form = [&answers("T")[..], &[("do", "look")]].concat();
    let looked = signed.post("/triage/priority", &form).await;
    assert!(
        looked.text.contains("3 days &#38; forensic investigation · row 12"),
        "{}",
        looked.text
    );
    for impact in ["P", "T"] {
        let form = [&answers(impact)[..], &[("do", "record")]].concat();
        assert_eq!(signed.post("/triage/priority", &form).await.status, 303);
    }
    let page = signed.get("/triage").await.text;
    assert!(page.contains("Earlier outcomes") && page.contains("<svg class=\"path\""), "{page}");
    // Three days from the listing on 1 November, at the seat of the statute.
    assert!(page.contains("2026-11-05T05:00:00Z"), "{page}");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_of_a_directive_proposes_what_the_table_says_and_takes_another_with_a_reason() {
    let signed = Signed::start().await;
    let form = [("lines", "party office coordinator CN"), ("source", "its charter")];
    assert_eq!(signed.post("/tell", &form).await.status, 303);
    assert!(!signed.get("/directives").await.text.contains("id=\"proposed\""));
    let mut mistyped = KEV;
    for (name, value) in &mut mistyped {
        if *name == "dated" {
            *value = "2026-10-01";
        }
    }
    assert_eq!(signed.post("/triage/exploitation", &mistyped).await.status, 303);
    // Written down again, for the same entry: the last day counts.
    signed.post("/triage/exploitation", &KEV).await;
    let form = [&answers("P")[..], &[("do", "record")]].concat();
    assert_eq!(signed.post("/triage/priority", &form).await.status, 303);
    let page = signed.get("/directives").await.text;
    // Fourteen days from 1 November in New York are over at midnight there: 13:00 on the 16th in Shanghai.
    assert!(page.contains("value=\"2026-11-16 13:00\""), "{page}");
    assert!(page.contains("CISA BOD 26-04 1.0.0, row 5: 14 days"), "{page}");
    let event = page.split("name=\"follows\" value=\"").nth(1).unwrap();
    let event = event.split('"').next().unwrap().to_owned();
    let to = page.split("<option value=\"").find(|choice| choice.contains("Acme")).unwrap();
    let to = to.split('"').next().unwrap().to_owned();
    let propose = async |until: &str, overruled: &str| {
        let form = [
            ("to", to.as_str()),
            ("kind_1", "repair"),
            ("text_1", "provide a fixed firmware"),
            ("until", until),
            ("follows", event.as_str()),
            ("overruled", overruled),
            ("reasons", "users are at risk"),
        ];
        signed.post("/directives", &form).await
    };
    let unexplained = propose("2026-11-30 17:00", "").await;
    assert_eq!(unexplained.status, 422, "{}", unexplained.text);
    assert!(unexplained.text.contains("the decision table proposes"), "{}", unexplained.text);
    assert_eq!(propose("2026-11-16 13:00", "").await.status, 303);
    assert_eq!(propose("2026-11-30 17:00", "a line must be stopped for it").await.status, 303);
    let (status, told) = program(&signed, "GET", "/directives", &Value::Null).await;
    assert_eq!(status, 200);
    let follows = |one: &Value| one["order"]["follows"].clone();
    let all = told["proposals"].as_array().unwrap();
    assert_eq!(follows(&all[0])["row"], 5, "{told}");
    assert_eq!(follows(&all[0])["overruled"], Value::Null);
    assert_eq!(follows(&all[1])["overruled"], "a line must be stopped for it");
    assert_eq!(follows(&all[1])["proposed"], "2026-11-16T05:00:00Z");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_are_found_and_a_deprecated_one_points_on() {
    let signed = Signed::start().await;
    let page = signed.get("/triage?find=sanitization+of+custom").await.text;
    assert!(page.contains("deprecated") && page.contains("look at CWE-75"), "{page}");
    let page = signed.get("/triage?find=787").await.text;
    assert!(page.contains("Out-of-bounds Write"), "{page}");
    let old = signed.post("/triage/weaknesses", &[("weakness", "CWE-92")]).await;
    assert_eq!(old.status, 422);
    assert!(old.text.contains("look at CWE-75"), "{}", old.text);
    for none in ["CWE-999999", "overflow"] {
        assert_eq!(signed.post("/triage/weaknesses", &[("weakness", none)]).await.status, 422);
    }
    let two = [("weakness", "CWE-787"), ("weakness", "CWE-122")];
    assert_eq!(signed.post("/triage/weaknesses", &two).await.status, 303);
    let case = signed.get("").await.text;
    assert!(case.contains("CWE-122 · CWE-787"), "{case}");
    let page = signed.get("/triage").await.text;
    assert_eq!(page.matches("name=\"weakness\"").count(), 2, "{page}");
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_of_exploitation_becomes_a_fact_only_where_that_is_wanted() {
    let signed = Signed::start().await;
    let bare = [("status", "active"), ("evidence", " ")];
    assert_eq!(signed.post("/triage/exploitation", &bare).await.status, 422, "nothing shows it");
    for (day, entry) in [("2027-05-01", ""), ("", "CVE-2026-41001"), ("2026-11-01", "KEV")] {
        let form = [("status", "active"), ("evidence", "x"), ("dated", day), ("catalogued", entry)];
        assert_eq!(signed.post("/triage/exploitation", &form).await.status, 422, "{day} {entry}");
    }
    let seen = [("status", "public_poc"), ("evidence", "a talk")];
    assert_eq!(signed.post("/triage/exploitation", &seen).await.status, 303);
    let (_, told) = program(&signed, "GET", "/triage", &Value::Null).await;
    // The story has established that it is exploited, which goes before what is seen.
    assert_eq!(told["exploitation"]["stands"]["code"], "active", "{told}");
    assert_eq!(told["exploitation"]["established"][0]["source"], "its letter");
    assert_eq!(signed.post("/triage/exploitation", &KEV).await.status, 303);
    let (_, told) = program(&signed, "GET", "/triage", &Value::Null).await;
    let facts: Vec<&str> = told["exploitation"]["established"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["fact"].as_str().unwrap())
        .collect();
    assert_eq!(facts, ["exploited", "in_kev"]);
    assert_eq!(told["exploitation"]["established"][1]["source"], "KEV, CVE-2026-41001, 2026-11-01");
    signed.served.end().await;
}

/// A property of the schema of SSVC 2.0.0 that a list keeps.
fn keeps(schema: &Value, value: &Value, root: &Value) {
    let schema = match schema["$ref"].as_str() {
        Some(path) => &root["$defs"][path.rsplit('/').next().unwrap()],
        None => schema,
    };
    if let Some(constant) = schema.get("const") {
        assert_eq!(constant, value);
    }
    if let Some(object) = value.as_object() {
        for required in schema["required"].as_array().unwrap() {
            assert!(object.contains_key(required.as_str().unwrap()), "{required} is missing");
        }
        for (name, value) in object {
            let property = schema["properties"].get(name);
            keeps(property.unwrap_or_else(|| panic!("no `{name}`")), value, root);
        }
    }
    if let Some(list) = value.as_array() {
        assert!(!list.is_empty());
        list.iter().for_each(|one| keeps(&schema["items"], one, root));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_is_given_out_as_a_list_of_selections() {
    let signed = Signed::start().await;
    let asked = json!({ "table": "DT_CO", "answers": { "A": "y", "TI": "T", "MWI": "H" } });
    let (status, told) = program(&signed, "POST", "/priorities", &asked).await;
    assert_eq!(status, 201, "{told}");
    let event = told["events"][0]["event"].as_u64().unwrap();
    let path = format!("/priorities/{event}/selection");
    let (status, list) = program(&signed, "GET", &path, &Value::Null).await;
    assert_eq!((status, &list["schemaVersion"]), (200, &json!("2.0.0")), "{list}");
    let last = list["selections"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["key"], &last["values"][0]["name"]), (&json!("CISA"), &json!("Act")));
    // Exploitation came from the case, which has it established.
    assert_eq!(list["selections"][0]["values"][0]["key"], "A");
    let file = signed.get(&format!("/triage/selection/{event}")).await;
    assert_eq!(serde_json::from_str::<Value>(&file.text).unwrap(), list);
    let (status, _) = program(&signed, "GET", "/priorities/1/selection", &Value::Null).await;
    assert_eq!(status, 422);
    let root = std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora").into(),
        std::path::PathBuf::from,
    );
    let schema = root.join("ssvc/certcc/schema/current/Decision_Point_Value_Selection.schema.json");
    match std::fs::read_to_string(schema) {
        Ok(text) => {
            let schema: Value = serde_json::from_str(&text).unwrap();
            keeps(&schema, &list, &schema);
        }
        Err(_) => println!("left out: the corpora have no schema of SSVC here"),
    }
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_scores_looks_up_and_asks_a_table_and_nothing_is_kept() {
    let served = Served::start().await;
    let metrics = json!({ "AV": "N", "AC": "L", "PR": "N", "UI": "N", "S": "U", "C": "H", "I": "H", "A": "H" });
    let chosen = json!({ "cvss": "3.1", "metrics": metrics });
    for (body, score) in [(json!({ "vector": WORST }), "9.3"), (chosen, "9.8")] {
        let told = anybody(&served, "POST", "/cvss", &body).await;
        let told: Value = serde_json::from_str(&told.text).unwrap();
        assert_eq!(
            (&told["written"], &told["severity"]["code"]),
            (&json!(score), &json!("critical"))
        );
    }
    for wrong in [json!({ "vector": "9.8" }), json!({ "cvss": "5.0" }), json!({ "cvss": "4.0" })] {
        assert_eq!(anybody(&served, "POST", "/cvss", &wrong).await.status, 422, "{wrong}");
    }
    let found =
        anybody(&served, "GET", "/weaknesses?find=out-of-bounds%20write", &Value::Null).await;
    assert!(found.text.contains("CWE-787"), "{}", found.text);
    let tables = anybody(&served, "GET", "/decision-tables", &Value::Null).await;
    let tables: Value = serde_json::from_str(&tables.text).unwrap();
    assert_eq!(tables["tables"].as_array().unwrap().len(), 6);
    let some = json!({ "answers": { "KEV": "Y", "PE": "Y" } });
    let path = "/decision-tables/DT_BOD2604/outcome";
    let told = anybody(&served, "POST", path, &some).await;
    let told: Value = serde_json::from_str(&told.text).unwrap();
    let left: Vec<&str> = told["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect();
    assert_eq!((left, &told["row"]), (vec!["14D", "3D", "3DF"], &Value::Null));
    let wrong = json!({ "answers": { "KEV": "perhaps" } });
    assert_eq!(anybody(&served, "POST", path, &wrong).await.status, 422);
    served.end().await;
}
