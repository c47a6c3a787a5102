//! Settings: what is taken, what is refused and in which words, and that no secret is printed.

use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;
use verifail_rustls::{Environment, Origin, SettingsError, TlsSettings};

use crate::authority::Authority;

fn environment(variables: &[(&str, &str)]) -> Result<TlsSettings, SettingsError> {
    let variables: Environment = variables.iter().copied().collect();
    TlsSettings::new().environment("APP", &variables)
}

fn refused(variables: &[(&str, &str)]) -> String {
    environment(variables).unwrap_err().to_string()
}

#[test]
fn every_variable_is_taken_and_shown_with_where_it_comes_from() {
    let variables = [
        ("APP_CA_BUNDLE", "append:/etc/corporate.pem"),
        ("APP_CA_DIR", "/etc/authorities"),
        ("APP_CONNECT_TIMEOUT", "500ms"),
        ("APP_CRL_FILE", "/etc/revoked.pem"),
        ("APP_CRL_UNKNOWN", "accept"),
        ("APP_HTTP_TIMEOUT", "2m"),
        ("APP_TLS_INSECURE", "1"),
        ("APP_TLS_POLICY", "go"),
        ("APP_TLS_RELAX", "eku"),
        ("APP_TLS_RESUMPTION", "off"),
        ("APP_TLS_ROOTS", "system"),
        ("APP_TLS_SNI", "off"),
        ("OTHER_TLS_ROOTS", "nonsense"),
        ("HTTPS_PROXY", "http://user:secret@proxy.example:3128"),
        ("no_proxy", "localhost, .example"),
    ];
    let settings = environment(&variables).unwrap();
    assert_eq!(
        settings.to_string(),
        "INSECURE: certificate verification is switched off by APP_TLS_INSECURE\n\
         tls_roots = system (APP_TLS_ROOTS)\n\
         ca_bundle = append:/etc/corporate.pem (APP_CA_BUNDLE)\n\
         ca_dir = replace:/etc/authorities (APP_CA_DIR)\n\
         crl_file = /etc/revoked.pem (APP_CRL_FILE)\n\
         crl_unknown = accept (APP_CRL_UNKNOWN)\n\
         tls_relax = eku (APP_TLS_RELAX)\n\
         tls_insecure = 1 (APP_TLS_INSECURE)\n\
         tls_policy = go (APP_TLS_POLICY)\n\
         tls_sni = off (APP_TLS_SNI)\n\
         tls_resumption = off (APP_TLS_RESUMPTION)\n\
         connect_timeout = 500ms (APP_CONNECT_TIMEOUT)\n\
         http_timeout = 120s (APP_HTTP_TIMEOUT)\n\
         proxy for https = http://***@proxy.example:3128 (HTTPS_PROXY)\n\
         no proxy for = localhost, .example\n"
    );
    assert_eq!(settings.effective_connect_timeout(), Some(Duration::from_millis(500)));
    assert_eq!(settings.proxies().https.as_ref().unwrap().url(), "http://user:secret@proxy.example:3128");
    assert!(!format!("{settings:?}").contains("secret"));
}

#[test]
fn nothing_but_1_switches_verification_off_and_nothing_else_is_taken_for_no() {
    for value in ["", "0", "false", "no", "off", "true", "yes", "on", "TRUE", " 1", "1 ", "01", "l", "eku"] {
        let error = refused(&[("APP_TLS_INSECURE", value)]);
        assert_eq!(
            error,
            format!(
                "APP_TLS_INSECURE: {value:?} is not taken, but 1, which switches the verification of certificates off; to \
                 leave it on, do not set this at all"
            )
        );
    }
    assert!(environment(&[("APP_TLS_INSECURE", "1")]).unwrap().is_insecure());
    assert!(!environment(&[]).unwrap().is_insecure());
}

