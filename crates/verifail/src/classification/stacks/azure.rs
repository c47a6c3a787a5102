//! Azure's gateways: what Application Gateway and Front Door say of a backend's certificate.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// The gateway is the client of its backend.
const fn backend(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().at(Hop::ProxyToUpstream).seen("Application Gateway: backend health")
}

/// Texts of Azure's gateways.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::AzureGateway,
    rows: &[
        backend("certificate used by the backend does not match the trusted root certificate", R::UntrustedRoot),
        backend("certificate used by the backend doesn't match the trusted root certificate", R::UntrustedRoot),
        backend("root certificate of the server certificate used by the backend does not match", R::UntrustedRoot),
        backend("used by the backend is not signed by a well-known Certificate Authority", R::UntrustedRoot),
        backend("used by the backend isn't signed by a well-known Certificate Authority", R::UntrustedRoot),
        backend("Backend server certificate is not whitelisted with Application Gateway", R::UntrustedRoot),
        backend("Backend server certificate isn't whitelisted with Application Gateway", R::UntrustedRoot),
        backend("Backend server certificate isn't allow-listed with Application Gateway", R::UntrustedRoot),
        backend("Backend server certificate is not allow-listed with Application Gateway", R::UntrustedRoot),
        backend("Leaf certificate is missing from the backend", R::MissingIntermediate),
        backend("Common Name of the leaf certificate presented by the backend server does not match", R::NameMismatch),
        backend("Common Name of the leaf certificate presented by the backend server doesn't match", R::NameMismatch),
        backend("Cannot connect to backend server. Check whether any NSG/UDR/Firewall", R::NotTlsRelated),
        backend("OriginCertificateSubjectNameMismatch", R::NameMismatch).seen("Front Door"),
        backend("OriginCertificateUntrustedRoot", R::UntrustedRoot).seen("Front Door"),
        backend("Backend server certificate is not signed by a well-known", R::UntrustedRoot),
        backend("Backend certificate is invalid. Current date is not within", R::ExpiredOrNotYetValid),
        backend("Current date is not within the 'Valid from' and 'Valid to' date range", R::ExpiredOrNotYetValid),
        backend("Backend server certificate expired", R::Expired),
        backend("certificate is missing from the certificate chain presented by the backend", R::MissingIntermediate),
        backend("Intermediate certificate is missing from the backend", R::MissingIntermediate),
        backend("Intermediate certificate was not found", R::MissingIntermediate),
        backend("The intermediate certificate(s) missing", R::MissingIntermediate),
        backend("The leaf certificate was not found", R::MissingIntermediate),
        backend("Root certificate is missing from the backend", R::MissingIntermediate),
        backend("Common Name (CN) of the backend certificate does not match", R::NameMismatch),
        backend("Common Name (CN) of the backend server certificate does not match", R::NameMismatch),
        backend("Common Name (CN) of the backend certificate doesn't match", R::NameMismatch),
        backend("Backend certificate Common Name (CN) does not match", R::NameMismatch),
        backend("validity of the backend certificate could not be verified", R::GenericVerifyFailed),
        backend("backend*Server certificate validation failed", R::GenericVerifyFailed).faint(),
        backend("ErrorInfo: SSLHandshakeError", R::GenericHandshakeFailure),
        backend("SSLInvalidRootCA", R::UntrustedRoot).seen("Front Door"),
        backend("SSLMismatchedSNI", R::NameMismatch).seen("Front Door"),
        backend("SSLInvalidCipher", R::NoSharedCipher).seen("Front Door"),
        backend("OriginCertificateSubjectNameInvalid", R::NameMismatch).seen("Front Door"),
        backend("OriginCertificateAuthorityInvalid", R::UnknownIssuer).seen("Front Door"),
        backend("OriginCertificateExpired", R::Expired).seen("Front Door"),
        backend("OriginCertificateInvalid", R::GenericVerifyFailed).seen("Front Door"),
        backend("OriginCertificateSelfSigned", R::SelfSignedLeaf).seen("Front Door"),
    ],
};
