//! The one authorisation table, walked with every role, with nobody, and with somebody of another office.

use tidegate::people::{MemberRole, Passphrase, Scope};
use tidegate::web::access::{Access, Route};
use tidegate::web::table;
use tidegate::web::visit::session_cookie;

use crate::served::{Answer, PASSPHRASE, Served};

/// What the guard of a row made of a request; what the handler then says of a form that is empty is not asked here.
#[derive(Debug, PartialEq, Eq)]
enum Guarded {
    LetIn,
    SignIn,
    NotYours,
    Scope,
}

/// How the page for the wrong role begins; a form that is refused says something else.
const NOT_YOURS: &str = "none of your roles";

fn guarded(answer: &Answer) -> Guarded {
    match answer.status {
        401 => Guarded::SignIn,
        303 if answer.to.contains("/sign-in?") => Guarded::SignIn,
        403 if answer.text.contains("#problem-scope") => Guarded::Scope,
        403 if answer.text.contains(NOT_YOURS) => Guarded::NotYours,
        _ => Guarded::LetIn,
    }
}

fn filled(pattern: &str) -> String {
    let parts = pattern.split('/').map(|part| match part {
        "{office}" => "here",
        part if part.starts_with('{') => "nothing",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn expected(path: &str, access: Access, who: Option<Who>) -> Guarded {
    match (access, who) {
        // A program that is a finder has a token of its own kind; no member's opens anything there.
        (Access::Finder, _) if path.starts_with("/api/") => Guarded::SignIn,
        (Access::Anybody | Access::Finder, _) => Guarded::LetIn,
        (Access::Members(_) | Access::Participants(_) | Access::SignedIn, None) => Guarded::SignIn,
        (Access::SignedIn, Some(_)) => Guarded::LetIn,
        (Access::Members(roles), Some(Who::Member(role))) if roles.contains(&role) => {
            Guarded::LetIn
        }
        (Access::Participants(roles), Some(Who::Person(role))) if roles.contains(&role) => {
            Guarded::LetIn
        }
        (Access::Members(_) | Access::Participants(_), Some(_)) => Guarded::NotYours,
    }
}

/// Who is signed in: a member of the office, or somebody of an organisation.
#[derive(Debug, Clone, Copy)]
enum Who {
    Member(MemberRole),
    Person(MemberRole),
}

#[tokio::test(flavor = "multi_thread")]
async fn each_row_answers_each_role_as_it_says_and_nobody_else() {
    let served = Served::start().await;
    let rows = table();
    let members = rows.iter().filter(|row| matches!(row.access, Access::Members(_))).count();
    assert!(members > 5 && rows.len() > members, "the table is found at all");
    let other = served.session("there", MemberRole::Analyst).await;
    let mut wrong = Vec::new();
    for row in &rows {
        let (method, path) = (row.method.as_str(), filled(row.path));
        let members = served.roles("here").into_iter().map(Who::Member);
        for who in members.chain(MemberRole::OF_ORGANISATIONS.map(Who::Person)) {
            // A session each, since signing out is a row too.
            let session = match who {
                Who::Member(role) => served.session("here", role).await,
                Who::Person(role) => served.session_of_person("here", "Acme", role).await,
            };
            let answer = served.ask(method, &path, Some(&session), &[]).await;
            if guarded(&answer) != expected(row.path, row.access, Some(who)) || answer.status >= 500
            {
                wrong.push(format!("{row:?} as {who:?}: {} {}", answer.status, answer.to));
            }
        }
        for (who, session) in [("nobody", None), ("another office's", Some(other.as_str()))] {
            let answer = served.ask(method, &path, session, &[]).await;
            if guarded(&answer) != expected(row.path, row.access, None) || answer.status >= 500 {
                wrong.push(format!("{row:?} as {who}: {} {}", answer.status, answer.to));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    served.end().await;
}

/// What a token of an analyst with these scopes is told.
fn expected_of_token(row: &Route, scopes: &[Scope]) -> Guarded {
    let program = row.path.starts_with("/api/");
    match row.access {
        Access::Anybody | Access::Finder => expected(row.path, row.access, None),
        _ if !program => Guarded::SignIn,
        _ if !row.scope.is_some_and(|scope| scopes.contains(&scope)) => Guarded::Scope,
        access => expected(row.path, access, Some(Who::Member(MemberRole::Analyst))),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_row_lets_a_token_in_for_its_scope_and_no_other() {
    let served = Served::start().await;
    let hosted = served.hosted("here");
    let session = served.session("here", MemberRole::Analyst).await;
    let member = hosted.desk().member(&session).await.unwrap().unwrap();
    let mut wrong = Vec::new();
    for scopes in Scope::ALL.map(|scope| vec![scope]).into_iter().chain([Scope::ALL.to_vec()]) {
        let asked = ("a script", scopes.iter().copied().collect(), 1);
        let made = hosted.desk().make_token(&member, &Passphrase::new(PASSPHRASE), asked).await;
        let token = made.unwrap().shown;
        for row in table() {
            let path = filled(row.path);
            let answer = served.ask(row.method.as_str(), &path, Some(&token), &[]).await;
            if guarded(&answer) != expected_of_token(&row, &scopes) || answer.status >= 500 {
                wrong.push(format!("{row:?} with {scopes:?}: {} {}", answer.status, answer.text));
            }
        }
    }
    let scoped = table().into_iter().filter(|row| row.scope.is_some()).count();
    assert!(scoped > 10, "rows for tokens are found at all");
    assert_eq!(wrong, Vec::<String>::new());
    drop(hosted);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_a_row_and_a_case_of_another_office_look_alike() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let theirs = served.report("there", "overflow").await;
    let absent = served.ask("GET", "/at/here/cases/2026-none", Some(&session), &[]).await;
    let path = format!("/at/here/cases/{}", theirs.handle);
    let foreign = served.ask("GET", &path, Some(&session), &[]).await;
    assert_eq!((absent.status, foreign.status), (404, 404));
    assert_eq!(absent.text.replace("2026-none", &theirs.handle), foreign.text);
    let nowhere = served.ask("GET", "/at/here/no-such-page", Some(&session), &[]).await;
    assert_eq!(nowhere.status, 404);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_the_visitors_token_does_nothing() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let taken = served.report("here", "overflow").await;
    let size = served.hosted("here").desk().head().await.unwrap().unwrap().size;
    let path = format!("/at/here/cases/{}/tell", taken.handle);
    let (name, visitor) = served.visitor();
    let session_name = session_cookie(&served.hosted("here"));
    let cookie = format!("{name}={visitor}; {session_name}={session}");
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let headers = [("cookie", cookie.as_str()), kind];
    for (token, status) in [("&token=of+somebody+else", 403), ("&token=", 403), ("", 403)] {
        let form = format!("lines=note+x&source=a+call{token}");
        let answer = served.send("POST", &path, &headers, &form).await;
        assert_eq!(answer.status, status, "`{token}`: {}", answer.text);
    }
    assert_eq!(served.hosted("here").desk().head().await.unwrap().unwrap().size, size);
    let token = serde_urlencoded::to_string([("token", served.token())]).unwrap();
    let form = format!("lines=note+x&source=a+call&{token}");
    assert_eq!(served.send("POST", &path, &headers, &form).await.status, 303, "with it, it does");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_site_works_with_a_members_browser() {
    let served = Served::start().await;
    let session = served.session("here", MemberRole::Analyst).await;
    let taken = served.report("here", "overflow").await;
    let size = served.hosted("here").desk().head().await.unwrap().unwrap().size;
    let case = format!("/api/v1/offices/here/cases/{}", taken.handle);
    let cookie = format!("{}={session}", session_cookie(&served.hosted("here")));
    let bearer = format!("bearer {session}");
    let (cookie, bearer) = (("cookie", cookie.as_str()), ("authorization", bearer.as_str()));
    let (json, from) = (("content-type", "application/json"), ("sec-fetch-site", "cross-site"));
    let body = r#"{"facts":["exploited"],"source":"a call"}"#;
    let facts = format!("{case}/facts");
    // A cookie is nothing to the interface, not even for reading; a token is, but not from another site's page.
    assert_eq!(served.send("GET", &case, &[cookie], "").await.status, 401);
    assert_eq!(served.send("POST", &facts, &[cookie, json], body).await.status, 401);
    assert_eq!(served.send("POST", &facts, &[bearer, json, from], body).await.status, 403);
    let origin = ("origin", "https://elsewhere.example");
    assert_eq!(served.send("POST", &facts, &[bearer, json, origin], body).await.status, 403);
    assert_eq!(served.hosted("here").desk().head().await.unwrap().unwrap().size, size);
    assert_eq!(served.send("POST", &facts, &[bearer, json], body).await.status, 201);
    served.end().await;
}
