//! A survey of this machine, as far as it bears on whom a program trusts: proxies and whom they are for, variables that
//! name certificate authorities and what each would load, stores, inspection products, the clock, signs of a sandbox.
//!
//! Nothing here says what is wrong, nothing is changed, and no secret is in what it returns. What another program would
//! do with a variable is taken from that program's documentation, not from running it.
//!
//! ```
//! use verifail_rustls::survey::Survey;
//!
//! let environment = Survey::of_process().environment(None);
//! assert_eq!(environment.os, std::env::consts::OS);
//! ```

mod certificate_authorities;
mod clock;
mod interceptors;
mod macos;
mod proxies;
mod sandbox;
mod stores;

use std::path::PathBuf;

use verifail::capture::{Capture, Environment as Surveyed};

pub use clock::clock;

use crate::probe::{ProxyUrl, ProxyUrlError};
use crate::settings::Environment;

/// What is surveyed.
///
/// # Examples
/// ```
/// use verifail_rustls::Environment;
/// use verifail_rustls::survey::Survey;
///
/// let variables: Environment = [("HTTPS_PROXY", "http://ann:hunter2@proxy.example:3128"), ("NO_PROXY", ".internal")].into_iter().collect();
/// let survey = Survey::of(variables, "/no/such/root").environment(Some("db.internal"));
/// assert_eq!(survey.proxies[0].value, "http://[redacted]@proxy.example:3128");
/// assert_eq!(survey.proxies[0].problem.as_deref(), Some("not for db.internal: NO_PROXY has .internal"));
/// ```
#[derive(Clone, Debug)]
pub struct Survey {
    variables: Environment,
    root: PathBuf,
    /// The machine itself is surveyed, and not a directory that looks like one.
    is_here: bool,
}

impl Survey {
    /// Of this process: its variables, its files.
    pub fn of_process() -> Self {
        Self { variables: Environment::of_process(), root: PathBuf::from("/"), is_here: true }
    }

    /// Of other variables, and of the files below a directory.
    pub fn of(variables: Environment, root: impl Into<PathBuf>) -> Self {
        Self { variables, root: root.into(), is_here: false }
    }

    /// What there is, with a word on which proxies are for `host`.
    pub fn environment(&self, host: Option<&str>) -> Surveyed {
        let mut found = Surveyed::default();
        found.os = std::env::consts::OS.to_owned();
        found.proxies = proxies::survey(&self.variables, host);
        found.certificate_authorities = certificate_authorities::survey(&self.variables);
        let (stores, interceptors) = stores::survey(self);
        (found.stores, found.interceptors) = (stores, interceptors);
        found.sandbox = sandbox::survey(self);
        if found.stores.iter().any(|store| store.read_only) {
            found.sandbox.push("read-only-store".to_owned());
        }
        if self.is_here && cfg!(target_os = "macos") {
            macos::survey(&mut found);
        }
        found
    }

    /// The proxy that the variables name for TLS to a host; `None` where they name none, or none for this host.
    ///
    /// # Errors
    /// When what they name is no proxy that is spoken with by HTTP. The error does not repeat it.
    pub fn proxy(&self, host: &str) -> Result<Option<ProxyUrl>, ProxyUrlError> {
        proxies::in_force(&self.variables, host)
    }

    /// The text of a file, where it can be read; of long ones the beginning.
    fn file(&self, path: &str) -> Option<String> {
        use std::io::Read as _;
        let mut text = Vec::new();
        let file = std::fs::File::open(self.path(path)).ok()?;
        file.take(MAX_FILE).read_to_end(&mut text).ok()?;
        Some(String::from_utf8_lossy(&text).into_owned())
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }
}

/// Octets of a file of the system's that are read.
const MAX_FILE: u64 = 64 << 10;

/// Adds to a capture's environment what only its samples show: the clock beside the peers', and inspection products
/// that issued what was presented.
pub fn complete(capture: &mut Capture) {
    capture.environment.clock = clock(capture);
    let presented = capture.certificates.iter().map(|(_, der)| der);
    let place = format!("what {} presents", capture.target);
    let found = interceptors::among(presented, &place);
    for interceptor in found {
        if !capture.environment.interceptors.contains(&interceptor) {
            capture.environment.interceptors.push(interceptor);
        }
    }
}
