//! Rule: a test's name is a sentence, and `test_` is no way to begin one.

use super::Report;
use super::rust_tokens::attributes;
use super::tree::Tree;

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.rust_files() {
        for attribute in attributes(file.tokens()) {
            let is_test =
                attribute.text.split(['(', ' ', ':']).any(|word| word == "test") && !attribute.text.starts_with("cfg");
            if let Some(name) =
                attribute.function.filter(|name| is_test && (name.starts_with("test_") || name == "test"))
            {
                report.add(&file.path, attribute.line, format!("`{name}` says `test` and not what holds"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn a_test_that_is_called_test_is_found() {
        check_rule(
            super::check,
            &[(
                "a.rs",
                "#[test]\nfn test_parse() {}\n#[test]\nfn an_empty_input_is_refused() {}\nfn test_key() {}\n\
                 #[tokio::test]\nasync fn test() {}\n#[cfg(test)]\nfn test_certificate() {}\n",
            )],
            &["a.rs:1: `test_parse` says `test` and not what holds", "a.rs:6: `test` says `test` and not what holds"],
        );
    }
}
