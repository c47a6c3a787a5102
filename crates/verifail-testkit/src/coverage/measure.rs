//! The attributes of a case, read off its DER. A case may come from anywhere: nothing of a world is known here.

mod extensions;

use verifail::certificate::{GeneralName, KeyKind, KeyUsage, NameComparison};
use verifail::{Certificate, Time};

use super::{ABSENT, Attribute, Row};
use crate::case::Case;
use crate::materialise::policy_id;
use crate::world::{Purpose, Reference};
use extensions::{
    Purposes, cert_sign, criticality_is_usual, is_critical, key_identifiers, name_constraints, purposes,
    unknown_extensions,
};

impl Row {
    /// Reads a case. `None` when the end entity's octets are no certificate at all.
    pub fn of(case: &Case) -> Option<Self> {
        let end_entity = Certificate::from_der(&case.end_entity).ok()?;
        let (supplied, anchors) = (parse(&case.intermediates), parse(&case.anchors));
        let chain = chain(&end_entity, &supplied, &anchors);
        let on_chain = |at: usize| chain.get(at).and_then(|at| supplied.get(*at));
        let top = chain.last().and_then(|at| supplied.get(*at)).unwrap_or(&end_entity);
        let found = anchors.iter().find(|anchor| issued(anchor, top));
        let issuer = on_chain(0).or(found);
        let mut row = Self::EMPTY;
        let mut set = |attribute, value: Option<u8>| row.set(attribute, value.unwrap_or(ABSENT));

        set(Attribute::Depth, Some([1, 0, 2, 3][chain.len().min(3)]));
        set(
            Attribute::Link,
            Some(
                issuer
                    .map_or(2, |issuer| u8::from(issuer.subject().as_contents() != end_entity.issuer().as_contents())),
            ),
        );
        let first = on_chain(0);
        let beside = |of_name: bool| {
            supplied.iter().enumerate().filter(|(at, _)| !chain.contains(at)).map(|(_, other)| other).filter(
                move |other| {
                    of_name
                        == first.is_some_and(|first| first.subject().matches(&other.subject(), NameComparison::Rfc5280))
                },
            )
        };
        set(Attribute::Strays, Some(beside(false).count().min(2) as u8));
        set(Attribute::StrayKind, beside(false).next().map(|stray| u8::from(stray.is_self_issued())));
        set(
            Attribute::Twin,
            first.map(|first| {
                let key =
                    |certificate: &Certificate<'_>| certificate.public_key().map(|key| key.as_contents().to_vec());
                beside(true).next().map_or(0, |twin| if key(twin) == key(first) { 1 } else { 2 })
            }),
        );
        set(Attribute::Order, (chain.len() > 1).then(|| u8::from(!chain.is_sorted())));
        set(Attribute::Anchors, (!anchors.is_empty()).then(|| u8::from(anchors.len() > 1)));

        self::end_entity(case, &end_entity, issuer, &mut set);
        identity(case, &end_entity, &mut set);
        if let Some(ca) = first {
            self::ca(case, ca, on_chain(1).or(found), &mut set);
        }
        if let Some(highest) = on_chain(chain.len().saturating_sub(1)).filter(|_| chain.len() > 1) {
            let constraints = highest.basic_constraints().and_then(Result::ok);
            let limit = constraints.and_then(|constraints| constraints.path_length);
            set(
                Attribute::PathLength,
                Some(limit.map_or(0, |limit| if (limit as usize) < chain.len() - 1 { 2 } else { 1 })),
            );
        }
        if let Some(anchor) = found.or(anchors.first()) {
            self::anchor(case, anchor, chain.len(), &mut set);
        }
        let purpose = match case.question.purpose {
            Purpose::ServerAuth => 0,
            Purpose::ClientAuth => 1,
            _ => 2,
        };
        set(Attribute::Purpose, Some(purpose));
        set(Attribute::Crls, Some(u8::from(!case.crls.is_empty())));
        Some(row)
    }
}

/// What can be read of a list.
fn parse(list: &[Vec<u8>]) -> Vec<Certificate<'_>> {
    list.iter().filter_map(|der| Certificate::from_der(der).ok()).collect()
}

type Set<'s> = &'s mut dyn FnMut(Attribute, Option<u8>);

/// Positions of the supplied certificates on the chain of names.
fn chain(end_entity: &Certificate<'_>, supplied: &[Certificate<'_>], anchors: &[Certificate<'_>]) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut current = end_entity;
    while !anchors.iter().any(|anchor| issued(anchor, current)) {
        let next = supplied.iter().enumerate().find(|(at, other)| !chain.contains(at) && issued(other, current));
        let Some((at, next)) = next else { break };
        chain.push(at);
        current = next;
    }
    chain
}

