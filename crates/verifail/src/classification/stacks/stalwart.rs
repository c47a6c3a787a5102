//! Stalwart's mail server: a sentence, the event's name in parentheses, and what it knows of it as key and value.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// An event by its name. What rustls or DNS say of it stands behind, if they say something.
const fn event(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("stalwart 0.9-0.15: crates/trc/src/event")
}

/// Texts of Stalwart.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Rustls,
    rows: &[
        // Its clients.
        event("(tls.handshake-error)", R::GenericHandshakeFailure).faint().by_server(),
        event("(tls.not-configured)", R::TlsConfigError),
        event("(tls.certificate-not-found)", R::SniUnrecognized).by_server(),
        event("(tls.no-certificates-available)", R::LocalCredentialError),
        event("(tls.handshake)", R::TlsNotFailure).faint(),
        event("(tls.multiple-certificates-available)", R::TlsNotFailure).faint(),
        event("(tls.expired-certificate-removed)", R::TlsNotFailure).faint(),
        event("(smtp.start-tls-unavailable)", R::TlsConfigError),
        event("(smtp.start-tls-already)", R::TlsNotFailure).faint(),
        event("(acme.client-missing-sni)", R::SniUnrecognized).by_server(),
        event("(acme.tls-alpn-error)", R::Alpn).by_server().faint(),
        // Where it delivers to.
        event("(delivery.start-tls-error)", R::GenericHandshakeFailure).faint().by_client(),
        event("(delivery.implicit-tls-error)", R::GenericHandshakeFailure).faint().by_client(),
        event("(delivery.start-tls-unavailable)", R::NotTls).by_client(),
        event("(delivery.start-tls-disabled)", R::TlsNotFailure).faint().by_client(),
        event("(delivery.start-tls)", R::TlsNotFailure).faint().by_client(),
        event("(delivery.connect)", R::TlsNotFailure).faint().by_client(),
        event("(delivery.connect-error)", R::NotTlsRelated).faint().by_client(),
        event("TLS error from '*': Handshake failed", R::GenericHandshakeFailure).faint().by_client(),
        event("STARTTLS not advertised by host", R::NotTls).by_client(),
        // What a domain demands of its hosts.
        event("(dane.authentication-failure)", R::PinMismatch).by_client(),
        event("(dane.no-certificates-found)", R::GenericVerifyFailed).by_client(),
        event("(dane.certificate-parse-error)", R::Malformed).by_client(),
        event("(dane.authentication-success)", R::TlsNotFailure),
        event("(dane.tlsa-record-match)", R::TlsNotFailure),
        event("(dane.tlsa-record-fetch)", R::TlsNotFailure),
        event("(dane.tlsa-record-not-found)", R::TlsNotFailure),
        event("(dane.tlsa-record-not-dnssec-signed)", R::TlsNotFailure),
        event("(dane.tlsa-record-fetch-error)", R::NotTlsRelated).faint(),
        event("(dane.tlsa-record-invalid)", R::NotTlsRelated).faint(),
        event("(mta-sts.authorized)", R::TlsNotFailure),
        event("(mta-sts.policy-fetch)", R::TlsNotFailure),
        event("(mta-sts.policy-not-found)", R::TlsNotFailure),
        event("(mta-sts.policy-fetch-error)", R::NotTlsRelated).faint().by_client(),
        event("(mta-sts.invalid-policy)", R::NotTlsRelated).faint(),
        event("(mta-sts.not-authorized)", R::NotTlsRelated),
        event("(tls-rpt.record-not-found)", R::TlsNotFailure),
        event("(tls-rpt.record-fetch)", R::TlsNotFailure),
        event("(tls-rpt.record-fetch-error)", R::NotTlsRelated).faint(),
    ],
};
