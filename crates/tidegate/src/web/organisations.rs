//! The register of organisations, for members of the office; and the people of each, for administrators.
//!
//! What is written here concerns no case. Keys and contacts are what their owners say over another way than this one:
//! the page shows fingerprints so that people can compare them.

mod catalogue;

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use tidegate_core::organisation::{Profile, ROLES};
use tidegate_core::party::Role;

use super::access::{ADMINISTRATION, ORGANISATIONS, Route};
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::errand::{Errand, LettingIn, NotDone};
use crate::people::MemberRole;
use crate::say::error::Said as _;
use crate::say::instant;
use crate::say::organisation::{
    LetInTold, OrganisationTold, OrganisationsTold, PeopleTold, PersonTold,
};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/at/{office}/organisations", ORGANISATIONS, list),
        Route::post("/at/{office}/organisations", ORGANISATIONS, add),
        Route::get("/at/{office}/organisations/{organisation}", ORGANISATIONS, one),
        Route::post("/at/{office}/organisations/{organisation}", ORGANISATIONS, change),
        Route::get("/at/{office}/organisations/{organisation}/people", ADMINISTRATION, people),
        Route::post("/at/{office}/organisations/{organisation}/people", ADMINISTRATION, let_in),
        Route::post("/at/{office}/organisations/{organisation}/people/end", ADMINISTRATION, end),
    ];
    routes.extend(catalogue::routes());
    routes
}

type Fields = BTreeMap<String, String>;
type Address = Path<(String, String)>;

/// A field of the form.
struct FieldShown {
    name: &'static str,
    label: String,
    hint: Option<String>,
    value: String,
    rows: Option<u32>,
    needed: bool,
}

/// A role that can be chosen.
struct RoleShown {
    name: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "organisations.html")]
struct ListPage {
    frame: Frame,
    slug: String,
    told: OrganisationsTold,
    problem: Option<String>,
    fields: Vec<FieldShown>,
    roles: Vec<RoleShown>,
}

#[derive(Template)]
#[template(path = "organisation.html")]
struct OnePage {
    frame: Frame,
    slug: String,
    zone: TimeZone,
    told: OrganisationTold,
    administers: bool,
    problem: Option<String>,
    fields: Vec<FieldShown>,
    roles: Vec<RoleShown>,
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    frame: Frame,
    zone: TimeZone,
    /// The address of this page.
    here: String,
    /// The page of the organisation.
    above: String,
    told: PeopleTold,
    /// Who was just let in.
    new: Option<LetInTold>,
    problem: Option<String>,
    login: String,
    name: String,
    roles: Vec<RoleShown>,
}

impl ListPage {
    fn roles_of(&self, roles: &[String]) -> String {
        said(roles, &self.frame)
    }
}

impl OnePage {
    fn when(&self, at: &jiff::Timestamp) -> String {
        instant(*at, &self.zone)
    }

    fn fields_said(&self, fields: &[String]) -> String {
        let said = fields.iter().map(|field| {
            self.frame.say(&format!("organisation-field-{}", field.replace('_', "-")))
        });
        said.collect::<Vec<_>>().join(&self.frame.say("list-comma"))
    }

    fn roles_of(&self, roles: &[String]) -> String {
        said(roles, &self.frame)
    }
}

impl PeoplePage {
    fn when(&self, at: &jiff::Timestamp) -> String {
        instant(*at, &self.zone)
    }

    fn roles_of(&self, person: &PersonTold) -> String {
        let said: Vec<String> =
            person.roles.iter().map(|role| self.frame.say(role.message())).collect();
        said.join(&self.frame.say("list-comma"))
    }
}

/// Roles in the field's words.
pub(super) fn said(roles: &[String], frame: &Frame) -> String {
    let known = |word: &String| ROLES.into_iter().find(|role| role.as_str() == word);
    let said: Vec<String> =
        roles.iter().filter_map(known).map(|role| frame.say(role_message(role))).collect();
    said.join(&frame.say("list-comma"))
}

fn role_message(role: Role) -> &'static str {
    match role {
        Role::Manufacturer => "organisation-role-manufacturer",
        Role::Supplier => "organisation-role-supplier",
        Role::Operator => "organisation-role-operator",
        Role::Authority => "organisation-role-authority",
        Role::Coordinator | Role::Finder | Role::Reporter | Role::Public => {
            "organisation-role-coordinator"
        }
    }
}

