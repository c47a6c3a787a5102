//! IBM's application servers: WebSphere and Liberty over Java, and IBM HTTP Server over GSKit, whose messages are
//! numbered.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn liberty(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("WebSphere 6-9, Liberty: messages CWPKI, CWWKO")
}

/// The handshake of IBM HTTP Server with one of its clients.
const fn handshake(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Shared).by_server().seen("IBM HTTP Server 6-9: messages SSL02xx")
}

/// Its own files and settings, where it begins.
const fn initialization(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Shared).seen("IBM HTTP Server 6-9: messages SSL01xx, SSL02xx")
}

/// Texts of IBM's application servers.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Java,
    rows: &[
        // WebSphere and Liberty.
        liberty("CWPKI0022E", R::UnknownIssuer).by_client(),
        liberty("CWPKI0823E", R::UnknownIssuer).by_client(),
        liberty("CWPKI0428I", R::UnknownIssuer).by_client(),
        liberty("A signer with SubjectDN", R::UnknownIssuer).by_client(),
        liberty("The signer might need to be added to", R::UnknownIssuer).by_client(),
        liberty("CWPKI0824E", R::NameMismatch).by_client(),
        liberty("CWPKI0024E", R::LocalCredentialError),
        liberty("CWPKI0033E", R::LocalCredentialError).faint(),
        liberty("CWPKI0809W", R::LocalCredentialError).faint(),
        liberty("CWPKI0063W", R::LocalCredentialError).faint(),
        liberty("CWPKI0017I", R::TlsNotFailure).faint(),
        liberty("CWPKI0802I", R::TlsNotFailure).faint(),
        liberty("CWPKI0803A", R::TlsNotFailure).faint(),
        liberty("CWPKI0819I", R::TlsNotFailure).faint(),
        liberty("CWPKI0820A", R::TlsNotFailure).faint(),
        liberty("CWPKI0041W", R::TlsNotFailure).faint(),
        liberty("CWPKI0735I", R::TlsNotFailure).faint(),
        Row::new("CWWKO0801E").by_server(),
        liberty("received an unencrypted inbound communication on a secure connection", R::PlaintextToTls).by_server(),
        liberty("Unable to initialize SSL connection. Unauthorized access was denied", R::GenericHandshakeFailure)
            .by_server()
            .faint(),
        Row::new("CWPKI*: "),
        // IBM HTTP Server.
        handshake("SSL Handshake Failed, Certificate is not available", R::LocalCredentialError),
        handshake("SSL Handshake Failed, Key-file label not found", R::LocalCredentialError),
        handshake("SSL Handshake Failed, Certificate validation error", R::GenericVerifyFailed),
        handshake("SSL Handshake Failed, ERROR processing cryptography", R::GenericHandshakeFailure),
        handshake("SSL Handshake Failed, ERROR validating ASN fields in certificate", R::Malformed),
        handshake("SSL Handshake Failed, ERROR connecting to LDAP server", R::RevocationUnavailable),
        handshake("SSL Handshake Failed, No ciphers specified", R::TlsConfigError),
        handshake("SSL Handshake Failed, No certificate", R::ClientCertRequired),
        handshake("SSL Handshake Failed, Invalid or improperly formatted certificate", R::Malformed),
        handshake("SSL Handshake Failed, Unsupported certificate type", R::GenericVerifyFailed),
        handshake("SSL Handshake Failed, I/O error during handshake", R::HandshakeEof),
        handshake("SSL Handshake Failed, Specified label could not be found in the key file", R::LocalCredentialError),
        handshake("SSL Handshake Failed, Invalid password for keyfile", R::LocalCredentialError),
        handshake("SSL Handshake Failed, SSL message format is incorrect", R::ProtocolViolation),
        handshake("SSL Handshake Failed, Message authentication code is incorrect", R::RecordCorrupt),
        handshake("SSL Handshake Failed, Unsupported SSL protocol", R::ProtocolVersion),
        handshake("SSL Handshake Failed, invalid certificate signature", R::BadSignature),
        handshake("SSL Handshake Failed, invalid certificate", R::GenericVerifyFailed),
        handshake("SSL Handshake Failed, invalid peer", R::GenericVerifyFailed),
        handshake("SSL Handshake Failed, permission denied", R::GenericVerifyFailed),
        handshake("SSL Handshake Failed, self-signed certificate is not valid", R::SelfSignedLeaf),
        handshake("SSL Handshake Failed, Socket closed", R::HandshakeEof),
        handshake("SSL Handshake Failed, Timeout on network operation occurred", R::HandshakeTimeout),
        handshake("SSL Handshake Failed due to fatal alert from client", R::GenericHandshakeFailure).by_peer(),
        handshake("fatal alert from client*(bad_certificate)", R::PeerRejectedOurCert).by_peer(),
        handshake("fatal alert from client*(certificate_unknown)", R::PeerRejectedOurCert).by_peer(),
        handshake("fatal alert from client*(unknown_ca)", R::PeerRejectedOurCert).by_peer(),
        handshake("fatal alert from client*(certificate_expired)", R::PeerRejectedOurCert).by_peer(),
        handshake("SSL Handshake Failed,", R::GenericHandshakeFailure).faint(),
        initialization("SSL Initialization Failed", R::TlsConfigError).faint(),
        initialization("Initialization Failed, Either the key file has become corrupted", R::LocalCredentialError),
        initialization("Key file has an invalid internal format", R::LocalCredentialError),
        initialization("The default key in the key file has an expired certificate", R::Expired).offline(),
    ],
};
