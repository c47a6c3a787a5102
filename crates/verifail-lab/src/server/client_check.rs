//! A server that asks the client for a certificate, and what the client is given to present.

use rustls::SupportedProtocolVersion;
use time::{Duration, OffsetDateTime};

use super::tls::TlsOptions;
use crate::LabError;
use crate::certificates::Authority;

/// A server that asks the client for a certificate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClientCheck {
    /// The only version that it speaks: TLS 1.3 tells a client only after the handshake that its certificate is
    /// refused.
    pub(crate) version: &'static SupportedProtocolVersion,
    /// What the client is given.
    pub(crate) given: Given,
}

/// What a client is given to present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// A certificate that expired yesterday.
    Expired,
    /// Nothing.
    Nothing,
    /// A certificate below another CA than the one that the server trusts.
    OfAnotherAuthority,
    /// The right one.
    Right,
}

impl ClientCheck {
    pub(crate) fn server(self) -> Result<TlsOptions, LabError> {
        let authority = Authority::root("verifail lab client CA")?;
        let mut server = TlsOptions::presenting(|_| ());
        server.versions = vec![self.version];
        server.client_anchors = vec![authority.certificate().clone()];
        server.client_identity = match self.given {
            Given::Nothing => None,
            Given::Right => Some(authority.issue_to_client("client", |_| ())?),
            Given::Expired => Some(authority.issue_to_client("client", |params| {
                params.not_after = OffsetDateTime::now_utc() - Duration::days(1);
            })?),
            Given::OfAnotherAuthority => {
                Some(Authority::root("verifail lab other client CA")?.issue_to_client("client", |_| ())?)
            }
        };
        Ok(server)
    }
}
