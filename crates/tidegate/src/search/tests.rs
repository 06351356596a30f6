//! How texts become words, and what a search looks for.

use super::{entries, terms, words};

#[test]
fn a_text_becomes_small_words_and_chinese_becomes_pairs() {
    assert_eq!(words("R7 Router, v2.1"), ["r7", "router", "v2", "1"]);
    assert_eq!(words("缓冲区溢出"), ["缓冲", "冲区", "区溢", "溢出"]);
    assert_eq!(words("Acme路由器X"), ["acme", "路由", "由器", "x"]);
    assert_eq!(words("门"), ["门"]);
    assert!(words(" -- ,.;").is_empty());
}

#[test]
fn a_word_is_kept_with_its_beginnings_and_a_search_meets_one_of_them() {
    assert_eq!(entries("router"), ["router", "^rou", "^route"]);
    assert_eq!(entries("路由"), ["路由"]);
    assert_eq!(terms("acme rou"), ["acme", "^rou"]);
    assert_eq!(terms("acme route"), ["acme", "^route"]);
    assert_eq!(terms("acme router "), ["acme", "router"], "a space ends the word");
    assert_eq!(terms("r7"), ["r7"]);
    for typed in ["rou", "rout", "route", "router", "router "] {
        let met = terms(typed).iter().all(|term| entries("router").contains(term));
        assert!(met, "{typed}");
    }
}
