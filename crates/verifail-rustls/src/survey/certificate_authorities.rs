//! The variables by which programs are told whom to trust, what each would load, and those that switch verification
//! off.

use std::path::Path;

use verifail::capture::Setting;
use verifail::{Bundle, TrustAnchor};

use crate::settings::Environment;

/// Octets of a file of anchors.
const MAX_OCTETS: u64 = 16 << 20;
/// Files of a directory.
const MAX_FILES: usize = 10_000;

/// What a variable holds.
#[derive(Clone, Copy)]
enum Holds {
    /// A directory that OpenSSL looks issuers up in, by the hash of their names.
    Directory,
    /// Such directories, separated by colons.
    Directories,
    /// A file of certificates.
    File,
    /// A file or such a directory.
    Either,
    /// Options of a Java machine, a trust store among them.
    JavaOptions,
    /// A word; these mean that nothing is verified.
    Switch(&'static [&'static str]),
    /// A word that chooses a store.
    Word,
}

use Holds::{Directories, Directory, Either, File, JavaOptions, Switch, Word};

/// Every variable that is looked for.
const VARIABLES: &[(&str, Holds)] = &[
    ("AWS_CA_BUNDLE", File),
    ("BUNDLE_SSL_CA_CERT", File),
    ("CARGO_HTTP_CAINFO", File),
    ("CARGO_HTTP_PROXY_CAINFO", File),
    ("CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE", File),
    ("COMPOSER_CAFILE", File),
    ("CONDA_SSL_VERIFY", Switch(&["0", "false", "no"])),
    ("CURL_CA_BUNDLE", File),
    ("CURL_SSL_BACKEND", Word),
    ("DENO_CERT", File),
    ("DENO_TLS_CA_STORE", Word),
    ("GIT_SSL_CAINFO", File),
    ("GIT_SSL_CAPATH", Directory),
    ("GIT_SSL_NO_VERIFY", Switch(&["1", "true", "yes", "on"])),
    ("GODEBUG", Word),
    ("GRPC_DEFAULT_SSL_ROOTS_FILE_PATH", File),
    ("HEX_CACERTS_PATH", File),
    ("HEX_UNSAFE_HTTPS", Switch(&["1", "true"])),
    ("HTTPLIB2_CA_CERTS", File),
    ("JAVA_TOOL_OPTIONS", JavaOptions),
    ("JDK_JAVA_OPTIONS", JavaOptions),
    ("NIX_SSL_CERT_FILE", File),
    ("NODE_EXTRA_CA_CERTS", File),
    ("NODE_TLS_REJECT_UNAUTHORIZED", Switch(&["0"])),
    ("NODE_USE_SYSTEM_CA", Word),
    ("NPM_CONFIG_CAFILE", File),
    ("NPM_CONFIG_STRICT_SSL", Switch(&["false"])),
    ("PERL_LWP_SSL_CA_FILE", File),
    ("PERL_LWP_SSL_CA_PATH", Directory),
    ("PERL_LWP_SSL_VERIFY_HOSTNAME", Switch(&["0"])),
    ("PGSSLROOTCERT", File),
    ("PIP_CERT", Either),
    ("PYTHONHTTPSVERIFY", Switch(&["0"])),
    ("REQUESTS_CA_BUNDLE", Either),
    ("SSL_CERT_DIR", Directories),
    ("SSL_CERT_FILE", File),
    ("UV_NATIVE_TLS", Word),
    ("UV_SYSTEM_CERTS", Word),
    ("YARN_HTTPS_CA_FILE_PATH", File),
    ("npm_config_cafile", File),
];

/// Those that are set.
pub(super) fn survey(variables: &Environment) -> Vec<Setting> {
    let set = VARIABLES.iter().filter_map(|(name, holds)| Some((*name, *holds, variables.lossy(name)?)));
    set.filter_map(|(name, holds, value)| setting(name, holds, value)).collect()
}

