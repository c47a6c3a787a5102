//! QUIC: quic-go, quinn, quiche, tquic, ngtcp2, msquic, neqo, and what Chromium's QUIC says.

use super::super::codes::{ALERTS, ALERTS_SENT, MSQUIC_STATUS, QUIC_CRYPTO};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn go(text: &'static str) -> Row {
    Row::new(text).from(Stack::Go).seen("quic-go")
}

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason)
}

/// Texts of QUIC.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Quic,
    rows: &[
        // CRYPTO_ERROR and its number.
        Row::new("CRYPTO_ERROR").means(R::GenericHandshakeFailure),
        Row::new("CRYPTO_ERROR #").decodes(&QUIC_CRYPTO).by_peer(),
        Row::new("CRYPTO_ERROR (#)").decodes(&QUIC_CRYPTO).by_peer(),
        Row::new("TLS handshake failure (ENCRYPTION_*) #: ")
            .decodes(&ALERTS)
            .by_peer()
            .seen("Google's QUIC, as a peer's reason"),
        Row::new("199:TLS handshake failure (ENCRYPTION_*) #: ")
            .decodes(&ALERTS)
            .by_peer()
            .by_server()
            .seen("Google's QUIC in a peer's reason: code 199 of Chromium, a client"),
        Row::new("CRYPTO_ERROR_#").decodes(&QUIC_CRYPTO),
        Row::new("CRYPTO_ERROR(#)").decodes(&QUIC_CRYPTO),
        Row::new("CryptoError(#)").decodes(&QUIC_CRYPTO),
        go("CRYPTO_ERROR # (remote)").decodes(&QUIC_CRYPTO).by_peer(),
        go("CRYPTO_ERROR # (remote): tls: ").decodes(&QUIC_CRYPTO).by_peer(),
        go("CRYPTO_ERROR # (local)").means(R::GenericHandshakeFailure),
        go("CRYPTO_ERROR (#) (remote)").decodes(&QUIC_CRYPTO).by_peer(),
        go("CRYPTO_ERROR (#) (local)").means(R::GenericHandshakeFailure),
        go("CRYPTO_ERROR # (local): tls: bad certificate").means(R::GenericVerifyFailed),
        go("CRYPTO_ERROR # (local): tls: certificate required").means(R::ClientCertRequired),
        go("CRYPTO_ERROR # (local): tls: no application protocol").means(R::Alpn),
        go("CRYPTO_ERROR # (local): tls: handshake failure").means(R::GenericHandshakeFailure),
        go("CRYPTO_ERROR # (local): tls: failed to verify certificate").means(R::GenericVerifyFailed),
        go("CRYPTO_ERROR # (local): x509: ").means(R::GenericVerifyFailed),
        go("CRYPTO_ERROR 0x1*"),
        go("CRYPTO_ERROR (0x1*"),
        go("Peer closed connection with error: "),
        go("Peer closed session with error: "),
        go("Closing connection with error: "),
        go("Closing session with error: "),
        go("quic go"),
        go("server accepting ").by_server(),
        go("accepting a new QUIC ").by_server(),
        go("accepting quic ").by_server(),
        go("server <- Received").by_server(),
        go("server Peer closed").by_server(),
        go("server Closing ").by_server(),
        go("client <- Received").by_client(),
        go("client Peer closed").by_client(),
        go("client Closing ").by_client(),
        go("timeout: handshake did not complete in time").means(R::HandshakeTimeout),
        go("Crypto handshake did not complete in time").means(R::HandshakeTimeout),
        go("HandshakeTimeout:").means(R::HandshakeTimeout),
        go("timeout: no recent network activity").means(R::HandshakeTimeout).faint(),
        // CONNECTION_CLOSE with a name for the alert.
        says("CRYPTO_ERROR (Internal Error)", R::PeerInternalError).by_peer(),
        says("TLS Alert Description: Internal Error", R::PeerInternalError).by_peer(),
        says("TLS Alert Description: Handshake Failure", R::GenericHandshakeFailure).by_peer(),
        says("TLS Alert Description: Bad Certificate", R::PeerRejectedOurCert).by_peer(),
        says("TLS Alert Description: Unknown CA", R::PeerRejectedOurCert).by_peer(),
        says("TLS Alert Description: Certificate Required", R::ClientCertRequired).by_peer(),
        says("TLS Alert Description: No application Protocol", R::Alpn).by_peer(),
        says("TLS Alert Description: Unrecognized Name", R::SniUnrecognized).by_peer(),
        says("TLS Alert Description: Protocol Version", R::ProtocolVersion).by_peer(),
        // quinn.
        Row::new("aborted by peer: the cryptographic handshake failed: error #")
            .decodes(&ALERTS)
            .by_peer()
            .from(Stack::Rustls)
            .seen("quinn"),
        Row::new("Code::crypto(#)").decodes(&ALERTS).by_peer().from(Stack::Rustls).seen("quinn"),
        Row::new("the cryptographic handshake failed: error #").decodes(&ALERTS_SENT).from(Stack::Rustls).seen("quinn"),
        Row::new("the cryptographic handshake failed")
            .from(Stack::Rustls)
            .means(R::GenericHandshakeFailure)
            .seen("quinn"),
        // quiche, neqo, lsquic.
        says("quiche error: TlsFail", R::GenericHandshakeFailure).from(Stack::Boringssl),
        says("TlsFail", R::GenericHandshakeFailure).from(Stack::Boringssl).seen("quiche"),
        says("QuicError(CryptoFail)", R::RecordCorrupt),
        // msquic.
        says("QUIC_STATUS_TLS_ERROR", R::GenericHandshakeFailure).seen("msquic"),
        says("QUIC_STATUS_ALPN_NEG_FAILURE", R::Alpn).seen("msquic"),
        says("QUIC_STATUS_VER_NEG_ERROR", R::NotTlsRelated).seen("msquic"),
        says("QUIC_STATUS_HANDSHAKE_FAILURE", R::GenericHandshakeFailure).seen("msquic"),
        says("QUIC_STATUS_CERT_EXPIRED", R::Expired).seen("msquic"),
        says("QUIC_STATUS_CERT_UNTRUSTED_ROOT", R::UntrustedRoot).seen("msquic"),
        says("QUIC_STATUS_CERT_NO_CERT", R::LocalCredentialError).seen("msquic"),
        says("QUIC_STATUS_BAD_CERTIFICATE", R::PeerRejectedOurCert).by_peer().seen("msquic"),
        says("QUIC_STATUS_UNKNOWN_CERTIFICATE", R::PeerRejectedOurCert).by_peer().seen("msquic"),
        says("QUIC_STATUS_EXPIRED_CERTIFICATE", R::PeerRejectedOurCert).by_peer().seen("msquic"),
        says("QUIC_STATUS_REVOKED_CERTIFICATE", R::PeerRejectedOurCert).by_peer().seen("msquic"),
        says("QUIC_STATUS_REQUIRED_CERTIFICATE", R::ClientCertRequired).by_peer().seen("msquic"),
        says("QUIC_STATUS_CLOSE_NOTIFY", R::UncleanClose).seen("msquic"),
        Row::new("Shut down by transport, #").decodes(&MSQUIC_STATUS).seen("msquic: sample, secnetperf"),
        Row::new("Shutdown by transport, #").decodes(&MSQUIC_STATUS).seen("msquic"),
        Row::new("SHUTDOWN_INITIATED_BY_TRANSPORT").seen("msquic"),
        Row::new("handshake failed: status #").decodes(&MSQUIC_STATUS).seen("msquic"),
        // Chromium's names.
        says("QUIC_TLS_BAD_CERTIFICATE", R::PeerRejectedOurCert).from(Stack::Chromium),
        says("QUIC_TLS_CERTIFICATE_UNKNOWN", R::PeerRejectedOurCert).from(Stack::Chromium),
        says("QUIC_TLS_UNRECOGNIZED_NAME", R::SniUnrecognized).from(Stack::Chromium),
        says("QUIC_TLS_CERTIFICATE_REQUIRED", R::ClientCertRequired).from(Stack::Chromium),
        says("QUIC_PROOF_INVALID", R::GenericVerifyFailed).from(Stack::Chromium),
        says("QUIC_HANDSHAKE_TIMEOUT", R::HandshakeTimeout).from(Stack::Chromium),
        says("QUIC_HANDSHAKE_FAILED", R::GenericHandshakeFailure).from(Stack::Chromium),
        // lsquic: an alert that its TLS engine sends.
        Row::new("got TLS alert #").decodes(&ALERTS_SENT).from(Stack::Boringssl).faint().seen("lsquic"),
        Row::new("handshake: got alert #").decodes(&ALERTS_SENT).from(Stack::Boringssl).faint().seen("lsquic"),
        Row::new("Abort connection: TLS alert #").decodes(&ALERTS_SENT).from(Stack::Boringssl).seen("lsquic"),
        says("SNI is not set, but is required in HTTP/3", R::SniUnrecognized).from(Stack::Boringssl).by_server(),
        says("fail certificate lookup", R::SniUnrecognized).from(Stack::Boringssl).by_server().faint(),
        Row::new("mini conn:").by_server().seen("lsquic"),
        Row::new("[QUIC:").from(Stack::Quic).seen("lsquic"),
        Row::new("Send alert = # (Level").decodes(&ALERTS_SENT).faint().seen("msquic"),
        // neqo: an alert that it sends, and a peer's code.
        Row::new("CryptoAlert(#)").decodes(&ALERTS_SENT).from(Stack::Nss).seen("neqo"),
        Row::new("PeerError(#)").decodes(&QUIC_CRYPTO).by_peer().from(Stack::Nss).seen("neqo"),
        Row::new("neqo_").from(Stack::Nss),
        Row::new("Server Connection: Closing {").by_server().from(Stack::Nss).seen("neqo"),
        Row::new("Client Connection: Closing {").by_client().from(Stack::Nss).seen("neqo"),
        // s2n-quic.
        Row::new("transport::error::Code(VarInt(#)").means(R::GenericHandshakeFailure).faint().seen("s2n-quic"),
        // aioquic.
        Row::new("Connection close received (code #")
            .decodes(&QUIC_CRYPTO)
            .by_peer()
            .from(Stack::Python)
            .seen("aioquic"),
        Row::new("Connection close sent (code #").decodes(&QUIC_CRYPTO).from(Stack::Python).seen("aioquic"),
        Row::new("aioquic").from(Stack::Python),
        Row::new("ngtcp2").from(Stack::Quic),
        Row::new("[QuicError]").from(Stack::Quic).seen("nim-quic"),
        says("ERR_HANDSHAKE_FAILED", R::GenericHandshakeFailure).faint(),
        says("ERR_IDLE_CLOSE", R::NotTlsRelated).faint().seen("ngtcp2"),
        says("ERR_HANDSHAKE_TIMEOUT", R::HandshakeTimeout).seen("ngtcp2"),
    ],
};
