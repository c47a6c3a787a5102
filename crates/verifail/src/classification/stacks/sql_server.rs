//! SQL Server's drivers: ODBC, the JDBC driver, SqlClient, tedious. The engine's own words follow `SSL Provider:`.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn odbc(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("ODBC Driver 11-18 for SQL Server, SQL Native Client, DBNETLIB")
}

const fn jdbc(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().from(Stack::MssqlJdbc).seen("mssql-jdbc 4-13: SQLServerResource.java")
}

const fn net(text: &'static str, reason: R) -> Row {
    Row::new(text)
        .means(reason)
        .by_client()
        .from(Stack::Dotnet)
        .seen("System.Data.SqlClient, Microsoft.Data.SqlClient 1-6")
}

/// Texts of SQL Server's drivers.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::MssqlOdbc,
    rows: &[
        Row::new("ODBC Driver * for SQL Server").by_client(),
        Row::new("(SQLDriverConnect)").by_client(),
        Row::new("Sqlcmd: Error:").by_client(),
        odbc("SSL Provider: [error:", R::GenericHandshakeFailure).from(Stack::Openssl).faint(),
        odbc("SSL-Anbieter:", R::GenericHandshakeFailure).from(Stack::Schannel).faint(),
        odbc("certificate verify failed:subject name does not match host name", R::NameMismatch).from(Stack::Openssl),
        odbc("[DBNETLIB]SSL Security error", R::GenericHandshakeFailure).from(Stack::Schannel).faint(),
        odbc("SSL Security error", R::GenericHandshakeFailure).from(Stack::Schannel).faint(),
        odbc("Encryption not supported on the client", R::TlsConfigError),
        odbc("Encryption not supported on SQL Server", R::NotTls),
        odbc("The instance of SQL Server you attempted to connect to does not support encryption", R::NotTls),
        odbc("The instance of SQL Server you attempted to connect to requires encryption", R::NotTlsRelated).faint(),
        odbc("TCP Provider: Error code 0x2746", R::NotTlsRelated).faint(),
        odbc("TCP Provider: Error code 0x68", R::NotTlsRelated).faint(),
        odbc("TCP Provider: Timeout error [258]", R::NotTlsRelated).faint(),
        odbc("Login timeout expired", R::NotTlsRelated).faint(),
        odbc("Data source name not found and no default driver specified", R::NotTlsRelated),
        odbc("Login failed for user", R::NotTlsRelated).faint(),
        odbc("Cannot open server '*' requested by the login", R::NotTlsRelated).faint(),
        odbc("A network-related or instance-specific error", R::NotTlsRelated).faint(),
        // The JDBC driver.
        Row::new("com.microsoft.sqlserver.jdbc").from(Stack::MssqlJdbc).by_client(),
        jdbc("The driver could not establish a secure connection to SQL Server", R::GenericHandshakeFailure).faint(),
        jdbc("SQL Server did not return a response. The connection has been closed", R::HandshakeEof),
        jdbc("SQL Server returned an incomplete response. The connection has been closed", R::HandshakeEof),
        jdbc("Failed to validate the server name", R::NameMismatch),
        jdbc("Failed to validate the server name in a certificate during Secure Sockets Layer", R::NameMismatch),
        jdbc("The server name * does not match the", R::NameMismatch).faint(),
        jdbc("Certificate used for SQL Server does not match the one provided", R::PinMismatch),
        jdbc("The server certificate does not match", R::PinMismatch).faint(),
        jdbc("The TCP/IP connection to the host * has failed", R::NotTlsRelated).faint(),
        jdbc("This driver is not configured for integrated authentication", R::NotTlsRelated),
        // SqlClient.
        net("during the pre-login handshake", R::GenericHandshakeFailure).faint(),
        net("then an error occurred during the login process", R::GenericHandshakeFailure).faint(),
        net("(provider: SSL Provider, error: 0", R::GenericHandshakeFailure).faint(),
        net("(provider: SSL Provider, error: 0 - The target principal name is incorrect", R::NameMismatch),
        net("(provider: SSL Provider, error: 0 - The wait operation timed out", R::HandshakeTimeout),
        net("(provider: TCP Provider, error: 35 - An internal exception was caught", R::GenericHandshakeFailure)
            .faint(),
        net("(provider: SSL Provider, error: 31 - Encryption(ssl/tls) handshake failed", R::GenericHandshakeFailure),
        net("during the pre-login handshake. (provider: Named Pipes", R::NotTlsRelated).faint(),
        net("error: 40 - Could not open a connection to SQL Server", R::NotTlsRelated),
        net("error: 26 - Error Locating Server/Instance Specified", R::NotTlsRelated),
        // The server's log.
        odbc("A valid TLS certificate is not configured to accept strict", R::LocalCredentialError).by_server(),
        odbc("could not load the certificate it needs to initiate an SSL connection", R::LocalCredentialError)
            .by_server(),
        odbc(
            "Unable to initialize SSL encryption because a valid certificate could not be found",
            R::LocalCredentialError,
        )
        .by_server(),
        odbc("unable to initialize encryption because of a problem with a security library", R::TlsConfigError)
            .by_server(),
        odbc("unable to load the SSL provider library needed to log in", R::TlsConfigError).by_server(),
        odbc("SSPI handshake failed with error code", R::NotTlsRelated),
        odbc(
            "Encryption is required to connect to this server but the client library does not support",
            R::PlaintextToTls,
        )
        .by_server(),
        odbc("Encryption is required", R::PlaintextToTls).by_server().faint(),
        odbc("Unable to load user-specified certificate", R::LocalCredentialError).by_server(),
        odbc("was successfully loaded for encryption", R::TlsNotFailure).faint(),
        odbc("A self-generated certificate was successfully loaded for encryption", R::TlsNotFailure).faint(),
        odbc("TDSSNIClient initialization failed", R::LocalCredentialError).by_server().faint(),
        // tedious.
        Row::new("node_modules/tedious").from(Stack::Node).by_client(),
        Row::new("tedious\\lib").from(Stack::Node).by_client(),
        Row::new("Failed to connect to *:1433 - ").from(Stack::Node).by_client(),
        Row::new("Failed to connect to *:1433 in").from(Stack::Node).means(R::NotTlsRelated).faint(),
        Row::new("code: 'ETIMEOUT'").from(Stack::Node).means(R::NotTlsRelated).faint(),
        Row::new("TLS negotiated (").from(Stack::Node).means(R::TlsNotFailure).faint(),
        Row::new("Server does not support encryption, but encryption is required").from(Stack::Node).means(R::NotTls),
    ],
};
