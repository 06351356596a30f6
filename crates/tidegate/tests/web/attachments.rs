//! Files of cases: in pieces and gone on with, by whoever may, sealed at rest, out by the gate alone, gone with the case.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tidegate::attachments::PIECE;
use tidegate::desk::Taken;
use tidegate::people::MemberRole;
use tidegate::server::Limits;
use tidegate_core::digest::Digest;

use crate::served::{Answer, Served};

mod held;

const NAME: &str = "CANARY-name 案.bin";

/// A case of the office `here` with its finder and a member, all of them programs.
struct Desk {
    served: Served,
    member: String,
    finder: String,
    taken: Taken,
}

/// Bytes that repeat nowhere within a piece.
fn file(length: usize) -> Vec<u8> {
    let mut state = 7_u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state.to_be_bytes()[0]
    };
    (0..length).map(next).collect()
}

/// The role of a file, as the announcement says it.
pub(super) fn role(role: &str) -> String {
    format!(",role {}", STANDARD.encode(role))
}

impl Desk {
    async fn start() -> Self {
        Self::with(Limits::default()).await
    }

    async fn with(limits: Limits) -> Self {
        Self::with_served(Served::with(limits).await).await
    }

    async fn with_served(served: Served) -> Self {
        let member = served.session("here", MemberRole::Analyst).await;
        let taken = served.report("here", "an overflow").await;
        let finder = served.hosted("here").desk().begin_stay(taken.case).await.unwrap();
        Self { served, member, finder, taken }
    }

    async fn send(
        &self,
        (method, path): (&str, &str),
        token: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let bearer = format!("Bearer {token}");
        let mut all = vec![("authorization", bearer.as_str())];
        all.extend(headers);
        self.served.send(method, path, &all, body).await
    }

    fn of_case(&self, rest: &str) -> String {
        format!("/api/v1/offices/here/cases/{}{rest}", self.taken.handle)
    }

    /// Announces a file of so many bytes at an address, with more of what may be said of it.
    async fn announce(&self, path: &str, token: &str, length: usize, said: &str) -> Answer {
        let (length, name) = (length.to_string(), STANDARD.encode(NAME));
        // What is of no kind is taken for a program, which the gate does not open as it is.
        let kind = if said.contains("role ") { String::new() } else { role("evidence") };
        let said = format!("filename {name}{said}{kind}");
        let headers = [
            ("tus-resumable", "1.0.0"),
            ("upload-length", length.as_str()),
            ("upload-metadata", said.as_str()),
        ];
        self.send(("POST", path), token, &headers, b"").await
    }

    async fn piece(&self, place: &str, offset: usize, bytes: &[u8]) -> Answer {
        self.piece_with(place, offset, bytes, &[]).await
    }

    async fn piece_with(
        &self,
        place: &str,
        offset: usize,
        bytes: &[u8],
        more: &[(&str, &str)],
    ) -> Answer {
        let offset = offset.to_string();
        let kind = ("content-type", "application/offset+octet-stream");
        let mut headers = vec![kind, ("upload-offset", offset.as_str())];
        headers.extend(more);
        self.served.send("PATCH", place, &headers, bytes).await
    }

    async fn state(&self, place: &str) -> Value {
        let answer = self.served.send("GET", place, &[], b"").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        serde_json::from_str(&answer.text).unwrap()
    }

    /// Sends a whole file, and gives the item that it is.
    async fn whole(&self, path: &str, token: &str, bytes: &[u8], said: &str) -> String {
        let begun = self.announce(path, token, bytes.len(), said).await;
        assert_eq!(begun.status, 201, "{}", begun.text);
        let sent = self.piece(&begun.to, 0, bytes).await;
        assert_eq!(sent.status, 204, "{}", sent.text);
        self.state(&begun.to).await["item"].as_str().unwrap().to_owned()
    }

    /// What a member gets of a file, whatever it is.
    async fn fetched(&self, item: &str) -> (u16, Vec<u8>) {
        let path = self.served.address(&self.of_case(&format!("/items/{item}/file")));
        let bearer = format!("Bearer {}", self.member);
        let asked = tokio::task::spawn_blocking(move || {
            let agent: ureq::Agent =
                ureq::Agent::config_builder().http_status_as_error(false).build().into();
            let mut answer =
                agent.post(&path).header("authorization", bearer).send_empty().unwrap();
            (answer.status().as_u16(), answer.body_mut().read_to_vec().unwrap())
        });
        asked.await.unwrap()
    }