fn issued(issuer: &Certificate<'_>, subject: &Certificate<'_>) -> bool {
    issuer.subject().matches(&subject.issuer(), NameComparison::Rfc5280)
}

fn end_entity(case: &Case, certificate: &Certificate<'_>, issuer: Option<&Certificate<'_>>, set: Set<'_>) {
    set(Attribute::EndEntitySignature, issuer.map(|issuer| u8::from(!verifies(case, certificate, issuer))));
    let agree = certificate.signature_algorithm() == certificate.tbs_signature_algorithm();
    set(Attribute::EndEntityAlgorithms, Some(u8::from(!agree)));
    set(Attribute::KeyIdentifiers, issuer.and_then(|issuer| key_identifiers(certificate, issuer)));
    set(
        Attribute::EndEntityKeyUsage,
        match certificate.key_usage() {
            None => Some(1),
            Some(Err(_)) => None,
            Some(Ok(usage)) if usage.intersects(KeyUsage::KEY_CERT_SIGN) => Some(2),
            Some(Ok(usage)) => Some(if usage.intersects(KeyUsage::DIGITAL_SIGNATURE) { 0 } else { 3 }),
        },
    );
    set(
        Attribute::EndEntityPurposes,
        purposes(certificate).map(|kind| match kind {
            Purposes::Absent => 5,
            Purposes::ServerAuth => 0,
            Purposes::ServerAuthAndOthers => 1,
            Purposes::Any => 2,
            Purposes::ClientAuth => 3,
            Purposes::Others => 4,
        }),
    );
    set(
        Attribute::EndEntityBasicConstraints,
        match certificate.basic_constraints() {
            None => Some(0),
            Some(Ok(constraints)) => Some(if constraints.ca { 2 } else { 1 }),
            Some(Err(_)) => None,
        },
    );
    set(Attribute::Subject, Some(u8::from(certificate.subject().is_empty())));
    set(
        Attribute::EndEntityValidity,
        certificate.validity().map(|validity| {
            let now = now(case);
            match () {
                () if now < validity.not_before => 3,
                () if now > validity.not_after => 2,
                () => u8::from(now == validity.not_before || now == validity.not_after),
            }
        }),
    );
    set(Attribute::EndEntityVersion, Some(u8::from(certificate.version() != 3)));
    set(
        Attribute::Serial,
        match certificate.serial_number() {
            [] => None,
            [0, next, ..] if *next < 0x80 => Some(3),
            [first, ..] if *first >= 0x80 => Some(1),
            [0] => Some(1),
            serial => Some(if serial.len() > 20 { 2 } else { 0 }),
        },
    );
    set(Attribute::UniqueIdentifiers, Some(u8::from(certificate.has_unique_identifiers())));
    set(
        Attribute::EndEntityKey,
        certificate.public_key().map(|key| match key.kind() {
            KeyKind::Ec(_) => 0,
            KeyKind::Rsa { .. } | KeyKind::UnreadableRsa => 1,
            _ => 2,
        }),
    );
    let (count, critical, twice) = unknown_extensions(certificate);
    set(
        Attribute::EndEntityUnknown,
        Some(match (count, critical, twice) {
            (0, ..) => 0,
            (_, _, true) => 3,
            (_, true, _) => 2,
            _ => 1,
        }),
    );
    set(Attribute::Criticality, Some(u8::from(!criticality_is_usual(certificate))));
    set(
        Attribute::EndEntityPolicies,
        match certificate.certificate_policies() {
            None => Some(0),
            Some(Err(_)) => None,
            Some(Ok(policies)) => {
                let any = policy_id(0);
                Some(if policies.iter().any(|policy| policy.policy.as_bytes() == any) { 2 } else { 1 })
            }
        },
    );
}

