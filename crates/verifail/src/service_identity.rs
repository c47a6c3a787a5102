//! Service identity (RFC 9525).

/// A reference identifier.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceIdentifier {
    /// DNS-ID.
    Dns(String),
    /// IP-ID.
    Ip(std::net::IpAddr),
}

/// One of Envoy's SAN matchers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SanMatcher;

impl std::str::FromStr for ReferenceIdentifier { type Err = std::convert::Infallible; fn from_str(s: &str) -> Result<Self, Self::Err> { Ok(Self::Dns(s.into())) } }
