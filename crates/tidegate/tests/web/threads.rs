//! Threads that stay readable: 300 posts and 250 participants on pages of less than 100 kB, the newest at hand, runs of older
//! ones, what is new to whom, and words found in all of them.

use std::collections::BTreeMap;

use tidegate::desk::Order;
use tidegate::finder::message::Text;
use tidegate::people::MemberRole;
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::Salt;
use tidegate_core::embargo::{Embargoed, NewItem, Plain};
use tidegate_core::event::{Actor, MessageWritten, PartyJoined, Tells};
use tidegate_core::id::ItemId;
use tidegate_core::item::ContentClass;
use tidegate_core::party::{Party, PartyKind};

use crate::served::{Answer, Served};

/// Less than this a page may have.
const PAGE: usize = 100_000;
const POSTS: usize = 300;
const PARTICIPANTS: u8 = 250;

struct Talk {
    served: Served,
    session: String,
    handle: String,
}

impl Talk {
    /// A case with so many posts, two of three by the finder; each says its number.
    async fn of(posts: usize) -> Self {
        let served = Served::start().await;
        let session = served.session("here", MemberRole::Analyst).await;
        let taken = served.report("here", "an overflow").await;
        let talk = Self { served, session, handle: taken.handle.clone() };
        let hosted = talk.served.hosted("here");
        let desk = hosted.desk();
        let actor = Actor::Member("Wang Fang".to_owned());
        let case = desk.open_case(&actor, taken.case, "a test").await.unwrap();
        let finder = case.reports().next().unwrap().event.from;
        for number in 1..=posts {
            let says =
                format!("post-says-{number}, {}", "which is as long as people write. ".repeat(6));
            if number % 3 != 0 {
                let text = Text::parse(&says).unwrap();
                desk.write_to_office(taken.case, text).await.unwrap().unwrap();
                continue;
            }
            let mut id = [9; 16];
            id[..8].copy_from_slice(&(number as u64).to_be_bytes());
            let new = NewItem {
                id: ItemId::from_bytes(id),
                class: ContentClass::General,
                product: None,
                report: None,
                declared: BTreeMap::new(),
                confidential: false,
            };
            let (item, from, to) = (new.id, desk.office_party(), finder);
            let salt = Salt::from_bytes([7; 32]);
            let content = Embargoed::<Plain>::new(taken.case, new, salt, says.into_bytes());
            let message = MessageWritten { item, from, to, tells: Tells::Nothing, file: None };
            let verb = Verb::Write { message, item: content.item().clone() };
            let order = Order::new(Command::new(verb, "a test")).with_contents(vec![content]);
            desk.act(&actor, taken.case, &order).await.unwrap();
        }
        talk
    }

    async fn member(&self, method: &str, rest: &str, form: &[(&str, &str)]) -> Answer {
        let path = format!("/at/here/cases/{}{rest}", self.handle);
        let answer = self.served.ask(method, &path, Some(&self.session), form).await;
        assert_eq!(answer.status, 200, "{rest}: {}", answer.text);
        assert!(answer.text.len() < PAGE, "{rest} {form:?}: {} bytes", answer.text.len());
        answer
    }

    async fn thread(&self, form: &[(&str, &str)]) -> Answer {
        self.member("POST", "/messages", form).await
    }
}

