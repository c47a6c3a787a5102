//! IBM MQ reason codes of TLS.

use super::entry::{mute, says};
use super::{Book, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

/// IBM MQ reason codes of TLS.
pub(in crate::classification) static IBM_MQ_REASON: Book = Book {
    name: "ibm-mq-reason",
    stack: Stack::IbmMq,
    source: "IBM MQ 9.4 cmqc.h",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Plain,
    entries: &[
        mute(2009, "MQRC_CONNECTION_BROKEN"),
        mute(2035, "MQRC_NOT_AUTHORIZED"),
        mute(2059, "MQRC_Q_MGR_NOT_AVAILABLE"),
        says(2381, "MQRC_KEY_REPOSITORY_ERROR", R::LocalCredentialError),
        says(2382, "MQRC_CRYPTO_HARDWARE_ERROR", R::LocalCredentialError),
        mute(2391, "MQRC_SSL_ALREADY_INITIALIZED"),
        says(2392, "MQRC_SSL_CONFIG_ERROR", R::TlsConfigError),
        says(2393, "MQRC_SSL_INITIALIZATION_ERROR", R::GenericHandshakeFailure),
        says(2396, "MQRC_SSL_NOT_ALLOWED", R::TlsConfigError),
        says(2397, "MQRC_JSSE_ERROR", R::GenericHandshakeFailure),
        says(2398, "MQRC_SSL_PEER_NAME_MISMATCH", R::NameMismatch),
        says(2399, "MQRC_SSL_PEER_NAME_ERROR", R::TlsConfigError),
        says(2400, "MQRC_UNSUPPORTED_CIPHER_SUITE", R::TlsConfigError),
        says(2401, "MQRC_SSL_CERTIFICATE_REVOKED", R::Revoked),
        says(2402, "MQRC_SSL_CERT_STORE_ERROR", R::TrustStoreUnavailable),
        mute(2538, "MQRC_HOST_NOT_AVAILABLE"),
    ],
};