#[test]
fn values_that_are_not_taken_name_the_variable_and_what_it_takes() {
    for (variable, value, wanted) in [
        ("APP_TLS_ROOTS", "Mozilla", "mozilla, system or none"),
        ("APP_TLS_RELAX", "all", "eku, which leaves out extended key usage and nothing else"),
        ("APP_TLS_SNI", "1", "on or off"),
        ("APP_TLS_RESUMPTION", "", "on or off"),
        ("APP_HTTP_TIMEOUT", "30", "a number and a unit, as 500ms, 30s, 2m or 1h"),
        ("APP_HTTP_TIMEOUT", "0s", "a number and a unit, as 500ms, 30s, 2m or 1h"),
        ("APP_CONNECT_TIMEOUT", "99999999999999999999s", "a number and a unit, as 500ms, 30s, 2m or 1h"),
        ("APP_CONNECT_TIMEOUT", "25h", "a number and a unit, as 500ms, 30s, 2m or 1h"),
        ("APP_CA_BUNDLE", "append:", "append:PATH, replace:PATH or PATH, which replaces"),
        ("APP_CA_DIR", "", "append:PATH, replace:PATH or PATH, which replaces"),
        ("APP_TLS_POLICY", "strict", "the name of a policy, as `verifail policies` lists them"),
    ] {
        assert_eq!(refused(&[(variable, value)]), format!("{variable}: {value:?} is not taken, but {wanted}"));
    }
}

#[test]
fn unknown_variables_of_tls_are_errors_with_the_nearest_name() {
    for (variable, nearest) in [
        ("APP_TLS_INSECUR", Some("APP_TLS_INSECURE")),
        ("APP_TLS_ROOT", Some("APP_TLS_ROOTS")),
        ("APP_TLS_RELAXED", Some("APP_TLS_RELAX")),
        ("APP_TLS_VERY_SPECIAL_OPTION_INDEED", None),
    ] {
        let hint = nearest.map(|nearest| format!("; did you mean {nearest}?")).unwrap_or_default();
        assert_eq!(refused(&[(variable, "1")]), format!("{variable}: there is no such setting{hint}"));
    }
    // Others are the program's own.
    assert!(environment(&[("APP_LOG", "debug"), ("APPTLS_ROOTS", "x"), ("TLS_ROOTS", "x")]).is_ok());
}

#[test]
fn a_prefix_that_is_no_name_is_an_error() {
    for prefix in ["", "app", "1APP", "A-B", "A=B"] {
        let error = TlsSettings::new().environment(prefix, &Environment::default()).unwrap_err();
        assert!(matches!(error, SettingsError::Prefix { .. }), "{prefix}");
    }
}

#[cfg(unix)]
#[test]
fn values_that_are_no_unicode_are_errors() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;
    let variables: Environment = [("APP_TLS_ROOTS", OsString::from_vec(vec![b'm', 0xff]))].into_iter().collect();
    let error = TlsSettings::new().environment("APP", &variables).unwrap_err();
    assert!(error.to_string().starts_with("APP_TLS_ROOTS: "), "{error}");
}

#[test]
fn what_is_said_later_stands_above_what_was_said_before() {
    let file = "tls_roots = \"none\"\ntls_sni = false\nconnect_timeout = \"3s\"\n";
    let settings = TlsSettings::new().connect_timeout(Duration::from_secs(1)).toml(file, "app.toml").unwrap();
    let variables: Environment = [("APP_TLS_ROOTS", "mozilla")].into_iter().collect();
    let settings = settings.environment("APP", &variables).unwrap();
    assert_eq!(
        settings.to_string(),
        "tls_roots = mozilla (APP_TLS_ROOTS)\n\
         tls_sni = off (app.toml: tls_sni)\n\
         tls_resumption = on (default)\n\
         connect_timeout = 3s (app.toml: connect_timeout)\n"
    );
}

