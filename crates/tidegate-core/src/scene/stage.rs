//! Building the case of a scene, line by line.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_law::time::{self, Occurred};
use tidegate_law::{Adoption, Book, FactName, FactValue, Position};

use crate::case::Case;
use crate::event::{Actor, CaseEvent, Opened, Recorded, V1};
use crate::gate::Desk;
use crate::id::{CaseId, OfficeId, PartyId};
use crate::party::Party;
use crate::scene::not_read::{Kind, NotRead};
use crate::scene::parse::Line;
use crate::scene::teller::{Keeping, Teller, Told, bytes, no_value};

/// A case in the making, with the office that is asked.
#[derive(Debug, Clone)]
pub struct Stage<'b> {
    pub(super) book: &'b Book,
    pub(super) adoption: Adoption,
    pub(super) case: Case,
    pub(super) zone: TimeZone,
    pub(super) at: Option<Timestamp>,
    last: Timestamp,
}

impl<'b> Stage<'b> {
    /// An empty stage: an office without house rules and positions, in UTC.
    pub fn new(book: &'b Book) -> Self {
        let case = CaseId::from_bytes(bytes("case", "scene"));
        let opened = Opened {
            case,
            office: OfficeId::from_bytes(bytes("office", "scene")),
            handle: "scene".to_owned(),
        };
        let first = Recorded {
            version: V1,
            seq: 0,
            occurred: Occurred::at(Timestamp::UNIX_EPOCH),
            recorded: Timestamp::UNIX_EPOCH,
            actor: Actor::Member("scene".to_owned()),
            source: "scene".to_owned(),
            event: opened.into(),
        };
        // INVARIANT: a case begins with its opening, and this is one.
        #[expect(clippy::expect_used, reason = "the opening of a case is always accepted")]
        let case = Case::replay([first]).expect("an opening opens a case");
        Self {
            book,
            adoption: Adoption::default(),
            case,
            zone: TimeZone::UTC,
            at: None,
            last: Timestamp::UNIX_EPOCH,
        }
    }

    /// The case as it stands.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The law and the office of the scene.
    pub fn desk(&self) -> Desk<'_> {
        Desk { book: self.book, adoption: &self.adoption, office: None }
    }

    /// The zone in which times without offset are read and answers written.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The instant of the next question: as set by `at`, else just after the last event.
    pub fn instant(&self) -> Timestamp {
        self.at.unwrap_or(self.last)
    }

    /// The party of a name.
    pub fn party(&self, name: &str) -> Option<&Party> {
        self.case.party(PartyId::from_bytes(bytes("party", name)))
    }

    /// The party of a name.
    ///
    /// # Errors
    /// That there is none, and whom there is.
    pub fn named(&self, name: &str) -> Result<&Party, NotRead> {
        let known = self.case.parties().map(|party| party.name.as_str());
        self.party(name).ok_or_else(|| NotRead::nothing(Kind::Party, name, known))
    }

    /// The name of a party as the scene writes it.
    pub fn name_of(&self, id: PartyId) -> &str {
        self.case.party(id).map_or("?", |party| party.name.as_str())
    }

    /// Plays one line that is not a question.
    ///
    /// # Errors
    /// What the case or the book does not accept.
    pub fn play(&mut self, line: &Line) -> Result<(), NotRead> {
        match line {
            Line::Zone(zone) => {
                self.zone = time::zone(zone)?;
                Ok(())
            }
            Line::House(id) => {
                self.book.statute(id).ok_or_else(|| NotRead::nothing(Kind::House, id, []))?;
                self.adoption.house.insert(id.clone());
                Ok(())
            }
            Line::Position(fact, value) => self.position(fact, value),
            Line::At(time) => {
                self.at = Some(self.time(time)?.last_instant());
                Ok(())
            }
            Line::Party { .. } | Line::Product { .. } | Line::Event { .. } => {
                let told = self.teller().tell(line)?;
                told.into_iter().try_for_each(|told| self.take(told))
            }
            Line::Ask { .. } => Ok(()),
        }
    }

    /// Reads lines in the words of the book and the names of the scene.
    pub(super) fn teller(&self) -> Teller<'_> {
        let (book, case, zone) = (self.book, &self.case, &self.zone);
        Teller { book, case, zone, keeping: Keeping::Scene, office: None }
    }

    /// Takes what a line says happened; what has no time was always so.
    fn take(&mut self, told: Told) -> Result<(), NotRead> {
        let Told { occurred, source, event } = told;
        match occurred {
            Some(occurred) => {
                self.last = self.last.max(occurred.latest());
                self.push(&occurred, &source, event)
            }
            None => self.always(event),
        }
    }

    /// Takes content that a question names for the first time.
    pub(super) fn always(&mut self, event: CaseEvent) -> Result<(), NotRead> {
        self.push(&Occurred::at(Timestamp::UNIX_EPOCH), "scene", event)
    }

    fn position(&mut self, fact: &str, value: &str) -> Result<(), NotRead> {
        let adopted = jiff::civil::date(2021, 1, 1);
        if fact == "*" {
            self.adoption.positions = self.book.suggested_positions(adopted, "scene");
            return Ok(());
        }
        let schema = self.book.schema();
        let index =
            schema.fact_named(fact).ok_or_else(|| NotRead::nothing(Kind::Reading, fact, []))?;
        let value = FactValue::symbol(value);
        schema.value(index, &value).ok_or_else(|| no_value(schema, fact, &value))?;
        let fact = FactName::new(fact);
        self.adoption.positions.push(Position { fact, value, adopted, by: "scene".to_owned() });
        Ok(())
    }

    fn time(&self, text: &str) -> Result<Occurred, NotRead> {
        Ok(Occurred::parse(text, Some(&self.zone))?)
    }

    fn push(&mut self, occurred: &Occurred, source: &str, event: CaseEvent) -> Result<(), NotRead> {
        let recorded = Recorded {
            version: V1,
            seq: self.case.version(),
            occurred: occurred.clone(),
            recorded: self.case.last_recorded().max(occurred.latest()),
            actor: Actor::Member("scene".to_owned()),
            source: source.to_owned(),
            event,
        };
        Ok(self.case.apply(recorded)?)
    }
}
