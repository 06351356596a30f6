//! The frame around every page: language, navigation, who is signed in, and the mark of a demonstration.

use askama::Template;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use fluent_bundle::FluentValue;
use tidegate_core::office::Bilingual;
use tidegate_law::{AnswerKind, Certainty, DutyState, Force, KnownBy, Language, Words};

use super::access::{self, Access};
use super::visit::{Visit, tag};
use super::{assets, wrong::Wrong};
use crate::people::{Member, MemberRole};
use crate::say::id;
use crate::say::owed::{DutyTold, NotedTold};
use crate::say::rule::FactTold;
use crate::say::text::about;
use crate::say::told::Told;
use crate::words::Voice;

/// What the frame shows, and the texts for the page within.
#[derive(Debug)]
pub struct Frame {
    voice: Voice,
    /// `en` or `zh-Hans`.
    pub tag: &'static str,
    /// The address of this page in the other language.
    pub other_language: String,
    /// The office, where the page is one of an office's.
    pub office: Option<OfficeFrame>,
    /// The name of who is signed in.
    pub member: Option<String>,
    /// Whether that member works on cases.
    pub works_on_cases: bool,
    /// Whether that member reads the registers.
    pub reads_registers: bool,
    /// Whether that member looks after accounts.
    pub administers: bool,
    /// Whether this member keeps contacts of finders.
    pub keeps_contacts: bool,
    /// Whether that member keeps the register of organisations.
    pub keeps_organisations: bool,
    /// Whether it is somebody of an organisation that takes part in cases.
    pub takes_part: bool,
    /// Whether everything is a demonstration.
    pub demonstration: bool,
    /// The token that every form carries.
    pub token: String,
    /// The path of this page.
    pub path: String,
    /// The offices that the server hosts: name in addresses, name for people.
    pub offices: Vec<OfficeFrame>,
}

/// An office in the frame.
#[derive(Debug, Clone)]
pub struct OfficeFrame {
    /// Its name in addresses.
    pub slug: String,
    /// Its name in the language of the page.
    pub name: String,
}

/// How whoever is signed in is called: by name; in a demonstration, where they are nobody, by role.
fn called(member: &Member, visit: &Visit) -> String {
    let invented = |role: &MemberRole| member.name == role.in_demonstration();
    let role = MemberRole::ALL.into_iter().find(invented).filter(|_| visit.house.demonstration());
    role.map_or_else(|| member.name.clone(), |role| visit.voice().say(role.message()))
}

impl Frame {
    pub(super) fn of(visit: &Visit) -> Self {
        let language = visit.language;
        let office = |hosted: &crate::server::Hosted| OfficeFrame {
            slug: hosted.slug().to_string(),
            name: match language {
                Language::English => hosted.office().name.en.clone(),
                Language::Chinese => hosted.office().name.zh.clone(),
            },
        };
        let holds =
            |access: Access| visit.member.as_ref().is_some_and(|member| access.admits(member));
        Self {
            voice: visit.voice(),
            tag: tag(language),
            other_language: other_language(visit),
            office: visit.office.as_deref().map(office),
            member: visit.member.as_ref().map(|member| called(member, visit)),
            works_on_cases: holds(access::CASE_WORK),
            reads_registers: holds(access::REGISTERS),
            administers: holds(access::ADMINISTRATION),
            keeps_contacts: holds(access::CONTACTS),
            keeps_organisations: holds(access::ORGANISATIONS),
            takes_part: holds(access::PARTICIPANTS),
            demonstration: visit.house.demonstration(),
            token: visit.token(),
            path: visit.uri.path().to_owned(),
            offices: visit.house.offices().iter().map(|hosted| office(hosted)).collect(),
        }
    }

    /// Whether the page is one of this room of the office, such as `cases`.
    #[must_use]
    pub fn is_within(&self, room: &str) -> bool {
        let Some(office) = &self.office else { return false };
        let within =
            self.path.strip_prefix("/at/").and_then(|path| path.strip_prefix(&office.slug));
        let within = within.and_then(|path| path.strip_prefix('/'));
        within.and_then(|path| path.split('/').next()) == Some(room)
    }

    /// The language of the page.
    #[must_use]
    pub fn language(&self) -> Language {
        self.voice.language()
    }

