//! Proxies whose upstream is at fault: nginx, HAProxy with its health checks, stunnel.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::{Client, Connects, Target, Version, lines_with};
use crate::capture::process::{self, Said};
use crate::capture::reporters::{ask, free_port};

pub(super) static NGINX: Client = Client {
    name: "nginx proxy_pass",
    stack: "nginx",
    version: Version::Line("nginx", &["-v"]),
    meets,
    connects: Connects::Inside(nginx),
    picks: |said| lines_with(&said.err, &["upstream", "[emerg]"]),
};

pub(super) static HAPROXY: Client = Client {
    name: "haproxy check-ssl",
    stack: "haproxy",
    version: Version::Line("haproxy", &["-v"]),
    meets: |target| meets(target) && target.own().is_none(),
    connects: Connects::Inside(haproxy),
    picks: |said| lines_with(&said.err, &["is DOWN", "[ALERT]"]),
};

pub(super) static STUNNEL: Client = Client {
    name: "stunnel client",
    stack: "stunnel",
    version: Version::Line("stunnel", &["-version"]),
    meets,
    connects: Connects::Inside(stunnel),
    picks: |said| lines_with(&said.err, &["LOG3", "LOG4"]),
};

/// Whether a proxy can meet the fault: its upstream answers, and is an upstream.
fn meets(target: &Target<'_>) -> bool {
    target.proxy().is_none() && !["none", "ends-unsaid", "silence", "odd-protocol"].contains(&target.fault.name)
}

fn configuration(target: &Target<'_>, name: &str, text: &str) -> Option<PathBuf> {
    let path = target.certificates.file(&format!("{name}-{}.conf", target.fault.name));
    fs::write(&path, text).ok()?;
    Some(path)
}

/// What went to both streams, as one.
fn both(said: Option<Said>) -> Option<String> {
    said.map(|said| format!("{}\n{}", said.err, said.out))
}

fn nginx(target: &Target<'_>) -> Option<String> {
    let (port, trust, host) = (free_port()?, target.trust(), target.host());
    let own = target.own().map(|(certificate, key)| {
        format!("proxy_ssl_certificate {}; proxy_ssl_certificate_key {};", certificate.display(), key.display())
    });
    let text = format!(
        "daemon off; master_process off; pid /dev/null; error_log stderr info; events {{}}
        http {{ access_log off; server {{ listen 127.0.0.1:{port}; server_name www.example; location / {{
        proxy_pass https://127.0.0.1:{}; proxy_ssl_verify on; proxy_ssl_verify_depth 4; proxy_ssl_name {host};
        proxy_ssl_server_name on; proxy_ssl_trusted_certificate {}; proxy_read_timeout 3s; {} }} }} }}",
        target.port,
        trust.display(),
        own.unwrap_or_default(),
    );
    let mut command = process::command("nginx");
    command.arg("-e").arg("stderr").arg("-p").arg(target.certificates.directory());
    command.arg("-c").arg(configuration(target, "nginx", &text)?);
    both(process::during(command, || ask(port, b"GET / HTTP/1.0\r\nHost: www.example\r\n\r\n")))
}

fn haproxy(target: &Target<'_>) -> Option<String> {
    let (port, trust, host) = (free_port()?, target.trust(), target.host());
    let text = format!(
        "global\n  log stdout format raw local0\n  stats timeout 5s\ndefaults\n  mode http\n  timeout connect 3s\n  timeout client 3s\n  timeout server 3s\n  log global\nfrontend front\n  bind 127.0.0.1:{port}\n  default_backend back\nbackend back\n  server upstream 127.0.0.1:{} ssl verify required ca-file {} sni str({host}) verifyhost {host} check inter 300 fall 1\n",
        target.port,
        trust.display(),
    );
    let mut command = process::command("haproxy");
    command.args(["-db", "-f"]).arg(configuration(target, "haproxy", &text)?);
    both(process::during(command, || thread::sleep(Duration::from_millis(1500))))
}

fn stunnel(target: &Target<'_>) -> Option<String> {
    let (port, trust) = (free_port()?, target.trust());
    let own = target.own().map(|(cert, key)| format!("cert = {}\nkey = {}\n", cert.display(), key.display()));
    let check = match target.host() {
        "127.0.0.1" => "checkIP = 127.0.0.1".to_owned(),
        name => format!("checkHost = {name}"),
    };
    let text = format!(
        "foreground = yes\npid =\nsyslog = no\ndebug = 5\n[upstream]\nclient = yes\naccept = 127.0.0.1:{port}\nconnect = 127.0.0.1:{}\nverifyChain = yes\n{check}\nCAfile = {}\n{}",
        target.port,
        trust.display(),
        own.unwrap_or_default(),
    );
    let mut command = process::command("stunnel");
    command.arg(configuration(target, "stunnel", &text)?);
    both(process::during(command, || ask(port, b"hello\r\n")))
}
