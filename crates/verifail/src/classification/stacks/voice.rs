//! Servers of SIP, TURN, XMPP and IRC: coturn, Kamailio, OpenSIPS, FreeSWITCH, ejabberd, Prosody, InspIRCd.

use super::super::codes::OPENSSL_VERIFY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn turn(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .from(Stack::Coturn)
        .by_server()
        .seen("coturn 4.5-4.7: ns_ioalib_engine_impl.c, mainrelay.c")
}

const fn sip(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Kamailio 3-6 modules/tls, OpenSIPS 1.8-3.6 tls_openssl, FreeSWITCH sofia")
}

const fn chat(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Erlang).seen("ejabberd 16-25: ejabberd_pkix, fast_tls; MongooseIM")
}

const fn lua(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .from(Stack::Prosody)
        .seen("Prosody 0.9-13: core/certmanager, net/server, mod_tls, mod_s2s")
}

/// Texts of servers for voice and chat.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Kamailio,
    rows: &[
        // coturn.
        Row::new("turnserver").from(Stack::Coturn).by_server(),
        Row::new("coturn").from(Stack::Coturn).by_server(),
        Row::new("TLS/TCP socket error:").from(Stack::Coturn).by_server(),
        turn("TLS/TCP socket error:", R::GenericHandshakeFailure).faint(),
        turn("TLS/TCP socket error: Connection reset by peer", R::UncleanClose),
        // Of every client that leaves.
        turn("TLS/TCP socket disconnected:", R::TlsNotFailure).faint(),
        turn("TLS/TCP socket buffer operation error", R::HandshakeReset).faint(),
        turn("SSL shutdown received, socket to be closed", R::TlsNotFailure),
        turn("socket_input_worker: * SSL", R::GenericHandshakeFailure).faint(),
        turn("bad TLS/TCP socket", R::GenericHandshakeFailure).faint(),
        turn("SSL23: Certificate file found", R::TlsNotFailure).faint(),
        turn("Certificate file found:", R::TlsNotFailure).faint(),
        turn("Private key file found:", R::TlsNotFailure).faint(),
        turn("TLS cipher suite:", R::TlsNotFailure).faint(),
        turn("TLS supported", R::TlsNotFailure).faint(),
        turn("cannot find certificate file:", R::LocalCredentialError),
        turn("cannot find private key file:", R::LocalCredentialError),
        turn("ERROR: no certificate found", R::LocalCredentialError),
        turn("ERROR: no private key found", R::LocalCredentialError),
        turn(
            "cannot start TLS and DTLS listeners because certificate file is not set properly",
            R::LocalCredentialError,
        ),
        turn(
            "cannot start TLS and DTLS listeners because private key file is not set properly",
            R::LocalCredentialError,
        ),
        // Kamailio, OpenSIPS, FreeSWITCH.
        Row::new("tls_openssl:"),
        Row::new("tls_wolfssl:").from(Stack::Wolfssl),
        Row::new("kamailio"),
        Row::new("opensips"),
        Row::new("TLS accept:").by_server(),
        Row::new("TLS connect:").by_client(),
        Row::new("openssl_tls_accept").by_server(),
        Row::new("openssl_tls_connect").by_client(),
        sip("tls_err_ret(): TLS accept:", R::GenericHandshakeFailure).faint().by_server(),
        sip("tls_err_ret(): TLS connect:", R::GenericHandshakeFailure).faint().by_client(),
        sip("tls_h_read_f(): protocol level error", R::GenericHandshakeFailure).faint(),
        sip("failed to accept: rejected by client", R::PeerRejectedOurCert).faint().by_server().by_peer(),
        sip("New TLS connection * failed to accept", R::GenericHandshakeFailure).faint().by_server(),
        sip("New TLS connection to * failed", R::GenericHandshakeFailure).faint().by_client(),
        sip("tls_accept: new connection from * using", R::TlsNotFailure).faint(),
        sip("new TLS connection from * using TLSv", R::TlsNotFailure).faint(),
        sip("client certificate subject:", R::TlsNotFailure).faint(),
        sip("tls_accept: client did not present a TLS certificate", R::TlsNotFailure).faint(),
        sip("server certificate verification failed!!!", R::GenericVerifyFailed).by_client().faint(),
        sip("client certificate verification failed!!!", R::GenericVerifyFailed).by_server().faint(),
        sip("unable to load certificate file", R::LocalCredentialError).faint(),
        sip("unable to load private key file", R::LocalCredentialError).faint(),
        sip("Unable to load certificate revocation list", R::RevocationUnavailable).at(Hop::Local),
        sip("server did not present a TLS certificate", R::GenericVerifyFailed).by_client(),
        sip("TLS write error", R::UncleanClose).faint(),
        sip("TLS read error", R::UncleanClose).faint(),
        sip("Unexpected EOF occurred while performing TLS", R::UncleanClose),
        sip("closed, unclean shutdown by peer", R::UncleanClose),
        sip("handshake timeout for connection", R::HandshakeTimeout).by_server(),
        sip("TLS config reloaded but", R::LocalCredentialError),
        sip("Bad WSS.PEM certificate", R::LocalCredentialError),
        sip("SUPPLIED CERT FILE NOT FOUND", R::LocalCredentialError),
        sip("PRIVATE KEY FILE ERROR", R::LocalCredentialError),
        sip("CERT CHAIN FILE ERROR", R::LocalCredentialError),
        sip("Fingerprint Verification Failed!", R::PinMismatch).by_either().seen("FreeSWITCH switch_rtp.c"),
        sip("cannot verify SDP fingerprint", R::PinMismatch).by_either().seen("FreeSWITCH switch_rtp.c"),
        sip("This may happen when you use legacy DTLS v1.0", R::ProtocolVersion).by_either(),
        sip("mod_sofia: TLS not supported by profile", R::TlsConfigError),
        sip("TLS not supported by profile", R::TlsConfigError),
        sip("could not find a TLS domain", R::SniUnrecognized).faint().by_server(),
        sip("no tls client domain found", R::TlsConfigError),
        sip("TLS server domain not found", R::TlsConfigError),
        sip("cannot start tls! Check certificates and keyfile path", R::LocalCredentialError).faint(),
        sip("tport_tls_", R::GenericHandshakeFailure).faint().seen("sofia-sip"),
        sip("tls_connect(*): TLS setup failed", R::GenericHandshakeFailure).faint(),
        // ejabberd.
        Row::new("ejabberd").from(Stack::Erlang),
        Row::new("fast_tls").from(Stack::Erlang),
        Row::new("@ejabberd_s2s_out:").from(Stack::Erlang).by_client(),
        Row::new("@ejabberd_s2s_in:").from(Stack::Erlang).by_server(),
        Row::new("@ejabberd_c2s:").from(Stack::Erlang).by_server(),
        Row::new("@ejabberd_").from(Stack::Erlang),
        Row::new("outbound s2s connection").from(Stack::Erlang).by_client(),
        Row::new("inbound s2s connection").from(Stack::Erlang).by_server(),
        Row::new("Authentication failed: Peer responded with error:").from(Stack::Erlang).by_client(),
        chat("Start accepting TLS connections at", R::TlsNotFailure).faint(),
        chat("is empty, please make sure ejabberd has sufficient rights to read it", R::LocalCredentialError),
        chat("No certificate found matching", R::LocalCredentialError).by_server(),
        chat("Failed to read PEM file", R::LocalCredentialError),
        chat("TLS failed: SSL_do_handshake failed", R::GenericHandshakeFailure).faint(),
        chat("Failed to secure c2s connection: TLS failed", R::GenericHandshakeFailure).faint().by_server(),
        chat(
            "Authentication failed: Peer provided no SASL mechanisms; most likely it doesn't accept our cert*",
            R::PeerRejectedOurCert,
        )
        .by_client(),
        Row::new("Failed inbound s2s EXTERNAL authentication").from(Stack::Erlang).by_server(),
        Row::new("Failed outbound s2s EXTERNAL authentication").from(Stack::Erlang).by_client(),
        chat("Authentication failed: Peer responded with error:*certificate", R::PeerRejectedOurCert)
            .by_client()
            .decisive(),
        chat("Your server's certificate is invalid, expired, or not trusted by", R::PeerRejectedOurCert),
        chat("Failed to secure inbound s2s connection", R::GenericHandshakeFailure).faint().by_server(),
        chat("Failed to secure outbound s2s connection", R::GenericHandshakeFailure).faint().by_client(),
        chat("outbound s2s connection * Use of STARTTLS required", R::NotTls).by_client(),
        // HexChat.
        Row::new(".? (#)").decodes(&OPENSSL_VERIFY).from(Stack::Openssl).by_client().seen("HexChat 2: server.c"),
        chat("Verify E: Failed to validate hostname", R::NameMismatch).from(Stack::Openssl).by_client(),
        chat("Verify E: * -- Ignored", R::TlsNotFailure).from(Stack::Openssl).by_client(),
        chat("TLS failed: client renegotiations forbidden", R::LegacyRenegotiation),
        chat("Invalid certificate in * self-signed certificate", R::SelfSignedLeaf).offline(),
        chat("Invalid certificate in * unknown CA", R::UnknownIssuer).offline(),
        chat("While waiting for establishing TLS", R::HandshakeTimeout).from(Stack::Java),
        // Prosody.
        Row::new("prosody").from(Stack::Prosody),
        Row::new("certmanager").from(Stack::Prosody),
        lua("No certificate present in SSL/TLS configuration", R::LocalCredentialError),
        lua("Unable to initialize TLS", R::LocalCredentialError).faint(),
        lua("SSL/TLS: Failed to load", R::LocalCredentialError).faint(),
        lua("Certificate and key do not match", R::LocalCredentialError),
        lua("Error indexing certificate", R::LocalCredentialError).faint(),
        lua("Encrypted connection required", R::PlaintextToTls).faint(),
        lua("Encryption required but not offered", R::NotTls),
        lua("Encrypted server-to-server communication is required but was not offered", R::NotTls),
        lua("Your server's certificate is invalid, expired, or not trusted", R::PeerRejectedOurCert).by_peer(),
        lua("closed (ssl handshake failed)", R::GenericHandshakeFailure).faint(),
        lua("closed stream: closed (TLS handshake failed", R::GenericHandshakeFailure).faint(),
        lua("closed: TLS negotiation failed", R::GenericHandshakeFailure),
        lua("TLS negotiation with * failed", R::GenericHandshakeFailure),
        lua("No TLS context available for", R::TlsConfigError),
        lua("Error creating TLS context for", R::TlsConfigError),
        lua("Error creating context for c2s", R::TlsConfigError),
        lua("Error creating contexts for s2s", R::TlsConfigError),
        lua("Should be able to do TLS but no context available", R::TlsConfigError),
        lua("No certificate/key found for", R::LocalCredentialError),
        lua("No key present in SSL/TLS configuration for", R::LocalCredentialError),
        lua("Error reloading certificate for encrypted port", R::LocalCredentialError),
        lua("requires 'ssl' 'password' to be set in config", R::LocalCredentialError),
        lua("Skipping expired certificate", R::Expired).offline(),
        lua("is not offering TLS", R::NotTls).by_client(),
        lua("is *not* offering TLS", R::NotTls).by_client(),
        lua("Attempt to start TLS, but TLS is not available on this", R::TlsConfigError),
        lua("Encryption (SSL or TLS) is required to connect to this server", R::PlaintextToTls).by_server(),
        lua("Forbidding insecure connection to/from * because its certificate", R::GenericVerifyFailed)
            .by_either()
            .faint(),
        lua("because its certificate is not trusted", R::UnknownIssuer).by_either(),
        lua("because its certificate has an expired certificate chain", R::Expired).by_either(),
        lua("does not match any DANE TLSA records", R::PinMismatch).by_either(),
        lua("mod_tls is not enabled", R::TlsConfigError),
        lua("certificate identity validation result: invalid", R::NameMismatch).by_either(),
        lua("certificate chain validation result: invalid", R::GenericVerifyFailed).by_either().faint(),
        lua("Stream encrypted (TLSv", R::TlsNotFailure).faint(),
        lua("Certificate loaded for", R::TlsNotFailure).faint(),
        lua("Chain invalid:", R::GenericVerifyFailed).faint(),
        Row::new("TLS Handshake Failed -").means(R::GenericHandshakeFailure).faint().seen("InspIRCd"),
        Row::new("[gnutls_mod] handshake").means(R::GenericHandshakeFailure).faint().from(Stack::Gnutls),
    ],
};
