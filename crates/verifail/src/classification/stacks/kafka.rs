//! Kafka's clients beside the Java one: librdkafka and what wraps it, Sarama, kafka-python.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("librdkafka 0.9-2.10: rdkafka_ssl.c, rdkafka_transport.c")
}

/// Texts of Kafka's clients.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Librdkafka,
    rows: &[
        Row::new("rdkafka").by_client(),
        Row::new("librdkafka").by_client(),
        Row::new("in state SSL_HANDSHAKE)").by_client(),
        Row::new("KafkaError{code=").by_client(),
        Row::new("cimpl.KafkaException").by_client(),
        // Verification.
        says("Failed to verify broker certificate", R::GenericVerifyFailed).faint(),
        says("broker certificate could not be verified", R::GenericVerifyFailed).faint(),
        says("Broker did not provide a certificate", R::GenericVerifyFailed),
        says("Failed to verify peer certificate", R::GenericVerifyFailed).faint(),
        says("SSL_VRFY", R::GenericVerifyFailed).faint(),
        // The handshake.
        says("/bootstrap: SSL handshake failed:", R::GenericHandshakeFailure).faint(),
        says("Disconnected: connecting to a PLAINTEXT broker listener?", R::HandshakeEof),
        says("connecting to a PLAINTEXT broker listener?", R::NotTls),
        says(
            "Disconnected while requesting ApiVersion: might be caused by incorrect security.protocol",
            R::NotTlsRelated,
        ),
        says("verify that security.protocol is correctly configured, broker might require SASL", R::NotTlsRelated),
        says("client SSL authentication might be required (see ssl.key.location", R::ClientCertRequired).faint(),
        says("SSL handshake failed: Disconnected", R::HandshakeEof),
        says("SSL transport error:", R::UncleanClose).faint(),
        says("Local: SSL error", R::GenericHandshakeFailure).faint(),
        says("Receive failed: SSL transport error", R::UncleanClose),
        says("Send failed: SSL transport error", R::UncleanClose),
        // Files and settings.
        says("ssl.ca.location failed:", R::TrustStoreUnavailable),
        says("ssl.ca.pem failed:", R::TrustStoreUnavailable),
        says("Failed to load CA certificate", R::TrustStoreUnavailable),
        says("failed to read certificates from Windows certificate", R::TrustStoreUnavailable),
        says("OpenSSL's default CA certificate paths are incorrect", R::TrustStoreUnavailable),
        says("ssl.certificate.location failed:", R::LocalCredentialError),
        says("ssl.certificate.pem failed:", R::LocalCredentialError),
        says("ssl.key.location failed:", R::LocalCredentialError),
        says("ssl.key.pem failed:", R::LocalCredentialError),
        says("ssl.key.password failed:", R::LocalCredentialError),
        says("Failed to read ssl.keystore", R::LocalCredentialError),
        says("Failed to parse PKCS#12 file", R::LocalCredentialError),
        says("ssl.crl.location failed:", R::RevocationUnavailable),
        says("ssl.cipher.suites failed:", R::TlsConfigError),
        says("ssl.sigalgs.list failed:", R::TlsConfigError),
        says("ssl.curves.list failed:", R::TlsConfigError),
        says("OpenSSL not available at build time", R::TlsConfigError),
        says("Provider for SASL mechanism", R::NotTlsRelated),
        // Notices, and what is no matter of TLS.
        says("Broker SSL certificate verified", R::TlsNotFailure).faint(),
        says("Enabled hostname verification using method", R::TlsNotFailure).faint(),
        says("Loading CA certificate", R::TlsNotFailure).faint(),
        says("Setting default CA certificate location to", R::TlsNotFailure).faint(),
        says("NoBrokersAvailable", R::NotTlsRelated).faint().from(Stack::Python),
        says("client has run out of available brokers to talk to", R::NotTlsRelated).faint().from(Stack::Go),
        says("Local: Broker transport failure", R::NotTlsRelated).faint(),
        says("Local: All broker connections are down", R::NotTlsRelated).faint(),
        says("Disconnected (after * in state UP", R::NotTlsRelated).faint(),
        says("Connection setup timed out in state CONNECT", R::NotTlsRelated),
        says("Connection setup timed out in state SSL_HANDSHAKE", R::HandshakeTimeout),
        says("SASL authentication error", R::NotTlsRelated).faint(),
        says("Unexpected Kafka request of type", R::NotTlsRelated).by_server().from(Stack::Kafka),
        says("during SASL handshake", R::NotTlsRelated).faint().from(Stack::Kafka),
        says("during SASL authentication", R::NotTlsRelated).faint().from(Stack::Kafka),
        Row::new("[sarama").from(Stack::Go).by_client(),
        Row::new("client/metadata got error from broker").from(Stack::Go).by_client(),
        Row::new("kafka/conn.py").from(Stack::Python).by_client(),
        Row::new("kafka.conn").from(Stack::Python).by_client(),
    ],
};
