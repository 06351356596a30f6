//! A wrong book does not load, and says where it is wrong: file, line and clause.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::path::Path;

use tidegate_law::{Book, BookError, SourceFile};

/// A statute without a fault. Each case below changes one thing in it.
const SOUND: &str = r#"+++
id = "xx-sound"
kind = "statute"
short_en = "Sound Act"
short_zh = "《范例法》"
title_en = "An act without a fault"
title_zh = "没有错误的法"
jurisdiction = "XX"
issuer_en = "nobody"
issuer_zh = "无"
from = "2020-01-01"
zone = "Asia/Shanghai"
counting = "plain"
calendar = "cn"
force = "binding"
certainty = "V"
source = "this test"
checked = "2026-11-24"
+++

# Sound Act · 范例法

## 1(1) Not before a remedy · 修补前不得发布

Nobody publishes before a remedy.

修补之前不得发布。

Certainty: V. Source: this test. Checked: 2026-11-24.

```cedar
@prohibition("not-before")
@en("nobody publishes before a remedy")
@zh("修补之前不得发布")
@bound("everybody")
forbid (principal, action == Action::"publish", resource)
when { context.disclosure == Disclosure::"undisclosed" && !context.remedy_provided };

@scope("everybody")
@en("everybody")
@zh("任何人")
permit (principal, action, resource)
when { true };
```

## 2 Reporting · 报告

Whoever provides the product reports.

提供者应当报告。

Certainty: V. Source: this test. Checked: 2026-11-24.

```cedar
@duty("report")
@en("report to the ministry")
@zh("向主管部门报告")
@act("report")
@to("cn_miit")
@content("existence, general")
@within("PT48H")
@from("learned")
permit (principal, action == Action::"owe", resource)
when { context.actor_is_provider };

@duty("follow-up")
@en("report again")
@zh("再次报告")
@act("report")
@to("cn_miit")
@content("existence, general")
@within("P1M")
@from("filing")
@after("report")
permit (principal, action == Action::"owe", resource)
when { context.actor_is_provider };
```
"#;

#[expect(clippy::disallowed_methods, reason = "the test reads schema and calendar of the book")]
fn shared(path: &str) -> SourceFile {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law").join(path);
    SourceFile::new(path, std::fs::read_to_string(file).unwrap())
}

/// The faults of a small book: schema, calendar, and these files.
fn faults(files: &[(&str, String)]) -> Vec<BookError> {
    let mut all = vec![shared("schema.cedarschema"), shared("calendars/cn.toml")];
    all.extend(files.iter().map(|(path, text)| SourceFile::new(*path, text.clone())));
    let faults = Book::load(&all).err().unwrap_or_default();
    // The small book does not hold the statutes that explain the readings of the schema.
    faults.into_iter().filter(|f| !f.to_string().contains("explains the reading")).collect()
}

fn line_of(text: &str, needle: &str) -> usize {
    let at = text.find(needle).unwrap_or_else(|| panic!("`{needle}` is not in the text"));
    text.get(..at).unwrap().matches('\n').count() + 1
}

/// What is changed into what; where the fault is (a needle in the changed text; empty: the file) and
/// in which clause; what the message says.
struct Case {
    from: &'static str,
    to: &'static str,
    at: &'static str,
    clause: &'static str,
    says: &'static str,
}

