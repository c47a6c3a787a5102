//! What sentences of the vocabulary say, as a committed text: for each rule the words that it may hold of and those that
//! prevent it, and each word in the first rule that asks for it. `INSTA_UPDATE=always cargo test -p verifail --lib
//! wording` writes it anew.

use std::fmt::Write;

use super::read;
use super::rules::{RULES, Rule};
use super::vocabulary::{CLASSES, Class};

fn bits(classes: Class) -> impl Iterator<Item = Class> {
    (0..Class::BITS).map(|bit| 1 << bit).filter(move |bit| classes & bit != 0)
}

/// A word of a class, of as few others as there are.
fn word(class: Class) -> &'static str {
    let of_class = CLASSES.iter().filter(|(_, classes)| classes & class != 0);
    of_class.min_by_key(|(_, classes)| classes.count_ones()).map_or("", |(word, _)| word.trim_end_matches('*'))
}

/// A sentence of a rule, in which one set's word is another.
fn sentence(rule: &Rule, replaced: usize, by: &str) -> String {
    let usual = |classes: &Class| bits(*classes).next().map_or("", word);
    let words = rule.near.iter().enumerate().map(|(at, classes)| if at == replaced { by } else { usual(classes) });
    words.collect::<Vec<_>>().join(" ")
}

fn line(sentence: &str) -> String {
    let said = read(sentence.as_bytes()).and_then(|found| found.row.reason);
    format!("{sentence}: {}\n", said.map_or("-", |reason| reason.code()))
}

fn all() -> String {
    let mut text = String::new();
    for rule in RULES {
        let said = rule.row.reason.map_or("-", |reason| reason.code());
        writeln!(text, "# {said}{}", if rule.names_tls { ", whatever else the text is about" } else { "" })
            .expect("room");
        for (at, classes) in rule.near.iter().enumerate() {
            bits(*classes).skip(usize::from(at > 0)).for_each(|class| text += &line(&sentence(rule, at, word(class))));
        }
        let plain = sentence(rule, usize::MAX, "");
        bits(rule.unless).for_each(|class| text += &line(&format!("{plain} {}", word(class))));
    }
    text += "# each word\n";
    for (word, classes) in CLASSES {
        let word = word.trim_end_matches('*');
        let asks = |class: Class| {
            RULES.iter().find_map(|rule| Some((rule, rule.near.iter().position(|near| near & class != 0)?)))
        };
        for class in bits(*classes) {
            let in_rule = asks(class).map(|(rule, at)| sentence(rule, at, word));
            // What no rule asks for prevents one.
            let prevents = || {
                let rule = RULES.iter().find(|rule| rule.unless & class != 0)?;
                Some(format!("{} {word}", sentence(rule, usize::MAX, "")))
            };
            text += &line(&in_rule.or_else(prevents).unwrap_or_else(|| format!("tls handshake {word}")));
        }
    }
    text
}

#[test]
fn every_sentence_says_what_is_written_down() {
    insta::with_settings!({
        snapshot_path => "../../../tests/snapshots", prepend_module_to_snapshot => false, omit_expression => true
    }, {
        insta::assert_snapshot!("sentences", all());
    });
}