    /// A text.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.voice.say(id)
    }

    /// A text with one argument.
    #[must_use]
    pub fn with(&self, id: &str, name: &str, value: impl ToString) -> String {
        self.voice.with(id, [(name, FluentValue::from(value.to_string()))])
    }

    /// A text with a number in it, which chooses the plural.
    #[must_use]
    pub fn count(&self, id: &str, count: impl TryInto<u32>) -> String {
        let count = count.try_into().unwrap_or(u32::MAX);
        self.voice.with(id, [("count", FluentValue::from(count))])
    }

    /// The voice, for texts with more arguments.
    #[must_use]
    pub fn voice(&self) -> &Voice {
        &self.voice
    }

    /// Of a text in both languages, the one of the page.
    #[must_use]
    pub fn pick<'w>(&self, words: &'w Words) -> &'w str {
        match self.voice.language() {
            Language::English => &words.en,
            Language::Chinese => &words.zh,
        }
    }

    /// Of what an office says of itself in both languages, the text of the page.
    #[must_use]
    pub fn own<'b>(&self, text: &'b Bilingual) -> &'b str {
        match self.voice.language() {
            Language::English => &text.en,
            Language::Chinese => &text.zh,
        }
    }

    /// What one of several answers is about: the act, its content and the recipient.
    #[must_use]
    pub fn about(&self, told: &Told) -> String {
        about(told, &self.voice)
    }

    /// Several facts in one line.
    #[must_use]
    pub fn joined(&self, facts: &[FactTold]) -> String {
        let said: Vec<&str> = facts.iter().map(|fact| self.pick(&fact.words)).collect();
        said.join(&self.say("list-and"))
    }

    /// Several names in one line.
    #[must_use]
    pub fn listed(&self, names: &[Words]) -> String {
        let said: Vec<&str> = names.iter().map(|name| self.pick(name)).collect();
        said.join(&self.say("list-comma"))
    }

    /// One of the five answers in a word or two.
    #[must_use]
    pub fn answer(&self, kind: &AnswerKind) -> String {
        self.say(id::answer(*kind))
    }

    /// How an answer is marked in the style.
    #[must_use]
    pub fn answer_class(&self, kind: &AnswerKind) -> &'static str {
        match kind {
            AnswerKind::Permit => "permit",
            AnswerKind::PermitIf => "permit_if",
            AnswerKind::Escalate => "escalate",
            AnswerKind::Conflict => "conflict",
            AnswerKind::Refuse => "refuse",
        }
    }

    /// How binding a rule is, in words.
    #[must_use]
    pub fn force(&self, force: &Force) -> String {
        self.say(id::force(*force))
    }

    /// How binding a rule is, in the style: law, and what is not law, never look alike.
    #[must_use]
    pub fn force_class(&self, force: &Force) -> &'static str {
        match force {
            Force::Binding => "law",
            Force::House => "house",
            Force::Recommended | Force::Norm => "encouraged",
        }
    }

    /// How the text of a clause was read.
    #[must_use]
    pub fn certainty(&self, certainty: &Certainty) -> String {
        self.say(id::certainty(*certainty))
    }

    /// Who can make a fact true.
    #[must_use]
    pub fn known_by(&self, by: &KnownBy) -> String {
        self.say(id::known_by(*by))
    }

    /// What became of a duty.
    #[must_use]
    pub fn state(&self, state: &DutyState) -> String {
        self.say(id::state(*state))
    }

    /// Something that was filed and does not speak for itself.
    #[must_use]
    pub fn weight(&self, noted: &NotedTold) -> String {
        self.with(id::weight(noted.weight), "at", &noted.occurred)
    }

    /// What the calendar does not say of the due time of a duty.
    #[must_use]
    pub fn doubt(&self, duty: &DutyTold) -> Option<String> {
        crate::say::duty::doubt_of_calendar(duty, self.voice())
    }

    /// What a duty would require once its clock starts.
    #[must_use]
    pub fn ahead(&self, duty: &DutyTold) -> String {
        let words = [
            ("who", self.pick(&duty.bearer).into()),
            ("event", self.pick(&duty.start_event.words).into()),
        ];
        self.voice().with("could-require", words)
    }

    /// The page of the article under which a rule stands.
    #[must_use]
    pub fn article(&self, rule: &str) -> String {
        let mut parts = rule.split('/');
        match (parts.next(), parts.next()) {
            (Some(statute), Some(article)) => format!("/law/{statute}/{article}"),
            _ => "/law".to_owned(),
        }
    }

    /// The first letters of a digest, enough for people to compare.
    #[must_use]
    pub fn short<'d>(&self, digest: &'d str) -> &'d str {
        digest.get(..12).unwrap_or(digest)
    }

    /// The address of an embedded file, which changes with its content.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}

/// This page in the other language; of a page that answers a form, the page that the form is on or near.
fn other_language(visit: &Visit) -> String {
    let other = match visit.language {
        Language::English => "zh",
        Language::Chinese => "en",
    };
    if visit.posted {
        return format!("{}?lang={other}", nearest(visit.uri.path()));
    }
    let query = visit.uri.query().unwrap_or_default();
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let query: Vec<String> = kept.map(str::to_owned).chain([format!("lang={other}")]).collect();
    format!("{}?{}", visit.uri.path(), query.join("&"))
}

/// The nearest address above this one at which there is a page.
fn nearest(path: &str) -> &str {
    let table = super::table();
    let is_page = |path: &str| {
        let part = |(pattern, part): (&str, &str)| pattern == part || pattern.starts_with('{');
        table.iter().any(|route| {
            route.method == Method::GET
                && route.path.split('/').count() == path.split('/').count()
                && route.path.split('/').zip(path.split('/')).all(part)
        })
    };
    let mut near = path;
    while let Some((above, _)) = near.rsplit_once('/') {
        if is_page(above) {
            return above;
        }
        near = above;
    }
    "/"
}

/// A page that renders itself.
#[derive(Debug)]
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => {
                let mut response = (StatusCode::OK, Html(html)).into_response();
                // Pages depend on who asks, and may show what others must not see.
                let no_store = HeaderValue::from_static("no-store");
                response.headers_mut().insert(header::CACHE_CONTROL, no_store);
                response
            }
            Err(error) => {
                tracing::error!("a page could not be rendered: {error}");
                Wrong::Fault.into_response()
            }
        }
    }
}
