//! Bad usage, help, completions, man pages, and a reader that goes away.

use std::process::Stdio;

use crate::{command, run, verifail, with_demo_files};

/// Bad usage: exit code 2, nothing on standard output, `error: …` with these words on standard error.
#[track_caller]
fn check_refused(arguments: &[&str], words: &[&str]) {
    let ran = verifail(arguments).expect_code(2);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    for word in words {
        assert!(ran.stderr.contains(word), "no {word:?} in {}", ran.stderr);
    }
}

#[test]
fn wrong_options_are_named() {
    check_refused(&["verify", "x.pem", "--nmae", "example.com"], &["--nmae", "--name"]);
    check_refused(&["verify"], &["<FILE>"]);
    check_refused(&["verify", "x.pem", "--policy", "netscape"], &["netscape", "rustls", "all"]);
    check_refused(&["verify", "x.pem", "--relax", "everything"], &["everything", "eku", "validity"]);
    check_refused(&["verify", "x.pem", "--time", "yesterday"], &["yesterday", "RFC 3339"]);
    check_refused(&["verify", "x.pem", "--purpose", "mail"], &["mail", "client"]);
    check_refused(&["verify", "x.pem", "--name", "192.0.2.1"], &["192.0.2.1", "--ip"]);
    check_refused(&["verify", "x.pem", "--name", "https://example.com/"], &["https://example.com/"]);
    check_refused(&["verify", "x.pem", "--name", "example.com", "--ip", "192.0.2.1"], &["--name", "--ip"]);
    check_refused(&["verify", "x.pem", "--san-match", "roughly:x"], &["roughly:x"]);
    check_refused(&["verify", "x.pem", "--san-match", "dns:safe_regex:("], &["dns:safe_regex:("]);
    check_refused(&["verify", "x.pem", "--revocation", "path"], &["--crl"]);
    check_refused(&["policies", "netscape"], &["netscape", "rustls"]);
    check_refused(&["man", "netscape"], &["netscape"]);
    check_refused(&["reasons", "netscape"], &["netscape", "nearest"]);
    check_refused(&["explain", "--json", "--ndjson", "x"], &["--json", "--ndjson"]);
    check_refused(&["explain", "--jobs", "0", "--ndjson"], &["--jobs"]);
    check_refused(&["demo", "--case", "netscape"], &["netscape", "wrong-name"]);
}

#[test]
fn without_a_command_the_usage_is_shown() {
    let ran = verifail(&[]).expect_code(2);
    assert!(ran.stderr.contains("Usage: verifail"), "{}", ran.stderr);
}

#[test]
fn help_and_version_are_no_failure() {
    assert!(verifail(&["--version"]).expect_code(0).stdout.starts_with("verifail "));
    for (arguments, says) in [
        (&["--help"][..], "1  bad: not trusted, or a failure of TLS"),
        (&["verify", "--help"], "1  not trusted"),
        (&["explain", "--help"], "1  a failure of TLS"),
        (&["code", "--help"], "3  in no book"),
    ] {
        let help = verifail(arguments).expect_code(0).stdout;
        assert!(help.contains(says), "{help}");
    }
}

#[test]
fn completions_know_the_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = verifail(&["completions", shell]).expect_code(0).stdout;
        assert!(script.contains("san-match"), "{shell}");
        // Values are completed only where the shell's generator writes them.
        if matches!(shell, "bash" | "fish" | "zsh") {
            for word in ["two-faults", "boringssl-pki", "name-constraints"] {
                assert!(script.contains(word), "no {word} for {shell}");
            }
        }
    }
}

#[test]
fn man_pages_state_the_exit_codes() {
    let page = verifail(&["man"]).expect_code(0).stdout;
    assert!(page.contains(".TH verifail 1"), "{page}");
    assert!(page.contains("EXIT STATUS"), "{page}");
    let page = verifail(&["man", "verify"]).expect_code(0).stdout;
    assert!(page.contains(".TH verifail-verify 1"), "{page}");
    for word in ["EXIT STATUS", "not trusted", "\\-\\-relax", "\\-\\-ascii"] {
        assert!(page.contains(word), "no {word} in {page}");
    }
    let page = verifail(&["man", "explain"]).expect_code(0).stdout;
    assert!(page.contains("something that no rule knows") && !page.contains("not trusted"), "{page}");
    for command in ["code", "completions", "demo", "policies", "reasons"] {
        let page = verifail(&["man", command]).expect_code(0).stdout;
        assert!(page.contains(&format!(".TH verifail-{command} 1")) && page.contains("EXIT STATUS"), "{page}");
    }
}

#[test]
fn a_reader_that_went_away_is_no_panic() {
    for arguments in [&["policies", "rustls"][..], &["demo"], &["man"], &["completions", "bash"], &["--help"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = command(arguments);
        let child = command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).spawn().expect("it starts");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn a_reader_that_went_away_does_not_change_the_answer() {
    let directory = with_demo_files("closed-pipe");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = command(&["verify", "two-faults.pem", "--name", "api.example"]);
    let status = command.current_dir(directory).stdin(Stdio::null()).stdout(writer).status().expect("it runs");
    assert_eq!(status.code(), Some(1));
}

#[test]
fn colour_is_on_when_asked_for_and_off_elsewhere() {
    let coloured = |arguments: &[&str], no_color: bool| {
        let mut command = command(arguments);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        run(command, b"").expect_code(0).stdout.contains('\u{1b}')
    };
    assert!(coloured(&["policies", "--color", "always"], false));
    // What is asked for by name wins over the environment.
    assert!(coloured(&["policies", "--color", "always"], true));
    assert!(!coloured(&["policies", "--color", "never"], false));
    assert!(!coloured(&["policies"], false));
    let mut forced = command(&["policies"]);
    forced.env("CLICOLOR_FORCE", "1");
    assert!(run(forced, b"").expect_code(0).stdout.contains('\u{1b}'), "auto follows CLICOLOR_FORCE");
    let mut forbidden = command(&["policies"]);
    forbidden.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    assert!(!run(forbidden, b"").expect_code(0).stdout.contains('\u{1b}'), "NO_COLOR wins under auto");
}
