//! Who is missing in a chain: issuers that the server does not supply and that are no trust anchors; and, where
//! somebody asks, what is found where the certificates say that they are (RFC 5280 section 4.2.2.1).
//!
//! Fetching is what browsers do and most programs do not. What is fetched is shown as what it is, a certificate that
//! the server should have sent, and decides nothing.

use std::time::Duration;

use rustls_pki_types::{CertificateDer, ServerName};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::Url;
use verifail::capture::Capture;
use verifail::certificate::NameComparison;
use verifail::{Bundle, Certificate, Fingerprint, Inputs, Policy, TrustAnchor, TrustAnchors, Verifier, algorithms};
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::prelude::{FromDer as _, X509Certificate};

use super::head;
use super::verdicts::{chains, reference};
use crate::Anchors;

/// Issuers that are named.
const MAX_MISSING: usize = 16;
/// Addresses of one issuer.
const MAX_URLS: usize = 4;
/// Octets of what is fetched.
const MAX_OCTETS: u64 = 64 << 10;
/// Issuers above one another that are fetched.
const MAX_STEPS: usize = 4;
/// How long one may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long all of them may take.
pub(super) const PATIENCE_FOR_ALL: Duration = Duration::from_secs(30);

/// An issuer that no server supplied and that is no trust anchor: an intermediate that is missing, or a root that is
/// not trusted. Which of the two, only the issuer's certificate says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingIssuer {
    /// Its name.
    pub name: String,
    /// The certificate that it issued.
    pub issued: Fingerprint,
    /// The end entities in whose chains it is missing.
    pub end_entities: Vec<Fingerprint>,
    /// Where that certificate says that its issuer's is: caIssuers of authorityInfoAccess.
    pub urls: Vec<String>,
    /// What was fetched from there, the issuer first and then those above it; empty unless somebody asked.
    pub fetched: Vec<Fetched>,
}

/// What came of fetching an issuer's certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fetched {
    /// From where.
    pub url: String,
    /// The certificate, or why there is none.
    pub result: Result<Vec<u8>, String>,
    /// Whether the chain would be accepted with it.
    pub completes: bool,
}

/// The issuers that are missing.
pub(super) fn missing(capture: &Capture, anchors: &Anchors) -> Vec<MissingIssuer> {
    let anchors: Vec<_> = anchors.certificates().iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
    let mut missing: Vec<MissingIssuer> = Vec::new();
    for chain in chains(capture) {
        let certificates: Vec<_> = chain.iter().filter_map(|one| capture.certificates.read(*one)).collect();
        let (Some(first), Some(end_entity)) = (chain.first(), certificates.first()) else { continue };
        let Some(last) = top(end_entity, &certificates, &anchors) else { continue };
        let issued = last.fingerprint();
        if let Some(known) = missing.iter_mut().find(|known| known.issued == issued) {
            if !known.end_entities.contains(first) {
                known.end_entities.push(*first);
            }
        } else if missing.len() < MAX_MISSING {
            let (name, urls) = (last.issuer().to_string(), urls(last.der()));
            missing.push(MissingIssuer { name, issued, end_entities: vec![*first], urls, fetched: Vec::new() });
        }
    }
    missing
}

/// The highest certificate whose issuer is neither here nor trusted; `None` where the path ends.
fn top<'c, 'd>(
    end_entity: &'c Certificate<'d>,
    certificates: &'c [Certificate<'d>],
    anchors: &[Certificate<'_>],
) -> Option<&'c Certificate<'d>> {
    let mut at = end_entity;
    for _ in 0..=certificates.len() {
        let named = |other: &Certificate<'_>| at.issuer().matches(&other.subject(), NameComparison::Rfc5280);
        if at.is_self_issued() || anchors.iter().any(named) {
            return None;
        }
        match certificates.iter().find(|other| named(other)) {
            Some(issuer) => at = issuer,
            None => return Some(at),
        }
    }
    // They issue each other.
    None
}

