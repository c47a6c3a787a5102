//! rustls-webpki, asked the same as the core: path first, then the name, as rustls does it.

use std::time::Duration;

use rustls_pki_types::{CertificateDer, ServerName, SignatureVerificationAlgorithm, UnixTime};
use webpki::{EndEntityCert, Error, KeyUsage, anchor_from_trusted_cert};

/// What it says of a server, at a time in Unix seconds from 1970 on.
///
/// # Errors
/// Its own. [`Error::UnsupportedNameType`] where the name is none.
pub fn verify(
    end_entity: &[u8],
    intermediates: &[&[u8]],
    anchors: &[&[u8]],
    algorithms: &[&dyn SignatureVerificationAlgorithm],
    name: &str,
    time: i64,
) -> Result<(), Error> {
    let der = CertificateDer::from(end_entity);
    let end_entity = EndEntityCert::try_from(&der)?;
    let anchors: Vec<_> = anchors.iter().map(|der| CertificateDer::from(*der)).collect();
    let anchors: Vec<_> = anchors.iter().filter_map(|der| anchor_from_trusted_cert(der).ok()).collect();
    let intermediates: Vec<_> = intermediates.iter().map(|der| CertificateDer::from(*der)).collect();
    let time = UnixTime::since_unix_epoch(Duration::from_secs(time.try_into().unwrap_or(0)));
    end_entity.verify_for_usage(algorithms, &anchors, &intermediates, time, KeyUsage::server_auth(), None, None)?;
    let name = ServerName::try_from(name).map_err(|_| Error::UnsupportedNameType)?;
    end_entity.verify_is_valid_for_subject_name(&name)
}

/// Whether it takes a certificate as a trust anchor.
pub fn is_anchor(der: &[u8]) -> bool {
    anchor_from_trusted_cert(&CertificateDer::from(der)).is_ok()
}

/// Whether it gave up its search: no answer to the question.
pub const fn gave_up(answer: &Result<(), Error>) -> bool {
    matches!(answer, Err(Error::MaximumSignatureChecksExceeded | Error::MaximumPathBuildCallsExceeded))
}

/// The error's kind, without its context.
pub fn kind(error: &Error) -> String {
    let text = format!("{error:?}");
    text.split(['(', ' ', '{']).next().unwrap_or_default().to_owned()
}
