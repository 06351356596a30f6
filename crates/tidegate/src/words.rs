//! Every text that a person reads, in English and Simplified Chinese.
//!
//! The texts stand in `words/en/*.ftl` and `words/zh/*.ftl` (Fluent), one file for each room of the product; a test
//! holds that both have the same messages with the same arguments, and that none is missing or unused. What the law
//! says is not here: the book brings its own words in both languages. This module never decides what is said, only how.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use tidegate_law::{Language, Words};
use unic_langid::LanguageIdentifier;

#[cfg(test)]
mod parity;

/// The texts as Fluent sources, a folder for each language.
static SOURCES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/words");

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("en", "en"));
static CHINESE: LazyLock<Bundle> = LazyLock::new(|| bundle("zh", "zh-Hans"));

/// The texts of one language. Read once in the life of a process; cheap to copy.
#[derive(Clone, Copy)]
pub struct Voice {
    language: Language,
    bundle: &'static Bundle,
}

fn bundle(folder: &str, tag: &str) -> Bundle {
    let tag: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // The marks that isolate directions show as boxes in some terminals; both languages run left to right.
    bundle.set_use_isolating(false);
    for source in sources(folder) {
        let read = FluentResource::try_new(source.to_owned());
        bundle.add_resource_overriding(read.unwrap_or_else(|(read, _)| read));
    }
    bundle
}

/// The sources of a language.
pub(crate) fn sources(folder: &str) -> impl Iterator<Item = &'static str> {
    let files = SOURCES.get_dir(folder).into_iter().flat_map(Dir::files);
    files.filter_map(include_dir::File::contents_utf8)
}

impl Voice {
    /// The voice of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let bundle = match language {
            Language::English => &*ENGLISH,
            Language::Chinese => &*CHINESE,
        };
        Self { language, bundle }
    }

    /// What is said, in both languages.
    #[must_use]
    pub fn in_both(say: impl Fn(&Self) -> String) -> Words {
        let said = |language| say(&Self::of(language));
        Words { en: said(Language::English), zh: said(Language::Chinese) }
    }

    /// Which language it is.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text without arguments.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.with(id, [])
    }

    /// A text with its arguments. A text that does not exist is said as its id; a test finds it.
    #[must_use]
    pub fn with<'a, const N: usize>(
        &self,
        id: &str,
        arguments: [(&'a str, FluentValue<'a>); N],
    ) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let arguments: FluentArgs<'a> = arguments.into_iter().collect();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }

    /// An attribute of a text: the manual of a command keeps its parts in attributes.
    #[must_use]
    pub fn part(&self, id: &str, attribute: &str) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = message.get_attribute(attribute)?.value();
        Some(self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    }
}

impl std::fmt::Debug for Voice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Voice").field(&self.language).finish()
    }
}

/// The language of a locale name such as `zh_CN.UTF-8`; English where it names another or none.
#[must_use]
pub fn language_of(locale: &str) -> Language {
    if locale.to_ascii_lowercase().starts_with("zh") {
        Language::Chinese
    } else {
        Language::English
    }
}
