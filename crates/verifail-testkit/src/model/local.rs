//! What can be wrong with a certificate by itself: one row a requirement.

use verifail::certificate::Curve;
use verifail::policy::{CertificateReader, Digest, EkuScope, ServerGatedCrypto, SubtreeDialect, UniqueExtensions};
use verifail::{Reason, Requirement, Role};

use super::reading::{self, has, is_ca, is_self_issued, usage};
use super::{Model, names};
use crate::signing::Scheme;
use crate::world::{
    CertSpec, EncodingFault, GeneralName, KeyForm, KeyUsage, Name, Purpose, Serial, SignatureForm, Spelling,
};

impl Model<'_> {
    /// The breaches of a certificate in a role, at a depth.
    pub(super) fn local(&self, c: &CertSpec, role: Role, depth: usize) -> Vec<(Requirement, Reason)> {
        let rows = [self.form(c, role), self.key_and_dates(c), self.roles(c, role), self.purposes(c, role, depth)];
        let names = [self.alternative_names(c, role), self.constraints(c, role)];
        let broken = rows
            .into_iter()
            .chain(names)
            .flatten()
            .filter(|(requirement, broken)| *broken && self.is_error(*requirement, role));
        let mut found: Vec<_> = broken.map(|(requirement, _)| (requirement, requirement.reason())).collect();
        let distrusted = |key: &u8| c.key.form == KeyForm::Plain && *key == c.key.id;
        if self.question.distrusted.iter().any(distrusted) {
            found.push((Requirement::KeyNotDistrusted, Reason::ExplicitlyDistrusted));
        }
        let asked = self.question.reference.as_ref().filter(|_| role == Role::EndEntity);
        if self.is_error(Requirement::ServiceIdentity, role)
            && asked.is_some_and(|reference| !self.identifies(c, reference))
        {
            let nameless = reading::subject_alt_name(c).flatten().is_none_or(<[_]>::is_empty);
            found.push((Requirement::ServiceIdentity, if nameless { Reason::NoSan } else { Reason::NameMismatch }));
        }
        found
    }

    /// RFC 5280 section 4.1 and 4.2.
    fn form(&self, c: &CertSpec, role: Role) -> Vec<(Requirement, bool)> {
        use Requirement::*;
        let parameters = self.policy.parameters();
        let extensions = reading::extensions(c);
        let among = |ids: &[&[u8]], arc: u8| ids.contains(&reading::object_identifier(arc).as_slice());
        let counts = |arc| match parameters.unique_extensions {
            UniqueExtensions::Decoded => among(parameters.decoded_extensions, arc),
            UniqueExtensions::Recognised => among(parameters.recognised_extensions, arc),
            _ => true,
        };
        let repeated = extensions.iter().any(|e| counts(e.0) && extensions.iter().filter(|o| o.0 == e.0).count() > 1);
        let go = parameters.reader == CertificateReader::Go;
        let misread = |(arc, _, reads): &(u8, bool, bool)| {
            (!reads && among(parameters.decoded_extensions, *arc))
                || (go && c.version == 3 && !names::go_reads(c, *arc))
        };
        let critical = |arc: u8| extensions.iter().any(|e| e.0 == arc && e.1);
        let qualified = c.certificate_policies.as_ref().is_some_and(|e| e.unknown_qualifier);
        // Go reads a UTCTime to the minute.
        let generalized = [c.validity.not_before, c.validity.not_after].iter().any(|at| !UTC_TIMES.contains(at));
        let short_time = has(c, EncodingFault::TimeWithoutSeconds) && (!go || generalized);
        let well_formed = !has(c, EncodingFault::LongFormLength) && !short_time;
        let go_form =
            c.version <= 3 && !has(c, EncodingFault::PaddedSerial) && go_name(&c.issuer) && go_name(&c.subject);
        let authority = c.authority_key_identifier.as_ref();
        let no_identifier = authority.is_some_and(|e| e.identifier.is_none());
        let own = c.key_identifier();
        let foreign = authority.and_then(|e| e.identifier).is_some_and(|named| own.is_some_and(|own| own != named));
        let is_root = role == Role::Anchor && is_self_issued(c);
        vec![
            (WellFormed, !well_formed || (go && !go_form)),
            (ExtensionUnique, repeated),
            (ExtensionWellFormed, extensions.iter().any(misread)),
            (NoUniqueIdentifiers, c.unique_id),
            (Version3, c.version != 3),
            (ExtensionsNeedVersion3, c.version < 3 && !extensions.is_empty()),
            (SerialNumberPositive, matches!(c.serial, Serial::Zero | Serial::Negative)),
            (SerialNumberNotNegative, c.serial == Serial::Negative),
            (SerialNumberLength, c.serial == Serial::TooLong),
            (SignatureAlgorithmsAgree, c.signature == SignatureForm::InnerAlgorithmDiffers),
            (
                SignatureDigestStrong,
                c.signature == SignatureForm::Sha1 && parameters.weak_digests.contains(&Digest::Sha1),
            ),
            (AuthorityKeyIdentifierPresent, authority.is_none() && c.version >= 3 && !is_self_issued(c)),
            (AuthorityKeyIdentifierPresent, no_identifier && role != Role::Anchor),
            (AuthorityKeyIdentifierNotCritical, authority.is_some_and(|e| e.critical)),
            (AuthorityKeyIdentifierForm, no_identifier || authority.is_some_and(|e| e.issuer_and_serial.is_some())),
            (AuthorityKeyIdentifierForm, is_root && foreign),
            (SubjectKeyIdentifierPresent, own.is_none() && c.version >= 3 && (role != Role::EndEntity || is_ca(c))),
            (SubjectKeyIdentifierNotCritical, c.subject_key_identifier.is_some_and(|e| e.critical)),
            (PolicyConstraintsCritical, c.policy_constraints.is_some_and(|e| !e.critical)),
            (
                CriticalExtensionRecognised,
                extensions.iter().any(|e| e.1 && !among(parameters.recognised_extensions, e.0)),
            ),
            (PolicyQualifiersRecognised, critical(reading::CERTIFICATE_POLICIES) && qualified),
            (AuthorityInfoAccessNotCritical, critical(reading::AUTHORITY_INFO_ACCESS)),
        ]
    }

    fn key_and_dates(&self, c: &CertSpec) -> Vec<(Requirement, bool)> {
        use Requirement::*;
        let (parameters, now) = (self.policy.parameters(), self.question.time);
        let rules = &parameters.keys;
        let bits = match (c.key.form, self.world.scheme) {
            (KeyForm::ShortRsa, _) => Some(1_023),
            (KeyForm::LongRsa, _) => Some(16_392),
            (KeyForm::Plain, Scheme::Rsa2048) => Some(2_048),
            _ => None,
        };
        let permitted = match (c.key.form, self.world.scheme) {
            (KeyForm::Plain, Scheme::Toy | Scheme::P256) => rules.curves.contains(&Curve::P256),
            (KeyForm::Plain, Scheme::Ed25519) => rules.ed25519,
            (KeyForm::OtherCurve, _) => rules.curves.contains(&Curve::Secp256k1),
            (KeyForm::ExplicitParameters, _) => false,
            (KeyForm::Ed448 | KeyForm::UnknownAlgorithm, _) => rules.unknown,
            (KeyForm::Plain | KeyForm::ShortRsa | KeyForm::LongRsa | KeyForm::Unreadable, _) => true,
        };
        let weak = |bits: u32| {
            bits < rules.min_rsa_bits
                || bits > rules.max_rsa_bits
                || (rules.rsa_whole_octets && !bits.is_multiple_of(8))
        };
        let (from, to) = (c.validity.not_before, c.validity.not_after);
        let limit = parameters.lifetimes.iter().rfind(|limit| limit.issued_from <= from);
        vec![
            (PublicKeyWellFormed, c.key.form == KeyForm::Unreadable),
            (PublicKeyKind, !permitted),
            (PublicKeyStrength, bits.is_some_and(weak)),
            (ValidityOrdered, from > to),
            (NotBefore, now < from),
            (NotAfter, now > to || (now == to && !parameters.not_after_inclusive)),
            (ValidityPeriod, limit.is_some_and(|limit| to - from + 1 > limit.seconds)),
        ]
    }

    /// Basic constraints and key usage.
    fn roles(&self, c: &CertSpec, role: Role) -> Vec<(Requirement, bool)> {
        use Requirement::*;
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

    /// Extended key usage.
    fn purposes(&self, c: &CertSpec, role: Role, depth: usize) -> Vec<(Requirement, bool)> {
        use Requirement::*;
        let (ee, rules, wanted) =
            (role == Role::EndEntity, &self.policy.parameters().key_purpose, self.question.purpose);
        let extension = reading::extended_key_usage(c);
        let mut rows = vec![
            (
                ExtendedKeyUsageNotCritical,
                extension.flatten().is_some() && c.extended_key_usage.as_ref().is_some_and(|e| e.critical),
            ),
            (RootWithoutExtendedKeyUsage, extension.is_some() && role == Role::Anchor && is_self_issued(c)),
        ];
        if wanted == Purpose::Any || (rules.scope == EkuScope::EndEntity && !ee) {
            return rows;
        }
        let issues_end_entity = role == Role::Intermediate && depth == 1;
        let exempt = rules.profile_stops_at_issuer && issues_end_entity && wanted == Purpose::ServerAuth;
        let in_profile = ee || issues_end_entity || !rules.profile_stops_at_issuer;
        let purposes = match extension {
            None => {
                rows.push((SubscriberExtendedKeyUsagePresent, ee && !is_ca(c)));
                rows.push((ExtendedKeyUsagePresent, !exempt));
                return rows;
            }
            // What does not decode names no purpose, and is malformed.
            Some(None) => return rows,
            Some(Some(purposes)) => purposes,
        };
        rows.push((ExtendedKeyUsageNotEmpty, purposes.is_empty()));
        if purposes.is_empty() && rules.empty_permits_all {
            return rows;
        }
        let names = |purpose| purposes.contains(&purpose);
        let gated_here = match rules.server_gated_crypto {
            ServerGatedCrypto::Cas => !ee,
            ServerGatedCrypto::Everywhere => true,
            _ => false,
        };
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

    /// Subject, issuer, subjectAltName.
    fn alternative_names(&self, c: &CertSpec, role: Role) -> Vec<(Requirement, bool)> {
        use Requirement::*;
        let ee = role == Role::EndEntity;
        let extension = reading::subject_alt_name(c);
        let critical = reading::extensions(c).iter().any(|e| e.0 == reading::SUBJECT_ALT_NAME && e.1);
        let names = extension.flatten();
        vec![
            (CaSubjectNotEmpty, (!ee || is_ca(c)) && c.subject.is_empty()),
            (IssuerNotEmpty, c.issuer.is_empty()),
            (SubjectOrCriticalAltName, c.subject.is_empty() && !critical),
            (SubjectAltNamePresent, ee && extension.is_none()),
            (SubjectAltNameCriticality, ee && extension.is_some() && critical != c.subject.is_empty()),
            (SubjectAltNameNotEmpty, names.is_some_and(<[_]>::is_empty)),
            (SubjectAltNameSyntax, names.is_some_and(|names| !names.iter().all(names::is_well_written))),
            (
                CommonNameInSubjectAltName,
                ee && names.is_some_and(|names| !names::repeats_common_name(names, &c.subject)),
            ),
        ]
    }

    /// The form of nameConstraints.
    fn constraints(&self, c: &CertSpec, role: Role) -> Vec<(Requirement, bool)> {
        use Requirement::*;
        let rules = &self.policy.parameters().name_constraints;
        let Some(read) = reading::name_constraints(c) else { return Vec::new() };
        let bases: Vec<&GeneralName> = read.iter().flat_map(|e| e.permitted.iter().chain(&e.excluded)).collect();
        let reads = |base: &&GeneralName| match rules.dialect {
            SubtreeDialect::Go => names::go_reads_base(base),
            _ => names::is_well_written_base(base),
        };
        let unprocessed = bases.iter().any(|base| !names::is_processed(rules.forms, base));
        vec![
            (NameConstraintsOnlyOnCa, role == Role::EndEntity && !is_ca(c)),
            (NameConstraintsCritical, read.is_some_and(|e| !e.critical)),
            (NameConstraintsNotEmpty, read.is_some() && bases.is_empty()),
            (NameConstraintSyntax, !bases.iter().all(reads)),
            (NameConstraintSupported, rules.refuse_unknown_forms && unprocessed && read.is_some_and(|e| e.critical)),
        ]
    }
}

/// 1950 to 2049 (RFC 5280 section 4.1.2.5).
const UTC_TIMES: std::ops::Range<i64> = -631_152_000..2_524_608_000;

/// Strings of their type, as Go wants them.
fn go_name(name: &Name) -> bool {
    let text = name.common_name.as_deref().unwrap_or_default();
    let printable = |c: char| c.is_ascii_alphanumeric() || " '()*+,-./:=?&".contains(c);
    name.email.as_ref().is_none_or(|email| email.is_ascii())
        && match name.spelling {
            Spelling::Printable => text.chars().all(printable),
            Spelling::Ia5 => text.is_ascii(),
            // Neither surrogates nor noncharacters; surrogates read as U+FFFD, which as itself is a character.
            Spelling::Bmp => text.chars().all(|c| !matches!(u32::from(c), 0xfdd0..=0xfdef | 0xfffd..)),
            _ => true,
        }
}
