//! When a duty is due: a strict time that alerts and pass or fail use, and what is arguable beside it.

use super::count::{Start, count};
use super::explain::chinese_date;
use super::{
    Calendar, CalendarGap, Counting, Explanation, Occurred, Period, Said, Step, TimeError,
    written_in,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

/// The strict due time: one instant, or an interval where the start is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Due at this instant if the start was at its earliest. Alerts go by this one.
    pub earliest: Timestamp,
    /// Due at this instant at the latest, if the start was at its latest.
    pub latest: Timestamp,
}

/// A deadline as the law gives it, with the way in which it was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The length of the period.
    pub period: Period,
    /// The rule of counting.
    pub counting: Counting,
    /// The event from which it runs.
    pub start: Occurred,
    /// The time zone of the place of action, by its IANA name or offset.
    pub zone: String,
    /// The strict due time.
    pub strict: Due,
    /// The last day, where the strict time is 24:00 of a day and the start leaves no doubt about which.
    pub last_day: Option<Date>,
    /// The last arguable instant, if later. It is shown and never relied on.
    pub latest_arguable: Option<Timestamp>,
    /// The steps of counting.
    pub explanation: Explanation,
    /// Readings that are mentioned and never used.
    pub mentions: Vec<Mention>,
    /// Days whose calendar is not known and on which the strict or the latest arguable time rests.
    pub gap: Option<CalendarGap>,
}

/// A reading of the law that gives another time and is only mentioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// Which reading.
    pub key: MentionKey,
    /// The time that the reading gives; none where it gives none or the calendar is not known.
    pub by: Option<Timestamp>,
    /// The reading in words.
    pub text: Said,
    /// Days whose calendar would have to be known.
    pub gap: Option<CalendarGap>,
}

/// The readings that are mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionKey {
    /// Civil Code of China, Art. 203: a last day on a holiday moves to the day after it.
    CnRollOver,
    /// Days read as working days, as in Administrative Penalty Law Art. 85 of China.
    CnWorkingDays,
    /// Regulation 1182/71, Art. 3(5), on periods in hours.
    EuTwoWorkingDays,
}

/// Whether something was done in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Timeliness {
    /// Not after the strict time, whatever the exact instants were.
    InTime,
    /// In time or not, depending on instants that the sources do not give or on a calendar that is not known.
    CannotTell,
    /// After the strict time, and perhaps within the latest arguable one.
    Arguable,
    /// After both, whatever the exact instants were.
    Late,
}

impl Deadline {
    /// Counts `period` from `start` in `zone`, the zone of the place of action, with the public holidays of `calendar`.
    ///
    /// For acts of the Union the place is the Member State or institution where the action is to be taken; Chinese
    /// periods are counted in `Asia/Shanghai`. Where the start is an interval, both of its ends are counted.
    ///
    /// # Errors
    /// [`TimeError::OutOfRange`] if the period ends beyond the year 9999.
    pub fn compute(
        counting: Counting,
        period: Period,
        start: &Occurred,
        zone: &TimeZone,
        calendar: &Calendar,
    ) -> Result<Self, TimeError> {
        let at = |instant, bound| count(counting, period, Start { instant, bound }, zone, calendar);
        let first = at(start.earliest(), start.earliest())?;
        let last = at(start.last_instant(), start.latest())?;
        let mut explanation = Explanation::default();
        if !start.is_instant() {
            explanation.add(Step::StartNotExact { start: start.to_string() }, None, zone);
        }
        explanation.lines.extend(first.explanation.lines);
        let strict = Due { earliest: first.strict, latest: last.strict.max(first.strict) };
        let arguable = first.latest.max(last.latest);
        Ok(Self {
            period,
            counting,
            start: start.clone(),
            zone: zone_shown(zone, start.earliest()),
            strict,
            last_day: first.last_day.filter(|_| first.last_day == last.last_day),
            latest_arguable: arguable.filter(|at| *at >= strict.latest && *at > strict.earliest),
            explanation,
            mentions: last.mentions,
            gap: joined(first.gap, last.gap),
        })
    }

