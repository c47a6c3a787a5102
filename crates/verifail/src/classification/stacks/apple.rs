//! Apple: trust evaluation, Secure Transport, CFNetwork, Network.framework, and the sandbox that denies trustd.

use super::super::codes::{APPLE_SECURE_TRANSPORT, APPLE_SECURITY, APPLE_URL};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// CFNetwork and NSURLSession: always the client's side.
const fn url(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("CFNetwork, macOS 10.6-15, iOS 2-18")
}

/// A summary or detail of SecTrustEvaluateWithError: SecFrameworkStrings.h.
const fn trust(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Security SecFrameworkStrings.h, macOS 10.14-15")
}

/// A reason of the push service, in the body of an HTTP answer.
const fn push(text: &'static str) -> Row {
    Row::new(text).means(R::NotTlsRelated).seen("Apple Push Notification service, HTTP/2 API")
}

/// An alert as Network.framework's BoringSSL logs it.
const fn alert(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_peer().by_client().seen("libboringssl.dylib, macOS 10.14-15")
}

/// A CSSM error, still the name of what `security verify-cert` finds.
const fn cssm(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Security SecPolicyChecks.list; security verify-cert")
}

/// Texts of Apple's frameworks.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Apple,
    rows: &[
        // The verification service does not answer: nothing was evaluated.
        Row::new("mach-lookup com.apple.trustd").means(R::TrustServiceUnavailable).decisive().seen("sandboxd, kernel"),
        Row::new("mach-lookup com.apple.SecurityServer").means(R::TrustServiceUnavailable).seen("sandboxd, kernel"),
        Row::new("com.apple.trustd*Sandbox restriction").means(R::TrustServiceUnavailable).seen("NSXPCConnection"),
        Row::new("com.apple.trustd*was invalidated").means(R::TrustServiceUnavailable).seen("NSXPCConnection"),
        Row::new("service named com.apple.trustd").means(R::TrustServiceUnavailable).seen("NSXPCConnection"),
        Row::new("Failed to talk to trustd").means(R::TrustServiceUnavailable),
        Row::new("Failed to talk to secd").means(R::TrustServiceUnavailable),
        Row::new("trustd: unable to connect").means(R::TrustServiceUnavailable),
        // Numbers behind words.
        Row::new("OSStatus #").decodes(&APPLE_SECURITY).seen("Security.framework wrappers"),
        Row::new("OSStatus: #").decodes(&APPLE_SECURITY),
        Row::new("OSStatus error #").decodes(&APPLE_SECURITY).seen("NSError"),
        Row::new("OSStatus = #").decodes(&APPLE_SECURITY),
        Row::new("NSOSStatusErrorDomain Code=#").decodes(&APPLE_SECURITY).seen("NSError"),
        Row::new("NSOSStatusErrorDomain error #").decodes(&APPLE_SECURITY).seen("NSError"),
        Row::new("NSOSStatusErrorDomain Code=#").decodes(&APPLE_URL).by_client().seen("NSError"),
        Row::new("NSOSStatusErrorDomain Code=#").decodes(&APPLE_SECURE_TRANSPORT).seen("NSError"),
        Row::new("NSURLErrorDomain Code=#").decodes(&APPLE_URL).by_client(),
        Row::new("NSURLErrorDomain: #").decodes(&APPLE_URL).by_client(),
        Row::new("NSURLErrorDomain error #").decodes(&APPLE_URL).by_client(),
        Row::new("NSURLErrorDomain #").decodes(&APPLE_URL).by_client(),
        Row::new("NSURLErrorDomain, code #").decodes(&APPLE_URL).by_client(),
        Row::new("NSURLErrorDomain; code = #").decodes(&APPLE_URL).by_client(),
        Row::new("kCFErrorDomainCFNetwork Code=#").decodes(&APPLE_URL).by_client(),
        Row::new("kCFErrorDomainCFNetwork error #").decodes(&APPLE_URL).by_client(),
        Row::new("kCFErrorDomainCFNetwork, #").decodes(&APPLE_URL).by_client(),
        Row::new("HTTP load failed (error code: #").decodes(&APPLE_URL).by_client(),
        Row::new("(error code: # [").decodes(&APPLE_URL).by_client().seen("HTTP load failed, 0/0 bytes"),
        Row::new("finished with error [#]").decodes(&APPLE_URL).by_client(),
        Row::new("finished with error - code #").decodes(&APPLE_URL).by_client(),
        Row::new("finished with error - code: #").decodes(&APPLE_URL).by_client(),
        // The peer's verdict on our certificate stands whatever alert told of it.
        url("NSURLErrorDomain Code=-1205", R::PeerRejectedOurCert).by_peer().decisive(),
        url("kCFErrorDomainCFNetwork Code=-1205", R::PeerRejectedOurCert).by_peer().decisive(),
        url("NSURLErrorDomain Code=-1206", R::ClientCertRequired).decisive(),
        url("kCFErrorDomainCFNetwork Code=-1206", R::ClientCertRequired).decisive(),
        url("did not accept the certificate", R::PeerRejectedOurCert).by_peer(),
        url("requires a client certificate", R::ClientCertRequired),
        // CFNetwork's sentences.
        url("The certificate for this server is invalid", R::GenericVerifyFailed),
        url("You might be connecting to a server that is pretending to be", R::GenericVerifyFailed),
        url("The certificate for this server has expired", R::Expired),
        url("The certificate for this server is not yet valid", R::NotYetValid),
        url("The certificate for this server has a bad date", R::ExpiredOrNotYetValid),
        url("certificate for this server was signed by an unknown certifying authority", R::UntrustedRoot),
        url(
            "An SSL error has occurred and a secure connection to the server cannot be made",
            R::GenericHandshakeFailure,
        ),
        url("A TLS error caused the secure connection to fail", R::GenericHandshakeFailure),
        url("because the App Transport Security policy requires the use of a secure connection", R::TlsConfigError),
        url("App Transport Security has blocked a cleartext HTTP", R::TlsConfigError),
        url("kCFErrorDomainCFNetwork Code=310", R::ProxyTunnelFailed),
        url("kCFErrorDomainCFNetwork error 310", R::ProxyTunnelFailed),
        url("kCFErrorDomainCFNetwork Code=311", R::ProxyTunnelFailed),
        url("kCFErrorDomainCFNetwork error 311", R::ProxyTunnelFailed),
        url("kCFErrorDomainCFNetwork Code=306", R::NotTlsRelated),
        url("NSURLErrorDomain Code=-1001", R::NotTlsRelated).faint(),
        url("AMSErrorDomain", R::NotTlsRelated).faint().seen("StoreKit's services"),
        url("ASDErrorDomain", R::NotTlsRelated).faint().seen("StoreKit's services"),
        url("SKErrorDomain", R::NotTlsRelated).faint().seen("StoreKit"),
        url("CKErrorDomain", R::NotTlsRelated).faint().seen("CloudKit"),
        url("ITunesConnectionOperationErrorDomain", R::NotTlsRelated).faint().seen("Transporter"),
        url("NSURLErrorDomain error -1001", R::NotTlsRelated).faint(),
        url("NSURLErrorDomain error -1012", R::NotTlsRelated).faint(),
        url("NSURLErrorDomain Code=-1012", R::NotTlsRelated).faint(),
        url("The Internet connection appears to be offline", R::NotTlsRelated),
        url("A server with the specified hostname could not be found", R::NotTlsRelated),
        url("TLS Trust evaluation failed", R::GenericVerifyFailed),
        url("TLS Trust encountered error", R::GenericVerifyFailed),
        url("ATS failed system trust", R::GenericVerifyFailed).faint(),
        url("TIC SSL Trust Error", R::GenericVerifyFailed),
        url("Safari can't verify the identity of the website", R::GenericVerifyFailed),
        url("Safari can't establish a secure connection to the server", R::GenericHandshakeFailure),
        url("This Connection Is Not Private", R::GenericVerifyFailed),
        url("Cannot Verify Server Identity", R::GenericVerifyFailed),
        trust("This certificate was signed by an unknown authority", R::UnknownIssuer),
        trust("This certificate was signed by an untrusted issuer", R::UntrustedRoot),
        trust("This root certificate is not trusted", R::UntrustedRoot),
        trust("This certificate is not valid (host name mismatch)", R::NameMismatch),
        trust("This certificate has an invalid issuer", R::UnknownIssuer),
        trust("This certificate has not been verified by a third party", R::SelfSignedLeaf),
        trust("This certificate is not trusted", R::GenericVerifyFailed).faint(),
        trust("is not trusted for this purpose", R::EkuMissingOrWrong).faint(),
        url("此服务器的证书无效", R::GenericVerifyFailed),
        url("このサーバの証明書は無効です", R::GenericVerifyFailed),
        url("Das Zertifikat für diesen Server ist ungültig", R::GenericVerifyFailed),
        url("Le certificat de ce serveur n'est pas valide", R::GenericVerifyFailed),
        url("El certificado de este servidor no es válido", R::GenericVerifyFailed),
        url("Сертификат этого сервера недействителен", R::GenericVerifyFailed),
        url("发生了 SSL 错误，无法建立与该服务器的安全连接", R::GenericHandshakeFailure),
        url("Es ist ein SSL-Fehler aufgetreten", R::GenericHandshakeFailure),
        url("Une erreur SSL est survenue", R::GenericHandshakeFailure),
        // Trust evaluation: summaries.
        trust("' certificate is not trusted", R::UnknownIssuer),
        trust("' certificate is expired", R::Expired),
        trust("' certificate name does not match input", R::NameMismatch),
        trust("' certificate is not standards compliant", R::ProfileViolation),
        trust("' certificate is not permitted for this usage", R::EkuMissingOrWrong),
        trust("' certificate is revoked", R::Revoked),
        trust("' certificate is blocked", R::ExplicitlyDistrusted),
        trust("' certificate is using a broken key size", R::WeakKey),
        trust("' certificate is using a broken signature algorithm", R::WeakSignature),
        trust("certificates do not meet pinning requirements", R::PinMismatch),
        trust("User or administrator set * certificate as distrusted", R::ExplicitlyDistrusted),
        // Trust evaluation: details, `Certificate 0 “..” has errors: ..`.
        Row::new("Certificate 0 '* has errors: ").seen("Security SecTrust.c"),
        trust("SSL hostname does not match name(s) in certificate", R::NameMismatch),
        trust("Certificate is not temporally valid", R::ExpiredOrNotYetValid),
        trust("Root is not temporally valid", R::Expired),
        trust("Certificate is using a broken key size", R::WeakKey),
        trust("Certificate is using a broken signature algorithm", R::WeakSignature),
        trust("Extended key usage does not match certificate usage", R::EkuMissingOrWrong),
        trust("Key usage does not match certificate usage", R::KeyUsage),
        trust("Extended key usage does not match pinned value", R::EkuMissingOrWrong),
        trust("Public key does not match pinned value", R::PinMismatch),
        trust("Anchor does not match pinned fingerprint", R::PinMismatch),
        trust("Anchor is not an Apple root", R::PinMismatch),
        trust("Pinning required but not used", R::PinMismatch),
        trust("errors: Root is not trusted", R::UntrustedRoot),
        trust("Root is not trusted;", R::UntrustedRoot),
        trust("Unable to build chain to root (possible missing intermediate)", R::MissingIntermediate),
        trust("Certificate is listed as untrusted", R::ExplicitlyDistrusted),
        trust("errors: Certificate is blocked", R::ExplicitlyDistrusted),
        trust("Key is blocked", R::ExplicitlyDistrusted),
        trust("Leaf certificate is a CA", R::CaViolation),
        trust("Basic constraints are required but missing", R::CaViolation),
        trust("Non-CA certificate used as a CA", R::CaViolation),
        trust("Chain exceeded constrained path length", R::PathLength),
        trust("SubjectKeyID/AuthorityKeyID mismatch in chain", R::IssuerMismatch),
        trust("Key size is not permitted for this use", R::WeakKey),
        trust("Signature hash algorithm is not permitted for this use", R::WeakSignature),
        trust("Found unknown critical extensions", R::UnhandledCriticalExtension),
        trust("Certificate violates issuer name constraints", R::NameConstraints),
        trust("Certificate violates issuer policy constraints", R::Policy),
        trust("Failed to check revocation", R::RevocationUnavailable),
        trust("Certificate Transparency validation required", R::CtMissing),
        trust("Certificate exceeds maximum temporal validity period", R::ValidityTooLong),
        trust("Unable to parse known extension", R::Malformed),
        trust("Multiple extensions with the same extension ID", R::Malformed),
        trust("kSecTrustResultRecoverableTrustFailure", R::GenericVerifyFailed),
        trust("kSecTrustResultFatalTrustFailure", R::GenericVerifyFailed),
        trust("kSecTrustResultDeny", R::ExplicitlyDistrusted),
        Row::new("SecTrustEvaluate"),
        Row::new("kSecTrustResult"),
        // CSSM names.
        cssm("CSSMERR_TP_NOT_TRUSTED", R::UnknownIssuer),
        cssm("CSSMERR_TP_CERT_EXPIRED", R::Expired),
        cssm("CSSMERR_TP_CERT_NOT_VALID_YET", R::NotYetValid),
        cssm("CSSMERR_TP_CERT_REVOKED", R::Revoked),
        cssm("CSSMERR_TP_INVALID_CERTIFICATE", R::ProfileViolation),
        cssm("CSSMERR_TP_INVALID_ANCHOR_CERT", R::UntrustedRoot),
        cssm("CSSMERR_TP_VERIFY_ACTION_FAILED", R::GenericVerifyFailed),
        cssm("CSSMERR_APPLETP_HOSTNAME_MISMATCH", R::NameMismatch),
        cssm("CSSMERR_APPLETP_INVALID_EXTENDED_KEY_USAGE", R::EkuMissingOrWrong),
        cssm("CSSMERR_APPLETP_INVALID_KEY_USAGE", R::KeyUsage),
        cssm("CSSMERR_APPLETP_UNKNOWN_CRITICAL_EXTEN", R::UnhandledCriticalExtension),
        cssm("CSSMERR_APPLETP_NO_BASIC_CONSTRAINTS", R::CaViolation),
        cssm("CSSMERR_APPLETP_INVALID_CA", R::CaViolation),
        cssm("CSSMERR_APPLETP_PATH_LEN_CONSTRAINT", R::PathLength),
        cssm("CSSMERR_APPLETP_TRUST_SETTING_DENY", R::ExplicitlyDistrusted),
        cssm("CSSMERR_APPLETP_INCOMPLETE_REVOCATION_CHECK", R::RevocationUnavailable),
        cssm("CSSMERR_CSP_UNSUPPORTED_KEY_SIZE", R::WeakKey),
        cssm("CSSMERR_CSP_INVALID_DIGEST_ALGORITHM", R::WeakSignature),
        Row::new("Cert Verify Result: ").offline().seen("security verify-cert"),
        Row::new("certificate verification successful").means(R::TlsNotFailure).offline().seen("security verify-cert"),
        // Network.framework's log.
        Row::new("write alert, level: fatal, description: protocol version*WRONG_VERSION_NUMBER")
            .means(R::NotTls)
            .by_client()
            .decisive()
            .seen("libboringssl of macOS 10.13-15, iOS 11-18"),
        alert("read alert, level: fatal, description: handshake failure", R::GenericHandshakeFailure),
        alert("read alert, level: fatal, description: protocol version", R::ProtocolVersion),
        alert("read alert, level: fatal, description: internal error", R::PeerInternalError),
        alert("read alert, level: fatal, description: certificate unknown", R::PeerRejectedOurCert),
        alert("read alert, level: fatal, description: unknown CA", R::PeerRejectedOurCert),
        alert("read alert, level: fatal, description: bad certificate", R::PeerRejectedOurCert),
        alert("read alert, level: fatal, description: certificate expired", R::PeerRejectedOurCert),
        alert("read alert, level: fatal, description: access denied", R::PeerRejectedOurCert),
        alert("read alert, level: fatal, description: certificate required", R::ClientCertRequired),
        alert("read alert, level: fatal, description: unrecognized name", R::SniUnrecognized),
        alert("read alert, level: fatal, description: decode error", R::ProtocolViolation),
        alert("read alert, level: fatal, description: decrypt error", R::BadSignature),
        alert("read alert, level: fatal, description: illegal parameter", R::ProtocolViolation),
        alert("read alert, level: fatal, description: unexpected message", R::ProtocolViolation),
        alert("read alert, level: fatal, description: insufficient security", R::NoSharedCipher),
        alert("read alert, level: fatal, description: bad record mac", R::RecordCorrupt),
        alert("read alert, level: fatal, description: no application protocol", R::Alpn),
        trust("write alert, level: fatal, description: certificate unknown", R::GenericVerifyFailed).by_client(),
        trust("write alert, level: fatal, description: bad certificate", R::GenericVerifyFailed).by_client(),
        trust("write alert, level: fatal, description: unknown CA", R::UnknownIssuer).by_client(),
        trust("write alert, level: fatal, description: certificate expired", R::Expired).by_client(),
        trust("write alert, level: fatal, description: handshake failure", R::GenericHandshakeFailure).by_client(),
        trust("write alert, level: fatal, description: protocol version", R::ProtocolVersion).by_client(),
        trust("write alert, level: fatal, description: illegal parameter", R::ProtocolViolation).by_client(),
        trust("write alert, level: fatal, description: decode error", R::ProtocolViolation).by_client(),
        Row::new("boringssl_session_handshake_error_print").by_client(),
        Row::new("boringssl_context_").by_client(),
        // What the log says of a handshake on its way.
        Row::new("returned no SCT extension data").means(R::TlsNotFailure).faint(),
        Row::new("SecTrustCreateWithCertificates result: 0").means(R::TlsNotFailure).faint(),
        Row::new("No TLS-provided OCSP response").means(R::TlsNotFailure).faint(),
        Row::new("No TLS-provided SCTs").means(R::TlsNotFailure).faint(),
        Row::new("Asyncing for verify block").means(R::TlsNotFailure).faint(),
        Row::new("Returning from verify block: ssl_verify_ok").means(R::TlsNotFailure).faint(),
        trust("alert_callback_handler*description: certificate unknown", R::GenericVerifyFailed).by_client(),
        trust("alert_callback_handler*description: bad certificate", R::GenericVerifyFailed).by_client(),
        trust("alert_callback_handler*description: unknown CA", R::UnknownIssuer).by_client(),
        trust("alert_callback_handler*description: handshake failure", R::GenericHandshakeFailure).by_client(),
        trust("alert_callback_handler*description: protocol version", R::ProtocolVersion).by_client(),
        Row::new("nw_protocol_boringssl").by_client(),
        Row::new("nw_socket_handle_socket_event").by_client(),
        Row::new("kCFStreamErrorDomainSSL"),
        Row::new("_kCFStreamErrorCodeKey").by_client(),
        Row::new("_kCFNetworkCFStreamSSLErrorOriginalValue").by_client(),
        Row::new("NSURLSession/NSURLConnection HTTP load failed").by_client(),
        Row::new("NSURLConnection/CFURLConnection HTTP load failed").by_client(),
        Row::new("NSURLErrorDomain").by_client(),
        Row::new("NSURLError").by_client(),
        Row::new("Network.NWError"),
        // The push service's answers, whose certificates are for another purpose.
        push("BadCertificateEnvironment"),
        push("BadCertificate"),
        push("InvalidProviderToken"),
        push("ExpiredProviderToken"),
        push("MissingProviderToken"),
        push("BadDeviceToken"),
        push("DeviceTokenNotForTopic"),
        push("BadTopic"),
        push("TopicDisallowed"),
        push("apns-topic"),
        push("aps-environment"),
        // Signed code, keychains.
        Row::new("code object is not signed at all").means(R::NotTlsRelated).decisive().from(Stack::CodeSigning),
        Row::new("a sealed resource is missing or invalid").means(R::NotTlsRelated).decisive().from(Stack::CodeSigning),
        Row::new("errSecInternalComponent").means(R::NotTlsRelated).from(Stack::CodeSigning).seen("codesign"),
        Row::new("source=Unnotarized Developer ID").means(R::NotTlsRelated).decisive().from(Stack::CodeSigning),
        Row::new("code or signature have been modified").means(R::NotTlsRelated).decisive().from(Stack::CodeSigning),
        Row::new("specified item could not be found in the keychain").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("no identity found").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("unable to build chain to self-signed root for signer")
            .means(R::NotTlsRelated)
            .decisive()
            .from(Stack::CodeSigning),
        Row::new("The certificate used to sign").means(R::NotTlsRelated).decisive().from(Stack::CodeSigning),
        Row::new("Code signing is required for product type").means(R::NotTlsRelated).decisive().from(Stack::Xcode),
        Row::new("Command CodeSign failed with a nonzero exit code")
            .means(R::NotTlsRelated)
            .decisive()
            .from(Stack::Xcode),
        Row::new("Code Sign error: ").means(R::NotTlsRelated).decisive().from(Stack::Xcode),
        Row::new("CodeSign error: ").means(R::NotTlsRelated).decisive().from(Stack::Xcode),
        Row::new("Invalid trust settings. Restore system default trust settings for certificate")
            .means(R::NotTlsRelated)
            .decisive()
            .from(Stack::Xcode),
        Row::new("Your * certificate has been revoked").means(R::NotTlsRelated).faint().from(Stack::Xcode),
        Row::new("has conflicting provisioning settings").means(R::NotTlsRelated).decisive().from(Stack::Xcode),
        Row::new("resource fork, Finder information, or similar detritus not allowed")
            .means(R::NotTlsRelated)
            .decisive()
            .from(Stack::CodeSigning),
        Row::new("CSSMERR_TP_NOT_TRUSTED * codesign").means(R::NotTlsRelated).decisive().from(Stack::CodeSigning),
        Row::new("provisioning profile").means(R::NotTlsRelated).from(Stack::Xcode),
        Row::new("code signature").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("codesign").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("Developer ID Application").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("notarized").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("signing identity").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("signing certificate").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("iPhone Distribution: ").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("iPhone Developer: ").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("Apple Worldwide Developer Relations").means(R::NotTlsRelated).from(Stack::CodeSigning),
        Row::new("No signing certificate '").means(R::NotTlsRelated).decisive().from(Stack::Xcode),
        Row::new("doesn't include signing certificate").means(R::NotTlsRelated).decisive().from(Stack::Xcode),
        Row::new("No profiles for '* were found").means(R::NotTlsRelated).decisive().from(Stack::Xcode),
        // Alamofire: AFError+…; the system's error follows.
        Row::new("Server trust evaluation failed due to reason: ")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("Alamofire 5"),
        Row::new("serverTrustEvaluationFailed(").means(R::GenericVerifyFailed).faint().by_client().seen("Alamofire 5"),
        Row::new("No certificates were found or provided for evaluation").means(R::TlsConfigError).seen("Alamofire 5"),
        Row::new("No public keys were found or provided for evaluation").means(R::TlsConfigError).seen("Alamofire 5"),
        Row::new("A ServerTrustEvaluating value is required for host").means(R::TlsConfigError).seen("Alamofire 5"),
        Row::new("Host validation failed for host").means(R::NameMismatch).by_client().seen("Alamofire 5"),
        Row::new("Certificate pinning failed for host").means(R::PinMismatch).by_client().seen("Alamofire 5"),
        Row::new("Public key pinning failed for host").means(R::PinMismatch).by_client().seen("Alamofire 5"),
        Row::new("Default evaluation failed for host").means(R::GenericVerifyFailed).by_client().seen("Alamofire 5"),
    ],
};
