//! The cause classes, a file for whose they are. To add one, add a row to its file and its name to [`ALL`].
//!
//! Sources: the analyses of two incidents that this project comes from, and what the makers of clients, proxies and
//! servers say in their trackers of failures of each class.

mod client;
mod interception;
mod server;
mod sessions;
mod transport;
mod verifier;

use super::Cause;

/// Every cause, by code.
pub(super) const ALL: &[&Cause] = &[
    &transport::BROKEN_CONNECTION,
    &client::CLIENT_CERTIFICATE,
    &server::DEFAULT_CERTIFICATE,
    &interception::INTERCEPTION,
    &interception::INTERCEPTION_MALFORMED,
    &interception::INTERCEPTION_ONE_HOP,
    &client::LOCAL_CONFIGURATION,
    &server::MISSING_INTERMEDIATE,
    &server::MIXED_FLEET,
    &transport::NEGOTIATION,
    &verifier::NO_EVALUATION,
    &transport::NOT_TLS,
    &client::OTHER_STORE,
    &server::OTHER_NAMES,
    &server::OUT_OF_DATE,
    &transport::PEER_FAULT,
    &server::PRIVATE_AUTHORITY,
    &transport::PROXY_REFUSES,
    &verifier::REVOCATION_UNREACHABLE,
    &server::REVOKED,
    &sessions::SESSION_MIX_UP,
    &client::SETTING_IGNORED,
    &verifier::STRICTER_PLATFORM,
    &server::UNFIT_CERTIFICATE,
    &verifier::UNSUPPORTED_ALGORITHM,
    &verifier::VERIFIER_LIMIT,
    &sessions::WRONG_ADDRESS,
    &client::WRONG_CLOCK,
    &server::WRONG_PURPOSE,
    &sessions::WRONG_REFERENCE,
];
