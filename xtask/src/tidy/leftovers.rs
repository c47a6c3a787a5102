//! Rule: nothing is left for later. No macro that stands for missing code, no debugging print, no note to come back,
//! no test that is switched off without saying why or that passes by panicking.

use super::Report;
use super::rust_tokens::{attributes, mentions};
use super::tree::Tree;

const MACROS: &[&str] = &["todo!", "unimplemented!", "dbg!"];
/// Split, or this file would be its own first finding.
const NOTES: &[&str] = &[concat!("FIX", "ME"), concat!("TO", "DO"), concat!("XX", "X")];
/// Where notes are looked for: prose may speak about them.
const CODE: &[&str] = &[".rs", ".toml", ".yml", ".yaml", ".sh", ".py", "/run"];

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.rust_files() {
        for mention in mentions(file.tokens(), false) {
            let name = mention.path.rsplit("::").next().unwrap_or_default();
            if MACROS.contains(&name) {
                report.add(&file.path, mention.line, format!("`{name}` is left in"));
            }
        }
        for attribute in attributes(file.tokens()) {
            if attribute.text == "ignore" {
                report.add(&file.path, attribute.line, "`#[ignore]` without a reason");
            } else if attribute.text.starts_with("should_panic") {
                report.add(&file.path, attribute.line, "`#[should_panic]` passes on any panic: assert the result");
            }
        }
    }
    for file in tree.files().iter().filter(|file| CODE.iter().any(|end| file.path.ends_with(end))) {
        for (number, line) in file.lines() {
            for note in NOTES {
                if line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == *note) {
                    report.add(&file.path, number, format!("`{note}` is left in"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn what_is_left_for_later_is_found() {
        let note = format!("// {}: later\nconst A{}_B: u8 = 1;\n", super::NOTES[0], super::NOTES[1]);
        check_rule(
            super::check,
            &[
                ("a.rs", "fn a() {\n  todo!()\n}\nfn b() { std::dbg!(1); unimplemented!(\"b\") }\n// dbg!(x)\n"),
                ("b.rs", "#[test]\n#[ignore]\nfn a() {}\n#[test]\n#[ignore = \"slow\"]\nfn b() {}\n"),
                ("c.rs", "#[test]\n#[should_panic(expected = \"x\")]\nfn c() {}\n"),
                ("d.rs", &note),
                ("e.md", &note),
            ],
            &[
                "a.rs:2: `todo!` is left in",
                "a.rs:4: `dbg!` is left in",
                "a.rs:4: `unimplemented!` is left in",
                "b.rs:2: `#[ignore]` without a reason",
                "c.rs:2: `#[should_panic]` passes on any panic: assert the result",
                &format!("d.rs:1: `{}` is left in", super::NOTES[0]),
            ],
        );
    }
}
