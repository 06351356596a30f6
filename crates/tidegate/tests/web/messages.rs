//! Messages between the finder and the office: what passes, what the gate holds back, and what nobody is shown.

use tidegate::desk::{Order, Taken};
use tidegate::finder::message::LONGEST;
use tidegate::people::{Account, MemberRole, Passphrase};
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{Actor, PartyJoined};
use tidegate_core::place::Jurisdiction;

use crate::served::{Answer, PASSPHRASE, Served};

/// What the finder writes, with what a browser would run.
const ASKED: &str = "ASKED <script>alert(1)</script>\nsecond line";
/// What the office answers.
const SAID: &str = "SAID <b>thanks</b>";

struct Talk {
    served: Served,
    session: String,
    finder: String,
    taken: Taken,
}

impl Talk {
    async fn start() -> Self {
        Self::at(Served::start().await).await
    }

    async fn at(served: Served) -> Self {
        let session = served.session("here", MemberRole::Analyst).await;
        let taken = served.report("here", "an overflow").await;
        let finder = served.finder("here", taken.case).await;
        Self { served, session, finder, taken }
    }

    /// The finder's page, or what the finder sends there.
    async fn mine(&self, method: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let path = format!("/at/here/mine{path}");
        self.served.ask_with(method, &path, Some(&self.finder), form).await
    }

    async fn member(&self, method: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let path = format!("/at/here/cases/{}{path}", self.taken.handle);
        let answer = self.served.ask(method, &path, Some(&self.session), form).await;
        assert!(!answer.text.contains("Mei Lin"), "no member reads who the finder is: {path}");
        answer
    }

    async fn answer(&self, class: &str, tells: &str) -> Answer {
        let form = [("text", SAID), ("class", class), ("tells", tells)];
        self.member("POST", "/messages/write", &form).await
    }