const RULE: &str = "@prohibition(\"not-before\")";
const DUTY: &str = "@duty(\"report\")";

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case { from: "!context.remedy_provided", to: "!context.remedy_providd", at: RULE, clause: "1(1)", says: "no fact `remedy_providd`" },
    Case { from: "Disclosure::\"undisclosed\"", to: "Disclosure::\"secret\"", at: RULE, clause: "1(1)", says: "`disclosure` has no value `secret`" },
    Case { from: "!context.remedy_provided", to: "context.remedy_provided == context.exploited", at: RULE, clause: "1(1)", says: "not part of the language of the book" },
    Case { from: "!context.remedy_provided", to: "context.content", at: RULE, clause: "1(1)", says: "`content` is not a boolean" },
    Case { from: "@bound(\"everybody\")", to: "@bound(\"everbody\")", at: RULE, clause: "1(1)", says: "no scope `everbody`" },
    Case { from: "@bound(\"everybody\")", to: "@bond(\"everybody\")", at: RULE, clause: "1(1)", says: "unknown annotation `@bond`" },
    Case { from: "Action::\"publish\"", to: "Action::\"publsh\"", at: RULE, clause: "1(1)", says: "no act `publsh`" },
    Case { from: "forbid (principal, action", to: "forbid (principal == Party::\"x\", action", at: RULE, clause: "1(1)", says: "names no principal" },
    Case { from: "@scope(\"everybody\")", to: "@scope(\"everybody\")\n@en(\"a\")\n@zh(\"甲\")\npermit (principal, action, resource)\nwhen { false };\n\n@scope(\"everybody\")", at: "@scope(\"everybody\")\n@en(\"everybody\")", clause: "1(1)", says: "the scope `everybody` stands twice" },
    Case { from: "action == Action::\"publish\"", to: "action", at: RULE, clause: "1(1)", says: "must name its action" },
    Case { from: "@prohibition(\"not-before\")\n", to: "", at: "@en(\"nobody publishes", clause: "1(1)", says: "a `forbid` with @prohibition" },
    Case { from: "forbid (principal", to: "permit (principal", at: RULE, clause: "1(1)", says: "a `forbid` with @prohibition" },
    Case { from: "@zh(\"修补之前不得发布\")\n", to: "", at: RULE, clause: "1(1)", says: "needs @en and @zh" },
    Case { from: "Certainty: V. Source: this test. Checked: 2026-11-24.\n\n```cedar\n@prohibition", to: "```cedar\n@prohibition", at: RULE, clause: "1(1)", says: "`1(1)` carries a rule and needs a line `Certainty:" },
    Case { from: "forbid (principal, action", to: "forbid (principal; action", at: "forbid (principal;", clause: "1(1)", says: "unexpected" },
    Case { from: "## 2 Reporting · 报告", to: "## 1(1) Reporting · 报告", at: "## 1(1) Reporting", clause: "1(1)", says: "the number `1(1)` stands twice" },
    Case { from: "# Sound Act · 范例法\n", to: "# Sound Act · 范例法\n\nIt reaches nobody.\n", at: "", clause: "", says: "in one language only" },
    Case { from: "## 2 Reporting · 报告", to: "## 2 Reporting", at: "## 2 Reporting", clause: "2", says: "a title in both languages" },
    Case { from: "context.actor_is_provider };\n\n@duty(\"follow", to: "context.recipient == Capacity::\"cn_miit\" };\n\n@duty(\"follow", at: DUTY, clause: "2", says: "cannot look at `recipient`" },
    Case { from: "context.actor_is_provider };\n\n@duty(\"follow", to: "context.paid };\n\n@duty(\"follow", at: DUTY, clause: "2", says: "cannot look at `paid`" },
    Case { from: "@to(\"cn_miit\")\n@content(\"existence, general\")\n@within(\"PT48H\")", to: "@to(\"cn_mit\")\n@content(\"existence, general\")\n@within(\"PT48H\")", at: DUTY, clause: "2", says: "`recipient` has no value `cn_mit`" },
    Case { from: "@within(\"PT48H\")", to: "@within(\"48 hours\")", at: DUTY, clause: "2", says: "48 hours" },
    Case { from: "@within(\"PT48H\")", to: "@word(\"soon\")", at: DUTY, clause: "2", says: "soon" },
    Case { from: "@within(\"PT48H\")\n", to: "", at: DUTY, clause: "2", says: "needs @within, @word or @retain" },
    Case { from: "@from(\"learned\")", to: "@from(\"lerned\")", at: DUTY, clause: "2", says: "no start event `lerned`" },
    Case { from: "@from(\"learned\")", to: "@from(\"learned\")\n@or_from(\"lerned\")", at: DUTY, clause: "2", says: "no start event `lerned`" },
    Case { from: "@from(\"learned\")", to: "@from(\"learned\")\n@due(\"kev_due\")", at: DUTY, clause: "2", says: "write @within or @due" },
    Case { from: "@within(\"PT48H\")", to: "@due(\"kev\")", at: DUTY, clause: "2", says: "no start event `kev`" },
    Case { from: "@from(\"learned\")", to: "@from(\"learned\")\n@governed(\"tomorrow\")", at: DUTY, clause: "2", says: "nothing that @governed knows" },
    Case { from: "@from(\"learned\")", to: "@from(\"filing\")", at: DUTY, clause: "2", says: "go together" },
    Case { from: "@act(\"report\")\n@to(\"cn_miit\")\n@content(\"existence, general\")\n@within(\"PT48H\")", to: "@to(\"cn_miit\")\n@content(\"existence, general\")\n@within(\"PT48H\")", at: DUTY, clause: "2", says: "needs @act" },
    Case { from: "@after(\"report\")", to: "@after(\"reprt\")", at: "@duty(\"follow-up\")", clause: "2", says: "no duty `reprt` above" },
    Case { from: "@after(\"report\")", to: "@after(\"eu-cra/14/x\")", at: "@duty(\"follow-up\")", clause: "2", says: "no duty `eu-cra/14/x`" },
    Case { from: "@after(\"report\")", to: "@after(\"eu-cra/x\")", at: "@duty(\"follow-up\")", clause: "2", says: "no id of a rule" },
    Case { from: "@after(\"report\")", to: "@after(\"xx-sound/1(1)/not-before\")", at: "@duty(\"follow-up\")", clause: "2", says: "no duty `xx-sound/1(1)/not-before`" },
    Case { from: "@duty(\"follow-up\")", to: "@duty(\"report\")", at: "@duty(\"report\")\n@en(\"report again\")", clause: "2", says: "stands twice" },
    Case { from: "@duty(\"follow-up\")", to: "@duty(\"follow-up\")\n@implied_by(\"reprt\")", at: "@duty(\"follow-up\")", clause: "2", says: "no other rule `reprt`" },
    Case { from: "@duty(\"follow-up\")", to: "@duty(\"follow-up\")\n@implied_by(\"follow-up\")", at: "@duty(\"follow-up\")", clause: "2", says: "no other rule `follow-up`" },
    Case { from: "calendar = \"cn\"", to: "calendar = \"mars\"", at: "", clause: "", says: "no calendar `mars`" },
    Case { from: "counting = \"plain\"", to: "counting = \"fast\"", at: "", clause: "", says: "fast" },
    Case { from: "zone = \"Asia/Shanghai\"", to: "zone = \"Asia/Atlantis\"", at: "", clause: "", says: "Asia/Atlantis" },
    Case { from: "checked = \"2026-11-24\"\n+++", to: "chekced = \"2026-11-24\"\n+++", at: "chekced", clause: "front matter", says: "chekced" },
    Case { from: "+++\nid", to: "id", at: "", clause: "", says: "no front matter" },
];

