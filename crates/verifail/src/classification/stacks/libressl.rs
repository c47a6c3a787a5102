//! LibreSSL: the places in its error queue that OpenSSL's has not, libtls, and the programs of OpenBSD.
//!
//! Its texts of verification and its reasons are OpenSSL's.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// States of the handshake that stand in the place of a function, and texts of libtls.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Libressl,
    rows: &[
        // ssl/ssl_err.c: SSL_state_func_code.
        Row::new("libressl").seen("any program: curl's and Ruby's version lines, paths of sources"),
        Row::new("ssl routines:st_connect:").by_client().seen("2.6-4.1"),
        Row::new("ssl routines:connect_c*:").by_client().seen("2.6-4.1"),
        Row::new("ssl routines:st_before:").seen("2.6-4.1"),
        Row::new("ssl routines:st_ok:").seen("2.6-4.1"),
        Row::new("ssl routines:st_accept:").by_server().seen("2.6-4.1"),
        Row::new("ssl routines:accept_s*:").by_server().seen("2.6-4.1"),
        Row::new("routines:(unknown)ssl_internal:").seen("2.6-4.1"),
        Row::new("ssl routines:ssl_internal:").seen("2.6-4.1"),
        Row::new("routines:crypto_internal:").seen("2.6-4.1"),
        // Calls of curl and others, named by their engine.
        Row::new("libressl ssl_connect: ssl_error_syscall").means(R::HandshakeReset).by_client().seen("curl on macOS"),
        Row::new("libressl ssl_connect: connection reset by peer")
            .means(R::HandshakeReset)
            .by_client()
            .seen("curl on macOS"),
        Row::new("libressl ssl_read: success").means(R::UncleanClose).by_client().seen("curl"),
        Row::new("libressl ssl_read: ssl_error_syscall").means(R::UncleanClose).by_client().seen("curl"),
        // libtls.
        Row::new("not present in server certificate").means(R::NameMismatch).by_client().seen("tls/tls_client.c"),
        // Others say so, too; libtls does where its callers name what they called, or put it in brackets.
        Row::new("certificate verification failed: ")
            .from(Stack::Shared)
            .means(R::GenericVerifyFailed)
            .faint()
            .seen("tls/tls.c, tls_ssl_error"),
        Row::new("(certificate verification failed: ").seen("nc, ntpd: tls/tls.c, tls_ssl_error"),
        Row::new("tls_connect: certificate verification failed: ").by_client().seen("tls/tls.c, tls_ssl_error"),
        Row::new("tls_handshake: certificate verification failed: ").seen("tls/tls.c, tls_ssl_error"),
        Row::new("tls write: certificate verification failed: ").by_client().seen("acme-client, ftp"),
        Row::new("server certificate not present")
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("tls/tls_client.c"),
        Row::new("no server certificate")
            .from(Stack::Shared)
            .means(R::GenericHandshakeFailure)
            .by_client()
            .seen("tls/tls_client.c"),
        Row::new("ssl verify setup failure").means(R::TrustStoreUnavailable).seen("tls/tls_client.c"),
        Row::new("ssl verify locations failure").means(R::TrustStoreUnavailable).seen("tls/tls.c"),
        Row::new("EOF without close notify").means(R::UncleanClose).seen("tls/tls.c: tls_read"),
        Row::new("ocsp verify failed").means(R::OcspResponseBad).seen("tls/tls_ocsp.c"),
        Row::new("ocsp verify failed: revoked cert").means(R::Revoked).seen("tls/tls_ocsp.c"),
        Row::new("no stapled ocsp response provided").means(R::OcspResponseBad).by_client().seen("tls/tls_ocsp.c"),
        Row::new("failed to set ca file").from(Stack::Shared).means(R::TrustStoreUnavailable).seen("tls/tls_config.c"),
        Row::new("private/public key mismatch").means(R::LocalCredentialError).seen("tls/tls.c"),
        Row::new("ocsp verification failed: ocsp").means(R::OcspResponseBad).seen("tls/tls_ocsp.c"),
        Row::new("ocsp error: response not time valid").means(R::OcspResponseBad).seen("tls/tls_ocsp.c"),
        Row::new("tls handshake failure")
            .from(Stack::Shared)
            .means(R::GenericHandshakeFailure)
            .faint()
            .seen("nc, ftp, httpd"),
        Row::new("error:14FFF3E7:SSL routines:(UNKNOWN)SSL_internal:unknown failure occurred")
            .means(R::GenericHandshakeFailure)
            .seen("2.0-3.9: SSL_R_UNKNOWN, which is 999 here"),
    ],
};
