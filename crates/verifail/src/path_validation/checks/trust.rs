//! Trust: whether the path ends at an anchor, and if not, what kind of end that is; and how long the path is.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1>

use crate::certificate::{Certificate, Field, GeneralName};
use crate::der::{self, Reader, tag};
use crate::finding::{Context, Finding};
use crate::oid;
use crate::path_validation::{Candidate, Scope, Sink};
use crate::policy::{Requirement, Role};
use crate::taxonomy::Reason;

/// Reports on the path as a whole; `certificates` counts those that are not the anchor.
pub(crate) fn check(
    candidate: &Candidate<'_, '_>,
    certificates: usize,
    scope: &Scope<'_>,
    findings: &mut Vec<Finding>,
) {
    let intermediates = certificates.saturating_sub(1);
    if let Some(limit) = scope.policy.parameters().max_intermediates.filter(|limit| intermediates > *limit) {
        too_long(intermediates, limit, "intermediate certificates", scope, findings);
    }
    if let Some(limit) = scope.inputs.max_path_depth {
        // RFC 5280's path length: self-issued certificates do not count, unless the policy says so.
        let all = scope.policy.parameters().path_depth_counts_self_issued;
        let intermediates = candidate.certificates().skip(1);
        let counted = intermediates.filter(|(_, c)| all || !c.is_self_issued()).count();
        if counted > limit {
            let unit =
                if all { "intermediate certificates" } else { "intermediate certificates that are not self-issued" };
            too_long(counted, limit, unit, scope, findings);
        }
    }
    if candidate.anchor().is_some() || candidate.trusted_end_entity {
        return;
    }
    let Some((depth, last)) = candidate.certificates().next_back() else {
        return;
    };
    let role = if depth == 0 { Role::EndEntity } else { Role::Intermediate };
    let fetch_from = ca_issuers(last);
    let reason = match (depth, last.is_self_issued()) {
        (0, true) => Reason::SelfSignedLeaf,
        (_, true) => Reason::SelfSignedInChain,
        // Alone, with an address of its issuer: an end entity whose chain was not sent.
        (0, false) if fetch_from.is_some() => Reason::MissingIntermediate,
        (_, false) => Reason::UnknownIssuer,
    };
    let mut sink = Sink::new(scope, depth, role, findings);
    sink.report_always(Requirement::TrustAnchorReached, reason, Field::Issuer, || Context::Issuer {
        name: last.issuer().to_string(),
        fetch_from,
        same_name_other_key: false,
    });
}

fn too_long(actual: usize, limit: usize, unit: &'static str, scope: &Scope<'_>, findings: &mut Vec<Finding>) {
    let mut sink = Sink::new(scope, 0, Role::EndEntity, findings);
    let requirement = Requirement::PathDepth;
    sink.report_always(requirement, requirement.reason(), Field::Certificate, || Context::Limit {
        unit,
        limit: limit as u64,
        actual: actual as u64,
    });
}

/// The first `http` address of a caIssuers access description (RFC 5280 section 4.2.2.1), cut to a sane length.
fn ca_issuers(certificate: &Certificate<'_>) -> Option<String> {
    const CA_ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 2];
    let value = certificate.extension(oid::AUTHORITY_INFO_ACCESS)?.value;
    let mut descriptions = Reader::new(der::only(value, tag::SEQUENCE).ok()?);
    while let Ok(description) = descriptions.expect(tag::SEQUENCE) {
        let mut fields = Reader::new(description.contents);
        if fields.expect(tag::OID).ok()?.contents == CA_ISSUERS
            && let Ok(GeneralName::UniformResourceIdentifier(url)) = GeneralName::read(&mut fields)
        {
            let printable = url.len() <= 512 && url.iter().all(u8::is_ascii_graphic);
            return printable.then(|| String::from_utf8_lossy(url).into_owned());
        }
    }
    None
}
