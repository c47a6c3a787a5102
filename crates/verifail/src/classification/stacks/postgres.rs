//! PostgreSQL: libpq and the server, and what the pools before it say.

use super::super::codes::{OPENSSL_VERIFY, PACKED};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// libpq compares names after OpenSSL verified the chain (fe-secure-openssl.c, open_client_SSL).
const fn name(text: &'static str, reason: R) -> Row {
    let chain = &[R::UnknownIssuer, R::Expired, R::NotYetValid, R::SelfSignedInChain, R::SelfSignedLeaf];
    Row::new(text).means(reason).by_client().excludes(chain).seen("9-18: fe-secure-common.c")
}

const fn client(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("8-18: fe-connect.c, fe-secure-openssl.c")
}

const fn server(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_server().seen("8-18: be-secure-openssl.c, auth.c, postmaster.c")
}

/// pgBackRest on OpenSSL: where not even that says more, the numbers are SSL_get_error's and ERR_get_error's.
const fn pgbackrest(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Openssl).seen("pgBackRest 2: common/io/tls")
}

/// A driver in Go.
const fn go(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Go).by_client()
}

/// Texts of PostgreSQL.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Libpq,
    rows: &[
        Row::new("psql: "),
        Row::new("connection to server at").by_client(),
        Row::new("PG::ConnectionBad"),
        Row::new("psycopg2.OperationalError").by_client(),
        Row::new("psycopg.OperationalError").by_client(),
        Row::new("postgresql.util.PSQLException").by_client(),
        Row::new("pg_hba.conf"),
        Row::new("pgbouncer"),
        Row::new("sslmode"),
        Row::new("LOG: could not").by_server(),
        // Names.
        name("server certificate for \"*\" does not match host name", R::NameMismatch),
        name("does not match host name \"", R::NameMismatch),
        name("could not get server's host name from server certificate", R::NoSan),
        name("host name must be specified for a verified SSL connection", R::TlsConfigError),
        client("SSL certificate's name contains embedded null", R::Malformed),
        // Files.
        client("root certificate file \"*\" does not exist", R::TrustStoreUnavailable),
        client("Either provide the file, use the system's trusted roots", R::TrustStoreUnavailable),
        client(
            "Either provide the file or change sslmode to disable server certificate verification",
            R::TrustStoreUnavailable,
        ),
        client("could not read root certificate file", R::TrustStoreUnavailable),
        client("could not load system root certificate paths", R::TrustStoreUnavailable),
        client("could not get home directory to locate root certificate file", R::TrustStoreUnavailable),
        client("could not read certificate file", R::LocalCredentialError).faint(),
        client("could not open certificate file", R::LocalCredentialError).faint(),
        client("certificate present, but not private key file", R::LocalCredentialError),
        client("could not load private key file", R::LocalCredentialError).faint(),
        client("private key file \"*\" has group or world access", R::LocalCredentialError),
        client("private key file \"*\" must be owned by", R::LocalCredentialError),
        client("certificate does not match private key file", R::LocalCredentialError),
        go("pg: sslmode '*' is not supported", R::TlsConfigError).seen("go-pg 8-10"),
        client("invalid sslmode value", R::TlsConfigError),
        go("unsupported sslmode \"*\"; only", R::TlsConfigError).seen("lib/pq"),
        go("sslmode is invalid", R::TlsConfigError).seen("pgx 4-5"),
        go("sslrootcert=system is only supported with sslmode=verify-full", R::TlsConfigError).seen("lib/pq"),
        go("both \"sslcert\" and \"sslkey\" are required", R::TlsConfigError).seen("pgx 4-5"),
        go("unable to add CA to cert pool", R::TrustStoreUnavailable).seen("pgx 4-5"),
        go("unable to read CA file", R::TrustStoreUnavailable).seen("pgx 4-5"),
        go("couldn't parse pem in sslrootcert", R::TrustStoreUnavailable).seen("lib/pq"),
        go("Private key file has group or world access", R::LocalCredentialError).seen("lib/pq"),
        go("server refused TLS connection", R::NotTls).seen("pgx 4-5"),
        client("sslmode value \"*\" invalid when SSL support is not compiled in", R::TlsConfigError),
        client("weak sslmode \"*\" may not be used with sslrootcert=system", R::TlsConfigError),
        client("invalid SSL protocol version range", R::TlsConfigError),
        // The handshake.
        client("SSL error: ", R::GenericHandshakeFailure).faint(),
        client("SSL error: ASN1 lib", R::Malformed),
        client("SSL error: EVP lib", R::GenericVerifyFailed),
        client("SSL error: wrong tag", R::Malformed),
        client("SSL error: length mismatch", R::ProtocolViolation),
        Row::new("SSL error code #").decodes(&PACKED).by_client().seen("libpq: an error without a name in OpenSSL"),
        client("SSL error: certificate verify failed", R::GenericVerifyFailed),
        client("server does not support SSL, but SSL was required", R::NotTls),
        client("The server does not support SSL connections", R::NotTls),
        client("server refuses SSL", R::NotTls),
        client("SSL is not enabled on the server", R::NotTls).seen("lib/pq"),
        client("received invalid response to SSL negotiation", R::NotTls),
        client("received unencrypted data after SSL response", R::ProtocolViolation),
        client("server sent an error response during SSL exchange", R::NotTls),
        client("SSL SYSCALL error: EOF detected", R::HandshakeEof),
        client("SSL SYSCALL error: Connection reset by peer", R::HandshakeReset),
        client("SSL SYSCALL error: Undefined error: 0", R::HandshakeEof),
        client("SSL SYSCALL error: Success", R::HandshakeEof),
        client("SSL SYSCALL error: Operation timed out", R::HandshakeTimeout),
        client("SSL SYSCALL error", R::GenericHandshakeFailure),
        client("SSL connection has been closed unexpectedly", R::UncleanClose),
        client("SSL connection has been closed unexpectedly server closed the connection", R::UncleanClose),
        client("channel binding required, but SSL not in use", R::TlsConfigError),
        client("direct SSL connection was established without ALPN protocol negotiation extension", R::Alpn),
        client("SSL connection was established with unexpected ALPN protocol", R::Alpn),
        client(
            "This may indicate that the server does not support any SSL protocol version between",
            R::ProtocolVersion,
        )
        .faint(),
        // pgBackRest.
        Row::new("unable to verify certificate presented by '*': [#]")
            .decodes(&OPENSSL_VERIFY)
            .from(Stack::Openssl)
            .by_client()
            .seen("pgBackRest 2: common/io/tls/client.c"),
        pgbackrest("unable to find hostname '*' in certificate common name or subject", R::NameMismatch).by_client(),
        pgbackrest("TLS error [#:#] no details available", R::GenericHandshakeFailure).faint(),
        pgbackrest("No certificate presented by the TLS server", R::GenericVerifyFailed).by_client(),
        pgbackrest("unexpected TLS eof", R::UncleanClose),
        pgbackrest("TLS syscall error", R::UncleanClose).faint(),
        // PgBouncer: C is a client's connection, S one to a server.
        Row::new("closing because: server conn crashed").by_client().at(Hop::ProxyToUpstream).seen("PgBouncer"),
        server("TLS handshake error: handshake failed: Unexpected EOF", R::HandshakeEof),
        // The server.
        server("could not accept SSL connection", R::GenericHandshakeFailure).faint(),
        server("could not accept SSL connection: EOF detected", R::HandshakeEof),
        server("could not accept SSL connection: Connection reset by peer", R::HandshakeReset),
        server("could not accept SSL connection: Success", R::HandshakeEof),
        server("could not accept SSL connection: unsupported protocol", R::ProtocolVersion),
        server("could not accept SSL connection: version too low", R::ProtocolVersion),
        server("could not accept SSL connection: wrong version number", R::PlaintextToTls),
        server("could not accept SSL connection: http request", R::PlaintextToTls),
        server("could not accept SSL connection: no shared cipher", R::NoSharedCipher),
        server(
            "This may indicate that the client does not support any SSL protocol version between",
            R::ProtocolVersion,
        ),
        server("received direct SSL connection request without ALPN protocol negotiation extension", R::Alpn),
        server("received unencrypted data after SSL request", R::ProtocolViolation),
        server("Client certificate verification failed at depth", R::GenericVerifyFailed),
        // Clients repeat it.
        Row::new("connection requires a valid client certificate").means(R::ClientCertRequired).seen("8-18: auth.c"),
        server("certificate authentication failed for user", R::NameMismatch),
        server("client certificate contains no user name", R::NoSan),
        server("failed for user \"*\": CN mismatch", R::NameMismatch),
        server("failed for user \"*\": DN mismatch", R::NameMismatch),
        server("could not load server certificate file", R::LocalCredentialError).faint(),
        server("could not load root certificate file", R::TrustStoreUnavailable),
        server("private key file \"*\" cannot be reloaded because it requires a passphrase", R::LocalCredentialError),
        server("check of private key failed", R::LocalCredentialError),
        server("could not load SSL certificate revocation list file", R::RevocationUnavailable),
        server("client certificates can only be checked if a root certificate store is available", R::TlsConfigError),
        server("hostssl record cannot match because SSL is disabled", R::TlsConfigError),
        server("SSL configuration was not reloaded", R::TlsConfigError),
        server("SSL is not supported by this build", R::TlsConfigError),
        // Pools.
        client("server does not support TLS, but TLS was required", R::NotTls),
        Row::new("TLS handshake failed: ").means(R::GenericHandshakeFailure).faint().seen("pgbouncer, of either side"),
        server("closing because: client unexpected eof", R::NotTlsRelated).faint(),
        client("server sends non-SSL response", R::NotTls).seen("pgbouncer"),
        // Not TLS, and notices.
        Row::new("no pg_hba.conf entry for host").means(R::NotTlsRelated).seen("it names SSL off, no encryption"),
        Row::new("no pg_hba.conf entry for host \"*\", user \"*\", database \"*\", SSL off").means(R::NotTlsRelated),
        Row::new("password authentication failed for user").means(R::NotTlsRelated),
        Row::new("Is the server running on that host and accepting TCP/IP connections").means(R::NotTlsRelated),
        Row::new("database \"*\" does not exist").means(R::NotTlsRelated),
        Row::new("server closed the connection unexpectedly").means(R::NotTlsRelated).leads_to(&[
            R::HandshakeEof,
            R::HandshakeReset,
            R::UncleanClose,
        ]),
        Row::new("invalid length of startup packet").means(R::NotTlsRelated),
        Row::new("unsupported frontend protocol").means(R::NotTlsRelated),
        Row::new("SSL connection (protocol: ").means(R::TlsNotFailure).seen("psql \\conninfo"),
        Row::new("connection authorized: user=* SSL enabled").means(R::TlsNotFailure).by_server(),
    ],
};
