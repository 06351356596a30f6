//! The forms that the binary carries: those of `forms/`, read against the book in use.
//!
//! They are embedded as the book is, with a digest of their own, so that a form changes without the law and the law
//! without a form. A form that names a duty which the book in use does not have is a fault and is not used.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use include_dir::{Dir, include_dir};
use tidegate_law::{Book, BookError, Forms, SourceFile};

/// The folder `forms/` as it was when the binary was built.
static FORMS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../forms");

/// The forms as read against a book, by the book's digest: a process has one book, and reads the forms once.
static READ: Mutex<BTreeMap<String, Arc<Forms>>> = Mutex::new(BTreeMap::new());

/// The forms, read against a book.
///
/// # Errors
/// Every fault, with file and line.
pub fn of(book: &Book) -> Result<Arc<Forms>, Vec<BookError>> {
    let mut known = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(forms) = known.get(book.digest()) {
        return Ok(Arc::clone(forms));
    }
    let forms = Arc::new(read(book)?);
    known.insert(book.digest().to_owned(), Arc::clone(&forms));
    Ok(forms)
}

fn read(book: &Book) -> Result<Forms, Vec<BookError>> {
    let text = |file: &include_dir::File<'_>| {
        let name = file.path().to_string_lossy().replace('\\', "/");
        file.contents_utf8().map(|text| SourceFile::new(format!("forms/{name}"), text))
    };
    let toml = FORMS.files().filter(|file| file.path().extension().is_some_and(|e| e == "toml"));
    Forms::load(book, &toml.filter_map(text).collect::<Vec<_>>())
}

#[cfg(test)]
mod stated;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tidegate_law::{Fill, Force, reporting};

    use super::*;

    fn both() -> (Book, Arc<Forms>) {
        let book = Book::load(&crate::book::embedded()).unwrap();
        let forms = match of(&book) {
            Ok(forms) => forms,
            Err(faults) => {
                panic!("{}", faults.iter().map(|f| f.to_string() + "\n").collect::<String>())
            }
        };
        (book, forms)
    }

    #[test]
    fn every_duty_to_report_to_an_authority_has_a_form_or_a_reason() {
        let (book, forms) = both();
        let bare: Vec<String> = reporting(&book)
            .filter(|rule| matches!(rule.force, Force::Binding | Force::Recommended))
            .filter(|rule| forms.of(&rule.id).is_none() && forms.why_without(&rule.id).is_none())
            .map(|rule| rule.id.to_string())
            .collect();
        assert!(bare.is_empty(), "neither a form nor a reason:\n{}", bare.join("\n"));
        let asked: BTreeSet<_> = reporting(&book).map(|rule| &rule.id).collect();
        for without in &forms.without {
            assert!(asked.contains(&without.duty), "{} is no duty to report", without.duty);
        }
    }

    #[test]
    fn a_form_has_a_field_to_fill_and_content_within_what_its_duty_covers() {
        let (book, forms) = both();
        for form in &forms.forms {
            for duty in &form.duties {
                let asked = book.rule(duty).and_then(|rule| rule.duty.as_ref()).unwrap();
                let covered: BTreeSet<&str> =
                    asked.content.iter().map(tidegate_law::FactValue::as_str).collect();
                for field in &form.fields {
                    if let Some(Fill::Content(classes)) = &field.from {
                        let beyond = classes.iter().find(|one| !covered.contains(one.as_str()));
                        assert_eq!(beyond, None, "{} {}: beyond the duty", form.key, field.id);
                    }
                }
            }
        }
    }

    fn faults(text: &str) -> Vec<String> {
        let book = Book::load(&crate::book::embedded()).unwrap();
        let read = Forms::load(&book, &[SourceFile::new("forms/one.toml", text)]);
        read.err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    const HEAD: &str = "version = \"2026-11-26\"\nchecked = \"2026-11-26\"\n[[form]]\nkey = \"one\"\nen = \"One\"\nzh = \"一\"\n";

    #[test]
    fn a_fault_points_at_file_and_line() {
        let unknown = format!("{HEAD}duties = [\"eu-cra/99/nothing\"]\nfield = []\n");
        assert_eq!(
            faults(&unknown),
            ["forms/one.toml:7: the book has no duty `eu-cra/99/nothing`"]
        );
        let short = format!("{HEAD}duties = [\"eu-cra/14(6)/intermediate-report\"]\nfield = []\n");
        assert_eq!(
            faults(&short),
            [
                "forms/one.toml:4: `eu-cra/14(6)/intermediate-report` asks for `status_updates`, which is no field of law here"
            ]
        );
        let one = |rest: &str| {
            let field = "[[form.field]]\nid = \"status_updates\"\nen = \"News\"\nbasis = \"law\"\nsource = \"CRA 14(6)\"\ncertainty = \"V\"\n";
            faults(&format!("{HEAD}duties = [\"eu-cra/14(6)/intermediate-report\"]\n{field}{rest}"))
        };
        assert!(one("zh = \"新\"\n").is_empty());
        assert!(one("").first().unwrap().ends_with("missing field `zh`"), "{:?}", one(""));
        assert!(one("zh = \" \"\n").first().unwrap().contains("one language only"));
        for (source, says) in [
            ("CRA 99", "neither a clause of the book"),
            ("CRA banana", "neither a clause of the book"),
            ("hearsay", "nor one of the file's sources"),
        ] {
            let field = format!(
                "[[form.field]]\nid = \"status_updates\"\nen = \"News\"\nzh = \"新\"\nbasis = \"law\"\nsource = \"{source}\"\ncertainty = \"V\"\n"
            );
            let found =
                faults(&format!("{HEAD}duties = [\"eu-cra/14(6)/intermediate-report\"]\n{field}"));
            assert!(found.first().is_some_and(|one| one.contains(says)), "{source}: {found:?}");
        }
        let made_up = "zh = \"新\"\n[[form.field]]\nid = \"more\"\nen = \"More\"\nzh = \"更多\"\nbasis = \"law\"\nsource = \"CRA 14(6)\"\ncertainty = \"V\"\n";
        assert!(one(made_up).first().unwrap().contains("no rule of the form asks for `more`"));
        let program = "zh = \"新\"\nfrom = { content = [\"proof_of_concept\"] }\n";
        assert!(one(program).first().unwrap().contains("unknown variant `proof_of_concept`"));
    }
}
