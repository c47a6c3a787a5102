//! Chains as servers on the web send them, under every root that Mozilla trusts: what each certificate carries besides
//! names and keys has to be read, and the anchor found among a hundred and more.
//!
//! The shapes are those of large CAs; names and keys are ours, and so is one more anchor. Chains that somebody captured
//! are read from a directory.

use std::path::{Path, PathBuf};
use std::{fs, io};

use rcgen::{CertificateParams, CrlDistributionPoint, CustomExtension, SanType};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use verifail::certificate::GeneralName;
use verifail::{Certificate, TrustAnchor};

use crate::chains::World;
use crate::issuing::{Algorithm, Authority, HOST, Issuing, KeyIdentifiers};

/// The names of the shapes.
pub const SHAPES: [&str; 3] = ["elliptic", "rsa-and-its-root", "cross-certified"];

/// Every shape, by name.
pub fn shapes() -> Vec<(&'static str, World)> {
    SHAPES.into_iter().zip([elliptic(), rsa_and_its_root(), cross_certified()]).collect()
}

/// A P-256 end entity for two names below two P-384 CAs, as of a CA that is asked by machines.
fn elliptic() -> World {
    let issuing = Issuing::new(Algorithm::P256, KeyIdentifiers::Sound);
    let root = issuing.authority_with("Example Web Root X2", Algorithm::P384);
    let issuer = issuing.authority_with("Example E7", Algorithm::P384);
    World {
        end_entity: issuing.end_entity(&issuer, published(2)),
        intermediates: vec![issuing.issue(&root, &issuer, intermediate)],
        anchors: trusted(&issuing, &root),
    }
}

/// RSA throughout, eighty names, and the root is sent too, for which nobody asked.
fn rsa_and_its_root() -> World {
    let issuing = Issuing::new(Algorithm::Rsa2048, KeyIdentifiers::Sound);
    let root = issuing.authority("Example Web Root R1");
    let issuer = issuing.authority("Example RSA TLS CA");
    World {
        end_entity: issuing.end_entity(&issuer, published(80)),
        intermediates: vec![issuing.issue(&root, &issuer, intermediate), issuing.anchor(&root)],
        anchors: trusted(&issuing, &root),
    }
}

/// The root is sent as an older one certified it, for clients that do not know it yet; this one does.
fn cross_certified() -> World {
    let issuing = Issuing::new(Algorithm::P256, KeyIdentifiers::Sound);
    let older = issuing.authority_with("Example Older Root", Algorithm::Rsa2048);
    let root = issuing.authority_with("Example Web Root R4", Algorithm::P384);
    let issuer = issuing.authority("Example WE1");
    World {
        end_entity: issuing.end_entity(&issuer, published(4)),
        intermediates: vec![issuing.issue(&root, &issuer, intermediate), issuing.issue(&older, &root, intermediate)],
        anchors: trusted(&issuing, &root),
    }
}

/// Mozilla's roots, and this one among them: neither the first nor the last.
fn trusted(issuing: &Issuing, root: &Authority) -> Vec<Vec<u8>> {
    let mut anchors = roots();
    anchors.insert(anchors.len() / 2, issuing.anchor(root));
    anchors
}

/// Those that every verifier here can read.
fn roots() -> Vec<Vec<u8>> {
    let readable =
        |der: &&CertificateDer<'_>| TrustAnchor::from_der(der).is_ok() && webpki::anchor_from_trusted_cert(der).is_ok();
    webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().filter(readable).map(|der| der.to_vec()).collect()
}

fn intermediate(params: &mut CertificateParams) {
    params.crl_distribution_points = vec![list("root")];
    params.custom_extensions = vec![access("issuer"), domain_validated()];
}

/// An end entity as a public CA issues it: so many names, where its issuer and its list are, a policy, two timestamps.
fn published(names: usize) -> impl Fn(&mut CertificateParams) {
    move |params| {
        let others = (1..names).map(|n| format!("host{n}.example.com"));
        let names = std::iter::once(HOST.to_owned()).chain(others);
        params.subject_alt_names =
            names.map(|name| SanType::DnsName(name.as_str().try_into().expect("ASCII"))).collect();
        params.crl_distribution_points = vec![list("issuing")];
        params.custom_extensions = vec![access("issuing"), domain_validated(), timestamps()];
    }
}

fn list(name: &str) -> CrlDistributionPoint {
    CrlDistributionPoint { uris: vec![format!("http://crl.example.com/{name}.crl")] }
}

/// Authority information access: where the issuer's certificate is.
fn access(name: &str) -> CustomExtension {
    let issuers = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02];
    let place = tagged(0x86, format!("http://aia.example.com/{name}.cer").as_bytes());
    let description = tagged(0x30, &[issuers.as_slice(), &place].concat());
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], tagged(0x30, &description))
}

