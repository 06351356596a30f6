//! The basis of a directive: an article of the book, with what it says and whether it binds.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::{Article, Book, Force, RuleId, Statute, Words};

use super::super::schema::Bilingual;
use crate::say::error::Said;
use crate::words::Voice;

/// An article as the basis of a directive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BasisTold {
    /// Statute and article, as on record: `cn-rmsv/7(3)`.
    pub basis: String,
    /// The citation.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// What the article says, in the book's paraphrase.
    #[schema(value_type = Bilingual)]
    pub text: Words,
    /// Whether its statute binds and was in force.
    pub binds: bool,
    /// Whether a rule of the article is in the book that somebody must follow; where none is, the office answers for it
    /// that the article lets it direct.
    pub has_duty: bool,
}

/// Why something is no basis.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoBasis {
    /// The book has no such article.
    #[error("the book has no article `{0}`")]
    Unknown(String),
    /// Its statute does not bind.
    #[error("{} does not bind", .0.en)]
    NotBinding(Words),
    /// Its statute is not in force.
    #[error("{} is not in force", .0.en)]
    NotInForce(Words),
}

impl Said for NoBasis {
    fn said(&self, voice: &Voice) -> String {
        let pick = |words: &Words| words.in_language(voice.language()).to_owned();
        match self {
            Self::Unknown(named) => {
                let named = named.chars().take(100).collect::<String>();
                voice.with("directive-basis-unknown", [("named", named.into())])
            }
            Self::NotBinding(cited) => {
                voice.with("directive-basis-soft", [("cited", pick(cited).into())])
            }
            Self::NotInForce(cited) => {
                voice.with("directive-basis-not-in-force", [("cited", pick(cited).into())])
            }
        }
    }
}

/// The article that somebody names as a basis, as it goes on record: by its citation in either language, by statute and
/// number, or by a rule under it.
///
/// # Errors
/// [`NoBasis`].
pub fn basis_named(book: &Book, named: &str, at: Timestamp) -> Result<String, NoBasis> {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    let asked = plain(named);
    let of_rule = RuleId::parse(named.trim()).and_then(|id| book.rule(&id));
    let of_rule = of_rule.and_then(|rule| Some((book.statute_of(rule), book.article_of(rule)?)));
    let articles = book
        .statutes()
        .iter()
        .flat_map(|statute| statute.articles.iter().map(move |article| (statute, article)));
    let cited = |(statute, article): &(&Statute, &Article)| {
        let cited = citation(statute, article);
        let id = &statute.matter.id;
        let forms = [
            cited.en,
            cited.zh,
            format!("{id}/{}", article.number),
            format!("{id}{}", article.number),
        ];
        forms.iter().any(|form| plain(form) == asked)
    };
    let found = of_rule.or_else(|| articles.clone().find(cited));
    let (statute, article) = found.ok_or_else(|| NoBasis::Unknown(named.trim().to_owned()))?;
    if statute.matter.force != Force::Binding {
        return Err(NoBasis::NotBinding(citation(statute, article)));
    }
    if !statute.in_force(at) {
        return Err(NoBasis::NotInForce(citation(statute, article)));
    }
    Ok(format!("{}/{}", statute.matter.id, article.number))
}

/// A basis as it is told. One that the book does not have is told as it stands on record and binds nobody.
pub fn basis_told(book: &Book, basis: &str, at: Timestamp) -> BasisTold {
    let found = basis.split_once('/').and_then(|(statute, number)| {
        let statute = book.statute(statute)?;
        let article = statute.articles.iter().find(|article| article.number == number)?;
        Some((statute, article))
    });
    let Some((statute, article)) = found else {
        let said = Words { en: basis.to_owned(), zh: basis.to_owned() };
        let (citation, text) = (said, Words::default());
        return BasisTold {
            basis: basis.to_owned(),
            citation,
            text,
            binds: false,
            has_duty: false,
        };
    };
    let under = |rule: &&tidegate_law::Rule| {
        book.statute_of(rule).matter.id == statute.matter.id && rule.article == article.number
    };
    BasisTold {
        basis: basis.to_owned(),
        citation: citation(statute, article),
        text: article.text.clone(),
        binds: statute.matter.force == Force::Binding && statute.in_force(at),
        has_duty: book.rules().iter().filter(under).any(tidegate_law::Rule::obliges),
    }
}

fn citation(statute: &Statute, article: &Article) -> Words {
    let short = statute.short();
    Words {
        en: format!("{} {}", short.en, article.number),
        zh: format!("{}{}", short.zh, article.number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_is_an_article_that_binds_and_nothing_else() {
        let book = crate::book::load(None).unwrap();
        let at = "2026-11-20T00:00:00Z".parse().unwrap();
        for named in ["RMSV 7(3)", "rmsv7(3)", "cn-rmsv/7(3)", "cn-rmsv 7(3)"] {
            assert_eq!(basis_named(&book, named, at), Ok("cn-rmsv/7(3)".to_owned()), "{named}");
        }
        let told = basis_told(&book, "cn-rmsv/7(3)", at);
        assert!(told.binds && !told.text.en.is_empty() && !told.text.zh.is_empty());
        assert!(basis_named(&book, &told.citation.zh, at).is_ok());
        assert!(matches!(basis_named(&book, "RMSV 99", at), Err(NoBasis::Unknown(_))));
        assert!(!basis_told(&book, "a letter", at).binds);
        // Before it was in force it bound nobody.
        let before = "2021-08-31T00:00:00Z".parse().unwrap();
        assert!(matches!(basis_named(&book, "RMSV 7(3)", before), Err(NoBasis::NotInForce(_))));
    }
}
