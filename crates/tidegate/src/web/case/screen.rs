//! What the screen of a case shows, built from the case alone.

mod notes;

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_core::act::Recipient;
use tidegate_core::case::{Case, ItemRecord};
use tidegate_core::gate::{self, OwedBy};
use tidegate_core::ledger::Ledger;
use tidegate_core::party::Party;
use tidegate_core::product::Product;
use tidegate_law::{Adoption, Force};

use super::asking::{self, AskBox};
use super::line::{self, Mark, Moment, Sort};
use super::messages::{self, MessageShown};
use super::record::{self, RecordShown, Recording};
use super::sheet;
use crate::clocks::kept::Alert;
use crate::clocks::owed;
use crate::desk::{Again, Leaves, Read};
use crate::say::asserted::{AssertedTold, asserted};
use crate::say::coordination::SilenceTold;
use crate::say::duty::{self, OwedTold, gathered};
use crate::say::happened::{Happened, phase, since, started};
use crate::say::hint::HintTold;
use crate::say::opened::bytes;
use crate::say::owed::duties;
use crate::say::same::SameTold;
use crate::say::source::source;
use crate::say::told::{self, class_name, value_name};
use crate::say::triage::Telling;
use crate::say::{id, instant};
use crate::web::cases::DueShown;
use crate::web::{Frame, Visit, Wrong};

/// A duty with its clock.
struct DutyShown {
    owed: OwedTold,
    due: Option<DueShown>,
    word: Option<String>,
    binding: bool,
    /// The query of its copy sheet, where there is a form.
    sheet: Option<String>,
}

/// A duty that was met, with the references that came back, or on which somebody decided.
struct SettledShown {
    owed: OwedTold,
    state: String,
    lines: Vec<String>,
    sheet: Option<String>,
    decided: bool,
}

/// What was noticed of a clock.
struct AlertShown {
    text: String,
    citation: String,
    due: String,
    late: bool,
}

/// A party with its roles and its place.
struct PartyShown {
    id: String,
    name: String,
    roles: String,
    place: String,
    own: bool,
}

/// A piece of content by its clear envelope.
struct ItemShown {
    id: String,
    class: String,
    product: Option<String>,
    state: String,
    perhaps: Option<String>,
    public: bool,
    confidential: bool,
    erased: bool,
    /// How long it is, where it is a file.
    size: Option<String>,
}

/// What is known of a fact.
struct FactShown {
    said: String,
    since: String,
    source: String,
    name: String,
}

/// Somebody who knows something.
struct KnowerShown {
    who: String,
    roles: String,
    knows: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "case.html")]
pub(super) struct CasePage {
    frame: Frame,
    slug: String,
    handle: String,
    phase: String,
    at: String,
    zone: String,
    recorded: Option<u64>,
    /// How many proposals wait for a second signature.
    waiting: usize,
    /// How many directives and requests still ask for something.
    asked: usize,
    alerts: Vec<AlertShown>,
    /// What the finder took back, a line each.
    taken_back: Vec<String>,
    same: Option<SameShown>,
    /// How large a file may be, in GiB, and a form with files, in MiB.
    room: (u64, usize),
    messages: Vec<MessageShown>,
    /// How many messages are older than those that stand here.
    older: usize,
    hints: Vec<HintTold>,
    /// Parties that the case only names, each with who is known by its name.
    ones: Vec<SameTold>,
    duties: Vec<DutyShown>,
    settled: Vec<SettledShown>,
    others: Option<String>,
    numbers: Vec<String>,
    /// To which office it was transferred, and since when.
    gone: Option<String>,
    /// What was assessed of the flaw, a line each.
    assessed: Vec<String>,
    /// Who has not answered for long, a line each.
    silent: Vec<String>,
    parties: Vec<PartyShown>,
    products: Vec<String>,
    items: Vec<ItemShown>,
    facts: Vec<FactShown>,
    asserted: Vec<AssertedTold>,
    knowers: Vec<KnowerShown>,
    marks: Vec<Mark>,
    first: String,
    last: String,
    /// The newest of the record.
    record: RecordShown,
    ask: AskBox,
    log: String,
}

/// The duties of a case: those that run, those that were settled, how many others there are, and what seems to be lacking.
struct Duties {
    running: Vec<DutyShown>,
    settled: Vec<SettledShown>,
    others: usize,
    hints: Vec<HintTold>,
}

