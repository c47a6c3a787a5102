//! A `ServerCertVerifier` with a planted bug, found and made small. The page of `verifail_testkit` walks through it.
#![allow(elided_lifetimes_in_paths, reason = "so that each signature is a line")]

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer as Der, ServerName, UnixTime};
use rustls::{DigitallySignedStruct as Signed, Error, SignatureScheme};
use std::sync::Arc;
use verifail_testkit::{Suite, adapter::RustlsServer};

/// rustls's own verifier, asked for the domain of a host as well.
#[derive(Debug)]
struct OurOwn(Arc<WebPkiServerVerifier>);

type Verified = Result<ServerCertVerified, Error>;
type Handshake = Result<HandshakeSignatureValid, Error>;

impl ServerCertVerifier for OurOwn {
    fn verify_server_cert(&self, ee: &Der, cas: &[Der], name: &ServerName, ocsp: &[u8], now: UnixTime) -> Verified {
        let verify = |name: &ServerName| self.0.verify_server_cert(ee, cas, name, ocsp, now);
        let domain = name.to_str().split_once('.').and_then(|(_, domain)| ServerName::try_from(domain.to_owned()).ok());
        // The planted bug: a certificate of a domain passes for every host in it, as if it had a wildcard.
        verify(name).or_else(|error| domain.map_or(Err(error), |domain| verify(&domain)))
    }

    fn verify_tls12_signature(&self, message: &[u8], cert: &Der, signed: &Signed) -> Handshake {
        self.0.verify_tls12_signature(message, cert, signed)
    }
    fn verify_tls13_signature(&self, message: &[u8], cert: &Der, signed: &Signed) -> Handshake {
        self.0.verify_tls13_signature(message, cert, signed)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}

pub(crate) fn main() {
    let ours = RustlsServer::new("our own", |setup| Ok(Arc::new(OurOwn(setup.web_pki_server()?))));
    Suite::of(&ours).without_relations().run().assert_clean();
}
