//! A copy sheet on paper: one layout, written as plain text or as HTML that a browser prints.

use jiff::tz::TimeZone;
use tidegate_law::{DutyState, FieldBasis, Language, Words};

use super::{EntryTold, FieldTold, FiledTold, SheetTold};
use crate::memo::sheet::Sheet;
use crate::say::{happened, id, instant};
use crate::words::Voice;

/// A sheet as a page; instants are written in `zone`.
#[must_use]
pub fn paper(told: &SheetTold, voice: &Voice, zone: &TimeZone) -> Sheet {
    let code = match voice.language() {
        Language::English => "en",
        Language::Chinese => "zh-Hans",
    };
    let mut page = Sheet::new(code);
    let writer = Writer { told, voice, zone };
    page.title(writer.pick(&told.words));
    page.text(writer.about());
    writer.missing(&mut page);
    writer.fields(&mut page);
    writer.before(&mut page);
    writer.filed(&mut page);
    page.text(writer.form());
    page.text(voice.say("sheet-note"));
    page
}

/// Who asks for a field, in a word.
#[must_use]
pub fn basis(basis: FieldBasis) -> &'static str {
    match basis {
        FieldBasis::Law => "sheet-basis-law",
        FieldBasis::Portal => "sheet-basis-portal",
        FieldBasis::Optional => "sheet-basis-optional",
    }
}

/// What stands in a field, as it is copied; none where nothing stands. Words are in the language of the form.
#[must_use]
pub fn entry(
    told: &SheetTold,
    field: &FieldTold,
    voice: &Voice,
    zone: &TimeZone,
) -> Option<String> {
    let language = match told.language.as_deref() {
        Some("en") => Language::English,
        Some("zh") => Language::Chinese,
        _ => voice.language(),
    };
    match &field.entry {
        EntryTold::Missing => None,
        EntryTold::Words { words } => Some(words.in_language(language).to_owned()),
        EntryTold::Text { text } => Some(text.clone()),
        EntryTold::When { when } if when.earliest == when.latest => Some(format!(
            "{} ({})",
            instant(when.earliest, &TimeZone::UTC),
            instant(when.earliest, zone)
        )),
        EntryTold::When { when } => Some(when.written.clone()),
        EntryTold::Content { items } => {
            let shut = |class: &Words| {
                let class = class.in_language(voice.language()).to_owned();
                voice.with("sheet-shut", [("class", class.into())])
            };
            let one = items.iter().map(|one| {
                let words = one.words.as_ref().map(|words| words.in_language(language).to_owned());
                words.or_else(|| one.text.clone()).unwrap_or_else(|| shut(&one.class))
            });
            Some(one.collect::<Vec<_>>().join("\n\n"))
        }
        EntryTold::Carried { filed } => Some(carried(filed, voice, zone)),
    }
}

fn carried(filed: &FiledTold, voice: &Voice, zone: &TimeZone) -> String {
    let none = || voice.say("sheet-no-reference");
    let words = [
        ("when", happened::since(&filed.when, zone).into()),
        ("reference", filed.reference.clone().unwrap_or_else(none).into()),
    ];
    voice.with("sheet-carried", words)
}

struct Writer<'w> {
    told: &'w SheetTold,
    voice: &'w Voice,
    zone: &'w TimeZone,
}