/// The case, read once.
struct Reader<'r> {
    visit: &'r Visit,
    frame: &'r Frame,
    case: &'r Case,
    happened: &'r Happened<'r>,
    zone: TimeZone,
    at: Timestamp,
}

/// What is kept around a case and shown with it.
pub(super) struct Around {
    pub(super) alerts: Vec<Alert>,
    /// The clocks of what is owed only if what is not known turns out so.
    pub(super) perhaps: BTreeSet<String>,
    /// The earlier case whose report says the same.
    pub(super) same: Option<Again>,
    /// Who looked at the case.
    pub(super) reads: Vec<Read>,
    /// Where the log has what.
    pub(super) leaves: Leaves,
    /// Of whom an answer is waited for.
    pub(super) silent: Vec<SilenceTold>,
    /// Parties that the case only names, each with who is known by its name.
    pub(super) ones: Vec<SameTold>,
    /// The leaf of what was just recorded.
    pub(super) recorded: Option<u64>,
}

/// An earlier case whose report says the same.
struct SameShown {
    handle: String,
    received: String,
}

/// The page of a case at the present instant.
pub(super) fn page(visit: &Visit, case: &Case, around: &Around) -> Result<CasePage, Wrong> {
    let leaves = &around.leaves;
    let (hosted, frame, book) = (visit.office()?, visit.frame(), visit.house.book());
    let (zone, at) = (hosted.office().zone.rules(), hosted.desk().now());
    let adoption = gate::adoption_of(hosted.office(), at);
    let called = told::own_call(hosted.office());
    let happened = Happened { book, case, called: &called, voice: frame.voice() };
    let reader = Reader { visit, frame: &frame, case, happened: &happened, zone: zone.clone(), at };
    let Duties { running: duties, settled, others, hints } = reader.duties(&adoption);
    let recording = Recording { happened: &happened, frame: &frame, zone: &zone, leaves };
    let (marks, first, last) = reader.line(&duties, &recording);
    let (older, messages) = messages::listed(case, &around.reads, &zone);
    Ok(CasePage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        phase: frame.say(phase(case.phase().as_str())),
        at: instant(at, &zone),
        zone: hosted.office().zone.name().to_owned(),
        recorded: around.recorded,
        waiting: case.open_proposals().count(),
        asked: case.directive_standings().iter().filter(|one| one.awaits.is_open()).count(),
        alerts: reader.alerts(&around.alerts, &around.perhaps),
        taken_back: reader.taken_back(),
        same: around.same.as_ref().map(|again| SameShown {
            handle: again.handle.clone(),
            received: instant(again.received, &zone),
        }),
        room: visit.house.limits().shown(),
        messages,
        older,
        others: (others > 0).then(|| frame.count("case-page-others", others)),
        numbers: reader.numbers(),
        gone: reader.gone(),
        assessed: reader.assessed(),
        silent: reader.silent(&around.silent),
        parties: case.parties().map(|party| reader.party(party)).collect(),
        products: case.products().map(|product| reader.product(product)).collect(),
        items: case
            .items()
            .filter(|record| !case.is_message(record.item.id))
            .map(|record| reader.item(record))
            .collect(),
        facts: reader.facts(),
        asserted: {
            let desk = gate::Desk { book, adoption: &adoption, office: Some(hosted.office()) };
            asserted(&desk, case, &case.asserted(at))
        },
        knowers: reader.knowers(),
        record: recording.newest(case),
        ask: asking::of_case(visit, case, &asking::Question::default())?,
        log: hosted.desk().log().origin().to_string(),
        marks,
        first,
        last,
        hints,
        ones: around.ones.clone(),
        duties,
        settled,
        frame,
    })
}

