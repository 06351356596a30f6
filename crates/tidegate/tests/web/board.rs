//! The board of deadlines, the home page, figures and the public report: what they show, and that they open no case.

use tidegate::people::MemberRole;
use tidegate_core::id::CaseId;

use crate::plans::{STORY as LIVED, Signed};
use crate::served::Served;

/// What nobody may see without a clearance.
const CANARY: &str = "CANARY <script>alert(1)</script>";
/// The office provides what the report is about, and learned of the flaw.
const STORY: &str = "\
product \"R7 router\" of \"Test desk 1\" in CN
2026-11-02 09:00 \"Test desk 1\" learned
";
const BOARD: &str = "/at/here/board";

struct Bench {
    served: Served,
    analyst: String,
    handle: String,
    case: CaseId,
}

impl Bench {
    /// An office with one case whose report runs under the law of China: it learned that it provides the product.
    async fn start() -> Self {
        let served = Served::start().await;
        let analyst = served.session("here", MemberRole::Analyst).await;
        let taken = served.report("here", CANARY).await;
        let bench = Self { served, analyst, handle: taken.handle, case: taken.case };
        let told = [("lines", STORY), ("source", "its letter")];
        let told = bench.post(&format!("/at/here/cases/{}/tell", bench.handle), &told).await;
        assert_eq!(told, 303);
        bench
    }

