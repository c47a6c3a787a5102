//! Players and broadcasters: FFmpeg and mpv, VLC, GStreamer, Kodi, OBS.

use super::super::codes::{APPLE_SECURE_TRANSPORT, GNUTLS_STATUS, MBEDTLS_ERROR};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn ffmpeg(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("ffmpeg libavformat/tls_*.c 2.8-7.1")
}

const fn vlc(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Vlc).by_client().seen("vlc modules/misc/gnutls.c, src/network/tls.c 1-4")
}

const fn obs(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Mbedtls).by_client().seen("obs-studio plugins/obs-outputs/librtmp 23-31")
}

const fn gstreamer(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Glib).by_client().seen("gst-plugins-good ext/soup")
}

/// Texts of players.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Ffmpeg,
    rows: &[
        // FFmpeg: the prefix of its logs, then the engine's words.
        Row::new("[tls @").by_client(),
        Row::new("[ffmpeg] tls:").by_client(),
        Row::new("ffmpeg: tls:").by_client(),
        Row::new("[ffmpeg:error] tls:").by_client(),
        Row::new("[ffmpeg/tls]").by_client(),
        ffmpeg("https protocol not found, recompile FFmpeg with openssl, gnutls or securetransport", R::TlsConfigError),
        ffmpeg("https protocol not found, recompile", R::TlsConfigError),
        ffmpeg("Protocol not found*https:", R::TlsConfigError).faint(),
        ffmpeg("Protocol 'https' not on whitelist", R::NotTlsRelated),
        ffmpeg("Protocol 'tls' not on whitelist", R::NotTlsRelated),
        ffmpeg("[tls @ *Unable to verify peer certificate", R::GenericVerifyFailed).faint(),
        ffmpeg("Unable to verify peer certificate", R::GenericVerifyFailed).faint(),
        ffmpeg("The certificate's owner does not match hostname", R::NameMismatch),
        ffmpeg("certificate's owner does not match expected hostname", R::NameMismatch),
        ffmpeg("tls: The specified session has been invalidated for some reason", R::UncleanClose).faint(),
        ffmpeg("Unable to negotiate TLS/SSL session", R::GenericHandshakeFailure).faint(),
        Row::new("Unable to negotiate TLS/SSL session: #").decodes(&APPLE_SECURE_TRANSPORT).by_client(),
        ffmpeg("IO Error: -9806", R::UncleanClose)
            .from(Stack::Apple)
            .seen("tls_securetransport.c: after the handshake"),
        ffmpeg("IO Error: -9805", R::UncleanClose)
            .from(Stack::Apple)
            .seen("tls_securetransport.c: after the handshake"),
        ffmpeg("Creating security context failed", R::GenericHandshakeFailure).from(Stack::Schannel).faint(),
        ffmpeg("Performing the handshake failed", R::GenericHandshakeFailure).from(Stack::Schannel).faint(),
        ffmpeg("Server closed the connection*schannel", R::HandshakeEof).from(Stack::Schannel).faint(),
        ffmpeg(
            "A fatal alert message was received from the peer, has the peer a correct certificate?",
            R::GenericHandshakeFailure,
        )
        .from(Stack::Mbedtls)
        .by_peer(),
        ffmpeg("None of the common ciphersuites is usable. Was the local certificate correctly set", R::NoSharedCipher)
            .from(Stack::Mbedtls),
        ffmpeg("No CA chain is set, but required to operate. Was the CA correctly set", R::TrustStoreUnavailable)
            .from(Stack::Mbedtls),
        ffmpeg("TLS handshake timed out*mbedtls", R::HandshakeTimeout).from(Stack::Mbedtls),
        ffmpeg("[ffmpeg] tls: handshake failed: ", R::GenericHandshakeFailure).from(Stack::Libressl).faint(),
        ffmpeg("[tls @ *error:00000000:lib(0):func(0):reason(0)", R::GenericHandshakeFailure).from(Stack::Openssl),
        // VLC.
        Row::new("gnutls tls client error").from(Stack::Vlc).by_client(),
        Row::new("gnutls tls session error").from(Stack::Vlc).by_client(),
        Row::new("main tls client").from(Stack::Vlc).by_client(),
        Row::new("libvlc tls client").from(Stack::Vlc).by_client(),
        Row::new("VLC is unable to open the MRL").from(Stack::Vlc).by_client(),
        Row::new("Certificate verification failure (#)")
            .decodes(&GNUTLS_STATUS)
            .means(R::GenericVerifyFailed)
            .from(Stack::Vlc)
            .by_client(),
        vlc("Signer not found", R::UnknownIssuer),
        vlc("Signer is not a CA", R::CaViolation),
        vlc("Signature algorithm insecure", R::WeakSignature),
        vlc("Certificate is not activated", R::NotYetValid),
        vlc("cannot load trusted Certificate Authorities", R::TrustStoreUnavailable),
        vlc("TLS session handshake error", R::GenericHandshakeFailure).faint(),
        vlc("TLS client session handshake error", R::GenericHandshakeFailure).faint(),
        vlc("cannot establish HTTP/TLS session", R::GenericHandshakeFailure).faint(),
        vlc("TLS session handshake timeout", R::HandshakeTimeout),
        vlc("TLS handshake error: Error in the push function", R::HandshakeReset),
        vlc("TLS handshake error: Error in the pull function", R::HandshakeReset),
        vlc("TLS handshake error: The TLS connection was non-properly terminated", R::HandshakeEof),
        vlc("the certificate has changed", R::PinMismatch).faint(),
        vlc("TLS client plugin not available", R::TlsConfigError),
        // GStreamer: libsoup's status 6 whatever the language.
        gstreamer("gst_soup_http_src_parse_status*(6), URL:", R::GenericHandshakeFailure).faint(),
        gstreamer("Недопустимый сертификат TLS", R::GenericVerifyFailed),
        gstreamer("Inakzeptables TLS-Zertifikat", R::GenericVerifyFailed),
        gstreamer("Unzulässiges TLS-Zertifikat", R::GenericVerifyFailed),
        gstreamer("Certificat TLS inacceptable", R::GenericVerifyFailed),
        gstreamer("Certificat TLS non acceptable", R::GenericVerifyFailed),
        gstreamer("Certificado TLS inaceptable", R::GenericVerifyFailed),
        gstreamer("Certificado TLS inaceitável", R::GenericVerifyFailed),
        gstreamer("Certificato TLS inaccettabile", R::GenericVerifyFailed),
        gstreamer("couldn't load TLS file database", R::TrustStoreUnavailable),
        gstreamer("GLib-Net-WARNING", R::TlsConfigError).faint(),
        gstreamer("Failed to create TLS database", R::TrustStoreUnavailable),
        gstreamer("souphttpsrc*SSL handshake failed", R::GenericHandshakeFailure),
        Row::new("gstsouphttpsrc").from(Stack::Glib).by_client(),
        Row::new("souphttpsrc").from(Stack::Glib).by_client(),
        // OBS.
        Row::new("RTMP_Connect1, TLS_Connect failed: #").decodes(&MBEDTLS_ERROR).from(Stack::Mbedtls).by_client(),
        obs("RTMP_TLS_LoadCerts: Failed to load root certificate chains", R::TrustStoreUnavailable),
        obs("Couldn't parse /etc/ssl/certs", R::TrustStoreUnavailable),
        obs("mbedtls_x509_crt_parse_path", R::TrustStoreUnavailable).faint(),
        obs("The RTMP server sent an invalid SSL certificate", R::GenericVerifyFailed),
        obs("RTMPSockBuf_Fill, recv returned", R::NotTlsRelated).faint(),
        obs("HandShake: Type mismatch: client sent", R::NotTlsRelated).seen("RTMP's own handshake"),
        obs("RTMP_Connect1, handshake failed", R::NotTlsRelated).seen("RTMP's own handshake"),
        // Kodi: libcurl inside.
        Row::new("CCurlFile::").from(Stack::Curl).by_client(),
        Row::new("CFileCurl").from(Stack::Curl).by_client(),
        // Game engines with libcurl inside.
        Row::new("LogHttp:").from(Stack::Curl).by_client().seen("Unreal"),
    ],
};
