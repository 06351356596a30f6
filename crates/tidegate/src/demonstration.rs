//! The demonstration: offices that do not exist, with cases whose clocks run, in a folder of their own.
//!
//! What there is stands in `demonstration/offices.toml`. It is set up the way an office works: reports are received,
//! cases are told what happened, questions are put to the gate and its answers go on the log. Only the times are
//! reckoned back from now. A demonstration listens on loopback alone and has no outbound adapter.

mod moment;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use tidegate_core::event::Actor;
use tidegate_core::gate;
use tidegate_core::id::{OfficeId, PartyId, SessionId};
use tidegate_core::office::{
    Bilingual, Change, Changed, Filing, ListedTask, Office, Position, Reception, TaskList,
};
use tidegate_core::organisation::{Organisation, Profile};
use tidegate_core::party::{Party, PartyKind, Role};
use tidegate_core::report::Draft;
use tidegate_core::scene::{Ask, Line};
use tidegate_core::word::AuthorityKey;
use tidegate_law::Book;

use crate::clock::Clock;
use crate::desk::{Desk, DeskError, Intake, Kept, Order, Settings, Terms};
use crate::errand::{Declaring, Errand};
use crate::keys::Random;
use crate::organisations::part;
use crate::people::MemberRole;
use crate::telling::{Telling, teller};

