//! The fields of certificates and questions, each with its way back to the plain value.

use crate::world::{
    BasicConstraints, CertSpec, CrlSpec, DAY, GeneralName, HOST, NOW, Place, Question, Reference, RevocationQuestion,
    Spelling, Validity, World,
};

/// What stands in the plain world at a place, given the keys.
pub(super) fn plain(place: Place, spec: &CertSpec) -> CertSpec {
    match place {
        Place::EndEntity => CertSpec::server(spec.key.id, spec.signer),
        Place::Intermediate(_) => CertSpec::ca(spec.key.id, spec.signer),
        Place::Anchor(_) => CertSpec {
            validity: Validity { not_before: NOW - 6_000 * DAY, not_after: NOW + 6_000 * DAY },
            ..CertSpec::root(spec.key.id)
        },
    }
}

/// Gives a field the value that it has in the plain certificate.
type Reset = fn(&mut CertSpec, &CertSpec);

macro_rules! resets {
    ($($field:ident $(. $part:ident)*),+ $(,)?) => {
        &[$(|spec, plain| spec.$field$(.$part)*.clone_from(&plain.$field$(.$part)*)),+]
    };
}

/// Every field but the keys, one after the other.
pub(super) const RESETS: &[Reset] = resets![
    version,
    signature,
    key.form,
    unique_id,
    faults,
    unknown_extension,
    ca_issuers,
    inhibit_any_policy,
    policy_constraints,
    policy_mappings,
    certificate_policies,
    name_constraints,
    subject_alt_name,
    extended_key_usage,
    key_usage,
    basic_constraints,
    authority_key_identifier,
    subject_key_identifier,
    validity,
    validity.not_before,
    validity.not_after,
    serial,
    subject.email,
    subject.spelling,
    issuer.email,
    issuer.spelling,
    subject,
    issuer,
];

/// Everything but keys and names.
pub(super) fn reset_all_but_names(spec: &mut CertSpec, plain: &CertSpec) {
    *spec = CertSpec {
        key: crate::world::PublicKey { form: plain.key.form, ..spec.key },
        subject: spec.subject.clone(),
        issuer: spec.issuer.clone(),
        signer: spec.signer,
        ..plain.clone()
    };
}

/// Takes an extension out, unless it is the plain one.
type Removal = fn(&mut CertSpec, &CertSpec);

macro_rules! removals {
    ($($field:ident),+ $(,)?) => {
        &[$(|spec, plain| if spec.$field != plain.$field { spec.$field = None; }),+]
    };
}

/// Every extension of which the plain world has an example.
pub(super) const REMOVALS: &[Removal] = removals![
    subject_alt_name,
    extended_key_usage,
    key_usage,
    basic_constraints,
    authority_key_identifier,
    subject_key_identifier,
];

/// Gives a member of an extension its plain value.
macro_rules! in_extension {
    ($extension:ident.$member:ident = $plain:expr) => {
        |spec, _| {
            if let Some(extension) = &mut spec.$extension {
                extension.$member = $plain;
            }
        }
    };
}

/// Makes a value plainer that cannot be plain altogether.
pub(super) const SIMPLER: &[Reset] = &[
    |spec, _| {
        if let Some(BasicConstraints { path_length: limit @ Some(1..), .. }) = &mut spec.basic_constraints {
            *limit = Some(0);
        }
    },
    in_extension!(basic_constraints.path_length = None),
    |spec, plain| {
        if let (Some(e), Some(plain)) = (&mut spec.basic_constraints, &plain.basic_constraints) {
            e.critical = plain.critical;
        }
    },
    in_extension!(key_usage.critical = true),
    |spec, plain| {
        if let (Some(e), Some(plain)) = (&mut spec.key_usage, &plain.key_usage)
            && e.bits & !plain.bits != 0
            && e.bits & plain.bits != 0
        {
            e.bits &= plain.bits;
        }
    },
    in_extension!(extended_key_usage.critical = false),
    in_extension!(subject_alt_name.critical = false),
    in_extension!(name_constraints.critical = true),
    in_extension!(subject_key_identifier.critical = false),
    in_extension!(authority_key_identifier.critical = false),
    in_extension!(authority_key_identifier.issuer_and_serial = None),
    |spec, _| {
        if let Some(e) = &mut spec.certificate_policies {
            (e.critical, e.unknown_qualifier) = (false, false);
        }
    },
    |spec, _| {
        if let Some(true) = spec.unknown_extension {
            spec.unknown_extension = Some(false);
        }
    },
    |spec, _| {
        if let Some(true) = spec.ca_issuers {
            spec.ca_issuers = Some(false);
        }
    },
];

/// A list: how long it is, and an element taken out. A plain list is left alone.
pub(super) struct List {
    pub(super) len: fn(&CertSpec) -> usize,
    pub(super) remove: fn(&mut CertSpec, usize),
}

