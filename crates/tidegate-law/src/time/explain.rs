//! How a deadline was counted, as steps for a machine and as sentences in English and Chinese.

use super::written_in;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

/// One text in the two languages of the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Said {
    /// A text in both languages.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }
}

/// One step of counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// The start is known only as an interval; the steps are those of its earliest instant.
    StartNotExact {
        /// How the start was written.
        start: String,
    },
    /// Hours run from the event to the second.
    ExactHours {
        /// How many.
        hours: u16,
    },
    /// Days run from the event as 24 hours each.
    DaysAsHours {
        /// How many days.
        days: u16,
    },
    /// Months end on the same date and at the same time of day.
    SameTime {
        /// The day on which they end.
        day: Date,
    },
    /// The hour of the event is not counted; shown as latest arguable only.
    HourOfEventNotCounted {
        /// The full hour from which the hours run.
        from: Timestamp,
    },
    /// The day of the event is not counted.
    DayOfEventNotCounted {
        /// That day.
        day: Date,
    },
    /// The last day by days or months.
    LastDay {
        /// That day.
        day: Date,
    },
    /// The month has no such date, so its last day takes the place.
    LastDayOfMonth {
        /// That day.
        day: Date,
    },
    /// The last working day of a period of working days.
    LastWorkingDay {
        /// That day.
        day: Date,
        /// How many days off were passed over.
        passed_over: u32,
    },
    /// The last day was a day off, so the period ends on the next working day.
    RolledOver {
        /// The day off.
        from: Date,
        /// The next working day.
        to: Date,
    },
    /// The period ends at 24:00 of its last day.
    EndOfDay {
        /// That day.
        day: Date,
    },
    /// The day of the event is not counted and the period ends at 24:00; shown as latest arguable only.
    LatestEndOfDay {
        /// That day.
        day: Date,
    },
    /// A period of two days or more includes two working days; shown as latest arguable only.
    TwoWorkingDays {
        /// The second working day.
        day: Date,
    },
    /// Whether a day is a holiday is not known; no such day was taken for one.
    CalendarNotKnown {
        /// The place.
        place: Said,
        /// The first unknown day.
        first: Date,
        /// The last unknown day.
        last: Date,
    },
}

/// A step with the provision that it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The step.
    pub step: Step,
    /// The provision, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cite: Option<Said>,
    /// The step as a sentence.
    pub text: Said,
}

/// The steps in the order in which they were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The steps.
    pub lines: Vec<Line>,
}

impl Explanation {
    /// All steps as English sentences, each with its provision in brackets.
    pub fn english(&self) -> String {
        let sentence = |line: &Line| {
            let mut rest = line.text.en.chars();
            let first = rest.next().map(|c| c.to_ascii_uppercase());
            let text: String = first.into_iter().chain(rest).collect();
            match &line.cite {
                Some(cite) => format!("{text} ({}).", cite.en),
                None => format!("{text}."),
            }
        };
        self.lines.iter().map(sentence).collect::<Vec<_>>().join(" ")
    }

    /// All steps as Chinese sentences, each with its provision in brackets.
    pub fn chinese(&self) -> String {
        let line = |line: &Line| match &line.cite {
            Some(cite) => format!("{}({})。", line.text.zh, cite.zh),
            None => format!("{}。", line.text.zh),
        };
        self.lines.iter().map(line).collect()
    }

    pub(super) fn add(&mut self, step: Step, cite: Option<Said>, zone: &TimeZone) {
        let text = step.text(zone);
        self.lines.push(Line { step, cite, text });
    }
}

/// Regulation (EEC, Euratom) No 1182/71, by article.
pub(super) fn eu(articles: &str) -> Option<Said> {
    Some(Said::new(
        format!("Regulation 1182/71, Art. {articles}"),
        format!("第1182/71号条例第{}条", articles.replace(", ", "、")),
    ))
}

/// The Civil Code of China, by article: applied to vulnerability rules by analogy only.
pub(super) fn civil_code(articles: &str) -> Option<Said> {
    Some(Said::new(
        format!("Civil Code of China, Art. {articles}, by analogy"),
        format!("类推适用《民法典》第{}条", articles.replace(", ", "、")),
    ))
}

