//! OpenSSL's own tools: `s_client`, which connects, and `verify`, which reads files.

use super::{Client, Connects, Target, Version, lines_with, lines_without, plain};
use crate::capture::faults::Setting;
use crate::capture::process;
use crate::capture::servers::Behaviour;
use std::process::Command;

pub(super) static S_CLIENT: Client = Client {
    name: "openssl s_client",
    stack: "openssl",
    version: Version::Line("openssl", &["version"]),
    meets: |target| target.fault.name != "silence",
    connects: Connects::Command(connect),
    picks: |said| {
        let said = format!("{}\n{}", said.err, said.out);
        match lines_with(&said, &["error", "Error", "unable", "refused"]) {
            failure if !failure.is_empty() => failure,
            _ if said.contains("no peer certificate available") => "no peer certificate available".to_owned(),
            _ => lines_with(&said, &["Verification: OK"]),
        }
    },
};

pub(super) static VERIFY: Client = Client {
    name: "openssl verify",
    stack: "openssl",
    version: Version::Line("openssl", &["version"]),
    meets: is_about_a_file,
    connects: Connects::File(verify),
    picks: |said| lines_without(&format!("{}\n{}", said.err, said.out), &["CN = "]),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("openssl");
    command.args(["s_client", "-verify_return_error", "-no-CApath", "-no-CAstore", "-CAfile"]).arg(target.trust());
    match target.host() {
        "127.0.0.1" => command.args(["-verify_ip", "127.0.0.1"]),
        name => command.args(["-verify_hostname", name]),
    };
    if let Some((certificate, key)) = target.own() {
        command.arg("-cert").arg(certificate).arg("-key").arg(key);
    }
    if target.offers_protocols() {
        command.args(["-alpn", "http/1.1"]);
    }
    if target.is_only_tls13() {
        command.arg("-tls1_3");
    }
    // `-CRL` reads one list of a file: they are beside the trusted CAs, of which all are read.
    if target.revocation_lists().is_some() {
        command.arg("-crl_check_all");
    }
    match target.proxy() {
        Some(_) => command.args(["-proxy", &format!("127.0.0.1:{}", target.port), "-connect", "localhost:443"]),
        None => command.args(["-connect", &format!("{}:{}", target.host(), target.port)]),
    };
    Some(command)
}

/// Whether a fault is in what a server presents, or in what the client trusts.
fn is_about_a_file(target: &Target<'_>) -> bool {
    let Behaviour::Tls(name, _) = target.fault.behaviour else { return false };
    let needs_a_server = name == "good" && target.fault.setting == Setting::Usual && target.fault.name != "none";
    !needs_a_server && plain(target)
}

fn verify(target: &Target<'_>) -> Option<Command> {
    let Behaviour::Tls(name, _) = target.fault.behaviour else { return None };
    let file = target.certificates.file(&format!("{name}.pem"));
    let mut command = process::command("openssl");
    command.args(["verify", "-purpose", "sslserver", "-auth_level", "1", "-no-CApath", "-no-CAstore", "-CAfile"]);
    command.arg(target.trust()).arg("-untrusted").arg(&file);
    match target.host() {
        "127.0.0.1" => command.args(["-verify_ip", "127.0.0.1"]),
        name => command.args(["-verify_hostname", name]),
    };
    command.arg(file);
    Some(command)
}
