//! The file holds what it was given, keeps to its margins, and is the same each time.

use super::*;

fn long(code: &'static str, text: &str) -> Sheet {
    let mut sheet = Sheet::new(code);
    sheet.title("Title 标题");
    for place in 0..60 {
        sheet.heading(format!("Heading {place}"));
        sheet.text(text.repeat(3));
        sheet.point(place % 4, text);
    }
    sheet
}

const ENGLISH: &str = "The manufacturer reports any actively exploited vulnerability. ";
const CHINESE_TEXT: &str = "网络产品提供者应当在2日内向工业和信息化部报送“相关漏洞信息”。";

#[test]
fn the_same_pages_give_the_same_bytes_and_no_instant() {
    let pages = [long("en", ENGLISH), long("zh-Hans", CHINESE_TEXT)];
    let file = pdf("Tidegate 2026", &pages);
    assert_eq!(file, pdf("Tidegate 2026", &pages));
    assert!(file.starts_with(b"%PDF-") && file.ends_with(b"%%EOF"), "{}", file.len());
    let text = String::from_utf8_lossy(&file);
    assert!(text.contains("/Title (Tidegate 2026)") && text.contains("/Lang (en)"));
    assert!(!text.contains("Date") && !text.contains("/ID"));
}

#[test]
fn no_line_goes_over_a_margin_and_none_is_lost_between_sides() {
    let unbroken = "x".repeat(900);
    for (code, text) in [("en", ENGLISH), ("zh-Hans", CHINESE_TEXT), ("en", unbroken.as_str())] {
        let whole = lines(&long(code, text));
        let sides = sides(whole.clone());
        assert!(sides.len() > 2);
        assert_eq!(sides.concat(), whole, "the order is kept");
        for side in &sides {
            let high: usize = side.iter().map(Line::height).sum();
            assert!(high <= HIGH - 2 * MARGIN, "{high}");
            assert!(side.last().is_some_and(|line| !line.style.keeps), "a heading ends no side");
            for line in side {
                let wide: usize = line.text.iter().map(|face| face.width()).sum();
                let end = line.left + wide * line.style.size / 1000;
                assert!(line.left >= MARGIN && end <= WIDE - MARGIN, "{line:?}");
            }
        }
    }
}

#[test]
fn a_character_that_no_font_has_is_shown_by_its_code_point() {
    assert_eq!(glyph::written("a😀ö中ł", false), "a[U+1F600]ö中[U+0142]");
    let mut sheet = Sheet::new("en");
    sheet.text("😀\u{202e}\u{0}");
    assert!(pdf("😀", &[sheet]).starts_with(b"%PDF-"));
    assert!(pdf("nothing", &[]).starts_with(b"%PDF-"));
}

/// What `pdftotext` finds, without white space; none where there is no such program.
fn found(file: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.pdf");
    std::fs::write(&path, file).unwrap();
    let mut program = std::process::Command::new("pdftotext");
    let Ok(output) = program.arg("-enc").arg("UTF-8").arg(&path).arg("-").output() else {
        println!("left out: PDF as text, there is no pdftotext");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().split_whitespace().collect())
}

#[test]
fn every_text_of_a_page_comes_out_of_the_file_again() {
    for (code, text) in [("en", ENGLISH), ("zh-Hans", CHINESE_TEXT)] {
        let mut page = Sheet::new(code);
        page.title("Copy sheet 填报单");
        page.heading("Fields §");
        page.point(1, format!("{text}Müller & Söhne · 5 € — (x) [y] \\ z"));
        page.table(vec!["Head".into()], vec![vec![text.to_owned()]]);
        let Some(found) = found(&pdf("Title", &[page.clone()])) else { return };
        for text in ["Copysheet填报单", "Fields§", "Müller&Söhne·5€—(x)[y]\\z", "1/1"] {
            assert!(found.contains(text), "{text}: {found}");
        }
        let bare: String = text.split_whitespace().collect();
        assert_eq!(found.matches(&bare).count(), 2, "{found}");
    }
}
