//! Everything that lets pass what rustls-webpki refuses, in one place.
//!
//! Two things do, each only where its setting says so: extended key usage alone, and everything. Both leave their
//! trace: the record says what was let pass, and the second is loud about it, at every start and in every record.

use std::sync::Arc;

use rustls::{Error, RootCertStore};
use rustls_pki_types::{CertificateDer, ServerName, SignatureVerificationAlgorithm, UnixTime};
use verifail::danger::{Relaxation, Relaxations};
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter, RevocationOptions};

use crate::recorder::{Decision, Record};
use crate::revocation::RevocationLists;

/// What is let pass.
#[derive(Debug)]
pub(crate) enum Danger {
    /// Extended key usage; name, chain, validity and revocation stay.
    AnyPurpose {
        roots: Arc<RootCertStore>,
        algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
        revocation: Option<Arc<RevocationLists>>,
    },
    /// Everything.
    Insecure,
}

impl Danger {
    pub(crate) fn relaxations(&self) -> Relaxations {
        match self {
            Self::AnyPurpose { .. } => Relaxations::none().with(Relaxation::ExtendedKeyUsage),
            Self::Insecure => Relaxations::all(),
        }
    }

    /// What becomes of a chain that rustls-webpki refuses.
    pub(crate) fn reconsider(
        &self,
        refused: Error,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        now: UnixTime,
    ) -> Decision {
        match self {
            Self::Insecure => Decision::Insecure(refused),
            Self::AnyPurpose { roots, algorithms, revocation } => {
                let verify = |lists: Option<RevocationOptions<'_>>| {
                    any_purpose((roots, algorithms), end_entity, intermediates, server_name, now, lists)
                };
                let verified = match revocation {
                    Some(lists) => lists.with_options(verify),
                    None => verify(None),
                };
                match verified {
                    Ok(()) => Decision::Relaxed(refused),
                    Err(_) => Decision::Refused(refused),
                }
            }
        }
    }

    /// Says aloud what was let pass.
    pub(crate) fn warn(&self, record: &Record) {
        match (self, record.decision()) {
            (Self::Insecure, _) => tracing::warn!(
                server.address = %record.server_name().to_str(),
                verified = matches!(record.decision(), Decision::Accepted),
                "{record}"
            ),
            (Self::AnyPurpose { .. }, Decision::Relaxed(_)) => tracing::warn!(
                server.address = %record.server_name().to_str(),
                "{record}"
            ),
            (Self::AnyPurpose { .. }, _) => {}
        }
    }

    /// Says at the start what is in force.
    pub(crate) fn announce(&self, origin: &str) {
        match self {
            Self::Insecure => tracing::warn!(
                setting = origin,
                "INSECURE: certificate verification is switched off, anybody can read and change what is sent; \
                 this is for emergencies, switch it on again"
            ),
            Self::AnyPurpose { .. } => {
                tracing::warn!(setting = origin, "extended key usage of certificates is not checked");
            }
        }
    }
}

/// The same verification by rustls-webpki with extended key usage left out: path, signatures, validity, constraints,
/// revocation and name.
/// An extended key usage that cannot be read, or is empty, still refuses.
fn any_purpose(
    (roots, algorithms): (&RootCertStore, &[&dyn SignatureVerificationAlgorithm]),
    end_entity: &CertificateDer<'_>,
    intermediates: &[CertificateDer<'_>],
    server_name: &ServerName<'_>,
    now: UnixTime,
    revocation: Option<RevocationOptions<'_>>,
) -> Result<(), webpki::Error> {
    let certificate = EndEntityCert::try_from(end_entity)?;
    certificate.verify_for_usage(algorithms, &roots.roots, intermediates, now, AnyPurpose, revocation, None)?;
    certificate.verify_is_valid_for_subject_name(server_name)
}

/// Takes every purpose that can be read.
#[derive(Clone, Copy, Debug)]
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, mut purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        purposes.try_for_each(|purpose| purpose.map(drop))
    }
}