/// Where a certificate says that its issuer's is: by plain HTTP alone, since whoever fetches by TLS has to verify
/// first.
fn urls(der: &[u8]) -> Vec<String> {
    let Ok((_, certificate)) = X509Certificate::from_der(der) else { return Vec::new() };
    let parsed = certificate.extensions().iter().map(|extension| extension.parsed_extension());
    let access = parsed.filter_map(|parsed| match parsed {
        ParsedExtension::AuthorityInfoAccess(access) => Some(access),
        _ => None,
    });
    let descriptions = access.flat_map(|access| access.accessdescs.iter());
    let issuers = descriptions.filter(|one| one.access_method.to_id_string() == "1.3.6.1.5.5.7.48.2");
    let urls = issuers.filter_map(|one| match one.access_location {
        GeneralName::URI(url) => Some(url.to_owned()),
        _ => None,
    });
    urls.take(MAX_URLS).collect()
}

/// Fetches what is missing, and what is missing above it.
pub(super) async fn fetch(missing: &mut [MissingIssuer], capture: &Capture, anchors: &Anchors, name: &ServerName<'_>) {
    for issuer in missing {
        let mut urls = issuer.urls.clone();
        let mut above: Vec<Vec<u8>> = Vec::new();
        for _ in 0..MAX_STEPS {
            let mut found = None;
            for url in urls.iter().take(MAX_URLS) {
                let fetched = tokio::time::timeout(PATIENCE, fetch_one(url)).await;
                let result = fetched.unwrap_or_else(|_| Err(format!("no answer within {PATIENCE:?}")));
                found = result.as_ref().ok().cloned();
                above.extend(found.clone());
                let completes = found.is_some() && completes(issuer, &above, capture, anchors, name);
                issuer.fetched.push(Fetched { url: url.clone(), result, completes });
                if found.is_some() {
                    break;
                }
            }
            let Some(der) = found else { break };
            let is_last = Certificate::from_der(&der).map_or(true, |one| one.is_self_issued());
            if is_last || issuer.fetched.last().is_some_and(|fetched| fetched.completes) {
                break;
            }
            urls = self::urls(&der);
        }
    }
}

/// Whether a chain in which it is missing is accepted with what was fetched.
fn completes(
    issuer: &MissingIssuer,
    above: &[Vec<u8>],
    capture: &Capture,
    anchors: &Anchors,
    name: &ServerName<'_>,
) -> bool {
    let chain = chains(capture).into_iter().find(|chain| chain.first() == issuer.end_entities.first());
    let (Some(chain), Some(policy), Some(reference)) = (chain, Policy::named("rustls"), reference(name)) else {
        return false;
    };
    let anchors: TrustAnchors<'_> =
        anchors.certificates().iter().filter_map(|der| TrustAnchor::from_der(der).ok()).collect();
    let presented = chain.iter().filter_map(|one| capture.certificates.read(*one));
    let fetched = above.iter().filter_map(|der| Certificate::from_der(der).ok());
    let certificates: Vec<_> = presented.chain(fetched).collect();
    let Some((end_entity, intermediates)) = certificates.split_first() else { return false };
    let verifier = Verifier::new(policy, &anchors, algorithms::all());
    verifier.verify(end_entity, intermediates, &Inputs::server(capture.taken, reference)).is_accepted()
}

/// One certificate by plain HTTP, without following anything.
async fn fetch_one(text: &str) -> Result<Vec<u8>, String> {
    let url = Url::parse(text).map_err(|_| "it is no URL".to_owned())?;
    let (Some(host), "http") = (url.host_str(), url.scheme()) else {
        return Err("only http is fetched: whoever fetches by TLS has to verify first".to_owned());
    };
    let port = url.port_or_known_default().unwrap_or(80);
    let unreachable = |error: std::io::Error| error.to_string();
    let mut stream = TcpStream::connect((host.trim_matches(['[', ']']), port)).await.map_err(unreachable)?;
    let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let request = format!("GET {path} HTTP/1.0\r\nHost: {host}\r\nUser-Agent: verifail\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.map_err(unreachable)?;
    let mut stream = stream.take(MAX_OCTETS);
    let head = head::read(&mut stream).await.map_err(unreachable)?.ok_or("the answer is not HTTP")?;
    if head.status != 200 {
        return Err(head.line);
    }
    let mut octets = Vec::new();
    stream.read_to_end(&mut octets).await.map_err(unreachable)?;
    // DER, PEM or a bundle of PKCS #7 (RFC 5280 section 4.2.2.1).
    let bundle = Bundle::read_default(&octets).map_err(|error| error.to_string())?;
    let certificate = bundle.certificates().first().ok_or("there is no certificate in it")?;
    Ok(CertificateDer::from(certificate.der().to_vec()).as_ref().to_vec())
}
