//! What a member wrote in a form that cannot be taken stands on the page of the error and can be changed there.

use tidegate::people::MemberRole;

use crate::plans::Signed;

/// Forms of members, each with one field that cannot be as it is, and what else was written in it.
const FORMS: [(&str, &[(&str, &str)]); 7] = [
    (
        "/judge",
        &[("judgement", "duplicate"), ("duplicate_of", "2026-xxxxx"), ("reason", "a long reason")],
    ),
    ("/work", &[("what", "link"), ("other", "2026-yyyyy"), ("text", "see there")]),
    (
        "/work",
        &[("what", "hold"), ("until", "soon"), ("reason", "manufacturer"), ("text", "they asked")],
    ),
    ("/tell", &[("lines", "party ???"), ("source", "a call")]),
    (
        "/directives",
        &[("to", "Nobody"), ("text_1", "fix it"), ("kind_1", "repair"), ("reasons", "why")],
    ),
    ("/not-reportable", &[("rule", "none"), ("reasons", "because it is not")]),
    ("/fact", &[("fact", "none"), ("value", "true"), ("source", "a call")]),
];

/// What is not a secret of the page and was typed is there as a field that can be seen.
fn visible(page: &str, name: &str) -> bool {
    let field = format!("name=\"{name}\"");
    page.split('<').any(|tag| {
        let open =
            tag.starts_with("input") || tag.starts_with("textarea") || tag.starts_with("select");
        open && tag.contains(&field) && !tag.contains("type=\"hidden\"")
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_that_somebody_typed_is_there_again() {
    let signed = Signed::start().await;
    let mut tried = 0;
    for (path, form) in FORMS {
        let sent = signed.post(path, form).await;
        if sent.status != 422 {
            continue;
        }
        tried += 1;
        for (name, value) in form.iter().filter(|(name, _)| *name != "what") {
            assert!(sent.text.contains(value), "{path} {name}: {}", sent.text);
            assert!(visible(&sent.text, name), "{path} {name} can be changed: {}", sent.text);
        }
        let back = format!("/at/here/cases/{}\"", signed.handle());
        assert!(sent.text.contains(&back), "{path} leads back to the case");
    }
    assert!(tried >= 4, "the forms are there: {tried}");
    let session = signed.served.session("here", MemberRole::Analyst).await;
    let form = [
        ("action", "hold"),
        ("hold_until", "soon"),
        ("hold_note", "for the patch"),
        ("case", signed.handle()),
    ];
    let sent = signed.served.ask("POST", "/at/here/bulk/weigh", Some(&session), &form).await;
    if sent.status == 422 {
        assert!(
            visible(&sent.text, "hold_until") && sent.text.contains("/at/here/cases\""),
            "{}",
            sent.text
        );
    }
    signed.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_score_that_lacks_a_metric_is_drawn_again_as_it_was_chosen() {
    let signed = Signed::start().await;
    let form =
        [("cvss", "3.1"), ("m-AV", "N"), ("m-AC", "L"), ("reason", "as read"), ("do", "record")];
    let sent = signed.post("/triage/severity", &form).await;
    assert_eq!(sent.status, 422, "{}", sent.text);
    assert!(sent.text.contains("id=\"problem\"") && sent.text.contains("as read"), "{}", sent.text);
    assert!(sent.text.contains("name=\"m-AV\" value=\"N\" checked"), "{}", sent.text);
    assert!(visible(&sent.text, "m-PR"), "what is open can be chosen: {}", sent.text);
    let pasted = [("cvss", "3.1"), ("vector", "CVSS:3.1/AV:Q"), ("do", "compute")];
    let sent = signed.post("/triage/severity", &pasted).await;
    assert!(sent.status == 422 && sent.text.contains("CVSS:3.1/AV:Q"), "{}", sent.text);
    signed.served.end().await;
}
