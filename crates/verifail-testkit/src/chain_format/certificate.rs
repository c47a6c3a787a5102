//! A certificate's block, printed and read: a base, and what differs from it.
//!
//! Printing takes a certificate apart field by field and reading puts one together field by field, both without `..`, so
//! that a new field does not compile until both know it.

use super::error::ChainError;
use super::extension::{
    print_authority_key_identifier, print_basic_constraints, print_certificate_policies, print_extended_key_usage,
    print_key_usage, print_name_constraints, print_policy_constraints, print_policy_mappings, print_presence,
    print_subject_alt_name, print_subject_key_identifier, read_authority_key_identifier, read_basic_constraints,
    read_certificate_policies, read_extended_key_usage, read_key_usage, read_name_constraints, read_policy_constraints,
    read_policy_mappings, read_presence, read_subject_alt_name, read_subject_key_identifier,
};
use super::line::Line;
use super::value::{print_list, print_name, print_quoted, print_serial, print_time, read_name, read_serial, read_time};
use super::words::{Base, BlockKind, Property, Word};
use crate::world::{
    AuthorityKeyIdentifier, BasicConstraints, CertSpec, CertificatePolicies, EncodingFault, ExtendedKeyUsage, KeyForm,
    KeyId, KeyUsage, Name, NameConstraints, PolicyConstraints, PolicyMappings, PublicKey, Serial, SignatureForm,
    SubjectAltName, SubjectKeyIdentifier, Validity,
};

impl Base {
    fn certificate(self, key: KeyId, signer: KeyId) -> CertSpec {
        match self {
            Self::Server => CertSpec::server(key, signer),
            Self::Ca => CertSpec::ca(key, signer),
            Self::Root => CertSpec::root(key),
            Self::Bare => CertSpec::bare(key, signer),
        }
    }
}

