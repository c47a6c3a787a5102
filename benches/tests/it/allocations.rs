//! Allocations, counted by the binary that has nothing else to do: of one accept, and of classifying lines.

use std::process::Command;

/// An accept of three certificates made 20 when this was written.
const LIMIT: usize = 30;

#[test]
fn an_accept_stays_below_its_limit_of_allocations() {
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
        let at = words.iter().position(|word| *word == "verifail").unwrap();
        let allocations: usize = words[at + 1].parse().unwrap();
        assert!((1..=LIMIT).contains(&allocations), "{line}");
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
