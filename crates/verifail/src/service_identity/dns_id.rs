//! The DNS-ID: a host name that is valid by construction. Addresses are not its business, nor is matching.

use std::borrow::Cow;
use std::fmt;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use super::invalid_reference::{self, InvalidReference, LabelFault};
use crate::name_matching::dns::{self, MAX_NAME, Underscore};

/// All ASCII that is neither letter, digit, hyphen, dot nor underscore: the STD3 rules of UTS #46 but for `_`, which
/// hosts in use have. Checked after mapping, so that no character folds into a delimiter.
const NOT_IN_HOSTS: AsciiDenyList = AsciiDenyList::new(true, "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~");

/// Longest text that is read at all, in octets: no valid host needs more than four for each one of its A-labels'
/// octets.
const MAX_TEXT: usize = 4 * (MAX_NAME + 1);

/// A host name in A-labels and lower case, at most 253 octets in labels of at most 63, the last not all digits.
///
/// A trailing dot (an absolute name) is kept: [`as_written`](Self::as_written) has it, [`as_str`](Self::as_str) has
/// not. Whether it counts is the policy's choice.
///
/// # Examples
/// ```
/// use verifail::service_identity::DnsId;
///
/// let host = DnsId::new("WWW.Straße.example.")?;
/// assert_eq!(host.as_str(), "www.xn--strae-oqa.example");
/// assert!(host.is_absolute());
/// # Ok::<(), verifail::service_identity::InvalidReference>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DnsId {
    written: Box<str>,
}

impl DnsId {
    /// Validates a host name. Text that is not ASCII is mapped as UTS #46 says (non-transitional); ASCII is taken as it
    /// is, A-labels included, as RFC 9525 section 6.3 compares it.
    ///
    /// # Errors
    /// [`InvalidReference`] says what is wrong, and what to give instead of a URL, a pattern or a host with a port.
    pub fn new(name: &str) -> Result<Self, InvalidReference> {
        if name.is_empty() {
            return Err(InvalidReference::Empty);
        }
        if name.len() > MAX_TEXT {
            return Err(InvalidReference::TooLong { octets: name.len() });
        }
        if let Some(mistake) = invalid_reference::mistake(name) {
            return Err(mistake);
        }
        let mut written = if name.is_ascii() {
            Cow::Borrowed(name)
        } else {
            Uts46::new()
                .to_ascii(name.as_bytes(), NOT_IN_HOSTS, Hyphens::Allow, DnsLength::Ignore)
                .map_err(|_| InvalidReference::unmappable(name))?
        }
        .into_owned();
        written.make_ascii_lowercase();
        validate(written.strip_suffix('.').unwrap_or(&written))?;
        Ok(Self { written: written.into() })
    }

    /// The name without a trailing dot.
    pub fn as_str(&self) -> &str {
        self.written.strip_suffix('.').unwrap_or(&self.written)
    }

    /// The name with its trailing dot, if it has one.
    pub const fn as_written(&self) -> &str {
        &self.written
    }

    /// It has a trailing dot.
    pub fn is_absolute(&self) -> bool {
        self.written.ends_with('.')
    }
}

impl fmt::Display for DnsId {
    /// As written: with a trailing dot, if it has one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl std::str::FromStr for DnsId {
    type Err = InvalidReference;

    fn from_str(name: &str) -> Result<Self, InvalidReference> {
        Self::new(name)
    }
}

/// `name` has no trailing dot. It is what [`dns::is_valid_presented`] accepts; here the fault is told.
fn validate(name: &str) -> Result<(), InvalidReference> {
    if name.len() > MAX_NAME {
        return Err(InvalidReference::TooLong { octets: name.len() });
    }
    for label in name.split('.') {
        if let Some(fault) = label_fault(label) {
            return Err(InvalidReference::label(label, fault));
        }
    }
    if dns::ends_in_number(name.as_bytes()) { Err(InvalidReference::address(name)) } else { Ok(()) }
}

fn label_fault(label: &str) -> Option<LabelFault> {
    if dns::is_valid_label(label.as_bytes(), Underscore::Permitted) {
        return None;
    }
    let of_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    Some(match label.chars().find(|c| !of_host(*c)) {
        _ if label.is_empty() => LabelFault::Empty,
        Some(character) => LabelFault::Character(character),
        None if label.len() > 63 => LabelFault::TooLong,
        None => LabelFault::Hyphen,
    })
}
