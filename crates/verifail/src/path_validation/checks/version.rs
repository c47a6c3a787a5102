//! Version: 3, and extensions only there. <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.1>

use crate::certificate::{Certificate, Field};
use crate::finding::Context;
use crate::path_validation::Sink;
use crate::policy::{Requirement, RequirementSet};

/// What this may report.
pub(crate) const MAY_REPORT: RequirementSet =
    RequirementSet::of(&[Requirement::Version3, Requirement::ExtensionsNeedVersion3]);

pub(crate) fn check(certificate: &Certificate<'_>, sink: &mut Sink<'_, '_>) {
    let version = certificate.version();
    if version != 3 {
        sink.report(Requirement::Version3, Field::Version, || Context::Limit {
            unit: "as the version",
            limit: 3,
            actual: version.into(),
        });
        // A version after 3 is wrong, but not for its extensions.
        if version < 3 && !certificate.extensions().is_empty() {
            sink.report(Requirement::ExtensionsNeedVersion3, Field::Extensions, || Context::None);
        }
    }
}
