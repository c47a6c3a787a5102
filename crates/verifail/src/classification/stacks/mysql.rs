//! MySQL and MariaDB: clients, servers, and the libraries of other languages.

use super::super::codes::OPENSSL_VERIFY;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn client(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("MySQL 5.5-9 client.cc, viosslfactories.c; MariaDB Connector/C 3")
}

const fn server(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().seen("MySQL 5.5-9 errmsg; MariaDB 10-11")
}

/// Texts of MySQL and MariaDB.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Mysql,
    rows: &[
        Row::new("caching_sha2_password plugin was built with GnuTLS support")
            .means(R::NotTlsRelated)
            .decisive()
            .seen("MariaDB Connector/C: a password is encrypted, no connection"),
        Row::new("Incorrect ASN1 tag value found").means(R::Malformed).by_client().seen("MariaDB Connector/C"),
        Row::new("ERROR 2026 (HY000)").by_client(),
        Row::new("TLS/SSL error:").by_client(),
        // Galera, which is a library of the server.
        Row::new("WSREP:").from(Stack::Mysql),
        Row::new("galerautils/src/gu_asio"),
        client("Initializing SSL context failed", R::TlsConfigError)
            .faint()
            .by_either()
            .seen("Galera 3-4: gu_asio.cpp"),
        client("To enable SSL at least both of", R::TlsConfigError).by_either().seen("Galera 3-4: gu_asio.cpp"),
        Row::new("mysql"),
        Row::new("mariadb"),
        Row::new("CR_SSL_CONNECTION_ERROR"),
        client("SSL connection error", R::GenericHandshakeFailure).faint(),
        client("SSL connection error: error:00000000:lib(0)", R::GenericHandshakeFailure),
        client("SSL connection error: unknown error number", R::GenericHandshakeFailure),
        client("SSL connection error: socket layer receive error", R::HandshakeReset),
        client("SSL connection error: protocol version mismatch", R::ProtocolVersion),
        client("SSL connection error: ASN: bad other signature confirmation", R::BadSignature).seen("yaSSL"),
        client("SSL connection error: ASN: before date in the future", R::NotYetValid).seen("yaSSL"),
        client("SSL connection error: ASN: after date in the past", R::Expired).seen("yaSSL"),
        client("SSL connection error: certificate is invalid", R::GenericVerifyFailed).seen("yaSSL"),
        client("SSL connection error: SSL_CTX_set_default_verify_paths failed", R::TrustStoreUnavailable),
        client("SSL connection error: Certificate signature check failed", R::BadSignature).seen("MariaDB, SChannel"),
        client("SSL_CTX_set_default_verify_paths failed", R::TrustStoreUnavailable),
        client("SSL_CTX_load_verify_locations failed", R::TrustStoreUnavailable),
        client("SSL connection error: Unable to get private key", R::LocalCredentialError).faint(),
        client("SSL connection error: Unable to get certificate", R::LocalCredentialError).faint(),
        client("SSL_CTX_set_tmp_dh failed", R::TlsConfigError),
        client("Unable to get private key", R::LocalCredentialError).faint(),
        client("Unable to get certificate from", R::LocalCredentialError).faint(),
        client("Private key does not match the certificate public key", R::LocalCredentialError),
        client("CA certificate is required if ssl-mode is VERIFY_CA or VERIFY_IDENTITY", R::TlsConfigError),
        client("SSL connection error: SSL is required but the server doesn't support it", R::NotTls),
        client("SSL is required but the server doesn't support it", R::NotTls),
        client("SSL is required, but the server does not support it", R::NotTls),
        client("Server does not support secure connection", R::NotTls).seen("mysqljs"),
        client("Failed to verify the server certificate", R::GenericVerifyFailed),
        client("SSL certificate validation failure", R::NameMismatch),
        client("Validation of SSL server certificate failed", R::NameMismatch),
        client("Certificate verification failure: The certificate is NOT trusted", R::GenericVerifyFailed),
        client("Certificate verification failure", R::GenericVerifyFailed),
        client("Fingerprint validation of peer certificate failed", R::PinMismatch),
        client("Fingerprint verification of server certificate failed", R::PinMismatch),
        client("Certificate subject name doesn't match specified hostname", R::NameMismatch),
        client("Peer certificate subject name doesn't match", R::NameMismatch),
        client("Peer certificate is not trusted", R::UnknownIssuer),
        client("Peer certificate verification failed", R::GenericVerifyFailed),
        client("Server certificate validation failed", R::GenericVerifyFailed),
        client("Certificate not yet valid or expired", R::ExpiredOrNotYetValid),
        client("Received error packet before completion of TLS handshake", R::HandshakeEof),
        client("TLS/SSL error: length mismatch", R::ProtocolViolation),
        client("TLS/SSL error: unsupported protocol", R::ProtocolVersion),
        client("TLS/SSL error: No such file or directory", R::TlsConfigError),
        client("TLS/SSL error: Connection reset by peer", R::HandshakeReset),
        client("TLS/SSL error: unexpected eof while reading", R::HandshakeEof),
        client("TLS/SSL error: Success (0)", R::HandshakeEof),
        client("TLS/SSL error: The certificate is not trusted", R::GenericVerifyFailed),
        client("verify return: #", R::GenericVerifyFailed).decodes(&OPENSSL_VERIFY).faint(),
        client("Lost connection to MySQL server at 'reading initial communication packet'", R::NotTlsRelated),
        client("Lost connection to server at 'handshake: reading initial communication packet'", R::NotTlsRelated),
        client("Lost connection to MySQL server at 'waiting for initial communication packet'", R::NotTlsRelated),
        client("Lost connection to MySQL server during query", R::NotTlsRelated),
        client("Can't connect to MySQL server on", R::NotTlsRelated),
        client("Can't connect to local MySQL server through socket", R::NotTlsRelated),
        client("Access denied for user", R::NotTlsRelated),
        client("Authentication plugin 'caching_sha2_password' cannot be loaded", R::NotTlsRelated),
        client("caching_sha2_password' reported error: Authentication requires secure connection", R::TlsConfigError),
        client("Authentication requires secure connection", R::TlsConfigError),
        client("Public Key Retrieval is not allowed", R::NotTlsRelated),
        client("Connections using insecure transport are prohibited", R::TlsConfigError),
        // The server.
        server("SSL error: Unable to get certificate from", R::LocalCredentialError).faint(),
        server("SSL error: Unable to get private key from", R::LocalCredentialError).faint(),
        server("Failed to set up SSL because of the following SSL library error", R::LocalCredentialError).faint(),
        server("Failed to setup SSL", R::LocalCredentialError).faint(),
        server("SSL_accept failed", R::GenericHandshakeFailure).faint().from(Stack::Shared),
        server("Got an error reading communication packets", R::NotTlsRelated),
        server("CA certificate * is self signed", R::TlsNotFailure).faint(),
        server("Channel mysql_main configured to support TLS", R::TlsNotFailure).faint(),
        server("TLS version TLSv1 is unsupported", R::TlsNotFailure).faint(),
        server("A deprecated TLS version TLSv1", R::TlsNotFailure).faint(),
        server("Auto generated SSL certificates are placed in data directory", R::TlsNotFailure).faint(),
        // libattachsql, drivers.
        client("SSL read/write fail", R::GenericHandshakeFailure).faint(),
        client("tls: error sending/receiving", R::GenericHandshakeFailure).faint(),
    ],
};
