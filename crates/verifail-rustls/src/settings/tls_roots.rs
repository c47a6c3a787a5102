//! `TLS_ROOTS`: the trust anchors to start from.

use std::fmt;

use super::setting::{Setting, read};

pub(super) const SETTING: Setting = Setting {
    name: "TLS_ROOTS",
    wanted: "mozilla, system or none",
    read: |settings, text, origin| {
        let roots = match text {
            "mozilla" => Some(Roots::Mozilla),
            "none" => Some(Roots::None),
            "system" => Some(Roots::System),
            _ => None,
        };
        read(roots, origin, &mut settings.roots)
    },
};

/// The trust anchors to start from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Roots {
    /// Mozilla's list as compiled in: the same on every machine, in every container and sandbox.
    #[default]
    Mozilla,
    /// None: only what `CA_BUNDLE` and `CA_DIR` add.
    None,
    /// The system's, whatever its administrator added among them.
    System,
}

impl fmt::Display for Roots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mozilla => "mozilla",
            Self::None => "none",
            Self::System => "system",
        })
    }
}
