//! WinHTTP and WinINet, and what is built on them: Windows Update, Configuration Manager, BITS. Their numbers are 12000
//! and more, alone behind the name of a call or within an HRESULT (`0x80072F..`).

use super::super::codes::WINDOWS_INTERNET;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, RetryAdvice, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("winhttp.dll, wininet.dll")
}

const fn number(text: &'static str) -> Row {
    Row::new(text).decodes(&WINDOWS_INTERNET).by_client()
}

/// Texts of WinHTTP and WinINet.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Winhttp,
    rows: &[
        // Flags of a callback that say why.
        says("STATUS_FLAG_CERT_REV_FAILED", R::RevocationUnavailable),
        says("STATUS_FLAG_INVALID_CERT", R::GenericVerifyFailed),
        says("STATUS_FLAG_CERT_REVOKED", R::Revoked),
        says("STATUS_FLAG_INVALID_CA", R::UnknownIssuer),
        says("STATUS_FLAG_CERT_CN_INVALID", R::NameMismatch),
        says("STATUS_FLAG_CERT_DATE_INVALID", R::ExpiredOrNotYetValid),
        says("STATUS_FLAG_CERT_WRONG_USAGE", R::EkuMissingOrWrong),
        says("STATUS_FLAG_SECURITY_CHANNEL_ERROR", R::GenericHandshakeFailure),
        // Numbers behind a name.
        number("WinHttpSendRequest: #"),
        number("WinHttpSendRequest() failed: #"),
        number("WinHttpReceiveResponse() failed: #"),
        number("WinHttpSendRequest failed: #"),
        number("WinHttpSendRequest failed with #"),
        number("WinHttpSendRequest failed with error #"),
        number("WinHttpSendRequest failed with error code #"),
        number("WinHttpSendRequest error #"),
        number("WinHttpReceiveResponse: #"),
        number("WinHttpReceiveResponse failed with error #"),
        number("WinHTTP error #"),
        number("WinHTTP error: #"),
        number("WinHTTP exception: #"),
        number("WinINet error #"),
        Row::new("WININET_E_INVALID_SERVER_RESPONSE").means(R::NotTlsRelated),
        Row::new("0x80072f78").means(R::NotTlsRelated),
        number("WinINet error: #"),
        number("HttpSendRequest failed: #"),
        number("HttpSendRequest failed with error #"),
        number("InternetOpenUrl failed: #"),
        number("InternetOpenUrl() failed. * Error code: #"),
        number("HTTP error #"),
        says("winhttp*12175", R::GenericVerifyFailed),
        says("winhttp*12157", R::GenericHandshakeFailure).retry(RetryAdvice::Never),
        says("winhttp*12045", R::UnknownIssuer),
        says("winhttp*12038", R::NameMismatch),
        says("winhttp*12037", R::ExpiredOrNotYetValid),
        says("winhttp*12044", R::ClientCertRequired),
        says("wininet*12157", R::GenericHandshakeFailure).retry(RetryAdvice::Never),
        says("wininet*12045", R::UnknownIssuer),
        // The system's texts.
        says("One or more errors were found in the Secure Sockets Layer (SSL) certificate", R::GenericVerifyFailed)
            .faint(),
        says("unfamiliar with the Certificate Authority that generated the server's certificate", R::UnknownIssuer),
        says("SSL certificate common name (host name field) is incorrect", R::NameMismatch),
        says("SSL certificate date that was received from the server is bad", R::ExpiredOrNotYetValid),
        says("revocation check failed to verify whether a certificate has been revoked", R::RevocationUnavailable),
        says("SSL certificate was revoked", R::Revoked),
        says("internal error loading the SSL libraries", R::GenericHandshakeFailure),
        says("A security error occurred", R::GenericVerifyFailed),
        says("An error occurred in the secure channel support", R::GenericHandshakeFailure).retry(RetryAdvice::Never),
        says("The certificate authority is invalid or incorrect", R::UnknownIssuer),
        says("The host name in the certificate is invalid or does not match", R::NameMismatch),
        says("The date in the certificate is invalid or has expired", R::ExpiredOrNotYetValid),
        says("A certificate is required to complete client authentication", R::ClientCertRequired),
        says("The certificate for this site has been revoked", R::Revoked),
        says("The server certificate is invalid", R::GenericVerifyFailed).faint(),
        // 12175 in the book of WinINet: the body's encoding.
        says("Content decoding has failed", R::NotTlsRelated).decisive(),
        says("The server name or address could not be resolved", R::NotTlsRelated),
        says("A connection with the server could not be established", R::NotTlsRelated),
        says("The connection with the server was terminated abnormally", R::HandshakeReset),
        says("The connection with the server was reset", R::HandshakeReset),
        Row::new("WinHttp").by_client(),
        Row::new("WinINet").by_client(),
        // Windows Update Agent: what it makes of WinHTTP's errors.
        Row::new("0x8024402C").means(R::NotTlsRelated).seen("WU_E_PT_WINHTTP_NAME_NOT_RESOLVED"),
        Row::new("0x80244017").means(R::NotTlsRelated).seen("WU_E_PT_HTTP_STATUS_DENIED"),
        Row::new("0x80244018").means(R::NotTlsRelated).seen("WU_E_PT_HTTP_STATUS_FORBIDDEN"),
        Row::new("0x80244019").means(R::NotTlsRelated).seen("WU_E_PT_HTTP_STATUS_NOT_FOUND"),
        Row::new("0x8024401B").means(R::NotTlsRelated).seen("WU_E_PT_HTTP_STATUS_PROXY_AUTH_REQ"),
        Row::new("0x8024401C").means(R::NotTlsRelated).seen("WU_E_PT_HTTP_STATUS_REQUEST_TIMEOUT"),
        Row::new("0x8024401F").means(R::NotTlsRelated).seen("WU_E_PT_HTTP_STATUS_SERVER_ERROR"),
        Row::new("0x80244021").means(R::NotTlsRelated).seen("WU_E_PT_HTTP_STATUS_BAD_GATEWAY"),
        Row::new("0x80244022").means(R::NotTlsRelated).seen("WU_E_PT_HTTP_STATUS_SERVICE_UNAVAIL"),
        Row::new("0x80244023").means(R::NotTlsRelated).seen("WU_E_PT_HTTP_STATUS_GATEWAY_TIMEOUT"),
        Row::new("0x8024402F").means(R::NotTlsRelated).seen("WU_E_PT_ECP_SUCCEEDED_WITH_ERRORS"),
        Row::new("0x80244007").means(R::NotTlsRelated).seen("WU_E_PT_SOAPCLIENT_SOAPFAULT"),
        Row::new("0x80240438").means(R::NotTlsRelated).seen("WU_E_PT_ENDPOINT_UNREACHABLE"),
        Row::new("0x800B0004").means(R::NotTlsRelated).faint().seen("TRUST_E_SUBJECT_NOT_TRUSTED: a package"),
        // Internet Explorer and the first Edge, and their control in applications.
        Row::new("Existe un problema con el certificado de seguridad de este sitio web").means(R::GenericVerifyFailed),
        Row::new("Il y a un problème avec le certificat de sécurité de ce site web").means(R::GenericVerifyFailed),
        Row::new("Es besteht ein Problem mit dem Sicherheitszertifikat der Website").means(R::GenericVerifyFailed),
        Row::new("Can't connect securely to this page").means(R::GenericHandshakeFailure).faint(),
        Row::new("outdated or unsafe TLS security settings").means(R::ProtocolVersion),
        Row::new("Turn on TLS 1.0, TLS 1.1, and TLS 1.2 in Advanced settings").means(R::ProtocolVersion),
        Row::new("CertificateCommonNameIsIncorrect").means(R::NameMismatch).seen("WebErrorStatus"),
        Row::new("CertificateContainsErrors").means(R::GenericVerifyFailed).seen("WebErrorStatus"),
        Row::new("CertificateIsInvalid").means(R::GenericVerifyFailed).seen("WebErrorStatus"),
        Row::new("CertificateUntrustedRoot").means(R::UntrustedRoot).seen("SocketErrorStatus"),
        Row::new("CertificateWrongUsage").means(R::EkuMissingOrWrong).seen("SocketErrorStatus"),
        Row::new("CertificateNoRevocationCheck").means(R::RevocationUnavailable).seen("SocketErrorStatus"),
        Row::new("CertificateRevocationServerOffline").means(R::RevocationUnavailable).seen("SocketErrorStatus"),
        Row::new("ChainValidationResult.Untrusted").means(R::UntrustedRoot).seen("Windows.Security.Cryptography"),
    ],
};
