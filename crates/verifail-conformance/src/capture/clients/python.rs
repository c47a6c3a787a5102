//! Python: the ssl module alone, the libraries over it, and pip.

use super::{Client, Connects, Target, Version, any, handshakes, lines_with, plain_handshakes, script, without_proxy};
use crate::capture::process::{self, Said};
use std::process::Command;

/// Prints the versions of Python, of the library of that name, and of OpenSSL; fails where the library is not there.
const VERSIONS: &str = "import importlib, importlib.metadata, ssl, sys
name = sys.argv[1]
names = {'OpenSSL': 'pyOpenSSL', 'grpc': 'grpcio'}
importlib.import_module(name)
library = '' if name.split('.')[0] in sys.stdlib_module_names else f' {name} {importlib.metadata.version(names.get(name, name))},'
print(f'Python {sys.version.split()[0]},{library} {ssl.OPENSSL_VERSION}')";

/// A library of `scripts/client.py`, called by the name that it is imported by.
macro_rules! library {
    ($module:literal, $name:literal) => {
        library!($module, $name, "python-ssl", any, last_line)
    };
    ($module:literal, $name:literal, $stack:literal, $meets:expr, $picks:expr) => {
        Client {
            name: $name,
            stack: $stack,
            version: Version::Line("python3", &["-c", VERSIONS, $module]),
            meets: $meets,
            connects: script!("client.py", &["python3", "IN", $module]),
            picks: $picks,
        }
    };
}

pub(super) static SSL: Client = library!("ssl", "python ssl", "python-ssl", without_proxy, last_line);
pub(super) static URLLIB: Client = library!("urllib.request", "python urllib.request");
pub(super) static URLLIB3: Client = library!("urllib3", "python urllib3");
pub(super) static REQUESTS: Client = library!("requests", "python requests");
pub(super) static HTTPX: Client = library!("httpx", "python httpx");
pub(super) static AIOHTTP: Client = library!("aiohttp", "python aiohttp");
pub(super) static PYOPENSSL: Client = library!("OpenSSL", "python OpenSSL", "python-ssl", without_proxy, last_line);
pub(super) static CURL_CFFI: Client = library!("curl_cffi", "python curl_cffi", "boringssl", any, last_line);
pub(super) static PYMONGO: Client = library!("pymongo", "python pymongo", "mongodb", plain_handshakes, last_line);
pub(super) static GRPC: Client =
    library!("grpc", "python grpc", "grpc", meets_grpc, |said| lines_with(&said.err, &["grpc.RpcError", "rror: "]));

pub(super) static PIP: Client = Client {
    name: "pip download",
    stack: "pip",
    version: Version::Line("python3", &["-c", "import pip; print('pip', pip.__version__)"]),
    meets: |target| target.own().is_none() && !target.fault.completes(),
    connects: Connects::Command(pip),
    picks: |said| lines_with(&said.err, &["WARNING: Retrying", "SSL", "certificate", "OSError", "TLS"]),
};

/// Where BoringSSL accepts the chain, gRPC speaks of the application protocol that the server has not chosen, before it
/// looks at names, and for the rest of the handshake.
fn meets_grpc(target: &Target<'_>) -> bool {
    let accepted = [
        "address-not-in-certificate",
        "client-certificate-unknown",
        "closes-mid-handshake",
        "no-client-certificate",
        "no-names",
        "sha1-signature",
        "weak-key",
        "wrong-name",
    ];
    handshakes(target) && !accepted.contains(&target.fault.name)
}

fn pip(target: &Target<'_>) -> Option<Command> {
    let mut command = process::command("python3");
    command.args(["-m", "pip", "--isolated", "--disable-pip-version-check", "--no-cache-dir", "--retries", "1"]);
    command.args(["--timeout", "3", "--cert"]).arg(target.trust());
    if let Some(proxy) = target.proxy() {
        command.args(["--proxy", &proxy]);
    }
    command.arg("download").arg("--dest").arg(target.certificates.directory());
    command.args(["--no-deps", "--index-url", &format!("{}simple", target.url()), "verifail-capture"]);
    Some(command)
}

/// The exception, after the trace.
pub(super) fn last_line(said: &Said) -> String {
    said.err.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().to_owned()
}
