//! `--save`: the capture in a file, which is never written over unless somebody says so.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use verifail::capture::Capture;

use crate::failure::Failure;

/// Said before anything is asked: nobody wants to wait for an error.
pub(super) fn refuse_existing(path: &Path) -> Result<(), Failure> {
    match path.exists() {
        true => Err(Failure::of_file(path, "it exists; --overwrite writes over it")),
        false => Ok(()),
    }
}

pub(super) fn save(path: &Path, overwrites: bool, capture: &Capture) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    let options = options.write(true).create(overwrites).create_new(!overwrites).truncate(overwrites);
    let written = options.open(path).and_then(|mut file| file.write_all(&capture.to_json()));
    written.map_err(|error| Failure::of_file(path, error))
}
