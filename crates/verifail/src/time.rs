//! Instants as certificates have them: whole seconds of UTC, from year 0 to 9999. No clock is read here.

use std::fmt;
use std::time::Duration;

use ::time::OffsetDateTime;
use ::time::format_description::well_known::Rfc3339;

use crate::der::{DerError, tag};
use crate::text_form::by_text;

/// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted; negative before.
///
/// # Examples
/// ```
/// use verifail::Time;
/// let time: Time = "2024-03-01T00:00:05Z".parse().unwrap();
/// assert_eq!(time.unix_seconds(), 1_709_251_205);
/// assert_eq!(time.to_string(), "2024-03-01T00:00:05Z");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

impl Time {
    /// The instant that many seconds after 1970-01-01T00:00:00Z.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// How many seconds `self` is after `earlier`; negative when it is before.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Decodes the UTCTime or GeneralizedTime that RFC 5280 allows: with seconds, in UTC, no fraction.
    /// <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5>
    pub(crate) fn from_der(tag: u8, contents: &[u8]) -> Result<Self, DerError> {
        let (year, rest) = match tag {
            tag::UTC_TIME => {
                let two = digits(contents.get(..2))?;
                (if two >= 50 { 1900 + two } else { 2000 + two }, contents.get(2..))
            }
            tag::GENERALIZED_TIME => (digits(contents.get(..4))?, contents.get(4..)),
            found => {
                return Err(DerError::UnexpectedTag { expected: tag::UTC_TIME, found });
            }
        };
        let rest = rest.ok_or(DerError::Value)?;
        if rest.len() != 11 || rest.last() != Some(&b'Z') {
            return Err(DerError::Value);
        }
        let field = |at: usize| digits(rest.get(at..at + 2));
        let (month, day, hour, minute, second) = (field(0)?, field(2)?, field(4)?, field(6)?, field(8)?);
        if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
            return Err(DerError::Value);
        }
        if hour > 23 || minute > 59 || second > 59 {
            return Err(DerError::Value);
        }
        Ok(Self(days_from_civil(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second))
    }
}

fn digits(bytes: Option<&[u8]>) -> Result<i64, DerError> {
    bytes
        .ok_or(DerError::Value)?
        .iter()
        .try_fold(0, |n, &b| if b.is_ascii_digit() { Ok(n * 10 + i64::from(b - b'0')) } else { Err(DerError::Value) })
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a proleptic Gregorian date, counted in years that begin in March so that the leap day is
/// last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match OffsetDateTime::from_unix_timestamp(self.0).map(|t| t.format(&Rfc3339)) {
            Ok(Ok(text)) => f.write_str(&text),
            _ => write!(f, "{} s since 1970", self.0),
        }
    }
}

by_text!(Time);

/// A text that is no RFC 3339 instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeParseError(());

impl fmt::Display for TimeParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an RFC 3339 instant such as 2026-11-21T00:00:00Z")
    }
}

impl std::error::Error for TimeParseError {}

impl std::str::FromStr for Time {
    type Err = TimeParseError;

    /// Reads an RFC 3339 instant with any offset; a fraction of a second is cut off.
    fn from_str(text: &str) -> Result<Self, TimeParseError> {
        OffsetDateTime::parse(text, &Rfc3339).map(|t| Self(t.unix_timestamp())).map_err(|_| TimeParseError(()))
    }
}

impl From<rustls_pki_types::UnixTime> for Time {
    fn from(time: rustls_pki_types::UnixTime) -> Self {
        Self(i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
    }
}

impl std::ops::Add<Duration> for Time {
    type Output = Self;

    fn add(self, later: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(later.as_secs()).unwrap_or(i64::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_der_forms_agree_with_the_calendar_library() {
        for (text, expect) in [
            ("700101000000Z", "1970-01-01T00:00:00Z"),
            ("491231235959Z", "2049-12-31T23:59:59Z"),
            ("500101000000Z", "1950-01-01T00:00:00Z"),
            ("20240229120000Z", "2024-02-29T12:00:00Z"),
            ("20000229120000Z", "2000-02-29T12:00:00Z"),
            ("19000228120000Z", "1900-02-28T12:00:00Z"),
            ("99991231235959Z", "9999-12-31T23:59:59Z"),
            ("00000301000000Z", "0000-03-01T00:00:00Z"),
        ] {
            let tag = if text.len() == 13 { tag::UTC_TIME } else { tag::GENERALIZED_TIME };
            let time = Time::from_der(tag, text.as_bytes()).unwrap();
            assert_eq!(time.to_string(), expect);
            assert_eq!(expect.parse(), Ok(time));
        }
    }

    #[test]
    fn what_rfc_5280_excludes_is_refused() {
        for text in [
            "7001010000Z",
            "700101000000+0000",
            "20230229000000Z",
            "19000229000000Z",
            "21000229000000Z",
            "20240101240000Z",
            "20240101000000.5Z",
            "",
        ] {
            let tag = if text.len() <= 13 { tag::UTC_TIME } else { tag::GENERALIZED_TIME };
            assert_eq!(Time::from_der(tag, text.as_bytes()), Err(DerError::Value), "{text}");
        }
    }
}
