//! A short run: all of ASCII and a character of every tenth block, under four policies.

use super::*;

fn policies(names: &[&str]) -> Vec<&'static Policy> {
    names.iter().map(|name| Policy::named(name).unwrap()).collect()
}

#[test]
fn the_core_reads_characters_as_it_must() {
    let some: Vec<char> = characters().into_iter().enumerate().filter(|(at, _)| at % 29 == 0).map(|(_, c)| c).collect();
    let telling = ['\0', '\n', '\u{1b}', ' ', '*', '.', '-', 'w', 'W', '@', '\\', '\u{ad}', '\u{202e}', '\u{3002}'];
    let all: Vec<char> = some.into_iter().chain(telling).collect();
    let tally = run(&all, &policies(&["rustls", "rfc5280"]));
    assert_eq!(tally.examples, Vec::<String>::new());
    assert!(tally.accepted > 1_000 && tally.verdicts > 10 * tally.accepted / 9, "{tally:?}");
}

#[test]
fn the_host_is_matched_by_the_one_character_that_fits() {
    let rustls = policies(&["rustls"]);
    let accepted = |c: char| {
        let specimens = specimens(c).into_iter().filter(|s| s.field == Field::Dns);
        specimens.filter(|s| s.expected(rustls[0]) == Expected::Accept).count()
    };
    assert_eq!(['.', 'w', 'W', '*', '\0', 'x'].map(accepted), [1, 2, 2, 1, 0, 0]);
}

#[test]
fn equal_texts_are_equal_names_and_no_others() {
    let some: Vec<char> = characters().into_iter().enumerate().filter(|(at, _)| at % 4 == 0).map(|(_, c)| c).collect();
    let tally = every_two_names(&some);
    assert_eq!(tally.examples, Vec::<String>::new());
    assert!(tally.equal > 1_000, "{tally:?}");
}
