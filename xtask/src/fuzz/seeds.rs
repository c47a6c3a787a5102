//! `cargo xtask fuzz seeds`: what the generators of seeds and dictionaries make, committed.

use std::io::Write;
use std::path::Path;

use verifail_fuzzing::{dictionary, seeds};

use super::Ended;

/// Writes them.
pub(super) fn main(root: &Path) -> Ended {
    let fuzz = root.join("fuzz");
    let (count, size) = seeds::write(&fuzz, &root.join("corpus"))?;
    let folder = fuzz.join("dictionaries");
    std::fs::create_dir_all(&folder)?;
    for (name, text) in [("x509.dict", dictionary::x509()), ("texts.dict", dictionary::texts())] {
        std::fs::write(folder.join(name), text)?;
    }
    writeln!(std::io::stdout(), "{count} seeds, {} KiB", size.div_ceil(1024))?;
    Ok(true)
}