fn says(page: &Answer, number: usize) -> bool {
    page.text.contains(&format!("post-says-{number},"))
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_posts_stay_readable() {
    let talk = Talk::of(POSTS).await;
    let page = talk.thread(&[]).await;
    assert!(says(&page, POSTS) && says(&page, 281) && !says(&page, 280), "the newest are at hand");
    assert!(page.text.contains("Posts 241 to 280") && page.text.contains("Posts 1 to 40"));
    assert!(page.text.contains(&format!("id=\"post-{POSTS}\"")), "each has an anchor");
    assert!(page.text.contains("300 posts are new to you"));
    assert!(page.text.contains("members of this office who work on cases"), "who reads is said");
    let older = talk.thread(&[("post", "50")]).await;
    assert!(says(&older, 41) && says(&older, 80) && !says(&older, 40) && !says(&older, 81));
    assert!(older.text.contains("Posts 81 to 120") && older.text.contains("Posts 281 to 300"));
    let found = talk.thread(&[("find", "SAYS-123,")]).await;
    assert!(
        says(&found, 123) && found.text.contains("One post has it"),
        "in whatever case of letters"
    );
    let none = talk.thread(&[("find", "nothing of the kind")]).await;
    assert!(none.text.contains("No post has that in it"));
    // The screen of the case has the newest alone.
    let path = format!("/at/here/cases/{}", talk.handle);
    let case = talk.served.ask("GET", &path, Some(&talk.session), &[]).await;
    assert!(case.text.contains("295 messages are older"));
    assert!(!case.text.contains("post-says"));
    assert!(case.text.len() < PAGE, "the screen of the case: {} bytes", case.text.len());
    let record = talk.member("GET", "/record", &[]).await;
    assert!(record.text.contains("Entries 1 to 40") && !record.text.contains("id=\"event-0\""));
    let oldest = talk.member("GET", "/record?event=3", &[]).await;
    assert!(oldest.text.contains("id=\"event-0\"") && oldest.text.contains("id=\"event-39\""));
    assert!(!oldest.text.contains("Entries 1 to 40") && oldest.text.contains("Entries 41 to 80"));
    // The finder's own page has no more than a run of them, and none of the finder's words.
    let hosted = talk.served.hosted("here");
    let case = hosted.desk().find(&talk.handle).await.unwrap().case;
    let finder = talk.served.finder("here", case).await;
    let mine = talk.served.ask_with("GET", "/at/here/mine", Some(&finder), &[]).await;
    assert!(mine.text.len() < PAGE && !mine.text.contains("post-says"), "{}", mine.text.len());
    assert!(mine.text.contains("href=\"?post=1#messages\""));
    drop(hosted);
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_is_marked_for_each_reader_and_posts_name_each_other() {
    let talk = Talk::of(3).await;
    let first = talk.thread(&[]).await;
    assert!(first.text.contains("3 posts are new to you"));
    assert_eq!(first.text.matches("New from here").count(), 1);
    assert!(!talk.thread(&[]).await.text.contains("New from here"), "read is read");
    let hosted = talk.served.hosted("here");
    let case = hosted.desk().find(&talk.handle).await.unwrap().case;
    let text = Text::parse("as #2 says, and #9 does not; a#1 <b>").unwrap();
    hosted.desk().write_to_office(case, text).await.unwrap().unwrap();
    let next = talk.thread(&[]).await;
    assert!(next.text.contains("One post is new to you"));
    let marker = next.text.find("New from here").unwrap();
    assert!(next.text.find("post-says-3").unwrap() < marker);
    assert!(
        next.text.contains("as <a href=\"#post-2\">#2</a> says, and #9 does not; a#1 &#60;b&#62;")
    );
    // Another member has read nothing.
    let other = talk.served.session("here", MemberRole::DecisionMaker).await;
    let path = format!("/at/here/cases/{}/messages", talk.handle);
    let theirs = talk.served.ask("POST", &path, Some(&other), &[]).await;
    assert!(theirs.text.contains("4 posts are new to you"), "{}", theirs.text);
    drop(hosted);
    talk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_and_fifty_participants_are_grouped_and_found_by_name() {
    let talk = Talk::of(0).await;
    let hosted = talk.served.hosted("here");
    let (desk, actor) = (hosted.desk(), Actor::Member("Wang Fang".to_owned()));
    let case = desk.find(&talk.handle).await.unwrap().case;
    let mut id = None;
    for number in 1..=PARTICIPANTS {
        let name = format!("Participant {number:03}");
        let organisation = talk.served.organisation("here", &name).await;
        let party = Party::new(organisation, name, PartyKind::Organisation);
        let joined = Verb::JoinParty(PartyJoined { party });
        desk.act(&actor, case, &Order::new(Command::new(joined, "a test"))).await.unwrap();
        id = Some(organisation);
    }
    let page = talk.member("GET", "/participants", &[]).await;
    assert!(page.text.contains("Participant 001") && page.text.contains("Participant 250"));
    assert!(!page.text.contains("<textarea"), "what can be done stands where one is chosen");
    let chosen = format!("/participants?who={}", id.unwrap());
    let one = talk.member("GET", &chosen, &[]).await;
    assert_eq!(one.text.matches("<textarea").count(), 1);
    let found = talk.member("GET", "/participants?find=ant%20017", &[]).await;
    assert!(found.text.contains("Participant 017") && !found.text.contains("Participant 018"));
    assert_eq!(found.text.matches("<textarea").count(), 1, "few are all open");
    drop(hosted);
    talk.served.end().await;
}
