//! The one authorisation table, walked with every role, with nobody, and with somebody of another office.

use tidegate::people::MemberRole;
use tidegate::web::access::Access;
use tidegate::web::table;

use crate::served::{Answer, Served};

/// What the guard of a row made of a request; what the handler then says of a form that is empty is not asked here.
#[derive(Debug, PartialEq, Eq)]
enum Guarded {
    LetIn,
    SignIn,
    NotYours,
}

/// How the page for the wrong role begins; a form that is refused says something else.
const NOT_YOURS: &str = "none of your roles";

fn guarded(answer: &Answer) -> Guarded {
    match answer.status {
        401 => Guarded::SignIn,
        303 if answer.to.contains("/sign-in?") => Guarded::SignIn,
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

fn expected(access: Access, role: Option<MemberRole>) -> Guarded {
    match (access, role) {
        (Access::Anybody | Access::Finder, _) => Guarded::LetIn,
        (Access::Members(_), None) => Guarded::SignIn,
        (Access::Members(roles), Some(role)) if roles.contains(&role) => Guarded::LetIn,
        (Access::Members(_), Some(_)) => Guarded::NotYours,
    }
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
        for role in MemberRole::ALL {
            // A session each, since signing out is a row too.
            let session = served.session("here", role).await;
            let answer = served.ask(method, &path, Some(&session), &[]).await;
            if guarded(&answer) != expected(row.access, Some(role)) || answer.status >= 500 {
                wrong.push(format!("{row:?} as {role}: {} {}", answer.status, answer.to));
            }
        }
        for (who, session) in [("nobody", None), ("another office's", Some(other.as_str()))] {
            let answer = served.ask(method, &path, session, &[]).await;
            if guarded(&answer) != expected(row.access, None) || answer.status >= 500 {
                wrong.push(format!("{row:?} as {who}: {} {}", answer.status, answer.to));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
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
    let lines = [("token", "of somebody else"), ("lines", "note x"), ("source", "a call")];
    let answer = served.ask("POST", &path, Some(&session), &lines).await;
    assert_eq!(answer.status, 422, "a token that stands twice is no form");
    assert_eq!(served.hosted("here").desk().head().await.unwrap().unwrap().size, size);
    served.end().await;
}
