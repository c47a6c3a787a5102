//! Public keys: readable, of a permitted kind, strong enough, not on the deny list.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.7>

use crate::certificate::{Certificate, Field, KeyKind, PublicKeyInfo};
use crate::finding::Context;
use crate::path_validation::{Scope, Sink};
use crate::policy::{Requirement, RequirementSet};

/// What this may report that policies weigh.
pub(crate) const MAY_REPORT: RequirementSet =
    RequirementSet::of(&[Requirement::PublicKeyWellFormed, Requirement::PublicKeyKind, Requirement::PublicKeyStrength]);

pub(crate) fn check(certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    // A key whose structure is unreadable was reported as malformed.
    if let Some(key) = certificate.public_key() {
        check_key(&key, scope, sink);
    }
}

/// The same for a key without a certificate, such as an anchor's.
pub(crate) fn check_key(key: &PublicKeyInfo<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    if scope.inputs.distrusted_keys.contains(&key.as_contents()) {
        sink.report_always(
            Requirement::KeyNotDistrusted,
            Requirement::KeyNotDistrusted.reason(),
            Field::SubjectPublicKeyInfo,
            || Context::None,
        );
    }
    sink.run(MAY_REPORT, |sink| check_kind(key, scope, sink));
}

fn check_kind(key: &PublicKeyInfo<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let rules = &scope.policy.parameters().keys;
    let kind = key.kind();
    let mut too_short = |bits: u32, limit: u32| {
        sink.report(Requirement::PublicKeyStrength, Field::SubjectPublicKeyInfo, || Context::Limit {
            unit: "bits",
            limit: limit.into(),
            actual: bits.into(),
        });
    };
    let permitted = match kind {
        KeyKind::Rsa { bits } => {
            if bits < rules.min_rsa_bits {
                too_short(bits, rules.min_rsa_bits);
            } else if bits > rules.max_rsa_bits {
                too_short(bits, rules.max_rsa_bits);
            } else if rules.rsa_whole_octets && bits % 8 != 0 {
                too_short(bits, bits.next_multiple_of(8));
            }
            true
        }
        KeyKind::Dsa { bits } => match rules.min_dsa_bits {
            Some(limit) => {
                if let Some(bits) = bits.filter(|bits| *bits < limit) {
                    too_short(bits, limit);
                }
                true
            }
            None => false,
        },
        KeyKind::Ec(curve) => rules.curves.contains(&curve),
        KeyKind::Ed25519 => rules.ed25519,
        KeyKind::UnreadableRsa => {
            sink.report(Requirement::PublicKeyWellFormed, Field::SubjectPublicKeyInfo, || Context::None);
            true
        }
        KeyKind::Ed448 | KeyKind::Unknown => rules.unknown,
    };
    if !permitted {
        sink.report(Requirement::PublicKeyKind, Field::SubjectPublicKeyInfo, || Context::Kind {
            expected: "a kind of key that the policy permits",
            found: key.to_string(),
        });
    }
}
