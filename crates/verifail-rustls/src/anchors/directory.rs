//! A directory of trust anchors: files of certificates by their names, in the order of these.

use std::path::Path;

use super::{Anchors, AnchorsError, RefusedAnchor, Source, file};

/// Files of a directory that are looked at.
const MAX_FILES: usize = 10_000;

impl Anchors {
    /// Those of the files of a directory whose names end in `.pem`, `.crt`, `.cer` or `.der`, or are eight hexadecimal
    /// digits and a number as `openssl rehash` makes them. Other files and subdirectories are not looked at.
    ///
    /// # Errors
    /// When it cannot be read, holds no certificate, or one that is refused; as for a [`file`](Self::file), with the
    /// names of the files.
    pub fn directory(path: &Path) -> Result<Self, AnchorsError> {
        let unreadable =
            |error: std::io::Error| AnchorsError::Unreadable { path: path.to_owned(), why: error.to_string() };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(path).map_err(unreadable)?.take(MAX_FILES) {
            let entry = entry.map_err(unreadable)?.path();
            if is_wanted(&entry) && entry.is_file() {
                files.push(entry);
            }
        }
        // A directory has no order of its own.
        files.sort_unstable();
        let source = || Source::Directory(path.to_owned());
        let (mut certificates, mut refused) = (Vec::new(), Vec::new());
        for path in &files {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            match file::read(path) {
                Ok((usable, broken)) => {
                    certificates.extend(usable);
                    refused.extend(broken.into_iter().map(|RefusedAnchor { position, why }| RefusedAnchor {
                        position: format!("{name} {position}"),
                        why,
                    }));
                }
                Err(AnchorsError::Empty { what: why, .. } | AnchorsError::Unreadable { why, .. }) => {
                    refused.push(RefusedAnchor { position: name, why });
                }
                Err(error) => return Err(error),
            }
        }
        if !refused.is_empty() {
            return Err(AnchorsError::refused(source(), certificates.len(), refused));
        }
        if certificates.is_empty() {
            let what = "no file in it is named as one of certificates (.pem, .crt, .cer, .der)".to_owned();
            return Err(AnchorsError::Empty { source: source(), what });
        }
        let mut anchors = Self::none();
        let added = anchors.add(certificates.into_iter());
        anchors.sources.push((added, source()));
        Ok(anchors)
    }
}

fn is_wanted(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let is_hash = stem.len() == 8 && stem.bytes().all(|octet| octet.is_ascii_hexdigit());
    let is_number = !extension.is_empty() && extension.bytes().all(|octet| octet.is_ascii_digit());
    matches!(extension.as_str(), "pem" | "crt" | "cer" | "der") || (is_hash && is_number)
}
