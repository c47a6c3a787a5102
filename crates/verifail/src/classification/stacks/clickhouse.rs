//! ClickHouse: Poco's exceptions around BoringSSL, or the OpenSSL of newer builds.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Poco NetSSL_OpenSSL, ClickHouse 20-25")
}

/// Texts of ClickHouse.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Clickhouse,
    rows: &[
        Row::new("Poco::Exception. Code: 1000"),
        Row::new("DB::NetException"),
        Row::new("DB::Exception"),
        Row::new("DB::Exception: Received from").at(Hop::OriginToUpstream).seen("a client repeats what a server met"),
        Row::new("clickhouse"),
        Row::new("Net Exception: SSL Exception: ").seen("Poco"),
        // A server tells of its clients.
        Row::new("ServerErrorHandler").by_server(),
        Row::new("TCPHandler").by_server(),
        Row::new("HTTPHandler").by_server(),
        Row::new("MySQLHandler").by_server(),
        // Poco.
        says("SSL Exception: ", R::GenericHandshakeFailure).faint(),
        says("SSL connection unexpectedly closed", R::HandshakeEof),
        says("Unacceptable certificate from ", R::GenericVerifyFailed).by_client(),
        says("Invalid certificate: ", R::GenericVerifyFailed).faint(),
        says("Certificate verification error: ", R::GenericVerifyFailed).faint(),
        says("Certificate validation error: ", R::GenericVerifyFailed).faint(),
        says("Cannot load default CA certificates", R::TrustStoreUnavailable),
        says("Cannot load CA file/directory", R::TrustStoreUnavailable),
        says("Error loading certificate", R::LocalCredentialError),
        says("Error loading private key", R::LocalCredentialError),
        says("Certificate file is not set", R::LocalCredentialError),
        says("SSL context exception: ", R::TlsConfigError).faint(),
        says("SSL support for ClickHouse was disabled", R::TlsConfigError),
        Row::new("SSL Exception: error:*HTTP_REQUEST").means(R::PlaintextToTls).by_server(),
        // Beside TLS.
        says("Code: 209. DB::NetException: Timeout exceeded", R::NotTlsRelated),
        says("Code: 210. DB::NetException: Connection refused", R::NotTlsRelated),
        says("Code: 516. DB::Exception: ", R::NotTlsRelated),
    ],
};