    async fn get(&self, path: &str) -> String {
        let answer = self.served.ask("GET", path, Some(&self.analyst), &[]).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.text
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> u16 {
        self.served.ask("POST", path, Some(&self.analyst), form).await.status
    }

    async fn size(&self) -> u64 {
        self.served.hosted("here").desk().head().await.unwrap().unwrap().size
    }

    /// As somebody of another role.
    async fn as_role(&self, role: MemberRole, path: &str) -> String {
        let session = self.served.session("here", role).await;
        let answer = self.served.ask("GET", path, Some(&session), &[]).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.text
    }
}

/// That a page shows neither content nor a party or product, and no style that a browser would not take.
fn clear(page: &str) {
    for secret in ["CANARY", "Overflow", "R7 router", "Mei Lin", "Acme", "style="] {
        assert!(!page.contains(secret), "{secret}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_shows_clause_time_and_handle_and_opens_no_case() {
    let bench = Bench::start().await;
    let size = bench.size().await;
    let list = bench.get(BOARD).await;
    assert!(list.contains(&bench.handle) && list.contains("RMSV"), "{list}");
    clear(&list);
    let line = bench.get(&format!("{BOARD}?view=line")).await;
    assert!(
        line.contains("<svg") && line.contains(&format!("href=\"/at/here/cases/{}", bench.handle))
    );
    clear(&line);
    let month = bench.get(&format!("{BOARD}?view=calendar&month=2026-11")).await;
    assert!(month.contains("2026-11-04") && month.contains(&bench.handle), "{month}");
    clear(&month);
    let none = bench.get(&format!("{BOARD}?view=calendar&month=2031-01")).await;
    assert!(!none.contains(&bench.handle));
    let chinese = bench.get(&format!("{BOARD}?lang=zh")).await;
    assert!(chinese.contains("期限一览") && chinese.contains("本机构"));
    assert_eq!(bench.size().await, size, "no case was opened for it");
    bench.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_is_chosen_by_its_address_and_the_table_has_the_same_choice() {
    let bench = Bench::start().await;
    let chosen = bench.get(&format!("{BOARD}?regime=cn-rmsv&by=office&force=binding")).await;
    assert!(chosen.contains(&bench.handle));
    for none in ["regime=eu-cra", "by=other", "force=house", "state=over", "until=2026-11-01"] {
        let page = bench.get(&format!("{BOARD}?{none}")).await;
        assert!(!page.contains(&format!("cases/{}\"", bench.handle)), "{none}: {page}");
    }
    for wrong in [
        "regime=%3Cb%3E",
        "by=Acme",
        "force=strong",
        "from=soon",
        "after=x",
        "view=pie",
        "view=calendar&month=13",
    ] {
        let asked = format!("{BOARD}?{wrong}");
        let answer = bench.served.ask("GET", &asked, Some(&bench.analyst), &[]).await;
        assert!(matches!(answer.status, 400 | 422), "{wrong}: {}", answer.status);
    }
    let table = bench.get("/at/here/board.csv?regime=cn-rmsv").await;
    assert!(table.contains(&bench.handle) && table.contains("\r\n"), "{table}");
    clear(&table);
    let empty = bench.get("/at/here/board.csv?regime=eu-cra").await;
    assert_eq!(empty.lines().count(), 1, "the heads alone: {empty}");
    bench.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_keeps_filters_that_nobody_else_sees() {
    let bench = Bench::start().await;
    let form =
        [("name", "Ours in China"), ("view", "line"), ("regime", "cn-rmsv"), ("by", "office")];
    assert_eq!(bench.post("/at/here/board/filters", &form).await, 303);
    let page = bench.get(BOARD).await;
    assert!(page.contains("Ours in China") && page.contains("regime=cn-rmsv"), "{page}");
    assert!(!bench.as_role(MemberRole::Coordinator, BOARD).await.contains("Ours in China"));
    for wrong in [[("name", ""), ("by", "office")], [("name", "x"), ("by", "Acme")]] {
        assert!(matches!(bench.post("/at/here/board/filters", &wrong).await, 400 | 422));
    }
    let drop = [("name", "Ours in China")];
    assert_eq!(bench.post("/at/here/board/filters/drop", &drop).await, 303);
    assert!(!bench.get(BOARD).await.contains("Ours in China"));
    bench.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_finds_on_its_home_page_what_it_does_and_no_content() {
    let bench = Bench::start().await;
    let size = bench.size().await;
    let home = bench.get("/at/here/home").await;
    assert!(home.contains("Owed by this office under law") && home.contains("RMSV"), "{home}");
    assert!(home.contains("is not acknowledged") && home.contains("has no judgement"), "{home}");
    assert!(home.contains(&format!("/at/here/cases/{}/plan", bench.handle)));
    // What is owed stands in words, with the case.
    let owed = format!("{}: report the vulnerability", bench.handle);
    assert!(home.contains(&owed), "{owed}: {home}");
    clear(&home);
    let auditor = bench.as_role(MemberRole::Auditor, "/at/here/home").await;
    assert!(auditor.contains("under a signed checkpoint") && !auditor.contains(&bench.handle));
    let admin = bench.as_role(MemberRole::Administrator, "/at/here/home").await;
    assert!(admin.contains("accounts") && !admin.contains(&bench.handle), "{admin}");
    let maker = bench.as_role(MemberRole::Manufacturer, "/at/here/home?lang=zh").await;
    assert!(maker.contains("本机构依法应履行") && maker.contains("尚未确认收到"), "{maker}");
    assert_eq!(bench.size().await, size, "no case was opened for it");
    bench.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_leads_to_the_home_page() {
    let served = Served::start().await;
    let form = [("login", "analyst"), ("passphrase", crate::served::PASSPHRASE)];
    let answer = served.ask("POST", "/at/here/sign-in", None, &form).await;
    assert_eq!((answer.status, answer.to.as_str()), (303, "/at/here/home"));
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_count_what_is_on_record_and_the_public_sees_no_count_of_a_few() {
    let bench = Bench::start().await;
    let figures = bench.as_role(MemberRole::Auditor, "/at/here/figures").await;
    assert!(
        figures.contains("<svg") && figures.contains("2026-11") && figures.contains("One case"),
        "{figures}"
    );
    assert!(figures.contains("RMSV") && !figures.contains(&bench.handle));
    clear(&figures);
    let table = bench.get("/at/here/figures.csv").await;
    assert!(table.contains("\"2026-11\",\"1\",\"0\""), "{table}");
    let public = bench.served.ask("GET", "/at/here/transparency", None, &[]).await;
    assert_eq!(public.status, 200);
    assert!(public.text.contains("1 to 4") && public.text.contains("not shown"), "{}", public.text);
    for _ in 0..5 {
        bench.served.report("here", "another one").await;
        // One at a time is counted at once; more at a time are left to the worker.
        bench.get("/at/here/figures").await;
    }
    let public = bench.served.ask("GET", "/at/here/transparency?lang=zh", None, &[]).await;
    assert!(
        public.text.contains("<td>6</td>") && public.text.contains("透明度报告"),
        "{}",
        public.text
    );
    for wrong in ["year=never", "year=1", "year=2027"] {
        let answer =
            bench.served.ask("GET", &format!("/at/here/transparency?{wrong}"), None, &[]).await;
        assert!(matches!(answer.status, 400 | 422), "{wrong}: {}", answer.status);
    }
    assert!(bench.case != CaseId::from_bytes([0; 16]));
    bench.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_found_by_the_words_of_its_record_and_by_nothing_else() {
    let bench = Bench::start().await;
    let noted = [("lines", "party \"Zhongke Router Works\" supplier CN"), ("source", "a call")];
    let told = format!("/at/here/cases/{}/tell", bench.handle);
    assert_eq!(bench.post(&told, &noted).await, 303);
    let size = bench.size().await;
    let found = format!("/at/here/cases/{}\"", bench.handle);
    for words in ["router", "R7", "zhongke+works", "zho", bench.handle.as_str()] {
        let page = bench.get(&format!("/at/here/search?q={words}")).await;
        assert!(page.contains(&found), "{words}: {page}");
        assert!(!page.contains("Zhongke") && !page.contains("R7 router"), "{words}: {page}");
    }
    // Content, who found it, and what nobody wrote.
    for words in ["CANARY", "Overflow", "Lin", "router+nothing", "+", "%00"] {
        let page = bench.get(&format!("/at/here/search?q={words}")).await;
        assert!(!page.contains(&found), "{words}: {page}");
    }
    let law = bench.get("/at/here/search?q=RMSV&lang=zh").await;
    assert!(law.contains("href=\"/law/cn-rmsv\"") && law.contains("检索"), "{law}");
    assert_eq!(bench.size().await, size, "no case was opened for it");
    bench.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_only_if_something_turns_out_so_is_never_shown_as_owed() {
    let known = Signed::telling(LIVED).await;
    let listed = |board: &str| board.split_once("<tbody>").map(|(_, rows)| rows.to_owned());
    let board = known.office("board?by=other").await.text;
    assert!(!listed(&board).unwrap_or_default().contains("perhaps owed"), "{board}");
    let none = known.office("board?state=perhaps&by=other").await.text;
    assert!(none.contains("No clock of this choice runs"), "{none}");
    known.served.end().await;
    // Nobody said where the product is made available.
    let open = Signed::telling(
        &LIVED.replace(" in CN,EU", "").replace("manufacturer CN", "manufacturer DE"),
    )
    .await;
    let board = open.office("board").await.text;
    let rows: Vec<&str> = board.split("<tr>").filter(|row| row.contains("RMSV 7(2)")).collect();
    assert!(!rows.is_empty(), "{board}");
    for row in rows {
        assert!(row.contains("perhaps owed") && !row.contains("badge refuse"), "{row}");
        assert!(row.contains("data-calm") && !row.contains("class=\"late\""), "{row}");
    }
    let surely = open.office("board?state=sure").await.text;
    assert!(!listed(&surely).unwrap_or_default().contains("perhaps owed"), "{surely}");
    open.served.end().await;
}
