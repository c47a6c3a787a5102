//! Smaller servers and their clients: Mosquitto, Asterisk and PJSIP, Unbound, FreeRDP, ClickHouse.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn mqtt(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Mosquitto).seen("mosquitto 1.4-2.1: src/net.c, lib/net_mosq.c")
}

const fn pj(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Pjsip).seen("pjproject 1.10-2.15: ssl_sock_ossl.c, errno.c")
}

const fn asterisk(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .from(Stack::Asterisk)
        .seen("Asterisk 1.8-22: main/tcptls.c, iostream.c, res_rtp_asterisk.c")
}

/// Unbound forwards over TLS: it is the client of an upstream.
const fn upstream(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .from(Stack::Unbound)
        .by_client()
        .at(Hop::ProxyToUpstream)
        .seen("unbound 1.7-1.24: netevent.c")
}

/// Unbound serves over TLS.
const fn clients(text: &'static str) -> Row {
    unbound(text, R::PeerRejectedOurCert).by_peer().by_server().at(Hop::Direct)
}

const fn unbound(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Unbound).seen("unbound 1.7-1.24: net_help.c, remote.c")
}

const fn rdp(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Freerdp).by_client().seen("FreeRDP 1-3: libfreerdp/crypto/tls.c, core")
}

const fn synergy(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Openssl).seen("Synergy 1, Barrier 2, Deskflow 1: SecureSocket.cpp")
}

