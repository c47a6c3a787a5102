//! Errors of Rust as evidence: the texts of a chain of causes, and what `std::io` says in any language.

use std::error::Error;
use std::fmt::{self, Write as _};
use std::io;

use super::diagnosis::Diagnosis;
use super::evidence::Circumstances;
use super::resolve;
use super::statement::Statement;
use crate::taxonomy::{Layer, Reason, RetryAdvice};

/// Causes that are looked at, the error itself included.
pub const MAX_CAUSES: usize = 16;
/// Octets of a chain's text that are kept.
pub const MAX_CHAIN_TEXT: usize = 8 << 10;

/// The causes of an error, itself first, at most [`MAX_CAUSES`].
///
/// Unlike [`Error::source`] it also steps into an [`io::Error`] that was made from another error: that one is no source
/// of it, and TLS libraries hand their errors through `Read` and `Write` in exactly this way.
///
/// # Examples
/// ```
/// use std::io;
/// use verifail::classification::causes;
///
/// let inner = io::Error::other("invalid peer certificate: UnknownIssuer");
/// let outer = io::Error::new(io::ErrorKind::InvalidData, inner);
/// // Two errors, each made from one more.
/// assert_eq!(causes(&outer).count(), 3);
/// ```
pub fn causes<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| cause(*error)).take(MAX_CAUSES)
}

fn cause<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

/// What a chain of causes says, outermost first, joined by `: `. What a cause only repeats is left out; the whole has
/// at most [`MAX_CHAIN_TEXT`] octets, however long an error makes its text.
///
/// # Examples
/// ```
/// use std::io;
/// let error = io::Error::other("invalid peer certificate: UnknownIssuer");
/// assert_eq!(verifail::classification::chain_text(&error), "invalid peer certificate: UnknownIssuer");
/// ```
pub fn chain_text(error: &(dyn Error + 'static)) -> String {
    let mut text = String::new();
    for cause in causes(error) {
        let mut level = Bounded { text: String::new(), left: MAX_CHAIN_TEXT - text.len() };
        // An error is not having had room for all of it.
        let _ = write!(level, "{cause}");
        if level.text.is_empty() || text.contains(&level.text) {
            continue;
        }
        let room = MAX_CHAIN_TEXT - text.len();
        let separator = if text.is_empty() { "" } else { ": " };
        if separator.len() + level.text.len() > room {
            let kept = boundary(&level.text, room.saturating_sub(separator.len()));
            level.text.truncate(kept);
        }
        if !level.text.is_empty() {
            text.push_str(separator);
            text.push_str(&level.text);
        }
        if text.len() + 2 >= MAX_CHAIN_TEXT {
            break;
        }
    }
    text
}

/// A text that stops whoever writes it when it is full.
struct Bounded {
    text: String,
    left: usize,
}

impl fmt::Write for Bounded {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        let fits = boundary(part, self.left);
        self.text.push_str(&part[..fits]);
        self.left -= fits;
        if fits < part.len() { Err(fmt::Error) } else { Ok(()) }
    }
}

/// The end of the characters of `text` that fit into `room` octets.
fn boundary(text: &str, room: usize) -> usize {
    if room >= text.len() {
        return text.len();
    }
    (0..=room).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0)
}

/// What an error and its causes say: their text where that is precise, and else the kind of the `io::Error` among them,
/// which is the same whatever language the system speaks.
pub(super) fn chain(error: &(dyn Error + 'static), context: Circumstances) -> Diagnosis {
    let text = chain_text(error);
    let said = resolve::of_text(text.as_bytes(), context);
    let precise = said.reason.is_some_and(|reason| reason.layer() != Layer::Outside && !reason.is_generic());
    if precise {
        return said;
    }
    let kinds = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    // The innermost knows best.
    match kinds.filter_map(of_kind).last() {
        Some(statement) => {
            let also = said.reason.filter(|reason| Some(*reason) != statement.reason && reason.is_generic());
            let mut diagnosis = resolve::statement(&statement, context);
            diagnosis.also.extend(also);
            diagnosis.stack = said.stack;
            diagnosis
        }
        None => said,
    }
}

/// What a kind says by itself. Kinds of files, arguments and interruptions say nothing of a connection.
fn of_kind(kind: io::ErrorKind) -> Option<Statement> {
    use io::ErrorKind as Kind;
    let statement = match kind {
        Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe | Kind::NotConnected => {
            Statement::of(Reason::HandshakeReset)
        }
        Kind::UnexpectedEof | Kind::WriteZero => Statement::of(Reason::HandshakeEof),
        Kind::TimedOut => Statement::of(Reason::HandshakeTimeout),
        // Before any TLS: nobody there, or no way to it. Another address of the same name may answer.
        Kind::ConnectionRefused
        | Kind::HostUnreachable
        | Kind::NetworkUnreachable
        | Kind::NetworkDown
        | Kind::AddrNotAvailable => Statement::of(Reason::NotTlsRelated).retry(RetryAdvice::OtherAddress),
        _ => return None,
    };
    Some(statement)
}