macro_rules! lists {
    ($($field:ident $(. $part:ident)?),+ $(,)?) => { &[$(lists!(@ $field $(, $part)?)),+] };
    (@ $field:ident) => {
        List { len: |spec| spec.$field.len(), remove: |spec, at| _ = spec.$field.remove(at) }
    };
    (@ $field:ident, $part:ident) => {
        List {
            len: |spec| spec.$field.as_ref().map_or(0, |e| e.$part.len()),
            remove: |spec, at| {
                if let Some(e) = &mut spec.$field {
                    e.$part.remove(at);
                }
            },
        }
    };
}

/// Every list in a certificate.
pub(super) const LISTS: &[List] = lists![
    faults,
    subject_alt_name.names,
    extended_key_usage.purposes,
    name_constraints.permitted,
    name_constraints.excluded,
    certificate_policies.policies,
    policy_mappings.pairs,
];

/// Presented identifiers become the plain one, each by itself.
pub(super) fn plain_name(spec: &mut CertSpec, at: usize) {
    let name = spec.subject_alt_name.as_mut().and_then(|e| e.names.get_mut(at));
    if let Some(name) = name {
        *name = GeneralName::dns(HOST);
    }
}

/// The question's fields.
pub(super) const QUESTION: &[fn(&mut Question, &Question)] = &[
    |question, plain| *question = plain.clone(),
    |question, plain| question.time = plain.time,
    |question, plain| question.reference.clone_from(&plain.reference),
    |question, plain| {
        if question.reference != plain.reference {
            question.reference = None;
        }
    },
    |question, plain| question.purpose = plain.purpose,
    |question, plain| question.policies.clone_from(&plain.policies),
    |question, plain| question.explicit_policy = plain.explicit_policy,
    |question, plain| question.distrusted.clone_from(&plain.distrusted),
    |question, plain| question.max_path_depth = plain.max_path_depth,
    |question, plain| question.revocation = plain.revocation,
    |question, _| {
        if let Some(RevocationQuestion { end_entity_only, .. }) = &mut question.revocation {
            *end_entity_only = false;
        }
    },
    |question, _| {
        if let Some(RevocationQuestion { allow_unknown, .. }) = &mut question.revocation {
            *allow_unknown = false;
        }
    },
];

/// A CRL's fields.
pub(super) const CRL: &[fn(&mut CrlSpec)] = &[
    |crl| *crl = CrlSpec::of(crl.issuer.clone(), crl.signer),
    |crl| crl.this_update = CrlSpec::of(crl.issuer.clone(), crl.signer).this_update,
    |crl| crl.next_update = CrlSpec::of(crl.issuer.clone(), crl.signer).next_update,
    |crl| crl.revoked.truncate(1),
    |crl| crl.revoked.clear(),
];

/// What belongs together in several certificates and the question goes back together.
pub(super) const TOGETHER: &[fn(&mut World)] = &[
    // revocation
    |world| {
        world.question.revocation = None;
        world.crls.clear();
    },
    // policies
    |world| {
        world.question.policies.clear();
        world.question.explicit_policy = false;
        for spec in world.certificates_mut() {
            spec.certificate_policies = None;
            spec.policy_mappings = None;
            spec.policy_constraints = None;
            spec.inhibit_any_policy = None;
        }
    },
    // identity
    |world| {
        let plain = plain(Place::EndEntity, &world.end_entity);
        world.question.reference = Question::default().reference;
        world.end_entity.subject = plain.subject;
        world.end_entity.subject_alt_name = plain.subject_alt_name;
    },
    // the name that is asked for is the one presented
    |world| {
        let presented = world.question.reference.as_ref().map(Reference::presented);
        if let (Some(name), Some(e)) = (presented, &mut world.end_entity.subject_alt_name)
            && e.names.len() > 1
        {
            *e = crate::world::SubjectAltName::of(vec![name]);
        }
    },
    // purpose
    |world| {
        world.question.purpose = Question::default().purpose;
        each(world, |spec, plain| spec.extended_key_usage.clone_from(&plain.extended_key_usage));
    },
    // key identifiers
    |world| {
        each(world, |spec, plain| {
            spec.subject_key_identifier = plain.subject_key_identifier;
            spec.authority_key_identifier.clone_from(&plain.authority_key_identifier);
        });
    },
    // spelling
    |world| {
        for spec in world.certificates_mut() {
            spec.subject.spelling = Spelling::Utf8;
            spec.issuer.spelling = Spelling::Utf8;
        }
        for crl in &mut world.crls {
            crl.issuer.spelling = Spelling::Utf8;
        }
    },
    // time
    |world| {
        world.question.time = NOW;
        each(world, |spec, plain| spec.validity = plain.validity);
    },
];

/// Edits every certificate, with the plain one beside it.
pub(super) fn each(world: &mut World, edit: fn(&mut CertSpec, &CertSpec)) {
    let places: Vec<_> = world.places().map(|(place, _)| place).collect();
    for (place, spec) in places.into_iter().zip(world.certificates_mut()) {
        let plain = plain(place, spec);
        edit(spec, &plain);
    }
}
