//! The book in the terminal.

use crate::desk::Office;

#[test]
fn a_statute_says_above_its_articles_what_it_is_in_the_readers_language() {
    let nobody = Office::none();
    let shown =
        |more: &[&str]| nobody.run(&[&["law", "show", "us-bod-26-04"], more].concat()).ends(0);
    shown(&[]).says(&["A private company owes nothing under it", "no source says"]);
    shown(&["--lang", "zh"]).says(&["私营企业不因此负有义务"]);
    let preface = shown(&["--json"]).json()["preface"].clone();
    let says = |side: &str, words: &str| preface[side].as_str().is_some_and(|s| s.contains(words));
    assert!(says("en", "The text of the directive was not read"), "{preface}");
    assert!(says("zh", "指令文本未经阅读"), "{preface}");
}

#[test]
fn a_duty_is_shown_with_everything_that_starts_and_ends_its_clock() {
    let nobody = Office::none();
    let shown = |statute, article| nobody.run(&["law", "show", statute, article]).ends(0);
    let row = shown("us-bod-26-04", "row-12").says(&[
        "starts with: was listed in the catalogue",
        "or, if that is earlier, with: detected the vulnerability on the asset",
        "within: 3 days",
    ]);
    assert!(!row.out.contains("A private company"), "an article stands alone\n{}", row.out);
    shown("us-bod-22-01", "KEV")
        .says(&["ends with: reached the due date that the catalogue gives"]);
    shown("eu-nis2", "23(4)(d)").says(&["the filing is that under: NIS 2 23(4)(b)"]);
    shown("eu-cra", "14(2)(c)").says(&["only if also: "]);
}