/// A date as Chinese texts write it.
pub(super) fn chinese_date(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A date with its day of the week, `2026-11-30 (Monday)`.
fn english_date(day: Date) -> String {
    day.strftime("%Y-%m-%d (%A)").to_string()
}

impl Step {
    /// The step as a sentence without its full stop, times in `zone`.
    pub fn text(&self, zone: &TimeZone) -> Said {
        let (en, zh) = (english_date, chinese_date);
        let (english, chinese) = match *self {
            Self::StartNotExact { ref start } => (
                format!(
                    "the start is known only as {start}; these steps are for its earliest instant"
                ),
                format!("起算时间仅知为{start}；以下按其最早时刻计算"),
            ),
            Self::ExactHours { hours } => return exact_hours(hours),
            Self::DaysAsHours { days } => (
                format!(
                    "each day is counted as 24 hours, {} h from the event",
                    u32::from(days) * 24
                ),
                format!("每日按24小时计，自事件发生时起共{}小时", u32::from(days) * 24),
            ),
            Self::SameTime { day } => (
                format!("it ends on {} at the time of day of the event", en(day)),
                format!("于{}与事件发生相同的时刻届满", zh(day)),
            ),
            Self::HourOfEventNotCounted { from } => (
                format!(
                    "latest arguable: without the hour of the event, from {}",
                    written_in(from, zone)
                ),
                format!("最迟可主张：事件发生的当小时不计入，自{}起算", written_in(from, zone)),
            ),
            Self::DayOfEventNotCounted { day } => (
                format!("the day of the event, {}, is not counted", en(day)),
                format!("事件发生当日({})不计入", zh(day)),
            ),
            Self::LastDay { day } => {
                (format!("the last day is {}", en(day)), format!("期间的最后一日为{}", zh(day)))
            }
            Self::LastDayOfMonth { day } => (
                format!("that month has no such date, so the last day is {}", en(day)),
                format!("该月无对应日，最后一日为当月末日{}", zh(day)),
            ),
            Self::LastWorkingDay { day, passed_over } => (
                format!("the last working day is {}; days off passed over: {passed_over}", en(day)),
                format!("最后一个工作日为{}，其间跳过非工作日{passed_over}天", zh(day)),
            ),
            Self::RolledOver { from, to } => (
                format!(
                    "{} is a day off, so the last day is the next working day, {}",
                    en(from),
                    en(to)
                ),
                format!("{}为休息日，最后一日顺延至下一个工作日{}", zh(from), zh(to)),
            ),
            Self::EndOfDay { day } => {
                (format!("it ends at 24:00 on {}", en(day)), format!("于{}24时届满", zh(day)))
            }
            Self::LatestEndOfDay { day } => (
                format!("latest arguable: without the day of the event, 24:00 on {}", en(day)),
                format!("最迟可主张：事件发生当日不计入，于{}24时届满", zh(day)),
            ),
            Self::TwoWorkingDays { day } => (
                format!("latest arguable: two working days included, 24:00 on {}", en(day)),
                format!("最迟可主张：期间应含两个工作日，于{}24时届满", zh(day)),
            ),
            Self::CalendarNotKnown { ref place, first, last } => {
                return not_known(place, first, last);
            }
        };
        Said::new(english, chinese)
    }
}

fn exact_hours(hours: u16) -> Said {
    Said::new(
        format!("{hours} h run from the event; nights, weekends and holidays count"),
        format!("自事件发生时起连续计算{hours}小时，夜间、周末和节假日均计入"),
    )
}

fn not_known(place: &Said, first: Date, last: Date) -> Said {
    let (en, zh) = if first == last {
        (first.to_string(), chinese_date(first))
    } else {
        let range = format!("{}至{}期间各日", chinese_date(first), chinese_date(last));
        (format!("any day from {first} to {last}"), range)
    };
    Said::new(
        format!(
            "whether {en} is a day off in {} is not known here; it was not taken for one, \
             and if it is, the period ends later",
            place.en
        ),
        format!("{}{zh}是否为休息日尚不可知，未按休息日处理；如为休息日，期限更晚", place.zh),
    )
}
