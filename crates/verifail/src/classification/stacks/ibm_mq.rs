//! IBM MQ and Db2 over GSKit: numbers of messages, names of reason codes.

use super::super::codes::IBM_MQ_REASON;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn number(text: &'static str) -> Row {
    Row::new(text).decodes(&IBM_MQ_REASON)
}

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("IBM MQ 7.0-9.4 messages and reason codes; GSKit return codes")
}

/// Texts of IBM MQ.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::IbmMq,
    rows: &[
        // Reason codes behind words; their names are read from the book.
        number("reason '#'"),
        number("reason code #"),
        number("reason code: #"),
        number("reason code '#'"),
        number("reason: #"),
        number("MQRC #"),
        number("MQRC=#"),
        number("RC=#"),
        number("RC(#)"),
        number("MQ error #"),
        number("completion code 2, reason #"),
        number("completed with error #"),
        number("ended with reason code #"),
        number("failed with reason code #"),
        // Messages.
        says("AMQ9633", R::GenericVerifyFailed),
        says("Bad SSL certificate for channel", R::GenericVerifyFailed),
        says("AMQ9637", R::ClientCertRequired),
        says("Channel is lacking a certificate", R::ClientCertRequired),
        says("AMQ9642", R::LocalCredentialError),
        says("AMQ9665", R::HandshakeEof),
        says("SSL connection closed by remote end of channel", R::HandshakeEof),
        says("AMQ9641", R::NoSharedCipher).by_peer(),
        says("Remote CipherSpec error", R::NoSharedCipher).by_peer(),
        says("AMQ9631", R::NoSharedCipher),
        says("AMQ9616", R::NoSharedCipher),
        says("AMQ9635", R::TlsConfigError),
        says("Channel did not specify a valid CipherSpec", R::TlsConfigError),
        says("AMQ9639", R::PlaintextToTls).by_server(),
        says("Remote channel did not specify a CipherSpec", R::PlaintextToTls).by_server(),
        says("AMQ9640", R::NameMismatch),
        says("AMQ9636", R::NameMismatch),
        says("SSL distinguished name does not match peer name", R::NameMismatch),
        says("AMQ9643", R::NameMismatch).by_peer(),
        says("AMQ9657", R::LocalCredentialError),
        says("AMQ9660", R::LocalCredentialError),
        says("AMQ9661", R::GenericVerifyFailed),
        says("AMQ9666", R::LocalCredentialError),
        says("AMQ9716", R::RevocationUnavailable),
        says("AMQ9771", R::GenericHandshakeFailure),
        says("AMQ9620", R::GenericHandshakeFailure),
        says("AMQ9638", R::GenericHandshakeFailure),
        says("AMQ9674", R::TlsConfigError),
        says("AMQ9719", R::TlsConfigError),
        says("AMQ9796", R::NotTls).faint(),
        says("MQRC_CERT_VAL_POLICY_ERROR", R::TlsConfigError),
        says("MQRC_SUITE_B_ERROR", R::TlsConfigError),
        says("GSKit Error: 414", R::GenericVerifyFailed),
        says("GSK_ERROR_BAD_CERT", R::GenericVerifyFailed),
        says("GSK_ERROR_CERT_VALIDATION", R::GenericVerifyFailed),
        says("GSK_ERR_CERT_VALIDATION", R::GenericVerifyFailed),
        says("GSKVAL_ERROR_NO_CHAIN_BUILT", R::UnknownIssuer),
        says("GSKVAL_ERR_NO_CHAIN_BUILT", R::UnknownIssuer),
        says("GSK_ERROR_SOCKET_CLOSED", R::HandshakeEof),
        says("GSK_ERROR_NO_CIPHERS", R::NoSharedCipher),
        says("GSK_ERROR_BAD_KEYFILE_LABEL", R::LocalCredentialError),
        says("GSK_ERROR_IO", R::HandshakeReset),
        Row::new("GSKit"),
        Row::new("MQRC_"),
        Row::new("MQException"),
        Row::new("AMQ9999E"),
    ],
};
