//! The allocations of one accept, counted by the binary that has nothing else to do.

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
    assert_eq!(counted.lines().count(), 3, "{counted}");
    for line in counted.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let at = words.iter().position(|word| *word == "verifail").unwrap();
        let allocations: usize = words[at + 1].parse().unwrap();
        assert!((1..=LIMIT).contains(&allocations), "{line}");
    }
}