/// Texts of smaller servers.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Mosquitto,
    rows: &[
        // Mosquitto.
        Row::new("mosquitto"),
        Row::new("New connection from * on port").by_server(),
        Row::new("Socket error on client").by_server(),
        Row::new("Client <unknown> disconnected").by_server(),
        Row::new("Client * sending CONNECT").by_client(),
        Row::new("Bridge * sending CONNECT").by_client(),
        mqtt("OpenSSL Error[0]:", R::GenericHandshakeFailure).faint(),
        mqtt("OpenSSL Error:", R::GenericHandshakeFailure).faint(),
        // A broker's log: its clients refuse it more often than it refuses them.
        mqtt("OpenSSL Error[0]:*tlsv1 alert unknown ca", R::PeerRejectedOurCert).by_peer().by_server(),
        mqtt("OpenSSL Error[0]:*sslv3 alert bad certificate", R::PeerRejectedOurCert).by_peer().by_server(),
        mqtt("OpenSSL Error[0]:*sslv3 alert certificate unknown", R::PeerRejectedOurCert).by_peer().by_server(),
        mqtt("OpenSSL Error[0]:*sslv3 alert certificate expired", R::PeerRejectedOurCert).by_peer().by_server(),
        mqtt("disconnected: Protocol error", R::NotTlsRelated),
        mqtt("rejected, client did not provide a certificate", R::ClientCertRequired).by_server(),
        mqtt("rejected, client did not connect using TLS", R::PlaintextToTls).by_server(),
        mqtt("appears to be using TLS to connect to a non-TLS listener", R::NotTlsRelated),
        mqtt("Error: host name verification failed", R::NameMismatch).by_client(),
        mqtt("host name verification failed", R::NameMismatch).by_client(),
        mqtt("Error: A TLS error occurred", R::GenericHandshakeFailure).by_client(),
        mqtt("Connection error: A TLS error occurred", R::GenericHandshakeFailure).by_client(),
        mqtt("Unable to connect (A TLS error occurred.)", R::GenericHandshakeFailure).by_client(),
        mqtt("A TLS error occurred", R::GenericHandshakeFailure).faint().by_client(),
        // The client prints the same queue behind words of its own.
        mqtt("A TLS error occurred*OpenSSL Error[0]:*tlsv1 alert unknown ca", R::PeerRejectedOurCert)
            .by_peer()
            .by_client(),
        mqtt("A TLS error occurred*OpenSSL Error[0]:*sslv3 alert bad certificate", R::PeerRejectedOurCert)
            .by_peer()
            .by_client(),
        mqtt("A TLS error occurred*OpenSSL Error[0]:*sslv3 alert certificate unknown", R::PeerRejectedOurCert)
            .by_peer()
            .by_client(),
        mqtt("A TLS error occurred*OpenSSL Error[0]:*sslv3 alert certificate expired", R::PeerRejectedOurCert)
            .by_peer()
            .by_client(),
        mqtt("Error: Unable to load CA certificates", R::TrustStoreUnavailable),
        mqtt("Error: Unable to load server certificate", R::LocalCredentialError).faint(),
        mqtt("Error: Unable to load server key file", R::LocalCredentialError).faint(),
        mqtt("Error: Unable to load client certificate", R::LocalCredentialError).faint(),
        mqtt("Error: Unable to load client key file", R::LocalCredentialError).faint(),
        mqtt("Error: Server certificate/key are inconsistent", R::LocalCredentialError),
        mqtt("Error: Client certificate/key are inconsistent", R::LocalCredentialError),
        mqtt("Error: Unable to load certificate revocation file", R::RevocationUnavailable),
        mqtt("Error: Both certfile and keyfile must be provided", R::TlsConfigError),
        mqtt("Error: Unable to set TLS ciphers", R::TlsConfigError),
        mqtt("Error: Problem setting TLS options", R::TlsConfigError),
        mqtt("Error: Unsupported TLS version", R::TlsConfigError),
        mqtt("Unsupported tls_version", R::TlsConfigError),
        mqtt("OCSP: SSL certificate revocation reason", R::Revoked),
        mqtt("OCSP: no response received", R::OcspResponseBad),
        mqtt("OCSP: invalid response", R::OcspResponseBad),
        mqtt("OCSP: response verification failed", R::OcspResponseBad),
        mqtt("OCSP: response has expired", R::OcspResponseBad),
        mqtt("disconnected, not authorised", R::NotTlsRelated),
        mqtt("Connection Refused: not authorised", R::NotTlsRelated),
        // Asterisk.
        Row::new("tcptls.c").from(Stack::Asterisk),
        Row::new("iostream.c").from(Stack::Asterisk),
        Row::new("asterisk").from(Stack::Asterisk),
        Row::new("chan_sip").from(Stack::Asterisk),
        Row::new("res_pjsip").from(Stack::Asterisk),
        asterisk("Problem setting up ssl connection", R::GenericHandshakeFailure),
        asterisk("Unable to set up ssl connection", R::GenericHandshakeFailure).faint(),
        asterisk("FILE * open failed", R::GenericHandshakeFailure).faint().by_server(),
        asterisk("Certificate did not verify: ", R::GenericVerifyFailed).faint(),
        asterisk("Certificate common name did not match", R::NameMismatch).by_client(),
        asterisk("No peer SSL certificate to verify", R::ClientCertRequired).by_server(),
        asterisk("No peer ssl certificate", R::ClientCertRequired).by_server(),
        asterisk("SSL error loading cert file", R::LocalCredentialError).faint(),
        asterisk("SSL error loading private key file", R::LocalCredentialError).faint(),
        asterisk("TLS/SSL error loading cert file", R::LocalCredentialError).faint(),
        asterisk("TLS/SSL error loading private key file", R::LocalCredentialError).faint(),
        asterisk("TLS/SSL error loading CA", R::TrustStoreUnavailable),
        asterisk("SSL certificate ok", R::TlsNotFailure).faint(),
        asterisk("TLS/SSL certificate ok", R::TlsNotFailure).faint(),
        asterisk("DTLS failure occurred on RTP instance", R::GenericHandshakeFailure).faint(),
        asterisk("Fingerprint provided by remote party does not match that of peer certificate", R::PinMismatch),
        asterisk("No certificate was provided by the peer", R::ClientCertRequired),
        asterisk("TLS clean shutdown alert reading data", R::TlsNotFailure).faint(),
        asterisk("TLS transaction error", R::UncleanClose).faint(),
        asterisk("Underlying BIO error", R::HandshakeReset).faint(),
        asterisk("Unable to connect SIP socket to", R::NotTlsRelated),
        // PJSIP.
        Row::new("pjsip").from(Stack::Pjsip),
        Row::new("ssl0x").from(Stack::Pjsip),
        Row::new("tlsc0x").from(Stack::Pjsip).by_client(),
        Row::new("tlss0x").from(Stack::Pjsip).by_server(),
        Row::new("PJ_ERRNO").from(Stack::Pjsip),
        pj("TLS connect() error", R::GenericHandshakeFailure).faint().by_client(),
        pj("PJ_SSL_SOCK_ERRNO", R::GenericHandshakeFailure).faint(),
        pj("SSL_ERROR_SSL (Handshake)", R::GenericHandshakeFailure).faint(),
        pj("SSL_ERROR_SYSCALL (Handshake)", R::HandshakeReset),
        pj("SSL_ERROR_SYSCALL, no SSL error", R::HandshakeEof),
        pj("TLS transport destroyed with reason", R::GenericHandshakeFailure).faint(),
        pj("SSL timeout after", R::HandshakeTimeout),
        pj("RFC 5922 (section 7.2) does not allow TLS wildcard", R::NameMismatch),
        pj("The server identity does not match to any identities specified in the certificate", R::NameMismatch),
        pj("The certificate has expired or not yet valid", R::ExpiredOrNotYetValid),
        pj("One or more fields of the certificate cannot be decoded", R::Malformed),
        pj("The CRL certificate cannot be found", R::RevocationUnavailable),
        pj("The certificate chain length is too long", R::ChainLimits),
        pj("The issuer certificate cannot be found", R::UnknownIssuer),
        pj("The certificate or issuer is untrusted", R::UnknownIssuer),
        pj("The certificate is untrusted", R::UnknownIssuer),
        pj("The server certificate does not match", R::NameMismatch).faint(),
        pj("is discarded because certificate verification failed", R::GenericVerifyFailed).by_server(),
        pj("Error loading certificate chain file", R::LocalCredentialError).faint(),
        pj("Error loading private key file", R::LocalCredentialError).faint(),
        pj("Error loading CA list", R::TrustStoreUnavailable),
        pj("SIP TLS is ready", R::TlsNotFailure).faint(),
        pj("SIP TLS listener is ready", R::TlsNotFailure).faint(),
        pj("Unsupported transport (PJSIP_EUNSUPTRANSPORT)", R::NotTlsRelated),
        // Unbound and DNS over TLS.
        Row::new("unbound").from(Stack::Unbound),
        Row::new("libunbound").from(Stack::Unbound),
        upstream("ssl handshake failed crypto error", R::GenericHandshakeFailure).faint(),
        upstream("error: ssl handshake failed crypto error:00000000", R::GenericHandshakeFailure)
            .retry(crate::RetryAdvice::Never),
        // It shows no certificate to those it forwards to, so that only its own clients can refuse one.
        clients("ssl handshake failed crypto error:*alert unknown ca"),
        clients("ssl handshake failed crypto error:*alert bad certificate"),
        clients("ssl handshake failed crypto error:*alert certificate unknown"),
        upstream("notice: ssl handshake failed", R::GenericHandshakeFailure).faint(),
        upstream("ssl handshake cert error", R::GenericVerifyFailed).faint(),
        upstream("SSL connection to * failed", R::GenericHandshakeFailure).faint(),
        upstream("SSL_handshake syscall: Connection reset by peer", R::HandshakeReset),
        upstream("SSL_handshake syscall: Connection timed out", R::HandshakeTimeout),
        upstream("SSL_handshake syscall:", R::HandshakeReset).faint(),
        upstream("SSL_read syscall: Connection reset by peer", R::UncleanClose),
        upstream("SSL_write syscall: Broken pipe", R::UncleanClose),
        unbound("no name verification functionality in ssl library", R::TlsConfigError),
        unbound("no name verification functionality in ssl library, ignored name for", R::TlsConfigError),
        unbound("SSL upstream requested but no SSL context", R::TlsConfigError),
        unbound("error: no tls-service-pem file specified", R::TlsConfigError),
        unbound("error: no tls-service-key file specified", R::TlsConfigError),
        unbound("Error in SSL_CTX verify locations", R::TrustStoreUnavailable),
        unbound("error in SSL_CTX verify", R::TrustStoreUnavailable).faint(),
        unbound("Error setting up SSL_CTX client cert", R::LocalCredentialError).faint(),
        unbound("Error setting up SSL_CTX client key", R::LocalCredentialError).faint(),
        unbound("error in SSL_CTX use_certificate_chain_file", R::LocalCredentialError).faint(),
        unbound("Server presented no peer certificate", R::ClientCertRequired),
        unbound("remote control failed ssl", R::GenericHandshakeFailure).faint().by_server(),
        unbound("is not using TLS, but plain transfer", R::TlsNotFailure).faint(),
        unbound("failed to validate <", R::NotTlsRelated).faint(),
        unbound("validation failure <", R::NotTlsRelated).seen("DNSSEC"),
        unbound("no signatures over NSEC", R::NotTlsRelated),
        unbound("signature crypto failed", R::NotTlsRelated).seen("DNSSEC"),
        unbound("signature expired from", R::NotTlsRelated).seen("DNSSEC"),
        unbound("unbound-anchor:", R::NotTlsRelated).faint(),
        // FreeRDP and RDP.
        rdp("The above X.509 certificate could not be verified", R::GenericVerifyFailed).decisive().at(Hop::Direct),
        Row::new("freerdp").from(Stack::Freerdp).by_client(),
        Row::new("[com.freerdp").from(Stack::Freerdp).by_client(),
        Row::new("xfreerdp").from(Stack::Freerdp).by_client(),
        Row::new("remmina").from(Stack::Freerdp).by_client(),
        rdp("ERRCONNECT_TLS_CONNECT_FAILED", R::GenericHandshakeFailure),
        rdp("SSL_read: Failure in SSL library (protocol error?)", R::GenericHandshakeFailure),
        rdp("SSL_write: Failure in SSL library (protocol error?)", R::GenericHandshakeFailure),
        rdp("SSL_connect: Failure in SSL library (protocol error?)", R::GenericHandshakeFailure),
        rdp("freerdp_set_last_error_ex resetting error state", R::NotTlsRelated).faint(),
        rdp("ERRCONNECT_LOGON_FAILURE", R::NotTlsRelated).faint(),
        rdp("ERRCONNECT_CONNECT_TRANSPORT_FAILED", R::NotTlsRelated).faint(),
        rdp("ERRCONNECT_DNS_NAME_NOT_FOUND", R::NotTlsRelated).faint(),
        rdp("ERRCONNECT_CONNECT_CANCELLED", R::NotTlsRelated).faint(),
        rdp("ERRINFO_", R::NotTlsRelated).faint(),
        rdp("ERRCONNECT_SECURITY_NEGO_CONNECT_FAILED", R::GenericHandshakeFailure).faint(),
        rdp("WARNING: CERTIFICATE NAME MISMATCH!", R::NameMismatch),
        rdp("WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! * certificate", R::PinMismatch),
        rdp("!!! Certificate has changed !!!", R::PinMismatch),
        rdp("!!!Certificate for", R::PinMismatch),
        rdp("The host key for * has changed", R::PinMismatch),
        rdp("has changed. This could either mean that DNS SPOOFING is happening", R::PinMismatch).faint(),
        rdp("The hostname used for this connection (*) does not match", R::NameMismatch),
        rdp("does not match the name given in the certificate", R::NameMismatch),
        rdp("does not match any of the names given in the certificate", R::NameMismatch),
        rdp("Certificate verification failure '", R::GenericVerifyFailed).faint(),
        rdp("Certificate verification failure 'self signed certificate (18)'", R::SelfSignedLeaf),
        rdp("Certificate verification failure 'unable to get local issuer certificate (20)'", R::UnknownIssuer),
        rdp("A valid certificate for the wrong name should NOT be trusted", R::NameMismatch),
        rdp("tls_verify_certificate: certificate not trusted, aborting", R::GenericVerifyFailed).faint(),
        rdp("certificate not trusted, aborting", R::GenericVerifyFailed).faint(),
        rdp("freerdp_tls_handshake failed", R::GenericHandshakeFailure).faint(),
        rdp("TLS connect failed", R::GenericHandshakeFailure).faint(),
        rdp("BIO_do_handshake failed", R::GenericHandshakeFailure).faint(),
        rdp("BIO_read returned a system error 104", R::HandshakeReset).faint(),
        rdp("Protocol Security Negotiation Failure", R::GenericHandshakeFailure).faint(),
        rdp("ERRCONNECT_LOGON_FAILURE", R::NotTlsRelated),
        rdp("ERRCONNECT_CONNECT_FAILED", R::NotTlsRelated),
        rdp("ERRCONNECT_DNS_NAME_NOT_FOUND", R::NotTlsRelated),
        rdp("ERRCONNECT_AUTHENTICATION_FAILED", R::NotTlsRelated),
        // Barrier, Deskflow, Synergy.
        synergy("ssl certificate doesn't exist", R::LocalCredentialError),
        synergy("could not use ssl certificate", R::LocalCredentialError).faint(),
        synergy("could not use ssl private key", R::LocalCredentialError).faint(),
        synergy("could not verify ssl private key", R::LocalCredentialError),
        synergy("tls certificate doesn't exist", R::LocalCredentialError),
        synergy("could not use tls certificate", R::LocalCredentialError).faint(),
        synergy("could not use tls private key", R::LocalCredentialError).faint(),
        synergy("failed to connect secure socket", R::GenericHandshakeFailure).faint().by_client(),
        synergy("failed to accept secure socket", R::GenericHandshakeFailure).faint().by_server(),
        synergy("failed to verify server certificate fingerprint", R::PinMismatch).by_client(),
        synergy("failed to verify peer certificate fingerprint", R::PinMismatch),
        synergy("fingerprint does not match trusted fingerprint", R::PinMismatch),
        synergy("client might not have TLS enabled", R::PlaintextToTls).by_server(),
        synergy("server might not have TLS enabled", R::NotTls).by_client(),
        synergy("client connection may not be secure", R::PlaintextToTls).by_server(),
        synergy("tls error occurred (system call failure)", R::HandshakeReset).faint(),
        synergy("ssl error occurred (system call failure)", R::HandshakeReset).faint(),
        synergy("openssl error occurred, unable to determine reason", R::GenericHandshakeFailure).faint(),
        synergy("an EOF violates the protocol", R::HandshakeEof),
        synergy("secure socket error: SSL_ERROR_SYSCALL", R::HandshakeReset).faint(),
        synergy("SSL_ERROR_SYSCALL*EOF violates the protocol", R::HandshakeEof),
        synergy("eof violates tls protocol", R::UncleanClose),
        synergy("eof violates ssl protocol", R::UncleanClose),
        synergy("network encryption protocol:", R::TlsNotFailure).faint(),
        synergy("connected to secure socket", R::TlsNotFailure).faint(),
        synergy("accepted secure socket", R::TlsNotFailure).faint(),
        // ClickHouse, through Poco.
        Row::new("Poco::Exception").from(Stack::Clickhouse),
        Row::new("clickhouse").from(Stack::Clickhouse),
        Row::new("DB::NetException").from(Stack::Clickhouse),
        Row::new("Unacceptable certificate from").means(R::GenericVerifyFailed).from(Stack::Clickhouse).by_client(),
        Row::new("SSL Exception: error:").from(Stack::Clickhouse),
        Row::new("Poco::Exception. Code: 1000, * SSL Exception:").from(Stack::Clickhouse),
        // Tor, whose directories have certificates of their own.
        Row::new("Connection died in state 'handshaking (TLS)")
            .means(R::HandshakeEof)
            .by_client()
            .from(Stack::Tor)
            .seen("Tor 0.2-0.4: connection_or.c"),
        Row::new("connections died in state handshaking (TLS)").means(R::HandshakeEof).by_client().from(Stack::Tor),
        Row::new("connections died in state connect()ing with SSL state (No SSL object)")
            .means(R::NotTlsRelated)
            .from(Stack::Tor),
        Row::new("Tor[").from(Stack::Tor),
        Row::new("[notice] Bootstrapped").from(Stack::Tor),
        Row::new("Problem bootstrapping. Stuck at").from(Stack::Tor).by_client(),
        Row::new("TLSERROR").means(R::GenericHandshakeFailure).from(Stack::Tor).by_client().faint(),
        Row::new("TLS error while handshaking").means(R::GenericHandshakeFailure).from(Stack::Tor).faint(),
        Row::new("certificate from directory authority").means(R::NotTlsRelated).from(Stack::Tor).decisive(),
        Row::new("Our clock is * behind the time published in the consensus").means(R::NotTlsRelated).from(Stack::Tor),
        // Mosquitto: MQTT's own disconnections.
        mqtt("Bad socket read/write on client *: A TLS error occurred", R::GenericHandshakeFailure).faint(),
        mqtt("Error: Unable to create TLS context", R::TlsConfigError),
        mqtt("Error: Problem setting TLS-PSK options", R::TlsConfigError),
        mqtt("Error: Only one of --psk or --cafile/--capath may be used at once", R::TlsConfigError),
        mqtt("Error when reloading certificate", R::LocalCredentialError),
        mqtt("Error: Empty psk for identity", R::PskOrTicket),
        mqtt("Warning: TLS support not available", R::TlsConfigError),
        // Paho: MQTT clients of C.
        Row::new("SSLSocket error # in SSL_read").means(R::UncleanClose).from(Stack::Openssl).by_client().faint(),
        Row::new("SSLSocket error (5) in SSL_read").means(R::UncleanClose).from(Stack::Openssl).by_client(),
        Row::new("SSLSocket error (5) in SSL_write").means(R::UncleanClose).from(Stack::Openssl).by_client(),
        Row::new("SSLSocket error (5) in SSL_connect").means(R::HandshakeReset).from(Stack::Openssl).by_client(),
        Row::new("SSLSocket error").from(Stack::Openssl).by_client(),
        Row::new("X509_check_host for hostname * failed").means(R::NameMismatch).from(Stack::Openssl).by_client(),
        mqtt("Socket error on client", R::NotTlsRelated).faint(),
        mqtt("disconnected due to protocol error", R::NotTlsRelated).faint(),
        mqtt("disconnected due to malformed packet", R::NotTlsRelated).faint(),
        mqtt("has exceeded timeout, disconnecting", R::NotTlsRelated).faint(),
        // 2.1 prints its queue so, as broker, as bridge and as client; an alert in it is mostly a client's to a broker.
        Row::new("OpenSSL Error while trying to get the error[").from(Stack::Mosquitto),
        Row::new("OpenSSL Error while trying to get the error[#]: *alert").from(Stack::Mosquitto).by_server(),
        Row::new("disconnected: Protocol error").from(Stack::Mosquitto).by_server(),
    ],
};
