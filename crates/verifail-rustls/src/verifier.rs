//! The verifier that rustls calls: rustls-webpki decides, the recorder keeps it, and a policy may refuse what is
//! accepted.
//!
//! Nothing here turns a refusal into an acceptance; what does is in [`danger`](crate::danger).

pub(crate) mod memory;
mod refusal;

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::{CertificateError, DigitallySignedStruct, Error, OtherError, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use verifail::Reason;

use memory::Memory;
pub use refusal::Refusal;

use crate::danger::Danger;
use crate::judge::Judge;
use crate::recorder::{Decision, PresentedChain, Record, Recorder};
use crate::sessions::Scope;

/// The policy that models rustls-webpki.
pub(crate) const OWN_POLICY: &str = "rustls";

/// rustls's own verifier, and a record of each of its decisions.
///
/// It gives the same answers with the same errors as [`WebPkiServerVerifier`] over the same trust anchors, unless a
/// policy refuses more, or [`danger`](crate::danger) lets pass more.
#[derive(Debug)]
pub struct RecordingVerifier {
    pub(crate) stock: Arc<WebPkiServerVerifier>,
    /// What it accepted before, where that is to be remembered.
    pub(crate) memory: Option<Memory>,
    pub(crate) danger: Option<Danger>,
    /// By the policy that was asked for, or by `rustls`.
    pub(crate) judge: Arc<Judge>,
    /// A policy was asked for: what rustls-webpki accepts is held to it.
    pub(crate) is_held: bool,
    pub(crate) recorder: Recorder,
    pub(crate) sessions: Option<Scope>,
}

impl RecordingVerifier {
    /// What was verified.
    pub const fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    fn decide(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Decision {
        let stock = match &self.memory {
            None => self.stock.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now),
            Some(memory) => memory.verify(&self.stock, end_entity, intermediates, server_name, ocsp_response, now),
        };
        let decision = match (stock, &self.danger) {
            (Ok(_), _) => Decision::Accepted,
            (Err(error), None) => return Decision::Refused(error),
            (Err(error), Some(danger)) => danger.reconsider(error, end_entity, intermediates, server_name, now),
        };
        if !self.is_held || matches!(decision, Decision::Refused(_) | Decision::Insecure(_)) {
            return decision;
        }
        match self.refusal(end_entity, intermediates, server_name, now) {
            None => decision,
            Some(refusal) => Decision::Refused(CertificateError::Other(OtherError(Arc::new(refusal))).into()),
        }
    }

    /// Why the policy refuses what rustls-webpki accepts.
    fn refusal(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        now: UnixTime,
    ) -> Option<Refusal> {
        let chain = || std::iter::once(end_entity).chain(intermediates).map(|der| der.as_ref());
        let reasons = |judge: &Judge| judge.judge(chain(), server_name, now, |verdict| verdict.reasons());
        // What cannot be judged was not accepted by the policy.
        let refused = reasons(&self.judge).unwrap_or_else(|| vec![Reason::Malformed]);
        if refused.is_empty() {
            return None;
        }
        let policy = self.judge.policy().name();
        let disagrees = match self.judge.of_rustls() {
            None => Some(refused.clone()),
            Some(judge) => reasons(&judge),
        };
        match disagrees {
            Some(reasons) if !reasons.is_empty() => Some(Refusal::Disagreement { reasons }),
            _ => Some(Refusal::Policy { policy, reasons: refused }),
        }
    }
}

impl RecordingVerifier {
    /// Keeps it where the handshake's signature is refused, which comes after the certificate's verification.
    fn signed(
        &self,
        end_entity: &CertificateDer<'_>,
        verified: Result<HandshakeSignatureValid, Error>,
    ) -> Result<HandshakeSignatureValid, Error> {
        if let Err(error) = &verified {
            self.recorder.unsigned(end_entity, error);
        }
        verified
    }
}

impl ServerCertVerifier for RecordingVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let decision = self.decide(end_entity, intermediates, server_name, ocsp_response, now);
        let answer = match &decision {
            Decision::Refused(error) => Err(error.clone()),
            Decision::Accepted | Decision::Insecure(_) | Decision::Relaxed(_) => Ok(ServerCertVerified::assertion()),
        };
        let chain = PresentedChain::new(end_entity, intermediates);
        let name = server_name.to_owned();
        let judge = self.judge.clone();
        let record = self.recorder.push(|sequence| Record::new(sequence, name, now, chain, decision, judge));
        if let Some(danger) = &self.danger {
            danger.warn(&record);
        }
        if let Some(sessions) = &self.sessions {
            sessions.verified(record);
        }
        answer
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.signed(cert, self.stock.verify_tls12_signature(message, cert, dss))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.signed(cert, self.stock.verify_tls13_signature(message, cert, dss))
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.stock.supported_verify_schemes()
    }
}