impl Writer<'_> {
    fn pick<'a>(&self, words: &'a Words) -> &'a str {
        words.in_language(self.voice.language())
    }

    fn listed(&self, names: &[Words]) -> String {
        let names: Vec<&str> = names.iter().map(|name| self.pick(name)).collect();
        names.join(&self.voice.say("list-comma"))
    }

    /// Who owes what, by when.
    fn about(&self) -> String {
        let duty = &self.told.duty;
        let due = duty.due.as_ref().map(|due| instant(due.strict, self.zone));
        let none = match duty.state {
            DutyState::NotStarted => id::state(duty.state),
            _ => "sheet-no-due",
        };
        let words = [
            ("bearer", self.pick(&duty.bearer).to_owned().into()),
            ("cited", self.pick(&duty.rule.citation).to_owned().into()),
            ("handle", self.told.handle.clone().into()),
            ("at", instant(self.told.at, self.zone).into()),
            ("due", due.unwrap_or_else(|| self.voice.say(none)).into()),
            ("state", self.voice.say(id::state(duty.state)).into()),
        ];
        let about = self.voice.with("sheet-about", words);
        match self.told.unchecked(self.voice).filter(|_| !self.told.filed.is_empty()) {
            Some(line) => format!("{about} {line}"),
            None => about,
        }
    }

    fn missing(&self, page: &mut Sheet) {
        page.heading(self.voice.say("sheet-title-missing"));
        if self.told.missing.is_empty() && self.told.to_write.is_empty() {
            page.text(self.voice.say("sheet-complete"));
        }
        for field in self.told.gaps() {
            page.point(0, self.name(field));
        }
        if !self.told.to_write.is_empty() {
            let content = self.listed(&self.told.to_write);
            page.point(0, self.voice.with("sheet-to-write", [("content", content.into())]));
        }
    }

    fn name(&self, field: &FieldTold) -> String {
        let number = field.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
        let marks = format!(
            "{} · {} · {}",
            self.voice.say(basis(field.basis)),
            self.pick(&field.source),
            self.voice.say(id::certainty(field.certainty))
        );
        let hint = field.hint.as_ref().map(|hint| format!(" {}", self.pick(hint)));
        format!("{number}{} [{marks}]{}", self.pick(&field.words), hint.unwrap_or_default())
    }

    fn fields(&self, page: &mut Sheet) {
        page.heading(self.voice.say("sheet-title-fields"));
        for field in &self.told.fields {
            page.point(0, self.name(field));
            let gap = || self.voice.say("sheet-missing");
            let text = entry(self.told, field, self.voice, self.zone).unwrap_or_else(gap);
            page.point(1, text);
            if !field.choices.is_empty() {
                let choices = self.listed(&field.choices);
                page.point(1, self.voice.with("sheet-choices", [("choices", choices.into())]));
            }
        }
    }

    /// What has to be known before anything is filed: what it discloses, whom it reaches, what stands against it.
    fn before(&self, page: &mut Sheet) {
        page.heading(self.voice.say("sheet-title-before"));
        if let Some(line) = self.told.unchecked(self.voice).filter(|_| self.told.filed.is_empty()) {
            page.point(0, line);
        }
        let content = match self.told.discloses.is_empty() {
            true => self.voice.say("sheet-discloses-none"),
            false => self.listed(&self.told.discloses),
        };
        page.point(0, self.voice.with("sheet-discloses", [("content", content.into())]));
        for one in &self.told.reaches {
            page.point(0, reach(one, self.voice));
        }
        if let Some(embargo) = &self.told.embargo {
            let until = embargo.until.map(|until| instant(until, self.zone));
            let words = [
                ("parties", self.listed(&embargo.parties).into()),
                ("until", until.unwrap_or_else(|| self.voice.say("sheet-no-end")).into()),
            ];
            page.point(0, self.voice.with("sheet-embargo", words));
            if let Some(terms) = &embargo.terms {
                let words = [("terms", terms.as_str().into())];
                page.point(0, self.voice.with("sheet-embargo-terms", words));
            }
        }
        if self.told.confidential > 0 {
            let words = [("count", self.told.confidential.into())];
            page.point(0, self.voice.with("sheet-confidential", words));
        }
        for gate in &self.told.gate {
            let cited = gate.blocked_by.iter().map(|rule| rule.citation.clone());
            let cited = self.listed(&cited.collect::<Vec<_>>());
            let against = match cited.is_empty() {
                true => String::new(),
                false => self.voice.with("sheet-against", [("cited", cited.into())]),
            };
            let words = [
                ("to", self.pick(&gate.to).to_owned().into()),
                ("answer", self.voice.say(id::answer(gate.answer)).into()),
                ("against", against.into()),
            ];
            let mut line = self.voice.with("sheet-gate", words);
            if let Some(ruling) = &gate.ruling {
                let released =
                    self.voice.with("answer-ruling", [("ruling", ruling.as_str().into())]);
                line = format!("{line}{}{released}", self.voice.say("list-comma"));
            }
            page.point(0, line);
        }
    }

    fn filed(&self, page: &mut Sheet) {
        if self.told.filed.is_empty() {
            return;
        }
        page.heading(self.voice.say("sheet-title-filed"));
        for filed in &self.told.filed {
            page.point(0, carried(filed, self.voice, self.zone));
        }
        if let Some(line) = self.told.unchecked(self.voice) {
            page.point(0, line);
        }
    }

    /// Which form it is, and what is not known of it.
    fn form(&self) -> String {
        let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
        let words = [
            ("form", self.told.form.clone().into()),
            ("version", self.told.form_version.to_string().into()),
            ("checked", self.told.checked.to_string().into()),
            ("forms", short(&self.told.forms).into()),
            ("book", short(&self.told.book).into()),
        ];
        let doubt = self.told.doubt.as_ref().map(|doubt| format!(" {}", self.pick(doubt)));
        format!("{}{}", self.voice.with("sheet-form", words), doubt.unwrap_or_default())
    }
}

/// Somebody whom the filing reaches, in a line.
#[must_use]
pub fn reach(one: &super::ReachTold, voice: &Voice) -> String {
    let unknown = || voice.say("sheet-no-place");
    let words = [
        ("who", one.who.in_language(voice.language()).to_owned().into()),
        ("place", one.place.clone().unwrap_or_else(unknown).into()),
        ("basis", one.basis.join(", ").into()),
    ];
    let told = match one.basis.is_empty() {
        true => voice.with("sheet-reaches", words),
        false => voice.with("sheet-reaches-on", words),
    };
    match one.within_embargo {
        Some(false) => format!("{told}{}", voice.say("sheet-outside-embargo")),
        Some(true) | None => told,
    }
}