const OFFICES: &str = include_str!("../demonstration/offices.toml");
/// Who records what the demonstration tells.
const TELLER: &str = "demonstration";
/// The file that says that a folder holds a whole demonstration.
const DONE: &str = "demonstration.json";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    office: Vec<OfficeText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeText {
    slug: String,
    name_en: String,
    name_zh: String,
    jurisdiction: String,
    zone: String,
    house: BTreeSet<String>,
    /// Whose products the reports are about that it takes in.
    reports: Reception,
    /// The number under which its platform is filed, invented.
    filed: Option<String>,
    roles: BTreeSet<Role>,
    members: Vec<MemberRole>,
    /// Which authority of the register it is.
    authority: Option<AuthorityKey>,
    /// What it promises to whoever reports in good faith.
    good_faith: Option<Bilingual>,
    /// What it declared about itself.
    #[serde(default)]
    declared: Vec<DeclaredText>,
    /// The organisations in its register; each is the party of that name in its cases.
    #[serde(default)]
    organisation: Vec<Profile>,
    #[serde(default)]
    case: Vec<CaseText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeclaredText {
    register: String,
    fields: BTreeMap<String, String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseText {
    product: String,
    manufacturer: String,
    title: String,
    description: String,
    role: String,
    place: String,
    /// Whether the office itself makes the product.
    #[serde(default)]
    own: bool,
    /// Which stop of the tour it is.
    tour: Option<String>,
    /// What the stop asks in the name of the office, as the query of an address.
    tour_asks: Option<String>,
    lines: String,
    #[serde(default)]
    asked: Vec<AskedText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedText {
    question: String,
}

/// A stop of the tour, kept by the office that it is at.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// Its key.
    pub key: String,
    /// The handle of the case.
    pub handle: String,
    /// What is asked there, as the query of an address.
    pub asks: Option<String>,
}

impl Kept for Stop {
    const ROOM: &'static str = "tour";

    fn name(&self) -> String {
        self.key.clone()
    }
}

/// The roles that a visitor may enter an office with.
#[must_use]
pub fn members(slug: &str) -> Vec<MemberRole> {
    let file: Option<File> = toml::from_str(OFFICES).ok();
    let offices = file.into_iter().flat_map(|file| file.office);
    offices.filter(|office| office.slug == slug).flat_map(|office| office.members).collect()
}

/// The folder of a whole demonstration in `folder`, made if there is none; what a crash left half made is made anew.
///
/// # Errors
/// A file that cannot be written, or a line of the demonstration that the book does not accept.
pub async fn ready(folder: &Path, book: &Book, clock: &Clock) -> anyhow::Result<PathBuf> {
    let mut found = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder).context("reading the demonstration's folder")? {
            let path = entry.context("reading the demonstration's folder")?.path();
            if path.join(DONE).is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    match found.pop() {
        Some(whole) => Ok(whole),
        None => set_up(folder, book, clock).await,
    }
}

/// Makes a new demonstration in a folder of its own within `folder`.
///
/// # Errors
/// As [`ready`].
pub async fn set_up(folder: &Path, book: &Book, clock: &Clock) -> anyhow::Result<PathBuf> {
    let file: File = toml::from_str(OFFICES).context("reading the demonstration")?;
    let now = clock.now();
    let data = folder.join(format!("{}", now.as_millisecond()));
    for office in &file.office {
        let doing = || format!("setting up the office `{}` of the demonstration", office.slug);
        let folder = data.join(&office.slug);
        let settings = Settings::in_directory(&folder, book.digest()).with_clock(clock.clone());
        let described = office.described(book, now).with_context(doing)?;
        let origin = format!("{}.demonstration.example/log", office.slug);
        let mut desk = Desk::create(settings, described, &origin).await.with_context(doing)?;
        office.decide(&mut desk).with_context(doing)?;
        office.declare(&desk, book).await.with_context(doing)?;
        for case in &office.case {
            let about = || format!("telling the case of the `{}`", case.product);
            case.tell(office, &desk, book, now).await.with_context(about)?;
        }
        office.organise(&desk).await.with_context(doing)?;
        desk.close().await.with_context(doing)?;
    }
    std::fs::write(data.join(DONE), "{\"version\": 1}\n").context("finishing the demonstration")?;
    Ok(data)
}

impl OfficeText {
    /// What the office declares about itself.
    async fn declare(&self, desk: &Desk, book: &Book) -> anyhow::Result<()> {
        let actor = Actor::Member(TELLER.to_owned());
        let errand = Errand { desk, book, actor: &actor };
        for one in &self.declared {
            let (register, fields) = (one.register.clone(), one.fields.clone());
            let facts = one.facts.clone();
            let declaring = Declaring { register, fields, facts, replaces: None };
            errand.declare(&declaring, TELLER, Some(TELLER)).await?;
        }
        Ok(())
    }

    /// Takes its organisations into the register.
    async fn organise(&self, desk: &Desk) -> anyhow::Result<()> {
        for profile in &self.organisation {
            let (mut id, mut cases) = (PartyId::from_bytes(Random::bytes()?), Vec::new());
            for row in desk.cases(None, 200).await? {
                let named = |case: &tidegate_core::case::Case| {
                    case.parties().find(|party| party.name == profile.name).map(|party| party.id)
                };
                if let Some(known) = desk.compute(row.case, |case, _, _| named(case)).await? {
                    (id, cases) = (known, [cases, vec![row.case]].concat());
                }
            }
            desk.register_organisation(Organisation::read(id, profile)?, TELLER).await?;
            desk.demonstration_person(id, MemberRole::Manufacturer).await?;
            for case in cases {
                part::refresh(desk, case).await?;
            }
        }
        Ok(())
    }

    /// What the office decides about itself before its first case.
    fn decide(&self, desk: &mut Desk) -> Result<(), DeskError> {
        let authority = self.authority.clone().map(|key| Changed::Authority { key: Some(key) });
        let terms = self.good_faith.clone().map(|terms| Changed::GoodFaith { terms: Some(terms) });
        for change in [authority, terms].into_iter().flatten() {
            let (by, reason) = (TELLER.to_owned(), TELLER.to_owned());
            desk.change_office(change, Terms { by, reason, from: None })?;
        }
        Ok(())
    }

    fn described(&self, book: &Book, now: Timestamp) -> anyhow::Result<Office> {
        let zone: tidegate_core::office::Zone = self.zone.parse()?;
        let day = now.to_zoned_datetime(zone.rules()).date();
        let position = |reading: &tidegate_law::Reading| Position {
            fact: reading.fact.clone(),
            value: reading.suggested.clone(),
            adopted: jiff::civil::date(2021, 1, 1).min(day),
            by: TELLER.to_owned(),
            reason: reading.why.en.clone(),
        };
        Ok(Office {
            id: OfficeId::from_bytes(Random::bytes()?),
            name: Bilingual { en: self.name_en.clone(), zh: self.name_zh.clone() },
            jurisdiction: self.jurisdiction.parse()?,
            zone,
            house_statutes: self.house.clone(),
            positions: book.readings().iter().map(position).collect(),
            changes: self.changes(now, day),
            residency: None,
        })
    }
}

impl OfficeText {
    fn changes(&self, now: Timestamp, day: Date) -> Vec<Change> {
        let decided = |what| Change {
            what,
            recorded: now,
            from: day,
            by: TELLER.to_owned(),
            reason: "invented".to_owned(),
        };
        let reports = Changed::Reports { about: self.reports };
        let filed = self.filed.as_ref().map(|number| {
            let (number, authority) = (number.clone(), "cn_miit".to_owned());
            Changed::Filed(Filing { number, authority, filed: day })
        });
        std::iter::once(reports).chain(filed).chain(arranged()).map(decided).collect()
    }
}

/// The queues and the list of tasks of every office of the demonstration.
fn arranged() -> Vec<Changed> {
    let name = |en: &str, zh: &str| Bilingual { en: en.to_owned(), zh: zh.to_owned() };
    let queue =
        |word: &str, en, zh| Changed::Queue { word: word.to_owned(), name: Some(name(en, zh)) };
    let task = |what: &str, hours| ListedTask { what: what.to_owned(), hours };
    let tasks = vec![
        task("ask the manufacturer · 询问制造商", Some(24)),
        task("draft the advisory · 起草公告", Some(14 * 24)),
        task("tell who reported · 告知报告者", None),
    ];
    let list = TaskList { name: name("Coordinated disclosure", "协调披露"), tasks };
    vec![
        queue("triage", "Triage", "分诊"),
        queue("second-look", "Second look", "复核"),
        Changed::Tasks { word: "disclosure".to_owned(), list: Some(list) },
    ]
}

impl CaseText {
    async fn tell(
        &self,
        office: &OfficeText,
        desk: &Desk,
        book: &Book,
        now: Timestamp,
    ) -> anyhow::Result<()> {
        let actor = Actor::Member(TELLER.to_owned());
        let taken = desk.receive(&self.intake(office, desk)?).await?;
        let mut lines = Vec::new();
        for (place, line) in self.lines.lines().enumerate() {
            let line = moment::filled(line.trim(), now)?;
            if !line.is_empty() {
                let line = Line::told(&line, "invented")?;
                lines.push((place + 1, line));
            }
        }
        let case = desk.open_case(&actor, taken.case, "setting up the demonstration").await?;
        let here = desk.office().zone.rules();
        let telling =
            Telling { book, actor: &actor, now: desk.now(), office: Some(&desk.office().name) };
        let (_, commands) = telling
            .commands(case, &lines, here)
            .map_err(|wrong| anyhow::anyhow!("line {}: {:?}", wrong.line, wrong.why))?;
        for command in commands {
            desk.act(&actor, taken.case, &Order::new(command)).await?;
        }
        for asked in &self.asked {
            decide(desk, book, &actor, taken.case, &asked.question).await?;
        }
        if let Some(key) = &self.tour {
            let own = desk.office_party();
            let asks = self.tour_asks.as_ref().map(|asks| format!("from={own}&{asks}"));
            desk.keep(&Stop { key: key.clone(), handle: taken.handle.clone(), asks }).await?;
        }
        Ok(())
    }

    fn intake(&self, office: &OfficeText, desk: &Desk) -> anyhow::Result<Intake> {
        let report = serde_json::json!({
            "product": { "name": self.product, "manufacturer": self.manufacturer },
            "flaw": { "title": self.title, "description": self.description },
            "reporter": { "role": self.role, "place": self.place },
        });
        let draft = Draft::from_json(report.to_string().as_bytes())?;
        let mut intake = Intake::new(draft, TELLER, "demonstration");
        let name = desk.office().name.en.clone();
        let party = Party::new(desk.office_party(), name, PartyKind::Organisation);
        let roles = if self.own { office.roles.clone() } else { BTreeSet::from([Role::Authority]) };
        intake.office =
            Some(Party { established: Some(desk.office().jurisdiction), roles, ..party });
        Ok(intake)
    }
}

/// Puts a question in the words of scenes to the gate, and its answer on the log.
async fn decide(
    desk: &Desk,
    book: &Book,
    actor: &Actor,
    case: tidegate_core::id::CaseId,
    question: &str,
) -> anyhow::Result<()> {
    let ask = Ask::parse(question)?;
    let session = SessionId::from_bytes(Random::bytes()?);
    let here = desk.office().zone.rules();
    desk.decide(actor, case, "demonstration", session, |case, at| -> Result<_, DeskError> {
        let teller = teller(book, desk.office(), case, &here);
        let (flow, added) = teller.flow(&ask)?;
        if !added.is_empty() {
            return Err(teller.not_held(question).into());
        }
        let adoption = gate::adoption_of(desk.office(), at);
        Ok(gate::confirmed(
            &gate::Desk { book, adoption: &adoption, office: Some(desk.office()) },
            case,
            &flow,
            at,
        )?)
    })
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_demonstration_is_set_up_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let book = crate::book::load(None).unwrap();
        let clock = Clock::fixed("2026-11-25T08:00:00Z".parse().unwrap());
        let made = ready(folder.path(), &book, &clock).await.unwrap();
        assert_eq!(ready(folder.path(), &book, &clock).await.unwrap(), made);
        let settings = Settings::in_directory(made.join("shenzhen"), book.digest());
        let desk = Desk::open(settings.with_clock(clock)).await.unwrap();
        let stop = desk.kept::<Stop>("conflict").await.unwrap().unwrap();
        let row = desk.find(&stop.thing.handle).await.unwrap();
        let actor = Actor::Member("test".to_owned());
        let case = desk.open_case(&actor, row.case, "a test").await.unwrap();
        let adoption = gate::adoption_of(desk.office(), desk.now());
        let asked = gate::Desk { book: &book, adoption: &adoption, office: Some(desk.office()) };
        let party = case.party(desk.office_party()).unwrap();
        let owed = gate::duties(&asked, &case, party, desk.now());
        let key = |rule: &str| owed.iter().any(|one| one.duty.rule.as_str() == rule);
        assert!(key("eu-cra/14(2)(a)/early-warning") && key("cn-rmsv/7(2)/report-miit"));
        desk.close().await.unwrap();
    }
}