fn identity(case: &Case, certificate: &Certificate<'_>, set: Set<'_>) {
    let names = match certificate.subject_alt_name() {
        None => Some(None),
        Some(names) => names.ok().map(Some),
    };
    let presented: Vec<GeneralName<'_>> = names.flatten().into_iter().flat_map(|names| names.readable()).collect();
    let has_dns = presented.iter().any(|name| matches!(name, GeneralName::DnsName(_)));
    let all = |wanted: fn(&GeneralName<'_>) -> bool| !presented.is_empty() && presented.iter().all(wanted);
    set(
        Attribute::SubjectAltName,
        names.map(|names| match names {
            None => 4,
            Some(_) if all(|name| matches!(name, GeneralName::DnsName(_))) => 0,
            Some(_) if all(|name| matches!(name, GeneralName::IpAddress(_))) => 1,
            Some(_) => {
                if has_dns {
                    2
                } else {
                    3
                }
            }
        }),
    );
    let hosts = || {
        presented.iter().filter_map(|name| match name {
            GeneralName::DnsName(host) => Some(*host),
            _ => None,
        })
    };
    let value = match &case.question.reference {
        None => 1,
        Some(Reference::Ip(address)) => {
            let same = |name: &GeneralName<'_>| matches!(name, GeneralName::IpAddress(octets) if octets == address);
            if presented.iter().any(same) { 5 } else { 6 }
        }
        Some(Reference::Dns(reference)) => {
            let reference = reference.as_bytes();
            let above = |host: &[u8]| {
                host.iter().position(|octet| *octet == b'.').and_then(|dot| host.get(dot..)).map(<[u8]>::to_vec)
            };
            let wildcard = |host: &[u8]| {
                host.starts_with(b"*.")
                    && above(reference)
                        .is_some_and(|above| above.eq_ignore_ascii_case(host.get(1..).unwrap_or_default()))
            };
            match () {
                () if hosts().any(|host| host == reference) => 0,
                () if hosts().any(|host| host.eq_ignore_ascii_case(reference)) => 2,
                () if hosts().any(wildcard) => 3,
                () => 4,
            }
        }
    };
    set(Attribute::Identity, Some(value));
}

fn ca(case: &Case, ca: &Certificate<'_>, issuer: Option<&Certificate<'_>>, set: Set<'_>) {
    set(Attribute::CaSignature, issuer.map(|issuer| u8::from(!verifies(case, ca, issuer))));
    set(
        Attribute::CaBasicConstraints,
        match ca.basic_constraints() {
            None => Some(3),
            Some(Err(_)) => None,
            Some(Ok(constraints)) if constraints.ca => Some(u8::from(!is_critical(ca, 19))),
            Some(Ok(_)) => Some(2),
        },
    );
    set(Attribute::CaKeyUsage, cert_sign(ca));
    set(
        Attribute::CaPurposes,
        purposes(ca).map(|kind| match kind {
            Purposes::ServerAuth | Purposes::ServerAuthAndOthers => 0,
            Purposes::Absent => 1,
            Purposes::Any => 2,
            Purposes::ClientAuth | Purposes::Others => 3,
        }),
    );
    set(
        Attribute::CaValidity,
        ca.validity().map(|validity| match () {
            () if now(case) > validity.not_after => 1,
            () => {
                if now(case) < validity.not_before {
                    2
                } else {
                    0
                }
            }
        }),
    );
    set(Attribute::CaNameConstraints, name_constraints(ca));
    let (count, critical, _) = unknown_extensions(ca);
    set(Attribute::CaUnknown, Some(if count == 0 { 0 } else { 1 + u8::from(critical) }));
    set(Attribute::CaPolicies, Some(u8::from(ca.certificate_policies().is_some())));
    set(Attribute::CaVersion, Some(u8::from(ca.version() != 3)));
}

fn anchor(case: &Case, anchor: &Certificate<'_>, depth: usize, set: Set<'_>) {
    set(Attribute::AnchorKind, Some(u8::from(!anchor.is_self_issued())));
    set(
        Attribute::AnchorValidity,
        anchor.validity().map(|validity| u8::from(now(case) < validity.not_before || now(case) > validity.not_after)),
    );
    set(
        Attribute::AnchorBasicConstraints,
        match anchor.basic_constraints() {
            Some(Err(_)) => None,
            Some(Ok(constraints)) if constraints.ca => {
                Some(u8::from(constraints.path_length.is_some_and(|limit| (limit as usize) < depth)))
            }
            None | Some(Ok(_)) => Some(2),
        },
    );
    set(Attribute::AnchorKeyUsage, cert_sign(anchor));
    set(Attribute::AnchorPurposes, Some(u8::from(anchor.extended_key_usage().is_some())));
    set(Attribute::AnchorNameConstraints, Some(u8::from(anchor.name_constraints().is_some())));
}

fn now(case: &Case) -> Time {
    Time::from_unix_seconds(case.question.time)
}

/// Whether a signature verifies with an issuer's key, by one of the case's algorithms.
fn verifies(case: &Case, certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> bool {
    let Some(key) = issuer.public_key() else { return false };
    let fits = case.algorithms().iter().filter(|algorithm| {
        algorithm.public_key_alg_id().as_ref() == key.algorithm()
            && algorithm.signature_alg_id().as_ref() == certificate.signature_algorithm()
    });
    fits.into_iter()
        .any(|algorithm| algorithm.verify_signature(key.key(), certificate.tbs(), certificate.signature()).is_ok())
}
