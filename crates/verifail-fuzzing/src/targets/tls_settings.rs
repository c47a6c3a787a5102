//! Of any environment, settings file and bundle: nothing is trusted that was not said to be, nothing is left unchecked
//! that was not said to be, a client that could trust nobody is not made, and a typing error is an error.
//!
//! Input: lines `NAME=VALUE` of the environment, a line `--`, a TOML file, a line `--`, the file that `CA_BUNDLE` may
//! name as `BUNDLE`. Oracle: a naive reader of the same lines. 2 KiB.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::LazyLock;

use verifail_rustls::{Anchors, AnchorsError, Environment, Roots, SettingsError, TlsSettings};

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "tls_settings",
    property: "settings neither trust nor leave unchecked what nobody said, and typing errors are errors",
    oracle: "a naive reader of the same lines",
    form: Form::Text,
    class: Class::Octets,
    compares: false,
    max_len: 2 << 10,
    check,
};

/// Where the bundle of this process is written.
static BUNDLE: LazyLock<PathBuf> = LazyLock::new(|| {
    let thread = format!("{:?}", std::thread::current().id());
    let digits: String = thread.chars().filter(char::is_ascii_digit).collect();
    // Where there is a file system in memory, as disks wait for what is written over and over.
    let memory = PathBuf::from("/dev/shm");
    let directory = if memory.is_dir() { memory } else { std::env::temp_dir() };
    directory.join(format!("verifail-fuzz-{}-{digits}.bundle", std::process::id()))
});

/// A bundle, and what is read of it alone.
type Written = (Vec<u8>, Rc<Result<Anchors, AnchorsError>>);

thread_local! {
    /// What the file holds: most inputs have the bundle of the input before. What reads it for the settings reads it
    /// again.
    static WRITTEN: RefCell<Option<Written>> = const { RefCell::new(None) };
}

/// Writes the bundle, and reads it; `None` where it cannot be written.
fn written(bundle: &[u8]) -> Option<Rc<Result<Anchors, AnchorsError>>> {
    WRITTEN.with_borrow_mut(|written| {
        if let Some((_, read)) = written.as_ref().filter(|(octets, _)| octets == bundle) {
            return Some(Rc::clone(read));
        }
        *written = None;
        std::fs::write(&*BUNDLE, bundle).ok()?;
        let read = Rc::new(Anchors::file(&BUNDLE));
        *written = Some((bundle.to_vec(), Rc::clone(&read)));
        Some(read)
    })
}

/// How many anchors Mozilla's list has; to read it anew takes longer than all else.
static MOZILLA: LazyLock<usize> = LazyLock::new(|| Anchors::mozilla().len());

const KNOWN: [&str; 7] =
    ["TLS_INSECURE", "TLS_POLICY", "TLS_RELAX", "TLS_RESUMPTION", "TLS_ROOTS", "TLS_SNI", "CA_BUNDLE"];

fn check(data: &[u8]) -> Checked {
    let mut parts = split(data);
    let (Some(Ok(environment)), file, bundle) = (parts.next().map(std::str::from_utf8), parts.next(), parts.next())
    else {
        return Ok(());
    };
    let file = file.and_then(|file| std::str::from_utf8(file).ok()).unwrap_or_default();
    let variables: BTreeMap<String, String> = environment
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.replace("BUNDLE", &BUNDLE.to_string_lossy())))
        .collect();
    let settings = TlsSettings::new().toml(file, "settings.toml");
    let settings = settings
        .and_then(|settings| settings.environment("APP", &variables.clone().into_iter().collect::<Environment>()));
    let said = |name: &str| variables.get(&format!("APP_{name}")).map(String::as_str);
    let settings = match settings {
        Ok(settings) => settings,
        Err(error) => {
            return Difference::unless(names_its_place(&error), "an error without a place", || error.to_string());
        }
    };
    let must = |holds: bool, what: &str| {
        Difference::unless(holds, what, || format!("{settings}, of {variables:?} and {file:?}"))
    };
    let typo = variables
        .keys()
        .find(|name| name.strip_prefix("APP_").is_some_and(|rest| rest.starts_with("TLS_") && !KNOWN.contains(&rest)));
    must(typo.is_none(), "a typing error is taken")?;
    let in_file = |key: &str| file.contains(key);
    must(settings.is_insecure() == (said("TLS_INSECURE") == Some("1")) || in_file("tls_insecure"), "insecure")?;
    let shown = settings.to_string();
    must(shown.contains("INSECURE") || !settings.is_insecure(), "silently insecure")?;
    let relaxed = said("TLS_RELAX") == Some("eku") || in_file("tls_relax");
    must(shown.contains("tls_relax = eku") == relaxed || in_file("tls_relax"), "relaxed")?;
    anchors(&settings, &variables, file, bundle.unwrap_or_default())
}

