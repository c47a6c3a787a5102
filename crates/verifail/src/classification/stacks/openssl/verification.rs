//! Texts of X509_verify_cert_error_string, as every program prints them that verifies with OpenSSL.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, RetryAdvice, Stack};

/// The texts of crypto/x509/x509_txt.c, 1.0 to 3.6, with LibreSSL's and BoringSSL's, which are the same.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: &[
        Row::new("certificate verify failed").means(R::GenericVerifyFailed).seen("0.9.8-3.6"),
        Row::new("unspecified certificate verification error").means(R::GenericVerifyFailed).seen("1.1-3.6: 1"),
        Row::new("application verification failure").means(R::GenericVerifyFailed).seen("1.0-3.6: 50"),
        // The path.
        Row::new("unable to get issuer certificate").means(R::UnknownIssuer).seen("0.9.8-3.6: 2"),
        Row::new("self signed certificate in").means(R::SelfSignedInChain).seen("19, in a field that cuts it"),
        Row::new("unable to get local issuer certificate").means(R::UnknownIssuer).seen("0.9.8-3.6: 20"),
        Row::new("unable to get local issuer*certificate").means(R::UnknownIssuer).seen("20, wrapped"),
        Row::new("unable to verify the first certificate").means(R::MissingIntermediate).seen("0.9.8-3.6: 21"),
        Row::new("unable to verify leaf signature").means(R::MissingIntermediate).seen("21 by its name"),
        Row::new("self signed certificate").means(R::SelfSignedLeaf).seen("0.9.8-3.6: 18"),
        Row::new("depth zero self signed cert").means(R::SelfSignedLeaf).seen("18 by its name"),
        Row::new("self signed certificate in certificate chain").means(R::SelfSignedInChain).seen("0.9.8-3.6: 19"),
        Row::new("self signed certificate in chain").means(R::SelfSignedInChain).seen("19 by its name"),
        Row::new("self signed cert in chain").means(R::SelfSignedInChain).seen("19 by its name"),
        Row::new("certificate chain too long").means(R::ChainLimits).seen("0.9.8-3.6: 22"),
        Row::new("certificate verify failed: certificate not trusted").means(R::UntrustedRoot).seen("0.9.8-3.6: 27"),
        Row::new("error:num=27:certificate not trusted").means(R::UntrustedRoot).seen("0.9.8-3.6: 27"),
        Row::new("certificate problem: certificate not trusted").means(R::UntrustedRoot).seen("0.9.8-3.6: 27"),
        Row::new("certificate verify failed: certificate rejected")
            .means(R::ExplicitlyDistrusted)
            .seen("0.9.8-3.6: 28"),
        Row::new("error:num=28:certificate rejected").means(R::ExplicitlyDistrusted).seen("0.9.8-3.6: 28"),
        Row::new("certificate problem: certificate rejected").means(R::ExplicitlyDistrusted).seen("0.9.8-3.6: 28"),
        Row::new("subject issuer mismatch").means(R::IssuerMismatch).seen("0.9.8-3.6: 29"),
        Row::new("authority and subject key identifier mismatch").means(R::IssuerMismatch).seen("0.9.8-3.6: 30"),
        Row::new("authority and issuer serial number mismatch").means(R::IssuerMismatch).seen("0.9.8-3.6: 31"),
        Row::new("certificate verify failed: path loop").means(R::ChainLimits).seen("1.0.2-3.6: 55"),
        Row::new("issuer certificate lookup error").means(R::TrustStoreUnavailable).seen("1.1-3.6: 70"),
        Row::new("raw public key untrusted").means(R::PinMismatch).seen("3.2-3.6: 95"),
        Row::new("no matching dane tlsa records").means(R::PinMismatch).seen("1.1-3.6: 65"),
        // Time.
        Row::new("certificate is not yet valid").means(R::NotYetValid).seen("0.9.8-3.6: 9"),
        Row::new("certificate is not yet valid or the system clock is incorrect").means(R::NotYetValid).seen("3.5: 9"),
        Row::new("certificate has expired").means(R::Expired).seen("0.9.8-3.6: 10"),
        // Names.
        Row::new("hostname mismatch").means(R::NameMismatch).seen("1.0.2-3.6: 62"),
        Row::new("email address mismatch").means(R::NameMismatch).seen("1.0.2-3.6: 63"),
        Row::new("ip address mismatch").means(R::NameMismatch).seen("1.0.2-3.6: 64"),
        // Use.
        Row::new("unsupported certificate purpose").means(R::EkuMissingOrWrong).seen("0.9.8-3.0: 26"),
        Row::new("unsuitable certificate purpose").means(R::EkuMissingOrWrong).seen("3.0-3.6: 26"),
        Row::new("invalid certificate purpose").means(R::EkuMissingOrWrong).seen("26 in LibreSSL's wording"),
        Row::new("invalid ca certificate").means(R::CaViolation).seen("0.9.8-1.1: 24, 3.0-3.6: 79"),
        Row::new("invalid non-CA certificate").means(R::CaViolation).seen("0.9.8-3.6: 37"),
        Row::new("path length constraint exceeded").means(R::PathLength).seen("0.9.8-3.6: 25, 38"),
        Row::new("key usage does not include certificate signing").means(R::KeyUsage).seen("0.9.8-3.6: 32"),
        Row::new("key usage does not include crl signing").means(R::KeyUsage).seen("0.9.8-3.6: 35"),
        Row::new("key usage does not include digital signature").means(R::KeyUsage).seen("0.9.8-3.6: 39"),
        Row::new("proxy certificates not allowed").means(R::Policy).seen("0.9.8-3.6: 40"),
        Row::new("permitted subtree violation").means(R::NameConstraints).seen("1.0-3.6: 47"),
        Row::new("excluded subtree violation").means(R::NameConstraints).seen("1.0-3.6: 48"),
        Row::new("name constraints minimum and maximum not supported").means(R::NameConstraints).seen("1.0-3.6: 49"),
        Row::new("unsupported name constraint type").means(R::NameConstraints).seen("1.0-3.6: 51"),
        Row::new("unsupported or invalid name constraint syntax").means(R::NameConstraints).seen("1.0-3.6: 52"),
        Row::new("unsupported or invalid name syntax").means(R::NameConstraints).seen("1.0-3.6: 53"),
        Row::new("invalid or inconsistent certificate policy extension").means(R::Policy).seen("0.9.8-3.6: 42"),
        Row::new("no explicit policy").means(R::Policy).seen("0.9.8-3.6: 43"),
        Row::new("no explicit certificate policy").means(R::Policy).seen("43 in the wording of other programs"),
        Row::new("RFC 3779 resource not subset of parent's resources").means(R::Policy).seen("0.9.8-3.6: 46"),
        // Status. OpenSSL fetches nothing: the lists are files on this machine.
        Row::new("unable to get certificate crl")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("0.9.8-3.6: 3"),
        Row::new("unable to decrypt crl's signature")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("0.9.8-3.6: 5"),
        Row::new("crl signature failure")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("0.9.8-3.6: 8"),
        Row::new("crl is not yet valid")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("0.9.8-3.6: 11"),
        Row::new("crl has expired")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("0.9.8-3.6: 12"),
        Row::new("format error in crl's * field")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("0.9.8-3.6: 15, 16"),
        Row::new("unable to get crl issuer certificate")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("0.9.8-3.6: 33"),
        Row::new("different crl scope")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("1.0-3.6: 44"),
        Row::new("crl path validation error")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("1.0-3.6: 54"),
        Row::new("unhandled critical crl extension").means(R::UnhandledCriticalExtension).seen("1.0-3.6: 36"),
        Row::new("certificate revoked").means(R::Revoked).seen("0.9.8-3.6: 23"),
        Row::new("ocsp verification needed")
            .means(R::RevocationUnavailable)
            .retry(RetryAdvice::AfterUserAction)
            .seen("1.1.1-3.6: 73"),
        Row::new("ocsp verification failed").means(R::OcspResponseBad).seen("1.1.1-3.6: 74"),
        Row::new("ocsp unknown cert").means(R::OcspResponseBad).seen("1.1.1-3.6: 75"),
        Row::new("ocsp response(s) invalid").means(R::OcspResponseBad).seen("3.6: 96"),
        Row::new("ocsp response signature verification failure").means(R::OcspResponseBad).seen("3.6: 97"),
        Row::new("ocsp response not yet valid").means(R::OcspResponseBad).seen("3.6: 98"),
        Row::new("ocsp response has expired").means(R::OcspResponseBad).seen("3.6: 99"),
        Row::new("no ocsp response available for certificate").means(R::OcspResponseBad).seen("3.6: 100"),
        Row::new("certificate transparency required, but no valid scts found").means(R::CtMissing).seen("1.1-3.6: 71"),
        // Keys, signatures, encodings.
        Row::new("unable to decrypt certificate's signature").means(R::BadSignature).seen("0.9.8-3.6: 4"),
        Row::new("certificate signature failure").means(R::BadSignature).seen("0.9.8-3.6: 7"),
        Row::new("unable to decode issuer public key").means(R::Malformed).seen("0.9.8-3.6: 6"),
        Row::new("issuer certificate doesn't have a public key").means(R::Malformed).seen("3.0-3.6: 24"),
        Row::new("format error in certificate's notBefore field").means(R::Malformed).seen("0.9.8-3.6: 13"),
        Row::new("format error in certificate's notAfter field").means(R::Malformed).seen("0.9.8-3.6: 14"),
        Row::new("invalid or inconsistent certificate extension").means(R::Malformed).seen("0.9.8-3.6: 41"),
        Row::new("unhandled critical extension").means(R::UnhandledCriticalExtension).seen("0.9.8-3.6: 34"),
        Row::new("unsupported extension feature").means(R::UnhandledCriticalExtension).seen("1.0-3.6: 45"),
        Row::new("ee certificate key too weak").means(R::WeakKey).seen("1.1-3.6: 66"),
        Row::new("ca certificate key too weak").means(R::WeakKey).seen("1.1-3.6: 67"),
        Row::new("ca signature digest algorithm too weak").means(R::WeakSignature).seen("1.1-3.6: 68"),
        Row::new("cannot find certificate signature algorithm")
            .means(R::UnsupportedSignatureAlgorithm)
            .seen("3.0-3.6: 76"),
        Row::new("signature algorithm and issuer public key algorithm mismatch")
            .means(R::BadSignature)
            .seen("3.0-3.6: 77"),
        Row::new("cert info signature and signature algorithm mismatch").means(R::Malformed).seen("3.0-3.6: 78"),
        // X509_V_FLAG_X509_STRICT, and other rules of a profile.
        Row::new("suite b: certificate version invalid").means(R::ProfileViolation).seen("1.0.2-3.6: 56"),
        Row::new("suite b: invalid public key algorithm").means(R::ProfileViolation).seen("1.0.2-3.6: 57"),
        Row::new("suite b: invalid ecc curve").means(R::ProfileViolation).seen("1.0.2-3.6: 58"),
        Row::new("suite b: invalid signature algorithm").means(R::ProfileViolation).seen("1.0.2-3.6: 59"),
        Row::new("suite b: curve not allowed for this los").means(R::ProfileViolation).seen("1.0.2-3.6: 60"),
        Row::new("suite b: cannot sign p-384 with p-256").means(R::ProfileViolation).seen("1.0.2-3.6: 61"),
        Row::new("proxy subject name violation").means(R::ProfileViolation).seen("1.1-3.6: 72"),
        Row::new("path length invalid for non-ca cert").means(R::ProfileViolation).seen("3.0-3.6: 80"),
        Row::new("path length given without key usage keycertsign").means(R::ProfileViolation).seen("3.0-3.6: 81"),
        Row::new("key usage keycertsign invalid for non-ca cert").means(R::ProfileViolation).seen("3.0-3.6: 82"),
        Row::new("issuer name empty").means(R::ProfileViolation).seen("3.0-3.6: 83"),
        Row::new("subject name empty").means(R::ProfileViolation).seen("3.0-3.6: 84"),
        Row::new("missing authority key identifier").means(R::ProfileViolation).seen("3.0-3.6: 85"),
        Row::new("missing subject key identifier").means(R::ProfileViolation).seen("3.0-3.6: 86"),
        Row::new("empty subject alternative name extension").means(R::ProfileViolation).seen("3.0-3.6: 87"),
        Row::new("subject empty and subject alt name extension not critical")
            .means(R::ProfileViolation)
            .seen("3.0-3.6: 88"),
        Row::new("basic constraints of ca cert not marked critical").means(R::ProfileViolation).seen("3.0-3.6: 89"),
        Row::new("authority key identifier marked critical").means(R::ProfileViolation).seen("3.0-3.6: 90"),
        Row::new("subject key identifier marked critical").means(R::ProfileViolation).seen("3.0-3.6: 91"),
        Row::new("ca cert does not include key usage extension").means(R::ProfileViolation).seen("3.0-3.6: 92"),
        Row::new("using cert extension requires at least x509v3").means(R::ProfileViolation).seen("3.0-3.6: 93"),
        Row::new("certificate public key has explicit ecc parameters").means(R::ProfileViolation).seen("1.1.1-3.6: 94"),
        // The default callback stops at the first error, and the path is built before names and times are looked at
        // (crypto/x509/x509_vfy.c, verify_chain: build_chain, check_extensions, check_auth_level, check_id,
        // internal_verify). Programs that print the result behind this text leave that callback alone: Python, Ruby.
        Row::new("certificate verify failed: certificate has expired")
            .means(R::Expired)
            .excludes(AFTER_PATH)
            .seen("1.1-3.6"),
        Row::new("certificate verify failed: certificate is not yet valid")
            .means(R::NotYetValid)
            .excludes(AFTER_PATH)
            .seen("1.1-3.6"),
        Row::new("certificate verify failed: hostname mismatch")
            .means(R::NameMismatch)
            .excludes(AFTER_PATH)
            .seen("1.1-3.6"),
        Row::new("certificate verify failed: ip address mismatch")
            .means(R::NameMismatch)
            .excludes(AFTER_PATH)
            .seen("1.1-3.6"),
    ],
};

/// What building the path would have said.
const AFTER_PATH: &[R] =
    &[R::MissingIntermediate, R::SelfSignedInChain, R::SelfSignedLeaf, R::UnknownIssuer, R::UntrustedRoot];
