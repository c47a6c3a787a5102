//! What can be wrong with a certificate by itself: one row a requirement.

use verifail::Requirement::*;
use verifail::policy::{CertificateReader, Digest};
use verifail::{Reason, Requirement, Role};

use super::Model;
use crate::reference::{go, key_purposes, names, subtrees};
use crate::world::reading::{self, has, is_among, is_ca, is_self_issued, usage};
use crate::world::{CertSpec, EncodingFault, GeneralName, KeyForm, KeyUsage, Purpose, Serial, SignatureForm};

impl Model<'_> {
    /// The breaches of a certificate in a role, at a depth.
    pub(super) fn local(&self, c: &CertSpec, role: Role, depth: usize) -> Vec<(Requirement, Reason)> {
        let purposes = &self.policy.parameters().key_purpose;
        let rows = [
            self.form(c, role),
            self.key_and_dates(c),
            self.roles(c, role),
            key_purposes::rows(purposes, self.question.purpose, c, role, depth),
        ];
        let mut rows = rows.concat();
        rows.extend([self.alternative_names(c, role), self.constraints(c, role)].concat());
        rows.retain(|(requirement, broken)| *broken && self.is_error(*requirement, role));
        let mut found: Vec<_> = rows.iter().map(|(requirement, _)| (*requirement, requirement.reason())).collect();
        let distrusted = |key: &u8| c.key.form == KeyForm::Plain && *key == c.key.id;
        let is_distrusted = self.question.distrusted.iter().any(distrusted);
        found.extend(is_distrusted.then_some((KeyNotDistrusted, Reason::ExplicitlyDistrusted)));
        let asked = self.question.reference.as_ref().filter(|_| self.is_error(ServiceIdentity, role));
        let identity = &self.policy.parameters().identity;
        if role == Role::EndEntity && asked.is_some_and(|reference| !names::identifies(identity, c, reference)) {
            let nameless = reading::subject_alt_name(c).flatten().is_none_or(<[_]>::is_empty);
            found.push((ServiceIdentity, if nameless { Reason::NoSan } else { Reason::NameMismatch }));
        }
        found
    }

    /// RFC 5280 section 4.1 and 4.2.
    fn form(&self, c: &CertSpec, role: Role) -> Vec<(Requirement, bool)> {
        let parameters = self.policy.parameters();
        let extensions = reading::extensions(c);
        let (recognised, weak) = (parameters.recognised_extensions, parameters.weak_digests);
        let go = parameters.reader == CertificateReader::Go;
        let misread = |(arc, _, reads): &(u8, bool, bool)| {
            (!reads && is_among(parameters.decoded_extensions, *arc))
                || (go && c.version == 3 && !go::reads_extension(c, *arc))
        };
        let critical = |arc: u8| extensions.iter().any(|e| e.0 == arc && e.1);
        let qualified = c.certificate_policies.as_ref().is_some_and(|e| e.unknown_qualifier);
        let well_written = !has(c, EncodingFault::LongFormLength) && reading::takes_times(c, parameters.reader);
        let authority = c.authority_key_identifier.as_ref();
        let no_identifier = authority.is_some_and(|e| e.identifier.is_none());
        let own = c.key_identifier();
        let foreign = authority.and_then(|e| e.identifier).is_some_and(|named| own.is_some_and(|own| own != named));
        let is_root = role == Role::Anchor && is_self_issued(c);
        vec![
            (WellFormed, !well_written || (go && !go::reads_fields(c))),
            (ExtensionUnique, reading::is_repeated(parameters, &extensions)),
            (ExtensionWellFormed, extensions.iter().any(misread)),
            (NoUniqueIdentifiers, c.unique_id),
            (Version3, c.version != 3),
            (ExtensionsNeedVersion3, c.version < 3 && !extensions.is_empty()),
            (SerialNumberPositive, matches!(c.serial, Serial::Zero | Serial::Negative)),
            (SerialNumberNotNegative, c.serial == Serial::Negative),
            (SerialNumberLength, c.serial == Serial::TooLong),
            (SignatureAlgorithmsAgree, c.signature == SignatureForm::InnerAlgorithmDiffers),
            (SignatureDigestStrong, c.signature == SignatureForm::Sha1 && weak.contains(&Digest::Sha1)),
            (AuthorityKeyIdentifierPresent, authority.is_none() && c.version >= 3 && !is_self_issued(c)),
            (AuthorityKeyIdentifierPresent, no_identifier && role != Role::Anchor),
            (AuthorityKeyIdentifierNotCritical, authority.is_some_and(|e| e.critical)),
            (AuthorityKeyIdentifierForm, no_identifier || authority.is_some_and(|e| e.issuer_and_serial.is_some())),
            (AuthorityKeyIdentifierForm, is_root && foreign),
            (SubjectKeyIdentifierPresent, own.is_none() && c.version >= 3 && (role != Role::EndEntity || is_ca(c))),
            (SubjectKeyIdentifierNotCritical, c.subject_key_identifier.is_some_and(|e| e.critical)),
            (PolicyConstraintsCritical, c.policy_constraints.is_some_and(|e| !e.critical)),
            (CriticalExtensionRecognised, extensions.iter().any(|e| e.1 && !is_among(recognised, e.0))),
            (PolicyQualifiersRecognised, critical(reading::CERTIFICATE_POLICIES) && qualified),
            (AuthorityInfoAccessNotCritical, critical(reading::AUTHORITY_INFO_ACCESS)),
        ]
    }

    fn key_and_dates(&self, c: &CertSpec) -> Vec<(Requirement, bool)> {
        let (parameters, now) = (self.policy.parameters(), self.question.time);
        let rules = &parameters.keys;
        let odd = |bits: u32| rules.rsa_whole_octets && !bits.is_multiple_of(8);
        let weak = |bits: u32| !(rules.min_rsa_bits..=rules.max_rsa_bits).contains(&bits) || odd(bits);
        let (from, to) = (c.validity.not_before, c.validity.not_after);
        let limit = parameters.lifetimes.iter().rfind(|limit| limit.issued_from <= from);
        vec![
            (PublicKeyWellFormed, c.key.form == KeyForm::Unreadable),
            (PublicKeyKind, !reading::is_permitted(rules, self.world.scheme, c.key)),
            (PublicKeyStrength, reading::rsa_bits(self.world.scheme, c.key).is_some_and(weak)),
            (ValidityOrdered, from > to),
            (NotBefore, now < from),
            (NotAfter, now > to || (now == to && !parameters.not_after_inclusive)),
            (ValidityPeriod, limit.is_some_and(|limit| to - from + 1 > limit.seconds)),
        ]
    }

    /// Basic constraints and key usage.
    fn roles(&self, c: &CertSpec, role: Role) -> Vec<(Requirement, bool)> {
        const TLS: u16 = KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_ENCIPHERMENT | KeyUsage::KEY_AGREEMENT;
        let (ee, ca) = (role == Role::EndEntity, is_ca(c));
        let basic = reading::basic_constraints(c);
        let read = basic.flatten();
        let bits = reading::key_usage(c).flatten().map(|usage| usage.bits & 0x1ff);
        let signs = usage(c, KeyUsage::KEY_CERT_SIGN);
        let lifted =
            self.policy.parameters().key_purpose.any_purpose_lifts_ca_check && self.question.purpose == Purpose::Any;
        let unsaid = basic.is_none() && (c.version == 3 || role == Role::Intermediate);
        let old_root = c.version == 1 && is_self_issued(c) && reading::key_usage(c).is_none();
        let tls = matches!(self.question.purpose, Purpose::ServerAuth | Purpose::ClientAuth);
        vec![
            (CaBasicConstraintsPresent, !ee && (unsaid || basic == Some(None))),
            (CaEvident, !ee && basic.is_none() && signs != Some(true) && !old_root),
            (CaFlagSet, !ee && read.is_some_and(|e| !e.ca)),
            (CaBasicConstraintsCritical, read.is_some_and(|e| !e.critical && (e.ca || !ee))),
            (EndEntityIsNotCa, ee && ca && !lifted),
            (PathLengthOnlyOnCa, read.is_some_and(|e| e.path_length.is_some()) && !(ca && signs != Some(false))),
            (CaFlagNeedsKeyCertSign, ee && ca && signs == Some(false)),
            (KeyUsageNotEmpty, bits == Some(0)),
            (CaKeyUsagePresent, reading::key_usage(c).is_none() && (!ee || ca)),
            (KeyCertSign, !ee && signs == Some(false)),
            (KeyCertSignUnlessEmpty, !ee && signs == Some(false) && bits != Some(0)),
            (KeyCertSignOnlyOnCa, signs == Some(true) && !ca),
            (EndEntityKeyUsage, ee && tls && usage(c, TLS) == Some(false)),
        ]
    }

    /// Subject, issuer, subjectAltName.
    fn alternative_names(&self, c: &CertSpec, role: Role) -> Vec<(Requirement, bool)> {
        let ee = role == Role::EndEntity;
        let extension = reading::subject_alt_name(c);
        let critical = reading::extensions(c).iter().any(|e| e.0 == reading::SUBJECT_ALT_NAME && e.1);
        let names = extension.flatten();
        let repeated = names.is_none_or(|names| names::repeats_common_name(names, &c.subject));
        vec![
            (CaSubjectNotEmpty, (!ee || is_ca(c)) && c.subject.is_empty()),
            (IssuerNotEmpty, c.issuer.is_empty()),
            (SubjectOrCriticalAltName, c.subject.is_empty() && !critical),
            (SubjectAltNamePresent, ee && extension.is_none()),
            (SubjectAltNameCriticality, ee && extension.is_some() && critical != c.subject.is_empty()),
            (SubjectAltNameNotEmpty, names.is_some_and(<[_]>::is_empty)),
            (SubjectAltNameSyntax, names.is_some_and(|names| !names.iter().all(names::is_well_written))),
            (CommonNameInSubjectAltName, ee && !repeated),
        ]
    }

    /// The form of nameConstraints.
    fn constraints(&self, c: &CertSpec, role: Role) -> Vec<(Requirement, bool)> {
        let rules = &self.policy.parameters().name_constraints;
        let Some(read) = reading::name_constraints(c) else { return Vec::new() };
        let bases: Vec<&GeneralName> = read.iter().flat_map(|e| e.permitted.iter().chain(&e.excluded)).collect();
        let reads = |base: &&GeneralName| subtrees::is_readable_base(rules.dialect, base);
        let unprocessed = bases.iter().any(|base| !subtrees::is_processed(rules.forms, base));
        vec![
            (NameConstraintsOnlyOnCa, role == Role::EndEntity && !is_ca(c)),
            (NameConstraintsCritical, read.is_some_and(|e| !e.critical)),
            (NameConstraintsNotEmpty, read.is_some() && bases.is_empty()),
            (NameConstraintSyntax, !bases.iter().all(reads)),
            (NameConstraintSupported, rules.refuse_unknown_forms && unprocessed && read.is_some_and(|e| e.critical)),
        ]
    }
}