impl Reader<'_> {
    /// The duties that run, those of law before what is only recommended, and the others.
    fn duties(&self, adoption: &Adoption) -> Duties {
        let book = self.visit.house.book();
        let all = owed(book, adoption, self.case, self.at);
        let found = all.len();
        let office = self.visit.office().ok().map(|hosted| hosted.office());
        let desk = gate::Desk { book, adoption, office };
        let runs = |one: &OwedBy| one.duty.live() || one.duty.could_start(book);
        let (all, settled): (Vec<_>, Vec<_>) = all.into_iter().partition(runs);
        let mut settled = duties(&desk, self.case, &settled, self.at).duties;
        settled.retain(|one| !one.filed.is_empty() || one.not_reportable.is_some());
        let others = found - all.len() - settled.len();
        let told = duties(&desk, self.case, &all, self.at);
        let shown = |owed: OwedTold| {
            let due = owed.duty.due.as_ref();
            DutyShown {
                due: due.map(|due| DueShown::of(due.strict, self.at, &self.zone, self.frame)),
                word: owed.duty.word.as_ref().map(|word| self.frame.pick(&word.words).to_owned()),
                binding: matches!(owed.duty.rule.force, Force::Binding | Force::House),
                sheet: sheet::query(self.visit, &owed.duty.rule.rule),
                owed,
            }
        };
        let mut shown: Vec<DutyShown> = gathered(&told.duties).into_iter().map(shown).collect();
        shown.sort_by_key(|duty| !duty.binding);
        let settled = gathered(&settled).into_iter().map(|owed| self.settled(owed));
        Duties { running: shown, settled: settled.collect(), others, hints: told.hints }
    }

    /// A duty that was met or decided upon, with what shows it.
    fn settled(&self, owed: OwedTold) -> SettledShown {
        SettledShown {
            state: self.frame.say(id::state(owed.duty.state)),
            lines: duty::settled(&owed.duty, self.frame.voice(), &self.zone),
            sheet: sheet::query(self.visit, &owed.duty.rule.rule),
            decided: owed.duty.not_reportable.is_some(),
            owed,
        }
    }

    /// The last alert of each clock.
    fn alerts(&self, alerts: &[Alert], perhaps: &BTreeSet<String>) -> Vec<AlertShown> {
        let mut last: BTreeMap<(&str, Timestamp), &Alert> = BTreeMap::new();
        for alert in alerts.iter().filter(|alert| alert.stage.moment(alert.due) <= Some(self.at)) {
            let known = last.entry((&alert.clock, alert.due)).or_insert(alert);
            if known.stage < alert.stage {
                *known = alert;
            }
        }
        let mut last: Vec<&Alert> = last.into_values().collect();
        last.sort_by_key(|alert| alert.due);
        let mut shown: Vec<AlertShown> = Vec::new();
        for alert in last {
            let citation = self.frame.pick(&alert.citation).to_owned();
            let due = instant(alert.due, &self.zone);
            if !shown.iter().any(|one| one.citation == citation && one.due == due) {
                let perhaps = perhaps.contains(&alert.clock);
                let text = if perhaps { "alert-perhaps" } else { alert.stage.message() };
                let (text, late) = (self.frame.say(text), alert.due <= self.at && !perhaps);
                shown.push(AlertShown { text, citation, due, late });
            }
        }
        shown
    }

    fn roles(&self, party: &Party) -> String {
        let roles: Vec<String> =
            party.roles.iter().map(|role| self.frame.say(id::role(*role))).collect();
        roles.join(&self.frame.say("list-comma"))
    }

    fn party(&self, party: &Party) -> PartyShown {
        let office = self.visit.office().ok().map(|hosted| hosted.office());
        let own = office.is_some_and(|office| office.party() == party.id);
        let home = party.established.map(|place| place.code().to_owned());
        let place = match party.present_in.filter(|here| party.established != Some(*here)) {
            None => home,
            Some(here) => {
                let home = home.unwrap_or_else(|| self.frame.say("case-page-unknown"));
                let words = [("here", here.code().into()), ("home", home.into())];
                Some(self.frame.voice().with("case-page-present", words))
            }
        };
        PartyShown {
            id: party.id.to_string(),
            name: self.frame.pick(&told::goes_by(party, office)).to_owned(),
            roles: self.roles(party),
            place: place.unwrap_or_else(|| self.frame.say("case-page-unknown")),
            own,
        }
    }

    /// The numbers that the office and the parties have for the matter.
    fn numbers(&self) -> Vec<String> {
        let office = self.visit.office().ok().map(|hosted| hosted.office());
        let line = |(party, number): &(tidegate_core::id::PartyId, String)| {
            let party = self.case.party(*party)?;
            Some(format!("{number} · {}", self.frame.pick(&told::goes_by(party, office))))
        };
        self.case.work().numbers.iter().filter_map(line).collect()
    }

    /// What stands of the triage.
    fn assessed(&self) -> Vec<String> {
        let Ok(hosted) = self.visit.office() else { return Vec::new() };
        let (book, office) = (self.visit.house.book(), hosted.office());
        let telling = Telling { book, office, case: self.case, at: self.at };
        let lines = telling.summary(&self.case.triage());
        lines.iter().map(|line| self.frame.pick(line).to_owned()).collect()
    }

    fn product(&self, product: &Product) -> String {
        asking::product(self.happened, self.frame, product)
    }

    fn item(&self, record: &ItemRecord) -> ItemShown {
        let book = self.visit.house.book();
        let as_of = self.case.disclosure_of(record, self.at);
        let state = |word: &str| self.frame.pick(&value_name(book, "disclosure", word)).to_owned();
        let perhaps = as_of.certain().is_none().then(|| state(as_of.possible.as_str()));
        ItemShown {
            id: record.item.id.to_string(),
            class: self.frame.pick(&class_name(book, record.item.class)).to_owned(),
            product: record.item.product.map(|id| self.happened.product(id)),
            state: state(as_of.settled.as_str()),
            perhaps,
            public: as_of.settled.is_public(),
            confidential: record.item.confidential,
            erased: record.erased,
            size: self.case.file(record.item.id).map(|file| bytes(file.size)),
        }
    }

    fn facts(&self) -> Vec<FactShown> {
        let fact = |(about, fact, history): (_, &tidegate_law::FactName, _)| {
            let history: &tidegate_core::case::History = history;
            let last = history.last()?;
            let value = last.value.as_ref()?;
            Some(FactShown {
                said: self.happened.fact(about, fact, value),
                since: since(&started(&last.occurred), &self.zone),
                source: source(&last.source, self.frame.voice()),
                name: fact.to_string(),
            })
        };
        self.case.facts().filter_map(fact).collect()
    }

    /// Who knows which class of content, each since the first time.
    fn knowers(&self) -> Vec<KnowerShown> {
        let book = self.visit.house.book();
        let ledger = Ledger::of(self.case, &gate::onward(book));
        let mut all: Vec<(&Recipient, String, &tidegate_law::time::Occurred)> = Vec::new();
        for record in self.case.items() {
            if self.case.is_message(record.item.id) {
                continue;
            }
            let class = self.frame.pick(&class_name(book, record.item.class)).to_owned();
            for known in ledger.who_knows(record.item.id) {
                all.push((&known.who, class.clone(), &known.since));
            }
        }
        all.sort_by_key(|(_, _, since)| (since.earliest(), since.latest()));
        let mut shown: Vec<(&Recipient, KnowerShown)> = Vec::new();
        for (who, class, at) in all {
            let since = since(&started(at), &self.zone);
            let place = shown.iter().position(|(known, _)| *known == who);
            match place.and_then(|place| shown.get_mut(place)) {
                Some((_, knower)) if knower.knows.iter().any(|(known, _)| *known == class) => {}
                Some((_, knower)) => knower.knows.push((class, since)),
                None => {
                    let party = who.party().and_then(|id| self.case.party(id));
                    let roles = party.map(|party| self.roles(party)).unwrap_or_default();
                    let who_said = self.happened.recipient(who);
                    let knows = vec![(class, since)];
                    shown.push((who, KnowerShown { who: who_said, roles, knows }));
                }
            }
        }
        shown.into_iter().map(|(_, knower)| knower).collect()
    }

    /// The marks of the time line, with its first and last day.
    fn line(&self, duties: &[DutyShown], recording: &Recording<'_>) -> (Vec<Mark>, String, String) {
        let slug = self.visit.office().map_or("", |hosted| hosted.slug().as_str());
        let mut moments: Vec<Moment> = Vec::new();
        for one in self.case.record() {
            let title = recording.line(one);
            let target = record::address(slug, self.case, one.seq);
            moments.push(Moment { at: one.occurred.earliest(), sort: Sort::Past, title, target });
        }
        for duty in duties.iter().filter(|duty| duty.binding) {
            let Some(due) = &duty.owed.duty.due else { continue };
            let citation = self.frame.pick(&duty.owed.duty.rule.citation);
            let title = format!("{} {citation}", instant(due.strict, &self.zone));
            let (at, target) = (due.strict, "#duties".to_owned());
            moments.push(Moment { at, sort: Sort::Due, title, target });
        }
        let title = format!("{} {}", instant(self.at, &self.zone), self.frame.say("case-page-now"));
        moments.push(Moment { at: self.at, sort: Sort::Now, title, target: "#line".to_owned() });
        let day = |at: Option<Timestamp>| {
            let day = at.map(|at| at.to_zoned_datetime(self.zone.clone()).date().to_string());
            day.unwrap_or_default()
        };
        let first = day(moments.iter().map(|moment| moment.at).min());
        let last = day(moments.iter().map(|moment| moment.at).max());
        (line::marks(moments), first, last)
    }
}