/// Prints a block on the base from which it differs in the fewest properties.
pub(super) fn print(out: &mut String, kind: BlockKind, spec: &CertSpec) {
    let (key, signer) = (spec.key.id, spec.signer);
    let bases = Base::ALL.iter().copied().filter(|base| *base != Base::Root || key == signer);
    let differences = bases.map(|base| (base, differences(spec, &base.certificate(key, signer))));
    // The first of several that are as good: `min_by_key` says so.
    let Some((base, lines)) = differences.min_by_key(|(_, lines)| lines.len()) else { return };
    out.push_str(&format!("\n{} = {} key {key}", kind.word(), base.word()));
    if base != Base::Root {
        out.push_str(&format!(" issued by {signer}"));
    }
    if let Some(name) = spec.subject.common_name.as_ref().filter(|_| !lines.iter().any(|l| l.starts_with("subject "))) {
        out.push_str("  # ");
        print_quoted(out, name);
    }
    out.push('\n');
    for line in lines {
        out.push_str("  ");
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// Lines of what differs from a base.
struct Differences(Vec<String>);

impl Differences {
    fn field<T: PartialEq>(&mut self, property: Property, ours: &T, base: &T, print: impl FnOnce(&mut String, &T)) {
        if ours != base {
            let mut line = format!("{} ", property.word());
            print(&mut line, ours);
            self.0.push(line);
        }
    }

    fn extension<T: PartialEq>(
        &mut self,
        property: Property,
        ours: &Option<T>,
        base: &Option<T>,
        print: impl FnOnce(&mut String, &T),
    ) {
        match ours {
            Some(ours) if base.as_ref() != Some(ours) => {
                let mut line = format!("{} ", property.word());
                print(&mut line, ours);
                self.0.push(line);
            }
            None if base.is_some() => self.0.push(format!("no {}", property.word())),
            _ => {}
        }
    }
}

fn differences(spec: &CertSpec, base: &CertSpec) -> Vec<String> {
    let CertSpec {
        version,
        serial,
        subject,
        issuer,
        validity: Validity { not_before, not_after },
        // Key and signer are in the header.
        key: PublicKey { id: _, form },
        signer: _,
        signature,
        unique_id,
        basic_constraints,
        key_usage,
        extended_key_usage,
        subject_alt_name,
        name_constraints,
        subject_key_identifier,
        authority_key_identifier,
        certificate_policies,
        policy_mappings,
        policy_constraints,
        inhibit_any_policy,
        ca_issuers,
        unknown_extension,
        faults,
    } = spec;
    let number = |out: &mut String, number: &u8| out.push_str(&number.to_string());
    let mut d = Differences(Vec::new());
    d.field(Property::Version, version, &base.version, number);
    d.field(Property::Serial, serial, &base.serial, |out, serial| print_serial(out, *serial));
    d.field(Property::Subject, subject, &base.subject, print_name);
    d.field(Property::Issuer, issuer, &base.issuer, print_name);
    d.field(Property::NotBefore, not_before, &base.validity.not_before, |out, at| print_time(out, *at));
    d.field(Property::NotAfter, not_after, &base.validity.not_after, |out, at| print_time(out, *at));
    d.field(Property::KeyForm, form, &base.key.form, |out, form| out.push_str(form.word()));
    d.field(Property::Signature, signature, &base.signature, |out, form| out.push_str(form.word()));
    d.extension(Property::UniqueId, &unique_id.then_some(()), &base.unique_id.then_some(()), |_, ()| ());
    d.extension(Property::BasicConstraints, basic_constraints, &base.basic_constraints, print_basic_constraints);
    d.extension(Property::KeyUsage, key_usage, &base.key_usage, print_key_usage);
    d.extension(Property::ExtendedKeyUsage, extended_key_usage, &base.extended_key_usage, print_extended_key_usage);
    d.extension(Property::SubjectAltName, subject_alt_name, &base.subject_alt_name, print_subject_alt_name);
    d.extension(Property::NameConstraints, name_constraints, &base.name_constraints, print_name_constraints);
    d.extension(
        Property::SubjectKeyIdentifier,
        subject_key_identifier,
        &base.subject_key_identifier,
        print_subject_key_identifier,
    );
    d.extension(
        Property::AuthorityKeyIdentifier,
        authority_key_identifier,
        &base.authority_key_identifier,
        print_authority_key_identifier,
    );
    d.extension(
        Property::CertificatePolicies,
        certificate_policies,
        &base.certificate_policies,
        print_certificate_policies,
    );
    d.extension(Property::PolicyMappings, policy_mappings, &base.policy_mappings, print_policy_mappings);
    d.extension(Property::PolicyConstraints, policy_constraints, &base.policy_constraints, print_policy_constraints);
    d.extension(Property::InhibitAnyPolicy, inhibit_any_policy, &base.inhibit_any_policy, number);
    d.extension(Property::CaIssuers, ca_issuers, &base.ca_issuers, print_presence);
    d.extension(Property::UnknownExtension, unknown_extension, &base.unknown_extension, print_presence);
    d.field(Property::EncodingFaults, faults, &base.faults, |out, faults| {
        print_list(out, faults, |out, fault| out.push_str(fault.word()));
    });
    d.0
}

/// A certificate of which a part was read. For an extension, `Some(None)` is one that was taken away.
pub(super) struct CertificateDraft {
    base: CertSpec,
    version: Option<u8>,
    serial: Option<Serial>,
    subject: Option<Name>,
    issuer: Option<Name>,
    not_before: Option<i64>,
    not_after: Option<i64>,
    key_form: Option<KeyForm>,
    signature: Option<SignatureForm>,
    unique_id: Option<Option<()>>,
    basic_constraints: Option<Option<BasicConstraints>>,
    key_usage: Option<Option<KeyUsage>>,
    extended_key_usage: Option<Option<ExtendedKeyUsage>>,
    subject_alt_name: Option<Option<SubjectAltName>>,
    name_constraints: Option<Option<NameConstraints>>,
    subject_key_identifier: Option<Option<SubjectKeyIdentifier>>,
    authority_key_identifier: Option<Option<AuthorityKeyIdentifier>>,
    certificate_policies: Option<Option<CertificatePolicies>>,
    policy_mappings: Option<Option<PolicyMappings>>,
    policy_constraints: Option<Option<PolicyConstraints>>,
    inhibit_any_policy: Option<Option<u8>>,
    ca_issuers: Option<Option<bool>>,
    unknown_extension: Option<Option<bool>>,
    faults: Option<Vec<EncodingFault>>,
}

/// Reads a field that every certificate has.
fn field<'t, T>(
    line: &mut Line<'t>,
    absent: bool,
    slot: &mut Option<T>,
    read: impl FnOnce(&mut Line<'t>) -> Result<T, ChainError>,
) -> Result<(), ChainError> {
    if absent {
        return Err(line.error_before("something that a certificate can be without"));
    }
    let value = read(line)?;
    line.once(slot, value)
}

/// Reads an extension, or that there is none.
fn extension<'t, T>(
    line: &mut Line<'t>,
    absent: bool,
    slot: &mut Option<Option<T>>,
    read: impl FnOnce(&mut Line<'t>) -> Result<T, ChainError>,
) -> Result<(), ChainError> {
    let value = if absent { None } else { Some(read(line)?) };
    line.once(slot, value)
}

impl CertificateDraft {
    pub(super) fn header(line: &mut Line<'_>) -> Result<Self, ChainError> {
        let base: Base = line.keyword()?;
        line.expect_word("key")?;
        let key = line.small()?;
        let signer = match base {
            Base::Root => key,
            Base::Server | Base::Ca | Base::Bare => {
                line.expect_word("issued")?;
                line.expect_word("by")?;
                line.small()?
            }
        };
        Ok(Self {
            base: base.certificate(key, signer),
            version: None,
            serial: None,
            subject: None,
            issuer: None,
            not_before: None,
            not_after: None,
            key_form: None,
            signature: None,
            unique_id: None,
            basic_constraints: None,
            key_usage: None,
            extended_key_usage: None,
            subject_alt_name: None,
            name_constraints: None,
            subject_key_identifier: None,
            authority_key_identifier: None,
            certificate_policies: None,
            policy_mappings: None,
            policy_constraints: None,
            inhibit_any_policy: None,
            ca_issuers: None,
            unknown_extension: None,
            faults: None,
        })
    }

    pub(super) fn property(&mut self, line: &mut Line<'_>) -> Result<(), ChainError> {
        let no = line.take_word("no");
        match line.keyword()? {
            Property::Version => field(line, no, &mut self.version, Line::small),
            Property::Serial => field(line, no, &mut self.serial, read_serial),
            Property::Subject => field(line, no, &mut self.subject, read_name),
            Property::Issuer => field(line, no, &mut self.issuer, read_name),
            Property::NotBefore => field(line, no, &mut self.not_before, read_time),
            Property::NotAfter => field(line, no, &mut self.not_after, read_time),
            Property::KeyForm => field(line, no, &mut self.key_form, Line::keyword),
            Property::Signature => field(line, no, &mut self.signature, Line::keyword),
            Property::UniqueId => extension(line, no, &mut self.unique_id, |_| Ok(())),
            Property::BasicConstraints => extension(line, no, &mut self.basic_constraints, read_basic_constraints),
            Property::KeyUsage => extension(line, no, &mut self.key_usage, read_key_usage),
            Property::ExtendedKeyUsage => extension(line, no, &mut self.extended_key_usage, read_extended_key_usage),
            Property::SubjectAltName => extension(line, no, &mut self.subject_alt_name, read_subject_alt_name),
            Property::NameConstraints => extension(line, no, &mut self.name_constraints, read_name_constraints),
            Property::SubjectKeyIdentifier => {
                extension(line, no, &mut self.subject_key_identifier, read_subject_key_identifier)
            }
            Property::AuthorityKeyIdentifier => {
                extension(line, no, &mut self.authority_key_identifier, read_authority_key_identifier)
            }
            Property::CertificatePolicies => {
                extension(line, no, &mut self.certificate_policies, read_certificate_policies)
            }
            Property::PolicyMappings => extension(line, no, &mut self.policy_mappings, read_policy_mappings),
            Property::PolicyConstraints => extension(line, no, &mut self.policy_constraints, read_policy_constraints),
            Property::InhibitAnyPolicy => extension(line, no, &mut self.inhibit_any_policy, Line::small),
            Property::CaIssuers => extension(line, no, &mut self.ca_issuers, read_presence),
            Property::UnknownExtension => extension(line, no, &mut self.unknown_extension, read_presence),
            Property::EncodingFaults => field(line, no, &mut self.faults, |line| line.list(Line::keyword)),
        }
    }

    pub(super) fn finish(self) -> CertSpec {
        let base = self.base;
        CertSpec {
            version: self.version.unwrap_or(base.version),
            serial: self.serial.unwrap_or(base.serial),
            subject: self.subject.unwrap_or(base.subject),
            issuer: self.issuer.unwrap_or(base.issuer),
            validity: Validity {
                not_before: self.not_before.unwrap_or(base.validity.not_before),
                not_after: self.not_after.unwrap_or(base.validity.not_after),
            },
            key: PublicKey { id: base.key.id, form: self.key_form.unwrap_or(base.key.form) },
            signer: base.signer,
            signature: self.signature.unwrap_or(base.signature),
            unique_id: self.unique_id.map_or(base.unique_id, |present| present.is_some()),
            basic_constraints: self.basic_constraints.unwrap_or(base.basic_constraints),
            key_usage: self.key_usage.unwrap_or(base.key_usage),
            extended_key_usage: self.extended_key_usage.unwrap_or(base.extended_key_usage),
            subject_alt_name: self.subject_alt_name.unwrap_or(base.subject_alt_name),
            name_constraints: self.name_constraints.unwrap_or(base.name_constraints),
            subject_key_identifier: self.subject_key_identifier.unwrap_or(base.subject_key_identifier),
            authority_key_identifier: self.authority_key_identifier.unwrap_or(base.authority_key_identifier),
            certificate_policies: self.certificate_policies.unwrap_or(base.certificate_policies),
            policy_mappings: self.policy_mappings.unwrap_or(base.policy_mappings),
            policy_constraints: self.policy_constraints.unwrap_or(base.policy_constraints),
            inhibit_any_policy: self.inhibit_any_policy.unwrap_or(base.inhibit_any_policy),
            ca_issuers: self.ca_issuers.unwrap_or(base.ca_issuers),
            unknown_extension: self.unknown_extension.unwrap_or(base.unknown_extension),
            faults: self.faults.unwrap_or(base.faults),
        }
    }
}
