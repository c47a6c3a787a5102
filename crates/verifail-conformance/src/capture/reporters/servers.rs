//! Server programs that report on their clients: how each is started, and which of its lines speak of failures.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::Reporter;
use crate::capture::certificates::Certificates;
use crate::capture::clients::{lines_with, lines_without, version_despite, version_of};
use crate::capture::process;

pub(super) const APACHE: Reporter = Reporter {
    name: "apache2 mod_ssl",
    stack: "apache-httpd",
    version: || version_of("apache2", &["-v"]),
    command: apache,
    picks: |said| {
        let handshakes = lines_with(said, &["[client", "SSL Library Error"]);
        lines_without(&handshakes, &["Connection to child", "Connection closed to child"])
    },
};

pub(super) const GNUTLS_SERV: Reporter = Reporter {
    name: "gnutls-serv",
    stack: "gnutls",
    version: || version_of("gnutls-serv", &["--version"]),
    command: gnutls_serv,
    picks: |said| lines_with(said, &["rror", "Alert", "Status:"]),
};

pub(super) const HAPROXY: Reporter = Reporter {
    name: "haproxy bind ssl",
    stack: "haproxy",
    version: || version_of("haproxy", &["-v"]),
    command: haproxy,
    picks: |said| lines_with(said, &["front"]),
};

pub(super) const MOSQUITTO: Reporter = Reporter {
    name: "mosquitto listener",
    stack: "mosquitto",
    version: || version_despite("mosquitto", &["-h"]),
    command: mosquitto,
    picks: |said| lines_with(said, &["rror", "disconnected"]),
};

pub(super) const NGINX: Reporter = Reporter {
    name: "nginx listen ssl",
    stack: "nginx",
    version: || version_of("nginx", &["-v"]),
    command: nginx,
    picks: |said| lines_with(said, &["client"]),
};

pub(super) const REDIS: Reporter = Reporter {
    name: "redis-server tls-port",
    stack: "redis",
    version: || version_of("redis-server", &["--version"]),
    command: redis,
    picks: |said| lines_with(said, &["Error"]),
};

pub(super) const S_SERVER: Reporter = Reporter {
    name: "openssl s_server",
    stack: "openssl",
    version: || version_of("openssl", &["version"]),
    command: s_server,
    picks: |said| lines_with(said, &["error", "ERROR"]),
};

pub(super) const STUNNEL: Reporter = Reporter {
    name: "stunnel server",
    stack: "stunnel",
    version: || version_of("stunnel", &["-version"]),
    command: stunnel,
    picks: |said| {
        lines_without(&lines_with(said, &["LOG3", "LOG4"]), &["No trusted certificates", "Insecure file permissions"])
    },
};

fn apache(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let file = |name: &str| certificates.file(name).display().to_string();
    let verify = if demands {
        format!("SSLVerifyClient require\nSSLVerifyDepth 4\nSSLCACertificateFile {}\n", file("ca.pem"))
    } else {
        String::new()
    };
    let modules = "/usr/lib/apache2/modules";
    let text = format!(
        "ServerRoot {directory}\nServerName www.example\nPidFile {pid}\nMutex pthread\nErrorLog /dev/stderr\nLogLevel ssl:info\n\
         LoadModule mpm_event_module {modules}/mod_mpm_event.so\nLoadModule ssl_module {modules}/mod_ssl.so\n\
         LoadModule authz_core_module {modules}/mod_authz_core.so\nListen 127.0.0.1:{port}\nSSLEngine on\n\
         SSLCertificateFile {certificate}\nSSLCertificateKeyFile {key}\nDocumentRoot {directory}\n{verify}",
        directory = certificates.directory().display(),
        pid = file(&format!("apache-{port}.pid")),
        certificate = file("good.pem"),
        key = file("good.key"),
    );
    let mut command = process::command("apache2");
    command.args(["-X", "-f"]).arg(written(certificates, "apache", port, &text)?);
    Some(command)
}

fn gnutls_serv(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let mut command = process::command("gnutls-serv");
    command
        .args(["--http", "--quiet", "--port", &port.to_string(), "--x509certfile"])
        .arg(certificates.file("good.pem"));
    command.arg("--x509keyfile").arg(certificates.file("good.key"));
    if demands {
        command
            .args(["--require-client-cert", "--verify-client-cert", "--x509cafile"])
            .arg(certificates.file("ca.pem"));
    }
    Some(command)
}