#[test]
fn files_are_as_strict_as_variables() {
    let refused = |text: &str| TlsSettings::new().toml(text, "app.toml").unwrap_err().to_string();
    assert_eq!(
        refused("tls_root = \"system\""),
        "app.toml: tls_root: there is no such setting; did you mean tls_roots?"
    );
    assert!(refused("tls_insecure = true").starts_with("app.toml: tls_insecure: \"on\" is not taken, but 1, which"));
    assert!(refused("tls_insecure = \"\"").starts_with("app.toml: tls_insecure: \"\" is not taken"));
    assert!(refused("http_timeout = 30").starts_with("app.toml: http_timeout: \"30\" is not taken"));
    assert!(refused("ca_bundle = [\"a\"]").starts_with("app.toml: ca_bundle: \"array\" is not taken"));
    assert!(refused("password = \"hunter2\" tls").starts_with("settings file app.toml: "));
    assert!(!refused("password = \"hunter2\" tls").contains("hunter2"));
    assert!(TlsSettings::new().toml("tls_insecure = 1", "app.toml").unwrap().is_insecure());
    let error = TlsSettings::new().file("/nowhere/app.toml").unwrap_err().to_string();
    assert!(error.starts_with("settings file /nowhere/app.toml: "), "{error}");
}

#[test]
fn trust_nothing_is_an_error_that_names_who_asked_for_it() {
    let error = environment(&[("APP_TLS_ROOTS", "none")]).unwrap().client().unwrap_err();
    assert_eq!(error.to_string(), "APP_TLS_ROOTS: no trust anchor is left, so that no server could be accepted");
    assert_eq!(error.origin(), Some(&Origin::Variable("APP_TLS_ROOTS".to_owned())));
}

