//! What both kinds of rustls verifiers share: what they are built from, which questions they can be asked, what their
//! errors mean.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use rustls::client::WebPkiServerVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{CertificateError, Error, RootCertStore};
use verifail::{Policy, Reason};

use crate::case::Case;
use crate::signing;
use crate::verifier::{Breach, Capabilities, Outcome, Rejected};
use crate::world::{Question, RevocationQuestion};

/// What a factory builds a verifier from, for one case.
#[derive(Clone, Debug)]
pub struct RustlsSetup<'c> {
    /// The trust anchors, but for those that rustls cannot take.
    pub roots: Arc<RootCertStore>,
    /// All of them as certificates, for verifiers that do not start from a [`RootCertStore`].
    pub anchors: Vec<CertificateDer<'c>>,
    /// A provider that verifies the case's signatures: [`signing::provider`].
    pub provider: Arc<CryptoProvider>,
    /// The CRLs; without any when revocation is not asked for.
    pub crls: Vec<CertificateRevocationListDer<'static>>,
    /// What is asked, for factories that configure more.
    pub question: &'c Question,
}

/// Why a factory built nothing; the case is skipped with that text.
pub type NotBuilt = Box<dyn std::error::Error>;

/// What a question asks of revocation, said to either builder: they have the same methods and no trait for them.
macro_rules! asked {
    ($builder:expr, $question:expr) => {{
        let mut builder = $builder;
        if let Some(RevocationQuestion { end_entity_only, allow_unknown }) = $question.revocation {
            builder = builder.enforce_revocation_expiration();
            builder = if end_entity_only { builder.only_check_end_entity_revocation() } else { builder };
            builder = if allow_unknown { builder.allow_unknown_revocation_status() } else { builder };
        }
        builder
    }};
}

impl<'c> RustlsSetup<'c> {
    /// The setup for a case.
    pub(super) fn of(case: &'c Case) -> Self {
        let mut roots = RootCertStore::empty();
        let anchors: Vec<_> = case.anchors.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
        let _ = roots.add_parsable_certificates(anchors.iter().cloned());
        let crls = match case.question.revocation {
            None => Vec::new(),
            Some(_) => case.crls.iter().map(|der| CertificateRevocationListDer::from(der.clone())).collect(),
        };
        Self {
            roots: Arc::new(roots),
            anchors,
            provider: signing::provider(case.scheme),
            crls,
            question: &case.question,
        }
    }

    /// rustls's own verifier of servers, set up for the case: by itself, or for a verifier that wraps it.
    ///
    /// # Errors
    /// rustls's, where it builds none: without an anchor that it can take.
    pub fn web_pki_server(self) -> Result<Arc<WebPkiServerVerifier>, NotBuilt> {
        let builder = WebPkiServerVerifier::builder_with_provider(self.roots, self.provider).with_crls(self.crls);
        Ok(asked!(builder, self.question).build()?)
    }

    /// rustls's own verifier of clients, set up for the case: by itself, or for a verifier that wraps it.
    ///
    /// # Errors
    /// rustls's, where it builds none: without an anchor that it can take.
    pub fn web_pki_client(self) -> Result<Arc<dyn ClientCertVerifier>, NotBuilt> {
        let builder = WebPkiClientVerifier::builder_with_provider(self.roots, self.provider).with_crls(self.crls);
        Ok(asked!(builder, self.question).build()?)
    }
}

/// A case as rustls has it.
pub(super) struct Presented<'c> {
    pub(super) end_entity: CertificateDer<'c>,
    pub(super) intermediates: Vec<CertificateDer<'c>>,
    pub(super) now: UnixTime,
}

/// The case, or why such a verifier cannot be asked.
pub(super) fn presented<'c>(
    case: &'c Case,
    policy: &Policy,
    capabilities: Capabilities,
) -> Result<Presented<'c>, String> {
    let Question {
        time,
        // Each of the two kinds of verifiers has its own word on these.
        reference: _,
        purpose: _,
        policies,
        explicit_policy,
        distrusted,
        max_path_depth,
        revocation,
    } = &case.question;
    let unasked = |what: &str| Err(format!("it cannot be asked for {what}"));
    match capabilities.policy {
        Some(name) if name != policy.name() => {
            return Err(format!("it behaves by policy {name}, not by {}", policy.name()));
        }
        _ => {}
    }
    if !capabilities.certificate_policies && (*explicit_policy || !policies.is_empty()) {
        return unasked("certificate policies");
    }
    if !capabilities.distrust && !distrusted.is_empty() {
        return unasked("distrusted keys");
    }
    if !capabilities.crls && revocation.is_some() {
        return unasked("revocation");
    }
    if revocation.is_some() && case.crls.is_empty() {
        return Err("rustls checks no revocation without a CRL".to_owned());
    }
    if max_path_depth.is_some() {
        return unasked("a path depth");
    }
    let Ok(seconds) = u64::try_from(*time) else { return unasked("times before 1970") };
    Ok(Presented {
        end_entity: CertificateDer::from(case.end_entity.as_slice()),
        intermediates: case.intermediates.iter().map(|der| CertificateDer::from(der.as_slice())).collect(),
        now: UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
    })
}

/// Runs a verifier; a panic is an outcome like any other.
pub(super) fn outcome(verify: impl FnOnce() -> Result<Result<(), Error>, NotBuilt>) -> Outcome {
    // Nothing of the verifier is used again after a panic.
    match catch_unwind(AssertUnwindSafe(verify)) {
        Ok(Ok(Ok(()))) => Outcome::accept(),
        Ok(Ok(Err(error))) => {
            Outcome::Reject(Rejected { breaches: breaches(&error), text: error.to_string(), ..Rejected::default() })
        }
        Ok(Err(not_built)) => Outcome::Skip(format!("no verifier could be built: {not_built}")),
        Err(panic) => Outcome::Crash(words(panic.as_ref()).to_owned()),
    }
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without a text")
}

/// The reason that an error of rustls stands for, where it stands for one. What is not here keeps its text only: the
/// enumeration is open, and `Other` can be anything. rustls does not say which certificate it means.
pub fn breaches(error: &Error) -> Vec<Breach> {
    let Error::InvalidCertificate(error) = error else { return Vec::new() };
    #[allow(deprecated, reason = "rustls still gives the old variant")]
    let reason = match error {
        CertificateError::BadEncoding => Reason::Malformed,
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Reason::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Reason::NotYetValid,
        CertificateError::Revoked => Reason::Revoked,
        CertificateError::UnhandledCriticalExtension => Reason::UnhandledCriticalExtension,
        CertificateError::UnknownIssuer => Reason::UnknownIssuer,
        CertificateError::UnknownRevocationStatus
        | CertificateError::ExpiredRevocationList
        | CertificateError::ExpiredRevocationListContext { .. } => Reason::RevocationUnavailable,
        CertificateError::BadSignature => Reason::BadSignature,
        CertificateError::UnsupportedSignatureAlgorithm
        | CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
            Reason::UnsupportedSignatureAlgorithm
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Reason::NameMismatch,
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => Reason::EkuMissingOrWrong,
        _ => return Vec::new(),
    };
    vec![Breach { reason, depth: None }]
}
