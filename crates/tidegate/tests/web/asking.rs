//! What anybody may ask without a case: the form asks what its act needs, and the book says how its texts were read.

use crate::served::Served;

/// The questions of the form, and all that stands in it.
fn form(page: &str) -> (Vec<String>, String) {
    let form = page.split("action=\"/ask/own\"").nth(1).unwrap();
    let form = form.split("</form>").next().unwrap();
    let names = form.split("<select name=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    (names.map(str::to_owned).collect(), form.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_asks_what_the_act_needs_and_nothing_else() {
    let served = Served::start().await;
    let asked =
        async |query: &str| served.ask("GET", &format!("/ask/own?{query}"), None, &[]).await;
    let content = ["content", "state", "recipient", "recipient_place", "product_in"];
    for lang in ["en", "zh"] {
        let (all, _) = form(&asked(&format!("act=share&lang={lang}")).await.text);
        assert!(content.iter().all(|name| all.iter().any(|one| one == name)), "{all:?}");
        let said = "act=procure&content=technical&state=undisclosed&f-exploited=true&role=critical";
        let page = asked(&format!("{said}&lang={lang}")).await;
        let (names, _) = form(&page.text);
        assert!(!content.iter().any(|name| names.iter().any(|one| one == name)), "{names:?}");
        assert!(names.iter().any(|name| name == "f-product_certified"), "{names:?}");
        assert!(!names.iter().any(|name| name == "f-exploited"), "{names:?}");
        let link = page.text.split("id=\"share\" href=\"").nth(1).unwrap();
        let link = link.split('"').next().unwrap();
        assert!(!link.contains("content") && !link.contains("exploited"), "{link}");
        assert!(link.contains("role=critical"), "{link}");
    }
    let (names, form) = form(&asked("act=store&lang=en").await.text);
    assert!(form.contains("Where it is kept") && !form.contains("Where they are"));
    assert!(!names.iter().any(|name| name == "f-kept_in"), "it is asked once");
    let unknown = asked("act=procure&f-no_such_fact=true").await;
    assert!(unknown.text.contains("no_such_fact"), "what the book does not know is said");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_the_book_says_what_its_marks_mean() {
    let served = Served::start().await;
    for (lang, means) in [("en", "verbatim legal text was read"), ("zh", "已核读法律原文")] {
        let page = served.ask("GET", &format!("/law?lang={lang}"), None, &[]).await;
        assert!(page.text.contains(means), "{lang}");
    }
    served.end().await;
}
