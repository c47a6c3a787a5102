//! What a setting is: a name, what it takes, and how a text becomes its value. Each has a file of its own.

use std::time::Duration;

use super::error::SettingsError;
use super::origin::{Origin, Sourced};
use super::{
    TlsSettings, ca_bundle, ca_dir, connect_timeout, crl_file, crl_unknown, http_timeout, tls_insecure, tls_policy,
    tls_relax, tls_resumption, tls_roots, tls_sni,
};

/// A setting as text: `NAME` after the program's prefix in the environment, `name` in a file.
pub(super) struct Setting {
    pub(super) name: &'static str,
    /// What it takes, in words that follow "but".
    pub(super) wanted: &'static str,
    /// Reads a text; `false` where it is not taken.
    pub(super) read: fn(&mut TlsSettings, &str, Origin) -> bool,
}

/// All of them.
pub(super) const ALL: &[Setting] = &[
    ca_bundle::SETTING,
    ca_dir::SETTING,
    connect_timeout::SETTING,
    crl_file::SETTING,
    crl_unknown::SETTING,
    http_timeout::SETTING,
    tls_insecure::SETTING,
    tls_policy::SETTING,
    tls_relax::SETTING,
    tls_resumption::SETTING,
    tls_roots::SETTING,
    tls_sni::SETTING,
];

impl Setting {
    /// Takes a text over into settings.
    pub(super) fn apply(&self, settings: &mut TlsSettings, text: &str, origin: Origin) -> Result<(), SettingsError> {
        if (self.read)(settings, text, origin.clone()) {
            return Ok(());
        }
        Err(SettingsError::value(origin, text, self.wanted))
    }
}

/// Puts a value that was read into its place.
pub(super) fn read<T>(value: Option<T>, origin: Origin, place: &mut Sourced<T>) -> bool {
    let read = value.map(|value| *place = Sourced { value, origin });
    read.is_some()
}

/// What [`switch`] takes.
pub(super) const SWITCH: &str = "on or off";

pub(super) fn switch(text: &str) -> Option<bool> {
    match text {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

/// What [`duration`] takes.
pub(super) const DURATION: &str = "a number and a unit, as 500ms, 30s, 2m or 1h";

/// The longest time that is taken: a day.
const MAX_DURATION: Duration = Duration::from_secs(24 * 60 * 60);

/// A time above zero. Without a unit it is not taken: there are programs that mean seconds and others that mean
/// milliseconds.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().ok()?;
    let milliseconds = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let duration = Duration::from_millis(number.checked_mul(milliseconds)?);
    (!duration.is_zero() && duration <= MAX_DURATION).then_some(duration)
}
