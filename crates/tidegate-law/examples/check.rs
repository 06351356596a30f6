//! Loads a book from a folder and prints every fault, or every rule as a plain sentence.
//!
//! `cargo run -p tidegate-law --example check -- law`

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example reads the folder it is given, and prints"
)]

use std::path::Path;

use tidegate_law::{Book, Language, Names, SourceFile};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "law".to_owned());
    let mut files = Vec::new();
    collect(Path::new(&folder), Path::new(&folder), &mut files)?;
    match Book::load(&files) {
        Err(faults) => {
            for fault in faults {
                println!("{:?}", miette::Report::new(fault));
            }
            Err("the book has faults".into())
        }
        Ok(book) => {
            for rule in book.rules() {
                println!("{}\n  {}\n  {}", rule.id, rule.words.en, rule.words.zh);
                for language in [Language::English, Language::Chinese] {
                    println!(
                        "  = {}",
                        book.say_condition(&rule.condition, &Names::default(), language)
                    );
                }
            }
            println!(
                "{} statutes, {} rules, digest {}",
                book.statutes().len(),
                book.rules().len(),
                book.digest()
            );
            Ok(())
        }
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path
            .extension()
            .is_some_and(|e| ["md", "toml", "cedar", "cedarschema"].iter().any(|x| e == *x))
        {
            let name =
                path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push(SourceFile::new(name, std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
