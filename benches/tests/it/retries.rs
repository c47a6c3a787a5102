//! What can be counted of retries: allocations of a call that succeeds at once, and attempts at what fails for good.

use std::process::Command;

use verifail_benches::retries::{PASSING, PERMANENT, deal};

#[test]
fn a_call_that_succeeds_at_once_allocates_nothing() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_retry"));
    let output = command.arg("allocations").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    let ours: Vec<&str> = said.lines().filter(|line| line.starts_with("verifail-retry")).collect();
    assert_eq!(
        ours,
        ["verifail-retry 0", "verifail-retry-shared 0", "verifail-retry-waiting 0", "verifail-retry-decision 0"],
        "{said}"
    );
}

#[test]
fn what_fails_for_good_is_tried_once_and_what_passes_until_it_does() {
    let ours = |error, failures| *deal(error, failures).iter().find(|dealt| dealt.name == "verifail-retry").unwrap();
    let expired = ours(PERMANENT, u32::MAX);
    assert_eq!((expired.attempts, expired.waited.as_nanos(), expired.succeeded), (1, 0, false));
    let reset = ours(PASSING, 2);
    assert_eq!((reset.attempts, reset.succeeded), (3, true));
    // The control: the others do not ask what failed.
    for dealt in deal(PERMANENT, u32::MAX).iter().filter(|dealt| dealt.name != "verifail-retry") {
        assert!(dealt.attempts >= 4 && !dealt.succeeded, "{dealt:?}");
    }
}
