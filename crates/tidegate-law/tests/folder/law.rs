//! The files of the book of this repository, read from their folder.

use std::path::Path;

use tidegate_law::SourceFile;

#[expect(clippy::disallowed_methods, reason = "the test reads the book from its folder")]
fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            collect(root, &path, files);
        } else if ["md", "toml", "cedar", "cedarschema"].contains(&ending.as_str()) {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push(SourceFile::new(name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Every file, by path.
pub(crate) fn files() -> Vec<SourceFile> {
    let law = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let mut files = Vec::new();
    collect(&law, &law, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