/// The policy *domain-validated* of the CA/Browser Forum, 2.23.140.1.2.1.
fn domain_validated() -> CustomExtension {
    let policy = tagged(0x30, &[0x06, 0x06, 0x67, 0x81, 0x0c, 0x01, 0x02, 0x01]);
    CustomExtension::from_oid_content(&[2, 5, 29, 32], tagged(0x30, &policy))
}

/// As many octets as two signed certificate timestamps have; nobody here reads them.
fn timestamps() -> CustomExtension {
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 11129, 2, 4, 2], tagged(0x04, &[0x5a; 240]))
}

/// One element of DER, of less than 256 octets.
fn tagged(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = u8::try_from(contents.len()).expect("a short element");
    let head = if length < 0x80 { vec![tag, length] } else { vec![tag, 0x81, length] };
    [head.as_slice(), contents].concat()
}

/// A chain that somebody captured.
pub struct Captured {
    /// The file's name without its ending.
    pub name: String,
    /// The chain, under Mozilla's roots.
    pub world: World,
    /// The first name of the end entity that is no wildcard.
    pub host: String,
    /// The middle of the time in which all of it is valid, in seconds since 1970.
    pub at: i64,
}

/// Every `.pem` of a directory, in the order of their names: the end entity first, then what was sent with it.
///
/// # Errors
/// Those of the file system, and where a file is no such chain, its name and why.
pub fn captured(directory: &Path) -> io::Result<Vec<Captured>> {
    let mut files: Vec<PathBuf> = fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "pem"));
    files.sort_unstable();
    let read = |file: &PathBuf| {
        let named = |reason: String| io::Error::other(format!("{}: {reason}", file.display()));
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        read(&fs::read(file)?, name).map_err(named)
    };
    files.iter().map(read).collect()
}

fn read(pem: &[u8], name: String) -> Result<Captured, String> {
    let ders: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let ders: Vec<Vec<u8>> = ders.map_err(|error| error.to_string())?.iter().map(|der| der.to_vec()).collect();
    let chain: Result<Vec<_>, _> = ders.iter().map(|der| Certificate::from_der(der)).collect();
    let chain = chain.map_err(|error| error.to_string())?;
    let first = chain.first().ok_or("no certificate is in it")?;
    let names = first.subject_alt_name().and_then(Result::ok).ok_or("the first certificate has no names")?;
    let host = names.readable().find_map(|name| match name {
        GeneralName::DnsName(name) => {
            str::from_utf8(name).ok().filter(|name| !name.starts_with('*')).map(str::to_owned)
        }
        _ => None,
    });
    let periods = || chain.iter().filter_map(Certificate::validity);
    let from = periods().map(|period| period.not_before.unix_seconds()).max();
    let to = periods().map(|period| period.not_after.unix_seconds()).min();
    let (from, to) = from.zip(to).filter(|(from, to)| from <= to).ok_or("at no time all of it is valid")?;
    let host = host.ok_or("the first certificate has no name to ask for")?;
    let (end_entity, intermediates) = ders.split_first().ok_or("no certificate is in it")?;
    let world = World { end_entity: end_entity.clone(), intermediates: intermediates.to_vec(), anchors: roots() };
    Ok(Captured { name, world, host, at: from + (to - from) / 2 })
}

#[cfg(test)]
mod tests {
    use base64::Engine;

    use super::*;
    use crate::issuing::NOW;
    use crate::peers::{Floor, Peers};

    #[test]
    fn every_shape_is_accepted_by_both_and_its_floor_ends_at_an_anchor() {
        for (name, world) in shapes() {
            assert!(world.anchors.len() > 100, "{}", world.anchors.len());
            assert!(Peers::new(&world).verifail(), "{name}");
            assert!(Peers::new(&world).webpki(), "{name}");
            let floor = Floor::new(&world);
            assert!(floor.verify() && floor.len() == 2, "{name}: {} signatures", floor.len());
        }
    }

    #[test]
    fn a_captured_chain_is_asked_about_while_it_is_valid_and_what_is_none_is_named() {
        let world = elliptic();
        let directory = tempfile::tempdir().unwrap();
        let pem = |der: &Vec<u8>| {
            let body = base64::engine::general_purpose::STANDARD.encode(der);
            format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
        };
        let chain = [&world.end_entity, &world.intermediates[0]].map(pem).concat();
        fs::write(directory.path().join("example.pem"), chain).unwrap();
        fs::write(directory.path().join("readme.txt"), "not a chain").unwrap();
        let read = captured(directory.path()).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].name.as_str(), read[0].host.as_str()), ("example", HOST));
        assert!((read[0].at - NOW).abs() < 30 * 86_400, "{}", read[0].at);
        fs::write(directory.path().join("broken.pem"), "no certificate").unwrap();
        let error = captured(directory.path()).map(drop).unwrap_err().to_string();
        assert!(error.contains("broken.pem") && error.contains("no certificate is in it"), "{error}");
    }
}
