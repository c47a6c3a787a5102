//! Header fields by which a program tells its neighbours about retries: what they are called.

use http::{HeaderMap, HeaderName, HeaderValue};

/// The names of header fields, `X-<App>-…` for a program called `<App>`.
///
/// # Examples
/// ```
/// use verifail_http::HeaderNames;
/// let names = HeaderNames::of_app("DEMO_CLI");
/// assert_eq!(names.retries, "x-demo-cli-retries");
/// assert_eq!(names.error_type, "x-demo-cli-error-type");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderNames {
    /// On requests: attempts that were made before this one. On responses: attempts that were made beyond the first.
    /// Where there were none it is left out.
    pub retries: HeaderName,
    /// On responses: the reason of the last failure, as [`Reason::code`](verifail::Reason::code) has it.
    pub error_type: HeaderName,
    /// On responses out of the cache: `hit`, or `stale` where it is served in place of a failure.
    pub cache: HeaderName,
}

impl HeaderNames {
    /// The names for a program. Of its name letters, digits and hyphens are taken, and `_` as a hyphen.
    pub fn of_app(app: &str) -> Self {
        let word = |c: char| match c {
            '_' | ' ' => Some('-'),
            c if c.is_ascii_alphanumeric() || c == '-' => Some(c.to_ascii_lowercase()),
            _ => None,
        };
        let app: String = app.chars().filter_map(word).take(64).collect();
        let app = if app.is_empty() { "verifail".to_owned() } else { app };
        let name = |what: &str, fallback: &'static str| {
            HeaderName::try_from(format!("x-{app}-{what}")).unwrap_or(HeaderName::from_static(fallback))
        };
        Self {
            retries: name("retries", "x-verifail-retries"),
            error_type: name("error-type", "x-verifail-error-type"),
            cache: name("cache", "x-verifail-cache"),
        }
    }

    /// Other names for both.
    #[must_use]
    pub fn called(mut self, retries: HeaderName, error_type: HeaderName) -> Self {
        (self.retries, self.error_type) = (retries, error_type);
        self
    }

    /// How many attempts a message says were made: before it, of a request; beyond the first, of a response. 0 where it
    /// does not say, or not as a number.
    pub fn retries_of(&self, headers: &HeaderMap) -> u32 {
        headers.get(&self.retries).and_then(|value| value.to_str().ok()?.trim().parse().ok()).unwrap_or(0)
    }

    pub(crate) fn set_retries(&self, headers: &mut HeaderMap, retries: u32) {
        // A cached response may have been given a number before.
        match retries {
            0 => drop(headers.remove(&self.retries)),
            retries => drop(headers.insert(self.retries.clone(), HeaderValue::from(retries))),
        }
    }

    pub(crate) fn set_error_type(&self, headers: &mut HeaderMap, code: &'static str) {
        headers.insert(self.error_type.clone(), HeaderValue::from_static(code));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_any_text_and_numbers_read_of_any_value() {
        assert_eq!(HeaderNames::of_app("ü/\r\n").retries, "x-verifail-retries");
        assert_eq!(HeaderNames::of_app("My App").cache, "x-my-app-cache");
        let names = HeaderNames::of_app("demo");
        let mut headers = HeaderMap::new();
        assert_eq!(names.retries_of(&headers), 0);
        names.set_retries(&mut headers, 3);
        assert_eq!(names.retries_of(&headers), 3);
        for value in ["-1", "many", "99999999999"] {
            headers.insert("x-demo-retries", HeaderValue::from_static(value));
            assert_eq!(names.retries_of(&headers), 0, "{value}");
        }
    }
}
