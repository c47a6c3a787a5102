//! The survey of a machine, of a directory that looks like one.

use std::path::Path;

use verifail_rustls::Environment;
use verifail_rustls::survey::Survey;

fn certificate(common_name: &str) -> String {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut params = rcgen::CertificateParams::new(vec![]).unwrap();
    params.distinguished_name.push(rcgen::DnType::CommonName, common_name);
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    params.self_signed(&key).unwrap().pem()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn a_store_is_counted_once_and_an_inspection_product_in_it_is_named() {
    let root = tempfile::tempdir().unwrap();
    let store = ["Some Public CA", "Zscaler Root CA", "Corporate CA"].map(certificate).concat();
    write(root.path(), "etc/ssl/certs/ca-certificates.crt", &store);
    write(root.path(), "proc/self/mountinfo", "1 0 8:1 / / ro - ext4 /dev/sda1 ro\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("certs/ca-certificates.crt", root.path().join("etc/ssl/cert.pem")).unwrap();
    let found = Survey::of(Environment::default(), root.path()).environment(None);
    let [store] = found.stores.as_slice() else { panic!("{:?}", found.stores) };
    assert_eq!((store.name.as_str(), store.count, store.read_only), ("/etc/ssl/certs/ca-certificates.crt", 3, true));
    assert!(store.newest.is_some() && store.digest.is_some());
    let [interceptor] = found.interceptors.as_slice() else { panic!("{:?}", found.interceptors) };
    assert_eq!(interceptor.product, "Zscaler");
    assert!(interceptor.seen.ends_with("CN=Zscaler Root CA in /etc/ssl/certs/ca-certificates.crt"), "{interceptor:?}");
    assert_eq!(found.sandbox, ["read-only-store"]);
}

#[test]
fn signs_of_a_sandbox_are_codes_and_an_ordinary_machine_has_none() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "proc/self/uid_map", "         0          0 4294967295\n");
    write(root.path(), "proc/self/status", "Name:\tx\nNoNewPrivs:\t0\nSeccomp:\t0\nNSpid:\t7\n");
    write(root.path(), "proc/net/dev", "h\nh\n lo: 1\n eth0: 1\n");
    let ordinary = Survey::of(Environment::default(), root.path()).environment(None);
    assert_eq!(ordinary.sandbox, Vec::<String>::new());
    write(root.path(), ".dockerenv", "");
    write(root.path(), "proc/self/uid_map", "      1000          0          1\n");
    write(root.path(), "proc/self/status", "Name:\tx\nNoNewPrivs:\t1\nSeccomp:\t2\nNSpid:\t7\t1\n");
    write(root.path(), "proc/net/dev", "h\nh\n lo: 1\n");
    let variables = [("CODEX_SANDBOX", "seatbelt"), ("KUBERNETES_SERVICE_HOST", "10.0.0.1")];
    let found = Survey::of(variables.into_iter().collect(), root.path()).environment(None);
    let expected = [
        "docker",
        "kubernetes",
        "macos-seatbelt",
        "linux-user-namespace",
        "linux-seccomp",
        "linux-no-new-privileges",
        "linux-pid-namespace",
        "linux-network-loopback-only",
    ];
    assert_eq!(found.sandbox, expected);
}

#[test]
fn every_variable_is_shown_with_what_it_loads_or_why_nothing() {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name).to_str().unwrap().to_owned();
    write(root.path(), "two.pem", &["One CA", "Two CA"].map(certificate).concat());
    write(root.path(), "empty.pem", "");
    write(root.path(), "text.pem", "no certificate\n");
    write(root.path(), "hashed/0123abcd.0", &certificate("Three CA"));
    write(root.path(), "bare/corp.pem", &certificate("Four CA"));
    let variables = [
        ("SSL_CERT_FILE", at("two.pem")),
        ("SSL_CERT_DIR", format!("{}:{}", at("hashed"), at("bare"))),
        ("GIT_SSL_CAPATH", at("bare")),
        ("CURL_CA_BUNDLE", at("hashed")),
        ("AWS_CA_BUNDLE", at("empty.pem")),
        ("PIP_CERT", at("text.pem")),
        ("REQUESTS_CA_BUNDLE", at("hashed")),
        ("DENO_CERT", at("gone.pem")),
        ("GIT_SSL_NO_VERIFY", "true".to_owned()),
        ("GODEBUG", "gctrace=1".to_owned()),
    ];
    let found = Survey::of(variables.into_iter().collect(), root.path()).environment(None);
    let shown = found.certificate_authorities.iter();
    let shown: Vec<_> = shown.map(|one| (one.name.as_str(), one.anchors, one.problem.as_deref())).collect();
    let not_hashed = "no file in it is named by its hash, as `openssl rehash` does";
    let one_of_two = format!("{}: {not_hashed}", at("bare"));
    assert_eq!(
        shown,
        [
            ("AWS_CA_BUNDLE", None, Some("an empty file")),
            ("CURL_CA_BUNDLE", None, Some("a directory, and a file is wanted")),
            ("DENO_CERT", None, Some("no such file")),
            ("GIT_SSL_CAPATH", None, Some(not_hashed)),
            ("GIT_SSL_NO_VERIFY", None, Some("switches verification off")),
            ("PIP_CERT", None, Some("no certificate in it")),
            ("REQUESTS_CA_BUNDLE", Some(1), None),
            ("SSL_CERT_DIR", Some(1), Some(one_of_two.as_str())),
            ("SSL_CERT_FILE", Some(2), None),
        ]
    );
}
