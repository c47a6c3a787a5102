//! Basic constraints: who is a CA, steps (k) to (m) of RFC 5280 section 6.1.4.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9>

use verifail::{Certificate, DerError, Reason};

use super::bug::{Bug, Switches};
use super::der::{Reader, id};
use super::encoding::extension;
use super::names;
use super::request::Request;

/// cA and pathLenConstraint.
#[derive(Clone, Copy, Debug)]
pub(super) struct Constraints {
    pub(super) ca: bool,
    pub(super) path_length: Option<u32>,
}

/// The extension, read; `None` when it is not there.
pub(super) fn read(certificate: &Certificate<'_>, bugs: Switches) -> Option<Result<Constraints, DerError>> {
    let value = extension(certificate, id::BASIC_CONSTRAINTS)?.value;
    if bugs.on(Bug::IntegerCaFlag) && Reader::new(value).expect(0x30).is_some_and(|c| c.first() == Some(&2)) {
        return Some(Ok(Constraints { ca: true, path_length: None }));
    }
    match certificate.basic_constraints()? {
        Ok(constraints) => Some(Ok(Constraints { ca: constraints.ca, path_length: constraints.path_length })),
        Err(_) if bugs.on(Bug::BerBooleanAccepted) && any_boolean(value) => {
            Some(Ok(Constraints { ca: true, path_length: None }))
        }
        Err(_) if bugs.on(Bug::TruncatedBasicConstraints) => Some(Ok(Constraints { ca: true, path_length: None })),
        Err(error) => Some(Err(error)),
    }
}

/// A BOOLEAN that is not zero, by BER.
fn any_boolean(value: &[u8]) -> bool {
    let flag = Reader::new(value).expect(0x30).and_then(|contents| Reader::new(contents).expect(1));
    matches!(flag, Some([octet]) if *octet != 0)
}

/// Step (k), for a certificate that issued the one below it.
pub(super) fn check(certificate: &Certificate<'_>, request: &Request<'_>, found: &mut Vec<Reason>) {
    let bugs = request.bugs;
    let question = request.question();
    let overwritten = question.max_path_depth.is_some() || question.explicit_policy;
    if bugs.on(Bug::BasicConstraintsIgnored)
        || (bugs.on(Bug::StrictOptionOverwritesCaFlag) && overwritten)
        || (bugs.on(Bug::Version1Intermediate) && certificate.version() < 3)
    {
        return;
    }
    if !matches!(read(certificate, bugs), Some(Ok(constraints)) if constraints.ca) {
        found.push(Reason::CaViolation);
    }
}

/// `max_path_length` of RFC 5280 section 6.1.2; `None` is no limit.
#[derive(Default)]
pub(super) struct PathLength(Option<u32>);

impl PathLength {
    /// Steps (l) and (m). `true` when the certificate is one too many.
    pub(super) fn exceeded_by(&mut self, certificate: &Certificate<'_>, bugs: Switches) -> bool {
        let mut exceeded = false;
        if bugs.on(Bug::PathLengthCountsSelfIssued) || !names::self_issued(certificate, bugs) {
            exceeded = self.0 == Some(0);
            self.0 = self.0.map(|left| left.saturating_sub(1));
        }
        if let Some(Ok(Constraints { ca: true, path_length: Some(limit) })) = read(certificate, bugs) {
            let limit = limit.saturating_add(u32::from(bugs.on(Bug::PathLengthOffByOne)));
            self.0 = Some(self.0.map_or(limit, |left| left.min(limit)));
        }
        exceeded && !bugs.on(Bug::PathLengthIgnored)
    }
}
