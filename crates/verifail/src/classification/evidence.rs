//! What an observer saw.

use std::error::Error;

use super::statement::Statement;

/// One observation, and what is known of where it was made. Borrowed: nothing is copied.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'e> {
    /// What was seen.
    pub observed: Observed<'e>,
    /// What is known of the place it was seen from.
    pub context: Circumstances,
}

/// What was seen.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Observed<'e> {
    /// An error of Rust with its causes.
    Error(&'e (dyn Error + 'static)),
    /// What a program knows without a text.
    Statement(Statement),
    /// Text of any kind: a line of a log, a whole report, octets that are no UTF-8. Of more than 64 KiB, the first 48
    /// and the last 16 are read.
    Text(&'e [u8]),
    /// A bare number: an exit status, an HRESULT, a packed code.
    Number(i64),
    /// A TLS alert (RFC 8446 section 6), and whether the program that reports received it.
    Alert {
        /// Its number in the registry.
        number: u8,
        /// Received, not sent.
        received: bool,
    },
}

/// What is known of the place an observation was made from. Each is `false` where it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The client's own verification is switched off, as by `--insecure`.
    pub client_insecure: bool,
    /// The observation was made behind a proxy.
    pub through_proxy: bool,
    /// The program runs in a sandbox.
    pub sandboxed: bool,
}

impl<'e> Evidence<'e> {
    /// A text.
    pub fn text(text: &'e (impl AsRef<[u8]> + ?Sized)) -> Self {
        Self { observed: Observed::Text(text.as_ref()), context: Circumstances::default() }
    }

    /// A bare number.
    pub fn number(number: i64) -> Self {
        Self { observed: Observed::Number(number), context: Circumstances::default() }
    }

    /// An alert, and whether it was received.
    pub fn alert(number: u8, received: bool) -> Self {
        Self { observed: Observed::Alert { number, received }, context: Circumstances::default() }
    }

    /// An error of Rust, an [`std::io::Error`] among others, with its causes: their texts, and the kind of the
    /// `io::Error` among them.
    ///
    /// # Examples
    /// ```
    /// use std::io;
    /// use verifail::Reason;
    /// use verifail::classification::{Evidence, classify};
    ///
    /// let error = io::Error::from(io::ErrorKind::ConnectionReset);
    /// assert_eq!(classify(&Evidence::error(&error)).reason, Some(Reason::HandshakeReset));
    /// let error = io::Error::other("invalid peer certificate: UnknownIssuer");
    /// assert_eq!(classify(&Evidence::error(&error)).reason, Some(Reason::UnknownIssuer));
    /// ```
    pub fn error(error: &'e (dyn Error + 'static)) -> Self {
        Self { observed: Observed::Error(error), context: Circumstances::default() }
    }

    /// What a program knows without a text.
    pub fn statement(statement: Statement) -> Self {
        Self { observed: Observed::Statement(statement), context: Circumstances::default() }
    }

    /// The same, seen under these circumstances.
    #[must_use]
    pub fn under(mut self, context: Circumstances) -> Self {
        self.context = context;
        self
    }
}