/// What is trusted.
fn anchors(settings: &TlsSettings, variables: &BTreeMap<String, String>, file: &str, bundle: &[u8]) -> Checked {
    // The system's anchors are not this input's; other files of this machine are not read.
    let value = variables.get("APP_CA_BUNDLE");
    let own = BUNDLE.to_string_lossy();
    let is_own =
        value.is_none_or(|value| [format!("append:{own}"), format!("replace:{own}"), own.to_string()].contains(value));
    let system = variables.get("APP_TLS_ROOTS").is_some_and(|value| value == "system") || file.contains("system");
    if !is_own || system || file.contains("ca_") || variables.contains_key("APP_CA_DIR") {
        return Ok(());
    }
    let replaces = value.is_some_and(|value| !value.starts_with("append:"));
    let roots = match variables.get("APP_TLS_ROOTS").map(String::as_str) {
        Some("none") => 0,
        None if file.contains("tls_roots") => return Ok(()),
        _ => *MOZILLA,
    };
    let expected = if replaces { 0 } else { roots };
    let read = match value.map(|_| written(bundle)) {
        Some(None) => return Ok(()),
        Some(Some(read)) => Some(read),
        None => None,
    };
    // Mozilla's list is made anew each time: that it is there is known by its count.
    let settings = if expected > 0 { settings.clone().roots(Roots::None) } else { settings.clone() };
    match (settings.effective_anchors(), read.as_deref()) {
        (Ok(anchors), None) => {
            Difference::unless(anchors.is_empty() && expected > 0, "trusts somebody", || anchors.to_string())
        }
        (Ok(anchors), Some(Ok(file))) => {
            let same = anchors.certificates() == file.certificates() && !anchors.is_empty();
            Difference::unless(same, "trusts others than the bundle's", || anchors.to_string())
        }
        (Ok(anchors), Some(Err(error))) => {
            Difference::found("passes over a bundle", format_args!("{anchors}: {error}"))
        }
        (Err(SettingsError::NothingTrusted { .. }), None) => Ok(()),
        (Err(SettingsError::NothingTrusted { .. }), Some(Ok(file))) => {
            Difference::found("trusts nobody", format_args!("the bundle has {file}"))
        }
        (Err(error), Some(Err(_))) => {
            Difference::unless(names_its_place(&error), "an error without a place", || error.to_string())
        }
        (Err(error), read) => Difference::found("another error", format_args!("{error}, the bundle {read:?}")),
    }
}

/// The three parts.
fn split(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(data);
    std::iter::from_fn(move || {
        let part = rest?;
        let end = part.windows(4).position(|window| window == b"\n--\n");
        rest = end.map(|end| &part[end + 4..]);
        Some(end.map_or(part, |end| &part[..end]))
    })
    .take(3)
}

fn names_its_place(error: &SettingsError) -> bool {
    let text = error.to_string();
    text.len() < 1_000
        && !text.is_empty()
        && (text.contains("APP_") || text.contains("settings.toml") || text.contains("proxy") || text.contains("PROXY"))
}
