//! Every text that a person reads in the terminal, in English and Simplified Chinese.
//!
//! The texts stand in `words/en.ftl` and `words/zh.ftl` (Fluent); a test holds that both have the same messages
//! with the same arguments, and that none is missing or unused. What the law says is not here: the book brings
//! its own words in both languages. This module never decides what is said, only how.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use tidegate_law::Language;
use unic_langid::LanguageIdentifier;

#[cfg(test)]
mod parity;

/// The English texts as Fluent source.
const ENGLISH: &str = include_str!("../words/en.ftl");
/// The Chinese texts as Fluent source.
const CHINESE: &str = include_str!("../words/zh.ftl");

/// The texts of one language.
pub struct Voice {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Voice {
    /// The voice of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let (source, tag) = match language {
            Language::English => (ENGLISH, "en"),
            Language::Chinese => (CHINESE, "zh-Hans"),
        };
        let tag: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The marks that isolate directions show as boxes in some terminals; both languages run left to right.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
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