    /// Whether `done` was in time.
    pub fn timeliness(&self, done: &Occurred) -> Timeliness {
        let limit = self.latest_arguable.unwrap_or(self.strict.latest);
        if done.certainly_by(self.strict.earliest) {
            Timeliness::InTime
        } else if self.gap.is_some() || done.possibly_by(self.strict.latest) {
            Timeliness::CannotTell
        } else if done.possibly_by(limit) {
            Timeliness::Arguable
        } else {
            Timeliness::Late
        }
    }

    /// The deadline in one line of each language, times in `zone`: the strict time and, if any, the latest arguable one.
    pub fn said(&self, zone: &TimeZone) -> Said {
        let (first, last) =
            (written_in(self.strict.earliest, zone), written_in(self.strict.latest, zone));
        let period = self.period.said();
        let (mut en, mut zh) = match self.last_day {
            Some(day) => (
                format!("{}: by the end of {day} ({first})", period.en),
                format!("{}：{}24时之前(即{first})", period.zh, chinese_date(day)),
            ),
            None if first == last => {
                (format!("{}: by {first}", period.en), format!("{}：{first}之前", period.zh))
            }
            None => (
                format!("{}: by a time between {first} and {last}", period.en),
                format!("{}：应在{first}至{last}之间的某一时刻之前", period.zh),
            ),
        };
        if let Some(latest) = self.latest_arguable {
            let latest = written_in(latest, zone);
            en.push_str(&format!(", latest arguable {latest}"));
            zh.push_str(&format!("，最迟可主张{latest}"));
        }
        Said::new(en, zh)
    }
}

/// The zone's name, or its offset where it has none.
fn zone_shown(zone: &TimeZone, at: Timestamp) -> String {
    zone.iana_name().map_or_else(|| zone.to_offset(at).to_string(), str::to_owned)
}

/// One gap that covers both.
fn joined(a: Option<CalendarGap>, b: Option<CalendarGap>) -> Option<CalendarGap> {
    match (a, b) {
        (Some(a), Some(b)) => Some(CalendarGap {
            place: a.place,
            first: a.first.min(b.first),
            last: a.last.max(b.last),
        }),
        (a, b) => a.or(b),
    }
}

impl Mention {
    pub(super) fn cn_roll_over(by: Timestamp, gap: Option<CalendarGap>) -> Self {
        let text = match &gap {
            None => Said::new(
                "if Civil Code Art. 203 applied by analogy, a last day on a holiday would move to the day after the holiday; not relied on",
                "如类推适用《民法典》第二百零三条，最后一日为法定休假日的，以休假日结束的次日为最后一日；此解释不作为依据",
            ),
            Some(_) => Said::new(
                "Civil Code Art. 203 might move a last day on a holiday, but the holidays of that time are not announced; not relied on",
                "《民法典》第二百零三条或可使最后一日顺延，但相应放假安排尚未公布；此解释不作为依据",
            ),
        };
        let by = if gap.is_none() { Some(by) } else { None };
        Self { key: MentionKey::CnRollOver, by, text, gap }
    }

    pub(super) fn cn_working_days(by: Timestamp, gap: Option<CalendarGap>) -> Self {
        let text = Said::new(
            "if days meant working days, as Administrative Penalty Law Art. 85 says for that law alone, it would end later; not relied on",
            "如将日理解为工作日(《行政处罚法》第八十五条仅就该法如此规定)，届满时间会更晚；此解释不作为依据",
        );
        let by = if gap.is_none() { Some(by) } else { None };
        Self { key: MentionKey::CnWorkingDays, by, text, gap }
    }

    pub(super) fn eu_two_working_days() -> Self {
        let text = Said::new(
            "whether Regulation 1182/71 Art. 3(5), at least two working days in a period of two days or more, reaches periods in hours is disputed; not applied",
            "第1182/71号条例第3条第5款(两日以上的期间至少包含两个工作日)是否适用于以小时计的期间存在争议；此处不适用",
        );
        Self { key: MentionKey::EuTwoWorkingDays, by: None, text, gap: None }
    }
}
