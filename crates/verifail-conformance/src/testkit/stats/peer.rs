//! rustls-webpki asked what the core is asked: the same octets, the same algorithms, the path and then the name.

use std::time::Duration;

use rustls_pki_types::{CertificateDer, ServerName, SignatureVerificationAlgorithm, UnixTime};
use verifail_testkit::Case;
use verifail_testkit::signing::toy;
use verifail_testkit::world::{NOW, Reference};
use webpki::{EndEntityCert, KeyUsage};

/// What is verified with: the toy for toy chains, the provider otherwise.
type Algorithms = &'static [&'static dyn SignatureVerificationAlgorithm];

/// Verifies a case about a server's name. What the core parses for each case, anchors and name included, is parsed here
/// for each case too.
pub(super) fn verify(case: &Case) -> bool {
    let Some(Reference::Dns(name)) = &case.question.reference else { return false };
    let algorithms = if case.scheme.is_real() { verifail::algorithms::aws_lc_rs() } else { toy::ALGORITHMS };
    let end_entity = CertificateDer::from(case.end_entity.as_slice());
    let intermediates: Vec<_> = case.intermediates.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let anchors: Vec<_> = case.anchors.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    is_trusted(&end_entity, &intermediates, &anchors, name, algorithms)
}

/// The same for toy certificates that are no case.
pub(super) fn is_trusted(
    end_entity: &CertificateDer<'_>,
    intermediates: &[CertificateDer<'_>],
    anchors: &[CertificateDer<'_>],
    name: &str,
    algorithms: Algorithms,
) -> bool {
    let anchors: Vec<_> = anchors.iter().filter_map(|der| webpki::anchor_from_trusted_cert(der).ok()).collect();
    let Ok(end_entity) = EndEntityCert::try_from(end_entity) else { return false };
    let time = UnixTime::since_unix_epoch(Duration::from_secs(NOW.unsigned_abs()));
    let usage = KeyUsage::server_auth();
    let path = end_entity.verify_for_usage(algorithms, &anchors, intermediates, time, usage, None, None);
    let Ok(name) = ServerName::try_from(name) else { return false };
    path.is_ok() && end_entity.verify_is_valid_for_subject_name(&name).is_ok()
}