#[test]
fn the_sound_statute_has_no_fault() {
    let found = faults(&[("xx/sound.md", SOUND.to_owned())]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn each_fault_names_file_line_and_clause() {
    for case in CASES {
        assert_eq!(SOUND.matches(case.from).count(), 1, "`{}` is not unique", case.from);
        let text = SOUND.replace(case.from, case.to);
        let line = if case.at.is_empty() { 1 } else { line_of(&text, case.at) };
        let found = faults(&[("xx/sound.md", text)]);
        let listed: Vec<String> =
            found.iter().map(|fault| format!("{fault} [{}]", fault.clause())).collect();
        let hit = found.iter().any(|fault| {
            fault.to_string().starts_with(&format!("xx/sound.md:{line}: "))
                && fault.to_string().contains(case.says)
                && fault.clause() == case.clause
        });
        assert!(
            hit,
            "`{}`: expected line {line}, clause `{}`, `{}`; found {listed:#?}",
            case.to, case.clause, case.says
        );
    }
}

#[test]
fn two_statutes_cannot_share_an_id() {
    let files = [("xx/one.md", SOUND.to_owned()), ("xx/two.md", SOUND.to_owned())];
    let found = faults(&files);
    assert!(
        found
            .iter()
            .any(|f| f.to_string() == "xx/two.md:1: the id `xx-sound` is taken by another statute"),
        "{found:?}"
    );
}

#[test]
fn a_reading_needs_words_for_every_value() {
    let reading = "```reading\nfact = \"cra_q4\"\nen = \"a?\"\nzh = \"甲？\"\nsuggested = \"stewards_bound_from_2027\"\nwhy_en = \"b\"\nwhy_zh = \"乙\"\ncertainty = \"U\"\n[values.stewards_bound_from_2027]\nen = \"c\"\nzh = \"丙\"\n```\n\n## 2 ";
    let text = SOUND.replace("## 2 ", reading);
    let line = line_of(&text, "fact = \"cra_q4\"");
    let found = faults(&[("xx/sound.md", text)]);
    let expected =
        format!("xx/sound.md:{line}: the reading `stewards_bound_with_article_14` has no words");
    assert!(found.iter().any(|f| f.to_string() == expected && f.clause() == "1(1)"), "{found:?}");
}

/// An order of steps for a collision with a duty that the book lacks.
const ORDERS: &str = r#"[[through]]
key = "x"
en = "somebody owes what is forbidden"
zh = "某人负有被禁止的义务"
duties = ["xx-sound/9/none"]
prohibitions = ["xx-sound/1(1)/not-before"]

[[through.order]]
key = "y"
en = "in words"
zh = "书面"
certainty = "U"
source_en = "this test"
source_zh = "本测试"

[[through.order.step]]
en = "ask"
zh = "询问"
"#;

const NEITHER: &str = "`x` has neither an order nor a decision";

/// A collision that nothing finds, with advice in one language.
const HALF: &str = r#"
[[unfound]]
key = "z"
en = "somebody owes twice"
zh = "某人负有两项义务"
why_en = "duties alone"
why_zh = "均为义务"
advice_en = "meet both"
certainty = "U"
source_en = "this test"
source_zh = "本测试"
"#;

#[test]
fn world_moves_and_register_name_their_file() {
    let world = "@world(\"x\")\npermit (principal, action, resource)\nwhen { context.nothing };\n";
    let moves = "[[move]]\nkey = \"x\"\nkind = \"time\"\nen = \"wait\"\nzh = \"等\"\nset = { remedy_provided = \"perhaps\" }\n";
    let register = "[[authority]]\nkey = \"cn_miit\"\nen = \"x\"\nzh = \"某\"\njurisdiction = \"CN\"\nplace = \"moon\"\n";
    for (path, text, says) in [
        ("world.cedar", world, "no fact `nothing`"),
        ("ways-through.toml", ORDERS, "there is no rule `xx-sound/9/none`"),
        ("ways-through.toml", &ORDERS[..ORDERS.find("[[through.order]]").unwrap()], NEITHER),
        ("ways-through.toml", &format!("{ORDERS}{HALF}"), "of `z` stands in one language"),
        ("moves.toml", moves, "the move `x` sets a fact or value that the schema lacks"),
        ("authorities.toml", register, "`recipient_place` has no value `moon`"),
    ] {
        let found = faults(&[(path, text.to_owned())]);
        let hit = found.iter().any(|f| {
            f.to_string().starts_with(&format!("{path}:1: ")) && f.to_string().contains(says)
        });
        assert!(hit, "{path}: {found:?}");
    }
}

#[test]
fn what_is_on_record_is_a_boolean_and_never_unknown() {
    let mut schema = shared("schema.cedarschema");
    let tlp = "@by(\"actor\") @en(\"the content is marked {}\")";
    assert_eq!(schema.text.matches(tlp).count(), 1);
    schema.text = schema.text.replace(tlp, &tlp.replace("actor", "record"));
    let faults = Book::load(&[schema]).unwrap_err();
    let said = |f: &BookError| f.to_string().contains("what is on record is a boolean");
    assert!(faults.iter().any(said), "{faults:?}");
}
