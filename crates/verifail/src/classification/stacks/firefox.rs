//! Firefox and Thunderbird: the pages and lines around NSS's names, and the messages of its networking.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn page(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("Firefox 3-140: pipnss.properties, certError.ftl, netError.ftl")
}

/// Texts of Firefox.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Firefox,
    rows: &[
        // What is wrong with the certificate.
        page("not trusted because the issuer certificate is unknown", R::UnknownIssuer),
        page("because its certificate issuer is unknown, the certificate is self-signed, or", R::UnknownIssuer),
        page("not trusted because no issuer chain was provided", R::MissingIntermediate),
        page("not trusted because it is self-signed", R::SelfSignedLeaf),
        page("not trusted because the issuer certificate is not trusted", R::UntrustedRoot),
        page("not trusted because the issuer certificate has expired", R::Expired),
        page("not trusted because it was issued by an invalid CA certificate", R::CaViolation),
        page("not trusted because it was signed using a signature algorithm that was disabled", R::WeakSignature),
        // Beside whatever code has no sentence of its own.
        page("The certificate does not come from a trusted source", R::UntrustedRoot).faint(),
        page("Certificate issuer is not built-in", R::MitmDetected).seen("CertUtils.jsm 3.6-140: add-ons, updates"),
        page("The certificate is only valid for", R::NameMismatch),
        page("The certificate is not valid for the name", R::NameMismatch),
        page("The certificate is not valid for any server names", R::NoSan),
        page("the certificate, which is only valid for", R::NameMismatch),
        page("because it is not valid for *. The certificate is only valid for", R::NameMismatch),
        page("The certificate expired on", R::Expired),
        page("The certificate for * expired on", R::Expired),
        page("The certificate will not be valid until", R::NotYetValid),
        page("uses an invalid security certificate", R::GenericVerifyFailed),
        page("The certificate is not trusted.", R::GenericVerifyFailed).faint().from(Stack::Shared),
        page("no trusted certificate chain could be constructed that matches the pinset", R::PinMismatch),
        page(
            "certificate provided by the server contains extensions that are not recognised",
            R::UnhandledCriticalExtension,
        ),
        page("because the issuing organization failed to follow security practices", R::ExplicitlyDistrusted),
        Row::new("Components.classes[").means(R::NotTlsRelated).faint().leads_to(R::ALL),
        page("Peer's certificate has an invalid signature", R::BadSignature),
        page("Software is Preventing Firefox From Safely Connecting", R::MitmDetected),
        page("is most likely a safe site, but a secure connection could not be established", R::MitmDetected),
        // The interceptor, by the name in the certificate's issuer.
        page("which is either software on your computer or your network", R::MitmDetected).at(Hop::ClientToProxy),
        page("Warning: Potential Security Risk Ahead", R::GenericVerifyFailed).faint(),
        page("has configured their website improperly", R::GenericVerifyFailed).faint(),
        page("does not trust * because its certificate issuer is unknown", R::UnknownIssuer),
        page("Your connection is not secure", R::GenericVerifyFailed).faint(),
        page("This Connection is Untrusted", R::GenericVerifyFailed).faint(),
        page("Did Not Connect: Potential Security Issue", R::GenericVerifyFailed).faint(),
        Row::new("This is not a certificate authority certificate, so it can't be imported")
            .means(R::CaViolation)
            .at(Hop::Local)
            .seen("Firefox: import of a certificate"),
        page("The OCSP server has no status for the certificate", R::OcspResponseBad),
        // mozilla::pkix, as pipnss words it.
        page("certificate with a key size that is too small to establish a secure connection", R::WeakKey),
        page("certificate that is not a trust anchor was used to issue the server's certificate", R::CaViolation),
        page("basic constraints extension identifying it as a certificate authority", R::CaViolation),
        page("The server presented a certificate that is not yet valid", R::NotYetValid),
        page("certificate with an empty issuer distinguished name", R::Malformed),
        page("The certificate is not trusted because it is self-signed", R::SelfSignedLeaf),
        page("Additional policy constraint failed when validating this certificate", R::ExplicitlyDistrusted),
        page("A required TLS feature is missing", R::OcspResponseBad),
        // What is wrong with the connection.
        page("Secure Connection Failed", R::GenericHandshakeFailure).faint(),
        page("NS_ERROR_NET_INADEQUATE_SECURITY", R::NoSharedCipher),
        page("This website might not support the TLS 1.2 protocol", R::ProtocolVersion),
        page("uses security technology that is outdated and vulnerable to attack", R::ProtocolVersion),
        page("The connection to the server was reset while the page was loading", R::HandshakeReset).faint(),
        page("NS_ERROR_NET_RESET", R::HandshakeReset).faint(),
        page("NS_ERROR_UNKNOWN_HOST", R::NotTlsRelated),
        page("NS_ERROR_CONNECTION_REFUSED", R::NotTlsRelated),
        page("NS_ERROR_PROXY_CONNECTION_REFUSED", R::ProxyTunnelFailed),
        // Marks.
        Row::new("An error occurred during a connection to").by_client(),
        Row::new("The page you are trying to view cannot be shown because the authenticity").by_client(),
        Row::new("The server might not be sending the appropriate intermediate certificates").by_client(),
        Row::new("An additional root certificate may need to be imported").by_client(),
        Row::new("Key pinning violations cannot be overridden").by_client(),
        Row::new("nsresult: '0x"),
        Row::new("HTTP Strict Transport Security: ").by_client(),
        Row::new("错误代码：").by_client(),
        Row::new("Fehlercode: ").by_client(),
        Row::new("Code d'erreur : ").by_client(),
        Row::new("Código de error: ").by_client(),
        Row::new("Код ошибки: ").by_client(),
        Row::new("エラーコード: ").by_client(),
        Row::new("Codice di errore: ").by_client(),
        Row::new("Código do erro: ").by_client(),
        Row::new("Kod błędu: ").by_client(),
        // WebDriver, as geckodriver words it.
        Row::new("InsecureCertificateException").means(R::GenericVerifyFailed).by_client(),
        Row::new("InsecureCertificateError").means(R::GenericVerifyFailed).by_client(),
        Row::new("Navigation caused the user agent to hit a certificate warning")
            .means(R::GenericVerifyFailed)
            .by_client(),
        Row::new("insecure certificate").means(R::GenericVerifyFailed).faint(),
    ],
};
