//! Chromium and what embeds it (Chrome, Edge, Electron, CEF, WebView): numbers and names are in their book.

use super::super::codes::CHROMIUM_NET;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client()
}

/// Said where a certificate is brought in from a file.
const fn imports(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).at(Hop::Local).seen("settings: the certificate manager")
}

/// Texts of Chromium.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Chromium,
    rows: &[
        Row::new("ERR_SSL_CLIENT_AUTH_CERT_NEEDED").means(R::ClientCertRequired).by_client().seen("net_error_list.h"),
        // Logs and codes.
        Row::new("net_error #").decodes(&CHROMIUM_NET).by_client().seen("ssl_client_socket_impl.cc"),
        Row::new("ssl_client_socket_impl.cc*net_error #").decodes(&CHROMIUM_NET).by_client(),
        Row::new("ssl_client_socket_openssl.cc*net_error #").decodes(&CHROMIUM_NET).by_client(),
        Row::new("ssl_client_socket_nss.cc*net_error #").decodes(&CHROMIUM_NET).by_client(),
        Row::new("ssl_server_socket_impl.cc*net_error #").decodes(&CHROMIUM_NET).by_server(),
        Row::new("net error: #").decodes(&CHROMIUM_NET).by_client(),
        Row::new("net::ERR_FAILED #").decodes(&CHROMIUM_NET).by_client(),
        Row::new("errorCode: #, errorDescription: 'ERR_")
            .decodes(&CHROMIUM_NET)
            .by_client()
            .seen("Electron did-fail-load"),
        Row::new("net::ERR_").by_client(),
        says("ERR_PROXY_CERTIFICATE_INVALID", R::GenericVerifyFailed).at(Hop::ClientToProxy),
        says("ERR_PROXY_CONNECTION_FAILED", R::NotTlsRelated).at(Hop::ClientToProxy),
        says("ERR_HTTPS_PROXY_TUNNEL_RESPONSE", R::ProxyTunnelFailed),
        Row::new("ERR_FAILED (#) loading").decodes(&CHROMIUM_NET).by_client().from(Stack::Electron),
        Row::new("(#) loading 'https://").decodes(&CHROMIUM_NET).by_client().from(Stack::Electron),
        Row::new("handshake failed; returned").by_client().means(R::GenericHandshakeFailure).faint(),
        Row::new("cert_verify_proc").by_client(),
        Row::new("CertVerifyProcBuiltin for").by_client(),
        // Its own files; to install it is Node's work.
        Row::new("electron/js2c").from(Stack::Electron),
        Row::new("electron/#").from(Stack::Electron),
        Row::new("app.asar").from(Stack::Electron),
        // Names of versions that are gone.
        says("ERR_INSECURE_RESPONSE", R::GenericVerifyFailed).seen("before 59"),
        says("ERR_SSL_FALLBACK_BEYOND_MINIMUM_VERSION", R::InappropriateFallback).seen("39-55"),
        says("ERR_SSL_INAPPROPRIATE_FALLBACK", R::InappropriateFallback).seen("35-60"),
        says("ERR_SSL_WEAK_SERVER_EPHEMERAL_DH_KEY", R::WeakKeyExchange).seen("before 59"),
        says("ERR_SSL_WEAK_EPHEMERAL_DH_KEY", R::WeakKeyExchange).seen("before 59"),
        says("ERR_SSL_UNSAFE_NEGOTIATION", R::LegacyRenegotiation).seen("before 60"),
        says("ERR_SPDY_INADEQUATE_TRANSPORT_SECURITY", R::NoSharedCipher).seen("before 67"),
        says("ERR_NPN_NEGOTIATION_FAILED", R::Alpn).seen("before 50"),
        says("ERR_TLS13_DOWNGRADE_DETECTED", R::InappropriateFallback).seen("70-100"),
        says("ERR_SSL_VERSION_INTERFERENCE", R::ProtocolVersion).seen("60-70"),
        says("ERR_SSL_OBSOLETE_VERSION", R::ProtocolVersion).seen("84-98"),
        says("ERR_SSL_HANDSHAKE_FAILURE_ALERT", R::GenericHandshakeFailure),
        // The certificate manager, where a file is imported.
        imports("Private Key for this Client Certificate is missing or invalid", R::LocalCredentialError),
        imports("Incorrect password or corrupt file", R::LocalCredentialError),
        imports("Certificate Import Error", R::LocalCredentialError).faint(),
        imports("Certification Authority Import Error", R::TrustStoreUnavailable).faint(),
        imports("Server Certificate Import Error", R::LocalCredentialError).faint(),
        imports("PKCS #12 Import Error", R::LocalCredentialError).faint(),
        imports("Not a Certification Authority", R::CaViolation),
        imports("The file contained one certificate, which was not imported", R::LocalCredentialError).faint(),
        imports("The file contained multiple certificates, none of which were imported", R::LocalCredentialError)
            .faint(),
        says("ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY", R::LocalCredentialError),
        // Certificate status names, as CEF and WebView2 give them (net/cert/cert_status_flags_list.h).
        says("CERT_STATUS_COMMON_NAME_INVALID", R::NameMismatch),
        says("CERT_STATUS_DATE_INVALID", R::ExpiredOrNotYetValid),
        says("CERT_STATUS_AUTHORITY_INVALID", R::UnknownIssuer),
        says("CERT_STATUS_NO_REVOCATION_MECHANISM", R::RevocationUnavailable),
        says("CERT_STATUS_UNABLE_TO_CHECK_REVOCATION", R::RevocationUnavailable),
        says("CERT_STATUS_REVOKED", R::Revoked),
        says("CERT_STATUS_INVALID", R::GenericVerifyFailed),
        says("CERT_STATUS_WEAK_SIGNATURE_ALGORITHM", R::WeakSignature),
        says("CERT_STATUS_SHA1_SIGNATURE_PRESENT", R::WeakSignature),
        says("CERT_STATUS_NON_UNIQUE_NAME", R::NameMismatch),
        says("CERT_STATUS_WEAK_KEY", R::WeakKey),
        says("CERT_STATUS_PINNED_KEY_MISSING", R::PinMismatch),
        says("CERT_STATUS_NAME_CONSTRAINT_VIOLATION", R::NameConstraints),
        says("CERT_STATUS_VALIDITY_TOO_LONG", R::ValidityTooLong),
        says("*CERTIFICATE_TRANSPARENCY_REQUIRED", R::CtMissing),
        says("CERT_STATUS_CT_COMPLIANCE_FAILED", R::CtMissing),
        says("CERT_STATUS_SYMANTEC_LEGACY", R::ExplicitlyDistrusted),
        says("CERT_STATUS_KNOWN_INTERCEPTION_BLOCKED", R::ExplicitlyDistrusted),
        says("CERT_STATUS_KNOWN_INTERCEPTION_DETECTED", R::MitmDetected),
        says("COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_COMMON_NAME_IS_INCORRECT", R::NameMismatch),
        says("COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_EXPIRED", R::Expired),
        says("COREWEBVIEW2_WEB_ERROR_STATUS_CLIENT_CERTIFICATE_CONTAINS_ERRORS", R::LocalCredentialError),
        says("COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_REVOKED", R::Revoked),
        says("COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_IS_INVALID", R::GenericVerifyFailed),
        // The pages, which hide their code until asked.
        says("Your connection is not private", R::GenericVerifyFailed).faint(),
        says("This site can't provide a secure connection", R::GenericHandshakeFailure).faint(),
        says("uses an unsupported protocol", R::NoSharedCipher).faint().undecided(),
        says("The client and server don't support a common SSL protocol version or cipher suite", R::NoSharedCipher),
        says("the website sent back unusual and incorrect credentials", R::GenericVerifyFailed),
        says("the website sent scrambled credentials", R::GenericVerifyFailed),
        says("sent an invalid response", R::GenericHandshakeFailure).faint(),
        says("didn't accept your login certificate", R::PeerRejectedOurCert).faint(),
        says("its security certificate is from", R::NameMismatch),
        says("its security certificate is not trusted by your computer's operating system", R::UnknownIssuer),
        says("This server could not prove that it is", R::GenericVerifyFailed).faint(),
        says("its security certificate is not valid at this time", R::ExpiredOrNotYetValid),
        says("its security certificate may be revoked", R::Revoked),
        says("its security certificate does not specify Subject Alternative Names", R::NoSan),
        says("which is too long to be trustworthy", R::ValidityTooLong),
        says("its security certificate expired", R::Expired),
        says("its security certificate is supposedly from", R::NotYetValid),
        says("Your clock is behind", R::NotYetValid),
        says("Your clock is ahead", R::Expired),
        says("Software on your computer is stopping Chrome from safely connecting to the web", R::MitmDetected),
        says("Attackers might be trying to steal your information", R::GenericVerifyFailed).faint(),
        says("Your connection to this site is not secure", R::GenericVerifyFailed).faint(),
        // Console notices.
        says("Mixed Content: The page at", R::NotTlsRelated),
        says("was loaded over HTTPS, but requested an insecure", R::NotTlsRelated),
        says("The SSL certificate used to load resources from * will be distrusted", R::TlsNotFailure),
        says("blocked by CORS policy", R::NotTlsRelated),
        // Sessions over QUIC: the browser itself refuses, and tells the server.
        says("ERR_QUIC_PROTOCOL_ERROR.QUIC_TLS_CERTIFICATE_UNKNOWN", R::GenericVerifyFailed).decisive(),
        says("ERR_QUIC_PROTOCOL_ERROR.QUIC_TLS_BAD_CERTIFICATE", R::GenericVerifyFailed).decisive(),
        says("After loading Root Certs, loaded==false", R::TrustStoreUnavailable).seen("nss_util.cc"),
        says("Error initializing NSS with a persistent database", R::TrustStoreUnavailable).seen("nss_util.cc"),
        says("This Connection Is Not Secure", R::GenericVerifyFailed).faint().seen("WebView pages"),
        // The page of a certificate that is refused, in other languages.
        says("Ihre Verbindung ist nicht privat", R::GenericVerifyFailed).faint(),
        says("Dies ist keine sichere Verbindung", R::GenericVerifyFailed).faint(),
        says("Votre connexion n'est pas privée", R::GenericVerifyFailed).faint(),
        says("Su conexión no es privada", R::GenericVerifyFailed).faint(),
        says("La conexión no es privada", R::GenericVerifyFailed).faint(),
        says("Sua conexão não é particular", R::GenericVerifyFailed).faint(),
        says("La connessione non è privata", R::GenericVerifyFailed).faint(),
        says("Je verbinding is niet privé", R::GenericVerifyFailed).faint(),
        says("Połączenie nie jest prywatne", R::GenericVerifyFailed).faint(),
        says("Подключение не защищено", R::GenericVerifyFailed).faint(),
        says("您的连接不是私密连接", R::GenericVerifyFailed).faint(),
        says("この接続ではプライバシーが保護されません", R::GenericVerifyFailed).faint(),
        says("Your connection isn't private", R::GenericVerifyFailed).faint().seen("Edge"),
    ],
};
