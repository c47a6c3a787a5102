//! Java: what PKIX validation and the host name check say, and which side speaks. The handshake is in
//! `java/handshake.rs`.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

pub(super) mod handshake;

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("JDK 6-25: sun.security.validator, sun.security.provider.certpath")
}

const fn client(text: &'static str) -> Row {
    Row::new(text).by_client().seen("a frame of a client")
}

const fn server(text: &'static str) -> Row {
    Row::new(text).by_server().seen("a frame of a server")
}

/// Names are compared after the chain was validated (X509TrustManagerImpl.checkTrusted).
const fn name(text: &'static str, reason: R) -> Row {
    let chain = &[R::UnknownIssuer, R::Expired, R::NotYetValid, R::EkuMissingOrWrong, R::BadSignature, R::Revoked];
    Row::new(text).means(reason).excludes(chain).seen("JDK 6-25: sun.security.util.HostnameChecker")
}

/// Texts of validation.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Java,
    rows: &[
        // What shows Java, and on which side it is.
        Row::new("javax.net.ssl."),
        Row::new("sun.security.*"),
        Row::new("java.security.*"),
        Row::new("java.net.*Exception"),
        Row::new("java.io.*Exception"),
        Row::new("java.lang.*Exception"),
        Row::new("com.sun.net.ssl"),
        Row::new("PKIX"),
        client("checkServerCerts"),
        client("checkServerTrusted"),
        client("CertificateMessage$T12CertificateConsumer.onConsumeCertificate"),
        client("ClientHandshaker.serverCertificate"),
        client("sun.net.www.protocol.https"),
        client("HttpsURLConnection"),
        client("org.apache.http.conn.ssl"),
        client("java.net.http.HttpClient"),
        server("ServerHandshaker"),
        server("checkClientCerts"),
        server("checkClientTrusted"),
        server("ClientHello$ClientHelloConsumer"),
        server("ServerHello$T12ServerHelloProducer"),
        server("ServerHello$T13ServerHelloProducer"),
        server("org.apache.tomcat.util.net"),
        server("org.eclipse.jetty.server"),
        // No path.
        says("PKIX path building failed", R::UnknownIssuer),
        says("PKIX path validation failed", R::GenericVerifyFailed),
        says("unable to find valid certification path", R::UnknownIssuer),
        says("Path does not chain with any of the trust anchors", R::UnknownIssuer),
        says("could not build a valid CertPath", R::UnknownIssuer).seen("IBM JDK: PKIXCertPathBuilderImpl"),
        says("The certificate issued by * is not trusted", R::UnknownIssuer).seen("IBM JDK"),
        says("Certificate chaining error", R::UnknownIssuer).seen("IBM JDK"),
        says("is not trusted; internal cause is", R::UnknownIssuer).seen("IBM JDK"),
        says("No trusted certificate found", R::UnknownIssuer).seen("SimpleValidator"),
        says("Trust anchor for certification path not found", R::UnknownIssuer).from(Stack::Android),
        says("No issuer certificate for certificate in certification path found", R::UnknownIssuer)
            .from(Stack::BouncyCastle),
        says("Couldn't find trust anchor", R::UnknownIssuer),
        says("untrusted server cert chain", R::UnknownIssuer).by_client().seen("Java 1.4-6"),
        says("untrusted client cert chain", R::UnknownIssuer).by_server(),
        says("Could not validate certificate", R::GenericVerifyFailed).faint(),
        says("Could not validate certificate: current time", R::ExpiredOrNotYetValid),
        says("Certificates does not conform to algorithm constraints", R::WeakSignature),
        says("Certificates do not conform to algorithm constraints", R::WeakSignature),
        // Time.
        says("CertificateExpiredException", R::Expired),
        says("CertificateNotYetValidException", R::NotYetValid),
        says("CertificateExpiredException: NotAfter:", R::Expired),
        says("CertificateNotYetValidException: NotBefore:", R::NotYetValid),
        says("SSLHandshakeException: NotAfter:", R::Expired),
        says("SSLHandshakeException: NotBefore:", R::NotYetValid),
        says("timestamp check failed", R::ExpiredOrNotYetValid),
        says("validity check failed", R::ExpiredOrNotYetValid),
        says("certificate expired on", R::Expired).from(Stack::BouncyCastle),
        says("certificate not valid till", R::NotYetValid).from(Stack::BouncyCastle),
        // Uses.
        says("Extended key usage does not permit use for TLS server authentication", R::EkuMissingOrWrong).by_client(),
        says("Extended key usage does not permit use for TLS client authentication", R::EkuMissingOrWrong).by_server(),
        says("Extended key usage does not permit", R::EkuMissingOrWrong),
        says("Netscape cert type does not permit use for SSL server", R::EkuMissingOrWrong).by_client(),
        says("Netscape cert type does not permit use for SSL client", R::EkuMissingOrWrong).by_server(),
        says("Invalid Netscape CertType extension", R::EkuMissingOrWrong),
        says("KeyUsage does not allow", R::KeyUsage),
        says("TrustAnchor with subject * is not a CA certificate", R::CaViolation),
        says("CA key usage check failed", R::KeyUsage),
        says("Wrong key usage: expected keyCertSign", R::KeyUsage),
        says("does not have keyCertSign bit set in KeyUsage", R::KeyUsage),
        says("Certificate signing not permitted", R::KeyUsage),
        // The chain.
        says("basic constraints check failed", R::CaViolation),
        says("this is not a CA certificate", R::CaViolation),
        says("TrustAnchor with subject \"*\" is not a CA certificate", R::CaViolation),
        says("End user tried to act as a CA", R::CaViolation),
        says("pathLenConstraint violated", R::PathLength),
        says("basic constraints check failed: pathLenConstraint violated", R::PathLength),
        says("Violated path length constraints", R::PathLength),
        says("Max path length not greater than zero", R::PathLength).from(Stack::BouncyCastle),
        says("name constraints check failed", R::NameConstraints),
        says("subject/issuer name chaining check failed", R::IssuerMismatch),
        says("subject/issuer unique ID check failed", R::IssuerMismatch),
        says("certificate policies check failed", R::Policy),
        says("non-null policy tree required and policy tree is null", R::Policy),
        says("denyAfter constraint check failed", R::Policy),
        says("unrecognized critical extension(s)", R::UnhandledCriticalExtension),
        says("Certificate contains unsupported critical extensions", R::UnhandledCriticalExtension),
        says("Certificate contains unknown critical extensions", R::UnhandledCriticalExtension),
        says("Certificate has unsupported critical extension", R::UnhandledCriticalExtension).from(Stack::BouncyCastle),
        says("signature check failed", R::BadSignature),
        says("Signature does not match", R::BadSignature).faint(),
        says("SignatureException: Signature does not match", R::BadSignature),
        says("certificate does not verify with supplied key", R::BadSignature),
        says("Untrusted certificate:", R::ExplicitlyDistrusted),
        says("anchored by a distrusted", R::ExplicitlyDistrusted),
        says("Certificate has been distrusted", R::ExplicitlyDistrusted),
        // Algorithms.
        says("Algorithm constraints check failed on signature algorithm", R::WeakSignature),
        says("Algorithm constraints check failed on disabled algorithm", R::WeakSignature),
        says("Algorithm constraints check failed on certificate anchor limits", R::WeakSignature),
        says("Algorithm constraints check failed on keysize limits", R::WeakKey),
        says("Algorithm constraints check failed on * key with size of", R::WeakKey),
        says("Algorithm constraints check failed", R::WeakSignature),
        says("Algorithm constraints check failed: MD5", R::WeakSignature),
        says("Algorithm constraints check failed: SHA1", R::WeakSignature),
        says("Usage constraint * check failed", R::WeakSignature),
        says("Certificates do not conform to algorithm constraints * keysize", R::WeakKey),
        // Revocation.
        says("Certificate has been revoked, reason", R::Revoked),
        says("CertificateRevokedException", R::Revoked),
        says("Certificate revocation after", R::Revoked).from(Stack::BouncyCastle),
        says("Unable to determine revocation status due to network error", R::RevocationUnavailable),
        says("Could not determine revocation status", R::RevocationUnavailable),
        says("revocation status check failed: no CRL found", R::RevocationUnavailable),
        says("No CRLs found for issuer", R::RevocationUnavailable).from(Stack::BouncyCastle),
        says("No valid CRL found", R::RevocationUnavailable).from(Stack::BouncyCastle),
        says("Certificate does not specify OCSP responder", R::RevocationUnavailable),
        says("Certificate's revocation status is unknown", R::OcspResponseBad),
        says("Unable to find SingleResponse", R::OcspResponseBad),
        says("OCSP response error:", R::OcspResponseBad),
        says("OCSP responder failed:", R::OcspResponseBad).from(Stack::BouncyCastle),
        says("OCSP response failed to validate", R::OcspResponseBad).from(Stack::BouncyCastle),
        says("Response is unreliable: its validity interval is out-of-date", R::OcspResponseBad),
        says("OCSP response does not include a response for a certificate", R::OcspResponseBad),
        says("Error verifying OCSP Response's signature", R::OcspResponseBad),
        says("Unable to verify OCSP Response's signature", R::OcspResponseBad),
        says("Responder's certificate not", R::OcspResponseBad),
        says("OCSP response: \"UNAUTHORIZED\"", R::OcspResponseBad),
        // Names.
        name("No subject alternative names present", R::NoSan),
        name("No subject alternative DNS name matching", R::NameMismatch),
        name("No subject alternative names matching IP address", R::NameMismatch),
        name("No name matching * found", R::NameMismatch),
        name("No name matching", R::NameMismatch),
        name("Illegal given domain name", R::NameMismatch),
        name("HTTPS hostname wrong: should be", R::NameMismatch),
        name("doesn't match any of the subject alternative names", R::NameMismatch),
        name("does not match the certificate subject provided by the peer", R::NameMismatch),
        name("doesn't match common name of the certificate subject", R::NameMismatch),
        name("didn't match: * != ", R::NameMismatch).seen("Apache HttpClient 3-4.2"),
        says("Certificate for <*> doesn't", R::NameMismatch).seen("Apache HttpClient 4-5"),
        says("No subject alternative names for", R::NoSan),
        says("java.security.cert.CertificateException: No name matching", R::NameMismatch),
        says("Certificate does not match the host name", R::NameMismatch),
        says("hostname in certificate didn't match", R::NameMismatch),
        says("SSLPeerUnverifiedException: Certificate for", R::NameMismatch),
        says("SSLPeerUnverifiedException: Hostname", R::NameMismatch),
        // Encodings.
        says("Unable to initialize, java.io.IOException", R::Malformed),
        says("CertificateParsingException", R::Malformed),
        says("Could not parse certificate", R::Malformed),
        says("Unparseable certificate extensions", R::Malformed),
        says("Unable to parse certificate chain", R::Malformed),
        says("problem parsing cert", R::Malformed),
        says("Invalid encoding for CertificateValidity", R::Malformed),
        says("Unsupported signature algorithm", R::UnsupportedSignatureAlgorithm),
        // Stores.
        says("the trustAnchors parameter must be non-empty", R::TrustStoreUnavailable),
        says("Default SSL context init failed", R::TrustStoreUnavailable),
        says("problem accessing trust store", R::TrustStoreUnavailable),
        says("No X509TrustManager implementation available", R::TrustStoreUnavailable),
        says("Keystore was tampered with, or password was incorrect", R::LocalCredentialError),
        says("keystore password was incorrect", R::LocalCredentialError),
        says("failed to decrypt safe contents entry", R::LocalCredentialError),
        says("Password verification failed", R::LocalCredentialError),
        says("Invalid keystore format", R::LocalCredentialError),
        says("Unrecognized keystore format", R::LocalCredentialError),
        says("toDerInputStream rejects tag type", R::LocalCredentialError),
        says("DerInputStream.getLength(): lengthTag=", R::LocalCredentialError),
        says("java.security.UnrecoverableKeyException", R::LocalCredentialError),
        says("Cannot recover key", R::LocalCredentialError),
        says("Get Key failed: Given final block not properly padded", R::LocalCredentialError),
        says("Given final block not properly padded", R::LocalCredentialError),
        says("java.security.KeyStoreException", R::LocalCredentialError).faint(),
        says("java.security.cert.CertificateException", R::GenericVerifyFailed),
        says("java.security.cert.CertPathValidatorException", R::GenericVerifyFailed),
        says("java.security.cert.CertPathBuilderException", R::UnknownIssuer).faint(),
        says("sun.security.validator.ValidatorException", R::GenericVerifyFailed),
    ],
};