fn setting(name: &str, holds: Holds, value: String) -> Option<Setting> {
    let mut setting = Setting::default();
    setting.name = name.to_owned();
    let loads = match holds {
        File if value.is_empty() => Err("set to nothing".to_owned()),
        File => file(Path::new(&value)),
        Directory => directory(Path::new(&value)),
        Directories => directories(&value),
        Either if Path::new(&value).is_dir() => directory(Path::new(&value)),
        Either => file(Path::new(&value)),
        JavaOptions => {
            // Its password is there too, and nobody's business.
            let store =
                value.split_whitespace().find_map(|option| option.strip_prefix("-Djavax.net.ssl.trustStore="))?;
            setting.value = format!("-Djavax.net.ssl.trustStore={store}");
            setting.problem = (!Path::new(store).is_file()).then(|| "no such file".to_owned());
            return Some(setting);
        }
        Switch(off) => {
            let is_off = off.iter().any(|word| value.eq_ignore_ascii_case(word));
            setting.problem = is_off.then(|| "switches verification off".to_owned());
            setting.value = value;
            return Some(setting);
        }
        Word => {
            // Others than those about certificates are in it.
            if name == "GODEBUG" && !value.contains("x509") && !value.contains("tls") {
                return None;
            }
            setting.value = value;
            return Some(setting);
        }
    };
    setting.value = value;
    match loads {
        Ok((anchors, problem)) => (setting.anchors, setting.problem) = (Some(anchors), problem),
        Err(problem) => setting.problem = Some(problem),
    }
    Some(setting)
}

/// How many, and what is wrong all the same.
type Loads = Result<(u64, Option<String>), String>;

/// What a file holds.
pub(super) fn file(path: &Path) -> Loads {
    let certificates = certificates(path)?;
    let unusable = certificates.iter().filter(|der| TrustAnchor::from_der(der).is_err()).count();
    let usable = certificates.len() - unusable;
    match (usable, unusable) {
        (0, 0) => Err("no certificate in it".to_owned()),
        (0, _) => Err("no certificate in it can be a trust anchor".to_owned()),
        (_, 0) => Ok((usable as u64, None)),
        (..) => Ok((usable as u64, Some(format!("{unusable} of its certificates cannot be trust anchors")))),
    }
}

/// The certificates of a file, as far as it is one of certificates.
pub(super) fn certificates(path: &Path) -> Result<Vec<Vec<u8>>, String> {
    use std::io::Read as _;
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        _ => format!("it cannot be read: {error}"),
    };
    if path.is_dir() {
        return Err("a directory, and a file is wanted".to_owned());
    }
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut octets = Vec::new();
    file.take(MAX_OCTETS).read_to_end(&mut octets).map_err(unreadable)?;
    if octets.is_empty() {
        return Err("an empty file".to_owned());
    }
    let bundle = Bundle::read_default(&octets).map_err(|_| "no certificate in it".to_owned())?;
    Ok(bundle.certificates().iter().map(|entry| entry.der().to_vec()).collect())
}

/// What OpenSSL finds in a directory: files named by a hash. Whoever puts a bare PEM file there adds nothing.
fn directory(path: &Path) -> Loads {
    let entries = std::fs::read_dir(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "no such directory".to_owned(),
        _ => format!("it cannot be read: {error}"),
    })?;
    let names = entries.take(MAX_FILES).filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let (hashed, others): (Vec<_>, Vec<_>) = names.partition(|name| is_hashed(name));
    let anchors = hashed.iter().filter(|name| file(&path.join(name)).is_ok()).count() as u64;
    let certificates = others.iter().any(|name| name.ends_with(".pem") || name.ends_with(".crt"));
    match anchors {
        0 if certificates => Err("no file in it is named by its hash, as `openssl rehash` does".to_owned()),
        0 => Err("no certificate in it".to_owned()),
        anchors => Ok((anchors, None)),
    }
}

fn directories(list: &str) -> Loads {
    let (mut sum, mut problem) = (0, None);
    for path in list.split(':').filter(|path| !path.is_empty()) {
        match directory(Path::new(path)) {
            Ok((anchors, _)) => sum += anchors,
            Err(why) => problem = problem.or(Some(format!("{path}: {why}"))),
        }
    }
    match (sum, problem) {
        (0, Some(problem)) => Err(problem),
        (0, None) => Err("set to nothing".to_owned()),
        (sum, problem) => Ok((sum, problem)),
    }
}

/// `002c0b4f.0`
fn is_hashed(name: &str) -> bool {
    let Some((hash, number)) = name.split_once('.') else { return false };
    hash.len() == 8 && hash.bytes().all(|octet| octet.is_ascii_hexdigit()) && number.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_stand_in_the_order_of_their_names_each_once() {
        assert!(VARIABLES.is_sorted_by(|one, other| one.0 < other.0));
    }

    #[test]
    fn a_file_of_a_hashed_directory_is_known_by_its_name() {
        assert!(is_hashed("002c0b4f.0") && is_hashed("002c0b4f.12"));
        assert!(!is_hashed("002c0b4f.r0") && !is_hashed("corp.pem") && !is_hashed("002c0b4f"));
    }
}
