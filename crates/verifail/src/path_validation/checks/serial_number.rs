//! Serial number: positive, at most 20 octets. <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.2>

use crate::certificate::{Certificate, Field};
use crate::finding::Context;
use crate::path_validation::Sink;
use crate::policy::{Requirement, RequirementSet};

/// Longest serial number, in octets of the INTEGER's contents without a sign octet.
const MAX_OCTETS: usize = 20;

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet = RequirementSet::of(&[
    Requirement::SerialNumberPositive,
    Requirement::SerialNumberNotNegative,
    Requirement::SerialNumberLength,
]);

pub(crate) fn check(certificate: &Certificate<'_>, sink: &mut Sink<'_, '_>) {
    let serial = certificate.serial_number();
    let negative = serial.first().is_some_and(|first| first & 0x80 != 0);
    if negative {
        sink.report(Requirement::SerialNumberNotNegative, Field::SerialNumber, || Context::Kind {
            expected: "zero or a positive number",
            found: "a negative number".to_owned(),
        });
    }
    if negative || serial.iter().all(|&octet| octet == 0) {
        sink.report(Requirement::SerialNumberPositive, Field::SerialNumber, || Context::Kind {
            expected: "a positive number",
            found: if negative { "a negative number" } else { "zero" }.to_owned(),
        });
    }
    // A leading zero octet is there for the sign; the limit is on the INTEGER's contents, as CAs and linters read it.
    if serial.len() > MAX_OCTETS {
        sink.report(Requirement::SerialNumberLength, Field::SerialNumber, || Context::Limit {
            unit: "octets",
            limit: MAX_OCTETS as u64,
            actual: serial.len() as u64,
        });
    }
}
