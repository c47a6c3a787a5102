//! Files that cannot be read, hold something else, or hold more than they should; standard input.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use crate::{AT, command, run, scratch, verifail_in, verify_demo, with_demo_files};

/// A file that cannot be used: exit code 2, one line on standard error that starts with the file's name.
#[track_caller]
fn check_unusable(directory: &Path, file: &str, words: &str) {
    for arguments in [
        &["verify", file, "--name", "example.com"][..],
        &["verify", "good.pem", "--name", "example.com", "--anchors", file],
        &["verify", "good.pem", "--name", "example.com", "--intermediates", file],
        &["verify", "good.pem", "--name", "example.com", "--crl", file],
    ] {
        let ran = verifail_in(directory, arguments).expect_code(2);
        assert_eq!(ran.stdout, "");
        let error = ran.stderr.lines().last().unwrap_or_default();
        assert!(error.starts_with(&format!("error: {file}: ")), "{arguments:?}: {}", ran.stderr);
        assert!(error.contains(words), "{arguments:?}: no {words:?} in {}", ran.stderr);
    }
}

#[test]
fn unusable_files_are_named_with_what_is_wrong() {
    let directory = with_demo_files("unusable");
    let put = |name: &str, bytes: &[u8]| fs::write(directory.join(name), bytes).expect("written");
    put("empty.pem", b"");
    put("noise.der", &[0x9c, 0x00, 0xff, 0x17, 0x80, 0x42, 0x03, 0xfe]);
    put("request.html", b"<!DOCTYPE html><html><body>404</body></html>");
    fs::create_dir(directory.join("folder")).expect("made");
    File::create(directory.join("huge.pem")).and_then(|f| f.set_len((64 << 20) + 1)).expect("made");
    check_unusable(&directory, "nowhere.pem", "no such file");
    check_unusable(&directory, "folder", "is a directory");
    check_unusable(&directory, "huge.pem", "larger than 64 MiB");
    check_unusable(&directory, "empty.pem", "empty");
    check_unusable(&directory, "noise.der", "");
    check_unusable(&directory, "request.html", "");
}

#[test]
fn a_file_of_certificates_is_no_file_of_crls() {
    let directory = with_demo_files("no-crl");
    let ran = verify_demo(&directory, "good", "shop.example", &["--crl", "good.pem"]).expect_code(2);
    assert_eq!(ran.stderr, "error: good.pem: no certificate revocation list in it\n");
}

#[test]
fn a_private_key_is_noted_and_never_echoed() {
    let directory = with_demo_files("private-key");
    let key = rcgen::KeyPair::generate().expect("a key").serialize_pem();
    let good = fs::read_to_string(directory.join("good.pem")).expect("written by the demo");
    fs::write(directory.join("good.pem"), format!("{key}{good}")).expect("written");
    let ran = verify_demo(&directory, "good", "shop.example", &[]).expect_code(0);
    assert!(ran.stderr.contains("note: good.pem: private key"), "{}", ran.stderr);
    fs::write(directory.join("key.pem"), &key).expect("written");
    let alone = verifail_in(&directory, &["verify", "key.pem", "--name", "shop.example"]).expect_code(2);
    assert!(alone.stderr.contains("private key"), "{}", alone.stderr);
    for line in key.lines().filter(|line| !line.starts_with("-----")) {
        for output in [&ran.stdout, &ran.stderr, &alone.stdout, &alone.stderr] {
            assert!(!output.contains(line), "the key was echoed: {output}");
        }
    }
}

#[test]
fn a_chain_comes_through_a_pipe() {
    let directory = with_demo_files("pipe");
    let chain = fs::read(directory.join("good.pem")).expect("written by the demo");
    let mut verify = command(&["verify", "-", "--anchors", "good-anchors.pem", "--name", "shop.example", "--time", AT]);
    verify.current_dir(&directory);
    let ran = run(verify, &chain).expect_code(0);
    assert!(ran.stdout.starts_with("trusted\n"), "{}", ran.stdout);

    let ran = run(command(&["verify", "-", "--name", "shop.example"]), b"").expect_code(2);
    assert!(ran.stderr.starts_with("error: standard input: "), "{}", ran.stderr);
    let ran = run(command(&["verify", "-", "-", "--name", "shop.example"]), &chain).expect_code(2);
    assert!(ran.stderr.contains("once only"), "{}", ran.stderr);
}

#[test]
fn standard_input_is_read_up_to_a_limit() {
    let mut too_much = vec![b'x'; (64 << 20) + 1];
    too_much[0] = b'\n';
    let ran = run(command(&["verify", "-", "--name", "shop.example"]), &too_much).expect_code(2);
    assert_eq!(ran.stderr, "error: standard input: larger than 64 MiB\n");
}

#[test]
fn der_and_several_files_make_a_chain_too() {
    let directory = with_demo_files("several");
    let chain = fs::read(directory.join("good.pem")).expect("written by the demo");
    let bundle = verifail::Bundle::read_default(&chain).expect("certificates");
    let [end_entity, issuing] = bundle.certificates() else { panic!("two certificates") };
    fs::write(directory.join("server.der"), end_entity.der()).expect("written");
    let mut issuing_file = File::create(directory.join("issuing.der")).expect("made");
    issuing_file.write_all(issuing.der()).expect("written");
    let common = ["--anchors", "good-anchors.pem", "--name", "shop.example", "--time", AT];
    let ask = |files: &[&str]| verifail_in(&directory, &[&["verify"], files, &common].concat());
    ask(&["server.der", "issuing.der"]).expect_code(0);
    ask(&["server.der", "--intermediates", "issuing.der"]).expect_code(0);
    ask(&["server.der", "good.pem", "two-faults.pem"]).expect_code(0);
    ask(&["server.der"]).expect_code(1);
}

#[test]
fn a_hostile_file_name_cannot_steer_the_terminal() {
    let directory = scratch("hostile-name");
    let ran = verifail_in(&directory, &["verify", "\u{1b}[2Jx.pem", "--name", "shop.example"]).expect_code(2);
    assert_eq!(ran.stderr, "error: \\u{1b}[2Jx.pem: no such file\n");
}
