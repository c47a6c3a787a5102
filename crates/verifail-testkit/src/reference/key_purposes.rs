//! The purpose that is wanted against those that a certificate is for (RFC 5280 section 4.2.1.12).

use verifail::Requirement::{self, *};
use verifail::Role;
use verifail::policy::ServerGatedCrypto::{Cas, Everywhere};
use verifail::policy::{EkuScope, KeyPurposeRules};

use crate::world::reading::{self, is_ca, is_self_issued};
use crate::world::{CertSpec, Purpose};

/// What a certificate in a role, at a depth, is held to, and whether it breaks it.
pub(crate) fn rows(
    rules: &KeyPurposeRules,
    wanted: Purpose,
    c: &CertSpec,
    role: Role,
    depth: usize,
) -> Vec<(Requirement, bool)> {
    let (ee, issues_end_entity) = (role == Role::EndEntity, role == Role::Intermediate && depth == 1);
    let extension = reading::extended_key_usage(c);
    let critical = c.extended_key_usage.as_ref().is_some_and(|e| e.critical);
    let mut rows = vec![
        (ExtendedKeyUsageNotCritical, extension.flatten().is_some() && critical),
        (RootWithoutExtendedKeyUsage, extension.is_some() && role == Role::Anchor && is_self_issued(c)),
    ];
    if wanted == Purpose::Any || (rules.scope == EkuScope::EndEntity && !ee) {
        return rows;
    }
    let exempt = rules.profile_stops_at_issuer && issues_end_entity && wanted == Purpose::ServerAuth;
    let in_profile = ee || issues_end_entity || !rules.profile_stops_at_issuer;
    if extension.is_none() {
        rows.extend([(SubscriberExtendedKeyUsagePresent, ee && !is_ca(c)), (ExtendedKeyUsagePresent, !exempt)]);
    }
    // What does not decode names no purpose, and is malformed.
    let Some(purposes) = extension.flatten() else { return rows };
    rows.push((ExtendedKeyUsageNotEmpty, purposes.is_empty()));
    if purposes.is_empty() && rules.empty_permits_all {
        return rows;
    }
    let names = |purpose| purposes.contains(&purpose);
    let gated_here = matches!((rules.server_gated_crypto, ee), (Everywhere, _) | (Cas, false));
    let gated = gated_here && wanted == Purpose::ServerAuth && names(Purpose::ServerGatedCrypto);
    let any = names(Purpose::Any) && rules.any_permits_all;
    let named = names(wanted) || gated;
    rows.extend([
        (KeyPurpose, !named && !any),
        (KeyPurposeNotOnlyAny, !named && any && in_profile),
        (NoAnyExtendedKeyUsage, names(Purpose::Any)),
        (NoCodeSigning, in_profile && names(Purpose::CodeSigning)),
        (NoOcspSigning, ee && names(Purpose::OcspSigning)),
        (NoTimeStamping, in_profile && names(Purpose::TimeStamping)),
    ]);
    rows
}
