//! Go's crypto/x509: verification, names, parsing, and what the systems' verifiers say through it.

use super::super::codes::APPLE_SECURITY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, RetryAdvice, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("crypto/x509, 1.0-1.26")
}

/// A certificate that is parsed by itself: of one from a peer, crypto/tls says so before.
const fn parsed(text: &'static str, reason: R) -> Row {
    says(text, reason).offline()
}

const fn darwin(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::GoDarwin).by_client().seen("crypto/x509 root_darwin.go, 1.18-1.26")
}

/// What held when the key purpose is looked at. `Certificate.Verify` first builds paths to a root, and a path has
/// passed the times, constraints and signatures of all its certificates; the system's chain on Windows is refused for
/// its purpose only where that is its single error (verify.go, root_windows.go `checkChainTrustStatus`).
const BEFORE_PURPOSE: &[R] = &[
    R::BadSignature,
    R::Expired,
    R::ExpiredOrNotYetValid,
    R::MissingIntermediate,
    R::NotYetValid,
    R::SelfSignedInChain,
    R::SelfSignedLeaf,
    R::UnknownIssuer,
    R::UntrustedRoot,
];

/// Texts of crypto/x509.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Go,
    rows: &[
        Row::new("x509: ").seen("every error of crypto/x509"),
        Row::new("tls: failed to verify certificate: x509: ").seen("1.20-1.26: CertificateVerificationError"),
        // verify.go: paths.
        says("x509: certificate signed by unknown authority", R::UnknownIssuer),
        says("certificate signed by unknown authority", R::UnknownIssuer),
        says(
            "certificate signed by unknown authority (possibly because of * while trying to verify candidate authority certificate",
            R::UnknownIssuer,
        ),
        says("x509: certificate has expired or is not yet valid", R::ExpiredOrNotYetValid),
        says("x509: certificate has expired or is not yet valid: current time * is after ", R::Expired),
        says("x509: certificate has expired or is not yet valid: current time * is before ", R::NotYetValid)
            .retry(RetryAdvice::AtTime),
        // The same, where a wrapper cut the package's name off.
        says("certificate has expired or is not yet valid: current time * is after ", R::Expired),
        says("certificate has expired or is not yet valid: current time * is before ", R::NotYetValid)
            .retry(RetryAdvice::AtTime),
        says("certificate has expired or is not yet valid", R::ExpiredOrNotYetValid),
        says("x509: certificate is not authorized to sign other certificates", R::CaViolation),
        says("x509: invalid signature: parent certificate cannot sign this kind of certificate", R::CaViolation),
        says("x509: a root or intermediate certificate is not authorized to sign for this name", R::NameConstraints),
        says("x509: a root or intermediate certificate is not authorized to sign in this domain", R::NameConstraints),
        says(
            "x509: a root or intermediate certificate is not authorized for an extended key usage",
            R::EkuMissingOrWrong,
        ),
        says("x509: issuer has name constraints but leaf", R::NameConstraints),
        says("x509: too many intermediates for path length constraint", R::PathLength),
        says("x509: certificate specifies an incompatible key usage", R::EkuMissingOrWrong).excludes(BEFORE_PURPOSE),
        says("certificate specifies an incompatible key usage", R::EkuMissingOrWrong).excludes(BEFORE_PURPOSE),
        says("x509: issuer name does not match subject from issuing certificate", R::IssuerMismatch),
        says("x509: no valid chains built", R::UnknownIssuer),
        says("x509: invalid policies", R::Policy),
        says("x509: unknown error", R::GenericVerifyFailed),
        says("x509: signature check attempts limit reached while verifying certificate chain", R::ChainLimits),
        says("x509: unhandled critical extension", R::UnhandledCriticalExtension),
        says("x509: missing asn.1 contents", R::TlsConfigError),
        // verify.go: names.
        says("x509: certificate is valid for *, not ", R::NameMismatch).by_client(),
        says("x509: certificate is valid for ", R::NameMismatch)
            .by_client()
            .seen("where the name that is meant is cut"),
        says("certificate is valid for *, not ", R::NameMismatch).by_client(),
        says("x509: certificate is not valid for any names, but wanted to match ", R::NoSan).by_client(),
        says("certificate is not valid for any names, but wanted to match ", R::NoSan).by_client(),
        says("x509: cannot validate certificate for * because it doesn't contain any IP SANs", R::NoSan).by_client(),
        says("because it doesn't contain any IP SANs", R::NoSan).by_client(),
        says("x509: certificate relies on legacy common name field", R::NoSan).by_client(),
        says("certificate relies on legacy common name field", R::NoSan).by_client(),
        says("x509: certificate is valid for # names, but none matched ", R::NameMismatch)
            .by_client()
            .seen("1.24.11, 1.25.5"),
        says("x509: certificate is valid for # IP SANs, but none matched ", R::NameMismatch)
            .by_client()
            .seen("1.24.11, 1.25.5"),
        says("certificate is valid for * but none matched ", R::NameMismatch).by_client(),
        says("is not permitted by any constraint", R::NameConstraints),
        says("is excluded by constraint", R::NameConstraints),
        says("cannot be matched against constraints", R::NameConstraints),
        says("candidate chains with incompatible key usage", R::EkuMissingOrWrong),
        says("candidate chains with invalid policies", R::Policy),
        says("x509: certificate is not valid for requested ip", R::NameMismatch),
        // x509.go: signatures.
        says("x509: cannot verify signature: insecure algorithm", R::WeakSignature),
        says("cannot verify signature: insecure algorithm", R::WeakSignature),
        says("x509: cannot verify signature: algorithm unimplemented", R::UnsupportedSignatureAlgorithm),
        says("x509: signature algorithm specifies an * public key, but have public key of type ", R::BadSignature),
        says("x509: ECDSA verification failure", R::BadSignature),
        says("x509: Ed25519 verification failure", R::BadSignature),
        says("x509: ML-DSA verification failure", R::BadSignature),
        says("x509: RSA verification failure", R::BadSignature),
        says("x509: DSA verification failure", R::BadSignature),
        says("crypto/rsa: verification error", R::BadSignature).faint(),
        says("crypto/rsa: message too long for RSA", R::WeakKey),
        says("crypto/rsa: * bit keys are insecure", R::WeakKey),
        says("crypto/rsa: key size too small", R::WeakKey),
        says("is not allowed in FIPS 140-only mode", R::CryptoPolicyBlocked).seen("crypto/*, 1.24-1.26"),
        // parser.go.
        parsed("x509: malformed", R::Malformed),
        parsed("x509: invalid ", R::Malformed),
        parsed("x509: invalid version", R::ProfileViolation),
        parsed("x509: negative serial number", R::Malformed),
        parsed("x509: trailing data", R::Malformed),
        parsed("x509: cannot parse", R::Malformed),
        parsed("x509: failed to unmarshal", R::Malformed),
        parsed("x509: failed to parse ", R::Malformed),
        parsed("x509: certificate contains duplicate extensions", R::Malformed),
        parsed("x509: SAN * is malformed", R::Malformed),
        parsed("x509: RSA modulus is not a positive number", R::Malformed),
        parsed("x509: RSA public exponent is not a positive number", R::Malformed),
        parsed("x509: RSA key missing NULL parameters", R::Malformed),
        parsed("x509: wrong Ed25519 public key size", R::Malformed),
        parsed("x509: inner and outer signature algorithm identifiers don't match", R::Malformed),
        parsed("x509: unsupported elliptic curve", R::UnsupportedSignatureAlgorithm),
        parsed("x509: unknown elliptic curve", R::UnsupportedSignatureAlgorithm),
        parsed("x509: unknown public key algorithm", R::UnsupportedSignatureAlgorithm),
        // Whatever else the parser does not take.
        parsed("x509: certificate contains duplicate extension", R::Malformed),
        parsed("incorrectly marked critical", R::ProfileViolation),
        parsed("key encoded with illegal parameters", R::Malformed),
        parsed("x509: IP constraint contained", R::Malformed),
        parsed("x509: SAN iPAddress contains", R::Malformed),
        parsed("x509: empty name constraints extension", R::Malformed),
        parsed("x509: policy constraints", R::Malformed),
        parsed("x509: unsupported time format", R::Malformed),
        parsed("x509: zero or negative DSA parameter", R::Malformed),
        parsed("x509: unhandled", R::UnhandledCriticalExtension),
        parsed("x509: unsupported crl version", R::Malformed),
        parsed("x509: public key contains", R::Malformed),
        says("x509: private key contains", R::LocalCredentialError),
        says("x509: unsupported private key version", R::LocalCredentialError),
        says("x509: unknown EC private key version", R::LocalCredentialError),
        says("x509: encrypted PEM data is not a multiple of the block size", R::LocalCredentialError),
        says("x509: incorrect IV size", R::LocalCredentialError),
        says("x509: unknown encryption mode", R::LocalCredentialError),
        says("x509: requested SignatureAlgorithm does not match private key type", R::LocalCredentialError),
        says("x509: macos certificate verification internal error", R::GenericVerifyFailed).from(Stack::GoDarwin),
        parsed("asn1: structure error", R::Malformed),
        parsed("asn1: syntax error", R::Malformed),
        // Roots, and the systems' verifiers.
        says("x509: failed to load system roots and no roots provided", R::TrustStoreUnavailable),
        says("crypto/x509: system root pool is not available", R::TrustStoreUnavailable),
        says("x509: system verifier returned an empty chain", R::GenericVerifyFailed),
        says("x509: internal error: system verifier returned an empty chain", R::GenericVerifyFailed),
        Row::new("SecTrustSettingsCopyCertificates error: ")
            .from(Stack::GoDarwin)
            .means(R::TrustStoreUnavailable)
            .seen("crypto/x509/internal/macos 1.16-1.20"),
        Row::new("x509: OSStatus").from(Stack::GoDarwin).means(R::GenericVerifyFailed).by_client(),
        Row::new("x509: OSStatus #")
            .decodes(&APPLE_SECURITY)
            .from(Stack::GoDarwin)
            .by_client()
            .seen("crypto/x509 root_darwin.go, 1.18-1.26: the description of an error without one"),
        Row::new("x509: OSStatus: #")
            .decodes(&APPLE_SECURITY)
            .from(Stack::GoDarwin)
            .by_client()
            .seen("the same, as loggers spell it"),
        Row::new("x509: SecTrustEvaluateWithError error: #")
            .decodes(&APPLE_SECURITY)
            .from(Stack::GoDarwin)
            .by_client()
            .seen("crypto/x509/internal/macos, 1.17"),
        Row::new("x509: '*' certificate").from(Stack::GoDarwin).by_client(),
        // A notice of the loader of roots, of GODEBUG=x509roots=1: one of the keychain's is left out.
        Row::new("crypto/x509: verify-cert rejected")
            .means(R::TlsNotFailure)
            .decisive()
            .from(Stack::GoDarwin)
            .seen("crypto/x509/root_darwin.go, 1.7-1.15"),
        darwin("x509: certificate has expired or is not yet valid: '*' certificate is expired", R::Expired),
        darwin("x509: certificate has expired or is not yet valid: '*' certificate is not yet valid", R::NotYetValid),
        darwin("x509: '*' certificate is not trusted", R::UnknownIssuer),
        darwin("x509: '*' certificate is expired", R::Expired),
        darwin("x509: '*' certificate is not yet valid", R::NotYetValid),
        darwin("x509: '*' certificate is revoked", R::Revoked),
        darwin("x509: '*' certificate is not standards compliant", R::ProfileViolation),
        darwin("x509: '*' certificate is not permitted for this usage", R::EkuMissingOrWrong),
        darwin("x509: '*' certificate name does not match input", R::NameMismatch),
        darwin("x509: '*' certificates do not meet pinning requirements", R::PinMismatch),
        darwin("x509: '*' certificate is using a broken key size", R::WeakKey),
        darwin("x509: '*' certificate is using a broken signature algorithm", R::WeakSignature),
        darwin("x509: The operation couldn't be completed", R::GenericVerifyFailed),
        // golang.org/x/crypto/ocsp, and programs that ask with it.
        says("ocsp: error from server: ", R::OcspResponseBad).decisive(),
        says("bad OCSP signature: ", R::OcspResponseBad).decisive(),
        says("OCSP response contains bad number of responses", R::OcspResponseBad),
        says("error checking revocation via OCSP", R::RevocationUnavailable).by_client().seen("cfssl revoke"),
        // Own files.
        says("x509: decryption password incorrect", R::LocalCredentialError),
        says("x509: no DEK-Info header in block", R::LocalCredentialError),
        says("x509: failed to parse private key", R::LocalCredentialError),
        says("x509: failed to parse EC private key", R::LocalCredentialError),
        says("x509: PKCS#8 wrapping contained private key with unknown algorithm", R::LocalCredentialError),
        says("x509: provided PrivateKey doesn't match parent's PublicKey", R::LocalCredentialError),
        says("x509: unknown key type while marshaling", R::LocalCredentialError),
        // Times of a certificate, told beside success.
        says("x509: certificate is valid until", R::TlsNotFailure),
    ],
};
