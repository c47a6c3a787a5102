//! Certificates with one fault each, below one trusted CA, as files that clients and servers read.
//!
//! Keys are fresh in every run: nothing that a client prints depends on them. Names and times are fixed.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType, date_time_ymd,
};

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use super::process;

/// The name that clients connect to.
pub(crate) const NAME: &str = "localhost";
/// The address that clients connect to.
pub(crate) const ADDRESS: &str = "127.0.0.1";

/// A chain, end entity first, and the key of the end entity.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) chain: Vec<CertificateDer<'static>>,
    pub(crate) key: PrivateKeyDer<'static>,
}

/// Directory of the files, and what is in them.
#[derive(Debug)]
pub(crate) struct Certificates {
    directory: PathBuf,
}

/// A CA: what it signs with, and its own certificate.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: Vec<u8>,
}

impl Certificates {
    /// Those that somebody else writes there.
    pub(crate) fn at(directory: &Path) -> Self {
        Self { directory: directory.to_owned() }
    }

    /// Writes all of them below a directory.
    pub(crate) fn create(directory: &Path) -> Result<Self, Box<dyn Error>> {
        let made = Self { directory: directory.to_owned() };
        let trusted = root("Verifail Test CA")?;
        let other = root("Another CA")?;
        made.write("ca", std::slice::from_ref(&trusted.certificate), None)?;
        made.write("other-ca", std::slice::from_ref(&other.certificate), None)?;
        fs::write(made.file("ca.key"), trusted.issuer.key().serialize_pem())?;
        fs::write(made.file("empty.pem"), "")?;

        made.issue("good", &trusted, |_| ())?;
        made.issue("expired", &trusted, |p| {
            (p.not_before, p.not_after) = (date_time_ymd(2015, 1, 1), date_time_ymd(2016, 1, 1))
        })?;
        made.issue("not-yet-valid", &trusted, |p| {
            (p.not_before, p.not_after) = (date_time_ymd(2095, 1, 1), date_time_ymd(2096, 1, 1))
        })?;
        made.issue("wrong-name", &trusted, |p| p.subject_alt_names = dns("other.example"))?;
        made.issue("name-only", &trusted, |p| p.subject_alt_names = dns(NAME))?;
        made.issue("no-names", &trusted, |p| p.subject_alt_names.clear())?;
        made.issue("client-auth-only", &trusted, |p| {
            p.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]
        })?;
        made.issue("critical-extension", &trusted, |p| {
            let mut unknown = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99999, 1], vec![5, 0]);
            unknown.set_criticality(true);
            p.custom_extensions = vec![unknown];
        })?;
        made.issue("unknown-issuer", &other, |_| ())?;
        made.issue("client", &trusted, |p| p.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth])?;
        made.issue("client-expired", &trusted, |p| {
            (p.not_before, p.not_after) = (date_time_ymd(2015, 1, 1), date_time_ymd(2016, 1, 1));
            p.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        })?;
        made.issue("client-of-another-ca", &other, |p| {
            p.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]
        })?;

        let key = KeyPair::generate()?;
        let own = end_entity()?.self_signed(&key)?;
        made.write("self-signed", &[own.der().to_vec()], Some(&key))?;

        made.below("self-signed-in-chain", &other, &[&other])?;
        let intermediate = below(&trusted, "Verifail Intermediate CA", |_| ())?;
        made.below("missing-intermediate", &intermediate, &[])?;
        let constrained = below(&trusted, "Constrained CA", |p| {
            let permitted_subtrees = vec![GeneralSubtree::DnsName("example.com".into())];
            p.name_constraints = Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
        })?;
        made.below("name-constraints", &constrained, &[&constrained])?;
        let no_ca = below(&trusted, "No CA at all", |p| {
            p.is_ca = IsCa::ExplicitNoCa;
            p.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        })?;
        made.below("issuer-not-ca", &no_ca, &[&no_ca])?;
        let short = below(&trusted, "Short CA", |p| p.is_ca = IsCa::Ca(BasicConstraints::Constrained(0)))?;
        let beyond = below(&short, "CA beyond", |_| ())?;
        made.below("path-length", &beyond, &[&beyond, &short])?;

        made.altered("bad-signature", |der| {
            if let Some(last) = der.last_mut() {
                *last ^= 1;
            }
        })?;
        // The tag of the version, [0], becomes one that cannot stand there.
        made.altered("malformed", |der| {
            if let Some(at) = der.windows(2).position(|two| two == [0xa0, 3]) {
                der[at] = 0xbf;
            }
        })?;
        made.with_openssl("weak-key", &["-newkey", "rsa:1024", "-sha256"])?;
        made.with_openssl("sha1-signature", &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-sha1"])?;
        made.issue("expired-of-another-ca", &other, |p| {
            (p.not_before, p.not_after) = (date_time_ymd(2015, 1, 1), date_time_ymd(2016, 1, 1))
        })?;
        let outlived = below(&trusted, "Outlived CA", |p| {
            (p.not_before, p.not_after) = (date_time_ymd(2015, 1, 1), date_time_ymd(2016, 1, 1))
        })?;
        made.below("issuer-expired", &outlived, &[&outlived])?;
        made.databases()?;
        Ok(made)
    }

    /// Databases of NSS, where its `certutil` is there to make them.
    fn databases(&self) -> Result<(), Box<dyn Error>> {
        for home in ["home", "home-empty"] {
            let directory = self.file(home).join(".pki/nssdb");
            fs::create_dir_all(&directory)?;
            let database = format!("sql:{}", directory.display());
            let mut create = process::command("certutil");
            create.args(["-N", "--empty-password", "-d", &database]);
            let mut trust = process::command("certutil");
            trust.args(["-A", "-n", "ca", "-t", "C,,", "-d", &database, "-i"]).arg(self.file("ca.pem"));
            process::run(create);
            if home == "home" {
                process::run(trust);
            }
        }
        Ok(())
    }

    /// The path of a file.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// The directory of all files.
    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    /// What a server presents, read without looking into it.
    pub(crate) fn identity(&self, name: &str) -> Result<Identity, Box<dyn Error>> {
        let key = PrivateKeyDer::from_pem_file(self.file(&format!("{name}.key")))?;
        Ok(Identity { chain: self.chain(name)?, key })
    }

    /// The certificates of a file.
    pub(crate) fn chain(&self, name: &str) -> Result<Vec<CertificateDer<'static>>, Box<dyn Error>> {
        Ok(CertificateDer::pem_file_iter(self.file(&format!("{name}.pem")))?.collect::<Result<_, _>>()?)
    }

    fn issue(
        &self,
        name: &str,
        by: &Authority,
        change: impl FnOnce(&mut CertificateParams),
    ) -> Result<(), Box<dyn Error>> {
        let mut params = end_entity()?;
        change(&mut params);
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &by.issuer)?;
        self.write(name, &[certificate.der().to_vec()], Some(&key))
    }

    /// A good end entity below an issuer, with other certificates beside it.
    fn below(&self, name: &str, issuer: &Authority, others: &[&Authority]) -> Result<(), Box<dyn Error>> {
        let key = KeyPair::generate()?;
        let mut chain = vec![end_entity()?.signed_by(&key, &issuer.issuer)?.der().to_vec()];
        chain.extend(others.iter().map(|other| other.certificate.clone()));
        self.write(name, &chain, Some(&key))
    }

    /// The good certificate, damaged.
    fn altered(&self, name: &str, damage: impl FnOnce(&mut Vec<u8>)) -> Result<(), Box<dyn Error>> {
        let mut der = self.identity("good")?.chain.first().map(|der| der.to_vec()).unwrap_or_default();
        damage(&mut der);
        self.write(name, &[der], None)?;
        fs::copy(self.file("good.key"), self.file(&format!("{name}.key")))?;
        Ok(())
    }

    /// A certificate that the library for all others refuses to make.
    fn with_openssl(&self, name: &str, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let mut command = process::command("openssl");
        command.args(["req", "-x509", "-nodes", "-days", "3650", "-set_serial", "7", "-subj", "/CN=localhost"]);
        command.args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-addext", "basicConstraints=CA:FALSE"]);
        command.args(arguments);
        command.arg("-CA").arg(self.file("ca.pem")).arg("-CAkey").arg(self.file("ca.key"));
        command.arg("-keyout").arg(self.file(&format!("{name}.key")));
        command.arg("-out").arg(self.file(&format!("{name}.pem")));
        match process::run(command) {
            Some(_) if self.file(&format!("{name}.pem")).exists() => Ok(()),
            Some(said) => Err(format!("openssl made no certificate {name}: {}", said.err).into()),
            None => Err("openssl is needed for the certificates with old algorithms".into()),
        }
    }

    fn write(&self, name: &str, chain: &[Vec<u8>], key: Option<&KeyPair>) -> Result<(), Box<dyn Error>> {
        let blocks: String = chain.iter().map(|der| block(der)).collect();
        fs::write(self.file(&format!("{name}.pem")), blocks)?;
        if let Some(key) = key {
            fs::write(self.file(&format!("{name}.key")), key.serialize_pem())?;
        }
        Ok(())
    }
}

