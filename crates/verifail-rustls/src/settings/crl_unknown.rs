//! `CRL_UNKNOWN`: what becomes of a certificate whose status the lists of `CRL_FILE` do not tell.

use std::fmt;

use super::setting::{Setting, read};

/// What becomes of a certificate whose status the revocation lists do not tell: none is of its issuer, or the one that
/// is should have been replaced by now.
///
/// Whoever is on a list is refused in either case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownStatus {
    /// It passes, as it would without lists.
    Accept,
    /// It is refused, with [`revocation-unavailable`](verifail::Reason::RevocationUnavailable).
    #[default]
    Refuse,
}

impl UnknownStatus {
    fn from_text(text: &str) -> Option<Self> {
        match text {
            "accept" => Some(Self::Accept),
            "refuse" => Some(Self::Refuse),
            _ => None,
        }
    }
}

impl fmt::Display for UnknownStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accept => "accept",
            Self::Refuse => "refuse",
        })
    }
}

pub(super) const SETTING: Setting = Setting {
    name: "CRL_UNKNOWN",
    wanted: "refuse or accept",
    read: |settings, text, origin| read(UnknownStatus::from_text(text), origin, &mut settings.crl_unknown),
};
