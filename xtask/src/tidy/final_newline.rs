//! Rule: a text file ends with one line feed, and no line but Rust's ends with a carriage return or a space. Corpora
//! and seeds are inputs, byte for byte what they are, and are left alone.

use super::Report;
use super::tree::{SourceFile, Tree};

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.files().iter().filter(|file| !is_input(file)) {
        let last = file.text.lines().count().max(1);
        if !file.text.is_empty() && !file.text.ends_with('\n') {
            report.add(&file.path, last, "the last line has no line feed");
        }
        if file.text.ends_with("\n\n") {
            report.add(&file.path, last, "an empty line at the end");
        }
        if file.path.ends_with(".rs") {
            // rustfmt has the last word there, and a string may need what looks like a stray space.
            continue;
        }
        for (number, line) in (1..).zip(file.text.split_terminator('\n')) {
            if line.ends_with([' ', '\t', '\r']) {
                report.add(&file.path, number, "white space at the end of the line");
            }
        }
    }
}

/// Whether the file's bytes are the input of a test or of a fuzz target, or a recorded output.
fn is_input(file: &SourceFile) -> bool {
    let inputs = ["corpus", "fixtures", "snapshots", "testdata", "seeds"];
    file.directory().split('/').any(|part| inputs.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn a_missing_line_feed_and_stray_white_space_are_found() {
        check_rule(
            super::check,
            &[
                ("a.md", "one\ntwo"),
                ("b.md", "one\n\n"),
                ("c.md", "one \r\ntwo\n"),
                ("corpus/d.txt", "one \ntwo"),
                ("e.md", "one\n"),
                ("f.md", ""),
                ("g.rs", "\" \n\";\n"),
            ],
            &[
                "a.md:2: the last line has no line feed",
                "b.md:2: an empty line at the end",
                "c.md:1: white space at the end of the line",
            ],
        );
    }
}