/// What a form says of an organisation: lists stand in lines, keys each in its armour.
fn profile(fields: &Fields) -> Profile {
    let text = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let lines = |name: &str| text(name).lines().map(str::to_owned).collect();
    let words = |name: &str| -> Vec<String> {
        let separates = |c: char| c.is_whitespace() || ",，、;".contains(c);
        text(name).split(separates).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let chosen = ROLES.into_iter().filter(|role| fields.contains_key(&format!("role.{role}")));
    Profile {
        name: text("name"),
        name_zh: text("name_zh"),
        aliases: lines("aliases"),
        kind: text("kind"),
        roles: chosen.map(|role| role.to_string()).collect(),
        authority: text("authority"),
        established: text("established").trim().to_uppercase(),
        markets: words("markets").into_iter().map(|code| code.to_uppercase()).collect(),
        domains: words("domains"),
        contacts: lines("contacts"),
        keys: keys(&text("keys")),
        security_txt: text("security_txt"),
    }
}

/// Several keys in one field: an armour ends with its last line, a recipient of age is a line.
fn keys(text: &str) -> Vec<String> {
    let (mut keys, mut armour) = (Vec::new(), String::new());
    for line in text.lines() {
        if !armour.is_empty() || line.starts_with("-----BEGIN") {
            armour.push_str(line);
            armour.push('\n');
            if line.starts_with("-----END") {
                keys.push(std::mem::take(&mut armour));
            }
        } else if !line.trim().is_empty() {
            keys.push(line.to_owned());
        }
    }
    keys.extend(Some(armour).filter(|left| !left.is_empty()));
    keys
}

fn fields(frame: &Frame, profile: &Profile) -> Vec<FieldShown> {
    let field = |name: &'static str, value: String, rows: Option<u32>| FieldShown {
        name,
        label: frame.say(&format!("organisation-field-{}", name.replace('_', "-"))),
        hint: hint(name).map(|id| frame.say(id)),
        value,
        rows,
        needed: name == "name",
    };
    vec![
        field("name", profile.name.clone(), None),
        field("name_zh", profile.name_zh.clone(), None),
        field("aliases", profile.aliases.join("\n"), Some(2)),
        field("established", profile.established.clone(), None),
        field("markets", profile.markets.join(" "), None),
        field("domains", profile.domains.join(" "), None),
        field("contacts", profile.contacts.join("\n"), Some(3)),
        field("keys", profile.keys.join("\n"), Some(4)),
        field("security_txt", profile.security_txt.clone(), Some(6)),
        field("authority", profile.authority.clone(), None),
    ]
}

fn hint(name: &str) -> Option<&'static str> {
    match name {
        "aliases" => Some("organisation-hint-aliases"),
        "established" => Some("organisation-hint-established"),
        "markets" => Some("organisation-hint-markets"),
        "contacts" => Some("organisation-hint-contacts"),
        "keys" => Some("organisation-hint-keys"),
        "security_txt" => Some("organisation-hint-security-txt"),
        "authority" => Some("organisation-hint-authority"),
        _ => None,
    }
}

fn roles(frame: &Frame, profile: &Profile) -> Vec<RoleShown> {
    let role = |role: Role| RoleShown {
        name: format!("role.{role}"),
        label: frame.say(role_message(role)),
        chosen: profile.roles.iter().any(|chosen| chosen == role.as_str()),
    };
    ROLES.into_iter().map(role).collect()
}

async fn list(visit: Visit) -> Result<Response, Wrong> {
    listed(&visit, &Profile::default(), None).await
}

