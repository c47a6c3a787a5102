//! How each tool is made to ask a server once: its program, its arguments, and where its setting goes.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The longest that a tool may take: the first build of a Go program compiles its library.
const PATIENCE: Duration = Duration::from_secs(150);
/// Octets of what a tool says that are kept.
const MAX_SAID: u64 = 2_000;

/// What a tool finds when it is run.
pub(super) struct Bench {
    pub(super) directory: PathBuf,
    /// The server's authority alone.
    pub(super) own: PathBuf,
    /// That and the system's.
    pub(super) bundle: PathBuf,
    pub(super) url: String,
    pub(super) port: u16,
}

/// How a tool is checked.
pub(crate) struct Check {
    pub(crate) name: &'static str,
    /// The setting that is tried, for reports.
    pub(super) setting: &'static str,
    /// Programs that must be there; of a list in one text any will do.
    programs: &'static [&'static str],
    /// Whether they do what is needed, besides being there.
    probe: &'static [&'static str],
    /// The command, with the setting or without.
    command: fn(&Bench, bool) -> Result<Command, String>,
}

/// What would decide for a tool behind the back of the check.
const VARIABLES: &[&str] = &[
    "ALL_PROXY",
    "CARGO_HTTP_CAINFO",
    "CARGO_HTTP_PROXY",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "GIT_SSL_CAPATH",
    "GIT_SSL_NO_VERIFY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "JAVA_TOOL_OPTIONS",
    "NODE_EXTRA_CA_CERTS",
    "NODE_OPTIONS",
    "NODE_TLS_REJECT_UNAUTHORIZED",
    "NODE_USE_SYSTEM_CA",
    "PIP_CERT",
    "PIP_INDEX_URL",
    "PIP_TRUSTED_HOST",
    "REQUESTS_CA_BUNDLE",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "all_proxy",
    "http_proxy",
    "https_proxy",
    "npm_config_cafile",
    "npm_config_registry",
    "npm_config_strict_ssl",
];

impl Check {
    /// The first program that is not there.
    pub(super) fn missing(&self) -> Option<&'static str> {
        let absent = self.programs.iter().find(|program| found(program).is_none()).copied();
        absent.or_else(|| {
            let (program, arguments) = self.probe.split_first()?;
            let status = Command::new(program)
                .args(arguments)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            (!status.is_ok_and(|status| status.success())).then_some(self.probe.last().copied().unwrap_or_default())
        })
    }

    /// Runs it to its end, or until its time is over, and returns what it said.
    pub(super) fn run(&self, bench: &Bench, with: bool) -> Result<String, String> {
        let mut command = (self.command)(bench, with)?;
        for variable in VARIABLES {
            // What the check itself sets stays.
            if !command.get_envs().any(|(name, _)| name == *variable) {
                command.env_remove(variable);
            }
        }
        let failed = |error: std::io::Error| format!("{}: {error}", self.name);
        // Into a file: a tool that says much must not wait for a reader.
        let mut said = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(bench.directory.join("said"))
            .map_err(failed)?;
        let also = said.try_clone().map_err(failed)?;
        command.current_dir(&bench.directory).stdout(said.try_clone().map_err(failed)?).stderr(also);
        let mut child = command.spawn().map_err(failed)?;
        if let Some(mut stdin) = child.stdin.take() {
            use std::io::Write as _;
            // A tool that does not wait for it closes the pipe.
            let _ = stdin.write_all(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
        }
        let until = Instant::now() + PATIENCE;
        loop {
            match child.try_wait().map_err(failed)? {
                Some(_) => break,
                None if Instant::now() > until => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(format!("{} did not end within {} s", self.name, PATIENCE.as_secs()));
                }
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        }
        let mut text = Vec::new();
        said.rewind().and_then(|()| said.take(MAX_SAID).read_to_end(&mut text)).map_err(failed)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}

/// Where a program is, by the search path.
fn found(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = [program.to_owned(), format!("{program}.exe")];
    let mut places = std::env::split_paths(&path)
        .flat_map(|place| names.iter().map(move |name| place.join(name)).collect::<Vec<_>>());
    places.find(|place| place.is_file())
}

fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    command
}

/// With a variable that names a file, or without.
fn variable(mut command: Command, with: bool, name: &str, file: &Path) -> Command {
    if with {
        command.env(name, file);
    }
    command
}

