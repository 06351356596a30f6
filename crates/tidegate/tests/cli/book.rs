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