async fn listed(
    visit: &Visit,
    profile: &Profile,
    problem: Option<String>,
) -> Result<Response, Wrong> {
    let (frame, hosted, actor) = (visit.frame(), visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let status = status(&problem);
    let page = ListPage {
        slug: hosted.slug().to_string(),
        told: errand.organisations().await?,
        problem,
        fields: fields(&frame, profile),
        roles: roles(&frame, profile),
        frame,
    };
    Ok((status, Page(page)).into_response())
}

/// How a page is answered that has something to say of what was sent.
fn status(problem: &Option<String>) -> StatusCode {
    if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// What was wrong with what was asked, for the page itself; our own faults are no matter of the form.
fn problem(error: NotDone, visit: &Visit) -> Result<String, Wrong> {
    match error {
        asked @ (NotDone::Wrong(_) | NotDone::Said(_)) => Ok(asked.said(&visit.voice())),
        other => Err(other.into()),
    }
}

async fn add(posted: Posted<Fields>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let profile = profile(&fields);
    match errand.register_organisation(&profile).await {
        Ok(told) => {
            let to = format!("/at/{}/organisations/{}", hosted.slug(), told.id);
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => listed(&visit, &profile, Some(problem(error, &visit)?)).await,
    }
}

async fn one(visit: Visit, Path((_, named)): Address) -> Result<Response, Wrong> {
    shown(&visit, &named, None, None).await
}

async fn shown(
    visit: &Visit,
    named: &str,
    written: Option<&Profile>,
    problem: Option<String>,
) -> Result<Response, Wrong> {
    let (frame, hosted, member) = (visit.frame(), visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let entry = errand.named_organisation(named).await.map_err(|_| Wrong::Nowhere)?;
    let kept = entry.organisation.profile();
    let profile = written.unwrap_or(&kept);
    let status = status(&problem);
    let page = OnePage {
        slug: hosted.slug().to_string(),
        zone: hosted.office().zone.rules(),
        told: errand.organisation(named).await?,
        administers: ADMINISTRATION.admits(member),
        problem,
        fields: fields(&frame, profile),
        roles: roles(&frame, profile),
        frame,
    };
    Ok((status, Page(page)).into_response())
}

async fn change(Path((_, named)): Address, posted: Posted<Fields>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    errand.named_organisation(&named).await.map_err(|_| Wrong::Nowhere)?;
    let profile = profile(&fields);
    match errand.rewrite_organisation(&named, &profile).await {
        Ok(told) => {
            let to = format!("/at/{}/organisations/{}", hosted.slug(), told.id);
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => shown(&visit, &named, Some(&profile), Some(problem(error, &visit)?)).await,
    }
}

/// Whose people a page is about, and where it stands.
pub(super) struct PeopleAt<'p> {
    /// The organisation, as it is named.
    pub(super) named: &'p str,
    /// The address of the page under the office.
    pub(super) here: &'p str,
    /// The address of the organisation under the office.
    pub(super) above: &'p str,
}

/// The page of the people of an organisation; with somebody who was just let in, or with what is wrong.
pub(super) async fn people_page(
    visit: &Visit,
    at: &PeopleAt<'_>,
    fields: &Fields,
    outcome: Result<Option<LetInTold>, String>,
) -> Result<Response, Wrong> {
    let (frame, hosted, actor) = (visit.frame(), visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.people(at.named).await.map_err(|error| match error {
        NotDone::Said(_) => Wrong::Nowhere,
        other => other.into(),
    })?;
    let (new, problem) = match outcome {
        Ok(new) => (new, None),
        Err(problem) => (None, Some(problem)),
    };
    let asked = if problem.is_some() { fields.clone() } else { Fields::new() };
    let text = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let status = status(&problem);
    let page = PeoplePage {
        zone: hosted.office().zone.rules(),
        here: format!("/at/{}/{}", hosted.slug(), at.here),
        above: format!("/at/{}/{}", hosted.slug(), at.above),
        told,
        new,
        problem,
        login: text("login"),
        name: text("name"),
        roles: MemberRole::OF_ORGANISATIONS
            .into_iter()
            .map(|role| RoleShown {
                name: format!("role.{role}"),
                label: frame.say(role.message()),
                chosen: asked.contains_key(&format!("role.{role}")),
            })
            .collect(),
        frame,
    };
    Ok((status, Page(page)).into_response())
}

/// Lets somebody of the organisation in, as a form says it.
pub(super) async fn letting_in(
    visit: &Visit,
    at: &PeopleAt<'_>,
    fields: &Fields,
) -> Result<Response, Wrong> {
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let text = |name: &str| fields.get(name).map_or("", String::as_str);
    let chosen = |role: &MemberRole| fields.contains_key(&format!("role.{role}"));
    let roles: BTreeSet<MemberRole> =
        MemberRole::OF_ORGANISATIONS.into_iter().filter(chosen).collect();
    let new = LettingIn { login: text("login"), name: text("name"), roles };
    let outcome = match errand.let_in(at.named, new).await {
        Ok(new) => Ok(Some(new)),
        Err(error) => Err(problem(error, visit)?),
    };
    people_page(visit, at, fields, outcome).await
}

/// Lets somebody of the organisation in no more, as a form says it.
pub(super) async fn letting_out(
    visit: &Visit,
    at: &PeopleAt<'_>,
    fields: &Fields,
) -> Result<Response, Wrong> {
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let login = fields.get("login").map_or("", String::as_str);
    match errand.let_out(at.named, login).await {
        Ok(_) => Ok(Redirect::to(&format!("/at/{}/{}", hosted.slug(), at.here)).into_response()),
        Err(error) => people_page(visit, at, fields, Err(problem(error, visit)?)).await,
    }
}

async fn people(visit: Visit, Path((_, named)): Address) -> Result<Response, Wrong> {
    let (here, above) = places(&named);
    let at = PeopleAt { named: &named, here: &here, above: &above };
    people_page(&visit, &at, &Fields::new(), Ok(None)).await
}

async fn let_in(Path((_, named)): Address, posted: Posted<Fields>) -> Result<Response, Wrong> {
    let (here, above) = places(&named);
    let at = PeopleAt { named: &named, here: &here, above: &above };
    letting_in(&posted.visit, &at, &posted.fields).await
}

async fn end(Path((_, named)): Address, posted: Posted<Fields>) -> Result<Response, Wrong> {
    let (here, above) = places(&named);
    let at = PeopleAt { named: &named, here: &here, above: &above };
    letting_out(&posted.visit, &at, &posted.fields).await
}

/// The page of the people of an organisation and that of the organisation, under the office.
fn places(named: &str) -> (String, String) {
    let above = format!("organisations/{named}");
    (format!("{above}/people"), above)
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn several_keys_stand_in_one_field() {
        let armour =
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxjM=\n-----END PGP PUBLIC KEY BLOCK-----\n";
        let text = format!("age1a\n\n{armour}{armour}age1b");
        assert_eq!(keys(&text), ["age1a", armour, armour, "age1b"]);
        assert_eq!(keys("-----BEGIN X\nxjM=").len(), 1, "half an armour is not lost");
        assert!(keys(" \n").is_empty());
    }
}
