//! File transfer: FileZilla, WinSCP, and what FTP servers reply about TLS.

use super::super::row::{Row, StackRows};
use crate::RetryAdvice;
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn filezilla(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Filezilla).by_client().seen("FileZilla 3: engine/tlssocket")
}

const fn winscp(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Openssl).by_client().seen("WinSCP 5-6: FileZilla's engine 2 over OpenSSL")
}

/// A reply of the server: it refuses a data connection that does not resume the control connection's session.
const fn reply(text: &'static str) -> Row {
    Row::new(text)
        .means(R::PskOrTicket)
        .by_client()
        .by_peer()
        .retry(RetryAdvice::Never)
        .seen("vsftpd, ProFTPD, FileZilla Server, Pure-FTPd")
}

/// A reply about what is allowed, not about a handshake.
const fn policy(text: &'static str) -> Row {
    Row::new(text).means(R::NotTlsRelated).faint().seen("IIS, vsftpd, ProFTPD, Pure-FTPd")
}

/// Texts of file transfer.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        // FileZilla.
        Row::new("CTlsSocket").from(Stack::Filezilla).by_client(),
        Row::new("CTransferSocket").from(Stack::Filezilla).by_client(),
        Row::new("filezilla").from(Stack::Filezilla),
        Row::new("Initializing TLS...").from(Stack::Filezilla).by_client(),
        Row::new("Initialisiere TLS...").from(Stack::Filezilla).by_client(),
        Row::new("connection established, initializing TLS")
            .means(R::TlsNotFailure)
            .faint()
            .from(Stack::Filezilla)
            .by_client(),
        Row::new("Status: Verifying certificate").from(Stack::Filezilla).by_client(),
        Row::new("Failed to retrieve directory listing").from(Stack::Filezilla).by_client(),
        filezilla("Server did not properly shut down TLS connection", R::UncleanClose),
        filezilla("Server hat die TLS-Verbindung nicht ordnungsgemäß geschlossen", R::UncleanClose),
        filezilla("Server sent unexpected TLS packet", R::NotTls),
        filezilla("Remote certificate not trusted", R::UnknownIssuer),
        filezilla("Certificate of connection does not match expected certificate", R::PinMismatch),
        filezilla("Status: TLS connection established", R::TlsNotFailure).at(Hop::Direct).faint(),
        filezilla("Status: TLS-Verbindung hergestellt", R::TlsNotFailure).faint(),
        filezilla("session_get_data on primary socket failed", R::PskOrTicket).faint(),
        filezilla("Primary connection and data connection certificates don't match", R::PinMismatch),
        filezilla("Insecure server, it does not support FTP over TLS", R::TlsNotFailure).faint(),
        filezilla("Unsicherer Server; er unterstützt kein FTP über TLS", R::TlsNotFailure).faint(),
        // WinSCP.
        Row::new("Disconnected from server Could not retrieve directory listing").from(Stack::Openssl).by_client(),
        winscp("SSL3 alert write: fatal: protocol version", R::ProtocolVersion),
        winscp("SSL3 alert write: fatal: protocol version wrong version number", R::NotTls),
        winscp("SSL3 alert write: fatal:", R::GenericHandshakeFailure).faint(),
        winscp("SSL3 alert read: fatal: handshake failure", R::GenericHandshakeFailure).by_peer(),
        winscp("SSL3 alert read: fatal:", R::GenericHandshakeFailure).by_peer().faint(),
        winscp("Can't establish SSL connection", R::GenericHandshakeFailure).faint(),
        winscp("The server's certificate is not known. You have no guarantee", R::UnknownIssuer),
        winscp("Certificate was not issued by a trusted authority", R::UnknownIssuer),
        winscp("SSL connection established. Waiting for welcome message", R::TlsNotFailure).at(Hop::Direct).faint(),
        winscp("TLS connection established. Waiting for welcome message", R::TlsNotFailure).at(Hop::Direct).faint(),
        // Servers' replies about the session.
        reply("SSL connection failed: session reuse required"),
        reply("SSL connection failed; session reuse required"),
        reply("TLS session of data connection not resumed"),
        reply("TLS session of data connection has not resumed or the session does not match the control connection"),
        reply("session does not match the control connection"),
        Row::new("client did not reuse SSL session, rejecting data connection")
            .means(R::PskOrTicket)
            .by_server()
            .retry(RetryAdvice::Never),
        Row::new("No SSL session reuse on data channel").means(R::PskOrTicket).by_server().retry(RetryAdvice::Never),
        Row::new("client did not reuse SSL session").means(R::PskOrTicket).by_server().retry(RetryAdvice::Never),
        Row::new("425 Unable to build data connection: Operation not permitted")
            .means(R::PskOrTicket)
            .by_client()
            .faint(),
        // Servers' replies about what they allow.
        policy("Policy requires SSL"),
        policy("Non-anonymous sessions must use encryption"),
        policy("SSL/TLS required on the control channel"),
        policy("SSL/TLS required on the data channel"),
        policy("cleartext sessions are not accepted on this server"),
        policy("Use explicit FTP over TLS"),
        policy("530 This FTP server does not allow plain FTP"),
        policy("You have to use explicit FTP over TLS before logging in"),
        policy("PROT P required"),
        Row::new("AUTH TLS* 500 ").means(R::NotTls).by_client().faint(),
        Row::new("AUTH TLS* 502 ").means(R::NotTls).by_client().faint(),
        Row::new("534 Local policy on server does not allow TLS secure connections").means(R::NotTls).by_client(),
        Row::new("431 Unable to negotiate secure command connection").means(R::GenericHandshakeFailure).by_client(),
        Row::new("TLS/TLS-C negotiation failed").means(R::GenericHandshakeFailure).by_server().faint().seen("ProFTPD"),
    ],
};
