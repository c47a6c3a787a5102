//! MOZILLA_PKIX errors, from -0x4000.

use super::entry::says;
use super::{Book, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

/// MOZILLA_PKIX errors, from -0x4000.
pub(in crate::classification) static MOZILLA_PKIX: Book = Book {
    name: "mozilla-pkix",
    stack: Stack::Nss,
    source: "nss-dev/nss lib/mozpkix/include/pkix/pkixnss.h",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Plain,
    entries: &[
        says(-16_384, "MOZILLA_PKIX_ERROR_KEY_PINNING_FAILURE", R::PinMismatch),
        says(-16_383, "MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY", R::CaViolation),
        says(-16_382, "MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE", R::WeakKey),
        says(-16_381, "MOZILLA_PKIX_ERROR_V1_CERT_USED_AS_CA", R::CaViolation),
        says(-16_380, "MOZILLA_PKIX_ERROR_NO_RFC822NAME_MATCH", R::NameMismatch),
        says(-16_379, "MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE", R::NotYetValid),
        says(-16_378, "MOZILLA_PKIX_ERROR_NOT_YET_VALID_ISSUER_CERTIFICATE", R::NotYetValid),
        says(-16_377, "MOZILLA_PKIX_ERROR_SIGNATURE_ALGORITHM_MISMATCH", R::Malformed),
        says(-16_376, "MOZILLA_PKIX_ERROR_OCSP_RESPONSE_FOR_CERT_MISSING", R::OcspResponseBad),
        says(-16_375, "MOZILLA_PKIX_ERROR_VALIDITY_TOO_LONG", R::ValidityTooLong),
        says(-16_374, "MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING", R::OcspResponseBad),
        says(-16_373, "MOZILLA_PKIX_ERROR_INVALID_INTEGER_ENCODING", R::Malformed),
        says(-16_372, "MOZILLA_PKIX_ERROR_EMPTY_ISSUER_NAME", R::ProfileViolation),
        says(-16_371, "MOZILLA_PKIX_ERROR_ADDITIONAL_POLICY_CONSTRAINT_FAILED", R::ExplicitlyDistrusted),
        says(-16_370, "MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT", R::SelfSignedLeaf),
        says(-16_369, "MOZILLA_PKIX_ERROR_MITM_DETECTED", R::MitmDetected),
        says(-16_368, "MOZILLA_PKIX_ERROR_INSUFFICIENT_CERTIFICATE_TRANSPARENCY", R::CtMissing),
        says(-16_367, "MOZILLA_PKIX_ERROR_ISSUER_NO_LONGER_TRUSTED", R::ExplicitlyDistrusted),
    ],
};
