//! Allocations, counted by the binary that has nothing else to do: of one accept, and of classifying lines.

use std::process::Command;

#[test]
fn an_accept_makes_no_allocation_that_rustls_webpki_would_not_make() {
    let directory = tempfile::tempdir().unwrap();
    let run = |task: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_instructions"));
        let output = command.arg(task).arg(directory.path()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    run("write");
    let counted = run("allocations");
    assert_eq!(counted.lines().count(), 4, "{counted}");
    for line in counted.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let after = |name| {
            let at = words.iter().position(|word| *word == name).unwrap();
            words[at + 1].parse::<usize>().unwrap()
        };
        assert!(after("verifail") <= after("webpki"), "{line}");
    }
}

/// A failure made 2 when this was written.
const LIMIT_OF_A_FAILURE: usize = 4;

#[test]
fn a_line_in_which_nothing_is_found_is_read_without_an_allocation() {
    let output = Command::new(env!("CARGO_BIN_EXE_instructions")).arg("lines").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let counted = String::from_utf8(output.stdout).unwrap();
    let figures = |name: &str| {
        let line = counted.lines().find(|line| line.starts_with(name)).unwrap();
        let numbers: Vec<usize> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
        <[usize; 3]>::try_from(numbers).unwrap()
    };
    let [lines, found, allocations] = figures("none");
    assert!(lines >= 10_000 && found == 0 && allocations == 0, "{counted}");
    let [lines, found, allocations] = figures("failures");
    assert!(found > lines / 2 && allocations <= lines * LIMIT_OF_A_FAILURE, "{counted}");
}