fn script(bench: &Bench, name: &str, text: &str) -> Result<PathBuf, String> {
    let path = bench.directory.join(name);
    fs::write(&path, text).map_err(|error| error.to_string())?;
    Ok(path)
}

fn path(path: &Path) -> OsString {
    path.as_os_str().to_owned()
}

/// Every check, by name.
pub(crate) const CHECKS: &[Check] = &[
    Check {
        name: "cargo",
        setting: "CARGO_HTTP_CAINFO",
        programs: &["cargo"],
        probe: &[],
        command: |bench, with| {
            let mut command = command("cargo", &["search", "verifail-none", "--index"]);
            command
                .arg(format!("sparse+{}", bench.url))
                .env("CARGO_NET_RETRY", "0")
                .env("CARGO_HOME", bench.directory.join("home"));
            // Rustup's proxies look for their toolchains beside that.
            Ok(variable(command, with, "CARGO_HTTP_CAINFO", &bench.bundle))
        },
    },
    Check {
        name: "curl",
        setting: "CURL_CA_BUNDLE",
        programs: &["curl"],
        probe: &[],
        command: |bench, with| {
            let command = command("curl", &["-q", "-sS", "--max-time", "30", &bench.url]);
            Ok(variable(command, with, "CURL_CA_BUNDLE", &bench.bundle))
        },
    },
    Check {
        name: "git",
        setting: "GIT_SSL_CAINFO",
        programs: &["git"],
        probe: &[],
        command: |bench, with| {
            let mut command =
                command("git", &["-c", "credential.helper=", "ls-remote", &format!("{}r.git", bench.url)]);
            command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_CONFIG_GLOBAL", bench.directory.join("gitconfig"));
            Ok(variable(command, with, "GIT_SSL_CAINFO", &bench.bundle))
        },
    },
    Check {
        name: "go",
        setting: "SSL_CERT_FILE",
        programs: &["go"],
        probe: &["go", "version"],
        command: |bench, with| {
            let text = format!(
                "package main\nimport \"net/http\"\nfunc main() {{ if _, err := http.Get({:?}); err != nil {{ panic(err) }} }}\n",
                bench.url
            );
            let script = script(bench, "main.go", &text)?;
            let mut command = command("go", &["run"]);
            command.arg(script).env("GO111MODULE", "off");
            Ok(variable(command, with, "SSL_CERT_FILE", &bench.bundle))
        },
    },
    Check {
        name: "java",
        setting: "-Djavax.net.ssl.trustStore",
        programs: &["java", "keytool"],
        probe: &["java", "--list-modules"],
        command: |bench, with| {
            let text = format!(
                "public class Check {{ public static void main(String[] a) throws Exception {{ \
                 new java.net.URL({:?}).openStream().readAllBytes(); }} }}\n",
                bench.url
            );
            let script = script(bench, "Check.java", &text)?;
            let mut command = command("java", &["-Xshare:auto", "-XX:TieredStopAtLevel=1"]);
            if with {
                let store = trust_store(bench)?;
                command.arg(format!("-Djavax.net.ssl.trustStore={}", store.display()));
                command.arg("-Djavax.net.ssl.trustStorePassword=changeit");
            }
            command.arg(script);
            Ok(command)
        },
    },
    Check {
        name: "node",
        setting: "NODE_EXTRA_CA_CERTS",
        programs: &["node"],
        probe: &["node", "--version"],
        command: |bench, with| {
            let text =
                format!("require('https').get({:?}, r => r.resume()).on('error', e => {{ throw e }})\n", bench.url);
            let mut command = command("node", &[]);
            command.arg(script(bench, "check.cjs", &text)?);
            Ok(variable(command, with, "NODE_EXTRA_CA_CERTS", &bench.bundle))
        },
    },
    Check {
        name: "npm",
        setting: "npm_config_cafile",
        programs: &["npm"],
        probe: &["npm", "--version"],
        command: |bench, with| {
            let registry = format!("--registry={}", bench.url);
            let mut command =
                command("npm", &["view", "verifail-none", &registry, "--fetch-retries=0", "--loglevel=error"]);
            command
                .env("npm_config_cache", bench.directory.join("cache"))
                .env("npm_config_userconfig", bench.directory.join("npmrc"));
            Ok(variable(command, with, "npm_config_cafile", &bench.bundle))
        },
    },
    Check {
        name: "openssl",
        setting: "SSL_CERT_FILE",
        programs: &["openssl"],
        probe: &[],
        command: |bench, with| {
            let peer = format!("localhost:{}", bench.port);
            let mut command = command(
                "openssl",
                &[
                    "s_client",
                    "-connect",
                    &peer,
                    "-servername",
                    "localhost",
                    "-verify_hostname",
                    "localhost",
                    "-verify_return_error",
                    "-quiet",
                    "-ign_eof",
                ],
            );
            // Standard input is the request.
            command.stdin(Stdio::piped());
            Ok(variable(command, with, "SSL_CERT_FILE", &bench.bundle))
        },
    },
    Check {
        name: "php",
        setting: "openssl.cafile",
        programs: &["php"],
        probe: &["php", "-r", "exit(extension_loaded('openssl') ? 0 : 1);"],
        command: |bench, with| {
            let mut command = command("php", &[]);
            if with {
                command.arg("-d").arg(format!("openssl.cafile={}", bench.bundle.display()));
            }
            command.arg("-r").arg(format!("exit(file_get_contents({:?}) === false ? 1 : 0);", bench.url));
            Ok(command)
        },
    },
    Check {
        name: "pip",
        setting: "PIP_CERT",
        programs: &["python3"],
        probe: &["python3", "-m", "pip", "--version"],
        command: |bench, with| {
            let index = format!("--index-url={}", bench.url);
            let arguments = [
                "-m",
                "pip",
                "download",
                "--isolated",
                "--no-cache-dir",
                "--disable-pip-version-check",
                "--retries=0",
                "--no-deps",
                &index,
                "verifail-none",
            ];
            let mut command = command("python3", &arguments);
            // Isolated from settings, its own variable too: the option of the same name is what is read.
            if with {
                command.arg("--cert").arg(path(&bench.bundle));
            }
            Ok(command)
        },
    },
    Check {
        name: "python",
        setting: "SSL_CERT_FILE",
        programs: &["python3"],
        probe: &["python3", "-c", "import ssl"],
        command: |bench, with| {
            let text = format!("import urllib.request\nurllib.request.urlopen({:?}, timeout=30).read()\n", bench.url);
            let mut command = command("python3", &["-I"]);
            command.arg(script(bench, "check.py", &text)?);
            Ok(variable(command, with, "SSL_CERT_FILE", &bench.bundle))
        },
    },
    Check {
        name: "requests",
        setting: "REQUESTS_CA_BUNDLE",
        programs: &["python3"],
        probe: &["python3", "-c", "import requests"],
        command: |bench, with| {
            let text = format!("import requests\nrequests.get({:?}, timeout=30)\n", bench.url);
            let mut command = command("python3", &["-I"]);
            command.arg(script(bench, "check.py", &text)?);
            Ok(variable(command, with, "REQUESTS_CA_BUNDLE", &bench.bundle))
        },
    },
    Check {
        name: "ruby",
        setting: "SSL_CERT_FILE",
        programs: &["ruby"],
        probe: &["ruby", "-ropenssl", "-rnet/http", "-e", "1"],
        command: |bench, with| {
            let text = format!("Net::HTTP.get(URI({:?}))", bench.url);
            let command = command("ruby", &["-rnet/http", "-e", &text]);
            Ok(variable(command, with, "SSL_CERT_FILE", &bench.bundle))
        },
    },
    Check {
        name: "wget",
        setting: "--ca-certificate",
        programs: &["wget"],
        probe: &[],
        command: |bench, with| {
            let mut command = command("wget", &["--no-config", "-q", "-O", "-", "--tries=1", "--timeout=30"]);
            if with {
                command.arg(format!("--ca-certificate={}", bench.bundle.display()));
            }
            command.arg(&bench.url);
            Ok(command)
        },
    },
];

/// A store of Java's with the server's authority in it.
fn trust_store(bench: &Bench) -> Result<PathBuf, String> {
    let store = bench.directory.join("truststore.p12");
    if store.exists() {
        return Ok(store);
    }
    let status = Command::new("keytool")
        .args(["-importcert", "-noprompt", "-alias", "lab", "-storetype", "PKCS12", "-storepass", "changeit", "-file"])
        .arg(&bench.own)
        .arg("-keystore")
        .arg(&store)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => Ok(store),
        Ok(status) => Err(format!("keytool: {status}")),
        Err(error) => Err(format!("keytool: {error}")),
    }
}