/// A PEM block of any octets, a certificate or not.
fn block(der: &[u8]) -> String {
    let body = BASE64_STANDARD.encode(der);
    let lines = body.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line) + "\n");
    format!("-----BEGIN CERTIFICATE-----\n{}-----END CERTIFICATE-----\n", lines.collect::<String>())
}

fn named(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common_name);
    name
}

fn dns(name: &str) -> Vec<SanType> {
    name.try_into().map(SanType::DnsName).into_iter().collect()
}

/// A server's certificate with nothing wrong.
fn end_entity() -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(vec![NAME.to_owned(), ADDRESS.to_owned()])?;
    params.distinguished_name = named(NAME);
    params.serial_number = Some(7_u64.into());
    (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2090, 1, 1));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

fn authority(common_name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = named(common_name);
    params.serial_number = Some(1_u64.into());
    (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2090, 1, 1));
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn root(common_name: &str) -> Result<Authority, rcgen::Error> {
    let key = KeyPair::generate()?;
    let params = authority(common_name);
    let certificate = params.self_signed(&key)?.der().to_vec();
    Ok(Authority { issuer: Issuer::new(params, key), certificate })
}

fn below(
    issuer: &Authority,
    common_name: &str,
    change: impl FnOnce(&mut CertificateParams),
) -> Result<Authority, rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = authority(common_name);
    change(&mut params);
    params.use_authority_key_identifier_extension = true;
    let certificate = params.signed_by(&key, &issuer.issuer)?.der().to_vec();
    Ok(Authority { issuer: Issuer::new(params, key), certificate })
}
