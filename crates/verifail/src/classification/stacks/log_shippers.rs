//! What ships logs: Beats, Logstash, Fluentd, Fluent Bit, syslog-ng, systemd-netlogd. rsyslog is in `rsyslog.rs`.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn beats(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .by_client()
        .seen("Beats 1-9: libbeat transport, elastic-agent-libs transport/tlscommon")
}

const fn logstash(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .from(Stack::Logstash)
        .seen("logstash-input-beats 2-7, logstash-output-elasticsearch, Manticore")
}

const fn bit(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::FluentBit).seen("Fluent Bit 1-4: src/tls/openssl.c, flb_io_tls.c")
}

const fn ng(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .from(Stack::SyslogNg)
        .seen("syslog-ng 3.0-4.9: lib/transport/tls-context.c, tls-verifier.c")
}

/// Texts of log shippers.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Beats,
    rows: &[
        Row::new("filebeat").by_client(),
        Row::new("metricbeat").by_client(),
        Row::new("libbeat").by_client(),
        Row::new("Failed to connect to backoff(").by_client(),
        beats("SSL client failed to connect with:", R::GenericHandshakeFailure).faint().from(Stack::Go),
        beats("SSL client failed to connect with: EOF", R::HandshakeEof).from(Stack::Go),
        beats("SSL client failed to connect with: read tcp * i/o timeout", R::HandshakeTimeout).from(Stack::Go),
        beats("SSL client failed to connect with: read tcp * connection reset by peer", R::HandshakeReset)
            .from(Stack::Go),
        beats("failed to connect with: dial tcp", R::NotTlsRelated).faint(),
        beats("TLS handshake failed with:", R::GenericHandshakeFailure).faint(),
        beats("Failed to tls handshake with", R::GenericHandshakeFailure).faint(),
        beats("The provided CA certificate pin doesn't match", R::PinMismatch),
        beats("provided CA certificate pins doesn't match", R::PinMismatch),
        beats("failed to find 'CA' in", R::TrustStoreUnavailable),
        beats("fail to load CAs", R::TrustStoreUnavailable),
        beats("Failed reading CA certificate", R::TrustStoreUnavailable),
        beats("Failed loading client certificate", R::LocalCredentialError),
        beats("SSL/TLS verifications disabled", R::TlsNotFailure).faint(),
        beats("Error publishing events (retrying): EOF", R::NotTlsRelated).faint(),
        beats("lumberjack protocol error", R::NotTlsRelated),
        // Logstash.
        Row::new("logstash").from(Stack::Logstash),
        Row::new("[logstash.inputs").from(Stack::Logstash).by_server(),
        Row::new("[logstash.outputs").from(Stack::Logstash).by_client(),
        Row::new("[org.logstash.beats").from(Stack::Logstash).by_server(),
        Row::new("Manticore::").from(Stack::Logstash).by_client(),
        logstash("Looks like you either have a bad certificate, an invalid key", R::LocalCredentialError),
        logstash("private key was not in PKCS8 format", R::LocalCredentialError),
        logstash("not an SSL/TLS record", R::PlaintextToTls).by_server().faint(),
        logstash("[org.logstash.beats.BeatsHandler] Exception: not an SSL/TLS record", R::PlaintextToTls).by_server(),
        logstash("Invalid version of beats protocol", R::NotTlsRelated).faint(),
        logstash("Invalid Frame Type, received:", R::NotTlsRelated).faint().seen("TLS to a port without"),
        logstash("Parser::UnsupportedProtocol", R::NotTlsRelated),
        logstash("Attempted to resurrect connection to dead ES instance", R::NotTlsRelated).faint(),
        logstash("You have enabled encryption but DISABLED certificate verification", R::TlsNotFailure).faint(),
        logstash("WARNING Detected UNSAFE options", R::TlsNotFailure).faint(),
        logstash("Certificate not found: ", R::LocalCredentialError).faint(),
        // Fluent Bit and Fluentd.
        Row::new("fluent-bit").from(Stack::FluentBit),
        Row::new("flb_io_tls.c").from(Stack::FluentBit).by_client(),
        Row::new("[error] [tls]").from(Stack::FluentBit),
        bit("[tls] error:", R::GenericHandshakeFailure).faint(),
        bit("[tls] error: unexpected EOF", R::HandshakeEof),
        bit("[tls] error: unexpected EOF with reason: certificate verify failed", R::GenericVerifyFailed),
        bit("[tls] connection * SSL_connect: error in", R::GenericHandshakeFailure).faint(),
        bit("[tls] certificate verification failed", R::GenericVerifyFailed).faint(),
        bit("[io_tls] flb_io_tls.c", R::GenericHandshakeFailure).faint().from(Stack::Mbedtls),
        bit("X509 - Certificate verification failed, e.g. CRL, CA or signature check", R::GenericVerifyFailed)
            .by_client()
            .from(Stack::Mbedtls),
        bit("[tls] certificate at * is not loaded", R::TrustStoreUnavailable).faint(),
        bit("could not get peer's certificate", R::GenericVerifyFailed),
        bit("failed to flush chunk", R::NotTlsRelated).faint(),
        Row::new("fluent-plugin").from(Stack::Ruby),
        Row::new("failed to flush the buffer").from(Stack::Ruby).by_client(),
        Row::new("unexpected error before accepting TLS connection")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_server()
            .from(Stack::Ruby),
        Row::new("error before accepting TLS connection")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_server()
            .from(Stack::Ruby),
        // syslog-ng.
        Row::new("syslog-ng").from(Stack::SyslogNg).by_either(),
        ng("Certificate validation failed; subject=", R::GenericVerifyFailed).by_either().faint(),
        ng("SSL error while reading stream", R::GenericHandshakeFailure).by_either().faint(),
        ng("SSL error while writing stream", R::GenericHandshakeFailure).by_either().faint(),
        ng("Certificate accepted, but the certificate could not be verified", R::TlsNotFailure).faint(),
        ng("Certificate is not trusted", R::GenericVerifyFailed).by_either().faint(),
        ng("Certificate subject does not match configured hostname", R::NameMismatch).by_client(),
        ng("Untrusted but accepting", R::TlsNotFailure).faint(),
        ng("Invalid certificate found in chain, basicConstraints.ca is unset", R::CaViolation).by_either(),
        ng("Invalid certificate found in chain", R::CaViolation).by_either().faint(),
        ng("Certificate valid, but fingerprint constraints were not met, rejecting", R::PinMismatch).by_either(),
        ng("Certificate valid, but DN constraints were not met, rejecting", R::PinMismatch).by_either(),
        ng("Error setting up TLS session context", R::TlsConfigError),
        ng("tls() options specified for a transport that doesn't allow TLS encryption", R::TlsConfigError),
        ng("transport(tls) was specified, but tls() options missing", R::TlsConfigError),
        ng("Error loading crl_dir()", R::RevocationUnavailable),
        ng("Error opening trusted CA", R::TrustStoreUnavailable),
        ng("unknown peer-verify() argument", R::TlsConfigError),
        ng("Error while obtaining the private key", R::LocalCredentialError),
        ng("Error initializing message pipeline", R::NotTlsRelated).faint(),
        ng("Syslog connection established", R::NotTlsRelated).faint(),
        // systemd-netlogd.
        Row::new("netlogd").from(Stack::SyslogNg).by_client(),
        Row::new("preverify_ok=1 error=0/ok").means(R::TlsNotFailure).from(Stack::SyslogNg).faint(),
        Row::new("SSL_get_error()=5").means(R::GenericHandshakeFailure).faint().at(Hop::Direct).from(Stack::SyslogNg),
        Row::new("SSL_get_error()=1").means(R::GenericHandshakeFailure).faint().at(Hop::Direct).from(Stack::SyslogNg),
    ],
};