    async fn kept(&self) -> u64 {
        self.served.hosted("here").desk().files_size(None).await.unwrap()
    }

    /// The finder and the member come again, after their time was over.
    async fn again(&mut self) {
        self.member = self.served.session("here", MemberRole::Analyst).await;
        let hosted = self.served.hosted("here");
        self.finder = hosted.desk().begin_stay(self.taken.case).await.unwrap();
    }

    async fn later(&self, hours: i64) {
        for _ in 0..hours * 3_600 {
            self.served.tick();
        }
        self.served.hosted("here").desk().sweep_uploads().await.unwrap();
    }
}

const MINE: &str = "/api/v1/offices/here/mine/files";

#[tokio::test(flavor = "multi_thread")]
async fn a_finder_sends_a_file_in_pieces_and_a_member_has_it_by_the_gate() {
    let desk = Desk::start().await;
    let bytes = file(2 * usize::try_from(PIECE).unwrap() + 4_321);
    let digest = Digest::of(&bytes).to_string();
    let said = format!(",sha256 {}", STANDARD.encode(&digest));
    let begun = desk.announce(MINE, &desk.finder, bytes.len(), &said).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    // Pieces of any length, and a program that forgot how far it was.
    let mut done = 0;
    for length in [1, 999_999, 1_100_000, usize::MAX] {
        let wrong = desk.piece(&begun.to, done + 1, &bytes[..1]).await;
        assert_eq!(wrong.status, 409, "{}", wrong.text);
        assert!(wrong.text.contains(&format!("{done} bytes are here")), "{}", wrong.text);
        assert_eq!(desk.state(&begun.to).await["offset"], done);
        let until = bytes.len().min(done.saturating_add(length));
        let sent = desk.piece(&begun.to, done, &bytes[done..until]).await;
        assert_eq!(sent.status, 204, "{}", sent.text);
        done = until;
    }
    let state = desk.state(&begun.to).await;
    assert_eq!(
        (state["offset"].as_u64(), state["sha256"].as_str()),
        (Some(done as u64), Some(&*digest))
    );
    let item = state["item"].as_str().unwrap();
    assert_eq!(desk.fetched(item).await, (200, bytes.clone()));
    // What it is called is content: the case does not say it, and whoever opens the item learns it.
    let case = desk.send(("GET", &desk.of_case("")), &desk.member, &[], b"").await;
    assert!(case.text.contains(item) && !case.text.contains("CANARY-name"), "{}", case.text);
    let open = desk.of_case(&format!("/items/{item}/open"));
    let opened = desk.send(("POST", &open), &desk.member, &[], b"").await;
    assert!(
        opened.text.contains("CANARY-name") && opened.text.contains(&digest),
        "{}",
        opened.text
    );
    assert!(!opened.text.contains("\"key\""), "what opens the pieces is nobody's");
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_what_its_sender_says_leaves_nothing() {
    let desk = Desk::start().await;
    let bytes = file(300_000);
    let said = format!(",sha256 {}", STANDARD.encode(Digest::of(b"another").to_string()));
    let begun = desk.announce(MINE, &desk.finder, bytes.len(), &said).await;
    let sent = desk.piece(&begun.to, 0, &bytes).await;
    assert_eq!(sent.status, 422, "{}", sent.text);
    assert!(sent.text.contains(&Digest::of(&bytes).to_string()), "it says what it found");
    assert_eq!(desk.served.send("GET", &begun.to, &[], b"").await.status, 404);
    assert_eq!(desk.kept().await, 0);
    // A piece that is not what its checksum says leaves the file as it was.
    let begun = desk.announce(MINE, &desk.finder, bytes.len(), "").await;
    let sum = |bytes: &[u8]| format!("sha256 {}", STANDARD.encode(Digest::of(bytes).as_bytes()));
    let wrong = [("upload-checksum", sum(b"another"))];
    let wrong = wrong.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(desk.piece_with(&begun.to, 0, &bytes, &wrong).await.status, 460);
    assert_eq!(desk.state(&begun.to).await["offset"], 0);
    let (right, whole) = (sum(&bytes[..1_000]), bytes.len());
    let right = [("upload-checksum", right.as_str())];
    assert_eq!(desk.piece_with(&begun.to, 0, &bytes[..1_000], &right).await.status, 204);
    // More than was announced is refused, and what was there stays.
    let more = desk.piece(&begun.to, 1_000, &file(whole)).await;
    assert_eq!(more.status, 422, "{}", more.text);
    assert_eq!(desk.state(&begun.to).await["offset"], 1_000);
    let version = [("tus-resumable", "0.2.2")];
    assert_eq!(desk.piece_with(&begun.to, 1_000, b"x", &version).await.status, 412);
    let kind = [("upload-offset", "1000"), ("content-type", "application/octet-stream")];
    assert_eq!(desk.served.send("PATCH", &begun.to, &kind, b"x").await.status, 415);
    assert_eq!(desk.served.send("DELETE", &begun.to, &[], b"").await.status, 204);
    assert_eq!(desk.kept().await, 0);
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn room_is_kept_before_anything_comes_and_given_back_in_time() {
    let mut limits = Limits::default();
    (limits.room.file, limits.room.case, limits.room.office) = (1_000, 1_500, 100_000);
    let mut desk = Desk::with(limits).await;
    for (length, why) in [(0, "nothing in it"), (1_001, "at most")] {
        let refused = desk.announce(MINE, &desk.finder, length, "").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains(why), "{}", refused.text);
    }
    let first = desk.announce(MINE, &desk.finder, 1_000, "").await;
    assert_eq!((first.status, desk.kept().await), (201, 1_000));
    let refused = desk.announce(MINE, &desk.finder, 1_000, "").await;
    assert!(refused.status == 422 && refused.text.contains("no room"), "{}", refused.text);
    // Each piece keeps the file for another day, and a day without one ends it.
    desk.later(23).await;
    assert_eq!(desk.piece(&first.to, 0, b"some").await.status, 204);
    desk.later(23).await;
    assert_eq!(desk.state(&first.to).await["offset"], 4);
    desk.later(2).await;
    assert_eq!(desk.served.send("GET", &first.to, &[], b"").await.status, 404);
    assert_eq!(desk.piece(&first.to, 4, b"more").await.status, 404);
    assert_eq!(desk.kept().await, 0);
    // What is whole stays.
    desk.again().await;
    let item = desk.whole(MINE, &desk.finder, b"a small one", "").await;
    desk.later(30).await;
    desk.again().await;
    assert_eq!(desk.fetched(&item).await.1, b"a small one");
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_for_the_finder_waits_for_the_gate_and_one_for_the_office_is_nobody_elses() {
    let desk = Desk::start().await;
    let files = desk.of_case("/files");
    let own = desk.whole(&files, &desk.member, b"for us alone", "").await;
    let to = format!(",for {},role {}", STANDARD.encode("finder"), STANDARD.encode("remedy"));
    let waits = desk.whole(&files, &desk.member, b"a remedy", &to).await;
    for item in [&own, &waits] {
        assert_eq!(desk.fetched(item).await.0, 200, "the office has its own");
        let mine = desk.send(("GET", &format!("{MINE}/{item}")), &desk.finder, &[], b"").await;
        assert_eq!(mine.status, 404, "nothing was let out");
    }
    let send = desk.of_case(&format!("/messages/{waits}/send"));
    let sent = desk.send(("POST", &send), &desk.member, &[], b"").await;
    let told: Value = serde_json::from_str(&sent.text).unwrap();
    assert_eq!(told["sent"], false, "nobody granted the finder a remedy: {}", sent.text);
    let mine = desk.send(("GET", &format!("{MINE}/{waits}")), &desk.finder, &[], b"").await;
    assert_eq!(mine.status, 404);
    let send = desk.of_case(&format!("/messages/{own}/send"));
    assert_eq!(desk.send(("POST", &send), &desk.member, &[], b"").await.status, 404);
    // Strangers and those of other cases see nothing.
    let other = desk.served.report("here", "another").await;
    let stranger = desk.served.hosted("here").desk().begin_stay(other.case).await.unwrap();
    for token in ["", stranger.as_str()] {
        let mine = desk.send(("GET", &format!("{MINE}/{waits}")), token, &[], b"").await;
        assert!([401, 404].contains(&mine.status));
    }
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_script_sends_files_and_pages_offer_them_as_nothing_to_show() {
    let desk = Desk::start().await;
    let (token, (name, value)) = (desk.served.token(), desk.served.visitor());
    let cookie = format!("{name}={value}; tidegate-finder-here={}", desk.finder);
    let part = |name: &str, more: &str, body: &str| {
        format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"{more}\r\n\r\n{body}\r\n")
    };
    let html = "; filename=\"<b>x.html\"\r\ncontent-type: text/html";
    let body = [
        part("token", "", &token),
        part("role", "", "evidence"),
        part("file", html, "<script>alert(1)</script>"),
        part("file", "; filename=\"../two.txt\"", "the second"),
        "--edge--\r\n".to_owned(),
    ];
    let kind = ("content-type", "multipart/form-data; boundary=edge");
    let headers = [("cookie", cookie.as_str()), kind];
    let sent = desk.served.send("POST", "/at/here/mine/files", &headers, body.concat()).await;
    assert_eq!(
        (sent.status, sent.to.as_str()),
        (303, "/at/here/mine?wrote#messages"),
        "{}",
        sent.text
    );
    let untold =
        desk.served.send("POST", "/at/here/mine/files", &headers, body[1..].concat()).await;
    assert_eq!(untold.status, 403, "a form of another site has no token");
    let page = desk.served.send("GET", "/at/here/mine", &[("cookie", &cookie)], b"").await;
    assert_eq!(page.text.matches("You sent a file of").count(), 2, "{}", page.text);
    // A member reads them by the gate: names as text, bytes as a file of no kind.
    let case = format!("/at/here/cases/{}", desk.taken.handle);
    let session = Some(desk.member.as_str());
    let thread = desk.served.ask("POST", &format!("{case}/messages"), session, &[]).await;
    assert!(
        thread.text.contains("&#60;b&#62;x.html") && thread.text.contains("two.txt"),
        "{}",
        thread.text
    );
    assert!(!thread.text.contains("alert(1)"));
    let item = thread.text.split("name=\"item\" value=\"").nth(1).unwrap();
    let item = item.split('"').next().unwrap();
    let got = desk.served.ask("POST", &format!("{case}/open"), session, &[("item", item)]).await;
    assert_eq!((got.status, got.kind.as_str()), (200, "application/octet-stream"));
    assert_eq!(got.text, "<script>alert(1)</script>");
    desk.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_of_an_organisation_sends_and_gets_what_was_let_out_to_it() {
    let desk = Desk::start().await;
    let person = desk.served.session_of_person("here", "Acme", MemberRole::Manufacturer).await;
    let ours = format!("/api/v1/offices/here/ours/cases/{}/files", desk.taken.handle);
    assert_eq!(desk.announce(&ours, &person, 5, "").await.status, 404, "it knows of no such case");
    let hosted = desk.served.hosted("here");
    let actor = tidegate_core::event::Actor::Member("Wang Fang".to_owned());
    let book = desk.served.house.book();
    let errand = tidegate::errand::Errand { desk: hosted.desk(), book, actor: &actor };
    errand.join(&desk.taken.handle, "Acme").await.unwrap();
    let evidence = format!(",role {}", STANDARD.encode("evidence"));
    let item = desk.whole(&desk.of_case("/files"), &desk.member, b"what we found", &evidence).await;
    let out = errand.let_out_to(
        &desk.taken.handle,
        "Acme",
        item.parse().unwrap(),
        tidegate_core::id::SessionId::from_bytes([1; 16]),
        tidegate::organisations::Carried::ToPage,
    );
    let (_, replied) = out.await.unwrap();
    let path = format!("{ours}/{item}");
    let got = desk.send(("GET", &path), &person, &[], b"").await;
    assert!(replied.sent, "those who repair may have it: {:?}", replied.asked.decision);
    assert_eq!((got.status, got.text.as_str()), (200, "what we found"));
    let part = desk.send(("GET", &path), &person, &[("range", "bytes=5-6")], b"").await;
    assert_eq!((part.status, part.text.as_str()), (206, "we"));
    let sent = desk.whole(&ours, &person, b"our answer", "").await;
    assert_eq!(desk.fetched(&sent).await.1, b"our answer");
    let other = desk.served.session_of_person("here", "Other", MemberRole::Manufacturer).await;
    assert_eq!(desk.send(("GET", &path), &other, &[], b"").await.status, 404);
    drop(hosted);
    desk.served.end().await;
}