    /// The case learns that the finder lives and is in mainland China.
    async fn finder_in_china(&self) {
        let hosted = self.served.hosted("here");
        let (desk, actor) = (hosted.desk(), Actor::Member("Wang Fang".to_owned()));
        let case = desk.open_case(&actor, self.taken.case, "a test").await.unwrap();
        let finder = case.reports().next().unwrap().event.from;
        let mut party = case.party(finder).unwrap().clone();
        (party.established, party.present_in) = (Some(Jurisdiction::CN), Some(Jurisdiction::CN));
        let joined = Verb::JoinParty(PartyJoined { party });
        let order = Order::new(Command::new(joined, "the finder says so"));
        desk.act(&actor, case.id(), &order).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_finder_writes_without_an_account_and_a_member_reads_it_as_text() {
    let talk = Talk::start().await;
    let sent = talk.mine("POST", "/write", &[("text", ASKED)]).await;
    assert_eq!((sent.status, sent.to.as_str()), (303, "/at/here/mine?wrote#messages"));
    let page = talk.mine("GET", "?wrote", &[]).await;
    assert!(page.text.contains("not seen yet") && !page.text.contains("ASKED"), "{}", page.text);
    let case = talk.member("GET", "", &[]).await;
    assert!(case.text.contains("Read and answer") && !case.text.contains("ASKED"));
    let thread = talk.member("POST", "/messages", &[]).await;
    assert_eq!(thread.status, 200, "{}", thread.text);
    assert!(thread.text.contains("ASKED") && !thread.text.contains("<script>alert"));
    let page = talk.mine("GET", "", &[]).await;
    assert!(page.text.contains("seen 2026-11-02"), "the finder learns that it was read");
    assert!(page.text.contains("member of this office: Analyst"), "{}", page.text);
    // A question about the technical content does not carry the talk along.
    let asked = talk.member("GET", "", &[]).await;
    assert_eq!(asked.text.matches("<strong>technical details</strong>").count(), 1);
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_says_why_and_is_not_lost() {
    let talk = Talk::start().await;
    let size = async || talk.served.hosted("here").desk().head().await.unwrap().unwrap().size;
    let before = size().await;
    let long = "x".repeat(LONGEST + 1);
    for text in ["  \n ", "a\u{1b}[31mb", long.as_str()] {
        let answer = talk.mine("POST", "/write", &[("text", text)]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains("role=\"alert\""));
    }
    assert_eq!(size().await, before + 3, "the page was read three times, and nothing was written");
    let kept = talk.mine("POST", "/write", &[("text", "kept \u{7} word")]).await;
    assert!(kept.text.contains("kept \u{7} word"), "it can be mended");
    // Whoever's stay is over gives the code again, and what was written goes with it.
    let over = [("text", "WRITTEN too late")];
    let nobody = talk.served.ask_with("POST", "/at/here/mine/write", None, &over).await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.text.contains("WRITTEN too late") && nobody.text.contains("name=\"code\""));
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_passes_the_gate_and_is_held_back_with_reasons_until_they_are_gone() {
    let talk = Talk::start().await;
    // Where the finder is nobody said, and the office acts in mainland China.
    let held = talk.answer("existence", "nothing").await;
    assert_eq!(held.status, 409, "{}", held.text);
    assert!(held.text.contains("held back") && held.text.contains("RMSV 9(7)"));
    let page = talk.mine("GET", "", &[]).await;
    assert!(!page.text.contains("SAID") && page.text.contains("No answer since"));
    assert!(!page.text.contains("your messages"), "that something is held back is not told either");
    talk.finder_in_china().await;
    let thread = talk.member("POST", "/messages", &[]).await;
    assert!(thread.text.contains("SAID &#60;b&#62;") || thread.text.contains("SAID &lt;b&gt;"));
    let waiting = thread.text.split("name=\"item\" value=\"").nth(1).unwrap();
    let waiting = waiting.split('"').next().unwrap();
    let sent = talk.member("POST", "/messages/send", &[("item", waiting)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let again = talk.member("POST", "/messages/send", &[("item", waiting)]).await;
    assert_eq!(again.status, 404, "it is sent once");
    let unseen = talk.member("GET", "", &[]).await;
    assert!(unseen.text.contains("not seen yet"));
    talk.served.tick();
    let page = talk.mine("GET", "", &[]).await;
    assert!(page.text.contains("SAID") && !page.text.contains("<b>thanks"), "{}", page.text);
    assert!(!page.text.contains("No answer since"));
    assert!(talk.member("GET", "", &[]).await.text.contains("seen 2026-11-02"));
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_told_only_what_they_reported_is_answered_wherever_they_are() {
    let talk = Talk::at(Served::holding("rmsv_q15", "own_words_are_not_given").await).await;
    let known = talk.answer("technical", "nothing").await;
    assert_eq!(known.status, 303, "{}", known.text);
    // A word beyond the report is undisclosed information, and the finder may be overseas.
    let more = talk.answer("technical", "").await;
    assert_eq!(more.status, 409);
    let again = "It tells nothing new: write it so, and ask the gate";
    assert!(more.text.contains(again) && more.text.contains("SAID"), "{}", more.text);
    for why in ["RMSV 9(7)", "Nobody said where the finder is", "tells the finder nothing new"] {
        assert!(more.text.contains(why), "{why}");
    }
    assert!(more.text.contains("Acknowledge the report"), "that is possible at once");
    let remedy = talk.answer("remedy", "nothing").await;
    assert_eq!(remedy.status, 409, "the finder reported no remedy");
    assert!(!remedy.text.contains("You did not say that it tells the finder nothing new"));
    // What the finder wrote later is not what the finder reported.
    talk.mine("POST", "/write", &[("text", ASKED)]).await;
    assert_eq!(talk.answer("remedy", "nothing").await.status, 409);
    let page = talk.mine("GET", "", &[]).await;
    assert_eq!(page.text.matches("SAID").count(), 1);
    talk.served.end().await;
    let strict = Talk::at(Served::holding("rmsv_q15", "own_words_are_given").await).await;
    let held = strict.answer("technical", "nothing").await;
    assert_eq!(held.status, 409, "under the other reading not even that");
    assert!(held.text.contains("Nobody said where the finder is"));
    strict.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_finder_says_where_they_are_at_any_time_and_is_answered_where_the_law_lets() {
    let talk = Talk::start().await;
    let held = talk.answer("existence", "nothing").await;
    assert_eq!(held.status, 409);
    assert!(held.text.contains("The finder can say so on their own page"), "{}", held.text);
    let thread = talk.member("POST", "/messages", &[]).await;
    let waiting = thread.text.split("name=\"item\" value=\"").nth(1).unwrap();
    let waiting = waiting.split('"').next().unwrap().to_owned();
    let again = async || talk.member("POST", "/messages/send", &[("item", &waiting)]).await;
    let wrong = talk.mine("POST", "/place", &[("present", "Germany"), ("home", "CN")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("“Germany”") && wrong.text.contains("role=\"alert\""));
    let abroad = [("present", "de"), ("home", "DE")];
    assert_eq!(talk.mine("POST", "/place", &abroad).await.status, 303);
    let there = again().await;
    assert_eq!(there.status, 409, "known to be overseas");
    assert!(!there.text.contains("Nobody said where the finder is"));
    let names = talk.mine("POST", "/place", &[("present", "China"), ("home", "")]).await;
    assert_eq!(names.status, 422, "no name is taken for the code of another country");
    assert!(names.text.contains("“China” is no code of two letters"), "{}", names.text);
    assert!(names.text.contains("href=\"/at/here/mine?lang=zh\""), "not to where a form is sent");
    let here = [("present", "CN"), ("home", "CN")];
    let said = talk.mine("POST", "/place", &here).await;
    assert_eq!((said.status, said.to.as_str()), (303, "/at/here/mine?placed#place"));
    let page = talk.mine("GET", "?placed", &[]).await;
    assert!(page.text.contains("Recorded. Where you are now: CN."));
    let page = talk.mine("GET", "", &[]).await;
    assert!(page.text.contains("name=\"home\" value=\"CN\""), "it can be changed again");
    let sent = again().await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let case = talk.member("GET", "", &[]).await;
    assert!(case.text.contains("the finder&#39;s page") || case.text.contains("the finder's page"));
    let none = talk.served.ask_with("POST", "/at/here/mine/place", None, &here).await;
    assert_eq!((none.status, none.to.as_str()), (303, "/at/here/mine"), "nobody else says it");
    let zh = talk.mine("GET", "?lang=zh", &[]).await;
    assert!(zh.text.contains("您身在何处"));
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_tells_more_than_the_finder_knows_needs_another_ground() {
    let talk = Talk::start().await;
    talk.finder_in_china().await;
    let more = talk.answer("technical", "").await;
    assert_eq!(more.status, 409, "nobody granted the finder new details");
    let remedy = talk.answer("remedy", "nothing").await;
    assert_eq!(remedy.status, 409, "the case does not show that the finder has a remedy");
    let known = talk.answer("technical", "nothing").await;
    assert_eq!(known.status, 303, "{}", known.text);
    let page = talk.mine("GET", "", &[]).await;
    assert_eq!(page.text.matches("SAID").count(), 1);
    assert_eq!(talk.answer("proof_of_concept", "nothing").await.status, 422);
    assert_eq!(talk.answer("finder_identity", "nothing").await.status, 422);
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_finder_sees_who_looked_by_role_and_never_by_name() {
    let talk = Talk::start().await;
    let page = talk.mine("GET", "", &[]).await;
    assert!(page.text.contains("Nobody of the office has looked yet"));
    assert!(page.text.contains("No answer since 2026-11-02"));
    talk.finder_in_china().await;
    talk.member("GET", "", &[]).await;
    let done = talk.member("POST", "/acknowledge", &[]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = talk.mine("GET", "", &[]).await;
    assert!(page.text.contains("a member of this office") && page.text.contains("Analyst"));
    assert!(!page.text.contains("Wang Fang"), "a name on record is not shown");
    assert!(!page.text.contains("No answer since"), "it was acknowledged");
    for may in ["Publish it with its details", "Tell a colleague abroad", "Sell it"] {
        assert!(page.text.contains(may), "{may}");
    }
    assert!(page.text.contains("/ask/own?act=sell"));
    let zh = talk.mine("GET", "?lang=zh", &[]).await;
    assert!(zh.text.contains("谁在何时查看过") && zh.text.contains("本机构的一名成员"));
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looked_is_named_by_the_role_of_then() {
    let talk = Talk::start().await;
    talk.member("GET", "", &[]).await;
    talk.served.tick();
    // The member leaves, and comes back under the same name to work on something else.
    let hosted = talk.served.hosted("here");
    let desk = hosted.desk();
    desk.disable_account("analyst").await.unwrap().unwrap();
    talk.served.tick();
    let roles = [MemberRole::Auditor].into();
    let words = Passphrase::new(PASSPHRASE);
    let account = Account::new("analyst-2", "analyst", roles, &words, desk.now()).unwrap();
    desk.add_account(&account).await.unwrap().unwrap();
    let looks = async || {
        let page = talk.mine("GET", "", &[]).await.text;
        let looked = page.matches("member of this office: Analyst").count();
        (looked, page.matches("member of this office: Auditor").count())
    };
    assert_eq!(looks().await, (1, 0), "the look was an analyst's, whatever the name is now");
    talk.served.tick();
    let actor = Actor::Member("analyst".to_owned());
    desk.open_case(&actor, talk.taken.case, "a look of today").await.unwrap();
    assert_eq!(looks().await, (1, 1));
    drop(hosted);
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_one_case_writes_into_no_other() {
    let talk = Talk::start().await;
    let other = talk.served.report("here", "another flaw").await;
    talk.mine("POST", "/write", &[("text", "for the first case")]).await;
    let path = format!("/at/here/cases/{}", other.handle);
    let page = talk.served.ask("GET", &path, Some(&talk.session), &[]).await;
    assert!(!page.text.contains("not seen yet"), "no message came to the other case");
    let there = talk.served.ask_with("GET", "/at/there/mine", Some(&talk.finder), &[]).await;
    assert!(there.text.contains("Come back to your report"), "nor to another office");
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_finder_is_told_by_mail_that_the_office_wrote_and_nobody_is_shown_the_address() {
    const ADDRESS: &str = "mei@elsewhere.example";
    let talk = Talk::at(Served::holding("rmsv_q15", "own_words_are_not_given").await).await;
    let wrong = talk.mine("POST", "/reach", &[("address", "no address")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(talk.answer("technical", "nothing").await.status, 303);
    let desk = talk.served.hosted("here");
    assert!(desk.desk().notices(10).await.unwrap().is_empty(), "nobody asked for one");
    assert_eq!(talk.mine("POST", "/reach", &[("address", ADDRESS)]).await.status, 303);
    let page = talk.mine("GET", "", &[]).await;
    assert!(page.text.contains("An address is kept") && !page.text.contains(ADDRESS));
    assert_eq!(talk.answer("technical", "nothing").await.status, 303);
    let notices = desk.desk().notices(10).await.unwrap();
    assert_eq!(notices.len(), 1);
    assert!(!format!("{notices:?}").contains(ADDRESS), "the notice does not hold it");
    let session = talk.served.session("here", MemberRole::Administrator).await;
    let page = talk.served.ask("GET", "/at/here/notices", Some(&session), &[]).await;
    assert!(page.text.contains("the finder") && !page.text.contains(ADDRESS), "{}", page.text);
    drop(desk);
    talk.served.end().await;
}