fn mosquitto(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let file = |name: &str| certificates.file(name).display().to_string();
    let text = format!(
        "listener {port} 127.0.0.1\nallow_anonymous true\nuser root\ncafile {}\ncertfile {}\nkeyfile {}\nrequire_certificate {demands}\n",
        file("ca.pem"),
        file("good.pem"),
        file("good.key"),
    );
    let mut command = process::command("mosquitto");
    command.arg("-c").arg(written(certificates, "mosquitto", port, &text)?);
    Some(command)
}

fn redis(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let mut command = process::command("redis-server");
    command.args(["--port", "0", "--bind", "127.0.0.1", "--save", "", "--dir"]).arg(certificates.directory());
    command.args(["--tls-port", &port.to_string(), "--tls-cert-file"]).arg(certificates.file("good.pem"));
    command.arg("--tls-key-file").arg(certificates.file("good.key"));
    command.arg("--tls-ca-cert-file").arg(certificates.file("ca.pem"));
    command.args(["--tls-auth-clients", if demands { "yes" } else { "no" }, "--loglevel", "debug"]);
    Some(command)
}

fn s_server(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let mut command = process::command("openssl");
    command.args(["s_server", "-www", "-accept", &port.to_string()]);
    command.arg("-cert").arg(certificates.file("good.pem")).arg("-key").arg(certificates.file("good.key"));
    if demands {
        command.args(["-Verify", "4", "-verify_return_error", "-CAfile"]).arg(certificates.file("ca.pem"));
    }
    Some(command)
}

fn written(certificates: &Certificates, name: &str, port: u16, text: &str) -> Option<PathBuf> {
    let path = certificates.file(&format!("{name}-{port}.conf"));
    fs::write(&path, text).ok()?;
    Some(path)
}

fn nginx(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let file = |name: &str| certificates.file(name).display().to_string();
    let verify = if demands {
        format!("ssl_verify_client on; ssl_client_certificate {};", file("ca.pem"))
    } else {
        String::new()
    };
    let text = format!(
        "daemon off; master_process off; pid /dev/null; error_log stderr info; events {{}}
        http {{ access_log off; server {{ listen 127.0.0.1:{port} ssl; server_name www.example; {verify}
        ssl_certificate {}; ssl_certificate_key {}; }} }}",
        file("good.pem"),
        file("good.key"),
    );
    let mut command = process::command("nginx");
    command.arg("-e").arg("stderr").arg("-p").arg(certificates.directory());
    command.arg("-c").arg(written(certificates, "nginx", port, &text)?);
    Some(command)
}

fn haproxy(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let both = ["good.pem", "good.key"].map(|name| fs::read_to_string(certificates.file(name)).unwrap_or_default());
    let own = written(certificates, "haproxy-own", port, &both.concat())?;
    let verify = if demands {
        format!(" verify required ca-file {}", certificates.file("ca.pem").display())
    } else {
        String::new()
    };
    let text = format!(
        "global\n  log stdout format raw local0\ndefaults\n  mode http\n  timeout connect 3s\n  timeout client 3s\n  timeout server 3s\n  log global\nfrontend front\n  bind 127.0.0.1:{port} ssl crt {}{verify}\n  http-request return status 200\n",
        own.display(),
    );
    let mut command = process::command("haproxy");
    command.args(["-db", "-f"]).arg(written(certificates, "haproxy", port, &text)?);
    Some(command)
}

fn stunnel(port: u16, certificates: &Certificates, demands: bool) -> Option<Command> {
    let file = |name: &str| certificates.file(name).display().to_string();
    let verify = if demands { format!("verifyChain = yes\nCAfile = {}\n", file("ca.pem")) } else { String::new() };
    let text = format!(
        "foreground = yes\npid =\nsyslog = no\ndebug = 5\n[service]\naccept = 127.0.0.1:{port}\nconnect = 127.0.0.1:9\ncert = {}\nkey = {}\n{verify}",
        file("good.pem"),
        file("good.key"),
    );
    let mut command = process::command("stunnel");
    command.arg(written(certificates, "stunnel", port, &text)?);
    Some(command)
}