fn bundle(directory: &Path, contents: &str) -> String {
    let path = directory.join("bundle.pem");
    std::fs::write(&path, contents).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_bundle_replaces_or_is_added_as_it_is_said() {
    let directory = tempfile::tempdir().unwrap();
    let path = bundle(directory.path(), &Authority::new("Corporate").pem());
    let count = |value: &str| environment(&[("APP_CA_BUNDLE", value)]).unwrap().effective_anchors().unwrap().len();
    let mozilla = verifail_rustls::Anchors::mozilla().len();
    assert_eq!(count(&path), 1);
    assert_eq!(count(&format!("replace:{path}")), 1);
    assert_eq!(count(&format!("append:{path}")), mozilla + 1);
    // A directory that replaces replaces Mozilla's, and not the bundle.
    let both = [("APP_CA_BUNDLE", format!("append:{path}")), ("APP_CA_DIR", directory.path().display().to_string())];
    let variables: Environment = both.into_iter().collect();
    let settings = TlsSettings::new().environment("APP", &variables).unwrap();
    assert_eq!(settings.effective_anchors().unwrap().len(), 1);
}

#[test]
fn a_bundle_that_is_missing_empty_or_half_broken_is_an_error_that_says_what_is_where() {
    let directory = tempfile::tempdir().unwrap();
    let refused = |value: &str| environment(&[("APP_CA_BUNDLE", value)]).unwrap().client().unwrap_err().to_string();
    let missing = directory.path().join("missing.pem").display().to_string();
    assert!(refused(&missing).starts_with(&format!("APP_CA_BUNDLE: cannot read {missing}: ")));
    let path = bundle(directory.path(), "");
    assert_eq!(refused(&path), format!("APP_CA_BUNDLE: no trust anchor in {path}: the file is empty"));
    bundle(directory.path(), "no certificate at all\n");
    assert!(refused(&path).starts_with(&format!("APP_CA_BUNDLE: no trust anchor in {path}: ")));
    // Two that are well, and between them one whose base64 is broken, and one that is cut off.
    let (first, second) = (Authority::new("First").pem(), Authority::new("Second").pem());
    let broken = first.replacen("MII", "M!I", 1);
    let cut = &first[..first.len() / 2];
    bundle(directory.path(), &format!("{first}{broken}{second}{cut}"));
    let error = refused(&path);
    let lines = first.lines().count();
    assert!(error.starts_with(&format!("APP_CA_BUNDLE: {path}: 2 trust anchors loaded, 2 refused: ")), "{error}");
    assert!(error.contains(&format!("line {}: bad base64", lines + 1)), "{error}");
    assert!(error.contains(&format!("line {}: END is missing", 3 * lines + 1)), "{error}");
    // A certificate that cannot be an anchor: what it holds is no key that rustls reads.
    bundle(directory.path(), "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
    assert!(refused(&path).contains(&path), "{}", refused(&path));
    // A private key beside them is not an anchor, and not shown.
    let key = rcgen::KeyPair::generate().unwrap().serialize_pem();
    bundle(directory.path(), &format!("{key}{second}"));
    assert!(environment(&[("APP_CA_BUNDLE", &path)]).unwrap().client().is_ok());
}

#[test]
fn a_directory_is_read_by_names_and_its_errors_name_the_file() {
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, contents: &str| std::fs::write(directory.path().join(name), contents).unwrap();
    let path = directory.path().display().to_string();
    let load = || environment(&[("APP_CA_DIR", &path)]).unwrap().effective_anchors();
    assert!(load().unwrap_err().to_string().starts_with(&format!("APP_CA_DIR: no trust anchor in directory {path}: ")));
    write("a.pem", &Authority::new("A").pem());
    write("b.CRT", &Authority::new("B").pem());
    write("0a1b2c3d.0", &Authority::new("C").pem());
    write("README", "not looked at");
    assert_eq!(load().unwrap().len(), 3);
    write("d.pem", "nothing");
    let error = load().unwrap_err().to_string();
    assert!(
        error.starts_with(&format!("APP_CA_DIR: directory {path}: 3 trust anchors loaded, 1 refused: d.pem: ")),
        "{error}"
    );
}

#[test]
fn proxies_are_read_as_curl_reads_them_and_never_printed_with_their_password() {
    let proxies = |variables: &[(&str, &str)]| environment(variables).unwrap().proxies().clone();
    let url = |proxy: &Option<verifail_rustls::Proxy>| proxy.as_ref().map(|proxy| proxy.url().to_owned());
    // Lower case first; set to nothing is none.
    let read = proxies(&[("https_proxy", "http://a"), ("HTTPS_PROXY", "http://b"), ("ALL_PROXY", "socks5://c")]);
    assert_eq!((url(&read.https), url(&read.all)), (Some("http://a".to_owned()), Some("socks5://c".to_owned())));
    assert!(proxies(&[("https_proxy", ""), ("HTTPS_PROXY", "http://b")]).is_empty());
    // In a CGI program HTTP_PROXY is a header of whoever asks.
    assert!(proxies(&[("HTTP_PROXY", "http://a")]).http.is_some());
    assert!(proxies(&[("HTTP_PROXY", "http://a"), ("REQUEST_METHOD", "GET")]).http.is_none());
    for url in ["http://user:pass%40word@h:1", "user:password@h:1", "http://user:pa@ss@h:1", "http://user:pa/ss@h:1"] {
        let read = proxies(&[("HTTPS_PROXY", url)]);
        for printed in [read.https.as_ref().unwrap().to_string(), format!("{read:?}")] {
            assert!(printed.contains("***@h:1") && !printed.contains("ss"), "{printed}");
        }
    }
    let error = refused(&[("HTTPS_PROXY", "http://user:secret@")]);
    assert!(error.starts_with("HTTPS_PROXY: ") && !error.contains("secret"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever an environment holds, it is read or refused, and nothing but one value of one variable is insecure.
    #[test]
    fn any_environment_is_read_or_refused(
        setting in prop::sample::select(vec!["CA_BUNDLE", "CONNECT_TIMEOUT", "TLS_INSECURE", "TLS_POLICY", "TLS_RELAX", "TLS_ROOTS", "TLS_SNI"]),
        value in prop_oneof![".{0,20}", "[0-9]{1,25}(ms|s|m|h)?", "(append|replace):.{0,5}", "1|on|off|eku|system|none|mozilla"],
        other in "[A-Z_]{0,8}",
    ) {
        let variables = [(format!("APP_{setting}"), value.clone()), (format!("APP_TLS{other}"), value.clone())];
        let variables: Environment = variables.into_iter().collect();
        match TlsSettings::new().environment("APP", &variables) {
            Ok(settings) => prop_assert_eq!(settings.is_insecure(), setting == "TLS_INSECURE" && value == "1"),
            Err(error) => prop_assert!(error.to_string().starts_with("APP_"), "{}", error),
        }
    }
}
