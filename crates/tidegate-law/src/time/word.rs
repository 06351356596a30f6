//! Time limits that the law gives as a word and not as a number.
//!
//! A word is shown, in the law's own term, and never converted: an authority or a court says what it means in a case.

use super::{TimeError, shown};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A vague adverb of time. It has no due time and must not be given one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Word {
    /// 立即, as in RMSV Art. 7(1).
    Immediately,
    /// 及时, as in RMSV Art. 7(3).
    Promptly,
    /// As in CRA Art. 14(2) and NIS2 Art. 23(1).
    WithoutUndueDelay,
    /// 同步 or 同时, as in RMSV Art. 9(5).
    Simultaneously,
    /// Before something is made public.
    BeforePublication,
    /// After becoming aware, without a number, as in CRA Art. 14(8).
    AfterBecomingAware,
    /// When somebody with the right to ask, asks.
    AsRequested,
    /// A duty that has no end.
    Continuous,
    /// The text states no time at all, as RMSV Arts. 6 and 10(2).
    NoTimeStated,
    /// 实时, as in RMSV Art. 3.
    InRealTime,
    /// Before something is put into operation (上线之前), as for platforms that must be filed.
    BeforeGoingLive,
    /// Before something is sold or provided (方可销售或者提供), as in CSL Art. 25.
    BeforeSale,
    /// With the next upgrade of the system, as in the table of BOD 26-04.
    WithSystemUpgrade,
    /// As somebody has promised in public, as in the United Kingdom's PSTI regulations.
    AsPromised,
    /// The text has a period that nobody who wrote the book has read.
    PeriodNotRead,
}

impl Word {
    /// All words.
    pub const ALL: [Self; 15] = [
        Self::Immediately,
        Self::Promptly,
        Self::WithoutUndueDelay,
        Self::Simultaneously,
        Self::BeforePublication,
        Self::AfterBecomingAware,
        Self::AsRequested,
        Self::Continuous,
        Self::NoTimeStated,
        Self::InRealTime,
        Self::BeforeGoingLive,
        Self::BeforeSale,
        Self::WithSystemUpgrade,
        Self::AsPromised,
        Self::PeriodNotRead,
    ];

    /// The word as annotations write it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Immediately => "immediately",
            Self::Promptly => "promptly",
            Self::WithoutUndueDelay => "without-undue-delay",
            Self::Simultaneously => "simultaneously",
            Self::BeforePublication => "before-publication",
            Self::AfterBecomingAware => "after-becoming-aware",
            Self::AsRequested => "as-requested",
            Self::Continuous => "continuous",
            Self::NoTimeStated => "no-time-stated",
            Self::InRealTime => "in-real-time",
            Self::BeforeGoingLive => "before-going-live",
            Self::BeforeSale => "before-sale",
            Self::WithSystemUpgrade => "with-system-upgrade",
            Self::AsPromised => "as-promised",
            Self::PeriodNotRead => "period-not-read",
        }
    }

    /// The word in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Immediately => "immediately",
            Self::Promptly => "promptly",
            Self::WithoutUndueDelay => "without undue delay",
            Self::Simultaneously => "simultaneously",
            Self::BeforePublication => "before publication",
            Self::AfterBecomingAware => "after becoming aware",
            Self::AsRequested => "as requested",
            Self::Continuous => "continuously",
            Self::NoTimeStated => "the text states no time",
            Self::InRealTime => "in real time",
            Self::BeforeGoingLive => "before going live",
            Self::BeforeSale => "before sale",
            Self::WithSystemUpgrade => "with the next system upgrade",
            Self::AsPromised => "as promised in public",
            Self::PeriodNotRead => "the period was not read",
        }
    }

    /// The word in Chinese, in the law's own term where Chinese law uses it.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Immediately => "立即",
            Self::Promptly => "及时",
            Self::WithoutUndueDelay => "不得无故拖延",
            Self::Simultaneously => "同步",
            Self::BeforePublication => "发布之前",
            Self::AfterBecomingAware => "知悉之后",
            Self::AsRequested => "按照要求",
            Self::Continuous => "持续",
            Self::NoTimeStated => "条文未定时限",
            Self::InRealTime => "实时",
            Self::BeforeGoingLive => "上线之前",
            Self::BeforeSale => "销售或者提供之前",
            Self::WithSystemUpgrade => "随下一次系统升级",
            Self::AsPromised => "按照公开承诺",
            Self::PeriodNotRead => "期限未经阅读",
        }
    }

    pub(super) fn list() -> String {
        Self::ALL.map(|word| format!("`{}`", word.key())).join(", ")
    }
}

impl FromStr for Word {
    type Err = TimeError;

    /// Reads the key, with hyphens or blanks between its parts.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let found = Self::ALL.into_iter().find(|word| word.key() == text.replace(' ', "-"));
        found.ok_or_else(|| TimeError::NotAWord(shown(text)))
    }
}

impl TryFrom<String> for Word {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

impl From<Word> for &'static str {
    fn from(word: Word) -> Self {
        word.key()
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.english())
    }
}
