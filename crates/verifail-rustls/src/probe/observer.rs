//! A verifier that writes down what rustls-webpki says and lets the handshake go on. Nothing outside of the prober can
//! have one, and the prober sends nothing on a connection that was refused.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustls::client::ResolvesClientCert;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::sign::CertifiedKey;
use rustls::{DigitallySignedStruct, Error, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use verifail::capture::MAX_CHAIN;

use crate::recorder::Record;
use crate::verifier::RecordingVerifier;

/// What one handshake showed.
#[derive(Debug)]
pub(super) struct Seen {
    /// End entity first, as presented.
    pub(super) chain: Vec<CertificateDer<'static>>,
    /// What rustls-webpki decided.
    pub(super) result: Result<(), Error>,
    /// The same with its reasons, when somebody asks.
    pub(super) record: Option<Arc<Record>>,
}

/// Writes down and lets go on.
#[derive(Debug)]
pub(super) struct Observer {
    verifier: Arc<RecordingVerifier>,
    /// The name that the certificate is to be for, where it is not the one that is sent.
    reference: Option<ServerName<'static>>,
    seen: Mutex<Option<Seen>>,
    was_asked: Mutex<bool>,
}

impl Observer {
    pub(super) fn new(verifier: Arc<RecordingVerifier>, reference: Option<ServerName<'static>>) -> Arc<Self> {
        Arc::new(Self { verifier, reference, seen: Mutex::default(), was_asked: Mutex::default() })
    }

    /// What the handshake showed, once.
    pub(super) fn take(&self) -> Option<Seen> {
        lock(&self.seen).take()
    }

    /// Whether the server asked for a certificate.
    pub(super) fn client_was_asked(&self) -> bool {
        *lock(&self.was_asked)
    }

    /// What rustls-webpki says of a chain for a name at a time.
    pub(super) fn judge(
        &self,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        now: UnixTime,
    ) -> (Result<(), Error>, Option<Arc<Record>>) {
        let Some((end_entity, intermediates)) = chain.split_first() else {
            return (Err(Error::NoCertificatesPresented), None);
        };
        let verify = || self.verifier.verify_server_cert(end_entity, intermediates, name, &[], now);
        let (result, record) = self.verifier.recorder().during(verify);
        (result.map(|_| ()), record)
    }
}

impl ServerCertVerifier for Observer {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain: Vec<_> = std::iter::once(end_entity).chain(intermediates).cloned().collect();
        let (result, record) = self.judge(&chain, self.reference.as_ref().unwrap_or(server_name), now);
        let chain = chain.into_iter().take(MAX_CHAIN).map(CertificateDer::into_owned).collect();
        *lock(&self.seen) = Some(Seen { chain, result, record });
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

/// Has no certificate, and notes that one was asked for.
impl ResolvesClientCert for Observer {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        *lock(&self.was_asked) = true;
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Whole values only.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
