//! The clients of `capture`, given the files of a fault of the lab; and Go's, which is built first.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use verifail_lab::{Needs, Reach, Running};

use super::answer::Answer;
use super::pages;
use crate::capture::certificates::Certificates;
use crate::capture::clients::{self, Client, Connects, Target, Version};
use crate::capture::faults::{self, Setting};
use crate::capture::servers::Behaviour;
use crate::capture::{normal, process};

/// Names of the clients of `capture` that meet the lab: those that speak HTTPS or plain TLS and end by themselves.
const CAPTURED: [&str; 13] = [
    "curl",
    "gnutls-cli",
    "node https",
    "openssl s_client",
    "perl IO::Socket::SSL",
    "perl LWP",
    "php file_get_contents",
    "python requests",
    "python ssl",
    "python urllib.request",
    "python urllib3",
    "ruby Net::HTTP",
    "wget",
];

/// Every client: quick ones last, since the list is taken from its end and others are to begin first.
pub(super) static CLIENTS: std::sync::LazyLock<Vec<&'static Client>> = std::sync::LazyLock::new(|| {
    let captured = clients::CLIENTS.iter().copied().filter(|client| CAPTURED.contains(&client.name));
    captured.chain([&GO, &JAVA]).collect()
});

/// Where programs are built.
static BUILT: OnceLock<PathBuf> = OnceLock::new();

static GO: Client = Client {
    name: "go net/http",
    stack: "go",
    version: Version::Line("go", &["version"]),
    meets: clients::any,
    connects: Connects::Command(|target| {
        let mut command = process::command(BUILT.get()?.join("client-go").to_str()?);
        target.scripted(&mut command);
        Some(command)
    }),
    picks: |said| said.err.clone(),
};

static JAVA: Client = Client {
    name: "java HttpsURLConnection",
    stack: "java",
    version: Version::Line("javac", &["-version"]),
    meets: clients::plain_or_proxy,
    connects: Connects::Command(|target| {
        let mut command = process::command("java");
        command.args(["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"]).arg(BUILT.get()?).arg("Client");
        target.scripted(&mut command);
        Some(command)
    }),
    picks: |said| said.err.clone(),
};

/// Go's program, once it is built.
pub(super) fn go() -> String {
    BUILT.get().map(|built| built.join("client-go").to_string_lossy().into_owned()).unwrap_or_default()
}

/// Writes and builds what has to be; false where that fails.
pub(super) fn prepare(client: &Client, directory: &Path) -> bool {
    let built = BUILT.get_or_init(|| directory.join("built"));
    if let Connects::Script(script) = &client.connects {
        return fs::create_dir_all(built).is_ok() && script.prepare(built).is_some();
    }
    let source = |name: &str, text: &str| {
        let path = built.join(name);
        fs::create_dir_all(built).and_then(|()| fs::write(&path, text)).is_ok().then_some(path)
    };
    let command = match client.name {
        "go net/http" => source("client.go", include_str!("scripts/client.go")).map(|path| {
            let mut command = Command::new("go");
            command.args(["build", "-o"]).arg(built.join("client-go")).arg(path);
            command.env("GO111MODULE", "off").env("CGO_ENABLED", "0").env("GOFLAGS", "-buildvcs=false");
            command
        }),
        "java HttpsURLConnection" => {
            source("Client.java", include_str!("../capture/scripts/Client.java")).map(|path| {
                let mut command = Command::new("javac");
                command.arg("-d").arg(built).arg(path);
                command
            })
        }
        _ => return true,
    };
    command.is_some_and(|mut command| command.output().is_ok_and(|output| output.status.success()))
}

/// A fault that is being served, and the files that clients read.
pub(super) struct Visit<'r> {
    pub(super) running: &'r Running,
    /// The one client that meets it, where what it does depends on who came before.
    only: Option<&'static str>,
    files: Certificates,
    fault: faults::Fault,
}

/// A fault that is served to every client, or to one alone.
pub(super) struct Started {
    pub(super) running: Running,
    pub(super) only: Option<&'static str>,
}

