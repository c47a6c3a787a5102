//! Android: Conscrypt over BoringSSL, under the names of Java's exceptions.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("Android 2-16")
}

/// The documentation of android.net.http.SslError, which applications and react-native-webview print word for word.
const fn webview(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("android.net.http.SslError, react-native-webview 10-13")
}

/// Texts of Android.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Android,
    rows: &[
        Row::new("org.conscrypt."),
        Row::new("com.android.org.conscrypt."),
        Row::new("com.android.okhttp."),
        Row::new("libcore.io."),
        Row::new("at android."),
        Row::new("android.os."),
        Row::new("NativeCrypto.SSL_do_handshake"),
        Row::new("W/System.err:").seen("logcat"),
        Row::new("E/AndroidRuntime").seen("logcat"),
        Row::new("I System.out:").seen("logcat"),
        Row::new("Failure in SSL library, usually a protocol error"),
        // Conscrypt's TrustManagerImpl.
        says("Trust anchor for certification path not found", R::UnknownIssuer),
        says("Unacceptable certificate: ", R::UnknownIssuer),
        says("Chain validation failed", R::GenericVerifyFailed),
        says("Certificate expired at * (compared to ", R::Expired),
        says("Certificate not valid until * (compared to ", R::NotYetValid),
        says("Pin verification failed", R::PinMismatch),
        says("Untrusted certificate chain is not accepted by the network security config", R::UnknownIssuer),
        says("Domain specific configurations require that hostname aware checkServerTrusted", R::TlsConfigError),
        says("Hostname * not verified (no certificates)", R::GenericHandshakeFailure),
        // Conscrypt's NativeSsl.
        says("Failure in SSL library, usually a protocol error", R::GenericHandshakeFailure).faint(),
        says("SSL handshake aborted: ssl=", R::GenericHandshakeFailure).faint(),
        says("SSL handshake aborted: ssl=*: I/O error during system call, Connection reset by peer", R::HandshakeReset),
        says("SSL handshake aborted: ssl=*: I/O error during system call, Success", R::HandshakeEof),
        says("SSL handshake aborted: ssl=*: I/O error during system call, Broken pipe", R::HandshakeReset),
        says("SSL handshake aborted: ssl=*: I/O error during system call, Unknown error: 0", R::HandshakeEof),
        says("NativeCrypto_SSL_do_handshake ret=-1 errno=104 sslError=5", R::HandshakeReset)
            .seen("Android 4-5, MediaTek"),
        says("NativeCrypto_SSL_do_handshake ret=-1 errno=0 sslError=5", R::HandshakeEof).seen("Android 4-5, MediaTek"),
        Row::new("NativeCrypto_SSL_do_handshake").by_client(),
        says("SSLHandshakeException: Connection closed by peer", R::HandshakeEof),
        says("SSL handshake timed out", R::HandshakeTimeout).from(Stack::Shared),
        says("Handshake failed*Connection reset by peer", R::HandshakeReset),
        says("Read error: ssl=*: I/O error during system call, ", R::UncleanClose),
        says("Write error: ssl=*: I/O error during system call, ", R::UncleanClose),
        says("Read error: ssl=*: Failure in SSL library", R::GenericHandshakeFailure).faint(),
        says("SSL shutdown failed: ssl=", R::UncleanClose),
        Row::new("Unable to parse TLS packet header")
            .means(R::NotTls)
            .seen("Conscrypt ConscryptEngine: a record of no kind, on either side"),
        // android.net.http.SslError.
        says("primary error: 0 certificate: ", R::NotYetValid).seen("SslError.SSL_NOTYETVALID"),
        says("primary error: 1 certificate: ", R::Expired).seen("SslError.SSL_EXPIRED"),
        says("primary error: 2 certificate: ", R::NameMismatch).seen("SslError.SSL_IDMISMATCH"),
        says("primary error: 3 certificate: ", R::UnknownIssuer).seen("SslError.SSL_UNTRUSTED"),
        says("primary error: 4 certificate: ", R::ExpiredOrNotYetValid).seen("SslError.SSL_DATE_INVALID"),
        says("primary error: 5 certificate: ", R::GenericVerifyFailed).seen("SslError.SSL_INVALID"),
        says("SSL_UNTRUSTED", R::UnknownIssuer),
        webview("SSL error: The certificate is not yet valid", R::NotYetValid),
        webview("SSL error: The certificate has expired", R::Expired),
        webview("SSL error: Hostname mismatch", R::NameMismatch),
        webview("SSL error: The certificate authority is not trusted", R::UnknownIssuer),
        webview("SSL error: The date of the certificate is invalid", R::ExpiredOrNotYetValid),
        webview("SSL error: A generic error occurred", R::GenericVerifyFailed),
        webview("The certificate authority is not trusted", R::UnknownIssuer),
        webview("The date of the certificate is invalid", R::ExpiredOrNotYetValid),
        webview("The certificate Hostname mismatch", R::NameMismatch),
        says("hostname not useable for server", R::NameMismatch).seen("AOSP Email: SSLUtils"),
        says("SSL_IDMISMATCH", R::NameMismatch),
        says("ERROR_FAILED_SSL_HANDSHAKE", R::GenericHandshakeFailure).seen("WebViewClient"),
        // Policy and notices.
        says("CLEARTEXT communication to * not permitted by network security policy", R::NotTlsRelated),
        says("Cleartext HTTP traffic to * not permitted", R::NotTlsRelated),
        says("No Network Security Config specified, using platform default", R::TlsNotFailure),
    ],
};