/// Writes trust anchors, revocation lists and certificates of clients.
pub(super) fn write<'r>(running: &'r [Started], directory: &Path) -> Result<Vec<Visit<'r>>, Box<dyn Error>> {
    let one = |(at, started): (usize, &'r Started)| {
        let Started { running, only } = started;
        let folder = super::folder(directory, running).join(at.to_string());
        fs::create_dir_all(&folder)?;
        let lists = if running.fault().needs.revocation { running.crls_pem() } else { String::new() };
        fs::write(folder.join("ca.pem"), running.anchors_pem() + &lists)?;
        fs::write(folder.join("crl.pem"), running.crls_pem())?;
        if let Some(identity) = running.client_identity() {
            fs::write(folder.join("client.pem"), &identity.chain_pem)?;
            fs::write(folder.join("client.key"), &identity.key_pem)?;
        }
        let fault = running.fault();
        let fault = faults::Fault {
            name: fault.name,
            // Not started by what starts those of `capture`.
            behaviour: Behaviour::Refuse,
            host: fault.needs.server_name,
            setting: if fault.reach == Reach::ConnectProxy { Setting::Proxy } else { setting(&fault.needs) },
            reasons: fault.expected.reasons,
        };
        Ok(Visit { running, only: *only, files: Certificates::at(&folder), fault })
    };
    running.iter().enumerate().map(one).collect()
}

fn setting(needs: &Needs) -> Setting {
    match needs {
        Needs { client_certificate: true, .. } => Setting::Own("client", "client"),
        Needs { revocation: true, .. } => Setting::Revocation,
        Needs { only_tls13: true, .. } => Setting::OnlyTls13,
        Needs { application_protocols: [_, ..], .. } => Setting::OffersProtocols,
        _ => Setting::Usual,
    }
}

impl Visit<'_> {
    /// Whether it is served to this client.
    pub(super) fn is_for(&self, client: &Client) -> bool {
        self.only.is_none_or(|only| only == client.name)
    }

    /// What a client says that prints what it gets.
    fn page_by(&self, client: &Client) -> Option<Answer> {
        let (url, proxy) = (self.running.url(), self.running.proxy());
        let trust = self.files.file("ca.pem");
        let command = pages::command(client.name, &url, &trust, proxy.as_deref())?;
        let said = process::run_with(command, Stdio::null(), process::LIMIT)?;
        let port = self.running.address().port();
        let text = normal::normal(&format!("{}\n{}", said.out, said.err), port, self.files.directory());
        let accepted = pages::is_content(&text);
        Some(Answer::of(text, accepted))
    }

    /// What a client says; `None` where it does not meet the fault, whatever it can do.
    pub(super) fn by(&self, client: &Client) -> Option<Answer> {
        if pages::is_one(self.running.fault()) {
            return self.page_by(client);
        }
        let port = self.running.address().port();
        let target = Target { fault: &self.fault, port, certificates: &self.files };
        if !(client.meets)(&target) {
            return None;
        }
        let command = match &client.connects {
            Connects::Command(command) => command(&target)?,
            Connects::Script(script) => script.command(BUILT.get()?, &target),
            Connects::File(_) | Connects::Greeted(_) | Connects::Inside(_) => return None,
        };
        // What it has said when its time ends counts.
        let said = process::run_with(command, Stdio::null(), process::LIMIT)?;
        let files = self.files.directory();
        // A script is named in what it says: to the reader it is beside the files of its fault.
        // What `s_client` says of a proxy has none of the words that are picked.
        let picked = match clients::lines_with(&said.err, &["HTTP CONNECT failed"]) {
            refused if !refused.is_empty() => refused,
            _ => (client.picks)(&said),
        };
        let picked = picked.replace(&*BUILT.get()?.to_string_lossy(), &files.to_string_lossy());
        let text = normal::normal(&picked, port, files);
        let accepted = is_content(client.name, &text);
        Some(Answer::of(text, accepted))
    }
}

/// Whether that is what a client says when nothing is wrong.
fn is_content(client: &str, text: &str) -> bool {
    match client {
        "openssl s_client" => text == "Verification: OK",
        "gnutls-cli" => text.contains("The certificate is trusted") && !text.contains("***"),
        _ => text.is_empty(),
    }
}
